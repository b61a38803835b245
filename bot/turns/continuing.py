"""A follow-up read where the question before it was answered: in that sentence, in those around it, and, where it asks for the
same at another time, in the rest of the document.

What a follow-up leaves out stands in the sentence that answered; what it says itself tells which part of it, or which neighbour.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.inquiry import Inquiry
from bot.reading.figure_words import SPANS_OF_TIME
from bot.reading.figures import same_unit
from bot.reading.owners import CAP
from bot.reading.required import unreached
from bot.reading.sanctions import (
    SAME_DUTY,
    article_of,
    asks_what_befalls,
    breach_of,
    done_about,
    may_ask_what_befalls,
    names_breach,
    tells_breach,
)
from bot.reading.shapes import shaped
from bot.records import Kind, Outcome
from bot.turns.anchoring import Anchor, Sentence, cited, holds, outcome_of, own_words, sentences_of, share
from bot.turns.another_time import at_another_time
from bot.understanding.conversation import year_meant
from bot.understanding.coverage import coverage
from bot.understanding.everyday import heard, rewritten
from bot.understanding.places import full_years
from bot.understanding.question import ASKING, SPAN, Question, understand
from bot.understanding.telling import told_of
from corpus.aliases import canonical
from corpus.quantity import Quantity, find_quantities
from corpus.text import fold
from index.catalogue import Entry

BEFORE, BEHIND = 1, 3
"""Sentences before and behind the one that answered which may answer on."""

SAID, FARTHER = 0.5, 0.6
"""Share of a follow-up's own words that the sentence itself must say, and that a neighbour must."""

SAME, STEP, WHOLE_NAME = 0.2, 0.05, 0.2
"""For a sentence that says what the question before it asked, against each sentence between, and for one that says a turn's
words, or stands under them, as one name (吸纳就业补贴)."""

FAR = 0.2
"""Share of the question before that a sentence must say which stands anywhere else in its document."""

READ = 4
"""Sentences of those that come nearest to the completed question which may answer as well."""

_AHEAD = re.compile("(?:今年|明年|来年|准备|打算|计划|还要|[要想]|争取|力争)[^,，]{0,6}(?:多少|几)")
"""What asks for something aimed at."""

_TIMES = re.compile("几[次批期笔回](?=[给发拨付到兑领])|分几[次批期笔回]")
_TOLD_TIMES = re.compile("[一二两三四五六\\d][次批期笔]|首次|逐年|按月|按年|按季")
"""In how many pieces something is paid, as it is asked and told."""

_TWO = re.compile("([一二三四五六七八九])([二三四五六七八九十])(级|档|类|等|孩|胎)")
"""Two of a kind in one word: 三四级 are 三级 and 四级."""

POINTS = re.compile(
    "(?:也|顺便|再|一起|一并)*(?:说|讲|报|告诉我?)(?:一?[下声])|(?:[那这]|它)?(?:里面|里头|当中)|其中|^(?:那么?|这|然后|还有|另外|如果|要是|换成|换作|改成|光看|只看|单看|就看|说是)+|呢(?=[?？,，]|$)|的话"
)
"""What in a turn points or speaks to somebody, and names nothing."""


def continued(inquiry: Inquiry, meant: str, earlier: str, anchor: Anchor) -> Outcome | None:
    """The answer to a turn from about the sentence that answered the `earlier` question; None where it says too little of what
    the turn says itself, or cannot be what is asked."""
    entry = inquiry.library.catalogue.metadata((anchor.key,)).get(anchor.key)
    if entry is None:
        return None
    said = year_meant(rewritten(full_years(fold(meant).strip())), full_years(fold(earlier))).rstrip("?")
    rest = _TWO.sub(r"\1\3\2\3", POINTS.sub(" ", said))
    now, before = understand(rest), understand(earlier)
    if _of_another_place(now, before):
        return None
    told = sentences_of(inquiry, anchor)
    if asks_what_befalls(said) and not may_ask_what_befalls(earlier) and (breach := _breach(told, earlier)):
        return _of_breach(entry, breach)
    asks = now if ASKING.search(rest) else before
    ahead = now.target or bool(_AHEAD.search(rest))
    if ahead or (now.years and now.years != before.years):
        aimed = replace(now, slots=asks.slots, target=ahead and not now.years)
        if again := at_another_time(inquiry, entry, (aimed, before), rest, told):
            return again
    if now.years and now.years != before.years:
        return None
    words = own_words(rest, earlier)
    found = _nearest(inquiry, (asks, before), words, told, anchor) if words or _of_itself(now, before) else None
    if found is None and may_ask_what_befalls(said) and (breach := _breach(told, earlier)):
        return _of_breach(entry, breach)
    return outcome_of(entry, found, asks, words) if found else None


def _of_another_place(now: Question, before: Question) -> bool:
    """Whether a turn asks of a place that lies in none of those that were asked of before."""
    inside = (place[: len(whole)] == whole for place in now.places for whole in before.places)
    return bool(now.places and before.places) and not now.number and not any(inside)


def _of_itself(now: Question, before: Question) -> bool:
    """Whether what a turn asks is told by its unit alone, which the question before it did not ask for, or by being the most."""
    asked = {slot.family for slot in before.slots if slot.number}
    unit = now.number and all((s.exact and s.family not in asked) or s.cap for s in now.slots)
    return unit or bool(_TIMES.search(now.text))


