"""Benefits read from texts of our own, in the manner of measures, notices and cards of many cities."""

from datetime import date
from decimal import Decimal

import pytest

from corpus.benefit_records import Amount, AmountKind, Benefit, Combination, Fact, Operator, Requirement
from corpus.benefits import benefits
from corpus.load import parse

HEAD = "湖州市人民政府关于支持实体经济发展的若干措施\n\n湖政发〔2025〕9号\n\n各区县人民政府：\n\n"


def read(body: str, head: str = HEAD) -> tuple[Benefit, ...]:
    document = parse((head + body).encode(), "measures.txt")
    found = benefits(document)
    for benefit in found:
        clauses = [*benefit.requirements, *benefit.amounts, *(each for a in benefit.amounts for each in a.when)]
        for each in clauses:
            assert document.text[each.start : each.end] == each.clause
    return found


def one(body: str) -> Benefit:
    found = read("一、支持政策\n" + body)
    assert len(found) == 1, [benefit.title for benefit in found]
    return found[0]


def amount(body: str) -> Amount:
    found = one(body).amounts
    assert len(found) == 1, [each.clause for each in found]
    return found[0]


def said(requirement: Requirement) -> list[list[str]]:
    """Tests as short texts."""
    return [
        [
            f"{t.fact}{t.operator}{'、'.join(t.value) if isinstance(t.value, tuple) else t.value}{'@' + t.period if t.period else ''}"
            for t in tests
        ]
        for tests in requirement.alternatives
    ]


def typed(benefit: Benefit) -> list[str]:
    """All tests of requirements that are fully typed and have one alternative."""
    return [text for each in benefit.requirements if each.typed for tests in said(each) for text in tests]


# -- amounts ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "kind", "expected"),
    [
        ("对首次认定的国家高新技术企业，给予一次性奖励20万元。", "fixed", {"value": 200_000, "bound": False}),
        ("对新评为省级绿色工厂的企业，最高奖励50万元。", "fixed", {"value": 500_000, "bound": True}),
        ("对通过仿制药一致性评价的品种，每个品种给予100万元资助。", "fixed", {"value": 1_000_000, "bound": False}),
        (
            "企业实施技术改造的，按设备投资额的12%给予补助，最高500万元。",
            "rate",
            {"rate": 12, "base_fact": Fact.EQUIPMENT_INVESTMENT, "cap": 5_000_000},
        ),
        (
            "对年度研发费用1000万元以上的企业，按研发费用的5%给予补助，单个企业每年不超过300万元。",
            "rate",
            {"rate": 5, "base_fact": Fact.RD_EXPENSE, "cap": 3_000_000},
        ),
        (
            "对企业参加境外展会的，按展位费的50%给予补贴，每个展会最高3万元。",
            "rate",
            {"rate": 50, "cap": 30_000},
        ),
        ("对新招用高校毕业生的企业，按每人1500元的标准给予一次性补贴。", "per_unit", {"value": 1500, "per": "人"}),
        ("对主导制定国家标准的单位，每项标准给予30万元奖励。", "per_unit", {"value": 300_000, "per": "项"}),
        ("租用标准厂房的企业，按每平方米每月10元给予租金补贴。", "per_unit", {"value": 10}),
        (
            "企业向银行贷款用于扩大生产的，按贷款利息的40%给予贴息，贴息期限不超过2年，单户最高60万元。",
            "interest",
            {"rate": 40, "base_fact": Fact.INTEREST, "cap": 600_000, "years": 2},
        ),
        ("对列入国家重大科技专项的项目，按国家拨款1:1给予配套资金。", "matching", {"rate": 100}),
        ("对入驻小微企业，前两年免收房租。", "relief", {}),
        ("对高成长企业给予资金扶持。", "unstated", {"value": None}),
        ("对吸纳就业的企业给予不低于2万元的奖励。", "fixed", {"value": 20_000}),
    ],
)
def test_amount(sentence: str, kind: str, expected: dict[str, object]) -> None:
    found = amount(sentence)
    assert found.kind == AmountKind(kind)
    assert {name: getattr(found, name) for name in expected} == expected


