"""The statement that tells the figure, the day or the number asked, in its own words, with the sentence that it stands in."""

import re
from dataclasses import replace

from bot.answers.both import asked_at_once
from bot.answers.refusing import of_report, why_not
from bot.inquiry import Inquiry
from bot.reading.asides import side_asked
from bot.reading.candidates import Choice, asks_figure
from bot.reading.citing import cite_evidence, led
from bot.reading.figure_names import names_longer
from bot.reading.figure_words import (
    GROWTH,
    INTAKE,
    SPANS_OF_TIME,
    TOTAL,
    denies,
    is_only_base,
    of_an_item,
    only_applied_for,
    speaks_against,
    tells_inside,
    words_about,
)
from bot.reading.figures import of_stock, same_unit
from bot.reading.matching import asks_intake, contradicts, gives_nothing, is_another_s, is_intake
from bot.reading.parallel import all_told, parallel_to, place_of
from bot.reading.reading import Evidence, words_said
from bot.reading.required import lacks, left_unsaid
from bot.reading.respective import of_year, own_figures
from bot.reading.rows import is_tabular
from bot.reading.statement_signals import is_of_kind, tells_growth
from bot.reading.targets import told as told_by_table
from bot.reading.thresholds import asks_condition, sets_condition
from bot.records import Kind, Outcome, Reason
from bot.understanding.fitting import is_aimed
from bot.understanding.question import SPAN, Question, Slot
from bot.understanding.scopes import kinds_of, one_of_each
from bot.understanding.segments import part
from bot.understanding.spoken_units import ASKED_FOR
from corpus.aliases import canonical
from corpus.quantity import find_quantities
from corpus.text import fold
from index.targets import figures_at

SURE, SURE_OF_REPORT = 0.5, 0.6
"""Chance from which a statement is told where no figure was read; a report has many figures that are called alike."""

OF_KIND, OF_KIND_CONFIDENCE = 0.35, 0.15
"""Chance from which one is told there that has a figure of the very kind asked, and the confidence that the best sentence must have:
cross-validated, 12 of 16 such statements below SURE were right, and without the confidence 12 of 18."""

OVERRULES = 0.55
"""Chance from which a statement is told in place of a figure that was read in another one: cross-validated, 9 of 10 such statements
were right and 4 of the figures; below it 3 of 8 and 8."""

OVERRULES_BESIDE, CLEARLY = 0.15, 1.0
"""Chance from which one is told in place of a figure of the same sentence, and by how much the odds of the statement with that figure
must be less: cross-validated, 7 of 13 such statements were right and one of the figures."""

CALLED_OTHERWISE = 0.6
"""Chance from which a statement is told whose figure the table of indicators knows by another name than the question gives it:
cross-validated, 6 of 7 were right."""

MIDDLE = 0.3
"""Chance from which a statement leads what is quoted for the reader to see, and below which a figure that was read in its sentence is
not stated but shown: 6 of 10 of those were wrong, above it one of 8 (tuning questions). One that was read in another sentence needs
SURE: none of 5 was right below it."""

LONGEST = 150
"""Characters of a statement that is short enough to be told."""

ALL_SAID, LITTLE_SAID = 0.9, 0.6
"""Share of a question that the best sentence says, of another place or year, and that another one says which then is no answer."""

AHEAD, MOST_SAID = 0.6, 0.85
"""How far before all others a sentence comes, and what share of a question it says, whose figure no likelier statement displaces."""

_ASKED = re.compile("(?:封顶|[上下]限|最[高低多少])[^,，。]{0,6}?(?:多少|几)|多少|(?<![那这好])几|封顶|[上下]限")
"""What asks for a figure, of which a question may ask two without a comma (罚多少扣几分)."""

SHORTEST_DOING = 2
"""Characters of a word for how things come in (入选, 引进)."""

SHORT = 60
"""Characters of a statement that is told in place of one of its figures."""

_QUOTED = re.compile("[\"'「《]([^\"'」》]{2,12})[\"'」》]")

_UNREAD = frozenset({Reason.NO_FIGURE, Reason.NOT_FOUND})


