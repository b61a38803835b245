"""Statements: sentences of made-up places, and what each is cut into."""

import pytest

from bot.reading.statements import DAY, NUMBER, figures_of, statements


def _own(text: str) -> list[str]:
    return [each.own(text) for each in statements(text)]


@pytest.mark.parametrize(
    ("text", "own"),
    [
        (
            "博士每月1200元，硕士每月700元，其他本科每月300元，连续发放两年。",
            ["博士每月1200元", "硕士每月700元", "其他本科每月300元，连续发放两年"],
        ),
        ("新建商品房销售318.4万平方米，下降6.2%。", ["新建商品房销售318.4万平方米，下降6.2%"]),
        (
            "年末户籍人口88.1万人，比上年末减少0.3万人；城镇化率61.2%，提高0.7个百分点。",
            ["年末户籍人口88.1万人，比上年末减少0.3万人", "城镇化率61.2%，提高0.7个百分点"],
        ),
        (
            "一般预算收入96.2亿元，增长4.1%，其中税收收入61.5亿元，占63.9%。",
            ["一般预算收入96.2亿元，增长4.1%", "其中税收收入61.5亿元，占63.9%"],
        ),
        ("其中出发140列、到达95列。", ["其中出发140列", "到达95列"]),
        (
            "主任医师50周岁以下、副主任医师45周岁以下、主治医师40周岁以下。",
            ["主任医师50周岁以下", "副主任医师45周岁以下", "主治医师40周岁以下"],
        ),
        (
            "固定资产投资达到800万元的，按投资额的8%给予补助，最高60万元。",
            ["固定资产投资达到800万元的，按投资额的8%给予补助，最高60万元"],
        ),
        (
            "取得焊工证的，每人补贴900元；取得电工证的，每人补贴1100元。",
            ["取得焊工证的，每人补贴900元", "取得电工证的，每人补贴1100元"],
        ),
        (
            "购买首套房，120平方米及以下的按1%，120平方米以上的按2%。",
            ["购买首套房，120平方米及以下的按1%", "120平方米以上的按2%"],
        ),
        ("第七条 本办法自2024年5月1日起施行，有效期至2028年4月30日。", ["本办法自2024年5月1日起施行，有效期至2028年4月30日"]),
        ("南湖公园开放时段为每日5时至21时。", ["南湖公园开放时段为每日5时至21时"]),
        ("企业应当按时申报，逾期视为放弃。", []),
    ],
)  # fmt: skip
def test_a_statement_is_one_thing_with_its_figures(text: str, own: list[str]) -> None:
    assert _own(text) == own


def test_members_of_a_list_share_its_head() -> None:
    text = "（二）取得适航证的机型，按下列标准奖励：固定翼900万元；250公斤以上的直升机400万元。"
    first, second = statements(text)
    assert second.own(text) == "250公斤以上的直升机400万元"
    assert first.head(text) == second.head(text) == "（二）取得适航证的机型，按下列标准奖励"


def test_the_condition_of_a_part_is_the_head_of_what_follows() -> None:
    text = "上年出口200万美元以上的企业，按保费的30%支持，投保新兴市场的部分按45%支持。"
    _, second = statements(text)
    assert second.own(text).startswith("投保新兴市场")
    assert second.head(text) == "上年出口200万美元以上的企业"


def test_what_says_for_whom_is_a_bound() -> None:
    told = figures_of("营业收入5000万元以上的企业，奖励20万元")
    assert [each.bounds for each in told] == [True, False]
    told = figures_of("60周岁以上老人每月80元")
    assert [each.bounds for each in told] == [True, False]


def test_days_and_numbers_to_call_are_told_too() -> None:
    text = "报名时间：6月3日9:00至6月9日，咨询电话：0571-8200 1234。"
    assert [[each.family for each in statement.figures] for statement in statements(text)] == [[DAY, DAY], [NUMBER]]


def test_words_that_name_the_subject() -> None:
    text = "常住人口71.2万人，比上年末增加0.4万人。"
    (statement,) = statements(text)
    assert statement.subject(text).strip() == "常住人口"
