"""The table of targets and what stands around it, as HTML. Pure; everything that comes from a document is escaped."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from urllib.parse import urlencode

from index.targets import Target, TargetFilters, is_target
from ui import texts
from ui.targets import address, kind_word, metric_name, place_of

PART = 50
"""Rows shown at first, and more with every wish for more: on a phone a row is a tenth of the screen."""


@dataclass(frozen=True, slots=True)
class View:
    """How the table is shown: by which column ("": as found), in which direction, and how many rows."""

    column: str = ""
    descending: bool = False
    shown: int = PART

    def by(self, column: str) -> "View":
        """Ordered by a column, the other way round if it is so already."""
        again = column == self.column and not self.descending
        return View(column, again, self.shown) if column in texts.COLUMNS else self


def ordered(targets: Sequence[Target], view: View) -> list[Target]:
    """The rows in the order of a view; what has no year or no number comes last in either direction."""
    if view.column == "value":  # numbers of one unit compare
        known = [target for target in targets if target.indicator.value is not None]
        units = [unit for unit, _ in Counter(target.indicator.unit for target in known).most_common()]
        held = [t for unit in units for t in _sorted_by_value(known, unit, descending=view.descending)]
        return held + [target for target in targets if target.indicator.value is None]
    if view.column == "year":
        held = [target for target in targets if target.indicator.year is not None]
        held.sort(key=lambda target: target.indicator.year or 0, reverse=view.descending)
        return held + [target for target in targets if target.indicator.year is None]
    key = _KEYS.get(view.column)
    return sorted(targets, key=key, reverse=view.descending) if key else list(targets)


def table(targets: Sequence[Target], view: View) -> str:
    """The rows as a table; each is a link to its source."""
    if not targets:
        return ""
    heads = "".join(_head(column, name, view) for column, name in texts.COLUMNS.items())
    rows = "".join(_row(target) for target in ordered(targets, view)[: view.shown])
    left = len(targets) - view.shown
    more = f'<button class="pb-more" data-more>{texts.MORE.format(left)}</button>' if left > 0 else ""
    return f'<table class="pb-table"><thead><tr data-sort-by="{texts.SORT_BY}">{heads}</tr></thead><tbody>{rows}</tbody></table>{more}'


def nothing(*, anywhere: bool) -> str:
    """What an empty table says: that nothing meets the filters, or that the library has no figures at all."""
    head, more = texts.NO_ROWS if anywhere else texts.NO_TARGETS
    return f'<div class="pb-none"><h3>{head}</h3><p>{more}</p></div>'


def summary(count: int, filters: TargetFilters) -> str:
    """How many rows there are, and where they are downloaded."""
    links = "".join(
        f'<a class="pb-download" href="{escape(download(filters, form))}" download>{name}</a>'
        for form, name in (("csv", texts.CSV), ("xlsx", texts.XLSX))
    )
    downloads = f"<span>{texts.DOWNLOAD}{links}</span>" if count else ""
    return f'<p class="pb-count"><span>{texts.COUNT.format(f"{count:,}")}</span>{downloads}</p>'


def download(filters: TargetFilters, form: str) -> str:
    """Address of the rows that meet the filters, as a file."""
    asked = {
        "format": form,
        "region": filters.region,
        "year": filters.year,
        "metric": filters.metric,
        "kind": [str(kind) for kind in filters.kinds],
        "organisation": filters.organisation,
    }
    return "/api/targets?" + urlencode({name: value for name, value in asked.items() if value}, doseq=True)


_KEYS: dict[str, Callable[[Target], tuple[object, ...]]] = {
    "metric": lambda target: (target.indicator.metric, target.indicator.qualifiers),
    "place": lambda target: (target.indicator.region, target.indicator.organisation or ""),
    "kind": lambda target: (kind_word(target),),
}


def _sorted_by_value(targets: Sequence[Target], unit: str, *, descending: bool) -> list[Target]:
    same = [target for target in targets if target.indicator.unit == unit]
    return sorted(same, key=lambda target: target.indicator.value or Decimal(0), reverse=descending)


def _head(column: str, name: str, view: View) -> str:
    state = ("descending" if view.descending else "ascending") if view.column == column else "none"
    return (
        f'<th scope="col" class="pb-col-{column}" aria-sort="{state}">'
        f'<button data-sort="{column}" title="{texts.SORT.format(name)}">{name}</button></th>'
    )


def _row(target: Target) -> str:
    found, lang = target.indicator, texts.foreign()
    scope = (
        f'<span class="pb-scope"{lang}>{escape(texts.LIST.join(found.qualifiers))}</span>' if found.qualifiers else ""
    )
    year = texts.YEAR_OF.format(found.year) if found.year is not None else "—"
    aimed = "pb-tag pb-tag-aimed" if is_target(found) else "pb-tag"
    title = escape(" ".join(target.entry.metadata.title.split()))
    return (
        f'<tr><td class="pb-metric"><a class="pb-open" href="{address(target)}"{lang}>{escape(metric_name(target))}</a>{scope}'
        f'<span class="pb-doc"{lang}>{title}</span></td>'
        f'<td class="pb-place-cell"{lang}>{escape(place_of(target))}</td><td class="pb-year-cell">{year}</td>'
        f'<td class="pb-kind"><span class="{aimed}">{escape(texts.named(kind_word(target)))}</span></td>'
        f'<td class="pb-value"{lang}>{escape(target.figure)}</td></tr>'
    )
