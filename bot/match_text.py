"""The result of matching as an answer in chat: three groups of benefits, each with its clauses quoted and cited."""

from collections.abc import Iterable, Mapping

from bot.benefit_texts import CHAT, VERDICTS
from bot.cards import Card, Cards, cards
from bot.consultation import Step, Turn
from bot.eligibility import Verdict
from bot.language import LIST, MONTH, SEMICOLON
from bot.profile import Profile
from bot.profile_text import described, statement_text
from bot.records import Citation, Kind, Outcome
from bot.texts import ALL_CLAUSES
from corpus.benefit_records import Quoted

SHOWN = {Verdict.MEETS: 10, Verdict.LACKS: 5, Verdict.FAILS: 3, Verdict.APART: 3}
"""Benefits of a group that are told in chat; the others are counted."""

QUOTES = 3
"""Clauses of a kind that are quoted of one benefit in chat."""


class Cited:
    """Citations as they come up, numbered from 1; the same quote keeps its number."""

    def __init__(self) -> None:
        self.citations: list[Citation] = []

    def mark(self, card: Card, quote: Quoted) -> str:
        """The mark of a quote."""
        for known in self.citations:
            if (known.source.key, known.start, known.end) == (card.source.key, quote.start, quote.end):
                return f"[{known.marker}]"
        marker = len(self.citations) + 1
        self.citations.append(Citation(marker, card.source, card.heading, quote.text, quote.start, quote.end))
        return f"[{marker}]"

    def quoted(self, card: Card, quotes: Iterable[Quoted]) -> str:
        """Quotes with their marks, as many as are told."""
        every = list(quotes)
        told = str(SEMICOLON).join(f"“{each.text}” {self.mark(card, each)}" for each in every[:QUOTES])
        return told + (ALL_CLAUSES.format(len(every)) if len(every) > QUOTES else "")


def tell(step: Step) -> Outcome:
    """A step of a consultation as an answer: the whole result when it is asked for, else what is met and how many others
    there are."""
    cited = Cited()
    parts = (
        [CHAT["noted"].format(facts=str(SEMICOLON).join(map(statement_text, step.noted)))]
        if step.turn is Turn.TOLD and step.noted
        else []
    )
    parts += [CHAT[step.turn]] if step.turn in CHAT else []
    if step.turn not in (Turn.CLEARED, Turn.STOPPED, Turn.UNCLEAR):
        parts += [known_text(step.state.profile), *_groups(step, cited)]
    if step.turn is not Turn.STOPPED:
        parts.append(CHAT["next"].format(question=step.question) if step.question else CHAT["done"])
    return Outcome("\n\n".join(parts), Kind.MATCH, None, tuple(cited.citations))


def _groups(step: Step, cited: Cited) -> list[str]:
    if step.turn in (Turn.STARTED, Turn.SHOWN):
        return groups_text(cards(step.matching), cited, SHOWN)
    return [*groups_text(cards(step.matching), cited, {Verdict.MEETS: SHOWN[Verdict.MEETS]}), CHAT["brief"]]


def known_text(profile: Profile) -> str:
    """What is known of the enterprise."""
    facts = described(profile)
    return CHAT["known"].format(facts=facts) if facts else CHAT["unknown"]


def groups_text(found: Cards, cited: Cited, shown: Mapping[Verdict, int]) -> list[str]:
    """The groups that are not empty, what is met first, with as many benefits as are to be shown of each."""
    return [_group(verdict, found, cited, shown.get(verdict, 0)) for verdict in Verdict if found.of(verdict)]


def _group(verdict: Verdict, found: Cards, cited: Cited, shown: int) -> str:
    every = found.of(verdict)
    head = CHAT["group"].format(verdict=VERDICTS[verdict], count=len(every))
    if verdict is Verdict.MEETS and found.total:
        head += CHAT["total"].format(total=found.total)
    lines = [card_text(at, card, cited) for at, card in enumerate(every[:shown], 1)]
    left = len(every) - len(lines)
    return "\n".join([head, *lines, *([CHAT["more"].format(count=left)] if left and lines else [])])


def card_text(at: int, card: Card, cited: Cited) -> str:
    """One benefit in a few lines: how much, then what decides."""
    date = MONTH.format(card.issued) if card.issued else ""
    lines = [CHAT["card"].format(at=at, title=card.title, level=card.level, date=date, amount=card.amount)]
    if card.verdict in (Verdict.MEETS, Verdict.LACKS):
        lines.append(CHAT["gives"].format(quotes=cited.quoted(card, card.gives)) if card.gives else "")
        lines.append(CHAT["steps"].format(steps=str(SEMICOLON).join(card.steps)) if len(card.steps) > 1 else "")
    if card.verdict is Verdict.MEETS:
        lines.append(CHAT["met"].format(quotes=cited.quoted(card, card.met)) if card.met else "")
    if card.verdict is Verdict.LACKS:
        lines.append(CHAT["missing"].format(missing=str(LIST).join(card.missing)) if card.missing else "")
        lines.append(CHAT["confirm"].format(quotes=cited.quoted(card, card.confirm)) if card.confirm else "")
    if card.verdict is Verdict.FAILS:
        lines.append(CHAT["failed"].format(quotes=cited.quoted(card, card.failed)) if card.failed else "")
    return "\n   ".join([*filter(None, lines), *card.notes])
