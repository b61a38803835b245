"""What a question asks: its places, its years, and one slot for each thing asked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.aliases import canonical
from corpus.quantity import opening_unit
from corpus.regions import Region, find_regions, short_name
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
_ASKS_CAP = re.compile("上限|最高|最多|封顶|不超过|至多")
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

_SMALLTALK = re.compile(
    "(?:你好|您好|hello|hi|嗨|早上好|下午好|晚上好|在吗|在么|谢谢|多谢|感谢|辛苦了|好的|再见|拜拜|你是谁|您是谁|你叫什么(?:名字)?"
    "|你能(?:做|干|回答)什么|你会什么|介绍一下你自己|怎么用|帮助|help|thanks?(?: you)?)[你您了啊呀吧吗呢!！。~,， ?？]*"
)

_FOLLOWS = re.compile(r"^(?:那么|那|然后呢?|还有|另外|其中|如果|要是|换成)|呢[?？]?$")
_OF_THE_SAME = re.compile(
    "其中|如果|要是|只是|有效期|期限|最长|最短|最高|最低|最多|最少|上限|下限|条件|材料|流程|程序|标准|金额|时间|地点|电话|部门|对象|范围"
    "|国家级|省级|市级|区级|县级|第[一二三四五]批|施行|申请|申报|办理|增长|同比|目标|完成"
)
"""What a question asks of a subject that it leaves to the question before it; a subject of its own starts afresh."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One thing asked: `terms` are the informative bigrams of its clause, `label` the clause without question words.

    `family` is the unit family expected of a figure ("家", "元"), None where the question does not say; `cap` tells that
    an upper limit is asked for.
    """

    label: str
    terms: tuple[str, ...]
    number: bool
    family: str | None
    cap: bool = False


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
    bare = _bare(folded)
    parts = [part for part in _PARTS.split(bare) if part and part.strip()]
    asking = [part for part in parts if _is_number(part)]
    slots = tuple(_slot(part) for part in (asking if len(asking) > 1 else [bare]))
    return Question(
        text=text,
        places=tuple(dict.fromkeys(region for region, _, _ in find_regions(folded))),
        years=tuple(dict.fromkeys(int(year) for year in _YEAR.findall(folded))),
        slots=slots,
        terms=_terms(bare),
        target=bool(_ASKS_TARGET.search(folded)),
        wants_list=bool(_ASKS_LIST.search(folded)),
        wants_time=bool(_ASKS_TIME.search(folded)),
    )


def is_smalltalk(text: str) -> bool:
    """Whether the text is a greeting, thanks, or a question about the bot, and nothing else."""
    return bool(re.fullmatch(f"(?:{_SMALLTALK.pattern})+", fold(text).strip()))


def complete(text: str, history: Sequence[str]) -> str:
    """A follow-up with what it leaves out taken from the question before it; any other question as it is.

    "慈溪呢?" asks for the same of another place, "那2023年的投资呢?" for something else of the same place,
    "其中市级的是多少?" and "有效期最长多久?" for more of the same subject.
    """
    earlier = next((question for question in reversed(history) if question.strip()), None)
    folded = fold(text).strip().rstrip("?")
    if earlier is None or not folded or is_smalltalk(text):
        return text
    now, before = understand(folded), understand(earlier)
    follows = _FOLLOWS.search(folded)
    own = _terms(_OF_THE_SAME.sub(" ", _bare(_FOLLOWS.sub(" ", folded))))
    if not follows and (own or now.places or now.years):
        return text
    rest = _FOLLOWS.sub("", folded) if not folded.startswith("其中") else folded
    base = fold(earlier).strip().rstrip("?")
    if own and (now.places or now.years or before.places or before.years):
        return _placed(rest, now, before)
    if now.places:
        base = _replace(base, [(start, end) for _, start, end in find_regions(base)], _written(folded, now.places))
    if now.years:
        base = _replace(base, [match.span() for match in _YEAR.finditer(base)], str(now.years[0]))
    added = rest if _bare(rest).strip(" 的年") else ""
    return f"{base} {added}".strip()


def _placed(rest: str, now: Question, before: Question) -> str:
    """The words of a follow-up under the place and year of the question before it, where it has none of its own."""
    place = "" if now.places else "".join(short_name(region[-1]) for region in before.places)
    year = "" if now.years or not before.years else f"{before.years[0]}年"
    asks = "是多少" if before.number and not now.number else ""
    return f"{place}{year}{rest}{asks}"


def _bare(folded: str) -> str:
    """The question without places and years."""
    for _, start, end in reversed(find_regions(folded)):
        folded = folded[:start] + " " + folded[end:]
    return re.sub(r"(?<!\d)(?:19|20)\d{2}年?度?", " ", folded)


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
    return Slot(label, _terms(part), number, family, bool(_ASKS_CAP.search(part)))


def _terms(text: str) -> tuple[str, ...]:
    kept = (" " if word in _FILLERS else word for word in cut(strip_question(canonical(text))))
    return tuple(dict.fromkeys(bigrams("".join(kept))))
