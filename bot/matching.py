"""Which rows of the table of indicators a question asks for.

A row answers only where its metric is what the question names, in the place, the year and the kind that it asks.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.figures import same_unit
from bot.question import SCOPES, Question
from corpus.aliases import canonical
from corpus.quantity import opening_unit
from corpus.records import Indicator, IndicatorKind
from corpus.regions import Region
from index.catalogue import Catalogue, Filters
from index.metric_names import metric_names
from index.targets import Target, TargetFilters, find_targets, is_target
from index.tokens import bigrams

MIN_METRIC, MIN_ASKED = 0.75, 0.6
"""Share of a metric's name that the question must say, and share of what it asks that metric and qualifiers must say."""

OTHER_METRIC = 0.4
"""Share of a metric's name below which a figure that was read in the text is of something else."""

SHORT_NAME = 3
"""Characters that a name short for a longer metric has more of."""

NARROWER = 0.15
"""Against a row that is of a part of the thing (其中, 市级, 第二批) where the question does not say so."""

SAID = 0.2
"""For a row whose qualifier the question names (第二批, 市级)."""

_GROWTH = re.compile("增长(?!点)|增速|增幅|涨幅|降幅|同比|提高了?多少|(?:下降|增加|减少|上升)了?(?:多少|几)")
_SHARE = re.compile("占比|比重|份额|占.{1,12}(?:多少|几)|占全[国省市区县]$")
_RANK = re.compile("排名|第几|名次|位次|排第|位居")
_INTAKE = re.compile("新(?:认定|增|引进|获批|培育|设|建|签|入选|立项)|净增|增补|引进|第[一二三四五]批")
_STOCK = re.compile("累计|总数|总量|共有|一共|总共")
_NARROW = re.compile("(?<!各)级|批|其中|规上|民营|重点")
_PARTS = re.compile(
    "城市|城镇|农村|乡村|男性|女性|[一二三]产|[a-z甲乙丙丁]类|第[一二三四五六]批|国家级|省级|市级|区级|县级"
)


def matching(catalogue: Catalogue, asked: Question, filters: Filters | None, *, kinds: bool = True) -> list[Target]:
    """Rows of the metric, place, year and, with `kinds`, of the kind asked; the best named first."""
    rows = rows_named(catalogue, asked, filters)
    scored = [(score, row) for row in rows if (score := named(asked, row)) is not None]
    scored = [pair for pair in scored if not kinds or of_kind(asked, pair[1])]
    return [row for _, row in sorted(scored, key=lambda pair: -pair[0])]


def best(catalogue: Catalogue, asked: Question, filters: Filters | None) -> Target | None:
    """The row that answers a question for one figure, None where there is none or two say different things."""
    found = [row for row in matching(catalogue, asked, filters) if _takes(asked, row)]
    if not found:
        return None
    top = named(asked, found[0])
    equal = [row for row in found if named(asked, row) == top]
    if not asked.years:  # the latest, whose year the answer says
        latest = max(row.indicator.year or 0 for row in equal)
        equal = [row for row in equal if (row.indicator.year or 0) == latest]
    return equal[0] if len({(row.indicator.value, row.indicator.unit) for row in equal}) == 1 else None


def rows_named(catalogue: Catalogue, asked: Question, filters: Filters | None) -> list[Target]:
    """Rows of the metrics that the question names, or of the body that it names."""
    known = metric_names(catalogue)
    if known.names_body(asked.text):
        within = catalogue.matching(filters) if filters else None
        wanted = [TargetFilters(year=year, target=asked.target) for year in asked.years or (None,)]
        return [row for each in wanted for row in find_targets(catalogue, each, within) if _is_of_body(asked, row)]
    names = known.said(canonical(asked.text), OTHER_METRIC)
    return rows_of(catalogue, asked, filters, target=asked.target, metrics=names)


def rows_of(
    catalogue: Catalogue,
    asked: Question,
    filters: Filters | None,
    *,
    target: bool | None,
    metrics: tuple[str, ...] | None = None,
) -> list[Target]:
    """Rows of the place and the years asked, those of other bodies than the place itself left out unless named."""
    within = catalogue.matching(filters) if filters else None
    found: list[Target] = []
    for place in _places(asked):
        for year in asked.years or (None,):
            wanted = TargetFilters(place[-1] if place else None, year, target=target, metrics=metrics)
            found += [
                row for row in find_targets(catalogue, wanted, within) if place is None or row.indicator.region == place
            ]
    bodies = [row for row in found if _is_of_body(asked, row)]
    return bodies or [row for row in found if row.indicator.organisation is None]


def _places(asked: Question) -> list[Region | None]:
    """The places whose rows are meant: of 全省 in a question on a city those of its province."""
    wide = [SCOPES[word] for word in asked.elsewhere if word in SCOPES]
    if wide and asked.places:
        return [place[: wide[0]] for place in asked.places if wide[0]]
    return [*asked.places] or [None]


def _is_of_body(asked: Question, row: Target) -> bool:
    return row.indicator.organisation is not None and row.indicator.organisation in asked.text


def said(metric: str, text: str) -> float:
    """Share of the pairs of characters of a metric's name that a canonical text says."""
    pairs = bigrams(canonical(metric))
    return sum(pair in text for pair in pairs) / len(pairs) if pairs else 0.0


