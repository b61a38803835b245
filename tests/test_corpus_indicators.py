import io
import time
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from corpus.aliases import canonical
from corpus.indicator_frames import Frame
from corpus.indicator_sentences import read_sentence
from corpus.indicator_state import Place
from corpus.indicators import indicators
from corpus.load import load, parse
from corpus.passages import LONGEST
from corpus.records import Indicator, IndicatorKind
from corpus.reports import is_report

REGION = ("浙江省", "宁波市")
REVIEW = Frame(2023, 2023, plan=False, past=True)
PLAN = Frame(2024, 2023, plan=True, past=False)

LEVEL, TARGET = IndicatorKind.ACHIEVED, IndicatorKind.TARGET
GROWTH, SHARE, RANK = IndicatorKind.GROWTH, IndicatorKind.SHARE, IndicatorKind.RANK

Row = tuple[str, str, str, IndicatorKind]


def read(sentence: str, frame: Frame = REVIEW, region: tuple[str, ...] = REGION) -> list[Indicator]:
    return read_sentence(sentence, Place((0, len(sentence)), region, (), frame))


def rows(sentence: str, frame: Frame = REVIEW) -> list[Row]:
    return [(each.metric, _number(each.value), each.unit, each.kind) for each in read(sentence, frame)]


def _number(value: Decimal | None) -> str:
    return "" if value is None else format(value.normalize(), "f")


