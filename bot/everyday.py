"""How people talk of what documents write: 老婆 is 配偶, 报名 is 申报, 涨了 is 增长.

A phrase with one meaning is rewritten before a question is read. A word with several stays as it is, and a text that holds one
of them counts as holding it. Both tables of `everyday.json` are reviewed by hand; none names a document, a place or a figure.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from corpus.aliases import canonical
from corpus.text import longest_of

FOUND = 1
"""Written forms of a spoken word that a search is given: the tables have the commonest first."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A word as people say it, canonical, and the words of documents that mean it."""

    word: str
    written: tuple[str, ...]


def rewritten(text: str) -> str:
    """A folded question with its spoken phrases as documents write them."""
    pattern, forms = _phrases()
    return pattern.sub(lambda match: forms[match.group()], text)


def spoken_in(text: str) -> tuple[Spoken, ...]:
    """The spoken words of a canonical question."""
    pattern, words = _words()
    return tuple(dict.fromkeys(words[match.group()] for match in pattern.finditer(text)))


def apart(text: str) -> str:
    """A canonical question with its spoken words set apart from their neighbours, with which they stand in no document."""
    pattern, _ = _words()
    return pattern.sub(r" \g<0> ", text)


def heard(text: str, spoken: Sequence[Spoken]) -> str:
    """A canonical text followed by the spoken words for what it writes."""
    said = [each.word for each in spoken if any(form in text for form in each.written)]
    return " ".join((text, *said)) if said else text


def written_forms(spoken: Sequence[Spoken]) -> tuple[str, ...]:
    """What to search for beside the spoken words."""
    return tuple(form for each in spoken for form in each.written[:FOUND])


@cache
def _data() -> dict[str, dict[str, Any]]:
    data: dict[str, dict[str, Any]] = json.loads(resources.files("bot").joinpath("everyday.json").read_text("utf-8"))
    return data


@cache
def _phrases() -> tuple[re.Pattern[str], dict[str, str]]:
    forms = {phrase: str(form) for phrase, form in _data()["rewritten"].items()}
    return longest_of(forms), forms


@cache
def _words() -> tuple[re.Pattern[str], dict[str, Spoken]]:
    words = {
        canonical(word): Spoken(canonical(word), tuple(map(canonical, written)))
        for word, written in _data()["means"].items()
    }
    return longest_of(words), words
