"""What must not have been (没有上市, 未享受过…优惠), where the question says whether it has."""

import re

from bot.cases.bars import DENIED, NAMED_THING, WITHIN, Bar, names_of, repeated
from bot.understanding.segments import CLAUSE, LABEL, opening
from bot.understanding.stated import Stated, in_unit
from corpus.aliases import canonical
from corpus.quantity import find_quantities, read_number

_ABSENT = re.compile(r"(?:没有|未曾|未有|不存在|无(?!法|须|需|论|偿|障|人))(?P<what>[^,，;；。、()（）]{2,20})")
_GIVEN = re.compile("(?<!不)(?<!停止)(?<!不予)(?:给予|奖励|补[助贴]|资助|支持|享受|申领|发放)")
_ABSENT_SUCH = re.compile(
    "(?:没有|未曾|未|从未)[^,，;；。:：]{2,24}[,，(（]?(?:如|例如|比如|包括|含)(?P<things>[^;；。:：()（）]{2,60})"
)
"""What must not have been, with things of its kind by name."""
_AND = re.compile("[、,，和及或与]|以及|或者")
_VERB = re.compile("^(?:购买|享受|领取|获得|租住|参加)(?:了|过)?")
_PAST = re.compile("[过了]|已经?|曾|以前|之前|有")
"""What tells that something has been had."""


def absences(question: str, figures: tuple[Stated, ...], text: str) -> list[Bar]:
    """What a sentence wants not to be or not to have been, or not lately, of which the question says whether it is."""
    found: list[Bar] = []
    for match in _ABSENT.finditer(text):
        if match["what"].endswith("的") and not _GIVEN.search(text, match.end()):
            continue  # 没有登记的: a case of which something follows, no demand; 没有拿过资金的，奖励…: a demand
        left = opening(CLAUSE, text, match.start())
        clause = re.sub("^(?:而且|并且|并|且)|的$", "", LABEL.sub("", text[left : match.end()]).strip())
        said = repeated(question, match["what"])
        if said is None or re.search("除外|或者|或(?!者)", text[left : match.end() + 12]):
            continue
        window = WITHIN.search(clause)
        met = _long_ago(window, figures, said) if window and said[1] else not said[1]
        if met is not None:
            found.append(Bar(clause, met, said[0]))
    return found


def _long_ago(window: re.Match[str], figures: tuple[Stated, ...], said: tuple[str, bool]) -> bool | None:
    """Whether what was so lies before a window of time; None where the question does not say when, or on its very edge."""
    quantity = next(iter(find_quantities(f"共{window['count']}{window['unit']}")), None)
    lately = WITHIN.search(said[0])
    if lately and quantity and quantity.value is not None:
        years = read_number(lately["count"].replace("两", "二"))
        return False if lately["unit"] == window["unit"] and years is not None and years <= quantity.value else None
    times = [each for each in figures if each.ago and each.text in said[0]]
    if quantity is None or quantity.value is None or len(times) != 1:
        return None
    factor = in_unit(quantity.unit, times[0].unit)
    if factor is None:
        return None
    bound = quantity.value * factor
    return True if times[0].meets(">", bound) else False if times[0].meets("<", bound) else None


def absent_things(question: str, text: str) -> list[Bar]:
    """What a sentence wants not to have been had and lists by name (未享受过购房优惠政策，如购买经济适用住房或安居房等), of which the question says
    to have had one."""
    for match in _ABSENT_SUCH.finditer(text):
        for thing in _AND.split(_VERB.sub("", match["things"])):
            names = names_of(thing.strip().removesuffix("等"))
            for clause in CLAUSE.split(question) if len(names[0]) >= NAMED_THING - 1 else ():
                told = canonical(clause)
                at = next((told.find(each) for each in names if each in told), -1)
                if at >= 0 and _PAST.search(told) and not DENIED.search(told[max(0, at - 5) : at]):
                    return [Bar(LABEL.sub("", match.group()).strip(), False, clause.strip())]
    return []
