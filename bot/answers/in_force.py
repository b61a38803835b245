"""Whether a document, or a part of one, is in force: yes or no for a day, with the dates and the document that ended it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from bot.answers.about import GENERIC
from bot.answers.describing import document_meant
from bot.answers.mentions import mentions
from bot.inquiry import Inquiry, weigh
from bot.language import DAY
from bot.reading.citing import quoted, source
from bot.reading.terms import offer_at
from bot.records import Citation, Kind, Outcome
from bot.texts import IN_FORCE, QUOTE
from bot.understanding.coverage import coverage
from bot.understanding.question import understand
from bot.understanding.times import Days, days_in
from corpus.aliases import canonical
from corpus.clauses import read_period
from corpus.numbers import normal_number
from corpus.passages import sentences
from corpus.records import Document, Metadata, Relation, Span
from corpus.text import fold
from corpus.validity import Status
from corpus.versions import LinkKind
from index.catalogue import Entry
from index.relations import links

OF_PART = 0.5
"""Share of what a question says of a thing that must stand in the clause on its days, or above it."""

LOOKED_AT = 3
"""Documents, the likeliest first, whose clauses on days are looked at."""

_ASKS = re.compile(
    "(?:还|是否|现在|目前|如今|仍然?|是不是|已经?|有没有|能|可以)*(?:在)?(?:继续)?(?:(?:有效|执行|实施|试行)期限?(?:之?[内里]头?|以内|中)|有效|生效|失效|过期|到期|废止|作废|停止执行|施行|执行)(?:了|着)?(?:吗|么|没有?|不|吧)?[?？。]*$"
)
_ASKS_STILL = re.compile(
    "(?:现在|目前|如今|今年)?(?:还|仍然?|是否还)(?:能够?|可以|可|让|给)?(?:继续|再)?(?:申请|申报|申领|领取?|拿|报|享受|办理?|兑现|有)(?:得?到|得了)?(?:吗|么|不|没有?|吧)?[?？。]*$"
    "|(?:现在|目前|如今)(?:能够?|可以)(?:申请|申报|申领|领取?|拿|报|享受)(?:吗|么|不)[?？。]*$"
)
"""Whether something can still be had: where the text gives it days, those decide first."""

_ASKS_WHEN = re.compile(
    "(?:是|到|在|会|将)?(?:什么时候|何时|哪一?[天年月]|几月几?[号日]?|几号)(?:会|将)?(?:才|就|自动)?(?:失效|到期|过期|截止|终止|废止|结束|停止执行|停)(?:的|了)?(?:呢)?[?？。]*$"
    "|有效期?(?:是)?(?:到|至)(?:什么时候|何时|哪一?[天年月]|几[月号]).*$"
    "|(?:一直|还|要|会|能|可以?|得)*(?:管|用|有效|执行|实行|施行|实施|试行|持续|延续?|沿用)(?:期限?)?(?:要|会|能|可以?|得)?(?:一直)?(?:到|至)(?:什么时候|何时|哪一?[天年月]|几[月号])"
    "(?:哪一?[月天]|几?[天日号]|为止|结束|才?算完)*[呀啊呢的]?[?？。]*$"
)
"""When something ends."""

_NUMBER_BEHIND = re.compile(r"[(（](?:[^()（）]{0,30}号)?\s*[)）]\s*[?？。]*$")
"""The number of a document in brackets at the end of a question, which asks nothing, or what is left of it."""

_TITLED = re.compile(r"《(?P<title>[^《》]{4,80})》\s*[(（](?P<number>[^()（）]{4,40}号)[)）]")
"""A number of a document behind its title."""

_OWN = re.compile(
    "[,，。;；]|[我咱]|[了过]|几[号月]|什么时候|何时|哪一?[天年]|退(?![役休耕牧林])|迁(?!建)|逾期|以后|之后|后(?=还)|如果|要是|(?<!有效)期间|情况下|再(?![生次制利就])|(?<!以旧)换(?!新)"
)
"""What tells circumstances of the asker, on which more hangs than days, or asks for another day first."""

_APPLYING = re.compile("申报|申请|受理|报名|征集")
"""What has a last day of its own, which is not that of the text."""

_OPEN = re.compile("还|是否|仍|是不是|有没有|吗|么|吧|没有?[?？。]*$|不[?？。]*$|过期|作废")
"""What makes a question of yes or no of one that ends in such a word."""
_STATES = re.compile("施行|实施|执行|生效|有效|失效|废止|受理|办理")
_ENDS = re.compile("废止|失效|停止执行")
_CLAUSES = re.compile("[;；。\\n]")
_MONTH = re.compile(r"((?:19|20)\d{2}年\d{1,2}月)(?=起)")
_FILLING = re.compile(
    "申请|申报|(?:[一二三四五六七八九十]+月份?)?[上中下]旬|那时候?|那会儿|那阵子?|再?(?:来|回头)?[看问](?:一[句下眼])?|这个|那份|那个|这份|的?时候|还能|可以|里的?|到|奖励|补贴|补助|新标准|标准"
)
"""Words beside those of a document's name in a question on whether it is in force."""


