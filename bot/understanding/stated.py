"""What the asker tells of oneself: figures in the question, in spoken ways too, each with how exact it is.

420万 is money, 我今年四十七 an age, 积分两百多 a score; 三年多 is more than three years and less than four, 快五年 a little
less than five. A figure that names the benefit asked for (那50万的奖励, 能按5%补吗) is none of the asker's own.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from bot.understanding.apiece import is_of_each
from bot.understanding.segments import opening
from corpus.aliases import canonical
from corpus.quantity import Quantity, conversion, find_quantities, opening_unit, plain
from corpus.text import fold
from index.tokens import cut

ABOUT = Decimal("0.1")
"""How far a figure given as about so much may be off: a bound inside this share of it decides nothing."""

_NUMERAL = r"(?:(?<![\d.])\d+(?:\.\d+)?|[零一二两三四五六七八九十百]+)"
_SPOKEN = (
    (re.compile(rf"({_NUMERAL}[十百千]*[多余]?[万亿]+[多余]?)(?=(.?.?.?.?))"), "元"),
    (re.compile(rf"({_NUMERAL}[十百千万亿]*[多余]?)块(?![儿地田石])钱?"), "元"),
    (re.compile(r"(?:每个?月|月均?)(?:养老|医保|社保|公积金|房租|租金|工资)?(?:[交缴存还付是]|能?[拿挣])?了?(\d{3,}(?:\.\d+)?)(?![\d.]*(?:元|[万亿]|块|平|人|家|个))"), "元"),
    (re.compile(r"(?:总共|一共|合计|[花交缴付投]了|实付|投入|余额|工资)(?:大概|差不多|是|有|才)?(\d{3,}(?:\.\d+)?)(?=[,。;、?!的]|$)"), "元"),
    (re.compile(r"[买购换](?:了|个|一?[台部块辆套件张只])*[\u4e00-\u9fff]{1,8}?(?<![年第])(\d{3,6}(?:\.\d+)?)(?=[,。;、?!]|$)"), "元"),
    (re.compile(rf"(?:(?:今年|年龄|年纪|岁数)(?:已经|刚满|刚|都|是|快|才|有)?)({_NUMERAL}多?)(?=[了,。;、?!的]|$)"), "岁"),
    (re.compile(rf"(?:(?:积分|得分|总分|分数)(?:算下来|加起来|一共|总共|大概|已经|才|有|是|只有)?)({_NUMERAL}[多余]?)(?=[了,。;、?!]|$)"), "分"),
)  # fmt: skip
"""Figures whose unit speakers leave out, and that unit."""

_PERSONS = re.compile(rf"({_NUMERAL}多?)个(?=人)|({_NUMERAL})个(多)月")
_ODD_TENTH = re.compile(r"(?<![\d.])(\d+)([万亿])(\d)(?=[,。;、?!的了]|块|$)")
"""2万5 for 2.5万."""
_MOUTHS = re.compile(rf"({_NUMERAL})口人")
_HALF_YEAR = re.compile(r"(?<![一二两三四五六七八九十\d年上下前后每])半年(?![多度])")
_SQUARE = re.compile(rf"({_NUMERAL}[十百千万]*[多余]?)平(?!米|方|均|台|安|房|常|稳|时|原|顶|路|衡|价|层)")
_CUBIC = re.compile(rf"({_NUMERAL}[十百千万]*[多余]?)方(?=[,。;、?!的水气了]|$)")
_RIGHT = re.compile(r"(?<=[\d百千万亿])(?=对[吧吗不])")
"""Where 对 asks whether an amount is right, and counts no pairs."""

_TENTHS = re.compile("([一二两三四五六七八九])成([一二三四五六七八九半])")
_WHOLE_TENTHS = re.compile("([一二两三四五六七八九])成(?=[,，。;、?!的左多以]|$)")
_DIGIT = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "半": 5, "六": 6, "七": 7, "八": 8, "九": 9}
"""Tenths and hundredths in words (三成五 is 35%)."""

_YEARS_AGO = re.compile(r"((?<!\d)\d{1,2}|[一二两三四五六七八九十]+)年前")
_OF_BENEFIT = re.compile(
    r"^元?的?(?:奖励|奖金|奖补|补助|补贴|资助|支持|扶持|津贴|孵化奖|奖|补|待遇|额度)(?![^,。;?]{0,4}(?:多少|几))|^(?:封顶|上限|以内的奖)"
)
_AS_BENEFIT = re.compile(
    "(?:按|给|补|奖|贴|领|拿|拿到|领到|那|申请|罚|成算|[%]算|贷到|[能以]贷|提取)(?:的|到|个|了|过)?$"
)
_RAISED = re.compile("(?:融资|贷款|借款|投资|订单|合同|发债|债券)[^,。;?]{0,4}(?:拿|得|申请)到?了?$")
"""Money that is got from others than an office."""

_OF_OTHERS = re.compile("^元?的?(?:股权|风险|银行|天使)?(?:投资|融资|贷款|借款|订单|合同)(?!奖|补|支持|贴)")
"""What stands behind such money."""

_FINED = re.compile("被[^,。;?]{0,10}罚[了过款]?了?$")
"""A fine that the asker has had."""

_SCORED = re.compile("(?:考核|考试|考评|测评|评审|评估|打分|总分|积分)[^,。;?]{0,6}[得拿]到?了?$")
"""A score that the asker has been given."""

_CLAIMED = re.compile("(?:给|补|奖|贴|领|拿|成算|[%]算|贷到|[能以]贷|提取|报销|享受)(?:到|得|个)?$|(?:就是|应该是)$")
"""Words before an amount that the asker takes to be what is paid (可以拿20万吧, 按三成算270万对吧)."""

_LESS = re.compile("(?:快要?|将?近|没有?|没达|不够|不到|差点|接近|未满|不满|不足)(?:满|到|有)?$")
_NEAR = re.compile("(?:快要?|将?近|接近)(?:满|到|有)?$")
_MORE = re.compile("(?<!不)(?<!不得)(?<!没)(?<!没有)(?<!未)(?:超过|超|多于|高于|不止|大于)(?:了)?$")
_AT_MOST = re.compile("(?:(?:不|没有?|未)(?:得|能)?(?:超过|超出?|高于|多于|大于)|最[多高])(?:了)?$")
_ROUGH = re.compile("(?:大概|大约|差不多|约|估摸|上下)(?:是|有|也?就)?$")
_ROUGH_AFTER = re.compile("^(?:左右|上下|样子|出头)")
_ODD = re.compile("^(?:多(?![少层孩数半久大长重])|余)")
_OPEN_AFTER = re.compile("^(?:及?以上|往上)")
_THRESHOLD = re.compile(
    "(?<![想只将])(?:要|需要|必须|得|(?<![响适对反供相])应该?(?![用届])|须|至少)(?:求|交|有|满|达到|是|做到)*[^,。;?!]{0,2}$"
)
"""Words before a figure that is asked about and not stated (社保要满3年吗)."""

_PLANNED = re.compile(
    "(?:总共|一共|合计|预计|大概|计划|总投资|总价)(?:是|得|还|需)*要(?:投入?|花|砸|付|交|掏)?$|要(?:投入?|花|砸|付|掏|采?购|买|借|贷)(?:资|了|上|个)?$"
)
_ASKS_WHETHER = re.compile("^[^,，。;；?？]{0,12}(?:吗|么|才|以上)|^[?？]")
"""What asks whether so much is needed."""

_ASKED_FOR = re.compile("^[^,。;?!]{0,8}(?:多少|几(?:[百千万]?[块元钱]|何))")
"""What stands behind a month, a year or one thing for which an amount is asked (一个月能领多少)."""

_OF_PERIOD = re.compile(
    r"^(?:大概|差不多|就|只|才|能|要|得|都|我)*(?:[交存缴付还挣赚拿发花用租]|租金|房租|工资|收入)[^,。;?]{0,6}\d"
)
"""What stands behind a month or a year of each of which an amount is told (一个月交1500元)."""

_PRICED = re.compile(r"\d(?:\.\d+)?[万亿千百]?[元块]钱?$")
"""What stands before the unit that a price is for (28块|一公斤)."""

_OF_EACH = re.compile("(?:各|分别|各自)(?:为|是|有)?$")
"""Words before the figure of each of several things, which is none of the whole."""

_AGO = re.compile("之?前|以前")
_COMPARING = "不到近约超过满达至少低于足"
_MONTHS = {"年": 12, "周年": 12, "月": 1}
_OF_THINGS = ("亩", "吨", "公斤", "标箱", "头")
"""Units of things, for one of which an amount is asked (一亩补多少)."""

_COUNTED = frozenset(("家", "项", "支", "人", "台"))
_FIRMS = {"家", "户"}
"""What firms are counted in, as people say and as rules do."""

_SAYS_NOTHING = re.compile("一共|总共|总计|大概|已经|今年|差不多|目前|现在|合计|只有|到现在|至今|[都才有了是快刚过去 ]")
_CLAUSE = re.compile("[,，;；。?？!！:：]")

_MEANT = {
    "干": "工作从事", "干了": "工作从事", "交": "缴纳缴费缴存", "存": "缴存", "存了": "缴存", "交了": "缴纳缴费缴存", "缴": "缴纳缴费缴存", "缴了": "缴纳缴费缴存", "投": "投入投资", "投了": "投入投资", "买": "购买购置采购投入", "购": "购买购置采购投入",
    "花": "费用支出投入投资", "花了": "费用支出投入投资", "付": "费用支付", "付了": "费用支付", "开了": "开业经营运营", "租约": "租赁合同", "剩": "剩余", "还剩": "剩余", "住": "居住", "房子": "住房", "住了": "居住",
    "签": "签订合同合同期限周期", "签了": "签订合同合同期限周期", "工期": "建设期", "员工": "员工职工从业人员", "职工": "员工职工从业人员", "租": "租赁租金",
    "租了": "租赁租金", "房租": "房租租金", "租金": "房租租金", "老厂房": "老旧厂房", "写字楼": "楼宇", "养老院": "养老机构",
    "第一次": "首次", "老师": "教师", "小孩": "子女儿童", "孩子": "子女儿童", "做": "从事", "做了": "从事", "去年": "上年度上一年度", "翻新": "改造", "改": "改造", "罚": "罚款",
    "种": "种植", "种了": "种植", "养": "养殖", "养了": "养殖", "成立": "注册成立", "注册": "注册成立", "上班": "就业工作", "定价": "售价价格", "卖": "售价销售", "开业": "开业经营", "演": "演出", "演了": "演出", "两口子": "夫妻双方", "招": "招用招聘", "招了": "招用招聘", "合伙": "合伙创业", "娃": "子女儿童", "纯电": "新能源", "油车": "燃油", "单身": "本人", "欠": "债务欠款", "欠了": "债务欠款", "还不上": "未还未清偿", "养殖场": "农业养殖", "养鸡场": "农业养殖", "养猪场": "农业养殖", "农场": "农业种植", "果园": "农业种植", "爱人": "配偶", "老婆": "配偶", "老公": "配偶", "媳妇": "配偶", "妻子": "配偶", "丈夫": "配偶", "俩人": "双方", "老外": "境外外籍", "外国人": "境外外籍", "中型企业": "中小微企业", "小型企业": "中小微企业小微企业", "微型企业": "中小微企业小微企业", "小微企业": "中小微企业", "被投": "融资额股权融资", "融到": "融资额融资", "融了": "融资额融资",
}  # fmt: skip
"""Spoken words and those that rules have for them."""

_DONE = re.compile(
    "(?<!采)[买购](?=[了\u4e00-\u9fff])(?![置买房])|[交缴](?=[了过满]?(?:社会?保|医疗?保|养老|公积金|个?税|保费))|(?<=月)存(?=[了过满入进]?(?: |公积金))"
)
"""Buying or paying of something, which a dictionary joins to the words beside it (买设备, 我交社保)."""

_STAFFED = re.compile(
    r"(?:公司|企业|单位|我们|厂|店|团队|机构)(?:里|现|现在|目前|共|一共|总共|总|大概|大约|就|只|才|有|是)*\d+多?个?人"
)
_STAFF = re.compile(
    "(?:公司|企业|单位|我们|厂|店|团队|机构)(?:里|现|现在|目前|共|一共|总共|总|大概|大约|就|只|才|有|是)*$"
)
"""What stands before a number of persons that are the asker's staff (我公司120人)."""

