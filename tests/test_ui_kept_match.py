"""What the browser keeps of the tab 惠企匹配."""

import json
from datetime import date

import pytest

from bot.benefits.eligibility import Need
from bot.benefits.profile_files import profile_of
from bot.benefits.profile_heard import hear
from corpus.benefit_records import Fact
from ui.kept_match import MAX_BYTES, Kept, KeptError, dump, load

TOLD = (
    profile_of({"region": "慈溪市", "certification": {"高企": True, "规上": False}, "staff": "约60人", "safe": True})
    .with_statements(hear("去年营收不到2亿，参保40多人", date(2026, 11, 27)).statements)
    .with_confirmed("经营状况良好", met=True, document="若干政策（某市人民政府）")
    .with_confirmed("有失信记录的除外", met=False)
)
KEPT = Kept(
    "我们是<b>慈溪</b>的高企",
    "2026-01-31",
    {"region": "慈溪市", "project": ["技术改造", "上云"]},
    TOLD,
    (Need(Fact.AGE), Need(None, clause="另有要求", document="若干政策", excludes=True)),
)


def test_what_is_kept_comes_back_as_it_was() -> None:
    written = dump(KEPT)
    assert "<" not in written
    again = load(written)
    assert again == KEPT
    assert again.told.profile.statements == TOLD.statements
    assert Need(Fact.AGE) in again.told.skipped


def test_of_nothing_and_of_too_much_nothing_is_kept() -> None:
    assert dump(Kept()) == ""
    assert dump(Kept(description="长" * MAX_BYTES)) == ""


@pytest.mark.parametrize(
    "written",
    [
        None,
        5,
        "",
        "{",
        "[]",
        '{"fields": {"staff": 5}}',
        '{"profile": {"statements": [{"fact": "none", "value": "x"}]}}',
    ],
)
def test_what_was_not_written_so_is_refused(written: object) -> None:
    with pytest.raises(KeptError, match="打不开"):
        load(written)
    with pytest.raises(KeptError):
        load(dump(KEPT)[:-1] + " " * MAX_BYTES)


def test_statements_at_odds_with_each_other_are_made_sound() -> None:
    data = json.loads(dump(Kept(profile=profile_of({"size": "小型"}))))
    data["profile"]["statements"].append({**data["profile"]["statements"][0], "value": "大型"})
    (left,) = load(json.dumps(data)).profile.statements
    assert left.value == "大型"


@pytest.mark.parametrize("number", ["1E+1000000", "1E-1000000", "NaN", "Infinity", "99999999999999999999"])
def test_a_figure_beyond_all_enterprises_is_refused(number: str) -> None:
    written = dump(Kept(profile=profile_of({"staff": 60})))
    with pytest.raises(KeptError):
        load(written.replace('"60"', json.dumps(number)))
