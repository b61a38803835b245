"""The labelled benefits as a perfect extractor would give them, so that matching can be judged apart from extraction."""

from corpus.benefit_records import Amount, Benefit, Quoted, Requirement
from corpus.records import Document
from eval.benefit_labels import AmountLabel, BenefitLabel, Clause, Key, Labels, Place


def truths(labels: Labels, key: Key, document: Document) -> list[Benefit]:
    """The labelled benefits of a document, numbered in the order of their labels, optional ones left out."""
    judged = [label for label in labels.of(key) if not label.optional]
    return [truth(label, document, number) for number, label in enumerate(judged)]


def truth(label: BenefitLabel, document: Document, number: int = 0) -> Benefit:
    """One labelled benefit with the words of its document."""
    text = document.text
    return Benefit(
        id=f"{document.id}-{number}",
        title=label.title,
        heading=(),
        start=label.place.start,
        end=label.place.end,
        amounts=tuple(_amount(amount, text) for amount in label.judged),
        combination=label.combination,
        beneficiaries=tuple(_requirement(clause, text) for clause in label.beneficiaries),
        conditions=tuple(_requirement(clause, text) for clause in label.conditions),
        not_with=_quoted(label.not_with, text) if label.not_with else None,
        apply=tuple(_quoted(place, text) for place in label.apply),
        window=_quoted(label.window, text) if label.window else None,
    )


def _amount(label: AmountLabel, text: str) -> Amount:
    reading, place = label.readings[0], label.place
    return Amount(
        kind=reading.kind,
        clause=text[place.start : place.end],
        start=place.start,
        end=place.end,
        value=reading.value,
        rate=reading.rate,
        points=reading.points,
        base=reading.base,
        base_fact=next(iter(reading.base_fact), None),
        per=reading.per,
        per_fact=next(iter(reading.per_fact), None),
        cap=reading.cap,
        cap_per=reading.cap_per,
        bound=reading.bound,
        years=reading.years,
        when=tuple(_requirement(clause, text) for clause in label.when),
    )


def _requirement(clause: Clause, text: str) -> Requirement:
    start, end = clause.place.span
    return Requirement(text[start:end], start, end, clause.alternatives, clause.partial, clause.excludes)


def _quoted(place: Place, text: str) -> Quoted:
    return Quoted(text[place.start : place.end], place.start, place.end)
