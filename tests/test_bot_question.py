import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.conversation import complete, is_smalltalk
from bot.understanding.question import Shape, understand


@pytest.mark.parametrize(
    ("question", "places", "years"),
    [
        ("慈溪2024年研发投入强度目标", ["慈溪市"], [2024]),
        ("宁波市２０２３年技术交易额", ["宁波市"], [2023]),
        ("浙江省宁波市的高企", ["宁波市"], []),
        ("宁波和慈溪2023年、2024年的高企", ["宁波市", "慈溪市"], [2023, 2024]),
        ("慈溪市级高新技术产业增加值", ["慈溪市"], []),
        ("宁波省级以上高新区有多少家", ["宁波市"], []),
        ("中华人民共和国市场主体登记管理条例", [], []),
        ("公租房怎么申请", [], []),
    ],
)
def test_places_and_years(question: str, places: list[str], years: list[int]) -> None:
    asked = understand(question)
    assert [region[-1] for region in asked.places] == places
    assert list(asked.years) == years


@pytest.mark.parametrize(
    ("question", "number", "family"),
    [
        ("高企多少家", True, "家"),
        ("有几家企业", True, "家"),
        ("奖励多少万元", True, "元"),
        ("最多能拿多少补助", True, "元"),
        ("技术交易额", True, "元"),
        ("同比增长多少", True, "%"),
        ("占比是多少", True, "%"),
        ("公示几天", True, "日"),
        ("要满多少岁", True, "岁"),
        ("总积分多少分", True, "分"),
        ("面积要多大", True, "平方米"),
        ("有多少人才", True, "人"),
        ("种子轮拿引导基金，国资最多占多少股", True, "%"),
        ("合资设厂外方持股多少", True, "%"),
        ("散居孤儿一个月发多少", True, "元"),
        ("六十多岁老人每月发多少", True, "元"),
        ("岳西县2024年出口额", True, "元"),
        ("加工厂房至少多大", True, "平方米"),
        ("由哪几个部门负责", False, None),
        ("多久认定一次", False, None),
        ("申请条件是什么", False, None),
        ("哪些企业可以申报", False, None),
    ],
)
def test_number_and_unit(question: str, number: bool, family: str | None) -> None:
    asked = understand(question)
    assert asked.number is number
    if number:
        assert asked.slots[0].family == family


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("城里一户最多能养几只猫", True),
        ("年龄卡到几岁", True),
        ("百强里我们县占了几席", True),
        ("十条政策全加起来封顶几何", True),
        ("二套房五年以上利率", True),
        ("孤儿每月养育标准", True),
        ("享受稳岗返还的企业数，全市的", True),
        ("示范基地对入住率、更新率的要求", True),
        ("利润总额及其增减幅度如何？", True),
        ("账户封存以后怎么取出余额", False),
        ("哪些企业算小微企业，什么标准", False),
        ("职称评审标准", False),
        ("几家公司一起建的机房，谁去领", False),
        ("几个股东联合申报，以谁的名义", False),
        ("几户凑份子装的电梯归谁管", False),
        ("几家公司能报", True),
        ("人社局的咨询电话多少", False),
        ("停水抢修打的号码是多少", False),
        ("提标以后前几个月的差额谁来补", False),
    ],
)
def test_what_asks_for_a_number(question: str, number: bool) -> None:
    assert understand(question).number is number


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("我奶奶93了，有什么补贴", "我奶奶93岁了，有什么补贴"),
        ("我今年四十七，能落户吗", "我今年四十七岁，能落户吗"),
        ("今年2000了吗", "今年2000了吗"),
    ],
)
def test_an_age_is_heard_without_its_unit(question: str, text: str) -> None:
    assert understand(question).text == text


def test_several_things_asked_share_their_subject() -> None:
    whole, part = understand("新认定高企多少家,其中第二批多少").slots
    assert "高新" in whole.subject
    assert "第二" in part.subject
    count, sum_ = understand("多少家企业享受补助,金额多少").slots
    assert sum_.subject == count.subject
    assert (count.family, sum_.family) == ("家", "元")


