"""Items of texts in the manner of many cities: what they give beside sums, and that no sentence of theirs is lost."""

from decimal import Decimal
from time import process_time

import pytest

from corpus.benefit_records import AmountKind, Benefit
from corpus.benefits import benefits
from corpus.load import parse

HEAD = "南通市促进产业发展专项资金申报指南\n\n南通市人民政府\n\n"


def read(body: str, head: str = HEAD) -> tuple[Benefit, ...]:
    document = parse((head + body).encode(), "guide.md")
    found = benefits(document)
    for benefit in found:
        for each in (*benefit.requirements, *benefit.amounts, *(each for a in benefit.amounts for each in a.when)):
            assert document.text[each.start : each.end] == each.clause
    return found


def asked(benefit: Benefit) -> str:
    """Everything that a benefit quotes as asking for something."""
    clauses = [each.clause for each in benefit.requirements] + [each.clause for a in benefit.amounts for each in a.when]
    return "\n".join([*clauses, benefit.not_with.text if benefit.not_with else ""])


# -- ceilings and shares ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("国家标准每项最多20万元；地方标准每项最多5万元。", [("per_unit", 200_000, None, None), ("per_unit", 50_000, None, None)]),
        ("新获批的博士后工作站最多30万元。", [("fixed", 300_000, None, None)]),
        ("补展位费的40%，最多8万元。", [("rate", None, 40, 80_000)]),
        ("每场最多3万元，每家每年最多12万元。", [("per_unit", 30_000, None, 120_000)]),
        ("每个项目最多60万元，且以上年实际支出的30%为限。", [("rate", None, 30, 600_000)]),
        ("按检测费用全额补助，累计最多15万元。", [("rate", None, 100, 150_000)]),
        ("每家2万元，全市全年总额100万元以内。", [("fixed", 20_000, None, None)]),
        ("按采购额的5%奖励。最高不超过60万元。", [("rate", None, 5, 600_000)]),
        ("按采购额的5%奖励，60万元封顶。", [("rate", None, 5, 600_000)]),
        ("补贴不超过租金的30%，最高10万元；在园区以外的，不超过20%。", [("rate", None, 30, 100_000), ("rate", None, 20, None)]),
        ("补助比例最高为投资额的40%，总额最多900万元，三年里每年最多300万元。", [("rate", None, 40, 9_000_000)]),
        ("每个项目最多60万元，新建的不超过实际投入的50%，已有的不超过运维成本的30%。", [("rate", None, 50, 600_000), ("rate", None, 30, 600_000)]),
        ("按每平方米每月15元补贴，每年最高20万元。", [("per_unit", 15, None, 200_000)]),
        ("补助不超过投资额的20%，最高300万元；列入国家计划的，补助标准提高到30%，最高500万元。", [("rate", None, 20, 3_000_000), ("rate", None, 30, 5_000_000)]),
        ("按减免租金的30%给予补贴，最高50万元。", [("rate", None, 30, 500_000)]),
        ("按配套产品采购额的3%奖励，最高80万元。", [("rate", None, 3, 800_000)]),
    ],
)  # fmt: skip
def test_ceilings_of_a_guide_are_amounts(
    sentence: str, expected: list[tuple[str, int | None, int | None, int | None]]
) -> None:
    (found,) = read(f"一、支持内容\n（一）研发奖励。{sentence}\n")
    assert [(each.kind.value, each.value, each.rate, each.cap) for each in found.amounts] == [
        (kind, *(None if number is None else Decimal(number) for number in numbers)) for kind, *numbers in expected
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "企业注册资金至多2000万元。",
        "计入规模的贷款额最多500万元。",
        "每件商品售价最高300元。",
        "单笔保证金上限10万元。",
    ],
)
def test_ceilings_of_something_else_are_none(sentence: str) -> None:
    assert read(f"一、支持内容\n（一）说明。{sentence}\n") == ()


def test_a_ceiling_for_several_items_holds_for_each() -> None:
    body = "一、标准\n（一）标准奖励\n1. 国际标准每项最多50万元。\n2. 国家标准每项最多20万元。\n3. 行业标准每项最多10万元。\n以上三项，每家单位每年合计最多80万元。\n"
    assert [each.cap for benefit in read(body) for each in benefit.amounts] == [Decimal(800_000)] * 3


# -- what is given without a sum -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "sentence",
    [
        "对首次上云的企业予以支持。",
        "为企业提供孵化服务的机构，按绩效奖励。",
        "对符合条件的实验室按相关规定给予支持。",
        "迁入本市的总部企业，给予一次性奖励。",
    ],
)
def test_money_without_a_sum(sentence: str) -> None:
    (found,) = read(f"一、支持内容\n（一）其他。{sentence}\n")
    assert [each.kind for each in found.amounts] == [AmountKind.UNSTATED]


