"""Ranking: how likely a sentence is the one that answers a question for text, from signals that a person can look at.

A conditional logistic model weighs them: of the sentences found for one question, one answers. Its weights, with the data,
the date and the command that fitted them, stand in `reading.json`; `python -m eval.benchmark reading` fits them again and
prints where the right sentence ranks.
"""

import json
import math
import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from bot.reading.logistic import weighed
from bot.understanding.question import Question
from corpus.aliases import canonical
from corpus.text import fold
from index.tokens import bigrams

DATA = "reading.json"

SIGNALS = (
    "standing", "rank", "said", "said_closely", "words", "asked_last", "beside_asking", "topic", "said_beside", "said_before",
    "continues", "shape", "opens_document", "opens_list", "in_list", "begins_with_heading", "row", "condition",
    "reason", "way", "consequence", "whereabouts", "bar", "verdict", "person", "several", "distinct",
)  # fmt: skip
"""Names of the signals, in the order of the weights:

- standing, rank: the fused score of the passage against the best one's, and the inverse of its rank;
- said: share of the question's informative terms, by weight, that the sentence holds (the sentence that opens its list and
  the innermost heading for 0.9, other headings and titles for 0.6);
- said_closely: the same with the innermost heading alone, for a half;
- words: share of the question's words that stand whole in the sentence or above it;
- asked_last, beside_asking: of the terms with which the question ends, and of those next to its question word, the share
  that the sentence holds;
- topic: share of the innermost heading that the question says;
- said_beside, said_before: how much more the best sentence of the passage says than this one, and what the one before it says;
- continues: what the sentence before says of the question that this one does not;
- shape: it holds what the answer must (a date, an organisation);
- opens_document, opens_list, in_list, begins_with_heading, row: where and what it is;
- condition: it sets one;
- reason, way, consequence, whereabouts, bar, verdict, person, several: that is asked (bar: what is not allowed; verdict: yes or
  no; person: who does it; several: which ones), and it or what opens its list has the words of one;
- distinct: share of the question's terms that stand in it or above it, where a term weighs by how few of all sentences found
  hold it.
"""

POINT = 7.0
"""Logarithm of the odds that makes one point of a score: about what one point of the scores for figures tells."""

LAST = 3
"""Terms with which a question ends."""

REACH = 5
"""Characters next to a question word that may name what is asked."""

OPENING = 30
"""Characters of a document in which its title and the line below it begin."""

INNERMOST, ABOVE, CLOSELY = 0.9, 0.6, 0.5
"""Worth of a term in the heading or sentence next above, in those further up, and of one in the innermost heading for
`said_closely`, against one in the sentence itself."""

HEADING_LENGTH = 12
"""Characters by which a heading is known again where its paragraph begins with it."""

_ASKING = re.compile("多少|哪些?|什么|怎么样?|怎样|如何|谁|何时|为何|吗|是否|能不能|可不可以|多久|几")
_BREAK = re.compile("[,，。?？]")
OPENS_LIST = re.compile(r"(?:[:：]\s*|(?:下列|以下|如下)[^。]{0,16}[。:：]?\s*)$")
"""The end of a sentence that opens a list."""

