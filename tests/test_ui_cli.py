"""The command line end to end: what it prints, what it writes, how it ends. No run may show a traceback."""

import json
import os
import pty
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from ui.cli import cli

ROOT = Path(__file__).resolve().parents[1]

REPORT = """余姚市科学技术局2023年工作总结和2024年工作思路

一、2023年工作总结
全年新增高新技术企业128家，技术交易额达到66亿元。

二、2024年工作思路
（一）增加创新投入。
力争全社会研发投入强度达到3.4%，高新技术企业总量突破900家。
"""
MEASURES = """余姚市工业企业技术改造补助办法

第一章 总则
第一条 为了推动工业企业技术改造，制定本办法。

第二章 补助标准
第二条 对设备投资200万元以上的技术改造项目，按照设备投资额的8%给予补助，最高不超过300万元。
第三条 申请补助的企业应当在余姚市登记注册，并且近三年没有重大安全事故。
"""
ANSWER_KEYS = ["question", "answer", "refused", "reason", "kind", "citations", "timings_ms"]
QUESTION = "余姚2024年研发投入强度目标是多少？"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, one_model: None) -> Path:
    """A folder with two documents, and their library as the command line makes it."""
    folder = tmp_path_factory.mktemp("cli")
    (folder / "docs").mkdir()
    (folder / "docs" / "总结.txt").write_text(REPORT, encoding="utf-8")
    (folder / "docs" / "办法.md").write_text(MEASURES, encoding="utf-8")
    done = CliRunner().invoke(cli, ["--library", str(folder / "library"), "add", str(folder / "docs")])
    assert done.exit_code == 0, done.output
    return folder