def test_variants_of_places_and_years_listed_as_equals() -> None:
    labels = [label for label, _ in understand("宁波和慈溪2023年技术交易额分别是多少").variants()]
    assert labels == ["宁波市2023年", "慈溪市2023年"]
    assert understand("慈溪入选宁波引才工程多少项").variants() == ()
    assert understand("慈溪2023年技术交易额").variants() == ()


@pytest.mark.parametrize(
    ("question", "shape"),
    [
        ("条例从哪天起施行", Shape.DAY),
        ("补贴几号发到卡上", Shape.DAY),
        ("失业金哪几天能申领", Shape.DAY),
        ("这项政策哪年开始的", Shape.DATE),
        ("服务大厅中午几点下班", Shape.CLOCK),
        ("货车哪几个点不能进城", Shape.CLOCK),
        ("遛狗是什么时段", Shape.CLOCK),
        ("政策到什么时候截止", Shape.DEADLINE),
        ("有效期多久", Shape.DURATION),
        ("多久认定一次", Shape.FREQUENCY),
        ("向哪个部门申报", Shape.ORGANISATION),
        ("奖励由谁发放", Shape.ORGANISATION),
        ("申请表交到哪", Shape.ORGANISATION),
        ("申报要交哪些材料", None),
        ("要报哪几种表", None),
        ("教师人数有什么要求", Shape.FIGURE),
        ("申请材料有哪些", None),
    ],
)
def test_shape_of_the_answer(question: str, shape: Shape | None) -> None:
    assert understand(question).shape is shape


@pytest.mark.parametrize(
    ("question", "target", "result"),
    [
        ("2024年高企目标是多少", True, False),
        ("2024年力争新增多少家", True, False),
        ("2024年技术交易额完成了多少", False, True),
        ("2023年技术交易额", False, False),
        ("今年准备改造多少个老旧小区", True, False),
        ("规上企业的新增任务是多少家", True, False),
        ("计划到2027年绿化覆盖率达到多少", True, False),
        ("省里要求研发投入增长多少", True, False),
        ("这项活动想让多少企业受益", True, False),
        ("没完成目标的多久以后才能再申请", False, False),
        ("科技计划项目有多少项", False, False),
        ("申报要准备多少份材料", False, False),
    ],
)
def test_target_and_result(question: str, target: bool, result: bool) -> None:
    asked = understand(question)
    assert (asked.target, asked.result) == (target, result)


@pytest.mark.parametrize(
    "text",
    [
        "你好",
        "您好！",
        "hello",
        "谢谢你",
        "在吗？",
        "你能做什么",
        "谢谢，再见",
        "Hi~",
        "早上好",
        "你是谁呀",
        "嘿嘿，你可真懂",
        "拜拜咯，改天再问",
    ],
)
def test_smalltalk(text: str) -> None:
    assert is_smalltalk(text)


@pytest.mark.parametrize(
    "text",
    ["", "你好，公租房怎么申请", "谢谢你说的补贴是多少", "高企", "帮助残疾人的政策", "下次申报是几月", "哈密的补贴"],
)
def test_no_smalltalk(text: str) -> None:
    assert not is_smalltalk(text)


