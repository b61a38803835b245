"""Questions that name a document, and answers from documents that are not in force, from tables and from pages."""

import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from test_index_relations import EXTENDING, NEW, OLD, OTHER

from bot.bot import PolicyBot
from bot.records import Kind, Reason
from corpus.validity import Status
from index.adding import add
from index.correcting import correct
from index.corrections import Field
from index.library import Library

TABLE = """地区,2024年目标（家）,2024年完成（家）,2023年完成（家）
慈溪市,500,520,470
余姚市,400,390,350
"""


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PolicyBot]:
    folder = tmp_path_factory.mktemp("named")
    texts = (("old.txt", OLD), ("new.txt", NEW), ("other.txt", OTHER), ("高新技术企业培育情况表.csv", TABLE))
    for name, text in texts:
        (folder / name).write_text(text, encoding="utf-8")
    with Library.open(folder / "library", create=True) as library:
        add(library, [folder / name for name, _ in texts])
        yield PolicyBot(library)


def test_a_number_puts_its_document_first(bot: PolicyBot) -> None:
    old = bot.ask("慈科〔2019〕7号规定的创新券每年最高多少？")
    new = bot.ask("慈科〔2023〕12号规定的创新券每年最高多少？")
    assert "5万元" in old.text.split("[1]")[0]
    assert "20万元" in new.text.split("[1]")[0]
    assert {citation.source.metadata.number for citation in new.citations} == {"慈科〔2023〕12号"}


def test_the_newer_version_answers_where_none_is_named(bot: PolicyBot) -> None:
    answer = bot.ask("慈溪创新券每家企业每年最高多少？", day=date(2025, 1, 1))
    assert "20万元" in answer.text.split("[1]")[0]
    assert "注意" not in answer.text


@pytest.mark.parametrize(
    ("question", "day", "status", "warning"),
    [
        ("慈科〔2019〕7号创新券每年最高多少？", date(2025, 1, 1), Status.REPEALED, "已被废止"),
        ("慈科〔2019〕7号创新券每年最高多少？", date(2023, 6, 30), Status.IN_FORCE, ""),
        ("慈科〔2023〕12号创新券每年最高多少？", date(2023, 6, 30), Status.NOT_YET, "尚未施行"),
        ("慈科〔2023〕12号创新券每年最高多少？", date(2026, 7, 1), Status.EXPIRED, "有效期已满"),
    ],
)
def test_what_is_not_in_force_is_marked(bot: PolicyBot, question: str, day: date, status: Status, warning: str) -> None:
    answer = bot.ask(question, day=day)
    assert answer.citations[0].source.status is status
    assert ("注意：[1]" in answer.text) == bool(warning)
    assert warning in answer.text


def test_a_question_that_only_names_a_document_is_told_what_it_is(bot: PolicyBot) -> None:
    answer = bot.ask("慈科〔2023〕12号是什么文件？")
    assert answer.kind is Kind.TEXT
    assert "2023年6月1日印发" in answer.text
    assert "2023年7月1日起施行" in answer.text
    assert "2026年6月30日止" in answer.text


def test_a_number_that_is_only_mentioned_is_refused_with_the_mention(tmp_path: Path) -> None:
    (tmp_path / "new.txt").write_text(NEW, encoding="utf-8")
    with Library.open(tmp_path / "library", create=True) as library:
        add(library, [tmp_path / "new.txt"])
        bot = PolicyBot(library)
        answer, ended = bot.ask("慈科〔2019〕7号每年最高多少？"), bot.ask("慈科〔2019〕7号还能用吗？")
    assert answer.reason is Reason.UNKNOWN_NUMBER
    assert "同时废止" in answer.citations[0].quote
    assert ended.text.startswith("已废止")
    assert "同时废止" in ended.citations[0].quote


def test_a_number_that_no_document_has_is_refused(bot: PolicyBot) -> None:
    answer = bot.ask("慈科〔2020〕99号创新券每年最高多少？")
    assert answer.reason is Reason.UNKNOWN_NUMBER
    assert "慈科〔2020〕99号" in answer.text


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("慈溪市2024年高新技术企业培育完成了多少家？", "520家"),
        ("慈溪市2024年高新技术企业培育目标是多少家？", "500家"),
        ("余姚市2023年高新技术企业培育完成多少家？", "350家"),
    ],
)
def test_a_cell_of_a_table_answers_for_its_row_and_column(bot: PolicyBot, question: str, figure: str) -> None:
    answer = bot.ask(question)
    assert figure in answer.text.split("[1]")[0]
    document = bot.document(answer.citations[0].source.key)
    assert document is not None
    assert document.text[answer.citations[0].start : answer.citations[0].end] == answer.citations[0].quote


def test_a_row_of_another_place_is_no_answer(bot: PolicyBot) -> None:
    for question in ("周巷镇2024年高新技术企业培育完成多少家？", "河南镇2023年高新技术企业培育完成多少家？"):
        assert bot.ask(question).refused


def test_two_rows_of_a_table_side_by_side(bot: PolicyBot) -> None:
    answer = bot.ask("慈溪市和余姚市2024年高新技术企业培育分别完成多少家？")
    assert "慈溪市2024年：520家" in answer.text
    assert "余姚市2024年：390家" in answer.text


