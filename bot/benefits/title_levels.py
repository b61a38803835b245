"""The level of a title as people tell it, beside its name or apart from it, in any order: 我们市级的专精特新, 专精特新是省里认定的, 企业技术中心，区级的.

A title that is awarded at one level alone is another title at any other: who is 专精特新 of a city alone is not what the
measures call 专精特新中小企业, which the provinces award.
"""

import re

from bot.benefits.names import find_names
from bot.understanding.places import places_in
from corpus.benefit_records import Fact

OWN_LEVEL = {
    "高新技术企业": "国家级",
    "科技型中小企业": "国家级",
    "创新型中小企业": "省级",
    "专精特新中小企业": "省级",
    "专精特新“小巨人”企业": "国家级",
    "重点专精特新“小巨人”企业": "国家级",
    "制造业单项冠军": "国家级",
}
"""Titles to the one level at which they are awarded, by the measures that award them."""

_LEVELS = (
    ("国家级", "国家级?|国级|全国|工信部|科技部|发改委|部级|部里?"),
    ("省级", "省级?|自治区级?"),
    ("市级", "(?:地|地市|设区的?)?市级?"),
    ("区级", "区级?|区县级"),
    ("县级", "县级?|旗级?"),
)
_ISSUER = (
    "(?:里面?|上|厅|局|委|工信[厅局]?|经信[厅局委]?|科技[厅局]?|工业和信息化[厅局]?|科学技术[厅局]?|发改委?|政府)*"
)
_AWARDED = "(?:(?:(?:去|今|前)年|(?:19|20)[0-9]{2}年)?(?:给|刚|新)?(?:认定|评定|评选|评|批|发|给|颁发|颁|授予|公布|认|办)(?:我们?)?(?:了|过|上|下来|出来)?)"
_LEVEL = "|".join(f"(?P<at{at}>{words})" for at, (_, words) in enumerate(_LEVELS))
_SAID = f"(?:(?<=级){_AWARDED}?|(?<!级){_ISSUER}{_AWARDED}|(?<!级)里(?=的|那))"
_BEFORE = re.compile(f"(?:{_LEVEL}){_SAID}的(?:那个|一个|这个)?$")
"""How a level stands before a title and apart from it: 市级的, 省工信厅认定的."""
_BETWEEN = "(?:企业|称号|资质|证书|牌子|这块|方面|目前|现在|我们?|公司|是|属于?|算|为|只|就|也|都|还|才|到|由|被|拿|获|得|的|有|(?:去|今|前)年|(?:19|20)[0-9]{2}年|评上|认定|拿到|获评|过|了|[ ,:(“”])*"
_AFTER = re.compile(f"(?P<between>{_BETWEEN})(?:{_LEVEL}){_SAID}(?:的|了|那种|那一?[档级]|[ )])*(?=$|,)")
"""How it stands behind: 专精特新我们是市级的, 专精特新是省里认定的."""
_ALONE = re.compile(
    f"(?:不过|但|而且|,|我们?|目前|现在|是|属于?|算|只|就|才|到|由|都|有|仅|的| )*(?:{_LEVEL}){_SAID}(?:的|了|那种|那一?[档级]|而已|吧|[ )])*"
)
"""A clause that only tells the level of what was named before it."""
_INLINE = re.compile("(?:国家|省|市|区|县)级$")
_SHORTLY = re.compile("(?:^|[是有为的和与及获叫]|我们)(?P<level>国家|[省市区县])$")
_SOME_LEVEL = re.compile(
    f"(?:国家|[省市区县])级(?=$|[的了,)]|那)|[省市区县](?=里|的(?:$|,)|(?:政府|[工经]信局|科技局)?{_AWARDED})"
)
_BASE = re.compile(
    "(?:企业)?技术中心|(?:工程|工程技术|技术|企业)?研[发究究](?:发|究)?中心|工业设计中心|重点实验室|绿色工厂|智能工厂|数字化车间|(?:科技企业)?孵化器|众创空间|工程实验室|质量奖|(?:农业(?:产业化)?)?龙头(?:企业)?"
)
"""Titles that are had at every level."""


def levelled(clause: str) -> str:
    """A clause in which the level of a title stands right before it: 专精特新是省里认定的 is 省级专精特新."""
    for start, end in reversed(_spans(clause)):
        if _INLINE.search(clause[:start]):
            continue
        if (before := _BEFORE.search(clause[:start])) and not _is_placed(clause, before):
            clause = f"{clause[: before.start()]}{_level_in(before)}{clause[start:]}"
        elif after := _AFTER.match(clause, end):
            clause = f"{clause[:start]}{_level_in(after)}{clause[start:end]}{after['between']}{clause[after.end() :]}"
    return clause


def _is_placed(clause: str, level: re.Match[str]) -> bool:
    """Whether the word for a level is the end of a place's name (宁波市认定的)."""
    return any(start <= level.start() < end for _, start, end in places_in(clause))


def at_level(name: str, level: str) -> tuple[str, ...]:
    """What is held by who holds a title at a level: the title where that is its own, else one of its own kind, and the title
    too where it is awarded at every level."""
    own = OWN_LEVEL.get(name)
    if own == level or not level:
        return (name,)
    return (f"{level}{name}",) if own else (name, f"{level}{name}")


def tells_level(words: str) -> bool:
    """Whether some words tell a level."""
    return bool(re.search("(?:国家|[省市区县])级|[省市区县]里|国家的", words))


def level_before(words: str) -> str:
    """The level with which some words end (我们是市级); "" for none."""
    if match := _INLINE.search(words):
        return match.group()
    shortly = _SHORTLY.search(words)
    return f"{shortly['level']}级" if shortly else ""


def is_open(name: str, clause: str) -> bool:
    """Whether a clause tells a level in a way from which it is not sure that it is the title's own (只评上了市级)."""
    own = OWN_LEVEL.get(name)
    if own is None:
        return False
    of_a_city = own == "省级" or name == "制造业单项冠军"
    before = [path for path, start, end in places_in(clause) if clause[end - 1] in "市区县" and _is_title(clause, end)]
    return (of_a_city and any(len(path) > 1 for path in before)) or any(
        match.group()[0] != own[0] for match in _SOME_LEVEL.finditer(clause)
    )


def _is_title(clause: str, at: int) -> bool:
    return any(start == at for start, _ in _spans(clause))


def without_level(title: str) -> str:
    """A title without the level that it begins with."""
    return re.sub("^(?:国家|省|市|区|县)级", "", title)


def level_alone(clause: str) -> str:
    """The level that is all that a clause tells (是省里批的); "" for any other clause."""
    match = _ALONE.fullmatch(clause)
    return _level_in(match) if match else ""


def titles_in(clause: str) -> list[str]:
    """The titles that a clause names, as they are written there."""
    return [clause[start:end] for start, end in _spans(clause)]


def _level_in(match: re.Match[str]) -> str:
    """Which level a match of one of the expressions has found."""
    return next(level for at, (level, _) in enumerate(_LEVELS) if match[f"at{at}"])


def _spans(clause: str) -> list[tuple[int, int]]:
    """Where titles stand in a clause."""
    named = [(each.start, each.end) for each in find_names(clause) if each.fact is Fact.CERTIFICATION]
    based = [match.span() for match in _BASE.finditer(clause)]
    return sorted({*named, *(each for each in based if not any(s < each[1] and each[0] < e for s, e in named))})
