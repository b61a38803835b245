"""What a statement tells in brackets beside what it tells of the whole."""

import pytest

from bot.reading.asides import side_asked
from bot.understanding.question import understand


@pytest.mark.parametrize(
    ("question", "statement", "told"),
    [
        ("去年全市兑付奖补资金多少万元？", "兑付奖补资金8120.5万元（县级3010万元）", "兑付奖补资金8120.5万元"),
        ("县级奖补资金多少万元？", "兑付奖补资金8120.5万元（其中县级3010万元）", "其中县级3010万元"),
        (
            "受洪灾影响那年，场地使用率放宽到多少？",
            "场地使用率不低于60%（其中受洪灾影响的年份，放宽到40%）",
            "其中受洪灾影响的年份，放宽到40%",
        ),
        (
            "第二批认定的示范企业有多少家？",
            "认定示范企业31家（第一批19家已公布，第二批12家正在公示）",
            "第二批12家正在公示",
        ),
        ("示范企业多少家？", "认定示范企业31家（含省级）", "认定示范企业31家（含省级）"),
        (
            "许可证有效期多久，几天办好？",
            "许可证（有效期不超过6个月）3个工作日内办结",
            "许可证（有效期不超过6个月）3个工作日内办结",
        ),
    ],
)
def test_the_side_of_a_statement_that_is_asked_for_is_told(question: str, statement: str, told: str) -> None:
    assert side_asked(understand(question), statement) == told
