"""Totals of a whole (全国报告新增86例), or of another part of it, where one part is asked for (贵州新增多少例): they tell nothing of that."""

import re
from collections.abc import Iterable, Sequence

from bot.records import Citation
from bot.understanding.question import Question
from bot.understanding.segments import opening, segment
from corpus.quantity import Quantity, find_quantities
from corpus.regions import Region, are_apart, find_regions

_SCOPES = tuple(
    re.compile(
        f"(?:^|[,，;；。:：\n])(?:[^,，;；。:：\n]{{0,14}}[时日年月末底据],?)?(?:其中)?(?:{words})(?![第文先重各人])"
    )
    for words in ("全国|我国|\\d{2}个省", "全省|全自治区", "全市")
)
"""How a clause begins that tells of the country, of a province, of a city: in the place of a whole of which one name, two or three are known."""

_RULE = re.compile(
    "标准|统一|比例|[费税利]率|限额|最[高低多少]|[应须]|不[得超低高少]|每|以[上下内]|按|给予|执行|通用|范围"
)
"""What tells a figure that holds in every part of a whole."""

_OF_WHOLE = re.compile("全国|我国|全省|全市|占(?!地)|排[第名在]|第几|位[居列次]|[相对]比|比重")
"""What asks for the whole itself, or for what a part is of it."""

_ASIDE = re.compile("[(（][^()（）]*[)）]")
_MEMBER = re.compile("[,，、;；。:：(（]")
_NUMBER = re.compile("\\d")


def of_wider(asked: str, places: Sequence[Region], before: str, text: str, quantity: Quantity) -> bool:
    """Whether a figure of a text is a total of a whole of which the one place asked is but a part: the last place named up to it, in the text
    or else in what stands `before` it, is that whole, and no aside behind it says that all of it was in the part; or is told right behind
    the name of another place than the one asked."""
    if len(places) != 1 or not places[0] or _OF_WHOLE.search(asked) or quantity.comparator != "=":
        return False
    left, right = segment(text, quantity.start, quantity.end)
    if _RULE.search(text, left, right):
        return False
    aside = _ASIDE.match(text, quantity.end)
    if aside and not _NUMBER.search(aside.group()) and _names(aside.group(), places[0]):
        return False
    beside = find_regions(text[opening(_MEMBER, text, quantity.start) : quantity.start])
    if beside and are_apart(beside[-1][0], places[0]):
        return True
    own = _told_of(text[: quantity.start])
    whole = own if own is not None else _told_of(before)
    return whole is not None and len(whole) < len(places[0]) and _holds(whole, places[0])


def all_of_wider(question: Question, citations: Sequence[Citation]) -> bool:
    """Whether every quote is of a document of a wider place than the one asked, has figures, and each of them is of the whole or of another
    part."""
    return all(_tells_wider(question, each) for each in citations)


def _tells_wider(question: Question, cited: Citation) -> bool:
    meta, quote = cited.source.metadata, cited.quote
    if not is_wider(meta.region, question.places) or "|" in quote:
        return False
    if any(question.named_in(part) for part in (meta.title, *cited.heading)):
        return False
    return only_of_wider(question, "", quote, find_quantities(quote))


def is_wider(region: Region, places: Sequence[Region]) -> bool:
    """Whether a place is of a higher level than each of the places asked; False where none is asked."""
    return bool(places) and all(len(region) < len(place) for place in places)


def only_of_wider(question: Question, before: str, text: str, quantities: Iterable[Quantity]) -> bool:
    """Whether some figures of a text, but for those that count the places of a whole (31个省), are all `of_wider`; False for none."""
    figures = [each for each in quantities if not text.startswith("省", each.end)]
    return bool(figures) and all(of_wider(question.text, question.places, before, text, each) for each in figures)


def _names(text: str, place: Region) -> bool:
    return any(region == place for region, _, _ in find_regions(text))


def _holds(whole: Region, place: Region) -> bool:
    return all(not name or name == of for name, of in zip(whole, place, strict=False))


def _told_of(text: str) -> Region | None:
    """The place that a text named last, outside of asides that are closed; of one that is only called by its level (全省) the names are
    empty. None where it names none."""
    bare = _ASIDE.sub(lambda match: " " * len(match.group()), text)
    named = [(start, region) for region, start, _ in find_regions(bare)]
    levels = [(match.end() - 1, ("",) * depth) for depth, scope in enumerate(_SCOPES) for match in scope.finditer(bare)]
    return max([*named, *levels], key=lambda each: each[0], default=(0, None))[1]
