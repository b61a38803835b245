from datetime import date, timedelta

import pytest

from corpus.content import Content
from corpus.metadata import read_metadata
from corpus.records import Extension, Metadata
from corpus.validity import Status, prolonged, status

FIRST, LAST = date(2024, 3, 1), date(2027, 2, 28)
DAY = timedelta(days=1)
MEASURES = Metadata("某某办法", signed=date(2024, 2, 1), effective=FIRST, expires=LAST)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2024, 1, 1), Status.NOT_YET),
        (FIRST - DAY, Status.NOT_YET),
        (FIRST, Status.IN_FORCE),
        (date(2025, 6, 1), Status.IN_FORCE),
        (LAST, Status.IN_FORCE),
        (LAST + DAY, Status.EXPIRED),
        (date(2100, 1, 1), Status.EXPIRED),
    ],
)
def test_borders(day: date, expected: Status) -> None:
    assert status(MEASURES, day) is expected


def test_without_a_last_day_it_stays_in_force() -> None:
    law = Metadata("某某条例", effective=FIRST)
    assert [status(law, day) for day in (FIRST - DAY, FIRST, date(2100, 1, 1))] == [
        Status.NOT_YET, Status.IN_FORCE, Status.IN_FORCE,
    ]  # fmt: skip


def test_with_a_last_day_alone_it_counts_from_the_signature() -> None:
    notice = Metadata("某某通知", signed=FIRST, expires=LAST)
    assert status(notice, FIRST - DAY) is Status.NOT_YET
    assert status(notice, FIRST) is Status.IN_FORCE
    assert status(notice, LAST + DAY) is Status.EXPIRED
    assert status(Metadata("某某通知", published=FIRST, expires=LAST), FIRST) is Status.IN_FORCE
    assert status(Metadata("某某通知", expires=LAST), date(1990, 1, 1)) is Status.IN_FORCE


def test_repeal() -> None:
    repealed = date(2025, 1, 1)
    assert status(MEASURES, repealed - DAY, repealed) is Status.IN_FORCE
    assert status(MEASURES, repealed, repealed) is Status.REPEALED
    assert status(MEASURES, LAST + DAY, repealed) is Status.REPEALED
    assert status(MEASURES, FIRST - DAY, repealed) is Status.NOT_YET
    assert status(Metadata("某某通知"), repealed, repealed) is Status.REPEALED
    assert status(Metadata("某某通知"), repealed - DAY, repealed) is Status.UNSTATED


def test_others_prolong() -> None:
    later = date(2029, 12, 31)
    assert prolonged(MEASURES, [Extension(until=later)]) == later
    assert prolonged(MEASURES, [Extension(months=24)]) == date(2029, 2, 28)
    assert prolonged(MEASURES, [Extension(months=12), Extension(until=later), Extension(months=1)]) == date(2030, 1, 31)
    assert prolonged(MEASURES, [Extension(until=FIRST)]) is None
    assert prolonged(Metadata("某某办法"), [Extension(months=24)]) is None
    assert status(MEASURES, LAST + DAY, None, later) is Status.IN_FORCE
    assert status(MEASURES, later + DAY, None, later) is Status.EXPIRED
    assert status(MEASURES, LAST + DAY, LAST + DAY, later) is Status.REPEALED


@pytest.mark.parametrize(
    ("clause", "expires"),
    [
        ("本办法自2023年1月1日起施行，有效期至2025年12月。", date(2025, 12, 31)),
        ("本意见自印发之日起施行，执行至2026年6月底止。", date(2026, 6, 30)),
        ("本措施于2025年底失效。", date(2025, 12, 31)),
        ("本规定自2024年3月1日起施行，有效期至2026年。", date(2026, 12, 31)),
        ("本方案自2024年1月1日起至2025年2月止实施。", date(2025, 2, 28)),
        ("本办法有效期至2025年3月前。", None),
        ("本办法执行到2025年6月上旬。", None),
    ],
)
def test_a_month_or_a_year_goes_to_its_end(clause: str, expires: date | None) -> None:
    assert read_metadata(Content(f"某某办法\n第一条 {clause}"), "x").metadata.expires == expires


