"""The result of matching as text, Markdown, workbook and data, and the command that gives it."""

import io
import json
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from benefits_by_hand import DAY, amount, held, number, offer, requirement
from click.testing import CliRunner, Result

from bot.benefits.benefit_cases import try_case
from bot.benefits.eligibility import match
from bot.benefits.profile import Profile
from bot.benefits.profile_files import ProfileError, profile_of
from bot.consulting.asking import next_need, question_for
from bot.consulting.cards import Cards, cards
from corpus.benefit_records import Fact
from ui.cli import cli
from ui.matching import COLUMNS, match_data, to_markdown, to_text, to_xlsx

KNOWN = profile_of({"region": "慈溪市", "certification": "高企", "staff": "约60人"})
HIGH_TECH = requirement("=经认定的高企*", held(Fact.CERTIFICATION, "高新技术企业"))
STAFF = requirement("员工不少于100人", number(Fact.STAFF, ">=", 100))
AGE = requirement("成立满1年", number(Fact.AGE, ">=", 1))


@pytest.fixture(scope="module")
def found() -> Cards:
    offers = [
        offer(HIGH_TECH, key=1, title="认定奖励", amounts=(amount(value=200_000),)),
        offer(STAFF, key=2, title="用工补贴"),
        offer(AGE, requirement("经营良好"), key=3, title="创业补贴"),
        offer(HIGH_TECH, key=4, title="旧奖励", meta={"expires": date(2026, 1, 1)}),
    ]
    return cards(match(KNOWN, offers, DAY))


def test_text_has_three_groups_and_what_is_apart(found: Cards) -> None:
    text = to_text(found, KNOWN)
    heads = ["符合（1 项），金额确定的合计：20万元", "缺信息（1 项）", "不符合（1 项）", "不在有效期（1 项）"]
    assert [text.index(head) for head in heads] == sorted(text.index(head) for head in heads)
    assert "企业情况：注册地：慈溪市；资质认定：高新技术企业；员工人数 约60人" in text
    assert "不满足：“员工不少于100人”" in text
    assert "还缺：成立年限" in text
    assert "需人工确认：“经营良好”" in text
    assert "出处：《关于支持企业的若干政策》 > 一、奖励" in text
    assert "%" not in text


def test_markdown_holds_quotes_as_plain_words(found: Cards) -> None:
    text = to_markdown(found, KNOWN)
    assert text.startswith("# 惠企政策匹配\n")
    assert "### 认定奖励（区县级（慈溪市））：20万元" in text
    assert "“=经认定的高企\\*”" in text


def test_the_workbook_opens_and_holds_no_formula(found: Cards) -> None:
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(found, KNOWN)))
    rows = list(book.worksheets[0].iter_rows())
    assert tuple(cell.value for cell in rows[0]) == COLUMNS
    assert [row[0].value for row in rows[1:]] == ["符合", "缺信息", "不符合", "不在有效期"]
    assert {cell.data_type for row in rows for cell in row if cell.value} == {"s"}
    assert rows[1][COLUMNS.index("已满足（原文）")].value == "=经认定的高企*"
    assert "资质认定：高新技术企业" in [row[0].value for row in book.worksheets[1].iter_rows()]


def test_data_is_json_and_quotes_have_their_places(found: Cards) -> None:
    data = json.loads(json.dumps(match_data(found, KNOWN)))
    first = data["benefits"][0]
    assert (first["verdict"], first["amount"], data["as_of"]) == ("符合", "20万元", "2026-11-27")
    assert first["met"] == [{"quote": "=经认定的高企*", "start": 0, "end": 8}]
    assert data["profile"][2]["value"] == {"low": "54", "high": "66", "about": True}


def test_of_an_enterprise_of_which_nothing_is_known_only_the_place_is_asked() -> None:
    matching = match(Profile(), [offer(HIGH_TECH, title="认定奖励")], DAY)
    need = next_need(matching)
    assert need is not None
    text = to_text(cards(matching), Profile(), question_for(need))
    assert "最能缩小范围的一问：贵单位注册在哪里" in text
    assert "认定奖励" not in text


