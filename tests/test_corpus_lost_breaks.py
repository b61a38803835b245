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


def test_a_page_copied_into_one_line_has_the_headline_that_it_opens_with() -> None:
    page = (
        "云南临水设立3亿元复产专项资金 （记者 王一）记者3日从临水市政府获悉，"
        + BODY * 4
        + "对搬迁的企业，最高补助20万元。"
    )
    document = parse(page.encode(), "d1.txt")
    assert document.metadata.title == "云南临水设立3亿元复产专项资金"
    assert document.metadata.region == ("云南省",)


def test_a_headline_ends_neither_within_brackets_nor_behind_the_office_it_opens_with() -> None:
    page = f"江苏省水利厅 “河道 治理”惠企措施 近日，省水利厅发出通知，{BODY * 4}"
    assert parse(page.encode(), "d1.txt").metadata.title == "江苏省水利厅 “河道 治理”惠企措施"


def test_a_text_that_opens_with_a_sentence_has_no_headline() -> None:
    page = f"为了帮助企业恢复生产。 现将有关事项公告如下，{BODY * 4}"
    assert read_text(page.encode(), "d1.txt").text == page


def test_a_headline_without_a_place_leaves_it_to_the_opening() -> None:
    page = f"多项税费可以缓缴 记者从山西省税务局获悉，{BODY * 4}"
    assert parse(page.encode(), "d1.txt").metadata.region == ("山西省",)
