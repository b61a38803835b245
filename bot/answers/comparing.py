"""Comparisons: two or more figures of the table side by side, with the arithmetic of what is asked of them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from bot.language import COLON
from bot.reading.labels import figure, label, quotes, scale, scaled, years_of
from bot.reading.matching import best, is_level, matching, mixes_flow
from bot.reading.targets import DONE, Said, held_against
from bot.texts import COMPARED, FALL, KINDS, NOT_GIVEN
from bot.understanding.intervals import Interval, interval
from bot.understanding.places import without_places
from bot.understanding.question import Question, understand
from bot.understanding.short_metrics import in_full
from bot.understanding.words import without_how_many
from corpus.quantity import conversion, plain
from corpus.records import IndicatorKind
from index.catalogue import Catalogue, Filters
from index.targets import Target, is_fall

_MORE = "高|多|大|快|强|好|低|少|小|慢|弱"
_DIFFERS = re.compile(
    f"谁|哪个(?:市|区|县|地方|城市)?(?:的)?.{{0,12}}(?:{_MORE})|哪(?:里|边|年|一年).{{0,12}}(?:{_MORE})"
    f"|相差|差距|相比|比一?比|对比|比较一下|差(?:了)?(?:多少|几)|(?:{_MORE}|增加|减少|提高|下降|增长)(?:了|出)?(?:多少|几)|[多高大快少低小慢]了?还是|是不是.*(?:高|多)"
)
_SUMS = re.compile("一共|合计|总共|加起来|共计|总和|之和|共(?=多少|几|有)")
_DOUBLES = re.compile("翻(?:了)?(?:一)?(?:番|倍)|翻番|(?:几|多少)倍")
_MEETS = re.compile(
    "完成(?:了)?(?:目标|任务)?(?:了)?(?:吗|没)|达标|达到(?:了)?(?:目标|预期)|实现(?:了)?目标|完成情况|(?:目标|任务).{0,4}(?:完成|实现|达到)(?:了)?(?:吗|没)"
    "|(?:完成|达到|实现)(?:了)?(?=[^,，]{2,16}(?:目标|任务)(?:了)?(?:吗|没))"
)
_BOTH_PLACES = "(?:[这那]?两(?:地|市|县|区|个?(?:地方|城市))|两边)(?:之间)?(?:的|各自?|分别)*"
"""Two places that a question does not name: those that the table has figures of."""

_TIMES = re.compile("(?:几|多少)倍")
_ROUND = re.compile("取整|整数")
_OF_AIM = "(?:比|跟|和|与|较)(?:年初|年度|全年|当年|原)?(?:的)?(?:预期|计划)?(?:的)?(?:目标|任务)(?:值|数)?(?:还|相)?[差低高多少](?:了|出)?(?:多少|几)"
_GAP = re.compile(
    f"{_OF_AIM}|"
    "(?:离|距离?|比|跟|和|与)(?:年初|原先|原来|当时|既)?(?:所|预)?(?:定|设)下?(?:的|值)*(?:还|相)?差(?:了|距)?(?:多少|几)|(?:离|距离?|到|对照)[^,，。]{0,16}(?:目标|任务)[^。]{0,14}?(?:还?差(?:了)?多少|还?差几|还[得要需缺]|缺)|还差[^,，。]{0,8}(?:才)?(?:到|完成|达到)[^,，。]{0,8}(?:目标|任务)"
)
"""What asks how far a result is from its target."""

_GAP_ASIDE = re.compile(
    "从|当年|去年|年初|原?定的?|现在的?|目前的?|如今|离|距离?|到|对照|至少|还[差得要需缺]|增加|新增|才|达到?|再|(?:19|20)\\d{2}年"
)
_SHARE_ASIDE = re.compile("占|的?(?:大约|大概|约)?(?:百分之[几多]|几成|多少|多大|比重|比例)|[（(]取整[）)]|取整")
_SHARE = re.compile("占[^,，。]{2,24}?(?:百分之[几多]|几成|多少|多大)")
_AIM = "目标|计划|预期|任务"
_SIDE = re.compile(rf"((?:19|20)\d{{2}})年?[^\d,，和与比]{{0,14}}?(完成|{_AIM}|实绩|实际|结果)")
_ASIDE = re.compile(
    f"{_BOTH_PLACES}|{_DIFFERS.pattern}|{_SUMS.pattern}|{_DOUBLES.pattern}|{_MEETS.pattern}|{_AIM}|完成[数值]?|实绩|实际(?!使用|利用|到位|到账)|(?<![占对同环])比(?![重例率])|年度|和|与|了"
)
"""Words of a comparison that say nothing of what is compared."""


@dataclass(frozen=True, slots=True)
class _Sides:
    """The questions that a comparison puts side by side, and whether the second is what the first should reach."""

    questions: tuple[Question, ...]
    meets: bool = False
    share: bool = False


def compared(catalogue: Catalogue, asked: Question, filters: Filters | None) -> Said | None:
    """Places, years, or a result and its target side by side with their difference, sum or ratio; None if nothing like it
    is asked or neither side has a figure."""
    sides = _sides(asked) or _of_both(catalogue, asked, filters)
    if sides is None:
        return None
    if sides.meets and (beside := _held_against(catalogue, sides.questions[0], filters)):
        return beside
    questions = _in_one_year(catalogue, sides.questions, filters)
    found = [best(catalogue, side, filters) for side in questions]
    rows = [row for row in found if row is not None]
    if not rows and _GAP.search(asked.text):
        return _gap_beside(catalogue, sides, filters)
    if not rows or len({(row.entry.key, row.indicator.start) for row in rows}) < len(rows):
        return None
    told = [
        f"{label(row) if row else _missing(side)}{COLON}{f'{figure(row)} [{rows.index(row) + 1}]' if row else NOT_GIVEN}"
        for side, row in zip(questions, found, strict=True)
    ]
    if len(rows) < len(found) and _GAP.search(asked.text):
        apart = _gap_beside(catalogue, sides, filters)
        if apart or not asked.places:
            return apart
    if len(rows) == len(found):
        told += _share(rows, asked) if sides.share else _worked(asked, rows, meets=sides.meets)
    return Said("\n".join([*told, "", *quotes(rows)]), tuple(rows))


def _sides(asked: Question) -> _Sides | None:
    """What is put side by side; None where the question compares nothing or does not name two sides."""
    text = asked.text
    meets = bool(_MEETS.search(text))
    if _GAP.search(text):
        return _gap(asked)
    if len(asked.places) == 2 and _SHARE.search(text) and not _DIFFERS.search(text):
        bare = _bare(replace(asked, text=_SHARE_ASIDE.sub(" ", text)))
        return _Sides(tuple(replace(bare, places=(place,)) for place in asked.places), share=True)
    if not (meets or _DIFFERS.search(text) or _SUMS.search(text) or _DOUBLES.search(text)):
        return None
    bare = _bare(asked)
    if meets and len(asked.years) <= 1:
        return _Sides((replace(bare, target=False), replace(bare, target=True)), meets=True)
    if len(asked.places) > 1:
        return _Sides(tuple(replace(bare, places=(place,)) for place in asked.places))
    aims = {int(year): re.fullmatch(_AIM, word) is not None for year, word in _SIDE.findall(text)}
    if len(asked.years) > 1:
        aim = asked.target and not aims
        return _Sides(tuple(replace(bare, years=(year,), target=aims.get(year, aim)) for year in asked.years))
    if re.search(_AIM, text) and DONE.search(text):
        return _Sides((replace(bare, target=False), replace(bare, target=True)))
    return None


def _of_both(catalogue: Catalogue, asked: Question, filters: Filters | None) -> _Sides | None:
    """The two places that have the figure, where a question compares two and names none; None where not just two have it."""
    if asked.places or not (re.search(_BOTH_PLACES, asked.text) and _DIFFERS.search(asked.text)):
        return None
    bare = _bare(asked)
    regions = dict.fromkeys(row.indicator.region for row in matching(catalogue, bare, filters))
    places = [region for region in regions if region and best(catalogue, replace(bare, places=(region,)), filters)]
    return _Sides(tuple(replace(bare, places=(place,)) for place in places)) if len(places) == 2 else None


def _gap(asked: Question) -> _Sides:
    """The latest result and the target that it is held against."""
    aside = _ASIDE.sub(" ", _GAP_ASIDE.sub(" ", without_how_many(without_places(asked.text))))
    thing = re.sub(r"[\s,，。?？]+", "", aside).removesuffix("数").removesuffix("差")
    bare = replace(_bare(asked), slots=understand(f"{thing}是多少").slots, text=f"{thing}是多少")
    years = asked.years if re.search(_OF_AIM, asked.text) else tuple(year - 1 for year in asked.years)
    return _Sides((replace(bare, years=years, target=False), replace(bare, target=True)))


def _share(rows: Sequence[Target], asked: Question) -> list[str]:
    """What the first figure is of the second one, in percent."""
    ends = [_in_first(rows[0], row) for row in rows]
    part, whole = (
        end.low if end is not None and end.low is not None else end.high if end is not None else None for end in ends
    )
    if part is None or not whole or rows[0].indicator.unit == "%":
        return [COMPARED["apart"]]
    percent = 100 * part / whole
    told = f"{percent.quantize(Decimal(1) if _ROUND.search(asked.text) else Decimal('0.1'))}%"
    return [
        COMPARED["share"].format(
            one=label(rows[0]), other=label(rows[1]), share=told, sum=f"{_plain(rows, 0)} ÷ {_plain(rows, 1)}"
        )
    ]


def _held_against(catalogue: Catalogue, done: Question, filters: Filters | None) -> Said | None:
    """A result and the target that its own sentence tells beside it, with what the sentence says of them; its growth where no
    level is told."""
    held = held_against(catalogue, done, filters)
    if held is None:
        return None
    row, aim = held
    said = COMPARED["open" if aim.met is None else "met" if aim.met else "missed"]
    done_at, aimed_at = (
        FALL.format(figure(each)) if is_fall(each.indicator) else figure(each) for each in (row, aim.row)
    )
    verdict = said.format(done=done_at, aim=aimed_at)
    told = [f"{label(each)}{COLON}{figure(each)} [1]" for each in (row, aim.row)]
    return Said("\n".join([*told, verdict, "", *quotes([row])]), (row,))


def _gap_beside(catalogue: Catalogue, sides: _Sides, filters: Filters | None) -> Said | None:
    """How far a result is from the target that its own sentence tells beside it."""
    done = replace(sides.questions[0], years=sides.questions[1].years or sides.questions[0].years)
    held = next((found for each in (done, *in_full(done)) if (found := held_against(catalogue, each, filters))), None)
    if held is None:
        return None
    row, aim = held
    ends = [_in_first(row, each) for each in (row, aim.row)]
    told = [f"{label(each)}{COLON}{figure(each)} [1]" for each in (row, aim.row)]
    known = [end for end in ends if end is not None]
    apart = _difference((row, aim.row), known) if len(known) == len(ends) else [COMPARED["apart"]]
    return Said("\n".join([*told, *apart, "", *quotes([row])]), (row,))


def _in_one_year(catalogue: Catalogue, sides: Sequence[Question], filters: Filters | None) -> tuple[Question, ...]:
    """Sides that name no year as of the latest that all of them have."""
    if any(side.years for side in sides) or len({side.target for side in sides}) > 1:
        return tuple(sides)
    held = [{row.indicator.year for row in matching(catalogue, side, filters)} - {None} for side in sides]
    common = set.intersection(*held) if held else set()
    years = (max(year for year in common if year is not None),) if common else ()
    return tuple(replace(side, years=years) for side in sides)


def _bare(asked: Question) -> Question:
    """The question for the thing compared alone, in the places and years of the comparison."""
    grows = re.search("增长(?!了?(?:多少|几))|增速|增幅|涨幅", asked.text)
    text = _ASIDE.sub(" ", asked.text)
    alone = understand(f"{text}{'增速' if grows and not re.search('增速|增长|增幅', text) else ''}是多少")
    return replace(alone, places=asked.places, years=asked.years, elsewhere=asked.elsewhere, target=asked.target)


def _worked(asked: Question, rows: Sequence[Target], *, meets: bool) -> list[str]:
    """The lines of arithmetic that are asked for; none where the figures do not allow any."""
    ends = [_in_first(rows[0], row) for row in rows]
    known = [end for end in ends if end is not None]
    if len(known) < len(rows):
        return [COMPARED["apart"]]
    if mixes_flow(asked, rows):
        return [COMPARED["flow"]]
    if meets:
        return [_met(rows, known)]
    if _SUMS.search(asked.text):
        return _sum(rows, known)
    if len(rows) > 2:
        return _most(rows, known)
    told = _difference(rows, known)
    if _TIMES.search(asked.text):
        return [_times(rows, known, asked), *told]
    return [_doubled(rows, known), *told] if _DOUBLES.search(asked.text) else told


def _in_first(first: Target, row: Target) -> Interval | None:
    """A row's figure in the unit of the first one, None where they measure different things."""
    found = interval(row.indicator)
    factor = conversion(row.indicator.unit, first.indicator.unit)
    return found.times(factor) if found and factor and row.indicator.kind is not None and _alike(first, row) else None