# sentence, the indicators in it: metric, value, unit, kind
SENTENCES: list[tuple[str, list[Row]]] = [
    # the metric before the figure
    ("全市常住人口542.5万人。", [("常住人口", "5425000", "人", LEVEL)]),
    ("完成技改投资46.8亿元。", [("技改投资", "4680000000", "元", LEVEL)]),
    ("普通高中毛入学率达99.2%。", [("普通高中毛入学率", "99.2", "%", LEVEL)]),
    ("专利授权3200件。", [("专利授权", "3200", "件", LEVEL)]),
    ("新能源汽车产量12.3万辆。", [("新能源汽车产量", "123000", "辆", LEVEL)]),
    ("城镇新增就业10.8万人。", [("城镇新增就业", "108000", "人", LEVEL)]),
    ("装备制造业完成投资30亿元。", [("装备制造业投资", "3000000000", "元", LEVEL)]),
    # verbs behind the metric
    ("省级绿色工厂新认定12家。", [("绿色工厂", "12", "家", LEVEL)]),
    ("市级重大项目共立项40项。", [("重大项目", "40", "项", LEVEL)]),
    # the metric after the figure
    ("新建5个社区食堂。", [("社区食堂", "5", "个", LEVEL)]),
    ("全县现有43所幼儿园。", [("幼儿园", "43", "所", LEVEL)]),
    ("我市6家企业入选省级制造业百强。", [("制造业百强", "6", "家", LEVEL)]),
    ("1200家企业享受用电补贴3.5亿元。", [("享受用电补贴企业", "1200", "家", LEVEL), ("用电补贴", "350000000", "元", LEVEL)]),
    ("设立总规模20亿元的产业基金。", [("产业基金总规模", "2000000000", "元", LEVEL)]),
    # lists
    (
        "新认定省级工程中心5家、重点实验室3家，孵化器2家。",
        [("工程中心", "5", "家", LEVEL), ("重点实验室", "3", "家", LEVEL), ("孵化器", "2", "家", LEVEL)],
    ),
    (
        "全市有医院20家和诊所300家。",
        [("医院", "20", "家", LEVEL), ("诊所", "300", "家", LEVEL)],
    ),
    (
        "城镇和农村居民人均可支配收入分别为83651元和53020元。",
        [("城镇居民人均可支配收入", "83651", "元", LEVEL), ("农村居民人均可支配收入", "53020", "元", LEVEL)],
    ),
    (
        "纺织业、化工业、装备制造业增加值分别增长1%、2%、3%。",
        [("纺织业增加值", "1", "%", GROWTH), ("化工业增加值", "2", "%", GROWTH), ("装备制造业增加值", "3", "%", GROWTH)],
    ),
    (
        "存款余额200亿元，贷款余额180亿元，分别比年初增加12亿元和15亿元。",
        [
            ("存款余额", "20000000000", "元", LEVEL),
            ("贷款余额", "18000000000", "元", LEVEL),
            ("存款余额", "1200000000", "元", GROWTH),
            ("贷款余额", "1500000000", "元", GROWTH),
        ],
    ),
    ("甲、乙、丙3个龙头带动全域发展。", [("龙头", "3", "个", LEVEL)]),
    ("建成光伏储能项目、风电储能项目等2个。", [("储能项目", "2", "个", LEVEL)]),
    # growth
    ("进出口总额120亿元，同比增长15.2%。", [("进出口总额", "12000000000", "元", LEVEL), ("进出口总额", "15.2", "%", GROWTH)]),
    ("固定资产投资增长9.2%。", [("固定资产投资", "9.2", "%", GROWTH)]),
    ("生猪存栏65.2万头，下降3.4%。", [("生猪存栏", "652000", "头", LEVEL), ("生猪存栏", "-3.4", "%", GROWTH)]),
    ("工业用电量增长-2.1%。", [("工业用电量", "-2.1", "%", GROWTH)]),
    (
        "城镇化率为73.5%，比上年提高0.6个百分点。",
        [("城镇化率", "73.5", "%", LEVEL), ("城镇化率", "0.6", "个百分点", GROWTH)],
    ),
    ("绿化覆盖率提高到41%。", [("绿化覆盖率", "41", "%", LEVEL)]),
    ("教育经费按不低于5%的增速安排。", [("教育经费", "5", "%", GROWTH)]),
    (
        "立案980起，罚款1650万元，同比分别上升12%、下降5%。",
        [("立案", "980", "起", LEVEL), ("罚款", "16500000", "元", LEVEL), ("立案", "12", "%", GROWTH), ("罚款", "-5", "%", GROWTH)],
    ),
    ("全市增速高于全国1.4个百分点。", []),
    (
        "工业增加值增长6%，高于全国1.4个百分点，拉动经济增长2个百分点。",
        [("工业增加值", "6", "%", GROWTH), ("工业增加值", "1.4", "个百分点", GROWTH), ("拉动经济", "2", "个百分点", GROWTH)],
    ),
    ("杭州、宁波工业投资分别增长2%和6%。", [("工业投资", "2", "%", GROWTH), ("工业投资", "6", "%", GROWTH)]),
    ("排查隐患300项，整改率99%，立案16起。", [("隐患", "300", "项", LEVEL), ("整改率", "99", "%", LEVEL), ("立案", "16", "起", LEVEL)]),
    ("组建队伍102支、1530人。", [("队伍", "102", "支", LEVEL), ("队伍", "1530", "人", LEVEL)]),
    ("立案16起，处罚金额20万元。", [("立案", "16", "起", LEVEL), ("处罚金额", "200000", "元", LEVEL)]),
    # shares
    ("民生支出80.6亿元，占一般公共预算支出的79.6%。", [("民生支出", "8060000000", "元", LEVEL), ("民生支出", "79.6", "%", SHARE)]),
    ("服务业增加值占地区生产总值的比重达到52%。", [("服务业增加值", "52", "%", SHARE)]),
    ("女性代表占比31.5%。", [("女性代表", "31.5", "%", SHARE)]),
    ("骨干教师在全省占三成。", [("骨干教师", "30", "%", SHARE)]),
    # a ratio with a name of its own is a level
    ("R&D经费与GDP之比达到3.1%。", [("研发投入强度", "3.1", "%", LEVEL)]),
    ("农产品加工产值与农业产值之比为260%。", [("农产品加工产值", "260", "%", SHARE)]),
    ("R&D经费占GDP比重达到3.1%。", [("研发投入强度", "3.1", "%", LEVEL)]),
    # ranks
    ("财政收入增长8.3%，增速居全市第2位。", [("财政收入", "8.3", "%", GROWTH), ("财政收入", "2", "位", RANK)]),
    ("营商环境评价列全省第5。", [("营商环境评价", "5", "位", RANK)]),
    ("治水工作进入全国前十。", [("治水工作", "10", "位", RANK)]),
    (
        "新增上市公司6家，引进总部企业9家，均居全省第一。",
        [("上市公司", "6", "家", LEVEL), ("总部企业", "9", "家", LEVEL), ("上市公司", "1", "位", RANK), ("总部企业", "1", "位", RANK)],
    ),
    # what a clause takes from the one before
    ("申报省级课题23项，入选11项。", [("课题", "23", "项", LEVEL), ("课题", "11", "项", LEVEL)]),
    ("粮食播种面积18万亩、总产量7万吨。", [("粮食播种面积", "180000", "亩", LEVEL), ("粮食总产量", "70000", "吨", LEVEL)]),
    ("获浙江省质量奖3家。", [("省质量奖", "3", "家", LEVEL)]),
    ("抽检食品300批次，合格率99%。", [("食品", "300", "批次", LEVEL), ("食品合格率", "99", "%", LEVEL)]),
    ("在全省文明城市测评中，我市居第3位。", [("文明城市测评", "3", "位", RANK)]),
    # two years in one sentence
    (
        "托育机构由2020年的36家增至2023年的128家，年均增长52%。",
        [("托育机构", "36", "家", LEVEL), ("托育机构", "128", "家", LEVEL), ("托育机构", "52", "%", GROWTH)],
    ),
    (
        "信访量较上年的4200件下降11.5%。",
        [("信访量", "4200", "件", LEVEL), ("信访量", "-11.5", "%", GROWTH)],
    ),
    (
        "泊位达到5.2万个，比2021年的4.1万个增加1.1万个。",
        [("泊位", "52000", "个", LEVEL), ("泊位", "41000", "个", LEVEL), ("泊位", "11000", "个", GROWTH)],
    ),
    (
        "2022年、2023年分别治理河道38公里、46公里。",
        [("河道", "38", "公里", LEVEL), ("河道", "46", "公里", LEVEL)],
    ),
    ("与2019年相比，湿地面积增加260公顷，达到1860公顷。", [("湿地面积", "260", "公顷", GROWTH), ("湿地面积", "1860", "公顷", LEVEL)]),
    ("绿电占比由上年的18%提高到26%。", [("绿电", "18", "%", SHARE), ("绿电", "26", "%", SHARE)]),
    # verbs, and whom something is done for
    ("为3200户低收入家庭减免水费860万元。", [("低收入家庭", "3200", "户", LEVEL), ("水费", "8600000", "元", LEVEL)]),
    ("担保公司为460家农场提供担保5亿元。", [("农场", "460", "家", LEVEL), ("担保", "500000000", "元", LEVEL)]),
    ("实施危旧房改造260户。", [("危旧房改造", "260", "户", LEVEL)]),
    ("开展“暖冬”走访活动2.6万人次。", [("“暖冬”走访活动", "26000", "人次", LEVEL)]),
    ("新增设施蔬菜面积1.8万亩。", [("设施蔬菜面积", "18000", "亩", LEVEL)]),
    ("办结提案86件，按期办结率100%。", [("提案", "86", "件", LEVEL), ("按期办结率", "100", "%", LEVEL)]),
    ("引进项目12个，总投资36亿元。", [("引进项目", "12", "个", LEVEL), ("项目总投资", "3600000000", "元", LEVEL)]),
    # leads, falls and what they belong to
    ("调查失业率4.9%，低于控制目标0.6个百分点。", [("调查失业率", "4.9", "%", LEVEL), ("调查失业率", "-0.6", "个百分点", GROWTH)]),
    ("化肥使用量下降1.4%，低于2%的年度目标。", [("化肥使用量", "-1.4", "%", GROWTH)]),
    ("进出口总额增长4.6%，完成全年目标4.5%。", [("进出口总额", "4.6", "%", GROWTH)]),
    ("房屋销售额下降6%，降幅较上半年收窄3个百分点。", [("房屋销售额", "-6", "%", GROWTH), ("房屋销售额降幅", "-3", "个百分点", GROWTH)]),
    ("发放稳岗补贴2亿元，比上年多发放3000万元。", [("稳岗补贴", "200000000", "元", LEVEL), ("稳岗补贴", "30000000", "元", GROWTH)]),
    ("禽肉总产量8万吨，其中，鸡肉5万吨，鸭肉2万吨。", [
        ("禽肉总产量", "80000", "吨", LEVEL), ("鸡肉产量", "50000", "吨", LEVEL), ("鸭肉产量", "20000", "吨", LEVEL),
    ]),
    ("人均产值[2]12万元（按平均汇率折算为1.7万美元）。", [("人均产值", "120000", "元", LEVEL)]),
    ("每千人口医师3.2人、护士3.9人。", [("每千人口医师", "3.2", "人", LEVEL), ("每千人口护士", "3.9", "人", LEVEL)]),
    ("老年人、高血压患者规范管理率分别为72%、68%。", [
        ("老年人规范管理率", "72", "%", LEVEL), ("高血压患者规范管理率", "68", "%", LEVEL),
    ]),
    ("孕产妇死亡率由上年的8.6/10万降至5.2/10万。", [("孕产妇死亡率", "8.6", "/10万", LEVEL), ("孕产妇死亡率", "5.2", "/10万", LEVEL)]),
    ("3家企业产值超百亿元。", [("产值超百亿元企业", "3", "家", LEVEL)]),
    ("基金收入18亿元、支出16亿元。", [("基金收入", "1800000000", "元", LEVEL), ("基金支出", "1600000000", "元", LEVEL)]),
    ("下达通知书120份，立案8件。", [("通知书", "120", "份", LEVEL), ("立案", "8", "件", LEVEL)]),
    ("引进基金项目12个，其中超亿美元项目2个。", [("基金项目", "12", "个", LEVEL), ("超亿美元项目", "2", "个", LEVEL)]),
    ("新建泵站6座，完成省定任务的120%。", [("泵站", "6", "座", LEVEL), ("泵站", "120", "%", SHARE)]),
    ("示范基地占全省的十分之一。", [("示范基地", "10", "%", SHARE)]),
    # parts and places
    ("城乡特困对象3.2万人，其中城市0.6万人、农村2.6万人。", [
        ("城乡特困对象", "32000", "人", LEVEL), ("城市特困对象", "6000", "人", LEVEL), ("农村特困对象", "26000", "人", LEVEL),
    ]),
    ("海曙、江北、镇海三区在建桥梁分别为6座、8座、3座。", [("在建桥梁", "6", "座", LEVEL), ("在建桥梁", "8", "座", LEVEL), ("在建桥梁", "3", "座", LEVEL)]),
    ("余姚市、慈溪市分别新建球场16个、24个。", [("球场", "16", "个", LEVEL), ("球场", "24", "个", LEVEL)]),
    ("地区生产总值（GDP）2680亿元。", [("地区生产总值", "268000000000", "元", LEVEL)]),
    ("新设立6家老年食堂，累计建堂12家。", [("老年食堂", "6", "家", LEVEL), ("老年食堂", "12", "家", LEVEL)]),
]  # fmt: skip

