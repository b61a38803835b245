"""What a question asks: its places, its years, and one slot for each thing asked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.aliases import canonical
from corpus.quantity import opening_unit
from corpus.regions import Region, find_regions
from corpus.text import fold
from index.tokens import bigrams, cut, strip_question

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?=年|\s|$|[^\d])")
_ASKS_NUMBER = re.compile(
    "多少(?!什么)|几(?=[个家项条种名人次年月天日位件台元分倍成%]|$)|多[大高长久]|有多[^少]|占比|比重|比例|增速|增幅|(?:是|为)几"
)
_HOW_MANY = re.compile("多少|几")
_NOUN_OF_NUMBER = re.compile(
    "(?:交易额|成交额|总额|金额|数量|总量|产值|增加值|比重|占比|增速|增幅|投资额|强度|上限|下限|最高额|额度)(?:目标|任务|指标|情况)?$"
)
_ASKS_TARGET = re.compile("目标|计划达到|计划实现|力争|预期|预计|要达到|打算")
_ASKS_LIST = re.compile(
    "哪些|哪几|包括|有什么|怎么|如何|怎样|什么(?:样的)?(?:条件|材料|要求|措施|内容|情形|流程|程序|范围|政策|优惠)"
    "|(?:条件|材料|要求|措施|内容|情形|流程|程序|范围)(?:是什么|有|[?？]|$)"
)
_ASKS_TIME = re.compile("什么时候|什么时间|何时|哪天|哪年|哪一年|几月|日期|截止|多久|多长时间|期限|有效期")
_PARTS = re.compile(r"[,，;；、?？]|(?<=多少)和|(?<=多少)以及|以及|并且")
_FILLERS = frozenset(
    [
        "的",
        "了",
        "在",
        "是",
        "有",
        "和",
        "与",
        "中",
        "其中",
        "请",
        "将",
        "能",
        "可以",
        "可",
        "要",
        "给",
        "给予",
        "对",
        "为",
        "大概",
        "一共",
        "总共",
        "到底",
        "具体",
        "左右",
        "我们",
        "咱们",
        "本",
        "该",
        "我",
        "我市",
        "全市",
        "本市",
        "全省",
        "全县",
        "全区",
        "今年",
        "去年",
        "目标",
        "到",
        "被",
        "得",
        "里",
        "里面",
        "需要",
        "应该",
        "应",
        "会",
        "想",
        "拿",
        "领",
        "这份",
        "这个",
        "那个",
        "它",
        "他们",
        "一项",
        "一个",
        "得到",
        "获得",
        "享受",
    ]
)
_UNIT_OF_NOUN = (
    ("%", re.compile("率|占比|比重|比例|强度|增速|增幅|增长|百分之")),
    ("岁", re.compile("岁|年龄")),
    ("分", re.compile("积分|得分|几分|分值|加分")),
    ("年", re.compile("有效期|期限|多久|多长时间|几年")),
    ("平方米", re.compile("面积")),
    ("人", re.compile("多少人|几人|人数")),
    ("元", re.compile("额|资金|投资|产值|增加值|经费|补贴|奖励|补助|资助|罚款|费用|收入|贷款|租金|钱|奖金|低保标准|标准|支持多少")),
)  # fmt: skip

FOLLOW_UP = re.compile(r"^(?:那么|那|然后|还有|另外|其中|如果|要是)|呢[?？]?$")
SHORT = 12
"""Characters: a follow-up is shorter than a question that stands alone, unless it says so (那…, …呢)."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One thing asked: `terms` are the informative bigrams of its clause, `label` the clause without question words.

    `family` is the unit family expected of a figure ("家", "元"), None where the question does not say.
    """

    label: str
    terms: tuple[str, ...]
    number: bool
    family: str | None


@dataclass(frozen=True, slots=True)
class Question:
    """A question understood. `terms` are the informative bigrams of all of it, places and years left out."""

    text: str
    places: tuple[Region, ...]
    years: tuple[int, ...]
    slots: tuple[Slot, ...]
    terms: tuple[str, ...]
    target: bool
    wants_list: bool
    wants_time: bool

    @property
    def number(self) -> bool:
        return any(slot.number for slot in self.slots)


def understand(text: str) -> Question:
    """Read a question by rule."""
    folded = fold(text).strip()
    places = [(region, start, end) for region, start, end in find_regions(folded)]
    bare = folded
    for _, start, end in reversed(places):
        bare = bare[:start] + " " + bare[end:]
    years = tuple(dict.fromkeys(int(year) for year in _YEAR.findall(bare)))
    bare = re.sub(r"(?<!\d)(?:19|20)\d{2}年?度?", " ", bare)
    parts = [part for part in _PARTS.split(bare) if part and part.strip()]
    asking = [part for part in parts if _is_number(part)]
    slots = tuple(_slot(part) for part in (asking if len(asking) > 1 else [bare]))
    return Question(
        text=text,
        places=tuple(dict.fromkeys(region for region, _, _ in places)),
        years=years,
        slots=slots,
        terms=_terms(bare),
        target=bool(_ASKS_TARGET.search(folded)),
        wants_list=bool(_ASKS_LIST.search(folded)),
        wants_time=bool(_ASKS_TIME.search(folded)),
    )


def complete(text: str, history: Sequence[str]) -> str:
    """A follow-up with what it leaves out taken from the question before it; any other question as it is.

    "慈溪呢?" after "宁波2024年技术交易额目标是多少" asks for the same of another place; a year or a place of the follow-up
    takes the place of the earlier one, and what else it names is added.
    """
    earlier = next((question for question in reversed(history) if question.strip()), None)
    folded = fold(text).strip()
    if earlier is None or not (FOLLOW_UP.search(folded) or len(folded) <= SHORT):
        return text
    now, before = understand(text), understand(earlier)
    if not FOLLOW_UP.search(folded) and len(now.terms) > 2 and (now.places or now.years or not before.places):
        return text
    base = fold(earlier).strip().rstrip("?？")
    if now.places:
        base = _replace(base, [(start, end) for _, start, end in find_regions(base)], _written(folded, now.places))
    if now.years:
        base = _replace(base, [match.span() for match in _YEAR.finditer(base)], str(now.years[0]))
    rest = re.sub(FOLLOW_UP, "", folded).strip("?？ ")
    new = [term for term in now.terms if term not in before.terms]
    if not new:
        return base
    kept = "".join(region[-1] for region in now.places or before.places)
    year = f"{(now.years or before.years)[0]}年" if (now.years or before.years) else ""
    head = "" if now.places or not kept or kept in rest else kept
    return f"{head}{year if not now.years else ''}{rest}" if now.number or now.target else f"{base} {rest}"


def _written(text: str, places: Sequence[Region]) -> str:
    return next((text[start:end] for region, start, end in find_regions(text) if region in places), "")


def _replace(text: str, spans: Sequence[tuple[int, int]], new: str) -> str:
    if not spans:
        return f"{new}{text}"
    for start, end in reversed(spans[1:]):
        text = text[:start] + text[end:]
    start, end = spans[0]
    return text[:start] + new + text[end:]


def _is_number(part: str) -> bool:
    return bool(_ASKS_NUMBER.search(part) or _NOUN_OF_NUMBER.search(part.rstrip("?？ 是")))


def _slot(part: str) -> Slot:
    number = _is_number(part)
    asked = _HOW_MANY.search(part)
    unit = opening_unit(part[asked.end() :]) if asked else None
    family = unit[1] if unit else None
    if family is None and number:
        family = next((name for name, pattern in _UNIT_OF_NOUN if pattern.search(part)), None)
    bare = part.replace(f"{asked.group()}{unit[0]}", " ") if asked and unit else part
    label = re.sub(r"\s+|[的是]+\s*$", "", strip_question(bare))
    return Slot(label, _terms(part), number, family)


def _terms(text: str) -> tuple[str, ...]:
    kept = (" " if word in _FILLERS else word for word in cut(strip_question(canonical(text))))
    return tuple(dict.fromkeys(bigrams("".join(kept))))
