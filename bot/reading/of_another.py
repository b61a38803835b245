"""What a sentence tells of another than the one asked about: another trade, another county of the place, another section's telephone."""

import re

from bot.reading.reading import Evidence
from bot.understanding.everyday import heard
from bot.understanding.places import without_places
from bot.understanding.question import Question, Shape
from bot.understanding.words import content
from corpus.aliases import canonical
from corpus.regions import find_regions
from corpus.text import fold

_TRADE = re.compile(
    "(?<!非)(?:工业|制造(?=业|企业)|建筑(?=业|企业)|批发|零售|住宿|餐饮|服务业|商贸|房地产|农业|物流(?=业|企业))"
)
_WITHIN = {
    "服务业": {"批发", "零售", "住宿", "餐饮", "物流", "房地产", "商贸"},
    "商贸": {"批发", "零售", "住宿", "餐饮"},
    "工业": {"制造"},
}
"""Trades for each of which an award may be, and those that are parts of another."""

_ANY_SECTION = re.compile("条件|要求|服务内容|时间|咨询|联系|程序|电话|有效期|办理|附则|附件|施行|申报")
_LABEL = re.compile("^(?:[(（]?[一二三四五六七八九十\\d]+[)）、.．]|第[一二三四五六七八九十百]+[条章节])")
_ANY_CONTACT = re.compile("电话|咨询|热线|号码|资金|扶持|政策|补[贴助]|奖励|哪个")


def of_another(question: Question, item: Evidence) -> bool:
    """Whether an evidence is of another trade, county or section than the one that a question names."""
    if question.number and _of_other_trade(question, item):
        return True
    return _of_other_part(question, item) or (question.shape is Shape.CONTACT and _of_other_section(question, item))


def _of_other_part(question: Question, item: Evidence) -> bool:
    """Whether a sentence names another part of its document's place than the one asked, which stands nowhere above it either."""
    meta, path = item.hit.entry.metadata, item.hit.stored.passage.path
    whole = meta.region
    places = question.places
    inside = bool(whole and places) and all(len(p) > len(whole) and p[: len(whole)] == whole for p in places)
    if not inside or question.wants_list or question.named_in(" ".join((meta.title, *path, item.text))):
        return False
    return any(len(region) > len(whole) for region, _, _ in find_regions(item.text))


def _of_other_section(question: Question, item: Evidence) -> bool:
    """Whether a number to call stands in a section that is called by a name, and neither that nor the sentence says a word of what the
    question is about."""
    heads = [_LABEL.sub("", canonical(each)) for each in item.hit.stored.passage.path]
    if not any(len(head) > 2 and not _ANY_SECTION.search(head) for head in heads):
        return False
    held = heard(" ".join((*heads, canonical(item.text))), question.spoken)
    about = [
        word for word in content(without_places(fold(question.text))) if len(word) > 1 and not _ANY_CONTACT.search(word)
    ]
    return bool(about) and not any(word in held for word in about)


def _of_other_trade(question: Question, item: Evidence) -> bool:
    """Whether what is told, by a sentence or else by what stands above it, is of other trades alone than the ones asked about, of which
    one may be a part of another."""
    over = " ".join((item.hit.entry.metadata.title, *item.hit.stored.passage.path))
    wanted, told = set(_TRADE.findall(fold(question.text))), set(_TRADE.findall(item.text) or _TRADE.findall(over))
    one = any(
        each == other or other in _WITHIN.get(each, ()) or each in _WITHIN.get(other, ())
        for each in wanted
        for other in told
    )
    return bool(wanted and told) and not one
