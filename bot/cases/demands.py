"""What a clause demands of whom it is for: a bound on a figure, with what the bound is of and how firm it is.

以上, 以下, 以内 and 满 include the figure itself, 不满, 超过 and 以外 do not, as the Civil Code has it (article 1259). An
amount that is paid, a fine, and the time that an office takes are no demands.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from bot.understanding.segments import LABEL, part, previous, segment
from bot.understanding.topics import content
from corpus.aliases import canonical
from corpus.quantity import Quantity, find_quantities
from corpus.text import fold

LONGEST_TAIL = 10
"""Characters behind a figure that tell whose it is."""

_SIGNS = (
    ("<", re.compile("未满|不满|不足|不到|未达到?|(?<!不得)(?<!不)(?:低于|少于|小于)")),
    ("<=", re.compile("不(?:得)?(?:超过|超出|高于|多于|大于|长于|迟于|晚于)|至多|最多|最高|最大|最长|及?以下|以内|之内|上限|(?<=[月年日天])内")),
    (">=", re.compile("不(?:得)?(?:低于|少于|小于|短于|早于)|至少|最少|最低|及?以上|(?<!未)(?<!不)满|(?<!未)(?<!不)达到?|(?<!不)足")),
    (">", re.compile("超过|高于|多于|大于|突破|以外|超")),
)  # fmt: skip
"""What the words at a figure say of it, the first that fits."""

_FAR_SIGNS = (
    ("<=", re.compile("不得?(?:超过|高于|多于|大于)|至多|最多")),
    (">=", re.compile("不得?(?:低于|少于|小于)|至少|最少|最低|(?<!不)(?<!未)应?达到?")),
)
"""The same where other words stand between (至少占成员总数的80%)."""

_PLAIN_SIGNS = (
    (
        ">=",
        re.compile("(?:须|应当?|必须|需要?)(?:要|已)?(?:完成|具备|具有|拥有|有|提供|配备|举办|开展|设立|缴纳|缴满)$"),
    ),
    ("<=", re.compile("(?:只能?|仅能?|只可|仅可|限)(?:能|可)?(?:申报|申请|推荐|报送|报|选择?)$")),
)
"""The same of a figure that bears no sign itself (须完成10场, 仅可申报1个)."""

_PAYS = re.compile(
    "奖励?|补[助贴](?!起|期|对象|申请|资格|条件|标准)|资助|支持(?!期)|扶持|给予|贴息|发放|返还|减免|定额|津贴|(?:[加减扣]|(?<!登)记)[分至]?$"
    "|(?<![累合总统会共])计|罚|处以?$|按(?!时|期|规定|要求|月缴)|抵扣|折算|公示|答复|办结|审核"
)
"""Words of what an office pays or does: a figure behind them in its segment is no demand."""

_PAID = re.compile("(?:以内|内)?的?(?:奖励|补助|补贴|资助|支持|扶持|津贴|罚款)")
_CAP = re.compile("最高|最多|封顶|上限|为限|最长")
_TIER = re.compile(r"(?:奖励?|补[助贴]|资助|给予|支持|定额|罚款|最高|[计加减])\D{0,6}[\d一二三四五六七八九十]")
_PRICE = re.compile("[售单定]价|价格|收费")
"""What one asks of others for a thing: a bound on it is a demand, and no limit of what is paid."""

_SCORE = re.compile(r"(?:[计加减扣积]|少加|多加)\D{0,3}\d+(?:\.\d+)?分")
_BEHIND = re.compile("及?以[上下内外]|之内|内")
_AHEAD = re.compile(
    "[不未应得须]{0,3}(?:达到?|满|足|到|超过?|超出|低于|少于|高于|多于|大于|小于|长于|短于|至多|至少|最[多少高低长大]|[未不])$"
)
_OF_EACH = re.compile("每(?!年.*(?:以[上下]|至少|最少|不[低少]于))")
"""A figure of each of several is none of the whole; one of each year is that of a year."""

_WINDOW = re.compile("(?:最?近|过去|前|此前|连续)$")
_WINDOW_ITSELF = re.compile("近")
SOFT = re.compile("放宽|放低|除外|另有规定|视情|酌情|不受.{0,8}限制|例外|优先")
"""What leaves open whether a demand holds for all."""
_NAMED_EXCEPTION = re.compile("[(（][^()（）]{2,16}除外[)）]")
"""An exception that the demand itself names: who quotes the one tells the other."""
_ONE_OF = re.compile("之一|其一|任一|任意")
_OF_ANOTHER = re.compile("[此该]项可?以?放宽")
_FORBIDS = re.compile(
    "(?:不得|不予|不能|不可|不享受|不适用|不再|禁止|取消|不在|不属于|不受理|不列入|不纳入|不计入)(?!超过|超出|低于|少于|高于|多于|大于|小于)"
)
_HEDGED = re.compile("原则上|一般(?:应|须|不|要)")
_VERB = re.compile("[、]|可|应|给|须|按|予|享|[计奖补罚]|优先|[(（]|以[上下内外]|不")
_SAYING = re.compile(
    "(?:运营|申报|实施|建设|申请|责任|投资)(?:主体|单位|机构)|截至.{0,8}?[日时](?![期间])|之日起?(?:算)?|起算|(?:不得?|未)?(?:超过|低于|少于|高于|多于|长于|短于|早于|晚于)|应当?|必须|须|至少|至多|(?:不|未)?(?:达到?|满)$|[在为限年]$|[或并]者?|[且指]|原则上|截至"
)
_CONSEQUENCE = re.compile(
    r"视为|取消|终止|停[止发]|注销|撤销|收回|责令|处[以\d一二三四五六七八九十]|(?<!行政处)罚|退[回还]|追回|吊销|解除|腾退|失效|无效|扣|不计|免于|免予|无需|不用|不必"
    r"|^(?:[(（]不?含[)）])?的?部分|^(?:以[下内])?的?[,，]?按\d[^,，;；。每%]{0,8}计"
)
"""What follows a figure of a case (超过3个月未报到的，视为放弃): that case is no demand."""

_LOST = re.compile("取消[^,，;；。]{0,8}(?:资格|享受)|^(?:及?以上)?的?(?:行政)?(?:处罚|罚款)")
"""That one may not apply any more, or what the figure itself is of: nothing that is done to it."""
_THEN = re.compile("^的?[,，]?[^,，]{0,6}(?:应|须|必须)")
"""The same of what must then be done, where nothing says that the figure itself must be (项目超过100万元的，应当招标)."""

_MODAL = re.compile("应当?|必须|须|需要?|不得|是?指")


_WRONG = re.compile("骗|虚假|虚报|查实|违规|违法|违反|套取|挪用|改变[^,，;；。]{0,6}用途|弄虚|失信|追回|收回|处罚")
_SHUT_OUT = re.compile("^内?[^,，;；。]{0,4}(?:不得|限制|不予|取消|禁止|不再)")
"""For how long one is shut out who did wrong (查实之日起2年内不得申请): no demand on a time of the asker's."""

