"""The benefits that were labelled by hand (`eval/labels/README.md`), and `python -m eval.benefit_labels`, which checks that
every span is still the one that was labelled. The labels hold no text of the documents, which may not be copied."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from importlib import resources
from pathlib import Path
from typing import Any, TypeVar

import click

from corpus.benefit_records import AmountKind, Combination, Fact, Operator, Test, Value
from corpus.errors import PolicybotError
from corpus.load import load_all
from corpus.records import Document, Span
from eval.metadata import read_lines

A = TypeVar("A")
B = TypeVar("B")

Key = tuple[str, str]
"""A document: its file, and the id of its card, which is "" for a file that is one document."""

SAMPLES = "corpus/documents/"
"""Where the path of a labelled document begins that this project brings along; the others lie below the data folder."""


@dataclass(frozen=True, slots=True)
class Place:
    """Characters [start, end) of a document's text, and the first 16 hexadecimal digits of their SHA-256."""

    start: int
    end: int
    sha256: str

    @property
    def span(self) -> Span:
        return self.start, self.end


@dataclass(frozen=True, slots=True)
class Clause:
    """One condition. An alternative without tests is one that cannot be typed."""

    place: Place
    alternatives: tuple[tuple[Test, ...], ...] = ()
    partial: bool = False
    excludes: bool = False

    @property
    def tests(self) -> Iterator[Test]:
        return (test for alternative in self.alternatives for test in alternative)


@dataclass(frozen=True, slots=True)
class Reading:
    """One right way to read an amount; money in yuan, rates and points in percent. `base_fact` and `per_fact` hold all
    facts that can be defended, () where they are not judged."""

    kind: AmountKind
    value: Decimal | None = None
    rate: Decimal | None = None
    points: Decimal | None = None
    base: str = ""
    base_fact: tuple[Fact | None, ...] = ()
    per: str = ""
    per_fact: tuple[Fact | None, ...] = ()
    cap: Decimal | None = None
    cap_per: str = ""
    bound: bool = False
    years: Decimal | None = None


@dataclass(frozen=True, slots=True)
class AmountLabel:
    """An amount: the reading of the annotator, then others that are as right. An optional one has none and is not judged."""

    place: Place
    readings: tuple[Reading, ...] = ()
    when: tuple[Clause, ...] = ()
    optional: bool = False


@dataclass(frozen=True, slots=True)
class BenefitLabel:
    """One benefit. It is in force from `starts` to `ends`, both inclusive, None for open. An optional one is not judged."""

    document: Key
    region: str
    starts: date | None
    ends: date | None
    title: str
    place: Place
    combination: Combination = Combination.EACH
    amounts: tuple[AmountLabel, ...] = ()
    beneficiaries: tuple[Clause, ...] = ()
    conditions: tuple[Clause, ...] = ()
    not_with: Place | None = None
    window: Place | None = None
    apply: tuple[Place, ...] = ()
    optional: bool = False

    @property
    def clauses(self) -> tuple[Clause, ...]:
        return (*self.beneficiaries, *self.conditions)

    @property
    def judged(self) -> tuple[AmountLabel, ...]:
        """The amounts that are not optional."""
        return tuple(amount for amount in self.amounts if not amount.optional)

    def in_force(self, day: date) -> bool:
        return (self.starts is None or self.starts <= day) and (self.ends is None or day <= self.ends)


@dataclass(frozen=True, slots=True)
class Labels:
    """All documents that were read to their end, and the benefits found in them, in the order of the file."""

    documents: tuple[Key, ...]
    benefits: tuple[BenefitLabel, ...] = field(default=())

    @property
    def held_out(self) -> frozenset[Key]:
        """Every second card: its mistakes are counted, and listed only when asked for, so that something stays by which a
        fitted extractor is found out."""
        cards = [key for key in self.documents if key[1]]
        return frozenset(cards[1::2])

    def of(self, document: Key) -> tuple[BenefitLabel, ...]:
        """The benefits of one document."""
        return tuple(benefit for benefit in self.benefits if benefit.document == document)


# -- reading -------------------------------------------------------------------------------------------------------


def read_labels() -> Labels:
    """The labels of `eval/labels/benefits.jsonl`."""
    records: list[dict[str, Any]] = read_lines("benefits.jsonl")
    documents = tuple(dict.fromkeys(_key(record) for record in records))
    return Labels(documents, tuple(_benefit(record) for record in records if not record.get("none")))


def _key(record: Mapping[str, Any]) -> Key:
    return record["document"], record.get("card", "")