def test_clauses_and_the_next_question_can_be_answered_from_the_data() -> None:
    text = requirement("经营状况良好")
    offers = [offer(text, title="甲", key=1), offer(text, title="乙", key=2)]
    matching = match(KNOWN, offers, DAY)
    data = match_data(cards(matching), KNOWN, next_need(matching))
    asked = data["next"]
    assert (asked["clause"], asked["fact"]) == ("经营状况良好", None)
    point = data["benefits"][0]["confirm"][0]
    assert (point["quote"], point["start"], point["end"], point["met"]) == ("经营状况良好", 0, 6, None)
    word = {"clause": point["quote"], "document": point["document"]}
    for field, verdict in (("confirmed", "符合"), ("denied", "不符合")):
        answered = profile_of({"region": "慈溪市", field: [word]})
        again = match_data(cards(match(answered, offers, DAY)), answered)
        assert [each["verdict"] for each in again["benefits"]] == [verdict] * 2
        assert again["confirmed"] == [word | {"met": field == "confirmed"}]
    assert again["benefits"][0]["failed"][0]["quote"] == "经营状况良好"
    assert again["benefits"][0]["amount"] == ""


def test_nothing_known_and_nothing_found() -> None:
    nothing = cards(match(Profile(), [], DAY))
    assert "企业情况：还没有资料" in to_text(nothing, Profile())
    assert len(list(openpyxl.load_workbook(io.BytesIO(to_xlsx(nothing, Profile()))).worksheets[0].iter_rows())) == 1


# -- the command -----------------------------------------------------------------------------------------------------

POLICY = """慈溪市人民政府关于支持科技创新的若干政策
慈政发〔2025〕12号
各镇人民政府、各街道办事处：
一、认定奖励
对首次认定的国家高新技术企业，给予20万元奖励。
本政策自2025年3月1日起施行，有效期至2027年12月31日。
慈溪市人民政府
2025年2月10日
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, one_model: None) -> Path:
    place = tmp_path_factory.mktemp("match")
    (place / "政策.txt").write_text(POLICY, encoding="utf-8")
    (place / "企业.yaml").write_text("region: 慈溪市\nnew_certification: 高企\n", encoding="utf-8")
    assert run(place, "add", str(place / "政策.txt")).exit_code == 0
    return place


def run(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(cli, ["--library", str(folder / "library"), *words])


def test_match_prints_the_groups(folder: Path) -> None:
    done = run(folder, "match", "--profile", str(folder / "企业.yaml"), "--as-of", "2026-11-27")
    assert done.exit_code == 0, done.output
    assert "符合（1 项），金额确定的合计：20万元" in done.stdout


def test_match_is_for_a_day(folder: Path) -> None:
    late = run(folder, "match", "--profile", str(folder / "企业.yaml"), "--as-of", "2028-01-01", "--json")
    assert json.loads(late.stdout)["benefits"][0]["verdict"] == "不在有效期"


def test_a_day_that_is_none_is_told(folder: Path) -> None:
    done = run(folder, "match", "--profile", str(folder / "企业.yaml"), "--as-of", "明天")
    assert done.exit_code == 2
    assert "--as-of 不对：明天 不是 2026-01-31 这样的日期" in done.stderr


def test_match_writes_files(folder: Path, tmp_path: Path) -> None:
    markdown, book = tmp_path / "a.md", tmp_path / "a.xlsx"
    done = run(
        folder, "match", "--profile", str(folder / "企业.yaml"), "--markdown", str(markdown), "--xlsx", str(book)
    )
    assert done.exit_code == 0, done.output
    assert markdown.read_text(encoding="utf-8").startswith("# 惠企政策匹配")
    assert openpyxl.load_workbook(book).sheetnames == ["惠企政策匹配", "企业情况"]


def test_a_bad_profile_is_one_line(folder: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("staff: 很多", encoding="utf-8")
    done = run(folder, "match", "--profile", str(bad))
    assert done.exit_code == 1
    assert done.stderr.startswith("错误：")
    assert "字段“员工人数”的值“很多”不是数字" in done.stderr


# -- cases of reviewed benefits --------------------------------------------------------------------------------------

REVIEWED = offer(HIGH_TECH, title="认定奖励", amounts=(amount(value=200_000),))
FITS = {"region": "慈溪市", "certification": "高企"}


@pytest.mark.parametrize(
    ("data", "wrong"),
    [
        ({"profile": FITS, "verdict": "符合", "amount": 200_000}, ""),
        ({"profile": FITS, "verdict": "不符合"}, "应为不符合，结果是符合"),
        ({"profile": FITS, "verdict": "符合", "amount": "100000"}, "金额应为10万元，结果是20万元"),
        ({"profile": {"region": "慈溪市"}, "verdict": "缺信息"}, ""),
        ({"verdict": "不在有效期", "as_of": date(2020, 1, 1)}, ""),
    ],
)
def test_a_case_says_what_came_instead(data: dict[str, object], wrong: str) -> None:
    assert try_case(REVIEWED, data, "a.yaml 第 3 行", DAY).wrong == wrong


@pytest.mark.parametrize(
    "data",
    [
        {"profile": FITS},
        {"verdict": "也许"},
        {"verdict": "符合", "expected": 1},
        {"verdict": "符合", "as_of": "明天"},
        {"profile": {"staff": "很多"}, "verdict": "符合"},
        {"profile": FITS, "verdict": "符合", "amount": "很多"},
    ],
)
def test_a_case_that_cannot_be_read_is_told_with_its_place(data: dict[str, object]) -> None:
    with pytest.raises(ProfileError, match="第 3 行"):
        try_case(REVIEWED, data, "a.yaml 第 3 行", DAY)


REVIEW = """benefits:
- title: 认定奖励
  conditions:
  - quote: 对首次认定的国家高新技术企业
    all: [new_certification in 高新技术企业]
  amounts:
  - {quote: 给予20万元奖励, kind: fixed, value: 200000}
  tests:
  - {profile: {region: 慈溪市, new_certification: 高企}, verdict: 符合, amount: 200000, as_of: 2026-01-01}
  - {profile: {region: 余姚市, new_certification: 高企}, verdict: 不符合, as_of: 2026-01-01}
