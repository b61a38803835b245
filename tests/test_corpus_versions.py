import json
import random
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from corpus.load import read
from corpus.records import Document, Metadata, PartKind, Reference, Relation
from corpus.similarity import signature
from corpus.versions import LinkKind, Version, policy_key, relation, title_key

LINJIANG = ("浙江省", "宁波市", "江北区")
OTHER_PLACE = ("广东省", "广州市", "海珠区")


def prose(seed: int, length: int = 1500) -> str:
    rng = random.Random(seed)
    return "".join(chr(0x4E00 + rng.randrange(900)) for _ in range(length))


def version(
    title: str, seed: int = 1, text: str | None = None, repeals: tuple[str, str | None] | None = None, **fields: object
) -> Version:
    """A document of one office unless told otherwise; `repeals` is the title and number of what it puts an end to."""
    known = {"issuer": "江北区科学技术局", "region": LINJIANG} | fields
    references = (Reference(0, 1, *repeals, None, Relation.REPEALS),) if repeals else ()
    return Version(Metadata(title=title, **known), signature(text or prose(seed)), references)  # type: ignore[arg-type]


def kind(a: Version, b: Version) -> LinkKind | None:
    """The link, after a check that the order of the two makes no difference."""
    link, turned = relation(a, b), relation(b, a)
    assert (link and (link.kind, link.newer)) == (turned and (turned.kind, turned.newer))
    return link.kind if link else None


@pytest.mark.parametrize(
    "title",
    [
        "江北区人才公寓管理办法",
        "《江北区人才公寓管理办法》",
        "江北区人才公寓管理办法（试行）",
        "江北区人才公寓管理暂行办法",
        "江北区人才公寓管理办法（2024年修订）",
        "江北区人才公寓管理办法（2023年版）",
        "江北区人才公寓管理办法（征求意见稿）",
        "江北区人才公寓管理办法（修订草案）",
        "江北区人民政府关于印发江北区人才公寓管理办法的通知",
        "江北区人民政府办公室关于印发《江北区人才公寓管理办法（试行）》的通知",
        "关于公开征求《江北区人才公寓管理办法（征求意见稿）》意见的公告",
        "关于《江北区人才公寓管理办法（征求意见稿）》公开征求意见的通知",
        "《江北区人民政府关于印发〈江北区人才公寓管理办法〉的通知》",
        "江北区人民政府关于印发<江北区人才公寓管理办法>的通知",
        "江北区人民政府关于重新印发江北区人才公寓管理办法的通知",
    ],
)
def test_all_wrappings_of_a_policy_have_one_key(title: str) -> None:
    assert policy_key(title) == "江北区人才公寓管理办法"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("江北区2023年度工作总结", "江北区2024年度工作总结"),
        ("江北区人才公寓管理办法", "江北区人才公寓管理办法实施细则"),
        ("关于组织2023年度高新技术企业申报的通知", "关于组织2024年度高新技术企业申报的通知"),
        ("江北区产业发展规划（2016—2020年）", "江北区产业发展规划（2021—2025年）"),
        ("江北区人才公寓管理办法", "海珠区人才公寓管理办法"),
    ],
)
def test_other_policies_have_other_keys(one: str, other: str) -> None:
    assert policy_key(one) != policy_key(other)


def test_title_key_of_a_question_holds_that_of_the_title() -> None:
    assert title_key("《江北区人才公寓管理办法（试行）》") in title_key("请问 江北区人才公寓管理办法(试行) 怎么说？")


def test_same_text_under_two_names() -> None:
    assert kind(version("甲"), version("乙", issuer=None, region=())) is LinkKind.SAME


def test_a_reprint_is_a_near_copy_on_another_page() -> None:
    text = prose(2)
    a = version("江北区人才公寓管理办法", text=text, signed=date(2024, 1, 5))
    b = version(
        "江北区人才公寓管理办法", text="首页政务公开" + text[:1400] + "主办单位", signed=date(2024, 1, 5), issuer=None
    )
    assert kind(a, b) is LinkKind.REPRINT


