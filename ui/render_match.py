"""The result of matching as HTML: the question that decides most, groups of cards, and what is not in force. Pure; everything
that comes from a document or a user is escaped."""

import base64
from collections.abc import Iterable, Sequence
from dataclasses import replace
from html import escape

from bot.benefits.benefit_texts import GROUPS
from bot.benefits.eligibility import Need
from bot.benefits.profile import Profile
from bot.benefits.profile_heard import Unread
from bot.benefits.profile_text import confirmation_text, described, statement_text, unread_texts
from bot.benefits.relevance import Group
from bot.consulting.asking import question_for
from bot.consulting.cards import Card, Cards, Point
from bot.records import Consultation
from bot.understanding.facts import FactKind, form_of
from corpus.benefit_records import Fact, Quoted
from ui import texts
from ui.match_form import Problem, label_of
from ui.matching import standing_line, to_markdown, to_xlsx
from ui.models import XLSX
from ui.unmarked import unmarked

SHOWN = {Group.MEETS: 20, Group.CONFIRM: 8, Group.LACKS: 8}
"""Cards of a group that are seen at once; the others are folded, with their number."""

MOST = 60
"""Cards of a group that are in the page at all; the files hold all."""

_OPEN = {Group.MEETS: 2, Group.CONFIRM: 1}
"""Cards of a group that are unfolded."""

_FILES = (
    ("MATCH_MARKDOWN", "惠企政策匹配.md", "text/markdown"),
    ("XLSX", "惠企政策匹配.xlsx", XLSX),
)
"""Of each file which of the texts it is called by, its name and its kind."""


def result(
    found: Cards,
    profile: Profile,
    told: Consultation,
    asked: str = "",
    wrong: str = "",
    unread: Sequence[Unread] = (),
) -> str:
    """What was found: a line about it with the downloads, what of the description was not taken up, the question that decides
    most (`asked`), what was `told` in answers, then the groups; `wrong` is what is wrong with a figure that was just given."""
    if not found.cards:
        head, more = texts.NO_BENEFITS
        return f'<div class="pb-none"><h3>{head}</h3><p>{more}</p></div>'
    known = escape(described(replace(profile, confirmed=())) or texts.MATCH["nothing"])  # those stand among the answers
    groups = "".join(_group(group, members) for group, members in found.groups)
    total = f'<p class="pb-match-total">{escape(found.total)}</p>' if found.total else ""
    head = f'<h3 class="pb-match-head" tabindex="-1" data-announce>{_counts(found)}</h3>'
    line = f'<p class="pb-count"><span>{known}</span>{_downloads(found, profile)}</p>'
    fault = f'<p class="pb-problem" role="alert">{escape(wrong)}</p>' if wrong else ""
    hint = "" if found.of(Group.MEETS) or not found.of(Group.CONFIRM) else texts.MATCH_NONE_YET
    hint = f'<p class="pb-match-hint">{hint}</p>' if hint else ""
    return f"{head}{line}{not_taken(unread)}{fault}{asked}{_told(told)}{hint}{total}{groups}"


def not_taken(unread: Sequence[Unread]) -> str:
    """What of a description was not taken up, "" where all of it was."""
    lines = "".join(f"<p>{escape(each)}</p>" for each in unread_texts(unread))
    return f'<div class="pb-unread" role="status">{lines}</div>' if lines else ""


def _counts(found: Cards) -> str:
    """How many there are of each group; that none is met yet is said too."""
    counts = {Group.MEETS: 0} | {group: len(members) for group, members in found.groups}
    each = (
        f'<span class="pb-tally pb-tally-{group.name.lower()}">{texts.MATCH["group"].format(group=GROUPS[group], count=at)}</span>'
        for group, at in counts.items()
    )
    return f'<span class="pb-unseen">{texts.LIST}</span>'.join(each)


def nothing() -> str:
    """What stands in place of a result before anything was asked."""
    head, more = texts.MATCH_EMPTY
    return f'<div class="pb-none"><h3>{head}</h3><p>{more}</p></div>'


def problems(found: Sequence[Problem]) -> str:
    """What is wrong with the form; the page puts each beside its field."""
    lines = "".join(f'<p data-field="{escape(each.field)}">{escape(each.words)}</p>' for each in found)
    return f'<div class="pb-none pb-problems" role="alert"><h3>{texts.MATCH_WRONG.format(len(found))}</h3>{lines}</div>'


# -- the question that decides most, and what was told ------------------------------------------------------------------


def question(need: Need | None, unclear: str = "", waiting: int = 0) -> str:
    """The question for a need with the ways to answer it, and how many benefits are `waiting` for the answer; `unclear` is an
    answer that was not understood."""
    if need is None:
        return f'<p class="pb-next-none">{texts.MATCH_NO_QUESTION}</p>'
    words = f'<p class="pb-next-words" id="pb-next-words">{_question_words(need)}</p>'
    head = texts.MATCH_NEXT + (texts.MATCH_WAITING.format(waiting) if waiting else "")
    missed = f'<p class="pb-problem" role="alert">{texts.MATCH_UNCLEAR.format(escape(unclear))}</p>' if unclear else ""
    return (
        f'<form class="pb-next" aria-labelledby="pb-next-words"><p class="pb-next-head">{head}</p>'
        f'{words}{missed}<div class="pb-next-ways">{_ways(need)}{_answer("不清楚", texts.MATCH_OPEN)}</div></form>'
    )