SPOUSE = "夫妻|夫妇|两口子|老婆|老公|爱人|媳妇|妻子|丈夫|配偶"
"""How people call the one whom they are married to, or both."""
_BOTH = re.compile(f"(?:{SPOUSE}).*(?:[两2]个?人|俩|双方)|(?:[两2]个?人|俩|双方).*(?:{SPOUSE})")
"""Two who are married, whom rules call 双方."""

_FUNDED = re.compile(
    "(?:投资?|注资|入股)了?给?(?:我们|咱们|我司|我[家方的]|公司|本公司)|给(?:我们|咱们|我司|公司|企业){1,2}(?:投资?|注资)了?"
    "|(?:[拿获]|得到)[到得了]*(?!固定资产)[^,，。;；]{0,10}(?<!资产)(?:股权|风险|天使|基金)?投资"
)
"""How the money that others put into the asker's firm is told, which rules call 融资."""

_OPENED = re.compile(rf"开了(?:才|刚|已经|有|满|快|不到|将?近|都)*(?:{_NUMERAL}(?:多|个半?)?[年月]|\s|$)")
"""开了 with a span of time behind it, or with the gap of its figure: how long a business is open (开了 is two words)."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure that the asker gave: between `low` and `high` (None where open) in `unit`, a bound that is itself excluded
    `low_open` or `high_open`. `words` are those of its clause with what rules call them, canonical; `ago` tells
    that it says how long ago something was, and `start` tells figures of one question apart. `ahead` are the words right before
    it, where several figures stand in one clause, each behind what it is of."""

    text: str
    unit: str
    family: str
    low: Decimal | None
    high: Decimal | None
    low_open: bool
    high_open: bool
    words: str
    ago: bool
    start: int
    ahead: str = ""

    @property
    def value(self) -> Decimal | None:
        """The figure where it is exact."""
        return self.low if self.low == self.high else None

    def meets(self, sign: str, bound: Decimal) -> bool | None:
        """Whether all that it can be compares so ("<", "<=", ">", ">=", "=") with a bound in its own unit, None where only some
        of it does."""
        low_open, high_open = self.low_open, self.high_open
        above = self.low is not None and (self.low > bound or (self.low == bound and low_open))
        below = self.high is not None and (self.high < bound or (self.high == bound and high_open))
        reaches, stays = above or self.low == bound, below or self.high == bound
        yes, no = {
            ">=": (reaches, below),
            ">": (above, stays),
            "<=": (stays, above),
            "<": (below, reaches),
            "=": (self.value == bound, above or below),
        }[sign]
        return True if yes else False if no else None


