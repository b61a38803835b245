"""What the HTTP API and the tool of matching take and give."""

from datetime import date
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from bot.benefits.eligibility import Verdict
from bot.benefits.profile import Profile
from bot.benefits.profile_files import profile_of
from bot.benefits.profile_heard import Heard, Why, hear
from bot.benefits.relevance import Group
from ui.models import MAX_QUESTION, Cited, Day

MOST_BENEFITS = 500
"""Benefits of one answer; files are not cut."""

MAX_FACTS = 500
"""Fields of a profile: there are about fifty facts, each in a few periods."""


class MatchFormat(StrEnum):
    """Forms of the result."""

    JSON = "json"
    MARKDOWN = "markdown"
    XLSX = "xlsx"


class Matched(BaseModel):
    """An enterprise, as fields of a profile file, as sentences, or both; the sentences go before."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    profile: dict[str, Any] = Field(
        default={},
        max_length=MAX_FACTS,
        description="企业资料，写法同 policybot match 的资料文件",
        examples=[{"region": "慈溪市", "certification": {"高企": True}, "rd_expense": "800万"}],
    )
    description: str = Field(
        default="", max_length=MAX_QUESTION, description="用中文描述企业", examples=["我们是慈溪的高企，员工60人"]
    )
    as_of: Day | None = Field(default=None, description="按哪一天的政策匹配，默认今天", examples=["2026-01-31"])
    limit: int = Field(default=100, ge=1, le=MOST_BENEFITS, description="最多几项，符合的在前")

    def heard(self, day: date) -> Heard:
        """What the description says on a day."""
        return hear(self.description, day)

    def known(self, heard: Heard, day: date) -> Profile:
        """The profile, with what the description says, seen from a day. Raises ProfileError."""
        return profile_of(self.profile).with_statements(heard.statements, day.year)


class Match(Matched):
    """A request for a matching."""

    format: MatchFormat = Field(default=MatchFormat.JSON, description="结果的格式")


class Clause(BaseModel):
    """Words that stand verbatim at [start, end) of the document's text, in characters."""

    quote: str = Field(examples=["经认定的高新技术企业"])
    start: int
    end: int


class Confirmed(BaseModel):
    """A clause for a person to confirm, or that they have. It stands at [start, end) of the document's text, or, where these are
    null, is a sentence of the bot's own. To answer it, put it with `document` into `confirmed` (or `denied`) of the profile."""

    quote: str = Field(examples=["经营状况良好"])
    start: int | None
    end: int | None
    document: str = Field(examples=["关于支持科技创新的若干政策（慈溪市人民政府）"])
    excludes: bool = Field(description="为真时，这一条排除所说的情形：met 为真表示没有这种情形")
    met: bool | None = Field(description="人工确认的结果，null 为尚未确认")


class Said(BaseModel):
    """A person's word on a clause; `document` is "" where it holds wherever the clause stands."""

    clause: str
    document: str
    met: bool


class Asked(BaseModel):
    """The question that decides most: answered by `fact` (at `period`) of the profile, or by a word on `clause`."""

    question: str = Field(examples=["贵单位的员工人数是多少人？"])
    fact: str | None
    period: str
    names: list[str]
    clause: str
    document: str
    excludes: bool


class Stated(BaseModel):
    """One thing that is known of the enterprise, and the words it was read from."""

    model_config = ConfigDict(populate_by_name=True)

    fact: str = Field(examples=["rd_expense"])
    value: Any = Field(examples=["高新技术企业"])
    holds: bool
    period: str
    words: str = Field(alias="from")
    benefit: str = Field(description="只对这一项有效，空为对各项都有效")


class NotTaken(BaseModel):
    """A part of the description that states nothing, and why: not (wholly) understood, only intended, expected or past, or a
    title that may have lapsed."""

    words: str = Field(examples=["软件著作权10个"])
    why: Why


class Offered(BaseModel):
    """A benefit against the enterprise."""

    title: str = Field(examples=["高新技术企业认定奖励"])
    name: str = Field(examples=["关于支持科技创新的若干政策（慈溪市人民政府）：高新技术企业认定奖励"])
    verdict: Verdict
    group: Group = Field(description="分组：缺信息的分为“只差确认”（数据都齐，只有条款待人确认）和“还缺信息”")
    level: str = Field(examples=["区县级（慈溪市）"])
    issued: date | None
    amount: str = Field(examples=["20万元"])
    facts: int = Field(description="还缺几项数据")
    clauses: int = Field(description="还有几条待人确认")
    standing: str = Field(examples=["已符合 3 条，还差 2 项信息"])
    others: str = Field(examples=["看来面向机器人"])
    steps: list[str]
    missing: list[str]
    own: list[str] = Field(description="只属于这一项的数字：写进 profile 的 own，用 name 作名称", examples=[["cost"]])
    notes: list[str]
    gives: list[Clause]
    met: list[Clause]
    failed: list[Clause]
    confirm: list[Confirmed]
    apply: list[Clause]
    heading: list[str]
    document: Cited


class Result(BaseModel):
    """All benefits against an enterprise on a day; `count` counts those beyond the limit too."""

    as_of: date
    profile: list[Stated]
    confirmed: list[Said]
    unread: list[NotTaken] = Field(description="description 里没有计入的话")
    next: Asked | None = Field(description="回答后最能缩小范围的一问")
    total: str = Field(examples=["金额确定的合计：20万元"])
    count: int
    benefits: list[Offered]
