"""Whose a figure is: of the figures of the passages found, those of one thing and not of its neighbour.

A figure belongs to what is named nearest to it: in its clause, right behind it, further up in its part of the sentence, in
the headers of its cell, or in the heading above. What is named nearer than the thing itself takes the figure away.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from bot.reading.figure_words import PER_HEAD, Words, speaks_against, words_about
from bot.reading.figures import same_unit
from bot.reading.respective import one_by_one, things_of
from bot.understanding.coverage import Read, coverage
from bot.understanding.everyday import Spoken, heard, spoken_in
from bot.understanding.naming import Side, matched
from bot.understanding.question import Slot, understand
from bot.understanding.sides import terms
from corpus.aliases import canonical
from corpus.passages import sentences
from corpus.quantity import Quantity, find_quantities
from corpus.regions import short_name
from corpus.reports import reports
from index.search import Hit
from index.tokens import bigrams

MIN_NAME = 0.6
"""Share of what a side needs that must be said for the words to name it."""

PARTED, INHERITED = 0.9, 0.5
"""What a word of the thing is worth that the sentence said which a sentence parts (其中…), and that its own said of the member of
its list before (首套首付不低于20%；第二套不低于25%)."""

MIN_THING = 0.4
"""Share of the thing asked that must stand about a figure or above it."""

WORTH = (1.0, 0.95, 0.85, 0.8, 0.7, 0.6)
"""What a name is worth by how near to its figure it stands: before it in its clause, about it, its part of the sentence, the headers of
its cell or the list that it stands in, the innermost heading, the title and the other headings."""

HEADINGS = 4
"""The first of these that is a heading."""

CAP, ASKED_CAP = (
    re.compile("最高|最多|上限|封顶|不超过|以内|以下|至多|限额"),
    re.compile("最高|最多|上限|封顶|顶格|至多|最长"),
)
CAP_BONUS, WHOLE_NAME, IN_FULL, RANK_SHARE, LATER = 0.3, 0.2, 0.1, 0.1, 0.02
"""For a cap where one is asked, for all of a name that tells it from the other, for a name word by word, for the rank of the
passage, and against each figure of its kind that its sentence tells before it."""

ALTERNATIVE, _ALTERNATIVE = 0.1, re.compile("或者?")
"""Against a figure of what is enough instead of what comes first (1亿元以上，或者5000万元以上且……)."""

_PERIODS = (
    ("首年", re.compile("首年|第一年|头一年")),
    ("以后", re.compile("以后|第二年|后两年|后续")),
    ("每年", re.compile("每年|年度(?!报告|计划|考核|营业)|一年")),
    ("每月", re.compile("每月|每人每月|月均|一个月")),
    ("累计", re.compile("累计|总额|共计|合计")),
)
_GENERIC = frozenset(
    bigrams(
        "要求 条件 门槛 办理期限 时限 时间 标准 金额 比例 上限 下限 最高 最多 额度 奖励 补助 补贴 支持 资助 扶持 贴息 增速 增幅 增长 涨幅 分数 得分 分值 封顶 项数 家数 户数 个数 件数 人数 数量 数目 每月 每年 一个月 一年 年度 年龄 每人 每户 每家 领域 方面"
    )
)
"""Pairs of characters that say what kind of figure is asked, which its unit says as well, or only that something is of a field."""

_RATES = ("利率", "费率", "税率", "比例")
"""Kinds of shares, of which one is none of the others (首付比例 beside 利率)."""

_RANKED = re.compile("(?:高级|中级|初级|特级|助理|国家级|省级|市级|区级|县级)$")
"""A rank before a name, which makes of it another one unless it is the side's own."""

_SEVERAL = re.compile("及相关|及其他|以及|等|[、及和与](?!时|平)")
"""What makes a title that of several things: it does not say of which of them a figure is."""

