"""What a case comes to by rules of many kinds: the right grant, its arithmetic, and no sum where a role is in doubt."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.bot import PolicyBot
from bot.cases.blocks import heads
from bot.cases.case import Span, case
from bot.cases.cases import asks_amount, named_together, solutions, together
from bot.cases.grants import Block
from bot.cases.instalments import in_part, instalment
from bot.cases.worked import Worked
from index.adding import add
from index.library import Library


def solved(question: str, *sentences: str, above: str = "") -> tuple[Worked, ...]:
    """What the sentences of one heading come to for a question."""
    block = Block(sentences, above, heads(sentences))
    return solutions(case(question), block, tuple(range(len(sentences)))) if asks_amount(question) else ()


def said(question: str, *sentences: str, above: str = "") -> str:
    """The line that is told of it, "" where nothing is reckoned."""
    found = solved(question, *sentences, above=above)
    return together(found) if len(found) > 1 else found[0].line if found and found[0].reckoned else ""


ORCHARD = (
    "补贴标准：20亩（含）至100亩的，每亩补贴80元；100亩（含）至300亩的，每亩补贴120元；300亩（含）以上的，每亩补贴150元。",
    "单个主体最高补贴不超过3万元。",
)
LOOMS = "对购置设备的企业，按设备购置费用的15%给予补助，最高80万元；列入市级数字车间名单的，补助比例提高至20%，最高150万元。"
NURSES = "养老护理员每人每月补贴300元，期限不超过18个月。"
MEDICAL = (
    "起付标准：一级医院150元，二级医院350元，三级医院700元。",
    "政策范围内费用，一级医院支付88%，二级医院支付78%，三级医院支付60%。",
)
GAS = (
    "第一阶梯：年用气量0—300立方米（含），气价每立方米2.5元；",
    "第二阶梯：年用气量300—600立方米（含），气价每立方米3元；",
    "第三阶梯：年用气量600立方米以上，气价每立方米4元。",
)
ELDERS = (
    "（一）长寿津贴：80至89周岁每人每月70元；90至99周岁每人每月150元。",
    "（二）护理补贴：轻度失能每人每月200元；重度失能每人每月500元。",
)


@pytest.mark.parametrize(
    ("question", "sentences", "wanted"),
    [
        ("我种了260亩果园，能补多少", ORCHARD, "最多3万元（120元 × 260亩 = 3.12万元，超过上限，按上限3万元）"),
        ("包了120亩果园，一共能补多少钱", ORCHARD, "1.44万元（120元 × 120亩 = 1.44万元，没有超过上限3万元）"),
        ("买设备花了300万，能补多少", (LOOMS,), "45万元（设备购置费用300万元 × 15% = 45万元，没有超过上限80万元）"),
        ("我们进了市级数字车间名单，买设备花了300万，能补多少", (LOOMS,), "60万元（设备购置费用300万元 × 20%"),
        ("没进数字车间名单，买设备花了600万，能补多少", (LOOMS,), "最多80万元（设备购置费用600万元 × 15% = 90万元"),
        ("招了4名养老护理员，领满期限一共多少钱", (NURSES,), "2.16万元（300元 × 4名 × 18个月 = 2.16万元）"),
        ("我是养老护理员，补贴领满一年共多少钱", (NURSES,), "3600元（300元 × 12个月 = 3600元）"),
        ("机构招了4名养老护理员，能补多少", (NURSES,), "每月1200元（300元 × 4名 = 1200元；领满18个月共2.16万元）"),
        ("在二级医院住院，政策范围内花了5350元，报多少钱", MEDICAL, "3900元（(5350元 - 350元) × 78% = 3900元）"),
        ("一年用了400方气，气费要多少", GAS, "1050元（300立方米 × 2.5元 + 100立方米 × 3元 = 1050元）"),
        ("老人92岁，重度失能，长寿津贴加护理补贴一个月多少钱", ELDERS, "合计每月650元（150元 + 500元 = 650元）"),
        (
            "车开了6年，5月初报废，给多少钱",
            ("使用4年以内（含）的每辆补偿6000元，4年以上8年以内（含）的每辆补偿4000元。", "5月20日前交车的，另给予每辆800元奖励。"),
            "4800元（4000元 + 800元 = 4800元）",
        ),
        (
            "招了10个人来厂里上班，其中4个是高级技师，一共能领多少补助",
            ("企业招用首次就业员工的，按每人500元给予补助；属高级技师的，按每人1500元计。",),
            "9000元（500元 × 6 + 1500元 × 4 = 9000元）",
        ),
        ("玉米投保50亩，自己要交多少钱", ("玉米保险每亩保额800元，保费40元，农户自缴25%。",), "500元（40元 × 25% × 50亩 = 500元）"),
        ("我家有40台出租车，最多能办几张夜班证", ("夜班证数量不超过本单位出租车总数的35%。",), "14张（40台 × 35%）"),
        (
            "公积金余额我有2万，老婆有3万，按余额能贷多少",
            ("贷款额度按借款人及配偶公积金账户余额之和的12倍计算。",),
            "60万元（(2万元 + 3万元) × 12 = 60万元）",
        ),
        (
            "去年产值4000万，增长12%，能奖多少",
            (
                "对年产值8000万元（含）以上的企业，产值增速达到10%（含）以上、20%以下的，奖励6万元；增速达到20%（含）以上的，奖励12万元。",
                "年产值8000万元以下的企业，按上述标准的40%执行。",
            ),
            "2.4万元（6万元 × 40% = 2.4万元）",
        ),
    ],
)  # fmt: skip
def test_a_case_comes_to_what_the_rule_says(question: str, sentences: tuple[str, ...], wanted: str) -> None:
    assert said(question, *sentences).startswith(wanted)


PENS = ("母羊存栏20头以上的养殖户，每头补贴90元，每户最多补贴80头。",)
SHOPS = ("企业租用冷链仓库的，按每平方米每月9元给予补贴。", "补贴面积最高2500平方米。")
INTEREST = ("外贸企业贷款，按实际支付利息的30%给予贴息，最高40万元。", "贷款余额100万元以下的，不予贴息。")
LABS = "对科技型企业，按研发费用的6%给予补助，最高90万元；非科技型企业按2%给予补助，最高30万元。"
EDGES = "投入额300万元（含）至900万元的，按投入额的5%给予补助；900万元（含）至2000万元的，按6%给予补助；2000万元以上的，按7%给予补助。"
HIRES = ("企业招用应届毕业生的，每人补贴1200元。", "企业招用退役军人6人以上的，每人补贴1800元。")


@pytest.mark.parametrize(
    ("question", "sentences", "wanted"),
    [
        ("母羊养了120头，能补多少", PENS, "7200元（90元 × 80头（120头超过上限，按上限算） = 7200元）"),
        ("母羊养了50头，能补多少", PENS, "4500元（90元 × 50头 = 4500元）"),
        ("企业租了4000平方米冷链仓库，一年补多少", SHOPS, "27万元（9元 × 2500平方米"),
        ("贷款余额80万元，支付利息4万元，贴息多少", INTEREST, ""),
        ("外贸贷款实际支付利息12万元，贴息多少", INTEREST, "3.6万元"),
        ("我们不是科技型企业，研发费用500万元，补多少", (LABS,), "10万元（研发费用500万元 × 2%"),
        ("我们是科技型企业，研发费用500万元，补多少", (LABS,), "30万元（研发费用500万元 × 6%"),
        ("投入额2000万元，能补多少", (EDGES,), "140万元（投入额2000万元 × 7%"),
        ("投入额280万元，能补多少", (EDGES,), ""),
        ("公司招用退役军人4人，能补多少", HIRES, ""),
        ("公司招用退役军人8人，能补多少", HIRES, "1.44万元"),
    ],
)
def test_no_sum_passes_what_the_rule_counts_bars_or_gives_others(
    question: str, sentences: tuple[str, ...], wanted: str
) -> None:
    found = said(question, *sentences)
    assert wanted in found
    assert bool(found) == bool(wanted)


@pytest.mark.parametrize(
    ("question", "sentences"),
    [
        ("我种了12亩果园，能补多少", ORCHARD),  # below the lowest tier
        ("果园亩数还没量，能补多少", ORCHARD),
        ("引进人才3人，能补助多少", ("企业引进博士每人补助10万元，硕士每人补助3万元。",)),
        ("贷款300万，能补多少", (LOOMS,)),  # what was borrowed is not what was spent
        ("买设备花了300万，第一年先给多少", (LOOMS,)),
        ("第二次在二级医院住院，政策范围内花了5350元，报多少钱", MEDICAL),
        ("买设备花了300万，厂房租金50万，一共能补多少", (LOOMS,)),  # half of the case would be left out
        ("付了8万担保费，能补回多少", ("按年化担保额的0.6%给予补助。",)),
        ("租金一年10万，3年一共补多少", ("按经营用房租金的50%给予补贴，连续补贴3年。",)),
        ("研发费用比去年多花了100万，能补多少", ("对研发费用较上年新增部分，按10%给予补助。",)),
        ("我们公司去年纳税100万左右，能奖多少", ("年纳税满50万元不到100万元的奖励2万元，100万元及以上的奖励5万元。",)),
        (
            "评上国家级样板工厂了，能奖几万",
            ("国家级样板园区奖励90万元，国家级样板工厂奖励70万元；国家级样板产品每个奖励4万元，单个企业每年最高16万元。",),
        ),  # what is less than the amount itself is no limit of it
        ("投了900万建枢纽，能补多少", ("按建安投入的30%给予补助。", "其中，枢纽每个最高200万元，起降场每个最高100万元。")),
    ],
)  # fmt: skip
def test_nothing_is_reckoned_in_doubt(question: str, sentences: tuple[str, ...]) -> None:
    assert said(question, *sentences) == ""


@given(st.integers(1, 5000), st.integers(1, 60), st.integers(10, 900))
def test_a_share_never_passes_its_limit(spent: int, rate: int, cap: int) -> None:
    text = f"按设备购置费用的{rate}%给予补助，最高{cap}万元。"
    (found,) = solved(f"买设备花了{spent}万元，能补多少", text)
    product = Decimal(spent) * 10_000 * rate / 100
    assert found.value == min(product, Decimal(cap) * 10_000)
    assert found.most == (product > cap * 10_000)


@given(st.integers(1, 2000))
def test_a_ladder_is_the_sum_of_its_steps(used: int) -> None:
    (found,) = solved(f"一年用了{used}立方米气，气费要多少", *GAS)
    first, second, third = min(used, 300), max(0, min(used, 600) - 300), max(0, used - 600)
    assert found.value == Decimal("2.5") * first + 3 * second + 4 * third


@given(st.integers(1, 600))
def test_a_tier_that_the_case_does_not_reach_is_never_used(area: int) -> None:
    found = solved(f"我包了{area}亩果园，能补多少", *ORCHARD)
    standard = 150 if area >= 300 else 120 if area >= 100 else 80 if area >= 20 else None
    wanted = [] if standard is None else [min(Decimal(standard * area), Decimal(30_000))]
    assert [each.value for each in found] == wanted


def test_a_case_tells_for_what_time_and_whose_it_is() -> None:
    assert [case(text).span for text in ("一个月能领多少", "一年多少钱", "领满3年共多少", "能领多少")] == [
        Span.MONTH, Span.YEAR, Span.WHOLE, Span.UNSAID,
    ]  # fmt: skip
    assert case("我们公司招了5个人，能补多少").organisation
    assert not case("我爸82岁，能领多少").organisation
    assert case("9月初交车，能补多少").day == (9, 5)


def test_two_benefits_are_summed_only_where_that_is_asked() -> None:
    assert named_together("住房补贴加交通补贴一个月多少钱") == ("住房补贴", "交通补贴")
    assert named_together("住房补贴和交通补贴分别是多少") == ()


RULES = """{place}银龄津贴发放办法
{place}民政局
2025年3月6日

