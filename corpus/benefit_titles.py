"""Titles that no table has, by what they are called where somebody has been given them (首次认定为省级工业设计中心): a level, a name,
and a word of what bears titles."""

import re

from corpus.benefit_flags import Mark
from corpus.benefit_records import Fact, Operator, Test
from corpus.benefit_words import names

_GIVEN = "(?:被|经|获|获得|首次|新|当年|上年度?|上一年度|重新|成功)*(?:认定|评定|评为|评选|列入|入选|获评|获批|获得|取得|荣获|获|授予|命名|备案|创建|通过)(?:成为|为)?"
_LEVEL = "(?:国家|省|市|区|县|部|全国|全省|全市)(?:级)?"
_BEARER = "企业|中心|平台|基地|工厂|车间|实验室|工作站|孵化器|众创空间|园区|单位|品牌|商标|示范区|示范点|创新联合体|研究院|奖|名单|目录|试点"
_TITLE = re.compile(
    f"{_GIVEN}(?P<title>{_LEVEL}[\u4e00-\u9fff()+]{{2,20}}?(?:{_BEARER}))(?:称号|资格|认定|名单|目录)?(?=$|的(?:$|[,;。]|企业|单位|机构|园区|平台|载体)|[,;。、])"
)
_NO_TITLE = re.compile("[的、和与及或]|相关|有关|其他|各类|以上|以下|等|重点(?!实验室)|政府|财政|部门|主管")
"""Words of what is no one title."""

_FIRST = re.compile("首次|新(?!型)|第一次|当年|上年|上一年度")
_AGAIN = re.compile("重新|再次|复核|复审")


def titles(text: str) -> list[Mark]:
    """The titles of a plain text that have no place in the tables; each is won or held as its words say."""
    return [
        Mark(*match.span(), (Test(_fact(match.group()), Operator.IN, (match["title"],)),), named=True)
        for match in _TITLE.finditer(text)
        if not _NO_TITLE.search(match["title"]) and not names("certifications").pattern.search(match["title"])
    ]


def _fact(said: str) -> Fact:
    if _AGAIN.search(said):
        return Fact.RENEWED_CERTIFICATION
    return Fact.NEW_CERTIFICATION if _FIRST.search(said) else Fact.CERTIFICATION
