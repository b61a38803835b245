"""One document in the forms in which offices publish it: plain text, a page of a web site, Word with and without automatic
numbering, and the source of a PDF."""

import html
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt

from corpus.numerals import chinese_integer

FIELD = re.compile(
    "(索引号|统一编号|文号|发布机构|发布机关|发文机构|公开方式|组配分类|主题分类|成文日期|发布日期|公开范围|实施日期|失效日期)[：:](.+)"
)
HEAD = 3
"""Lines without fields with which a sample opens: title, a note, number."""

NUMBER = re.compile(r"\S+〔\d+〕\d+号")
LABELS = (
    (re.compile(r"第([一二三四五六七八九十]+)章[\s　]*"), "第%1章　", "chineseCountingThousand"),
    (re.compile(r"第([一二三四五六七八九十]+)条[\s　]+"), "第%2条　", "chineseCountingThousand"),
    (re.compile(r"([一二三四五六七八九十]+)、"), "%3、", "chineseCountingThousand"),
    (re.compile(r"（([一二三四五六七八九十]+)）"), "（%4）", "chineseCountingThousand"),
    (re.compile(r"(\d+)\."), "%5.", "decimal"),
)
"""Labels that Word numbers by itself, by level."""


@dataclass(frozen=True, slots=True)
class Block:
    """A field (label and value), the title, a line, a line of the signature, or a table's rows."""

    kind: str
    text: str = ""
    value: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


def blocks(path: Path) -> list[Block]:
    """The blocks of a sample in plain text or Markdown: fields, title, number, text. Its note on its origin is left out."""
    found: list[Block] = []
    fields: list[Block] = []
    above: list[Block] = []
    titled = False
    for line in path.read_text(encoding="utf-8").splitlines():
        plain = line.strip().lstrip("# ").replace("**", "")
        if not plain or plain.startswith("示例整理稿") or set(plain) <= set("|- "):
            continue
        if line.startswith("|"):
            row = tuple(cell.strip() for cell in plain.strip("|").split("|"))
            if found[-1].kind == "table":
                found[-1] = Block("table", rows=(*found[-1].rows, row))
            else:
                found.append(Block("table", rows=(row,)))
        elif len(found) < HEAD and (match := FIELD.fullmatch(plain)):
            fields.append(Block("field", match[1], match[2]))
        elif not titled and NUMBER.fullmatch(plain):
            above.append(Block("line", plain))
        elif not titled:
            titled = True
            found += [Block("title", plain), *above]
        else:
            found.append(Block("signed" if line.startswith("　" * 8) else "line", plain))
    return fields + found


def as_text(document: Sequence[Block]) -> bytes:
    """A text file as typists make it."""
    lines = []
    for block in document:
        if block.kind == "table":
            lines += [" | ".join(row) for row in block.rows]
        else:
            lines.append(f"{block.text}：{block.value}" if block.kind == "field" else block.text)
    return "\n\n".join(lines).encode()


def as_page(document: Sequence[Block]) -> bytes:
    """A page of a government's web site: header table, menu, path of links, the text, its neighbours, the footer."""
    fields = [block for block in document if block.kind == "field"]
    title = next(block.text for block in document if block.kind == "title")
    cells = "".join(f"<tr><td class='lab'>{b.text}：</td><td>{html.escape(b.value)}</td></tr>" for b in fields)
    text = "\n".join(_element(block) for block in document if block.kind not in ("field", "title"))
    return f"""<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8">
<title>{title}_部门文件_某市人民政府门户网站</title><meta name="ArticleTitle" content="{title}">
<style>p{{text-indent:2em}}</style><script>var a = "统计";</script></head><body>
<div class="header"><a href="/">某市人民政府</a><ul class="nav"><li><a href="/1">首页</a></li><li><a href="/2">政务公开</a></li>
<li><a href="/3">政务服务</a></li><li><a href="/4">互动交流</a></li><li><a href="/5">数据开放</a></li></ul></div>
<div class="crumb">当前位置：<a href="/">首页</a> &gt; <a href="/2">政务公开</a> &gt; <a href="/2/1">部门文件</a></div>
<div class="main"><table class="xxgk">{cells}</table><h1 class="title">{html.escape(title)}</h1>
<div class="tools">浏览次数：<span id="hits">1024</span> 字号：[<a>大</a> <a>中</a> <a>小</a>] <a>打印</a></div>
<div class="content" id="zoom">
{text}
</div><div class="share">分享到：<a>微信</a><a>微博</a></div></div>
<div class="related"><h3>相关阅读</h3><ul><li><a href="/a">关于召开座谈会的通知</a></li><li><a href="/b">图解：一图看懂新政策</a></li></ul></div>
<div class="footer"><p>主办单位：某市人民政府办公室　网站标识码：3302000001</p><p>浙ICP备05000000号　浙公网安备33020000000001号</p></div>
</body></html>""".encode()


