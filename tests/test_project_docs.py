"""Both READMEs do what they say: every command in them runs here, and prints what they show.

A fenced block `sh` holds commands, `console` commands after "$ " with their output, in which "…" stands for anything: a
line of it alone for any number of lines. A word after `sh` says what a command needs that a test does not have (server,
network, shared); such commands are parsed, with --help, and not run. After `console`, `page` is what they do have: the page
is served, on another port. A block `python` is run as a program. Regenerate an output by running its command.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import HOST, free_port

from bot.settings import Settings
from corpus.load import READERS
from ui.cli import cli

ROOT = Path(__file__).resolve().parents[1]
ENGLISH, CHINESE = ROOT / "README.md", ROOT / "README.zh-CN.md"
NEEDS = {"", "server", "network", "shared", "page", "python"}
SERVED = "127.0.0.1:7860"
TOO_LONG = {"eval.benchmark"}
"""Modules that take minutes: their command lines are parsed, and they have tests of their own."""

_BLOCK = re.compile(r"^```(\w+)([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Command:
    """A line of a README, what it needs, and the output shown below it (None: not shown)."""

    line: str
    needs: str
    shown: str | None


def commands(readme: Path) -> Iterator[Command]:
    for language, needs, body in _BLOCK.findall(readme.read_text(encoding="utf-8")):
        if language == "sh":
            yield from (Command(line, needs.strip(), None) for line in body.splitlines() if line)
        elif language == "console":
            for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
                line, _, shown = part.partition("\n")
                yield Command(line, needs.strip(), shown)
        elif language == "python":
            yield Command(body, "python", None)
        else:
            raise AssertionError(f"{readme.name}: a block of {language or 'no language'}")


def pattern(shown: str) -> str:
    """The regular expression that an output with "…" stands for."""
    lines = (
        r"(?:.*\n)*?" if line == "…" else ".*".join(map(re.escape, line.split("…"))) + r"\n"
        for line in shown.splitlines()
    )
    return "".join(lines)


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory, one_model: None) -> Path:
    """A folder as `make samples` leaves it, the library of the sample documents under the name "pristine"."""
    folder = tmp_path_factory.mktemp("checkout")
    (folder / "corpus").symlink_to(ROOT / "corpus", target_is_directory=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        assert CliRunner().invoke(cli, ["--library", "pristine", "add", "corpus/documents"]).exit_code == 0
    return folder


def parses(words: list[str], folder: Path) -> None:
    """Check a command line that is not run: its program, its command and its options exist."""
    if words[0] == "export":
        assert all("=" in word for word in words[1:])
        return
    if words[0] == "policybot":
        helped = CliRunner().invoke(cli, [*words[1:], "--help"])
        assert helped.exit_code == 0, helped.output
        return
    program = {
        "python": sys.executable,
        "python3": sys.executable,
        ".venv/bin/python": sys.executable,
        "chroma": str(Path(sys.executable).with_name("chroma")),
    }[words[0]]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run(
        [program, *words[1:], "--help"], cwd=folder, env=environment, check=True, capture_output=True, timeout=60
    )


def make(*arguments: str) -> str:
    """What make prints, as for a person: these tests may themselves run under make."""
    outside = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    done = subprocess.run(["make", *arguments], env=outside, cwd=ROOT, check=True, capture_output=True, text=True)
    return done.stdout


@contextmanager
def page_of(library: Path) -> Iterator[str]:
    """Host and port at which the page of a library is served."""
    from bot.bot import PolicyBot
    from index.library import Library
    from ui.app import build
    from ui.server import start

    with Library.open(library) as opened, closing(start(build(PolicyBot(opened)), HOST, free_port())) as served:
        yield served.address.removeprefix("http://").rstrip("/")


def run_program(program: str, folder: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-c", program], cwd=folder, env=environment, check=True, timeout=120)


def ask_page(command: Command, folder: Path, served: str) -> None:
    words = [word.replace(SERVED, served) for word in shlex.split(command.line)]
    done = subprocess.run(words, cwd=folder, check=True, capture_output=True, text=True, timeout=60)
    assert words[0] == "curl"
    assert command.shown is not None
    printed = done.stdout if done.stdout.endswith("\n") or not done.stdout else f"{done.stdout}\n"
    assert re.fullmatch(pattern(command.shown), printed), f"{command.line}\nprints now\n{printed}"


def run(command: Command, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = shlex.split(command.line)
    if words[0] == "make":
        make("--dry-run", *words[1:])
    elif words[0] == ".":
        assert words == [".", ".venv/bin/activate"]
        assert "VENV ?= .venv\n" in (ROOT / "Makefile").read_text(encoding="utf-8")
    elif words[0] == "export" and not command.needs:
        name, _, value = words[1].partition("=")
        monkeypatch.setenv(name, value)
    elif command.needs or set(words) & TOO_LONG:
        parses(words, folder)
    elif words[0] == "policybot":
        result = CliRunner().invoke(cli, words[1:])
        assert result.exit_code == 0, f"{command.line}\n{result.output}"
        if command.shown is not None:
            assert re.fullmatch(pattern(command.shown), result.output), f"{command.line}\nprints now\n{result.output}"
    else:
        assert words[0] == "echo"
        assert command.shown == ""
        subprocess.run(["bash", "-c", command.line], cwd=folder, check=True)


def test_every_command_runs_and_prints_what_is_shown(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those of the Chinese README are the same: see the next test."""
    for name in [name for name in os.environ if name.startswith("POLICYBOT_")]:
        monkeypatch.delenv(name)
    shutil.rmtree(checkout / "library", ignore_errors=True)
    shutil.copytree(checkout / "pristine", checkout / "library")
    monkeypatch.chdir(checkout)
    found = list(commands(ENGLISH))
    assert {command.needs for command in found} <= NEEDS
    for needs, group in groupby(found, key=lambda command: command.needs):
        if needs == "page":
            with page_of(checkout / "library") as served:
                for command in group:
                    ask_page(command, checkout, served)
            continue
        for command in group:
            if needs == "python":
                run_program(command.line, checkout)
            else:
                run(command, checkout, monkeypatch)


