"""Which items of a document give something, those that its tables name among them, and what they share."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.benefit_above import asked_without, or_as_named
from corpus.benefit_clauses import parts_of
from corpus.benefit_combining import TIERED
from corpus.benefit_drafts import CAP_PER, Draft, per_of
from corpus.benefit_funding import gives_nothing
from corpus.benefit_items import Unit, read
from corpus.benefit_outline import Block, Role, bare, table_block
from corpus.benefit_overlooked import overlooked
from corpus.benefit_owners import MOST_ITEMS, alike
from corpus.benefit_receivers import by_receiver
from corpus.benefit_records import AmountKind, Requirement
from corpus.benefit_sentences import sentences_of
from corpus.benefit_tables import Matter, matters
from corpus.quantity import find_quantities
from corpus.records import Document, Span

_LIMITS = re.compile(
    "(?:单[家个]|每家|同一)[^，。；]{0,12}(?:补贴|补助|奖励|资助|支持)[^，。；]{0,8}(?:不超过|最高|不高于)|[^，。；]{0,6}(?:补贴|补助|奖励|资助|支持|贴息)(?:期限|面积|金额)[^，。；]{0,16}(?:不超过|最长|测算)"
)
_ITEM_ALIKE = 0.8
"""Share of the character pairs of a table's matter that the heading of an item has which means it."""


_ABOUT_MONEY = re.compile("资金|补贴|补助|奖励|资助|扶持")
_MANNER = re.compile("(?:事后|事前|一次性|以奖代补|后补助)+(?:奖励|补助|补贴|资助|奖补)|(?:奖励|补贴|补助|资助)为主")
"""How money is given, where no more is said of it."""


def units_of(document: Document, parts: Sequence[Block]) -> list[Unit]:
    """The items that give something, in order, those of tables among them."""
    items = _items(document, parts)
    units = sorted([*items, *_tables(document, parts, items)], key=lambda unit: unit.span)
    opened = _opened(units)
    for unit in units:
        below = opened.get(unit.blocks[0].path, []) if not unit.name else []
        kept = _settled(document, unit, bool(below))
        asked, unit.drafts = asked_without(document, unit, kept), kept
        for heir in [unit] if kept else below:
            heir.asks.extend([or_as_named(each, heir.names(document)) for each in asked])
    _cap_together(document, units)
    units = [unit for unit in units if unit.drafts]
    for unit in units:
        for block in unit.blocks if not unit.name else ():
            unit.asks.extend(overlooked(document.text, (block.start, block.end), unit.known, document.metadata.region))
    told = [unit for unit in units if not gives_nothing(document, unit)]
    return told or units[:1] or _only_named(document, parts)


_TOGETHER = re.compile("(?:以上|上述|前述)(?:[一二两三四五六七八]|各|几)项[^。；|]{0,24}")


def _cap_together(document: Document, units: Sequence[Unit]) -> None:
    """Set a ceiling for several items (以上三项，每家单位每年合计最多200万元) on those beside the one that holds it."""
    for unit in units:
        text = document.text[slice(*unit.span)]
        said = _TOGETHER.search(text)
        cap = next((each for each in find_quantities(said.group()) if each.family == "元"), None) if said else None
        if said and cap and (path := unit.blocks[0].path):
            beside = [each for other in units if other.blocks[0].path[:-1] == path[:-1] for each in other.drafts]
            for draft in beside:
                if draft.money and draft.cap is None:
                    draft.cap, draft.cap_per = cap.value, per_of(list(CAP_PER.finditer(said.group())))


def _only_named(document: Document, parts: Sequence[Block]) -> list[Unit]:
    """The one item of a text about money that says only in what manner it is given (奖励方式：事后一次性奖励)."""
    if not _ABOUT_MONEY.search(document.title):
        return []
    for block in parts:
        for start, end in sentences_of(document.text, block.start, block.end):
            if block.role is Role.GIVES and (match := _MANNER.search(document.text[start:end])):
                draft = Draft(AmountKind.UNSTATED, start + match.start(), start + match.end())
                return [Unit([replace(block, start=start, end=end)], [draft])]
    return []