@pytest.mark.parametrize(
    ("sentence", "values"),
    [
        (
            "对新认定的国家级、省级、市级企业技术中心，分别给予100万元、50万元、20万元奖励。",
            [1_000_000, 500_000, 200_000],
        ),
        ("获得中国质量奖、省政府质量奖的企业，分别奖励300万元和100万元。", [3_000_000, 1_000_000]),
        (
            "年营业收入首次突破1亿元、5亿元、10亿元的制造业企业，分别给予10万元、30万元、50万元奖励。",
            [100_000, 300_000, 500_000],
        ),
        ("对大赛一等奖奖励20万元，二等奖奖励10万元，三等奖奖励5万元。", [200_000, 100_000, 50_000]),
    ],
)
def test_tiers_are_one_of_several(sentence: str, values: list[int]) -> None:
    found = one(sentence)
    assert [each.value for each in found.amounts] == values
    assert found.combination is Combination.ONE
    assert all(each.when for each in found.amounts)
    assert len({each.when[-1].clause for each in found.amounts}) == len(values)


def test_a_tier_is_typed_by_its_member_and_what_the_list_shares() -> None:
    found = one("对新认定的国家级、省级、市级企业技术中心，分别给予100万元、50万元、20万元奖励。")
    assert [said(each.when[-1]) for each in found.amounts] == [
        [["new_certificationin国家级企业技术中心"]],
        [["new_certificationin省级企业技术中心"]],
        [["new_certificationin市级企业技术中心"]],
    ]


def test_a_cap_that_differs_for_others_makes_two_amounts() -> None:
    found = one("按实际支出的30%给予补助，其中规上企业最高80万元，规下企业最高30万元。")
    assert [(each.rate, each.cap) for each in found.amounts] == [(30, 800_000), (30, 300_000)]
    assert found.combination is Combination.ONE
    assert all(each.when for each in found.amounts)


def test_a_sum_bounded_by_a_share_of_the_cost_is_a_rate_with_a_cap() -> None:
    found = amount("对入选的示范项目给予不超过200万元资助，且不超过项目总投资的30%。")
    assert (found.kind, found.rate, found.cap, found.bound) == (AmountKind.RATE, 30, 2_000_000, True)


def test_conditions_of_which_one_is_enough_stay_together() -> None:
    found = one("对总投资10亿元以上，或者具有全局性、战略性的项目，给予贷款贴息，年度最高3000万元。")
    assert [each.clause for each in found.conditions] == ["对总投资10亿元以上，或者具有全局性、战略性的项目"]
    assert not found.conditions[0].alternatives


def test_each_sentence_has_its_own_conditions() -> None:
    found = one("对省级绿色工厂，奖励30万元。对年度营业收入1亿元以上的企业，奖励20万元。")
    assert [[each.clause for each in amount.when] for amount in found.amounts] == [
        ["对省级绿色工厂"],
        ["对年度营业收入1亿元以上的企业"],
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "截至目前，已为企业发放奖励资金3.2亿元。",
        "银行为企业发放贷款5000万元，支持企业发展。",
        "对违反规定的企业处以2万元罚款。",
        "企业应按不低于工资基数的200%支付加班工资。",
        "研究制定奖励政策，探索给予企业补贴。",
        "支持企业做大做强，不断优化营商环境。",
        "企业迁出本市不满5年的，退回已领取补助的50%。",
        "骗取补贴的，追缴已拨付的奖励资金20万元。",
        "未享受过房租减免的。",
        "原奖励办法同时废止，此前受理的按原标准30万元兑现。",
    ],
)
def test_sentences_that_give_nothing(sentence: str) -> None:
    assert read("一、支持政策\n" + sentence) == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "第一条 本办法所称的人才住房保障，是指通过发放租房补贴、提供人才公寓解决人才住房困难的制度。",
        "第一条 本市人才住房的规划、建设、分配，发放租房补贴，适用本办法。",
    ],
)
def test_what_a_text_means_and_is_for_is_no_benefit(sentence: str) -> None:
    found = read(f"{sentence}\n第二条 对新引进的博士，每月发放租房补贴2000元。")
    assert [each.amounts[0].value for each in found] == [2000]


def test_a_report_in_the_news_is_no_policy() -> None:
    news = "某市出台新政\n\n新华社杭州3月2日电（记者 某某）记者从市经信局获悉，对首次认定的高新技术企业给予20万元奖励。"
    assert read(news, "") == ()


