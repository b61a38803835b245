"""How long one step of a procedure takes (公示几天): the days of another step (公示无异议的，20日内拨付) tell nothing of it."""

import re
from collections.abc import Iterator
from functools import lru_cache

from bot.reading.figure_words import SPANS_OF_TIME
from bot.understanding.segments import segment
from corpus.quantity import find_quantities
from corpus.text import fold

_STEPS = {
    "受理": ("受理", "受理|立案"),
    "审核": (
        "审[核批查定完]|批(?:完|下来)",
        "审[核批查定议结]|[初终]审|核[准定实查验]|批[复准]|办[结理毕]|认定|决定(?!是否受理)",
    ),
    "评审": ("评审|评议", "评[审议定估]|论证"),
    "复核": ("复[核审查议]", "复[核审查议]|重新"),
    "公示": ("公示", "公[示告]"),
    "拨付": ("拨付|兑[付现]|发放|到账", "拨[付款]|兑[付现]|发放|支付|到账|划[拨转]|下达"),
    "验收": ("验收", "验收"),
    "答复": ("答复|回复", "[答回]复|告知|反馈|通知"),
}
"""Steps: how they are called where they are asked for, and told."""

_NAMES = {step: re.compile(asks) for step, (asks, _) in _STEPS.items()}
_TELLS = {step: re.compile(tells) for step, (_, tells) in _STEPS.items()}
_STEP = "|".join(asks for asks, _ in _STEPS.values())

_LONG = "(?:多久|多长(?:时间)?|多少时间|(?:多少|几)个?(?:工作|自然)?(?:日|天|月))"
_BETWEEN = "(?:的?(?:时间|期限?|时限|周期)|程序|环节|阶段|是|为|有|要|需要?|得|会|花|用|等|不少于|不超过|大概|一般|最[长多快短]|一共|总共)*"
_MANNER = "(?:之?内)?(?:能|会|可以?|才|要|应当?|必须|给|完成|组织|[作做]出|予以|进行|得到)*"
_ASKED = re.compile(f"(?P<first>{_STEP}){_BETWEEN}{_LONG}(?!后|前)|{_LONG}{_MANNER}(?P<last>{_STEP})")
_SEVERAL = re.compile("各|分别|[和与及、](?:" + _STEP + ")")
_ELSE = re.compile(
    f"自[^,，。;；]*?之日起?|[收接]到[^,，。;；]*?(?:之?后|的)|经[^,，。;；]{{0,8}}?(?:{_STEP})"
    f"|(?:{_STEP})(?:通过|合格|完成|结束|期满|无异议|有异议|不通过)*(?:的|之?后|以后)"
    f"|(?:{_STEP})(?:结果|意见|结论|名单|材料|申请|机关|机构|部门|单位|人员|费用?|资金|通过|合格)"
)
"""What a clause names a step by that is over before its days begin, or is none."""


@lru_cache(maxsize=64)  # it is asked for every figure that is read for a question
def step_asked(asked: str) -> str:
    """The step of which a question asks how long it takes; "" where it asks of none or of several."""
    match = _ASKED.search(fold(asked))
    if match is None or _SEVERAL.search(fold(asked)):
        return ""
    named = match["first"] or match["last"]
    return next(step for step, name in _NAMES.items() if name.search(named))


def of_other_step(asked: str, text: str, start: int, end: int) -> bool:
    """Whether the clause of a span of time at [start, end) of a text names another step than the one of which a question asks how long it
    takes, and not that."""
    step = step_asked(asked)
    if not step:
        return False
    left, right = segment(text, start, end)
    told = _ELSE.sub("", fold(text[left:right]))
    return not _TELLS[step].search(told) and any(name.search(told) for name in _NAMES.values())


def only_of_other_steps(asked: str, told: str) -> bool:
    """Whether a text has spans of time and all of them are of other steps than the one of which a question asks how long it takes."""
    spans = list(_spans(told)) if step_asked(asked) else []
    return bool(spans) and all(of_other_step(asked, told, *span) for span in spans)


def _spans(text: str) -> Iterator[tuple[int, int]]:
    return ((each.start, each.end) for each in find_quantities(text) if each.family in SPANS_OF_TIME)
