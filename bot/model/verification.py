"""Verification: whether a sentence that a language model wrote says only what the passages that it cites say.

Each check looks for one kind of distortion and objects to what it cannot find in the passages; a sentence to which nothing
objects counts. Figures are compared as quantities (36000万元 is 3.6亿元), and a figure, a year or a place must stand in the
very clause that the sentence is about: two figures of one passage that have changed places are a distortion too.
"""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date

from bot.model.support import (
    Support,
    clauses,
    holds,
    meant,
    of_places,
    of_years,
    pairs,
    places_in,
    with_family,
    with_figures,
    years_in,
)  # fmt: skip
from bot.records import Fault, Objection
from corpus.aliases import canonical
from corpus.dates import find_days
from corpus.numbers import find_numbers
from corpus.quantity import Quantity, find_quantities, same
from corpus.text import fold

MIN_CLAUSE, MIN_SENTENCE = 0.5, 0.6
"""Share of the pairs of characters of a clause, and of a whole sentence, that must stand in what is cited."""

SHORTEST_NAME = 4
"""Characters of a name of a body that can be told from a word for its kind (银行, 总部)."""

FEW = 3
"""Pairs of characters below which a clause is too short to be measured by them."""


_TITLE = re.compile("《[^《》]*》")


def objections(sentence: str, supports: Sequence[Support]) -> tuple[Objection, ...]:
    """All that speaks against a sentence (without its marks) that cites `supports`; () for one that is borne out."""
    if not supports:
        return (Objection(Fault.UNMARKED, sentence),)
    untitled = _TITLE.sub(" ", sentence)
    found = [objection for check in CHECKS for objection in check(untitled, supports)]
    return (*_names(sentence, supports), *found)


def _figures(sentence: str, supports: Sequence[Support]) -> Iterator[Objection]:
    """Each quantity stands in the clause meant, with a comparator of the same sense."""
    for clause in clauses(sentence):
        for figure in find_quantities(clause):
            rest = clause.replace(figure.text, " ")
            near = meant(rest, supports, with_family(figure.family), of_places(clause), of_years(clause))
            found = [each for other in near for each in other.figures]
            if not any(_alike(figure, each) for each in found) and not _verbatim(clause, supports):
                yield Objection(Fault.FIGURE, figure.text)


def _alike(said: Quantity, held: Quantity) -> bool:
    if said.value is None or held.value is None:
        return fold(said.text) == fold(held.text)
    return same(said, held) and said.low == held.low and _SENSE[said.comparator] == _SENSE[held.comparator]


_SENSE = {"=": "=", "~": "~", "..": "..", ">": ">", ">=": ">", "<": "<", "<=": "<"}
"""What a comparator says; whether a bound itself counts (以上, 超过) official texts do not tell apart with any rigour."""


def _days(sentence: str, supports: Sequence[Support]) -> Iterator[Objection]:
    """Each whole day, and each month and day, stands in what is cited."""
    held = {day.value for support in supports for day in find_days(support.whole)}
    texts = [re.sub(r"\s", "", fold(support.whole)) for support in supports]
    for day in find_days(sentence):
        if day.value not in held:
            yield Objection(Fault.DAY, sentence[day.start : day.end])
    for part in re.findall(r"(?:\d{1,2}月(?:\d{1,2}日|底|初|上旬|中旬|下旬)?)", re.sub(r"\s", "", fold(sentence))):
        if not any(re.search(rf"(?<!\d){part}", text) for text in texts) and not _held_in_iso(part, held):
            yield Objection(Fault.DAY, part)


def _held_in_iso(part: str, days: Collection[date]) -> bool:
    """Whether a month and day stand as 2024-05-01."""
    figures = [int(each) for each in re.findall(r"\d+", part)]
    return any([day.month, day.day][: len(figures)] == figures for day in days)


def _years(sentence: str, supports: Sequence[Support]) -> Iterator[Objection]:
    """Each year is that of the clause meant."""
    said: frozenset[int] = frozenset()
    for clause in clauses(sentence):
        said = years_in(clause) or said
        if not said or _verbatim(clause, supports):
            continue
        near = meant(clause, supports, with_figures(clause))
        held = frozenset().union(*(each.years | years_in(each.sentence) for each in near))
        for year in sorted(years_in(clause) - held):
            yield Objection(Fault.YEAR, f"{year}年")