def _question_words(need: Need) -> str:
    """The question, with the words of documents in it marked as such."""
    words = escape(_words_of(question_for(need)))
    for part in filter(None, (_words_of(need.clause), *(name.rsplit("/", 1)[-1] for name in need.names))):
        words = words.replace(escape(part), f"<span{texts.foreign()}>{escape(part)}</span>", 1)
    return words


def _ways(need: Need) -> str:
    """Buttons for a yes or no, boxes for several names, a line to write into for all else. What they send is what people say in
    chat."""
    fact = need.fact
    kind = form_of(fact).kind if fact else FactKind.YES
    if kind is FactKind.YES or (kind is FactKind.NAMES and len(need.names) == 1):
        there_is = need.excludes or (fact is not None and (form_of(fact).inverted or fact is Fact.PROJECT))
        yes, no = ("有", "没有") if there_is else ("是", "不是")
        said = texts.MATCH_THERE_IS if there_is else texts.MATCH_IS
        return _answer(yes, said[0]) + _answer(no, said[1])
    if need.names:
        names = "".join(
            f'<label><input type="checkbox" value="{escape(name)}"><span{texts.foreign()}>{escape(name.rsplit("/", 1)[-1])}</span></label>'
            for name in need.names
        )
        return f'<span class="pb-next-names">{names}</span><button type="submit">{texts.MATCH_ANSWER}</button>{_answer("都没有", texts.MATCH_NONE)}'
    label = escape(label_of(fact) if fact else "")
    return f'<input type="text" maxlength="200" aria-label="{label}" autocomplete="off"><button type="submit">{texts.MATCH_ANSWER}</button>'


def _answer(said: str, label: str) -> str:
    return f'<button type="button" data-answer="{said}">{label}</button>'


def _told(told: Consultation) -> str:
    """What was told in answers, each of which can be taken back, and how many questions were passed over."""
    lines = [escape(statement_text(each)) for each in told.profile.statements]
    lines += [escape(_words_of(confirmation_text(each))) for each in told.profile.confirmed]
    again = ""
    if told.skipped:
        words = texts.MATCH_SKIPPED.format(len(told.skipped))
        again = (
            f'<p class="pb-skipped">{words}<button type="button" data-forget="skipped">{texts.MATCH_AGAIN}</button></p>'
        )
    if not lines:
        return again
    items = "".join(
        f'<li><span>{line}</span><button type="button" data-forget="{at}" aria-label="{texts.MATCH_FORGET}：{line}">{texts.MATCH_FORGET}</button></li>'
        for at, line in enumerate(lines)
    )
    clear = f'<button type="button" data-forget="all">{texts.MATCH_CLEAR}</button>'
    head = texts.MATCH_TOLD.format(len(lines))
    return f'<details class="pb-answers" data-fold="told"><summary>{head}</summary><ul>{items}</ul>{clear}</details>{again}'


def _downloads(found: Cards, profile: Profile) -> str:
    """Links that hold the files themselves: they are made of what was typed here, and lie nowhere on the server."""
    contents = (to_markdown(found, profile).encode(), to_xlsx(found, profile))
    links = "".join(
        f'<a class="pb-download" download="{name}" href="data:{kind};base64,{base64.b64encode(data).decode()}">{getattr(texts, label)}</a>'
        for (label, name, kind), data in zip(_FILES, contents, strict=True)
    )
    return f"<span>{texts.DOWNLOAD}{links}</span>"


# -- groups and cards ---------------------------------------------------------------------------------------------------


def _group(group: Group, cards: tuple[Card, ...]) -> str:
    seen, rest = cards[: SHOWN.get(group, 0)], cards[SHOWN.get(group, 0) :]
    shown = "".join(_card(card, unfolded=at < _OPEN.get(group, 0)) for at, card in enumerate(seen))
    name = group.name.lower()
    folds = _fold(f"{name}-rest", texts.MATCH_REST if seen else texts.MATCH_ALL, rest)
    head = texts.MATCH["group"].format(group=GROUPS[group], count=len(cards))
    about = f'<p class="pb-group-about">{texts.MATCH_ABOUT[group]}</p>' if group in texts.MATCH_ABOUT else ""
    return f'<section class="pb-group pb-{name}"><h3>{head}</h3>{about}{shown}{folds}</section>'


def _fold(name: str, head: str, cards: Sequence[Card]) -> str:
    """Cards that are folded away, with their number."""
    if not cards:
        return ""
    shown = "".join(_card(card, unfolded=False) for card in cards[:MOST])
    left = len(cards) - MOST
    more = f'<p class="pb-left">{texts.MATCH_LEFT.format(left)}</p>' if left > 0 else ""
    return f'<details class="pb-rest" data-fold="{name}"><summary>{head.format(len(cards))}</summary>{shown}{more}</details>'


