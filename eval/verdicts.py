"""What matching says of every labelled benefit to every described enterprise, against the expected verdicts.

Matching is judged alone, on the labelled benefits, and together with extraction, on those it read. A benefit shown as 符合
that is not is the one mistake that must never be made.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.benefits.confirming import titled
from bot.benefits.eligibility import Verdict, match
from bot.benefits.profile import Profile as Stated
from bot.benefits.profile import Statement
from bot.benefits.profile_files import profile_of
from corpus.benefit_records import Benefit, Fact
from corpus.records import Document, Metadata
from eval.benefit_amounts import pair
from eval.benefit_labels import BenefitLabel, Key, Labels
from eval.benefit_truth import truths
from eval.benefits import partners_of
from eval.profiles import Profile, expected
from index.benefits import Offer
from index.catalogue import Entry

Extract = Callable[[Document], Iterable[Benefit]]

MEETS, LACKS, APART = Verdict.MEETS.value, Verdict.LACKS.value, Verdict.APART.value


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an enterprise was told of a benefit, and what it should have been told."""

    profile: str
    document: Key
    title: str
    expected: str
    given: str

    @property
    def falsely_met(self) -> bool:
        """Shown as 符合, and it is not."""
        return self.given == MEETS != self.expected

    @property
    def groundless(self) -> bool:
        """Said to lack information where what is known decides it."""
        return self.given == LACKS != self.expected and self.expected != APART

    @property
    def out_of_force(self) -> bool:
        """Offered, or held out as possible, on a day on which it is not in force."""
        return self.expected == APART and self.given in (MEETS, LACKS)


Case = tuple[BenefitLabel, Offer]
"""A labelled benefit, and the offer that stands for it."""


def labelled_cases(labels: Labels, documents: Mapping[Key, Document]) -> list[Case]:
    """The labelled benefits as offers, in force and in the place that their labels say."""
    return [
        (label, Offer(_entry(label, document), benefit))
        for key, document in documents.items()
        for label, benefit in zip(_judged(labels, key), truths(labels, key, document), strict=True)
    ]


def _judged(labels: Labels, key: Key) -> list[BenefitLabel]:
    return [label for label in labels.of(key) if not label.optional]


def _entry(label: BenefitLabel, document: Document) -> Entry:
    region = tuple(filter(None, label.region.split("/")))
    known = Metadata(
        document.metadata.title,
        issuer=document.metadata.issuer,
        region=region,
        effective=label.starts,
        expires=label.ends,
    )
    return Entry(0, document.id, document.source, document.member, known, 0)


def extracted_cases(labels: Labels, documents: Mapping[Key, Document], extract: Extract) -> list[Case]:
    """The labelled benefits that extraction found, each with every benefit read that means it, in the place and the time
    that their documents say."""
    cases: list[Case] = []
    for key, document in documents.items():
        given, judged = list(extract(document)), _judged(labels, key)
        amounts = [amount for one in given for amount in one.amounts]
        pairs = pair([amount for label in judged for amount in label.amounts], amounts)
        entry = Entry(0, document.id, document.source, document.member, document.metadata, 0)
        cases += [(label, Offer(entry, one)) for label in judged for one in partners_of(label, given, pairs)]
    return cases


def tell_all(
    profiles: Iterable[Profile], cases: Sequence[Case], labels: Labels, documents: Mapping[Key, Document]
) -> Iterator[Outcome]:
    """Every benefit to every enterprise on its day."""
    offers = [offer for _, offer in cases]
    for profile in profiles:
        told = match(stated(profile, labels, documents), offers, profile.as_of)
        for (label, _), assessment in zip(cases, told.assessments, strict=True):
            yield Outcome(profile.id, label.document, label.title, expected(profile, label), assessment.verdict.value)


def stated(profile: Profile, labels: Labels, documents: Mapping[Key, Document]) -> Stated:
    """A profile as matching reads it. Places are stated one by one, since a zone (中关村示范区) is a place by its name alone."""
    data: dict[str, object] = {"complete": [fact.value for fact in sorted(profile.complete)]}
    for fact in {**profile.names, **profile.denied}.keys() - {Fact.REGION}:
        held, denied = profile.names.get(fact, ()), profile.denied.get(fact, ())
        data[fact.value] = dict.fromkeys(denied, False) | dict.fromkeys(held, True)
    for (fact, period), value in profile.values.items():
        data[f"{fact.value}@{period}" if period else fact.value] = value if isinstance(value, bool) else str(value)
    places = [
        Statement(Fact.REGION, place, holds)
        for names, holds in ((profile.denied, False), (profile.names, True))
        for place in names.get(Fact.REGION, ())
    ]
    told = profile_of(data, profile.id).with_statements(places)
    for label in labels.benefits:
        for clause in label.clauses if label.document in documents else ():
            met = profile.confirmed.get((label.document, clause.place.start))
            if met is not None:
                document = documents[label.document]
                told = told.with_confirmed(document.text[slice(*clause.place.span)], met, titled(document.metadata))
    return told


def confusion(outcomes: Iterable[Outcome]) -> Counter[tuple[str, str]]:
    """How often each expected verdict was given as each."""
    return Counter((outcome.expected, outcome.given) for outcome in outcomes)
