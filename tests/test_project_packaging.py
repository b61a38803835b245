import ast
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterable
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("corpus", "index", "bot", "eval", "ui")
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PINNED_FOR_THEIR_OWN_SAKE = {"torch", "transformers"}
"""Pinned in constraints.txt though nobody here imports them: they come with sentence-transformers and decide its weight."""
RUN_AS_PROGRAMS = {"hatchling", "import-linter", "mypy", "pytest-timeout", "pytest-xdist", "ruff"}
LOADED_BY_NAME = {"langchain-openai"}
DEVELOPERS = ROOT / "ui" / "screenshots"
"""What takes the pictures of the READMEs: it is not installed, and may import what tests may."""


def for_developers(file: Path) -> bool:
    return DEVELOPERS in file.parents


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def names(requirements: Iterable[str]) -> set[str]:
    found = (re.match(r"[A-Za-z0-9._-]+", requirement) for requirement in requirements)
    return {normal(match.group()) for match in found if match}


def imported(files: Iterable[Path]) -> set[str]:
    """Top-level names of what the files import from outside this project and the standard library."""
    modules: set[str] = set()
    for file in files:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"), str(file))):
            if isinstance(node, ast.Import):
                modules.update(alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and not node.level:
                modules.add(str(node.module))
    tops = {module.partition(".")[0] for module in modules}
    own = {*PACKAGES, *(file.stem for file in (ROOT / "tests").glob("*.py"))}
    return tops - own - set(sys.stdlib_module_names)


def distributions(modules: Iterable[str]) -> set[str]:
    owners = packages_distributions()
    missing = [module for module in modules if module not in owners]
    assert not missing, f"imported, but not installed: {missing}"
    return {normal(owners[module][0]) for module in modules}


def test_the_declared_dependencies_are_those_that_the_code_imports() -> None:
    files = (file for package in PACKAGES for file in (ROOT / package).rglob("*.py") if not for_developers(file))
    code = distributions(imported(files))
    assert code == names(PROJECT["project"]["dependencies"])


def test_the_tests_import_only_what_is_declared() -> None:
    tools = names(PROJECT["dependency-groups"]["dev"])
    files = [*(ROOT / "tests").glob("*.py"), *DEVELOPERS.glob("*.py")]
    used = distributions(imported(files)) - names(PROJECT["project"]["dependencies"])
    assert used == tools - RUN_AS_PROGRAMS - LOADED_BY_NAME


def test_every_declared_package_is_pinned_and_nothing_else() -> None:
    lines = [line for line in (ROOT / "constraints.txt").read_text().splitlines() if line and line[0] != "#"]
    assert all(re.fullmatch(r"[a-z0-9-]+==[\w.]+", line) for line in lines), "one exact version a line"
    declared = names(PROJECT["project"]["dependencies"]) | names(PROJECT["dependency-groups"]["dev"])
    assert names(lines) == declared | PINNED_FOR_THEIR_OWN_SAKE


@pytest.mark.parametrize("package", PACKAGES)
def test_no_other_distribution_owns_one_of_our_names(package: str) -> None:
    assert set(packages_distributions().get(package, [])) <= {"policybot"}


def test_the_wheel_holds_the_packages_with_their_data(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-index", "--no-deps", "--no-build-isolation"]
    built = subprocess.run([*command, "--wheel-dir", tmp_path, ROOT], capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    (wheel,) = tmp_path.glob("policybot-*.whl")
    held = set(zipfile.ZipFile(wheel).namelist())
    sources = {
        file.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for file in (ROOT / package).rglob("*")
        if file.is_file() and "__pycache__" not in file.parts and not for_developers(file)
    }
    assert {name for name in held if ".dist-info/" not in name} == sources
    assert {f"{package}/py.typed" for package in PACKAGES} <= held
    assert {"index/fusion.json", "corpus/aliases.json", "ui/page.css", "ui/page.js"} <= held
    assert any(name.startswith("corpus/documents/") for name in held), "the sample documents go along"
    (scripts,) = (name for name in held if name.endswith(".dist-info/entry_points.txt"))
    assert "policybot = ui.cli:main" in zipfile.ZipFile(wheel).read(scripts).decode()


def test_no_file_names_a_registry_or_a_place_of_one_machine() -> None:
    files = [ROOT / name for name in ("Makefile", ".ci/run", "pyproject.toml", "constraints.txt", ".gitignore")]
    files += ROOT.glob("*.md")
    for file in files:
        assert not re.search(
            r"https?://[\w.-]*(?:pypi|pythonhosted|mirror|simple)|/opt/|/work/|/root/", file.read_text("utf-8")
        ), file