def _missing(label: str) -> str:
    """What is missing, the names in its brackets as the documents write them."""
    head, bracket, names = label.partition("（" if "（" in label else " (")
    return escape(head) + (f"<span{texts.foreign()}>{escape(bracket + names)}</span>" if names else "")


def _card(card: Card, *, unfolded: bool) -> str:
    state = " open" if unfolded else ""
    rows = (
        (texts.MATCH["steps"], _steps(card)),
        (texts.MATCH["gives"], _quotes(card, card.gives)),
        (texts.MATCH["failed"], _quotes(card, card.failed)),
        (texts.MATCH["missing"], escape(texts.LIST).join(map(_missing, card.missing))),
        (texts.MATCH["own"], _own(card)),
        (texts.MATCH["points"], _points(card)),
        (texts.MATCH["met"], _quotes(card, card.met)),
        (texts.MATCH["apply"], _quotes(card, card.apply)),
        (texts.MATCH["notes"], escape(" ".join(card.notes))),
        (texts.MATCH["source"], f"<span{texts.foreign()}>{escape(_source(card))}</span>"),
    )
    listed = "".join(f"<dt>{label}</dt><dd>{value}</dd>" for label, value in rows if value)
    line = escape(standing_line(card))
    standing = f'<span class="pb-standing">{line}</span>' if line else ""
    head = (
        f'<span class="pb-title"{texts.foreign()}>{escape(_words_of(card.title))}</span>'
        f'<span class="pb-level">{escape(card.level)}{standing}</span>'
    )
    amount = f'<span class="pb-amount">{escape(card.amount)}</span>' if card.amount else ""
    return (
        f'<details class="pb-card" data-fold="{escape(card.id)}"{state}><summary>{head}{amount}</summary>'
        f"<dl>{listed}</dl></details>"
    )


def _steps(card: Card) -> str:
    return f'<span class="pb-steps">{escape(texts.SEMICOLON.join(card.steps))}</span>' if len(card.steps) > 1 else ""


def _source(card: Card) -> str:
    return f"《{card.source.metadata.title}》{card.source.metadata.number or ''}"


def _own(card: Card) -> str:
    """Lines for the figures that this benefit has of its own."""
    return "".join(
        f'<form class="pb-own" data-card="{escape(card.id)}" data-fact="{fact}"><label>{escape(label)}'
        f'<input type="text" maxlength="40" inputmode="text" autocomplete="off"></label><button type="submit">{texts.MATCH_RECKON}</button></form>'
        for fact, label in card.own
    )


def _points(card: Card) -> str:
    """The clauses that a person has to confirm, each with the three things that can be said of it, and below them a button that
    confirms all that are open, or takes all back."""
    points = "".join(f'<div class="pb-point">{_words(card, point)}{_sayings(point)}</div>' for point in card.points)
    return points + (_all_of(card) if len(card.points) > 1 else "")


def _all_of(card: Card) -> str:
    """The button for all clauses of a card. What bars whom it fits is confirmed as not so."""
    left = card.confirm
    if not left:
        return f'<p class="pb-all"><button type="button" data-all="open">{texts.MATCH_TAKE_BACK}</button></p>'
    barring = sum(point.excludes for point in left)
    words = texts.MATCH_CONFIRM_ALL.format(len(left)) + (texts.MATCH_BARRING.format(barring) if barring else "")
    title = escape(_words_of(card.title))
    said = texts.MATCH_CONFIRMS.format(f"<span{texts.foreign()}>{title}</span>")
    return f'<p class="pb-all"><button type="button" data-all="yes">{words}</button><small>{said}</small></p>'


def _words(card: Card, point: Point) -> str:
    if point.start is None or point.end is None:
        return f"<span>{escape(point.text)}</span>"
    return _quotes(card, [Quoted(point.text, point.start, point.end)])


def _sayings(point: Point) -> str:
    labels = (*(texts.MATCH_THERE_IS if point.excludes else texts.MATCH_IS), texts.MATCH_OPEN)
    so = None if point.said is None else point.said is not point.excludes
    buttons = "".join(
        f'<button type="button" data-said="{said}" aria-pressed="{str(pressed).lower()}">{label}</button>'
        for said, pressed, label in zip(("yes", "no", "open"), (so is True, so is False, False), labels, strict=True)
    )
    return f'<span class="pb-say" role="group" aria-label="{escape(_words_of(point.text))}" data-key="{point.key}">{buttons}</span>'


def _words_of(text: str) -> str:
    """Words of a document on one line, without its marks."""
    return " ".join(unmarked(text).split())


def _quotes(card: Card, quotes: Iterable[Quoted]) -> str:
    """Clauses, each a link to its place in the document."""
    return "".join(
        f'<a class="pb-open" href="#target-{card.source.key}-{each.start}-{each.end}"{texts.foreign()}>{escape(_words_of(each.text))}</a>'
        for each in quotes
    )
