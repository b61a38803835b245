"""Documents into the catalogue: encoded where their texts are new, and written with links, audit and corrections in one transaction."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from corpus.load import cut
from corpus.records import Document, Item, Passage
from corpus.similarity import signature
from index import corrections
from index.audit import Act, record
from index.benefits import curated_of
from index.catalogue import Catalogue, Entry
from index.encoder import Vectors
from index.errors import EncoderError
from index.library import Library
from index.outcomes import Ready
from index.relations import link


def store(library: Library, group: Sequence[Ready], by: str = "") -> dict[str, list[int]]:
    """Write the documents of files into the catalogue in one transaction, encoding only texts whose vectors it does not
    have; the keys of each file's documents, by source. The indexes follow with `library.apply()`. Raises EncoderError."""
    prepared = iter(_prepare(library, [_as_corrected(library, item) for ready in group for item in ready.items]))
    linked: dict[str, list[int]] = {}
    with library.catalogue.transaction():
        for ready in group:
            library.catalogue.delete_file(ready.file.source)
            for item in ready.items:
                read = item.document
                corrections.note(library.catalogue, read.source, read.member, read.metadata)
            keys = [_put(library, next(prepared)) for _ in ready.items]
            library.catalogue.put_file(ready.file)
            link(library.catalogue, keys)
            for entry in library.catalogue.metadata(keys).values():
                noted(library.catalogue, by, Act(ready.outcome), entry)
            linked[ready.file.source] = keys
    return linked


def noted(catalogue: Catalogue, by: str, act: Act, entry: Entry) -> None:
    """Write into the audit who did what to a document."""
    record(catalogue, by, act, document=entry.id, title=entry.metadata.title, detail=Path(entry.source).name)


def store_again(library: Library, documents: Sequence[Document], write: Callable[[], None] = lambda: None) -> None:
    """Cut, encode and write documents of the catalogue anew, in one transaction with what `write` does. Raises EncoderError."""
    prepared = _prepare(library, [_cut_again(library, document) for document in documents])
    with library.catalogue.transaction():
        write()
        link(library.catalogue, [_put(library, each) for each in prepared])


def _as_corrected(library: Library, item: Item) -> Item:
    """What was read of a document with the corrections that people made at its place."""
    read = item.document
    made = corrections.corrections(library.catalogue, read.source, read.member)
    if not made:
        return item
    again = cut(corrections.corrected(read, made))
    return replace(again, benefits=item.benefits) if any(each.curated for each in item.benefits) else again


def _cut_again(library: Library, document: Document) -> Item:
    """A document of the catalogue cut anew; its reviewed benefits are kept."""
    item = cut(document)
    kept = curated_of(library.catalogue, document.id)
    return replace(item, benefits=kept) if kept else item


@dataclass(frozen=True, slots=True)
class _Prepared:
    item: Item
    rows: Sequence[tuple[Passage, str]]
    vectors: Vectors


def _prepare(library: Library, items: Sequence[Item]) -> list[_Prepared]:
    """Documents with the digest and vector of each passage; all are encoded together."""
    texts = [embedded_text(item.document.title, passage) for item in items for passage in item.passages]
    digests = [digest(text) for text in texts]
    vectors = _encode(library, texts, digests)
    result: list[_Prepared] = []
    start = 0
    for item in items:
        part = slice(start, start + len(item.passages))
        result.append(_Prepared(item, list(zip(item.passages, digests[part], strict=True)), vectors[part]))
        start = part.stop
    return result


def _put(library: Library, prepared: _Prepared) -> int:
    sketch = signature(prepared.item.document.text)
    return library.catalogue.put(prepared.item, sketch, prepared.rows, prepared.vectors)


def embedded_text(title: str, passage: Passage) -> str:
    """What the encoder sees of a passage: the innermost heading above it, and its text."""
    heading = passage.path[-1] if passage.path else title
    text = passage.described
    return text if text.startswith(heading) else f"{heading}\n{text}"


def digest(text: str) -> str:
    """Name of an embedded text in the catalogue: 32 hexadecimal digits of its SHA-256."""
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _encode(library: Library, texts: Sequence[str], digests: Sequence[str]) -> Vectors:
    dimension = library.manifest.dimension
    known = {
        name: np.frombuffer(vector, np.float32)
        for name, vector in library.catalogue.known_vectors(dict.fromkeys(digests)).items()
        if len(vector) == 4 * dimension
    }
    fresh = {name: text for name, text in zip(digests, texts, strict=True) if name not in known}
    if fresh:
        new = library.encoder.encode_passages(list(fresh.values()))
        if new.shape != (len(fresh), dimension):
            raise EncoderError(
                f"编码模型 {library.encoder.name} 给出 {new.shape[-1]} 维向量，{library.folder} 需要 {dimension} 维。"
                "请恢复原来的模型，或换一个文件夹重新 add"
            )
        known.update(zip(fresh, new, strict=True))
    return np.array([known[name] for name in digests], dtype=np.float32).reshape(len(digests), dimension)