_CONDITION = re.compile("(?:及?以[上下])?的[,，、]")
_ASKS_CONDITION = re.compile("门槛|条件|达到|要求|起点|年龄|面积|收入|投资|规模")
_HEAD = re.compile(r"(?:\W*[0-9一二三四五六七八九十]{1,3}\W+)?(?P<name>[^:：;；。，,0-9]{2,24})[:：]")
"""What leads a sentence and names the thing of all of it (1．工程技术：……；……)."""

_LABEL = re.compile(
    r"\s*(?:第[一二三四五六七八九十百]+条|[（(][一二三四五六七八九十]+[）)]|\d+[.．、])\s*[^，,；;：:。\d]{2,20}。\s*"
)
"""A sentence that only names what the rest of its item is about (第三条　创业补贴。)."""

_OF_WHOLE = re.compile("其中|(?:按|分)[^,，]{1,8}[,，看]")
"""How a sentence begins that tells the parts of what the one before it told."""

_DIGITS = re.compile(r"[\d.]+")
TIMES = frozenset({"年", "月", "日", "小时"})


def period_of(text: str) -> str:
    """The time that a text says something is for, "" if it says none."""
    return next((name for name, pattern in _PERIODS if pattern.search(text)), "")


@dataclass(frozen=True)
class Placed:
    """A figure in the sentence (or the row of a table) at [start, end) of its document, with the words about it. `condition`
    tells that it is what somebody must have (收入突破1亿元的，……) and not what follows; `whole` is the sentence before one that goes on with 其中."""

    hit: Hit
    start: int
    end: int
    text: str
    quantity: Quantity
    words: Words
    order: int
    opener: str = ""
    headers: tuple[str, ...] = ()
    condition: bool = False
    whole: str = ""

    @property
    def span(self) -> tuple[int, int, int]:
        """The document's key, and where its sentence or row stands."""
        return self.hit.entry.key, self.start, self.end

    @cached_property
    def layers(self) -> tuple[str, ...]:
        """What may name the figure, the nearest first, as copies for matching."""
        path, meta = self.hit.stored.passage.path, self.hit.entry.metadata
        title = "" if _SEVERAL.search(meta.title) and not reports(meta) else meta.title
        words = self.words
        return tuple(
            matched(each)
            for each in (
                words.clause,
                f"{words.clause} {words.after}",
                words.earlier,
                " ".join((*self.headers, self.opener)),
                " ".join(path[-1:]),
                " ".join((title, *path[:-1])),
            )
        )

    @cached_property
    def period(self) -> str:
        """The time that the figure is for, as its own clause and headers say; "" where they do not."""
        return period_of(" ".join((self.words.clause, self.quantity.text, *self.headers)))

    @cached_property
    def behind(self) -> int:
        """How many figures of its kind its sentence, or its cell, tells before it."""
        told = () if self.headers else find_quantities(self.text)[: self.order]
        return sum(each.family == self.quantity.family for each in told) if told else self.order

    @cached_property
    def is_cap(self) -> bool:
        said = " ".join((self.words.clause[-8:], self.quantity.text, *self.headers[-1:]))
        return bool(CAP.search(said)) or self.quantity.comparator in ("<=", "<")


def placed(hits: Sequence[Hit]) -> list[Placed]:
    """All figures of the passages of the hits."""
    return [figure for hit in hits for figure in (_of_row(hit) if hit.stored.passage.cells else _of_text(hit))]


def _of_text(hit: Hit) -> Iterator[Placed]:
    passage = hit.stored.passage
    opener = before = label = ""
    for start, end in sentences(passage.text, 0, len(passage.text)):
        text = passage.text[start:end]
        head = _HEAD.match(text)
        over = f"{opener} {head['name']}" if head else opener
        whole = before if _OF_WHOLE.match(text) else ""
        over = f"{over} {label}" if label else over
        label = text if _LABEL.fullmatch(text) else label
        yield from _figures(hit, (passage.start + start, passage.start + end, text), text, over, (), whole)
        opener, before = text if text.rstrip().endswith(("：", ":")) else opener, text


