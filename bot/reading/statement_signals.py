"""What speaks for a statement as the one that tells the figure asked: what it says of the question, itself and by what stands
above it, and whether it is of the kind asked."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.reading.candidates import BARE, OF_SHAPE, Choice
from bot.reading.figure_words import SPANS_OF_TIME
from bot.reading.figures import same_unit
from bot.reading.ranking import Sought, sought
from bot.reading.reading import Evidence, heard_by, standing_above
from bot.reading.rows import is_tabular
from bot.reading.statements import DAY, NUMBER
from bot.understanding.everyday import heard
from bot.understanding.question import SPAN, Question, Slot
from bot.understanding.scopes import kinds_asked, kinds_of
from corpus.aliases import canonical
from index.tokens import bigrams

_ASPECTS: Mapping[str, tuple[re.Pattern[str], re.Pattern[str]]] = {
    name: (re.compile(asks), re.compile(tells))
    for name, asks, tells in (
        ("growth", "增[长速幅加]|涨|跌|[上下]升|下降|同比|变化|升了|降了|多了|少了|回落", "同比|增长|增加|下降|上升|提高|减少|降低|回落|上涨|下跌|增速|增幅|比上年|较上年"),
        ("share", "占|比重|比例|份额|[几]成|百分之", "占|比重|比例|份额|率"),
        ("rank", "第几|老几|排名|名次|位次|排第", "第[一二三四五六七八九十0-9]+位?|首位|前列|前[一二三四五六七八九十0-9]+"),
        ("cap", "最[高多大长]|上限|封顶|顶格|至多|不超过|顶天|撑死", "最[高多长]|上限|封顶|不超过|以内|不高于|不多于|至多|限额"),
        ("floor", "最[低少]|至少|起码|下限|门槛|起步|达到", "不低于|不少于|至少|最[低少]|以上|下限|达到"),
        ("target", "目标|计划|预期|力争|要[达实]|打算|想", "目标|计划|预期|力争|争取|确保|要|将|左右"),
        ("part", "其中|部分", "其中"),
        ("total", "一共|总共|累计|合计|加起来|总额|总数|总量|总的|全部", "累计|合计|共计|总计|总额|总量|总数|总投资"),
        ("new", "新[增添设认引]|新", "新[增添设认引建]|净增"),
        ("month", "每月|一?个月|月", "每月|每人每月|月"),
        ("year", "每年|一年|年度|全年", "每年|年度|全年"),
        ("raised", "增发|提高|上浮|再|另|加发|增加|提到|涨", "增发|另(?:行|外|增|奖|给)|提高[到至]|上浮|再(?:给予|奖|补|增)|基础上|增加"),
        ("first", "首[次年]|第一[次年]|头一", "首[次年]|第一[次年]"),
        ("later", "第[二三四]年|后[两几]年|以后|再次", "第[二三四]年|后[两几]年|以后|再次"),
        ("other", "其[他它余]|别的|普通|一般", "其[他它余]|一般"),
        ("grant", "[奖补给拿领贴报](?!告|表|名)|支持|资助|扶持", "奖|补|资助|支持|给予|扶持|贴|发放"),
        ("condition", "条件|门槛|要求|才能|资格|达到", "达到|不低于|不少于|以上|满"),
        ("each", "各|分别", "分别|各"),
    )
}  # fmt: skip
"""What a question asks of a figure, and the words of a statement that tells it."""

SIGNALS = (
    "own", "head", "before", "after", "above", "passage", "distinct", "words", "last", "beside", "extra", "subject", "opposed", "alike",
    "its_place", "other_place", "kind", "kind_near", "kind_none", "kinds", "figures", "bounds", "score", "rank", "hit", "today", "today_near", "today_other",
    "alone", "later_on", "length", "row", "fragment",
    *(f"{name}_{which}" for name in _ASPECTS for which in ("both", "unasked", "untold")),
)  # fmt: skip
"""Names of the signals, in the order of the weights:

- own, head, before, after, above, passage: shares of the question's informative terms, by weight, that the statement holds; that
  else what it shares with others of its sentence holds, the rest of that before it and behind it, the headings, the passage;
- distinct: the same of the statement and its head, where a term weighs by how few of all statements found hold it;
- words: share of the question's words that stand whole in it or above it;
- last, beside: of the terms with which the question ends, and of those next to its question word, the share that it holds;
- extra, subject: share of its own words, and of those that name its subject, that the question does not have;
- opposed, alike: of how many lines of OPPOSITES of `bot.understanding.scopes` the statement names none that the question names
  beside another, or only such;
