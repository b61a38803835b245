from collections.abc import Iterator

import pytest

from bot.bot import PolicyBot
from index.adding import add
from index.library import Library

RULES = """# 松岭市家庭托育点管理办法

松岭市卫生健康委员会 2025年3月1日

第一条 申请开办家庭托育点应当具备下列条件：
（一）住房建筑面积不少于90平方米；
（二）举办者具有大专以上学历；
（三）设在三层以下。

第二条 申请开办家庭托育点应当提交下列材料：
（一）开办申请表；
（二）房屋产权证明或者租赁合同；
（三）举办者健康证明。

第三条 有下列情形之一的，不得开办家庭托育点：1.举办者有犯罪记录的；2.房屋属于违法建筑的；3.同住人员患有传染病的。

三、不受时段限制的托育服务
（一）夜班职工子女托育；
（二）寒暑假临时托育；
（三）突发情况应急托育。
"""


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PolicyBot]:
    folder = tmp_path_factory.mktemp("enumerations")
    (folder / "rules.md").write_text(RULES, "utf-8")
    with Library.open(folder / "library", create=True) as library:
        add(library, [folder / "rules.md"])
        yield PolicyBot(library)


@pytest.mark.parametrize(
    ("question", "members", "others"),
    [
        ("在松岭开家庭托育点要符合什么条件", ("90平方米", "大专", "三层"), ("申请表", "犯罪")),
        ("松岭开办家庭托育点要交哪些材料", ("申请表", "租赁合同", "健康证明"), ("大专", "违法建筑")),
        ("松岭有哪些情形不得开办家庭托育点", ("犯罪记录", "违法建筑", "传染病"), ("大专", "申请表")),
    ],
)
def test_the_list_of_the_kind_asked_for_is_told_whole_and_no_other(
    bot: PolicyBot, question: str, members: tuple[str, ...], others: tuple[str, ...]
) -> None:
    answer = bot.ask(question)
    assert not answer.refused
    lines = [line for line in answer.text.splitlines() if line[:1].isdigit()]
    assert len(lines) == len(members)
    assert all(member in line for member, line in zip(members, lines, strict=True))
    assert not any(other in answer.text for other in others)


def test_a_list_right_below_its_heading(bot: PolicyBot) -> None:
    answer = bot.ask("松岭哪些托育服务不受时段限制")
    assert all(member in answer.text for member in ("夜班职工", "寒暑假", "应急托育"))


GARDENS = """# 桐庐县屋顶菜园扶持办法

桐庐县农业农村局 2025年3月1日

第一条 扶持分为下列类别：
（一）建园奖励。首次建成的，每平方米奖励60元。
（二）管护补助。连续管护一年的，每平方米补助10元。
（三）示范奖励。评为县级示范园的，奖励2万元。

第二条 办理程序：
第一步，网上登记（3月10日前）。由业主登录平台填报。
第二步，现场查勘（4月15日前）。由街道组织。
第三步，公示（5月10日前）。公示五日。

第三条 有下列情形之一的，收回奖牌并退还奖励：
（一）改种花木的；
（二）荷载检测不合格仍继续种植的。

第五条 目前存在的问题：
1. 检测机构少，排队两个月。
2. 冬季空置多。
3. 灌溉用水贵。

第六条 荷载检测登记、建园奖励申报、示范园评选均在屋顶菜园业务系统办理。

第四条 申请建园奖励的业主应当符合下列条件：
（一）屋面产权清晰；
（二）荷载检测合格。
"""


@pytest.fixture(scope="module")
def gardens(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PolicyBot]:
    folder = tmp_path_factory.mktemp("gardens")
    (folder / "gardens.md").write_text(GARDENS, "utf-8")
    with Library.open(folder / "library", create=True) as library:
        add(library, [folder / "gardens.md"])
        yield PolicyBot(library)


