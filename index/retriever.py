"""The search as a LangChain retriever, for chains and agents of one's own."""

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict, Field, InstanceOf

from index.catalogue import Filters
from index.library import Library
from index.search import Hit, search


class PolicyRetriever(BaseRetriever):
    """Passages of a library for a question, best first, as LangChain documents.

    `page_content` is the passage verbatim; `metadata` holds id, title, number, issuer, region, kind, year and source of
    its document, heading (from the top), start and end in the document's text, score and rank.
    """

    model_config = ConfigDict(frozen=True)

    library: InstanceOf[Library]
    limit: int = Field(default=5, ge=1)
    filters: Filters = Filters()

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:  # noqa: ARG002
        return [_document(hit) for hit in search(self.library, query, limit=self.limit, filters=self.filters).hits]


def _document(hit: Hit) -> Document:
    passage, meta = hit.stored.passage, hit.entry.metadata
    return Document(
        id=f"{passage.document_id}:{passage.start}-{passage.end}",
        page_content=passage.text,
        metadata={
            "id": passage.document_id,
            "title": meta.title,
            "number": meta.number,
            "issuer": meta.issuer,
            "region": list(meta.region),
            "kind": meta.kind,
            "year": meta.year,
            "source": hit.entry.source,
            "heading": list(passage.path),
            "start": passage.start,
            "end": passage.end,
            "score": hit.score,
            "rank": hit.rank,
        },
    )
