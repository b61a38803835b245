"""Classes of official wording, each with sentences of several trades: what a figure measures, of which year, as what."""

from decimal import Decimal

import pytest

from corpus.indicator_frames import Frame
from corpus.indicator_sentences import read_sentence
from corpus.indicator_state import Place
from corpus.indicators import indicators
from corpus.load import parse
from corpus.records import Indicator, IndicatorKind

REVIEW = Frame(2024, 2024, plan=False, past=True)
LEVEL, TARGET = IndicatorKind.ACHIEVED, IndicatorKind.TARGET
GROWTH, SHARE, RANK = IndicatorKind.GROWTH, IndicatorKind.SHARE, IndicatorKind.RANK

Row = tuple[str, str, IndicatorKind]


def read(sentence: str, region: tuple[str, ...] = ("山东省", "聊城市")) -> list[Indicator]:
    return read_sentence(sentence, Place((0, len(sentence)), region, (), REVIEW))


def rows(sentence: str) -> list[Row]:
    return [(each.metric, _plain(each.value), each.kind) for each in read(sentence)]


def _plain(value: Decimal | None) -> str:
    return "" if value is None else f"{value.normalize():f}"


SENTENCES: list[tuple[str, list[Row]]] = [
    # the size of a class of enterprises belongs to its name
    ("规上服务业企业营业收入312亿元。", [("规模以上服务业企业营业收入", "31200000000", LEVEL)]),
    ("新增限额以上餐饮企业18家。", [("限额以上餐饮企业", "18", LEVEL)]),
    # 依次 is 分别
    ("铁路、公路货运量依次为120万吨和860万吨。", [("铁路货运量", "1200000", LEVEL), ("公路货运量", "8600000", LEVEL)]),
    # marks of notes inside a name
    ("规模以上[2]工业利润56亿元。", [("规模以上工业利润", "5600000000", LEVEL)]),
    # what a figure reaches
    (
        "港口吞吐量首次站上1亿吨台阶，达1.02亿吨。",
        [("港口吞吐量", "100000000", LEVEL), ("港口吞吐量", "102000000", LEVEL)],
    ),
    ("棉花种植面积与去年基本持平，为12万亩。", [("棉花种植面积", "120000", LEVEL)]),
    ("公共自行车站点由210个扩至320个。", [("公共自行车站点", "210", LEVEL), ("公共自行车站点", "320", LEVEL)]),
    # growth beside the metric that it is of
    ("水稻总产量46万吨，增产2.1%。", [("水稻总产量", "460000", LEVEL), ("水稻总产量", "2.1", GROWTH)]),
    ("高速公路里程412公里，较上年末新增38公里。", [("高速公路里程", "412", LEVEL), ("高速公路里程", "38", GROWTH)]),
    ("小麦单产420公斤，提高6公斤。", [("小麦单产", "420", LEVEL), ("小麦单产", "6", GROWTH)]),
    (
        "污水收集率提高5个百分点，达到78%。",
        [("污水收集率", "5", GROWTH), ("污水收集率", "78", LEVEL)],
    ),
    (
        "国有企业增加值增长4%，股份制企业增长8%。",
        [("国有企业增加值", "4", GROWTH), ("股份制企业增加值", "8", GROWTH)],
    ),
    ("民间投资增长6%，上年为负增长2%。", [("民间投资", "6", GROWTH), ("民间投资", "-2", GROWTH)]),
    # per head of what was counted before
    ("开放床位8600张，每千人口6.2张。", [("开放床位", "8600", LEVEL), ("每千人口开放床位", "6.2", LEVEL)]),
    ("建成城市书房46个，平均每10万人2.1个。", [("城市书房", "46", LEVEL), ("每10万人城市书房", "2.1", LEVEL)]),
    # shares
    ("电动公交车占比首次突破90%。", [("电动公交车", "90", SHARE)]),
    ("退休返聘教师不到三成。", [("退休返聘教师", "30", SHARE)]),
    ("外卖收入占餐饮收入的比重过半，为53.2%。", [("外卖收入", "50", SHARE), ("外卖收入", "53.2", SHARE)]),
    ("农民人均收入只有全国平均水平的85%。", [("农民人均收入", "85", SHARE)]),
    (
        "改造燃气管60公里、供水管80公里，为省定任务的105%和110%。",
        [("燃气管", "60", LEVEL), ("供水管", "80", LEVEL), ("燃气管", "105", SHARE), ("供水管", "110", SHARE)],
    ),
    ("出口总额中机电产品56亿元。", [("机电产品出口", "5600000000", LEVEL)]),
    # ranks
    ("在全国节水评比中列第6位。", [("节水评比", "6", RANK)]),
    (
        "完成水利投资86亿元，总量和增速分别居全省第4位、第2位。",
        [("水利投资", "8600000000", LEVEL), ("水利投资", "4", RANK), ("水利投资", "2", RANK)],
    ),
    (
        "在国家级高新区综合评价中，东城高新区由全国第98名上升至第85名。",
        [("高新区综合评价", "98", RANK), ("高新区综合评价", "85", RANK)],
    ),
    # told in rows
    (
        "客运量120万人，前三季度、全年分别增长5%和6%。",
        [("客运量", "1200000", LEVEL), ("客运量", "5", GROWTH), ("客运量", "6", GROWTH)],
    ),
    (
        "降尘量4克，比2021年、2022年分别减少2克和1克。",
        [("降尘量", "4", LEVEL), ("降尘量", "-2", GROWTH), ("降尘量", "-1", GROWTH)],
    ),
    (
        "非遗工坊发展到86家，国家级、省级分别为2家和11家。",
        [("非遗工坊", "86", LEVEL), ("非遗工坊", "2", LEVEL), ("非遗工坊", "11", LEVEL)],
    ),
    (
        "养老、失业保险参保人数分别达到86万人、41万人。",
        [("养老保险参保人数", "860000", LEVEL), ("失业保险参保人数", "410000", LEVEL)],
    ),
    (
        "风力、太阳能发电量分别为12亿千瓦时和9亿千瓦时。",
        [("风力发电量", "1200000000", LEVEL), ("太阳能发电量", "900000000", LEVEL)],
    ),
    ("优良率91%，较“十三五”末提高8个百分点。", [("优良率", "91", LEVEL), ("优良率", "8", GROWTH)]),
    (
        "幼教普及率92%，公办园占比58%，分别提高3.2个、1.5个百分点。",
        [
            ("幼教普及率", "92", LEVEL),
            ("公办园", "58", SHARE),
            ("幼教普及率", "3.2", GROWTH),
            ("公办园", "1.5", GROWTH),
        ],
    ),
    (
        "按时率99%，好评率97%，分别提高0.6和1.2个百分点。",
        [("按时率", "99", LEVEL), ("好评率", "97", LEVEL), ("按时率", "0.6", GROWTH), ("好评率", "1.2", GROWTH)],
    ),
    # counts of the same things behind a sum
    (
        "水利项目90个，总投资50亿元，已开工60个。",
        [("水利项目", "90", LEVEL), ("水利项目总投资", "5000000000", LEVEL), ("水利项目", "60", LEVEL)],
    ),
    ("法院受理案件4万件，审结3万件。", [("受理案件", "40000", LEVEL), ("审结案件", "30000", LEVEL)]),
    (
        "禽蛋总产量18万吨，其中鸡蛋12万吨，增长3%，鸭蛋1万吨。",
        [
            ("禽蛋总产量", "180000", LEVEL),
            ("鸡蛋产量", "120000", LEVEL),
            ("鸡蛋产量", "3", GROWTH),
            ("鸭蛋产量", "10000", LEVEL),
        ],
    ),
    # people who come and go beside those who are there
    (
        "初中在校生19万人，招生6万人、毕业5万人。",
        [("初中在校生", "190000", LEVEL), ("初中招生人数", "60000", LEVEL), ("初中毕业人数", "50000", LEVEL)],
    ),
    (
        "水厂、泵站人均供水量分别为8吨和6吨。",
        [("水厂人均供水量", "8", LEVEL), ("泵站人均供水量", "6", LEVEL)],
    ),
    ("入户率、建档率均为100%。", [("入户率", "100", LEVEL), ("建档率", "100", LEVEL)]),
    ("全县每百户居民拥有汽车62辆。", [("每百户居民拥有汽车", "62", LEVEL)]),
    ("新改建农村公路510公里，占年度计划500公里的102%。", [("农村公路", "510", LEVEL), ("农村公路", "102", SHARE)]),
    # ratios and indices without a unit
    ("城乡居民收入比由1.92缩小到1.88。", [("城乡居民收入比", "1.92", LEVEL), ("城乡居民收入比", "1.88", LEVEL)]),
    ("空气质量综合指数4.12，同比下降5%。", [("空气质量综合指数", "4.12", LEVEL), ("空气质量综合指数", "-5", GROWTH)]),
    # words that only look like verbs or units
    ("发放慰问金260万元。", [("慰问金", "2600000", LEVEL)]),
    ("城市建成区绿化率43%。", [("城市建成区绿化率", "43", LEVEL)]),
    ("船舶零部件产值8亿元。", [("船舶零部件产值", "800000000", LEVEL)]),
    ("安排出口补贴3000万元。", [("出口补贴", "30000000", LEVEL)]),
    # what is counted stands behind a clause about it
    ("省里下达的12项重点任务全面完成。", [("重点任务", "12", LEVEL)]),
]


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES)
def test_classes(sentence: str, expected: list[Row]) -> None:
    assert rows(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "[3]规模以上服务业是指年营业收入2000万元及以上的服务业法人单位。",
        "注：大型商场是指营业面积5000平方米以上的商场。",
        "增速未达到年初确定的6%的预期目标。",
        "全市12个县区中有9个增速超过全市。",
        "粉尘浓度同比改善6%。",
    ],
)
def test_no_result_is_read_from(sentence: str) -> None:
    assert rows(sentence) == []


