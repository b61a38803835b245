"""Judging extracted benefits: worked by hand on one short notice, and on the labels themselves."""

import hashlib
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner

from corpus.benefit_records import Amount, AmountKind, Benefit, Fact, Operator, Quoted, Requirement
from corpus.benefit_records import Test as Asked
from corpus.errors import PolicybotError
from corpus.load import parse
from corpus.records import Document
from eval.benefit_amounts import KEY, pair, scope, settle, wrong_fields
from eval.benefit_conditions import compare_tests, covered, is_covered
from eval.benefit_labels import (
    AmountLabel,
    BenefitLabel,
    Clause,
    Key,
    Labels,
    Place,
    Reading,
    check,
    digest,
    faults,
    places,
    read_documents,
    read_labels,
)
from eval.benefit_truth import truth, truths
from eval.benefits import FIGURES, Judgement, is_quoted, judge, judge_document, partners_of

TEXT = "对首次认定的高新技术企业，年营业收入2000万元以上、近三年无失信记录的，按研发投入的5%给予奖励，最高100万元。\n"
KEY_OF = ("samples/a.txt", "")
ABSENT = Path("/absent/documents")


def place(words: str) -> Place:
    start = TEXT.index(words)
    return Place(start, start + len(words), hashlib.sha256(words.encode()).hexdigest()[:16])


def yuan(number: int) -> Decimal:
    return Decimal(number)


FIRST = Asked(Fact.NEW_CERTIFICATION, Operator.IN, ("高新技术企业",))
LARGE = Asked(Fact.REVENUE, Operator.AT_LEAST, yuan(20_000_000))
READING = Reading(
    AmountKind.RATE,
    rate=yuan(5),
    base="研发投入",
    base_fact=(Fact.RD_EXPENSE,),
    cap=yuan(1_000_000),
    cap_per="每家企业每年",
)
AMOUNT = AmountLabel(place("按研发投入的5%给予奖励，最高100万元"), (READING,))
LABEL = BenefitLabel(
    KEY_OF,
    "浙江省",
    date(2024, 1, 1),
    None,
    "高企奖励",
    place("对首次认定的高新技术企业，年营业收入2000万元以上、近三年无失信记录的，按研发投入的5%给予奖励，最高100万元"),
    amounts=(AMOUNT,),
    beneficiaries=(Clause(place("首次认定的高新技术企业"), ((FIRST,),)),),
    conditions=(Clause(place("年营业收入2000万元以上"), ((LARGE,),)), Clause(place("近三年无失信记录"))),
)
DOCUMENT = parse(TEXT.encode(), "a.txt")


@pytest.fixture
def right() -> Benefit:
    """What an extractor would give that reads as the label does."""
    return truth(LABEL, DOCUMENT)


def judged(*given: Benefit, label: BenefitLabel = LABEL) -> Judgement:
    result = Judgement()
    judge_document(result, KEY_OF, TEXT, [label], given)
    return result


def shares(result: Judgement, *names: str) -> list[tuple[int, int]]:
    return [(result.tallies[name].right, result.tallies[name].of) for name in names]


def amount_of(label: AmountLabel, **changes: object) -> Amount:
    return replace(truth(replace(LABEL, amounts=(label,)), DOCUMENT).amounts[0], **changes)  # type: ignore[arg-type]


# -- amounts -------------------------------------------------------------------------------------------------------


def test_an_amount_read_as_labelled_is_right(right: Benefit) -> None:
    result = judged(right)
    assert shares(result, "amount precision", "amount recall", "amounts found") == [(1, 1)] * 3
    assert not result.misses


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"cap": yuan(100)}, ("cap",)),
        ({"rate": None, "value": yuan(5)}, ("value", "rate")),
        ({"bound": True}, ("bound",)),
        ({"kind": AmountKind.FIXED}, ("kind",)),
        ({"base_fact": Fact.REVENUE}, ("base_fact",)),
        ({"cap_per": "单个项目"}, ("cap_per",)),
        ({"cap_per": "每户单位一年"}, ()),
    ],
)
def test_each_wrong_field_is_named(changes: dict[str, object], wrong: tuple[str, ...]) -> None:
    assert wrong_fields(AMOUNT, amount_of(AMOUNT, **changes)) == wrong
    (found,) = pair([AMOUNT], [amount_of(AMOUNT, **changes)])
    assert found.right == (not set(wrong) & set(KEY))


