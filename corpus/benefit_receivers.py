"""Items that give to several receivers for different doings (获评……的企业，给予奖励；为其提供服务的机构，按绩效奖励): each is a benefit
of its own, so that nobody has to be what another one must be."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from corpus.benefit_given import VERBS
from corpus.benefit_outline import Block
from corpus.benefit_sentences import Doing, clauses_of, doing_of, sentences_of
from corpus.records import Span

_KINDS = {
    "企业": "企业|公司|主体",
    "机构": "机构|院所|院校|高校|医院|中心",
    "银行": "银行|担保公司|融资租赁公司",
    "平台": "平台|园区|基地|孵化器|空间|楼宇|载体",
    "组织": "协会|组织|联盟|团体",
    "个人": "个人|人才|人员|团队",
}
"""Kinds of receivers; who is of one is not asked what another one has to be."""

_KIND = "|".join(_KINDS.values())
_BY_END = re.compile(f"(?:对|凡|支持|鼓励)?.*的[\u4e00-\u9fff]{{0,8}}?(?P<kind>{_KIND})(?:的)?$")
_SUBJECT = f"[^，。；的为向给]{{0,16}}?(?P<kind>{_KIND})(?:[（(][^（）()]*[）)])?(?![的、和及与或等于为])"
_BY_SUBJECT = re.compile(f"(?:对|凡)?{_SUBJECT}(?=[^，。；]+的$)")
_BY_GOAL = re.compile(
    f"(?:支持|鼓励|引导){_SUBJECT}(?=建设|新建|开展|提供|设立|参加|参与|引进|申报|申请|实施|采用|购买|租用|利用)"
)
_BY_VERB = re.compile(f"对(?P<doing>[^，。；]*的)[\u4e00-\u9fff“”]{{0,10}}?(?P<kind>{_KIND})(?=给予|予以|进行|按)")
_ANY = re.compile("符合(?:相关|上述|规定)?条件的")
SERVES = re.compile("[为向给][^，。；]{2,40}(?:提供|开展)[^，。；]{0,24}(?:服务|担保|贷款|融资|投资|孵化)")
"""What is done for others: who does it is not what those are."""

_TURNS = re.compile(f"(?<=支持|奖励|补助|补贴|资助)[，,](?=对[^，。；]*的[^，。；]{{0,16}}?(?:{_KIND})(?:给予|予以))")
"""Where a sentence that has given turns to others (……给予支持，对迁入的企业给予奖励)."""

_MOST_SENTENCES = 12
"""Sentences of an item that is parted, which bounds what a hostile text can cost."""


def by_receiver(text: str, block: Block) -> list[Span]:
    """The spans of a block, parted where a segment gives to another kind of receivers for a doing of theirs than the one before
    it; a single span where it does not, or where it ends in what is asked of all."""
    segments = list(islice(_segments(text, block), _MOST_SENTENCES + 1))
    if not 1 < len(segments) <= _MOST_SENTENCES:
        return [(block.start, block.end)]
    kinds = [_receiver(text, segment) for segment in segments]
    cuts = [at for at in range(1, len(segments)) if kinds[at] and (last := _last(kinds[:at])) and last != kinds[at]]
    if not cuts or _asks_all(text, segments[cuts[-1] + 1 :]):
        return [(block.start, block.end)]
    starts = [block.start, *(segments[at][0] for at in cuts)]
    return list(zip(starts, [*starts[1:], block.end], strict=True))


def _segments(text: str, block: Block) -> Iterator[Span]:
    for start, end in sentences_of(text, block.start, block.end):
        for first, last in clauses_of(text, start, end, "；;"):
            turn = _TURNS.search(text, first, last)
            yield from ((first, turn.start()), (turn.end(), last)) if turn else ((first, last),)


def _last(kinds: Sequence[str]) -> str:
    return next((kind for kind in reversed(kinds) if kind), "")


def _receiver(text: str, segment: Span) -> str:
    """The kind of those to whom a segment gives for a doing that it names; "" where it names none."""
    if not re.search(VERBS, text[slice(*segment)]):
        return ""
    for start, end in clauses_of(text, *segment):
        clause = text[start:end]
        match = _BY_SUBJECT.match(clause) or _BY_GOAL.match(clause) or _BY_END.fullmatch(clause)
        if match is None and (told := _BY_VERB.search(clause)):
            match = told if not _ANY.fullmatch(told["doing"]) or SERVES.search(text, *segment) else None
        if match:
            return next(name for name, words in _KINDS.items() if re.fullmatch(words, match["kind"]))
    return ""


def _asks_all(text: str, segments: Sequence[Span]) -> bool:
    """Whether segments ask or bar something."""
    return any(
        doing_of(text[slice(*each)]) in (Doing.EXCLUDES, Doing.NOT_WITH) or _ASKS.search(text, *each)
        for each in segments
    )


_ASKS = re.compile("应当|须|必须|不得|上述|以上[^。]{0,6}(?:企业|机构|单位|项目|奖励|补贴)|同一|[单每](?:个|家)")