def _benefit(record: Mapping[str, Any]) -> BenefitLabel:
    return BenefitLabel(
        document=_key(record),
        region=record["region"],
        starts=_optional(date.fromisoformat, record["from"]),
        ends=_optional(date.fromisoformat, record["to"]),
        title=record["title"],
        place=_place(record),
        combination=Combination(record.get("combination", Combination.EACH)),
        amounts=tuple(_amount(item) for item in record.get("amounts", ())),
        beneficiaries=tuple(_clause(item) for item in record.get("beneficiaries", ())),
        conditions=tuple(_clause(item) for item in record.get("conditions", ())),
        not_with=_optional(_place, record.get("not_with")),
        window=_optional(_place, record.get("window")),
        apply=tuple(_place(item) for item in record.get("apply", ())),
        optional=record.get("optional", False),
    )


def _optional(read: Callable[[A], B], value: A | None) -> B | None:
    return None if value is None else read(value)


def _place(record: Mapping[str, Any]) -> Place:
    return Place(record["start"], record["end"], record["sha256"])


def _clause(record: Mapping[str, Any]) -> Clause:
    alternatives = tuple(tuple(_test(item) for item in tests) for tests in record.get("tests", ()))
    return Clause(_place(record), alternatives, record.get("partial", False), record.get("excludes", False))


def _test(record: Mapping[str, Any]) -> Test:
    value = record["value"]
    typed: Value = value if isinstance(value, bool) else tuple(value) if isinstance(value, list) else Decimal(value)
    return Test(Fact(record["fact"]), Operator(record["operator"]), typed, record.get("period", ""))


def _amount(record: Mapping[str, Any]) -> AmountLabel:
    if record.get("optional"):
        return AmountLabel(_place(record), optional=True)
    others = [{**record, **item} for item in record.get("accept", ())]
    readings = tuple(_reading(item) for item in (record, *others))
    return AmountLabel(_place(record), readings, tuple(_clause(item) for item in record.get("when", ())))


def _reading(record: Mapping[str, Any]) -> Reading:
    numbers = {name: _optional(Decimal, record.get(name)) for name in ("value", "rate", "points", "cap", "years")}
    words = {name: record.get(name, "") for name in ("base", "per", "cap_per")}
    facts = {name: tuple(_optional(Fact, item) for item in record.get(name, ())) for name in ("base_fact", "per_fact")}
    known: dict[str, Any] = {**numbers, **words, **facts}
    return Reading(AmountKind(record["kind"]), bound=record.get("bound", False), **known)


# -- documents -----------------------------------------------------------------------------------------------------


def read_documents(keys: Iterable[Key], data: Path) -> dict[Key, Document]:
    """The labelled documents; those of the data folder are left out where it is absent. Raises PolicybotError if a file
    cannot be read or does not hold the card that was labelled."""
    wanted = [key for key in dict.fromkeys(keys) if key[0].startswith(SAMPLES) or data.is_dir()]
    files = {file: load_all(_path(file, data)) for file in dict.fromkeys(file for file, _ in wanted)}
    return {key: _member(key, files[key[0]]) for key in wanted}


def _path(file: str, data: Path) -> Path:
    if file.startswith(SAMPLES):
        return Path(str(resources.files("corpus"))) / "documents" / file.removeprefix(SAMPLES)
    return data / file


def _member(key: Key, documents: Iterable[Document]) -> Document:
    file, card = key
    for document in documents:
        if card in ("", document.id):
            return document
    raise PolicybotError(f"{file} 中没有标注过的卡片 {card}。请使用标注时的原文件")


def faults(labels: Labels, documents: Mapping[Key, Document]) -> list[str]:
    """What is wrong with the spans of the labels of these documents, one sentence each: words that differ from those that
    were labelled, and amounts without a reading."""
    return [
        f"{' '.join(benefit.document)} {benefit.title}：{place.span} 与标注时不同"
        for benefit in labels.benefits
        if (document := documents.get(benefit.document)) is not None
        for place in places(benefit)
        if digest(document.text[place.start : place.end]) != place.sha256
    ]


def places(benefit: BenefitLabel) -> Iterator[Place]:
    """Every span of a label."""
    yield benefit.place
    yield from (place for place in (benefit.not_with, benefit.window, *benefit.apply) if place is not None)
    yield from (clause.place for clause in benefit.clauses)
    for amount in benefit.amounts:
        yield amount.place
        yield from (clause.place for clause in amount.when)


def digest(words: str) -> str:
    """First 16 hexadecimal digits of the SHA-256 of the words."""
    return hashlib.sha256(words.encode()).hexdigest()[:16]


@click.command()
@click.option(
    "--data",
    type=click.Path(path_type=Path),
    default=Path("../shared/documents"),
    show_default=True,
    help="真实文件所在的文件夹",
)
def check(data: Path) -> None:
    """Check the spans of all labelled benefits."""
    labels = read_labels()
    documents = read_documents(labels.documents, data)
    found = faults(labels, documents)
    spans = sum(1 for benefit in labels.benefits if benefit.document in documents for _ in places(benefit))
    click.echo(f"{len(documents)} of {len(labels.documents)} documents, {spans} spans, {len(found)} wrong")
    for fault in found:
        click.echo(fault)
    if found:
        raise SystemExit(1)


if __name__ == "__main__":
    check()
