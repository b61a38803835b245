"""Why matching, with what extraction read, tells an enterprise something else than the labels do, in plain words and counted; and
why what lacks information by both lacks it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot.benefits.eligibility import Assessment, Verdict, match
from corpus.benefit_records import Requirement
from corpus.records import Document
from eval.benefit_amounts import overlap
from eval.benefit_labels import BenefitLabel, Clause, Key, Labels
from eval.profiles import EXPECTED, Profile, both, clause_truth, either, expected, in_place, open_clauses, test_truth
from eval.verdicts import Case, stated

MEETS, FAILS, LACKS, _ = EXPECTED

TEXT = "a clause that the labels type was left as text"
OWN_WORDS = "a doing was typed by the words of its clause, which a list under other names cannot deny"
PART = "a clause was typed in part or by other tests than the labels have"
ABSENT = "a clause stands in no requirement of this benefit"
TIERS = "only the clauses of its amounts bar it, and not all of these were typed"
PLACE = "its document does not say for which place it holds"
ASKED = "more is asked than the labels ask"
STRICTER = "a test bars it where the labels hold the clause as text or in part"
BESIDES = "a requirement bars it that the labels do not have"
FACT = "a fact is not known that a labelled test asks for"
PERSON = "the labels hold a clause as text too, which a person has to confirm"


def causes(
    profiles: Iterable[Profile], cases: Sequence[Case], labels: Labels, documents: Mapping[Key, Document]
) -> Counter[tuple[str, str, str]]:
    """How often each cause stands behind an expected and a given verdict, for those that differ and for 缺信息 as expected."""
    found: Counter[tuple[str, str, str]] = Counter()
    for profile in profiles:
        told = match(stated(profile, labels, documents), [offer for _, offer in cases], profile.as_of)
        for (label, _), assessment in zip(cases, told.assessments, strict=True):
            if cause := cause_of(profile, label, assessment):
                found[expected(profile, label), assessment.verdict.value, cause] += 1
    return found


def cause_of(profile: Profile, label: BenefitLabel, told: Assessment) -> str:
    """What stands behind a verdict, "" for one as expected that lacks nothing."""
    match expected(profile, label), told.verdict.value:
        case (wanted, given) if wanted == given != LACKS:
            return ""
        case (_, Verdict.APART.value) | ("不在有效期", _):
            return ""
        case (wanted, given) if wanted == given:
            clauses = open_clauses(profile, label)
            return FACT if any(_lacks_fact(profile, clause) for clause in clauses) else PERSON
        case (wanted, given) if wanted == FAILS:
            return next(_why_open(profile, label, told))
        case (_, given) if given == LACKS:
            return ASKED
        case _:
            return _why_barred(label, told)


def _lacks_fact(profile: Profile, clause: Clause) -> bool:
    """Whether a test of an open clause is open itself."""
    return any(test_truth(profile, test) is None for test in clause.tests)


def _why_open(profile: Profile, label: BenefitLabel, told: Assessment) -> Iterator[str]:
    """Why what does not fit by the labels was left open: of the clauses that bar it, the one read best says it."""
    barring = [clause for clause in label.clauses if clause_truth(profile, label.document, clause) is False]
    read = [_how_read(clause, told) for clause in barring]
    yield from (cause for cause in (OWN_WORDS, PART, TEXT, ABSENT) if cause in read)
    if label.region and in_place(profile, label.region) is False:
        yield PLACE
    tiers = [both(clause_truth(profile, label.document, each) for each in amount.when) for amount in label.judged]
    yield TIERS if tiers and either(tiers) is False else PART


def _how_read(clause: Clause, told: Assessment) -> str:
    near = [each for each in _asked(told) if overlap(clause.place.span, (each.start, each.end))]
    if any(test.told for each in near for test in each.tests):
        return OWN_WORDS
    return PART if any(each.alternatives for each in near) else TEXT if near else ABSENT


def _why_barred(label: BenefitLabel, told: Assessment) -> str:
    labelled = [*label.clauses, *(clause for amount in label.judged for clause in amount.when)]
    failed = [check.requirement for check in told.failed]
    known = [each for each in failed if any(overlap(one.place.span, (each.start, each.end)) for one in labelled)]
    return STRICTER if known else BESIDES


def _asked(told: Assessment) -> list[Requirement]:
    return [check.requirement for check in told.every]
