"""The endpoints that change the library, asked through a socket: files are sent, read again, corrected and removed."""

import errno
import io
import json
import shutil
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest
import schemathesis
from conftest import HOST, FakeEncoder, free_port
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance
from test_ui_app import Reply, fetch, query

from bot.bot import PolicyBot
from corpus.errors import PolicybotError
from corpus.load import MAX_BYTES
from index import audit
from index.adding import add
from index.library import Library
from index.outcomes import Outcome
from ui import texts
from ui.editing import FOLDER, reread
from ui.intake import KEPT_BATCHES, MOST_FILES, Incoming, Intake

GOOD = "甲州市人民政府办公室关于支持冰雪旅游的若干措施\n甲政办发〔2024〕7号\n第一条 对新建滑雪场给予300万元补助。\n第二条 本措施自2024年1月1日起施行，有效期至2026年12月31日。\n"
OTHER = GOOD.replace("冰雪", "海岛").replace("滑雪场", "码头").replace("2026", "2027")
BOUNDARY = "----pb"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library", encoder=FakeEncoder(), create=True) as library:
        yield library


@pytest.fixture
def address(library: Library) -> Iterator[str]:
    from ui.app import build
    from ui.server import start

    served = start(build(PolicyBot(library)), HOST, free_port())
    yield served.address
    served.close()


def send(address: str, *files: tuple[str, bytes], field: str = "files", **headers: str) -> Reply:
    """Files as a form sends them."""
    parts = [
        f'--{BOUNDARY}\r\ncontent-disposition: form-data; name="{field}"; filename="{name}"\r\n\r\n'.encode()
        + data
        + b"\r\n"
        for name, data in files
    ]
    body = b"".join(parts) + f"--{BOUNDARY}--\r\n".encode()
    return fetch(
        address, "/api/documents", body, **{"content-type": f"multipart/form-data; boundary={BOUNDARY}", **headers}
    )


def finished(address: str, reply: Reply) -> list[dict[str, Any]]:
    """The files of a batch when it has come to its end."""
    assert reply.status == 202, reply.body
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        batch = fetch(address, f"/api/documents/uploads/{reply.data['id']}").data
        if batch["finished"]:
            assert batch["done"] == len(batch["files"])
            return list(batch["files"])
        time.sleep(0.05)
    raise AssertionError("the batch did not end")


def stored(library: Library) -> list[str]:
    return sorted(path.name for path in (library.folder / FOLDER).rglob("*") if path.is_file())


def test_each_file_has_a_result_and_a_bad_one_stops_nothing(address: str, library: Library) -> None:
    sent = finished(
        address,
        send(
            address, ("坏.pdf", b"%PDF-1.7 broken"), ("好.txt", GOOD.encode()), ("空.txt", b""), ("a.exe", b"MZ"),
            ("旧.doc", b"x"), ("又一份.txt", GOOD.encode()), ("好.txt", GOOD.encode()),
        ),
    )  # fmt: skip
    assert [file["outcome"] for file in sent] == [
        "failed",
        "added",
        "failed",
        "failed",
        "failed",
        "unchanged",
        "unchanged",
    ]
    (document,) = sent[1]["documents"]
    assert document["title"] == "甲州市人民政府办公室关于支持冰雪旅游的若干措施"
    assert sent[5]["documents"] == [document]
    assert sent[5]["detail"] == "内容与 好.txt 相同，不重复收录"
    for file in sent:
        assert str(library.folder) not in json.dumps(file)
        assert (file["outcome"] == "failed") == (not file["documents"])
        assert file["outcome"] != "failed" or "请" in file["detail"]
    assert stored(library) == ["又一份.txt", "好.txt"]
    assert [entry.who for entry in audit.entries(library.catalogue)] == [texts.LOCAL_CALLER]


