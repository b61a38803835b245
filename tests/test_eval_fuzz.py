"""Broken and hostile files of every format, and that the harness sees what it looks for."""

import hashlib
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner

from corpus.confined import Guard
from corpus.errors import DocumentError
from corpus.isolated import GuardError
from corpus.load import Loaded, cut, read
from corpus.records import Cell, Document, Item, Metadata, Part, PartKind, Reference, Section, Table
from eval.fuzz import Case, Outcome, Result, cases, fuzz, judge, report, run, run_case
from eval.fuzzing.bombs import BOMBS
from eval.fuzzing.checks import broken_rules
from eval.fuzzing.common import Canary
from eval.fuzzing.mutants import CHANGES, mutant
from eval.fuzzing.seeds import FORMATS, seeds
from eval.fuzzing.watch import BROKEN, SECRET, Watch

COUNT, SEED, LONGEST = 40, 5, 100_000
GOOD = (Outcome.DOCUMENT, Outcome.ERROR)

HOSTILE = {
    "txt": ("brackets_open", "titles_nested", "wide_blanks", "dotted", "controls", "line_ends", "combining", "leaders"),
    "md": ("hashes", "quotes_nested", "emphasis"),
    "html": ("nested_div", "nested_tables", "nested_b", "end_tags", "open_angle", "comments_open", "attributes_many", "table_spans",
             "links_out", "charset_idna", "charset_zip_codec", "charset_utf-7", "charset_unicode_escape", "entity_laughs", "entity_quadratic",
             "entity_external_file", "entity_external_http", "entity_parameter_http", "entity_dtd_http"),
    "mht": ("nested", "messages", "parts", "outside", "encodings"),
    "pdf": ("pages_circle", "pages_circle_far", "pages_deep", "pages_count", "pages_parent_circle", "arrays_nested", "arrays_in_page",
            "dictionaries_nested", "strings_nested", "forms_self", "stream_file", "stream_filters_many", "stream_lzw", "length_wrong",
            "image_large", "image_jbig", "image_inline", "box_huge", "box_words", "reference_self", "reference_circle", "contents_same", "font_map_cid_range", "font_map_outside",
            "font_self", "xref_circle", "xref_self", "xref_size", "objects_in_stream", "catalog_circle", "outlines_circle", "actions", "locked"),
    "docx": ("part_bomb", "nested_elements", "nested_sdt", "nested_sdt_below_limit", "nested_ins", "nested_tables", "nested_tables_full",
             "nested_boxes", "fields_open", "number_text", "table_span_negative", "styles_circle", "number_huge", "number_level", "number_level_word", "includes",
             "links_out", "rels_circle", "types_none", "encoding_wide", "entity_laughs", "entity_quadratic", "entity_external_file",
             "entity_external_http", "entity_parameter_file", "entity_parameter_http", "entity_dtd_http"),
    "xlsx": ("far_cell", "dimension_lies", "cell_names", "row_numbers", "numbers_long", "strings_missing", "merged_all",
             "merged_broken", "strings_used", "format_brackets", "date_huge", "nested_elements", "part_bomb", "links_out", "entity_laughs", "entity_external_file",
             "entity_external_http", "entity_parameter_http"),
    "csv": ("columns_many", "columns_empty", "quotes_only", "field_long", "line_breaks", "formulas"),
    "zip": ("bomb", "bomb_html", "bomb_nested", "members_many", "nested", "nested_deep",
            "nested_multiplied", "names", "links", "size_lies", "size_lies_long", "directory_circle", "method_unknown", "method_bzip2",
            "locked", "comment_long", "empty", "ends_many"),
    "rtf": ("groups_nested", "groups_open", "backslashes", "fields", "numbers", "words", "binary"),
    "xls": ("record_lengths", "rows_far", "ole_chain", "ole_text"),
}  # fmt: skip
"""The cases of every run; all of them are run by `make test-long` and `python -m eval.fuzz`."""


@pytest.fixture(scope="module")
def watch() -> Iterator[Watch]:
    with Watch(60.0) as watch:
        yield watch


