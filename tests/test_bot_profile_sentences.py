"""What people say of their enterprise."""

from datetime import date
from decimal import Decimal

import pytest

from bot.benefits.known_figure import Figure
from bot.benefits.profile import Statement
from bot.benefits.profile_heard import hear
from corpus.benefit_records import Fact

DAY = date(2026, 11, 27)


def read(text: str) -> dict[tuple[Fact, str], object]:
    """What was read: for names whether they hold, for numbers the value or the bounds, by fact and name or period."""
    return {_key(each): _value(each) for each in hear(text, DAY).statements}


def _key(statement: Statement) -> tuple[Fact, str]:
    return statement.fact, statement.value if isinstance(statement.value, str) else statement.period


def _value(statement: Statement) -> object:
    value = statement.value
    if isinstance(value, Figure):
        return int(value.low) if value.exact and value.low is not None else (value.low, value.high)
    return statement.holds if isinstance(value, str) else value


CIXI, YUYAO = "浙江省/宁波市/慈溪市", "浙江省/宁波市/余姚市"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "我们是慈溪的高企，去年研发投入800万，员工60人，还没上市",
            {
                (Fact.CERTIFICATION, "高新技术企业"): True,
                (Fact.REGION, CIXI): True,
                (Fact.RD_EXPENSE, "2025年"): 8_000_000,
                (Fact.STAFF, ""): 60,
                (Fact.LISTING, "未上市"): True,
            },
        ),
        (
            "我们注册在北京经济技术开发区，员工60人",
            {(Fact.REGION, "北京市"): True, (Fact.REGION, "北京经济技术开发区"): True, (Fact.STAFF, ""): 60},
        ),
        ("在苏州工业园区", {(Fact.REGION, "江苏省/苏州市"): True, (Fact.REGION, "苏州工业园区"): True}),
        ("不在合肥高新区", {(Fact.REGION, "合肥高新区"): False}),
        ("不是规上", {(Fact.CERTIFICATION, "规模以上企业"): False}),
        ("注册资本1000万，成立3年", {(Fact.REGISTERED_CAPITAL, ""): 10_000_000, (Fact.AGE, ""): 3}),
        ("年营收2个亿左右", {(Fact.REVENUE, ""): (Decimal(180_000_000), Decimal(220_000_000))}),
        ("员工200余人", {(Fact.STAFF, ""): (Decimal(200), Decimal(300))}),
        ("员工不到300人", {(Fact.STAFF, ""): (None, Decimal(300))}),
        ("有60名员工，其中研发人员20人", {(Fact.STAFF, ""): 60, (Fact.RD_STAFF, ""): 20}),
        ("发明专利3件，专利12项", {(Fact.INVENTION_PATENTS, ""): 3, (Fact.PATENTS, ""): 12}),
        ("研发费用同比增长15%", {(Fact.RD_GROWTH, ""): 15}),
        ("营收下降了5%", {(Fact.REVENUE_GROWTH, ""): -5}),
        ("从银行贷款500万，利息20万", {(Fact.PROJECT, "贷款"): True, (Fact.LOAN, ""): 5_000_000, (Fact.INTEREST, ""): 200_000}),
        ("2021年3月成立", {(Fact.AGE, ""): 5}),
        ("公司2019年成立", {(Fact.AGE, ""): (Decimal(6), Decimal(7))}),
        ("成立不到1年", {(Fact.AGE, ""): (None, Decimal(1))}),
        ("中小企业，没有上市", {(Fact.SIZE, "大型"): False, (Fact.LISTING, "未上市"): True}),
        ("不在慈溪，在余姚", {(Fact.REGION, CIXI): False, (Fact.REGION, YUYAO): True}),
        ("我们不是制造业，是做跨境电商的", {(Fact.INDUSTRY, "制造业"): False, (Fact.INDUSTRY, "跨境电商"): True}),
        ("没有失信记录，依法纳税", {(Fact.GOOD_CREDIT, ""): True, (Fact.TAXPAYER, ""): True}),
        ("研发投入大概五六百万", {(Fact.RD_EXPENSE, ""): (Decimal(5_000_000), Decimal(6_000_000))}),
        ("员工二十五六个", {(Fact.STAFF, ""): (Decimal(25), Decimal(26))}),
        ("营收三千万出头", {(Fact.REVENUE, ""): (Decimal(30_000_000), Decimal(40_000_000))}),
        ("三年前成立的", {(Fact.AGE, ""): (Decimal(2), Decimal(3))}),
        ("2024年研发费用1200万，2023年才900万", {(Fact.RD_EXPENSE, "2024年"): 12_000_000, (Fact.RD_EXPENSE, "2023年"): 9_000_000}),
        ("去年营收比前年涨了12%", {(Fact.REVENUE_GROWTH, "2025年"): 12}),
        ("公司搬到烟台了", {(Fact.REGION, "山东省/烟台市"): True}),
        ("总部从绵阳迁到了德阳", {(Fact.REGION, "四川省/德阳市"): True}),
        ("我们原来在成都现在在绵阳", {(Fact.REGION, "四川省/绵阳市"): True}),
        ("以前在成都，现在在绵阳注册", {(Fact.REGION, "四川省/绵阳市"): True}),
        ("高企2022年首次认定去年又重新认定了", {(Fact.RENEWED_CERTIFICATION, "高新技术企业"): True}),
        ("高新技术企业证书明年到期", {(Fact.CERTIFICATION, "高新技术企业"): True}),
        (
            "2022到2024年营收分别是3.1亿、3.6亿、4.2亿",
            {(Fact.REVENUE, "2022年"): 310_000_000, (Fact.REVENUE, "2023年"): 360_000_000, (Fact.REVENUE, "2024年"): 420_000_000},
        ),
        ("研发费用前年、去年分别为600万和780万", {(Fact.RD_EXPENSE, "2024年"): 6_000_000, (Fact.RD_EXPENSE, "2025年"): 7_800_000}),
        ("研发人员占三成五", {(Fact.RD_STAFF_SHARE, ""): 35}),
        ("首台套没有申报过，新三板也没挂", {(Fact.CERTIFICATION, "首台（套）产品"): False, (Fact.LISTING, "新三板挂牌"): False}),
        ("同比降了7个点，营收1860万元", {(Fact.REVENUE, ""): 18_600_000}),
        ("营收同比降了7个点", {(Fact.REVENUE_GROWTH, ""): -7}),
        ("2008年成立", {(Fact.AGE, ""): (Decimal(17), Decimal(18))}),
        ("08年成立", {(Fact.AGE, ""): (Decimal(17), Decimal(18))}),
        ("员工嘛，三四百吧", {(Fact.STAFF, ""): (Decimal(300), Decimal(400))}),
        ("营收十几个亿", {(Fact.REVENUE, ""): (Decimal(1_100_000_000), Decimal(1_900_000_000))}),
        ("科创板在辅导", {(Fact.LISTING, "境内上市"): False, (Fact.LISTING, "辅导备案"): True}),
        ("我们是省单项冠军", {(Fact.CERTIFICATION, "省级制造业单项冠军"): True}),
        ("江苏省专精特新中小企业", {(Fact.CERTIFICATION, "专精特新中小企业"): True, (Fact.REGION, "江苏省"): True}),
        ("参保人数三千二", {(Fact.INSURED_STAFF, ""): 3200}),
        ("员工从60减到了48", {(Fact.STAFF, ""): 48}),
        ("营业额没统计，估摸两三百万", {(Fact.REVENUE, ""): (Decimal(2_000_000), Decimal(3_000_000))}),
        ("产值前年80亿，去年掉到52亿", {(Fact.OUTPUT, "2024年"): 8_000_000_000, (Fact.OUTPUT, "2025年"): 5_200_000_000}),
        ("高企没有，规上也不是", {(Fact.CERTIFICATION, "高新技术企业"): False, (Fact.CERTIFICATION, "规模以上企业"): False}),
        ("海口江东新区注册，主要团队在北京", {(Fact.REGION, "海南省/海口市"): True, (Fact.REGION, "海口江东新区"): True}),
        ("渭南高新区，在陕西股权交易中心挂了牌", {(Fact.REGION, "陕西省/渭南市"): True, (Fact.REGION, "渭南高新区"): True, (Fact.LISTING, "区域股权市场挂牌"): True}),
        ("去年营收没到五千万", {(Fact.REVENUE, "2025年"): (None, Decimal(50_000_000))}),
        ("a股上市公司的子公司", {}),
        ("首台套三台", {(Fact.CERTIFICATION, "首台（套）产品"): True}),
        ("潜在独角兽，省里去年给的", {(Fact.CERTIFICATION, "潜在独角兽企业"): True, (Fact.CERTIFICATION, "省级潜在独角兽企业"): True}),
        ("廊坊的物流公司", {(Fact.REGION, "河北省/廊坊市"): True, (Fact.INDUSTRY, "物流业"): True}),
        ("公司注册在苏州，工厂在南通", {(Fact.REGION, "江苏省/苏州市"): True}),
        ("专精特新“小巨人”企业", {(Fact.CERTIFICATION, "专精特新“小巨人”企业"): True}),
    ],
)  # fmt: skip
def test_statements_are_read(text: str, found: dict[tuple[Fact, str], object]) -> None:
    read_all = read(text)
    assert {key: value for key, value in read_all.items() if key[0] is not Fact.ENTITY} == found


