"""So much for each: points or an area of the text (满50小时计2分, 每个工位折15平方米) times what the asker counts. What is given
in money is reckoned by `bot/cases/working.py`."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.cases.caps import CAP, capped, caps
from bot.cases.verdicts import Clause
from bot.texts import SUMS
from bot.understanding.asker import Asker, Total
from bot.understanding.segments import part, previous, segment
from bot.understanding.stated import Stated, difference, in_unit
from bot.understanding.topics import closest, content, fits
from corpus.aliases import canonical
from corpus.quantity import Quantity, find_quantities, opening_unit, plain
from corpus.text import ASIDE, fold
from index.tokens import bigrams

_PAID_IN = ("分", "平方米")
_PREFIX = re.compile("每(人|户|家|项|年|月|日|天|次|件|个|名|台|套|吨|公斤|平方米|千瓦)")
_EACH = re.compile(
    "(?P<every>单(?=[个项件台套笔场辆])|每(?:新增|增加|引进|培育|吸纳|招用|建成?|完成|认定|培训)?满?|满|(?<!第)一)"
    r"(?P<count>[\d一二两三四五六七八九十百]{0,5})(?P<thing>[^\d每]{1,16})$"
)
_STEP = re.compile(
    r"(?:以上|超过|高于|大于|超出)[^。;；|]{0,16}?每(?:再?增加?|多|超过?|高出?|大)(?!值)[^,，。;；|]{1,16}$|每(?:再?增加?|多|超过?)[^,，。;；|]{0,14}(?:少|递减|扣|减)[^,，。;；|]{0,4}$"
)
"""What stands before what is given, or taken off, for each step above a bound."""

_VERB = re.compile(
    "(?:给予|奖励?|补[助贴]|资助|支持|折算成?|折合|罚款?|处|减免|收取|[计积加减记扣](?:为|分)?)+(?:不超过|最高|最多)?$"
)
_ASIDE = re.compile(r"\([^()]*$")
_SEVERAL_PERSONS = re.compile(r"[两三四五六七八九\d]口|全家|夫妻|家里.{0,3}人")
_RECEIVERS = frozenset(("人", "户", "家"))
_BARE = frozenset(("个", "项", "家", "张", "次", "件"))
"""Units that count anything: what is counted must be said beside them."""


@dataclass(frozen=True, slots=True)
class _Standard:
    """`amount` for so many (`size`) of the figure's unit; `words` as written, `about` with the segment before. `once` tells
    that the text does not say 每: it is for each only if more than one can be had."""

    amount: Quantity
    figure: Stated
    size: Decimal
    once: bool
    words: str
    about: str


def by_standard(asker: Asker, clause: Clause, *, yearly: bool = False) -> Total | None:
    """What the asker's count comes to, None where the text has no standard for it or the standard, the
    count or the cap are in doubt; nothing (`Total()`) where it may be had only
    once, or nobody knows up to what. `yearly` tells that the table of points means each year by 满1年."""
    text, words = clause.text, asker.words
    found = list(_standards(asker.own, words, text))
    chosen = closest([canonical(f"{each.about} {clause.heading}") for each in found], words)
    if chosen is None or _SEVERAL_PERSONS.search(words):
        return None
    standard = found[chosen]
    named = content(re.sub(r"\d", "", canonical(f"{standard.about} {clause.heading}")))
    if not any(pair in words for word in named for pair in bigrams(word)):
        return None
    amount, value = standard.amount, standard.figure.value
    count = value / standard.size if value is not None else Decimal(0)
    stop = part(text, amount.start, amount.end)[1]
    if not count or count % 1:
        return None
    repeated = caps(text[amount.end : stop], amount.family) or yearly
    if standard.once and count != 1 and not repeated:
        return Total()
    each = amount.value or Decimal(0)
    product = each * count
    left = segment(text, amount.start, amount.end)[0]
    under = capped(product, amount.family, clause, (left, stop), words, several=True)
    if under is None:
        return Total()
    total, note = under
    line = SUMS["each"].format(
        most=SUMS["most"] if amount.comparator == "<=" else "",
        total=difference(total, amount.unit),
        each=standard.words,
        sum=f"{plain(count)} × {plain(each)}",
        product=plain(product),
        cap=note,
    )
    return Total(line)


def _standards(own: Sequence[Stated], words: str, text: str) -> Iterator[_Standard]:
    for amount in find_quantities(text):
        if amount.family not in _PAID_IN or amount.value is None or amount.comparator not in ("=", "<="):
            continue
        if _ASIDE.search(fold(text[: amount.start])):
            continue  # 每个标准展位（9平方米）: how large one is
        left, _ = segment(text, amount.start, amount.end)
        floor, _ = part(text, amount.start, amount.end)
        if _STEP.search(fold(text[floor : amount.start])):
            continue  # 30周岁以上的，每增加1岁减1分: of those above a bound, on top of what is given below it
        about = text[previous(text, left, floor) : amount.end]
        for figure in own:
            if found := _each(amount, fold(text[left : amount.start]), figure, words):
                yield _Standard(amount, figure, *found, about)


def _each(amount: Quantity, before: str, figure: Stated, words: str) -> tuple[Decimal, bool, str] | None:
    """Of how many of the figure's unit an amount is, whether the text leaves out 每, and its words."""
    if prefixes := _PREFIX.findall(amount.text):
        units = [unit for unit in prefixes if unit not in _RECEIVERS] or prefixes
        factor = in_unit({"天": "日"}.get(units[0], units[0]), figure.unit) if len(units) == 1 else None
        return (factor, False, amount.text) if factor is not None else None
    bare = ASIDE.sub("", before)
    verb = _VERB.search(bare)
    each = _EACH.search(bare[: verb.start()] if verb else bare)
    if each is None or (CAP.search(before) and not verb):
        return None
    number = next(iter(find_quantities(f"共{each['count'] or '1'}{each['thing']}")), None)
    unit = number.unit if number else (opening_unit(each["thing"]) or ("", ""))[0]
    thing = each["thing"].removeprefix(unit).strip("的")
    factor = in_unit(unit, figure.unit) if unit else None
    if factor is None or (not content(thing) and unit in _BARE):
        return None
    if content(thing) and not fits(figure, words, thing, thing):
        return None
    size = (number.value if number and number.value else Decimal(1)) * factor
    return size, each["every"] == "满", f"{bare[each.start() :]}{amount.text}"