def test_an_accepted_reading_is_right_too() -> None:
    either = replace(AMOUNT, readings=(READING, Reading(AmountKind.FIXED, value=yuan(1_000_000), bound=True)))
    ceiling = amount_of(AMOUNT, kind=AmountKind.FIXED, rate=None, base_fact=None)
    assert wrong_fields(either, ceiling) == ()  # a sum that is only a cap is a sum that is at most so much
    assert "kind" in wrong_fields(AMOUNT, ceiling)


def test_an_amount_takes_the_label_that_it_reads_rightly() -> None:
    fixed = AmountLabel(place("最高100万元"), (Reading(AmountKind.FIXED, value=yuan(1_000_000), bound=True),))
    one, other = pair([AMOUNT, fixed], [amount_of(fixed), amount_of(AMOUNT)])
    assert one.right
    assert other.right


def test_a_grade_may_be_quoted_by_the_words_that_it_shares() -> None:
    lower = AmountLabel(place("最高100万元"), (replace(READING, cap=yuan(50)),))
    shared = amount_of(lower, start=place("研发投入的5%").start, end=place("研发投入的5%").end)
    pairs = pair([lower], [shared])
    assert [each.right for each in pairs] == [False, False]
    home = [(LABEL.place.span, [lower])]
    assert [each.right for each in settle(pairs, home)] == [True]
    elsewhere = [(place("首次认定").span, [lower])]
    assert len(settle(pairs, elsewhere)) == 2
    wrong = pair([lower], [replace(shared, cap=yuan(70))])
    assert len(settle(wrong, home)) == 2


def test_optional_amounts_and_excused_places_count_neither_for_nor_against() -> None:
    spare = AmountLabel(place("最高100万元"), optional=True)
    stray = amount_of(AMOUNT, start=spare.place.start, end=spare.place.end)
    assert pair([spare], [stray]) == []
    assert pair([], [stray], [(spare.place.start, spare.place.end)]) == []
    (besides,) = pair([], [stray])
    assert besides.label is None
    assert not besides.right


def test_what_a_ceiling_holds_for() -> None:
    assert scope("单个企业年度") == scope("每家企业每年") == {"applicant", "year"}
    assert scope("单个项目") == {"project"}  # the 项 of 项目 is no piece
    assert scope("每项") == {"piece"}
    assert scope("累计") == frozenset()


# -- conditions ----------------------------------------------------------------------------------------------------


def test_a_clause_is_found_by_half_of_it_even_in_two_parts() -> None:
    assert covered((0, 10), [(0, 2), (6, 9)]) == pytest.approx(0.5)
    assert is_covered((0, 10), [(0, 2), (6, 9)])
    assert not is_covered((0, 10), [(0, 4), (1, 4)])
    assert is_covered((2, 4), [(0, 10)])


def test_a_clause_left_out_is_lost_and_one_given_elsewhere_is_kept(right: Benefit) -> None:
    without = replace(right, conditions=right.conditions[:1])
    result = judged(without)
    assert shares(result, "condition recall", "kept", "condition precision") == [(2, 3), (2, 3), (2, 2)]
    other = replace(right, id="x", start=0, end=1, amounts=(), conditions=right.conditions[1:], beneficiaries=())
    result = judged(without, other)
    assert shares(result, "condition recall", "kept") == [(2, 3), (3, 3)]
    assert shares(result, "benefit precision", "benefit recall") == [(1, 2), (1, 1)]


def test_a_clause_given_as_the_condition_of_a_tier_is_found(right: Benefit) -> None:
    moved = replace(right, conditions=(), amounts=(replace(right.amounts[0], when=right.conditions),))
    assert shares(judged(moved), "condition recall", "kept") == [(3, 3), (3, 3)]


