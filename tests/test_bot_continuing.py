from collections.abc import Iterator

import pytest

from bot.bot import PolicyBot
from index.adding import add
from index.library import Library

REPORT = """# 云溪县2024年交通运输工作总结和2025年工作计划

云溪县交通运输局 2025年1月8日

## 一、2024年工作总结

云溪南站全年发送货物列车186列，同比增长9.3%，其中发往沿海112列、返程74列；运送木材41万吨。

新增城乡公交车36台，公交车电动化占比达到71%。

全县居民人均出行次数412次，城镇居民518次，增长3.1%；农村居民296次，增长7.4%。

## 二、2025年工作计划

新增城乡公交车22台，优化线路9条。
"""

RULES = """# 云溪县职业技能培训补贴办法

云溪县人力资源和社会保障局 2025年2月1日

第一条 培训机构每培训一名焊工补贴1800元，每培训一名月嫂补贴2600元。补贴分两次发放：开班后发放40%，取得证书后发放60%。

第二条 培训补贴连续享受不超过三年，第三年按前述标准的一半执行。

第三条 退役军人参加培训的，补贴标准上浮20%。

第四条 公示期为7个工作日。对公示有异议的，可以书面提出；受理异议后，15个工作日内调查核实。

第五条 2025年教材补助为每人85元，2024年为每人80元，由区财政承担。

第六条 培训机构同县总工会的合作协议25天内签订。

第七条 培训机构和县妇联的合作协议须在40天内签订，逾期视为放弃。

第八条 新设培训学校年营业收入首次达到300万元的奖励6万元，达到900万元的奖励18万元，每家学校每年最高24万元。

第九条 其中智能制造专业奖励40万元、养老护理专业奖励25万元、家政服务专业奖励15万元。

第十条 实训补贴每月10日前申报；学徒补贴按季度申报，于季后首月20日前。

第八条 小班课堂人数不得超过20人，大班课堂人数不得超过45人，并配备助教。
"""


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PolicyBot]:
    folder = tmp_path_factory.mktemp("continuing")
    (folder / "report.md").write_text(REPORT, "utf-8")
    (folder / "rules.md").write_text(RULES, "utf-8")
    with Library.open(folder / "library", create=True) as library:
        add(library, [folder / "report.md", folder / "rules.md"])
        yield PolicyBot(library)


@pytest.mark.parametrize(
    ("earlier", "turn", "told"),
    [
        ("云溪南站2024年发送了多少列货物列车", "那里面返程的有多少列", "返程74列"),
        ("云溪城镇居民人均出行多少次", "农村的呢？也说下增幅", "农村居民296次，增长7.4%"),
        ("云溪2024年新增了多少台城乡公交车", "那今年打算再添几台", "22台"),
        ("云溪培训一名焊工补贴多少钱", "那分几次发", "开班后发放40%，取得证书后发放60%"),
        ("云溪培训一名焊工补贴多少钱", "要是到了第三年呢", "第三年按前述标准的一半执行"),
        ("云溪职业技能培训补贴公示多少个工作日", "有人提异议的话几天查清", "15个工作日"),
        ("云溪2025年培训教材补助每人多少", "上一年呢", "80元"),
        ("培训机构和云溪县妇联的合作协议要在几天内签", "跟总工会的呢", "25天"),
        ("云溪培训大班课堂人数有什么限制", "小班的呢", "小班课堂人数不得超过20人"),
        ("云溪2024年新增城乡公交车多少台", "次年想增加多少台", "22台"),
        ("云溪新设培训学校营业收入到300万奖多少", "封顶多少", "24万元"),
        ("云溪智能制造专业奖励多少", "家政的呢", "15万元"),
        ("云溪实训补贴几号申报", "学徒的呢", "20日"),
    ],
)
def test_a_follow_up_is_answered_where_the_question_before_it_was(
    bot: PolicyBot, earlier: str, turn: str, told: str
) -> None:
    answer = bot.ask(turn, history=[earlier])
    assert not answer.refused
    assert told in answer.text.split("\n")[0]


def test_the_figure_told_before_is_not_told_again_of_another_case(bot: PolicyBot) -> None:
    answer = bot.ask("跟县工商联的呢", history=["培训机构和云溪县妇联的合作协议要在几天内签"])
    assert "40天" not in answer.text.split("\n")[0]


@pytest.mark.parametrize("turn", ["2019年的呢", "那飞机起降多少架次", "那云溪的医院呢，有多少张床位"])
def test_what_nothing_near_says_is_refused(bot: PolicyBot, turn: str) -> None:
    assert bot.ask(turn, history=["云溪南站2024年发送了多少列货物列车"]).refused
