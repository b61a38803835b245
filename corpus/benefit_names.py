"""Names in a clause that say what an applicant is: titles, kinds of entities, sizes, trades, projects, who a person is."""

import re
from functools import cache

from corpus.benefit_flags import Mark
from corpus.benefit_industries import industry_called, main_businesses
from corpus.benefit_records import Fact, Operator, Test
from corpus.benefit_titles import titles
from corpus.benefit_words import Names, names, patterns, risen
from corpus.gates import Gates

_TABLES = (
    (Fact.CERTIFICATION, "certifications"),
    (Fact.SIZE, "sizes"),
    (Fact.ROLE, "role_groups"),
    (Fact.ROLE, "roles"),
    (Fact.LISTING, "listings"),
    (Fact.LISTING, "listed"),
    (Fact.ENTITY, "entities"),
    (Fact.PROJECT, "projects"),
    (Fact.INDUSTRY, "industries"),
    (Fact.DISABILITY, "disabilities"),
    (Fact.EDUCATION, "educations"),
    (Fact.PERSON, "people"),
)
"""Facts that names stand for, and which of two names at one place is meant."""

_OF_PERSONS = (Fact.PERSON, Fact.EDUCATION, Fact.DISABILITY)
_OTHERS_DOING = re.compile("招|聘|吸纳|录用|引进|培训|培养|安置|带动|服务|雇|派遣|为|向|给|扶持|输送|帮扶")
"""What is done with persons by those whom a policy is for: then they are not the ones."""

_PERSON_RIGHT = re.compile("(?:学历|学位|证)?(?:的)?(?:个人|居民|人员|家庭|人)?(?:$|[,;。、()和或及与]|且)")
FIRST = re.compile("首次|(?<!重)新认定|新获|新入选|新列入|新评|新纳入|新通过|第一次")
AGAIN = re.compile("重新认定|再次认定|复核通过|通过复核|复审通过|通过复审")
_STEM = "专精特新"
"""A title that is also the opening of other words (专精特新园区)."""

_LISTED = ("境内上市", "境外上市")
"""Names of who is listed."""

_HOLDER = re.compile(
    "(?:类|型|行业|产业|领域)*(?:(?:研究?开?发|设计|生产|制造|加工|销售|服务|管理|经营|运营|推广|应用|、|和|及)*(?<!、)(?:的)?)?企业(?=$|的(?:$|[,;。])|[、和及与或,;。()]|以及|等)"
)
_INDUSTRY_LEFT = re.compile(
    "(?:^|专精特新|小巨人|高新技术|规上|规模以上|中小|小微|从事|属于|符合|主营|为|是|的|以|对|在|[、和及与或(])$"
)
_INDUSTRY_RIGHT = re.compile(
    "(?:总部|中小微?|小微|规上|规模以上|龙头|高新技术|专精特新|单项冠军|科技型中小)企业|(?:等?(?:行业|产业|领域|业务)|(?:类|型)?(?:企业|单位|机构)|[、和及与或),]|等|$|的|所列|范围|标准$|(?:研发|设计|生产|制造|加工|销售|服务|管理|经营|运营)[^,;。]{0,16}的企业)"
)


@cache
def _tables() -> Gates[tuple[Fact, Names]]:
    """The names of the tables, each table by its pattern."""
    return Gates((names(table).pattern, (fact, names(table))) for fact, table in _TABLES)