def _alike(first: Target, row: Target) -> bool:
    """Whether two figures are of one kind: levels (reached or aimed at), or both growths, shares or ranks."""
    one, other = first.indicator, row.indicator
    return one.kind is other.kind or (is_level(one) and is_level(other))


def _unit(rows: Sequence[Target]) -> tuple[Decimal, str]:
    """The scale and unit in which a result is told: that of the first figure."""
    unit = rows[0].indicator.unit
    if unit == "%":
        return Decimal(1), "个百分点"
    by, word = scale(rows[0])
    return by, f"{word}{unit}"


def _difference(rows: Sequence[Target], ends: Sequence[Interval]) -> list[str]:
    gap = ends[0].minus(ends[1])
    if gap.low == gap.high == Decimal(0):
        return [COMPARED["same"]]
    if gap.low is not None and gap.low >= 0:
        high, low = 0, 1
    elif gap.high is not None and gap.high <= 0:
        high, low = 1, 0
    else:
        return _nominal(rows)
    by, unit = _unit(rows)
    told = ends[high].minus(ends[low]).written(by, unit)
    return [
        COMPARED["differ"].format(
            high=label(rows[high]), low=label(rows[low]), gap=told, sum=f"{_plain(rows, high)} - {_plain(rows, low)}"
        )
    ]


