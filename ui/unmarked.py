"""The words of a document without its Markdown marks, for reading. Only what is shown: quotes in records stay verbatim."""

import re

_MARKS = (
    (re.compile(r"!?\[([^\]\n]*)\]\((?:https?:|mailto:|/|#)[^)\s]*\)"), r"\1"),
    (re.compile(r"^[ \t]*#{1,6}[ \t]+", re.MULTILINE), ""),
    (re.compile(r"^[ \t]*>[ \t]+", re.MULTILINE), ""),
    (re.compile(r"(?<!\*)(?:(?<=\S)\*\*(?!\*)|\*\*(?=[^\s*]))"), ""),
    (re.compile(r"(?<![*0-9A-Za-z])\*(?=[^\s*])([^*\n]{1,200}?)(?<=[^\s*])\*(?![*0-9A-Za-z])"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!|>~-])"), r"\1"),
)
"""Links, headings, quotations, bold (of which a quote may hold one end alone), italics, and escapes, each with what stays."""


def unmarked(text: str) -> str:
    """A text as it reads, its Markdown marks gone; one without any is the same."""
    for pattern, kept in _MARKS:
        text = pattern.sub(kept, text)
    return text
