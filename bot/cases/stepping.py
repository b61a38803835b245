"""What is still given to who has had the amount of a lower grade before: the difference of both, where the rule says so."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from bot.cases.case import Case
from bot.cases.granted import usual
from bot.cases.grants import Block, Gives, Grant
from bot.cases.worked import Worked
from bot.understanding.scopes import grade_spans
from bot.understanding.stated import difference, with_units
from bot.understanding.topics import content, said_in
from corpus.aliases import canonical
from corpus.quantity import find_quantities
from corpus.text import fold

_RULE = re.compile("差额|补差|补足")
_STEPS = re.compile("[升晋]|先|又|之前|以前|原来|那[年次]|上次|前年|(?:领|拿|得|获|补|奖)[过了]|已经?(?:领|拿|得|获)")
BACK = 4
"""Sentences before the rule in which the grades may be told."""
_HAD = re.compile("(?:领|拿|得|获得?|补|奖励?)(?:过|了|到)+的?$")
_YUAN = "元"


def is_step(told: Case, block: Block) -> bool:
    """Whether a rule gives the difference between two grades, and the case tells of two."""
    return bool(_STEPS.search(told.question)) and any(_RULE.search(sentence) for sentence in block.sentences)


def _steps(told: Case, block: Block, found: Sequence[Grant]) -> tuple[Grant, Grant] | None:
    """The higher and the lower of the two grants between which a case steps: by the amount that was had, else by the names of
    both; None where it is not sure which they are."""
    plain = _of_rule(block, [each for each in found if each.gives is Gives.AMOUNT and not (each.extra or each.special)])
    had = [each for each in plain if each.quantity.value in _had(told)]
    if len(had) == 1:
        above = [each for each in plain if _value(each) > _value(had[0]) and each.head == had[0].head]
        high = _reached(told, above) if len(above) > 1 else next(iter(above), None)
        return (high, had[0]) if high else None
    named = sorted((each for each in plain if _is_named(told, each, plain)), key=_value)
    return (named[1], named[0]) if len(named) == 2 and _value(named[0]) < _value(named[1]) else None


def _of_rule(block: Block, plain: Sequence[Grant]) -> list[Grant]:
    """The grants of the sentence that gives the difference, or of the nearest one before it that gives several."""
    rules = [at for at, sentence in enumerate(block.sentences) if _RULE.search(sentence)]
    for at in (near for rule in rules for near in range(rule, max(rule - BACK, -1), -1)):
        own = [each for each in plain if each.at == at]
        if len(own) > 1:
            return own
    return list(plain) if len(rules) == 1 else []


def _value(grant: Grant) -> Decimal:
    return grant.quantity.value or Decimal(0)


def _had(told: Case) -> set[Decimal]:
    """The amounts that the asker says to have had."""
    text = with_units(told.question)
    return {each.value for each in find_quantities(text) if each.value and _HAD.search(text[: each.start])}


def _reached(told: Case, above: Sequence[Grant]) -> Grant | None:
    """Which of several higher grants the case has come to: by the greatest of its figures, or by name."""
    families = {each.family: each for each in sorted(told.own, key=lambda each: each.low or Decimal(0))}
    return usual(replace(told, own=tuple(families.values())), above, ())


def _is_named(told: Case, grant: Grant, among: Sequence[Grant]) -> bool:
    """Whether the case names what a grant is for by what none of the others is for."""
    asked, own = grade_spans(canonical(fold(told.question))), grade_spans(canonical(grant.label))
    if own:
        return bool({span for _, span in asked} & {span for _, span in own})  # 三星 is 三星级
    others = " ".join(canonical(each.label) for each in among if each is not grant)
    return any(
        len(word) > 1 and not said_in(word, others) and word in told.words for word in content(canonical(grant.label))
    )


def stepped(told: Case, block: Block, found: Sequence[Grant]) -> Worked | None:
    """The difference of two grants of one kind."""
    pair = _steps(told, block, found)
    if pair is None or pair[0].per != pair[1].per:
        return None
    high, low = pair
    value = (high.quantity.value or Decimal(0)) - (low.quantity.value or Decimal(0))
    written = " - ".join(difference(each.quantity.value or Decimal(0), _YUAN) for each in pair)
    at = tuple(dict.fromkeys((high.at, low.at)))
    families = {bound.family for bound in high.bounds}
    taken = tuple(own.start for own in told.own if own.family in families)
    return Worked(value, "", f"{written} = {difference(value, '元')}", False, at, True, taken=taken)
