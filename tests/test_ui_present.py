import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.records import Answer, Citation, Kind, Reason, Source
from corpus.load import load
from corpus.passages import passages
from corpus.records import Metadata
from index.catalogue import Entry, StoredPassage
from index.checking import Report
from index.outcomes import Outcome, Result
from index.relations import Known
from ui.present import (
    answer_data,
    citation_line,
    document_data,
    entry_data,
    entry_facts,
    entry_line,
    metadata_data,
    report_data,
    result_data,
)

FULL = Metadata(
    title="技术改造补助办法",
    number="余科〔2024〕3号",
    issuer="余姚市科学技术局",
    region=("浙江省", "宁波市", "余姚市"),
    kind="办法",
    signed=date(2024, 3, 1),
    published=date(2024, 3, 5),
    effective=date(2024, 4, 1),
    expires=date(2026, 3, 31),
    year=2024,
)
SILENT = Metadata(title="无题")
DAY = date(2025, 1, 1)
CITATION = Citation(2, Source(5, "aa11", "/a/办法.txt", FULL), ("第二章 补助", "第五条"), "最高20万元", 120, 126)
ANSWER = Answer(
    "最高多少?", "补助最高多少?", "20万元 [2]", Kind.NUMBER, False, None, (CITATION,), {"read": 1.23456, "total": 9.999}
)


def test_an_answer_carries_exactly_what_is_promised() -> None:
    assert json.loads(json.dumps(answer_data(ANSWER))) == {
        "question": "最高多少?",
        "answer": "20万元 [2]",
        "refused": False,
        "reason": None,
        "kind": "number",
        "citations": [
            {
                "marker": 2,
                "document": {
                    "id": "aa11",
                    "title": "技术改造补助办法",
                    "issuer": "余姚市科学技术局",
                    "number": "余科〔2024〕3号",
                    "published": "2024-03-05",
                    "status": "unstated",
                    "source": "/a/办法.txt",
                    "member": "",
                },
                "heading": ["第二章 补助", "第五条"],
                "quote": "最高20万元",
                "start": 120,
                "end": 126,
                "page": None,
            }
        ],
        "timings_ms": {"read": 1.23, "total": 10.0},
    }


def test_a_refusal_names_its_reason() -> None:
    data = answer_data(Answer("?", "?", "不作回答", Kind.NONE, True, Reason.NO_FIGURE, ()))
    assert (data["refused"], data["reason"], data["kind"], data["citations"]) == (True, "no_figure", "none", [])
    assert json.dumps(data["reason"]) == '"no_figure"'


def test_metadata_in_full_and_silent() -> None:
    full = metadata_data(FULL)
    assert full["region"] == ["浙江省", "宁波市", "余姚市"]
    assert (full["signed"], full["effective"], full["expires"]) == ("2024-03-01", "2024-04-01", "2026-03-31")
    silent = metadata_data(SILENT)
    assert list(silent) == list(full)
    assert {name for name, value in silent.items() if value} == {"title"}


def test_where_a_quote_stands() -> None:
    assert citation_line(CITATION) == "[2] 《技术改造补助办法》余科〔2024〕3号 > 第二章 补助 > 第五条"


@pytest.mark.parametrize(
    ("meta", "line"),
    [
        (FULL, "bb22  技术改造补助办法  余科〔2024〕3号　余姚市科学技术局　2024-03-05（7 段）"),
        (SILENT, "bb22  无题  （7 段）"),
        (replace(SILENT, expires=date(2024, 12, 31)), "bb22  【已失效】无题  （7 段）"),
    ],
)
def test_an_entry_on_one_line(meta: Metadata, line: str) -> None:
    assert entry_line(Entry(1, "bb22", "/a/办法.txt", "", meta, 7), DAY) == line


def test_facts_leave_out_what_is_not_known() -> None:
    facts = dict(entry_facts(Entry(1, "bb22", "/a/办法.txt", "", SILENT, 7), DAY))
    assert facts == {"编号": "bb22", "时效": "未注明", "标题": "无题", "来源": "/a/办法.txt", "段落数": "7"}
    assert dict(entry_facts(Entry(1, "bb22", "/a/办法.txt", "", FULL, 7), DAY))["地区"] == "浙江省宁波市余姚市"


def test_a_document_with_sections_and_passages(tmp_path: Path) -> None:
    path = tmp_path / "办法.txt"
    path.write_text("补助办法\n\n第一章 总则\n第一条 为了补助。\n第二条 每年一次。\n", encoding="utf-8")
    document = load(path)
    stored = [StoredPassage(n, 1, piece) for n, piece in enumerate(passages(document))]
    entry = Entry(1, document.id, str(path), "", document.metadata, len(stored))
    data = document_data(entry, DAY, document, stored, Known((), (), ()))
    assert data.items() >= {**entry_data(entry, DAY), "passages": data["passages"]}.items()
    assert data["characters"] == len(document.text)
    for piece in data["passages"]:
        assert document.text[piece["start"] : piece["end"]] == piece["text"]
    assert [section["path"] for section in data["sections"] if section["heading"] == "第一章 总则"] == [["第一章 总则"]]
    assert all(0 <= section["start"] < section["end"] <= data["characters"] for section in data["sections"])


def test_a_report_as_data() -> None:
    report = Report(("索引缺少 1 个向量",), ("重建了索引",), ())
    assert report_data(report) == {
        "healthy": True,
        "faults": ["索引缺少 1 个向量"],
        "repaired": ["重建了索引"],
        "left": [],
    }


def test_what_became_of_a_file_as_data() -> None:
    data = json.loads(json.dumps(result_data(Result("/a.txt", Outcome.ADDED, passages=3))))
    assert data == {"source": "/a.txt", "outcome": "added", "detail": "", "passages": 3, "documents": 0}
