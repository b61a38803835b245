"""The tab 惠企匹配: an enterprise in a form, its benefits in groups of cards, each clause a link to its source and, where a
person has to confirm it, a question; and the question that decides most."""

from dataclasses import replace
from datetime import date
from typing import Any

import gradio as gr

from bot.benefits.eligibility import Matching as Matched
from bot.benefits.eligibility import match
from bot.benefits.profile import Profile
from bot.benefits.profile_files import OWN, read_fields
from bot.consulting.asking import answered, next_need, skips, waiting_for
from bot.consulting.cards import Cards, Point, cards
from bot.records import Citation, Consultation, Source
from bot.understanding.facts import OWN_TO_ONE
from corpus.errors import PolicybotError
from index.benefits import find_offers
from ui import kept_match, match_form, render_match, source, texts
from ui.assets import asset
from ui.bots import Bot
from ui.match_form import DAY, Filled, filled
from ui.tab_targets import LARGEST_KEY

MAX_ANSWER = 500
"""Characters of an answer that are read."""

SAID = {"yes": True, "no": False, "open": None}
"""What a button says of a clause: that it is so with the enterprise as it says, that it is not, or that nobody can tell."""


class Matching:
    """Handlers of the tab's events. What is known stands in the form, and what was told in answers in the page's state, which
    outlives another matching."""

    def __init__(self, bot: Bot) -> None:
        self.bot = bot

    def fill(self, told: Consultation, description: str, day: str, *values: Any) -> str:
        """The result for a form and what was told."""
        form = filled(description, day, values)
        return self._shown(form, told)

    def answer(
        self, event: gr.EventData, told: Consultation, description: str, day: str, *values: Any
    ) -> tuple[str, Consultation]:
        """The result with an answer to the question that decides most."""
        form = filled(description, day, values)
        words = str(getattr(event, "answer", ""))[:MAX_ANSWER]
        matching = self._match(form, told)
        need = next_need(matching, told.skipped)
        if need is None:
            return self._shown(form, told), told
        if skips(words):
            told = replace(told, skipped=told.skipped | {need})
            return self._shown(form, told), told
        known = answered(matching.profile, need, words, form.day)
        if known is None:
            return self._shown(form, told, unclear=words), told
        new = [each for each in known.statements if each not in matching.profile.statements]
        profile = replace(told.profile.with_statements(new), confirmed=known.confirmed)
        told = replace(told, profile=profile)
        return self._shown(form, told), told

    def confirm(
        self, event: gr.EventData, told: Consultation, description: str, day: str, *values: Any
    ) -> tuple[str, Consultation]:
        """The result with a person's word on a clause of a card, or on one that they told of before."""
        form = filled(description, day, values)
        if card := getattr(event, "card", None):
            told = self._confirm_all(form, told, str(card), str(getattr(event, "said", "")))
            return self._shown(form, told), told
        point = self._point(form, told, str(getattr(event, "key", "")))
        said = str(getattr(event, "said", ""))
        if point is not None and said in SAID:
            so = SAID[said]
            profile = told.profile.without_confirmed(point.key)
            if so is not None:
                met = so is not point.excludes
                profile = profile.with_confirmed(point.text, met, point.document, excludes=point.excludes)
            told = replace(told, profile=profile)
        return self._shown(form, told), told

    def _confirm_all(self, form: Filled, told: Consultation, name: str, said: str) -> Consultation:
        """With every clause of a card that is still open confirmed as met, or with the words on all of them taken back."""
        _, found = self._matched(form, told)
        card = next((card for card in found.cards if card.id == name), None)
        profile = told.profile
        if card and said == "yes":
            for point in card.confirm:
                profile = profile.with_confirmed(point.text, True, point.document, excludes=point.excludes)
        if card and said == "open":
            for point in card.points:
                profile = profile.without_confirmed(point.key)
        return replace(told, profile=profile)

    def reckon(
        self, event: gr.EventData, told: Consultation, description: str, day: str, *values: Any
    ) -> tuple[str, Consultation]:
        """The result with a figure that one benefit has of its own."""
        form = filled(description, day, values)
        _, found = self._matched(form, told)
        name = next((card.name for card in found.cards if card.id == getattr(event, "card", None)), None)
        fact, figure = str(getattr(event, "fact", "")), str(getattr(event, "figure", ""))[:MAX_ANSWER]
        if name is None or fact not in OWN_TO_ONE:
            return self._shown(form, told), told
        known, faults = read_fields({OWN[0]: {name: {fact: figure}}})
        if not faults:
            told = replace(told, profile=told.profile.with_statements(known.statements))
        return self._shown(form, told, wrong=faults[0].reason if faults else ""), told

    def forget(
        self, event: gr.EventData, told: Consultation, description: str, day: str, *values: Any
    ) -> tuple[str, Consultation]:
        """The result without one of the answers, by its place in what is shown of them; with what was passed over asked again; or
        without all of them."""
        place = getattr(event, "place", None)
        if type(place) is int:
            told = _without(told, place)
        else:
            told = replace(told, skipped=frozenset()) if getattr(event, "skipped", False) is True else Consultation()
        return self._shown(filled(description, day, values), told), told

    def keep(self, told: Consultation, description: str, day: str, *values: Any) -> str:
        """What the browser is to keep of the form and of what was told."""
        own = kept_match.Kept(
            (description or "").strip(),
            (day or "").strip(),
            match_form.written(values),
            told.profile,
            tuple(sorted(told.skipped, key=repr)),
        )
        return kept_match.dump(own)

    def reopen(self, event: gr.EventData) -> tuple[Any, ...]:
        """The result for what the browser kept, what was told, and the form. What cannot be opened is let go."""
        try:
            kept = kept_match.load(getattr(event, "data", None))
        except PolicybotError as exc:
            gr.Info(str(exc), title=texts.HINT)
            return self.empty()
        values = match_form.restored(kept.fields)
        shown = self.fill(kept.told, kept.description, kept.day, *values)
        return shown, kept.told, kept.description, kept.day, *values

    def empty(self) -> tuple[Any, ...]:
        """Nothing shown, nothing told, and an empty form."""
        return render_match.nothing(), Consultation(), "", "", *match_form.restored({})

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

    def _match(self, form: Filled, told: Consultation) -> Matched:
        return match(form.known(told.profile), find_offers(self.bot.library.catalogue), form.day)

    def _matched(self, form: Filled, told: Consultation) -> tuple[Matched, Cards]:
        matching = self._match(form, told)
        return matching, cards(matching)

    def _shown(self, form: Filled, told: Consultation, unclear: str = "", wrong: str = "") -> str:
        if form.problems:
            return render_match.problems(form.problems)
        matching, found = self._matched(form, told)
        need = next_need(matching, told.skipped)
        asked = render_match.question(need, unclear, waiting_for(matching, need) if need else 0)
        unread = form.heard.unread
        if matching.profile == Profile() and found.cards:
            return render_match.not_taken(unread) + asked
        return render_match.result(found, matching.profile, told, asked, wrong, unread)

    def _point(self, form: Filled, told: Consultation, key: str) -> Point | None:
        """The clause of a key, of those that are shown."""
        _, found = self._matched(form, told)
        return next((point for card in found.cards for point in card.points if point.key == key), None)