def stated(question: str) -> tuple[Stated, ...]:
    """The asker's own figures in a question, in order."""
    return tuple(each for each, of_each in _told(question) if not of_each)


def stated_of_each(question: str) -> tuple[Stated, ...]:
    """The amounts that a question tells of each of several things (2台，每台35万)."""
    return tuple(each for each, of_each in _told(question) if of_each and each.family == "元")


def is_pair(own: Stated, text: str) -> bool:
    """Whether a count of persons is that of the asker and the spouse whom a text names."""
    return own.value == 2 and own.unit == "人" and bool(_BOTH.search(text))


@lru_cache(maxsize=256)
def _told(question: str) -> tuple[tuple[Stated, bool], ...]:
    """The asker's figures, and of each whether it is that of each of several things."""
    text = with_units(question)
    found = []
    for quantity in find_quantities(text):
        before, after = text[: quantity.start], text[quantity.end :]
        if quantity.value is None or quantity.family == "次序":
            continue
        if _OF_BENEFIT.match(after) or (
            _is_benefit(before) and not _OF_OTHERS.match(after) and quantity.family in ("元", "%", "分")
        ):
            continue
        if (
            quantity.value == 1
            and (quantity.family in ("年", "月") or quantity.unit in _OF_THINGS)
            and (_ASKED_FOR.match(after) or _OF_PERIOD.match(after) or before.endswith("上"))
        ):
            continue
        asked = _THRESHOLD.search(before.removesuffix("满")) and not _is_planned(before, after)
        if asked or (quantity.value == 1 and _PRICED.search(before)):
            continue
        amount = quantity.family == "元" and is_of_each(f"{before}{_EACH.split(quantity.text)[0]}", text)
        found.append(
            (_stated(quantity, text), amount or quantity.text.startswith("每") or bool(_OF_EACH.search(before)))
        )
    return tuple(found)


