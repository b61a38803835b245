"""What stands before the amounts of a sentence and must hold for them, and the lists that amounts belong to one by one."""

import re
from collections.abc import Sequence

from corpus.benefit_drafts import Draft
from corpus.benefit_given import NUMBERS_JOIN
from corpus.benefit_sentences import clauses_of
from corpus.quantity import find_quantities
from corpus.records import Span

_MANNER = re.compile(
    "^(?:(?:并|再|则|可|将|由[^，。；]{2,14})?(?:采取|采用|通过|以|按)[^，。；]{0,20}(?:方式|形式|办法|政策)[^，。；]{0,8}"
    "|(?:综合|并)?(?:根据|依据|结合|视|综合(?:考虑|评估|评价)|按照?)[^\\d%％]{0,60}(?:评估|评价|考核|情况|结果|成效|绩效|效果|因素|规定|要求|标准|等级|风险|程度|能力|水平|潜力|原则|投入|规模|数量|合同额|金额|等|效益|一定比例|全部金额)(?:等)?(?:后|综合评定|进行[^，。]{0,6}|排序|分[档类级])?"
    "|按照?(?:不超过|不高于)?[^，。；]*(?:LPR|利率)[^，。；]*贴息(?:支持)?"
    "|.{0,4}(?:择优|分档|分类|分级|一次性|事后|事前|后补助|直接|适当|经评审|定额)(?:分[档类]|地)?|(?:具体)?(?:补贴|奖励|补助|资助|支持)(?:标准|方式|额度|金额)(?:为|如下)?"
    "|其中|另|同时|此外|一般|原则上|总金额|支持总金额|申请|可申请|总额|累计|单店|另奖|也?可采用.*|以[^，。]{0,6}为主|(?:[^，。；]{0,10})(?:最长|不超过|不多于|最多)[一二两三四五六\\d]+个?[年月]|[一二两三]年[里内]|三年依次|最[高多]|(?:每家企业)?(?:一个年度|按年度)|(?:依|看|视)[^，。；]{2,30}|可?由[市区省县]+(?:两级|级)?(?:财政)?|[市区省县]+(?:两级|级)?财政|[^，。；]{0,6}(?:金额|额度|资金|标准)(?:原则上|一般)|分层|分批|经审核认定|经审核|审核通过后|每家企业|.*(?:以下|下列|如下)标准|分类分档最高|对?[^，。；]{0,6}按照?[^，。；]{1,4}个等级进行|是|为|标准|再|则|并|可|由[^，。；]{2,10}财政|市级财政按规定|最终|.{0,6}资金支持)$"
)


_IS_MANNER = re.compile(
    "(?:事[前后]|后|分[档类级]|择优|定额|无偿)*(?:补助|资助|奖励|补贴)(?:方式)?"
    "|(?:综合)?(?:根据|依据|据|按照?|结合|经)(?:综合)?(?:评估|评价|考核|评审|绩效)(?:结果|情况|评价|考核)?"
    "|(?:给予|予以|进行)(?:相应|适当|分[档类级]|择优)*(?:支持|补助|资助|奖励|补贴|扶持)"
    "|(?:[\u4e00-\u9fff]{0,8}(?:资金|经费)的?)?(?:支持|使用|扶持|资助|补助|奖励)?方式(?:为|以|是|包括).*|(?:必要时)?也?可采用.*方式|以(?:奖励|补助|补贴|资助|贷款贴息)为主"
    "|(?:[\u4e00-\u9fff]{0,8}(?:资金|经费))(?:主要|应|须|全部|可|不能|不得|原则上)*用于.*"
)
"""Clauses that only say in what manner money is given, or what it may be spent on."""


def is_manner(text: str, start: int, end: int) -> bool:
    """Whether a sentence says only in what manner money is given (后补助。根据评估结果，分档给予支持，资金用于……)."""
    clauses = clauses_of(text, start, end)
    return bool(clauses) and all(
        _IS_MANNER.fullmatch(text[first:last]) or _MANNER.match(text[first:last]) for first, last in clauses
    )


_TAIL = re.compile(
    "(?:(?:并|再|则|可|将|市财政|财政|由[^，。；]{2,8})?(?:一次性|择优|分[档类级别]+|按比例|统筹资金再|另行|最[高多])|每(?:年|家|户|个|项)+(?:企业|单位|机构)?|单[个家笔](?:企业|项目|机构)?(?:当期|年度|每年)?|当期|予以|给予|(?:支持|资助|补助|奖励|补贴)(?:资金)?(?:金额|额度|资金|总额)?)+$"
)
"""Words at the end of a clause that belong to the giving behind it."""


_TAIL_WITHIN = 40
"""Characters in which they stand, and of a clause that is nothing but a manner of giving; both bound what a hostile text can
cost."""


_LEAD = re.compile(
    "(?:其中|另外|此外|同时|以及)[，,]?|(?:由)?[市省区县]+级?财政(?:按规定)?(?:给予?|对)(?=[\u4e00-\u9fff])"
)