def test_a_requirement_of_words_that_ask_for_nothing_is_besides(right: Benefit) -> None:
    words = place("给予奖励")
    stray = Requirement("给予奖励", words.start, words.end)
    result = judged(replace(right, conditions=(*right.conditions, stray)))
    assert shares(result, "condition precision", "condition recall") == [(3, 4), (3, 3)]


def test_a_requirement_that_quotes_around_a_clause_is_right(right: Benefit) -> None:
    start, end = right.span
    result = judged(replace(right, beneficiaries=(), conditions=(Requirement(TEXT[start:end], start, end),)))
    assert shares(result, "condition precision", "condition recall") == [(1, 1), (3, 3)]


def test_the_same_words_elsewhere_are_the_same_clause(right: Benefit) -> None:
    twice = TEXT + TEXT
    moved = [
        replace(one, start=one.start + len(TEXT), end=one.end + len(TEXT))
        for one in (*right.beneficiaries, *right.conditions)
    ]
    assert is_quoted(LABEL.clauses[1].place.span, twice, [replace(right, beneficiaries=(), conditions=tuple(moved))])
    assert not is_quoted(
        (TEXT.index("企业"), TEXT.index("企业") + 2),
        twice,
        [replace(right, beneficiaries=(), conditions=tuple(moved[1:]))],
    )


def test_the_share_of_typed_clauses_counts_partial_ones_apart(right: Benefit) -> None:
    result = judged(right)
    assert shares(result, "typable", "typed", "typed in part") == [(2, 3), (2, 3), (2, 3)]
    partial = replace(right, conditions=(replace(right.conditions[0], partial=True), right.conditions[1]))
    assert shares(judged(partial), "typed", "typed in part") == [(1, 3), (2, 3)]
    opened = replace(right, conditions=(replace(right.conditions[0], alternatives=((LARGE,), ())), right.conditions[1]))
    assert shares(judged(opened), "typed", "typed in part") == [(1, 3), (2, 3)]


def test_tests_are_compared_name_by_name(right: Benefit) -> None:
    clause = Clause(place("首次认定的高新技术企业"), ((Asked(Fact.CERTIFICATION, Operator.IN, ("甲企业", "乙企业")),),))
    start, end = clause.place.span
    split = tuple((Asked(Fact.CERTIFICATION, Operator.IN, (name,)),) for name in ("甲企业", "丙企业"))
    typing = compare_tests([clause], [Requirement("", start, end, split)])
    assert [atom.value for atom in typing.right] == ["甲企业"]
    assert [atom.value for atom in typing.missed] == ["乙企业"]
    assert [atom.value for atom in typing.wrong] == ["丙企业"]


def test_names_of_kinds_of_projects_agree_if_one_holds_the_other() -> None:
    clause = Clause(place("首次认定的高新技术企业"), ((Asked(Fact.PROJECT, Operator.IN, ("办公用房租赁",)),),))
    start, end = clause.place.span
    same = Requirement("", start, end, ((Asked(Fact.PROJECT, Operator.IN, ("租赁",)),),))
    assert compare_tests([clause], [same]).right
    elsewhere = replace(same, start=end, end=end + 2)
    typing = compare_tests([clause], [elsewhere])
    assert typing.missed
    assert typing.wrong


def test_a_ban_worded_as_a_condition_asks_for_the_same() -> None:
    span = place("近三年无失信记录")
    bad = Clause(span, ((Asked(Fact.GOOD_CREDIT, Operator.IS, False),),), excludes=True)
    good = Requirement("", span.start, span.end, ((Asked(Fact.GOOD_CREDIT, Operator.IS, True),),))
    assert compare_tests([bad], [good]).right
    assert compare_tests([bad], [replace(good, excludes=True)]).missed


def test_a_figure_with_another_comparator_is_another_test(right: Benefit) -> None:
    more = Asked(Fact.REVENUE, Operator.MORE, yuan(20_000_000))
    given = replace(right, conditions=(replace(right.conditions[0], alternatives=((more,),)), right.conditions[1]))
    assert shares(judged(given), "test precision", "test recall") == [(1, 2), (1, 2)]


# -- benefits ------------------------------------------------------------------------------------------------------


