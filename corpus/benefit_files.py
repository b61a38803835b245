"""Reviewed benefits beside a document (`name.benefits.yaml`): read with every quote checked against the text, and written as a
draft of what was extracted.

A file holds a YAML document for each document of its policy file that it reviews::

    document: 2b533b1dd788cf2c        # id of the document, or member of a file of several; may be left out for a file of one
    benefits:
    - title: 设备更新补助
      beneficiaries:
      - quote: 在本市注册的企业        # verbatim; `at` is its offset where it is not the first of its kind
        all: [region in 浙江省/湖州市, entity in 企业]
      amounts:
      - quote: 按设备投资额的10%给予补助
        kind: rate
        rate: 10
        base: 设备投资额
        base_fact: equipment_investment
        cap: 2000000
      tests:                          # not read here: cases for whoever matches
      - profile: {…}
        verdict: 符合
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import yaml

from corpus.benefit_records import (
    Amount,
    AmountKind,
    Benefit,
    Combination,
    Fact,
    Operator,
    Quoted,
    Requirement,
    Term,
    Test,
    Value,
)
from corpus.errors import DocumentError
from corpus.quantity import plain
from corpus.records import Document, Span

SUFFIX = ".benefits.yaml"
_WIDTH = 1_000_000
"""Characters of a line, so that none is folded: a quote is easier to check on one line."""

_OR = " | "
_TEST = re.compile(r"(?P<fact>\w+) (?P<operator>in|not_in|is|>=|>|<=|<|=) (?P<value>.+?)(?: @(?P<period>.+))?")
_NUMBERS = ("value", "rate", "points", "cap", "floor", "years")
_WORDS = ("base", "per", "cap_per")
_Kind = TypeVar("_Kind", Fact, AmountKind, Combination)


@dataclass(frozen=True, slots=True)
class Case:
    """A case of a reviewed benefit, as it stands in its file: whoever matches knows what it means."""

    file: str
    line: int
    benefit: str
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What a file says of one document."""

    document: str
    benefits: tuple[Benefit, ...]
    cases: tuple[Case, ...]


def beside(path: Path) -> Path:
    """Where the reviewed benefits of a policy file stand."""
    return path.with_name(path.stem + SUFFIX)


# -- reading ---------------------------------------------------------------------------------------------------------


def read_reviewed(path: Path, documents: Sequence[Document]) -> tuple[Reviewed, ...]:
    """The reviewed benefits of the documents of a policy file. Raises DocumentError, naming file and line, for what is not
    in the form above, for a quote that does not stand in its document, and for a document that the file does not hold."""
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as exc:
        raise DocumentError(str(path), "无法读取", "请确认它是 UTF-8 文本并可读") from exc
    loader = yaml.SafeLoader(text)
    found: list[Reviewed] = []
    try:
        while loader.check_node():
            found.append(_Reader(str(path), loader).document(loader.get_node(), documents))
    except yaml.YAMLError as exc:
        mark = getattr(exc, "problem_mark", None)
        line = f" 第 {mark.line + 1} 行" if mark else ""
        raise DocumentError(
            f"{path}{line}", f"不是正确的 YAML（{getattr(exc, 'problem', exc)}）", "请改正后再添加"
        ) from exc
    finally:
        loader.dispose()
    return tuple(found)


