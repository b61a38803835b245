"""The heading tree of an official document: 第一章, 第一条, 一、, （一）, 1., (1), ①, 一是 … 二是 …, Markdown headings, and
headings that are marked by the format's own style or that open a part of the document.

Order of work: find every place where a label may stand (`find_labels`), nest the labels into a tree (`_nest`), then decide
for each node whether it is a heading, on its own line or run into its paragraph, or only a numbered item.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.content import Styled
from corpus.heading_labels import RANKS, Label, Marks, asks_above, find_labels
from corpus.records import Part, PartKind, Section, Table
from corpus.text import unmarked

MAX_HEADING = 60
"""Characters: longer first lines are sentences. GB/T 9704 wants titles short; the longest real ones seen have about 50."""

MAX_RUN_IN = 40
"""Characters of a run-in heading ("（一）研发补助。对符合条件的……"); beyond that it reads as a sentence."""

MAX_SKIP = 3
"""A label may skip this many numbers of its list (a dropped item, a typing error) before it is taken for plain text."""

_ITEM_KINDS = frozenset({"（一）", "1.", "(1)", "①", "一是"})
_DIVISIONS = frozenset({"编", "章", "节", "条"})
_WHOLE_LINE_KINDS = frozenset({"编", "章", "节", "markdown", "annex", "styled", "part", "问"})
_UNNUMBERED = frozenset({"markdown", "annex", "styled", "part", "问"})
_LINE_END = re.compile(r"[\r\n]")
_RUN_IN = re.compile(rf"[^。！？；;：:\r\n]{{1,{MAX_RUN_IN}}}?。(?:\*\*)?")
_SPACED_HEADING = re.compile(r"[ \t\u3000]*[^\s。！？；;：:，,]{2,24}(?=[ \t\u3000])")
_OBLIGES = re.compile(r"须|不得|应[当为]|不超过|以[上下内]")
_HEADING_ITEMS = frozenset({"（一）", "1."})
_ITEM_HEADING = re.compile(r"[^\s。！？；;：:，,、（(]{2,24}(?<![的等外内者])")
_ARTICLE_TITLE = re.compile(r"[ \t\u3000]*(?:【[^】\r\n]{1,20}】|[（(][^）)\r\n]{1,20}[）)])")


def sections(
    text: str,
    start: int = 0,
    *,
    styled: Sequence[Styled] = (),
    tables: Sequence[Table] = (),
    pieces: Sequence[Part] = (),
) -> tuple[Section, ...]:
    """Heading tree of `text` from offset `start` on, in document order.

    `styled` are lines that the format marks as headings, `pieces` the parts of a document of several, whose titles stand
    above all their headings. No label is looked for in `tables`.
    """
    marks = Marks(
        {each.start: each for each in styled if each.start >= start},
        {each.start: each for each in pieces if each.kind is not PartKind.NOTICE and each.start > start},
        [(table.start, table.end) for table in tables],
    )
    nodes = _nest(list(find_labels(text, start, marks)), len(text))
    return tuple(_close_lists(_settle_lists(_mark_headings(text, nodes), nodes, text), text))


def _nest(labels: list[Label], length: int) -> list[tuple[Label, int | None, int]]:
    """Labels of the tree with parent index and end; a label that continues no list and starts none is left out."""
    kept: list[tuple[Label, int | None, int]] = []
    open_nodes: list[int] = []
    last: dict[str, int] = {}
    numbered_first = _numbered_first(labels, 0)
    for at, label in enumerate(labels):
        if label.title:
            numbered_first = _numbered_first(labels, at + 1)
        level = _effective_level(label, numbered_first)
        depth = _below_style(label, [kept[node][0] for node in open_nodes])
        while depth and _effective_level(kept[open_nodes[depth - 1]][0], numbered_first) > level:
            if label.kind == "styled" and kept[open_nodes[depth - 1]][0].style:
                break
            depth -= 1
        sibling = None
        if depth and _effective_level(kept[open_nodes[depth - 1]][0], numbered_first) == level:
            depth -= 1
            sibling = kept[open_nodes[depth]][0]
        if not _continues(label, sibling, last.get(label.kind, 0)):
            continue
        last[label.kind] = label.ordinal
        for closed in open_nodes[depth:]:
            kept[closed] = (kept[closed][0], kept[closed][1], label.start)
        del open_nodes[depth:]
        kept.append((label, open_nodes[-1] if open_nodes else None, length))
        open_nodes.append(len(kept) - 1)
    return kept


def _numbered_first(labels: Sequence[Label], start: int) -> str | None:
    """Whether a part of a document, which goes from label `start` to the next part's title, is divided by 条 or 一、."""
    for at in range(start, len(labels)):
        if labels[at].title or labels[at].kind in ("条", "一、"):
            return None if labels[at].title else labels[at].kind
    return None


