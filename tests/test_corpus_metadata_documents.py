"""Whole documents of the sorts that offices write: orders, laws, letters, drafts, joint notices, announcements, minutes."""

from dataclasses import fields
from datetime import date

import pytest

from corpus.content import Content
from corpus.dates import first_day
from corpus.metadata import read_metadata
from corpus.numbers import normal_number
from corpus.records import Metadata
from corpus.spans import spaceless

CIXI = ("浙江省", "宁波市", "慈溪市")
NINGBO = ("浙江省", "宁波市")

ORDER = """\
中华人民共和国国务院令

第 801 号

《城市花园保护条例》已经2024年1月5日国务院第20次常务会议通过，现予公布，自2024年5月1日起施行。

总理　　李　某

2024年1月12日

城市花园保护条例

第一章　总则

第一条　为了保护花园，制定本条例。

第二条　本条例自2024年5月1日起施行。
"""

LAW = """\
中华人民共和国花园保护法

（1993年10月31日第八届全国人民代表大会常务委员会第四次会议通过　根据2009年8月27日第十一届全国人民代表大会常务委员会第十次会议
《关于修改部分法律的决定》第一次修正　根据2013年10月25日第十二届全国人民代表大会常务委员会第五次会议《关于修改的决定》第二次修正）

目　录

第一章　总则

第一条　为了保护花园，制定本法。

第六十三条　本法自1994年1月1日起施行。
"""

RULES = """\
浙江省花园管理办法

（2018年12月29日浙江省人民政府令第375号公布　根据2022年8月3日浙江省人民政府令第391号修正）

第一条　为了规范管理，制定本办法。

第二十条　本办法自2019年3月1日起施行。
"""

LETTERHEAD = """\
特急

慈溪市人民政府办公室文件

慈政办发〔2024〕15号　　　　签发人：张三

慈溪市人民政府办公室关于印发慈溪市推进
花园城市建设三年行动计划（2024—2026年）
的通知

各镇人民政府、各街道办事处，市级有关单位：

《慈溪市推进花园城市建设三年行动计划（2024—2026年）》已经市政府同意，现印发给你们，请认真贯彻执行。

慈溪市人民政府办公室

2024年3月5日

（此件公开发布）

慈溪市推进花园城市建设三年行动计划
（2024—2026年）

一、总体要求

根据《浙江省花园条例》和浙政发〔2023〕9号文件精神，制定本计划。

抄送：市委各部门。

慈溪市人民政府办公室　　　　　　2024年3月6日印发
"""

JOINT = """\
慈溪市财政局　慈溪市经济和信息化局
国家税务总局慈溪市税务局
关于印发《慈溪市花园企业奖补资金
管理办法》的通知
慈财企〔2023〕88号

各镇（街道）：

现将《慈溪市花园企业奖补资金管理办法》印发给你们，请遵照执行。

附件：慈溪市花园企业奖补资金管理办法

慈溪市财政局　　　　慈溪市经济和信息化局
国家税务总局慈溪市税务局
2023年9月1日

附件

慈溪市花园企业奖补资金管理办法

第一条　为规范管理，依据《浙江省财政厅关于奖补的通知》（浙财企〔2022〕12号），制定本办法。

第二十条　本办法自2023年10月1日起施行，有效期3年。原《慈溪市花园办法》（慈财企〔2019〕3号）同时废止。
"""

DRAFT = """\
慈溪市司法局关于公开征求《慈溪市花园管理办法（征求意见稿）》意见的公告

为规范管理，我局起草了《慈溪市花园管理办法（征求意见稿）》，现公开征求意见。请于2024年5月10日前反馈。

附件：1.慈溪市花园管理办法（征求意见稿）
　　　2.起草说明

慈溪市司法局
2024年4月10日
"""

TAX = """\
国家税务总局公告

2024年第3号

关于花园企业增值税有关事项的公告

现将有关事项公告如下：

一、花园企业按规定申报。

二、本公告自2024年4月1日起施行。

特此公告。

国家税务总局

2024年3月8日
"""

REPLY = """\
宁波市人民政府关于同意设立慈溪花园区的批复
甬政批〔2024〕7号

慈溪市人民政府：

你市《关于设立花园区的请示》（慈政〔2023〕90号）收悉。现批复如下：

一、同意设立。

宁波市人民政府
2024年2月29日
"""

LETTER = """\
浙江省科学技术厅关于商请支持花园建设的函

宁波市人民政府：

为推进工作，现商请支持。

专此函达。

浙江省科学技术厅
二〇二四年六月三日
"""

PARTY = """\
中共慈溪市委 慈溪市人民政府
关于全面推进花园建设的若干意见
（2024年2月18日）

为深入贯彻党的二十大精神，现提出如下意见。

一、总体要求

到2027年，建成花园100个。
"""

