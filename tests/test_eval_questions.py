"""Reading question files, the rules that prove them, and the project's own set."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from corpus.errors import PolicybotError
from eval.question_checks import Rule, check, cli, own_documents, summary
from eval.question_forms import contains, unproven
from eval.questions import OWN, UNSEEN, Kind, Located, Part, Question, QuestionError, read_questions, scan

RULES = "丙市奖励办法\n首次认定的企业奖励20万元，重新认定的奖励8万元。\n本办法自2023年3月1日起施行，有效期3年。\n注册满2年的方可申请。\n"
DOCUMENTS = {"rules.txt": RULES, "other.txt": "丁市办法：投资补助30%，封顶500万元。\n"}
QUESTION = Question(
    id="a-01",
    question="头一回认定能领几万？",
    kind=Kind.LOOKUP_NUMBER,
    answer="20万元。",
    must_contain=("20万元",),
    must_not_contain=("8万元",),
    evidence=("首次认定的企业奖励20万元",),
    document="rules.txt",
)
RECORD = {"id": "a-01", "question": "问", "kind": "lookup_text", "answer": "答"}


def located(text: str, words: str, document: str = "rules.txt") -> Located:
    start = text.index(words)
    return Located(document, start, start + len(words), hashlib.sha256(words.encode()).hexdigest())


def rules(*questions: Question, documents: Mapping[str, str] = DOCUMENTS) -> list[Rule]:
    return [fault.rule for fault in check(questions, documents)]


def written(tmp_path: Path, *lines: object) -> Path:
    path = tmp_path / "questions.jsonl"
    text = [line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines]
    path.write_text("\n".join(text), encoding="utf-8")
    return path


def test_a_record_is_read_with_all_that_it_holds(tmp_path: Path) -> None:
    place = {"document": "work-reports/a.txt", "start": 3, "end": 9, "sha256": "0" * 64}
    path = written(
        tmp_path,
        RECORD
        | {"kind": "followup", "history": ["先问的"], "must_contain": ["三年|3年"], "evidence": ["原文", place]}
        | {"as_of": "2024-05-01", "part": "tuning", "computed": True, "document": "a.txt"},
    )
    question = read_questions(path)[0]
    assert question.kind is Kind.FOLLOWUP
    assert question.history == ("先问的",)
    assert question.evidence == ("原文", Located("work-reports/a.txt", 3, 9, "0" * 64))
    assert (question.as_of, question.part, question.computed) == (date(2024, 5, 1), Part.TUNING, True)


def test_a_users_line_needs_four_fields_and_counts_as_test(tmp_path: Path) -> None:
    question = read_questions(written(tmp_path, "\ufeff", "", RECORD))[0]
    assert question == Question("a-01", "问", Kind.LOOKUP_TEXT, "答")
    assert question.part is Part.TEST


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ("{", "JSON"),
        ("[]", "JSON"),
        ({"id": "a"}, "question"),
        (RECORD | {"id": " "}, "id"),
        (RECORD | {"kind": "quiz"}, "kind"),
        (RECORD | {"must_contains": []}, "must_contains"),
        (RECORD | {"must_contain": "20万元"}, "must_contain"),
        (RECORD | {"must_contain": ["20万元|"]}, "must_contain"),
        (RECORD | {"history": [1]}, "history"),
        (RECORD | {"as_of": "2024-02-30"}, "as_of"),
        (RECORD | {"part": "dev"}, "part"),
        (RECORD | {"computed": "yes"}, "computed"),
        (RECORD | {"evidence": [{"document": "a.txt", "start": 1}]}, "evidence"),
        (RECORD | {"evidence": [{"document": "a.txt", "start": 5, "end": 5, "sha256": ""}]}, "evidence"),
        (RECORD | {"evidence": [{"document": "a.txt", "start": True, "end": 5, "sha256": ""}]}, "evidence"),
        (RECORD | {"evidence": [""]}, "evidence"),
    ],
)
def test_an_error_names_file_line_field_and_the_other_lines_are_read(tmp_path: Path, line: object, field: str) -> None:
    path = written(tmp_path, RECORD, line, RECORD | {"id": "a-03"})
    first, error, last = scan(path)
    assert isinstance(error, QuestionError)
    assert (error.line, error.field) == (2, field)
    assert str(error).startswith(f"{path} 第 2 行的 {field}：")
    assert isinstance(first, Question)
    assert isinstance(last, Question)
    with pytest.raises(QuestionError, match="第 2 行"):
        read_questions(path)


def test_a_line_separator_inside_a_question_cuts_nothing(tmp_path: Path) -> None:
    assert (
        read_questions(written(tmp_path, RECORD | {"question": "甲\u2028乙\x85丙"}))[0].question == "甲\u2028乙\x85丙"
    )


@pytest.mark.parametrize("name", ["missing.jsonl", "gbk.jsonl"])
def test_a_file_that_cannot_be_read_is_one_sentence(tmp_path: Path, name: str) -> None:
    (tmp_path / "gbk.jsonl").write_bytes("问题".encode("gbk"))
    with pytest.raises(PolicybotError, match=name):
        read_questions(tmp_path / name)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("共计36000万元", "3.6亿元"),
        ("超过千家", "1000家"),
        ("奖励２０万元", "20万元"),
        ("自2025-06-01起", "2025年6月1日"),
        ("自二〇二五年六月一日起", "2025年6月1日"),
        ("为期3年", "三年"),
        ("批准１,２００家", "1200家"),
    ],
)
def test_a_form_is_said_in_other_units_widths_and_days(text: str, form: str) -> None:
    assert contains(text, form)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("共23家", "3家"),
        ("增长3.53%", "3.5%"),
        ("奖励20万元", "2万元"),
        ("20美元", "20元"),
        ("自2025-06-11起", "2025年6月1日"),
    ],
)
def test_a_form_is_not_said_by_what_only_looks_like_it(text: str, form: str) -> None:
    assert not contains(text, form)


@pytest.mark.parametrize(
    ("entry", "evidence", "asked"),
    [
        ("160万元", "奖励不超过融资额的2%", "融资8000万元能拿多少"),
        ("0.23个百分点", "目标3.53%\n目标3.3%", "差多少"),
        ("11倍", "800亿元\n74.4亿元", "几倍"),
        ("30%", "申报20项，入选6项", "入选率"),
        ("960元", "每平方米30元，一次性交清的按80%计收", "40平方米"),
        ("35712元", "每人每月2976元", "领满12个月共多少"),
        ("6个月", "上半年1个月，下半年2个月，次年3个月", "共几个月"),
        ("2026年2月28日", "自2023年3月1日起施行，有效期3年", "到哪天"),
        ("2026年3月1日", "自2023年3月1日起施行，有效期3年", "哪天起无效"),
    ],
)
def test_a_figure_may_be_worked_out_only_where_that_is_said(entry: str, evidence: str, asked: str) -> None:
    assert unproven(entry, evidence, asked, computed=True) == []
    assert unproven(entry, evidence, asked, computed=False) == [entry]


@pytest.mark.parametrize("entry", ["161万元", "8001万元", "2026年2月27日"])
def test_what_does_not_come_out_is_not_worked_out(entry: str) -> None:
    evidence = "奖励不超过融资额的2%，自2023年3月1日起施行，有效期3年"
    assert unproven(entry, evidence, "融资8000万元", computed=True) == [entry]


def test_a_figure_of_many_steps_is_worked_out_in_the_notes() -> None:
    many = replace(QUESTION, must_contain=("77万元",), answer="77万元", computed=True)
    assert Rule.FORM in rules(many)
    assert rules(replace(many, notes="人工核算：先按档计，再加三项，共77万元")) == []
    assert Rule.FORM in rules(replace(many, notes="共77万元"))


def test_every_figure_of_an_entry_must_follow_but_one_wording_is_enough() -> None:
    assert unproven("20万元|30万元", "奖励20万元", "", computed=False) == ["30万元"]
    assert unproven("开发区经发局|开发区经济发展局", "交到开发区经济发展局", "", computed=False) == []
    assert unproven("经发局|发改局", "交到开发区经济发展局", "", computed=False) == ["经发局", "发改局"]


def test_verdicts_and_choices_of_the_question_need_no_evidence() -> None:
    assert unproven("不符合|不能", "注册满2年", "能申请吗", computed=False) == []
    assert unproven("甲市", "目标3%", "甲市和乙市哪个高", computed=False) == []
    assert unproven("丙市", "目标3%", "甲市和乙市哪个高", computed=False) == ["丙市"]


def test_a_sound_question_has_no_fault() -> None:
    placed = replace(
        QUESTION, id="a-02", question="换个说法问同一件事", evidence=(located(RULES, "首次认定的企业奖励20万元"),)
    )
    assert rules(QUESTION, placed) == []


def test_evidence_must_stand_verbatim_or_fit_its_hash() -> None:
    assert rules(replace(QUESTION, evidence=("首次认定的企业，奖励20万元",))) == [Rule.EVIDENCE]
    place = located(RULES, "首次认定的企业奖励20万元")
    assert rules(replace(QUESTION, evidence=(replace(place, start=place.start + 1),))) == [Rule.EVIDENCE]
    assert rules(replace(QUESTION, evidence=(replace(place, end=10_000),))) == [Rule.EVIDENCE]


def test_what_rests_on_an_absent_document_is_passed_over() -> None:
    place = located(RULES, "奖励20万元", "absent.txt")
    assert rules(replace(QUESTION, evidence=(place,), must_contain=("99万元",), answer="99万元")) == []


def test_what_must_be_said_follows_from_the_evidence() -> None:
    assert rules(replace(QUESTION, must_contain=("8万元",), answer="8万元", must_not_contain=())) == [Rule.FORM]


def test_the_gold_answer_obeys_its_own_rules() -> None:
    assert rules(replace(QUESTION, answer="很多。")) == [Rule.GOLD]
    assert rules(replace(QUESTION, answer="20万元，不是80000元。")) == [Rule.GOLD]


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": Kind.FOLLOWUP},
        {"kind": Kind.LIST},
        {"evidence": (), "must_contain": ("是",), "answer": "是"},
        {"must_contain": ()},
        {"kind": Kind.UNANSWERABLE},
    ],
)
def test_each_kind_has_the_fields_it_needs(changes: Mapping[str, object]) -> None:
    assert rules(replace(QUESTION, **changes)) == [Rule.SHAPE]  # type: ignore[arg-type]


def test_a_refusal_needs_no_evidence() -> None:
    assert (
        rules(Question("a-01", "乙市的呢？", Kind.UNANSWERABLE, "没有乙市的资料。", must_not_contain=("20万元",))) == []
    )


def test_an_id_stands_once() -> None:
    assert rules(QUESTION, replace(QUESTION, question="重新申报的企业又拿多少钱")) == [Rule.ID]


@pytest.mark.parametrize("again", ["头一回认定，能领几万", "请问头一回认定能领几万？", "头一回认定能领几百？"])
def test_a_question_asked_twice_is_found(again: str) -> None:
    assert Rule.NEAR in rules(QUESTION, replace(QUESTION, id="a-02", question=again))


def test_the_same_words_after_another_history_are_another_question() -> None:
    one, other = (
        replace(QUESTION, id=each, question="那目标呢？", kind=Kind.FOLLOWUP, history=(first,))
        for each, first in (("a-01", "甲市研发强度是多少"), ("a-02", "乙县新增了几家规上企业"))
    )
    assert rules(one, other) == []


def test_three_questions_of_one_mould_are_found_but_not_two() -> None:
    moulded = [
        replace(QUESTION, id=f"a-{place}", question=f"{place}这一年新增的{thing}总数有多少")
        for place, thing in (("甲市", "专利"), ("乙县", "岗位"), ("丙区", "网点"))
    ]
    assert rules(*moulded[:2]) == []
    assert set(rules(*moulded)) == {Rule.SERIES}


def test_a_document_is_in_one_part() -> None:
    other = replace(QUESTION, id="a-02", question="重新申报的企业又拿多少钱", part=Part.TUNING)
    assert rules(QUESTION, other) == [Rule.PART]
    elsewhere = {"document": "other.txt", "evidence": ("投资补助30%",), "must_contain": ("30%",), "answer": "30%"}
    assert rules(QUESTION, replace(other, **elsewhere)) == []  # type: ignore[arg-type]


def test_a_question_rests_on_the_document_that_it_names() -> None:
    assert rules(replace(QUESTION, document="other.txt")) == [Rule.EVIDENCE]
    both = replace(QUESTION, document="other.txt", evidence=(*QUESTION.evidence, "封顶500万元"))
    assert rules(both) == []


def test_the_projects_own_set_is_sound_and_of_the_size_and_mix_it_is_meant_to_be() -> None:
    samples, reports, unseen = (read_questions(path) for path in (*OWN, UNSEEN))
    documents = own_documents()
    assert check([*samples, *reports, *unseen], documents) == []
    assert len(samples) >= 300
    assert len(reports) >= 150
    assert len(unseen) >= 850
    assert {question.document for question in (*samples, *unseen)} - {""} == set(documents)
    for questions in (samples, reports):
        refused = sum(question.kind is Kind.UNANSWERABLE for question in questions) / len(questions)
        assert 0.19 <= refused <= 0.25
        assert sum(bool(question.history) for question in questions) >= len(questions) / 10
        tuning = sum(question.part is Part.TUNING for question in questions) / len(questions)
        assert 0.4 <= tuning <= 0.6


def test_no_words_of_the_reports_are_copied() -> None:
    reports = read_questions(OWN[1])
    assert all(isinstance(each, Located) for question in reports for each in question.evidence)


def test_the_command_prints_faults_and_fails(tmp_path: Path) -> None:
    bad = written(tmp_path, RECORD, "{", RECORD | {"question": "另一个"})
    result = CliRunner().invoke(cli, ["check", str(bad)])
    assert result.exit_code == 1
    assert "第 2 行的 JSON" in result.output
    assert "a-01: 编号重复：出现 2 次" in result.output
    assert "1 lines unread" in result.output


def test_the_command_says_what_it_did_not_check() -> None:
    result = CliRunner().invoke(cli, ["check"])
    assert result.exit_code == 0, result.output
    assert "located evidence was not checked: no --data" in result.output
    assert result.output.endswith("0 lines unread, 0 faults\n")


def test_located_evidence_is_checked_in_a_data_folder(tmp_path: Path) -> None:
    (tmp_path / "rules.txt").write_text(RULES, encoding="utf-8")
    place = located(RULES, "奖励20万元")
    line = {"document": "rules.txt", "start": place.start, "end": place.end, "sha256": place.sha256}
    sound = RECORD | {"answer": "20万元", "must_contain": ["20万元"], "evidence": [line]}
    path = written(tmp_path, sound)
    assert CliRunner().invoke(cli, ["check", str(path), "--data", str(tmp_path)]).exit_code == 0
    path = written(tmp_path, sound | {"evidence": [line | {"start": place.start - 1}]})
    result = CliRunner().invoke(cli, ["check", str(path), "--data", str(tmp_path)])
    assert result.exit_code == 1
    assert "依据不在文件中" in result.output


def test_a_summary_counts_kinds_parts_and_documents() -> None:
    refusal = Question("b-01", "别处呢", Kind.UNANSWERABLE, "没有。", history=("先问的",), part=Part.TUNING)
    first, kinds, parts, documents = summary([QUESTION, refusal])
    assert first == "2 questions, 50% unanswerable, 50% follow-ups, 0 with a day"
    assert kinds == "kind: lookup_number 1, unanswerable 1"
    assert parts == "part: test 1, tuning 1"
    assert documents == "document: - 1, rules.txt 1"
