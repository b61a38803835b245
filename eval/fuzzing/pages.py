"""Hostile web pages and web archives."""

from eval.fuzzing.common import NESTED, Bomb, Canary, plain, with_entities
from eval.fuzzing.seeds import page

_HEAD = "<html><head><meta charset=utf-8><title>甲办法</title></head><body><h1>甲市办法</h1><p>第一条 给予企业最高20万元的补助。</p>"
HTML = plain(
    {
        **{f"nested_{tag}": lambda tag=tag: _HEAD + f"<{tag}>" * NESTED + "甲" + f"</{tag}>" * NESTED  # type: ignore[misc]
           for tag in ("div", "b", "p", "span", "font", "ul", "li", "dl", "a", "table", "script", "svg", "form", "h1")},
        "nested_tables": lambda: _HEAD + "<table><tr><td>" * 30_000 + "甲",
        "nested_tables_full": lambda: _HEAD + "<table><tr><td>甲</td><td>" * 300 + "</td></tr></table>" * 300,
        "nested_unclosed": lambda: _HEAD + "<b><i>甲<p>" * NESTED,
        "misnested": lambda: _HEAD + "<b><p></b>甲</p>" * 30_000,
        "end_tags": lambda: _HEAD + "<div>" * 900 + "</b></i>" * NESTED,
        "open_angle": lambda: _HEAD + "<" * 1_000_000,
        "comments_open": lambda: "<!--" * NESTED + _HEAD,
        "declaration_open": lambda: "<?xml " + "a='b' " * NESTED + _HEAD,
        "attributes_many": lambda: _HEAD + "<p " + " ".join(f"a{n}=1" for n in range(NESTED)) + ">甲",
        "attribute_long": lambda: _HEAD + "<p style='" + "a" * 5_000_000 + "'>甲",
        "table_wide": lambda: _HEAD + "<table><tr>" + "<td>1</td>" * NESTED + "</tr><tr>" + "<td>2</td>" * NESTED,
        "table_long": lambda: _HEAD + "<table>" + "<tr><td>甲<td>1<td>2</tr>" * 20_000 + "</table>",
        "table_spans": lambda: _HEAD + "<table>" + "<tr><td colspan=999999999 rowspan=999999999>甲<td>乙</tr>" * 300,
        "table_rowspans": lambda: _HEAD + "<table>" + "<tr><td rowspan=65534>甲<td>乙</tr>" * 3_000,
        "tables_many": lambda: _HEAD + "<table><tr><td>甲<td>1<tr><td>乙<td>2</table>" * 10_000,
        "lines_many": lambda: _HEAD + "<p>给予补助。</p>" * 50_000,
        "breaks_many": lambda: _HEAD + "给予<br>" * NESTED,
        "links_many": lambda: _HEAD + "<a href=#>政策</a>" * 50_000,
        "fields_many": lambda: _HEAD + "<p>发文机关：甲市人民政府</p>" * 20_000,
        "entities_many": lambda: _HEAD + "&nbsp;&#20000;&bad;" * NESTED,
        "one_text": lambda: _HEAD + "给予补助" * 500_000,
        "frames": lambda: "<html><frameset>" + "<frame src=file:///etc/passwd>" * 1_000,
        "divs_flat": lambda: _HEAD + "<div><div>给予补助。</div></div>" * 30_000,
        "forms": lambda: _HEAD + "<dl>" + "<dt>发文字号<dd>甲政发〔2024〕5号" * 20_000,
    },
)  # fmt: skip


_CODES = (
    "utf-7",
    "zip_codec",
    "unicode_escape",
    "idna",
    "undefined",
    "rot13",
    "punycode",
    "utf-16",
    "hz",
    "raw_unicode_escape",
)
"""Codes that Python knows and that no page is in."""


def _in_code(code: str) -> Bomb:
    return lambda _: _HEAD.replace("utf-8", code).encode("gb18030") + b"<p>\\x41\xff+AGEALA-</p>" * 100


def _links_out(canary: Canary) -> bytes:
    """Everything that a browser would load."""
    tags = ("img src", "script src", "iframe src", "object data", "embed src", "link rel=stylesheet href", "base href", "input src",
            "meta http-equiv=refresh content", "xi:include href", "svg:use xlink:href", "frame src")  # fmt: skip
    loads = "".join(f"<{tag}='{place}'>" for tag in tags for place in (canary.url + "load", "file://" + canary.secret))
    return (_HEAD + loads + "<p>第二条 给予补助。</p>").encode()


def _nested(_: Canary) -> bytes:
    """Archives in archives."""
    heads = "".join(f'Content-Type: multipart/related; boundary="b{n}"\r\n\r\n--b{n}\r\n' for n in range(5_000))
    return ("MIME-Version: 1.0\r\n" + heads).encode() + page()


def _messages(_: Canary) -> bytes:
    """Messages in messages."""
    return (
        "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"
        + "Content-Type: message/rfc822\r\n\r\n" * 20_000
    ).encode()


def _parts(_: Canary) -> bytes:
    """Very many parts."""
    return (
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n"
        + b"--b\r\nContent-Type: text/css\r\n\r\na\r\n" * NESTED
    )


def _outside(canary: Canary) -> bytes:
    """A part whose text stands elsewhere."""
    head = f'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b; start="<{canary.url}>"\r\n\r\n--b\r\nContent-Type: '
    part = f'message/external-body; access-type=URL; URL="file://{canary.secret}"\r\nContent-Location: file://{canary.secret}\r\n\r\n'
    return (head + part).encode()


def _encodings(_: Canary) -> bytes:
    """An encoding and a code that are not there, header lines without an end."""
    return (
        b"MIME-Version: 1.0\r\nSubject: "
        + b"=?gb2312?B?" * 50_000
        + b"\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\n"
        b"Content-Type: text/html; charset=zip\r\nContent-Transfer-Encoding: base64\r\n\r\n" + b"%%%%" * 50_000
    )


HTML |= (
    with_entities(page, "", b"</p>")
    | {f"charset_{code}": _in_code(code) for code in _CODES}
    | {"links_out": _links_out}
)
MHT: dict[str, Bomb] = {
    "nested": _nested,
    "messages": _messages,
    "parts": _parts,
    "outside": _outside,
    "encodings": _encodings,
}