_GIVES = re.compile("(?:奖励|补助|补贴|资助|给予|支持|扶持|奖补)[^,，;；。]{0,16}?\\d")


@dataclass(frozen=True, slots=True)
class Demand:
    """A bound ("<", "<=", ">", ">=") on a figure, in `unit` of `family`.

    `quote` is the clause as written, at `start` of the text, in the part of the sentence that begins at `part`. The rest is
    canonical: `item` holds the words right before the figure (what it is of), `subject` who must meet it, `after` what
    stands behind it (开业满2年的养老机构), `about` all of its clause, with the one before if that has no figure.
    `forbids`: meeting it is what bars. `excepted`: the text names an exception. `either`: it is one of several of which one
    will do. `hedged`: the text says 原则上.
    """

    quote: str
    sign: str
    bound: Decimal
    unit: str
    family: str
    item: str
    subject: str
    after: str
    about: str
    forbids: bool
    excepted: bool
    either: bool
    hedged: bool
    part: int
    start: int


def demands(text: str, opener: str = "") -> tuple[Demand, ...]:
    """The demands of a sentence, or of an item of the list that `opener` opens; the tiers of an amount are none."""
    found = [
        demand
        for quantity in find_quantities(text)
        if quantity.value is not None and quantity.family != "次序"
        for demand in _demands(quantity, text, opener)
    ]
    tiers = {demand.start for demand in found if _TIER.search(demand.quote)}
    return _inherited([demand for demand in found if demand.start not in tiers or len(tiers) == 1])