@pytest.mark.parametrize(
    ("text", "fact", "name"),
    [
        ("去年首次认定高企", Fact.NEW_CERTIFICATION, "高新技术企业"),
        ("今年刚评上专精特新", Fact.NEW_CERTIFICATION, "专精特新中小企业"),
        ("高企去年通过了重新认定", Fact.RENEWED_CERTIFICATION, "高新技术企业"),
        ("今年小升规", Fact.NEW_CERTIFICATION, "规模以上企业"),
    ],
)
def test_a_title_is_won_for_the_first_time_or_again(text: str, fact: Fact, name: str) -> None:
    (statement,) = [each for each in hear(text, DAY).statements if each.fact is not Fact.ENTITY]
    assert (statement.fact, statement.value, statement.holds) == (fact, name, True)
    assert statement.period in ("2025年", "2026年")


@pytest.mark.parametrize(
    "text",
    [
        "正在申报高企",
        "想评小巨人",
        "明年要升规",
        "我们是不是高企？",
        "如果我们是高企呢",
        "客户都是上市公司",
        "我们的产品销往北京",
        "研发投入大概几百万",
        "营收几个亿",
        "申请了3个发明专利还没授权",
        "生产车间还留在商丘",
        "不生产设备",
        "今年上半年营收3000万",
        "办公室搬到了芜湖",
        "打算把公司迁到烟台",
        "从某银行借的钱",
        "准备明年在余姚建厂",
        "以前是高企",
    ],
)
def test_wishes_questions_and_what_is_doubtful_state_nothing(text: str) -> None:
    assert read(text) == {}


