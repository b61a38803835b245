"""A run as one self-contained page, and as Markdown."""

import json
from dataclasses import asdict
from importlib.resources import files
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape

from eval import charts, words
from eval.comparison import Comparison
from eval.opinions import Opinions, opinions
from eval.runs import FIGURES, PAGE, TEXT, Row, Run, write
from eval.summary import Share, Summary, summarise


def write_report(run: Run, folder: Path, comparison: Comparison | None = None) -> list[Path]:
    """Write page, Markdown and figures of a run into a folder; their paths. Raises PolicybotError."""
    summary = summarise(run.rows)
    made = {
        PAGE: to_html(run, summary, comparison),
        TEXT: to_markdown(run, summary, comparison),
        FIGURES: json.dumps(figures(run, summary), ensure_ascii=False, indent=1) + "\n",
    }
    return [write(folder / f"{run.name}.{name}", text.encode()) for name, text in made.items()]


def to_html(run: Run, summary: Summary, comparison: Comparison | None = None) -> str:
    """The page: headline table, charts, the wrong ones first with answer, gold and marked evidence. All text of documents
    and questions is escaped."""
    from jinja2 import Environment

    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters |= {"share": percent, "interval": interval, "answer": marked, "opined": opined}
    template = environment.from_string(files("eval").joinpath("report.html.j2").read_text(encoding="utf-8"))
    totals = [row.timings_ms["total"] for row in run.rows if "total" in row.timings_ms]
    drawn = {
        "kinds": charts.accuracy_chart(summary.kinds, words.KINDS),
        "documents": charts.accuracy_chart(summary.documents, {}, wide=True),
        "curve": charts.curve_chart(summary.curve, words.COVERAGE, words.RISK),
        "thresholds": charts.threshold_chart(
            summary.thresholds, float(run.settings["min_confidence"]), words.THRESHOLD, words.OPERATING
        ),
        "retrieval": charts.retrieval_chart(summary.retrieval, words.ARMS, words.RANK, words.FOUND),
        "latency": charts.latency_chart(totals, words.MILLISECONDS, words.QUESTIONS),
    }
    return template.render(
        run=run, summary=summary, comparison=comparison, opinions=opinions(run), words=words,
        charts={name: Markup(svg) for name, svg in drawn.items()},
        rows=sorted(run.rows, key=lambda row: (row.right, not row.forbidden, row.kind, row.id)),
    )  # fmt: skip


def to_markdown(run: Run, summary: Summary, comparison: Comparison | None = None) -> str:
    """Headline figures, accuracy by kind, and the wrong ones."""
    lines = [
        f"# {words.TITLE} {run.time[:19]}",
        "",
        f"提交 {run.commit}，编码模型 {run.encoder}，资料库 {run.library}（{run.documents} 份文件），"
        f"{len(run.rows)} 个问题，用时 {run.seconds} 秒，{run.machine}",
        *([f"资料库缺少有关文件，或还待人补充，因而未提问的问题：{len(run.left_out)} 个"] if run.left_out else []),
        "",
        "| 指标 | 数值 | 95% 区间 | 问题数 |",
        "| --- | --- | --- | --- |",
        *(
            f"| {words.SHARES[name][0]} | {percent(share)} | {interval(share)} | {share.count} |"
            for name, share in summary.shares.items()
        ),
        "",
        "| 类型 | 答对 | 95% 区间 | 问题数 |",
        "| --- | --- | --- | --- |",
        *(
            f"| {words.KINDS.get(name, name)} | {percent(share)} | {interval(share)} | {share.count} |"
            for name, share in summary.kinds.items()
        ),
    ]
    lines += [
        "",
        "| 拒答门槛 | 答对 | 95% 区间 | 回答的可答问题 | 误答 | 给出的回答 |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    lines += [
        f"| {at.threshold:.2f} | {percent(at.right)} | {interval(at.right)} | {percent(at.answered)} | {percent(at.wrong)} | {at.given} |"
        for at in summary.thresholds
    ]
    if comparison is not None:
        lines += ["", "## 与上次相比", "", compared(comparison)]
        lines += [f"- 变坏 {_one_line(after.question)}：{_one_line(after.answer)}" for _, after in comparison.worse]
        lines += [f"- 变好 {_one_line(after.question)}" for _, after in comparison.better]
    if found := opinions(run):
        lines += ["", f"## {words.OPINIONS}", "", opined(found)]
    wrong = [row for row in run.rows if not row.right]
    if wrong:
        lines += ["", "## 答错的问题", ""]
        lines += [
            f"- {row.id}（{words.RULES[row.rule]}）{_one_line(row.question)} 应为：{_one_line(row.gold) or '拒答'}；"
            f"答：{_one_line(row.answer)}"
            for row in wrong
        ]
    return "\n".join(lines) + "\n"


def figures(run: Run, summary: Summary) -> dict[str, Any]:
    """The figures of a run that do not depend on the machine, as plain data; a language model's opinions under a key of their
    own."""
    found = opinions(run)
    rounded = {name: _rounded(share) for name, share in summary.shares.items()}
    return {
        "questions": len(run.rows),
        "library": run.library,
        "encoder": run.encoder,
        "shares": rounded,
        "kinds": {name: _rounded(share) for name, share in summary.kinds.items()},
        "parts": {name: _rounded(share) for name, share in summary.parts.items()},
        "retrieval": {arm: {k: round(v, 3) for k, v in values.items()} for arm, values in summary.retrieval.items()},
        "wrong": sorted(row.id for row in run.rows if not row.right),
        **({"judge": _opinions_data(found)} if found else {}),
    }


def opined(found: Opinions) -> str:
    """One sentence on a language model's opinions."""
    shares = "，".join(f"{words.VERDICTS[name]} {percent(each)}" for name, each in found.verdicts.items())
    silent = f"；另有 {found.silent} 题没有评出" if found.silent else ""
    return (
        f"{found.model} 评判了 {found.agrees.count} 个文字回答（不计入按规则得出的任何数字）：{shares}，"
        f"与规则一致 {percent(found.agrees)}{silent}"
    )


def compared(comparison: Comparison, wording: str = words.COMPARED, changed: str = words.LIBRARY_CHANGED) -> str:
    """One sentence on two runs, as in `eval.words`."""
    return wording.format(
        shared=comparison.shared, library="" if comparison.same_library else changed, before=comparison.before,
        after=comparison.after, better=len(comparison.better), worse=len(comparison.worse), p=comparison.p_value,
    )  # fmt: skip


def percent(share: Share) -> str:
    """A share for people; – of nothing."""
    return "–" if share.value is None else f"{share.value:.1%}"


def interval(share: Share) -> str:
    """Its interval; – of nothing."""
    return "–" if share.low is None or share.high is None else f"{share.low:.1%} 至 {share.high:.1%}"


def _opinions_data(found: Opinions) -> dict[str, Any]:
    shares = {name: _rounded(each) for name, each in found.verdicts.items()}
    return {"model": found.model, "verdicts": shares, "silent": found.silent, "agrees": _rounded(found.agrees)}


def _rounded(share: Share) -> dict[str, float | int | None]:
    return {name: round(value, 3) if isinstance(value, float) else value for name, value in asdict(share).items()}


def marked(row: Row) -> Markup:
    """An answer with its line ends; what it must say is marked."""
    text = escape(row.answer)
    for form in (form for each in row.must_contain for form in each.split("|")):
        if len(form) > 1:
            text = text.replace(escape(form), Markup("<mark>{}</mark>").format(form))
    return Markup("<br>").join(text.split("\n"))


def _one_line(text: str) -> str:
    return " ".join(text.split())[:200]
