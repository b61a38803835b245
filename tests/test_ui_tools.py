import re
from datetime import date
from typing import Any

import pytest
from langchain_core.messages import ToolMessage
from langchain_core.tools import BaseTool
from pydantic import ValidationError

from bot.benefits.eligibility import match
from bot.benefits.profile import Profile
from bot.benefits.profile_heard import hear
from bot.bot import PolicyBot
from bot.consulting.cards import cards
from bot.records import Consultation
from corpus.errors import PolicybotError
from index.benefits import find_offers
from ui.match_api import result as interface
from ui.match_form import restored
from ui.match_models import Matched
from ui.matching import to_text
from ui.tab_match import Matching
from ui.tools import policy_tools
from ui.unmarked import unmarked


@pytest.fixture
def tools(samples_bot: PolicyBot) -> dict[str, BaseTool]:
    return {tool.name: tool for tool in policy_tools(samples_bot)}


def text_of(bot: PolicyBot, identity: str) -> str:
    (entry,) = bot.library.catalogue.find(identity)
    document = bot.document(entry.key)
    assert document is not None
    return document.text


def test_ask_policy_cites_with_offsets(tools: dict[str, BaseTool], samples_bot: PolicyBot) -> None:
    answer = tools["ask_policy"].invoke({"question": "慈溪2024年研发投入强度目标是多少？"})
    assert answer["answer"].startswith("3.53% [1]")
    (citation,) = answer["citations"]
    assert text_of(samples_bot, citation["document"]["id"])[citation["start"] : citation["end"]] == citation["quote"]
    assert citation["document"]["source"] == "cixi-science-report-2023.txt"


def test_ask_policy_limits_documents_and_says_when_it_refuses(tools: dict[str, BaseTool]) -> None:
    answer = tools["ask_policy"].invoke({"question": "慈溪2024年研发投入强度目标是多少？", "region": "广州市"})
    assert (answer["refused"], answer["reason"] is not None) == (True, True)


def test_find_targets_gives_rows_with_offsets(tools: dict[str, BaseTool], samples_bot: PolicyBot) -> None:
    found = tools["find_targets"].invoke({"region": "宁波市", "metric": "技术交易额", "kind": ["完成", "目标"]})
    rows = found["targets"]
    assert {(row["region"][-1], row["year"], row["figure"]) for row in rows} >= {
        ("宁波市", 2023, "超过800亿元"), ("宁波市", 2024, "900亿元"), ("慈溪市", 2023, "74.4亿元"),
    }  # fmt: skip
    for row in rows:
        text = text_of(samples_bot, row["document"]["id"])
        assert text[row["start"] : row["end"]] == row["figure"]
        assert text[row["quote_start"] : row["quote_end"]] == row["quote"]
    cut = tools["find_targets"].invoke({"limit": 2})
    assert cut["total"] > len(cut["targets"]) == 2


def test_match_benefits_quotes_its_clauses(tools: dict[str, BaseTool], samples_bot: PolicyBot) -> None:
    asked = {"description": "我们是北京市海淀区的高企，员工60人", "profile": {"listing": "未上市"}, "limit": 5}
    found = tools["match_benefits"].invoke(asked)
    assert found["count"] > len(found["benefits"]) == 5
    assert {each["fact"] for each in found["profile"]} >= {"region", "certification", "staff", "listing"}
    for benefit in found["benefits"]:
        text = text_of(samples_bot, benefit["document"]["id"])
        for clause in (*benefit["gives"], *benefit["confirm"], *benefit["failed"]):
            assert text[clause["start"] : clause["end"]] == clause["quote"]


def test_a_profile_that_cannot_be_read_is_told_to_the_model(tools: dict[str, BaseTool]) -> None:
    assert "不是数字" in tools["match_benefits"].invoke({"profile": {"staff": "很多"}})


def test_a_model_gets_chinese_and_no_escapes(tools: dict[str, BaseTool]) -> None:
    call = {"type": "tool_call", "id": "1", "name": "find_targets", "args": {"metric": "研发投入强度", "year": 2024}}
    message = tools["find_targets"].invoke(call)
    assert isinstance(message, ToolMessage)
    assert "研发投入强度" in str(message.content)


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("ask_policy", {}),
        ("ask_policy", {"question": ""}),
        ("ask_policy", {"question": "长" * 2001}),
        ("find_targets", {"year": "去年"}),
        ("find_targets", {"kind": ["大小"]}),
        ("find_targets", {"limit": 0}),
        ("find_targets", {"path": "/etc/passwd"}),
        ("match_benefits", {"as_of": "明天"}),
        ("match_benefits", {"score": True}),
    ],
)
def test_wrong_arguments_are_refused(tools: dict[str, BaseTool], name: str, arguments: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        tools[name].invoke(arguments)


def test_arguments_are_described_for_the_model(tools: dict[str, BaseTool]) -> None:
    assert set(tools) == {"ask_policy", "find_targets", "match_benefits", "open_document"}
    for tool in tools.values():
        assert tool.description
        assert all(field.get("description") for field in tool.args.values())
    assert set(tools["find_targets"].args) == {"region", "year", "metric", "kind", "organisation", "limit"}


def test_a_failure_that_a_user_can_mend_is_told_to_the_model(samples_bot: PolicyBot) -> None:
    class Moved:
        library = samples_bot.library

        def ask(self, question: str, **_: Any) -> None:
            raise PolicybotError("资料库被移走了。请重新打开")

    ask = next(tool for tool in policy_tools(Moved()) if tool.name == "ask_policy")  # type: ignore[arg-type]
    assert ask.invoke({"question": "问"}) == "资料库被移走了。请重新打开"


def test_page_command_interface_and_tool_tell_the_same_groups_in_the_same_order(
    tools: dict[str, BaseTool], samples_bot: PolicyBot
) -> None:
    words = "我们是北京市海淀区的高企，员工60人，软件著作权10个"
    page = Matching(samples_bot).fill(Consultation(), words, "", *restored({}))
    shown = re.findall('<details class="pb-card" data-fold="([^"]+)"', page)
    found = tools["match_benefits"].invoke({"description": words, "limit": 100})
    given = interface(samples_bot, Matched(description=words, limit=100))
    fitting = len(found["benefits"])  # of a tool's result only what a model has room for
    assert found == given | {"benefits": given["benefits"][:fitting]}
    known = Profile().with_statements(hear(words, date.today()).statements)
    matched = cards(match(known, find_offers(samples_bot.library.catalogue), date.today()))
    told = [(card.title, card.group) for card in matched.cards]
    assert [(each["title"], each["group"]) for each in given["benefits"]] == told[:100]
    written = re.findall(r"^\d+\. (.+?)（", to_text(matched, known), re.MULTILINE)
    assert written == [re.split("（|\n", unmarked(card.title))[0] for card in matched.cards]
    own = [card.id for card in matched.cards if not card.others]
    assert [name for name in shown if name in own] == [name for name in own if name in shown]
    assert len(shown) > 20
    assert [each["words"] for each in found["unread"]] == ["软件著作权10个"]
