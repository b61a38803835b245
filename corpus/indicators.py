"""Indicators of a report; the extractor is still to come, and until then there are none."""

from corpus.records import Document, Indicator


def indicators(document: Document) -> tuple[Indicator, ...]:
    """The indicators of a document, in order: none yet."""
    del document
    return ()
