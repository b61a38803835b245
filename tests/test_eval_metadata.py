"""Labels, the comparison with them, and headings, against counts worked out by hand."""

import hashlib
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from corpus.records import Document, Metadata, Part, PartKind, Section
from eval.benchmark import cli
from eval.headings import Place, find, misplaced, read_places, same_heading, same_path
from eval.metadata import Label, choose, compare, digest, fold, normal, read_folder, read_labels, squeeze

TEXT = "关于印发甲办法的通知\n第一章 总则\n第一条 为了规范甲事项的管理，制定本办法，请各区遵照执行。\n（一）符合甲条件的企业可以按照规定申请补贴资金五万元；\n"
SECTIONS = (
    Section("关于印发甲办法的通知", "title", 0, 0, 10, len(TEXT), None, True),
    Section("第一章 总则", "chapter", 1, 11, 17, len(TEXT), 0, True),
    Section("第一条", "article", 2, 18, 21, len(TEXT), 1, False),
    Section("（一）", "item", 3, TEXT.index("（一）"), TEXT.index("符合"), len(TEXT), 2, False),
)


def document(metadata: Metadata | None = None, **changes: object) -> Document:
    plain = Document("0" * 16, "a.html", TEXT, 11, metadata or Metadata("关于印发甲办法的通知"), SECTIONS)
    return replace(plain, **changes)


def in_force(metadata: Metadata, day: date) -> str:
    return "in_force"


def place(opening: str, *path: str) -> Place:
    key = hashlib.sha256("".join(opening.split())[:24].encode()).hexdigest()[:16]
    return Place("a.html", key, path)


@pytest.mark.parametrize(
    ("field", "one", "other"),
    [
        ("title", "《关于 甲的通知》", "关于甲的通知"),
        ("title", "甲办法(试行)", "甲办法（试行）"),
        ("title", "加快“机器人+”应用", '加快"机器人＋"应用'),
        ("number", "甬政发[2024] 5号", "甬政发〔2024〕5号"),
        ("number", "甬政发（2024）5号", "甬政发【2024】5号"),
        ("issuer", "甲局、乙局", "乙局、甲局"),
        ("annexes", ["附件1：甲表.doc", "乙图"], ("2.乙图", "甲表")),
        ("signed", "2024-01-03", date(2024, 1, 3)),
        ("region", ["浙江省", "宁波市"], ("浙江省", "宁波市")),
        ("number", None, ""),
        ("annexes", [], ()),
    ],
)
def test_what_makes_no_difference(field: str, one: object, other: object) -> None:
    assert normal(field, one) == normal(field, other)


@pytest.mark.parametrize(
    ("field", "one", "other"),
    [
        ("title", "甲办法", "甲办法实施细则"),
        ("number", "甬政发〔2024〕5号", "甬政发〔2024〕15号"),
        ("issuer", "甲局", "甲局、乙局"),
        ("region", ["浙江省", "宁波市"], ("宁波市",)),
        ("draft", False, None),
    ],
)
def test_what_does(field: str, one: object, other: object) -> None:
    assert normal(field, one) != normal(field, other)


def test_counts_of_right_wrong_missing_and_invented_values() -> None:
    fields = {"title": "甲", "number": None, "issuer": "甲局", "signed": "2024-01-03", "kind": "通知", "draft": False}
    read = Metadata("甲", number="甲〔2024〕1号", issuer="乙局", kind="通知")
    result = compare([Label("a.html", fields)], {"a.html": [document(read)]}, in_force)
    counts = {name: (score.given, score.labelled, score.right) for name, score in result.scores.items()}
    assert counts == {
        "title": (1, 1, 1),
        "number": (1, 0, 0),
        "issuer": (1, 1, 0),
        "signed": (0, 1, 0),
        "kind": (1, 1, 1),
        "draft": (1, 1, 1),
    }
    assert [(mistake.field, mistake.expected, mistake.got) for mistake in result.mistakes] == [
        ("number", None, "甲〔2024〕1号"),
        ("issuer", "甲局", "乙局"),
        ("signed", "2024-01-03", None),
    ]


