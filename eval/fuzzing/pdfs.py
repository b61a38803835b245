"""Hostile PDF files: circles, bombs, numbers and nesting without end."""

import zlib

from eval.fuzzing.common import NESTED, UNFOLDED, Bomb
from eval.fuzzing.seeds import FONT, LINES, deflated, drawn, pdf_file, pdf_objects, stream


def _pdf(changed: dict[int, bytes], trailer: bytes = b"/Root 1 0 R") -> bytes:
    return pdf_file({**pdf_objects(), **changed}, trailer)


def _contents(data: bytes) -> bytes:
    """The file whose first page has these operators."""
    return _pdf({6: deflated(data)})


_RESOURCES = b"<< /Font << /F1 5 0 R >> /XObject << %s >> >>"
_FORM = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources "
_PDF_PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources %s /Contents 6 0 R %s >>"


def _multiplied(levels: int, each: int) -> bytes:
    """Forms that draw forms: each ** levels pieces of text."""
    objects = {6: stream(b"/X10 Do"), 3: _PDF_PAGE % (_RESOURCES % b"/X10 10 0 R", b"")}
    for level in range(levels):
        objects[10 + level] = stream(
            b"/X%d Do " % (11 + level) * each, _FORM + _RESOURCES % (b"/X%d %d 0 R" % (11 + level, 11 + level))
        )
    objects[10 + levels] = stream(drawn(["给予补助"]), _FORM + _RESOURCES % b"")
    return _pdf(objects)


def _chained(filters: bytes, data: bytes) -> bytes:
    return _pdf({6: stream(data, b"/Filter " + filters)})


