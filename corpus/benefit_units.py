"""The items of a document that give something: their blocks, the amounts read of their sentences, and what else these say."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from corpus.benefit_amounts import read_giving
from corpus.benefit_asked import is_manner
from corpus.benefit_clauses import parts_of, requirement
from corpus.benefit_drafts import Draft, years_in
from corpus.benefit_given import given_in
from corpus.benefit_outline import Block, Role, bare, table_block
from corpus.benefit_overlooked import overlooked
from corpus.benefit_owners import MOST_ITEMS, alike
from corpus.benefit_receivers import by_receiver
from corpus.benefit_records import AmountKind, Fact, Quoted, Requirement
from corpus.benefit_requirements import requirements_of
from corpus.benefit_sentences import Doing, clauses_of, doing_of, is_schedule, sentences_of
from corpus.benefit_tables import Matter, matters
from corpus.dates import DAY
from corpus.organisations import is_organisation
from corpus.quantity import find_quantities
from corpus.records import Document, Span
from corpus.regions import Region

TIERED = re.compile(
    "等奖|第[一二三]档|分[档类级]|分别|其中一种|之一|下列标准|以下标准|如下标准|不同等级|等级|择一|就高"
)
_LIMITS = re.compile(
    "(?:单[家个]|每家|同一)[^，。；]{0,12}(?:补贴|补助|奖励|资助|支持)[^，。；]{0,8}(?:不超过|最高|不高于)|[^，。；]{0,6}(?:补贴|补助|奖励|资助|支持|贴息)(?:期限|面积|金额)[^，。；]{0,16}(?:不超过|最长|测算)"
)
ITEM_ALIKE = 0.8
"""Share of the character pairs of a table's matter that the heading of an item has which means it."""
_EXPLAINS = re.compile(
    "见上表|见下表|如下[：:]?$|下列[^。]{0,12}[：:]$|[：:]$|咨询(?:电话|人|方式|请|时间)|电话|联系(?:人|方式|单位|部门|地址)|^注[：:]|^[（(]?注|提出申请|提交(?:申请|材料|资料)|向[^，。；]{2,16}(?:申请|申报|提交|报送|递交)|登录|填报|有效期|施行|(?:起|日)(?:执行|实施)|^附件|^附[：:]|特此|此件|主动公开|^抄送|(?<!专人)负责|拨付|公示|解释|推荐(?:参加|参与|纳入|到|列入)|^分[^，。；]{2,24}[两二三四五]类|标准一致|合并计算|^各(?:[市区县地]|产业|园区|集聚区|有关|相关|级|部门|单位)|^(?:完善|联合|推动|加强)"
)
"""Sentences of an item that ask for nothing: they point elsewhere or tell who does what."""

_ABOUT_GIVING = re.compile("资金|支持|扶持|补贴|补助|奖励|奖补|资助|优惠|惠企|激励|(?:若干|政策)措施|支持政策|标准")
"""What a title or heading says of a text about what is given."""

_TAIL_ASKS = re.compile(
    "只能|[只仅]限|限(?!额|期)|仅(?!用于)|应当|应(?![用急对收届])|须|必须|不得|不算|不在内|不含|除外|[至最]多\\d+[次项家个]|享受\\d+次"
)
"""What a clause behind the amounts of a sentence asks with (同一企业连续3年内限享受1次)."""

_IS_TERM = re.compile("(?:期限|周期)(?:最长|一般|原则上|均|为|不超过|不多于)*[一二两三四五六\\d]+个?[年月]")
"""For how long something is paid (补贴期限3年)."""

_GIVES_ANEW = re.compile(
    "(?:^|[。；])(?:对|凡)[^。；]{2,60}?(?:给予|予以|奖励|补助|补贴|资助|发放)[^。；第首次]{0,16}\\d"
)
"""How a sentence gives to others than the one before it, in whatever parts it is paid (对……，分两年给予10万元)."""

_CEILING = re.compile(
    "(?:金额|额度|总额|资金|支持|补助|补贴|奖励|资助)[^，。；]{0,6}(?:不超过|最高|不高于|上限)[^，。；]{0,12}\\d"
)
"""How a sentence limits what is given, whatever else it says of its use."""

_BEARERS = re.compile(
    "[单每][个家](?P<who>[\u4e00-\u9fff]{2,6}(?:[、和及或][\u4e00-\u9fff]{2,6})+?)(?=每年|年度|当年|当期|支持|累计|最高|不超过)"
)
"""Whom a ceiling is for, where it names several kinds (单个企业、社会组织每年不超过), who are those that something is given to."""

_REMARK = re.compile(
    "(?:根据|按照?|对|给予?)?(?P<who>[\u4e00-\u9fff]{0,10}(?:机构|企业|单位|公司|平台|园区|项目|团队|组织|人员))[（(](?P<said>(?:不含|不包括|仅限|只限|限|须|应)[^（）()]{3,60})[）)]"
)
"""What a remark in brackets asks of those whom a sentence gives to."""

