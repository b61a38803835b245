"""The indicators of reports, found by the project, against labels written by hand (`eval/labels/README.md`)."""

import re
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from importlib import resources
from pathlib import Path

from corpus.aliases import canonical
from corpus.errors import PolicybotError, system_reason
from corpus.load import parse
from corpus.records import Document, Indicator, Span
from corpus.text import fold
from eval.metadata import Score, read_lines

KEY = ("metric", "value", "unit", "year", "kind", "region")
"""The fields that must all be right for a figure to count as right."""

FIELDS = (*KEY, "target", "comparator", "low", "organisation", "qualifiers", "whole", "base")
"""All fields that are judged, each by itself, where the figure was found."""

HELD_OUT = "eval/labels/"
"""Where the path of a labelled document begins that this repository holds; the others lie below the data folder."""

SEEN = tuple(
    f"{HELD_OUT}held-out-{name}.txt"
    for name in (
        "civil-affairs-2024",
        "commerce-2024",
        "communique-2024",
        "education-2024",
        "government-2025",
        "health-2024",
        "industry-2024",
        "transport-2024",
    )
)
"""Held-out documents whose mistakes have been looked at since: they no longer tell how an unknown report is read."""

LONG_REPORT = 30_000
"""Characters of the report with which the rate is measured: a long annual report of a city's government."""

Extract = Callable[[Document], Iterable[Indicator]]


@dataclass(frozen=True, slots=True)
class Label:
    """The true reading of the figure at [start, end) of a document's text.

    `accept` holds further names of the metric, `also` further values by field. `whole` and `base` are the offsets at which
    the figures begin of which this one is a part and to which it belongs. A figure with `optional` may be given or not.
    """

    document: str
    start: int
    end: int
    figure: str
    metric: str
    value: Decimal
    unit: str
    kind: str
    year: int | None
    region: tuple[str, ...]
    accept: tuple[str, ...] = ()
    target: bool = False
    organisation: str | None = None
    qualifiers: tuple[str, ...] = ()
    comparator: str = "="
    low: Decimal | None = None
    whole: int | None = None
    base: int | None = None
    also: Mapping[str, Sequence[object]] = field(default_factory=dict)
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Mistake:
    """A figure that was missed (`got` is None), given where none is labelled (`label` is None), or read wrongly in
    `fields`."""

    document: str
    start: int
    figure: str
    label: Label | None
    got: Indicator | None
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """`whole` counts figures right in every field of KEY by document, `joined` the same with the metric read together with
    its qualifiers (服务 and 企业 as 服务企业), `spans` figures that were found at all, `fields` the values of each field
    among those found."""

    whole: Mapping[str, Score]
    joined: Mapping[str, Score]
    spans: Mapping[str, Score]
    fields: Mapping[str, Score]
    mistakes: tuple[Mistake, ...]


def read_labels() -> list[Label]:
    """All labelled figures."""
    return [_label(record) for record in read_lines("indicators.jsonl")]


def _label(record: dict[str, object]) -> Label:
    decimals = {name: Decimal(str(record[name])) for name in ("value", "low") if record.get(name) is not None}
    tuples: dict[str, object] = {name: tuple(record[name]) for name in ("accept", "region", "qualifiers")}  # type: ignore[arg-type]
    return Label(**{**record, **decimals, **tuples})  # type: ignore[arg-type]


def read_documents(labels: Iterable[Label], data: Path) -> dict[str, Document]:
    """The labelled documents by path; those of the data folder are left out where it is absent. Raises PolicybotError if
    a file cannot be read or its text is not the one that was labelled."""
    documents: dict[str, Document] = {}
    for label in labels:
        held_out = label.document.startswith(HELD_OUT)
        if label.document not in documents and (held_out or data.is_dir()):
            documents[label.document] = _read(label.document, data)
        document = documents.get(label.document)
        if document is not None and document.text[label.start : label.end] != label.figure:
            raise PolicybotError(f"{label.document} 的正文与标注不符（第 {label.start} 字）。请使用标注时的原文件")
    return documents


