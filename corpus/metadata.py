"""What a document says about itself: title, number, issuer, dates, validity, region, kind, audience, annexes; each with
the span that it was read from."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from corpus.annexes import find_annexes
from corpus.clauses import Force, Issued, read_force, read_period
from corpus.content import Content, one_line
from corpus.dates import first_day
from corpus.header import Head, read_head
from corpus.numbers import normal_number, numbers_in
from corpus.organisations import adopter, is_organisation, lacks_place, opening_names, organisations, region_of
from corpus.records import Metadata, Span
from corpus.regions import Region, find_regions, region_in
from corpus.signatures import Signature, printed, signatures
from corpus.spans import Found, spaceless
from corpus.titles import clean_title, is_draft, kind_of, names_kind, same_title

OPENING = 200
"""Characters of the body in which a document without issuer names its place, and one without title its year."""

MAX_DELAY = timedelta(days=60)
"""From signing to publication; a later day on a page is that of a reprint."""

_ABOUT_OTHERS = ("解读", "政策解读", "答复", "公示", "议案", "请示")
"""Kinds of document that speak of the validity of others and have none themselves."""

_YEAR = re.compile(r"(?P<year>[12]\d{3})\s*(?:年|[-—–~～至到]{1,2}\s*[12]\d{3}\s*年)")
"""A year, or the first one of several (2024—2026年)."""


_SOURCE = re.compile(
    r"^[ \t\u3000（(]*(?:信息|文章|稿件|资料)?来源[ \t\u3000]*[：:][ \t\u3000]*(?P<name>[^\s，。；）)]{4,60})",
    re.MULTILINE,
)

_LEAD_IN = re.compile(
    r"(?:关于)?(?:公开征求|征求|组织|开展|申报|做好|印发|发布|公布|下达|调整|修订|修改|认定|公示|延长|废止)*[《“]?(?:\d{4}年度?)?"
)
"""What stands in a title before the place that it is about."""

_OF_A_PLACE = re.compile("总结|报告|计划|思路|要点|规划")
"""Titles of texts about a place, which their opening names; that of a notice may name any other."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands before the body: its metadata and the offset at which the body begins."""

    metadata: Metadata
    body: int


@dataclass(frozen=True, slots=True)
class _Dates:
    signed: Found[date] | None
    published: Found[date] | None
    force: Force


def read_metadata(content: Content, fallback_title: str) -> Heading:
    """Metadata by rule from the fields and the title that the format marks, header lines, title, signature and clauses.

    `fallback_title` (the file's name) stands in for a title that the text does not have, with the kind and year in it. A region
    without issuer and title is the place that the opening paragraph names first, in full; a year without title is the first one
    there. None where the text is silent.
    """
    text, head = content.text, read_head(content)
    signed = signatures(text, head.body)
    title = _title(content, head)
    issuer = _issuer(text, head, title, signed)
    number = _number(text, head)
    dates = _dates(text, head, title, signed, issuer)
    opening = min([head.body + OPENING, *(table.start for table in content.tables if table.end > head.body)])
    region = _region(text, head, title, issuer, opening)
    audience = head.fields.get("audience")
    annexes = find_annexes(text, head.body, signed).titles
    named = title.value if title else fallback_title
    kind = kind_of(named)
    spans = _spans(
        title=title, number=number, issuer=issuer, region=region, signed=dates.signed, published=dates.published,
        effective=dates.force.effective, expires=dates.force.expires, audience=audience, kind=_kind_at(text, title, kind),
    )  # fmt: skip
    spans |= {f"annex{place}": annex.span for place, annex in enumerate(annexes, 1)}
    issued = dates.signed or dates.published
    return Heading(
        Metadata(
            title=named,
            number=number.value if number else None,
            issuer=issuer.value if issuer else None,
            region=region.value,
            kind=kind,
            signed=_value(dates.signed),
            published=_value(dates.published),
            effective=_value(dates.force.effective),
            expires=_value(dates.force.expires),
            year=year_of(named, _value(issued), "" if title else text[head.body : head.body + OPENING]),
            audience=one_line(audience.value) if audience else None,
            draft=bool(title) and is_draft(named),
            annexes=tuple(annex.value for annex in annexes),
            spans=spans,
        ),
        head.body,
    )


