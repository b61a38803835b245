"""Profiles from files (YAML or JSON) and from forms: plain data, checked field by field."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from bot.benefits.benefit_texts import PROFILE
from bot.benefits.known_figure import Figure, exactly, figure_of
from bot.benefits.names import Contradiction, canonical_names
from bot.benefits.profile import ANY_YEAR, Profile, Statement, known_names, named
from bot.language import LIST
from bot.understanding.facts import FactKind, fact_label, fact_named, facts, form_of
from bot.understanding.quantities import spoken_quantity
from bot.understanding.zones import place_names
from corpus.benefit_records import PLACES, Fact
from corpus.errors import PolicybotError, system_reason

CONFIRMED, DENIED = ("confirmed", "已确认"), ("denied", "已否定")
"""The fields that hold a person's word on clauses: that they are met, and that they are not."""

OWN = ("own", "单项")
"""The field that holds figures of single benefits, by their names."""

COMPLETE = ("complete", "已列全")
"""The field that names the facts of which nothing is left out."""

MAX_PROFILE = 1_000_000
"""Bytes of a profile file: a description of one enterprise is far below."""

LARGEST = Decimal(10) ** 16
"""Yuan, persons, percent: more than any enterprise has, and few enough digits to reckon with."""

SHOWN = 40
"""Characters of a value that an error repeats."""

MAY_FALL = frozenset({Fact.REVENUE_GROWTH, Fact.RD_GROWTH, Fact.PROFIT})
"""Figures that may lie below nothing."""

PARTS = frozenset({Fact.MAIN_REVENUE_SHARE, Fact.RD_STAFF_SHARE, Fact.LAYOFF_RATE})
"""Shares of a whole, of which there is no more than all."""

_YES = {"true": True, "yes": True, "是": True, "有": True, "符合": True, "false": False, "no": False, "否": False, "没有": False, "无": False, "不符合": False}  # fmt: skip


class ProfileError(PolicybotError):
    """A description of an enterprise cannot be read. `reason` is a sentence that names the field and the remedy, the message
    says where it stands too; `fact` is the one that the field is for, None where it is for none."""

    def __init__(self, source: str, reason: str, fact: Fact | None = None) -> None:
        super().__init__(f"{source}：{reason}" if source else reason)
        self.source, self.reason, self.fact = source, reason, fact

    def __reduce__(self) -> tuple[type["ProfileError"], tuple[str, str, Fact | None]]:
        return ProfileError, (self.source, self.reason, self.fact)


def read_profile(path: Path) -> Profile:
    """The profile of a file in YAML or JSON. Raises ProfileError."""
    import yaml

    try:
        if path.stat().st_size > MAX_PROFILE:
            raise ProfileError("", f"{path} 太大（超过 {MAX_PROFILE // 1_000_000} MB）。企业资料文件只写一家企业的情况")
        text = path.read_text(encoding="utf-8-sig")
    except OSError as exc:
        raise ProfileError("", f"无法读取 {path}（{system_reason(exc)}）。请检查路径和读取权限") from exc
    except UnicodeDecodeError as exc:
        raise ProfileError("", f"{path} 不是 UTF-8 文本（第 {exc.start} 字节）。请另存为 UTF-8") from exc
    try:
        data = yaml.safe_load(text)  # JSON is YAML
    except (yaml.YAMLError, ValueError, RecursionError) as exc:
        mark = getattr(exc, "problem_mark", None)
        where = f"第 {mark.line + 1} 行" if mark else "内容"
        raise ProfileError("", f"{path} {where}不是正确的 YAML 或 JSON。请检查缩进、冒号后的空格和引号") from exc
    return profile_of(data, str(path))


def profile_of(data: Any, source: str = "") -> Profile:
    """The profile of plain data: fact (or its label) to value; `fact@period` for another time than now or last year.

    A name may be given alone, in a list (all held), or in a mapping of names to true, false or null. null and "" are
    unknown. `own` maps names of benefits to figures that hold for them alone. `complete` lists the facts of names of which
    nothing is left out; `confirmed` and `denied` list clauses, or map them to whether they are met. Raises ProfileError, whose
    message names `source` (where there is one) and the field.
    """
    profile, faults = read_fields(data, source)
    if faults:
        raise faults[0]
    return profile


def read_fields(data: Any, source: str = "") -> tuple[Profile, list[ProfileError]]:
    """The profile of plain data (`profile_of`), and what is wrong with the fields that are left out of it."""
    if data is None:
        return Profile(), []
    if not isinstance(data, Mapping):
        return Profile(), [ProfileError(source, PROFILE["mapping"])]
    profile, faults = Profile(), list[ProfileError]()
    for field, value in data.items():
        try:
            profile = _with_field(profile, str(field), value, source)
        except ProfileError as fault:
            faults.append(fault)
    return profile, faults


def _with_field(profile: Profile, field: str, value: Any, source: str) -> Profile:
    if field in (*CONFIRMED, *DENIED):
        return _with_clauses(profile, field, value, source)
    if field in OWN:
        return profile.with_statements(_own(field, value, source))
    if field in COMPLETE:
        return replace(profile, complete=_complete(value, source))
    statements = (*profile.statements, *_field(field, value, source))
    try:
        known_names(statements, ANY_YEAR)
    except Contradiction as exc:
        fact, name = exc.named
        reason = PROFILE["contradiction"].format(field=fact_label(fact), name=name)
        raise ProfileError(source, reason, fact) from exc
    return replace(profile, statements=statements)


