"""What rules say of one kind says nothing of another that stands beside it."""

import pytest

from bot.reading.of_other_kind import of_other_kind

PATENTS = "以专利权质押取得贷款的，评估费每笔补助不超过2万元。"


@pytest.mark.parametrize(
    ("asked", "quoted", "wanted"),
    [
        ("商标质押的评估费补多少", PATENTS, True),
        ("专利质押的评估费补多少", PATENTS, False),
        ("商标质押的评估费补多少", "知识产权质押的，评估费每笔补助不超过2万元，专利另补。", False),
        ("企业用电价格降百分之几", "企业用水、用气价格均下调8%。", True),
        ("企业用电价格降百分之几", "企业水电价格均下调8%。", False),
        ("契税能缓几个月", "印花税可以缓缴2个月。", True),
        ("契税能缓几个月", "各项税费可以缓缴，印花税为2个月。", False),
        ("建充电站补多少", "新建加氢站的，每座补贴90万元。", True),
        ("主板上市奖多少", "在四板挂牌的，奖励8万元。", True),
        ("主板上市奖多少", "在境内上市的，奖励80万元，在四板挂牌的奖励8万元。", False),
        ("失业金一个月发多少", "吸纳见习的单位每人每月补贴1300元。", True),
        ("走了4个领失业金的人，还能返还吗", "稳岗返还比例为60%。", False),
        ("种小麦一亩补多少", "种植油菜的，每亩补贴120元。", True),
        ("种小麦一亩补多少", "种植粮食作物的，每亩补贴120元，油菜80元。", False),
        ("注销要几个工作日", "设立登记在2个工作日内办结。", True),
        ("瞪羚企业奖多少", "单项冠军企业奖励20万元。", True),
        ("大专毕业生补多少", "高校毕业生工作1年以上的，博士补3万元，硕士补2万元，本科补1万元。", True),
        ("大专毕业生补多少", "高校毕业生每人补1万元，博士另补。", False),
        ("大专毕业生补多少", "本科及以下毕业生每人补1万元。", False),
        ("支出型救助几天批下来", "急难型救助在2个工作日内审批。", True),
        ("支出型救助几天批下来", "支出型、急难型救助在2个工作日内审批。", False),
        ("多大的牌子算大型", "大型设施是指超过9平方米的设施，小型在4平方米以下。", False),
        ("外地户籍老人每次补几元", "本市户籍老年人每次补3元。", True),
        ("外地户籍老人每次补几元", "本市户籍老年人每次补3元，常住的同等享受。", False),
        ("外地户口能办卡吗", "本市户籍老年人可以办卡。", False),
        ("领了多少份电子发票", "发放900份专用发票和1200份普通发票。", True),
        ("5月份的房租能免吗", "免收3、4月两个月租金。", True),
        ("5月份的房租能免吗", "免收3、4、5月租金。", False),
        ("5月份的房租能免吗", "免收3月份至6月份的租金，4月份租金已交的退还。", False),
        ("5月份的纳税申报期限延到几号", "4月份纳税申报期限延长至4月28日。", True),
        ("5月份能申请房补吗", "4月份的申请不再受理。", False),
        ("产品定型后进哪个目录", "重型装备列入推广目录。", False),
    ],
)
def test_a_kind_is_asked_and_another_told(asked: str, quoted: str, wanted: bool) -> None:
    assert of_other_kind(asked, quoted) is wanted


def test_what_stands_before_and_above_tells_of_which_kind_it_is() -> None:
    asked, quoted = "应届毕业生落户要公示几天", "公示时间为6个工作日。"
    assert of_other_kind(asked, quoted, ["第二章 引进在职人才落户"])
    assert of_other_kind(asked, quoted, before="在职人才的名单应当公示。")
    assert not of_other_kind(asked, quoted, ["第三章 应届毕业生落户"], "不同于在职人才。")
    assert not of_other_kind(asked, quoted, ["第二章 落户"])


def test_a_heading_that_lists_both_tells_of_neither() -> None:
    asked, head = "企业用电价格降百分之几", "（七）降低企业用电用水成本"
    assert of_other_kind(asked, "用水价格下调8%。", [head], "用电容量费减免。")
    assert not of_other_kind(asked, "价格下调8%。", [head])
