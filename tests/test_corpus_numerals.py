import pytest

from corpus.numerals import chinese_integer


@pytest.mark.parametrize(
    ("numeral", "value"),
    [("一", 1), ("十", 10), ("十二", 12), ("二十", 20), ("三十四", 34), ("一百零三", 103), ("〇", 0), ("15", 15)],
)
def test_chinese_integer(numeral: str, value: int) -> None:
    assert chinese_integer(numeral) == value