- its_place, other_place: it names a place that the question names, or only others;
- kind, kind_near, kind_none: it has a figure of the kind asked, one that may answer, or none of either; kinds: share of the
  kinds asked that it has;
- figures, bounds: how many figures it has (logarithm), and whether some say for whom it holds;
- score, rank, hit: the sentence's score against the best, and the inverse ranks of sentence and passage;
- today, today_near, today_other: it holds the figure that `bot.reading.figures` reads in the best sentence, in a further one; another
  statement of its sentence does;
- alone, later_on, length, row, fragment: the only statement of its sentence, how far on it stands, how long it is (logarithm), a
  cell of a table, without a subject of its own;
- for each aspect whether it is asked and told, told but not asked, and asked but not told.
"""

_FRAGMENT = re.compile("(?:每|最[高低多]|不超过|按|给予|[一二三四五六七八九十0-9])")
_MARKS = re.compile(r"[\d.,%]+")
_PLACE = re.compile("(?P<name>[\u4e00-\u9fff]{2,3})(?:县|区|市|镇|乡|街道|州|盟|旗)(?![域场级间分别])")

SHORTEST_PLACE = 2
"""Characters of a place's name without what kind of place it is, by which people call it."""


@dataclass(frozen=True, slots=True)
class _Around:
    """What surrounds the statements of a sentence: the terms of the question in the headings and the list above, and in the passage;
    all words of it, canonical."""

    above: frozenset[str]
    passage: frozenset[str]
    words: str


def signals(question: Question, found: Sequence[Choice], weights: Mapping[str, float]) -> list[tuple[float, ...]]:
    """The signals of the statements found for a question, in the order of SIGNALS."""
    looked_for, asked = sought(question, weights), canonical(question.text)
    around = {rank: _around(question, looked_for, item) for rank, item in {c.rank: c.item for c in found}.items()}
    held = [
        (looked_for.held(heard_by(question, choice.own)), looked_for.held(heard_by(question, choice.head)))
        for choice in found
    ]
    distinct = looked_for.distinct([own | head for own, head in held])
    pairs, wanted = frozenset(bigrams(heard(asked, question.spoken))), _wanted(question)
    best, lines = found[0].item.score if found else 0.0, kinds_asked(asked)
    return [
        (
            *_shares(looked_for, (own, head, *_beside(question, looked_for, choice), about.above, about.passage)),
            apart,
            _whole(looked_for, f"{canonical(choice.own)} {about.words}"),
            looked_for.share_of(looked_for.last, own),
            looked_for.share_of(looked_for.beside, own),
            _extra(pairs, choice.own),
            _extra(pairs, choice.subject),
            *_contrast(lines, canonical(f"{choice.head} {choice.own}")),
            *_places(asked, choice.own),
            *_kinds(wanted, choice),
            choice.item.score - best,
            1 / choice.rank,
            1 / choice.item.hit.rank,
            *_today(choice),
            float(choice.siblings == 1),
            choice.order / choice.siblings,
            math.log(1 + len(choice.own)),
            float(is_tabular(choice.item.hit.stored.passage)),
            float(_FRAGMENT.match(choice.own) is not None),
            *_aspects(asked, canonical(choice.own)),
        )
        for choice, (own, head), apart in zip(found, held, distinct, strict=True)
        for about in (around[choice.rank],)
    ]


def _around(question: Question, looked_for: Sought, item: Evidence) -> _Around:
    passage, meta = item.hit.stored.passage, item.hit.entry.metadata
    inner, outer = standing_above(passage.path, meta.title, spoken=question.spoken)
    sentence = heard_by(question, " ".join((item.text, *item.headers)))
    words = f"{sentence} {inner[0]} {outer[0]} {item.opener}"
    return _Around(
        looked_for.held(f"{inner[0]} {outer[0]} {item.opener}"),
        looked_for.held(heard_by(question, passage.described)),
        words,
    )