def _read(name: str, data: Path) -> Document:
    inside = resources.files("eval") / "labels" / name.removeprefix(HELD_OUT)
    path = inside if name.startswith(HELD_OUT) else data / name
    try:
        return parse(path.read_bytes(), name)
    except OSError as exc:
        raise PolicybotError(f"无法读取 {name}（{system_reason(exc)}）。请用 --data 指定含有它的文件夹") from exc


# -- judging -------------------------------------------------------------------------------------------------------


def judge(labels: Sequence[Label], documents: Mapping[str, Document], extract: Extract) -> Judgement:
    """Compare the indicators of every document with its labels."""
    whole, joined, spans = ({name: Score() for name in documents} for _ in range(3))
    fields = {name: Score() for name in FIELDS}
    mistakes: list[Mistake] = []
    for name, document in documents.items():
        for label, given in pair([label for label in labels if label.document == name], list(extract(document))):
            found = label is not None and given is not None
            wrong = wrong_fields(label, given) if label and given else ()
            right = found and not set(wrong) & set(KEY)
            _count(spans[name], label, given, right=found)
            _count(whole[name], label, given, right=right)
            _count(joined[name], label, given, right=right or _right_joined(label, given, wrong))
            if label and given:
                _count_fields(fields, label, given, wrong)
            if not right or wrong:
                start, end = _span(label, given)
                mistakes.append(Mistake(name, start, document.text[start:end], label, given, wrong))
    return Judgement(whole, joined, spans, fields, tuple(mistakes))


def total(scores: Iterable[Score]) -> Score:
    """The sum of several scores."""
    every = list(scores)
    return Score(*(sum(getattr(score, name) for score in every) for name in ("given", "labelled", "right")))


Pair = tuple[Label | None, Indicator | None]


def pair(labels: Sequence[Label], given: Sequence[Indicator]) -> list[Pair]:
    """Every label with the indicator given for its figure, the best where there are several, in order of the text. An
    optional label that was not given is left out, as is whatever is given for one."""
    possible = [
        (len(set(wrong_fields(label, one)) & set(KEY)), row, column)
        for row, label in enumerate(labels)
        for column, one in enumerate(given)
        if one.start < label.end and label.start < one.end
    ]
    rows: dict[int, int] = {}
    for _, row, column in sorted(possible):
        if row not in rows and column not in rows.values():
            rows[row] = column
    excused = {column for _, row, column in possible if labels[row].optional}
    pairs: list[Pair] = [
        (label, given[rows[row]] if row in rows else None) for row, label in enumerate(labels) if not label.optional
    ]
    taken = {rows[row] for row in rows if not labels[row].optional}
    pairs += [(None, one) for column, one in enumerate(given) if column not in taken | excused]
    return sorted(pairs, key=lambda each: _span(*each))


def _span(label: Label | None, given: Indicator | None) -> Span:
    """Where the figure of a pair stands."""
    at = label or given
    return (at.start, at.end) if at else (0, 0)


def wrong_fields(label: Label, given: Indicator) -> tuple[str, ...]:
    """The fields in which an indicator is not what the label says."""
    return tuple(name for name in FIELDS if not _right(name, label, given))


def _right(name: str, label: Label, given: Indicator) -> bool:
    others = label.also.get(name, ())
    got = getattr(given, name)
    match name:
        case "metric":
            return plain(given.metric) in {plain(each) for each in (label.metric, *label.accept)}
        case "value" | "low":
            want = getattr(label, name)
            return got == want or got in [Decimal(str(other)) for other in others]
        case "unit":
            return fold(given.unit) in {fold(label.unit), *(fold(str(other)) for other in others)}
        case "region" | "organisation":
            return _same_place(name, label, given)
        case "qualifiers":
            said = plain("".join((*given.qualifiers, given.metric)))
            return all(plain(qualifier) in said for qualifier in label.qualifiers)
        case "whole" | "base":
            want = getattr(label, name)
            return _at(got, want) or any(_at(got, other) for other in others)
        case _:
            return got == getattr(label, name) or got in others


