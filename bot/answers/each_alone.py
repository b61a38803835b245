"""Two things put side by side whose figures no rule of pairs finds together: each asked for as a question of its own, as somebody would
ask who wants to know only that, and the difference of the two.

Both must be told surely, in one unit, by sentences or rows that name them, and not by one and the same figure.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.answers.quoting import figures
from bot.answers.refusing import why_not
from bot.answers.statement_answers import unread
from bot.answers.tabled import from_table
from bot.answers.working_out import worked
from bot.inquiry import Inquiry
from bot.language import COLON
from bot.reading.citing import quoted
from bot.reading.figure_words import speaks_against, words_about
from bot.reading.owners import CAP, in_unit
from bot.reading.required import names_another
from bot.reading.thresholds import tells_condition
from bot.records import Citation, Kind, Outcome
from bot.understanding.everyday import heard, spoken_in
from bot.understanding.naming import Side, matched
from bot.understanding.places import places_in, spoken
from bot.understanding.question import Question, Slot, understand
from bot.understanding.sides import Aspect, Sides, Wants
from corpus.aliases import canonical
from corpus.quantity import Quantity, find_quantities
from corpus.text import fold

NAMED = 0.3
"""Share of what tells a side from the other that the sentence of its figure, its headings or its row's label must say."""

_MARK = re.compile(r"\s*\[\d+\]")
_THING = re.compile(r"(?P<thing>.*?)\s*(?P<asks>(?:百分之)?(?:多少|几|多久)\S*)?")


_DONE_TO = re.compile("([罚补奖给贴报交收])得?$")
"""What is done, of which somebody asks how much (罚得重)."""


@dataclass(frozen=True, slots=True)
class _Alone:
    """The figure that the question for one side alone is answered with."""

    quantity: Quantity
    is_cap: bool
    citation: Citation


def each_alone(inquiry: Inquiry, sides: Sides) -> Outcome | None:
    """The figures of two sides, each as it is told where it alone is asked for, and what is asked to be worked out of them; None where
    more than one thing is asked of both, one of them is not surely told, or both are not of one kind."""
    aspect = sides.aspects[0]
    if len(sides.aspects) > 1 or aspect.wants not in (Wants.DIFFERENCE, Wants.RATIO):
        return None
    left = _alone(inquiry, sides.left, aspect)
    right = _alone(inquiry, sides.right, aspect) if left else None
    if left is None or right is None or left.quantity.family != right.quantity.family:
        return None
    one, other = left.citation, right.citation
    places = sides.left.place and sides.right.place
    same = (one.start, left.quantity.value) == (other.start, right.quantity.value)
    if same or (one.source.key != other.source.key and not places):
        return None
    if not aspect.thing and one.start != other.start:
        return None  # nothing says that one thing is asked of both
    return _told((sides.left.name, sides.right.name), (left, right), aspect)


def _alone(inquiry: Inquiry, side: Side, aspect: Aspect) -> _Alone | None:
    asked = _question(inquiry.asked, side, aspect)
    outcome = _answered(inquiry.about(asked))
    if outcome is None or outcome.kind is not Kind.NUMBER or outcome.reason or len(outcome.citations) != 1:
        return None
    led, cited = outcome.text.partition("\n")[0], outcome.citations[0]
    told = _figures(asked.slots[0], _MARK.split(led)[0])
    if names_another(asked, outcome) or tells_condition(asked.text, outcome):
        return None
    if len(told) != 1 or _tells(side, told[0]) or not _names(side, (led, *cited.heading, cited.quote)):
        return None
    return _Alone(told[0], bool(CAP.search(told[0].text)), cited)


def _question(asked: Question, side: Side, aspect: Aspect) -> Question:
    """The question for one side alone."""
    found = _THING.fullmatch(aspect.thing)
    thing, asks = (found["thing"], found["asks"]) if found else (aspect.thing, None)
    words = [word for word in thing.split() if word not in side.name] or [""]
    done = _DONE_TO.search(words[-1])
    tail = f"{done.group(1)}{asks or '多少'}" if done else f"{words[-1]}{asks or '是多少'}"
    text = f"{spoken((), asked.years)}{''.join(words[:-1])}{side.name}{tail}"
    return understand(text if places_in(fold(text)) else f"{spoken(asked.places, ())}{text}")


def _answered(part: Inquiry) -> Outcome | None:
    """The figure, as it is told where nothing else is asked."""
    if outcome := from_table(part):
        return outcome
    if not part.evidence:
        return None
    return unread(part) or (figures(part) if why_not(part) is None else None)


def _figures(slot: Slot, led: str) -> list[Quantity]:
    """The figures of what an answer leads with that may be the one asked."""
    quantities = find_quantities(led)
    found = [(at, each) for at, each in enumerate(quantities) if each.value is not None and in_unit(slot, each.family)]
    if len(found) > 1:
        found = [each for each in found if not speaks_against(slot, each[1], words_about(led, quantities, each[0]), ())]
    return [each for _, each in found]


def _tells(side: Side, figure: Quantity) -> bool:
    """Whether a side is named by a figure of the kind told (突破5亿元的): which of the two is given is not told."""
    return any(each.family == figure.family for each in find_quantities(side.name))


def _names(side: Side, texts: Sequence[str]) -> bool:
    said = heard(matched(" ".join(texts)), spoken_in(canonical(side.name)))
    return sum(pair in said for pair in side.needed) >= NAMED * len(side.needed)


def _told(names: tuple[str, str], pair: tuple[_Alone, _Alone], aspect: Aspect) -> Outcome:
    spans = [(each.citation.source.key, each.citation.start) for each in pair]
    marks = [1, 1 if spans[0] == spans[1] else 2]
    lines = [f"{name}{COLON}{each.quantity.text} [{at}]" for name, each, at in zip(names, pair, marks, strict=True)]
    lines.append(worked(aspect, names, *pair))
    citations = tuple(replace(each.citation, marker=at) for each, at in zip(pair, marks, strict=True))[: marks[1]]
    return Outcome("\n\n".join(["\n".join(lines), *quoted(citations)]), Kind.NUMBER, None, citations)
