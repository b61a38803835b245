"""Which statement of what a library holds is told: made-up rules and a made-up report, asked as people talk."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

import pytest

from bot.answers.quoting import figures, text
from bot.bot import PolicyBot
from bot.inquiry import Inquiry
from bot.reading.candidates import asks_figure, choices
from bot.reading.choosing import Chosen, choose
from bot.reading.statement_signals import SIGNALS, signals
from bot.records import Kind, Reason
from bot.texts import FIGURE_UNREAD, FIGURE_UNSURE
from bot.understanding.question import understand
from eval.refusal import inquiry_of
from index.adding import add
from index.library import Library

RULES = """# 平川市无人机产业扶持办法

平川市工业和信息化局 2025年3月1日

第一条 对取得型号合格证的航空器，按以下标准给予一次性奖励：载人垂直起降航空器900万元；载货大型无人机350万元；中型无人机120万元。

第二条 企业职工取得无人机驾驶员执照的，每人补贴1500元；取得教员等级的，每人补贴2600元。

第三条 护理补贴：轻度失能老人每人每月80元，中度失能老人每人每月160元，重度失能老人每人每月280元。

第四条 任何单位不得虚报冒领。咨询电话：0571-8200 1234。

第六条 体育馆收费标准为羽毛球场地每小时30元，其他场地每小时18元。

第八条 本市户籍老人申请的首台助听器，全额补助；申请的第二台助听器，补助50%。

第九条 本市60周岁以上老人到社区食堂用餐享受用餐补贴。标准为每人每次餐费的五分之一，最高不超过2元。

第十条 社区食堂按老人用餐次数享受运转补贴，标准为自建厨房的社区食堂每次4元。

第七条 年满65周岁的本市居民由卫生院为其建立健康档案。

第五条 承租人有下列行为之一的，应当腾退公租房：无正当理由连续4个月以上空置的；累计5个月以上拖欠租金的；擅自转租的。腾退后3年内不得再次申请。
"""

REPORT = """# 2024年云泽县国民经济和社会发展统计公报

云泽县统计局 2025年3月20日

## 房地产与财政

全年商品房销售面积118.6万平方米，下降7.3%。一般公共预算收入31.7亿元，增长3.2%，其中税收收入18.9亿元，占59.6%。

## 卫生与邮政

在公共场所配置自动体外除颤器（AED）240台，累计715台；培训持证救护员0.9万人。城区平均急救反应时间10.6分钟，农村为21.3分钟。

