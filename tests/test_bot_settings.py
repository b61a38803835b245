from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.settings import Settings, listed


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("LIBRARY", "ENCODER", "VECTORS", "MIN_CONFIDENCE", "LLM", "ACCOUNTS", "TRUSTED_PROXIES"):
        monkeypatch.delenv(f"POLICYBOT_{name}", raising=False)


def test_defaults() -> None:
    settings = Settings()
    assert settings.library.name == "library"
    assert settings.encoder is None
    assert settings.vectors is None
    assert settings.min_confidence is None
    assert settings.llm is None


def test_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYBOT_LIBRARY", "资料库")
    monkeypatch.setenv("POLICYBOT_MIN_CONFIDENCE", "0.6")
    assert Settings().library == Path("资料库")
    assert Settings().min_confidence == 0.6


def test_dot_env_file_gives_way_to_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("POLICYBOT_ENCODER=from-file\nPOLICYBOT_VECTORS=http://host:1\nOTHER=x\n", "utf-8")
    monkeypatch.setenv("POLICYBOT_ENCODER", "from-environment")
    assert Settings().encoder == "from-environment"
    assert Settings().vectors == "http://host:1"


def test_arguments_go_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYBOT_LIBRARY", "one")
    assert Settings(library=Path("other")).library == Path("other")


@pytest.mark.parametrize("value", ["-0.1", "1.1", "much"])
def test_min_confidence_is_a_share(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("POLICYBOT_MIN_CONFIDENCE", value)
    with pytest.raises(ValidationError, match="min_confidence"):
        Settings()


def test_accounts_stand_beside_the_library_unless_told_otherwise() -> None:
    assert Settings(library=Path("/data/library")).accounts_file == Path("/data/library-accounts.yaml")
    assert Settings(library=Path("/data/library"), accounts=Path("~/a.yaml")).accounts_file == Path.home() / "a.yaml"


@pytest.mark.parametrize("value", ["192.0.2.1", "10.0.0.0/8, ::1", ""])
def test_proxies_are_addresses_or_networks(value: str) -> None:
    assert Settings(trusted_proxies=value).trusted_proxies == value


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("trusted_proxies", "*"), ("trusted_proxies", "proxy.example"), ("trusted_proxies", "10.0.0.1/8"), ("rate_account", "0/minute"),
        ("rate_account", "10 per minute"), ("rate_address", "10/fortnight"), ("session_hours", "0"),
    ],
)  # fmt: skip
def test_what_keeps_others_out_is_written_exactly(name: str, value: str) -> None:
    with pytest.raises(ValidationError, match=name):
        Settings(**{name: value})  # type: ignore[arg-type]


def test_a_list_has_commas_between() -> None:
    assert listed(" a, b ,,c ") == ("a", "b", "c")
    assert listed("") == ()
