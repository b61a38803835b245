"""Markdown marks of documents where they are read: gone on cards, in answers and files, and never from quotes themselves."""

from dataclasses import replace

import pytest
from benefits_by_hand import DAY, amount, held, offer, requirement

from bot.benefits.eligibility import match
from bot.benefits.profile_files import profile_of
from bot.consulting.cards import cards
from bot.records import Answer, Consultation, Kind
from corpus.benefit_records import Fact
from index.catalogue import Filters
from ui.matching import match_data, to_markdown, to_text
from ui.render import Turn, answer
from ui.render_match import result
from ui.transcript import cited
from ui.unmarked import unmarked


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("**支持对象**：注册在本区的企业", "支持对象：注册在本区的企业"),
        ("申报条件**：须满足", "申报条件：须满足"),
        ("## 一、奖励标准\n给予20万元", "一、奖励标准\n给予20万元"),
        ("详见[申报指南](https://example.org/a)第3条", "详见申报指南第3条"),
        ("编号\\*1\\.2", "编号*1.2"),
        ("*重点*企业与`A类`企业", "重点企业与`A类`企业"),
        ("> 企业自愿申报", "企业自愿申报"),
    ],
)
def test_marks_are_gone(written: str, read: str) -> None:
    assert unmarked(written) == read


@pytest.mark.parametrize(
    "text", ["张***同志", "3*5*2 厘米", "文件_名_1", "见第[1]条（二）", "a < b > c", "C# 与 #1 号楼", "__年__月__日"]
)
def test_what_is_no_mark_stays(text: str) -> None:
    assert unmarked(text) == text


def test_cards_and_files_read_clean_and_their_records_stay_verbatim() -> None:
    clause = "**经认定**的高新技术企业"
    benefit = offer(
        requirement(clause, held(Fact.CERTIFICATION, "高新技术企业")),
        requirement("**信用**良好"),
        title="**认定奖励**",
        amounts=(amount(clause="给予**20万元**", value=200_000),),
    )
    known = profile_of({"region": "慈溪市", "certification": "高企"})
    found = cards(match(known, [benefit], DAY))
    page = result(found, known, Consultation())
    shown = page.split("base64,")[0] + page.split("</a></span></p>", 1)[-1]
    for text in (shown, to_text(found, known), to_markdown(found, known)):
        assert "**" not in text
        assert "经认定的高新技术企业" in text
    (data,) = match_data(found, known)["benefits"]
    assert data["met"][0]["quote"] == clause
    assert data["confirm"][0]["quote"] == "**信用**良好"


def test_answers_read_clean() -> None:
    given = Answer("条件？", "条件？", "条件**：须是**规上**企业 [1]", Kind.TEXT, False, None, ())
    assert "**" not in answer(Turn(given, Filters(), DAY), 0)
    assert cited(Turn(replace(given, text="条件**：规上"), Filters(), DAY)) == "条件：规上"
