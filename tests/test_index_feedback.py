"""Judgements of readers in the catalogue: kept whole, replaced, deleted, bounded, and beside a writer of documents."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from conftest import FakeEncoder
from test_index_processes import ends_well, other_process, write_documents

from index.adding import add
from index.catalogue import Catalogue
from index.errors import LibraryError
from index.feedback import (
    MAX_ANSWER,
    MAX_BYTES,
    MAX_CITATIONS,
    MAX_HISTORY,
    MAX_KEPT,
    MAX_QUESTION,
    MAX_REASON,
    CitedSpan,
    Feedback,
    FeedbackError,
    all_feedback,
    delete_feedback,
    record,
)
from index.library import Library
from index.rows import Filters

JUDGED = Feedback(
    when=datetime(2026, 5, 4, 9, 30, tzinfo=UTC),
    question="补贴多少？",
    answer="补贴100元 [1]",
    helpful=True,
    as_of=date(2026, 5, 4),
    history=("第1号办法说了什么？",),
    filters=Filters(region="甲市", year=2026),
    citations=(CitedSpan("0123456789abcdef", 7, 20),),
    reason="数字对",
)


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    catalogue = Catalogue(tmp_path / "catalogue.sqlite")
    yield catalogue
    catalogue.close()


def test_a_catalogue_of_before_has_none_and_reading_makes_no_table(catalogue: Catalogue) -> None:
    assert all_feedback(catalogue) == {}
    tables = catalogue.connection.execute("select name from sqlite_master where name = 'feedback'")
    assert tables.fetchall() == []


def test_kept_whole_and_listed_by_time(catalogue: Catalogue) -> None:
    later = replace(JUDGED, helpful=False, when=JUDGED.when + timedelta(days=1), refused=True, reason="")
    second, first = record(catalogue, later), record(catalogue, JUDGED)
    assert list(all_feedback(catalogue).items()) == [(first, JUDGED), (second, later)]
    assert list(all_feedback(catalogue, helpful=True)) == [first]
    assert list(all_feedback(catalogue, helpful=False)) == [second]


def test_a_reader_thinks_again(catalogue: Catalogue) -> None:
    first = record(catalogue, JUDGED)
    second = record(catalogue, replace(JUDGED, helpful=False, reason="年份错了"), replaces=first)
    assert [(key, each.reason) for key, each in all_feedback(catalogue).items()] == [(second, "年份错了")]
    assert delete_feedback(catalogue, [first, second, 99]) == 1
    assert all_feedback(catalogue) == {}


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (replace(JUDGED, question=" "), "没有问题或回答"),
        (replace(JUDGED, answer=""), "没有问题或回答"),
        (replace(JUDGED, question="问" * 2001), "问题有 2,001 个字，最多 2,000 个"),
        (replace(JUDGED, history=("问" * 2001,)), "问题有 2,001 个字"),
        (replace(JUDGED, reason="因" * 1001), "理由有 1,001 个字，最多 1,000 个"),
    ],
)
def test_what_is_empty_or_too_long_is_an_error(catalogue: Catalogue, wrong: Feedback, words: str) -> None:
    with pytest.raises(FeedbackError, match=words):
        record(catalogue, wrong)
    assert all_feedback(catalogue) == {}


def test_what_the_bot_made_is_cut_to_its_bounds(catalogue: Catalogue) -> None:
    long = replace(
        JUDGED,
        answer="答" * 30_000,
        history=tuple(map(str, range(30))),
        citations=tuple(CitedSpan("0123456789abcdef", at, at + 1) for at in range(200)),
    )
    record(catalogue, long)
    (found,) = all_feedback(catalogue).values()
    assert (len(found.answer), found.history[0], found.history[-1], found.citations[-1].start) == (
        20_000,
        "10",
        "29",
        99,
    )


def test_what_no_answer_holds_is_not_kept(catalogue: Catalogue) -> None:
    """A conversation comes back from a browser, where anything may be written into it."""
    with pytest.raises(FeedbackError, match="字节，最多"):
        record(catalogue, replace(JUDGED, citations=(CitedSpan("0" * MAX_BYTES, 0, 1),)))
    most = replace(
        JUDGED,
        question="问" * MAX_QUESTION,
        history=("问" * MAX_QUESTION,) * MAX_HISTORY,
        answer="答" * MAX_ANSWER,
        reason="因" * MAX_REASON,
        citations=(CitedSpan("0" * 16, 2**31 - 2, 2**31 - 1),) * MAX_CITATIONS,
    )
    assert record(catalogue, most)


def test_a_full_catalogue_takes_no_more_but_lets_a_reader_think_again(catalogue: Catalogue) -> None:
    first = record(catalogue, JUDGED)
    with catalogue.transaction() as connection:
        connection.executemany(
            "insert into feedback (time, helpful, data) values ('', 1, ?)", ((str(at),) for at in range(1, MAX_KEPT))
        )
    with pytest.raises(FeedbackError, match=f"已有 {MAX_KEPT} 条反馈"):
        record(catalogue, JUDGED)
    assert record(catalogue, replace(JUDGED, helpful=False), replaces=first) > MAX_KEPT


def test_what_is_derived_from_documents_stays(catalogue: Catalogue) -> None:
    version = catalogue.get_meta("version")
    record(catalogue, JUDGED)
    assert catalogue.get_meta("version") == version


def test_a_catalogue_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.sqlite"
    Catalogue(path).close()
    catalogue = Catalogue(path)
    catalogue.connection.execute("pragma query_only = 1")
    with pytest.raises(LibraryError, match="无法写入"):
        record(catalogue, JUDGED)


def test_kept_while_another_process_adds_documents(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library", encoder=FakeEncoder(), create=True) as library:
        add(library, [write_documents(tmp_path / "first", range(2))])
        adding = other_process(library.folder, write_documents(tmp_path / "second", range(100, 130)))
        keys = []
        while adding.poll() is None:
            keys.append(record(library.catalogue, JUDGED))
        ends_well(adding)
        assert len(keys) > 1
        assert list(all_feedback(library.catalogue)) == keys
        library.refresh()
        assert library.catalogue.counts()[0] == 32
        add(library, [write_documents(tmp_path / "first", range(3))])  # and a later writer finds all as it was
        assert len(all_feedback(library.catalogue)) == len(keys)
