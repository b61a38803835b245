"""The records of a benefit: what a policy gives, to whom, on which conditions. All offsets are characters of
`Document.text`, end exclusive, and every clause is verbatim.

What a rule cannot type stays as its clause: a requirement without tests is for a person to confirm, and one whose tests
do not say all of its clause is `partial`. Neither is ever taken for met.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar


class Fact(StrEnum):
    """What can be known of an enterprise, or of a person who applies. The value of a fact is of the type that its group below
    names; money is in yuan, rates, shares and growths in percent, of the last full year unless a test says another period."""

    # names: a test holds if the enterprise has one of those named
    REGION = "region"
    """Where it is registered; a place by its path ("浙江省/宁波市/慈溪市"). It lies in every place above it."""
    ENTITY = "entity"
    """What it is: 企业, 个体工商户, 农民专业合作社, 高等学校, 科研机构, 社会组织, 事业单位, 医疗卫生机构, 金融机构, 团队; 个人 is a person or household."""
    SIZE = "size"
    """大型, 中型, 小型, 微型 by the national classification; 中小微 is three of them."""
    CERTIFICATION = "certification"
    """Titles held now, by canonical name: 高新技术企业, 科技型中小企业, 专精特新中小企业, 专精特新“小巨人”企业, 规模以上企业,
    制造业单项冠军, 首台（套）产品, 总部企业, 独角兽企业, 企业技术中心 with its level in front (国家级, 省级, 市级) …"""
    NEW_CERTIFICATION = "new_certification"
    """Titles won for the first time in the period (首次认定, 新认定, 首次升规)."""
    RENEWED_CERTIFICATION = "renewed_certification"
    """Titles won again in the period (重新认定, 复核通过)."""
    INDUSTRY = "industry"
    """What it does: 制造业, 软件和信息服务业, 人工智能, 生物医药 …"""
    LISTING = "listing"
    """未上市, 辅导备案, 新三板挂牌, 区域股权市场挂牌, 境内上市, 境外上市."""
    PROJECT = "project"
    """Kinds of projects and doings it has: 技术改造, 贷款, 融资租赁, 参展, 标准制定, 产学研合作, 厂房租赁 …"""
    ROLE = "role"
    """What it is in a scheme: 园区运营机构, 孵化器运营机构, 检测机构, 银行, 担保公司, 创业投资机构, 用人单位 …"""
    STATE = "state"
    """What only the applicant can affirm, by reviewed names: 财务制度健全, 有自主知识产权, 项目已竣工验收, 知识产权有争议 …"""
    HOUSEHOLD = "household"
    """Where a person's household is registered (户籍), by its path as REGION."""
    PERSON = "person"
    """What a person is: 最低生活保障对象, 残疾人, 退役军人, 登记失业人员, 就业困难人员, 高校毕业生, 灵活就业人员 …"""
    EDUCATION = "education"
    """The highest degree of a person: 高中, 大专, 本科, 硕士, 博士; 本科以上 is three of them."""
    DISABILITY = "disability"
    """The grade of a person's disability: 一级残疾, 二级残疾, 三级残疾, 四级残疾; 重度残疾 is two of them."""

    # yes or no
    INDEPENDENT = "independent"
    """An independent legal person (独立法人)."""
    TAXPAYER = "taxpayer"
    """Pays its taxes in the place of the policy."""
    GOOD_CREDIT = "good_credit"
    """Is not on a list of dishonest persons, without grave offences in the period."""
    SAFE = "safe"
    """Without accidents and offences of safety or environment in the period."""
    FUNDED_BEFORE = "funded_before"
    """Has had public money for the same project."""

    # numbers
    AGE = "age"
    """Full years since registration."""
    REVENUE = "revenue"
    REVENUE_GROWTH = "revenue_growth"
    MAIN_REVENUE_SHARE = "main_revenue_share"
    OUTPUT = "output"
    PROFIT = "profit"
    TAX = "tax"
    EXPORT = "export"
    RD_EXPENSE = "rd_expense"
    RD_GROWTH = "rd_growth"
    RD_SHARE = "rd_share"
    """R&D expense in percent of revenue."""
    INVESTMENT = "investment"
    """Of the project."""
    FIXED_INVESTMENT = "fixed_investment"
    EQUIPMENT_INVESTMENT = "equipment_investment"
    CONTRACT = "contract"
    """Amount of the contract or order."""
    LOAN = "loan"
    INTEREST = "interest"
    """Interest paid on the loan."""
    FINANCING = "financing"
    """Equity raised."""
    RENT = "rent"
    COST = "cost"
    """What the thing that is paid for has cost (实际支出, 实际费用)."""
    REGISTERED_CAPITAL = "registered_capital"
    STAFF = "staff"
    INSURED_STAFF = "insured_staff"
    RD_STAFF = "rd_staff"
    RD_STAFF_SHARE = "rd_staff_share"
    HIRED = "hired"
    """Persons newly taken on whom the policy counts."""
    TRAINED = "trained"
    LAYOFF_RATE = "layoff_rate"
    PATENTS = "patents"
    INVENTION_PATENTS = "invention_patents"
    STANDARDS = "standards"
    AREA = "area"
    """Premises, in square metres."""
    INCUBATED = "incubated"
    """Enterprises served or incubated."""
    CONSTRUCTION = "construction"
    """Years that the project takes to build."""
    PROFESSIONALS = "professionals"
    """Staff whose profession the policy asks for."""
    PERSON_AGE = "person_age"
    """Full years of a person's life."""
    INSURED_MONTHS = "insured_months"
    """For how many months social insurance has been paid for a person."""
    GRADUATED = "graduated"
    """Years since graduation."""
    RESIDENCE = "residence"
    """Years that a person has lived in the place of the policy."""
    HOUSING_AREA = "housing_area"
    """Living space for each member of the family, in square metres."""
    FAMILY_INCOME = "family_income"
    """Monthly income for each member of the family."""
    COUNT = "count"
    """How many of the things that an amount per piece is paid for."""


