"""Answers as they grow, of a scripted language model: over the API's own events and over OpenAI's protocol."""

import http.client
import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import HOST, free_port
from model_server import Server, Talk
from openai import OpenAI
from pydantic import SecretStr

from bot.bot import PolicyBot
from bot.model.model import open_model
from bot.records import Answer, Kind
from bot.settings import Settings
from corpus.errors import PolicybotError
from index.adding import add
from index.library import Library
from ui import texts
from ui.app import build
from ui.server import start
from ui.streaming import answer_events, event, steps, told

MEASURES = "余姚市补助办法\n\n第一条 申请补助的企业应当在余姚市登记注册，并且近三年没有重大安全事故。\n"
HOW = "申请补助的企业应当在哪里登记注册？"
TRUE, OTHER = "企业应在余姚市登记注册[1]。", "近三年没有重大安全事故[1]。"
INVENTED = "还可以免费使用市政府的办公场地三十年[1]。"
WRONG = "申请补助的企业应当在慈溪市登记注册[1]。"


@pytest.fixture
def written(tmp_path: Path) -> Iterator[tuple[Server, str]]:
    """A bot whose answers a scripted language model writes: the model, and the bot's address."""
    (tmp_path / "办法.txt").write_text(MEASURES, encoding="utf-8")
    with Server().running() as model, Library.open(tmp_path / "library", create=True) as library:
        add(library, [tmp_path / "办法.txt"])
        options = {"llm": "openai:fake", "llm_base_url": model.address, "llm_api_key": SecretStr("k")}
        settings = Settings(_env_file=None, **options)  # type: ignore[call-arg, arg-type]
        served = start(build(PolicyBot(library, model=open_model(settings))), HOST, free_port())
        yield model, served.address.removeprefix("http://").rstrip("/")
        served.close()


def asking(address: str) -> tuple[http.client.HTTPConnection, http.client.HTTPResponse]:
    connection = http.client.HTTPConnection(address, timeout=60)
    headers = {"content-type": "application/json", "accept": "text/event-stream"}
    connection.request("POST", "/api/ask", json.dumps({"question": HOW}).encode(), headers)
    return connection, connection.getresponse()


def parsed(events: str) -> list[tuple[str, Any]]:
    found = re.findall(r"event: (\w+)\ndata: (.*)\n\n", events)
    return [(name, json.loads(data)) for name, data in found]


def chatting(address: str) -> Any:
    client = OpenAI(base_url=f"http://{address}/v1", api_key="none", max_retries=0)
    return client.chat.completions.create(model="policybot", messages=[{"role": "user", "content": HOW}], stream=True)


def test_sentences_come_as_they_are_checked_and_others_are_told(written: tuple[Server, str]) -> None:
    model, address = written
    model.script = lambda talk: talk.say(TRUE, INVENTED, WRONG, OTHER)
    _, reply = asking(address)
    events = parsed(reply.read().decode())
    assert events[0] == ("text", {"text": "企业应在余姚市登记注册。 [1]"})
    told_of = [data for name, data in events if name == "sentence"]
    assert [each["fate"] for each in told_of] == ["dropped", "replaced"]
    assert told_of[0]["shown"] == ""
    assert "余姚市登记注册" in told_of[1]["shown"]
    assert told_of[1]["objections"][0] == {"fault": "place", "words": "慈溪市"}
    whole = events[-1][1]
    assert events[-1][0] == "answer"
    assert "".join(data["text"] for name, data in events if name == "text") == whole["answer"]
    assert "办公场地" not in whole["answer"]
    assert "慈溪" not in whole["answer"]


def test_so_they_do_for_a_client_of_openai(written: tuple[Server, str]) -> None:
    model, address = written
    model.script = lambda talk: talk.say(TRUE, INVENTED, OTHER)
    pieces = [chunk.choices[0].delta.content for chunk in chatting(address)]
    assert pieces[:2] == ["企业应在余姚市登记注册。 [1]", "\n近三年没有重大安全事故。 [1]"]
    assert "1 句删去" in "".join(piece or "" for piece in pieces)


def leave_events(address: str) -> None:
    connection, reply = asking(address)
    assert b"text" in reply.readline()
    reply.close()
    connection.close()


def leave_chat(address: str) -> None:
    stream = chatting(address)
    while not next(stream).choices[0].delta.content:
        pass
    stream.close()


@pytest.mark.parametrize("leave", [leave_events, leave_chat])
def test_the_model_stops_when_the_client_leaves(written: tuple[Server, str], leave: Callable[[str], None]) -> None:
    model, address = written
    sent: list[int] = []

    def without_end(talk: Talk) -> None:
        """A sentence, and then pieces without end; `sent` has those that somebody took."""
        talk.say(TRUE, finish=None)
        for number in range(600):
            talk.say_more(OTHER if number % 5 == 0 else "又，", pause=0.05)
            sent.append(number)

    model.script = without_end
    leave(address)
    assert model.wait_for_end(60)
    assert len(sent) < 300


def test_a_silent_model_is_given_up_when_the_client_leaves(written: tuple[Server, str]) -> None:
    """It thinks for long and says only what is dropped; nobody is left to hear it."""
    model, address = written
    heard, goes_on = threading.Event(), threading.Event()
    sent: list[int] = []

    def thinking(talk: Talk) -> None:
        heard.set()
        assert goes_on.wait(60)
        talk.say("又，", finish=None)
        for number in range(600):
            talk.say_more("又，", pause=0.05)
            sent.append(number)

    model.script = thinking
    connection = http.client.HTTPConnection(address, timeout=60)
    headers = {"content-type": "application/json", "accept": "text/event-stream"}
    connection.request("POST", "/api/ask", json.dumps({"question": HOW}).encode(), headers)
    assert heard.wait(60)
    assert requests_of(address) == 0
    connection.close()
    while not requests_of(address):  # ended, though the model has not said a word
        time.sleep(0.05)
    goes_on.set()
    assert model.wait_for_end(60)
    assert len(sent) < 100


def requests_of(address: str) -> int:
    """How many questions the server is done with."""
    connection = http.client.HTTPConnection(address, timeout=60)
    connection.request("GET", "/metrics")
    text = connection.getresponse().read().decode()
    connection.close()
    found = re.search(r'policybot_request_seconds_count\{route="/api/ask"\} (\d+)', text)
    return int(found[1]) if found else 0


def answer(text: str) -> Answer:
    return Answer("问", "问", text, Kind.TEXT, False, None, (), {"total": 1.0})


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (PolicybotError("资料库被移走了。请重新打开"), "资料库被移走了。请重新打开"),
        (ZeroDivisionError("/secret/path"), texts.INTERNAL),
    ],
)
def test_what_fails_midway_is_the_last_event(error: Exception, said: str) -> None:
    def breaking() -> Iterator[Answer]:
        yield answer("第一句。")
        raise error

    events = told(answer_events(steps(breaking())), lambda words: event({"error": words}, "error"))
    assert parsed(b"".join(events).decode()) == [("text", {"text": "第一句。"}), ("error", {"error": said})]


def test_what_fails_at_once_is_raised() -> None:
    def breaking() -> Iterator[Answer]:
        raise PolicybotError("资料库被移走了。请重新打开")
        yield answer("")

    with pytest.raises(PolicybotError):
        next(told(answer_events(steps(breaking())), lambda words: event({"error": words}, "error")))


def test_paragraphs_join_to_the_whole_text() -> None:
    text = "一\n二\n\n三\n\n\n四\r五 "
    events = parsed(b"".join(answer_events(steps(iter([answer(text)])))).decode())
    assert "".join(data["text"] for name, data in events if name == "text") == text
