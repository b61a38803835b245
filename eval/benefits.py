"""Benefits read by extraction against those labelled by hand (`eval/labels/README.md`): amounts, conditions, tests.

Nothing is judged by title. A labelled benefit is found by those given benefits that share an amount with it, or else at
least half of the shorter span; its clauses are looked for in their requirements.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from corpus.benefit_records import Benefit, Requirement
from corpus.records import Document, Span
from eval.benefit_amounts import FIELDS, Paired, overlap, pair, settle
from eval.benefit_conditions import HALF, compare_tests, is_covered
from eval.benefit_labels import BenefitLabel, Clause, Key, Labels

Extract = Callable[[Document], Iterable[Benefit]]

TELLING = 4
"""Characters from which words that stand twice are taken for the same clause: 企业 is anywhere."""

PASSAGES = ("not_with", "window", "apply")
"""Passages of a benefit that are judged by whether they were found."""

FIGURES = {
    "benefit recall": "labelled benefits that were found",
    "benefit precision": "benefits given that are labelled",
    "amount precision": "amounts given that are right in kind, value, rate, points, cap and bound",
    "amount recall": "labelled amounts that were read right in these",
    "amounts found": "labelled amounts that were found at all",
    **{name: f"{name} of the amounts found" for name in FIELDS},
    "condition recall": "labelled clauses that were found in their benefit",
    "condition precision": "requirements given that are labelled for their benefit",
    "kept": "labelled clauses that are anywhere in what was given (the others are lost)",
    "typed": "requirements given that tests say entirely",
    "typed in part": "requirements given that tests say entirely or in part",
    "typed of all": "labelled clauses that requirements say which tests say entirely",
    "typed of typable": "those of them of which the labels say that tests can say them entirely",
    "typable": "labelled clauses that tests can say entirely",
    "typable in part": "labelled clauses that tests can say entirely or in part",
    "test precision": "names and figures of tests given that are labelled",
    "test recall": "labelled names and figures of tests that were given",
    **{name: f"labelled {name} that were found" for name in PASSAGES},
}
"""What is counted, in the order of the table."""


@dataclass(slots=True)
class Tally:
    """How many are right of how many."""

    right: int = 0
    of: int = 0

    @property
    def share(self) -> float:
        """0 to 1; 1 of nothing."""
        return self.right / self.of if self.of else 1.0


@dataclass(frozen=True, slots=True)
class Miss:
    """Something that is wrong: `figure` names what it counts in, `detail` what was expected or given."""

    figure: str
    document: Key
    title: str
    span: Span
    detail: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """The tallies of all documents together by the names of FIGURES, and everything that is wrong."""

    tallies: Mapping[str, Tally] = field(default_factory=lambda: {name: Tally() for name in FIGURES})
    misses: list[Miss] = field(default_factory=list)

    def count(self, figure: str, right: bool) -> None:
        """One more, right or not."""
        self.tallies[figure].of += 1
        self.tallies[figure].right += right

    def miss(self, figure: str, document: Key, title: str, span: Span, detail: str = "") -> None:
        """Note what is wrong."""
        self.misses.append(Miss(figure, document, title, span, detail))


@dataclass(frozen=True, slots=True)
class _Case:
    """The labels of one document that are judged, what was given for it, and for each label the benefits that mean it."""

    key: Key
    text: str
    labels: Sequence[BenefitLabel]
    given: Sequence[Benefit]
    partners: Sequence[Sequence[Benefit]]
    excused: Sequence[Span]


def judge(labels: Labels, documents: Mapping[Key, Document], extract: Extract) -> Judgement:
    """Compare the benefits of every labelled document."""
    result = Judgement()
    for key in labels.documents:
        if key in documents:
            judge_document(result, key, documents[key].text, labels.of(key), list(extract(documents[key])))
    return result


def judge_document(
    result: Judgement, key: Key, text: str, labels: Sequence[BenefitLabel], given: Sequence[Benefit]
) -> None:
    """Add the counts of one document."""
    excused = [label.place.span for label in labels if label.optional]
    judged = [label for label in labels if not label.optional]
    wanted = [amount for label in judged for amount in label.amounts]
    homes = [(label.place.span, label.amounts) for label in judged]
    pairs = settle(pair(wanted, [amount for one in given for amount in one.amounts], excused), homes)
    titles = {id(amount): label.title for label in judged for amount in label.amounts}
    for each in pairs:
        _count_amount(result, key, titles.get(id(each.label), ""), each)
    case = _Case(key, text, judged, given, [partners_of(label, given, pairs) for label in judged], excused)
    _count_benefits(result, case)
    for label, near in zip(case.labels, case.partners, strict=True):
        _count_clauses(result, case, label, near)
        _count_tests(result, key, label, near)
        for name in PASSAGES:
            _count_passage(result, key, label, near, name)
    _count_requirements(result, case)


def partners_of(label: BenefitLabel, given: Sequence[Benefit], pairs: Sequence[Paired]) -> list[Benefit]:
    """The given benefits that mean a labelled one."""
    own = {id(amount) for amount in label.amounts}
    shared = {id(each.given) for each in pairs if each.given is not None and id(each.label) in own}
    by_amount = [one for one in given if any(id(amount) in shared for amount in one.amounts)]
    return by_amount or [one for one in given if _same_place(label.place.span, one.span)]


def _same_place(one: Span, other: Span) -> bool:
    shorter = min(one[1] - one[0], other[1] - other[0])
    return shorter > 0 and overlap(one, other) >= HALF * shorter


# -- amounts and benefits ------------------------------------------------------------------------------------------


def _count_amount(result: Judgement, key: Key, title: str, each: Paired) -> None:
    if each.given is not None:
        result.count("amount precision", each.right)
    if each.label is not None:
        result.count("amount recall", each.right)
        result.count("amounts found", each.given is not None)
    if each.label is not None and each.given is not None:
        for name in FIELDS:
            result.count(name, name not in each.wrong)
    if not each.right or each.wrong:
        wanted = _describe(each.label.readings[0]) if each.label else "nothing"
        got = _describe(each.given) if each.given else "nothing"
        detail = f"expected {wanted}; got {got}" + (f"; wrong: {', '.join(each.wrong)}" if each.wrong else "")
        result.miss("amount" if not each.right else "amount, lesser fields", key, title, each.span, detail)


def _describe(amount: object) -> str:
    values = {name: getattr(amount, name) for name in FIELDS}
    return " ".join(f"{name}={value}" for name, value in values.items() if value not in (None, "", (), False))


def _count_benefits(result: Judgement, case: _Case) -> None:
    for label, near in zip(case.labels, case.partners, strict=True):
        result.count("benefit recall", bool(near))
        if not near:
            result.miss("benefit missed", case.key, label.title, label.place.span)
    meant = {id(one) for near in case.partners for one in near}
    for one in case.given:
        if id(one) in meant:
            result.count("benefit precision", right=True)
        elif not any(_same_place(one.span, span) for span in case.excused):
            result.count("benefit precision", right=False)
            result.miss("benefit besides", case.key, one.title, one.span)


# -- conditions ----------------------------------------------------------------------------------------------------


def _count_clauses(result: Judgement, case: _Case, label: BenefitLabel, near: Sequence[Benefit]) -> None:
    for clause in label.clauses:
        span = clause.place.span
        found, kept = is_quoted(span, case.text, near), is_quoted(span, case.text, case.given)
        result.count("condition recall", found)
        result.count("kept", kept)
        result.count("typable in part", bool(clause.alternatives))
        typable = bool(clause.alternatives) and not clause.partial and () not in clause.alternatives
        typed = is_covered(span, [(one.start, one.end) for each in near for one in _asked(each) if _is_typed(one)])
        result.count("typable", typable)
        result.count("typed of all", typed)
        if typable:
            result.count("typed of typable", typed)
            if not typed:
                result.miss("not typed", case.key, label.title, span)
        if not found:
            detail = "elsewhere in the document" if kept else "lost"
            result.miss("condition missed", case.key, label.title, span, detail)


def is_quoted(span: Span, text: str, benefits: Iterable[Benefit]) -> bool:
    """Whether a clause stands in what benefits quote as asking for something: by half of its characters, or by the same
    words at another place of the document (the heading of an item and its sentence name the same institution)."""
    quoted = [each for one in benefits for each in _said(one)]
    words = text[slice(*span)]
    return is_covered(span, quoted) or (len(words) >= TELLING and any(words in text[slice(*each)] for each in quoted))


def _count_tests(result: Judgement, key: Key, label: BenefitLabel, near: Sequence[Benefit]) -> None:
    given = {(one.start, one.end, one.alternatives): one for each in near for one in _asked(each)}
    typing = compare_tests([*label.clauses, *_tiers(label)], list(given.values()))
    for _ in typing.right:
        result.count("test precision", right=True)
        result.count("test recall", right=True)
    for figure, what, atoms in (
        ("test recall", "test missed", typing.missed),
        ("test precision", "test besides", typing.wrong),
    ):
        for atom in atoms:
            result.count(figure, right=False)
            result.miss(what, key, label.title, label.place.span, f"{atom.fact} {atom.operator} {atom.value}")


def _count_passage(result: Judgement, key: Key, label: BenefitLabel, near: Sequence[Benefit], name: str) -> None:
    places = _spans(getattr(label, name))
    spans = [span for each in near for span in _spans(getattr(each, name))]
    if places:
        found = any(overlap(place, span) for place in places for span in spans)
        result.count(name, found)
        if not found:
            result.miss(name, key, label.title, places[0])


def _count_requirements(result: Judgement, case: _Case) -> None:
    """How many of the requirements given for labelled benefits are labelled there, and how many are typed. One that holds a
    labelled clause is right however much it quotes around it."""
    for one in case.given:
        meant = [
            label for label, near in zip(case.labels, case.partners, strict=True) if any(one is each for each in near)
        ]
        wanted = [place for label in meant for place in _labelled(label)]
        for requirement in one.requirements if meant else ():
            span = requirement.start, requirement.end
            right = is_covered(span, wanted) or any(is_covered(place, [span]) for place in wanted)
            result.count("condition precision", right)
            result.count("typed in part", bool(requirement.alternatives))
            result.count("typed", _is_typed(requirement))
            if not right:
                result.miss("condition besides", case.key, one.title, span, requirement.clause)


def _asked(benefit: Benefit) -> list[Requirement]:
    """All requirements, those of the tiers among them."""
    return [*benefit.requirements, *(one for amount in benefit.amounts for one in amount.when)]


def _said(benefit: Benefit) -> list[Span]:
    """Everything that a benefit quotes as asking for something."""
    return _spans(tuple(_asked(benefit))) + _spans(benefit.not_with)


def _is_typed(requirement: Requirement) -> bool:
    """Whether tests say all of a requirement."""
    return requirement.typed and () not in requirement.alternatives


def _labelled(label: BenefitLabel) -> list[Span]:
    """Everything that a label quotes as asking for something."""
    clauses = [clause.place.span for clause in [*label.clauses, *_tiers(label)]]
    return clauses + _spans(label.not_with)


def _tiers(label: BenefitLabel) -> list[Clause]:
    return [clause for amount in label.amounts for clause in amount.when]


def _spans(value: Any) -> list[Span]:
    """The span of the passage, or of all passages, or of none."""
    several = value if isinstance(value, tuple) else () if value is None else (value,)
    return [(one.start, one.end) for one in several]