def _is_planned(before: str, after: str) -> bool:
    """Whether a figure behind 要 is what the asker is going to spend (一共要投6000万), and not a threshold that is asked about."""
    return bool(_PLANNED.search(before)) and not _ASKS_WHETHER.search(after)


_EACH = re.compile(r"[\d一二两三四五六七八九十百千万]")


def _is_benefit(before: str) -> bool:
    """Whether the words before a figure make it what an office pays: 拿了 of a loan or an order is the asker's."""
    clause = _CLAUSE.split(before)[-1]
    return bool(_AS_BENEFIT.search(before)) and not (
        _RAISED.search(clause) or _FINED.search(clause) or _SCORED.search(clause)
    )


@lru_cache(maxsize=256)
def benefit_figures(question: str) -> tuple[Quantity, ...]:
    """The amounts of money that a question names as what is paid."""
    text = with_units(question)
    return tuple(
        each
        for each in find_quantities(text)
        if each.family == "元" and each.value is not None and _CLAIMED.search(text[: each.start])
    )


_TAX = re.compile(r"([交缴纳][^,，。]{0,8}?\d[\d.]*[万千百]?)(?=(?:个|个人所得)?税(?![务种收局率]))")
"""A tax paid whose unit its speaker left out (交了7万个税)."""


@lru_cache(maxsize=256)  # a question is asked for its figures by many
def with_units(question: str) -> str:
    """The folded question with the units that its speaker left out."""
    text = _RIGHT.sub("元,", fold(question)).replace("美金", "美元")
    text = re.sub(r"(?<=\d)个(?=亿)", "", text)
    text = _TAX.sub(r"\1元", text)
    text = _ODD_TENTH.sub(r"\1.\3\2", text)
    text = _PERSONS.sub(lambda m: f"{m[2]}{m[3]}个月" if m[2] else m[1], text)
    text = _MOUTHS.sub(r"\1人", text)
    text = _HALF_YEAR.sub("6个月", text)
    text = _TENTHS.sub(lambda m: f"{_DIGIT[m[1]]}{_DIGIT[m[2]]}%", text)
    text = _WHOLE_TENTHS.sub(lambda m: f"{_DIGIT[m[1]]}0%", text)
    text = _SQUARE.sub(r"\1平米", text)
    text = _CUBIC.sub(r"\1立方米", text)
    text = _YEARS_AGO.sub(r"\1年以前", text)
    for pattern, unit in _SPOKEN:
        for match in reversed(list(pattern.finditer(text))):
            end = match.end(1)
            if unit == "元" and opening_unit(text[end:]) and not text[end:].startswith("块"):
                continue
            text = f"{text[:end]}{unit}{text[match.end() :]}"
    return _with_unit_of_other(text)