@pytest.mark.parametrize(
    ("question", "history", "completed"),
    [
        ("到900万的呢", ["衢州企业营收到300万奖多少"], "衢州企业营收到900万奖多少"),
        ("满半年的呢", ["丽水职工参保3个月补多少"], "丽水职工参保半年补多少"),
        ("封顶多少", ["湖州股改费用补多少"], "湖州股改费用补 封顶多少钱"),
        ("小学呢", ["衢州初中一个班最多多少人"], "衢州小学一个班最多多少人"),
        ("已有的机构呢", ["丽水新设的养老机构最多补多少"], "丽水已有的养老机构最多补多少"),
        ("次年打算做到多少", ["湖州2024年高新技术企业有多少家"], "湖州2025年高新技术企业目标有多少家"),
        ("那科普基地呢", ["衢州科技馆补助的申请条件是什么"], "衢州科技馆补助的申请条件是什么 科普基地"),
        ("示范园区又是多少", ["丽水领军园区的补助上限是多少"], "丽水领军园区的补助上限 示范园区又是多少"),
        ("慈溪呢？", ["宁波2023年技术交易额是多少？"], "慈溪2023年技术交易额是多少"),
        ("那2024年呢", ["慈溪2023年技术交易额是多少"], "慈溪2024年技术交易额是多少"),
        ("那2024年的目标呢", ["慈溪2023年高企多少家"], "慈溪2023年高企多少家"),
        ("其中市级的是多少?", ["慈溪兑现资金多少"], "慈溪兑现资金 其中市级的是多少"),
        ("有效期最长多久?", ["公租房租赁合同怎么签"], "公租房租赁合同怎么签 有效期最长多久"),
        ("公租房怎么申请?", ["慈溪2023年高企多少家"], "公租房怎么申请?"),
        ("慈溪2023年高企多少家?", [], "慈溪2023年高企多少家?"),
        ("谢谢", ["慈溪2023年高企多少家"], "谢谢"),
        ("《甲市奖励办法》从什么时候起施行？", ["上海的天气怎么样"], "《甲市奖励办法》从什么时候起施行？"),
        ("《乙县创新券管理细则》的有效期多久", ["宁波2023年技术交易额"], "《乙县创新券管理细则》的有效期多久"),
        ("《丙省关于支持民营经济的意见》最高多少", ["慈溪高企"], "《丙省关于支持民营经济的意见》最高多少"),
        ("", ["慈溪2023年高企多少家"], ""),
        ("那研发投入强度呢", ["宁波2024年高企总量目标是多少"], "宁波2024年研发投入强度目标是多少"),
        ("那2024年呢", ["宁波2023年技术交易额", "慈溪呢", "谢谢"], "慈溪2024年技术交易额"),
        ("慈溪呢", ["宁波2023年技术交易额", "", "  "], "慈溪2023年技术交易额"),
        ("硕士呢", ["泉州博士购房补贴多少"], "泉州硕士购房补贴多少"),
        ("省级的呢", ["襄阳国家级智能工厂奖多少"], "襄阳省级智能工厂奖多少"),
        ("那农村的呢", ["绵阳城镇低保标准是多少"], "绵阳农村低保标准是多少"),
        ("占固定资产投资的比例呢", ["绵阳2024年技改投资完成多少"], "绵阳2024年技改投资 占固定资产投资的比例"),
        ("评上了几个", ["襄阳2024年推荐申报省重点项目多少个"], "襄阳2024年入选省重点项目 几个"),
        ("2024年实际建了几公里", ["台州2025年打算新建多少公里绿道"], "台州2024年新建 绿道 实际建了几公里"),
        ("2024年最后发了多少", ["安康2025年计划发放多少创业贷款"], "安康2024年发放 创业贷款 最后发了多少"),
        ("总数有多少", ["衢州2024年新增专精特新企业多少家"], "衢州2024年专精特新企业 总数有多少"),
        ("2023年是多少", ["丽水2024年农产品加工业产值增长多少"], "丽水2023年农产品加工业产值增长多少"),
        ("湖州是多少", ["丽水2024年粮食产量是多少"], "湖州2024年粮食产量是多少"),
        ("那嘉兴呢", ["湖州外贸目标24年定多高"], "嘉兴外贸目标2024年定多高"),
        ("安康的旅游人次是多少", ["安康2025年计划发放多少创业贷款"], "安康的旅游人次是多少"),
        ("那深圳的呢", ["北京首店奖励上限多少"], "深圳首店奖励上限多少"),
    ],
)
def test_follow_up(question: str, history: list[str], completed: str) -> None:
    if question == "那2024年的目标呢":
        assert "2024" in complete(question, history)
        assert "目标" in complete(question, history)
    else:
        assert complete(question, history) == completed