def _right_joined(label: Label | None, given: Indicator | None, wrong: Sequence[str]) -> bool:
    """Whether the key is right once qualifiers are read as the opening of the metric."""
    if label is None or given is None or set(wrong) & set(KEY) != {"metric"}:
        return False
    names = {"".join((*given.qualifiers[at:], given.metric)) for at in range(len(given.qualifiers))}
    names |= {qualifier + given.metric for qualifier in given.qualifiers}
    return any(_right("metric", label, replace(given, metric=name)) for name in names)


def _same_place(name: str, label: Label, given: Indicator) -> bool:
    """Whether region or organisation is right. A place may be given as either: (九江市, 濂溪区) is 九江市›濂溪区."""
    if _path(given.region, given.organisation) == _path(label.region, label.organisation):
        return True
    got, want = getattr(given, name), getattr(label, name)
    others = label.also.get(name, ())
    if name == "region":
        return got == want or list(got) in [list(other) for other in others]  # type: ignore[call-overload]
    return (got and plain(got)) in {each and plain(str(each)) for each in (want, *others)}


def _path(region: Sequence[str], organisation: str | None) -> tuple[str, ...]:
    return (*region, organisation) if organisation else tuple(region)


def _at(span: Span | None, offset: object) -> bool:
    return span is None if offset is None else span is not None and span[0] <= int(str(offset)) < span[1]


def plain(name: str) -> str:
    """The form in which names are compared: aliases resolved, widths and case alike, without marks and white space."""
    return canonical(re.sub(r"[^\w&%]", "", fold(name)))


def _count(score: Score, label: Label | None, given: Indicator | None, *, right: bool) -> None:
    score.labelled += label is not None
    score.given += given is not None
    score.right += right


def _count_fields(scores: Mapping[str, Score], label: Label, given: Indicator, wrong: Sequence[str]) -> None:
    """Enter the values of a figure that was found; a field that is empty on both sides does not count. `target` is a yes
    or no that always has a value."""
    for name, score in scores.items():
        if name == "qualifiers" and not label.qualifiers:
            continue  # only those that tell figures apart are labelled
        has = [getattr(each, name) not in (None, (), "") for each in (label, given)]
        right = name not in wrong
        score.labelled += has[0] or (has[1] and right)
        score.given += has[1] or (has[0] and right)
        score.right += right and any(has)


def explain(mistake: Mistake) -> str:
    """A mistake in one line: what is labelled and what was given, in the fields that differ."""
    label, got = mistake.label, mistake.got
    opening = f"{mistake.document} {mistake.start} {mistake.figure}: "
    if got is None:
        return f"{opening}missed {'' if label is None else _shown_whole(label)}"
    if label is None:
        return f"{opening}none labelled, got {_shown_whole(got)}"
    differ = (f"{name} {_shown(getattr(label, name))} but got {_shown(getattr(got, name))}" for name in mistake.fields)
    return (
        f"{opening}{'' if set(mistake.fields) & set(KEY) else '(beside the key) '}{label.metric}: {'; '.join(differ)}"
    )


def _shown_whole(one: Label | Indicator) -> str:
    return f"{one.metric} {one.value} {one.unit} {one.kind} {one.year}"


def _shown(value: object) -> str:
    return "›".join(map(str, value)) if isinstance(value, tuple) else str(value)


# -- speed ---------------------------------------------------------------------------------------------------------


def long_report(documents: Iterable[Document], size: int = LONG_REPORT) -> Document:
    """One report of `size` characters, made of several again and again."""
    text = "\n".join(document.text for document in documents) + "\n"
    return parse((text * (size // len(text) + 1))[:size].encode(), "long-report.txt")


def seconds(document: Document, extract: Extract) -> tuple[float, int]:
    """Processor seconds of one extraction and the number of indicators. A first, small document loads the dictionaries."""
    list(extract(parse("2024年，完成投资3亿元。".encode(), "warm-up.txt")))
    began = time.process_time()
    count = len(list(extract(document)))
    return time.process_time() - began, count
