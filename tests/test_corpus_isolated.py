"""The process that reads files: what ends it, what it may not do, and that the next file is read all the same.

Most tests run a reader that executes the file as Python: the shortest way to a reader that crashes, hangs or prints.
"""

import os
import signal
import socket
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from test_project_imports import loaded

import corpus.isolated
from corpus.confined import Guard
from corpus.errors import DocumentError
from corpus.isolated import GuardError, IsolatedReader
from corpus.load import read
from eval.fuzzing.seeds import FORMATS, seeds

CHILD = """
from corpus import confined
from corpus.load import Loaded

SPACE = {}

def read(data, source):
    exec(data.decode(), SPACE)
    return Loaded((), notes=(str(SPACE.pop("said", "")),))

def main(memory):
    confined.main(memory, read)
"""
TEXT = "甲市创新办法\n第一条 对企业给予5万元补助。".encode()

Make = Callable[..., IsolatedReader]


@pytest.fixture
def make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Make]:
    """Makes readers whose process runs the given module, and ends them."""
    readers: list[IsolatedReader] = []
    monkeypatch.syspath_prepend(str(tmp_path))

    def started(code: str = CHILD, seconds: float = 20.0, **given: int) -> IsolatedReader:
        (tmp_path / "child_of_test.py").write_text(code, encoding="utf-8")
        readers.append(IsolatedReader(seconds, module="child_of_test", **given))
        return readers[-1]

    yield started
    for reader in readers:
        reader.close()


def said(reader: IsolatedReader, code: str) -> str:
    """What the code in a file leaves in `said`."""
    return reader.read(textwrap.dedent(code).encode(), "code").notes[0]


def ended(reader: IsolatedReader, code: str) -> GuardError:
    """The guard's error for the code in a file; the next file must be read."""
    with pytest.raises(GuardError) as caught:
        said(reader, code)
    assert said(reader, "said = 6 * 7") == "42"
    assert caught.value.source == "code"
    return caught.value


@pytest.mark.parametrize("format_", FORMATS)
def test_documents_come_through_as_they_were_read(format_: str) -> None:
    data, source = seeds(format_)[0], f"甲办法.{format_}"
    expected = read(data, source)
    with IsolatedReader() as reader:
        found = reader.read(data, source)
    assert (found.documents, found.notes) == (expected.documents, expected.notes)
    assert list(map(str, found.errors)) == list(map(str, expected.errors))


def test_the_same_process_reads_file_after_file_and_a_fresh_one_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corpus.isolated, "FILES", 3)
    with IsolatedReader() as reader:
        pids = []
        for number in range(5):
            assert reader.read(TEXT, f"{number}.txt").documents[0].source == f"{number}.txt"
            pids.append(reader.pid)
    assert pids[0] == pids[1] == pids[2] != pids[3] == pids[4]


def test_an_error_of_a_reader_comes_through_as_it_is() -> None:
    with IsolatedReader() as reader, pytest.raises(DocumentError) as caught:
        reader.read(b"\x00" * 100, "a.txt")
    assert type(caught.value) is DocumentError
    assert caught.value.source == "a.txt"


def test_an_exception_that_no_reader_foresaw_names_itself(make: Make) -> None:
    error = ended(make(), "raise LookupError('no such part')")
    assert error.guard is Guard.FAULT
    assert "LookupError: no such part" in error.reason


@pytest.mark.parametrize(
    "code",
    [
        "import ctypes; ctypes.string_at(0)",
        "import os; os._exit(3)",
        "import os; os.abort()",
        "import sys; sys.exit(1)",
        "import os, signal; os.kill(os.getpid(), signal.SIGKILL)",
    ],
)
def test_a_crash_ends_one_file(make: Make, code: str) -> None:
    assert ended(make(), code).guard is Guard.ENDED


@pytest.mark.parametrize(
    "code",
    [
        "while True: pass",
        "import ctypes; ctypes.PyDLL(None).sleep(60)",  # holds Python's lock, as a library in C may
        "import re; re.match('(a|a)*b', 'a' * 60)",
        "import signal; signal.pthread_sigmask(signal.SIG_BLOCK, signal.Signals)\nwhile True: pass",
    ],
)
def test_time_is_bounded(make: Make, code: str) -> None:
    reader = make(seconds=1.0)
    began = time.monotonic()
    with pytest.raises(GuardError, match="1 秒内没有读完") as caught:
        said(reader, code)
    assert caught.value.guard is Guard.TIME
    assert time.monotonic() - began < 10
    assert said(reader, "said = 1") == "1"