def test_precision_and_recall_over_documents() -> None:
    labels = [Label(f"{name}.html", {"issuer": "甲局"}) for name in "abcd"]
    documents = {
        "a.html": [document(Metadata("甲", issuer="甲局"))],
        "b.html": [document(Metadata("甲", issuer="乙局"))],
        "c.html": [document(Metadata("甲"))],
    }
    result = compare(labels, documents, in_force)
    score = result.scores["issuer"]
    assert score.precision == pytest.approx(1 / 2)
    assert score.recall == pytest.approx(1 / 4)
    assert [mistake.field for mistake in result.mistakes] == ["issuer", "issuer", "document"]


def test_a_further_right_value_counts_as_right() -> None:
    label = Label("a.html", {"expires": "2026-06-01"}, accept={"expires": ["2026-05-31"]})
    result = compare([label], {"a.html": [document(Metadata("甲", expires=date(2026, 5, 31)))]}, in_force)
    assert (result.scores["expires"].right, result.mistakes) == (1, ())


def test_a_further_value_beside_null_counts_neither_way() -> None:
    label = Label("a.html", {"published": None}, accept={"published": ["2024-03-04"]})
    for published, given, complaints in ((date(2024, 3, 4), 0, 0), (None, 0, 0), (date(2024, 3, 5), 1, 1)):
        result = compare([label], {"a.html": [document(Metadata("甲", published=published))]}, in_force)
        score = result.scores["published"]
        assert (score.given, score.labelled, score.right, len(result.mistakes)) == (given, 0, 0, complaints)


def test_a_digest_stands_for_a_wording() -> None:
    wording = "在本市注册的企业， 以及在本市\n设立的分支机构。"
    label = Label("a.html", {"audience": {"begins": "在本市", "length": 21, "sha256": digest(fold(wording))}})
    for read, right in (("在本市注册的企业,以及在本市设立的分支机构", 1), ("在本市注册的企业", 0)):
        result = compare([label], {"a.html": [document(Metadata("甲", audience=read))]}, in_force)
        assert (result.scores["audience"].right, result.scores["audience"].labelled) == (right, 1)


def test_the_status_is_that_of_the_day_of_the_labels() -> None:
    seen: list[date] = []

    def status(metadata: Metadata, day: date) -> str:
        seen.append(day)
        return "expired"

    result = compare([Label("a.html", {"status": "expired"})], {"a.html": [document()]}, status)
    assert (seen, result.scores["status"].right) == ([date(2026, 11, 22)], 1)


def test_a_card_is_found_by_page_then_by_title() -> None:
    cards = [
        document(Metadata("甲卡"), pages=(0,), first_page=3),
        document(Metadata("乙卡"), pages=(0, 40), first_page=4),
        document(Metadata("丙卡"), pages=(0,), first_page=4),
    ]
    assert choose(cards, Label("a.pdf", {"title": "别的"}, page=3)) is cards[0]
    assert choose(cards, Label("a.pdf", {"title": "丙卡"}, page=4)) is cards[2]
    assert choose(cards, Label("a.pdf", {"title": "甲卡"}, page=9)) is None


@pytest.mark.parametrize(
    ("expected", "got", "same"),
    [
        ("（一）", "(一)突出规划先行", True),
        ("（一）", "（十一）突出", False),
        ("一、", "一、2023年工作成效", True),
        ("一、", "十一、其他", False),
        ("一、", "一般规定", False),
        ("2．", "2. 个人缴费费率：", True),
        ("2．", "２．", True),
        ("2.", "12．加快", False),
        ("2.", "（2）", False),
        ("三是", "三是开展行动。", True),
        ("第八条", "第八条 市场主体", True),
        ("第八条", "第十八条", False),
        ("第八条", "第八章", False),
        ("服务内容", "服务内容：", True),
        ("服务内容", "条件要求", False),
    ],
)
def test_a_heading_is_compared_by_its_number_or_its_words(expected: str, got: str, same: bool) -> None:
    assert same_heading(expected, got) is same


