"""The very detail that is asked, and whether what is told of the same subject tells it: when, with which papers, on which platform,
whose company, what it costs, how many there were.

A near miss has all words of a question but the kind of thing asked: an award without the month in which one applies, a rule on lifts
without how many were built. What speaks for it (words, figures) says nothing of that.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.reading.figure_words import SPANS_OF_TIME
from bot.reading.figures_beside import of_figure_beside, part_counted
from bot.reading.measured import lacks_average, lacks_counted, lacks_rate
from bot.reading.of_other_kind import of_other_kind
from bot.reading.of_wider import all_of_wider
from bot.reading.offices import of_other_office
from bot.reading.plainly import said_before
from bot.reading.spans import of_other_span
from bot.reading.unlisted import counted_only, unlisted
from bot.reading.unspoken import unspoken
from bot.records import Citation, Detail, Kind, Outcome
from bot.understanding.everyday import rewritten
from bot.understanding.question import ASKING, SPAN, Question
from bot.understanding.segments import SENTENCE
from corpus.quantity import find_quantities
from corpus.reports import reports
from corpus.text import fold
from index.search import Hit

_CLAUSE = re.compile("[,，、;；。?？\\s]+")

_NUMERAL = "[\\d一二三四五六七八九十]"
_DAY = re.compile(
    f"{_NUMERAL}[月日号](?!内)|{_NUMERAL}个?(?:工作日|天|月|年(?!度)|小时)|\\d{{4}}[-/.]\\d|月[初中底末]|年[初中底末内]|季|旬|半年|半月|[每当次]年|[每当次]月|[之当次]日"
    "|之?[后前](?!款|述|项|提|景)|届满|期满|当场|即时|立即|及时|现场|随时|长期|全年|常年|同时|周[一二三四五六日末]|节假日|另行"
)
_MONTH = re.compile(
    f"{_NUMERAL}月|月[初中底末]|年[初中底末内]|季|半年|[每按]月|\\d日|随时|长期|全年|常年|另行|\\d{{4}}[-/.]\\d"
)

_DATE = re.compile(
    f"{_NUMERAL}[月日号](?!内)|[月年季]末|[月年]底|[上中下]旬|之日起|\\d(?:个?工作)?[日天](?:前|以前|之前)|[次每][日月季年]|当[日月]|随时|常年|长期"
)

_PAPERS = re.compile(
    "(?:证|书|表|执照|合同|发票|凭证|复印件|协议|照片|清单|声明|报告|簿|票据|账单)(?![^,，。;；]{0,6}是否)|材料(?:包?括|有|如下|是)?[:：]"
)
_WAY = re.compile(
    "通过(?![率了后])|登[录陆]|提交|填[写报]|前往|拨打|扫[描码]|窗口|平台|系统|小程序|app|现场|携带|申[报请领]|办理|受理|报送|上报|[日月周]报|免申|推荐|备案|[向到由持凭][^,。;]{2,}", re.I
)  # fmt: skip
_PLATFORM = re.compile('平台|网|系统|小程序|app|公众号|门户|线上|[微支]信|[一政]码|通["”』」]', re.I)
_BODY = re.compile(
    "由[^,，。;；]{2,}|[\u4e00-\u9fff](?:局|厅|委(?![托员任派会])|委员会)|部门|中心|机构|政府|协会|银行|专[家员班]|人员|小组|第三方|公安|[出务究交]所|[法医学研]院"
    "|管理处|办公室|办事处|管委会|[理务规财法督]科|处室|科室|街道|社区|村|机关|窗口|大厅|残联|联合会|平台|系统|网|电话|热线|工会|妇联|学校|物业|\\d{3,4} ?\\d{4}"
)
_LEAST = re.compile(
    "(?s)^(?!.*(?:最[高多]|不(?:得)?[超高]|上限|封顶|以内))"
    "|最[低少]|至少|不(?:得)?[低少]于|以上|以下|不足|达到?|满|起|[低少]于|(?<!不)(?<!得)超过|\\d\\s*[-—~至到]\\s*\\d|分别|突破"
)
"""What is no upper limit alone."""

_GIVEN_BACK = re.compile("退|返还|收回|追[回缴]|缴回|扣")
_MADE_ANEW = re.compile("补[办领发登]|遗失|丢失|挂失|重新")
_PAYS = "(?:发放|拨付|支付|到账|发给|兑[现付]|拨|划[转入]|存入|打[到入]|到位|计发|结算)"
_PAYDAY = "(?:[每次当][月季年日]|[月季年][初中底末]|[上中下]旬|\\d日?[之以]?前|\\d个?(?:工作日|天|月内)|\\d日(?!起)|即时|及时|当场|随时|按[月季年])"
_PAID_OUT = re.compile(f"{_PAYS}[^。;；]*?{_PAYDAY}|{_PAYDAY}[^。;；]*?{_PAYS}")
_BY_ANOTHER = re.compile("代[领办交缴理为]|委托|他人|本人|亲自|监护人|家属")
_SHARED_OUT = re.compile("分[配摊成担别]|各[自占方]|共同|共享|两级|比例分")
_SIGNED = re.compile("合同|协议|聘|签")
_DEMANDS = re.compile(
    "条件|[应须需]|具备|具有|符合|满足|达到?|要求|不[得少低高超]|至少|以[上下]|[低高少]于|范围|对象|(?:^|[\n;；])[(（]?[一二三1-3][)）、.．]"
)
"""What tells what is paid back, how a paper is made out anew, when money comes, who may come for another, how it is shared, what is signed, and what one
must be."""

_OPEN_AT = re.compile(
    "周|星期|(?<!个)工作日|节假日|双休|法定|\\d{1,2}[:时]|全天|24小时|(?:上班|办公|工作|开放|营业)时间"
)
_BARRED = re.compile("不得|不能|不予|不再|不可|禁止|取消|限制|停止|方可|后(?:方|才)?可|再次|重新|满")
"""What tells when an office is open, and for how long somebody is barred from something."""

_SHORT_LIST = "(?<![\u4e00-\u9fff])(?:[\u4e00-\u9fff]{2,4}、)+[\u4e00-\u9fff]{2,4}(?:[等两二三四五六\\d]|$)"
_BY = "|由(?![^,，。;；]{0,10}(?:企业|单位|主体)(?:牵头|承担|负责|为主|组建|实施|统筹))[^,，。;；]{2,}"
_NAMED = (
    ("大学|高校|院校|学校|中学|小学", "[\u4e00-\u9fff]{2,}?(?:大学|学院|中学|小学|学校)"),
    ("公司|企业|厂家|集团", f"[\u4e00-\u9fffa-z]{{2,}}?(?:公司|集团|股份|有限){_BY}"),
    (
        "机构|单位|银行|医院",
        "[\u4e00-\u9fff]{2,}?(?:公司|集团|大学|学院|医院|银行|研究[院所]|实验室|中心|协会|局|院|站|部门|委会|委员会|办公室|政府|机关|社区|村|街道|[乡镇]"
        f"|窗口|大厅|企业|单位|[支大中]队){_BY}",
    ),
    ("窗口", "[\u4e00-\u9fff]{2,}窗口|大厅|服务中心"),
    ("街道|乡镇|镇|乡", "(?:(?![所有各每全])[\u4e00-\u9fff]){2,4}(?:街道|镇|乡)(?!街道|村)"),
)
"""Which of some are asked for, and how one of them is named."""

_FREED = re.compile("不用|无[需须]|不必|不需要?|不再|免[于予]")
_PAID = re.compile(
    "(?:交|缴|付|花|出|掏)(?:的)?(?:多少|几[块元毛百千万])|收费?(?:取)?多少|(?:造价|电费|水费|租金|押金|手续费|工本费|检测费|费用)[^,，。?？]{0,6}(?:多少|几[块元毛百千万])"
)
_NOT_PAID = re.compile(
    "补|奖|贴|罚|领|资助|财政|政府|[学高]校|市县|[市区县省]里|单位|报销|贷|提取|税|违|不(?:交|缴)|处"
)
"""Who else pays, or what is given: a sentence on that may well tell it."""

_GIVEN = re.compile("补[贴助]|奖励|奖补|资助|贴息|罚款|给予补|津贴")
_COSTS = re.compile("缴费|收费|收取|费用|价|租金|自付|自缴|交纳|缴纳|工本|垫付|押金|承担|负担|费率|[收付]\\d")

_PAST = re.compile(
    "(?:[一总]共|20\\d\\d年?|去年|今年|前年|上年|目前|现在|历年|实际|全[市区县省国])[^,，。?？]*?(?:了|出去|过)(?:多少|几)(?!岁)"
    "|(?:[一总]共|全[市区县省国]|目前|现在)[^,，。?？]*?有(?:多少|几)[^,，。?？]{0,6}?(?:在|已经?)?(?:领|享受|用|住|参加|拿|供养|集中|救助|登记)"
    "|(?:到现在|至今|截至目前|目前|现在)[^,，。?？]{0,4}有(?:多少|几)[家个户名所座处人]"
)
"""What asks how much it came to."""

_CAME_OUT = re.compile("(?:去年|前年|上年|往年|上一?[次批期])[^,，。?？]*?(?:多少|几)[^,，。?？]*的$")
"""The same, of what only a result can be (去年最低多少分进的)."""

_ANYBODY = re.compile("我|[涨升降减]|提高|调整|最[多高低少长]|能|可以?|要|该|封顶|上限|超过|满了|断了|交了|缴了|干了")
"""What asks of a case, for which rules tell."""

_LAYS_DOWN = re.compile(
    "的[,，]|以[上下]|不足|至少|给予|应[当在于按]|不得|最[高多低少]|不超过|不低于|申[报请领]|\\(?[一二三四五六七八九十]+\\)|第[一二三四五六七八九十百]+条|每[人户家台部项个辆]"
)
_CAME_TO = re.compile("截[至止]|累计|已|完成|实现|20\\d\\d年|[年月]底|[共合]计|安排|总规模|(?<!不)(?<!得)(?<!能)超过")
_OF_CASES = re.compile(
    "的[,，]|至少|最高不|不得超|不[少低]于|给予|应当|奖励(?![^,，。;；]{0,4}\\d+[个家户名人项])|申[报请领]"
)
"""How rules read; what of them may stand beside a fact all the same, where words say that it came to that; and what may not."""


_UNITS = (frozenset({"元", "%"}), frozenset({*SPANS_OF_TIME, SPAN}))
"""Units one of which no figure in others stands for: sums and their rates, spans of time."""


_RATIO = re.compile("\\d\\s?[:∶]\\s?\\d")
_MISSING = re.compile("[差缺够]|吗")
"""A ratio, which is a rate as well; and what asks for more than a figure."""


@dataclass(frozen=True, slots=True)
class _Kind:
    """How a detail is asked for, in a folded question, and told, in a folded text."""

    detail: Detail
    asks: re.Pattern[str]
    tells: re.Pattern[str]


_KINDS = (
    _Kind(
        Detail.DAY,
        re.compile("(?:截止|最[晚迟]|报名|申报)[^,，。?？]{0,8}(?:哪一?天|几号|几月|哪一?日)"),
        _DATE,
    ),
    _Kind(Detail.DAY, re.compile("几月份?|哪一?个?月"), _MONTH),
    _Kind(
        Detail.DAY,
        re.compile("(?<!任)何时|几号(?!楼|线|房|门)|哪一?天|啥时候?|(?<!任何)什么时[候间]|哪一?年(?!的)|几时|多会儿"),
        _DAY,
    ),
    _Kind(Detail.PAPERS, re.compile("(?:什么|哪些|哪几[样种])(?:材料|资料|证件)"), _PAPERS),
    _Kind(
        Detail.WAY,
        re.compile("(?:怎么|如何|怎样)(?:去|样)?(?:申[请报领]|报名|办理|登记|领取|预约|报(?!销|多少))"),
        _WAY,
    ),
    _Kind(
        Detail.WHO,
        re.compile(
            "(?:由|归|让|是)谁(?:来|负责|管|审|打分|评|出具|认定|签字|验收)|该?[找问]谁(?!领|要)"
            "|(?:[由向给问归]|[交报送递去到找])(?:到|给)?(?:所在地?的?)?哪(?:个|一?家)(?:部门|单位|机构|局|窗口|科室)"
            "|[去到]哪(?:里|儿)?(?:去)?(?:开(?!会|始|办|店|设|户)|补办|登记|盖章)"
        ),
        _BODY,
    ),
    _Kind(
        Detail.FIGURE,
        re.compile(
            "(?:[要得须会被应][^,，。?？]{0,2}退(?![休役伍出学税])|退[回还])[^,，。?？]{0,6}?(?:多少|几)(?!年|天|个?月)"
        ),
        _GIVEN_BACK,
    ),
    _Kind(Detail.WAY, re.compile("(?:怎么|如何|怎样|哪里?|哪儿)(?:去|样)?(?:补办|补领|挂失|重新办)"), _MADE_ANEW),
    _Kind(
        Detail.DAY,
        re.compile("(?:多久|何时|什么时[候间]|几月|哪一?天|几号)[^,，。?？]{0,6}(?:到账|打到|发下来|到手|到位)"),
        _PAID_OUT,
    ),
    _Kind(
        Detail.DAY,
        re.compile(
            "(?:周末|星期[六日天]|周[六日]|节假日|双休日|午休|中午)[^,，。?？]{0,8}(?:行|可以|能|上班|开门|办|营业|去)"
        ),
        _OPEN_AT,
    ),
    _Kind(Detail.SPAN, re.compile("(?:几年|多久|几个月|多长时间)内?(?:不[能得许可让]|才能再)"), _BARRED),
    _Kind(Detail.THING, re.compile("代[领办](?!理|公)"), _BY_ANOTHER),
    _Kind(Detail.WAY, re.compile("怎么分(?:配|摊|担)?$"), _SHARED_OUT),
    _Kind(Detail.SPAN, re.compile("签(?:[订定]|够|满|上)?(?:几|多久|多长|多少)(?!家|个人|份)"), _SIGNED),
    _Kind(Detail.DEMANDS, re.compile("(?:什么|哪些)条件"), _DEMANDS),
    _Kind(Detail.PLATFORM, re.compile("(?:哪个|什么)(?:平台|网站|系统|小程序|app)", re.I), _PLATFORM),
    _Kind(
        Detail.LEAST,
        re.compile("(?<!不)(?:最[低少](?!生活|工资)|至少|起码)(?!.*最[高多])[^,，。?？]{0,10}(?:多少|几)"),
        _LEAST,
    ),
)


def untold(question: Question, outcome: Outcome, hits: Sequence[Hit] = ()) -> Detail | None:
    """The kind of detail that a question asks and an answer to it tells nowhere; None where it tells it, or none is asked that is
    known by its words. What the bot says itself counts with what it quotes; `hits` are passages of which what stands before a quote is
    read."""
    if outcome.reason is not None or not outcome.citations or outcome.kind is Kind.SMALLTALK:
        return None
    asked, told = _asked_last(fold(rewritten(question.text))), _told(outcome)
    if counted_only(asked, told):
        return Detail.NAMES
    if lacks_counted(asked, told) and "|" not in told:
        return Detail.FIGURE
    if unspoken(asked, outcome):
        return Detail.THING
    if sum(ASKING.search(clause) is not None for clause in _CLAUSE.split(asked)) > 1:
        return None  # the other thing asked may be what is told
    quoted = fold("\n".join(each.quote for each in outcome.citations))
    found = (each.detail for each in _KINDS if each.asks.search(asked) and not each.tells.search(told))
    if detail := next(found, None):
        return detail
    checks: tuple[tuple[Detail, Callable[[], bool]], ...] = (
        (Detail.NAMES, lambda: _names_none(asked, told)),
        (Detail.THING, lambda: unlisted(asked, outcome) or _of_other_kind(asked, outcome, hits)),
        (Detail.FIGURE, lambda: lacks_rate(asked, told) and "|" not in told),
        (Detail.COST, lambda: _costs_nothing(asked, told, outcome.citations)),
        (Detail.RESULT, lambda: _only_rules(asked, outcome.citations)),
        (Detail.FIGURE, lambda: lacks_average(asked, told)),
        (Detail.WHO, lambda: of_other_office(asked, told)),
        (Detail.SPAN, lambda: of_other_span(asked, told)),
        (Detail.RESULT, lambda: _counts_no_part(asked, told)),
        (Detail.FIGURE, lambda: question.number and of_figure_beside(asked, quoted)),
        (Detail.FIGURE, lambda: question.number and all_of_wider(question, outcome.citations)),
        (Detail.FIGURE, lambda: _of_other_unit(question, asked, told)),
    )
    return next((detail for detail, lacks in checks if lacks()), None)


def _of_other_kind(asked: str, outcome: Outcome, hits: Sequence[Hit]) -> bool:
    """Whether an answer tells of kinds beside those that a folded question asks about, and of none of these."""
    cited = outcome.citations
    above = {fold(part) for each in cited for part in (each.source.metadata.title, *each.heading)}
    before = " ".join(said_before(each, hits) for each in cited)
    quoted = "\n".join((*(each.quote for each in cited), outcome.text))
    return of_other_kind(asked, fold(quoted), sorted(above), fold(before))


def _counts_no_part(asked: str, told: str) -> bool:
    """Whether it is asked how many of some are of a kind, and no result of those is told."""
    part = part_counted(asked)
    return bool(part) and not any(part in sentence and tells_result(sentence) for sentence in SENTENCE.split(told))


def _asked_last(asked: str) -> str:
    """What a folded question asks last, without the question before it that a follow-up is completed with."""
    parts = asked.split(" ")
    return (
        parts[-1]
        if len(parts) > 1 and all(ASKING.search(part) for part in (" ".join(parts[:-1]), parts[-1]))
        else asked
    )


def _of_other_unit(question: Question, asked: str, told: str) -> bool:
    """Whether a figure is asked by its unit and none in it is told but the question's own; a list may be asked for by what its figures
    come to, and of a demand what is missing is reckoned in the demand's unit."""
    slot = question.slots[0]
    if question.wants_list or len(question.slots) > 1 or not (slot.number and slot.exact) or "|" in told:
        return False
    if _FREED.search(told):
        return False  # what is not to be done has no figure (不用公示)
    like = next((kind for kind in _UNITS if slot.family in kind), None)
    if like is None or _RATIO.search(told) or _MISSING.search(asked):
        return False
    own = {each.value for each in find_quantities(asked)}
    return not any(each.family in like and each.value not in own for each in find_quantities(told))