def _inherited(found: Sequence[Demand]) -> tuple[Demand, ...]:
    """Demands; one that does not say what it is of is of what the one before it in the same unit is of (合格率在60%以上的……；
    低于60%的，……)."""
    result: list[Demand] = []
    for demand in found:
        last = next((each for each in reversed(result) if each.unit == demand.unit), None)
        nameless = last is not None and not content(demand.item) and not content(demand.about)
        result.append(replace(demand, item=last.item, about=last.item) if last and nameless else demand)
    return tuple(result)


def _is_banned(before: str) -> bool:
    """Whether what stands before an item in its sentence opens a list of cases that are barred (有下列情形之一的，不予支持：1.…)."""
    opener = before.rpartition("。")[2]
    return bool(re.search("[:：]", opener) and OPENS_BANS.search(opener))


_ELSE = re.compile("(?:逾期|超期|过期|超过(?:期限|时限)|否则|未按[^,，;；]{0,8}|不符合的?|不满足的?)[^,，;；。]{0,4}$")
"""What opens the consequence of not meeting what stands before (6个月内申请，逾期不予受理)."""
_GIVEN_FIRST = re.compile("[,，](?:可以?|给予|予以|按|享受|发放)")


def _bars(behind: str) -> bool:
    """Whether what stands behind a figure says first that something is not given or not allowed (…500立方米的，可以再次申报，不适用…: it is)."""
    found = _FORBIDS.search(behind)
    before = behind[: found.start()] if found else ""
    return bool(found and not _GIVEN_FIRST.search(before) and not _ELSE.search(before))


def forbids(text: str) -> bool:
    """Whether a text says that something is not given or not allowed."""
    return bool(_FORBIDS.search(text))


def bounds(quantity: Quantity, text: str) -> list[tuple[str, Decimal]]:
    """Signs and bounds that the words at a figure give it."""
    return _bounds(quantity, text[max(0, quantity.start - 12) : quantity.start], text[quantity.end :])


def gives(text: str, demand: Demand) -> bool:
    """Whether the part of a sentence in which a demand stands tells what is given where it is met, and so the case of a grant."""
    _, stop = part(text, demand.start, demand.start)
    return bool(_GIVES.search(fold(text[demand.part : stop])))


def _demands(quantity: Quantity, text: str, opener: str) -> Iterator[Demand]:
    left, right = segment(text, quantity.start, quantity.end)
    floor, stop = part(text, quantity.start, quantity.end)
    before, after, behind = text[left : quantity.start], text[quantity.end : right], text[quantity.end : stop]
    if _is_none(quantity, before, after) or _SCORE.search(behind) or _CONSEQUENCE.search(_LOST.sub("", behind)):
        return
    if _SHUT_OUT.search(after) and _WRONG.search(text[floor : quantity.start]):
        return
    if _THEN.search(behind) and not _MODAL.search(before):
        return
    above = LABEL.sub("", text[previous(text, left, floor) : left])
    clean = LABEL.sub("", before)
    last = clean.rsplit("、", 1)[-1]
    item = last if content(last) else clean
    start = quantity.start - len(item)
    label = LABEL.match(text[start:right])
    start += label.end() if label else 0
    listed = text.find("、", quantity.end, right)
    end = right if listed < 0 else listed
    whole = left + (len(before) - len(clean)) if not find_quantities(clean) else start
    named = bool(content(item))
    tail = _VERB.split(after.lstrip("的"), maxsplit=1)[0][:LONGEST_TAIL]
    if not content(item):
        item = tail if content(tail) else above + clean
    modal = _MODAL.search(clean)
    alone = not find_quantities(before) and not find_quantities(after)
    around = before + after if named or find_quantities(above) else above + before + after
    for sign, bound in _bounds(quantity, before, after):
        yield Demand(
            quote=text[whole : stop if _bars(behind) else end].strip("*# "),
            sign=sign,
            bound=bound,
            unit=quantity.unit,
            family=quantity.family,
            item=canonical(_SAYING.sub(" ", item)),
            subject=canonical(clean[: modal.start()] if modal else ""),
            after=canonical(tail),
            about=canonical(around if alone else text[start:end]),
            forbids=bool(_bars(behind) or _FORBIDS.search(opener) or _is_banned(text[:floor])),
            excepted=bool(SOFT.search(_NAMED_EXCEPTION.sub("", text))) and not _OF_ANOTHER.search(text),
            either=_is_one_of(text, (left, right), quantity, stop) or bool(_ONE_OF.search(opener)),
            hedged=bool(_HEDGED.search(text[floor:stop])),
            part=floor,
            start=start,
        )


