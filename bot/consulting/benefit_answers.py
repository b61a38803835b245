"""The answer to a question about one benefit, always in the same form: 给多少, 谁能申请, 条件, 怎么申请, 有效期, each line with the
words of the text, or that it is silent."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from bot.answers.refusing import refuse
from bot.answers.statement_answers import SURE
from bot.benefits.benefit_lines import applies_of, asks_of, saying, sentence_of, valid_of, who_of
from bot.benefits.benefit_texts import FORM
from bot.benefits.eligibility import OFFERED
from bot.consulting.asked_benefits import Aspect, amounts_asked, asked_benefit, holding
from bot.consulting.cards import day as day_text
from bot.consulting.cards import level_of, source_of
from bot.consulting.held_benefits import held_benefits
from bot.inquiry import Inquiry, weigh
from bot.language import SEMICOLON
from bot.reading.citing import marks
from bot.reading.required import left_unsaid
from bot.records import Citation, Kind, Outcome, Reason
from bot.texts import NEAREST, REFUSALS
from bot.understanding.everyday import asked_kinds
from corpus.benefit_records import Amount, AmountKind, Quoted
from corpus.records import Document
from index.benefits import Offer
from index.catalogue import Catalogue

SHOWN = 4
"""Benefits that one answer tells; more are of no use to who asked for one."""

_PAYS = re.compile(
    "分[^，。；]{1,6}(?:年|次|期|批|笔)[^，。；]{0,8}(?:兑现|拨付|发放|支付|给予|补助|奖励|各)|一次性|逐年|按年度?(?:兑现|拨付|发放)|(?:兑现|拨付|发放)[^，。；]{0,4}%"
)
_OF_BUDGET = re.compile(
    "备了|(?:资金|财政|一共|总共|今年|年度)[^，。？]{0,6}(?:安排|拿出|列支)|安排了?多少|预算|盘子|资金池|(?:资金|总)规模"
)
"""How people ask what is set aside for all, which is no one's benefit."""

QUOTES = 8
"""Clauses that one line quotes; how many more there are is said."""


def one_benefit(inquiry: Inquiry) -> Outcome | None:
    """The benefits that hold what is asked, of every level and place that fits; None where none does."""
    asked = asked_benefit(inquiry.asked)
    if asked is None or asked_kinds(inquiry.asked.spoken):  # papers and steps stand in sentences of their own
        return None
    if _OF_BUDGET.search(inquiry.asked.text):
        return None
    catalogue = inquiry.library.catalogue
    keys = list(inquiry.named.documents) or (catalogue.matching(inquiry.filters) if inquiry.filters else None)
    benefits = held_benefits(catalogue)
    if keys is not None:
        within = frozenset(keys)
        benefits = tuple(held for held in benefits if held.offer.entry.key in within)
    weights = weigh(inquiry.library, asked.terms)
    found = _in_force(holding(asked, inquiry.asked, benefits, weights), inquiry.day)
    if not found and asked.names and asked.fact:
        return _other_way(catalogue, holding(replace(asked, fact=None), inquiry.asked, benefits, weights), inquiry.day)
    if not found or len(found) > SHOWN:
        return None
    if len(found) == 1 and _unsaid(inquiry, found[0], catalogue.document(found[0].entry.key)):
        return refuse(inquiry.asked, Reason.NO_FIGURE, inquiry.found.hits)
    if asked.aspect is Aspect.AMOUNT and any(_is_tier_of(inquiry, offer) for offer in found):
        return None
    if inquiry.asked.number and not any(_tells_amount(offer) for offer in found):
        return None
    lines = Lines()
    schedule = asked.aspect is Aspect.SCHEDULE
    told = [
        _form(
            offer,
            catalogue.document(offer.entry.key),
            inquiry.day,
            lines,
            amounts_asked(asked, offer.benefit),
            schedule=schedule,
        )
        for offer in _by_level(found)
    ]
    return Outcome("\n\n".join(told), Kind.TEXT, None, tuple(lines.citations))


def _tells_amount(offer: Offer) -> bool:
    """Whether a benefit says how much it gives."""
    return any(each.kind is not AmountKind.UNSTATED for each in offer.benefit.amounts)


