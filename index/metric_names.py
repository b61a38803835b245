"""The names in the table of indicators, kept ready to be looked for in a question: metrics, and bodies with figures.

Comparing a question with each of 4,700 metrics took 55 ms of processor time; by their pairs of characters it takes 0.3.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass

from corpus.aliases import canonical
from index.catalogue import Catalogue
from index.tokens import bigrams


@dataclass(frozen=True, slots=True)
class MetricNames:
    """Metrics with how many pairs of characters each has, by pair those that have it (as often as they do), and bodies."""

    sizes: dict[str, int]
    by_pair: dict[str, tuple[str, ...]]
    bodies: frozenset[str]

    def said(self, text: str, least: float) -> tuple[str, ...]:
        """The metrics of whose pairs a canonical text says at least the share `least`."""
        pairs = {text[at : at + 2] for at in range(len(text))} | set(bigrams(text))
        counts = Counter(metric for pair in pairs for metric in self.by_pair.get(pair, ()))
        return tuple(metric for metric, count in counts.items() if count >= least * self.sizes[metric])

    def names_body(self, text: str) -> bool:
        """Whether a text names a body that has figures of its own."""
        return any(body in text for body in self.bodies)


def metric_names(catalogue: Catalogue) -> MetricNames:
    """The names of a library as it stands."""
    return catalogue.derived("metric_names", _read)


def _read(catalogue: Catalogue) -> MetricNames:
    sizes: dict[str, int] = {}
    by_pair: defaultdict[str, list[str]] = defaultdict(list)
    for (metric,) in catalogue.connection.execute("select distinct metric from indicators"):
        pairs = bigrams(canonical(metric))
        sizes[metric] = len(pairs)
        for pair in pairs:
            by_pair[pair].append(metric)
    bodies = catalogue.connection.execute(
        "select distinct json_extract(data, '$.organisation') from indicators where json_extract(data, '$.organisation') is not null"
    )
    return MetricNames(
        sizes, {pair: tuple(held) for pair, held in by_pair.items()}, frozenset(str(body) for (body,) in bodies)
    )
