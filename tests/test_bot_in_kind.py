from collections.abc import Iterator
from datetime import date

import pytest

from bot.inquiry import Inquiry
from bot.reading.in_kind import SHARE, SHARE_ANYWHERE, SHARE_UNNAMED, enough, tells_kinds
from bot.reading.reading import Evidence
from bot.understanding.question import understand
from index.adding import add
from index.library import Library
from index.relations import named

RULES = """# 桐庐县屋顶菜园扶持办法

桐庐县农业农村局 2025年3月1日

第一条 屋顶荷载由街道安全员负责查验，每半年复核一次。

第二条 已获省级都市农业补贴的楼栋不得重复领取。

第三条 有下列情形之一的，追回扶持资金：
（一）虚报种植面积的；
（二）擅自改种花木的。

第四条 因台风损毁的温棚顺延一年验收。

第六条 禁止在坡屋面搭建菜畦。

第七条 咨询电话：桐庐县农业农村局，0571-64000000。

第五条 申请时持楼栋产权证、业主签名册、荷载检测报告。
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("kinds")
    (folder / "rules.md").write_text(RULES, "utf-8")
    with Library.open(folder / "library", create=True) as opened:
        add(opened, [folder / "rules.md"])
        yield opened


def said(library: Library, question: str, words: str) -> tuple[Inquiry, Evidence]:
    """A question put to the library, and the sentence found for it that has the words."""
    inquiry = Inquiry(library, understand(question), named(library.catalogue, question), None, date(2026, 1, 1), 0.25)
    return inquiry, next(item for item in inquiry.evidence if words in item.text)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("桐庐的屋顶菜园，荷载这块归谁管", "安全员负责"),
        ("桐庐那边楼顶种菜隔多久一次查荷载", "每半年"),
        ("桐庐的楼栋省里给过钱了，还能再拿一份吗", "不得重复"),
        ("在桐庐哪些情况会把扶持的钱追回去", "虚报"),
        ("桐庐的温棚没验收是啥原因", "因台风"),
        ("桐庐屋顶种菜去申请带些啥", "产权证"),
        ("桐庐那头打电话问谁", "0571"),
        ("桐庐让不让在坡屋面种菜", "坡屋面"),
        ("屋顶荷载这块归谁管", "安全员负责"),
    ],
)
def test_a_sentence_of_the_place_that_tells_what_is_asked_needs_less_confidence(
    library: Library, question: str, words: str
) -> None:
    inquiry, item = said(library, question, words)
    assert tells_kinds(inquiry.asked, item)
    assert enough(inquiry.asked, item) in (SHARE, SHARE_UNNAMED, SHARE_ANYWHERE)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("桐庐的屋顶菜园归谁管", "不得重复"),
        ("桐庐的楼栋还能再拿一份吗", "每半年"),
        ("桐庐屋顶种菜去申请带些啥", "每半年"),
        ("屋顶多久复核一次荷载", "每半年"),
        ("楼栋省里给过钱了，还能再拿一份吗", "不得重复"),
        ("桐庐屋顶菜园能补多少钱", "不得重复"),
    ],
)
def test_one_of_another_kind_for_no_place_or_for_a_figure_needs_all_of_it(
    library: Library, question: str, words: str
) -> None:
    inquiry, item = said(library, question, words)
    assert enough(inquiry.asked, item) == 1.0


def test_what_names_nothing_of_the_question_needs_more(library: Library) -> None:
    inquiry, named_item = said(library, "桐庐的荷载归谁查", "安全员负责")
    other, unnamed = said(library, "桐庐的屋顶菜园该归谁", "安全员负责")
    assert enough(inquiry.asked, named_item) < enough(other.asked, unnamed) < 1.0


OFFICES = """# 桐庐县屋顶菜园登记办法

桐庐县农业农村局 2025年3月1日

第一条 屋顶菜园登记，指的是业主单位或者个人把楼顶菜地的位置、面积等载入名册，既包括新建菜园的登记，也包括旧菜园的登记。

第二条 旧菜园的登记，由所在街道城管中队审核并办理。

第三条 管护补贴发放给登记簿上的业主，多名业主的，发给占面积最大的一位。
"""

SETTLING = """# 岳塘市引进技师迁户办法

岳塘市人民政府 2025年3月1日

第二条 引进技师迁户，指的是技能、年龄等方面达到条件，并在本市就业的技师将户口迁入岳塘，既包括引进在职技师，也包括用人单位接收的技校结业生。

第四条 各部门的分工如下：
（一）迁户指标由市发展改革部门统一列入计划。
（二）技校结业生的迁户，由市、区两级公安机关审核并办理。
（三）在职技师的迁户，由市人力资源社会保障部门受理。
"""


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("桐庐旧菜园登记去哪个部门办", "城管中队"),
        ("桐庐旧菜园登记找哪个单位", "城管中队"),
        ("桐庐旧菜园登记归谁管", "城管中队"),
        ("桐庐菜园补贴几个业主的，钱打给谁", "占面积最大"),
        ("技校生落户岳塘去哪个部门办", "公安机关"),
        ("岳塘技校结业生落户归谁管", "公安机关"),
    ],
)
def test_whose_business_it_is_is_told_by_who_does_it_and_not_by_what_names_bodies(
    tmp_path_factory: pytest.TempPathFactory, question: str, words: str
) -> None:
    folder = tmp_path_factory.mktemp("offices")
    (folder / "offices.md").write_text(OFFICES, "utf-8")
    (folder / "settling.md").write_text(SETTLING, "utf-8")
    with Library.open(folder / "library", create=True) as library:
        add(library, [folder / "offices.md", folder / "settling.md"])
        asked = Inquiry(library, understand(question), named(library.catalogue, question), None, date(2026, 1, 1), 0.25)
        assert words in asked.evidence[0].text
