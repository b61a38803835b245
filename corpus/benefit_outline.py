"""A document as blocks of text, each with what its heading or label says it is: what is given, to whom, on which conditions,
how and until when to apply."""

import re
from bisect import bisect_right
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from corpus.gates import Gates
from corpus.records import Document, Section, Span, Table, section_at
from corpus.text import lines


class Role(StrEnum):
    """What a block is for; TEXT where nothing says it."""

    GIVES = "gives"
    AUDIENCE = "audience"
    CONDITIONS = "conditions"
    EXCLUDES = "excludes"
    PROCESS = "process"
    MATERIALS = "materials"
    WINDOW = "window"
    OTHER = "other"
    TEXT = "text"


_SUBJECT = "(?:政策|项目|资金|补贴|补助|奖励|资助|扶持|支持|申报|申请|认定|享受|兑现|办理|受理|服务|基本|有关|相关|主要|具体|适用|的|及其?|和|与|、)*"
_ROLES = (
    (
        Role.EXCLUDES,
        "(?:不予|不得|不).{0,6}(?:支持|申报|受理|享受|资助|奖励).{0,6}(?:情形|范围|情况)?|负面清单|限制条件|除外情形|有下列情形.{0,20}",
    ),
    (
        Role.AUDIENCE,
        "(?:谁|哪些人|哪些企业|什么人|何人)(?:可以?|能|有资格)?(?:申请|申报|申领|领取?|享受|办)|(?:可以?|能)?(?:享受|申请|申报)的(?:主体|单位|对象|企业|人员)",
    ),
    (Role.GIVES, "(?:奖励|资助|补贴|补助|支持|扶持|奖补)(?:的)?(?:方式|形式)"),
    (Role.PROCESS, "(?:怎么|怎样|如何|到哪|去哪|在哪)(?:里|儿)?(?:办理?|申请|申报|申领|领取?|兑现|提交)"),
    (
        Role.GIVES,
        "(?:能|可以?)?(?:领|给|补|奖|拿|支持|享受)(?:到)?(?:多少|什么|哪些)(?:钱|资金|支持)?|(?:补|奖|支持)多少",
    ),
    (Role.WINDOW, "(?:什么时候|何时|几时)(?:可以?|能)?(?:申请|申报|办理?|领取?)|(?:截止|起止|起始)(?:时间|日期)"),
    (Role.MATERIALS, f"{_SUBJECT}(?:材料|资料)(?:清单|要求|目录)?|{_SUBJECT}提交(?:的)?(?:材料|资料)|所需材料"),
    (Role.WINDOW, f"时间/?频度|{_SUBJECT}(?:时间|时限|期限|日期|频次|频度)(?:安排|要求)?"),
    (
        Role.PROCESS,
        f"{_SUBJECT}(?:流程|程序|步骤|方式和流程|渠道|方式|途径)|{_SUBJECT}(?:与|和)?(?:审核|审批|拨付|公示|管理|监督)|办理|申报与管理|监督管理|组织实施|资金(?:审核|拨付|管理)",
    ),
    (Role.CONDITIONS, f"{_SUBJECT}(?:条件|要求|资格|门槛|必备条件)(?:要求)?|{_SUBJECT}(?:认定)?标准和条件|准入条件"),
    (Role.AUDIENCE, f"{_SUBJECT}(?:对象|主体|范围|对象和范围|对象及范围|单位)"),
    (
        Role.GIVES,
        f"{_SUBJECT}(?:内容|标准|额度|力度|金额|政策|措施|方向和标准|方式和标准|方式及标准|内容和标准|标准和方式|内容及标准|项目|待遇)",
    ),
    (
        Role.OTHER,
        "依据文件|文件依据|政策依据|发文机[构关]|发文字号|发布日期|发文时间|工具分类|联络方式|联系方式|咨询电话|联系人|附则|解释权|责任单位|名词解释|指导思想|总体要求|工作目标|主要目标|发展目标|保障措施|组织保障|改造目标|监督检查",
    ),
)
_ROLE = Gates((re.compile(f"(?:{pattern})"), role) for role, pattern in _ROLES)
_NUMBER = re.compile(
    r"(?:\d{1,2}(?:[.．]\d{1,2})+[.．、]?(?=[\s\u3000]*[^\d\s元万亿%％])|第[一二三四五六七八九十百\d]+[章节条编]|[一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十\d]+[）)]、?|\d{1,2}[.．、)）]|[①-⑳]|#+)[\s\u3000]*"
)
_SENTENCE = re.compile(
    "只能|不得|不予|不超过|不低于|不少于|须|应当|必须|(?<=\\w\\w)应(?:属于|为|是|具[有备]|符合|在|有|满足|达到)|[，,].{4,}(?:给予|奖励|补助|补贴|资助)"
    "|[，,].{0,8}(?:就高|从高|择高|择优)不重复|[，,].{0,8}(?:就高|从高|择高)原则|不重复(?:享受|支持|奖励|补助|资助|补贴|计)|不(?:可|再)?(?:叠加|累加)"
)
"""What a heading says that is itself a sentence to be read."""