def test_a_benefit_without_its_amount_is_found_by_its_place(right: Benefit) -> None:
    bare = replace(right, amounts=())
    assert partners_of(LABEL, [bare], []) == [bare]
    assert partners_of(LABEL, [replace(bare, start=0, end=1)], []) == [replace(bare, start=0, end=1)]
    assert partners_of(LABEL, [replace(bare, start=len(TEXT) - 1, end=len(TEXT))], []) == []


def test_nothing_given_is_precise_and_finds_nothing() -> None:
    result = judged()
    assert result.tallies["amount precision"].share == 1
    assert shares(result, "benefit recall", "amount recall", "condition recall", "kept") == [
        (0, 1),
        (0, 1),
        (0, 3),
        (0, 3),
    ]


def test_an_optional_benefit_may_be_given_or_not(right: Benefit) -> None:
    spare = replace(LABEL, optional=True, amounts=(), beneficiaries=(), conditions=())
    for given in ((), (right,)):
        result = judged(*given, label=spare)
        assert all(tally.right == tally.of for tally in result.tallies.values())


def test_passages_are_found_by_any_overlap(right: Benefit) -> None:
    timed = replace(LABEL, window=place("近三年"))
    given = replace(right, window=Quoted("三年无", place("三年无").start, place("三年无").end))
    assert shares(judged(given, label=timed), "window") == [(1, 1)]
    assert shares(judged(right, label=timed), "window") == [(0, 1)]


# -- the labels ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def labels() -> Labels:
    return read_labels()


@pytest.fixture(scope="module")
def samples(labels: Labels) -> dict[Key, Document]:
    return read_documents(labels.documents, ABSENT)


def test_forty_cards_and_the_samples_are_labelled(labels: Labels, samples: dict[Key, Document]) -> None:
    assert sum(bool(card) for _, card in labels.documents) == 40
    assert set(samples) == {key for key in labels.documents if not key[1]}
    assert not faults(labels, samples)


def test_every_second_card_is_held_out(labels: Labels) -> None:
    assert len(labels.held_out) == 20
    assert all(card for _, card in labels.held_out)


def test_a_span_that_has_moved_is_named(labels: Labels, samples: dict[Key, Document]) -> None:
    key = next(iter(samples))
    moved = {key: replace(samples[key], text="。" + samples[key].text)}
    found = faults(labels, moved)
    assert len(found) == sum(1 for label in labels.of(key) for _ in places(label))
    assert key[0] in found[0]


def test_every_amount_has_a_reading_and_every_label_its_amounts(labels: Labels) -> None:
    for label in labels.benefits:
        assert label.optional or label.judged, label.title
        assert all(amount.readings for amount in label.judged), label.title


def test_a_perfect_extractor_has_no_mistake(labels: Labels, samples: dict[Key, Document]) -> None:
    known = {id(document): key for key, document in samples.items()}
    result = judge(labels, samples, lambda document: truths(labels, known[id(document)], document))
    assert not result.misses
    assert {name for name, tally in result.tallies.items() if tally.right != tally.of} <= {
        "typed",
        "typed in part",
        "typed of all",
        "typable",
        "typable in part",
    }
    assert result.tallies["amount recall"].of > 100


def test_another_file_than_the_labelled_one_is_an_error(labels: Labels, tmp_path: Path) -> None:
    (tmp_path / "guide-pdf").mkdir()
    for file, card in labels.documents:
        if card:
            (tmp_path / file).with_suffix(".txt").write_text("x", encoding="utf-8")
    card = next(key for key in labels.documents if key[1])
    renamed = (card[0].replace(".pdf", ".txt"), card[1])
    with pytest.raises(PolicybotError, match=card[1]):
        read_documents([renamed], tmp_path)


def test_the_check_of_the_labels_runs_without_the_data() -> None:
    result = CliRunner().invoke(check, ["--data", str(ABSENT)])
    assert result.exit_code == 0, result.output
    assert " 0 wrong" in result.output


def test_digests_are_of_utf8() -> None:
    assert digest("条") == hashlib.sha256("条".encode()).hexdigest()[:16]


def test_every_figure_of_the_table_is_explained() -> None:
    assert set(Judgement().tallies) == set(FIGURES)
