"""The language model, if one is set: any LangChain chat model by its provider string, as a stream of text."""

import time
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from bot.settings import Settings
from corpus.errors import PolicybotError

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

ATTEMPTS = 3
"""Tries until the first words come; a stream that breaks off later is not begun again."""

BACKOFF_S = 0.5
"""Seconds before the second try; each further one waits twice as long."""

LONGEST_TEXT = 4_000
"""Characters after which a model is taken to have lost its way: real answers have a few hundred."""


class ModelError(PolicybotError):
    """The language model cannot be used, or did not answer."""


class Model(Protocol):
    """What writes an answer: its name, and its text piece by piece. Raises ModelError."""

    @property
    def name(self) -> str: ...

    def stream(self, system: str, user: str) -> Iterator[str]: ...


class ChatModel:
    """A LangChain chat model. `timeout_s` bounds the whole answer, and the wait for each piece of it."""

    def __init__(self, name: str, chat: "BaseChatModel", timeout_s: float, sleep: Callable[[float], None] = time.sleep):
        self.name = name
        self._chat = chat
        self._timeout_s = timeout_s
        self._sleep = sleep

    def stream(self, system: str, user: str) -> Iterator[str]:
        """The text in pieces. Raises ModelError for none, an unfinished or an endless one, and after the time allowed."""
        ends = time.monotonic() + self._timeout_s
        messages = [("system", system), ("human", user)]
        for attempt in range(ATTEMPTS):
            pieces = self._pieces(messages, ends)
            try:
                first = next(pieces)
            except ModelError:
                wait = BACKOFF_S * 2**attempt
                if attempt + 1 == ATTEMPTS or time.monotonic() + wait > ends:
                    raise
                self._sleep(wait)
                continue
            yield first
            yield from pieces
            return

    def _pieces(self, messages: Sequence[tuple[str, str]], ends: float) -> Iterator[str]:
        length, finished = 0, False
        try:
            for chunk in self._chat.stream(list(messages)):
                finished = finished or _finished(chunk)
                text = chunk.text if isinstance(chunk.text, str) else str(chunk.text)
                length += len(text)
                if length > LONGEST_TEXT:
                    raise ModelError(f"语言模型 {self.name} 写了超过 {LONGEST_TEXT} 个字还没有结束")
                if time.monotonic() > ends:
                    raise ModelError(f"语言模型 {self.name} 在 {self._timeout_s:g} 秒内没有写完")
                if text:
                    yield text
        except ModelError:
            raise
        except Exception as exc:  # every provider raises kinds of its own
            reason = " ".join(str(exc).split())[:200]
            raise ModelError(f"语言模型 {self.name} 没有答复（{type(exc).__name__}：{reason}）") from exc
        if not length or not finished:
            raise ModelError(f"语言模型 {self.name} 的答复{'不完整' if length else '是空的'}")


def _finished(chunk: Any) -> bool:
    """Whether a piece says that the text ends here by the model's own will; not if it was cut at a limit."""
    metadata = chunk.response_metadata or {}
    reason = next((metadata[name] for name in _REASONS if metadata.get(name)), "")
    return str(reason).lower() in _BY_ITSELF


_REASONS = ("finish_reason", "done_reason", "stop_reason", "stopReason")
_BY_ITSELF = frozenset({"stop", "end_turn", "eos", "eos_token", "stop_sequence", "complete"})
"""Where providers say why a text ends, and what they say where the model had finished."""


def open_model(settings: Settings) -> Model | None:
    """The model of the settings, None where none is set. Raises ModelError for one that cannot be made."""
    if not settings.llm:
        return None
    try:
        from langchain.chat_models import init_chat_model

        options: dict[str, Any] = {"temperature": 0, "timeout": settings.llm_timeout, "max_retries": 0}
        if settings.llm_base_url:
            options["base_url"] = settings.llm_base_url
        if settings.llm_api_key:
            options["api_key"] = settings.llm_api_key.get_secret_value()
        chat = init_chat_model(settings.llm, **options)
    except ImportError as exc:
        package = f"langchain-{settings.llm.partition(':')[0]}"
        raise ModelError(
            f"语言模型 {settings.llm} 需要的软件包没有安装（{exc.name}）。请运行 python -m pip install {package}"
        ) from exc
    except Exception as exc:  # every provider raises kinds of its own
        reason = " ".join(str(exc).split())[:200]
        raise ModelError(
            f"语言模型 {settings.llm} 无法使用（{type(exc).__name__}：{reason}）。"
            "请检查 POLICYBOT_LLM、POLICYBOT_LLM_BASE_URL 和 POLICYBOT_LLM_API_KEY"
        ) from exc
    return ChatModel(settings.llm, chat, settings.llm_timeout)
