"""Which language the bot and the page speak of their own: Chinese, unless a page in English says otherwise.

What comes from documents is never translated. The language is kept in the context of a call, so that two readers who ask at
the same time each get their own.
"""

import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum
from functools import wraps
from typing import Any


class Language(StrEnum):
    """By its tag in HTML."""

    CHINESE = "zh"
    ENGLISH = "en"


_SPOKEN: ContextVar[Language] = ContextVar("language", default=Language.CHINESE)


def language() -> Language:
    """The one that is spoken now."""
    return _SPOKEN.get()


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
