"""Which rows of the table of indicators a question asks for.

A row answers only where its metric is what the question names, in the place, the year and the kind that it asks.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.reading.figure_names import RANK
from bot.reading.figure_words import INTAKE
from bot.reading.figures import same_unit
from bot.reading.required import parts_of_year
from bot.understanding.everyday import heard
from bot.understanding.levels import levels, other_level
from bot.understanding.places import SCOPES
from bot.understanding.question import Question, Slot
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

ALL_ASKED = 0.8
"""Share of what is asked that a row must say to be no other metric, however little of its name the question says."""

SHORT_NAME = 3
"""Characters that a name short for a longer metric has more of; where it lacks the class alone (小巨人 for 小巨人企业), as many do."""

SHORT_END = 2
"""Characters of a body's name at either end which stay where its middle is left out."""

NARROWER = 0.15
"""Against a row that is of a part of the thing (其中, 市级, 第二批) where the question does not say so."""

NUMERALS, SCALES = "0-9一二三四五六七八九十百千", "百千万亿"

SAID = 0.2
"""For a row whose qualifier the question names (第二批, 市级)."""

_GROWTH = re.compile("增长(?!点)|增速|增幅|涨幅|降幅|同比|提高了?多少|(?:下降|增加|减少|上升)了?(?:多少|几)")
_SHARE = re.compile("占比|比重|份额|占.{1,12}(?:多少|几)|占全[国省市区县]$")
_RANK = re.compile("排名|第几|名次|位次|排第|位居")
_INTAKE = re.compile(f"{INTAKE.pattern}|引进|第[一二三四五]批|首批|[那这哪]一?批(?!次)")
_SUMMED = re.compile("累计|合计|共计|总计")
_NEWLY = re.compile("新(?=入选|获|认定|评|当选|立项|引进|中标)")
_STOCK = re.compile("累计|总数|总量|共有|一共|总共|现有|存量|在册|在库|有效期内|有效(?!期|发明|专利|商标|注册)")
_POINTS = re.compile("百分点|高[于出]|低于")
_NARROW = re.compile("(?<!各)级|批|其中|规上|民营|重点")
_PLAIN = frozenset(
    bigrams("完成额") + bigrams("完成数") + bigrams("总金额") + bigrams("数额") + bigrams("总额") + bigrams("数量") + ["口额"]
    + bigrams("数目") + bigrams("部分") + bigrams("家数") + bigrams("总数") + bigrams("总量") + bigrams("情况")
    + bigrams("实绩") + bigrams("一共") + bigrams("全年") + bigrams("当年") + bigrams("一年") + bigrams("那边") + bigrams("这边")
    + bigrams("实际") + bigrams("引来") + bigrams("拿下") + bigrams("人数") + bigrams("户数") + bigrams("要求")
)  # fmt: skip
"""Pairs of characters that say nothing of what a figure is of."""

_TRADE = re.compile("(?<!外贸)(?<!货物)(?<!服务)(?<!进)(?=(?:进出口|出口|进口)(?:总?[额值]|$))")

_CLASSES = {"项": ("项目",), "家": ("企业",)}

_GIVEN = re.compile("奖励|补贴|补助|资助|津贴|贴息|(?:奖|补|补偿)$")
_GIVES = re.compile("奖|补|资助|津贴|贴|资金|经费|发放|兑现|支出|标准")
"""What asks for money given, and the words of a figure of such money."""

_SEGMENT = re.compile("[;；]")
_CLAUSE = re.compile("[,，;；。:：、()（）]")
_OF_CLASS = re.compile("(?:国家|[省市区县])?级?(?:项目|企业|个数|数量)?")
"""What a name may leave out besides: its level, and its class, which the unit says (尖兵领雁几项)."""

_PARTS = re.compile(
    "城市|城镇|农村|乡村|男性|女性|[一二三]产|[a-z甲乙丙丁]类|第[一二三四五六]批|国家级|省级|市级|区级|县级"
)


def matching(catalogue: Catalogue, asked: Question, filters: Filters | None, *, kinds: bool = True) -> list[Target]:
    """Rows of the metric, place, year and, with `kinds`, of the kind asked; the best named first."""
    rows = [row for row in rows_named(catalogue, asked, filters) if not _asks_what_is_given(asked, row)]
    scored = [(score, row) for row in rows if (score := named(asked, row)) is not None]
    scored = [pair for pair in scored if not kinds or of_kind(asked, pair[1])]
    return [row for _, row in sorted(scored, key=lambda pair: -pair[0])]


