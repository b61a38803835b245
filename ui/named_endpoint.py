"""The one endpoint of the page that programs may call, `/ask` for gradio_client. All others are the page's own affair: they
take and give its components, and change with them.
"""

from collections.abc import Callable
from typing import Any

import gradio as gr
from pydantic import ValidationError

from corpus.errors import PolicybotError
from ui.bots import Bot
from ui.faults import fault
from ui.models import Ask, Within
from ui.present import answer_data, without_paths

NAME = "ask"


def asking(bot: Bot) -> Callable[..., dict[str, Any]]:
    """The function of the endpoint, whose signature is what gradio offers."""

    def ask(question: str, history: list[str] | None = None, region: str = "") -> dict:  # type: ignore[type-arg]
        """回答一个问题。history 是此前的问题，从早到晚；region 限定文件所属的地区。结果与 /api/ask 相同。"""
        try:
            asked = Ask(question=question, history=history or [], filters=Within(region=region or None))
            answer = bot.ask(asked.question, history=tuple(asked.history), filters=asked.filters.filters())
        except ValidationError as exc:
            raise gr.Error(fault(dict(exc.errors()[0]), inside=0), print_exception=False) from exc
        except PolicybotError as exc:
            raise gr.Error(str(exc), print_exception=False) from exc
        given: dict[str, Any] = without_paths(answer_data(answer))
        return given

    return ask
