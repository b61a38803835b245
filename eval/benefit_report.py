"""The tables of the benchmark of benefits: what extraction reads of the labelled documents, and what matching tells."""

from collections.abc import Container, Iterator, Mapping, Sequence
from pathlib import Path

from bot.benefits.eligibility import Verdict
from corpus.benefits import benefits as extract
from eval.benefit_labels import Key, read_documents, read_labels
from eval.benefits import FIGURES, Judgement, judge
from eval.confirmed import tell_confirmed
from eval.profiles import EXPECTED, read_profiles
from eval.verdict_causes import causes
from eval.verdicts import Outcome, confusion, extracted_cases, labelled_cases, tell_all

SAID = 160
"""Characters of a document that are shown with a mistake."""


class BenefitReport:
    """The labelled documents of a data folder; `listed` lists their mistakes, those of held-out cards only with `held_out`."""

    def __init__(self, data: Path, *, listed: bool = False, held_out: bool = False) -> None:
        self.labels = read_labels()
        self.documents = read_documents(self.labels.documents, data)
        hidden = frozenset[Key]() if held_out else self.labels.held_out
        self.shown = self.documents.keys() - hidden if listed or held_out else set[Key]()

    def benefits(self) -> Iterator[str]:
        """Amounts and conditions: a table for each group of documents, then the mistakes."""
        groups = {
            "policy cards": {key for key in self.documents if key[1]},
            "policy cards, held out": self.labels.held_out,
            "samples": {key for key in self.documents if not key[1]},
        }
        for name, keys in groups.items():
            yield from _table(name, self._judged(keys))
        for miss in self._judged(self.shown).misses:
            quoted = self.documents[miss.document].text[slice(*miss.span)].replace("\n", " ")[:SAID]
            yield f"{miss.figure}: {' '.join(miss.document)}: {miss.title}: {quoted!r} {miss.detail}"

    def _judged(self, keys: Container[Key]) -> Judgement:
        return judge(self.labels, {key: document for key, document in self.documents.items() if key in keys}, extract)

    def verdicts(self) -> Iterator[str]:
        """What the enterprises are told: by matching alone, and by extraction and matching together."""
        for name, cases in (
            ("matching alone", labelled_cases(self.labels, self.documents)),
            ("extraction and matching", extracted_cases(self.labels, self.documents, extract)),
        ):
            outcomes = list(tell_all(read_profiles(), cases, self.labels, self.documents))
            yield from _verdict_table(name, outcomes)
            after = list(tell_confirmed(read_profiles(), cases, self.labels, self.documents))
            yield _confirmed_line(after)
            yield from _cause_lines(causes(read_profiles(), cases, self.labels, self.documents))
            for each in outcomes:
                if each.document in self.shown and each.expected != each.given:
                    place = " ".join(each.document)
                    yield f"{each.profile}: {place}: {each.title}: expected {each.expected}, got {each.given}"


def _table(name: str, result: Judgement) -> Iterator[str]:
    yield name
    yield f"{'':20}{'share':>7}{'right':>7}{'of':>7}"
    for figure, tally in result.tallies.items():
        yield f"{figure:20}{tally.share:7.3f}{tally.right:7}{tally.of:7}  {FIGURES[figure]}"


def _confirmed_line(outcomes: Sequence[Outcome]) -> str:
    """How many verdicts are right once every clause that is asked was answered."""
    wanted = [each for each in outcomes if each.expected == Verdict.MEETS]
    return (
        f"once every clause that is asked is answered: 符合 {sum(each.given == Verdict.MEETS for each in wanted)} of {len(wanted)},"
        f" all verdicts {sum(each.expected == each.given for each in outcomes)} of {len(outcomes)};"
        f" shown as 符合 that is not: {sum(each.falsely_met for each in outcomes)}"
    )


def _cause_lines(found: Mapping[tuple[str, str, str], int]) -> Iterator[str]:
    """Why verdicts differ from those expected, and why those lack information that should, most often first."""
    for (wanted, given, cause), count in sorted(found.items(), key=lambda item: (item[0][:2], -item[1])):
        yield f"expected {wanted}, given {given}: {count:5}  {cause}"


def _verdict_table(name: str, outcomes: Sequence[Outcome]) -> Iterator[str]:
    table = confusion(outcomes)
    yield f"{name}: {len(outcomes)} verdicts, {sum(each.expected == each.given for each in outcomes)} as expected"
    yield "expected \\ given: " + ", ".join(EXPECTED)
    for wanted in EXPECTED:
        yield f"{wanted}: " + ", ".join(str(table[wanted, given]) for given in EXPECTED)
    yield (
        f"shown as 符合 that is not: {sum(each.falsely_met for each in outcomes)};"
        f" 缺信息 where nothing is missing: {sum(each.groundless for each in outcomes)};"
        f" offered out of force: {sum(each.out_of_force for each in outcomes)}"
    )