def _element(block: Block) -> str:
    if block.kind == "table":
        cells = "".join(f"<tr>{''.join(f'<td><p>{html.escape(c)}</p></td>' for c in row)}</tr>" for row in block.rows)
        return f"<table border='1'><tbody>{cells}</tbody></table>"
    if block.kind == "signed":
        return f"<p style='text-align: right;'>{html.escape(block.text)}</p>"
    return f"<p>\u3000\u3000{html.escape(block.text)}</p>"


def as_word(document: Sequence[Block], *, numbered: bool) -> bytes:
    """A Word file: `numbered` with its own lists and heading styles, else of plain paragraphs."""
    word = Document()
    if numbered:
        _define_lists(word)
    counters = [0] * len(LABELS)
    for block in document:
        if block.kind == "table":
            _word_table(word, block.rows)
        elif block.kind == "title":
            paragraph = word.add_paragraph(style="Title" if numbered else None)
            run = paragraph.add_run(block.text)
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            run.bold, run.font.size = True, Pt(22)
        elif block.kind == "field":
            word.add_paragraph(f"{block.text}：{block.value}")
        elif block.kind == "signed":
            word.add_paragraph(block.text).alignment = WD_ALIGN_PARAGRAPH.RIGHT
        elif not (numbered and _numbered(word, block.text, counters)):
            word.add_paragraph(block.text).paragraph_format.first_line_indent = Pt(24)
    stream = io.BytesIO()
    word.save(stream)
    return stream.getvalue()


def _define_lists(word: DocumentType) -> None:
    levels = "".join(
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:suff w:val="nothing"/>'
        f'<w:lvlText w:val="{shown}"/></w:lvl>'
        for number, (_, shown, form) in enumerate(LABELS)
    )
    root = word.part.numbering_part.element
    root.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{levels}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))


def _numbered(word: DocumentType, text: str, counters: list[int]) -> bool:
    """Write a line that goes on with one of Word's lists without its label; False for any other."""
    for level, (pattern, _, _) in enumerate(LABELS):
        match = pattern.match(text)
        if match is None:
            continue
        if chinese_integer(match[1]) != counters[level] + 1:
            return False
        counters[level] += 1
        for below in range(level + 1, len(LABELS)):
            counters[below] = 0
        heading = len(text) < 30 and text[-1] not in "。；：" and level != 1
        paragraph = word.add_paragraph(text[match.end() :], style=f"Heading {min(level + 1, 4)}" if heading else None)
        properties = paragraph._p.get_or_add_pPr()
        properties.append(
            parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="90"/></w:numPr>')
        )
        return True
    return False


def _word_table(word: DocumentType, rows: Sequence[Sequence[str]]) -> None:
    table = word.add_table(len(rows), len(rows[0]))
    table.style = "Table Grid"
    for line, row in zip(table.rows, rows, strict=True):
        for cell, text in zip(line.cells, row, strict=True):
            cell.text = text


def as_print(document: Sequence[Block], running: str = "政府公报") -> str:
    """The page from which a browser prints the PDF: A4, a running header, page numbers, lines set in by 2 em."""
    return f"""<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><style>
@page {{ size: A4; margin: 37mm 26mm 35mm 28mm; @top-right {{ content: "{running}"; font-size: 9pt }}
@bottom-center {{ content: "— " counter(page) " —"; font-size: 14pt }} }}
body {{ font: 16pt/28pt "Noto Serif CJK SC"; margin: 0; text-align: justify }} p {{ margin: 0; text-indent: 2em }}
h1 {{ font-size: 22pt; line-height: 34pt; text-align: center }} .f {{ text-indent: 0 }} .s {{ text-align: right }}
table {{ border-collapse: collapse; width: 100%; font-size: 12pt; line-height: 18pt }}
td {{ border: 1px solid #000; padding: 2pt 4pt }}
</style></head><body>
{"".join(_printed(document))}</body></html>"""


def _printed(document: Sequence[Block]) -> Iterator[str]:
    for block in document:
        text = html.escape(block.text)
        if block.kind == "table":
            rows = ("".join(f"<td>{html.escape(cell)}</td>" for cell in row) for row in block.rows)
            yield f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>\n"
        elif block.kind == "title":
            yield f"<h1>{text}</h1>\n"
        elif block.kind == "field":
            yield f"<p class='f'>{text}：{html.escape(block.value)}</p>\n"
        else:
            yield f"<p class='{'s' if block.kind == 'signed' else 'l'}'>{text}</p>\n"
