"""Yes or no on a stated condition: what the asker tells of oneself against what a clause demands, one clause at a time.

A verdict is given only where the figure is plainly of the same thing: the words before the demand's figure stand in the
question, what narrows it (人均, 实缴, 连续) is said by the asker too, and no other clause or figure fits as well.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from bot.cases.bars import Bar
from bot.cases.day_demands import DayFinding, day_findings
from bot.cases.demands import Demand, demands, gives
from bot.cases.exclusions import bars
from bot.cases.since import long_since
from bot.texts import VERDICTS
from bot.understanding.asker import asker
from bot.understanding.per_head import per_head
from bot.understanding.stated import Stated, benefit_figures, in_unit, missing, stated
from bot.understanding.topics import closer, content, fits, said_in
from corpus.aliases import canonical
from index.tokens import bigrams

_ASKS = re.compile(
    r"([\u4e00-\u9fff])不\1|吗|[能可行够算]不|不[能行]|(?<!什)么[?？]?$|没有?[?？]|没$|行不行|够不够|能不能|可不可以|是不是|算不算|有没有|有资格|够格|符合|达标|达到了|还差|不[?？]?$|补不补|合不合|不(?=[,，])|[缺差](?:了)?(?:什么|啥|哪)"
)

_TIMES = re.compile("[今去明前]年|[本上]年度?|上一年度|预计|估计|计划|可能|[上下]半年")
"""What may stand alone at a figure that goes on about the thing of the one before (去年1800万，今年预计2200万)."""

_ALTOGETHER, _UNBROKEN = re.compile("累计|合计|总共|一共|专职、兼职|专兼职"), re.compile("连续|一直|每年|年均")
"""Words for how a count or a time is taken."""

_OF_ALL = re.compile("^兼职")
"""The second of two kinds that together are all (专职、兼职教师)."""

_LISTED = re.compile(r"^\W*(?:[一二三四五六七八九十\d]+[)）.．、])")


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence, an item of a list or a row, with the sentence that opens the list, the headings above, the passage that it
    stands in, and the cells of a row each behind its headers."""

    text: str
    opener: str = ""
    heading: str = ""
    passage: str = ""
    cells: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of one clause (`at` in the clauses given): whether it is met, and the line that says so. `open` tells
    that it is not, and that another one of the clause will do in its place. `figure` is where the figure begins that decides, -1
    where none does."""

    met: bool
    line: str
    at: int
    open: bool = False
    figure: int = -1


@dataclass(frozen=True, slots=True)
class Pair:
    """A figure of the asker's with a demand of the clause `at`, and how many words of the demand its own clause says."""

    own: Stated
    demand: Demand
    at: int
    shared: int


def asks_whether(question: str) -> bool:
    """Whether a question can be answered with yes or no, or asks how much is missing."""
    return bool(_ASKS.search(question))


def findings(
    question: str, clauses: Sequence[Clause], *, words_too: bool = True, today: date | None = None
) -> tuple[Finding, ...]:
    """What can be decided of the clauses by what the question states, those that are not met first. What is told in words or
    in days, and not in figures, is decided only for a question of yes or no, where `words_too` are looked at and the day is
    known."""
    own, words = (*stated(question), *per_head(question)), asker(question).words
    pairs = _pairs(own, words, clauses)
    pairs = pairs if benefit_figures(question) else without_grants(pairs, clauses)
    clear = in_tier(_clear(pairs, words, clauses), clauses)
    pairs = [pair for pair in clear if not in_other_case(pair, demands(clauses[pair.at].text))]
    found = _once_met([(group[0].own.start, told_of(group)) for group in _groups(pairs)])
    if words_too and asks_whether(question):
        found += [
            _barred(bar, at)
            for at, clause in enumerate(clauses)
            for bar in bars(question, own, clause.text, clause.opener)
        ]
        found += [
            _barred(Bar(since[0], since[1], since[2]), at)
            for at, clause in enumerate(clauses)
            if (since := long_since(question, clause.text))
        ]
    if words_too and today and asks_whether(question):
        found += [
            _dated(each, at)
            for at, clause in enumerate(clauses)
            for each in day_findings(question, clause.text, today, clause.opener)
        ]
    unique = {finding.line: finding for finding in reversed(found)}.values()
    met = {finding.at for finding in unique if finding.met}
    kept = [finding for finding in reversed(unique) if not (finding.open and finding.at in met)]
    if any(not finding.met and finding.figure < 0 for finding in kept):
        kept = [finding for finding in kept if not finding.met]  # who is barred is so whatever else is met
    return tuple(sorted(kept, key=lambda finding: finding.met))


