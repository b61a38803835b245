"""Reviewed benefits: drafts give back what was extracted, and a quote that does not stand in the text is refused."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from corpus.benefit_files import beside, read_reviewed, write_draft
from corpus.benefit_records import (
    Amount,
    AmountKind,
    Benefit,
    Combination,
    Fact,
    Operator,
    Quoted,
    Requirement,
    Test,
)
from corpus.benefits import benefits
from corpus.errors import DocumentError
from corpus.load import parse
from corpus.records import Document

TEXT = """衢州市关于支持企业创新的若干措施

衢政发〔2025〕3号

一、支持政策
（一）研发补助。对在本市注册的高新技术企业，按研发费用的8%给予补助，最高80万元。
（二）设备补助。对在本市注册的企业：按设备投资额的8%给予补助，最高 "120万元" # 不含税。
"""
NUMBERS = {Fact.REVENUE, Fact.AGE, Fact.STAFF}
FLAGS = {Fact.INDEPENDENT, Fact.TAXPAYER}
NAMES = {Fact.REGION, Fact.CERTIFICATION, Fact.INDUSTRY}


def document() -> Document:
    return parse(TEXT.encode(), "measures.txt")


def as_reviewed(found: Sequence[Benefit]) -> tuple[Benefit, ...]:
    """Benefits as they are after a review that found nothing to change."""
    return tuple(replace(benefit, curated=True) for benefit in found)


# -- any benefits ------------------------------------------------------------------------------------------------------

decimals = st.decimals(0, 10**12, allow_nan=False, places=3)
words = st.text("企业a1（）：#-\"' ，", min_size=1, max_size=8).filter(lambda word: word == word.strip())
names = st.text("企业浙江省/“”（）、1", min_size=1, max_size=9)


@st.composite
def quotes(draw: Callable[..., int]) -> tuple[str, int, int]:
    start = draw(st.integers(0, len(TEXT) - 1))
    end = draw(st.integers(start + 1, len(TEXT)))
    return TEXT[start:end], start, end


tests = st.one_of(
    st.builds(
        Test,
        st.sampled_from(sorted(NUMBERS)),
        st.sampled_from([Operator.AT_LEAST, Operator.MORE, Operator.AT_MOST, Operator.LESS, Operator.EQUAL]),
        decimals,
        st.sampled_from(["", "上年度", "近3年"]),
    ),
    st.builds(Test, st.sampled_from(sorted(FLAGS)), st.just(Operator.IS), st.booleans(), st.just("")),
    st.builds(
        Test,
        st.sampled_from(sorted(NAMES)),
        st.sampled_from([Operator.IN, Operator.NOT_IN]),
        st.lists(names, min_size=1, max_size=3, unique=True).map(tuple),
        st.just(""),
    ),
)
alternatives = st.lists(st.lists(tests, min_size=1, max_size=2).map(tuple), max_size=3).map(tuple)
requirements = st.builds(
    lambda quote, some, partial, excludes: Requirement(*quote, some, partial, excludes),
    quotes(),
    alternatives,
    st.booleans(),
    st.booleans(),
)
quoted = quotes().map(lambda quote: Quoted(*quote))
maybe = st.none() | decimals
amounts = st.builds(
    lambda quote, kind, numbers, base, fact, bound, when: Amount(
        kind, *quote, **numbers, base=base, base_fact=fact, bound=bound, when=when
    ),
    quotes(),
    st.sampled_from(AmountKind),
    st.fixed_dictionaries(dict.fromkeys(("value", "rate", "points", "cap", "floor", "years"), maybe)),
    st.just("") | words,
    st.none() | st.sampled_from(Fact),
    st.booleans(),
    st.lists(requirements, max_size=2).map(tuple),
)
some = st.builds(
    Benefit,
    id=st.just(""),
    title=words,
    heading=st.lists(words, max_size=2).map(tuple),
    start=st.integers(0, 20),
    end=st.integers(21, len(TEXT)),
    amounts=st.lists(amounts, max_size=3).map(tuple),
    combination=st.sampled_from(Combination),
    beneficiaries=st.lists(requirements, max_size=2).map(tuple),
    conditions=st.lists(requirements, max_size=3).map(tuple),
    not_with=st.none() | quoted,
    apply=st.lists(quoted, max_size=2).map(tuple),
    materials=st.lists(quoted, max_size=2).map(tuple),
    window=st.none() | quoted,
    opens=st.none() | st.dates(date(2000, 1, 1), date(2100, 1, 1)),
    closes=st.none() | st.dates(date(2000, 1, 1), date(2100, 1, 1)),
    schedule=st.none() | quoted,
)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    max_examples=60,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
@given(found=st.lists(some, max_size=3))
def test_a_draft_that_is_read_gives_the_same(tmp_path: Path, found: list[Benefit]) -> None:
    held = document()
    numbered = [replace(benefit, id=f"{held.id}-{at}") for at, benefit in enumerate(found, 1)]
    file = tmp_path / "measures.benefits.yaml"
    file.write_text(write_draft(held, numbered), encoding="utf-8")
    (reviewed,) = read_reviewed(file, [held])
    assert reviewed.benefits == as_reviewed(numbered)
    assert reviewed.document == held.id


def test_what_is_extracted_comes_back(tmp_path: Path) -> None:
    held = document()
    found = benefits(held)
    assert [[each.rate for each in benefit.amounts] for benefit in found] == [[8], [8]]
    file = tmp_path / "measures.benefits.yaml"
    file.write_text(write_draft(held, found), encoding="utf-8")
    assert read_reviewed(file, [held])[0].benefits == as_reviewed(found)


# -- files written by hand -----------------------------------------------------------------------------------------------

GOOD = """benefits:
- title: 研发补助
  beneficiaries:
  - quote: 对在本市注册的高新技术企业
    all: [region in 浙江省/衢州市, certification in 高新技术企业]
  amounts:
  - quote: 按研发费用的8%给予补助
    kind: rate
    rate: 8
    base: 研发费用
    base_fact: rd_expense
    cap: 800000
  tests:
  - profile: {region: 浙江省/衢州市, rd_expense: 5000000}
    verdict: 符合
    amount: 400000
