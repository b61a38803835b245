"""What a statement tells in brackets beside what it tells of the whole: which of the two is asked."""

import re

from bot.reading.reading import words_said
from bot.understanding.question import Question
from corpus.quantity import find_quantities

_ASIDE = re.compile("[(（]([^()（）]+)[)）]")
_BREAK = re.compile("[,，;；]")


def side_asked(question: Question, text: str) -> str:
    """Of a statement with one aside, each with a figure of its own, the side that the question asks for: the clause of the aside that says
    words of the question which nothing else says (全年219家（第一批208家，第二批11家）), the rest where the aside says none of them
    and all else is asked; else, and where two things are asked, the statement as it stands."""
    asides = [each for each in _ASIDE.finditer(text) if find_quantities(each[1])]
    if len(asides) != 1 or len(question.slots) > 1:
        return text
    aside = asides[0]
    outer = f"{text[: aside.start()]}{text[aside.end() :]}"
    if not find_quantities(outer):
        return text
    own, inner = words_said(question, outer), words_said(question, aside[1])
    if inner <= own:
        return outer if own else text
    clauses = [clause for clause in _BREAK.split(aside[1]) if find_quantities(clause)]
    if len(clauses) == 1:
        return aside[1].strip()
    said = [clause for clause in clauses if words_said(question, clause) - own]
    return said[0].strip() if len(said) == 1 else text
