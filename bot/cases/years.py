"""Amounts that a text gives year by year (首年最多1000万元，第二年、第三年每年最多500万元; 三年依次最多……): that of the year asked,
or what all of them come to."""

import re
from collections.abc import Mapping
from decimal import Decimal

from bot.cases.verdicts import Clause
from bot.texts import SUMS
from bot.understanding.asker import Asker, Total
from bot.understanding.segments import part
from bot.understanding.stated import difference
from bot.understanding.topics import content
from corpus.aliases import canonical
from corpus.quantity import Quantity, find_quantities, plain, read_number
from corpus.text import fold
from index.tokens import bigrams

_NUMERAL = "[一二三四五1-5]"
_YEAR = re.compile(
    f"(?P<first>首年|头一年)|第(?P<some>{_NUMERAL}(?:年?[、和至到]第?{_NUMERAL})*)(?:个)?年度?|后(?P<rest>[一两二三四])年"
)
_IN_TURN = re.compile(f"(?P<count>{_NUMERAL})年(?:依次|分别)")
_WHOLE = re.compile(f"(?P<count>{_NUMERAL})年(?:下来|里|内|期)?(?:一共|总共|合计|加起来|累计|共)")
_TOTAL = re.compile("总额|累计|合计|总计")
LAST = 5
"""Years that are told apart."""


def by_year(asker: Asker, clause: Clause) -> Total | None:
    """The amount of the year asked, or the sum of as many years as are asked; None where the clause does
    not give each of them or is of something that the question does not name."""
    wanted, whole = _asked(asker.question)
    amounts = _amounts(clause.text) if wanted else {}
    if not wanted or any(year not in amounts for year in wanted) or (whole and len(amounts) != len(wanted)):
        return None
    named = content(canonical(_YEAR.sub(" ", fold(f"{clause.text} {clause.heading}"))))
    if not any(pair in asker.words for word in named for pair in bigrams(word)):
        return None
    each = [amounts[year] for year in wanted]
    most = SUMS["most"] if any(amount.comparator == "<=" for amount in each) else ""
    if not whole:
        value = each[0].value or Decimal(0)
        if any(amount.value != value for amount in each):
            return None
        year = SUMS["year_several" if len(wanted) > 1 else "year"]
        return Total(year.format(years=_named(wanted), most=most, amount=difference(value, "元")), value)
    total = sum((amount.value or Decimal(0) for amount in each), Decimal(0))
    steps = " + ".join(plain((amount.value or Decimal(0)) / 10_000) for amount in each)
    line = SUMS["years"].format(most=most, total=difference(total, "元"), years=len(each), steps=f"{steps}（万元）")
    return Total(line, total)


def asks_years(question: str) -> bool:
    """Whether a question asks what is paid in one year of several, or in all of them."""
    return bool(_asked(question)[0])


def _asked(question: str) -> tuple[tuple[int, ...], bool]:
    """The years that a question asks of, and whether it asks what they come to."""
    folded = fold(question)
    if whole := _WHOLE.search(folded):
        count = int(read_number(whole["count"]) or 0)
        return tuple(range(1, count + 1)), True
    match = _YEAR.search(folded)
    return (_years(match, LAST), False) if match and not match["rest"] else ((), False)


def _years(match: re.Match[str], last: int) -> tuple[int, ...]:
    if match["first"]:
        return (1,)
    if match["rest"]:
        count = int(read_number(match["rest"].replace("两", "二")) or 0)
        return tuple(range(2, 2 + count))
    numbers = [int(read_number(each) or 0) for each in re.findall(_NUMERAL, match["some"])]
    if re.search("[至到]", match["some"]) and len(numbers) == 2:
        numbers = list(range(numbers[0], numbers[1] + 1))
    return tuple(number for number in numbers if 1 <= number <= last)


def _amounts(text: str) -> Mapping[int, Quantity]:
    """The amount of each year that a sentence names; the one nearest behind its name."""
    folded = fold(text)
    money = [each for each in find_quantities(text) if each.family == "元" and each.value is not None]
    if turn := _IN_TURN.search(folded):
        count = int(read_number(turn["count"]) or 0)
        stop = part(text, turn.start(), turn.end())[1]
        following = [each for each in money if turn.end() <= each.start < stop][:count]
        return dict(enumerate(following, 1)) if len(following) == count else {}
    found: dict[int, Quantity] = {}
    names = list(_YEAR.finditer(folded))
    for at, match in enumerate(names):
        stop = names[at + 1].start() if at + 1 < len(names) else part(text, match.start(), match.end())[1]
        behind = [each for each in money if match.end() <= each.start < stop]
        if behind and not _TOTAL.search(folded, match.end(), behind[0].start):
            found |= dict.fromkeys(_years(match, LAST), behind[0])
    return found


def _named(years: tuple[int, ...]) -> str:
    return "、".join(str(year) for year in years)
