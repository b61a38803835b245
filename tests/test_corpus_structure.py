import time

import pytest

from corpus.content import Styled
from corpus.records import Section, path_of, section_at
from corpus.structure import sections


def outline(text: str) -> list[tuple[int, str]]:
    return [(section.depth, section.heading) for section in sections(text)]


def headings(text: str) -> list[str]:
    return [section.heading for section in sections(text) if section.is_heading]


def test_the_parts_of_a_report_stand_above_its_chapters() -> None:
    text = (
        "第一部分 2023年工作回顾\n一、建设提速。新改造街巷40条。\n二、服务提质。办件提速。\n"
        "第二部分　2024年工作打算\n（一）继续改造。改造街巷25条。\n方案第二部分的规定另行印发。\n"
    )
    assert outline(text) == [
        (1, "第一部分 2023年工作回顾"),
        (2, "一、建设提速。"),
        (2, "二、服务提质。"),
        (1, "第二部分 2024年工作打算"),
        (2, "（一）继续改造。"),
    ]


def test_report_with_headings_of_their_own_line_and_run_in_headings() -> None:
    text = (
        "2023年，我市推进创新。\n一、2023年工作总结\n（一）突出规划先行。出台实施意见。一是服务更加深入。兑现资金。"
        "二是转化更加顺畅。完成交易。\n（二）做强企业主体。新增高企。\n二、2024年工作思路\n（一）建好平台。争取创建。\n"
    )
    assert outline(text) == [
        (1, "一、2023年工作总结"),
        (2, "（一）突出规划先行。"),
        (3, "一是服务更加深入。"),
        (3, "二是转化更加顺畅。"),
        (2, "（二）做强企业主体。"),
        (1, "二、2024年工作思路"),
        (2, "（一）建好平台。"),
    ]
    assert all(section.is_heading for section in sections(text))


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("first", "second", "third"),
    [
        ("一、总体要求", "（一）指导思想", "1．基本原则"),
        ("一、总体要求", "(一)指导思想", "1.基本原则"),
        ("一．总体要求", "（一)指导思想", "1、基本原则"),
        ("　　一、总体要求", "　　（一）指导思想", "　　1. 基本原则"),
    ],
)
def test_half_and_full_width_labels_and_line_ends(line_end: str, first: str, second: str, third: str) -> None:
    text = line_end.join([first, second, third, "坚持企业主体。", ""])
    assert outline(text) == [(1, first.strip()), (2, second.strip()), (3, third.strip())]


def test_five_levels() -> None:
    text = "一、甲\n（一）乙\n1．丙\n（1）丁\n①戊\n正文。\n"
    assert outline(text) == [(1, "一、甲"), (2, "（一）乙"), (3, "1．丙"), (4, "（1）丁"), (5, "①戊")]


LAW = (
    "第一章　总则\n\n第一条　为了规范管理，制定本办法。\n第二条【适用范围】　本市适用本办法。\n"
    "第二章　条件\n第一节　基本条件\n第三条　申请人应当符合：\n（一）注册在本市；\n（二）依照第二条规定备案。\n"
    "不符合的，不予受理。\n第二节　其他\n第四条　依照第三条第一款办理，参照第九条规定。\n附件：1.申请表\n　　　2.承诺书\n"
)


def test_law_with_chapters_sections_articles_and_items() -> None:
    assert outline(LAW) == [
        (1, "第一章 总则"),
        (2, "第一条"),
        (2, "第二条【适用范围】"),
        (1, "第二章 条件"),
        (2, "第一节 基本条件"),
        (3, "第三条"),
        (4, "（一）"),
        (4, "（二）"),
        (2, "第二节 其他"),
        (3, "第四条"),
        (1, "附件："),
        (2, "1."),
        (2, "2."),
    ]


def test_items_of_an_article_are_no_headings() -> None:
    items = [section for section in sections(LAW) if section.kind == "（一）"]
    assert [section.is_heading for section in items] == [False, False]


