"""A near miss: what is told of the subject leaves untold the very detail that is asked."""

from dataclasses import replace

import pytest

from bot.answers.refusing import withheld
from bot.reading.figures_beside import of_figure_beside
from bot.reading.required import names_another
from bot.reading.untold import tells_result, untold
from bot.records import Citation, Detail, Kind, Outcome, Reason, Source
from bot.texts import DETAILS, UNTOLD
from bot.understanding.question import understand
from corpus.records import Metadata
from corpus.text import fold

AWARD = "对新认定的省级工业设计中心，每家奖励30万元，最高不超过50万元。"
LIFTS = "既有住宅加装电梯的，每台补助12万元；一次加装6台以上的，每台另补1万元。"


def outcome(*quotes: str, title: str = "蓬莱区工业扶持办法", own: str = "") -> Outcome:
    source = Source(1, "", "", Metadata(title))
    cited = tuple(Citation(at, source, (), quote, 0, len(quote)) for at, quote in enumerate(quotes, 1))
    return Outcome(own or "\n\n".join(f"{each.quote} [{each.marker}]" for each in cited), Kind.TEXT, None, cited)


@pytest.mark.parametrize(
    ("question", "quote", "wanted"),
    [
        ("省级工业设计中心奖励每年几月份申报", AWARD, Detail.DAY),
        ("工业设计中心的奖励啥时候能发下来", AWARD, Detail.DAY),
        ("工业设计中心奖励几月份申报", "申报材料于每年4月底前报区工信局。", None),
        ("工业设计中心奖励哪个月开始报", "奖励资金分3年拨付，满1年后拨付首笔。", Detail.DAY),
        ("公租房租金什么时候退", "验收合格后退还。", None),
        ("安置房啥时候能交房", "2025年度首批安置房每平方米3900元。", Detail.DAY),
        ("国际化资金申报截止哪一天", "按当年度申报通知提交，公示5个工作日，3个月内验收。", Detail.DAY),
        ("国际化资金申报截止哪一天", "每年5月31日前提交。", None),
        ("领购房补贴的人里面硕士有几个", "共兑现购房补贴907人、4126万元。", Detail.RESULT),
        ("领购房补贴的人里面硕士有几个", "三个排行榜前200名高校的硕士，按每人每月2000元执行。", Detail.RESULT),
        ("领购房补贴的人里面硕士有几个", "2024年共兑现购房补贴907人，其中硕士212人。", None),
        ("公园任何时候都能遛狗吗", "公园内禁止遛狗。", None),
        ("申请设计中心奖励要交哪些材料", AWARD, Detail.PAPERS),
        ("办灵活就业登记带什么东西", "凭身份证、户口簿办理。", None),
        ("人才白名单怎么申请", "实施人才白名单，扩大信贷规模。", Detail.WAY),
        ("人才白名单怎么申请", "由所在单位向区人社局推荐。", None),
        ("服务时长在哪个平台登记", "志愿服务满40小时计3分。", Detail.PLATFORM),
        ("服务时长在哪个平台登记", "服务时长以“志愿汇”小程序的记录为准。", None),
        ("固定资产投资最低要多少万", AWARD, Detail.LEAST),
        ("固定资产投资最低要多少万", "固定资产投资达到800万元的，奖励30万元。", None),
        ("至少要有几名专职人员", "应当有专职人员6名。", None),
        ("住院怎么报销", "在二级医院住院的，按75%支付。", None),
        ("证什么时候能拿到", "材料齐全的，当场发证。", None),
        ("最低生活保障标准是多少", "每人每月960元。", None),
        ("一个剧团一年能报几部戏", "入选剧目每部资助20万元，最高60万元。", Detail.FIGURE),
        ("一个剧团一年能报几部戏", "每个剧团每年申报不超过2部。", None),
        ("标杆工厂的数控化率要到百分之多少", "建成标杆工厂的，奖励投资额的10%。", Detail.FIGURE),
        ("标杆工厂的数控化率要到百分之多少", "关键工序数控化比例不低于70%。", None),
        ("园区的服务绩效由谁来打分", "服务绩效好的园区，另奖30万元。", Detail.WHO),
        ("园区的服务绩效由谁来打分", "服务绩效由第三方机构评价。", None),
        ("成长梯队分哪几级", "构建“种子—苗木—大树”的梯队。", None),
        ("全市目前一共有多少孤儿在集中供养", "应在1个月内为有意愿的孤儿落实集中供养。", Detail.RESULT),
        ("去年发了多少取暖救助金", "同一家庭每年累计最高不得超过3万元。", Detail.RESULT),
        ("献血证明去哪里开", "献血一次计2分，最多10分。", Detail.WHO),
        ("想补进冷库名册该找谁", "本办法适用于已列入《冷库名册》、所在产区无骨干设施的冷库。", Detail.WHO),
        ("冷库奖励的材料交到哪个窗口", "冷库建成后奖励20万元。", Detail.WHO),
        ("冷库奖励的材料交到哪个窗口", "材料报市农业农村局窗口。", None),
        ("考核没过要退多少补贴", "第二年看考核结果，每年最多60万元。", Detail.FIGURE),
        ("考核没过要退多少补贴", "考核不合格的，收回已拨资金的50%。", None),
        ("交了保费能给退多少", "按实缴保费的30%补助。", None),
        ("门禁卡丢了怎么补办", "经核实的，发给门禁卡。", Detail.WAY),
        ("门禁卡丢了怎么补办", "门禁卡遗失的，持身份证到物业重新领取。", None),
        ("高龄津贴的差额几号打到卡上", "自2025年3月1日起执行新标准。", Detail.DAY),
        ("高龄津贴的差额几号打到卡上", "差额于3月20日前发放。", None),
        ("高龄津贴的差额几号打到卡上", "自2025年3月1日起，津贴由街道直接发放到银行卡。", Detail.DAY),
        ("高龄津贴的差额几号打到卡上", "津贴每月10日发放。", None),
        ("两家合伙建的冷库，补贴怎么分", "冷库补贴为投入的20%。", Detail.WAY),
        ("两家合伙建的冷库，补贴怎么分", "共同建设的，按出资比例分配。", None),
        ("来蓬莱落户，跟单位起码要签几年", "学业完成后，须在2年内迁出。", Detail.SPAN),
        ("来蓬莱落户，跟单位起码要签几年", "与用人单位订立3年以上劳动合同。", None),
        ("社保补贴爸妈能代领吗", "个体户和企业股东不得申领。", Detail.THING),
        ("社保补贴爸妈能代领吗", "应当由本人申领。", None),
        ("中试平台要够什么条件", "经认定的中试平台，每年给予40万元运行经费。", Detail.DEMANDS),
        ("中试平台要够什么条件", "中试平台应当有固定场地。", None),
        ("一个人名下最多能开几家网店", "登记事项有五项：名称、住所、经营范围、出资额、姓名。", Detail.FIGURE),
        ("一个人名下最多能开几家网店", "每人开办的网店不得多于3个。", None),
        ("去年广饶的人才公寓最低多少分排上的", "申请人总积分应满80分。", Detail.RESULT),
        ("产值第一次过2亿元，奖励多少钱", "产值首次突破2亿元的，予以支持。", Detail.FIGURE),
        ("产值第一次过2亿元，奖励多少钱", "产值首次突破2亿元的，奖励30万元。", None),
        ("报到要带几张照片，什么底色", "两类人员要到现场报到。", Detail.FIGURE),
        ("报到要带几张照片，什么底色", "报到时交2张照片。", None),
        ("派人出国进修给多少钱 要求语言吗，要考到几级", "派人出国进修的，最多补20万元。", Detail.FIGURE),
        ("申请冷库补贴要什么材料", "重点看合同和票据是否真实。", Detail.PAPERS),
        ("一家四口能分到几室", "每户家庭可承租1套。", Detail.FIGURE),
        ("一家四口能分到几室", "4人户可承租3室。", None),
        ("登州学院今年招多少学生", "以登州学院等3个龙头为引领。", Detail.FIGURE),
        ("登州学院今年招多少学生", "登州学院计划招收2800人。", None),
        ("交材料周末去行吗", "窗口在5个工作日内审查。", Detail.DAY),
        ("交材料周末去行吗", "窗口周六上午开放。", None),
        ("放弃了配租几年不能再申请", "租赁合同以3年为期，期满可以续租。", None),
        ("放弃了配租几年不能再申请", "租赁合同以3年为期。", Detail.SPAN),
        ("放弃了配租几年不能再申请", "放弃的，2年内不得再次申请。", None),
        ("初审街道要在几个工作日内办完", "情况有变的，应当在10个工作日内申报。", Detail.SPAN),
        ("初审街道要在几个工作日内办完", "街道在10个工作日内完成初审。", None),
        ("支出型的公示期多长", "救助不超过12个月的标准。", Detail.SPAN),
        ("支出型的公示期多长", "公示期为7日。", None),
        ("检查组查出了多少条隐患", "检查组去了120余家单位。", Detail.FIGURE),
        ("检查组查出了多少条隐患", "检查组查出隐患36条。", None),
        ("省级项目的配套按什么比例给", "给予1:1配套支持。", None),
        ("节能量只有300吨，还差多少", "节能量应当在400吨以上。", None),
        ("冷库补贴怎么算 我提取公积金，要带什么材料", "资金来源为增值收益扣除风险准备金后的余额。", Detail.PAPERS),
    ],
)
def test_a_kind_of_thing_is_asked_that_nothing_quoted_tells(question: str, quote: str, wanted: Detail | None) -> None:
    assert untold(understand(question), outcome(quote)) is wanted


