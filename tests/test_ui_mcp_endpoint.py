"""The tools over the Model Context Protocol, called with the protocol's own client, of today's revision and of earlier ones."""

import asyncio
import http.client
import json
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from conftest import HOST, free_port
from mcp import Client, MCPError, types

from bot.bot import PolicyBot
from corpus.errors import PolicybotError
from ui import texts
from ui.app import MAX_BODY, build
from ui.intake import MOST_BYTES
from ui.server import start
from ui.toolbox import MOST_CHARACTERS

QUESTION = "慈溪2024年研发投入强度目标是多少？"
REVISIONS = ["auto", "legacy"]

Talk = Callable[[Client], Coroutine[Any, Any, Any]]


@pytest.fixture(scope="module")
def address(samples_bot: PolicyBot) -> Iterator[str]:
    served = start(build(samples_bot), HOST, free_port())
    yield f"{served.address}mcp"
    served.close()


def talk(address: str, said: Talk, revision: str = "auto") -> Any:
    async def run() -> Any:
        async with Client(address, mode=revision) as client:
            return await said(client)

    with ThreadPoolExecutor(1) as pool:  # a browser of other tests has a loop of its own in this thread
        return pool.submit(lambda: asyncio.run(run())).result()


def call(address: str, name: str, revision: str = "auto", **arguments: Any) -> types.CallToolResult:
    """What a tool gives; the client itself holds it against the schema that the tool announced."""

    async def said(client: Client) -> Any:
        await client.list_tools()
        return await client.call_tool(name, arguments)

    result: types.CallToolResult = talk(address, said, revision)
    return result


def data(result: types.CallToolResult) -> Any:
    assert not result.is_error, result.content
    (text,) = result.content
    assert isinstance(text, types.TextContent)
    assert json.loads(text.text) == result.structured_content
    return result.structured_content


def words(result: types.CallToolResult) -> str:
    assert result.is_error
    (text,) = result.content
    assert isinstance(text, types.TextContent)
    return text.text


@pytest.mark.parametrize("revision", REVISIONS)
def test_the_tools_say_what_they_do_in_chinese(address: str, revision: str) -> None:
    async def said(client: Client) -> Any:
        return client.instructions, (await client.list_tools()).tools

    instructions, tools = talk(address, said, revision)
    assert "ask_policy" in instructions
    assert [tool.name for tool in tools] == ["ask_policy", "find_targets", "match_benefits", "open_document"]
    for tool in tools:
        assert any("一" <= char <= "鿿" for char in tool.description)
        assert tool.annotations.read_only_hint
        assert tool.output_schema["type"] == "object"
        fields = tool.input_schema["properties"]
        assert all(field.get("description") for field in fields.values()), tool.name


@pytest.mark.parametrize("revision", REVISIONS)
def test_an_answer_is_cited_and_its_document_opened_there(address: str, revision: str) -> None:
    answer = data(call(address, "ask_policy", revision, question=QUESTION))
    assert answer["answer"].startswith("3.53% [1]")
    (citation,) = answer["citations"]
    assert citation["document"]["source"] == "cixi-science-report-2023.txt"
    opened = data(
        call(address, "open_document", revision, id=citation["document"]["id"], start=citation["start"], length=200)
    )
    assert opened["text"].startswith(citation["quote"])
    assert (opened["end"] - opened["start"], opened["characters"] > 200) == (200, True)
    headings = [each["heading"] for each in opened["outline"]]
    assert set(citation["heading"]) <= set(headings)


def test_figures_and_benefits_come_as_data(address: str) -> None:
    (row,) = data(call(address, "find_targets", region="慈溪市", year=2024, kind=["目标"], metric="研发投入强度"))[
        "targets"
    ]
    assert (row["figure"], row["year"]) == ("3.53%", 2024)
    matched = data(call(address, "match_benefits", description="我们是北京市海淀区的高企，员工60人", limit=3))
    assert matched["count"] > len(matched["benefits"]) == 3
    assert {each["fact"] for each in matched["profile"]} >= {"certification", "staff"}


