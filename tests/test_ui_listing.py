"""Which documents a query means, in which order, on which page."""

from datetime import date

import pytest

from corpus.records import Metadata
from corpus.validity import Status
from index.catalogue import Entry
from ui.listing import PART, Query, choices, chosen, listing

DAY = date(2025, 6, 1)


def entry(key: int, title: str, **known: object) -> Entry:
    return Entry(key, f"{key:016x}", f"/files/{key}.txt", "", Metadata(title, **known), 1)  # type: ignore[arg-type]


SHELF = [
    entry(1, "关于促进消费的措施", number="绍政发〔2024〕5号", issuer="绍兴市人民政府", region=("浙江省", "绍兴市"), kind="措施",
          signed=date(2024, 3, 1), effective=date(2024, 4, 1), expires=date(2024, 12, 31)),
    entry(2, "人才公寓管理办法", issuer="珠海市住房和城乡建设局", region=("广东省", "珠海市"), kind="办法", published=date(2023, 5, 1),
          effective=date(2023, 6, 1), expires=date(2026, 5, 31)),
    entry(3, "2024年工作总结", kind="工作总结", year=2024),
    entry(4, "稳岗补贴办法（征求意见稿）", region=("浙江省",), kind="办法", draft=True),
]  # fmt: skip


def keys(**asked: object) -> list[int]:
    return [found.key for found in chosen(SHELF, Query(DAY, **asked))]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, [1, 2, 3, 4]),
        ({"text": "办法"}, [2, 4]),
        ({"text": "绍政发[2024]5号"}, [1]),
        ({"text": "住房 人才"}, [2]),
        ({"text": "3.TXT"}, [3]),
        ({"text": "没有"}, []),
        ({"region": "浙江"}, [1, 4]),
        ({"region": "珠海市", "kind": "办法"}, [2]),
        ({"status": Status.EXPIRED}, [1]),
        ({"status": Status.DRAFT}, [4]),
        ({"status": Status.UNSTATED}, [3]),
    ],
)
def test_what_a_query_means(asked: dict[str, object], found: list[int]) -> None:
    assert sorted(keys(**asked)) == found


def test_status_is_that_of_the_day() -> None:
    assert {each.key for each in chosen(SHELF, Query(date(2024, 6, 1), status=Status.IN_FORCE))} == {1, 2}


@pytest.mark.parametrize(
    ("column", "descending", "order"),
    [
        ("date", False, [2, 3, 1, 4]),
        ("date", True, [1, 3, 2, 4]),
        ("issuer", False, [2, 1, 3, 4]),
        ("issuer", True, [1, 2, 3, 4]),
        ("region", False, [2, 4, 1, 3]),
        ("status", False, [2, 1, 4, 3]),
    ],
)
def test_what_is_not_stated_comes_last_either_way(column: str, descending: bool, order: list[int]) -> None:
    assert keys(column=column, descending=descending) == order


@pytest.mark.parametrize(("page", "inside", "first"), [(0, 0, 0), (2, 2, 2 * PART), (99, 2, 2 * PART), (-1, 0, 0)])
def test_pages_and_those_that_are_none(page: int, inside: int, first: int) -> None:
    shelf = [entry(at, f"文件{at:04}") for at in range(2 * PART + 7)]
    found = listing(shelf, Query(DAY, page=page))
    assert (found.query.page, found.pages, found.total) == (inside, 3, 2 * PART + 7)
    assert found.entries[0].key == first


def test_filters_offer_what_there_is_the_most_frequent_first() -> None:
    offered = choices(SHELF)
    assert offered.regions[0] == ("浙江省", 2)
    assert offered.kinds[0] == ("办法", 2)
    assert {name for name, _ in offered.regions} == {"浙江省", "绍兴市", "广东省", "珠海市"}