_ASKS_FIRST = re.compile("(?:申报|申请|基本|享受)?(?:的)?(?:条件|要求)(?:是|为|如下)?[：:]")
"""How a sentence of conditions begins."""

_LEAD = re.compile("(?P<aim>(?:鼓励|支持|引导|组织)[^。；]{4,120}?)[，,](?=对|凡)")
"""What a sentence wants done before it says whom it gives to."""

_DISTRICTS = re.compile(
    "(?:鼓励|支持|引导|推动)(?:有条件的)?(?:各|[市区县]|地方)[^。；]{0,30}(?:出台|制定|设立|安排|给予|配套|加大|叠加|完善|建立|开展工作|落实)"
)
"""Aims of the places below, which no applicant has to meet."""


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

    @property
    def known(self) -> list[Span]:
        """Everything that was read of the item."""
        amounts = [(draft.start, draft.end) for draft in self.drafts]
        asked = [span for draft in self.drafts for span in draft.clauses]
        capped = [draft.capped for draft in self.drafts if draft.capped]
        quoted = [(each.start, each.end) for each in (*self.asks, self.not_with, self.schedule) if each]
        return [*amounts, *asked, *capped, *self.goals, *quoted]

    def names(self, document: Document) -> tuple[str, ...]:
        """Headings above the item without numbers, the innermost first."""
        found = [bare(document.sections[index].heading) for index in reversed(self.blocks[0].path)]
        return tuple(name for name in (self.name, *found) if name)


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
        held = {id(draft) for draft in kept}
        lost = dict.fromkeys(span for draft in unit.drafts if id(draft) not in held for span in draft.clauses)
        asked = [Requirement(document.text[slice(*span)], *span) for span in lost]
        unit.drafts = kept
        for heir in [unit] if kept else below:
            heir.asks += asked
    _cap_together(document, units)
    units = [unit for unit in units if unit.drafts]
    for unit in units:
        for block in unit.blocks if not unit.name else ():
            unit.asks += overlooked(document.text, (block.start, block.end), unit.known, document.metadata.region)
    told = [unit for unit in units if not _is_of_the_fund(document, unit)]
    return told or units[:1] or _only_named(document, parts)


_TOGETHER = re.compile("(?:以上|上述|前述)(?:[一二两三四五六七八]|各|几)项[^。；|]{0,24}")
_FUND = re.compile("(?!鼓励|支持|引导|[对凡])[^，。；]{0,8}(?:基金|资金|财政)(?!项目)")
"""How a sentence begins that says what the fund itself does."""


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
                    draft.cap, draft.cap_per = cap.value, said.group()


def _is_of_the_fund(document: Document, unit: Unit) -> bool:
    """Whether an item only says that a fund gives (艺术基金对……给予资助), and not to whom or how much."""
    unstated = all(draft.kind is AmountKind.UNSTATED for draft in unit.drafts)
    return unstated and _FUND.match(document.text, unit.blocks[0].start) is not None


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
            _read(document, block, open_tiers[1])
            open_tiers[1].blocks.append(block)
            continue
        if open_tiers and open_tiers[1].drafts:
            found.append(open_tiers[1])
        open_tiers, last = None, found[-1] if found else None
        if last and _is_instalment(document, block, last):
            continue
        if last and _is_limit(document, block, last.blocks[-1]):
            _read(document, block, last)
            last.blocks.append(block)
            continue
        unit = Unit([block])
        _read(document, block, unit)
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
            last.asks += [Requirement(document.text[start:end], start, end) for start, end in spans]
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
                if item:
                    _read(document, item, unit)
                found.append(unit)
            spans = [span for draft in unit.drafts for span in draft.clauses]
            unit.asks += [Requirement(document.text[slice(*span)], *span) for span in spans]
            unit.drafts, unit.tiered = matter.drafts, len(matter.drafts) > 1
    return found


def _is_said(document: Document, units: Sequence[Unit], matter: Matter) -> bool:
    """Whether the items of the text give what rows of a table gather: one row by its sum alone, several grades by the item
    that is called so too, a whole table by half of its sums."""
    if matter.name and len(matter.drafts) > 1:
        named = (unit for unit in units if any(draft.money for draft in unit.drafts))
        return any(alike(name, matter.name) >= ITEM_ALIKE for unit in named for name in unit.names(document)[:1])
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
        if block.role is Role.TEXT and alike(heading, name) >= ITEM_ALIKE:
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


