"""What is worked out of a report's figures, told of its places one by one, or asked of a firm itself: made-up reports."""

from collections.abc import Iterator

import pytest

from bot.bot import PolicyBot
from bot.records import Reason
from index.adding import add
from index.library import Library

BULLETIN = """# 澄江市2024年国民经济和社会发展统计公报

澄江市统计局 2025年3月20日

## 一、综合

分县区看，凤麓区地区生产总值160.5亿元，增长5.9%。全市建筑业增加值33.0亿元，增长10.0%。

## 二、对外经济

全年进出口总额420.0亿元，增长6.1%。其中出口315.0亿元，增长8.4%；进口105.0亿元，下降0.7%。实际使用外资3.20亿美元，增长2.1%，完成年度目标3.5亿美元的91.4%。

## 三、科技

全年申报省级科技计划项目40项，入选12项。

累计引进博士团队18个，其中当年新引进4个。

技术合同成交额52.6亿元，增长9.2%，其中市级部分20.4亿元，增速3.3%。在全省创新评价里，我市名列第4，进入B档。
"""

CITY = """# 潍坊市2024年国民经济和社会发展统计公报

潍坊市统计局 2025年3月18日

## 一、综合

全市实现地区生产总值8203.5亿元，增长5.6%。进出口总额3310.0亿元，增长4.0%。

分县区看，奎文区地区生产总值512.4亿元，增长5.8%；寒亭区303.2亿元，增长6.4%；诸城市720.6亿元，增长5.1%；高密市518.9亿元，增长4.7%。

2024年，全市充电桩服务收入1860万元，道路泊位2.1万个。
"""

NOTICE = """# 潍坊市工业和信息化局关于组织推荐2025年度智能车间的通知

潍坊市工业和信息化局 2025年4月2日

一、推荐数量

各县市区推荐数量：奎文区不超过12家，寒亭区不超过15家，诸城市不超过20家，高密市不超过18家，全市不超过90家。

二、申报材料

企业提交申请表和佐证材料，推荐截止日期为2025年5月30日。
"""


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PolicyBot]:
    folder = tmp_path_factory.mktemp("portions")
    texts = {"bulletin.md": BULLETIN, "city.md": CITY, "notice.md": NOTICE}
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")
    with Library.open(folder / "library", create=True) as library:
        add(library, [folder / name for name in texts])
        yield PolicyBot(library)


@pytest.mark.parametrize(
    "question",
    [
        "澄江2024年出口占多大比重",
        "澄江2024年出口占进出口总额的比重是多少",
        "澄江2024年出口占了百分之几",
        "澄江2024年出口占比多少",
    ],
)
def test_the_share_that_is_not_told_is_worked_out(bot: PolicyBot, question: str) -> None:
    told = bot.ask(question).text
    assert all(each in told for each in ("75%", "315 ÷ 420", "[1]", "[2]"))


def test_a_level_stays_a_level(bot: PolicyBot) -> None:
    assert bot.ask("澄江2024年出口多少亿元").text.startswith("315.0亿元")


def test_the_rate_of_those_who_won_is_worked_out(bot: PolicyBot) -> None:
    told = bot.ask("澄江省级科技计划项目的入选率是多少").text
    assert "30%" in told
    assert "12 ÷ 40" in told


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("澄江2024年外资离年度目标还差多少", "0.3亿美元（3.5 - 3.2）"),
        ("澄江2024年外资多少亿美元", "3.20亿美元"),
        ("澄江2024年外贸增长多少", "6.1%"),
        ("澄江2024年外贸", "420.0亿元"),
    ],
)
def test_short_names_of_metrics(bot: PolicyBot, question: str, said: str) -> None:
    assert said in bot.ask(question).text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("寒亭2024年GDP增长多少", "6.4%"),
        ("潍坊哪个区县经济增得最快", "最快的是寒亭区：6.4%"),
        ("诸城和高密谁的经济总量大，大多少", "多201.7亿元"),
    ],
)
def test_the_growth_behind_a_place_is_its_own(bot: PolicyBot, question: str, said: str) -> None:
    assert said in bot.ask(question).text