@pytest.mark.parametrize(
    ("question", "quote", "wanted"),
    [
        ("认定的12家种业基地分别是哪些", "种业基地认定了12家，比上年多5家。", Detail.NAMES),
        ("认定的12家种业基地分别是哪些", "12家种业基地为登州、蓬莱、龙口等地的育种场。", None),
        ("认定的12家种业基地分别是哪些", "种业基地每家奖励30万元。", None),
        ("紧缺工种目录里有没有焊工", "列入当年紧缺工种目录的，计10分。", Detail.THING),
        ("紧缺工种目录里有没有焊工", "紧缺工种目录有焊工和钳工。", None),
        ("紧缺工种目录里有没有焊工", "目录所列工种有钳工、铣工、电工。", None),
        ("我是快递员，算不算艰苦岗位", "艰苦岗位的一线人员，年龄在40周岁以下。", Detail.THING),
        ("冷库补贴是一次性给，还是逐年拨下来", "冷库每座补贴20万元。", Detail.THING),
        ("冷库补贴是一次性给，还是逐年拨下来", "资金分三年逐年拨付。", None),
        ("租赁票据交复印件还是原件", "重点看票据是否真实。", Detail.THING),
        ("津贴是打给公司还是打给我", "津贴发放到职工银行账户。", None),
        ("随迁的时候能不能把父母一起迁来", "其配偶和未成年子女可以随迁。", Detail.THING),
        ("随迁的时候能不能把父母一起迁来", "其配偶、子女和父母可以随迁。", None),
        ("随迁的时候能不能把父母一起迁来", "其直系亲属可以随迁，配偶须同城居住。", None),
        ("大专毕业来蓬莱一次性给多少", "博士给予3万元，硕士给予1万元。", Detail.THING),
        ("大专毕业来蓬莱一次性给多少", "博士给予3万元，大专以上给予1000元。", None),
        ("食堂的早餐补多少钱", "午餐每份补3元，晚餐每份补2元。", Detail.THING),
        ("验收12家种业基地是哪些，给个名单吧", "种业基地验收了12家。", Detail.NAMES),
        ("那条支线今年是开工还是干嘛", "启动支线前期工作。", None),
    ],
)
def test_what_is_listed_and_which_of_two_it_is(question: str, quote: str, wanted: Detail | None) -> None:
    assert untold(understand(question), outcome(quote)) is wanted


