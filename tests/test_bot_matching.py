"""Which figure of a report answers: its level, place, part, time and kind, the growth or rank asked beside it, and the place
that has most. Invented reports."""

from collections.abc import Iterator

import pytest

from bot.bot import PolicyBot
from bot.understanding.question import understand
from index.adding import add
from index.library import Library

TEXTS = {
    "柳州.txt": """柳州市统计局2024年国民经济和社会发展统计公报

一、综合
全年实现地区生产总值3268.4亿元，比上年增长4.6%，增速比全区平均水平高0.4个百分点，总量居全区第2位（上年第3位）。三次产业对经济增长的贡献率分别为6.1%、48.2%和45.7%。
一般公共预算收入186.2亿元，增长3.1%，其中税收收入112.5亿元，增长2.2%。
二、科技
新认定高新技术企业96家。新增国家级专精特新“小巨人”企业4家，新认定省级专精特新中小企业37家。认定市重点实验室12家。
全年发放创新券860万元（市级310万元）。更新公交车40辆，全市公交车增至1250辆。每万人口发明专利拥有量11.3件。
三、人口
全年居民人均可支配收入36 512元，增长5.2%。城区公办学位缺口约900个。

表1 2024年各县区主要指标
地区\t地区生产总值（亿元）\t增速（%）\t常住人口（万人）
柳北区\t512.3\t4.9\t44.1
柳江区\t388.6\t6.2\t61.7
鹿寨县\t205.4\t5.5\t34.8
""",
    "柳州计划.txt": """柳州市科学技术局2024年工作总结和2025年工作思路

一、2024年工作总结
全市技术合同成交额58.6亿元，其中上半年21.4亿元。省尖兵攻关项目立项9项。开工亿元以上项目64个、十亿元以上项目7个。
二、2025年工作思路
2025年，新增高新技术企业110家以上，技术合同成交额达到66亿元。
""",
    "桂林.txt": """桂林市科学技术局2024年工作总结和2025年工作思路

一、2024年工作总结
全市技术合同成交额41.2亿元。有效期内高新技术企业总数达到520家。省尖兵攻关项目立项6项。
二、2025年工作思路
2025年，技术合同成交额达到50亿元。
""",
}


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PolicyBot]:
    folder = tmp_path_factory.mktemp("matching")
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    with Library.open(folder / "library", create=True) as library:
        add(library, [folder / name for name in TEXTS])
        yield PolicyBot(library)


def own_words(bot: PolicyBot, question: str) -> str:
    """What the bot says itself, without the quotes."""
    text = bot.ask(question).text
    return "\n".join(line for line in text.splitlines() if not line.startswith("原文"))


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("柳州2024年GDP多少，在广西排第几", ["3268.4亿元", "第2位"]),
        ("柳州2024年GDP跟增速", ["3268.4亿元", "4.6%"]),
        ("柳州2024年地区生产总值增长多少", ["4.6%"]),
        ("柳州2024年第二产业对经济增长的贡献率是多少", ["48.2%"]),
        ("柳州2024年居民人均可支配收入多少", ["36 512元"]),
        ("柳州市2024年公交车有多少辆", ["1250辆"]),
        ("柳州2024年新认定了几家高企", ["96家"]),
        ("柳州2025年高新技术企业目标是多少", ["110家以上"]),
        ("柳州2024年上半年技术合同成交额是多少", ["21.4亿元"]),
        ("柳州2024年技术合同成交额是多少", ["58.6亿元"]),
        ("柳州2024年各县区里哪个区GDP最高", ["最高的是柳北区", "512.3亿元"]),
        ("柳州哪个县区常住人口最少", ["最少的是鹿寨县", "34.8万人"]),
        ("柳州2024年柳江区和柳北区常住人口哪个多，多多少", ["多17.6万人（61.7 - 44.1）"]),
        ("柳江区2024年GDP增速是多少", ["6.2%"]),
        ("柳州市亿元以上项目开工多少个", ["64个"]),  # 市亿 and 十亿 are one sound, and neither is the other's slip
        ("柳州2024年十亿元以上项目开工多少个", ["7个"]),
        ("省尖兵攻关项目柳州几项，桂林几项", ["9项", "6项"]),
    ],
)
def test_the_figure_asked_is_said(bot: PolicyBot, question: str, said: list[str]) -> None:
    told = own_words(bot, question)
    assert all(each in told for each in said), told


@pytest.mark.parametrize(
    ("question", "trap"),
    [
        ("柳州省重点实验室有多少家", "12家 [1]，即"),
        ("柳州2024年有效高新技术企业多少家", "96家 [1]，即"),
        ("柳州2024年公办学位有多少个", "900个"),
        ("柳州2204年地区生产总值是多少", "3268.4亿元 [1]，即"),
        ("柳州2024年地区生产总值增速是多少", "0.4个百分点"),
        ("柳州2024年第一季度技术合同成交额是多少", "58.6亿元 [1]，即"),
        ("柳州高企比桂林多多少家", "96 - 520"),
        ("桂林2024年新增了多少家高新技术企业", "520家 [1]，即"),
        ("柳州高企认定给多少奖励", "96家"),
        ("桂林高新技术企业补贴标准是多少", "520家"),
    ],
)
def test_a_figure_of_another_kind_is_no_answer(bot: PolicyBot, question: str, trap: str) -> None:
    assert trap not in own_words(bot, question)


def test_a_refusal_says_what_the_rows_lack(bot: PolicyBot) -> None:
    answer = bot.ask("柳州2024年有多少家高新技术企业")
    assert answer.refused
    assert "高新技术企业的总数（只有新增数）" in answer.text
    assert "高新技术企业（新认定） 96家" in answer.text


def test_a_year_of_two_digits_stands_behind_an_office_and_is_no_service() -> None:
    assert understand("柳州市商务局24年进出口总额是多少").years == (2024,)
    assert understand("在柳州市税务局25年工龄怎么算").years == ()
