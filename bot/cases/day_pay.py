"""Pay for so many days by a formula that a rule tells in words or signs (生育津贴 = 月平均缴费工资 ÷ 30 × 天数), the days by what happened."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from bot.cases.case import Case
from bot.cases.grants import Block
from bot.cases.worked import Worked
from bot.understanding.stated import difference
from corpus.quantity import plain
from corpus.text import fold

_FORMULA = re.compile(
    r"工资[^,;。÷/×*\d]{0,10}(?:为基数|为计算基数)?[,，]?(?:÷|/|除以)(?P<by>\d{2}(?:\.\d+)?)天?[,，]?再?(?:×|[*]|x|乘以?)[^,;。\d]{0,10}(?:天数|天|日数)"
)
_DAYS = re.compile(
    r"(?P<who>[^,;。:|]{2,24}?)(?:的)?[,|:]?\s*(?:产假|津贴)?(?:为|享受|按|给予|计发|发放)?\s*(?P<days>\d{2,3})天"
)
_MORE = re.compile(r"(?P<who>[^,;。:]{2,24}?)(?:的)?,?(?:再|另)?增加(?:产假|津贴)?(?P<days>\d{1,3})天")
_HAPPENED = (
    (re.compile("顺产|顺的|自然分娩|正常分娩|正常产"), re.compile("顺产|自然分娩|正常分娩|正常产")),
    (re.compile("剖[宫腹]?产|剖的"), re.compile("剖[宫腹]产")),
    (re.compile("难产"), re.compile("难产")),
    (re.compile("[双多]胞胎|双胎|多胎"), re.compile("多胞胎|多胎|双胎|多生育")),
    (re.compile("流产"), re.compile("流产")),
    (re.compile("三孩|第三个|老三"), re.compile("三孩|三个子女")),
)
"""What happened as people and as rules say it."""

_WAGE = re.compile("工资|基数")


def day_pay(told: Case, block: Block) -> Worked | None:
    """What a formula comes to for a wage and for what happened; None where the wage or the days are in doubt."""
    found = next(
        ((at, match) for at, text in enumerate(block.sentences) if (match := _FORMULA.search(fold(text)))), None
    )
    wages = [own for own in told.own if own.family == "元" and own.value and _WAGE.search(own.words)]
    if found is None or len(wages) != 1:
        return None
    own = [pair for pair in _HAPPENED if pair[0].search(told.question)]
    days = _days(block.sentences, [rule for _, rule in own]) if own else None
    if days is None:
        return None
    at, match = found
    count, places = days
    by = Decimal(match["by"])
    value = ((wages[0].value or Decimal(0)) / by * count).quantize(Decimal("0.01")).normalize()
    total = difference(value, "元")
    return Worked(value, "", f"{wages[0].text} ÷ {plain(by)} × {plain(count)}天 = {total}", False, (at, *places), True)


def _days(sentences: Sequence[str], happened: Sequence[re.Pattern[str]]) -> tuple[Decimal, tuple[int, ...]] | None:
    """The days of what happened, those that are added being added to the usual ones, with the sentences; None where any of them is told
    otherwise twice."""
    usual = _HAPPENED[0][1]
    added = [each for each in happened if set(_told(sentences, each, _MORE))]
    plainly = [each for each in happened if each not in added] or [usual]
    found = [_one(sentences, each, _MORE if each in added else _DAYS) for each in (*plainly, *added)]
    known = [each for each in found if each is not None]
    if len(plainly) > 1 or len(known) < len(found):
        return None
    return sum((days for days, _ in known), Decimal(0)), tuple(dict.fromkeys(at for _, at in known))


def _one(sentences: Sequence[str], each: re.Pattern[str], form: re.Pattern[str]) -> tuple[Decimal, int] | None:
    """The days that sentences tell of one thing, None where they tell none or several."""
    more = set(_told(sentences, each, _MORE))
    told = more if form is _MORE else set(_told(sentences, each, form)) - more
    return min(told) if len({days for days, _ in told}) == 1 else None


def _told(sentences: Sequence[str], each: re.Pattern[str], form: re.Pattern[str]) -> Iterator[tuple[Decimal, int]]:
    for at, sentence in enumerate(sentences):
        for match in form.finditer(fold(sentence)):
            if each.search(match["who"]):
                yield Decimal(match["days"]), at