class _Reader:
    """Reads the nodes of one file; every fault is told with its line."""

    def __init__(self, file: str, loader: yaml.SafeLoader) -> None:
        self._file, self._loader = file, loader
        self._text = ""

    def document(self, node: yaml.Node, documents: Sequence[Document]) -> Reviewed:
        fields = self._fields(node, {"document", "title", "benefits"})
        document = self._meant(node, fields, documents)
        self._text = document.text
        found: list[Benefit] = []
        cases: list[Case] = []
        for number, item in enumerate(self._items(fields.get("benefits")), 1):
            benefit = self._benefit(item, f"{document.id}-{number}")
            found.append(benefit)
            tests = self._fields(item, None).get("tests")
            cases += [self._case(each, benefit.id) for each in self._items(tests)]
        return Reviewed(document.id, tuple(found), tuple(cases))

    def _meant(self, node: yaml.Node, fields: Mapping[str, yaml.Node], documents: Sequence[Document]) -> Document:
        if "document" not in fields:
            if len(documents) == 1:
                return documents[0]
            self._fail(node, f"没有写明 document，而此文件含 {len(documents)} 份文档", "请写上文档编号")
        name = self._word(fields["document"])
        for document in documents:
            if name in (document.id, document.member, document.title):
                return document
        if len(documents) != 1:
            self._fail(fields["document"], f"文件里没有文档 {name}", "请写文档编号（policybot list 可查）")
        return documents[0]  # the file has changed since the draft was written; its quotes are checked all the same

    def _benefit(self, node: yaml.Node, identity: str) -> Benefit:
        fields = self._fields(node, _BENEFIT_FIELDS)
        amounts = tuple(self._amount(each) for each in self._items(fields.get("amounts")))
        beneficiaries = tuple(self._requirement(each) for each in self._items(fields.get("beneficiaries")))
        conditions = tuple(self._requirement(each) for each in self._items(fields.get("conditions")))
        if "title" not in fields:
            self._fail(node, "优惠没有 title", "请写上名称")
        single = {name: self._quoted(fields[name]) for name in ("not_with", "window", "schedule") if name in fields}
        lists = {
            name: tuple(self._quoted(each) for each in self._items(fields.get(name))) for name in ("apply", "materials")
        }
        pieces = [(each.start, each.end) for each in amounts]
        pieces += [(each.start, each.end) for each in (*beneficiaries, *conditions)]
        span = self._span(fields["span"]) if "span" in fields else _around(pieces)
        return Benefit(
            id=identity,
            title=self._word(fields["title"]),
            heading=tuple(self._word(each) for each in self._items(fields.get("heading"))),
            start=span[0],
            end=span[1],
            amounts=amounts,
            combination=self._kind(fields, "combination", Combination) or Combination.EACH,
            beneficiaries=beneficiaries,
            conditions=conditions,
            not_with=single.get("not_with"),
            apply=lists["apply"],
            materials=lists["materials"],
            window=single.get("window"),
            opens=self._day(fields.get("opens")),
            closes=self._day(fields.get("closes")),
            curated=True,
            schedule=single.get("schedule"),
            term=self._term(fields["term"]) if "term" in fields else None,
        )

    def _term(self, node: yaml.Node) -> Term:
        fields = self._fields(node, {"quote", "at", "effective", "expires"})
        quoted = self._quoted(node)
        days = self._day(fields.get("effective")), self._day(fields.get("expires"))
        return Term(quoted.text, quoted.start, quoted.end, *days)

    def _amount(self, node: yaml.Node) -> Amount:
        fields = self._fields(node, _AMOUNT_FIELDS)
        quoted = self._quoted(node)
        kind = self._kind(fields, "kind", AmountKind)
        if kind is None:
            self._fail(node, "金额没有 kind", f"请写 {'、'.join(AmountKind)} 之一")
        numbers = {name: self._number(fields[name]) for name in _NUMBERS if name in fields}
        words = {name: self._word(fields[name]) for name in _WORDS if name in fields}
        return Amount(
            kind=kind,
            clause=quoted.text,
            start=quoted.start,
            end=quoted.end,
            base_fact=self._kind(fields, "base_fact", Fact),
            per_fact=self._kind(fields, "per_fact", Fact),
            bound=self._flag(fields.get("bound")),
            when=tuple(self._requirement(each) for each in self._items(fields.get("when"))),
            **numbers,  # type: ignore[arg-type]
            **words,  # type: ignore[arg-type]
        )

    def _requirement(self, node: yaml.Node) -> Requirement:
        fields = self._fields(node, {"quote", "at", "all", "any", "partial", "excludes"})
        quoted = self._quoted(node)
        alternatives: list[tuple[Test, ...]] = []
        if "all" in fields:
            alternatives.append(tuple(self._test(each) for each in self._items(fields["all"])))
        for each in self._items(fields.get("any")):
            alternatives.append(tuple(self._test(one) for one in self._items(each)))
        partial, excludes = self._flag(fields.get("partial")), self._flag(fields.get("excludes"))
        return Requirement(quoted.text, quoted.start, quoted.end, tuple(alternatives), partial, excludes)

    def _test(self, node: yaml.Node) -> Test:
        written = self._word(node)
        match = _TEST.fullmatch(written)
        if match is None or match["fact"] not in set(Fact):
            self._fail(
                node, f"看不懂条件 {written}", "请写成 revenue >= 20000000 @上年度、region in 浙江省/宁波市 这样"
            )
        operator = Operator(match["operator"])
        return Test(Fact(match["fact"]), operator, self._value(node, operator, match["value"]), match["period"] or "")

    def _value(self, node: yaml.Node, operator: Operator, written: str) -> Value:
        if operator in (Operator.IN, Operator.NOT_IN):
            return tuple(written.split(_OR))
        if operator is Operator.IS:
            if written not in ("true", "false"):
                self._fail(node, f"{written} 不是 true 或 false", "请改正")
            return written == "true"
        try:
            return Decimal(written)
        except InvalidOperation:
            self._fail(node, f"{written} 不是数", "请写成不带单位的数（元、%）")

    def _quoted(self, node: yaml.Node) -> Quoted:
        """A quote with the place where it stands. It is a plain text, or a mapping with `quote` and `at`."""
        if isinstance(node, yaml.ScalarNode):
            quote, at = node.value, None
        else:
            fields = self._fields(node, None)
            if "quote" not in fields:
                self._fail(node, "没有 quote", "请写上原文")
            quote = self._word(fields["quote"])
            at = int(self._number(fields["at"])) if "at" in fields else None
        start = self._text.find(quote) if at is None else at
        if not quote or start < 0 or not self._text.startswith(quote, start):
            self._fail(node, f"原文中没有“{quote[:60]}”", "请照抄原文")
        return Quoted(quote, start, start + len(quote))

    def _case(self, node: yaml.Node, benefit: str) -> Case:
        data = self._loader.construct_object(node, deep=True)
        if not isinstance(data, dict):
            self._fail(node, "tests 的每一项应是“名称: 值”", "请改正")
        return Case(self._file, node.start_mark.line + 1, benefit, data)

    # -- single values -----------------------------------------------------------------------------------------------

    def _fields(self, node: yaml.Node, known: set[str] | None) -> dict[str, yaml.Node]:
        if not isinstance(node, yaml.MappingNode):
            self._fail(node, "这里应是“名称: 值”", "请改正")
        fields = {key.value: value for key, value in node.value}
        if known is not None and (unknown := next((key for key, _ in node.value if key.value not in known), None)):
            self._fail(unknown, f"没有 {unknown.value} 这一项", f"可写：{'、'.join(sorted(known))}")
        return fields

    def _items(self, node: yaml.Node | None) -> Iterator[yaml.Node]:
        if node is None:
            return
        if not isinstance(node, yaml.SequenceNode):
            self._fail(node, "这里应是列表", "请每项以“- ”开头")
        yield from node.value

    def _word(self, node: yaml.Node) -> str:
        if not isinstance(node, yaml.ScalarNode):
            self._fail(node, "这里应是一段文字", "请改正")
        return str(node.value)

    def _number(self, node: yaml.Node) -> Decimal:
        try:
            return Decimal(self._word(node))
        except InvalidOperation:
            self._fail(node, f"{self._word(node)} 不是数", "请写成不带单位的数（元、%、年）")

    def _flag(self, node: yaml.Node | None) -> bool:
        if node is None:
            return False
        if self._word(node) not in ("true", "false"):
            self._fail(node, f"{self._word(node)} 不是 true 或 false", "请改正")
        return self._word(node) == "true"

    def _day(self, node: yaml.Node | None) -> date | None:
        if node is None:
            return None
        try:
            return date.fromisoformat(self._word(node))
        except ValueError:
            self._fail(node, f"{self._word(node)} 不是日期", "请写成 2025-03-01")

    def _span(self, node: yaml.Node) -> Span:
        start, end, *more = [int(self._number(each)) for each in self._items(node)] or [0, 0]
        if more or not 0 <= start <= end <= len(self._text):
            self._fail(node, "span 不在原文之内", "请删去这一项")
        return start, end

    def _kind(self, fields: Mapping[str, yaml.Node], name: str, kind: type[_Kind]) -> _Kind | None:
        if name not in fields:
            return None
        written = self._word(fields[name])
        if written not in set(kind):
            self._fail(fields[name], f"没有 {written}", f"请写 {'、'.join(kind)} 之一")
        return kind(written)

    def _fail(self, node: yaml.Node, reason: str, remedy: str) -> NoReturn:
        raise DocumentError(f"{self._file} 第 {node.start_mark.line + 1} 行", reason, remedy)