def test_both_readmes_show_the_same_commands_and_figures() -> None:
    english, chinese = (path.read_text(encoding="utf-8") for path in (ENGLISH, CHINESE))
    assert list(commands(ENGLISH)) == list(commands(CHINESE))
    shape = re.compile(r"^(#+ |- |\| |\*\*|```\w+.*)", re.MULTILINE)
    assert shape.findall(_without_blocks(english)) == shape.findall(_without_blocks(chinese))
    assert sorted(re.findall(r"\d+(?:\.\d+)?", _without_blocks(english))) == sorted(
        re.findall(r"\d+(?:\.\d+)?", _without_blocks(chinese))
    )


def _without_blocks(text: str) -> str:
    return _BLOCK.sub("", text)


@pytest.mark.parametrize("readme", [ENGLISH, CHINESE], ids=lambda path: path.name)
def test_a_readme_names_all_commands_settings_and_formats(readme: Path) -> None:
    text = readme.read_text(encoding="utf-8")
    assert [name for name in cli.commands if f"**{name}**" not in text] == []
    assert [name for name in Settings.model_fields if f"`POLICYBOT_{name.upper()}`" not in text] == []
    assert [suffix for suffix in READERS if f"`{suffix}`" not in text] == []
    options = {option for command in cli.commands.values() for parameter in command.params for option in parameter.opts}
    assert [option for option in sorted(options) if option.startswith("--") and option not in text] == []


@pytest.mark.parametrize("page", sorted(ROOT.glob("*.md")), ids=lambda path: path.name)
def test_what_a_page_points_to_is_there(page: Path) -> None:
    text = _without_blocks(page.read_text(encoding="utf-8"))
    targets = [target for target in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in target]
    named = re.findall(r"`((?:corpus|index|bot|eval|ui|tests)/[\w./-]*)`", text)
    assert [target for target in targets + named if not (ROOT / target).exists()] == []


def test_the_makefile_lists_its_targets() -> None:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    (phony,) = re.findall(r"^\.PHONY: (.*)$", text, re.MULTILINE)
    targets = re.findall(r"^([a-z-]+):", text, re.MULTILINE)
    assert phony.split() == sorted(phony.split(), key=targets.index)
    assert set(phony.split()) == set(targets)
    helped = make("--silent", "--no-print-directory", "help")
    assert helped.splitlines()[0].startswith("run: ")


@pytest.mark.parametrize("target", ["run", "test", "check", "test-long", "fix", "clean"])
def test_targets_of_the_makefile(target: str) -> None:
    lines = make("--dry-run", "--no-print-directory", target, "LIBRARY=some where").splitlines()
    last = {
        "run": '.venv/bin/policybot --library "some where" serve --host 127.0.0.1 --port 7860',
        "test": ".venv/bin/python -m pytest --numprocesses 2 --dist loadfile",
        "check": ".venv/bin/python -m pytest --numprocesses 2 --dist loadfile",
        "test-long": ".venv/bin/python -m pytest -m slow",
        "fix": ".venv/bin/ruff check --fix .",
        "clean": 'rm -rf ".venv" build dist',
    }
    assert lines[-1] == last[target]
    if target == "run":
        assert lines[-2] == '.venv/bin/policybot --library "some where" add --quiet corpus/documents'


def test_ci_ends_with_make_check() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    subprocess.run(["bash", "-n", script], check=True)
    assert script.read_text(encoding="utf-8").rstrip().endswith("\nmake check")
