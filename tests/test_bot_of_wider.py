"""A total of the whole country or province tells nothing of a part of it."""

from collections.abc import Iterator

import pytest

from bot.bot import PolicyBot
from bot.reading.of_wider import of_wider
from corpus.quantity import find_quantities
from index.adding import add
from index.library import Library

GANSU, TIANSHUI = ("甘肃省",), ("甘肃省", "天水市")

SUGAR = "2023年，全国新建果窖7350座，其中甘肃新建1420座、山西新建960座。"


@pytest.mark.parametrize(
    ("place", "before", "text", "figure", "wider"),
    [
        (GANSU, "", SUGAR, "7350座", True),
        (GANSU, "", SUGAR, "1420座", False),
        (GANSU, "", SUGAR, "960座", True),
        (GANSU, "截至8月底，全国备案果窖5万座。", "当月新备案310座。", "310座", True),
        (GANSU, "", "全国报告停用果窖12座（均在甘肃）。", "12座", False),
        (GANSU, "", "全国报告停用果窖12座（甘肃7座）。", "12座", True),
        (GANSU, "", "全国果窖补助标准统一为每座900元。", "900元", False),
        (TIANSHUI, "", "甘肃新建果窖1420座（天水210座），改建88座。", "1420座", True),
        (TIANSHUI, "", "甘肃新建果窖1420座（天水210座），改建88座。", "210座", False),
        (TIANSHUI, "", "甘肃新建果窖1420座（天水210座），改建88座。", "88座", True),
        (TIANSHUI, "", "全省新建果窖1420座。", "1420座", True),
        (GANSU, "", "全省新建果窖1420座。", "1420座", False),
    ],
)
def test_of_which_place_a_total_is(place: tuple[str, ...], before: str, text: str, figure: str, *, wider: bool) -> None:
    quantity = next(each for each in find_quantities(text) if each.text == figure)
    assert of_wider("新建果窖多少座", [place], before, text, quantity) is wider


def test_the_whole_itself_may_be_asked_for() -> None:
    quantity = find_quantities(SUGAR)[1]
    assert not of_wider("甘肃果窖占全国多少", [GANSU], "", SUGAR, quantity)


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PolicyBot]:
    folder = tmp_path_factory.mktemp("wider")
    path = folder / "果窖.txt"
    path.write_text(f"2023年果品储藏情况\n\n{SUGAR}\n", encoding="utf-8")
    with Library.open(folder / "library", create=True) as library:
        add(library, [path])
        yield PolicyBot(library)


@pytest.mark.parametrize(
    ("question", "told"), [("甘肃新建果窖多少座", "1420座"), ("山西2023年新建了多少座果窖", "960座")]
)
def test_the_part_is_answered_with_its_own(bot: PolicyBot, question: str, told: str) -> None:
    assert told in bot.ask(question).text.split("原文")[0]


def test_a_part_without_a_figure_is_refused(bot: PolicyBot) -> None:
    assert bot.ask("宁夏新建果窖多少座").refused
