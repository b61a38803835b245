"""Years as people tell them: two digits (08年成立), and figures of several years that a text gives one by one:
2022到2024年营收分别是3.1亿、3.6亿、4.2亿; 营收前年、去年分别为800万和1000万."""

import re

_ONE_YEAR = "(?:(?:19|20)[0-9]{2}年?度?|[去今前]年)"
_JOINT = "(?:[、,和与及]|以及)"
_YEARS = f"(?P<years>{_ONE_YEAR}(?:{_JOINT}{_ONE_YEAR})+|(?P<first>(?:19|20)[0-9]{{2}})年?(?:到|至|-|~|—)(?P<last>(?:19|20)[0-9]{{2}})年?)"
_FIGURE = "(?:约|大概)?[0-9一二两三四五六七八九十百千][0-9.一二两三四五六七八九十百千]*(?:多|余)?(?:万|亿|千万|百万)?(?:元|人|件|项|名|%)?"
_LIST = f"(?P<figures>{_FIGURE}(?:{_JOINT}{_FIGURE})+)"
_NOUN = "(?P<noun>[^,。;!?、0-9]{2,12}?)"
_RESPECTIVELY = "(?:分别|依次|各)(?:是|为|有|约|大概|达到?|投入了?)*"
_PATTERNS = (
    re.compile(f"{_YEARS}(?:的|间|期间|我们|公司)*{_NOUN}{_RESPECTIVELY}{_LIST}"),
    re.compile(f"{_NOUN}{_YEARS}{_RESPECTIVELY}{_LIST}"),
)


_SHORT = re.compile(
    "(?<![0-9第])(?P<year>0[0-9]|[12][0-9](?=年(?:[0-9]{1,2}月|就|刚|新|才|被|底|初)*(?:成立|注册|创办|建厂|开业|认定|评上|评为|获评|通过|拿到|升规)))(?=年)"
)


def full_years_told(text: str) -> str:
    """A text in which years of two digits are written in full where they can be nothing else."""
    return _SHORT.sub(r"20\g<year>", text)


def told_by_year(text: str) -> str:
    """A folded text in which figures that are given one by one stand with their years: each year, what is counted, its figure. Those whose
    number is another than that of the years stay as they are."""
    for pattern in _PATTERNS:
        text = pattern.sub(_by_year, text)
    return text


def _by_year(match: re.Match[str]) -> str:
    figures = re.split(_JOINT, match["figures"])
    if match["first"]:
        years = [f"{year}年" for year in range(int(match["first"]), int(match["last"]) + 1)]
    else:
        years = re.split(_JOINT, match["years"])
    if len(years) != len(figures):
        return match.group()
    return ",".join(f"{_year(year)}{match['noun']}{figure}" for year, figure in zip(years, figures, strict=True))


def _year(written: str) -> str:
    return f"{written}年" if written.isdecimal() else written
