"""A case put to the rules found: what its figures come to, each step shown with the sentences that it is by."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.answers.both import asked_at_once
from bot.cases.accounting import NEAR, accounted
from bot.cases.blocks import Found, blocks, whole
from bot.cases.case import Case, Span, case
from bot.cases.day_pay import day_pay
from bot.cases.grants import Block
from bot.cases.hourly import hourly
from bot.cases.instalments import ASKED, in_part, instalment
from bot.cases.sums import asks_sum, of_claim
from bot.cases.worked import Worked
from bot.cases.working import worked
from bot.inquiry import Inquiry
from bot.reading.citing import cite_evidence, quoted
from bot.records import Kind, Outcome
from bot.texts import WORKED
from bot.understanding.stated import benefit_figures, difference
from corpus.aliases import canonical
from corpus.quantity import Quantity
from corpus.regions import Region, are_apart, short_name
from corpus.text import fold

AS_MUCH, PLACES = 0.85, 3
"""Share of what is said near the best result from which that of another place is told beside it, and how many are."""

_OTHERWISE = re.compile(
    "扣(?!除)|(?<![腾清衰倒辞减])退(?![役休伍耕捕市出])|剩|还差|比[^,。;]{1,12}[多少高低贵][补拿领奖交]?(?:多少|几)|差多少"
)
"""Questions for a part of what is given, for what is left of it or lacking, or for a difference."""

_BIRTH = re.compile("顺产|剖[宫腹]?产|难产|流产|胞胎|生育津贴|产假")
"""Questions for pay by days, of which the formula and the days often stand under two headings."""

_KINDS = "补[助贴]|津贴|奖励|资助|待遇|救助金?|补偿|费|贷款|保险"
_KIND = re.compile(_KINDS)
_TOGETHER = re.compile(
    f"(?P<one>[\u4e00-\u9fff]{{2,10}}?(?:{_KINDS}))(?P<plus>加上?|和|跟|与|、|还有|以及)(?P<two>[\u4e00-\u9fff]{{1,10}}?(?:{_KINDS}))"
)
_SUM = re.compile("加一起|加起来|一共|总共|合计|加在一起|相加")
SURER = 0.1
"""How much more of the question a plain figure of a text must say than one of a tier or a sum that the case leads to."""

LEAST_SAID = 0.2
"""Share of a question's terms, by weight, that must be said near a rule for it to be of what is asked."""

LEAST_WEIGHT = 0.5
"""What a term weighs that all passages hold, as in a library of few."""

LONGEST_NAME = 8
"""Characters of the name of a benefit that are looked for."""


def cases(inquiry: Inquiry) -> Outcome | None:
    """What the case that a question tells comes to by the rule that is likeliest meant, beside it those of other places where
    the question names none; None where it tells no case, or no rule holds without doubt."""
    question = inquiry.asked.text
    in_parts = _asks_part(question)
    if inquiry.fresh or _PRICE_EACH.search(fold(question)) or not (in_parts or asks_amount(question)):
        return None
    told, solved = case(ASKED.sub("", question) if in_parts else question), []
    if not (told.own or told.groups or told.each or in_parts) and told.span is Span.UNSAID and not _changes(inquiry):
        return None
    wide = [each for each in (whole(inquiry),) if each] if named_together(question) or _BIRTH.search(question) else []
    tried = (*blocks(inquiry), *wide)
    for found in tried:
        results = solutions(told, found.block, found.near, _elsewhere(found, tried))
        if in_parts:
            parts = [(result, instalment(question, found.block, result)) for result in results]
            results = tuple(in_part(result, part) for result, part in parts if part)
        said = said_near(inquiry, found.block, {at for result in results for at in result.at})
        if results and said >= LEAST_SAID:
            solved.append(_Solved(found, results, said, _said_by_itself(inquiry, found.block, results)))
    solved.sort(key=lambda each: -(each.said + each.own + each.reckoned * SURER))
    if not solved or not solved[0].reckoned:
        return None
    return _told([solved[0], *_of_other_places(inquiry, solved)], benefit_figures(question))


_PRICE_EACH = re.compile(
    "(?:多少钱?|几[块毛分元]钱?)(?:是)?一(?:立?方|吨|度电?|平方?米?|平|斤|公斤|升|公里|车|桶)(?![米月])(?=[,，。?？水电气吗呢啊]|$)"
)
"""What asks for the price of one of something, which is no case of somebody's who has one."""

_CHANGED = re.compile(r"减半|差额|补差|标准的|(?:补[助贴]|奖励|津贴)的\d|增发|另[增加奖补]|再[奖补增]|上浮|提高")
_PAID = re.compile(f"{_KINDS}|[补奖贴拿领给交缴扣收付赔贷]")
LOOKED_AT = 6
"""Sentences among the best of which one may tell how a case that has no figure differs from the usual one."""


def _changes(inquiry: Inquiry) -> bool:
    """Whether what somebody gets or pays is asked, and one of the best sentences gives more, or less, for a case of its own."""
    return bool(_PAID.search(fold(inquiry.asked.text))) and any(
        _CHANGED.search(item.text) for reading in (inquiry.evidence, inquiry.by_words) for item in reading[:LOOKED_AT]
    )


def asks_amount(question: str) -> bool:
    """Whether a question asks what a case comes to, or whether an amount that it names is right; not for a part of that, and
    not for several things at once."""
    asks = asks_sum(question) or bool(benefit_figures(question))
    at_once = asked_at_once(question) and not named_together(question)
    apart = _OTHERWISE.search(fold(question)) or ASKED.search(fold(question)) or at_once
    return asks and not apart


def _asks_part(question: str) -> bool:
    """Whether a question asks what is paid first, or next, of an amount."""
    return asks_sum(question) and bool(ASKED.search(fold(question))) and not _OTHERWISE.search(fold(question))


