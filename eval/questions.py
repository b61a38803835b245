"""The questions by which answers are measured: their record, and reading them from JSONL (`eval/questions/README.md`)."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, asdict, dataclass, fields
from datetime import date
from enum import StrEnum
from importlib import resources
from pathlib import Path
from typing import Any, TypeVar

from corpus.errors import PolicybotError, system_reason

OWN = tuple(Path(str(resources.files("eval") / "questions" / name)) for name in ("samples.jsonl", "reports.jsonl"))
"""The project's own question files: on the sample documents, and on the real reports of a data folder."""

SAMPLES = Path(str(resources.files("corpus") / "documents"))
"""The folder of the sample documents."""

UNSEEN = OWN[0].with_name("unseen.jsonl")
UNSEEN_DOCUMENTS = UNSEEN.with_suffix("")
"""Questions on documents that nobody who works on the answers has read, and the folder of those documents."""

PENDING = "待人补充"
"""How the notes of a question begin that a person has still to complete; it is not asked until these words are gone."""

BY_HAND = "人工核算："
"""How the notes of a computed question begin whose figure takes more steps than the check follows: the steps stand behind it."""

_Choice = TypeVar("_Choice", bound=StrEnum)


class Kind(StrEnum):
    """What a question asks for, and so how its answer is judged."""

    LOOKUP_NUMBER = "lookup_number"
    LOOKUP_TEXT = "lookup_text"
    LIST = "list"
    COMPARE = "compare"
    SUBSIDY = "subsidy"
    FOLLOWUP = "followup"
    UNANSWERABLE = "unanswerable"
    SMALLTALK = "smalltalk"


class Part(StrEnum):
    """Settings and weights may be fitted on TUNING; TEST is only ever measured."""

    TUNING = "tuning"
    TEST = "test"


@dataclass(frozen=True, slots=True)
class Located:
    """Evidence at [start, end) of the text of a document that may not be copied; `sha256` (hexadecimal) is of that span
    in UTF-8. `document` is the path below the data folder."""

    document: str
    start: int
    end: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question and what is right.

    `history` holds the earlier questions of the conversation, oldest first. An answer is right if it contains one form
    (divided by |) of each entry of `must_contain` and nothing of `must_not_contain`. For an unanswerable question the
    latter names what a wrong answer would say: a refusal may mention it as what comes near. `evidence` holds verbatim
    strings or places, `as_of` the day on which it is asked, where that matters (还有效吗, 去年). `computed` says that a
    figure is worked out of the evidence and the question. `document` is the file that the question is about, empty for
    none: no file is in both parts.
    """

    id: str
    question: str
    kind: Kind
    answer: str
    history: tuple[str, ...] = ()
    must_contain: tuple[str, ...] = ()
    must_not_contain: tuple[str, ...] = ()
    evidence: tuple[str | Located, ...] = ()
    as_of: date | None = None
    notes: str = ""
    part: Part = Part.TEST
    document: str = ""
    computed: bool = False

    @property
    def pending(self) -> bool:
        """Whether a person has still to say what is right."""
        return self.notes.startswith(PENDING)


class QuestionError(PolicybotError):
    """One line of a question file cannot be read; the others can."""

    def __init__(self, path: Path, line: int, field: str, reason: str, remedy: str) -> None:
        super().__init__(f"{path} 第 {line} 行的 {field}：{reason}。{remedy}")
        self.line = line
        self.field = field


class _Fault(Exception):
    """Field, reason and remedy, before file and line are known."""


def read_questions(path: Path) -> list[Question]:
    """The questions of a JSONL file. Raises PolicybotError if it cannot be read, QuestionError for its first bad line."""
    questions: list[Question] = []
    for each in scan(path):
        if isinstance(each, QuestionError):
            raise each
        questions.append(each)
    return questions


def scan(path: Path) -> Iterator[Question | QuestionError]:
    """Each line of a JSONL file as a question, or what is wrong with it; empty lines are passed over. Raises
    PolicybotError if the file cannot be read."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as exc:
        raise PolicybotError(f"无法读取问题文件 {path}（{system_reason(exc)}）。请检查路径") from exc
    except UnicodeDecodeError as exc:
        raise PolicybotError(f"问题文件 {path} 不是 UTF-8 编码。请另存为 UTF-8") from exc
    for number, line in enumerate(text.split("\n"), 1):  # a question may hold U+2028, at which splitlines would cut
        if line.strip():
            try:
                yield _question(_object(line))
            except _Fault as fault:
                yield QuestionError(path, number, *fault.args)


def from_record(record: Mapping[str, object], path: Path, line: int) -> Question:
    """The question of a record with the fields of `Question`. Raises QuestionError."""
    try:
        return _question(record)
    except _Fault as fault:
        raise QuestionError(path, line, *fault.args) from None


