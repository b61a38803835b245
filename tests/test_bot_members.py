"""Papers, steps and shortcomings that a question asks for in other words than the text, on made documents."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.bot import PolicyBot
from bot.understanding.conversation import complete
from bot.understanding.everyday import headed, rewritten, spoken_in, tells
from corpus.aliases import canonical
from index.adding import add
from index.library import Library

PENSION = """遂宁市高龄津贴发放办法
遂民规〔2025〕2号

一、发放标准
年满80周岁的老年人每月发放高龄津贴60元。

二、申领
（一）本人申领的，携带身份证、户口簿和社会保障卡，到户籍所在地社区办理。
（二）街道办事处在10个工作日内审核。

三、办理程序
第一步，本人申请（每月1日至10日）。逾期转入下月。
第二步，社区核实（每月11日至15日）。入户了解情况。
第三步，街道审批（每月20日前）。审批后次月发放。

四、附则
《遂宁市高龄老人补贴暂行规定》（遂民发〔2018〕9号）同时废止。
遂宁市民政局
2025年2月20日
"""

REPORT = """鹤岗市商务局2024年工作总结和2025年工作安排

2024年，在市委坚强领导下，市商务局工作取得积极成效。

一、主要工作
全年实现社会消费品零售总额96亿元，增长4.2%。

二、存在的主要问题
1. 限上企业数量偏少，县区商贸主体培育不够。
2. 电商人才紧缺，直播团队流向外地。
3. 冷链仓储能力不足。
"""


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PolicyBot]:
    folder = tmp_path_factory.mktemp("members")
    for name, text in (("a.txt", PENSION), ("b.txt", REPORT)):
        (folder / name).write_text(text, encoding="utf-8")
    with Library.open(tmp_path_factory.mktemp("library"), create=True) as library:
        add(library, [folder])
        yield PolicyBot(library)


@pytest.mark.parametrize(
    ("question", "members", "others"),
    [
        ("遂宁领高龄津贴要带啥", ["身份证", "户口簿", "社会保障卡"], ["60元", "废止"]),
        ("遂宁高龄津贴申领得准备哪些东西", ["身份证", "户口簿", "社会保障卡"], ["60元", "废止"]),
        ("遂宁高龄津贴的办理程序从头到尾分几步", ["本人申请", "社区核实", "街道审批", "20日前"], ["60元", "废止"]),
        ("鹤岗商务局眼下还有哪些短板", ["限上企业", "电商人才", "冷链"], ["96亿元", "坚强领导"]),
        ("鹤岗商务局有啥难处", ["限上企业", "电商人才", "冷链"], ["96亿元", "坚强领导"]),
    ],
)
def test_members_in_other_words(bot: PolicyBot, question: str, members: list[str], others: list[str]) -> None:
    answer = bot.ask(question)
    assert not answer.refused
    assert all(member in answer.text for member in members), answer.text
    assert not any(other in answer.text for other in others), answer.text


@pytest.mark.parametrize(
    ("question", "text", "told"),
    [
        ("办证要带什么", "持居住证、租房合同到窗口办理。", True),
        ("报销该交哪些材料", "应当提交病历和发票原件、费用清单。", True),
        ("还得准备什么东西", "审核通过后10日内拨付。", False),
        ("有什么难题", "在看到成绩的同时,面临的困难主要有:一是缺水。", True),
        ("有什么难题", "贫困人口全部脱贫。", False),
        ("分几步走", "第一步,登记。", True),
    ],
)
def test_a_sentence_tells_the_kind_asked_for(question: str, text: str, told: bool) -> None:
    assert tells(text, spoken_in(rewritten(question))) is told


@pytest.mark.parametrize("question", ["准备什么时候开工", "公司带什么人来", "上传什么格式的照片"])
def test_other_questions_ask_for_no_papers(question: str) -> None:
    assert "材料" not in rewritten(question)


def test_a_heading_names_the_kind_asked_for() -> None:
    assert headed(canonical("三、存在的问题"), spoken_in("有哪些短板"))
    assert not headed(canonical("三、存在的问题"), spoken_in("有哪些职工"))


@pytest.mark.parametrize("turn", ["逾期还不改罚多少", "拒不整改怎么处罚", "那不交罚多少"])
def test_a_consequence_is_asked_of_the_case_before(turn: str) -> None:
    assert "遛狗不牵绳" in complete(turn, ["柳州遛狗不牵绳会怎么样"])


def test_a_figure_of_the_year_ahead_is_of_a_plan_in_the_same_document(tmp_path: Path) -> None:
    text = (
        "伊春市教育局2024年工作总结和2025年工作计划\n\n一、工作总结\n新建学校6所。\n\n二、下步打算\n力争新建学校9所。\n"
    )
    (tmp_path / "c.txt").write_text(text, encoding="utf-8")
    with Library.open(tmp_path / "library", create=True) as library:
        add(library, [tmp_path / "c.txt"])
        assert "9所" in PolicyBot(library).ask("伊春2025年计划新建学校多少所").text
