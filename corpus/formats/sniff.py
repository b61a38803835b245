"""What a file really is, from its first bytes: government sites offer HTML as .xls, RTF as .doc, DOCX as .doc."""

import re

from corpus.errors import DocumentError
from corpus.formats.office_package import OLE, UNPACK_ERRORS, open_zip

TEXTS = frozenset({".txt", ".text", ".md", ".markdown", ".csv", ".tsv"})
"""Suffixes whose files stay what they are called: any text may begin with a mark of another format."""

OFFICE = frozenset(
    {
        ".doc",
        ".docx",
        ".docm",
        ".dotx",
        ".dot",
        ".wps",
        ".wpt",
        ".xls",
        ".xlsx",
        ".xlsm",
        ".xltx",
        ".et",
        ".ett",
        ".rtf",
    }
)
"""Suffixes whose files may hold a text or a page instead, as web systems export them."""

_SHEETS = frozenset({".xls", ".xlsx", ".xlsm", ".xltx", ".et", ".ett"})
_HEAD = 4096
"""Bytes looked at: a page's first tag stands behind a comment or a declaration at most."""

_MIMETYPE = 80
"""Bytes of the type that OpenDocument and EPUB files name."""

_MAGIC = (
    (b"%PDF-", ".pdf"),
    (b"{\\rtf", ".rtf"),
    (b"Rar!\x1a\x07", ".rar"),
    (b"7z\xbc\xaf\x27\x1c", ".7z"),
    (b"\x1f\x8b", ".gz"),
    (b"\x89PNG\r\n\x1a\n", ".png"),
    (b"\xff\xd8\xff", ".jpg"),
    (b"GIF8", ".gif"),
    (b"II*\x00", ".tif"),
    (b"MM\x00*", ".tif"),
)
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_STREAMS = (("WordDocument", ".doc"), ("PowerPoint Document", ".ppt"), ("Workbook", ".xls"), ("Book", ".xls"))
"""Streams of an OLE file in the order of the formats: a Word file may hold an Excel table."""

_ALIKE = {
    ".doc": {".doc", ".dot", ".wps", ".wpt"},
    ".xls": {".xls", ".xlt", ".et", ".ett"},
    ".ppt": {".ppt", ".pps", ".dps"},
}
_HTML = re.compile(
    rb"(?:\s|<\?xml[^>]*>|<!--.*?-->)*<(?:!doctype\s+html|html|head|meta|body|table|div|style)\b", re.I | re.S
)
_PROGRAM = re.compile(rb'<\?mso-application[^>]*progid="(Word|Excel)|urn:schemas-microsoft-com:office:spreadsheet"')


def true_suffix(data: bytes, suffix: str) -> str:
    """The suffix of the format that a file's bytes are in, in lower case with its dot; `suffix` itself where they do not
    say otherwise. ".xml-office" is the XML of Word and Excel 2003, ".encrypted" an Office file with a password."""
    suffix = suffix.lower()
    head = data[:_HEAD]
    if data.startswith(OLE):
        return _in_ole(data, suffix)
    if data.startswith(_ZIP):
        return _in_zip(data, suffix)
    found = next((known for magic, known in _MAGIC if head.startswith(magic)), None)
    if found is None and b"%PDF-" in head[:1024] and suffix not in TEXTS:
        found = ".pdf"  # ISO 32000: readers accept the mark anywhere in the first 1,024 bytes
    if found is not None:
        return suffix if suffix in TEXTS and found in (".rtf", ".pdf") else found
    return _in_text(head, suffix)


def _in_text(head: bytes, suffix: str) -> str:
    if suffix in TEXTS or (head[:2] not in (b"\xff\xfe", b"\xfe\xff") and b"\x00" in head):
        return suffix
    plain = head.decode("utf-16", "ignore").encode() if head[:2] in (b"\xff\xfe", b"\xfe\xff") else head
    plain = plain.removeprefix(b"\xef\xbb\xbf").lstrip()
    if plain[:13].lower() == b"mime-version:":
        return ".mht"
    if _PROGRAM.search(plain) and plain.startswith(b"<?xml"):
        return ".xml-office"
    if _HTML.match(plain):
        return ".html"
    if suffix in OFFICE and plain and not plain.startswith(b"<"):
        return ".csv" if suffix in _SHEETS else ".txt"
    return suffix


def _in_ole(data: bytes, suffix: str) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return ".encrypted"
    found = [known for name, known in _STREAMS if name.encode("utf-16-le") in data]
    if any(suffix in _ALIKE[known] for known in found):
        return suffix
    return found[0] if found else suffix


def _in_zip(data: bytes, suffix: str) -> str:
    try:
        with open_zip(data, "") as archive:
            names = {name.replace("\\", "/").lower() for name in archive.namelist()}
            kind = b""
            if "mimetype" in archive.namelist():
                with archive.open("mimetype") as member:
                    kind = member.read(_MIMETYPE)
    except (*UNPACK_ERRORS, DocumentError):
        return suffix
    if kind:
        return _by_mimetype(kind.decode("ascii", "replace")) or suffix
    if "ofd.xml" in names:
        return ".ofd"
    if "[content_types].xml" not in names:
        return ".zip"
    for folder, known in (("word/", ".docx"), ("xl/", ".xlsx"), ("ppt/", ".pptx")):
        if any(name.startswith(folder) for name in names):
            return suffix if suffix.startswith(known[:3]) and suffix[-1] in "xm" else known
    return ".zip"


def _by_mimetype(kind: str) -> str | None:
    kinds = {
        "opendocument.text": ".odt",
        "opendocument.spreadsheet": ".ods",
        "opendocument.presentation": ".odp",
        "epub": ".epub",
    }
    return next((suffix for name, suffix in kinds.items() if name in kind), None)
