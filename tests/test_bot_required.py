"""What evidence lacks: the zone or the grade that a question names."""

from collections.abc import Iterator

import pytest

from bot.bot import PolicyBot
from bot.reading.figure_words import of_an_item
from bot.reading.required import left_unsaid, of_other_zone, parts_asked, parts_of_year, unreached
from bot.understanding.question import understand
from bot.understanding.scopes import names_other_grades
from index.adding import add
from index.library import Library

AID = """# 延吉市青年人才和种植户扶持办法

延吉市人民政府办公室 2025年3月1日

第一条 青年人才给予生活补贴，硕士每人每月1200元，本科每人每月700元。

第二条 种植玉米的农户，给予耕地保护补贴，每亩58元。

第三条 农村居民医疗保险住院支付比例：一级医院88%，二级医院76%。

第四条 申请人登录青年服务平台填写申请表。

第六条 2025年全市计划新建人才房320套、改造旧房150户。

第七条 青年公寓的管理公司应当明码标价，不得收取押金。

第八条 青年公寓每套住2人，青年公寓租期不超过3年，青年公寓住满2年的可以续租1年。

第九条 交通补贴。博士每人每月320元，硕士每人每月260元，补贴期限不超过24个月。

第五条 2025年全市细颗粒物（PM2.5）平均浓度控制在33微克/立方米以内。
"""

TRADES = """# 敦化市促进商贸和工业发展办法

敦化市人民政府办公室 2025年3月1日

## 一、企业入规

首次纳入规模以上工业统计的企业，奖励8万元。

## 二、夜间经济

对举办夜市活动的企业，每场补助2万元。咨询电话0433-6550001。

## 三、书店扶持

在敦化注册、开业满2年的书店，补助场租的30%。

## 四、咨询

大石头镇企业服务站：0433-6550002；额穆镇企业服务站：0433-6550003。
"""

INNS = """# 延边朝鲜族自治州民宿奖补办法

延边朝鲜族自治州人民政府办公室 2025年3月1日

第一条 新评为甲级的民宿，每家奖励20万元。

第二条 咨询方式
图们市文旅局：0433-6550011
龙井市文旅局：0433-6550012
"""

HOUSING = """# 延吉市公共租赁住房办法

延吉市人民政府办公室 2025年3月1日

第一条 以下情形解除合同：存放易燃易爆物品，经提醒未整改；原租有直管房或者单位公房，入住后1个月内没有退回；承租公共租赁住房以后又租用直管房。

第二条 轮候家庭按登记先后选房，轮候结果在网站公布。
"""

REPORT = """# 安图县2025年前三季度工业和科技工作情况汇报

安图县工业和信息化局 2025年10月20日

一、运行情况

全年预期规上工业总产值突破300亿元，规上工业增加值增长8%左右。1—9月，全县规上工业企业完成总产值214.6亿元，增长7.1%。

二、科技项目

面向“科创长白2035”2024年度项目，共征集到重点攻关类26个、应用示范类9个。
"""


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PolicyBot]:
    folder = tmp_path_factory.mktemp("required")
    (folder / "aid.md").write_text(AID, "utf-8")
    (folder / "trades.md").write_text(TRADES, "utf-8")
    (folder / "inns.md").write_text(INNS, "utf-8")
    (folder / "housing.md").write_text(HOUSING, "utf-8")
    (folder / "report.md").write_text(REPORT, "utf-8")
    with Library.open(folder / "library", create=True) as library:
        add(library, sorted(folder.glob("*.md")))
        yield PolicyBot(library)


def test_the_first_words_of_an_article_name_what_it_gives(bot: PolicyBot) -> None:
    assert bot.ask("延吉硕士交通补贴每月多少钱").text.startswith("每人每月260元")


