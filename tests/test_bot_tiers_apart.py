"""Two tiers side by side, by their bounds or as the higher and the lower one, in rows and in sentences."""

from pathlib import Path

import pytest

from bot.bot import PolicyBot
from index.adding import add
from index.library import Library

RULES = """遂宁市冷链物流发展若干措施
遂宁市商务局
2026年3月2日

第一条 对新建冷库给予一次性补助：库容2万立方米以上的补助160万元，库容5000至2万立方米的补助45万元。
敬老补贴：70至79周岁每人每月40元；80至89周岁每人每月90元。
规模补贴按亩发放：60亩（含）至300亩的，每亩补贴20元；300亩（含）以上的，每亩补贴50元。

第二条 支持标准见下表。

| 事项 | 档次 | 最高金额 |
| --- | --- | --- |
| 冷藏车购置 | 车队20辆以上 | 70万元 |
| 冷藏车购置 | 车队8至20辆 | 25万元 |
| 分拣中心建设 | 日处理30吨以上 | 90万元 |
| 分拣中心建设 | 日处理10至30吨 | 40万元 |
| 检测室建设 | 投资100万元以上 | 15万元 |
"""


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> PolicyBot:
    folder: Path = tmp_path_factory.mktemp("tiers")
    (folder / "rule.md").write_text(RULES, "utf-8")
    library = Library.open(folder / "library", create=True)
    add(library, [folder / "rule.md"])
    return PolicyBot(library)


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("冷藏车购置的补助分两档，高的一档比低的一档多多少钱？", "70万元|25万元|45万元"),
        ("分拣中心建设，高档跟低档差多少", "90万元|40万元|50万元"),
        ("分拣中心日处理30吨以上的和10到30吨的，最高金额差多少？", "日处理30吨以上|90万元|40万元|50万元"),
        ("遂宁75岁和85岁的敬老补贴一个月差多少", "40元|90元|50元"),
        ("种60到300亩的和300亩以上的，遂宁每亩规模补贴差多少", "20元|50元|30元"),
        ("遂宁新建冷库，2万立方米以上的比5000到2万立方米的多补多少", "160万元|45万元|115万元"),
    ],
)
def test_two_tiers_are_told_with_their_difference(bot: PolicyBot, question: str, wanted: str) -> None:
    text = bot.ask(question).text
    assert all(each in text for each in wanted.split("|")), text


@pytest.mark.parametrize(
    "question", ["遂宁新建冷库，3万立方米以上的比1000到3万立方米的多补多少", "检测室建设高档比低档多多少"]
)
def test_tiers_that_are_not_told_are_not_compared(bot: PolicyBot, question: str) -> None:
    assert "多" not in bot.ask(question).text.partition("原文")[0].replace("没有找到", "")
