"""Clauses of conditions, in the wording of many cities, and the tests that they are read as."""

import pytest

from corpus.benefit_tests import read_tests

REGION = ("浙江省", "宁波市", "慈溪市")


def said(clause: str, region: tuple[str, ...] = REGION) -> list[list[str]]:
    return [
        [
            f"{t.fact} {t.operator} {'、'.join(t.value) if isinstance(t.value, tuple) else t.value}{' @' + t.period if t.period else ''}"
            for t in tests
        ]
        for tests in read_tests(clause, region).alternatives
    ]


@pytest.mark.parametrize(
    ("clause", "tests"),
    [
        ("在本市依法登记注册", ["region in 浙江省/宁波市/慈溪市"]),
        ("在浙江省内注册", ["region in 浙江省"]),
        ("注册地、税务关系和统计关系均在本市", ["region in 浙江省/宁波市/慈溪市", "taxpayer is True"]),
        ("注册在宁波市且具有独立法人资格的企业", ["region in 浙江省/宁波市", "independent is True", "entity in 企业"]),
        ("依法纳税", ["taxpayer is True"]),
        ("对首次认定的国家高新技术企业", ["new_certification in 高新技术企业"]),
        ("首次通过高企认定的企业", ["new_certification in 高新技术企业", "entity in 企业"]),
        ("重新认定的高新技术企业", ["renewed_certification in 高新技术企业"]),
        ("有效期内的高新技术企业、科技型中小企业", ["certification in 高新技术企业、科技型中小企业"]),
        ("新认定为国家级专精特新“小巨人”企业的", ["new_certification in 专精特新“小巨人”企业"]),
        ("小升规企业", ["new_certification in 规模以上企业", "entity in 企业"]),
        ("规上工业企业", ["certification in 规模以上工业企业"]),
        ("企业、高校和科研院所", ["entity in 企业、高等学校、科研机构"]),
        ("中小微企业", ["size in 中型、小型、微型"]),
        ("从事软件和信息技术服务业的企业", ["industry in 软件和信息服务业", "entity in 企业"]),
        ("软件业企业和制造业企业", ["industry in 软件和信息服务业、制造业", "entity in 企业"]),
        ("上年度主营业务收入2000万元（含）以上", ["revenue >= 20000000 @上年度"]),
        ("上一年度营业收入达到1亿元", ["revenue >= 100000000 @上一年度"]),
        ("年营业收入5000万元以下（不含）", ["revenue < 50000000"]),
        ("近三年营业收入均不低于5亿元", ["revenue >= 500000000 @近三年"]),
        ("营业收入同比增长15%以上", ["revenue_growth >= 15"]),
        ("研发费用占销售收入的比例不低于5%", ["rd_share >= 5"]),
        ("研发投入不少于300万元", ["rd_expense >= 3000000"]),
        ("固定资产投资额1000万元以上", ["fixed_investment >= 10000000"]),
        ("注册资本不低于500万元", ["registered_capital >= 5000000"]),
        ("企业职工不超过300人", ["staff <= 300"]),
        ("裁员率不高于5.5%", ["layoff_rate <= 5.5"]),
        ("成立满2年", ["age >= 2"]),
        ("成立时间不超过5年", ["age <= 5"]),
        ("持续经营24个月以上", ["age >= 2"]),
        ("近三年无重大安全生产事故", ["safe is True @近三年"]),
        ("未被列入严重违法失信名单", ["good_credit is True"]),
        ("信用状况良好", ["good_credit is True"]),
        ("非上市企业", ["listing not_in 境内上市、境外上市", "entity in 企业"]),
        ("经营场地面积不低于500平方米", ["area >= 500"]),
        ("上一会计年度营业收入不低于500万元", ["revenue >= 5000000 @上一会计年度"]),
        ("上一个会计年度研发经费支出500万元以上", ["rd_expense >= 5000000 @上一个会计年度"]),
        ("拥有3000平方米以上的孵化场地", ["area >= 3000"]),
        ("具有不少于500平方米固定经营场所", ["area >= 500"]),
        ("可自主支配的孵化场地面积不低于1000平方米", ["area >= 1000"]),
        ("本办法适用于在本市登记注册的企业", ["region in 浙江省/宁波市/慈溪市", "entity in 企业"]),
        ("以智能家居制造为主营业务的企业", ["industry in 智能家居制造", "entity in 企业"]),
        ("以现代物流为主业", ["industry in 物流业"]),
        ("低空经济产业相关主体，包括企业、科研机构等", ["industry in 低空经济"]),
        ("从事海洋装备的企业、科研院所等", ["industry in 海洋装备"]),
        ("从事新材料研发、生产、销售的企业", ["industry in 新材料", "entity in 企业"]),
        ("专精特新智能制造企业", ["certification in 专精特新中小企业", "industry in 智能制造", "entity in 企业"]),
        ("年度固定资产投资纳统5000万元以上", ["fixed_investment >= 50000000"]),
        ("采购合同额不低于300万元", ["contract >= 3000000"]),
        ("项目单位或牵头单位为宁波市注册的独立法人单位", ["region in 浙江省/宁波市", "independent is True"]),
        ("截至申报之日已连续经营2年以上", ["age >= 2"]),
        ("开业满两年的旅行社（以下简称申请人）", ["age >= 2", "role in 旅行社"]),
        ("从未获得财政资金支持", ["funded_before is False"]),
        ("研发过程中未享受过财政补助", ["funded_before is False"]),
        ("本市范围内的检测机构", ["region in 浙江省/宁波市/慈溪市", "role in 检测机构"]),
        ("面向全市", ["region in 浙江省/宁波市/慈溪市"]),
        ("仅限高新区、经济技术开发区", ["region in 高新区、经济技术开发区"]),
        ("拥有5件以上发明专利", ["invention_patents >= 5"]),
        ("配备不少于8名专业技术人员", ["professionals >= 8"]),
        ("具有10名以上研发人员", ["rd_staff >= 10"]),
        ("新建大数据中心的", ["project in 大数据中心建设"]),
        ("在境外设立营销网络", ["project in 境外营销网络建设"]),
        ("承办省级职业技能竞赛的", ["project in 承办省级职业技能竞赛"]),
        ("纳入《重点技术改造项目目录》", ["state in 列入《重点技术改造项目目录》"]),
        ("持有《食品经营许可证》", ["state in 持有《食品经营许可证》"]),
        ("通过质量管理体系认证", ["state in 已通过质量管理体系认证"]),
        ("承诺三年内不外迁", ["state in 承诺三年内不迁出"]),
        ("不改变原有土地使用性质", ["state in 用地性质不变"]),
        ("同类补贴累计最多享受两年", ["state in 同类资金享受未满两年"]),
    ],
)
def test_typed(clause: str, tests: list[str]) -> None:
    assert said(clause) == [tests]
    assert not read_tests(clause, REGION).partial