def _beside(question: Question, looked_for: Sought, choice: Choice) -> tuple[frozenset[str], frozenset[str]]:
    """The terms of the question before a statement in its sentence, which holds for it too, and behind it. The cells of a row have no
    order."""
    text, headers = choice.item.text, " ".join(choice.item.headers)
    rowwise = is_tabular(choice.item.hit.stored.passage)
    before, behind = (text, "") if rowwise else (text[: choice.start], text[choice.end :])
    return (
        looked_for.held(heard_by(question, f"{before} {headers}")),
        looked_for.held(heard_by(question, behind)),
    )


def _shares(looked_for: Sought, layers: Sequence[frozenset[str]]) -> list[float]:
    seen: frozenset[str] = frozenset()
    shares = []
    for layer in layers:
        shares.append(looked_for.share(layer - seen))
        seen |= layer
    return shares


def _whole(looked_for: Sought, text: str) -> float:
    return sum(word in text for word in looked_for.words) / max(len(looked_for.words), 1)


def _extra(asked: frozenset[str], own: str) -> float:
    pairs = bigrams(_MARKS.sub(" ", canonical(own)))
    return sum(pair not in asked for pair in pairs) / max(len(pairs), 1)


def _contrast(lines: Sequence[tuple[re.Pattern[str], frozenset[str]]], told: str) -> tuple[float, float]:
    opposed = alike = 0
    for line, asked in lines:
        said = kinds_of(line, told)
        alike += bool(said) and said <= asked
        opposed += bool(said) and not said & asked
    return float(opposed), float(alike)


def _places(asked: str, own: str) -> tuple[float, float]:
    """Whether a statement names a place that the question names, by its short name perhaps, or only others."""
    names = [match["name"][-SHORTEST_PLACE:] for match in _PLACE.finditer(own)]
    its = any(name in asked for name in names)
    return float(its), float(bool(names) and not its)


def _own_kinds(choice: Choice) -> frozenset[str]:
    """The kinds of the figures that a statement tells, without those that say for whom."""
    return frozenset(each.family for each in choice.figures if not each.bounds)


def is_of_kind(question: Question, choice: Choice) -> bool:
    """Whether a statement has a figure of every kind that a question asks for; False where it asks for none by its kind."""
    kinds = _own_kinds(choice)
    wanted = _wanted(question)
    return bool(wanted) and all(families & kinds for families, _ in wanted)


def tells_growth(own: str) -> bool:
    """Whether a statement tells how something moved."""
    return _ASPECTS["growth"][1].search(own) is not None


def _wanted(question: Question) -> list[tuple[frozenset[str], Slot | None]]:
    """The kinds of figures that a question asks for, with the slot of each."""
    found: list[tuple[frozenset[str], Slot | None]] = [
        (frozenset(SPANS_OF_TIME if slot.family == SPAN else (slot.family,)), slot)
        for slot in question.slots
        if slot.number and slot.family is not None
    ]
    if question.shape is not None and question.shape in OF_SHAPE:
        found.append((frozenset(OF_SHAPE[question.shape]), None))
    return found


def _kinds(wanted: Sequence[tuple[frozenset[str], Slot | None]], choice: Choice) -> tuple[float, ...]:
    kinds = _own_kinds(choice)
    exact = [bool(families & kinds) for families, _ in wanted]
    near = [
        slot is not None
        and any(kind == BARE or (kind not in (DAY, NUMBER) and same_unit(slot, kind)) for kind in kinds)
        for _, slot in wanted
    ]
    count = max(len(wanted), 1)
    return (
        sum(exact) / count,
        float(any(near) and not any(exact)),
        float(bool(wanted) and not any(exact) and not any(near)),
        sum(one or other for one, other in zip(exact, near, strict=True)) / count,
        math.log(1 + sum(not each.bounds for each in choice.figures)),
        float(any(each.bounds for each in choice.figures)),
    )


def _today(choice: Choice) -> tuple[float, float, float]:
    read = [figure for figure in choice.item.figures if figure is not None]
    if is_tabular(choice.item.hit.stored.passage):
        own = any(
            each.quantity is not None and each.quantity.text == figure.text
            for each in choice.figures
            for figure in read
        )
    else:
        own = any(choice.start <= figure.start < choice.end for figure in read)
    return float(own and choice.rank == 1), float(own and choice.rank > 1), float(bool(read) and not own)


def _aspects(asked: str, own: str) -> list[float]:
    found: list[float] = []
    for asks, tells in _ASPECTS.values():
        wanted, told = asks.search(asked) is not None, tells.search(own) is not None
        found += [float(wanted and told), float(told and not wanted), float(wanted and not told)]
    return found