def test_an_abridged_law_may_leave_out_any_number_of_articles() -> None:
    text = "第一章　总则\n第一条　甲。\n第七章　责任\n第五十条　乙。\n第八章　附则\n第五十四条　丙。\n"
    assert outline(text) == [
        (1, "第一章 总则"),
        (2, "第一条"),
        (1, "第七章 责任"),
        (2, "第五十条"),
        (1, "第八章 附则"),
        (2, "第五十四条"),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "有下列情形的，依照\n第四十五条、第四十六条的规定处理。",
        "违反本办法，按照\n第九条第二款处理。",
        "前款规定；第二条规定的除外。",
    ],
)
def test_cross_references_are_no_articles(sentence: str) -> None:
    assert outline(f"第一条　{sentence}\n") == [(1, "第一条")]


@pytest.mark.parametrize(
    "prose", ["增长1.5%，其中一、二产业下降。", "2023.12.31前完成。", "第一季度完成投资。", "其一是人才。"]
)
def test_numbers_in_prose_are_no_labels(prose: str) -> None:
    assert outline(prose) == []


def test_markdown_headings_with_and_without_numbers() -> None:
    text = "# 总标题\n\n## 一、标准\n\n（一）低保标准。每月1309元。\n\n（二）其他标准。每月20元。\n\n## 二、时间\n\n正文。\n\n### 说明\n\n略。\n"
    assert outline(text) == [
        (1, "总标题"),
        (2, "一、标准"),
        (3, "（一）低保标准。"),
        (3, "（二）其他标准。"),
        (2, "二、时间"),
        (3, "说明"),
    ]


def test_bold_labels() -> None:
    text = "**第一条** 为了管理。\n\n**第二条** 下列情形：\n\n（一）甲；\n\n（二）乙。\n"
    assert outline(text) == [(1, "第一条"), (1, "第二条"), (2, "（一）"), (2, "（二）")]


def test_a_line_that_announces_items_is_their_heading() -> None:
    text = "一、贷款\n（一）上市。给予补贴。\n（二）贷款贴息，分两档：\n1．甲项目；\n2．乙项目。\n"
    assert headings(text) == ["一、贷款", "（一）上市。", "（二）贷款贴息，分两档："]


def test_a_sentence_that_obliges_is_an_item_and_no_heading() -> None:
    text = "（一）目标。\n1．入驻率不得低于70%。交付满1年考核。\n2．节能率须达15%以上。可用光伏。\n"
    assert headings(text) == ["（一）目标。"]


def test_the_last_material_of_a_list_is_no_heading() -> None:
    text = "（二）材料\n1.申请表；\n2.营业执照；\n3.承诺书\n以上材料一式两份。\n"
    assert [section.is_heading for section in sections(text) if section.kind == "1."] == [False, False, False]


def test_annexes_number_their_lists_anew() -> None:
    text = "一、甲\n正文。\n二、乙\n正文。\n附件1\n申报指南\n一、丙\n正文。\n附件2\n二、不成表\n"
    assert [section.heading for section in sections(text) if section.depth == 1] == [
        "一、甲",
        "二、乙",
        "附件1",
        "附件2",
    ]
    assert (2, "一、丙") in outline(text)


def test_articles_under_divisions_by_one_comma() -> None:
    text = "一、总体\n第一条　甲。\n第二条　乙。\n二、要求\n第三条　丙。\n"
    assert outline(text) == [(1, "一、总体"), (2, "第一条"), (2, "第二条"), (1, "二、要求"), (2, "第三条")]


def test_text_in_one_line() -> None:
    text = "关于某事的公告 一、配售对象。企业提出申请。 二、配售时间。每天上午。"
    assert outline(text) == [(1, "一、配售对象。"), (1, "二、配售时间。")]


def test_section_at_and_path_of() -> None:
    tree = sections(LAW)
    assert section_at(tree, -1) is None
    item = section_at(tree, LAW.index("依照第二条"))
    assert path_of(tree, item) == ("第二章 条件", "第一节 基本条件", "第三条", "（二）")
    assert section_at(tree, len(LAW)) is None
    assert section_at((), 0) is None