def _of_row(hit: Hit) -> Iterator[Placed]:
    passage = hit.stored.passage
    whole = passage.start, passage.end, passage.text
    named = [clause for cell, clause in zip(passage.cells, passage.clauses, strict=True) if not cell.headers]
    for cell, clause in zip(passage.cells, passage.clauses, strict=True):
        if cell.headers:
            yield from _figures(hit, whole, clause[len(" ".join(cell.headers)) + 1 :], " ".join(named), cell.headers)


def _figures(
    hit: Hit, span: tuple[int, int, str], text: str, opener: str, headers: tuple[str, ...], whole: str = ""
) -> Iterator[Placed]:
    quantities = find_quantities(text)
    for order, quantity in enumerate(quantities):
        words = words_about(text, quantities, order)
        if run := one_by_one(text, quantities, order):
            first, last, listing = run
            things = things_of(listing, last - first + 1)
            if not things:
                continue  # whose it is cannot be told
            words = replace(words, clause=things[order - first], near="", after="")
        condition = bool(_CONDITION.match(text, quantity.end))
        yield Placed(hit, *span, quantity, words, order, opener, headers, condition, whole)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of a figure: the slot (its unit), the terms of the thing, those that must be said of it, whether an upper
    limit is asked for, for what time ("" for none), and whether it is a condition."""

    slot: Slot
    terms: tuple[str, ...]
    required: tuple[str, ...]
    cap: bool
    period: str
    condition: bool
    spoken: tuple[Spoken, ...] = ()


def wanted(thing: str) -> Wanted:
    """What is asked with a thing as worded: 首年补助, 罚款上限 多少万元."""
    asked = understand(thing if re.search("多少|几|多久", thing) else f"{thing}是多少")
    named = terms(thing)
    required = tuple(term for term in named if term not in _GENERIC)
    condition = bool(_ASKS_CONDITION.search(thing))
    return Wanted(
        asked.slots[0], named, required, bool(ASKED_CAP.search(thing)), period_of(thing), condition, asked.spoken
    )


@dataclass(frozen=True, slots=True)
class Owned:
    """A figure that is a side's, and how surely."""

    figure: Placed
    score: float


def owned(side: Side, asked: Wanted, figures: Sequence[Placed]) -> list[Owned]:
    """The figures of a side that may be what is asked, the surest first."""
    found = [Owned(figure, score) for figure in figures if (score := _score(side, asked, figure)) is not None]
    return sorted(found, key=lambda each: -each.score)


def _score(side: Side, asked: Wanted, figure: Placed) -> float | None:
    named = nearness(side, figure)
    if named is None or not in_unit(asked.slot, figure.quantity.family):
        return None
    if figure.condition and not asked.condition:
        return None
    if asked.period and figure.period and asked.period != figure.period:
        return None
    above = [(canonical(layer), worth) for layer, worth in zip(figure.layers[3:], (0.9, 0.9, 0.6), strict=True)]
    words = figure.words
    if figure.quantity.family == "%" and _of_other_rate(asked.slot.label, words):
        return None
    whole = canonical(figure.whole)
    carried = f"{words.before} {whole}"
    heads = " ".join(PER_HEAD.findall(carried))  # 居民人均可支配收入…其中，城镇居民…
    if speaks_against(asked.slot, figure.quantity, words, [*above, (words.earlier, 1.0), (heads, 1.0)]):
        return None
    read: tuple[Read, ...] = tuple(
        (heard(text, asked.spoken), worth)
        for text, worth in (
            (f"{words.around}{figure.quantity.text}", 1.0), *above[:1], (words.part, 0.7), (whole, PARTED), (words.before, INHERITED), *above[1:]
        )
    )  # fmt: skip
    if asked.required and coverage(asked.required, read, {}) < MIN_THING:
        return None
    score = named + coverage(asked.terms, read, {}) + RANK_SHARE / figure.hit.rank - LATER * figure.behind
    score -= ALTERNATIVE if _ALTERNATIVE.match(words.clause) else 0.0
    return score + (CAP_BONUS if asked.cap and figure.is_cap else 0.0)