def _below_style(label: Label, open_labels: Sequence[Label]) -> int:
    """How many of the open nodes a styled heading leaves open: those of a higher style, numbered or not; and for a
    numbered one all but the unnumbered of its own style or a lower one. Everything, where a label has no style."""
    if not label.style:
        return len(open_labels)
    if label.kind == "styled":
        higher = [at for at, each in enumerate(open_labels) if 0 < each.style < label.style]
        apart = [at for at, each in enumerate(open_labels) if each.kind in ("part", "annex")]
        return max([*(at + 1 for at in higher), *(at + 1 for at in apart)], default=0)
    lower = [at for at, each in enumerate(open_labels) if each.kind == "styled" and each.style >= label.style]
    return min(lower, default=len(open_labels))


def _effective_level(label: Label, numbered_first: str | None) -> int:
    """Articles stand above 一、 in a law, below it where the document is divided by 一、 first."""
    if label.kind == "条" and numbered_first == "一、":
        return RANKS["一、"] + 1 if label.level == RANKS["条"] else label.level
    if numbered_first == "一、" and label.level > RANKS["一、"]:
        return label.level + 1
    return label.level


def _continues(label: Label, sibling: Label | None, last: int) -> bool:
    """Whether a label goes on with a list or starts one. `last` is the number of the last label of its kind anywhere.

    Articles are numbered through the chapters, and an abridged law leaves out any number of them: set off by a space on
    a line of its own, a higher number is one.
    """
    if label.kind in _UNNUMBERED:
        return True
    listed = sibling is not None and sibling.kind == label.kind
    division = label.kind in _DIVISIONS
    before = sibling.ordinal if sibling is not None and listed else last
    near = label.ordinal <= before + 1 + MAX_SKIP or (division and label.set_off)
    if (listed or division) and near and label.ordinal > before:
        return True
    if listed:
        return label.ordinal == 1 and label.own_line
    if label.own_line and last and label.ordinal == last + 1:
        return True  # items that are counted on through the headings above them
    return label.ordinal == 1 or (not division and label.own_line and label.ordinal <= 1 + MAX_SKIP)


def _mark_headings(text: str, nodes: list[tuple[Label, int | None, int]]) -> list[Section]:
    result: list[Section] = []
    in_article: list[bool] = []
    for index, (label, parent, end) in enumerate(nodes):
        following = nodes[index + 1] if index + 1 < len(nodes) else None
        own_end = min(end, following[0].start) if following else end
        has_children = following is not None and following[1] == index
        in_article.append(label.kind == "条" or (parent is not None and in_article[parent]))
        if label.title:
            heading_end, is_heading = _title_end(text, label, own_end), True
        elif in_article[index] and label.kind in _ITEM_KINDS:
            heading_end, is_heading = _item_heading_end(text, label, own_end, has_children)
        else:
            heading_end, is_heading = _heading_end(text, label, own_end, has_children)
        section = Section(
            heading=_clean(text[label.start : heading_end]),
            kind=label.kind,
            depth=1 if parent is None else result[parent].depth + 1,
            start=label.start,
            body=_skip_space(text, heading_end, own_end),
            end=end,
            parent=parent,
            is_heading=is_heading,
        )
        result.append(section)
    return result


def _title_end(text: str, label: Label, own_end: int) -> int:
    """Where the title of a part ends, which may run over several lines below the word 附件; the end of its first line
    where it does not stand there as it is."""
    wanted, at = "".join(label.title.split()), label.end
    for char in wanted:
        while at < own_end and (text[at].isspace() or (at < label.end + 3 and text[at] in "：:")):
            at += 1
        if at >= own_end or text[at] != char:
            found = _LINE_END.search(text, label.start, own_end)
            return found.start() if found else own_end
        at += 1
    return at


