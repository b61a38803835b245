"""Names completed by what stood before them: a measure by what it measures, a rate by what it is a rate of."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from corpus import indicator_words as words
from corpus.aliases import canonical
from corpus.indicator_phrases import Phrase, right_phrase
from corpus.indicator_state import COUNTED, SHORT, State, family_of
from corpus.quantity import Quantity
from corpus.records import Indicator, IndicatorKind

_MEASURED = re.compile(f"(?:综合|全产业链|全口径|年)?(?:{words.MEASURE.pattern})")
AMOUNT = re.compile(
    "床位|托位|(?:总|建筑|占地)?面积|总?(?:长度|里程|容量|库容|装机容量|建筑面积)|(?:合同|总|发放|成交|中标|涉案|涉及)*金额|(?:年度|计划|概算|估算|预计)*(?:合同|总)?投资额?|总?额|总价|产值"
)
_EARNED = re.compile(
    "(?:年|总|综合)*(?:(?:销售|营业|经营|主营业务)?收入|销售额|营收|产值|税收|利税|利润|纳税额|交易额|出口额?)(?:总额)?"
)
_DOER = re.compile(
    "(?:企业|单位|合作社|农场|园区|基地|市场|工坊|民宿|景区|商户|主体|公司|平台|网点|项目|村|车间|机构|医院|学校|中心)$"
)
_PLANNED = re.compile("(?:任务|指标|计划|目标)(?:任务|数)?$")
_DONE = re.compile("(?:(?:国家|省|市|县|区)?级?(?:年度|考核)?(?:指标|任务|目标|计划))?完成率")
_PART = 8
"""Characters of the name of a part that has no measure of its own."""
_EACH = re.compile(
    "(?:平均)?每[十百千万0-9]+(?:名|位)?(?:常住|户籍)?(?:人口?|户|名|居民|老人|老年人|儿童|职工)?(?:拥有)?|人均|户均|亩均"
)
_STANDING = re.compile("新|签约|开工|竣工|投产|落户|落地|在")
_HERD = re.compile("(?:年末)?(?:出栏|存栏|出笼)")
_TRADE = re.compile("(?:业|企业|类|产业|领域)$")
_GROWS = re.compile("(?:则|却|仅)?(?:同比)?(?:增长|下降|回落|增|降)")
_FALL = re.compile("降幅|跌幅")


@dataclass(frozen=True, slots=True)
class Leaving:
    """A name that may leave something out, with the sentence (plain), its phrase and figure, and what stood before it."""

    name: str
    flat: str
    phrase: Phrase
    quantity: Quantity
    state: State


def completed_name(leaving: Leaving) -> str:
    """The name with what it leaves out, by the first of the ways that fits."""
    return next((found for way in _WAYS if (found := way(leaving))), leaving.name)


def _in_list(it: Leaving) -> str:
    """One of a list whose measure stands before a colon (生均经费：小学720元)."""
    state, name, last = it.state, it.name, it.state.last
    if not state.listed or it.phrase.verbs or len(name) > _PART:
        return ""
    if last and last.start > state.listed_at and family_of(last) != it.quantity.family:
        return ""
    return "" if words.MEASURE.search(name) or words.RATIO_NAME.search(name) else name + state.listed


def _measured(it: Leaving) -> str:
    """Another measure of what the one before it was of (粮食播种面积…；总产量)."""
    last, alone = it.state.last, not it.phrase.prefix and _MEASURED.fullmatch(it.name)
    return about + it.name if last and alone and (about := _about(last)) else ""


def _amount(it: Leaving) -> str:
    """The size or sum of the things counted before it (公厕40座，建筑面积3万平方米)."""
    last, name = it.state.last, it.name
    if last is None or not it.state.run or not AMOUNT.fullmatch(name):
        return ""
    if _EACH.match(last.metric) or last.metric.endswith(name):
        return ""
    if family_of(last) in (it.quantity.family, "%", "人") or (family_of(last) == "元" and not _about(last)):
        return ""
    return with_amount(last, name)


def _herd(it: Leaving) -> str:
    """The stock beside the flow of a herd (出栏生猪…，存栏…)."""
    last = it.state.last
    herd = _HERD.sub("", last.metric) if last and _HERD.fullmatch(it.name) else ""
    return herd + it.name if last and herd and herd != last.metric else ""


def _earned(it: Leaving) -> str:
    """The result of those counted before it: 龙头企业达74家，实现销售收入12亿元."""
    last = it.state.last
    if last is None or not it.state.run or it.phrase.prefix or family_of(last) not in COUNTED:
        return ""
    earns = it.quantity.family in ("元", "外币") and _EARNED.fullmatch(it.name)
    return doer + it.name if earns and _DOER.search(doer := _thing(last.metric)) else ""


def _fall(it: Leaving) -> str:
    """How a fall changed (下降2%，降幅收窄1个百分点)."""
    return it.state.latest.metric + it.name if it.state.latest and _FALL.fullmatch(it.name) else ""


def _each(it: Leaving) -> str:
    """A figure per head of what was counted (床位900张，每千人口6张), or of several things (每千人口医师3人、护士4人)."""
    last, name = it.state.last, it.name
    if last is None:
        return ""
    each = _EACH.match(last.metric)
    if _EACH.fullmatch(name) and not each:
        return name.removeprefix("平均") + last.metric
    if each and it.flat[: it.phrase.span[0]].endswith(("、", "和")):
        alike = (family_of(last) == it.quantity.family or name in ("床位", "托位")) and not _EACH.match(name)
        return each.group() + name if alike else name
    return ""


def _part(it: Leaving) -> str:
    """A part with the measure of its whole: 肉类总产量8万吨，其中猪肉5万吨 is 猪肉产量."""
    whole, name = it.state.whole or it.state.former, it.name
    found = re.search(f"(?:{words.SHARED_MEASURE.pattern})$", whole.metric) if whole else None
    if whole is None or found is None or family_of(whole) != it.quantity.family:
        return ""
    if words.MEASURE.search(name) or len(name) > _PART or re.search("(?:[额量值率数积资金]|人口|人员)$", name):
        return ""
    return name + found.group().removeprefix("总")


def _mean(it: Leaving) -> str:
    """A mean of what was told (客流量…，日均)."""
    return it.name + it.state.last.metric if it.state.last and words.MEAN.fullmatch(it.name) else ""


def _of_works(it: Leaving) -> str:
    """The sum of works that a clause told of (某大桥主体完工，累计完成投资2亿元)."""
    state, last = it.state, it.state.last
    of_all = any(each.startswith("全") for each in it.phrase.qualifiers)  # 某大桥完工，全市完成投资50亿元
    told = state.work and not it.phrase.prefix and not of_all and (last is None or last.end < state.work_end)
    return state.work + it.name if told and AMOUNT.fullmatch(it.name) else ""


def _rate(it: Leaving) -> str:
    """A rate of what was counted, or of the subject of the rate before it (发明专利申请…，授权率)."""
    rated = words.RATE.fullmatch(it.name) or _DONE.fullmatch(it.name)
    return _rate_of(it.state.last, it.name) if it.state.last and it.state.run and rated else ""


def _grown(it: Leaving) -> str:
    """A trade whose growth leaves out its measure: 采矿业增加值增长3%，制造业增长7%."""
    latest, name = it.state.latest, it.name
    if latest is None or latest.kind is not IndicatorKind.GROWTH or it.quantity.unit != "%" or latest.unit != "%":
        return ""
    measured = re.search("(?:增加值|总?产值|投资|零售额|销售额)$", latest.metric)
    grows = _GROWS.match(it.flat, it.phrase.span[1]) is not None
    bare = _TRADE.search(name) and not words.MEASURE.search(name)
    return name + measured.group() if measured and grows and bare else ""


def _of_what_follows(it: Leaving) -> str:
    """A bare sum with the noun behind its figure (总投资5亿元的|某工程)."""
    after = it.flat[it.quantity.end :]
    if not words.GENERIC.fullmatch(it.name) or not after.startswith("的"):
        return ""
    right = right_phrase(it.flat, it.quantity.end, len(re.split("[,;。、]", after)[0]) + it.quantity.end)
    return canonical(it.flat[slice(*right.span)]) + it.name if right.named else ""


_WAYS: tuple[Callable[[Leaving], str], ...] = (
    _in_list, _measured, _amount, _herd, _earned, _fall, _each, _part, _mean, _of_works, _rate, _grown, _of_what_follows,
)  # fmt: skip
"""Ways to complete a name, the surest first; each gives "" where it does not fit."""


def _about(last: Indicator) -> str:
    """What a metric that ends with a measure is about, "" of any other."""
    about = words.MEASURE.sub("", last.metric)
    return about if len(about) >= SHORT and about != last.metric else ""


def _rate_of(last: Indicator, name: str) -> str:
    """A rate with what it is a rate of: 发明专利申请…，授权率; beside another rate it shares that one's subject."""
    if words.RATE.search(last.metric):
        about = words.RATE.sub("", last.metric)
        return about + name if len(about) >= SHORT else name
    if _DONE.fullmatch(name):
        return _PLANNED.sub("", last.metric) + "完成率"
    done = name[:-1]
    inside = any(done in each for each in (last.metric.removesuffix(done), *last.qualifiers))
    return name if inside else last.metric.removesuffix(done) + name


def with_rate(thing: Indicator, rate: str) -> str:
    """The name of a rate of the things counted before it (批而未供土地…、闲置土地…，处置率…)."""
    return thing.metric.removesuffix(rate[:-1]) + rate


def with_amount(thing: Indicator, amount: str) -> str:
    """The name of an amount of the things counted before it (高速公路…、一级公路…，总里程…)."""
    return (_about(thing) if family_of(thing) == "元" else _thing(thing.metric)) + amount


def _thing(metric: str) -> str:
    """A metric without the verb that its vague noun kept (引进项目)."""
    verb = None if _STANDING.match(metric) else words.VERB.match(metric)  # 签约项目, but 引进|项目
    return metric[verb.end() :] if verb and words.VAGUE.fullmatch(metric, verb.end()) else metric
