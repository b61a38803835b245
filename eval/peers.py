"""The plain recipe that people start with, on the same documents and questions in the same run: LangChain's recursive
splitter at 500 characters with 50 of overlap, Chroma, the same encoder, the nearest passages by cosine; and Haystack, where that
is installed (`eval.peer_haystack`)."""

import importlib.util
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from corpus.records import Document
from eval.judging import Place, meets
from eval.metrics import CUTS
from eval.places import Places
from eval.questions import Question
from index.adding import add
from index.encoder import Encoder
from index.library import Library
from index.search import search

CHUNK, OVERLAP = 500, 50
DEPTH = 50
"""Passages that each arm of Haystack gives to be joined."""


@dataclass(frozen=True, slots=True)
class Peer:
    """What a system did: the share of the questions whose evidence is among the first k passages, by k; seconds to add all
    documents, median milliseconds of a question, and the mean length of a passage in characters."""

    name: str
    found: dict[int, float]
    add_seconds: float
    query_ms: float
    passage_characters: float


Find = Callable[[str, int], list[Place]]
"""A question and a number of passages to the places of those found, best first."""


def compare_peers(paths: Sequence[Path], questions: Sequence[Question]) -> list[Peer]:
    """policybot, the plain recipe and what else is installed, over the documents of `paths`, on the questions that have evidence there."""
    with tempfile.TemporaryDirectory() as work, Library.open(Path(work) / "library", create=True) as library:
        library.encoder.encode_query("预热")  # loading the model is nobody's adding time
        started = time.perf_counter()
        add(library, list(paths))
        seconds = time.perf_counter() - started
        texts = Places(library)
        asked = [(q, places) for q in questions if not q.history and (places := texts.of(q)) and all(places)]
        lengths = [
            len(stored.passage.text) for stored in library.catalogue.passages(library.catalogue.passage_keys()).values()
        ]

        def ours(question: str, limit: int) -> list[Place]:
            hits = search(library, question, limit=limit).hits
            return [Place(hit.entry.key, hit.stored.passage.start, hit.stored.passage.end) for hit in hits]

        peers = [_measure("policybot", ours, asked, seconds, sum(lengths) / len(lengths))]
        peers.append(_plain(texts.documents, library.encoder, asked, Path(work) / "plain"))
        if installed("haystack"):
            peers.append(_haystack(texts.documents, library.encoder, asked))
    return peers


def installed(package: str) -> bool:
    """Whether a package can be imported."""
    return importlib.util.find_spec(package) is not None


def _haystack(
    documents: dict[int, Document], encoder: Encoder, asked: Sequence[tuple[Question, Sequence[Sequence[Place]]]]
) -> Peer:
    from eval.peer_haystack import Haystack

    system = Haystack(encoder, CHUNK, OVERLAP, DEPTH)
    started = time.perf_counter()
    lengths = system.add(documents.items())
    seconds = time.perf_counter() - started
    return _measure("Haystack", system.find, asked, seconds, sum(lengths) / len(lengths))


def _plain(
    documents: dict[int, Document],
    encoder: Encoder,
    asked: Sequence[tuple[Question, Sequence[Sequence[Place]]]],
    folder: Path,
) -> Peer:
    import chromadb
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(chunk_size=CHUNK, chunk_overlap=OVERLAP, add_start_index=True)
    started = time.perf_counter()
    client = chromadb.PersistentClient(str(folder))
    store = client.create_collection("plain", embedding_function=None, metadata={"hnsw:space": "cosine"})
    places: list[Place] = []
    for key, document in documents.items():
        chunks = splitter.create_documents([document.text])
        spans = [(chunk.metadata["start_index"], chunk.page_content) for chunk in chunks]
        vectors = encoder.encode_passages([text for _, text in spans])
        ids = [str(len(places) + at) for at in range(len(spans))]
        store.add(ids=ids, embeddings=vectors, documents=[text for _, text in spans])
        places += [Place(key, start, start + len(text)) for start, text in spans]
    seconds = time.perf_counter() - started

    def find(question: str, limit: int) -> list[Place]:
        found = store.query(query_embeddings=encoder.encode_query(question)[None], n_results=limit, include=[])
        return [places[int(name)] for name in found["ids"][0]]

    return _measure("LangChain + Chroma", find, asked, seconds, sum(p.end - p.start for p in places) / len(places))


def _measure(
    name: str, find: Find, asked: Sequence[tuple[Question, Sequence[Sequence[Place]]]], seconds: float, length: float
) -> Peer:
    ranks: list[int | None] = []
    times: list[float] = []
    for question, evidence in asked:
        started = time.perf_counter()
        spans = find(question.question, max(CUTS))
        times.append((time.perf_counter() - started) * 1000)
        wanted = [place for places in evidence for place in places]
        ranks.append(
            next((at for at, span in enumerate(spans, 1) if any(meets(span, place) for place in wanted)), None)
        )
    found = {cut: sum(rank is not None and rank <= cut for rank in ranks) / len(ranks) for cut in CUTS}
    return Peer(name, found, seconds, median(times), length)
