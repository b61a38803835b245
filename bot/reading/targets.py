"""Answers from the table of indicators: a figure, lists, one metric in several places, and the honest neighbour.

What is near is shown as what it is, never as the answer.
"""

import re
from dataclasses import dataclass, replace

from bot.language import COLON, SEMICOLON
from bot.reading.aims import Aim, aim_beside, grown
from bot.reading.attached import attached_to
from bot.reading.labels import figure, is_name, label, lines, name, place_of, quotes, years_of
from bot.reading.matching import (
    asks_intake,
    best,
    is_intake,
    matching,
    named,
    of_other_part,
    rows_named,
    rows_of,
    surely,
)
from bot.texts import ASKED_FIGURES, MORE_ROWS, NEIGHBOUR, NOT_GIVEN, OF, TABLE
from bot.understanding.question import Question
from index.catalogue import Catalogue, Filters
from index.targets import Target

LONGEST_ASKED = 16
"""Characters of what is asked that a refusal repeats."""

MOST_ROWS = 60
"""Rows of a list; more are told in number."""

NEAR, MOST_NEAR = 0.15, 3
"""How much worse than the best named a row may be to be shown beside a refusal, and how many are."""

_LISTS = re.compile(
    "(?:哪些|什么|列出|所有|全部|主要|各项).{0,8}(?:指标|目标)|(?:指标|目标)(?:都)?(?:有哪些|一览|清单|汇总|有什么|是什么$|情况)"
)
_ASIDE = re.compile(r"^[和与跟及]|^\d{4}年?的?|^里的?|(?:一共|总共|合计|加起来)+$|的?(?:目标|任务|数字)+$|[,，]$")
"""What a refusal says beside the thing asked, or not at all."""
_MAIN = re.compile("(?:主要|总体|核心|重点|预期|奋斗)[^,，。;；:：]{0,8}目标")
"""The main aims of a year, which are asked for and told by that name."""
DONE = re.compile("完成|实绩|实际|达到了|实现了|结果")
"""What asks for a result, and not for what was aimed at."""


@dataclass(frozen=True, slots=True)
class Said:
    """Text with marks, and the rows that they name, in the order of the marks."""

    text: str
    rows: tuple[Target, ...]


def listed(catalogue: Catalogue, asked: Question, filters: Filters | None) -> Said | None:
    """The targets, or the results, of a place and year as a list; None if no list is asked or there are none."""
    if not _LISTS.search(asked.text) or not (asked.places or asked.years):
        return None
    aimed = True if "目标" in asked.text else False if DONE.search(asked.text) else None
    rows = rows_of(catalogue, asked, filters, target=aimed)
    if not rows:
        return None
    main = [row for row in rows if _MAIN.search(row.quote)] if _MAIN.search(asked.text) else []
    rows = main or rows
    rows.sort(key=lambda row: (row.entry.key, row.indicator.start))
    shown = rows[:MOST_ROWS]
    sentences = list(dict.fromkeys((row.entry.key, row.indicator.sentence) for row in shown))
    told = [
        f"- {name(row.indicator)}{COLON}{figure(row)} [{sentences.index((row.entry.key, row.indicator.sentence)) + 1}]"
        for row in shown
    ]
    cited = [next(row for row in shown if (row.entry.key, row.indicator.sentence) == each) for each in sentences]
    head = TABLE.format(place=place_of(rows), year=years_of(asked.years), count=len(rows))
    more = [MORE_ROWS.format(len(rows) - MOST_ROWS)] if len(rows) > MOST_ROWS else []
    whole = ["", *quotes(cited)] if main else []  # such a sentence has aims without a figure too
    return Said("\n".join([head, *told, *more, *whole]), tuple(cited))


