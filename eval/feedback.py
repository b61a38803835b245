"""Judgements of readers as questions to measure with: an answer that was found helpful says what is right, one that was not
waits for a person who does."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import astuple, replace
from pathlib import PurePath

from corpus.quantity import find_quantities
from corpus.records import Document
from eval.question_forms import own_words, says, unproven
from eval.questions import PENDING, Kind, Question
from index.catalogue import Catalogue
from index.feedback import Feedback

MOST_FIGURES = 5
"""Figures of an approved answer that are asked for again: more are a table's, of which a reader checked a few."""
SHORTEST_CLAUSE = 4
"""Characters of a clause that says something by itself."""
SHOWN_ANSWER = 200
"""Characters of a wrong answer kept in the notes."""

Lookup = Callable[[str], Document | None]


def questions_from(kept: Mapping[int, Feedback], document: Lookup) -> list[Question]:
    """A question for each that was asked, in the order of the first judgement of it. `document` gives the one of an id, None
    where it is gone. Where readers do not agree, a person has to decide."""
    asked: dict[object, list[tuple[int, Feedback]]] = {}
    for key, each in kept.items():
        asked.setdefault((each.history, each.question.strip(), each.filters), []).append((key, each))
    return [_question(judged, document) for judged in asked.values()]


def documents_of(catalogue: Catalogue) -> Lookup:
    """Looks documents up by their id in a catalogue."""

    def document(identity: str) -> Document | None:
        entry = catalogue.by_id(identity)
        return catalogue.document(entry.key) if entry else None

    return document


def _question(judged: Sequence[tuple[int, Feedback]], document: Lookup) -> Question:
    key, latest = judged[-1]
    agreed = all(each.helpful for _, each in judged)
    question = _approved(latest, document) if agreed else _undecided([each for _, each in judged])
    limits = [str(part) for part in astuple(latest.filters) if part is not None]
    notes = [question.notes, *([f"提问时限定了范围：{'、'.join(limits)}，请写进问题里"] if limits else [])]
    complete = agreed and not limits and (latest.refused or (question.must_contain and question.evidence))
    return replace(
        question,
        id=f"feedback-{key}",
        history=latest.history,
        as_of=latest.as_of,
        notes="。".join(notes if complete else [PENDING, *notes]),
    )


def _approved(judged: Feedback, document: Lookup) -> Question:
    """What an answer that helped says of its question: its figures, or else its longest clause, that stand in what it cites."""
    own, notes = own_words(judged.answer).strip(), f"读者认为有帮助{_reasons([judged])}"
    if judged.refused:
        return Question("", judged.question.strip(), Kind.UNANSWERABLE, own, notes=notes)
    cited = [(span, document(span.document)) for span in judged.citations]
    held = [(span, found) for span, found in cited if found is not None]
    evidence = tuple(dict.fromkeys(found.text[span.start : span.end] for span, found in held))
    forms, computed = _forms(own, "\n".join(evidence), "\n".join((*judged.history, judged.question)))
    kind = Kind.LOOKUP_NUMBER if any(map(find_quantities, forms)) else Kind.LOOKUP_TEXT
    return Question(
        "",
        judged.question.strip(),
        Kind.FOLLOWUP if judged.history else kind,
        own or PENDING,
        must_contain=forms,
        evidence=evidence if len(held) == len(cited) else (),
        notes=notes if len(held) == len(cited) else f"{notes}。引用的文件已不在资料库里",
        document=PurePath(held[0][1].source).name if held else "",
        computed=computed,
    )


def _undecided(judged: Sequence[Feedback]) -> Question:
    """A question of which is only known which answer did not help."""
    wrong = next(each for each in reversed(judged) if not each.helpful)
    shown = " ".join(wrong.answer.split())[:SHOWN_ANSWER]
    notes = f"读者认为没有帮助{_reasons(judged)}。当时的回答：{shown}"
    kind = Kind.FOLLOWUP if wrong.history else Kind.LOOKUP_TEXT
    return Question("", wrong.question.strip(), kind, PENDING, notes=notes)


def _forms(own: str, evidence: str, asked: str) -> tuple[tuple[str, ...], bool]:
    """What an answer says that follows from its evidence, and whether a figure of it was worked out."""
    figures = list(dict.fromkeys(each.text for each in find_quantities(own) if "|" not in each.text))
    for computed in (False, True):
        found = [form for form in figures if not unproven(form, evidence, asked, computed=computed)]
        if found and (computed or len(found) == len(figures)):
            return tuple(found[:MOST_FIGURES]), computed
    clauses = [clause.strip() for clause in re.split(r"[\n，。；：！？|]", own)]
    said = [clause for clause in clauses if len(clause) >= SHORTEST_CLAUSE and says(evidence, clause)]
    return (max(said, key=len),) if said else (), False


def _reasons(judged: Iterable[Feedback]) -> str:
    given = "；".join(dict.fromkeys(" ".join(each.reason.split()) for each in judged if each.reason))
    return f"（{given}）" if given else ""