def _items(document: Document, parts: Sequence[Block]) -> list[Unit]:
    """The items that give something. Items below one that announces tiers (分档给予支持) belong to it."""
    open_tiers: tuple[tuple[int, ...], Unit] | None = None
    aims: dict[tuple[int, ...], list[Span]] = {}
    last: Unit | None = None
    found: list[Unit] = []
    for block in _parted(document, parts):
        if open_tiers and block.path[: len(open_tiers[0])] == open_tiers[0] and len(block.path) > len(open_tiers[0]):
            read(document, block, open_tiers[1])
            open_tiers[1].blocks.append(block)
            continue
        if open_tiers and open_tiers[1].drafts:
            found.append(open_tiers[1])
        open_tiers, last = None, found[-1] if found else None
        if last and _is_instalment(document, block, last):
            continue
        if last and _is_limit(document, block, last.blocks[-1]):
            read(document, block, last)
            last.blocks.append(block)
            continue
        unit = Unit([block])
        read(document, block, unit)
        text = document.text[block.start : block.end]
        if TIERED.search(text) and _has_items(document, block) and not any(draft.money for draft in unit.drafts):
            unit.drafts.clear()
            unit.tiered = True
            open_tiers = (block.path, unit)
        elif unit.drafts:
            unit.goals += [span for depth in range(1, len(block.path)) for span in aims.get(block.path[:depth], ())]
            found.append(unit)
        elif unit.goals:
            aims[block.path] = unit.goals[:_MOST_AIMS]
        elif last and _is_listed_below(document, block, last.blocks[-1]):
            spans = sentences_of(document.text, block.start, block.end)
            last.asks.extend([Requirement(document.text[start:end], start, end) for start, end in spans])
    if open_tiers and open_tiers[1].drafts:
        found.append(open_tiers[1])
    return found


def _parted(document: Document, parts: Sequence[Block]) -> Iterator[Block]:
    """The blocks that may give something, parted by whom they give to."""
    for block in parts:
        if block.role in (Role.GIVES, Role.TEXT):
            for start, end in by_receiver(document.text, block):
                yield replace(block, start=start, end=end)


def _opened(units: Sequence[Unit]) -> dict[tuple[int, ...], list[Unit]]:
    """By the path of an item those items below it that give money."""
    found: dict[tuple[int, ...], list[Unit]] = defaultdict(list)
    for unit in units:
        if any(draft.value or draft.cap or draft.rate for draft in unit.drafts):
            for depth in range(1, len(unit.blocks[0].path)):
                found[unit.blocks[0].path[:depth]].append(unit)
    return found


def _settled(document: Document, unit: Unit, above: bool) -> list[Draft]:
    """The amounts of an item without those that only say in what manner the others are given (采取后补助方式给予支持), or that
    its own items say (`above`)."""
    unit.drafts = [draft for draft in unit.drafts if not draft.graded]
    money = [draft for draft in unit.drafts if draft.value or draft.cap or draft.rate or draft.points]
    if not money:
        return [] if above else unit.drafts
    kinds, paid = {draft.kind for draft in money}, {id(draft) for draft in money}
    return [
        draft
        for draft in unit.drafts
        if id(draft) in paid
        or draft.kind in (AmountKind.RELIEF, AmountKind.MATCHING)
        or (
            draft.kind is AmountKind.UNSTATED
            and draft.clauses
            and not re.search("支持|资助", document.text[draft.start : draft.end])
        )
        or (draft.kind is AmountKind.UNSTATED and "不低于" in document.text[draft.start : draft.end])
        or (draft.kind is AmountKind.INTEREST and draft.kind not in kinds)
    ]


