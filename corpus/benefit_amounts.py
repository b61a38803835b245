"""What a sentence gives: its amounts, and for each the clauses that must hold for it."""

import re
from collections import deque
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from corpus.benefit_asked import set_clauses
from corpus.benefit_drafts import Draft, draft_of, member_of, years_in
from corpus.benefit_given import CAP, NUMBERS_JOIN, VERBS, clause_at, given_in
from corpus.benefit_limits import bound_by_share, limits
from corpus.benefit_margins import read_margins
from corpus.benefit_records import AmountKind
from corpus.benefit_sentences import is_plan
from corpus.records import Span

LONGEST = 1500
"""Characters of a sentence that is read: longer ones are tables without lines, and cost the square of their length."""


_HAPPENED = re.compile(
    "截至(?:目前|当前|\\d|[一二三四五六七八九十]+月|[上去今本]年)|累计(?:发放|兑现|投放|拨付|为)|已(?:经)?(?:累计)?(?:发放|兑现|投放|拨付|为|落实|争取)|据(?:统计|测算|介绍|悉)|获悉|同比(?:增|减|下降)|预计(?:为|减)|罚款|处以|同时废止|按照?[原旧]有?(?:标准|政策|办法|规定|比例)"
)
"""What a sentence says that tells what was given, punishes, or ends an earlier rule."""


_UNSTATED = re.compile(
    "(?:给予|予以|安排|发放)[^，。；\\d]{0,16}(?:奖励|补助|补贴|资助|扶持资金|资金支持|资金奖励|资金扶持|奖补|贴息|经费支持|资金)(?:支持)?|(?:进行|予以|适当|相应|分[级档类])(?:奖励|补助|补贴|资助|奖补)|全额贴息"
    "|按(?:照)?[^，。；\\d]{2,24}(?:奖励|补助|补贴|资助|奖补|支持)[^，。；\\d]{0,6}(?=$|[，。；])|(?:一次性|绩效|运行|建设)(?:的)?(?:奖励|补助|奖补)(?=$|[，。；])"
    "|(?:给予|予以)[^，。；\\d]{0,12}支持(?=$|[，。；])|按(?:照)?[^，。；\\d]{0,16}(?:LPR|利率)[^，。；\\d]{0,8}贴息|核定[^，。；\\d]{0,6}(?:资助|补助|奖励|补贴)(?:资金|金额|额度)?(?=$|[，。；])|可(?:予|以|给予)?配套(?=$|[，。；])"
)


_IN_KIND = re.compile(
    "(?:可|给予|予以|依规|可以)?优先(?:给予|享受|保障|配租|配售|安排|纳入|提供|支持|列入|推送|供应)|绿色通道|免费(?:提供|使用|开放)|(?:提供|享受|使用)免费的?[\u4e00-\u9fff]{2,12}|(?:给予|提供|享受)[^，。；]{0,10}(?:用地保障|用地指标|人才公寓|首购|预留份额|展示推介|担保增信|优惠贷款|优惠利率|费率优惠|贷款额度)|(?:给予|予以|经评审[^，。]{0,8}给予)[^，。；]{0,8}(?:认定|授牌|挂牌)|授予[^，。；]{0,16}称号"
)


_RELAXED = re.compile(
    "(?:门槛|条件|标准|要求|限制|收入|营收|投入|指标|年限|面积)(?:的)?(?:可以?|予以|适当|最低)*(?:放宽|降低|下调)(?=[至到为]|$|[，。；])|(?:适当|予以|可)?(?:放宽|降低)[^，。；]{2,24}(?:条件|门槛|限制|要求|标准)(?=[至到为]|$|[，。；])"
)
"""What is made easier: a threshold that is lowered for some."""


BEFORE = 40
"""Amounts before a sentence that a ceiling in it may be for."""

_ANEW = re.compile(
    r"[；;](?=\s*(?:对|凡|支持|鼓励|[^，。；]{2,40}的(?:[\u4e00-\u9fff]{2,4}(?:机构|企业|单位|组织|平台|园区|项目|团队))?[，,]))"
)
"""Where a sentence turns to others (……；对……的，……)."""

_TO_OTHERS = re.compile(
    "[，,](?=对(?!(?:每|单|同一|其)[个家]?)[^，。；]{4,60}(?:给予|予以)[^，。；]{0,16}(?:奖励|补助|补贴|资助|支持))"
)

