"""Example questions from a document's own words, so that a reader sees what this library can be asked."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from corpus.passages import sentences
from corpus.quantity import find_quantities
from corpus.records import Metadata, Passage
from corpus.regions import short_name
from corpus.reports import reports

_METRIC = re.compile(
    "(?:^|[,，;；。、:：])(?:全市|全省|全县|全区|全年|其中)?(?:实现|完成|新增|累计)?"
    "(?P<metric>[\u4e00-\u9fff]{2,10}(?:额|值|量|率|强度|比重|投资|经费|收入|人数))(?:达到|突破|超过|达|为|完成|力争)*$"
)
_YEAR = re.compile(r"((?:19|20)\d{2})年")
_LABEL = re.compile(r"^(?:第?[一二三四五六七八九十百\d]+[条章节、.．]|[（(][一二三四五六七八九十\d]+[)）])\s*")
_TOPIC = re.compile(
    "(?!支持|给|对|为|关于)[\u4e00-\u9fff“”]{2,12}(?:(?P<what>条件|标准|程序|流程|对象|范围)|奖励|补贴|补助|资助|贴息)"
)
_FORWARDED = re.compile("(?:印发|重新发布|发布)(?P<title>.+?)的通知$")

SPECIFIC = 5
"""Characters of a heading that says by itself what it is about (股权融资奖励, and not 适用对象)."""

TRIES = 3
"""Candidates a document at most: each is tried on the bot."""


def candidate_questions(meta: Metadata, passages: Sequence[Passage]) -> Iterator[str]:
    """Questions that the document should answer, the likeliest first, at most TRIES."""
    return islice(_figures(meta, passages) if reports(meta) else _topics(meta, passages), TRIES)


def own_title(meta: Metadata) -> str:
    """The title of the text itself, where a notice forwards one."""
    forwarded = _FORWARDED.search(meta.title)
    return forwarded["title"] if forwarded else meta.title


def _figures(meta: Metadata, passages: Sequence[Passage]) -> Iterator[str]:
    place = short_name(meta.region[-1]) if meta.region else ""
    for passage in passages:
        years = [year for part in (*reversed(passage.path), passage.text) for year in _YEAR.findall(part)]
        for start, end in sentences(passage.text, 0, len(passage.text)):
            sentence = passage.text[start:end]
            quantity = next(iter(find_quantities(sentence)), None)
            metric = _METRIC.search(sentence[: quantity.start]) if quantity else None
            if metric and years:
                yield f"{place}{years[0]}年{metric['metric']}是多少？"


def _topics(meta: Metadata, passages: Sequence[Passage]) -> Iterator[str]:
    headings = dict.fromkeys(_LABEL.sub("", passage.path[-1]).strip("。 ") for passage in passages if passage.path)
    for heading in headings:
        topic = _TOPIC.fullmatch(heading)
        if topic and len(heading) >= SPECIFIC:
            yield f"{heading}{'是什么' if topic['what'] else '最多多少'}？"
    if meta.expires or meta.effective:
        yield f"《{own_title(meta)}》从什么时候起施行？"
