"""Figures of a case weighed against the demands of invented policies, in words that the policies do not have."""

from pathlib import Path

import pytest

from bot.bot import PolicyBot
from index.adding import add
from index.library import Library

STATIONS = """乐山市星创驿站认定办法

乐山市科学技术局
2026年3月2日

第一条 申报星创驿站的，应当具备下列条件：
（一）近2年每年入驻创业团队至少18支，由其带动的就业岗位每年至少90个；
（二）专职导师至少8名，其中具有高级职称的至少4名；
（三）公共服务面积不少于1200平方米。
第二条 星创驿站分甲、乙两档资助：80万元档要求入驻企业至少40家，其中15家以上开展成果转化；40万元档要求入驻企业至少20家，其中5家以上开展成果转化。
第三条 引进人才申报驿站导师的，具有博士学位的，年龄限52周岁以下；具有学士学位的，年龄限38周岁以下。
第四条 驿站补贴不计入经营收入。
"""


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> PolicyBot:
    folder: Path = tmp_path_factory.mktemp("rules")
    (folder / "rule.txt").write_text(STATIONS, "utf-8")
    library = Library.open(folder / "library", create=True)
    add(library, [folder / "rule.txt"])
    return PolicyBot(library)


@pytest.mark.parametrize(
    ("question", "wanted", "never"),
    [
        ("我们驿站入驻团队二十来支，每年带动就业70人，就业这条过得了吗", "不符合|90个|70人", "符合：要求“近2年"),
        ("星创驿站专职导师10名，里面高级职称的3个，导师条件过不过？", "不符合|4名|还差1", ""),
        ("驿站入驻企业43家，其中11家做了成果转化，能拿80万档吗", "不符合|15家|还差4家", "要求“其中5家"),
        ("我爱人37岁，国外读的学士学位，她报驿站导师年龄卡不卡", "这一条符合|38周岁", "不符合"),
        ("博士，50岁了，报驿站导师年龄卡不卡得住", "这一条符合|52周岁", "不符合"),
        ("我们驿站的补贴还给不给", "", "不符合"),
    ],
)
def test_a_figure_is_held_against_the_demand_that_it_is_likeliest_of(
    bot: PolicyBot, question: str, wanted: str, never: str
) -> None:
    text = bot.ask(question).text
    assert all(each in text for each in wanted.split("|")), text
    assert not never or never not in text, text


@pytest.mark.parametrize("question", ["我们厂去年用了90吨钢材，能评星创驿站吗", "驿站开了3年多，能评上吗"])
def test_a_figure_that_no_demand_is_of_decides_nothing(bot: PolicyBot, question: str) -> None:
    assert "符合：" not in bot.ask(question).text


HOMES = """潍坊市保障性租赁住房和民宿扶持办法

潍坊市住房和城乡建设局
2026年3月2日

第一条 申请保障性租赁住房的家庭，应当符合下列条件：
（一）自有住房的，人均建筑面积不足16平方米；
（二）人均月收入不超过3200元。
第二条 申报乡村民宿扶持的，客房数量6间以上、40间以下。
第三条 同一村内客房总数90间以上，且统一品牌的，奖励村集体15万元。
第四条 骑行本市公共单车应当年满12周岁，骑行公共助力车应当年满16周岁。
第五条 骗取扶持资金的，自查实之日起3年内不得申请。
第七条 申报青年驿站的，年龄在38周岁以下，博士放宽至44周岁。
第八条 一次性奖励按面积发放：200平方米（含）至500平方米的，奖励2万元；500平方米（含）以上的，奖励5万元。
第九条 申请人才公寓的，博士研究生年龄限50周岁以下，硕士研究生年龄限42周岁以下，本科年龄限35周岁以下。
"""


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory) -> PolicyBot:
    folder: Path = tmp_path_factory.mktemp("homes")
    (folder / "rule.txt").write_text(HOMES, "utf-8")
    library = Library.open(folder / "library", create=True)
    add(library, [folder / "rule.txt"])
    return PolicyBot(library)


@pytest.mark.parametrize(
    ("question", "wanted", "never"),
    [
        ("潍坊，一家四口住着自己的52平米房子，保障性租赁住房的住房条件够吗", "符合|16平方米|人均13平米", "不符合"),
        ("我家三口人，每月总收入12000元，潍坊保障性租赁住房能申请吗", "不符合|3200元|人均4000元", ""),
        ("我的民宿有50间客房，潍坊的乡村民宿扶持能申报吗", "不符合|40间", "90间"),
        ("我儿子14岁，潍坊的公共助力车能骑吗", "不符合|16周岁", "12周岁”"),
        ("我儿子14岁，在潍坊骑公共单车可以吗", "符合|12周岁", "不符合"),
        ("博士，43岁，去年来的潍坊，青年驿站年龄上能报吗", "符合|44周岁", "不符合"),
        ("硕士，44岁，潍坊的人才公寓还能申请吗", "不符合|42周岁", "35周岁”"),
    ],
)
def test_a_case_is_weighed_by_whose_it_is_and_what_it_is_for(
    homes: PolicyBot, question: str, wanted: str, never: str
) -> None:
    text = homes.ask(question).text
    assert all(each in text for each in wanted.split("|")), text
    assert not never or never not in text.partition("原文：")[0], text


def test_for_how_long_wrongdoers_are_shut_out_is_no_demand(homes: PolicyBot) -> None:
    assert "符合" not in homes.ask("我们在潍坊开了8个月，扶持资金能申请吗").text.partition("原文：")[0]
