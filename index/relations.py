"""What documents of a library are to each other: named by number or title, copies, versions, repealed."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.aliases import canonical
from corpus.numbers import find_numbers
from corpus.records import Document, PartKind, Reference
from corpus.similarity import smallest
from corpus.titles import names_kind
from corpus.versions import LinkKind, Version, policy_key, relation, title_key
from index.catalogue import OPENING, Catalogue, Entry
from index.corrections import Correction, corrections
from index.names import names_of, number_name, title_name
from index.rows import EXTENDING, dump
from index.tokens import bigrams

_QUOTED = re.compile("《([^《》]*(?:《[^《》]*》[^《》]*)*)》")

CALLED = 0.8
"""Share of the pairs of characters of a title in 《》 that a document's title must hold to be what is meant."""

_OF_IT = re.compile("^(?:文件)?(?:规定|明确|提出|确定|所列|提到)?[中里]?的?")
"""What ties the name of a document to what is asked of it."""

CANDIDATES = 50
"""Documents of a similar text or name that a new one is compared with: more are forms that all look alike."""

MARKS, SHARED = 16, 2
"""Hashes of a sketch that are kept to find alike documents by, and how many of them two must share to be compared: two
texts that share 60% of their shingles share fewer once in some ten thousand times."""


WORDS: dict[tuple[LinkKind, bool | None], str] = {
    (LinkKind.SAME, None): "文字相同：",
    (LinkKind.REPRINT, None): "同一文件的另一份：",
    (LinkKind.PART, None): "内容互相包含：",
    (LinkKind.VERSION, True): "已有新版：",
    (LinkKind.VERSION, False): "旧版：",
    (LinkKind.VERSION, None): "另一版本：",
    (LinkKind.DRAFT, True): "已有正式文件：",
    (LinkKind.DRAFT, False): "征求意见稿：",
    (LinkKind.DRAFT, None): "征求意见稿与正式文件：",
    (LinkKind.REPEALED, True): "被废止，见：",
    (LinkKind.REPEALED, False): "同时废止：",
    (LinkKind.REPEALED, None): "废止关系：",
}
"""What is said before the other document of a link, by kind and whether the other one is the newer."""


@dataclass(frozen=True, slots=True)
class Linked:
    """Another document that is a copy, a version or the draft of this one; `newer` tells that the other is the newer, None
    where neither is."""

    kind: LinkKind
    newer: bool | None
    entry: Entry


@dataclass(frozen=True, slots=True)
class Known:
    """What a library knows of a document beside others: its references with the documents meant, its links, the other files
    that hold the very same bytes, the documents that prolong its validity with where they say so, and what people corrected of
    it."""

    references: tuple[tuple[Reference, Entry | None], ...]
    links: tuple[Linked, ...]
    copies: tuple[str, ...]
    extending: tuple[tuple[Entry, Reference], ...] = ()
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """Documents that a question names by number or by title, the numbers in it that no document has, the documents that
    mention those, the question without the names, the titles in 《》 of documents that the library does not have, and all numbers
    in the form for comparing."""

    documents: tuple[int, ...]
    unknown: tuple[str, ...]
    mentioned: tuple[int, ...]
    rest: str
    untitled: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()


_BODY = re.compile("^[\u4e00-\u9fff]{2,12}?(?:部|厅|局|委|府|院|会)(?=[\u4e00-\u9fff]{2,}\\W)")
"""The name of who issued it before the number of a document (财政部财办〔2020〕7号)."""


def named(catalogue: Catalogue, question: str) -> Named:
    """The documents that a question names. Of a title within another title the longer one counts."""
    documents: list[int] = []
    unknown: list[str] = []
    mentioned: list[int] = []
    spans: list[tuple[int, int]] = []
    numbers = find_numbers(question)
    for number, start, end in numbers:
        held = _holders(catalogue, number_name(number)) or _holders(catalogue, number_name(_BODY.sub("", number)))
        documents += held
        spans.append((start, end))
        if not held:
            unknown.append(question[start:end])
            mentioned += _mentioning(catalogue, number_name(number))
    titles = _titles_in(catalogue, question)
    documents += [key for keys in titles.values() for key in keys]
    spans += [
        match.span() for match in _QUOTED.finditer(question) if {title_key(match[1]), policy_key(match[1])} & {*titles}
    ]
    known = {*titles}
    untitled = [
        match[1]
        for match in _QUOTED.finditer(question)
        if not {title_key(match[1]), policy_key(match[1])} & known and _is_of_none(catalogue, match[1])
    ]
    mentioned += [key for title in untitled for key in _mentioning(catalogue, title_name(title))]
    rest = question
    for start, end in sorted(spans, reverse=True):
        rest = f"{rest[:start]} {_OF_IT.sub('', rest[end:])}"
    return Named(
        tuple(dict.fromkeys(documents)),
        tuple(unknown),
        tuple(mentioned),
        rest if spans else question,
        tuple(untitled),
        tuple(number for number, _, _ in numbers),
    )


