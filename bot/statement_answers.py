"""The statement that tells the figure, the day or the number asked, in its own words, with the sentence that it stands in."""

import re

from bot.both import asked_at_once
from bot.candidates import Choice, asks_figure
from bot.citing import cite_evidence, led
from bot.figure_names import names_longer
from bot.figure_words import INTAKE, denies, of_an_item, only_applied_for
from bot.figures import same_unit
from bot.inquiry import Inquiry
from bot.matching import asks_intake, contradicts, is_another_s, is_intake
from bot.reading import Evidence
from bot.records import Kind, Outcome, Reason
from bot.refusing import of_report, why_not
from bot.required import lacks, left_unsaid
from bot.respective import own_figures
from bot.rows import is_tabular
from bot.spoken_units import ASKED_FOR
from bot.targets import told as told_by_table
from corpus.aliases import canonical
from corpus.text import fold
from index.targets import figures_at

SURE, SURE_OF_REPORT = 0.5, 0.6
"""Chance from which a statement is told where no figure was read; a report has many figures that are called alike."""

OVERRULES = 0.55
"""Chance from which a statement is told in place of a figure that was read in another one: cross-validated, 9 of 10 such statements
were right and 4 of the figures; below it 3 of 8 and 8."""

CALLED_OTHERWISE = 0.8
"""Chance from which a statement is told whose figure the table of indicators knows by another name than the question gives it."""

MIDDLE = 0.3
"""Chance from which a statement leads what is quoted for the reader to see, and below which a figure that was read in its sentence is
not stated but shown: 6 of 10 of those were wrong, above it one of 8 (tuning questions). One that was read in another sentence needs
SURE: none of 5 was right below it."""

LONGEST = 150
"""Characters of a statement that is short enough to be told."""

_ASKED = re.compile("(?:封顶|[上下]限|最[高低多少])[^,，。]{0,6}?(?:多少|几)|多少|(?<![那这好])几|封顶|[上下]限")
"""What asks for a figure, of which a question may ask two without a comma (罚多少扣几分)."""

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
        or (asked.target and not of_report(inquiry.evidence[0].hit))  # a bound in a rule is nobody's target
    ):
        return None
    best = telling(inquiry, SURE)
    if best is None or told_by_table(inquiry.library.catalogue, asked, inquiry.filters, partly=True):
        return None
    return said(inquiry, best)


def overruling(inquiry: Inquiry) -> Choice | None:
    """The statement that is told in place of the figure that was read in the best evidence: another one, and likely."""
    item = inquiry.evidence[0]
    alone = not inquiry.asked.side_by_side and asked_at_once(inquiry.asked.text) is None
    best = telling(inquiry, OVERRULES) if alone else None
    if best is None or best.item.hit.stored.passage.cells:
        return None
    return None if _tells_read(best, item) else best


def telling_more(inquiry: Inquiry) -> Choice | None:
    """The short statement that tells the figure read in the best evidence and another one beside it, which may be the one asked (处200元罚款，
    记1分; 每家5万元，全年总额不超过100万元)."""
    item, best = inquiry.evidence[0], next(iter(inquiry.chosen.choices), None)
    if best is None or best.item is not item or item.hit.stored.passage.cells or of_report(item.hit):
        return None
    text = canonical(inquiry.asked.text)
    each_told = any(f"每{unit}" in each.text for each in item.figures if each for unit in ASKED_FOR.findall(text))
    if each_told or len(best.own) > SHORT or not _tells_read(best, item):
        return None
    free = [each.quantity for each in best.figures if not each.bounds and each.quantity is not None]
    like = [each for each in free if same_unit(inquiry.asked.slots[0], each.family)]
    return best if len(like) > 1 or (len(free) > 1 and len(_ASKED.findall(text)) > 1) else None


def doubted(inquiry: Inquiry) -> bool:
    """Whether the figure read in the best evidence is less likely the one asked than may be stated. Cells are found by their row and
    column, a report's figure was read only where the sentence is certain, and the chance was fitted to no follow-ups."""
    item, best = inquiry.evidence[0], next(iter(inquiry.chosen.choices), None)
    if best is None or item.hit.stored.passage.cells or of_report(item.hit) or inquiry.fresh:
        return False
    beside = best.item is item or _tells_read(best, item)
    return inquiry.chosen.chance < (MIDDLE if beside else SURE)


def _tells_read(choice: Choice, item: Evidence) -> bool:
    """Whether a statement tells a figure that was read in an evidence."""
    read = [each for each in item.figures if each is not None]
    same = choice.item is item and any(choice.start <= each.start < choice.end for each in read)
    return same or any(each.text in choice.own for each in read)


def said(inquiry: Inquiry, choice: Choice) -> Outcome:
    """A statement in its own words, or of several things that it tells one by one that of the thing asked, and the sentence that it
    stands in where that says more."""
    tabular = choice.item.hit.stored.passage.cells
    own = "" if tabular else own_figures(inquiry.asked, choice.own)
    text = led(own or choice.own, choice.item.text)
    return Outcome(text, Kind.NUMBER, None, cite_evidence([choice.item]), rewordable=True)


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
    spans = [cell] if is_tabular(item.hit.stored.passage) else figures[:1]
    rows = figures_at(inquiry.library.catalogue, item.hit.entry.key, spans)
    against = is_another_s if inquiry.chosen.chance >= CALLED_OTHERWISE else contradicts
    own = canonical(choice.own)
    if any(
        denies(slot, own) or of_an_item(slot, own) or (of_report(item.hit) and names_longer(slot, own))
        for slot in asked.slots
    ):
        return True
    if any(slot.total for slot in asked.slots) and INTAKE.search(own) and not INTAKE.search(canonical(asked.text)):
        return True  # what came in is not what there is
    if only_applied_for(canonical(asked.text), own):
        return True
    total = any(slot.total for slot in asked.slots)
    if rows and total and not asks_intake(asked) and all(is_intake(row.indicator) for row in rows):
        return True
    stock = asks_intake(asked) and not total and not any(is_intake(row.indicator) for row in rows)
    return bool(rows) and (stock or all(against(asked, row) for row in rows))
