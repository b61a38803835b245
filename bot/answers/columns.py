"""Tables of things in rows, asked as a whole: which rows meet a condition (增速超过10%的有哪些), and two rows side by side.

The column is the one whose header says most of what is asked; where two say as much, none is meant.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby

from bot.inquiry import Inquiry
from bot.language import BRACKETED, COLON
from bot.reading.citing import cite_passage, quoted
from bot.reading.labels import scale_of
from bot.reading.owners import CAP
from bot.reading.reading import heard_by
from bot.reading.rows import is_tabular
from bot.records import Kind, Outcome
from bot.texts import COMPARED, POINTS
from bot.understanding.coverage import coverage
from bot.understanding.fitting import region_fits
from bot.understanding.places import without_places
from bot.understanding.question import Question
from bot.understanding.sides import find_sides, put_apart
from bot.understanding.words import informative, without_how_many
from corpus.aliases import canonical
from corpus.quantity import Quantity, find_quantities, plain
from corpus.records import Passage
from corpus.text import ASIDE, fold
from index.search import Hit
from index.tokens import bigrams

DOCUMENTS, LEAST_ROWS, MOST_ROWS = 2, 3, 20
"""Documents whose tables are looked through, rows of a table that can be asked as a whole, and rows that an answer lists."""

SHORTEST = 2
"""Characters of the shortest name."""

NAMED = 3
"""Characters of a header that names its column wherever a question says it."""

SAID, ABOVE = 0.5, 0.4
"""Share of what is asked of the rows that the header of a column, with what stands above its table, must say, and the worth of
what stands above it."""

_MORE, _LESS = "超过?|大于|高于|突破|上了?|多于|过(?=\\d)", "低于|不到|小于|不足|少于"
_AT_LEAST, _AT_MOST = "不低于|达到|至少|不少于", "不超过|至多|不高于"
_NUMBER = r"(?P<number>\d+(?:\.\d+)?|两位数)\s*(?P<scale>[万亿])?(?P<unit>%|个?百分点|个?点|元|人|家|户|个|公里)?(?P<above>以上|以下)?"
_CONDITION = re.compile(f"(?P<sign>{_AT_LEAST}|{_AT_MOST}|{_MORE}|{_LESS}|在)?{_NUMBER}")
_FALLS = re.compile("负增长|下降的|下滑的|下跌的|是负的|为负|跌了的|降了的")
_LISTS = re.compile("哪些|哪几|有谁|都有谁|有哪")
_BARE = re.compile(r"\d+(?:\.\d+)?")
"""A cell whose unit stands above the table, if anywhere."""

_MINUS = "-－−"
_SCALES = {"万": Decimal(10_000), "亿": Decimal(100_000_000)}
_MEANT = (
    (re.compile("人(?:口)?(?:更|最|要)?(?:多|少)(?!少)"), "人口"),
    (re.compile("增速(?:更|最|要)?[快慢高低]"), "增速"),
    (re.compile("[高低大小多少快慢](?=$|[,，?？])"), ""),
)
"""What people ask of rows by an adjective, and the noun of headers."""

_MUCH_MORE = re.compile(
    "(?:各|分别)?(?:有|是|多|少|高|低|快|慢|贵|便宜|差|相差)*(?:了|出)?(?:多少|几)?[百千万亿]*(?:个?百分点|个?点|[元家户人个])?"
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure of a row under the header of its column; `value` has the sign that is written before it."""

    column: str
    quantity: Quantity
    value: Decimal

    @property
    def is_cap(self) -> bool:
        """Whether the column tells the most that there may be."""
        return bool(CAP.search(self.column))


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table by its name, with its figures."""

    hit: Hit
    name: str
    cells: tuple[Cell, ...]

    def at(self, column: str) -> Cell | None:
        return next((each for each in self.cells if each.column == column), None)


Condition = Callable[[Cell], bool | None]
"""Whether a figure is as it is asked to be; None for one in another unit."""


def rows_that(inquiry: Inquiry) -> Outcome | None:
    """The rows of one table that meet the condition asked for, each with its figure; None where no such thing is asked or no one
    column is meant."""
    text = without_places(fold(inquiry.asked.text))
    condition = _condition(text)
    if condition is None or not _LISTS.search(text):
        return None
    met, words = condition
    for table in tables(inquiry):
        column = _column(inquiry, table, words, met)
        chosen = [row for row in table if (cell := row.at(column)) and met(cell)] if column else []
        if column and chosen:
            return _told(chosen[:MOST_ROWS], (column,), [])
    return None


def rows_apart(inquiry: Inquiry) -> Outcome | None:
    """Two rows of one table side by side in what is asked of both, which has more and by how much; None where the question puts no
    two things side by side that are rows of one table."""
    sides = find_sides(inquiry.asked.text)
    if sides is None:
        return None
    names = sides.left.name, sides.right.name
    asked = put_apart(fold(inquiry.asked.text))
    for name in names:
        asked = asked.replace(name, " ")
    for table in tables(inquiry, inside=True):
        rows = [_row_of(name, table) or _row_called(name, table, inquiry.asked) for name in names]
        if rows[0] is None or rows[1] is None or rows[0] is rows[1]:
            continue
        columns = [
            column for words in _asked_apart(asked) if (column := _column(inquiry, table, words, lambda cell: True))
        ]
        pairs = [(column, rows[0].at(column), rows[1].at(column)) for column in dict.fromkeys(columns)]
        worked = [_more(column, rows[0], one, rows[1], other) for column, one, other in pairs if one and other]
        if worked and len(worked) == len(pairs):
            return _told([rows[0], rows[1]], [column for column, _, _ in pairs], worked)
    return None


def _condition(text: str) -> tuple[Condition, str] | None:
    """What a figure must be, and the words that are asked of it."""
    if falls := _FALLS.search(text):
        return (lambda cell: cell.value < 0 if cell.quantity.unit == "%" else None), text[: falls.start()]
    found = _CONDITION.search(text)
    if found is None or not (found["sign"] or found["above"] or found["number"] == "两位数"):
        return None
    double = found["number"] == "两位数"
    bound = Decimal(10) if double else Decimal(found["number"]) * _SCALES.get(found["scale"] or "", Decimal(1))
    rate = double or found["unit"] in ("%", "个百分点", "百分点", "点", "个点")
    sign, above = found["sign"] or "", found["above"]

    def met(cell: Cell) -> bool | None:
        if (cell.quantity.unit == "%") != rate:
            return None
        if above == "以上" or double or re.fullmatch(_AT_LEAST, sign):
            return cell.value >= bound
        if above == "以下" or re.fullmatch(_AT_MOST, sign):
            return cell.value <= bound
        return cell.value < bound if re.fullmatch(_LESS, sign) else cell.value > bound

    return met, f"{text[: found.start()]} {text[found.end() :]}"


def tables(inquiry: Inquiry, *, inside: bool = False) -> Iterator[list[Row]]:
    """The tables of the documents found that are of the place asked, or of one in which all the places asked lie `inside`."""
    hits = [
        hit
        for hit in inquiry.found.hits
        if region_fits(inquiry.asked, hit.entry.metadata) or (inside and _around(inquiry.asked, hit))
    ]
    first = {hit.entry.key: hit for hit in reversed(hits)}
    for key in list(dict.fromkeys(hit.entry.key for hit in hits))[:DOCUMENTS]:
        stored = [each for each in inquiry.library.catalogue.passages_of(key) if is_tabular(each.passage)]
        for _, group in groupby(stored, key=lambda each: (each.passage.path, _header(each.passage))):
            rows = [row for each in group if (row := _row(replace(first[key], stored=each)))]
            if len(rows) >= LEAST_ROWS:
                yield rows


def _around(asked: Question, hit: Hit) -> bool:
    region = hit.entry.metadata.region
    return bool(region) and all(place[: len(region)] == region for place in asked.places)


def _header(passage: Passage) -> tuple[str, ...]:
    return tuple(cell.headers[-1] for cell in passage.cells if cell.headers)


def _row(hit: Hit) -> Row | None:
    """A row by the cells that name it: those without a figure before the first that has one."""
    passage = hit.stored.passage
    cells: list[Cell] = []
    names: list[str] = []
    for cell, clause in zip(passage.cells, passage.clauses, strict=True):
        text = passage.text[cell.start - passage.start : cell.end - passage.start].strip()
        below = text[:1] in _MINUS and ASIDE.search(cell.headers[-1] if cell.headers else "")
        figures = find_quantities(f"{text[1:]}{below.group()[1:-1]}" if below else clause[clause.rfind("：") + 1 :])
        if not figures and names and _BARE.fullmatch(text):
            figures = (Quantity(text, Decimal(text), "", "", 0, len(text)),)
        if figures and figures[0].value is not None and cell.headers[:-1]:
            value = -figures[0].value if text[:1] in _MINUS else figures[0].value
            cells.append(Cell(cell.headers[-1], figures[0], value))
        elif not cells and not text.isdigit():
            names.append(text)
    return Row(hit, " ".join(names), tuple(cells)) if names and cells else None


def _row_called(name: str, table: Sequence[Row], asked: Question) -> Row | None:
    """The row that a name is of by the spoken words asked; of several (日间（路内）, 夜间（路内）) the one that says most of what is asked."""
    texts = [heard_by(asked, canonical(row.name)) for row in table]
    said = canonical(name)
    found = [
        (coverage(asked.terms, ((text, 1.0),), {}), row) for row, text in zip(table, texts, strict=True) if said in text
    ]
    most = max((share for share, _ in found), default=0.0)
    best = [row for share, row in found if share == most]
    return best[0] if len(best) == 1 else None


def _row_of(name: str, table: Sequence[Row]) -> Row | None:
    """The one row that a name is of; a short name must stand in that of the row, or all its characters in order."""
    said = canonical(re.sub("[市县区]$", "", name)) if len(name) > SHORTEST else canonical(name)
    loose = re.compile(".*".join(map(re.escape, said)))
    whole = [row for row in table if said in canonical(row.name)]
    found = whole or [row for row in table if loose.search(canonical(row.name))]
    if not found and len(said) > SHORTEST:  # what stands before a name is of what place it is
        return _row_of(said[1:], table)
    return found[0] if len(found) == 1 else None


def _asked_apart(text: str) -> list[str]:
    """What is asked of both rows: one text for each of the things that clauses or 谁 set apart."""
    parts = [part for part in re.split("谁|哪个|[,，?？;；]", without_places(text)) if part.strip(" 和跟与的比各")]
    return [part for part in parts if not _MUCH_MORE.fullmatch(part.strip())] or parts


def _column(inquiry: Inquiry, table: Sequence[Row], words: str, met: Condition) -> str | None:
    """The column whose header is said, or says most of what is asked; None where two say as much or none enough."""
    plain_words = words
    for pattern, meant in _MEANT:
        plain_words = pattern.sub(f" {meant} ", plain_words)
    hit = table[0].hit
    known = canonical(
        " ".join((hit.entry.metadata.title, hit.entry.metadata.issuer or "", *(row.name for row in table)))
    )
    asked = (term for term in informative(without_how_many(plain_words))[0] if len(term) > 1)
    terms = tuple(term for term in asked if term not in known)
    columns = list(dict.fromkeys(cell.column for row in table for cell in row.cells if met(cell) is not None))
    named = [column for column in columns if len(column) >= NAMED and canonical(column) in canonical(plain_words)]
    if len(named) == 1:
        return named[0]
    above = canonical(" ".join(hit.stored.passage.path))
    scored = []
    for column in columns:
        name = ASIDE.sub("", column)
        said = coverage(terms, ((heard_by(inquiry.asked, canonical(column)), 1.0), (above, ABOVE)), {})
        own = bigrams(canonical(name))
        back = sum(pair in canonical(plain_words) for pair in own) / len(own) if own else 0.0
        if back:
            scored.append((round(said, 3), round(back, 3), column))
    scored.sort(reverse=True)
    if not scored or scored[0][0] < SAID or (len(scored) > 1 and scored[0][:2] == scored[1][:2]):
        return None
    return scored[0][2]


def _more(column: str, left: Row, one: Cell, right: Row, other: Cell) -> str:
    """Which of two rows has more in a column, and by how much."""
    if one.value == other.value:
        return str(COMPARED["same"])
    high, low = ((left, one), (right, other)) if one.value > other.value else ((right, other), (left, one))
    scale, word = scale_of(high[1].quantity.text, high[1].value)
    unit = POINTS if one.quantity.unit == "%" else f"{word}{one.quantity.unit}"
    gap = f"{plain((high[1].value - low[1].value) / scale)}{unit}"
    reckoned = f"{plain(high[1].value / scale)} - {plain(low[1].value / scale)}"
    names = [f"{row.name}{BRACKETED.format(ASIDE.sub('', column))}" for row in (high[0], low[0])]
    return COMPARED["differ"].format(high=names[0], low=names[1], gap=gap, sum=reckoned)


def _told(rows: Sequence[Row], columns: Sequence[str], worked: Sequence[str]) -> Outcome:
    """A line for each row and column, what was worked out, and the rows themselves."""
    citations = tuple(cite_passage(at, row.hit) for at, row in enumerate(rows, 1))
    lines = [
        f"{row.name}{BRACKETED.format(ASIDE.sub('', column))}{COLON}{_figure(cell)} [{at}]"
        for column in columns
        for at, row in enumerate(rows, 1)
        if (cell := row.at(column))
    ]
    quotes = quoted(citations)
    return Outcome("\n\n".join(["\n".join([*lines, *worked]), *quotes]), Kind.NUMBER, None, citations)


def _figure(cell: Cell) -> str:
    return f"-{cell.quantity.text.lstrip(_MINUS)}" if cell.value < 0 else cell.quantity.text
