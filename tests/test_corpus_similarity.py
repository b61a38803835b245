import json
import random
import subprocess
import sys
from itertools import combinations
from pathlib import Path

import pytest

from corpus.similarity import (
    REPRINT,
    SHINGLE,
    SIGNATURE_BYTES,
    containment,
    same_text,
    signature,
    similarity,
    smallest,
)
from corpus.text import fold


def prose(seed: int, length: int = 2000) -> str:
    """Sentences of random words, the same for a seed."""
    rng = random.Random(seed)
    words = [
        "企业",
        "申报",
        "补贴",
        "园区",
        "研发",
        "人才",
        "认定",
        "材料",
        "审核",
        "资金",
        "街道",
        "住房",
        "公示",
        "年度",
    ]
    syllables = [chr(code) for code in range(0x4E00, 0x4E00 + 900)]
    text = ""
    while len(text) < length:
        text += "".join(rng.choice(words) + "".join(rng.choices(syllables, k=3)) for _ in range(4)) + "。\n"
    return text[:length]


def misread(text: str, share: float) -> str:
    """A copy with this share of its characters wrong."""
    rng = random.Random(1)
    return "".join(chr(0x5400 + rng.randrange(900)) if rng.random() < share else char for char in text)


def exact(first: str, second: str) -> float:
    sets = []
    for text in (first, second):
        plain = "".join(filter(str.isalnum, fold(text)))
        sets.append({plain[i : i + SHINGLE] for i in range(len(plain) - SHINGLE + 1)})
    return len(sets[0] & sets[1]) / len(sets[0] | sets[1])


def test_signature_has_a_fixed_size_and_is_the_same_in_another_process() -> None:
    text = prose(3)
    command = f"import sys; from corpus.similarity import signature; sys.stdout.write(signature({text!r}).hex())"
    root = Path(__file__).resolve().parents[1]
    told = subprocess.run([sys.executable, "-c", command], capture_output=True, text=True, check=True, cwd=root)
    assert len(signature("")) == len(signature("短")) == len(signature(text)) == SIGNATURE_BYTES
    assert bytes.fromhex(told.stdout) == signature(text)


def test_layout_makes_no_difference() -> None:
    text = "申报企业应于2024年6月1日前提交材料（一式两份）,逾期不予受理。" + prose(4)
    broken = "\r\n".join(text[i : i + 30] for i in range(0, len(text), 30))
    wide = "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text)
    assert signature(broken) == signature(wide) == signature(text)


@pytest.mark.parametrize("share", [0.0, 0.3, 0.5, 0.8])
def test_estimate_lies_near_the_exact_jaccard(share: float) -> None:
    first = prose(5, 5000)
    second = first[: int(5000 * share)] + prose(6, 5000)[int(5000 * share) :]
    assert similarity(signature(first), signature(second)) == pytest.approx(exact(first, second), abs=0.1)


def test_a_short_text_is_compared_exactly() -> None:
    first, second = prose(7, 200), prose(7, 150)
    assert similarity(signature(first), signature(second)) == exact(first, second)


@pytest.mark.parametrize(
    "copy",
    [
        lambda text: "首页 政务公开 政策文件 索引号 发布机构 字号 大 中 小\n" + text + "\n主办单位 网站标识码 联系我们",
        lambda text: misread(text, 0.02),
        lambda text: text[: len(text) * 4 // 5],
    ],
    ids=["header and footer", "two percent misread", "without the last fifth"],
)
def test_copies_are_reprints(copy) -> None:
    text = prose(8)
    assert REPRINT <= similarity(signature(text), signature(copy(text))) < 1


def test_one_wrong_figure_is_another_text() -> None:
    text = prose(8, 9000)
    changed = text[:5000] + "9" + text[5001:]
    assert same_text(signature(text), signature(text.replace("\n", "\r\n ")))
    assert not same_text(signature(text), signature(changed))
    assert similarity(signature(text), signature(changed)) > 0.97
    assert not same_text(signature("。"), signature("，"))


def test_unlike_texts_share_nothing() -> None:
    assert similarity(signature(prose(9)), signature(prose(10))) < 0.05


def test_a_part_is_held_by_the_whole() -> None:
    whole = signature(prose(11) + prose(12, 20_000))
    part, other = signature(prose(11)), signature(prose(13))
    assert similarity(part, whole) < REPRINT
    assert containment(part, whole) == containment(whole, part) == 1
    assert containment(other, whole) < 0.1


def test_too_short_a_part_proves_nothing() -> None:
    text = prose(14, 20_000)
    assert containment(signature(text[:30]), signature(text)) == 0


def test_texts_without_letters_are_like_nothing() -> None:
    empty = signature("。，！\n")
    assert similarity(empty, empty) == 0
    assert containment(empty, signature(prose(1))) == 0


def test_smallest_hashes_of_copies_are_alike_and_of_short_texts_few() -> None:
    text = prose(19)
    mine, copy, other = (set(smallest(signature(t), 64)) for t in (text, misread(text, 0.02), prose(20)))
    assert len(mine) == 64
    assert len(mine & copy) > 32
    assert not mine & other
    assert len(smallest(signature("特此通知如下"), 64)) == 2


def test_threshold_parts_copies_from_the_rest_of_real_texts(shared: Path) -> None:
    rows = (shared / "policy-qa" / "documents.jsonl").read_text(encoding="utf-8").splitlines()
    signatures = [signature(json.loads(row)["text"]) for row in rows]
    alike = [similarity(one, other) for one, other in combinations(signatures, 2)]
    copies = [value for value in alike if value >= REPRINT]
    assert len(copies) == 11
    assert min(copies) > 0.9
    assert max(value for value in alike if value < REPRINT) < 0.58
