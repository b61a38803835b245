"""Figures that belong to several things one by one: 甲、乙分别给予3万元、2万元."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.reading.figure_words import SPANS_OF_TIME
from bot.understanding.question import Question, Slot
from bot.understanding.scopes import place_in_list
from bot.understanding.segments import PART, opening
from corpus.aliases import canonical
from corpus.quantity import Quantity, find_quantities

REACH = 12
"""Characters before a list of figures in which 分别 stands."""

CLEARLY = 2.0
"""How many times as much of its own words a thing must be said as any other of its list, to be the one that is asked."""

SHORTEST_THING = 2
"""Characters of a thing's name that tell it from others (博士, 一等, 5a)."""

_JOINED = re.compile(r"\s*[、,，和及与]+(?:以及)?\s*")
_RESPECTIVELY = re.compile("分别|依次")
_INDUSTRY, _ALL_INDUSTRIES = (
    re.compile("第?([一二三])(?:次)?产(?:业|(?=[^品量值出]))"),
    re.compile("[三3]次产业|[一二三]产业"),
)
INDUSTRIES = 3
"""The industries by whose order figures are told: 三次产业…分别为4.2%、53.1%和42.7%."""

_THINGS = re.compile("[、/]|和(?!平|谐)|(?<![参赋])与|以及|(?<![涉普以])及(?!时|格)")
_OPENS = re.compile(
    "^(?:对|凡|获得?|取得)*(?:新|当年|年度|首批)*(?:认定|评定|评为|获评|入选|引进|批准|设立|建成|列入|晋升|获批|备案|通过)*(?:为|的|成为)*"
)
"""What stands before the first of the things and is of all."""

_CLAUSES = re.compile("[,，]")

_CUTS, _OPENING_YEAR = (
    re.compile("[、,，;；。]"),
    re.compile("\\s*(?:其中|到|至)?(?:((?:19|20)\\d\\d)年|[两二三四五]年(?:共|累计|合计|总共|总计|内))"),
)
"""What cuts a text that tells figures year by year, and the year, or the years together, that open a piece of it."""


def respective(
    question: Question, slot: Slot, text: str, quantities: Sequence[Quantity], chosen: int
) -> Quantity | None:
    """Of figures that belong to several things one by one (甲、乙分别给予3万元、2万元) that of the thing asked, or all of
    them together where the question names none: one alone would be a guess. None where it names another thing of their kind."""
    run = one_by_one(text, quantities, chosen)
    if run is None:
        return _listed_times(text, quantities, chosen)
    first, last, listing = run
    at = place_of(question, listing, last - first + 1)
    if at is not None:
        return quantities[first + at]
    if things_of(listing, last - first + 1) and _names_other(slot, listing):
        return None
    start, end = quantities[first].start, quantities[last].end
    return replace(quantities[chosen], text=text[start:end], value=None, start=start, end=end)


def _listed_times(text: str, quantities: Sequence[Quantity], chosen: int) -> Quantity:
    """The figure chosen; where it is one of the times that a sentence lists (满一个月、三个月及半年时回访), all of them."""
    first, last = _run(text, quantities, chosen)
    listed = quantities[first : last + 1]
    bare = (each.comparator == "=" or each.text.startswith("满") for each in listed)
    if len(listed) == 1 or not all(bare) or any(each.family not in SPANS_OF_TIME for each in listed):
        return quantities[chosen]
    start, end = listed[0].start, listed[-1].end
    return replace(quantities[chosen], text=text[start:end], value=None, start=start, end=end)


def own_figures(question: Question, text: str) -> str:
    """Of a text that tells figures of several things one by one those of the thing asked, and what else it tells of that thing in the
    same order (分别为甲元和乙元，增长甲%和乙%); "" where it tells none so, or names no thing that is asked."""
    quantities = find_quantities(text)
    found = next((run for at in range(len(quantities)) if (run := one_by_one(text, quantities, at))), None)
    if found is None:
        return ""
    first, last, listing = found
    count = last - first + 1
    at = place_of(question, listing, count)
    if at is None:
        return ""
    told = [quantities[first + at].text]
    for begin in range(last + 1, len(quantities) - count + 1, count):
        if _run(text, quantities, begin) != (begin, begin + count - 1):
            break
        told.append(text[quantities[begin - 1].end : quantities[begin].start] + quantities[begin + at].text)
    return "".join(told)


