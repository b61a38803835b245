"""Questions about a document that they do not name, and what is told with the sentence that says yes or no."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.answers.about import asked_field
from bot.bot import PolicyBot
from bot.understanding.question import understand
from index.adding import add
from index.library import Library

RULES = """# 桐庐县屋顶菜园管理办法（试行）

桐府发〔2025〕3号

第一条 屋顶荷载由街道查验。

第二条 本办法自2025年4月1日起施行，试行期2年。
"""

QUAY = """# 平湖市乡村码头管理办法

第一条 码头由镇街道管理。

第二条 本办法自2023年6月1日起施行，有效期3年。
"""

QUAY_DETAILS = """# 平湖市乡村码头管理办法实施细则

第一条 泊位编号由镇街道核发。

第二条 本细则自2024年9月1日起施行，有效期5年。
"""

ANSWERS = """# 桐庐县公共菜地政策问答

问：外乡人租菜地要有本地户口吗？
答：不需要。外乡人凭居住证或者社保记录即可租用，租期不限。
"""


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PolicyBot]:
    folder = tmp_path_factory.mktemp("about")
    for name, text in {"rules": RULES, "quay": QUAY, "details": QUAY_DETAILS}.items():
        (folder / f"{name}.md").write_text(text, "utf-8")
    with Library.open(folder / "library", create=True) as library:
        add(library, [folder])
        yield PolicyBot(library)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("桐庐楼顶种菜这个办法啥时候开始算数，试行多久", ("2025年4月1日", "试行期2年")),
        ("平湖乡村码头管理办法哪天开始生效", ("2023年6月1日",)),
        ("平湖乡村码头实施细则哪天开始生效", ("2024年9月1日",)),
        ("2025年元旦那会儿，平湖乡村码头管理办法有效没有", ("2026年5月31日",)),
        ("2028年底再来看，平湖乡村码头实施细则还有效不", ("2029年8月31日",)),
    ],
)
def test_the_document_meant_is_the_one_of_the_place_or_of_the_kind_said(
    bot: PolicyBot, question: str, said: tuple[str, ...]
) -> None:
    answer = bot.ask(question)
    assert all(each in answer.text for each in said), answer.text


def test_when_a_season_begins_and_ends_is_not_asked_of_the_document(bot: PolicyBot) -> None:
    assert not bot.ask("平湖乡村码头几号开始管，几号停").text.startswith(("有效", "已失效"))


def test_a_bare_yes_or_no_stands_before_what_it_is_of(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("answers")
    (folder / "answers.md").write_text(ANSWERS, "utf-8")
    with Library.open(folder / "library", create=True) as library:
        add(library, [folder / "answers.md"])
        answer = PolicyBot(library).ask("桐庐外乡人没有本地户口能租菜地吗")
    assert "不需要。" in answer.text
    assert "居住证" in answer.text


CONTACTS = """# 桐庐县屋顶菜园申报联系表

单位　联系人　电话
县农业农村局种植科　林一舟　0571-64001111
县住房城乡建设局房管科　沈知夏　0571-64002222
"""


def test_a_line_that_only_labels_columns_answers_nothing(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("contacts")
    (folder / "contacts.md").write_text(CONTACTS, "utf-8")
    with Library.open(folder / "library", create=True) as library:
        add(library, [folder / "contacts.md"])
        answer = PolicyBot(library).ask("桐庐屋顶菜园申报，农业农村局那边找哪个联系人，电话")
    assert answer.text.startswith("县农业农村局种植科　林一舟　0571-64001111")


PARTS = """# 桐庐县屋顶菜园和乡村码头认定指南

一、屋顶菜园
自三月起受理认定，电话0571-64003333（桐庐县农业农村局）。

二、乡村码头
（一）条件
泊位不少于6个。
（二）程序
电话0571-64004444。
"""


def test_a_number_is_that_of_the_part_under_whose_heading_it_stands(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("parts")
    (folder / "parts.md").write_text(PARTS, "utf-8")
    with Library.open(folder / "library", create=True) as library:
        add(library, [folder / "parts.md"])
        answer = PolicyBot(library).ask("桐庐公共的乡村码头泊位认定打什么电话")
    assert "0571-64004444" in answer.citations[0].quote


GUIDE = """# 象山县渔船更新和海上民宿扶持指南

象农发〔2022〕17号　象文旅发〔2024〕8号

本指南据《象山县渔船更新补助办法》（象农发〔2022〕17号）和《关于扶持海上民宿的若干意见》（象文旅发〔2024〕8号）编写。

一、金额

渔船更新每艘补助6万元。海上民宿每间奖励3000元。

二、执行时间

渔船更新补助自2022年5月1日起施行，有效期2年；海上民宿奖励自2024年9月1日起施行，有效期5年。
"""


@pytest.mark.parametrize(
    ("question", "begins", "day", "other"),
    [
        ("象农发〔2022〕17号现在还有效不", "已失效", "2024年4月30日", "2029年"),
        ("象农发〔2022〕17号2023年底有效吗", "仍在有效期内", "2024年4月30日", "2029年"),
        ("象文旅发〔2024〕8号还在有效期内吗", "仍在有效期内", "2029年8月31日", "2024年4月"),
        ("象文旅发〔2024〕8号什么时候到期", "仍在有效期内", "2029年8月31日", "2024年4月"),
    ],
)
def test_a_number_of_several_means_the_part_of_its_title(
    tmp_path_factory: pytest.TempPathFactory, question: str, begins: str, day: str, other: str
) -> None:
    folder = tmp_path_factory.mktemp("guide")
    (folder / "guide.md").write_text(GUIDE, "utf-8")
    with Library.open(folder / "library", create=True) as library:
        add(library, [folder / "guide.md"])
        text = PolicyBot(library).ask(question).text
    assert text.startswith(begins)
    assert day in text
    assert other not in text


@pytest.mark.parametrize(
    ("question", "day"),
    [
        ("桐庐现在这个屋顶菜园办法管到哪天", "2027年3月31日"),
        ("平湖乡村码头管理办法执行到什么时候", "2026年5月31日"),
        ("平湖乡村码头实施细则一直用到哪年哪月", "2029年8月31日"),
    ],
)
def test_until_when_a_document_holds_is_asked_in_many_words(bot: PolicyBot, question: str, day: str) -> None:
    assert day in bot.ask(question).text


def test_all_who_issued_a_document_together_are_told(tmp_path: Path) -> None:
    text = """发布机关：平湖市民政局
标题：平湖市民政局 平湖市财政局关于发放菜园补贴的通知

平湖市民政局 平湖市财政局关于发放菜园补贴的通知

一、菜园补贴每亩300元。
"""
    (tmp_path / "joint.txt").write_text(text, encoding="utf-8")
    with Library.open(tmp_path / "library", create=True) as library:
        add(library, [tmp_path / "joint.txt"])
        told = PolicyBot(library).ask("平湖市菜园补贴的通知是哪两个局联合发布的").text
    assert "平湖市民政局" in told
    assert "平湖市财政局" in told


@pytest.mark.parametrize("asked", ["执行到什么时候", "实施到哪天", "管到几月", "执行期是多久"])
def test_until_when_measures_run_is_their_term(asked: str) -> None:
    field = asked_field(understand(f"青岩县扶持花农十条措施，{asked}？"))
    assert field is not None
    assert field.name == "expires"