NONE = [
    "仅用48天完成签约。", "制定《十项措施》，印发“二十条”政策。", "深化“315”体系，推进“410”平台建设。", "列入第二批试点名单。",
    "对承担重大项目的给予1:1配套。", "探索三种建设模式。", "电话0574-12345678。", "推动亿元以上企业研发机构全覆盖。",
    "全市12个乡镇中，有5个增速高于全县。", "上半年完成42亿元。",
    "建立一个机制、一支队伍。", "主要目标有四项：稳增长、促改革。", "2024年5月1日起施行。", "连续三年获评优秀。",
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES, ids=[sentence for sentence, _ in SENTENCES])
def test_sentence(sentence: str, expected: list[Row]) -> None:
    assert rows(sentence) == [(canonical(metric), value, unit, kind) for metric, value, unit, kind in expected]


@pytest.mark.parametrize("sentence", NONE)
def test_no_indicator(sentence: str) -> None:
    assert rows(sentence) == []


def test_qualifiers_are_apart() -> None:
    (found,) = read("全市累计建成国家级绿色矿山12个。")
    assert (found.metric, set(found.qualifiers)) == ("绿色矿山", {"全市", "累计", "建成", "国家级"})


def test_stock_and_flow() -> None:
    flow, stock = read("新增省级众创空间3家，累计15家。")
    assert "新增" in flow.qualifiers
    assert "累计" in stock.qualifiers
    assert "新增" not in stock.qualifiers


