"""Correcting the metadata of a document of a library, and taking a correction back."""

import re
from collections.abc import Callable
from datetime import date
from functools import partial

from corpus.dates import DAY, as_day
from corpus.regions import Region, places_named
from corpus.text import fold
from corpus.titles import KINDS
from index import corrections
from index.audit import Act, record
from index.catalogue import Entry
from index.corrections import Correction, Field, Value, corrected, stamp
from index.errors import CorrectionError
from index.library import Library
from index.rebuilding import Notify
from index.storing import store_again

LABELS = {
    Field.TITLE: "标题",
    Field.NUMBER: "文号",
    Field.ISSUER: "发文机关",
    Field.REGION: "地区",
    Field.KIND: "文种",
    Field.SIGNED: "成文日期",
    Field.PUBLISHED: "发布日期",
    Field.EFFECTIVE: "施行日期",
    Field.EXPIRES: "有效期至",
    Field.AUDIENCE: "适用对象",
    Field.DRAFT: "征求意见稿",
}
"""What people call the fields."""

LONGEST = {Field.TITLE: 300, Field.NUMBER: 200, Field.ISSUER: 300, Field.AUDIENCE: 500}
"""Characters of a value: joint documents have several numbers and issuers."""

YEARS = range(1949, 2200)
"""Years of a document's days."""

YES, NO = frozenset({"是", "true", "yes", "1"}), frozenset({"否", "不是", "false", "no", "0", ""})
_NUMBER = re.compile(r"\d+\s*号|[一二三四五六七八九十百零〇]+号")
_BETWEEN = re.compile(r"[/／>\s]+")


def named_field(name: str) -> Field:
    """The field of a name, Chinese or as in `Field`. Raises CorrectionError."""
    held = {label: field for field, label in LABELS.items()} | {field.value: field for field in Field}
    if name not in held:
        raise CorrectionError(f"没有“{name}”这个字段。可以更正的有：{'、'.join(LABELS.values())}")
    return held[name]


def value_of(field: Field, written: str) -> Value:
    """What people write as the value of a field; "" says that the document states none. Raises CorrectionError."""
    plain = " ".join(written.split())
    if any(not (character.isprintable()) for character in plain):
        raise CorrectionError(f"{LABELS[field]}里有看不见的控制字符。请重新输入")
    return _READ[field](plain)


def shown(value: Value) -> str:
    """A value as people write it; "" for none."""
    if isinstance(value, bool):
        return "是" if value else "否"
    return "/".join(value) if isinstance(value, tuple) else str(value or "")


def correct(
    library: Library, document: str, field: Field, written: str, *, by: str, notify: Notify = lambda line: None
) -> Correction:
    """Set a field of the document of an id. Its passages, figures and links follow. Raises CorrectionError, LibraryBusy and
    EncoderError; then nothing is changed."""
    value = value_of(field, written)
    with library.writing(notify):
        entry = _entry(library, document)
        read = getattr(corrections.reading(library.catalogue, entry.source, entry.member) or entry.metadata, field)
        made = Correction(field, value, read, read, by, stamp())
        _store(library, entry, made, by, f"{LABELS[field]}：{shown(read) or '无'} → {shown(value) or '无'}")
    return made


def undo(library: Library, document: str, field: Field, *, by: str, notify: Notify = lambda line: None) -> Correction:
    """Take the correction of a field back: what is read in the document counts again. Raises as `correct` does."""
    with library.writing(notify):
        entry = _entry(library, document)
        made = {each.field: each for each in corrections.corrections(library.catalogue, entry.source, entry.member)}
        if field not in made:
            raise CorrectionError(f"《{entry.metadata.title}》的{LABELS[field]}没有更正过，不用撤销")
        _store(library, entry, field, by, f"撤销{LABELS[field]}的更正，恢复为 {shown(made[field].read) or '无'}")
    return made[field]


def _entry(library: Library, document: str) -> Entry:
    found = library.catalogue.by_id(document)
    if found is None:
        raise CorrectionError(f"资料库中没有编号为 {document} 的文件，可能刚刚被移除。请刷新列表")
    return found


def _store(library: Library, entry: Entry, change: Correction | Field, by: str, detail: str) -> None:
    """Store a document with a correction more or less. It is prepared first: an encoder that fails changes nothing."""
    catalogue = library.catalogue
    stored = catalogue.document(entry.key)
    assert stored is not None  # the lock is held since the entry was found
    document = corrections.as_read(catalogue, stored)
    field = change.field if isinstance(change, Correction) else change
    kept = [c for c in corrections.corrections(catalogue, entry.source, entry.member) if c.field is not field]
    made = [*kept, change] if isinstance(change, Correction) else kept

    def write() -> None:
        if isinstance(change, Correction):
            corrections.put(catalogue, document, change)
        else:
            corrections.drop(catalogue, entry.source, entry.member, field)
        title = corrected(document, made).metadata.title
        record(catalogue, by, Act.CORRECTED, document=entry.id, title=title, detail=detail)

    store_again(library, [corrected(document, made)], write)
    library.apply()


def _text(field: Field, written: str) -> str | None:
    if len(written) > LONGEST[field]:
        raise CorrectionError(f"{LABELS[field]}有 {len(written)} 字，太长了。请缩短到 {LONGEST[field]} 字以内")
    if field is Field.TITLE and not written:
        raise CorrectionError("标题不能为空。请写出文件的完整标题")
    return written or None


def _number(written: str) -> str | None:
    if written and not all(_NUMBER.search(fold(part)) for part in written.split("、")):
        raise CorrectionError(f"“{written}”不像文号。请写成 某政发〔2024〕5号 这样，多个文号之间用、隔开")
    return _text(Field.NUMBER, written)


def _region(written: str) -> Region:
    names = tuple(filter(None, _BETWEEN.split(written)))
    found = places_named(names)
    if names and not found:
        raise CorrectionError(f"不认识“{written}”这个地区。请写省、市、县（区）的名称，如 浙江省/宁波市")
    if len(found) > 1:
        listed = "、".join("/".join(path) for path in found[:5])
        raise CorrectionError(f"“{written}”不止一处：{listed}。请连上级地区一起写")
    return found[0] if names else ()


def _kind(written: str) -> str | None:
    if written and written not in KINDS and written != "法":
        raise CorrectionError(f"“{written}”不是文种。请写 {'、'.join(KINDS[17:25])} 这样的文种")
    return written or None


def _day(field: Field, written: str) -> date | None:
    if not written:
        return None
    day = as_day(written) if re.fullmatch(DAY, written) else None
    if day is None or day.year not in YEARS:
        raise CorrectionError(f"{LABELS[field]}“{written}”不是日期。请写成 2024-01-31 或 2024年1月31日")
    return day


def _yes(written: str) -> bool:
    if written.lower() not in YES | NO:
        raise CorrectionError(f"征求意见稿“{written}”只能是“是”或“否”。请改正")
    return written.lower() in YES


_READ: dict[Field, Callable[[str], Value]] = {
    Field.TITLE: partial(_text, Field.TITLE),
    Field.NUMBER: _number,
    Field.ISSUER: partial(_text, Field.ISSUER),
    Field.REGION: _region,
    Field.KIND: _kind,
    **{field: partial(_day, field) for field in sorted(corrections.DAYS)},
    Field.AUDIENCE: partial(_text, Field.AUDIENCE),
    Field.DRAFT: _yes,
}