def test_results_stay_small(address: str) -> None:
    found = call(address, "find_targets", limit=100)
    matched = call(address, "match_benefits", description="我们是北京的企业", limit=100)
    for result, name, total in ((found, "targets", "total"), (matched, "benefits", "count")):
        got = data(result)
        assert 1 <= len(got[name]) < got[total]
        assert len(json.dumps(got[name], ensure_ascii=False)) < 1.1 * MOST_CHARACTERS


@pytest.mark.parametrize(
    ("name", "arguments", "said"),
    [
        ("ask_policy", {}, "缺少 question"),
        ("ask_policy", {"question": ""}, "question 不能为空"),
        ("ask_policy", {"question": "问", "path": "/etc/passwd"}, "没有 path 这个参数"),
        ("find_targets", {"year": "去年"}, "year 应为整数"),
        ("match_benefits", {"profile": {"staff": "很多"}}, "不是数字"),
        ("open_document", {"id": "../../etc/passwd"}, "id 的写法不对"),
        ("open_document", {"id": "0" * 16}, "没有编号为 0000000000000000 的文件"),
        ("open_document", {"id": "624853fa997854d9", "start": 99_999_999}, "正文只有"),
    ],
)
def test_what_is_wrong_is_told_to_the_model(address: str, name: str, arguments: dict[str, Any], said: str) -> None:
    assert said in words(call(address, name, **arguments))


def test_a_tool_that_is_not_there(address: str) -> None:
    async def said(client: Client) -> Any:
        with pytest.raises(MCPError, match="没有这个工具。现有工具：ask_policy"):
            await client.call_tool("delete_document", {})

    talk(address, said)


def test_many_at_once(address: str) -> None:
    async def said(client: Client) -> Any:
        calls = (client.call_tool("ask_policy", {"question": QUESTION}) for _ in range(20))
        return await asyncio.gather(*calls)

    assert {data(result)["answer"] for result in talk(address, said)} == {
        data(call(address, "ask_policy", question=QUESTION))["answer"]
    }


def test_a_failure_keeps_its_words_to_itself(samples_bot: PolicyBot) -> None:
    class Failing:
        library = samples_bot.library
        document = samples_bot.document
        examples = samples_bot.examples
        choices = samples_bot.choices

        def ask(self, question: str, **_: Any) -> None:
            raise (
                PolicybotError("资料库被移走了。请重新打开")
                if "移走" in question
                else ZeroDivisionError("/secret/path")
            )

    served = start(build(Failing()), HOST, free_port())  # type: ignore[arg-type]
    try:
        assert words(call(f"{served.address}mcp", "ask_policy", question="移走")) == "资料库被移走了。请重新打开"
        assert words(call(f"{served.address}mcp", "ask_policy", question="别的")) == texts.INTERNAL
    finally:
        served.close()


LIST = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}


def post(address: str, method: str = "POST", **headers: str) -> tuple[int, Any]:
    """The status of a bare request, and the sentence or the data that come with it."""
    host = address.removeprefix("http://").partition("/")[0]
    connection = http.client.HTTPConnection(host, timeout=30)
    given = {"content-type": "application/json", "accept": "application/json, text/event-stream", **headers}
    connection.request(method, "/mcp", json.dumps(LIST) if method == "POST" else None, given)
    reply = connection.getresponse()
    return reply.status, json.loads(reply.read())


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "evil.example:7860"},
        {"host": "127.0.0.1.evil.example"},
        {"origin": "http://evil.example"},
        {"origin": "null"},
    ],
)
def test_pages_from_elsewhere_get_nothing(address: str, headers: dict[str, str]) -> None:
    status, body = post(address, **headers)
    assert status == 403
    assert set(body) == {"error"}


def test_a_body_too_large_is_refused(address: str) -> None:
    status, body = post(address, **{"content-length": str(MAX_BODY + 1)})
    assert (status, body) == (413, {"error": texts.TOO_LARGE.format(f"{MAX_BODY:,}", f"{MOST_BYTES:,}")})


@pytest.mark.parametrize("method", ["GET", "DELETE", "PUT"])
def test_only_calls_are_taken(address: str, method: str) -> None:
    assert post(address, method) == (405, {"error": texts.WRONG_METHOD})
