"""Proof of a question set: `python -m eval.questions check [FILE…] [--data FOLDER]` (`eval/questions/README.md`)."""

import hashlib
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from pathlib import Path

import click

from corpus.errors import PolicybotError
from corpus.load import load
from corpus.text import fold
from eval.question_forms import contains, forms, unproven
from eval.questions import (
    BY_HAND,
    OWN,
    PENDING,
    SAMPLES,
    UNSEEN,
    UNSEEN_DOCUMENTS,
    Kind,
    Located,
    Part,
    Question,
    QuestionError,
    scan,
)

NEAR = 0.6
"""Share of character pairs in common (Jaccard) from which two questions are one: an exchanged year or place, or a polite
word more, leaves 0.6 and more of a question of usual length. The most alike pair of the project's own set has 0.55 (a
question, and a follow-up to the same)."""

SERIES = 0.45
"""The same share from which questions are of one mould, of which a set has two at most."""

UNFOUNDED = (Kind.UNANSWERABLE, Kind.SMALLTALK)
"""Kinds whose answer is a refusal or a greeting, and rests on nothing."""


class Rule(StrEnum):
    """What a question can offend against."""

    ID = "编号重复"
    SHAPE = "字段与类型不合"
    EVIDENCE = "依据不在文件中"
    FORM = "应含内容无依据"
    GOLD = "标准答案不合自己的规则"
    NEAR = "问法近似"
    SERIES = "同一模子"
    PART = "同一文件分在两部分"
    PENDING = "待人补充"


@dataclass(frozen=True, slots=True)
class Fault:
    """A rule that the question `id` offends against, and with what."""

    id: str
    rule: Rule
    detail: str


def own_documents() -> dict[str, str]:
    """Texts of the sample documents, and of those made for `UNSEEN`, by file name."""
    folders = (SAMPLES, UNSEEN_DOCUMENTS)
    paths = [path for folder in folders for path in sorted(folder.iterdir()) if path.is_file()]
    return {path.name: load(path).text for path in paths}


def data_documents(questions: Sequence[Question], data: Path) -> dict[str, str]:
    """Texts of the documents of a data folder in which evidence is located. Raises PolicybotError if one cannot be read."""
    names = {each.document for question in questions for each in question.evidence if isinstance(each, Located)}
    return {name: load(data / name).text for name in sorted(names)}


def check(questions: Sequence[Question], documents: Mapping[str, str]) -> list[Fault]:
    """All faults of a set. Evidence located in a document that is not among `documents` is passed over, and with it what
    would follow from it."""
    counts = Counter(question.id for question in questions)
    faults = [Fault(name, Rule.ID, f"出现 {count} 次") for name, count in counts.items() if count > 1]
    for question in questions:
        faults += [_lacks(question)] if question.pending else _shape(question)
        faults += _founded(question, documents)
        faults += _gold(question)
    return [*faults, *_alike(questions), *_parts(questions)]


def _shape(question: Question) -> Iterator[Fault]:
    """What the kind of a question wants of its fields."""
    founded = question.kind not in UNFOUNDED
    wants = {
        "followup 需要 history": question.kind is not Kind.FOLLOWUP or bool(question.history),
        "需要 evidence": not founded or bool(question.evidence),
        "需要 must_contain": not founded or bool(question.must_contain),
        "这一类不应有 must_contain": founded or not question.must_contain,
        "list 需要至少两项 must_contain": question.kind is not Kind.LIST or len(question.must_contain) > 1,
    }
    return (Fault(question.id, Rule.SHAPE, want) for want, met in wants.items() if not met)


def _lacks(question: Question) -> Fault:
    """What a person has still to say of a question."""
    missing = {
        "answer": question.answer == PENDING,
        "must_contain": not question.must_contain and question.kind not in UNFOUNDED,
        "evidence": not question.evidence and question.kind not in UNFOUNDED,
    }
    said = "、".join(name for name, lacks in missing.items() if lacks)
    return Fault(question.id, Rule.PENDING, f"{f'请补上 {said}，再' if said else '请'}删去 notes 开头的“{PENDING}”")


def _founded(question: Question, documents: Mapping[str, str]) -> list[Fault]:
    """Evidence that stands nowhere or only in other documents than the question's, and forms that do not follow from the
    evidence and the question."""
    absent = [each for each in question.evidence if isinstance(each, Located) and each.document not in documents]
    spans = [(each, _span(each, documents)) for each in question.evidence if each not in absent]
    faults = [Fault(question.id, Rule.EVIDENCE, str(each)) for each, span in spans if span is None]
    if absent or faults:
        return faults
    home = documents.get(question.document)
    if home is not None and spans and not any(span in home for _, span in spans if span):
        return [Fault(question.id, Rule.EVIDENCE, f"没有一条出自 {question.document}")]
    if question.computed and question.notes.startswith(BY_HAND):
        return []
    evidence = "\n".join(span for _, span in spans if span)
    asked = "\n".join((*question.history, question.question))
    return [
        Fault(question.id, Rule.FORM, form)
        for entry in question.must_contain
        for form in unproven(entry, evidence, asked, computed=question.computed)
    ]


