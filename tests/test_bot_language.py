"""Two languages at a time: each call its own, generators step by step and in any thread."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context

import pytest

from bot.language import Language, language, speaking, spoken


def test_chinese_is_spoken_unless_something_else_is_said():
    assert language() is Language.CHINESE
    with speaking(Language.ENGLISH):
        assert language() is Language.ENGLISH
    assert language() is Language.CHINESE


def test_the_language_goes_back_after_an_error():
    with pytest.raises(ValueError, match="x"), speaking(Language.ENGLISH):
        raise ValueError("x")
    assert language() is Language.CHINESE


def test_a_function_speaks_its_language_whoever_calls_it():
    english = spoken(language, Language.ENGLISH)
    with ThreadPoolExecutor(2) as pool:
        assert [future.result() for future in (pool.submit(english), pool.submit(language))] == ["en", "zh"]
    assert language() is Language.CHINESE


def test_every_step_of_a_generator_speaks_even_in_contexts_of_their_own():
    closed = []

    def telling() -> Iterator[str]:
        try:
            while True:
                yield language()
        finally:
            closed.append(True)

    steps = spoken(telling, Language.ENGLISH)()
    assert [copy_context().run(next, steps) for _ in range(3)] == ["en"] * 3
    assert language() is Language.CHINESE
    copy_context().run(steps.close)
    assert closed == [True]


def test_a_generator_that_ends_ends():
    def twice() -> Iterator[str]:
        yield language()
        yield language()

    assert list(spoken(twice, Language.ENGLISH)()) == ["en", "en"]
