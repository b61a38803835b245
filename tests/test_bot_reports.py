"""Sixty questions about two real work reports, written before the bot was asked any of them.

A question comes with what the first paragraph of the answer must hold, or is a trap that must be refused: a wrong year
or place, a target where there is only a result and the reverse, a part for the whole, a metric that does not occur. What
was asked after that, to see whether the rules hold, is in LATER.
"""

import re

import pytest

from bot.bot import PolicyBot
from bot.records import Answer, Kind
from bot.texts import QUOTE
from corpus.text import fold

FIGURES = [
    ("宁波2024年高新技术企业总量目标是多少", ("8500家以上",)),
    ("慈溪2023年技术交易额", ("74.4亿元",)),
    ("慈溪新认定高企多少家,其中第二批多少", ("219家", "11家")),
    ("慈溪2023年高新技术产业投资是多少?", ("165.3亿元",)),
    ("慈溪2023年高新技术产业投资同比增长多少?", ("6.40%",)),
    ("慈溪2023年高新技术产业增加值占规上工业增加值的比重是多少", ("79.69%",)),
    ("慈溪市级高新技术产业增加值2023年完成多少?", ("392.8亿元",)),
    ("慈溪2024年研发投入强度目标是多少", ("3.53%",)),
    ("宁波2024年R&D经费占GDP比重的目标", ("3.3%",)),
    ("宁波2023年技术交易额突破了多少?", ("800亿元",)),
    ("宁波2024年技术交易额目标是多少?", ("900亿元",)),
    ("慈溪2023年新增国家科技型中小企业多少家?", ("796家",)),
    ("慈溪2023年新增了多少家省科技型中小企业?", ("601家",)),
    ("慈溪2024年力争新增省科技型中小企业多少家", ("320家以上",)),
    ("宁波有多少家企业享受研发后补助,金额多少?", ("2291家", "3.6亿元")),
    ("甬江实验室有多少人才?", ("430名",)),
    ("慈溪2023年累计兑现政策资金多少,其中市级多少?", ("24480.1万元", "7427.16万元")),
    ("慈溪办理外国专家来华工作许可B类多少项?", ("116项",)),
    ("宁波用了多少天和国家自然科学基金委签订合作协议?", ("48天",)),
    ("宁波和中国科学院签合作协议用了几天", ("35天",)),
    ("区域创新发展联合基金的规模有多大?", ("4亿元",)),
    ("慈溪科技型中小企业服务站累计建了多少家?", ("12家",)),
    ("宁波2024年国家科技型中小企业要达到多少家?", ("8000家",)),
    ("宁波2024年新培育省科技型中小企业的目标是多少家?", ("3000家",)),
    ("宁波省级以上高新区有多少家?", ("7家",)),
    ("慈溪产研院累计引进产业化项目团队多少个?", ("15个",)),
    ("宁波新获批省级创新联合体几家,累计几家?", ("3家", "7家")),
    ("宁波2024年基础研究经费增速目标是多少?", ("30%",)),
]
WORDS = [
    ("宁波首次开展了什么评价", ("乡镇(街道)创新能力评价",)),
    ("宁波“410”科创平台体系由哪几个龙头引领?", ("宁波东方理工大学", "甬江实验室")),
    ("宁波哪些地方获批创建省级高新园区?", ("宁海", "象山")),
    ("哪里入选了第二批国家创新型县市?", ("余姚",)),
    ("慈溪医工所的哪个实验室获批宁波市A类重点实验室?", ("生物医学成像探针材料与技术实验室",)),
    ("慈溪2024年的主要目标有哪些?", ("破百亿", "超千家")),
    ("慈溪的“五个一”推进机制是什么?", ("分管市领导", "牵头部门")),
    ("宁波2024年支持哪些地方创建省级高新园区?", ("海曙", "奉化")),
    ("慈溪市科技局2023年工作总结的发布日期是哪天?", ("2024-02-01",)),
    ("慈溪市科技局工作总结的索引号是什么?", ("113302820029365B/2024-138794",)),
    ("宁波出台了哪个天使投资方面的管理办法?", ("天使投资引导基金管理办法",)),
    pytest.param(
        "北仑获得了什么荣誉?",
        ("科技创新鼎",),
        marks=pytest.mark.xfail(strict=True, reason="荣誉 names the kind of answer and stands nowhere in the report"),
    ),
]
TRAPS = [
    "宁波2025年高新技术企业总量目标是多少?",
    "慈溪2022年技术交易额是多少?",
    "杭州2023年技术交易额是多少?",
    "余姚2024年高新技术企业数量目标是多少?",
    "慈溪2024年技术交易额目标是多少?",
    "慈溪2023年研发投入强度是多少?",
    "宁波2023年研发投入强度达到多少?",
    "慈溪2024年高新技术产业投资目标是多少?",
    "宁波2023年地区生产总值是多少?",
    "慈溪2023年专利授权量是多少?",
    "宁波2023年高新技术产业增加值是多少?",
    "慈溪2024年新认定了多少家高企?",
    "慈溪第三批认定高企多少家?",
    "慈溪2023年技术交易额同比增长多少?",
    "宁波2024年科技小巨人企业目标是多少家?",
    "慈溪2023年高新技术企业总量是多少家?",
    "慈溪有多少家企业享受研发后补助?",
    "宁波2023年国家科技型中小企业达到多少家?",
    "甬江实验室2024年人才目标是多少名?",
    "慈溪有几家省技术创新中心?",
]
LATER = [
    ("宁波2023年高新技术企业多少家", ("7000家",)),
    ("宁波科技小巨人企业多少家", ("48家",)),
    ("慈溪新认定宁波市级企业技术研发中心多少家", ("34家",)),
    ("慈溪2023年入选宁波甬江引才工程多少项", ("6项",)),
    ("慈溪推荐申报宁波甬江引才工程多少项", ("20项",)),
    ("宁波财政科技投入增速不低于多少", ("不低于20%",)),
    ("慈溪高新技术产业增加值增速多少", ("5.7%",)),
    ("宁波和慈溪的技术交易额分别是多少", ("宁波市2023年技术交易额:突破800亿元", "慈溪市2023年技术交易额:74.4亿元")),
    (
        "宁波和慈溪2024年研发投入强度目标分别是多少",
        ("宁波市2024年研发投入强度(目标):3.3%", "慈溪市2024年研发投入强度(目标):3.53%"),
    ),
    ("杭州和慈溪2023年技术交易额", ("杭州市2023年:没有找到", "慈溪市2023年:74.4亿元")),
    ("慈溪2023年技术交易额和新认定高企数", ("技术交易额:74.4亿元", "高新技术企业(新认定):219家")),
]
LATER_TRAPS = [
    "慈溪高新技术企业有多少家",
    "宁波2024年技术交易额完成了多少",
    "慈溪2023年规上工业增加值多少",
    "慈溪固定资产投资多少",
    "宁波获得省科技进步二等奖几项",
    "浙江省2023年技术交易额",
    "宁波人均GDP是多少",
    "慈溪R&D经费占比2023",
]


