"""What the HTTP API takes and gives, as typed models with examples: from them comes `/openapi.json`."""

import re
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from bot.records import Kind, Reason
from corpus.records import IndicatorKind
from corpus.validity import Status
from index.catalogue import Filters
from index.targets import TargetFilters
from ui.faults import NotADay
from ui.listing import COLUMNS, Query

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
"""What a workbook is called over HTTP."""

MAX_QUESTION = 2_000
"""Characters of a question: ten times the longest real one; beyond it somebody pasted a document."""
MAX_HISTORY = 20
"""Earlier questions of a conversation: only the last few can still be meant."""
MAX_HITS = 50
"""Passages of one search: what a person or a model reads."""
MAX_ROWS = 5_000
"""Rows of one answer about targets; tables to download are not cut."""

QUESTION = "甲市2024年研发投入强度目标是多少？"


def _written(day: object) -> object:
    """A day as it is written; a number would be taken for the seconds since 1970."""
    if isinstance(day, date) or (isinstance(day, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", day, re.ASCII)):
        return day
    raise NotADay(day)


Day = Annotated[date, BeforeValidator(_written)]
Name = Annotated[str, Field(min_length=1, max_length=100)]
Year = Annotated[int, Field(ge=1900, le=2200)]
Question = Annotated[str, Field(min_length=1, max_length=MAX_QUESTION, pattern=r"\S")]
Order = StrEnum("Order", {column: column for column in COLUMNS})  # type: ignore[misc]
StatusName = StrEnum("StatusName", {status.name: status.name.lower() for status in Status})  # type: ignore[misc]


class In(BaseModel):
    """What is taken: nothing that is not named."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Within(In):
    """Limits to documents; what is left out limits nothing."""

    region: Name | None = Field(default=None, description="文件所属地区，含其下级地区", examples=["甲市"])
    issuer: Name | None = Field(default=None, description="发文机关，可只写一部分", examples=["甲市科学技术局"])
    year: Year | None = Field(default=None, description="文件的年份", examples=[2024])
    kind: Name | None = Field(default=None, description="文种", examples=["办法"])
    in_force: Day | None = Field(
        default=None, description="只看这一天有效的文件，时效也按这一天", examples=["2026-01-31"]
    )

    def filters(self) -> Filters:
        """As the library takes them."""
        return Filters(region=self.region, issuer=self.issuer, year=self.year, kind=self.kind, in_force=self.in_force)


class Ask(In):
    """A question, with the earlier questions of its conversation, oldest first."""

    question: Question = Field(description="用中文提出的问题", examples=[QUESTION])
    history: Annotated[list[Question], Field(max_length=MAX_HISTORY)] = Field(
        default=[], description="此前的问题，从早到晚", examples=[[]]
    )
    filters: Within = Field(default=Within(), description="限定文件范围", examples=[{"region": "甲市"}])


class SearchQuery(Within):
    """A search for passages."""

    q: Question = Field(description="要找的内容", examples=["研发投入强度"])
    limit: int = Field(default=10, ge=1, le=MAX_HITS, description="最多几个段落")


class Format(StrEnum):
    """Forms of the table of targets."""

    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"


class Rowed(In):
    """Limits to rows of the table of targets, those of `policybot targets`."""

    region: Name | None = Field(default=None, description="地区，含其下级地区", examples=["甲市"])
    year: Year | None = Field(default=None, description="指标的年份", examples=[2024])
    metric: Name | None = Field(default=None, description="指标的任一名称，或其中一部分", examples=["研发投入强度"])
    kind: Annotated[list[IndicatorKind], Field(max_length=10)] = Field(
        default=[], description="类别，可写多次", examples=[["目标"]]
    )
    organisation: Name | None = Field(default=None, description="指标所属的单位，地区本级以外的", examples=["甲新区"])

    def filters(self) -> TargetFilters:
        """As the library takes them."""
        return TargetFilters(self.region, self.year, self.metric, tuple(self.kind), organisation=self.organisation)


class TargetQuery(Rowed):
    """A look at the table of targets."""

    format: Format = Field(default=Format.JSON, description="csv 和 xlsx 是可下载的文件")
    limit: int = Field(default=1_000, ge=1, le=MAX_ROWS, description="JSON 最多几行；csv 和 xlsx 不截断")


class Paging(In):
    """A part of a list."""

    offset: int = Field(default=0, ge=0, le=10_000_000, description="从第几个起，从 0 数起")
    limit: int = Field(default=100, ge=1, le=1_000, description="最多几个")


class Listed(Paging):
    """A part of the list of documents, of those that are meant; by title where no order is given."""

    q: Annotated[str, Field(max_length=100)] = Field(
        default="", description="标题、文号、发文机关或文件名里的字", examples=["补贴"]
    )
    region: Name | None = Field(default=None, description="地区，含其下级地区", examples=["甲市"])
    kind: Name | None = Field(default=None, description="文种", examples=["办法"])
    status: StatusName | None = Field(default=None, description="时效")
    as_of: Day | None = Field(default=None, description="时效按哪一天，默认今天", examples=["2026-01-31"])
    sort: Order = Field(default=Order("title"), description="按什么排列")
    descending: bool = Field(default=False, description="倒序")

    def query(self) -> Query:
        """As the list takes it."""
        return Query(
            self.as_of or date.today(),
            self.q,
            self.region or "",
            self.kind or "",
            Status[self.status.name] if self.status else None,
            self.sort.value,
            self.descending,
        )


class Failure(BaseModel):
    """Why a request was not served: one sentence."""

    error: str = Field(examples=["year 应为整数。请改正后再试"])


class Cited(BaseModel):
    """The document behind a citation. `source` is the name of its file."""

    id: str = Field(examples=["0123456789abcdef"])
    title: str = Field(examples=["甲市科学技术局2023年度工作总结"])
    issuer: str | None = Field(examples=["甲市科学技术局"])
    number: str | None = Field(examples=["甲科〔2024〕5号"])
    published: date | None
    status: StatusName
    source: str = Field(examples=["report.pdf"])
    member: str = Field(description="压缩包里的文件，或汇编里的卡片", examples=[""])


class Quote(BaseModel):
    """A quote that stands verbatim at [start, end) of the document's text, in characters."""

    marker: int = Field(description="回答里的编号 [1]", examples=[1])
    document: Cited
    heading: list[str] = Field(examples=[["二、2024年工作思路"]])
    quote: str = Field(examples=["全社会研发投入强度达到3.1%。"])
    start: int = Field(examples=[1520])
    end: int = Field(examples=[1535])
    page: int | None = None


class Answered(BaseModel):
    """An answer with marks [1] that name its citations. A refusal is an answer: it has `refused` and a reason."""

    question: str = Field(examples=[QUESTION])
    answer: str = Field(examples=["3.1% [1]\n\n原文：全社会研发投入强度达到3.1%。 [1]"])
    refused: bool
    reason: Reason | None
    kind: Kind
    citations: list[Quote]
    timings_ms: dict[str, float] = Field(examples=[{"total": 14.2}])


class Passage(BaseModel):
    """A passage found, best first; a higher score is better, and scores of two searches compare."""

    rank: int
    score: float
    document: Cited
    heading: list[str]
    text: str
    start: int
    end: int
    page: int | None


class Passages(BaseModel):
    """What a search found."""

    question: str
    passages: list[Passage]
    timings_ms: dict[str, float]


class RowDocument(BaseModel):
    """The document of a row."""

    id: str
    title: str
    number: str | None
    source: str


class Row(BaseModel):
    """A figure of a report. `figure` stands at [start, end), `quote` at [quote_start, quote_end) of the document's text;
    `value` and `low` are decimals in `unit` itself."""

    metric: str = Field(examples=["研发投入强度"])
    qualifiers: list[str]
    value: str | None = Field(examples=["3.1"])
    low: str | None
    unit: str = Field(examples=["%"])
    comparator: str = Field(examples=["="])
    kind: IndicatorKind
    target: bool
    year: int | None
    region: list[str] = Field(examples=[["甲市"]])
    organisation: str | None
    figure: str = Field(examples=["3.1%"])
    start: int
    end: int
    quote: str
    quote_start: int
    quote_end: int
    heading: list[str]
    document: RowDocument


class Rows(BaseModel):
    """Rows of the table of targets; `total` counts those beyond the limit too."""

    total: int
    targets: list[Row]


class Known(BaseModel):
    """A document of the library without its text."""

    model_config = ConfigDict(extra="allow")

    id: str
    title: str
    number: str | None
    issuer: str | None
    region: list[str]
    kind: str | None
    status: StatusName
    published: date | None
    source: str
    passages: int


class Documents(BaseModel):
    """A part of the list of documents, by title."""

    total: int
    documents: list[Known]


class Whole(BaseModel):
    """A document with its sections, tables, references and passages, as `policybot show --json` gives it, and its text, to
    which all offsets belong."""

    model_config = ConfigDict(extra="allow")

    id: str
    title: str
    text: str
    sections: list[dict[str, Any]]
    passages: list[dict[str, Any]]


class State(BaseModel):
    """How the server does; `documents` counts those of the library."""

    status: str = Field(examples=["ok"])
    documents: int | None = None
