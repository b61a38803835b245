"""Clauses whose demands are told apart: each in the wording of cities other than those of the labelled documents."""

import pytest

from corpus.benefit_clauses import bars_of, parts_of
from corpus.benefit_records import Test
from corpus.benefit_requirements import requirements_of
from corpus.benefit_zones import zoned

REGION = ("江苏省", "苏州市")


def typed(clause: str, *, doer: bool = False) -> dict[str, list[str]]:
    """The parts that tests say entirely, with their tests."""
    found = parts_of(clause, (0, len(clause)), REGION, doer=doer)
    assert all(clause[each.start : each.end] == each.clause for each in found)
    return {each.clause: _said(each.alternatives) for each in found if each.typed}


def _said(alternatives: tuple[tuple[Test, ...], ...]) -> list[str]:
    return [
        f"{t.fact} {t.operator} {'、'.join(t.value) if isinstance(t.value, tuple) else t.value}"
        for tests in alternatives
        for t in tests
    ]


@pytest.mark.parametrize(
    ("clause", "parts"),
    [
        (
            "在苏州市注册、具有独立法人资格、经营业绩突出",
            {"在苏州市注册": ["region in 江苏省/苏州市"], "具有独立法人资格": ["independent is True"]},
        ),
        (
            "成立满3年、无重大安全事故、在行业内有一定影响",
            {"成立满3年": ["age >= 3"], "无重大安全事故": ["safe is True"]},
        ),
        ("研发费用不低于300万元、产品技术先进的企业", {"研发费用不低于300万元": ["rd_expense >= 3000000"]}),
        ("实施技术改造且上年度营业收入5000万元以上", {"上年度营业收入5000万元以上": ["revenue >= 50000000"]}),
    ],
)
def test_demands_of_a_list_are_met_each_for_itself(clause: str, parts: dict[str, list[str]]) -> None:
    assert parts.items() <= typed(clause).items()


@pytest.mark.parametrize(
    "clause",
    [
        "注册在南京、无锡等市，且有一定规模",
        "在本市注册或经批准设立、成立满2年、业绩突出",
        "符合成立满2年、营业收入1000万元以上、行业领先之一",
        "高校、科研院所、注册在本市且管理先进的企业",
    ],
)
def test_members_of_which_one_is_enough_are_no_demands(clause: str) -> None:
    assert not {"region", "age", "revenue"} & {said.split()[0] for each in typed(clause).values() for said in each}


@pytest.mark.parametrize(
    ("clause", "part", "tests"),
    [
        (
            "对外迁后返回的国家级专精特新“小巨人”企业",
            "国家级专精特新“小巨人”企业",
            ["certification in 专精特新“小巨人”企业"],
        ),
        ("为中小微企业提供担保服务的融资担保机构", "融资担保机构", ["role in 担保公司"]),
        ("对稳岗成效明显的中小微企业", "中小微企业", ["size in 中型、小型、微型"]),
        ("经批准的产业园区开发企业建设的生物医药厂房项目", "产业园区开发企业", ["role in 园区投资建设单位"]),
        ("检验检测机构研制的便携式检测设备", "检验检测机构", ["role in 检测机构"]),
        ("固定资产投资3000万元以上的重大项目", "固定资产投资3000万元以上", ["fixed_investment >= 30000000"]),
    ],
)
def test_who_is_meant_stands_at_the_end(clause: str, part: str, tests: list[str]) -> None:
    assert typed(clause)[part] == tests


def test_for_whom_something_is_done_is_not_who_does_it() -> None:
    assert typed("对在停业期间为承租的中小企业") == {}
    assert typed("对向吸纳就业较多的小微企业") == {}


@pytest.mark.parametrize(
    ("clause", "part"),
    [
        ("知识产权服务机构开展专利导航的", "知识产权服务机构"),
        ("鼓励科技型中小企业参与标准研制", "科技型中小企业"),
        ("检验检测机构为园区内产品提供检测", "检验检测机构"),
        ("技术转移机构牵头组建创新联合体的", "技术转移机构"),
        ("文艺院团创作大型剧目的", "文艺院团"),
    ],
)
def test_who_does_it_is_said_only_where_nobody_else_is_given_to(clause: str, part: str) -> None:
    assert part in typed(clause, doer=True)
    assert typed(clause) == {}


def test_each_of_several_bars_bars_for_itself() -> None:
    clause = "被列入失信被执行人名单、知识产权存在争议、环境管理混乱的，不予支持"
    found = bars_of(clause, (0, len(clause)), REGION)
    assert [(each.clause, _said(each.alternatives)) for each in found] == [
        ("被列入失信被执行人名单", ["good_credit is False"]),
        ("知识产权存在争议", ["state in 知识产权有争议"]),
        ("环境管理混乱的", []),
    ]
    assert all(each.excludes for each in found)
    joined = "严重失信且拖欠职工工资的企业，不得申报"
    assert len(bars_of(joined, (0, len(joined)), REGION)) == 1


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("注册在苏州工业园区内的高新技术企业和科技型中小企业。本市其他区域的企业参照执行。", "江苏省/苏州市"),
        ("在西安高新区注册的高校、科研机构。西安市其他地区的单位，条件相符的照此办理。", "陕西省/西安市"),
    ],
)
def test_a_zone_that_others_of_its_city_share_is_the_city(text: str, places: str) -> None:
    found = zoned(text, (0, len(text)), REGION)
    assert found is not None
    assert found.typed
    assert all(f"region in {places}" in _said((tests,)) for tests in found.alternatives)


@pytest.mark.parametrize(
    "text",
    [
        "注册在苏州工业园区内的高新技术企业。本市其他区域的企业另行规定。",
        "在本市注册的高新技术企业。外地企业参照执行。",
    ],
)
def test_another_rule_is_no_such_zone(text: str) -> None:
    assert zoned(text, (0, len(text)), REGION) is None


@pytest.mark.parametrize(
    "text",
    [
        "在武汉东湖高新区注册的高校、科研机构等。本市其他地区的单位参照执行。",
        "注册在苏州工业园区内的高新技术企业、科研院所、社会组织等创新主体。符合条件的注册在苏州市其他区域的单位参照执行。",
    ],
)
def test_an_open_list_of_a_zone_stays_open(text: str) -> None:
    found = zoned(text, (0, len(text)), REGION)
    assert found is not None
    assert found.alternatives[-1] == ()
    assert all("region in" in _said((tests,))[0] for tests in found.alternatives[:-1])


@pytest.mark.parametrize(
    ("clause", "who", "doing"),
    [
        ("检测机构开展绿色产品认证的", "检测机构", "开展绿色产品认证"),
        ("支持链主企业建设工业互联网平台", "链主企业", "工业互联网平台建设"),
        ("养老服务机构举办老年食堂的", "养老服务机构", "举办老年食堂"),
    ],
)
def test_who_does_it_and_what_is_done_are_two_demands(clause: str, who: str, doing: str) -> None:
    found = parts_of(clause, (0, len(clause)), REGION, doer=True)
    assert found[0].clause == who
    assert found[-1].typed
    assert f"project in {doing}" in _said(found[-1].alternatives)[0]


def test_what_only_says_when_stays_with_what_it_belongs_to() -> None:
    for text in ("项目验收时，须提交审计报告；配套设施应同步建成", "在改造过程中，应同步安装节能设备；建材应环保"):
        clauses = [each.clause for each in requirements_of(text, (0, len(text)), REGION)]
        assert not any(clause.endswith(("时", "过程中")) for clause in clauses)