_BARE_OF_YEAR = re.compile(
    r"(?:去年|上一?年度?|前年|今年|(?<!\d)20\d\d年)(?:我们|同期|大概|一共|总共|才|只|就|是|有|为|(?:做|完成|出|卖|产|发)了?)*[\u4e00-\u9fff]{0,6}?(\d+(?:\.\d+)?)(?=[,。;、?!的]|$)"
)


def _with_unit_of_other(text: str) -> str:
    """A text whose figure of one year has no unit (今年9000标箱，去年7000) with that of the other."""
    bare = _BARE_OF_YEAR.search(text)
    if bare is None:
        return text
    units = {each.unit for each in find_quantities(text) if each.family not in _TIMES and each.family != "%"}
    return f"{text[: bare.end(1)]}{units.pop()}{text[bare.end(1) :]}" if len(units) == 1 else text


_TIMES = ("年", "月", "日", "小时", "岁", "次序")


def meant(text: str) -> str:
    """Canonical words of a question with those that rules have for its spoken ones behind them."""
    words = [
        *cut(text),
        *(["员工"] if _STAFFED.search(text) else []),
        *(["开了"] if _OPENED.search(text) else []),
        *(["被投"] if _FUNDED.search(text) else []),
        *(["俩人"] if _BOTH.search(text) else []),
        *_DONE.findall(text),
    ]
    return canonical(" ".join((text, *(_MEANT[word] for word in words if word in _MEANT))))


def in_unit(unit: str, other: str) -> Decimal | None:
    """What one of `unit` is in `other`: as `conversion`, with years in months, and 个 for any thing that is counted."""
    months, others = _MONTHS.get(unit.removeprefix("个")), _MONTHS.get(other.removeprefix("个"))
    if months and others:
        return Decimal(months) / Decimal(others)
    if {unit, other} == _FIRMS:
        return Decimal(1)
    counted = opening_unit(other if unit == "个" else unit) if "个" in (unit, other) else None
    if counted and counted[1] in _COUNTED:
        return Decimal(1)
    return conversion(_plain(unit), _plain(other))


