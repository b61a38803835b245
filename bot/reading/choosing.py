"""Choosing: which statement of the sentences found tells the figure, the day or the number that a question asks for.

Of the statements found for one question one answers: a conditional logistic model weighs their signals (`bot/reading/statement_signals.py`).
A second model tells how likely the best one answers. Both stand in `choosing.json`, with the data, the date and the command that
fitted them; `python -m eval.benchmark choosing` fits them again.
"""

import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from functools import cache
from importlib import resources

from bot.reading.candidates import BARE, Choice, asks_figure, choices
from bot.reading.logistic import logistic, weighed
from bot.reading.reading import Evidence, words_said
from bot.reading.statement_signals import SIGNALS, signals
from bot.reading.statements import figures_of
from bot.understanding.question import Question
from bot.understanding.words import content
from corpus.aliases import canonical
from corpus.quantity import read_number
from corpus.reports import reports

DATA = "choosing.json"

FAR = 4.0
"""By how much the best of the odds may stand before the next one and count: of a statement alone it does."""

CLOSE = 1.2
"""By how much less the odds of a statement may be that stands in a sentence which says more of the question, to be told before the best."""

CLOSE_BEHIND = 4.0
"""The same for one behind the best in its passage that opens with a case which the question names."""

CLOSE_BESIDE = 2.0
"""The same for one of the same sentence, which says more of the question."""

_CASE = re.compile("[^,，]{4,40}的[,，]")

LARGE = 100
"""A figure from which on two that are equal are hardly so by accident."""

_SEVERAL = re.compile("分别|各(?:是|有|占|多少|几)|每[类种样]")
_COMPARES = re.compile(
    "差多少|差几|相差|差距|(?:哪个|谁)(?:更|比较)?[多少高低大小快慢长短贵]|[多少高低大小快慢](?:了|出)?(?:多少|几)|还差|还剩"
)
CHANCE_SIGNALS = (
    "chance", "gap", "many", "odds", "confidence", "read", "best", "report", "numbers", "several", "compares", "untold", "unasked",
    *SIGNALS[: SIGNALS.index("growth_both")],
)  # fmt: skip
"""Names of the signals of how likely the best statement answers: its chance among those found, how far it is before the next (at
most FAR), how many there are (logarithm), its odds; the logit of the confidence in the best sentence, whether a figure is read there, and
whether the statement is of that sentence; whether it is of a report, how many figures the question itself has, whether it asks
for several where the statement has one or for a comparison, how many aspects are asked and not told, or told and not asked; and its own."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The statements found for a question, the best first, with the logarithm of the odds of each, and how likely, from 0 to 1, the
    first answers."""

    choices: tuple[Choice, ...] = ()
    odds: tuple[float, ...] = ()
    chance: float = 0.0


@dataclass(frozen=True, slots=True)
class Model:
    """Both models: weights of SIGNALS; intercept and weights of CHANCE_SIGNALS with mean and spread of each."""

    weights: tuple[float, ...]
    intercept: float
    chances: tuple[tuple[float, float, float], ...]


@cache
def fitted() -> Model:
    """The models of the package."""
    data = json.loads(resources.files("bot").joinpath(DATA).read_text(encoding="utf-8"))
    chances = [data["chance"]["signals"][name] for name in CHANCE_SIGNALS]
    return Model(
        tuple(data["choice"][name]["weight"] for name in SIGNALS),
        data["chance"]["intercept"],
        tuple((each["coefficient"], each["mean"], each["spread"]) for each in chances),
    )


def choose(
    question: Question, evidence: Sequence[Evidence], weights: Mapping[str, float], confidence: float | None
) -> Chosen:
    """The statements of the best evidence for a question, the likeliest first; none where it asks for no figure."""
    found = choices(question, evidence) if asks_figure(question) else []
    if not found or confidence is None:
        return Chosen()
    rows, model = signals(question, found, weights), fitted()
    odds = [weighed(model.weights, row) for row in rows]
    order = sorted(range(len(found)), key=lambda at: -odds[at])
    usual = None
    case = _better_named(question, found, odds, order)
    if case is None:
        case = _case_named(question, found, odds, order)
    if case is not None:
        usual, order = order[0], [case, *(at for at in order if at != case)]
        odds[case], odds[usual] = odds[usual], odds[case]
    ranked, best = [odds[at] for at in order], found[order[0]]
    rivals = [odds[at] for at in order if at == order[0] or not (at == usual or _tells_same(best, found[at]))]
    row = chance_signals(question, best, rows[order[0]], rivals, confidence, evidence)
    chance = logistic(model.intercept, row, model.chances)
    return Chosen(tuple(found[at] for at in order), tuple(ranked), chance)