全年邮政行业业务收入5.13亿元，增长11.2%，快递业务量0.86亿件，增长17.4%。
"""


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PolicyBot]:
    folder = tmp_path_factory.mktemp("telling")
    (folder / "rules.md").write_text(RULES, "utf-8")
    (folder / "report.md").write_text(REPORT, "utf-8")
    with Library.open(folder / "library", create=True) as library:
        add(library, [folder / "rules.md", folder / "report.md"])
        yield PolicyBot(library)


@pytest.mark.parametrize(
    ("question", "told", "others"),
    [
        ("职工拿到无人机教员等级，每人补贴多少", "2600元", ("1500元",)),
        ("重度失能老人的护理补贴每月多少钱", "280元", ("160元", "人每月80元")),
        ("体育馆一小时收多少钱", "羽毛球场地每小时30元，其他场地每小时18元", ()),
        ("社区食堂运转补贴一次多少钱", "每次4元", ("2元",)),
        ("要满几岁才建立健康档案", "满65周岁 [1]", ()),
        ("云泽县2024年商品房卖了多少平方米，跌了多少", "118.6万平方米，下降7.3%", ("31.7",)),
        ("云泽县财政收入里税收占几成", "59.6%", ("118.6",)),
        ("云泽县AED一共装了多少台", "累计715台", ("0.9万人",)),
        ("云泽县城里急救平均几分钟到", "10.6分钟", ("21.3分钟",)),
        ("云泽县乡下急救反应要几分钟", "21.3分钟", ("10.6分钟",)),
    ],
)
def test_the_statement_of_the_thing_asked_is_told(
    bot: PolicyBot, question: str, told: str, others: tuple[str, ...]
) -> None:
    answer = bot.ask(question)
    first = answer.text.splitlines()[0]
    assert not answer.refused
    assert told in first
    assert not any(other in first for other in others)


def test_what_is_told_is_verbatim(bot: PolicyBot) -> None:
    answer = bot.ask("云泽县财政收入里税收占几成")
    quoted = answer.citations[0]
    assert answer.text.partition(" [1]")[0] in quoted.quote
    document = bot.document(quoted.source.key)
    assert document is not None
    assert document.text[quoted.start : quoted.end] == quoted.quote


@pytest.mark.parametrize(
    "question",
    ["云泽县2024年钢材产量多少万吨", "平川市给养老机构的床位补贴每张多少元", "云泽县2021年商品房销售面积多少"],
)
def test_what_no_statement_tells_is_refused(bot: PolicyBot, question: str) -> None:
    answer = bot.ask(question)
    assert answer.refused or answer.kind is not Kind.NUMBER


def test_the_likeliest_statement_comes_first(bot: PolicyBot) -> None:
    inquiry = inquiry_of(bot.library, "重度失能老人的护理补贴每月多少钱")
    chosen = inquiry.chosen
    assert chosen.choices[0].own == "重度失能老人每人每月280元"
    assert list(chosen.odds) == sorted(chosen.odds, reverse=True)
    assert 0 <= chosen.chance <= 1
    other = inquiry_of(bot.library, "轻度失能老人的护理补贴每月多少钱").chosen
    assert other.choices[0].own == "轻度失能老人每人每月80元"


def test_signals_are_named(bot: PolicyBot) -> None:
    inquiry = inquiry_of(bot.library, "中型无人机取得型号合格证奖励多少")
    found = choices(inquiry.asked, inquiry.evidence)
    rows = signals(inquiry.asked, found, inquiry.weights)
    assert all(len(row) == len(SIGNALS) for row in rows)
    own = {choice.own: row[SIGNALS.index("own")] for choice, row in zip(found, rows, strict=True)}
    assert own["中型无人机120万元"] > own["载人垂直起降航空器900万元"]


def test_nothing_is_chosen_where_no_figure_is_asked(bot: PolicyBot) -> None:
    asked = understand("虚报冒领会怎样")
    assert not asks_figure(asked)
    assert choose(asked, [], {}, 0.5).choices == ()
    assert asks_figure(understand("咨询电话是什么"))


@dataclass(frozen=True)
class _AsLikely(Inquiry):
    """An inquiry whose best statement answers with a given chance."""

    chance: float = 0.0

    @cached_property
    def chosen(self) -> Chosen:
        return replace(super().chosen, chance=self.chance)


def _as_likely(bot: PolicyBot, question: str, chance: float) -> _AsLikely:
    found = inquiry_of(bot.library, question)
    return _AsLikely(found.library, found.asked, found.named, found.filters, found.day, 0.0, chance=chance)


@pytest.mark.parametrize(
    ("question", "read"),
    [("企业职工取得无人机驾驶员执照，每人补贴多少", "1500元"), ("公租房空置多久要腾退", "4个月以上")],
)
def test_an_unlikely_figure_is_shown_and_not_stated(bot: PolicyBot, question: str, read: str) -> None:
    stated = figures(_as_likely(bot, question, 0.45))
    assert stated is not None
    assert read in stated.text.splitlines()[0]
    doubtful = _as_likely(bot, question, 0.11)
    assert figures(doubtful) is None
    shown = text(doubtful)
    assert shown.text.startswith(str(FIGURE_UNREAD))
    assert read in shown.text


def test_a_figure_of_another_statement_than_the_best_needs_more(bot: PolicyBot) -> None:
    question = "公租房转租被收回，多久以后能再申请"
    assert inquiry_of(bot.library, question).chosen.choices[0].own == "腾退后3年内不得再次申请"
    assert figures(_as_likely(bot, question, 0.45)) is None
    told = figures(_as_likely(bot, question, 0.9))
    assert told is not None
    assert told.text.startswith("腾退后3年内")


def test_a_refusal_beside_figures_says_that_it_is_not_sure_of_them(bot: PolicyBot) -> None:
    unsure, unread = bot.ask("云泽县邮政业务利润多少亿"), bot.ask("云泽县邮政业务利润多少公顷")
    assert unsure.reason is Reason.NO_FIGURE
    assert unsure.text.startswith(str(FIGURE_UNSURE))
    assert not unread.text.startswith(str(FIGURE_UNSURE))


def test_what_there_is_is_not_told_where_how_it_moved_is_asked(bot: PolicyBot) -> None:
    assert "0.9万人" not in bot.ask("云泽县救护员比上年增加多少人").text.splitlines()[0]


def test_the_figure_of_another_kind_is_not_told(bot: PolicyBot) -> None:
    first = bot.ask("首台助听器补助百分之几").text.splitlines()[0]
    assert "50%" not in first
    assert "50%" in bot.ask("第二台助听器补助百分之几").text.splitlines()[0]


def test_the_aid_of_the_name_asked_goes_before_another(bot: PolicyBot) -> None:
    told = bot.ask("社区食堂用餐补贴一次多少钱").text
    assert "最高不超过2元" in told
    assert "4元" not in told