_WHOLE = re.compile(
    "按(?P<base>[^，。；]{2,14}?)(?:的)?全额(?:择优|分档)?(?:给予|予以)?(?:补助|补贴|资助|奖励)|补(?:贴|助)?全部(?P<base2>[^，。；]{2,8}?)(?=[，。；]|$)"
)
"""All of a cost is paid."""


def read_giving(
    text: str, start: int, end: int, before: Sequence[Draft], *, loose: bool, among: bool = False
) -> list[Draft] | None:
    """The amounts of a sentence at [start, end); caps in it for the amounts `before` it are set there. None if the sentence
    gives nothing and limits nothing. `loose` says that it stands among what is given, so that a bare amount is one, `among`
    in a text about what is given, so that a ceiling is one."""
    if end - start > LONGEST:
        return None
    drafts: list[Draft] = []
    gives, graded = False, bool(before) and before[-1].kind is AmountKind.UNSTATED
    for first, last in _segments(text, start, end):
        drafts_before = [*before[-BEFORE:], *drafts]
        found = _of_segment(text, first, last, drafts_before, loose=loose, among=among, graded=graded)
        gives |= found is not None
        drafts += found or []
    read_margins(text, (start, end), drafts)
    bound_by_share(text, end, drafts)
    if graded and drafts and all(draft.value for draft in drafts):
        before[-1].graded = True
        for draft in drafts:
            draft.clauses = [*before[-1].clauses, *draft.clauses]
    return drafts if gives else None


def _segments(text: str, start: int, end: int) -> list[Span]:
    """A sentence, cut where it turns to others and gives to them too."""
    cuts = [start]
    for match in _ANEW.finditer(text, start, end):
        stop = text.find("；", match.end(), end)
        if re.search(VERBS, text[match.end() : end if stop < 0 else stop]):
            cuts.append(match.end())
    cuts += [
        match.end()
        for match in _TO_OTHERS.finditer(text, start, end)
        if re.search("给予|予以", text[start : match.start()])
    ]
    return list(pairwise([*sorted(cuts), end]))


def _of_segment(
    text: str, start: int, end: int, before: Sequence[Draft], *, loose: bool, among: bool, graded: bool
) -> list[Draft] | None:
    """The amounts of a sentence, or of a part of one that stands for itself."""
    sentence = text[start:end]
    if _HAPPENED.search(sentence) or (is_plan(sentence) and not re.search("给予|奖励|补助", sentence)):
        return None
    given = given_in(sentence, loose, among, graded=graded)
    if not given:
        return _without_figure(text, start, end)
    whole = deque(_whole(match) for match in _WHOLE.finditer(sentence))
    drafts: list[Draft] = []
    limited, last, family = False, 0, ""
    for quantity in given:
        while whole and whole[0].end <= quantity.start:
            drafts.append(whole.popleft())
        first, stop = clause_at(sentence, quantity.start)
        clause = (max(first, last), stop)
        gap = sentence[last : quantity.start]
        joined = NUMBERS_JOIN.match(gap) and not re.match("每[家户年]|单", quantity.text)
        joined = joined and not (gap.startswith("，") and CAP.search(gap + quantity.text))
        if drafts and quantity.family == family and joined:
            drafts.append(member_of(sentence, quantity, clause, drafts[-1]))
        elif limits(sentence, quantity, clause, drafts, before):
            limited = True
        else:
            drafts.append(_beside(draft_of(sentence, quantity, clause), sentence[slice(*clause)], drafts))
        last, family = quantity.end, quantity.family
    drafts += _gifts(sentence, last)
    for draft in drafts:
        draft.start, draft.end = draft.start + start, draft.end + start
        if draft.capped:
            draft.capped = (draft.capped[0] + start, draft.capped[1] + start)
        if draft.tier:
            (first, stop), said = draft.tier
            draft.tier = (first + start, stop + start), said
    set_clauses(text, start, drafts)
    for before_it, draft in pairwise(drafts):
        if draft.kind in (AmountKind.UNSTATED, AmountKind.RELIEF) and text[before_it.end : draft.start] in (
            "、",
            "和",
            "及",
        ):
            draft.clauses = list(before_it.clauses)
    return drafts if drafts or limited else None


_RAISED = re.compile("(?:标准|比例|额度)(?:可)?(?:提高|上浮|调高)[到至]")
"""How a clause opens that raises a share for some."""


