"""What follows from a text by one step: so much for each of several persons, a time with what it may be prolonged by."""

from collections.abc import Iterator

import pytest

from bot.bot import PolicyBot
from index.adding import add
from index.library import Library

RULES = """柳溪市困境儿童保障办法
第一条 困境儿童的基本生活费为每人每月1500元，按月发放。
第二条 申请由街道受理，审核时限为自受理之日起12个工作日；情况复杂的，可再延长8个工作日。
第三条 儿童之家的工作人员补助每月2600元。
第四条 申请保障的儿童，其户籍和监护人的住址都必须在柳溪市内。
"""


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PolicyBot]:
    folder = tmp_path_factory.mktemp("steps")
    (folder / "rules.txt").write_text(RULES, encoding="utf-8")
    with Library.open(folder / "library", create=True) as library:
        add(library, [folder / "rules.txt"])
        yield PolicyBot(library)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("柳溪市我家3个孩子都是困境儿童，基本生活费一个月一共能领多少", "每月4500元"),
        ("柳溪市困境儿童审核连延长算上最长多少个工作日", "20个工作日"),
    ],
)
def test_the_step_is_told_with_what_it_is_of(bot: PolicyBot, question: str, told: str) -> None:
    answer = bot.ask(question)
    assert told in answer.text.partition("\n")[0]
    assert answer.citations


@pytest.mark.parametrize(
    ("question", "wrong"),
    [
        ("柳溪市困境儿童的基本生活费每人每月多少", "合计"),
        ("柳溪市我家3个孩子都是困境儿童，一年一共能领多少基本生活费", "4500元"),
        ("柳溪市困境儿童保障的审核时限是多少个工作日", "20个工作日"),
    ],
)
def test_nothing_is_worked_out_where_that_is_not_asked(bot: PolicyBot, question: str, wrong: str) -> None:
    assert wrong not in bot.ask(question).text.partition("\n")[0]
