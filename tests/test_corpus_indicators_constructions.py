"""Constructions of the official sentence, each in several trades: what a figure measures, as what, and of which place."""

import pytest

from corpus.aliases import canonical
from corpus.indicator_frames import Frame
from corpus.indicator_sentences import read_sentence
from corpus.indicator_state import Place
from corpus.records import IndicatorKind

OWN = ("山东省", "聊城市")
REVIEW = Frame(2024, 2024, plan=False, past=True)
LEVEL, GROWTH = IndicatorKind.ACHIEVED, IndicatorKind.GROWTH
SHARE, RANK = IndicatorKind.SHARE, IndicatorKind.RANK

Row = tuple[str, str, IndicatorKind, str]
"""Metric, value, kind, and the district that the figure is of ("" for the document's own place)."""


def rows(sentence: str) -> list[Row]:
    found = read_sentence(sentence, Place((0, len(sentence)), OWN, (), REVIEW))
    return [
        (
            each.metric,
            "" if each.value is None else f"{each.value.normalize():f}",
            each.kind,
            "" if each.region == OWN else each.region[-1],
        )
        for each in found
    ]


SENTENCES: list[tuple[str, list[Row]]] = [
    # sums of the works that a clause before them tells of, and of those counted before them
    (
        "新河治理工程主体完工，累计完成投资1.2亿元，占概算总投资的71%。",
        [("新河治理工程投资", "120000000", LEVEL, ""), ("新河治理工程投资", "71", SHARE, "")],
    ),
    ("推进中心医院迁建，年内完成投资2.6亿元。", [("中心医院投资", "260000000", LEVEL, "")]),
    ("启动城北水厂二期，概算总投资3.8亿元。", [("城北水厂二期概算总投资", "380000000", LEVEL, "")]),
    (
        "东湖水库工程总投资7.2亿元，目前已完成投资3.1亿元。",
        [("东湖水库工程总投资", "720000000", LEVEL, ""), ("东湖水库工程投资", "310000000", LEVEL, "")],
    ),
    (
        "龙头企业发展到74家，实现销售收入312亿元。",
        [("龙头企业", "74", LEVEL, ""), ("龙头企业销售收入", "31200000000", LEVEL, "")],
    ),
    (
        "检验检测机构达到142家，营业收入6.8亿元。",
        [("检验检测机构", "142", LEVEL, ""), ("检验检测机构营业收入", "680000000", LEVEL, "")],
    ),
    (
        "75家县级以上龙头企业年销售收入18.4亿元。",
        [("龙头企业", "75", LEVEL, ""), ("龙头企业年销售收入", "1840000000", LEVEL, "")],
    ),
    (
        "园区10户规上企业实现工业总产值22亿元。",
        [("规模以上企业", "10", LEVEL, ""), ("规模以上企业工业总产值", "2200000000", LEVEL, "")],
    ),
    (
        "供水项目先后投入17亿元，已开工80个，完工52个。",
        [("供水项目投入", "1700000000", LEVEL, ""), ("供水项目", "80", LEVEL, ""), ("供水项目", "52", LEVEL, "")],
    ),
    (
        "备案创业投资基金12只，规模86亿元。",
        [("创业投资基金", "12", LEVEL, ""), ("创业投资基金规模", "8600000000", LEVEL, "")],
    ),
    (
        "国有企业资产总额286亿元，营业收入43亿元。",
        [("国有企业资产总额", "28600000000", LEVEL, ""), ("国有企业营业收入", "4300000000", LEVEL, "")],
    ),
    # verbs that a name needs, and nouns made of verbs
    ("全年招聘教师960人，置换汽车1.3万辆。", [("招聘教师", "960", LEVEL, ""), ("置换汽车", "13000", LEVEL, "")]),
    (
        "抓获嫌疑人86名，批准逮捕犯罪嫌疑人962人，提起公诉1200人。",
        [("嫌疑人", "86", LEVEL, ""), ("批准逮捕犯罪嫌疑人", "962", LEVEL, ""), ("提起公诉", "1200", LEVEL, "")],
    ),
    ("办理收养登记46件。", [("收养登记", "46", LEVEL, "")]),
    ("大病保险赔付2.1亿元。", [("大病保险赔付", "210000000", LEVEL, "")]),
    ("移送公安机关23件。", [("移送公安机关", "23", LEVEL, "")]),
    ("新增城镇就业2949人。", [("城镇新增就业", "2949", LEVEL, "")]),
    ("城镇新增就业人员5688人。", [("城镇新增就业人员", "5688", LEVEL, "")]),
    (
        "淘汰燃煤锅炉120台，为消费者挽回经济损失940万元。",
        [("燃煤锅炉", "120", LEVEL, ""), ("挽回经济损失", "9400000", LEVEL, "")],
    ),
    (
        "企业注销平均办理时间由20天压缩到7天。",
        [("企业注销平均办理时间", "20", LEVEL, ""), ("企业注销平均办理时间", "7", LEVEL, "")],
    ),
    ("执行到位金额29亿元。", [("执行到位金额", "2900000000", LEVEL, "")]),
    # figures of several places, of one place only, and of the whole again
    (
        "新增学位1.8万个，其中茌平区6400个、东阿县3500个，大班额比例降至0.7%。",
        [
            ("学位", "18000", LEVEL, ""),
            ("学位", "6400", LEVEL, "茌平区"),
            ("学位", "3500", LEVEL, "东阿县"),
            ("大班额比例", "0.7", LEVEL, ""),
        ],
    ),
    (
        "支持茌平区、东阿县各新建2所实训中心，教师持证率提高到92%。",
        [("实训中心", "2", LEVEL, "茌平区"), ("实训中心", "2", LEVEL, "东阿县"), ("教师持证率", "92", LEVEL, "")],
    ),
    (
        "茌平区、东阿县粮食产量分别为21万吨和38万吨，同比增长2%、3%。",
        [
            ("粮食产量", "210000", LEVEL, "茌平区"),
            ("粮食产量", "380000", LEVEL, "东阿县"),
            ("粮食产量", "2", GROWTH, "茌平区"),
            ("粮食产量", "3", GROWTH, "东阿县"),
        ],
    ),
    (
        "阳谷县养殖面积12万亩，从业人员1.6万人，全市水产品产量28万吨。",
        [
            ("养殖面积", "120000", LEVEL, "阳谷县"),
            ("从业人员", "16000", LEVEL, "阳谷县"),
            ("水产品产量", "280000", LEVEL, ""),
        ],
    ),
    ("聊城机场旅客吞吐量20万人次。", [("聊城机场旅客吞吐量", "200000", LEVEL, "")]),
    # rows of figures: joined names, bare measures, 城乡, each with its own word
    (
        "新增高速公路13公里、一级公路26公里，总里程分别达42公里和31公里。",
        [
            ("高速公路", "13", LEVEL, ""),
            ("一级公路", "26", LEVEL, ""),
            ("高速公路总里程", "42", LEVEL, ""),
            ("一级公路总里程", "31", LEVEL, ""),
        ],
    ),
    (
        "一般公共预算收入和支出分别达48亿元、202亿元。",
        [("一般公共预算收入", "4800000000", LEVEL, ""), ("一般公共预算支出", "20200000000", LEVEL, "")],
    ),
    (
        "城乡居民人均可支配收入分别达4.7万元、1.6万元，分别增长4%、8%。",
        [
            ("城镇居民人均可支配收入", "47000", LEVEL, ""),
            ("农村居民人均可支配收入", "16000", LEVEL, ""),
            ("城镇居民人均可支配收入", "4", GROWTH, ""),
            ("农村居民人均可支配收入", "8", GROWTH, ""),
        ],
    ),
    (
        "粮食播种面积、总产量分别为368万亩、142万吨，单产387公斤。",
        [("粮食播种面积", "3680000", LEVEL, ""), ("粮食总产量", "1420000", LEVEL, ""), ("粮食单产", "387", LEVEL, "")],
    ),
    (
        "风电、光伏装机容量分别达到86万千瓦、42万千瓦。",
        [("风电装机容量", "860000", LEVEL, ""), ("光伏装机容量", "420000", LEVEL, "")],
    ),
    (
        "处置批而未供土地480亩、闲置土地190亩，处置率分别为38%和61%。",
        [
            ("批而未供土地", "480", LEVEL, ""),
            ("闲置土地", "190", LEVEL, ""),
            ("批而未供土地处置率", "38", LEVEL, ""),
            ("闲置土地处置率", "61", LEVEL, ""),
        ],
    ),
    ("案件的查处率、结案率均达到100%。", [("案件查处率", "100", LEVEL, ""), ("案件结案率", "100", LEVEL, "")]),
    (
        "高血压、糖尿病规范管理率分别为78%和77%。",
        [("高血压规范管理率", "78", LEVEL, ""), ("糖尿病规范管理率", "77", LEVEL, "")],
    ),
    # lists behind a colon
    (
        "生均公用经费：小学720元、初中940元，高中1200元，新增学位300个。",
        [
            ("小学生均公用经费", "720", LEVEL, ""),
            ("初中生均公用经费", "940", LEVEL, ""),
            ("高中生均公用经费", "1200", LEVEL, ""),
            ("学位", "300", LEVEL, ""),
        ],
    ),
    (
        "参保人数：养老86万人、失业12万人。",
        [("养老参保人数", "860000", LEVEL, ""), ("失业参保人数", "120000", LEVEL, "")],
    ),
    # growths: leads, cuts, doublings, times made longer, settled shares
    (
        "旅游人均花费906元，较全省人均花费低174元，较全省总体增速高3个百分点。",
        [("旅游人均花费", "906", LEVEL, ""), ("旅游人均花费", "-174", GROWTH, ""), ("旅游人均花费", "3", GROWTH, "")],
    ),
    ("可用水量较去年同期多蓄1300万立方米。", [("可用水量", "13000000", GROWTH, "")]),
    ("门票收入4200万元，同比翻一番。", [("门票收入", "42000000", LEVEL, ""), ("门票收入", "100", GROWTH, "")]),
    ("压减审批时限78%。", [("审批时限", "-78", GROWTH, "")]),
    ("企业平均寿命延长0.64年。", [("企业平均寿命", "0.64", GROWTH, "")]),
    ("灰霾天数27天，比上年减少8天。", [("灰霾天数", "27", LEVEL, ""), ("灰霾天数", "-8", GROWTH, "")]),
    ("执业医师2.1万人，低于全省0.6个百分点。", [("执业医师", "21000", LEVEL, ""), ("执业医师", "-0.6", GROWTH, "")]),
    ("排查隐患2870处，整改到位99.2%。", [("隐患", "2870", LEVEL, ""), ("隐患整改率", "99.2", SHARE, "")]),
    ("税收68亿元，是2020年的3.4倍。", [("税收", "6800000000", LEVEL, ""), ("税收", "3.4", SHARE, "")]),
    ("户均增收2.3万元。", [("户均增收", "23000", LEVEL, "")]),
    ("抚恤补助标准提高8%。", [("抚恤补助标准", "8", GROWTH, "")]),
    # rates of what was counted, planned or named before
    (
        "水利投资计划完成30亿元，完成率43%。",
        [("水利投资", "3000000000", LEVEL, ""), ("水利投资完成率", "43", LEVEL, "")],
    ),
    (
        "失业人员再就业5698人，省级指标完成率271%。",
        [("失业人员再就业", "5698", LEVEL, ""), ("失业人员再就业完成率", "271", LEVEL, "")],
    ),
    ("初信初访一次性化解率91%。", [("初信初访一次性化解率", "91", LEVEL, "")]),
    (
        "发放创业担保贷款1440笔，发放金额3.9亿元。",
        [("创业担保贷款", "1440", LEVEL, ""), ("创业担保贷款发放金额", "390000000", LEVEL, "")],
    ),
    ("城乡居民收入比缩小到1.79。", [("城乡居民收入比", "1.79", LEVEL, "")]),
    # ranks left for others, and among places
    ("综合考评由第12位上升到第9位。", [("综合考评", "12", RANK, ""), ("综合考评", "9", RANK, "")]),
    (
        "群众满意率98%，在全市12个县区中排名由第七升至第三。",
        [("群众满意率", "98", LEVEL, ""), ("群众满意率", "7", RANK, ""), ("群众满意率", "3", RANK, "")],
    ),
    ("优良天数比例82%，在全省列第4位。", [("优良天数比例", "82", LEVEL, ""), ("优良天数比例", "4", RANK, "")]),
    # sizes in the names of what is counted
    ("培育10亿元级龙头企业3家。", [("10亿元级龙头企业", "3", LEVEL, "")]),
    ("千人以上机关食堂供餐点12所。", [("千人以上机关食堂供餐点", "12", LEVEL, "")]),
    ("13个国考断面优良水体比例达84%。", [("国考断面优良水体比例", "84", LEVEL, "")]),
    # parts and herds
    (
        "新增富民产业1.3万亩，其中果业9542亩、茶叶2000亩。",
        [("富民产业", "13000", LEVEL, ""), ("果业", "9542", LEVEL, ""), ("茶叶", "2000", LEVEL, "")],
    ),
    ("出栏生猪26万头，存栏9万头。", [("出栏生猪", "260000", LEVEL, ""), ("生猪存栏", "90000", LEVEL, "")]),
    (
        "年末城乡就业人员131万人，其中第一产业51万人。",
        [("城乡就业人员", "1310000", LEVEL, ""), ("第一产业就业人员", "510000", LEVEL, "")],
    ),
]


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES)
def test_constructions(sentence: str, expected: list[Row]) -> None:
    assert rows(sentence) == expected


