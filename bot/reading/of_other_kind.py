"""Kinds that stand side by side in rules, of which what holds for one says nothing of another: degrees, taxes, markets, patents and
trade marks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class _Family:
    """Kinds of which rules say something each for itself: the names of each, what else may tell of it, and what holds for kinds that
    it does not name."""

    kinds: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]
    of_any: re.Pattern[str]

    def named_in(self, text: str) -> set[int]:
        """The kinds that a text names as a question does."""
        return {at for at, (name, _) in enumerate(self.kinds) if name.search(text)}

    def told_in(self, text: str) -> set[int]:
        """The kinds that a text may speak of."""
        return {at for at, (_, known) in enumerate(self.kinds) if known.search(text)}


def _family(kinds: str, of_any: str = "各类|所有|不限") -> _Family:
    """A family written as its kinds, apart by spaces, with what else may tell of each behind =."""
    pairs = (kind.partition("=") for kind in kinds.split())
    return _Family(
        tuple((re.compile(names), re.compile(known or names)) for names, _, known in pairs), re.compile(of_any)
    )


_ANY_OTHER = "各类|所有|不限|其他"
_KIN = "近亲属|亲属|家属|家庭成员"

_FAMILIES = (
    _family(
        "博士=博士|研究生 硕士=硕士|研究生 本科=本科|学士 大专=大专|专科|高职 中专=中专|中职|技校",
        "(?:生|士|科|专|历|位|度|平|含\\)?|及)以[上下]|(?:高校|大学|院校)毕业生(?!.*[博硕]士.*(?:硕士|本科))|大学生|各类|不限|学历",
    ),
    _family(
        f"父母=父母|双亲|父亲|母亲|老人|直系亲属|{_KIN} 配偶=配偶|夫妻|夫妇|爱人|直系亲属|{_KIN} 子女=子女|孩子|未成年人|直系亲属|{_KIN} 兄弟=兄弟|姐妹|{_KIN}",
        _ANY_OTHER,
    ),
    _family("早餐=早餐|三餐 午餐=[午中]餐|三餐 晚餐=晚餐|三餐", _ANY_OTHER),
    _family("专利 商标 著作权|版权|软著=著作权|版权|软著 植物新品种=新品种", "知识产权"),
    _family(
        "养老保险=养老 医疗保险|医保=医疗|医保 失业保险=失业 工伤 生育保险=生育", "社保|社会保险|[三五]险|各项保险"
    ),
    _family(
        "用电|电价|电费|度电=电 用水|水价|水费=水 用气|气价|气费|天然气=气 供暖|供热|采暖|暖气|热费=热|暖",
        "水电|用能|能源|能耗",
    ),
    _family("主板 创业板 科创板 新三板=新三板|股转 北交所=北交所|北京证券 四板=四板|股权市场", "上市|资本市场"),
    _family("充电[站桩]=充电|充换电 加氢站=加氢 加油站=加油 加气站=加气 换电站=换电"),
    _family(
        "增值税 企业所得税=(?<!个人)所得税 个人所得税|个税=个人所得税|个税 房产税=房地?产税 土地使用税 契税 印花税 消费税 车船税 购置税 土地增值税 关税 "
        "耕地占用税 资源税 环境保护税|环保税=环境保护税|环保税",
        "税费|[各多]项税|有关税|相关税|税收",
    ),
    _family("公积金贷款=公积金 创业担保贷款=创业 商业贷款|商贷=商业|商贷 助学贷款=助学", "各类贷款"),
    _family(
        "失业(?:保险)?金(?!的[,，人])=失业(?:保险)?(?:金|待遇) 最低工资 见习 公益性?岗位=公益性?岗 稳岗 求职 培训补贴=培训 社保补贴|社会保险补贴=保险?补贴 创业补贴=创业"
    ),
    _family(
        "低保|最低生活保障=低保|最低生活保障 特困 孤儿 临时救助 医疗救助 高龄[津补]贴=高龄 护理补贴=护理 长护险|长期护理保险 抚恤 丧葬 养老金",
        "社会救助|困难群众",
    ),
    _family(
        "高新技术企业|高企 专精特新 小巨人 瞪羚 独角兽 单项冠军 老字号 绿色工厂 智能工厂=智能(?:化)?工厂|数字化车间",
        "各类|所有|不限|资质|荣誉",
    ),
    _family(
        "重点实验室=实验室 技术创新中心 工程(?:技术)?研究中心=工程(?:技术)?研究 企业技术中心=技术中心 概念验证 中试 博士后 工业设计中心=设计中心 院士工作站=院士 大师工作室",
        "各类|所有|不限|创新平台|研发平台",
    ),
    _family(
        "设立登记|开办企业=设立|新设|开办|注册 变更登记=变更|更改 注销=注销|终止 补[办领]=补|遗失 延续登记|延续注册=延续|续"
    ),
    _family(
        "幼儿园=幼 小学=小学|义务|中小学 初中=初中|义务|中学|中小学 高中=高中|中学|中小学 中职|中专|技校|技工院校=[中高]职|中专|技 大学|高校=大学|高校|院校|高等|毕业生",
        "各类|所有|不限|各级|学校|学生",
    ),
    _family(
        "摩托车=摩托 电动自行车|电瓶车=自行车|电瓶|非机动 货车=货|载重|卡车 客车=客 出租车=出租|巡游 网约车=网约 校车",
        "机动车|车辆",
    ),
    _family("猪 牛 羊 鸡=鸡|禽 鸭=鸭|禽 鹅=鹅|禽 [养鲜]鱼=鱼|水产|渔 蜂", "畜|养殖|动物"),
    _family("水稻|稻谷|稻子=稻 小麦=麦 玉米 大豆|黄豆=豆 油菜 马铃薯|土豆=薯|土豆 棉花=棉", "粮食|粮油|[农作]物"),
    _family(
        "公租房|公共租赁住房=公租|公共租赁 经济适用房|经适房=经济适用|经适 共有产权 保障性租赁住房|保租房=保障性租赁|保租 二手房=二手|存量 安置房=安置",
        "各类住房|保障性住房|保障房",
    ),
    _family("电子发票 专用发票=专用发票|专票 普通发票=普通发票|普票"),
    _family(
        "(?:外地|外省|外市|非本[市省地区县])(?:人|户籍|户口|老人)[^,，。?？]*(?:多少|几[元块十百千万]) 本[市省地区县](?:人|户籍|户口)",
        "各类|所有|不限|不符合|不能|不可以|非本|外[地来省市]|常住|居住证",
    ),
    _family(
        "(?:单位|企业)(?:缴|交|费率|部分|承担)=单位|企业 个人(?:缴|交|费率|[那这]?部分|承担)=个人|本人|职工[缴交]",
        "各类|所有|不限|合计|共同|双方|总费率",
    ),
    _family("志愿者=志愿 医务人员|医护|护士|医生=医|护 民警|警察=警 教师|老师=教"),
    _family(
        "应届|毕业生=应届|毕业|大学生 在职 退役军人|退伍=退役|退伍|军人 退休=退休|离休", "各类|所有|不限|个人|劳动者"
    ),
)
"""Each kind by the names that questions give it; a text that names one of these and not the one asked tells of another."""

_MONTH_ASKED = re.compile(
    "(?<![\\d年一至到-])(?P<month>\\d{1,2})月份?的?(?!\\d|底|末|初|前|起|以|[中上下]旬|[^,，。?？]*(?:申(?:请|报(?!期))|报名|受理|办理?|何时|什么时))[\u4e00-\u9fff]{2}"
)
_MONTHS_TOLD = re.compile(
    "(?<![\\d年])(?P<months>\\d{1,2}月?(?:[、和及]\\d{1,2}月?)*)(?<=月)(?=份|[一二两三]个月|应[缴交]|的)"
)
_MONTHS_RANGE = re.compile("\\d月?份?[-—~至到]\\d{1,2}月")
"""The month that something is of (4月份房租), months so told, and a range of them."""

_TYPE = re.compile("([\u4e00-\u9fff](?![大中小微新定重轻成转典原模造])[\u4e00-\u9fff])型(?!号|企业|材料|人才)")
"""A type by its name (支出型)."""


def of_other_kind(asked: str, quoted: str, above: Sequence[str] = (), before: str = "") -> bool:
    """Whether a folded text names kinds beside those that a folded question asks about, and none of these; where it names no kind, what
    its passage says `before` it and what stands `above` it tell of which it is. A heading that lists both tells of neither."""
    if any(_of_other(family, asked, quoted, above, before) for family in _FAMILIES):
        return True
    if _of_other_month(asked, quoted):
        return True
    types, told = _TYPE.findall(asked), f"{before} {quoted}"
    return bool(types and _TYPE.search(told)) and not any(each in told for each in types)


def _of_other(family: _Family, asked: str, quoted: str, above: Sequence[str], before: str) -> bool:
    wanted = family.named_in(asked)
    if not wanted:
        return False
    apart = (each for each in above if not (wanted & (told := family.named_in(each)) and told - wanted))
    heads = " ".join(apart)
    if wanted & (family.told_in(quoted) | family.told_in(heads)):
        return False
    if family.named_in(quoted):
        return not family.of_any.search(quoted)
    around = f"{before} {heads} {quoted}"
    return bool(family.named_in(around)) and not wanted & family.told_in(around) and not family.of_any.search(around)


def _of_other_month(asked: str, quoted: str) -> bool:
    """Whether it is asked of what is due in one month, and others alone are told."""
    wanted = {match["month"] for match in _MONTH_ASKED.finditer(asked)}
    told = {month for match in _MONTHS_TOLD.finditer(quoted) for month in re.findall("\\d+", match["months"])}
    return bool(wanted and told) and not wanted & told and not _MONTHS_RANGE.search(quoted)
