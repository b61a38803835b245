import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.errors import DocumentError, PolicybotError
from corpus.load import content_id, find_files, find_unread, load, parse, read_bytes


def write(path: Path, text: str = "正文。") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_load(tmp_path: Path) -> None:
    path = write(tmp_path / "慈溪.txt", "关于某事的通知\n\n一、目的\n正文。")
    document = load(path)
    assert document.id == hashlib.sha256(path.read_bytes()).hexdigest()[:16] == content_id(path.read_bytes())
    assert document.source == str(path)
    assert document.title == "关于某事的通知"
    assert document.path_at(document.text.index("正文")) == ("一、目的",)


def test_offsets_count_from_behind_the_byte_order_mark() -> None:
    plain, marked = "通知\n正文。".encode(), "通知\n正文。".encode("utf-8-sig")
    assert parse(plain, "a.txt").text == parse(marked, "a.txt").text


@pytest.mark.parametrize("name", ["a.TXT", "a.md", "a.markdown", "a.text"])
def test_known_suffixes(name: str) -> None:
    assert parse("正文。".encode(), name).text == "正文。"


def test_a_title_alone_is_its_own_body() -> None:
    assert parse("关于某事的通知".encode(), "a.txt").body == 0


@pytest.mark.parametrize(("name", "shown"), [("a.exe", r"\.exe"), ("无名", "无扩展名")])
def test_unknown_suffix_names_the_known_ones(name: str, shown: str) -> None:
    with pytest.raises(DocumentError, match=rf"{name}：不支持的格式 .*{shown}.*\.md、.*\.txt"):
        parse(b"x", name)


def test_errors_are_of_one_family_and_carry_their_parts() -> None:
    with pytest.raises(PolicybotError) as caught:
        parse(b"", "空.txt")
    assert isinstance(caught.value, DocumentError)
    assert (caught.value.source, caught.value.reason) == ("空.txt", "文件是空的")
    assert str(caught.value) == "空.txt：文件是空的。请确认文件已保存完整"


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="文件不存在"):
        read_bytes(tmp_path / "没有.txt")


def test_folder_in_place_of_a_file(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="是文件夹"):
        read_bytes(tmp_path)


def test_link_to_itself(tmp_path: Path) -> None:
    loop = tmp_path / "圈.txt"
    loop.symlink_to(loop)
    with pytest.raises(DocumentError, match="链接绕成了圈"):
        read_bytes(loop)
    assert list(find_files([loop])) == [loop]


def test_pipe_does_not_hang(tmp_path: Path) -> None:
    pipe = tmp_path / "管道.txt"
    os.mkfifo(pipe)
    with pytest.raises(DocumentError, match="不是普通文件"):
        read_bytes(pipe)


def test_oversized_file_names_size_and_limit(tmp_path: Path) -> None:
    path = tmp_path / "大.txt"
    with path.open("wb") as file:
        file.truncate(50_000_001)
    with pytest.raises(DocumentError, match=r"50\.0 MB，超过上限 50 MB"):
        read_bytes(path)


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser reads everything")
def test_file_without_permission(tmp_path: Path) -> None:
    path = write(tmp_path / "密.txt")
    path.chmod(0)
    with pytest.raises(DocumentError, match="没有权限"):
        read_bytes(path)


def test_find_files_in_stable_order_without_hidden_and_unknown_ones(tmp_path: Path) -> None:
    second, first = write(tmp_path / "b.md"), write(tmp_path / "a" / "z.txt")
    write(tmp_path / ".git" / "x.txt")
    write(tmp_path / ".hidden.txt")
    write(tmp_path / "c.bin")
    assert list(find_files([tmp_path])) == [first, second]


def test_a_file_given_by_name_comes_whatever_its_suffix_and_only_once(tmp_path: Path) -> None:
    odd, plain = write(tmp_path / "c.bin"), write(tmp_path / "a.txt")
    assert list(find_files([odd, tmp_path, plain, tmp_path / "." / "a.txt"])) == [odd, plain]


def test_folder_links_are_not_followed(tmp_path: Path) -> None:
    path = write(tmp_path / "a" / "x.txt")
    (tmp_path / "a" / "back").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert list(find_files([tmp_path])) == [path]


def test_a_folder_that_cannot_be_listed_is_reported_and_the_others_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    locked = tmp_path / "locked"
    locked.mkdir()
    other = write(tmp_path / "z.txt")
    listing = Path.iterdir

    def deny(folder: Path) -> Iterator[Path]:
        if folder == locked:
            raise PermissionError(13, "Permission denied", str(folder))
        return listing(folder)

    monkeypatch.setattr(Path, "iterdir", deny)
    assert list(find_files([tmp_path])) == [locked, other]
    with pytest.raises(DocumentError, match="locked：无法读取"):
        load(locked)


def test_what_a_folder_holds_of_other_formats_is_found_apart(tmp_path: Path) -> None:
    for name in ("a.txt", "b.exe", "c", ".hidden.pdf"):
        (tmp_path / name).write_text("x")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "d.png").write_text("x")
    assert [path.name for path in find_unread([tmp_path, tmp_path / "a.txt"])] == ["b.exe", "c", "d.png"]