@pytest.mark.parametrize(
    ("question", "quote", "wanted"),
    [
        ("机器人协同创新中心由哪家公司牵头", "机器人协同创新中心建成三个实验平台。", Detail.NAMES),
        ("机器人协同创新中心由哪家公司牵头", "由烟台天工机器人股份有限公司牵头建设。", None),
        ("这个团队是从哪所大学引进的", "引进焊接机器人团队，获订单600万元。", Detail.NAMES),
        ("认可的评估机构有哪几家", "经评估为失能的老年人可以申请。", Detail.NAMES),
        ("先在哪几个街道试点", "先在登州、紫荆山、新港3个街道试点。", None),
        ("服务站设在哪几个镇", "服务站覆盖所有镇街道。", Detail.NAMES),
        ("申请由哪个单位受理", "由市住房保障中心受理。", None),
        ("低保申请交给哪个单位", "向户籍所在地村民委员会提出申请。", None),
        ("创新中心由哪家企业牵头", "创新中心由吉能牵头建设。", None),
        ("创新中心由哪家企业牵头", "创新中心由龙头企业牵头组建。", Detail.NAMES),
    ],
)
def test_of_which_one_is_asked_a_name_is_told(question: str, quote: str, wanted: Detail | None) -> None:
    assert untold(understand(question), outcome(quote)) is wanted


@pytest.mark.parametrize(
    ("question", "quote", "wanted"),
    [
        ("门头招牌的许可证要交多少钱", "擅自设置招牌的，处1000元以上5000元以下罚款。", Detail.COST),
        ("灵活就业一个月养老保险自己交多少钱", "按实际缴费的一半给予补贴，每人每月最高480元。", Detail.COST),
        ("居民医保自己要交多少钱", "财政补助每人640元，个人缴费每人380元。", None),
        ("补办证书收多少钱", "补办证书每本收取工本费10元。", None),
        ("养老保险自己要交多少", "个人按缴费工资的8%缴纳。", None),
        ("路边停车收费多少", "一类区域 | 3 | 2", None),
        ("购房补贴能拿多少钱", "购房补贴每户2万元。", None),
    ],
)
def test_what_one_pays_is_neither_what_is_given_nor_a_fine(question: str, quote: str, wanted: Detail | None) -> None:
    assert untold(understand(question), outcome(quote)) is wanted