@pytest.fixture(autouse=True)
def place(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test stands in a folder of its own and reads the shared library, whatever the developer's settings are."""
    for name in [name for name in os.environ if name.startswith("POLICYBOT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("POLICYBOT_LIBRARY", str(built / "library"))
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def own(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the library that a test may change."""
    shutil.copytree(built / "library", tmp_path / "own")
    monkeypatch.setenv("POLICYBOT_LIBRARY", str(tmp_path / "own"))
    return tmp_path / "own"


def run(*arguments: str | Path, code: int = 0) -> Result:
    result = CliRunner().invoke(cli, [str(argument) for argument in arguments], prog_name="policybot")
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    assert "Traceback" not in result.output
    assert result.exit_code == code, result.output
    return result


def fault(*arguments: str | Path, code: int = 1) -> str:
    """The error of a run that must fail: one line on stderr, nothing on stdout."""
    result = run(*arguments, code=code)
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    assert line.startswith("错误：")
    return line


def program(*arguments: str | Path, **options: Any) -> subprocess.CompletedProcess[str]:
    """The same in a process of its own."""
    command = [sys.executable, "-m", "ui.cli", *map(str, arguments)]
    options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "timeout": 60, **options}
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **options.pop("env", {})}
    return subprocess.run(command, text=True, check=False, env=environment, **options)


def read_lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


# -- documents -------------------------------------------------------------------------------------------------------


def test_add_update_and_prune(own: Path, built: Path, tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    shutil.copytree(built / "docs", docs)
    again = run("add", built / "docs")
    assert again.stdout.count("未变化") == 2
    assert again.stderr == "未变化 2。资料库共有 2 份文件、" + again.stderr.rpartition("、")[2]
    assert run("add", "--quiet", built / "docs").stdout == ""
    (docs / "新.txt").write_text("第一条 申请人应当提交身份证明。", encoding="utf-8")
    added = run("add", docs / "新.txt")
    assert added.stdout == f"已添加  {docs / '新.txt'}（1 段）\n"
    (docs / "新.txt").write_text("第一条 申请人应当提交两份身份证明。", encoding="utf-8")
    assert run("add", docs / "新.txt").stdout.startswith("已更新  ")
    (docs / "新.txt").unlink()
    assert "--prune" in run("add", docs).stdout
    assert run("add", "--prune", "--quiet", docs).stdout == f"已移除  {docs / '新.txt'}\n"
    assert len(json.loads(run("list", "--json").stdout)) == 2


def test_add_as_json(own: Path, built: Path, tmp_path: Path) -> None:
    (tmp_path / "空.txt").touch()
    rows = [json.loads(line) for line in run("add", "--json", built / "docs", "空.txt", code=1).stdout.splitlines()]
    assert [list(row) for row in rows] == [["source", "outcome", "detail", "passages", "documents"]] * 3
    assert [row["outcome"] for row in rows] == ["unchanged", "unchanged", "failed"]


def test_files_that_cannot_be_read_are_told_and_stop_nothing(own: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad"
    (bad / "folder.txt").mkdir(parents=True)
    (bad / "empty.txt").touch()
    (bad / "blank.txt").write_text(" \n　\n", encoding="utf-8")
    (bad / "binary.txt").write_bytes(bytes(range(256)) * 8)
    (bad / "loop.txt").symlink_to("loop.txt")
    (bad / "up").symlink_to("..", target_is_directory=True)
    os.mkfifo(bad / "pipe.txt")
    (bad / "e\x1b[31m\nvil.txt").write_text("第二条 申请人应当年满十八周岁。", encoding="utf-8")
    (bad / os.fsdecode(b"\xff.txt")).write_text("第三条 每年一次。", encoding="utf-8")
    result = run("add", bad, bad / "missing.txt", bad / "table.exe", code=1)
    *errors, summary = result.stderr.splitlines()
    assert all(line.startswith("错误：") for line in errors)
    names = ("empty.txt", "blank.txt", "binary.txt", "loop.txt", "pipe.txt", "udcff.txt", "missing.txt", "table.exe")
    assert {name for name in names if sum(name in line for line in errors) == 1} == set(names)
    assert result.stdout.splitlines() == [f"已添加  {bad}/e\\u001b[31m\\u000avil.txt（1 段）"]
    assert summary.startswith("已添加 1，失败 8。资料库共有 3 份文件")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission(own: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").touch(mode=0)
    assert "权限" in run("add", "secret.txt", code=1).stderr


def test_nothing_to_add(own: Path, tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir()
    assert run("add", "nothing", code=1).stderr.startswith("没有可添加的文件。")


def test_list(built: Path) -> None:
    lines = run("list").stdout.splitlines()
    assert len(lines) == 2
    assert any("余姚市工业企业技术改造补助办法" in line for line in lines)
    entries = json.loads(run("list", "--json").stdout)
    assert {entry["source"] for entry in entries} == {str(file) for file in (built / "docs").iterdir()}
    first = ["id", "source", "member", "status", "repealed", "extended", "title", "number", "issuer", "region"]
    then = ["kind", "signed", "published", "effective", "expires", "year", "audience", "draft", "annexes", "spans"]
    assert list(entries[0]) == [*first, *then, "passages"]


def test_an_empty_library(tmp_path: Path) -> None:
    (tmp_path / "空.txt").touch()
    run("--library", "fresh", "add", "空.txt", code=1)
    assert run("--library", "fresh", "list").stderr.startswith("资料库是空的")
    assert json.loads(run("--library", "fresh", "list", "--json").stdout) == []
    answer = json.loads(run("--library", "fresh", "ask", "--json", QUESTION).stdout)
    assert (answer["refused"], answer["reason"]) == (True, "empty_library")


def test_show(built: Path) -> None:
    data = json.loads(run("show", "--json", "办法.md").stdout)
    text = (built / "docs" / "办法.md").read_text(encoding="utf-8")
    assert data["characters"] == len(text)
    assert data["passages"]
    for passage in data["passages"]:
        assert text[passage["start"] : passage["end"]] == passage["text"]
        assert passage["heading"]
    assert "第二章 补助标准" in [section["heading"] for section in data["sections"]]
    shown = run("show", data["id"]).stdout
    assert f"标题　　　{data['title']}\n" in shown
    assert "第二章 补助标准" in shown


def test_the_names_of_a_document(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = json.loads(run("show", "--json", "总结.txt").stdout)
    monkeypatch.chdir(built / "docs")
    for name in (
        data["id"][:6],
        data["title"],
        f"《{data['title']}》",
        data["source"],
        "./总结.txt",
        "../docs/总结.txt",
    ):
        assert json.loads(run("show", "--json", name).stdout)["id"] == data["id"]


@pytest.mark.parametrize(
    "name", ["", " ", "无此文件", "/", ".", "%", "'; drop table documents", "\x00\x1b", "x" * 5000]
)
def test_no_such_document(name: str) -> None:
    assert "请用 policybot list" in fault("show", name)
    assert "请用 policybot list" in fault("remove", name)


def test_a_name_that_fits_several_documents(own: Path, tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "同名.txt").write_text(f"第一条 {folder} 类企业每年申报一次。", encoding="utf-8")
    run("add", "a", "b")
    assert "对应 2 份文件" in fault("show", "同名.txt")


def test_correct(own: Path, built: Path) -> None:
    title = json.loads(run("show", "--json", "总结.txt").stdout)["title"]
    made = run("correct", "总结.txt", "标题", "某市科技工作总结").stdout
    assert made.startswith(f"已更正  标题：某市科技工作总结（原读作 {title}；命令行（")
    again = run("add", "--again", built / "docs" / "总结.txt").stdout
    assert again.startswith("已重新读取  ")
    assert "标题　　　某市科技工作总结\n" in run("show", "总结.txt").stdout
    data = json.loads(run("show", "--json", "某市科技工作总结").stdout)
    assert [(each["field"], each["value"]) for each in data["corrections"]] == [("title", "某市科技工作总结")]
    assert run("correct", "总结.txt", "title", "--undo").stdout.startswith("已撤销  标题：")
    assert json.loads(run("show", "--json", "总结.txt").stdout)["title"] == title


def test_a_correction_that_cannot_be_is_told(own: Path, built: Path) -> None:
    assert "不是日期" in fault("correct", "总结.txt", "成文日期", "上周")
    assert "没有“密级”这个字段" in fault("correct", "总结.txt", "密级", "高")
    assert "没有更正过" in fault("correct", "总结.txt", "文种", "--undo")
    assert "两者选一" in fault("correct", "总结.txt", "文种", code=2)
    assert "两者选一" in fault("correct", "总结.txt", "文种", "办法", "--undo", code=2)


def test_remove(own: Path, built: Path) -> None:
    source = built / "docs" / "总结.txt"
    assert run("remove", "总结.txt").stdout.endswith(f"（{source}）\n")
    assert source.exists()
    assert "总结.txt" not in run("list", "--json").stdout
    assert "总结.txt" in fault("remove", "总结.txt")


# -- questions -------------------------------------------------------------------------------------------------------


def test_ask(built: Path) -> None:
    result = run("ask", QUESTION)
    assert result.stdout.startswith("3.4% [1]，即余姚市2024年研发投入强度（目标）\n")
    assert "\n[1] 《余姚市科学技术局2023年工作总结和2024年工作思路》 > 二、2024年工作思路" in result.stdout
    assert result.stderr == ""


def test_ask_as_json(built: Path) -> None:
    answer = json.loads(run("ask", "--json", QUESTION).stdout)
    assert list(answer) == ANSWER_KEYS
    assert (answer["question"], answer["refused"], answer["reason"], answer["kind"]) == (
        QUESTION,
        False,
        None,
        "number",
    )
    for number, citation in enumerate(answer["citations"], 1):
        assert list(citation) == ["marker", "document", "heading", "quote", "start", "end", "page"]
        assert list(citation["document"]) == [
            "id",
            "title",
            "issuer",
            "number",
            "published",
            "status",
            "source",
            "member",
        ]
        assert citation["marker"] == number
        text = Path(citation["document"]["source"]).read_text(encoding="utf-8")
        assert text[citation["start"] : citation["end"]] == citation["quote"]
    assert answer["timings_ms"]["total"] > 0


def test_a_refusal_is_an_answer_and_shows_the_nearest_passages() -> None:
    result = run("ask", "三亚的海水浴场几点关门？")
    assert "因此不作回答" in result.stdout
    assert "\n    " in result.stdout


def test_filters_leave_out_other_documents() -> None:
    answer = json.loads(run("ask", "--json", "--kind", "办法", "企业技术改造补助最高多少？").stdout)
    assert {citation["document"]["title"] for citation in answer["citations"]} == {"余姚市工业企业技术改造补助办法"}
    assert json.loads(run("ask", "--json", "--region", "三亚市", QUESTION).stdout)["citations"] == []


@pytest.mark.parametrize(
    "question",
    [
        "",
        "研",
        "研" * 100_000,
        "\x00\x07\x1b[31m\u2028\ufeff",
        "\ud800",
        "🏭" * 50,
        "what is the R&D intensity target of Yuyao in 2024",
        "yuyao yanfa touru qiangdu",
        "'; drop table documents; --",
        'AND OR NOT (" * ~ ^ : [',
    ],
)
def test_any_question_gets_a_decent_answer(question: str) -> None:
    result = run("ask", "--json", "--", question)
    answer = json.loads(result.stdout)
    assert list(answer) == ANSWER_KEYS
    assert answer["answer"]
    assert answer["refused"] == (answer["reason"] is not None)
    result.stdout.encode()


def test_a_question_of_several_words_needs_no_quotes() -> None:
    words = run("ask", "--json", "余姚2024年", "研发投入强度目标", "是多少？")
    assert json.loads(words.stdout)["question"] == "余姚2024年 研发投入强度目标 是多少？"


def test_a_batch(tmp_path: Path) -> None:
    rows: list[Any] = [
        {"id": 7, "question": QUESTION},
        {"id": "b", "question": "那高新技术企业总量呢？", "history": [QUESTION]},
        {"question": "今天天气怎么样？", "id": None, "history": None},
        {"question": "\u2028补助\u0085最高多少？"},
    ]
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    Path("in.jsonl").write_text("\ufeff" + "\r\n".join([*lines[:2], "", *lines[2:]]) + "\n", encoding="utf-8")
    result = run("ask", "--batch", "in.jsonl", "--out", "out.jsonl")
    answers = read_lines(Path("out.jsonl"))
    assert [list(answer) for answer in answers] == [["id", *ANSWER_KEYS]] * 3 + [ANSWER_KEYS]
    assert [answer.get("id") for answer in answers] == [7, "b", None, None]
    assert [answer["question"] for answer in answers] == [row["question"] for row in rows]
    assert answers[0]["answer"].startswith("3.4%")
    assert "900家" in answers[1]["answer"]
    assert result.stdout == ""
    assert result.stderr.startswith("共 4 行：回答 ")


def test_bad_lines_of_a_batch_are_told_and_stop_nothing() -> None:
    bad = ["nonsense", "[1]", '"text"', "null", '{"id": 5}', '{"id": 6, "question": 7}', "[" * 100_000, "1" * 5000]
    bad += ['{"id": 8, "question": "a", "history": "b"}', '{"question": "a", "history": [1]}']
    good = '{"id": 9, "question": "\\ud800余姚的补助标准是什么？", "history": ["\\udfff"]}'
    Path("in.jsonl").write_text("\n".join([*bad, good]), encoding="utf-8")
    result = run("ask", "--batch", "in.jsonl", code=1)
    *faults, answer = [json.loads(line) for line in result.stdout.splitlines()]
    assert [row["line"] for row in faults] == list(range(1, len(bad) + 1))
    assert [row.get("id") for row in faults] == [None] * 4 + [5, 6, None, None, 8, None]
    assert all(row["error"].startswith(f"第 {row['line']} 行：") for row in faults)
    assert (answer["id"], list(answer)) == (9, ["id", *ANSWER_KEYS])
    assert result.stderr.splitlines()[-1].startswith("错误：in.jsonl 中有 10 行无法回答")


def test_a_batch_that_cannot_be_read_or_written(built: Path, tmp_path: Path) -> None:
    Path("in.jsonl").write_text('{"question": "补助标准是什么？"}\n', encoding="utf-8")
    Path("empty.jsonl").touch()
    Path("binary.jsonl").write_bytes(b"\xff\xfe\x00")
    assert "没有问题" in fault("ask", "--batch", "empty.jsonl")
    assert "UTF-8" in fault("ask", "--batch", "binary.jsonl")
    assert "missing.jsonl" in fault("ask", "--batch", "missing.jsonl")
    assert "无法读取" in fault("ask", "--batch", tmp_path)
    assert "无法写入" in fault("ask", "--batch", "in.jsonl", "--out", tmp_path)
    assert "no-such-folder" in fault("ask", "--batch", "in.jsonl", "--out", "no-such-folder/out.jsonl")
    assert "--out" in fault("ask", "--batch", "in.jsonl", "--out", "./in.jsonl", code=2)
    assert Path("in.jsonl").read_text(encoding="utf-8")
    if Path("/dev/full").exists():
        assert "磁盘已满" in fault("ask", "--batch", "in.jsonl", "--out", "/dev/full")


# -- the library -----------------------------------------------------------------------------------------------------


def test_check_and_repair(own: Path) -> None:
    assert json.loads(run("check", "--json").stdout) == {"healthy": True, "faults": [], "repaired": [], "left": []}
    with sqlite3.connect(own / "catalogue.sqlite") as connection:
        connection.execute("update passages set text = text || '！' where key = (select min(key) from passages)")
    connection.close()
    broken = run("check", code=1)
    assert broken.stdout.startswith("问题：")
    assert broken.stdout.endswith("资料库有问题。请运行 policybot check --repair\n")
    mended = run("check", "--repair").stdout.splitlines()
    assert any(line.startswith("修复：") for line in mended)
    assert mended[-1] == "资料库完好"


def test_no_library_yet(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for folder in ("nowhere", "file"):
        for command in (["list"], ["show", "x"], ["remove", "x"], ["ask", "x"], ["check"], ["serve"]):
            assert f"{folder} 里还没有资料库" in fault("--library", folder, *command)
    assert not (tmp_path / "nowhere").exists()
    assert "无法建立" in fault("--library", "file", "add", "x")


def test_a_folder_of_other_things_does_not_become_a_library(tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "a.jpg").touch()
    assert "不是空文件夹" in fault("--library", "photos", "add", "x.txt")


def test_a_library_of_another_encoder_format_or_shape(own: Path) -> None:
    assert "用编码模型 usem3 建的" in fault("--encoder", "BAAI/bge-small-zh-v1.5", "list")
    manifest = own / "manifest.json"
    original = json.loads(manifest.read_text(encoding="utf-8"))
    manifest.write_text(json.dumps({**original, "format": 99}))
    assert "更新版本" in fault("list")
    manifest.write_text("{")
    assert "已损坏" in fault("ask", "x")
    manifest.write_text(json.dumps(original))
    (own / "catalogue.sqlite").write_bytes(b"not a database" * 1000)
    assert "catalogue.sqlite" in fault("list")


def test_a_damaged_catalogue(own: Path) -> None:
    catalogue = own / "catalogue.sqlite"
    with catalogue.open("r+b") as file:
        for page in range(12, catalogue.stat().st_size // 4096):
            file.seek(page * 4096)
            file.write(b"\xff" * 4096)
    for command in (["list"], ["show", "总结.txt"], ["ask", QUESTION], ["add", "x.txt"], ["remove", "总结.txt"]):
        result = CliRunner().invoke(cli, command)
        assert isinstance(result.exception, SystemExit) or result.exception is None, command
    assert "重新 add" in run("check", "--repair", code=1).output


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [("MIN_CONFIDENCE", "much", "POLICYBOT_MIN_CONFIDENCE=much"), ("LIBRARY", "~nobody-here/x", "请写完整路径")],
)
def test_a_setting_that_makes_no_sense(monkeypatch: pytest.MonkeyPatch, name: str, value: str, told: str) -> None:
    monkeypatch.setenv(f"POLICYBOT_{name}", value)
    assert told in fault("list")


def test_a_settings_file_that_is_no_text(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"\xff\xfe")
    assert ".env" in fault("list")


def test_the_settings_file_is_read(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("POLICYBOT_LIBRARY")
    (tmp_path / ".env").write_text(f"POLICYBOT_LIBRARY={built / 'library'}\n", encoding="utf-8")
    assert len(run("list").stdout.splitlines()) == 2


# -- usage -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["shwo"], "没有 shwo 这个命令，是不是 show"),
        (["list", "--jsno"], "没有 --jsno 这个选项，是不是 --json"),
        (["list", "--library", "x"], "--library 要写在命令之前"),
        (["list", "more"], "多出了 more"),
        (["list", "--json=3"], "--json 不带值"),
        (["add"], "缺少 PATH"),
        (["add", ""], "路径是空的"),
        (["--library", "", "list"], "路径是空的"),
        (["show"], "缺少 DOCUMENT"),
        (["ask"], "请给出问题"),
        (["ask", "--year"], "--year 后面缺少值"),
        (["ask", "--year", "今年", "x"], "--year 应为整数"),
        (["ask", "--out", "a", "x"], "--out 要和 --batch 一起用"),
        (["ask", "--batch", "a", "x"], "只能给一个"),
        (["serve", "--port", "0"], "--port 应为 1 到 65535 之间的整数"),
        (["eval", "--fail-under", "101"], "--fail-under 应为 0 到 100 之间的数"),
    ],
)
def test_wrong_usage_is_told_in_one_chinese_line(arguments: list[str], told: str) -> None:
    assert told in fault(*arguments, code=2)


def test_help() -> None:
    assert "用法：policybot [OPTIONS] COMMAND" in run("--help").stdout
    assert run("-h").stdout == run("--help").stdout
    assert run(code=2).stderr == run("--help").stdout
    for name in cli.commands:
        shown = run(name, "--help").stdout
        assert "选项：" in shown
        assert "显示帮助" in shown
    assert run("--version").stdout.strip()


# -- as a process ----------------------------------------------------------------------------------------------------


def test_a_reader_that_stops_early() -> None:
    shell = f"'{sys.executable}' -m ui.cli list --json | head -n 1"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    piped = subprocess.run(
        ["bash", "-o", "pipefail", "-c", shell], capture_output=True, text=True, env=environment, check=False
    )
    assert (piped.stdout, piped.stderr, piped.returncode) == ("[\n", "", 0)
    read, write = os.pipe()
    os.close(read)
    closed = program("list", stdout=write)
    os.close(write)
    assert (closed.stderr, closed.returncode) == ("", 0)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_a_full_disk() -> None:
    with Path("/dev/full").open("w") as full:
        result = program("list", stdout=full)
    assert (result.stderr, result.returncode) == ("错误：磁盘已满。请检查磁盘空间和读写权限\n", 1)


def test_output_that_cannot_show_chinese() -> None:
    result = program("list", "--json", env={"PYTHONIOENCODING": "ascii"})
    assert result.returncode == 0
    assert {entry["issuer"] for entry in json.loads(result.stdout)} >= {"余姚市科学技术局"}


@pytest.mark.parametrize("arguments", [["show", "{}"], ["--library", "{}", "add", "x"], ["--encoder", "{}", "list"]])
def test_arguments_that_are_no_text(arguments: list[str]) -> None:
    told = fault(*(argument.format(os.fsdecode(b"\xff\xfe")) for argument in arguments))
    told.encode()


def test_interrupted(tmp_path: Path) -> None:
    pipe = tmp_path / "questions.jsonl"
    os.mkfifo(pipe)
    process = subprocess.Popen(
        [sys.executable, "-m", "ui.cli", "ask", "--batch", pipe],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)},
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # a background shell ignores it
    )  # fmt: skip
    deadline, other_end = time.monotonic() + 30, -1
    while other_end < 0 and time.monotonic() < deadline:
        try:  # as soon as the program has opened its end
            other_end = os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        except OSError:
            time.sleep(0.05)
    time.sleep(0.2)
    process.send_signal(signal.SIGINT)
    output, errors = process.communicate(timeout=30)
    os.close(other_end)
    assert (output, errors.strip(), process.returncode) == ("", "已中断", 130)


def test_a_terminal_shows_a_bar_and_a_file_gets_every_line(own: Path, built: Path, tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    with (tmp_path / "out").open("w") as out:
        result = program("add", built / "docs", stdout=out, stderr=theirs)
    os.close(theirs)
    shown = os.read(ours, 100_000).decode(errors="replace")
    os.close(ours)
    assert result.returncode == 0
    assert (tmp_path / "out").read_text(encoding="utf-8").count("未变化  ") == 2
    assert "读取文件" in shown
    assert "资料库共有 2 份文件" in shown


def test_targets_of_another_body_than_the_place_itself(own: Path, tmp_path: Path) -> None:
    report = tmp_path / "总结.txt"
    report.write_text(
        "安河市科学技术局2023年度工作总结\n\n一、2023年工作总结\n新认定高新技术企业30家（滨河新区另有12家）。\n",
        encoding="utf-8",
    )
    run("add", report)
    rows = json.loads(run("targets", "--organisation", "滨河新区", "--json").stdout)
    assert [(row["organisation"], row["figure"]) for row in rows] == [("滨河新区", "12家")]
    assert len(json.loads(run("targets", "--json", "--metric", "高新技术企业").stdout)) > 1
