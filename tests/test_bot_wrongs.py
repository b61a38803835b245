"""Figures that look right and are not: prices taken for caps, thresholds for awards, one tier for another, longer names."""

from collections.abc import Iterator

import pytest

from bot.bot import PolicyBot
from bot.understanding.sides import find_sides
from index.adding import add
from index.library import Library

TEXTS = {
    "station.txt": """南通市充电和加气设施补贴办法

第一条 承诺充电服务费售价不超过2元/度的充电站，每度补贴1元。
第二条 天然气售价不高于5元/公斤的加气站，每公斤补贴3元。
第三条 获得基金投资、融资额达到800万元的，奖励不超过融资额的3%，单家企业最多200万元。
第四条 技术合同成交额突破600万元的企业，给予成交额1%的奖励，单家企业最多50万元。
第五条 旧楼宇改造补助额为固定资产投资总额的20%，封顶3000万元。
""",
    "tiers.md": """# 绍兴市海外创新平台支持办法

## 一、支持标准

| 事项 | 档次 | 最高金额 |
| --- | --- | --- |
| 海外研究院 | 3年内国际发明专利6个以上 | 300万元 |
| 海外研究院 | 3年内国际发明专利2至5个 | 120万元 |
| 冷库建设 | 制冷能力（8小时额定）900吨以上 | 定额400万元 |
| 冷库建设 | 制冷能力（8小时额定）300吨以上 | 定额150万元 |
| 外资研究中心 | 上一年度研发投入的4% | 900万元 |
""",
    "procedure.txt": """镇江市注销和评审程序规定

第一条 企业注销公告应当公示30日，期满后可以申请注销登记。农民专业合作社注销不用公示，由登记机关直接办理。
第二条 科研项目评审结果应当公示10日。青年基金项目评审结果无需公示，评审后直接立项。
第三条 住房补贴申请名单应当公示15日。残疾人家庭住房补贴申请名单不必公示。
""",
    "report.txt": """徐州市科学技术局2023年工作总结

2023年，徐州市推荐上报20家省高新技术企业研究开发中心，新认定高新技术企业300家。科技型中小企业有5000家。
徐州市高新技术产业产值600亿元，占规模以上工业总产值的45.2%。
""",
    "city.txt": """常州市科学技术局2023年工作总结

截至2023年底，常州市高新技术企业共有4000家。2023年常州市技术交易额80亿元。
""",
}


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PolicyBot]:
    folder = tmp_path_factory.mktemp("wrongs")
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    with Library.open(folder / "library", create=True) as library:
        add(library, [folder / name for name in TEXTS])
        yield PolicyBot(library)


def own_words(bot: PolicyBot, question: str, *history: str) -> str:
    """What the bot says itself, without the quotes."""
    text = bot.ask(question, history=history).text
    return "\n".join(line for line in text.splitlines() if not line.startswith("原文："))


@pytest.mark.parametrize(
    ("question", "said", "wrong"),
    [
        # a price is no cap
        ("南通加气站卖气700公斤能补贴多少钱", "2100元", "上限"),
        ("南通充电站充电900度补贴多少钱", "900元", "上限"),
        ("南通充电站补贴多少钱一度", "1元", "上限"),
        # a rate is applied to the asker's amount, and a threshold is no award
        ("南通企业融资1000万奖励多少", "30万元", "800万元"),
        ("南通企业融资额2亿奖励多少", "200万元", "800万元"),
        ("南通旧楼宇改造投资5000万补多少", "1000万元", "3000万元 ["),
        ("绍兴外资研究中心研发投入1亿补多少", "400万元", "900万元 ["),
        ("绍兴外资研究中心研发投入5亿补多少", "900万元", "2000万元（"),
        # the tier of a table is that of the asker's quantity
        ("绍兴海外研究院4个国际发明专利补多少", "120万元", "300万元"),
        ("绍兴海外研究院3个国际专利补多少", "120万元", "300万元"),
        ("绍兴冷库制冷500吨能拿多少", "150万元", "400万元"),
        ("绍兴冷库制冷1000吨能拿多少", "400万元", "150万元"),
        # what is freed from a step has not its days
        ("镇江农民专业合作社注销公示几天", "不用公示", "30日"),
        ("镇江青年基金项目评审结果公示多少天", "无需公示", "10日"),
        ("镇江残疾人家庭住房补贴申请名单公示几天", "不必公示", "15日"),
        ("镇江企业注销公告公示几天", "30日", "不用公示"),
    ],
)
def test_the_figure_asked_is_told_and_not_one_beside_it(bot: PolicyBot, question: str, said: str, wrong: str) -> None:
    told = own_words(bot, question)
    assert said in told
    assert wrong not in told


def test_a_name_that_begins_a_longer_one_has_not_its_figure(bot: PolicyBot) -> None:
    assert "20家" not in own_words(bot, "徐州2023年有效高新技术企业多少家")


def test_a_follow_up_for_a_share_is_not_answered_with_the_base(bot: PolicyBot) -> None:
    told = own_words(bot, "它占规上的多少", "徐州2023年高新技术产业产值多少")
    assert not told.startswith("600亿元")


def test_what_came_in_is_not_taken_from_what_there_is(bot: PolicyBot) -> None:
    told = own_words(bot, "常州2023年高新技术企业比徐州多多少家")
    assert "3700" not in told


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("常州2023年技术交易额是100亿对吗", "不对：原文是80亿元"),
        ("常州2023年技术交易额是不是80亿元", "对：原文是80亿元"),
        ("常州2023年技术交易额为60亿元吗？", "不对：原文是80亿元"),
    ],
)
def test_a_claim_is_of_equality(bot: PolicyBot, question: str, said: str) -> None:
    assert own_words(bot, question).startswith(said)


@pytest.mark.parametrize(
    ("question", "sides", "shared"),
    [
        ("高龄津贴番禺和南沙农村哪个高，差多少", ("番禺", "南沙"), "高龄津贴"),
        ("取暖补贴海淀区和昌平区差多少", ("海淀区", "昌平区"), "取暖补贴"),
        ("最低工资余杭和临安哪个高", ("余杭", "临安"), "最低工资"),
    ],
)
def test_places_behind_what_is_asked_are_the_sides(question: str, sides: tuple[str, str], shared: str) -> None:
    found = find_sides(question)
    assert found is not None
    assert (found.left.name, found.right.name) == sides
    assert shared in found.aspects[0].thing
