"""Figures belong to places: what is asked of a place that the library does not have is refused, whatever it is called."""

import pytest

from bot.bot import PolicyBot
from bot.records import Reason
from bot.understanding.fitting import region_fits
from bot.understanding.places import listed_together, told_of_scope
from bot.understanding.question import understand
from corpus.records import Metadata
from index.catalogue import Filters


@pytest.mark.parametrize(
    "question",
    [
        "美国2024年研发投入强度是多少？",
        "中国2024年研发投入强度是多少？",
        "全国2024年研发投入强度目标",
        "日本2023年技术交易额",
        "全省2023年技术交易额是多少",
        "周巷镇2023年技术交易额是多少",
        "魔都2023年技术交易额",
        "德国高新技术企业有多少家？",
        "杭州2024年技术交易额目标",
    ],
)
def test_another_place_is_refused(samples_bot: PolicyBot, question: str) -> None:
    answer = samples_bot.ask(question)
    assert answer.reason is Reason.OTHER_PLACE
    assert "的相关内容" in answer.text


@pytest.mark.parametrize(
    "question",
    ["北京有多少家高新技术企业？", "北京2023年新认定高企多少家？", "北京2024年研发投入强度目标是多少？"],
)
def test_a_condition_of_a_measure_is_no_figure_of_its_place(samples_bot: PolicyBot, question: str) -> None:
    assert samples_bot.ask(question).refused


def test_where_no_place_is_asked_each_place_that_has_the_figure_is_told(samples_bot: PolicyBot) -> None:
    first, second, *_ = samples_bot.ask("技术交易额是多少？").text.splitlines()
    assert first == "宁波市2023年技术交易额：超过800亿元 [1]"
    assert second == "慈溪市2023年技术交易额：74.4亿元 [2]"


def test_a_filter_by_place_asks_for_that_place(samples_bot: PolicyBot) -> None:
    answer = samples_bot.ask("技术交易额是多少？", filters=Filters(region="宁波"))
    assert answer.text.startswith("超过800亿元 [1]")


def test_a_limit_stays_a_limit_in_the_first_line(samples_bot: PolicyBot) -> None:
    assert samples_bot.ask("新建公租房单套面积上限是多少？").text.startswith("不超出60平方米 [1]")
    assert samples_bot.ask("老旧厂房改造的投资补助封顶多少？").text.startswith("封顶5000万元 [1]")


@pytest.mark.parametrize(
    ("question", "elsewhere"),
    [
        ("美国2024年研发投入强度", ("美国",)),
        ("德国有多少家高企", ("德国",)),
        ("全省高企有多少家", ("全省",)),
        ("武汉的高校有多少个学科进了全球前1%", ()),
        ("绵阳有几家企业入围全国前100", ()),
        ("宁波2024年技术交易额", ()),
        ("2024年宁波技术交易额", ()),
        ("高新技术产业2023年投资完成多少", ()),
        ("全市高企有多少家", ()),
        ("云服务券能用多久", ()),
        ("哪个县的工业在下降", ()),
        ("苏州的高校有几个学科进了全球前1‰", ()),
        ("营业执照是2024年办的，能领落户奖吗", ()),
        ("智造强基2035省级课题立了多少项，2024年", ()),
        ("鼓楼区给小店的房租补贴", ("鼓楼",)),
        ("我在朝阳区开店能领什么", ("朝阳",)),
        ("南京鼓楼区的房租补贴", ()),
        ("高新区企业有多少家", ()),
        ("物流企业2021年的罚息能免几成", ()),
        ("养殖业的2022年保费补多少", ()),
        ("托育机构2023年的补贴", ()),
        ("云柏2022年的投资多少", ("云柏",)),
    ],
)
def test_places_that_are_no_divisions(question: str, elsewhere: tuple[str, ...]) -> None:
    assert understand(question).elsewhere == elsewhere


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("常州国高新23年有多少家", (2023,)),
        ("规上工业企业24年底有多少户", (2024,)),
        ("无锡瞪羚企业22年共有几家", (2022,)),
        ("社保缴满23年有多少个月算进去", ()),
        ("工龄25年有多少天年假", ()),
    ],
)
def test_a_year_of_two_digits_in_which_something_was_counted(question: str, years: tuple[int, ...]) -> None:
    assert understand(question).years == years


@pytest.mark.parametrize(
    ("asked", "read"),
    [
        ("重点研发项目 扬州多少 泰兴多少", "重点研发项目 扬州和泰兴分别多少"),
        ("财政收入，台州几亿、温岭呢", "财政收入，台州和温岭分别几亿"),
        ("台州全市和温岭的财政收入差多少", "台州和温岭的财政收入差多少"),
        ("台州财政收入多少，温岭多少", "台州财政收入多少，温岭多少"),
        ("温岭多少家", "温岭多少家"),
    ],
)
def test_places_asked_one_by_one_are_a_list(asked: str, read: str) -> None:
    assert listed_together(asked) == read


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("从襄阳把总部整个搬过来的企业奖多少", ()),
        ("由台州迁入的高新技术企业给多少", ()),
        ("泰国来的旅行团一个人奖几块", ()),
        ("在凤凰街道租房的补多少", ()),
        ("从申请到襄阳市发证要几天", ("襄阳市",)),
        ("襄阳街道有几个", ("襄阳市",)),
        ("2024年江油有多少项入选绵阳市重点研发计划", ("江油市",)),
        ("入选绵阳市重点研发计划的有几项", ("绵阳市",)),
    ],
)
def test_where_somebody_comes_from_is_not_where_it_is_asked(text: str, places: tuple[str, ...]) -> None:
    assert tuple(place[-1] for place in understand(text).places) == places


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("登上全省试点名单，全省共20个", True),
        ("省内只有3家入选", True),
        ("居全省第2位", False),
        ("占全省的30%", False),
        ("全年完成200家", False),
    ],
)
def test_a_figure_of_the_whole_province_is_told_of_it(text: str, told: bool) -> None:
    assert told_of_scope("全省", text) is told


def test_a_short_name_may_mean_any_that_bears_it() -> None:
    district = Metadata(title="通州办法", region=("北京市", "朝阳区"))
    assert region_fits(understand("我们在朝阳注册的公司补多少"), district)
    assert not region_fits(understand("朝阳市的公司补多少"), district)
