"""Corrections of metadata: what they hold, that they survive re-reading, that everything follows them, and taking them back."""

import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from conftest import FakeEncoder

from corpus.validity import Status
from index import audit
from index.adding import add, remove
from index.catalogue import Entry, Filters
from index.checking import check
from index.correcting import correct, named_field, shown, undo, value_of
from index.corrections import Correction, Field, corrections
from index.errors import CorrectionError, EncoderError
from index.lexical import BIGRAM, DOCUMENTS
from index.library import Library
from index.outcomes import Outcome
from index.relations import named
from index.search import search
from index.targets import TargetFilters, find_targets
from index.tokens import bigrams

TEXT = """嘉水县人民政府办公室关于印发嘉水县数字经济扶持办法的通知
嘉政办发〔2023〕12号
各乡镇人民政府，县政府各部门：
第一条 对软件企业给予最高50万元的一次性补助。
第二条 本办法自2023年5月1日起施行，有效期至2025年12月31日。
嘉水县人民政府办公室
2023年4月20日
"""


@pytest.fixture
def library(tmp_path: Path, fake_encoder: FakeEncoder) -> Iterator[Library]:
    with Library.open(tmp_path / "library", encoder=fake_encoder, create=True) as library:
        yield library


@pytest.fixture
def file(tmp_path: Path, library: Library) -> Path:
    file = tmp_path / "documents" / "policy.txt"
    file.parent.mkdir()
    file.write_text(TEXT, encoding="utf-8")
    add(library, [file])
    return file


def only(library: Library) -> Entry:
    (entry,) = library.catalogue.entries()
    return entry


def text_of(library: Library) -> str:
    document = library.catalogue.document(only(library).key)
    assert document is not None
    return document.text


def made(library: Library) -> dict[str, Correction]:
    entry = only(library)
    return {each.field.value: each for each in corrections(library.catalogue, entry.source, entry.member)}


def set_field(library: Library, field: Field, written: str, by: str = "甲") -> Correction:
    return correct(library, only(library).id, field, written, by=by)


def test_a_correction_is_shown_kept_and_followed(library: Library, file: Path) -> None:
    before = only(library)
    done = set_field(library, Field.EXPIRES, "2027年12月31日")
    assert (done.before, done.value, done.who) == (date(2025, 12, 31), date(2027, 12, 31), "甲")
    entry = only(library)
    assert (entry.id, entry.key) == (before.id, before.key)
    assert entry.metadata.expires == date(2027, 12, 31)
    assert (before.status(date(2026, 6, 1)), entry.status(date(2026, 6, 1))) == (Status.EXPIRED, Status.IN_FORCE)
    assert not made(library)["expires"].needs_review
    assert check(library).healthy


def test_it_survives_every_rereading(library: Library, file: Path) -> None:
    set_field(library, Field.TITLE, "嘉水县数字经济扶持办法")
    set_field(library, Field.KIND, "规定")
    assert [each.outcome for each in add(library, [file], again=True)] == [Outcome.REREAD]
    assert (only(library).metadata.title, only(library).metadata.kind) == ("嘉水县数字经济扶持办法", "规定")
    file.write_text(TEXT.replace("50万元", "80万元"), encoding="utf-8")
    assert [each.outcome for each in add(library, [file])] == [Outcome.UPDATED]
    assert (only(library).metadata.title, only(library).metadata.kind) == ("嘉水县数字经济扶持办法", "规定")
    assert "80万元" in text_of(library)
    assert not any(each.needs_review for each in made(library).values())


def test_another_reading_marks_it_for_review_and_it_stays(library: Library, file: Path) -> None:
    set_field(library, Field.EXPIRES, "2027-12-31")
    file.write_text(TEXT.replace("2025年12月31日", "2026年6月30日"), encoding="utf-8")
    add(library, [file])
    found = made(library)["expires"]
    assert only(library).metadata.expires == date(2027, 12, 31)
    assert (found.needs_review, found.before, found.read) == (True, date(2025, 12, 31), date(2026, 6, 30))
    set_field(library, Field.EXPIRES, "2027-12-31")  # said again, it holds against what is read now
    assert not made(library)["expires"].needs_review
    file.write_text(TEXT.replace("2025年12月31日", "2027年12月31日"), encoding="utf-8")
    add(library, [file])
    assert not made(library)["expires"].needs_review  # the document now says the same