@pytest.mark.parametrize(
    ("sentence", "grades"),
    [
        ("对入选项目分档给予补助：一档300万元，二档200万元，三档100万元。", ["一档", "二档", "三档"]),
        ("对通过绿色工厂认定的企业给予奖励。国家级的100万元，省级的50万元。", ["国家级的", "省级的"]),
        ("按考核等次给予运营补助。优秀的，50万元；良好的，30万元。", ["优秀的", "良好的"]),
        ("对获质量奖的企业给予一次性奖励，其中国家级200万元，省级100万元，市级50万元。", ["国家级", "省级", "市级"]),
    ],
)
def test_sums_behind_the_names_of_grades_are_each_for_its_grade(sentence: str, grades: list[str]) -> None:
    (found,) = read(f"一、支持内容\n（一）其他。{sentence}\n")
    assert [each.when[-1].clause for each in found.amounts] == grades
    assert all(each.value for each in found.amounts)


@pytest.mark.parametrize(
    ("sentence", "kinds"),
    [
        ("申请省级工程中心的，研发投入门槛可放宽到300万元。", ["in_kind"]),
        ("对入驻企业给予房租减免、人才补贴等支持。", ["relief", "unstated"]),
        ("对上市企业给予100万元奖励，县级补贴标准不低于市级。", ["fixed", "unstated"]),
        ("对改造项目按LPR计算贴息。", ["interest"]),
    ],
)
def test_gifts_without_a_figure(sentence: str, kinds: list[str]) -> None:
    (found,) = read(f"一、支持内容\n（一）其他。{sentence}\n")
    assert [each.kind.value for each in found.amounts] == kinds


def test_the_manner_of_giving_is_no_amount_beside_the_sum() -> None:
    (found,) = read(
        "一、支持内容\n（一）研发。采取后补助方式给予支持，每家企业连续3年只能享受1次。对企业给予最高50万元奖励。\n"
    )
    assert [each.value for each in found.amounts] == [Decimal(500_000)]
    assert "每家企业连续3年只能享受1次" in asked(found)
    assert found.amounts[0].years is None


# -- tables ----------------------------------------------------------------------------------------------------------

TABLE = """## 一、标准

| 支持事项 | 档次 | 最高金额 |
| --- | --- | --- |
| 海外仓建设 | 面积2万平方米以上 | 300万元 |
| 海外仓建设 | 面积1万至2万平方米 | 100万元 |
| 首台套应用 | 合同金额的20% | 200万元 |
| 新材料应用 | 单个产品 | 30万元 |
| 新材料应用 | 单个企业 | 90万元 |

## 二、条件

（一）海外仓。运营满2年。
"""


def test_each_matter_of_a_table_is_one_benefit() -> None:
    found = {each.title: each for each in read(TABLE)}
    assert list(found) == ["海外仓建设", "首台套应用", "新材料应用"]
    assert [each.value for each in found["海外仓建设"].amounts] == [Decimal(3_000_000), Decimal(1_000_000)]
    assert [each.clause for each in found["海外仓建设"].amounts[0].when] == ["面积2万平方米以上"]
    (share,) = found["首台套应用"].amounts
    assert (share.kind, share.rate, share.cap) == (AmountKind.RATE, 20, 2_000_000)
    (each,) = found["新材料应用"].amounts
    assert (each.kind, each.value, each.cap) == (AmountKind.PER_UNIT, 300_000, 900_000)
    assert "运营满2年" in asked(found["海外仓建设"])


# -- nothing is lost -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "clauses"),
    [
        (
            "一、支持内容\n（一）研发奖励。对企业奖励10万元；同一企业三年内限享受1次。产品应已批量销售。续任不算。\n",
            ["同一企业三年内限享受1次", "产品应已批量销售", "续任不算"],
        ),
        (
            "一、支持内容\n（一）园区奖励。鼓励国有企业利用闲置楼宇建设园区。对建成的园区，奖励20万元。\n",
            ["鼓励国有企业利用闲置楼宇建设园区"],
        ),
        (
            "一、支持内容\n（一）建设研发中心。最多奖励30万元。\n（二）范围。只限试点单位自有的技术，且应在本地转化。\n",
            ["建设研发中心", "只限试点单位自有的技术，且应在本地转化"],
        ),
        (
            "一、低空经济产业\n（一）航线奖励。对新开航线的单位，奖励40万元。\n二、工业设计\n（一）大赛奖励。对获奖企业，奖励5万元。\n",
            ["低空经济产业"],
        ),
        (
            "一、谁可以申请\n在本市注册满一年的养殖企业。\n二、能领多少\n每家企业奖励2万元。\n三、怎么申请\n到窗口提交材料。\n",
            ["在本市注册满一年的养殖企业"],
        ),
    ],
)
def test_no_clause_of_an_item_is_lost(body: str, clauses: list[str]) -> None:
    found = read(body)
    assert found
    for clause in clauses:
        assert clause in asked(found[0])


