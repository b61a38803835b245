"""Benefits of a document: what it gives, to whom, on which conditions, and how and until when to apply."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from corpus.benefit_amounts import read_giving
from corpus.benefit_conditions import General, general
from corpus.benefit_drafts import Draft, base_fact, per_fact, years_in
from corpus.benefit_outline import Block, Role, bare, blocks, role_of, table_block
from corpus.benefit_owners import alike
from corpus.benefit_records import Amount, AmountKind, Benefit, Combination, Quoted, Requirement
from corpus.benefit_requirements import requirement, requirements_of
from corpus.benefit_sentences import Doing, doing_of, is_schedule, sentences_of
from corpus.benefit_tables import Matter, matters
from corpus.benefit_terms import terms
from corpus.benefit_tests import AGAIN, FIRST
from corpus.dates import COUNT, count_of, find_days, last_day
from corpus.records import Document, Span, path_of
from corpus.reports import is_report

_TIERED = re.compile(
    "等奖|第[一二三]档|分[档类级]|分别|其中一种|之一|下列标准|以下标准|如下标准|不同等级|等级|择一|就高"
)
_LIMITS = re.compile(
    "(?:单[家个]|每家|同一)[^，。；]{0,12}(?:补贴|补助|奖励|资助|支持)[^，。；]{0,8}(?:不超过|最高|不高于)|[^，。；]{0,6}(?:补贴|补助|奖励|资助|支持|贴息)(?:期限|面积|金额)[^，。；]{0,16}(?:不超过|最长|测算)"
)
ITEM_ALIKE = 0.8
"""Share of the character pairs of a table's matter that the heading of an item has which means it."""
_TITLE = 40
"""Characters of a title that is made of a sentence."""
_NEWS = re.compile(
    "(?:新华社|中新社|中新网|本报|人民网)[^。]{0,20}(?:电|讯|报道)|记者[^。]{0,30}(?:获悉|了解到|报道|采访)|[（(]记者[^）)]*[）)]|通讯员"
)
"""Marks of a news report, which tells of a policy and is none."""

_OPENING = 300
"""Characters of the body in which they stand."""

_EXPLAINS = re.compile(
    "见上表|见下表|如下[：:]?$|下列[^。]{0,12}[：:]$|[：:]$|咨询|电话|联系|^注[：:]|^[（(]?注|负责|拨付|公示|解释|^各|^(?:完善|联合|推动|加强)"
)
"""Sentences of an item that ask for nothing: they point elsewhere or tell who does what."""

_ABOUT_GIVING = re.compile("资金|支持|扶持|补贴|补助|奖励|奖补|资助|优惠|惠企|激励|(?:若干|政策)措施|支持政策|标准")
"""What a title or heading says of a text about what is given."""

_RULES_OTHERS = re.compile("处罚|行政许可|罚款|条例实施|裁量")


def benefits(document: Document) -> tuple[Benefit, ...]:
    """Benefits of a document in order; () for one that gives nothing (a report, a plan, rules that only bind)."""
    if is_report(document) or _RULES_OTHERS.search(document.title) or _is_news(document):
        return ()
    parts = blocks(document)
    units = _units(document, parts)
    units = sorted([*units, *_tables(document, parts, units)], key=lambda unit: unit.span)
    for unit in units:
        unit.drafts = _settled(document, unit, any(_is_below(other, unit) for other in units))
    units = [unit for unit in units if unit.drafts]
    if not units:
        return ()
    spans, named = [unit.span for unit in units], [unit.names(document) for unit in units]
    rules = general(document, parts, units=spans, named=named)
    lasting = terms(document, parts, spans, named)
    return tuple(
        replace(_benefit(document, unit, rules, number), term=lasting[number]) for number, unit in enumerate(units)
    )


def _is_news(document: Document) -> bool:
    opening = document.text[: document.body + _OPENING]
    return document.metadata.number is None and _NEWS.search(opening) is not None


@dataclass(slots=True)
class Unit:
    """An item that gives something: its blocks, and what was read of its sentences."""

    blocks: list[Block]
    drafts: list[Draft] = field(default_factory=list)
    asks: list[Requirement] = field(default_factory=list)
    goals: list[Span] = field(default_factory=list)
    not_with: Quoted | None = None
    schedule: Quoted | None = None
    tiered: bool = False
    name: str = ""
    """What a table calls it."""

    @property
    def span(self) -> Span:
        return self.blocks[0].start, self.blocks[-1].end

    def names(self, document: Document) -> tuple[str, ...]:
        """Headings above the item without numbers, the innermost first."""
        found = [bare(document.sections[index].heading) for index in reversed(self.blocks[0].path)]
        return tuple(name for name in (self.name, *found) if name)


