"""What bars, or must not have been, in plain words that the question repeats: 没有上市, 被列入…名单的不予支持, 不得重复享受.

Only where the question says the very thing is anything concluded; a likeness of meaning is left to the reader.
"""

import re
from dataclasses import replace

from bot.cases.absences import absences, absent_things
from bot.cases.bars import Bar
from bot.cases.demands import OPENS_BANS
from bot.cases.lacking import lacking, not_one, of_excluded_kind
from bot.cases.left_out import banned, case, given_otherwise, left_out
from bot.cases.once_only import again, once
from bot.understanding.segments import LABEL
from bot.understanding.stated import Stated
from corpus.text import fold


def bars(question: str, figures: tuple[Stated, ...], text: str, opener: str = "") -> tuple[Bar, ...]:
    """What a sentence, or an item of the list that `opener` opens, bars or wants not to have been, where the question repeats
    it."""
    folded = fold(question)
    found = [
        *absences(folded, figures, text),
        *banned(folded, text),
        *left_out(folded, text),
        *lacking(folded, text),
        *given_otherwise(folded, figures, text),
        *absent_things(folded, text),
        *not_one(folded, text),
        *of_excluded_kind(folded, text),
    ]
    if OPENS_BANS.search(opener):
        opened = LABEL.sub("", re.split("[:：]", opener.strip())[0]).strip()
        found += [replace(each, quote=f"{opened}：{each.quote}") for each in case(folded, text)]
    others = (again(folded, text), once(folded, text))
    return (*found, *(each for each in others if each))
