"""Names of what an enterprise can be (titles, forms, sizes, markets): how people write them, and what one says of another.

The rules of `implications.json` are those of the official definitions: a 小巨人 is chosen among 专精特新, who is listed is
not unlisted, an enterprise has one size.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from corpus.benefit_records import Fact
from corpus.benefit_words import implied, names, plain
from corpus.text import fold_mapped, longest_of

Named = tuple[Fact, str]
"""A fact of names, and one of its names in the form of `name_key`."""

TABLES = {
    Fact.CERTIFICATION: "certifications",
    Fact.ENTITY: "entities",
    Fact.SIZE: "sizes",
    Fact.INDUSTRY: "industries",
    Fact.LISTING: "listings",
    Fact.ROLE: "roles",
    Fact.PROJECT: "projects",
    Fact.PERSON: "people",
    Fact.EDUCATION: "educations",
    Fact.DISABILITY: "disabilities",
}
"""Facts of names to the tables of `corpus.benefit_words`; won titles share that of held ones."""

WON = (Fact.NEW_CERTIFICATION, Fact.RENEWED_CERTIFICATION)


@dataclass(frozen=True, slots=True)
class NameFound:
    """A name written at [start, end); several values where it stands for any of them (中小企业)."""

    fact: Fact
    values: tuple[str, ...]
    start: int
    end: int


class Contradiction(Exception):
    """Names that cannot be true together."""

    def __init__(self, named: Named) -> None:
        super().__init__(named)
        self.named = named


def name_key(written: str) -> str:
    """A name as it is compared: without quotes, brackets and white space."""
    return re.sub(r"[()]", "", plain(written))


def canonical_names(fact: Fact, written: str) -> tuple[str, ...]:
    """The canonical names that are meant; what is written itself (trimmed) where no table has it."""
    table = Fact.CERTIFICATION if fact in WON else fact
    return _ways().get(table, {}).get(plain(written), (written.strip(),))


def in_table(fact: Fact, key: str) -> bool:
    """Whether a table has a name, given by its `name_key`."""
    return (fact, key) in _table_keys()


@cache
def _table_keys() -> frozenset[Named]:
    return frozenset(
        (fact, name_key(name)) for fact, ways in _ways().items() for values in ways.values() for name in values
    )


@cache
def _counts(character: str) -> bool:
    """Whether a folded character is one of a name's and not a quote or white space; kept, for every sentence is looked at."""
    return bool(plain(character))


def find_names(text: str) -> list[NameFound]:
    """Names written in a text, the longest at each place, in order, without overlap. Quotes inside them do not count."""
    folded = fold_mapped(text)
    kept = [at for at, char in enumerate(folded.text) if _counts(char)]
    bare = "".join(folded.text[at] for at in kept)
    pattern, meant = _pattern()
    found: list[NameFound] = []
    for match in pattern.finditer(bare):
        start, end = folded.span(kept[match.start()], kept[match.end() - 1] + 1)
        fact, values = meant[match.group()]
        found.append(NameFound(fact, values, start, end))
    return found


def says_names(text: str, keys: Iterable[str]) -> bool:
    """Whether a plain text writes all names, given by their `name_key`. A name inside a longer one is not written; most
    texts are told by holding no way to write it at all."""
    wanted = set(keys)
    if not all(any(way in text for way in _ways_of().get(key, ())) for key in wanted):
        return False
    pattern, meant = _pattern()
    written = {name_key(value) for match in pattern.finditer(text) for value in meant[match.group()][1]}
    return wanted <= written


def others_of(fact: Fact, values: Iterable[str]) -> tuple[str, ...]:
    """The names that whoever has one of `values` has not, where an enterprise has one of a group (中小企业 are not 大型)."""
    keys = {(fact, name_key(value)) for value in values}
    return tuple(name for group in _one_of() if keys <= {*group} for _, name in group if (fact, name) not in keys)


def closure(said: Mapping[Named, bool]) -> dict[Named, bool]:
    """All names that follow, held (True) or known not to be. Raises Contradiction."""
    known: dict[Named, bool] = {}
    pending = list(said.items())
    while pending:
        named, holds = pending.pop()
        if named in known:
            if known[named] != holds:
                raise Contradiction(named)
            continue
        known[named] = holds
        pending.extend(_follows(named, holds))
        if not pending:
            pending.extend(_last_ones(known))
    return known


