"""The industry that a clause asks for: as somebody's main business, as that of bodies of any kind, or by the words that call it
though no table has it."""

import re

from corpus.benefit_flags import Mark
from corpus.benefit_records import Fact, Operator, Test
from corpus.benefit_words import names

_OPEN_INDUSTRY = re.compile(
    "(?:对|支持|鼓励|从事|属于|在)*(?P<name>[\u4e00-\u9fff]{2,12}?)(?:产业|行业|领域)(?:的)?(?:相关)?(?P<holder>企业|单位|机构|主体|市场主体)?"
)
_DOES_BUSINESS = re.compile(
    "(?:应为|须为|为|对)?(?:主要)?从事(?P<name>[\u4e00-\u9fff、]{2,20}?)(?:业务|活动|工作)?(?:的)(?P<holder>企业|单位|机构|主体)(?:或(?:单位|机构|企业))?"
)
"""Who does a business (从事舞台艺术创作的机构或单位)."""

_VAGUE = re.compile(
    "重点|相关|有关|主导|特色|优势|其他|各类|符合|本[市省区县]|我[市省区县]|示范|支柱|传统|新兴|未来|先导|国家|[省市区县]级|上述|以下|鼓励|支持|关键|前沿|[和及与或、的]|精尖|细分|服务|创新|科技$|技术$|市场|链|所列|规定|目录|该|同"
)
"""What names no one industry."""

_OPEN_KINDS = re.compile(
    "(?:从事)?(?P<name>[\u4e00-\u9fff、]{2,20}?)(?P<kind>产业|行业|领域)?(?:的)?(?:相关)?(?:(?:主体|市场主体|创新主体),?(?:包括[^。;]{2,60}等)?|(?:的|相关)(?:企业|单位|机构|高校|院校|院所|[\u4e00-\u9fff]{2,4}(?:机构|院校|院所|单位))(?:[、和及与](?:企业|单位|机构|高校|院校|院所|[\u4e00-\u9fff]{2,4}(?:机构|院校|院所|单位)))*等(?:主体|单位|创新主体)?)(?P<holder>)"
)
"""An industry of which bodies of any kind may be (氢能产业相关主体，包括企业、高校等)."""

_MAIN_BUSINESS = re.compile(
    "(?:以|主要从事|主营)(?P<name>[\u4e00-\u9fff、]{2,36}?)(?:为|作为)(?:企业)?(?:主营业务|主业|主要业务|核心业务|主要经营(?:业务|范围))(?:的)?"
)
"""What an enterprise mainly does (以工业设计为主营业务)."""


def main_businesses(text: str) -> list[Mark]:
    """The industries that are said to be somebody's main business, of the table or by their own words."""
    return [mark for match in _MAIN_BUSINESS.finditer(text) for mark in _main_industry(match)]


def industry_called(text: str) -> list[Mark]:
    """The industry that a whole clause names by what it calls it (海洋装备产业的企业)."""
    match = _OPEN_INDUSTRY.fullmatch(text) or _DOES_BUSINESS.fullmatch(text)
    return _of_industry(match) if match else []


def industry_of_any(text: str) -> tuple[Test, ...]:
    """The industry of which bodies of any kind may be, which is all that such a clause asks; () for any other clause."""
    match = _OPEN_KINDS.fullmatch(text)
    if match is None:
        return ()
    called = match["kind"] or text.startswith("从事")
    marks = _listed_industry(match) or (_of_industry(match) if called else [])
    return marks[0].tests[:1] if marks else ()


def _main_industry(match: re.Match[str]) -> list[Mark]:
    """The industry that is somebody's main business: a name of the table, or the words that call it."""
    known = names("industries").values.get(match["name"])
    value = known or (() if _VAGUE.search(match["name"]) or "、" in match["name"] else (match["name"],))
    return [Mark(*match.span(), (Test(Fact.INDUSTRY, Operator.IN, value),), named=True)] if value else []


def _listed_industry(match: re.Match[str]) -> list[Mark]:
    """The industry of the table that a clause names."""
    known = names("industries").values.get(match["name"])
    return [Mark(*match.span("name"), (Test(Fact.INDUSTRY, Operator.IN, known),), named=True)] if known else []


def _of_industry(match: re.Match[str]) -> list[Mark]:
    """The industry that a clause names by what it calls it (海洋装备产业的企业), though no table has it."""
    name = match["name"]
    if _VAGUE.search(name) or names("industries").pattern.search(name):
        return []
    test = Test(Fact.INDUSTRY, Operator.IN, (name,))
    holder = (Test(Fact.ENTITY, Operator.IN, ("企业",)),) if match["holder"] == "企业" else ()
    return [Mark(match.start("name"), match.end(), (test, *holder), named=True)]