_LABEL_LINE = re.compile(r"(?P<label>[\u4e00-\u9fff/]{2,10})[ \u3000]*(?:[：:][ \u3000]*(?P<value>.*))?")


_ITEM_LABEL = re.compile(
    r"[ \u3000]*(?P<label>[\u4e00-\u9fff]{2,10})(?P<remark>[（(][^（）()]{1,8}[）)])?[：:][ \u3000]*(?=\S)"
)
"""How a numbered item opens with a label."""


_DIVIDES = ("编", "章", "条", "一、", "styled", "markdown", "part", "annex")
"""Kinds of headings that end what a label holds for."""

_TOLD = (Role.PROCESS, Role.WINDOW, Role.OTHER)
"""What a part tells that may hold an article of conditions all the same."""

_LISTS_CONDITIONS = re.compile(
    "[ \\u3000]*(?:(?!材料|资料)[^。；：:\\n]){0,40}?(?:申请|申报|企业|单位|主体|项目|机构|人员?|对象|者|享受|领取|补贴|奖励|资金)"
    "(?:(?!材料|资料)[^。；：:\\n]){0,24}?(?:(?:符合|具备|满足|达到)(?:以下|下列|如下)[^。；：:\\n]{0,12}|(?:应当?|须|需|必须)(?:同时)?(?:符合|具备|满足|做到))[：:]"
)
"""How an article opens that lists what is asked of applicants, whatever chapter it stands in (申报与审核)."""

_LONGEST_LABEL = 8
_WORDS = ("项目", "政策", "内容", "标准", "措施", "待遇", "金额")
"""Labels that are also ordinary lines."""


@dataclass(frozen=True, slots=True)
class Block:
    """Text of one item at [start, end), without that of the items below it. `path` holds the indexes of the sections that
    it stands in, outermost first; `scope` is the span that its role holds for: what a condition in it may be about."""

    start: int
    end: int
    role: Role
    path: tuple[int, ...]
    scope: Span
    label: int
    """Where the heading or label begins that gives the role; -1 for TEXT."""


@lru_cache(maxsize=1_000)  # each heading is asked for by every item below it
def bare(heading: str) -> str:
    """A heading without its number and its closing mark (（一）研发补助。 is 研发补助)."""
    text = heading.strip().replace("**", "")
    while (match := _NUMBER.match(text)) and match.end():
        text = text[match.end() :]
    return text.strip(" \t\u3000：:。；;")


def role_of(heading: str) -> Role:
    """What a heading says its section is for."""
    text = bare(heading)
    text = re.sub(r"[（(][^）)]*[）)]$", "", text)
    return next((role for pattern, role in _ROLE.open(text) if pattern.fullmatch(text)), Role.TEXT)