"""


def reviewed(folder: Path, review: str = REVIEW) -> Path:
    (folder / "政策.txt").write_text(POLICY, encoding="utf-8")
    (folder / "政策.benefits.yaml").write_text(review, encoding="utf-8")
    return folder


@pytest.mark.parametrize("path", ["", "政策.txt", "政策.benefits.yaml"])
def test_cases_of_reviewed_benefits_are_run(tmp_path: Path, path: str) -> None:
    done = run(tmp_path, "benefits", "test", str(reviewed(tmp_path) / path))
    assert done.exit_code == 0, done.output
    assert "共 2 个用例，0 个不符" in done.stderr


def test_a_case_that_fails_is_told_with_its_line(tmp_path: Path) -> None:
    done = run(tmp_path, "benefits", "test", str(reviewed(tmp_path, REVIEW.replace("余姚市", "宁波市慈溪市"))))
    assert done.exit_code == 1
    assert "政策.benefits.yaml 第 10 行 认定奖励：应为不符合，结果是符合" in done.stdout


def test_a_faulty_review_stops_none_of_the_others(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    reviewed(tmp_path / "b", REVIEW.replace("给予20万元奖励", "给予30万元奖励"))
    done = run(tmp_path, "benefits", "test", str(reviewed(tmp_path)))
    assert done.exit_code == 1
    assert "原文中没有“给予30万元奖励”" in done.stderr
    assert "共 2 个用例，0 个不符" in done.stderr


def test_without_a_review_it_says_how_to_make_one(tmp_path: Path) -> None:
    (tmp_path / "政策.txt").write_text(POLICY, encoding="utf-8")
    done = run(tmp_path, "benefits", "test", str(tmp_path / "政策.txt"))
    assert done.exit_code == 1
    assert "policybot benefits extract" in done.stderr
