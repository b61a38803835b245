"""What is wrong with what a client sent, as sentences."""

from collections.abc import Sequence
from typing import Any

from ui import texts

SHOWN = 40
"""Characters of a field's name that are shown: it may be the client's own."""


class NotADay(ValueError):
    """A day is not written as one."""


def fault(error: dict[str, Any], *, inside: int = 1) -> str:
    """The sentence for pydantic's description of an error. The first `inside` parts of its place say where the data came
    from (body, query), not which field it is."""
    place = field_of(error["loc"][inside:])
    field = place if place and error["type"] != "json_invalid" else texts.BODY
    limits = {
        name: str(value).replace(" or ", "、").replace(", ", "、") for name, value in error.get("ctx", {}).items()
    }
    kind = "day" if isinstance(error.get("ctx", {}).get("error"), NotADay) else error["type"]
    words = texts.FAULTS.get(kind, texts.OTHER_FIELD)
    return words.format(**limits | {"field": _short(field)}) + texts.AGAIN


def field_of(place: Sequence[int | str]) -> str:
    """The name of a field, as filters.year or messages.0.content, without pydantic's names of the kinds that it tried."""
    return ".".join(str(part) for part in place if not (part == "str" or "[" in str(part)))


def _short(name: str) -> str:
    return name if len(name) <= SHOWN else name[:SHOWN] + "…"
