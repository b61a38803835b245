"""Figures that belong to several things one by one."""

import pytest

from bot.reading.figure_words import speaks_against, words_about
from bot.reading.figures import read_figures
from bot.reading.respective import own_figures, respective
from bot.understanding.question import understand
from corpus.aliases import canonical
from corpus.quantity import find_quantities

GRANTS = "对新引进的博士、硕士、本科毕业生，分别给予每月3000元、2000元、1000元的生活补贴。"
STATIONS = "对建成的加氢站，按日供气能力1000公斤和500公斤两档分别给予500万元和200万元的建设补贴。"


@pytest.mark.parametrize(
    ("text", "question", "figure"),
    [
        (GRANTS, "博士每月补贴多少？", "每月3000元"),
        (GRANTS, "硕士每月补贴多少？", "2000元"),
        (GRANTS, "本科毕业生每月补贴多少？", "1000元"),
        (GRANTS, "新引进人才的生活补贴多少？", "每月3000元、2000元、1000元"),
        (STATIONS, "加氢站建设补贴多少？", "500万元和200万元"),
        ("对企业给予50万元、个人5万元的奖励。", "企业奖励多少？", "50万元"),
    ],
)
def test_each_thing_has_its_own_figure_and_none_named_all(text: str, question: str, figure: str) -> None:
    quantities = [each for each in find_quantities(text) if each.family == "元"]
    asked = understand(question)
    chosen = respective(asked, asked.slots[0], text, quantities, 0)
    assert chosen is not None
    assert chosen.text == figure


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("营收破20亿奖多少", "对年营业收入首次突破20亿元的企业，给予80万元奖励。"),
        ("研发占比5%的企业能补多少", "研发费用占营业收入比重达到5%以上的，按研发费用增量的12%给予补助。"),
    ],
)
def test_a_condition_is_no_award(question: str, text: str) -> None:
    quantities = find_quantities(text)
    slot = understand(question).slots[0]
    first, second = (words_about(text, quantities, at) for at in range(2))
    assert speaks_against(slot, quantities[0], first, ())
    assert not speaks_against(slot, quantities[1], second, ())


SKILLS = "职工取得电工中级证书的，每人补贴1500元；取得高级技师证书的，每人补贴4000元。"
AGAIN = "首次通过省级研发中心认定的，奖励30万元；重新认定的，奖励8万元。"
LANES = "冷链专线年开行300班次以上的，小型车每班次补贴60元，中型车每班次90元，大型车每班次150元。"
CLASSES = "小学一年级每班不超过40人，初中一年级每班不超过48人。"
UNDER = "住院未满5天的，补助200元；住院满5天未满15天的，补助600元；住院满15天的，补助1500元。"
HOTLINE = "供水企业设置24小时服务热线，爆管报修后45分钟内赶到现场。"
ABROAD = "参加展会的，按展位费的50%补助，其中国内展会单次最高1.5万元，境外展会单次最高4万元。"
LIGHTS = "楼体灯光昼间不得高于300坎德拉/平方米，夜间不得高于120坎德拉/平方米；每日23时至次日6时应当关闭。"
RENTED = "保障房租金：（一）特困家庭，每月每平方米0.8元；（二）困难职工家庭（人均月收入低于2100元），每月每平方米3.2元；（三）其他家庭，每月每平方米5.5元。"
VOUCHERS = "发放文旅消费券，两年累计不少于500万元，2026年发放180万元。"
DORMS = "新建宿舍的，人均建筑面积不得少于4平方米；申请人现有住房人均建筑面积不足12平方米。"
BUDGET = "资金从专项资金列支，2026年安排3200万元，其中培训补贴2000万元，稳岗补贴1200万元。"
INSIDE = "入驻孵化园区的企业，按租金的60%补贴；在园区以外租房的，按40%补贴。"
GREEN = "获得LEED铂金级认证的，奖励70万元；金级认证的，奖励35万元。"
APPRENTICES = "企业开展学徒培训的，中级工每人4500元，高级工每人5500元。"
DISABLED = "护理补贴：一级、二级残疾人每人每月95元，三级残疾人每人每月65元。"
CHECKUPS = "产检补贴每孕次1600元；生育三孩的，产检补贴提高至2100元。"
GAS = "第一阶梯每立方米2.6元；第二阶梯每立方米3.3元；第三阶梯每立方米4.1元。"
CAPS = "住院费最高支付限额为每年8000元，其中康复材料费最高支付限额为每年1500元。"
RECORD = "承办单位近4年内未受过行政处罚，取得许可证满2年。"
VISITED = "新生儿出院满7日、28日和3个月时，由妇幼保健院上门访视。"
MONTHS = "困难家庭取暖救助人均不超过全市4个月最低生活保障金。"
RENT = "租用民营载体的，按每月每平方米18元给予补贴，面积不超过500平方米。"


