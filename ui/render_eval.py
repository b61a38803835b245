"""What the tab of evaluations shows, as HTML: how far a run is, the runs before, and one of them with its wrong answers first.
Pure; everything that comes from a document or a question is escaped."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from html import escape

from eval import charts, words
from eval.comparison import Comparison
from eval.questions import Question
from eval.report import compared, interval, marked, percent
from eval.runs import Quote, Row, Run
from eval.summary import Operating, Summary
from ui import texts
from ui.evaluations import Ended, Listed, Progress, source_word

HEADLINES = ("right", "wrong_answers", "citation_holds", "refusal_recall")
"""Shares shown large; the table has all."""

SHOWN = 100
"""Rows of a list that are shown: the report has all."""

LONGEST_TREND = 12
"""Runs of the trend: more dates do not stand beside each other."""

MOST_LISTED = 50
"""Runs listed."""

_QUOTE = 160
"""Characters of a quote that are shown: its source is one click away."""


def status(progress: Progress | None, ended: Ended | None) -> str:
    """How far the run is that goes on, or how the last one ended."""
    if progress is None:
        return note(ended.words, bad=ended.failed) if ended else ""
    done, total = progress.done, max(progress.total, 1)
    if progress.cancelled:
        more = texts.EVAL_STOPPING
    elif done >= total:
        more = texts.EVAL_SAVING
    else:
        more = texts.EVAL_LEFT.format(round(progress.seconds / done * (total - done)) + 1) if done else ""
    said = texts.EVAL_RUNNING.format(source=source_word(progress.source), done=done, total=progress.total)
    return (
        f'<div class="pb-run"><div><span>{escape(said)}</span><span>{more}</span></div>'
        f'<progress max="{total}" value="{done}" aria-label="{texts.TAB_EVAL}"></progress></div>'
    )


def note(said: str, *, bad: bool = False) -> str:
    """A sentence below the form."""
    return f'<p class="pb-said{" pb-bad" if bad else ""}" role="status">{escape(said)}</p>' if said else ""


def read(name: str, questions: Sequence[Question]) -> str:
    """What a file that was sent holds."""
    return note(texts.EVAL_READ.format(name=name, count=len(questions)))


def templates() -> str:
    """Links to the table to fill in."""
    links = "".join(
        f'<a class="pb-download" href="api/question-template.{form}" download>{label}</a>'
        for form, label in texts.EVAL_TEMPLATES.items()
    )
    return f'<p class="pb-count"><span>{texts.EVAL_TEMPLATE}{links}</span></p>'


def history(runs: Sequence[Listed], shown: str, against: str) -> str:
    """The runs before, newest first, with the trend of those that asked the same set as the one shown."""
    if not runs:
        return ""
    current = next((each for each in runs if each.name == shown), runs[0])
    alike = [each for each in runs if each.source == current.source][:LONGEST_TREND][::-1]
    trend = ""
    if len(alike) > 1:
        points = [(f"{_when(each.time):%m-%d\n%H:%M}", each.right, each.wrong or 0.0) for each in alike]
        drawn = charts.trend_chart(points, (words.SHARES["right"][0], words.SHARES["wrong_answers"][0]))
        trend = f'<figure class="pb-figure-svg">{drawn}<figcaption>{texts.EVAL_TREND.format(len(alike))}</figcaption></figure>'
    heads = "".join(f"<th>{name}</th>" for name in texts.EVAL_COLUMNS)
    rows = "".join(_run_row(each, shown, against) for each in runs[:MOST_LISTED])
    return (
        f'<section class="pb-box"><h3>{texts.EVAL_HISTORY}</h3>{trend}'
        f'<div class="pb-runs"><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div></section>'
    )


def headline(name: str, run: Run, summary: Summary) -> str:
    """What a run was of, where its report is, and its figures."""
    return f"{_facts(name, run)}{_headline(summary)}"


def result(run: Run, summary: Summary, comparison: Comparison | None, before: Run | None) -> str:
    """A run: what it compares with, accuracy by kind and by threshold, and the wrong ones."""
    wrong = sorted((row for row in run.rows if not row.right), key=lambda row: (not row.forbidden, row.kind, row.id))
    return (
        f"{_compared(comparison, before)}"
        f'<section class="pb-box"><h3>{texts.EVAL_KINDS}</h3>{_kinds(summary)}</section>'
        f'<section class="pb-box"><h3>{texts.EVAL_THRESHOLDS}</h3>{_thresholds(run, summary.thresholds)}</section>'
        f'<section class="pb-box"><h3>{texts.EVAL_WRONG.format(len(wrong))}</h3>{_rows(wrong)}</section>'
    )


def nothing() -> str:
    """What stands where there is no run yet."""
    head, more = texts.EVAL_NONE
    return f'<div class="pb-none"><h3>{head}</h3><p>{more}</p></div>'


def _run_row(each: Listed, shown: str, against: str) -> str:
    when = f"{_when(each.time):%Y-%m-%d %H:%M}"
    show = f'<button data-show="{escape(each.name)}" aria-label="{texts.EVAL_SHOW.format(when)}">{when}</button>'
    word = texts.EVAL_ALONE if each.name == against else texts.EVAL_AGAINST
    beside = "" if each.name == shown else f'<button data-against="{escape(each.name)}">{word}</button>'
    state = ' aria-current="true"' if each.name == shown else ' class="pb-beside"' if each.name == against else ""
    cells = (
        source_word(each.source),
        str(each.questions),
        f"{each.right:.1%}",
        f"{each.wrong:.1%}" if each.wrong is not None else "–",
        each.commit,
    )
    held = "".join(
        f'<td data-label="{label}">{escape(cell)}</td>'
        for label, cell in zip(texts.EVAL_COLUMNS[1:], cells, strict=False)
    )
    return f"<tr{state}><td>{show}</td>{held}<td>{beside}</td></tr>"


def _facts(name: str, run: Run) -> str:
    said = texts.EVAL_FACTS.format(
        time=f"{_when(run.time):%Y-%m-%d %H:%M}",
        source=texts.LIST.join(map(source_word, run.questions)),
        count=len(run.rows),
        seconds=run.seconds,
        encoder=run.encoder,
        documents=run.documents,
        commit=run.commit,
    )
    address = f"api/evaluations/{name}"
    links = (
        f'<a class="pb-download" href="{address}.html" target="_blank" rel="noopener">{texts.EVAL_OPEN}</a>'
        + "".join(
            f'<a class="pb-download" href="{address}.{form}?download=true">{label}</a>'
            for form, label in texts.EVAL_FORMS.items()
        )
    )
    left = ""
    if run.left_out:
        shown = texts.LIST.join(run.left_out[:20]) + ("……" if len(run.left_out) > 20 else "")
        left = note(texts.EVAL_LEFT_OUT.format(len(run.left_out), shown))
    return f'<p class="pb-count"><span>{escape(said)}</span><span>{texts.EVAL_REPORT}{links}</span></p>{left}'


def _headline(summary: Summary) -> str:
    cards = "".join(
        f"<div><dt>{texts.named(words.SHARES[key][0])}</dt><dd><b>{percent(summary.shares[key])}</b>"
        f"<small>{interval(summary.shares[key])}</small></dd></div>"
        for key in HEADLINES
    )
    rows = "".join(
        f"<tr><th scope=row>{texts.named(label)}</th><td>{percent(summary.shares[key])}</td><td>{interval(summary.shares[key])}</td>"
        f"<td>{summary.shares[key].count}</td><td>{texts.named(meaning)}</td></tr>"
        for key, (label, meaning) in words.SHARES.items()
    )
    return (
        f'<dl class="pb-cards">{cards}</dl><details class="pb-all"><summary>{texts.EVAL_ALL}</summary>'
        f'<div class="pb-runs"><table>{rows}</table></div></details>'
    )


def _compared(comparison: Comparison | None, before: Run | None) -> str:
    if comparison is None or before is None:
        return ""
    head = texts.EVAL_COMPARED.format(time=f"{_when(before.time):%Y-%m-%d %H:%M}")
    groups = "".join(
        f"<h4>{title.format(len(pairs))}</h4>{_rows((after for _, after in pairs), {id(after): before for before, after in pairs})}"
        for title, pairs in ((texts.EVAL_WORSE, comparison.worse), (texts.EVAL_BETTER, comparison.better))
        if pairs
    )
    return f'<section class="pb-box pb-compared"><h3>{head}</h3><p>{escape(compared(comparison, texts.named(words.COMPARED), texts.named(words.LIBRARY_CHANGED)))}</p>{groups}</section>'


def _kinds(summary: Summary) -> str:
    rows = "".join(
        f'<li title="{escape(texts.EVAL_INTERVAL.format(percent(share), interval(share)))}">'
        f"<span>{texts.named(words.KINDS.get(kind, escape(kind)))}</span>"
        f'<span class="pb-meter"><i style="width:{_width(share.value)}"></i>'
        f'<em style="left:{_width(share.low)};right:{_width(1 - (share.high or 0))}"></em></span>'
        f"<b>{percent(share)}</b><small>{texts.EVAL_ASKED.format(share.count)}</small></li>"
        for kind, share in summary.kinds.items()
    )
    return f'<ul class="pb-kinds">{rows}</ul>'


def _thresholds(run: Run, points: Sequence[Operating]) -> str:
    now = run.settings["min_confidence"]
    drawn = charts.threshold_chart(
        points, float(now), texts.named(words.THRESHOLD), tuple(map(texts.named, words.OPERATING)), small=True
    )
    heads = "".join(f"<th>{name}</th>" for name in texts.EVAL_THRESHOLD_COLUMNS)
    rows = "".join(
        f"<tr><td>{at.threshold:.2f}</td><td>{percent(at.right)}</td><td>{interval(at.right)}</td><td>{percent(at.answered)}</td>"
        f"<td>{percent(at.wrong)}</td><td>{at.given}</td></tr>"
        for at in points
    )
    caption = f"{texts.EVAL_THRESHOLD_NOTE}{texts.EVAL_NOW.format(escape(now))}"
    return (
        f'<figure class="pb-figure-svg">{drawn}<figcaption>{caption}</figcaption></figure>'
        f'<details class="pb-all"><summary>{texts.EVAL_TABLE}</summary>'
        f'<div class="pb-runs"><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div></details>'
    )


def _rows(rows: Iterable[Row], before: dict[int, Row] | None = None) -> str:
    held = list(rows)
    if not held:
        return f"<p>{texts.EVAL_ALL_RIGHT}</p>"
    shown = "".join(_row(row, (before or {}).get(id(row))) for row in held[:SHOWN])
    left = len(held) - SHOWN
    return shown + (f'<p class="pb-left">{texts.EVAL_MORE.format(left)}</p>' if left > 0 else "")


def _row(row: Row, before: Row | None) -> str:
    labels = texts.EVAL_ROW
    ranks = texts.LIST.join(str(rank or labels["not_found"]) for rank in row.ranks)
    said = (
        ("understood", escape(row.understood) if row.understood != row.question else ""),
        ("gold", escape(row.gold) or labels["refuse"]),
        ("before", str(marked(before)) if before else ""),
        ("answer", escape(row.error) or str(marked(row))),
        ("missed", escape(texts.SEMICOLON.join(row.missed))),
        ("forbidden", escape(texts.SEMICOLON.join(row.forbidden))),
        ("evidence", "".join(map(_quote, row.evidence))),
        ("cited", "".join(map(_quote, row.citations)) or ("" if row.refused else labels["none"])),
        ("ranks", ranks),
    )
    held = "".join(f"<dt>{labels[key]}</dt><dd>{value}</dd>" for key, value in said if value)
    rule = texts.named(words.RULES[row.rule])
    kind = texts.named(words.KINDS.get(row.kind, escape(row.kind)))
    return (
        f'<details class="pb-row{"" if row.right else " pb-wrong"}"><summary><span{texts.foreign()}>{escape(row.question)}</span>'
        f"<small>{kind} · {escape(row.id)}</small><em>{rule}</em></summary><dl>{held}</dl></details>"
    )


def _quote(quote: Quote) -> str:
    text = quote.text if len(quote.text) <= _QUOTE else quote.text[:_QUOTE] + "……"
    place = f"<small>《{escape(quote.title)}》</small>"
    kind = " pb-gold" if quote.is_evidence else ""
    if not quote.document:  # a run of before documents were named by their id
        return f'<blockquote class="pb-cited{kind}">{escape(text)}{place}</blockquote>'
    target = f"#quote-{escape(quote.document)}-{quote.start}-{quote.end}"
    return f'<a class="pb-open pb-cited{kind}" href="{target}">{escape(text)}{place}</a>'


def _width(share: float | None) -> str:
    return f"{100 * (share or 0):.1f}%"


def _when(time: str) -> datetime:
    return datetime.fromisoformat(time)