def test_parts_are_tied_to_the_whole() -> None:
    sentence = "新认定绿色工厂219家(第一批208家、第二批11家)。"
    whole, *parts = read(sentence)
    assert [part.whole for part in parts] == [(whole.start, whole.end)] * 2
    assert [part.metric for part in parts] == ["绿色工厂"] * 2
    _, part = read("招聘教师126名，其中研究生35名。")
    assert part.whole is not None
    assert part.metric == "研究生"


def test_where_parts_end() -> None:
    whole, first, second, other = read("登记社团1120家，其中学会368家、基金会10家，新增志愿队20家。")
    assert (first.whole, second.whole, other.whole) == ((whole.start, whole.end), (whole.start, whole.end), None)
    total, first, growth, second = read("外贸总额9亿元，其中出口5亿元，增长1%，投资额3亿元。")
    assert (first.whole, growth.base, second.whole) == ((total.start, total.end), (first.start, first.end), None)


def test_parts_in_the_next_sentence() -> None:
    before = read("全年地区生产总值900亿元。")[0]
    text = "其中，农业增加值100亿元，增长2%；工业增加值300亿元，增长3%。"
    found = read_sentence(text, Place((0, len(text)), REGION, (), REVIEW), before)
    assert [each.whole for each in found] == [(before.start, before.end), None, (before.start, before.end), None]