@pytest.mark.parametrize(
    ("text", "question", "figure"),
    [
        (SKILLS, "职工考了高级技师能领多少钱", "4000元"),
        (SKILLS, "考了电工中级证书补几千", "1500元"),
        (AGAIN, "省级研发中心重新认定给多少钱", "8万元"),
        (AGAIN, "首次认定省级研发中心奖多少钱", "30万元"),
        (LANES, "冷链专线中型车跑一趟补几块", "90元"),
        (CLASSES, "小学一年级一个班最多多少个孩子", "不超过40人"),
        (UNDER, "住院7天的补助多少元", "600元"),
        (UNDER, "住院20天的补助多少元", "1500元"),
        (HOTLINE, "水管爆了报修以后多久能赶到现场", "45分钟内"),
        (RENT, "租民营载体一平米一个月补多少钱", "每月每平方米18元"),
        (GREEN, "取得LEED金级认证的奖励几十万", "35万元"),
        (INSIDE, "企业租孵化园区的房子，租金补贴百分之几", "60%"),
        (INSIDE, "企业不在孵化园区里，租金补贴百分之几", "40%"),
        (GREEN, "取得LEED铂金级认证的奖励几十万", "70万元"),
        (CAPS, "住院费一年最高报多少", "每年8000元"),
        (CAPS, "康复材料费一年最高报多少", "每年1500元"),
        (RECORD, "承办单位几年内没有受过处罚", "近4年内"),
        (MONTHS, "困难家庭的取暖救助最多几个月低保金", "4个月"),
        (MONTHS, "困难家庭的取暖救助标准是多少", "4个月最低生活保障金"),
        (VISITED, "新生儿出院后多久上门访视", "满7日、28日和3个月"),
        (APPRENTICES, "带高级工学徒一个人补多少", "每人5500元"),
        (DISABLED, "一级残疾每月护理补贴多少", "每人每月95元"),
        (CHECKUPS, "产检补贴一次多少钱", "1600元"),
        (CHECKUPS, "生育三孩的产检补贴多少钱", "2100元"),
        (GAS, "第二阶梯天然气每立方米多少钱", "3.3元"),
        (ABROAD, "去国外参展一次最多补多少", "最高4万元"),
        (ABROAD, "国内展会单次最高补多少", "最高1.5万元"),
        (LIGHTS, "楼体灯光晚上亮度上限多少", "不得高于120坎德拉/平方米"),
        (LIGHTS, "楼体灯光白天亮度上限多少", "不得高于300坎德拉/平方米"),
        (RENTED, "困难职工家庭的租金每平方米多少", "每月每平方米3.2元"),
        (VOUCHERS, "2026年发多少文旅消费券", "180万元"),
        (DORMS, "申请人现有住房人均建筑面积要低于多少平米", "不足12平方米"),
        (DORMS, "新建宿舍人均建筑面积不能低于多少平米", "不得少于4平方米"),
        (BUDGET, "2026年培训补贴和稳岗补贴总共安排了多少资金", "3200万元"),
        (BUDGET, "2026年稳岗补贴安排了多少资金", "1200万元"),
        (
            "首次获评国家级、省级、市级示范园的，分别奖励90万元、40万元、15万元。",
            "首次获评国家级示范园奖励多少",
            "90万元",
        ),
    ],
)
def test_each_case_of_a_rule_has_its_own_figure(text: str, question: str, figure: str) -> None:
    figures, _ = read_figures(understand(question), text, (), {}, passage=canonical(text), own_place=True, report=False)
    assert [each and each.text for each in figures] == [figure]