def of_year(question: Question, text: str) -> str:
    """Of a text that tells a figure for each of several years (2025年40条、2026年45条) the words on the one year that is asked; ""
    where it tells no other year's, or that year's not once."""
    told = [
        (int(year[1] or 0), piece)
        for piece in _CUTS.split(text)
        if (year := _OPENING_YEAR.match(piece)) and find_quantities(piece)
    ]
    own = [piece for year, piece in told if (year,) == question.years]
    return own[0].strip() if len(own) == 1 and len(told) > 1 and len({year for year, _ in told}) == len(told) else ""


def place_of(question: Question, listing: str, count: int) -> int | None:
    """Which of the `count` things that words list is the one asked; None where it is none of them, or more than one."""
    listed = place_in_list(question, listing, count)
    if listed is not None:
        return listed
    industry = _INDUSTRY.search(canonical(question.text))
    if industry and count == INDUSTRIES and _ALL_INDUSTRIES.search(listing):
        return "一二三".index(industry[1])
    return named_of(things_of(listing, count), canonical(question.text))


def _names_other(slot: Slot, listing: str) -> bool:
    """Whether what is asked has a word of its own before what it shares with things listed (养老|保险 of 失业保险、工伤保险)."""
    heard_of = canonical(listing)
    return any(
        any(word in heard_of for word in name[at + 1 :]) and len(word) > 1 and word not in heard_of
        for name in slot.names
        for at, word in enumerate(name)
    )


def one_by_one(text: str, quantities: Sequence[Quantity], index: int) -> tuple[int, int, str] | None:
    """The first and last of the figures that 分别 gives to several things, and the words that list these; None for a figure
    that stands alone."""
    first, last = _run(text, quantities, index)
    told = _RESPECTIVELY.search(text, max(0, quantities[first].start - REACH), quantities[first].start)
    if first == last or told is None:
        return None
    opens = opening(PART, text, told.start())
    return first, last, text[opens : told.start()]


def _run(text: str, quantities: Sequence[Quantity], index: int) -> tuple[int, int]:
    """The first and last of the figures that stand in one list with that at `index`."""
    first = last = index
    while first and _JOINED.fullmatch(text, quantities[first - 1].end, quantities[first].start):
        first -= 1
    while last + 1 < len(quantities) and _JOINED.fullmatch(text, quantities[last].end, quantities[last + 1].start):
        last += 1
    return first, last


def things_of(listing: str, count: int) -> tuple[str, ...]:
    """The `count` things that the last clause which lists so many does list, canonical; () where none does."""
    clauses = [clause for clause in _CLAUSES.split(listing) if clause.strip()]
    lists = [[canonical(thing) for thing in _THINGS.split(clause) if thing.strip()] for clause in clauses]
    named = next((things for things in reversed(lists) if len(things) == count), None)
    if named is None and len(clauses) == count:
        named = [canonical(clause) for clause in clauses]
    return tuple(named or ())


def named_of(things: Sequence[str], asked: str) -> int | None:
    """Which of the things of a list a canonical question names, by the words that no other of them has; None where it names none, or
    more than one. What stands before the first and behind the last (新评为|甲、乙|企业) is of all of them."""
    if len(things) < 2:
        return None
    first = _OPENS.sub("", things[0])
    size = max(min(map(len, (first, *things[1:]))), SHORTEST_THING)
    bare = (first[-size:], *things[1:-1], things[-1][:size])
    pairs = [{name[at : at + 2] for at in range(len(name) - 1)} for name in bare]
    own = [each - set().union(*pairs[:at], *pairs[at + 1 :]) for at, each in enumerate(pairs)]
    shares = [sum(pair in asked for pair in each) / max(len(each), 1) for each in own]
    if bare[-1][:2] not in asked:
        shares[-1] = 0.0  # what is said of it may be what stands behind all
    best = max(shares)
    others = sorted(shares)[-2]
    return shares.index(best) if best and best >= CLEARLY * others else None