def test_pages_are_cited(tmp_path: Path, shared: Path) -> None:
    with Library.open(tmp_path / "library", create=True) as library:
        add(library, [shared / "documents" / "guide-pdf" / "beijing-policy-guide-a.pdf"])
        bot = PolicyBot(library)
        answer = bot.ask("低效楼宇改造投资补助的比例是多少？")
        assert answer.citations[0].page == 3
        document = bot.document(answer.citations[0].source.key)
        assert document is not None
        assert document.page_at(answer.citations[0].start) == 3


def packed(path: Path, *texts: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for at, text in enumerate(texts):
            archive.writestr(f"{at}.txt", text)
    return path


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PolicyBot]:
    """A library of a folder and its archive, with a document that prolongs another."""
    folder = tmp_path_factory.mktemp("twice")
    for name, text in (("new.txt", NEW), ("other.txt", OTHER), ("longer.txt", EXTENDING)):
        (folder / name).write_text(text, encoding="utf-8")
    archive = packed(folder / "全部.zip", NEW, OTHER, EXTENDING)
    with Library.open(folder / "library", create=True) as library:
        add(library, [*sorted(folder.glob("*.txt")), archive])
        yield PolicyBot(library)


@pytest.mark.parametrize(
    "question",
    [
        "慈溪创新券每家企业每年最高多少？",
        "余姚花卉博览会由哪个部门筹备？",
        "创新券可以跨省使用吗",
        "《余姚市花卉博览会筹备方案》",
        "慈科〔2019〕7号是什么",
        "慈溪市创新券管理办法有效期到什么时候？",
    ],
)
def test_no_text_is_cited_twice_of_a_folder_and_its_archive(twice: PolicyBot, question: str) -> None:
    answer = twice.ask(question, day=date(2026, 8, 1))
    quotes = [citation.quote for citation in answer.citations]
    assert quotes
    assert len(set(quotes)) == len(quotes)


def test_the_last_day_of_a_document_that_another_prolongs(twice: PolicyBot) -> None:
    answer = twice.ask("慈溪市创新券管理办法有效期到什么时候？", day=date(2026, 8, 1))
    assert answer.text.startswith("有效期至2028年6月30日 [2]")
    assert [citation.source.metadata.number for citation in answer.citations] == ["慈科〔2023〕12号", "慈科〔2026〕3号"]
    assert "延长两年" in answer.citations[1].quote
    assert answer.citations[0].source.metadata.expires == date(2028, 6, 30)
    assert "注意" not in answer.text
    assert "有效期已满" in twice.ask("慈溪创新券每家企业每年最高多少？", day=date(2028, 7, 1)).text


RULES = """# 某市人才入户积分办法

## 一、加分项

| 项目 | 计分办法 |
| --- | --- |
| 文化程度 | 硕士及以上40分；本科30分；专科（含高职）20分；高中（含中职）10分。取最高一项，不累加 |
| 志愿服务 | 近5年志愿服务满50小时计2分，10分封顶；献血一次计3分；担任队长再加1分 |
"""


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("专科学历积分入户加几分", "20分"),
        ("高中文化程度入户积分多少分", "10分"),
        ("入户积分献血一次计几分", "3分"),
    ],
)
def test_rules_in_a_cell_are_read_one_by_one_under_its_headers(tmp_path: Path, question: str, figure: str) -> None:
    (tmp_path / "积分.md").write_text(RULES, encoding="utf-8")
    with Library.open(tmp_path / "library", create=True) as library:
        add(library, [tmp_path / "积分.md"])
        answer = PolicyBot(library).ask(question)
    assert answer.text.startswith(f"{figure} [1]"), answer.text
    assert answer.citations[0].heading[-2:] in (("文化程度", "计分办法"), ("志愿服务", "计分办法"))
    assert figure in answer.citations[0].quote
    assert "；" not in answer.citations[0].quote[:-1]


def test_a_corrected_field_answers_with_what_was_set_and_what_is_written(tmp_path: Path) -> None:
    file = tmp_path / "old.txt"
    file.write_text(OLD, encoding="utf-8")
    with Library.open(tmp_path / "library", create=True) as library:
        add(library, [file])
        (entry,) = library.catalogue.entries()
        bot = PolicyBot(library)
        correct(library, entry.id, Field.ISSUER, "慈溪市经济和信息化局", by="")
        correct(library, entry.id, Field.EFFECTIVE, "2019-05-01", by="")
        issuer, effective = bot.ask("慈科〔2019〕7号是谁发布的？"), bot.ask("慈科〔2019〕7号什么时候施行？")
        document = library.catalogue.document(entry.key)
    assert issuer.text.startswith("发文机关：慈溪市经济和信息化局（经人工更正；原文读作 慈溪市科学技术局） [1]")
    assert effective.text.startswith("施行日期：2019-05-01（经人工更正；原文读作 2019-04-01） [1]")
    assert effective.citations[0].quote == "第四条 本办法自2019年4月1日起施行。"
    assert document is not None
    for citation in (*issuer.citations, *effective.citations):
        assert document.text[citation.start : citation.end] == citation.quote
