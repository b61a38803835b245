"""Benefits in conversation, over documents that are read from files: single questions in the fixed form, and matching."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.bot import PolicyBot
from bot.records import Answer, Kind
from index.adding import add
from index.library import Library

DAY = date(2026, 11, 27)
DOCUMENTS = {
    "慈溪.txt": """慈溪市人民政府关于支持科技创新的若干政策
慈政发〔2025〕12号
各镇人民政府、各街道办事处，市级各部门：
一、支持高新技术企业培育
（一）对首次认定的国家高新技术企业，给予20万元奖励；对重新认定的国家高新技术企业，给予10万元奖励。
（二）对首次升规的工业企业，给予10万元奖励，分两年兑现。
二、支持研发投入
（三）对上年度研发费用达到500万元以上的高新技术企业，按研发费用的10%给予补助，最高100万元。
本政策自2025年3月1日起施行，有效期至2027年12月31日。
慈溪市人民政府
2025年2月10日
""",
    "宁波.txt": """宁波市人民政府办公厅关于加快高新技术企业培育的通知
甬政办发〔2025〕8号
各区（县、市）人民政府：
一、认定奖励
对首次认定的国家高新技术企业，给予30万元奖励。
企业于每年5月31日前向所在地科技部门提出申请。
本通知自2025年4月1日起施行，有效期至2028年3月31日。
宁波市人民政府办公厅
2025年3月1日
""",
    "余姚.txt": """余姚市人民政府关于支持科技创新的若干政策
余政发〔2025〕3号
各镇人民政府、各街道办事处：
一、认定奖励
对首次认定的国家高新技术企业，给予15万元奖励。
本政策自2025年3月1日起施行，有效期至2027年12月31日。
余姚市人民政府
2025年2月10日
""",
    "旧.txt": """慈溪市人民政府关于支持小微企业的若干政策