def _elsewhere(found: Found, tried: Sequence[Found]) -> tuple[str, ...]:
    """The sentences of the other blocks of a block's document."""
    key = found.items[0].hit.entry.key
    return tuple(
        sentence
        for other in tried
        if other is not found and other.items[0].hit.entry.key == key
        for sentence in other.block.sentences
    )


def solutions(told: Case, block: Block, near: Sequence[int] = (), elsewhere: Sequence[str] = ()) -> tuple[Worked, ...]:
    """What a block comes to for a case, for each of two benefits whose sum is asked for; () where that is in doubt. `elsewhere`
    are sentences of its document that may demand something."""
    if paid := day_pay(told, block) or hourly(told, block):
        return (paid,)
    names = named_together(told.question) or (_name(told.question, block),)
    results = [worked(told, block, near, name) for name in names]
    given = tuple(result for result in results if result is not None)
    if len(given) < len(results) or len({result.each for result in given}) != 1:
        return ()
    if len(given) > len({(result.at, result.value) for result in given}):
        return ()  # one grant under both names
    return given if accounted(told, block, given, elsewhere) else ()


@dataclass(frozen=True, slots=True)
class _Solved:
    """A block with what it comes to, and how much of the question is said near that."""

    found: Found
    results: tuple[Worked, ...]
    said: float
    own: float

    @property
    def reckoned(self) -> bool:
        """Whether it is more than a figure of the text."""
        return len(self.results) > 1 or self.results[0].reckoned

    @property
    def region(self) -> Region:
        return self.found.items[0].hit.entry.metadata.region

    @property
    def total(self) -> Decimal:
        return sum((result.value for result in self.results), Decimal(0))

    @property
    def line(self) -> str:
        return self.results[0].line if len(self.results) == 1 else together(self.results)


def _of_other_places(inquiry: Inquiry, solved: Sequence[_Solved]) -> list[_Solved]:
    """What is told of other places than that of the best, where the question names none, and they say about as much of it."""
    if inquiry.asked.places or inquiry.asked.elsewhere or inquiry.named.documents:
        return []
    told = [solved[0]]
    for each in solved[1:]:
        apart = all(are_apart(other.region, each.region) for other in told)
        if apart and each.reckoned and each.said >= AS_MUCH * solved[0].said and len(told) < PLACES:
            told.append(each)
    return told[1:]


def said_near(inquiry: Inquiry, block: Block, used: Collection[int]) -> float:
    """The share of the question's terms, by weight, that the headings and the sentences near some places say."""
    near = [text for at, text in enumerate(block.sentences) if any(abs(at - each) <= NEAR for each in used)]
    return _share(inquiry, f"{block.above} {' '.join(near)}")


def _said_by_itself(inquiry: Inquiry, block: Block, results: Sequence[Worked]) -> float:
    """The same of what the very sentences of some results say, and what opens their items: not what is said of all the
    document."""
    used = {at for result in results for at in result.at}
    return _share(inquiry, " ".join(f"{block.heads[at]} {block.sentences[at]}" for at in used))


def _share(inquiry: Inquiry, said: str) -> float:
    text = canonical(said)
    weights = {term: weight + LEAST_WEIGHT for term, weight in inquiry.weights.items() if not _FIGURE.fullmatch(term)}
    total = sum(weights.values())
    return round(sum(weight for term, weight in weights.items() if term in text) / total, 2) if total else 0.0


_FIGURE = re.compile("[\\d.]+|[万亿元块]+")
"""Terms that are the asker's figures, which no rule repeats."""


def named_together(question: str) -> tuple[str, ...]:
    """Two benefits whose sum a question asks for (生活补贴和护理补贴加一起), () where it asks for no sum."""
    match = _TOGETHER.search(fold(question))
    if not match or not (match["plus"].startswith("加") or _SUM.search(fold(question))):
        return ()
    return match["one"][-LONGEST_NAME:], match["two"][-LONGEST_NAME:]


def _name(question: str, block: Block) -> str:
    """What a question calls the benefit, as far as the block calls one so and not another; "" where it does not."""
    text = fold(question)
    for match in _KIND.finditer(text):
        for start in range(max(match.start() - LONGEST_NAME, 0), match.start() - 1):
            name = text[start : match.end()]
            if any(name in head for head in block.heads):
                return name
    return ""


def _told(solved: Sequence[_Solved], claimed: Sequence[Quantity]) -> Outcome:
    """The results, whether the one amount that is `claimed` is right, each with its place where there are several, and the
    sentences that they are by."""
    used = {
        (each.found.items[at].hit.entry.key, each.found.items[at].start): each.found.items[at]
        for each in solved
        for result in each.results
        for at in result.at
    }
    citations = cite_evidence(list(used.values()))
    keys = [each.found.items[0].hit.entry.key for each in solved]
    lines = []
    for each, key in zip(solved, keys, strict=True):
        marks = "".join(f"[{cited.marker}]" for cited in citations if cited.source.key == key)
        place = str(WORKED["place"].format(place=short_name(each.region[-1]))) if len(solved) > 1 else ""
        lines.append(f"{place}{of_claim(claimed, each.total)}{each.line}{marks}")
    quotes = quoted(citations)
    return Outcome("\n\n".join(["\n".join(lines), *quotes]), Kind.NUMBER, None, citations)


def together(results: Sequence[Worked]) -> str:
    """The sum of what several benefits come to."""
    total = sum((result.value for result in results), Decimal(0))
    steps = " + ".join(difference(result.value, result.unit) for result in results)
    shown = difference(total, results[0].unit)
    return str(WORKED["sum"].format(each=results[0].each, total=shown, steps=f"{steps} = {shown}"))
