"""Two things of one text side by side, their sum, several figures of one thing, and lists: from invented texts."""

import re
from collections.abc import Iterator

import pytest

from bot.bot import PolicyBot
from bot.understanding.sides import find_sides
from eval.question_forms import own_words
from index.adding import add
from index.library import Library

TEXTS = {
    "rent.txt": """余姚市人才安居补贴实施办法
第一章 补贴标准
第三条　博士研究生每人每月租房补贴2500元，硕士研究生每人每月租房补贴1500元，本科毕业生每人每月租房补贴800元。
第四条　入住人才公寓的，按租金的60%给予租金补贴；在人才公寓以外租房的，按租金的40%给予租金补贴。租金补贴最长3年，每人累计不超过9万元。
第五条　购房的，全职引进人才购房补贴最高80万元，柔性引进人才购房补贴最高25万元。
第二章 申请
第六条　申请材料包括：申请表、劳动合同、学历证书、社保缴纳证明。
第七条　购房补贴分为全额补贴、差额补贴、贷款贴息三类。
第八条　申请人应当同时符合下列条件：
（一）与本市用人单位签订三年以上劳动合同；
（二）在本市无自有住房；
（三）未享受过其他住房优惠。
""",
    "platform.txt": """青阳市数字平台扶持措施
一、扶持标准
| 扶持方向 | 奖励比例 | 最高金额 |
| --- | --- | --- |
| 国家级示范平台 | 项目投资额的20% | 500万元 |
| 省级示范平台 | 项目投资额的15% | 0.03亿元 |
| 首次上云企业 | 服务费的30% | 20万元 |
二、孵化器补助
（一）综合型孵化器：首年补助不超过600万元，以后每年补助不超过200万元；
（二）专业型孵化器：首年补助不超过350万元，以后每年补助不超过200万元。
三、算力券
算力券按合同额的25%抵扣，单个企业每年最多150万元，最长使用2年。
四、两项叠加
园区改造补助最多400万元，运营绩效奖励最多120万元。
展厅建设补助最多50万元，展厅运营补助最多30万元，两项合计不超过60万元。
五、创新驿站
对创新驿站，给予不低于10万元的开办补助。对科技小院，给予15万元的开办补助。
""",
    "inspect.txt": """临江市登记管理规定
第十二条　未按规定公示年度报告又拒不改正的，处2万元以下罚款。
第十三条　拒绝接受监督检查的，处8万元以下罚款；情节严重的，停业整顿。
第十四条　伪造登记证书的，处3万元以上、9万元以下罚款。
第十五条　许可申请自受理之日起20个工作日内作出决定；情况复杂的，经负责人批准，可以延长10个工作日。
第十六条　迁移登记自受理之日起5个工作日内办结。
第十七条　登记机关应当公开下列事项：
1．登记的依据和程序；
2．收费的项目和标准；
3．投诉的方式。
""",
    "report.txt": """余姚市科学技术局2024年工作总结和2025年工作思路
一、2024年工作总结
（一）企业。全年新增省级企业研究院14家、市级企业研究院45家。推荐省科学技术奖30项，其中9项获奖。
（二）产业。高技术制造业产值612亿元，其中医药制造业产值204亿元。征集揭榜项目A类12个、B类31个。
（三）资金。累计兑现科技政策资金12000万元，其中区级资金4500万元。全市众创空间23家（高新区另有6家）。
二、2025年工作思路
重点抓好四项工作。一是建设算力中心。二是培育创新联合体。三是完善人才服务。四是扩大对外合作。
余姚市科学技术局
2025年1月8日
""",
    "reform.txt": """海宁市工业企业技术改造政策
第一条　对认定为国际、国内、省内首台（套）的装备，分别给予100万元、50万元、20万元的奖励。
第二条　中小企业按贷款利息的50%给予贴息，大型企业按贷款利息的30%给予贴息。
第三条　企业引进全职博士后，给予每人每年10万元生活补助，连续补助2年；引进高级技师，给予每人每年3万元生活补助，连续补助3年。
第四条　整机企业营业收入首次突破1亿元的，奖励100万元；首次突破5亿元的，奖励300万元。零部件企业营业收入首次突破5000万元的，奖励50万元。
第五条　参加境外展会的，每个展位补贴2万元，每家企业每年最多10万元；参加境内展会的，每个展位补贴8000元，每家企业每年最多5万元。
""",
    "loans.txt": """乐清市住房公积金贷款办法
第三条　购买首套住房的，首付款比例不低于15%；购买第二套住房的，不低于30%；购买保障性住房的，不低于10%。
第四条　品牌服务机构应当具备下列收入和投入条件：
1．检测认证：年收入2亿元以上，或者年收入8000万元以上且复合增长率达到12%；研发投入占比至少5%。
2．工业设计：年收入6000万元以上，或者年收入3000万元以上且复合增长率达到12%；研发投入占比至少8%。
第五条　技能人才落户，高级技师年龄50周岁以下、技师45周岁以下、高级工38周岁以下。
""",
    "income.txt": """2024年乐清市国民经济和社会发展统计公报
乐清市统计局 2025年3月18日
全年居民人均可支配收入31540元，增长5.1%。其中，城镇居民39200元，增长4.4%；农村居民24350元，增长6.0%。
""",
    "housing.txt": """海宁市公共租赁住房保障办法
第五条　单身居民申请的，应当年满28周岁；离异居民申请的，应当年满25周岁。
第六条　街道应当在10个工作日内完成初审，区住房部门应当在20个工作日内完成复审。
第七条　职工医保退休人员最低缴费年限，男性30年，女性25年。
第八条　一类保障家庭按市场租金的20%缴纳租金，二类保障家庭按市场租金的40%缴纳租金。
""",
    "points.txt": """白石市积分落户管理细则
一、计分标准
| 指标 | 分值 | 说明 |
| --- | --- | --- |
| 志愿服务 | 每满20小时计3分，15分封顶 | 近5年内 |
| 无偿献血 | 每次计4分，12分封顶 | 近5年内 |
| 技能竞赛 | 市级获奖计10分，省级获奖计25分 | 就高计一次 |
二、办理
积分申请分三步：先网上填报，再窗口核验，最后公示。
落户随迁对象包括配偶、未成年子女和父母。
""",
    "industry.txt": """梧州市工业提质扶持办法
一、厂房
1．标准厂房新建：补助额为建安投资的12%，封顶800万元。
2．旧仓库改造：补助额为建安投资的20%，封顶300万元。
二、赛事
参赛队伍补交通费的60%，最多2万元；残障人员和高校学生队伍可补全部交通费，最多5万元。
三、竞赛奖励
一等奖奖励11万元，二等奖奖励6万元，三等奖奖励3万元。
四、缴费
失业保险由单位按0.5%缴纳，职工个人按0.3%缴纳。
五、供养
藤县、苍梧、蒙山三个县，城镇都是每人每月1800元，农村则各不相同：藤县每人每月1300元，苍梧县每人每月1250元，蒙山县每人每月1210元。
六、合作
仅用20天与国家电网签订供电协议，启动新站建设。
与华南大学签订办学协议只用15天，签约速度创新高。
""",
    "farming.txt": """武威市现代农业若干措施
一、去秧机械
购置花生种植保险以外的去秧机的，市级按机具价格的15%累加补助。
二、种植保险
蔬菜种植保险每亩保险金额3000元，自缴比例为30%。
""",
}


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory, one_model: None) -> Iterator[PolicyBot]:
    folder = tmp_path_factory.mktemp("sides")
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    with Library.open(folder / "library", create=True) as library:
        add(library, [folder / name for name in TEXTS])
        yield PolicyBot(library)


