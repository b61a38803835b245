"""The endpoints of evaluations: the runs that are kept, their reports, and the table to fill in."""

from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query, Request, Response
from fastapi import Path as InPath
from pydantic import BaseModel, Field

from eval.tables import template
from ui.access import Scope, require
from ui.bots import Bot
from ui.evaluations import FOLDER, NAME, EvaluationError, file_of, listed
from ui.models import XLSX, Failure

EXAMPLE = "20260102T030405678-1234567"
KINDS = {
    "html": "text/html; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "json": "application/json",
    "xlsx": XLSX,
    "csv": "text/csv; charset=utf-8",
    "jsonl": "application/x-ndjson",
}

ReportForm = StrEnum("ReportForm", {name: name for name in ("html", "md", "json")})  # type: ignore[misc]
TableForm = StrEnum("TableForm", {name: name for name in ("xlsx", "csv", "jsonl")})  # type: ignore[misc]


class KeptRun(BaseModel):
    """A run. `right` is the share of right ones of all, `wrong` that of wrong ones among the answers given."""

    name: str = Field(examples=[EXAMPLE])
    time: str = Field(examples=["2026-01-02T03:04:05.678+08:00"])
    commit: str
    source: str = Field(description="问题集", examples=["samples"])
    questions: int
    right: float
    wrong: float | None


class KeptRuns(BaseModel):
    """The runs that are kept, the newest first."""

    evaluations: list[KeptRun]


def _files(*forms: str) -> dict[int | str, dict[str, Any]]:
    content = {KINDS[form].split(";")[0]: {"schema": {"type": "string", "format": "binary"}} for form in forms}
    return {200: {"content": content}}


_NO_RUN: dict[int | str, dict[str, Any]] = {404: {"model": Failure, "description": "没有这次评测"}}


def add_route(api: APIRouter, bot: Bot) -> None:
    """Add `/api/evaluations`, `/api/evaluations/{name}.{form}` and `/api/question-template.{form}`."""

    @api.get("/api/evaluations", tags=["评测"], summary="列出评测", response_model=KeptRuns)
    def evaluations(request: Request) -> Any:
        """网页上做过的评测，最近的在前。"""
        require(request, Scope.DOCUMENTS)
        return {"evaluations": [asdict(each) for each in listed(bot.library.folder / FOLDER)]}

    @api.get(
        "/api/evaluations/{name}.{form}", tags=["评测"], summary="一次评测的报告",
        response_class=Response, responses=_NO_RUN | _files("html", "md", "json"),
    )  # fmt: skip
    def evaluation(
        request: Request,
        name: Annotated[str, InPath(pattern=f"^{NAME.pattern}$", examples=[EXAMPLE], description="评测的名称")],
        form: Annotated[ReportForm, InPath(description="网页、Markdown 或全部数据")],
        download: Annotated[bool, Query(description="作为附件下载")] = False,
    ) -> Response:
        """一次评测的报告。网页不依赖其他文件，可以离线打开。"""
        require(request, Scope.DOCUMENTS)
        try:
            data = file_of(bot.library.folder / FOLDER, name, form)
        except EvaluationError as exc:
            raise HTTPException(404, str(exc)) from exc
        return _file(data, form, f"evaluation-{name}.{form}", attached=download)

    @api.get(
        "/api/question-template.{form}", tags=["评测"], summary="空白问题表",
        response_class=Response, responses=_files("xlsx", "csv", "jsonl"),
    )  # fmt: skip
    def question_template(request: Request, form: TableForm) -> Response:
        """一份可以填写的问题表，里面有三行样例。"""
        require(request, Scope.DOCUMENTS)
        name = f"questions.{form}"
        return _file(template(Path(name)), form, name, attached=True)


def _file(data: bytes, form: str, name: str, *, attached: bool) -> Response:
    headers = {"content-disposition": f'{"attachment" if attached else "inline"}; filename="{name}"'}
    return Response(data, media_type=KINDS[form], headers=headers)
