import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from corpus.content import Builder, Content, Field
from corpus.load import load, parse
from corpus.metadata import Heading, read_metadata
from corpus.numbers import normal_number
from corpus.records import Metadata
from corpus.text import decode

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
        effective=date(2025, 7, 4),
        expires=date(2026, 12, 31),
        year=2025,
        annexes=("广州市积分制入户指标体系及分值表",),
    ),
    "gz-public-rental-housing.txt": Metadata(
        title="广州市人民政府办公厅关于印发广州市公共租赁住房管理办法的通知",
        number="穗府办规〔2024〕13号",
        issuer=GZ_OFFICE,
        region=GUANGZHOU,
        kind="通知",
        signed=date(2024, 7, 26),
        effective=date(2024, 7, 29),
        expires=date(2029, 7, 28),
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
        expires=date(2027, 7, 6),
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
        annexes=("引进在职人才入户流程图", "接收普通高校应届毕业生入户流程图", "留学人员入户流程图"),
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


def heading_of(text: str) -> Heading:
    return read_metadata(Content(text), "文件名")


def read(text: str) -> Metadata:
    return heading_of(text).metadata


def plain(metadata: Metadata) -> Metadata:
    return replace(metadata, spans={})


def test_every_sample_document_is_in_the_table() -> None:
    assert {path.name for path in DOCUMENTS.iterdir()} == set(SAMPLES)


@pytest.mark.parametrize("name", SAMPLES)
def test_sample_document(name: str) -> None:
    content = Content(decode((DOCUMENTS / name).read_bytes(), name))
    assert plain(read_metadata(content, "文件名").metadata) == SAMPLES[name]


def test_real_report_with_a_header_block(shared: Path) -> None:
    document = load(shared / "documents/work-reports/cixi-science-bureau-2023.txt")
    assert plain(document.metadata) == SAMPLES["cixi-science-report-2023.txt"]
    assert "索引号" not in document.text[document.body :]
    assert "信息来源" not in document.text[document.body :]


def test_real_report_without_title_and_issuer(shared: Path) -> None:
    document = load(shared / "documents/work-reports/ningbo-science-bureau-2023.txt")
    assert plain(document.metadata) == Metadata(
        title="ningbo-science-bureau-2023", region=("浙江省", "宁波市"), year=2023
    )
    assert document.body == 0


def test_header_block_is_metadata_and_not_body() -> None:
    text = (
        "索引号：ABC/2024-1\r\n发布机构：余姚市人民政府\r\n成文日期：2024-03-05\r\n发布日期：2024年3月8日\r\n"
        "主题分类：工业\r\n文号：余政发〔2024〕8号\r\n\r\n余姚市人民政府关于扶持制造业的若干意见\r\n\r\n正文开始。"
    )
    heading = heading_of(text)
    assert plain(heading.metadata) == Metadata(
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
    heading = heading_of(text)
    assert heading.metadata.issuer == "慈溪市科学技术局"
    assert heading.metadata.published == date(2024, 2, 1)
    assert text[heading.body :] == "今年以来。"


def test_letterhead_number_and_title_over_two_lines() -> None:
    text = "宁波市人民政府文件\n甬政发〔2024〕5号\n\n宁波市人民政府关于印发\n促进科技创新若干政策措施的通知\n\n各区县（市）人民政府：\n正文。"
    heading = heading_of(text)
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
    table = read_metadata(Content("序号 | 单位\n1 | 花园公司\n"), "2024年第三批补贴公示名单").metadata
    assert (table.kind, table.year) == ("名单", 2024)


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
    heading = heading_of(f"关于某事的通知\n{written}\n正文。")
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


def page(title: str, fields: dict[str, str], lines: str, *, below: bool = False) -> Content:
    """What the reader of a format gives for a page: fields above or below the marked title, then the lines."""
    builder = Builder()
    if below:
        builder.title(title)
    for label, value in fields.items():
        builder.field(label, value)
    if not below:
        builder.title(title)
    for line in lines.splitlines():
        builder.paragraph(line)
    return builder.build()


@pytest.mark.parametrize("below", [False, True])
def test_fields_that_the_format_marks(below: bool) -> None:
    fields = {
        "索 引 号": "113302/2024-1", "发文字号": "慈政办发〔2024〕15 号", "发文机关": "慈溪市人民政府办公室",
        "成文日期": "2024-03-05", "发布日期": "2024-03-08 10:00", "实施日期": "2024年4月1日", "有效期至": "2027-03-31",
        "适用对象": "小微企业", "时效状态": "有效",
    }  # fmt: skip
    content = page("慈溪市人民政府办公室关于花园的通知", fields, "各单位：\n依据甬政发〔2023〕9号办理。", below=below)
    heading = read_metadata(content, "x")
    assert plain(heading.metadata) == Metadata(
        "慈溪市人民政府办公室关于花园的通知", "慈政办发〔2024〕15号", "慈溪市人民政府办公室", ("浙江省", "宁波市", "慈溪市"), "通知",
        date(2024, 3, 5), date(2024, 3, 8), date(2024, 4, 1), date(2027, 3, 31), 2024, "小微企业",
    )  # fmt: skip
    assert content.text[heading.body :].startswith("各单位")
    spans = {name: content.text[start:end] for name, (start, end) in heading.metadata.spans.items()}
    assert spans == {
        "title": "慈溪市人民政府办公室关于花园的通知", "number": "慈政办发〔2024〕15 号", "issuer": "慈溪市人民政府办公室",
        "region": "慈溪市", "kind": "通知", "signed": "2024-03-05", "published": "2024-03-08", "effective": "2024年4月1日",
        "expires": "2027-03-31", "audience": "小微企业",
    }  # fmt: skip


@pytest.mark.parametrize("nothing", ["/", "无", "—", "--", "暂无", "／"])
def test_a_field_may_say_that_there_is_nothing(nothing: str) -> None:
    fields = {"发文字号": nothing, "发文机构": nothing, "发布日期": nothing, "服务对象": nothing}
    metadata = read_metadata(page("花园企业奖励", fields, "服务内容"), "x").metadata
    assert plain(metadata) == Metadata("花园企业奖励")


def test_a_card_is_not_the_document_that_it_is_about() -> None:
    fields = {
        "依据文件": "《慈溪市关于印发花园行动方案的通知》", "发文机构": "慈溪市农业农村局", "发文字号": "慈农发〔2023〕12号",
        "发布日期": "2023-09-26", "服务对象": "全市范围", "服务内容": "建设花园。\n支持花园企业。",
        "时间/频度": "2023年10月1日起，有效期3年",
    }  # fmt: skip
    metadata = read_metadata(page("慈溪市支持花园建设", fields, "", below=True), "x").metadata
    assert plain(metadata) == Metadata(
        "慈溪市支持花园建设", "慈农发〔2023〕12号", "慈溪市农业农村局", ("浙江省", "宁波市", "慈溪市"), None, None, date(2023, 9, 26),
        date(2023, 10, 1), date(2026, 9, 30), 2023, "全市范围",
    )  # fmt: skip


def test_an_audience_of_several_lines() -> None:
    content = page("花园奖励", {"支持对象": "（一）花园企业；\n（二）果园企业。"}, "", below=True)
    metadata = read_metadata(content, "x").metadata
    assert metadata.audience == "（一）花园企业；（二）果园企业。"
    assert content.text[slice(*metadata.spans["audience"])] == "（一）花园企业；\n（二）果园企业。"


@pytest.mark.parametrize(
    "marked",
    [
        "慈溪市财政局关于花园的通知_部门文件_慈溪市人民政府网站",
        "慈溪市财政局关于花园的通知 - 慈溪市人民政府门户网站",
        "慈溪市财政局关于花园的通知-慈溪市财政局网站",
        "慈溪市政府网站-慈溪市财政局关于花园的通知",
        "慈溪市财政局关于花园的通知 | 政策文件 | 慈溪政府网",
        "（转载）慈溪市财政局关于花园的通知",
        "慈溪市财政局关于花园的通知（慈财〔2024〕3号）",
        "慈溪市财政局关于花园的通知慈财〔2024〕3号",
        "慈财〔2024〕3号 慈溪市财政局关于花园的通知",
        "慈溪市财政局关于花园的通知",
    ],
)
def test_a_marked_title_is_cleaned(marked: str) -> None:
    content = page(marked, {}, "各单位：\n正文。")
    metadata = read_metadata(content, "x").metadata
    assert metadata.title == "慈溪市财政局关于花园的通知"
    assert content.text[slice(*metadata.spans["title"])] == metadata.title
    assert metadata.number == ("慈财〔2024〕3号" if "3号" in marked else None)


@pytest.mark.parametrize(
    "title",
    [
        "慈溪市国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要",
        "慈溪市“十四五”规划（2021-2025年）",
        "慈溪市-宁波市合作协议实施方案",
        "关于花园的通知（2024年修订）",
    ],
)
def test_a_title_without_a_site_stays_whole(title: str) -> None:
    assert read_metadata(page(title, {}, "各单位：\n正文。"), "x").metadata.title == title


def test_the_title_of_a_page_and_the_same_below_it_over_lines() -> None:
    below = "慈财〔2024〕3号\n慈溪市财政局　慈溪市教育局\n关于印发花园\n管理办法的通知\n各单位：\n正文。"
    content = page("慈溪市财政局 慈溪市教育局关于印发花园管理办法的通知", {"发布日期": "2024-02-03"}, below)
    heading = read_metadata(content, "x")
    assert heading.metadata.title == "慈溪市财政局 慈溪市教育局关于印发花园管理办法的通知"
    assert heading.metadata.number == "慈财〔2024〕3号"
    assert heading.metadata.issuer == "慈溪市财政局、慈溪市教育局"
    assert content.text[heading.body :].startswith("各单位")


def test_the_page_of_another_office_does_not_issue_what_it_reprints() -> None:
    fields = {"发布机构": "慈溪市浒山街道办事处", "来源": "慈溪市人民政府网站"}
    content = page("慈溪市财政局关于花园的通知", fields, "各单位：\n正文。\n慈溪市财政局\n2024年2月1日")
    assert read_metadata(content, "x").metadata.issuer == "慈溪市财政局"


@pytest.mark.parametrize(
    ("title", "draft"),
    [
        ("花园管理办法（征求意见稿）", True),
        ("关于公开征求《花园管理办法》意见的公告", True),
        ("花园条例（草案）", True),
        ("花园条例（草案二次审议稿）", True),
        ("花园管理办法（送审稿）", True),
        ("关于《花园管理办法（征求意见稿）》公开征求意见情况的反馈", False),
        ("关于2023年预算执行情况和2024年预算草案的报告", False),
        ("花园管理办法", False),
    ],
)
def test_drafts(title: str, draft: bool) -> None:
    assert read(f"{title}\n各单位：\n正文。").draft is draft


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("慈溪市花园管理办法（试行）", "管理办法"),
        ("中华人民共和国公司法", "法"),
        ("慈溪市支持标准体系建设", None),
        ("慈溪市人民政府关于同意设立花园的批复", "批复"),
        ("关于商请支持花园的函", "函"),
        ("慈溪市2023年国民经济和社会发展统计公报", "公报"),
        ("关于印发《慈溪市花园实施方案》的通知", "通知"),
        ("慈溪市花园专题会议纪要", "会议纪要"),
    ],
)
def test_kinds(title: str, kind: str | None) -> None:
    assert read(f"{title}\n各单位：\n正文。").kind == kind


