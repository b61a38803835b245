"""What stands in the lines of the form of one benefit: whom it is for, what it asks, how to apply, and until when it holds.

Each line is verbatim words of the document. What the fields of the benefit do not hold is looked up in the text, and only where
it speaks of that: a sentence on somebody else's application or on the validity of a certificate is worse than none.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from bot.benefits.reading_rules import says_nothing
from corpus.benefit_outline import path_at
from corpus.benefit_records import Fact, Operator, Quoted, Requirement, Test
from corpus.passages import sentences
from corpus.records import Document, Span
from index.benefits import Offer

FOUND = 2
"""Sentences that are looked up where a field of the benefit is empty."""

REACH = 400
"""Characters around a clause in which its sentence is looked for."""

_WHOM_FACTS = frozenset({
    Fact.ENTITY, Fact.ROLE, Fact.SIZE, Fact.CERTIFICATION, Fact.NEW_CERTIFICATION, Fact.RENEWED_CERTIFICATION, Fact.PERSON,
    Fact.EDUCATION, Fact.DISABILITY, Fact.HOUSEHOLD, Fact.REGION, Fact.INDEPENDENT,
})  # fmt: skip
_WHOM = re.compile(
    "(?:企业|单位|机构|公司|工商户|合作社|农场|大户|组织|团队|高校|院校|院所|学校|医院|银行|旅行社|平台|园区|基地|载体|主体|经营者|业主|法人"
    "|人员|家庭|个人|职工|员工|居民|农户|农民|学生|毕业生|学员|老年人|残疾人|军人|对象|消费者|人才|博士后?|教师|技师|妇女|儿童|大户|(?<![\\d万余多名每个账帐])(?:户|人))"
    "(?:[（(][^（）()]*[）)])?(?:的|等)*[。；]?$"
)
"""How a clause ends that says whom something is for."""

_LONGEST = 60
"""Characters of a clause that only says whom something is for."""

_TELLS_MORE = re.compile(
    "应(?!用|急|届)|须|需|^(?:使用|委托|购买|租用|参加|入驻|建设|投资|采购|与)|[，；](?:可|不得|由|须)|^(?:支持|鼓励|推动|引导)[^，]*(?:设立|建设|打造|引进|培育)|^[\\d.\\s\u3000]*申请人$"
)
"""What a clause tells beside whom it speaks of."""

_DEFINES = re.compile("所称(?:的)?[“]?(?P<term>[^，。；“”]{2,20}?)[”]?[，,]?(?:是指|指的是|指|包括)")
"""How a sentence goes that says who those are that the text speaks of."""

_WORD_OF_PERSONS = frozenset({Test(Fact.ENTITY, Operator.IN, ("个人",))})

_BARE = 4
"""Characters of a mere word for persons (居民), which a clause that says more of them goes before."""


def who_of(offer: Offer, document: Document | None) -> list[Quoted]:
    """Whom a benefit is for: as its beneficiaries say, or the document as a whole, or a clause of its conditions that names them."""
    benefit = offer.benefit
    span = offer.entry.metadata.spans.get("audience")
    audience = [Quoted(document.text[slice(*span)], *span)] if document and span else []
    named = [each for each in benefit.beneficiaries if _names_whom(each) and not _is_called(offer, each)]
    telling = [each for each in named if len(each.clause) > _BARE]
    asked = [each for each in _asked(offer) if not each.excludes]
    clauses = [each for each in asked if _names_by_words(each.clause)]
    defined = [each for each in asked if _defines(each.clause, offer, document)]
    return (
        _quotes(telling)
        or audience
        or _quotes([*clauses[:FOUND], *defined][:FOUND])
        or _quotes(each for each in named if _WHOM.search(each.clause))
    )


def asks_of(offer: Offer, told: Sequence[Quoted]) -> list[Quoted]:
    """What a benefit asks beside whom it is for, which was `told`; what only calls it by its name is left out."""
    known = {(each.start, each.end) for each in told}
    every = [*(each for each in offer.benefit.beneficiaries if len(each.clause) > _BARE), *_asked(offer)]
    return [
        each
        for each in _quotes(each for each in every if not _is_called(offer, each))
        if (each.start, each.end) not in known
    ]


def _asked(offer: Offer) -> list[Requirement]:
    """The conditions of a benefit and those of its amounts."""
    benefit = offer.benefit
    every = [*benefit.conditions, *(each for amount in benefit.amounts for each in amount.when)]
    return [each for each in every if not says_nothing(each)]


def _quotes(found: Iterable[Requirement]) -> list[Quoted]:
    """The clauses of requirements, without those that stand inside another one."""
    quotes = list(dict.fromkeys(Quoted(each.clause, each.start, each.end) for each in found))
    return [each for each in quotes if not any(_inside(each, other) for other in quotes)]


def _inside(one: Quoted, other: Quoted) -> bool:
    return (one.start, one.end) != (other.start, other.end) and other.start <= one.start and one.end <= other.end


def _names_by_words(clause: str) -> bool:
    return len(clause) <= _LONGEST and _WHOM.search(clause) is not None and _TELLS_MORE.search(clause) is None


def _defines(clause: str, offer: Offer, document: Document | None) -> bool:
    """Whether a clause says who those are of whom the benefit, or the title of its document, speaks."""
    match = _DEFINES.search(clause)
    spoken = document.text[slice(*offer.benefit.span)] + document.title if document else ""
    return match is not None and match["term"] in spoken and any(map(_WHOM.search, re.split("[，；]", clause)))


def _names_whom(each: Requirement) -> bool:
    if _WORD_OF_PERSONS.issuperset(each.tests):
        return _names_by_words(each.clause)  # 公共租赁住房 says that an item is for persons, and not for which
    return any(test.fact in _WHOM_FACTS for test in each.tests) or _names_by_words(each.clause)


def _is_called(offer: Offer, each: Requirement) -> bool:
    """Whether a requirement is only what the benefit, or the part that it stands in, is called."""
    if offer.benefit.start <= each.start < offer.benefit.end:
        return False  # its own words, by whose first the benefit may be called
    named = any(each.clause.strip("。；：") in name for name in (offer.benefit.title, *offer.benefit.heading))
    return named and not any(test.fact in _WHOM_FACTS for test in each.tests)


# -- how to apply --------------------------------------------------------------------------------------------------

_APPLIES = re.compile(
    "(?:向|通过|登录|经由?|到|在)[^，。；\n]{2,40}(?:申请|申报|提交|报送|申领|办理)|(?:提出|提交|报送)[^，。；\n]{0,10}(?:申请|申报|材料)"
    "|(?:申报|申请|申领|办理)(?:材料|流程|程序|时间|方式|渠道|平台)"
    "|(?:第[\\d、一二三四五六七八九十至]+[条项]|本[\u4e00-\u9fff]{1,4}|上述|以上|各项)[^，。；\n]{0,30}免申即享|免申即享[^。\n]{0,30}(?:本[\u4e00-\u9fff]{1,4}|上述|以上|各项)"
)
_OF_SUPPORT = re.compile(
    "补贴|补助|奖励|奖补|资助|津贴|扶持|资金|项目|政策|兑[现付]|申领|申报|材料|免申即享|创新券|贴息|返还|申请[人者]|登录|上传|APP|窗口|平台|系统|网上|线上"
    "|^[^，。]{0,14}(?:企业|单位|机构|申报)"
)
"""What a sentence speaks of that tells how to apply for money, and not for a licence or for water."""

_PENAL = re.compile("骗取|套取|虚报|弄虚作假|追究|追回")
"""What a sentence says that tells of a penalty."""

_OTHERWISE = re.compile(
    f"{_PENAL.pattern}|取消|收回|处罚|罚款|违规|许可|不予|不得|[？?]$|(?:条件|情形)(?:之一)?(?:的)?[：:]$|^\\|"
)
"""What a sentence says that only mentions an application: penalties, questions, the opening of a list of conditions, rows of a table."""

_ASKS_FIRST = re.compile("^[^，。；]{0,16}(?:应当?|须|需|必须)?(?:同时)?(?:符合|具备|满足)[^，。；]{0,10}条件")
_LABEL = re.compile(
    "[^，；]{0,14}(?:申报|申请|申领|办理)(?:的)?(?:材料|流程|程序|时间|方式|渠道|步骤|要求)(?:如下|为|是)?[。：:]?"
)
"""A heading alone, whose text tells what it announces."""

_LABELLED = 3
"""Sentences below such a heading that are quoted."""


def applies_of(offer: Offer, document: Document | None) -> list[Quoted]:
    """How, when and with what to apply: as the benefit says, or else what the document says of applying for money."""
    benefit = offer.benefit
    window = [benefit.window] if benefit.window else []
    asked = _quotes([*benefit.beneficiaries, *_asked(offer)])
    own = [each for each in benefit.apply if tells_how(each) and not _is_asked(each, asked)] + [*benefit.materials]
    return [*own, *window] if own else [*_looked_up(document, benefit.span), *window]


_HOW = re.compile(
    f"{_APPLIES.pattern}|(?:申请|申报)(?:书|表)|受理|审核|审批|初审|复核|评审|公示|拨付|兑现|窗口|平台|系统|登录|提交|填报|报送|递交|盖章|材料|推荐|遴选|征集|公告|通知|咨询|电话"
)
"""What a passage says that tells the way to the money."""


def tells_how(quote: Quoted) -> bool:
    """Whether a passage below a heading on applying tells how, and is neither a condition nor a penalty."""
    if _ASKS_FIRST.match(quote.text) or not _HOW.search(quote.text):
        return False
    return not _PENAL.search(quote.text) or _APPLIES.search(quote.text) is not None


def _is_asked(quote: Quoted, asked: Sequence[Quoted]) -> bool:
    """Whether most of a passage is what applicants are asked for, and nothing of it how they apply."""
    known = sum(max(0, min(quote.end, each.end) - max(quote.start, each.start)) for each in asked)
    return 2 * known >= quote.end - quote.start and _APPLIES.search(quote.text) is None


def _looked_up(document: Document | None, span: Span) -> list[Quoted]:
    """Sentences on how to apply, those of the benefit's own text first."""
    if document is None:
        return []
    text = document.text
    own = [each for each in sentences(text, *span) if "免申即享" in text[slice(*each)]] or list(
        _on_applying(document, *span)
    )
    if not own:
        every = _on_applying(document, document.body, len(text))
        own = [each for each in every if not _apart(document, span[0], each[0])]
    return [Quoted(text[start:end], start, end) for start, end in own[:FOUND]]


