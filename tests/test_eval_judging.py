import pytest

from bot.records import Answer, Citation, Kind, Reason, Source
from corpus.records import Metadata
from eval.judging import Place, Rule, Side, cited, judge, meets
from eval.questions import Kind as Asked
from eval.questions import Question


def question(kind: Asked = Asked.LOOKUP_NUMBER, **fields: object) -> Question:
    return Question(id="q", question="问", kind=kind, answer="答", **fields)  # type: ignore[arg-type]


def answer(
    text: str, *, refused: bool = False, kind: Kind = Kind.NUMBER, spans: tuple[tuple[int, int, int], ...] = ()
) -> Answer:
    citations = tuple(
        Citation(at, Source(key, "", "", Metadata("题")), (), text, start, end)
        for at, (key, start, end) in enumerate(spans, 1)
    )
    return Answer("问", "问", text, kind, refused, Reason.NOT_FOUND if refused else None, citations)


@pytest.mark.parametrize(
    ("said", "wanted", "rule"),
    [
        ("3.6亿元 [1]", ("36000万元",), Rule.SAYS_ALL),
        ("1000家 [1]", ("千家",), Rule.SAYS_ALL),
        ("１５０ 家 [1]", ("150家",), Rule.SAYS_ALL),
        ("23家 [1]", ("3家",), Rule.MISSES),
        ("50元 [1]", ("50万元",), Rule.MISSES),
        ("没有单列 [1]\n\n原文：共有150家，其中第二批11家。 [1]", ("150家",), Rule.MISSES),  # only the quote says it
        ("150家 [1]", ("150家|一百五十家", "11家"), Rule.MISSES),
        ("150家 [1]\n其中第二批11家 [1]", ("150家", "11家"), Rule.SAYS_ALL),
    ],
)
def test_a_figure_must_be_said_by_the_bot_itself_in_any_unit(said: str, wanted: tuple[str, ...], rule: Rule) -> None:
    assert judge(question(must_contain=wanted), answer(said)).rule is rule


def test_a_text_may_answer_by_its_quote() -> None:
    asked = question(Asked.LOOKUP_TEXT, must_contain=("市科技局",))
    assert judge(asked, answer("向主管部门申请。 [1]\n原文：由市科技局受理。 [1]")).right


def test_what_must_not_be_said_is_worse_than_what_is_missing() -> None:
    found = judge(question(must_contain=("3.53%",), must_not_contain=("3.2%",)), answer("3.2% [1]"))
    assert found.rule is Rule.SAYS_WRONG
    assert found.forbidden == ("3.2%",)
    assert found.missed == ("3.53%",)


def test_a_neighbour_named_in_a_quote_is_not_said() -> None:
    text = "3.53% [1]\n\n原文：由3.2%提高到3.53%。 [1]"
    assert judge(question(must_contain=("3.53%",), must_not_contain=("3.2%",)), answer(text)).right


def test_refusals() -> None:
    never, known = question(Asked.UNANSWERABLE, must_not_contain=("5%",)), question(must_contain=("5%",))
    assert judge(never, answer("没有找到。只有2024年目标5%。", refused=True, kind=Kind.NONE)).rule is Rule.REFUSES
    assert judge(never, answer("5% [1]")).rule is Rule.SHOULD_REFUSE
    assert judge(known, answer("没有找到", refused=True, kind=Kind.NONE)).rule is Rule.SHOULD_ANSWER


def test_small_talk_must_be_met_with_small_talk() -> None:
    assert judge(question(Asked.SMALLTALK), answer("您好", kind=Kind.SMALLTALK)).right
    assert not judge(question(Asked.SMALLTALK), answer("5% [1]")).right


SIDES = (Side("甲市", "甲市达到800亿元。"), Side("乙县", "乙县完成74.4亿元。"))
COMPARED = question(Asked.COMPARE, must_contain=("800亿元", "74.4亿元"))


def test_figures_of_a_comparison_belong_to_their_places() -> None:
    assert judge(COMPARED, answer("甲市：800亿元 [1]\n乙县：744000万元 [2]"), SIDES).right
    swapped = judge(COMPARED, answer("甲市：74.4亿元 [1]\n乙县：800亿元 [2]"), SIDES)
    assert swapped.rule is Rule.SWAPS
    assert swapped.missed == ("800亿元", "74.4亿元")
    assert judge(COMPARED, answer("前者800亿元，后者74.4亿元 [1][2]"), SIDES).right  # no place named: nothing to swap


