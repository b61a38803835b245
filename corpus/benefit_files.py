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
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import yaml

from corpus.benefit_data import NUMBERS, OR, WORDS, as_data
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
from corpus.records import Document, Span
from corpus.yaml_values import day_of, fail_at, fields_of, flag_of, items_of, member_of, number_of, word_of

SUFFIX = ".benefits.yaml"
_WIDTH = 1_000_000
"""Characters of a line, so that none is folded: a quote is easier to check on one line."""

_TEST = re.compile(r"(?P<fact>\w+) (?P<operator>in|not_in|is|>=|>|<=|<|=) (?P<value>.+?)(?: @(?P<period>.+))?")


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


def read_reviewed(path: Path, documents: Sequence[Document]) -> tuple[Reviewed, ...]:
    """The reviewed benefits of the documents of a policy file. Raises DocumentError, naming file and line, for what is not
    in the form above, for a quote that does not stand in its document, and for a document that the file does not hold."""
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as exc:
        raise DocumentError(str(path), "无法读取", "请确认它是 UTF-8 文本并可读") from exc
    loader = yaml.SafeLoader(text)
    loader.name = str(path)  # which every node tells then
    found: list[Reviewed] = []
    try:
        while loader.check_node():
            found.append(_Reader(loader).document(loader.get_node(), documents))
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
    """Reads the nodes of one document of a file."""

    def __init__(self, loader: yaml.SafeLoader) -> None:
        self._loader = loader
        self._text = ""

    def document(self, node: yaml.Node, documents: Sequence[Document]) -> Reviewed:
        fields = fields_of(node, {"document", "title", "benefits"})
        document = self._meant(node, fields, documents)
        self._text = document.text
        found: list[Benefit] = []
        cases: list[Case] = []
        for number, item in enumerate(items_of(fields.get("benefits")), 1):
            benefit = self._benefit(item, f"{document.id}-{number}")
            found.append(benefit)
            tests = fields_of(item).get("tests")
            cases += [self._case(each, benefit.id) for each in items_of(tests)]
        return Reviewed(document.id, tuple(found), tuple(cases))

    def _meant(self, node: yaml.Node, fields: Mapping[str, yaml.Node], documents: Sequence[Document]) -> Document:
        if "document" not in fields:
            if len(documents) == 1:
                return documents[0]
            fail_at(node, f"没有写明 document，而此文件含 {len(documents)} 份文档", "请写上文档编号")
        name = word_of(fields["document"])
        for document in documents:
            if name in (document.id, document.member, document.title):
                return document
        if len(documents) != 1:
            fail_at(fields["document"], f"文件里没有文档 {name}", "请写文档编号（policybot list 可查）")
        return documents[0]  # the file has changed since the draft was written; its quotes are checked all the same

    def _benefit(self, node: yaml.Node, identity: str) -> Benefit:
        fields = fields_of(node, _BENEFIT_FIELDS)
        amounts = tuple(self._amount(each) for each in items_of(fields.get("amounts")))
        beneficiaries = tuple(self._requirement(each) for each in items_of(fields.get("beneficiaries")))
        conditions = tuple(self._requirement(each) for each in items_of(fields.get("conditions")))
        if "title" not in fields:
            fail_at(node, "优惠没有 title", "请写上名称")
        single = {name: self._quoted(fields[name]) for name in ("not_with", "window", "schedule") if name in fields}
        lists = {
            name: tuple(self._quoted(each) for each in items_of(fields.get(name))) for name in ("apply", "materials")
        }
        pieces = [(each.start, each.end) for each in amounts]
        pieces += [(each.start, each.end) for each in (*beneficiaries, *conditions)]
        span = self._span(fields["span"]) if "span" in fields else _around(pieces)
        return Benefit(
            id=identity,
            title=word_of(fields["title"]),
            heading=tuple(word_of(each) for each in items_of(fields.get("heading"))),
            start=span[0],
            end=span[1],
            amounts=amounts,
            combination=member_of(Combination, fields.get("combination")) or Combination.EACH,
            beneficiaries=beneficiaries,
            conditions=conditions,
            not_with=single.get("not_with"),
            apply=lists["apply"],
            materials=lists["materials"],
            window=single.get("window"),
            opens=day_of(fields.get("opens")),
            closes=day_of(fields.get("closes")),
            curated=True,
            schedule=single.get("schedule"),
            term=self._term(fields["term"]) if "term" in fields else None,
        )

    def _term(self, node: yaml.Node) -> Term:
        fields = fields_of(node, {"quote", "at", "effective", "expires"})
        quoted = self._quoted(node)
        days = day_of(fields.get("effective")), day_of(fields.get("expires"))
        return Term(quoted.text, quoted.start, quoted.end, *days)

    def _amount(self, node: yaml.Node) -> Amount:
        fields = fields_of(node, _AMOUNT_FIELDS)
        quoted = self._quoted(node)
        kind = member_of(AmountKind, fields.get("kind"))
        if kind is None:
            fail_at(node, "金额没有 kind", f"请写 {'、'.join(AmountKind)} 之一")
        numbers = {name: number_of(fields[name]) for name in NUMBERS if name in fields}
        words = {name: word_of(fields[name]) for name in WORDS if name in fields}
        return Amount(
            kind=kind,
            clause=quoted.text,
            start=quoted.start,
            end=quoted.end,
            base_fact=member_of(Fact, fields.get("base_fact")),
            per_fact=member_of(Fact, fields.get("per_fact")),
            bound=flag_of(fields.get("bound")),
            when=tuple(self._requirement(each) for each in items_of(fields.get("when"))),
            **numbers,  # type: ignore[arg-type]
            **words,  # type: ignore[arg-type]
        )

    def _requirement(self, node: yaml.Node) -> Requirement:
        fields = fields_of(node, {"quote", "at", "all", "any", "partial", "excludes"})
        quoted = self._quoted(node)
        alternatives: list[tuple[Test, ...]] = []
        if "all" in fields:
            alternatives.append(tuple(self._test(each) for each in items_of(fields["all"])))
        for each in items_of(fields.get("any")):
            alternatives.append(tuple(self._test(one) for one in items_of(each)))
        partial, excludes = flag_of(fields.get("partial")), flag_of(fields.get("excludes"))
        return Requirement(quoted.text, quoted.start, quoted.end, tuple(alternatives), partial, excludes)

    def _test(self, node: yaml.Node) -> Test:
        written = word_of(node)
        match = _TEST.fullmatch(written)
        if match is None or match["fact"] not in set(Fact):
            fail_at(node, f"看不懂条件 {written}", "请写成 revenue >= 20000000 @上年度、region in 浙江省/宁波市 这样")
        operator = Operator(match["operator"])
        return Test(Fact(match["fact"]), operator, self._value(node, operator, match["value"]), match["period"] or "")

    def _value(self, node: yaml.Node, operator: Operator, written: str) -> Value:
        if operator in (Operator.IN, Operator.NOT_IN):
            return tuple(written.split(OR))
        if operator is Operator.IS:
            if written not in ("true", "false"):
                fail_at(node, f"{written} 不是 true 或 false", "请改正")
            return written == "true"
        try:
            return Decimal(written)
        except InvalidOperation:
            fail_at(node, f"{written} 不是数", "请写成不带单位的数（元、%）")

    def _quoted(self, node: yaml.Node) -> Quoted:
        """A quote with the place where it stands. It is a plain text, or a mapping with `quote` and `at`."""
        if isinstance(node, yaml.ScalarNode):
            quote, at = node.value, None
        else:
            fields = fields_of(node)
            if "quote" not in fields:
                fail_at(node, "没有 quote", "请写上原文")
            quote = word_of(fields["quote"])
            at = int(number_of(fields["at"])) if "at" in fields else None
        start = self._text.find(quote) if at is None else at
        if not quote or start < 0 or not self._text.startswith(quote, start):
            fail_at(node, f"原文中没有“{quote[:60]}”", "请照抄原文")
        return Quoted(quote, start, start + len(quote))

    def _span(self, node: yaml.Node) -> Span:
        start, end, *more = [int(number_of(each)) for each in items_of(node)] or [0, 0]
        if more or not 0 <= start <= end <= len(self._text):
            fail_at(node, "span 不在原文之内", "请删去这一项")
        return start, end

    def _case(self, node: yaml.Node, benefit: str) -> Case:
        data = self._loader.construct_object(node, deep=True)
        if not isinstance(data, dict):
            fail_at(node, "tests 的每一项应是“名称: 值”", "请改正")
        return Case(node.start_mark.name, node.start_mark.line + 1, benefit, data)


_AMOUNT_FIELDS = {"quote", "at", "kind", "base_fact", "per_fact", "bound", "when", *NUMBERS, *WORDS}
_BENEFIT_FIELDS = {
    "title", "heading", "span", "amounts", "combination", "beneficiaries", "conditions", "not_with", "apply",
    "materials", "window", "opens", "closes", "schedule", "term", "tests",
}  # fmt: skip


def _around(spans: Sequence[Span]) -> Span:
    """The span that holds all of some."""
    return (min(start for start, _ in spans), max(end for _, end in spans)) if spans else (0, 0)


def write_draft(document: Document, benefits: Sequence[Benefit]) -> str:
    """Benefits as a file to review: reading it gives them again, as reviewed ones."""
    listed = [as_data(each, document.text) for each in benefits]
    data = {"document": document.id, "title": document.title, "benefits": listed}
    return str(yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=_WIDTH))
