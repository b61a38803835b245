"""Word's automatic numbering as Word shows it: the labels (第一条, （一）, 1.) that stand in no paragraph's text.

ECMA-376 part 1, 17.9: a paragraph names a list (numId) and a level; the list's definition says how each level counts and
what is shown ("第%1条", "%1.%2"). Bullets carry no number and give no label.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

LEVELS = 9
"""Levels of a list (17.9.6)."""

MAX_LABEL = 100
"""Characters of the pattern of a label: 第%1章 has four."""

MAX_COUNT = 32_767
"""Highest number shown; a start value beyond it is a damaged file."""

_DIGITS = "〇一二三四五六七八九"
_LEGAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"),
    (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_TIGHT_ENDS = "、，。．：；）】》〉」』)"
"""After a label that ends so no space is written, whatever Word's gap: （一）总体要求."""


def chinese(number: int, digits: str = "零" + _DIGITS[1:], units: str = "十百千万") -> str:
    """A number up to 99,999 counted in Chinese: 12 is 十二, 105 is 一百零五."""
    if number < 20 and units[0] == "十" and number >= 10:
        return units[0] + (digits[number - 10] if number > 10 else "")
    written, zero = "", False
    for power in range(4, -1, -1):
        digit = number // 10**power % 10
        if digit:
            written += (digits[0] if zero else "") + digits[digit] + (units[power - 1] if power else "")
        zero = (zero or bool(written)) and not digit
    return written or digits[0]


def chinese_digits(number: int) -> str:
    """Each digit for itself: 10 is 一〇."""
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def _chinese_counting(number: int) -> str:
    return chinese(number) if number < 100 else chinese_digits(number)


def _roman(number: int) -> str:
    written = ""
    for value, letters in _ROMAN:
        written += letters * (number // value)
        number %= value
    return written


def _letters(number: int) -> str:
    """A to Z, then AA, BB (17.18.59): not AA, AB."""
    return chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number > 0 else ""


def _from(first: str, last: int) -> Callable[[int], str]:
    """Characters that follow each other in Unicode from that for 1 on; plain digits beyond the last."""
    return lambda number: chr(ord(first) + number - 1) if 1 <= number <= last else str(number)


def _circled(number: int) -> str:
    if 21 <= number <= 35:
        return chr(ord("㉑") + number - 21)
    if 36 <= number <= 50:
        return chr(ord("㊱") + number - 36)
    return _from("①", 20)(number)


def _cycle(characters: str) -> Callable[[int], str]:
    return lambda number: characters[(number - 1) % len(characters)] if number > 0 else str(number)


def _full_width(number: int) -> str:
    return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda number: f"{number:02d}",
    "upperLetter": _letters,
    "lowerLetter": lambda number: _letters(number).lower(),
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "chineseCounting": _chinese_counting,
    "taiwaneseCounting": _chinese_counting,
    "chineseCountingThousand": chinese,
    "taiwaneseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "ideographDigital": chinese_digits,
    "taiwaneseDigital": chinese_digits,
    "japaneseDigitalTenThousand": chinese_digits,
    "chineseLegalSimplified": lambda number: chinese(number, _LEGAL_DIGITS, "拾佰仟万"),
    "ideographLegalTraditional": lambda number: chinese(number, "零壹貳參肆伍陸柒捌玖", "拾佰仟萬"),
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": _from("⑴", 20),
    "decimalEnclosedFullstop": _from("⒈", 20),
    "ideographEnclosedCircle": _from("㊀", 10),
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "numberInDash": lambda number: f"-{number}-",
    "none": lambda number: "",
}
"""Formats of 17.18.59 that Chinese and Latin texts use; every other one is shown in digits."""


