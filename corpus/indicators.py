"""Indicators of a document: every figure that a report tells of its place, with what it measures, its year and its kind."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from corpus import indicator_words as words
from corpus.indicator_frames import frame_of
from corpus.indicator_lines import tabbed_tables
from corpus.indicator_sentences import read_sentence
from corpus.indicator_state import LEVELS, Place
from corpus.indicator_tables import table_indicators
from corpus.passages import sentences
from corpus.records import Document, Indicator, Span, Table
from corpus.reports import is_report


def indicators(document: Document) -> tuple[Indicator, ...]:
    """Indicators of a document in the order of their figures. A text that makes rules has only those that it aims at."""
    found: list[Indicator] = []
    report = is_report(document)
    tables = sorted((*document.tables, *(tabbed_tables(document) if report else ())), key=lambda table: table.start)
    frame = cache(lambda heading: frame_of(document, heading))  # many sentences stand under one heading
    for start, end in _sentences(document, tables):
        if not (report or _may_aim(document.text, start, end)):
            continue
        heading = document.path_at(start)
        place = Place((start, end), document.metadata.region, heading, frame(heading))
        before = next((each for each in reversed(found) if each.kind in LEVELS), None)
        made = read_sentence(document.text[start:end], place, before)
        found += made if report else [each for each in made if _aims(document.text, each)]
    if report:
        for table in tables:
            heading = document.path_at(table.start)
            found += table_indicators(document, table, heading, frame(heading))
    return tuple(sorted(found, key=lambda each: (each.start, each.end)))


_BY_YEAR = re.compile(r"到(?:19|20)\d\d年")


def _may_aim(text: str, start: int, end: int) -> bool:
    """Whether a sentence of a text that makes rules may tell a target of the place: it names the year to reach it by."""
    return _BY_YEAR.search(text, start, end) is not None and not words.RULE.search(text, start, end)


def _aims(text: str, indicator: Indicator) -> bool:
    """Whether a figure of such a sentence is that target: it stands behind the year."""
    return indicator.target and _BY_YEAR.search(text, indicator.sentence[0], indicator.start) is not None


def _sentences(document: Document, tables: Sequence[Table]) -> Iterator[Span]:
    """Sentences of the running text; none crosses the start of a section, and tables are left out."""
    text = document.text
    cuts = sorted(
        {section.start for section in document.sections if section.is_heading}
        | {section.body for section in document.sections if section.is_heading}
    )
    bounds = [document.body, *(cut for cut in cuts if cut > document.body), len(text)]
    starts = [table.start for table in tables]
    for start, end in pairwise(bounds):
        for first, last in sentences(text, start, end):
            table = bisect_right(starts, first) - 1
            if table < 0 or first >= tables[table].end:
                yield first, last
