"""What the endpoints that change the library take and give."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, Field

from index.corrections import Field as Named
from index.outcomes import Outcome
from ui.models import In

MAX_VALUE = 1_000
"""Characters of a value; each field has a bound of its own below it."""


class Titled(BaseModel):
    """A document by its id and title."""

    id: str = Field(examples=["0123456789abcdef"])
    title: str = Field(examples=["甲市科技创新扶持办法"])


class SentFile(BaseModel):
    """What became of a file. `outcome` is null while it waits; `detail` is a sentence where there is something to say."""

    name: str = Field(examples=["办法.pdf"])
    outcome: Outcome | None
    detail: str = Field(examples=[""])
    documents: list[Titled] = Field(description="资料库里由它读出的文件")


class Batch(BaseModel):
    """Files that were sent together, in order."""

    id: str = Field(examples=["0123456789abcdef"])
    finished: bool
    done: int = Field(description="已处理的文件数")
    files: list[SentFile]


class Correcting(In):
    """A correction of one field; a value of null takes it back."""

    field: Named = Field(description="要更正的字段", examples=["expires"])
    value: Annotated[str, Field(max_length=MAX_VALUE)] | None = Field(
        description="新的值，日期写成 2027-12-31，地区写成 浙江省/宁波市，空文字表示文件没有写明；null 撤销更正",
        examples=["2027-12-31"],
    )


class Corrected(BaseModel):
    """A correction: its value, what was read when it was made and what is read now, as people write them."""

    field: Named
    value: str
    before: str
    read: str
    needs_review: bool = Field(description="重新读取后原值有变，请复核")
    who: str
    at: datetime


class Corrections(Titled):
    """A document with its corrections as they stand."""

    corrections: list[Corrected]


class Reread(Titled):
    """What became of a file that was read again."""

    outcome: Outcome
    detail: str
