"""Who asks: the figures that a question states of its asker, what it says of them and what it denies, and the amounts that
it takes for granted."""

import re
from dataclasses import dataclass
from decimal import Decimal

from bot.understanding.stated import Stated, benefit_figures, meant, stated
from bot.understanding.topics import content
from corpus.aliases import canonical
from corpus.quantity import Quantity
from corpus.text import fold
from index.tokens import bigrams

_DENIED = re.compile(
    r"(?:没有?|未|不是|并非|不属于|无|不在)(?![^,，。;；?？]{0,5}\d)[^,，。;；?？!！\d]{1,14}?(?=的|[,，、。;；?？!！]|$)"
)
"""What the asker says not to be so (没有一带一路的, 没签一事一议): no case of the text that says it is the asker's."""

LEAST = 4
"""Characters of what is denied that name a thing by themselves."""


@dataclass(frozen=True, slots=True)
class Asker:
    """A question with the asker's `own` figures, canonical `words` of all that is said and not denied, and the amounts
    `claimed` to be paid (能拿20万吗)."""

    question: str
    own: tuple[Stated, ...]
    words: str
    claimed: tuple[Quantity, ...]


@dataclass(frozen=True, slots=True)
class Total:
    """What a clause comes to for an asker: a line that shows the steps, "" where it is in doubt, and the sum in yuan."""

    line: str = ""
    value: Decimal | None = None


def asker(question: str) -> Asker:
    """What a question says of its asker; figures of how long ago something was are left out."""
    own = tuple(each for each in stated(question) if not each.ago)
    words = meant(_DENIED.sub(" ", fold(question)))
    return Asker(question, own, words, benefit_figures(question))


_SAYS_NOT = re.compile("^(?:没有?|未|不是|并非|不属于|无|不在)")
_NEGATED = re.compile("(?:非|没有?|未|无|不|除)[^,，。;；]{0,2}$")


_OUTSIDE = re.compile("[以之]外")
HALF = 0.5


def denies(question: str, text: str) -> bool:
    """Whether a text says about the same as what a question says not to be so (没进技改库, of 列入自治区技改库的)."""
    said = canonical(fold(text))
    phrases = [set(bigrams(canonical(_SAYS_NOT.sub("", match)))) for match in _DENIED.findall(fold(question))]
    return any(each and sum(pair in said for pair in each) >= HALF * len(each) for each in phrases)


AREA = "[\u4e00-\u9fff]{0,8}?(?:园区?|基地|片区|开发区|示范区|功能区|城区|目录|名录)(?=外(?![资商贸国籍币汇省地]))"
"""An area, or a list, outside of which something is said to be without 以 or 之 (园区外企业)."""

_OUTSIDE_OF = re.compile(
    r"(?:^|[，,；;:])\W*对?(?:位于|注册|设立|地处)?在?(?:(?P<place>[\u4e00-\u9fff]{2,10}?)(?:范围|区域)?[以之]外的?(?!部分)"
    rf"|(?P<area>{AREA})外)"
)
_IN_OUTSIDE = "(?:范围|区域|[里内])?(?:[以之]外|外[面边头]?(?![商资贸国省地币汇]))"


def is_outside(question: str, text: str) -> bool | None:
    """Whether the asker is one of those for whom a text is that are outside of what it names (在园区以外的, of 不在文化园区): False where
    the question names that otherwise, None where it does not, or the text is not of such."""
    named = _OUTSIDE_OF.search(fold(text))
    if named is None:
        return None
    place, asked = canonical(named["place"] or named["area"]), canonical(fold(question))
    denied = [canonical(match) for match in _DENIED.findall(fold(question))]
    if any(place in each for each in denied) or re.search(f"{re.escape(place)}{_IN_OUTSIDE}", asked):
        return True
    return False if place in asked else None


def is_denied(question: str, text: str) -> bool:
    """Whether a text of a rule is for what a question says not to be so (不是高新技术企业, of a rate for them)."""
    said = canonical(fold(text))
    phrases = [canonical(_SAYS_NOT.sub("", match)) for match in _DENIED.findall(fold(question))]
    names = {name for phrase in phrases for name in (phrase, *content(phrase))}
    found = [
        said[: match.start()] for name in names if len(name) >= LEAST for match in re.finditer(re.escape(name), said)
    ]
    return bool(found) and not any(_NEGATED.search(before) for before in found) and not _OUTSIDE.search(said)