def test_figures_of_a_comparison_belong_to_their_years() -> None:
    asked = question(Asked.COMPARE, must_contain=("3.2%", "3.53%"))
    years = (Side("2023年", "达到3.2%"), Side("2024年", "力争3.53%"))
    assert judge(asked, answer("2023年：3.2% [1]\n2024年目标：3.53% [2]"), (), years).right
    assert judge(asked, answer("2024年比2023年高：3.53%，3.2% [1]"), (), years).right  # both named: nothing to tell
    assert judge(asked, answer("3.53%，比2023年的3.2%高 [1]"), (), years).right  # both figures said: nothing either
    swapped = judge(asked, answer("2023年：3.53% [1]\n2024年目标：3.2% [2]"), (), years)
    assert (swapped.rule, swapped.missed) == (Rule.SWAPS, ("3.2%", "3.53%"))


def test_citations_are_measured_against_every_evidence() -> None:
    asked = question(must_contain=("5%",))
    evidence = ((Place(1, 100, 140),), (Place(2, 0, 20), Place(3, 50, 70)))  # the second stands in two documents
    met = cited(asked, answer("5% [1]", spans=((1, 90, 150), (3, 50, 70), (4, 0, 9))), evidence, "增长5%")
    assert met.precision == pytest.approx(2 / 3)
    assert met.recall == 1.0
    assert met.holds is True
    assert cited(asked, answer("5% [1]", spans=((1, 90, 150),)), evidence, "增长5%").recall == 0.5


def test_an_answer_without_citations_has_no_precision() -> None:
    met = cited(question(must_contain=("5%",)), answer("5%"), ((Place(1, 0, 10),),), "增长5%")
    assert (met.precision, met.recall, met.holds) == (0.0, 0.0, False)


def test_a_refusal_has_nothing_to_cite() -> None:
    refused = answer("没有", refused=True, spans=((1, 0, 9),))
    met = cited(question(must_contain=("5%",)), refused, ((Place(1, 0, 9),),), "增长5%")
    assert (met.precision, met.recall, met.holds) == (None, None, None)


def test_two_spans_meet_in_half_of_the_shorter() -> None:
    assert meets(Place(1, 0, 10), Place(1, 5, 100))
    assert not meets(Place(1, 0, 10), Place(1, 6, 100))
    assert meets(Place(1, 0, 1000), Place(1, 10, 20))
    assert not meets(Place(1, 0, 10), Place(2, 0, 10))
    assert not meets(Place(1, 0, 0), Place(1, 0, 0))


AT = ((Place(1, 0, 20),),)
VERDICT = "不符合|不能|没有资格"


@pytest.mark.parametrize(
    ("wanted", "said", "quote", "held"),
    [
        (
            (VERDICT, "2年"),
            "运营满2年",
            "运营满2年，没有违法违纪",
            True,
        ),  # the verdict is concluded, the figure is written
        ((VERDICT, "2年"), "运营满2年", "没有违法违纪", False),
        (("36000万元",), "投入3.6亿元", "研发投入3.6亿元", True),  # the same quantity in another unit
        (("36000万元",), "投入3.6亿元", "研发投入3.5亿元", False),
        (("市科技局",), "由市科技局受理", "由市财政局受理", False),
        (
            ("可以|足够大", "500平方米"),
            "面积不少于500平方米",
            "面积不少于500平方米",
            True,
        ),  # no form of the first is written
    ],
)
def test_a_citation_must_hold_what_the_evidence_says_of_the_answer(
    wanted: tuple[str, ...], said: str, quote: str, held: bool
) -> None:
    given = answer(quote, spans=((9, 0, 20),))  # of another document, which may tell the same
    assert cited(question(must_contain=wanted), given, AT, said).holds is held


def test_a_bare_verdict_is_held_up_by_all_of_its_evidence() -> None:
    asked, evidence = question(must_contain=(VERDICT,)), (*AT, (Place(1, 40, 60),))
    said = "有下列情形之一的，不予提取\n购买车位的"
    whole, half = answer("不能", spans=((1, 0, 20), (1, 40, 60))), answer("不能", spans=((1, 40, 60),))
    assert cited(asked, whole, evidence, said).holds is True
    assert cited(asked, half, evidence, said).holds is False


def test_of_a_figure_that_is_worked_out_no_citation_is_asked_to_hold_it() -> None:
    asked = question(must_contain=("36万元",), computed=True)
    assert cited(asked, answer("36万元 [1]", spans=((1, 0, 20),)), AT, "按90万元的40%支持").holds is None