_OF_KIND = re.compile(r"(?:标准?煤|当量|[(（]\w{1,2}[)）])$")
"""What a unit is said to be of (吨标准煤, 台（套）), which speakers leave out."""


def _plain(unit: str) -> str:
    return _OF_KIND.sub("", unit) or unit


def _stated(quantity: Quantity, text: str) -> Stated:
    said = quantity.text.lstrip(_COMPARING)
    start = quantity.end - len(said)
    before, after = text[:start], text[quantity.end :]
    low, high, low_open, high_open = _range(quantity, said, before, after)
    marks = (_NEAR, _LESS, _MORE, _ROUGH)
    ahead = next((found.group() for mark in marks if (found := mark.search(before))), "")
    behind = _ODD.match(after) or _ROUGH_AFTER.match(after)
    return Stated(
        text=f"{ahead}{said}{behind.group() if behind else ''}",
        unit=quantity.unit,
        family=quantity.family,
        low=low,
        high=high,
        low_open=low_open,
        high_open=high_open,
        words=_around(text, quantity.start, quantity.end)
        + (" 员工职工从业人员" if quantity.unit == "人" and _STAFF.search(before) else ""),
        ago=bool(_AGO.match(after)),
        start=quantity.start,
        ahead=_ahead(text, quantity.start),
    )


def _range(quantity: Quantity, said: str, before: str, after: str) -> tuple[Decimal | None, Decimal | None, bool, bool]:
    """Between what a figure lies, and whether each end is left out."""
    value = quantity.value or Decimal(0)
    if quantity.low is not None:
        return quantity.low, value, False, False
    if _NEAR.search(before):
        return value * (1 - ABOUT), value, False, True
    if _LESS.search(before):
        return None, value, False, True
    if _AT_MOST.search(before):
        return None, value, False, False
    if _MORE.search(before):
        return value, None, True, False
    if re.search("[多余]", said) or _ODD.match(after):
        return value, value + _step(value), True, True
    if _ROUGH.search(before) or _ROUGH_AFTER.match(after) or said.endswith(("左右", "上下")):
        return value * (1 - ABOUT), value * (1 + ABOUT), False, False
    if _OPEN_AFTER.match(after) or said.endswith("以上"):
        return value, None, False, False
    return None if said.endswith(("以下", "以内")) else value, value, False, False


def _step(value: Decimal) -> Decimal:
    """How much 多 can add: less than one of the last digit that was said (两百多 is below 300, 3年多 below 4)."""
    exponent = value.normalize().as_tuple().exponent
    return Decimal(10) ** max(int(exponent), 0)


def _around(text: str, start: int, end: int) -> str:
    """The clause of a figure, without the figure; with all before it where that says nothing else."""
    left = opening(_CLAUSE, text, start)
    right = next((m.start() for m in _CLAUSE.finditer(text, end)), len(text))
    clause = f"{text[left:start]} {text[end:right]}"
    if len(_SAYS_NOTHING.sub("", clause)) < 2:
        clause = f"{text[:left]} {clause}"
    return meant(clause)


def _ahead(text: str, start: int) -> str:
    """The words between a figure and the one before it, where its clause has several and opens with what the first is of; else
    those that open the clause."""
    left = opening(_CLAUSE, text, start)
    before = find_quantities(text[left:start])
    if not before:
        return meant(text[left:start])
    opened = len(re.findall("[\u4e00-\u9fff]", text[left : left + before[0].start])) > 1
    return meant(text[left + before[-1].end : start]) if opened else ""


def difference(value: Decimal, unit: str) -> str:
    """An amount of a unit as people write it: 80万元, 6个月, 1.5亿元."""
    if unit in ("元", "块钱"):
        for scale, word in ((Decimal(100_000_000), "亿"), (Decimal(10_000), "万")):
            if value >= scale and (value / scale) % Decimal("0.01") == 0:
                return f"{plain(value / scale)}{word}元"
    return f"{plain(value)}{unit}"


def missing(value: Decimal, unit: str) -> str:
    """The same of what is missing or too much: half a year in months, a difference of shares in points."""
    if unit in ("年", "周年") and value % 1:
        return f"{plain(value * 12)}个月"
    return difference(value, "个百分点" if unit == "%" else unit)
