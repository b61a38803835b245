"""Questions on rules: which tier, size or district a figure is of, articles by number, and whether a text is in force."""

from collections.abc import Iterator
from datetime import date

import pytest

from bot.bot import PolicyBot
from bot.records import Reason
from bot.texts import FIGURE_UNREAD
from index.adding import add
from index.library import Library

TEXTS = {
    "old.txt": """泉州市民政局关于印发泉州市高龄津贴发放办法的通知
泉民规〔2019〕3号

第一条 高龄津贴每月50元。
第二条 本办法自2019年1月1日起施行，有效期至2028年12月31日。
""",
    "new.txt": """泉州市民政局关于印发泉州市养老和电梯补贴实施办法的通知
泉民规〔2023〕1号

第一条 既有住宅加装电梯，载重800公斤以下的每台补助15万元，载重1000公斤以上的每台补助20万元。
第二条 护理等级1-2级的老年人每人每月补贴200元，3-5级的每人每月补贴400元。
第三条 鲤城区、丰泽区、洛江区的城镇特困人员标准为每月1300元，其农村特困人员标准分别为每月1500元、1450元、1400元。
第四条 高龄津贴标准分别为每月100元（鲤城区、丰泽区）、80元（南安市、惠安县）。
第五条 民政部门应当自受理之日起15个工作日内作出决定。
第六条 本办法自2023年1月1日起施行，有效期3年。《泉州市高龄津贴发放办法》（泉民规〔2019〕3号）同时废止。
""",
}


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PolicyBot]:
    folder = tmp_path_factory.mktemp("rules")
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    with Library.open(folder / "library", create=True) as library:
        add(library, [folder / name for name in TEXTS])
        yield PolicyBot(library)


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("泉州加装电梯载重600公斤补助多少", "15万元"),
        ("泉州加装电梯载重800公斤补助多少", "15万元"),
        ("泉州载重1200公斤的电梯补助多少", "20万元"),
        ("泉州护理等级4级老年人每月补贴多少", "400元"),
        ("泉州护理等级1级老年人补贴多少", "200元"),
        ("泉州丰泽区农村特困人员标准是多少", "1450元"),
        ("泉州鲤城区农村特困人员标准是多少", "1500元"),
        ("泉州惠安县高龄津贴标准是多少", "80元"),
        ("泉州鲤城区高龄津贴标准是多少", "100元"),
        ("泉州养老补贴申请多久作出决定", "15个工作日"),
    ],
)
def test_the_figure_of_the_tier_asked(bot: PolicyBot, question: str, figure: str) -> None:
    answer = bot.ask(question)
    assert not answer.refused
    assert figure in answer.text.split("\n\n")[0], answer.text


@pytest.mark.parametrize("question", ["泉州护理等级6级补贴多少", "泉州加装电梯载重900公斤补助多少"])
def test_a_tier_that_is_not_told_has_no_figure(bot: PolicyBot, question: str) -> None:
    answer = bot.ask(question)
    assert answer.refused or answer.text.startswith(str(FIGURE_UNREAD))  # at most the tiers that there are, to be read


@pytest.mark.parametrize("number", ["第三条", "第3条"])
def test_an_article_is_looked_up_by_its_number(bot: PolicyBot, number: str) -> None:
    answer = bot.ask(f"《泉州市养老和电梯补贴实施办法》{number}是什么？")
    assert answer.text.startswith("第三条 鲤城区")
    assert [citation.quote for citation in answer.citations] == [TEXTS["new.txt"].splitlines()[5]]


def test_an_article_that_does_not_exist_is_refused(bot: PolicyBot) -> None:
    answer = bot.ask("泉州市养老和电梯补贴实施办法第九条规定了什么")
    assert answer.refused
    assert "没有第九条" in answer.text


def test_a_title_that_no_document_has_is_refused(bot: PolicyBot) -> None:
    answer = bot.ask("《南平市渔业补助办法》规定了什么？")
    assert answer.reason is Reason.UNKNOWN_TITLE
    assert "《南平市渔业补助办法》" in answer.text
    assert not bot.ask("《养老和电梯补贴实施办法》第二条是什么？").refused  # a short form


@pytest.mark.parametrize(
    ("question", "day", "said"),
    [
        ("泉州市养老和电梯补贴实施办法还有效吗？", date(2024, 5, 1), "有效。截至2024年5月1日"),
        ("泉州市养老和电梯补贴实施办法过期了吗", date(2026, 5, 1), "已失效。"),
        ("泉州市养老和电梯补贴实施办法现在还在执行吗", date(2022, 5, 1), "尚未生效。"),
        ("泉州市高龄津贴发放办法是否有效", date(2024, 5, 1), "已废止。"),
        ("泉民规〔2023〕1号现在还有效吗", date(2026, 5, 1), "已失效。"),
        ("发高龄津贴的那份老办法还能用吗（泉民规〔2019〕3号）", date(2024, 5, 1), "已废止。"),
    ],
)
def test_whether_a_document_is_in_force(bot: PolicyBot, question: str, day: date, said: str) -> None:
    answer = bot.ask(question, day=day)
    assert answer.text.startswith(said), answer.text
    assert answer.citations
    if "废止" in said:
        assert "养老和电梯补贴实施办法" in answer.text.split("[1]")[0]
