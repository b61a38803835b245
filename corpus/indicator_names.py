"""Names of metrics: canonical, and complete where the words at a figure leave out what the clause before it said."""

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus import indicator_words as words
from corpus.aliases import canonical
from corpus.indicator_phrases import Phrase, right_phrase
from corpus.indicator_state import COUNTED, SHORT, State, family_of
from corpus.quantity import Quantity
from corpus.records import Indicator, IndicatorKind
from corpus.regions import Region, find_regions

_MEASURED = re.compile(f"(?:综合|全产业链|全口径|年)?(?:{words.MEASURE.pattern})")
AMOUNT = re.compile(
    "床位|托位|(?:总|建筑|占地)?面积|总?(?:长度|里程|容量|库容|装机容量|建筑面积)|(?:合同|总|发放|成交|中标|涉案|涉及)*金额|(?:年度|计划|概算|估算|预计)*(?:合同|总)?投资额?|总?额|总价|产值"
)
_EARNED = re.compile("(?:年|总|综合)*(?:(?:销售|营业|经营|主营业务)?收入|销售额|营收|产值|税收|利税|利润|纳税额|交易额|出口额?)(?:总额)?")
_DOER = re.compile("(?:企业|单位|合作社|农场|园区|基地|市场|工坊|民宿|景区|商户|主体|公司|平台|网点|项目|村|车间)$")
_PLANNED = re.compile("(?:任务|指标|计划|目标)(?:任务|数)?$")
_SPENT = re.compile("(?<=[\u4e00-\u9fff]{2})(?:先后|累计|已|共|合计|总共|总计)+(?=(?:投入|投资|支出)(?:资金)?$)")
_DONE = re.compile("(?:(?:国家|省|市|县|区)?级?(?:年度|考核)?(?:指标|任务|目标|计划))?完成率")
_MORE = ("新增", "净增")
_JOBS = re.compile("(?P<where>(?:城镇|农村|城乡)?)就业(?:人数|人员)?")
_CONTEST = re.compile("^在(.{4,20}?)[上中](?=获|夺|斩获|摘)")
_SUMS = frozenset(("金额", "总额", "总金额"))
_COMPLETE = tuple("数量额率值")
_ABBREVIATED = re.compile(r"(?<=[\u4e00-\u9fff])[(（](?:[A-Za-z&]{2,12}|[^()（）]{0,8}\d[^()（）]{0,6}月)[)）]")
"""A name in Latin letters behind the one in Chinese, or a run of months: 地区生产总值（GDP）, 营业收入（1—11月）."""
_NOTE_MARK = re.compile(r"[\[［〔][0-9]{1,2}[\]］〕]")
_PART_OF = re.compile(
    "[^,;]{0,12}?(?P<measure>进出口|出口|进口|产值|增加值|投资|零售额|收入|支出|产量|存款|贷款|面积)(?:总额|总值|总量|余额|额)?中(?:的)?(?P<part>[^,;中]{2,14})"
)
_PART = 8
"""Characters of the name of a part that has no measure of its own."""
_EACH = re.compile(
    "(?:平均)?每[十百千万0-9]+(?:名|位)?(?:常住|户籍)?(?:人口?|户|名|居民|老人|老年人|儿童|职工)?(?:拥有)?|人均|户均|亩均"
)
_OF_PEOPLE = re.compile("(?:患者|人员|[户者童妇生]|人(?!口))(?=[^者人户]{2,8}(?:率|人数)$)")
_INSURED = re.compile("保险[^,;]{0,10}$")
_TOGETHER = re.compile(
    f"(?<=.)[两二三四五六七八九十](?:大|个|项|类|家|座|条)[^,;]*?(?P<measure>{words.MEASURE.pattern.removesuffix('$')})$"
)
_STANDING = re.compile("新|签约|开工|竣工|投产|落户|落地|在")
_SHARED_END = re.compile(
    "(?:排放(?:总)?量|用户|里程|客流量|(?:综合)?(?:人口)?[\u4e00-\u9fff]{2}[率量额值]|(?:年?平?均)?浓度)$"
)
_PLAIN_MEASURE = re.compile("(?:播种|种植|养殖|栽培|销售)?(?:收入|支出|(?:总)?产量|(?:总)?产值|面积|(?:总)?投资|进口|出口|存栏|出栏|人数|利润|税收)(?:额|量)?$")
_HERD = re.compile("(?:年末)?(?:出栏|存栏|出笼)")
_TRADE = re.compile("(?:业|企业|类|产业|领域)$")
_GROWS = re.compile("(?:则|却|仅)?(?:同比)?(?:增长|下降|回落|增|降)")
_MEAN_OF = re.compile("(?:生|人|户|亩|床|班|日|月|年|师|次)均|每[十百千万]")
_FALL = re.compile("降幅|跌幅")
_EXTREME = re.compile("(?:则|也)?(?:最[高低多少大快慢小好]|居首|领先|垫底|次之)")
_DEGREE = re.compile("^(?:共|累计|已|新(?=签|开|引|认|批|建|投|培|入|获|立))|了$")
_RECIPIENT = re.compile("(?:公安|司法|检察|监察|纪检监察)(?:机关|部门)|检察院|法院|有关部门|上级部门")
_SENT = re.compile("移送|移交|通报|上报|报送|提交|反馈")
_PULLING = re.compile("(?:带动|拉动|撬动|吸引)了?")
_PULLED = re.compile("消费|投资|就业|增收|社会资本|社会投资|销售额?")
_BENEFIT = re.compile("(?:从中|直接|均)?受益")