def named(asked: Question, row: Target) -> float | None:
    """How well a row's metric is what the question names, None where it is something else."""
    text, found = canonical(asked.text), row.indicator
    metric, held = said(found.metric, text), _held(row)
    if found.organisation and (verb := next((each for each in found.qualifiers if found.metric.startswith(each)), "")):
        metric = max(metric, said(found.metric.removeprefix(verb), text))  # 集聚|人才 of a body
    subject = [pair for slot in asked.slots for pair in (slot.subject or slot.terms) if pair not in asked.joins]
    over = canonical(row.quote[: found.start - found.sentence[0]]) if metric == 1 else ""
    kept = sum(pair in held or pair in over for pair in subject) / len(subject) if subject else 0.0
    short = kept == 1 and metric >= OTHER_METRIC and _shortens(asked, found.metric)
    if (metric < MIN_METRIC or kept < MIN_ASKED) and not short:
        return None
    qualified = sum(len(each) > 1 and canonical(each) in text for each in found.qualifiers)
    narrower = sum(bool(_NARROW.search(each)) and canonical(each) not in text for each in found.qualifiers)
    return metric + kept + SAID * qualified - NARROWER * (narrower + (found.whole is not None and not qualified))


def _shortens(asked: Question, metric: str) -> bool:
    """Whether the question leaves words out of the middle of a metric (尖兵立项 of 尖兵科技项目立项). One that says only its
    beginning or end means another thing (企业 of 培育企业)."""
    names = ["".join(name) for slot in asked.slots for name in slot.names]
    return all(len(name) > SHORT_NAME and name not in canonical(metric) for name in names)


def _held(row: Target) -> str:
    """What a row says of its figure, canonical: qualifiers on both sides of the metric, since either may be said first."""
    found = row.indicator
    narrow = "".join(found.qualifiers)
    kind = {IndicatorKind.SHARE: "占比比重份额", IndicatorKind.RANK: "排名位次"}.get(found.kind, "")
    return canonical(f"{found.organisation or ''}{narrow}{found.metric}{narrow}{kind} {found.unit} {row.figure}")


def of_kind(asked: Question, row: Target) -> bool:
    """Whether a row is a growth, a share, a rank or a level, as the thing asked is worded."""
    wording = canonical(asked.slots[0].label if len(asked.slots) == 1 and asked.slots[0].label else asked.text)
    kinds = ((IndicatorKind.GROWTH, _GROWTH), (IndicatorKind.SHARE, _SHARE), (IndicatorKind.RANK, _RANK))
    wanted = next((kind for kind, pattern in kinds if pattern.search(wording)), None)
    kind = row.indicator.kind
    if wanted is IndicatorKind.SHARE and kind is not wanted and "占" in row.indicator.metric:
        return True  # 占比 in the metric's own name
    return kind is wanted if wanted else kind in (IndicatorKind.ACHIEVED, IndicatorKind.TARGET)


def _takes(asked: Question, row: Target) -> bool:
    """Whether nothing in the question asks for another part, or for the stock where the row is an intake."""
    text, found = canonical(asked.text), row.indicator
    held = canonical(" ".join((found.metric, *found.qualifiers)))
    if any(part not in held for part in _PARTS.findall(text)):
        return False
    return not (is_intake(found) and _STOCK.search(text) and not _INTAKE.search(text))


def surely(asked: Question, row: Target) -> bool:
    """Whether nothing is left open: all that is asked is said by the row, in its unit, and an intake is no stock."""
    slot, found = asked.slots[0], row.indicator
    unit = opening_unit(found.unit)
    if slot.family is not None and slot.exact and (unit is None or not same_unit(slot, unit[1])):
        return False
    held = f"{_held(row)} {canonical(' '.join(row.entry.metadata.region))}"
    if said(found.metric, canonical(asked.text)) == 1:
        held += canonical(row.quote[: found.start - found.sentence[0]])
    told_of = [pair for pair in slot.subject or slot.terms if pair not in asked.joins]
    return all(pair in held for pair in told_of) and is_intake(found) == bool(_INTAKE.search(asked.text))


def contradicts(asked: Question, row: Target) -> bool:
    """Whether a row says that its figure, read in the text, is not the one asked for: another body, place, year, plan for
    result, the whole for a part, or another metric."""
    found, text = row.indicator, canonical(asked.text)
    if found.organisation and found.organisation not in asked.text:
        return True
    if asked.places and not asked.elsewhere and found.region and found.region not in asked.places:
        return True
    if asked.years and found.year not in asked.years:
        return True
    if asked.target != is_target(found) and (asked.target or asked.result or not asked.years):
        return True
    held = canonical(" ".join((found.metric, *found.qualifiers)))
    if any(part not in held for part in _PARTS.findall(text)) and held and not _names_part(row, text):
        return True
    return said(found.metric, text) < OTHER_METRIC


def _names_part(row: Target, text: str) -> bool:
    """Whether the words of a row's own sentence before its figure name the part asked."""
    before = canonical(row.quote[: row.indicator.start - row.indicator.sentence[0]])
    return all(part in before for part in _PARTS.findall(text))


def of_place(asked: Question, place: Region) -> Question:
    """The question for one place."""
    return replace(asked, places=(place,))


def is_level(found: Indicator) -> bool:
    """Whether an indicator tells how much there is or will be, and not a growth, share or rank."""
    return found.kind in (IndicatorKind.ACHIEVED, IndicatorKind.TARGET)


def mixes_flow(asked: Question, rows: Sequence[Target]) -> bool:
    """Whether some rows count what came in and others what there is, and the question does not say that it wants the former."""
    return not _INTAKE.search(canonical(asked.text)) and len({is_intake(row.indicator) for row in rows}) > 1


def is_intake(found: Indicator) -> bool:
    """Whether an indicator counts what came in (新认定, 第二批) and not what there is."""
    return any(_INTAKE.match(each) for each in (*found.qualifiers, found.metric))
