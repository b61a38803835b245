"""What is left to pay oneself, where a text tells what is paid for one: the rest of the whole, told as worked out."""

import re
from collections.abc import Sequence
from decimal import Decimal

from bot.answers.quoting import figures
from bot.answers.refusing import why_not
from bot.answers.statement_answers import unread
from bot.cases.cases import cases
from bot.cases.deciding import decided
from bot.inquiry import Inquiry
from bot.reading.citing import cite_evidence, led, quoted
from bot.reading.reading import Evidence, words_said
from bot.reading.required import names_another
from bot.reading.rows import is_tabular
from bot.records import Kind, Outcome
from bot.texts import OWN_SHARE
from bot.understanding.own_part import as_paid, asks_own_part, own_cost, tells_own_part
from bot.understanding.question import understand
from bot.understanding.segments import PART, opening
from bot.understanding.stated import difference
from bot.understanding.words import content
from corpus.aliases import canonical
from corpus.quantity import Quantity, find_quantities, plain
from corpus.text import fold

LOOKED_AT, AS_MUCH = 6, 0.8
"""Best sentences of which one may tell the own part itself, and what it must say of the question against the best one."""

_CASE = re.compile("(?P<case>[^,，;；。:：]{3,})的[,，]")
"""What opens a part of a sentence as a case of its own, for which alone its share is paid."""

WHOLE = Decimal(100)

_PAYS = re.compile("报销|支付|补[助贴]|资助|给予|基金|财政|承担|负担|支持|贴息|补偿|救助|返还|比例|负责")
_BOUNDED = re.compile("起付|限额|最高|封顶|上限|不超过|以内|定额|限支付|为限")
"""What says that the share is of a part of the costs alone."""

_CLAUSE = re.compile("[,，;；。、:：]")


def own_share(inquiry: Inquiry) -> Outcome | None:
    """What somebody has to pay of a cost; None where that is not asked, the text tells it where it is read anyway, or no share is
    surely paid."""
    text = inquiry.asked.text
    if not asks_own_part(text):
        return None
    if amount := _of_amount(inquiry):
        return amount
    told = _told(inquiry) if inquiry.evidence else None
    if told is None:
        return _of_rate(inquiry)
    own = _own_clause(told)
    read = any(each is not None and each.text in own for each in told.figures)
    return None if read and told is inquiry.evidence[0] else _quoted(told)


def _told(inquiry: Inquiry) -> Evidence | None:
    """The sentence that tells what one pays oneself."""
    best = inquiry.evidence[0]
    if why_not(inquiry) is not None and not inquiry.sure(best):
        return None
    near = (
        each
        for each in inquiry.evidence[:LOOKED_AT]
        if each.place_fits
        and each.year_fits
        and each.coverage >= AS_MUCH * best.coverage
        and len(words_said(inquiry.asked, each.text)) >= AS_MUCH * len(words_said(inquiry.asked, best.text))
    )
    return next((each for each in near if _own_clause(each) and inquiry.sure(each)), None)


def _own_clause(item: Evidence) -> str:
    """The clause of a sentence that tells what one pays oneself, with a figure or as what is beyond one; "" where none does."""
    if is_tabular(item.hit.stored.passage):
        return item.text if any(tells_own_part(header) for header in item.headers) else ""
    clauses = [each for each in re.split("[,，;；。\n]", item.text) if tells_own_part(each)]
    return next((each for each in clauses if find_quantities(each) or _REST.search(each)), "")


_REST = re.compile("超[出过]|其余|剩余|不足部分|差额|零自付|全部|全额|由[个家本自参]|(?:费用?|部分)[^,]{0,6}自行")


def _quoted(item: Evidence) -> Outcome:
    own = _own_clause(item)
    kind = Kind.NUMBER if find_quantities(own) else Kind.TEXT
    return Outcome(led(own, item.text), kind, None, cite_evidence([item]))


