"""Two things asked in one breath (一年封顶多少，利率按几贴; 抢修多久能到？乡下呢) of which not each has a sure figure of its own: the
sentence, or the two neighbours, in which both stand is the answer. One bare figure would pass for all that was asked."""

import re
from dataclasses import dataclass, replace

from bot.inquiry import Inquiry
from bot.reading.figures import same_unit
from bot.reading.owners import TIMES
from bot.reading.reading import Evidence, heard_by
from bot.understanding.question import Slot, understand
from corpus.passages import sentences
from corpus.quantity import Quantity, find_quantities

MOST = 4
"""Things asked at once that one sentence is looked through for."""

LONGEST = 240
"""Characters of a sentence and its neighbour that answer together."""

_CLAUSE = re.compile("[,，;；、?？。!！\\s]+")
_VALUE = re.compile("多少|(?<![好那这哪])几(?![乎类种样点号月])|多[久大长高]|百分之|(?<=[^哪])呢$")
_UP, _DOWN = "(?:上?[涨升]|增[长加多]?|提[高升]|变?[多高快])", "(?:下?[跌降滑]|减少?|掉|回落|变?[少低慢])"
_EITHER = re.compile(f"{_UP}了?,?还是{_DOWN}|{_DOWN}了?,?还是{_UP}")
_TURN = "增长|增加|增至|上升|提高|提升|下降|减少|降低|回落|上涨|下跌|前移|后移|收窄|扩大|持平|[增降]至"
_DAY = r"(?:\d{1,2}月(?!\d)|\d{1,2}日)"
_NUMBER = "[\\d一二两三四五六七八九十]"
_KINDS = {
    "turn": (_EITHER, re.compile(_TURN)),
    "growth": (
        re.compile("(?:增[长加]|[增涨升跌降掉减])了?(?:多少|几个?(?:点|百分点|成)|百分之[几多]少?)|(?:增速|增幅|涨幅|降幅|跌幅|增长率)(?:呢|多少|是?多少|几|$)|同比(?:呢|多少|$)"),
        re.compile("(?:增长|增加|上升|提高|下降|减少|降低|回落|上涨|下跌|[增降涨跌])[幅速率了为约近超过达到]*\\d[\\d.,]*(?:%|个百分点|倍|[万亿]?[家人元户个])"),
    ),
    "share": (
        re.compile("占(?![地用])[^,，。;；]{0,8}(?:多少|几成?|百分之[几多]少?|比)|占比|比重(?:呢|多少|是|$)"),
        re.compile("(?:占|比重|[的于过达为])[^,，。;；\\d]{0,14}\\d[\\d.]*%"),
    ),
    "clock": (re.compile("(?<!百分之)(?<!第)几点(?!几)(?!,)"), re.compile("\\d{1,2}[:：]\\d{2}|\\d{1,2}[点时](?!间)|[上下]午")),
    "day": (
        re.compile("哪一?[天日](?!里)|几号|几月(?!份?多)|哪年哪月"),
        re.compile("\\d{1,2}月|\\d{1,2}日|[一二三四五六七八九十]月"),
    ),
    "span": (re.compile("[从自].{0,12}[到至].{0,8}(?:哪|什么时候|几)"), re.compile(f"{_DAY}.*{_DAY}")),
    "when": (re.compile("[什啥]么?时候|何时|什么时间"), re.compile("后|前|时起|日|月|当年|次年|年内")),
    "grade": (
        re.compile("(?:什么|哪一?个?|几)(?:档|等[级次第]|级别|档次|评级)(?:次|级)?"),
        re.compile("[a-zA-Z甲乙丙丁一二三四五]\\+*[档等级]|[档等]次?[:：为是]|优秀|良好|合格|先进"),
    ),
    "who": (
        re.compile("[找问归向由跟]谁|[找向由归跟](?:哪个|什么)(?:部门|单位|地方|办公室|局|科室?|窗口)|跟哪(?:里|儿)|(?:[去到往]|在)哪(?:里|儿|个(?:部门|窗口|地方))?(?:办|报|交|申|提|领|弄|去)|交[给到]?哪(?![些几])"),
        re.compile("部门|机关|机构|[局委厅办部院]|中心|政府|单位|窗口|街道|法院|平台|网站|系统|公司|银行"),
    ),
    "fee": (
        re.compile("(?:[要用需]不[要用需]|[要用需])(?:再|另外?)?(?:收|交|花|掏|付)?(?:钱|费)(?:吗|么|不|$)|收费(?:吗|么|不)|收不收[钱费]|免费(?:吗|么|不)|收钱(?:吗|么|不)"),
        re.compile("收费|免费|收取|免收|缴费|不另?行?收"),
    ),
    "met": (
        re.compile("(?:完成|达标|达到|实现)(?:了)?(?:目标|任务|计划)?(?:了)?(?:没有?|吗|么)|(?:目标|任务|计划)(?:完成|实现|达到)(?:了)?(?:没有?|吗|么)"),
        re.compile("(?:目标|任务|计划)[^。;；]{0,14}\\d|\\d[\\d.]*%[^。;；]{0,6}(?:目标|任务|计划)"),
    ),
    "may": (
        re.compile("能不能|可不可以|行不行|能否|可否|(?:还|也)?能[^,，?？]{1,10}(?:吗|么|不)$|可以[^,，?？]{1,8}(?:吗|么)$"),
        re.compile("不得|不能|不可|不予|不受理|不再|不算|可以|可(?=[在按凭于持自再])|可[^,，。]{0,4}(?:办理|申请|使用|转让)|允许|禁止|只能|无需|不需"),
    ),
}  # fmt: skip
"""What asks for something that is no figure of a unit, and how a text tells it."""