@pytest.mark.parametrize(
    ("text", "question", "figure"),
    [
        ("单个冷库补助上限由80万元提高到120万元。", "单个冷库补助上限多少万元", "120万元"),
        ("单个冷库补助上限由80万元提高到120万元。", "单个冷库补助上限原来是多少万元", "80万元"),
        ("护理补贴从每月100元调整为150元。", "护理补贴多少元", "150元"),
        ("城东污水处理厂二期建成，处理能力6万吨。", "城东污水处理厂处理能力多大", "6万吨"),
    ],
)
def test_the_figure_that_holds_now_is_given(text: str, question: str, figure: str) -> None:
    figures, _ = read_figures(understand(question), text, (), {}, passage=canonical(text), own_place=True, report=False)
    assert [each and each.text for each in figures] == [figure]


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("新评为国家4A级旅游景区的，奖励60万元；评为5A级的，奖励300万元。", "新评上3A景区奖励多少万"),
        ("示例：某企业月均工资5200元，应发津贴为5200÷30×98=16987元。", "津贴应发多少元"),
        ("例如，张某每月房租2000元，可领补贴600元。", "每月房租补贴多少元"),
    ],
)
def test_another_grade_or_a_worked_example_gives_no_figure(text: str, question: str) -> None:
    figures, _ = read_figures(understand(question), text, (), {}, passage=canonical(text), own_place=True, report=False)
    assert figures == (None,)


@pytest.mark.parametrize(
    ("question", "figures"),
    [
        ("货物周转量多少，增长多少，全省排第几", ["83.2亿吨公里", "7.4%", "第6位"]),
        ("货物周转量增长多少", ["7.4%"]),
        ("货物周转量多少，占全省多少", ["83.2亿吨公里", "5.1%"]),
    ],
)
def test_what_is_said_of_a_figure_is_found_behind_it(question: str, figures: list[str]) -> None:
    text = "全年完成货物周转量83.2亿吨公里，同比增长7.4%，高于全省平均1.2个百分点，占全省的5.1%，居全省第6位。"
    found, _ = read_figures(understand(question), text, (), {}, passage="", own_place=True, report=True)
    assert [each and each.text for each in found] == figures


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("公办床位有多少张", "全区公办床位缺口1200张。"),
        ("工业项目有多少个", "实施亿元以上工业项目，带动就业。"),
        ("每千名老年人护理床位多少张", "全市护理床位8600张。"),
        ("养老保险参保人数多少人", "失业保险、工伤保险参保人数分别达到9.4万人、10.2万人。"),
        ("固定资产投资占比多少", "工业投资80亿元，其中技改投资占比31%。"),
    ],
)
def test_a_figure_of_another_thing_is_none(question: str, text: str) -> None:
    found, _ = read_figures(understand(question), text, (), {}, passage="", own_place=True, report=True)
    assert found == (None,)


FACTORIES = "对新认定的国家级、省级绿色工厂，分别给予80万元、30万元奖励。"
CERTIFICATES = "取得初级、中级、高级职业资格证书的，分别给予600元、900元、1500元奖励。"
REPORTS = "举报非法采砂、违规倾倒、非法养殖水产查实的，分别奖励300元、800元、1500元。"
SECTORS = "三次产业对经济增长的贡献率分别为3.1%、48.7%和48.2%。"
INCOMES = "城镇、农村居民人均可支配收入分别达到41200元和17350元，增长4.2%和6.3%。"