@pytest.mark.parametrize(
    "question",
    [
        "延吉青年人才租房补贴每月多少钱",
        "延吉大豆良种补贴一亩多少钱",
        "延吉职工医保在二级医院住院报销比例多少",
        "延吉2025年PM10平均浓度控制在多少以内",
        "延吉一共给了多少名青年人才生活补贴",
        "敦化的餐饮企业首次入统奖励多少",
        "敦化书店扶持打哪个电话问",
        "民宿奖补问珲春市文旅局打哪个电话",
    ],
)
def test_another_thing_of_the_kind_is_not_the_one_named(bot: PolicyBot, question: str) -> None:
    assert bot.ask(question).refused


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("延吉青年人才生活补贴硕士每月多少钱", "1200元"),
        ("延吉耕地保护补贴一亩多少钱", "58元"),
        ("延吉2025年PM2.5平均浓度控制在多少以内", "33微克"),
        ("延吉今年打算改造多少户旧房", "150户"),
        ("敦化的制造企业首次入统奖励多少", "8万元"),
        ("敦化夜市活动的补助打哪个电话问", "0433-6550001"),
        ("民宿奖补问龙井市文旅局打哪个电话", "0433-6550012"),
    ],
)
def test_the_thing_named_is_told(bot: PolicyBot, question: str, figure: str) -> None:
    answer = bot.ask(question)
    assert not answer.refused
    assert figure in answer.text


def test_a_sentence_whose_figures_hardly_answer_is_shown_beside_a_refusal(bot: PolicyBot) -> None:
    answer = bot.ask("延吉现在公租房轮候要等几年")
    assert answer.refused
    assert "1个月内没有退回" in answer.text


def test_a_part_of_a_year_is_told_by_its_months(bot: PolicyBot) -> None:
    answer = bot.ask("安图前三季度规上工业产值多少")
    assert not answer.refused
    assert "214.6亿元" in answer.text


def test_a_year_behind_a_name_that_ends_with_one_is_read(bot: PolicyBot) -> None:
    answer = bot.ask("面向“科创长白2035”2024年度，安图征集了哪几类项目，各几个")
    assert not answer.refused
    assert "26个" in answer.text


def test_a_way_to_reach_is_not_read_beside_the_sentence_before(bot: PolicyBot) -> None:
    assert bot.ask("平台的网址是什么", history=["延吉青年人才补贴怎么申请"]).refused


@pytest.mark.parametrize(
    ("question", "text", "unsaid"),
    [
        ("营收过20亿的总部奖多少万", "营业收入首次超过10亿元、20亿元的，分别给予相应的一次性奖励。", True),
        ("担保机构的风险补偿按百分之几给", "为小微企业担保满2年的，按其代偿额的一定比例给予补偿。", True),
        ("智能工厂奖多少", "评为智能工厂的，给予一定的资金支持，最高200万元。", False),
        ("一家企业一年领多少券", "每家每年领券不超过30万元；抵用额按一定比例核定。", False),
        ("高新技术企业有多少家", "对高新技术企业给予相应奖励。", False),
    ],
)
def test_what_is_given_in_some_measure_is_not_told(question: str, text: str, unsaid: bool) -> None:
    assert left_unsaid(understand(question), text) is unsaid


@pytest.mark.parametrize(
    ("asked", "title", "passage", "other"),
    [
        ("苏北经开区的企业上市奖多少", "苏北高新区促进企业上市办法", "上市的奖励300万元", True),
        ("综保区的企业补多少", "滨海自贸试验区若干措施", "补助20万元", True),
        ("高新区的企业上市奖多少", "苏北高新技术产业开发区促进企业上市办法", "上市的奖励300万元", False),
        ("经开区的企业上市奖多少", "苏北高新区促进企业上市办法", "经济技术开发区企业参照执行", False),
        ("经开区的企业上市奖多少", "促进企业上市办法", "上市的奖励300万元", False),
    ],
)
def test_a_zone_has_rules_of_its_own(asked: str, title: str, passage: str, other: bool) -> None:
    assert of_other_zone(asked, title, passage) is other


