"""How good answers are, in one table: the two own question sets, and real questions whose answers were given by people.

For these, an answer is compared with the given one by ROUGE-L over characters, and it is asked whether the given text lies
in what the answer cites.
"""

import random
import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.bot import PolicyBot
from bot.records import Answer, Citation
from corpus.text import fold
from eval.policy_qa import Case, build_library, read_cases
from eval.question_forms import own_words
from eval.questions import Kind
from eval.runs import Row
from eval.summary import SHARES, share

SAMPLE, SEED = 100, 0
"""Real questions that are asked unless all are wanted, and the seed by which they are drawn."""

TARGETS = {"right": 0.95, "citation_holds": 0.97, "refusal_precision": 0.95, "refusal_recall": 0.95, "followups": 0.90}
"""What is aimed at, by the name of the share."""

_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Extracted:
    """How an answer to a real question met the given one: ROUGE-L of its own words (0 for a refusal), whether the given text
    lies whole in the passages cited, and whether it was refused."""

    case: Case
    rouge: float
    cited: bool
    refused: bool


def rouge_l(found: str, given: str) -> float:
    """ROUGE-L (Lin 2004): the harmonic mean of the shares of both texts, without white space, that their longest common
    subsequence of characters makes up; 0 if either is empty."""
    one, other = _SPACE.sub("", fold(found)), _SPACE.sub("", fold(given))
    common = _longest_common(one, other)
    return 2 * common / (len(one) + len(other)) if common else 0.0


def _longest_common(one: str, other: str) -> int:
    row = [0] * (len(other) + 1)
    for character in one:
        before = 0
        for at, each in enumerate(other, 1):
            before, row[at] = row[at], before + 1 if character == each else max(row[at], row[at - 1])
    return row[-1]


def shares(rows: Sequence[Row]) -> Iterator[tuple[str, float | None, int]]:
    """Right, cited, refusal precision and recall, wrong among the answers, follow-ups: each a name, its share, of how many."""
    for name in ("right", "citation_holds", "refusal_precision", "refusal_recall", "wrong_answers"):
        found = share(map(SHARES[name], rows))
        yield name, found.value, found.count
    followups = share(float(row.right) for row in rows if row.kind == Kind.FOLLOWUP)
    yield "followups", followups.value, followups.count


def sample(cases: Sequence[Case], count: int | None) -> list[Case]:
    """So many of the cases in their order, always the same ones; all of them for None."""
    if count is None or count >= len(cases):
        return list(cases)
    chosen = sorted(random.Random(SEED).sample(range(len(cases)), count))
    return [cases[at] for at in chosen]


def extracted(data: Path, count: int | None = SAMPLE) -> list[Extracted]:
    """The real questions of a folder, asked of a library of its documents. Raises PolicybotError if it cannot be read."""
    cases = sample(read_cases(data), count)
    with tempfile.TemporaryDirectory() as work:
        library, _ = build_library(data, Path(work))
        with library:
            bot = PolicyBot(library)
            return [compared(bot, case, bot.ask(case.question)) for case in cases]


def compared(bot: PolicyBot, case: Case, answer: Answer) -> Extracted:
    """An answer of the bot's held against the given one."""
    if answer.refused:
        return Extracted(case, 0.0, cited=False, refused=True)
    passages = "\n".join(text for citation in answer.citations for text in _passages(bot, citation))
    wanted = _SPACE.sub("", fold(case.answer)).strip("。,;")
    return Extracted(
        case, rouge_l(own_words(answer.text), case.answer), wanted in _SPACE.sub("", fold(passages)), refused=False
    )


def _passages(bot: PolicyBot, citation: Citation) -> Iterator[str]:
    """The passages in which a citation stands, and its quote itself."""
    yield citation.quote
    for stored in bot.library.catalogue.passages_of(citation.source.key):
        if stored.passage.start < citation.end and citation.start < stored.passage.end:
            yield stored.passage.text
