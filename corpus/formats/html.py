"""Reads pages saved from the sites of public offices (HTML, MHTML) as the documents that they hold."""

import re
from dataclasses import dataclass, replace

from corpus.captions import UNIT_LINE
from corpus.content import Builder, Content
from corpus.errors import DocumentError
from corpus.formats.html_fields import FORM_LABELS, PAIR, Fields, find_fields, form_labels, is_form
from corpus.formats.html_lines import Line, lines_of
from corpus.formats.html_main import Main, find_main
from corpus.formats.html_noise import amount, prose
from corpus.formats.html_source import markup_of
from corpus.formats.html_table import cell_in, grid_of, is_data_table
from corpus.formats.html_title import Title, find_title
from corpus.formats.html_tree import Node, Page, parse
from corpus.records import Span

META_FIELDS = (
    (
        "发布日期",
        ("pubdate", "publishdate", "article:published_time"),
        ("发布日期", "发布时间", "发表时间", "公开日期"),
    ),
    ("来源", ("contentsource",), ("来源", "信息来源", "文章来源", "发布机构", "发布机关", "发文机关", "发文机构")),
)
"""Facts that the standard for government sites puts into `meta` tags: the label to write, the tags, and the visible
labels that give the same."""

TAG = re.compile("<[a-zA-Z!]")
"""The beginning of a tag or comment."""

MIN_TEXT = 10
"""Letters outside links below which a page holds no document."""

INDEX_LINKS = 3
"""A page whose links hold this many times its text is a list of pages."""

SHORT_TEXT = 60
"""A text shorter than this is worth a note: it may be a picture or be loaded by a script."""

HEADING_LENGTH = 60
"""A heading is shorter; longer h2 lines are text in large letters."""

CAPTION_LENGTH = 50
"""A line that names a table is shorter."""

DIVISION = re.compile(r"(?:#|\*\*)?\s*(?:第[一二三四五六七八九十\d]+[章节条]|[一二三]、|[（(][一二三][）)])")
"""Where labels divide a text, bold lines are its captions and emphases; in an article without, they are its headings."""

WORDED = re.compile(r"[\u4e00-\u9fff]{2}")
"""A heading says something; 01 stands above one."""

BOLD_LEVEL = 4
"""Level of a bold line: h1 to h3 are the title's and the page's own."""

MOMENT = re.compile(r"(?<!\d)([12]\d{3}[年/.-]\d{1,2}[月/.-]\d{1,2}日?)\s+\d{1,2}:\d{2}(?!\d)")
"""A day with its time: when an article was posted, not a day that it speaks of."""

_IN_FRAME = "正文在框架（frame）里，不在这个文件里"
_NO_TEXT = "网页里没有正文（可能是图片、附件，或由脚本显示）"
_REMEDY = "请打开文章页面，待正文显示后用浏览器另存为“网页，全部”再添加；原文是图片或附件的，请添加附件文件"


@dataclass(frozen=True, slots=True)
class _Article:
    """A page taken apart."""

    lines: list[Line]
    main: Main
    fields: Fields
    title: Title | None


def read_html(data: bytes, source: str) -> Content:
    """The document on a web page: its fields, its title and its text.

    Raises DocumentError for an empty, binary or undecodable file and for a page without a text of its own.
    """
    markup = markup_of(data, source)
    if not TAG.search(markup):
        markup = f"<pre>{markup}</pre>"  # text under the name of a page: its line breaks are all it has
    page = parse(markup, source)
    lines = lines_of(page.root)
    main = find_main(page.root, lines)
    article = _Article(lines, main, _fields(lines, main), find_title(page, lines, main))
    _check(markup, article, source)
    return _write(page, article)


def _check(markup: str, article: _Article, source: str) -> None:
    """A page without text besides its title and fields, or one of links, is none."""
    lines, main, title = article.lines, article.main, article.title
    known = {title.text} if title else set()
    places = [i for i in range(main.first, main.last) if not main.noise[i] and i not in article.fields.lines]
    kept = [lines[i] for i in places if lines[i].text not in known]
    letters = sum(amount(line) for line in kept)
    links = sum(line.linked for line in kept)
    if letters < MIN_TEXT:
        framed = re.search(r"<i?frame\b", markup, re.I) is not None
        raise DocumentError(source, _IN_FRAME if framed else _NO_TEXT, _REMEDY)
    if links > INDEX_LINKS * letters and not any(prose(line) for line in kept):
        raise DocumentError(source, "网页是链接列表，没有正文", "请逐一打开其中的文章页面，另存后再添加")