def test_it_is_taken_back(library: Library, file: Path) -> None:
    before = only(library).metadata
    set_field(library, Field.TITLE, "数字经济扶持规定")
    set_field(library, Field.ISSUER, "嘉水县经济信息化局")
    undo(library, only(library).id, Field.TITLE, by="乙")
    assert (only(library).metadata.title, only(library).metadata.issuer) == (before.title, "嘉水县经济信息化局")
    undo(library, only(library).id, Field.ISSUER, by="乙")
    assert only(library).metadata == before
    assert made(library) == {}
    with pytest.raises(CorrectionError, match="没有更正过"):
        undo(library, only(library).id, Field.ISSUER, by="乙")
    kept = [(entry.who, entry.act, entry.detail) for entry in audit.entries(library.catalogue)][:4]
    assert [(who, act) for who, act, _ in kept] == [(name, audit.Act.CORRECTED) for name in ("乙", "乙", "甲", "甲")]
    assert kept[3][2] == f"标题：{before.title} → 数字经济扶持规定"


def test_search_names_and_filters_follow_it(library: Library, file: Path) -> None:
    set_field(library, Field.TITLE, "嘉水县软件名城建设若干措施")
    set_field(library, Field.NUMBER, "嘉政发〔2023〕99号")
    set_field(library, Field.REGION, "浙江省/宁波市/慈溪市")
    catalogue, key = library.catalogue, only(library).key
    assert [entry.key for entry in catalogue.find("嘉政发[2023]99号")] == [key]
    assert catalogue.find("嘉政办发〔2023〕12号") == []
    assert named(catalogue, "嘉水县软件名城建设若干措施什么时候施行？").documents == (key,)
    assert catalogue.matching(Filters(region="慈溪市", kind="措施")) == [key]
    assert {hit.entry.metadata.title for hit in search(library, "软件名城", limit=3).hits} == {
        "嘉水县软件名城建设若干措施"
    }
    assert [found for found, _ in library.lexical.search(DOCUMENTS, BIGRAM, bigrams("名城"), 3)] == [key]
    assert library.vectors.keys() == set(catalogue.passage_keys())