@pytest.mark.parametrize("format_", FORMATS)
def test_mutants_give_documents_or_errors(format_: str) -> None:
    todo = [case for case in cases([format_], COUNT) if isinstance(case.name, int)]
    assert len(todo) == COUNT
    results = list(run(todo, SEED, jobs=2, seconds=60.0, folder=None, longest=LONGEST))
    assert len(results) == COUNT
    assert [
        line for line in report(results) if not line.startswith((" ", format_, Outcome.DOCUMENT, Outcome.ERROR))
    ] == []


@pytest.mark.parametrize(("format_", "name"), [(format_, name) for format_ in HOSTILE for name in HOSTILE[format_]])
def test_hostile_files_give_documents_or_errors(format_: str, name: str, watch: Watch) -> None:
    result = run_case(Case(format_, name), watch, SEED)
    assert result.outcome in GOOD, result


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize(("format_", "name"), [(format_, name) for format_ in BOMBS for name in BOMBS[format_]])
def test_no_hostile_file_does_harm(format_: str, name: str, watch: Watch) -> None:
    result = run_case(Case(format_, name), watch, SEED)
    assert result.outcome is not Outcome.VIOLATION, result


def test_a_mutant_is_the_same_every_time_and_in_every_process() -> None:
    code = (
        "import hashlib; from eval.fuzzing.mutants import mutant\n"
        f"for f in {FORMATS!r}:\n"
        "    for n in range(5): m = mutant(f, 9, n); print(m.name, hashlib.sha256(m.data).hexdigest(), *m.changes)"
    )
    here = [mutant(format_, 9, number) for format_ in FORMATS for number in range(5)]
    lines = [" ".join((each.name, hashlib.sha256(each.data).hexdigest(), *each.changes)) for each in here]
    there = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert there.stdout.splitlines() == lines
    assert [each.data for each in here] != [
        mutant(format_, 10, number).data for format_ in FORMATS for number in range(5)
    ]


@pytest.mark.parametrize("format_", FORMATS)
def test_every_change_breaks_the_file(format_: str) -> None:
    data = seeds(format_)[0]
    for change in dict.fromkeys(CHANGES[format_]):
        broken = [change(Random(number), data, seeds(format_)) for number in range(8)]
        assert any(each != data for each in broken), change


@pytest.mark.parametrize("format_", [format_ for format_ in FORMATS if format_ != "xls"])
def test_the_files_that_are_broken_are_whole_before(format_: str) -> None:
    loaded = read(seeds(format_)[0], f"甲办法.{format_}")
    assert not loaded.errors
    assert len(loaded.documents) == (7 if format_ == "zip" else 1)
    assert list(broken_rules(loaded)) == []
    assert all("新" in document.text for document in loaded.documents)


# What the harness must see.

TEXT = "甲办法\n一、总则\n第一条 给予补助。\n二、附则\n甲 | 乙\n1 | 2\n"
SECTIONS = (
    Section("一、总则", "一、", 1, 4, 9, 19, None, True),
    Section("第一条", "第X条", 2, 9, 13, 19, 0, False),
    Section("二、附则", "二、", 1, 19, 24, len(TEXT), None, True),
)
TABLE = Table(24, 36, (Cell(24, 25, 0, 0), Cell(28, 29, 0, 1), Cell(30, 31, 1, 0), Cell(34, 35, 1, 1)), 1, 0)
DOCUMENT = Document("0" * 16, "a.txt", TEXT, 4, Metadata("甲办法", spans={"title": (0, 3)}), SECTIONS, tables=(TABLE,))


