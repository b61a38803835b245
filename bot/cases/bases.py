"""What a share is of, by the words around it: those before it in its segment, behind it, in the segment above, or those that
lead all shares that are told one by one."""

import re

from bot.understanding.bounds import bounds_in
from corpus.text import ASIDE, fold

_BASE_SPLIT = re.compile(
    "予以(?:奖励)?|奖励?|补[助贴]额?|补(?=[\u4e00-\u9fff])|资助|支持|扶持|给予|贴补|返还|报销|减免|抵扣|处罚?|按照?|比例|不超过|不高于|最高|最多|至多|可得|即|[为以对是占,，、：:\\s]"
)
_MONEY = re.compile(
    "(?:额度?|费用?|款|金|价|价格|价值|投资|投入|支出|支付|成本|收入|产值|造价|租|息|利息|本息|税|税收|薪酬|年薪|月薪|工资|保费|贡献|损失|余额|基数|预算)(?:总额|总和|之和|总数|部分|额)?$"
)
_BOUGHT = re.compile(
    "(?:购置|购买|购入|采购|添置|新购)(?:安装|使用|并投入使用)?的?[^,，、;；]{0,10}(?:设备|设施|装备|仪器|机器|软件|车辆|机具|农机)$"
)
"""What is bought, whose price the share is of where no other sum is named (对新购置设备予以30%补助)."""
_BEHIND_RATE = re.compile("^的(?P<base>[^,;:。，；：]{2,14}?)(?:给予)?(?:补[贴助]|奖励|资助|支持|贴息|返还)")
NO_BASE = re.compile(
    "利率|lpr|基准利|票面|增长|增幅|增量|新增|超出|超过部分|以上部分|差额|平均|面积|人数|占|规模|总数", re.IGNORECASE
)


_LED = re.compile(
    "(?:按照?|以(?![上下内外]))(?P<base>[^,;。:，；：按以]{2,24}?)"
    "(?:为(?:基数|基础|计算依据)|的?(?:一定|不同|相应|下列|以下|如下)(?:比例|标准)|分[档段级类]|给予|予以|实行|进行|[,，])"
)
"""What all shares are of that are told one by one behind it (以研发费用为基数，按下列标准补助：)."""


def base_led(sentence: str) -> str:
    """What all shares behind it are of, by the sentence that leads them; "" where it names no sum."""
    named = (match["base"] for match in _LED.finditer(ASIDE.sub("", sentence)))
    return next((base for base in named if _MONEY.search(base)), "")


def base_before(before: str) -> str:
    """What a share is of, by the words before it in its segment; "" where they name no sum."""
    bare = re.sub("的$", "", ASIDE.sub("", before))
    pieces = [piece for piece in _BASE_SPLIT.split(bare) if len(piece) > 1]
    bought = _BOUGHT.search(pieces[-1]) if pieces else None
    if not pieces or not (_MONEY.search(pieces[-1]) or bought):
        return ""
    rest = bare[bare.rindex(pieces[-1]) + len(pieces[-1]) :]
    if pieces[-1].endswith("贴息"):
        return "利息" if not _BASE_SPLIT.sub("", rest) else ""
    base = bought.group() if bought else pieces[-1]
    return base if not _BASE_SPLIT.sub("", rest) else ""


def base_behind(after: str) -> str:
    """What a share is of, by the words behind it (30%的租金补贴); "" where they name no sum."""
    match = _BEHIND_RATE.match(after)
    return match["base"] if match and _MONEY.search(match["base"]) else ""


_AT_BOUND = re.compile("(?:合计|累计|达到?|满|超过|高于|在|为|至少|不低于|不少于)+$")


_SIZE = re.compile("收入|产值|销售|营收|税|贡献|利润|资产|资本|注册|余额|规模|交易额|出口额")
"""Sums that tell how large somebody is, of which no share is given unless the text says so."""


def base_of_bound(label: str) -> str:
    """What a share is of that names no sum, by the bound on what was spent which opens it (设备投资20万元以上的，按30%补助); ""
    without one."""
    opens = [each for each in bounds_in(label) if each.family == "元" and each.sign[0] == ">"]
    item = _AT_BOUND.sub("", fold(opens[0].item).strip()) if len(opens) == 1 else ""
    return "" if _SIZE.search(item) else base_before(item)


def base_above(label: str) -> str:
    """What a share is of, by the segment before its own (缴纳的担保费，按30%给予补助)."""
    pieces = re.split("[,，]", label)
    return base_before(pieces[-2]) if len(pieces) > 1 and pieces[-1].strip() == "按" else ""
