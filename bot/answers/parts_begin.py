"""When one part of a document begins, and how long it holds, where a sentence tells that of several parts each for itself."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.answers.refusing import withheld
from bot.inquiry import Inquiry
from bot.reading.citing import cite_evidence
from bot.reading.reading import Evidence
from bot.records import Detail, Kind, Outcome
from bot.texts import DETAILS, UNTOLD
from bot.understanding.words import content
from corpus.aliases import canonical
from corpus.text import fold

LOOKED_AT = 6
"""Of the best evidence as many are looked at."""

_DATED = "自?(?:19|20)\\d{2}年\\d{1,2}月(?:\\d{1,2}日)?起"
_BOUND = re.compile(f"[;；。\\n]|[,，](?=[^,，;；。]*{_DATED})")
_BEGINS = re.compile(f"{_DATED}[^,，;；。]{{0,6}}(?:施行|实施|执行|生效|办理|受理)")

_ASKS_START = re.compile(
    "(?:从|自|是)?(?:什么时[候间]|啥时候?|何时|哪一?[天年]|哪一?年?哪?个?月|几月份?|几号)(?:起|开始|正式|才|能|可以)*"
    "(?:施行|实施|执行|生效|办理?|受理|启动|算)"
)
_ASKS_TERM = re.compile(
    "有效期限?(?:是|为|有)?(?:几年|多久|多长|多少)|(?:管|有效|执行|施行|实施)(?:几年|多久|多长时间)"
)
_TERM = re.compile("有效期|[至到]\\d{4}年|止|试行期")
_ANY = re.compile(
    "施行|实施|执行|生效|办理|受理|开始|启动|有效期?|期限|什么|时候|时间|政策|措施|支持|所列|规定|文件|多久|几年|多长"
)
"""Words that say no part."""

_CHAPTER = re.compile("第[一二三四五六七八九十]+(?:章|节|编|部分)")


@dataclass(frozen=True, slots=True)
class _Part:
    """A clause of an evidence on the days of one part, with the words by which that part is known."""

    item: Evidence
    words: str


def part_begins(inquiry: Inquiry) -> Outcome | None:
    """The clause on the days of the part asked about; that its term is untold where it tells none; None where no sentence tells
    days part by part, or the question names none of them alone."""
    asked = fold(inquiry.asked.text)
    wants_term = _ASKS_TERM.search(asked) is not None
    if not wants_term and not _ASKS_START.search(asked):
        return None
    for item in inquiry.evidence[:LOOKED_AT]:
        parts = _parts(inquiry, item) if item.place_fits and item.year_fits else []
        meant = _meant(asked, parts) or _by_chapter(inquiry.evidence[0], parts)
        if meant is None:
            continue
        citations = cite_evidence([meant.item])
        told = Outcome(f"{meant.item.text} [1]", Kind.TEXT, None, citations)
        untold = wants_term and not _TERM.search(meant.item.text)
        return withheld(told, UNTOLD.format(detail=DETAILS[Detail.SPAN])) if untold else told
    return None


def _parts(inquiry: Inquiry, item: Evidence) -> list[_Part]:
    """The clauses of an evidence that begin on a day each; none where it is one alone."""
    bounds = [0, *(match.end() for match in _BOUND.finditer(item.text)), len(item.text)]
    spans = [(a, b) for a, b in pairwise(bounds) if _BEGINS.search(item.text, a, b)]
    document = inquiry.library.catalogue.document(item.hit.entry.key) if len(spans) > 1 else None
    if document is None:
        return []
    return [_part(item, document.text, *span) for span in spans]


def _part(item: Evidence, whole: str, start: int, end: int) -> _Part:
    text = item.text[start:end].rstrip("，, ")
    heads = [re.search(f"^\\W*{label}[^\\n]*", whole, re.MULTILINE) for label in _CHAPTER.findall(text)]
    words = " ".join((text, *(head.group() for head in heads if head)))
    own = replace(item, text=text, start=item.start + start, end=item.start + start + len(text))
    return _Part(own, canonical(fold(words)))


def _meant(asked: str, parts: Sequence[_Part]) -> _Part | None:
    """The part of whose words a question says most."""
    words = [word for word in content(_ANY.sub(" ", canonical(asked))) if len(word) > 1]
    said = [sum(word in part.words for word in words) for part in parts]
    most = max(said, default=0)
    return parts[said.index(most)] if most and said.count(most) == 1 else None


def _by_chapter(best: Evidence, parts: Sequence[_Part]) -> _Part | None:
    """The part by whose chapter the best evidence stands."""
    path = [canonical(fold(heading)) for heading in best.hit.stored.passage.path]
    named = [part for part in parts if any(heading in part.words for heading in path)]
    return named[0] if len(named) == 1 else None
