"""The rules that a case may be put to: what stands under the headings of the best sentences, cut into sentences each with its
evidence."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.cases.grants import Block
from bot.inquiry import Inquiry
from bot.reading.reading import Evidence
from bot.understanding.segments import LABEL
from corpus.passages import sentences
from corpus.quantity import find_quantities
from corpus.reports import reports
from index.catalogue import StoredPassage
from index.search import Hit

BLOCKS = 4
"""Headings whose rules are tried, best first."""

GOOD, LEAST_SCORE = 0.6, 0.25
"""The share of the best sentence's score that one must have for its heading to be tried, and the score below which the best
says little of how far from it others may be."""

PASSAGES = 80
"""Passages of a document that are looked through for what stands under one heading."""

NAME = 16
"""Characters of a heading that names what stands under it: longer ones are titles of whole texts."""

_ITEM = re.compile(r"^\W*[（(][一二三四五六七八九十\d]{1,3}[)）]")
_UNIT = re.compile(r"单位[：:]\s*(元\s*[/／每][^\s（()）,，;；]+)")
_LIMIT = re.compile(r"[^\s：:]*(?:最高|上限|封顶|限额|最多)[^\s：:]*[：:]\d[\d.]*[万亿]?元$")
"""A cell that is a limit by the header of its column."""

_PRICED = re.compile(r"(?P<name>[^：:]*?)[（(](?P<unit>元\s*[/／每][^\s（()）,，;；]+)[）)][：:](?P<figure>\d[\d.]*)$")
"""A cell with a price whose unit its header tells (水价（元/立方米）：3.2)."""

_RANGE = re.compile(r"[：:][^：:]*\d[^：:元]*?(?:[-—~～至到]+\s*\d|以[上下])[^：:元]*$")
"""A cell with the range of a tier (年用水量：0—180立方米)."""

_TITLE = re.compile(r"^(?:[A-Za-z一二三四五六七八九十\d]{1,2}类?[：:、.．])?[^。；;，,！？：:]{2,24}$")
"""A line that is no sentence: it opens what follows (B类：在站博士后生活补助)."""

_HEAD = re.compile(r"^(?:[^：:。]{2,24}[：:](?=\S|$)|[^。，,]{2,16}。$)")


_Piece = tuple[StoredPassage, int, int, str]
"""A passage, where a sentence of it begins and ends there, and the sentence."""


@dataclass(frozen=True, slots=True)
class Found:
    """A block with an evidence for each of its sentences, and the places of those that are likeliest."""

    block: Block
    items: tuple[Evidence, ...]
    near: tuple[int, ...]


def blocks(inquiry: Inquiry) -> Iterator[Found]:
    """What stands under the headings of the best sentences, each by itself and then with what stands beside it."""
    first = next((item for item in inquiry.evidence if item.place_fits and item.year_fits), None)
    if first is not None and reports(first.hit.entry.metadata):
        return
    evidence = _evidence(inquiry)
    seen: set[tuple[int, tuple[str, ...]]] = set()
    for item in evidence:
        if len(seen) >= BLOCKS:
            return
        path = item.hit.stored.passage.path
        for under in (path, path[:-1]) if path and _ITEM.match(path[-1]) and len(path) > 1 else (path,):
            place = item.hit.entry.key, under
            if place not in seen and (found := _under(inquiry, item, under, evidence)):
                seen.add(place)
                yield found


def _evidence(inquiry: Inquiry) -> list[Evidence]:
    """The best sentences, those read for a figure before those read for their words alone: a rule may have a rate or a
    condition in place of the figure that is asked for."""
    readings = [inquiry.evidence, inquiry.by_words] if inquiry.asked.number else [inquiry.evidence]
    result: list[Evidence] = []
    for reading in readings:
        fitting = [item for item in reading if item.place_fits and item.year_fits]
        best = fitting[0].score if fitting else 0.0
        result += [item for item in fitting if item.score >= best - (1 - GOOD) * max(abs(best), LEAST_SCORE)]
    return [*result, *_with_money(inquiry, result)]


def _with_money(inquiry: Inquiry, found: Sequence[Evidence]) -> Iterator[Evidence]:
    """Of each document of the sentences found the best that tells an amount, where none of them does: a rule often has who may
    apply in one article, and how much in the next."""
    for key in dict.fromkeys(item.hit.entry.key for item in found):
        own = (item for item in (*found, *inquiry.evidence) if item.hit.entry.key == key)
        telling = next((item for item in own if any(each.family == "元" for each in find_quantities(item.text))), None)
        if telling is not None and telling not in found:
            yield telling


def whole(inquiry: Inquiry) -> Found | None:
    """All of the likeliest document as one block, each item opened by the headings above it too."""
    item = next(iter(_evidence(inquiry)), None)
    if item is None or reports(item.hit.entry.metadata):
        return None
    pieces = list(_pieces(inquiry.library.catalogue.passages_of(item.hit.entry.key)[:PASSAGES]))
    opened = zip(pieces, heads(tuple(text for *_, text in pieces)), strict=True)
    above = tuple(
        " ".join((*(part for part in stored.passage.path if len(part) <= NAME), head)) for (stored, *_), head in opened
    )
    return _found(item, pieces, item.hit.entry.metadata.title, above, ()) if pieces else None


def _under(inquiry: Inquiry, item: Evidence, path: Sequence[str], evidence: Sequence[Evidence]) -> Found | None:
    passages = _passages(inquiry, item, path)
    pieces = [*_opening(inquiry, item, passages[0], path), *_pieces(passages), *_referring(inquiry, item, path)]
    above = " ".join((item.hit.entry.metadata.title, *path))
    return _found(item, pieces, above, heads(tuple(text for *_, text in pieces)), evidence) if pieces else None


_ARTICLE = re.compile("^第[一二三四五六七八九十百]{1,4}条")


def _referring(inquiry: Inquiry, item: Evidence, path: Sequence[str]) -> Iterator[_Piece]:
    """The sentences of other articles that change what an article gives (在第一条基础上上浮10%; 第七条补助减半执行)."""
    label = _ARTICLE.match(path[-1].strip()) if path else None
    if label is None:
        return
    for stored in inquiry.library.catalogue.passages_of(item.hit.entry.key)[:PASSAGES]:
        if label.group() not in stored.passage.text or stored.passage.path[: len(path)] == tuple(path):
            continue
        for piece in _pieces([stored]):
            if label.group() in piece[-1] and _CHANGES.search(piece[-1]):
                yield piece


_CHANGES = re.compile("基础上|上浮|提高|增发|增加|减半|下浮|标准的|条的")


def _found(
    item: Evidence, pieces: Sequence[_Piece], above: str, opened: tuple[str, ...], evidence: Sequence[Evidence]
) -> Found:
    items = tuple(
        replace(
            item,
            hit=_hit(item.hit, stored),
            start=stored.passage.start + start,
            end=stored.passage.start + end,
            text=stored.passage.text[start:end],
        )
        for stored, start, end, _ in pieces
    )
    good = {(each.hit.entry.key, each.start) for each in evidence}
    near = tuple(at for at, each in enumerate(items) if (each.hit.entry.key, each.start) in good)
    return Found(Block(tuple(text for *_, text in pieces), above, opened), items, near)


def _opening(inquiry: Inquiry, item: Evidence, first: StoredPassage, path: Sequence[str]) -> Iterator[_Piece]:
    """A heading that itself gives something (（二）符合下列情形之一的，按20%给予补助：), at its place before the first passage under it."""
    heading = path[-1] if path else ""
    if not heading.endswith(("：", ":")) or not find_quantities(heading):
        return
    document = inquiry.library.catalogue.document(item.hit.entry.key)
    start = document.text.rfind(heading, 0, first.passage.start) if document else -1
    if start >= 0:
        end = start + len(heading)
        itself = replace(first.passage, start=start, end=end, text=heading, path=tuple(path[:-1]), cells=())
        yield replace(first, passage=itself), 0, len(heading), heading


def heads(texts: Sequence[str]) -> tuple[str, ...]:
    """For each sentence what opens the item in which it stands (（一）高龄津贴：; 购买新能源乘用车：), "" where nothing does."""
    result, head = [], ""
    for text in texts:
        label = LABEL.match(text)
        own = _HEAD.match(text[label.end() if label else 0 :])
        if _TITLE.match(text) and not find_quantities(text):
            head = text.strip()
        elif label or (own and text.rstrip().endswith(("：", ":"))):
            head = own.group().rstrip("：:。") if own else ""
        result.append(head)
    return tuple(result)


def _pieces(passages: Sequence[StoredPassage]) -> Iterator[_Piece]:
    """Sentences by their place in a passage, and the cells of rows, each as a sentence in the unit that stands above."""
    unit = next((found[1] for each in passages if (found := _UNIT.search(each.passage.text))), "")
    for stored in passages:
        text = stored.passage.text
        if stored.passage.cells:
            limits = [
                re.sub("[：:]", "", found.group())
                for clause in stored.passage.clauses
                if (found := _LIMIT.search(clause))
            ]
            shared = any("%" in clause for clause in stored.passage.clauses)
            ranges = [clause.replace("：", "") for clause in stored.passage.clauses if _RANGE.search(clause)]
            for clause in stored.passage.clauses[1:]:
                if shared and _LIMIT.search(clause):
                    continue
                priced = _PRICED.search(clause)
                told = f"{priced['name']}：{priced['figure']}{priced['unit']}" if priced else clause
                bare = unit if not priced and re.search(r"[：:]\d[\d.,]*$", clause) else ""
                rest = limits if "%" in clause else []
                before = ranges if priced and len(ranges) == 1 else []
                yield stored, 0, len(text), "，".join((*before, f"{told}{bare}", *rest))
            continue
        for start, end in sentences(text, 0, len(text)):
            yield stored, start, end, text[start:end]


def _passages(inquiry: Inquiry, item: Evidence, path: Sequence[str]) -> list[StoredPassage]:
    """The passages of the evidence's document that stand under a heading, in order."""
    own = item.hit.stored
    if not path:
        return [own]
    held = inquiry.library.catalogue.passages_of(item.hit.entry.key)[:PASSAGES]
    under = [stored for stored in held if stored.passage.path[: len(path)] == tuple(path)]
    return under or [own]


def _hit(hit: Hit, stored: StoredPassage) -> Hit:
    return hit if stored.key == hit.stored.key else replace(hit, stored=stored)
