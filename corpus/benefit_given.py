"""Which figures of a sentence are given.

A figure is given if words of giving stand before it or after it and it is not one to be reached (营业收入2000万元以上), not a
price, and not a part of a payment (先期拨付50%).
"""

import re

from corpus.benefit_budgets import is_set_aside
from corpus.benefit_numbers import is_condition
from corpus.benefit_sentences import clauses_of
from corpus.benefit_words import plain
from corpus.quantity import Quantity, find_quantities
from corpus.records import Span

_MORE = "(?:另|再|加|增|追加|额外)(?:行)?[奖补](?![充办齐足上位选课贷])"
"""How a further sum is given (另奖10万元)."""

VERBS = (
    _MORE
    + "|可?补(?=[^充齐足上办，。；]{2,12}的(?:\\d|$))|贴(?=[^，。；]{2,10}利息)|给予|予以|可得|奖励|补助|补贴|资助|扶持|奖补|贴息|贴租|贴补|返还|返补|补偿|享受|获得|领取|安排|发放|兑现|支持|减免|免收|减收|配套|补给"
)


VERB = re.compile(VERBS)


_STRONG = re.compile(
    _MORE
    + "|给予|予以|可得|奖励|奖金|补助|补贴|资助|扶持|奖补|贴息|贴租|贴补|返还|返补|补偿|发放|兑现|减免|免收|减收|补给|[可将均](?:获得?|享受|领取|申领)|最高支持|支持最高"
)
"""Words of giving that are not also words of having (获得1000万元投资的企业)."""


_NO_GIFT = re.compile(
    "^(?:的)?[^，。；补奖息]{0,8}(?:担保额度|授信|贷款|借款|存单|信用额度|投放|发行额度)(?!贴息|利息|补贴|补助|奖励)|^[^，。；]*(?:基础上|用于)|^的?$(?<=的)"
)
"""What stands behind a figure that is lent, or that another gives."""


_HAD = re.compile("(?:获得|取得|获|实现|完成|投入|达|融资|投资|贷款|销售|缴纳|支付|捐赠|认购)[^，。；]{0,6}$")
"""What is said of a sum that the applicant has had."""


_GIVEN_NEAR = re.compile("(?:给予|予以|奖励|补助|补贴|资助|奖补)[^，。；]{0,6}$")


_GIVES = re.compile(f"(?:{VERBS}|奖金|资金|经费|额度|金额|补足)")


CAP = re.compile("最高|不超过|不高于|不得超过|上限|封顶|为限|以内|最多|限额|不多于|至多")


_SCHEDULED = re.compile("拨付|拨款|首付|启动经费|剩余|先期|第一期|第二期")


_NOT_GIVEN = re.compile(
    "(?:保证金|押金|保费|保险费|保额|保险金额|罚款|收费|价格|售价|单价|票价|房价|租金单价|电价|市值|估值|净资产|总资产|(?<!最高)限额为|(?:计入|纳入)[^，。；]{0,10}|面积|纳入计算[^，。；]{0,8}|放宽[至到]?)[^，。；]{0,6}$|(?:资助|补贴|奖励)(?:资金)?总量的?$"
)


_OF_MEASURE = re.compile(
    "(?:面积|(?<!最高)限额为|(?:计入|纳入)[^，。；]{0,10}|(?:资助|补贴|奖励)(?:资金)?总量的?)[^，。；]{0,6}$"
)
"""What a share is of that is not money which is given."""


_PAID_BACK = re.compile("(?:退[回还缴]|追[回缴]|收回|缴回|扣[减除回])[^，。；]{0,24}$")
"""What is said of a sum that comes back."""

_SHARE = re.compile(
    "(?:增长|增幅|增速|占比|比重|占[^，。；]{2,20}|持股|股权|出资比例|持有[^，。；]{0,6}|入驻率|利用率|覆盖率|成功率|裁员率|更新率|节能率|合格率|上浮|下浮|降低|下降|(?<!标准)(?<!比例)(?<!额度)(?:可)?提高[到至]?|低于|浮动)(?:的)?(?:比例)?(?:一般|原则上|应|均)*$"
)


OF_COST = re.compile(
    "占(?P<base>[^，。；]{1,16}?(?:成本|投入|费用?|支出|预算|总额|投资额?|经费|金额|租金|房租|场租|利息|[合同交易销售采购担保贷款履约融资]{2}额|票房|收入|税收|薪酬|工资)(?:[（(][^）)]*[）)])?[^，。；]{0,16}?)(?:的)?(?:比例|比重)?(?:一般|原则上)?$|(?:不超过|不高于|控制在)(?P<whole>[^，。；]{1,16}?(?:成本|投入|费用?|支出|预算|投资额?|出口总额|总额|经费|金额|租金|房租|场租|利息|[合同交易销售采购担保贷款履约融资]{2}额|票房|收入|税收|薪酬|工资)[^，。；]{0,8}?)(?:的)?(?:比例)?$"
)


_REACHED = re.compile("^[（(]?(?:不?含)?[）)]?(?:及)?(?:以上|以下|规模|级|及以上)")


