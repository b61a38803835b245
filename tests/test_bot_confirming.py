"""A person's word on clauses: which clauses one word settles, and what it outlives."""

import pytest
from benefits_by_hand import DAY, offer, requirement

from bot.benefits.confirming import clause_words, stands_alone, titled
from bot.benefits.eligibility import Verdict, assess
from bot.benefits.profile import Profile
from bot.benefits.profile_files import profile_of

HERE = profile_of({"region": "慈溪市"})


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("具有独立法人资格", "（一）应当具备独立法人资格的；", True),
        ("依法纳税", "1. 须依法纳税。", True),
        ("近三年内未发生重大安全事故", "近三年内 未发生重大安全事故，", True),
        ("在园区注册", "在市区注册", False),
        ("高新技术企业", "高新技术企业等", False),
        ("未被列入失信名单", "被列入失信名单", False),
        ("不少于10人", "不少于100人", False),
    ],
)
def test_clauses_that_say_the_same(one: str, other: str, same: bool) -> None:
    assert (clause_words(one) == clause_words(other)) is same


@pytest.mark.parametrize(
    ("clause", "alone"),
    [
        ("具有独立法人资格", True),
        ("未被列入严重失信主体名单", True),
        ("依法诚信纳税", True),
        ("财务会计制度健全", True),
        ("符合上述条件", False),
        ("在本市依法纳税", False),
        ("该项目无违法违规行为", False),
        ("近3年无失信记录", False),
        ("首年", False),
        ("产品属于重点领域", False),
    ],
)
def test_what_is_of_the_applicant_as_such_holds_in_every_document(clause: str, alone: bool) -> None:
    assert stands_alone(clause) is alone


def verdicts(profile: Profile, *clauses: str) -> list[Verdict]:
    """Of benefits of different documents, each with one of the clauses."""
    titles = ("关于稳外贸的若干措施", "人才新政", "技改补助办法")
    offers = [
        offer(requirement(clause), key=at, meta={"title": title})
        for at, (clause, title) in enumerate(zip(clauses, titles, strict=False), 1)
    ]
    return [assess(profile, each, DAY).verdict for each in offers]


def test_one_word_settles_all_that_say_the_same() -> None:
    said = HERE.with_confirmed("具有独立法人资格", True, "关于稳外贸的若干措施（慈溪市人民政府）")
    assert verdicts(said, "具有独立法人资格", "应具备独立法人资格的", "独立法人资格满一年") == [Verdict.MEETS] * 2 + [
        Verdict.LACKS
    ]


def test_what_refers_to_its_document_is_settled_there_alone() -> None:
    said = HERE.with_confirmed("符合上述条件", True, "关于稳外贸的若干措施（慈溪市人民政府）")
    assert verdicts(said, "符合上述条件", "符合上述条件") == [Verdict.MEETS, Verdict.LACKS]


def test_a_word_outlives_another_reading_of_the_document() -> None:
    first = offer(requirement("产品属于重点领域"), key=1)
    again = offer(requirement("产品属于 重点领域；"), key=9)  # another file, and so another id
    said = HERE.with_confirmed("产品属于重点领域", True, titled(first.entry.metadata))
    assert first.entry.id != again.entry.id
    assert assess(said, again, DAY).verdict is Verdict.MEETS
    changed = offer(requirement("产品属于鼓励类领域"), key=9)
    assert assess(said, changed, DAY).verdict is Verdict.LACKS


def test_a_later_word_takes_the_place_of_the_former_and_can_be_taken_back() -> None:
    said = HERE.with_confirmed("依法纳税", True).with_confirmed("应依法纳税", False)
    assert [each.met for each in said.confirmed] == [False]
    assert said.without_confirmed(said.confirmed[0].key).confirmed == ()