def _read(document: Document, block: Block, unit: Unit) -> None:
    """Read the sentences of a block into a unit."""
    text = document.text
    above = [document.title, *(document.sections[index].heading for index in block.path)]
    among = any(_ABOUT_GIVING.search(each) for each in above)
    for start, end in _apart(text, sentences_of(text, block.start, block.end)):
        sentence = text[start:end]
        if sentence.startswith("|"):
            continue  # a row of a table in Markdown
        doing, quoted = doing_of(sentence), Quoted(sentence, start, end)
        anew = _GIVES_ANEW.search(sentence) is not None
        paid = is_schedule(sentence) and any(draft.money for draft in unit.drafts) and not _TAIL_ASKS.search(sentence)
        if paid and not anew:
            unit.schedule = unit.schedule or quoted
            continue
        if doing is Doing.USE and not _CEILING.search(sentence):
            continue
        drafts = None
        if doing is not Doing.EXCLUDES and not _ASKS_FIRST.match(sentence):
            drafts = read_giving(text, start, end, unit.drafts, loose=block.role is Role.GIVES, among=among)
        if doing is Doing.NOT_WITH:
            if unit.not_with is not None and drafts is None:
                unit.asks.append(Requirement(sentence, start, end))
            unit.not_with = unit.not_with or quoted
        if drafts is None:
            _read_asking(document, quoted, doing, unit)
            continue
        unit.drafts += drafts
        if lead := _LEAD.match(sentence):
            unit.goals.append((start, start + lead.end("aim")))
        unit.asks += _behind(text, (start, end), drafts, document.metadata.region)
        if is_schedule(sentence):
            unit.schedule = unit.schedule or quoted


def _apart(text: str, sentences: Iterable[Span]) -> Iterator[Span]:
    """Sentences, one that gives and then bars (……的，给予20%补贴；未投保的，不予补贴) as two."""
    for start, end in sentences:
        parts = clauses_of(text, start, end, "；;") if doing_of(text[start:end]) is Doing.EXCLUDES else []
        at = next((at for at, part in enumerate(parts) if doing_of(text[slice(*part)]) is Doing.EXCLUDES), 0)
        if at and given_in(text[start : parts[at - 1][1]], loose=False):
            yield start, parts[at - 1][1]
            start = parts[at][0]
        yield start, end


def _is_imprint(sentence: str) -> bool:
    """Whether a line is a signature, a day or what else stands under a text."""
    words = sentence.split()
    return re.fullmatch(f"{DAY}[^\\w]*(?:印发)?", "".join(words)) is not None or all(map(is_organisation, words))


def _behind(text: str, sentence: Span, drafts: Sequence[Draft], region: Region) -> list[Requirement]:
    """What a sentence asks behind its last amount."""
    ends = [max(draft.end, draft.capped[1] if draft.capped else 0) for draft in drafts]
    start = max((end for end in ends if sentence[0] <= end <= sentence[1]), default=sentence[0])
    spans = clauses_of(text, start, sentence[1], "；;。，,")
    tail = [
        requirement(text, (a, b), region)
        for a, b in spans
        if _TAIL_ASKS.search(text, a, b)
        and not re.search("为(?:上)?限$|封顶$", text[a:b])
        and not _IS_TERM.search(text, a, b)
    ]
    said = [span for draft in drafts for span in draft.clauses]
    remarks = (match.span("said") for match in _REMARK.finditer(text, *sentence))
    of = [requirement(text, match.span("who"), region) for match in _REMARK.finditer(text, *sentence)]
    who = [
        each
        for each in of
        if each.typed and all(test.fact is Fact.ROLE for tests in each.alternatives for test in tests)
    ]
    who += [requirement(text, match.span("who"), region) for match in _BEARERS.finditer(text, *sentence)]
    return [*tail, *who] + [
        Requirement(text[a:b], a, b) for a, b in remarks if not any(first <= a and b <= last for first, last in said)
    ]


def _read_asking(document: Document, said: Quoted, doing: Doing, unit: Unit) -> None:
    """Read a sentence that gives nothing into a unit. What no rule takes is kept for a person to judge."""
    if is_manner(document.text, said.start, said.end):
        return
    years = years_in(said.text)
    if years is not None and unit.drafts and doing in (Doing.REQUIRES, Doing.OTHER):
        for draft in unit.drafts:
            draft.years = draft.years or years
        rest = [
            span
            for span in clauses_of(document.text, said.start, said.end)
            if not years_in(document.text[slice(*span)])
        ]
        unit.asks += [Requirement(document.text[a:b], a, b) for a, b in rest if _TAIL_ASKS.search(document.text, a, b)]
    elif doing in (Doing.REQUIRES, Doing.EXCLUDES):
        barred = doing is Doing.EXCLUDES
        unit.asks += requirements_of(document.text, (said.start, said.end), document.metadata.region, excludes=barred)
    elif doing is Doing.GOAL and not _DISTRICTS.match(said.text):
        unit.goals.append((said.start, said.end))
    elif doing is Doing.OTHER and not _EXPLAINS.search(said.text) and not _is_imprint(said.text):
        parts = parts_of(document.text, (said.start, said.end), document.metadata.region)
        unit.asks += [each if each.typed else Requirement(each.clause, each.start, each.end) for each in parts]
