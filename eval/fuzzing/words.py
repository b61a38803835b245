"""Hostile Word files."""

from eval.fuzzing.common import NESTED, UNFOLDED, Bomb, Canary, changed, entities, with_dtd, with_entities
from eval.fuzzing.seeds import packed, unpacked, word


def _body(inserted: bytes) -> bytes:
    """The Word file with more at the end of its body."""
    return changed(word, "word/document.xml", b"<w:sectPr", inserted)


def nested(tag: bytes, inside: bytes, count: int = NESTED) -> bytes:
    """An element in itself, again and again."""
    return (b"<%s>" % tag) * count + inside + (b"</%s>" % tag) * count


_P = "<w:p><w:r><w:t>给予补助</w:t></w:r></w:p>".encode()
_CELL = b"<w:tc>" + _P + b"</w:tc>"
_STYLE = b'<w:style w:type="paragraph" w:styleId="%s"><w:name w:val="%s"/><w:basedOn w:val="%s"/></w:style>'
_NUMBERED = (
    b'<w:p><w:pPr><w:numPr><w:ilvl w:val="%s"/><w:numId w:val="%s"/></w:numPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>'
)
_LEVEL = b'<w:lvl w:ilvl="0"><w:start w:val="%s"/><w:numFmt w:val="%s"/><w:lvlText w:val="%s"/></w:lvl>'


def _numbered(start: bytes, kind: bytes, shown: bytes, level: bytes = b"0") -> bytes:
    parts = unpacked(word())
    number = b'<w:abstractNum w:abstractNumId="900">' + _LEVEL % (start, kind, shown) + b"</w:abstractNum>"
    used = b'<w:num w:numId="901"><w:abstractNumId w:val="900"/></w:num>'
    numbering = (
        parts["word/numbering.xml"]
        .replace(b"<w:num ", number + b"<w:num ", 1)
        .replace(b"</w:numbering>", used + b"</w:numbering>")
    )
    body = parts["word/document.xml"].replace(b"<w:sectPr", _NUMBERED % (level, b"901") * 500 + b"<w:sectPr", 1)
    return packed({**parts, "word/numbering.xml": numbering, "word/document.xml": body})


def _linked(canary: Canary) -> bytes:
    parts = unpacked(word())
    kinds = (
        "attachedTemplate",
        "image",
        "subDocument",
        "aFChunk",
        "hyperlink",
        "numbering",
        "styles",
        "header",
        "footnotes",
    )
    links = "".join(
        f'<Relationship Id="out{n}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{place}" TargetMode="{mode}"/>'
        for n, (kind, place, mode) in enumerate(
            (kind, place, mode)
            for kind in kinds
            for place in (canary.url + kind, "file://" + canary.secret, "../" * 12 + canary.secret[1:])
            for mode in ("External", "Internal")
        )
    )
    rels = parts["word/_rels/document.xml.rels"].replace(b"</Relationships>", links.encode() + b"</Relationships>")
    inside = b'<w:altChunk r:id="out1"/><w:subDoc r:id="out2"/>' + _P
    body = parts["word/document.xml"].replace(b"<w:sectPr", inside + b"<w:sectPr", 1)
    return packed({**parts, "word/_rels/document.xml.rels": rels, "word/document.xml": body})


