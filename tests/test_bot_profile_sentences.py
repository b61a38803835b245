"""What people say of their enterprise."""

from datetime import date
from decimal import Decimal

import pytest

from bot.profile import Figure, Statement
from bot.profile_sentences import read_sentences
from corpus.benefit_records import Fact

DAY = date(2026, 11, 27)


def read(text: str) -> dict[tuple[Fact, str], object]:
    """What was read: for names whether they hold, for numbers the value or the bounds, by fact and name or period."""
    return {_key(each): _value(each) for each in read_sentences(text, DAY)}


def _key(statement: Statement) -> tuple[Fact, str]:
    return statement.fact, statement.value if isinstance(statement.value, str) else statement.period


def _value(statement: Statement) -> object:
    value = statement.value
    if isinstance(value, Figure):
        return int(value.low) if value.exact and value.low is not None else (value.low, value.high)
    return statement.holds if isinstance(value, str) else value


CIXI, YUYAO = "浙江省/宁波市/慈溪市", "浙江省/宁波市/余姚市"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "我们是慈溪的高企，去年研发投入800万，员工60人，还没上市",
            {
                (Fact.CERTIFICATION, "高新技术企业"): True,
                (Fact.REGION, CIXI): True,
                (Fact.RD_EXPENSE, "2025年"): 8_000_000,
                (Fact.STAFF, ""): 60,
                (Fact.LISTING, "未上市"): True,
            },
        ),
        (
            "我们注册在北京经济技术开发区，员工60人",
            {(Fact.REGION, "北京市"): True, (Fact.REGION, "北京经济技术开发区"): True, (Fact.STAFF, ""): 60},
        ),
        ("在苏州工业园区", {(Fact.REGION, "江苏省/苏州市"): True, (Fact.REGION, "苏州工业园区"): True}),
        ("不在合肥高新区", {(Fact.REGION, "合肥高新区"): False}),
        ("不是规上", {(Fact.CERTIFICATION, "规模以上企业"): False}),
        ("注册资本1000万，成立3年", {(Fact.REGISTERED_CAPITAL, ""): 10_000_000, (Fact.AGE, ""): 3}),
        ("年营收2个亿左右", {(Fact.REVENUE, ""): (Decimal(180_000_000), Decimal(220_000_000))}),
        ("员工200余人", {(Fact.STAFF, ""): (Decimal(200), Decimal(220))}),
        ("员工不到300人", {(Fact.STAFF, ""): (None, Decimal(300))}),
        ("有60名员工，其中研发人员20人", {(Fact.STAFF, ""): 60, (Fact.RD_STAFF, ""): 20}),
        ("发明专利3件，专利12项", {(Fact.INVENTION_PATENTS, ""): 3, (Fact.PATENTS, ""): 12}),
        ("研发费用同比增长15%", {(Fact.RD_GROWTH, ""): 15}),
        ("营收下降了5%", {(Fact.REVENUE_GROWTH, ""): -5}),
        ("从银行贷款500万，利息20万", {(Fact.PROJECT, "贷款"): True, (Fact.LOAN, ""): 5_000_000, (Fact.INTEREST, ""): 200_000}),
        ("2021年3月成立", {(Fact.AGE, ""): 5}),
        ("公司2019年成立", {(Fact.AGE, ""): (Decimal(6), Decimal(7))}),
        ("成立不到1年", {(Fact.AGE, ""): (None, Decimal(1))}),
        ("中小企业，没有上市", {(Fact.SIZE, "大型"): False, (Fact.LISTING, "未上市"): True}),
        ("不在慈溪，在余姚", {(Fact.REGION, CIXI): False, (Fact.REGION, YUYAO): True}),
        ("我们不是制造业，是做跨境电商的", {(Fact.INDUSTRY, "制造业"): False, (Fact.INDUSTRY, "跨境电商"): True}),
        ("没有失信记录，依法纳税", {(Fact.GOOD_CREDIT, ""): True, (Fact.TAXPAYER, ""): True}),
        ("专精特新“小巨人”企业", {(Fact.CERTIFICATION, "专精特新“小巨人”企业"): True}),
    ],
)  # fmt: skip
def test_statements_are_read(text: str, found: dict[tuple[Fact, str], object]) -> None:
    read_all = read(text)
    assert {key: value for key, value in read_all.items() if key[0] is not Fact.ENTITY} == found