@pytest.mark.parametrize(
    ("sentence", "values", "condition"),
    [
        ("对新认定的农业龙头企业，给予20万元奖励；上年度营业收入1亿元以上的，另奖10万元。", [200_000, 100_000], "上年度营业收入1亿元以上的"),
        ("对首次获证的民宿，奖励5万元；床位达到30张的，再奖2万元。", [50_000, 20_000], "床位达到30张的"),
        ("对参训职工，每人补贴800元；取得高级证书的，增补500元。", [800, 500], "取得高级证书的"),
    ],
)  # fmt: skip
def test_a_further_sum_is_an_amount_of_its_own_and_its_condition_no_condition_of_the_first(
    sentence: str, values: list[int], condition: str
) -> None:
    (found,) = read(f"一、支持内容\n（一）培育。{sentence}\n")
    assert [each.value for each in found.amounts] == values
    assert condition in [each.clause for each in found.amounts[1].when]
    assert condition not in [each.clause for each in (*found.requirements, *found.amounts[0].when)]


def typed(benefit: Benefit) -> dict[str, list[str]]:
    """The requirements of a benefit that tests say in part or whole, with the facts of these."""
    return {each.clause: [test.fact for test in each.tests] for each in benefit.requirements if each.alternatives}


def test_for_whom_the_item_above_is_holds_for_those_below() -> None:
    body = (
        "一、支持内容\n（一）金融服务奖励。对为本市种业企业提供贷款和股权投资的金融机构，给予奖励。\n"
        "1．银行奖励。按贷款额的1%奖励，最高50万元。\n2．创业投资机构奖励。按投资额的2%奖励，最高100万元。\n"
    )
    bank, fund = read(body)
    assert typed(bank)["金融机构"] == ["entity"]
    assert typed(fund)["金融机构"] == ["entity", "role"]  # the text counts them among these; elsewhere nobody does


def test_of_an_item_for_two_kinds_neither_is_asked_of_both() -> None:
    body = (
        "一、支持内容\n（一）出海。对于瞪羚企业，给予政策服务支持。对于中小企业，给予分档支持：\n"
        "1．效果好的，给予30万元。\n2．效果较好的，给予10万元。\n"
    )
    assert all("瞪羚" not in clause for found in read(body) for clause in typed(found))


@pytest.mark.parametrize(
    ("heading", "fact"),
    [
        ("科技服务机构培育", "role"),
        ("支持检验检测机构做大做强", "role"),
        ("农民专业合作社发展壮大", "entity"),
        ("支持科普型社会组织", "entity"),
        ("扶持成长型中小企业", "size"),
        ("壮大链条型农民专业合作社", "entity"),
    ],
)
def test_a_heading_that_names_whom_it_is_for_is_read_so(heading: str, fact: str) -> None:
    (found,) = read(f"一、支持内容\n（一）{heading}。年度考核优秀的，奖励10万元。\n")
    assert [fact] in typed(found).values()


@pytest.mark.parametrize("rest", ["，分两档：", "，按以下标准：", "，具体标准如下：", ""])
def test_a_heading_that_announces_its_grades_still_says_what_is_paid_for(rest: str) -> None:
    body = f"一、支持内容\n（一）贷款贴息{rest}\n1．总投资5亿元以上的，贴息率最高3%。\n2．其他企业，贴息率最高1%。\n"
    assert all(["project"] in typed(found).values() for found in read(body))


def test_the_parts_of_a_sentence_of_demands_are_read_each_for_itself() -> None:
    body = (
        "一、支持内容\n（一）服务奖励。每家奖励10万元。\n二、申报条件\n"
        "上一年度营业收入不低于200万元；专业人员至少10名，其中持证的至少5名；近3年未受到行政处罚。\n"
    )
    (found,) = read(body)
    assert typed(found) == {"上一年度营业收入不低于200万元": ["revenue"], "近3年未受到行政处罚": ["good_credit"]}
    assert "其中持证的至少5名" in asked(found)