@pytest.mark.parametrize(("place", "figure"), [("诸城", "诸城市不超过20家"), ("寒亭", "寒亭区不超过15家")])
def test_a_place_among_others_has_its_own_figure(bot: PolicyBot, place: str, figure: str) -> None:
    answer = bot.ask(f"{place}智能车间推荐的名额是多少")
    assert answer.text.startswith(f"{figure} [1]")
    assert bot.ask(f"{place}呢？", history=["奎文区智能车间推荐的名额是多少"]).text.startswith(f"{figure} [1]")


def test_a_figure_of_all_is_none_of_a_part(bot: PolicyBot) -> None:
    assert bot.ask("奎文区2024年充电桩服务收入多少").refused
    assert "1860万元" in bot.ask("潍坊2024年充电桩服务收入多少").text


@pytest.mark.parametrize(
    "question",
    [
        "我们公司去年营收多少来着",
        "我们去年进出口多少来着",
        "我厂2024年外资到账多少",
        "咱们上年申报了几项",
    ],
)
def test_a_firm_s_own_figure_is_nobody_s_here(bot: PolicyBot, question: str) -> None:
    answer = bot.ask(question)
    assert answer.reason is Reason.OWN_FIGURE
    assert bot.ask(question, history=["澄江2024年出口多少亿元"]).reason is Reason.OWN_FIGURE


@pytest.mark.parametrize(
    "question", ["我们公司能推荐几家智能车间", "潍坊我们去年充电桩服务收入多少", "我市2024年进出口总额多少"]
)
def test_who_asks_of_a_rule_or_a_place_is_heard(bot: PolicyBot, question: str) -> None:
    assert bot.ask(question).reason is not Reason.OWN_FIGURE


def test_the_part_that_nobody_tells_is_named(bot: PolicyBot) -> None:
    told = bot.ask("澄江2024年出口是多少，牵头领导是谁").text
    assert told.startswith("315.0亿元")
    assert "牵头领导是谁？没有找到" in told


def test_what_came_in_over_the_years_is_a_total(bot: PolicyBot) -> None:
    assert "18个" in bot.ask("澄江引进博士团队总数").text


def test_a_place_and_the_one_it_lies_in_are_added_with_a_warning(bot: PolicyBot) -> None:
    told = bot.ask("诸城和高密2024年GDP合计多少").text
    assert "合计1239.5亿元" in told
    assert "重复计算" not in told
    told = bot.ask("潍坊和诸城2024年GDP合计多少").text
    assert "合计8924.1亿元" in told
    assert "诸城市属于潍坊市" in told


@pytest.mark.parametrize("question", ["2024年进出口总额：两地比一比", "两市2024年进出口总额哪个高"])
def test_two_places_that_go_unnamed(bot: PolicyBot, question: str) -> None:
    told = bot.ask(question).text
    assert all(each in told for each in ("420.0亿元", "3310.0亿元", "多2890亿元"))


def test_a_part_has_the_growth_behind_it(bot: PolicyBot) -> None:
    told = bot.ask("澄江2024年技术合同成交里面，市级那块是多少，增速多少").text
    assert "20.4亿元" in told
    assert "3.3%" in told.partition("原文")[0]
    assert "9.2%" not in told.partition("原文")[0]


def test_the_grade_is_told_beside_the_rank(bot: PolicyBot) -> None:
    told = bot.ask("澄江创新评价在全省第几名、什么档").text
    assert "第4" in told
    assert "B档" in told


@pytest.mark.parametrize(
    ("question", "figure", "step"),
    [
        ("澄江省级科技计划项目没入选的有几项", "28项", "40 - 12"),
        ("澄江2024年有多少项省级科技计划项目未入选", "28项", "40 - 12"),
        ("澄江博士团队新引进之前有几个", "14个", "18 - 4"),
        ("澄江省级科技计划项目的入选率是多少", "约30%", "12 ÷ 40"),
        ("澄江2023年技术合同成交额是多少", "约48.2亿元", "52.6 ÷ (1 + 9.2%)"),
    ],
)
def test_what_follows_from_two_figures_is_told_with_the_step(
    bot: PolicyBot, question: str, figure: str, step: str
) -> None:
    answer = bot.ask(question)
    assert answer.text.startswith(figure)
    assert step in answer.text
    assert len(answer.citations) == 2


@pytest.mark.parametrize("question", ["澄江2022年技术合同成交额是多少", "澄江2023年建筑业增加值是多少"])
def test_a_year_that_no_growth_leads_to_stays_unanswered(bot: PolicyBot, question: str) -> None:
    assert bot.ask(question).refused