def _lzw_zeros(count: int) -> bytes:
    """An endless run of one byte in LZW code: each code stands for one byte more than the last."""
    bits, value, width, code = 9, 256, 9, 258
    total = 9
    codes = [(256, 9), (0, 9)]
    while len(codes) < count:
        codes.append((code if code < 4094 else 4093, width))
        code = min(code + 1, 4095)
        width = 9 if code < 511 else 10 if code < 1023 else 11 if code < 2047 else 12
    value = 0
    for number, bits in codes[1:]:
        value = (value << bits) | number
        total += bits
    return ((256 << (total - 9)) | value).to_bytes((total + 7) // 8, "big")


_CMAP = b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange "
PDF: dict[str, Bomb] = {
    "pages_circle": lambda _: _pdf({2: b"<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2 >>"}),
    "pages_circle_far": lambda _: _pdf(
        {2: b"<< /Type /Pages /Kids [9 0 R] /Count 1 >>", 9: b"<< /Type /Pages /Parent 2 0 R /Kids [2 0 R 3 0 R] /Count 1 >>"}
    ),
    "pages_same": lambda _: _pdf({2: b"<< /Type /Pages /Kids [" + b"3 0 R " * NESTED + b"] /Count 100000 >>"}),
    "pages_multiplied": lambda _: _pdf(
        {n: b"<< /Type /Pages /Kids [" + b"%d 0 R " % (n + 1 if n < 29 else 3) * 20 + b"] /Count 20 >>" for n in range(20, 30)}
        | {2: b"<< /Type /Pages /Kids [20 0 R] /Count 20 >>"}
    ),
    "pages_deep": lambda _: _pdf(
        {n: b"<< /Type /Pages /Parent %d 0 R /Kids [%d 0 R] /Count 1 >>" % (n - 1, n + 1 if n < 9_999 else 3) for n in range(20, 10_000)}
        | {2: b"<< /Type /Pages /Kids [20 0 R] /Count 1 >>"}
    ),
    "pages_parent_circle": lambda _: _pdf({2: b"<< /Type /Pages /Parent 2 0 R /Kids [3 0 R] /Count 1 >>"}),
    "pages_count": lambda _: _pdf({2: b"<< /Type /Pages /Kids [3 0 R] /Count 2147483647 >>"}),
    "pages_many": lambda _: _pdf(
        {2: b"<< /Type /Pages /Count 5000 /Kids [" + b" ".join(b"%d 0 R" % n for n in range(20, 5020)) + b"] >>"}
        | {n: pdf_objects()[3] for n in range(20, 5020)}
    ),
    "reference_self": lambda _: _pdf({6: b"6 0 R"}),
    "reference_circle": lambda _: _pdf({6: b"7 0 R", 7: b"6 0 R"}),
    "reference_length": lambda _: _pdf({6: b"<< /Length 6 0 R >>\nstream\nBT ET\nendstream"}),
    "length_wrong": lambda _: _pdf({6: b"<< /Length 99999999999 >>\nstream\nBT ET\nendstream"}),
    "length_negative": lambda _: _pdf({6: b"<< /Length -5 >>\nstream\nBT ET\nendstream"}),
    "stream_endless": lambda _: pdf_file(pdf_objects()) + b"99 0 obj << /Length 9 >> stream\n" + b"0" * 3_000_000,
    "stream_bomb": lambda _: _contents(b" " * UNFOLDED),
    "stream_bomb_text": lambda _: _contents(drawn(["给予补助"]) * 400_000),
    "stream_bombs_many": lambda _: _pdf(
        {6: b"[" + b"7 0 R " * 10_000 + b"]", 7: deflated(b" " * 10_000_000)} | {3: pdf_objects()[3]}
    ),
    "stream_bomb_twice": lambda _: _chained(b"[/FlateDecode /FlateDecode]", zlib.compress(zlib.compress(b" " * UNFOLDED, 9), 9)),
    "stream_filters_many": lambda _: _chained(b"[" + b"/ASCIIHexDecode " * NESTED + b"]", b"00"),
    "stream_lzw": lambda _: _chained(b"/LZWDecode", _lzw_zeros(60_000)),
    "stream_runs": lambda _: _chained(b"/RunLengthDecode", b"\x81 " * 1_000_000),
    "stream_predictor": lambda _: _pdf(
        {6: deflated(b"\0" * 1000, b"/DecodeParms << /Predictor 15 /Columns 2147483647 /Colors 2147483647 >>")}
    ),
    "stream_file": lambda canary: _pdf(
        {6: b"<< /Length 0 /F (%s) /FFilter /FlateDecode >>\nstream\n\nendstream" % canary.secret.encode()}
    ),
    "contents_same": lambda _: _pdf({3: _PDF_PAGE.replace(b"6 0 R", b"[" + b"6 0 R " * 50_000 + b"]") % (_RESOURCES % b"", b"")}),
    "contents_circle": lambda _: _pdf({6: b"[6 0 R]"}),
    "arrays_nested": lambda _: _pdf({8: b"[" * NESTED + b"]" * NESTED, 1: b"<< /Type /Catalog /Pages 2 0 R /X 8 0 R >>"}),
    "arrays_in_catalog": lambda _: _pdf({1: b"<< /Type /Catalog /Pages 2 0 R /X " + b"[" * NESTED + b"]" * NESTED + b" >>"}),
    "arrays_in_page": lambda _: _contents(b"[" * NESTED + b"]" * NESTED + b" TJ"),
    "dictionaries_nested": lambda _: _pdf({1: b"<< /Type /Catalog /Pages 2 0 R /X " + b"<< /A " * NESTED + b">>" * NESTED + b" >>"}),
    "strings_nested": lambda _: _contents(b"BT " + b"(" * NESTED + b")" * NESTED + b" Tj ET"),
    "name_long": lambda _: _pdf({1: b"<< /Type /Catalog /Pages 2 0 R /" + b"A" * 5_000_000 + b" 1 >>"}),
    "number_long": lambda _: _contents(b"9" * 1_000_000 + b" 0 0 1 re f"),
    "numbers_large": lambda _: _contents(b"BT /F1 1e308 Tf 99999999999999999999 0 0 1e300 0 0 Tm <4e00> Tj ET " * 50 + drawn(LINES[:5])),
    "forms_self": lambda _: _pdf(
        {6: stream(b"/X Do"), 3: _PDF_PAGE % (_RESOURCES % b"/X 10 0 R", b""),
         10: stream(b"/X Do /X Do", _FORM + _RESOURCES % b"/X 10 0 R")}
    ),
    "forms_multiplied": lambda _: _multiplied(9, 10),
    "forms_deep": lambda _: _multiplied(3_000, 1),
    "saves_many": lambda _: _contents(b"q " * 1_000_000 + drawn(LINES[:5])),
    "operands_many": lambda _: _contents(b"1 " * 2_000_000 + drawn(LINES[:5])),
    "glyphs_many": lambda _: _contents(drawn(["给予补助" * 20] * 4_000)),
    "glyphs_one_place": lambda _: _contents(b"BT /F1 14 Tf 1 0 0 1 60 700 Tm <4e00> Tj ET " * 29_000),
    "glyphs_scattered": lambda _: _contents(
        b" ".join(b"BT /F1 5 Tf 1 0 0 1 %d %d Tm <4e00> Tj ET" % (n * 37 % 590, n * 101 % 840) for n in range(29_000))
    ),
    "rules_many": lambda _: _contents(
        drawn(LINES[:5]) + b" ".join(b"%d %d 200 1 re f" % (n * 7 % 590, n * 3 % 840) for n in range(50_000))
    ),
    "rules_grid": lambda _: _contents(
        drawn(LINES[:5]) + b" ".join(b"0 %d 590 0.5 re f %d 0 0.5 840 re f" % (n * 2, n * 2) for n in range(290))
    ),
    "rules_crossing": lambda _: _contents(
        drawn(LINES[:5]) + b" ".join(b"0 %d m 590 %d l S %d 0 m %d 840 l S" % (n, n, n, n) for n in range(800))
    ),
    "paths_long": lambda _: _contents(drawn(LINES[:5]) + b"0 0 m " + b"10 10 l 20 20 l " * 200_000 + b"S"),
    "image_large": lambda _: _pdf(
        {3: _PDF_PAGE % (_RESOURCES % b"/I 10 0 R", b""), 6: stream(b"590 0 0 840 0 0 cm /I Do"),
         10: deflated(b"\0" * 1_000_000, b"/Type /XObject /Subtype /Image /Width 100000 /Height 100000 /ColorSpace /DeviceRGB /BitsPerComponent 8")}
    ),
    "image_jbig": lambda _: _pdf(
        {3: _PDF_PAGE % (_RESOURCES % b"/I 10 0 R", b""), 6: stream(b"590 0 0 840 0 0 cm /I Do"),
         10: stream(b"\xff" * 1_000, b"/Type /XObject /Subtype /Image /Width 99999 /Height 99999 /Filter [/JBIG2Decode /CCITTFaxDecode /JPXDecode]")}
    ),
    "image_inline": lambda _: _contents(drawn(LINES[:5]) + b"BI /W 999999999 /H 999999999 /BPC 8 /CS /RGB ID " + b"\0" * NESTED),
    "box_huge": lambda _: _pdf({3: pdf_objects()[3].replace(b"595 842", b"1e30 1e30")}),
    "box_empty": lambda _: _pdf({3: pdf_objects()[3].replace(b"595 842", b"0 0")}),
    "box_turned": lambda _: _pdf({3: pdf_objects()[3].replace(b"[0 0 595 842]", b"[595 842 0 0] /Rotate 37")}),
    "box_words": lambda _: _pdf({3: pdf_objects()[3].replace(b"[0 0 595 842]", b"[/a (b) null [] ]")}),
    "font_self": lambda _: _pdf({5: FONT.replace(b"[ <<", b"[ 5 0 R <<")}),
    "font_widths": lambda _: _pdf({5: FONT.replace(b"/DW 1000", b"/DW 1000 /W [0 2147483647 500]")}),
    "font_map_range": lambda _: _pdf(
        {5: FONT.replace(b"/DescendantFonts", b"/ToUnicode 9 0 R /DescendantFonts"),
         9: stream(_CMAP + b"1 beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange endcmap")}
    ),
    "font_map_cid_range": lambda _: _pdf(
        {5: FONT.replace(b"/UniGB-UCS2-H", b"9 0 R"), 9: stream(_CMAP + b"1 begincidrange <00000000> <7FFFFFFF> 0 endcidrange endcmap")}
    ),
    "font_map_uses_self": lambda _: _pdf({5: FONT.replace(b"/UniGB-UCS2-H", b"9 0 R"), 9: stream(_CMAP + b"/UniGB-UCS2-H usecmap", b"/UseCMap 9 0 R")}),
    "font_map_outside": lambda canary: _pdf({5: FONT.replace(b"/UniGB-UCS2-H", b"/..#2F..#2F..#2F..#2F.." + canary.secret.replace("/", "#2F").encode())}),
    "font_map_long_name": lambda _: _pdf({5: FONT.replace(b"/UniGB-UCS2-H", b"/" + b"a" * NESTED)}),
    "font_drawn_self": lambda _: _pdf(
        {5: b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1 1] /FontMatrix [1 0 0 1 0 0] /FirstChar 0 /LastChar 255 /Widths [1] "
            b"/CharProcs << /a 9 0 R >> /Encoding << /Differences [0 /a] >> /Resources << /Font << /F1 5 0 R >> >> >>",
         9: stream(b"BT /F1 1 Tf <0000> Tj ET")}
    ),
    "xref_circle": lambda _: _pdf({}, b"/Root 1 0 R /Prev 15"),
    "xref_self": lambda _: pdf_file(pdf_objects(), b"/Root 1 0 R /Prev %d" % pdf_file(pdf_objects()).rfind(b"xref\n0")),
    "xref_size": lambda _: pdf_file(pdf_objects()).replace(b"0 8\n", b"0 2147483647\n"),
    "xref_none": lambda _: pdf_file(pdf_objects()).replace(b"xref", b"xxxx"),
    "xref_none_long": lambda _: b"%PDF-1.4\n" + b"1 0 obj\n" * 200_000,
    "objects_same": lambda _: b"%PDF-1.4\n" + b"".join(b"%d 0 obj\n%s\nendobj\n" % (n % 7 + 1, pdf_objects()[n % 7 + 1]) for n in range(20_000)),
    "objects_in_stream": lambda _: _pdf({9: deflated(b"10 0 11 5 << >> " * 10, b"/Type /ObjStm /N 2147483647 /First 10 /Extends 9 0 R")}),
    "catalog_none": lambda _: _pdf({1: b"null"}),
    "catalog_circle": lambda _: _pdf({1: b"<< /Type /Catalog /Pages 1 0 R >>"}),
    "locked": lambda _: _pdf({}, b"/Root 1 0 R /ID [<00> <00>] /Encrypt << /Filter /Standard /V 5 /R 6 /O (a) /U (b) /P -1 /Length 999999999 >>"),
    "outlines_circle": lambda _: _pdf({1: b"<< /Type /Catalog /Pages 2 0 R /Outlines 9 0 R >>", 9: b"<< /First 9 0 R /Next 9 0 R /Last 9 0 R >>"}),
    "actions": lambda canary: _pdf(
        {1: b"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /URI /URI (%s) /Next << /S /Launch /F (%s) >> >> >>"
            % (canary.url.encode(), canary.secret.encode())}
    ),
    "annotations_many": lambda _: _pdf({3: _PDF_PAGE % (_RESOURCES % b"", b"/Annots [" + b"<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] >> " * NESTED + b"]")}),
    "marks_nested": lambda _: _contents(b"/P << /MCID 0 >> BDC " * NESTED + drawn(LINES[:5])),
}  # fmt: skip
