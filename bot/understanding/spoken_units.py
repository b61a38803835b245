"""Units as people ask in them: 几块, 多少个孩子, 补几千; and for each of what a figure is asked (一个人一年补多少)."""

import re

PER = "个?人|个?月|年|平方?米|平|吨|件|套|台|趟|架次|班次|天|日|户|家|项|张|份|次|公斤|亩|头|只|班|生|学期|课时|篇|场|桩|辆|笔|株|标箱|单(?![位个家户台套件])"
ASKED_FOR = re.compile(f"(?:每|一)({PER})(?!次性|级|定|体|致|般|直|样|起|共|线)")
"""Units for each of which a figure is told, and how one is asked for (一个人一年补多少)."""

_UNIT_SPOKEN = (
    ("元", re.compile("^[十百千万亿]*(?:多)?块(?![地儿田牌砖])|^[十百千万]*大洋")),
    ("元", re.compile("^[十百千万]*个?[十百千万]*亿(?=$|[,，。;；?？ 元的了呢啊呀吗支资专投])")),
    ("元", re.compile("^个(?:亿|钱)(?![吨斤人立平度千公件条户])")),
    ("人", re.compile("^[十百千万]*个(?:孩子|小孩|学生|儿童|新生|人|老人|职工|员工|工人|农民|居民|残疾人|博士|硕士|毕业生|大学生|老师|教师|医生)")),
    ("平方米", re.compile("^[十百千万]*平(?![台均])")),
)  # fmt: skip
"""Units that people say otherwise than documents, behind what asks how many."""

_MONEY_ASKED = re.compile(
    "(?:[补奖给领拿贴发报退返赔收交罚掏花值]|报销|资助|补助|补贴|奖励)(?:得|到|了|个|回)?几[百千]*[万亿]?(?=$|[,，。?？ 吗呢啊呀])"
)
"""几千 and 几万 of what is given or paid are yuan."""


def spoken_unit(part: str, asked: re.Match[str]) -> str | None:
    """The family of the unit that people ask in by a word of theirs (几块, 多少个孩子, 补几千); None for any other."""
    rest = part[asked.end() :]
    if asked.group()[0] in "第老":
        return "次序"
    spoken = next((family for family, pattern in _UNIT_SPOKEN if pattern.search(rest)), None)
    return spoken or ("元" if _MONEY_ASKED.search(part) else None)