def told(catalogue: Catalogue, asked: Question, filters: Filters | None, *, partly: bool = False) -> Said | None:
    """The figures asked, each from its row; None unless there is one for each thing asked, or `partly` for one of them."""
    if not asked.number or not (asked.places or asked.years or asked.elsewhere):
        return None
    if variants := asked.variants():
        return _apart(catalogue, variants, filters, partly=partly)
    parts = [part for _, part in asked.parts()] or [asked]
    found = [(part, _of_either_kind(catalogue, part, filters)) for part in parts]
    sure = [row if row is not None and surely(part, row) else None for part, row in found]
    sure = [
        sure[0],
        *(_of_the_same(catalogue, part, row, sure[0], filters) for part, row in zip(parts[1:], sure[1:], strict=True)),
    ]
    rows = [row for row in sure if row is not None]
    if len({(row.entry.key, row.indicator.start) for row in rows}) < len(rows):
        return None
    behind = [_behind(part, sure[0]) if row is None else "" for part, row in zip(parts, sure, strict=True)]
    missing = [part for part, row, told in zip(parts, sure, behind, strict=True) if row is None and not told]
    if not rows or (missing and not (partly and len(parts) > 1)):
        return None
    if len(rows) == len(parts):
        return _each(rows)
    told = [
        f"{label(row)}{COLON}{figure(row)} [{rows.index(row) + 1}]"
        if row
        else f"{part.slots[0].label}{COLON}{f'{near} [1]' if near else NOT_GIVEN}"
        for part, row, near in zip(parts, sure, behind, strict=True)
        if row or near or is_name(part.slots[0].label)
    ]
    return Said("\n".join([*told, "", *quotes(rows)]), tuple(rows))


def _of_the_same(
    catalogue: Catalogue, part: Question, row: Target | None, first: Target | None, filters: Filters | None
) -> Target | None:
    """The row of a part that names nothing of its own (…，增速多少): of the figures of its kind in the sentence of the first row the
    next one behind that."""
    if (
        row is None
        or first is None
        or row.indicator.sentence != first.indicator.sentence
        or row.entry.key != first.entry.key
    ):
        return row
    if row.indicator.metric != first.indicator.metric or row.indicator.kind is first.indicator.kind:
        return row
    behind = [
        each
        for each in matching(catalogue, part, filters)
        if each.indicator.sentence == first.indicator.sentence
        and each.entry.key == first.entry.key
        and each.indicator.metric == row.indicator.metric
        and each.indicator.start >= first.indicator.end
    ]
    return min(behind, key=lambda each: each.indicator.start, default=row)


def _apart(
    catalogue: Catalogue, variants: tuple[tuple[str, Question], ...], filters: Filters | None, *, partly: bool
) -> Said | None:
    """The figure of each place or year listed; None unless all have one, or `partly` one of them."""
    found = [(name, part, _of_either_kind(catalogue, part, filters)) for name, part in variants]
    told = [(name, row if row is not None and surely(part, row) else None) for name, part, row in found]
    rows = [row for _, row in told if row is not None]
    if not rows or (len(rows) < len(told) and not partly):
        return None
    said = [
        f"{label(row)}{COLON}{figure(row)} [{rows.index(row) + 1}]" if row else f"{name}{COLON}{NOT_GIVEN}"
        for name, row in told
    ]
    return Said("\n".join([*said, "", *quotes(rows)]), tuple(rows))


def _behind(part: Question, first: Target | None) -> str:
    """What the sentence of the first row says behind its figure that is the growth, share or rank asked; "" for nothing."""
    if first is None:
        return ""
    start, end = (at - first.indicator.sentence[0] for at in (first.indicator.start, first.indicator.end))
    found = attached_to(part.slots[0], first.quote, (start, end))
    return found.text if found else ""