def test_the_size_in_a_name_is_no_figure() -> None:
    assert rows("50人以上自然村通邮率保持100%。") == [("50人以上自然村通邮率", "100", LEVEL)]
    assert rows("面积不足20平方米的商铺180间。")[-1][1:] == ("180", LEVEL)
    assert len(rows("库容超过100万立方米的水库32座。")) == 1
    assert [each.unit for each in read("80岁以上老人6.2万人。")] == ["人"]
    assert [each.unit for each in read("有12个村集体经营性收入低于5万元。")] == ["个"]


def test_years_of_comparisons_are_not_those_of_results() -> None:
    found = read("规上企业由“十三五”末的137家增至214家，完成税收96亿元，高出上年8亿元，净利润12亿元。")
    assert [each.year for each in found] == [2020, 2024, 2024, 2024, 2024]


def test_a_planned_sum_is_no_plan_of_what_it_is_spent_on() -> None:
    frame = Frame(2024, 2024, plan=False, past=False)
    text = "新签约项目90个，计划总投资60亿元，其中亿元以上项目20个。"
    found = read_sentence(text, Place((0, len(text)), ("湖北省",), (), frame))
    assert [each.target for each in found] == [False, True, False]


def test_a_clause_that_only_ranks_a_place_names_whose_the_figure_is() -> None:
    found = read("就诊率91%，其中茌平区最高，为95%。")
    assert found[-1].region == ("山东省", "聊城市", "茌平区")


