"""Lists asked for by what they are of (材料, 条件, what is barred, what is exempt): all enumerations of the documents found, by what
opens them. Which sentence of a list comes nearest to a question says little: its items share few words with it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.answers.members import Members, number_asked, numbered, told_members
from bot.inquiry import Inquiry
from bot.reading.ranking import OPENS_LIST
from bot.reading.reading import Evidence, heard_by, sentences_of, standing_above
from bot.reading.units import ANNOUNCES
from bot.records import Outcome
from bot.understanding.coverage import coverage
from bot.understanding.question import Question
from corpus.aliases import canonical
from corpus.records import Document
from corpus.text import fold

DOCUMENTS, READ = 2, 8
"""Documents whose enumerations are looked through, and sentences found of which they are."""

ABOUT, MARGIN = 0.5, 0.04
"""Share of a question that what opens a list and stands above it must say, and how much more than the next one does."""

ABOUT_CLEAR, CLEAR = 0.4, 0.15
"""The same share of the first of several by far, and by how much it is that."""

LONGEST_HEADING = 40
"""Characters of a heading that names a list."""

ALONE, ALONE_ANYWHERE = 0.05, 0.2
"""The same of the one list of its kind that the documents of the place asked have, and of the one that has as many members as asked,
of whichever place."""

INSIDE = 0.5
"""Worth of a word that only the items say."""

_COUNT = "(?:[几些]|[二两三四五六七八九十]个?大?)"
_NUMBER = re.compile(
    "多少|其中|(?:人数|数量|面积|金额|年限)(?:上|方面)?(?:都?有(?:哪些|什么|啥))?要求|(?<![好那这哪分])几(?!种|类|项|个条件|样|个?步|个?方面)|多[久大长高]|各"
)
_ASKS_STEPS = re.compile("[几些]个?步")
_ASKS = re.compile(
    "(?:来源|渠道)(?:是|有|呢|[?？]|$)|[从打]哪[里儿]?来|哪[些几二两三四五六七八九十]|什么(?!时)|啥(?!时)|有没有|怎样的|分(?:为|成)?几|几个?步"
)
_NOT = "不予?(?:再)?(?:给|发|补|登记|注册|批|核准|通过|报销|奖|贴|支持|受理|享受|纳入|退|赔|认|能|得|让|算|可以?|准|许)|取消|停[发止]|拿不到|领不到|没资格|禁止|不合格"
_KINDS = {
    "barred": (
        re.compile(_NOT),
        re.compile("不予|不享受|不得|取消|停止|停发|不在|不纳入|不支付|不退|不补|不承担|终止|禁止|不再|不属于|不能"),
    ),
    "free": (re.compile("不受|不限(?!制?于)|不用|免[予除]?|不需要?|不必|无需"), re.compile("不受|除外|不限|免|无需|不适用|不需|不退|不承担")),
    "papers": (
        re.compile("材料|证件|什么证|哪些证|资料"),
        re.compile("材料|资料|证件|(?:提[供交]|携带|出具|上传)[^。;；]{0,12}[:：]"),
    ),
    "condition": (
        re.compile("条件|(?:哪些|什么样的?|啥样的?|什么)(?:人|企业|单位|老人|家庭|车|公司|学生|孩子|项目|对象|职工|机构|农户)|谁(?:能|可以?)|要求"),
        re.compile("条件|(?:符合|具备|满足)(?:下列|以下|如下)|(?:应当?|须|需要?|必须)(?:同时)?(?:具备|具有|符合|满足|做到|达到)[^,，。;；]{0,6}[:：]|对象|(?:下列|以下)[^。;；]{0,8}(?:人员|对象|家庭|企业|老人|车辆)|范围|之一|包括"),
    ),
    "case": (re.compile("情形|情况|场合"), re.compile("情形|情况|行为|(?<!条件)之一")),
    "steps": (re.compile("[几些]个?步|步骤|环节|流程|程序"), re.compile("步骤?|流程|程序|环节|时间安排|进度安排")),
    "parts": (
        re.compile(f"分(?:为|成)?(?:哪|几)|(?:哪{_COUNT}?|[二两三四五六七八九十]个?大?)(?:类别?|种类?|方面|板块|大块)"),
        re.compile("类别?|种类|方面|标准|内容|分为|包括|什么|如下|重点"),
    ),
    "funds": (
        re.compile("(?:钱|款|资金|经费)[^,，。]{0,6}[从打由][^,，。]{0,8}(?:来|出|筹)|(?:资金|经费)的?(?:来源|渠道)|筹资渠道"),
        re.compile("(?:资金|经费)[^,，。;；]{0,6}(?:来源|渠道|筹集|来自)|来源于|筹资"),
    ),
    "lacks": (
        re.compile("(?:难处|难题|难点|短板|不足|困难|问题|弱项|软肋)(?:是|有|呢|[?？]|$)|(?:哪[些几]个?|什么)(?:难处|难题|短板|不足|困难|问题|弱项)(?!.*[找问打])"),
        re.compile("问题|困难|不足|短板|薄弱|挑战|难题"),
    ),
}  # fmt: skip
"""What a list is asked to be of, and what opens one of that kind; the first that is asked for counts."""

_PLAIN = frozenset({"barred", "case", "steps", "parts", "funds", "lacks"})
"""Kinds of lists of which a document seldom has two."""

_ASKING = re.compile(
    "申[请领报]|领[取到]|享受|办理?|拿到?|符合|满足|具备|具有|达到|做到|需要?|要|得|走|提[交供]|[准需]备|[些几]个?步|条件|要求|材料|资料|流程|程序|步骤|环节|情形|情况"
)
"""Words that ask for a list and its kind, and say nothing of what it is of."""

_TITLE = re.compile("(?!按照?|根据|依照|依据)[\u4e00-\u9fff]{4,}?(?:条例|办法|规定|细则)")
"""The title of a document in a question."""

_LISTED_NOUN = re.compile("(?:下列|以下|如下)[^,，。;；:：]{1,10}[:：]\\W*$")
"""What the members of a list are, at the end of what opens it."""

_INLINE = re.compile(r"[:：]\s*(?:[（(]?[一1][)）.．、])")
_OF_ALL = re.compile(
    r"[（(]?[一二三四五六七八九十\d]*[)）、.．]?\s*(?:(?:企业|单位|项目|申[请报][人单位企业]{1,2}|个人)?(?:有|存在|属于)?(?:下列|以下)(?:情形|情况|行为)之一的?)[,，]?[^,，。;；:：]{0,10}[:：]?\s*(?:[（(]?[一1][)）.．、])?\s*"
)
"""What opens a list that holds for all that its document gives: it names nothing."""


@dataclass(frozen=True, slots=True)
class _Listed:
    """An enumeration: the sentence that opens it, its members, how much of the question it says, of what that names
    (`said`), and that without its document's title (`own`), which all of the document's lists share."""

    item: Evidence
    document: Document
    members: Members
    about: float
    said: float
    own: float


def enumerated(inquiry: Inquiry) -> Outcome | None:
    """All members of the one list of the kind asked for that says most of the question; None where no kind of list is asked,
    none says enough, or two say as much."""
    kind = _kind(inquiry.asked)
    if kind is None:
        return None
    found = sorted(_listed(inquiry, kind), key=lambda each: -each.about)
    alone = _alone(inquiry.asked, kind, found)
    first = [each for each in found if each.about > found[0].about - MARGIN]
    best = alone or max(first, key=lambda each: each.own, default=None)
    placed = bool(inquiry.asked.places or inquiry.asked.elsewhere)
    least = (ALONE if placed else ALONE_ANYWHERE) if alone else ABOUT
    if best is None or max(best.about, best.said) < (min(least, ABOUT_CLEAR) if _is_clear(best, found) else least):
        return None
    rivals = [each for each in first if each.own > best.own - MARGIN and each.members.texts != best.members.texts]
    return None if rivals and not alone else told_members(best.item, best.document, best.members)


def _is_clear(best: _Listed, found: Sequence[_Listed]) -> bool:
    """Whether a list is the first by far of several of its kind."""
    others = [each.said for each in found if each.members.texts != best.members.texts]
    return bool(others) and max(others) <= best.said - CLEAR


def _alone(asked: Question, kind: str, found: Sequence[_Listed]) -> _Listed | None:
    """The one list that has as many members as the question says, or the only one of the place asked, of a kind of which a document
    seldom has two, or of whichever in the document that the question names: few of people's words stand in what opens it."""
    said = number_asked(asked.text)
    fitting = [each for each in found if said in (None, len(each.members.texts))]
    if len(fitting) != 1:
        return None
    titles = (match.group() for match in _TITLE.finditer(fold(asked.text)))
    named = any(title in fold(fitting[0].item.hit.entry.metadata.title) for title in titles)
    known = said is not None or asked.places or asked.elsewhere
    return fitting[0] if named or (kind in _PLAIN and known) else None


