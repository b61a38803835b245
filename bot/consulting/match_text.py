"""The result of matching as an answer in chat: three groups of benefits, each with its clauses quoted and cited."""

from collections.abc import Mapping

from bot.benefits.benefit_texts import CHAT, GROUPS
from bot.benefits.eligibility import Verdict
from bot.benefits.profile import Profile, Statement
from bot.benefits.profile_text import confirmation_text, described, statement_text, unread_texts
from bot.benefits.relevance import Group
from bot.consulting.card_citing import Cited
from bot.consulting.cards import Card, Cards, cards
from bot.consulting.consultation import WHOLE, Step, Turn
from bot.consulting.listing import MET_ONLY, QUOTES, SHOWN, Listing, listing
from bot.consulting.total_text import total_parts
from bot.language import COLON, LIST, MONTH, SEMICOLON
from bot.records import Kind, Outcome
from bot.texts import ALL_CLAUSES


def tell(step: Step) -> Outcome:
    """A step of a consultation as an answer: the whole result when it is asked for, else what is met and how many others
    there are."""
    cited = Cited()
    noted = [each if isinstance(each, str) else statement_text(each) for each in noted_of(step)]
    parts = [CHAT["noted"].format(facts=str(SEMICOLON).join(noted))] if noted and step.turn is not Turn.STARTED else []
    parts += [CHAT["forgotten"].format(facts=str(SEMICOLON).join(map(statement_text, step.gone)))] if step.gone else []
    parts += [CHAT[step.turn]] if step.turn in CHAT else []
    parts += unread_texts(step.unread)
    if step.turn not in (Turn.CLEARED, Turn.STOPPED, Turn.UNCLEAR, Turn.NOTHING):
        parts += [known_text(step.state.profile), *_groups(step, cited)]
    if step.turn is not Turn.STOPPED:
        parts.append(next_text(step))
    return Outcome("\n\n".join(parts), Kind.MATCH, None, tuple(cited.citations))


def next_text(step: Step) -> str:
    """The question that a step comes to, or that there is none; what else can be said is told with the whole result."""
    if not step.question:
        return CHAT["done"]
    return CHAT["next_whole" if step.turn in WHOLE else "next"].format(question=step.question)


def noted_of(step: Step) -> list[Statement | str]:
    """What a step has noted: statements, and a person's words on clauses."""
    return [*step.noted, *(confirmation_text(each) for each in step.confirmed)]


def _groups(step: Step, cited: Cited) -> list[str]:
    found = cards(step.matching)
    if step.turn is Turn.TOTAL:
        return total_parts(step.matching, found, cited)
    if step.turn in WHOLE:
        nothing = found.cards and not any(card.verdict in (Verdict.MEETS, Verdict.LACKS) for card in found.cards)
        return [*([CHAT["none"]] if nothing else []), *groups_text(found, cited, SHOWN)]
    return [*groups_text(found, cited, MET_ONLY), CHAT["brief"]]


def known_text(profile: Profile) -> str:
    """What is known of the enterprise."""
    facts = described(profile)
    return CHAT["known"].format(facts=facts) if facts else CHAT["unknown"]


def groups_text(found: Cards, cited: Cited, shown: Mapping[Group, int]) -> list[str]:
    """The groups that are not empty, what is met first, with as many benefits as are to be shown of each. Benefits are
    numbered through all of them, and so are the clauses that a person has to confirm."""
    told = listing(found, shown)
    return [_group(group, found, cited, told) for group, _ in found.groups]


def _group(group: Group, found: Cards, cited: Cited, told: Listing) -> str:
    every = found.of(group)
    head = CHAT["group"].format(group=GROUPS[group], count=len(every))
    if group is Group.MEETS and found.total:
        head += CHAT["total"].format(total=found.total)
    lines = [card_text(at, card, cited, told) for at, card in enumerate(told.cards, 1) if card.group is group]
    left = len(every) - len(lines)
    return "\n".join([head, *lines, *([CHAT["more"].format(count=left)] if left and lines else [])])


def card_text(at: int, card: Card, cited: Cited, told: Listing) -> str:
    """One benefit in a few lines: how much, then what decides."""
    date = MONTH.format(card.issued) if card.issued else ""
    head = CHAT["card"].format(at=at, title=card.title, level=card.level, date=date)
    lines = [f"{head}{COLON}{card.amount}" if card.amount else head]
    if card.verdict in (Verdict.MEETS, Verdict.LACKS):
        lines.append(CHAT["gives"].format(quotes=cited.quoted(card, card.gives)) if card.gives else "")
        lines.append(CHAT["steps"].format(steps=str(SEMICOLON).join(card.steps)) if len(card.steps) > 1 else "")
    if card.verdict is Verdict.MEETS:
        lines.append(CHAT["met"].format(quotes=cited.quoted(card, card.met)) if card.met else "")
        lines.append(CHAT["confirmed"].format(quotes=_confirmed(card, cited)) if card.confirmed else "")
    if card.verdict is Verdict.LACKS:
        lines.append(str(SEMICOLON).join(filter(None, (card.standing, card.others))))
        lines.append(CHAT["missing"].format(missing=str(LIST).join(card.missing)) if card.missing else "")
        lines.append(CHAT["confirm"].format(quotes=_points(card, cited, told)) if card.confirm else "")
    if card.verdict is Verdict.FAILS:
        lines.append(CHAT["failed"].format(quotes=cited.quoted(card, card.failed)) if card.failed else "")
    return "\n   ".join([*filter(None, lines), *card.notes])


def _confirmed(card: Card, cited: Cited) -> str:
    """The clauses that a person has found met."""
    told = [f"“{point.text}” {cited.point(card, point)}".rstrip() for point in card.confirmed[:QUOTES]]
    return str(SEMICOLON).join(told)


def _points(card: Card, cited: Cited, told: Listing) -> str:
    """The clauses that a person has to confirm, each with the number by which it can be spoken of."""
    lines = [
        CHAT["point"].format(at=told.number_of(point), text=point.text, mark=cited.point(card, point))
        for point in card.confirm[:QUOTES]
    ]
    left = ALL_CLAUSES.format(len(card.confirm)) if len(card.confirm) > QUOTES else ""
    return str(SEMICOLON).join(lines) + left