@pytest.mark.parametrize(
    ("clause", "first"),
    [
        ("在本市注册并从事工业设计服务外包的企业", "region in 浙江省/宁波市/慈溪市"),
        ("获评国家级专精特新“小巨人”企业的", "certification in 专精特新“小巨人”企业"),
        ("拟上市企业", "entity in 企业"),
        ("市级高新技术企业", "certification in 高新技术企业"),
        ("年度营业收入首次突破1亿元的", "revenue > 100000000"),
        ("具有独立法人资格的咨询顾问机构", "independent is True"),
        ("面向成长型中小企业", "size in 中型、小型、微型"),
        ("荣获省级工业设计奖的", "certification in 省级工业设计奖"),
        ("获得国家级质量检验检测中心称号的", "certification in 国家级质量检验检测中心"),
        ("纺织、印染、化纤等领域的企业", "entity in 企业"),
        ("从事深海装备、卫星应用等方向的高校和科研院所", "entity in 高等学校、科研机构"),
        ("近两年未受到行政处罚", "good_credit is True @近两年"),
        ("三年内未因违法经营受过刑事处罚", "good_credit is True"),
        ("近3年没有受到环保等部门行政处罚", "good_credit is True @近3年"),
    ],
)
def test_partial(clause: str, first: str) -> None:
    """What the tests say must hold, but more is asked: whoever holds a title may have won it years ago."""
    assert first in said(clause)[0]
    assert read_tests(clause, REGION).partial