def metric_name(text: str, flat: str, phrase: Phrase, quantity: Quantity, state: State) -> str:
    """The canonical name of the metric at a phrase of a sentence (`text`, and `flat` as plain copy)."""
    name = _unmasked(phrase.prefix, text, flat, phrase.span[0]) + _written(text, flat, phrase, quantity) + phrase.suffix
    name = _CONTEST.sub(r"\1", _SPENT.sub("", name))
    if phrase.verbs and phrase.verbs[-1] in _MORE and (jobs := _JOBS.fullmatch(name)):
        name = f"{jobs['where']}新增就业"  # 新增城镇就业: the new ones, not all
    clause = re.split("[,;。]", flat[quantity.end :])[0]
    thing = words.THING.match(name)
    if thing and words.ENJOYING.match(name, thing.end()):
        name = name[thing.end() :] + thing.group()  # 2291家企业享受补助: 享受补助企业
    elif phrase.verbs and (words.VAGUE.fullmatch(name) or name in _SUMS or _needs_verb(flat, phrase)):
        name = _DEGREE.sub("", _doing(flat, phrase)) + name  # 惠及企业: what is counted says too little
    elif (phrase.verbs and words.REACHING.fullmatch(phrase.verbs[-1]) and words.PEOPLE.fullmatch(name)) or (
        phrase.verbs and _PULLING.fullmatch(phrase.verbs[-1]) and _PULLED.fullmatch(name)
    ):
        name = phrase.verbs[-1].removesuffix("了") + name
    elif phrase.verbs and _RECIPIENT.fullmatch(name) and _SENT.fullmatch(phrase.verbs[-1]):
        name = phrase.verbs[-1] + name  # 移送公安机关3件
    elif thing and _BENEFIT.fullmatch(words.THING.sub("", clause, count=1)):
        name = "受益" + name
    elif name == "受益":
        name = "受益人数"
    return _completed(canonical(_ABBREVIATED.sub("", _NOTE_MARK.sub("", name))), flat, phrase, quantity, state)


def _needs_verb(flat: str, phrase: Phrase) -> bool:
    """Whether a short noun says with its verb alone what is counted: 置换|汽车 are not the cars of the place."""
    name, verb = flat[slice(*phrase.span)], phrase.verbs[-1]
    altered = words.ALTERING.fullmatch(verb)
    if altered is None or name != canonical(name) or verb not in re.split("[,;、。]", flat[: phrase.span[0]])[-1]:
        return False
    return len(name) <= SHORT or altered["turned"] is not None


def _doing(flat: str, phrase: Phrase) -> str:
    """The last verb of a phrase with those right before it (报废更新)."""
    doing = ""
    for verb in reversed(phrase.verbs):
        if doing and not flat[: phrase.span[0]].endswith(verb + doing):
            break
        doing = verb + doing
    return doing


def _unmasked(prefix: str, text: str, flat: str, end: int) -> str:
    """A prefix with the words in quotes as they are written."""
    at = flat.rfind(prefix, 0, end) if "□" in prefix else -1
    return prefix if at < 0 else text[at : at + len(prefix)]