def _kind(asked: Question) -> str | None:
    text = fold(asked.text)
    steps = _ASKS_STEPS.search(text)
    if (asked.number and not steps) or not _ASKS.search(text) or _NUMBER.search(text):
        return None
    return next((kind for kind, (asks, _) in _KINDS.items() if asks.search(text)), None)


def _listed(inquiry: Inquiry, kind: str) -> Iterator[_Listed]:
    """The enumerations of the kind asked for in the documents found, each once."""
    evidence = [each for each in inquiry.evidence[:READ] if each.place_fits and each.year_fits]
    named = _named(inquiry.asked)
    first = {each.hit.entry.key: each for each in reversed(evidence)}
    keys = list(dict.fromkeys(each.hit.entry.key for each in evidence))[:DOCUMENTS]
    for key in keys:
        document = inquiry.library.catalogue.document(key)
        if document is None:
            continue
        begun: set[int] = set()
        for item in (*_openers(inquiry, first[key]), *_headings(document, first[key], kind)):
            for members in numbered(item, document):
                if members.spans[0][0] in begun:
                    continue
                begun.add(members.spans[0][0])
                opener = document.text[item.start : members.spans[0][0]]
                path = item.hit.stored.passage.path
                if _is_of(kind, opener, path[-1] if path else "") and not ANNOUNCES.search(opener):
                    yield _Listed(item, document, members, *_shares(inquiry, named, item, opener, members))