@pytest.mark.parametrize(
    ("issuer", "region"),
    [
        ("国家税务总局慈溪市税务局", ("浙江省", "宁波市", "慈溪市")),
        ("中国人民银行宁波市分行", ("浙江省", "宁波市")),
        ("中共慈溪市委办公室", ("浙江省", "宁波市", "慈溪市")),
        ("浙江省科学技术厅", ("浙江省",)),
        ("财政部", ()),
        ("国务院", ()),
    ],
)
def test_the_region_of_an_issuer(issuer: str, region: tuple[str, ...]) -> None:
    metadata = read(f"关于花园的通知\n各单位：\n正文。\n{issuer}\n2024年2月1日")
    assert (metadata.issuer, metadata.region) == (issuer, region)


@pytest.mark.parametrize(
    ("written", "issuer"),
    [
        ("慈溪市民政局慈溪市财政局", "慈溪市民政局、慈溪市财政局"),
        ("国家税务总局宁波市税务局宁波市财政局", "国家税务总局宁波市税务局、宁波市财政局"),
        ("国家税务总局宁波市税务局", "国家税务总局宁波市税务局"),
    ],
)
def test_joint_issuers_set_without_a_space(written: str, issuer: str) -> None:
    assert read(f"{written}关于花园的通知\n各单位：\n正文。").issuer == issuer


