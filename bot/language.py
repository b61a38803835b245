"""Which language the bot and the page speak of their own: Chinese, unless a page in English says otherwise.

What comes from documents is never translated. The language is kept in the context of a call, so that two readers who ask at
the same time each get their own.
"""

import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum
from functools import wraps
from typing import Any, TypeVar


class Language(StrEnum):
    """By its tag in HTML."""

    CHINESE = "zh"
    ENGLISH = "en"


Key = TypeVar("Key")

_SPOKEN: ContextVar[Language] = ContextVar("language", default=Language.CHINESE)


def language() -> Language:
    """The one that is spoken now."""
    return _SPOKEN.get()


def language_of(question: str) -> Language:
    """The one in which a question is answered: English where it has letters and no Chinese characters, else the one spoken."""
    english = re.search("[a-zA-Z]", question) and not re.search("[\u3400-\u9fff]", question)
    return Language.ENGLISH if english else language()


@dataclass(frozen=True, slots=True)
class Wording:
    """What is said, in Chinese and in English; as text it is that of the language spoken."""

    zh: str
    en: str

    def __str__(self) -> str:
        return self.en if language() is Language.ENGLISH else self.zh

    def format(self, *values: object, **named: object) -> str:
        """With its places filled."""
        return str(self).format(*values, **named)


class Words(Mapping[Key, str]):
    """What is said by key, each given as Chinese and English; a look-up gives that of the language spoken."""

    def __init__(self, held: Mapping[Key, tuple[str, str]]) -> None:
        self.wordings = {key: Wording(*each) for key, each in held.items()}

    def __getitem__(self, key: Key) -> str:
        return str(self.wordings[key])

    def __iter__(self) -> Iterator[Key]:
        return iter(self.wordings)

    def __len__(self) -> int:
        return len(self.wordings)


@contextmanager
def speaking(wanted: Language) -> Iterator[None]:
    """Speak a language until the end of the block."""
    before = _SPOKEN.set(wanted)
    try:
        yield
    finally:
        _SPOKEN.reset(before)


def spoken(function: Callable[..., Any], wanted: Language) -> Callable[..., Any]:
    """A function that does the same in a language; a generator where it was one, whose steps may run in different threads."""
    if inspect.isgeneratorfunction(function):

        @wraps(function)
        def stepping(*args: Any, **named: Any) -> Iterator[Any]:
            steps = function(*args, **named)
            try:
                while True:
                    with speaking(wanted):
                        try:
                            step = next(steps)
                        except StopIteration:
                            return
                    yield step
            finally:
                steps.close()

        return stepping

    @wraps(function)
    def calling(*args: Any, **named: Any) -> Any:
        with speaking(wanted):
            return function(*args, **named)

    return calling


COLON, COMMA, SEMICOLON, LIST = Wording("：", ": "), Wording("，", ", "), Wording("；", "; "), Wording("、", ", ")
BRACKETED = Wording("（{}）", " ({})")
DAY = Wording("{0.year}年{0.month}月{0.day}日", "{0.day} {0:%B %Y}")
MONTH = Wording("，{0.year}年{0.month}月", ", {0:%B %Y}")
"""What joins words, and days."""