def _places(sentence: str, supports: Sequence[Support]) -> Iterator[Objection]:
    """Each place is one of the clause meant, or holds one of them."""
    for clause in clauses(sentence):
        said = places_in(clause)
        if not said:
            continue
        near = meant(clause, supports, with_figures(clause))
        held = frozenset().union(*(each.places | places_in(each.sentence) for each in near))
        for place in sorted(said):
            if not any(holds(place, each) for each in held):
                yield Objection(Fault.PLACE, place[-1])


def _names(sentence: str, supports: Sequence[Support]) -> Iterator[Objection]:
    """Each title, document number and name of a body stands in what is cited, a body perhaps in full (市科技局)."""
    text = re.sub(r"\s", "", canonical("\n".join(support.whole for support in supports)))
    numbers = {number for support in supports for number, _, _ in find_numbers(support.whole)}
    for number, start, end in find_numbers(sentence):
        if number not in numbers:
            yield Objection(Fault.NAME, sentence[start:end])
    for title in re.findall(r"[《“\"]([^《》“”\"]{2,60})[》”\"]", sentence):
        if re.sub(r"\s", "", canonical(title)) not in text:
            yield Objection(Fault.NAME, title)
    for body in _BODY.findall(sentence):
        plain = re.sub(r"\s", "", canonical(body))
        if len(plain) >= SHORTEST_NAME and not any(
            _abbreviates(plain[at:], text) for at in range(len(plain) - SHORTEST_NAME + 1)
        ):
            yield Objection(Fault.NAME, body)


_BODY = re.compile(
    r"(?<![\u4e00-\u9fff])(?:[国省市区县州][\u4e00-\u9fff]{1,10}|[\u4e00-\u9fff]{2,14})(?:管委会|委员会|办公厅|办公室|总局|局|厅|委(?!托|员|派)|部(?!分|门|署)|银行|公司|研究院|实验室|大学)"
)


def _abbreviates(name: str, text: str) -> bool:
    """Whether the characters of a name stand in a text, in order and close together (市科技局 for 市科学技术局)."""
    if name in text:
        return True
    pattern = ".{0,3}?".join(map(re.escape, name))
    return re.search(pattern, text) is not None


_NEGATION = re.compile(
    "不得|不予|不能|不可|不再|不受|没有|未能|未经|并非|不|未|无(?!偿|锡|障|人|线|机|论|纸|形|害)|非(?!遗|公|凡|常|全|营|物)|禁止|严禁|免(?!疫|费)"
)
_NOT_NEGATION = re.compile(
    "不断|不仅|不少于|不低于|不超过|不高于|不多于|不超出|不小于|不大于|不足|不满|不到|不同|不含|未来|无论|不论|不动产|不限于|不良|不可抗力|不锈钢|未成年"
)
"""Words that hold such a character without denying anything, and comparators, which are part of a quantity."""


def _negations(sentence: str, supports: Sequence[Support]) -> Iterator[Objection]:
    """Nothing is denied that the clause meant affirms, nor affirmed that it denies."""
    for clause in clauses(sentence):
        if _verbatim(clause, supports):
            continue
        near = meant(clause, supports, with_figures(clause))
        said = _denied(clause)
        held = [_denied(each.text) for each in near]
        if held and all(len(said) % 2 != len(each) % 2 for each in held) and len(pairs(clause)) > 1:
            yield Objection(Fault.NEGATION, clause.strip())


def _denied(clause: str) -> list[str]:
    plain = _NOT_NEGATION.sub(lambda match: "〇" * len(match.group()), fold(clause))
    return _NEGATION.findall(plain)