def _nominal(rows: Sequence[Target]) -> list[str]:
    """The difference of the figures as written, where a bound (以上, 突破) leaves the real one open."""
    by, unit = _unit(rows)
    first, second = (row.indicator.value for row in rows)
    factor = conversion(rows[1].indicator.unit, rows[0].indicator.unit)
    if first is None or second is None or factor is None:
        return [COMPARED["open"]]
    written = first - second * factor
    high, low = (0, 1) if written >= 0 else (1, 0)
    return [
        COMPARED["nominal"].format(
            high=label(rows[high]),
            low=label(rows[low]),
            gap=f"{plain(abs(written) / by)}{unit}",
            sum=f"{_plain(rows, high)} - {_plain(rows, low)}",
        )
    ]


def _plain(rows: Sequence[Target], at: int) -> str:
    """The value of a row in the unit and scale of the first one."""
    factor = conversion(rows[at].indicator.unit, rows[0].indicator.unit) or Decimal(1)
    return scaled((rows[at].indicator.value or Decimal(0)) * factor, scale(rows[0]))


def _sum(rows: Sequence[Target], ends: Sequence[Interval]) -> list[str]:
    if not is_level(rows[0].indicator) or rows[0].indicator.unit == "%":
        return [COMPARED["apart"]]  # rates and growths do not add up
    total = ends[0]
    for end in ends[1:]:
        total = total.plus(end)
    by, unit = _unit(rows)
    told = total.written(by, unit)
    plus = " + ".join(_plain(rows, at) for at in range(len(rows)))
    return [COMPARED["sum"].format(total=told, sum=plus), *_within(rows)] if told else []


