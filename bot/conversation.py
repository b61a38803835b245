"""What a turn of a conversation is: small talk, a follow-up of the question before it, or a question of its own."""

import re
from collections.abc import Sequence

from bot.question import (
    YEAR,
    Question,
    full_years,
    informative,
    places_in,
    spoken,
    understand,
    without_how_many,
    without_places,
)
from corpus.regions import Region
from corpus.text import fold

_SMALLTALK = re.compile(
    "(?:你好|您好|hello|hi|嗨|早上好|下午好|晚上好|在吗|在么|谢谢|多谢|感谢|辛苦了|好的|再见|拜拜|你是谁|您是谁|你叫什么(?:名字)?"
    "|[你您]?(?:能|会|可以)(?:帮我)?(?:做|干|回答)(?:些|点)?(?:什么|啥|嘛|吗)?|[你您]会什么|帮(?:了)?(?:我)?(?:个)?大忙了?|太好了|很有用|明白了|知道了|介绍一下你自己|怎么用|帮助|help|thanks?(?: you)?)[你您了啊呀吧吗呢!！。~,， ?？]*"
)

_FOLLOWS = re.compile(r"^(?:那么|那|然后呢?|还有|另外|其中|如果|要是|换成)|呢[?？]?$")
_OF_THE_SAME = re.compile(
    "其中|如果|要是|只是|有效期|期限|最长|最短|最高|最低|最多|最少|上限|下限|条件|材料|流程|程序|标准|金额|时间|地点|电话|部门|对象|范围"
    "|国家级|省级|市级|区级|县级|第[一二三四五]批|施行|申请|申报|办理|增长|同比|目标|完成"
)
"""What a question asks of a subject that it leaves to the question before it; a subject of its own starts afresh."""


_EDGES = re.compile(r"^[的是,，\s]+|[的是,，\s]+$")
LONGEST_THING = 8
"""Characters of a thing that may stand in the place of another."""

REMEMBERED = 5
"""Earlier questions that a follow-up may lead back to, each completed from those before it."""


def is_smalltalk(text: str) -> bool:
    """Whether the text is a greeting, thanks, or a question about the bot, and nothing else."""
    return bool(re.fullmatch(f"(?:{_SMALLTALK.pattern})+", fold(text).strip()))


def complete(text: str, history: Sequence[str]) -> str:
    """A follow-up with what it leaves out taken from the question before it; any other question as it is.

    "慈溪呢?" asks for the same of another place, "那2023年的投资呢?" for something else of the same place,
    "其中市级的是多少?" and "有效期最长多久?" for more of the same subject.
    """
    return _completed(text, _before(history))


def _before(history: Sequence[str]) -> str:
    """The question before, each completed from those before it; "" where there was none."""
    earlier = ""
    for question in history[-REMEMBERED:]:
        if question.strip() and not is_smalltalk(question):
            earlier = _completed(question, earlier)
    return earlier


def _completed(text: str, earlier: str) -> str:
    folded = full_years(fold(text).strip()).rstrip("?")
    if not earlier or not folded or is_smalltalk(text):
        return text
    now, before = understand(folded), understand(earlier)
    follows = _FOLLOWS.search(folded)
    own, _ = informative(_OF_THE_SAME.sub(" ", without_places(_FOLLOWS.sub(" ", folded))))
    if not follows and (own or now.places or now.years or "《" in folded):
        return text
    rest = _FOLLOWS.sub("", folded) if not folded.startswith("其中") else folded
    base = fold(earlier).strip().rstrip("?")
    if not (now.places or now.years) and (put := _in_place(rest, base)):
        return put
    if own and (now.places or now.years or before.places or before.years):
        return _placed(rest, now, before)
    if now.places:
        base = _replace(base, [(start, end) for _, start, end in places_in(base)], _written(folded, now.places))
    if now.years:
        base = _replace(base, [match.span() for match in YEAR.finditer(base)], str(now.years[0]))
    added = rest if without_places(rest).strip(" 的年") else ""
    return f"{base} {added}".strip()


def _in_place(rest: str, base: str) -> str:
    """The question before with the thing named now in the place of its like: 第二批 of 第一批, 单个产品 of 单个企业, 国家标准 of
    国际标准. "" where nothing in it is alike in at least half of its characters, one of them at an end."""
    thing = _EDGES.sub("", rest)
    if not 2 <= len(thing) <= LONGEST_THING or thing in base:
        return ""
    best, place = 0, -1
    for start in range(len(base) - len(thing) + 1):
        other = base[start : start + len(thing)]
        same = sum(a == b for a, b in zip(thing, other, strict=True))
        if same > best and (thing[0] == other[0] or thing[-1] == other[-1]):
            best, place = same, start
    if 2 * best < len(thing):
        return ""
    return base[:place] + thing + base[place + len(thing) :]


def widened(text: str, history: Sequence[str]) -> str:
    """A follow-up under all the words of the question before it, for one that says nothing on its own; the text itself
    without an earlier question."""
    earlier = _before(history)
    if not earlier or is_smalltalk(text):
        return text
    subject = without_how_many(fold(earlier).strip().rstrip("?"))
    return f"{subject} {_FOLLOWS.sub('', fold(text).strip().rstrip('?'))}"


def _placed(rest: str, now: Question, before: Question) -> str:
    """The words of a follow-up under the place and year of the question before it, where it has none of its own."""
    head = spoken(() if now.places else before.places, () if now.years else before.years[:1])
    aim = "目标" if before.target and not (now.target or now.years) else ""
    asks = "是多少" if before.number and not now.number else ""
    return f"{head}{rest}{aim}{asks}"


def _written(text: str, places: Sequence[Region]) -> str:
    return next((text[start:end] for region, start, end in places_in(text) if region in places), "")


def _replace(text: str, spans: Sequence[tuple[int, int]], new: str) -> str:
    if not spans:
        return f"{new}{text}"
    for start, end in reversed(spans[1:]):
        text = text[:start] + text[end:]
    start, end = spans[0]
    return text[:start] + new + text[end:]
