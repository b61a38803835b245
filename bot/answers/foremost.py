"""The places of a report side by side: which of them has the most of something, and where one of them stands among them."""

import re
from dataclasses import replace
from decimal import Decimal

from bot.language import COLON
from bot.reading.labels import figure, label
from bot.reading.matching import named, of_kind
from bot.reading.targets import Said
from bot.texts import RANKED
from bot.understanding.question import Question, understand
from corpus.aliases import canonical
from corpus.regions import Region
from index.catalogue import Catalogue, Filters
from index.metric_names import metric_names
from index.targets import Target, TargetFilters, find_targets

LEAST_PLACES, MOST_PLACES = 3, 20
"""Places that one document must tell of to be ranked, and how many lines an answer has at most."""

_PLACES = "(?:区县|县区|市县|县市区|县市|区市县|[区县市镇]|街道|乡镇|园区|地方|地区)"
_UP, _DOWN = "高多大快强好", "低少小慢弱差"
_MOST = re.compile(
    f"(?:各|所有|全部)?{_PLACES}?(?:里|中|当中|之中|里面)?(?:的)?哪(?:个|一个|座){_PLACES}(?:的)?(?P<thing>.{{0,16}}?)最(?P<up>[{_UP}{_DOWN}])"
    f"|(?P<before>.{{2,16}}?)最(?P<by>[{_UP}{_DOWN}])(?:的)?(?:是|在)?(?:哪|{_PLACES})"
)
_ECONOMY = re.compile("(?<![\u4e00-\u9fff])经济(?:总量|规模|体量)?(?=$|[增涨跑长]|发展)")
"""What the economy of a place is measured by, where no kind of it is named (民营经济)."""

_AMONG = re.compile(f"(?:在|于)?(?:各|所有|全部|全市|全省)?(?:各)?{_PLACES}(?:里|中|当中|之中|里面)+")


def ranked(catalogue: Catalogue, asked: Question, filters: Filters | None) -> Said | None:
    """The places of one document by a metric, the one with most (or least) first; None where no such thing is asked or fewer
    than three places have the figure."""
    match = _MOST.search(asked.text)
    if match is None or len(asked.places) > 1:
        return None
    word = match["up"] or match["by"]
    thing = _AMONG.sub(" ", match["thing"] or match["before"] or asked.text[: match.start()])
    thing = re.sub("(?<=值)(?:增|涨|长|跑|发展)得?$", "增速", _ECONOMY.sub("地区生产总值", thing))
    bare = replace(understand(f"{thing}是多少"), places=(), years=asked.years, target=asked.target)
    rows = _of_places(catalogue, bare, asked.places[0] if asked.places else (), filters)
    if len(rows) < LEAST_PLACES:
        return None
    rows.sort(key=_value, reverse=word in _UP)
    if _value(rows[0]) == _value(rows[1]):
        return None
    lines = [f"{label(row)}{COLON}{figure(row)} [{at}]" for at, row in enumerate(rows[:MOST_PLACES], 1)]
    head = RANKED.format(word=word, place=_place(rows[0]), figure=figure(rows[0]), count=len(rows))
    return Said("\n".join([f"{head} [1]", *lines]), tuple(rows[:MOST_PLACES]))


def _of_places(catalogue: Catalogue, asked: Question, whole: Region, filters: Filters | None) -> list[Target]:
    """A row for each place inside the whole: of the best named metric, in the latest year, from one document, in one unit."""
    names = metric_names(catalogue).said(canonical(asked.text), 1.0)
    within = catalogue.matching(filters) if filters else None
    wanted = TargetFilters(whole[-1] if whole else None, metrics=names, target=asked.target)
    rows = [
        row
        for row in find_targets(catalogue, wanted, within)
        if row.indicator.value is not None
        and row.indicator.whole is None
        and (row.indicator.organisation or len(row.indicator.region) > len(row.entry.metadata.region))
        and of_kind(asked, row)
        and named(asked, row) is not None
        and (not asked.years or row.indicator.year in asked.years)
    ]
    if not rows:
        return []
    best = max(rows, key=lambda row: (named(asked, row) or 0.0, row.indicator.year or 0))
    return list({_place(row): row for row in rows if _alike(row, best)}.values())


def _alike(row: Target, best: Target) -> bool:
    one, other = row.indicator, best.indicator
    same = (one.metric, one.unit, one.kind, one.year, one.qualifiers)
    return row.entry.key == best.entry.key and same == (
        other.metric, other.unit, other.kind, other.year, other.qualifiers
    )  # fmt: skip


def _place(row: Target) -> str:
    return row.indicator.organisation or row.indicator.region[-1]


def _value(row: Target) -> Decimal:
    return row.indicator.value or Decimal(0)
