import json
import time
from pathlib import Path

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from corpus.errors import DocumentError
from corpus.load import load, parse
from corpus.passages import LONGEST, passages, sentences, split
from corpus.records import Document

DOCUMENTS = sorted((Path(__file__).parents[1] / "corpus" / "documents").iterdir())

FRAGMENTS = st.sampled_from([
    "索引号：A1", "发布机构：慈溪市科技局", "成文日期：2024-02-01", "慈政发〔2024〕5号", "关于印发实施办法的通知", "各有关单位：",
    "第一章　总则", "第二章 条件", "第一条　", "第二条【范围】", "第十二条", "一、工作总结", "二、", "（一）", "(二)强化导向。", "1．", "2.",
    "（1）", "①", "一是平台建设。", "二是", "附件：", "附件1", "# ", "## 一、标准", "**第一条** ", "| 甲 | 10 |", "**", "自印发之日起施行。",
    "慈溪市人民政府", "2024年2月1日", "为加快建设创新型城市，", "研发投入增长10.5%；", "力争完成165.3亿元。", "“专精特新”企业！", "𠮷田", "😀",
    "\n", "\r\n", "\r", "\n\n", "　　", " ", "\t", "。", "；", "，", "\x0b", "\x0c", "\x1c", "\u2028", "\u200b", "甲" * 500, "短。" * 90,
])  # fmt: skip
OFFICIAL = st.lists(FRAGMENTS | st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=5), max_size=40).map(
    "".join
)


def assert_sound(document: Document) -> None:
    """The whole contract: verbatim, trimmed, in order, inside one heading, and nothing of the body lost."""
    text, found = document.text, passages(document)
    headings = [section for section in document.sections if section.is_heading]
    covered = bytearray(len(text))
    at = document.body
    for passage in found:
        assert passage.document_id == document.id
        assert passage.text == text[passage.start : passage.end]
        assert passage.text == passage.text.strip() != ""
        assert len(passage.text) <= LONGEST
        assert at <= passage.start < passage.end
        at = passage.end
        covered[passage.start : passage.end] = b"\1" * (passage.end - passage.start)
        full_path = document.path_at(passage.start)
        assert passage.path == full_path[: len(passage.path)]
    for section in headings:
        covered[section.start : section.body] = b"\1" * (section.body - section.start)
        inside = [passage for passage in found if passage.start < section.start < passage.end]
        assert not inside, section
    for table in document.tables:
        for cell in table.cells:
            if cell.row < table.header_rows:
                covered[cell.start : cell.end] = b"\1" * (cell.end - cell.start)
        for offset in range(table.start, table.end):
            covered[offset] |= text[offset] in "|-:"  # what draws the table
    lost = [
        char
        for offset, char in enumerate(text)
        if offset >= document.body and not covered[offset] and not char.isspace()
    ]
    assert lost == []


@given(OFFICIAL)
@settings(max_examples=300, deadline=None)
def test_passages_of_random_official_text(text: str) -> None:
    try:
        document = parse(text.encode(), "随机.txt")
    except DocumentError:  # empty, or too many control characters
        reject()
    assert_sound(document)


@given(OFFICIAL, st.data())
@settings(max_examples=100, deadline=None)
def test_split_and_sentences_hold_everything_between_their_bounds(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    for spans in (split(text, start, end), sentences(text, start, end)):
        kept = "".join("".join(text[begin:stop].split()) for begin, stop in spans)
        assert kept == "".join(text[start:end].split())
        assert all(start <= begin < stop <= end for begin, stop in spans)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_passages_of_the_sample_documents(path: Path) -> None:
    assert_sound(load(path))


def test_passages_of_the_real_reports(shared: Path) -> None:
    for path in sorted((shared / "documents/work-reports").glob("*.txt")):
        assert_sound(load(path))


def test_passages_of_real_texts(shared: Path) -> None:
    with (shared / "policy-qa/documents.jsonl").open(encoding="utf-8") as rows:
        texts = [json.loads(row)["text"] for row in rows]
    for text in texts:
        assert_sound(parse(text.encode(), "真.txt"))
        assert_sound(parse(text.replace(" ", "\r\n").encode(), "真.txt"))


def test_a_passage_carries_its_heading_path_and_an_own_line_heading_is_not_repeated() -> None:
    document = parse(
        "关于某事的通知\n一、支持标准\n（一）研发补助\n按10%补助。\n（二）贷款贴息。最高50万元。\n".encode(), "a.txt"
    )
    assert [(passage.path, passage.text) for passage in passages(document)] == [
        (("一、支持标准", "（一）研发补助"), "按10%补助。"),
        (("一、支持标准", "（二）贷款贴息。"), "（二）贷款贴息。最高50万元。"),
    ]


def test_items_stay_with_their_article() -> None:
    text = "某某办法\n第一条　申请人应当：\n（一）注册在本市；\n（二）信用良好。\n不符合的不予受理。\n第二条　本办法自发布之日起施行。\n"
    assert [(passage.path, passage.text) for passage in passages(parse(text.encode(), "a.txt"))] == [
        (("第一条",), "第一条　申请人应当：\n（一）注册在本市；\n（二）信用良好。\n不符合的不予受理。"),
        (("第二条",), "第二条　本办法自发布之日起施行。"),
    ]


def test_a_heading_without_text_is_still_found() -> None:
    document = parse("关于某事的通知\n一、目的\n正文。\n二、奖励最高五十万元\n".encode(), "a.txt")
    assert passages(document)[-1].text == "二、奖励最高五十万元"


def test_long_sections_are_cut_at_sentence_ends_into_even_parts() -> None:
    text = "本市支持企业加大研发投入，按规定给予补助。" * 50
    spans = split(text, 0, len(text))
    assert all(200 <= stop - begin <= 300 for begin, stop in spans)
    assert all(text[stop - 1] == "。" for _, stop in spans)


def test_a_closing_quote_stays_with_its_sentence() -> None:
    text = "他说：“支持。”大家同意。"
    assert [text[begin:end] for begin, end in sentences(text, 0, len(text))] == ["他说：“支持。”", "大家同意。"]


@pytest.mark.parametrize(("mark", "size"), [("；", 30), ("，", 30), ("", 1)])
def test_a_sentence_that_is_too_long_is_cut_at_clauses_then_anywhere(mark: str, size: int) -> None:
    text = ("甲" * size + mark) * (3000 // (size + len(mark)))
    spans = sentences(text, 0, len(text))
    assert "".join(text[begin:end] for begin, end in spans) == text
    assert max(end - begin for begin, end in spans) <= LONGEST


@pytest.mark.parametrize("unit", ["（一）a\n", "第一条 ", "甲", "甲，", "甲。", "附件：\n", "a         "])
def test_a_megabyte_takes_seconds(unit: str) -> None:
    text = unit * (1_000_000 // len(unit.encode()))
    began = time.process_time()
    found = passages(parse(text.encode(), "大.txt"))
    assert time.process_time() - began < 20
    assert found
