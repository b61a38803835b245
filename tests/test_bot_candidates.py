"""Of statements that stand in one sentence, or under one rule, the one of the size, the place or the span of time asked: made-up rules."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.bot import PolicyBot
from bot.understanding.question import understand
from bot.understanding.scopes import as_ranges, names_other_place, of_asked_size, of_other_size
from corpus.quantity import find_quantities
from index.adding import add
from index.library import Library

RULES = """# 临溪市港航与就业扶持办法

临溪市人民政府办公室 2025年3月1日

第一条 支持水铁联运。对经水铁联运进出临溪港的重箱，运距200公里以内的每标箱补贴120元，运距200公里（不含）至600公里的每标箱补贴260元，运距600公里以上的每标箱补贴380元。补贴对象为铁路运费支付企业，单个企业每年最高400万元。

第二条 人力资源服务机构为重点企业介绍员工，稳定就业3个月以上的，按每人300元给予奖励；稳定就业6个月以上的，按每人700元，每家机构每年最高20万元。

第三条 高龄津贴：80至89周岁每人每月60元；90至99周岁每人每月180元；100周岁及以上每人每月500元。

第六条 组织研学团队全年3000人次以上的，奖励15万元；全年8000人次以上的，奖励40万元。

第七条 边缘家庭的认定标准由低保标准乘以1.4得出。

第四条 货车违反限行规定的，处200元罚款，记3分。

第八条 公示期为6个工作日。收到举报后，12个工作日内核实完毕；案情复杂的，可以延长8个工作日。

第九条 驻场工程师每人每月补贴2000元。从事船舶动力、深海装备研发的，每人每月补贴3500元。

第十条 展位补贴：亚洲每个展位1.1万元，欧洲每个展位1.7万元，非洲每个展位2.3万元。

第十一条 购置茶叶采摘机的，在中央补贴之外再补，每台最高3万元；茶叶杀青机每台最高5万元。

第十二条 新建口袋公园24个，其中2025年9个、2026年8个、2027年7个。

第五条 小额贷款风险补偿资金池8000万元，合作银行对外贸企业发放信用贷款，单户授信最高600万元，利率不高于同期LPR加60个基点。
"""

REPORT = """# 2024年楚雄彝族自治州经济运行情况

楚雄彝族自治州统计局 2025年3月20日

分县市看，楚雄市地区生产总值512.3亿元，增长6.4%；禄丰市288.5亿元，增长5.7%；双柏县68.2亿元，增长5.1%。
"""

INDUSTRY = """# 桐梓县2025年1—6月工业经济运行情况

桐梓县工业和信息化局 2025年7月20日

1—6月，全县规模以上工业企业完成总产值86.4亿元，增长5.2%。

| 行业 | 产值（亿元） | 增速（%） | 占规上产值比重（%） |
| --- | --- | --- | --- |
| 白酒制造 | 31.7 | 8.3 | 36.7 |
| 煤炭采选 | 22.5 | -3.1 | 26.0 |
"""

PRICES = """# 青田县城区供水价格

青田县发展和改革局 2025年4月1日

第一条 居民生活用水实行阶梯水价：

（一）第一阶梯：年用水量0—200立方米（含），水价每立方米2.4元；

（二）第二阶梯：年用水量200—320立方米（含），水价每立方米3.2元；

（三）第三阶梯：年用水量320立方米以上，水价每立方米5.6元。

| 停车项目 | 城南片区 | 城北片区 |
| --- | --- | --- |
| 首小时 | 5元 | 3元 |
| 首小时后每半小时 | 2.2元 | 1.4元 |
"""

PLAN = """# 绥阳县2025年政府工作报告

绥阳县人民政府 2025年1月15日

## 一、2024年工作回顾

改造老旧小区21个，加装电梯33部，新增公共停车位900个。城市低保标准为每人每月690元。

## 二、2025年工作安排

