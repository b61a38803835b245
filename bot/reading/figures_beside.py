"""Figures that stand beside the one asked: the interest aid of a loan for the loan, a wage for a contribution, a rate without its
limit, people for classes.
"""

import re

from bot.reading.figure_names import COUNTS
from bot.understanding.segments import SENTENCE
from corpus.quantity import find_quantities
from corpus.text import fold

_CLAUSE = re.compile("[,，;；。\n]")

_LOAN = re.compile(
    "贷(?:到|出|得|下来|给)?(?:款)?(?:多少(?!天|年|月|个|次)|几(?:[十百千万]|个亿))|(?:贷款|授信|借款)(?:的)?(?:额度|金额|上限|最高)[^,，。?？]{0,6}(?:多少|几)"
)
_OF_INTEREST = re.compile("贴息|利息|补[贴助偿]|奖[励补]|担保费|保费|资助")

_CONTRIBUTION = re.compile("(?:缴费|费|缴存|缴纳)(?:的)?(?:比例|率)")
_CONTRIBUTED = re.compile("缴(?:[纳存]|费(?!工资|基数))|费率|比例|交(?!通)")

_WAGE = re.compile("工资|收入|基数")
SHORT_ITEM = 16
"""Characters of an item (（4）退休人员为0.12%) that leaves to its list to say what it is of."""

_CAP = re.compile("封顶|上限|限额")
_CAPPED = re.compile(
    "最[高多大]|不(?:得|能)?[高多大]于|不(?:得|能)?超(?![^,，。;；]{0,16}的(?![补奖资支贴]))|封顶|上限|限额|以内|为限|至多|总额|之内|不限"
)
_OF_EACH = re.compile("每(?![年家户人名]|个?(?:企业|单位|项目|家庭))[^,，。;；\\d元]{1,10}\\d[\\d.,]*万?元|\\d元/|%")

_ITEMS = re.compile(
    "(?:几|多少)个(?!人|孩|娃|学生|员工|职工|名额|博|硕|老|青|月|小时|工作日|自然日|点|钱|高|大|本|专|百|亿|指标|劳|残|党|农|工人|教|医|护|志愿|选手|创业)[\u4e00-\u9fff]"
)
_AMONG = re.compile(
    "(?:人|人员|企业|公司|单位|项目|户|学生|职工|员工|家庭|岗位|名单|当事人)(?:里头|里面|里边|里|当中|之中|中间|中)(?:头|面)?[,，]?(?:的|是|有|属于)?"
    "(?P<part>[\u4e00-\u9fffa-z]{2,8}?)(?:的)?(?:占|有|是|共|一共)*(?:几|多少)(?:个|名|人|位|家|户|项)"
)


def of_figure_beside(asked: str, told: str) -> bool:
    """Whether a folded text has figures for a folded question and each of them is of something else that stands beside it."""
    checks = (_interest_for_loan, _wage_for_contribution, _rate_for_limit, _people_for_items)
    return any(check(asked, told) for check in checks)


def _interest_for_loan(asked: str, told: str) -> bool:
    sums = _clauses_with(told, "元") if _LOAN.search(asked) and not _OF_INTEREST.search(asked) else []
    return bool(sums) and all(_OF_INTEREST.search(clause) for clause in sums)


def _wage_for_contribution(asked: str, told: str) -> bool:
    if not _CONTRIBUTION.search(asked):
        return False
    rates = _clauses_with(told, "%")
    labelled = any(
        not _WAGE.search(clause)
        for sentence in SENTENCE.split(told)
        if _CONTRIBUTED.search(sentence)
        for clause in _clauses_with(sentence, "%")
    )
    contributed = labelled or any(_CONTRIBUTED.search(clause) for clause in rates)
    return bool(rates) and not contributed and any(len(each) > SHORT_ITEM or _WAGE.search(each) for each in rates)


def _rate_for_limit(asked: str, told: str) -> bool:
    return bool(_CAP.search(asked) and _OF_EACH.search(told)) and not (_CAPPED.search(told) or "|" in told)


def _people_for_items(asked: str, told: str) -> bool:
    families = {each.family for each in find_quantities(told)} if _ITEMS.search(asked) else set()
    return "人" in families and not families & (COUNTS - {"人"}) and "|" not in told


def part_counted(asked: str) -> str:
    """The end of the name of those of some people, firms or things that a folded question asks the number of (领补贴的人里博士); ""
    where it asks none such."""
    among = _AMONG.search(asked)
    return among["part"][-2:] if among else ""


def _clauses_with(told: str, family: str) -> list[str]:
    clauses = _CLAUSE.split(fold(told))
    return [clause for clause in clauses if any(each.family == family for each in find_quantities(clause))]
