"""`python -m index.examine CATALOGUE ADDRESS NAME DIMENSION`: is this vector index whole? Prints one line of JSON.

Run as a process of its own: a Chroma folder that was killed while it flushed can crash whoever queries it.
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from index.catalogue import Catalogue
from index.errors import VectorStoreError
from index.vectors import VectorStore, open_chroma

PROBES = 200
"""Vectors, evenly spread, that must find themselves."""

PAGE = 2_000


def faults(store: VectorStore, catalogue: Catalogue, dimension: int, pending: set[int]) -> list[str]:
    """What is wrong with the store: keys missing or left over, vectors that differ, vectors that a query misses.

    `pending` are keys of changes that the store need not have applied yet; they may be there or not.
    """
    wanted = catalogue.passage_keys()
    settled = [key for key in wanted if key not in pending]
    held = store.keys()
    result = []
    if missing := set(settled) - held:
        result.append(f"缺少 {len(missing)} 个向量")
    if extra := held - set(wanted) - pending:
        result.append(f"多出 {len(extra)} 个向量")
    present = [key for key in settled if key in held]
    result += _differing(store, catalogue, dimension, present)
    if not result:
        result += _unfound(store, catalogue, dimension, present)
    return result


def _differing(store: VectorStore, catalogue: Catalogue, dimension: int, keys: Sequence[int]) -> list[str]:
    wrong = 0
    for start in range(0, len(keys), PAGE):
        page, vectors = catalogue.vectors(keys[start : start + PAGE], dimension)
        held = store.get(page)
        wrong += sum(
            key not in held or not np.allclose(held[key], row, atol=1e-5)
            for key, row in zip(page, vectors, strict=True)
        )
    return [f"{wrong} 个向量与目录不符"] if wrong else []


def _unfound(store: VectorStore, catalogue: Catalogue, dimension: int, keys: Sequence[int]) -> list[str]:
    step = max(1, len(keys) // PROBES)
    probes, vectors = catalogue.vectors(sorted({*keys[::step], *keys[-PROBES:]}), dimension)
    lost = 0
    for vector in vectors:
        found = store.query(vector, 1)
        lost += not found or found[0][1] < 0.999
    return [f"{lost} 个抽查的向量（共 {len(probes)} 个）查询不到"] if lost else []


def pending_keys(catalogue: Catalogue) -> set[int]:
    """Keys touched by changes that are not marked as applied."""
    applied = int(catalogue.get_meta("applied", "0"))
    return {key for change in catalogue.changes(applied) for key in range(change.first, change.last + 1)}


def main(arguments: Sequence[str]) -> None:
    """Examine and print {"healthy": bool, "faults": [str]}."""
    path, address, name, dimension = arguments
    catalogue = Catalogue(Path(path))
    try:
        found = faults(open_chroma(address, name), catalogue, int(dimension), pending_keys(catalogue))
    except VectorStoreError as exc:
        found = [str(exc)]
    print(json.dumps({"healthy": not found, "faults": found}, ensure_ascii=False))


if __name__ == "__main__":
    main(sys.argv[1:])
