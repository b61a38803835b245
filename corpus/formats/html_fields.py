"""The labelled values that sites show around a text (索引号, 发文字号, 成文日期), in whatever markup they stand."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.content import label_of
from corpus.formats.html_lines import Line
from corpus.formats.html_tree import Node

_LABELS = (
    "信息索引号|索引号|统一编号|登记号|规范性文件编号|统一登记号|信息编号|编号|"
    "发布机构|发布机关|发布单位|发布部门|发文机关|发文机构|发文单位|制发机关|制定机关|公开机构|公开单位|责任部门|责任单位|起草单位|主办部门|"
    "信息来源|文章来源|来源|文号|发文字号|文件编号|公文号|文件号|"
    "成文日期|成文时间|生成日期|印发日期|印发时间|签发日期|签署日期|发文日期|发文时间|发布日期|发布时间|发表时间|公布日期|公开日期|公开时间|"
    "实施日期|施行日期|生效日期|生效时间|失效日期|失效时间|终止日期|废止日期|废止时间|有效期限|有效期|有效性|文件状态|时效性|时效|效力状态|是否有效|"
    "主题分类|主题词|主题|信息分类|体裁分类|组配分类|服务对象|分类|体裁|名称|标题|文件名称|文件标题|信息名称|公文种类|文种|关键词|关键字|"
    "公开方式|公开形式|公开范围|公开时限|签发人|更新时间|更新日期|日期|时间"
)
LABELS = tuple(_LABELS.split("|"))
"""Labels of the forms that the sites of public offices show with a document."""

_STOPS = (
    "浏览次数|浏览量|阅读次数|阅读量|阅读|点击数|点击量|点击|访问量|访问次数|字体大小|字体|字号|浏览字号|打印|分享到|分享|"
    "作者|责任编辑|编辑|视力保护色|保护视力色|背景色|我要纠错|下载"
)
STOPS = tuple(_STOPS.split("|"))
"""Labels of the site's own; they end the value before them."""


def _spaced(words: Sequence[str]) -> str:
    return "|".join(r"\s*".join(word) for word in sorted(words, key=len, reverse=True))


_SHORT = [label for label in LABELS + STOPS if len(label) < 4]
_LONG = [label for label in LABELS + STOPS if len(label) >= 4]
PAIR = re.compile(rf"[【\[]?((?<![^\s|｜【\[】\]\d日])(?:{_spaced(_SHORT)})|{_spaced(_LONG)})\s*[】\]]?\s*[：:]")
"""A known label with its colon; a short one (来源) stands after a space, a figure or a bracket, or is a part of a word."""

KNOWN = frozenset(LABELS)
ANY_LABEL = re.compile(r"[^：:，。；\d]{2,12}[：:]")
JUNK_VALUE = re.compile(r"[-—–/\s|｜【】\[\]]*|无|暂无|null|undefined", re.I)

ROWS = frozenset({"tr", "li", "dl", "ul", "ol", "table", "tbody", "body", "html", "form"})
"""Elements that a value shares with its label or not at all."""

VALUE_LINES = 4
"""Lines of a value at most; what is longer is text."""

NEAR = 8
"""Pieces of white space, text and line breaks that may stand between a label's element and its value's."""

FORM_LINES, FORM_VALUE = 60, 120
"""Lines of a form and characters of a value at most; what is larger is a table of the text."""

FORM_LABELS = 2
"""Known labels from which a table or list is the site's form, whose other labels are read too."""


@dataclass(frozen=True, slots=True)
class Found:
    """A labelled value and the index of the line where its label stands."""

    label: str
    value: str
    line: int


@dataclass(frozen=True, slots=True)
class Fields:
    """The values in page order, the first of each label; `lines` are the indexes of all lines that are fields and
    nothing else, empty ones included."""

    found: tuple[Found, ...]
    lines: frozenset[int]