def _within(rows: Sequence[Target]) -> list[str]:
    """That a place added to another one lies in it."""
    regions = [row.indicator.region for row in rows]
    pairs = ((part, whole) for part in regions for whole in regions if 0 < len(whole) < len(part))
    found = dict.fromkeys((part, whole) for part, whole in pairs if part[: len(whole)] == whole)
    return [COMPARED["within"].format(part=part[-1], whole=whole[-1]) for part, whole in found]


def _most(rows: Sequence[Target], ends: Sequence[Interval]) -> list[str]:
    """Of three or more the highest and the lowest."""
    values = [end.low if end.low is not None else end.high for end in ends]
    if any(value is None for value in values):
        return []
    order = sorted(range(len(rows)), key=lambda at: values[at] or Decimal(0))
    return [COMPARED["most"].format(high=label(rows[order[-1]]), low=label(rows[order[0]]))]


def _times(rows: Sequence[Target], ends: Sequence[Interval], asked: Question) -> str:
    """How many times the second figure the first one is, of bounds as they are written."""
    one, other = (end.low if end.low is not None else end.high for end in ends)
    if one is None or not other:
        return COMPARED["open"]
    times = (one / other).quantize(Decimal(1) if _ROUND.search(asked.text) else Decimal("0.01"))
    exact = plain((one / other).quantize(Decimal("0.01")))
    return COMPARED["times"].format(
        one=label(rows[0]),
        other=label(rows[1]),
        times=plain(times),
        sum=f"{_plain(rows, 0)} ÷ {_plain(rows, 1)} ≈ {exact}",
    )


