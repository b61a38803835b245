"""The aid that a question names by a name of its own (就餐补贴) goes before another one of the same document (运营补贴), however many other words
of the question stand there."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.reading.figures import same_unit
from bot.reading.near import as_fitting, of_one
from bot.reading.reading import Evidence
from bot.understanding.question import Question
from corpus.quantity import find_quantities
from corpus.text import fold

NEAR, BEHIND = 12, 2.5
"""Of the best evidence as many are looked at whose score is by no more than this less than that of the first."""

_AID = "补贴|津贴"
_NAMED = re.compile(
    f"(?P<name>[\u4e00-\u9fff]{{2,12}}?)(?P<aid>{_AID})(?!对象|资金|方式|范围|标准|政策|办法|期限|多少)"
)
_ANY = frozenset(
    re.findall(
        r"\S+",
        "一次性 财政 政府 市级 区级 省级 给予 享受 申请 发放 相关 资金 专项 最高 服务 定额 其他 其它 上述 各类 这个 这项 什么 哪些 可以 领取 符合 进行",
    )
)
"""What stands before such a word and names none."""

SHORTEST = 2
"""Characters of what tells an aid from others."""


def aid_first(question: Question, evidence: Sequence[Evidence]) -> list[Evidence]:
    """The evidence without what names another aid of the best one's document than the one asked, where that one is told there and the best
    one is of another; as it is for a question that asks for no figure, or names no aid which the document has, or several."""
    found = list(evidence)
    if not found or not question.number:
        return found
    best, near = found[0], [each for each in found[:NEAR] if _is_near(each, found[0])]
    aids = _asked(fold(question.text), [_article(each) for each in near])
    aid = aids[0] if len(aids) == 1 else ""
    if not aid or not _is_another(best, aid):
        return found
    first = next((each for each in near if aid in _article(each) and _tells(question, each)), None)
    if first is None:
        return found
    kept = [each for each in found if each is not first and not (of_one(each, best) and _is_another(each, aid))]
    return [replace(first, score=best.score), *kept]


def _asked(question: str, articles: Sequence[str]) -> list[str]:
    """The names of aids in a question, each as long as it stands so in an article."""
    found: list[str] = []
    for match in _NAMED.finditer(question):
        name = match["name"]
        sizes = (f"{name[-size:]}{match['aid']}" for size in range(len(name), SHORTEST - 1, -1))
        aid = next((each for each in sizes if any(each in article for article in articles)), "")
        found += [aid] if aid and aid[: -len(match["aid"])] not in _ANY else []
    return found


def _tells(question: Question, item: Evidence) -> bool:
    """Whether a figure was read in a sentence, or it has one in the unit asked, which its article says the name of the aid to."""
    told = find_quantities(item.text)
    return any(item.figures) or any(same_unit(slot, each.family) for slot in question.slots for each in told)


def _is_another(item: Evidence, aid: str) -> bool:
    """Whether a sentence names an aid, and its article not the one asked."""
    return aid not in _article(item) and _names_aid(fold(item.text))


def _names_aid(text: str) -> bool:
    """Whether a sentence names an aid by a name of its own."""
    return any(match["name"][-SHORTEST:] not in _ANY for match in _NAMED.finditer(text))


def _article(item: Evidence) -> str:
    """The passage of an evidence, with the headings next above it."""
    passage = item.hit.stored.passage
    return fold(" ".join((*passage.path[-1:], passage.text)))


def _is_near(item: Evidence, best: Evidence) -> bool:
    return of_one(item, best) and as_fitting(item, best) and item.score >= best.score - BEHIND