def _of_amount(inquiry: Inquiry) -> Outcome | None:
    """What is left of the sum that the asker tells, after what the rule gives for it."""
    cost = own_cost(inquiry.asked.text)
    if cost is None or cost.value is None:
        return None
    part = inquiry.about(understand(as_paid(inquiry.asked.text, amount=True)))
    given = next((outcome for answerer in (cases, decided) if (outcome := answerer(part))), None)
    if given is None or given.kind is not Kind.NUMBER or given.reason is not None:
        return None
    line, _, quotes = given.text.partition("\n\n")
    sums = find_quantities(line)
    paid = sums[0] if sums and sums[0].family == "元" else None
    if paid is None or paid.value is None or paid.value > cost.value or "\n" in line:
        return None
    rest = difference(cost.value - paid.value, "元")
    told = OWN_SHARE["amount"].format(
        least=OWN_SHARE["least"] if paid.comparator == "<=" else "",
        rest=rest,
        cost=difference(cost.value, "元"),
        paid=difference(paid.value, "元"),
    )
    return Outcome(f"{told}\n\n{OWN_SHARE['given'].format(line=line)}\n\n{quotes}", Kind.NUMBER, None, given.citations)


def _of_rate(inquiry: Inquiry) -> Outcome | None:
    """The rest of the share that is paid for the case asked about, and of the asker's sum that part where no limit is told."""
    asked = understand(as_paid(inquiry.asked.text, amount=False))
    part = inquiry.about(asked)
    if not part.evidence:
        return None
    given = unread(part) or (figures(part) if why_not(part) is None else None)
    if given is None or given.kind is not Kind.NUMBER or names_another(asked, given) or len(given.citations) != 1:
        return None
    lead, quote = given.text.partition("\n\n")[0].removesuffix("[1]").strip(), given.citations[0].quote
    item = next((each for each in part.evidence if each.text == quote), None)
    shares = [each for each in find_quantities(lead) if each.unit == "%" and each.value is not None]
    rate = shares[0] if len(shares) == 1 else _named(inquiry.asked.text, lead, shares)
    heads = " ".join((quote, *(item.headers if item else ()), *given.citations[0].heading))
    if rate is None or rate.value is None or rate.value > WHOLE or not _PAYS.search(heads):
        return None
    if _of_own_case(inquiry.asked.text, quote, rate):
        return None
    rest = WHOLE - rate.value
    wording = OWN_SHARE["none" if not rest else "rate"]
    told = wording.format(
        least=OWN_SHARE["least"] if rate.comparator == "<=" else "",
        rest=f"{plain(rest)}%",
        paid=f"{plain(rate.value)}%",
        as_told=rate.text,
        basis=OWN_SHARE["text"] if lead == rate.text else OWN_SHARE["statement"].format(lead),
    )
    passage = part.evidence[0].hit.stored.passage.text if item is None else item.hit.stored.passage.text
    lines = [f"{told}[1]", *_in_yuan(inquiry, rest, passage), *quoted(given.citations)]
    return Outcome("\n\n".join(lines), Kind.NUMBER, None, given.citations)


def _in_yuan(inquiry: Inquiry, rest: Decimal, passage: str) -> list[str]:
    """The line that tells the part of the asker's sum, and that the text bounds what counts where it does."""
    cost = own_cost(inquiry.asked.text)
    if _BOUNDED.search(passage):
        return [str(OWN_SHARE["bounded"])]
    if cost is None or cost.value is None:
        return []
    part = cost.value * rest / WHOLE
    return [
        OWN_SHARE["yuan"].format(cost=difference(cost.value, "元"), rest=f"{plain(rest)}%", part=difference(part, "元"))
    ]


def _of_own_case(question: str, quote: str, rate: Quantity) -> bool:
    """Whether a share is paid in a case of which the question says no word (未备案的，按80%支付)."""
    at = quote.find(rate.text)
    opens = opening(PART, quote, max(at, 0))
    cases = [match["case"] for match in _CASE.finditer(quote, opens, max(at, opens))]
    asked = canonical(fold(question))
    return bool(cases) and not any(word in asked for word in content(canonical(" ".join(cases))) if len(word) > 1)


def _named(question: str, told: str, shares: Sequence[Quantity]) -> Quantity | None:
    """The one of several shares whose own clause says a word of the question that those of the others do not."""
    asked = fold(question)
    clauses = []
    for share in shares:
        left = max((match.end() for match in _CLAUSE.finditer(told, 0, share.start)), default=0)
        clauses.append(frozenset(word for word in content(told[left : share.start]) if word in asked))
    own = [
        share
        for at, share in enumerate(shares)
        if clauses[at] and not any(clauses[at] <= other for k, other in enumerate(clauses) if k != at)
    ]
    return own[0] if len(own) == 1 else None
