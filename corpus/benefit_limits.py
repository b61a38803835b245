"""Sums and shares that only limit an amount named before them: caps, for all or for some, and shares of the cost."""

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.benefit_drafts import CAP_PER, Draft, per_of
from corpus.benefit_given import CAP, OF_COST, VERB, VERBS
from corpus.benefit_records import AmountKind
from corpus.quantity import Quantity
from corpus.records import Span


def limits(sentence: str, quantity: Quantity, clause: Span, drafts: list[Draft], before: Sequence[Draft]) -> bool:
    """Whether a figure only limits amounts named before it, which is then set on them."""
    own = [draft for draft in drafts if draft.money and "；" not in sentence[draft.end : quantity.start]]
    if not own and drafts and drafts[-1].capped and _parted(sentence, drafts[-1], quantity) is not None:
        own = drafts[-1:]
    targets = own or [draft for draft in drafts if draft.money] or [draft for draft in before if draft.money]
    subject = sentence[clause[0] : quantity.start]
    if not targets:
        return False
    if quantity.family != "元":
        ceiling = re.match("的?为(?:上)?限", sentence[quantity.end :]) is not None
        return bool(own) and (_limits_share(quantity, subject, own, ceiling) or _bounds_sums(quantity, subject, own))
    tail = sentence[quantity.end : clause[1]]
    capped = CAP.search(subject + quantity.text) or re.match("(?:为限|封顶|以内)", tail)
    if not capped or _is_another_grade(targets[-1], subject, quantity):
        return False
    if _is_budget(subject + quantity.text):
        return True
    rated = _is_rated(targets[-1])
    if own and (
        _raises(own[-1], subject, quantity) or (rated and _bounds_together(sentence, own[-1], subject, quantity))
    ):
        own[-1].capped = (own[-1].capped or clause)[0], quantity.end
        return True
    if own and rated and targets[-1].cap is not None and _forks(sentence, quantity, clause, drafts, own):
        return True
    of = list(CAP_PER.finditer(subject + re.split("最[高多]|不超过|不高于|至多|\\d", quantity.text)[0]))
    if rated and targets[-1].cap is None and (own or (not of and _is_bare(subject))):
        targets = own or targets[-1:]
    elif not _caps_all(subject, quantity, of) or (not drafts and re.search("给予|予以|可获", sentence[: clause[0]])):
        return False  # of others, or of what its own sentence gives (给予贴息支持，总金额不超过5000万元)
    for draft in targets:
        if draft.cap is None:
            draft.cap, draft.cap_per = quantity.value, per_of(of)
            draft.capped = (clause[0], quantity.end) if own else draft.capped
    return True


def _is_bare(subject: str) -> bool:
    """Whether a ceiling names nothing that it is for, so that it is for what was given before it (……的5%。最高不超过500万元)."""
    return not _NO_LABEL.sub("", re.sub("该[项类]?|上述|本[项条]|以上", "", subject))


def _is_rated(draft: Draft) -> bool:
    return draft.rate is not None or draft.points is not None or draft.kind is AmountKind.PER_UNIT


_NO_MORE_THAN = re.compile(
    "(?:且|但|并且|同时)?(?:最高|均|原则上|总额|补贴|补助|奖励|资助|金额|额度|总)*不(?:得)?(?:超过|高于|多于)[^，。；\\d]{2,24}\\d+(?:\\.\\d+)?[%％]"
)
"""How a sum is bounded by a share of something (5万元，且不超过购房总价的20%)."""


def bound_by_share(text: str, end: int, drafts: Sequence[Draft]) -> None:
    """Take fixed sums for the most there can be where the rest of their sentence, up to `end`, bounds them by a share."""
    at = drafts[-1].end if drafts else end
    if at < end and text[at] in "，,；;" and _NO_MORE_THAN.match(text, at + 1, end):
        _take_as_most(drafts)


def _bounds_sums(quantity: Quantity, subject: str, own: Sequence[Draft]) -> bool:
    """Whether a share is only what fixed sums before it may not exceed, which then are the most there can be."""
    if any(draft.kind is not AmountKind.FIXED for draft in own) or not _NO_MORE_THAN.match(subject + quantity.text):
        return False
    _take_as_most(own)
    return True


def _take_as_most(drafts: Sequence[Draft]) -> None:
    for draft in drafts:
        draft.bound = draft.bound or draft.kind is AmountKind.FIXED


def _raises(last: Draft, subject: str, quantity: Quantity) -> bool:
    """Whether a bare ceiling behind a sum says up to how much it may be (奖励10万元，最高不超过30万元), which is then set on it."""
    raised = last.kind is AmountKind.FIXED and not last.bound and _is_bare(subject)
    if not raised or last.value is None or quantity.value is None or last.value >= quantity.value:
        return False
    last.floor, last.value, last.bound = last.value, quantity.value, True
    return True


_PIECE = re.compile("[单每][台件套项个笔次批户场部辆](?!企业|单位|主体|机构|公司|合作社|家庭|申请人|申报)")
_APPLICANT = re.compile("同一|[单每][家户个](?:企业|单位|主体|机构|公司|申报|申请|经营)?|累计|合计")


