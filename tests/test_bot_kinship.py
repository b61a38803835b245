import pytest

from bot.understanding.kinship import kinship, likeness


@pytest.mark.parametrize(
    ("said", "written", "other"), [("交给", "递交", "标准"), ("城里", "城乡", "设备"), ("养猫", "饲养宠物", "资金")]
)
def test_a_word_is_nearer_to_one_of_the_same_meaning(said: str, written: str, other: str) -> None:
    (near,) = kinship([said], "", [written])
    (far,) = kinship([said], "", [other])
    assert 0 <= far < near < 1


def test_a_word_that_stands_there_is_its_own() -> None:
    held, missing = kinship(["递交", "打听"], "向窗口递交材料", ["递交", "材料"])
    assert held == 1
    assert 0 <= missing < 1
    assert kinship(["打听"], "材料", []) == [0]
    assert kinship([], "材料", ["材料"]) == []


def test_sentences_of_one_meaning_are_alike() -> None:
    question = "营业执照要挂在哪里"
    assert likeness(question, "营业执照应置于经营场所醒目位置") > likeness(question, "贷款贴息最高300万元")
