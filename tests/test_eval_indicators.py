"""Figures of reports and questions on them against what was worked out by hand."""

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.records import Answer, Kind, Reason
from bot.texts import QUOTE
from corpus.errors import PolicybotError
from corpus.load import parse
from corpus.records import Document, Indicator, IndicatorKind
from eval.benchmark import cli
from eval.indicators import (
    HELD_OUT,
    KEY,
    SEEN,
    Label,
    explain,
    judge,
    long_report,
    pair,
    plain,
    read_documents,
    read_labels,
    seconds,
    total,
    wrong_fields,
)
from eval.metadata import Score
from eval.question_forms import own_words, says
from eval.targets import Question, Verdict, judge_all, read_questions, verdict

TEXT = "2024年，新增高企20家，其中省级5家，同比增长3%。\n"
PLACE = ("浙江省", "宁波市")
LABEL = Label(
    "a.txt",
    10,
    13,
    "20家",
    "高新技术企业",
    Decimal(20),
    "家",
    "完成",
    2024,
    PLACE,
    qualifiers=("新增",),
    accept=("新增高企",),
)
PART = replace(LABEL, start=18, end=20, figure="5家", value=Decimal(5), qualifiers=("省级",), whole=10)
ABSENT = Path("/absent/documents")


def indicator(label: Label, **changes: object) -> Indicator:
    """What an extractor would give that read a label's figure as the label does."""
    spans = {name: None if at is None else (at, at + 1) for name, at in (("whole", label.whole), ("base", label.base))}
    same = ("metric", "value", "unit", "year", "region", "start", "end", "qualifiers", "comparator", "low", "target")
    values = {name: getattr(label, name) for name in (*same, "organisation")}
    values |= {"kind": IndicatorKind(label.kind), "named": (0, 0), "sentence": (0, 0), **spans, **changes}
    return Indicator(**values)


def document(text: str = TEXT) -> Document:
    return parse(text.encode(), "a.txt")


def test_the_perfect_extractor_has_no_mistakes() -> None:
    """Over the documents of the repository, every label taken as given."""
    labels = [label for label in read_labels() if label.document.startswith(HELD_OUT)]
    documents = read_documents(labels, ABSENT)
    given = {name: [indicator(label) for label in labels if label.document == name] for name in documents}
    names = {document.id: name for name, document in documents.items()}
    result = judge(labels, documents, lambda each: given[names[each.id]])
    assert result.mistakes == ()
    assert len(documents) == 10
    for scores in (result.whole, result.joined, result.spans, result.fields):
        assert {(score.precision, score.recall) for score in scores.values()} == {(1.0, 1.0)}
    assert total(result.whole.values()).labelled == sum(not label.optional for label in labels)


def test_right_wrong_missed_and_invented_figures_are_counted() -> None:
    third = replace(LABEL, start=25, end=27, figure="3%", value=Decimal(3), unit="%", kind="增长", qualifiers=())
    given = [
        indicator(LABEL),
        indicator(PART, year=2023, whole=None),
        indicator(LABEL, start=0, end=5, value=Decimal(2024)),
    ]
    result = judge([LABEL, PART, third], {"a.txt": document()}, lambda _: given)
    assert result.whole["a.txt"] == Score(given=3, labelled=3, right=1)
    assert result.spans["a.txt"] == Score(given=3, labelled=3, right=2)
    assert result.fields["year"] == Score(given=2, labelled=2, right=1)
    assert result.fields["value"] == Score(given=2, labelled=2, right=2)
    assert result.fields["whole"] == Score(given=0, labelled=1, right=0)
    assert [(mistake.figure, mistake.fields) for mistake in result.mistakes] == [
        ("2024年", ()),
        ("5家", ("year", "whole")),
        ("3%", ()),
    ]
    lines = [explain(mistake) for mistake in result.mistakes]
    assert lines[0] == "a.txt 0 2024年: none labelled, got 高新技术企业 2024 家 完成 2024"
    assert lines[1] == "a.txt 18 5家: 高新技术企业: year 2024 but got 2023; whole 10 but got None"
    assert lines[2] == "a.txt 25 3%: missed 高新技术企业 3 % 增长 2024"


def test_a_name_may_be_divided_into_qualifiers_and_metric() -> None:
    divided = indicator(LABEL, metric="企业", qualifiers=("新增", "高新技术"))
    other = indicator(LABEL, metric="企业", qualifiers=("科技型中小",))
    late = indicator(LABEL, metric="企业", qualifiers=("高新技术",), year=2023)
    for given, right in ((divided, 1), (other, 0), (late, 0)):
        result = judge([LABEL], {"a.txt": document()}, lambda _, given=given: [given])
        assert (result.whole["a.txt"].right, result.joined["a.txt"].right) == (0, right)