def _of_other_rate(asked: str, words: Words) -> bool:
    """Whether one kind of share is asked for, and another one told: in the figure's part of the sentence, or else last before it."""
    wanted = {rate for rate in _RATES if rate in asked}
    named = {rate for rate in _RATES if rate in words.part} or {max(_RATES, key=words.before.rfind)}
    known = any(rate in words.part or rate in words.before for rate in _RATES)
    return len(wanted) == 1 and known and wanted.isdisjoint(named)


def in_unit(slot: Slot, family: str) -> bool:
    """Whether a figure of the family can be told in the unit asked; a term may be told in any unit of time."""
    if slot.family in TIMES and not slot.exact:
        return family in TIMES
    return same_unit(slot, family) and not (slot.family == "元" and family in ("%", "比例"))


def nearness(side: Side, figure: Placed) -> float | None:
    """How near to the figure the side is named, None if it is not, or the other side is named nearer."""
    if not side.needed:
        return None if _named_at(side.barred, figure.layers[1]) >= 0 else WORTH[2]
    called, spoken = matched(side.name), spoken_in(canonical(side.name))
    for at, layer in enumerate(figure.layers):
        mine, other = _named_at(side.needed, heard(layer, spoken)), _named_at(side.barred, layer)
        if at >= HEADINGS and mine >= 0 and other >= 0:
            continue  # a heading of both tells the figure of neither
        if mine >= 0 and mine >= other:
            return WORTH[at] + WHOLE_NAME * _share(side.needed, layer) + IN_FULL * (called in layer)
        if other >= 0:
            return None
    return _by_place(side, figure)


def _named_at(pairs: Sequence[str], layer: str) -> int:
    """Where a layer says a name last, -1 if it does not. What a name opens with tells it from others of its kind (硕士研究生
    and 博士研究生), and must be said, and so must its numbers."""
    if not pairs or pairs[0] not in layer or _share(pairs, layer) < MIN_NAME:
        return -1
    if all(_RANKED.search(layer, 0, match.start()) for match in re.finditer(re.escape(pairs[0]), layer)):
        return -1  # 高级|技师 is no 技师
    if any(not re.search(rf"(?<![\d.]){pair}(?![\d.])", layer) for pair in pairs if pair[0].isdigit()):
        return -1
    return max(layer.rfind(pair) for pair in pairs)


def _share(pairs: Sequence[str], layer: str) -> float:
    return sum(pair in layer for pair in pairs) / len(pairs)


def _by_place(side: Side, figure: Placed) -> float | None:
    """A report's own figures are its place's, though it says 我市 or nothing."""
    region = figure.hit.entry.metadata.region
    return WORTH[2] if side.place and region and short_name(region[-1]) in side.name else None


def alike(one: Placed, other: Placed) -> bool:
    """Whether two figures are of one kind: of one family, for one time, in one column of a table."""
    if one.quantity.family != other.quantity.family or one.quantity.value is None or other.quantity.value is None:
        return False
    if one.period and other.period and one.period != other.period:
        return False
    return not (one.headers and other.headers and one.headers[-1] != other.headers[-1])


def parallel(one: Placed, other: Placed) -> float:
    """How much alike two figures are worded, whatever their numbers, from 0 to 1; in one column of a table wholly."""
    if one.headers and other.headers:
        return float(one.headers[-1] == other.headers[-1])
    worded = (_DIGITS.sub("", canonical(each.words.clause[-10:] + each.quantity.text)) for each in (one, other))
    first, second = map(set, worded)
    return len(first & second) / max(len(first | second), 1)
