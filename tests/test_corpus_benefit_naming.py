"""Headings and labels are no clauses, and the name of what something is for is one."""

import pytest

from corpus.benefit_naming import is_gift, is_label, says
from corpus.benefit_records import Benefit
from corpus.benefits import benefits
from corpus.load import parse

HEAD = "嘉兴市人民政府关于扩大开放的若干措施\n\n嘉政发〔2025〕6号\n\n"


def read(text: str) -> dict[str, Benefit]:
    return {each.title: each for each in benefits(parse((HEAD + text).encode(), "measures.md"))}


def clauses(benefit: Benefit) -> list[str]:
    return [each.clause for each in (*benefit.requirements, *(one for a in benefit.amounts for one in a.when))]


@pytest.mark.parametrize(
    "words", ["奖励标准一览", "补贴标准（三选一）", "资助方式", "3.4", "申报条件", "企业应当具备下列条件："]
)
def test_labels_ask_nothing(words: str) -> None:
    assert is_label(words)


@pytest.mark.parametrize(
    "words", ["国家标准", "重点国际标准", "市级主管部门提出的其他条件", "概念验证平台", "已制定行业标准", "新建厂房"]
)
def test_what_something_is_for_is_no_label(words: str) -> None:
    assert not is_label(words)


def test_the_name_of_a_gift_is_no_clause() -> None:
    assert is_gift("首版次软件奖励。")
    assert not is_gift("对获得省级奖励的企业")


@pytest.mark.parametrize(
    "article",
    [
        "第一条 首版次软件奖励。对列入省首版次软件目录的产品，按售价的3%给予奖励，最高50万元。\n",
        "第一条 稳岗补贴。对吸纳高校毕业生就业的企业，按每人1000元给予补贴。\n",
        "第一条 厂房改造补助。对改造老旧厂房的企业，给予最高60万元补助。\n",
    ],
)
def test_what_an_article_calls_its_gift_is_not_asked(article: str) -> None:
    (found,) = read(article).values()
    said = clauses(found)
    assert said
    assert not any(each.strip("。").endswith(("奖励", "补贴", "补助")) for each in said)


TABLE = (
    "## 一、适用对象\n\n在嘉兴市注册的高新技术企业。\n\n## 二、奖励标准一览\n\n| 事项 | 档次 | 最高金额 |\n| --- | --- | --- |\n"
    "| 外商投资研发总部 | 上一年度研发投入的3% | 800万元 |\n| 外商投资共享实验室 | 上一年度实验室投资额的6% | 300万元 |\n\n"
    "## 三、主要条件\n\n（一）外商投资研发机构。研发总部应获母公司授权，研发人员至少50人。共享实验室的面积至少800平方米，每年服务企业至少20家。\n"
)


def test_a_row_of_a_table_asks_what_its_name_and_the_prose_under_it_say() -> None:
    found = read(TABLE)
    laboratory, headquarters = clauses(found["外商投资共享实验室"]), clauses(found["外商投资研发总部"])
    assert any("外商投资共享实验室" in each for each in laboratory)
    assert any("800平方米" in each for each in laboratory)
    assert not any("800平方米" in each for each in headquarters)
    assert any("母公司授权" in each for each in headquarters)
    assert not any("一览" in each for each in (*laboratory, *headquarters))


def test_an_item_with_nothing_but_its_gift_is_confirmed_by_its_own_sentence() -> None:
    (found,) = read("一、支持标准\n\n按实际支出的40%补助，最高90万元。\n").values()
    assert any("按实际支出的40%补助" in each for each in clauses(found))


def test_a_list_of_kinds_does_not_say_the_name_of_one() -> None:
    assert not says("分为剧场改造、空间培育及线上演出三类", "空间培育")
    assert says("开展空间培育的单位", "空间培育")


def test_a_numbered_item_that_is_a_sentence_of_conditions_is_read() -> None:
    found = read(
        "一、支持内容\n1．支持开放实验平台建设。\n根据绩效给予不超过70万元支持。\n\n二、申报条件\n1．支持开放实验平台建设。\n"
        "（1）实验平台开放的仪器应属于医疗器械、电子信息领域。每年开放至少200天。\n（2）运行良好。\n"
    )
    assert any("应属于医疗器械" in each for benefit in found.values() for each in clauses(benefit))
