"""Profiles from files (YAML or JSON) and from forms: plain data, checked field by field."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from bot.facts import FactKind, fact_named, facts, form_of
from bot.names import Contradiction, canonical_names
from bot.profile import ANY_YEAR, FORM, Figure, Profile, Statement, exactly, figure_of, known_names, named, place_path
from bot.quantities import spoken_quantity
from corpus.benefit_records import PLACES, Fact
from corpus.errors import PolicybotError, system_reason

CONFIRMED = ("confirmed", "已确认")
"""The field that holds a person's word on clauses."""

COMPLETE = ("complete", "已列全")
"""The field that names the facts of which nothing is left out."""

MAX_PROFILE = 1_000_000
"""Bytes of a profile file: a description of one enterprise is far below."""

LARGEST = Decimal(10) ** 16
"""Yuan, persons, percent: more than any enterprise has, and few enough digits to reckon with."""

_DIVISION = re.compile(
    "[省市县]$|(?<!开发)(?<!示范)(?<!新)(?<!高新)(?<!保税)(?<!港)(?<!试验)(?<!合作)(?<!园)(?<!集聚)(?<!功能)(?<!改革)(?<!先导)区$"
)
"""Names of divisions, which must say which one is meant; those of zones are compared as they are."""

_YES = {"true": True, "yes": True, "是": True, "有": True, "符合": True, "false": False, "no": False, "否": False, "没有": False, "无": False, "不符合": False}  # fmt: skip


class ProfileError(PolicybotError):
    """A description of an enterprise cannot be read; the message names the field and the remedy."""


def read_profile(path: Path) -> Profile:
    """The profile of a file in YAML or JSON. Raises ProfileError."""
    import yaml

    try:
        if path.stat().st_size > MAX_PROFILE:
            raise ProfileError(f"{path} 太大（超过 {MAX_PROFILE // 1_000_000} MB）。企业资料文件只写一家企业的情况")
        text = path.read_text(encoding="utf-8-sig")
    except OSError as exc:
        raise ProfileError(f"无法读取 {path}（{system_reason(exc)}）。请检查路径和读取权限") from exc
    except UnicodeDecodeError as exc:
        raise ProfileError(f"{path} 不是 UTF-8 文本（第 {exc.start} 字节）。请另存为 UTF-8") from exc
    try:
        data = yaml.safe_load(text)  # JSON is YAML
    except (yaml.YAMLError, ValueError, RecursionError) as exc:
        mark = getattr(exc, "problem_mark", None)
        where = f"第 {mark.line + 1} 行" if mark else "内容"
        raise ProfileError(f"{path} {where}不是正确的 YAML 或 JSON。请检查缩进、冒号后的空格和引号") from exc
    return profile_of(data, str(path))


def profile_of(data: Any, source: str = FORM) -> Profile:
    """The profile of plain data: fact (or its label) to value; `fact@period` for another time than now or last year.

    A name may be given alone, in a list (all held), or in a mapping of names to true, false or null. null and "" are
    unknown. `complete` lists the facts of names of which nothing is left out. Raises ProfileError, whose message names `source` and the field.
    """
    if data is None:
        return Profile()
    if not isinstance(data, Mapping):
        raise ProfileError(f"{source}：应当是“字段: 值”的形式，例如 region: 慈溪市")
    statements: list[Statement] = []
    beside = Profile()
    for field, value in data.items():
        if field in CONFIRMED:
            beside = replace(beside, confirmed=_confirmed(value, source))
        elif field in COMPLETE:
            beside = replace(beside, complete=_complete(value, source))
        else:
            statements += _field(str(field), value, source)
    try:
        known_names(tuple(statements), ANY_YEAR)
    except Contradiction as exc:
        fact, name = exc.named
        raise ProfileError(f"{source}：{form_of(fact).label}“{name}”与其他字段互相矛盾。请只保留正确的一个") from exc
    return replace(beside, statements=tuple(statements))


def _complete(value: Any, source: str) -> frozenset[Fact]:
    given = [fact_named(str(name)) for name in (value if isinstance(value, list) else [value])]
    names = [fact for fact in given if fact is not None and form_of(fact).kind is FactKind.NAMES]
    if len(names) != len(given):
        raise ProfileError(f"{source}：字段 complete 只能列出名称类的字段，例如 [certification, listing]。请改正")
    return frozenset(names)


def _confirmed(value: Any, source: str) -> tuple[tuple[str, bool], ...]:
    if not isinstance(value, Mapping) or not all(isinstance(met, bool | None) for met in value.values()):
        raise ProfileError(f"{source}：字段 confirmed 应当是“条款原文: true 或 false”。请改正")
    profile = Profile()
    for clause, met in value.items():
        if met is not None:
            profile = profile.with_confirmed(str(clause), met)
    return profile.confirmed


def _field(field: str, value: Any, source: str) -> Iterator[Statement]:
    name, _, period = field.partition("@")
    fact = fact_named(name.strip())
    if fact is None:
        listed = "、".join(form.label for form in facts().values())
        raise ProfileError(f"{source}：没有字段“{field}”。可用的字段：{listed}")
    if value is None or value == "":
        return
    kind = form_of(fact).kind
    if kind is FactKind.NAMES:
        yield from _names(fact, value, period, source)
    elif kind is FactKind.YES:
        yield Statement(fact, _yes(field, value, source), period=period)
    else:
        yield Statement(fact, _number(fact, field, value, source), period=period, words=str(value))


def _names(fact: Fact, value: Any, period: str, source: str) -> Iterator[Statement]:
    listed = value if isinstance(value, list) else [value]
    given = list(value.items()) if isinstance(value, Mapping) else [(each, True) for each in listed]
    for written, holds in given:
        if not isinstance(written, str) or not isinstance(holds, bool | None):
            raise ProfileError(
                f"{source}：字段“{fact}”里的“{written}: {holds}”看不懂。请写名称，或“名称: true”“名称: false”"
            )
        meant = canonical_names(fact, written)
        if fact in PLACES and not place_path(written) and holds and _DIVISION.search(written):
            raise ProfileError(
                f"{source}：字段“{fact}”的“{written}”不是唯一的地名。请写全路径，例如 浙江省/宁波市/慈溪市"
            )
        if holds is not None:
            yield from named(fact, meant, holds, period)


def _yes(field: str, value: Any, source: str) -> bool:
    known = value if isinstance(value, bool) else _YES.get(str(value).strip().lower())
    if known is None:
        raise ProfileError(f"{source}：字段“{field}”的值“{value}”看不懂。请写 true 或 false，不知道就不写")
    return known


def _number(fact: Fact, field: str, value: Any, source: str) -> Figure:
    figure, unit = _figure(fact, value), form_of(fact).unit
    bounds = [each for each in (figure.low, figure.high) if each is not None] if figure else []
    if figure is None or not all(-LARGEST <= each <= LARGEST for each in bounds):
        raise ProfileError(
            f"{source}：字段“{field}”的值“{str(value)[:40]}”不是数字。请写以{unit or '个'}计的数，或“800万”“约2亿”这样的写法"
        )
    return figure


def _figure(fact: Fact, value: Any) -> Figure | None:
    if isinstance(value, int | float) and not isinstance(value, bool):
        number = Decimal(str(value))
        if number.is_finite():
            return exactly(number)
    elif isinstance(value, str):
        try:
            number = Decimal(value.replace(",", "").strip())
            if number.is_finite():
                return exactly(number)
        except InvalidOperation:
            found = spoken_quantity(value, fact)
            return figure_of(found) if found else None
    return None
