"""The examples for containers, systemd and reverse proxies: what of them holds without any of those at hand."""

import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from bot.settings import Settings
from ui.cli import cli
from ui.guard import PUBLIC

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "ui" / "deployment"
PORT = "7860"


def text(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


def compose(*names: str) -> dict[str, Any]:
    """Compose files laid over each other, as far as these need it: mappings are joined, all else is replaced."""

    def over(below: Any, above: Any) -> Any:
        if isinstance(below, dict) and isinstance(above, dict):
            return {key: over(below.get(key), above.get(key, below.get(key))) for key in {**below, **above}}
        return above

    held: Any = {}
    for name in names:
        held = over(held, yaml.safe_load(text(name)))
    assert isinstance(held, dict)
    return held


def instructions() -> list[tuple[str, str]]:
    """The Containerfile's instructions with their words, lines joined, comments left out."""
    lines = re.sub(r"\\\n\s*", "", re.sub(r"^#.*\n", "", text("Containerfile"), flags=re.MULTILINE)).splitlines()
    return [(line.split(maxsplit=1)[0], line.split(maxsplit=1)[1]) for line in lines if line]


def test_the_image_holds_all_that_the_wheel_takes_and_runs_as_nobody_in_particular() -> None:
    steps = instructions()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    packages = project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
    copied = [shlex.split(words)[:-1] for name, words in steps if name == "COPY"]
    files = {each for part in copied for each in part if not each.startswith(("-", "/"))}
    needed = {
        *packages,
        "pyproject.toml",
        "constraints.txt",
        project["project"]["readme"],
        *project["project"]["license-files"],
    }
    assert files == needed
    assert all((ROOT / each).exists() for each in files)
    ignored = text("Containerfile.dockerignore").splitlines()
    assert {line[1:] for line in ignored if line.startswith("!")} == needed
    last = max(at for at, (name, _) in enumerate(steps) if name == "FROM")
    final = dict(steps[last:])
    assert re.fullmatch(r"[1-9]\d+:[1-9]\d+", final["USER"])
    assert [name for name, _ in steps[last:]].index("USER") > [name for name, _ in steps[last:]].index("RUN")
    assert not [words for name, words in steps if name == "FROM" and (":" not in words or ":latest" in words)]


def test_the_image_starts_the_server_and_asks_it_whether_it_is_ready() -> None:
    final = dict(instructions())
    (program,), arguments = yaml.safe_load(final["ENTRYPOINT"]), yaml.safe_load(final["CMD"])
    assert program == "policybot"
    assert CliRunner().invoke(cli, [*arguments, "--help"]).exit_code == 0
    assert final["EXPOSE"] == PORT
    check = yaml.safe_load(final["HEALTHCHECK"].partition("CMD ")[2])
    compile(check[2], "health", "exec")
    assert f"http://127.0.0.1:{PORT}/readyz" in check[2]
    assert "/readyz" in PUBLIC
    environment = dict(pair.split("=", 1) for pair in shlex.split(final["ENV"]))
    assert Path(environment["POLICYBOT_LIBRARY"]).is_relative_to(final["VOLUME"])


@pytest.mark.parametrize("names", [("compose.yaml",), ("compose.yaml", "compose.chroma.yaml")])
def test_the_services_are_shut_in(names: tuple[str, ...]) -> None:
    held = compose(*names)
    app = held["services"]["policybot"]
    assert app["read_only"] is True
    assert app["tmpfs"] == ["/tmp"]
    assert app["ports"] == [f"127.0.0.1:{PORT}:{PORT}"]
    assert (FOLDER / app["build"]["context"]).resolve() == ROOT
    assert (ROOT / app["build"]["dockerfile"]).is_file()
    assert set(app["build"]["args"]) == {words.partition("=")[0] for name, words in instructions() if name == "ARG"}
    for service in held["services"].values():
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]
        named = {volume.partition(":")[0] for volume in service["volumes"]}
        assert {name for name in named if not name.startswith(".")} <= set(held["volumes"])
    if "chroma" in held["services"]:
        chroma = held["services"]["chroma"]
        assert "ports" not in chroma
        pinned = re.search(r"^chromadb==(.+)$", (ROOT / "constraints.txt").read_text(encoding="utf-8"), re.MULTILINE)
        assert pinned
        assert chroma["image"].endswith(f":{pinned[1]}")
        assert app["environment"]["POLICYBOT_VECTORS"] == "http://chroma:8000"


@pytest.mark.parametrize("file", sorted(FOLDER.iterdir()), ids=lambda file: file.name)
def test_every_setting_and_command_that_is_named_exists(file: Path) -> None:
    held = file.read_text(encoding="utf-8")
    settings = {f"POLICYBOT_{name.upper()}" for name in Settings.model_fields}
    assert set(re.findall(r"POLICYBOT_[A-Z_]+", held)) <= settings
    for line in re.findall(r"(?:run --rm policybot|bin/policybot) (.+)", held):
        words = [word for word in shlex.split(line) if word not in ("NAME", "FOLDER", "/documents")]
        assert CliRunner().invoke(cli, [*words, "--help"]).exit_code == 0, line


def test_the_proxies_pass_on_what_the_guard_needs() -> None:
    nginx, caddy = text("nginx.conf"), text("Caddyfile")
    for name in ("Host $http_host", "X-Forwarded-For $proxy_add_x_forwarded_for", "X-Forwarded-Proto $scheme"):
        assert f"proxy_set_header {name};" in nginx
    assert "proxy_buffering off;" in nginx
    assert "flush_interval -1" in caddy
    for held in (nginx, caddy):
        assert f"127.0.0.1:{PORT}" in held
        assert held.count("{") == held.count("}")


def test_systemd_takes_the_unit(tmp_path: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("no systemd-analyze on this machine")
    unit = tmp_path / "policybot.service"
    unit.write_text(text(unit.name).replace("/opt/policybot/bin/policybot", sys.executable), encoding="utf-8")
    done = subprocess.run(["systemd-analyze", "verify", str(unit)], capture_output=True, text=True, check=False)
    about = [line for line in (done.stdout + done.stderr).splitlines() if unit.name in line]
    assert about == [], done.stderr
