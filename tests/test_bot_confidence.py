import json
from datetime import date
from importlib import resources
from pathlib import Path

import pytest

from bot.bot import PolicyBot
from bot.inquiry import Inquiry
from bot.reading.confidence import DATA, SIGNALS, Calibration, calibration, signals
from bot.understanding.question import understand
from index.adding import add
from index.fusion import ARMS
from index.library import Library
from index.relations import named


def inquiry(bot: PolicyBot, question: str) -> Inquiry:
    found = named(bot.library.catalogue, question)
    return Inquiry(bot.library, understand(found.rest), found, None, date(2026, 1, 1), 0.5)


def test_the_model_is_a_logistic_one() -> None:
    model = Calibration(0.0, (2.0, -1.0), (1.0, 0.0), (0.5, 2.0), 0.5)
    assert model.confidence((1.0, 0.0)) == 0.5
    assert model.confidence((1.5, 0.0)) == pytest.approx(1 / (1 + 2.718281828**-2))
    assert model.confidence((1.0, 2.0)) == pytest.approx(1 / (1 + 2.718281828**1))
    assert 0 <= model.confidence((-1e6, 1e6)) < model.confidence((1e6, -1e6)) <= 1


def test_the_data_file_says_where_it_comes_from() -> None:
    data = json.loads(resources.files("bot").joinpath(DATA).read_text(encoding="utf-8"))
    assert set(data["signals"]) == set(SIGNALS)
    assert "tuning" in data["data"]
    assert date.fromisoformat(data["date"]) <= date.today()
    assert data["command"].startswith("python -m eval.benchmark refusal")
    assert 0 < calibration().threshold < 1


def test_evidence_that_answers_is_more_likely_to(samples_bot: PolicyBot) -> None:
    known = inquiry(samples_bot, "公租房申请的公示期是多少天？")
    unknown = inquiry(samples_bot, "养殖大闸蟹的尾水排放许可找谁办？")
    assert known.confidence is not None
    assert unknown.confidence is not None
    assert known.confidence > 2 * unknown.confidence
    assert known.confidence >= calibration().threshold
    assert unknown.confidence < calibration().threshold


def test_an_answer_tells_its_confidence(samples_bot: PolicyBot) -> None:
    answer = samples_bot.ask("公租房申请的公示期是多少天？")
    assert answer.confidence is not None
    assert answer.confidence >= samples_bot.min_confidence
    assert samples_bot.ask("你好").confidence is None


def test_without_the_documents_that_answer_the_bot_is_less_sure(samples_bot: PolicyBot) -> None:
    whole = inquiry(samples_bot, "小微企业一年领创新券最多多少？")
    gold = whole.evidence[0].hit.entry.key
    rest = whole.about(whole.asked, [hit for hit in whole.found.hits if hit.entry.key != gold])
    assert whole.confidence is not None
    assert rest.confidence is not None
    assert rest.confidence < whole.confidence


REPORT = """宜兴市交通运输局2024年工作总结
宜兴市交通运输局 2025年1月10日
新改建农村公路128公里，改造危桥9座，开通镇村公交线路14条。
"""
RETOLD = """宜兴市交通运输局2024年工作报告
宜兴市交通运输局 2025年1月12日
农村公路新改建128公里；镇村公交线路开通14条；危桥改造9座。
"""
ELSEWHERE = RETOLD.replace("宜兴", "溧阳")


def test_another_report_on_the_same_place_and_year_speaks_against_nothing(tmp_path: Path) -> None:
    agreement = {}
    for name, other in (("retold", RETOLD), ("elsewhere", ELSEWHERE)):
        (tmp_path / name).mkdir()
        for file, text in (("a.txt", REPORT), ("b.txt", other)):
            (tmp_path / name / file).write_text(text, encoding="utf-8")
        with Library.open(tmp_path / name / "library", create=True) as library:
            add(library, [tmp_path / name / "a.txt", tmp_path / name / "b.txt"])
            asked = inquiry(PolicyBot(library), "新改建农村公路多少公里？")
            own = next(item for item in asked.evidence if "新改建农村公路" in item.text)
            agreement[name] = signals(asked.asked, own, asked.found.hits, asked.weights)[SIGNALS.index("agreement")]
            other_one = next(item for item in asked.evidence if "农村公路新改建" in item.text)
            agreement[f"{name}, the other"] = signals(asked.asked, other_one, asked.found.hits, asked.weights)[
                SIGNALS.index("agreement")
            ]
    assert agreement["retold"] == agreement["retold, the other"] == len(ARMS)
    assert agreement["elsewhere"] + agreement["elsewhere, the other"] < 2 * len(ARMS)
