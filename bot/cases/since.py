"""How long ago something may have been when one applies (事由应发生在申请日前1个月内; 自取得证书之日起12个月内申请), against how long ago the
asker says that it was."""

import re
from decimal import Decimal

from bot.understanding.segments import CLAUSE, opening
from bot.understanding.topics import content
from corpus.aliases import canonical
from corpus.quantity import read_number
from corpus.text import fold

_NUMBER = r"(?P<n>\d+(?:\.\d+)?|[一二两三四五六七八九十]{1,3}|半)"
_UNIT = "(?P<unit>个?月|年|天|日|周|星期|个?工作日)"
_BEFORE_APPLYING = re.compile(f"(?:申请|申报|受理|提出申请)(?:之)?日?(?:的)?前{_NUMBER}{_UNIT}(?:以|之)?内")
_AFTER_IT = re.compile(
    f"(?P<event>[^,，;；。:：]{{2,30}}?)(?:之日起?|起|后|之后|以后|的){_NUMBER}{_UNIT}(?:以|之)?内[^,，;；。]{{0,4}}[,，]?[^,，;；。]{{0,20}}(?:申请|申报|提出|办理|登记|提交|报名|备案)"
)
_AGO = re.compile(
    f"{_NUMBER}{_UNIT}(?:多)?(?:以|之)?前|(?:已经?)?(?:过了?|超过了?|满了?){_NUMBER.replace('<n>', '<n2>')}{_UNIT.replace('<unit>', '<unit2>')}(?:多)?(?:了|$)"
)
_DAYS: dict[str, Decimal | int] = {
    "月": 30,
    "个月": 30,
    "年": 365,
    "天": 1,
    "日": 1,
    "周": 7,
    "星期": 7,
    "工作日": Decimal("1.4"),
    "个工作日": Decimal("1.4"),
}
"""Days of a unit, on an average."""

_ANY = frozenset(["申请", "申报", "办理", "补贴", "补助", "现在", "可以", "时候", "取得", "发生", "之日"])
"""Words that tell nothing of what it was."""


def long_since(question: str, text: str) -> tuple[str, bool, str] | None:
    """The clause of a sentence that bounds how long ago something may have been, whether it is met, and what the question says of that; None
    where nothing is said of the same thing."""
    folded = fold(question)
    ago = _AGO.search(folded)
    if ago is None:
        return None
    own = _in_days(ago["n"] or ago["n2"], ago["unit"] or ago["unit2"])
    clauses = [clause.strip() for clause in CLAUSE.split(folded) if clause.strip()]
    said = next((clause for clause in clauses if ago.group() in clause), "")
    for pattern in (_BEFORE_APPLYING, _AFTER_IT):
        for match in pattern.finditer(text):
            bound = _in_days(match["n"], match["unit"])
            about = match.groupdict().get("event") or text
            if own is None or bound is None or own == bound or not _of_same(said, about):
                continue
            left = opening(CLAUSE, text, match.start())
            return text[left : match.end()].strip(), own < bound, said
    return None


def _in_days(number: str, unit: str) -> Decimal | None:
    value = Decimal("0.5") if number == "半" else read_number(number.replace("两", "二"))
    return None if value is None else Decimal(value) * _DAYS[unit]


def _of_same(said: str, about: str) -> bool:
    """Whether what the asker dates is what a text bounds: they share a word, or the character that an accident is called by."""
    words = [word for word in content(canonical(said)) if word not in _ANY]
    held = canonical(about)
    return any(word in held for word in words if len(word) > 1) or any(
        sign in said and sign in about for sign in "火车病伤"
    )
