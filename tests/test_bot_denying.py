"""What a word says of a clause that denies something."""

import pytest
from benefits_by_hand import DAY, offer

from bot.benefits.denying import denied_matter
from bot.benefits.eligibility import Need, Verdict, assess
from bot.benefits.profile import Profile
from bot.benefits.profile_files import profile_of
from bot.benefits.profile_text import described
from bot.consulting.asking import answered, question_for
from corpus.benefit_requirements import requirements_of

CLAUSES = ["近三年内无重大农机事故", "未被列入经营异常名录", "上年度没有发生过拖欠工资行为", "5年内不得转让所购设备"]


@pytest.mark.parametrize(
    ("clause", "matter"),
    [
        ("近三年内无重大农产品质量安全事故", "近三年内重大农产品质量安全事故"),
        ("（四）未被列入严重违法失信名单；", "被列入严重违法失信名单"),
        ("申报企业近两年未发生环境污染事件", "申报企业近两年环境污染事件"),
        ("不存在知识产权纠纷", "知识产权纠纷"),
        ("年龄未满35周岁", ""),
        ("从事无人机研发", ""),
        ("注册资本不低于100万元", ""),
        ("在本市注册且无失信记录", ""),
    ],
)
def test_what_a_clause_denies(clause: str, matter: str) -> None:
    assert denied_matter(clause) == matter


def met(clause: str, message: str) -> bool | None:
    found = answered(Profile(), Need(None, clause=clause), message, DAY)
    return found.confirmed[0].met if found and found.confirmed else None


@pytest.mark.parametrize("clause", CLAUSES)
@pytest.mark.parametrize("message", ["没有", "没有过", "没有发生过", "从未发生过", "我们没有这种情况", "无", "符合"])
def test_not_having_what_a_clause_denies_meets_it(clause: str, message: str) -> None:
    assert met(clause, message) is True


@pytest.mark.parametrize("clause", CLAUSES)
@pytest.mark.parametrize("message", ["有", "有过", "发生过", "不符合"])
def test_having_what_a_clause_denies_does_not(clause: str, message: str) -> None:
    assert met(clause, message) is False


@pytest.mark.parametrize("clause", CLAUSES)
@pytest.mark.parametrize("message", ["是", "是的", "不是", "否", "对"])
def test_what_may_mean_either_is_asked_again(clause: str, message: str) -> None:
    assert answered(Profile(), Need(None, clause=clause), message, DAY) is None


def test_what_happened_may_be_named() -> None:
    assert met("近三年内无重大农机事故", "没出过事故") is True
    assert met("申请前一年未发生安全事故", "我们没有发生过安全事故") is True


def test_of_a_clause_that_denies_beside_what_it_demands_a_bare_word_decides_nothing() -> None:
    clause = "在本市注册且无失信记录"
    assert [met(clause, said) for said in ("没有", "有", "是", "不符合")] == [None, None, True, False]


def test_other_clauses_are_answered_as_before() -> None:
    assert [met("拥有自主品牌", said) for said in ("没有", "有", "是", "否")] == [False, True, True, False]


def test_the_question_for_a_denial_is_a_plain_one() -> None:
    asked = question_for(Need(None, clause="近三年内无重大农机事故"))
    assert "有过这样的情况吗：近三年内重大农机事故" in asked
    assert "“近三年内无重大农机事故”" in asked


@pytest.mark.parametrize(
    ("clause", "excludes"),
    [
        ("近三年内无重大农产品质量安全事故", False),
        ("年度内发生安全生产责任事故、环境污染事故的企业，不得享受本措施", True),
        ("发生重大安全事故的，不予支持", True),
    ],
)
def test_being_safe_settles_what_is_said_of_accidents(clause: str, excludes: bool) -> None:
    read = requirements_of(clause, (0, len(clause)), (), excludes=excludes)
    offers = offer(*read)
    safe, unsafe = (profile_of({"region": "慈溪市", "safe": safe}) for safe in (True, False))
    assert assess(safe, offers, DAY).verdict is Verdict.MEETS
    assert assess(unsafe, offers, DAY).verdict is Verdict.FAILS


def test_what_bars_is_not_told_as_if_it_were_met() -> None:
    clause = "发生重大事故的企业，不得享受本措施"
    for met_, told in ((True, f"没有“{clause}”所说的情形"), (False, f"有“{clause}”所说的情形")):
        assert described(Profile().with_confirmed(clause, met_)) == f"已确认{told}"
    found = answered(Profile(), Need(None, clause="知识产权有争议的", excludes=True), "没有", DAY)
    assert found is not None
    assert described(found) == "已确认没有“知识产权有争议的”所说的情形"