def test_a_whole_document_breaks_no_rule() -> None:
    assert list(broken_rules(Loaded((cut(DOCUMENT),)))) == []


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"text": " \n" + TEXT[2:] + "\ud800"}, "cannot be stored"),
        ({"text": " " * len(TEXT)}, "no text"),
        ({"body": 99}, "the body begins"),
        ({"metadata": Metadata("甲", signed=date(2024, 1, 1), spans={"signed": (5, 99)})}, "signed stands"),
        ({"metadata": Metadata("甲", spans={"title": (5, 3)})}, "title stands"),
        ({"parts": (Part(PartKind.MAIN, "甲", 4, 9), Part(PartKind.ANNEX, "乙", 12, 36))}, "parts do not follow"),
        ({"references": (Reference(3, 99, "甲", None, None),)}, "a reference stands"),
        ({"references": (Reference(3, 4, None, None, "第一条", target=(9, 99)),)}, "target of a reference"),
        ({"sections": (replace(SECTIONS[0], body=3), *SECTIONS[1:])}, "its body at 3"),
        ({"sections": (SECTIONS[0], replace(SECTIONS[1], end=25), SECTIONS[2])}, "reaches out of its parent"),
        ({"sections": (SECTIONS[0], replace(SECTIONS[1], depth=1), SECTIONS[2])}, "not below its parent"),
        ({"sections": (replace(SECTIONS[0], parent=1), *SECTIONS[1:])}, "before its parent"),
        ({"sections": (replace(SECTIONS[0], end=21), SECTIONS[1], SECTIONS[2])}, "overlaps the one before"),
        ({"pages": (0, 99)}, "a page begins outside"),
        ({"pages": (9, 3)}, "pages do not ascend"),
        ({"pages": (0,), "first_page": 0}, "first page"),
        ({"tables": (replace(TABLE, cells=(Cell(20, 25, 0, 0),)),)}, "a cell at 20"),
        ({"tables": (replace(TABLE, cells=(Cell(24, 25, 0, -1),)),)}, "column -1"),
        ({"tables": (replace(TABLE, cells=(Cell(24, 25, 0, 0, 0),)),)}, "over 0"),
        ({"tables": (TABLE, TABLE)}, "tables overlap"),
        ({"tables": (replace(TABLE, caption=(1, 99)),)}, "name of a table"),
    ],
)
def test_a_broken_rule_is_seen(change: dict[str, object], rule: str) -> None:
    broken = replace(DOCUMENT, **change)  # type: ignore[arg-type]
    assert any(rule in line for line in broken_rules(Loaded((Item(broken, (), ()),))))


def test_a_file_that_gives_nothing_or_one_id_twice_is_seen() -> None:
    assert list(broken_rules(Loaded(()))) == ["neither a document nor an error"]
    assert "two documents of one id" in list(broken_rules(Loaded((cut(DOCUMENT), cut(DOCUMENT)))))


@pytest.mark.parametrize(
    ("given", "outcome"),
    [
        (Loaded((cut(DOCUMENT),)), Outcome.DOCUMENT),
        (Loaded((), (DocumentError("a", "b", "c"),)), Outcome.ERROR),
        (DocumentError("a", "b", "c"), Outcome.ERROR),
        (GuardError(Guard.FAULT, "a", "KeyError", "c"), Outcome.FAULT),
        (GuardError(Guard.TIME, "a", "b", "c"), Outcome.GUARDED),
        (GuardError(Guard.MEMORY, "a", "b", "c"), Outcome.GUARDED),
        (GuardError(Guard.ENDED, "a", "b", "c"), Outcome.GUARDED),
        (GuardError(Guard.FAULT, "a", BROKEN + "no text", "c"), Outcome.VIOLATION),
        (KeyError("a"), Outcome.VIOLATION),
        (Loaded((cut(replace(DOCUMENT, text=TEXT + SECRET)),)), Outcome.VIOLATION),
        (DocumentError("a", SECRET, "c"), Outcome.VIOLATION),
    ],
)
def test_outcomes(given: Loaded | Exception, outcome: Outcome) -> None:
    assert judge(given)[0] is outcome


CHILD = """
import ctypes, os, socket, urllib.request
from corpus.load import Loaded
from eval.fuzzing import watch

def read(data, source):
    try:
        exec(data.decode())
    except OSError:
        pass  # as a reader that takes what it is refused for a missing file
    return Loaded(())

def main(memory):
    watch.main(memory, read)
"""


