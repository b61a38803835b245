"""Running a question set: each question asked of the bot, judged, and looked up by each arm of the search."""

import hashlib
import json
import platform
import re
import subprocess
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from bot.bot import PolicyBot
from bot.records import Answer
from corpus.errors import PolicybotError
from corpus.regions import short_name
from eval.judging import Place, Rule, Side, cited, judge, meets, refuses
from eval.places import Places
from eval.questions import Kind as Asked
from eval.questions import Question
from eval.runs import Quote, Row, Run
from index.fusion import ARMS, LEXICAL_ARMS, load_fusion
from index.lexical import DOCUMENTS
from index.library import Library
from index.search import best, collect
from index.vectors import is_server

DEPTH = 100
"""Passages among which the evidence is looked for."""

WARM_UP = "预热"
"""Encoded before the clock starts: loading the model is no answer's time."""

_OF_DOCUMENTS = frozenset(name for name, unit, _ in LEXICAL_ARMS if unit == DOCUMENTS)
"""Arms that find documents."""

_YEAR = re.compile(r"(?<!\d)(20\d\d)年")

Progress = Callable[[int, int], None]
"""Called with how many questions are done, and of how many."""


@dataclass(frozen=True, slots=True)
class Task:
    """A question with the places of its evidence, for each all places where it stands in the library, and its words at the
    first of them."""

    question: Question
    evidence: tuple[tuple[Place, ...], ...]
    words: tuple[Quote, ...] = ()


