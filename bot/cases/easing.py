"""A bound that a text eases for some (40周岁以下，博士放宽至45周岁): for them the eased one counts, for others the plain one."""

import re
from dataclasses import replace

from bot.cases.demands import SOFT, Demand
from bot.understanding.scopes import kinds_of, one_of_each
from bot.understanding.segments import part
from bot.understanding.topics import content, said_in
from corpus.aliases import canonical
from corpus.quantity import find_quantities
from corpus.text import fold

_EASED = re.compile(
    r"(?P<who>[\u4e00-\u9fff、]{2,16}?)的?(?:年龄)?(?:可以?|均可|可适当|适当)?(?:放宽|放低|降低|降)(?:至|到|为)(?=[\d一二三四五六七八九十百])"
)


def eased(demand: Demand, text: str, words: str) -> Demand:
    """A demand as it is for an asker who says `words` (canonical); unchanged where nobody can tell whether it is eased for him."""
    _, stop = part(text, demand.start, demand.start)
    found = _EASED.search(fold(text), demand.start, stop) if demand.excepted else None
    bound = next((each for each in find_quantities(text) if found and found.end() == each.start), None)
    if found is None or bound is None or bound.value is None or bound.family != demand.family:
        return demand
    who = canonical(found["who"])
    own = [kind in kinds_of(line, who) for line, kind in one_of_each(words) if kinds_of(line, who)]
    named = content(who)
    if own == [True] or (not own and named and all(said_in(word, words) for word in named)):
        quote = text[found.start() : bound.end].strip()
        return replace(demand, bound=bound.value, unit=bound.unit, quote=quote, excepted=False, start=bound.start)
    rest = f"{text[: found.start()]}{text[bound.end :]}"
    return replace(demand, excepted=False) if own == [False] and not SOFT.search(rest) else demand
