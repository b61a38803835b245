"""Tools for LangChain agents: a question answered, figures looked up, benefits matched. Results are the data of the HTTP API: every
citation and every figure with its offsets in the document's text.

Importing this module imports langchain_core.
"""

from collections.abc import Callable
from typing import Any

from langchain_core.tools import BaseTool, StructuredTool, ToolException
from pydantic import Field

from corpus.errors import PolicybotError
from index import targets
from ui import models
from ui.bots import Bot
from ui.match_api import result
from ui.match_models import Matched
from ui.present import answer_data, without_paths
from ui.targets import target_data

MOST_ROWS = 100
"""Rows of one call: more would crowd out the rest of a model's context."""


class Asking(models.Within):
    """Arguments of `ask_policy`."""

    question: models.Question = Field(description="用中文提出的问题，一次一个")


class Finding(models.Rowed):
    """Arguments of `find_targets`."""

    limit: int = Field(default=50, ge=1, le=MOST_ROWS, description="最多几行")


class Matching(Matched):
    """Arguments of `match_benefits`."""

    limit: int = Field(default=20, ge=1, le=MOST_ROWS, description="最多几项，符合的在前")


def policy_tools(bot: Bot) -> list[BaseTool]:
    """The tools over a bot. What a user can mend is told to the model as the tool's result."""

    def ask_policy(**arguments: Any) -> dict[str, Any]:
        asked = Asking(**arguments)
        answer: dict[str, Any] = without_paths(answer_data(bot.ask(asked.question, filters=asked.filters() or None)))
        return answer

    def find_targets(**arguments: Any) -> dict[str, Any]:
        wanted = Finding(**arguments)
        found = targets.find_targets(bot.library.catalogue, wanted.filters())
        return {"total": len(found), "targets": [without_paths(target_data(row)) for row in found[: wanted.limit]]}

    def match_benefits(**arguments: Any) -> dict[str, Any]:
        return result(bot, Matching(**arguments))

    return [
        StructuredTool.from_function(
            _told(function), name=function.__name__, description=description, args_schema=schema, handle_tool_error=True
        )
        for function, schema, description in (
            (
                ask_policy,
                Asking,
                "回答关于政策文件和工作报告的问题。回答里的编号 [1] 对应 citations 中逐字的引文和它在文件正文中的位置；"
                "refused 为 true 表示资料库的文件支持不了这个问题，不要自行补充。",
            ),
            (
                find_targets,
                Finding,
                "查询工作报告里的指标：目标、完成、增长、占比、排名，可按地区、年份、指标、类别、单位限定。"
                "每行有原文数字、原句和它们在文件正文中的位置。",
            ),
            (
                match_benefits,
                Matching,
                "一家企业对照资料库里的每项惠企政策：符合、不符合（哪一条）、缺信息（缺哪些数据，哪些条款要人工确认）、不在有效期，"
                "以及金额和计算步骤。结论只由规则得出，不要自行更改；条款都是逐字的原文，带位置。",
            ),
        )
    ]


def _told(function: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
    def told(**arguments: Any) -> dict[str, Any]:
        try:
            return function(**arguments)
        except PolicybotError as exc:
            raise ToolException(str(exc)) from exc

    return told
