"""How an answer was found: every stage, arm, fate and fault has its words, and nothing is taken for HTML."""

from dataclasses import replace
from datetime import date

from test_ui_render import ANSWER, METADATA

from bot.records import Checked, Fate, Fault, Objection, Writing
from corpus.records import Passage
from index.catalogue import Entry, StoredPassage
from index.fusion import ARMS
from index.search import Hit
from ui import texts
from ui.render_how import how

PASSAGE = Passage("0" * 16, 0, 2, ("第一章<i>", "第一条"), "补贴")
HIT = Hit(
    StoredPassage(1, 7, PASSAGE), Entry(7, "0" * 16, "a.txt", "", METADATA, 1), 3.456, 1, {"dense": 0.5, "new": 9.0}
)


def test_every_name_of_the_machinery_has_words() -> None:
    assert set(texts.ARMS) == set(ARMS)
    assert set(texts.FATES) == set(Fate)
    assert set(texts.FAULTS_FOUND) == set(Fault)


def test_stages_that_the_bot_reports_have_words(samples_bot: object) -> None:
    from bot.bot import PolicyBot

    assert isinstance(samples_bot, PolicyBot)
    answer = samples_bot.ask("广州申请公租房要满足哪些条件？", day=date(2026, 1, 1))
    assert set(answer.timings_ms) <= set(texts.STAGES)
    html = how(answer)
    assert f"把握：{answer.confidence:.0%}" in html
    assert html.count("<li>") == len(answer.hits) > 0
    assert "\n" not in html


def test_passages_with_their_scores() -> None:
    html = how(replace(ANSWER, hits=(HIT,), timings_ms={}))
    assert "甲市&lt;i&gt;办法" in html
    assert "第一章&lt;i&gt;" in html
    assert "得分 3.46（向量 0.50）" in html  # an arm without words is left out


def test_what_a_model_wrote_with_its_fate() -> None:
    dropped = Checked(
        "补贴<b>900</b>\n\n万元。" + "长" * 100, (1,), (Objection(Fault.FIGURE, "900"),) * 2, Fate.DROPPED
    )
    html = how(replace(ANSWER, writing=Writing("m<x>", (dropped,), "没有\n\n答复<i>")))
    assert "语言模型 m&lt;x&gt; 写的句子" in html
    assert "没有 答复&lt;i&gt;" in html
    assert "补贴&lt;b&gt;900&lt;/b&gt; 万元。" in html
    assert "… <b>删去（数字不符）</b>" in html
    assert "\n" not in html


def test_nothing_to_tell() -> None:
    assert how(replace(ANSWER, timings_ms={})) == ""