def _of_either_kind(catalogue: Catalogue, asked: Question, filters: Filters | None) -> Target | None:
    """The row that answers, that of a target where neither year nor kind is asked and nothing else is held: its label says
    that it is one. A target that the table lacks may stand beside its result."""
    found = best(catalogue, asked, filters)
    if found is None and asked.target and asked.years:
        held = held_against(catalogue, replace(asked, target=False), filters)
        return held[1].row if held else None
    if found is None and not (asked.target or asked.result or asked.years or matching(catalogue, asked, filters)):
        return best(catalogue, replace(asked, target=True), filters)
    return found


def held_against(catalogue: Catalogue, done: Question, filters: Filters | None) -> tuple[Target, Aim] | None:
    """The row of a result, of its growth where no level is told, with the target that its own sentence tells beside it."""
    rows = (best(catalogue, each, filters) for each in (done, grown(done)))
    return next(((row, aim) for row in rows if row and (aim := aim_beside(row))), None)


def everywhere(catalogue: Catalogue, asked: Question, filters: Filters | None) -> Said | None:
    """A question that names no place, where several places have the figure: that of each; None for a single place."""
    if asked.places or asked.elsewhere or not asked.number or len(asked.slots) != 1:
        return None
    rows = rows_named(catalogue, asked, filters)
    regions = dict.fromkeys(row.indicator.region for row in rows)
    found = [best(catalogue, replace(asked, places=(region,)), filters) for region in regions if region]
    rows = [row for row in found if row is not None]
    return _each(rows) if len(rows) > 1 else None


def neighbour(catalogue: Catalogue, asked: Question, filters: Filters | None) -> Said | None:
    """What the library has of the metric asked in the place asked, of another year or kind; None if it has nothing."""
    if not asked.number or not (asked.places or asked.years):
        return None
    near = [
        row for target in (False, True) for row in matching(catalogue, replace(asked, years=(), target=target), filters)
    ]
    near = [row for row in near if not of_other_part(asked, row)] or near
    scores = {id(row): named(asked, row) or 0.0 for row in near}
    top = max(scores.values(), default=0.0)
    close = sorted((row for row in near if scores[id(row)] >= top - NEAR), key=lambda row: -scores[id(row)])
    told: dict[tuple[str, str], Target] = {}
    for row in close:
        told.setdefault((label(row), figure(row)), row)  # two copies of one report tell it once
    rows = list(told.values())[:MOST_NEAR]
    if not rows:
        return None
    held = str(SEMICOLON).join(f"{label(row)} {figure(row)} [{at}]" for at, row in enumerate(rows, 1))
    text = NEIGHBOUR.format(
        place=place_of(rows),
        year=years_of(asked.years),
        metric=_as_asked(asked, rows),
        wanted=_wanted(asked, rows),
        held=held,
    )
    return Said("\n\n".join([text, *quotes(rows)]), tuple(rows))


def _as_asked(asked: Question, rows: list[Target]) -> str:
    """What is asked in the asker's own words, which say what the rows lack (有效高企), or the metric of rows where those are long."""
    words = _ASIDE.sub("", asked.slots[0].label) if len(asked.slots) == 1 else ""
    return words if re.fullmatch(f"\\w{{2,{LONGEST_ASKED}}}", words) else rows[0].indicator.metric


def _wanted(asked: Question, rows: list[Target]) -> str:
    """The kind of figure that is not there, as it is called."""
    if asked.target:
        return str(ASKED_FIGURES["aim"])
    own = [row for row in rows if not asked.years or row.indicator.year in asked.years]
    if own and not asks_intake(asked) and all(is_intake(row.indicator) for row in own):
        return str(ASKED_FIGURES["total"])
    return str(ASKED_FIGURES["done" if DONE.search(asked.text) else "any"])


def _each(rows: list[Target]) -> Said:
    """The figure and what it is of, or a line for each, and their sentences."""
    if len(rows) == 1:
        return Said("\n\n".join([OF.format(figure=figure(rows[0]), label=label(rows[0])), *quotes(rows)]), tuple(rows))
    return Said("\n".join([*lines(rows), "", *quotes(rows)]), tuple(rows))