def test_stock_in_brackets_is_no_part() -> None:
    _, stock = read("新建海外仓2个(累计达5个)。")
    assert stock.whole is None
    assert "累计" in stock.qualifiers


def test_a_standing_demand_is_aimed_at() -> None:
    (found,) = read("财政投入每年按不低于20%的增速安排。")
    assert (found.kind, found.comparator, found.target) == (GROWTH, ">=", True)


@pytest.mark.parametrize(
    "piece",
    ["新增企业1家、", "其中", "（1家", "分别增长1%、", "推荐申报", "占全省", "到2025年", "省级", "，，", "第一批"],
)
def test_no_sentence_is_slow(piece: str) -> None:
    started = time.process_time()
    read((piece * 400)[:LONGEST])
    assert time.process_time() - started < 1  # a sentence of the longest kind, on a busy machine


def test_joined_places() -> None:
    assert [each.region[-1] for each in read("杭州、宁波工业投资分别增长2%和6%。")] == ["杭州市", "宁波市"]


def test_growth_share_and_rank_belong_to_their_base() -> None:
    level, growth, share = read("出口额50亿元，增长8%，占全省的3%。")
    assert (growth.base, share.base) == ((level.start, level.end),) * 2
    growth, rank = read("财政收入增长8.3%，增速居全省第2位。")
    assert rank.base == (growth.start, growth.end)


def test_another_organisation() -> None:
    ours, other = read("我市8家企业入围百强企业(另高桥新区入围5家)。")
    assert (ours.organisation, other.organisation) == (None, "高桥新区")
    assert other.whole is None
    first, second, third = read("滨海研究院新引进博士12人，承担项目30项；新增公园5个。")
    assert (first.organisation, second.organisation, third.organisation) == ("滨海研究院", "滨海研究院", None)


