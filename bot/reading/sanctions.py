"""What befalls who does not do what a rule demands (要是不去办呢): the sentence that names its article (违反第五条，……), or one behind it
that tells what is done about it."""

import re
from collections.abc import Iterable, Sequence

from index.tokens import bigrams

SAME_DUTY = 0.6
"""Share of what is not done that the words of a duty must say to be about it."""

_UNDONE = re.compile(
    "(?:没有?|不|未|忘了?|逾期|超期|过期|拒|违反)[^,，?？]{0,8}?"
    "(?:呢|会怎|怎么?样|怎样|怎么(?:处理|处罚|罚|办)|什么(?:后果|处罚)|(?:怎么|如何)?罚(?:款|多少)?|后果)"
)
_BEFALLS = re.compile("会怎|怎么(?:处理|处罚|罚)|(?:什么|啥)后果|(?:怎么|如何)?罚(?:款|多少)|要罚|会被|会不会罚")
"""What asks for it, of what is not done and of what is done."""

_DONE_ABOUT = re.compile(
    "责令|罚款|没收|警告|吊销|撤销|取消|追回|收回|退回|停发|停止|暂停|不予|不再|视为|列入|移送|注销|扣减|作废|[处按]\\d"
)
_FAILS = re.compile("逾期|未|不(?!超过|低于|少于|得)|拒|无正当理由|违反")
_NOT_DONE = re.compile(
    "(?:未|不|拒不|逾期不|逾期未)(?:按规定|依法|按时|及时|按照规定)?([\u4e00-\u9fff]{2,10}?)(?=的|[,，、;；]|上[道路]|且|并|或)"
)
_ARTICLE = re.compile("第[一二三四五六七八九十百\\d]+条")


def asks_what_befalls(turn: str) -> bool:
    """Whether a turn asks what befalls who does not do something."""
    return _UNDONE.search(turn) is not None


def may_ask_what_befalls(turn: str) -> bool:
    """Whether a turn asks what befalls, of whatever it names."""
    return _BEFALLS.search(turn) is not None


def article_of(path: Sequence[str], text: str) -> str | None:
    """The article in which a sentence stands (第五条)."""
    found = (_ARTICLE.match(each) for each in (*reversed(path), text))
    return next((match.group() for match in found if match), None)


def names_breach(text: str, article: str | None) -> bool:
    """Whether a sentence tells what is done about a breach of an article."""
    return article is not None and article in text[len(article) :] and done_about(text)


def breach_of(text: str, duty: str) -> float:
    """How much of what a sentence says is not done (未登记的，处……) the words of a duty say, from 0 to 1; 0 where nothing is done
    about it."""
    undone = [bigrams(match[1]) for match in _NOT_DONE.finditer(text)] if done_about(text) else []
    return max((sum(pair in duty for pair in pairs) / len(pairs) for pairs in undone if pairs), default=0.0)


def tells_breach(texts: Iterable[str]) -> int | None:
    """Which of a sentence and those behind it is the first that tells what is done where it is not kept; None where none does."""
    found = (at for at, text in enumerate(texts) if (not at or _FAILS.search(text)) and done_about(text))
    return next(found, None)


def done_about(text: str) -> bool:
    """Whether a text tells what is done about a breach."""
    return _DONE_ABOUT.search(text) is not None