_ENDS_OPEN = re.compile("[:：]\\s*$")
_CONDITION = re.compile("的[,，]|符合|满足|具备|条件|以上|不超过|不低于|不少于|未满|年满|须|应")
_KINDS = {
    "reason": (
        re.compile("为什么|为何|为啥|原因|目的|意义"),
        re.compile("因|由于|为了|为[^人]|以便|旨在|从而|有利于|以"),
    ),
    "way": (
        re.compile(
            "(?:怎么|如何|怎样|咋)(?:去|来|才能)?(?:[办申报领查交转提弄走登约缴退补取开兑迁]|预约|参加|操作|注销|变更|落户)(?!多少|几)"
            "|什么(?:方式|途径|渠道|办法|流程|手续|程序|步骤)|哪些(?:方式|途径|渠道)|流程|步骤"
        ),
        re.compile(
            "通过(?![率了后])|登[录陆]|提交|填[写报]|前往|拨打|扫[描码]|点击|关注|窗口|平台|系统|小程序|App|APP|现场|携带|向[^,，。;；]{2,20}(?:申请|提出|申报)"
        ),
    ),
    "consequence": (
        re.compile("后果|怎么处理|怎么办|处罚|会怎|如何处[理置]|怎么处置|怎么罚|怎么样"),
        re.compile("处罚|追究|收回|取消|终止|责令|罚款|不予|撤销|拒绝|停产|注销|追回|列入|暂停|补正|退|扣"),
    ),
    "whereabouts": (
        re.compile("哪里|哪儿|在哪|[到往去]哪|哪个(?:窗口|网站|平台|地方)|地点|什么地方|何处"),
        re.compile("窗口|中心|大厅|网站|路|号|平台|系统|地点|门户|社区|现场|位置|APP|App|公众号"),
    ),
    "bar": (
        re.compile("(?<!能)不能|(?<!可)不可以|不得|不予|不给|(?<!行)不行|不许|(?<!准)不准|不让|不了|禁止|排除"),
        re.compile(
            "不得|不予|不能|不可|不享受|不适用|不再|不支持|不受理|不计|不属于|不包括|不在[^,，。;；]{0,6}(?:内|列|范围)|禁止|限制|除外"
        ),
    ),
    "verdict": (
        re.compile(
            "能不能|可不可以|可以不可以|行不行|合不合[规法]|允不允许|让不让|准不准|许不许|要不要|用不用|需不需要|算不算|是不是|会不会|给不给|管不管|补不补|有没有|[能可是会]否"
            "|(?:能|可以|会|算|要|需要|得|行|用|给|管|有|是|必须|限制)[^,，。?？]{0,24}(?:吗|么|嘛|不|没)[?？。]?$|(?:行|可以|成|好|对|中|合[规法]|允许)[吗么不][?？。]?$"
        ),
        re.compile(
            "可以|可由|可(?=[按凭向在持申直])|均可|方可|也可|不得|不予|不能|不可|无需|无须|不需|不用|不必|免[予于除交缴征收申]|免费|不[再受计限含纳属享适作影]"
            r"|禁止|严禁|视为|视同|属于|除外|一律|必须|应当|有权|仅限?|只能|年龄限|限(?=\d|[^制额定期])|的[,，][^,，。]{0,6}(?:享受|给予|发放|纳入|列入|计入)|与[^,，。]{1,12}无关|^(?:答[:：])?(?:可以|不?能|不?行|不|是|否|会|需要|要)[，。,;；]"
        ),
    ),
    "person": (
        re.compile("谁|哪个(?:部门|单位|机构|局)|什么(?:部门|单位|机构)|归哪|哪里管|由哪"),
        re.compile(
            "由[^,，。]{2,30}(?:负责|承担|办理|审核|受理|组织|牵头|认定|实施|支付|发放|批准)|(?:负责|牵头|承担|归|主管)|(?:向|到|报)[^,，。]{2,30}(?:申请|申报|提出|提交|备案|办理|登记|审核|审批|批准)"
        ),
    ),
    "several": (
        re.compile("哪些|哪几|有什么(?!用|区别|影响)|分别(?:是|有)|都有|包括|几[种类样项步个](?!月|工作日|百分点)"),
        re.compile(
            r"[^、]{2,}、[^、]{2,}(?:、|和|及|或|与|以及|等)|(?:^|[;；:：])\s*(?:1[.．、]|一是|[（(][一1][）)])"
        ),
    ),
}
"""What a question asks for, and the words of a sentence that tells it."""

_NO_KINDS = [0.0] * len(_KINDS)


def asked_of(question: str) -> frozenset[str]:
    """The kinds of things, of those with a signal, that a folded question asks for."""
    return frozenset(kind for kind, (asks, _) in _KINDS.items() if asks.search(question))


def tells_of(kind: str, text: str) -> bool:
    """Whether a text has the words of what tells a kind of things."""
    return _KINDS[kind][1].search(text) is not None


def bars(question: str, text: str) -> bool | None:
    """Whether a text bars (True) or allows (False) what a question of yes or no asks; None for any other question, and where
    the text does neither."""
    asks, tells = _KINDS["verdict"]
    if not asks.search(fold(question).strip()) or not tells.search(text):
        return None
    return _KINDS["bar"][1].search(text) is not None


@dataclass(frozen=True, slots=True)
class Sought:
    """A question as sentences are held against it: its informative terms with their weights, the words it has, the terms with
    which it ends and those next to its question word, and the kinds of things it asks for."""

    weights: Mapping[str, float]
    total: float
    words: tuple[str, ...]
    last: frozenset[str]
    beside: frozenset[str]
    kinds: frozenset[str]

    def held(self, text: str) -> frozenset[str]:
        """The terms that stand in a canonical text."""
        return frozenset(filter(text.__contains__, self.weights))

    def share(self, terms: Collection[str]) -> float:
        """Share of the question, by weight, that some of its terms make up."""
        return sum(map(self.weights.__getitem__, terms)) / self.total if terms else 0.0

    def distinct(self, told: Sequence[frozenset[str]]) -> list[float]:
        """For each of several texts the share of the question that its terms make up, where a term weighs by how few of all hold it."""
        holders = Counter(term for terms in told for term in terms)
        local = {term: self.weights[term] * math.log((len(told) + 1) / (n + 0.5)) for term, n in holders.items()}
        every = sum(local.values()) or 1.0
        return [sum(map(local.__getitem__, terms)) / every for terms in told]

    def share_of(self, terms: frozenset[str], held: frozenset[str]) -> float:
        """Share of some terms, by weight, that are held; 0 of none."""
        both = terms & held
        return self.share(both) / (self.share(terms) or 1.0) if both else 0.0