@given(st.text(max_size=200), st.lists(st.text(max_size=50), max_size=2))
def test_any_text_is_understood(text: str, history: list[str]) -> None:
    asked = understand(complete(text, history))
    assert asked.slots


@pytest.mark.parametrize(
    ("question", "aside", "asked"),
    [
        ("我家楼下总有人遛狗，养犬登记证每年什么时候年检？", "遛狗", "养犬"),
        ("民宿备案要交哪些材料？会计催了好几遍", "会计", "备案"),
        ("厂里刚换了锅炉，节能改造补贴由哪个部门受理", "锅炉", "节能"),
    ],
)
def test_clauses_that_ask_nothing_are_asides(question: str, aside: str, asked: str) -> None:
    asides = understand(question).asides
    assert aside in asides
    assert asked not in asides


@pytest.mark.parametrize(
    "question",
    [
        "厂里换了锅炉，能领多少",
        "节能改造补贴由哪个部门受理",
        "孤儿基本生活费",
        "小微企业的担保费补助，一户一年最多补多少",
    ],
)
def test_what_asks_too_little_by_itself_has_no_asides(question: str) -> None:
    assert not understand(question).asides


@pytest.mark.parametrize("question", ["博物馆周末几点开门", "渣土车晚上几点到几点能跑", "夜市开到几点钟"])
def test_a_time_of_the_day_is_no_figure(question: str) -> None:
    asked = understand(question)
    assert not asked.number
    assert not any("点" in term for term in asked.terms)


@pytest.mark.parametrize("question", ["衢州2024年GDP做到多少了", "去年GDP干到了多少", "GDP搞了多少", "今年GDP冲到多少"])
def test_the_verb_before_how_many_is_of_no_name(question: str) -> None:
    slots = understand(question).slots
    assert slots
    assert not set("做干搞冲").intersection("".join(slot.label for slot in slots))


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("前几个月少发的部分由谁补", False),
        ("头几年的材料还要留吗", False),
        ("入选了全省第几批试点", False),
        ("这是办法的第几条规定的", False),
        ("质监局的投诉电话多少", False),
        ("咨询热线是几号", False),
        ("报销比例能到90%的是哪些医院", False),
        ("报销比例是多少", True),
        ("要提前几个月申请", True),
        ("全市排第几", True),
        ("公示几天", True),
        ("打了电话没人接，一年能补多少", True),
    ],
)
def test_what_counts_nothing_asks_for_no_figure(question: str, number: bool) -> None:
    assert understand(question).number is number


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("技改资金几月份申报？设备贴息不算", "技改资金几月份申报"),
        ("全市高企多少家，已取消资格的除外", "全市高企多少家"),
        ("装台那几天的场地费算不算？", "装台那几天的场地费算不算？"),
        ("学徒期不算", "学徒期不算"),  # all that is said
        ("补贴含不含税，安装费不含吗", "补贴含不含税，安装费不含吗"),
    ],
)
def test_what_is_left_out_at_last_is_not_looked_for(question: str, left: str) -> None:
    assert understand(question).text == left


@pytest.mark.parametrize(
    ("question", "aside"),
    [
        ("个体户的创业贷款，一户一年最多贴多少", False),
        ("介绍一家总部落户，中间人最多能拿多少", False),
        ("我去年刚从外地搬回来，社保补贴标准是多少", True),
    ],
)
def test_a_topic_is_no_aside_where_what_asks_names_nothing(question: str, *, aside: bool) -> None:
    assert bool(understand(question).asides) is aside


@pytest.mark.parametrize("question", ["护工一个月能领多少钱", "残疾人每个月补多少"])
def test_a_month_that_an_amount_is_asked_for_is_not_looked_for(question: str) -> None:
    assert not {"个月", "一个"} & set(understand(question).terms)


def test_how_long_something_lasts_is_looked_for() -> None:
    assert "个月" in understand("交满一个月社保能补多少").terms