@dataclass(frozen=True, slots=True)
class Term:
    """A clause [start, end) of a document on the days of one part of it."""

    entry: Entry
    document: Document
    start: int
    end: int
    first: date | None
    last: date | None


def in_force(inquiry: Inquiry) -> Outcome | None:
    """Whether the document meant is in force on the day asked, the inquiry's own where none is; None where that is not asked
    or no one document is meant."""
    text = _NUMBER_BEHIND.sub("", inquiry.asked.text.strip())
    if ends := _ends(inquiry, text):
        return ends
    asks = _ASKS.search(text)
    if asks is None or not _OPEN.search(asks.group()):
        return None
    days = days_in(text[: asks.start()], inquiry.day)
    about = _about(text[: asks.start()], days)
    if ended := _ended_elsewhere(inquiry):
        return ended
    entry = document_meant(inquiry, about)
    document = inquiry.library.catalogue.document(entry.key) if entry else None
    first, last = (days.first, days.last) if days else (inquiry.day, inquiry.day)
    if entry is None or document is None or entry.status(last) is Status.UNSTATED:
        numbered = _of_number(inquiry, entry, document) if entry and document else None
        part = _told(numbered, first, last) if numbered else _of_part(inquiry, about, first, last)
        return part or (_whole(inquiry, entry, document, last) if entry and document else None)
    return _whole(inquiry, entry, document, last) if entry.status(first) is entry.status(last) else None


def _ends(inquiry: Inquiry, text: str) -> Outcome | None:
    """Whether a part of a document can still be had on the day, or when it ends, where the part has days of its own."""
    asks = _ASKS_STILL.search(text) or _ASKS_WHEN.search(text)
    before = text[: asks.start()] if asks else ""
    if asks is None or _OWN.search(before) or _APPLYING.search(before):
        return None
    about, day = _about(before, None), inquiry.day
    entry = document_meant(inquiry, about) if inquiry.named.documents or _ASKS_WHEN.search(text) else None
    document = inquiry.library.catalogue.document(entry.key) if entry else None
    if entry and document and entry.status(day) is not Status.UNSTATED:
        return None if "有效期" in text else _whole(inquiry, entry, document, day)  # a day is answered by its line
    if entry and inquiry.named.documents:
        numbered = _of_number(inquiry, entry, document) if document else None
        ending = [numbered] if numbered else [term for term in _terms(inquiry, entry) if term.last]
        return _told(ending[0], day, day) if len(ending) == 1 else None
    return _of_part(inquiry, about, day, day) or _of_benefit(inquiry, about)


def _of_benefit(inquiry: Inquiry, about: str) -> Outcome | None:
    """The days of the benefit that the best sentence on a thing is of, or of its document; None where that says little of it or
    has no days."""
    asked = understand(GENERIC.sub(" ", about))
    part = inquiry.about(replace(asked, slots=tuple(replace(slot, number=False) for slot in asked.slots)))
    best = next(iter(part.evidence), None)
    if not asked.terms or best is None or best.coverage < OF_PART or not best.place_fits:
        return None
    passage, entry = best.hit.stored.passage, best.hit.entry
    offer = offer_at(inquiry.library.catalogue, entry.key, best.start, best.end, passage.path)
    document = inquiry.library.catalogue.document(entry.key)
    term = offer.benefit.term if offer else None
    if document and term is None and entry.status(inquiry.day) is not Status.UNSTATED:
        return _whole(inquiry, entry, document, inquiry.day)
    if document is None or term is None:
        return None
    return _told(Term(entry, document, term.start, term.end, term.effective, term.expires), inquiry.day, inquiry.day)


