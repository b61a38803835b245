"""Turns that put another case, another time or an aim in the place of what was asked before: of other cities and policies."""

import pytest

from bot.reading.matching import calls_body
from bot.reading.required import left_unsaid
from bot.understanding.conversation import complete, widened
from bot.understanding.question import understand
from bot.understanding.sides import find_sides


@pytest.mark.parametrize(
    ("turn", "before", "completed"),
    [
        ("再被查到第二次呢", "桂林酒驾一次扣几分", "桂林酒驾二次扣几分"),
        ("那三个孩子呢", "遵义生两个孩子补多少", "遵义生三孩补多少"),
        ("首次呢", "遵义二次申报补多少", "遵义首次申报补多少"),
    ],
)
def test_a_case_gives_way_to_its_like(turn: str, before: str, completed: str) -> None:
    assert complete(turn, [before]).startswith(completed)


@pytest.mark.parametrize(
    ("turn", "before"),
    [
        ("今年准备再发展几家", "桂林去年新增了几家规上服务业企业"),
        ("那明年打算培育几家", "桂林去年认定了几家瞪羚企业"),
    ],
)
def test_what_is_aimed_at_is_of_the_same_thing(turn: str, before: str) -> None:
    asked = understand(complete(turn, [before]))
    assert asked.target
    assert "企业" in asked.text
    assert "去年" not in asked.text


def test_all_words_of_the_question_before_hold_the_new_case() -> None:
    assert "二孩" not in widened("三个孩子的上浮多少", ["赣州两个孩子的家庭贷款上浮多少"])


@pytest.mark.parametrize(
    "question", ["比上一年增长多少", "宜昌游客数比去年多多少", "外贸比上年同期增加多少", "税收比前一年少了多少"]
)
def test_growth_puts_no_two_things_side_by_side(question: str) -> None:
    assert find_sides(question) is None


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("省里立项的课题数量比市里立项的多多少", ("省里立项", "市里立项")),
        ("签林业局的合同比签水利局的多用几天", ("林业局", "水利局")),
        ("一类街道跟三类街道收的停车费差几元", ("一类街道", "三类街道")),
    ],
)
def test_the_names_of_two_sides(question: str, names: tuple[str, str]) -> None:
    sides = find_sides(question)
    assert sides is not None
    assert (sides.left.name, sides.right.name) == names


@pytest.mark.parametrize(
    ("question", "family", "exact"),
    [
        ("荆州去年立了多少重大项目", "项", True),
        ("荆州享受税费减免的企业数", "家", True),
        ("荆州引进了多少高层次人才", "人", True),
        ("英才计划荆州报了多少", None, False),
        ("荆州产假门诊报多少", "元", False),
        ("荆州推荐的名额是多少", None, False),
    ],
)
def test_in_what_something_is_counted(question: str, family: str | None, exact: bool) -> None:
    slot = understand(question).slots[0]
    assert (slot.family, slot.exact) == (family, exact)


def test_what_is_no_target_and_what_was_won() -> None:
    assert not understand("荆州现有规上企业数，不是目标").target
    assert understand("荆州规上企业数的目标").target
    assert not understand("入选省级英才的荆州有多少人").slots[0].total
    assert understand("荆州累计入选省级英才有多少人").slots[0].total


def test_where_somebody_is_from_is_no_place_asked() -> None:
    asked = understand("黄山接待澳门来的团队奖多少")
    assert [place[-1] for place in asked.places] == ["黄山市"]
    assert "澳门" in asked.terms


@pytest.mark.parametrize(
    ("text", "unsaid"),
    [
        ("建设共享车间的，最高补助300万元；单项冠军企业迁入的，一次性奖励", True),
        ("建设共享车间的，最高补助300万元；单项冠军企业迁入的，一次性奖励80万元", False),
        ("单项冠军企业迁入的，给予奖励；其中首次迁入的奖励80万元", True),
    ],
)
def test_a_grant_without_a_figure_has_none_of_another(text: str, unsaid: bool) -> None:
    assert left_unsaid(understand("单项冠军企业迁入一次性奖多少万"), text) is unsaid


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("荆州进出口里，民营企业的占比升到多少", "民营企业"),
        ("荆州城镇化率提高到多少", "城镇化"),
        ("荆州标志性工程今年要拿下几项", "标志性工程"),
    ],
)
def test_the_verb_before_a_figure_is_no_part_of_its_name(question: str, name: str) -> None:
    asked = understand(question)
    assert len(asked.slots) == 1
    named = "".join("".join(each) for each in asked.slots[0].names)
    assert name in named
    assert not any(verb in named for verb in ("升到", "提高到", "拿下"))


def test_a_body_may_be_called_without_its_middle() -> None:
    assert calls_body("产业化团队引进了多少", "产业化项目团队")
    assert not calls_body("重点实验室引进了多少", "甬江实验室")
