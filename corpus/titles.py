"""Titles of documents: lines that form one, and what pages and copies add to one that is no part of it."""

import re
from itertools import zip_longest

from corpus.content import CELL
from corpus.numbers import numbers_in
from corpus.organisations import organisations
from corpus.spans import Found, spaceless
from corpus.text import ASIDE, lines, unmarked

MAX_LINE, MAX_TITLE, MAX_TITLE_LINES = 120, 300, 4
"""Characters of a line of a title and of all its lines together, and how many lines it may be set in, those of joint
issuers apart."""

KINDS = (
    "工作总结", "工作要点", "工作计划", "工作报告", "政府工作报告", "工作思路", "实施细则", "实施办法", "实施意见",
    "实施方案", "行动方案", "行动计划", "若干措施", "若干政策", "政策措施", "管理办法", "申报指南", "办事指南",
    "征求意见稿", "政策解读", "会议纪要", "通知", "通告", "公告", "公报", "决定", "决议", "意见", "办法", "细则", "条例",
    "规定", "规则", "方案", "规划", "计划", "措施", "政策", "指南", "指引", "报告", "总结", "批复", "请示", "函", "令",
    "标准", "清单", "目录", "解读", "汇编", "要点", "纲要", "章程", "制度", "事项", "纪要", "议案", "准则", "规范", "通报",
    "解释", "复函", "名单", "倡议书", "说明", "预案", "公示", "答复", "白皮书",
)  # fmt: skip
KIND = re.compile("|".join(sorted(KINDS, key=len, reverse=True)))
_WEAK = frozenset(
    (
        "标准",
        "政策",
        "措施",
        "事项",
        "目录",
        "清单",
        "说明",
        "名单",
        "规范",
        "令",
        "函",
        "制度",
        "计划",
        "规划",
        "方案",
        "规则",
    )
)
"""Words that only at its end say what a title's document is: 支持标准体系建设 is no standard."""

MARKS = "#*> 　\t\xa0\ufeff\u200b\u200c\u200d\u2060"
"""What Markdown, typing and web editors put around a line."""

LIST_LABEL = re.compile(r"[一二三]、|第[一二三]|[（(][一二三\d]{1,2}[)）]")
_LAW = re.compile(r"法(?:[（(][^（）()]*[）)])?$")
_SITE = re.compile(r"网站|门户|官网|网$|平台$|政府信息公开|信息公开$|频道$|栏目$|公众号")
_SEGMENTS = re.compile(r"[ \t\u3000]*(?:[_|｜]+|[-–—－]+(?=[ \t\u3000])|(?<=[ \t\u3000])[-–—－]+)[ \t\u3000]*")
_HYPHEN = re.compile(r"[-–—－]+")
MIN_LAW = 3
"""Characters of the shortest title that ends with 法 (民法典 aside)."""

_REPRINT = re.compile(
    r"[（(【\[〔](?:转载|转发|原文|全文|附件|置顶|有效|已废止|失效|废止|现行有效)[）)】\]〕][ \t\u3000]*|标题[：:]\s*"
)
_TITLE_VERB = re.compile(r"关于|印发|转发|批转|发布|公布|的|[12]\d{3}|公告|通告|通知|令|会议|文件")
_FOOTNOTE = re.compile(r"[ \t\u3000]*(?:[\[［〔【]\d{1,2}[\]］〕】]?|[①②③]|[*＊]{1,2})\s*\Z")
"""The mark of a note at a title's end: …统计公报[1]."""

_MIN_SAME = 8
"""Characters of a title that must be alike before one is taken for a shorter form of the other."""
_DRAFT = re.compile(
    r"(?:征求意见|讨论|送审|公开征求意见|征询意见)稿|[（(]草案[^）)]*[）)]|草案$|草案修改稿|公开征[求集询].*意见|征[求集询].*意见(?:建议)?的(?:公告|通知|函|通告|公示|启事)"
)
_AFTER_DRAFT = re.compile(r"反馈|采纳|情况|结果|吸收")


def kind_of(title: str | None) -> str | None:
    """The kind of document that a title names last, brackets left out: …办法（试行） is 办法, a draft stays a draft."""
    plain = (title or "").replace("《", "").replace("》", "").replace("〈", "").replace("〉", "")
    found = KIND.findall(plain if "征求意见稿" in plain else ASIDE.sub("", plain))
    for kind in ("工作总结", "总结", "工作报告"):
        if kind in found:
            return kind
    ending = ASIDE.sub("", plain).strip()
    if _LAW.search(ending) and not ending.endswith("办法"):
        return "法"
    while found and found[-1] in _WEAK and not ending.endswith(found[-1]):
        found.pop()
    return found[-1] if found else None


def is_draft(title: str) -> bool:
    """True of a text put out for opinions, not of the report on the opinions that came, nor of a draft budget's report."""
    return _DRAFT.search(title) is not None and not _AFTER_DRAFT.search(title.rpartition("征求意见稿")[2] or title)


def names_kind(line: str) -> bool:
    """True of a line that ends with the name of a kind of document, a note in brackets aside."""
    plain = re.sub(r"(?:[（(][^（）()]*[）)])+$", "", line.rstrip("》〉 　")).rstrip("》〉")
    return plain.endswith(KINDS) or (plain.endswith("法") and len(plain) > MIN_LAW)