MINUTES = """\
慈溪市人民政府专题会议纪要
〔2024〕12号

2024年3月1日下午，副市长主持召开专题会议，研究花园建设工作。现纪要如下：

一、会议听取了汇报。
"""

REPORT = """\
政府工作报告
——2024年1月15日在慈溪市第十八届人民代表大会第三次会议上

慈溪市人民政府市长　张三

各位代表：

现在，我代表市人民政府，向大会报告工作。

一、2023年工作回顾
"""

FORWARD = """\
慈溪市民政局转发宁波市民政局关于做好花园服务工作的通知
慈民〔2024〕20号

各镇（街道）：

现将《宁波市民政局关于做好花园服务工作的通知》（甬民发〔2024〕33号）转发给你们，请结合实际贯彻落实。

慈溪市民政局
2024年5月20日

宁波市民政局关于做好花园服务工作的通知
甬民发〔2024〕33号

各区（县、市）民政局：

请做好工作。

宁波市民政局
2024年5月6日
"""

HEALTH = """\
慈溪市卫生健康局等3部门关于做好花园医疗服务的通知（慈卫发〔2024〕6号）

各医疗机构：

请做好服务。

慈溪市卫生健康局
慈溪市财政局
慈溪市医疗保障局
2024年1月20日
（联系人：李四）
"""

DECISION = """\
慈溪市人民代表大会常务委员会关于保护花园的决定

（2023年12月28日慈溪市第十八届人民代表大会常务委员会第十六次会议通过）

为保护花园，作如下决定：

一、本决定自公布之日起施行。
"""

MANY = """\
当前位置：首页 > 政务公开 > 通知

慈溪市财政局
慈溪市教育局
慈溪市民政局
慈溪市司法局
慈溪市水利局
慈溪市商务局
关于开展花园评选的通知
慈财〔2024〕8号　慈教〔2024〕9号

各单位：

请报名。

慈溪市财政局　　慈溪市教育局
慈溪市民政局　　慈溪市司法局
慈溪市水利局　　慈溪市商务局
2024年6月1日
"""

NOTICE_OF_TWO = """\
关于花园企业所得税政策的公告
财政部 税务总局公告2024年第12号

一、花园企业减按规定缴纳。

二、本公告执行期限为2024年1月1日至2027年12月31日。

特此公告。

财政部　税务总局
2024年3月1日
"""

AMENDMENT = """\
慈溪市人民政府关于修改《慈溪市花园管理办法》的决定

（2024年3月1日慈溪市人民政府令第20号公布）

一、第三条修改为：“花园应当开放。”

本决定自2024年4月1日起施行。

慈溪市花园管理办法

第一条　为了保护花园，制定本办法。

第二十条　本办法自2019年1月1日起施行。
"""

CONGRESS = """\
浙江省人民代表大会常务委员会公告

第5号

《浙江省花园条例》已于2023年11月24日经浙江省第十四届人民代表大会常务委员会第六次会议通过，现予公布，自2024年1月1日起施行。

浙江省人民代表大会常务委员会

2023年11月24日

浙江省花园条例

（2023年11月24日浙江省第十四届人民代表大会常务委员会第六次会议通过）

第一条　为了保护花园，制定本条例。
"""

PROLONGED = """\
关于《慈溪市花园管理办法》延期的通知
慈财〔2024〕6号

各镇（街道）：

《慈溪市花园管理办法》（慈财〔2021〕2号）有效期至2024年3月31日届满，经研究，有效期延长至2026年3月31日。

慈溪市财政局
2024年3月1日
"""

EXPLAINED = """\
《慈溪市花园管理办法》政策解读

2024-02-05

一、出台背景

现将《慈溪市花园管理办法》（慈政发〔2024〕3号）解读如下。

二、有效期

《办法》自2024年1月1日起施行，有效期3年。
"""

LETTERHEAD_OF_MINUTES = """\
慈溪市人民政府专题会议纪要
〔2024〕23号

慈溪市人民政府办公室　　　　2024年4月30日

关于花园轨道建设有关问题的会议纪要

2024年4月28日下午，副市长主持召开专题会议。现纪要如下：

一、关于选址。
"""

BULLETIN = """\
2024年慈溪市国民经济和社会发展统计公报[1]
慈溪市统计局　国家统计局慈溪调查队
（2025年3月18日）

一、综合
"""

SPOKEN = """\
政府工作报告
——2024年1月15日在慈溪市第十八届人民代表大会第三次会议上

慈溪市市长　张三

各位代表：
"""

ARTICLE = """\
花园新政来了

近日，慈溪市出台花园补贴办法，每家最高补贴20万元。

来源：慈溪市财政局
"""

TASKS = """\
2025年慈溪市花园指标任务分解表
填报单位：慈溪市财政局

花园 | 20
"""