def formatted(number: int, form: str) -> str:
    """A number in one of Word's formats by its name in the file."""
    return _FORMATS.get(form, str)(number) if 0 <= number <= MAX_COUNT else str(number)


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a list: format, what is shown ("第%1条"), first number, the level whose use restarts it (0: none, None:
    any above), the style that it belongs to, and the gap after it."""

    form: str = "decimal"
    shown: str = ""
    start: int = 1
    restart: int | None = None
    style: str | None = None
    gap: str = "tab"
    legal: bool = False


@dataclass(slots=True)
class Numbering:
    """The lists of a document, and how far each has counted."""

    _levels: dict[str, dict[int, Level]]
    """By list (numId)."""
    _counters: dict[str, str]
    """By list: its definition, whose count all its lists share."""
    _starts: dict[tuple[str, int], int]
    """By list and level: the number at which this list starts anew."""
    _counts: dict[str, list[int | None]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def level_of_style(self, list_id: str, style: str) -> int:
        """The level of a list that belongs to a style, 0 if none does."""
        levels = self._levels.get(list_id, {})
        return next((number for number, level in levels.items() if level.style == style), 0)

    def label(self, list_id: str, number: int) -> str:
        """Counts one paragraph of level `number` (from 0) of a list; its label with the gap after it, "" without one."""
        levels = self._levels.get(list_id)
        if levels is None or not 0 <= number < LEVELS:
            return ""
        counts = self._count(list_id, number, levels)
        level = levels.get(number, Level())
        if level.form == "bullet":
            return ""
        shown = level.shown
        for above in range(number + 1):
            if f"%{above + 1}" in shown:
                form = levels.get(above, Level()).form
                value = counts[above]
                if value is None:
                    value = counts[above] = self._first(list_id, above, levels)
                shown = shown.replace(f"%{above + 1}", formatted(value, "decimal" if level.legal else form))
        return shown + _gap(shown, level.gap)

    def _count(self, list_id: str, number: int, levels: dict[int, Level]) -> list[int | None]:
        counts = self._counts.setdefault(self._counters[list_id], [None] * LEVELS)
        current = counts[number]
        if (list_id, number) in self._starts and (list_id, number) not in self._begun:
            current = None
        self._begun.add((list_id, number))
        counts[number] = self._first(list_id, number, levels) if current is None else current + 1
        for below in range(number + 1, LEVELS):
            restart = levels.get(below, Level()).restart
            if restart is None or number + 1 <= restart:
                counts[below] = None
        return counts

    def _first(self, list_id: str, number: int, levels: dict[int, Level]) -> int:
        return self._starts.get((list_id, number), levels.get(number, Level()).start)


def _gap(shown: str, gap: str) -> str:
    if not shown.strip() or gap == "nothing" or shown[-1] in _TIGHT_ENDS or shown[-1].isspace():
        return ""
    return " "


def read_numbering(root: "_Element | None", style_lists: dict[str, str]) -> Numbering:
    """Lists of a numbering part; `style_lists` gives for each numbering style the list that it names."""
    numbering = Numbering({}, {}, {})
    if root is None:
        return numbering
    definitions = {_get(item, "abstractNumId"): item for item in root.findall(f"{W}abstractNum")}
    lists = {_get(item, "numId"): item for item in root.findall(f"{W}num")}
    read: dict[str, dict[int, Level]] = {}
    for list_id, item in lists.items():
        definition_id = _definition_id(item, definitions, lists, style_lists)
        if definition_id not in read:
            definition = definitions.get(definition_id)
            elements = () if definition is None else definition.findall(f"{W}lvl")
            read[definition_id] = {_integer(_get(level, "ilvl"), 0): _level(level) for level in elements}
        numbering._counters[list_id] = definition_id
        numbering._levels[list_id] = read[definition_id]
        for override in item.findall(f"{W}lvlOverride"):
            number = _integer(_get(override, "ilvl"), 0)
            own = override.find(f"{W}lvl")
            if own is not None:
                numbering._levels[list_id] = {**numbering._levels[list_id], number: _level(own)}
            start = value_of(override, "startOverride")
            if start is not None:
                numbering._starts[list_id, number] = _integer(start, 1)
    return numbering


def _definition_id(
    item: "_Element", definitions: "dict[str, _Element]", lists: "dict[str, _Element]", style_lists: dict[str, str]
) -> str:
    """A definition may only name a numbering style, whose list has the definition meant (17.9.21)."""
    definition_id = value_of(item, "abstractNumId") or ""
    definition = definitions.get(definition_id)
    style = value_of(definition, "numStyleLink") if definition is not None else None
    meant = lists.get(style_lists.get(style or "", ""))
    return (value_of(meant, "abstractNumId") or "") if meant is not None else definition_id


def _level(element: "_Element") -> Level:
    form = next((_get(item, "val") for item in element.iter(f"{W}numFmt") if _get(item, "val") != "custom"), "decimal")
    restart = value_of(element, "lvlRestart")
    return Level(
        form=form,
        shown=(value_of(element, "lvlText") or "")[:MAX_LABEL],
        start=_integer(value_of(element, "start"), 1),
        restart=None if restart is None else _integer(restart, 0),
        style=value_of(element, "pStyle"),
        gap=value_of(element, "suff") or "tab",
        legal=is_on(element, "isLgl"),
    )


def value_of(element: "_Element", name: str) -> str | None:
    """The val attribute of the child `name`, None without it."""
    child = element.find(W + name)
    return None if child is None else child.get(f"{W}val")


def is_on(element: "_Element | None", name: str) -> bool:
    """Whether the switch `name` is among the children and not turned off (17.17.4)."""
    child = None if element is None else element.find(W + name)
    return child is not None and child.get(f"{W}val", "true") not in ("0", "false", "off")


def _get(element: "_Element", name: str) -> str:
    return element.get(W + name) or ""


def _integer(written: str | None, default: int) -> int:
    try:
        return int(written or "")
    except ValueError:
        return default
