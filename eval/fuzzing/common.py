"""What the hostile files of all formats share."""

from collections.abc import Callable
from dataclasses import dataclass

from eval.fuzzing.seeds import packed, unpacked

NESTED = 100_000
"""Levels of nesting, as the task of the readers asks."""

UNFOLDED = 300_000_000
"""Bytes that a bomb unfolds to: more than any document, and little enough to be made in a second."""


@dataclass(frozen=True, slots=True)
class Canary:
    """What no reader may touch: a file whose text must not appear, and an address that must not be asked."""

    secret: str
    url: str


Bomb = Callable[[Canary], bytes]
"""Makes a hostile file."""


def plain(cases: dict[str, Callable[[], str]]) -> dict[str, Bomb]:
    """Cases of plain text as files in UTF-8."""
    return {name: _encoded(make) for name, make in cases.items()}


def _encoded(make: Callable[[], str]) -> Bomb:
    return lambda _: make().encode()


def _laughs(kind: str = "lol") -> bytes:
    lines = [f'<!ENTITY e0 "{kind}">', *(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(12))]
    return ("<!DOCTYPE x [" + "".join(lines) + "]>").encode()


def entities(canary: Canary) -> dict[str, tuple[bytes, bytes]]:
    """By name: a DTD, and a text that uses it."""
    long = b'<!DOCTYPE x [<!ENTITY e0 "' + b"a" * 100_000 + b'">]>'
    outside = {"file": "file://" + canary.secret, "http": canary.url + "entity", "path": canary.secret}
    found = {"laughs": (_laughs(), b"&e12;"), "quadratic": (long, b"&e0;" * 30_000)}
    for name, place in outside.items():
        found[f"external_{name}"] = (f'<!DOCTYPE x [<!ENTITY e0 SYSTEM "{place}">]>'.encode(), b"&e0;")
        found[f"parameter_{name}"] = (f'<!DOCTYPE x [<!ENTITY % e0 SYSTEM "{place}"> %e0;]>'.encode(), b"")
        found[f"dtd_{name}"] = (f'<!DOCTYPE x SYSTEM "{place}">'.encode(), b"")
    return found


def with_dtd(part: bytes, dtd: bytes, use: bytes, before: bytes) -> bytes:
    """An XML text with a DTD, and a use of it before the last of the given tags."""
    head, mark, rest = part.partition(b"?>")
    if not mark:
        head, rest = b"<?xml version='1.0'", part
    at = rest.rfind(before)
    return head + b"?>" + dtd + rest[:at] + use + rest[at:]


def with_entities(make: Callable[[], bytes], inside: str, before: bytes) -> dict[str, Bomb]:
    """A file with each DTD, used before a closing tag; `inside` names the part of a package, "" for a file of its own."""

    def case(name: str) -> Bomb:
        def entity(canary: Canary) -> bytes:
            dtd, use = entities(canary)[name]
            if not inside:
                return with_dtd(make(), dtd, use, before)
            parts = unpacked(make())
            return packed({**parts, inside: with_dtd(parts[inside], dtd, use, before)})

        return entity

    return {f"entity_{name}": case(name) for name in entities(Canary("", ""))}


def changed(make: Callable[[], bytes], part: str, before: bytes, inserted: bytes) -> bytes:
    """A package with more in one of its parts."""
    parts = unpacked(make())
    at = parts[part].find(before)
    return packed({**parts, part: parts[part][:at] + inserted + parts[part][at:]})
