"""The OpenAI-compatible API: any client of that protocol uses the bot as a model.

Earlier questions are taken from the conversation that the client sends along, so that a follow-up and a consultation about
benefits work as on the page; nothing is kept here.
"""

import time
from collections.abc import Generator, Sequence
from threading import Event
from typing import Any
from uuid import uuid4

from fastapi import APIRouter, HTTPException
from fastapi import Path as InPath

from bot.records import Answer
from ui import texts
from ui.bots import Bot
from ui.chat_models import MAX_TURNS, MODEL, Card, Cards, Chat, ChatFailure, Completion, Message, Role, failure
from ui.models import MAX_QUESTION
from ui.present import answer_data, citation_line, without_paths
from ui.streaming import EVENTS, EventStream, Step, event, steps, told

PREFIX = "/v1/"
"""Paths below it speak OpenAI's protocol, in errors too."""

TEXT = "text"
"""The kind of content and the form of answers that there are."""

ASIDE = {Role.system, Role.developer}
"""Who sets a model up: nothing here can be set so. Where a client puts these is its own affair."""

_FAILURES: dict[int | str, dict[str, Any]] = {
    status: {"model": ChatFailure, "description": words}
    for status, words in (
        ("4XX", "请求的内容不对：error.message 说明是什么，error.param 是哪个字段"),
        (503, "资料库暂时不可用"),
    )
}
_CHUNK = (
    'data: {"id": "chatcmpl-0123456789abcdef", "object": "chat.completion.chunk", "created": 1767225600, "model": "policybot",'
    ' "choices": [{"index": 0, "delta": {"content": "3.1% [1]"}, "finish_reason": null}]}\n\ndata: [DONE]\n\n'
)
_STREAM: dict[int | str, dict[str, Any]] = {
    200: {"model": Completion, "content": {EVENTS: {"schema": {"type": "string"}, "example": _CHUNK}}}
}


class ChatFault(HTTPException):
    """A request that cannot be served: why, and in which field or with which code."""

    def __init__(self, words: str, status: int = 400, *, param: str | None = None, code: str | None = None) -> None:
        super().__init__(status, words)
        self.param = param
        self.code = code


def chat_router(bot: Bot) -> APIRouter:
    """The routes of the protocol."""
    api = APIRouter(prefix="/v1", tags=["OpenAI 兼容"], responses=_FAILURES)
    card = Card(id=MODEL, created=int(time.time()), owned_by=MODEL)

    @api.get("/models", summary="列出模型", response_model=Cards)
    def models() -> Any:
        """只有一个模型：policybot。"""
        return Cards(data=[card])

    @api.get("/models/{model}", summary="一个模型", response_model=Card)
    def model(model: str = InPath(max_length=200, description="模型的名称", examples=[MODEL])) -> Any:
        """policybot 的说明。"""
        _only(model)
        return card

    @api.post("/chat/completions", summary="回答对话中的最后一个问题", response_model=Completion, responses=_STREAM)
    def complete(asked: Chat) -> Any:
        """此前 user 的消息用来理解追问，system 和 assistant 的消息不影响回答。文字末尾列出编号 [1] 的出处，`citations`
        是同样的引文和位置；流式时在最后一块里。`usage` 按字符计。
        """
        _only(asked.model)
        if asked.response_format and asked.response_format.type != TEXT:
            raise ChatFault(texts.ONLY_TEXT_ANSWERS, param="response_format")
        question, history = conversation(asked.messages)
        options: dict[str, Any] = {"history": history, "filters": asked.filters.filters()}
        read = sum(map(len, (question, *history)))
        if asked.stream:
            usage = bool(asked.stream_options and asked.stream_options.include_usage)
            grown = steps(bot.stream(question, stop=(stop := Event()), **options))
            return EventStream(told(_chunks(grown, read, usage=usage), _failed), stop)
        return _completion(bot.ask(question, **options), read)

    return api


def conversation(messages: Sequence[Message]) -> tuple[str, tuple[str, ...]]:
    """The question, and those before it, oldest first. Raises ChatFault."""
    spoken = [(at, message) for at, message in enumerate(messages) if message.role not in ASIDE]
    if not spoken or spoken[-1][1].role is not Role.user:
        raise ChatFault(texts.LAST_IS_NO_QUESTION, param="messages")
    *earlier, question = [_text(message, at) for at, message in spoken if message.role is Role.user]
    if not question:
        raise ChatFault(texts.FAULTS["string_too_short"].format(field=texts.QUESTION_LABEL), param="messages")
    if len(question) > MAX_QUESTION:
        words = texts.LONG_QUESTION.format(length=len(question), limit=MAX_QUESTION)
        raise ChatFault(words, param="messages")
    return question, tuple(text[:MAX_QUESTION] for text in earlier if text)[-MAX_TURNS:]


def listed(answer: Answer) -> str:
    """The sources as they stand below the text, "" without any."""
    if not answer.citations:
        return ""
    title = texts.NEAREST if answer.refused else texts.SOURCES
    return "\n\n" + "\n".join([f"{title}：", "", *(f"- {citation_line(each)}" for each in answer.citations)])


def _only(model: str) -> None:
    if model != MODEL:
        words = texts.NO_SUCH_MODEL.format(model=model if len(model) <= 40 else model[:40] + "…", only=MODEL)
        raise ChatFault(words, 404, param="model", code="model_not_found")


def _text(message: Message, at: int) -> str:
    if not isinstance(message.content, list):
        return (message.content or "").strip()
    for number, part in enumerate(message.content):
        if part.type != TEXT:
            raise ChatFault(texts.ONLY_TEXT, param=f"messages.{at}.content.{number}")
    return "\n".join(part.text or "" for part in message.content).strip()


def _completion(answer: Answer, read: int) -> dict[str, Any]:
    text = answer.text + listed(answer)
    return _head("chat.completion") | {
        "choices": [{"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": "stop"}],
        "usage": _usage(read, len(text)),
        **_cited(answer),
    }


def _chunks(grown: Generator[Step], read: int, *, usage: bool) -> Generator[bytes]:
    """An answer as the protocol's chunks: its text piece by piece, the sources, then an end with the citations."""
    head = _head("chat.completion.chunk")

    def chunk(delta: dict[str, str], finish: str | None = None, **more: Any) -> bytes:
        choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}
        return event(head | {"choices": [choice], **more})

    role = {"role": "assistant"}
    for step in grown:
        yield chunk({**role, "content": step.added})
        role = {}
    answer = step.answer
    if sources := listed(answer):
        yield chunk({"content": sources})
    yield chunk({}, "stop", **_cited(answer))
    if usage:
        yield event(head | {"choices": [], "usage": _usage(read, len(answer.text + sources))})
    yield b"data: [DONE]\n\n"


def _failed(words: str) -> bytes:
    return event(failure(words, 500))


def _head(kind: str) -> dict[str, Any]:
    return {"id": f"chatcmpl-{uuid4().hex[:16]}", "object": kind, "created": int(time.time()), "model": MODEL}


def _usage(read: int, written: int) -> dict[str, int]:
    return {"prompt_tokens": read, "completion_tokens": written, "total_tokens": read + written}


def _cited(answer: Answer) -> dict[str, Any]:
    data = without_paths(answer_data(answer))
    return {name: data[name] for name in ("citations", "refused", "reason", "kind")}