def _beside(draft: Draft, clause: str, drafts: Sequence[Draft]) -> Draft:
    """A share as the one before it says more of it: that raises it for some (列入计划的，补助标准提高到30%), or that stands with it
    below one ceiling (最多200万元，新建项目不超过投入的50%，已有项目不超过运维成本的50%)."""
    of = drafts[-1] if drafts and drafts[-1].rate is not None and draft.rate is not None else None
    if of and _RAISED.search(clause):
        draft.base, draft.bound = of.base, of.bound
    elif of and of.cap is not None and of.capped is None:
        draft.cap, draft.cap_per = of.cap, of.cap_per
    return draft


_GIFT = "[\u4e00-\u9fff]{0,6}(?:减免|补助|补贴|奖励|补偿)"
_GIFTS = re.compile(
    f"(?:给予|予以|享受|可获得?|提供)(?:[\u4e00-\u9fff]{{0,6}}?(?:企业|机构|平台|单位|项目|园区))?(?P<gifts>{_GIFT}(?:[、和及]{_GIFT})+)(?=等|支持|政策|$|[，。；])"
    "|(?P<equal>[\u4e00-\u9fff]{0,8}(?:补贴|奖励|补助|资助)(?:标准|资金|金额)?不低于[国省市区县]家?级(?:标准)?)(?=$|[，。；])"
)
"""Gifts without a figure that stand behind one: several in a list, or as much at least as another level gives."""


def _gifts(sentence: str, start: int) -> list[Draft]:
    """What a sentence gives behind its last figure and does not say how much of."""
    found: list[Draft] = []
    for match in _GIFTS.finditer(sentence, start):
        name = "gifts" if match["gifts"] else "equal"
        for each in re.finditer("[^、和及]+", match[name]):
            kind = AmountKind.RELIEF if each.group().endswith("减免") else AmountKind.UNSTATED
            found.append(Draft(kind, match.start(name) + each.start(), match.start(name) + each.end()))
    return found


def _whole(match: re.Match[str]) -> Draft:
    return Draft(AmountKind.RATE, match.start(), match.end(), rate=Decimal(100), base=match["base"] or match["base2"])


_NOT_HAD = re.compile("(?:未|没有|不得)(?:曾|能|重复)?(?:享受|获得|取得|领取)[^，。；]*$")
"""What is said of a gift that whoever applies must not have had."""


def _without_figure(text: str, start: int, end: int) -> list[Draft] | None:
    """Money of which the sentence does not say how much, relief, or something in kind."""
    sentence = text[start:end]
    if is_plan(sentence) or re.search(
        "(?:资金|经费)(?:主要)?用于|方式为|以[^，。]{0,6}为主|申请(?:资金|享受)|不再|不予|加大[^，。；]{0,16}(?:奖励|补贴|补助|支持|资助)力度",
        sentence,
    ):
        return None
    if len(listed := _gifts(sentence, 0)) > 1:
        for draft in listed:
            draft.start, draft.end = draft.start + start, draft.end + start
        set_clauses(text, start, listed)
        return listed
    relief = re.search(
        "(?:减免|免收|免征|减征|减半征收|减半收取|免除)[^，。；]{0,24}(?:租金|房租|税|费)|(?:租金|房租|税|费用?)[^，。；]{0,8}(?:减免|免收|减半|全免)",
        sentence,
    )
    unstated, in_kind = _UNSTATED.search(sentence), _RELAXED.search(sentence) or _IN_KIND.search(sentence)
    match = relief or unstated or in_kind
    if match is None or _NOT_HAD.search(sentence[: match.start()]):
        return None
    if (
        match is in_kind
        and in_kind.re is _IN_KIND
        and not re.search(
            "(?:^|[，。；])(?:对|凡|符合)|的[，可]|的(?:企业|单位|产品|人才|项目|机构)|评审",
            sentence[: match.start() + 2],
        )
    ):
        return None
    kind = AmountKind.RELIEF if relief else AmountKind.UNSTATED if unstated else AmountKind.IN_KIND
    if kind is AmountKind.UNSTATED and "贴息" in match.group():
        kind = AmountKind.INTEREST
    draft = Draft(kind, start + match.start(), start + match.end(), years=years_in(sentence))
    if kind is AmountKind.INTEREST and "全额" in sentence:
        draft.rate = Decimal(100)
    if kind is AmountKind.RELIEF and "减半" in match.group():
        draft.rate = Decimal(50)
    set_clauses(text, start, [draft])
    return [draft]
