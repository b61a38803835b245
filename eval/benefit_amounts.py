"""Amounts that extraction read, against those labelled by hand: which is meant by which, and what of it is wrong."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.benefit_records import Amount, AmountKind
from corpus.records import Span
from eval.benefit_labels import AmountLabel, Reading

KEY = ("kind", "value", "rate", "points", "cap", "bound")
"""The fields that must all be right for an amount to count as right."""

FIELDS = (*KEY, "years", "base_fact", "per_fact", "cap_per")
"""All fields that are judged, each by itself, where the amount was found."""

_SCOPES = {
    "year": "年",
    "term": "当期",
    "project": "项目",
    "piece": "项(?!目)|[次笔台件份]|产品|专利池",
    "applicant": "企业|公司|机构|单位|银行|家",
}
"""Signs of what a ceiling holds for."""


@dataclass(frozen=True, slots=True)
class Paired:
    """A labelled amount and the one given for it (None: missed), or one given where none is labelled (`label` is None).
    `wrong` holds the fields of FIELDS that differ from the nearest right reading."""

    label: AmountLabel | None
    given: Amount | None
    wrong: tuple[str, ...] = ()

    @property
    def right(self) -> bool:
        """Whether it was found, and no field of KEY is wrong."""
        return self.label is not None and self.given is not None and not set(self.wrong) & set(KEY)

    @property
    def span(self) -> Span:
        """Where it stands, by the label if there is one."""
        if self.label is not None:
            return self.label.place.span
        return (self.given.start, self.given.end) if self.given is not None else (0, 0)


def pair(labels: Sequence[AmountLabel], given: Sequence[Amount], excused: Sequence[Span] = ()) -> list[Paired]:
    """Every labelled amount with the given one that overlaps it, the least wrong where there are several, then the longest
    overlap; and what was given besides, except for optional amounts and inside the `excused` spans."""
    judged = [label for label in labels if not label.optional]
    possible = sorted(
        (len(set(wrong_fields(label, one)) & set(KEY)), -shared, row, column)
        for row, label in enumerate(judged)
        for column, one in enumerate(given)
        if (shared := overlap(label.place.span, (one.start, one.end)))
    )
    columns: dict[int, int] = {}
    for _, _, row, column in possible:
        if row not in columns and column not in columns.values():
            columns[row] = column
    free = [*excused, *(label.place.span for label in labels if label.optional)]
    found = [_paired(label, given[columns[row]] if row in columns else None) for row, label in enumerate(judged)]
    besides = [
        Paired(None, one)
        for column, one in enumerate(given)
        if column not in columns.values() and not any(overlap((one.start, one.end), span) for span in free)
    ]
    return sorted([*found, *besides], key=lambda each: each.span)


def settle(pairs: Sequence[Paired], homes: Sequence[tuple[Span, Sequence[AmountLabel]]]) -> list[Paired]:
    """Pairs in which a labelled amount that nothing overlaps takes what was given besides inside the span of its benefit
    (`homes`: span and labels of each), if that is right: 按实际投入的30%，甲类50万元、乙类30万元 can be quoted for 乙类 by either end."""
    left = [each.given for each in pairs if each.label is None and each.given is not None]
    taken: dict[int, Amount] = {}
    spans = {id(label): span for span, labels in homes for label in labels}
    for each in pairs:
        if each.label is not None and each.given is None:
            near = [one for one in left if overlap(spans[id(each.label)], (one.start, one.end))]
            fitting = next((one for one in near if _paired(each.label, one).right), None)
            if fitting is not None:
                taken[id(each.label)] = fitting
                left.remove(fitting)
    settled = [
        _paired(each.label, taken[id(each.label)]) if id(each.label) in taken and each.label else each for each in pairs
    ]
    return [each for each in settled if each.label is not None or any(each.given is one for one in left)]


def _paired(label: AmountLabel, given: Amount | None) -> Paired:
    return Paired(label, given, wrong_fields(label, given) if given is not None else ())


def wrong_fields(label: AmountLabel, given: Amount) -> tuple[str, ...]:
    """The fields that differ from the reading of the label that is nearest: with the fewest wrong of KEY, then of all."""
    differing = [tuple(name for name in FIELDS if not _agrees(reading, given, name)) for reading in label.readings]
    return min(differing, key=lambda names: (len(set(names) & set(KEY)), len(names)))


def _agrees(reading: Reading, given: Amount, name: str) -> bool:
    plain = _plain(given)
    match name:
        case "base_fact" | "per_fact":
            defended = getattr(reading, name)
            return not defended or getattr(plain, name) in defended
        case "cap_per":
            return not reading.cap_per or scope(reading.cap_per) == scope(plain.cap_per)
        case _:
            return bool(getattr(reading, name) == getattr(plain, name))


def _plain(given: Amount) -> Amount:
    """A sum that is only a ceiling, as a sum that is at most so much: 不超过50万元 can be stored either way."""
    if given.kind is AmountKind.FIXED and given.value is given.rate is None and given.cap is not None:
        return replace(given, value=given.cap, cap=None, bound=True)
    return given


def scope(words: str) -> frozenset[str]:
    """What a ceiling holds for: of the year, the applicant, the project, the piece (每家企业年度: applicant and year)."""
    return frozenset(name for name, signs in _SCOPES.items() if re.search(signs, words))


def overlap(one: Span, other: Span) -> int:
    """Characters that two spans share."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))
