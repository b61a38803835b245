"""Clauses that nobody can meet or fail, and those beside them that somebody can."""

import pytest
from benefits_by_hand import DAY, held, offer, requirement

from bot.benefits.eligibility import Verdict, assess
from bot.benefits.profile_files import profile_of
from bot.benefits.reading_rules import only_reads
from corpus.benefit_records import Fact


@pytest.mark.parametrize(
    "clause",
    [
        "（责任单位：市工业和信息化局、市统计局）",
        "牵头单位：区科技局，",
        "本办法所称“以上”含本数，“不超过”含本数",
        "本措施中的“以下”均不含本数。",
        "市级以上含本级",
        "本办法由区经济促进局（电话：0757-86220000）负责解释",
        "本细则由市商务局会同市财政局负责解释。",
        "本政策最终解释权归高新区管委会所有",
        "本办法由区经济促进局（电话：0757-86220000）会同区统计局解释，自2025年1月1日起施行，有效期至2026年12月31日",
        "本办法自2024年12月1日起施行，有效期至2026年12月31日；第三条奖励兑现至2028年",
        "联系电话：0571-88880000，张先生",
        "本通知自2025年5月1日起施行，有效期至2027年12月31日",
    ],
)
def test_what_says_how_a_document_is_read_asks_for_nothing(clause: str) -> None:
    assert only_reads(clause)


@pytest.mark.parametrize(
    "clause",
    [
        "本措施所称企业，是指在本市依法登记注册、具有独立法人资格的制造业企业",
        "员工100人以上（含本数）的企业",
        "由牵头单位提交申请",
        "申报单位须由主管部门推荐",
        "自认定之日起三年内不得迁出",
        "核定投入50万元以上的",
        "拥有省级以上研发机构",
        "自2025年起在本区纳税",
        "经营状况良好",
        "以上企业均须通过年度考核",
    ],
)
def test_what_asks_for_something_stays(clause: str) -> None:
    assert not only_reads(clause)


def test_a_benefit_waits_for_no_word_on_them_and_none_without_conditions_is_met() -> None:
    known = profile_of({"region": "慈溪市", "certification": "高企"})
    note = requirement("本办法由市科技局负责解释")
    own = requirement("高新技术企业", held(Fact.CERTIFICATION, "高新技术企业"))
    assert assess(known, offer(own, note), DAY).verdict is Verdict.MEETS
    alone = assess(known, offer(note), DAY)
    assert (alone.verdict, alone.unconditional) == (Verdict.LACKS, True)
