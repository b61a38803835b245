"""What the OpenAI-compatible API takes and gives. Fields of the protocol that make no difference here (temperature, tools,
a limit of tokens) are taken and passed over."""

from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from bot.records import Kind, Reason
from ui.models import MAX_QUESTION, QUESTION, Quote, Within

MODEL = "policybot"
"""The only model."""

MAX_MESSAGES = 500
"""Messages of a request: a conversation of a long day."""

MAX_TURNS = 50
"""Earlier questions that are looked at, the latest ones: a consultation about benefits lives from all that was said in it."""

Role = StrEnum("Role", ["system", "developer", "user", "assistant", "tool", "function"])


class Part(BaseModel):
    """A part of a message. Only text is read."""

    model_config = ConfigDict(extra="ignore")

    type: str = Field(max_length=50, examples=["text"])
    text: str | None = Field(default=None, examples=[QUESTION])


class Message(BaseModel):
    """A message of the conversation. Of those of users the text is read; all others are passed over."""

    model_config = ConfigDict(extra="ignore")

    role: Role
    content: str | Annotated[list[Part], Field(max_length=100)] | None = Field(default=None, examples=[QUESTION])


class StreamOptions(BaseModel):
    """What a stream holds beside the text."""

    model_config = ConfigDict(extra="ignore")

    include_usage: bool | None = None


class ResponseFormat(BaseModel):
    """The form of the answer; there is only text."""

    model_config = ConfigDict(extra="ignore")

    type: str = Field(max_length=50, examples=["text"])


class Chat(BaseModel):
    """A conversation whose last message is a question."""

    model_config = ConfigDict(extra="ignore")

    model: str = Field(max_length=200, description="只有 policybot", examples=[MODEL])
    messages: Annotated[list[Message], Field(min_length=1, max_length=MAX_MESSAGES)] = Field(
        description=f"此前的问题与当前的问题。最后一条应是 user，最多 {MAX_QUESTION} 个字符",
        examples=[[{"role": "user", "content": QUESTION}]],
    )
    stream: bool | None = Field(default=None, description="边回答边发送")
    stream_options: StreamOptions | None = Field(default=None, examples=[{"include_usage": True}])
    n: int | None = Field(default=None, ge=1, le=1, description="只有一个回答", examples=[1])
    response_format: ResponseFormat | None = Field(default=None, examples=[{"type": "text"}])
    filters: Within = Field(
        default=Within(), description="限定文件范围，不属于 OpenAI 的接口", examples=[{"region": "甲市"}]
    )


class ChatError(BaseModel):
    """What is wrong: a sentence, the kind of error, and the field or the code where there is one."""

    message: str = Field(examples=["没有 gpt-4 这个模型。请把 model 改为 policybot"])
    type: str = Field(examples=["invalid_request_error"])
    param: str | None = Field(examples=["model"])
    code: str | None = Field(examples=["model_not_found"])


class ChatFailure(BaseModel):
    """Why a request was not served, in the shape that OpenAI's clients read."""

    error: ChatError


class ChatReply(BaseModel):
    """The answer as a message: its text with marks [1] and the list of sources below."""

    role: Literal["assistant"] = "assistant"
    content: str = Field(examples=["3.1% [1]\n\n出处：\n\n- [1] 《甲市科学技术局2023年度工作总结》"])
    refusal: None = None


class Choice(BaseModel):
    """The only answer."""

    index: Literal[0] = 0
    message: ChatReply
    finish_reason: Literal["stop"] = "stop"
    logprobs: None = None


class Usage(BaseModel):
    """Characters read and written: there are no tokens without a language model."""

    prompt_tokens: int = Field(examples=[19])
    completion_tokens: int = Field(examples=[46])
    total_tokens: int = Field(examples=[65])


class Completion(BaseModel):
    """An answer. What policybot adds to the protocol comes last: the citations that the marks name, whether it refused, why,
    and what the answer leads with."""

    id: str = Field(examples=["chatcmpl-0123456789abcdef"])
    object: Literal["chat.completion"] = "chat.completion"
    created: int = Field(examples=[1767225600])
    model: str = Field(default=MODEL)
    choices: list[Choice]
    usage: Usage
    citations: list[Quote]
    refused: bool
    reason: Reason | None
    kind: Kind


class Card(BaseModel):
    """The model."""

    id: str = Field(examples=[MODEL])
    object: Literal["model"] = "model"
    created: int = Field(examples=[1767225600])
    owned_by: str = Field(examples=[MODEL])


class Cards(BaseModel):
    """The list of models."""

    object: Literal["list"] = "list"
    data: list[Card]


def failure(words: str, status: int, *, param: str | None = None, code: str | None = None) -> dict[str, Any]:
    """The body of an error, for a status of HTTP."""
    kind = KINDS.get(status, "server_error" if status >= 500 else "invalid_request_error")
    return ChatFailure(error=ChatError(message=words, type=kind, param=param, code=code)).model_dump()


KINDS = {401: "authentication_error", 403: "permission_error", 429: "rate_limit_error"}
"""Kinds of errors that are not the request's."""