def test_a_revised_text_with_few_changes_is_a_version_and_no_reprint() -> None:
    text = prose(3)
    old = version("江北区人才公寓管理办法", text=text, number="北政〔2019〕3号", signed=date(2019, 2, 1))
    new = version(
        "江北区人才公寓管理办法", text=text[:1450] + prose(4, 50), number="北政〔2024〕8号", signed=date(2024, 2, 1)
    )
    link = relation(old, new)
    assert link is not None
    assert link.kind is LinkKind.VERSION
    assert link.newer is new
    assert kind(old, new) is LinkKind.VERSION


def test_two_cards_of_one_policy_are_no_copies() -> None:
    text = prose(5)
    fields = {"number": "北政〔2024〕8号", "spans": {"title": (0, 9)}}
    a = version("江北区旧厂房改造补助", text=text + "甲", **fields)
    assert kind(a, version("江北区旧楼宇改造补助", text=text + "乙", **fields)) is None
    assert kind(a, version("关于申报江北区旧厂房改造补助", text=text + "乙", **fields)) is LinkKind.REPRINT


def test_two_headlines_above_one_text_are_copies() -> None:
    text, spans = prose(5), {"spans": {"title": (0, 9)}}
    a = version("省里的普法问答", text=text + "甲", **spans)
    assert kind(a, version("劳动用工法律知识问答", text=text + "乙", **spans)) is LinkKind.REPRINT
    assert kind(a, version("劳动用工法律知识问答", text=text[: len(text) // 2] + prose(7), **spans)) is None


def test_an_abridged_copy_bears_number_and_title() -> None:
    text = prose(5)
    a = version("江北区人才公寓管理办法", text=text, number="北政〔2024〕8号")
    assert (
        kind(a, version("江北区人才公寓管理办法", text=text[:300] + prose(6), number="北政[2024] 8号"))
        is LinkKind.REPRINT
    )
    assert kind(a, version("江北区人才公寓管理办法", text=prose(6), number="北政〔2024〕8号")) is None


def test_a_notice_and_notice_with_text_are_part_and_whole() -> None:
    notice, measures = prose(5, 600), prose(6, 6000)
    title = "关于印发《江北区人才公寓管理办法》的通知"
    assert kind(version(title, text=notice), version(title, text=notice + measures)) is LinkKind.PART
    assert kind(version(title, text=notice), version("江北区房屋租赁规定", text=notice + measures)) is None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("江北区人才公寓管理办法（试行）", "江北区人才公寓管理办法"),
        ("关于印发《江北区人才公寓管理办法》的通知", "江北区人才公寓管理办法（2024年修订）"),
        ("产业结构调整指导目录（2019年本）", "产业结构调整指导目录（2024年本）"),
    ],
)
def test_versions_by_title(old: str, new: str) -> None:
    a, b = version(old, 1, signed=date(2019, 3, 1)), version(new, 2, signed=date(2024, 3, 1))
    assert kind(a, b) is LinkKind.VERSION
    link = relation(a, b)
    assert link is not None
    assert link.newer is b


def test_a_repeal_by_number_makes_a_version_even_of_a_notice() -> None:
    old = version("关于调整低保标准的通知", 1, number="北民〔2023〕2号", signed=date(2023, 1, 1))
    new = version(
        "关于调整低保标准的通知",
        2,
        number="北民〔2024〕5号",
        signed=date(2024, 1, 1),
        repeals=("关于调整低保标准的通知", "北民[2023]2号"),
    )
    assert kind(old, new) is LinkKind.VERSION
    assert kind(old, replace(new, references=())) is None


def test_a_repeal_of_another_policy() -> None:
    old = version("江北区集贸市场管理规定", 1, number="北政〔2003〕2号", signed=date(2003, 1, 1))
    new = version(
        "江北区人民政府关于废止部分文件的决定", 2, signed=date(2024, 1, 1), repeals=("江北区集贸市场管理规定", None)
    )
    link = relation(old, new)
    assert link is not None
    assert (link.kind, link.newer) == (LinkKind.REPEALED, new)


def test_an_older_text_does_not_repeal_its_successor() -> None:
    """The version of 2019 repeals that of 2014 by the title that the version of 2024 bears too."""
    of_2019 = version("江北区人才公寓管理办法", 1, signed=date(2019, 1, 1), repeals=("江北区人才公寓管理办法", None))
    of_2024 = version("江北区人才公寓管理办法", 2, signed=date(2024, 1, 1))
    link = relation(of_2019, of_2024)
    assert link is not None
    assert (link.kind, link.newer) == (LinkKind.VERSION, of_2024)


def test_a_draft_and_its_final_text() -> None:
    draft = version(
        "关于公开征求《江北区人才公寓管理办法（征求意见稿）》意见的公告", 1, draft=True, published=date(2023, 9, 1)
    )
    final = version("江北区人才公寓管理办法", 2, signed=date(2024, 1, 1))
    link = relation(draft, final)
    assert link is not None
    assert (link.kind, link.newer) == (LinkKind.DRAFT, final)
    assert kind(draft, final) is LinkKind.DRAFT


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (version("江北区科技局2023年工作总结", 1, signed=date(2024, 1, 1)), version("江北区科技局2024年工作总结", 2, signed=date(2025, 1, 1))),
        (version("关于组织2023年度高企申报的通知", 1, text=prose(7) + "甲", number="北科〔2023〕4号"),
         version("关于组织2024年度高企申报的通知", 1, text=prose(7) + "乙", number="北科〔2024〕4号")),
        (version("拟认定企业名单公示", 1, text=prose(7) + "甲", signed=date(2023, 5, 1)),
         version("拟认定企业名单公示", 1, text=prose(7) + "乙", signed=date(2024, 5, 1))),
        (version("人才公寓管理办法", 1, signed=date(2019, 1, 1)),
         version("人才公寓管理办法", 2, signed=date(2024, 1, 1), region=OTHER_PLACE, issuer="海珠区住房局")),
        (version("江北区人才公寓管理办法", 1, signed=date(2019, 1, 1)), version("江北区人才公寓管理办法实施细则", 2, signed=date(2024, 1, 1))),
        (version("行政处罚程序规定", 1, signed=date(2019, 1, 1), region=(), issuer="教育部"),
         version("行政处罚程序规定", 2, signed=date(2024, 1, 1), region=(), issuer="交通运输部")),
        (version("管理办法", 1, signed=date(2019, 1, 1)), version("管理办法", 2, signed=date(2024, 1, 1))),
        (version("江北区人才公寓管理办法", 1), version("江北区人才公寓管理办法", 2)),
    ],
    ids=["reports", "yearly notices", "lists", "places", "detailed rules", "issuers", "short title", "no dates"],
)  # fmt: skip
def test_no_link(a: Version, b: Version) -> None:
    assert kind(a, b) is None


