"""For how many of what an amount is given (每5人, 元/平方米·月)."""

import re
from dataclasses import dataclass
from decimal import Decimal

from corpus.quantity import Quantity, find_quantities, read_number
from corpus.text import fold

_UNITS = (
    "人次|人|名|位|学?生(?!活|产)|户|家|个?月|季度?|年|天|日|小时|学期|学年|亩|公顷|蒸吨|平方米|平米|立方米|吨|公斤|千瓦时|千瓦|度|公里|台|套|辆|艘|架次|架|船|件|张"
    "|场次|场|次|项|个|篇|床位|床|间|栋|标准箱|标箱|箱|头|只|羽|单|笔|期|届|班|课时|采暖期|采暖季|供暖期|供暖季|供热期|取暖期|株|棵|盏|部"
)
_EACH = re.compile(
    rf"(?:单(?=[场件台套辆篇笔次])|每)(?:多|新?增加?|满|一)?(?:新?招[用聘收]?|吸纳|带动|安置|培育|引进|完成|超过?|录用|聘用|培训|接收|认定|建成?|回收|报废|购[买置]|新?增?产|出栏|存栏|饲养|繁育|种植|改造|更新|流转|收储|加工|生产|销售|开通|举办|新建|新设|安装|拆除|更换)?"
    rf"(?P<size>\d+(?:\.\d+)?万?|[一二两三四五六七八九十百千万]+)?个?(?P<unit>{_UNITS})(?!\d{{1,2}}月)"
)
_ANY_EACH = re.compile(r"每(?!年\d{1,2}月|个?(?:企业|单位|机构|主体|项目|家庭|车主|申请))")
_BEHIND = re.compile(rf"^\s*(?:[/／]|每)(?P<one>{_UNITS})(?:\s*(?:[·•/／.]|每)\s*(?P<two>{_UNITS}))?")


_EACH_AMOUNT = re.compile("每(?:多|新?增加?|满|超过?|上升|提高|完成|实现)?$")
"""What makes an amount one of the steps that are counted (每增加50万元再奖励3万元)."""


def is_money(unit: str) -> bool:
    """Whether a unit is one of money."""
    return unit.endswith("元")


def is_step(text: str, amount: Quantity) -> bool:
    """Whether an amount of money is a step that is counted (每增加50万元), and none that is given."""
    lead = re.match("[^\\d一二两三四五六七八九十]*", amount.text)
    before = text[: amount.start] + (lead.group() if lead else "")
    return is_money(amount.unit) and bool(_EACH_AMOUNT.search(before))


@dataclass(frozen=True, slots=True)
class Per:
    """So many (`size`) of a `unit` for which an amount is given."""

    unit: str
    size: Decimal = Decimal(1)


def pers_in(near: str, after: str) -> tuple[Per, ...] | None:
    """For how many of what an amount is, by the words of its segment before it and right behind it."""
    found = [
        Per(_plain_unit(match["unit"]), read_number(match["size"]) or Decimal(1) if match["size"] else Decimal(1))
        for match in _EACH.finditer(near)
    ]
    found += [Per(each.unit, each.value) for each in find_quantities(near) if each.value and is_step(near, each)]
    if len(found) < len(_ANY_EACH.findall(near)):
        return None
    if behind := _BEHIND.match(after):
        found += [Per(_plain_unit(behind[name])) for name in ("one", "two") if behind[name]]
    return tuple(dict.fromkeys(found))


_DONE = re.compile(
    rf"每(?:新|多)?(?:招[用聘收录]?|录用|聘用|吸纳|带动|安置|培育|引进|培训|新增|孵化|输送|接收)(?P<size>\d+|[一二两三四五六七八九十百]+)个?(?P<unit>{_UNITS})"
)


def pers_done(label: str) -> tuple[Per, ...]:
    """For how many of what an amount is, by what is done for it in the clauses before (企业每招录1名高校毕业生…的，给予2000元)."""
    found = _DONE.search(fold(label))
    return (Per(_plain_unit(found["unit"]), read_number(found["size"]) or Decimal(1)),) if found else ()


def _plain_unit(unit: str) -> str:
    return {
        "个月": "月",
        "名": "人",
        "位": "人",
        "生": "人",
        "学生": "人",
        "平米": "平方米",
        "日": "天",
        "床位": "床",
    }.get(unit, unit)
