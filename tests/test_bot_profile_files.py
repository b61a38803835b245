"""Profiles from files and forms."""

from decimal import Decimal
from pathlib import Path

import pytest
from benefits_by_hand import held, yes

from bot.benefits.known_figure import Figure, exactly
from bot.benefits.profile import Profile
from bot.benefits.profile_files import ProfileError, profile_of, read_fields, read_profile
from corpus.benefit_records import Fact

FULL = """
region: 慈溪市
certification: {高企: true, 规上: false, 小巨人:}
上市情况: 未上市
size: 中小企业
rd_expense: 800万
revenue: 约2亿
revenue@近3年: 6000万
staff: 60
研发费用增长率: 15%
taxpayer: 是
confirmed:
  经营状况良好: true
  其他条件:
"""


def test_a_yaml_file_is_read_by_fact_or_label(tmp_path: Path) -> None:
    file = tmp_path / "企业.yaml"
    file.write_text(FULL, encoding="utf-8")
    known = read_profile(file)
    assert known.truth(held(Fact.REGION, "浙江省/宁波市"), 2026) is True
    assert known.truth(held(Fact.CERTIFICATION, "高新技术企业"), 2026) is True
    assert known.truth(held(Fact.CERTIFICATION, "规模以上企业"), 2026) is False
    assert known.truth(held(Fact.CERTIFICATION, "专精特新“小巨人”企业"), 2026) is None
    assert known.truth(held(Fact.SIZE, "中型", "小型", "微型"), 2026) is True
    assert known.figure(Fact.RD_EXPENSE, "上年度", 2026) == exactly(Decimal(8_000_000))
    assert known.figure(Fact.REVENUE, "近三年", 2026) == exactly(Decimal(60_000_000))
    assert known.figure(Fact.REVENUE, "", 2026) == Figure(
        Decimal(180_000_000), Decimal(220_000_000), about=True, value=Decimal(200_000_000)
    )
    assert known.figure(Fact.RD_GROWTH, "", 2026) == exactly(Decimal(15))
    assert known.truth(yes(Fact.TAXPAYER), 2026) is True
    assert known.confirms("经营状况良好") is True
    assert known.confirms("其他条件") is None


def test_json_is_read_too_and_empty_says_nothing(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_text('{"certification": ["高企", "科小"], "staff": null, "age": ""}', encoding="utf-8")
    known = read_profile(file)
    assert known.truth(held(Fact.CERTIFICATION, "科技型中小企业"), 2026) is True
    assert known.figure(Fact.STAFF, "", 2026) is None
    file.write_text("", encoding="utf-8")
    assert read_profile(file) == Profile()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("营业额: 800万", "没有字段“营业额”"),
        ("staff: 很多", "字段“员工人数”的值“很多”不是数字"),
        ("staff: [60]", "字段“员工人数”"),
        ("rd_share: .nan", "不是数字"),
        ("revenue: 1e999999999", "不是数字"),
        ("certification: [[高企]]", "字段“资质认定”"),
        ("taxpayer: 也许", "字段“在当地纳税”的值“也许”看不懂"),
        ("certification: {高企: 也许}", "字段“资质认定”"),
        ("region: 甲乙丙丁市", "不是唯一的地名"),
        ("- 高企", "字段: 值"),
        ("a: [", "第 1 行不是正确的 YAML"),
        ("listing: {未上市: true, 境内上市: true}", "互相矛盾"),
        ("confirmed: 是", "字段 confirmed"),
        ("denied: [{met: true}]", "字段 denied"),
        ("own: 20万", "字段 own"),
        ("own: {参展: {cost: -1}}", "字段“实际支出的费用”的值“-1”是负数"),
        ("own: {参展: {region: 慈溪市}}", "字段 own"),
        ("staff: -5", "字段“员工人数”的值“-5”是负数"),
        ("参保人数: 负", "字段“参保人数”"),
        ("layoff_rate: 120", "字段“裁员率”的值“120”超过 100%"),
        ("region: 火星", "字段“注册地”的“火星”不是已知的地名"),
        ("注册地: 某某公司", "不是已知的地名"),
        ("region: 朝阳区", "不是唯一的地名"),
        ("complete: [staff]", "字段 complete"),
        ("!!python/object/apply:os.getcwd []", "不是正确的 YAML"),
    ],
)
def test_what_is_wrong_is_told_with_file_and_field(tmp_path: Path, text: str, told: str) -> None:
    file = tmp_path / "企业.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ProfileError, match=r"企业\.yaml") as caught:
        read_profile(file)
    assert told in str(caught.value)