def _is_one_of(text: str, around: tuple[int, int], quantity: Quantity, stop: int) -> bool:
    """Whether a demand is an alternative to the one before or behind it, or one of several of which one will do."""
    left, right = around
    before, after = text[left : quantity.start], text[quantity.end : right]
    if any("或" in side and find_quantities(side) for side in (before, after)):
        return True
    nexts = (LABEL.sub("", before), text[right + 1 :], text[stop + 1 :].lstrip())
    return any(each.startswith("或") for each in nexts) or bool(_ONE_OF.search(text[left:stop]))


_FINED = re.compile(
    "(?:受到?|被)[^,，;；。]{0,24}(?:罚款?|处以?)$|(?:环保|环境|行政|税务|安全|监管)[^,，;；。、]{0,6}处罚$"
)
"""A fine that one has had, and none that is laid down."""

OPENS_BANS = re.compile(
    "(?:不予|不得|不能|不可|不享受|不适用|不受理)[^。,，]{0,8}情形[:：]|(?:下列|如下|以下|之一)[^。]{0,16}(?:不予|不得|不能|不可|不享受|不适用|不受理|不再|取消)|(?:不予|不得|不能|不可|不享受|不适用|不受理)[^。]{0,12}(?:下列|如下|以下|之一)"
)
"""A sentence, or what opens one, that opens a list of cases in which nothing is given."""


def _is_none(quantity: Quantity, before: str, after: str) -> bool:
    """Whether a figure is of what is paid or done by an office, a window of time, or a cap."""
    if _FINED.search(before):
        return False
    if _OF_EACH.match(quantity.text) or _WINDOW.search(before) or _WINDOW_ITSELF.match(quantity.text):
        return True
    if _PAYS.search(before) or (_PAID.match(after) and not re.search("以[上下]", quantity.text + after[:3])):
        return True
    if quantity.family not in ("元", "分") or _PRICE.search(before):
        return False
    return bool(_CAP.search(before[-6:] + quantity.text + after[:4]))


def _bounds(quantity: Quantity, before: str, after: str) -> list[tuple[str, Decimal]]:
    """Signs and bounds of a figure: two of a range, none where nothing says that it is one."""
    value = quantity.value or Decimal(0)
    if quantity.low is not None:
        upper = "<" if re.search("不满|不足|未满|不到", quantity.text) else "<="
        return [(">=", quantity.low), (upper, value)]
    behind = _BEHIND.match(after)
    ahead = _AHEAD.search(before)
    near = fold(f"{ahead.group() if ahead else ''}{quantity.text}{behind.group() if behind else ''}")
    for sign, pattern in _SIGNS:
        if pattern.search(near):
            return [(sign, value)]
    far = [(sign, value) for sign, pattern in _FAR_SIGNS if pattern.search(fold(before))]
    return (far or [(sign, value) for sign, pattern in _PLAIN_SIGNS if pattern.search(fold(before))])[:1]