def _units(document: Document, parts: Sequence[Block]) -> list[Unit]:
    """The items that give something. Items below one that announces tiers (分档给予支持) belong to it."""
    open_tiers: tuple[tuple[int, ...], Unit] | None = None
    last: Unit | None = None
    found: list[Unit] = []
    for block in parts:
        if block.role not in (Role.GIVES, Role.TEXT):
            continue
        if open_tiers and block.path[: len(open_tiers[0])] == open_tiers[0] and len(block.path) > len(open_tiers[0]):
            _read(document, block, open_tiers[1])
            open_tiers[1].blocks.append(block)
            continue
        if open_tiers and open_tiers[1].drafts:
            found.append(open_tiers[1])
        open_tiers, last = None, found[-1] if found else None
        if last and _is_limit(document, block, last.blocks[-1]):
            _read(document, block, last)
            last.blocks.append(block)
            continue
        unit = Unit([block])
        _read(document, block, unit)
        text = document.text[block.start : block.end]
        if _TIERED.search(text) and _has_items(document, block) and not any(draft.money for draft in unit.drafts):
            unit.drafts.clear()
            unit.tiered = True
            open_tiers = (block.path, unit)
        elif unit.drafts:
            found.append(unit)
    if open_tiers and open_tiers[1].drafts:
        found.append(open_tiers[1])
    return found


def _is_below(unit: Unit, other: Unit) -> bool:
    """Whether an item is one of those that another one opens, and gives money."""
    path, above = unit.blocks[0].path, other.blocks[0].path
    below = len(path) > len(above) > 0 and path[: len(above)] == above and not other.name
    return below and any(draft.value or draft.cap or draft.rate for draft in unit.drafts)


def _settled(document: Document, unit: Unit, above: bool) -> list[Draft]:
    """The amounts of an item without those that only say in what manner the others are given (采取后补助方式给予支持), or that
    its own items say (`above`)."""
    money = [draft for draft in unit.drafts if draft.value or draft.cap or draft.rate or draft.points]
    if not money:
        return [] if above else unit.drafts
    kinds = {draft.kind for draft in money}
    return [
        draft
        for draft in unit.drafts
        if draft in money
        or draft.kind in (AmountKind.RELIEF, AmountKind.MATCHING)
        or (
            draft.kind is AmountKind.UNSTATED
            and draft.clauses
            and not re.search("支持|资助", document.text[draft.start : draft.end])
        )
        or (draft.kind is AmountKind.INTEREST and draft.kind not in kinds)
    ]


def _tables(document: Document, parts: Sequence[Block], units: list[Unit]) -> list[Unit]:
    """Tables of amounts, each matter of one for itself; an item of the text that names the matter and no sum of its own has
    the sums of the table. What only gathers what the text gives is left out."""
    found: list[Unit] = []
    for table in document.tables:
        block = table_block(document, table)
        for matter in matters(document, table) if block.role in (Role.GIVES, Role.TEXT) else ():
            item = _item_named(document, parts, matter.name)
            unit = next((unit for unit in units if item and unit.blocks[0] == item), None)
            if _is_said(document, units, matter) or (unit and any(draft.money for draft in unit.drafts)):
                continue
            if unit is None:
                unit = Unit(
                    [item or replace(block, start=matter.start, end=matter.end)], name="" if item else matter.name
                )
                if item:
                    _read(document, item, unit)
                found.append(unit)
            unit.drafts, unit.tiered = matter.drafts, len(matter.drafts) > 1
    return found


def _is_said(document: Document, units: Sequence[Unit], matter: Matter) -> bool:
    """Whether the items of the text give what rows of a table gather: one row by its sum alone, several grades by the item
    that is called so too, a whole table by half of its sums."""
    if matter.name and len(matter.drafts) > 1:
        named = (unit for unit in units if any(draft.money for draft in unit.drafts))
        return any(alike(name, matter.name) >= ITEM_ALIKE for unit in named for name in unit.names(document)[:1])
    said = {value for unit in units for draft in unit.drafts for value in (draft.value, draft.cap) if value}
    return sum((draft.value or draft.cap) in said for draft in matter.drafts) * 2 >= len(matter.drafts)


def _item_named(document: Document, parts: Sequence[Block], name: str) -> Block | None:
    """The item of the text whose heading means a matter of a table."""
    if not name:
        return None
    for block in parts:
        heading = bare(document.sections[block.path[-1]].heading) if block.path else ""
        if block.role is Role.TEXT and alike(heading, name) >= ITEM_ALIKE:
            return block
    return None


def _is_limit(document: Document, block: Block, before: Block) -> bool:
    """Whether an item only limits what the one before it in its list gives (2. 单家企业当期补贴金额不超过30万元)."""
    beside = block.path[:-1] == before.path[:-1] and len(block.path) > 0
    return beside and _LIMITS.match(document.text, block.start, block.end) is not None


