"""Is a library whole, and making it whole again. The documents' texts are what everything else can be made from."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from corpus.records import Document
from index.catalogue import Catalogue, StoredPassage
from index.library import Library
from index.rebuilding import Notify
from index.storing import digest, embedded_text, store_again

PAGE = 2_000
"""Vectors looked at in one go."""


@dataclass(frozen=True, slots=True)
class Report:
    """Faults that were found, what was repaired, and the faults that still stand; each a Chinese sentence."""

    faults: tuple[str, ...]
    repaired: tuple[str, ...] = ()
    left: tuple[str, ...] = ()

    @property
    def healthy(self) -> bool:
        """Whether nothing is wrong any more."""
        return not self.left


@dataclass(slots=True)
class _Findings:
    """What is wrong in the catalogue: keys of passages, of vectors, of documents to be cut anew; numbers of strays."""

    damage: list[str] = field(default_factory=list)
    passages: set[int] = field(default_factory=set)
    vectors: set[int] = field(default_factory=set)
    incomplete: set[int] = field(default_factory=set)
    strays: int = 0

    def sentences(self) -> list[str]:
        counts = (
            (len(self.passages), "个段落与原文不符"),
            (len(self.vectors), "个段落没有可用的向量"),
            (len(self.incomplete), "份文件的段落不完整"),
            (self.strays, "条记录不属于任何文件"),
        )
        return [*self.damage, *(f"目录中有 {count} {what}" for count, what in counts if count)]


def check(library: Library, repair: bool = False, notify: Notify = lambda line: None) -> Report:
    """Look through the whole library; with `repair`, make anew what is wrong. Raises LibraryBusy if another process
    writes, EncoderError if passages must be encoded and the encoder cannot be loaded."""
    with library.locked(notify):
        notify("正在检查目录")
        findings = _look(library)
        notify("正在检查索引")
        faults = (*findings.sentences(), *library.examine())
        if not repair:
            return Report(faults, left=faults)
        if findings.damage and not _reindexed(library.catalogue):
            return Report(faults, left=faults)
        removed = library.sweep()
        repaired = [f"移除了 {removed} 个不再使用的索引"] if removed else []
        if not faults:
            library.apply()
            return Report((), tuple(repaired))
        repaired += _mend(library, _look(library) if findings.damage else findings, notify)
        library.rebuild_vectors(notify)
        library.rebuild_lexical(notify)
        library.apply()
        repaired.append("重建了向量索引和全文索引")
        return Report(faults, tuple(repaired), (*_look(library).sentences(), *library.examine()))


def _look(library: Library) -> _Findings:
    catalogue, found = library.catalogue, _Findings()
    try:
        state = str(catalogue.connection.execute("pragma integrity_check(1)").fetchone()[0])
        if state != "ok":
            found.damage.append(f"目录 {catalogue.path} 已损坏（{state[:200]}）。若修复无效，请从备份恢复或重新 add")
            return found
        for entry in catalogue.entries():
            document, stored = catalogue.document(entry.key), catalogue.passages_of(entry.key)
            if document is None:
                continue
            keys = [passage.key for passage in stored]
            if not keys or keys[-1] - keys[0] + 1 != len(keys):
                found.incomplete.add(entry.key)
            found.passages.update(_wrong(document, stored, _digests(catalogue, entry.key)))
        found.vectors.update(_unusable(catalogue, library.manifest.dimension))
        found.strays = sum(
            int(catalogue.connection.execute(f"select count(*) from {stray}").fetchone()[0]) for stray in _STRAYS
        )
    except sqlite3.Error as exc:
        found.damage.append(f"目录 {catalogue.path} 无法读取（{exc}）。若修复无效，请从备份恢复或重新 add")
    return found


_STRAYS = (
    "passages where document not in (select key from documents)",
    "embeddings where passage not in (select key from passages)",
)


def _digests(catalogue: Catalogue, document: int) -> dict[int, str]:
    return dict(catalogue.connection.execute("select key, digest from passages where document = ?", (document,)))


def _wrong(document: Document, stored: Iterable[StoredPassage], digests: dict[int, str]) -> set[int]:
    """Keys of passages that are not the document's text at their offsets, or whose vector is of another text."""
    return {
        each.key
        for each in stored
        if each.passage.text != document.text[each.passage.start : each.passage.end]
        or digests.get(each.key) != digest(embedded_text(document.title, each.passage))
    }


def _unusable(catalogue: Catalogue, dimension: int) -> set[int]:
    """Keys of passages whose vector is missing, of another length, or no unit vector (nor the zero vector of a text
    without known words)."""
    wrong: set[int] = set()
    keys = catalogue.passage_keys()
    for start in range(0, len(keys), PAGE):
        page = keys[start : start + PAGE]
        found, vectors = catalogue.vectors(page, dimension)
        wrong.update(set(page) - set(found))
        with np.errstate(over="ignore", invalid="ignore"):
            lengths = np.linalg.norm(vectors, axis=1)
        wrong.update(
            key for key, length in zip(found, lengths, strict=True) if length != 0 and not abs(length - 1) < 1e-3
        )
    return wrong


def _reindexed(catalogue: Catalogue) -> bool:
    """Whether SQLite could make its own indexes anew and finds no other damage."""
    try:
        catalogue.connection.execute("reindex")
        return str(catalogue.connection.execute("pragma integrity_check(1)").fetchone()[0]) == "ok"
    except sqlite3.Error:
        return False


def _mend(library: Library, findings: _Findings, notify: Notify) -> list[str]:
    """Cut and encode again what is wrong, from the stored texts. The indexes are made anew afterwards."""
    catalogue, wrong = library.catalogue, findings.passages | findings.vectors
    documents = sorted(findings.incomplete | set(catalogue.owners(wrong).values()))
    with catalogue.transaction() as connection:
        connection.executemany("delete from embeddings where passage = ?", ((key,) for key in wrong))
        for stray in _STRAYS:
            connection.execute(f"delete from {stray}")
    if documents:
        notify(f"正在重新切分和编码 {len(documents)} 份文件")
    store_again(library, [document for key in documents if (document := catalogue.document(key))])
    repaired = [f"重新切分和编码了 {len(documents)} 份文件"] if documents else []
    return repaired + ([f"移除了 {findings.strays} 条不属于任何文件的记录"] if findings.strays else [])
