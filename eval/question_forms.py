"""What an answer says in its own words, whether a text says a form of `must_contain`, and whether a form follows from evidence:
unit-aware, whatever the widths.

3.6亿元 is said by 36000万元, 千家 by 1000家, 2025年6月1日 by 2025-06-01; 3家 is not said by 23家.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import permutations, product

from bot.texts import QUOTE
from corpus.dates import DAY, add_months, as_day, find_days, last_day
from corpus.quantity import Quantity, find_quantities, same
from corpus.text import fold

_VERDICTS = """
是 不是 算 不算 能 不能 可以 不可以 够 不够 不足 不行 不得 不予 不受理 不用 不需要 无需 没有 无法 不在 不计
符合 不符合 满足 不满足 达到 达不到 未达到 没达到 超过 未超过 没超过 有资格 没有资格 适用 不适用 支持 不支持 享受 不享受
不属于 不补 不给 不补发 不可 不可能 拿不到 领不到 不允许
现行有效 仍有效 还有效 在有效期 尚有效 未失效 尚未失效 失效 已失效 过期 到期 已到期 不再有效 已废止 废止 尚未施行 尚未生效 未生效 没有生效
未注明 没有注明 未写明 没有写明 一样 相同 一致 不同 更高 更低 更多 更少
"""

VERDICTS = frozenset(_VERDICTS.split())
"""Words in which a conclusion is put; they follow from evidence by judgement and need not stand in it."""

HUNDRED = Decimal(100)

LONGEST = 100
"""Years of a period at most: no document is in force for a century."""


def forms(entry: str) -> tuple[str, ...]:
    """The forms of an entry of `must_contain`, divided by |."""
    return tuple(form.strip() for form in entry.split("|"))


def own_words(text: str) -> str:
    """An answer without the sentences that it quotes, which hold other figures too, and without the marks of citations."""
    lines = [line for line in text.splitlines() if not line.lstrip("> ").startswith(str(QUOTE))]
    return re.sub(r"\[\d+\]", "", "\n".join(lines))


def says(text: str, figure: str) -> bool:
    """Whether a figure or word stands in a text, whatever the widths, white space and commas: 3家 is not in 23家."""
    solid, wanted = (re.sub(r"[\s*]|(?<=\d),(?=\d)", "", fold(each)) for each in (text, figure))
    before = r"(?<![\d.])" if wanted[:1].isdigit() else ""
    after = r"(?!\d|\.\d)" if wanted[-1:].isdigit() else ""
    return re.search(before + re.escape(wanted) + after, solid) is not None


def contains(text: str, form: str) -> bool:
    """Whether a text says a form: the characters, the same quantity in another unit, or the same day."""
    if says(text, form):
        return True
    figure = _only_quantity(form)
    if figure is not None:
        return any(same(figure, each) for each in find_quantities(text))
    day = as_day(form) if re.fullmatch(DAY, form) else None
    return day is not None and any(found.value == day for found in find_days(text))


def unproven(entry: str, evidence: str, asked: str, *, computed: bool) -> list[str]:
    """The forms of an entry that do not follow. Of its wordings one must stand in the evidence or, as something that can
    be chosen, in what is asked; each figure must be of the evidence, or be worked out where `computed`."""
    choices = forms(entry)
    if VERDICTS.issuperset(choices):
        return []
    figures = [form for form in choices if re.search(r"\d", form) or _only_quantity(form)]
    lacking = [
        form for form in figures if not (contains(evidence, form) or (computed and _computes(form, evidence + asked)))
    ]
    wordings = [form for form in choices if form not in figures]
    if not figures and not any(says(evidence + "\n" + asked, form) for form in wordings):
        lacking += wordings
    return lacking


def _only_quantity(form: str) -> Quantity | None:
    """The quantity that a form is, and nothing beside it."""
    for text in (form, f"达到{form}"):  # a bare 千家 is a number only behind such a word
        found = find_quantities(text)
        if len(found) == 1 and found[0].text == form:
            return found[0]
    return None


def _computes(form: str, source: str) -> bool:
    """Whether a figure is the sum, difference, product or quotient of two figures of the source, or of a third and what two
    give (260亩 at 45元, at most 1万元), or the sum of all of its own unit, to the digits that the form has; or a day is the
    end of a period of years in the source."""
    known = [each for each in find_quantities(source) if each.value is not None]
    if re.fullmatch(DAY, form):
        return as_day(form) in _ends(source, known)
    wanted = _only_quantity(form)
    if wanted is None or wanted.value is None:
        return False
    between = [
        replace(left, value=value) for left, right in permutations(known, 2) for value in _results(left, right, left)
    ]
    pairs = (*permutations(known, 2), *product(between, known), *product(known, between))
    results = [result for left, right in pairs for result in _results(left, right, wanted)]
    results.append(sum((each.value for each in known if each.family == wanted.family and each.value), Decimal(0)))
    return any(_rounds_to(result, wanted.value) for result in results)


def _ends(source: str, known: Sequence[Quantity]) -> set[date]:
    """The last days of periods of years that begin on a day of the source, and the days after."""
    months = {int(each.value * 12) for each in known if each.family == "年" and each.value and each.value < LONGEST}
    begins = [found.value for found in find_days(source)]
    return {end(day, each) for day in begins for each in months for end in (last_day, add_months)}


def _results(left: Quantity, right: Quantity, wanted: Quantity) -> Sequence[Decimal]:
    """What two figures give that can have the unit of the wanted one."""
    a, b = left.value, right.value
    if a is None or b is None:
        return ()
    results: list[Decimal] = []
    if left.family == right.family == wanted.family:
        results += [a + b, a - b]
    if left.family == right.family and b:
        results += {"倍": [a / b, (a - b) / b], "%": [a / b * HUNDRED, (a - b) / b * HUNDRED]}.get(wanted.family, [])
    if left.family == wanted.family:
        results += [a * b / HUNDRED, a / b * HUNDRED if b else a] if right.family == "%" else [a * b, a / b if b else a]
    return results


def _rounds_to(result: Decimal, wanted: Decimal) -> bool:
    """Whether a result rounded to the digits behind the point of `wanted` is that."""
    exponent = wanted.normalize().as_tuple().exponent
    digits = max(0, -exponent) if isinstance(exponent, int) else 0
    return round(result, digits) == wanted
