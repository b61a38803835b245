import json
from datetime import date
from importlib import resources

import pytest

from bot.bot import PolicyBot
from bot.inquiry import Inquiry
from bot.reading.confidence import DATA, SIGNALS, Calibration, calibration
from bot.understanding.question import understand
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
