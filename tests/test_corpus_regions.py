import pytest

from corpus.regions import Region, find_regions, opening_place, region_in, short_name


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("宁波市", "宁波"),
        ("浙江省", "浙江"),
        ("广西壮族自治区", "广西"),
        ("香港特别行政区", "香港"),
        ("高县", "高县"),
        ("沙县区", "沙县"),
        ("慈溪", "慈溪"),
    ],
)
def test_short_name(name: str, short: str) -> None:
    assert short_name(name) == short


@pytest.mark.parametrize(
    ("name", "region"),
    [
        ("慈溪市科学技术局", ("浙江省", "宁波市", "慈溪市")),
        ("宁波市海曙区人民政府", ("浙江省", "宁波市", "海曙区")),
        ("浙江省宁波市慈溪市人民政府", ("浙江省", "宁波市", "慈溪市")),
        ("北京市科学技术委员会", ("北京市",)),
        ("中共宁波市委", ("浙江省", "宁波市")),
        ("宁波市商务局关于赴深圳市考察的报告", ("浙江省", "宁波市")),
        ("广州市公安局", ("广东省", "广州市")),
        ("公安县人民政府", ("湖北省", "荆州市", "公安县")),
        ("四川省宜宾市高县人民政府", ("四川省", "宜宾市", "高县")),
        ("吉林省吉林市", ("吉林省", "吉林市")),
        ("新疆生产建设兵团", ("新疆维吾尔自治区",)),
        ("公安部", ()),
        ("人力资源社会保障部", ()),
        ("自然资源部", ()),
        ("国务院办公厅", ()),
        ("中华人民共和国公司法", ()),
        ("关于支持企业在深圳市上市的若干措施", ()),
        ("", ()),
    ],
)
def test_region_in(name: str, region: Region) -> None:
    assert region_in(name) == region


def test_find_regions_gives_spans_in_order() -> None:
    text = "比较慈溪和余姚2024年的研发投入"
    assert find_regions(text) == [
        (("浙江省", "宁波市", "慈溪市"), 2, 4),
        (("浙江省", "宁波市", "余姚市"), 5, 7),
    ]


@pytest.mark.parametrize(
    "prose",
    [
        "提高县域经济质量",
        "加强公安、自然资源部门的合作",
        "在试点东区开展工作",
        "中华人民共和国境内",
        "加快港口建设，惠民利民",
        "创新安全监管和安置政策",
    ],
)
def test_words_of_running_text_are_no_places(prose: str) -> None:
    assert find_regions(prose) == []


def test_a_place_after_a_preposition_is_found() -> None:
    assert [region[-1] for region, _, _ in find_regions("从江苏到浙江")] == ["江苏省", "浙江省"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("我们是北京朝阳的高企", ("北京市", "朝阳区")),
        ("长春朝阳一家企业", ("吉林省", "长春市", "朝阳区")),
        ("辽宁朝阳的企业", ("辽宁省", "朝阳市")),
        ("徐州鼓楼的门店", ("江苏省", "徐州市", "鼓楼区")),
        ("浙江慈溪", ("浙江省", "宁波市", "慈溪市")),
    ],
)
def test_a_name_behind_a_place_lies_in_it(text: str, place: Region) -> None:
    assert find_regions(text)[-1][0] == place


def test_a_district_behind_a_place_is_none_of_another() -> None:
    assert [place for place, *_ in find_regions("杭州市海曙区")] == [("浙江省", "杭州市")]
    assert [place for place, *_ in find_regions("杭州市、海曙区")] == [
        ("浙江省", "杭州市"),
        ("浙江省", "宁波市", "海曙区"),
    ]


@pytest.mark.parametrize(
    ("within", "place"),
    [
        (("江苏省", "徐州市"), ("江苏省", "徐州市", "鼓楼区")),
        (("江苏省", "南京市"), ("江苏省", "南京市", "鼓楼区")),
        (("江苏省",), None),
    ],
)
def test_a_district_of_two_cities_is_that_of_the_documents_own_or_none(within: Region, place: Region | None) -> None:
    found = opening_place("鼓楼区人民政府", within)
    assert (found and found[0]) == place


@pytest.mark.parametrize("text", ["北安岭区地力补贴", "东营岗县公告"])
def test_the_beginning_of_an_unknown_division_is_no_place(text: str) -> None:
    assert find_regions(text) == []


@pytest.mark.parametrize(
    ("text", "place"), [("宜宾高县", "高县"), ("温州鹿城区", "鹿城区"), ("北京城区", "北京市"), ("宁波各区", "宁波市")]
)
def test_a_division_behind_a_short_name_leaves_it_a_place(text: str, place: str) -> None:
    assert find_regions(text)[-1][0][-1] == place
