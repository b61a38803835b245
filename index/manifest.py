"""`manifest.json`: what shaped a library. It is written once, when the library is made."""

import json
import os
import uuid
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from corpus.errors import system_reason
from corpus.passages import TARGET
from index.errors import LibraryError
from index.tokens import TOKENISER

FORMAT = 3
NAME = "manifest.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """Format version, the library's own id, encoder with its dimension, tokeniser, and the passage size."""

    format: int
    library: str
    encoder: str
    dimension: int
    tokeniser: str
    passage_target: int


def new_manifest(encoder: str, dimension: int) -> Manifest:
    """Manifest of a library that is made now, with an id of its own."""
    return Manifest(FORMAT, uuid.uuid4().hex[:12], encoder, dimension, TOKENISER, TARGET)


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write it whole or not at all."""
    path = folder / NAME
    draft = folder / f"{NAME}.tmp"
    with draft.open("w", encoding="utf-8") as file:
        file.write(json.dumps(asdict(manifest), ensure_ascii=False, indent=2) + "\n")
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def read_manifest(folder: Path) -> Manifest | None:
    """The library's manifest, or None where there is no library. Raises LibraryError for one this version can't read."""
    path = folder / NAME
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        version = values["format"]
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as exc:
        raise LibraryError(f"{path} 无法读取（{system_reason(exc)}）。请检查读取权限") from exc
    except (ValueError, KeyError, TypeError) as exc:
        raise LibraryError(f"{path} 已损坏（{type(exc).__name__}）。请从备份恢复，或换一个文件夹重新 add") from exc
    if version != FORMAT:
        age = "更新" if isinstance(version, int) and version > FORMAT else "更早"
        raise LibraryError(
            f"{folder} 是{age}版本的 policybot 建的（格式 {version}，本版本读格式 {FORMAT}）。"
            "请换用对应的版本，或换一个文件夹重新 add"
        )
    wrong = [field.name for field in fields(Manifest) if not isinstance(values.get(field.name), field.type)]  # type: ignore[arg-type]
    if wrong:
        raise LibraryError(f"{path} 缺少或写错了 {'、'.join(wrong)}。请从备份恢复，或换一个文件夹重新 add")
    manifest = Manifest(**{field.name: values[field.name] for field in fields(Manifest)})
    if manifest.tokeniser != TOKENISER:
        raise LibraryError(f"{folder} 用的分词是 {manifest.tokeniser}，本版本是 {TOKENISER}。请换一个文件夹重新 add")
    return manifest