@pytest.mark.parametrize(
    "text", ["高企证书还没拿到", "高企已经过期了", "没评上高企", "并非高企", "还不是国家高新技术企业"]
)
def test_what_is_denied_is_known_not_to_be(text: str) -> None:
    assert read(text) == {(Fact.CERTIFICATION, "高新技术企业"): False}


def test_each_statement_carries_the_words_it_was_read_from() -> None:
    statements = hear("我们是慈溪的高企，员工60人", DAY).statements
    assert [each.words for each in statements if each.fact is Fact.STAFF] == ["员工60人"]
    assert [each.words for each in statements if each.fact is Fact.CERTIFICATION] == ["我们是慈溪的高企"]


def test_a_person_is_described_and_the_staff_of_a_firm_is_no_person() -> None:
    day = date(2026, 11, 27)
    told = {
        (each.fact, each.value if isinstance(each.value, str) else getattr(each.value, "value", each.value))
        for each in hear("我今年65岁，宁波户籍，二级残疾，吃低保，社保交了18个月", day).statements
    }
    assert told == {
        (Fact.PERSON_AGE, 65),
        (Fact.HOUSEHOLD, "浙江省/宁波市"),
        (Fact.DISABILITY, "二级残疾"),
        (Fact.PERSON, "最低生活保障对象"),
        (Fact.INSURED_MONTHS, 18),
    }
    firm = hear("我们公司招了3名高校毕业生，有2名残疾人员工，本科以上员工20人", day).statements
    assert not {each.fact for each in firm} & {Fact.PERSON, Fact.EDUCATION, Fact.DISABILITY}