@pytest.mark.parametrize(
    "clause",
    [
        "具有健全的风险控制制度",
        "高新技术企业、金牌企业",  # a list with a member that is not known
        "在本市注册或经批准在本市设立",
        "未取得高新技术企业资格",
        "除高新技术企业外",
        "优先支持高新技术企业",
        "为中小微企业提供担保服务的担保机构",  # whose size?
        "为初创团队提供服务的企业",
        "面向中小企业提供服务的机构",
        "带动低收入村发展的合作社",
        "获得省级财政资金支持的平台",
        "获得市级以上认定的中心",
        "培育高新技术企业5家以上的孵化器",
        "新招用员工10人以上的企业",
        "知识产权服务收入不低于200万元",
        "拥有专职教师20人以上",
        "与科研院所合作开展研发",
        "获得过高新技术企业之一的投资",
        "从事相关业务5年以上",
        "签订不少于2年的供货合同",
        "北京市经济和信息化局认定",
        "宁波前湾新区注册",
        "注册地和实际经营地均在同一园区",
        "建筑面积合计不低于客户要求",
        "对外贸企业联合会的会员",
        "控股子公司营业收入1亿元以上",
        "不裁员或裁员率不高于上年度全国城镇调查失业率",
        "属于独角兽集聚区的，所在区应已确立建设",
        "企业的产品属于首创",
        "引进的高层次人才",
        "无",
        "未获得省级财政资金支持",  # other money may have been had
        "打造专精特新",
        "把技术许可给中小微企业的",  # whose size?
        "正常生产经营受到影响",
        "确保企业正常经营",
        "获得已备案的基金投资",
        "引进10名以上研发人员",
        "建立长效工作机制",
        "新建重大项目的",  # who judges?
        "立项",
        "新型经营主体",
    ],
)
def test_left_as_text(clause: str) -> None:
    assert said(clause) == []


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("首次认定为省级工业设计中心的企业", "new_certification in 省级工业设计中心"),
        ("新获批国家级博士后科研工作站的单位", "new_certification in 国家级博士后科研工作站"),
        ("重新认定为市级重点实验室的", "renewed_certification in 市级重点实验室"),
        ("注册在苏州工业园区的企业", "region in 苏州工业园区"),
        ("从事面料印染加工的机构或单位", "industry in 面料印染加工"),
        ("当年获准在区域股权市场专精特新板挂牌", "listing in 区域股权市场挂牌"),
        ("以融资租赁方式租入数控生产线", "project in 融资租赁"),
        ("为本地初创企业提供孵化服务", "project in 孵化服务"),
        ("利用闲置厂房建设中试线", "project in 利用闲置厂房建设中试线"),
        ("老旧街区改造项目", "project in 老旧街区改造"),
        ("当年培育瞪羚企业、高新技术企业等不少于6家", "incubated >= 6"),
    ],
)
def test_names_that_no_table_has(clause: str, expected: str) -> None:
    assert expected in said(clause)[0]
    assert not read_tests(clause, REGION).partial


@pytest.mark.parametrize(
    ("clause", "lowest"),
    [
        ("年度营业收入首次突破5亿元、10亿元、50亿元的", "revenue > 500000000"),
        ("工业总产值第一次达到10亿元、30亿元或100亿元", "output >= 1000000000"),
        ("上年度研发投入达到500万元、1000万元和3000万元的", "rd_expense >= 5000000 @上年度"),
    ],
)
def test_of_steps_the_lowest_must_be_reached_and_which_one_is_not_told(clause: str, lowest: str) -> None:
    assert said(clause) == [[lowest]]
    assert read_tests(clause, REGION).partial


@pytest.mark.parametrize("clause", ["申报高新技术企业的", "争创省级企业技术中心", "申请专精特新中小企业"])
def test_who_applies_for_a_title_does_not_hold_it(clause: str) -> None:
    assert not any(test.startswith("certification") for tests in said(clause) for test in tests)


@pytest.mark.parametrize(
    ("clause", "doing"),
    [
        ("新建公共检测平台的", "公共平台建设"),
        ("租用智能算力服务", "租用算力"),
        ("建成省级未来工厂的", "标杆工厂建设"),
        ("自建中试线", "中试线建设"),
        ("承办国际学术会议", "会议和活动"),
        ("在国际标准化组织任职", "国际标准化组织任职"),
    ],
)
def test_doings_of_many_wordings_have_one_name(clause: str, doing: str) -> None:
    assert [test for tests in said(clause) for test in tests] == [f"project in {doing}"]


def test_a_doing_in_the_words_of_its_clause_is_told_so() -> None:
    def told(clause: str) -> list[bool]:
        return [test.told for tests in read_tests(clause, REGION).alternatives for test in tests]

    assert told("开展海洋牧场示范") == [True]
    assert told("举办跨境电商大赛") == [True]
    assert told("实施技术改造") == [False]


@pytest.mark.parametrize("clause", ["入驻产业园区", "位于特色园区内", "在科技园区落户"])
def test_who_is_in_a_park_does_not_run_it(clause: str) -> None:
    assert not any(test.startswith("role") for tests in said(clause) for test in tests)


@pytest.mark.parametrize("clause", ["对通过认定的企业", "对入选企业", "新认定的企业", "列入名单的企业"])
def test_what_was_won_and_is_not_said_is_asked(clause: str) -> None:
    assert read_tests(clause, REGION).partial


