from itertools import pairwise
from pathlib import Path

import pytest

from corpus.content import Content
from corpus.load import load
from corpus.metadata import read_metadata
from corpus.parts import parts
from corpus.records import Part, PartKind

NOTICE, MAIN, ANNEX = PartKind.NOTICE, PartKind.MAIN, PartKind.ANNEX
SIGNED = "慈溪市财政局\n2024年2月1日\n"
MEASURES = (
    "慈溪市花园管理办法\n\n第一章　总则\n第一条　为了规范管理，制定本办法。\n第二条　本办法自2024年3月1日起施行。\n"
)
TABLE = "序号 | 名称 | 金额\n1 | 花园 | 100\n2 | 果园 | 200\n3 | 菜园 | 300\n4 | 茶园 | 400\n"


def divided(text: str) -> tuple[list[tuple[PartKind, str]], list[str]]:
    """Kind and title of each part, and their texts, checked to hold the whole body."""
    heading = read_metadata(Content(text), "文件名")
    found = parts(text, heading.body, heading.metadata)
    assert_whole(found, heading.body, text)
    return [(part.kind, part.title) for part in found], [text[part.start : part.end] for part in found]


def assert_whole(found: tuple[Part, ...], body: int, text: str) -> None:
    if found:
        assert found[0].start == body
        assert found[-1].end == len(text)
        assert all(one.end == following.start for one, following in pairwise(found))
        assert all(part.start < part.end for part in found)


def test_notice_and_measures() -> None:
    title = "慈溪市财政局关于印发《慈溪市花园管理办法》的通知"
    kinds, texts = divided(f"{title}\n慈财〔2024〕1号\n各单位：\n现将办法印发给你们。\n{SIGNED}\n{MEASURES}")
    assert kinds == [(NOTICE, title), (MAIN, "慈溪市花园管理办法")]
    assert texts[0].startswith("各单位")
    assert texts[0].rstrip().endswith("2024年2月1日")
    assert texts[1].startswith("慈溪市花园管理办法")


def test_a_title_without_book_marks_and_over_two_lines() -> None:
    title = "慈溪市财政局关于印发慈溪市花园企业奖补资金管理办法（试行）的通知"
    text = f"{title}\n各单位：\n请遵照执行。\n{SIGNED}\n慈溪市花园企业奖补\n资金管理办法（试行）\n第一条　内容。\n"
    kinds, texts = divided(text)
    assert kinds == [(NOTICE, title), (MAIN, "慈溪市花园企业奖补资金管理办法（试行）")]
    assert texts[1].startswith("慈溪市花园企业奖补\n")


def test_a_draft_put_out_for_opinions_keeps_its_note() -> None:
    title = "慈溪市财政局关于公开征求《慈溪市花园管理办法（征求意见稿）》意见的公告"
    draft = MEASURES.replace("\n\n", "\n（征求意见稿）\n\n", 1)
    kinds, _ = divided(f"{title}\n请于2024年3月1日前反馈意见。\n{SIGNED}\n{draft}")
    assert kinds == [(NOTICE, title), (MAIN, "慈溪市花园管理办法（征求意见稿）")]


def test_a_notice_without_signature() -> None:
    title = "关于印发《慈溪市花园管理办法》的通知"
    kinds, texts = divided(f"{title}\n各单位：\n现将《慈溪市花园管理办法》印发给你们。\n\n{MEASURES}")
    assert kinds == [(NOTICE, title), (MAIN, "慈溪市花园管理办法")]
    assert texts[0].endswith("印发给你们。\n\n")


def test_measures_as_the_annex_of_their_notice_are_the_main_text() -> None:
    title = "关于印发《慈溪市花园管理办法》的通知"
    text = f"{title}\n各单位：\n请执行。\n\n附件：慈溪市花园管理办法\n\n{SIGNED}\n附件\n\n{MEASURES}"
    kinds, texts = divided(text)
    assert kinds == [(NOTICE, title), (MAIN, "慈溪市花园管理办法")]
    assert "附件：慈溪市花园管理办法" in texts[0]
    assert texts[1].startswith("附件\n")


def test_annexes_of_the_measures() -> None:
    title = "关于印发《慈溪市花园管理办法》的通知"
    listed = "附件：1.花园补助标准\n　　　2.花园申请表\n"
    text = (
        f"{title}\n各单位：\n请执行。\n{SIGNED}\n{MEASURES}\n{listed}\n附件1\n\n花园补助标准\n{TABLE}\n附件2\n花园申请表\n{TABLE}"
        "\n慈溪市财政局办公室　2024年2月2日印发\n"
    )
    kinds, texts = divided(text)
    assert kinds == [
        (NOTICE, title), (MAIN, "慈溪市花园管理办法"), (ANNEX, "花园补助标准"), (ANNEX, "花园申请表"),
    ]  # fmt: skip
    assert listed.strip() in texts[1]
    assert [part[:4] for part in texts[2:]] == ["附件1\n", "附件2\n"]