def _once_met(found: Sequence[tuple[int, Finding | None]]) -> list[Finding]:
    """Findings, of those that one figure meets only the first: the others are of other groups or say the same."""
    kept: list[Finding] = []
    met: set[int] = set()
    for start, finding in found:
        if finding and not (finding.met and start in met):
            kept.append(finding)
            met |= {start} if finding.met else set()
    return kept


def _barred(bar: Bar, at: int) -> Finding:
    kind = (
        "only"
        if bar.only
        else "listed"
        if bar.listed
        else "kept"
        if bar.met
        else "lacking"
        if bar.lacking
        else "barred"
    )
    return Finding(bar.met, VERDICTS[kind].format(clause=bar.quote, own=bar.said), at)


def _dated(found: DayFinding, at: int) -> Finding:
    kind = ("free" if found.met else "forbidden") if found.barred else "met" if found.met else "missed"
    return Finding(found.met, VERDICTS[kind].format(hedge="", clause=found.quote, own=found.said, gap=""), at)


def _pairs(own: Sequence[Stated], words: str, clauses: Sequence[Clause]) -> list[Pair]:
    """Figures and demands of the same thing; no figure beside which another one of its kind says nothing of its own."""
    bare = [figure for figure in own if not content(_TIMES.sub(" ", figure.words))]
    clear = [f for f in own if all(f is each or in_unit(each.unit, f.unit) is None for each in bare)]
    sole = sum(figure.family == "岁" for figure in own) == 1
    found = [
        _paired(figure, demand, at, words, sole=sole)
        for at, clause in enumerate(clauses if clear else ())
        for demand in demands(clause.text, clause.opener if is_item(clause) else "")
        for figure in clear
    ]
    return [pair for pair in found if pair is not None]


def without_grants(pairs: Sequence[Pair], clauses: Sequence[Clause]) -> list[Pair]:
    """The pairs without those of the case of a grant (客房总数100间以上的，奖励…) for a figure that a plain condition bounds, if the
    case is told by no more words."""
    given = {id(pair): gives(clauses[pair.at].text, pair.demand) for pair in pairs}
    plain = [(pair.own, set(content(pair.demand.item))) for pair in pairs if not given[id(pair)]]
    return [
        pair
        for pair in pairs
        if not given[id(pair)]
        or not any(pair.own == own and set(content(pair.demand.item)) <= item for own, item in plain)
    ]


def in_tier(pairs: Sequence[Pair], clauses: Sequence[Clause]) -> list[Pair]:
    """The pairs without the rows whose tier a figure does not reach, where it reaches that of another row; of those of which it reaches none
    only the nearest."""
    rows = [pair for pair in pairs if "|" in clauses[pair.at].text]
    reached = {(pair.own.start, pair.demand.item) for pair in rows if decides(pair)}
    nearest: dict[tuple[int, str], Pair] = {}
    for pair in rows:
        key = pair.own.start, pair.demand.item
        if key not in nearest or _is_nearer(pair.demand, nearest[key].demand):
            nearest[key] = pair
    return [
        pair
        for pair in pairs
        if pair not in rows
        or decides(pair)
        or ((key := (pair.own.start, pair.demand.item)) not in reached and pair is nearest[key])
    ]


def _is_nearer(demand: Demand, other: Demand) -> bool:
    """Whether a demand is easier to meet than another one of its unit and direction."""
    if demand.unit != other.unit or demand.sign[:1] != other.sign[:1]:
        return False
    return demand.bound < other.bound if demand.sign.startswith(">") else demand.bound > other.bound