def test_another_place() -> None:
    inside, own = read("余姚市新增专利300件；全市新增专利5000件。")
    assert inside.region == ("浙江省", "宁波市", "余姚市")
    assert own.region == REGION


@pytest.mark.parametrize(
    ("sentence", "frame", "year", "target"),
    [
        ("新增学位600个。", REVIEW, 2023, False),
        ("2022年全市新增学位600个。", REVIEW, 2022, False),
        ("新增学位600个。", PLAN, 2024, True),
        ("到2027年，学位总数达到6000个。", PLAN, 2027, True),
        ("2023年完成学位600个，今年再增。", PLAN, 2023, False),
        ("力争新增学位600个。", REVIEW, 2023, True),
        ("去年新增学位600个。", REVIEW, 2022, False),
        ("申报2024年度省级课题8项。", REVIEW, 2023, False),
        ("学位较2022年增加600个。", REVIEW, 2023, False),
        ("力争三年内新增学位600个。", PLAN, None, True),
        ("五年来累计新增学位600个。", REVIEW, None, False),
        ("“十五五”末学位达到600个。", PLAN, 2030, True),
        ("2023年计划新增学位600个。", REVIEW, 2023, True),
        ("今年力争新增学位600个。", PLAN, 2024, True),
    ],
)
def test_year_and_target(sentence: str, frame: Frame, year: int | None, *, target: bool) -> None:
    (found,) = read(sentence, frame)
    assert (found.year, found.target) == (year, target)


@pytest.mark.parametrize(
    ("sentence", "years"),
    [
        ("学位由2021年的400个增至600个。", [2021, 2023]),
        ("学位由400个增加到600个。", [None, 2023]),
        ("学位从上年的400个增长到600个。", [2022, 2023]),
        ("学位600个，较2020年的400个增加200个。", [2023, 2020, 2023]),
        ("2021年、2022年分别新增学位400个、600个。", [2021, 2022]),
        ("新增学位600个；2022年同期为400个。", [2023, 2022]),
    ],
)
def test_each_figure_has_its_own_year(sentence: str, years: list[int | None]) -> None:
    found = read(sentence)
    assert [each.year for each in found] == years
    assert not any(each.target for each in found)
    assert {each.metric for each in found} == {"学位"}


def test_a_plan_and_its_result_in_one_sentence() -> None:
    aim, done = read("2023年计划开工泵站10座，实际开工12座。")
    assert (aim.target, done.target) == (True, False)
    assert (aim.metric, done.metric) == ("泵站", "泵站")


def test_nothing_is_guessed_of_figures_that_do_not_match_their_names() -> None:
    assert read("甲、乙、丙产量分别达到1吨、2吨。") == []


def test_the_figure_of_all_is_not_that_of_a_body() -> None:
    body, everyone = read("市慈善总会募集善款600万元，带动全市募集善款900万元。")
    assert (body.organisation, everyone.organisation) == ("市慈善总会", None)


@pytest.mark.parametrize(
    ("sentence", "comparator", "low"),
    [
        ("学位达到600个以上。", ">=", None),
        ("学位突破600个。", ">", None),
        ("失业率控制在5%以内。", "<=", None),
        ("学位约600个。", "~", None),
        ("学位达到600个。", "=", None),
        ("学位增加到500至600个。", "..", 500),
        ("事故起数下降5%以上。", "<=", None),
    ],
)
def test_comparator(sentence: str, comparator: str, low: int | None) -> None:
    (found,) = read(sentence)
    assert (found.comparator, found.low) == (comparator, None if low is None else Decimal(low))


REPORT = """绍兴市教育局2023年工作总结和2024年工作思路

一、2023年工作总结
全年新增学位4200个，同比增长5%。
二、2024年工作思路
力争新增学位5000个以上。到2025年，学前教育毛入园率达到99%。
"""


