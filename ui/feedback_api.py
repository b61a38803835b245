"""The endpoint that takes what a reader says of an answer."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Request
from pydantic import BaseModel, Field

from index.feedback import MAX_ANSWER, MAX_CITATIONS, MAX_REASON, CitedSpan, Feedback, FeedbackError, record
from ui import texts
from ui.access import Role, require
from ui.bots import Bot
from ui.models import Ask, Day
from ui.opening import DOCUMENT_ID, find

EXAMPLE_ID = "0123456789abcdef"


class At(BaseModel):
    """A quote of the answer: at [start, end) of the text of a document, in characters."""

    model_config = {"extra": "forbid", "frozen": True}

    document: str = Field(pattern=DOCUMENT_ID, description="文件的编号", examples=[EXAMPLE_ID])
    start: int = Field(ge=0, lt=2**31, examples=[1520])
    end: int = Field(ge=1, lt=2**31, examples=[1535])


class Judged(Ask):
    """What a reader says of an answer, with the question as it was asked."""

    answer: str = Field(
        min_length=1, max_length=MAX_ANSWER, pattern=r"\S", description="回答，即 `answer`", examples=["3.1% [1]"]
    )
    helpful: bool = Field(description="是否有帮助", examples=[False])
    reason: str = Field(default="", max_length=MAX_REASON, description="理由，读者自己的话", examples=["年份不对"])
    refused: bool = Field(default=False, description="回答是不是拒答", examples=[False])
    citations: Annotated[list[At], Field(max_length=MAX_CITATIONS)] = Field(
        default=[], description="回答引用的原文", examples=[[]]
    )
    as_of: Day | None = Field(default=None, description="按哪一天回答的，默认今天", examples=[None])

    def feedback(self) -> Feedback:
        """As the catalogue keeps it."""
        return Feedback(
            when=datetime.now(UTC),
            question=self.question,
            answer=self.answer,
            helpful=self.helpful,
            as_of=self.as_of or date.today(),
            history=tuple(self.history),
            filters=self.filters.filters(),
            citations=tuple(CitedSpan(at.document, at.start, at.end) for at in self.citations),
            refused=self.refused,
            reason=self.reason,
        )


class Kept(BaseModel):
    """That it was kept."""

    id: int = Field(examples=[1])


def add_route(api: APIRouter, bot: Bot) -> None:
    """Add `/api/feedback`."""

    @api.post("/api/feedback", tags=["问答"], summary="反馈一个回答", response_model=Kept, status_code=201)
    def feedback(request: Request, judged: Judged) -> Any:
        """读者认为一个回答有没有帮助，和理由。反馈存在资料库里，可以用 `policybot feedback questions` 变成测试问题。"""
        require(request, Role.READER)
        _stand(bot, judged.citations)
        try:
            return {"id": record(bot.library.catalogue, judged.feedback())}
        except FeedbackError as exc:
            raise HTTPException(422, str(exc)) from exc


def _stand(bot: Bot, citations: Sequence[At]) -> None:
    """Raises HTTPException where a citation is not of a document of the library."""
    held = {identity: find(bot, identity) for identity in {at.document for at in citations}}
    for at in citations:
        found = held[at.document]
        if found is None or not at.start < at.end <= len(found[1].text):
            raise HTTPException(422, texts.NO_SUCH_QUOTE.format(id=at.document, start=at.start, end=at.end))
