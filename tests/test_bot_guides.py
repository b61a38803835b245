"""Guides and answers to common questions: telephones, days, and what is said of whom."""

from collections.abc import Iterator

import pytest

from bot.bot import PolicyBot
from bot.reading.figure_words import speaks_against, words_about
from bot.understanding.question import understand
from corpus.quantity import find_quantities
from index.adding import add
from index.library import Library

GUIDE = """东阳市拖拉机驾驶证办理指南

一、事项名称：拖拉机驾驶证核发
二、受理条件
1.年龄18周岁以上；
2.户籍在东阳市或者在东阳市居住满8个月。
三、办理时限：法定期限25个工作日，承诺期限6个工作日。
四、咨询电话：0579-8663 1024；监督电话：0579-8663 1177。
东阳市农业农村局
2025年3月6日
"""

QUESTIONS = """平湖市灵活就业社会保险补贴政策问答
平湖市人力资源和社会保障局 2025年4月2日
问：哪些人可以申请灵活就业社保补贴？
答：经认定的就业困难人员，以及离校2年内未就业、实现灵活就业的高校毕业生。
问：补贴多久到账？
答：审核通过后18个工作日内发放至社会保障卡。
问：咨询电话是多少？
答：0573-8522 6130，工作日接听。
问：缴费比例是多少？
答：单位缴费比例为9.5%，由单位按月申报。
"""


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PolicyBot]:
    folder = tmp_path_factory.mktemp("guides")
    for name, text in (("指南.txt", GUIDE), ("问答.txt", QUESTIONS)):
        (folder / name).write_text(text, encoding="utf-8")
    with Library.open(folder / "library", create=True) as library:
        add(library, [folder / "指南.txt", folder / "问答.txt"])
        yield PolicyBot(library)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("东阳拖拉机驾驶证办理的咨询电话", "0579-8663 1024"),
        ("东阳拖拉机驾驶证办理监督电话是多少", "0579-8663 1177"),
        ("平湖灵活就业补贴打哪个电话问", "0573-8522 6130"),
        ("平湖灵活就业社保补贴多久到账", "18个工作日"),
        ("平湖灵活就业社保单位缴费比例是多少", "9.5%"),
    ],
)
def test_what_a_guide_says_is_told(bot: PolicyBot, question: str, told: str) -> None:
    answer = bot.ask(question)
    assert not answer.refused, answer.text
    assert told in answer.text


@pytest.mark.parametrize(
    ("question", "other"),
    [
        ("东阳拖拉机驾驶证几天能办好", "8个月"),
        ("平湖灵活就业社保补贴最长能领几年", "2年内 ["),
        ("平湖灵活就业社保个人缴费比例是多少", "9.5% ["),
    ],
)
def test_what_somebody_must_be_is_no_answer(bot: PolicyBot, question: str, other: str) -> None:
    assert not bot.ask(question).text.startswith(other)


TIERS = "2024年度研发费用在150万元（含）至400万元的，按3%给予补助；400万元（含）至900万元的，按4%给予补助；900万元（含）以上的，按5%给予补助。"


def test_the_bound_of_a_tier_with_a_remark_is_not_what_is_given() -> None:
    question, quantities = understand("研发费用补助标准是多少"), find_quantities(TIERS)
    against = [
        speaks_against(question.slots[0], each, words_about(TIERS, quantities, at), [])
        for at, each in enumerate(quantities)
    ]
    assert [each.text for each, no in zip(quantities, against, strict=True) if not no] == ["3%", "4%", "5%"]


def test_ten_thousands_as_people_type_them() -> None:
    assert "320万" in understand("研发费用320w能补助多少").text
    assert "万" not in understand("5wifi热点补贴多少").text