def _fields(lines: list[Line], main: Main) -> Fields:
    """The fields above the text and at its head, and those of a form below it."""
    forms: dict[int, bool] = {}
    body = next((i for i in range(main.first, main.last) if not main.noise[i] and _is_body(lines, i, forms)), main.last)
    above = find_fields(lines, main.noise, 0, body)
    below = find_fields(lines, main.noise, main.last, len(lines))
    known = {found.label for found in above.found}
    more = (found for found in below.found if found.label not in known and _in_form(lines, lines[found.line]))
    return Fields((*above.found, *more), above.lines)


def _in_form(lines: list[Line], line: Line) -> bool:
    """Whether a line stands in a table or list with more known labels than the entries of other documents show."""
    form = next((node for node in line.node.ancestors() if node.tag in ("table", "ul", "dl")), None)
    return form is not None and form_labels(lines, form) > FORM_LABELS


def _is_body(lines: list[Line], index: int, forms: dict[int, bool]) -> bool:
    """Whether the running text has begun, which the values of a form are not."""
    line = lines[index]
    if not prose(line) or PAIR.match(line.text):
        return False
    if line.slot is None:
        return True
    table = line.slot.table
    if id(table) not in forms:
        forms[id(table)] = is_form(lines, table)
    return not forms[id(table)]


def _write(page: Page, article: _Article) -> Content:
    """Fields, title and text, in this order."""
    builder = Builder()
    for found in article.fields.found:
        builder.field(found.label, found.value)
    given = {found.label for found in article.fields.found}
    for label, tags, same in META_FIELDS:
        value = next((page.meta[tag] for tag in tags if page.meta.get(tag)), "")
        if given.isdisjoint(same) and any(map(str.isalnum, value)):
            builder.field(label, value)
            given.add(label)
    if given.isdisjoint(META_FIELDS[0][2]) and (posted := _posted(article)):
        builder.field(META_FIELDS[0][0], posted)
    title = article.title
    if title and title.first == title.last:
        builder.title(title.text)
    _write_text(builder, article)
    if builder.length < SHORT_TEXT:
        builder.note("网页的正文很短；如果原文是图片或附件，请另外添加附件文件")
    return builder.build()


def _posted(article: _Article) -> str:
    """The moment of posting where it stands without a label above the text (2025年2月18日 17:30); "" without one."""
    forms: dict[int, bool] = {}
    found = ""
    for index, line in enumerate(article.lines[: article.main.last]):
        moments = MOMENT.findall(line.text) if len(line.text) < CAPTION_LENGTH else []
        if len(moments) == 1 and index not in article.fields.lines and not line.is_hidden:
            found = moments[0]
        if index >= article.main.first and _is_body(article.lines, index, forms):
            break
    return found


def _write_text(builder: Builder, article: _Article) -> None:
    lines, main, title = article.lines, article.main, article.title
    data_tables: dict[int, bool] = {}
    kept = [line for i, line in enumerate(lines[main.first : main.last], main.first) if not main.noise[i]]
    numbered = any(DIVISION.match(line.text) for line in kept if line.slot is None)
    named: Span | None = None
    index = main.first
    while index < main.last:
        line = lines[index]
        table = _outermost_data_table(lines, line, data_tables, main)
        if title and index == title.first < title.last:
            builder.title(title.text)
            index, named = title.last, None
        elif table is not None and index not in article.fields.lines:
            builder.table(grid_of(lines, table), named)
            for stray in lines[index : table.last]:  # between two rows
                if cell_in(stray.slot, table) is None and not stray.is_hidden:
                    builder.paragraph(stray.text)
            index, named = max(table.last, index + 1), None
        else:
            if index not in article.fields.lines and not main.noise[index]:
                named = _write_line(builder, line, named, bold=not numbered)
            index += 1


def _outermost_data_table(lines: list[Line], line: Line, known: dict[int, bool], main: Main) -> Node | None:
    """The table that a line belongs to, if it is more than layout; of nested ones the outermost."""
    outermost, slot = None, line.slot
    while slot is not None:
        table = slot.table
        if table.first >= main.first and table.last <= main.last:
            if id(table) not in known:
                known[id(table)] = is_data_table(lines, table)
            outermost = table if known[id(table)] else outermost
        slot = slot.outer
    return outermost


def _write_line(builder: Builder, line: Line, named: Span | None, *, bold: bool) -> Span | None:
    """Writes a line; the span of the line that may name a table after it. `bold`: bold lines are headings."""
    text = line.text
    if bold and not line.level and line.is_bold and line.slot is None and WORDED.search(text):
        line = replace(line, level=BOLD_LEVEL)
    if line.level and len(text) < HEADING_LENGTH and not text.endswith(("。", "；", "，", "：")):
        start = builder.length
        builder.heading(text, line.level)
        return start, builder.length - 1
    span = builder.paragraph(text)
    if UNIT_LINE.match(text):
        return named
    return span if len(text) < CAPTION_LENGTH and not text.endswith(("。", "；", "，")) else None