def _bounds_together(sentence: str, last: Draft, subject: str, quantity: Quantity) -> bool:
    """Whether a further ceiling is for all pieces of one applicant together (单台补助不超过40万元，同一主体累计不超过100万元): it then is
    the ceiling, of which only the most there can be is known."""
    pieces = last.capped is not None and _PIECE.search(sentence[slice(*last.capped)]) is not None
    together = _APPLICANT.search(subject) is not None and _PIECE.search(subject) is None
    if not (pieces and together) or last.cap is None or quantity.value is None or last.cap >= quantity.value:
        return False
    last.cap, last.bound = quantity.value, True
    last.cap_per = per_of(list(CAP_PER.finditer(subject)))
    return True


def _is_another_grade(last: Draft, subject: str, quantity: Quantity) -> bool:
    """Whether a ceiling is another grade of so much for each (每项最多30万元), and none of the one before."""
    said = subject + quantity.text
    each = last.kind is AmountKind.PER_UNIT and not _PER_APPLICANT.search(said)
    return each and re.search("每[项件个台套人]|给予|予以", said) is not None


def _forks(sentence: str, quantity: Quantity, clause: Span, drafts: list[Draft], own: Sequence[Draft]) -> bool:
    """Whether a further ceiling of the same rate is for others, whom its words name; their amount is added."""
    parted = _parted(sentence, own[-1], quantity)
    subject = sentence[clause[0] : quantity.start]
    if parted is None and (drafts[-1].per or not _label(subject)):
        return False
    _fork(sentence, drafts, quantity, clause if parted is None else (parted, clause[1]))
    return True


def _caps_all(subject: str, quantity: Quantity, of: Sequence[re.Match[str]]) -> bool:
    """Whether a ceiling says what it is for (单个企业每年), and nothing else."""
    opens = not of or _label(subject[: of[0].start()]) or re.match("(?:对|凡)", subject)
    return not opens and re.search("每[项件]", subject + quantity.text) is None


_CEILING_BASE = re.compile("以(?P<base>[^，。；]{2,20}?)(?P<whole>)的$")
_PER_APPLICANT = re.compile("每[家户个]|单[家个](?:企业|单位|机构)|一家|合计|累计")


def _limits_share(quantity: Quantity, subject: str, own: Sequence[Draft], ceiling: bool) -> bool:
    """最高100万元，不超过实际投入的50%: a sum that is bounded by a share of what was spent is that share with a cap. `ceiling`
    says that 为限 follows."""
    of_cost = (_CEILING_BASE if ceiling else OF_COST).search(subject)
    if (
        of_cost is None
        or quantity.value is None
        or VERB.search(re.sub("(?:支持|资助|补助|补贴|奖励)(?:金额|额度|资金|比例)", "", subject))
    ):
        return False
    fixed = [draft for draft in own if draft.kind is AmountKind.FIXED and draft.rate is None and draft.bound]
    for draft in fixed:
        draft.kind, draft.rate, draft.bound = AmountKind.RATE, quantity.value, True
        draft.base = (of_cost["base"] or of_cost["whole"] or "").strip("的（(")
        draft.cap, draft.value = draft.value, None
    return bool(fixed)


def _is_budget(said: str) -> bool:
    """Whether a ceiling is one of all that is paid in a place or a year, and nobody's own (全市全年总额150万元以内)."""
    return re.search("全[市省区县]|全年(?:奖励|补贴|补助)?(?:资金|总额)", said) is not None and not re.search(
        "[单每]|同一|一家", said
    )


def _parted(sentence: str, last: Draft, quantity: Quantity) -> int | None:
    """Where the clause begins that says whom a further ceiling is for (属于示范企业的，每家最多50万元)."""
    between = sentence[(last.capped or (0, last.end))[1] : quantity.start]
    match = re.search("[；;，,](?P<who>(?:对|属于|其中)[^，；。]{2,24}的)[，,][^，；。]*$", between)
    return None if match is None else quantity.start - len(between) + match.start("who")


_OF_EACH = re.compile("(?:^|(?<=[，,、；]))[单每]个[\u4e00-\u9fff]{2,4}(?=$|最[高多]|不超过|不高于|累计|每年|年度)")
"""Of each of what a ceiling is (单个剧目不超过), which makes it none for others."""

_NO_LABEL = re.compile(
    f"(?:{VERBS}|择优|分[档类别级]+|一次性|资金|金额|额度|总额|最高|不超过|单[个家笔项]|[每一][家个户项]|企业|单位|项目|机构|每年|年度|当年|当期|累计|全年|，|。|、|的|再|可|并|且|合计|总|原则上|一般)+"
)


def _label(subject: str) -> str:
    """Whom a cap is for, if its words name one of several (领军企业每家不超过100万元)."""
    return _NO_LABEL.sub("", _OF_EACH.sub("", subject))


def _fork(sentence: str, drafts: list[Draft], quantity: Quantity, clause: Span) -> None:
    """Another cap of the same rate for others: a further amount, and both belong to what their cap names."""
    last = drafts[-1]
    if last.capped and last.tier is None:
        last.tier = (last.capped, "")
    start = clause[0]
    while sentence[start] in "、，,；和及":
        start += 1
    new = replace(last, cap=quantity.value, capped=(start, quantity.end), tier=((start, quantity.end), ""))
    drafts.append(new)
