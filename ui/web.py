"""The web page: tabs beside the source that they quote. Each tab is a file of its own, with a function `build`.

Importing this module imports gradio, which takes seconds.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # read when gradio is imported; it would call home
os.environ.setdefault("HF_HUB_OFFLINE", "1")

import gradio as gr
from fastapi import FastAPI

from ui import render, source, tab_ask, tab_documents, tab_eval, tab_match, tab_targets, texts, theme
from ui.access import caller_of
from ui.assets import asset
from ui.bots import Bot
from ui.named_endpoint import NAME, asking
from ui.render_source import empty_panel

__all__ = ["TABS", "Tab", "build_app", "mount"]


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab: what it is called, its name in the page's code, and what fills it, given the bot, the tab itself and the source
    panel."""

    label: str
    name: str
    build: Callable[[Bot, gr.Tab, gr.HTML], None]


TABS = (
    Tab(texts.TAB_ASK, "ask", tab_ask.build),
    Tab(texts.TAB_TARGETS, "targets", tab_targets.build),
    Tab(texts.TAB_MATCH, "match", tab_match.build),
    Tab(texts.TAB_DOCUMENTS, "documents", tab_documents.build),
    Tab(texts.TAB_EVAL, "eval", tab_eval.build),
)
"""The tabs from left to right. Another one is a file `ui/tab_*.py` and a line here."""


STYLES = ("page.css", "source.css", "ask.css", "targets.css", "match.css", "documents.css", "uploads.css", "eval.css")
"""The page's looks, in order."""


def build_app(bot: Bot) -> gr.Blocks:
    """The page for a bot. Its looks are set by `mount`."""
    app = gr.Blocks(title=texts.TITLE, analytics_enabled=False, fill_width=True)
    with app:
        endpoint: Any = gr.api  # type: ignore[attr-defined]  # before the tabs, whose private events would take its name
        endpoint(asking(bot), api_name=NAME, concurrency_limit=tab_ask.CONCURRENT, concurrency_id="ask")
        gr.HTML(render.masthead(), elem_id="masthead")
        who = gr.HTML(elem_id="who", apply_default_css=False)
        panel = source.panel()
        with gr.Row(elem_id="desk"):
            with gr.Column(elem_id="work"), gr.Tabs(elem_id="tabs") as tabs:
                for each in TABS:
                    with gr.Tab(each.label, id=each.name, elem_id=f"tab-{each.name}") as tab:
                        each.build(bot, tab, panel)
            with gr.Column(elem_id="paper"):
                panel.render()  # type: ignore[no-untyped-call]
        app.load(_who, None, who, queue=False, show_progress="hidden", api_visibility="private")
        # the source of another tab would mislead
        tabs.select(empty_panel, None, panel, queue=False, api_visibility="private", show_progress="hidden")
    return app


def _who(request: gr.Request) -> str:
    return render.who(caller_of(request))


def mount(app: FastAPI, bot: Bot) -> None:
    """Put the page for a bot at `/` of an app."""
    looks = gr.themes.Base(font=theme.FONTS, font_mono=theme.FONTS, text_size="md").set(**theme.COLOURS)
    gr.mount_gradio_app(
        app, build_app(bot), path="/", footer_links=[], run_history=False, show_error=True, ssr_mode=False,
        enable_monitoring=False, pwa=False, mcp_server=False, theme=looks, css="".join(map(asset, STYLES)),
        head=f"<script>{asset('head.js')}</script>",
    )  # fmt: skip
