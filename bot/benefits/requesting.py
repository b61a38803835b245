"""Whether a message asks which benefits there are for somebody, and what it says of them."""

import re
from dataclasses import replace
from datetime import date

from bot.benefits.names import find_names
from bot.benefits.profile import Statement
from bot.benefits.profile_heard import Heard, hear
from bot.benefits.profile_sentences import LITTLE, asks, beside, beside_figures, clauses, read_clause
from bot.benefits.totalling import without_altogether
from corpus.benefit_records import Fact

_GIVEN = "补贴|补助|奖励|奖补|资助|扶持|优惠|资金|支持|红包|政策|奖金|钱|项目"
_ASKS_MATCH = re.compile(
    f"(?:能够?|可以|可|有资格|符合|适用|适合|应该?能?)(?:够|去|再|来)?(?:申请|享受|申报|拿到?|领取?|获得|得到|符合|适用)(?:到|的)?(?:是|有)?(?:哪些|什么|啥|多少|几[个项种])?(?:{_GIVEN})+"
    f"|(?:能够?|可以|可)(?:申请|享受|申报|拿到?|领取?|获得|得到)(?:到)?(?:哪些|什么|啥|多少)(?:{_GIVEN})*"
    f"|(?:有|有没有)?(?:哪些|什么|啥)(?:{_GIVEN})+(?:是|我们?|企业|公司)*(?:可以|能够?|可|适合|适用|符合)?(?:我们?|企业|公司)?(?:申请|享受|申报|拿到?|领取?|获得|得到|的)*"
    f"|(?:匹配|测算|算(?:一)?下|评估)(?:一?下)?(?:我们?|企业|公司|能|可以|拿|申请|享受|多少|哪些|的)*(?:{_GIVEN})+"
)
_HOW_MUCH = re.compile("多少")
_WHICH = re.compile("哪些|什么|啥|几[个项种]|匹配|评估")
"""What a request has that asks for benefits at large, whatever else."""

_TO_US = re.compile("申请|享受|申报|拿|领|获得|得到|适合|适用|符合|匹配|测算|算|评估|我|咱|公司|企业|单位")
"""Without one of these a question for benefits is not about those of somebody."""

_MYSELF = re.compile("我|咱|俺|本人|家里")

RESULT = re.compile(
    "(?:看看?|查看|显示)?(?:一下)?(?:匹配)?结果(?:呢|吧|如何|怎么样)?|那?现在(?:能|可以)(?:申请|享受|拿)(?:哪些|什么|多少)(?:了)?"
)
"""How the result is asked for."""

_PAUSE = "，"


def begins(message: str, day: date) -> tuple[Statement, ...] | None:
    """What a message says of the enterprise, if it asks which benefits there are for it; None if it asks anything else.

    What is asked for must be benefits at large: 能拿多少钱 after a subject (首次认定高企能拿多少) is another question.
    """
    heard = hear_request(message, day)
    return heard.statements if heard else None


def asks_how_much(message: str, day: date) -> bool:
    """Whether a message that `begins` a consultation asks how much there is (招了5名毕业生，能领多少补贴), and not for what (能申请哪些):
    that is of the one case it tells, if a rule answers it."""
    found = [match.group() for clause in clauses(message) if (match := _ASKS_MATCH.search(clause))]
    how_much = bool(found) and all(_HOW_MUCH.search(each) and not _WHICH.search(each) for each in found)
    return how_much and begins(message, day) is not None


def tells_its_own_case(message: str, day: date) -> bool:
    """Whether of a message that `begins` a consultation nothing was taken up but where it is, and something was not: a case that it tells
    in words which only a rule of its own may have (夫妻双方都在开工的企业上班)."""
    heard = hear_request(message, day)
    return heard is not None and bool(heard.unread) and all(each.fact is Fact.REGION for each in heard.statements)


def hear_request(message: str, day: date) -> Heard | None:
    """What a message that `begins` a consultation says of the enterprise, with what of it was not taken up."""
    who: list[Statement] = []
    told: list[str] = []
    asked = False
    for clause in clauses(message):
        clause = without_altogether(clause) if _OURSELVES.search(message) else clause
        request = _ASKS_MATCH.search(clause)
        own = _who(clause, request, day) if request and _TO_US.search(message) else None
        own = _who_loosely(clause, day) if own is None and _OURSELVES.search(message) else own
        if own is not None:
            who += own
            asked = True
        elif not asks(clause):
            told.append(clause)
        elif not RESULT.fullmatch(clause):
            return None
    if not asked:
        return None
    heard = hear(_PAUSE.join(told), day)
    return replace(heard, statements=(*heard.statements, *who))


def _who(clause: str, request: re.Match[str], day: date) -> list[Statement] | None:
    """What the clause that asks says of who asks; None if it asks about something in particular."""
    around = [clause[: request.start()], clause[request.end() :]]
    names = [found.fact for part in around for found in find_names(part) if found.values != (_FIRM,)]
    if Fact.PROJECT in names or (names and _HOW_MUCH.search(request.group())):
        return None
    if Fact.PERSON in names and not _MYSELF.search(clause):  # 老年人能享受哪些补贴 asks of them all
        return None
    stating = [statement for part in around for statement in read_clause(part, day)]
    figures = any(not isinstance(each.value, str) for each in stating)
    if any(beside_figures(part) if figures else beside(part) for part in around):
        return None  # 算力券合同额1500万能领多少 asks of one benefit, with a figure of its own
    return stating


def _who_loosely(clause: str, day: date) -> list[Statement] | None:
    """What a clause says of who asks that asks with other words for benefits (给我们推荐一下能申报的政策); None if it asks for none,
    or about something in particular."""
    if not (_LOOSE.search(clause) and _ASKED.search(clause)):
        return None
    names = {found.fact for found in find_names(clause) if found.values != (_FIRM,)}
    rest = _WORDS.sub(" ", clause)
    of_one = _HOW_MUCH.search(clause) and (names or not _OURSELVES.search(clause))
    if Fact.PROJECT in names or of_one or len(beside(rest)) > LITTLE:
        return None
    return list(read_clause(rest, day))


_FIRM = "企业"
_OURSELVES = re.compile("我们|我司|我公司|本公司|咱|我厂|我这")
_LOOSE = re.compile(
    "补贴|补助|奖励|奖补|资助|扶持|优惠|政策|奖金|申报|申请|享受|申领|(?:拿|领|给|补|得到?|获得)[^,]{0,6}(?:钱|资金|支持|项目)|(?:政府|国家)[^,]{0,12}支持"
)
_ASKED = re.compile("哪些|什么|啥|多少|有没有|匹配|推荐|介绍|查|看看")
_WORDS = re.compile(
    f"哪些|什么|啥|多少|有没有|没有|适合|适用|能够?|可以|可|应该|有资格|申请|享受|申报|申领|拿到?|领取?|获得|得到|符合|条件|用|政府|国家|当地|这边|这里|对|给|补贴?"
    f"|匹配|推荐|介绍|查询?|看看?|想要?|要|知道|了解|咨询|问|帮忙?|请|麻烦|一?下|你好|您好|方面|相关|{_GIVEN}"
)
"""Words with which benefits are asked for."""
