"""The reviewed words of conditions (`benefit_words.json`): titles, entities, sizes, industries and the nouns of figures, each
with the ways in which it is written. They are matched in plain text, which is folded and without quotes."""

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from corpus.benefit_records import Fact
from corpus.gates import Gates
from corpus.text import fold, longest_of

_MARKS = str.maketrans("", "", "\"' \t\r\n\u3000")


def plain(text: str) -> str:
    """A text for matching: folded, without quotes and white space (专精特新“小巨人” is 专精特新小巨人)."""
    return fold(text).translate(_MARKS)


@dataclass(frozen=True, slots=True)
class Names:
    """Names that mean the values of one fact: a pattern of all the ways to write them, and what each means."""

    pattern: re.Pattern[str]
    values: dict[str, tuple[str, ...]]


_GROUPS = ("sizes", "role_groups", "listed", "educations", "disabilities")
"""Tables of which a name stands for any of several values."""


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(resources.files("corpus").joinpath("benefit_words.json").read_text("utf-8"))
    return data


@cache
def names(table: str) -> Names:
    """The names of a table: certifications, entities, industries, listings, roles, projects, sizes, people …"""
    values: dict[str, tuple[str, ...]] = {}
    for name, ways in _data()[table].items():
        if table in _GROUPS:
            values[plain(name)] = tuple(ways)
        else:
            values.update({plain(way): (name,) for way in (name, *ways)})
    return Names(longest_of(values), values)


@cache
def nouns() -> Gates[tuple[Fact, str]]:
    """The nouns of numbers, those that hold others first: the fact and the family of its unit by a pattern."""
    return Gates(
        (re.compile(f"(?:{fold(each['nouns'])})$"), (Fact(each["fact"]), each["unit"])) for each in _data()["numbers"]
    )


@cache
def states() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """What an applicant can affirm: each name with a pattern of how conditions put it. `{1}` in a name is the pattern's group."""
    return tuple((name, re.compile(fold("|".join(ways)))) for name, ways in _data()["states"].items())


@cache
def states_by_pattern() -> Gates[str]:
    """The names of the states by how conditions put them."""
    return Gates((pattern, name) for name, pattern in states())


@cache
def patterns() -> Gates[tuple[Fact, str]]:
    """Names that are written in too many ways for a list (以融资租赁方式购置设备): the fact and the name by a pattern of the ways."""
    return Gates(
        (re.compile(fold("|".join(each["ways"]))), (Fact(each["fact"]), each["name"])) for each in _data()["patterns"]
    )


@cache
def risen() -> re.Pattern[str]:
    """Ways to say that a firm has for the first time become one of the large ones of the statistics (升规)."""
    return longest_of(_data()["risen"])


@cache
def age() -> re.Pattern[str]:
    """What an age is reckoned from, at the end of a text."""
    return re.compile(f"(?:{_data()['age']})$")


def implied() -> dict[str, tuple[str, ...]]:
    """Titles that whoever holds another one holds too."""
    return {name: tuple(others) for name, others in _data()["implied"].items()}
