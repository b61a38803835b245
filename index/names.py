"""The names by which a document is known and by which it names others: "#" and a number, or "《" and a title."""

from collections.abc import Iterator

from corpus.numbers import normal_number
from corpus.records import Document, PartKind
from corpus.versions import policy_key, title_key

MIN_TITLE = 6
"""Characters of a title that names one document: shorter ones (通知, 工作总结) name any."""


def number_name(number: str) -> str:
    """Name by a document number, in whatever brackets it is written."""
    return f"#{normal_number(number)}"


def title_name(title: str) -> str:
    """Name by a title, without white space and brackets."""
    return f"《{title_key(title)}"


def names_of(document: Document) -> set[str]:
    """All names of a document: its numbers, its title with and without what a notice puts around it, and the title of the
    text that it forwards."""
    meta = document.metadata
    titles = [meta.title, *(part.title for part in document.parts if part.kind is PartKind.MAIN)]
    numbers = filter(None, (meta.number or "").split("、"))
    keys = {key for title in titles for key in (title_key(title), policy_key(title)) if len(key) >= MIN_TITLE}
    return {number_name(number) for number in numbers} | {f"《{key}" for key in keys}


def known_as(written: str) -> set[str]:
    """The names under which a document is looked for by what people write of it."""
    keys = {key for key in (title_key(written), policy_key(written)) if len(key) >= MIN_TITLE}
    return {number_name(written)} | {f"《{key}" for key in keys}


def mentions_of(document: Document) -> Iterator[tuple[str, str, str | None, int | None]]:
    """What a document says of others: the relation, the name, by number where it gives one, else by title, and how it
    prolongs the other: the new last day, or months."""
    for reference in document.references:
        until, months = (reference.extension.until, reference.extension.months) if reference.extension else (None, None)
        said = until.isoformat() if until else None, months
        if reference.number:
            yield str(reference.relation), number_name(reference.number), *said
        elif reference.title and len(title_key(reference.title)) >= MIN_TITLE:
            yield str(reference.relation), title_name(reference.title), *said