_FOR_ALL = re.compile(
    "总则|附则|申[报请领]|办理|程序|流程|步骤|管理|兑现|实施|审核|拨付|组织|保障|其[他它]|事项|说明|答|要求"
)
"""Words of the heading of a part that holds for the others too."""


def _apart(document: Document, own: int, other: int) -> bool:
    """Whether what stands at an offset is of another part of the document than a benefit, with a heading of its own matter."""
    parts = [path_at(document.sections, offset)[:1] for offset in (own, other)]
    if not all(parts) or parts[0] == parts[1]:
        return False
    section = document.sections[parts[1][0]]
    return section.is_heading and section.kind != "条" and _FOR_ALL.search(section.heading) is None


def _on_applying(document: Document, start: int, end: int) -> Iterator[Span]:
    text = document.text
    for first, last in sentences(text, start, end):
        said = text[first:last]
        if not _APPLIES.search(said) or _OTHERWISE.search(said) or not _OF_SUPPORT.search(said):
            continue
        if not _LABEL.fullmatch(_bare(said)):
            yield first, last
        elif below := sentences(text, last, _end_of(document, first))[:_LABELLED]:
            yield below[0][0], below[-1][1]


def _bare(said: str) -> str:
    """A heading without its number."""
    return re.sub("^(?:第[^条]{1,5}条|[（(]?[一二三四五六七八九十\\d]{1,3}[）)、.．]|#+)[\\s\u3000]*", "", said)