def test_how_much_it_came_to_is_told_by_no_rule() -> None:
    asked = "2024年全区一共加装了多少台电梯"
    assert untold(understand(asked), outcome(LIFTS)) is Detail.RESULT
    assert untold(understand(asked), outcome("2024年全区共加装电梯86台。")) is None
    assert (
        untold(understand(asked), outcome("加装电梯86台，每台补助12万元的政策延续。", title="蓬莱区2024年工作总结"))
        is None
    )
    assert (
        untold(understand("区里到现在有多少家示范餐馆"), outcome("示范餐馆应当有厨师合计至少5家培训点。")) is not None
    )
    assert (
        untold(understand("2024年一共兑现了多少钱"), outcome("每户每年领券不超过800元，由商户兑现。")) is Detail.RESULT
    )
    assert untold(understand("现在高龄津贴涨了多少"), outcome("80周岁以上的，每人每月由60元提高到80元。")) is None
    assert untold(understand("一个小区加装6台，一共能补多少"), outcome(LIFTS)) is None
    assert tells_result("截至2024年底，登记从业者2319户")
    assert not tells_result("满60周岁的，每月80元")


def test_a_figure_in_another_unit_is_none() -> None:
    asked = understand("专利最长可以免费用几年")
    paid = outcome("许可专利的单位，最高奖励40万元。")
    assert untold(asked, replace(paid, kind=Kind.NUMBER)) is Detail.FIGURE
    assert untold(asked, replace(outcome("免费使用期最长30个月。"), kind=Kind.NUMBER)) is None


def test_who_asks_more_is_told_the_rest() -> None:
    assert untold(understand("设计中心奖励多少，几月份申报"), outcome(AWARD)) is None
    assert untold(understand("更新电梯一共要多少钱、自己出多少钱"), outcome("更新电梯每台补助15万元。")) is None


def test_what_the_bot_says_itself_counts() -> None:
    assert untold(understand("这份办法哪天发布的"), outcome("发布日期：", own="2024-03-05 [1]")) is None


def test_what_is_withheld_shows_what_it_quoted() -> None:
    answer = outcome(AWARD, LIFTS)
    refusal = withheld(answer, UNTOLD.format(detail=DETAILS[Detail.DAY]))
    assert refusal.reason is Reason.NOT_FOUND
    assert refusal.citations == answer.citations
    assert "时间" in refusal.text
    assert AWARD in refusal.text
    assert "[2]" in refusal.text


@pytest.mark.parametrize(
    ("question", "quote", "beside"),
    [
        ("技改贷一户最多能贷到多少万", "对技改贷按利息的30%给予贴息，单户年度贴息额最高20万元。", True),
        ("技改贷一户最多能贷到多少万", "单户贷款最高300万元，按利息的30%给予贴息。", False),
        ("技改贷的贴息能贴多少", "单户年度贴息额最高20万元。", False),
        ("单位交工伤保险的缴费比例是多少", "月缴费工资高于平均工资300%的，按300%计算。", True),
        ("单位交工伤保险的缴费比例是多少", "用人单位按0.5%缴纳工伤保险费。", False),
        ("灵活就业人员的缴费比例是多少", "2.个人缴费比例，灵活就业人员、个体工商户、自由职业者均为8%。", False),
        ("灵活就业人员的缴费比例是多少", "缴费比例另定，月工资低于平均工资60%的，按平均工资计算。", True),
        ("首套房契税交几个点", "首套房90平方米以下的按1%。", False),
        ("充电站一年的补贴封顶多少钱", "售价不超过1元的充电站，每千瓦时补贴0.2元。", True),
        ("充电站一年的补贴封顶多少钱", "每千瓦时补贴0.2元，单站每年最高20万元。", False),
        ("初一打算招几个班", "初一每班不超过50人。", True),
        ("初一打算招几个班", "初一招收6个班，每班50人。", False),
        ("一共奖励了几个人", "共奖励12人。", False),
    ],
)
def test_a_figure_beside_the_one_asked(question: str, quote: str, beside: bool) -> None:
    assert of_figure_beside(fold(question), fold(quote)) is beside


def test_a_leave_and_a_quantity_by_their_names() -> None:
    assert names_another(understand("丈夫陪产假能休几天"), replace(outcome("产假158天。"), kind=Kind.NUMBER))
    assert not names_another(understand("丈夫陪产假能休几天"), replace(outcome("男方护理假15天。"), kind=Kind.NUMBER))
    assert names_another(understand("港口货物吞吐量是多少吨"), replace(outcome("完成投资5亿元。"), kind=Kind.NUMBER))
