"""The order of benefits: by what is met and open and by whom they are for, told in one line."""

from typing import Any

import pytest
from benefits_by_hand import DAY, amount, held, number, offer, requirement, yes

from bot.benefits.eligibility import Verdict, match
from bot.benefits.profile_files import profile_of
from bot.benefits.relevance import Group
from bot.consulting.cards import Cards, cards
from corpus.benefit_records import Fact
from index.benefits import Offer

HIGH_TECH = requirement("高新技术企业", held(Fact.CERTIFICATION, "高新技术企业"))
STAFF = requirement("员工50人以上", number(Fact.STAFF, ">=", 50))
TEXT = requirement("经营状况良好")
RICH = (amount(value=50_000_000),)


def shown(offers: list[Offer], **known: Any) -> Cards:
    return cards(match(profile_of({"region": "慈溪市", **known}), offers, DAY))


def titles(found: Cards) -> list[str]:
    return [card.title for card in found.cards]


def test_what_is_met_and_little_open_goes_before_what_pays_most() -> None:
    near = offer(HIGH_TECH, STAFF, TEXT, title="近", key=1, amounts=(amount(value=10_000),))
    far = offer(*(requirement(f"条件{at}") for at in range(13)), title="远", key=2, amounts=RICH)
    found = shown([far, near], certification="高企", staff=60)
    assert titles(found) == ["近", "远"]
    assert [card.standing for card in found.cards] == ["已符合 2 条，1 条待确认", "13 条待确认"]


def test_facts_and_clauses_are_counted_apart_and_nothing_is_a_percentage() -> None:
    asks = offer(HIGH_TECH, STAFF, requirement("独立法人", yes(Fact.INDEPENDENT)), TEXT, title="补助")
    (card,) = shown([asks], certification="高企").cards
    assert card.standing == "已符合 1 条，还差 2 项信息，1 条待确认"
    assert "%" not in card.standing


def test_what_names_ones_own_title_or_trade_goes_first() -> None:
    plain = offer(TEXT, title="稳岗补助", key=1, amounts=RICH)
    title = offer(TEXT, title="高新技术企业培育补助", key=2)
    whom = offer(TEXT, title="研发补助", key=3, beneficiaries=(requirement("软件和信息服务业企业"),))
    free = offer(TEXT, title="动漫精品扶持", key=4)
    found = shown([plain, title, whom, free], certification="高企", industry=["软件和信息服务业", "动漫"])
    assert titles(found)[-1] == "稳岗补助"
    assert found.cards[0].standing.endswith(("（写明面向高新技术企业）", "（写明面向动漫）"))


def test_what_is_for_another_trade_or_doing_goes_last_and_says_so() -> None:
    robots = offer(requirement("机器人企业", held(Fact.INDUSTRY, "机器人")), title="甲", key=1, amounts=RICH)
    fair = offer(requirement("参展", held(Fact.PROJECT, "参展")), title="乙", key=2, amounts=RICH)
    loan = offer(requirement("贷款", held(Fact.PROJECT, "贷款")), TEXT, title="丙", key=3)
    heading = offer(TEXT, requirement("另一条件"), title="生物医药产业补助", key=4, amounts=RICH)
    found = shown([robots, fair, loan, heading], industry="人工智能", project=["贷款"])
    assert titles(found)[0] == "丙"
    assert {card.title: card.others for card in found.cards} == {
        "甲": "看来面向机器人",
        "乙": "看来面向参展",
        "丙": "",
        "生物医药产业补助": "看来面向生物医药",
    }
    assert {card.verdict for card in found.cards} == {Verdict.LACKS}  # it may have another trade beside


def test_the_title_of_the_document_tells_for_whom_it_is_too() -> None:
    own = offer(TEXT, title="精品扶持", key=1, meta={"title": "关于推动动漫行业高质量发展的若干措施"})
    other = offer(TEXT, title="精品扶持", key=2, amounts=RICH, meta={"title": "关于支持机器人产业集聚的若干措施"})
    found = shown([other, own], industry="动漫")
    assert [card.source.key for card in found.cards] == [1, 2]
    assert [card.others for card in found.cards] == ["", "看来面向机器人"]


def test_of_which_nothing_is_stated_is_no_ones_else() -> None:
    robots = offer(requirement("机器人企业", held(Fact.INDUSTRY, "机器人")), title="甲")
    assert [card.others for card in shown([robots], certification="高企").cards] == [""]


def test_what_is_for_persons_is_apart_for_an_enterprise() -> None:
    housing = offer(
        requirement("本科以上", held(Fact.EDUCATION, "本科", "硕士", "博士")), title="人才补贴", key=1, amounts=RICH
    )
    firm = offer(TEXT, title="稳岗补助", key=2)
    assert [card.others for card in shown([housing, firm], staff=60).cards] == ["", "看来面向个人和家庭"]
    assert [card.others for card in shown([housing, firm], person_age=30).cards] == ["", ""]


def test_the_order_is_the_same_whatever_order_they_come_in() -> None:
    offers = [
        offer(HIGH_TECH, TEXT, title="甲", key=1, amounts=RICH),
        offer(STAFF, TEXT, title="乙", key=2),
        offer(TEXT, title="丙", key=3, amounts=(amount(value=10),)),
    ]
    known = {"certification": "高企"}
    assert titles(shown(offers, **known)) == titles(shown(offers[::-1], **known))


