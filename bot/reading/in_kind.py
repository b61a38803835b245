"""Whether a sentence tells the kind of thing that is asked for: who does it, what befalls, which papers, yes or no.

People name a place and ask in words of their own, so that few of them stand in the document of that place which answers. That the
best sentence of it is of the kind asked for, and says a word of the question, speaks for it where its words alone do not.
"""

import re
from collections.abc import Sequence

from bot.reading.near import near, put_first
from bot.reading.ranking import asked_of, tells_of
from bot.reading.reading import Evidence
from bot.reading.shapes import shaped
from bot.understanding.everyday import asked_kinds, heard, tells
from bot.understanding.places import SCOPES
from bot.understanding.question import Question, Shape
from bot.understanding.words import content
from corpus.aliases import canonical
from corpus.text import fold

SHARE, SHARE_UNNAMED, SHARE_ANYWHERE = 0.1, 0.5, 0.25
"""Of the confidence that is needed, the share that is enough for a sentence of the kind asked for, for one that says no word
of the question, and for one of any place where none is asked."""

NEAR, NEAR_SHARE = 6, 0.6
"""Of the best evidence as many, and such a share of the score of the first, come as near as that."""

LESS_SAID = 0.6
"""The share of what the best evidence says of a question that one which tells who must say: that often leaves the name of the thing out."""

_BARRED = "不能|不得|不给|不予|拿不|领不|禁止|不许|不让"
_DOES = "负责|承担|办理|审核|受理|组织|牵头|认定|实施|支付|发放|批准|调度|监管|查处|申[请报领]|领取"
_WHO = re.compile(
    f"由[^,，。;；]{{2,24}}(?:{_DOES})|归[^,，。;；]{{0,12}}(?:局|机关|部门|委|中心|所|办)|[^,，。;；]{{2,24}}(?:负责|牵头|主管)"
    "|(?:向|到|报)[^,，。;；]{2,24}(?:申请|申报|提出|提交|备案|办理|登记|审核|审批|批准)"
)
_OFFICE = re.compile(
    "部门|单位|机构|机关|哪个局|窗口|[找归由]谁|谁来?(?:负责|审|受理|管|办)|(?:去|到|在|往|找)哪里?儿?(?:去)?[办申交报领]"
)
"""What asks whose business something is, not to whom something is given."""

_KINDS = (
    (
        re.compile(
            "(?:哪[些几种]+|什么)(?:样的?)?(?:情形|情况|行为|场合)"
            f"|哪[些几][^,，?？]{{0,14}}(?:{_BARRED})|(?:{_BARRED})[^,，?？]{{0,8}}(?:哪[些几]|什么)"
        ),
        re.compile("(?:情形|情况|行为|条件)之一|下列[^,，。;；]{0,6}(?:情形|情况|行为)|禁止|不得|不予"),
    ),
    (re.compile("谁|(?:哪个|什么)(?:部门|单位|机构|局)|归哪|哪里管|由哪"), _WHO),
    (re.compile("为什么|为何|原因|缘故"), re.compile("因(?![此素])|由于|原因")),
)
"""What asks for a kind of thing (on which cases, who, why), and how a sentence, or what opens its list, tells it."""

_RULES = re.compile(
    "不得|不予|不能|不可(?!抗)|不(?:享受|适用|属于|支持|[计纳]入|再|受|补|需)|禁止|可以|均可|方可|无[需须]|不用(?!于)|不必|免[予收交除征]|视[为同]|只能|仅限"
)
"""How a rule says yes or no to a case; what must be done, or is left out, answers less."""

OF_ANY = frozenset(
    re.findall(
        r"\S+",
        "申报 申请 企业 办理 补贴 补助 奖励 政策 单位 公司 资金 项目 提供 提交 领取 享受 材料 条件 部门 负责 时间 个人 情况 情形 要求 规定 标准 支持 人员",
    )
)
"""Words that any document has."""


def enough(question: Question, item: Evidence) -> float:
    """The share of the confidence that is needed with which an evidence answers: 1.0 but where it is of the document of the place
    asked, if one is, and tells the kind of thing that is asked for."""
    of_place = bool(question.places) and bool(item.hit.entry.metadata.region)
    here = of_place or any(place not in SCOPES for place in question.elsewhere)
    anywhere = not question.places and not question.elsewhere
    if question.number or not (item.place_fits and item.year_fits and (here or anywhere)):
        return 1.0
    whether = "verdict" in asked_of(canonical(fold(question.text)).strip())
    if (anywhere and (whether or question.shape not in (None, Shape.ORGANISATION))) or not tells_kinds(question, item):
        return 1.0  # a rule of anybody's, or a day, is told everywhere
    if not item.coverage and not whether:
        return 1.0  # what surrounds a question decides a yes or no alone
    if not _names(question, item):
        return SHARE_UNNAMED
    return SHARE if here else SHARE_ANYWHERE


def who_first(question: Question, evidence: Sequence[Evidence]) -> list[Evidence]:
    """Where it is asked who does something, the first evidence that tells who before those near the best one that do not: any
    sentence names bodies."""
    found = list(evidence)
    asks = question.shape is Shape.ORGANISATION and not question.number and _OFFICE.search(question.text)
    if not asks or not found or _WHO.search(found[0].text):
        return found
    close = near(found, NEAR, NEAR_SHARE, LESS_SAID)
    return put_first(next((each for each in close if _WHO.search(each.text)), None), found)


def tells_kinds(question: Question, item: Evidence) -> bool:
    """Whether an evidence tells all kinds of things that a question asks for; not where it asks for none that is known."""
    asked, text = canonical(fold(question.text)).strip(), f"{item.opener} {item.text}"
    calls = question.shape is Shape.CONTACT  # who picks up is told by the number
    found = [tell.search(text) is not None for ask, tell in _KINDS if ask.search(asked) and not calls]
    body = question.shape is Shape.ORGANISATION  # where something is handed in is told by whom it is handed to
    kinds = asked_of(asked) - ({"whereabouts"} if body else set())
    found += [tells_of(kind, text) for kind in ("whereabouts", "consequence", "bar") if kind in kinds]
    found += [_RULES.search(text) is not None] if "verdict" in kinds else []
    found += [tells(canonical(item.text), question.spoken)] if asked_kinds(question.spoken) else []
    if question.shape:
        found.append(_WHO.search(text) is not None if body else shaped(question.shape, item.text))
    return bool(found) and all(found)


def _names(question: Question, item: Evidence) -> bool:
    """Whether an evidence, or what stands next above it, says a word of the question that the title does not have, and not any
    document."""
    meta, path = item.hit.entry.metadata, item.hit.stored.passage.path
    held = heard(canonical(" ".join((item.opener, item.text, *path[-1:]))), question.spoken)
    title = canonical(meta.title)
    own = (word for word in content(question.text) if len(word) > 1 and word not in OF_ANY)
    return any(word in held and word not in title for word in own)
