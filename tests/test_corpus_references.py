import random
from itertools import pairwise
from pathlib import Path
from time import process_time

import pytest

from corpus.load import parse
from corpus.mentions import is_policy_title
from corpus.records import Document, Metadata, Reference, Relation
from corpus.references import references, resolve
from corpus.structure import sections

MEASURES = """第一章 总则
第一条 为规范临江市人才公寓管理，根据《中华人民共和国城市房地产管理法》和《公共租赁住房管理办法》（住房和城乡建设部令第11号），制定本办法。
第二条 本办法适用于本市人才公寓的申请和使用。
本市以外的单位，参照前款规定执行。
第三条 申请人应当具备下列条件：
（一）在本市缴纳社会保险；
（二）本人及配偶名下无住房。
有前款第（二）项情形的，由街道核实。
第二章 附则
第四条 违反本办法第三条第二款的，取消资格；违反前条规定的，依照《治安管理处罚法》第五十二条、第五十三条第一项处理。
第五条 本条所称单位见本办法第九条。
"""


def read(text: str, title: str = "通知", body: int = 0, **fields: object) -> tuple[Reference, ...]:
    return references(text, body, sections(text, body), Metadata(title=title, **fields))  # type: ignore[arg-type]


def outer(text: str, **fields: object) -> list[tuple[str | None, str | None, str | None, Relation]]:
    """What is said of other documents."""
    return [(r.title, r.number, r.article, r.relation) for r in read(text, **fields) if r.title or r.number]  # type: ignore[arg-type]


def places(text: str) -> list[tuple[str, str | None]]:
    """Places named within the text and the text found there."""
    return [
        (text[r.start : r.end], text[slice(*r.target)] if r.target else None)
        for r in read(text)
        if r.title is None and r.number is None
    ]


def test_title_number_and_article_are_one_reference() -> None:
    text = "申请人应当符合《临江市人才公寓管理办法》（临政办规〔2021〕7号）第五条第二款第（一）项的条件。"
    (found,) = read(text)
    assert (found.title, found.number, found.article) == (
        "临江市人才公寓管理办法",
        "临政办规〔2021〕7号",
        "第五条第二款第（一）项",
    )
    assert text[found.start : found.end].startswith("《临江市")
    assert text[found.start : found.end].endswith("第（一）项")
    assert found.relation is Relation.MENTIONS


def test_every_article_of_a_row_is_a_reference() -> None:
    text = "依照《城乡规划法》第六十四条、第六十五条和第六十六条第二款处理。"
    assert [(title, article) for title, _, article, _ in outer(text)] == [
        ("城乡规划法", "第六十四条"),
        ("城乡规划法", "第六十五条"),
        ("城乡规划法", "第六十六条第二款"),
    ]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("按《关于印发〈临江市绿化条例实施细则〉的通知》办理。", "关于印发〈临江市绿化条例实施细则〉的通知"),
        ("按《关于印发《临江市绿化条例实施细则》的通知》办理。", "关于印发《临江市绿化条例实施细则》的通知"),
        ("按《关于进一步加强\n城市绿化工作的\n意见》办理。", "关于进一步加强城市绿化工作的意见"),
    ],
)
def test_titles_within_titles_and_over_line_ends(text: str, title: str) -> None:
    assert [each[0] for each in outer(text)] == [title]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("具体按甬科高〔2020〕31号文件执行。", (None, "甬科高〔2020〕31号")),
        (
            "临江市人民政府关于加快发展康养产业的若干意见（临政发〔2019〕14号）中的奖励继续有效。",
            ("临江市人民政府关于加快发展康养产业的若干意见", "临政发〔2019〕14号"),
        ),
        (
            "详见关于做好 岗位培训 工作的通知（人社部发〔2015〕71号）。",
            ("关于做好岗位培训工作的通知", "人社部发〔2015〕71号"),
        ),
        (
            "执行关于调整工伤保险费率的通知（人社部发〔2015〕71号）的规定。",
            ("关于调整工伤保险费率的通知", "人社部发〔2015〕71号"),
        ),
    ],
)
def test_numbers_with_and_without_a_title(text: str, expected: tuple[str | None, str]) -> None:
    assert [each[:2] for each in outer(text)] == [expected]


def test_the_number_of_several_issuers() -> None:
    ((title, number, _, _),) = outer("按《关于扶持服务业的公告》（市财政局、市商务局公告2020年第6号）执行。")
    assert title == "关于扶持服务业的公告"
    assert number is not None
    assert number.endswith("市商务局公告2020年第6号")


def test_its_own_number_is_no_reference() -> None:
    assert outer("临政发〔2024〕9号\n现予公布。", number="临政发〔2024〕9号") == []