def test_figures_follow_the_place(library: Library, tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text("科学技术局2024年工作总结\n一、主要成效\n2024年全市高新技术企业达到320家。\n", encoding="utf-8")
    add(library, [report])
    assert [each.indicator.region for each in find_targets(library.catalogue, TargetFilters())] == [()]
    set_field(library, Field.REGION, "义乌市")
    assert [each.indicator.region[-1] for each in find_targets(library.catalogue, TargetFilters())] == ["义乌市"]


def test_the_year_kind_and_draft_follow_title_and_dates(library: Library, file: Path) -> None:
    set_field(library, Field.SIGNED, "2022-04-20")
    assert only(library).metadata.year == 2022
    set_field(library, Field.TITLE, "嘉水县2021年度数字经济扶持细则（征求意见稿）")
    meta = only(library).metadata
    assert (meta.year, meta.kind, meta.draft) == (2021, "征求意见稿", True)
    set_field(library, Field.DRAFT, "否")
    assert not only(library).metadata.draft


def test_a_span_is_kept_only_where_the_text_has_the_value(library: Library, file: Path) -> None:
    set_field(library, Field.SIGNED, "2023-05-01")
    start, end = only(library).metadata.spans["signed"]
    assert text_of(library)[start:end] == "2023年5月1日"
    set_field(library, Field.SIGNED, "2023-05-02")
    assert "signed" not in only(library).metadata.spans
    undo(library, only(library).id, Field.SIGNED, by="")
    start, end = only(library).metadata.spans["signed"]
    assert text_of(library)[start:end] == "2023年4月20日"


def test_a_field_can_be_emptied(library: Library, file: Path) -> None:
    set_field(library, Field.EXPIRES, "")
    set_field(library, Field.NUMBER, " ")
    assert (only(library).metadata.expires, only(library).metadata.number) == (None, None)


def test_it_goes_with_a_file_that_moves_and_with_a_copy(library: Library, file: Path) -> None:
    set_field(library, Field.TITLE, "扶持办法新题")
    moved = file.with_name("moved.txt")
    file.rename(moved)
    add(library, [moved])
    assert (only(library).source, only(library).metadata.title) == (str(moved), "扶持办法新题")
    copy = file.with_name("copy.txt")
    copy.write_text(TEXT, encoding="utf-8")
    add(library, [copy])
    moved.write_text(TEXT.replace("50万元", "60万元"), encoding="utf-8")
    add(library, [moved])
    assert [entry.metadata.title for entry in library.catalogue.entries()] == ["扶持办法新题"] * 2


def test_what_is_removed_or_pruned_is_forgotten(library: Library, file: Path) -> None:
    title = only(library).metadata.title
    set_field(library, Field.TITLE, "扶持办法新题")
    remove(library, only(library).key)
    add(library, [file])
    assert only(library).metadata.title == title
    set_field(library, Field.TITLE, "扶持办法新题")
    file.unlink()
    add(library, [file.parent], prune=True)
    file.write_text(TEXT, encoding="utf-8")
    add(library, [file])
    assert only(library).metadata.title == title


def test_members_of_an_archive_have_their_own(library: Library, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("a.txt", TEXT)
        archive.writestr("b.txt", TEXT.replace("数字经济", "现代物流"))
    add(library, [tmp_path / "all.zip"])
    first, second = library.catalogue.entries()
    correct(library, second.id, Field.TITLE, "物流扶持办法", by="")
    add(library, [tmp_path / "all.zip"], again=True)
    titles = {entry.member: entry.metadata.title for entry in library.catalogue.entries()}
    assert titles == {first.member: first.metadata.title, second.member: "物流扶持办法"}


def test_a_repair_keeps_it(library: Library, file: Path) -> None:
    set_field(library, Field.TITLE, "扶持办法新题")
    with library.catalogue.transaction() as connection:
        connection.execute("delete from embeddings")
    assert check(library, repair=True).healthy
    assert only(library).metadata.title == "扶持办法新题"
    assert "title" in made(library)


def test_an_encoder_that_fails_changes_nothing(
    library: Library, file: Path, fake_encoder: FakeEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    title = only(library).metadata.title
    monkeypatch.setattr(fake_encoder, "dimension", 7)
    with pytest.raises(EncoderError, match="维向量"):
        set_field(library, Field.TITLE, "扶持办法新题")
    assert (only(library).metadata.title, made(library)) == (title, {})


@pytest.mark.parametrize(
    ("field", "written", "value"),
    [
        (Field.TITLE, "  关于促进　消费的\n若干措施 ", "关于促进 消费的 若干措施"),
        (Field.NUMBER, "穗府办规〔2024〕3号、穗发改〔2024〕18号", "穗府办规〔2024〕3号、穗发改〔2024〕18号"),
        (Field.NUMBER, "国务院令第七百四十六号", "国务院令第七百四十六号"),
        (Field.REGION, "苏州", ("江苏省", "苏州市")),
        (Field.REGION, "吉林省 朝阳区", ("吉林省", "长春市", "朝阳区")),
        (Field.REGION, "广东/深圳/南山区", ("广东省", "深圳市", "南山区")),
        (Field.REGION, "", ()),
        (Field.KIND, "若干措施", "若干措施"),
        (Field.SIGNED, "2024年2月29日", date(2024, 2, 29)),
        (Field.EFFECTIVE, "2024.3.1", date(2024, 3, 1)),
        (Field.DRAFT, "是", True),
        (Field.AUDIENCE, "", None),
    ],
)
def test_what_people_write_is_read(field: Field, written: str, value: object) -> None:
    assert value_of(field, written) == value


@pytest.mark.parametrize(
    ("field", "written", "said"),
    [
        (Field.TITLE, "", "标题不能为空"),
        (Field.TITLE, "长" * 301, "标题有 301 字"),
        (Field.TITLE, "标题\u202e反写", "控制字符"),
        (Field.NUMBER, "没有编号", "不像文号"),
        (Field.REGION, "某某新区", "不认识"),
        (Field.REGION, "朝阳区", "不止一处"),
        (Field.REGION, "浙江省/深圳市", "不认识"),
        (Field.KIND, "小作文", "不是文种"),
        (Field.SIGNED, "去年", "不是日期"),
        (Field.EXPIRES, "2024-02-30", "不是日期"),
        (Field.EXPIRES, "1024-02-03", "不是日期"),
        (Field.DRAFT, "也许", "只能是"),
    ],
)
def test_what_a_field_cannot_hold_is_told(field: Field, written: str, said: str) -> None:
    with pytest.raises(CorrectionError, match=said):
        value_of(field, written)


def test_fields_have_names_that_people_use() -> None:
    assert [named_field("有效期至"), named_field("expires")] == [Field.EXPIRES] * 2
    with pytest.raises(CorrectionError, match="可以更正的有"):
        named_field("密级")
    assert [shown(False), shown(("浙江省", "宁波市")), shown(None)] == [
        "否",
        "浙江省/宁波市",
        "",
    ]


def test_a_document_that_is_gone_is_told(library: Library) -> None:
    with pytest.raises(CorrectionError, match="没有编号"):
        correct(library, "0" * 16, Field.KIND, "办法", by="")
