import json
from importlib import resources

import pytest

from corpus.aliases import canonical, spelled_out
from corpus.text import fold


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("高企", "高新技术企业"),
        ("新认定高企数", "新认定高新技术企业数"),
        ("规上工业", "规模以上工业"),
        ("公租房", "公共租赁住房"),
        ("全社会R&D经费占GDP比重", "研发投入强度"),
        ("全社会Ｒ＆Ｄ经费占ＧＤＰ的比重", "研发投入强度"),
        ("技术合同成交额", "技术交易额"),
        ("市科技局", "市科学技术局"),
        ("GDP", "地区生产总值"),
        ("“小巨人”企业", "小巨人企业"),
        ("低保标准", "最低生活保障标准"),
        ("没有别名", "没有别名"),
        ("", ""),
    ],
)
def test_canonical(written: str, name: str) -> None:
    assert canonical(written) == name


def test_canonical_is_stable() -> None:
    for text in _table():
        assert canonical(canonical(text)) == canonical(text)


def test_the_table_is_folded_and_names_each_alias_once() -> None:
    table = _table()
    aliases = [alias for names in table.values() for alias in names]
    assert len(aliases) == len(set(aliases))
    assert not set(aliases) & set(table)
    assert all(text == fold(text) and "的" not in text for text in [*table, *aliases])


def test_spelled_out() -> None:
    assert spelled_out("慈溪研发投入强度").startswith("慈溪研发投入强度 ")
    assert "高企" in spelled_out("高新技术企业多少家")
    assert spelled_out("没有别名") == "没有别名"


def _table() -> dict[str, list[str]]:
    table: dict[str, list[str]] = json.loads(resources.files("corpus").joinpath("aliases.json").read_text("utf-8"))
    return table
