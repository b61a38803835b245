"""From when until when a benefit is in force where its document says it of parts and not of itself: each part says its own
days (本部分政策自……起实施), or one sentence says those of several (氢能措施自……起施行；储能措施自……起施行)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from corpus.benefit_outline import Block, Role, bare, path_at
from corpus.benefit_records import Term
from corpus.benefit_sentences import sentences_of
from corpus.dates import COUNT, DAY, LIMIT, as_day, as_limit, count_of, last_day
from corpus.records import Document, Span
from corpus.spans import Spans

_MONTH = r"(?<!\d)[12]\d{3}年\d{1,2}月(?!\d|份?底|末)"
_FIRST = f"(?:{DAY}|{_MONTH})"
_ANY_FIRST = re.compile(_FIRST)
_STATEMENT = re.compile(
    rf"(?P<subject>[^，。；：:\n]{{0,40}}?)(?:[自从于由])?(?P<first>{_FIRST})(?:之日)?(?:起|开始)(?P<act>[^，。；\d]{{0,8}})"
    rf"(?:[，,]?(?:有效期|执行期|实施期|试行)(?:限)?(?:为|至|暂定)?(?P<years>{COUNT})年|[，,]?(?:(?:有效期|执行|实施)*[至到])?(?P<last>{LIMIT})(?:止|失效|自[动行]失效|废止)*)?"
    rf"|(?P<subject2>[^，。；：:\n]{{0,40}}?)(?:执行|实施|有效|施行|政策)(?:期限?|时间)?[为是：:]?[自从由]?(?P<first2>{_FIRST})起?[至到—–~～-](?P<last2>{LIMIT})"
)
"""A first day with what it is of, and the last one where it is named."""

MOST = 40
"""Statements of one document that are compared with its benefits."""

_ACTS = re.compile("施行|实施|执行|生效|办理|兑现|受理")
_ACTS_PLAIN = re.compile("施行|实施|执行|生效")
_TIMES = re.compile("时间|有效期|期限|执行|施行|频度|附则")
_APPLYING = re.compile("申报|申请|受理|征集|报名|截止")
"""Days of applying are no days of being in force."""

_NO_SUBJECT = re.compile("[应须须]|对|凡|项目|企业|单位|合同|设备|购[买置]|招[聘用]|新[增建]|期间|《|本次")
_WHOLE = re.compile(
    "本(?:办法|措施|政策|通知|意见|细则|规定|方案|指南|文件|条例|若干[^，。]{0,6})(?:有效期)?|以上(?:政策|措施)?|"
)
_PART = re.compile("本(?:部分|章|节|项|条)(?:政策|措施|支持|规定)?")
_ARTICLE = re.compile("第[一二三四五六七八九十百\\d]+[章条节部分]+")
_COMMON = re.compile(
    '政策|措施|支持|资金|试点|项目|事项|所列|规定|部分|有关|相关|上述|本市|全市|[的和与及、“”"（）()《》\\s]|补贴|奖励|补助|内容|起始|时间|办法'
)
"""What a name may lack without being another one's."""


@dataclass(frozen=True, slots=True)
class _Statement:
    term: Term
    subject: str
    scope: Span | None
    """What it holds for by its place; None where only its subject says so."""


def terms(
    document: Document, parts: Sequence[Block], units: Spans, named: Sequence[Sequence[str]]
) -> list[Term | None]:
    """The term of each benefit (at `units`, with the headings `named`), None where the document's own holds for it. One that
    could be of either of two terms is taken to be in force only where both say so."""
    found = list(islice(_statements(document, parts, units), MOST))
    parted = [each for each in found if each.scope is None]
    meant = [_meant(document, each, units, named) for each in parted]
    lost = [each for each, numbers in zip(parted, meant, strict=True) if not numbers]
    general = [each.term for each in found if each.scope == (0, len(document.text))]
    result: list[Term | None] = []
    for number, (start, _) in enumerate(units):
        own = [each.term for each, numbers in zip(parted, meant, strict=True) if number in numbers]
        near = [each.term for each in found if each.scope and each.scope[0] <= start < each.scope[1]]
        near = [term for term in near if term not in general]
        unsure = [each.term for each in lost or parted]
        result.append(_strictest(own or near or general or unsure))
    known = document.metadata
    if (known.effective or known.expires) and not parted and all(term in (None, *general) for term in result):
        return [None] * len(units)
    return result


