"""How facts are called, asked for and counted, from `facts.json`."""

import json
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources

from bot.language import Language, language
from corpus.benefit_records import Fact

OWN_TO_ONE = (Fact.COST, Fact.COUNT)
"""Facts that differ from benefit to benefit (what one thing has cost): asked at large they would mean nothing."""


class FactKind(StrEnum):
    """What a fact's value is."""

    NAMES = "names"
    YES = "yes"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class FactForm:
    """`label` is what people call the fact, `unit` the unit of a number ("" where it is plain). A `flow` is a sum or rate of
    a year. `ask` is the question for it, `ask_name` that for one name; yes to an `inverted` question means no to the fact. In English there is
    an `ask_en` where the label does not do (yes or no)."""

    label: str
    kind: FactKind
    ask: str
    ask_name: str
    unit: str
    flow: bool
    inverted: bool
    label_en: str = ""
    ask_en: str = ""


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
            each["label_en"],
            each.get("ask_en", ""),
        )
        for name, each in data.items()
    }


def form_of(fact: Fact) -> FactForm:
    """The form of one fact."""
    return facts()[fact]


def fact_named(written: str) -> Fact | None:
    """The fact of this name or label."""
    return next((fact for fact, form in facts().items() if written in (str(fact), form.label)), None)


def fact_label(fact: Fact, period: str = "") -> str:
    """What people call a fact, of a period if one is given, in the language spoken: 2025年研发费用."""
    form = form_of(fact)
    if language() is Language.ENGLISH:
        return f"{period.removesuffix('年')} {form.label_en}".strip()
    return f"{period}{form.label}"