def _is_tier_of(inquiry: Inquiry, offer: Offer) -> bool:
    """Whether a statement surely tells how much is asked, and is one of several that a sentence of the benefit tells: the form would
    give them all."""
    best = next(iter(inquiry.chosen.choices), None)
    if best is None or best.siblings == 1 or inquiry.chosen.chance < SURE:
        return False
    start, end = offer.benefit.span
    return best.item.hit.entry.key == offer.entry.key and start <= best.item.start < end


def _unsaid(inquiry: Inquiry, offer: Offer, document: Document | None) -> bool:
    """Whether a sentence of the benefit grants what is asked without telling how much, and its figures are of other things."""
    told = [sentence_of(document, each.start, each.end).text for each in offer.benefit.amounts]
    return bool(told) and all(left_unsaid(inquiry.asked, text) for text in dict.fromkeys(told))


def benefit_form(offer: Offer, document: Document | None, day: date) -> Outcome:
    """All that there is to say of one benefit, in the same form."""
    lines = Lines()
    text = _form(offer, document, day, lines, offer.benefit.amounts, schedule=False)
    return Outcome(text, Kind.TEXT, None, tuple(lines.citations))


def _other_way(catalogue: Catalogue, near: Sequence[Offer], day: date) -> Outcome | None:
    """A refusal where a title is paid for, but not for winning it in the way that is asked: the figure of the other way would
    be a wrong answer."""
    if not near:
        return None
    lines = Lines()
    for offer in near[:SHOWN]:
        document = catalogue.document(offer.entry.key)
        gives = [sentence_of(document, each.start, each.end) for each in offer.benefit.amounts]
        lines.line("gives", offer, day, gives)
    text = f"{REFUSALS[Reason.NOT_FOUND]}\n\n{NEAREST}{marks(lines.citations)}"
    return Outcome(text, Kind.NONE, Reason.NOT_FOUND, tuple(lines.citations))


class Lines:
    """The lines of an answer and their citations, numbered from 1."""

    def __init__(self) -> None:
        self.citations: list[Citation] = []

    def line(self, label: str, offer: Offer, day: date, quotes: Iterable[Quoted], without: str = "silent") -> str:
        """A line of quotes with their marks, or `without` any that the text is silent."""
        told = list(dict.fromkeys(quotes))
        said = str(SEMICOLON).join(f"{each.text} {self._mark(offer, day, each)}" for each in told[:QUOTES])
        more = FORM["more"].format(count=len(told) - QUOTES) if len(told) > QUOTES else ""
        return FORM["line"].format(label=FORM[label], said=said + more or FORM[without])

    def _mark(self, offer: Offer, day: date, quote: Quoted) -> str:
        marker = len(self.citations) + 1
        heading = offer.benefit.heading
        self.citations.append(Citation(marker, source_of(offer, day), heading, quote.text, quote.start, quote.end))
        return f"[{marker}]"


def _in_force(offers: Sequence[Offer], day: date) -> list[Offer]:
    """Those whose documents are in force, or all where none is: then the answer says so."""
    current = [offer for offer in offers if offer.status(day) in OFFERED]
    return current or list(offers)


def _by_level(offers: Sequence[Offer]) -> list[Offer]:
    """From the nation down, the latest first at each level."""
    return sorted(offers, key=lambda each: (len(each.entry.metadata.region), -_ordinal(each.entry.metadata.issued)))


def _ordinal(day: date | None) -> int:
    return day.toordinal() if day else 0


def _form(
    offer: Offer, document: Document | None, day: date, lines: Lines, amounts: Sequence[Amount], *, schedule: bool
) -> str:
    benefit, meta = offer.benefit, offer.entry.metadata
    issued = FORM["issued"].format(day=day_text(meta.issued)) if meta.issued else ""
    text = [FORM["head"].format(title=benefit.title, document=meta.title, level=level_of(meta), issued=issued)]
    gives = [sentence_of(document, amount.start, amount.end) for amount in amounts]
    text.append(lines.line("gives", offer, day, gives))
    pays = [benefit.schedule] if benefit.schedule else saying(_PAYS, document, benefit.span)
    if schedule or benefit.schedule:
        text.append(lines.line("schedule", offer, day, pays))
    who = who_of(offer, document)
    asks = asks_of(offer, who)
    text.append(lines.line("who", offer, day, who, "see" if asks else "silent"))
    text.append(lines.line("conditions", offer, day, asks))
    text.append(lines.line("apply", offer, day, applies_of(offer, document)))
    text.append(lines.line("valid", offer, day, valid_of(offer, document)))
    return "\n".join(text)
