"""Benefits in the catalogue: stored with their document, replaced by a reviewed file, read again when that alone changes."""

from pathlib import Path

import pytest
from conftest import FakeEncoder

from corpus.benefit_files import beside
from index.adding import add
from index.benefits import Offer, find_offers
from index.library import Library
from index.outcomes import Outcome, Result
from index.storing import store_again

MEASURES = """台州市关于促进制造业发展的若干措施

台政发〔2025〕11号

一、支持政策
（一）技改补助。对在本市注册的企业，按设备投资额的10%给予补助，最高200万元。
（二）上台阶奖励。对小升规企业，给予一次性奖励15万元。
"""
REVIEWED = """benefits:
- title: 技改补助（审核）
  amounts:
  - {quote: 按设备投资额的10%给予补助，最高200万元, kind: rate, rate: 10, base_fact: equipment_investment, cap: 2000000}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "policies").mkdir()
    (tmp_path / "policies" / "measures.txt").write_text(MEASURES, encoding="utf-8")
    return tmp_path / "policies"


@pytest.fixture
def library(tmp_path: Path, fake_encoder: FakeEncoder) -> Library:
    return Library.open(tmp_path / "library", encoder=fake_encoder, create=True)


def bring(library: Library, folder: Path) -> list[Result]:
    return add(library, [folder])


def titles(library: Library) -> list[str]:
    return [offer.benefit.title for offer in find_offers(library.catalogue)]


def test_stored_and_found_by_place(library: Library, folder: Path) -> None:
    bring(library, folder)
    offers = find_offers(library.catalogue)
    assert [offer.benefit.title for offer in offers] == ["技改补助", "上台阶奖励"]
    assert all(isinstance(offer, Offer) and not offer.benefit.curated for offer in offers)
    document = library.catalogue.document(offers[0].entry.key)
    assert document is not None
    amount = offers[0].benefit.amounts[0]
    assert document.text[amount.start : amount.end] == amount.clause
    assert len(find_offers(library.catalogue, region="台州")) == 2
    assert find_offers(library.catalogue, region="丽水市") == []
    assert find_offers(library.catalogue, documents=[]) == []


def test_a_reviewed_file_replaces_what_was_extracted(library: Library, folder: Path) -> None:
    bring(library, folder)
    review = beside(folder / "measures.txt")
    review.write_text(REVIEWED, encoding="utf-8")
    assert [result.outcome for result in bring(library, folder)] == [Outcome.UPDATED]
    assert titles(library) == ["技改补助（审核）"]
    assert find_offers(library.catalogue)[0].benefit.curated
    assert [result.outcome for result in bring(library, folder)] == [Outcome.UNCHANGED]
    review.write_text(REVIEWED.replace("（审核）", "（再审）"), encoding="utf-8")
    bring(library, folder)
    assert titles(library) == ["技改补助（再审）"]
    review.unlink()
    bring(library, folder)
    assert titles(library) == ["技改补助", "上台阶奖励"]


def test_a_quote_that_does_not_stand_there_is_reported_until_it_is_mended(library: Library, folder: Path) -> None:
    review = beside(folder / "measures.txt")
    review.write_text(REVIEWED.replace("10%给予", "12%给予"), encoding="utf-8")
    for _ in range(2):
        failed = [result for result in bring(library, folder) if result.outcome is Outcome.FAILED]
        assert [result.detail.split("：")[0] for result in failed] == [f"{review} 第 4 行"]
        assert titles(library) == ["技改补助", "上台阶奖励"]
    review.write_text(REVIEWED, encoding="utf-8")
    assert [result.outcome for result in bring(library, folder)] == [Outcome.UPDATED]
    assert titles(library) == ["技改补助（审核）"]


def test_what_was_reviewed_outlives_cutting_anew(library: Library, folder: Path) -> None:
    beside(folder / "measures.txt").write_text(REVIEWED, encoding="utf-8")
    bring(library, folder)
    key = find_offers(library.catalogue)[0].entry.key
    document = library.catalogue.document(key)
    assert document is not None
    with library.writing():
        store_again(library, [document])
        library.apply()
    assert titles(library) == ["技改补助（审核）"]


def test_they_go_with_their_document(library: Library, folder: Path) -> None:
    bring(library, folder)
    (folder / "measures.txt").unlink()
    add(library, [folder], prune=True)
    assert titles(library) == []
    assert library.catalogue.connection.execute("select count(*) from benefits").fetchone() == (0,)