def _asks_what_is_given(asked: Question, row: Target) -> bool:
    """Whether money is asked that somebody gives, and a row tells of no giving."""
    told = canonical(" ".join((row.indicator.metric, *row.indicator.qualifiers))) + _CLAUSE.split(_before(row))[-1]
    return gives_nothing(asked, told)


def gives_nothing(asked: Question, told: str) -> bool:
    """Whether money is asked that somebody gives (高企认定奖励多少), and a canonical text tells of no giving: how many there are of
    whom it is given to is no answer."""
    slots = [slot for slot in asked.slots if slot.family in ("元", None) and _GIVEN.search(slot.label)]
    return len(slots) == len(asked.slots) > 0 and not _GIVES.search(told)


def best(catalogue: Catalogue, asked: Question, filters: Filters | None) -> Target | None:
    """The row that answers a question for one figure, None where there is none or two say different things."""
    found = [row for row in matching(catalogue, asked, filters) if _takes(asked, row) and _in_unit(asked, row)]
    if not found:
        return None
    top = named(asked, found[0])
    equal = [row for row in found if named(asked, row) == top]
    if not asked.years:  # the latest, whose year the answer says
        latest = max(row.indicator.year or 0 for row in equal)
        equal = [row for row in equal if (row.indicator.year or 0) == latest]
    equal = _nearest(asked, equal)
    return equal[0] if len({(row.indicator.value, row.indicator.unit) for row in equal}) == 1 else None


def _nearest(asked: Question, rows: list[Target]) -> list[Target]:
    """Of rows named equally well those whose own name and not only whose sentence says most of the thing asked, and of these the
    ones that count as is asked, what came in or what there is."""
    if not _POINTS.search(canonical(asked.text)):  # how much higher than elsewhere is another figure
        rows = [row for row in rows if not row.indicator.unit.endswith("百分点")] or rows
    told = [sum(pair in _held(row) for pair in _subject(asked, asked.slots)) for row in rows]
    rows = [row for row, count in zip(rows, told, strict=True) if count == max(told)]
    return [row for row in rows if is_intake(row.indicator) == asks_intake(asked)] or rows


def rows_named(catalogue: Catalogue, asked: Question, filters: Filters | None) -> list[Target]:
    """Rows of the metrics that the question names, or of the body that it names."""
    known = metric_names(catalogue)
    if known.names_body(asked.text):
        within = catalogue.matching(filters) if filters else None
        wanted = [TargetFilters(year=year, target=asked.target) for year in asked.years or (None,)]
        return [row for each in wanted for row in find_targets(catalogue, each, within) if _is_of_body(asked, row)]
    names = known.said(_asked(asked), OTHER_METRIC)
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


def _asked(asked: Question) -> str:
    """The question, canonical, with what people leave out of the name of trade (外贸|出口额)."""
    return _TRADE.sub("外贸", canonical(asked.text))


def _is_of_body(asked: Question, row: Target) -> bool:
    return row.indicator.organisation is not None and row.indicator.organisation in asked.text


def said(metric: str, text: str) -> float:
    """Share of the pairs of characters of a metric's name that a canonical text says."""
    pairs = bigrams(canonical(metric))
    return sum(pair in text for pair in pairs) / len(pairs) if pairs else 0.0


def named(asked: Question, row: Target) -> float | None:
    """How well a row's metric is what the question names, None where it is something else."""
    text, found = _asked(asked), row.indicator
    metric, held = said(found.metric, text), _held(row)
    if found.organisation and (verb := next((each for each in found.qualifiers if found.metric.startswith(each)), "")):
        metric = max(metric, said(found.metric.removeprefix(verb), text))  # 集聚|人才 of a body
    subject = _subject(asked, asked.slots)
    over = canonical(_before(row)) if metric == 1 else ""
    kept = sum(pair in held or pair in over for pair in subject) / len(subject) if subject else 0.0
    short = kept == 1 and metric >= OTHER_METRIC and _shortens(asked, found.metric)
    if (metric < MIN_METRIC or kept < MIN_ASKED) and not short:
        return None
    qualified = sum(len(each) > 1 and canonical(each) in text for each in found.qualifiers)
    narrower = sum(
        bool(_NARROW.search(each)) and each[0] != "占" and canonical(each) not in text for each in found.qualifiers
    )
    return metric + kept + SAID * qualified - NARROWER * (narrower + (found.whole is not None and not qualified))