def _openers(inquiry: Inquiry, like: Evidence) -> Iterator[Evidence]:
    """The sentences of a document that open a list."""
    stored = inquiry.library.catalogue.passages_of(like.hit.entry.key)
    prose = (each for each in stored if not each.passage.cells)
    return sentences_of(like, prose, lambda text: OPENS_LIST.search(text) or _INLINE.search(text))


def _headings(document: Document, like: Evidence, kind: str) -> Iterator[Evidence]:
    """The headings of the kind asked for, right below which a list may begin."""
    for section in document.sections:
        if _KINDS[kind][1].search(section.heading) and section.body - section.start <= LONGEST_HEADING:
            text = document.text[section.start : section.body].rstrip()
            passage = replace(like.hit.stored.passage, path=document.path_at(section.start), cells=())
            hit = replace(like.hit, stored=replace(like.hit.stored, passage=passage))
            yield replace(like, hit=hit, text=text, start=section.start, end=section.start + len(text))


def _is_of(kind: str, opener: str, heading: str) -> bool:
    """Whether what opens a list is of the kind asked for: what bars or frees is no condition, and the other way round."""
    said = f"{heading} {opener}"
    barred = bool(_KINDS["barred"][1].search(opener) or _KINDS["barred"][1].search(heading))
    if kind in ("barred", "free"):
        return bool(_KINDS[kind][1].search(said))
    listed = _LISTED_NOUN.search(opener)
    if kind == "case" and listed and not _KINDS["case"][1].search(listed.group()):
        return False  # 行为的，可以行使下列职权：
    return bool(_KINDS[kind][1].search(said)) and (kind == "case" or not barred)


def _named(asked: Question) -> tuple[str, ...]:
    """The terms of a question that do not ask for a list or its kind; all where none is left."""
    whole = canonical(fold(asked.text))
    rest = _ASKING.sub(" ", whole)
    return tuple(term for term in asked.terms if term in rest or term not in whole) or asked.terms


def _shares(
    inquiry: Inquiry, named: Sequence[str], item: Evidence, opener: str, members: Members
) -> tuple[float, float, float]:
    """How much of the question, of what it names, and of that without the title, an enumeration says: what opens it and stands
    above it, and for less its members."""
    asked, meta, path = inquiry.asked, item.hit.entry.metadata, item.hit.stored.passage.path
    if any(place == meta.region for place in asked.places) and _OF_ALL.fullmatch(opener):
        return ABOUT, ABOUT, ABOUT
    opens, inside = (heard_by(asked, opener), 1.0), (heard_by(asked, " ".join(members.texts)), INSIDE)
    own = tuple(heading for heading in path if heading not in meta.title)
    with_title = (opens, *standing_above(path, meta.title, meta.issuer or "", spoken=asked.spoken), inside)
    without = (opens, *standing_above(own, spoken=asked.spoken), inside)
    about, said = (coverage(terms, with_title, inquiry.weights) for terms in (asked.terms, named))
    return about, said, coverage(named, without, inquiry.weights)