def _written(text: str, flat: str, phrase: Phrase, quantity: Quantity) -> str:
    """The name as written; of names joined before 等 the end that they share."""
    start, end = phrase.span
    name = text[start:end]
    if flat[:start].endswith(("、", "和")) and (
        shared := re.search("(?<=[^一二两三上中初高同平])等(?=[\u4e00-\u9fff]{4})", name)
    ):
        return name[shared.end() :]  # 甲展、|乙展等境外展会
    if part := _PART_OF.fullmatch(name):
        measured = words.MEASURE.search(part["part"]) or part["part"].endswith(("率", "度", "量", "额", "值"))
        return part["part"] + ("" if measured else part["measure"])  # 出口总额中|机电产品
    joined = name.split("、")
    if "等" in flat[end : quantity.start] and len(joined) > 1:
        ending = _common_end(joined)
        return ending if len(ending) >= SHORT else name
    return name


def _common_end(names: Sequence[str]) -> str:
    ending = names[0]
    while ending and not all(name.endswith(ending) for name in names):
        ending = ending[1:]
    return ending


def _completed(name: str, flat: str, phrase: Phrase, quantity: Quantity, state: State) -> str:
    """The name with what it leaves out: the metric before it, or the noun behind the figure."""
    last = state.last
    if _is_listed(name, phrase, quantity, state):
        return name + state.listed  # 生均经费：小学720元
    name = f"{name}量" if name == "总产" else name
    if last and not phrase.prefix and _MEASURED.fullmatch(name) and (about := _about(last)):
        return about + name  # 粮食播种面积…；总产量
    if (
        last
        and state.run
        and AMOUNT.fullmatch(name)
        and not _EACH.match(last.metric)
        and not last.metric.endswith(name)
        and family_of(last) not in (quantity.family, "%", "人")
        and (family_of(last) != "元" or _about(last))
    ):
        return with_amount(last, name)
    if last and _HERD.fullmatch(name) and len(herd := _HERD.sub("", last.metric)) < len(last.metric):
        return herd + name  # 出栏生猪…，存栏…
    if last and state.run and not phrase.prefix and (doer := _doer(last, name, quantity)):
        return doer + name
    if state.latest and _FALL.fullmatch(name):
        return state.latest.metric + name  # 下降2%，降幅收窄1个百分点
    if last and _EACH.fullmatch(name) and not _EACH.match(last.metric):
        return name.removeprefix("平均") + last.metric  # 床位900张，每千人口6张
    if last and (each := _EACH.match(last.metric)) and flat[: phrase.span[0]].endswith(("、", "和")):
        alike = (family_of(last) == quantity.family or name in ("床位", "托位")) and not _EACH.match(name)
        return each.group() + name if alike else name  # 每千人口医师3人、护士4人
    whole = state.whole or state.former
    if whole and (measure := _left_out(whole, name, quantity)):
        return name + measure
    if last and words.MEAN.fullmatch(name):
        return name + last.metric
    if state.work and not phrase.prefix and AMOUNT.fullmatch(name) and (last is None or last.end < state.work_end):
        return state.work + name  # 某大桥主体完工，累计完成投资2亿元
    if last and state.run and (words.RATE.fullmatch(name) or _DONE.fullmatch(name)):
        return _rate_of(last, name)
    if grown := _grown_alike(name, flat, phrase, quantity, state):
        return name + grown
    after = flat[quantity.end :]
    if words.GENERIC.fullmatch(name) and after.startswith("的"):
        right = right_phrase(flat, quantity.end, len(re.split("[,;。、]", after)[0]) + quantity.end)
        if right.named:
            return canonical(flat[slice(*right.span)]) + name
    return name


def _is_listed(name: str, phrase: Phrase, quantity: Quantity, state: State) -> bool:
    """Whether a name is one of a list whose measure stands before a colon."""
    if not state.listed or phrase.verbs or len(name) > _PART:
        return False
    if state.last and state.last.start > state.listed_at and family_of(state.last) != quantity.family:
        return False
    return not words.MEASURE.search(name) and not words.RATIO_NAME.search(name)


def _doer(last: Indicator, name: str, quantity: Quantity) -> str:
    """Those whose result a bare sum is: 龙头企业达74家，实现销售收入12亿元."""
    earns = quantity.family in ("元", "外币") and _EARNED.fullmatch(name)
    doer = _thing(last.metric)
    return doer if earns and _DOER.search(doer) and family_of(last) in COUNTED else ""


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


def _grown_alike(name: str, flat: str, phrase: Phrase, quantity: Quantity, state: State) -> str:
    """The measure that a growth leaves out of a trade told like the one before it: 采矿业增加值增长3%，制造业增长7%."""
    latest = state.latest
    if latest is None or latest.kind is not IndicatorKind.GROWTH or quantity.unit != "%" or latest.unit != "%":
        return ""
    measured = re.search("(?:增加值|总?产值|投资|零售额|销售额)$", latest.metric)
    grows = _GROWS.match(flat, phrase.span[1]) is not None
    return measured.group() if measured and grows and _TRADE.search(name) and not words.MEASURE.search(name) else ""