def _is_of_none(catalogue: Catalogue, title: str) -> bool:
    """Whether a title names a document, and none of the library is called so or nearly so: of the pairs of characters
    of a short form (《公租房保障办法》) most stand in the full one."""
    if not names_kind(title):
        return False
    pairs = set(bigrams(canonical(title)))
    held = [canonical(entry.metadata.title) for entry in catalogue.entries()]
    return not any(sum(pair in each for pair in pairs) >= CALLED * len(pairs) for each in held)


def _titles_in(catalogue: Catalogue, question: str) -> dict[str, list[int]]:
    """Titles that stand in a question, with the documents that bear them."""
    opened, found = catalogue.titles(), dict[str, list[int]]()
    asked = title_key(question)
    for text in dict.fromkeys((asked, asked.replace("的", ""))):  # people say 某办法的实施细则
        for at in range(len(text)):
            for title, keys in opened.get(text[at : at + OPENING], {}).items():
                if text.startswith(title, at):
                    found[title] = keys
    longest = {title for title in found if not any(title != other and title in other for other in found)}
    return {title: found[title] for title in sorted(longest)}


def known(catalogue: Catalogue, entry: Entry, document: Document) -> Known:
    """References to other documents with their targets, links, and copies of a document."""
    own = names_of(document)
    others = [reference for reference in document.references if reference.target or not _names(reference) & own]
    targets = [_target(catalogue, reference, entry.key) for reference in others]
    entries = catalogue.metadata({key for key in targets if key is not None})
    return Known(
        tuple(
            (reference, entries.get(key) if key is not None else None)
            for reference, key in zip(others, targets, strict=True)
        ),
        links(catalogue, entry.key),
        tuple(
            source
            for (source,) in catalogue.connection.execute(
                "select o.source from files f join files o on o.id = f.id and o.source != f.source"
                " where f.source = ? order by o.source",
                (entry.source,),
            )
        ),
        extending(catalogue, entry),
        corrections(catalogue, entry.source, entry.member),
    )


def extending(catalogue: Catalogue, entry: Entry) -> tuple[tuple[Entry, Reference], ...]:
    """The documents by whose word the last day in force of this one is another, and where they say it; () where it stands."""
    if entry.extended is None:
        return ()
    keys = [int(key) for (key,) in catalogue.connection.execute(EXTENDING, (entry.key,))]
    names = {
        name for (name,) in catalogue.connection.execute("select name from names where document = ?", (entry.key,))
    }
    found: list[tuple[Entry, Reference]] = []
    for key, other in catalogue.metadata(without_copies(catalogue, keys)).items():
        document = catalogue.document(key)
        said = [r for r in document.references if r.extension and _names(r) & names] if document else []
        found += [(other, said[-1])] if said else []
    return tuple(found)


def links(catalogue: Catalogue, key: int) -> tuple[Linked, ...]:
    """The copies, versions and drafts of a document in the library."""
    rows = catalogue.connection.execute(
        "select first, second, kind, newer from links where first = ?1 or second = ?1", (key,)
    ).fetchall()
    others = catalogue.metadata({first if second == key else second for first, second, _, _ in rows})
    return tuple(
        Linked(LinkKind(kind), None if newer is None else newer != key, others[other])
        for first, second, kind, newer in rows
        if (other := first if second == key else second) in others
    )


def are_copies(catalogue: Catalogue, entries: Sequence[Entry]) -> bool:
    """Whether all of some documents have one text: a folder's and its archive's."""
    same = {linked.entry.key for linked in links(catalogue, entries[0].key) if linked.kind is LinkKind.SAME}
    return all(entry.key in same for entry in entries[1:])


