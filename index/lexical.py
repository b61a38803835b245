"""The lexical store: BM25 over passages and over whole documents, by character bigrams and by jieba words (tantivy)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import tantivy

from index.errors import LibraryError

HEAP = 64_000_000
"""Bytes of the writer's buffer: enough for one segment per batch of a few thousand passages."""

HEADING_BOOST = 0.5
"""Weight of a term in the title or headings above a passage against one in the passage itself."""

PASSAGES, DOCUMENTS = "passages", "documents"
BIGRAM, WORD = "bigram", "word"


@dataclass(frozen=True, slots=True)
class LexicalEntry:
    """A passage or a document to index, tokens joined by spaces. `key` is its own, `document` its document's."""

    key: int
    document: int
    body: Mapping[str, str]
    heading: Mapping[str, str]


class LexicalStore(Protocol):
    """What retrieval needs of a lexical store. `unit` is PASSAGES or DOCUMENTS, `form` is BIGRAM or WORD."""

    def replace(
        self, documents: Sequence[int], passages: Iterable[LexicalEntry], wholes: Iterable[LexicalEntry]
    ) -> None:
        """Take out all entries of the given documents, put the new ones in, and make it durable."""
        ...

    def search(
        self, unit: str, form: str, tokens: Sequence[str], limit: int, within: Sequence[int] | None = None
    ) -> list[tuple[int, float]]:
        """Keys with BM25 scores, best first; `within` names the documents that count."""
        ...

    def keys(self, unit: str) -> set[int]: ...

    def close(self) -> None: ...


class TantivyStore:
    """Two tantivy indexes below one folder, so that the statistics of passages and documents stay apart."""

    def __init__(self, folder: Path) -> None:
        self._indexes: dict[str, tantivy.Index] = {}
        self._schema = _schema()
        for unit in (PASSAGES, DOCUMENTS):
            path = folder / unit
            path.mkdir(parents=True, exist_ok=True)
            try:
                self._indexes[unit] = tantivy.Index(self._schema, path=str(path))
            except Exception as exc:  # tantivy raises ValueError with its own text
                raise LibraryError(
                    f"全文索引 {path} 无法打开（{str(exc)[:200]}）。请运行 policybot check --repair"
                ) from exc

    def replace(
        self, documents: Sequence[int], passages: Iterable[LexicalEntry], wholes: Iterable[LexicalEntry]
    ) -> None:
        for unit, entries in ((PASSAGES, passages), (DOCUMENTS, wholes)):
            index = self._indexes[unit]
            writer = index.writer(heap_size=HEAP, num_threads=1)
            for document in documents:
                writer.delete_documents_by_term("document", document)
            for entry in entries:
                fields: dict[str, Any] = {"key": entry.key, "document": entry.document}
                for form in (BIGRAM, WORD):
                    fields[form] = entry.body[form]
                    fields["heading_" + form] = entry.heading[form]
                writer.add_document(tantivy.Document(**fields))
            writer.commit()
            writer.wait_merging_threads()
            index.reload()

    def search(
        self, unit: str, form: str, tokens: Sequence[str], limit: int, within: Sequence[int] | None = None
    ) -> list[tuple[int, float]]:
        if not tokens or limit < 1:
            return []
        clauses = []
        for token in dict.fromkeys(tokens):
            clauses.append((tantivy.Occur.Should, tantivy.Query.term_query(self._schema, form, token, "freq")))
            heading = tantivy.Query.term_query(self._schema, "heading_" + form, token, "freq")
            clauses.append((tantivy.Occur.Should, tantivy.Query.boost_query(heading, HEADING_BOOST)))
        query = tantivy.Query.boolean_query(clauses)
        if within is not None:
            allowed = tantivy.Query.term_set_query(self._schema, "document", list(within))
            query = tantivy.Query.boolean_query(
                [(tantivy.Occur.Must, query), (tantivy.Occur.Must, tantivy.Query.const_score_query(allowed, 0.0))]
            )
        searcher = self._indexes[unit].searcher()
        hits = searcher.search(query, limit, count=False).hits
        keys = searcher.fast_field_values("key", [address for _, address in hits])
        return [(int(key), float(score)) for key, (score, _) in zip(keys, hits, strict=True)]  # type: ignore[arg-type]

    def keys(self, unit: str) -> set[int]:
        index = self._indexes[unit]
        index.reload()
        searcher = index.searcher()
        if not searcher.num_docs:
            return set()
        hits = searcher.search(tantivy.Query.all_query(), searcher.num_docs, count=False).hits
        return {int(key) for key in searcher.fast_field_values("key", [address for _, address in hits])}  # type: ignore[arg-type]

    def reload(self) -> None:
        """See what another process has committed."""
        for index in self._indexes.values():
            index.reload()

    def close(self) -> None:
        self._indexes.clear()


def _schema() -> Any:
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("key", stored=False, indexed=True, fast=True)
    builder.add_integer_field("document", stored=False, indexed=True, fast=True)
    for form in (BIGRAM, WORD):
        for field in (form, "heading_" + form):
            builder.add_text_field(field, stored=False, tokenizer_name="whitespace", index_option="freq")
    return builder.build()