def _left_out(whole: Indicator, name: str, quantity: Quantity) -> str:
    """The measure of a whole that the name of its part leaves out: 肉类总产量8万吨，其中猪肉5万吨 is 猪肉产量."""
    found = re.search(f"(?:{words.SHARED_MEASURE.pattern})$", whole.metric)
    if found is None or family_of(whole) != quantity.family or words.MEASURE.search(name) or len(name) > _PART:
        return ""
    return "" if re.search("(?:[额量值率数积资金]|人口|人员)$", name) else found.group().removeprefix("总")


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


def placed(indicator: Indicator, name: str) -> Indicator:
    """The indicator under one of joined names; a place that the name opens with is whose it is (杭州、宁波工业增加值)."""
    for place, start, end in find_regions(name)[:1]:
        if start == 0 and end < len(name):
            return replace(indicator, metric=canonical(name[end:]), region=place)
    return replace(indicator, metric=canonical(name))


def places_listed(text: str) -> list[Region]:
    """The places of a text that lists places and nothing else (越城区、柯桥区); [] of any other."""
    names = [name.strip() for name in re.split("、|和|与|及|,", text) if name.strip()]
    found = [find_regions(name)[:1] for name in names]
    whole = all(each and each[0][1] == 0 and each[0][2] == len(name) for each, name in zip(found, names, strict=True))
    return [each[0][0] for each in found] if whole and len(names) > 1 else []


def subjects(group: Sequence[Indicator]) -> list[str]:
    """What the metrics of a group do not share at their ends (高血压患者数, 糖尿病患者数: 高血压, 糖尿病)."""
    shared = len(_common_end([each.metric for each in group]))
    return [each.metric[: len(each.metric) - shared] for each in group]


def place_compared(text: str, region: Region) -> Region | None:
    """The place inside `region` of which a clause only says that it is the highest or the lowest."""
    text = re.sub("^(?:其中|以)", "", text)
    for place, start, end in find_regions(text)[:1]:
        if start == 0 and place[: len(region)] == region and _EXTREME.fullmatch(text, end):
            return place
    return None


def completed(names: Sequence[str]) -> list[str]:
    """Joined names with the end that they share: 城镇, 农村居民收入 are 城镇居民收入, 农村居民收入."""
    names = [_NOTE_MARK.sub("", name) for name in names]
    if counted := _TOGETHER.search(names[-1]):
        names[-1] = names[-1][: counted.start()] + counted["measure"]  # 港口、机场|两大枢纽|投资
    last = names[-1]
    if (length := _place_length(last)) and all(_place_length(name) == len(name) for name in names[:-1]):
        return [name + last[length:] for name in names[:-1]] + [last]
    if people := _OF_PEOPLE.search(last):
        return [name if name.endswith(_COMPLETE) else name + last[people.end() :] for name in names]
    if (insured := _INSURED.search(last)) and not any("保险" in name for name in names[:-1]):
        return [*(name + insured.group() for name in names[:-1]), last]
    if words.MEASURE.fullmatch(last) and (alike := _PLAIN_MEASURE.search(names[0])) and alike.start() >= SHORT:
        return [*names[:-1], names[0][: alike.start()] + last]  # 一般公共预算收入和支出
    measure = words.MEASURE.search(last)
    if (mean := _MEAN_OF.search(last)) and mean.start() and not (measure and measure.start() < mean.start()):
        return [name if _MEAN_OF.search(name) else name + last[mean.start() :] for name in names]
    if measure and measure.start():
        return [
            name if words.MEASURE.search(name) or name.endswith(_COMPLETE) else name + measure.group() for name in names
        ]
    if (shared := _SHARED_END.search(last)) and shared.start():
        return [name if name.endswith(_COMPLETE) else name + shared.group() for name in names]
    return [name if len(name) * 2 > len(last) else name + last[len(name) :] for name in names]


def rates(names: Sequence[str]) -> list[str]:
    """Joined rates with the subject that the first names alone: 案件的查处率、结案率."""
    subject, mark, first = names[0].partition("的")
    others = [subject + each if mark and len(each) <= len(first) + 1 else each for each in names[1:]]
    return [names[0], *others]


def _place_length(name: str) -> int:
    """Characters of the place that a name opens with, 0 if it opens with none."""
    return next((end for _, start, end in find_regions(name)[:1] if start == 0), 0)