def _own(field: str, value: Any, source: str) -> Iterator[Statement]:
    """Figures that hold for single benefits: by the name of each its facts."""
    if not isinstance(value, Mapping) or not all(isinstance(told, Mapping) for told in value.values()):
        raise ProfileError(source, PROFILE["own"].format(field=field))
    for name, told in value.items():
        for fact, figure in told.items():
            for statement in _field(str(fact), figure, source):
                if not isinstance(statement.value, Figure):
                    raise ProfileError(source, PROFILE["own"].format(field=field), statement.fact)
                yield replace(statement, benefit=str(name))


def _complete(value: Any, source: str) -> frozenset[Fact]:
    given = [fact_named(str(name)) for name in (value if isinstance(value, list) else [value])]
    names = [fact for fact in given if fact is not None and form_of(fact).kind is FactKind.NAMES]
    if len(names) != len(given):
        raise ProfileError(source, PROFILE["complete"])
    return frozenset(names)


def _with_clauses(profile: Profile, field: str, value: Any, source: str) -> Profile:
    """With a person's word on clauses: each by its words alone, or by a mapping of `clause`, `document` and `met`."""
    for clause, document, met in _clauses(field, value, source):
        profile = profile.with_confirmed(clause, met, document)
    return profile


def _clauses(field: str, value: Any, source: str) -> Iterator[tuple[str, str, bool]]:
    met = field in CONFIRMED
    entries = (
        [{"clause": clause, "met": said} for clause, said in value.items()] if isinstance(value, Mapping) else value
    )
    for entry in entries if isinstance(entries, list) else [None]:
        told = {"clause": entry} if isinstance(entry, str) else entry
        if not (isinstance(told, Mapping) and _is_word(told)):
            raise ProfileError(source, PROFILE["clauses"].format(field=field))
        said = told.get("met", True)
        if said is not None:
            yield str(told["clause"]), str(told.get("document") or ""), said is met


def _is_word(told: Mapping[Any, Any]) -> bool:
    """Whether it is a person's word on a clause."""
    return (
        set(told) <= {"clause", "document", "met"}
        and isinstance(told.get("clause"), str)
        and isinstance(told.get("document", ""), str | None)
        and isinstance(told.get("met", True), bool | None)
    )


def _field(field: str, value: Any, source: str) -> Iterator[Statement]:
    name, _, period = field.partition("@")
    fact = fact_named(name.strip())
    if fact is None:
        listed = str(LIST).join(f"{fact_label(each)} {each.value}" for each in facts())
        raise ProfileError(source, PROFILE["unknown"].format(field=field[:SHOWN], listed=listed))
    if value is None or value == "":
        return
    read = {FactKind.NAMES: _names, FactKind.YES: _yes, FactKind.NUMBER: _number}[form_of(fact).kind]
    try:
        yield from read(fact, period, value)
    except _Wrong as wrong:
        reason = PROFILE[wrong.key].format(field=_called(fact, name.strip()), **wrong.told)
        raise ProfileError(source, reason, fact) from None


class _Wrong(Exception):
    """A value cannot be read: which of the sentences says so, and what it tells."""

    def __init__(self, key: str, **told: object) -> None:
        super().__init__(key)
        self.key = key
        self.told = {name: str(value)[:SHOWN] for name, value in told.items()}


def _called(fact: Fact, written: str) -> str:
    """A field as people call it, and as it was written where that is another name."""
    label = fact_label(fact)
    return label if written in (label, form_of(fact).label, "") or fact == written else f"{label} {written}"


def _names(fact: Fact, period: str, value: Any) -> Iterator[Statement]:
    listed = value if isinstance(value, list) else [value]
    given = list(value.items()) if isinstance(value, Mapping) else [(each, True) for each in listed]
    for written, holds in given:
        if not isinstance(written, str) or not isinstance(holds, bool | None):
            raise _Wrong("name", value=f"{written}: {holds}" if isinstance(value, Mapping) else written)
        if holds is None:
            continue
        if fact not in PLACES:
            yield from named(fact, canonical_names(fact, written), holds, period)
            continue
        places = place_names(written)
        if places is None:
            raise _Wrong("place", value=written)
        for place in places if holds else places[-1:]:
            yield from named(fact, (place,), holds, period)


def _yes(fact: Fact, period: str, value: Any) -> Iterator[Statement]:
    known = value if isinstance(value, bool) else _YES.get(str(value).strip().lower())
    if known is None:
        raise _Wrong("yes", value=value)
    yield Statement(fact, known, period=period)


def _number(fact: Fact, period: str, value: Any) -> Iterator[Statement]:
    figure = _figure(fact, value)
    bounds = [each for each in (figure.low, figure.high) if each is not None] if figure else []
    if figure is None or not all(-LARGEST <= each <= LARGEST for each in bounds):
        raise _Wrong("number", value=value)
    if fact not in MAY_FALL and any(each < 0 for each in bounds):
        raise _Wrong("negative", value=value)
    if fact in PARTS and any(each > 100 for each in bounds):
        raise _Wrong("share", value=value)
    yield Statement(fact, figure, period=period, words=str(value))


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