@pytest.mark.parametrize(
    ("title", "headings", "years"),
    [
        ("2024年绍兴市政府工作报告", ("一、过去一年工作回顾", "二、今年工作安排"), (2023, 2024)),
        (
            "绍兴市教育局2024年上半年工作总结和下半年工作计划",
            ("一、上半年工作情况", "二、下半年工作计划"),
            (2024, 2024),
        ),
        ("绍兴市教育局2023年工作总结", ("一、主要成效", "二、下一步工作打算"), (2023, 2024)),
        ("绍兴市教育局2024年工作要点", ("一、总体要求", "二、重点任务"), (2024, 2024)),
    ],
)
def test_years_of_headings(title: str, headings: tuple[str, str], years: tuple[int, int]) -> None:
    text = f"{title}\n\n{headings[0]}\n新增学位600个。\n{headings[1]}\n新增学位900个。\n"
    found = indicators(parse(text.encode(), "report.txt"))
    assert tuple(each.year for each in found) == years
    assert found[1].target


def test_document() -> None:
    document = parse(REPORT.encode(), "report.txt")
    found = indicators(document)
    assert [(each.metric, each.year, each.kind, each.target) for each in found] == [
        ("学位", 2023, LEVEL, False),
        ("学位", 2023, GROWTH, False),
        ("学位", 2024, TARGET, True),
        ("学前教育毛入园率", 2025, TARGET, True),
    ]
    assert {each.region for each in found} == {("浙江省", "绍兴市")}
    assert found[0].heading == ("一、2023年工作总结",)
    assert [document.text[each.start : each.end] for each in found] == ["4200个", "5%", "5000个以上", "99%"]
    assert document.text[slice(*found[0].named)] == "学位"


def test_rules_have_no_indicators_but_their_aims() -> None:
    text = """绍兴市支持学校发展若干措施

第一条 对新评定的示范学校给予一次性奖励20万元，最高50万元。
第二条 到2026年，全市示范学校达到80所以上。
"""
    document = parse(text.encode(), "measures.txt")
    assert not is_report(document)
    (found,) = indicators(document)
    assert (found.metric, found.value, found.year, found.kind) == ("示范学校", 80, 2026, TARGET)


def test_table() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["绍兴市2024年主要指标完成情况表"],
        ["指标", "单位", "2023年完成", "2024年目标", "增长（%）"],
        ["高新技术企业", "家", 700, 850, 21.4],
        ["技术合同成交额", "亿元", 80, 90, None],
    ):
        sheet.append(row)
    data = io.BytesIO()
    book.save(data)
    document = parse(data.getvalue(), "table.xlsx")
    found = [(each.metric, each.value, each.unit, each.kind, each.year) for each in indicators(document)]
    assert found == [
        ("高新技术企业", 700, "家", LEVEL, 2023),
        ("高新技术企业", 850, "家", TARGET, 2024),
        ("高新技术企业", Decimal("21.4"), "%", GROWTH, 2024),
        ("技术交易额", 8_000_000_000, "元", LEVEL, 2023),
        ("技术交易额", 9_000_000_000, "元", TARGET, 2024),
    ]


def test_table_of_places() -> None:
    text = "地区,高新技术企业（家）,研发投入强度（%）\n慈溪市,1200,3.5\n高桥新区,300,\n"
    found = indicators(parse(text.encode(), "2023年各县市科技统计.csv"))
    assert [(each.metric, each.value, each.region[-1:], each.organisation) for each in found] == [
        ("高新技术企业", 1200, ("慈溪市",), None),
        ("研发投入强度", Decimal("3.5"), ("慈溪市",), None),
        ("高新技术企业", 300, (), "高桥新区"),
    ]


_PIECES = st.sampled_from(
    [
        *"0123456789.,、，；。（）()%元家个年和与中全市占比的新增达到其中分别同比增长居第一“”《》①½ \n",
        "高新技术企业",
        "亿元",
        "累计",
    ]
)


@given(st.lists(_PIECES).map("".join))
def test_spans_lie_in_the_sentence(sentence: str) -> None:
    for each in read(sentence):
        assert 0 <= each.start < each.end <= len(sentence)
        assert each.metric
        assert 0 <= each.named[0] <= each.named[1] <= len(sentence)