def test_the_years_in_which_a_sum_is_paid_are_no_sums_of_their_own() -> None:
    found = one("对引进的总部企业，给予最高3000万元落户奖励。第一年拨付40%，第二年、第三年各拨付30%。")
    assert [each.value for each in found.amounts] == [30_000_000]
    assert found.schedule is not None
    assert found.schedule.text.startswith("第一年")


@pytest.mark.parametrize(
    "sentence",
    [
        "对固定资产投资5000万元以上的项目，按投资额的6%给予奖励。",
        "对当年获得2000万元股权融资的企业，按融资额的6%给予奖励。",
        "售价不高于30万元的产品，按销售额的6%给予奖励。",
        "注册资本1000万元的平台公司，按实际投入的6%给予奖励。",
    ],
)
def test_a_figure_to_be_reached_is_not_given(sentence: str) -> None:
    found = amount(sentence)
    assert (found.rate, found.value, found.cap) == (6, None, None)


# -- conditions ------------------------------------------------------------------------------------------------------

GUIDE = """一、支持对象
在本市注册、具有独立法人资格的企业。

二、支持标准
1.数字化改造补助。按合同额的20%给予补助，最高100万元。
2.设备更新补助。按设备投资额的10%给予补助，最高200万元。

三、申报条件
（一）数字化改造补助
1.上年度营业收入2000万元以上；
2.近三年无重大安全生产事故。
（二）设备更新补助
1.设备投资额不低于500万元；
2.项目已完成备案。

四、有下列情形之一的，不予支持
1.被列入严重失信主体名单的；
2.同一项目已获得市级以上财政资金支持的。

五、申报流程
企业在线提交，区县初审，市级评审。

六、申报时间
2025年3月1日至2025年4月15日。

七、申报材料
1.申报书；
2.审计报告。
"""


def test_conditions_belong_to_the_item_of_their_name() -> None:
    digital, equipment = read(GUIDE)
    assert (digital.title, equipment.title) == ("数字化改造补助", "设备更新补助")
    assert "revenue>=20000000@上年度" in typed(digital)
    assert "equipment_investment>=5000000" not in typed(digital)
    assert "equipment_investment>=5000000" in typed(equipment)
    assert not any("营业收入" in each.clause for each in equipment.requirements)
    assert "项目已完成备案" in [each.clause for each in equipment.conditions]


def test_what_holds_for_all_holds_for_each() -> None:
    for benefit in read(GUIDE):
        assert [text for each in benefit.beneficiaries for tests in said(each) for text in tests] == [
            "regionin浙江省/湖州市", "independentisTrue", "entityin企业",
        ]  # fmt: skip
        bars = [each for each in benefit.conditions if each.excludes]
        assert [said(each) for each in bars] == [[["good_creditisFalse"]], [["funded_beforeisTrue"]]]
        assert (benefit.opens, benefit.closes) == (date(2025, 3, 1), date(2025, 4, 15))
        assert [quoted.text for quoted in benefit.materials] == ["申报书；", "审计报告。"]
        assert any("在线提交" in quoted.text for quoted in benefit.apply)


def test_one_of_several_conditions_is_one_requirement() -> None:
    found = read("""一、支持标准
给予入选企业50万元奖励。

二、申报条件
申报企业应符合下列条件之一：
（一）有效期内的高新技术企业；
（二）上年度研发费用500万元以上。
""")
    either = [each for each in found[0].conditions if len(each.alternatives) > 1]
    assert [said(each) for each in either] == [[["certificationin高新技术企业"], ["rd_expense>=5000000@上年度"]]]


def test_one_of_several_conditions_is_text_if_one_cannot_be_typed() -> None:
    found = read("""一、支持标准
给予入选企业50万元奖励。

二、申报条件
申报企业应符合下列条件之一：
（一）有效期内的高新技术企业；
（二）在行业内具有较高知名度。
""")
    either = next(each for each in found[0].conditions if "知名度" in each.clause)
    assert "高新技术企业" in either.clause
    assert not either.alternatives