def test_every_place_of_a_list_has_its_rank() -> None:
    found = read("茌平区、东阿县签约项目数分别为62个和57个，列全市前两位。")
    assert [(each.region[-1], each.kind) for each in found] == [
        ("茌平区", LEVEL),
        ("东阿县", LEVEL),
        ("茌平区", RANK),
        ("东阿县", RANK),
    ]


PLAIN = """聊城市体育局

2024年工作总结和2025年工作计划

一、2024年工作总结

建成健身步道120公里。

表1 主要指标
指标名称\t单位\t2023年\t2024年\t2025年目标
每万人体育（健身）指导员数\t人\t21\t23\t25以上
人均场地面积\t平方米\t2.5\t2.7\t2.8

二、存在的问题

专业教练缺口30人。
"""


def test_tables_of_plain_lines_and_titles_on_two_lines() -> None:
    found = indicators(parse(PLAIN.encode(), "聊城市体育局.txt"))
    assert [(each.metric, _plain(each.value), each.year, each.kind) for each in found] == [
        ("健身步道", "120", 2024, LEVEL),
        ("每万人体育(健身)指导员", "21", 2023, LEVEL),
        ("每万人体育(健身)指导员", "23", 2024, LEVEL),
        ("每万人体育(健身)指导员", "25", 2025, TARGET),
        ("人均场地面积", "2.5", 2023, LEVEL),
        ("人均场地面积", "2.7", 2024, LEVEL),
        ("人均场地面积", "2.8", 2025, TARGET),
        ("专业教练缺口", "30", 2024, LEVEL),
    ]
