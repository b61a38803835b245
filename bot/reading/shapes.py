"""Shapes: what a sentence must hold to be an answer of a kind (a date, an office, a number to call), and how sentences read that only
open a document, repeal another or name who explains it."""

import re
from functools import lru_cache

from bot.understanding.question import Shape
from corpus.text import fold

_NUMBER = r"(?:\d+|[一二两三四五六七八九十]+)\s?"
TELEPHONE = r"\d{3,4}[-—\s]{0,2}\d{3,4}\s?\d{4}"
"""A telephone number with its area code, as a pattern: 0513-8312 7745."""

_SHAPED = {
    Shape.FREQUENCY: re.compile(
        f"每(?:隔|满)?(?:半|{_NUMBER})?(?:个)?(?:年|月|季|周|日)|(?:半|{_NUMBER})年一|按(?:年|月|季|周|日|半年|旬)"
    ),
    Shape.DEADLINE: re.compile(
        "(?:[至到止前截满]|失效|有效期|期限).*(?:[年月日]|长期)|(?:[年月日])[底末]?(?:以前|之前|前|止)"
    ),
    Shape.DAY: re.compile(rf"\d{{1,2}}[日号]|[之当次]日|月[初底末]|{_NUMBER}个?(?:工作日|日内|天)"),
    Shape.DATE: re.compile(rf"\d{{1,2}}[月日]|\d{{4}}年|之日|每年|{_NUMBER}个?(?:工作日|日|天|月|年)"),
    Shape.CLOCK: re.compile(r"\d{1,2}[:：]\d{2}|(?<!\d)\d{1,2}[时点](?!间)|[上下]午|全天|24小时|夜间|昼夜"),
    Shape.DURATION: re.compile(f"{_NUMBER}个?(?:工作日|日|天|月|年|周年|小时)|长期"),
    Shape.ORGANISATION: re.compile(
        "部门|机关|机构|[局委厅办部院]|中心|政府|单位|窗口|街道|法院|平台|网站|系统|科(?![技学目研普幻])"
    ),
    Shape.CONTACT: re.compile(TELEPHONE + r"|\d{7,11}|(?<!\d)(?:12\d{3}|95\d{3})(?!\d)"),
    Shape.FIGURE: re.compile(f"{_NUMBER}[^\\s条款项章节]"),
}
"""What a sentence must hold to be an answer of a shape."""

CALENDAR = frozenset({Shape.DATE, Shape.DAY, Shape.DEADLINE})
"""Shapes of what is answered by a day, a month or a stretch of them."""

_DAY = r"(?:\d{1,2}月(?:\d{1,2}日|[底初末上中下]旬?|份)?|每(?:月|季度?首月)\d{1,2}日|每日\d{1,2}[时点:：])"
_CALENDAR_DAY = re.compile(_DAY)
_CONDITIONAL_DAY = re.compile(
    f"{_DAY}期间(?![^,，。;；]{{0,8}}(?:申[报请领]|受理|报名|办理))|{_DAY}(?:以来|以后|之后|以前|之前)[^。;；]{{0,40}}的[,，]"
)
"""A time that is asked of who applies, of which the sentence tells something else."""

_THING = re.compile("(?:什么|啥|哪(?:一?[张个种类本份]|种))(?P<thing>[卡证表码])(?![件格明书号])")
"""A thing of one character that is asked for by its kind (发到什么卡里, 填哪张表)."""

_ACCOUNT = re.compile("(?:什么|啥|哪一?个|谁的)(?:银行)?(?:账户|账号|户头|存折)")
_ACCOUNTS = re.compile("(?:[入到至进给其].{0,20}|保障)(?:账[户号]|存折|银行卡|社会?保障?卡|一卡通)")
"""Which account something is paid into, and how that is told."""

_LABELLED = re.compile(r"\W*(?:[一二三四五六七八九十\d]+[)、.]\s*)?(?P<label>[\u4e00-\u9fff]{3,12}):")

