"""`python -m index.examine LIBRARY vectors|lexical`: is this index whole? Prints a JSON list of faults on one line.

Run as a process of its own: a Chroma folder that was killed while it flushed can crash whoever queries it.
"""

import json
import sqlite3
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from corpus.errors import PolicybotError
from index.catalogue import Catalogue
from index.errors import LibraryError
from index.lexical import BIGRAM, DOCUMENTS, PASSAGES, LexicalStore, TantivyStore
from index.manifest import read_manifest
from index.stores import VECTORS, Stores
from index.tokens import bigrams
from index.vectors import VectorStore, open_chroma

PROBES = 200
"""Vectors, evenly spread, that must find themselves."""

TEXT_PROBES, TEXT_HITS = 50, 20
"""Passages, evenly spread, whose own words must find them among so many hits within their document."""

PAGE = 2_000


def vector_faults(store: VectorStore, catalogue: Catalogue, dimension: int) -> list[str]:
    """What is wrong with the store: keys missing or left over, vectors that differ, vectors that a query misses.

    Keys of changes that are not marked as applied may be there or not.
    """
    pending = {key for change in catalogue.changes() for key in range(change.first, change.last + 1)}
    wanted = catalogue.passage_keys()
    held = store.keys()
    settled = [key for key in wanted if key not in pending]
    present = [key for key in settled if key in held]
    result = _keys("向量索引", "个向量", set(settled) - held, held - set(wanted) - pending)
    result += _differing(store, catalogue, dimension, present)
    if lost := 0 if result else unfound(store, catalogue, dimension, present):
        result.append(f"向量索引中有 {lost} 个抽查的向量查询不到")
    return result


def lexical_faults(store: LexicalStore, catalogue: Catalogue) -> list[str]:
    """What is wrong with the store: keys missing or left over, passages that their own words do not find."""
    changes = catalogue.changes()
    documents = {change.document for change in changes}
    pending = {key for change in changes for key in range(change.first, change.last + 1)}
    wanted, wholes = catalogue.passage_keys(), {entry.key for entry in catalogue.entries()}
    held, held_wholes = store.keys(PASSAGES), store.keys(DOCUMENTS)
    result = _keys("全文索引", "个段落", set(wanted) - pending - held, held - set(wanted) - pending)
    result += _keys("全文索引", "份文件", wholes - documents - held_wholes, held_wholes - wholes - documents)
    settled = [key for key in wanted if key not in pending]
    probes = catalogue.passages(settled[:: max(1, len(settled) // TEXT_PROBES)])
    lost = sum(
        bool(tokens := bigrams(stored.passage.text))
        and key not in dict(store.search(PASSAGES, BIGRAM, tokens, TEXT_HITS, [stored.document]))
        for key, stored in probes.items()
    )
    return result + ([f"全文索引中有 {lost} 个抽查的段落查询不到"] if lost and not result else [])


def _keys(index: str, unit: str, missing: set[int], extra: set[int]) -> list[str]:
    result = [f"{index}缺少 {len(missing)} {unit}"] if missing else []
    return result + ([f"{index}多出 {len(extra)} {unit}"] if extra else [])


def _differing(store: VectorStore, catalogue: Catalogue, dimension: int, keys: Sequence[int]) -> list[str]:
    wrong = 0
    for start in range(0, len(keys), PAGE):
        page, vectors = catalogue.vectors(keys[start : start + PAGE], dimension)
        held = store.get(page)
        wrong += sum(
            key not in held or not np.allclose(held[key], row, atol=1e-5)
            for key, row in zip(page, vectors, strict=True)
        )
    return [f"向量索引中有 {wrong} 个向量与目录不符"] if wrong else []


def unfound(store: VectorStore, catalogue: Catalogue, dimension: int, keys: Sequence[int]) -> int:
    """How many of some evenly spread vectors, and of the last ones, a query with themselves does not find."""
    step = max(1, len(keys) // PROBES)
    _, vectors = catalogue.vectors(sorted({*keys[::step], *keys[-PROBES:]}), dimension)
    lost = 0
    for vector in vectors[np.linalg.norm(vectors, axis=1) > 0.5]:  # a text without known words is a zero vector
        found = store.query(vector, 1)
        lost += not found or found[0][1] < 0.999
    return lost


def faults(folder: Path, index: str) -> list[str]:
    """Faults of the "vectors" or "lexical" index of a library, which is opened for that."""
    try:
        manifest = read_manifest(folder)
        if manifest is None:
            raise LibraryError(f"{folder} 里没有资料库")
        catalogue = Catalogue(folder / "catalogue.sqlite")
        place = Stores(folder, catalogue).place(catalogue.get_meta(index))
        if index == VECTORS:
            return vector_faults(open_chroma(place), catalogue, manifest.dimension)
        return lexical_faults(TantivyStore(Path(place)), catalogue)
    except PolicybotError as exc:
        return [str(exc)]
    except sqlite3.Error as exc:
        return [f"目录 {folder} 无法读取（{exc}）"]


if __name__ == "__main__":
    print(json.dumps(faults(Path(sys.argv[1]), sys.argv[2]), ensure_ascii=False))
