"""The source panel, which all tabs share: the whole document at the side, its quote highlighted.

A tab opens a source by giving `show(...)` as the value of the panel: as an output of one of its events.
"""

import gradio as gr

from bot.records import Citation
from corpus.errors import PolicybotError
from corpus.records import Span
from ui import render_source, texts
from ui.assets import asset
from ui.bots import Bot


def panel() -> gr.HTML:
    """The panel, not yet placed on the page."""
    return gr.HTML(
        render_source.empty_panel(),
        elem_id="source",
        js_on_load=asset("page.js"),
        apply_default_css=False,
        render=False,
    )


def show(bot: Bot, citation: Citation | None, *, label: str | None = None, figure: Span | None = None) -> str:
    """The panel's value for a citation; empty for None. `figure` is what counts in the quote, `label` what it is called."""
    if citation is None:
        return render_source.empty_panel()
    try:
        document = bot.document(citation.source.key)
        made = bot.corrections(document) if document else ()
        return render_source.panel(citation, document, label=label, figure=figure, corrections=made)
    except PolicybotError as exc:
        raise shown(exc) from exc


def shown(error: PolicybotError) -> gr.Error:
    """An error as the page tells it."""
    return gr.Error(str(error), title=texts.ERROR, print_exception=False)