def _shortens(asked: Question, metric: str) -> bool:
    """Whether the question leaves words out of the middle of a metric (尖兵立项 of 尖兵科技项目立项). One that says only its
    beginning or end means another thing (企业 of 培育企业)."""
    names = ["".join(name) for slot in asked.slots for name in slot.names]
    if (
        len(names) == 1
        and len(names[0]) >= SHORT_NAME
        and _OF_CLASS.fullmatch(canonical(metric).replace(names[0], "", 1))
    ):
        return True
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
    wanted = IndicatorKind.RANK if len(asked.slots) == 1 and asked.slots[0].family == RANK else wanted
    kind = row.indicator.kind
    if wanted is IndicatorKind.SHARE and kind is not wanted and "占" in row.indicator.metric:
        return True  # 占比 in the metric's own name
    return kind is wanted if wanted else kind in (IndicatorKind.ACHIEVED, IndicatorKind.TARGET)


def _subject(asked: Question, slots: Sequence[Slot]) -> list[str]:
    """The pairs of characters that name what is asked, without those that only join two words or tell no thing apart."""
    pairs = [pair for slot in slots for pair in (slot.subject or slot.terms) if pair not in asked.joins]
    return [pair for pair in pairs if len(pair) > 1 and pair not in _PLAIN]


def _takes(asked: Question, row: Target) -> bool:
    """Whether nothing in the question asks for another part, level, place or time, or for the stock where the row is an intake."""
    text, found = canonical(asked.text), row.indicator
    if of_other_part(asked, row) or _is_elsewhere(asked, row):
        return False
    if asked.of_this_year and any(_SUMMED.match(each) for each in found.qualifiers) and _is_of_plan(row):
        return False
    if re.search(f"[{NUMERALS}]{re.escape(canonical(found.metric))}", text) and found.metric[0] in SCALES:
        return False  # of 十亿元以上项目 those of 亿元以上 are another
    return not (is_intake(found) and _STOCK.search(text) and not asks_intake(asked))


def _is_of_plan(row: Target) -> bool:
    """Whether a row is aimed at for the end of a plan for several years, which its document's own year is before."""
    year, own = row.indicator.year, row.entry.metadata.year
    return is_target(row.indicator) and year is not None and own is not None and year > own + 1


def of_other_part(asked: Question, row: Target) -> bool:
    """Whether the question names a part, a level or a time of the year that is not the row's."""
    found = row.indicator
    held = canonical(" ".join((found.metric, *found.qualifiers)))
    time = parts_of_year(asked.text)
    if time != parts_of_year(held) and not (time and time == _part_told(row)):
        return True
    mine = levels(canonical(found.metric), [canonical(each) for each in found.qualifiers])
    level = frozenset().union(*(levels(canonical(slot.label)) for slot in asked.slots))
    if other_level(level, mine):
        return True
    parts = [part for part in _PARTS.findall(canonical(asked.text)) if part not in held and part[:-1] not in mine]
    return bool(parts) and not _names_part(row, parts)


def _part_told(row: Target) -> frozenset[str]:
    """The part of the year that the words before a row's figure name, or else the title of its document, if not all of the year."""
    before = _before(row)
    return parts_of_year(before) or (frozenset() if "全年" in before else parts_of_year(row.entry.metadata.title))


def _is_elsewhere(asked: Question, row: Target) -> bool:
    """Whether the question names a place that is no division (a town, a zone), and the row's figure is not said of it."""
    found = row.indicator
    own = " ".join(
        (*found.region, found.organisation or "", found.metric, *found.qualifiers, _CLAUSE.split(_before(row))[-1])
    )
    names = [word for word in asked.elsewhere if word not in SCOPES]
    return any(name not in own and name not in row.entry.metadata.title for name in names)


def _before(row: Target) -> str:
    """The words of a row's own part of its sentence (between semicolons) before its figure."""
    return _SEGMENT.split(row.quote[: row.indicator.start - row.indicator.sentence[0]])[-1]


def _in_unit(asked: Question, row: Target) -> bool:
    """Whether the row is in the unit that the question says."""
    slot, unit = asked.slots[0], opening_unit(row.indicator.unit)
    if slot.family == RANK:
        return row.indicator.kind is IndicatorKind.RANK
    told = slot.family is not None and (
        slot.exact
        or (slot.family == "%" and row.indicator.kind is not IndicatorKind.GROWTH and row.indicator.unit != "‰")
    )
    return not told or (unit is not None and same_unit(slot, unit[1]))