def unread(inquiry: Inquiry) -> Outcome | None:
    """The statement that surely tells a figure which no rule read in the evidence; None where a rule did, where what is asked by
    name is lacking, or where the table of indicators answers."""
    asked = inquiry.asked
    if (
        not asks_figure(asked)
        or asked.variants()
        or why_not(inquiry) not in _UNREAD
        or not inquiry.evidence
        or lacks(asked, inquiry.evidence[0])
    ):
        return None
    best = telling(inquiry, OF_KIND if _of_kind(inquiry) else SURE)
    if (
        best is None
        or _only_bounds(asked, best)
        or _said_elsewhere(inquiry, best.item)
        or told_by_table(inquiry.library.catalogue, asked, inquiry.filters, partly=True)
    ):
        return None
    return said(inquiry, best)


def _said_elsewhere(inquiry: Inquiry, item: Evidence) -> bool:
    """Whether the best sentence, which says all of the question, is of another place or year, and this one says hardly more than that:
    what is asked is told of those alone."""
    best = inquiry.evidence[0]
    apart = not (best.place_fits and best.year_fits)
    return apart and best.coverage >= ALL_SAID and item.coverage <= LITTLE_SAID


def _only_bounds(asked: Question, choice: Choice) -> bool:
    """Whether an aim is asked for, and a statement is of a rule that tells none: a bound in a rule is nobody's target."""
    hit = choice.item.hit
    return asked.target and not (of_report(hit) or is_aimed(hit.stored.passage.path, choice.own))


def _of_kind(inquiry: Inquiry) -> bool:
    """Whether the likeliest statement, of a sentence that says something of the question, has figures of the kinds asked, and not all of
    them are spoken against."""
    asked, choice = inquiry.asked, next(iter(inquiry.chosen.choices), None)
    if choice is None or not choice.item.coverage or not is_of_kind(asked, choice):
        return False
    return (inquiry.confidence or 0.0) >= OF_KIND_CONFIDENCE and not _spoken_against(asked, choice)


def _spoken_against(asked: Question, choice: Choice) -> bool:
    """Whether something speaks against each figure of a statement that could be the one asked by its unit; cells are told by their
    headers."""
    passage, text = choice.item.hit.stored.passage, choice.item.text
    if is_tabular(passage):
        return False
    slot, quantities = asked.slots[0], find_quantities(text)
    above = [(canonical(heading), 1.0) for heading in passage.path]
    against = [
        all(speaks_against(each, quantity, words_about(text, quantities, at), above) for each in (slot, _whole(asked)))
        for at, quantity in enumerate(quantities)
        if choice.start <= quantity.start < choice.end and any(same_unit(each, quantity.family) for each in asked.slots)
    ]
    return bool(against) and all(against)


def _whole(asked: Question) -> Slot:
    """The first thing asked in all words of the question, of which its label lacks those that say how it moves (想增长|多少)."""
    return replace(asked.slots[0], label=asked.text)


def overruling(inquiry: Inquiry) -> Choice | None:
    """The statement that is told in place of the figure that was read in the best evidence: another one, and likely."""
    item = inquiry.evidence[0]
    alone = not inquiry.asked.side_by_side and asked_at_once(inquiry.asked.text) is None
    least = OF_KIND if _of_kind(inquiry) and not _is_of_kind_read(inquiry.asked, item) else OVERRULES
    best = (telling(inquiry, least) or _clearer_beside(inquiry, item)) if alone else None
    if best is None or best.item.hit.stored.passage.cells or tells_read(inquiry.asked, best, item):
        return None
    if (best.item is item and _named_parallel(inquiry.asked, item)) or says_all_alone(inquiry, item):
        return None
    return None if _spoken_against(inquiry.asked, best) else best


