"""Shares told as words, what is left to pay oneself, and how often something may be had, on invented texts."""

from collections.abc import Iterator

import pytest

from bot.bot import PolicyBot
from index.adding import add
from index.library import Library

TEXTS = {
    "care.txt": """丽水市居民医疗保障办法
第三条 中医理疗费用由居民医保基金按85%支付。
第四条 康复训练费用，基金支付60%，个人负担40%。
第五条 配置假肢的，一个年度内的补贴上限为9000元，超出部分由申请人自行承担。
第六条 同一年度内再次住院的，起付标准减半。
""",
    "stairs.txt": """丽水市既有住宅加装设施办法
第二条 加装设施应当由面积占比三分之二以上且人数占比三分之二以上的业主参与表决，并经参与表决面积五分之四以上且人数五分之四以上的业主同意。
第三条 家庭适老化改造的，按改造费用的40%给予补助，每户最高6000元。
""",
    "work.txt": """丽水市灵活就业补贴办法
第二条 灵活就业人员按实际缴费的三分之二给予社会保险补贴。
第三条 公积金贷款人提前还款的，每年可以申请一次，两次申请间隔不少于12个月，一次可以还清3笔贷款。
第四条 职工取得证书的，可以申请技能补贴。每人每年最多申请4次，同一职业只能申请1次。
""",
}


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory, one_model: None) -> Iterator[PolicyBot]:
    folder = tmp_path_factory.mktemp("shares")
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    with Library.open(folder / "library", create=True) as library:
        add(library, [folder / name for name in TEXTS])
        yield PolicyBot(library)


@pytest.mark.parametrize(
    ("question", "told", "not_told"),
    [
        ("丽水中医理疗自己要出多少", "自付15%", "85% [1]"),
        ("丽水康复训练个人负担多少", "40%", "60%"),
        ("丽水配置假肢自己要出多少", "超出部分由申请人自行承担", "9000"),
        ("丽水家庭适老化改造花了10000元，自己要出多少", "自付6000元", "4000元 ["),
        ("丽水同一年度再次住院起付标准是多少", "减半", "%"),
        ("丽水加装设施要多少业主同意", "五分之四", "三分之二"),
        ("丽水加装设施要多大比例的业主参与表决", "三分之二", "五分之四"),
        ("丽水灵活就业人员社会保险补贴补多少", "三分之二", "3笔"),
        ("丽水公积金提前还款一年能申请几次", "一次", "3笔"),
        ("丽水技能补贴一年最多申请几次", "4次", "没有找到"),
    ],
)
def test_shares_own_parts_and_times(bot: PolicyBot, question: str, told: str, not_told: str) -> None:
    answer = bot.ask(question)
    assert not answer.refused, answer.text
    first = answer.text.partition("\n")[0]
    assert told in first
    assert not_told not in first