def _end_of(document: Document, offset: int) -> int:
    """Where the innermost section ends that begins at an offset; the offset itself where none does."""
    return max((each.end for each in document.sections if each.start <= offset < each.body), default=offset)


# -- until when ----------------------------------------------------------------------------------------------------


def valid_of(offer: Offer, document: Document | None) -> list[Quoted]:
    """From when and until when a benefit holds: its own term, or the sentences from which its document's days were read."""
    term = offer.benefit.term
    own = [Quoted(term.clause, term.start, term.end)] if term else []
    spans = offer.entry.metadata.spans
    dates = [spans[name] for name in ("effective", "expires") if name in spans]
    if document is None:
        return own
    found = [*own, *(sentence_of(document, *span) for span in dates)]
    return [each for at, each in enumerate(found) if not any(_holds(other, each) for other in found[:at])]


def _holds(one: Quoted, other: Quoted) -> bool:
    """Whether two quotes are of one sentence."""
    return one.start < other.end and other.start < one.end


def sentence_of(document: Document | None, start: int, end: int) -> Quoted:
    """The sentence in which a clause stands: an amount alone (最高50万元) does not say what for."""
    if document is None:
        return Quoted("", start, end)
    around = sentences(document.text, max(0, start - REACH), min(len(document.text), end + REACH))
    first, last = next(((s, e) for s, e in around if s <= start and end <= e), (start, end))
    return Quoted(document.text[first:last], first, last)


def saying(pattern: re.Pattern[str], document: Document | None, span: Span) -> list[Quoted]:
    """Sentences of a span that say what no field of the benefit holds."""
    if document is None:
        return []
    found = [each for each in sentences(document.text, *span) if pattern.search(document.text, *each)]
    return [Quoted(document.text[start:end], start, end) for start, end in found[:FOUND]]
