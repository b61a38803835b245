"""What may be had but once, or one of two things alone (不得重复享受, 二选一), where the question has had one and asks for more."""

import re

from bot.cases.bars import Bar, years_ago
from bot.understanding.segments import CLAUSE, LABEL, opening, part
from bot.understanding.topics import content
from corpus.aliases import canonical
from corpus.quantity import read_number

_ONE_ONLY = re.compile(
    "二选一|择一|不得?(?:重复|叠加|同时|兼得)|不可(?:重复|叠加|同时|兼得)|不重复|只能(?:申请|享受)?其?中?一"
)
_AGAIN = re.compile("再|又|同时|叠加|还能|一起|都")
_TOGETHER = re.compile("同时|叠加|一起|都|两[个项样]|既.*又")
_HAD = re.compile("[拿领享获得用补申报办]受?(?:得|到|请|领)?[过了]|已经?(?:拿|领|享受|获得|申请|申领|补)|第二[次回]")
_COULD = re.compile("[拿领享用补申报办]得[了着到]")
"""What somebody is able to get, and has not got yet (拿得了)."""
_ONCE = re.compile(
    r"(?:(?:连续)?(?P<count>[\d一二两三四五六七八九十]{1,3})(?:个)?年(?:之?内)?)?(?:只能?|仅能?|限|只可|最多)?(?:可|能)?(?:享受|申领|申请|申报|支持|补[助贴]|奖励|获得|领取|兑现|提取)?(?:以[^，。；]{0,8}名义[^，。；]{0,4})?[1一](?:次|回)(?!性)"
)
"""What may be had but once, or once in some years."""
_EACH_TIME = re.compile("每(?:个)?(?:自然)?[年季月批]|年度|一年")
"""What makes it once in each time."""
_HAS = re.compile("已经?|[拿领享获得受][了过]|在[领享拿]|拿|领")


def once(question: str, text: str) -> Bar | None:
    """That a thing is had but once, or once in so many years, where the question has had it, lately enough, and asks again."""
    only = next((match for match in _ONCE.finditer(text) if re.search("[只仅限最]", match.group())), None)
    had = next((clause for clause in CLAUSE.split(question) if _HAD.search(_COULD.sub(" ", clause))), None)
    if only and _EACH_TIME.search(text[max(0, only.start() - 6) : only.start()]):
        return None
    if only is None or had is None or not re.search("还|再|又|第二[次回]", question) or re.search("没|未", had):
        return None
    ago = years_ago(had)
    if only["count"]:
        years = read_number(only["count"].replace("两", "二"))
        if ago is None or years is None or ago >= years:
            return None
    left = opening(CLAUSE, text, only.start())
    return Bar(LABEL.sub("", text[left : only.end()]).strip(), False, had.strip(), only=True)


def again(question: str, text: str) -> Bar | None:
    """That of two things only one can be had, where the question has one and asks for the other, both named in the text."""
    only = _ONE_ONLY.search(text)
    if not only or not _AGAIN.search(question):
        return None
    clauses = [clause for clause in CLAUSE.split(question) if clause.strip()]
    has = [clause for clause in clauses if _HAS.search(clause) and not _AGAIN.search(clause)]
    wants = [clause for clause in clauses if _AGAIN.search(clause)]
    start, end = part(text, only.start(), only.end())
    before = text[start : only.start()]
    things = [
        re.sub("(?:只能|只可|仅能|不能)$", "", LABEL.sub("", each).strip())
        for each in re.split("[与和、及或,，]", before)
    ]
    things = [thing for thing in things if len(content(canonical(thing))) and len(thing) > 2]
    named = [thing for thing in things if canonical(thing) in canonical(question)]
    if len(named) > 1 and not has and _TOGETHER.search(question):
        return Bar(LABEL.sub("", text[start:end]).strip(), False, "、".join(named), only=True)
    had = {thing for thing in things if any(canonical(thing) in canonical(clause) for clause in has)}
    wanted = {thing for thing in things if any(canonical(thing) in canonical(clause) for clause in wants)}
    if not had or not wanted - had:
        return None
    return Bar(LABEL.sub("", text[start:end]).strip(), False, has[0].strip(), only=True)