def says_all_alone(inquiry: Inquiry, item: Evidence) -> bool:
    """Whether the best evidence says all of the question and comes well before the others, and the part of it with the one figure read
    says a word of the question that the likeliest statement, of another sentence, does not, which says none that it lacks."""
    best, others = next(iter(inquiry.chosen.choices), None), inquiry.evidence[1:]
    read = [each for each in item.figures if each is not None]
    ahead = all(each.score <= item.score - AHEAD for each in others)
    if best is None or best.item is item or len(read) != 1 or item.coverage < MOST_SAID or not ahead:
        return False
    start, end = part(item.text, read[0].start, read[0].end)
    own, other = (
        words_said(inquiry.asked, f"{each.hit.entry.metadata.title} {told}")
        for each, told in ((item, item.text[start:end]), (best.item, best.own))
    )
    return other < own


def _named_parallel(asked: Question, item: Evidence) -> bool:
    """Whether a figure read in an evidence is that of the one of parallel things which a question names."""
    quantities = find_quantities(item.text)
    at = place_of(quantities, [each.start for each in item.figures if each is not None])
    return at is not None and parallel_to(asked, asked.slots[0], item.text, quantities, at) == at


def _is_of_kind_read(asked: Question, item: Evidence) -> bool:
    """Whether a figure read in an evidence is of the very kind that its slot asks, if it asks for one by its kind."""
    pairs = zip(asked.slots, item.figures, strict=True)
    return any(
        figure is not None
        and (slot.family in (None, figure.family) or (slot.family == SPAN and figure.family in SPANS_OF_TIME))
        for slot, figure in pairs
    )


def _clearer_beside(inquiry: Inquiry, item: Evidence) -> Choice | None:
    """The likeliest statement where it is of the sentence in which a figure of a rule was read, and clearly likelier than the one
    with that figure."""
    chosen = inquiry.chosen
    best = telling(inquiry, OVERRULES_BESIDE)
    if best is None or best.item is not item or of_report(item.hit) or len(inquiry.asked.slots) > 1:
        return None
    read = [
        odds
        for choice, odds in zip(chosen.choices, chosen.odds, strict=True)
        if tells_read(inquiry.asked, choice, item)
    ]
    return best if not read or chosen.odds[0] - max(read) >= CLEARLY else None


def telling_more(inquiry: Inquiry) -> Choice | None:
    """The short statement that tells the figure read in the best evidence and another one beside it, which may be the one asked (处200元罚款，
    记1分; 每家5万元，全年总额不超过100万元)."""
    item, best = inquiry.evidence[0], next(iter(inquiry.chosen.choices), None)
    if best is None or best.item is not item or item.hit.stored.passage.cells or of_report(item.hit):
        return None
    text = canonical(inquiry.asked.text)
    each_told = any(f"每{unit}" in each.text for each in item.figures if each for unit in ASKED_FOR.findall(text))
    if each_told or len(best.own) > SHORT or not tells_read(inquiry.asked, best, item):
        return None
    free = [each.quantity for each in best.figures if not each.bounds and each.quantity is not None]
    like = [each for each in free if same_unit(inquiry.asked.slots[0], each.family)]
    return best if len(like) > 1 or (len(free) > 1 and len(_ASKED.findall(text)) > 1) else None


def tells_read(asked: Question, choice: Choice, item: Evidence) -> bool:
    """Whether a statement tells a figure that was read in an evidence; of figures told one by one that of the thing asked."""
    read = [each for each in item.figures if each is not None]
    same = choice.item is item and any(choice.start <= each.start < choice.end for each in read)
    own = own_figures(asked, choice.own) or choice.own
    return same or any(each.text in own for each in read)


def said(inquiry: Inquiry, choice: Choice) -> Outcome:
    """A statement in its own words, or of several things or years that it tells one by one that of the one asked, and the sentence that
    it stands in where that says more."""
    tabular = choice.item.hit.stored.passage.cells
    asked = inquiry.asked
    own = "" if tabular else own_figures(asked, choice.own) or of_year(asked, choice.own) or _together(asked, choice)
    text = led(side_asked(asked, own or choice.own), choice.item.text)
    return Outcome(text, Kind.NUMBER, None, cite_evidence([choice.item]), rewordable=True)