def _about(text: str, days: Days | None) -> str:
    """What a question says of a document, without the day that it asks about."""
    folded = fold(text)
    if days:
        folded = f"{folded[: days.start]} {folded[days.end :]}"
    return _FILLING.sub(" ", folded)


def _whole(inquiry: Inquiry, entry: Entry, document: Document, day: date) -> Outcome:
    state, meta = entry.status(day), entry.metadata
    title = f"《{meta.title}》{f'（{meta.number}）' if meta.number else ''}"
    citations = tuple(
        Citation(at, source(entry), document.path_at(start), document.text[start:end], start, end)
        for at, (start, end) in enumerate(_spans(document, meta), 1)
    )
    ended = _ended_by(inquiry, entry) if state is Status.REPEALED else None
    by = IN_FORCE["by"].format(title=ended.metadata.title) if ended else ""
    verdict = IN_FORCE[state].format(title=title, day=_day(day), dates=_dates(entry), by=by)
    marks = "".join(f"[{each.marker}]" for each in citations)
    return Outcome("\n\n".join([f"{verdict} {marks}", *quoted(citations)]), Kind.TEXT, None, citations)


def _ended_elsewhere(inquiry: Inquiry) -> Outcome | None:
    """That a document which the library lacks has been repealed, where another of the library says so of its number."""
    named = inquiry.named
    wanted = {normal_number(number) for number in named.unknown}
    if not wanted or named.documents:
        return None
    for mention in mentions(inquiry.library.catalogue, named, named.mentioned):
        reference = mention.reference
        ends = reference.relation is Relation.REPEALS or _ENDS.search(mention.document.text, reference.end, mention.end)
        if ends and normal_number(mention.reference.number or "") in wanted:
            verdict = IN_FORCE["ended"].format(number="、".join(named.unknown), title=mention.entry.metadata.title)
            citation = mention.cited(1)
            return Outcome(f"{verdict} [1]\n\n{QUOTE}{citation.quote} [1]", Kind.TEXT, None, (citation,))
    return None


def _of_part(inquiry: Inquiry, about: str, first: date, last: date) -> Outcome | None:
    """What the clause on the days of the part meant comes to; None where no one clause is that, or the days of the question
    lie on both sides of a bound."""
    terms = understand(GENERIC.sub(" ", about)).terms
    weights = weigh(inquiry.library, terms)
    entries = list({hit.entry.key: hit.entry for hit in inquiry.found.hits}.values())[:LOOKED_AT]
    said = [(_said(term, terms, weights), term) for entry in entries for term in _terms(inquiry, entry)]
    best = max((share for share, _ in said), default=0.0)
    meant = [term for share, term in said if share == best]
    if not terms or best < OF_PART or len(meant) != 1:
        return None
    return _told(meant[0], first, last)


def _of_number(inquiry: Inquiry, entry: Entry, document: Document) -> Term | None:
    """The clause on the days of that part of a document of several numbers whose title (《…》（…号）) bears the number asked for;
    None where no one clause says by far most of that title."""
    found = _TITLED.finditer(fold(document.text))
    titles = [each["title"] for each in found if normal_number(each["number"]) in inquiry.named.numbers]
    if "、" not in normal_number(entry.metadata.number or "") or not titles:
        return None
    terms = understand(GENERIC.sub(" ", titles[0])).terms
    said = sorted(((_own_share(term, terms), term) for term in _terms(inquiry, entry)), key=lambda each: -each[0])
    shares = [share for share, _ in said]
    return said[0][1] if shares and shares[0] and max(shares[1:], default=0.0) <= shares[0] / 2 else None


def _own_share(term: Term, terms: tuple[str, ...]) -> float:
    """How much of the terms a clause and the headings above it say, without the title of the document."""
    title = term.entry.metadata.title
    path = [heading for heading in term.document.path_at(term.start) if heading not in title]
    clause = term.document.text[term.start : term.end]
    return coverage(terms, ((canonical(" ".join((clause, *path))), 1.0),), {})