def test_an_article_of_conditions_is_tied_by_its_number() -> None:
    found = read("""第一章　支持内容

第一条　建设公共技术平台的，按总投资的20%给予补助，最高300万元。

第二条　举办行业展会的，每场给予10万元补助。

第三条　申请第一条资金，应当具备下列条件：
（一）注册资本不低于1000万元；
（二）有固定场所。
""")
    platform, fair = found
    assert "registered_capital>=10000000" in typed(platform)
    assert not any("注册资本" in each.clause for each in fair.requirements)


def test_nothing_is_given_for_nothing() -> None:
    found = one("（一）支持企业上市。给予200万元奖励。")
    assert [each.clause for each in found.conditions] == ["支持企业上市"]
    assert not found.conditions[0].typed


def test_what_excludes_having_two_is_quoted() -> None:
    found = one("对新升规企业给予10万元奖励。同一企业同一事项按就高不重复原则执行。")
    assert found.not_with is not None
    assert found.not_with.text == "同一企业同一事项按就高不重复原则执行。"
    assert typed(found) == ["new_certificationin规模以上企业", "entityin企业"]


def test_an_article_that_only_forbids_having_two_holds_for_all() -> None:
    found = read(
        "一、高企奖励。对首次认定的高企给予20万元奖励。\n二、升规奖励。对新升规企业给予10万元奖励。\n三、同一事项符合多项政策的，按就高不重复原则执行。"
    )
    assert [each.not_with.text if each.not_with else "" for each in found] == [
        "同一事项符合多项政策的，按就高不重复原则执行。"
    ] * 2


# -- what gives nothing ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "body"),
    [
        (
            "绍兴市经济和信息化局2024年工作总结和2025年工作思路",
            "一、主要成效\n全年兑现奖励资金3.2亿元，惠及企业1800家。",
        ),
        ("温州市城市管理行政处罚裁量基准", "一、总则\n未按规定清运的，处5000元以上2万元以下罚款。"),
        (
            "台州市未来产业发展规划",
            "一、发展目标\n到2027年，培育企业100家，研究制定奖励政策，力争产业规模突破500亿元。",
        ),
        ("金华市企业登记管理办法", "第一条　企业应当在本市登记机关办理登记，注册资本不低于100万元的除外。"),
    ],
)
def test_reports_plans_and_rules_give_nothing(title: str, body: str) -> None:
    assert read(body, f"{title}\n\n") == ()


def test_a_long_text_is_read_in_time() -> None:
    import time

    article = "对年度研发费用1000万元以上的企业，按研发费用的5%给予补助，单个企业每年不超过300万元。申报企业应为独立法人，近三年无失信记录。\n"
    body = "一、支持政策\n" + "".join(f"（{n}）" + article for n in "一二三四五六七八九十") * 48
    assert len(body) > 30_000
    began = time.process_time()
    assert read(body)
    assert time.process_time() - began < 1.5


@pytest.mark.parametrize(
    "piece",
    [
        "注册地、税务登记、",
        "每家企业每年",
        "单个企业当期",
        "近三年无违法违规失信等、",
        "10万元",
        "、50万元",
        "对企业",
        "（",
    ],
)
def test_no_text_makes_it_slow(piece: str) -> None:
    import time

    began = time.process_time()
    read("一、支持政策\n" + piece * 1500 + "，给予10万元奖励。")
    assert time.process_time() - began < 2


def test_values_are_decimals() -> None:
    found = amount("对企业缴纳的保费，按0.5‰给予补贴。")
    assert found.rate == Decimal("0.05")
    assert isinstance(found.rate, Decimal)
    assert Operator.IN == "in"


def test_a_bound_before_a_list_of_figures_holds_for_all() -> None:
    (found,) = benefits(
        parse(
            "某市若干措施\n\n第一条 对年产值首次突破1亿元、5亿元、10亿元的企业，分别给予8万元、30万元、60万元奖励。\n".encode(),
            "a.txt",
        )
    )
    tests = [amount.when[0].alternatives[0][0] for amount in found.amounts]
    assert [amount.value for amount in found.amounts] == [80_000, 300_000, 600_000]
    assert [(test.fact, test.operator, test.value) for test in tests] == [
        (Fact.OUTPUT, Operator.MORE, value) for value in (100_000_000, 500_000_000, 1_000_000_000)
    ]
    assert found.combination is Combination.ONE