@pytest.mark.parametrize(
    ("text", "relations"),
    [
        ("为加强管理，根据《中华人民共和国老年人权益保障法》等法律，结合本市实际，制定本办法。", [Relation.BASIS]),
        ("依据《临江市养老服务条例》和《临江市物业管理条例》，制定本细则。", [Relation.BASIS] * 2),
        ("根据《临江市养老服务条例》规定给予处罚。", [Relation.MENTIONS]),
        ("本办法自2024年3月1日起施行，《临江市车辆停放管理办法》（临政〔2010〕2号）同时废止。", [Relation.REPEALS]),
        ("《甲市绿化管理办法》《乙市绿化管理办法》和《丙市绿化管理规定》同时废止。", [Relation.REPEALS] * 3),
        ("原《临江市绿化管理办法》（临政〔2009〕5号）、《临江市古树名木规定》（临政〔2011〕8号）自本办法施行之日起停止执行。", [Relation.REPEALS] * 2),
        ("废止《临江市户外广告管理办法》。", [Relation.REPEALS]),
        ("决定废止下列文件：\n1.《临江市户外广告管理办法》\n2.《临江市集贸市场管理规定》\n二、其他《城乡规划法》规定的事项照旧。",
         [Relation.REPEALS] * 2 + [Relation.MENTIONS]),
        ("以下文件同时废止：\n《临江市户外广告管理办法》（临政〔2001〕1号）；\n《临江市集贸市场管理规定》（临政〔2002〕2号）。",
         [Relation.REPEALS] * 2),
        ("现将《临江市户外广告管理办法》印发给你们，请遵照执行。", [Relation.FORWARDS]),
        ("市财政局转发《企业国有资产交易监督管理办法》的通知", [Relation.FORWARDS]),
        ("对《临江市户外广告管理办法》作如下修改：", [Relation.AMENDS]),
        ("关于修改《临江市户外广告管理办法》的决定", [Relation.AMENDS]),
        ("《临江市户外广告管理办法》未废止前继续适用。", [Relation.MENTIONS]),
        ("《临江市户外广告管理办法》业经市政府同意，现印发给你们。", [Relation.FORWARDS]),
        ("日前，市城管局印发《临江市户外广告管理办法》，明确了管理要求。", [Relation.MENTIONS]),
        ("什么时候废止？《临江市户外广告管理办法》规定了期限。", [Relation.MENTIONS]),
    ],
)  # fmt: skip
def test_relations(text: str, relations: list[Relation]) -> None:
    assert [each[3] for each in outer(text)] == relations


def test_a_title_above_the_body_says_what_is_forwarded() -> None:
    title = "临江市人民政府关于印发《临江市绿化管理办法》的通知"
    text = title + "\n各单位：\n请认真落实。"
    found = references(text, len(title), (), Metadata(title=title, spans={"title": (0, len(title))}))
    assert [(r.title, r.relation) for r in found] == [("临江市绿化管理办法", Relation.FORWARDS)]


def test_a_short_name_stands_for_its_title() -> None:
    text = "《临江市人才公寓管理办法》（临政〔2020〕3号，以下简称《办法》）已经公布。申请按《办法》第六条办理。"
    assert [each[:3] for each in outer(text)] == [
        ("临江市人才公寓管理办法", "临政〔2020〕3号", None),
        ("临江市人才公寓管理办法", "临政〔2020〕3号", "第六条"),
    ]


def test_a_kind_alone_means_the_title_named_last_that_ends_so() -> None:
    text = "市政府出台《关于支持临江市文旅企业的若干措施》。《措施》提出三项任务，《意见》另行印发。"
    assert [each[0] for each in outer(text)] == ["关于支持临江市文旅企业的若干措施"] * 2


def test_a_short_name_before_the_number() -> None:
    text = "根据《临江市住房保障条例》（以下简称“《条例》”）（第3号公告），按《条例》执行。"
    assert [each[0] for each in outer(text)] == ["临江市住房保障条例"] * 2


@pytest.mark.parametrize(
    ("title", "policy"),
    [
        ("中华人民共和国民法典", True),
        ("公司法", True),
        ("临江市绿化管理办法（试行）", True),
        ("关于加强消防工作的通知", True),
        ("产业结构调整指导目录（2024年本）", True),
        ("营业执照", False),
        ("人才公寓申请表", False),
        ("信用承诺书", False),
        ("人民日报", False),
        ("受理通知书", False),
        ("办法", False),
        ("资本论", False),
        ("不动产权证书", False),
        ("专项审计报告", False),
    ],
)
def test_is_policy_title(title: str, policy: bool) -> None:
    assert is_policy_title(title) is policy


def test_forms_and_papers_are_no_references() -> None:
    assert outer("提交《营业执照》《申请表》，并在《人民日报》刊登。") == []


def test_places_within_the_document() -> None:
    assert places(MEASURES) == [
        ("前款", "本办法适用于本市人才公寓的申请和使用。"),
        ("前款第（二）项", "（二）本人及配偶名下无住房。"),
        ("本办法第三条第二款", "有前款第（二）项情形的，由街道核实。"),
        ("前条", MEASURES[MEASURES.index("第三条 申请") : MEASURES.index("\n第二章")]),
        ("本办法第九条", None),
    ]


def test_articles_of_another_document_are_not_places_of_this_one() -> None:
    assert [(title, article) for title, _, article, _ in outer(MEASURES)][-2:] == [
        ("治安管理处罚法", "第五十二条"),
        ("治安管理处罚法", "第五十三条第一项"),
    ]