def _told(term: Term, first: date, last: date) -> Outcome | None:
    """What the days of a part come to for the days asked, None where they lie on both sides of a bound."""
    state = _state(term, last)
    if state is None or _state(term, first) is not state:
        return None
    quote = term.document.text[term.start : term.end]
    verdict = IN_FORCE["part"].format(
        state=IN_FORCE[f"part_{state}"], day=_day(last), dates=_spoken_days(term.first, term.last)
    )
    citation = Citation(1, source(term.entry), term.document.path_at(term.start), quote, term.start, term.end)
    return Outcome(f"{verdict} [1]\n\n{QUOTE}{quote} [1]", Kind.TEXT, None, (citation,))


def _terms(inquiry: Inquiry, entry: Entry) -> Iterator[Term]:
    """The clauses of a document that name days of theirs."""
    document = inquiry.library.catalogue.document(entry.key)
    if document is None:
        return
    for start, end in sentences(document.text, document.body, len(document.text)):
        if not _STATES.search(document.text, start, end):
            continue
        bounds = [start, *(match.end() for match in _CLAUSES.finditer(document.text, start, end)), end]
        for left, right in pairwise(bounds):
            clause = _MONTH.sub(r"\g<1>1日", document.text[left:right])
            force = read_period(clause, 0, len(clause)) if _STATES.search(clause) else None
            if force and (force.effective or force.expires):
                days = (found.value if found else None for found in (force.effective, force.expires))
                yield Term(entry, document, left, right, *days)


def _said(term: Term, terms: tuple[str, ...], weights: Mapping[str, float]) -> float:
    path = " ".join((*term.document.path_at(term.start), term.entry.metadata.title, term.entry.metadata.issuer or ""))
    own = canonical(term.document.text[term.start : term.end])
    return coverage(terms, ((own, 1.0), (canonical(path), 0.9)), weights)


def _state(term: Term, day: date) -> Status | None:
    """The state of a part on a day; None where the clause does not tell."""
    if term.first and day < term.first:
        return Status.NOT_YET
    if term.last:
        return Status.IN_FORCE if day <= term.last else Status.EXPIRED
    return None


def _ended_by(inquiry: Inquiry, entry: Entry) -> Entry | None:
    """The document of the library that repeals this one."""
    linked = links(inquiry.library.catalogue, entry.key)
    return next(
        (each.entry for each in linked if each.newer and each.kind in (LinkKind.REPEALED, LinkKind.VERSION)), None
    )


def _spans(document: Document, meta: Metadata) -> list[Span]:
    """What tells the days of a document: the sentence of its own, and the fields of its head from which a day was read."""
    start, end = _statement(document, meta)
    days = [meta.spans[name] for name in ("effective", "expires") if name in meta.spans]
    fields = [_line(document.text, day) for day in days if day[1] <= document.body and not start <= day[0] < end]
    return [(start, end), *dict.fromkeys(fields)]


def _line(text: str, span: Span) -> Span:
    """The line in which a span stands."""
    end = text.find("\n", span[1])
    return text.rfind("\n", 0, span[0]) + 1, end if end >= 0 else len(text)


def _statement(document: Document, meta: Metadata) -> tuple[int, int]:
    """The last sentence from which a day of a document was read, else the last that tells its own days, else its title."""
    days = [meta.spans[name][0] for name in ("effective", "expires") if name in meta.spans]
    read = [
        (start, end)
        for start, end in sentences(document.text, document.body, len(document.text))
        if any(start <= day < end for day in days)
    ]
    if read:
        return read[-1]
    spans = [
        span
        for span in sentences(document.text, document.body, len(document.text))
        if re.search("本[^,，。]{0,8}|自(?:印发|发布|公布)|有效期|自[^,，。]{4,12}起", document.text[slice(*span)])
        and _STATES.search(document.text, *span)
    ]
    return spans[-1] if spans else meta.spans.get("title", (0, len(document.text.split("\n")[0])))


def _dates(entry: Entry) -> str:
    """The days of a document in words, each behind a comma."""
    meta = entry.metadata
    repealed = IN_FORCE["repealed"].format(_day(entry.repealed)) if entry.repealed else ""
    return _spoken_days(meta.effective, meta.expires) + repealed


def _spoken_days(first: date | None, last: date | None) -> str:
    days = [(first, IN_FORCE["from"]), (last, IN_FORCE["until"])]
    return "".join(words.format(_day(day)) for day, words in days if day)


def _day(day: date) -> str:
    return DAY.format(day)
