"""The kinds of answers, in the order in which they are tried: the one place to hook a new kind into."""

from collections.abc import Callable

from bot.answers.articles import article
from bot.answers.aspects import aspects
from bot.answers.at_once import at_once
from bot.answers.beside import side_by_side
from bot.answers.calling import called
from bot.answers.claims import claimed
from bot.answers.columns import rows_apart, rows_that
from bot.answers.columns_apart import columns_apart
from bot.answers.defining import defined
from bot.answers.derived import derived
from bot.answers.describing import description, greeting, own_statement
from bot.answers.enumerations import enumerated
from bot.answers.extended import extended
from bot.answers.in_force import in_force
from bot.answers.members import members
from bot.answers.own_figures import own_figure
from bot.answers.part_of_whole import rate
from bot.answers.parts_begin import part_begins
from bot.answers.place_by_place import place_by_place
from bot.answers.quoting import figures, figures_apart, text
from bot.answers.reached import reached
from bot.answers.refusing import nothing_asked, nothing_held, refuse, unanswered, unknown_document, withheld
from bot.answers.sections import of_section_beside
from bot.answers.statement_answers import unread
from bot.answers.tabled import from_table
from bot.answers.tiers_apart import tiers_apart
from bot.answers.times_apart import times_apart
from bot.answers.year_before import year_before
from bot.cases.against import against
from bot.cases.cases import cases
from bot.cases.counterpart import counterpart
from bot.cases.deciding import decided, ruled
from bot.cases.each_person import each_person
from bot.cases.own_share import own_share
from bot.cases.points import points
from bot.cases.rungs import rung
from bot.cases.unreached import fallen_short
from bot.consulting.benefit_answers import one_benefit
from bot.inquiry import Inquiry
from bot.reading.required import names_another
from bot.reading.thresholds import tells_condition
from bot.reading.untold import untold
from bot.records import Kind, Outcome, Reason
from bot.texts import DETAILS, UNTOLD

Answerer = Callable[[Inquiry], Outcome | None]
"""Answers (or refuses) an inquiry of its kind, None for one that is not."""

ANSWERERS: tuple[Answerer, ...] = (
    greeting,
    nothing_asked,
    nothing_held,
    own_figure,
    in_force,
    description,
    unknown_document,
    article,
    own_statement,
    own_share,
    tiers_apart,
    rows_apart,
    columns_apart,
    rows_that,
    times_apart,
    points,
    rung,
    derived,
    side_by_side,
    from_table,
    reached,
    part_begins,
    defined,
    claimed,
    against,
    each_person,
    extended,
    counterpart,
    cases,
    decided,
    fallen_short,
    ruled,
    one_benefit,
    at_once,
    aspects,
    enumerated,
    members,
    year_before,
    rate,
    place_by_place,
    unread,
    unanswered,
    figures_apart,
    figures,
    text,
)
"""The first that does not pass answers. From `part_begins` on evidence is read, and from `unread` on there is
some that answers; what looks at no passages goes before both, and `text` never passes."""


def reckons(inquiry: Inquiry) -> bool:
    """Whether a rule surely says what the case that a question tells comes to."""
    if not inquiry.evidence or not inquiry.sure(inquiry.evidence[0]):
        return False
    found = next((outcome for answerer in (cases, decided) if (outcome := answerer(inquiry))), None)
    return found is not None and found.kind is Kind.NUMBER


def answer(inquiry: Inquiry) -> Outcome:
    """The answer of the first kind that fits, is of the thing named and no mere condition, and tells the detail asked, its figures called
    what they are; where only that is lacking, what comes nearest is shown."""
    found = (outcome for answerer in ANSWERERS if (outcome := answerer(inquiry)) is not None)
    fitting = (each for each in found if not tells_condition(inquiry.asked.text, each))
    named = (
        each
        for each in fitting
        if not names_another(inquiry.asked, each, inquiry.read) and not of_section_beside(inquiry, each)
    )
    near: Outcome | None = None
    for outcome in named:
        detail = untold(inquiry.asked, outcome, inquiry.read)
        if detail is None:
            return called(inquiry, outcome)
        near = near or withheld(outcome, UNTOLD.format(detail=DETAILS[detail]))
    return near or refuse(inquiry.asked, Reason.NOT_FOUND, inquiry.found.hits)
