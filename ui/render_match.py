"""The result of matching as HTML: three groups of cards, and what is not in force. Pure; everything that comes from a document
or a user is escaped."""

import base64
from collections.abc import Iterable
from html import escape

from bot.cards import Card, Cards
from bot.eligibility import Verdict
from bot.profile import Profile
from bot.profile_text import described
from corpus.benefit_records import Quoted
from ui import texts
from ui.matching import to_markdown, to_xlsx
from ui.models import XLSX

SHOWN = 60
"""Cards of a group that are shown; the files hold all."""

_OPEN = 3
"""Cards of the first two groups that are unfolded."""

_FILES = (
    ("MATCH_MARKDOWN", "惠企政策匹配.md", "text/markdown"),
    ("XLSX", "惠企政策匹配.xlsx", XLSX),
)
"""Of each file which of the texts it is called by, its name and its kind."""


def result(found: Cards, profile: Profile) -> str:
    """What was found: a line about it with the downloads, then the groups."""
    if not found.cards:
        head, more = texts.NO_BENEFITS
        return f'<div class="pb-none"><h3>{head}</h3><p>{more}</p></div>'
    known = escape(described(profile) or texts.MATCH["nothing"])
    groups = "".join(_group(verdict, found.of(verdict)) for verdict in Verdict)
    total = f'<p class="pb-match-total">{escape(found.total)}</p>' if found.total else ""
    return f'<p class="pb-count"><span>{known}</span>{_downloads(found, profile)}</p>{total}{groups}'


def nothing() -> str:
    """What stands in place of a result before anything was asked."""
    head, more = texts.MATCH_EMPTY
    return f'<div class="pb-none"><h3>{head}</h3><p>{more}</p></div>'


def problem(words: str) -> str:
    """What is wrong with the form."""
    return f'<div class="pb-none"><p>{escape(words)}</p></div>'


def _downloads(found: Cards, profile: Profile) -> str:
    """Links that hold the files themselves: they are made of what was typed here, and lie nowhere on the server."""
    contents = (to_markdown(found, profile).encode(), to_xlsx(found, profile))
    links = "".join(
        f'<a class="pb-download" download="{name}" href="data:{kind};base64,{base64.b64encode(data).decode()}">{getattr(texts, label)}</a>'
        for (label, name, kind), data in zip(_FILES, contents, strict=True)
    )
    return f"<span>{texts.DOWNLOAD}{links}</span>"


def _group(verdict: Verdict, cards: tuple[Card, ...]) -> str:
    if not cards:
        return ""
    opened = _OPEN if verdict in (Verdict.MEETS, Verdict.LACKS) else 0
    shown = "".join(_card(card, unfolded=at < opened) for at, card in enumerate(cards[:SHOWN]))
    left = len(cards) - SHOWN
    more = f'<p class="pb-left">{texts.MATCH_LEFT.format(left)}</p>' if left > 0 else ""
    head = texts.MATCH["group"].format(verdict=texts.named(verdict), count=len(cards))
    return f'<section class="pb-group pb-{verdict.name.lower()}"><h3>{head}</h3>{shown}{more}</section>'


def _card(card: Card, *, unfolded: bool) -> str:
    state = " open" if unfolded else ""
    rows = (
        (texts.MATCH["steps"], escape(texts.SEMICOLON.join(card.steps)) if len(card.steps) > 1 else ""),
        (texts.MATCH["gives"], _quotes(card, card.gives)),
        (texts.MATCH["failed"], _quotes(card, card.failed)),
        (texts.MATCH["missing"], escape(texts.LIST.join(card.missing))),
        (texts.MATCH["confirm"], _quotes(card, card.confirm)),
        (texts.MATCH["met"], _quotes(card, card.met)),
        (texts.MATCH["apply"], _quotes(card, card.apply)),
        (texts.MATCH["notes"], escape(" ".join(card.notes))),
        (texts.MATCH["source"], escape(f"《{card.source.metadata.title}》{card.source.metadata.number or ''}")),
    )
    listed = "".join(f"<dt>{label}</dt><dd>{value}</dd>" for label, value in rows if value)
    head = f'<span class="pb-title"{texts.foreign()}>{escape(card.title)}</span><span class="pb-level">{escape(card.level)}</span>'
    amount = f'<span class="pb-amount">{escape(card.amount)}</span>'
    return f'<details class="pb-card"{state}><summary>{head}{amount}</summary><dl>{listed}</dl></details>'


def _quotes(card: Card, quotes: Iterable[Quoted]) -> str:
    """Clauses, each a link to its place in the document."""
    return "".join(
        f'<a class="pb-open" href="#target-{card.source.key}-{each.start}-{each.end}"{texts.foreign()}>{escape(" ".join(each.text.split()))}</a>'
        for each in quotes
    )
