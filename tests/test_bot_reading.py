"""Which sentence answers, and the unit that it is quoted in: on made rules of several cities."""

import json
import math
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from importlib import resources
from pathlib import Path

import pytest

from bot.answers.quoting import LONGEST, SUPPORT
from bot.bot import PolicyBot
from bot.inquiry import Inquiry
from bot.reading.figure_ranking import FIGURE_SIGNALS, OF_TEXT, figure_weights
from bot.reading.leading import lead
from bot.reading.ranking import (
    DATA,
    POINT,
    SIGNALS,
    Candidate,
    Place,
    Sought,
    bars,
    fitted,
    points,
    signals,
    sought,
    told,
)
from bot.reading.reading import FIGURE_DEPTH
from bot.reading.shapes import is_formal, shaped
from bot.understanding.question import Shape, understand
from index.adding import add
from index.library import Library
from index.relations import named

TEXTS = {
    "funds.txt": """柳州市住房公积金使用办法
柳公积金〔2024〕6号

第一条 职工可以提取本人账户余额的情形如下：
（一）购买自住住房的；
（二）租赁住房的；
（三）出境定居的。
第二条 有下列情形之一的，不予提取：
（一）购买商铺的；
（二）购买车位的；
（三）已经办理委托扣款的。
第三条 提取申请由公积金中心在3个工作日内审核。但材料需要核实的，可以延长10日。
第四条 以虚假材料骗取资金的，责令退回，并在两年内限制提取。
第五条 职工离开本市就业的，账户封存。封存满半年且没有在外地缴存的，余额一次付清。
柳州市住房公积金管理中心
2024年5月6日
""",
    "market.txt": """保山市支持夜间经济实施方案
保商发〔2025〕2号

一、新开办的夜市经营面积达到2000平方米的，奖励运营主体15万元。其中设在历史街区的，奖励20万元。
二、申报材料分为两类，即：
1. 通用材料：申请表、营业执照；
2. 专项材料：场地租赁合同、现场照片。
三、夜市垃圾由城管部门负责清运。因为占道影响通行，主干道两侧不设夜市。
保山市商务局
2025年1月8日
""",
    "news.txt": """怒江州推行跨省社保转移 方便群众办事

怒江州推行跨省社保转移 方便群众办事。记者从州人社局获悉，转移不再需要本人到场。申请人登录国家社会保险公共服务平台，填写转出地和转入地，经办机构之间自行传送资料。全程一般用时15个工作日。
""",
}


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PolicyBot]:
    folder = tmp_path_factory.mktemp("reading")
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    with Library.open(folder / "library", create=True) as library:
        add(library, sorted(folder.glob("*.txt")))
        yield PolicyBot(library, min_confidence=0.0)


def _inquiry(bot: PolicyBot, question: str) -> Inquiry:
    found = named(bot.library.catalogue, question)
    return Inquiry(bot.library, understand(found.rest), found, None, date(2025, 6, 1), 0.0)


@pytest.mark.parametrize(
    ("question", "opener", "item"),
    [
        ("柳州买车位能提取公积金吗？", "不予提取", "购买车位的"),
        ("柳州出境定居可以提取公积金吗？", "可以提取", "出境定居的"),
        ("柳州买商铺怎么提取公积金", "不予提取", "购买商铺的"),
    ],
)
def test_an_item_is_quoted_behind_what_opens_its_list(bot: PolicyBot, question: str, opener: str, item: str) -> None:
    answer = bot.ask(question)
    assert opener in answer.text
    assert item in answer.text
    assert answer.text.index(opener) < answer.text.index(item)


@pytest.mark.parametrize(
    ("question", "members"),
    [
        ("哪些情形不能提取公积金？", ["购买商铺的", "购买车位的", "委托扣款"]),
        ("夜市申报要交哪些材料？", ["营业执照", "现场照片"]),
    ],
)
def test_a_list_is_given_whole_and_nothing_behind_it(bot: PolicyBot, question: str, members: list[str]) -> None:
    answer = bot.ask(question)
    assert all(member in answer.text for member in members)
    assert "审核" not in answer.text
    assert "垃圾" not in answer.text


