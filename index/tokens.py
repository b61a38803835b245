"""Text to tokens for the lexical index: character bigrams and jieba words, of the folded text.

The same functions serve index and query; `TOKENISER` names them in the library's manifest.
"""

import logging
import marshal
import os
import re
import sys
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import platformdirs

from corpus.text import fold

TOKENISER = "bigram+jieba-search/1"

BLOCKS = 20_000
"""Stretches between punctuation marks whose words are kept: a document's are those of its passages."""

_RUN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+|[a-z]+|\d+(?:\.\d+)?|[^\W_]", re.UNICODE)
_BLOCK = re.compile(r"[^,。;:!?、\s\"'()\[\]《》<>|]+")
_TOGETHER = re.compile(r"([\u4e00-\u9fd5a-zA-Z0-9+#&._%-]+)")
"""What jieba cuts into words by itself, whatever stands around it."""

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")

_QUESTION_WORDS = re.compile(
    "请问一下|请问|问一下|想问|我想知道|想知道|请告诉我|告诉我|帮我查一下|帮我查|查一下|麻烦"
    "|是指什么|指的是什么|是什么样的|是什么|有什么|什么时候|什么时间|为什么|做什么|干什么|什么"
    "|(?:是|由|向|归|去|到|找)?(?:哪个|哪些|哪一个|什么)(?:部门|单位|机构|地方|窗口)|有哪些|是哪些|哪些|有哪几|哪几|哪个|哪家|哪里|哪儿|何时|何地|哪年|哪天"
    "|是如何|如何|怎么样|怎么办|怎么|怎样|是多少|有多少|多少|多久|多长时间|多大|多高|多长|有几|几[个家项条种名人次年月天类]"
    "|能不能|可不可以|是不是|有没有|是否|能否|可否|谁|吗|呢|啊|呀|吧|[?？!！]"
)
"""What makes a question of a sentence and stands in no answer. Stripping it gained one point at rank 1 (on 593 real
policy texts with 658 questions: 0.818 to 0.830)."""


def strip_question(question: str) -> str:
    """The folded question without its question words; empty where nothing that could be looked for is left."""
    stripped = _QUESTION_WORDS.sub(" ", fold(question)).strip()
    return stripped if _RUN.search(stripped) else ""


def bigrams(text: str) -> list[str]:
    """Overlapping pairs of Chinese characters (a lone one as itself), words of letters, and numbers whole."""
    tokens: list[str] = []
    for run in _RUN.findall(fold(text)):
        if len(run) > 1 and _HAN.match(run):
            tokens.extend(run[i : i + 2] for i in range(len(run) - 1))
        else:
            tokens.append(run)
    return tokens


def words(text: str) -> list[str]:
    """jieba's search-mode words of the folded text, without punctuation."""
    return [token for run in _BLOCK.findall(fold(text)) for token in _words_of(run)]


def place_words(text: str) -> list[str]:
    """Words of the folded text that jieba's dictionary has as names of places, countries among them."""
    names = _places()
    return [word for word in cut(text) if word in names]


def cut(text: str) -> tuple[str, ...]:
    """jieba's words of the folded text in order, nothing left out."""
    return tuple(word for block in _TOGETHER.split(fold(text)) if block for word in _cut_block(block))


@lru_cache(maxsize=BLOCKS)
def _cut_block(block: str) -> tuple[str, ...]:
    return tuple(_jieba().cut(block))


def in_dictionary(word: str) -> bool:
    """Whether jieba's dictionary has a folded word; it also cuts words that it only guesses."""
    return bool(_jieba().FREQ.get(word))


@lru_cache(maxsize=BLOCKS)
def _words_of(block: str) -> tuple[str, ...]:
    return tuple(token for token in _jieba().cut_for_search(block) if _RUN.match(token))


@cache
def _places() -> frozenset[str]:
    """The names of places (part of speech ns) in jieba's dictionary."""
    lines: frozenset[str] = _cached("places", lambda: frozenset(_place_lines()))
    return lines


def _place_lines() -> Iterator[str]:
    with _new_tokenizer().get_dict_file() as lines:
        for line in lines:
            word, _, rest = line.decode("utf-8").partition(" ")
            if rest.rstrip().endswith(" ns"):
                yield word


@cache
def _jieba() -> Any:
    """jieba's tokenizer with its dictionary, from a cache of our own where there is one.

    jieba itself keeps one in the shared folder for temporary files, where it takes 0.6 s to load and where anybody may
    have put it.
    """
    tokenizer = _new_tokenizer()
    tokenizer.FREQ, tokenizer.total = _cached("words", lambda: tuple(tokenizer.gen_pfdict(tokenizer.get_dict_file())))
    tokenizer.initialized = True
    return tokenizer


def _new_tokenizer() -> Any:
    import jieba

    jieba.setLogLevel(logging.ERROR)
    return jieba.Tokenizer()


def _cached(kind: str, make: Callable[[], Any]) -> Any:
    """What `make` makes of jieba's dictionary, from our own cache where it is there."""
    name = f"jieba-{version('jieba')}-{kind}-{sys.implementation.cache_tag}.cache"
    path = Path(platformdirs.user_cache_dir("policybot", appauthor=False)) / name
    try:
        return marshal.loads(path.read_bytes())
    except (OSError, ValueError, EOFError, TypeError):
        made = make()
        _keep(path, marshal.dumps(made))
        return made


def _keep(path: Path, data: bytes) -> None:
    """Write a cache file whole, or not at all where that is not allowed."""
    draft = path.with_suffix(f".{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(data)
        draft.replace(path)
    except OSError:
        draft.unlink(missing_ok=True)