def _tables(document: Document, parts: Sequence[Block], units: list[Unit]) -> list[Unit]:
    """Tables of amounts, each matter of one for itself; an item of the text that names the matter and no sum of its own has
    the sums of the table. What only gathers what the text gives is left out."""
    found: list[Unit] = []
    for table in document.tables:
        block = table_block(document, table)
        whole = matters(document, table) if block.role in (Role.GIVES, Role.TEXT) else []
        for matter in whole[:MOST_ITEMS]:
            item = _item_named(document, parts, matter.name)
            unit = next((unit for unit in units if item and unit.blocks[0] == item), None)
            if _is_said(document, units, matter) or (unit and any(draft.money for draft in unit.drafts)):
                continue
            if unit is None:
                unit = Unit(
                    [item or replace(block, start=matter.start, end=matter.end)], name="" if item else matter.name
                )
                if matter.name and not item:
                    at = document.text.find(matter.name, matter.start)
                    unit.named = at, at + len(matter.name)
                if item:
                    read(document, item, unit)
                found.append(unit)
            spans = [span for draft in unit.drafts for span in draft.clauses]
            unit.asks.extend(
                [each for span in spans for each in parts_of(document.text, span, document.metadata.region)]
            )
            unit.drafts, unit.tiered = matter.drafts, len(matter.drafts) > 1
    return found


def _is_said(document: Document, units: Sequence[Unit], matter: Matter) -> bool:
    """Whether the items of the text give what rows of a table gather: one row by its sum alone, several grades by the item
    that is called so too, a whole table by half of its sums."""
    if matter.name and len(matter.drafts) > 1:
        named = (unit for unit in units if any(draft.money for draft in unit.drafts))
        return any(alike(name, matter.name) >= _ITEM_ALIKE for unit in named for name in unit.names(document)[:1])
    said = {
        (draft.rate, value) for unit in units for draft in unit.drafts for value in (draft.value, draft.cap) if value
    }
    return sum((draft.rate, draft.value or draft.cap) in said for draft in matter.drafts) * 2 >= len(matter.drafts)


def _item_named(document: Document, parts: Sequence[Block], name: str) -> Block | None:
    """The item of the text whose heading means a matter of a table."""
    if not name:
        return None
    for block in parts:
        heading = bare(document.sections[block.path[-1]].heading) if block.path else ""
        if block.role is Role.TEXT and alike(heading, name) >= _ITEM_ALIKE:
            return block
    return None


def _is_limit(document: Document, block: Block, before: Block) -> bool:
    """Whether an item only limits what the one before it in its list gives (2. 单家企业当期补贴金额不超过30万元)."""
    beside = block.path[:-1] == before.path[:-1] and len(block.path) > 0
    return beside and _LIMITS.match(document.text, block.start, block.end) is not None


_INSTALMENT = re.compile("[^，。；]{0,8}(?:首年|第一年|启动)[^。]{0,40}(?:第二|次年|后两年|第[二两]、三)")


def _is_instalment(document: Document, block: Block, above: Unit) -> bool:
    """Whether an item says how the sum of the one above it is paid year by year (引领类：首年……，第二年……)."""
    path = above.blocks[0].path
    below = len(block.path) > len(path) > 0 and block.path[: len(path)] == path
    summed = any(draft.money for draft in above.drafts)
    return below and summed and _INSTALMENT.match(document.text, block.start, block.end) is not None


_MOST_AIMS = 5
"""Aims of an item that those below it have too."""

_INTRO = 60
"""Characters at the end of an item in which a list is announced."""

_ANNOUNCES = re.compile("(?:如下|以下|下列)[^。；]{0,12}[：:]?\\s*$")


def _is_listed_below(document: Document, block: Block, above: Block) -> bool:
    """Whether an item belongs to the list that the one above it ends in (近3年收入门槛如下：)."""
    below = len(block.path) > len(above.path) > 0 and block.path[: len(above.path)] == above.path
    return below and _ANNOUNCES.search(document.text, max(above.start, above.end - _INTRO), above.end) is not None


def _has_items(document: Document, block: Block) -> bool:
    """Whether items stand below a block."""
    if not block.path:
        return False
    at = block.path[-1]
    return at + 1 < len(document.sections) and document.sections[at + 1].parent == at
