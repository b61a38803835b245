"""The form of an enterprise: which facts have a field, how each is entered, and what a filled form says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import gradio as gr

from bot.benefits.names import TABLES, WON
from bot.benefits.profile import Profile
from bot.benefits.profile_files import read_fields
from bot.benefits.profile_heard import Heard, hear
from bot.understanding.facts import FactKind, fact_label, form_of
from corpus.benefit_records import PLACES, Fact
from corpus.benefit_words import names, states
from ui import texts
from ui.kept_match import Value

MAIN = (
    Fact.REGION, Fact.CERTIFICATION, Fact.INDUSTRY, Fact.PROJECT, Fact.SIZE, Fact.LISTING, Fact.AGE, Fact.STAFF, Fact.REVENUE,
    Fact.RD_EXPENSE, Fact.FIXED_INVESTMENT,
)  # fmt: skip
"""Facts whose fields are always seen."""

FOLDED = {
    "projects": (
        Fact.INVESTMENT, Fact.EQUIPMENT_INVESTMENT, Fact.CONTRACT, Fact.LOAN, Fact.INTEREST, Fact.FINANCING, Fact.RENT, Fact.AREA,
        Fact.CONSTRUCTION, Fact.INCUBATED,
    ),
    "business": (
        Fact.REVENUE_GROWTH, Fact.MAIN_REVENUE_SHARE, Fact.OUTPUT, Fact.PROFIT, Fact.TAX, Fact.EXPORT, Fact.RD_GROWTH, Fact.RD_SHARE,
        Fact.REGISTERED_CAPITAL, Fact.PATENTS, Fact.INVENTION_PATENTS, Fact.STANDARDS,
    ),
    "people": (
        Fact.INSURED_STAFF, Fact.RD_STAFF, Fact.RD_STAFF_SHARE, Fact.PROFESSIONALS, Fact.HIRED, Fact.TRAINED, Fact.LAYOFF_RATE,
    ),
    "standing": (
        Fact.ENTITY, Fact.NEW_CERTIFICATION, Fact.RENEWED_CERTIFICATION, Fact.ROLE, Fact.STATE, Fact.INDEPENDENT, Fact.TAXPAYER,
        Fact.GOOD_CREDIT, Fact.SAFE, Fact.FUNDED_BEFORE,
    ),
    "person": (
        Fact.HOUSEHOLD, Fact.PERSON, Fact.EDUCATION, Fact.DISABILITY, Fact.PERSON_AGE, Fact.INSURED_MONTHS, Fact.GRADUATED,
        Fact.RESIDENCE, Fact.HOUSING_AREA, Fact.FAMILY_INCOME,
    ),
}  # fmt: skip
"""Facts whose fields are folded away, by what they are about."""

FIELDS = (*MAIN, *(fact for group in FOLDED.values() for fact in group))
"""All facts that have a field, in order. What one thing has cost and how many of it there are differ from benefit to benefit: a field
for all of them would reckon wrong sums."""

ONE_OF = frozenset({Fact.SIZE, Fact.LISTING, Fact.EDUCATION, Fact.DISABILITY, Fact.ENTITY})
"""Facts of which an enterprise or a person has one name."""

OPEN_NAMES = frozenset({Fact.INDUSTRY, Fact.PROJECT})
"""Facts of which a name that no table has may be written too."""

MAX_DESCRIPTION = 2_000
"""Characters of the description that are read."""

DAY = "day"
"""The field that is for no fact: for which day is matched."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a field, by the name that it has in the page's code; "" where it is with all of them."""

    field: str
    words: str


@dataclass(frozen=True, slots=True)
class Filled:
    """What a form says: the day, what is known, and what is wrong with it. `heard` is what its sentences say; `sure` are the
    statements of its fields, which go before what was said elsewhere."""

    day: date
    heard: Heard = field(default_factory=Heard)
    sure: Profile = field(default_factory=Profile)
    problems: tuple[Problem, ...] = ()

    def known(self, told: Profile) -> Profile:
        """All that is known, with what was told in answers."""
        every = Profile(complete=self.sure.complete, confirmed=told.confirmed)
        return every.with_statements((*self.heard.statements, *told.statements, *self.sure.statements), self.day.year)