def test_a_process_that_takes_nothing_is_left_in_time(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corpus.isolated, "GRACE", 0.5)
    reader = make("import time\ndef main(memory): time.sleep(60)", seconds=0.5)
    began = time.monotonic()
    with pytest.raises(GuardError) as caught:
        reader.read(bytes(200_000), "large.txt")  # more than a pipe holds
    assert caught.value.guard is Guard.TIME
    assert time.monotonic() - began < 15


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps the limit of what a process maps")
def test_memory_is_bounded(make: Make) -> None:
    error = ended(make(memory=500_000_000), "said = len(bytearray(600_000_000))")
    assert error.guard is Guard.MEMORY
    ended(make(memory=500_000_000), "kept = []\nwhile True: kept.append(bytes(1_000_000))")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not say")
def test_memory_is_watched_where_the_system_keeps_no_limit() -> None:
    code = (
        "import corpus.confined as i; kept = bytearray(b'1' * 200_000_000); i._watch(100_000_000); print('left alone')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stdout) == (1, b"")


def test_a_file_does_not_pay_for_what_those_before_it_left(make: Make) -> None:
    reader = make()
    said(reader, "leaked = True")
    assert said(reader, "import os\nif 'leaked' in globals(): os._exit(1)\nsaid = 'read'") == "read"


def test_a_second_reading_has_only_the_time_that_is_left(make: Make) -> None:
    reader = make(seconds=4.0)
    reader.read(b"said = 1", "a.txt")
    began = time.monotonic()
    with pytest.raises(GuardError) as caught:
        reader.read(b"import os, time; time.sleep(3); os._exit(1)", "b.txt")
    assert caught.value.guard is Guard.TIME
    assert "4 秒" in str(caught.value)
    assert time.monotonic() - began < 5.5


def test_what_a_library_prints_does_not_run_into_the_answers(make: Make) -> None:
    code = """
        import os, sys
        print("noise" * 10_000)
        os.write(1, b"noise" * 10_000)
        sys.__stdout__.write("noise"); sys.__stdout__.flush()
        said = repr((os.read(0, 100), sys.stdin.read()))
    """
    reader = make()
    assert said(reader, code) == "(b'', '')"
    assert said(reader, "said = 2") == "2"


def test_long_files_and_long_answers_do_not_block_each_other(make: Make) -> None:
    reader = make()
    size = 20_000_000
    assert len(said(reader, f"said = 'a' * {size}  # " + "b" * size)) == size


@pytest.mark.parametrize(
    "code",
    [
        "open('written', 'w')",
        "open('written', 'ab')",
        "import os; os.open('written', os.O_CREAT | os.O_RDWR)",
        "import os; os.mkdir('written')",
        "import os; os.remove('kept')",
        "import os; os.rename('kept', 'written')",
        "import tempfile; tempfile.mkstemp(dir='.')",
        "import os; os.system('touch written')",
        "import subprocess; subprocess.run(['touch', 'written'])",
        "import os; os.posix_spawn('/bin/touch', ['touch', 'written'], {})",
        "import os; os.fork()",
        "import socket; socket.create_connection(('127.0.0.1', PORT))",
        "import urllib.request; urllib.request.urlopen('http://127.0.0.1:PORT/')",
        "import socket; socket.getaddrinfo('policy.example', 80)",
    ],
)
def test_a_reader_may_not_write_connect_or_start_anything(tmp_path: Path, make: Make, code: str) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "kept").write_text("kept")
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        reader = make()
        move = f"import os; os.chdir({str(folder)!r})\n"
        error = ended(reader, move + code.replace("PORT", str(server.getsockname()[1])))
        with pytest.raises(BlockingIOError):
            server.accept()
    assert error.guard is Guard.FAULT
    assert "may not" in error.reason
    assert [path.name for path in folder.iterdir()] == ["kept"]


@pytest.mark.skipif(sys.platform == "win32", reason="a limit of POSIX systems")
def test_not_even_a_library_in_c_can_write(tmp_path: Path, make: Make) -> None:
    target = tmp_path / "written"
    target.write_text("")
    code = f"""
        import ctypes, signal
        c = ctypes.CDLL(None)
        handle = c.open({str(target)!r}.encode(), 1)
        said = (handle > 0, c.write(handle, b"abc", 3))
    """
    assert said(make(), code) == "(True, -1)"
    assert target.read_text() == ""