PLACES = frozenset({Fact.REGION, Fact.HOUSEHOLD})
"""Facts whose names are places; who is in one is in every place above it."""


class Operator(StrEnum):
    """`IN` compares names, `IS` a yes or no, the others numbers."""

    IN = "in"
    NOT_IN = "not_in"
    IS = "is"
    AT_LEAST = ">="
    MORE = ">"
    AT_MOST = "<="
    LESS = "<"
    EQUAL = "="


Value = tuple[str, ...] | Decimal | bool


@dataclass(frozen=True, slots=True)
class Test:
    """One typed predicate. `value` is a tuple of names for `IN`, a bool for `IS`, else a number in the unit of the fact.
    `period` is the time meant as written (上年度, 近3年), "" for now or the last year. `told` tells that the name is the
    words of its clause, which nobody has reviewed: who does the same may call it otherwise."""

    fact: Fact
    operator: Operator
    value: Value
    period: str = ""
    told: bool = False

    __test__: ClassVar[bool] = False  # it is no test of ours, whatever its name


@dataclass(frozen=True, slots=True)
class Requirement:
    """One condition at [start, end), as written.

    `alternatives` is a disjunction: it is met if all tests of one alternative are; () if nothing of it could be typed.
    `partial` says that the clause asks for more than the tests do. An exclusion (`excludes`) bars whom it fits.
    """

    clause: str
    start: int
    end: int
    alternatives: tuple[tuple[Test, ...], ...] = ()
    partial: bool = False
    excludes: bool = False

    @property
    def typed(self) -> bool:
        return bool(self.alternatives) and not self.partial

    @property
    def tests(self) -> tuple[Test, ...]:
        """The tests of all alternatives, in order."""
        return tuple(test for tests in self.alternatives for test in tests)


