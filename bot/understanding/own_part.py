"""Questions for what is left to pay oneself (住院自己要出多少, 个人自付几成), and the same as a question for what is paid for one."""

import re

from bot.understanding.stated import Stated, stated
from corpus.text import fold

_SELF = "(?:自己|个人|自个儿?|本人|自家|患者|参保人)"
_HAVE = "(?:还|得|要|需要?|应该?|须|再|大概|大约|实际|最后|一共|总共|具体|到底|也|掏钱)*"
_BEAR = "(?:出|付|掏|承担|负担|支付|拿出|自付|自负)"
_RATE = "(?:几成|百分之几|百分之多少|(?:多大|多少|什么)?的?比例(?:是|为|有)?(?:多少|多大|几成|百分之几)?|几个点)"
_HOW = f"(?:的?(?:部分|费用|钱)?(?:是|有|为|占)?(?:{_RATE}|多少(?:钱|元|费用)?|几[十百千万]*[块元]钱?))"
_OWN = re.compile(
    f"[,，]?(?:那|那么|剩下的|其中)?(?:{_SELF}{_HAVE}{_BEAR}{_HOW}|{_SELF}?{_HAVE}(?:自付|自负|自费|自理){_HOW})(?=[呢啊呀吗]*(?:[?？。]|$))"
)
_RATE_ASKED = re.compile(_RATE)
_MEDICAL = re.compile("医|药|住院|门诊|病|手术|护理|生育|分娩|产检|检查|术|治")
_OWN_TOLD = re.compile(
    "(?:个人|自己|本人|患者|参保(?:人员?|对象)|家庭|自行|企业|业主)[^,，;；。、\\d%]{0,8}(?:负担|承担|支付|自付|自负|自理|出资)|自付|自负|自理"
)
"""How texts tell what one has to pay oneself."""


def asks_own_part(question: str) -> bool:
    """Whether a question asks how much of a cost is left to pay oneself."""
    return _OWN.search(fold(question)) is not None


def tells_own_part(text: str) -> bool:
    """Whether a text speaks of what one has to pay oneself."""
    return _OWN_TOLD.search(fold(text)) is not None


def as_paid(question: str, *, amount: bool) -> str:
    """The question for the share that is paid for one, or for the `amount`; what is not left out of it names the thing."""
    word = "报销" if _MEDICAL.search(question) else "补助"
    asked = f",能{word}多少" if amount else f"{word}比例是多少"
    text = _OWN.sub(asked, fold(question))
    return text if amount else _without_sum(text)


def own_cost(question: str) -> Stated | None:
    """The one sum of the asker's of which the part is asked; None where a share is asked, or there are none or several sums."""
    found = _OWN.search(fold(question))
    if found is None or _RATE_ASKED.search(found.group()):
        return None
    money = [each for each in stated(fold(question)[: found.start()]) if each.family == "元"]
    return money[0] if len(money) == 1 and money[0].value else None


_SPENT = re.compile(
    "[,，]?(?:一共|总共|大概|这次|共|我|已经)*(?:花|用|付|交|要|缴)了?(?:费)?\\d[\\d.]*[万千百]?(?:多)?(?:元|块钱?)?(?:钱)?"
)


def _without_sum(text: str) -> str:
    """A question without the clause that tells what was spent."""
    return _SPENT.sub("", text)
