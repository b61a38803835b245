"""The endpoint of matching."""

from datetime import date
from typing import Any

from fastapi import APIRouter, HTTPException, Response

from bot.benefits.eligibility import match
from bot.benefits.profile_files import ProfileError
from bot.consulting.asking import next_need
from bot.consulting.cards import cards
from index.benefits import find_offers
from ui.bots import Bot
from ui.match_models import Match, Matched, MatchFormat, Result
from ui.matching import match_data, to_markdown, to_xlsx
from ui.models import XLSX
from ui.present import without_paths

FILES = {
    MatchFormat.MARKDOWN: "text/markdown; charset=utf-8",
    MatchFormat.XLSX: XLSX,
}
"""Forms that are files, and what they are called."""

_RESULT: dict[int | str, dict[str, Any]] = {
    200: {
        "model": Result,
        "content": {kind: {"schema": {"type": "string", "format": "binary"}} for kind in FILES.values()},
    }
}


def add_route(api: APIRouter, bot: Bot) -> None:
    """Add `/api/match`."""

    @api.post("/api/match", tags=["惠企政策"], summary="匹配惠企政策", response_model=Result, responses=_RESULT)
    def match_benefits(asked: Match) -> Any:
        """一家企业对照资料库里的每项惠企政策：符合、缺信息、不符合，或不在有效期。每项都有金额、计算步骤和逐字的条款。"""
        try:
            if asked.format is MatchFormat.JSON:
                return result(bot, asked)
            day = asked.as_of or date.today()
            known = asked.known(asked.heard(day), day)
            found = cards(match(known, find_offers(bot.library.catalogue), day))
        except ProfileError as exc:
            raise HTTPException(422, str(exc)) from exc
        written = to_xlsx(found, known) if asked.format is MatchFormat.XLSX else to_markdown(found, known).encode()
        name = "match.xlsx" if asked.format is MatchFormat.XLSX else "match.md"
        headers = {"content-disposition": f'attachment; filename="{name}"'}
        return Response(written, media_type=FILES[asked.format], headers=headers)


def result(bot: Bot, asked: Matched) -> dict[str, Any]:
    """A matching as plain data, without paths of this machine. Raises ProfileError."""
    day = asked.as_of or date.today()
    heard = asked.heard(day)
    known = asked.known(heard, day)
    matching = match(known, find_offers(bot.library.catalogue), day)
    data = match_data(cards(matching), known, next_need(matching), heard.unread)
    benefits = [without_paths(each) for each in data["benefits"][: asked.limit]]
    return {**data, "count": len(data["benefits"]), "benefits": benefits}
