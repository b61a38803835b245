"""What the rows of a run say together: shares with their confidence intervals, by kind, by document, by threshold."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import quantiles

import numpy as np

from eval.metrics import ranking_measures
from eval.runs import Row

RESAMPLES, SEED = 2_000, 0
LEVEL = 0.95
THRESHOLDS = tuple(step / 20 for step in range(21))
"""Thresholds of confidence at which answers are counted: steps of 0.05, finer than a set of hundreds of questions tells apart."""


@dataclass(frozen=True, slots=True)
class Share:
    """A mean over `count` rows, with the ends of its bootstrap confidence interval; None of nothing."""

    count: int
    value: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """One operating point: with answers below `threshold` refused, `coverage` is the share of the answerable questions
    that are answered, `risk` the share of wrong ones among all answers given."""

    threshold: float
    coverage: float
    risk: float


@dataclass(frozen=True, slots=True)
class Operating:
    """How the questions would come out if answers of a confidence below `threshold` were refused: the shares of right ones
    among all, of answered ones among the answerable, and of wrong ones among the answers given."""

    threshold: float
    right: Share
    answered: Share
    wrong: Share

    @property
    def given(self) -> int:
        """How many answers were given."""
        return self.wrong.count


@dataclass(frozen=True, slots=True)
class Summary:
    """All figures of a run. Shares by name; accuracy by kind and by document; measures of retrieval by arm; milliseconds
    by quantile; the risk-coverage curve, from the strictest threshold on; and what each threshold would give."""

    shares: Mapping[str, Share]
    kinds: Mapping[str, Share]
    documents: Mapping[str, Share]
    parts: Mapping[str, Share]
    retrieval: Mapping[str, Mapping[str, float]]
    latency_ms: Mapping[str, float]
    stages_ms: Mapping[str, float]
    curve: tuple[Point, ...]
    thresholds: tuple[Operating, ...]


SHARES: Mapping[str, Callable[[Row], float | None]] = {
    "right": lambda row: float(row.right),
    "citation_holds": lambda row: _number(row.holds),
    "citation_precision": lambda row: row.precision,
    "citation_recall": lambda row: row.recall,
    "refusal_precision": lambda row: float(row.refuses) if row.refused else None,
    "refusal_recall": lambda row: float(row.refused) if row.refuses else None,
    "wrong_answers": lambda row: float(not row.right) if not row.refused else None,
}
"""Name of a share to what a row gives for it, None where it does not count. `wrong_answers` is the share of wrong ones
among the answers given: the figure that must be low."""


def summarise(rows: Sequence[Row]) -> Summary:
    """All figures of some rows."""
    totals = [row.timings_ms["total"] for row in rows if "total" in row.timings_ms]
    return Summary(
        {name: share(map(of, rows)) for name, of in SHARES.items()},
        _by(rows, lambda row: row.kind),
        _by(rows, lambda row: row.document or "—"),
        _by(rows, lambda row: row.part),
        _retrieval(rows),
        _quantiles(totals),
        _stages(rows),
        curve(rows),
        by_threshold(rows),
    )


def share(values: Iterable[float | None]) -> Share:
    """Mean of the values that are there, with a percentile bootstrap interval of 95 %."""
    from scipy.stats import bootstrap  # here: it takes more than a second, and the page shows runs without it

    held = np.array([value for value in values if value is not None], dtype=np.float64)
    if not len(held):
        return Share(0, None)
    mean = float(held.mean())
    if np.ptp(held) == 0:
        return Share(len(held), mean, mean, mean)
    found = bootstrap(
        (held,), np.mean, n_resamples=RESAMPLES, confidence_level=LEVEL, method="percentile",
        rng=np.random.default_rng(SEED),
    ).confidence_interval  # fmt: skip
    return Share(len(held), mean, float(found.low), float(found.high))


def curve(rows: Sequence[Row]) -> tuple[Point, ...]:
    """Risk and coverage at each confidence that an answer had, the highest first."""
    given = sorted(
        (row for row in rows if not row.refused and row.confidence is not None), key=_confidence, reverse=True
    )
    answerable = sum(not row.refuses for row in rows)
    points: list[Point] = []
    wrong = answered = 0
    for at, row in enumerate(given, 1):
        wrong += not row.right
        answered += not row.refuses
        if at == len(given) or _confidence(given[at]) < _confidence(row):
            points.append(Point(_confidence(row), answered / answerable if answerable else 0.0, wrong / at))
    return tuple(points)


def by_threshold(rows: Sequence[Row]) -> tuple[Operating, ...]:
    """What each of THRESHOLDS gives, the lowest first; those that change nothing are left out. Answers without a confidence
    (of the table of figures, of a document itself) rest on no reading, and stand at any threshold."""
    found: list[Operating] = []
    before = len(rows) + 1
    for threshold in THRESHOLDS:
        kept = [not row.refused and (row.confidence is None or row.confidence >= threshold) for row in rows]
        if rows and sum(kept) < before:
            before = sum(kept)
            held = list(zip(rows, kept, strict=True))
            right = share(float(row.right if given or row.refused else row.refuses) for row, given in held)
            answered = share(float(given) for row, given in held if not row.refuses)
            found.append(
                Operating(threshold, right, answered, share(float(not row.right) for row, given in held if given))
            )
    return tuple(found)


def _confidence(row: Row) -> float:
    return row.confidence or 0.0


def _number(value: bool | None) -> float | None:
    return None if value is None else float(value)


def _by(rows: Sequence[Row], key: Callable[[Row], str]) -> dict[str, Share]:
    names = sorted({key(row) for row in rows})
    return {name: share(float(row.right) for row in rows if key(row) == name) for name in names}


def _quantiles(values: Sequence[float]) -> dict[str, float]:
    if len(values) < 2:
        return dict.fromkeys(("p50", "p95", "max"), values[0]) if values else {}
    cuts = quantiles(values, n=100, method="inclusive")
    return {"p50": cuts[49], "p95": cuts[94], "max": max(values)}


def _stages(rows: Sequence[Row]) -> dict[str, float]:
    """Median milliseconds of each stage over the questions that went through it."""
    names = dict.fromkeys(name for row in rows for name in row.timings_ms)
    return {name: float(np.median([row.timings_ms[name] for row in rows if name in row.timings_ms])) for name in names}


def _retrieval(rows: Sequence[Row]) -> dict[str, dict[str, float]]:
    """R@k and MRR of the best placed evidence, by arm and for the fusion."""
    judged = {str(at): row for at, row in enumerate(rows) if row.ranks}
    ranks = {"fusion": {at: min((rank for rank in row.ranks if rank), default=None) for at, row in judged.items()}}
    for arm in dict.fromkeys(arm for row in judged.values() for arm in row.arms):
        ranks[arm] = {at: row.arms.get(arm) for at, row in judged.items()}
    gold = {at: at for at in judged}
    return {
        arm: ranking_measures(gold, {at: _ranked(at, rank) for at, rank in found.items() if rank})
        for arm, found in ranks.items()
        if found
    }


def _ranked(name: str, rank: int) -> dict[str, float]:
    """Scores of the evidence, which bears the question's name, and of what stands above it."""
    return {**{f"#{at}": 1.0 / at for at in range(1, rank)}, name: 1.0 / rank}
