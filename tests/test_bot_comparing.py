"""Comparisons, sums and other questions on invented reports of several places and years, and on a table."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.bot import PolicyBot
from bot.texts import FIGURE_UNREAD
from index.adding import add
from index.library import Library

TEXTS = {
    "绍兴2023.txt": """绍兴市商务局2023年工作总结和2024年工作思路

一、2023年工作总结
全市实现社会消费品零售总额2680.5亿元，同比增长7.6%。完成进出口总额3560亿元，其中出口3180亿元。实际使用外资8.6亿美元。
越城区、柯桥区分别引进亿元以上项目36个、42个。柯桥经开区完成固定资产投资126亿元。
出口占全国份额由2022年的1.25%提高到1.31%。国家级开发区4个、省级开发区5个。
二、2024年工作思路
进出口总额达到3700亿元，社会消费品零售总额增长8%以上，实际使用外资9亿美元。
""",
    "绍兴2022.txt": """绍兴市商务局2022年工作总结和2023年工作思路

一、2022年工作总结
实现社会消费品零售总额1200亿元。完成进出口总额3416亿元。
二、2023年工作思路
进出口总额达到3500亿元以上，实际使用外资8亿美元。
""",
    "2023年浙江部分市经济指标.csv": """地区,社会消费品零售总额（亿元）,社会消费品零售总额增长（%）,进出口总额（亿元）
金华市,3120.6,9.1,6838.2
湖州市,1760.2,8.3,1680.5
""",
}


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PolicyBot]:
    folder = tmp_path_factory.mktemp("comparing")
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    with Library.open(folder / "library", create=True) as library:
        add(library, [folder / name for name in TEXTS])
        yield PolicyBot(library)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("绍兴23年社零总额是多少？", ["2680.5亿元 [1]，即绍兴市2023年"]),
        ("绍兴和金华2023年社零总额谁高？", ["3120.6亿元", "2680.5亿元", "多440.1亿元（3120.6 - 2680.5）"]),
        ("绍兴和湖州的社会消费品零售总额增长谁快", ["8.3%", "7.6%", "多0.7个百分点"]),
        ("绍兴2024年进出口总额目标比2023年完成数多多少", ["多140亿元（3700 - 3560）"]),
        ("绍兴进出口总额，2023实际跟2024目标比是高了还是低了", ["3560亿元", "3700亿元", "多140亿元"]),
        ("社会消费品零售总额 绍兴多少 金华多少 2023", ["2680.5亿元", "3120.6亿元"]),
        ("2023年进出口总额，绍兴全市跟湖州分别多少", ["3560亿元", "1680.5亿元"]),
        ("绍兴2023年和2022年进出口总额相差多少", ["多144亿元（3560 - 3416）"]),
        ("绍兴2023年进出口总额目标和实际完成差多少", ["3500亿元以上", "多60亿元", "确切的差额不能算出"]),
        ("绍兴越城区、柯桥区引进亿元以上项目一共多少个", ["合计78个（36 + 42）"]),
        ("绍兴社会消费品零售总额2023年比2022年翻番了吗", ["已经翻番"]),
        ("绍兴进出口总额2023年比2022年翻番了吗", ["没有翻番"]),
        ("绍兴2023年实际使用外资完成目标了吗？", ["已达到目标：完成8.6亿美元，目标8亿美元"]),
        ("绍兴2023年进出口总额和实际使用外资的目标各是多少", ["3500亿元以上", "8亿美元"]),
        ("绍兴进出口总额离2024年目标还差多少", ["3560亿元", "3700亿元", "多140亿元（3700 - 3560）"]),
        (
            "2023年金华的社零总额大约是绍兴的几倍",
            ["是绍兴市2023年社会消费品零售总额的1.16倍（3120.6 ÷ 2680.5 ≈ 1.16）"],
        ),
        ("2023年绍兴进出口总额占金华进出口总额的百分之几", ["52.1%（3560 ÷ 6838.2）"]),
        ("绍兴国家级开发区和省级开发区各有几个", ["4个", "5个"]),
        ("绍兴2023年出口占全国份额是多少", ["1.31%"]),
        ("绍兴2022年出口占全国份额是多少", ["1.25%"]),
        ("柯桥经开区固定资产投资完成多少", ["126亿元"]),
    ],
)
def test_answered(bot: PolicyBot, question: str, said: list[str]) -> None:
    answer = bot.ask(question)
    assert not answer.refused
    assert all(each in answer.text for each in said), answer.text
    for citation in answer.citations:
        document = bot.document(citation.source.key)
        assert document is not None
        assert document.text[citation.start : citation.end] == citation.quote


@pytest.mark.parametrize(
    ("question", "trap"),
    [
        ("绍兴2024年出口目标是多少？", "3700亿元 [1]"),
        ("绍兴市2023年固定资产投资完成多少", "126亿元 [1]"),
        ("绍兴2021年进出口总额是多少", "亿元 [1]\n"),
        ("丽水市2023年社会消费品零售总额是多少", "2680.5"),
    ],
)
def test_what_is_near_is_no_answer(bot: PolicyBot, question: str, trap: str) -> None:
    answer = bot.ask(question)
    assert answer.refused or answer.text.startswith(str(FIGURE_UNREAD))  # at most the sentence, to be read for oneself
    assert not answer.text.startswith(trap)
    assert trap not in answer.text.split("\n\n")[0].split("只有")[0]


def test_places_are_not_compared_by_figures_of_what_is_called_alike(tmp_path: Path) -> None:
    texts = {
        "衢州.txt": "衢州市科学技术局2023年工作总结\n\n一、2023年工作总结\n推荐申报省级高新技术企业研究开发中心16家，新建众创空间8家。\n",
        "丽水.txt": "丽水市科学技术局2023年工作总结\n\n一、2023年工作总结\n推荐申报省级高新技术企业研究开发中心30家，新建众创空间5家。\n",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    with Library.open(tmp_path / "library", create=True) as library:
        add(library, [tmp_path / name for name in texts])
        bot = PolicyBot(library)
        assert bot.ask("衢州和丽水哪个高新技术企业多？").refused
        assert "多3家" in bot.ask("衢州和丽水2023年新建众创空间哪个多，多几家？").text