def names_in(text: str) -> list[Mark]:
    """The names of a clause as tests of what they name. No two overlap."""
    found: list[Mark] = []
    taken: set[int] = set()
    for match in risen().finditer(text):
        test = Test(Fact.NEW_CERTIFICATION, Operator.IN, ("规模以上企业",))
        found.append(Mark(match.start(), match.end(), (test,), named=True))
        taken.update(range(*match.span()))
    for pattern, (fact, name) in patterns().open(text):
        for match in pattern.finditer(text):
            if taken.isdisjoint(range(*match.span())):
                found.append(Mark(*match.span(), (Test(fact, Operator.IN, (name,)),), named=True))
                taken.update(range(*match.span()))
    for mark in [*main_businesses(text), *industry_called(text), *titles(text)]:
        if not taken.isdisjoint(range(mark.start, mark.end)):
            continue
        found.append(mark)
        taken.update(range(mark.start, mark.end))
    for _, (fact, words) in _tables().open(text):
        for match in words.pattern.finditer(text):
            if not taken.isdisjoint(range(*match.span())) or not _stands(fact, text, match):
                continue
            test = Test(_won(fact, text), Operator.IN, words.values[match.group()])
            if test.value == ("未上市",):  # who is traded on the 新三板 is not listed either
                test = Test(fact, Operator.NOT_IN, _LISTED)
            end = match.end()
            tests: tuple[Test, ...] = (test,)
            if fact is Fact.INDUSTRY and (holder := _HOLDER.match(text, end)):  # 软件业企业和制造业企业: one list
                end, tests = holder.end(), (test, Test(Fact.ENTITY, Operator.IN, ("企业",)))
            taken.update(range(match.start(), end))
            found.append(Mark(match.start(), end, tests, named=True))
    return found


def _stands(fact: Fact, text: str, match: re.Match[str]) -> bool:
    """Whether a name says what an enterprise is, and is not the opening of another word (建筑面积, 企业所得税)."""
    left, right = text[: match.start()], text[match.end() :]
    if fact is Fact.INDUSTRY:
        return _INDUSTRY_RIGHT.match(right) is not None and bool(
            _INDUSTRY_LEFT.search(left) or re.search("(?:市|省|区|县)(?:内)?(?:的)?$", left)
        )
    if fact is Fact.ROLE and match.group().endswith("园区"):
        return (
            re.fullmatch("(?:对|凡|支持|鼓励|引导|推动)*", left) is not None
            and re.match("$|的$|[、,;。]", right) is not None
        )
    if fact in (Fact.ENTITY, Fact.SIZE, Fact.ROLE):
        if re.search("(?:中小微?|小微|大中型|大中|大型|中型|小型|微型)$", left) and match.group().startswith("企业"):
            return False  # of a longer name that does not stand
        if match.group().endswith("团队") and not re.search("(?:^|[、和及与或对])$", left):
            return False
        return re.match("(?:的(?=$|[,;。])|[、和及与或,;。()]|以及|等|$)", right) is not None and not re.search(
            "(?:为|向|与|给|把|将|和其他|促进|支持|服务|培育|引进|入驻|在孵|收购|投资|面对|惠及|带动)$", left
        )
    if fact in _OF_PERSONS:
        return _OTHERS_DOING.search(left) is None and _PERSON_RIGHT.match(right) is not None
    if fact is Fact.PROJECT:
        return (
            re.match(
                "公司|机构|企业|合同|人|成本|利率|余额|成效|能力|水平|效果|绩效|收入|费用|平台|体系|质量|贴息|贴租|环节|部分|面积",
                right,
            )
            is None
        )
    if fact is Fact.CERTIFICATION and re.search("(?:申请|申报|争创|创建)(?:认定)?(?:为)?$", left):
        return False
    if fact is Fact.CERTIFICATION and match.group() == _STEM:
        return re.match(
            "(?:[\u4e00-\u9fff]{2,8}?)?企业|中小|的|称号|认定|$|[、,;。()和及与或]", right
        ) is not None and not re.search("(?:国家级?|培育|打造|创建|争创|申报|建设|走|向|推进|发展)$", left)
    if fact is Fact.LISTING:
        return re.search("(?:拟|申请|计划|准备)$", left) is None
    return True


def _won(fact: Fact, text: str) -> Fact:
    """Whether a title is one that is held, one that is new, or one that is won again."""
    if fact is not Fact.CERTIFICATION:
        return fact
    if AGAIN.search(text):
        return Fact.RENEWED_CERTIFICATION
    return Fact.NEW_CERTIFICATION if FIRST.search(text) else fact