def _doubled(rows: Sequence[Target], ends: Sequence[Interval]) -> str:
    """Whether the later (or the larger) figure is at least twice the other."""
    later = max((0, 1), key=lambda at: (rows[at].indicator.year or 0, ends[at].low or Decimal(0)))
    new, old = ends[later], ends[1 - later]
    if new.low is None or not old.high or old.low is None:
        return COMPARED["open"]
    times = f"{(new.low / old.high).quantize(Decimal('0.01'))}"
    twice = new.low >= 2 * old.high
    if not twice and (new.high is None or new.high >= 2 * old.low):
        return COMPARED["open"]
    return COMPARED["doubled" if twice else "not_doubled"].format(
        sum=f"{_plain(rows, later)} ÷ {_plain(rows, 1 - later)} ≈ {times}"
    )


def _met(rows: Sequence[Target], ends: Sequence[Interval]) -> str:
    """Whether what was reached is what was aimed at; a target that bounds from above is met from below."""
    done, aim = ends
    if aim.low is None and aim.high is not None:
        met = done.high is not None and done.high <= aim.high
        missed = done.low is not None and done.low > aim.high
    else:
        met = done.low is not None and aim.low is not None and done.low >= aim.low
        missed = done.high is not None and aim.low is not None and done.high < aim.low
    return COMPARED["met" if met else "missed" if missed else "open"].format(done=figure(rows[0]), aim=figure(rows[1]))


def _missing(side: Question) -> str:
    place = side.places[0][-1] if side.places else ""
    named = f"{place}{years_of(side.years)}"
    return f"{named}{KINDS[IndicatorKind.TARGET] if side.target else '' if named else KINDS[IndicatorKind.ACHIEVED]}"
