from datetime import date
from pathlib import Path

import pytest

from corpus.load import load
from corpus.metadata import read_metadata
from corpus.records import Metadata

DOCUMENTS = Path(__file__).parents[1] / "corpus" / "documents"
BEIJING = ("北京市",)
GUANGZHOU = ("广东省", "广州市")
ZGC = "北京市科学技术委员会、中关村科技园区管理委员会"
JINGXIN = "北京市经济和信息化局"
GZ_OFFICE = "广州市人民政府办公厅"

SAMPLES = {
    "beijing-culture-enterprise-funding-guide.txt": Metadata(
        title="北京市文化和旅游企业资金支持申报指南",
        number="京新广发〔2016〕112号、京文旅发〔2022〕99号、京文旅发〔2022〕92号",
        issuer="北京市国有文化资产管理中心、北京市新闻出版广电局、北京市文化和旅游局",
        region=BEIJING,
        kind="申报指南",
        signed=date(2022, 9, 30),
        year=2022,
    ),
    "beijing-hydrogen-energy-storage-measures.md": Metadata(
        title="北京市氢能和新型储能企业支持措施",
        number="京经信发〔2022〕63号、京经信发〔2023〕94号",
        issuer=JINGXIN,
        region=BEIJING,
        kind="措施",
        signed=date(2023, 11, 23),
        year=2023,
    ),
    "beijing-old-factory-building-renovation.txt": Metadata(
        title="关于老旧厂房和低效楼宇改造利用支持政策的通知",
        number="京发改规〔2023〕12号、京经信发〔2022〕68号",
        issuer="北京市发展和改革委员会、北京市经济和信息化局",
        region=BEIJING,
        kind="通知",
        signed=date(2023, 9, 26),
        year=2023,
    ),
    "beijing-robot-instrument-computing-measures.txt": Metadata(
        title="北京市支持机器人、高端仪器装备和智能算力应用的若干措施",
        number="京经信发〔2023〕46号、〔2022〕京经信发45号",
        issuer=JINGXIN,
        region=BEIJING,
        kind="若干措施",
        signed=date(2023, 10, 11),
        year=2023,
    ),
    "beijing-training-incubation-cluster-guide.txt": Metadata(
        title="北京市人才培训基地、创业孵化基地和特色产业集群认定申报指南",
        number="京大数据办发〔2019〕1号、京人社劳服字〔2020〕92号、京经信发〔2023〕82号",
        issuer="北京市大数据工作推进小组办公室、北京市人力资源和社会保障局、北京市经济和信息化局",
        region=BEIJING,
        kind="申报指南",
        signed=date(2023, 10, 24),
        year=2023,
    ),
    "beijing-zgc-innovation-ecosystem-fund.txt": Metadata(
        title="中关村示范区创新创业生态支持资金申报指南（公共服务平台、知识产权与标准、科技服务）",
        number="京科发〔2022〕8号",
        issuer=ZGC,
        region=BEIJING,
        kind="申报指南",
        signed=date(2022, 6, 16),
        year=2022,
    ),
    "beijing-zgc-international-fund.md": Metadata(
        title="中关村示范区国际化发展与成果先用后付支持办法",
        number="京科发〔2022〕9号、京科发〔2022〕15号",
        issuer=ZGC,
        region=BEIJING,
        kind="办法",
        signed=date(2022, 9, 27),
        year=2022,
    ),
    "beijing-zgc-park-development-fund.txt": Metadata(
        title="中关村示范区园区高质量发展支持资金办法（要点）",
        number="京科发〔2022〕7号",
        issuer=ZGC,
        region=BEIJING,
        kind="办法",
        signed=date(2022, 6, 16),
        year=2022,
    ),
    "cixi-science-report-2023.txt": Metadata(
        title="慈溪市科学技术局2023年度工作总结和2024年工作思路",
        issuer="慈溪市科学技术局",
        region=("浙江省", "宁波市", "慈溪市"),
        kind="工作总结",
        signed=date(2024, 2, 1),
        published=date(2024, 2, 1),
        year=2023,
    ),
    "gz-minimum-living-standard-2025.md": Metadata(
        title="广州市民政局 广州市财政局关于印发我市2025年最低生活保障及相关社会救助标准的通知",
        number="穗民规字〔2025〕2号",
        issuer="广州市民政局、广州市财政局",
        region=GUANGZHOU,
        kind="通知",
        signed=date(2025, 5, 30),
        effective=date(2025, 6, 1),
        expires=date(2026, 6, 1),
        year=2025,
    ),
    "gz-points-settlement.md": Metadata(
        title="广州市人民政府办公厅关于重新发布广州市积分制入户管理办法的通知",
        number="穗府办规〔2025〕8号",
        issuer=GZ_OFFICE,
        region=GUANGZHOU,
        kind="通知",
        signed=date(2025, 6, 30),
        effective=date(2025, 6, 30),
        expires=date(2026, 12, 31),
        year=2025,
    ),
    "gz-public-rental-housing.txt": Metadata(
        title="广州市人民政府办公厅关于印发广州市公共租赁住房管理办法的通知",
        number="穗府办规〔2024〕13号",
        issuer=GZ_OFFICE,
        region=GUANGZHOU,
        kind="通知",
        signed=date(2024, 7, 26),
        effective=date(2024, 7, 26),
        expires=date(2029, 7, 26),
        year=2024,
    ),
    "gz-talent-settlement-detailed-rules.txt": Metadata(
        title="广州市人力资源和社会保障局 广州市公安局关于印发广州市引进人才入户管理办法实施细则的通知",
        number="穗人社规字〔2022〕2号",
        issuer="广州市人力资源和社会保障局、广州市公安局",
        region=GUANGZHOU,
        kind="通知",
        signed=date(2022, 7, 7),
        effective=date(2022, 7, 7),
        expires=date(2027, 7, 7),
        year=2022,
    ),
    "gz-talent-settlement-measures.txt": Metadata(
        title="广州市人民政府办公厅关于印发广州市引进人才入户管理办法的通知",
        number="穗府办规〔2020〕10号",
        issuer=GZ_OFFICE,
        region=GUANGZHOU,
        kind="通知",
        signed=date(2020, 6, 29),
        effective=date(2020, 7, 9),
        expires=date(2025, 7, 4),
        year=2020,
    ),
    "market-entity-registration.txt": Metadata(
        title="中华人民共和国市场主体登记管理条例",
        number="国务院令第746号",
        issuer="国务院",
        kind="条例",
        signed=date(2021, 7, 27),
        published=date(2021, 7, 27),
        effective=date(2022, 3, 1),
        year=2021,
    ),
    "ningbo-science-report-2023.txt": Metadata(
        title="宁波市科学技术局2023年工作总结和2024年工作思路",
        issuer="宁波市科学技术局",
        region=("浙江省", "宁波市"),
        kind="工作总结",
        year=2023,
    ),
}


