"""The table of indicators of a library: every figure of its reports, by metric, place, year and kind."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.aliases import canonical
from corpus.records import Indicator, IndicatorKind, Span
from corpus.regions import short_name
from index.catalogue import Catalogue, Entry
from index.relations import without_copies
from index.rows import dump, indicator


@dataclass(frozen=True, slots=True)
class Target:
    """A row of the table: an indicator, the document that holds it, its figure as written, and its sentence."""

    entry: Entry
    indicator: Indicator
    figure: str
    quote: str


@dataclass(frozen=True, slots=True)
class TargetFilters:
    """What rows must be; None asks for nothing. `metric` is a metric or a part of one, by any of its names; `region` holds
    for the place and those in it; `kind` may be several."""

    region: str | None = None
    year: int | None = None
    metric: str | None = None
    kinds: tuple[IndicatorKind, ...] = ()
    target: bool | None = None
    metrics: tuple[str, ...] | None = None
    """The exact metrics that count; None for all."""
    organisation: str | None = None
    """The body that a figure is of, where that is not the place's own government."""
    spans: tuple[Span, ...] = ()
    """Parts of the text of which the figure must overlap one; () asks nothing."""


def find_targets(catalogue: Catalogue, filters: TargetFilters, documents: Sequence[int] | None = None) -> list[Target]:
    """Rows that meet the filters, by place, metric, year and place in the text; those of a text that the library holds twice
    once. `documents` limits them to some."""
    rows = list(_rows(catalogue, filters, documents))
    if not rows:
        return []
    entries = catalogue.metadata(without_copies(catalogue, {key for key, _, _, _ in rows}))
    found = [
        Target(entries[key], indicator(data), figure, quote) for key, figure, quote, data in rows if key in entries
    ]
    if filters.target is not None:
        found = [target for target in found if is_target(target.indicator) == filters.target]
    if filters.organisation is not None:
        found = [target for target in found if target.indicator.organisation == filters.organisation]
    return sorted(found, key=_order)


def figures_at(catalogue: Catalogue, document: int, spans: Sequence[Span]) -> list[Target]:
    """The rows of a document whose figures overlap any of the spans."""
    return find_targets(catalogue, TargetFilters(spans=tuple(spans)), [document]) if spans else []


def is_target(found: Indicator) -> bool:
    """Whether a figure is aimed at and not reached."""
    return found.target or found.kind is IndicatorKind.TARGET


def is_fall(found: Indicator) -> bool:
    """Whether an indicator tells by how much its metric fell, or is to fall."""
    return found.kind is IndicatorKind.GROWTH and found.value is not None and found.value < 0


def _rows(
    catalogue: Catalogue, filters: TargetFilters, documents: Sequence[int] | None
) -> Iterator[tuple[int, str, str, str]]:
    clauses, values = ["1"], list[str | int]()
    if filters.region is not None:
        clauses.append("(instr('/' || region || '/', '/' || ?) or instr('/' || region || '/', '/' || ? || '市'))")
        values += [filters.region, short_name(filters.region)]
    if filters.year is not None:
        clauses.append("year = ?")
        values.append(filters.year)
    if filters.kinds:
        clauses.append(f"kind in ({','.join('?' * len(filters.kinds))})")
        values += [str(kind) for kind in filters.kinds]
    if filters.metrics is not None:
        clauses.append("metric in (select value from json_each(?))")
        values.append(dump(filters.metrics))
    if filters.spans:
        clauses.append(
            "exists (select 1 from json_each(?)"
            " where json_extract(value, '$[0]') < indicators.end and indicators.start < json_extract(value, '$[1]'))"
        )
        values.append(dump(filters.spans))
    if documents is not None:
        clauses.append(f"document in ({','.join('?' * len(documents))})")
        values += documents
    rows = catalogue.connection.execute(
        f"select document, figure, quote, data, metric from indicators where {' and '.join(clauses)}", values
    )
    wanted = canonical(filters.metric) if filters.metric else ""
    for document, figure, quote, data, metric in rows:
        if wanted in canonical(metric):
            yield int(document), str(figure), str(quote), str(data)


def _order(target: Target) -> tuple[tuple[str, ...], str, str, int, int, int]:
    found = target.indicator
    return found.region, found.organisation or "", found.metric, found.year or 0, target.entry.key, found.start