def to_line(question: Question) -> str:
    """A question as a line of JSON, with its end; fields that say nothing are left out."""
    held = {each.name: getattr(question, each.name) for each in fields(question) if _says(question, each)}
    return json.dumps(held, ensure_ascii=False, default=_plain) + "\n"


def _says(question: Question, each: Field[Any]) -> bool:
    return each.default is MISSING or getattr(question, each.name) != each.default


def _plain(value: object) -> object:
    return asdict(value) if isinstance(value, Located) else str(value)


def _object(line: str) -> Mapping[str, object]:
    try:
        record = json.loads(line)
    except ValueError as exc:
        raise _Fault("JSON", f"格式有误（{exc}）", "请让每行是一个完整的 JSON 对象") from exc
    if not isinstance(record, dict):
        raise _Fault("JSON", f"是 {type(record).__name__} 而不是对象", "请用 {…} 写一个对象")
    unknown = record.keys() - Question.__dataclass_fields__
    if unknown:
        known = "、".join(Question.__dataclass_fields__)
        raise _Fault(sorted(unknown)[0], "没有这个字段", f"可用的字段：{known}")
    return record


def _question(record: Mapping[str, object]) -> Question:
    return Question(
        id=_text(record, "id", needed=True),
        question=_text(record, "question", needed=True),
        kind=_choice(record, "kind", Kind),
        answer=_text(record, "answer", needed=True),
        history=_texts(record, "history"),
        must_contain=_texts(record, "must_contain"),
        must_not_contain=_texts(record, "must_not_contain"),
        evidence=tuple(_evidence(each) for each in _list(record, "evidence")),
        as_of=_day(record),
        notes=_text(record, "notes"),
        part=_choice(record, "part", Part) if "part" in record else Part.TEST,
        document=_text(record, "document"),
        computed=_flag(record, "computed"),
    )


def _text(record: Mapping[str, object], field: str, *, needed: bool = False) -> str:
    value = record.get(field, "")
    if not isinstance(value, str):
        raise _Fault(field, f"{value!r} 不是文字", "请写成带引号的文字")
    if needed and not value.strip():
        raise _Fault(field, "缺失或为空", f"请补上 {field}")
    return value


def _list(record: Mapping[str, object], field: str) -> list[object]:
    value = record.get(field, [])
    if not isinstance(value, list):
        raise _Fault(field, f"{value!r} 不是列表", "请写成 […]，没有内容时写 []")
    return value


def _texts(record: Mapping[str, object], field: str) -> tuple[str, ...]:
    values = _list(record, field)
    for value in values:
        if not isinstance(value, str) or not all(form.strip() for form in value.split("|")):
            raise _Fault(field, f"{value!r} 不是文字，或含有空的写法", "请在列表中只写文字，竖线两边都要有内容")
    return tuple(str(value) for value in values)


def _choice(record: Mapping[str, object], field: str, choices: type[_Choice]) -> _Choice:
    value = _text(record, field, needed=True)
    try:
        return choices(value)
    except ValueError:
        raise _Fault(field, f"“{value}”不在可选值之中", f"请从 {'、'.join(choices)} 中选一个") from None


def _day(record: Mapping[str, object]) -> date | None:
    value = record.get("as_of")
    if value is None:
        return None
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise _Fault("as_of", f"“{value}”不是日期", "请写成 2024-05-01 的样子，或不写这个字段") from None


def _flag(record: Mapping[str, object], field: str) -> bool:
    value = record.get(field, False)
    if not isinstance(value, bool):
        raise _Fault(field, f"{value!r} 不是 true 或 false", "请写 true 或 false")
    return value


def _evidence(value: object) -> str | Located:
    if isinstance(value, str) and value.strip():
        return value
    if not isinstance(value, dict) or value.keys() != set(Located.__dataclass_fields__):
        fields = "、".join(Located.__dataclass_fields__)
        raise _Fault("evidence", f"{value!r} 既不是原文，也不是含有 {fields} 的位置", "请改成其中一种")
    document, start, end, digest = (value[name] for name in Located.__dataclass_fields__)
    if not (isinstance(document, str) and type(start) is int and type(end) is int and isinstance(digest, str)):
        raise _Fault("evidence", f"{value!r} 中有类型不对的值", "document、sha256 应为文字，start、end 应为整数")
    if not 0 <= start < end:
        raise _Fault("evidence", f"起止 {start}、{end} 不成区间", "start 从 0 起，且小于 end")
    return Located(document, start, end, digest)


if __name__ == "__main__":
    from eval.question_checks import main

    main()