def sought(question: Question, weights: Mapping[str, float]) -> Sought:
    """What is looked for in the sentences for a question, whose terms have `weights`."""
    own = {term: weights.get(term, 1.0) for term in question.terms}
    asked = canonical(fold(question.text))
    near = {term for match in _ASKING.finditer(asked) for term in _near(asked, *match.span())}
    return Sought(
        own,
        sum(own.values()) or 1.0,
        tuple(word for slot in question.slots for name in slot.names for word in name if len(word) > 1),
        frozenset([term for term in question.terms if term not in question.asides][-LAST:]),
        frozenset(own) & near,
        asked_of(asked),
    )


def _near(asked: str, start: int, end: int) -> list[str]:
    before, after = asked[max(0, start - REACH) : start], asked[end : end + REACH]
    return [*bigrams(_BREAK.split(before)[-1]), *bigrams(_BREAK.split(after)[0])]


@dataclass(frozen=True, slots=True)
class Place:
    """Where the sentences of a passage stand: its `standing` and rank among those found, what its headings say, the innermost
    (`inner`) and the others (`outer`), each with the terms of the question that it holds, and the share of the innermost that
    the question says (`topic`)."""

    standing: float
    rank: int
    path: tuple[str, ...]
    inner: str
    outer: str
    held_inner: frozenset[str]
    held_outer: frozenset[str]
    topic: float
    start: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may answer: `text` verbatim, `words` canonical with what it is heard to say, `opener` the same of what
    opens its list; the terms of the question that it holds, that its opener holds, and the sentence `before` it in the passage;
    and `best` the most that a sentence of its passage says."""

    text: str
    words: str
    opener: str
    held: frozenset[str]
    held_above: frozenset[str]
    before: frozenset[str]
    best: float
    first: bool
    row: bool
    shaped: bool


def told(place: Place, item: Candidate) -> frozenset[str]:
    """The terms of the question that stand in a sentence or above it."""
    return item.held | item.held_above | place.held_inner | place.held_outer


def signals(looked_for: Sought, place: Place, item: Candidate) -> tuple[float, ...]:
    """The signals of a sentence in the order of SIGNALS, but for the last, which takes all sentences found."""
    own, before = item.held, item.before
    over = place.held_inner | item.held_above
    share = looked_for.share
    own_share, text = share(own), item.text.lstrip()
    read = "\n".join((item.words, item.opener, place.inner, place.outer))
    kinds = (
        [float(kind in looked_for.kinds and tells_of(kind, f"{item.opener} {text}")) for kind in _KINDS]
        if looked_for.kinds
        else _NO_KINDS
    )
    return (
        place.standing,
        1 / place.rank,
        own_share + INNERMOST * share(over - own) + ABOVE * share(place.held_outer - over - own),
        own_share + CLOSELY * share(place.held_inner - own),
        sum(map(read.__contains__, looked_for.words)) / max(len(looked_for.words), 1),
        looked_for.share_of(looked_for.last, own),
        looked_for.share_of(looked_for.beside, own),
        place.topic,
        item.best - own_share,
        share(before),
        share(before - own),
        float(item.shaped),
        float(item.first and place.start < OPENING),
        float(_ENDS_OPEN.search(text) is not None),
        float(bool(item.opener)),
        float(bool(place.path) and text.startswith(place.path[-1][:HEADING_LENGTH])),
        float(item.row),
        float(_CONDITION.search(text) is not None),
        *kinds,
    )


@cache
def fitted() -> tuple[float, ...]:
    """The weights of the package, in the order of SIGNALS."""
    data = json.loads(resources.files("bot").joinpath(DATA).read_text(encoding="utf-8"))
    return tuple(data["signals"][name]["weight"] for name in SIGNALS)


def points(found: Sequence[float], weights: Sequence[float]) -> float:
    """What signals count for: POINT times it is the logarithm of the odds, up to what all sentences of a question share."""
    return weighed(weights, found) / POINT
