"""Benefits of a document: what it gives, to whom, on which conditions, and how and until when to apply."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from corpus.benefit_audience import for_persons, unless_for_others, unless_served
from corpus.benefit_brackets import carry
from corpus.benefit_clauses import parts_of, requirement
from corpus.benefit_combining import combination
from corpus.benefit_conditions import Linked, link
from corpus.benefit_drafts import Draft, base_fact, per_fact
from corpus.benefit_headings import OF_OTHERS, said_by_headings, span_of
from corpus.benefit_items import Unit
from corpus.benefit_naming import is_gift, is_label, says
from corpus.benefit_outline import Role, bare, blocks, role_of
from corpus.benefit_records import Amount, Benefit, Fact, Requirement
from corpus.benefit_sentences import sentences_of
from corpus.benefit_terms import terms
from corpus.benefit_units import units_of
from corpus.dates import COUNT, count_of, find_days, last_day
from corpus.records import Document, Span, path_of
from corpus.reports import is_report
from corpus.spans import Spans

_TITLE = 40
"""Characters of a title that is made of a sentence."""
_NEWS = re.compile(
    "(?:新华社|中新社|中新网|本报|人民网)[^。]{0,20}(?:电|讯|报道)|记者[^。]{0,30}(?:获悉|了解到|报道|采访)|[（(]记者[^）)]*[）)]|通讯员"
)
"""Marks of a news report, which tells of a policy and is none."""

_OPENING = 300
"""Characters of the body in which they stand."""

_TELLS_HOW = re.compile(
    "申[报请领]|提[交出]|填[报写]|登录|报送|递交|受理|[初评会]审|公示|推荐|遴选|认定|办理(?![。；]?(?:咨询)?电话)|签订?|窗口|平台|系统|拨付|兑现"
)
"""What a passage says that tells how to apply, and not only from when something holds or whom to call."""

_RULES_OTHERS = re.compile("处罚|行政许可|罚款|条例实施|裁量")


def benefits(document: Document) -> tuple[Benefit, ...]:
    """Benefits of a document in order; () for one that gives nothing (a report, a plan, rules that only bind)."""
    if is_report(document) or _RULES_OTHERS.search(document.title) or _is_news(document):
        return ()
    parts = blocks(document)
    units = units_of(document, parts)
    if not units:
        return ()
    spans, named = Spans(unit.span for unit in units), [unit.names(document) for unit in units]
    linked = link(document, parts, units=spans, named=named)
    lasting = terms(document, parts, spans, named)
    return tuple(
        replace(_benefit(document, unit, linked[number], number), term=lasting[number])
        for number, unit in enumerate(units)
    )


def _is_news(document: Document) -> bool:
    opening = document.text[: document.body + _OPENING]
    return document.metadata.number is None and _NEWS.search(opening) is not None


def _benefit(document: Document, unit: Unit, linked: Linked, number: int) -> Benefit:
    text, region = document.text, document.metadata.region
    carry(text, unit.drafts)
    shared, per_amount = _shared(text, unit.drafts)
    amounts = tuple(_amount(document, draft, clauses) for draft, clauses in zip(unit.drafts, per_amount, strict=True))
    own = [part for span in shared for part in parts_of(text, span, region, doer=_is_doer(text, span, shared))]
    own = _asking((*own, *unit.asks))
    alone = not own and not any(amount.when for amount in amounts)
    own += [
        part for span in unit.goals for part in parts_of(text, span, region, doer=alone or _is_doer(text, span, shared))
    ]
    own += _from_heading(document, unit) if alone and not own else ()
    asks = bool(shared) or any(amount.when for amount in amounts)
    headings = said_by_headings(document, unit, [*own, *linked.beneficiaries], asks=asks)
    told = [*own, *headings, *(each for amount in amounts for each in amount.when)]
    own += _named_by_table(unit, told) or ([] if told else [_own_sentence(document, unit)])
    start, end = unit.span
    end = start + len(text[start:end].rstrip())
    window = linked.window
    opens, closes = _days(window.text) if window else (None, None)
    closes = _lasting(window.text, opens, closes) if window else None
    return Benefit(
        id=f"{document.id}-{number + 1}",
        title=_title(document, unit),
        heading=path_of(document.sections, unit.blocks[0].path[-1] if unit.blocks[0].path else None),
        start=start,
        end=end,
        amounts=amounts,
        combination=combination(
            text[slice(*unit.span)], amounts, tiered=unit.tiered or any(draft.tier for draft in unit.drafts)
        ),
        beneficiaries=_unique(
            (
                *unless_served(text, unit, unless_for_others(text, unit, linked.beneficiaries)),
                *for_persons(document, unit),
                *unless_served(text, unit, [each for each in headings if not _is_doing(each)]),
            )
        ),
        conditions=_unique((*own, *_asking(linked.conditions), *filter(_is_doing, headings))),
        not_with=unit.not_with or linked.not_with,
        apply=tuple(each for each in linked.apply if _TELLS_HOW.search(each.text)),
        materials=linked.materials,
        window=window,
        opens=opens,
        closes=closes,
        schedule=unit.schedule,
    )


def _is_doer(text: str, span: Span, beside: Sequence[Span]) -> bool:
    """Whether who does what a clause tells is the one to whom is given: no other clause says to whom (对……给予)."""
    return not any(re.match("对|凡", text[other[0] : other[0] + 1]) for other in beside if other != span)


def _is_doing(each: Requirement) -> bool:
    """Whether a requirement asks what is done and not who does it."""
    return any(test.fact is Fact.PROJECT for test in each.tests)


def _unique(found: Sequence[Requirement]) -> tuple[Requirement, ...]:
    return tuple({(each.start, each.end): each for each in found}.values())


def _shared(text: str, drafts: Sequence[Draft]) -> tuple[list[Span], list[list[Span]]]:
    """Clauses that all amounts of an item share, and those of each alone. What stands before the first amount of a sentence
    and has no counterpart before the next one holds for both."""
    if len(drafts) == 1 and drafts[0].tier is None:
        return list(drafts[0].clauses), [[]]
    lists = [list(draft.clauses) for draft in drafts]
    if all(one == lists[0] for one in lists):
        return lists[0], [[] for _ in drafts]
    for at in range(1, len(lists)):
        if not lists[at]:
            lists[at] = list(lists[at - 1])
        elif len(lists[at]) < len(lists[at - 1]) and not _begins_anew(text, drafts, at):
            lists[at] = lists[at - 1][: len(lists[at - 1]) - len(lists[at])] + lists[at]
    return [], lists


def _begins_anew(text: str, drafts: Sequence[Draft], at: int) -> bool:
    """Whether the clauses of an amount stand on their own: in another sentence than those before it, or again with 对……."""
    start = drafts[at].clauses[0][0]
    between = text[drafts[at - 1].end : start]
    if "；" in between and OF_OTHERS.search(text[slice(*drafts[at].clauses[-1])]):
        return True
    return start < drafts[at - 1].end or "。" in between or text[start] in "对凡"


def _amount(document: Document, draft: Draft, clauses: Sequence[Span]) -> Amount:
    text, region = document.text, document.metadata.region
    when = [part for span in clauses for part in parts_of(text, span, region, doer=_is_doer(text, span, clauses))]
    when = _asking(when)
    if draft.tier:
        span, whole = draft.tier
        when.append(requirement(text, span, region, said=whole))
    return Amount(
        kind=draft.kind,
        clause=text[draft.start : draft.end],
        start=draft.start,
        end=draft.end,
        value=draft.value,
        rate=draft.rate,
        points=draft.points,
        base=draft.base,
        base_fact=base_fact(draft.base),
        per=draft.per,
        per_fact=per_fact(draft.per) if draft.per else None,
        cap=draft.cap,
        cap_per=draft.cap_per,
        floor=draft.floor,
        bound=draft.bound,
        years=draft.years,
        when=tuple(when),
        above=draft.above,
        up_to=draft.up_to,
    )


def _asking(found: Iterable[Requirement]) -> list[Requirement]:
    """Requirements without those that only name a part of the text or the gift."""
    return [each for each in found if each.alternatives or not (is_label(each.clause) or is_gift(each.clause))]


def _named_by_table(unit: Unit, told: Sequence[Requirement]) -> list[Requirement]:
    """What the name of a row of a table says that an item is for, unless what was `told` of it says so."""
    if unit.named is None or any(says(each.clause, unit.name) for each in told):
        return []
    return [Requirement(unit.name, *unit.named)]


def _from_heading(document: Document, unit: Unit) -> list[Requirement]:
    """What an item without any condition of its own is for by its heading. Nothing is given for nothing."""
    text, region = document.text, document.metadata.region
    for index in reversed(unit.blocks[0].path):
        section = document.sections[index]
        name = bare(section.heading)
        span = span_of(text, section, name, shortest=1)
        if span and not re.fullmatch("(?:第.{1,4}条)", name) and not (is_label(name) or is_gift(name)):
            return [requirement(text, span, region)]
    return []


_MARKS = "。．.：:；;*# \n\u3000"


def _own_sentence(document: Document, unit: Unit) -> Requirement:
    """The sentence that gives, from the name of what is given where that stands right before it."""
    text, first = document.text, unit.drafts[0]
    spans = [span for block in unit.blocks for span in sentences_of(text, block.start, block.end)]
    start, end = next((span for span in spans if span[0] <= first.start < span[1]), (first.start, first.end))
    section = document.sections[unit.blocks[0].path[-1]] if unit.blocks[0].path else None
    name = bare(section.heading) if section else ""
    at = text.rfind(name, section.start, start) if section and name else -1
    if at >= 0 and is_gift(name) and not text[at + len(name) : start].strip(_MARKS):
        start = at
    return Requirement(text[start:end], start, end)


def _title(document: Document, unit: Unit) -> str:
    if unit.name:
        return unit.name
    for index in reversed(unit.blocks[0].path):
        section = document.sections[index]
        name = bare(section.heading)
        if (
            section.is_heading
            and len(name) >= 3
            and role_of(section.heading) is Role.TEXT
            and not re.match("第.{1,4}条$", name)
        ):
            return name
        if index == unit.blocks[0].path[-1]:
            opening = document.text[unit.blocks[0].start : unit.blocks[0].start + 80].strip()
            first = re.split("[，,。；：\n]", opening)[0]
            if 4 <= len(first) <= _TITLE:
                return first
    return document.title


def _days(window: str) -> tuple[date | None, date | None]:
    """The first and the last day of a window, as far as it names them."""
    days = find_days(window)
    if not days:
        return None, None
    if len(days) >= 2:
        return days[0].value, days[-1].value
    if re.search("起|开始", window[days[0].end : days[0].end + 4]):
        return days[0].value, None
    return None, days[0].value


def _lasting(window: str, opens: date | None, closes: date | None) -> date | None:
    """The last day of a window that names its length (2022年8月11日起，有效期3年)."""
    match = re.search(f"有效期(?:为|至)?(?P<years>{COUNT})年", window)
    return last_day(opens, 12 * count_of(match["years"])) if match and opens and not closes else closes