def _groups(pairs: Sequence[Pair]) -> list[list[Pair]]:
    """The pairs of each figure under each clause; a clause that says no more of a figure than one before is left out."""
    groups: dict[tuple[int, int], list[Pair]] = {}
    told: set[tuple[int, str, Decimal]] = set()
    for pair in sorted(pairs, key=lambda pair: pair.demand.hedged):
        same = pair.own.start, pair.demand.sign, pair.demand.bound
        if (pair.at, pair.own.start) in groups or same not in told:
            groups.setdefault((pair.at, pair.own.start), []).append(pair)
        told.add(same)
    return list(groups.values())


def is_item(clause: Clause) -> bool:
    """Whether a clause is an item of the list that its opener opens."""
    return bool(_LISTED.match(clause.text) and re.search("[:：]$|下列|如下|之一", clause.opener.strip()))


def _paired(own: Stated, demand: Demand, at: int, words: str, *, sole: bool) -> Pair | None:
    """A figure and a demand of the same thing, None where they are not plainly so. The `sole` age of a question needs no
    word that says whose it is."""
    if own.ago or in_unit(own.unit, demand.unit) is None:
        return None
    age = own.family == demand.family == "岁"
    item = demand.item.replace("年龄", "") if age else _OF_ALL.sub("", demand.item)
    about, extra = _taken_for_granted(own, demand)
    said = replace(own, words=f"{own.words}{extra}")
    if not any(
        fits(said, f"{words}{extra}", each, about, near=not (age and sole)) for each in (item, *_listed(demand))
    ):
        return None
    subject = content(demand.subject)
    if not age and 2 * sum(said_in(word, words) for word in subject) < len(subject):
        return None
    tail = content(demand.after)
    if tail and not any(pair in words for word in tail for pair in bigrams(word)):
        return None
    return Pair(own, demand, at, sum(said_in(word, own.words) for word in content(demand.item)))


def _listed(demand: Demand) -> list[str]:
    """The things of which any counts to the figure of a demand (育成独角兽企业、金种子企业、高新技术企业等达到5家); [] where it is of one."""
    if not demand.item.rstrip().endswith("等"):
        return []
    clause = re.split("[,，;；:：]", demand.quote)[-1]
    return [canonical(thing).strip() for thing in re.split("[、或]|以及", clause)[:-1] if thing.strip()]


def _taken_for_granted(own: Stated, demand: Demand) -> tuple[str, str]:
    """What a demand is about without what a speaker leaves out, and words that go without saying: a count or a time is that of
    all together, one that falls short does so however it is counted, and nobody runs a firm longer than it has been founded."""
    if own.family == "元":
        return demand.about, ""
    about = _ALTOGETHER.sub(" ", demand.about)
    factor = in_unit(demand.unit, own.unit)
    short = factor is not None and demand.sign in (">=", ">") and own.meets(demand.sign, demand.bound * factor) is False
    if not short or demand.forbids:
        return about, ""
    return _UNBROKEN.sub(" ", about), " 运营经营" if "注册成立" in own.words else ""


def _clear(pairs: Sequence[Pair], words: str, clauses: Sequence[Clause]) -> list[Pair]:
    """The pairs of which neither side fits another as well."""
    kept: list[Pair] = []
    most: dict[tuple[int, int], int] = {}
    for pair in pairs:
        most[pair.at, pair.own.start] = max(most.get((pair.at, pair.own.start), 0), pair.shared)
    pairs = _barring([pair for pair in pairs if pair.shared == most[pair.at, pair.own.start]])
    for pair in pairs:
        rivals = [other for other in pairs if other is not pair]
        same_demand = [
            other
            for other in rivals
            if other.demand is pair.demand or (other.demand == pair.demand and other.at == pair.at)
        ]
        if any(other.own is not pair.own and other.shared >= pair.shared for other in same_demand):
            continue
        same_own = [other for other in rivals if other.own is pair.own and other not in same_demand]
        if all(together(pair, other) or _closer(pair, other, words, clauses) for other in same_own):
            kept.append(pair)
    return kept


def _barring(pairs: Sequence[Pair]) -> list[Pair]:
    """The pairs, of the steps of one ladder (80%以上的……，低于60%的不予……) only the one that bars where a figure comes to it."""
    barred = {_step(pair): pair for pair in pairs if pair.demand.forbids and decides(pair) is False}
    return [pair for pair in pairs if barred.get(_step(pair), pair) is pair]


