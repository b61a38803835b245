"""Two runs of the same questions, question by question, with a paired test."""

from dataclasses import dataclass

from eval.runs import Row, Run


@dataclass(frozen=True, slots=True)
class Comparison:
    """Pairs (before, after) that got better or worse, how many questions both runs hold and how many only one does, the
    accuracies over the shared ones, and the p-value of McNemar's exact test: how likely so uneven a split is by chance."""

    better: tuple[tuple[Row, Row], ...]
    worse: tuple[tuple[Row, Row], ...]
    shared: int
    alone: int
    before: float
    after: float
    p_value: float
    same_library: bool

    @property
    def regressions(self) -> int:
        return len(self.worse)


def compare_runs(before: Run, after: Run) -> Comparison:
    """Compare the questions that both runs hold, by id and wording: a question that was reworded is another."""
    from scipy.stats import binomtest

    old = {(row.id, row.question): row for row in before.rows}
    new = {(row.id, row.question): row for row in after.rows}
    pairs = [(old[key], new[key]) for key in new if key in old]
    better = tuple(pair for pair in pairs if pair[1].right and not pair[0].right)
    worse = tuple(pair for pair in pairs if pair[0].right and not pair[1].right)
    changed = len(better) + len(worse)
    return Comparison(
        better,
        worse,
        len(pairs),
        len(old) + len(new) - 2 * len(pairs),
        _accuracy([pair[0] for pair in pairs]),
        _accuracy([pair[1] for pair in pairs]),
        float(binomtest(len(worse), changed).pvalue) if changed else 1.0,
        before.library == after.library,
    )


def _accuracy(rows: list[Row]) -> float:
    return sum(row.right for row in rows) / len(rows) if rows else 0.0
