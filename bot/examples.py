"""Example questions from a document's own words, so that a reader sees what this library can be asked."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from corpus.passages import sentences
from corpus.quantity import find_quantities
from corpus.records import Metadata, Passage
from corpus.regions import short_name

_REPORT = re.compile("总结|报告|要点|思路|计划")
_METRIC = re.compile(
    "(?:^|[,，;；。、:：])(?:全市|全省|全县|全区|全年|其中)?(?:实现|完成|新增|累计)?(?P<metric>[\u4e00-\u9fff]{4,12}?)(?:达到|突破|达|为|超过|完成)?$"
)
_YEAR = re.compile(r"((?:19|20)\d{2})年")
_LABEL = re.compile(r"^(?:第?[一二三四五六七八九十百\d]+[条章节、.．]|[（(][一二三四五六七八九十\d]+[)）])\s*")
_TOPIC = re.compile("条件|标准|材料|程序|流程|方式|范围|对象|补助|奖励|补贴|支持")

TRIES = 3
"""Candidates a document at most: each is tried on the bot."""


def candidate_questions(meta: Metadata, passages: Sequence[Passage]) -> Iterator[str]:
    """Questions that the document should answer, the likeliest first, at most TRIES."""
    return islice(_figures(meta, passages) if is_report(meta) else _topics(meta, passages), TRIES)


def is_report(meta: Metadata) -> bool:
    """Whether the document reports figures of a place and a year."""
    return bool(_REPORT.search(meta.kind or ""))


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
    for passage in passages:
        heading = _LABEL.sub("", passage.path[-1]).strip("。 ") if passage.path else ""
        if 5 <= len(heading) <= 14 and _TOPIC.search(heading) and not re.search("[，,；;：:]", heading):
            ending = "是什么" if re.search("(?:条件|标准|程序|流程|方式|范围|对象)$", heading) else "有哪些规定"
            yield f"{heading}{ending}？"
    if meta.expires or meta.effective:
        yield f"《{meta.title}》从什么时候起施行？"