def test_the_sum_of_all_is_not_that_of_the_works_before_it() -> None:
    assert rows("城北大桥主体完工，全市完成投资50亿元。") == [("投资", "5000000000", LEVEL, "")]
    assert rows("城北大桥主体完工；完成投资50亿元。") == [("投资", "5000000000", LEVEL, "")]


def test_new_jobs_are_one_thing_in_either_order_and_not_all_jobs() -> None:
    assert canonical("新增城镇就业") == canonical("城镇新增就业") != canonical("城镇就业")


def test_figures_that_nothing_names_are_given_to_nobody() -> None:
    assert [row[0] for row in rows("完成投资3亿元；三类地区分别增长4%和8%。")] == ["投资"]


@pytest.mark.parametrize(
    ("sentence", "organisation"),
    [
        ("高新区完成工业总产值862亿元；经开区完成516亿元。", ["高新区", "经开区"]),
        ("县医院接诊患者8万人次；中医院接诊3万人次。", ["县医院", "中医院"]),
    ],
)
def test_bodies_told_one_after_another(sentence: str, organisation: list[str | None]) -> None:
    found = read_sentence(sentence, Place((0, len(sentence)), OWN, (), REVIEW))
    assert [each.organisation for each in found] == organisation


def test_a_district_that_other_cities_have_too_is_that_of_the_document() -> None:
    own = ("福建省", "龙岩市")
    text = "永定区接待境外游客4.2万人次。"
    (found,) = read_sentence(text, Place((0, len(text)), own, (), REVIEW))
    assert found.region == (*own, "永定区")
