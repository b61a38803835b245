"""A question as it was meant: traditional characters made simple, names typed as they sound (cixi, yanfatouru), and a slip of
one character for another of the same sound (积份 for 积分). What was changed is shown to the reader as the question understood.

Only what the library cannot hold is touched: characters outside the simplified set, letters, and pairs of characters that
stand in none of its passages.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from bot.understanding.words import FILLERS
from corpus.aliases import all_names
from corpus.regions import short_name
from corpus.text import fold
from index.catalogue import Catalogue
from index.lexical import BIGRAM, PASSAGES
from index.library import Library
from index.metric_names import metric_names
from index.tokens import cut, in_dictionary

LONGEST, SHORTEST_SPELLED = 8, 4
"""Characters of a word that may be mended, and letters of a name typed by its sound."""

SURE = 4
"""Characters from which a word is known by its sound though it reads as a word itself (高薪技术企业)."""

_LETTERS = re.compile(r"(?<![a-z0-9&])[a-z]{2,}(?:[ ']+[a-z]{2,})*(?![a-z0-9&])")
_HAN = re.compile("[\u4e00-\u9fff]+")


@dataclass(frozen=True, slots=True)
class Sounds:
    """Names by their sound without tones: those that may be typed by it, and all words that a slip may have meant."""

    typed: Mapping[str, tuple[str, ...]]
    words: Mapping[str, tuple[str, ...]]


def recovered(library: Library, text: str) -> str:
    """The question as it was meant; the very text where nothing had to be changed."""
    result = _simplified(text)
    if _LETTERS.search(fold(result)):
        result = _from_letters(library.catalogue, result)
    return _mended(library, result)


def _simplified(text: str) -> str:
    """The text in simplified characters. What the simplified national set can write is none to change."""
    try:
        "".join(_HAN.findall(text)).encode("gb2312")
        return text
    except UnicodeEncodeError:
        return str(_converter().convert(text))


def _from_letters(catalogue: Catalogue, text: str) -> str:
    typed = _sounds(catalogue).typed

    def named(match: re.Match[str]) -> str:
        words, result, at = re.split("[ ']+", match.group()), [], 0
        while at < len(words):
            for stop in range(len(words), at, -1):
                sound = "".join(words[at:stop])
                if len(sound) >= SHORTEST_SPELLED and len(found := typed.get(sound, ())) == 1:
                    result.append(found[0])
                    at = stop
                    break
            else:
                return match.group()
        return "".join(result)

    folded = fold(text)
    mended = _LETTERS.sub(named, folded)
    return text if mended == folded else mended


def _mended(library: Library, text: str) -> str:
    """The text with each word that a slip has spoilt as the one word of that sound that the library knows."""
    folded = fold(text)
    unseen = _unseen(library, folded)
    if not unseen:
        return text
    words, sound = _sounds(library.catalogue).words, _sound(folded)
    borders = _borders(folded)
    for at in unseen:
        for size in range(LONGEST, 1, -1):
            for start in range(max(0, at + 2 - size), min(at, len(folded) - size) + 1):
                said = folded[start : start + size]
                whole = {start, start + size} <= borders or size >= SURE  # no word reaches across its ends
                if not _HAN.fullmatch(said) or not whole or (size < SURE and in_dictionary(said)):
                    continue
                found = words.get("".join(sound[start : start + size]), ())
                meant = [word for word in found if _differ(word, said) == 1]
                if said in found or len(meant) != 1:
                    continue
                mended = folded[:start] + meant[0] + folded[start + size :]
                if len(_unseen(library, mended)) < len(unseen):  # else it only moves what no passage holds
                    return _mended(library, mended)
    return text


def _unseen(library: Library, folded: str) -> list[int]:
    """Where the pairs of characters of a folded text begin that no passage holds."""
    pairs = {folded[at : at + 2] for at in range(len(folded) - 1) if _HAN.fullmatch(folded, at, at + 2)}
    if not pairs:
        return []
    _, held = library.lexical.frequencies(PASSAGES, BIGRAM, tuple(sorted(pairs)))
    return [at for at in range(len(folded) - 1) if folded[at : at + 2] in pairs and not held.get(folded[at : at + 2])]


def _borders(text: str) -> set[int]:
    """Where words of the dictionary begin and end; a word that is only guessed has a border at each character."""
    at, found = 0, {0}
    for word in cut(text):
        found |= {at + len(word)} if in_dictionary(word) else set(range(at, at + len(word) + 1))
        at += len(word)
    return found


def _differ(one: str, other: str) -> int:
    return sum(a != b for a, b in zip(one, other, strict=True)) if len(one) == len(other) else LONGEST


def _sounds(catalogue: Catalogue) -> Sounds:
    """The sounds of a library as it stands."""
    return catalogue.derived("sounds", _read)


def _read(catalogue: Catalogue) -> Sounds:
    metrics = [fold(metric) for metric in metric_names(catalogue).sizes]
    places = [short_name(region[-1]) for region in catalogue.regions()]
    titled = [word for title in catalogue.titles() for word in cut(title) if word not in FILLERS]
    names = [*all_names(), *metrics, *places]
    return Sounds(_by_sound(names), _by_sound([*names, *titled, *_official()]))


def _by_sound(words: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for word in dict.fromkeys(words):
        if 2 <= len(word) <= LONGEST and _HAN.fullmatch(word):
            found["".join(_sound(word))].append(word)
    return {sound: tuple(same) for sound, same in found.items()}


def _sound(text: str) -> list[str]:
    """The sound of each character without its tone; a character that has none is itself."""
    return [_sound_of(character) for character in text]


@cache
def _sound_of(character: str) -> str:
    from pypinyin import lazy_pinyin

    return str(lazy_pinyin(character)[0])


@cache
def _official() -> tuple[str, ...]:
    return tuple(json.loads(resources.files("bot").joinpath("everyday.json").read_text("utf-8"))["official"])


@cache
def _converter() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s")