def filled(description: str, day: str, values: Sequence[Any]) -> Filled:
    """What a form says; `values` are those of FIELDS."""
    sure, faults = read_fields(written(values))
    problems = [Problem(str(fault.fact or ""), fault.reason) for fault in faults]
    try:
        on = date.fromisoformat(day.strip()) if day and day.strip() else date.today()
    except ValueError:
        on = date.today()
        problems.append(Problem(DAY, texts.BAD_DAY.format(day)))
    return Filled(on, hear((description or "")[:MAX_DESCRIPTION], on), sure, tuple(problems))


def written(values: Sequence[Any]) -> dict[str, Value]:
    """The fields that are filled, by the names of their facts."""
    told = zip(FIELDS, values, strict=True)
    return {
        str(fact): value if isinstance(value, list) else str(value)
        for fact, value in told
        if value not in (None, "", [])
    }


def restored(fields: Mapping[str, Value]) -> list[Value]:
    """Values of FIELDS again, those that a field cannot hold left out."""
    return [_restored(fact, fields.get(str(fact))) for fact in FIELDS]


def _restored(fact: Fact, value: Value | None) -> Value:
    form = form_of(fact)
    if form.kind is FactKind.NUMBER or fact in PLACES:
        return value if isinstance(value, str) else ""
    if form.kind is FactKind.YES:
        return value if value in [said for _, said in texts.MATCH_YES_NO] else ""
    known = _names(fact)
    if fact in ONE_OF:
        return value if value in known else ""
    chosen = value if isinstance(value, list) else []
    return [name for name in chosen if fact in OPEN_NAMES or name in known]


def boxes() -> list[Any]:
    """The components of FIELDS, those that are always seen first."""
    main = [box(fact) for fact in MAIN]
    folded: list[Any] = []
    for name, facts in FOLDED.items():
        with gr.Accordion(texts.MATCH_FOLDED[name], open=False, elem_classes="pb-fold"):
            folded += [box(fact) for fact in facts]
    return [*main, *folded]


def box(fact: Fact) -> Any:
    """The component of a fact."""
    label = label_of(fact)
    place: dict[str, Any] = {"elem_id": f"match-field-{fact}"}
    kind = form_of(fact).kind
    if kind is FactKind.YES:
        return gr.Dropdown(_with_unknown(texts.MATCH_YES_NO), value="", label=label, **place)
    if kind is FactKind.NUMBER or fact in PLACES:
        return gr.Textbox(label=label, max_lines=1, **place)
    known = _names(fact)
    if fact in ONE_OF:
        return gr.Dropdown(_with_unknown([(name, name) for name in known]), value="", label=label, **place)
    return gr.Dropdown(known, value=[], multiselect=True, label=label, allow_custom_value=fact in OPEN_NAMES, **place)


def label_of(fact: Fact) -> str:
    """What a field is called: the fact with the unit of its figure."""
    if str(fact) in texts.MATCH_FIELDS:
        return texts.MATCH_FIELDS[str(fact)]
    unit = texts.MATCH_UNITS.get(form_of(fact).unit, "")
    label = fact_label(fact)
    return label[:1].upper() + label[1:] + (texts.IN_UNIT.format(unit) if unit else "")


def _names(fact: Fact) -> list[str]:
    if fact is Fact.STATE:
        return sorted(name for name, _ in states() if "{" not in name)
    table = TABLES[Fact.CERTIFICATION if fact in WON else fact]
    return sorted({value for values in names(table).values.values() for value in values})


def _with_unknown(choices: Sequence[tuple[str, str]]) -> list[Any]:
    return [(texts.MATCH_UNKNOWN, ""), *choices]
