"""Places in a text by article, paragraph and item (第五条第二款第（三）项), and how they are written."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise, takewhile

from corpus.numerals import chinese_integer
from corpus.records import Section, Span, section_at
from corpus.text import lines

_NUMERAL = r"(?:[一二三四五六七八九十百零〇]{1,7}|\d{1,4})"
_STEP = rf"第\s?[（(]?{_NUMERAL}[)）]?\s?"
_MORE_ITEMS = rf"(?:[、和及与或至到]?第?[ \u3000]?[（(]{_NUMERAL}[)）]){{0,20}}"
_ITEM = rf"(?:{_STEP}|[（(]{_NUMERAL}[)）]){_MORE_ITEMS}\s?[项目]"
OF = r"\s?(?:的|中的?|所列的?|规定的?)?\s?"
ARTICLE = rf"{_STEP}条(?:之{_NUMERAL})?(?:{OF}{_STEP}款)?(?:{OF}{_ITEM}){{0,2}}"
"""第五条, 第五条之一, 第五条第二款, 第五条第（一）、（二）项, 第五条所列第（三）项."""

BELOW = rf"(?:{_STEP}款(?:\s?{_ITEM}){{0,2}}|{_ITEM})"
"""第二款第（一）项 or 第（一）项: a place within the article at hand."""

NEXT_ARTICLE = re.compile(rf"\s?(?:[、,，]|以?及|和|与|或者?|至|到)\s?(?P<article>{ARTICLE}|{BELOW})")
"""A further place behind the first: 第五条|、第六条|和第八条第二款."""

_PLACE = re.compile(
    rf"(?:第\s?[（(]?|[（(])(?P<ordinal>{_NUMERAL})[^条款项目]*?(?P<kind>[条款项目])(?:之(?P<added>{_NUMERAL}))?"
)
_ORDINAL = re.compile(_NUMERAL)
_SENTENCE_ENDS = "。！？；：!?;:"
_CLOSING = "”’」』)）*"
_ITEM_KINDS = ("（一）", "1.", "(1)", "①", "一是")

Key = tuple[int, int]
"""Number of an article and of its addition: 第五条之一 is (5, 1)."""


@dataclass(frozen=True, slots=True)
class Articles:
    """The articles of a text: those of the notice, of the measures and of an annex are series of their own.

    `series[i]` belongs to `sections[indexes[i]]`; `places` leads from a series and a key to i.
    """

    text: str
    sections: tuple[Section, ...]
    indexes: tuple[int, ...]
    series: tuple[int, ...]
    places: Mapping[tuple[int, Key], int]
    numbered: bool
    """Whether these are articles (条), not the first level of a text without any."""
    cut: dict[int, list[Span]] = field(default_factory=dict, compare=False)
    """Paragraphs of the articles looked at, by place: each is asked for once for every 前款 in it."""

    @classmethod
    def read(cls, text: str, sections: Sequence[Section]) -> "Articles":
        """The articles (第五条) of a heading tree; in a text without any, its first level (五、)."""
        kind = "条" if any(section.kind == "条" for section in sections) else "一、"
        indexes = tuple(index for index, section in enumerate(sections) if section.kind == kind)
        keys = tuple(_key(sections[index].heading) for index in indexes)
        series: list[int] = []
        for place, key in enumerate(keys):
            restarted = place > 0 and key <= keys[place - 1]
            series.append((series[-1] if series else 0) + restarted)
        places: dict[tuple[int, Key], int] = {}
        for place, key in enumerate(keys):
            places.setdefault((series[place], key), place)
        return cls(text, tuple(sections), indexes, tuple(series), places, kind == "条")

    def at(self, offset: int) -> int | None:
        """Place among `indexes` of the article that holds `offset`."""
        place = bisect_right(self.indexes, offset, key=lambda index: self.sections[index].start) - 1
        return place if place >= 0 and offset < self.sections[self.indexes[place]].end else None

    def find(self, article: str, offset: int | None = None) -> Span | None:
        """Span of 第五条第二款第（三）项. Of several series that one counts in which `offset` lies, without an offset the
        longest; 第二款 and 第（三）项 alone are looked for in the article at `offset`."""
        steps = [(match["kind"], match) for match in _PLACE.finditer(article)]
        if not steps:
            return None
        here = None if offset is None else self.at(offset)
        named = steps[0][0] == "条"
        place = self.places.get((self._series(offset), _match_key(steps.pop(0)[1]))) if named else here
        if place is None:
            return None
        span = self.span(place)
        if not named and steps[0][0] != "款" and offset is not None:
            span = self.paragraph_at(place, offset) or span
        return self._narrowed(place, span, steps)

    def within(self, span: Span, below: str) -> Span | None:
        """The item of `below` (第四项) in a paragraph or article at `span` (前款)."""
        place = self.at(span[0])
        return None if place is None else self._narrowed(place, span, [(m["kind"], m) for m in _PLACE.finditer(below)])

    def _narrowed(self, place: int, span: Span, steps: list[tuple[str, re.Match[str]]]) -> Span | None:
        for kind, match in steps:
            found = self._step(place, span, kind, chinese_integer(match["ordinal"]))
            if found is None:
                return None
            span = found
        return span

    def span(self, place: int) -> Span:
        section = self.sections[self.indexes[place]]
        return _trimmed(self.text, section.start, section.end)

    def before(self, offset: int) -> Span | None:
        """The article before the one at `offset` (前条)."""
        place = self.at(offset)
        if place is None or place == 0 or self.series[place] != self.series[place - 1]:
            return None
        return self.span(place - 1)

    def paragraphs(self, place: int) -> list[Span]:
        """The paragraphs (款) of an article, each with the items below it. A line that goes on with a sentence, or opens
        with the label of an item, opens none."""
        if place not in self.cut:
            self.cut[place] = self._paragraphs(place)
        return self.cut[place]

    def _paragraphs(self, place: int) -> list[Span]:
        section = self.sections[self.indexes[place]]
        items = {each.start for each in self._within(place)}
        starts: list[int] = []
        whole = True
        for begin, end in lines(self.text[section.body : section.end]):
            start = begin + section.body
            if not starts or (whole and start not in items):
                starts.append(start)
            whole = self.text[start : end + section.body].rstrip(_CLOSING)[-1:] in _SENTENCE_ENDS
        return [_trimmed(self.text, start, stop) for start, stop in pairwise([*starts, section.end])]

    def paragraph_at(self, place: int, offset: int) -> Span | None:
        return next((span for span in self.paragraphs(place) if span[0] <= offset < span[1]), None)

    def paragraphs_before(self, offset: int, count: int) -> Span | None:
        """The `count` paragraphs before the one at `offset` in its article (前款, 前两款)."""
        place = self.at(offset)
        if place is None:
            return None
        spans = [span for span in self.paragraphs(place) if span[1] <= offset]
        return (spans[-count][0], spans[-1][1]) if 0 < count <= len(spans) else None

    def item_before(self, offset: int) -> Span | None:
        """The item before the one at `offset` (前项)."""
        index = section_at(self.sections, offset)
        if index is None or self.sections[index].kind not in _ITEM_KINDS:
            return None
        this = self.sections[index]
        for section in (self.sections[at] for at in range(index - 1, -1, -1)):
            if section.depth < this.depth:
                break
            if section.parent == this.parent and section.kind == this.kind:
                return _trimmed(self.text, section.start, section.end)
        return None

    def point(self, ordinal: int, offset: int) -> Span | None:
        """The numbered point nearest above `offset` (上述第2点)."""
        near = (s for s in reversed(self.sections) if s.end <= offset and s.kind in _ITEM_KINDS)
        found = next((s for s in near if _key(s.heading)[0] == ordinal), None)
        return _trimmed(self.text, found.start, found.end) if found else None

    def _series(self, offset: int | None) -> int:
        """Number of the series meant: the one around or next before `offset`; without offset, the longest."""
        if not self.series:
            return 0
        if offset is None:
            return max(self.series, key=self.series.count)
        place = bisect_right(self.indexes, offset, key=lambda index: self.sections[index].start) - 1
        return self.series[max(place, 0)]

    def _within(self, place: int) -> list[Section]:
        """The sections inside an article."""
        index = self.indexes[place]
        end = self.sections[index].end
        return list(takewhile(lambda section: section.start < end, islice(self.sections, index + 1, None)))

    def _step(self, place: int, span: Span, kind: str, ordinal: int) -> Span | None:
        if kind == "款":
            spans = self.paragraphs(place)
            return spans[ordinal - 1] if 0 < ordinal <= len(spans) else None
        held = [
            s for s in self._within(place) if span[0] < s.start < span[1] or s.start == span[0] != self.span(place)[0]
        ]
        depth = min((s.depth for s in held if s.start > span[0]), default=0)
        found = next((s for s in held if s.depth == depth and _key(s.heading)[0] == ordinal), None)
        return _trimmed(self.text, found.start, min(found.end, span[1])) if found else None


def _key(heading: str) -> Key:
    match = _PLACE.match(heading.replace("**", ""))
    if match:
        return _match_key(match)
    if heading[:1] and "①" <= heading[0] <= "⑳":
        return ord(heading[0]) - ord("①") + 1, 0
    number = _ORDINAL.search(heading[:8])
    return (chinese_integer(number.group()) if number else 0), 0


def _match_key(match: re.Match[str]) -> Key:
    return chinese_integer(match["ordinal"]), chinese_integer(match["added"]) if match["added"] else 0


def _trimmed(text: str, start: int, end: int) -> Span:
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