def test_to_whom_a_letter_goes_is_text() -> None:
    text = "慈溪市财政局关于花园资金的复函\n慈财函〔2025〕8号\n慈溪市教育局\n你局来函收悉。\n慈溪市财政局\n2025年3月4日"
    heading = heading_of(text)
    assert text[heading.body :].startswith("慈溪市教育局")
    assert heading.metadata.issuer == "慈溪市财政局"


def test_a_number_in_the_body_is_not_the_documents() -> None:
    text = "慈溪市财政局关于花园的通知\n各单位：\n依据甬政发〔2023〕12号，慈财〔2019〕3号同时废止。\n甬财〔2018〕1号也停止执行。"
    assert read(text).number is None


def test_pages_of_the_shared_folder_have_spans_that_hold_the_values(shared: Path) -> None:
    for path in sorted((shared / "documents/normative-html").glob("*.html")):
        document = load(path)
        metadata = document.metadata
        assert {"title", "number", "issuer", "signed", "published", "effective"} <= set(metadata.spans)
        written = {name: document.text[start:end] for name, (start, end) in metadata.spans.items()}
        assert normal_number(written["number"]) == normal_number(metadata.number or "")
        assert "".join(written["title"].split()) == "".join(metadata.title.split())
        assert document.text[document.body :].lstrip()[:2] != "来源"