@pytest.mark.parametrize(
    ("question", "exception"),
    [("公积金提取申请由谁审核？", "可以延长10日"), ("保山新开办的夜市奖励给谁？", "历史街区")],
)
def test_the_exception_behind_a_rule_is_quoted_with_it(bot: PolicyBot, question: str, exception: str) -> None:
    assert exception in bot.ask(question).text


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("怒江跨省社保转移怎么办理？", "登录国家社会保险公共服务平台"),
        ("主干道两侧为什么不设夜市？", "占道影响通行"),
        ("拿假材料骗公积金会怎么处理？", "责令退回"),
    ],
)
def test_what_answers_goes_before_what_repeats_the_question(bot: PolicyBot, question: str, answer: str) -> None:
    assert answer in _inquiry(bot, question).evidence[0].text


@pytest.mark.parametrize("question", ["怒江跨省社保转移怎么办理？", "柳州公积金离职以后怎么办", "夜市垃圾谁来清运"])
def test_quotes_are_few_short_and_verbatim(bot: PolicyBot, question: str) -> None:
    answer = bot.ask(question)
    assert len(answer.citations) <= SUPPORT + 1
    assert sum(len(each.quote) for each in answer.citations) <= 2 * LONGEST
    for each in answer.citations:
        document = bot.library.catalogue.document(each.source.key)
        assert document is not None
        assert document.text[each.start : each.end] == each.quote


def test_the_best_sentence_scores_one_and_has_its_signals(bot: PolicyBot) -> None:
    evidence = _inquiry(bot, "公积金账户封存以后怎么取出余额").evidence
    assert evidence[0].score == 1.0
    assert [each.score for each in evidence] == sorted((each.score for each in evidence), reverse=True)
    gap = points(evidence[0].signals, fitted()) - points(evidence[1].signals, fitted())
    assert evidence[1].score == pytest.approx(1.0 - gap)
    assert all(len(each.signals) == len(SIGNALS) for each in evidence)


def test_the_signals_of_a_figure_stand_before_those_of_a_text(bot: PolicyBot) -> None:
    evidence = _inquiry(bot, "夜市奖励多少万元").evidence
    assert len(evidence) <= FIGURE_DEPTH
    assert all(len(each.signals) == len(FIGURE_SIGNALS) + len(SIGNALS) == len(figure_weights()) for each in evidence)
    near = FIGURE_SIGNALS.index("near")
    assert "万元" in evidence[0].text
    assert evidence[0].signals[near] == 1.0


TRANSFER = "转移接续的办理，申请人登录平台提交后由经办机构之间传送，全程不需要本人到场，也不需要出具任何纸质的证明和复印的材料，一般十五个工作日内可以办结。"


@pytest.mark.parametrize(("question", "led"), [("转移接续的办理", TRANSFER), ("要不要本人到场", "全程不需要本人到场")])
def test_a_clause_leads_that_says_more_than_the_question(bot: PolicyBot, question: str, led: str) -> None:
    item = replace(_inquiry(bot, "公积金怎么提取").evidence[0], text=TRANSFER)
    asked = understand(question)
    assert lead(asked, item, dict.fromkeys(asked.terms, 1.0)) == led


GROWN = "已获补助的主体，新增泊位不少于80个的，可以再次申报一次，补助比例按两成执行，不适用提高标准的规定，也不重复核定首次的投入。"


@pytest.mark.parametrize(("question", "begins"), [("新增泊位还能再申报吗", "已获补助"), ("新增泊位的说法", "可以再次")])
def test_yes_or_no_is_not_told_without_the_figure_that_it_hangs_on(bot: PolicyBot, question: str, begins: str) -> None:
    item = replace(_inquiry(bot, "公积金怎么提取").evidence[0], text=GROWN)
    asked = understand(question)
    assert lead(asked, item, dict.fromkeys(asked.terms, 1.0)).startswith(begins)