@pytest.mark.parametrize(
    "rest",
    [
        "二、总量控制\n同一企业同一年度依据本措施获得的资金合计不超过500万元。\n",
        "二、附则\n单个企业全年享受本政策各项奖励总额最高800万元。\n",
        "二、资金保障\n市财政每年安排专项资金2000万元，用于补助企业。\n",
        "二、职责分工\n市工信局负责组织申报，市财政局负责奖励资金拨付。\n",
    ],
)
def test_ceilings_of_all_and_where_the_money_comes_from_are_no_benefits(rest: str) -> None:
    (found,) = read("一、支持内容\n（一）技改奖励。对完成技改的企业，奖励10万元。\n" + rest)
    assert [each.value for each in found.amounts] == [100_000]


@pytest.mark.parametrize(
    "sentence",
    [
        "改造后应承接先进制造业；属于生产性服务业的重点领域，也可以。",
        "须取得绿色建筑标识；或通过节能验收。",
        "应为龙头企业；视同龙头企业的合作社须有三年以上经营。",
    ],
)
def test_parts_of_which_one_is_enough_stay_together(sentence: str) -> None:
    (found,) = read(f"一、支持内容\n（一）改造。每家奖励10万元。\n二、申报条件\n{sentence}\n")
    assert sentence.strip("。") in asked(found)


def test_how_much_is_given_and_where_it_is_recommended_is_no_condition() -> None:
    body = (
        "一、支持内容\n（一）融资。鼓励企业贷款扩产，按照不超过同期LPR予以贴息。\n1．制造业企业贷款的，最高贴息100万元。\n"
        "（二）新品。对完成试制的企业，奖励5万元。产品定型后推荐纳入省新品推广目录。支持资金用于后续研发。\n"
    )
    told = "\n".join(asked(each) for each in read(body))
    assert "予以贴息" not in told
    assert "推荐纳入" not in told
    assert "支持资金用于" not in told


def test_what_is_asked_of_one_kind_is_not_asked_of_all() -> None:
    body = (
        "一、支持内容\n（一）创新券。每家最多10万元。\n二、申报条件\n"
        "小微企业条件：年营业收入低于500万元；创业团队条件：成员均为在校学生。\n"
    )
    (found,) = read(body)
    assert not {"revenue", "person"} & {fact for facts in typed(found).values() for fact in facts}


def test_a_text_that_says_only_how_money_is_given_has_one_benefit() -> None:
    body = "服务对象：本市独立法人\n服务内容\n奖励方式：事后一次性奖励。\n条件要求\n1．每个单位仅可申报1个项目。\n"
    (found,) = read(body)
    assert [each.kind for each in found.amounts] == [AmountKind.UNSTATED]
    assert "每个单位仅可申报1个项目" in asked(found)


# -- cost ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "item",
    [
        "补贴标准：每人1000元。\n",
        "补贴标准：每人1000元。\n申报条件：在本市注册的企业。\n",
        "（一）研发奖励。对企业奖励1万元。\n（二）申请条件。申请单位应当依法纳税。\n",
        "甲类措施自2023年1月1日起施行。\n对企业奖励1万元。\n",
    ],
)
def test_the_cost_grows_with_the_length_and_not_with_its_square(item: str) -> None:
    def cost(count: int) -> float:
        document = parse((HEAD + item * count).encode(), "long.txt")
        begin = process_time()
        benefits(document)
        return process_time() - begin

    # eight times the text costs eight times as much, and 64 if it were its square; each is taken at its best, in turns
    few, many = (min(costs) for costs in zip(*((cost(100), cost(800)) for _ in range(2)), strict=True))
    assert many < 24 * few


def test_signatures_days_and_the_way_to_apply_are_no_conditions() -> None:
    body = "一、认定奖励\n对首次认定的国家高新技术企业，给予30万元奖励。\n企业于每年5月31日前向所在地科技部门提出申请。\n本通知自2025年4月1日起施行，有效期至2028年3月31日。\n南通市人民政府办公室\n2025年3月1日\n"
    (found,) = read(body)
    assert asked(found).strip() == "对首次认定的国家高新技术企业"


@pytest.mark.parametrize(
    ("gift", "bar"),
    [
        ("企业投保产品责任险的，按实缴保费的20%给予补贴，每年最高50万元", "未投保的，不予补贴"),
        ("企业参加境外展会的，按展位费的50%给予补助，每次最高3万元", "未实际参展的，不予补助"),
        ("首次获得发明专利授权的企业，每件奖励5000元", "转让取得的，不予奖励"),
    ],
)
def test_a_sentence_that_gives_and_then_bars_is_a_benefit_whose_bar_is_its_own(gift: str, bar: str) -> None:
    found = read(f"一、支持政策\n（一）{gift}；{bar}。\n（二）对新建的公共仓库，给予20万元奖励。\n")
    first, second = found
    assert first.amounts
    assert [each.clause for each in first.requirements if each.excludes] == [bar]
    assert not [each for each in second.requirements if each.excludes]