def blocks(document: Document) -> tuple[Block, ...]:
    """The blocks of a document's body in order; tables are left out."""
    labels = sorted(_labels(document), key=lambda label: label[0])
    cuts = {document.body, len(document.text), *(section.start for section in document.sections)}
    cuts |= {cut for start, _, stop, _ in labels for cut in (start, stop)}
    for table in document.tables:
        cuts |= {table.start, table.end}
    ordered = sorted(cut for cut in cuts if cut >= document.body)
    named = [_label_of(document.text, section) for section in document.sections]
    roles = [role for role, _ in named]
    found: list[Block] = []
    coming, open_labels = deque(labels), list[tuple[int, int, int, Role]]()
    tables = sorted((table.start, table.end) for table in document.tables)
    for start, end in pairwise(ordered):
        while coming and coming[0][0] <= start:
            open_labels.append(coming.popleft())
        open_labels = [each for each in open_labels if start < each[2]]
        path = path_at(document.sections, start)
        body = start
        at, role, scope, label = -1, Role.TEXT, (document.body, len(document.text)), -1
        for index in path:
            if roles[index] is not Role.TEXT:
                at, role, label = document.sections[index].start, roles[index], document.sections[index].start
                scope = _scope(document, index)
            elif role in _TOLD and _lists_conditions(document, index):
                role = Role.CONDITIONS
        for first, value, _, kind in open_labels:
            if first >= at:
                at, role, label = first, kind, first
                if first == start:
                    body = value
        section = document.sections[path[-1]] if path else None
        if section and section.start == start:
            sentence = _SENTENCE.search(section.heading) is not None and section.kind not in ("styled", "markdown")
            number = _NUMBER.match(document.text, start) if sentence else None
            inner = number.end() if number and section.is_heading else max(section.body, named[path[-1]][1])
            body = max(body, inner) if inner <= end else end
        if document.text[body:end].strip() and not _inside(tables, start):
            found.append(Block(body, end, role, path, scope, label))
    return tuple(found)


def _label_of(text: str, section: Section) -> tuple[Role, int]:
    """What a section is for by its heading, or by the label that a numbered item opens with (1．标准：……); and where its text
    begins behind it. A label with a remark in brackets (标准（二选一）：) stays in the text."""
    if section.is_heading:
        return role_of(section.heading), section.body
    match = _ITEM_LABEL.match(text, section.body, section.end)
    role = role_of(match["label"]) if match else Role.TEXT
    return role, section.body if match is None or role is Role.TEXT or match["remark"] else match.end()


def _lists_conditions(document: Document, index: int) -> bool:
    """Whether a section opens as a list of conditions does."""
    section = document.sections[index]
    return _LISTS_CONDITIONS.match(document.text, section.body, section.end) is not None


def _inside(spans: Sequence[Span], offset: int) -> bool:
    """Whether an offset lies in one of some spans that do not overlap, in order."""
    at = bisect_right(spans, offset, key=lambda span: span[0]) - 1
    return at >= 0 and offset < spans[at][1]


def table_block(document: Document, table: Table) -> Block:
    """A table as a block, with the role of the section that holds it."""
    path = path_at(document.sections, table.start)
    roles = [role_of(document.sections[index].heading) for index in path]
    role = next((role for role in reversed(roles) if role is not Role.TEXT), Role.TEXT)
    return Block(table.start, table.end, role, path, (document.body, len(document.text)), -1)


def path_at(sections: tuple[Section, ...], offset: int) -> tuple[int, ...]:
    """The indexes of the sections that an offset lies in, outermost first."""
    path: list[int] = []
    index = section_at(sections, offset)
    while index is not None:
        path.append(index)
        index = sections[index].parent
    return tuple(reversed(path))


def _scope(document: Document, index: int) -> Span:
    """What conditions of a section hold for: what their section stands in; of a chapter of rules for all, everything."""
    section = document.sections[index]
    while section.parent is not None:
        section = document.sections[section.parent]
        if not re.search("总则|一般|附则|附 则|申报|申请|管理|条件", bare(section.heading)):
            return section.start, section.end
    return document.body, len(document.text)


def _labels(document: Document) -> Iterator[tuple[int, int, int, Role]]:
    """Lines that are a label or open with one (服务对象：……): start, where its value begins, end of what it holds for, role.
    A label whose value stands beside it holds for its line, unless it is one of what goes on below."""
    found: list[tuple[int, int, int, Role]] = []
    starts = {section.start for section in document.sections}
    for start, end in lines(document.text, 0):
        match = None if start in starts else _LABEL_LINE.fullmatch(document.text, start, end)
        role = role_of(match["label"]) if match else Role.TEXT
        if match is None or role is Role.TEXT or (match["value"] is None and end - start > _LONGEST_LABEL):
            continue
        if match["value"] is None and match["label"] in _WORDS:
            continue
        beside = bool(match["value"]) and role in (Role.OTHER, Role.AUDIENCE, Role.WINDOW)
        found.append((start, match.start("value") if match["value"] is not None else end, end if beside else 0, role))
    stops = sorted(
        {start for start, _, _, _ in found}
        | {section.start for section in document.sections if section.is_heading and section.kind in _DIVIDES}
        | {len(document.text)}
    )
    for start, value, end, role in found:
        yield start, value, end or stops[bisect_right(stops, start)], role
