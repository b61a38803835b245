"""Claims put to the bot (技术交易额是100亿元对吗): the figure that a report gives beside the one that the asker says.

A claim is of equality: that a higher figure would meet a bound as well makes it no less wrong.
"""

import re
from decimal import Decimal

from bot.answers.quoting import figures
from bot.answers.refusing import why_not
from bot.inquiry import Inquiry
from bot.records import Kind, Outcome
from bot.texts import CLAIMED
from bot.understanding.quantities import figures as quantities_in
from bot.understanding.quantities import normalised
from bot.understanding.question import understand
from corpus.quantity import Quantity, conversion
from corpus.reports import reports

_TAIL = "(?:[,，]?(?:对不对|对[吗么吧]|是[吗么吧]|正确吗|没错吧|吗|么))"
_FIGURE = r"\d[\d.,]*[^\d,，。?？]{0,6}?"
_CLAIM = re.compile(
    rf"(?P<thing>.{{4,}}?)(?:(?:是不是|是否)(?P<one>{_FIGURE}){_TAIL}?|(?:[是为有]|达到)(?P<other>{_FIGURE}){_TAIL})[?？]?"
)


def claimed(inquiry: Inquiry) -> Outcome | None:
    """Whether a report gives the very figure that the question claims; None for no claim, or where the report's figure or
    what is claimed is a bound, or is not certain."""
    match = _CLAIM.fullmatch(inquiry.asked.text.strip())
    said = quantities_in(normalised(match["one"] or match["other"])) if match else []
    if match is None or len(said) != 1 or said[0].comparator != "=":
        return None
    part = inquiry.about(understand(f"{match['thing']}是多少"))
    outcome = figures(part) if part.evidence else None
    if outcome is None or outcome.reason is not None or why_not(part) is not None:
        return None
    best = part.evidence[0]
    found = [figure for figure in best.figures if figure is not None]
    if len(found) != 1 or not (best.place_fits and best.year_fits and reports(best.hit.entry.metadata)):
        return None
    same = _same(said[0], found[0])
    if same is None:
        return None
    told = CLAIMED["right" if same else "wrong"].format(told=found[0].text, said=said[0].text)
    quote = outcome.text.partition("\n\n")[2]
    return Outcome(f"{told}[1]\n\n{quote}", Kind.TEXT, None, outcome.citations)


def _same(said: Quantity, found: Quantity) -> bool | None:
    """Whether two figures are equal, None where they measure different things or the text's is only a bound."""
    factor: Decimal | None = conversion(said.unit, found.unit)
    if factor is None or said.value is None or found.value is None or found.comparator != "=":
        return None
    return said.value * factor == found.value
