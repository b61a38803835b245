"""Making the derived indexes anew from the catalogue, each in a place of its own that the catalogue then points to; and
examining those in use, in a process of its own, since a broken Chroma folder can end the process that reads it."""

import json
import os
import subprocess
import sys
from collections.abc import Callable

from index.errors import VectorStoreError
from index.examine import unfound
from index.lexical import TantivyStore, document_entry, passage_entry
from index.manifest import Manifest
from index.stores import LEXICAL, VECTORS, Stores
from index.vectors import create_chroma

Notify = Callable[[str], None]

ROWS, DOCUMENTS = 1_000, 200
"""Passages and documents written at a time."""

EXAMINE_SECONDS = 1_800
"""An index that takes longer than this to examine hangs."""


def rebuild_vectors(stores: Stores, manifest: Manifest, base: str, notify: Notify) -> None:
    """Make the vector index anew below `base` from the stored vectors, look through it, and switch to it."""
    catalogue = stores.catalogue
    documents, total = catalogue.counts()
    if total:
        notify(f"正在用已存的向量重建向量索引（{documents} 份文件，{total} 个段落）")
    place = catalogue.reserve_place(base, f"policybot-{manifest.library}")
    store = create_chroma(stores.place(place))
    wanted = []
    keys = catalogue.passage_keys()
    for start in range(0, len(keys), ROWS):
        found, vectors = catalogue.vectors(keys[start : start + ROWS], manifest.dimension)
        store.upsert(found, vectors)
        wanted += found
    if store.keys() != set(wanted):
        raise VectorStoreError(
            f"重建后的向量索引不完整（{stores.place(place)}）。请检查磁盘空间后运行 policybot check --repair"
        )
    if lost := unfound(
        store, catalogue, manifest.dimension, wanted
    ):  # a graph of many equal vectors does not reach all
        notify(f"向量索引中有 {lost} 个抽查的向量查询不到（可能有大量相同的段落）；全文检索不受影响")
    stores.switch_vectors(place, store)


def rebuild_lexical(stores: Stores, notify: Notify) -> None:
    """Make the lexical index anew and switch to it."""
    catalogue = stores.catalogue
    entries = catalogue.entries()
    if entries:
        notify(f"正在重建全文索引（{len(entries)} 份文件）")
    place = catalogue.reserve_place("lexical", "lexical")
    store = TantivyStore(stores.folder / place, create=True)
    for start in range(0, len(entries), DOCUMENTS):
        part = entries[start : start + DOCUMENTS]
        store.replace(
            [],
            (passage_entry(p, of.metadata.title) for of in part for p in catalogue.passages_of(of.key)),
            (document_entry(of.key, whole) for of in part if (whole := catalogue.document(of.key))),
        )
    stores.switch_lexical(place, store)


def examine(stores: Stores, index: str) -> list[str]:
    """Faults of the "vectors" or "lexical" index that is in use, as Chinese sentences."""
    name = {VECTORS: "向量索引", LEXICAL: "全文索引"}[index]
    try:
        done = subprocess.run(
            [sys.executable, "-m", "index.examine", str(stores.folder), index],
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=EXAMINE_SECONDS,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONIOENCODING": "utf-8"},
        )
        if done.returncode == 0:
            return [str(fault) for fault in json.loads(done.stdout.splitlines()[-1])]
    except subprocess.TimeoutExpired:
        return [f"{name}没有响应"]
    except (IndexError, ValueError):
        pass
    return [f"{name}无法读取（检查进程以 {done.returncode} 结束）"]