第一条 年满80周岁、具有本地户籍的老年人可以申请银龄津贴。
第二条 银龄津贴的标准为80至89周岁每人每月{low}元，90至99周岁每人每月{high}元。
"""


def test_places_are_told_side_by_side_where_none_is_named(tmp_path: Path) -> None:
    for place, low, high in (("湖州市", 50, 130), ("衢州市", 60, 110)):
        (tmp_path / f"{place}.txt").write_text(RULES.format(place=place, low=low, high=high), "utf-8")
    with Library.open(tmp_path / "library", create=True) as library:
        add(library, sorted(tmp_path.glob("*.txt")))
        bot = PolicyBot(library)
        own = bot.ask("老人93岁，银龄津贴一年多少钱").text.split("原文：")[0]
        named = bot.ask("湖州市的老人93岁，银龄津贴一年多少钱").text.split("原文：")[0]
    assert "湖州：1560元" in own
    assert "衢州：1320元" in own
    assert "1560元" in named
    assert "1320元" not in named


BUYERS = (
    "经备案的设备更新项目，按设备投资额给予补助：300万元以上、不足900万元的，补助比例为4%；900万元以上、不足3000万元的，补助比例为7%；3000万元以上的，补助比例为9%。",
    "补助按所在档次的比例一次计算，不分段累计，单个项目最高不超过400万元。",
)
BASED = (
    "第三条 以税务部门核定的研发费用为基数，按下列标准补助：",
    "（一）研发费用80万元（含）至400万元的，补助比例为3%；",
    "（二）研发费用400万元（含）以上的，补助比例为5%。",
)
YEARLY = ("（一）小微贷款贴息：按年利率1.8%给予贴息，贴息期最长12个月，单户年度最高9万元。",)
MARKS = ("（一）发明专利获得授权的，每件资助1500元；年度授权8件以上的，超过8件的部分每件资助3000元。",)
COAL = (
    "企业实施节能改造，年节能量400吨标准煤以上的，按每吨标准煤200元补助；900吨标准煤以上的，全部节能量按每吨标准煤350元补助。",
)
FAIRS = (
    "全国性、国际性会议，市外参会人数200人以上且会期2天以上的，奖励6万元；市外参会人数400人以上的，奖励11万元；市外参会人数900人以上的，奖励30万元；国际性会议（境外参会人数达到20人）在上述标准上浮20%。",
)
FARMS = (
    "龙头企业与农户签订合同，带动本县农户150户以上、并以高于市场价4%以上价格收购的，按每户80元给予奖励，单个企业最高8万元。",
    "带动监测对象家庭的，每户另增加60元。",
)
SIZES = ("返还比例：大型企业按上年度实际缴纳失业保险费的20%，中小微企业按50%。",)
PENALTY = (
    "企业为实施改造取得的贷款，按实际支付利息的40%给予贴息，单个企业每年最高90万元。",
    "罚息、逾期利息不予贴息。",
)


@pytest.mark.parametrize(
    ("question", "sentences", "wanted"),
    [
        ("我们厂买设备花了800万（不含税），能补多少", BUYERS, "32万元（设备投资额800万元 × 4%"),
        ("买设备砸了5000万，能补多少", BUYERS, "最多400万元"),
        ("买设备花了200万，能补多少", BUYERS, ""),
        ("去年研发费500万，营收2个亿，能补多少", BASED, "25万元"),
        ("我们小厂贷款300万，用满一年，能贴多少", YEARLY, "5.4万元（贷款金额300万元 × 1.8%"),
        ("我们小厂贷款300万，用了6个月，能贴多少", YEARLY, "2.7万元"),
        ("公司今年授权了12件发明专利，一共补多少", MARKS, "2.4万元（8件 × 1500元 + 4件 × 3000元"),
        ("公司今年授权了5件发明专利，一共补多少", MARKS, "7500元"),
        ("一年省了1000吨标煤，补多少", COAL, "35万元"),
        ("一年省了500吨标煤，补多少", COAL, "10万元"),
        ("办国际会议，市外来了520人，里面老外26个，会期2天，奖励多少", FAIRS, "13.2万元（11万元 × (1 + 20%)"),
        ("龙头企业跟本县200户签了订单，收购价比市价高6%，其中20户是监测户，奖励合多少", FARMS, "1.72万元"),
        ("中型企业150人，上年失业保险一共缴了6万，返还多少", SIZES, "3万元"),
        ("贷款付了110万利息，里头10万是罚息，贴息多少", PENALTY, "40万元（(110万元 - 10万元) × 40%"),
        ("四级服务的高层，一平米一个月收多少", ("四级服务的高层住宅，每平方米每月1.20元。",), "每月1.20元"),
    ],
)
def test_rules_of_many_shapes_are_reckoned_by(question: str, sentences: tuple[str, ...], wanted: str) -> None:
    found = said(question, *sentences)
    assert wanted in found
    assert bool(found) == bool(wanted)


@pytest.mark.parametrize(
    ("question", "sentence", "share"),
    [
        ("第一年先给多少", "分3年按50%、30%、20%发放。", 50),
        ("第二年给多少", "分3年按50%、30%、20%发放。", 30),
        ("头一年打给我多少", "奖励按6:4分两年拨付。", 60),
        ("首期拿多少", "首期拨付40%，验收后拨付其余部分。", 40),
        ("第一年先给多少", "资助分两次拨付。", None),
        ("第一年先给多少", "分3年按50%、30%、30%发放。", None),
        ("第一次来，能拿多少", "分3年按50%、30%、20%发放。", None),
    ],
)
def test_the_part_that_is_asked_for_is_that_of_the_rule(question: str, sentence: str, share: int | None) -> None:
    given = ("博士后出站的，给予补助20万元。", sentence)
    block = Block(given, "", heads(given))
    (result,) = solutions(case("博士后出站，补助多少"), block, (0,))
    part = instalment(question, block, result)
    assert (part.share if part else None) == share
    if part:
        assert in_part(result, part).value == 200_000 * part.share / 100