def read(text: str) -> Metadata:
    return read_metadata(text, "文件名").metadata


def test_every_sample_document_is_in_the_table() -> None:
    assert {path.name for path in DOCUMENTS.iterdir()} == set(SAMPLES)


@pytest.mark.parametrize("name", SAMPLES)
def test_sample_document(name: str) -> None:
    assert load(DOCUMENTS / name).metadata == SAMPLES[name]


def test_real_report_with_a_header_block(shared: Path) -> None:
    document = load(shared / "documents/work-reports/cixi-science-bureau-2023.txt")
    assert document.metadata == SAMPLES["cixi-science-report-2023.txt"]
    assert "索引号" not in document.text[document.body :]
    assert "信息来源" not in document.text[document.body :]


def test_real_report_without_title_and_issuer(shared: Path) -> None:
    document = load(shared / "documents/work-reports/ningbo-science-bureau-2023.txt")
    assert document.metadata == Metadata(title="ningbo-science-bureau-2023", region=("浙江省", "宁波市"), year=2023)
    assert document.body == 0


def test_header_block_is_metadata_and_not_body() -> None:
    text = (
        "索引号：ABC/2024-1\r\n发布机构：余姚市人民政府\r\n成文日期：2024-03-05\r\n发布日期：2024年3月8日\r\n"
        "主题分类：工业\r\n文号：余政发〔2024〕8号\r\n\r\n余姚市人民政府关于扶持制造业的若干意见\r\n\r\n正文开始。"
    )
    heading = read_metadata(text, "x")
    assert heading.metadata == Metadata(
        title="余姚市人民政府关于扶持制造业的若干意见",
        number="余政发〔2024〕8号",
        issuer="余姚市人民政府",
        region=("浙江省", "宁波市", "余姚市"),
        kind="意见",
        signed=date(2024, 3, 5),
        published=date(2024, 3, 8),
        year=2024,
    )
    assert text[heading.body :] == "正文开始。"


def test_header_values_may_stand_on_the_next_line_or_share_one() -> None:
    text = "索引号:\n\nX1\n\n发布机构:\n\n市科技局\n发布日期:2024-02-01 09:30 信息来源:某网\n慈溪市科学技术局2023年工作总结\n今年以来。"
    heading = read_metadata(text, "x")
    assert heading.metadata.issuer == "慈溪市科学技术局"
    assert heading.metadata.published == date(2024, 2, 1)
    assert text[heading.body :] == "今年以来。"


def test_letterhead_number_and_title_over_two_lines() -> None:
    text = "宁波市人民政府文件\n甬政发〔2024〕5号\n\n宁波市人民政府关于印发\n促进科技创新若干政策措施的通知\n\n各区县（市）人民政府：\n正文。"
    heading = read_metadata(text, "x")
    assert heading.metadata.title == "宁波市人民政府关于印发促进科技创新若干政策措施的通知"
    assert heading.metadata.number == "甬政发〔2024〕5号"
    assert heading.metadata.issuer == "宁波市人民政府"
    assert text[heading.body :].startswith("各区县")


