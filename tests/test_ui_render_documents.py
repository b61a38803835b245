"""The library's list and one document as HTML: what is shown to whom, and that nothing of a document is markup."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from conftest import FakeEncoder

from corpus.validity import Status
from index.adding import add
from index.benefits import find_offers
from index.correcting import correct
from index.corrections import Correction, Field
from index.library import Library
from index.relations import known
from index.targets import TargetFilters, find_targets
from ui import texts
from ui.listing import Query, choices, listing
from ui.render_document import MOST, Detail, detail, gone
from ui.render_documents import badge, field_for_files, filters, table

DAY = date(2026, 11, 27)
EVIL = '"><script>x</script>'
REPORT = """汕尾市科学技术局2025年工作总结
一、主要成效
2025年全市高新技术企业达到410家，同比增长12.5%。
根据《汕尾市科技创新扶持办法》（汕府〔2023〕8号）开展工作。
"""


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library", encoder=FakeEncoder(), create=True) as library:
        yield library


def read(library: Library, text: str, name: str = "a.txt") -> Detail:
    file = library.folder.parent / name
    file.write_text(text, encoding="utf-8")
    add(library, [file])
    catalogue = library.catalogue
    (entry,) = [entry for entry in catalogue.entries() if entry.source == str(file)]
    document = catalogue.document(entry.key)
    assert document is not None
    figures, offers = (
        find_targets(catalogue, TargetFilters(), [entry.key]),
        find_offers(catalogue, documents=[entry.key]),
    )
    return Detail(entry, document, known(catalogue, entry, document), figures, offers)


def test_every_value_leads_to_where_it_was_read(library: Library) -> None:
    found = read(library, REPORT)
    html = detail(found, DAY, editable=False)
    for match in re.finditer(r'<a class="pb-open" href="#doc-([0-9a-f]{16})-(\d+)-(\d+)">([^<]*)</a>', html):
        id_, start, end, words = match.groups()
        assert id_ == found.entry.id
        assert 0 <= int(start) < int(end) <= len(found.document.text)
        if words == "汕尾市科学技术局":
            assert found.document.text[int(start) : int(end)] == words
    assert "410家" in html
    assert "汕府〔2023〕8号" in html


def test_controls_are_the_editors(library: Library) -> None:
    found = read(library, REPORT)
    controls = ("data-remove", "data-reread", "pb-correct")
    assert all(each in detail(found, DAY, editable=True) for each in controls)
    assert not any(each in detail(found, DAY, editable=False) for each in controls)
    assert len(re.findall("<form", detail(found, DAY, editable=True))) == len(Field)


def test_a_correction_tells_what_was_read_and_what_is_to_be_reviewed(library: Library) -> None:
    found = read(library, REPORT)
    correct(library, found.entry.id, Field.KIND, "报告", by="<b>甲")
    found = read(library, REPORT)
    html = detail(found, DAY, editable=True)
    assert "原读作 工作总结；&lt;b&gt;甲" in html
    assert "data-undo" in html
    assert "pb-review" not in html
    (made,) = found.known.corrections
    stale = replace(found, known=replace(found.known, corrections=(replace(made, read="通报"),)))
    assert "原值变为 通报" in detail(stale, DAY, editable=False)


def test_nothing_of_a_document_or_a_person_is_markup(library: Library) -> None:
    found = read(
        library,
        f"关于{EVIL}的通知\n{EVIL}市政发〔2024〕1号\n第一条 {EVIL}对{EVIL}企业给予20万元补助。\n",
        f"{EVIL.replace('/', '_')}.txt",
    )
    meta = replace(
        found.entry.metadata, title=EVIL, number=EVIL, issuer=EVIL, region=(EVIL,), kind=EVIL, annexes=(EVIL,)
    )
    made = Correction(Field.ISSUER, EVIL, EVIL, "x", EVIL, datetime.now(UTC))
    hostile = replace(
        found,
        entry=replace(found.entry, metadata=meta),
        known=replace(found.known, corrections=(made,), copies=(EVIL,)),
    )
    shelf = listing([hostile.entry], Query(DAY))
    for html in (
        detail(hostile, DAY, editable=True),
        table(shelf, editable=True),
        filters(choices([hostile.entry]), DAY),
        gone(EVIL),
    ):
        assert "<script" not in html
        assert EVIL not in html


def test_a_long_part_is_cut_and_says_so(library: Library) -> None:
    found = read(library, "某办法\n" + "".join(f"第{n}条 内容{n}。\n" for n in range(1, MOST + 20)))
    html = detail(found, DAY, editable=False)
    assert texts.DOC_LEFT.format(MOST) in html
    assert texts.DOC_COUNTED.format(name=texts.DOC_OUTLINE, count=MOST + 19) in html


def test_a_document_without_a_title_of_its_own_opens_at_its_first_line(library: Library) -> None:
    found = read(library, "\n\n没有标题的一段话，讲的是补助。\n")
    start, end = found.document.opening
    assert found.document.text[start:end].startswith("没有标题")


def test_an_empty_list_says_why() -> None:
    nothing = listing([], Query(DAY))
    assert texts.NO_DOCUMENTS[1] in table(nothing, editable=True)
    assert texts.NO_DOCUMENTS_READER[1] in table(nothing, editable=False)
    assert badge(Status.EXPIRED) == '<span class="pb-tag pb-status-expired">已失效</span>'
    assert "{}" not in re.sub(r'data-words="[^"]*"', "", field_for_files())