def said(bot: PolicyBot, question: str) -> str:
    """The bot's own words, once every citation has been seen to stand where it says."""
    answer = bot.ask(question)
    for citation in answer.citations:
        document = bot.document(citation.source.key)
        assert document is not None
        assert document.text[citation.start : citation.end] == citation.quote
        assert f"[{citation.marker}]" in answer.text
    return "" if answer.refused else own_words(answer.text)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("博士研究生和硕士研究生的租房补贴每月差多少", "2500元 1500元 1000元"),
        ("余姚市本科毕业生每月的租房补贴比硕士研究生少多少？", "800元 1500元 700元"),
        ("住人才公寓的和人才公寓以外租房的，租金补贴比例差几个百分点", "60% 40% 20个百分点"),
        ("人才公寓内跟人才公寓外的租金补贴比例哪个高，高多少？", "60% 40% 20个百分点"),
        ("全职引进人才与柔性引进人才，购房补贴最高差几万", "80万元 25万元 55万元"),
        ("国家级示范平台和省级示范平台，最高奖励差多少", "500万元 0.03亿元 200万元"),
        ("国家级示范平台比省级示范平台的奖励比例高几个点", "20% 15% 5个百分点"),
        ("综合型孵化器跟专业型孵化器，首年补助谁多，多多少？", "600万元 350万元 250万元"),
        ("综合型和专业型孵化器以后每年的补助上限一样吗", "200万元 相同"),
        ("不公示年度报告和拒绝接受监督检查，罚款上限差几万", "2万元 8万元 6万元"),
        ("迁移登记和许可申请，办理期限差几个工作日", "5个工作日 20个工作日 15个工作日"),
        ("余姚省级企业研究院比市级企业研究院少新增几家", "14家 45家 31家"),
        ("志愿服务和无偿献血的封顶分差几分", "15分 12分 3分"),
        ("技能竞赛省级获奖比市级获奖多几分？", "25分 10分 15分"),
        ("综合型孵化器和专业型孵化器，首年补助哪个高？以后每年的补助一样吗", "600万元 350万元 250万元 200万元 相同"),
        ("国际首台套和省内首台套奖励相差多少", "100万元 20万元 80万元"),
        ("中小企业贴息比例比大型企业高多少", "50% 30% 20个百分点"),
        ("引进博士后与引进高级技师，每年生活补助差几万，哪个补得久", "10万元 3万元 7万元 2年 3年 1年"),
        ("境外展会和境内展会，每个展位的补贴差多少？", "2万元 8000元 1.2万元"),
        ("境外展会跟境内展会，展位补贴和每年上限分别差多少", "2万元 8000元 1.2万元 10万元 5万元"),
        ("单身和离异的申请年龄差几岁", "28周岁 25周岁 3周岁"),
        ("街道初审和住房部门复审的时限差几个工作日", "10个工作日 20个工作日"),
        ("男职工和女职工退休最低缴费年限差几年", "30年 25年 5年"),
        ("一类保障家庭还是二类保障家庭交的租金比例高", "20% 40% 20个百分点"),
        ("二类保障家庭的租金比例是一类保障家庭的几倍", "40% 20% 2倍"),
        ("梧州标准厂房新建和旧仓库改造各补百分之几，差多少", "12% 20% 8个百分点"),
        ("标准厂房新建跟旧仓库改造封顶各是多少", "800万元 300万元"),
        ("梧州参赛：普通参赛队伍和残障人员队伍，交通费最多各补多少", "2万元 5万元"),
        ("竞赛一等奖和三等奖分别奖多少", "11万元 3万元"),
        ("失业保险单位和个人各交百分之几", "0.5% 0.3%"),
        ("2024年藤县农村和蒙山农村供养标准差多少", "1300元 1210元 90元"),
        ("跟国家电网和跟华南大学签协议，分别用了几天，哪个快", "20天 15天 5天"),
        ("境外展会和境内展会每个展位各补多少", "2万元 8000元"),
        ("余姚2024年省级和市级企业研究院分别新增多少", "14家 45家"),
    ],
)
def test_two_sides_have_their_own_figure_and_the_difference(bot: PolicyBot, question: str, told: str) -> None:
    answer = said(bot, question)
    assert all(figure in answer for figure in told.split()), answer


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("乐清公积金贷款首套和二套的首付比例差几个百分点？", "多15个百分点（30 - 15）"),
        ("乐清检测认证和工业设计机构，研发占比门槛差几个点？", "多3个百分点（8 - 5）"),
        ("乐清技能人才落户，技师和高级工的年龄线差几岁？", "多7周岁（45 - 38）"),
        ("2024年乐清城里人比农村人一年可支配收入多多少？", "多14850元（39200 - 24350）"),
    ],
)
def test_what_is_said_of_the_first_of_a_list_holds_for_the_next(bot: PolicyBot, question: str, told: str) -> None:
    assert told in bot.ask(question).text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("园区改造补助和运营绩效奖励加一块儿最多多少？", "400万元 120万元 520万元"),
        ("展厅建设补助和展厅运营补助合计最多多少", "60万元"),
        ("许可申请加上延长一共最长几个工作日？", "20个工作日 10个工作日 30个工作日"),
        ("余姚市AB两类揭榜项目一共征集了多少个", "12个 31个 43个"),
        ("余姚省级和市级企业研究院加起来新增多少家", "14家 45家 59家"),
        ("余姚和高新区的众创空间加起来多少家", "23家 6家 29家"),
        ("余姚兑现的科技政策资金里扣掉区级的，还剩多少万元", "12000万元 4500万元 7500万元"),
        ("余姚推荐的省科学技术奖里面有几项没获奖", "30项 9项 21项"),
    ],
)
def test_sums_and_rests_are_worked_out_of_parts_of_one_thing(bot: PolicyBot, question: str, told: str) -> None:
    answer = said(bot, question)
    assert all(figure in answer for figure in told.split()), answer


