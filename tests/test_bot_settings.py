from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.settings import Settings


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("LIBRARY", "ENCODER", "VECTORS", "MIN_CONFIDENCE", "LLM"):
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
