"""The tools of `ui.toolbox` for LangChain agents.

Importing this module imports langchain_core.
"""

from collections.abc import Callable
from typing import Any

from langchain_core.tools import BaseTool, StructuredTool, ToolException

from corpus.errors import PolicybotError
from ui.bots import Bot
from ui.toolbox import Tool, toolbox


def policy_tools(bot: Bot) -> list[BaseTool]:
    """The tools over a bot. What a user can mend is told to the model as the tool's result."""
    return [
        StructuredTool.from_function(
            _told(tool), name=tool.name, description=tool.about, args_schema=tool.takes, handle_tool_error=True
        )
        for tool in toolbox(bot)
    ]


def _told(tool: Tool) -> Callable[..., dict[str, Any]]:
    def told(**arguments: Any) -> dict[str, Any]:
        try:
            return tool.call(tool.takes(**arguments))
        except PolicybotError as exc:
            raise ToolException(str(exc)) from exc

    return told