def test_the_article_of_a_document_named_before() -> None:
    text = "《临江市绿化管理办法》已经公布。该办法第八条规定了补偿。"
    assert [(title, article) for title, _, article, _ in outer(text)][-1] == ("临江市绿化管理办法", "第八条")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("《临江市绿化条例》（以下简称条例）已经公布。违反条例第八条的，予以处罚。", ("临江市绿化条例", "第八条")),
        ("《中华人民共和国价格法》已经公布。违反价格法第十四条的，予以处罚。", ("中华人民共和国价格法", "第十四条")),
        ("《价格法》第三条规定了原则。第四条规定：“国家支持竞争。”", ("价格法", "第四条")),
    ],
)
def test_an_article_behind_a_name_without_marks(text: str, expected: tuple[str, str]) -> None:
    found = [(title, article) for title, _, article, _ in outer(text)]
    assert found[-1] == expected
    assert not places(text)


def test_a_long_text_of_references_takes_no_long_time() -> None:
    text = "文件" * 300 + "按《绿化管理办法》（北政〔2024〕5号）第五条、第六条和前款，根据北政〔2024〕6号，" * 3000
    started = process_time()
    assert len(read(text)) == 9000
    assert process_time() - started < 10


def test_an_article_above_is_one_of_this_document() -> None:
    text = "《临江市绿化条例》已经公布。\n第一条 应当绿化。\n第二条 依照前述第一条执行。"
    assert places(text) == [("第一条", "第一条 应当绿化。")]


def test_a_document_that_names_itself() -> None:
    text = "第一条 为保护绿化，制定本办法。\n第二条 按《临江市绿化管理办法》第一条执行。\n"
    found = read(text, title="临江市绿化管理办法")
    assert [(r.title, r.article, text[slice(*r.target)] if r.target else None) for r in found] == [
        (None, "第一条", "第一条 为保护绿化，制定本办法。")
    ]


def document(text: str) -> Document:
    return Document("0" * 16, "a.txt", text, 0, Metadata(title="办法"), sections(text))


@pytest.mark.parametrize(
    ("article", "begins"),
    [
        ("第二条", "第二条 本办法适用"),
        ("第二条第二款", "本市以外"),
        ("第三条第（一）项", "（一）在本市"),
        ("第三条第二项", "（二）本人"),
        ("第三条第一款第二项", "（二）本人"),
        ("第3条", "第三条 申请人"),
        ("第三条第二款", "有前款"),
    ],
)
def test_resolve(article: str, begins: str) -> None:
    span = resolve(article, document(MEASURES))
    assert span is not None
    assert MEASURES[slice(*span)].startswith(begins)


@pytest.mark.parametrize("article", ["第九条", "第三条第八项", "第三条第五款", "附件", ""])
def test_what_is_not_there_is_not_resolved(article: str) -> None:
    assert resolve(article, document(MEASURES)) is None


def test_resolve_reads_the_measures_and_not_the_notice_before_them() -> None:
    text = "第一条 请各单位执行。\n第二条 特此通知。\n" + MEASURES
    span = resolve("第二条", document(text))
    assert span is not None
    assert text[slice(*span)].startswith("第二条 本办法适用")


def test_spans_are_in_order_and_never_overlap(shared: Path) -> None:
    for path in sorted((shared / "documents" / "work-reports").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        found = read(text)
        assert found
        assert all(first.end <= second.start for first, second in pairwise(found))


def test_any_text_gives_references_within_it() -> None:
    rng = random.Random(7)
    words = "《 》 〈 〉 （ ） 第 条 款 项 一 十 〇 12 、 和 \n 。 前款 前条 前项 本办法 该办法 上述第 点 同时废止 以下简称 办法 关于 印发 的通知 "
    pieces = [*words.split(" "), "北政〔2015〕3号", "下列：", "第一条", "第二款", "（一）", "1.", "令第5号", "\u3000"]
    for _ in range(300):
        text = "".join(rng.choice(pieces) for _ in range(200))
        found = read(text, body=rng.randrange(50))
        assert all(first.end <= second.start for first, second in pairwise(found))
        for reference in found:
            assert 0 <= reference.start < reference.end <= len(text)
            assert reference.title or reference.number or reference.article
            assert reference.target is None or 0 <= reference.target[0] < reference.target[1] <= len(text)


def test_an_older_document_of_the_very_same_title_is_another() -> None:
    title = "临海市人民政府关于印发临海市企业技术改造补助办法的通知"
    text = (
        f"{title}\n临政发〔2025〕8号\n各镇人民政府：\n本通知自2025年4月1日起施行。"
        f"《{title}》（临政发〔2021〕15号）同时废止。《{title}》（临政发〔2025〕8号）另行解读。\n"
    )
    found = parse(text.encode(), "通知.txt").references
    assert [(each.relation, each.number) for each in found if each.title == title] == [
        (Relation.REPEALS, "临政发〔2021〕15号")
    ]