def test_what_had_expired_before_stays_expired() -> None:
    assert status(MEASURES, LAST + 30 * DAY, LAST + 10 * DAY) is Status.EXPIRED


def test_a_repeal_on_the_last_day_is_one() -> None:
    assert status(MEASURES, LAST, LAST) is Status.REPEALED


def test_a_draft_is_never_in_force() -> None:
    draft = Metadata("某某办法（征求意见稿）", effective=FIRST, expires=LAST, draft=True)
    assert {status(draft, day) for day in (FIRST - DAY, FIRST, LAST + DAY)} == {Status.DRAFT}
    assert status(draft, FIRST, FIRST) is Status.DRAFT


def test_nothing_said_is_unstated_whatever_the_age() -> None:
    report = Metadata("2003年工作总结", signed=date(2004, 1, 1), published=date(2004, 1, 2), year=2003)
    assert status(report, date(2004, 1, 2)) is Status.UNSTATED
    assert status(report, date(2030, 1, 1)) is Status.UNSTATED


def test_names_are_what_people_read() -> None:
    assert {s.name: s.value for s in Status} == {
        "IN_FORCE": "现行有效", "NOT_YET": "尚未施行", "EXPIRED": "已失效", "REPEALED": "已废止", "DRAFT": "征求意见稿",
        "UNSTATED": "未注明",
    }  # fmt: skip


SIGNED, PRINTED = date(2024, 2, 1), date(2024, 2, 5)


def read(clause: str, title: str = "慈溪市科技创新券管理办法", foot: str = "") -> Metadata:
    text = f"{title}\n第一条　内容。\n第二条　{clause}\n慈溪市财政局\n2024年2月1日\n{foot}"
    metadata = read_metadata(Content(text), "文件名").metadata
    for name in ("effective", "expires"):
        assert (name in metadata.spans) == (getattr(metadata, name) is not None)
        if name in metadata.spans:
            start, end = metadata.spans[name]
            assert text[start:end].strip() == text[start:end] != ""
    return metadata