@pytest.mark.parametrize(
    ("text", "fact", "name"),
    [
        ("去年首次认定高企", Fact.NEW_CERTIFICATION, "高新技术企业"),
        ("今年刚评上专精特新", Fact.NEW_CERTIFICATION, "专精特新中小企业"),
        ("高企去年通过了重新认定", Fact.RENEWED_CERTIFICATION, "高新技术企业"),
        ("今年小升规", Fact.NEW_CERTIFICATION, "规模以上企业"),
    ],
)
def test_a_title_is_won_for_the_first_time_or_again(text: str, fact: Fact, name: str) -> None:
    (statement,) = [each for each in read_sentences(text, DAY) if each.fact is not Fact.ENTITY]
    assert (statement.fact, statement.value, statement.holds) == (fact, name, True)
    assert statement.period in ("2025年", "2026年")


@pytest.mark.parametrize(
    "text",
    [
        "正在申报高企",
        "想评小巨人",
        "明年要升规",
        "我们是不是高企？",
        "如果我们是高企呢",
        "客户都是上市公司",
        "我们的产品销往北京",
        "研发投入大概五六百万",
        "从某银行借的钱",
        "准备明年在余姚建厂",
        "以前是高企",
    ],
)
def test_wishes_questions_and_what_is_doubtful_state_nothing(text: str) -> None:
    assert read(text) == {}


@pytest.mark.parametrize(
    "text", ["高企证书还没拿到", "高企已经过期了", "没评上高企", "并非高企", "还不是国家高新技术企业"]
)
def test_what_is_denied_is_known_not_to_be(text: str) -> None:
    assert read(text) == {(Fact.CERTIFICATION, "高新技术企业"): False}


def test_each_statement_carries_the_words_it_was_read_from() -> None:
    statements = read_sentences("我们是慈溪的高企，员工60人", DAY)
    assert [each.words for each in statements if each.fact is Fact.STAFF] == ["员工60人"]
    assert [each.words for each in statements if each.fact is Fact.CERTIFICATION] == ["我们是慈溪的高企"]


def test_a_person_is_described_and_the_staff_of_a_firm_is_no_person() -> None:
    day = date(2026, 11, 27)
    told = {
        (each.fact, each.value if isinstance(each.value, str) else getattr(each.value, "value", each.value))
        for each in read_sentences("我今年65岁，宁波户籍，二级残疾，吃低保，社保交了18个月", day)
    }
    assert told == {
        (Fact.PERSON_AGE, 65),
        (Fact.HOUSEHOLD, "浙江省/宁波市"),
        (Fact.DISABILITY, "二级残疾"),
        (Fact.PERSON, "最低生活保障对象"),
        (Fact.INSURED_MONTHS, 18),
    }
    firm = read_sentences("我们公司招了3名高校毕业生，有2名残疾人员工，本科以上员工20人", day)
    assert not {each.fact for each in firm} & {Fact.PERSON, Fact.EDUCATION, Fact.DISABILITY}


def test_a_person_is_one_who_says_so() -> None:
    def bodies(said: str) -> list[object]:
        return [each.value for each in read_sentences(said, date(2026, 11, 27)) if each.fact is Fact.ENTITY]

    assert bodies("我是个人，想申请补贴") == ["个人"]
    assert bodies("我们公司有60个人") == ["企业"]
    assert bodies("我们企业代扣个人所得税") == ["企业"]
    assert bodies("股东都是个人股东") == []


def test_two_nouns_of_one_place_behind_a_figure_are_no_error() -> None:
    """头一回 and 技师 stand where 人 is counted: which noun goes first may not hang on comparing nouns."""
    read_sentences("今年新招了12个头一回来本区上班的，其中3个是技师，合同签了两年社保也交满半年了", date(2026, 11, 27))