_UNIT_PRICE = re.compile(
    "^[/／](?P<unit>[\u4e00-\u9fff·/]{1,12}?)(?=[，。；、的）)标给予补奖计]|$)|^每(?P<each>人|吨|公斤|平方米|千瓦时|件|项|台|月)"
)


MATCHING = re.compile(
    "(?:配套|匹配)(?!设施|基础|服务|企业|政策|建设|用房|产业|改造|项目|工程|投资|投入|条件|齐全|完善|度)"
)


NUMBERS_JOIN = re.compile("^(?:[（(]?含?[）)]?)?(?:、|和|或|及|以及|，)?(?:最高|不超过|最高不超过)?$")


_PARTS = re.compile(
    "其中?首年|第一年|三年依次|依次|[一二两三四五\\d]年(?:里|内|中|期间)?每年|后两年|(?<=，)每年最[高多]"
)


_NOUN_OF_A_SUM = re.compile(
    "(?:资[金本]|收入|投资|产值|(?<![总限])额|规模|价|费用?|成本|支出|利润|税|产|租|售|履约|罚款|保证金|押金|收费)(?:一般|原则上|应|须|均|在)*$"
)
"""What a sum is of that is not given (注册资金至多2000万元)."""

_CAPS_AHEAD = re.compile(
    "(?:最[高多]|至多|不超过|不高于|上限|以内|每[家项个户人年部件场]+|单[个家项笔](?:企业|单位|项目|机构)?|[为按以])+$"
)


_ANNOUNCED = re.compile(
    "(?:给予|予以|奖励|补助|补贴|资助|扶持|奖补|支持|标准|额度|金额)[^，。；：:\\d]{0,12}[：:]|(?:给予|予以)[^，。；\\d]{0,12}(?:奖励|补助|补贴|资助|奖补)[^，。；\\d]{0,4}[，,]其中"
)
"""How a sentence opens a list of grades (分档给予补助：一档500万元……)."""

_GRADE = re.compile(
    "(?:其中|对|属于?|为|达到?|被?(?:认定|评定|评选|确定|授予)为?|评为|列为|列入|入选|获评|获得?|获批|取得|通过|按)*"
    "(?:世界级|国际|国家级?|部级|省级?|市级?|[区县]级?|[一二三四五六特]等奖?|第?[一二三四五六ABCDⅠⅡⅢ甲乙丙][档类级]|[A-E]+级|[金银铜]奖|[1-5一二三四五]星级?|优秀|良好|优等|合格|重点|一般|引领类|培育类)"
    "[^，。；：:\\d]{0,14}?(?:的)?[，,：:]?(?:分别|给予|予以|奖励|补助|补贴|资助|最高|每[家个项]|[（(]|)*$"
)
"""Words before a sum that call the grade it is for (一档, 国家级的, 获得金奖的)."""


_OF_PART = re.compile(
    "(?:[（(]?不?含[^，。；）)]{0,3}[）)]?)?(?:及?以[上内下])?(?:[（(]?不?含[^，。；）)]{0,3}[）)]?)?的?部分"
)
_OF_STEP = re.compile("每(?:再|新)?(?:增加?|增长|递增|新增|超过?|提高|提升|上升)[^，。；\\d奖补助]{0,6}$")
"""What stands around the bound of a part of a figure (500万元以内的部分), and before a step of one (每增加1亿元)."""


def is_graded(sentence: str, quantity: Quantity) -> bool:
    """Whether a sum stands behind the name of a grade alone (国家级的，100万元), in a text that has said that something is given."""
    before = re.split("[。；;：:](?=.)", sentence[: quantity.start])[-1]
    clause = re.split("[，,、](?=.)", before)[-1]
    return quantity.family == "元" and any(_GRADE.fullmatch(each.strip()) for each in (before, clause))


def given_in(sentence: str, loose: bool, among: bool = False, *, graded: bool = False) -> list[Quantity]:
    """The figures that are given; the further members of a list are what its first member is. `among` says that the
    sentence stands in a text about money that is given, so that a ceiling without a verb is one (每项最多30万元), `graded`
    that the text before it gives something and does not say how much, so that a sum behind a grade is one (国家级的，100万元)."""
    found: list[Quantity] = []
    before: Quantity | None = None
    parts, listed = _PARTS.search(sentence), _ANNOUNCED.search(sentence)
    for quantity in find_quantities(sentence):
        if found and parts and quantity.start > parts.start() >= found[-1].end:
            continue  # how the sum before it is paid year by year
        joined = (
            before is not None
            and before.family == quantity.family
            and NUMBERS_JOIN.match(sentence[before.end : quantity.start])
        )
        in_list = (graded or (listed is not None and quantity.start >= listed.end())) and is_graded(sentence, quantity)
        if (found and found[-1] is before) if joined else _is_given(sentence, quantity, loose or in_list, among):
            found.append(quantity)
        before = quantity
    return found


