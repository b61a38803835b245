import json
import re
from pathlib import Path

import pytest

from bot.inquiry import counted, weighed_for
from bot.understanding.everyday import as_written, heard, rewritten, spoken_in, terms_written, written_forms
from bot.understanding.question import understand
from bot.understanding.words import FILLERS, TALK
from corpus.aliases import canonical

THESAURUS = json.loads(Path("bot/thesaurus.json").read_text("utf-8"))
SAID = [word for each in THESAURUS for word in each["said"]]


def test_each_word_of_the_thesaurus_stands_once_and_says_another_than_it_is_written() -> None:
    by_hand = json.loads(Path("bot/everyday.json").read_text("utf-8"))["means"]
    assert len(SAID) == len({*SAID})
    assert not {*SAID} & {*by_hand}
    for each in THESAURUS:
        written = {canonical(form) for form in each["written"]}
        assert len(written) == len(each["written"]) > 0
        assert not written & {canonical(word) for word in each["said"]}


def test_no_word_of_the_thesaurus_only_talks_or_asks() -> None:
    assert not {*SAID} & (FILLERS | TALK)
    asks = re.compile("多少|哪|什么|谁|怎么|能不能|有没有|要不要")
    assert [word for word in SAID if asks.search(word)] == []
    assert [word for word in SAID if len(word) < 2] == []


@pytest.mark.parametrize(
    ("question", "written"),
    [
        ("三亚的骑手能参加工伤险吗", "支持网约配送员参加职业伤害保障"),
        ("保定一天到晚装修噪音谁来管", "室内装修产生噪声的，由所在地的区处理"),
        ("吃低保的人火化免费吗", "免除基本殡葬服务费用"),
        ("昆明城里人收入比去年涨了吗", "城镇居民人均可支配收入增长5.1%"),
        ("门诊大病要重新认吗", "门诊慢性病待遇每两年复核一次"),
        ("报废农机有钱拿吗", "农业机械报废更新补贴标准"),
        ("昭通老人走了还接着领钱算什么", "待遇领取人员死亡后冒领的，责令退回"),
        ("带狗能不能进商场", "除导盲犬外，不得携犬进入室内公共场所"),
        ("吉林外地车牌早高峰能走二环吗", "外埠号牌机动车工作日限制通行"),
        ("把地给别人种了钱归谁", "土地经营权流转的，由双方约定"),
        ("公司搬离开发区怎么算", "享受支持后五年内迁出的，退回资金"),
        ("石嘴山暖气不热能退暖气费吗", "室内温度不达标的，按日退还热费"),
        ("锦州没公示收费能不给钱吗", "未按规定公示的，有权拒绝支付"),
        ("双胞胎能分到一个学校吗", "多胎子女可以申请同校就读"),
        ("昆山落户名下有房加几分", "拥有合法产权住房的，计30分"),
        ("柳州无照经营怎么罚", "未经设立登记从事经营活动的，由登记机关责令改正"),
        ("去西班牙办展多少钱", "赴欧洲参加展会的，每个展位补助"),
        ("房源从哪筹来的", "保障性住房通过新建、购买等方式筹集"),
        ("没按时备案会罚款吗", "未按期备案的，免予行政处罚"),
        ("占道摆货叫改又不改罚多少", "责令限期改正，逾期不改正的，处200元罚款"),
    ],
)
def test_what_people_say_is_heard_in_what_documents_write(question: str, written: str) -> None:
    text = canonical(written)
    assert heard(text, spoken_in(canonical(question))) != text


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("市场监管部门怎么检查店面", "查店"),
        ("购买车位要交税吗", "买车"),
        ("旅游学院招生有补贴吗", "游学"),
        ("有没有单位证明都能办吗", "没有单位"),
        ("家里有房贷能申请吗", "家里有房"),
        ("青年人才的房租补贴怎么领", "人才房"),
        ("设备单套补贴多少", "套补贴"),
        ("登记一共有哪三种", "共有"),
        ("家里人多久之内去报告", "人多"),
    ],
)
def test_no_word_is_heard_across_two_others(question: str, word: str) -> None:
    assert word not in {each.word for each in spoken_in(canonical(question))}


def test_words_inside_a_longer_one_are_heard_and_not_searched() -> None:
    spoken = spoken_in("孩子上学有什么照顾")
    assert {each.word: each.inner for each in spoken} == {"孩子上学": False, "孩子": True, "上学": True}
    assert "孩子" in heard("军人子女", spoken)
    assert "上学" in heard("随迁人员就学", spoken)
    assert not {*written_forms(spoken_in("孩子和上学"))} & {*written_forms(spoken)}


def test_a_spoken_word_is_as_rare_as_the_commonest_of_its_written_forms() -> None:
    spoken = spoken_in("骑手")
    assert {"网约", "约配", "外卖"} <= {*terms_written(spoken)}
    held = dict.fromkeys(terms_written(spoken), 0) | {
        "骑手": 0,
        "网约": 9,
        "约配": 4,
        "配送": 30,
        "送员": 4,
        "补贴": 50,
    }
    assert as_written(held, spoken) == held | {"骑手": 4}


def test_what_documents_write_otherwise_is_no_name_that_the_library_lacks() -> None:
    said, unknown = understand("骑手有没有补贴"), understand("咖手有没有补贴")
    written = dict.fromkeys(counted(said), 40)
    weights = weighed_for(said, 500, written | {"骑手": 0})
    lacking = weighed_for(unknown, 500, {"咖手": 0, "补贴": 40})
    assert weights["骑手"] == weights["补贴"] < lacking["咖手"]


@pytest.mark.parametrize("question", ["瓶装气一罐多少钱", "物业费一平米几块钱", "首诊报多少"])
def test_the_money_that_is_asked_for_names_nothing(question: str) -> None:
    assert "钱" not in understand(question).terms


def test_money_that_is_spoken_of_stays() -> None:
    assert "钱" in understand("钱什么时候退给业主").terms


@pytest.mark.parametrize(
    ("question", "papers"),
    [
        ("办排水许可要交什么", True),
        ("申领工伤津贴得交哪几样东西", True),
        ("异地就医备案该带啥", True),
        ("小区停车要交什么费", False),
        ("个体户交哪些税", False),
    ],
)
def test_what_somebody_hands_in_is_papers(question: str, papers: bool) -> None:
    assert ("什么材料" in understand(question).text) is papers


@pytest.mark.parametrize(
    ("question", "official"),
    [
        ("作坊交不起税怎么办", "作坊不能按期缴纳税款怎么办"),
        ("个体户申报晚了要紧吗", "个体户逾期申报要紧吗"),
        ("还款最长能展多久", "还款最长能展期多久"),
        ("工程进展多久报一次", "工程进展多久报一次"),
    ],
)
def test_what_is_put_off_or_late_is_said_as_documents_write_it(question: str, official: str) -> None:
    assert rewritten(question) == official