def test_the_total_that_the_text_gives_itself_goes_before_a_sum(bot: PolicyBot) -> None:
    assert "80万元" not in said(bot, "展厅建设补助和展厅运营补助合计最多多少")


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("算力券的抵扣比例和每年上限各是多少", "25% 150万元"),
        ("算力券最长用几年、一年封顶多少", "2年 150万元"),
        ("人才公寓的租金补贴比例是多少，最长补几年？", "60% 3年"),
        ("志愿服务一次给几分，封顶多少", "3分 15分"),
        ("献血一回给几分、最多到多少分", "4分 12分"),
        ("综合型孵化器首年补助多少，以后每年多少", "600万元 200万元"),
        ("首次上云企业奖励比例多少、最高金额多少", "30% 20万元"),
    ],
)
def test_each_aspect_has_a_figure_of_its_own(bot: PolicyBot, question: str, told: str) -> None:
    answer = said(bot, question)
    assert all(figure in answer for figure in told.split()), answer


@pytest.mark.parametrize(
    ("question", "members", "others"),
    [
        ("安居补贴申请要哪四样材料", "申请表 劳动合同 学历证书 社保缴纳证明", "贴息 自有住房"),
        ("购房补贴分为哪三类", "全额补贴 差额补贴 贷款贴息", "学历证书"),
        ("申请人才安居补贴要同时符合哪些条件", "三年以上劳动合同 无自有住房 其他住房优惠", "学历证书"),
        ("登记机关应当公开哪些事项？", "依据和程序 项目和标准 投诉的方式", "停业整顿"),
        ("余姚市2025年重点抓好哪四项工作", "算力中心 创新联合体 人才服务 对外合作", "科学技术奖"),
        ("积分申请分哪三步", "网上填报 窗口核验 公示", "父母"),
        ("落户随迁对象包括哪些", "配偶 未成年子女 父母", "窗口核验"),
        ("余姚征集了哪几类揭榜项目，各几个", "A类 12个 B类 31个", "研究院"),
    ],
)
def test_a_list_has_all_members_and_no_others(bot: PolicyBot, question: str, members: str, others: str) -> None:
    answer = bot.ask(question)
    assert all(member in answer.text for member in members.split()), answer.text
    assert not any(other in own_words(answer.text) for other in others.split()), answer.text


