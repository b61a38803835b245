"""Whether a text reports or plans figures of its place, rather than lays down rules: asked of its title, its kind, its
headings."""

import re
from functools import lru_cache

from corpus import indicator_words as words
from corpus.records import Document, Metadata

OPENING = 300
"""Characters of the body in which a text without title or kind shows that it is a report."""

_REPORTING = re.compile(
    r"(?:19|20)\d\d年(?:度)?(?:主要)?(?:工作|总结|成效|思路|计划|目标|指标)|工作(?:总结|成效|思路|计划)|同比|比上年|较上年|公报|运行情况"
)


_OFFERS = re.compile(
    "(?:认定|申报|评定|评选|备案|遴选|征集|资助|补贴|补助|奖励|扶持|贴息)(?:指南|项目|服务|事项)?(?:[（(][^（）()]*[）)])?$"
)
"""The end of the title of something that is applied for: its figures are conditions and awards, whatever else it says."""


def reports(meta: Metadata, *texts: str) -> bool:
    """Whether a document reports, by its kind and title; where they say neither that nor that it makes rules, by `texts` of
    it, such as the headings above a passage."""
    known = _reports(meta.kind or "", meta.title)
    return any(_REPORTING.search(text) for text in texts) if known is None else known


@lru_cache(maxsize=1_000)
def _reports(kind: str, title: str) -> bool | None:
    """Whether a document reports, None where its kind and title tell nothing."""
    if words.RULE_TITLE.search(kind) or (words.RULE_TITLE.search(title) and not words.REPORT.search(kind)):
        return False
    if not kind and _OFFERS.search(title):
        return False
    return True if words.REPORT.search(kind) or words.REPORT.search(title) else None


def is_report(document: Document) -> bool:
    """Whether a whole document reports: as `reports`, by all its headings and, where it has no kind, how it begins."""
    headings = [section.heading for section in document.sections if section.is_heading]
    opening = [] if document.metadata.kind else [document.text[: document.body + OPENING]]
    return reports(document.metadata, *headings, *opening)
