"""Where a text names other documents: 《title》（number）第五条, a number alone, a title without 《》 before a number, a short name."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from corpus.articles import ARTICLE
from corpus.numbers import normal_number, numbers_in
from corpus.records import Metadata, Span
from corpus.regions import region_in
from corpus.spans import spaceless
from corpus.text import fold
from corpus.titles import KINDS

MAX_TITLE = 120
"""Characters between 《 and 》; more is a mark that was never closed."""

MIN_FREE_TITLE = 8
"""Characters of a title without 《》: less is a word (本办法, 有关规定)."""

NEAR = 5
"""Titles among which a kind alone (《措施》), not given as a short name, is looked for."""

MIN_PLAIN = 7
"""Characters of a title that is a policy by its kind alone: 《管理办法》 and 《受理通知》 name forms or parts of a name."""

_FORM = re.compile(
    r"(?:表|书|证|照|单|函件|申请|合同|协议|凭证|执照|档案|台账|公章|材料|证明|简历|登记簿|样本|模板|样式|日报|晚报|时报|周刊|杂志|承诺|"
    r"报告|说明|名单|总结|汇编|事项|函|清单|计划|解读|讲话|令)$"
)
"""Endings of forms, papers and books; they count as documents only with a number or 关于 in them."""

_LEGAL = re.compile(r".(?:(?<![方办做看用说想写手疗书算])法|法典|规程|公约|协定|议定书|条约)$")
_KIND_END = re.compile(f"(?:{'|'.join(sorted((*KINDS, '举措', '名录'), key=len, reverse=True))})$")
_TRAILING_NOTE = re.compile(r"(?:[（(〔\[][^（）()〔〕\[\]]*[）)〕\]])+$")
_GENERIC = re.compile(rf"(?:本|该)?(?:管理|实施|暂行|试行|工作)?(?:{'|'.join(KINDS)}|法)$")
_SHORT = re.compile(
    r"[，,；;]?\s?(?:以下|下文|下)(?:均|分别|统)?(?:简称|称)为?[：:]?\s?[省市区县部国]?[《“”\"「『〈]{0,2}(?P<name>[^《》“”\"「」〈〉（）()，,。；;]{2,30})[》”“\"」』〉]{0,2}"
)
_OPEN = re.compile(r"\s?[（(【\[]\s?")
_LABELS = re.compile(r"(?:文号|发文字号|文件编号|以下简称|原文号)?[：:]?\s?")
_ARTICLE = re.compile(rf"\s?(?:的|中的?|中|规定的)?\s?(?P<article>{ARTICLE})")
_FREE_NOTE = re.compile(r"[（(][^（）()〔〕\[\]\d]{2,10}[）)]$")
_LEAD_IN = re.compile(
    r"(?:根据|依据|按照|依照|遵照|执行|落实|贯彻|适用|转发|印发|废止|修改|修订|参照|下达|发布|公布|收到|以及|同时|详见|原)(?:了)?"
)
_DELIMITER = re.compile(r"[\r\n。；;，,：:]")
_CO_ISSUERS = re.compile(r"[\u4e00-\u9fff、\s]{0,60}")


@dataclass(frozen=True, slots=True)
class Mention:
    """A document named at [start, end): its title, its number, the article of it, and the short name given to it there."""

    start: int
    end: int
    title: str | None
    number: str | None
    article: str | None = None
    alias: str | None = None


def mentions(text: str, body: int, metadata: Metadata) -> Iterator[Mention]:
    """All mentions of documents by title or number, in order, short names resolved."""
    numbers = numbers_in(text, body)
    starts = [number.start for number in numbers]
    own_numbers = {normal_number(number) for number in (metadata.number or "").split("、") if number}
    found: list[Mention] = []
    title_span = metadata.spans.get("title")
    ranges = [(body, len(text))]
    if title_span and title_span[1] <= body:
        ranges.insert(0, title_span)
    taken: list[Span] = []
    for start, limit in ranges:
        for begin, end in _title_ends(text, start, limit):
            if taken and begin < taken[-1][1]:
                continue  # the short name in the brackets behind a title
            mention = _read_name(text, begin, end, limit)
            taken.append((begin, mention.end))
            found.append(mention)
    for number in numbers[bisect_right(starts, body - 1) :]:
        place = bisect_right(taken, (number.start, len(text))) - 1
        if place >= 0 and number.start < taken[place][1]:
            continue
        if normal_number(number.value) not in own_numbers:
            found.append(_free(text, body, number.start, number.end, number.value))
    yield from _settle(sorted(found, key=lambda mention: mention.start), metadata)


def is_policy_title(title: str) -> bool:
    """Whether what stands in 《》 is a policy document by its ending: no form, certificate, newspaper or book."""
    plain = _TRAILING_NOTE.sub("", title).rstrip('》〉”"')
    if _LEGAL.search(plain):
        return True
    if "关于" in plain and _KIND_END.search(plain):
        return True
    if _FORM.search(plain):
        return bool(region_in(plain)) and bool(re.search(r"(?:计划|清单|令)$", plain)) and len(plain) >= MIN_PLAIN
    return _KIND_END.search(plain) is not None and len(plain) >= MIN_PLAIN


def name_key(title: str) -> str:
    """A title without white space, quotes and brackets, folded."""
    return re.sub(r"[\s《》〈〉()\"'<>\[\]]", "", fold(title))


def _read_name(text: str, begin: int, end: int, limit: int) -> Mention:
    """A title at [begin, end) with the short name, number and article that follow it."""
    title = spaceless(text[begin + 1 : end - 1])
    number = alias = None
    at = end
    for _ in range(3):
        opened = _OPEN.match(text, at, limit)
        inside = opened.end() if opened else at
        if opened and (short := _SHORT.match(text, inside, limit)):
            alias, after = short["name"].strip(), short.end()
            follow = (
                numbers_in(text, after, min(limit, after + MAX_TITLE)) if text[after : after + 1] in "，,；;" else []
            )
            if follow and follow[0].start <= after + 1:
                number, after = follow[0].value, follow[0].end
        else:
            label = _LABELS.match(text, inside, limit)
            inside = label.end() if label else inside
            near = numbers_in(text, inside, min(limit, inside + MAX_TITLE))
            if number is not None or not near:
                break
            if near[0].start > inside and not (opened and _CO_ISSUERS.fullmatch(text, inside, near[0].start)):
                break
            number, after = near[0].value, near[0].end
            if opened and (short := _SHORT.match(text, after, limit)):
                alias, after = short["name"].strip(), short.end()
        if opened and text[after : after + 1] and text[after] in "）)】]":
            after += 1
        at = after
    if alias is None and (short := _SHORT.match(text, at, limit)) and text[at : at + 1] in "，,以下":
        alias, at = short["name"].strip(), short.end()
    article = _ARTICLE.match(text, at, limit)
    stop = article.end() if article else at
    return Mention(begin, stop, title, number, spaceless(article["article"]) if article else None, alias)


def _title_ends(text: str, start: int, limit: int) -> Iterator[Span]:
    """Spans of 《…》, brackets included, titles inside titles being part of the outer one."""
    at = text.find("《", start, limit)
    while at != -1:
        depth, end = 0, -1
        closed = text.find("》", at, min(limit, at + MAX_TITLE))
        for offset in range(at, min(limit, at + MAX_TITLE) if closed != -1 else at):
            depth += (text[offset] == "《") - (text[offset] == "》")
            if depth == 0:
                end = offset + 1
                break
        if end == -1 and closed != -1:
            end = closed + 1  # 《关于修改《…》的决定, with one 》 forgotten
        if end != -1:
            yield at, end
        at = text.find("《", max(end, at + 1), limit)


def _free(text: str, body: int, start: int, end: int, number: str) -> Mention:
    """A number without 《》 before it, with the title that stands before it if one does, and the article behind it."""
    title, begin = _free_title(text, max(body, start - MAX_TITLE), start)
    stop = end
    if text[begin:start].rstrip()[-1:] in tuple("（([【") and text[stop : stop + 1] in tuple("）)]】"):
        stop += 1
    article = _ARTICLE.match(text, stop)
    return Mention(
        begin,
        article.end() if article else stop,
        title,
        number,
        spaceless(article["article"]) if article else None,
    )


def _free_title(text: str, window: int, start: int) -> tuple[str | None, int]:
    """The title without 《》 that ends where a number begins at `start`, and where it begins; (None, start) without one."""
    before = _DELIMITER.split(text[window:start])[-1]
    plain = before.rstrip(" 　\t（([【")
    note = _FREE_NOTE.search(plain)
    core = plain[: note.start()] if note else plain
    if not core.endswith(KINDS):
        return None, start
    at = max(core.rfind(mark) for mark in " 　\t《》（）()“”") + 1
    if "关于" not in core[at:]:  # a title set in several lines
        broken = core.rfind("关于", max(core.rfind(mark) for mark in "》）)”") + 1)
        at = broken if broken != -1 else at
    subject = core.find("关于", at)
    at = max([at, *(m.end() for m in _LEAD_IN.finditer(core, at, subject if subject != -1 else len(core)))])
    words = core[at:]
    if len(words) < MIN_FREE_TITLE or words.startswith(("本", "该", "有关", "相关")):
        return None, start
    return spaceless(plain[at:]), start - len(before) + at


def _settle(found: list[Mention], metadata: Metadata) -> Iterator[Mention]:
    """Resolve short names and leave out what is no policy document."""
    given: dict[str, tuple[str, str | None]] = {}
    for mention in found:
        if mention.alias and mention.title and (is_policy_title(mention.title) or mention.number):
            given.setdefault(name_key(mention.alias), (mention.title, mention.number))
    inner = re.search(r"《(.+)》", metadata.title)
    subject = inner[1] if inner else metadata.title
    named: list[Mention] = []
    for mention in found:
        if mention.title is None:
            yield mention
            continue
        key = name_key(mention.title)
        if key in given and mention.alias is None:
            title, number = given[key]
            yield replace(mention, title=title, number=mention.number or number)
        elif mention.number or is_policy_title(mention.title):
            named.append(mention)
            yield mention
        elif _GENERIC.fullmatch(mention.title):
            titles = (each.title or "" for each in reversed(named[-NEAR:]))
            known = next((title for title in titles if _TRAILING_NOTE.sub("", title).endswith(mention.title)), None)
            if known or (name_key(subject).endswith(key) and len(key) < len(name_key(subject))):
                yield replace(mention, title=known or subject)