@pytest.mark.parametrize(
    ("code", "harm"),
    [
        (lambda canary: f"open({canary.secret!r}).read()", "opened"),
        (lambda canary: "open('new.txt', 'w')", "opened 'new.txt'"),
        (lambda canary: f"urllib.request.urlopen({canary.url!r})", "tried urllib.Request"),
        (lambda canary: "os.system('true')", "tried os.system"),
        (lambda canary: "ctypes.CDLL(None).mkdir(b'made', 0o700)", "changed home/made"),
        (lambda canary: "ctypes.CDLL(None).creat(b'../made.txt', 0o600)", "changed made.txt"),
        (lambda canary: "ctypes.CDLL(None).unlink(b'../secret.txt')", "changed secret.txt"),
        (lambda canary: CONNECT.format(canary.url.split(":")[2].strip("/")), "asked the address"),
    ],
)  # fmt: skip
def test_harm_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: Callable[[Canary], str], harm: str
) -> None:
    monkeypatch.syspath_prepend(str(tmp_path))
    (tmp_path / "harmful_child.py").write_text(CHILD)
    with Watch(20.0, "harmful_child") as watch:
        watch.read(b"pass", "a")
        before = watch.seen()
        assert before.harm == ()
        assert before.memory is None or before.memory > 5_000_000
        watch.read(code(watch.canary).encode(), "b")
        found = watch.seen().harm
    assert any(harm in line for line in found), found


CONNECT = """
import struct, time
c = ctypes.CDLL(None)
handle = c.socket(2, 1, 0)
c.connect(handle, struct.pack("=H", 2) + struct.pack("!H", {}) + bytes([127, 0, 0, 1]) + bytes(8), 16)
time.sleep(0.3)
"""
"""What a library in C would do, which Python's hooks do not see."""


def test_the_report_counts_and_names_what_is_not_as_it_should_be() -> None:
    results = [
        Result(Case("txt", 3), Outcome.DOCUMENT, 0.1, 10_000_000, ("truncated",)),
        Result(Case("txt", 4), Outcome.ERROR, 0.2, None, ("empty",), "空"),
        Result(Case("txt", 5), Outcome.DOCUMENT, 12.0, None, ("line_repeated",)),
        Result(Case("pdf", "xref_circle"), Outcome.GUARDED, 3.0, 20_000_000, ("xref_circle",), "time: 3 秒"),
    ]
    table, txt, pdf, *lines = report(results)
    assert table.split()[:6] == ["files", "document", "error", "fault", "guarded", "violation"]
    assert txt.split() == ["txt", "3", "2", "1", "0", "0", "0", "12.0", "10", "5"]
    assert pdf.split() == ["pdf", "1", "0", "0", "0", "1", "0", "3.0", "20", "xref_circle"]
    assert lines == [
        "guarded: --only pdf --case xref_circle (xref_circle) 3.0 s 20 MB time: 3 秒",
        "document: --only txt --index 5 (line_repeated) 12.0 s",
    ]


def test_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    call = CliRunner().invoke
    monkeypatch.setitem(BOMBS, "csv", {})
    done = call(fuzz, ["--count", "2", "--only", "csv", "--data", str(tmp_path / "none")])
    assert done.exit_code == 0, done.output
    assert "seed 3, 2 files, real files none" in done.output
    saved = tmp_path / "mutant.csv"
    done = call(fuzz, ["--only", "csv", "--index", "1", "--save", str(saved), "--data", str(tmp_path / "none")])
    assert done.exit_code == 0, done.output
    assert "--only csv --index 1" in done.output
    assert saved.read_bytes() == mutant("csv", 3, 1).data
    assert call(fuzz, ["--index", "1"]).exit_code == 2
    assert call(fuzz, ["--only", "csv", "--case", "nothing"]).exit_code == 2
    monkeypatch.setattr("eval.fuzz.judge", lambda given: (Outcome.VIOLATION, "seen"))
    assert call(fuzz, ["--count", "1", "--only", "csv", "--data", str(tmp_path / "none")]).exit_code == 1
