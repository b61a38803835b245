"""Texts whose line breaks became spaces when they were copied."""

from corpus.formats.plain import LONG_LINE, read_text
from corpus.load import parse

BODY = "各街道、各部门要按照职责分工抓好落实，确保各项措施落地见效，让市场主体有更多获得感。"
FLAT = (
    "云山市人民政府关于印发《支持企业复产若干措施》的通知 云政发〔2025〕9号 各县（区）人民政府，市政府各部门： "
    f"一、加大金融支持。对企业新增贷款按利息的50%给予贴息，单户最高30万元。 {BODY * 8} "
    f"二、减免房屋租金。租用国有房屋的，免收两个月租金。 {BODY * 8}"
)


def test_a_text_without_line_breaks_is_read_like_one_with_them() -> None:
    document = parse(FLAT.encode(), "flat.txt")
    assert document.metadata.title == "云山市人民政府关于印发《支持企业复产若干措施》的通知"
    assert document.metadata.number == "云政发〔2025〕9号"
    assert [section.heading for section in document.sections] == ["一、加大金融支持。", "二、减免房屋租金。"]


def test_nothing_but_white_space_is_changed() -> None:
    text = read_text(FLAT.encode(), "flat.txt").text
    assert len(text) == len(FLAT)
    assert text.split() == FLAT.split()


def test_lines_of_usual_length_keep_their_spaces() -> None:
    plain = "第一条 为了规范管理。 制定本办法。\n第二条 本办法自印发之日起施行。"
    assert len(plain) < LONG_LINE
    assert read_text(plain.encode(), "plain.txt").text == plain