def _span(evidence: str | Located, documents: Mapping[str, str]) -> str | None:
    """The words of evidence, or None if no document has them where they should be."""
    if isinstance(evidence, str):
        return evidence if any(evidence in text for text in documents.values()) else None
    span = documents[evidence.document][evidence.start : evidence.end]
    return span if hashlib.sha256(span.encode()).hexdigest() == evidence.sha256 else None


def _gold(question: Question) -> Iterator[Fault]:
    """Where the gold answer would be judged wrong."""
    for entry in question.must_contain:
        if not any(contains(question.answer, form) for form in forms(entry)):
            yield Fault(question.id, Rule.GOLD, f"缺 {entry}")
    for wrong in question.must_not_contain:
        if contains(question.answer, wrong):
            yield Fault(question.id, Rule.GOLD, f"含 {wrong}")


def _alike(questions: Sequence[Question]) -> Iterator[Fault]:
    """Questions that repeat another, and those of which there are more than two of one mould."""
    grams = [_pairs(" ".join((*question.history, question.question))) for question in questions]
    kin: dict[int, list[int]] = defaultdict(list)
    for one, other in combinations(range(len(questions)), 2):
        shared = len(grams[one] & grams[other])
        share = shared / (len(grams[one] | grams[other]) or 1)
        if share >= NEAR:
            yield Fault(questions[other].id, Rule.NEAR, f"与 {questions[one].id} 相似 {share:.2f}")
        if share >= SERIES:
            kin[one].append(other)
            kin[other].append(one)
    for index, others in sorted(kin.items()):
        if len(others) > 1:
            names = "、".join(questions[other].id for other in others)
            yield Fault(questions[index].id, Rule.SERIES, f"与 {names}")


def _pairs(text: str) -> frozenset[str]:
    """The pairs of neighbouring letters, digits and Chinese characters of a text, folded."""
    plain = "".join(filter(str.isalnum, fold(text)))
    return frozenset(plain[at : at + 2] for at in range(max(1, len(plain) - 1)))


def _parts(questions: Sequence[Question]) -> Iterator[Fault]:
    """Documents that are in both parts; the first part in which one stands is taken as meant."""
    meant: dict[str, Part] = {}
    for question in questions:
        if question.document and meant.setdefault(question.document, question.part) != question.part:
            yield Fault(question.id, Rule.PART, f"{question.document} 已属于 {meant[question.document]}")


def summary(questions: Sequence[Question]) -> Iterator[str]:
    """Lines on what a set consists of: kinds, parts, documents, shares."""
    total = len(questions) or 1
    unanswerable = sum(question.kind is Kind.UNANSWERABLE for question in questions)
    following = sum(bool(question.history) for question in questions)
    dated = sum(question.as_of is not None for question in questions)
    yield f"{len(questions)} questions, {unanswerable / total:.0%} unanswerable, {following / total:.0%} follow-ups, {dated} with a day"
    for name in ("kind", "part", "document"):
        counts = Counter(str(getattr(question, name)) or "-" for question in questions)
        yield f"{name}: " + ", ".join(f"{value} {count}" for value, count in sorted(counts.items()))


@click.group()
def cli() -> None:
    """Question sets."""


@cli.command("check")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--data", type=click.Path(path_type=Path), help="问题所依据的其他文件所在的文件夹")
def check_files(files: tuple[Path, ...], data: Path | None) -> None:
    """Prove question files, by default the project's own; exit code 1 if anything is wrong."""
    read = {path: list(scan(path)) for path in files or (*OWN, UNSEEN)}
    unread = [each for lines in read.values() for each in lines if isinstance(each, QuestionError)]
    questions = {path: [each for each in lines if isinstance(each, Question)] for path, lines in read.items()}
    together = [question for each in questions.values() for question in each]
    documents = own_documents() | (data_documents(together, data) if data else {})
    for path, each in questions.items():
        click.echo(f"{path.name}: " + "\n  ".join(summary(each)))
    if not data and any(isinstance(each, Located) for question in together for each in question.evidence):
        click.echo("located evidence was not checked: no --data")
    faults = check(together, documents)
    for error in unread:
        click.echo(f"错误：{error}")
    for fault in faults:
        click.echo(f"{fault.id}: {fault.rule}：{fault.detail}")
    click.echo(f"{len(unread)} lines unread, {len(faults)} faults")
    if unread or faults:
        sys.exit(1)


def main() -> None:
    """The command line."""
    try:
        cli()
    except PolicybotError as exc:
        sys.exit(f"错误：{exc}")
