"""Whose span of time a text tells: the term of a document is none of a card, and the days of one step are none of another.

Every document has a term of its own and some days for publicity, which come nearest to any question of how long something takes.
"""

import re

from bot.reading.figure_words import SPANS_OF_TIME
from bot.reading.steps import only_of_other_steps
from bot.understanding.segments import SENTENCE
from corpus.quantity import find_quantities

_LONG = (
    "(?:要|需要?|得|会|花|用|等|大概|大约|一般|通常|最[长快慢多]|的?(?:时间|时限|周期)|是|有|为|上|共|一共|总共|了|到底)*"
    "(?:多久|多长(?:时间)?|多少时间|多少个?(?:工作日|天|日|月)|几个?(?:工作日|天|日|月)|多少个?自然日)(?![内里之以]|不能|不得|没|才能再)"
)
_HELD = (
    "证书?|[卡码券]|资格|称号|认定|名单|凭证|号牌|牌照|备案|登记|结果|许可|确认书|通知书|批复|成绩|评估报告|检测报告"
)
_VALIDITY = re.compile(
    f"(?:{_HELD})(?:[之以]?后|[办领拿发评]?(?:下来|完|上|好|到手?|了)|,)*的?(?:有效期限?|(?:能|可以)?(?:管|用|有效)(?:几年|多久|多长时间|多少年))"
)
"""How long what somebody holds is good for."""

_OWN_TERM = re.compile(
    "本[^,，。;；]{0,14}(?:自|从|有效期|施行|实施|执行)|自(?:印发|发布|公布|颁布|发文|下发)之日|起(?:正式)?(?:施行|实施|执行|生效)"
)
"""How a document tells its own term."""

_STEPS = "初审|复审|复核|终审|评审|公示|验收|公证|鉴定|勘验|核查|答复|轮候|申诉|复议|摇号|选房|签约|退款|拨付|兑付|换发|补办|挂失|年检|年审|抽检|听证"
_STEP = re.compile(f"(?P<step>{_STEPS})(?:[^,，。?？;；\\d]{{0,3}}?){_LONG}")
_STEP_DONE = re.compile(
    f"(?P<step>{_STEPS})[^,，。?？;；\\d]{{0,8}}?(?:多久|几天|[几多少]+个?(?:工作日|天|日))[之以]?内[^,，。?？]{{0,2}}(?:办|完|做|审|出|给|有结果)"
)
_SAME = {
    "复审": "复审|复核",
    "复核": "复审|复核",
    "退款": "退[还款回]|返还",
    "拨付": "拨付|兑[现付]|发放|支付|到账|拨款",
    "兑付": "拨付|兑[现付]|发放|支付|到账|拨款",
    "签约": "签[约订署]",
    "评审": "评[审定估]|审[查核]",
    "终审": "终审|审[核批定]",
    "换发": "换[发领]",
    "补办": "补[办领发]",
    "年检": "年[检审]|检验",
    "年审": "年[检审]|检验",
    "核查": "核[查实验]",
    "鉴定": "鉴定",
}
"""Steps that go by several names."""

_HANDLED = re.compile(
    f"(?:申请|申报|办理?|办[下出]来|审核|审批|批下?来|受理|办[结完好成])(?:[^,，。?？;；\\d]{{0,3}}?){_LONG}(?:出结果|办[下完好成]|批下?来|能?下来|[呀啊呢吧]|$|[?？。,，])"
)
"""How long something takes with whom it is applied for."""

_HANDLES = re.compile(
    "审[核批查定]|[初复终评]审|受理|办[理结毕]|[作做]出|决定|答复|核[准定验实发]|公示|[颁换补]发|发放|拨付|[完]成|告知|通知|备案|登记|工作日|[日天]内|当[日场]|即时|现场|\\|"
)
_CONTRACT = re.compile(
    "为期|(?:合同|租赁|协议|贷款)[^,，。;；]{0,6}期限?|有效期|为一期|续[租签]|培养期|管理期|试用期|服务期"
)
"""A term for which something runs."""

_PAID_OUT = re.compile(
    "(?:多久|几天|多少天|几个(?:工作日|月)|多长时间)[^,，。?？;；]{0,4}(?:到账|拨付|发放|发下来|打[到进款卡]|兑[付现]|到手)"
)
_PAYS = re.compile("到账|拨付|发放|支付|兑[付现]|拨款|打[入款]|划[拨转]|存入|汇")

_AHEAD = re.compile("提前(?:多久|多长时间|多少[天日个]|几(?:天|个|年|日|小时))")
_BEFORE = re.compile("前|提早|预[先约]|截至|截止")
"""How long after, and how long before something else."""

_VALID = re.compile("有效|[内期]失效|长期|使用|到期|期满|年[审检]|复[核审评]|换[发证]|年内|[满期]后|一次")
"""What tells how long something is good for."""


def of_other_span(asked: str, told: str) -> bool:
    """Whether a folded question asks how long something is good for, or how long a step takes, and a folded text tells that of
    another thing alone: of the document itself, of another step, of a contract."""
    parts = [part for part in SENTENCE.split(told) if _has_span(part)]
    if not parts:
        return False
    if only_of_other_steps(asked, told):
        return True
    if _VALIDITY.search(asked):
        return all(_OWN_TERM.search(part) or not _VALID.search(part) for part in parts)
    if _PAID_OUT.search(asked):
        return not any(_PAYS.search(part) for part in parts)
    if _AHEAD.search(asked):
        return not any(_BEFORE.search(part) for part in parts)
    if step := _STEP.search(asked) or _STEP_DONE.search(asked):
        same = _SAME.get(step["step"], step["step"])
        return not re.search(same, told)
    return bool(_HANDLED.search(asked)) and not any(_HANDLES.search(part) and _is_taken(part) for part in parts)


def _is_taken(part: str) -> bool:
    """Whether a clause tells a span that is no term of a contract, whatever is added in brackets."""
    clauses = re.split("[,，]", re.sub("[(（][^()（）]*[)）]", "", part))
    return any(_has_span(clause) and not _CONTRACT.search(clause) for clause in clauses)


def _has_span(text: str) -> bool:
    return any(each.family in SPANS_OF_TIME for each in find_quantities(text))
