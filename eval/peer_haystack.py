"""Haystack beside policybot, where it is installed (`python -m pip install haystack-ai`): its recursive splitter, its BM25 and
the same encoder's vectors, joined by reciprocal rank, as its documentation puts a hybrid search together.

The package is no dependency of this project, so its modules are looked up by name.
"""

import os
from collections.abc import Iterable
from importlib import import_module
from typing import Any

from corpus.records import Document
from eval.judging import Place
from index.encoder import Encoder

SEPARATORS = ("\n\n", "\n", "。")
"""Where its splitter cuts: its own separators but for the one that needs a download, with the Chinese full stop."""


class Haystack:
    """An index in memory. `chunk` and `overlap` are characters."""

    def __init__(self, encoder: Encoder, chunk: int, overlap: int, depth: int) -> None:
        os.environ.setdefault("HAYSTACK_TELEMETRY_ENABLED", "False")  # it would call home
        self._encoder = encoder
        self._document = import_module("haystack").Document
        self._splitter = import_module("haystack.components.preprocessors").RecursiveDocumentSplitter(
            split_length=chunk, split_overlap=overlap, split_unit="char", separators=list(SEPARATORS)
        )
        self._splitter.warm_up()
        store = import_module("haystack.document_stores.in_memory").InMemoryDocumentStore(shared=False)
        retrievers = import_module("haystack.components.retrievers.in_memory")
        self._store = store
        self._words = retrievers.InMemoryBM25Retriever(store, top_k=depth)
        self._vectors = retrievers.InMemoryEmbeddingRetriever(store, top_k=depth)
        self._join = import_module("haystack.components.joiners").DocumentJoiner(join_mode="reciprocal_rank_fusion")

    def add(self, documents: Iterable[tuple[int, Document]]) -> list[int]:
        """Add documents with their keys; the lengths of the passages made of them."""
        lengths: list[int] = []
        for key, document in documents:
            held = self._document(content=document.text, meta={"key": key})
            chunks = self._splitter.run([held])["documents"]
            vectors = self._encoder.encode_passages([chunk.content for chunk in chunks])
            self._store.write_documents(
                [
                    self._document(content=chunk.content, meta=chunk.meta, embedding=vector.tolist())
                    for chunk, vector in zip(chunks, vectors, strict=True)
                ]
            )
            lengths += [len(chunk.content) for chunk in chunks]
        return lengths

    def find(self, question: str, limit: int) -> list[Place]:
        """The places of the passages found, best first."""
        vector = self._encoder.encode_query(question).tolist()
        arms = [self._words.run(query=question), self._vectors.run(query_embedding=vector)]
        joined = self._join.run(documents=[arm["documents"] for arm in arms])["documents"]
        return [_place(found) for found in joined[:limit]]


def _place(found: Any) -> Place:
    start = int(found.meta["split_idx_start"])
    return Place(int(found.meta["key"]), start, start + len(found.content))
