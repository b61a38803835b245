"""Questions on what a firm or a person has done itself (我们公司去年营收多少来着): no policy and no report knows that, and the figure of
a place would pass for theirs."""

import re

from bot.inquiry import Inquiry
from bot.records import Kind, Outcome, Reason
from bot.texts import REFUSALS
from bot.understanding.places import places_in
from corpus.text import fold

_WHEN = "(?:(?:(?:19|20)\\d{2}年|去年|前年|上年|今年|本年|上半年|下半年|上个?(?:月|季度))度?(?:全年|一共|总共)?|(?:到现在|目前|截至目前)(?:为止)?)"
_FIRM = "(?:公司|企业|工?厂|单位|店|司|合作社|集团|家里?)"
_OWN = re.compile(
    f"(?:请问|对了|话说|哎|那么?)?[,，]?(?:(?:我们|咱们?|俺们)(?:这边|自己)?(?P<firm>{_FIRM})?|我(?P<one>{_FIRM})|本(?P<this>公司|企业|单位|厂|店|司))"
    f"(?:自己)?(?:的|在)?{_WHEN}[^,，。;；?？]{{1,16}}?(?:多少|几|怎么样)[^,，。;；?？]{{0,6}}[?？。]*"
)
_OF_RULE = re.compile(
    "能|可以|可否|应|需|该|会|标准|条件|资格|目标|计划|打算|准备|任务|最[高低多少]|上限|下限|门槛|补(?!了)|奖(?!了|金)|贴(?!了)|领(?!了)|罚(?!了)|免(?!了)"
)
"""What asks for a rule, or what a place aims at."""


def own_figure(inquiry: Inquiry) -> Outcome | None:
    """That nothing here tells a firm's own figures, where one asks for them; who says 我们 alone and a place may speak of the place."""
    if not asks_own(inquiry.asked.text):
        return None
    return Outcome(str(REFUSALS[Reason.OWN_FIGURE]), Kind.NONE, Reason.OWN_FIGURE)


def asks_own(text: str) -> bool:
    """Whether a message asks for a figure of who sends it."""
    folded = fold(text).strip()
    found = _OWN.fullmatch(folded)
    if found is None or _OF_RULE.search(folded):
        return False
    return bool(found["firm"] or found["one"] or found["this"] or not places_in(folded))