@pytest.mark.parametrize(
    ("shape", "text"),
    [
        (Shape.FREQUENCY, "名单每半年复核一次"),
        (Shape.FREQUENCY, "由专班按季度调度"),
        (Shape.CONTACT, "拨打12333咨询"),
        (Shape.CONTACT, "客服95598"),
    ],
)
def test_what_a_text_must_hold_to_answer(shape: Shape, text: str) -> None:
    assert shaped(shape, text)
    assert not shaped(shape, "由专班负责，共12台")


BATCHES = "夏季班自6月1日起报名，秋季班自9月10日起报名；缴费的，夏季班于6月20日前办理。"


@pytest.mark.parametrize(
    ("question", "text", "led"),
    [
        ("秋季班哪天开始报名", BATCHES, "秋季班自9月10日起报名"),
        ("夏季班哪天前缴费", BATCHES, "缴费的，夏季班于6月20日前办理。"),
        (
            "补贴哪天停发",
            "补贴自2024年3月1日起发放，至2026年2月28日止。",
            "补贴自2024年3月1日起发放，至2026年2月28日止。",
        ),
        ("小班哪天前体检", "本年体检安排如下：大班于3月5日前完成筛查，小班于4月8日前完成。", "小班于4月8日前完成。"),
        (
            "乙级站哪天前装好监控设备",
            "甲级站应当于5月1日前安装监控设备；乙级站于9月1日前完成。",
            "乙级站于9月1日前完成。",
        ),
        ("港区里头的船最晚哪天报", "港区内的船于3月9日前申报，港区外的船于5月2日前申报。", "港区内的船于3月9日前申报"),
        (
            "港区外面的船最晚哪天报",
            "港区内的船于3月9日前申报，港区外的船于5月2日前申报。",
            "港区外的船于5月2日前申报。",
        ),
        ("网约车几点禁行", "货车7时至9时禁行，网约车22时至24时禁行。", "网约车22时至24时禁行。"),
    ],
)
def test_of_things_told_apart_the_one_asked_leads(bot: PolicyBot, question: str, text: str, led: str) -> None:
    item = replace(_inquiry(bot, "公积金怎么提取").evidence[0], text=text)
    asked = understand(question)
    assert lead(asked, item, dict.fromkeys(asked.terms, 1.0)) == led


@pytest.mark.parametrize(
    ("question", "best", "other", "barred"),
    [
        ("网吧能开在学校旁边吗", "学校周边二百米内禁止设立网吧。", "书店可以设在校内。", (True, False)),
        ("打工的能领伙食补助吗", "劳务派遣人员可以领取补助。", "公务员不享受补助。", (False, True)),
        ("网吧开在哪儿", "学校周边禁止设立网吧。", "书店可以设在校内。", (None, None)),
    ],
)
def test_what_bars_and_what_allows(question: str, best: str, other: str, barred: tuple[bool | None, ...]) -> None:
    assert (bars(question, best), bars(question, other)) == barred


def test_signals_by_hand() -> None:
    question = understand("营业执照遗失怎么补领？")
    looked_for = sought(question, dict.fromkeys(question.terms, 2.0))
    held = looked_for.held
    place = Place(0.5, 4, ("三、证照",), "证照", "登记办法", held("证照"), held("登记办法"), 0.25, 400)
    text, before = "遗失的，到窗口办理补领。", held("营业执照应当亮明。")
    item = Candidate(text, text, "", held(text), frozenset(), before, 0.8, False, False, True)
    found = dict(zip(SIGNALS[:-1], signals(looked_for, place, item), strict=True))
    assert told(place, item) == held(text) | held("证照")
    terms = len(question.terms)
    said = sum(term in item.words for term in question.terms)
    assert found["standing"] == 0.5
    assert found["rank"] == 0.25
    assert found["said"] == pytest.approx(said / terms)
    assert found["said_beside"] == pytest.approx(0.8 - said / terms)
    assert found["continues"] == pytest.approx(len(before) / terms)
    assert (found["way"], found["reason"], found["shape"], found["condition"]) == (1.0, 0.0, 1.0, 1.0)
    assert found["opens_document"] == found["in_list"] == 0.0


