import io
import zipfile
from pathlib import Path

import pytest
from docx import Document
from openpyxl import Workbook

from corpus.errors import DocumentError
from corpus.formats.legacy import REFUSED, _has_circle, read_rtf, read_xls, refuse
from corpus.formats.sniff import true_suffix
from corpus.load import read

DATA = Path(__file__).parent / "data"
WORD = (DATA / "word97.doc").read_bytes()
EXCEL = (DATA / "excel97.xls").read_bytes()


def test_xls_reads_like_xlsx() -> None:
    content = read_xls(EXCEL, "表.xls")
    assert content.text.splitlines() == [
        "某市主要指标表", "单位：万元", "地区 | 2024年 | 截止日期", "| 目标 | 完成率", "甲区 | 1,234.50 | 5.7% | 2024年5月1日", "乙区 | 2469.00 | 10.0%",
        "注：数据为快报数。",
    ]  # fmt: skip
    table = content.tables[0]
    assert (table.header_rows, table.header_columns, table.caption) == (2, 1, content.title)


def test_a_real_doc_names_the_converter() -> None:
    with pytest.raises(DocumentError, match="soffice --headless --convert-to docx"):
        read(WORD, "办法.doc")


@pytest.mark.parametrize("cut", [0, 8, 600, 4000])
def test_damaged_old_files_are_errors(cut: int) -> None:
    with pytest.raises(DocumentError):
        read_xls(EXCEL[:cut], "文件")


def test_an_old_file_with_an_impossible_header_is_not_followed() -> None:
    with pytest.raises(DocumentError, match="损坏"):
        read_xls(EXCEL[:56] + b"\xff\xff\xff\x7f" + EXCEL[60:], "表.xls")


def test_a_circle_of_sectors_is_found() -> None:
    assert _has_circle([1, 2, 0])
    assert _has_circle([-2, 1])
    assert not _has_circle([1, 2, -2, 1, -1, 99])


def rtf(body: str) -> bytes:
    written = "".join(
        char if char.isascii() else "".join(f"\\'{byte:02x}" for byte in char.encode("gbk")) for char in body
    )
    return rf"{{\rtf1\ansi\ansicpg936\deff0{{\fonttbl{{\f0\fcharset134 SimSun;}}}}\f0 {written}}}".encode()


def test_rtf_in_gbk_with_unicode_links_and_a_table() -> None:
    row = r"\trowd\cellx1\cellx2 {}\cell {}\cell\row "
    link = r"{\field{\*\fldinst HYPERLINK " + '"http://example.invalid/"' + r"}{\fldrslt 链接}}"
    content = read_rtf(
        rtf(
            r"关于奖励的通知\par 第一条\tab 为了\u24180?度奖励。"
            + link
            + r"\par "
            + row.format("地区", "目标")
            + row.format("甲区", r"10\par 万元")
        ),
        "文件.rtf",
    )
    assert content.text.splitlines() == ["关于奖励的通知", "第一条 为了年度奖励。链接", "地区 | 目标", "甲区 | 10万元"]
    assert len(content.tables) == 1


def test_rtf_that_is_broken_empty_or_too_long() -> None:
    for data in (rb"{\rtf1}", rb"{\rtf1 {\pict\bin99999999999 x}}", rb"{\rtf1 " + b"x " * 5_000_000 + b"}"):
        with pytest.raises(DocumentError):
            read_rtf(data, "文件.rtf")


def test_every_refusal_names_the_format_and_a_way_out() -> None:
    for suffix in REFUSED:
        error = refuse(f"文件{suffix}", suffix)
        assert error.remedy.startswith("请")
        assert any(word in error.remedy for word in ("另存", "导出", "soffice", "解压", "转换", "识别", "打印"))


def office(folder: str) -> bytes:
    stream = io.BytesIO()
    if folder == "word":
        Document().save(stream)
    elif folder == "xl":
        Workbook().save(stream)
    else:
        with zipfile.ZipFile(stream, "w") as archive:
            archive.writestr(*folder.split("=", 1))
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "suffix", "true"),
    [
        (office("word"), ".doc", ".docx"), (office("word"), ".docx", ".docx"), (office("word"), ".docm", ".docm"), (office("word"), ".zip", ".docx"),
        (office("xl"), ".xls", ".xlsx"), (office("xl"), ".et", ".xlsx"), (office("OFD.xml=<a/>"), ".zip", ".ofd"),
        (office("mimetype=application/vnd.oasis.opendocument.text"), ".doc", ".odt"), (office("a.txt=b"), ".docx", ".zip"), (office("a.txt=b"), ".zip", ".zip"),
        (WORD, ".doc", ".doc"), (WORD, ".wps", ".wps"), (WORD, ".docx", ".doc"), (WORD, ".pdf", ".doc"), (EXCEL, ".et", ".et"), (EXCEL, ".xlsx", ".xls"),
        (b"{\\rtf1 a}", ".doc", ".rtf"), (b"%PDF-1.7\n", ".doc", ".pdf"), (b"junk\n%PDF-1.7\n", ".docx", ".pdf"),
        (b"<html><body>", ".xls", ".html"), (b"\xef\xbb\xbf\r\n<!-- x --><!DOCTYPE html>", ".doc", ".html"), (b'<?xml version="1.0"?><html>', ".doc", ".html"),
        (b"  <table><tr>", ".xls", ".html"), ("<html>".encode("utf-16"), ".xls", ".html"), (b"<html>", ".jsp", ".html"), (b"<html>", "", ".html"),
        (b"MIME-Version: 1.0\r\n", ".doc", ".mht"), (b'<?xml version="1.0"?>\n<?mso-application progid="Word.Document"?>', ".doc", ".xml-office"),
        ("地区\t目标".encode("gbk"), ".xls", ".csv"), ("第一条".encode(), ".doc", ".txt"),
        (b"Rar!\x1a\x07\x00", ".zip", ".rar"), (b"7z\xbc\xaf\x27\x1c", ".zip", ".7z"), (b"\x89PNG\r\n\x1a\n", ".pdf", ".png"),
        (b"<html>", ".txt", ".txt"), (b"<html>", ".md", ".md"), (b"%PDF-1.7", ".txt", ".txt"), (b"{\\rtf", ".csv", ".csv"), ("第一条".encode(), ".txt", ".txt"),
        (b"", ".docx", ".docx"), (b"\x00\x01", ".docx", ".docx"), ("通知".encode(), ".unknown", ".unknown"), (b"a < b", ".PDF", ".pdf"), (b"PK\x03\x04", ".docx", ".docx"),
        ("EncryptedPackage".encode("utf-16-le").join((WORD[:8], b"x")), ".docx", ".encrypted"),
    ],
)  # fmt: skip
def test_what_a_file_really_is(data: bytes, suffix: str, true: str) -> None:
    assert true_suffix(data, suffix) == true


def test_the_first_tag_is_found_in_linear_time() -> None:
    assert true_suffix(b"<!--" * 1000 + b" -->" + b"<?xml " * 1000, ".doc") == ".doc"