def test_a_title_broken_before_de() -> None:
    assert (
        read("关于印发《科技创新券管理办法》\n的通知\n各单位：\n正文。").title == "关于印发《科技创新券管理办法》的通知"
    )


def test_spaced_out_title() -> None:
    assert read("通　　知\n各单位：\n正文。").title == "通知"


def test_a_draft_stays_a_draft() -> None:
    assert read("宁波市科技创新条例（征求意见稿）\n第一条　x。").kind == "征求意见稿"
    assert read("宁波市科技创新条例（试行）\n第一条　x。").kind == "条例"


def test_no_title_falls_back_to_the_file_name() -> None:
    assert read("2023年，慈溪市围绕创新驱动发展战略，完成研发投入。").title == "文件名"


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("甬政发〔2024〕5号", "甬政发〔2024〕5号"),
        ("甬政发[2024]5号", "甬政发[2024]5号"),
        ("（甬政发〔2024〕5号）", "甬政发〔2024〕5号"),
        ("甬政办发 〔2024〕 15 号", "甬政办发〔2024〕15号"),
        ("国务院令第746号", "国务院令第746号"),
        ("商务部公告2024年第5号", "商务部公告2024年第5号"),
    ],
)
def test_number_below_the_title(written: str, number: str) -> None:
    heading = read_metadata(f"关于某事的通知\n{written}\n正文。", "x")
    assert heading.metadata.number == number


@pytest.mark.parametrize(
    ("block", "issuer", "signed"),
    [
        ("慈溪市财政局\n2024年2月1日", "慈溪市财政局", date(2024, 2, 1)),
        ("慈溪市科学技术局　慈溪市财政局\n2024年2月1日", "慈溪市科学技术局、慈溪市财政局", date(2024, 2, 1)),
        (
            "慈溪市科学技术局\n慈溪市财政局\n二〇二四年十二月三十一日",
            "慈溪市科学技术局、慈溪市财政局",
            date(2024, 12, 31),
        ),
        ("国　务　院\n二○二四年二月十日", "国务院", date(2024, 2, 10)),
        ("慈溪市财政局　2024.2.1", "慈溪市财政局", date(2024, 2, 1)),
        ("慈溪市财政局\n2024年2月1日\n慈溪市财政局办公室　2024年2月3日印发", "慈溪市财政局", date(2024, 2, 1)),
        ("慈溪市财政局", "慈溪市财政局", None),
        ("2024年2月30日", None, None),
    ],
)
def test_signature(block: str, issuer: str | None, signed: date | None) -> None:
    metadata = read(f"关于某事的通知\n各单位：\n请遵照执行。\n\n{block}\n")
    assert (metadata.issuer, metadata.signed) == (issuer, signed)


def test_a_notice_that_carries_measures_is_signed_in_the_middle() -> None:
    text = "关于印发管理办法的通知\n正文。\n慈溪市财政局\n2024年2月1日\n\n管理办法\n第一条　内容。\n第二条　内容。\n"
    assert read(text).signed == date(2024, 2, 1)


@pytest.mark.parametrize(
    ("clause", "effective", "expires"),
    [
        ("本办法自2024年3月1日起施行，有效期5年。", date(2024, 3, 1), date(2029, 3, 1)),
        ("本办法自印发之日起施行，有效期三年。", date(2024, 2, 1), date(2027, 2, 1)),
        ("本办法有效期两年，自发布之日起实施。", date(2024, 2, 1), date(2026, 2, 1)),
        ("本办法自2024年3月1日起施行。有效期至2026年12月31日。", date(2024, 3, 1), date(2026, 12, 31)),
        ("本办法的施行日期为2024年3月1日。", date(2024, 3, 1), None),
        ("本办法自2024年2月29日起施行，有效期1年。", date(2024, 2, 29), date(2025, 2, 28)),
        ("甲措施自2022年8月11日起施行，有效期3年；乙措施自2023年11月起施行。", None, None),
        ("截至2023年12月31日，累计认定219家。", None, None),
        ("证书自公示之日起有效，证书有效期三年。", None, None),
    ],
)
def test_validity(clause: str, effective: date | None, expires: date | None) -> None:
    metadata = read(f"某某办法\n第一条　{clause}\n慈溪市财政局\n2024年2月1日")
    assert (metadata.effective, metadata.expires) == (effective, expires)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("慈溪市2023年国民经济发展报告\n正文。\n慈溪市统计局\n2024年2月1日", 2023),
        ("关于某事的通知\n正文。\n慈溪市统计局\n2024年2月1日", 2024),
        ("过去一年，也就是2022年，我市完成投资。", 2022),
        ("关于某事的通知\n依照2019年的规定。", None),
    ],
)
def test_year(text: str, year: int | None) -> None:
    assert read(text).year == year


def test_a_national_law_has_no_region_even_if_its_opening_names_a_place() -> None:
    assert read("国务院关于某事的通知\n在上海市开展试点。").region == ()


def test_sample_mark_is_no_title() -> None:
    assert read("> 示例整理稿：据某文件改写。\n\n# 某某办法\n\n正文。").title == "某某办法"