def find_fields(lines: list[Line], skipped: Sequence[bool], first: int, last: int) -> Fields:
    """The fields among lines [first, last), without those skipped."""
    found: dict[str, Found] = {}
    used: set[int] = set()
    forms: dict[int, bool] = {}  # which of the tables met so far are forms
    for index in range(first, last):
        if skipped[index] or index in used:
            continue
        pairs, taken = _pairs_at(lines, index, forms)
        told = [(label, value) for label, value in pairs if label not in STOPS and not JUNK_VALUE.fullmatch(value)]
        if any(label in found and found[label].value != value for label, value in told):
            continue  # said twice and not alike: the second stays text
        used |= taken
        for label, value in told:
            found.setdefault(label, Found(label, value, index))
    return Fields(tuple(found.values()), frozenset(used))


def form_labels(lines: list[Line], node: Node) -> int:
    """How many different known labels stand in an element."""
    within = lines[node.first : node.last]
    labels = {label_of(match[1]) for line in within for match in PAIR.finditer(line.text)}
    return len(labels | (KNOWN & {label_of(line.text) for line in within if line.slot}))


def is_form(lines: list[Line], table: Node) -> bool:
    """Whether a table is the form that a site shows with a document: known labels, short values, a label a row."""
    within = lines[table.first : table.last]
    if len(within) > FORM_LINES or any(len(line.text) > FORM_VALUE for line in within):
        return False
    return form_labels(lines, table) >= FORM_LABELS


def _pairs_at(lines: list[Line], index: int, forms: dict[int, bool]) -> tuple[list[tuple[str, str]], set[int]]:
    """The labelled values of a line, and the lines that they take up."""
    text = lines[index].text
    matches = list(PAIR.finditer(text))
    if not matches or matches[0].start() > 0:
        return _pair_in_cells(lines, index, forms)
    ends = [match.start() for match in matches[1:]] + [len(text)]
    pairs = [(label_of(m[1]), text[m.end() : end].strip(" \u3000|｜【[")) for m, end in zip(matches, ends, strict=True)]
    taken = {index}
    if not pairs[-1][1]:
        value, more = _value_beside(lines, index)
        pairs[-1] = (pairs[-1][0], value)
        taken |= more
    return pairs, taken


def _pair_in_cells(lines: list[Line], index: int, forms: dict[int, bool]) -> tuple[list[tuple[str, str]], set[int]]:
    """A label without colon in a cell of its own, or an unknown one in a form that has known ones."""
    line = lines[index]
    label = label_of(line.text)
    cell = next((node for node in line.node.ancestors() if node.tag in ("td", "th", "dt")), None)
    if cell is None or cell.last - cell.first != 1:
        return [], set()
    if label not in KNOWN:
        form = next((node for node in cell.ancestors() if node.tag in ("table", "dl")), None)
        if not ANY_LABEL.fullmatch(line.text.rstrip("：:") + "：") or form is None:
            return [], set()
        if id(form) not in forms:
            forms[id(form)] = is_form(lines, form)
        if not forms[id(form)]:
            return [], set()
    value, taken = _value_beside(lines, index)
    return [(label, value)], taken | {index} if value or label not in KNOWN else set()


def _value_beside(lines: list[Line], index: int) -> tuple[str, set[int]]:
    """What the element next to the label's holds, unless it is a label too."""
    for node in lines[index].node.ancestors():
        if node.tag in ROWS or node.parent is None or node.last - node.first > 1:
            break
        beside = _next_element(node)
        if beside is None:
            continue
        values = lines[beside.first : beside.last]
        if not values or len(values) > VALUE_LINES or _is_label(values[0].text):
            break
        return "\n".join(line.text for line in values), set(range(beside.first, beside.last))
    return "", set()


def _is_label(text: str) -> bool:
    return bool(PAIR.match(text) or ANY_LABEL.fullmatch(text)) or label_of(text) in KNOWN


def _next_element(node: Node) -> Node | None:
    if node.parent is None:
        return None
    for child in node.parent.children[node.place + 1 : node.place + 1 + NEAR]:
        if isinstance(child, Node) and child.tag != "br":
            return child
    return None
