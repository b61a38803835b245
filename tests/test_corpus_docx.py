import io
import re
import zipfile
from collections.abc import Callable

import pytest
from docx import Document
from docx.document import Document as DocumentType
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt

from corpus.content import Content
from corpus.errors import DocumentError
from corpus.formats.docx import read_docx
from corpus.formats.docx_numbering import chinese, formatted

SPACES = nsdecls("w", "wp", "a") + (
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)

NOT_HIDDEN = '<w:vanish w:val="0"/>'
FIRST_LEVEL = '<w:outlineLvl w:val="0"/>'


def saved(document: DocumentType) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def body(*blocks: str, prepare: Callable[[DocumentType], object] | None = None) -> Content:
    """Content of a document whose body is made of the given XML blocks."""
    document = Document()
    if prepare:
        prepare(document)
    for block in reversed(blocks):
        document.element.body.insert(0, parse_xml(re.sub(r"^<([\w:]+)", rf"<\1 {SPACES}", block)))
    return read_docx(saved(document), "文件.docx")


def p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{r(text)}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def edited(data: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """The package with each part changed; a part for which None comes back is left out."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = change(name, old.read(name))
            if part is not None:
                new.writestr(name, part)
    return stream.getvalue()


def lists(
    definition: str, nums: str = '<w:num w:numId="70"><w:abstractNumId w:val="70"/></w:num>'
) -> Callable[[DocumentType], None]:
    def prepare(document: DocumentType) -> None:
        root = document.part.numbering_part.element
        first_num = root.find("{*}num")
        first_num.addprevious(parse_xml(f'<w:abstractNum {SPACES} w:abstractNumId="70">{definition}</w:abstractNum>'))
        for num in re.findall(r"<w:num .*?</w:num>", nums):
            root.append(parse_xml(num.replace("<w:num ", f"<w:num {SPACES} ", 1)))

    return prepare


def level(number: int, form: str, shown: str, extra: str = "") -> str:
    return f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{extra}<w:lvlText w:val="{shown}"/></w:lvl>'


def item(text: str, depth: int = 0, list_id: int = 70) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/></w:numPr>')


def lines(content: Content) -> list[str]:
    return content.text.splitlines()


# numbering


def test_a_law_is_numbered_as_word_shows_it() -> None:
    definition = (
        level(0, "chineseCountingThousand", "第%1章") + level(1, "chineseCountingThousand", "第%2条", '<w:lvlRestart w:val="0"/>')
        + level(2, "chineseCounting", "（%3）")
    )  # fmt: skip
    content = body(
        item("总则"), item("为了规范。", 1), item("适用下列情形：", 1), item("甲；", 2), item("乙。", 2),
        item("附则"), item("由某局解释。", 1), item("丙。", 2), prepare=lists(definition),
    )  # fmt: skip
    assert lines(content) == [
        "第一章 总则", "第一条 为了规范。", "第二条 适用下列情形：", "（一）甲；", "（二）乙。", "第二章 附则", "第三条 由某局解释。",
        "（一）丙。",
    ]  # fmt: skip


def test_levels_show_the_levels_above_them() -> None:
    definition = (
        level(0, "chineseCounting", "%1、")
        + level(1, "decimal", "%1.%2", "<w:isLgl/>")
        + level(2, "lowerRoman", "(%3)")
    )
    content = body(
        item("甲"), item("乙", 1), item("丙", 1), item("丁", 2), item("2024年", 1), prepare=lists(definition)
    )
    assert lines(content) == ["一、甲", "1.1 乙", "1.2 丙", "(i)丁", "1.3 2024年"]


def test_a_level_whose_parent_never_came_starts_the_parent() -> None:
    content = body(
        item("甲", 1), item("乙", 1), prepare=lists(level(0, "decimal", "%1") + level(1, "decimal", "%1.%2"))
    )
    assert lines(content) == ["1.1 甲", "1.2 乙"]


def test_lists_share_the_count_of_their_definition_unless_started_anew() -> None:
    nums = (
        '<w:num w:numId="70"><w:abstractNumId w:val="70"/></w:num><w:num w:numId="71"><w:abstractNumId w:val="70"/></w:num>'
        '<w:num w:numId="72"><w:abstractNumId w:val="70"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
        '<w:num w:numId="73"><w:abstractNumId w:val="70"/><w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="upperLetter"/><w:lvlText w:val="%1)"/></w:lvl></w:lvlOverride></w:num>'
    )
    content = body(
        item("甲"), item("乙", list_id=71), item("丙", list_id=72), item("丁", list_id=72), item("戊", list_id=73),
        prepare=lists(level(0, "decimal", "%1、"), nums),
    )  # fmt: skip
    assert lines(content) == ["1、甲", "2、乙", "5、丙", "6、丁", "G)戊"]


def test_a_style_carries_its_list_and_a_paragraph_may_switch_it_off() -> None:
    def prepare(document: DocumentType) -> None:
        lists(
            level(0, "decimal", "第%1条", '<w:pStyle w:val="Tiao"/>')
            + level(1, "decimal", "（%2）", '<w:pStyle w:val="Xiang"/>')
        )(document)
        for style_id, based in (("Tiao", "Normal"), ("Xiang", "Normal"), ("TiaoZi", "Tiao")):
            listed = '<w:pPr><w:numPr><w:numId w:val="70"/></w:numPr></w:pPr>' if based == "Normal" else ""
            document.styles.element.append(
                parse_xml(f'<w:style {SPACES} w:type="paragraph" w:styleId="{style_id}"><w:name w:val="{style_id}"/><w:basedOn w:val="{based}"/>{listed}</w:style>')
            )  # fmt: skip

    off = '<w:numPr><w:numId w:val="0"/></w:numPr>'
    content = body(
        p("甲", '<w:pStyle w:val="Tiao"/>'), p("乙", '<w:pStyle w:val="Xiang"/>'), p("丙", '<w:pStyle w:val="TiaoZi"/>'),
        p("丁", '<w:pStyle w:val="Tiao"/>' + off), p("戊", '<w:pStyle w:val="Tiao"/>'), prepare=prepare,
    )  # fmt: skip
    assert lines(content) == ["第1条 甲", "（1）乙", "第2条 丙", "丁", "第3条 戊"]


def test_a_definition_may_name_a_numbering_style_that_names_the_list() -> None:
    def prepare(document: DocumentType) -> None:
        lists('<w:numStyleLink w:val="Gong"/>', '<w:num w:numId="70"><w:abstractNumId w:val="70"/></w:num>')(document)
        root = document.part.numbering_part.element
        root.find("{*}num").addprevious(
            parse_xml(
                f'<w:abstractNum {SPACES} w:abstractNumId="90">{level(0, "ideographTraditional", "%1、")}</w:abstractNum>'
            )
        )
        root.append(parse_xml(f'<w:num {SPACES} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
        document.styles.element.append(
            parse_xml(f'<w:style {SPACES} w:type="numbering" w:styleId="Gong"><w:name w:val="Gong"/><w:pPr><w:numPr><w:numId w:val="90"/></w:numPr></w:pPr></w:style>')
        )  # fmt: skip

    assert lines(body(item("其一"), item("其二"), prepare=prepare)) == ["甲、其一", "乙、其二"]


def test_a_bullet_gives_no_label_and_a_column_of_numbers_stands_in_its_cells() -> None:
    row = f"<w:tr><w:tc>{item('')}</w:tc><w:tc>{p('企业')}</w:tc></w:tr>"
    content = body(f"<w:tbl>{row}{row}</w:tbl>", prepare=lists(level(0, "decimal", "%1")))
    assert lines(content) == ["1 | 企业", "2 | 企业"]
    assert lines(body(item("甲"), prepare=lists(level(0, "bullet", "\uf0b7")))) == ["甲"]


@pytest.mark.parametrize(
    ("form", "number", "written"),
    [
        ("chineseCounting", 10, "十"), ("chineseCounting", 21, "二十一"), ("chineseCountingThousand", 105, "一百零五"),
        ("chineseCountingThousand", 110, "一百一十"), ("chineseCountingThousand", 1010, "一千零一十"), ("decimalEnclosedCircle", 20, "⑳"),
        ("decimalEnclosedCircleChinese", 21, "㉑"), ("decimalFullWidth", 12, "１２"), ("ideographTraditional", 3, "丙"),
        ("upperLetter", 27, "AA"), ("lowerRoman", 14, "xiv"), ("decimalZero", 7, "07"), ("chineseLegalSimplified", 12, "壹拾贰"),
        ("ideographEnclosedCircle", 2, "㊁"), ("decimalEnclosedParen", 2, "⑵"), ("unknownForm", 4, "4"), ("none", 1, ""),
    ],
)  # fmt: skip
def test_formats(form: str, number: int, written: str) -> None:
    assert formatted(number, form) == written


def test_every_count_below_ten_thousand_reads_back() -> None:
    def value(text: str) -> int:
        total, digit = 0, 0
        for char in text:
            if char in "十百千":
                total, digit = total + (digit or 1) * {"十": 10, "百": 100, "千": 1000}[char], 0
            else:
                digit = "零一二三四五六七八九".index(char)
        return total + digit

    assert [value(chinese(number)) for number in range(10_000)] == list(range(10_000))


# what is shown of a paragraph


def test_changes_are_accepted() -> None:
    content = body(
        f"<w:p>{r('奖励')}<w:del><w:r><w:delText>十万元</w:delText></w:r></w:del><w:ins>{r('二十万元')}</w:ins>"
        f"<w:moveFrom>{r('移走')}</w:moveFrom><w:moveTo>{r('移来')}</w:moveTo></w:p>",
        f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{r('前半段，')}</w:p>",
        p("后半段。"),
        f"<w:del>{p('整段删除')}</w:del>",
        f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>{p('旧行')}</w:tc><w:tc>{p('旧')}</w:tc></w:tr>"
        f"<w:tr><w:tc>{p('甲')}</w:tc><w:tc>{p('乙')}</w:tc></w:tr><w:tr><w:tc>{p('丙')}</w:tc><w:tc>{p('丁')}</w:tc></w:tr></w:tbl>",
    )
    assert lines(content) == ["奖励二十万元移来", "前半段，后半段。", "甲 | 乙", "丙 | 丁"]


def test_fields_show_their_result_and_contents_are_left_out() -> None:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    toc = f'{mark("begin")}<w:r><w:instrText> TOC \\o "1-3" </w:instrText></w:r>{mark("separate")}'
    content = body(
        p("目　录"),
        f"<w:p>{toc}{r('一、总体要求……1')}</w:p>",
        p("二、保障措施……2"),
        f"<w:p>{mark('end')}</w:p>",
        f"<w:p>{r('见')}{mark('begin')}<w:r><w:instrText> REF a </w:instrText></w:r>{mark('separate')}{r('第三条')}{mark('end')}"
        f'<w:fldSimple w:instr="NUMPAGES">{r("8")}</w:fldSimple>{r("页")}</w:p>',
    )
    assert lines(content) == ["见第三条8页"]


def test_breaks_tabs_hidden_text_symbols_controls_and_rubies() -> None:
    content = body(
        f"<w:p>{r('上')}<w:r><w:br/></w:r>{r('下')}<w:r><w:tab/></w:r>{r('右')}{r('不见', '<w:vanish/>')}{r('可见', NOT_HIDDEN)}</w:p>",
        f'<w:p><w:r><w:sym w:font="Wingdings 2" w:char="F052"/></w:r>{r("是")}<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>{r("否")}</w:p>',
        f"<w:sdt><w:sdtContent>{p('控件')}</w:sdtContent></w:sdt>",
        f"<w:p><w:hyperlink>{r('链接')}</w:hyperlink><w:ruby><w:rt>{r('yīn')}</w:rt><w:rubyBase>{r('音')}</w:rubyBase></w:ruby>"
        "<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath></w:p>",
        f"<w:p><w:pPr><w:framePr w:dropCap=\"drop\"/></w:pPr>{r('首')}</w:p>",
        p("字下沉"),
    )  # fmt: skip
    assert lines(content) == ["上", "下 右可见", "☑是□否", "控件", "链接音a+b", "首字下沉"]


def test_a_text_box_is_read_once() -> None:
    box = f"<w:txbxContent>{p('框内文字')}</w:txbxContent>"
    content = body(
        p("标题"),
        f'<w:p>{r("正文")}<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>",
        f"<w:p><w:r><w:pict><v:textbox>{box.replace('框内', '旧框')}</v:textbox></w:pict></w:r></w:p>",
    )
    assert lines(content) == ["标题", "正文", "框内文字", "旧框文字"]


# headings, title, letterhead


def test_headings_by_style_and_level_with_their_numbers() -> None:
    document = Document()
    document.add_heading("总体要求", 1)
    document.add_paragraph("要求如下。")
    content = read_docx(saved(document), "文件.docx")
    assert [(content.text[h.start : h.end], h.level) for h in content.headings] == [("总体要求", 1)]
    content = body(
        p("总则", '<w:outlineLvl w:val="1"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="70"/></w:numPr>'),
        p("整段正文误设了大纲级别。", '<w:outlineLvl w:val="1"/>'),
        p("正文", '<w:pStyle w:val="Heading1"/><w:outlineLvl w:val="9"/>'),
        prepare=lists(level(0, "chineseCounting", "第%1章")),
    )
    assert [(content.text[h.start : h.end], h.level) for h in content.headings] == [("第一章 总则", 2)]


def test_a_title_in_two_large_centred_lines_is_one_line_below_the_letterhead() -> None:
    document = Document()
    for text, size in (
        ("某市人民政府文件", 40),
        ("某政发〔2024〕5号", 16),
        ("某市人民政府关于", 22),
        ("印发试行办法的通知", 22),
        ("各区政府：", 16),
    ):
        paragraph = document.add_paragraph()
        paragraph.add_run(text).font.size = Pt(size)
        if size > 16 or "〔" in text:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    content = read_docx(saved(document), "文件.docx")
    assert content.title is not None
    assert content.text[slice(*content.title)] == "某市人民政府关于印发试行办法的通知"
    assert lines(content)[0] == "某市人民政府文件"


def test_headers_stay_outside_but_for_a_letterhead() -> None:
    document = Document()
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].text = "某市人民政府文件"
    section.first_page_header.add_paragraph("某政办〔2024〕8号")
    section.header.paragraphs[0].text = "内部资料"
    section.footer.paragraphs[0].text = "第 1 页"
    document.add_paragraph("正文")
    assert lines(read_docx(saved(document), "文件.docx")) == ["某市人民政府文件", "某政办〔2024〕8号", "正文"]
    document.add_paragraph("文号是某政办〔2024〕8号")
    assert lines(read_docx(saved(document), "文件.docx"))[:2] == ["某市人民政府文件", "正文"]


# tables and notes


def cells(content: Content) -> list[tuple[str, int, int, int, int]]:
    return [(content.text[c.start : c.end], c.row, c.column, c.rows, c.columns) for c in content.tables[0].cells]


def test_merged_cells_keep_their_reach_and_the_caption_its_table() -> None:
    document = Document()
    document.add_paragraph("表1 目标安排", style="Caption")
    document.add_paragraph("单位：万元")
    table = document.add_table(4, 3)
    for place, text in {
        (0, 0): "地区",
        (0, 1): "2024年",
        (1, 1): "目标",
        (1, 2): "完成",
        (2, 0): "甲区",
        (2, 1): "1",
        (2, 2): "2",
        (3, 1): "3",
        (3, 2): "4",
    }.items():
        table.cell(*place).text = text
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(2, 0).merge(table.cell(3, 0))
    content = read_docx(saved(document), "文件.docx")
    found = content.tables[0]
    assert cells(content)[:4] == [
        ("地区", 0, 0, 2, 1),
        ("2024年", 0, 1, 1, 2),
        ("目标", 1, 1, 1, 1),
        ("完成", 1, 2, 1, 1),
    ]
    assert ("甲区", 2, 0, 2, 1) in cells(content)
    assert (found.header_rows, found.header_columns) == (2, 1)
    assert found.caption is not None
    assert content.text[slice(*found.caption)] == "表1 目标安排"


def test_a_paragraph_of_text_above_a_table_is_no_caption() -> None:
    row = f"<w:tr><w:tc>{p('甲')}</w:tc><w:tc>{p('乙')}</w:tc></w:tr>"
    content = body(p("具体标准如下，请各单位遵照执行："), f"<w:tbl>{row}{row}</w:tbl>")
    assert content.tables[0].caption is None


def test_a_table_in_a_cell_stands_below_and_a_frame_is_no_table() -> None:
    inner = f"<w:tbl>{''.join(f'<w:tr><w:tc>{p(a)}</w:tc><w:tc>{p(b)}</w:tc></w:tr>' for a, b in (('内一', '1'), ('内二', '2')))}</w:tbl>"
    row = f"<w:tr><w:tc>{p('外')}{inner}{p('')}</w:tc><w:tc>{p('右')}</w:tc></w:tr><w:tr><w:tc>{p('下')}</w:tc><w:tc>{p('末')}</w:tc></w:tr>"
    assert lines(body(f"<w:tbl>{row}</w:tbl>")) == ["外 | 右", "下 | 末", "内一 | 1", "内二 | 2"]
    framed = body(f"<w:tbl><w:tr><w:tc>{p('框内标题', FIRST_LEVEL)}{inner}</w:tc></w:tr></w:tbl>")
    assert len(framed.headings) == 1
    assert len(framed.tables) == 1


def test_footnotes_follow_their_paragraph_and_comments_are_dropped() -> None:
    notes = (
        f'<w:footnotes {SPACES}><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
        f'<w:footnote w:id="1">{p("按户籍人口计算。")}</w:footnote></w:footnotes>'
    )
    data = saved(Document())
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    content_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    text = p("人均一万元").replace(
        "</w:p>", '<w:r><w:footnoteReference w:id="1"/></w:r><w:commentRangeStart w:id="1"/></w:p>'
    )

    def change(name: str, part: bytes) -> bytes:
        part = part.replace(
            b"</Types>", f'<Override PartName="/word/footnotes.xml" ContentType="{content_type}"/></Types>'.encode()
        )
        if name == "word/_rels/document.xml.rels":
            part = part.replace(
                b"</Relationships>",
                f'<Relationship Id="rId99" Type="{kind}" Target="footnotes.xml"/></Relationships>'.encode(),
            )
        return part.replace(b"<w:body>", f"<w:body>{text}{p('下一段')}".encode())

    stream = io.BytesIO(edited(data, change))
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("word/footnotes.xml", notes)
    assert lines(read_docx(stream.getvalue(), "文件.docx")) == ["人均一万元", "注1：按户籍人口计算。", "下一段"]


# packages


def simple() -> bytes:
    document = Document()
    document.add_paragraph("正文在此")
    return saved(document)


@pytest.mark.parametrize("kind", ["document.macroEnabled.main", "template.macroEnabledTemplate.main", "template.main"])
def test_templates_and_macro_files(kind: str) -> None:
    vendor = (
        "openxmlformats-officedocument.wordprocessingml.template"
        if kind == "template.main"
        else f"ms-word.{kind.removesuffix('.main')}"
    )

    def change(name: str, part: bytes) -> bytes:
        return re.sub(rb"application/[^\"]*document\.main\+xml", f"application/vnd.{vendor}.main+xml".encode(), part)

    assert lines(read_docx(edited(simple(), change), "文件.docm")) == ["正文在此"]


def test_relationships_to_nowhere_pictures_and_backslashes() -> None:
    def change(name: str, part: bytes) -> bytes:
        return part.replace(
            b"</Relationships>",
            b'<Relationship Id="rId98" Type="http://x/image" Target="NULL"/>'
            b'<Relationship Id="rId97" Type="http://x/hyperlink" Target="http://example.invalid/" TargetMode="External"/></Relationships>',
        )  # fmt: skip

    assert lines(read_docx(edited(simple(), change), "文件.docx")) == ["正文在此"]
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(simple())) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            new.writestr(name.replace("/", "\\"), old.read(name))
    assert lines(read_docx(stream.getvalue(), "文件.docx")) == ["正文在此"]


def test_strict_namespaces() -> None:
    def change(name: str, part: bytes) -> bytes:
        part = part.replace(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        )
        return part.replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        )

    assert lines(read_docx(edited(simple(), change), "文件.docx")) == ["正文在此"]


BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY s SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize("code", ["utf-8", "utf-16"])
@pytest.mark.parametrize("target", ["word/document.xml", "word/styles.xml", "[Content_Types].xml"])
def test_a_dtd_is_refused(code: str, target: str) -> None:
    def change(name: str, part: bytes) -> bytes:
        if name != target:
            return part
        text = part.decode().replace("encoding='UTF-8'", "").replace('encoding="UTF-8"', "")
        return re.sub(r"(\?>\s*)", lambda match: match.group() + BOMB.decode(), text, count=1).encode(code)

    with pytest.raises(DocumentError, match="DTD"):
        read_docx(edited(simple(), change), "文件.docx")


def test_what_unpacks_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def change(name: str, part: bytes) -> bytes:
        return part + b" " * 3_000_000 if name == "word/document.xml" else part

    data = edited(simple(), change)
    assert len(data) < 100_000
    monkeypatch.setattr("corpus.formats.office_package.MAX_PART", 2_000_000)
    with pytest.raises(DocumentError, match="压缩炸弹"):
        read_docx(data, "文件.docx")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "损坏"),
        (b"PK\x03\x04 broken", "损坏"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "密码"),
        (simple()[:-100], "损坏"),
        (edited(simple(), lambda name, part: None if name == "word/document.xml" else part), "损坏"),
        (edited(simple(), lambda name, part: None if name.startswith("word") else part), "缺少正文"),
        (edited(simple(), lambda name, part: part[:300] if name == "word/document.xml" else part), "损坏"),
        (saved(Document()), "没有文字"),
    ],
)
def test_broken_files_are_errors(data: bytes, reason: str) -> None:
    with pytest.raises(DocumentError, match=reason):
        read_docx(data, "文件.docx")


def test_deep_nesting_ends() -> None:
    deep = b"<w:sdt><w:sdtContent>" * 50_000

    def change(name: str, part: bytes) -> bytes:
        return part.replace(b"<w:body>", b"<w:body>" + deep) if name == "word/document.xml" else part

    with pytest.raises(DocumentError):
        read_docx(edited(simple(), change), "文件.docx")