def _first(answer: Answer) -> str:
    return fold(answer.text.split("\n\n")[0])


@pytest.mark.parametrize(("question", "expected"), [*FIGURES, *WORDS, *LATER])
def test_answered_first_and_cited(reports_bot: PolicyBot, question: str, expected: tuple[str, ...]) -> None:
    answer = reports_bot.ask(question)
    assert not answer.refused, answer.text
    assert [words for words in expected if fold(words) not in _first(answer)] == [], answer.text
    for citation in answer.citations:
        document = reports_bot.document(citation.source.key)
        assert document is not None
        assert document.text[citation.start : citation.end] == citation.quote


@pytest.mark.parametrize("question", [*TRAPS, *LATER_TRAPS])
def test_trap_is_refused(reports_bot: PolicyBot, question: str) -> None:
    answer = reports_bot.ask(question)
    assert answer.refused, answer.text
    assert answer.reason is not None


@pytest.mark.parametrize("question", [question for question, _ in FIGURES])
def test_a_figure_is_quoted_with_its_source(reports_bot: PolicyBot, question: str) -> None:
    answer = reports_bot.ask(question)
    figures = re.sub(r"\[\d\]|,即.*", "", _first(answer))
    assert answer.kind in (Kind.NUMBER, Kind.TEXT)
    assert answer.citations
    if answer.kind is Kind.NUMBER:
        quotes = "".join(fold(citation.quote) for citation in answer.citations)
        assert all(part.split(":")[-1].strip() in quotes for part in figures.replace("\n", ";").split(";"))


def test_the_table_has_sixty_questions() -> None:
    assert len(FIGURES) + len(WORDS) + len(TRAPS) == 60


@pytest.mark.parametrize(
    "question", ["电竞比分网是什么？", "慈溪推进电竞比分网化发展的情况", "电竞比分网2023年新增多少家企业"]
)
def test_words_that_do_not_belong_into_a_report_are_quoted_and_never_explained(
    reports_bot: PolicyBot, question: str
) -> None:
    answer = reports_bot.ask(question)
    for citation in answer.citations:
        document = reports_bot.document(citation.source.key)
        assert document is not None
        assert document.text[citation.start : citation.end] == citation.quote
    said = [
        line.removeprefix(str(QUOTE)) for line in re.sub(r" ?\[\d\]", "", answer.text).splitlines() if "电竞" in line
    ]
    assert all(any(line in citation.quote for citation in answer.citations) for line in said)