EXPECTED: tuple[tuple[str, Metadata], ...] = (
    (
        ORDER,
        Metadata(
            "城市花园保护条例", number="中华人民共和国国务院令第801号", issuer="国务院", kind="条例",
            signed=date(2024, 1, 12), effective=date(2024, 5, 1), year=2024,
        ),
    ),
    (
        LAW,
        Metadata(
            "中华人民共和国花园保护法", issuer="全国人民代表大会常务委员会", kind="法", signed=date(1993, 10, 31), effective=date(1994, 1, 1),
            year=1993,
        ),
    ),
    (
        RULES,
        Metadata(
            "浙江省花园管理办法", number="浙江省人民政府令第375号", issuer="浙江省人民政府", region=("浙江省",),
            kind="管理办法", signed=date(2018, 12, 29), published=date(2018, 12, 29), effective=date(2019, 3, 1),
            year=2018,
        ),
    ),
    (
        LETTERHEAD,
        Metadata(
            "慈溪市人民政府办公室关于印发慈溪市推进花园城市建设三年行动计划（2024—2026年）的通知", region=CIXI,
            number="慈政办发〔2024〕15号", issuer="慈溪市人民政府办公室", kind="通知", signed=date(2024, 3, 5), year=2024,
        ),
    ),
    (
        JOINT,
        Metadata(
            "慈溪市财政局 慈溪市经济和信息化局 国家税务总局慈溪市税务局关于印发《慈溪市花园企业奖补资金管理办法》的通知",
            number="慈财企〔2023〕88号", issuer="慈溪市财政局、慈溪市经济和信息化局、国家税务总局慈溪市税务局",
            region=CIXI, kind="通知", signed=date(2023, 9, 1), effective=date(2023, 10, 1), expires=date(2026, 9, 30),
            year=2023, annexes=("慈溪市花园企业奖补资金管理办法",),
        ),
    ),
    (
        DRAFT,
        Metadata(
            "慈溪市司法局关于公开征求《慈溪市花园管理办法（征求意见稿）》意见的公告", issuer="慈溪市司法局",
            region=CIXI, kind="公告", signed=date(2024, 4, 10), year=2024, draft=True,
            annexes=("慈溪市花园管理办法（征求意见稿）", "起草说明"),
        ),
    ),
    (
        TAX,
        Metadata(
            "关于花园企业增值税有关事项的公告", number="国家税务总局公告2024年第3号", issuer="国家税务总局", kind="公告",
            signed=date(2024, 3, 8), effective=date(2024, 4, 1), year=2024,
        ),
    ),
    (
        REPLY,
        Metadata(
            "宁波市人民政府关于同意设立慈溪花园区的批复", number="甬政批〔2024〕7号", issuer="宁波市人民政府",
            region=NINGBO, kind="批复", signed=date(2024, 2, 29), year=2024,
        ),
    ),
    (
        LETTER,
        Metadata(
            "浙江省科学技术厅关于商请支持花园建设的函", issuer="浙江省科学技术厅", region=("浙江省",), kind="函",
            signed=date(2024, 6, 3), year=2024,
        ),
    ),
    (
        PARTY,
        Metadata(
            "中共慈溪市委 慈溪市人民政府关于全面推进花园建设的若干意见", issuer="中共慈溪市委、慈溪市人民政府",
            region=CIXI, kind="意见", signed=date(2024, 2, 18), year=2024,
        ),
    ),
    (
        MINUTES,
        Metadata(
            "慈溪市人民政府专题会议纪要", number="〔2024〕12号", issuer="慈溪市人民政府", region=CIXI, kind="会议纪要",
        ),
    ),
    (
        REPORT,
        Metadata("政府工作报告", issuer="慈溪市人民政府", region=CIXI, kind="政府工作报告", signed=date(2024, 1, 15), year=2024),
    ),
    (
        FORWARD,
        Metadata(
            "慈溪市民政局转发宁波市民政局关于做好花园服务工作的通知", number="慈民〔2024〕20号", issuer="慈溪市民政局",
            region=CIXI, kind="通知", signed=date(2024, 5, 20), year=2024,
        ),
    ),
    (
        HEALTH,
        Metadata(
            "慈溪市卫生健康局等3部门关于做好花园医疗服务的通知", number="慈卫发〔2024〕6号",
            issuer="慈溪市卫生健康局、慈溪市财政局、慈溪市医疗保障局", region=CIXI, kind="通知", signed=date(2024, 1, 20),
            year=2024,
        ),
    ),
    (
        DECISION,
        Metadata(
            "慈溪市人民代表大会常务委员会关于保护花园的决定", issuer="慈溪市人民代表大会常务委员会", region=CIXI,
            kind="决定", signed=date(2023, 12, 28), effective=date(2023, 12, 28), year=2023,
        ),
    ),
    (
        MANY,
        Metadata(
            "慈溪市财政局 慈溪市教育局 慈溪市民政局 慈溪市司法局 慈溪市水利局 慈溪市商务局关于开展花园评选的通知",
            number="慈财〔2024〕8号、慈教〔2024〕9号", kind="通知", region=CIXI, signed=date(2024, 6, 1), year=2024,
            issuer="慈溪市财政局、慈溪市教育局、慈溪市民政局、慈溪市司法局、慈溪市水利局、慈溪市商务局",
        ),
    ),
    (
        NOTICE_OF_TWO,
        Metadata(
            "关于花园企业所得税政策的公告", number="财政部税务总局公告2024年第12号", issuer="财政部、税务总局", kind="公告",
            signed=date(2024, 3, 1), effective=date(2024, 1, 1), expires=date(2027, 12, 31), year=2024,
        ),
    ),
    (
        AMENDMENT,
        Metadata(
            "慈溪市人民政府关于修改《慈溪市花园管理办法》的决定", number="慈溪市人民政府令第20号", issuer="慈溪市人民政府",
            region=CIXI, kind="决定", signed=date(2024, 3, 1), published=date(2024, 3, 1), effective=date(2024, 4, 1),
            year=2024,
        ),
    ),
    (
        CONGRESS,
        Metadata(
            "浙江省花园条例", number="浙江省人民代表大会常务委员会公告第5号", issuer="浙江省人民代表大会常务委员会",
            region=("浙江省",), kind="条例", signed=date(2023, 11, 24), effective=date(2024, 1, 1), year=2023,
        ),
    ),
    (
        PROLONGED,
        Metadata(
            "关于《慈溪市花园管理办法》延期的通知", number="慈财〔2024〕6号", issuer="慈溪市财政局", region=CIXI, kind="通知",
            signed=date(2024, 3, 1), year=2024,
        ),
    ),
    (
        EXPLAINED,
        Metadata("《慈溪市花园管理办法》政策解读", region=CIXI, kind="政策解读", published=date(2024, 2, 5), year=2024),
    ),
    (
        LETTERHEAD_OF_MINUTES,
        Metadata(
            "关于花园轨道建设有关问题的会议纪要", number="〔2024〕23号", issuer="慈溪市人民政府", region=CIXI,
            kind="会议纪要", signed=date(2024, 4, 30), year=2024,
        ),
    ),
    (
        BULLETIN,
        Metadata(
            "2024年慈溪市国民经济和社会发展统计公报", issuer="慈溪市统计局、国家统计局慈溪调查队", region=CIXI,
            kind="公报", signed=date(2025, 3, 18), year=2024,
        ),
    ),
    (
        SPOKEN,
        Metadata("政府工作报告", issuer="慈溪市人民政府", region=CIXI, kind="政府工作报告", signed=date(2024, 1, 15), year=2024),
    ),
    (ARTICLE, Metadata("花园新政来了", issuer="慈溪市财政局", region=CIXI)),
    (TASKS, Metadata("2025年慈溪市花园指标任务分解表", issuer="慈溪市财政局", region=CIXI, year=2025)),
)  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), EXPECTED, ids=[expected.title[:20] for _, expected in EXPECTED])
def test_document(text: str, expected: Metadata) -> None:
    found = read_metadata(Content(text), "文件名").metadata
    differing = {
        field.name: (getattr(found, field.name), getattr(expected, field.name))
        for field in fields(Metadata)
        if field.name != "spans" and getattr(found, field.name) != getattr(expected, field.name)
    }
    assert differing == {}


@pytest.mark.parametrize("text", [text for text, _ in EXPECTED], ids=[expected.title[:20] for _, expected in EXPECTED])
def test_spans_hold_what_was_read(text: str) -> None:
    metadata = read_metadata(Content(text), "文件名").metadata
    for name, (start, end) in metadata.spans.items():
        written = spaceless(text[start:end])
        assert written
        if name == "title":
            assert spaceless(metadata.title).startswith(written) or written == spaceless(metadata.title)
        elif name == "number":
            assert normal_number(text[start:end]) == normal_number(metadata.number or "")
        elif name == "issuer":
            names = (metadata.issuer or "").split("、")
            assert all(name in written or name == f"{written}人民政府" for name in names)
        elif name == "region":
            assert metadata.region[-1].startswith(written[:2])
        elif name in ("signed", "published", "effective") and "之日" not in written:
            day = first_day(text, start, end)
            assert day is not None
            assert day.value == getattr(metadata, name)
        elif name.startswith("annex"):
            assert written == spaceless(metadata.annexes[int(name[5:]) - 1])
    for name in ("number", "issuer", "signed", "published", "effective", "expires", "audience"):
        assert (name in metadata.spans) == (getattr(metadata, name) is not None)
