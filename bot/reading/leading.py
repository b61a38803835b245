"""What leads a long sentence that answers: the clause or the part of it that does."""

import re
from collections.abc import Mapping, Sequence

from bot.reading.offices import of_other_office
from bot.reading.ranking import asked_of
from bot.reading.reading import Evidence, heard_by
from bot.reading.shapes import shaped
from bot.understanding.coverage import coverage
from bot.understanding.question import Question, Shape
from corpus.aliases import canonical
from corpus.quantity import find_quantities
from corpus.text import fold

LEAD_FROM, LEAD_SHARE = 60, 0.75
"""A sentence longer than this many characters is led by the clause that answers, where one clause holds at least this
share of what the sentence covers."""

SHORTEST_LEAD = 6
"""Characters of what leads an answer."""

NEW = 2
"""Characters of a clause that the question does not have: with fewer it repeats what was asked."""

_CONDITIONAL = ("的", "的企业", "的单位", "的项目", "的个人", "的人员")
"""Ends of a clause that names a case, of which the clauses behind it tell something."""

_LISTS = re.compile("(?:之一|下列|以下|如下)[^。]*[:：]")
_CLAUSE = re.compile("[,，;；:：。]")
_PARTS, _COMMAS = re.compile("[;；]"), re.compile("[,，]")
_SIDES = {"outside": re.compile("外(?![资国贸商汇语省地])"), "inside": re.compile("内(?![资部容])|里[头面边]")}
_OPENED = re.compile("[:：]")
_THING = re.compile(r"[^\d:：]+?(?=[自于至到从在向由截应须可均\d])")
"""What a part is of: what stands before its day, or what somebody has to do by then."""
_SUBJECT = re.compile(r"(?![自于至到从由在截应须可均])[^\d]{2,}")
"""How a clause begins that names what it is of before its day."""


def lead(question: Question, item: Evidence, weights: Mapping[str, float]) -> str:
    """The clause of a long sentence that answers, or the whole of the evidence."""
    if question.wants_list or question.wants_meaning:
        return item.text
    folded = fold(question.text)
    if question.shape and (part := _part_led_by(question, item, weights)) and not of_other_office(folded, fold(part)):
        return part
    if len(item.text) <= LEAD_FROM:
        return item.text
    clauses = [clause for clause in _CLAUSE.split(item.text) if clause.strip()]
    covered = {clause: coverage(question.terms, ((canonical(clause), 1.0),), weights) for clause in clauses}
    best = max(clauses, key=lambda clause: covered[clause])
    asked = canonical(question.text)
    if "verdict" in asked_of(asked) and find_quantities(best):
        return item.text  # yes or no hangs on the figure, and on those beside it
    if best.rstrip().endswith(_CONDITIONAL):
        listed = _LISTS.search(item.text, 0, item.text.index(best))  # behind a case of a list stands the next one
        return item.text if listed else _behind(item.text, best)
    whole = coverage(question.terms, ((canonical(item.text), 1.0),), weights)
    if question.shape and not shaped(question.shape, best):
        return item.text  # the clause that names the thing does not answer (申请截止后，……)
    if of_other_office(folded, fold(best)):
        return item.text
    new = sum(character not in asked for character in canonical(best) if character.isalnum())
    return best.strip() if new >= NEW and covered[best] >= LEAD_SHARE * whole else item.text


def _behind(text: str, condition: str) -> str:
    """What a sentence says of the case that a clause names (……的，……), or all of it where that is nothing."""
    rest = text[text.index(condition) + len(condition) :].strip(" ,，;；:：")
    return rest if len(rest) >= SHORTEST_LEAD else text


def _part_led_by(question: Question, item: Evidence, weights: Mapping[str, float]) -> str:
    """Of parts each of which could answer, between semicolons or by clauses with a subject of their own, the one that says most
    of what is asked; "" for none."""
    shape = question.shape
    parts = [part.strip() for part in _PARTS.split(item.text) if part.strip()]
    parts = [each for part in parts for each in _told_apart(shape, part)]
    if sum(shaped(shape, part) for part in parts) < 2:
        return ""
    if own := _named_alone(question, parts):
        return own
    covered = [coverage(question.terms, ((heard_by(question, part), 1.0),), weights) for part in parts]
    best = max(covered)
    part = parts[covered.index(best)]
    return part if covered.count(best) == 1 and shaped(shape, part) else ""


def _named_alone(question: Question, parts: Sequence[str]) -> str:
    """Of parts that each tell an answer, the one that is of a thing which the question names and no other part does: what the first
    one says of all is left out behind it (大型的于……前安装设备；中型的于……前完成). "" where more than one is."""
    things = [heard_by(question, _thing(part)) for part in parts]
    sides = [_side(thing) for thing in things]
    if set(sides) == set(_SIDES):
        own = [part for part, side in zip(parts, sides, strict=True) if side == _side(question.text)]
    else:
        own = [
            part
            for at, part in enumerate(parts)
            if any(term in things[at] and sum(term in thing for thing in things) == 1 for term in question.terms)
        ]
    return own[0] if len(own) == 1 and shaped(question.shape, own[0]) else ""


def _side(text: str) -> str:
    """Whether a text is of what lies within something or outside of it; "" for neither."""
    return next((side for side, said in _SIDES.items() if said.search(text)), "")


def _thing(part: str) -> str:
    """What a part is of, behind what opens all parts (按半年申报：上半年的于……前)."""
    found = _THING.match(_OPENED.split(part)[-1])
    return found.group() if found else ""


def _told_apart(shape: Shape | None, part: str) -> list[str]:
    """The clauses of a part, where each tells an answer of a shape of a thing of its own (甲自6月起，乙自9月起); else the part."""
    clauses = [clause.strip() for clause in _COMMAS.split(part) if clause.strip()]
    own = (shaped(shape, clause) and _SUBJECT.match(clause) for clause in clauses)
    return clauses if len(clauses) > 1 and all(own) else [part]
