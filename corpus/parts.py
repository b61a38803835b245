"""The parts of a document: the notice that forwards a text, the text, its annexes, each with a title of its own."""

import re
from collections.abc import Sequence

from corpus.annexes import Annex, find_annexes
from corpus.header import SAMPLE_MARK
from corpus.records import Metadata, Part, PartKind
from corpus.signatures import Signature, signatures
from corpus.spans import Found, spaceless
from corpus.text import lines
from corpus.titles import MARKS, find_title, names_kind

_ORDER = re.compile("令|公告|通告")
_FORWARDS = re.compile("征求|征集|印发|转发|批转|发布|公布|颁布|颁发|下发|颁行|施行|实行|令")
_QUOTED = re.compile(r"《([^》]{3,80})》")
_CLOSING = re.compile(
    r"[（(]?(?:(?:主动|依申请|不予)公开|公开方式|此件|附件|抄送|信息公开|联系人|联系电话)|.*印[ \u3000]*发$|[-—_*=－]{3,}$"
)
_STATE = re.compile(r"[（(][^（）()\d]{0,8}(?:稿|草案|试行|暂行)[）)]")
_TOO_SHORT = 6


def parts(text: str, body: int, metadata: Metadata) -> tuple[Part, ...]:
    """The parts that together hold text[body:], in order; () for a text of one piece.

    A notice ends with its signature; the text that it forwards begins with its own title on lines of its own, which the
    notice names. Annexes begin with a line "附件". What stands at the end (公开方式, 印发) belongs to the last part.
    """
    signed = signatures(text, body)
    annexes = find_annexes(text, body, signed)
    main = _forwarded(text, body, metadata, signed, annexes.present)
    starts: list[tuple[int, PartKind, str]] = []
    if main:
        starts.append((body, PartKind.NOTICE, metadata.title))
        starts.append((main.start, PartKind.MAIN, main.title.value))
    elif annexes.present:
        starts.append((body, PartKind.MAIN, metadata.title))
    else:
        return ()
    starts += [
        (annex.start, PartKind.ANNEX, annex.title.value)
        for annex in annexes.present
        if annex.start >= body and (main is None or annex.start != main.start)
    ]
    starts.sort(key=lambda part: part[0])
    ends = [start for start, _, _ in starts[1:]] + [len(text)]
    return tuple(
        Part(kind, title, start, end) for (start, kind, title), end in zip(starts, ends, strict=True) if end > start
    )


def _forwarded(
    text: str, body: int, metadata: Metadata, signed: Sequence[Signature], present: tuple[Annex, ...]
) -> Annex | None:
    """The text that a notice forwards: its title and where it begins, which may be the line "附件" above the title."""
    names = _named(text, body, metadata, signed)
    if not names:
        return None
    for annex in present:
        if spaceless(annex.title.value) in names or _plain(annex.title.value) in names:
            return annex
    last = signed[0].end if signed and signed[0].day else body
    for begin, _ in lines(text, last):
        line_end = text.find("\n", begin)
        line = text[begin : line_end if line_end >= 0 else len(text)].strip(MARKS)
        if line.startswith(("附件", SAMPLE_MARK)):
            continue
        title, after = find_title(text, begin)
        if title is None or not names_kind(title.value) or len(title.value) < _TOO_SHORT:
            continue
        if any(_is_named(title.value, name) for name in names) and _has_text(text, after):
            return Annex(_with_note(text, title, after), begin)
    return None


def _with_note(text: str, title: Found[str], after: int) -> Found[str]:
    """The title with the state of the text that stands in brackets below it: （征求意见稿）."""
    begin, end = next(iter(lines(text, after)), (after, after))
    note = text[begin:end].strip(MARKS)
    return Found(title.value + note, title.start, end) if _STATE.fullmatch(note) else title


def _named(text: str, body: int, metadata: Metadata, signed: Sequence[Signature]) -> set[str]:
    """The titles of what the notice forwards, without book marks: in its own title, or in its text up to the signature."""
    title = metadata.title
    if not _FORWARDS.search(title) and not _ORDER.search(metadata.number or ""):
        return set()
    forwarding = re.search(
        r"(?:印发|转发|批转|发布|公布|颁布|颁发|下发|颁行)(?P<what>.*?)(?:的(?:通知|公告|通告|决定|函|命令|意见))?$",
        title,
    )
    names = {_plain(name) for name in _QUOTED.findall(title)}
    if forwarding and forwarding["what"]:
        names |= {_plain(forwarding["what"]), _plain(title[forwarding.start("what") :])}
    end = signed[0].end if signed and signed[0].day else min(len(text), body + 600)
    names |= {_plain(name) for name in _QUOTED.findall(text[body:end])}
    if _ORDER.search(metadata.number or ""):
        names.add(_plain(title))
    return {name for name in names if len(name) >= _TOO_SHORT - 2}


def _is_named(title: str, name: str) -> bool:
    """Whether a title is the one named; a notice may leave out the place or a note (（试行）) that the text's title has."""
    plain = _plain(title)
    bare = re.sub(r"[（(][^（）()]*[）)]", "", plain)
    other = re.sub(r"[（(][^（）()]*[）)]", "", name)
    return (
        plain == name or bare == other or (len(other) >= _TOO_SHORT and (bare.endswith(other) or other.endswith(bare)))
    )


def _has_text(text: str, after: int) -> bool:
    following = next(iter(lines(text, after)), None)
    return following is not None and not _CLOSING.match(text[following[0] : following[1]].strip(MARKS))


def _plain(title: str) -> str:
    return re.sub(r"[《》〈〉<>“”\s]", "", title)