def test_a_title_is_paid_for_the_first_time_or_again_not_both() -> None:
    (found,) = benefits(
        parse("某市若干措施\n\n第一条 首次认定的高新技术企业奖励15万元，重新认定的奖励5万元。\n".encode(), "a.txt")
    )
    assert found.combination is Combination.ONE


# -- nothing that is asked is lost -----------------------------------------------------------------------------------


def clauses(benefit: Benefit) -> str:
    return "\n".join(
        each.clause for each in [*benefit.requirements, *(one for each in benefit.amounts for one in each.when)]
    )


@pytest.mark.parametrize(
    ("body", "kept"),
    [
        # the labels that items open with
        ("（一）数据标注\n1．标准：按实际支出的30%补助，最多80万元。\n2．条件：设有数据安全负责人，制度健全。\n", "数据安全负责人"),
        ("（一）船舶检测\n1.补贴标准：每艘补贴2万元。\n2.申报条件：检测报告由港口采信。\n", "检测报告由港口采信"),
        # what the sentence before a list asks itself
        ("（一）楼宇更新\n给予50万元补助。\n\n二、申报条件\n楼宇业主信用优良、有专门的运营方案，并满足以下条件：\n1.入驻率不低于60%。\n", "专门的运营方案"),
        # remarks, receivers, and who approves
        ("对物流企业（不含在途监管的企业）给予10万元奖励。\n", "不含在途监管的企业"),
        ("按规定给予每家律师事务所不超过20万元的补贴；\n市级财政按规定给予每家上市公司最高300万元奖励。\n", "每家上市公司"),
        ("企业参与公共数据开放，经认定后给予30万元奖励。\n", "经认定后"),
        # limits beside other words
        ("对设备更新项目给予20万元补助。补贴期限不超过3年，企业须留存台账。\n", "企业须留存台账"),
        # aims above the items that give
        ("（一）鼓励外贸企业开拓新兴市场。\n1．按展位费的50%给予补助，最高5万元。\n", "鼓励外贸企业开拓新兴市场"),
        # lists that an item ends in
        ("（一）品牌服务商\n每家每年奖励60万元。上年度收入门槛如下：\n1．检测类：3000万元以上；\n2．设计类：1000万元以上。\n", "设计类：1000万元以上"),
    ],
)  # fmt: skip
def test_no_clause_is_lost(body: str, kept: str) -> None:
    found = read("一、支持政策\n" + body)
    assert found
    assert any(kept in clauses(benefit) for benefit in found)


def test_what_is_asked_on_the_way_is_asked() -> None:
    (benefit,) = read(
        "一、设备补助\n按设备购置费的10%补助，最高50万元。\n\n二、申报程序\n企业登录平台申报，申报单位须具有安全生产许可证，由区经信局初审。\n"
    )
    assert "申报单位须具有安全生产许可证" in clauses(benefit)
    assert "区经信局" not in clauses(benefit)


def test_what_the_heading_says_of_who_has_a_gift_is_asked() -> None:
    bank, lease = read(
        "一、金融机构\n（一）银行奖励。\n按当年新增科技贷款的0.5%给予奖励。\n（二）厂房租赁补贴。\n按每平方米每月8元补贴。\n"
    )
    assert any(said(each) == [["rolein银行"]] for each in bank.beneficiaries)
    assert any(said(each) == [["projectin厂房租赁"]] for each in lease.conditions)


def test_an_industry_is_asked_by_the_heading_of_its_part() -> None:
    (benefit,) = read("一、氢能技术装备\n（一）对首次投产的燃料电池产线给予100万元奖励。\n")
    assert "industryin氢能" in typed(benefit)
    (other,) = read("一、专精特新与总部企业\n（一）特色园区给予100万元奖励。\n")
    assert not any("专精特新" in text for text in typed(other))


KINDS = """一、支持标准
（一）给旅游企业的支持
新建房车营地的，每处补助20万元。
（二）银行奖励
按文旅贷款增量的1%奖励，最高100万元。

二、申报条件
1．旅游企业应在本市注册、开业满2年，并且没有上市。
2．银行应正常经营满3年。
3．申报单位近三年无重大安全事故。
"""