def _without(told: Consultation, place: int) -> Consultation:
    """What was told without the answer at a place: statements first, then words on clauses."""
    first = len(told.profile.statements)
    statements = (each for at, each in enumerate(told.profile.statements) if at != place)
    confirmed = (each for at, each in enumerate(told.profile.confirmed, first) if at != place)
    return replace(told, profile=Profile(tuple(statements), tuple(confirmed)))


def build(bot: Bot, tab: gr.Tab, panel: gr.HTML) -> None:  # noqa: ARG001 - the same for every tab
    """Fill the tab."""
    matching = Matching(bot)
    told = gr.State(Consultation())
    with gr.Row(elem_id="match"):
        with gr.Column(scale=2, min_width=220, elem_id="match-form"):
            with gr.Column(elem_id="match-fields"):
                description = gr.Textbox(
                    label=texts.MATCH_DESCRIPTION,
                    placeholder=texts.MATCH_PLACEHOLDER,
                    lines=3,
                    max_lines=6,
                    elem_id="match-field-description",
                )
                boxes = match_form.boxes()
                day = gr.Textbox(
                    label=texts.MATCH_DAY,
                    placeholder=texts.MATCH_TODAY,
                    max_lines=1,
                    elem_id=f"match-field-{DAY}",
                )
            with gr.Row(elem_id="match-buttons"):
                go = gr.Button(texts.MATCH_GO, variant="primary", scale=3, min_width=120, elem_id="match-go")
                empty = gr.Button(texts.MATCH_EMPTY_ALL, scale=1, min_width=64, elem_id="match-empty")
        with gr.Column(scale=3, min_width=280, elem_id="match-result"):
            shown = gr.HTML(
                render_match.nothing(), elem_id="match-cards", js_on_load=asset("match.js"), apply_default_css=False
            )
    private: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden", "queue": False}
    form = [told, description, day, *boxes]
    matched = gr.on([go.click, description.submit], matching.fill, form, shown, **private)
    matched.then(None, js='() => document.dispatchEvent(new Event("pb-matched"))', api_visibility="private")
    whole = [shown, told, description, day, *boxes]
    kept = gr.HTML(
        "",
        html_template="<span></span>",
        elem_id="match-kept",
        js_on_load=asset("match_kept.js"),
        apply_default_css=False,
    )
    reopened = kept.apply(matching.reopen, None, whole, **private)
    emptied = empty.click(matching.empty, None, whole, **private)
    for changed in (matched, emptied, reopened):
        changed.then(matching.keep, form, kept, **private)
    shown.select(matching.open, None, panel, **private)
    for event, handler in (
        (shown.submit, matching.answer),
        (shown.edit, matching.confirm),
        (shown.apply, matching.reckon),
        (shown.delete, matching.forget),
    ):
        event(handler, form, [shown, told], **private).then(matching.keep, form, kept, **private)
