"""The page's endpoint for programs, called with gradio's own client through the gate."""

from collections.abc import Iterator
from typing import Any

import pytest
from conftest import HOST, free_port
from gradio_client import Client
from gradio_client.exceptions import AppError

from bot.bot import PolicyBot
from ui.app import build
from ui.server import start

QUESTION = "慈溪2024年研发投入强度目标是多少？"


@pytest.fixture(scope="module")
def client(samples_bot: PolicyBot) -> Iterator[Client]:
    served = start(build(samples_bot), HOST, free_port())
    client = Client(served.address, verbose=False, analytics_enabled=False)
    yield client
    client.close()
    served.close()


def test_only_one_endpoint_is_offered(client: Client) -> None:
    offered: Any = client.view_api(return_format="dict", print_info=False)
    assert list(offered["named_endpoints"]) == ["/ask"]
    assert offered["unnamed_endpoints"] == {}


def test_a_question_is_answered_with_citations(client: Client) -> None:
    answer = client.predict(QUESTION, api_name="/ask")
    assert answer["answer"].startswith("3.53% [1]")
    assert answer["citations"][0]["document"]["source"] == "cixi-science-report-2023.txt"


def test_a_follow_up_and_a_region(client: Client) -> None:
    assert client.predict("宁波呢？", [QUESTION], api_name="/ask")["answer"].startswith("3.3% [1]")
    assert client.predict(QUESTION, region="广州市", api_name="/ask")["refused"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("",), "question 不能为空"),
        (("长" * 2001,), "question 最多 2000 个字符"),
        (("问", ["问"] * 21), "history 最多 20 项"),
    ],
)
def test_what_is_wrong_is_told(client: Client, arguments: tuple[Any, ...], said: str) -> None:
    with pytest.raises(AppError, match=said):
        client.predict(*arguments, api_name="/ask")