def _value(found: Found[date] | None) -> date | None:
    return found.value if found else None


def _spans(**fields: Found[str] | Found[date] | Found[Region] | None) -> dict[str, Span]:
    return {name: found.span for name, found in fields.items() if found and found.end > found.start}


def _title(content: Content, head: Head) -> Found[str] | None:
    """The title that the format marks, else that of the header's field, else that of the lines; of one and the same title
    the fuller wording."""
    given = head.fields.get("title")
    named = clean_title(content.text, given) if given else None
    if named is None or head.title is None:
        return named or head.title
    if same_title(named.value, head.title.value):
        return max(head.title, named, key=lambda title: len(spaceless(title.value)))
    return head.title if content.title else named


def _number(text: str, head: Head) -> Found[str] | None:
    """The number of the header, else those of lines of their own; joint numbers are divided by 、."""
    given = head.fields.get("number")
    found = numbers_in(text, *given.span, prose=False) if given else []
    if given and not found and "号" in given.value:
        return Found(spaceless(given.value), *given.span)
    found = found or head.numbers
    unique: dict[str, Found[str]] = {}
    for number in found:
        unique.setdefault(normal_number(number.value), number)
    kept = list(unique.values())
    return Found("、".join(n.value for n in kept), kept[0].start, max(n.end for n in kept)) if kept else None


def _issuer(text: str, head: Head, title: Found[str] | None, signed: Sequence[Signature]) -> Found[str] | None:
    """Who issued it, all joint issuers, in full.

    The document itself (发文机关, title, letterhead, signature) comes before the page that holds it (发布机构, 来源), which
    may belong to another office. Of the document's own statements that begin alike the longest is the full one.
    """
    given = head.fields.get("issuer")
    titled = _joined(opening_names(text, *title.span)) if title else None
    under = _own_signature(signed, titled, head.letterhead)
    adopted = adopter(text, title.start, head.body + OPENING) if title else None
    own = [
        name
        for name in (_full_name(text, given), head.letterhead, titled, under, head.byline, _order_issuer(head), adopted)
        if name and not lacks_place(name.value)
    ]
    if own:
        return max((name for name in own if _agree(name.value, own[0].value)), key=lambda name: name.value.count("、"))
    source = head.fields.get("source")
    named = (
        source if source and organisations(text, *source.span) else None
    )  # a data base or a newspaper issues nothing
    page = [_full_name(text, head.fields.get("publisher")), _full_name(text, named), _closing_source(text)]
    stated = [name for name in (_full_name(text, given), titled, under, *page) if name]
    full = [name for name in stated if not lacks_place(name.value)]
    return next(iter(full or stated), None)


def _closing_source(text: str) -> Found[str] | None:
    """The office that an article names as its source below its text."""
    match = _SOURCE.search(text, max(0, len(text) - OPENING))
    return _joined(organisations(text, *match.span("name"))) if match else None


def _order_issuer(head: Head) -> Found[str] | None:
    """Who gives the order that promulgates a text: 国务院 in 中华人民共和国国务院令第746号."""
    for number in head.numbers:
        name = number.value.partition("令第")[0].removeprefix("中华人民共和国")
        if "令第" in number.value and is_organisation(name):
            return Found(name, number.start, number.end)
    return None


def _agree(one: str, other: str) -> bool:
    return bool(set(one.split("、")) & set(other.split("、"))) or one.startswith(other) or other.startswith(one)


def _full_name(text: str, given: Found[str] | None) -> Found[str] | None:
    if given is None:
        return None
    names = organisations(text, *given.span)
    return Found("、".join(name.value for name in names) if names else spaceless(given.value), *given.span)


def _joined(names: tuple[Found[str], ...]) -> Found[str] | None:
    if not names:
        return None
    unique = dict.fromkeys(name for found in names for name in found.value.split("、"))
    return Found("、".join(unique), names[0].start, names[-1].end)


def _own_signature(signed: Sequence[Signature], *own: Found[str] | None) -> Found[str] | None:
    """The names under the document: of several blocks the one that names who the title names, else the first."""
    named = [found for block in signed if (found := _joined(block.names))]
    known = [name.value for name in own if name]
    return next((found for found in named if any(_agree(found.value, name) for name in known)), next(iter(named), None))