def in_other_case(pair: Pair, beside: Sequence[Demand]) -> bool:
    """Whether a figure that fails a demand is in another one of the cases that its clause tells (300万元以下的，…；300万元以上的，…)."""
    return (
        decides(pair) is False
        and not pair.demand.forbids
        and any(
            other.sign[0] != pair.demand.sign[0]
            and _are_of_one(content(other.item), content(pair.demand.item))
            and all(decides(replace(pair, demand=each)) for each in beside if each.start == other.start)
            and not together(pair, replace(pair, demand=other))
            for other in beside
        )
    )


def _are_of_one(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether the words before two figures say the same, the one in more of them than the other."""
    return set(one) <= set(other) or set(other) <= set(one)


def _step(pair: Pair) -> tuple[int, int, tuple[str, ...]]:
    """What the steps of one ladder have in common."""
    return pair.at, pair.own.start, content(pair.demand.item)


def together(one: Pair, other: Pair) -> bool:
    """Whether two demands are the two ends of one range, or say the same."""
    first, second = one.demand, other.demand
    if first.sign == second.sign and first.bound == second.bound and first.forbids == second.forbids:
        return True
    same_side = (first.sign[0] == second.sign[0]) == (first.forbids == second.forbids)
    return (
        one.at == other.at
        and first.part == second.part
        and not same_side
        and (first.item == second.item or not set(content(second.item)) - set(content(first.about)))
    )


def _closer(pair: Pair, other: Pair, words: str, clauses: Sequence[Clause]) -> bool:
    if pair.at == other.at:
        one, two = pair.demand.about, other.demand.about
    else:
        one, two = (canonical(clauses[each.at].text) for each in (pair, other))
    return pair.shared >= other.shared and closer(one, two, words)


def decides(pair: Pair) -> bool | None:
    """Whether a demand is met, None where that is open."""
    factor = in_unit(pair.demand.unit, pair.own.unit)
    holds = None if factor is None else pair.own.meets(pair.demand.sign, pair.demand.bound * factor)
    if holds is None:
        return None
    if holds != pair.demand.forbids:
        return True
    return None if pair.demand.excepted else False


def told_of(pairs: Sequence[Pair]) -> Finding | None:
    """The finding of one figure under one clause: both ends of a range must be met, the end that is not is told."""
    met = [decides(pair) for pair in pairs]
    if False in met:
        failed = [each for each, holds in zip(pairs, met, strict=True) if holds is False]
        pair, kept = next((each for each in failed if each.demand.forbids), failed[0]), False
    elif None in met:
        return None
    else:
        pair, kept = max(pairs, key=lambda pair: len(pair.demand.quote)), True
    own, demand = pair.own, pair.demand
    other = not kept and demand.either and not demand.forbids
    kind = ("free" if kept else "forbidden") if demand.forbids else "met" if kept else "either" if other else "missed"
    gap = "" if kept else _gap(own, demand)
    hedge = VERDICTS["hedge"] if demand.hedged else ""
    line = VERDICTS[kind].format(hedge=hedge, clause=_bare(demand.quote), own=own.text, gap=gap)
    return Finding(kept, line, pair.at, open=other, figure=own.start)


def _bare(quote: str) -> str:
    """A clause without what joins it to the one before, and without a bracket that is only closed in it."""
    quote = re.sub("^(?:或者?|[并且]且?)(?=[\u4e00-\u9fff]{3})", "", quote)
    return quote if "(" in quote or "（" in quote else quote.rstrip(")）")


def _gap(own: Stated, demand: Demand) -> str:
    """How much is missing or too much, of an exact figure."""
    finer, coarser = in_unit(demand.unit, own.unit), in_unit(own.unit, demand.unit)
    if own.value is None or finer is None or coarser is None:
        return ""
    if finer > 1:
        away, unit = abs(own.value - demand.bound * finer), own.unit
    else:
        away, unit = abs(own.value * coarser - demand.bound), demand.unit
    if not away:
        return ""
    over = (demand.sign[0] == "<") != demand.forbids
    return VERDICTS["over" if over else "short"].format(gap=missing(away, unit))