def _strictest(given: Sequence[Term]) -> Term | None:
    """Of several terms one that is in force only when all of them are."""
    if not given:
        return None
    firsts = [term.effective for term in given if term.effective]
    lasts = [term.expires for term in given if term.expires]
    first = next((term for term in given if lasts and term.expires == min(lasts)), given[0])
    return Term(first.clause, first.start, first.end, max(firsts, default=None), min(lasts, default=None))


def _statements(document: Document, parts: Sequence[Block], units: Spans) -> Iterator[_Statement]:
    text = document.text
    for block in parts:
        if block.role not in (Role.TEXT, Role.WINDOW, Role.OTHER, Role.PROCESS):
            continue
        if units.hold(block.start):
            continue
        heads = [bare(document.sections[index].heading) for index in block.path]
        timed = block.role is Role.WINDOW or any(_TIMES.search(head) for head in heads)
        for start, end in sentences_of(text, block.start, block.end):
            if _ANY_FIRST.search(text, start, end) is None:
                continue
            label = text[text.rfind("\n", 0, start) + 1 : start] + text[start:end].split("：")[0]
            for match in _STATEMENT.finditer(text, start, end):
                each = _statement(document, match, (start, end), block, units)
                applies = _APPLYING.search(match.group()) or (
                    block.role is Role.WINDOW and _APPLYING.search(label) and not _ACTS_PLAIN.search(match.group())
                )
                if each and not applies and (timed or _ACTS.search(match["act"] or "执行")):
                    yield each


def _statement(
    document: Document, match: re.Match[str], sentence: Span, block: Block, units: Spans
) -> _Statement | None:
    """What a match says, None where its subject is something that the policy is about."""
    act = match["act"] or ""
    subject = re.sub(
        "^(?:和|及|其中|并|自|从|由)+|(?:自|从|由|于)$", "", (match["subject"] or match["subject2"] or "").strip()
    )
    case = document.text[sentence[0] : match.start()].rstrip("，, ").endswith("的")  # 面积超过限额的，自……起执行
    if case or _NO_SUBJECT.search(subject) or re.search("[的后]$", act.strip()):
        return None
    effective = _first(match["first"] or match["first2"])
    written = match["last"] or match["last2"]
    expires = as_limit(written) if written else None
    if match["years"] and effective:
        expires = last_day(effective, 12 * count_of(match["years"]))
    if effective is None:
        return None
    start, end = sentence
    term = Term(document.text[start:end], start, end, effective, expires)
    if _PART.fullmatch(subject) or _WHOLE.fullmatch(subject) or not _COMMON.sub("", subject):
        return _Statement(term, "", _scope(document, block, units))
    return _Statement(term, subject, None)


def _first(written: str) -> date | None:
    if re.fullmatch(DAY, written):
        return as_day(written)
    year, month = (int(number) for number in re.findall(r"\d+", written))
    return date(year, month, 1) if 1 <= month <= 12 else None


def _scope(document: Document, block: Block, units: Spans) -> Span:
    """The outermost section of a statement if it holds some of the benefits and not all, else everything."""
    path = path_at(document.sections, block.start)
    if path:
        section = document.sections[path[0]]
        inside = len(units.within((section.start, section.end)))
        if 0 < inside < len(units):
            return section.start, section.end
    return 0, len(document.text)


def _meant(document: Document, statement: _Statement, units: Spans, named: Sequence[Sequence[str]]) -> set[int]:
    """The benefits that a statement names: by chapter or article, or by a name that one of their headings holds."""
    articles = tuple(_ARTICLE.findall(statement.subject))
    name = _COMMON.sub("", statement.subject)
    found: set[int] = set()
    for number, (start, end) in enumerate(units):
        if articles:
            path = path_at(document.sections, start)
            if any(document.sections[index].heading.startswith(articles) for index in path):
                found.add(number)
        elif any(_holds(heading, name) for heading in named[number]) or name in document.text[start:end]:
            found.add(number)
    return found


def _holds(heading: str, name: str) -> bool:
    """Whether a heading holds a name or is what it is short for (先用后付 for 先使用后付费)."""
    rest = iter(heading)
    return len(name) >= 2 and (name in heading or (len(name) >= 4 and all(char in rest for char in name)))
