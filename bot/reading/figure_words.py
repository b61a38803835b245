"""The words about a figure, and what in them speaks against its being the figure asked for: growth where the level is asked,
an intake where the total is, another batch, what lies outside of a place."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.understanding.coverage import Read
from bot.understanding.question import Question, Slot
from bot.understanding.scopes import LISTED, one_of_each
from bot.understanding.segments import PART, opening
from corpus.aliases import canonical
from corpus.quantity import Quantity
from index.tokens import bigrams

FREED = 2
"""Pairs of characters by which a sentence that frees from something names what the question names."""

SPANS_OF_TIME = ("小时", "日", "月", "年")
_ASKS_WITHIN = re.compile("(?<![国境省市区县院校库场园以])内(?![容部外])")
"""What is left of 几年内 where its figure is taken out: it asks since when (近3年内无违法记录)."""

_AROUND_THE_CLOCK = re.compile(
    "(?:的|全天候|不间断|不打烊)*(?:抢修|服务|值班|咨询|报警|投诉|应急|客服|自助|热线|电话|在线|在岗|值守|营业|开放|供应|供水|供电|办理|受理)"
)
"""What goes on day and night: the 24小时 before it tell no span that anything takes."""

_BACK = re.compile("(?:往前|向前|前推|上溯|倒推|追溯|此前|过去|最近)(?:的|推算?|追溯|满)?$")
_ASKS_BACK = re.compile("往前|向前|前推|上溯|倒推|追溯|此前|过去|最近|近|前面|之前|连续|累计")
"""A time looked back upon (申请之月往前12个月的收入), which tells nobody how long anything takes."""

_TAKEN = re.compile("^(?!.*(?:有效|期限|管用)).*(?:办[理结完好]|办下来|审[核批]|出证|发证|补办)")
_VALID = re.compile("有效期(?:限)?(?:最[长高多短])?(?:不?(?:得)?(?:超过|少于)?|为|是|至)$")
"""How long something takes is asked, and how long it is good for is told."""

_CASE = re.compile(
    r"\s*(?:第\w{1,4}条\s*|[(（]\w{1,2}[)）]|其中[,，]?)?(?P<case>[^,，:：]{3,30})的[,，](?P<told>.*)", re.DOTALL
)
_CHANGES = re.compile("提高|上浮|增[加发]|放宽|降低|减半|下浮|延长")
"""What opens a part of a sentence as a case of its own, and says that its figure differs from the usual one."""

_FORMER = re.compile("[由从][^由从,，、]{0,14}$")
_CHANGED = re.compile(
    "(?:大幅|统一|适当|进一步)?(?:提高|提升|上调|调整|调增|调减|下调|增加|扩大|压缩|缩短|降低?|减少|提标|放宽|延长|变更|改|上升|下降)[到至为]"
)
ASKS_FORMER = re.compile("原来|原先|以前|之前|过去|旧|[由从](?:多少|几)|上年|去年|前一年|调整前|改之?前")
"""A figure that gave way to another one (由150万元|提高到200万元), and what asks for it."""

_BRACKETED = re.compile(r"[（(][^（）()]*\d[^（）()]*[）)](?=[,，])")
"""Brackets with figures that end a clause: what they say is an aside to it."""

_CLAUSE = re.compile("[,，;；:：。()（）、]")
_DIGIT = re.compile("[0-9]")
_CONDITION = re.compile("[^，,；;。、（()）]{0,24}的(?:企业|单位|项目|机构)?[，,]")
_KIND = re.compile(
    r"第[一二三四五六七八九十\d]+(?:[批期]|阶梯)|首批|首年|后面?两年|[a-z甲乙丙丁]类|[特一二三四五]等奖|(?:国家|[省市区县])级"
)
_RESPECTIVELY = re.compile("分别|依次")
_FINE = re.compile("罚|滞纳金")
_GRANT = re.compile("奖|补|资助|支持|扶持")
_ASKS_GRANT = re.compile("(?:奖励?|补贴?|补助|资助|给予?|拿到?|领到?)(?:的?金额|资金)?[ 是]*$")
"""What asks how much is given (营收破50亿奖多少), whatever it names before that."""

_BASE = re.compile("投资|投入|收入|产值|销售|资产|规模")
_THRESHOLD = re.compile(
    f"(?:{_BASE.pattern})(?:总?额)?(?:首次|第一次)?(?:在|应|须|要)?(?:达到|达|超过|突破|满|为|不低于)?$"
)
"""What an enterprise must have before it is given anything: 固定资产投资达到500万元的，奖励……"""

_REACHED = re.compile("(?:达到?|超过|超|突破|不低于|不少于|满|高于)$")
"""What a figure comes behind that must be reached before anything is given (融资额达到500万元的，奖励……)."""

_SHARED_WHOLE = re.compile("占[^,，;；。占]{2,20}?(?:的?(?:比重|比例|份额)|的(?=[0-9百约]))")
_OF_SHARES = re.compile("占|比重|比例|份额|几成|百分之")
"""A whole of which something else is a share, and what asks for shares."""

GROWTH = re.compile("同比|增长|增速|增幅|下降|上升|比上年|较上年")
_GROWN = re.compile(r"(?:同比|增长|增速|增幅|增|下降|上升)(?:速度|幅度)?(?:超过|突破|达到|达|为|约)?$")
INTAKE = re.compile(
    "(?<![创高更最])新(?:增|添|认定|培育|引进|引育|获|入选|入库|入统|设|开(?![发区])|成立|注册|登记|办(?!法)|签|建|立项|申报|到岗|进|聘|招|加入"
    "|落户|落地|投产|投用|投入|评|当选|批|发展|上(?=[了规榜市项]))|净增|增补"
)
"""What tells that things came in, and not how many there are."""

_WRITTEN = {
    "国家级": "国家",
    "省级": "省",
    "首年": "首年|第一年|第1年",
    "后两年": "后两?年|第[二三23]年",
    "后面两年": "后两?年|第[二三23]年",
}
"""Levels that are also written short (国家重点实验室, 浙江省科技型中小企业), and years that are also counted."""

_OUTSIDE = re.compile("(?<![除例国境海])(?:以外|之外|外(?=[的租在设住注]|$|[,。]))")
"""What lies outside of the place named before: its figure is another than that of what lies inside."""

_NOT_INSIDE = re.compile("(?:不在|没在|没有?(?:进|入驻?|落户)|未(?:进|入驻?|落户))[^,，。;；:：]{2,}")
"""The same as it is asked (不在园区里), where a text tells of both."""

_BOTH = re.compile("差|分别|各|相比|[高低多少]多少|还是")
"""What asks for the figures of both."""
_APPLIED = re.compile("申报|推荐|征集|报送|上报|申请")
_WON = re.compile("入选|获批|立项|获评|获奖|入围|认定|中选|中标|评上|选上|批下来")
_NOT = re.compile("(?:不用|不需要?|无需|无须|不必|免予|不再|不予)(..)")
PER_HEAD = re.compile("人均|亩均|户均|地均|日均|月均|年均|每[十百千万]+(?:名?常住人口|人口|人|户|亩)")
"""What a figure is told for one of: another figure than that of all."""

_BOUND_FOR_EACH = re.compile("[人户]均(?:原则上)?(?=最[高低多少]|不[得高低多少超])")
"""What a rule bounds for each: it gives nothing else."""

PARTED = "其中"
"""What the parts of a figure come behind."""

TOTAL = re.compile("总量|总数|总计|累计|合计|共有|保有|总规模|有效期内|现有|存量|在库|在册")


_ASKS_BOUND = re.compile(
    "(?P<no>[不别](?:能|得|应|可以?|许|要|准|宜)?)?(?:(?P<less>低于|少于|小于|不足|不到)|(?P<more>高于|多于|大于|超过|超出))(?:多少|几)"
)
_OTHER_SIDE = {"less": frozenset({">=", ">"}), "more": frozenset({"<=", "<"})}
"""What asks for a bound, and how figures compare that bound on the other side (低于多少平方米 of 不得少于5平方米)."""

_ASKS_ENOUGH = re.compile("需要?$|至少|最低|起码|才|[够满]|达到?$|要$")
_ASKS_ITEM = re.compile("[计加扣减赋记]|得分|封顶|最[高多]")
_OF_ITEM = re.compile(
    "(?:计|加|得|给|扣|减|赋|记)(?:为|上)?\\d+(?:\\.\\d+)?分|分封顶|每[项个件人年篇次][^,。]{0,8}\\d分"
)
"""Points that are enough altogether, as they are asked for; those of an item, as they are asked for and told."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words about a figure, canonical: its clause before and after it, the clauses before that back to the figure
    before it, its part of the sentence between semicolons (`earlier`: what of it stands before the figure), and the
    parts before that and behind it (`later`). `frames` tells that the figure is the period of the one right after it (一年最高200万元), `conditional` that
    its clause is a condition (达到3%以上的，按……), `included` that it is the bound of a tier with a remark (500万元（含）以上)."""

    clause: str
    near: str
    after: str
    earlier: str
    part: str
    before: str
    later: str
    frames: bool
    conditional: bool
    included: bool = False

    @property
    def around(self) -> str:
        return f"{self.near}{self.clause} {self.after}"


def words_about(text: str, quantities: Sequence[Quantity], index: int) -> Words:
    """The words that belong to a figure: back to the figure before it that stands in no brackets behind its subject
    (低收入家庭（月收入低于1800元），每平方米2.5元), and on to the end of its clause."""
    quantity = quantities[index]
    aside = [match.span() for match in _BRACKETED.finditer(text, 0, quantity.start)]
    ends = (each.end for each in quantities[:index] if not any(start < each.start < end for start, end in aside))
    left = max(ends, default=0)
    right = quantities[index + 1].start if index + 1 < len(quantities) else len(text)
    stop = _CLAUSE.search(text, quantity.end, right)
    before = _BRACKETED.sub("", text[left : quantity.start])
    marks = [match.end() for match in _CLAUSE.finditer(before)]
    near = before[marks[-3] if len(marks) > 2 else 0 : marks[-1] if marks else 0]
    clause = before[marks[-1] if marks else 0 :].replace("**", "")
    opens = opening(PART, text, quantity.start)
    closes = PART.search(text, quantity.end)
    return Words(
        canonical(clause),
        canonical(near),
        canonical(text[quantity.end : stop.start() if stop else right]),
        canonical(text[opens : quantity.start]),
        canonical(text[opens : closes.start() if closes else len(text)]),
        canonical(text[:opens]),
        canonical(text[closes.end() :]).rstrip("。") if closes else "",
        index + 1 < len(quantities) and right == quantity.end,
        _CONDITION.match(text, quantity.end) is not None,
        _INCLUDED.match(text, quantity.end) is not None,
    )


def only_applied_for(asked: str, told: str) -> bool:
    """Whether a text tells only how many were applied for, where those are asked that were granted (申报5项 of 入选几项)."""
    clause = re.split("[,，]", asked.rstrip("?？。 "))[-1]
    return _names_only(_WON, _APPLIED, clause) and _names_only(_APPLIED, _WON, told)


def _names_only(one: re.Pattern[str], other: re.Pattern[str], text: str) -> bool:
    return one.search(text) is not None and other.search(text) is None


_INCLUDED, _TO = re.compile("[（(]不?含(?:本数)?[）)](?:以[上下内]|[至到~—-])"), re.compile("(?:以上)?(?:至|到|-|~)")
"""What stands behind the first bound of a tier, and between both: 500万元（含）|至|1000万元的，按5%."""

_JOBLESS = re.compile("内?(?:未|没有?)(?:就业|工作|找到)")
_ASKS_DONE = re.compile("办(?:好|完|成|结|下来|出来)|下证|出证|到[账帐手]|拿到|审[批核]")


def speaks_against(slot: Slot, quantity: Quantity, words: Words, above: Sequence[Read]) -> bool:
    """Whether the figure is of another kind than the one asked."""
    asked, around = canonical(slot.label), words.around
    if quantity.family == "次序":
        against = slot.family != "次序"
    elif GROWTH.search(asked):
        against = not GROWTH.search(around)
    else:
        against = bool(_GROWN.search(words.clause)) and quantity.family in ("%", "倍")
    if slot.total and not INTAKE.search(asked):
        against |= bool(INTAKE.search(words.earlier + around)) and not TOTAL.search(around)
    if INTAKE.search(asked) and not slot.total:
        against |= bool(TOTAL.search(around)) and not INTAKE.search(around)
    against |= only_applied_for(asked, around)
    against |= _names_only(_APPLIED, _WON, asked) and _names_only(_WON, _APPLIED, around)
    if quantity.family == "元":
        against |= bool(_FINE.search(asked)) != bool(_FINE.search(words.around))
        granted = _ASKS_GRANT.search(asked) or (_GRANT.search(asked) and not _BASE.search(asked))
        bounds = _THRESHOLD.search(words.clause) or _TO.fullmatch(words.clause) or words.included
        against |= bool(granted) and bool(bounds)
    if _ASKS_GRANT.search(asked) and not _GRANT.search(words.clause):
        against |= words.conditional and (quantity.comparator in (">", ">=") or bool(_REACHED.search(words.clause)))
    over = " ".join((around, *(text for text, _ in above)))
    against |= set(PER_HEAD.findall(asked)) != set(PER_HEAD.findall(words.clause)) and not PER_HEAD.search(
        over + words.earlier
    )
    against |= bool(PER_HEAD.search(_BOUND_FOR_EACH.sub("", words.clause))) and not PER_HEAD.search(asked)
    against |= _denied(slot, words) or _opposed(asked, words)
    when = quantity.family in SPANS_OF_TIME and quantity.text.startswith("近")  # 近5年 says when, not how long
    against |= when and not _ASKS_WITHIN.search(asked)
    if quantity.family in SPANS_OF_TIME:  # 离校2年内未就业, 居住满6个月: what somebody is, not how long something takes
        against |= bool(_JOBLESS.match(words.after)) and not _JOBLESS.search(asked)
        against |= quantity.text.startswith("满") and bool(_ASKS_DONE.search(asked))
    against |= quantity.family in SPANS_OF_TIME and bool(_BACK.search(words.clause)) and not _ASKS_BACK.search(asked)
    against |= bool(_TAKEN.search(asked)) and quantity.family in SPANS_OF_TIME and bool(_VALID.search(words.clause))
    against |= gave_way(words) and not ASKS_FORMER.search(asked)
    against |= of_an_item(slot, words.clause + quantity.text + words.after)
    against |= quantity.unit == "期" and "期" not in asked  # 二期 is the name of a phase
    against |= quantity.text in ("24小时", "二十四小时") and bool(_AROUND_THE_CLOCK.match(words.after))
    kinds = _KIND.findall(words.earlier)
    carried = kinds[-1] if kinds else words.before  # what a sentence says of its first case holds for the next
    carried += words.earlier if _RESPECTIVELY.search(words.clause) else ""
    return against or any(not re.search(_WRITTEN.get(kind, kind), over + carried) for kind in _KIND.findall(asked))


def gave_way(words: Words) -> bool:
    """Whether a figure is the former one of a change (由150万元|提高到200万元)."""
    return bool(_FORMER.search(words.clause) and _CHANGED.match(words.after))


def follows_former(words: Words) -> bool:
    """Whether a figure is what a former one was changed to, whose words name both."""
    return bool(_CHANGED.match(words.clause)) and bool(words.earlier[: -len(words.clause)])


def of_inside(question: Question, words: Words, above: Sequence[Read]) -> bool:
    """Whether what lies outside of a place is asked for, and the figure is not said of that."""
    told = " ".join((words.earlier, words.around, *(text for text, _ in above)))
    return tells_inside(canonical(question.text), told, f"{words.before}{words.part}{words.later}")


def tells_inside(asked: str, told: str, whole: str) -> bool:
    """The same of canonical texts: what is asked, what is told of a figure, and all of its sentence."""
    outside = _OUTSIDE.search(asked) or (_NOT_INSIDE.search(asked) and _OUTSIDE.search(whole))
    return bool(outside) and not _BOTH.search(asked) and not _OUTSIDE.search(told)


def of_special_case(asked: str, text: str, quantity: Quantity) -> bool:
    """Whether a figure is raised or lowered for a case (生育三孩的，补贴提高至2400元) of which canonical words that ask say little."""
    opens = opening(PART, text, quantity.start)
    case = _CASE.match(text[opens : quantity.start])
    if case is None or not _CHANGES.search(case["told"]) or _CHANGES.search(asked):
        return False
    pairs = bigrams(canonical(case["case"]))
    return sum(pair in asked for pair in pairs) < len(pairs) / 2


def of_inner(slot: Slot, words: Words) -> bool:
    """Whether a figure is of a part of what its sentence tells (限额1000元，其中耗材费300元) of which no word is asked that the whole does not say."""
    whole, marked, inner = words.earlier.rpartition("其中")
    apart = not marked or _CLAUSE.search(inner)
    return not apart and not any(term in inner and term not in whole for term in slot.subject)


def of_inner_named(slot: Slot, words: Words) -> bool:
    """Whether a figure is of a part of what its sentence tells (限额1000元，其中耗材费300元) of which a word is asked that the whole does not say."""
    whole, marked, inner = words.earlier.rpartition(PARTED)
    figure = _DIGIT.search(inner)
    lead = inner[: figure.start()] if figure else inner
    return bool(marked) and any(term in lead and term not in whole for term in slot.subject)


def of_an_item(slot: Slot, text: str) -> bool:
    """Whether a canonical text gives the points of one item (计10分, 30分封顶) where those that are enough altogether are asked."""
    asked = canonical(slot.label)
    threshold = slot.family == "分" and _ASKS_ENOUGH.search(asked) and not _ASKS_ITEM.search(asked)
    return bool(threshold and _OF_ITEM.search(text))


def bounds_otherwise(asked: str, comparator: str) -> bool:
    """Whether a figure with a comparator bounds on the other side than the bound that folded words ask for; not where they ask for both."""
    sides = {bool(found["less"]) != bool(found["no"]) for found in _ASKS_BOUND.finditer(asked) if found.lastgroup}
    return len(sides) == 1 and comparator in _OTHER_SIDE["less" if sides.pop() else "more"]


def is_only_base(slot: Slot, text: str) -> bool:
    """Whether a canonical text has most of what is asked only as that of which something else is a share (占固定资产投资比重20.1%)."""
    asked = canonical(slot.label)
    without = _SHARED_WHOLE.sub("", text)
    if without == text or _OF_SHARES.search(asked):
        return False
    pairs = bigrams(asked)
    held = sum(pair in text for pair in pairs)
    return held > 0 and sum(pair in without for pair in pairs) <= held / 2


def denies(slot: Slot, text: str) -> bool:
    """Whether a canonical text says that what is asked is not done (不用公示)."""
    return not _NOT.search(slot.label) and any(term in slot.subject for term in _NOT.findall(text))


def _denied(slot: Slot, words: Words) -> bool:
    """Whether the sentence says that what was asked is not done (不用公示)."""
    return denies(slot, words.part)


def frees(slot: Slot, text: str, other: str) -> bool:
    """Whether a sentence says that what is asked is not done (个体工商户…不用公示), of something that the question names and the
    `other` sentence, which gives a figure, does not."""
    told, beside = canonical(text), canonical(other)
    for match in _NOT.finditer(told):
        if match[1] in slot.subject and not _NOT.search(slot.label):
            before = told[: match.start()]
            subject = re.split("[，,。；;：:]", before.rstrip("，,"))[-1].strip()
            if subject[:2] not in canonical(slot.label):  # what others are freed from: 个体工商户简易注销不用公示
                return False
            own = sum(term in before and term not in beside for term in slot.subject)
            theirs = sum(term in beside and term not in told for term in slot.subject)
            return own >= FREED and own > theirs
    return False


def _opposed(asked: str, words: Words) -> bool:
    """Whether the figure stands under the opposite of what was asked (农村 for 城镇)."""
    return any((own := _kinds_of(line, words)) and kind not in own for line, kind in one_of_each(asked))


def _kinds_of(line: re.Pattern[str], words: Words) -> set[str | None]:
    """The kinds of a line that stand last before a figure, listed together (一级、二级); all of them where figures are told one by one."""
    found = list(line.finditer(words.earlier))
    first = len(found) - 1
    apart = not _RESPECTIVELY.search(words.clause)
    while apart and first > 0 and LISTED.fullmatch(words.earlier, found[first - 1].end(), found[first].start()):
        first -= 1
    return {match.lastgroup for match in (found[first:] if apart and found else found)}