def _dates(
    text: str, head: Head, title: Found[str] | None, signed: Sequence[Signature], issuer: Found[str] | None
) -> _Dates:
    given = {
        name: _day_of(text, head.fields.get(name))
        for name in ("signed", "printed", "published", "effective", "expires")
    }
    under = given["signed"] or head.passed or _signing_day(signed, issuer)
    under = under or head.promulgated or given["printed"]
    published = given["published"] or head.posted or head.promulgated
    issued = _issued(text, head, given, under, published)
    named = title.value if title else ""
    clause = Force()
    if not is_draft(named) and kind_of(named) not in _ABOUT_OTHERS:
        clause = read_force(text, head.body, named, issued, _value(given["effective"]))
    form = head.fields.get("validity")
    known = given["effective"] or clause.effective
    period = read_period(text, *form.span, _value(known)) if form else Force()
    effective = given["effective"] or period.effective or clause.effective
    return _Dates(under, published, Force(effective, given["expires"] or period.expires or clause.expires))


def _issued(
    text: str,
    head: Head,
    given: dict[str, Found[date] | None],
    signed: Found[date] | None,
    published: Found[date] | None,
) -> Issued:
    """The days that clauses count from; a page that posts the text years later tells nothing of its publication."""
    day = _value(signed)
    posted = _value(head.promulgated) or _value(published)
    if day and posted and not timedelta(0) <= posted - day <= MAX_DELAY:
        posted = None
    return Issued(_value(given["printed"] or printed(text, head.body)), posted, day)


def _signing_day(signed: Sequence[Signature], issuer: Found[str] | None) -> Found[date] | None:
    """The day of the block that the issuer signed, else of the first with names, else of the last without."""
    dated = [block for block in signed if block.day]
    names = set(issuer.value.split("、")) if issuer else set()
    own = [block for block in dated if names & {part for name in block.names for part in name.value.split("、")}]
    for blocks in (own, [block for block in dated if block.names], dated[-1:]):
        if blocks:
            return blocks[0].day
    return None


def _day_of(text: str, given: Found[str] | None) -> Found[date] | None:
    return first_day(text, *given.span) if given else None


def _region(text: str, head: Head, title: Found[str] | None, issuer: Found[str] | None, opening: int) -> Found[Region]:
    """The issuer's place where the title opens with the issuer; else the title's, deeper if the issuer's lies within it;
    else the issuer's; without issuer that of the line on who spoke where, or, of a report and below a headline that ends with no
    kind of document, that of the text from the body to `opening`, before any table.

    The span is that of the place's name where it was read; an empty one where a name implies it (宁波市 for 浙江省)."""
    issued = region_of(issuer.value) if issuer else ()
    titled = region_in(_LEAD_IN.sub("", title.value)) if title and not opening_names(text, *title.span) else ()
    region = issued if issued[: len(titled)] == titled else titled
    for source in (title, issuer):
        if source is None or not region:
            continue
        for found, start, end in find_regions(text[source.start : source.end]):
            if found == region:
                return Found(region, source.start + start, source.start + end)
    if region or issuer:
        return Found(region, 0, 0)
    places = [head.spoken] if head.spoken else []
    if title is None or not names_kind(title.value) or _OF_A_PLACE.search(title.value):
        places.append((head.body, opening))
    for start, end in places:
        for found, first, last in find_regions(text[start:end]):
            if text[start + first : start + last] == found[-1]:
                return Found(found, start + first, start + last)
    return Found((), 0, 0)


def _kind_at(text: str, title: Found[str] | None, kind: str | None) -> Found[str] | None:
    if title is None or kind is None:
        return None
    at = text.rfind(kind, title.start, title.end)
    return Found(kind, at, at + len(kind)) if at >= 0 else None


def year_of(title: str, issued: date | None, opening: str = "") -> int | None:
    """The year of a document: the one that its title names, else that of its issue, else the first one in its opening."""
    named = _YEAR.search(title)
    if named is None and issued:
        return issued.year
    named = named or _YEAR.search(opening)
    return int(named["year"]) if named else None
