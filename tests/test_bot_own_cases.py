import pytest

from bot.cases.own_cases import of_other_rank


@pytest.mark.parametrize(
    ("question", "text", "other"),
    [
        ("我大专毕业，33岁，能落户吗", "博士研究生、正高级职称人员，年龄在50周岁以下", True),
        ("我大专毕业，33岁，能落户吗", "专科学历人员，年龄在35周岁以下", False),
        ("硕士刚毕业，能领购房补贴吗", "本科及以上学历毕业生可以申领", False),
        ("专科刚毕业，能领购房补贴吗", "本科及以上学历毕业生可以申领", True),
        ("低保户能减免取暖费吗", "特困供养人员减免全部取暖费", True),
        ("我36岁，能落户吗", "硕士研究生年龄在45周岁以下", False),  # nobody said which degree
    ],
)
def test_what_is_for_another_degree_or_household_sets_the_asker_no_condition(
    question: str, text: str, *, other: bool
) -> None:
    assert of_other_rank(question, text) is other