def surely(asked: Question, row: Target) -> bool:
    """Whether nothing is left open: all that is asked is said by the row, in its unit, and an intake is no stock. What is aimed
    at may well be an intake: its label says so."""
    slot, found = asked.slots[0], row.indicator
    if not _in_unit(asked, row):
        return False
    held = " ".join((_held(row), canonical(" ".join(row.entry.metadata.region)), *_part_told(row), *_class_of(slot)))
    if said(found.metric, canonical(asked.text)) == 1:
        held += canonical(_before(row))
    intake = _INTAKE.search(canonical(asked.text))
    counted = (
        is_intake(found) == bool(intake)
        or (is_target(found) and not intake and not slot.total)
        or (not slot.total and _won_as_asked(asked, found))
    )
    free = bigrams(intake.group()) if intake and is_intake(found) else []
    return counted and all(pair in held or pair in free for pair in _subject(asked, [slot]))


def _class_of(slot: Slot) -> tuple[str, ...]:
    """What is counted in the unit of a slot: who asks how many 项目 or 企业 there are says no more than that unit."""
    return _CLASSES.get(slot.family or "", ())


def _won_as_asked(asked: Question, found: Indicator) -> bool:
    """Whether an intake is told by the very verb of the question (新入选 of 入选了多少)."""
    verbs = (_NEWLY.sub("", each) for each in found.qualifiers if _NEWLY.match(each))
    return any(verb in canonical(asked.text) for verb in verbs)


def contradicts(asked: Question, row: Target) -> bool:
    """Whether a row says that its figure, read in the text, is not the one asked for: another one's, or another metric."""
    return is_another_s(asked, row) or _is_other_metric(asked, row)


def _is_other_metric(asked: Question, row: Target) -> bool:
    """Whether neither the question says the metric of a row nor the row, with the words before its figure, what is asked: people
    call a long metric by a few of its words."""
    if said(row.indicator.metric, canonical(asked.text)) >= OTHER_METRIC:
        return False
    own = heard(_held(row) + canonical(_CLAUSE.split(_before(row))[-1]), asked.spoken).replace("进出口", "外贸")
    subject = _subject(asked, asked.slots)
    return not subject or sum(pair in own for pair in subject) < ALL_ASKED * len(subject)


def is_another_s(asked: Question, row: Target) -> bool:
    """Whether the figure of a row is, whatever its metric, of another body, place or year than the one asked for, a plan for a
    result, a part for the whole, or what came in for what there is."""
    found = row.indicator
    if found.organisation and not calls_body(asked.text, found.organisation):
        return True
    if asked.places and not asked.elsewhere and found.region and found.region not in asked.places:
        return True
    if asked.years and found.year not in asked.years:
        return True
    if asked.target != is_target(found) and (asked.target or asked.result or not (asked.years or asked.of_this_year)):
        return True
    if of_other_part(asked, row) or _is_elsewhere(asked, row):
        return True
    return is_intake(found) and bool(_STOCK.search(canonical(asked.text))) and not asks_intake(asked)


def calls_body(text: str, body: str) -> bool:
    """Whether a text names a body, in full or without words in its middle (产业化|团队 of 产业化项目团队)."""
    ends = range(SHORT_END, len(body) - SHORT_END)
    return body in text or any(body[:i] + body[-j:] in text for i in ends for j in ends if i + j < len(body))


def _names_part(row: Target, parts: Sequence[str]) -> bool:
    """Whether the words of a row's own sentence before its figure name the parts asked, none of their like nearer to it."""
    named = _PARTS.findall(canonical(_before(row)))
    return all(part in named and not (part.endswith("级") and named[-1] != part) for part in parts)


def of_place(asked: Question, place: Region) -> Question:
    """The question for one place."""
    return replace(asked, places=(place,))


def is_level(found: Indicator) -> bool:
    """Whether an indicator tells how much there is or will be, and not a growth, share or rank."""
    return found.kind in (IndicatorKind.ACHIEVED, IndicatorKind.TARGET)


def mixes_flow(asked: Question, rows: Sequence[Target]) -> bool:
    """Whether some rows count what came in and others what there is, and the question does not say that it wants the former."""
    return not asks_intake(asked) and len({is_intake(row.indicator) for row in rows}) > 1


def asks_intake(asked: Question) -> bool:
    """Whether a question asks what came in (新认定, 净增)."""
    return bool(_INTAKE.search(canonical(asked.text)))


def is_intake(found: Indicator) -> bool:
    """Whether an indicator counts what came in (新认定, 第二批) and not what there is, or has come in altogether (累计引进)."""
    if any(_SUMMED.match(each) for each in found.qualifiers):
        return False
    return any(_INTAKE.match(each) for each in (*found.qualifiers, found.metric))
