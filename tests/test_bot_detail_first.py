"""Questions for a detail that one sentence of many on the same aid tells: where to apply, with which papers, who pays."""

from collections.abc import Iterator

import pytest

from bot.bot import PolicyBot
from index.adding import add
from index.library import Library

TEXTS = {
    "aid.txt": """临沂市困难家庭取暖救助办法
第一条 支出型取暖救助对象和急难型取暖救助对象的认定，以及申请取暖救助家庭的收入计算方法，均按省有关规定执行。申请支出型取暖救助的事由应发生在申请日前6个月内。
第二条 凡符合取暖救助条件的居民可向户籍所在地乡镇人民政府提出申请。其中申请支出型取暖救助的，应当提供申请日前6个月内有效的供暖缴费凭据。
第三条 申请取暖救助的家庭已享受集中供暖补助的，不再以同一事由重复享受取暖救助，取暖救助申请不予批准。
第四条 村民委员会协助做好取暖救助对象的主动发现、调查核实等工作，协助取暖救助家庭申请，与取暖救助申请材料有关的信息应当保密。
第五条 支出型取暖救助的信息核对、材料审核、公示按照省有关规定执行。
""",
    "school.txt": """遂昌县教育局关于推迟返校的通告
一、各校不得因推迟返校提前组织补课，5月20日至6月8日值班教师名单报县教育局。
二、县内各中学返校时间推迟至6月11日，小学另行通知。
""",
    "fees.txt": """遂昌县新居民医保缴费通告
一、在延长的缴费期内补缴新居民医保的，3月1日至缴费之日的门诊费用可以补报。
二、新居民医保缴费期延长至道路恢复通行后三个月内。
""",
    "loan.txt": """鹰潭市助行设备租借服务规定
第一条 助行设备租借期满前损坏的，由服务站提供免费维修服务，租借期内行动不便的助行设备使用人，服务站应当予以协助。
第二条 租借期满后需更换助行设备零部件的，产生费用由使用人自理。
第三条 助行设备租借费实行目录管理，同一类助行设备在租借期内只能享受一次租借费补贴，助行设备租借费结算办法另行制定。
第四条 租借费由使用人或者监护人凭收据和租借协议到区残联报销。
""",
}


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PolicyBot]:
    folder = tmp_path_factory.mktemp("details")
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    with Library.open(tmp_path_factory.mktemp("details-library"), create=True) as library:
        add(library, [folder])
        yield PolicyBot(library)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("取暖救助去哪里申请", "乡镇人民政府"),
        ("支出型取暖救助要交什么材料", "供暖缴费凭据"),
        ("助行设备租借期满后坏了谁出钱", "使用人自理"),
        ("助行设备租借费怎么报销", "凭收据"),
        ("遂昌中学返校推迟到哪一天", "6月11日"),
        ("遂昌新居民医保最晚能拖到什么时候缴", "三个月内"),
    ],
)
def test_the_sentence_with_the_detail_leads(bot: PolicyBot, question: str, told: str) -> None:
    assert told in bot.ask(question).text[:150]
