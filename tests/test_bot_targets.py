"""The table of indicators: how it is found, and what is answered from it."""

import csv
import io
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from bot.bot import PolicyBot
from bot.records import Reason
from corpus.records import IndicatorKind
from index.adding import add, remove
from index.library import Library
from index.targets import TargetFilters, find_targets
from ui.targets import COLUMNS, target_data, to_csv, to_text, to_xlsx

REPORTS = {
    "余姚.txt": """余姚市科学技术局2024年工作总结和2025年工作思路
一、2024年工作总结
（一）培育科技企业。全市新认定高新技术企业120家，其中第一批100家、第二批20家。实现技术交易额35.5亿元，同比增长12.5%。
（二）加大研发投入。全社会R&D经费占GDP比重达到3.1%。
二、2025年工作思路
2025年，力争技术交易额达到40亿元，新认定高新技术企业150家以上。
余姚市科学技术局
2025年1月10日
""",
    "慈溪.txt": """慈溪市科学技术局2024年工作总结和2025年工作思路
一、2024年工作总结
实现技术交易额80.5亿元，同比增长8.2%。新认定高新技术企业230家。
二、2025年工作思路
2025年，全社会R&D经费占GDP比重达到3.6%，技术交易额突破90亿元。
慈溪市科学技术局
2025年1月12日
""",
}


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PolicyBot]:
    folder = tmp_path_factory.mktemp("targets")
    for name, text in REPORTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    with Library.open(folder / "library", create=True) as library:
        add(library, [folder / name for name in REPORTS])
        yield PolicyBot(library)


def figures(bot: PolicyBot, **filters: object) -> list[tuple[str, str]]:
    found = find_targets(bot.library.catalogue, TargetFilters(**filters))  # type: ignore[arg-type]
    return [(target.indicator.metric, target.figure) for target in found]


def test_rows_are_found_by_any_name_of_a_metric_place_year_and_kind(bot: PolicyBot) -> None:
    assert ("研发投入强度", "3.1%") in figures(bot, metric="R&D经费占GDP比重", region="余姚", year=2024)
    assert figures(bot, metric="研发投入强度", region="慈溪市", year=2024) == []
    assert figures(bot, metric="技术交易额", year=2025, kinds=(IndicatorKind.TARGET,), region="余姚市") == [
        ("技术交易额", "40亿元")
    ]
    grown = find_targets(bot.library.catalogue, TargetFilters(metric="技术交易额", kinds=(IndicatorKind.GROWTH,)))
    assert sorted(target.indicator.value or Decimal(0) for target in grown) == [Decimal("8.2"), Decimal("12.5")]


def test_every_row_stands_in_its_document(bot: PolicyBot) -> None:
    for target in find_targets(bot.library.catalogue, TargetFilters()):
        document = bot.document(target.entry.key)
        assert document is not None
        found = target.indicator
        assert document.text[found.start : found.end] == target.figure
        assert document.text[slice(*found.sentence)] == target.quote
        assert found.sentence[0] <= found.start < found.end <= found.sentence[1]


def test_two_places_are_compared_with_the_arithmetic(bot: PolicyBot) -> None:
    answer = bot.ask("余姚和慈溪2024年技术交易额谁高？")
    assert "慈溪市2024年技术交易额：80.5亿元" in answer.text
    assert "余姚市2024年技术交易额：35.5亿元" in answer.text
    assert "多45亿元（80.5 - 35.5）" in answer.text
    assert len(answer.citations) == 2


def test_a_result_and_its_target_are_compared(bot: PolicyBot) -> None:
    answer = bot.ask("余姚技术交易额2024年完成与2025年目标相差多少？")
    assert "多4.5亿元（40 - 35.5）" in answer.text


def test_targets_are_listed_and_nothing_else(bot: PolicyBot) -> None:
    answer = bot.ask("余姚2025年有哪些目标？")
    assert not answer.refused
    assert "40亿元" in answer.text
    assert "150家以上" in answer.text
    assert "35.5" not in answer.text
    assert "90亿元" not in answer.text


def test_the_neighbour_is_named_as_what_it_is(bot: PolicyBot) -> None:
    answer = bot.ask("慈溪2024年研发投入强度是多少？")
    assert answer.refused
    assert answer.reason in (Reason.NO_FIGURE, Reason.OTHER_YEAR, Reason.NOT_FOUND)
    assert "没有找到" in answer.text
    assert "慈溪市2025年研发投入强度（目标） 3.6%" in answer.text
    for citation in answer.citations:
        document = bot.document(citation.source.key)
        assert document is not None
        assert document.text[citation.start : citation.end] == citation.quote


def test_the_table_as_text_csv_workbook_and_data(bot: PolicyBot) -> None:
    found = find_targets(bot.library.catalogue, TargetFilters(region="余姚市"))
    assert len(to_text(found).splitlines()) == len(found) + 1
    rows = list(csv.DictReader(io.StringIO(to_csv(found).decode("utf-8-sig"))))
    assert len(rows) == len(found)
    assert {"35.5亿元", "40亿元"} <= {row["原文数字"] for row in rows}
    sheet = openpyxl.load_workbook(io.BytesIO(to_xlsx(found))).active
    assert sheet is not None
    assert [cell.value for cell in sheet[1]] == list(COLUMNS)
    assert sheet.max_row == len(found) + 1
    data = [target_data(target) for target in found]
    assert {each["value"] for each in data if each["figure"] == "35.5亿元"} == {"3550000000"}
    assert to_text([]) == ""


def test_rows_go_with_their_document(tmp_path: Path) -> None:
    (tmp_path / "余姚.txt").write_text(REPORTS["余姚.txt"], encoding="utf-8")
    with Library.open(tmp_path / "library", create=True) as library:
        add(library, [tmp_path / "余姚.txt"])
        assert find_targets(library.catalogue, TargetFilters())
        (entry,) = library.catalogue.entries()
        remove(library, entry.key)
        assert find_targets(library.catalogue, TargetFilters()) == []


MAIN = """镇海区科学技术局2024年工作总结和2025年工作思路
一、2024年工作总结
新认定高新技术企业80家。
二、2025年工作思路
2025年，以新认定高新技术企业90家，技术交易额达到60亿元，科研助理走遍所有园区为主要目标，努力争先。
（一）壮大企业。新认定省科技型中小企业200家。
镇海区科学技术局
2025年1月15日
"""


def test_the_main_aims_are_those_of_the_sentence_that_calls_them_so_with_the_ones_without_a_figure(
    tmp_path: Path,
) -> None:
    (tmp_path / "镇海.txt").write_text(MAIN, "utf-8")
    with Library.open(tmp_path / "library", create=True) as library:
        add(library, [tmp_path / "镇海.txt"])
        main = PolicyBot(library).ask("镇海2025年主要目标有哪些").text
        every = PolicyBot(library).ask("镇海2025年的目标有哪些").text
    assert all(each in main for each in ("90家", "60亿元", "走遍所有园区"))
    assert "200家" not in main
    assert "200家" in every