"""


def write(folder: Path, text: str) -> Path:
    file = folder / "measures.benefits.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_file_written_by_hand(tmp_path: Path) -> None:
    held = document()
    (reviewed,) = read_reviewed(write(tmp_path, GOOD), [held])
    (benefit,) = reviewed.benefits
    assert benefit.curated
    assert benefit.beneficiaries[0].typed
    assert benefit.amounts[0].cap == Decimal(800_000)
    assert TEXT[benefit.start : benefit.end].startswith("对在本市注册")
    (case,) = reviewed.cases
    assert (case.line, case.benefit) == (14, f"{held.id}-1")
    assert case.data["amount"] == 400_000


@pytest.mark.parametrize(
    ("before", "after", "line", "reason"),
    [
        ("按研发费用的8%给予补助", "按研发费用的9%给予补助", 7, "原文中没有“按研发费用的9%给予补助”"),
        ("rate: 8", "rate: 八", 9, "八 不是数"),
        ("kind: rate", "kind: ratio", 8, "没有 ratio"),
        ("region in 浙江省/衢州市,", "region near 浙江省/衢州市,", 5, "看不懂条件"),
        ("cap: 800000", "ceiling: 800000", 12, "没有 ceiling 这一项"),
        ("title: 研发补助", "title: [研发补助", 3, "不是正确的 YAML"),
        ("benefits:", "document: ffff\nbenefits:", 0, ""),
    ],
)
def test_faults_name_file_and_line(tmp_path: Path, before: str, after: str, line: int, reason: str) -> None:
    file = write(tmp_path, GOOD.replace(before, after, 1))
    if not line:  # the policy file has changed since: its only document is still meant
        assert read_reviewed(file, [document()])[0].benefits
        return
    with pytest.raises(DocumentError, match=reason) as caught:
        read_reviewed(file, [document()])
    assert str(caught.value).startswith(f"{file} 第 {line} 行：")


def test_an_offset_must_be_that_of_the_quote(tmp_path: Path) -> None:
    held = document()
    start = TEXT.index("给予补助", TEXT.index("设备投资额"))
    one = f"benefits:\n- title: 设备补助\n  amounts:\n  - quote: 给予补助\n    at: {start}\n    kind: unstated\n"
    assert read_reviewed(write(tmp_path, one), [held])[0].benefits[0].amounts[0].start == start
    with pytest.raises(DocumentError, match="第 4 行"):
        read_reviewed(write(tmp_path, one.replace(str(start), str(start + 1))), [held])


def test_a_file_of_several_documents_says_which(tmp_path: Path) -> None:
    one, other = document(), parse(TEXT.replace("衢州", "丽水").encode(), "other.txt")
    with pytest.raises(DocumentError, match="没有写明 document"):
        read_reviewed(write(tmp_path, GOOD), [one, other])
    found = read_reviewed(write(tmp_path, f"document: {other.id}\n{GOOD}"), [one, other])
    assert found[0].document == other.id
    with pytest.raises(DocumentError, match="文件里没有文档 abcd"):
        read_reviewed(write(tmp_path, f"document: abcd\n{GOOD}"), [one, other])


def test_where_it_stands() -> None:
    assert beside(Path("a/措施.2025.docx")) == Path("a/措施.2025.benefits.yaml")


def test_the_days_of_a_benefit_survive_the_draft(tmp_path: Path) -> None:
    body = "某地产业政策\n\n温州市人民政府\n\n一、甲类\n对新建企业奖励1万元。\n二、时间\n甲类措施自2024年3月1日起施行，有效期2年；乙类措施自2025年1月1日起施行。\n"
    document = parse(body.encode(), "a.txt")
    found = benefits(document)
    assert found[0].term is not None
    assert found[0].term.expires == date(2026, 2, 28)
    file = tmp_path / "a.benefits.yaml"
    file.write_text(write_draft(document, found), encoding="utf-8")
    assert [each.term for each in read_reviewed(file, [document])[0].benefits] == [found[0].term]