def _heading_end(text: str, label: Label, own_end: int, has_children: bool) -> tuple[int, bool]:
    """Where the heading of a label ends, and whether there is one. `own_end` is where the next label begins."""
    found = _LINE_END.search(text, label.end, own_end)
    line_end = found.start() if found else own_end
    line = text[label.end : line_end].strip()
    if label.kind in _WHOLE_LINE_KINDS:
        return line_end if len(line) <= MAX_HEADING or label.kind in ("markdown", "styled", "问") else label.end, True
    if asks_above(text, label.start, line_end):
        return line_end, True
    if label.kind == "条":
        title = _ARTICLE_TITLE.match(text, label.end, line_end)
        return (title.end() if title else label.end), True
    has_more = has_children or bool(text[line_end:own_end].strip())
    if (
        0 < len(line) <= MAX_HEADING
        and line[-1] not in "。；;，,、：:！？"
        and "。" not in line
        and (has_more or label.kind == "一、")
    ):
        return line_end, True
    if 0 < len(line) <= MAX_RUN_IN and line[-1] in "：:" and has_more:
        return line_end, True
    run_in = _RUN_IN.match(text, label.end, line_end)
    if run_in and not _OBLIGES.search(run_in.group()) and (has_children or text[run_in.end() : own_end].strip()):
        return run_in.end(), True
    spaced = _SPACED_HEADING.match(text, label.end, line_end)
    if spaced and label.kind == "一、" and text[spaced.end() : own_end].strip():
        return spaced.end(), True
    return label.end, label.kind == "一、"


def _item_heading_end(text: str, label: Label, own_end: int, has_children: bool) -> tuple[int, bool]:
    """The same of an item of an article, which is a heading only where it is a name alone on its line, with its text or items of its own
    on the lines below."""
    found = _LINE_END.search(text, label.end, own_end)
    line_end = found.start() if found else own_end
    below = has_children or bool(text[line_end:own_end].strip())
    named = (
        label.own_line and label.kind in _HEADING_ITEMS and _ITEM_HEADING.fullmatch(text[label.end : line_end].strip())
    )
    return (line_end, True) if below and named else (label.end, False)


def _settle_lists(sections: list[Section], nodes: list[tuple[Label, int | None, int]], text: str) -> list[Section]:
    """Siblings agree: in a list of mostly items a lone "heading" is an item too (the last line of a list of materials)."""
    groups: dict[tuple[int | None, str], list[int]] = {}
    for index, section in enumerate(sections):
        if section.kind in _ITEM_KINDS:
            groups.setdefault((section.parent, section.kind), []).append(index)
    parents = {section.parent for section in sections}
    result = list(sections)
    for members in groups.values():
        if sum(sections[index].is_heading for index in members) * 2 >= len(members):
            continue
        for index in members:
            if sections[index].is_heading and index not in parents:
                label = nodes[index][0]
                result[index] = replace(
                    sections[index],
                    heading=_clean(text[label.start : label.end]),
                    body=_skip_space(text, label.end, sections[index].end),
                    is_heading=False,
                )
    return result


def _close_lists(sections: list[Section], text: str) -> list[Section]:
    """A paragraph below the last item of a list belongs to what the list stands in, where every item before it has one."""
    groups: dict[tuple[int | None, str], list[int]] = {}
    parents = {section.parent for section in sections}
    for index, section in enumerate(sections):
        if section.kind in _ITEM_KINDS and not section.is_heading:
            groups.setdefault((section.parent, section.kind), []).append(index)
    result = list(sections)
    for members in groups.values():
        *before, last = members
        if not before or last in parents or any(index in parents for index in before):
            continue
        if all(_LINE_END.search(text[sections[index].start : sections[index].end].strip()) is None for index in before):
            found = _LINE_END.search(text, sections[last].body, sections[last].end)
            if found:
                result[last] = replace(sections[last], end=found.start())
    return result


def _skip_space(text: str, offset: int, limit: int) -> int:
    while offset < limit and text[offset].isspace():
        offset += 1
    return offset


def _clean(heading: str) -> str:
    return " ".join(unmarked(heading).split())
