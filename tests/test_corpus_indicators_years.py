"""Of which year a figure is, wherever its sentence says it, and whether it is aimed at."""

from pathlib import Path

import pytest

from corpus.indicator_frames import Frame, frame_of
from corpus.indicator_sentences import read_sentence
from corpus.indicator_state import Place
from corpus.load import load
from corpus.records import IndicatorKind

REVIEW, AHEAD = Frame(2024, 2024, plan=False, past=True), Frame(2025, 2024, plan=True, past=False)
SPAN = Frame(2027, 2025, plan=True, past=False, since=2025)

Row = tuple[str, int | None, str, bool]
"""Metric, year, figure, and whether it is aimed at."""


def rows(sentence: str, frame: Frame) -> list[Row]:
    found = read_sentence(sentence, Place((0, len(sentence)), ("山东省", "聊城市"), (), frame))
    return [
        (each.metric, each.year, sentence[each.start : each.end], each.kind is IndicatorKind.TARGET) for each in found
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # the year between the name and the figure
        (
            "研发投入强度2023年为3.1%，2024年为3.6%。",
            [("研发投入强度", 2023, "3.1%", False), ("研发投入强度", 2024, "3.6%", False)],
        ),
        ("托育机构2024年达到210家。", [("托育机构", 2024, "210家", False)]),
        (
            "出租车许可量截至2024年底830辆，2023年底为790辆。",
            [("出租车许可量", 2024, "830辆", False), ("出租车许可量", 2023, "790辆", False)],
        ),
        ("竞赛奖金标准2024年为每场3.5万元。", [("竞赛奖金标准", 2024, "3.5万元", False)]),
        # a year in brackets is that of what stands in them
        ("培育家庭农场60家（2023年为52家），农民合作社达到41家。", [("家庭农场", 2024, "60家", False), ("家庭农场", 2023, "52家", False), ("农民合作社", 2024, "41家", False)]),
        # what a figure is held against is none of the year
        ("护理型床位占比61%，比2025年目标66%低5个百分点。", [("护理型床位", 2024, "61%", False), ("护理型床位", 2024, "5个百分点", False)]),
        # the time alone is no metric
        ("投放共享雨伞，五年共计9000把，2024年投放1500件。", [("共享雨伞", 2024, "1500件", False)]),
    ],
)  # fmt: skip
def test_a_result_has_its_year(sentence: str, expected: list[Row]) -> None:
    assert rows(sentence, REVIEW) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("2. 到2026年，公交分担率达到31%；2025年达到28%。", [("公交分担率", 2026, "31%", True), ("公交分担率", 2025, "28%", True)]),
        ("12.到2027年，公厕总数达到480座。", [("公厕", 2027, "480座", True)]),
        ("新改建农村公路90公里（2024年为110公里），养护里程800公里。", [("农村公路", 2025, "90公里", True), ("农村公路", 2024, "110公里", False), ("养护里程", 2025, "800公里", True)]),
        ("高龄津贴提高到160元/月（2024年为140元/月）。", [("高龄津贴", 2025, "160元", True), ("高龄津贴", 2024, "140元", False)]),
    ],
)  # fmt: skip
def test_an_aim_has_its_year(sentence: str, expected: list[Row]) -> None:
    assert rows(sentence, AHEAD) == expected


def test_of_a_plan_for_several_years_what_names_no_year_is_for_its_end() -> None:
    sentence = "改造码头90座，其中2025年25座、2026年36座；新建驿站7个。"
    assert rows(sentence, SPAN) == [
        ("码头", 2027, "90座", True),
        ("码头", 2025, "25座", True),
        ("码头", 2026, "36座", True),
        ("驿站", 2027, "7个", True),
    ]


def test_things_counted_in_an_unknown_unit_do_not_name_the_next_one() -> None:
    assert rows("采购雨花石30筐、景观灯20台。", REVIEW) == [("景观灯", 2024, "20台", False)]


def test_the_years_of_a_plan_are_read_from_its_title(tmp_path: Path) -> None:
    path = tmp_path / "计划.txt"
    path.write_text("聊城市水上运动三年行动计划（2025—2027年）\n一、重点任务\n改造码头90座。\n", encoding="utf-8")
    frame = frame_of(load(path), ["一、重点任务"])
    assert (frame.since, frame.year, frame.plan) == (2025, 2027, True)