def find_title(text: str, start: int) -> tuple[Found[str] | None, int]:
    """Title made of the first lines, and where the next line begins; (None, start) where the text opens with prose."""
    parts: list[Found[str]] = []
    for begin, end in lines(text, start):
        raw = text[begin:end]
        line = raw.strip(MARKS)
        begin += len(raw) - len(raw.lstrip(MARKS))
        if not parts and ASIDE.fullmatch(line):
            continue  # a remark above the title: （征求意见稿）, （内部资料）
        if line[-1:] in "。；;，,：:" or len(line) > MAX_LINE or LIST_LABEL.match(line) or CELL in line:
            break
        if sum(len(part.value) for part in parts) > MAX_TITLE:
            break
        if parts and (_complete(text, parts, line) or not _goes_on(parts, line)):
            break
        parts.append(Found(closed_up(unmarked(line)), begin, begin + len(line)))
        if raw.startswith("#"):
            break
    title = _joined(text, parts)
    if not title or len(title) > MAX_TITLE or not (KIND.search(title) or len(parts) == 1):
        return None, start
    found = clean_title(text, Found(title, parts[0].start, parts[-1].end))
    return found, parts[-1].end


def _joined(text: str, parts: list[Found[str]]) -> str:
    """The lines of a title as one; a space divides joint issuers that stand on lines of their own."""
    title = ""
    for part, following in zip_longest(parts, parts[1:]):
        joint = following and organisations(text, *part.span) and not _TITLE_VERB.match(following.value)
        title += part.value + (" " if joint else "")
    return title


def _complete(text: str, parts: list[Found[str]], line: str) -> bool:
    """Whether the title is whole before `line`; a line that opens with 的 or 和 always belongs to it."""
    if line.startswith(("的", "和", "及", "暨", "与")):
        return False
    whole = "".join(part.value for part in parts)
    unclosed = whole.count("《") > whole.count("》")
    announced = re.search("关于|印发|转发|发布", whole) and not names_kind(whole)
    worded = [part for part in parts if not organisations(text, *part.span)]
    return len(worded) >= MAX_TITLE_LINES or (
        bool(KIND.search(parts[-1].value[-6:])) and not unclosed and not (announced and names_kind(line))
    )


def _goes_on(parts: list[Found[str]], line: str) -> bool:
    """A title does not go on with a line of a number, a date, a note in brackets or a label."""
    return not (
        numbers_in(line) or re.match(r"[（(\d—]", line) or re.search(r"\d[日号]$|[：:]|^发布|来源", line) or not parts
    )


def closed_up(line: str) -> str:
    """通　　知 is 通知, but 广州市民政局 广州市财政局 stay apart."""
    pieces = line.split()
    return ("" if any(len(piece) == 1 for piece in pieces) else " ").join(pieces)


def clean_title(text: str, title: Found[str]) -> Found[str]:
    """A title without the name of the web site around it, the mark of a reprint, or the document number run into it."""
    start, end = title.span
    start, end = _without_site(text, start, end)
    reprint = _REPRINT.match(text, start, end)
    start = reprint.end() if reprint else start
    for number in reversed(numbers_in(text, start, end)):
        tail = text[number.end : end].strip("）)】] 　")
        if number.start == start and tail:
            start = (
                number.end + len(text[number.end : end]) - len(text[number.end : end].lstrip("）)】]-—_：: 　\t\r\n"))
            )
        elif not tail and number.start > start and names_kind(text[start : number.start].rstrip("（(【[ 　")):
            end = number.start
    note = _FOOTNOTE.search(text, start, end)
    end = note.start() if note else end
    raw = text[start:end].rstrip("（(【[ 　\t\r\n")
    if (start, start + len(raw)) == title.span or not raw:
        return title
    return Found("".join(closed_up(unmarked(line)) for line in raw.splitlines()), start, start + len(raw))


def _without_site(text: str, start: int, end: int) -> tuple[int, int]:
    """Span of the segment that is the title: …的通知_部门文件_某市政府网站 has three."""
    raw = text[start:end]
    cuts = [(m.start(), m.end()) for m in _SEGMENTS.finditer(raw)]
    for hyphen in _HYPHEN.finditer(raw):
        if _SITE.search(raw[hyphen.end() :]) or _SITE.search(raw[: hyphen.start()]):
            cuts.append((hyphen.start(), hyphen.end()))
    edges = [0, *(edge for cut in sorted(set(cuts)) for edge in cut), len(raw)]
    segments = [(edges[i], edges[i + 1]) for i in range(0, len(edges), 2) if raw[edges[i] : edges[i + 1]].strip()]
    if len(segments) < 2 or not any(_SITE.search(raw[a:b]) or not names_kind(raw[a:b]) for a, b in segments):
        return start, end
    if not any(_SITE.search(raw[a:b]) for a, b in segments) and "_" not in raw and "|" not in raw:
        return start, end
    named = [s for s in segments if not _SITE.search(raw[s[0] : s[1]])] or segments
    a, b = max(named, key=lambda s: (names_kind(raw[s[0] : s[1]]), s[1] - s[0]))
    return start + a, start + b


def same_title(one: str, other: str) -> bool:
    """Whether two titles are one, white space and book marks aside, or one is the end of the other (关于……的通知)."""
    a, b = (re.sub(r"[《》〈〉<>“”\"]", "", spaceless(title)) for title in (one, other))
    shorter, longer = sorted((a, b), key=len)
    return a == b or (len(shorter) >= _MIN_SAME and longer.endswith(shorter))