@pytest.mark.parametrize(
    ("text", "question", "told"),
    [
        (FACTORIES, "评上国家级绿色工厂奖多少", "80万元"),
        (FACTORIES, "省级绿色工厂奖多少", "30万元"),
        (FACTORIES, "绿色工厂奖多少", ""),
        (CERTIFICATES, "考下高级职业资格证奖多少钱", "1500元"),
        (CERTIFICATES, "初级职业资格证书给多少钱", "600元"),
        (CERTIFICATES, "初级和中级证书各给多少钱", ""),
        (REPORTS, "举报违规倾倒查实了奖多少", "800元"),
        (REPORTS, "举报非法养殖水产奖多少", "1500元"),
        (SECTORS, "二产的贡献率多少", "48.7%"),
        (INCOMES, "农村居民人均收入多少，涨了几个点", "17350元，增长6.3%"),
        (INCOMES, "城镇居民收入多少", "41200元，增长4.2%"),
        ("公办、民办幼儿园保教费分别为每月700元、1600元。", "民办幼儿园一个月收多少", "1600元"),
        ("办理时限为15个工作日。", "办理时限是多久", ""),
    ],
)
def test_of_things_told_one_by_one_the_one_asked_is_told(text: str, question: str, told: str) -> None:
    assert own_figures(understand(question), text) == told


LEADERS = "上年度专利申请量，领军企业须达到80件，示范企业须达到15件。"
SCHOOLS = "民办小学招收20个班，公办小学招收96个班；公办初中招收54个班。"
COURIERS = "总量控制在900辆以内，其中快递三轮车640辆、环卫三轮车260辆。"
FIRST_SETS = "首台（套）装备通过认定的，单台奖励最高60万元，每家企业一年最高300万元。"
CENTRE = "研究院新引进创业团队3个，累计引进创业团队21个。"
CHAIRS = "新任技术委员会主席的，给企业最多40万元；新任分技术委员会主席的，最多25万元。"


@pytest.mark.parametrize(
    ("text", "question", "figure"),
    [
        (LEADERS, "示范企业上年度专利申请要多少件", "15件"),
        (LEADERS, "领军企业上年度专利申请要多少件", "80件"),
        (SCHOOLS, "公办小学招收多少个班", "96个"),
        (SCHOOLS, "民办小学招收多少个班", "20个"),
        (COURIERS, "快递三轮车有多少辆", "640辆"),
        (FIRST_SETS, "首台套装备单台最多奖多少", "最高60万元"),
        (FIRST_SETS, "首台套装备每家企业一年最多奖多少", "最高300万元"),
        (CHAIRS, "新任分技术委员会主席的企业最多给多少", "最多25万元"),
    ],
)
def test_of_figures_told_alike_the_one_whose_clause_says_more_is_read(text: str, question: str, figure: str) -> None:
    figures, _ = read_figures(understand(question), text, (), {}, passage=canonical(text), own_place=True, report=False)
    assert figures[0] is not None
    assert figures[0].text == figure


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("研究院一共引进了多少个创业团队", "21个"),
        ("研究院总共引进了几个创业团队", "21个"),
        ("研究院新引进了多少个创业团队", "3个"),
    ],
)
def test_all_that_have_come_are_told_apart_from_those_that_came_in(question: str, figure: str) -> None:
    found, _ = read_figures(understand(question), CENTRE, (), {}, passage="", own_place=True, report=True)
    assert [each.text if each else "" for each in found] == [figure]


@pytest.mark.parametrize(
    ("question", "text", "figures"),
    [
        ("住满1年积几分，最多到多少", "在宿舍居住，满1年计4分，16分封顶。", ["4分", "16分"]),
        ("设备租赁最长补几年、一年封顶多少", "设备租赁补贴最长2年，每家企业一年最多80万元。", ["2年", "最多80万元"]),
        ("投了好几家初创企业，奖励加起来上限多少", "投资初创企业的，单笔奖励40万元，奖励上限90万元。", ["上限90万元"]),
        ("收入变了要在多少时间内申报", "收入看申请之月往前6个月。", [None]),
        ("收入看往前几个月的", "收入看申请之月往前6个月的情况。", ["6个月"]),
    ],
)
def test_the_most_of_what_was_asked_before_is_read_behind_it(
    question: str, text: str, figures: list[str | None]
) -> None:
    found, _ = read_figures(understand(question), text, (), {}, passage="", own_place=True, report=False)
    assert [each and each.text for each in found] == figures