DOCX: dict[str, Bomb] = with_entities(word, "word/document.xml", b"</w:t>") | {
    "paragraphs_empty": lambda _: _body(b"<w:p/>" * 1_000_000),
    "paragraphs_many": lambda _: _body(_P * 200_000),
    "runs_many": lambda _: _body(b"<w:p>" + b"<w:r><w:t>a</w:t></w:r>" * 300_000 + b"</w:p>"),
    "breaks_many": lambda _: _body(b"<w:p><w:r>" + b"<w:br/>" * 500_000 + b"</w:r></w:p>"),
    "text_long": lambda _: _body(b"<w:p><w:r><w:t>" + b"a" * 30_000_000 + b"</w:t></w:r></w:p>"),
    "part_bomb": lambda _: _body(b" " * UNFOLDED),
    "part_bomb_styles": lambda _: changed(word, "word/styles.xml", b"</w:styles>", b" " * UNFOLDED),
    "nested_elements": lambda _: _body(nested(b"w:x", b"")),
    "nested_sdt": lambda _: _body(b"<w:sdt><w:sdtContent>" * 50_000 + _P + b"</w:sdtContent></w:sdt>" * 50_000),
    "nested_sdt_below_limit": lambda _: _body(b"<w:sdt><w:sdtContent>" * 110 + _P + b"</w:sdtContent></w:sdt>" * 110),
    "nested_ins": lambda _: _body(b"<w:p>" + nested(b"w:ins", b"<w:r><w:t>a</w:t></w:r>") + b"</w:p>"),
    "nested_tables": lambda _: _body(
        b"<w:tbl><w:tr><w:tc>" * 20_000 + _P + b"</w:tc></w:tr></w:tbl>" * 20_000
    ),
    "nested_tables_full": lambda _: _body(
        (b"<w:tbl><w:tr>" + _CELL + b"<w:tc>") * 70 + _P + (b"</w:tc></w:tr><w:tr>" + _CELL * 2 + b"</w:tr></w:tbl>") * 70
    ),
    "nested_boxes": lambda _: _body(
        b"<w:p><w:r><w:pict><w:txbxContent>" * 60 + _P + b"</w:txbxContent></w:pict></w:r></w:p>" * 60
    ),
    "nested_paragraphs": lambda _: _body(nested(b"w:p", b"<w:r><w:t>a</w:t></w:r>", 200)),
    "table_wide": lambda _: _body(b"<w:tbl>" + (b"<w:tr>" + _CELL * 20_000 + b"</w:tr>") * 2 + b"</w:tbl>"),
    "table_long": lambda _: _body(b"<w:tbl>" + (b"<w:tr>" + _CELL * 3 + b"</w:tr>") * 20_000 + b"</w:tbl>"),
    "table_spans": lambda _: _body(
        b"<w:tbl>" + (b'<w:tr><w:tc><w:tcPr><w:gridSpan w:val="999999999"/><w:vMerge/></w:tcPr>' + _P + b"</w:tc>" + _CELL + b"</w:tr>") * 3_000
        + b"</w:tbl>"
    ),
    "table_span_negative": lambda _: _body(
        b"<w:tbl>" + (b'<w:tr><w:trPr><w:gridBefore w:val="-99"/></w:trPr><w:tc><w:tcPr><w:gridSpan w:val="-5"/></w:tcPr>' + _P + b"</w:tc>" + _CELL + b"</w:tr>") * 3
        + b"</w:tbl>"
    ),
    "tables_many": lambda _: _body((b"<w:tbl>" + (b"<w:tr>" + _CELL * 2 + b"</w:tr>") * 2 + b"</w:tbl>") * 20_000),
    "fields_open": lambda _: _body(b'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>' * 20_000 + _P * 5_000),
    "styles_circle": lambda _: changed(
        word, "word/styles.xml", b"</w:styles>", _STYLE % (b"A", b"A", b"B") + _STYLE % (b"B", b"B", b"A") + _STYLE % (b"C", b"C", b"C")
    ),
    "styles_deep": lambda _: changed(
        word, "word/styles.xml", b"</w:styles>", b"".join(_STYLE % (b"s%d" % n, b"n%d" % n, b"s%d" % (n + 1)) for n in range(20_000))
    ),
    "number_huge": lambda _: _numbered(b"9" * 18, b"chineseCounting", b"%1"),
    "number_roman": lambda _: _numbered(b"999999999", b"upperRoman", b"%1"),
    "number_letter": lambda _: _numbered(b"999999999", b"upperLetter", b"%1"),
    "number_text": lambda _: _numbered(b"1", b"decimal", b"%1" * 20_000),
    "number_level": lambda _: _numbered(b"1", b"decimal", b"%9", b"999999999"),
    "number_level_word": lambda _: _numbered(b"x", b"decimal", b"%1", b"x"),
    "attribute_long": lambda _: _body(b'<w:p w:rsidR="' + b"a" * 20_000_000 + b'"/>' + _P),
    "attributes_many": lambda _: _body(b"<w:p " + b" ".join(b'w:a%d="1"' % n for n in range(50_000)) + b"/>" + _P),
    "namespaces_many": lambda _: _body(b"".join(b'<w:p xmlns:n%d="u%d"/>' % (n, n) for n in range(50_000)) + _P),
    "namespaces_nested": lambda _: _body(b"".join(b'<w:sdt xmlns:n%d="u%d">' % (n, n) for n in range(200)) + b"</w:sdt>" * 200 + _P),
    "includes": lambda canary: _body(
        f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file://{canary.secret}" parse="text"/>'.encode() + _P
    ),
    "links_out": _linked,
    "types_none": lambda _: packed({**unpacked(word()), "[Content_Types].xml": b"<x/>"}),
    "rels_circle": lambda _: packed(
        {**unpacked(word()), "word/_rels/document.xml.rels": unpacked(word())["word/_rels/document.xml.rels"].replace(b"styles.xml", b"document.xml")}
    ),
    "rels_many": lambda _: changed(
        word, "word/_rels/document.xml.rels", b"</Relationships>",
        b"".join(b'<Relationship Id="x%d" Type="t" Target="styles.xml"/>' % n for n in range(50_000)),
    ),
    "rels_open": lambda _: packed({**unpacked(word()), "word/_rels/document.xml.rels": b"<Relationship " * 200_000}),
    "parts_many": lambda _: packed({**unpacked(word()), **{f"word/p{n}.xml": b"<x/>" for n in range(18_000)}}),
    "encoding_other": lambda _: packed(
        {**unpacked(word()), "word/document.xml": unpacked(word())["word/document.xml"].replace(b"UTF-8", b"UTF-7")}
    ),
    "encoding_wide": lambda canary: packed(
        {**unpacked(word()), "word/document.xml": with_dtd(unpacked(word())["word/document.xml"], *entities(canary)["external_file"], b"</w:t>")
            .decode().replace("UTF-8", "UTF-16").encode("utf-16")}
    ),
}  # fmt: skip