def _breach(told: Sequence[Sentence], earlier: str) -> Sentence | None:
    """The sentence that tells what befalls who does not do what the one that answered demands."""
    here = next(each for each in told if each.distance == 0)
    path = here.stored.passage.path
    article = article_of(path, here.stored.passage.text)
    named = next((each for each in told if names_breach(each.text, article)), None)
    about = max(told, key=lambda each: breach_of(each.text, f"{here.text} {earlier}"))
    if named is None and breach_of(about.text, f"{here.text} {earlier}") >= SAME_DUTY:
        named = about
    behind = [each for each in told if 0 <= each.distance <= BEHIND and each.stored.passage.path == path]
    at = tells_breach(each.text for each in behind)
    return named or (behind[at] if at is not None else None)


def _of_breach(entry: Entry, found: Sentence) -> Outcome:
    told = told_of(found.text, lambda part: float(done_about(part)), enough=done_about)
    return cited(entry, found, told if found.distance == 0 else found.text, Kind.TEXT)


def _nearest(
    inquiry: Inquiry,
    turns: tuple[Question, Question],
    words: Sequence[str],
    told: Sequence[Sentence],
    anchor: Anchor,
) -> Sentence | None:
    """The sentence about the one that answered, among those that come nearest in its document, or anywhere in it under all of
    a turn's own words, which says most of these: one that may be what it asks before one that only says them all."""
    asks, before = turns
    here = next(each for each in told if each.distance == 0)
    read = {(item.start, item.end) for item in inquiry.evidence[:READ] if item.hit.entry.key == here.stored.document}
    rated: list[tuple[int, float, Sentence]] = []
    for each in told:
        beside = -BEFORE <= each.distance <= BEHIND and each.stored.passage.path == here.stored.passage.path
        near = beside or (each.start, each.end) in read
        if not (near or _says_all(asks, words, " ".join((*each.stored.passage.path[-1:], each.text)))) or (
            each.distance and _of_itself_alone(asks, words)
        ):
            continue
        over = "" if each.stored.passage.path == here.stored.passage.path else " ".join(each.stored.passage.path[-1:])
        said = share(asks, words, f"{over} {each.text}")
        about = coverage(before.terms, ((canonical(each.text), 1.0),), {})
        if said < (FARTHER if each.distance else SAID) or (not near and about < FAR):
            continue
        # what the sentence that answered says of another case is as much an answer as what it said of the first one
        again = each.distance == 0 and said == 1.0 and asks is before and not asks.number
        may = again or _may_answer(asks, before, each.text)
        if (may or (near and said == 1.0 and asks is before)) and not _repeats(asks, words, each.text, anchor.said):
            named = WHOLE_NAME * (len(words) > 1 and "".join(words) in f"{over} {each.text}")
            # one beside it that says the very words goes before one elsewhere that has only words akin to them
            rated.append(
                (
                    may - (said < 1.0 and not beside),
                    said + named + SAME * about - STEP * min(abs(each.distance), BEHIND + 1),
                    each,
                )
            )
    return max(rated, key=lambda found: found[:2])[2] if rated else None


def _of_itself_alone(asks: Question, words: Sequence[str]) -> bool:
    """Whether a turn that names nothing asks for a share or a growth: that which a neighbour tells is of something else."""
    return not words and not _TIMES.search(asks.text) and any(slot.family == "%" for slot in asks.slots)


def _says_all(asks: Question, words: Sequence[str], text: str) -> bool:
    """Whether a sentence says all words of a turn, or what they are written as."""
    said = heard(canonical(text), asks.spoken)
    return bool(words) and all(canonical(word) in said for word in words)


def _repeats(asks: Question, words: Sequence[str], text: str, before: str) -> bool:
    """Whether a sentence tells of a turn's words the very figures that the question before was answered with, and not of all of
    these words."""
    if not asks.number or not before:
        return False
    told = told_of(text, lambda part: share(asks, words, part), enough=lambda part: holds(asks, part))
    same = {each.text for each in find_quantities(told)} == {each.text for each in find_quantities(before)}
    return same and share(asks, words, told) < 1.0


def _may_answer(now: Question, before: Question, text: str) -> bool:
    """Whether a sentence holds what a turn asks: a figure in its unit, or in that of the question before where it names none."""
    if unreached(fold(now.text), fold(text), fold(text)):
        return False
    if not now.number:
        return now.shape is None or shaped(now.shape, text)
    if _TIMES.search(now.text):
        return bool(_TOLD_TIMES.search(text))
    if any(slot.cap for slot in now.slots) and not CAP.search(text):
        return False
    found = find_quantities(text)
    families = [slot.family for slot in before.slots if slot.number]
    return all(any(_in_unit(slot.family, families, same_unit(slot, q.family), q) for q in found) for slot in now.slots)


def _in_unit(family: str | None, families: Sequence[str | None], fits: bool, quantity: Quantity) -> bool:
    if family is not None:
        return fits
    time = quantity.family in SPANS_OF_TIME
    return not time or any(each == SPAN or each in SPANS_OF_TIME for each in families)
