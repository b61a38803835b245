"""How facts are called, asked for and counted, from `facts.json`."""

import json
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources

from corpus.benefit_records import Fact


class FactKind(StrEnum):
    """What a fact's value is."""

    NAMES = "names"
    YES = "yes"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class FactForm:
    """`label` is what people call the fact, `unit` the unit of a number ("" where it is plain). A `flow` is a sum or rate of
    a year. `ask` is the question for it, `ask_name` that for one name; yes to an `inverted` question means no to the fact."""

    label: str
    kind: FactKind
    ask: str
    ask_name: str
    unit: str
    flow: bool
    inverted: bool


@cache
def facts() -> dict[Fact, FactForm]:
    """The form of every fact."""
    data = json.loads(resources.files("bot").joinpath("facts.json").read_text("utf-8"))
    return {
        Fact(name): FactForm(
            each["label"],
            FactKind(each["kind"]),
            each.get("ask", f"贵单位{{period}}的{each['label']}是多少{each.get('unit', '')}？"),
            each.get("ask_name", ""),
            each.get("unit", ""),
            each.get("flow", False),
            each.get("inverted", False),
        )
        for name, each in data.items()
    }


def form_of(fact: Fact) -> FactForm:
    """The form of one fact."""
    return facts()[fact]


def fact_named(written: str) -> Fact | None:
    """The fact of this name or label."""
    return next((fact for fact, form in facts().items() if written in (str(fact), form.label)), None)