@pytest.mark.parametrize(
    ("question", "members"),
    [
        ("桐庐屋顶菜园的扶持都分哪几种", ("建园奖励", "管护补助", "示范奖励")),
        ("桐庐屋顶菜园办下来要走几步", ("网上登记（3月10日前）", "现场查勘（4月15日前）", "公示（5月10日前）")),
        ("屋顶菜园办理是哪三个步骤", ("网上登记", "现场查勘", "公示")),
        ("桐庐哪些情况会把菜园的奖励要回去", ("改种花木的", "荷载检测不合格仍继续种植的")),
        ("在桐庐出了什么情况奖牌保不住", ("改种花木的", "荷载检测不合格仍继续种植的")),
        ("桐庐屋顶菜园眼下有啥难处", ("检测机构少", "冬季空置多", "灌溉用水贵")),
        ("桐庐屋顶菜园业务系统能办哪几样", ("荷载检测登记", "建园奖励申报", "示范园评选")),
    ],
)
def test_the_one_list_of_cases_steps_or_parts_is_told_in_few_of_its_words(
    gardens: PolicyBot, question: str, members: tuple[str, ...]
) -> None:
    lines = [line for line in gardens.ask(question).text.splitlines() if line[:1].isdigit()]
    assert len(lines) == len(members)
    assert all(member in line for member, line in zip(members, lines, strict=True))


@pytest.mark.parametrize("question", ["桐庐什么时候不让在屋顶种菜", "屋顶菜园哪四个步骤", "出了什么情况奖牌保不住"])
def test_a_day_another_number_or_no_place_asks_for_no_such_list(gardens: PolicyBot, question: str) -> None:
    lines = [line for line in gardens.ask(question).text.splitlines() if line[:1].isdigit()]
    assert not lines


ORCHARDS = """# 临江市林下经济示范户和采摘园认定办法

临江市林业局 2025年3月1日

一、林下经济示范户

（一）谁能报。在本市有林地承包权的农户。

（二）补多少。每户一次性补助8000元。

（三）条件。
1．连片林地不少于30亩；
2．经营满两年且没有毁林记录；
3．没有享受过退耕补助。

二、采摘园

（一）条件。
1．园内有停车位20个以上；
2．近两年没有食品安全事故。

三、两类认定的共同流程

（一）登记。填写认定申请表。
（二）踏勘。由乡镇林业站负责。
（三）会商。市林业局集体研究。
（四）挂牌。公示无异议的，授予牌匾。

四、特色苗圃评定流程

（一）推荐。由乡镇推荐。
（二）评分。由专家评分。
"""

SETTLING = """# 海宁市新市民积分入学管理办法

海宁市教育局 2025年3月1日

**第一条** 积分入学是把申请人的条件折算成积分，积分达到规定分值的，其子女可以申请入学。

**第二条** 申请人须同时做到：

（一）持有本市居住证满1年；

（二）在本市缴纳社会保险满6个月；

（三）子女年满6周岁。

**第三条** 申请人应当提交真实的材料；弄虚作假的，取消资格。
"""


@pytest.fixture(scope="module")
def cities(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PolicyBot]:
    folder = tmp_path_factory.mktemp("cities")
    (folder / "orchards.md").write_text(ORCHARDS, "utf-8")
    (folder / "settling.md").write_text(SETTLING, "utf-8")
    with Library.open(folder / "library", create=True) as library:
        add(library, [folder / "orchards.md", folder / "settling.md"])
        yield PolicyBot(library)


@pytest.mark.parametrize(
    ("question", "members", "other"),
    [
        ("申报临江林下经济示范户要符合哪些条件", ("30亩", "毁林", "退耕补助"), "停车位"),
        ("临江采摘园认定要具备啥条件", ("停车位", "食品安全"), "30亩"),
        ("临江林下经济示范户和采摘园认定要走哪几步？", ("登记", "踏勘", "会商", "挂牌"), "评分"),
        ("海宁积分入学申请条件有哪些", ("居住证", "社会保险", "6周岁"), "弄虚作假"),
    ],
)
def test_the_words_that_ask_for_a_list_need_not_stand_in_it(
    cities: PolicyBot, question: str, members: tuple[str, ...], other: str
) -> None:
    lines = [line for line in cities.ask(question).text.splitlines() if line[:1].isdigit()]
    assert len(lines) == len(members)
    assert all(member in line for member, line in zip(members, lines, strict=True))
    assert other not in "".join(lines)


def test_a_number_demanded_is_no_list(cities: PolicyBot) -> None:
    assert "食品安全" not in cities.ask("临江采摘园对停车位数量有什么要求").text