def test_no_name_of_a_client_is_a_path(address: str, library: Library, tmp_path: Path) -> None:
    names = [
        "../../../escaped.txt",
        "/etc/passwd.txt",
        "..\\\\..\\\\win.txt",
        ".hidden.txt",
        "a\x00b.txt",
        "长" * 300 + ".txt",
    ]
    sent = finished(address, send(address, *((name, f"{GOOD}{at}".encode()) for at, name in enumerate(names))))
    assert all(file["outcome"] == "added" for file in sent), sent
    kept = library.folder.resolve() / FOLDER
    for entry in library.catalogue.entries():
        assert Path(entry.source).resolve().parent.parent == kept
    assert not list(tmp_path.rglob("escaped.txt"))[1:]
    assert max(len(name.encode()) for name in stored(library)) < 256


def test_what_is_too_much_is_refused(address: str, library: Library) -> None:
    many = send(address, *(("a.txt", b"x") for _ in range(MOST_FILES + 1)))
    assert (many.status, many.data["error"]) == (422, texts.INTAKE_MANY.format(MOST_FILES + 1, MOST_FILES))
    (large, small) = finished(address, send(address, ("big.txt", b" " * (MAX_BYTES + 1)), ("小.txt", GOOD.encode())))
    assert (large["outcome"], small["outcome"]) == ("failed", "added")
    assert large["detail"] == texts.INTAKE_LARGE.format(MAX_BYTES // 1_000_000)
    assert send(address, ("a.txt", b"x"), field="other").status == 422
    assert stored(library) == ["小.txt"]
    broken = fetch(address, "/api/documents", b"--x\r\n", **{"content-type": "multipart/form-data; boundary=y"})
    unmarked = fetch(address, "/api/documents", b"--x\r\n", **{"content-type": "multipart/form-data"})
    assert {400: texts.NOT_FORM}.get(broken.status) == broken.data["error"] == unmarked.data["error"]


def test_one_batch_at_a_time_and_readers_do_not_wait(
    address: str, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    finished(address, send(address, ("好.txt", GOOD.encode())))
    going, go_on = Event(), Event()
    encode = library.encoder.encode_passages

    def slow(passages: Any) -> Any:
        going.set()
        assert go_on.wait(60)
        return encode(passages)

    monkeypatch.setattr(library.encoder, "encode_passages", slow)
    first = send(address, ("二.txt", OTHER.encode()))
    assert going.wait(60)
    second = send(address, ("三.txt", GOOD.replace("冰雪", "乡村").encode()))
    assert (second.status, second.data["error"]) == (409, texts.INTAKE_BUSY.format(done=0, total=1))
    asked = fetch(address, "/api/ask", {"question": "新建滑雪场补助多少？"})
    assert "300万元" in asked.data["answer"]
    assert fetch(address, "/api/documents").data["total"] == 1
    go_on.set()
    assert [file["outcome"] for file in finished(address, first)] == ["added"]
    assert fetch(address, "/api/documents").data["total"] == 2
    assert [file["outcome"] for file in finished(address, send(address, ("三.txt", b"")))] == ["failed"]


def test_a_fault_of_one_file_is_told_and_the_next_is_read(
    address: str, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    encode = library.encoder.encode_passages
    monkeypatch.setattr(
        library.encoder, "encode_passages", lambda passages: 1 / 0 if "冰雪" in "".join(passages) else encode(passages)
    )
    bad, good = finished(
        address,
        send(
            address,
            ("一.txt", GOOD.replace("滑雪场", "冰雪场").encode()),
            ("二.txt", GOOD.replace("冰雪", "海岛").encode()),
        ),
    )
    assert (bad["outcome"], bad["detail"], good["outcome"]) == ("failed", texts.INTERNAL, "added")
    assert stored(library) == ["二.txt"]


def test_a_library_by_a_relative_path_keeps_what_was_sent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with Library.open(Path("sub/../library"), encoder=FakeEncoder(), create=True) as library:
        batch = Intake(library).start([Incoming("好.txt", io.BytesIO(GOOD.encode()))], "甲")
        assert batch.finished.wait(60)
        assert [sent.outcome for sent in batch.files] == [Outcome.ADDED]
        assert stored(library) == ["好.txt"]


def test_what_a_full_disk_or_a_kill_leaves_is_cleared(library: Library) -> None:
    class Full(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise OSError(errno.ENOSPC, "full")

    intake = Intake(library)
    with pytest.raises(PolicybotError, match="磁盘已满"):
        intake.start([Incoming("好.txt", io.BytesIO(GOOD.encode())), Incoming("二.txt", Full())], "")
    assert stored(library) == []
    (library.folder / FOLDER / ".arriving-0").write_bytes(b"half")
    batch = intake.start([Incoming("a.exe", io.BytesIO(b"x"))], "")
    assert batch.finished.wait(60)
    assert stored(library) == []


def test_only_the_last_batches_are_remembered(address: str) -> None:
    first = send(address, ("a.exe", b"x"))
    for _ in range(KEPT_BATCHES):
        finished(address, send(address, ("a.exe", b"x")))
    gone = fetch(address, f"/api/documents/uploads/{first.data['id']}")
    assert (gone.status, gone.data["error"]) == (404, texts.INTAKE_FORGOTTEN)


@pytest.fixture
def document(address: str) -> str:
    (file,) = finished(address, send(address, ("好.txt", GOOD.encode())))
    return str(file["documents"][0]["id"])


def patch(address: str, document: str, field: str, value: str | None) -> Reply:
    return fetch(address, f"/api/documents/{document}", {"field": field, "value": value}, method="PATCH")


def test_a_correction_survives_a_rereading_and_is_taken_back(address: str, document: str, library: Library) -> None:
    reply = patch(address, document, "expires", "2029-12-31")
    assert reply.status == 200
    (made,) = reply.data["corrections"]
    assert (made["value"], made["before"], made["who"]) == ("2029-12-31", "2026-12-31", texts.LOCAL_CALLER)
    again = fetch(address, f"/api/documents/{document}/reread", b"", method="POST")
    assert (again.status, again.data["outcome"]) == (200, "reread")
    whole = fetch(address, f"/api/documents/{document}").data
    assert (whole["expires"], whole["corrections"][0]["value"]) == ("2029-12-31", "2029-12-31")
    assert patch(address, document, "expires", None).data["corrections"] == []
    assert fetch(address, f"/api/documents/{document}").data["expires"] == "2026-12-31"
    acts = [entry.act.value for entry in audit.entries(library.catalogue)]
    assert acts == ["corrected", "reread", "corrected", "added"]


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("expires", "以后", "有效期至“以后”不是日期"),
        ("title", "", "标题不能为空"),
        ("region", "火星", "不认识“火星”这个地区"),
        ("issuer", None, "没有更正过"),
        ("secret", "x", "field 应是"),
        ("title", "长" * 1001, "value 最多 1000 个字符"),
    ],
)
def test_a_bad_correction_is_told(address: str, document: str, field: str, value: str | None, said: str) -> None:
    reply = patch(address, document, field, value)
    assert reply.status == 422
    assert said in reply.data["error"]


def test_a_removed_document_is_gone_with_its_file(address: str, document: str, library: Library) -> None:
    assert fetch(address, f"/api/documents/{document}", method="DELETE").data["id"] == document
    assert (fetch(address, "/api/documents").data["total"], stored(library)) == (0, [])
    for method, path in (("DELETE", ""), ("POST", "/reread"), ("GET", "")):
        assert fetch(address, f"/api/documents/{document}{path}", method=method).status == 404
    assert patch(address, document, "kind", "办法").status == 404


def test_a_file_of_elsewhere_is_never_deleted(address: str, library: Library, tmp_path: Path) -> None:
    own = tmp_path / "own.txt"
    own.write_text(GOOD, encoding="utf-8")
    add(library, [own])
    (entry,) = library.catalogue.entries()
    assert fetch(address, f"/api/documents/{entry.id}", method="DELETE").status == 200
    assert own.read_text(encoding="utf-8") == GOOD


def test_what_cannot_be_read_again_is_told_and_stays(address: str, library: Library, tmp_path: Path) -> None:
    own = tmp_path / "own.txt"
    own.write_text(GOOD, encoding="utf-8")
    add(library, [own])
    (entry,) = library.catalogue.entries()
    own.write_bytes(b"")
    bad = fetch(address, f"/api/documents/{entry.id}/reread", b"", method="POST")
    assert bad.status == 409
    assert bad.data["error"].startswith("没能重新读取：")
    assert str(tmp_path) not in bad.data["error"]
    own.unlink()
    gone = fetch(address, f"/api/documents/{entry.id}/reread", b"", method="POST")
    assert (gone.status, gone.data["error"]) == (409, texts.REREAD_GONE.format("own.txt"))
    assert fetch(address, f"/api/documents/{entry.id}").status == 200


def test_what_was_sent_is_read_again_where_the_library_lies_now(
    tmp_path: Path, address: str, document: str, library: Library
) -> None:
    patch(address, document, "kind", "办法")
    moved = tmp_path / "elsewhere"
    shutil.copytree(library.folder, moved)
    shutil.rmtree(library.folder / FOLDER)
    with Library.open(moved, encoder=FakeEncoder()) as other:
        (entry,) = other.catalogue.entries()
        now, result = reread(other, entry, "")
        assert (now.source.startswith(str(moved)), now.metadata.kind, result.outcome) == (True, "办法", "reread")


def test_documents_are_found_filtered_and_ordered(address: str, library: Library) -> None:
    texts_sent = [GOOD, GOOD.replace("冰雪", "海岛").replace("2026", "2024"), GOOD.replace("措施", "办法")]
    finished(address, send(address, *((f"{at}.txt", text.encode()) for at, text in enumerate(texts_sent))))

    def found(**asked: Any) -> list[str]:
        return [each["source"] for each in fetch(address, query("/api/documents", **asked)).data["documents"]]

    assert found(q="海岛 甲政办发[2024]7号") == ["1.txt"]
    assert found(status="expired", as_of="2025-06-01") == ["1.txt"]
    assert found(kind="办法") == ["2.txt"]
    assert found(sort="kind", descending=True)[-1] == "2.txt"
    assert found(region="甲州市") == []
    assert fetch(address, "/api/documents?status=gone").status == 422


def test_an_archive_gives_its_documents_and_the_faults_of_its_members(address: str, library: Library) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("a.txt", GOOD)
        archive.writestr("b.txt", GOOD.replace("冰雪", "海岛"))
        archive.writestr("c.txt", b"")
    (file,) = finished(address, send(address, ("all.zip", data.getvalue())))
    assert (file["outcome"], len(file["documents"])) == ("added", 2)
    assert "c.txt" in file["detail"]
    assert str(library.folder) not in file["detail"]


def test_no_request_breaks_the_server_or_what_the_document_says(address: str, document: str) -> None:
    schema = schemathesis.openapi.from_url(f"{address}openapi.json")
    changing = [
        each for result in schema.get_all_operations()
        if (each := result.ok()).path.startswith("/api/documents/") or (each.path, each.method) == ("/api/documents", "post")
    ]  # fmt: skip
    assert len(changing) == 7
    for operation in changing:
        for mode in GenerationMode:

            @given(case=operation.as_strategy(generation_mode=mode))
            @settings(max_examples=20, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
            def holds(case: schemathesis.Case) -> None:
                # what a field may hold is more than a schema says, one batch waits for the other, and a file is any bytes
                case.call_and_validate(excluded_checks=[positive_data_acceptance, negative_data_rejection])

            holds()