@pytest.mark.parametrize(
    ("question", "text", "other"),
    [
        ("新评上3A景区奖励多少", "新评为5A级、4A级景区的，分别奖励500万元、100万元", True),
        ("四星级酒店奖多少", "评为五星级的奖励80万元", True),
        ("四星级酒店奖多少", "评为四星级及以上的奖励40万元", False),
        ("5A景区奖励多少", "新评为5A级、4A级景区的，分别奖励500万元、100万元", False),
        ("景区奖励多少", "新评为5A级景区的，奖励500万元", False),
    ],
)
def test_a_grade_that_is_not_told_is_not_the_next_one(question: str, text: str, other: bool) -> None:
    assert names_other_grades(understand(question), text) is other


@pytest.mark.parametrize(
    ("question", "whole", "parts"),
    [
        ("青岛2024年西海岸新区进出口总额是多少", ("山东省", "青岛市"), ("西海岸新区",)),
        ("徐州2024年淮海经开区新签约项目多少个", ("江苏省", "徐州市"), ("淮海经开区",)),
        ("青岛即墨区2024年进出口总额是多少", ("山东省", "青岛市"), ("即墨",)),
        ("徐州省级以上开发区有几家", ("江苏省", "徐州市"), ()),
        ("徐州2024年新增省级经开区数量是多少", ("江苏省", "徐州市"), ()),
        ("徐州2024年进出口总额是多少", ("江苏省", "徐州市"), ()),
    ],
)
def test_a_part_of_a_place_is_heard(question: str, whole: tuple[str, ...], parts: tuple[str, ...]) -> None:
    assert parts_asked(understand(question), whole) == parts


@pytest.mark.parametrize(
    ("question", "text", "item"),
    [
        ("申请落户至少多少分", "本科学历计60分", True),
        ("积分入学需要多少分", "每缴满1年社保加5分，50分封顶", True),
        ("申请落户至少多少分", "总积分达到100分的可以申请", False),
        ("本科学历加多少分", "本科学历加60分", False),
        ("志愿服务最高得多少分", "志愿服务得2分，10分封顶", False),
    ],
)
def test_the_points_of_an_item_are_not_those_that_are_enough(question: str, text: str, item: bool) -> None:
    assert any(of_an_item(slot, text) for slot in understand(question).slots) is item


@pytest.mark.parametrize(
    ("asked", "lacking"),
    [
        ("能用住宅地址注册公司吗", False),  # no address is asked for
        ("拿集群地址当经营场所登记行不行", False),
        ("服务中心的地址在哪", True),
        ("材料寄到什么地址", True),
    ],
)
def test_an_address_is_lacking_only_where_one_is_asked_for(asked: str, lacking: bool) -> None:
    sentence = "住所可以按规定登记。"
    assert unreached(asked, sentence, sentence) is lacking


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("1—9月，全市用电量增长5.1%", {"前三季度"}),
        ("1到9月用电量增长多少", {"前三季度"}),
        ("2025年1-6月工业投资", {"上半年"}),
        ("第1季度和二季度", {"一季度", "二季度"}),
        ("1—3月份完成情况", {"一季度"}),
        ("9月完成多少", set()),
    ],
)
def test_a_part_of_a_year_has_one_name(text: str, parts: set[str]) -> None:
    assert parts_of_year(text) == parts


@pytest.mark.parametrize("question", ["延吉的青年公寓要交押金吗", "延吉市青年公寓收押金合法吗"])
def test_a_sum_of_which_it_is_asked_whether_it_may_be_taken_is_named_by_what_answers(
    bot: PolicyBot, question: str
) -> None:
    answer = bot.ask(question)
    assert not answer.refused
    assert "不得收取押金" in answer.citations[0].quote


def test_without_a_sentence_on_that_sum_nothing_is_told(bot: PolicyBot) -> None:
    assert bot.ask("延吉的青年公寓要交报名费吗").refused