def without_copies(catalogue: Catalogue, keys: Iterable[int]) -> set[int]:
    """Of some documents those that are not the same text as one of them that was added before: what is cited once."""
    kept = set(keys)
    rows = catalogue.connection.execute(
        "select l.second from json_each(?1) a join links l on l.first = a.value and l.kind = ?2"
        " where l.second in (select value from json_each(?1))",
        (dump(sorted(kept)), str(LinkKind.SAME)),
    )
    return kept - {int(key) for (key,) in rows}


def link(catalogue: Catalogue, keys: Sequence[int]) -> None:
    """Find and store the copies and versions of new documents. Part of the caller's transaction."""
    for key in keys:
        own = _signature(catalogue, key)
        catalogue.connection.executemany(
            "insert into sketches values (?,?)", ((mark, key) for mark in smallest(own, MARKS))
        )
    for key in keys:
        mine = _version(catalogue, key)
        for other in dict.fromkeys([*_alike(catalogue, key), *_same_name(catalogue, key), *_repealed(catalogue, key)]):
            theirs = _version(catalogue, other)
            if mine is None or theirs is None or (found := relation(mine, theirs)) is None:
                continue
            newer = None if found.newer is None else (key if found.newer is mine else other)
            catalogue.connection.execute(
                "insert or replace into links values (?,?,?,?)", (*sorted((key, other)), str(found.kind), newer)
            )


def _target(catalogue: Catalogue, reference: Reference, own: int) -> int | None:
    """The document that a reference means, by number where it gives one, else by title; a name that several bear means none,
    unless they are copies."""
    if reference.number:
        held = _holders(catalogue, number_name(reference.number))
    else:
        held = _holders(catalogue, title_name(reference.title)) if reference.title else []
    others = [key for key in held if key != own]
    if len(others) > 1 and are_copies(catalogue, list(catalogue.metadata(others).values())):
        return others[0]
    return others[0] if len(others) == 1 else None


def _version(catalogue: Catalogue, key: int) -> Version | None:
    document = catalogue.document(key)
    if document is None:
        return None
    titles = tuple(part.title for part in document.parts if part.kind is PartKind.MAIN)
    return Version(document.metadata, _signature(catalogue, key), document.references, titles)


def _signature(catalogue: Catalogue, key: int) -> bytes:
    row = catalogue.connection.execute("select signature from documents where key = ?", (key,)).fetchone()
    return bytes(row[0]) if row else b""


def _alike(catalogue: Catalogue, key: int) -> list[int]:
    """Documents that share hashes with a document's sketch, those that share most first."""
    rows = catalogue.connection.execute(
        "select b.document, count(*) from sketches a join sketches b on b.mark = a.mark and b.document != a.document"
        " where a.document = ? group by b.document having count(*) >= ? order by 2 desc limit ?",
        (key, SHARED, CANDIDATES),
    )
    return [int(other) for other, _ in rows]


def _same_name(catalogue: Catalogue, key: int) -> list[int]:
    rows = catalogue.connection.execute(
        "select distinct b.document from names a join names b on b.name = a.name and b.document != a.document"
        " where a.document = ? limit ?",
        (key, CANDIDATES),
    )
    return [int(other) for (other,) in rows]


def _repealed(catalogue: Catalogue, key: int) -> list[int]:
    """Documents that this one repeals, and those that repeal it."""
    rows = catalogue.connection.execute(
        "select n.document from mentions m join names n on n.name = m.name where m.document = ?1 and m.relation = 'repeals'"
        " union select m.document from names n join mentions m on m.name = n.name and m.relation = 'repeals'"
        " where n.document = ?1",
        (key,),
    )
    return [int(other) for (other,) in rows if other != key]


def _names(reference: Reference) -> set[str]:
    """The names by which a reference means a document."""
    titles = {title_name(reference.title)} if reference.title and not reference.number else set[str]()
    return titles | ({number_name(reference.number)} if reference.number else set())


def _holders(catalogue: Catalogue, name: str) -> list[int]:
    rows = catalogue.connection.execute("select document from names where name = ? order by document", (name,))
    return [int(key) for (key,) in rows]


def _mentioning(catalogue: Catalogue, name: str) -> list[int]:
    rows = catalogue.connection.execute("select distinct document from mentions where name = ?", (name,))
    return [int(key) for (key,) in rows]
