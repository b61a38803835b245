"""Names of metrics: canonical, with the verb that they need, and divided where they are joined."""

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus import indicator_words as words
from corpus.aliases import canonical
from corpus.indicator_completing import Leaving, completed_name
from corpus.indicator_phrases import Phrase
from corpus.indicator_state import SHORT, State
from corpus.quantity import Quantity
from corpus.records import Indicator
from corpus.regions import Region, find_regions

_SPENT = re.compile(
    "(?<=[\u4e00-\u9fff]{2})(?:(?:先后|累计|已|共|合计|总共|总计)+(?=(?:投入|投资|支出)(?:资金)?$)|(?:先后|累计)(?=[\u4e00-\u9fff]{2}))"
)
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
_OF_PEOPLE = re.compile("(?:患者|人员|[户者童妇生]|人(?!口))(?=[^者人户]{2,8}(?:率|人数)$)")
_INSURED = re.compile("保险[^,;]{0,10}$")
_TOGETHER = re.compile(
    f"(?<=.)[两二三四五六七八九十](?:大|个|项|类|家|座|条)[^,;]*?(?P<measure>{words.MEASURE.pattern.removesuffix('$')})$"
)
_SHARED_END = re.compile(
    "(?:排放(?:总)?量|用户|里程|客流量|(?:综合|规范|平均|及时|有效|总体)?(?:人口)?[\u4e00-\u9fff]{2}[率量额值]|(?:年?平?均)?浓度)$"
)
_PLAIN_MEASURE = re.compile(
    "(?:播种|种植|养殖|栽培|销售)?(?:收入|支出|(?:总)?产量|(?:总)?产值|面积|(?:总)?投资|进口|出口|存栏|出栏|人数|利润|税收)(?:额|量)?$"
)
_MEAN_OF = re.compile("(?:生|人|户|亩|床|班|日|月|年|师|次)均|每[十百千万]")
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
    name = "总产量" if name == "总产" else name
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
    name = canonical(_ABBREVIATED.sub("", _NOTE_MARK.sub("", name)))
    return completed_name(Leaving(name, flat, phrase, quantity, state))


def _needs_verb(flat: str, phrase: Phrase) -> bool:
    """Whether a short noun says with its verb alone what is counted: 置换|汽车 are not the cars of the place."""
    name, verb = flat[slice(*phrase.span)], phrase.verbs[-1]
    altered = words.ALTERING.fullmatch(verb)
    if altered is None or name != canonical(name) or verb not in re.split("[,;、。]", flat[: phrase.span[0]])[-1]:
        return False
    return len(name) <= SHORT or altered["turned"] is not None


def _doing(flat: str, phrase: Phrase) -> str:
    """The last verb of a phrase with those of its kind right before it (报废|更新)."""
    doing = ""
    for verb in reversed(phrase.verbs):
        if doing and not (words.ALTERING.fullmatch(verb) and flat[: phrase.span[0]].endswith(verb + doing)):
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
