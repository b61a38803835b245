"""Whose days, term and beginning a text tells: the document's, another section's, another part's."""

from collections.abc import Iterator

import pytest

from bot.bot import PolicyBot
from bot.reading.spans import of_other_span
from index.adding import add
from index.library import Library


@pytest.mark.parametrize(
    ("asked", "told", "other"),
    [
        ("居住证有效期多久", "本办法自印发之日起施行,有效期5年。", True),
        ("居住证有效期多久", "居住证每年签注一次,有效期1年。本办法自印发之日起施行,有效期5年。", False),
        ("人才卡办下来能用几年", "本细则自2024年5月1日起实施,有效期3年。", True),
        ("这个补贴政策有效期多久", "本办法自印发之日起施行,有效期5年。", False),
        ("专家评审要几天", "拟支持名单在网站公示7天。", True),
        ("专家评审要几天", "评审在15日内完成。", False),
        ("区里复核要多久", "街道在10个工作日内完成审核。", True),
        ("区里复核要多久", "区民政局在10个工作日内复审。", False),
        ("廉租房申请要多久", "租赁合同以5年为期,期满可续租。", True),
        ("廉租房申请要多久", "街道在20日内完成审核。", False),
        ("奖励资金多久能到账", "开业满3年的书店。", True),
        ("奖励资金多久能到账", "公示期满后30日内拨付。", False),
        ("公寓不续租要提前多久说", "租赁合同以5年为期。", True),
        ("公寓不续租要提前多久说", "期满前3个月提出。", False),
        ("人才卡能用多久", "满1年计8分。", True),
        ("通行证办理要几天", "长期通行证(有效期不超过6个月)3个工作日内办结。", False),
        ("创业贷款审批要多久", "贷款期限最长3年。", True),
        ("失业金能领几个月", "缴费满1年的,期限最长12个月。", False),
        ("申请后多久不能再申请", "骗取补贴的,3年内不得再申请。", False),
    ],
)
def test_a_span_of_another_thing(asked: str, told: str, other: bool) -> None:
    assert of_other_span(asked, told) is other


SECTIONS = """# 敦化市商贸扶持指南

敦化市商务局 2025年3月1日

## 一、夜间集市奖励

集市每场奖励2万元。

名单公示7个工作日，无异议的拨付资金。

## 二、老字号店铺扶持

老字号店铺每家扶持5万元，名单要公示。

## 三、其他

第一条所列奖励自2024年5月1日起办理；老字号店铺扶持自2025年1月1日起办理，有效期2年。
"""

PASSES = """# 珲春市货车通行证办理办法

珲春市公安局 2025年3月1日

第一条 短途通行证（有效期最长10天）当场办结；跨市通行证（有效期不超过4个月）6个工作日内办结。
"""

CHAPTERS = """延吉市科技服务办法

延吉市科学技术局 2025年3月1日

第一章　检测服务机构

第一条　检测服务机构每家奖励20万元。

第二章　概念验证平台

第二条　概念验证平台每家补助60万元。

第三章　附则

第三条　第一章所列奖励自2024年4月1日起受理，第二章所列补助自2025年7月1日起受理。
"""


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PolicyBot]:
    folder = tmp_path_factory.mktemp("spans")
    for name, text in (("敦化.md", SECTIONS), ("珲春.md", PASSES), ("延吉.txt", CHAPTERS)):
        (folder / name).write_text(text, encoding="utf-8")
    with Library.open(folder / "library", create=True) as library:
        add(library, sorted(folder.glob("*.*")))
        yield PolicyBot(library)


def test_the_days_of_the_section_beside(bot: PolicyBot) -> None:
    assert bot.ask("敦化老字号店铺扶持的名单公示几天").refused
    assert "7个工作日" in bot.ask("敦化夜间集市奖励的名单公示几天").text


def test_the_beginning_of_one_part(bot: PolicyBot) -> None:
    said = bot.ask("敦化老字号店铺的扶持什么时候开始办理").text
    assert "2025年1月1日" in said
    assert "2024" not in said
    assert "2年" in bot.ask("敦化老字号店铺扶持的有效期几年").text


def test_the_beginning_of_a_chapter(bot: PolicyBot) -> None:
    said = bot.ask("延吉概念验证平台的补助什么时候开始受理").text
    assert "2025年7月1日" in said
    assert "2024" not in said
    assert bot.ask("延吉概念验证平台的补助有效期几年").refused


def test_how_long_it_takes_and_how_long_it_is_good_for(bot: PolicyBot) -> None:
    assert not bot.ask("珲春短途通行证办理要几天").text.startswith("最长10天")
    assert "6个工作日" in bot.ask("珲春跨市通行证办下来要几天").text
    assert "4个月" in bot.ask("珲春跨市通行证的有效期多久").text.split("原文")[0]