def test_a_mistake_beside_the_key_leaves_the_figure_right() -> None:
    result = judge([PART], {"a.txt": document()}, lambda _: [indicator(PART, whole=None, comparator="~")])
    assert result.whole["a.txt"].right == 1
    assert explain(result.mistakes[0]).startswith("a.txt 18 5家: (beside the key) ")


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({}, ()),
        ({"metric": "高企"}, ()),
        ({"metric": "新增“高企”"}, ()),
        ({"metric": "科技型中小企业"}, ("metric",)),
        ({"value": Decimal("20.0")}, ()),
        ({"value": Decimal(208)}, ("value",)),
        ({"value": None}, ("value",)),
        ({"unit": "项"}, ("unit",)),
        ({"kind": IndicatorKind.TARGET, "target": True}, ("kind", "target")),
        ({"year": None}, ("year",)),
        ({"region": ("浙江省",)}, ("region",)),
        ({"qualifiers": ()}, ("qualifiers",)),
        ({"qualifiers": (), "metric": "新增高企"}, ()),
        ({"organisation": "甲公司"}, ("organisation",)),
        ({"base": (3, 5)}, ("base",)),
        ({"low": Decimal(1), "comparator": ".."}, ("comparator", "low")),
    ],
)
def test_fields_are_compared_by_what_they_mean(changes: dict[str, object], fields: tuple[str, ...]) -> None:
    assert set(wrong_fields(LABEL, indicator(LABEL, **changes))) == set(fields)


def test_other_values_that_the_label_names_are_right() -> None:
    also = {
        "year": [None, 2023],
        "unit": ["个"],
        "kind": ["增长"],
        "value": ["-20"],
        "whole": [18],
        "organisation": ["甲局"],
    }
    label = replace(LABEL, also=also)
    other = {
        "year": None,
        "unit": "个",
        "kind": IndicatorKind.GROWTH,
        "value": Decimal(-20),
        "whole": (16, 20),
        "organisation": "甲局",
    }
    assert wrong_fields(label, indicator(LABEL, **other)) == ()
    assert wrong_fields(label, indicator(LABEL, year=2022)) == ("year",)


def test_a_place_may_be_given_as_region_or_as_organisation() -> None:
    district = replace(LABEL, region=(*PLACE, "鄞州区"))
    assert wrong_fields(district, indicator(LABEL, organisation="鄞州区")) == ()
    assert wrong_fields(district, indicator(LABEL)) == ("region",)
    zone = replace(LABEL, organisation="前湾新区")
    assert wrong_fields(zone, indicator(LABEL, region=(*PLACE, "前湾新区"))) == ()
    assert wrong_fields(zone, indicator(LABEL)) == ("organisation",)


def test_the_best_of_several_readings_of_a_figure_is_taken() -> None:
    good, bad = indicator(LABEL), indicator(LABEL, metric="省级")
    assert pair([LABEL], [bad, good]) == [(LABEL, good), (None, bad)]
    second = replace(LABEL, metric="科技型中小企业", accept=())
    other = indicator(second)
    assert pair([LABEL, second], [other, good]) == [(LABEL, good), (second, other)]


def test_an_optional_figure_counts_neither_given_nor_left_out() -> None:
    optional = replace(LABEL, optional=True)
    assert pair([optional, PART], [indicator(LABEL, metric="什么都行")]) == [(PART, None)]
    assert pair([optional], []) == []


def test_names_are_folded_but_not_confused() -> None:
    assert plain("Ｒ＆Ｄ经费占ＧＤＰ的比重") == plain("研发投入强度")
    assert plain("省“小巨人”企业") == plain("省小巨人 企业")
    assert plain("国家科技型中小企业") != plain("省科技型中小企业")


def test_labels_fit_the_text_of_the_repository() -> None:
    labels = read_labels()
    documents = read_documents(labels, ABSENT)
    names = (
        "agriculture-2024",
        "civil-affairs-2024",
        "commerce-2024",
        "communique-2024",
        "education-2024",
        "government-2025",
        "health-2024",
        "industry-2024",
        "labour-2024",
        "transport-2024",
    )
    assert sorted(documents) == [f"{HELD_OUT}held-out-{name}.txt" for name in names]
    assert set(SEEN) <= set(documents)
    for text in (each.text for each in documents.values()):
        assert "虚构" in text.splitlines()[0]
        assert 1_200 <= len(text) <= 3_500
    moved = [replace(label, start=label.start + 1, end=label.end + 1) for label in labels]
    with pytest.raises(PolicybotError, match="与标注不符"):
        read_documents(moved, ABSENT)


def test_labels_fit_the_real_reports(shared: Path) -> None:
    assert len(read_documents(read_labels(), shared / "documents")) == 12