def test_what_one_kind_of_applicants_is_asked_is_asked_of_its_benefits() -> None:
    camp, bank = read(KINDS)
    assert {"regionin浙江省/湖州市", "age>=2", "listingnot_in境内上市、境外上市"} <= set(typed(camp))
    assert "age>=3" not in typed(camp)
    assert "age>=3" in typed(bank)
    assert not {"age>=2", "listingnot_in境内上市、境外上市"} & set(typed(bank))
    assert all("safeisTrue@近三年" in typed(benefit) for benefit in (camp, bank))


def test_instalments_are_no_benefits_of_their_own() -> None:
    (benefit,) = read(
        "一、创新联合体\n对牵头单位补助最多600万元，分两类执行：\n（一）先导类：首年最多300万元，第二年最多300万元；\n（二）成长类：首年最多100万元，第二年最多50万元。\n"
    )
    assert [each.value for each in benefit.amounts] == [Decimal(6_000_000)]
    assert "首年" not in clauses(benefit)


@pytest.mark.parametrize(
    ("base", "fact"),
    [
        ("上年度研发费用", Fact.RD_EXPENSE),
        ("企业研发投入", Fact.RD_EXPENSE),
        ("攻关投资", Fact.INVESTMENT),
        ("研发设备购置费", None),
        ("设备投资额", Fact.EQUIPMENT_INVESTMENT),
        ("实际支付利息", Fact.INTEREST),
        ("减免的租金", None),
        ("实际担保贷款", None),
    ],
)
def test_a_base_has_the_figure_of_its_own_name(base: str, fact: Fact | None) -> None:
    assert amount(f"（一）对科技企业，按{base}的10%给予补助，最高50万元。\n").base_fact is fact


@pytest.mark.parametrize(
    ("title", "sentence", "person"),
    [
        ("关于提高城乡最低生活保障标准的通知", "最低生活保障标准为每人每月980元。", True),
        ("住房租赁补贴实施办法", "对符合条件的家庭，按每平方米每月12元发放租赁补贴。", True),
        ("高龄津贴发放办法", "对本市户籍老年人，每月发放津贴200元。", True),
        ("关于促进就业的若干措施", "对招用残疾人的企业，每人给予补贴1000元。", False),
        ("养老服务补贴办法", "对养老机构，按收住老年人每人每月补贴300元。", False),
        ("关于支持科技创新的若干政策", "对首次认定的高新技术企业，给予20万元奖励。", False),
    ],
)
def test_benefits_for_persons_are_for_no_enterprise(title: str, sentence: str, person: bool) -> None:
    found = read(
        f"一、补贴标准\n（一）{sentence}\n", f"湖州市人民政府{title}\n\n湖政发〔2025〕9号\n\n各区县人民政府：\n\n"
    )
    assert found
    assert all((["entityin个人"] in [s for each in b.beneficiaries for s in said(each)]) is person for b in found)


# -- what is set aside for all, and what is asked of all ---------------------------------------------------------------


@pytest.mark.parametrize(
    "sentence",
    [
        "市财政每年安排不少于3000万元专项资金，用于支持制造业企业技术改造。",
        "设立总规模5亿元的产业引导基金，支持专精特新企业发展。",
        "专项资金总额为1500万元，用完即止。",
        "扶持资金规模每年2000万元，由县财政列入年度预算。",
        "每年拿出1000万元奖励优秀企业。",
        "安排2000万元消费券资金，由商务局组织发放。",
    ],
)
def test_what_a_government_sets_aside_is_no_benefit(sentence: str) -> None:
    given = "二、引进人才\n对引进的博士，每人给予10万元补贴。\n"
    found = read(f"一、资金保障\n{sentence}\n{given}")
    assert [amount.clause for benefit in found for amount in benefit.amounts] == ["给予10万元补贴"]


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("对入选的企业，每年安排200万元专项资金支持。", 2_000_000),
        ("对首次认定的国家高新技术企业，安排20万元奖励资金。", 200_000),
        ("每年预算安排500万元，对首次上规的企业给予10万元奖励。", 100_000),
        ("给予每家企业50万元专项资金。", 500_000),
    ],
)
def test_what_somebody_is_given_out_of_a_fund_is_a_benefit(sentence: str, value: int) -> None:
    assert amount(sentence).value == value