def run(
    bot: PolicyBot,
    questions: Sequence[Question],
    sources: Sequence[str] = (),
    *,
    progress: Progress = lambda done, total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Run:
    """Ask all questions that are complete and whose documents are in the bot's library. `sources` names where they come
    from. A question that fails becomes a row with the error; `cancelled` is asked before each, and ends the run with the
    rows so far."""
    bot.library.encoder.encode_query(WARM_UP)
    started, clock = datetime.now().astimezone(), time.perf_counter()
    places = Places(bot.library)
    tasks = [_task(places, question) for question in questions]
    held = [task for task in tasks if all(task.evidence) and not task.question.pending]
    rows: list[Row] = []
    for at, task in enumerate(held):
        if cancelled():
            break
        progress(at, len(held))
        rows.append(_row(bot, task))
    progress(len(rows), len(held))
    library = bot.library
    documents, passages = library.catalogue.counts()
    return Run(
        time=started.isoformat(timespec="milliseconds"),
        commit=commit(),
        questions=tuple(sources),
        settings={
            "min_confidence": str(bot.min_confidence),
            "model": bot.model.name if bot.model else "",
            "vectors": "server" if is_server(library.address) else "folder",
        },
        encoder=library.encoder.name,
        library=library_hash(library),
        documents=documents,
        passages=passages,
        machine=f"{platform.system()} {platform.machine()}, Python {platform.python_version()}",
        seconds=round(time.perf_counter() - clock, 1),
        rows=tuple(rows),
        left_out=tuple(task.question.id for task in tasks if task not in held),
    )


def _task(places: Places, question: Question) -> Task:
    evidence = places.of(question)
    return Task(question, evidence, tuple(places.quote(found[0]) for found in evidence if found))


def library_hash(library: Library) -> str:
    """12 hexadecimal digits that change with any document of the library, its encoder, or the weights of its fusion."""
    ids = sorted(entry.id for entry in library.catalogue.entries())
    weights = load_fusion(library.encoder.name, library.folder).weights
    data = json.dumps([ids, library.encoder.name, dict(weights)], sort_keys=True)
    return hashlib.sha256(data.encode()).hexdigest()[:12]


def commit() -> str:
    """The commit that runs, with a plus sign where files differ from it; outside a checkout the version."""
    here = Path(__file__).resolve().parents[1]
    try:
        head = _git(here, "rev-parse", "--short", "HEAD")
        return f"{head}+" if _git(here, "status", "--porcelain", "--untracked-files=no") else head
    except (OSError, subprocess.CalledProcessError):
        return version("policybot")


def _git(folder: Path, *words: str) -> str:
    done = subprocess.run(["git", "-C", folder, *words], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def _row(bot: PolicyBot, task: Task) -> Row:
    question = task.question
    fixed: dict[str, Any] = {
        "id": question.id, "kind": str(question.kind), "part": str(question.part), "document": question.document,
        "question": question.question, "gold": question.answer, "must_contain": question.must_contain,
        "refuses": refuses(question), "evidence": task.words,
    }  # fmt: skip
    try:
        answer = bot.ask(question.question, history=question.history, day=question.as_of)
    except PolicybotError as exc:
        return _failed(fixed, str(exc))
    verdict = judge(question, answer, *_sides(bot.library, task))
    said = "\n".join(" ".join((*words.heading, words.text)) for words in task.words)
    met = cited(question, answer, task.evidence, said)
    ranks, arms = _ranks(bot.library, answer.understood, task.evidence)
    return Row(
        **fixed, understood=answer.understood, answer=answer.text, refused=answer.refused, rule=verdict.rule,
        missed=verdict.missed, forbidden=verdict.forbidden, citations=_quotes(answer, task), precision=met.precision,
        recall=met.recall, holds=met.holds, ranks=ranks, arms=arms, confidence=answer.confidence,
        timings_ms={name: round(value, 2) for name, value in answer.timings_ms.items()},
    )  # fmt: skip


def _failed(fixed: Mapping[str, Any], reason: str) -> Row:
    return Row(**fixed, understood=str(fixed["question"]), answer="", refused=False, rule=Rule.MISSES, error=reason)


def _quotes(answer: Answer, task: Task) -> tuple[Quote, ...]:
    return tuple(
        Quote(
            each.source.metadata.title, each.heading, each.quote, each.start, each.end,
            any(meets(Place(each.source.key, each.start, each.end), place) for places in task.evidence for place in places),
            each.source.id,
        )
        for each in answer.citations
    )  # fmt: skip


def _sides(library: Library, task: Task) -> tuple[list[Side], list[Side]]:
    """The sides of a comparison: by the places of the documents that hold its evidence, and by the years of which it is."""
    if task.question.kind is not Asked.COMPARE:
        return [], []
    entries = {
        entry.id: entry for entry in library.catalogue.metadata({found[0].document for found in task.evidence}).values()
    }
    places: list[Side] = []
    years: list[Side] = []
    for words in task.words:
        metadata = entries[words.document].metadata
        if metadata.region:
            places.append(Side(short_name(metadata.region[-1]), words.text))
        if year := _year_of(words, task.question):
            years.append(Side(year, words.text))
    return places, years


def _year_of(words: Quote, question: Question) -> str:
    """The year of which an evidence is: the only one that it names itself, else that of the nearest heading; "" for one that
    the question does not name either."""
    asked = set(_YEAR.findall(" ".join((*question.history, question.question))))
    for text in (words.text, *reversed(words.heading)):
        named = set(_YEAR.findall(text))
        if named:
            return f"{named.pop()}年" if len(named) == 1 and named <= asked else ""
    return ""


def _ranks(
    library: Library, question: str, evidence: Sequence[Sequence[Place]]
) -> tuple[tuple[int | None, ...], dict[str, int | None]]:
    """Rank of the first passage that holds each evidence, and by each arm that of the best placed evidence: of the first passage,
    or document for the arms of documents, that holds any."""
    if not evidence:
        return (), {}
    scores = collect(library, question, None, dense=True)
    found = [each.key for each in best(library, scores, load_fusion(library.encoder.name, library.folder), DEPTH)]
    by_arm = {arm: sorted(scores[arm], key=lambda key: -scores[arm][key])[:DEPTH] for arm in ARMS}
    listed = {key for arm in ARMS if arm not in _OF_DOCUMENTS for key in by_arm[arm]}
    spans = {key: Place(*span) for key, span in library.catalogue.spans(listed.union(found)).items()}
    holding = [
        {key for key, span in spans.items() if any(meets(span, place) for place in places)} for places in evidence
    ]
    documents = {place.document for places in evidence for place in places}
    ranks = tuple(_first([key for key in found if key in spans], held) for held in holding)
    any_of = set[int]().union(*holding)
    return ranks, {arm: _first(keys, documents if arm in _OF_DOCUMENTS else any_of) for arm, keys in by_arm.items()}


def _first(keys: Sequence[int], wanted: Collection[int]) -> int | None:
    """Rank, from 1, of the first key that is wanted."""
    return next((at for at, key in enumerate(keys, 1) if key in wanted), None)