def any_of(known: Mapping[Named, bool], fact: Fact, wanted: Iterable[str]) -> bool | None:
    """Whether one of the names is held, by the closure `known`; None where nobody knows."""
    keys = {(fact, name_key(name)) for name in wanted}
    states = [known.get(key) for key in keys]
    if True in states:
        return True
    if any(
        all(known.get(other) is False for other in group if other not in keys) for group in _one_of() if keys & {*group}
    ):
        return True
    return False if states and None not in states else None


def _follows(named: Named, holds: bool) -> list[tuple[Named, bool]]:
    """What one name says of others at once."""
    fact, key = named
    up, down, against = _rules()
    if holds:
        return [(other, True) for other in up.get(named, ())] + [(other, False) for other in against.get(named, ())]
    found = [(other, False) for other in down.get(named, ())]
    return [*found, *(((won, key), False) for won in WON)] if fact is Fact.CERTIFICATION else found


def _last_ones(known: Mapping[Named, bool]) -> list[tuple[Named, bool]]:
    """Of a group of which an enterprise has one, the name that is left."""
    found: list[tuple[Named, bool]] = []
    for group in _one_of():
        left = [each for each in group if known.get(each) is not False]
        if len(left) == 1 and left[0] not in known:
            found.append((left[0], True))
    return found


_Rules = dict[Named, list[Named]]


@cache
def _rules() -> tuple[_Rules, _Rules, _Rules]:
    """What a name implies, what implies it, and what it excludes."""
    data = _data()
    pairs = [(_named(first), _named(second)) for first, second in data["implies"]]
    pairs += [
        ((Fact.CERTIFICATION, name_key(name)), (Fact.CERTIFICATION, name_key(other)))
        for name, others in implied().items()
        for other in others
    ]
    up: _Rules = {}
    down: _Rules = {}
    against: _Rules = {}
    for first, second in pairs:
        up.setdefault(first, []).append(second)
        down.setdefault(second, []).append(first)
    for group in ([_named(each) for each in group] for group in data["excludes"]):
        for each in group:
            against.setdefault(each, []).extend(other for other in group if other != each)
    return up, down, against


@cache
def _one_of() -> tuple[tuple[Named, ...], ...]:
    return tuple(tuple(map(_named, group)) for group in _data()["one_of"])


@cache
def _data() -> dict[str, list[list[str]]]:
    data: dict[str, list[list[str]]] = json.loads(
        resources.files("bot").joinpath("implications.json").read_text("utf-8")
    )
    return data


def _named(written: str) -> Named:
    fact, _, name = written.partition(":")
    return Fact(fact), name_key(name)


@cache
def _ways() -> Mapping[Fact, dict[str, tuple[str, ...]]]:
    """For each fact all ways to write its names (plain), the reviewed ones first, and what they mean."""
    spoken = json.loads(resources.files("bot").joinpath("spoken.json").read_text("utf-8"))
    ways: dict[Fact, dict[str, tuple[str, ...]]] = {}
    for fact, table in TABLES.items():
        known = dict(names(table).values)
        for name, others in spoken.get(str(fact), {}).items():
            for way in (name, *others):
                known.setdefault(plain(way), (name,))
        ways[fact] = known
    return ways


@cache
def _pattern() -> tuple[re.Pattern[str], dict[str, tuple[Fact, tuple[str, ...]]]]:
    meant: dict[str, tuple[Fact, tuple[str, ...]]] = {}
    for fact, known in _ways().items():
        for way, values in known.items():
            meant.setdefault(way, (fact, values))
    return longest_of(meant), meant


@cache
def _ways_of() -> Mapping[str, tuple[str, ...]]:
    """All ways to write each name, by its key."""
    found: dict[str, list[str]] = {}
    for way, (_, values) in _pattern()[1].items():
        for value in values:
            found.setdefault(name_key(value), []).append(way)
    return {key: tuple(ways) for key, ways in found.items()}