def _told(outcome: Outcome) -> str:
    """What an answer tells, folded: its quotes with the headings next above them, and what the bot says itself."""
    quotes = (part for each in outcome.citations for part in (*each.heading[-1:], each.quote))
    return fold("\n".join((*quotes, outcome.text)))


def _names_none(asked: str, told: str) -> bool:
    """Whether it is asked which firm, school, house or town, and none is named that the question does not name itself."""
    for nouns, named in _NAMED:
        if re.search(f"哪(?:一|几)?[家所个](?:{nouns})|(?:{nouns})(?:(?:都|分别)?[是有](?:谁|哪几?[家所个]))", asked):
            names = (match.group() for match in re.finditer(named, told))
            listed = "机构" not in nouns and re.search(_SHORT_LIST, told)
            return not listed and all(name in asked for name in names)
    return False


def _costs_nothing(asked: str, told: str, citations: Sequence[Citation]) -> bool:
    """Whether it is asked what one has to pay, and only what is given or what breaking a rule costs is told."""
    if not _PAID.search(asked) or _NOT_PAID.search(asked):
        return False
    headed = any(_COSTS.search(heading) for cited in citations for heading in cited.heading)
    return not any(_is_cost(sentence, headed=headed) for sentence in SENTENCE.split(told))


def _is_cost(sentence: str, *, headed: bool) -> bool:
    """Whether a sentence tells what somebody pays: a sum that is not given, a clause that it or what stands above (`headed`) calls a
    cost, or the row of a table."""
    if re.search(
        r"免费|不(?:再|得)?收|不用交|无需|不用自付|零自付|超[出过]部分[^,]{0,10}(?:自行|自己|个人)|\|", sentence
    ):
        return True
    given = _GIVEN.search(sentence) is not None
    for clause in re.split("[,，、:：]", sentence):
        families = {each.family for each in find_quantities(clause)}
        cost = headed or _COSTS.search(clause) is not None
        if ("元" in families and (cost or not given)) or ("%" in families and cost and not given):
            return True
    return False


def _only_rules(asked: str, citations: Sequence[Citation]) -> bool:
    """Whether it is asked how much something came to, and what is quoted lays down what holds for anybody."""
    if not _CAME_OUT.search(asked) and (not _PAST.search(asked) or _ANYBODY.search(asked)):
        return False
    return not any(_reports(each) for each in citations)


def _reports(cited: Citation) -> bool:
    """Whether a quote tells how much something came to: it is of a report, a row of a table, or a figure of it stands in no rule."""
    if reports(cited.source.metadata, *cited.heading) or "|" in cited.quote:
        return True
    return any(tells_result(sentence) for sentence in SENTENCE.split(fold(cited.quote)))


def tells_result(sentence: str) -> bool:
    """Whether a folded sentence has a figure that is a fact, or stands in no rule."""
    return came_to(sentence) or bool(find_quantities(sentence) and not _LAYS_DOWN.search(sentence))


def came_to(sentence: str) -> bool:
    """Whether a folded sentence says that something came to a figure, or is to come to it."""
    return bool(_CAME_TO.search(sentence) and not _OF_CASES.search(sentence) and find_quantities(sentence))
