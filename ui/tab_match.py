"""The tab 惠企匹配: an enterprise in a form, its benefits in three groups of cards, each clause a link to its source."""

from datetime import date
from typing import Any

import gradio as gr

from bot.cards import cards
from bot.eligibility import match
from bot.names import TABLES
from bot.profile import Profile
from bot.profile_files import ProfileError, profile_of
from bot.profile_sentences import read_sentences
from bot.records import Citation, Source
from corpus.benefit_records import Fact
from corpus.benefit_words import names
from index.benefits import find_offers
from ui import render_match, source, texts
from ui.assets import asset
from ui.bots import Bot
from ui.tab_targets import LARGEST_KEY

FIELDS = (
    Fact.REGION, Fact.CERTIFICATION, Fact.SIZE, Fact.LISTING, Fact.INDUSTRY, Fact.AGE, Fact.STAFF, Fact.REVENUE, Fact.RD_EXPENSE,
)  # fmt: skip
"""Facts that have a field of their own; all others can be said in the description."""

CHOSEN = (Fact.CERTIFICATION, Fact.SIZE, Fact.LISTING, Fact.INDUSTRY)
"""Fields of which names are chosen; several of the first and the last."""

MAX_DESCRIPTION = 2_000
"""Characters of the description that are read."""


class Matching:
    """Handlers of the tab's events. They keep nothing: what is known stands in the form."""

    def __init__(self, bot: Bot) -> None:
        self.bot = bot

    def fill(self, description: str, day: str, *values: Any) -> str:
        """The result for a form."""
        try:
            on = date.fromisoformat(day.strip()) if day and day.strip() else date.today()
        except ValueError:
            return render_match.problem(texts.BAD_DAY.format(day))
        try:
            known = described(description, values, on)
        except ProfileError as exc:
            return render_match.problem(str(exc))
        found = match(known, find_offers(self.bot.library.catalogue), on)
        return render_match.result(cards(found), known)

    def open(self, event: gr.EventData) -> str:
        """The source panel for the clause that was clicked."""
        place = tuple(getattr(event, name, None) for name in ("document", "start", "end"))
        return source.show(self.bot, self.at(*place))

    def at(self, key: object, start: object, end: object) -> Citation | None:
        """The clause at [start, end) of a document as a citation; None where no benefit has one there."""
        if not (type(key) is int and abs(key) < LARGEST_KEY):
            return None
        document = self.bot.document(key)
        offers = find_offers(self.bot.library.catalogue, documents=[key]) if document else ()
        if not (
            document and offers and type(start) is int and type(end) is int and 0 <= start < end <= len(document.text)
        ):
            return None
        entry = offers[0].entry
        held = Source(entry.key, entry.id, entry.source, entry.metadata, entry.member, entry.status(date.today()))
        return Citation(1, held, document.path_at(start), document.text[start:end], start, end)


def described(description: str, values: tuple[Any, ...], day: date) -> Profile:
    """The profile of a form: what its fields say goes before what the description does. Raises ProfileError."""
    told = dict(zip(map(str, FIELDS), values, strict=True))
    fields = profile_of({fact: value for fact, value in told.items() if value not in (None, "", [])}, texts.FORM)
    spoken = read_sentences((description or "")[:MAX_DESCRIPTION], day)
    return Profile(complete=fields.complete).with_statements((*spoken, *fields.statements))


def build(bot: Bot, tab: gr.Tab, panel: gr.HTML) -> None:  # noqa: ARG001 - the same for every tab
    """Fill the tab."""
    matching = Matching(bot)
    with gr.Row(elem_id="match"):
        with gr.Column(scale=2, min_width=220, elem_id="match-form"):
            description = gr.Textbox(
                label=texts.MATCH_DESCRIPTION, placeholder=texts.MATCH_PLACEHOLDER, lines=3, max_lines=6
            )
            boxes = [_box(fact) for fact in FIELDS]
            day = gr.Textbox(label=texts.MATCH_DAY, placeholder=texts.MATCH_TODAY, max_lines=1)
            go = gr.Button(texts.MATCH_GO, variant="primary", elem_id="match-go")
        with gr.Column(scale=3, min_width=280, elem_id="match-result"):
            shown = gr.HTML(
                render_match.nothing(), elem_id="match-cards", js_on_load=asset("targets.js"), apply_default_css=False
            )
    private: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden", "queue": False}
    matched = gr.on([go.click, description.submit], matching.fill, [description, day, *boxes], shown, **private)
    # on a phone the result stands below the form
    matched.then(
        None,
        js='() => document.querySelector("#match-result").scrollIntoView({ block: "start" })',
        api_visibility="private",
    )
    shown.select(matching.open, None, panel, **private)


def _box(fact: Fact) -> gr.Textbox | gr.Dropdown:
    label = texts.MATCH_FIELDS[str(fact)]
    if fact not in CHOSEN:
        return gr.Textbox(label=label, max_lines=1)
    known = sorted({value for values in names(TABLES[fact]).values.values() for value in values})
    many = fact in (Fact.CERTIFICATION, Fact.INDUSTRY)
    choices: list[Any] = known if many else [(texts.MATCH_UNKNOWN, ""), *((name, name) for name in known)]
    return gr.Dropdown(choices, value=[] if many else "", multiselect=many, label=label)