WORKED = re.compile(r"比.+多[\d.]+\S*（|合计|扣除后|倍（|两者相同")
"""Any line of arithmetic."""


@pytest.mark.parametrize(
    "question",
    [
        "博士后和博士研究生的租房补贴每月差多少",
        "博士研究生的租房补贴和全职引进人才的购房补贴差多少",
        "国家级示范平台的奖励比例和省级示范平台的最高金额差多少",
        "国家级示范平台和市级示范平台，最高奖励差多少",
        "综合型孵化器和众创空间的首年补助哪个高，高多少",
        "算力券的抵扣比例和每年上限加起来多少",
        "园区改造补助和装修补助加一块儿最多多少？",
        "不公示年度报告和伪造登记证书，罚款最低差多少",
        "拒绝接受监督检查和抽逃出资，罚款上限差几万",
        "余姚的众创空间和余姚的孵化器差几家",
        "迁移登记加上延长一共最长几个工作日？",
        "整机企业突破5亿元和零部件企业突破5000万元奖励差多少",
        "境外展会补贴和整机企业奖励差多少",
    ],
)
def test_figures_of_different_things_are_never_worked_out(bot: PolicyBot, question: str) -> None:
    assert not WORKED.search(said(bot, question))


def test_figures_of_different_sentences_are_worded_alike(bot: PolicyBot) -> None:
    assert "花生种植保险：15%" not in said(bot, "武威花生种植保险和蔬菜种植保险，自缴的比例各是多少")


def test_a_figure_told_is_a_case_and_no_side(bot: PolicyBot) -> None:
    assert find_sides("我投资500万，标准厂房新建和旧仓库改造各补多少") is None
    assert find_sides("一等奖、二等奖和三等奖各多少") is None


def test_a_side_that_is_not_found_is_said_to_be_missing(bot: PolicyBot) -> None:
    answer = said(bot, "拒绝接受监督检查和抽逃出资，罚款上限差几万")
    assert "8万元以下" in answer
    assert "抽逃出资：没有找到" in answer


def test_bounds_of_two_kinds_are_only_compared_as_written(bot: PolicyBot) -> None:
    answer = said(bot, "创新驿站和科技小院的开办补助差多少")
    assert "不低于10万元" in answer
    assert "确切的差额不能算出" in answer


def test_a_list_of_another_number_than_asked_is_only_quoted(bot: PolicyBot) -> None:
    assert "1. " not in said(bot, "积分申请分哪四步")
