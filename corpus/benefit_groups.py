"""The groups of conditions of a document: what its sections and articles of conditions ask, and what other passages ask of all
that a part of it is for."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from corpus.benefit_clauses import parts_of
from corpus.benefit_lists import INTRO, read_list, read_prose
from corpus.benefit_outline import Block, Role, bare
from corpus.benefit_owners import Group
from corpus.benefit_records import Requirement
from corpus.benefit_requirements import APPLICANT, requirements_of
from corpus.benefit_sentences import Doing, clauses_of, doing_of, sentences_of
from corpus.records import Document, Section, Span
from corpus.spans import Spans

_ARTICLE_OPENS = re.compile(
    "^(?:(?:可以?)?(?:申请|申报|享受)[^。；：]{0,40}(?:应当|应|须|需|必须|包括)|(?:本办法|本政策|本措施|本细则|本意见|本规定)[^。；]{0,24}(?:适用|支持对象|扶持对象|所称)"
    "|(?:支持|扶持|补助|奖励|资助|补贴)(?:的)?对象|[^。；：，]{2,30}(?:应当|应|须|需)(?:同时)?(?:具备|符合|满足|做到)|凡[^。；]{4,60}均可申[请报])"
)


def groups(document: Document, parts: Sequence[Block], units: Spans) -> list[Group]:
    """All groups of conditions of a document whose items are at `units`."""
    return [*_audience(document), *_sections(document, parts, units), *_outside(document, parts, units)]


def _audience(document: Document) -> Iterator[Group]:
    """Whom a card or notice says it is for (服务对象), where the metadata has it."""
    span = document.metadata.spans.get("audience")
    if span and re.search("对象|适用|主体|范围", document.text[max(0, span[0] - 12) : span[0]]):
        yield Group(Role.AUDIENCE, (document.body, len(document.text)), "", tuple(read_prose(document, span)))


def _sections(document: Document, parts: Sequence[Block], units: Spans) -> Iterator[Group]:
    """Groups of conditions: the items of a section of conditions, each first-level item for itself, and articles that open
    as conditions do."""
    asked = [
        (block, head) for block in parts if not units.hold(block.start) and (head := _head(document, block)) is not None
    ]
    ordinals: dict[tuple[Role, int], int] = {}
    for _, members in groupby(asked, key=lambda each: (each[0].role, each[0].scope, each[0].label, each[1])):
        group = list(members)
        first, head = group[0]
        family = (first.role, first.label)
        if head == -1 and first.role is Role.CONDITIONS:
            alone = [(block, who) for block, _ in group if (who := _asked_alone(document, block))]
            yield from (_of_one(document, block, who) for block, who in alone)
            apart = {block.start for block, _ in alone}
            group = [each for each in group if each[0].start not in apart]
            if not group:
                continue
        if head == -1 and first.role is Role.AUDIENCE and (labelled := list(_labelled(document, group))):
            yield from labelled
            continue
        ordinals[family] = ordinals.get(family, 0) + (head != -1)
        yield Group(
            Role.AUDIENCE if first.role is Role.AUDIENCE else Role.CONDITIONS,
            first.scope,
            _name(document, head),
            tuple(read_list(document, [block for block, _ in group])),
            first.label,
            ordinals[family] if head != -1 else 0,
        )


_LABELLED = re.compile("[ \\u3000]*(?P<label>[\u4e00-\u9fff“”（）]{2,16})[：:](?=\\S)")
"""How an item opens that says for which part of a document it is (研发补助：……)."""


def _labelled(document: Document, group: Sequence[tuple[Block, int]]) -> Iterator[Group]:
    """Whom several parts of a document are for, each under the label of its part; nothing unless each item has one."""
    opened = [(block, _LABELLED.match(document.text, block.start, block.end)) for block, _ in group]
    if len(opened) < 2 or not all(label for _, label in opened):
        return
    for block, label in opened:
        if label:
            rest = tuple(read_list(document, [replace(block, start=label.end())]))
            yield Group(Role.AUDIENCE, block.scope, label["label"], rest, block.label, of_part=True)


_ASKED_ALONE = re.compile(
    "[ \\u3000]*(?P<who>[^，。；：]{0,22}?(?:机构|企业|单位|组织|公司|团队|平台|园区|主体|中心|基地|银行|高校|院所))(?:还|均|都)?(?:应当?|必?须|需要?)(?:同时)?(?![用急对收届求])"
)
"""How an item of a section of conditions opens that is about one kind of applicants."""


def _asked_alone(document: Document, block: Block) -> re.Match[str] | None:
    """The opening of an item that asks one kind of applicants alone."""
    opening = _ASKED_ALONE.match(document.text, block.start, block.end)
    return opening if opening and re.sub(APPLICANT, "", opening["who"]) else None


def _of_one(document: Document, block: Block, opening: re.Match[str]) -> Group:
    """What an item asks of the kind of applicants that it names."""
    rest = tuple(read_list(document, [replace(block, start=opening.end())]))
    return Group(Role.CONDITIONS, block.scope, opening["who"].strip(), rest, block.label, of_one=True)


def _head(document: Document, block: Block) -> int | None:
    """The section that a block of conditions is grouped by, -1 for the section of conditions itself; None for a block that
    is none of conditions."""
    if block.role in (Role.CONDITIONS, Role.AUDIENCE, Role.EXCLUDES):
        inner = [index for index in block.path if document.sections[index].start > block.label]
        return inner[0] if inner and _is_group(document.sections, inner[0]) else -1
    if block.role not in (Role.TEXT, Role.GIVES):
        return None
    for index in block.path:
        section = document.sections[index]
        opening = document.text[section.body : section.body + 80].lstrip()
        if section.kind in ("条", "一、", "（一）", "1.") and _ARTICLE_OPENS.match(opening):
            return index
    return None


def _is_group(sections: Sequence[Section], index: int) -> bool:
    """Whether a section holds conditions of its own, and is not just one item of a list."""
    below = index + 1 < len(sections) and sections[index + 1].parent == index
    return sections[index].is_heading or below


def _name(document: Document, head: int) -> str:
    """What a group of conditions says that it is about: its heading, or the sentence that opens its list."""
    if head == -1:
        return ""
    section = document.sections[head]
    opening = next(iter(sentences_of(document.text, section.body, section.end)), (section.body, section.body))
    intro = document.text[slice(*opening)].split("\n")[0]
    name = bare(section.heading) if section.is_heading and section.kind != "条" else ""
    if not name and (INTRO.search(intro) or section.kind == "条"):
        name = re.split("[：:]", intro)[0][:60]
    return re.sub("(?:支持)?条件$", "", name)


def _outside(document: Document, parts: Sequence[Block], units: Spans) -> Iterator[Group]:
    """Sentences outside all sections of conditions that bar applicants (对失信企业不予支持, in the final articles), and those
    beside the items of a part that ask something of all of them."""
    text, region = document.text, document.metadata.region
    for block in parts:
        if block.role in (Role.PROCESS, Role.OTHER) and (told := list(_told_on_the_way(document, block))):
            yield Group(Role.CONDITIONS, block.scope, "", tuple(told))
        if block.role not in (Role.TEXT, Role.GIVES, Role.OTHER) or _head(document, block) is not None:
            continue
        if units.hold(block.start):
            continue
        found = [
            each
            for start, end in sentences_of(text, block.start, block.end)
            if doing_of(text[start:end]) is Doing.EXCLUDES
            for each in requirements_of(text, (start, end), region, excludes=True)
        ]
        if found:
            yield Group(Role.CONDITIONS, block.scope, "", tuple(found))
        beside = block.scope if block.role is Role.GIVES else _part(document, block, units)
        if alone := list(_asked_outside(document, block, beside=beside is not None)):
            yield Group(Role.CONDITIONS, block.scope, "", tuple(alone))
        if block.role is Role.OTHER:
            continue
        named = bool(block.path) and _WHAT.fullmatch(bare(document.sections[block.path[-1]].heading)) is not None
        asked = [
            Requirement(text[start:end], start, end)
            for start, end in sentences_of(text, block.start, block.end)
            if beside
            and (named or doing_of(text[start:end]) is Doing.REQUIRES)
            and not _TO_OTHERS.search(text[start:end])
        ]
        if beside and asked:
            yield Group(Role.CONDITIONS, beside, "", tuple(asked))


_DEFINES = re.compile("(?:是指|指的是|所称[^，。；]{2,16}[，,]?(?:是|指|系))")
_FUND = re.compile("资金|经费|基金|本办法所称[^，。；]{0,8}(?:奖励|补贴|补助)")


def _asked_outside(document: Document, block: Block, *, beside: bool) -> Iterator[Requirement]:
    """What a passage asks of the applicant that stands beside no item, and how it defines whom or what the items are for."""
    text = document.text
    for start, end in sentences_of(text, block.start, block.end):
        sentence = text[start:end]
        defines = _DEFINES.search(sentence) is not None and not _FUND.search(sentence[:_OPENING])
        asks = not beside and block.role is Role.TEXT and doing_of(sentence) is Doing.REQUIRES
        if defines or (asks and _ASKS_APPLICANT.search(sentence) and not _TO_OTHERS.search(sentence)):
            yield from requirements_of(text, (start, end), document.metadata.region)


_OPENING = 24
"""Characters of a sentence in which it names what it defines."""


def _told_on_the_way(document: Document, block: Block) -> Iterator[Requirement]:
    """What a passage on how to apply, or on what else is to be done, asks of the applicant (申报单位须具有独立法人资格, 登录……)."""
    text = document.text
    for start, end in sentences_of(text, block.start, block.end):
        if _APPLICANTS_MUST.match(text, start, end) and not _HANDLES.search(text, start, end):
            yield from requirements_of(text, (start, end), document.metadata.region)
            continue
        for first, last in clauses_of(text, start, end) if block.role is Role.PROCESS else ():
            handed_in = _HANDED_IN.search(text, first, last) is not None
            if _ASKS_APPLICANT.search(text, first, last) and not handed_in and not _TO_OTHERS.search(text[first:last]):
                yield from parts_of(text, (first, last), document.metadata.region)


_APPLICANTS_MUST = re.compile(
    "[ \\u3000]*(?:凡|所有)?(?:申报|申请|享受|获得|领取|拟申报)[^，。；：]{0,24}?(?:单位|企业|主体|者|人员?|项目|机构|合作社|农场|的)[，,]?(?:均|都|还)?(?:应当?|必须|须|需要?)?(?:同时)?"
    "(?:在(?!每年|\\d|收到|[^，。；]{0,12}(?:前|日内|工作日))|为|是|具有|具备|拥有|注册|登记|成立|连续|依法|未|无|符合|满足)"
)
_HANDLES = re.compile(
    "提[交供出]|报送|登录|填[写报]|递交|签订|材料|资料|配合|接受|账[户册目]|公示|退回|追[回缴]|办理|[审评复核]核|拨付|受理|平台|系统|窗口|之日起"
)
"""How a sentence opens that says how applicants must be, and what one says that tells what they have to do."""

_HANDED_IN = re.compile("(?:前|起|内|至\\d{1,2}日)(?:向[^，。；]{2,16})?(?:提[交出]|报送|递交|填报|登录)")
"""What a clause says that only tells until when something is handed in."""

_ASKS_APPLICANT = re.compile(
    "(?:申报|申请|企业|单位|主体|项目|机构|人员|人)[^，。；]{0,12}(?:(?:应当?|须|必须|需)(?:具[有备]|符合|满足|为|是|在|属于|拥有)|不得|不低于|不少于|不超过|以上)"
    "|(?:注册|登记|纳税|成立)[^，。；]{0,12}(?:企业|单位|机构)|同一[^，。；]{2,12}(?:只能|仅限|不得|限)|(?:未|已|曾)经?(?:获得?|享受|取得)[^，。；]{0,24}(?:资金|补贴|补助|奖励|支持|政策)|近[一二两三四五\\d]年"
)

_WHAT = re.compile("(?:支持|重点|奖励|资助|申报|主要|补助|扶持|的|和|及|与|、)*(?:方向|领域)")
"""Headings of a passage that says for what is given."""

_TO_OTHERS = re.compile(
    "^(?:由|请)?(?!申报|申请|企业|项目)[^，。；]{0,14}(?:部门|管委会|政府|财政局|发改委|办公室|委员会)(?:负责|应当?|要|须|会同|组织|加强|按照?|根据|对|将|可|在|不|及时)"
    "|^[^，。；]{0,4}(?:各区|各县)|责任单位|(?:本|该)[^，。；]{0,6}有效期|施行|推荐(?:参加|参与|纳入|到|列入|申报)"
)
"""Whom a sentence obliges that is about no applicant: offices, as its subject."""


def _part(document: Document, block: Block, units: Spans) -> Span | None:
    """The section around a block that holds items too; None where none of its sections does."""
    for index in reversed(block.path[:-1]):
        section = document.sections[index]
        if units.within((section.start, section.end)):
            return section.start, section.end
    return None
