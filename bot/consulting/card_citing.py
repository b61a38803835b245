"""The clauses of cards that an answer quotes, as its citations."""

from collections.abc import Iterable

from bot.consulting.cards import Card, Point
from bot.consulting.listing import QUOTES
from bot.language import SEMICOLON
from bot.records import Citation
from bot.texts import ALL_CLAUSES
from corpus.benefit_records import Quoted


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

    def point(self, card: Card, point: Point) -> str:
        """The mark of a clause to confirm; "" for a sentence of the bot's own."""
        if point.start is None or point.end is None:
            return ""
        return self.mark(card, Quoted(point.text, point.start, point.end))

    def quoted(self, card: Card, quotes: Iterable[Quoted]) -> str:
        """Quotes with their marks, as many as are told."""
        every = list(quotes)
        told = str(SEMICOLON).join(f"“{each.text}” {self.mark(card, each)}" for each in every[:QUOTES])
        return told + (ALL_CLAUSES.format(len(every)) if len(every) > QUOTES else "")