_PRECISE = frozenset({"growth", "share", "clock", "span", "turn"})
_WEAK = frozenset({"who", "may", "fee", "met"})
_OF_A_FIGURE = ("growth", "share")
"""Kinds that tell a figure, which then answers nothing else."""


@dataclass(frozen=True, slots=True)
class AtOnce:
    """What a question asks at once: a slot for each value, and the kinds of what else it asks (which way something went, its
    growth, on which day, of whom)."""

    slots: tuple[Slot, ...]
    kinds: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.slots) + len(self.kinds)

    @property
    def precise(self) -> bool:
        """Whether something is asked that a text cannot hold by chance: a figure of a unit, a growth, a share, a time of day."""
        return any(slot.family for slot in self.slots) or bool(_PRECISE & set(self.kinds))

    def told(self, text: str) -> bool:
        """Whether a text holds all that is asked."""
        return self.worded(text) and not _lacking(self, text)

    def worded(self, text: str) -> bool:
        """Whether a text says what is no figure of a unit."""
        return all(_KINDS[kind][1].search(text) for kind in self.kinds)

    def free(self, text: str) -> list[Quantity]:
        """The figures of a text that are not told as what else is asked."""
        taken = [match.end() for kind in self.kinds if kind in _OF_A_FIGURE for match in _KINDS[kind][1].finditer(text)]
        return [each for each in find_quantities(text) if not any(each.start < end <= each.end for end in taken)]


def asks_turn(text: str) -> bool:
    """Whether a question asks which way something went."""
    return bool(_EITHER.search(text))


def asked_at_once(text: str) -> AtOnce | None:
    """What the clauses of a question ask; None for fewer than two things. One that only names another case (乡下呢) asks what
    the one before it does."""
    slots: list[Slot] = []
    kinds: dict[str, None] = {}
    for clause in _CLAUSE.split(text):
        found = [kind for kind, (asks, _) in _KINDS.items() if asks.search(clause)]
        kinds |= dict.fromkeys(["span"] if "day" in found and "day" in kinds else [])
        kinds |= dict.fromkeys(found)
        bare = clause
        for kind in found:
            bare = _KINDS[kind][0].sub(" ", bare)
        if "turn" in found or not _VALUE.search(bare):
            continue
        slot = understand(bare if found else clause).slots[0]
        slots.append(replace(slot, family=slots[-1].family) if slots and clause.endswith("呢") else slot)
    found_all = AtOnce(tuple(slots), tuple(kinds))
    precise = found_all.precise or not _WEAK & set(found_all.kinds)
    return found_all if precise and 1 < len(found_all) <= MOST else None


def whole(inquiry: Inquiry, item: Evidence, asked: AtOnce) -> Evidence | None:
    """The evidence as it tells all that is asked at once, or with the neighbour that tells what it lacks; None where neither does.
    A neighbour must say a word of what it is added for: a figure in the same unit may be of anything."""
    passage = item.hit.stored.passage
    if passage.cells:
        return None
    lacking = _lacking(asked, item.text)
    if asked.told(item.text):
        return item
    start, end = item.start - passage.start, item.end - passage.start
    around = [*sentences(passage.text, end, len(passage.text))[:1], *sentences(passage.text, 0, start)[-1:]]
    for first, last in around:
        near = heard_by(inquiry.asked, passage.text[first:last])
        left, right = min(start, first), max(end, last)
        text = passage.text[left:right]
        said = all(any(term in near for term in slot.terms) for slot in lacking)
        if said and right - left <= LONGEST and asked.told(text):
            return replace(item, text=text, start=passage.start + left, end=passage.start + right)
    return None


def _lacking(asked: AtOnce, text: str) -> list[Slot]:
    """The slots for which a text holds no figure that is not another's, those that take fewest figures served first."""
    free = asked.free(text)
    lacking = []
    for slot in sorted(asked.slots, key=lambda slot: slot.family is None):
        exact = next((each for each in free if each.family == slot.family), None)
        found = exact or next((each for each in free if _may_be(slot, each.family)), None)
        if found is None:
            lacking.append(slot)
        else:
            free.remove(found)
    return lacking


def _may_be(slot: Slot, family: str) -> bool:
    return family not in TIMES if slot.family is None else same_unit(slot, family)