# metric, value, unit, kind, year: facts of the reports
CIXI = [
    ("高新技术产业投资", "16530000000", "元", LEVEL, 2023),
    ("高新技术产业增加值", "5.7", "%", GROWTH, 2023),
    ("高新技术产业增加值", "75.31", "%", SHARE, 2023),
    ("高新技术企业", "219", "家", LEVEL, 2023),
    ("高新技术企业", "11", "家", LEVEL, 2023),
    ("技术交易额", "7440000000", "元", LEVEL, 2023),
    ("研发投入强度", "3.53", "%", TARGET, 2024),
    ("高新技术企业", "1000", "家", TARGET, 2024),
    ("省科技型中小企业", "320", "家", TARGET, 2024),
]
NINGBO = [
    ("高新技术企业", "7000", "家", LEVEL, 2023),
    ("高新技术企业", "8500", "家", TARGET, 2024),
    ("研发投入强度", "3.3", "%", TARGET, 2024),
    ("技术交易额", "80000000000", "元", LEVEL, 2023),
    ("技术交易额", "90000000000", "元", TARGET, 2024),
    ("基础研究经费", "30", "%", GROWTH, 2024),
    ("省技术创新中心", "30", "%", SHARE, 2023),
]


@pytest.mark.parametrize(("name", "expected"), [("cixi", CIXI), ("ningbo", NINGBO)])
def test_real_reports(shared: Path, name: str, expected: list[tuple[str, str, str, IndicatorKind, int]]) -> None:
    document = load(shared / "documents" / "work-reports" / f"{name}-science-bureau-2023.txt")
    found = indicators(document)
    facts = {(each.metric, _number(each.value), each.unit, each.kind, each.year) for each in found}
    assert set(expected) <= facts
    assert 50 <= len(found) <= 65
    assert not any("电竞" in each.metric for each in found)


def test_a_target_of_the_real_report_is_no_result(shared: Path) -> None:
    found = indicators(load(shared / "documents" / "work-reports" / "cixi-science-bureau-2023.txt"))
    assert {each.year for each in found if each.metric == "研发投入强度"} == {2024}
    (share,) = [each for each in found if each.metric == "研发投入强度"]
    assert share.target


def test_a_growth_column_beside_a_metric_is_its_growth_and_an_unlisted_county_a_place() -> None:
    text = "地区,粮食产量（吨）,增速（%）\n慈溪市,1200,3.5\n石门坎县,300,4.1\n"
    found = indicators(parse(text.encode(), "2023年各县市农业统计.csv"))
    assert [(each.metric, each.value, each.kind, each.organisation) for each in found] == [
        ("粮食产量", 1200, LEVEL, None),
        ("粮食产量", Decimal("3.5"), GROWTH, None),
        ("粮食产量", 300, LEVEL, "石门坎县"),
        ("粮食产量", Decimal("4.1"), GROWTH, "石门坎县"),
    ]


@pytest.mark.parametrize(
    "title", ["厦门市大数据人才实训基地认定", "苏州市数据要素服务机构遴选", "稳岗扩岗数据专员补贴（企业类）"]
)
def test_what_is_applied_for_reports_nothing(title: str) -> None:
    text = f"{title}\n\n一、申报条件\n拥有专职教师30人以上，其中高级职称不少于8人。2023年度工作情况良好。\n"
    assert indicators(parse(text.encode(), "指南.txt")) == ()


def test_growth_and_share_behind_a_place_are_of_that_place() -> None:
    sentence = "分区县看，海曙区完成税收80亿元，增长3%；鄞州区92亿元，增长5%，占全市21%；余姚市60亿元，下降1%。"
    found = [(each.region[-1], each.kind, _number(each.value)) for each in read(sentence)]
    assert ("鄞州区", GROWTH, "5") in found
    assert ("鄞州区", SHARE, "21") in found
    assert ("余姚市", GROWTH, "-1") in found
    assert not [each for each in found if each[0] == "宁波市"]
