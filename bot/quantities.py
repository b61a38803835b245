"""Figures as people say them in a conversation: 800万 for money without 元, 2个亿, 60 for a number of persons."""

import re
from dataclasses import replace

from bot.facts import form_of
from corpus.benefit_records import Fact
from corpus.quantity import Quantity, find_quantities
from corpus.text import fold

_FIGURE = r"(?:[0-9][0-9,]*(?:\.[0-9]+)?|[零一二两三四五六七八九十百千]+)"
_OPEN_MONEY = re.compile(
    rf"(?P<figure>(?:{_FIGURE}亿零?)?{_FIGURE})(?P<more>[多余来]?)个?(?P<scale>万亿|亿|千万|百万|万|w)(?P<over>[多余]?)(?:块钱|块|元|人民币)?"
    "(?![人家户件项个名平亩台套辆吨只美欧港日万亿])"
)
_TWO_DIGITS = re.compile("[一二两三四五六七八九]{2}")
"""Two numerals side by side name no one number (五六十人, 十五六个)."""

_SCALES = {"w": "万"}
_BARE = re.compile(rf"(?<![0-9.]){_FIGURE}(?![0-9.])")
_ABOUT = re.compile("大概|大约|差不多|估计|将近|接近|左右|约|上下")

UNITS = {
    "元": ("元",),
    "%": ("%",),
    "人": ("人",),
    "家": ("家",),
    "年": ("年",),
    "个月": ("月",),
    "岁": ("岁",),
    "平方米": ("平方米",),
    "件": ("项", "支"),
    "项": ("项", "支"),
    "": (),
}
"""Unit of a fact to the families of quantities that count it; any for a plain count."""


def normalised(text: str) -> str:
    """A folded text in which every sum of money has its unit: 800万 is 800万元, 2个亿 is 2亿元."""
    return _OPEN_MONEY.sub(_with_unit, fold(text))


def _with_unit(match: re.Match[str]) -> str:
    scale = _SCALES.get(match["scale"], match["scale"])
    more = "多" if match["more"] or match["over"] else ""
    return f"{match['figure']}{scale}{more}元"


def figures(words: str) -> list[Quantity]:
    """The quantities of a normalised text that name one number or a range."""
    return [each for each in find_quantities(words) if not _TWO_DIGITS.search(each.text)]


def counts(quantity: Quantity, fact: Fact) -> bool:
    """Whether a quantity is of the kind that a fact is counted in."""
    families = UNITS[form_of(fact).unit]
    return not families or quantity.family in families


def spoken_quantity(text: str, fact: Fact) -> Quantity | None:
    """The one figure that a text gives for a fact, in the fact's own unit where the text says none; None where there is
    none or several."""
    words = normalised(text)
    found = [each for each in figures(words) if counts(each, fact)]
    if not found:
        bare = list(_BARE.finditer(words))
        if len(bare) != 1 or find_quantities(words):
            return None
        unit = form_of(fact).unit or "个"
        found = list(find_quantities(f"{words[: bare[0].end()]}{unit}{words[bare[0].end() :]}"))
    if len(found) != 1:
        return None
    return about(found[0], words)


def about(quantity: Quantity, words: str) -> Quantity:
    """The quantity as roughly so much where the words about it say so."""
    rough = quantity.comparator == "=" and _ABOUT.search(words)
    return replace(quantity, comparator="~") if rough else quantity
