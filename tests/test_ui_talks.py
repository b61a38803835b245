"""Conversations in the browser: what is opened again is what was answered, and nothing else is taken for one."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_ui_render import ANSWER, CITATION

from bot.bot import PolicyBot
from index.catalogue import Filters
from ui import render
from ui.render import Turn
from ui.talks import MAX_BYTES, MOST_TURNS, TalkError, dump, load

TURN = Turn(ANSWER, Filters(region="甲市", in_force=date(2026, 1, 31)), date(2026, 5, 4), ("乙？",))


def test_a_conversation_is_restored_as_it_was() -> None:
    turns = (TURN, replace(TURN, answer=replace(ANSWER, refused=True)))
    assert load(dump(turns)) == turns
    assert json.loads(dump(turns))["title"] == ANSWER.question
    assert "<" not in dump(turns)


@pytest.mark.parametrize(
    "question",
    [
        "慈溪2024年研发投入强度目标是多少？",
        "广州申请公租房要满足哪些条件？",
        "上海的天气怎么样？",
        "你好",
        "我们是慈溪的企业，能享受什么政策？",
    ],
)
def test_real_answers_are_shown_alike_but_for_how_they_were_found(samples_bot: PolicyBot, question: str) -> None:
    turn = Turn(samples_bot.ask(question), Filters())
    (restored,) = load(dump((turn,)))
    assert render.answer(restored, 0) == render.answer(replace(turn, answer=replace(turn.answer, hits=())), 0)


def test_nothing_is_kept_of_nothing() -> None:
    assert dump(()) == ""


def test_the_last_turns_are_kept_of_what_is_too_long() -> None:
    long = replace(ANSWER, text="长" * (MAX_BYTES // 10))
    turns = [Turn(replace(long, question=f"第{n}问"), Filters()) for n in range(6)]
    kept = load(dump(turns))
    assert 1 <= len(kept) < 6
    assert kept == tuple(turns[-len(kept) :])
    assert json.loads(dump(turns))["title"] == "第0问"
    assert dump([replace(TURN, answer=replace(ANSWER, text="长" * MAX_BYTES))]) == ""
    assert len(load(dump([TURN] * (MOST_TURNS + 5)))) == MOST_TURNS


@pytest.mark.parametrize(
    "written",
    [
        None, 7, {}, "", "{}", "[]", "null", '{"title": "", "turns": []}', "x" * (MAX_BYTES + 1), '{"title": 1, "turns": 2}',
        dump([TURN])[:-2], dump([TURN]).replace('"marker":1', '"marker":"<b>"'), dump([TURN]).replace('"key":7', f'"key":{2**63}'),
        dump([TURN]).replace("补贴", "长" * 2_001),
    ],
)  # fmt: skip
def test_what_is_no_conversation_is_refused_in_a_sentence(written: object) -> None:
    with pytest.raises(TalkError, match="打不开"):
        load(written)


@given(st.text(max_size=300) | st.recursive(st.none() | st.integers() | st.text(), st.lists).map(json.dumps))
def test_no_text_breaks_it(written: str) -> None:
    with pytest.raises(TalkError):
        load(written)


def test_what_was_changed_in_the_browser_is_still_shown_as_text() -> None:
    changed = dump([TURN]).replace("100万元 [1]", "<script>alert(1)</script> [1]")
    html = render.messages(load(changed))[1]["content"]
    assert "<script" not in html
    assert CITATION.source.path == Path(CITATION.source.path).name
