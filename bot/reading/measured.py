"""The measure or the rate by its name that is asked (能报几部, 自动化率多少), and whether what is told has one."""

import re

_NUMERAL = "[\\d一二两三四五六七八九十百半]"
_MEASURE = re.compile(
    "(?<!哪)几(?P<unit>部|级|层|门|科|页|份|张|场|届|间|副|双|栋|顿|餐|趟|班|节|句|首|栏|室|厅)(?!门|别|长)"
)
"""A measure word that says what is counted."""

_COUNTED = re.compile(
    "(?<![哪好近这])(?:几(?P<unit>[家户件辆台套次棵本])(?![门别长公企单机银])|多少(?P<many>[条家户辆台棵])(?![例款件]))"
)
_LIKE = {
    "家": "家户个",
    "户": "户家个",
    "件": "件个项",
    "辆": "辆台",
    "台": "台辆套",
    "套": "套",
    "次": "次回",
    "棵": "棵株",
    "本": "本册",
    "条": "条项",
}
"""A measure word for which others may stand."""

_PEOPLE = re.compile("招(?:收)?(?:多少|几)(?:[十百千万]*[名个位])?(?:学生|新生|研究生|本科生|人)")
_OF_PEOPLE = re.compile("[\\d十百千万余多][名人位]")

_RATE = re.compile("(?P<of>[\u4e00-\u9fff]{2,6})率(?:[^,，。;；?？率]{0,8}?(?:多少|几|百分之)|$)")
_AVERAGE = re.compile("(?:平均(?:每|下来)|[人户]均(?!可|有|能))[^,，。;；?？]*?(?:多少|几)")
_AVERAGED = re.compile("均|每|÷|/[人户家亩个]|\\|")
"""What asks for an average, and tells one."""

_PLAIN = re.compile("(?:利|税|费|汇|增长|比|概|功|频|效|速|补贴|补助|报销|支付|贴息|贡献|几)$")
"""Rates that texts call otherwise as well."""


def lacks_counted(asked: str, told: str) -> bool:
    """Whether a folded question asks how many of something there are by its measure word, and a folded text has no figure with it."""
    for match in _MEASURE.finditer(asked):
        if not re.search(f"{_NUMERAL}\\s?{match['unit']}", told):
            return True
    for match in _COUNTED.finditer(asked):
        if not re.search(f"(?:{_NUMERAL}|[千亿])\\s?[{_LIKE[match['unit'] or match['many']]}]", told):
            return True
    return bool(_PEOPLE.search(asked)) and not _OF_PEOPLE.search(told)


def lacks_rate(asked: str, told: str) -> bool:
    """Whether a folded question asks for a rate by its name, and a folded text says nothing of what it is of."""
    rate = _RATE.search(asked)
    return rate is not None and not _PLAIN.search(rate["of"]) and rate["of"][-2:] not in told


def lacks_average(asked: str, told: str) -> bool:
    """Whether a folded question asks for an average, and a folded text tells totals alone."""
    return _AVERAGE.search(asked) is not None and not _AVERAGED.search(told)