_FORMALITIES = (
    (
        re.compile(
            "^(?:[^\\d。;；]{2,40}(?:[局委厅办部院心会府]|办公室))?[\\s　]*(?:19|20)\\d{2}年\\d{1,2}月\\d{1,2}日(?:[（(][^。;；]{0,60}[)）]|印发)?[。\\s]*$"
        ),
        re.compile("印发|发布|落款|成文|发文|颁布|出台|[发签]的"),
    ),
    (
        re.compile(
            "(?:通知|公告|通告|通报|事项|措施|意见|解答|问答)如下|[印转]发给?你们|(?:制定|制订|出台|拟定)(?:了)?(?:本|以下|如下)|坚强领导"
            "|^\\s*(?:第一条\\s*)?(?:[一二三四五六七八九十]+、)?(?:为(?!\\d)|根据|按照|依据|近期)[^。]{12,}(?:制定|制订|通知|公告|通告|公布|印发|咨询|明确如下|整理)[^。]{0,24}[。:：]?$"
            "|请(?:认真|遵照|结合|各)[^。]{0,20}(?:贯彻|执行|落实)|^[^。]{0,40}〔(?:19|20)\\d{2}〕\\d+号[^。]{0,60}$"
        ),
        re.compile("依据|根据|为什么|为何|目的|意义|背景|文号|谁[印发]发|哪个文件"),
    ),
    (
        re.compile("》[^。]{0,40}(?:废止|停止执行|失效)"),
        re.compile(
            "废止|失效|有效|施行|执行|实施|作废|原来|以前|旧|老(?:政策|办法|文件)|替代|取代|代替|算数|还能用|过渡|衔接"
        ),
    ),
    (
        re.compile(
            "本[^,，。;；]{0,8}(?:施行|实施|执行|生效)日期|^[^,，。;；]{0,12}本[^,，。;；]{2,8}(?:自|于|从)[^,，。;；]{4,14}(?:施行|实施|执行|生效)"
        ),
        re.compile("施行|实施|执行|生效|有效|作数|管用|还能|到期|失效|开始|起|从"),
    ),
    (re.compile("(?:负责|进行)解释|解释权归?"), re.compile("解释|谁|哪个|哪家|部门|单位")),
)
"""How sentences read that only open or close a document (who signs it and when; why, on what basis, for whom it is issued), repeal
another, tell since when their own is in force or name who explains it; and what asks for that."""


def shaped(shape: Shape | None, text: str) -> bool:
    """Whether a text holds what the answer to a question of a shape must; nothing does where none is asked for."""
    return shape is not None and _SHAPED[shape].search(text) is not None


def tells_when(text: str) -> bool:
    """Whether a text names days of the calendar, and not as what is asked of who applies."""
    return _CALENDAR_DAY.search(text) is not None and _CONDITIONAL_DAY.search(text) is None


def names_thing(question: str, text: str) -> bool:
    """Whether a question asks which one of a kind of things, and a text names one (社会保障卡)."""
    if _ACCOUNT.search(question):
        return _ACCOUNTS.search(text) is not None
    asked = _THING.search(question)
    return asked is not None and re.search(f"[\u4e00-\u9fff]{{2}}{asked['thing']}", text) is not None


def labelled(question: str, text: str) -> bool:
    """Whether a sentence opens with a label (（一）信息登记：) that a question says as it stands."""
    label = _LABELLED.match(fold(text))
    return label is not None and label["label"] in fold(question)


def is_formal(question: str, text: str) -> bool:
    """Whether a sentence says only why a document is issued, what it repeals or who explains it, and that is not asked."""
    return any(said.search(text) for said in _formalities_not_asked(question))


@lru_cache(maxsize=256)
def _formalities_not_asked(question: str) -> tuple[re.Pattern[str], ...]:
    return tuple(said for said, asks in _FORMALITIES if not asks.search(question))
