"""What a sentence must hold to be an answer of a kind: days of the calendar that tell when, and not whom it is for."""

from collections.abc import Iterator

import pytest

from bot.bot import PolicyBot
from bot.reading.shapes import is_formal, labelled, names_thing, shaped, tells_when
from bot.understanding.question import understand
from index.adding import add
from index.library import Library

GUIDE = """# 乌海市文化体育扶持资金申报指南

## 一、民办博物馆扶持

（一）对象。在本市登记、有固定展厅、以收藏展示为主业、开放满两年的民办博物馆。

（二）标准。以奖励为主，单个民办博物馆最高60万元。

（三）办理。向所在区文化局提交材料，区里初审，市里复审。时间为每年6月左右。

## 二、群众演出扶持

（一）标准。每场演出补助2万元。

（二）范围。演出应为公益性演出；商业演出、企业年会不在其列。

（三）办理。时间为每年10月左右。

## 三、咨询

咨询电话04735550101（乌海市文化局，民办博物馆）；04735550202（乌海市体育局，群众演出）。

乌海市文化局　2023年3月2日（民办博物馆、群众演出）
"""


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PolicyBot]:
    folder = tmp_path_factory.mktemp("shapes")
    (folder / "guide.md").write_text(GUIDE, "utf-8")
    with Library.open(folder / "library", create=True) as library:
        add(library, [folder / "guide.md"])
        yield PolicyBot(library)


@pytest.mark.parametrize(
    ("question", "says", "silent"),
    [
        ("民办博物馆的扶持大概几月份报名", "6月", "10月"),
        ("乌海群众演出扶持一般什么时候申报", "10月", "6月"),
        ("群众演出扶持，哪些演出是不给补的", "商业演出、企业年会", "60万元"),
        ("民办博物馆扶持的咨询电话多少", "04735550101", "60万元"),
    ],
)
def test_the_sentence_of_the_kind_asked_for_answers(bot: PolicyBot, question: str, says: str, silent: str) -> None:
    answer = bot.ask(question)
    assert not answer.refused
    assert says in answer.text
    assert silent not in answer.text


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("申报时间为每年5月1日至5月31日。", True),
        ("采暖期自当年11月1日起至次年3月31日止。", True),
        ("集中受理期一般在9月份。", True),
        ("3月1日至4月15日期间申报，逾期不予受理。", True),
        ("每月10日为发放日，遇节假日顺延。", True),
        ("货车每日7时至20时禁止驶入二环以内。", True),
        ("2024年1月1日至2024年12月31日期间新购车辆，以发票日期为准。", False),  # whom it is for
        ("2023年7月1日以后毕业的，每人补贴3000元。", False),
        ("材料齐全的，5个工作日内办结；资金在3个月内拨付。", False),  # how long it takes
        ("执行期3年，补助分两年拨付。", False),
    ],
)
def test_a_day_of_the_calendar_tells_when(text: str, tells: bool) -> None:
    assert tells_when(text) is tells


@pytest.mark.parametrize(
    ("question", "text", "formal"),
    [
        ("一般几月份报名", "某某市财政局　2022年3月4日（技改）", True),
        ("一般几月份报名", "2022年3月4日", True),
        ("这份通知哪天印发的", "某某市财政局　2022年3月4日", False),
        ("一般几月份报名", "每年3月4日前报名。", False),
        ("登记的日期按哪天算", "第四十条　本办法的施行日期为2022年5月1日。", True),
        ("几号截止", "第二十条　本细则自2022年5月1日起施行。", True),
        ("办法什么时候开始执行", "第二十条　本细则自2022年5月1日起施行。", False),
        ("几号能领", "补贴自2022年5月1日起发放。", False),
    ],
)
def test_who_signs_and_since_when_it_holds_answers_only_who_asks_that(question: str, text: str, formal: bool) -> None:
    assert is_formal(question, text) is formal


@pytest.mark.parametrize(
    ("question", "text", "names"),
    [
        ("养老金打到哪张卡上", "养老金按月发放至本人社会保障卡。", True),
        ("进场要填什么表", "进场人员填写《访客登记表》。", True),
        ("养老金打到哪张卡上", "卡由银行免费补换。", False),
        ("要带什么证件", "凭健康证上岗。", False),  # papers of any kind
        ("卡丢了怎么办", "社会保障卡遗失的，应当挂失。", False),
    ],
)
def test_a_thing_asked_for_by_its_kind_is_named(question: str, text: str, names: bool) -> None:
    assert names_thing(question, text) is names


@pytest.mark.parametrize(
    ("question", "text", "tells"),
    [
        ("民政局哪个科管低保", "低保工作由社会救助科负责。", True),
        ("找哪个办公室盖章", "到二楼综合办公室盖章。", True),
        ("民政局哪个科管低保", "低保按月发放。", False),
    ],
)
def test_an_office_may_be_a_section_of_one(question: str, text: str, tells: bool) -> None:
    assert shaped(understand(question).shape, text) is tells


def test_a_label_that_the_question_says() -> None:
    assert labelled("初中的摇号登记是几号", "（二）摇号登记：6月3日至6月5日。")
    assert not labelled("初中的摇号登记是几号", "（一）网上报名：6月1日。")
    assert names_thing("高龄津贴打到哪个账户", "津贴按季汇入老人的银行卡。")
    assert not names_thing("高龄津贴打到哪个账户", "津贴每月100元。")


def test_which_day_is_no_number() -> None:
    assert not understand("摇号登记是几号到几号").number
    assert understand("参加摇号的是几人").number
