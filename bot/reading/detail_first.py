"""The sentence that tells the detail asked goes before those of the same subject that do not: where to apply, with which papers, who pays.

All sentences of a document on one aid say its name, so that hardly anything but the detail tells them apart.
"""

import re
from collections.abc import Sequence

from bot.reading.near import near, of_one
from bot.reading.reading import Evidence, words_said
from bot.understanding.question import Question
from corpus.text import fold

NEAR, NEAR_SHARE, LESS_SAID = 15, 0.35, 0.6
"""Of the best evidence as many are looked at, of such a share of the score of the first, which say such a share of what it says of the
question."""

AS_GOOD = 0.7
"""Share of the score of the best evidence that one of another document must have."""

_BODY = "[^,，。;；:：]{2,30}?"
_APPLY = "提出|提交|申请|申报|办理|领取|报名|登记"
_TO_DAY = (
    r"(?:[0-9]{1,2}(?:日|号|月(?![0-9]))|月底|年底|年末|季度末|(?:解除|结束|终止|恢复|期满)(?:[^,，。;；]{0,4}(?:[0-9一二两三六]+个?[月日天年]))?|另行通知|"
    r"[0-9一二两三六]+个?[月日天年](?:内|之内|以内))"
)
_PUT_OFF = "延长|延期|延后|延迟|延缓|推迟|顺延|缓缴|展期|后延|宽限"
_UNTIL = (
    re.compile(
        f"(?:{_PUT_OFF}|延|拖)(?:到|至)了?(?:哪|几|什么|何|多)"
        f"|(?:最[晚迟多]|还)(?:能|可以?|可)?(?:{_PUT_OFF}|延|拖)(?:到|至)?(?:哪|几|什么|何|多)"
    ),
    re.compile(f"(?:{_PUT_OFF})[^,，。;；至到]{{0,24}}[至到][^,，。;；]{{0,20}}?{_TO_DAY}"),
)
"""How it is asked until when something is put off, and told. Notices of many offices tell it of one thing, so that the one that
tells it may be another than the nearest."""

_KINDS = (
    _UNTIL,
    (
        re.compile(
            "(?:去|到|在|往|找|向|上)?(?:哪里?儿?|哪个(?:部门|单位|地方|平台|网站)|谁|什么地方)(?:去|提出?)?(?:[办申报领]|提交|登记)"
        ),
        re.compile(
            f"(?<!不)[可应须向到由](?:向|到|在){_BODY}(?:{_APPLY})|(?:向|(?<![收接得达])到){_BODY}(?:{_APPLY})|通过{_BODY}(?:平台|系统|网|小程序|app|窗口)[^,，。;；]{{0,16}}(?:{_APPLY})|登录"
        ),
    ),
    (
        re.compile("(?:什么|哪些|哪几[样种])(?:材料|资料|证件|证明|手续)"),
        re.compile(
            "(?:提供|提交|携带|出示|递交|凭|持)[^。;；]{0,60}(?:证|书|表|执照|合同|发票|凭[证据]|单据|复印件|协议|照片|清单|报告|票据)|(?:材料|资料)(?:包?括|有|如下|为)?[:：]"
        ),
    ),
    (
        re.compile("谁来?(?:出钱?|付|承担|掏钱?|负担|给钱|买单)|(?:费用?|钱)(?:是|由|该)谁"),
        re.compile(
            f"由{_BODY}(?:承担|负担|支付|自理|解决|列支)|自理|自付|自行(?:承担|负担)|从{_BODY}(?:支付|列支|支出)"
        ),
    ),
    (
        re.compile("(?:怎么|怎样|如何)(?:去|样)?(?:报销|结算)"),
        re.compile(f"(?:凭|持|到|向|由|按){_BODY}(?:报销|结算)"),
    ),
)
"""How a detail is asked for, in a folded question, and told, in a folded sentence."""


def detail_first(question: Question, evidence: Sequence[Evidence]) -> list[Evidence]:
    """The evidence, that which tells the detail asked, first what says most words of the question, before what comes near the
    best one and does not; as it is where the best one tells it, or no detail is asked that is known by its words."""
    found, asked = list(evidence), fold(question.text)
    tells = next((tell for ask, tell in _KINDS if ask.search(asked)), None)
    anywhere = tells is _UNTIL[1]
    if question.number or tells is None or not found or tells.search(fold(found[0].text)):
        return found
    close = near(found, NEAR, NEAR_SHARE, LESS_SAID)
    told = [
        each
        for each in close
        if tells.search(fold(each.text)) and (of_one(each, found[0]) or (anywhere and _as_near(each, found[0])))
    ]
    told.sort(key=lambda each: -len(words_said(question, each.text)))
    return [*told, *(each for each in found if each not in told)]


def _as_near(item: Evidence, best: Evidence) -> bool:
    """Whether an evidence of another document says as much of the question as the best one, and is nearly as good."""
    return item.coverage >= best.coverage and item.score >= AS_GOOD * best.score