def assert_tree(text: str, tree: tuple[Section, ...]) -> None:
    for index, section in enumerate(tree):
        assert 0 <= section.start <= section.body <= section.end <= len(text)
        if section.parent is None:
            assert section.depth == 1
        else:
            parent = tree[section.parent]
            assert section.parent < index
            assert section.depth == parent.depth + 1
            assert parent.start <= section.start
            assert section.end <= parent.end
    starts = [section.start for section in tree]
    assert starts == sorted(set(starts))


@pytest.mark.parametrize(
    "unit",
    [
        "（一）a\n",
        "第一条 ",
        "第一条 x\n",
        "一、a\n（一）b\n1.c\n（1）d\n①e\n",
        "（一）a；",
        "第一章 总则\n第一条 x\n",
        "附件：\n",
        "# a\n",
        "一是甲。",
        "）】(一",
    ],
)
def test_a_megabyte_of_odd_labels_takes_seconds(unit: str) -> None:
    text = unit * (1_000_000 // len(unit.encode()))
    began = time.process_time()
    tree = sections(text)
    assert time.process_time() - began < 20
    assert_tree(text, tree)


def test_a_hundred_thousand_rising_articles() -> None:
    text = "".join(f"第{number % 999}条　甲。\n" for number in range(100_000))
    tree = sections(text)
    assert_tree(text, tree)
    assert {section.kind for section in tree} == {"条"}


def test_a_very_long_line_marked_as_a_heading_is_a_paragraph() -> None:
    text = "## 总则\n正文。\n## " + "促进企业发展，" * 100 + "\n后文。"
    assert [section.heading for section in sections(text)] == ["总则"]
    styled = [Styled(0, 4, 1), Styled(5, 805, 1)]
    assert [section.heading for section in sections("一般规定\n" + "补" * 800, styled=styled)] == ["一般规定"]


@pytest.mark.parametrize(
    ("text", "headings"),
    [
        (
            "问：见习补贴发多少？\n答：每月900元。\n\n问：向谁申请？\n答：向区就业中心。\n",
            ["问：见习补贴发多少？", "问：向谁申请？"],
        ),
        (
            "Q1：停车收费吗？\nA1：不收。\nQ2：充电呢？\nA2：按度收。\n",
            ["Q1：停车收费吗？", "Q2：充电呢？"],
        ),
        (
            "一、谁可以提取？\n答：缴存人可以。\n二、多久到账？\n答：3日内。\n",
            ["一、谁可以提取？", "二、多久到账？"],
        ),
        ("老旧小区能装电梯吗\n答：能。\n", []),
        ("这样做可以吗？有人这么问。\n可以。\n", []),
    ],
)
def test_a_question_stands_above_its_answer(text: str, headings: list[str]) -> None:
    tree = sections(text)
    assert [section.heading for section in tree if section.is_heading] == headings
    assert_tree(text, tree)


def test_an_item_of_an_article_that_is_a_name_alone_stands_above_what_is_below_it() -> None:
    text = (
        "第八条 检测费用按以下标准执行：\n"
        "（一）新建住宅的空气检测费用\n每户每次150元，费用分担如下：\n1.检测合格的，由申请人承担；\n2.检测不合格的，由建设单位承担。\n"
        "（二）旧房改造的空气检测费用\n每户每次90元，由申请人承担。\n"
        "第九条 申请检测应当提交下列材料：\n（一）申请表；\n（二）身份证明\n"
    )
    assert headings(text) == [
        "第八条",
        "（一）新建住宅的空气检测费用",
        "（二）旧房改造的空气检测费用",
        "第九条",
    ]


def test_a_circled_number_may_be_set_in_bold() -> None:
    assert [section.kind for section in sections("**①**受理。申请。\n**②**审核。核对。\n")] == ["①", "①"]