def _case_named(question: Question, found: Sequence[Choice], odds: Sequence[float], order: Sequence[int]) -> int | None:
    """The second statement where it tells of a case of what the first one tells of all (在站博士后每年10万元。从事某领域研究的，每年12万元),
    which the question names, and is hardly less likely."""
    if len(order) < 2 or odds[order[0]] - odds[order[1]] > CLOSE_BEHIND:
        return None
    usual, case = found[order[0]], found[order[1]]
    own = _CASE.match(case.own)
    behind = usual.item.hit.stored.key == case.item.hit.stored.key and _place(usual) < _place(case)
    if own is None or not behind or not _kinds(usual) & _kinds(case):
        return None
    told = canonical(usual.item.text if usual.item is not case.item else f"{usual.head} {usual.own}")
    named = [word for word in content(question.text) if len(word) > 1 and word not in told]
    return order[1] if any(word in canonical(own.group()) for word in named) else None


def _better_named(
    question: Question, found: Sequence[Choice], odds: Sequence[float], order: Sequence[int]
) -> int | None:
    """The likeliest of the next statements that says all words of the question that the first one says, and more, where it tells figures
    of the same kinds: of two told alike in a sentence, or in two sentences of a passage, the one whose thing is asked."""

    def run(text: str) -> int:
        """Characters of the longest piece of the question that stands in a text: 分技术委员会主席 is no 技术委员会主席."""
        asked, own = canonical(question.text), canonical(text)
        return SequenceMatcher(None, asked, own, autojunk=False).find_longest_match().size

    first = found[order[0]]
    if reports(first.item.hit.entry.metadata, *first.item.hit.stored.passage.path):
        return None  # where many figures are called alike, a word more names another metric
    for at in order[1:]:
        other = found[at]
        beside = other.item is first.item
        if odds[order[0]] - odds[at] > (CLOSE_BESIDE if beside else CLOSE):
            return None
        if other.item.hit.stored.key != first.item.hit.stored.key or not _kinds(other) & _kinds(first):
            continue
        texts = (other.own, first.own) if beside else (other.item.text, first.item.text)
        if words_said(question, texts[0]) > words_said(question, texts[1]) and run(texts[0]) >= run(texts[1]):
            return at
    return None


def _place(choice: Choice) -> int:
    return choice.item.start + choice.start


def _kinds(choice: Choice) -> frozenset[tuple[str, bool]]:
    """The units of the figures that a statement tells, each with whether it is told for each of something."""
    return frozenset(
        (each.family, "每" in choice.own[: each.end - choice.start]) for each in choice.figures if not each.bounds
    )


def _tells_same(one: Choice, other: Choice) -> bool:
    """Whether two statements of different sentences tell one and the same large figure: a table often says what its text says."""
    if one.item is other.item:
        return False
    told = [{value for value in values_told(each) if value >= LARGE} for each in (one, other)]
    return len(told[0]) == 1 and told[0] == told[1]


def values_told(choice: Choice) -> set[Decimal]:
    """The values of the figures that a statement tells, without those that say for whom."""
    free = [each for each in choice.figures if not each.bounds]
    plain = (read_number(choice.own[each.start : each.end]) for each in free if each.family == BARE)
    told = (each.quantity.value for each in free if each.quantity is not None)
    return {value for value in (*plain, *told) if value is not None}


def _asks_several(question: Question) -> bool:
    return sum(slot.number for slot in question.slots) > 1 or _SEVERAL.search(question.text) is not None


def chance_signals(
    question: Question,
    best: Choice,
    row: Sequence[float],
    odds: Sequence[float],
    confidence: float,
    evidence: Sequence[Evidence],
) -> tuple[float, ...]:
    """The signals of how likely the best statement answers, in the order of CHANCE_SIGNALS. `row` are its own signals, `odds` those of
    all statements, the best first."""
    first = SIGNALS.index("growth_both")
    sure = min(max(confidence, 1e-6), 1 - 1e-6)
    passage, meta = best.item.hit.stored.passage, best.item.hit.entry.metadata
    return (
        1 / sum(math.exp(each - odds[0]) for each in odds),
        min(odds[0] - odds[1], FAR) if len(odds) > 1 else FAR,
        math.log(len(odds)),
        odds[0],
        math.log(sure / (1 - sure)),
        float(any(evidence[0].figures)),
        float(best.rank == 1),
        float(reports(meta, *passage.path)),
        float(sum(each.quantity is not None for each in figures_of(question.text))),
        float(_asks_several(question) and sum(not each.bounds for each in best.figures) < 2),
        float(_COMPARES.search(question.text) is not None),
        sum(row[first + 2 :: 3]),
        sum(row[first + 1 :: 3]),
        *row[:first],
    )