def test_what_is_not_met_shows_no_amount() -> None:
    (card,) = shown([offer(STAFF, amounts=RICH)], staff=10).cards
    assert (card.verdict, card.amount, card.standing) == (Verdict.FAILS, "", "")


def test_what_lacks_only_a_persons_word_is_told_apart_from_what_lacks_facts() -> None:
    only_words = offer(HIGH_TECH, TEXT, title="甲", key=1)
    facts = offer(HIGH_TECH, STAFF, title="乙", key=2)
    met = offer(HIGH_TECH, title="丙", key=3)
    gone = offer(HIGH_TECH, title="丁", key=4, meta={"expires": DAY.replace(year=2025)})
    found = shown([facts, only_words, gone, met], certification="高企")
    assert [(group, [card.title for card in cards]) for group, cards in found.groups] == [
        (Group.MEETS, ["丙"]),
        (Group.CONFIRM, ["甲"]),
        (Group.LACKS, ["乙"]),
        (Group.APART, ["丁"]),
    ]
    assert [(card.facts, card.clauses) for card in found.cards] == [(0, 0), (0, 1), (1, 0), (0, 0)]


def test_the_fewer_are_open_the_earlier() -> None:
    offers = [
        offer(*(requirement(f"条件{of}之{at}") for at in range(of)), title=str(of), key=of) for of in (3, 1, 4, 2)
    ]
    assert titles(shown(offers, staff=60)) == ["1", "2", "3", "4"]


def test_an_item_that_only_a_person_can_have_is_in_a_group_of_its_own() -> None:
    person = requirement("困难家庭", held(Fact.ENTITY, "个人"))
    grant = offer(person, title="租赁补贴", key=1)
    either = offer(
        requirement("企业和个人", held(Fact.ENTITY, "个人"), held(Fact.ENTITY, "企业")), title="引才补助", key=2
    )
    welfare = offer(TEXT, title="补助标准", key=3, meta={"title": "公共租赁住房保障办法"})
    runner = offer(TEXT, title="运营机构补贴", key=4, meta={"title": "老年人助餐服务办法"})
    found = shown([grant, either, welfare, runner], certification="高企")
    assert {card.title for card in found.of(Group.PERSONS)} == {"租赁补贴", "补助标准"}
    assert all(card.others == "看来面向个人和家庭" for card in found.of(Group.PERSONS))
    assert not shown([grant, welfare], person_age=30).of(Group.PERSONS)


def test_what_is_called_by_a_body_that_one_is_not_goes_later() -> None:
    hub = offer(TEXT, title="孵化平台奖励", key=1, amounts=RICH)
    plain = offer(TEXT, requirement("另一条件"), title="设备补助", key=2)
    assert titles(shown([hub, plain], staff=60)) == ["设备补助", "孵化平台奖励"]


def test_a_trade_in_ones_own_words_makes_no_other_trade_somebody_elses() -> None:
    robots = offer(requirement("机器人企业", held(Fact.INDUSTRY, "机器人")), title="甲")
    assert [card.others for card in shown([robots], industry="五金冲压件").cards] == [""]


def test_a_share_that_was_reckoned_is_told_where_it_decides() -> None:
    share = offer(requirement("研发投入占比5%以上", number(Fact.RD_SHARE, ">=", 5)), title="研发补助")
    (card,) = shown([share], rd_expense="260万", revenue="6200万").cards
    assert card.verdict is Verdict.FAILS
    assert "研发费用占营业收入的比例由研发费用和营业收入算出：4.19%。" in card.notes


def test_a_trade_is_told_by_what_it_does_as_well() -> None:
    arts = offer(TEXT, title="剧目创作资助", key=1, amounts=RICH)
    own = offer(TEXT, requirement("另一条件"), title="设备补助", key=2)
    found = shown([arts, own], industry="制造业")
    assert [(card.title, card.others) for card in found.cards] == [
        ("设备补助", ""),
        ("剧目创作资助", "看来面向文化产业"),
    ]
    assert [card.others for card in shown([arts], industry="文化产业").cards] == [""]
    assert [card.others for card in shown([arts], staff=60).cards] == [""]


@pytest.mark.parametrize(
    ("title", "heading", "own"),
    [
        ("某市促进餐饮消费和软件产业发展若干措施", "加大软件企业研发支持", "餐饮业"),
        ("关于支持旅游业与生物医药产业高质量发展的意见", "生物医药企业创新奖励", "旅游业"),
        ("关于进一步扶持批发零售业、人工智能发展的十条措施", "鼓励人工智能企业做强", "批发零售业"),
    ],
)
def test_a_title_that_names_two_trades_says_nothing_of_a_benefit_that_names_its_own(
    title: str, heading: str, own: str
) -> None:
    theirs = offer(TEXT, title=heading, key=1, meta={"title": title})
    open_to_both = offer(TEXT, title="品牌培育", key=2, meta={"title": title})
    found = {card.title: card for card in shown([theirs, open_to_both], industry=own).cards}
    assert f"写明面向{own}" not in found[heading].standing
    assert found[heading].others.startswith("看来面向")
    assert f"写明面向{own}" in found["品牌培育"].standing


def test_a_trade_that_an_article_names_in_its_own_clause_counts_as_its_heading_does() -> None:
    clause = requirement("对软件企业")
    one = offer(clause, title="研发补助", meta={"title": "关于促进餐饮业和软件产业发展的措施"})
    (card,) = shown([one], industry="餐饮业").cards
    assert "写明面向" not in card.standing