@pytest.mark.parametrize(
    ("clause", "effective", "expires"),
    [
        ("本办法自2023年9月8日起施行，有效期3年。", date(2023, 9, 8), date(2026, 9, 7)),
        ("本办法自2023年9月8日起施行，有效期为3年。", date(2023, 9, 8), date(2026, 9, 7)),
        ("本办法自2023年9月8日起正式实施，有效期限五年。", date(2023, 9, 8), date(2028, 9, 7)),
        ("本办法自2023年9月8日起施行，暂定三年。", date(2023, 9, 8), date(2026, 9, 7)),
        ("本办法自2023年9月8日起试行，试行期两年。", date(2023, 9, 8), date(2025, 9, 7)),
        ("本办法自2023年9月8日起试行两年。", date(2023, 9, 8), date(2025, 9, 7)),
        ("本办法自2023年9月8日起施行，有效期18个月。", date(2023, 9, 8), date(2025, 3, 7)),
        ("本办法自2023年9月8日起施行，有效期至2025年12月31日。", date(2023, 9, 8), date(2025, 12, 31)),
        ("本办法自2023年9月8日起施行。有效期至2025年12月31日止。", date(2023, 9, 8), date(2025, 12, 31)),
        ("本办法自2023年9月8日起施行，至2025年12月31日止。", date(2023, 9, 8), date(2025, 12, 31)),
        ("本办法自2023年9月8日起施行，执行至2025年12月31日。", date(2023, 9, 8), date(2025, 12, 31)),
        ("本办法自2023年9月8日至2025年12月31日执行。", date(2023, 9, 8), date(2025, 12, 31)),
        ("本办法有效期自2023年9月8日至2025年12月31日。", date(2023, 9, 8), date(2025, 12, 31)),
        ("本办法有效期五年，自2023年9月8日起施行。", date(2023, 9, 8), date(2028, 9, 7)),
        ("本办法自二○二三年九月八日起施行。", date(2023, 9, 8), None),
        ("本办法于2023年9月8日起施行。", date(2023, 9, 8), None),
        ("本办法的施行日期为2023年9月8日。", date(2023, 9, 8), None),
        ("本办法由市财政局负责解释，自2023年9月8日起施行。", date(2023, 9, 8), None),
        ("本办法自印发之日起施行，有效期3年。", SIGNED, date(2027, 1, 31)),
        ("本办法自印发之日起施行。有效期三年。", SIGNED, date(2027, 1, 31)),
        ("本办法自发布之日起实施。", SIGNED, None),
        ("本办法自公布之日起30日后施行，有效期1年。", date(2024, 3, 2), date(2025, 3, 1)),
        ("本办法自发布之日起满30日施行。", date(2024, 3, 2), None),
        ("本办法自发布之日起三十日后施行。", date(2024, 3, 2), None),
        ("本办法自印发之日起1个月后施行。", date(2024, 3, 1), None),
        ("本办法自印发之日起10个工作日后施行。", None, None),
        ("本办法自2024年2月29日起施行，有效期1年。", date(2024, 2, 29), date(2025, 2, 28)),
        ("自2023年9月8日起施行，有效期届满自动失效。", date(2023, 9, 8), None),
        ("本办法自2023年9月8日零时起施行。", date(2023, 9, 8), None),
        ("本办法自2023年9月8日起施行，证书有效期3年。", date(2023, 9, 8), None),
        ("本办法（试行）自2023年9月8日起施行。", date(2023, 9, 8), None),
        ("本办法由市财政局负责解释并自2023年9月8日起施行。", date(2023, 9, 8), None),
        ("本办法自2023年9月8日起施行，有效期为自施行之日起三年。", date(2023, 9, 8), date(2026, 9, 7)),
        ("本办法有效期五年，自2023年9月8日起计算。", date(2023, 9, 8), date(2028, 9, 7)),
        ("本办法有效期2年（2023年9月8日至2025年9月7日）。", date(2023, 9, 8), date(2025, 9, 7)),
        ("本办法执行期限为2023年9月8日—2025年12月31日。", date(2023, 9, 8), date(2025, 12, 31)),
        ("本办法自2023年9月8日起执行至2025年12月31日。", date(2023, 9, 8), date(2025, 12, 31)),
        ("本办法自本办法印发之日起施行。", SIGNED, None),
        ("本办法自印发次日起施行。", date(2024, 2, 2), None),
        ("本办法经市政府同意，自2023年9月8日起施行，由市财政局负责解释。", date(2023, 9, 8), None),
        ("本办法自2023年9月8日起施行。2019年颁布的《慈溪市旧办法》自2023年9月7日起废止。", date(2023, 9, 8), None),
        ("本办法自2023年9月8日起施行，2018年3月1日起施行的《慈溪市旧办法》同时废止。", date(2023, 9, 8), None),
        ("本办法自2023年9月8日起施行。原《慈溪市旧办法》（有效期至2024年12月31日）同时废止。", date(2023, 9, 8), None),
        ("《慈溪市科技创新券管理办法》自2023年9月8日起施行。", date(2023, 9, 8), None),
    ],
)
def test_clauses(clause: str, effective: date | None, expires: date | None) -> None:
    metadata = read(clause)
    assert (metadata.effective, metadata.expires) == (effective, expires)


