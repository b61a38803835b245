"""Names of what an enterprise can be: which of them a text says."""

import pytest

from bot.benefits.names import find_names, name_key, says_names
from corpus.benefit_words import plain

TEXTS = (
    "对首次认定的国家高新技术企业，给予30万元奖励。",
    "对认定为专精特新“小巨人”企业的，一次性奖励50万元。",
    "对省级专精特新中小企业、创新型中小企业分别给予20万元、5万元。",
    "对稳岗的单位按参保职工人数给予补贴。",
)


@pytest.mark.parametrize("text", TEXTS)
def test_says_what_finding_the_names_finds(text: str) -> None:
    written = {name_key(value) for found in find_names(text) for value in found.values}
    known = {name_key(value) for each in TEXTS for found in find_names(each) for value in found.values}
    assert {key for key in known if says_names(plain(text), [key])} == written


def test_all_names_are_wanted() -> None:
    text = plain("对国家高新技术企业和科技型中小企业给予奖励")
    assert says_names(text, [])
    assert says_names(text, [name_key("高新技术企业"), name_key("科技型中小企业")])
    assert not says_names(text, [name_key("高新技术企业"), name_key("瞪羚企业")])


def test_a_name_inside_a_longer_one_is_not_said() -> None:
    assert not says_names(plain("专精特新“小巨人”企业"), [name_key("专精特新中小企业")])
    assert says_names(plain("专精特新中小企业"), [name_key("专精特新中小企业")])