def test_the_name_of_a_chapter_asks_for_nothing() -> None:
    found = read(
        "第一章 总则\n第一条 区财政给予园区运营单位50万元补贴。\n第二章 附则\n第二条 本办法自印发之日起施行。\n"
    )
    assert all(each.clause != "总则" for benefit in found for each in benefit.requirements)


@pytest.mark.parametrize(
    ("chapter", "opening"),
    [
        ("申报与审核", "申报主体应当同时符合下列条件："),
        ("组织实施", "享受本办法扶持的企业须满足以下要求："),
        ("申报程序", "申请单位应具备如下条件："),
    ],
)
def test_a_list_of_conditions_binds_every_benefit_whatever_chapter_it_stands_in(chapter: str, opening: str) -> None:
    found = read(
        "第一章 扶持标准\n第一条 对新建智能大棚的企业，给予一次性奖励20万元。\n第二条 对新获评省级农业龙头的企业，奖励30万元。\n"
        f"第二章 {chapter}\n第三条 {opening}\n（一）在本区注册登记满2年；\n（二）入社成员不少于40户；\n（三）未被列入失信名单。\n"
        "第四条 申报单位应当提交下列材料：\n（一）申请表；\n（二）营业执照复印件。\n"
    )
    assert len(found) == 2
    for benefit in found:
        clauses = "".join(each.clause for each in benefit.conditions)
        assert all(said in clauses for said in ("满2年", "不少于40户", "失信名单"))
        assert "营业执照" not in clauses
        assert not any("不少于40户" in each.text for each in benefit.apply)


def test_a_list_in_a_chapter_of_applying_that_names_one_benefit_binds_that_one_alone() -> None:
    found = read(
        "第一章 扶持标准\n第一条 贷款贴息。对投保的企业，按实际利息的50%给予贴息，最高20万元。\n第二条 品牌奖励。对新获评中国驰名商标的企业，奖励30万元。\n"
        "第二章 申报程序\n第三条 申请贷款贴息的企业应当符合下列条件：\n（一）贷款期限不少于6个月；\n（二）贷款用于流动资金。\n"
    )
    asked = {benefit.title: "".join(each.clause for each in benefit.conditions) for benefit in found}
    assert "不少于6个月" in asked["贷款贴息"]
    assert "不少于6个月" not in asked["品牌奖励"]


@pytest.mark.parametrize(
    "said",
    [
        "第二章 申报与审核\n第三条 申报主体须同时满足：\n（一）在本区注册登记满2年；\n（二）入社成员不少于40户；\n（三）未被列入失信名单。\n",
        "第二章 资金管理\n第三条 享受本办法扶持的主体，应在本区注册登记满2年，入社成员不少于40户，且未被列入失信名单。\n",
        "第二章 附则\n第三条 申请扶持资金的主体必须具备以下条件：1.在本区注册登记满2年；2.入社成员不少于40户；3.未被列入失信名单。\n",
        "第二章 保障措施\n第三条 凡申报本办法资金的，必须在本区注册登记满2年、入社成员不少于40户、未被列入失信名单。\n",
    ],
)
def test_what_is_asked_of_all_applicants_binds_every_benefit_however_it_is_said(said: str) -> None:
    given = "第一章 扶持标准\n第一条 对新建智能大棚的企业，给予一次性奖励20万元。\n第二条 对新获评省级农业龙头的企业，奖励30万元。\n"
    found = read(given + said)
    assert len(found) == 2
    for benefit in found:
        clauses = "".join(each.clause for each in benefit.conditions)
        assert [each in clauses for each in ("满2年", "不少于40户", "失信名单")] == [True] * 3


@pytest.mark.parametrize(
    "told",
    [
        "申报单位应当在每年3月底前提交申请表。",
        "申请人须登录平台填报信息，并提供营业执照。",
        "获得资金的企业应当接受审计，违反规定的退回资金。",
    ],
)
def test_what_applicants_have_to_do_is_no_condition(told: str) -> None:
    found = read(f"一、扶持标准\n对新建智能大棚的企业，给予一次性奖励20万元。\n二、组织实施\n（一）{told}\n")
    assert not any(told[:8] in each.clause for each in found[0].requirements)
