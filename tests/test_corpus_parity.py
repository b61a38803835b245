"""One document reads alike whatever it is published as: the samples as a web page, as Word files and as a PDF."""

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from documents_rendered import Block, as_page, as_print, as_text, as_word, blocks

from corpus.load import read
from corpus.records import Document, Metadata, Part, Section

SAMPLES = Path(__file__).parents[1] / "corpus" / "documents"
NAMES = sorted(path.name for path in SAMPLES.iterdir())
PRINTED = ("gz-talent-settlement-detailed-rules.txt", "beijing-hydrogen-energy-storage-measures.md")
"""A text in articles by two issuers, and one with a table."""


def only(data: bytes, name: str) -> Document:
    (document,) = read(data, name).documents
    return document


def squeezed(text: str) -> str:
    """Text without white space and the dividers of cells, which plain text does not tell from text."""
    return re.sub(r"[\s|]", "", text)


def plain_metadata(document: Document) -> Metadata:
    meta = document.metadata
    return replace(meta, title=squeezed(meta.title), annexes=tuple(map(squeezed, meta.annexes)), spans={})


def plain_section(section: Section) -> tuple[str, str, int, int | None, bool]:
    return section.kind, squeezed(section.heading), section.depth, section.parent, section.is_heading


def plain_part(part: Part) -> tuple[str, str]:
    return part.kind, squeezed(part.title)


def assert_alike(document: Document, reference: Document) -> None:
    assert plain_metadata(document) == plain_metadata(reference)
    assert squeezed(document.text) == squeezed(reference.text)
    assert squeezed(document.text[document.body :]) == squeezed(reference.text[reference.body :])
    assert list(map(plain_part, document.parts)) == list(map(plain_part, reference.parts))
    in_tables = [(table.start, table.end) for table in document.tables]
    sections = [plain_section(s) for s in document.sections if not any(a <= s.start < b for a, b in in_tables)]
    assert sections == list(map(plain_section, reference.sections))


def assert_cells(document: Document, source: list[Block]) -> None:
    """Every table of the source is a table of the document, cell by cell."""
    tables = [block.rows for block in source if block.kind == "table"]
    got = [
        tuple(
            tuple(squeezed(document.text[cell.start : cell.end]) for cell in table.cells if cell.row == row)
            for row in sorted({cell.row for cell in table.cells})
        )
        for table in document.tables
    ]
    assert got == [tuple(tuple(map(squeezed, row)) for row in rows) for rows in tables]


@pytest.mark.parametrize("name", NAMES)
def test_a_web_page_and_word_files_read_as_the_text(name: str) -> None:
    source = blocks(SAMPLES / name)
    reference = only(as_text(source), "文件.txt")
    assert reference.sections or name.startswith("gz-")
    forms = {
        "文件.html": as_page(source),
        "文件.docx": as_word(source, numbered=False),
        "文件.docm": as_word(source, numbered=True),
    }
    for path, data in forms.items():
        document = only(data, path)
        assert_alike(document, reference)
        assert_cells(document, source)


def test_an_archive_holds_the_same_documents() -> None:
    source = [blocks(SAMPLES / name) for name in NAMES[:2]]
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("网页/甲.html", as_page(source[0]))
        archive.writestr("乙.docx", as_word(source[1], numbered=True))
    loaded = read(stream.getvalue(), "文件.zip")
    assert not loaded.errors
    by_member = {document.member: document for document in loaded.documents}
    assert_alike(by_member["网页/甲.html"], only(as_text(source[0]), "文件.txt"))
    assert_alike(by_member["乙.docx"], only(as_text(source[1]), "文件.txt"))


@pytest.mark.parametrize("name", PRINTED)
def test_a_pdf_reads_as_the_text(name: str, tmp_path: Path) -> None:
    chromium = shutil.which("chromium")
    if not chromium:
        pytest.skip("chromium is not installed")
    source = blocks(SAMPLES / name)
    page, printed = tmp_path / "page.html", tmp_path / "文件.pdf"
    page.write_text(as_print(source), encoding="utf-8")
    command = [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    subprocess.run([*command, f"--print-to-pdf={printed}", page.as_uri()], check=True, capture_output=True, timeout=60)
    document = only(printed.read_bytes(), printed.name)
    assert len(document.pages) > 1
    assert_alike(document, only(as_text(source), "文件.txt"))
    assert_cells(document, source)