@pytest.mark.parametrize(
    ("question", "signal", "telling", "other"),
    [
        ("小区里能养鸡不", "verdict", "城区内禁止饲养家禽。", "家禽疫病由农业部门通报。"),
        ("异地就医要不要备案", "verdict", "急诊抢救的，无需备案。", "备案表由国家统一制定。"),
        ("停车费谁来定", "person", "收费标准由发展改革部门会同住建部门制定，住建部门负责监督。", "停车费按小时计算。"),
        ("哪些人能免费坐地铁", "several", "军人、残疾人、老年人免费乘坐地铁。", "地铁票价由政府定价。"),
        ("租金补贴归哪个部门管", "person", "补贴的审核由住房保障中心承担。", "补贴按季度发放。"),
    ],
)
def test_what_tells_the_kind_of_thing_asked(question: str, signal: str, telling: str, other: str) -> None:
    asked = understand(question)
    looked_for = sought(asked, dict.fromkeys(asked.terms, 1.0))
    none: frozenset[str] = frozenset()
    place = Place(0.5, 1, (), "", "", none, none, 0.0, 400)
    items = (Candidate(text, text, "", none, none, none, 0.5, False, False, False) for text in (telling, other))
    at = SIGNALS.index(signal)
    assert [signals(looked_for, place, each)[at] for each in items] == [1.0, 0.0]


@pytest.mark.parametrize(
    ("question", "formal"),
    [
        ("工伤待遇要怎么办", "为保障职工权益，根据《工伤保险条例》等法律法规，结合本市实际，制定本办法。"),
        ("村里建房找谁批", "2016年发布的《农房管理办法》（某政〔2016〕3号）同时废止。"),
        ("停水了能退钱吗", "现将《供水服务规范》印发给你们，请认真贯彻执行。"),
        ("门面房漏水咋办", "本规定由市住房城乡建设局负责解释。"),
    ],
)
def test_what_only_opens_or_closes_a_document_is_formal_unless_asked(question: str, formal: str) -> None:
    assert is_formal(question, formal)
    assert not is_formal(question, "申请人应当向所在街道提出书面申请。")
    assert not is_formal("这个办法依据什么制定，原来的办法废止了吗，由谁解释", formal)


def test_a_question_without_terms_has_signals() -> None:
    looked_for = sought(understand("？"), {})
    none: frozenset[str] = frozenset()
    found = signals(
        looked_for,
        Place(1.0, 1, (), "", "", none, none, 0.0, 0),
        Candidate("甲。", "甲。", "", none, none, none, 0.0, True, False, False),
    )
    assert all(map(math.isfinite, found))
    assert looked_for.distinct([none, none]) == [0.0, 0.0]


def test_a_term_that_few_sentences_hold_sets_them_apart() -> None:
    looked_for = Sought({"补贴": 1.0, "标准": 1.0, "展位": 1.0}, 3.0, (), frozenset(), frozenset(), frozenset())
    told_by = [frozenset({"补贴", "标准"}), frozenset({"补贴", "展位"}), frozenset({"补贴", "标准"})]
    first, second, third = looked_for.distinct(told_by)
    assert second > first == third
    rare, common = math.log(4 / 1.5), math.log(4 / 3.5)
    assert second == pytest.approx((rare + common) / (rare + common + math.log(4 / 2.5)))


def test_the_data_file_says_where_it_comes_from() -> None:
    data = json.loads(resources.files("bot").joinpath(DATA).read_text(encoding="utf-8"))
    assert set(data["signals"]) == set(SIGNALS)
    assert {"data", "date", "command", "cross_validated"} <= set(data)
    assert points([1.0] * len(SIGNALS), fitted()) == pytest.approx(sum(fitted()) / POINT)
    assert set(data["figures"]["signals"]) == {*FIGURE_SIGNALS, *OF_TEXT}
    assert Path("bot", DATA).exists()