_AMOUNT_FIELDS = {"quote", "at", "kind", "base_fact", "per_fact", "bound", "when", *_NUMBERS, *_WORDS}
_BENEFIT_FIELDS = {
    "title", "heading", "span", "amounts", "combination", "beneficiaries", "conditions", "not_with", "apply",
    "materials", "window", "opens", "closes", "schedule", "term", "tests",
}  # fmt: skip


def _around(spans: Sequence[Span]) -> Span:
    """The span that holds all of some."""
    return (min(start for start, _ in spans), max(end for _, end in spans)) if spans else (0, 0)


# -- writing ---------------------------------------------------------------------------------------------------------


def write_draft(document: Document, benefits: Sequence[Benefit]) -> str:
    """Benefits as a file to review: reading it gives them again, as reviewed ones."""
    writer = _Writer(document.text)
    data = {"document": document.id, "title": document.title, "benefits": [writer.benefit(each) for each in benefits]}
    return str(yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=_WIDTH))


class _Writer:
    """Records as plain data, without what is empty."""

    def __init__(self, text: str) -> None:
        self._text = text

    def benefit(self, benefit: Benefit) -> dict[str, Any]:
        return _filled(
            title=benefit.title,
            heading=list(benefit.heading),
            span=[benefit.start, benefit.end],
            amounts=[self._amount(each) for each in benefit.amounts],
            combination=str(benefit.combination) if benefit.combination is not Combination.EACH else "",
            beneficiaries=[self._requirement(each) for each in benefit.beneficiaries],
            conditions=[self._requirement(each) for each in benefit.conditions],
            not_with=self._quoted(benefit.not_with),
            apply=[self._quoted(each) for each in benefit.apply],
            materials=[self._quoted(each) for each in benefit.materials],
            window=self._quoted(benefit.window),
            opens=benefit.opens,
            closes=benefit.closes,
            schedule=self._quoted(benefit.schedule),
            term=self._term(benefit.term),
        )

    def _term(self, term: Term | None) -> dict[str, Any]:
        return (
            _filled(**self._place(term.clause, term.start), effective=term.effective, expires=term.expires)
            if term
            else {}
        )

    def _amount(self, amount: Amount) -> dict[str, Any]:
        return _filled(
            **self._place(amount.clause, amount.start),
            kind=str(amount.kind),
            **{name: _number(getattr(amount, name)) for name in _NUMBERS},
            **{name: getattr(amount, name) for name in _WORDS},
            base_fact=str(amount.base_fact or ""),
            per_fact=str(amount.per_fact or ""),
            bound=amount.bound,
            when=[self._requirement(each) for each in amount.when],
        )

    def _requirement(self, each: Requirement) -> dict[str, Any]:
        tests = [[_written(test) for test in tests] for tests in each.alternatives]
        return _filled(
            **self._place(each.clause, each.start),
            all=tests[0] if len(tests) == 1 else [],
            any=tests if len(tests) > 1 else [],
            partial=each.partial,
            excludes=each.excludes,
        )

    def _quoted(self, quoted: Quoted | None) -> Any:
        if quoted is None:
            return None
        place = self._place(quoted.text, quoted.start)
        return place if "at" in place else quoted.text

    def _place(self, quote: str, start: int) -> dict[str, Any]:
        return {"quote": quote} if self._text.find(quote) == start else {"quote": quote, "at": start}


def _filled(**fields: Any) -> dict[str, Any]:
    """The fields that say something; a sum of 0 does."""
    return {name: value for name, value in fields.items() if value or (value == 0 and value is not False)}


def _number(value: Decimal | None) -> int | str | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else str(plain(value))


def _written(test: Test) -> str:
    if isinstance(test.value, tuple):
        value = _OR.join(test.value)
    elif isinstance(test.value, bool):
        value = "true" if test.value else "false"
    else:
        value = plain(test.value)
    return f"{test.fact} {test.operator} {value}" + (f" @{test.period}" if test.period else "")


def as_reviewed(benefits: Sequence[Benefit]) -> tuple[Benefit, ...]:
    """Benefits as they are after a review that found nothing to change."""
    return tuple(replace(benefit, curated=True) for benefit in benefits)