def test_a_list_that_is_left_open_is_met_by_those_it_names_alone() -> None:
    read = read_tests("高校、科研机构、科技型中小企业等创新主体", REGION)
    assert read.alternatives[-1] == ()
    assert len(read.alternatives) > 1


@pytest.mark.parametrize(
    "clause",
    [
        "搭建开放共享",
        "建设优质项目",
        "实施效果显著的项目",
        "开展其他相关活动",
        "举办不少于3场活动",
        "组织申报材料",
    ],
)
def test_judgements_papers_and_counts_are_no_doings(clause: str) -> None:
    assert said(clause) == []


def test_figures_on_both_sides_of_or_are_alternatives() -> None:
    assert said("上年度营业收入2000万元以上或研发费用300万元以上") == [
        ["revenue >= 20000000 @上年度"],
        ["rd_expense >= 3000000"],
    ]


def test_what_the_city_means_depends_on_whose_document_it_is() -> None:
    assert said("在本市注册", ("北京市",)) == [["region in 北京市"]]
    assert said("在本区注册", ("北京市", "海淀区")) == [["region in 北京市/海淀区"]]
    assert said("在本区注册", REGION) == []
    assert said("在本省注册", REGION) == [["region in 浙江省"]]
    assert said("在我市注册", ()) == []
    assert said("在沪注册的企业", ("上海市",)) == [["region in 上海市", "entity in 企业"]]
    assert said("在沪注册", REGION) == []


# -- what is said of others, or of one of several kinds --------------------------------------------------------------


@pytest.mark.parametrize(
    "clause",
    [
        "科技领军企业实行一企一策",
        "规模以上企业按年度另行安排",
        "高等学校、科研机构，以及本市范围内的担保机构",
        "小微企业，以及在本市设立的创业投资机构",
    ],
)
def test_what_is_said_of_others_or_joins_kinds_is_no_test(clause: str) -> None:
    assert not read_tests(clause, ("浙江省", "宁波市")).alternatives


# -- persons, and what an applicant affirms --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("clause", "tests"),
    [
        ("年满60周岁的本市户籍老年人", ["person_age >= 60", "household in 浙江省/宁波市/慈溪市"]),
        ("户籍在宁波市的居民", ["household in 浙江省/宁波市"]),
        ("具有本市户籍且年满80周岁", ["household in 浙江省/宁波市/慈溪市", "person_age >= 80"]),
        ("年龄在16至35周岁的登记失业人员", ["person_age >= 16", "person_age <= 35", "person in 登记失业人员"]),
        ("毕业2年以内的高校毕业生", ["graduated <= 2", "person in 高校毕业生"]),
        ("本科及以上学历", ["education in 本科、硕士、博士"]),
        ("累计缴纳社会保险费2年以上", ["insured_months >= 24"]),
        ("重度残疾人", ["disability in 一级残疾、二级残疾"]),
        ("家庭人均住房面积低于15平方米", ["housing_area < 15"]),
        ("最低生活保障家庭成员", ["person in 最低生活保障对象"]),
        ("退役军人或登记失业人员", ["person in 退役军人、登记失业人员"]),
        ("财务管理制度健全", ["state in 财务制度健全"]),
        ("具有独立法人资格，财务会计制度健全", ["independent is True", "state in 财务制度健全"]),
        ("拥有自主知识产权", ["state in 有自主知识产权"]),
        ("每家企业连续三年内只能享受一次", ["state in 近三年未获得本项支持"]),
        ("项目建设期不超过2年", ["construction <= 2"]),
        ("专业服务人员不少于8名", ["professionals >= 8"]),
    ],
)
def test_facts_of_persons_and_affirmed_states(clause: str, tests: list[str]) -> None:
    assert said(clause) == [tests]
    assert not read_tests(clause, REGION).partial


@pytest.mark.parametrize(
    "clause",
    [
        "男性年满60周岁",
        "非本市户籍人员",
        "招用登记失业人员的企业",
        "为残疾人提供服务的机构",
        "具有本科及以上学历的人员不少于10名",
        "未取得营业执照",
        "本市户籍或持有居住证",
    ],
)
def test_what_is_not_said_of_the_applicant_is_no_test_of_a_person(clause: str) -> None:
    facts = {t.fact for tests in read_tests(clause, REGION).alternatives for t in tests}
    assert not facts & {"person", "person_age", "household", "education", "state"}


@pytest.mark.parametrize("clause", ["在本市连续缴纳社会保险满12个月", "连续居住满3年", "拥有高水平的创业团队"])
def test_what_no_fact_says_keeps_a_clause_from_being_typed(clause: str) -> None:
    reading = read_tests(clause, REGION)
    assert reading.partial or not reading.alternatives