_DEFINED = re.compile(
    "^(?:[\u4e00-\u9fff]{0,12}(?:资金|经费)(?:主要)?用于|.{0,14}(?:包括|不含|是指)|期限|补贴期限|贴息期限|支持周期|补助期限|资助期限|支持期限)"
)


def set_clauses(text: str, start: int, drafts: Sequence[Draft]) -> None:
    """Give each amount the clauses before it that are conditions, and each of a list its member of the list before."""
    at = start
    for draft in drafts:
        draft.clauses = _conditions(text, at, draft.start) if at < draft.start else []
        _set_base(text, draft)
        at = max(draft.end, draft.capped[1] if draft.capped else 0)
        draft.clauses += _receivers(text, draft)
    for group in _lists(text, drafts):
        _pair(text, group)


_OF_COST = re.compile("对(?P<base>[^，。；的]{2,16}?(?:投资额?|费用|支出|投入|成本|金额|总额|部分))")
"""What a share is of where that stands before it (对项目总投资按30%)."""


def _set_base(text: str, draft: Draft) -> None:
    """Take a clause that names what a share is of for its base; it asks for nothing."""
    for span in draft.clauses if draft.rate is not None and not draft.base else ():
        if match := _OF_COST.fullmatch(text, *span):
            draft.base = match["base"]
            draft.clauses = [other for other in draft.clauses if other != span]
            return


_RECEIVER = re.compile(
    "(?:给予?|予以|奖励|补助|资助|补贴|对)(?P<who>(?:每[家个]|单[个家])?[\u4e00-\u9fff“”（）、]{2,30}?(?:公司|机构|银行|组织|平台|园区|团队|院校|高校|管理人|基地|中心|企业|单位|项目|产品|工厂|车间|实验室|工作站|孵化器|空间|品牌))"
    "(?=总额|一次性|最[高多]|不超过|给予|予以|每|[，,。；\\d]|$)"
    "|(?:按照?(?:不超过)?|不超过)(?P<whose>(?!不超过)[\u4e00-\u9fff]{0,8}(?:银行|公司|机构|管理人))(?=当期|当年|上年|上一年|年度|本年)"
)
"""To whom an amount goes, where that stands among its own words (给予每家上市公司不超过……)."""

_APPROVED = re.compile("经(?:审核|评审|综合)?(?:认定|评定|确认|评审|批准)(?:的|后)?")
"""That somebody approves of what stands before it."""

_FRAGMENT = re.compile(
    "(?:(?:可以?|将|再|另|给|予|可得|按|于|以|享受|申领|贴息|贴租|事后|按自然年度|(?:最[多高]|不超过)?[\\d.]+[万亿]*元(?:[两三几一]档)?|每[家个项台套件吨张次]|每公斤|单[个家次台笔项](?:（套）|\\(套\\))?|该|企业|单位|项目|产品)+"
    "|一次性(?:发放|兑现|拨付|给予)?|分[两二三四五\\d]?(?:年|期|批)(?:给予|发放|兑现)?|奖金各?|还可|首年|次年|后[两三]年|第[一二三四]年|每年考核一次|为限|市、区|[省市区县](?:级)?财政?|事[前后]补助[。]?)"
)
"""Words between amounts that ask for nothing: how, how much at most, for each of what."""

_ANYBODY = re.compile("(?:每[家个]|单[个家])?(?:申报|申请|项目|相关|牵头|承担|获奖|该|其)?(?:企业|单位|机构|项目单位)")
_NEAR = 24
"""Characters behind an amount's words in which its receiver may stand."""


def _receivers(text: str, draft: Draft) -> list[Span]:
    """Who receives an amount by its own words, and is not just any enterprise."""
    found = _RECEIVER.search(text, draft.start, min(len(text), draft.end + _NEAR))
    if found is None or found.start() > draft.end or _ANYBODY.fullmatch(found["who"] or ""):
        return []
    return [found.span("who" if found["who"] else "whose")]


_AIM = re.compile(
    "(?:深化|大力|重点|加快|加大|推动|加强|完善|缓解|降低|提高|打造|促进|充分|统筹|出台|整合|深入|引导|引导撬动|发挥|聚焦|解决|围绕|创新组织|组织实施|提升|优化|探索|培育|构建|强化|弘扬|涵盖|对接)"
)
"""Openings of clauses that say what a policy aims at; nobody has to meet those."""


_INTENDS = re.compile(
    "(?:进一步|持续|不断)?(?:加大|强化|加强|提升|提高|优化|完善|促进|推动|增强)[^，。；]{2,30}(?:力度|水平|能力|环境|发展|升级|体系|机制)"
)
"""Clauses that tell what the policy is for, whatever else they name."""