def _has_items(document: Document, block: Block) -> bool:
    """Whether items stand below a block."""
    if not block.path:
        return False
    at = block.path[-1]
    return at + 1 < len(document.sections) and document.sections[at + 1].parent == at


def _read(document: Document, block: Block, unit: Unit) -> None:
    """Read the sentences of a block into a unit."""
    text = document.text
    above = [document.title, *(document.sections[index].heading for index in block.path)]
    among = any(_ABOUT_GIVING.search(each) for each in above)
    for start, end in sentences_of(text, block.start, block.end):
        sentence = text[start:end]
        if sentence.startswith("|"):
            continue  # a row of a table in Markdown
        doing = doing_of(sentence)
        quoted = Quoted(sentence, start, end)
        if is_schedule(sentence) and any(draft.money for draft in unit.drafts):
            unit.schedule = unit.schedule or quoted
            continue
        if doing is Doing.USE:
            continue
        drafts = (
            read_giving(text, start, end, unit.drafts, loose=block.role is Role.GIVES, among=among)
            if doing is not Doing.EXCLUDES
            else None
        )
        if doing is Doing.NOT_WITH:
            if unit.not_with is not None and drafts is None:
                unit.asks.append(Requirement(sentence, start, end))
            unit.not_with = unit.not_with or quoted
        if drafts is not None:
            unit.drafts += drafts
            if is_schedule(sentence):
                unit.schedule = unit.schedule or quoted
            continue
        years = years_in(sentence)
        if years is not None and unit.drafts and doing in (Doing.REQUIRES, Doing.OTHER):
            for draft in unit.drafts:
                draft.years = draft.years or years
            continue
        if doing in (Doing.REQUIRES, Doing.EXCLUDES):
            unit.asks += requirements_of(text, (start, end), document.metadata.region, excludes=doing is Doing.EXCLUDES)
        elif doing is Doing.GOAL and not re.match("(?:鼓励|支持|引导|推动)(?:有条件的)?(?:各|[市区县]|地方)", sentence):
            unit.goals.append((start, end))
        elif doing is Doing.OTHER and not _EXPLAINS.search(sentence):
            unit.asks.append(Requirement(sentence, start, end))  # what no rule took is kept for a person to judge


def _benefit(document: Document, unit: Unit, rules: General, number: int) -> Benefit:
    text, region = document.text, document.metadata.region
    shared, per_amount = _shared(text, unit.drafts)
    amounts = tuple(_amount(document, draft, clauses) for draft, clauses in zip(unit.drafts, per_amount, strict=True))
    own = [requirement(text, span, region) for span in shared]
    own += unit.asks
    if not own and not any(amount.when for amount in amounts):
        own += _from_goals(document, unit)
    else:
        own += [Requirement(text[start:end], start, end) for start, end in unit.goals]
    linked = rules.for_unit(number)
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
        beneficiaries=linked.beneficiaries,
        conditions=_unique((*own, *linked.conditions)),
        not_with=unit.not_with or linked.not_with,
        apply=linked.apply,
        materials=linked.materials,
        window=window,
        opens=opens,
        closes=closes,
        schedule=unit.schedule,
    )


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
    return start < drafts[at - 1].end or "。" in text[drafts[at - 1].end : start] or text[start] in "对凡"


def _amount(document: Document, draft: Draft, clauses: Sequence[Span]) -> Amount:
    text, region = document.text, document.metadata.region
    when = [requirement(text, span, region) for span in clauses]
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
    if unit.tiered or any(draft.tier for draft in unit.drafts) or _TIERED.search(text[slice(*unit.span)]):
        return Combination.ONE
    asked = [" ".join(each.clause for each in amount.when) for amount in amounts]
    if any(map(FIRST.search, asked)) and any(map(AGAIN.search, asked)):
        return Combination.ONE  # nobody wins a title for the first time and again
    facts = [{test.fact for each in amount.when for tests in each.alternatives for test in tests} for amount in amounts]
    return Combination.ONE if all(facts) and set.intersection(*facts) else Combination.EACH


def _from_goals(document: Document, unit: Unit) -> list[Requirement]:
    """What an item without any condition of its own is for: its goal (支持企业……) or its heading. Nothing is given for
    nothing."""
    text, region = document.text, document.metadata.region
    if unit.goals:
        return [requirement(text, span, region) for span in unit.goals]
    for index in reversed(unit.blocks[0].path):
        section = document.sections[index]
        name = bare(section.heading)
        at = text.find(name, section.start, section.start + len(section.heading) + 8) if name else -1
        if at >= 0 and not re.fullmatch("(?:第.{1,4}条)", name) and role_of(section.heading) is Role.TEXT:
            return [requirement(text, (at, at + len(name)), region)]
    return []


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
