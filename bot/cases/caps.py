"""Caps: the most that an amount can come to, by the clause that gives it or by a cell of its row."""

import re
from collections.abc import Sequence
from decimal import Decimal

from bot.cases.verdicts import Clause
from bot.texts import SUMS
from bot.understanding.segments import segment
from bot.understanding.stated import difference
from bot.understanding.topics import closest
from corpus.aliases import canonical
from corpus.quantity import Quantity, find_quantities

CAP = re.compile("封顶|上限|为限|最高|最多|至多|不超过|不高于|不得超过|限额")
_WIDE = re.compile("全市|全省|全区|全年总|总盘|当年总|预算")
_OF_APPLICANT = re.compile("的(?:企业|单位|项目|家庭|人员|个人|申请)")
"""What stands behind a figure that bounds the applicant and not what is paid (…不超过100万元的企业)."""

_PRICE = re.compile("[售单定]价|价格|价款|收费|租金(?!补)|门槛|票价|利率")
"""What a figure before which it stands bounds: what the applicant charges or pays, and not what is granted."""

OF_ONE = re.compile(
    "(?:每(?!家|户|人|年|个?企业|个?单位|个?机构|个?申请|个?主体|个?自然年)|单(?=[个项件台套笔次场辆])(?!个?企业|个?单位|个?机构|个?申请|个?主体))"
)
"""What makes a cap that of one thing and not of who applies."""

YEARLY = re.compile("每年|每个?(?:自然|会计)?年度?|一年|当年|逐年")
"""What makes a cap that of one year: beside one of the whole it does not bound it."""

_BY_UNIT = re.compile("(?:/|每)(?:公斤|千克|克|吨|平方?米|亩|立方米|千瓦时?|瓦|度|升|公里|小时|台|套|辆|件|张|人次)")
"""What makes a bound one of the rate and not of the sum (不超过30元/公斤)."""

_YEARLY_POINTS = "满1年[^,，;；。|]{0,6}[计加积]\\d+分[,，]\\d+分封顶"
"""Points for each year with the most of them: what shows that a table means each year by 满1年."""

_YEAR_BY_YEAR = re.compile(_YEARLY_POINTS)
_WITH_OWN_CAP = re.compile(f"[^;；|\n]*{_YEARLY_POINTS}")
"""A part of a row with a cap of its own, which bounds no other part."""

_Capped = tuple[Decimal, str]
_Found = tuple[Quantity, str]


def capped(
    product: Decimal, family: str, clause: Clause, part: tuple[int, int], words: str, *, several: bool = False
) -> _Capped | None:
    """The amount under the cap of its part, else of its sentence or row, and what to say of that; None where several caps
    differ and the question (`words`) does not say which holds, or where what may be one stands elsewhere. Of an amount for
    `several` things what bounds that of one is no cap."""

    def bounds(text: str) -> list[_Found]:
        return [each for each in caps(text, family) if not (several and OF_ONE.search(each[1]))]

    found = bounds(clause.text[part[0] : part[1]]) or bounds(clause.text) or _of_row(clause, family)
    if not found:
        near = [
            *bounds(_WITH_OWN_CAP.sub("", clause.passage)),
            *((quantity, "") for quantity in _alone(clause.text, family)),
        ]
        if all(product <= (quantity.value or 0) for quantity, _ in near):
            return product, ""
        nearest = closest([canonical(about) for _, about in near], words) if len(near) > 1 else None
        if nearest is None and not (several and len(near) == 1):
            return None
        found = [near[nearest or 0]]
    found = [each for each in found if not YEARLY.search(f"{each[1]}{each[0].text}")] or found
    values = {quantity.value or Decimal(0) for quantity, _ in found}
    chosen = 0 if len(values) == 1 else closest([canonical(about) for _, about in found], words)
    if chosen is None:
        return (product, "") if product <= min(values) else None
    cap = found[chosen][0]
    value = cap.value or Decimal(0)
    shown = difference(value, cap.unit)
    if product <= value:
        return product, SUMS["under"].format(cap=shown)
    return value, SUMS["over"].format(cap=shown)


def counts_each_year(text: str) -> bool:
    """Whether a text of points means each year by 满1年, as one of its items has a limit of years."""
    return _YEAR_BY_YEAR.search(text) is not None


def caps(text: str, family: str) -> list[_Found]:
    """The caps of a text in a family of units, each with the words before it."""
    result: list[_Found] = []
    last = 0
    for quantity in find_quantities(text):
        if quantity.family == family and quantity.value is not None:
            left, _ = segment(text, quantity.start, quantity.end)
            behind = re.split("[,，;；。]", text[quantity.end : quantity.end + 4])[0]
            near = f"{text[left : quantity.start]}{quantity.text}{behind}"
            bounds_sum = not (_OF_APPLICANT.match(behind) or _BY_UNIT.match(behind) or _is_price(text, left, quantity))
            if CAP.search(near) and not _WIDE.search(near) and bounds_sum:
                result.append((quantity, text[max(left, last) : quantity.end]))
        last = quantity.end
    return result


def _is_price(text: str, left: int, quantity: Quantity) -> bool:
    """Whether a figure bounds a price, or what is paid for one unit: a condition, and no limit of the sum."""
    return bool(_PRICE.search(text, left, quantity.start) or _BY_UNIT.search(quantity.text))


def _of_row(clause: Clause, family: str) -> list[_Found]:
    """The cap that fills a cell, by the header of its column."""
    cells: Sequence[tuple[str, str]] = clause.cells
    lines = [line.strip() for line in clause.passage.splitlines() if line.strip().startswith("|")]
    if not cells and clause.text.startswith("|") and lines:
        cells = list(zip(lines[0].split("|"), clause.text.split("|"), strict=False))
    heads = [_without(head, [cell for _, cell in cells]) for head, _ in cells]
    return [
        cap
        for head, (_, cell) in zip(heads, cells, strict=True)
        if not find_quantities(head)
        for cap in caps(f"{head}{_WITH_OWN_CAP.sub('', cell).strip()}", family)
    ]


def _without(head: str, cells: Sequence[str]) -> str:
    """A header without what the row itself says, which may stand before it (研发投入的2%最高金额)."""
    for cell in cells:
        head = head.replace(cell.strip(), "") if cell.strip() else head
    return head.strip()


def _alone(text: str, family: str) -> list[Quantity]:
    """Figures that fill a cell of a row whose headers say nothing: they may be caps."""
    cells = [cell.strip() for cell in text.split("|")] if "|" in text else []
    found = [quantity for cell in cells for quantity in find_quantities(cell) if quantity.text == cell]
    return [quantity for quantity in found if quantity.family == family and quantity.value is not None]
