"""Charts of a run as SVG, readable offline: their text stays text, so the reader's own Chinese fonts show it."""

import io
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from eval.metrics import CUTS
from eval.summary import Operating, Point, Share

BLUE, GREY, RED = "#24548f", "#8a919a", "#b3412f"
SIZE, SMALL, LOW = (6.4, 3.2), (4.2, 2.4), (4.2, 1.7)
"""Inches: of a report's chart, and of those that a phone shows whole."""
BOTTOM = 0.55
"""Inches below a chart's axis, where its ticks and name stand."""

STYLE: Any = {
    "svg.fonttype": "none",
    "svg.hashsalt": "policybot",  # the same chart is the same file
    "font.family": "sans-serif",
    "font.size": 8,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": GREY,
    "axes.grid": True,
    "axes.axisbelow": True,
    "grid.color": "#e2dfd7",
    "figure.facecolor": "none",
    "axes.facecolor": "none",
}


def accuracy_chart(shares: Mapping[str, Share], labels: Mapping[str, str], *, wide: bool = False) -> str:
    """Shares of right answers as bars from 0 to 1, with their intervals and counts; `wide` gives long names room."""
    held = [(name, each) for name, each in shares.items() if each.value is not None]

    def draw(axes: Any) -> None:
        for at, (name, each) in enumerate(reversed(held)):
            value, low, high = each.value or 0.0, each.low or 0.0, each.high or 0.0
            axes.barh(at, value, color=BLUE, height=0.6)
            axes.plot([low, high], [at, at], color=RED, linewidth=1.6, solid_capstyle="butt")
            axes.text(1.01, at, f"{value:.2f}  n={each.count}", va="center", fontsize=8)
            axes.text(-0.01, at, labels.get(name, name), va="center", ha="right", fontsize=8)
        axes.set_yticks([])
        axes.set_xlim(0, 1)

    width, left, right = (2 * SIZE[0], 0.34, 0.9) if wide else (SIZE[0], 0.16, 0.84)
    return _svg(draw, (width, 0.5 + 0.34 * max(len(held), 2)), left=left, right=right)


def curve_chart(points: Sequence[Point], x: str, y: str) -> str:
    """The risk-coverage curve: the lower, the better."""

    def draw(axes: Any) -> None:
        axes.step([p.coverage for p in points], [p.risk for p in points], where="post", color=BLUE)
        if points:
            axes.plot(points[-1].coverage, points[-1].risk, "o", color=RED)
        axes.set_xlim(0, 1.02)
        axes.set_ylim(0, max([0.1, *(p.risk * 1.1 for p in points)]))
        axes.set_xlabel(x)
        axes.set_ylabel(y)

    return _svg(draw, SIZE)


def threshold_chart(
    points: Sequence[Operating], now: float, x: str, names: Sequence[str], *, small: bool = False
) -> str:
    """Shares of right ones, of answered ones and of wrong answers by threshold of refusal, the first with
    its interval; `now` is the threshold that is set."""

    def draw(axes: Any) -> None:
        at = [point.threshold for point in points]
        lines = [
            [each.value or 0.0 for each in by]
            for by in zip(*((p.right, p.answered, p.wrong) for p in points), strict=True)
        ]
        if points:
            low, high = ([getattr(p.right, end) or 0.0 for p in points] for end in ("low", "high"))
            axes.fill_between(at, low, high, color=BLUE, alpha=0.12, linewidth=0)
        for values, name, colour, width in zip(lines, names, (BLUE, GREY, RED), (2.4, 1.4, 1.4), strict=False):
            axes.plot(at, values, marker="o", markersize=3, color=colour, linewidth=width, label=name)
        axes.axvline(now, color=GREY, linewidth=1, linestyle=":")
        axes.set_ylim(0, 1.25)  # room for the legend
        axes.set_yticks([0, 0.25, 0.5, 0.75, 1])
        axes.set_xlabel(x)
        if points:
            axes.legend(fontsize=7, frameon=False, loc="upper center", ncols=3)

    return _svg(draw, SMALL if small else SIZE)


def trend_chart(shares: Sequence[tuple[str, float, float]], names: tuple[str, str]) -> str:
    """Shares of right ones and of wrong answers by run, the oldest first; each run is (when, right, wrong)."""

    def draw(axes: Any) -> None:
        at = range(len(shares))
        for values, name, colour in zip(list(zip(*shares, strict=True))[1:], names, (BLUE, RED), strict=True):
            axes.plot(at, values, marker="o", markersize=4, color=colour, label=name)
        axes.set_xticks(at, [when for when, *_ in shares])
        axes.set_xlim(-0.5, len(shares) - 0.5)
        axes.set_ylim(0, 1.35)  # room for the legend
        axes.set_yticks([0, 0.5, 1])
        axes.legend(fontsize=7, frameon=False, loc="upper left", ncols=2)

    return _svg(draw, LOW)


def retrieval_chart(measures: Mapping[str, Mapping[str, float]], labels: Mapping[str, str], x: str, y: str) -> str:
    """Share of the questions whose evidence is among the first k passages, by arm; the fusion is the thick line."""

    def draw(axes: Any) -> None:
        for name, values in measures.items():
            fused = name == "fusion"
            heights = [values[f"R@{cut}"] for cut in CUTS]
            axes.plot(
                CUTS, heights, marker="o", markersize=3, linewidth=2.4 if fused else 1.1, label=labels.get(name, name)
            )
        axes.set_xticks(CUTS)
        axes.set_ylim(0, 1.02)
        axes.set_xlabel(x)
        axes.set_ylabel(y)
        if measures:
            axes.legend(fontsize=7, frameon=False, loc="lower right")

    return _svg(draw, SIZE)


def latency_chart(milliseconds: Sequence[float], x: str, y: str) -> str:
    """How the times of the answers are spread."""

    def draw(axes: Any) -> None:
        axes.hist(milliseconds, bins=30, color=BLUE)
        axes.set_xlabel(x)
        axes.set_ylabel(y)

    return _svg(draw, SIZE)


def _svg(
    draw: Callable[[Any], None],
    size: tuple[float, float],
    *,
    left: float = 0.11,
    right: float = 0.97,
) -> str:
    """An SVG element without the XML head, to stand inside a page."""
    import warnings

    import matplotlib as mpl
    from matplotlib.figure import Figure

    with mpl.rc_context(STYLE), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")  # the reader's browser has it
        figure = Figure(figsize=size)
        axes = figure.subplots()
        figure.subplots_adjust(left=left, right=right, bottom=BOTTOM / size[1], top=0.95)
        draw(axes)
        out = io.StringIO()
        figure.savefig(out, format="svg", metadata={"Date": None})
    text = out.getvalue()
    return re.sub("<metadata>.*?</metadata>", "", text[text.index("<svg") :], flags=re.DOTALL)