def test_a_notice_with_annexes_alone() -> None:
    title = "慈溪市财政局关于开展花园评选的通知"
    text = f"{title}\n各单位：\n请报名。\n附件：1.评选标准\n2.报名表\n{SIGNED}附件1：评选标准\n{TABLE}附件2：报名表\n{TABLE}"
    kinds, _ = divided(text)
    assert kinds == [(MAIN, title), (ANNEX, "评选标准"), (ANNEX, "报名表")]


def test_an_order_and_its_regulation() -> None:
    text = (
        "慈溪市人民政府令\n第12号\n《慈溪市花园管理规定》已经市政府常务会议通过，现予公布，自2024年3月1日起施行。\n"
        "市长　张三\n2024年2月1日\n\n慈溪市花园管理规定\n第一条　内容。\n第二条　内容。\n"
    )
    kinds, texts = divided(text)
    assert kinds == [(NOTICE, "慈溪市花园管理规定"), (MAIN, "慈溪市花园管理规定")]
    assert texts[1].startswith("慈溪市花园管理规定\n第一条")


def test_a_forwarded_notice_has_its_own_signature() -> None:
    title = "慈溪市财政局转发宁波市财政局关于做好花园工作的通知"
    inner = (
        "宁波市财政局关于做好花园工作的通知\n甬财〔2024〕3号\n各区财政局：\n请做好工作。\n宁波市财政局\n2024年1月5日\n"
    )
    kinds, texts = divided(f"{title}\n各镇：\n现转发给你们。\n{SIGNED}\n{inner}")
    assert kinds == [(NOTICE, title), (MAIN, "宁波市财政局关于做好花园工作的通知")]
    assert texts[1] == inner


@pytest.mark.parametrize(
    "text",
    [
        MEASURES,
        f"慈溪市财政局关于花园的通知\n各单位：\n请做好工作。\n{SIGNED}",
        f"慈溪市财政局关于花园的通知\n各单位：\n具体标准见附件1。\n附件：1.花园标准\n2.申请表\n{SIGNED}公开方式：主动公开\n",
        f"慈溪市财政局关于花园的通知\n各单位：\n请做好工作。\n{SIGNED}附件1：花园标准.doc\n附件2：申请表.xls\n",
        "慈溪市财政局2023年工作总结\n一、工作\n印发《慈溪市花园管理办法》。\n二、计划\n继续。\n",
        "",
    ],
)
def test_a_text_of_one_piece_has_no_parts(text: str) -> None:
    assert divided(text)[0] == []


@pytest.mark.parametrize(
    ("block", "titles"),
    [
        ("附件：1.花园标准\n　　　2.申请表（略）\n", ("花园标准", "申请表")),
        ("附件：1.花园标准 2.申请表\n", ("花园标准", "申请表")),
        ("附件：\n１．花园标准\n２．申请表\n", ("花园标准", "申请表")),
        (
            "附件：1.2025年度申请表 2．2024—2026年计划表\n3.花园标准\n",
            ("2025年度申请表", "2024—2026年计划表", "花园标准"),
        ),
        ("附件：花园标准.docx\n", ("花园标准",)),
        ("附件1：花园标准.doc\n附件2：申请表.xlsx\n", ("花园标准", "申请表")),
        ("附件：《花园标准》\n", ("花园标准",)),
        ("具体见附件。\n", ()),
        ("附件从略。\n", ()),
    ],
)
def test_annexes_of_the_list(block: str, titles: tuple[str, ...]) -> None:
    text = f"慈溪市财政局关于花园的通知\n各单位：\n请做好工作。\n{block}{SIGNED}"
    metadata = read_metadata(Content(text), "x").metadata
    assert metadata.annexes == titles
    assert [text[slice(*metadata.spans[f"annex{place}"])] for place in range(1, len(titles) + 1)] == list(titles)


def test_an_annex_that_is_listed_and_present_counts_once() -> None:
    text = f"慈溪市财政局关于花园的通知\n各单位：\n附件：花园标准\n{SIGNED}附件\n花园标准\n{TABLE}"
    assert read_metadata(Content(text), "x").metadata.annexes == ("花园标准",)


def test_real_pages(shared: Path) -> None:
    notices = 0
    for path in sorted((shared / "documents/normative-html").glob("*.html")):
        document = load(path)
        assert_whole(document.parts, document.body, document.text)
        kinds = [part.kind for part in document.parts]
        if "关于印发" in document.title and "办法" in document.title:
            assert kinds[:2] == [NOTICE, MAIN]
            main = document.parts[1]
            assert document.text[main.start :].startswith(main.title)
            assert "第一条" in document.text[main.start : main.end]
            assert "第一条" not in document.text[document.parts[0].start : document.parts[0].end]
            notices += 1
    assert notices >= 5
