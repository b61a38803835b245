"""The result of matching as text, Markdown, a workbook and plain data. All are made of the same cards."""

import io
from collections.abc import Iterable, Sequence
from typing import Any

from bot.benefits.benefit_texts import GROUPS
from bot.benefits.eligibility import Need
from bot.benefits.known_figure import Figure
from bot.benefits.profile import Profile, Statement
from bot.benefits.profile_heard import Unread
from bot.benefits.profile_text import described
from bot.benefits.relevance import Group
from bot.consulting.asking import question_for
from bot.consulting.cards import Card, Cards, Point
from corpus.benefit_records import Quoted
from ui import texts
from ui.unmarked import unmarked

COLUMNS = (
    "结果", "事项", "分组", "级别", "金额", "进展", "计算步骤", "给多少（原文）", "已满足（原文）", "不满足（原文）", "还缺", "需人工确认（原文）", "怎么申请（原文）",
    "说明", "文件", "文号", "发文机关", "章节", "时效",
)  # fmt: skip
"""Columns of the workbook."""

_WIDE = 44


def to_text(found: Cards, profile: Profile, question: str = "") -> str:
    """The result as lines for a terminal, with the question that decides most; that alone where nothing is known."""
    lines = [
        texts.MATCH["as_of"].format(day=found.as_of.isoformat()),
        texts.MATCH["known"].format(facts=_known(profile)),
        *([texts.MATCH["next"].format(question=question)] if question else []),
    ]
    for group, members in found.groups:
        if question and profile == Profile():  # of nobody all of them lack information
            continue
        lines += ["", _head(group, members, found)]
        for at, card in enumerate(members, 1):
            lines.append(f"{at}. {_title(card, unmarked(card.title))}")
            lines += [f"   {label}：{value}" for label, value in _rows(card)]
    return "\n".join(lines)


def _title(card: Card, title: str) -> str:
    """A benefit with its level and, where it may be theirs, its amount."""
    return f"{title}（{card.level}）" + (f"：{card.amount}" if card.amount else "")


def to_markdown(found: Cards, profile: Profile) -> str:
    """The result as a Markdown document."""
    title = texts.MATCH["title"]
    lines = [
        f"# {title}",
        "",
        texts.MATCH["as_of"].format(day=found.as_of.isoformat()),
        "",
        texts.MATCH["known"].format(facts=_escaped(_known(profile))),
    ]
    for group, members in found.groups:
        lines += ["", f"## {_head(group, members, found)}"]
        for card in members:
            lines += ["", f"### {_title(card, _escaped(unmarked(card.title)))}", ""]
            lines += [f"- {label}：{_escaped(value)}" for label, value in _rows(card)]
    return "\n".join([*lines, ""])


def to_xlsx(found: Cards, profile: Profile) -> bytes:
    """The result as a workbook: a sheet of benefits, and one of what is known of the enterprise."""
    import openpyxl
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = texts.MATCH["title"]
    wrapped, bold = Alignment(wrap_text=True, vertical="top"), Font(bold=True)
    for number, row in enumerate([COLUMNS, *(_cells(card) for card in found.cards)], 1):
        for at, value in enumerate(row, 1):
            cell = sheet.cell(number, at, value)
            cell.data_type = "s"  # a text that begins with = is no formula
            cell.alignment = wrapped
            if number == 1:
                cell.font = bold
    for at, column in enumerate(COLUMNS, 1):
        sheet.column_dimensions[get_column_letter(at)].width = _WIDE if "原文" in column or column == "说明" else 16
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = sheet.dimensions
    known = book.create_sheet(texts.MATCH["profile"])
    for number, line in enumerate(
        [texts.MATCH["as_of"].format(day=found.as_of.isoformat()), *_known(profile).split("；"), found.total], 1
    ):
        known.cell(number, 1, line).data_type = "s"
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def match_data(
    found: Cards, profile: Profile, need: Need | None = None, unread: Sequence[Unread] = ()
) -> dict[str, Any]:
    """The result as plain data; every quote has its offsets in the document's text. `need` is what decides most, `unread` what
    of a description was not taken up."""
    return {
        "as_of": found.as_of.isoformat(),
        "profile": [statement_data(each) for each in profile.statements],
        "confirmed": [
            {"clause": each.clause, "document": each.document, "met": each.met} for each in profile.confirmed
        ],
        "unread": [{"words": each.words, "why": each.why} for each in unread],
        "next": need_data(need) if need else None,
        "total": found.total,
        "benefits": [card_data(card) for card in found.cards],
    }


def need_data(need: Need) -> dict[str, Any]:
    """What is asked next: the question, and the field of a profile that answers it (`fact` with `period`, or a clause)."""
    return {
        "question": question_for(need),
        "fact": need.fact,
        "period": need.period,
        "names": list(need.names),
        "clause": need.clause,
        "document": need.document,
        "excludes": need.excludes,
    }