def _is_given(sentence: str, quantity: Quantity, loose: bool, among: bool) -> bool:
    """Whether a figure is money or a rate that is given."""
    if quantity.value is None and quantity.family != "比例":
        return False
    if quantity.family not in ("元", "%", "‰", "比例"):
        return False
    first, last = clause_at(sentence, quantity.start)
    before, after = sentence[first : quantity.start], sentence[quantity.end : last]
    if _is_reached(before, quantity, after) or _PAID_BACK.search(before) or is_set_aside(sentence, quantity):
        return False
    if _OF_PART.match(after) or _OF_STEP.search(before):
        return False
    if quantity.family == "比例":
        return MATCHING.search(sentence) is not None
    if _SCHEDULED.search(sentence[first:last]) and not re.search("给予|奖励|补贴|资助经费|补助经费", before):
        return False
    if quantity.family in ("%", "‰"):
        if _OF_MEASURE.search(before):
            return False
        if OF_COST.search(before) or (re.match("为(?:上)?限", after) and re.search("以[^，。；]{2,24}的$", before)):
            return loose or among or _GIVES.search(sentence) is not None
        if _SHARE.search(before):
            return False
        return _rate_is_given(sentence, before + _comparing(quantity), after)
    gives = _STRONG.search(before)
    around = sentence[max(0, first - 40) : last]
    return bool(
        gives
        or _GIVES.search(after)
        or (CAP.search(before + quantity.text) and _GIVES.search(around))
        or (re.match("(?:的)?(?:封顶|为限|以内)", after) and _GIVES.search(around))
        or unit_price(sentence, quantity)
        or (among and _capped_alone(before, quantity))
        or (loose and not _REACHED.match(after) and not _HAD.search(before))
    )


def _capped_alone(before: str, quantity: Quantity) -> bool:
    """Whether a sum is a ceiling, or so much for each, and not the ceiling of something else."""
    if not (CAP.search(before[-6:] + quantity.text) or re.match("每[家项个户人件部场台]|定额", quantity.text)):
        return False
    return _NOUN_OF_A_SUM.search(_CAPS_AHEAD.sub("", before)) is None


def _is_reached(before: str, quantity: Quantity, after: str) -> bool:
    """Whether a figure is one to be reached (投资500万元以上, 融资达到1000万元), or a price."""
    if is_condition(plain(before) + quantity.text, _moved(before, quantity)) and not _by(before):
        return True
    if _NO_GIFT.match(after) or re.search("(?<!不)低于|不足|不满|不到", quantity.text):
        return True
    at_least = _REACHED.match(after) or re.search("以[上下]$", quantity.text) or quantity.comparator in (">=", ">")
    if at_least and not _GIVEN_NEAR.search(before):
        return True
    if quantity.family == "元" and re.search("(?:贷款|信贷|授信|担保|融资)[^，。；补奖息给]{0,8}$", before):
        return True
    if re.search("(?:(?<!可)(?<!最高)达到?|满|突破|超过|不低于|不少于)$", before) and not _STRONG.search(before):
        return True
    return (quantity.family == "元" and _NOT_GIVEN.search(before) is not None) or re.search(
        "注册资[本金]|门槛", before
    ) is not None


def _comparing(quantity: Quantity) -> str:
    """The words of a figure before its number (不超过 of 不超过20%)."""
    return re.split("[\\d一二两三四五六七八九十百千]", quantity.text, maxsplit=1)[0]


def _rate_is_given(sentence: str, before: str, after: str) -> bool:
    if re.search("股份|股权|产能|负荷|额定|职工|员工|人数|总数|户数|面积", before[-8:]) or re.search(
        "工资|加班|赔偿|违约|滞纳", before
    ):
        return False
    if VERB.search(before) or re.search("按|不超过|不高于|比例(?:最高|最多|上限)?为?|最[高多]", before):
        return _GIVES.search(sentence) is not None
    return (
        re.match("(?:的)?(?:比例|标准)?[^，。；]{0,6}(?:给予|奖励|补助|补贴|资助|贴息|支持|返还|租金)", after)
        is not None
    )


def _moved(before: str, quantity: Quantity) -> Quantity:
    """The quantity as it stands behind the plain form of what is before it in its clause."""
    at = len(plain(before))
    return Quantity(
        quantity.text, quantity.value, quantity.unit, quantity.family, at, at + len(quantity.text), quantity.comparator
    )


def _by(before: str) -> bool:
    """Whether a figure is introduced as the measure of what is given (按照……)."""
    return re.search("(?:按照?|给予|补助|补贴|奖励|资助)[^，。；]*$", before) is not None and not re.search(
        "(?:达到?|超过|突破|不低于)$", before
    )


def clause_at(sentence: str, offset: int) -> Span:
    """The clause of a sentence that holds an offset."""
    spans = clauses_of(sentence, 0, len(sentence))
    return next(((a, b) for a, b in spans if a <= offset < b), (0, len(sentence)))


def unit_price(sentence: str, quantity: Quantity) -> str:
    """The unit behind a figure (元/公斤), "" for none."""
    match = _UNIT_PRICE.match(sentence[quantity.end :])
    return (match["unit"] or match["each"] or "") if match else ""