def as_version(document: Document) -> Version:
    titles = tuple(part.title for part in document.parts if part.kind is PartKind.MAIN)
    return Version(document.metadata, signature(document.text), document.references, titles)


def test_links_of_real_texts(shared: Path) -> None:
    """The eleven pairs of copies among 296 real texts, read by eye, and nothing else, are copies."""
    rows = [json.loads(row) for row in (shared / "policy-qa" / "documents.jsonl").read_text("utf-8").splitlines()]
    versions = [as_version(read(row["text"].encode(), f"{row['doc']}.txt").documents[0]) for row in rows]
    found = {
        (rows[i]["doc"], rows[j]["doc"]): link.kind
        for j in range(len(rows))
        for i in range(j)
        if (link := relation(versions[i], versions[j]))
    }
    assert {pair for pair, each in found.items() if each in (LinkKind.SAME, LinkKind.REPRINT)} == {
        ("d016", "d141"), ("d064", "d091"), ("d126", "d186"), ("d126", "d190"), ("d186", "d190"), ("d143", "d206"),
        ("d159", "d172"), ("d159", "d210"), ("d172", "d210"), ("d203", "d268"), ("d218", "d240"),
    }  # fmt: skip


def test_a_law_repeals_by_title_what_has_neither_number_nor_date() -> None:
    law = version("江北区市场登记条例", 1, signed=date(2021, 7, 1), repeals=("江北区公司登记条例", None))
    assert kind(law, version("江北区公司登记条例", 2)) is LinkKind.REPEALED
