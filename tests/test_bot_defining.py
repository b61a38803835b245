"""What a document means by its words, what money comes from, and the only list of a document that is named."""

from collections.abc import Iterator

import pytest

from bot.bot import PolicyBot
from index.adding import add
from index.library import Library

RULES = """清源市公寓租赁管理条例
第一条 为规范青年公寓的租赁，制定本条例。
第二条 青年公寓的对象是在本市就业的新市民和青年人才。
第三条 申请青年公寓，应当提交下列材料：
（一）租住申请表；
（二）劳动合同；
（三）无房证明。
第四条 建设资金的渠道包括：
（一）市级财政拨款；
（二）土地出让收益；
（三）社会捐赠。
第五条 房屋交付后，承租人家庭住址变动的，应在变动之日起15日内向公寓管理站申报；审核时看申请之月往前6个月的工资。
第六条 本条例所称青年人才，是指毕业不满五年、在本市缴纳社会保险的高校毕业生。
第七条 住房补贴，含租房补贴、购房补贴和物业补贴。
第八条 共建单位，指与市住房局签订协议的医院、学校和企业。
第九条 逾期5个工作日没有答复的，第6个工作日视为同意。
第十条 管理站对违反本条例的行为进行检查，可以行使下列职权：
（一）进入房间检查；
（二）查阅合同；
（三）询问承租人。
"""


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PolicyBot]:
    folder = tmp_path_factory.mktemp("defining")
    (folder / "rules.txt").write_text(RULES, encoding="utf-8")
    with Library.open(folder / "library", create=True) as library:
        add(library, [folder / "rules.txt"])
        yield PolicyBot(library)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("青年公寓条例里的“青年人才”是指什么样的人", "毕业不满五年"),
        ("清源市青年公寓说的住房补贴，包括哪几种", "购房补贴"),
        ("清源市公寓租赁里共建单位指的是哪些", "医院、学校和企业"),
        ("什么是青年人才（清源市公寓条例）", "毕业不满五年"),
        ("青年公寓的建设资金都从哪些地方来", "土地出让收益"),
        ("按公寓租赁管理条例，办入住要交哪些材料", "无房证明"),
        ("公寓管理站没人答复，第几个工作日就算同意", "第6个工作日"),
        ("租了青年公寓，家庭住址变了要在多少时间内申报", "15日内"),
    ],
)
def test_the_question_is_answered(bot: PolicyBot, question: str, told: str) -> None:
    answer = bot.ask(question)
    assert not answer.refused
    assert told in answer.text


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("青年公寓条例里的“青年人才”是指什么样的人", "第六条"),
        ("清源市青年公寓说的住房补贴，包括哪几种", "第七条"),
        ("清源市公寓租赁里共建单位指的是哪些", "第八条"),
        ("什么是青年人才（清源市公寓条例）", "第六条"),
    ],
)
def test_the_sentence_that_defines_a_word_leads(bot: PolicyBot, question: str, sentence: str) -> None:
    assert bot.ask(question).text.startswith(sentence)


def test_what_nobody_defines_is_no_definition(bot: PolicyBot) -> None:
    assert not bot.ask("青年公寓条例里的“新市民”是指什么样的人").text.startswith(("第六条", "第七条"))


def test_powers_are_no_cases_in_which_something_happens(bot: PolicyBot) -> None:
    assert not bot.ask("公寓租赁管理条例里，哪些情形要撤销登记").text.startswith("1. 进入房间检查")
