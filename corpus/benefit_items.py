"""One item that gives something, and how its sentences are read: what they give, ask for, want done and bar beside it."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from corpus.benefit_amounts import read_giving
from corpus.benefit_asked import is_manner
from corpus.benefit_clauses import parts_of, requirement
from corpus.benefit_drafts import Draft, years_in
from corpus.benefit_given import given_in
from corpus.benefit_outline import Block, Role, bare
from corpus.benefit_records import Fact, Quoted, Requirement
from corpus.benefit_requirements import requirements_of
from corpus.benefit_sentences import Doing, clauses_of, doing_of, is_schedule, sentences_of
from corpus.dates import DAY
from corpus.organisations import is_organisation
from corpus.records import Document, Span
from corpus.regions import Region

_EXPLAINS = re.compile(
    "见上表|见下表|如下[：:]?$|下列[^。]{0,12}[：:]$|[：:]$|咨询(?:电话|人|方式|请|时间)|电话|联系(?:人|方式|单位|部门|地址)|^注[：:]|^问[：:]|[？?]$|^[（(]?注|提出申请|提交(?:申请|材料|资料)|向[^，。；]{2,16}(?:申请|申报|提交|报送|递交)|登录|填报|有效期|施行|(?:起|日)(?:执行|实施)|^附件|^附[：:]|特此|此件|主动公开|^抄送|(?<!专人)负责|拨付|公示|解释|推荐(?:参加|参与|纳入|到|列入)|^分[^，。；]{2,24}[两二三四五]类|标准一致|合并计算|^各(?:[市区县地]|产业|园区|集聚区|有关|相关|级|部门|单位)|^(?:完善|联合|推动|加强)"
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

_HEADING = re.compile("[^，。；：、\\d]{2,10}。")
_TO = re.compile("[ \\u3000]*(?:对|凡)")
"""How an article goes on behind its name that says whom it gives to (第五条 冷链设施。对……)."""

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
    unread: list[Callable[[], list[Requirement]]] = field(default_factory=list)
    """What reads the sentences that ask: most items turn out to give nothing, and nobody wants to know what they ask."""
    asked: list[Requirement] = field(default_factory=list)
    """What was read of them."""
    goals: list[Span] = field(default_factory=list)
    not_with: Quoted | None = None
    schedule: Quoted | None = None
    tiered: bool = False
    name: str = ""
    """What a table calls it."""
    named: Span | None = None
    """Where the table does."""

    @property
    def asks(self) -> list[Requirement]:
        """What the item asks, read when it is first wanted."""
        for each in self.unread:
            self.asked += each()
        self.unread.clear()
        return self.asked

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


def read(document: Document, block: Block, unit: Unit) -> None:
    """Add to a unit what the sentences of a block give, ask and want done; what no rule takes is kept as text."""
    text = document.text
    above = [document.title, *(document.sections[index].heading for index in block.path)]
    among = any(_ABOUT_GIVING.search(each) for each in above)
    for start, end in _apart(text, sentences_of(text, block.start, block.end)):
        sentence = text[start:end]
        if start == block.start + _blanks(text, block) and _HEADING.fullmatch(sentence) and _TO.match(text, end):
            continue  # the name of an article, which says nothing that the sentence behind it does not
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
                unit.unread.append(partial(_as_said, quoted))
            unit.not_with = unit.not_with or quoted
        if drafts is None:
            _read_asking(document, quoted, doing, unit)
            continue
        unit.drafts += drafts
        if lead := _LEAD.match(sentence):
            unit.goals.append((start, start + lead.end("aim")))
        unit.unread.append(partial(list, _behind(text, (start, end), drafts, document.metadata.region)))
        if is_schedule(sentence):
            unit.schedule = unit.schedule or quoted


def _blanks(text: str, block: Block) -> int:
    said = text[block.start : block.end]
    return len(said) - len(said.lstrip())


def _apart(text: str, sentences: Iterable[Span]) -> Iterator[Span]:
    """Sentences, one that gives and then bars (……的，给予20%补贴；未投保的，不予补贴) as two."""
    for start, end in sentences:
        parts = clauses_of(text, start, end, "；;") if doing_of(text[start:end]) is Doing.EXCLUDES else ()
        at = next((at for at, part in enumerate(parts) if doing_of(text[slice(*part)]) is Doing.EXCLUDES), 0)
        if at and given_in(text[start : parts[at - 1][1]], loose=False):
            yield start, parts[at - 1][1]
            start = parts[at][0]
        yield start, end


_PRINTED = re.compile(f"{DAY}[^\\w]*(?:印发)?")


def _is_imprint(sentence: str) -> bool:
    """Whether a line is a signature, a day or what else stands under a text."""
    words = sentence.split()
    return _PRINTED.fullmatch("".join(words)) is not None or all(map(is_organisation, words))


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
    who = [each for each in of if each.typed and all(test.fact is Fact.ROLE for test in each.tests)]
    who += [requirement(text, match.span("who"), region) for match in _BEARERS.finditer(text, *sentence)]
    return [*tail, *who] + [
        Requirement(text[a:b], a, b) for a, b in remarks if not any(first <= a and b <= last for first, last in said)
    ]


def _read_asking(document: Document, said: Quoted, doing: Doing, unit: Unit) -> None:
    """Read a sentence that gives nothing into a unit. What no rule takes is kept for a person to judge."""
    if is_manner(document.text, said.start, said.end):
        return
    years = years_in(said.text) if unit.drafts else None
    if years is not None and doing in (Doing.REQUIRES, Doing.OTHER):
        for draft in unit.drafts:
            draft.years = draft.years or years
        unit.unread.append(partial(_beside_years, document.text, said))
    elif doing in (Doing.REQUIRES, Doing.EXCLUDES):
        span, barred = (said.start, said.end), doing is Doing.EXCLUDES
        unit.unread.append(partial(requirements_of, document.text, span, document.metadata.region, excludes=barred))
    elif doing is Doing.GOAL and not _DISTRICTS.match(said.text):
        unit.goals.append((said.start, said.end))
    elif doing is Doing.OTHER:
        unit.unread.append(partial(_told, document, said))


def _as_said(said: Quoted) -> list[Requirement]:
    return [Requirement(said.text, said.start, said.end)]


def _beside_years(text: str, said: Quoted) -> list[Requirement]:
    """What a sentence asks beside telling for how many years something is paid."""
    rest = [span for span in clauses_of(text, said.start, said.end) if not years_in(text[slice(*span)])]
    return [Requirement(text[a:b], a, b) for a, b in rest if _TAIL_ASKS.search(text, a, b)]


def _told(document: Document, said: Quoted) -> list[Requirement]:
    """What a sentence of which nothing else is known may ask."""
    if _EXPLAINS.search(said.text) or _is_imprint(said.text):
        return []
    parts = parts_of(document.text, (said.start, said.end), document.metadata.region)
    return [each if each.typed else Requirement(each.clause, each.start, each.end) for each in parts]