def card_data(card: Card) -> dict[str, Any]:
    """One benefit as plain data."""
    meta = card.source.metadata
    return {
        "title": card.title,
        "name": card.name,
        "verdict": card.verdict,
        "group": card.group,
        "level": card.level,
        "issued": card.issued.isoformat() if card.issued else None,
        "amount": card.amount,
        "facts": card.facts,
        "clauses": card.clauses,
        "standing": card.standing,
        "others": card.others,
        "steps": list(card.steps),
        "missing": list(card.missing),
        "own": [fact for fact, _ in card.own],
        "notes": list(card.notes),
        **{name: [_quote(each) for each in getattr(card, name)] for name in ("gives", "met", "failed", "apply")},
        "confirm": [point_data(point) for point in card.points],
        "heading": list(card.heading),
        "document": {
            "id": card.source.id,
            "title": meta.title,
            "issuer": meta.issuer,
            "number": meta.number,
            "published": meta.published.isoformat() if meta.published else None,
            "status": card.source.status.name.lower(),
            "source": card.source.path,
            "member": card.source.member,
        },
    }


def point_data(point: Point) -> dict[str, Any]:
    """A clause for a person to confirm, or that they have: `met` is what they said."""
    return {
        "quote": point.text,
        "start": point.start,
        "end": point.end,
        "document": point.document,
        "excludes": point.excludes,
        "met": point.said,
    }


def statement_data(statement: Statement) -> dict[str, Any]:
    """One thing that is known of the enterprise."""
    value: Any = statement.value
    if isinstance(value, Figure):
        value = {"low": _number(value.low), "high": _number(value.high), "about": value.about}
    return {
        "fact": statement.fact,
        "value": value,
        "holds": statement.holds,
        "period": statement.period,
        "from": statement.words,
        "benefit": statement.benefit,
    }


def _number(value: Any) -> str | None:
    return None if value is None else f"{value.normalize():f}"


def _quote(quote: Quoted) -> dict[str, Any]:
    return {"quote": quote.text, "start": quote.start, "end": quote.end}


def _known(profile: Profile) -> str:
    return described(profile) or texts.MATCH["nothing"]


def _head(group: Group, members: Sequence[Card], found: Cards) -> str:
    total = texts.MATCH["total"].format(total=found.total) if group is Group.MEETS and found.total else ""
    return texts.MATCH["group"].format(group=GROUPS[group], count=len(members)) + total


def standing_line(card: Card) -> str:
    """Where a card stands: what is for others, and how much is open."""
    return texts.SEMICOLON.join(filter(None, (card.others, card.standing)))


def _rows(card: Card) -> list[tuple[str, str]]:
    """What there is to say of a benefit, by label."""
    meta = card.source.metadata
    place = " > ".join((f"《{meta.title}》{meta.number or ''}", *map(unmarked, card.heading)))
    rows = [
        (texts.MATCH["standing"], standing_line(card)),
        (texts.MATCH["steps"], texts.SEMICOLON.join(card.steps)),
        (texts.MATCH["gives"], _quotes(card.gives)),
        (texts.MATCH["met"], _quotes(card.met)),
        (texts.MATCH["failed"], _quotes(card.failed)),
        (texts.MATCH["missing"], texts.LIST.join(card.missing)),
        (texts.MATCH["confirm"], _quotes(card.confirm)),
        (texts.MATCH["confirmed"], _quotes(card.confirmed)),
        (texts.MATCH["apply"], _quotes(card.apply)),
        (texts.MATCH["notes"], " ".join(card.notes)),
        (texts.MATCH["source"], place),
    ]
    return [(label, value) for label, value in rows if value]


def _cells(card: Card) -> tuple[str, ...]:
    meta, source = card.source.metadata, card.source
    return (
        str(card.verdict), unmarked(card.title), str(card.group), card.level, card.amount, standing_line(card), "\n".join(card.steps), _lines(card.gives), _lines(card.met),
        _lines(card.failed), texts.LIST.join(card.missing), _lines(card.confirm), _lines(card.apply), "\n".join(card.notes), meta.title,
        meta.number or "", meta.issuer or "", " > ".join(map(unmarked, card.heading)), str(source.status),
    )  # fmt: skip


def _quotes(quotes: Iterable[Quoted | Point]) -> str:
    return texts.SEMICOLON.join(f"“{' '.join(unmarked(each.text).split())}”" for each in quotes)


def _lines(quotes: Iterable[Quoted | Point]) -> str:
    return "\n".join(unmarked(each.text) for each in quotes)


def _escaped(text: str) -> str:
    """Text in which nothing is Markdown."""
    return "".join(f"\\{char}" if char in "\\`*_[]<>#|" else char for char in text)
