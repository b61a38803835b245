"""The web page, in Chinese and in English: tabs beside the source that they quote. Each tab is a file of its own, with a
function `build`.

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

from bot.language import Language, speaking, spoken
from ui import render, source, tab_ask, tab_documents, tab_eval, tab_match, tab_targets, texts, theme
from ui.access import caller_of
from ui.assets import asset
from ui.bots import Bot
from ui.named_endpoint import NAME, asking
from ui.render_source import empty_panel

__all__ = ["TABS", "Tab", "build_app", "mount"]


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab: which of the texts it is called by, its name in the page's code, and what fills it, given the bot, the tab itself
    and the source panel."""

    label: str
    name: str
    build: Callable[[Bot, gr.Tab, gr.HTML], None]


TABS = (
    Tab("TAB_ASK", "ask", tab_ask.build),
    Tab("TAB_TARGETS", "targets", tab_targets.build),
    Tab("TAB_MATCH", "match", tab_match.build),
    Tab("TAB_DOCUMENTS", "documents", tab_documents.build),
    Tab("TAB_EVAL", "eval", tab_eval.build),
)
"""The tabs from left to right. Another one is a file `ui/tab_*.py` and a line here."""


STYLES = ("page.css", "source.css", "ask.css", "targets.css", "match.css", "documents.css", "uploads.css", "eval.css")
"""The page's looks, in order."""


def build_app(bot: Bot, language: Language = Language.CHINESE) -> gr.Blocks:
    """The page for a bot in a language, which its handlers speak too. Its looks are set by `mount`."""
    with speaking(language):
        app = _page(bot)
    for each in app.fns.values():
        if each.fn is not None:
            each.fn = spoken(each.fn, language)
    return app


def _page(bot: Bot) -> gr.Blocks:
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
                    with gr.Tab(getattr(texts, each.label), id=each.name, elem_id=f"tab-{each.name}") as tab:
                        each.build(bot, tab, panel)
            with gr.Column(elem_id="paper"):
                panel.render()  # type: ignore[no-untyped-call]
        app.load(None, js=asset("places.js"), api_visibility="private")
        app.load(_who, None, who, queue=False, show_progress="hidden", api_visibility="private")
        # the source of another tab would mislead
        tabs.select(empty_panel, None, panel, queue=False, api_visibility="private", show_progress="hidden")
    return app


def _who(request: gr.Request) -> str:
    return render.who(caller_of(request))


def mount(app: FastAPI, bot: Bot) -> None:
    """Put the page for a bot at `/` of an app, and the English one at `/en/`."""
    _mount(app, build_app(bot, Language.ENGLISH), "/en", Language.ENGLISH)  # before the one that takes every path
    _mount(app, build_app(bot), "/", Language.CHINESE)


def _mount(app: FastAPI, page: gr.Blocks, path: str, language: Language) -> None:
    looks = gr.themes.Base(font=theme.FONTS, font_mono=theme.FONTS, text_size="md").set(**theme.COLOURS)
    with speaking(language):
        head = f'<script>document.documentElement.lang = "{texts.TAG}";</script>'
    gr.mount_gradio_app(
        app, page, path=path, footer_links=[], run_history=False, show_error=True, ssr_mode=False,
        enable_monitoring=False, pwa=False, mcp_server=False, theme=looks, css="".join(map(asset, STYLES)), head=head,
    )  # fmt: skip