慈政发〔2020〕6号
各镇人民政府、各街道办事处：
一、参展补贴
对参加境外展会的企业，给予展位费50%的补助，最高5万元。
本政策自2020年3月1日起施行，有效期至2022年12月31日。
慈溪市人民政府
2020年2月10日
""",
}


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PolicyBot]:
    folder = tmp_path_factory.mktemp("benefits")
    for name, text in DOCUMENTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    with Library.open(folder / "library", create=True) as library:
        add(library, [folder / name for name in DOCUMENTS])
        yield PolicyBot(library)


def sound(bot: PolicyBot, answer: Answer) -> Answer:
    """The answer, with every quote verbatim at its place and every mark with its citation."""
    for citation in answer.citations:
        document = bot.document(citation.source.key)
        assert document is not None
        assert document.text[citation.start : citation.end] == citation.quote
        assert f"[{citation.marker}]" in answer.text
    return answer


def ask(bot: PolicyBot, *messages: str) -> Answer:
    """The answer to the last message after those before it."""
    return sound(bot, bot.ask(messages[-1], history=messages[:-1], day=DAY))


# -- single questions ------------------------------------------------------------------------------------------------


def test_all_levels_and_places_that_fit_are_told_with_level_and_date(bot: PolicyBot) -> None:
    text = ask(bot, "首次认定国家高企能拿多少").text
    assert "市级（宁波市），2025年3月1日" in text
    assert "区县级（慈溪市），2025年2月10日" in text
    assert "区县级（余姚市）" in text
    assert [text.count(label) for label in ("给多少：", "谁能申请：", "条件：", "怎么申请：", "有效期：")] == [3] * 5


def test_a_place_asked_leaves_the_others_out(bot: PolicyBot) -> None:
    text = ask(bot, "慈溪首次认定高企奖励多少").text
    assert "20万元" in text
    assert "30万元" in text
    assert "15万元" not in text


def test_how_it_is_paid(bot: PolicyBot) -> None:
    text = ask(bot, "小升规奖励是一次发完吗").text
    assert "发放方式：" in text
    assert "分两年兑现" in text.split("发放方式：")[1].split("\n")[0]


def test_how_to_apply_is_quoted_or_the_text_is_silent(bot: PolicyBot) -> None:
    applied = ask(bot, "宁波首次认定高企的奖励怎么申请").text
    assert "怎么申请：企业于每年5月31日前向所在地科技部门提出申请。" in applied
    assert "怎么申请：原文未提及" in ask(bot, "小升规奖励怎么申请").text


def test_what_is_no_longer_in_force_is_said_to_be(bot: PolicyBot) -> None:
    answer = ask(bot, "参展补贴能拿多少")
    assert "最高5万元" in answer.text
    assert "有效期已满" in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "余姚高企重新认定给多少",
        "小巨人奖励能拿多少",
        "加氢站补贴怎么申请",
        "慈溪单项冠军奖励多少",
        "租房补贴的条件是什么",
    ],
)
def test_no_answer_from_a_benefit_that_does_not_hold_what_is_asked(bot: PolicyBot, question: str) -> None:
    answer = ask(bot, question)
    assert answer.refused
    assert "给多少：" not in answer.text


def test_benefits_added_after_a_question_are_told_in_the_next(tmp_path: Path) -> None:
    for name in ("宁波.txt", "余姚.txt"):
        (tmp_path / name).write_text(DOCUMENTS[name], encoding="utf-8")
    with Library.open(tmp_path / "library", create=True) as library:
        bot = PolicyBot(library)
        told = []
        for name in ("宁波.txt", "余姚.txt"):
            add(library, [tmp_path / name])
            told.append(ask(bot, "首次认定国家高企能拿多少").text)
    assert ["30万元" in text for text in told] == [True, True]
    assert ["15万元" in text for text in told] == [False, True]


# -- matching --------------------------------------------------------------------------------------------------------

OPENING = "我们是慈溪的高企，去年首次认定，研发投入800万，能申请哪些补贴？"


def test_matching_in_one_question(bot: PolicyBot) -> None:
    answer = ask(bot, OPENING)
    assert answer.kind is Kind.MATCH
    met, rest = re.split("【(?:只差确认|还缺信息)】", answer.text, maxsplit=1)
    assert "研发费用 800万元 × 10% = 80万元" in met
    assert "市级（宁波市），2025年3月）：30万元" in met
    assert "区县级（慈溪市），2025年2月）：20万元" in met
    assert "给予10万元奖励" not in met
    assert "不适用于贵单位所在地" in rest
    assert "文件已失效（2022年12月31日）" in rest.split("【不在有效期】")[1]
    assert "%" not in answer.text.replace("× 10%", "").replace("的10%", "")


def test_a_place_that_no_policy_reaches_is_told_so_first(bot: PolicyBot) -> None:
    answer = ask(bot, "我们是沈阳的高企，研发投入800万，能申请哪些补贴？")
    assert "资料库里没有贵单位现在能申请的政策" in answer.text.split("【不符合】")[0]
    assert "资料库里没有" not in ask(bot, OPENING).text


def test_the_conversation_goes_on_from_its_history(bot: PolicyBot) -> None:
    asked = ask(bot, "有什么政策可以享受")
    assert "贵单位注册在哪里" in asked.text
    placed = ask(bot, "有什么政策可以享受", "慈溪")
    assert "已记下：注册地：慈溪市。" in placed.text
    corrected = ask(bot, OPENING, "我们不是高企")
    assert "【符合】" not in corrected.text
    assert "不是高新技术企业" in ask(bot, OPENING, "我们不是高企", "看看资料").text
    assert "已清空" in ask(bot, OPENING, "重新来").text


def test_the_state_may_be_kept_instead_of_the_history(bot: PolicyBot) -> None:
    first = bot.ask(OPENING, day=DAY)
    kept = bot.ask("我们不是高企", day=DAY, consultation=first.consultation)
    replayed = bot.ask("我们不是高企", history=[OPENING], day=DAY)
    assert kept.text == replayed.text
    assert kept.consultation == replayed.consultation


def test_another_question_in_between_is_answered_as_ever(bot: PolicyBot) -> None:
    between = ask(bot, OPENING, "余姚首次认定高企奖励多少")
    assert between.kind is not Kind.MATCH
    assert "15万元" in between.text
    assert ask(bot, OPENING, "余姚首次认定高企奖励多少", "我们不是高企").kind is Kind.MATCH


def test_a_library_without_benefits_answers_as_ever(tmp_path: Path) -> None:
    file = tmp_path / "总结.txt"
    file.write_text("慈溪市科学技术局2024年工作总结\n实现技术交易额80.5亿元，同比增长8.2%。\n", encoding="utf-8")
    with Library.open(tmp_path / "library", create=True) as library:
        add(library, [file])
        assert PolicyBot(library).ask("我们能申请哪些补贴").kind is not Kind.MATCH