def test_a_person_is_one_who_says_so() -> None:
    def bodies(said: str) -> list[object]:
        return [each.value for each in hear(said, date(2026, 11, 27)).statements if each.fact is Fact.ENTITY]

    assert bodies("我是个人，想申请补贴") == ["个人"]
    assert bodies("我们公司有60个人") == ["企业"]
    assert bodies("我们企业代扣个人所得税") == ["企业"]
    assert bodies("股东都是个人股东") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("社保缴纳人数52", {(Fact.INSURED_STAFF, ""): 52}),
        ("参保人员88人，职工总数为126", {(Fact.INSURED_STAFF, ""): 88, (Fact.STAFF, ""): 126}),
        ("员工五十几个人", {(Fact.STAFF, ""): (Decimal(50), Decimal(60))}),
        ("60来号人", {(Fact.STAFF, ""): (Decimal(54), Decimal(66))}),
        ("厂里有三十来个工人", {(Fact.STAFF, ""): (Decimal(30), Decimal(40))}),
        ("职工85名，其中研发人员18名，占21%", {(Fact.STAFF, ""): 85, (Fact.RD_STAFF, ""): 18, (Fact.RD_STAFF_SHARE, ""): 21}),
        ("我们有博士3名", {}),
        ("上年度主营业务收入8,600万元，占总收入的92%", {(Fact.REVENUE, "2025年"): 86_000_000, (Fact.MAIN_REVENUE_SHARE, ""): 92}),
        ("营收1.2亿，同比增长15%", {(Fact.REVENUE, ""): 120_000_000, (Fact.REVENUE_GROWTH, ""): 15}),
        ("研发费用：2024年420万，2025年510万", {(Fact.RD_EXPENSE, "2024年"): 4_200_000, (Fact.RD_EXPENSE, "2025年"): 5_100_000}),
        ("年开票销售5000w", {(Fact.REVENUE, ""): 50_000_000}),
        ("营收过亿", {(Fact.REVENUE, ""): (Decimal(100_000_000), None)}),
        ("revenue 80 million RMB, 120 employees, R&D 5m", {(Fact.REVENUE, ""): 80_000_000, (Fact.STAFF, ""): 120, (Fact.RD_EXPENSE, ""): 5_000_000}),
        ("去年成立的", {(Fact.AGE, ""): (Decimal(0), Decimal(1))}),
        ("开了八年", {(Fact.AGE, ""): 8}),
        ("成立快5年了", {(Fact.AGE, ""): (Decimal("4.5"), Decimal(5))}),
        ("专利一个都没有", {(Fact.PATENTS, ""): 0}),
        ("去年没有裁员", {(Fact.LAYOFF_RATE, "2025年"): 0}),
        ("有一个5000万的技改项目", {(Fact.PROJECT, "技术改造"): True, (Fact.INVESTMENT, ""): 50_000_000}),
        ("去年做了数字化改造，花了180万", {(Fact.PROJECT, "数字化改造"): True, (Fact.INVESTMENT, ""): 1_800_000}),
        ("去年刚上规", {(Fact.NEW_CERTIFICATION, "规模以上企业"): True}),
        ("还是规下", {(Fact.CERTIFICATION, "规模以上企业"): False}),
        ("至今没有上规", {(Fact.CERTIFICATION, "规模以上企业"): False}),
        ("无锡的规上工业企业", {(Fact.CERTIFICATION, "规模以上工业企业"): True, (Fact.REGION, "江苏省/无锡市"): True}),
        ("亩均论英雄评价A类", {(Fact.CERTIFICATION, "亩均评价A类企业"): True}),
        ("资源集约利用综合评价为C类", {(Fact.CERTIFICATION, "亩均评价C类企业"): True}),
        ("工业企业绩效评价D级", {(Fact.CERTIFICATION, "亩均评价D类企业"): True}),
        ("什么资质都没有", {(Fact.CERTIFICATION, "高新技术企业"): False, (Fact.CERTIFICATION, "科技型中小企业"): False, (Fact.CERTIFICATION, "创新型中小企业"): False}),
        ("2023年拿的高企", {(Fact.CERTIFICATION, "高新技术企业"): True}),
        ("2020年获得高企证书，2023年通过复审", {(Fact.RENEWED_CERTIFICATION, "高新技术企业"): True, (Fact.CERTIFICATION, "高新技术企业"): True}),
        ("是省级智能工厂", {(Fact.CERTIFICATION, "省级智能工厂"): True}),
        ("我们主要生产五金冲压件", {(Fact.INDUSTRY, "制造业"): True, (Fact.INDUSTRY, "五金冲压件"): True}),
        ("一家做注塑模具的小厂", {(Fact.INDUSTRY, "制造业"): True, (Fact.INDUSTRY, "模具"): True}),
        ("佛山南海的铝型材厂", {(Fact.INDUSTRY, "制造业"): True, (Fact.INDUSTRY, "铝型材"): True, (Fact.REGION, "广东省/佛山市/南海区"): True}),
        ("软件开发公司", {(Fact.INDUSTRY, "软件和信息服务业"): True}),
        ("从事蔬菜生产", {(Fact.INDUSTRY, "蔬菜"): True}),
        ("正在做上市辅导", {(Fact.LISTING, "辅导备案"): True}),
        ("财务制度健全", {(Fact.STATE, "财务制度健全"): True}),
        ("我们在杭州余杭区未来科技城", {(Fact.REGION, "浙江省/杭州市/余杭区"): True, (Fact.REGION, "杭州余杭区未来科技城"): True}),
    ],
)  # fmt: skip
def test_people_say_it_in_many_ways(text: str, found: dict[tuple[Fact, str], object]) -> None:
    assert {key: value for key, value in read(text).items() if key[0] is not Fact.ENTITY} == found