def _together(asked: Question, choice: Choice) -> str:
    """The figures of parallel things of which a statement tells one, and a question names none, in the words that tell them all; "" where
    there are none."""
    if of_report(choice.item.hit):
        return ""
    text = choice.item.text
    quantities = find_quantities(text)
    at = place_of(quantities, [each.start for each in choice.figures if not each.bounds])
    return "" if at is None else all_told(asked, text, quantities, at)


def telling(inquiry: Inquiry, least: float) -> Choice | None:
    """The statement that tells what is asked with at least a chance, where nothing speaks against it."""
    chosen = inquiry.chosen
    best = next(iter(chosen.choices), None)
    if best is None or len(best.own) > LONGEST or lacks(inquiry.asked, best.item):
        return None
    if left_unsaid(inquiry.asked, best.item.text) or _leaves_name(inquiry, best):
        return None
    sure = max(least, SURE_OF_REPORT) if of_report(best.item.hit) and least >= SURE else least
    sure = max(sure, inquiry.min_confidence)
    return best if chosen.chance >= sure and not _another_s(inquiry, best) else None


def _leaves_name(inquiry: Inquiry, choice: Choice) -> bool:
    """Whether a statement leaves the sentence that says a name which the question gives in quotation marks."""
    first = inquiry.evidence[0]
    names = _QUOTED.findall(fold(inquiry.asked.text))
    return choice.item is not first and any(n in fold(first.text) and n not in fold(choice.item.text) for n in names)


def _another_s(inquiry: Inquiry, choice: Choice) -> bool:
    """Whether the table of indicators knows the figures of a statement as another's, or as of another metric, which a sure
    statement overrules: people call a metric otherwise than reports."""
    asked, item = inquiry.asked, choice.item
    figures = [(item.start + each.start, item.start + each.end) for each in choice.figures if not each.bounds]
    cell = (item.start + choice.start, item.start + choice.end)
    spans = [cell] if is_tabular(item.hit.stored.passage) else figures
    rows = figures_at(inquiry.library.catalogue, item.hit.entry.key, spans)
    against = is_another_s if inquiry.chosen.chance >= CALLED_OTHERWISE else contradicts
    own = canonical(choice.own)
    if any(
        denies(slot, own)
        or of_an_item(slot, own)
        or is_only_base(slot, own)
        or (of_report(item.hit) and names_longer(slot, own))
        for slot in asked.slots
    ):
        return True
    if any(slot.total for slot in asked.slots) and _only_came_in(canonical(asked.text), own):
        return True
    if asks_condition(asked.text) and not sets_condition(choice.own):
        return True
    if of_stock(asked, own) or gives_nothing(asked, canonical(item.hit.stored.passage.described)):
        return True
    if len(asked.slots) == 1 and GROWTH.search(canonical(asked.text)) and not tells_growth(own):
        return True
    if only_applied_for(canonical(asked.text), own) or _of_other_kind(asked, own):
        return True
    if tells_inside(canonical(asked.text), canonical(f"{choice.head}{choice.own}"), canonical(item.text)):
        return True
    total = any(slot.total for slot in asked.slots)
    if rows and total and not asks_intake(asked) and all(is_intake(row.indicator) for row in rows):
        return True
    stock = asks_intake(asked) and not total and not any(is_intake(row.indicator) for row in rows)
    return bool(rows) and (stock or all(against(asked, row) for row in rows))


def _of_other_kind(asked: Question, own: str) -> bool:
    """Whether a canonical statement opens with a kind that excludes the one asked (第二件 of 首件), and not with this one."""
    opening = re.split("[,;:]", own, maxsplit=1)[0]
    named = ((kind, kinds_of(line, opening)) for line, kind in one_of_each(canonical(asked.text)))
    return any(kinds and kind not in kinds for kind, kinds in named)


def _only_came_in(asked: str, own: str) -> bool:
    """Whether a statement tells what came in (新入选5人) and not what there is, which is asked for; who asks what came in may say so
    without 新."""
    came = INTAKE.search(own)
    if came is None or TOTAL.search(own) or INTAKE.search(asked):
        return False
    doing = came.group().removeprefix("新")
    return len(doing) < SHORTEST_DOING or doing not in asked