def _conditions(text: str, start: int, end: int) -> list[Span]:
    """Clauses of text[start:end] that ask for something."""
    found: list[Span] = []
    clauses = clauses_of(text, start, end)
    addressed = [at for at, (first, _) in enumerate(clauses) if re.match("(?:对于?(?![外接应])|凡)", text[first:])]
    for at, (first, last) in enumerate(clauses):
        if addressed and at < addressed[0] and (_AIM.match(text, first) or re.match("鼓励|支持", text[first:])):
            continue
        if len(clauses) > 1 and _INTENDS.fullmatch(text, first, last):
            continue
        lead = _LEAD.match(text, first, last)
        begin = lead.end() if lead else first
        written = text[begin:last]
        written = written[:-_TAIL_WITHIN] + _TAIL.sub("", written[-_TAIL_WITHIN:])
        last = begin + len(written)
        if (
            len(written) < 2
            or _FRAGMENT.fullmatch(written)
            or re.match("的|给予", written)
            or _MANNER.match(written)
            or _DEFINED.match(written)
        ):
            continue
        if len(written) <= _TAIL_WITHIN and re.fullmatch(
            "(?:年度|当年|全年|每[场次件部台套名项人年月]{1,2}|单[家个笔][\u4e00-\u9fff]{0,8}|每(?:家|户|人|项|个)(?:企业|单位|机构)?|单个?(?:企业|项目)?|[^，。；]{0,6}(?:资金|额度|金额|奖励|补贴|补助|资助)(?:标准)?(?:为|是)?|给|给予|最高|按|分别|一次性|享受|即)+",
            written,
        ):
            continue
        if found and (re.match("或者?", written) or _APPROVED.fullmatch(written)):
            found[-1] = (found[-1][0], last)  # one of the two is enough; who approves is no condition of its own
        else:
            found.append((begin, last))
    return found


def _lists(text: str, drafts: Sequence[Draft]) -> list[list[Draft]]:
    """Runs of amounts that only 、 divides (50万元、30万元、20万元)."""
    groups: list[list[Draft]] = []
    for draft in drafts:
        previous = groups[-1][-1] if groups else None
        if (
            previous
            and not draft.tier
            and draft.kind is previous.kind
            and draft.start >= previous.end
            and NUMBERS_JOIN.match(text[previous.end : draft.start])
            and ("，" not in text[previous.end : draft.start] or re.match("[\\d最不]", text[draft.start]))
        ):
            groups[-1].append(draft)
        else:
            groups.append([draft])
    return [group for group in groups if len(group) > 1]


_LEVEL = "(?:国家|省|市|区|县|部|世界|国际)级?|[一二三四五特]等奖?|[一二三四五]星级?|[A-E]+级|(?:金|银|铜)奖|第?[一二三]档|国际|国内|行业|地方|团体|引领类|培育类"


def _members(text: str, begin: int, end: int, count: int) -> list[Span]:
    """A clause as a list of so many members (A、B和C; A、B以及C、D as three); [] if it is none."""
    split = clauses_of(text, begin, end, "、和或及与")
    pieces = [(a + 1 if text[a] == "以" and text[a - 1 : a + 2] == "、以及" else a, b) for a, b in split]
    if len(pieces) == count:
        return pieces
    last = max((match.start() for match in re.finditer("以及|和|及", text[begin:end])), default=0) + begin
    if last > begin:
        pieces = [*clauses_of(text, begin, last, "、"), (last + (2 if text[last] == "以" else 1), end)]
    return pieces if len(pieces) == count else []


def _pair(text: str, group: Sequence[Draft]) -> None:
    """Find the list of as many members before a list of amounts, and say what each amount asks for."""
    first = group[0]
    for begin, end in reversed(first.clauses):
        pieces = _members(text, begin, end, len(group))
        if not pieces or re.match("鼓励|支持", text[begin:]):
            continue
        written = [text[a:b] for a, b in pieces]
        figures = [find_quantities(piece) for piece in written]
        if all(figures):
            number = re.compile(r"\d|[一二两三四五六七八九十百千]").search(written[0], figures[0][0].start)
            at = number.start() if number else figures[0][0].start  # 突破 before the first figure holds for all
            prefix, suffix = written[0][:at], ""
            cores = [written[0][at:], *written[1:]]
        else:
            head = re.match("(?:.*[的为])?", written[0])
            prefix = head.group() if head else ""
            level = re.match(f"(?:{_LEVEL})", written[-1])
            suffix = written[-1][level.end() :] if level else ""
            cores = [written[0][len(prefix) :], *written[1:-1], written[-1][: len(written[-1]) - len(suffix)]]
        for draft, span, core in zip(group, pieces, cores, strict=True):
            draft.tier = (span, prefix + core + suffix)
        first.clauses.remove((begin, end))
        shared = list(first.clauses)
        for draft in group:
            draft.clauses = list(shared)
        return
    for draft in group[1:]:
        draft.clauses = list(first.clauses)
        draft.tier = (draft.start, draft.end), ""
    first.tier = (first.start, first.end), ""
