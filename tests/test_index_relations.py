"""Names, references, copies and versions of the documents of one library."""

import io
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from conftest import FakeEncoder

from corpus.validity import Status
from corpus.versions import LinkKind
from index.adding import add, remove
from index.catalogue import MAX_DAYS, Entry, Filters
from index.library import Library
from index.outcomes import Outcome
from index.relations import are_copies, extending, known, links, named, without_copies
from index.search import search

OLD = """慈溪市科学技术局关于印发《慈溪市创新券管理办法》的通知
慈科〔2019〕7号
各镇人民政府：
现将《慈溪市创新券管理办法》印发给你们，请遵照执行。
慈溪市科学技术局
2019年3月1日
慈溪市创新券管理办法
第一条 为了支持企业使用科技服务，制定本办法。
第二条 创新券按服务费用的百分之三十兑付，每家企业每年最高5万元。
第三条 申请企业应当在慈溪市注册，并有研发项目。
第四条 本办法自2019年4月1日起施行。
"""
NEW = """慈溪市科学技术局关于印发《慈溪市创新券管理办法》的通知
慈科〔2023〕12号
各镇人民政府：
现将《慈溪市创新券管理办法》印发给你们，请遵照执行。
慈溪市科学技术局
2023年6月1日
慈溪市创新券管理办法
第一条 为了支持企业使用科技服务，制定本办法。
第二条 创新券按服务费用的百分之五十兑付，每家企业每年最高20万元。
第三条 申请企业应当在慈溪市注册，并有研发项目。
第四条 本办法自2023年7月1日起施行，有效期三年。《慈溪市创新券管理办法》（慈科〔2019〕7号）同时废止。
"""
OTHER = """余姚市花卉博览会筹备方案
余政办〔2022〕3号
一、总体安排
博览会于秋季举行，由农业农村局筹备。各单位按照《慈溪市创新券管理办法》（慈科〔2023〕12号）第二条办理。
余姚市人民政府办公室
2022年5月1日
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "documents"
    folder.mkdir()
    for name, text in (("old.txt", OLD), ("new.txt", NEW), ("other.txt", OTHER)):
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def library(tmp_path: Path, fake_encoder: FakeEncoder) -> Iterator[Library]:
    with Library.open(tmp_path / "library", encoder=fake_encoder, create=True) as library:
        yield library


def entries(library: Library) -> dict[str, Entry]:
    return {Path(entry.source).name: entry for entry in library.catalogue.entries()}


@pytest.mark.parametrize("order", [("old.txt", "new.txt"), ("new.txt", "old.txt")])
def test_a_new_version_repeals_the_old_one_in_whatever_order_they_come(
    library: Library, folder: Path, order: tuple[str, str]
) -> None:
    for name in order:
        results = add(library, [folder / name])
    assert "慈溪市科学技术局关于印发" in results[-1].detail
    held = entries(library)
    old, new = held["old.txt"], held["new.txt"]
    assert old.repealed == date(2023, 7, 1)
    assert new.repealed is None
    assert old.status(date(2023, 6, 30)) is Status.IN_FORCE
    assert old.status(date(2023, 7, 1)) is Status.REPEALED
    assert new.status(date(2026, 6, 30)) is Status.IN_FORCE
    assert new.status(date(2026, 7, 1)) is Status.EXPIRED
    (link,) = links(library.catalogue, old.key)
    assert (link.kind, link.newer, link.entry.key) == (LinkKind.VERSION, True, new.key)
    (back,) = links(library.catalogue, new.key)
    assert (back.newer, back.entry.key) == (False, old.key)


@pytest.mark.parametrize(
    ("day", "names"),
    [
        (date(2019, 3, 31), set()),
        (date(2019, 4, 1), {"old.txt"}),
        (date(2023, 6, 30), {"old.txt", "other.txt"}),
        (date(2023, 7, 1), {"new.txt", "other.txt"}),
        (date(2026, 7, 1), {"other.txt"}),
    ],
)
def test_what_holds_on_a_day(library: Library, folder: Path, day: date, names: set[str]) -> None:
    add(library, [folder])
    held = {entry.key: name for name, entry in entries(library).items()}
    for _ in range(2):
        assert {held[key] for key in library.catalogue.matching(Filters(in_force=day))} == names
    place = Filters(region="余姚市", in_force=day)
    assert {held[key] for key in library.catalogue.matching(place)} == names & {"other.txt"}


def test_days_asked_are_not_kept_for_ever_nor_beyond_a_change(library: Library, folder: Path) -> None:
    add(library, [folder])
    days = [Filters(in_force=date(2024, 1, n + 1)) for n in range(2 * MAX_DAYS - 2)]
    assert {len(library.catalogue.matching(day)) for day in days} == {2}
    remove(library, entries(library)["new.txt"].key)
    assert {len(library.catalogue.matching(day)) for day in days} == {2}  # old.txt is no longer repealed
    remove(library, entries(library)["old.txt"].key)
    assert {len(library.catalogue.matching(day)) for day in days} == {1}


def test_a_removed_document_leaves_no_trace(library: Library, folder: Path) -> None:
    add(library, [folder])
    remove(library, entries(library)["new.txt"].key)
    old = entries(library)["old.txt"]
    assert old.repealed is None
    assert links(library.catalogue, old.key) == ()
    for table in ("names", "mentions", "sketches", "links"):
        column = "first" if table == "links" else "document"
        keys = {key for (key,) in library.catalogue.connection.execute(f"select {column} from {table}")}
        assert keys <= {entry.key for entry in entries(library).values()}
    assert [result.outcome for result in add(library, [folder / "new.txt"])] == [Outcome.ADDED]
    assert entries(library)["old.txt"].repealed == date(2023, 7, 1)


def test_references_lead_to_the_documents_meant(library: Library, folder: Path) -> None:
    add(library, [folder])
    entry = entries(library)["other.txt"]
    document = library.catalogue.document(entry.key)
    assert document is not None
    found = {
        (reference.number, reference.article): target.source if target else None
        for reference, target in known(library.catalogue, entry, document).references
    }
    assert found[("慈科〔2023〕12号", "第二条")] == str(folder / "new.txt")


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("慈科〔2023〕12号最高补多少", ["new.txt"]),
        ("慈科[2019] 7 号最高补多少", ["old.txt"]),
        ("《余姚市花卉博览会筹备方案》谁筹备", ["other.txt"]),
        ("余姚市花卉博览会筹备方案是哪天发的", ["other.txt"]),
        ("慈溪市创新券管理办法最高多少", ["new.txt", "old.txt"]),
        ("花卉博览会什么时候举行", []),
    ],
)
def test_documents_named_in_a_question(library: Library, folder: Path, question: str, names: list[str]) -> None:
    add(library, [folder])
    by_key = {entry.key: name for name, entry in entries(library).items()}
    found = named(library.catalogue, question)
    assert sorted(by_key[key] for key in found.documents) == names
    assert found.unknown == ()


def test_an_unknown_number_is_told(library: Library, folder: Path) -> None:
    add(library, [folder])
    found = named(library.catalogue, "慈科〔2020〕99号的标准是多少")
    assert (found.documents, found.unknown) == ((), ("慈科〔2020〕99号",))
    assert "99" not in found.rest


def test_the_document_named_stands_first_whatever_the_words(library: Library, folder: Path) -> None:
    add(library, [folder])
    key = entries(library)["other.txt"].key
    hits = search(library, "创新券按服务费用兑付每家企业每年最高", limit=10, first=[key]).hits
    assert hits[0].entry.key == key
    assert [hit.rank for hit in hits] == list(range(1, len(hits) + 1))
    assert len({hit.stored.key for hit in hits}) == len(hits) > 1


def test_a_copy_is_kept_when_its_twin_goes(library: Library, folder: Path) -> None:
    add(library, [folder / "old.txt"])
    (folder / "twin.txt").write_bytes((folder / "old.txt").read_bytes())
    (result,) = add(library, [folder / "twin.txt"])
    assert result.outcome is Outcome.UNCHANGED
    assert "old.txt" in result.detail
    (entry,) = library.catalogue.entries()
    document = library.catalogue.document(entry.key)
    assert document is not None
    assert known(library.catalogue, entry, document).copies == (str(folder / "twin.txt"),)
    (folder / "old.txt").unlink()
    add(library, [folder], prune=True)
    sources = {entry.source for entry in library.catalogue.entries() if "创新券" in entry.metadata.title}
    assert sources == {str(folder / "new.txt"), str(folder / "twin.txt")}


def test_members_of_an_archive_are_documents_of_one_file(library: Library, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["地区", "2024年目标（家）", "2024年完成（家）"])
    sheet.append(["慈溪市", 500, 520])
    sheet.append(["余姚市", 400, 390])
    held = io.BytesIO()
    book.save(held)
    path = tmp_path / "材料.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("文件/新办法.txt", NEW)
        archive.writestr("指标.xlsx", held.getvalue())
        archive.writestr("坏.docx", b"PK\x03\x04 broken")
    results = add(library, [path])
    assert [(result.outcome, result.documents) for result in results] == [(Outcome.ADDED, 2), (Outcome.FAILED, 0)]
    assert results[1].source == f"{path}/坏.docx"
    assert {entry.member for entry in library.catalogue.entries()} == {"文件/新办法.txt", "指标.xlsx"}
    row = next(
        stored.passage
        for entry in library.catalogue.entries()
        for stored in library.catalogue.passages_of(entry.key)
        if stored.passage.text.startswith("余姚市")
    )
    assert [cell.headers for cell in row.cells[1:]] == [("余姚市", "2024年目标（家）"), ("余姚市", "2024年完成（家）")]
    assert "余姚市 2024年完成（家）：390家" in row.described
    assert [result.outcome for result in add(library, [path])] == [Outcome.UNCHANGED]
    (entry,) = library.catalogue.find(f"{path}/指标.xlsx")
    assert entry.member == "指标.xlsx"
    remove(library, entry.key)
    assert [result.outcome for result in add(library, [path])] == [Outcome.UNCHANGED]
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("文件/新办法.txt", OLD)
    assert [result.outcome for result in add(library, [path])] == [Outcome.UPDATED]
    assert [entry.metadata.number for entry in library.catalogue.entries()] == ["慈科〔2019〕7号"]


EXTENDING = """慈溪市科学技术局关于延长《慈溪市创新券管理办法》有效期的通知
慈科〔2026〕3号
各镇人民政府：
《慈溪市创新券管理办法》（慈科〔2023〕12号）将于2026年6月30日到期。经评估，决定将其有效期延长两年。
慈溪市科学技术局
2026年6月1日
"""


def packed(path: Path, *texts: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for at, text in enumerate(texts):
            archive.writestr(f"材料/{at}.txt", text)
    return path


@pytest.mark.parametrize("order", [("new.txt", "longer.txt"), ("longer.txt", "new.txt")])
def test_another_document_prolongs_one(library: Library, folder: Path, order: tuple[str, str]) -> None:
    (folder / "longer.txt").write_text(EXTENDING, encoding="utf-8")
    for name in order:
        add(library, [folder / name])
    entry, longer = entries(library)["new.txt"], entries(library)["longer.txt"]
    assert (entry.metadata.expires, entry.extended) == (date(2026, 6, 30), date(2028, 6, 30))
    assert entry.standing.expires == date(2028, 6, 30)
    assert entry.status(date(2028, 6, 30)) is Status.IN_FORCE
    assert entry.status(date(2028, 7, 1)) is Status.EXPIRED
    assert [other.key for other, _ in extending(library.catalogue, entry)] == [longer.key]
    assert extending(library.catalogue, longer) == ()
    remove(library, longer.key)
    assert entries(library)["new.txt"].extended is None


def test_a_second_copy_of_what_prolongs_counts_once_and_a_draft_not_at_all(library: Library, folder: Path) -> None:
    (folder / "longer.txt").write_text(EXTENDING, encoding="utf-8")
    add(library, [folder, packed(folder.parent / "又.zip", EXTENDING)])
    assert entries(library)["new.txt"].extended == date(2028, 6, 30)
    for entry in library.catalogue.entries():
        if entry.metadata.number == "慈科〔2026〕3号":
            remove(library, entry.key)
    draft = EXTENDING.replace("有效期的通知", "有效期的通知（征求意见稿）").replace("慈科〔2026〕3号\n", "")
    (folder / "longer.txt").write_text(draft, encoding="utf-8")
    add(library, [folder])
    assert entries(library)["longer.txt"].metadata.draft
    assert entries(library)["new.txt"].extended is None


def test_a_document_is_found_by_the_names_that_it_is_known_by(library: Library, folder: Path) -> None:
    add(library, [folder])
    remove(library, entries(library)["old.txt"].key)
    for name in ("慈溪市创新券管理办法", "慈溪市创新券管理办法（试行）", "慈科[2023] 12 号"):
        assert [entry.metadata.number for entry in library.catalogue.find(name)] == ["慈科〔2023〕12号"]
    assert library.catalogue.find("管理办法") == []


def test_a_folder_and_its_archive_are_told_and_count_once(library: Library, folder: Path) -> None:
    results = add(library, [folder, packed(folder.parent / "全部.zip", OLD, NEW, OTHER)])
    assert results[-1].detail.startswith("3 份与已有文件文字相同，如《")
    keys = [entry.key for entry in library.catalogue.entries()]
    kept = without_copies(library.catalogue, keys)
    assert len(keys) == 6
    assert sorted(entry.metadata.number or "" for entry in library.catalogue.metadata(kept).values()) == [
        "余政办〔2022〕3号", "慈科〔2019〕7号", "慈科〔2023〕12号",
    ]  # fmt: skip
    later = set(keys) - kept
    assert without_copies(library.catalogue, later) == later
    same = [entry for entry in library.catalogue.entries() if entry.metadata.number == "慈科〔2023〕12号"]
    assert are_copies(library.catalogue, same)
    assert not are_copies(library.catalogue, library.catalogue.entries())
