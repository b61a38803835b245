"""The real documents through the whole way into a library: nothing of the page around a text is left in its passages."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import FakeEncoder

from corpus.records import Document
from index.adding import add
from index.catalogue import StoredPassage
from index.library import Library
from index.outcomes import Outcome, Result

MENU = re.compile(
    "浏览次数|字体大小|分享到|扫一扫|打印本页|关闭窗口|当前位置|网站地图|版权所有|ICP备|网站标识码|主办单位|无障碍浏览|长者模式|上一篇|下一篇"
)
LEADERS = re.compile(r"[.．·•…]{6,}\s*\d*|(?:…\s*){3,}")
PAGE_NUMBER = re.compile(r"(?:^|\n)\s*(?:[-—–]\s*)?\d{1,3}(?:\s*[-—–])?\s*(?:\n|$)|第\s*\d+\s*页")


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory, shared: Path) -> Iterator[tuple[Library, list[Result]]]:
    encoder = FakeEncoder()
    folder = shared / "documents"
    with Library.open(tmp_path_factory.mktemp("real") / "library", encoder=encoder, create=True) as library:
        yield library, add(library, [folder / "guide-pdf", folder / "normative-html"])


def everything(library: Library) -> Iterator[tuple[Document, list[StoredPassage]]]:
    for entry in library.catalogue.entries():
        document = library.catalogue.document(entry.key)
        assert document is not None
        yield document, library.catalogue.passages_of(entry.key)


def test_all_pages_are_added_in_one_go(read: tuple[Library, list[Result]]) -> None:
    library, results = read
    assert {result.outcome for result in results} == {Outcome.ADDED}
    assert sum(result.pages for result in results) == 121 + 12
    assert len(library.catalogue.entries()) == 62  # 49 cards, the torn end of one, 12 web pages


def test_every_passage_is_its_documents_text(read: tuple[Library, list[Result]]) -> None:
    for document, stored in everything(read[0]):
        assert stored
        for each in stored:
            passage = each.passage
            assert document.text[passage.start : passage.end] == passage.text
            assert passage.page == document.page_at(passage.start)
            for cell in passage.cells:
                assert passage.start <= cell.start <= cell.end <= passage.end


def test_no_menu_no_leader_dots_no_page_number_is_left(read: tuple[Library, list[Result]]) -> None:
    for document, stored in everything(read[0]):
        for each in stored:
            for pattern in (MENU, LEADERS):
                assert pattern.search(each.passage.text) is None, (document.title, each.passage.text)
            if document.pages:
                assert PAGE_NUMBER.search(each.passage.text) is None, (document.title, each.passage.text)


def test_spans_of_metadata_hold_what_was_read(read: tuple[Library, list[Result]]) -> None:
    fields = 0
    for document, _ in everything(read[0]):
        spans = document.metadata.spans
        assert set(spans) <= {
            "title", "number", "issuer", "region", "kind", "signed", "published", "effective", "expires", "audience",
            *(f"annex{n}" for n in range(1, 100)),
        }  # fmt: skip
        for start, end in spans.values():
            assert 0 <= start <= end <= len(document.text)
        fields += len(spans)
        if document.metadata.number and "、" not in document.metadata.number:
            written = "".join(document.text[slice(*spans["number"])].split())
            assert re.sub(r"\W", "", written) == re.sub(r"\W", "", document.metadata.number)
    assert fields > 62 * 3


def test_read_again_without_reading(read: tuple[Library, list[Result]], shared: Path) -> None:
    library, _ = read
    again = add(library, [shared / "documents" / "guide-pdf", shared / "documents" / "normative-html"])
    assert {result.outcome for result in again} == {Outcome.UNCHANGED}
