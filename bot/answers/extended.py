"""How long something takes at most with all that it may be prolonged by (15个工作日, 可再延长10个工作日)."""

import re
from decimal import Decimal

from bot.inquiry import Inquiry
from bot.reading.citing import cite_evidence, quoted
from bot.records import Kind, Outcome
from bot.texts import WORKED
from bot.understanding.stated import difference
from corpus.quantity import find_quantities, plain
from corpus.text import fold

READ = 3
"""Sentences that come nearest to a question among which the one is that tells both."""

_ASKS = re.compile(
    "(?:全部|都|全|算上|加上|连|包括|含)[^,，。;；]{0,4}延|延[^,，。;；]{0,8}(?:一共|总共|合计|加起来)|(?:一共|总共|合计|加起来)[^,，。;；]{0,8}延"
)
_PROLONGS = re.compile("(?:可以?|再|最多|最长)*延长(?:审[核批查]|办理|受理|期限|时限|最多|最长|不超过|至多)*$")


def extended(inquiry: Inquiry) -> Outcome | None:
    """A time and that by which it may be prolonged, added; None where it is not asked with both, or no sentence tells one of each."""
    if not inquiry.asked.number or not _ASKS.search(fold(inquiry.asked.text)):
        return None
    for item in inquiry.evidence[:READ]:
        found = [each for each in find_quantities(item.text) if each.family in ("日", "月", "年") and each.value]
        longer = [each for each in found if _PROLONGS.search(item.text[: each.start])]
        if len(found) != 2 or longer != found[1:] or found[0].unit != found[1].unit or not inquiry.sure(item):
            continue
        values = [each.value for each in found if each.value is not None]
        total = difference(sum(values, Decimal(0)), found[0].unit)
        steps = f"{' + '.join(map(plain, values))} = {total}"
        citations = cite_evidence([item])
        told = WORKED["sum"].format(each="", total=total, steps=steps)
        return Outcome("\n\n".join([f"{told}[1]", *quoted(citations)]), Kind.NUMBER, None, citations)
    return None
