"""What stands in the lines of the form of a benefit, for texts in the manner of many cities: who, how and until when, or nothing."""

from datetime import date

import pytest

from bot.consulting.benefit_answers import benefit_form
from corpus.benefits import benefits
from corpus.load import parse
from index.benefits import Offer
from index.catalogue import Entry

DAY = date(2026, 6, 1)
HEAD = "三明市促进林下经济发展若干措施\n\n三明市人民政府\n2026年1月5日\n\n"


def told(body: str, head: str = HEAD, number: int = 0) -> dict[str, str]:
    """The lines of a benefit of a text by their labels, without the marks of citations."""
    document = parse((head + body).encode(), "measures.txt")
    entry = Entry(0, document.id, document.source, document.member, document.metadata, 0)
    answer = benefit_form(Offer(entry, benefits(document)[number]), document, DAY)
    for each in answer.citations:
        assert document.text[each.start : each.end] == each.quote
    lines = [line.split("：", 1) for line in answer.text.split("\n")[1:] if "：" in line]
    return {label: "".join(part for part in said.replace("]", "[").split("[")[::2]).strip() for label, said in lines}


GIVEN = "一、支持内容\n（一）示范基地奖励。对新认定的省级林下经济示范基地运营企业，一次性奖励20万元。\n"


@pytest.mark.parametrize(
    ("body", "who"),
    [
        (GIVEN, "对新认定的省级林下经济示范基地运营企业"),
        ("一、支持内容\n（一）丰富产品。开发森林食品并通过认证的农民专业合作社，每个奖励3万元。\n", "开发森林食品并通过认证的农民专业合作社"),
        ("一、支持对象\n在本市注册的家庭农场。\n二、支持内容\n（一）采种。每亩补贴50元。\n", "在本市注册的家庭农场"),
        ("一、支持内容\n（一）扩大规模。林下种植面积达到100亩的，每亩补助200元。\n", "见“条件”"),
    ],
)  # fmt: skip
def test_who_is_told_by_the_clause_that_names_them_and_not_by_what_the_item_is_called(body: str, who: str) -> None:
    assert told(body)["谁能申请"].strip("。") == who


def test_who_those_are_is_told_where_the_text_defines_them() -> None:
    body = "一、扶持标准\n（一）开办补贴。林农创业户首次开办的，补贴5000元。\n二、附则\n本措施所称林农创业户，是指户籍在本市、经营林地30亩以上的家庭。\n"
    assert "是指户籍在本市、经营林地30亩以上的家庭" in told(body)["谁能申请"]


def test_what_is_defined_that_is_nobody_is_not_who() -> None:
    body = "一、扶持标准\n（一）碳汇券。使用碳汇券的，补贴30%，最高5万元。\n二、附则\n本措施所称碳汇券，是指由林业部门发放的电子凭证。\n"
    assert "凭证" not in told(body)["谁能申请"]


@pytest.mark.parametrize(
    ("rest", "how"),
    [
        ("二、申报程序\n企业于每年3月登录“林企通”平台填报，经审核公示后拨付。\n", "企业于每年3月登录“林企通”平台填报，经审核公示后拨付"),
        ("二、附则\n企业骗取奖励资金的，追回资金，三年内不得申请本措施各项奖励。\n", "原文未提及"),
        ("二、林地管理\n临时占用林地的，应当向县级林业主管部门提出申请。\n", "原文未提及"),
        ("二、附则\n第九条 申请材料：\n（一）申请表；\n（二）营业执照复印件。\n", "（一）申请表；\n（二）营业执照复印件"),
        ("二、认定条件\n申报企业应当同时符合以下条件：\n1．具有独立法人资格；\n2．无失信记录。\n", "原文未提及"),
    ],
)  # fmt: skip
def test_how_to_apply_is_told_by_what_tells_of_it_or_not_at_all(rest: str, how: str) -> None:
    document = parse((HEAD + GIVEN + rest).encode(), "measures.txt")
    entry = Entry(0, document.id, document.source, document.member, document.metadata, 0)
    text = benefit_form(Offer(entry, benefits(document)[0]), document, DAY).text
    line = text.split("怎么申请：")[1].split("有效期：")[0]
    assert how in line
    assert "骗取" not in line
    assert "占用林地" not in line


def test_another_items_waiver_of_application_is_not_this_ones() -> None:
    body = GIVEN + "（二）稳岗补贴。对不裁员的企业，补贴2万元。补贴采取“免申即享”方式。\n"
    assert told(body)["怎么申请"] == "原文未提及"
    assert "免申即享" in told(body, number=1)["怎么申请"]


@pytest.mark.parametrize(
    ("rest", "until"),
    [
        ("二、附则\n本措施自2026年2月1日起施行，有效期3年。\n", "本措施自2026年2月1日起施行，有效期3年"),
        ("二、附则\n对评定合格的，颁发证书，有效期至2027年12月31日。\n", "原文未提及"),
        ("二、附则\n受理截止时间为2026年9月30日。\n", "原文未提及"),
        ("二、附则\n已签合同面积超过本措施限额的，自2027年1月1日起按本措施执行。\n", "原文未提及"),
    ],
)  # fmt: skip
def test_until_when_is_told_of_the_document_and_of_no_certificate_or_window(rest: str, until: str) -> None:
    assert told(GIVEN + rest)["有效期"].strip("。") == until


def test_the_time_to_apply_stands_with_the_way_to_apply() -> None:
    lines = told(GIVEN + "二、申报时间\n每年4月1日至5月31日。\n三、附则\n本措施自2026年2月1日起施行。\n")
    assert "每年4月1日至5月31日" in lines["怎么申请"]
    assert "4月1日" not in lines["有效期"]


def test_how_many_conditions_are_not_quoted_is_said() -> None:
    asked = "".join(f"{at}．第{at}项指标达到全省平均水平以上；\n" for at in range(1, 13))
    assert "见原文" in told(GIVEN + "二、申报条件\n" + asked)["条件"]
    assert "见原文" not in told(GIVEN)["条件"]
