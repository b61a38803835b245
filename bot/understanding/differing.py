"""A follow-up that asks how two figures of the conversation differ (两个差多少, 哪个高, 比乙市高多少), or how far the target asked
for is away (离目标还差多少), as one question for both."""

import re
from collections.abc import Sequence

from bot.understanding.places import spoken, without_places
from bot.understanding.question import Question, understand
from bot.understanding.words import without_how_many
from corpus.text import fold

_MORE = "(?:更|要|比较)?(?:高|多|大|低|少|小|快|慢|强|弱)(?:一?[些点])?"
_BY = "(?:了|出)?(?:多少|几|多大)\\w{0,4}"
_GAP = f"(?:(?:相差|差距|差额|差)(?:是|有|为)?(?:了)?(?:多少|几|多大)?\\w{{0,4}}|{_MORE}{_BY})"
_WHICH = f"(?:哪一?[个边年家座]|哪里|哪儿|谁)(?:的)?{_MORE}(?:[,，]?{_MORE}{_BY})?"
_OPENS = "(?:那么?|所以|请问)?[,，]?"
_END = "(?:呢|吗|呀|啊)?[?？。]*"
_BOTH = re.compile(
    f"{_OPENS}(?:[这那]?(?:两|二)(?:个|者|地|市|县|区|省|年|家|边|项)?|它们|他们)?(?:的)?(?:数字?|值|数据|目标)?(?:之间|相比)?(?:的)?"
    f"(?:一共|到底)?(?:{_GAP}|{_WHICH}){_END}"
)
"""A turn that names neither of the two things."""

_AGAINST = re.compile(
    f"{_OPENS}(?:它|这个?|那)?(?:[比和跟与同较]|相比)(?:起)?\\s*(?:的)?(?:目标|完成数?)?(?:相?比)?[,，]?(?:是)?(?:{_GAP}|{_WHICH}){_END}"
)
"""A turn that names a place or a year to hold the last figure against, without that name."""

_SHORT = re.compile(
    f"{_OPENS}(?:[离距比跟和]|距离)?(?:起)?(?:[这那]个?)?(?:全年|年度|今年|年初|定)?(?:的)?(?:数字?|目标|任务|计划|指标)?(?:数|值)?[,，]?"
    f"(?:现在|目前|眼下|到现在)?(?:还|仍|尚)(?:差|缺|欠|少)(?:了)?(?:多少|几|多大)\\w{{0,4}}{_END}"
)
"""A turn that asks how much is missing from the target asked for before."""

_TIMES = re.compile("今年|全年|年度|年初|(?:定|设定|确定)的?$")
_TAIL = re.compile("(?:的|了|有|是|为|完成了?|实现了?|达到了?|达|共)+$")
_AIM = re.compile("(?:的)?目标(?:值|数)?")


def difference(text: str, earlier: Sequence[str]) -> str | None:
    """The question for the two figures that a turn compares: those asked for in the last two of the completed `earlier`
    questions, the last one's and that of the place or year named, or the target that the last one asks for and what is reached.
    None for a turn that compares nothing, or things that differ in more than place, year and whether they are aimed at."""
    folded = fold(text).strip()
    if not earlier:
        return None
    last, now = understand(earlier[-1]), understand(folded)
    if last.target and last.number and len(last.places) == 1 and _SHORT.fullmatch(folded):
        return f"{spoken(last.places, last.years)}实际和目标{_thing(_TIMES.sub('', _thing(earlier[-1])))}相差多少"
    if now.places or now.years:
        against = _AGAINST.fullmatch(re.sub(r"\s+", "", without_places(folded)))
        return _put(last, last.text, _moved(earlier[-1], now)) if against and last.number else None
    if len(earlier) < 2 or not _BOTH.fullmatch(folded):
        return None
    return _put(understand(earlier[-2]), earlier[-2], earlier[-1])


def _moved(question: str, now: Question) -> str:
    """A question under the place and the year of a turn, where that names any."""
    before = understand(question)
    bare = without_places(fold(question)).strip()
    if now.years and before.years and now.years[0] < before.years[0] and not now.aim:
        bare = _AIM.sub("", bare)  # what is aimed at is held against what was reached
    return f"{spoken(now.places or before.places, now.years or before.years)}{bare}"


def _put(first: Question, one: str, other: str) -> str | None:
    """Two questions for a figure as one for both."""
    second = understand(other)
    if first.wants_list or second.wants_list or not any(each.number or each.aim for each in (first, second)):
        return None
    if len(first.places) != 1 or len(second.places) != 1 or len(first.years) > 1 or len(second.years) > 1:
        return None
    thing, same = _thing(one), _thing(other) == _thing(one)
    here, there = spoken(first.places, ()), spoken(second.places, ())
    when, then = spoken((), first.years), spoken((), second.years)
    if not same:
        both = f"{here}{when}{thing}和{_thing(other)}相差多少"
        return both if (here, when) == (there, then) else None
    if here != there:
        aim = "目标" if first.aim else ""
        return f"{here}和{there}{when}{thing}{aim}相差多少" if (when, first.aim) == (then, second.aim) else None
    if when == then and first.aim == second.aim:
        return None
    if first.aim == second.aim:
        return f"{here}{when}和{then}{thing}{'目标' if first.aim else ''}相差多少"
    kinds = ["目标" if each.aim else "实际" for each in (first, second)]
    return f"{here}{when}{kinds[0]}和{then}{kinds[1]}{thing}相差多少" if when and then else None


def _thing(question: str) -> str:
    """What a question asks for, without place, year and the words that ask."""
    bare = re.sub(r"\s+", "", without_how_many(_AIM.sub("", without_places(fold(question)).rstrip("?？ "))))
    return _TAIL.sub("", bare).lstrip("的,，")
