"""Policies of the nation, the province, the city and the district on one matter: all that hold where an enterprise is are considered,
and where they say different things each is told with its level and its date."""

from collections.abc import Iterator
from datetime import date

import pytest

from bot.benefits.eligibility import Verdict, match
from bot.benefits.profile_files import profile_of
from bot.bot import PolicyBot
from bot.consulting.cards import Card, cards
from index.adding import add
from index.benefits import find_offers
from index.library import Library

DAY = date(2026, 11, 27)


def policy(title: str, number: str, issuer: str, given: str, signed: str, ends: str = "2028年12月31日") -> str:
    return (
        f"{title}\n{number}\n各有关单位：\n一、支持专精特新企业\n{given}\n"
        f"二、附则\n本通知自2026年1月1日起施行，有效期至{ends}。\n{issuer}\n{signed}\n"
    )


DOCUMENTS = {
    "国家.txt": policy(
        "财政部关于支持专精特新中小企业高质量发展的通知",
        "财建〔2025〕148号",
        "财政部",
        "对新认定的国家级专精特新“小巨人”企业，给予每家60万元奖励。",
        "2025年9月12日",
    ),
    "江苏.txt": policy(
        "江苏省人民政府办公厅关于促进专精特新企业发展的通知",
        "苏政办发〔2025〕40号",
        "江苏省人民政府办公厅",
        "对新认定的国家级专精特新“小巨人”企业，给予每家30万元奖励。",
        "2025年10月8日",
    ),
    "苏州.txt": policy(
        "苏州市人民政府关于支持专精特新企业发展的通知",
        "苏府〔2025〕77号",
        "苏州市人民政府",
        "对新认定的国家级专精特新“小巨人”企业，给予每家50万元奖励。",
        "2025年11月3日",
    ),
    "吴江.txt": policy(
        "苏州市吴江区人民政府关于支持专精特新企业发展的通知",
        "吴政发〔2025〕19号",
        "苏州市吴江区人民政府",
        "对新认定的国家级专精特新“小巨人”企业，给予每家20万元奖励；上年度营业收入1亿元以上的，另奖10万元。",
        "2025年12月1日",
    ),
    "昆山.txt": policy(
        "昆山市人民政府关于支持专精特新企业发展的通知",
        "昆政发〔2025〕21号",
        "昆山市人民政府",
        "对新认定的国家级专精特新“小巨人”企业，给予每家40万元奖励。",
        "2025年12月2日",
    ),
    "吴江旧.txt": policy(
        "苏州市吴江区人民政府关于扶持专精特新企业的通知",
        "吴政发〔2022〕5号",
        "苏州市吴江区人民政府",
        "对新认定的国家级专精特新“小巨人”企业，给予每家15万元奖励。",
        "2022年1月4日",
        "2026年6月30日",
    ),
}
LEVELS = ("国家级", "省级（江苏省）", "市级（苏州市）", "区县级（吴江区）")
ISSUED = (date(2025, 9, 12), date(2025, 10, 8), date(2025, 11, 3), date(2025, 12, 1))


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("levels")
    for name, text in DOCUMENTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    with Library.open(folder / "library", create=True) as opened:
        add(opened, [folder / name for name in DOCUMENTS])
        yield opened


def told(library: Library, **known: object) -> list[Card]:
    matching = match(profile_of(known), find_offers(library.catalogue), DAY)
    return list(cards(matching).cards)


WON = {"new_certification": "专精特新“小巨人”企业"}


def test_policies_of_all_levels_hold_where_the_enterprise_is(library: Library) -> None:
    met = [card for card in told(library, region="江苏省苏州市吴江区", **WON) if card.verdict is Verdict.MEETS]
    assert {card.level for card in met} == set(LEVELS)
    assert {(card.level, card.issued) for card in met} == set(zip(LEVELS, ISSUED, strict=True))
    assert {card.amount for card in met} >= {"60万元", "30万元", "50万元"}


def test_those_of_a_neighbour_and_those_that_have_ended_do_not(library: Library) -> None:
    found = {
        card.source.metadata.title: (card.verdict, card.notes)
        for card in told(library, region="江苏省苏州市吴江区", **WON)
    }
    assert found["昆山市人民政府关于支持专精特新企业发展的通知"][0] is Verdict.FAILS
    verdict, notes = found["苏州市吴江区人民政府关于扶持专精特新企业的通知"]
    assert verdict is Verdict.APART
    assert any("2026年6月30日" in note for note in notes)


@pytest.mark.parametrize(
    ("region", "levels"),
    [
        ("江苏省苏州市昆山市", {"国家级", "省级（江苏省）", "市级（苏州市）", "区县级（昆山市）"}),
        ("江苏省南通市", {"国家级", "省级（江苏省）"}),
        ("浙江省嘉兴市", {"国家级"}),
    ],
)
def test_elsewhere_hold_those_of_the_places_above(library: Library, region: str, levels: set[str]) -> None:
    met = {card.level for card in told(library, region=region, **WON) if card.verdict is Verdict.MEETS}
    assert met == levels


def test_an_enterprise_of_which_only_the_city_is_known_is_asked_for_its_district(library: Library) -> None:
    by_level = {card.level: card.verdict for card in told(library, region="江苏省苏州市", **WON)}
    assert by_level["市级（苏州市）"] is Verdict.MEETS
    assert by_level["区县级（昆山市）"] is Verdict.LACKS


def test_what_different_levels_say_on_one_matter_is_told_with_level_and_date(library: Library) -> None:
    answer = PolicyBot(library).ask("苏州市吴江区新认定专精特新小巨人企业奖励多少", day=DAY)
    for level, said, issued in (
        ("市级（苏州市）", "50万元", "2025年11月3日"),
        ("区县级（吴江区）", "20万元", "2025年12月1日"),
        ("省级（江苏省）", "30万元", "2025年10月8日"),
        ("国家级", "60万元", "2025年9月12日"),
    ):
        part = next(part for part in answer.text.split("\n\n") if f"，{level}" in part)
        assert said in part
        assert issued in part
    assert "40万元" not in answer.text
    assert "15万元" not in answer.text