class AmountKind(StrEnum):
    """How an amount is reckoned."""

    FIXED = "fixed"
    """`value` yuan."""
    RATE = "rate"
    """`rate` percent of the base."""
    PER_UNIT = "per_unit"
    """`value` yuan for each of what `per` counts."""
    INTEREST = "interest"
    """A subsidy on interest: `rate` percent of the interest paid, or `points` percent a year of the loan."""
    MATCHING = "matching"
    """`rate` percent of what a higher level has given (1:1 is 100)."""
    RELIEF = "relief"
    """Tax, rent or fees remitted, `rate` percent of them where one is said."""
    IN_KIND = "in_kind"
    """No money: services, priority, quotas, vouchers."""
    UNSTATED = "unstated"
    """Money, but the text does not say how much."""


@dataclass(frozen=True, slots=True)
class Amount:
    """What is given, at [start, end) as written.

    `value`, `cap`, `floor` are yuan. `bound` says that the text gives only the most there can be (最高, 不超过): what is
    paid lies between nothing and it. `cap_per` is what the cap holds for (每年, 单个项目, 单个企业, 累计). `base` and `per` are
    as written (实际投入, 每人每月), `base_fact` and `per_fact` the facts that give their figures, None where none does.
    `years` is for how many years at most it is paid. Of a figure of which parts have rates of their own it is for the part
    `above` one bound and `up_to` the other, both in the unit of the figure. `when` holds the requirements of this tier alone.
    """

    kind: AmountKind
    clause: str
    start: int
    end: int
    value: Decimal | None = None
    rate: Decimal | None = None
    points: Decimal | None = None
    base: str = ""
    base_fact: Fact | None = None
    per: str = ""
    per_fact: Fact | None = None
    cap: Decimal | None = None
    cap_per: str = ""
    floor: Decimal | None = None
    bound: bool = False
    years: Decimal | None = None
    when: tuple[Requirement, ...] = ()
    above: Decimal | None = None
    up_to: Decimal | None = None

    @property
    def marginal(self) -> bool:
        """Whether it is for a part of a figure alone."""
        return self.above is not None or self.up_to is not None


EACH_STEP = "每"
"""How the unit of what is paid for each step begins (每增加50万元); other units are named without it."""


class Combination(StrEnum):
    """How the amounts of a benefit go together: one of them by its `when` (tiers; the highest that fits), each, where the text
    adds them, or `APART`, several things of one item that the text neither adds nor makes tiers of: those that surely fit are
    all paid, but the most that there may be is never their sum."""

    ONE = "one"
    EACH = "each"
    APART = "apart"


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words of the text at [start, end)."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Term:
    """Words of the text at [start, end) that say from when until when something is in force, both days included; None
    where they do not name it."""

    clause: str
    start: int
    end: int
    effective: date | None = None
    expires: date | None = None


@dataclass(frozen=True, slots=True)
class Benefit:
    """One thing that a policy gives, at [start, end) of its document.

    `id` is the id of the document and the number of the benefit in it. `heading` holds the headings above it, from the
    top; `title` says in a few words what it is for. `beneficiaries` says who may have it, `conditions` what else they must
    meet, exclusions among them. `not_with` is the clause that forbids having it with others (就高不重复). `apply` says how,
    where and with what to apply, `window` from when until when; `opens` and `closes` are its days where it names them.
    `schedule` says in which parts it is paid (分三年拨付, 一次性). `term` is set where it is in force in another time than
    its document. `curated` benefits come from a reviewed file beside the document.
    """

    id: str
    title: str
    heading: tuple[str, ...]
    start: int
    end: int
    amounts: tuple[Amount, ...] = ()
    combination: Combination = Combination.EACH
    beneficiaries: tuple[Requirement, ...] = ()
    conditions: tuple[Requirement, ...] = ()
    not_with: Quoted | None = None
    apply: tuple[Quoted, ...] = ()
    materials: tuple[Quoted, ...] = ()
    window: Quoted | None = None
    opens: date | None = None
    closes: date | None = None
    curated: bool = False
    schedule: Quoted | None = None
    term: Term | None = None

    @property
    def requirements(self) -> tuple[Requirement, ...]:
        """Whom it is for and all conditions."""
        return (*self.beneficiaries, *self.conditions)

    @property
    def span(self) -> tuple[int, int]:
        return self.start, self.end
