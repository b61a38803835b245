"""The Model Context Protocol over streamable HTTP: the tools of `ui.toolbox` for any client of it.

Stateless, one JSON answer a request: nothing is kept between two calls, so that any number of processes may serve. The
package `mcp` costs no time of its own here, since gradio imports its server wherever it is installed.
"""

import json
import logging
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from importlib.metadata import version
from typing import Any

from fastapi import Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse
from mcp import MCPError, types
from mcp.server.lowlevel import Server
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from pydantic import ValidationError

from corpus.errors import PolicybotError
from ui import texts
from ui.bots import Bot
from ui.faults import fault
from ui.gate import Receive, Scope, Send
from ui.intake import MOST_BYTES
from ui.toolbox import Tool, toolbox

log = logging.getLogger(__name__)


class McpEndpoint:
    """An ASGI app. It works within `running`, which the server's lifespan enters.

    Whose names it answers to, and to pages of which, `ui.guard` sees to.
    """

    def __init__(self, bot: Bot, max_body: int) -> None:
        self._server = _server({tool.name: tool for tool in toolbox(bot)})
        self._max_body = max_body
        self._manager: StreamableHTTPSessionManager | None = None

    @asynccontextmanager
    async def running(self, _: object) -> AsyncIterator[None]:
        self._manager = StreamableHTTPSessionManager(
            self._server, json_response=True, stateless=True, max_request_body_size=self._max_body
        )
        async with self._manager.run():
            yield

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        if request.method != "POST":  # a stream of the server's own would stay open and say nothing
            refusal = JSONResponse({"error": texts.WRONG_METHOD}, 405, {"allow": "POST"})
        elif int(request.headers.get("content-length", "0")) > self._max_body:
            refusal = JSONResponse({"error": texts.TOO_LARGE.format(f"{self._max_body:,}", f"{MOST_BYTES:,}")}, 413)
        else:
            assert self._manager is not None
            await self._manager.handle_request(scope, receive, send)
            return
        await refusal(scope, receive, send)


def _server(tools: Mapping[str, Tool]) -> Server[Any]:
    async def listed(_: Any, __: Any) -> types.ListToolsResult:
        return types.ListToolsResult(tools=[_described(tool) for tool in tools.values()])

    async def called(_: Any, asked: types.CallToolRequestParams) -> types.CallToolResult:
        if asked.name not in tools:
            raise MCPError(types.INVALID_PARAMS, texts.NO_SUCH_TOOL.format("、".join(tools)))
        return await run_in_threadpool(_call, tools[asked.name], asked.arguments or {})

    return Server(
        "policybot", version=version("policybot"), title=texts.TITLE, instructions=texts.MCP_INSTRUCTIONS,
        on_list_tools=listed, on_call_tool=called,
    )  # fmt: skip


def _described(tool: Tool) -> types.Tool:
    return types.Tool(
        name=tool.name,
        title=tool.title,
        description=tool.about,
        input_schema=tool.takes.model_json_schema(),
        output_schema=tool.gives.model_json_schema(mode="serialization", by_alias=True),
        annotations=types.ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False),
    )


def _call(tool: Tool, arguments: dict[str, Any]) -> types.CallToolResult:
    """The result as data, and the same as text for clients that read only that; a failure as a sentence for the model."""
    try:
        asked = tool.takes.model_validate(arguments)
    except ValidationError as exc:
        return _failed(fault(dict(exc.errors()[0]), inside=0))
    try:
        given = tool.gives.model_validate(tool.call(asked)).model_dump(mode="json", by_alias=True)
    except PolicybotError as exc:
        return _failed(str(exc))
    except Exception:
        log.exception("tool %s", tool.name)
        return _failed(texts.INTERNAL)
    text = json.dumps(given, ensure_ascii=False)
    return types.CallToolResult(content=[types.TextContent(text=text)], structured_content=given)


def _failed(words: str) -> types.CallToolResult:
    return types.CallToolResult(content=[types.TextContent(text=words)], is_error=True)
