"""Benefits of a document: what it gives, to whom, on which conditions, and how and until when to apply."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from corpus.benefit_clauses import parts_of, requirement
from corpus.benefit_conditions import General, general
from corpus.benefit_doings import said_by_clause, said_by_heading
from corpus.benefit_drafts import Draft, base_fact, per_fact
from corpus.benefit_outline import Role, bare, blocks, role_of
from corpus.benefit_records import Amount, Benefit, Combination, Fact, Requirement
from corpus.benefit_terms import terms
from corpus.benefit_tests import AGAIN, FIRST
from corpus.benefit_units import TIERED, Unit, units_of
from corpus.benefit_words import names, plain
from corpus.dates import COUNT, count_of, find_days, last_day
from corpus.records import Document, Section, Span, path_of
from corpus.regions import Region
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
    rules = general(document, parts, units=spans, named=named)
    lasting = terms(document, parts, spans, named)
    return tuple(
        replace(_benefit(document, unit, rules, number), term=lasting[number]) for number, unit in enumerate(units)
    )


def _is_news(document: Document) -> bool:
    opening = document.text[: document.body + _OPENING]
    return document.metadata.number is None and _NEWS.search(opening) is not None


def _benefit(document: Document, unit: Unit, rules: General, number: int) -> Benefit:
    text, region = document.text, document.metadata.region
    shared, per_amount = _shared(text, unit.drafts)
    amounts = tuple(_amount(document, draft, clauses) for draft, clauses in zip(unit.drafts, per_amount, strict=True))
    own = [part for span in shared for part in parts_of(text, span, region, doer=_is_doer(text, span, shared))]
    own += unit.asks
    if not own and not any(amount.when for amount in amounts):
        own += _from_goals(document, unit)
    else:
        own += [part for span in unit.goals for part in parts_of(text, span, region, doer=_is_doer(text, span, shared))]
    linked = rules.for_unit(number)
    headings = _of_headings(document, unit, [*own, *linked.beneficiaries])
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
        combination=_combination(unit, amounts, text),
        beneficiaries=_unique((*linked.beneficiaries, *(each for each in headings if not _is_doing(each)))),
        conditions=_unique((*own, *linked.conditions, *filter(_is_doing, headings))),
        not_with=unit.not_with or linked.not_with,
        apply=linked.apply,
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
    return any(test.fact is Fact.PROJECT for tests in each.alternatives for test in tests)


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
    if "；" in between and _OF_OTHERS.search(text[slice(*drafts[at].clauses[-1])]):
        return True
    return start < drafts[at - 1].end or "。" in between or text[start] in "对凡"


_OF_OTHERS = re.compile("的(?:[一-鿿]{0,6}(?:企业|机构|单位|公司|组织|团队|院校|院所|平台|园区|个人|人员))$")
"""How a clause ends that says whom an amount is for."""


def _amount(document: Document, draft: Draft, clauses: Sequence[Span]) -> Amount:
    text, region = document.text, document.metadata.region
    when = [part for span in clauses for part in parts_of(text, span, region, doer=_is_doer(text, span, clauses))]
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
    )


def _combination(unit: Unit, amounts: Sequence[Amount], text: str) -> Combination:
    """Tiers by a word for them, or by tests of one fact; else each is for itself."""
    if len(amounts) < 2:
        return Combination.EACH
    if unit.tiered or any(draft.tier for draft in unit.drafts) or TIERED.search(text[slice(*unit.span)]):
        return Combination.ONE
    asked = [" ".join(each.clause for each in amount.when) for amount in amounts]
    if any(map(FIRST.search, asked)) and any(map(AGAIN.search, asked)):
        return Combination.ONE  # nobody wins a title for the first time and again
    facts = [
        {test.fact for each in amount.when for tests in each.alternatives for test in tests} - {Fact.ENTITY}
        for amount in amounts
    ]
    return Combination.ONE if all(facts) and set.intersection(*facts) else Combination.EACH


def _from_goals(document: Document, unit: Unit) -> list[Requirement]:
    """What an item without any condition of its own is for: its goal (支持企业……) or its heading. Nothing is given for
    nothing."""
    text, region = document.text, document.metadata.region
    if unit.goals:
        return [part for span in unit.goals for part in parts_of(text, span, region, doer=True)]
    for index in reversed(unit.blocks[0].path):
        section = document.sections[index]
        name = bare(section.heading)
        at = text.find(name, section.start, section.start + len(section.heading) + 8) if name else -1
        if at >= 0 and not re.fullmatch("(?:第.{1,4}条)", name) and role_of(section.heading) is Role.TEXT:
            return [requirement(text, (at, at + len(name)), region)]
    return []


_PART = re.compile("产业|行业|领域|装备")
_NO_CONDITION = re.compile(
    r"总则|附则|一览|有关|其他|主要|(?:政策|措施|内容|(?<![修制]订)(?<!制定)(?<!\w\w)标准|(?:奖励|补贴|资金|发放|认定|评价|收费)标准|支持|办法|事项|方向|要点|条款|奖励|补贴|补助|资助)$|第.{1,4}[章节条]|[：:，。]"
)
_CALLS = re.compile("^(?:大力|积极|重点|加快|加大|持续|进一步)*(?:支持|鼓励|推动|促进|引导|扶持|加强|给予?)")


def _of_headings(document: Document, unit: Unit, said: Sequence[Requirement]) -> list[Requirement]:
    """Headings that say for what or whom an item is where the item does not: its own, and those of the parts above that name
    an industry."""
    text, region = document.text, document.metadata.region
    asked = "".join(each.clause for each in said)
    words = text[slice(*unit.span)] + asked
    found: list[Requirement] = []
    own = True
    for index in reversed(unit.blocks[0].path):
        section = document.sections[index]
        if not section.is_heading or role_of(section.heading) is not Role.TEXT:
            continue
        name = _CALLS.sub("", bare(section.heading)).strip(' “”"')
        core = _GIFT.sub("", name)
        first, own = own, False
        alone = index == unit.blocks[0].path[-1]
        if first and core != name and not re.search("^给|的$", core) and all(each.clause != core for each in said):
            found += _typed_in(text, section, core, region)
        at = text.find(name, section.start, section.start + len(section.heading) + 8) if len(name) > 2 else -1
        if at < 0 or name in words or (_NO_CONDITION.search(name) and not (first and _SENTENCE.search(name))):
            continue
        if not (first or _PART.search(name) or _names_industry(name)):
            continue
        each = requirement(text, (at, at + len(name)), region)
        sure = (
            each.typed
            and not said_by_clause(plain(name))
            and not (_names_titles(each) and (re.search("[与和、及]", name) or _gives_to_others(text, unit)))
        )
        if alone and not sure and not _gives_to_others(text, unit):
            found += parts_of(text, (at, at + len(name)), region, doer=True)[:-1]
        each = each if sure else Requirement(each.clause, each.start, each.end)
        found.append(each if sure else replace(each, alternatives=said_by_heading(name)))
    return found


def _names_titles(each: Requirement) -> bool:
    return any(test.fact is Fact.CERTIFICATION for tests in each.alternatives for test in tests)


def _gives_to_others(text: str, unit: Unit) -> bool:
    """Whether an item gives to others than enterprises too (……的服务机构，奖励), so that its heading is not about them."""
    clauses = (text[slice(*span)] for draft in unit.drafts for span in draft.clauses)
    return any((match := _OF_OTHERS.search(clause)) and not match.group().endswith("企业") for clause in clauses)


_SENTENCE = re.compile("[^，]{4,}，[^，]{4,}")
"""A heading that is a sentence, and may ask for anything."""

_GIFT = re.compile("(?:奖励|补贴|补助|资助|奖补|贴息|贴租|支持|扶持)+$")


def _typed_in(text: str, section: Section, name: str, region: Region) -> list[Requirement]:
    """What the name of a gift says of who has it (银行奖励, 融资租赁贴租), where tests say all of it."""
    at = text.find(name, section.start, section.start + len(section.heading) + 8) if len(name) > 1 else -1
    each = requirement(text, (at, at + len(name)), region) if at >= 0 else None
    return [each] if each and each.typed else []


def _names_industry(name: str) -> bool:
    return names("industries").pattern.match(plain(name)) is not None


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
            first = re.split("[，,。；：]", document.text[unit.blocks[0].start : unit.blocks[0].start + 80].strip())[0]
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
