"""Whether the answer to a turn of a conversation stands, or is rather read where the question before it was answered: it leaves that
place, tells its figure once more or one of another kind, or more than the turn asks."""

from collections.abc import Sequence

from bot.inquiry import Inquiry
from bot.reading.owners import CAP
from bot.records import Kind, Outcome
from bot.texts import QUOTE
from bot.turns.anchoring import Anchor, own_words, share
from bot.turns.continuing import POINTS, continued
from bot.understanding.conversation import asked_before
from bot.understanding.everyday import rewritten
from bot.understanding.question import ASKING, understand
from corpus.quantity import Quantity, find_quantities
from corpus.text import fold


def resumed(inquiry: Inquiry, outcome: Outcome, meant: str, earlier: str, anchor: Anchor) -> Outcome | None:
    """What is read where the question before was answered, in place of an outcome that leaves it or tells more than a turn asks;
    None where the outcome stands."""
    leaves = _leaves(inquiry, outcome, anchor) or _tells_of_another(outcome, meant, anchor)
    there = not leaves and _cites_there(outcome, anchor)
    told = continued(inquiry, meant, earlier, anchor) if leaves or there else None
    if told is None or leaves:
        return told
    return told if _cites_there(told, anchor) and (_quotes_whole(outcome) or _narrows(told, outcome)) else None


def in_doubt(inquiry: Inquiry, outcome: Outcome) -> bool:
    """Whether another reading of a follow-up is worth trying."""
    return outcome.reason is not None or (outcome.kind is Kind.TEXT and doubtful(inquiry))


def doubtful(inquiry: Inquiry) -> bool:
    """Whether what was read is only near what is asked."""
    return "found" in inquiry.__dict__ and bool(inquiry.evidence) and not inquiry.certain(inquiry.evidence[0])


def of_another_case(outcome: Outcome, anchor: Anchor, meant: str, history: Sequence[str]) -> bool:
    """Whether the one figure told is that of the question before, and what is quoted for it names nothing of the other case that is
    asked about now: it is not known to hold for that."""
    if outcome.kind is not Kind.NUMBER or not _told_again(outcome, anchor):
        return False
    quoted = " ".join(" ".join((*each.heading, each.quote)) for each in outcome.citations)
    return _names_other_case(meant, asked_before(history), quoted)


def _told_again(outcome: Outcome, anchor: Anchor) -> bool:
    """Whether an answer leads with the figure, or the words, that led the one before, and with no other."""
    led = _lead(outcome)
    several = "\n" in outcome.text.partition("\n\n")[0]  # beside others, the figure told before tells something new
    now, then = _first_figure(led), _first_figure(anchor.said)
    same = now is not None and then is not None and now.text == then.text
    return led == anchor.said or (outcome.kind is Kind.NUMBER and not several and same)


def _leaves(inquiry: Inquiry, outcome: Outcome, anchor: Anchor) -> bool:
    """Whether a turn of a conversation is not answered, or not surely, or as the question before it was, or in other places'
    documents."""
    cited = [each.source for each in outcome.citations]
    there = any(each.key == anchor.key or each.metadata.region == anchor.region for each in cited)
    left = anchor.sure and outcome.kind in (Kind.TEXT, Kind.NUMBER) and not there
    return in_doubt(inquiry, outcome) or _told_again(outcome, anchor) or left


def _quotes_whole(outcome: Outcome) -> bool:
    """Whether an answer is all of one sentence: which part of it tells what is asked is to be said."""
    answers = outcome.reason is None and outcome.kind in (Kind.TEXT, Kind.NUMBER) and str(QUOTE) not in outcome.text
    return answers and len(outcome.citations) == 1


def _cites_there(outcome: Outcome, anchor: Anchor) -> bool:
    """Whether an answer leads with the sentence that answered the question before."""
    first = next(iter(outcome.citations), None)
    same = first is not None and first.source.key == anchor.key
    return first is not None and same and first.start < anchor.end and anchor.start < first.end


def _tells_of_another(outcome: Outcome, meant: str, anchor: Anchor) -> bool:
    """Whether a turn asks nothing but another case, and the figure told is in another unit than that told before; or whether it
    asks for the most, and what is told is none."""
    if any(slot.cap for slot in understand(meant).slots) and outcome.reason is None:
        return not CAP.search(_lead(outcome))
    now = _without_pointing(meant)
    told, before = _first_figure(_lead(outcome)), _first_figure(anchor.said.partition("\n")[0])
    if ASKING.search(now) or outcome.kind is not Kind.NUMBER or told is None or before is None:
        return False
    return told.family != before.family


def _narrows(told: Outcome, outcome: Outcome) -> bool:
    """Whether what is told of a turn's own words leaves out the figure that an answer of the same sentence leads with."""
    figure, led = _first_figure(_lead(outcome)), _lead(told)
    return str(QUOTE) in told.text and figure is not None and bool(find_quantities(led)) and figure.text not in led


def _names_other_case(meant: str, earlier: str, quoted: str) -> bool:
    """Whether a turn asks nothing but another case, which what is quoted for it does not name."""
    rest = _without_pointing(meant)
    words = own_words(rest, earlier)
    return bool(words) and not ASKING.search(rest) and share(understand(rest), words, quoted) == 0.0


def _without_pointing(meant: str) -> str:
    """A turn as it is read, without what in it points back."""
    return POINTS.sub(" ", rewritten(fold(meant).strip().rstrip("?")))


def _lead(outcome: Outcome) -> str:
    """The first line of an answer, which tells it."""
    return outcome.text.partition("\n")[0]


def _first_figure(text: str) -> Quantity | None:
    return next(iter(find_quantities(text)), None)