def test_of_the_kinds_of_patents_only_a_least_number_is_known() -> None:
    assert read("发明12，实用新型30") == {(Fact.INVENTION_PATENTS, ""): 12, (Fact.PATENTS, ""): (Decimal(30), None)}


def test_who_calls_itself_a_firm_is_an_enterprise() -> None:
    def entities(text: str) -> list[object]:
        return [each.value for each in hear(text, DAY).statements if each.fact is Fact.ENTITY]

    assert entities("我们是苏州的机械制造企业") == entities("一家做模具的小厂") == ["企业"]
    assert entities("我们的客户是一家制造企业") == []


def test_two_nouns_of_one_place_behind_a_figure_are_no_error() -> None:
    """头一回 and 技师 stand where 人 is counted: which noun goes first may not hang on comparing nouns."""
    hear("今年新招了12个头一回来本区上班的，其中3个是技师，合同签了两年社保也交满半年了", date(2026, 11, 27))


def test_the_sums_of_a_project_are_of_no_other_time_than_it() -> None:
    assert (Fact.EQUIPMENT_INVESTMENT, "") in read("今年有个技改项目，设备投资600万")
    assert {(Fact.INVESTMENT, ""), (Fact.INVESTMENT, "2023年")} <= {*read("2025年技改投入500万，2023年300万")}


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("年内已投产", "项目已投入使用"),
        ("项目已经备案了", "项目已备案"),
        ("已验收通过", "项目已竣工验收"),
        ("还没投产", None),
    ],
)
def test_how_far_a_project_is_may_be_said_in_short(text: str, state: str | None) -> None:
    assert [each.value for each in hear(text, DAY).statements if each.fact is Fact.STATE] == ([state] if state else [])


@pytest.mark.parametrize(
    "text",
    [
        "我们市级的专精特新",
        "专精特新我们是市级的",
        "专精特新是市里评的",
        "市工信局认定的专精特新",
        "我们是专精特新，不过是市级的",
        "专精特新（市级）",
    ],
)
def test_a_title_at_another_level_than_its_own_is_another_title(text: str) -> None:
    assert read(text) == {(Fact.CERTIFICATION, "市级专精特新中小企业"): True}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("专精特新是省里认定的", {"专精特新中小企业"}),
        ("单项冠军去年评上的，是国家级的", {"制造业单项冠军"}),
        ("有个企业技术中心，区级", {"区级企业技术中心"}),
        ("只有区级的研发中心", {"区级研发中心"}),
        ("绿色工厂是国家级的，智能工厂省级", {"国家级绿色工厂", "省级智能工厂"}),
        ("首台套是省级的", {"首台（套）产品", "省级首台（套）产品"}),
    ],
)
def test_the_level_of_a_title_may_be_told_apart_from_it(text: str, names: set[str]) -> None:
    assert {name for (fact, name), holds in read(text).items() if fact is Fact.CERTIFICATION and holds} == names


def test_a_level_that_is_not_surely_the_titles_own_states_nothing() -> None:
    assert not read("专精特新还不是国家级的")
    assert not read("专精特新是长沙市认定的")
    assert read("没有市级专精特新") == {(Fact.CERTIFICATION, "市级专精特新中小企业"): False}