def test_files_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    with pytest.raises(ProfileError, match="文件不存在"):
        read_profile(tmp_path / "none.yaml")
    (tmp_path / "b.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ProfileError, match="不是 UTF-8"):
        read_profile(tmp_path / "b.yaml")


def test_a_zone_is_known_by_its_name() -> None:
    known = profile_of({"region": ["北京市/海淀区", "中关村示范区", "北京经济技术开发区"]})
    assert known.truth(held(Fact.REGION, "中关村示范区"), 2026) is True
    assert known.truth(held(Fact.REGION, "北京市"), 2026) is True
    assert known.truth(held(Fact.REGION, "某某新区"), 2026) is None


@pytest.mark.parametrize(
    ("written", "city"),
    [
        ("北京经济技术开发区", "北京市"),
        ("苏州工业园区", "江苏省/苏州市"),
        ("合肥高新技术产业开发区", "安徽省/合肥市"),
        ("天津滨海高新区", "天津市"),
        ("海南自由贸易港", "海南省"),
        ("郑州航空港经济综合实验区", "河南省/郑州市"),
        ("重庆两江新区", "重庆市/两江新区"),
    ],
)
def test_a_zone_lies_in_the_place_that_it_names(written: str, city: str) -> None:
    known = profile_of({"region": written})
    assert known.truth(held(Fact.REGION, city), 2026) is True
    assert known.truth(held(Fact.REGION, written), 2026) is True
    assert known.truth(held(Fact.REGION, "浙江省/宁波市"), 2026) is False


def test_a_zone_that_names_no_place_leaves_it_open() -> None:
    known = profile_of({"region": "张江科学城"})
    assert known.truth(held(Fact.REGION, "张江科学城"), 2026) is True
    assert known.truth(held(Fact.REGION, "上海市"), 2026) is None


def test_growth_and_profit_may_be_below_nothing() -> None:
    assert profile_of({"revenue_growth": "-5", "profit": -1000}).figure(Fact.PROFIT, "", 2026) == exactly(
        Decimal(-1000)
    )


def test_clauses_are_confirmed_and_denied_by_their_words_or_with_their_document() -> None:
    known = profile_of(
        {
            "confirmed": ["1. 经营状况良好；", {"clause": "符合上述条件", "document": "办法甲"}],
            "denied": ["属于园区主导产业"],
            "已否定": [{"clause": "项目已开工", "document": None}],
        }
    )
    assert known.confirms("经营状况良好", "办法乙") is True
    assert known.confirms("符合上述条件", "办法甲") is True
    assert known.confirms("符合上述条件", "办法乙") is None
    assert known.confirms("属于园区主导产业的", "办法甲") is False
    assert known.confirms("项目已开工") is False


def test_every_faulty_field_is_told_and_the_others_are_kept() -> None:
    known, faults = read_fields({"region": "火星", "staff": -5, "revenue": "2亿"})
    assert [fault.fact for fault in faults] == [Fact.REGION, Fact.STAFF]
    assert known.figure(Fact.REVENUE, "", 2026) == exactly(Decimal(200_000_000))


def test_a_form_gives_the_same() -> None:
    assert profile_of({"员工人数": "60", "certification": "高企"}).figure(Fact.STAFF, "", 2026) == exactly(Decimal(60))