def test_no_keys_in_the_environment_and_nothing_from_the_folder_of_the_files(
    make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hostile = tmp_path / "downloads"
    hostile.mkdir()
    (hostile / "csv.py").write_text("raise SystemExit('taken over')")
    monkeypatch.chdir(hostile)
    monkeypatch.setenv("POLICYBOT_API_KEY", "secret")
    monkeypatch.setenv("PYTHONSTARTUP", "csv.py")
    found = said(make(), "import csv, os; said = (csv.__name__, os.getcwd(), sorted(os.environ))")
    assert "secret" not in found
    assert "API_KEY" not in found
    assert "downloads" not in found
    assert "PYTHONSTARTUP" not in found


@pytest.mark.parametrize("separator", [os.pathsep, " ", "'"])
def test_modules_are_found_in_folders_of_any_name(
    make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, separator: str
) -> None:
    folder = tmp_path / f"a{separator}b"
    folder.mkdir()
    (folder / "oddly_placed.py").write_text("name = 'found'")
    monkeypatch.syspath_prepend(str(folder))
    assert said(make(), "import oddly_placed; said = oddly_placed.name") == "found"


@pytest.mark.parametrize(
    "raw",
    [
        "pickle.dumps(Evil())",
        "b'cos\\nsystem\\n(S\"touch WRITTEN\"\\ntR.'",
        "b'ccorpus.records\\nre.compile\\n(S\"a\"\\ntR.'",
        "b'\\x80\\x04\\x8c\\x0ecorpus.records\\x8c\\nre.compile\\x93\\x8c\\x01a\\x85R.'",
        "b'not a pickle'",
        "b''",
        "pickle.dumps(5)",
    ],
)
def test_a_process_that_was_taken_over_can_send_nothing_but_records(make: Make, tmp_path: Path, raw: str) -> None:
    written = tmp_path / "written"
    code = f"""
import os, pickle, struct, sys
class Evil:
    def __reduce__(self):
        return os.mkdir, ({str(written)!r},)
def main(memory):
    sys.stdin.buffer.read(8)
    raw = {raw.replace("WRITTEN", str(written))}
    sys.stdout.buffer.write(struct.pack("!Q", len(raw)) + raw)
    sys.stdout.flush()
    sys.stdin.buffer.read()
"""
    with pytest.raises(GuardError) as caught:
        make(code).read(b"a", "a.txt")
    assert caught.value.guard is Guard.ENDED
    assert not written.exists()


def test_an_answer_of_any_length_is_not_waited_for(make: Make) -> None:
    code = "import os, struct, time\ndef main(memory):\n    os.write(1, struct.pack('!Q', 2 ** 63))\n    time.sleep(60)"
    began = time.monotonic()
    with pytest.raises(GuardError):
        make(code).read(b"a", "a.txt")
    assert time.monotonic() - began < 15


@pytest.mark.skipif(sys.platform == "win32", reason="needs a timer that interrupts")
def test_after_ctrl_c_no_answer_is_taken_for_that_of_another_file(make: Make) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    reader = make()
    said(reader, "said = 0")
    before = signal.signal(signal.SIGALRM, interrupt)
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.3)
        with pytest.raises(KeyboardInterrupt):
            said(reader, "import time; time.sleep(0.6); said = 'late'")
    finally:
        signal.signal(signal.SIGALRM, before)
    assert reader.pid is None
    time.sleep(0.5)
    assert said(reader, "said = 'next'") == "next"


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX systems")
def test_ctrl_c_is_for_the_process_that_asks(make: Make) -> None:
    reader = make()
    assert said(reader, "import os, signal; os.kill(os.getpid(), signal.SIGINT); said = 'alive'") == "alive"


@pytest.mark.skipif(sys.platform == "win32", reason="asks for a process as POSIX systems do")
def test_nothing_is_left_behind() -> None:
    threads = threading.active_count()
    with IsolatedReader() as reader:
        reader.read(TEXT, "a.txt")
        pid = reader.pid
        assert pid is not None
        os.kill(pid, 0)
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)  # a zombie would still be there
    assert threading.active_count() == threads
    assert reader.pid is None
    reader.close()


@pytest.mark.skipif(sys.platform == "win32", reason="asks for a process as POSIX systems do")
@pytest.mark.parametrize("busy", [False, True])
def test_the_process_ends_when_whoever_asks_is_killed(make: Make, tmp_path: Path, busy: bool) -> None:
    make()
    code = f"""
import sys, threading, time
sys.path.insert(0, {str(tmp_path)!r})
from corpus.isolated import IsolatedReader
reader = IsolatedReader(2.0, module="child_of_test")
reader.read(b"said = 1", "a")
print(reader.pid, flush=True)
reader.read(b"while {busy}: pass", "b")
time.sleep(60)
"""
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, cwd=Path(__file__).parents[1]
    ) as asking:
        assert asking.stdout is not None
        pid = int(asking.stdout.readline())
        asking.kill()
    deadline = time.monotonic() + 15
    while time.monotonic() < deadline and _runs(pid):
        time.sleep(0.05)
    assert not _runs(pid)


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        state = Path(f"/proc/{pid}/stat")
        return not state.exists() or state.read_text().rpartition(")")[2].split()[0] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False


def test_the_process_is_there_at_once() -> None:
    """It takes 0.2 s on an idle machine; the bound leaves room for a busy one."""
    began = time.monotonic()
    with IsolatedReader() as reader:
        reader.read(TEXT, "a.txt")
    assert time.monotonic() - began < 3


def test_the_process_loads_no_library_before_a_file_needs_it() -> None:
    heavy = {
        "numpy",
        "scipy",
        "chromadb",
        "pydantic",
        "lxml",
        "pdfplumber",
        "pdfminer",
        "docx",
        "openpyxl",
        "PIL",
        "index",
    }
    assert not loaded("corpus.isolated") & heavy
