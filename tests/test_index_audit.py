from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from conftest import FakeEncoder

from index.adding import add, remove
from index.audit import Act, entries, record
from index.library import Library


@pytest.fixture
def library(tmp_path: Path, fake_encoder: FakeEncoder) -> Library:
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "甲.txt").write_text("安河县科技奖励办法\n第一条 奖励10万元。\n", encoding="utf-8")
    return Library.open(tmp_path / "library", encoder=fake_encoder, create=True)


def test_every_change_of_a_document_is_recorded_with_who_made_it(library: Library, tmp_path: Path) -> None:
    file = tmp_path / "files" / "甲.txt"
    add(library, [file], by="张三")
    add(library, [file], by="李四")  # nothing changed, nothing to tell
    (key,) = library.catalogue.documents_of(str(file))
    first = library.catalogue.metadata([key])[key].id
    file.write_text("安河县科技奖励办法\n第一条 奖励20万元。\n", encoding="utf-8")
    add(library, [file], by="李四")
    (key,) = library.catalogue.documents_of(str(file))
    remove(library, key, by="王五")
    found = entries(library.catalogue)
    assert [(each.who, each.act) for each in found] == [
        ("王五", Act.REMOVED), ("李四", Act.UPDATED), ("张三", Act.ADDED),
    ]  # fmt: skip
    assert {(each.title, each.detail) for each in found} == {("安河县科技奖励办法", "甲.txt")}
    assert [each.act for each in entries(library.catalogue, document=first)] == [Act.ADDED]
    assert all(datetime.now(UTC) - each.at < timedelta(minutes=5) for each in found)


def test_a_file_that_has_gone_is_recorded_as_removed_when_it_is_pruned(library: Library, tmp_path: Path) -> None:
    add(library, [tmp_path / "files"], by="张三")
    (tmp_path / "files" / "甲.txt").unlink()
    add(library, [tmp_path / "files"], by="张三")
    assert [each.act for each in entries(library.catalogue)] == [Act.ADDED]
    add(library, [tmp_path / "files"], prune=True, by="李四")
    assert (entries(library.catalogue)[0].who, entries(library.catalogue)[0].act) == ("李四", Act.REMOVED)


def test_a_record_stands_or_falls_with_its_change(library: Library) -> None:
    catalogue = library.catalogue

    def fails() -> None:
        with catalogue.transaction():
            record(catalogue, "张三", Act.CORRECTED, document="0" * 16, title="办法")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()
    assert entries(catalogue) == []
    record(catalogue, "张三", Act.RESTORED)
    assert entries(catalogue)[0].act is Act.RESTORED


def test_the_latest_lines_come_first_in_parts(library: Library) -> None:
    for number in range(5):
        record(library.catalogue, f"{number}", Act.CORRECTED)
    part = entries(library.catalogue, limit=2)
    assert [each.who for each in part] == ["4", "3"]
    assert [each.who for each in entries(library.catalogue, limit=2, before=part[-1].seq)] == ["2", "1"]


def test_a_library_made_before_there_was_an_audit_gets_one(library: Library) -> None:
    library.catalogue.connection.execute("drop table audit")
    library.close()
    with Library.open(library.folder, encoder=library.encoder) as again:
        record(again.catalogue, "张三", Act.REREAD)
        assert len(entries(again.catalogue)) == 1