改造老旧小区17个，加装电梯45部，新增公共停车位1200个。城市低保标准提高到每人每月720元。
"""


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PolicyBot]:
    folder = tmp_path_factory.mktemp("candidates")
    texts = {"rules": RULES, "report": REPORT, "industry": INDUSTRY, "prices": PRICES, "plan": PLAN}
    for name, text in texts.items():
        (folder / f"{name}.md").write_text(text, "utf-8")
    with Library.open(folder / "library", create=True) as library:
        add(library, [folder / f"{name}.md" for name in texts])
        yield PolicyBot(library)


@pytest.mark.parametrize(
    ("question", "told", "others"),
    [
        ("走水铁联运，运距450公里，一个重箱补几块", "260元", ("120元", "380元", "400万元")),
        ("水铁联运运距900公里的重箱每标箱补多少", "380元", ("120元", "260元")),
        ("人力资源机构给重点企业介绍员工，干满半年的每人奖多少", "700元", ("300元",)),
        ("我奶奶93了，每个月有多少高龄津贴", "180元", ("60元", "500元")),
        ("桐梓县上半年规上工业总产值多少", "86.4亿元", ()),
        ("桐梓县1到6月煤炭采选产值增长多少", "-3.1%", ("26", "5.2%")),
        ("桐梓县白酒制造占规上产值的比重是多少", "36.7%", ("8.3",)),
        ("青田自来水第二阶梯多少钱一方", "3.2元", ("2.4元", "5.6元")),
        ("青田城南片区停车首小时多少钱", "5元", ("2.2元",)),
        ("青田城北片区停车首小时后每半小时多少钱", "1.4元", ("3元",)),
        ("绥阳县今年准备装多少部电梯", "45部", ("33部",)),
        ("研学团队一年要带多少人次才能拿到40万", "8000人次", ("3000人次",)),
        ("研学团队做到几千人次给15万元", "3000人次", ("8000人次",)),
        ("边缘家庭按低保标准的几倍认定", "1.4", ()),
        ("货车闯限行罚多少扣几分", "3分", ()),
        ("货车闯限行罚多少扣几分", "200元", ()),
        ("外贸企业信用贷款一家最多能贷多少", "600万元", ("60个基点",)),
        ("临溪公示有人举报，几天内要核实完", "12个工作日", ("6个工作日",)),
        ("搞深海装备的驻场工程师一个月补多少", "3500元", ("2000元",)),
        ("临溪企业去波兰参展，一个展位补多少", "1.7万元", ("1.1万元", "2.3万元")),
        ("临溪企业去埃及参展，一个展位补几万", "2.3万元", ("1.1万元", "1.7万元")),
        ("茶叶采摘机一台最多补多少", "3万元", ("5万元",)),
        ("茶叶杀青机一台最多补多少", "5万元", ("3万元",)),
        ("临溪2026年新建几个口袋公园", "8个", ("24个",)),
        ("禄丰去年GDP多少，增长多少", "288.5亿元", ("512.3亿元",)),
    ],
)
def test_the_statement_of_the_one_asked_is_told(
    bot: PolicyBot, question: str, told: str, others: tuple[str, ...]
) -> None:
    answer = bot.ask(question)
    own = [line for line in answer.text.split("\n") if not line.startswith("原文")]
    assert any(told in line for line in own)
    assert not any(other in line for line in own for other in others)


@pytest.mark.parametrize(
    ("question", "rule", "fits"),
    [
        ("干满半年的奖多少", "稳定就业6个月以上的", True),
        ("干满半年的奖多少", "稳定就业9个月以上的", False),
        ("工作满两年的给多少", "连续工作18个月以上的", True),
        ("载重5吨的补多少", "载重3吨（含）至8吨的", True),
        ("载重12吨的补多少", "载重3吨（不含）-8吨的", False),
        ("50马力的拖拉机补多少", "80马力及以上的", False),
    ],
)
def test_a_size_lies_in_its_tier_alone(question: str, rule: str, fits: bool) -> None:
    asked, told = understand(question), as_ranges(rule, find_quantities(rule))
    grant = find_quantities("补贴100元")[0]
    assert of_asked_size(asked, told) is fits
    assert of_other_size(asked, grant, told) is not fits


def test_a_clause_of_another_place_is_told_apart_where_the_sentence_names_the_one_asked() -> None:
    asked = understand("岳阳县去年的财政收入是多少")
    sentence = "平江县财政收入18亿元，岳阳县21亿元"
    assert names_other_place(asked, "平江县财政收入18亿元", sentence)
    assert not names_other_place(asked, "岳阳县21亿元", sentence)
    assert not names_other_place(asked, "平江县财政收入18亿元", "平江县财政收入18亿元")


ALIKE = """# 平川市产业扶持办法

平川市工业和信息化局 2025年3月1日

第一条 创新产品首次应用的，单台（套）奖励最高40万元，每家企业一年最高160万元。

第二条 餐饮服务单位未按规定清洗油烟净化设施，逾期不改正的，对小型处300元以上600元以下罚款，对中型处600元以上1200元以下罚款，对大型处1200元以上4000元以下罚款。

第三条 单缴存职工最高贷款额度45万元，双缴存职工最高贷款额度75万元。

第四条 单位招用就业困难人员的，补贴期限2年内按实际缴费确定。就业困难人员灵活就业的，社会保险补贴最长不超过36个月。
"""


@pytest.mark.parametrize(
    ("question", "told", "others"),
    [
        ("创新产品首次应用，一台最高奖几万", "40万元", ("160万元",)),
        ("中等饭店不洗净化设施，逾期不改罚多少", "600元以上1200元以下", ("300元", "4000元")),
        ("两口子都缴存的最高贷多少", "75万元", ("45万元",)),
        ("单身缴存职工最高能贷几万", "45万元", ("75万元",)),
        ("灵活就业社保补贴最长能领几个月", "36个月", ("2年",)),
    ],
)
def test_the_statement_of_the_kind_asked_is_told(
    tmp_path: Path, question: str, told: str, others: tuple[str, ...]
) -> None:
    (tmp_path / "rules.md").write_text(ALIKE, "utf-8")
    with Library.open(tmp_path / "library", create=True) as library:
        add(library, [tmp_path / "rules.md"])
        first = PolicyBot(library).ask(question).text.splitlines()[0]
    assert told in first
    assert not any(other in first for other in others)