def test_the_labels_are_complete_and_hold_no_sentence() -> None:
    labels = read_labels()
    counts = Counter(label.document.startswith(HELD_OUT) for label in labels if not label.optional)
    assert counts[False] == 115
    assert counts[True] >= 70
    assert {label.kind for label in labels} == {str(kind) for kind in IndicatorKind}
    assert all(label.target == (label.kind == "目标") for label in labels if label.kind in ("目标", "完成"))
    assert max(len(label.figure) for label in labels) <= 12
    real = [
        name for label in labels if not label.document.startswith(HELD_OUT) for name in (label.metric, *label.accept)
    ]
    assert max(map(len, real)) <= 40


def test_a_long_report_is_made_and_timed() -> None:
    report = long_report([document(), document("2025年，力争达到30家。\n")], size=500)
    assert len(report.text) == 500
    took, count = seconds(report, lambda each: [indicator(LABEL)] * each.text.count("30家"))
    assert took >= 0
    assert count == 10


def test_without_the_real_reports_the_command_says_so(tmp_path: Path) -> None:
    result = CliRunner().invoke(cli, ["indicators", "--questions", "--data", str(tmp_path / "absent")])
    assert result.exit_code == 0
    assert result.output.startswith("no documents at ")


def test_mistakes_in_held_out_documents_are_listed_only_when_asked_for(tmp_path: Path) -> None:
    absent = ["indicators", "--data", str(tmp_path / "absent")]
    plainly, listed = (CliRunner().invoke(cli, [*absent, *more]) for more in ([], ["--held-out"]))
    assert plainly.exit_code == listed.exit_code == 0
    named = [line for line in listed.output.splitlines() if line.startswith(HELD_OUT) and line.count(": ")]
    assert not [line for line in plainly.output.splitlines() if line.startswith(HELD_OUT) and line.count(": ")]
    assert (f"{len(named)} mistakes in held-out documents are not listed" in plainly.output) == bool(named)


# -- questions -----------------------------------------------------------------------------------------------------


def question(answer: str = "figure", *, trap: str | None = None, no: tuple[str, ...] = ()) -> Question:
    return Question("慈溪2023年新认定高企几家", answer, ("219家|二百一十九家",), no, trap)


@pytest.mark.parametrize(
    ("asked", "said", "refused", "expected"),
    [
        (question(), "219家", False, Verdict.RIGHT),
        (question(), "二百一十九家", False, Verdict.RIGHT),
        (question(), "219 家", False, Verdict.RIGHT),
        (question(), "1219家", False, Verdict.WRONG),
        (question(), "219家", True, Verdict.WRONG),
        (question(no=("11家",)), "219家，其中11家", False, Verdict.WRONG),
        (question(no=("11家",)), "219家，211家", False, Verdict.RIGHT),
        (question(trap="part"), "11家", False, Verdict.TRAPPED),
        (question(trap="part"), "没有找到", True, Verdict.WRONG),
        (question("neighbour", trap="wrong year"), "没有2022年的数字，2023年是219家", True, Verdict.RIGHT),
        (question("neighbour", trap="wrong year"), "没有找到", True, Verdict.BARE),
        (question("neighbour", trap="wrong year"), "219家", False, Verdict.TRAPPED),
        (question("neighbour", trap="wrong year", no=("900亿",)), "没有，219家，900亿", True, Verdict.WRONG),
    ],
)
def test_verdicts(asked: Question, said: str, refused: bool, expected: Verdict) -> None:
    assert verdict(asked, said, refused=refused) == expected


def test_quotes_are_not_the_bots_own_words() -> None:
    assert own_words(f"219家 [1]\n\n{QUOTE}新认定219家，其中11家。[1]").strip() == "219家"


def test_a_figure_is_not_found_inside_another() -> None:
    assert says("共1,500家", "1500家")
    assert says("**3.3%**", "3.3%")
    assert not says("23家", "3家")
    assert not says("0.3家", "3家")
    assert not says("2810家", "281")


def test_questions_are_asked_and_judged_in_order() -> None:
    def ask(text: str) -> Answer:
        return Answer(text, text, f"11家 [1]\n\n{QUOTE}219家 [1]", Kind.NUMBER, False, None, ())

    def refuse(text: str) -> Answer:
        return Answer(text, text, "没有找到，2023年为219家", Kind.NONE, True, Reason.OTHER_YEAR, ())

    asked = [question(), question("neighbour")]
    assert [each.verdict for each in judge_all(asked, ask)] == [Verdict.WRONG, Verdict.WRONG]
    assert [each.verdict for each in judge_all(asked, refuse)] == [Verdict.WRONG, Verdict.RIGHT]


def test_the_questions_are_complete() -> None:
    questions = read_questions()
    assert len({each.question for each in questions}) == 60
    assert sum(bool(each.trap) for each in questions) >= 20
    assert {each.answer for each in questions} == {"figure", "refusal", "neighbour", "list", "comparison"}
    assert all(each.must_contain for each in questions if each.answer != "refusal")
    assert set(KEY) <= set(Label.__slots__)