def test_a_field_label_in_the_body_is_no_field() -> None:
    text = "慈溪市财政局关于花园的通知\n各单位：\n正文。\n发文字号：慈财〔2024〕9号是另一份文件。"
    assert read(text).number is None


def test_fields_of_a_content_are_found_wherever_they_stand() -> None:
    text = "花园奖励\n正文在前。\n发文字号：慈财〔2024〕9号\n"
    start = text.index("慈财")
    metadata = read_metadata(Content(text, fields=(Field("发文字号", start, len(text) - 1),)), "x").metadata
    assert metadata.number == "慈财〔2024〕9号"
    assert metadata.spans["number"] == (start, len(text) - 1)


def test_text_before_a_marked_title_is_kept_unless_it_is_furniture() -> None:
    before = "前言的一句话很长很长，讲了许多道理。" * 40
    text = f"{before}\n花园管理办法\n第一条　内容。\n"
    start = text.index("花园管理办法")
    heading = read_metadata(Content(text, title=(start, start + 6)), "x")
    assert (heading.metadata.title, heading.body) == ("花园管理办法", 0)
    short = text[len(before) - 30 :]
    start = short.index("花园管理办法")
    heading = read_metadata(Content(short, title=(start, start + 6)), "x")
    assert short[heading.body :].startswith("第一条")


@pytest.mark.parametrize(
    "piece",
    [
        "慈溪市财政局\n",
        "附件1\n",
        "第一条\n",
        "（",
        "《",
        "〔2024〕",
        "2024年1月1日\n",
        "自2024年1月1日起",
        "有效期",
        "慈溪市财政局 ",
        "局",
        "标题：",
    ],
)
def test_monstrous_texts_take_no_time(piece: str) -> None:
    text = "关于印发《花园管理办法》的通知\n" + piece * 20_000
    began = time.process_time()
    heading = heading_of(text)
    assert time.process_time() - began < 5
    assert 0 <= heading.body <= len(text)
    assert all(0 <= start < end <= len(text) for start, end in heading.metadata.spans.values())


@pytest.mark.parametrize("remark", ["（内部资料，注意保存）", "（2024年1月10日市人大常委会通过）", "(征求意见稿)"])
def test_a_remark_above_the_title_is_passed_over(remark: str) -> None:
    text = f"{remark}\n\n平河县2024年国民经济和社会发展统计公报\n\n平河县统计局\n\n　　2024年全县经济平稳运行。\n"
    found = parse(text.encode(), "无题.txt").metadata
    assert (found.title, found.year) == ("平河县2024年国民经济和社会发展统计公报", 2024)