@pytest.mark.parametrize(
    "clause",
    [
        "证书自公示之日起有效，证书有效期三年。",
        "创新券有效期1年，逾期作废。",
        "认定结果有效期3年。",
        "本办法认定的证书有效期3年。",
        "按照本办法评定的企业，其称号有效期为三年。",
        "本办法所称合同，自2024年1月1日起签订的，按新标准执行。",
        "《慈溪市旧办法》有效期至2025年12月31日。",
        "《慈溪市旧办法》（慈政发〔2019〕3号）自2019年1月1日起施行以来，成效明显。",
        "《慈溪市旧办法》自2024年1月1日起废止。",
        "第三条自2025年1月1日起施行。",
        "甲措施自2022年8月11日起施行，有效期3年；乙措施自2023年11月起施行。",
        "项目实施期限自2023年1月1日至2024年12月31日。",
        "补助标准由市财政局向社会公布实施。",
        "申请人自公告之日起30日内提出异议。",
        "企业应当自公布之日起30日后实施整改。",
        "截至2023年12月31日，累计认定219家。",
        "申报时间至2025年3月31日止。",
        "本市户籍人员自2025年1月1日起按新标准缴费。",
        "近日，江岸市出台《江岸市创业补贴细则》（江人社发〔2025〕6号），自2025年3月1日起施行。",
        "符合条件的，当场核发临时号牌，有效期至2026年12月31日。",
        "经评审合格的，发给示范社证书，有效期3年。",
        "约定标准高于本规定最高标准的，自2025年1月1日起按本规定执行。",
    ],
)
def test_the_validity_of_other_things(clause: str) -> None:
    metadata = read(clause)
    assert (metadata.effective, metadata.expires) == (None, None)


def test_the_printers_day_is_the_day_of_issue() -> None:
    metadata = read("本办法自印发之日起施行，有效期3年。", foot="慈溪市财政局办公室　　2024年2月5日印发\n")
    assert (metadata.signed, metadata.effective, metadata.expires) == (SIGNED, PRINTED, date(2027, 2, 4))


def test_the_header_comes_before_the_clause() -> None:
    text = "实施日期：2024-02-10\n失效日期：2025-12-31\n慈溪市某某办法\n第一条　本办法自2024年3月1日起施行，有效期3年。"
    metadata = read_metadata(Content(text), "x").metadata
    assert (metadata.effective, metadata.expires) == (date(2024, 2, 10), date(2025, 12, 31))
    assert text[slice(*metadata.spans["expires"])] == "2025-12-31"


def test_a_period_without_a_clause_counts_from_the_headers_day() -> None:
    text = "施行日期：2024-02-10\n慈溪市某某通知\n各单位：\n本通知有效期2年。"
    assert read_metadata(Content(text), "x").metadata.expires == date(2026, 2, 9)


@pytest.mark.parametrize(
    ("value", "effective", "expires"),
    [
        ("2022年8月11日起，有效期3年", date(2022, 8, 11), date(2025, 8, 10)),
        ("2023 年 10 月 11 日起至 2025 年 12 月 31 日止", date(2023, 10, 11), date(2025, 12, 31)),
        ("2024-01-01至2026-12-31", date(2024, 1, 1), date(2026, 12, 31)),
        ("2022年8月26日起，2025年失效。", date(2022, 8, 26), date(2025, 12, 31)),
        ("从2023年9月起", None, None),
        ("一般每年一次", None, None),
        ("/", None, None),
    ],
)
def test_the_period_of_a_card(value: str, effective: date | None, expires: date | None) -> None:
    text = f"有效期：{value}\n某某企业奖励\n服务内容\n给予奖励。"
    metadata = read_metadata(Content(text), "x").metadata
    assert (metadata.effective, metadata.expires) == (effective, expires)


def test_a_notice_that_prolongs_another_says_nothing_of_itself() -> None:
    title = "慈溪市财政局关于延长《慈溪市旧办法》有效期的通知"
    assert read("有效期延长至2025年12月31日。", title).expires is None
    assert read("《慈溪市旧办法》继续执行，有效期至2025年12月31日。", title).expires is None


def test_a_republished_text_has_the_new_period() -> None:
    title = "慈溪市人民政府办公室关于重新发布慈溪市积分管理办法的通知"
    clause = "现将《慈溪市积分管理办法》（慈政办发〔2023〕1号）重新发布，有效期调整至2026年12月31日。"
    assert read(clause, title).expires == date(2026, 12, 31)


def test_a_new_standard_holds_from_its_day() -> None:
    title = "慈溪市人力资源和社会保障局关于调整最低工资标准的通知"
    assert read("上述标准自2024年1月1日起执行。", title).effective == date(2024, 1, 1)
    both = "甲类标准自2024年1月1日起执行，乙类标准自2024年7月1日起执行。"
    assert read(both, title).effective is None
