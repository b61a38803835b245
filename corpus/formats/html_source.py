"""Bytes of a saved page to its markup: the character code, and the page inside a web archive (MHTML)."""

import codecs
import re
from email import message_from_bytes
from email.message import Message

from corpus.errors import DocumentError

DECLARED = re.compile(rb"""<(?:meta|\?xml)[^>]{0,400}?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_-]{2,20})""", re.I)

SNIFFED_BYTES = 8192
"""Where a page says its code; browsers look at 1024 bytes, long comments of site generators reach further."""

SUPERSETS = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "big5": "big5hkscs", "iso-8859-1": "cp1252"}
"""Pages that name the older code use characters of the wider one."""

MAX_REPLACED_SHARE = 0.02
"""A damaged page has a few bad bytes; with more than this the code is wrong or the file is no text."""

MHTML = re.compile(rb"\A\s*(?:From|MIME-Version|Subject|Snapshot-Content-Location|Content-Type|Date):", re.I)

_REMEDY = "请在浏览器中打开该网页，重新另存为“网页，仅 HTML”（UTF-8）后再添加"


def markup_of(data: bytes, source: str) -> str:
    """The markup of a page or of the page that a web archive holds.

    Raises DocumentError for an empty or a binary file, and for one in an unknown code.
    """
    if not data.strip(b"\x00 \t\r\n"):
        raise DocumentError(source, "文件是空的", "请重新保存网页后再添加")
    if MHTML.match(data) and b"multipart/" in data[:SNIFFED_BYTES].lower():
        data, charset = _page_of_archive(data, source)
        return _decode(data, charset, source)
    return _decode(data, None, source)


def _page_of_archive(data: bytes, source: str) -> tuple[bytes, str | None]:
    """The first HTML part, which is the page itself, and the code that its header names."""
    try:
        for part in message_from_bytes(data).walk():
            if part.get_content_type() in ("text/html", "application/xhtml+xml"):
                return _payload(part), part.get_content_charset()
    except (RecursionError, LookupError, ValueError, AssertionError) as exc:
        raise DocumentError(source, "网页存档（MHTML）已损坏", _REMEDY) from exc
    raise DocumentError(source, "网页存档（MHTML）里没有网页", _REMEDY)


def _payload(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _decode(data: bytes, charset: str | None, source: str) -> str:
    """The text in the code that reads it without a fault: by its mark, UTF-8, as declared, GB18030; else the one with
    the fewest faults."""
    for mark, code in ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if data.startswith(mark):
            return _checked(data.decode(code, "replace").lstrip("\ufeff"), source)
    if data.count(b"\x00") > MAX_REPLACED_SHARE * len(data):
        raise DocumentError(source, "不是网页文件（含有二进制内容）", _REMEDY)
    codes = ["utf-8", *_declared(data, charset), "gb18030"]
    for code in codes:
        try:
            return data.decode(code)
        except UnicodeDecodeError:
            continue
    return _checked(
        min((data.decode(code, "replace") for code in codes), key=lambda text: text.count("\ufffd")), source
    )


def _declared(data: bytes, charset: str | None) -> list[str]:
    """The code that the page or its archive names, if Python knows it as a code for text."""
    found = DECLARED.search(data[:SNIFFED_BYTES])
    names = [charset] if charset else []
    names += [found[1].decode("ascii")] if found else []
    codes = [SUPERSETS.get(name.lower(), name.lower()) for name in names]
    return [code for code in codes if _is_text_code(code)]


def _is_text_code(code: str) -> bool:
    try:
        return isinstance(b" \xb0".decode(code, "replace"), str) and not code.startswith("utf-16")
    except (LookupError, UnicodeError):
        return False


def _checked(text: str, source: str) -> str:
    if text.count("\ufffd") > MAX_REPLACED_SHARE * len(text) or text.count("\x00") > MAX_REPLACED_SHARE * len(text):
        raise DocumentError(source, "不是文本，或者编码既不是 UTF-8 也不是 GB18030", _REMEDY)
    return text
