import codecs
import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import DocumentError
from corpus.text import decode, fold, fold_mapped, lines, longest_of

SIMPLIFIED = "　　为加快建设科技强国，支持企业加大研发投入，现就有关事项通知如下。\r\n一、支持对象\r一、支持标准\n"
TRADITIONAL = "為加強科技創新，支援企業增加研究開發經費，茲將有關事項通知如下。一、補助對象：依法登記之公司。"
CHARACTERS = st.characters(exclude_categories=["Cs"])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
def test_decode_keeps_line_ends_and_full_width_spaces(encoding: str) -> None:
    assert decode(SIMPLIFIED.encode(encoding), "通知.txt") == SIMPLIFIED


@pytest.mark.parametrize("bom", [codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE])
def test_decode_follows_the_utf16_byte_order_mark(bom: bytes) -> None:
    order = "utf-16-le" if bom == codecs.BOM_UTF16_LE else "utf-16-be"
    assert decode(bom + "通知".encode(order), "通知.txt") == "通知"


@pytest.mark.parametrize("text", ["办法", "安全", "关于印发", "一、总则", "(二)申报", "①材料", "，。、；："])
def test_short_simplified_text_in_gb18030_is_not_taken_for_big5(text: str) -> None:
    assert decode(text.encode("gb18030"), "短.txt") == text


def test_characters_beyond_gbk_survive_gb18030() -> None:
    assert decode("䶮县𠮷田".encode("gb18030"), "地名.txt") == "䶮县𠮷田"


@pytest.mark.parametrize("text", [TRADITIONAL, TRADITIONAL * 200, "臺北市政府公告"])
def test_big5_is_an_error_that_says_so(text: str) -> None:
    with pytest.raises(DocumentError, match=r"繁體\.txt：编码是 Big5.*另存为 UTF-8"):
        decode(text.encode("big5"), "繁體.txt")


@pytest.mark.parametrize("data", [b"", b" \r\n\t", codecs.BOM_UTF8, "　　\n".encode(), codecs.BOM_UTF16_LE])
def test_empty_files(data: bytes) -> None:
    with pytest.raises(DocumentError, match=r"空\.txt：文件是空的"):
        decode(data, "空.txt")


PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x02\x00\x00\x00\x02\x00\x08\x06\x00\x00\x00"


@pytest.mark.parametrize("data", [PNG, b"a\x00b", b"\x01\x02\x03\x04" * 10, "正文\x1b\x1b".encode()])
def test_binary_files(data: bytes) -> None:
    with pytest.raises(DocumentError, match="不是文本文件"):
        decode(data, "图.txt")


def test_random_bytes_are_never_a_document() -> None:
    source = random.Random(20240501)
    for _ in range(200):
        with pytest.raises(DocumentError):
            decode(source.randbytes(source.randint(200, 2000)), "x.txt")


def test_damaged_utf8_names_the_byte() -> None:
    with pytest.raises(DocumentError, match=r"第 6 字节起"):
        decode("通知".encode() + b"\xff\xfe\x80" + "正文".encode(), "坏.txt")


def test_damaged_utf16() -> None:
    with pytest.raises(DocumentError, match="UTF-16"):
        decode(codecs.BOM_UTF16_LE + b"\x00\xd8", "坏.txt")


def test_a_stray_form_feed_does_not_make_a_text_binary() -> None:
    text = "第一页\x0c第二页"
    assert decode(text.encode(), "页.txt") == text


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("（２０２４）", "(2024)"),
        ("甬政发〔2024〕5号", "甬政发[2024]5号"),
        ("甬政发［2024］5号", "甬政发[2024]5号"),
        ("Ｒ＆Ｄ经费", "r&d经费"),
        ("“专精特新”", '"专精特新"'),
        ("５％～１０％", "5%~10%"),
        ("2023—2025年", "2023-2025年"),
        ("一、\u3000总则\r\n", "一、 总则  "),
        ("㎡", "m2"),
        ("研\u200b发", "研发"),
        ("①", "1"),
        ("春節後", "春節后"),
        ("3.6万馀家", "3.6万余家"),
    ],
)
def test_fold(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(st.text(CHARACTERS))
def test_fold_twice_is_fold_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_span_maps_back_over_characters_that_grow_and_vanish() -> None:
    text = "面积\u200b５㎡以上"
    folded = fold_mapped(text)
    start = folded.text.index("5m2")
    assert folded.span(start, start + 3) == (3, 5)
    assert text[slice(*folded.span(start, start + 3))] == "５㎡"
    assert folded.span(start + 1, start + 2) == (4, 5)


@given(st.text(CHARACTERS | st.sampled_from("（）〔〕㎡①\u200b\u3000％…𠮷"), max_size=60), st.data())
def test_every_folded_span_comes_from_the_original_at_its_offsets(text: str, data: st.DataObject) -> None:
    folded = fold_mapped(text)
    assert folded.text == fold(text)
    assert len(folded.origins) == len(folded.text) + 1
    start = data.draw(st.integers(0, len(folded.text)))
    end = data.draw(st.integers(start, len(folded.text)))
    begin, stop = folded.span(start, end)
    assert 0 <= begin <= stop <= len(text)
    assert folded.text[start:end] in fold(text[begin:stop])


WORDS = st.lists(st.text("甲乙丙(.?", min_size=1, max_size=4), min_size=1, max_size=12)


@given(words=WORDS, text=st.text("甲乙丙(.?丁", max_size=30))
def test_the_longest_word_is_found_at_each_place(words: list[str], text: str) -> None:
    plain = re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))
    assert [m.span() for m in longest_of(words).finditer(text)] == [m.span() for m in plain.finditer(text)]


def test_lines_are_trimmed_and_blank_ones_left_out() -> None:
    text = "　　一\r\n\r\n二 \r三\n　\n四"
    assert [text[begin:end] for begin, end in lines(text)] == ["一", "二", "三", "四"]
