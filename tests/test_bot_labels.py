"""What is left of a question's words as the name of a line."""

import pytest

from bot.reading.labels import is_name


@pytest.mark.parametrize(
    "asked",
    [
        "可支配收入",
        "能源消费总量",
        "里程",
        "生活补贴",
        "还款期限",
        "首套",
        "没有产权的房子",
        "养老院的床",
        "会展场次",
        "粮食供给",
        "资格认定",
    ],
)
def test_what_names_a_thing(asked: str) -> None:
    assert is_name(asked)


@pytest.mark.parametrize(
    "asked",
    ["里要报", "能领", "跟去年说的差了", "本地工人要占才行()", "新开门店多少个", "开网店的贴", "要交", "去年定"],
)
def test_a_rest_of_a_sentence_names_nothing(asked: str) -> None:
    assert not is_name(asked)