def test_paths_are_compared_level_by_level() -> None:
    assert same_path((), ())
    assert same_path(("第一章", "第一条"), ("第一章 总则", "第一条"))
    assert not same_path(("第一章", "第一条"), ("第一章 总则",))
    assert not same_path(("第一条",), ("第一章 总则", "第一条"))


def test_a_place_is_found_at_the_beginning_of_a_line_first() -> None:
    opening = "符合条件的企业可以按照规定向所在区申请补贴资金五万元"
    text = f"引用：{opening}\n\n　{opening}。\n"
    key = digest(opening[:24])
    assert find(text, {key, "absent"}) == {key: text.rindex(opening)}
    assert find(f"引用：{opening}", {key}) == {key: 3}


def test_places_right_wrong_and_lost_with_titles_left_aside() -> None:
    places = [
        place("第一条 为了规范甲事项的管理，制定本办法，请各区遵照执行。", "第一章", "第一条"),
        place("（一）符合甲条件的企业可以按照规定申请补贴资金五万元；", "第一章", "第一条"),
        place("文中没有这样一段话因此无论如何也找不到它的位置", "第一章"),
    ]
    wrong = misplaced(places, {"a.html": [document()]})
    assert [(item.place, item.got) for item in wrong] == [
        (places[1], ("第一章 总则", "第一条", "（一）")),
        (places[2], None),
    ]


def test_the_title_of_a_part_is_no_heading() -> None:
    part = Part(PartKind.MAIN, "甲办法", 0, len(TEXT))
    top = replace(SECTIONS[0], heading="甲办法")
    here = document(Metadata("另一标题"), sections=(top, *SECTIONS[1:]), parts=(part,))
    asked = place("第一条 为了规范甲事项的管理，制定本办法，请各区遵照执行。", "第一章", "第一条")
    assert misplaced([asked], {"a.html": [here]}) == []
    assert misplaced([asked], {"a.html": [replace(here, parts=())]}) != []


def test_the_labels_are_complete() -> None:
    labels = read_labels()
    fields = {"title", "number", "issuer", "region", "signed", "published", "effective", "expires", "draft", "annexes"}
    assert Counter(label.page is None for label in labels) == {True: 12, False: 40}
    assert all(fields | {"status"} <= label.fields.keys() for label in labels)
    assert len({label.name for label in labels}) == 52
    assert {label.fields["status"] for label in labels} <= {"in_force", "expired", "unstated"}


def test_the_places_are_complete_and_hold_no_sentence() -> None:
    places = read_places()
    folders = Counter(place.document.split("/")[0] for place in places)
    assert folders == {"normative-html": 64, "guide-pdf": 18, "work-reports": 18}
    assert len({(place.document, place.sha256) for place in places}) == 100
    assert max(len(heading) for place in places for heading in place.path) <= 30


def test_places_of_the_work_reports_are_found(shared: Path) -> None:
    """The digests name paragraphs of the real files, whatever the readers make of them."""
    for name in ("cixi-science-bureau-2023.txt", "ningbo-science-bureau-2023.txt"):
        source = f"work-reports/{name}"
        wanted = {place.sha256 for place in read_places() if place.document == source}
        text = (shared / "documents" / source).read_text(encoding="utf-8")
        assert find(text, wanted).keys() == wanted


def test_a_folder_is_read_by_path_and_unreadable_files_have_nothing(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.txt").write_text("一、总结\n甲。\n", encoding="utf-8")
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    documents, pages, seconds = read_folder(tmp_path)
    assert {name: len(found) for name, found in documents.items()} == {"empty.txt": 0, "sub/a.txt": 1}
    assert pages == 2
    assert seconds > 0


def test_without_documents_the_command_says_so(tmp_path: Path) -> None:
    result = CliRunner().invoke(cli, ["metadata", "--data", str(tmp_path / "absent")])
    assert result.exit_code == 0
    assert result.output.startswith("skipped: no documents at ")


def test_squeeze_keeps_what_tells_labels_apart() -> None:
    assert (squeeze(" 一、 总 则 "), fold("一、")) == ("一、总则", "一")
