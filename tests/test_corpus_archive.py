import io
import struct
import zipfile
from pathlib import Path

import pytest

from corpus.errors import DocumentError
from corpus.formats import archive
from corpus.formats.archive import MAX_DEPTH, Member, members


def zipped(*files: tuple[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", packing) as file:
        for name, data in files:
            file.writestr(zipfile.ZipInfo(name), data, packing)
    return stream.getvalue()


def with_raw_name(name: bytes, data: bytes = b"text") -> bytes:
    """An archive of one member whose name is written without the mark for UTF-8."""
    placeholder = "x" * len(name)
    return zipped((placeholder, data)).replace(placeholder.encode(), name)


def read(data: bytes) -> list[Member]:
    return list(members(data, "资料.zip"))


def names(data: bytes) -> list[str]:
    return [member.name for member in read(data)]


def test_members_come_in_order_without_files_of_the_system() -> None:
    data = zipped(
        ("办法.txt", b"1"), ("附件/", b""), ("附件/清单.csv", b"2"), ("__MACOSX/._办法.txt", b"x"), (".DS_Store", b"x"),
        ("附件/Thumbs.db", b"x"), ("~$办法.docx", b"x"), ("附件/.hidden", b"x"), ("desktop.ini", b"x"),
    )  # fmt: skip
    assert [(member.name, member.data) for member in read(data)] == [("办法.txt", b"1"), ("附件/清单.csv", b"2")]
    assert names(zipped()) == []


@pytest.mark.parametrize(
    "name", ["关于印发办法的通知.txt", "一.txt", "联通.txt", "附件/慈溪市.docx", "〔2024〕5号.pdf"]
)
@pytest.mark.parametrize("code", ["gbk", "utf-8"])
def test_names_as_windows_and_macos_write_them(name: str, code: str) -> None:
    assert names(with_raw_name(name.encode(code))) == [name]
    assert names(zipped((name, b""))) == [name]


def test_a_name_in_the_standard_code_page() -> None:
    assert names(with_raw_name(b"caf\x82.txt")) == ["café.txt"]


@pytest.mark.parametrize(
    ("name", "cleaned"),
    [
        ("../../etc/passwd.txt", "etc/passwd.txt"), ("/root/a.txt", "root/a.txt"), ("C:/Windows/a.txt", "Windows/a.txt"),
        ("c:a.txt", "a.txt"), ("..\\..\\a.txt", "a.txt"), ("a/./b//c.txt", "a/b/c.txt"), ("a\x01\u202eb.txt", "ab.txt"), ("//host/share/a.txt", "host/share/a.txt"),
    ],
)  # fmt: skip
def test_names_never_lead_out(name: str, cleaned: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert names(zipped((name, b"x"))) == [cleaned]
    assert list(tmp_path.iterdir()) == []


def test_a_name_of_dots_only_and_a_name_twice() -> None:
    assert names(zipped(("../..", b"x"))) == ["（无名文件）"]
    assert names(with_raw_name(b"\x00.txt")) == ["（无名文件）"]
    with pytest.warns(UserWarning, match="Duplicate"):
        data = zipped(("a.txt", b"1"), ("a.txt", b"2"))
    assert [(member.name, member.data) for member in read(data)] == [("a.txt", b"1"), ("a（2）.txt", b"2")]


def test_archives_in_archives_to_a_depth() -> None:
    data = zipped(("底.txt", b"deep"))
    for number in range(MAX_DEPTH - 1):
        data = zipped((f"{number}.zip", data), (f"{number}.txt", b""))
    assert names(data) == ["1.zip/0.zip/底.txt", "1.zip/0.txt", "1.txt"]
    *_, first, _ = read(zipped(("外.zip", data), ("末.txt", b"")))
    assert [str(member.error) for member in read(zipped(("外.zip", data))) if member.error] == [
        "资料.zip/外.zip/1.zip/0.zip：压缩包套压缩包超过 3 层。请解压后再添加"
    ]
    assert first.name == "外.zip/1.txt"


def test_an_office_file_named_zip_is_no_archive() -> None:
    inner = zipped(("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b""))
    assert names(zipped(("办法.zip", inner))) == ["办法.zip"]


def test_an_encrypted_and_a_damaged_member_do_not_stop_the_others() -> None:
    data = bytearray(zipped(("一.txt", b"first" * 50), ("二.txt", b"second" * 50), ("三.txt", b"third")))
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        first, second, _ = file.infolist()
    central = data.index(b"PK\x01\x02")
    data[first.header_offset + 6] |= 1
    data[central + 8] |= 1
    data[second.header_offset + 40] ^= 0xFF
    found = read(bytes(data))
    assert [member.name for member in found] == ["一.txt", "二.txt", "三.txt"]
    assert "密码" in str(found[0].error)
    assert "一.txt" in str(found[0].error)
    assert "损坏" in str(found[1].error)
    assert found[2].data == b"third"


def test_a_damaged_inner_archive_is_an_error_of_its_own() -> None:
    broken = zipped(("a.txt", b"x"))[:-10]
    found = read(zipped(("坏.zip", broken), ("好.txt", b"y")))
    assert [(member.name, member.error is None) for member in found] == [("坏.zip", False), ("好.txt", True)]


def test_an_unknown_packing_is_an_error() -> None:
    (member,) = read(zipped(("a.txt", b"x" * 100), packing=zipfile.ZIP_LZMA))
    assert "压缩方式" in str(member.error)


def test_a_bomb_is_an_error_and_the_rest_is_read() -> None:
    found = read(zipped(("弹.txt", bytes(40_000_000)), ("好.txt", b"y")))
    assert "压缩炸弹" in str(found[0].error)
    assert found[1].data == b"y"


def test_the_header_s_size_is_not_trusted() -> None:
    data = bytearray(zipped(("弹.txt", bytes(40_000_000))))
    central = data.index(b"PK\x01\x02")
    struct.pack_into("<I", data, central + 24, 10)
    (member,) = read(bytes(data))
    assert member.error is not None
    assert not member.data


def test_limits_of_number_and_sum(monkeypatch: pytest.MonkeyPatch) -> None:
    data = zipped(*((f"{number}.txt", b"x" * 10) for number in range(6)))
    few, small = budget(members=3, size=1000), budget(members=100, size=25)
    monkeypatch.setattr(archive, "_Budget", few)
    found = read(data)
    assert [member.error is None for member in found] == [True, True, True, False]
    assert "其后的文件没有读" in str(found[-1].error)
    monkeypatch.setattr(archive, "_Budget", small)
    assert [member.error is None for member in read(data)] == [True, True, False, False]


def budget(members: int, size: int) -> object:
    real = archive._Budget
    return lambda source: real(source, members, size)


def test_a_list_of_too_many_members_is_refused_unread() -> None:
    with pytest.raises(DocumentError, match="20000 个"):
        read(b"PK\x01\x02" * 20_001)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"no archive", zipped(("a.txt", b"x"))[:20]])
def test_no_archive(data: bytes) -> None:
    with pytest.raises(DocumentError, match="损坏"):
        read(data)