_UP = re.compile(
    "不低于|不少于|不小于|不得低于|不得少于|(?<!不)(?<!不得)(?:高于|超过|超出|多于|大于)|突破|至少|最低|最少|以上|下限"
)
_DOWN = re.compile(
    "不超过|不高于|不多于|不超出|不大于|不得超过|不得高于|(?<!不)(?<!不得)(?:低于|少于|小于)|不足|不满|不到|至多|最高|最多|以下|以内|上限|封顶|为限"
)


def _bounds(sentence: str, supports: Sequence[Support]) -> Iterator[Objection]:
    """A bound is one in the same direction, however far from its figure it stands (不超过融资额的2%)."""
    for clause in clauses(sentence):
        said = _directions(clause)
        if not said or _verbatim(clause, supports):
            continue
        near = meant(clause, supports, with_figures(clause))
        if near and all(said != _directions(each.text) and said != _directions(each.sentence) for each in near):
            yield Objection(Fault.OPPOSITE, clause.strip())


def _directions(text: str) -> frozenset[str]:
    """Which bounds a text holds: lower (>), upper (<)."""
    folded = fold(text)
    return frozenset(sign for sign, words in ((">", _UP), ("<", _DOWN)) if words.search(folded))


_OPPOSITES = re.findall(r"(\S+)/(\S+)", """
    增长/下降 增加/减少 提高/降低 上升/下降 扩大/缩小 允许/禁止 高于/低于 多于/少于 以前/以后 之前/之后 事前/事后 首次/再次 同意/拒绝 上浮/下浮
    应当/可以 必须/可以 收入/支出 净增/净减 省级/市级 市级/国家级 省级/国家级 区级/市级 重大/一般 完成/目标 以上/以下 以内/以外 新建/改建 有偿/无偿
""")  # fmt: skip
"""Words that stand for each other's contrary."""


def _opposites(sentence: str, supports: Sequence[Support]) -> Iterator[Objection]:
    """No word has become its opposite."""
    for clause in clauses(sentence):
        if _verbatim(clause, supports):
            continue
        said, near = fold(clause), [fold(each.text) for each in meant(clause, supports, with_figures(clause))]
        for pair in _OPPOSITES:
            for word, other in (pair, (pair[1], pair[0])):
                if word in said and other not in said and near and all(other in e and word not in e for e in near):
                    yield Objection(Fault.OPPOSITE, word)


_FILLERS = re.compile(
    "根据|依据|按照|规定|文件|原文|显示|指出|提到|明确|要求|其中|因此|同时|此外|另外|以及|并且|对于|关于|可以|可|将|为|是|的|了|和|与|及|在|由|则|均|该|这|上述|具体|包括|主要|如下|即|也|还|已|共|约|分别|达到|达|有|等"
)


def _unsupported(sentence: str, supports: Sequence[Support]) -> Iterator[Objection]:
    """The words of each clause, and of the whole, stand in what is cited."""
    held = frozenset().union(*(pairs(support.whole) for support in supports))
    whole = pairs(_FILLERS.sub(" ", canonical(sentence)))
    if len(whole) >= FEW and len(whole & held) / len(whole) < MIN_SENTENCE:
        yield Objection(Fault.UNSUPPORTED, sentence.strip())
        return
    for clause in clauses(sentence):
        own = pairs(_FILLERS.sub(" ", canonical(clause)))
        if len(own) >= FEW and not _verbatim(clause, supports) and len(own & held) / len(own) < MIN_CLAUSE:
            yield Objection(Fault.UNSUPPORTED, clause.strip())


def _verbatim(clause: str, supports: Sequence[Support]) -> bool:
    """Whether a clause stands so in what is cited, and no 不 before it."""
    plain = _plain(clause)
    pattern = re.compile(f"(?<![不未无非没]){re.escape(plain)}")
    return len(plain) > 1 and any(pattern.search(_plain(support.text)) for support in supports)


def _plain(text: str) -> str:
    return re.sub(r"[\s，,；;。！？!?：:、]", "", fold(text))


Check = Callable[[str, Sequence[Support]], Iterator[Objection]]
CHECKS: tuple[Check, ...] = (_figures, _days, _years, _places, _negations, _bounds, _opposites, _unsupported)
"""Checks of what a sentence says beside the names in it; the titles that it quotes are taken out for them."""
