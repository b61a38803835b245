"""The head of a document: everything before its body, line by line, whatever wrote it (page, card, letterhead, typist)."""

import re
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, islice

from corpus.content import Content
from corpus.dates import find_days
from corpus.labels import field_lines, given_fields, is_nothing, pairs, trimmed
from corpus.numbers import SERIAL, numbers_in, numbers_of_line
from corpus.organisations import is_organisation, opening_names, organisations, region_of
from corpus.records import Span
from corpus.spans import Found, spaceless
from corpus.text import lines
from corpus.titles import KIND, LIST_LABEL, MARKS, clean_title, find_title, same_title

SAMPLE_MARK = "示例整理稿"
"""Opens the line with which a rewritten sample names its original; it stands before the title and is no body text."""

MAX_HEAD_LINE = 120
"""Characters of a line of numbers, of a note below the title or of a signature; longer lines are prose."""

MAX_NOTE = 1200
"""Characters of the note below a law's title that lists its adoption and amendments."""

MAX_ORDER = 400
"""Characters of the sentence with which an order promulgates a text and gives its title."""

MAX_BEFORE_TITLE = 400
"""Characters before the marked title that may be furniture (a path of links, a slogan); more is text to keep."""

_RUNS_ON = "。；;：:，,"
"""Ends of a line that is prose or a salutation."""

_MINUTES = re.compile(r"(?:党组|第.{1,6}次|常务|专题|办公|协调|联席|工作|调度)*(?:会议)?(?:纪要|简报)")
"""What follows the body's name in the letterhead of minutes, which have a title of their own below it."""

_NOTE = re.compile(r"[（(](?:[^（）()]|[（(][^（）()]*[)）])*[)）]")
_STAMP = re.compile(
    r"0{2,}\d+|特急|加急|平急|特提|(?:绝密|机密|秘密|内部).{0,10}|此件.{0,12}|本文有删减|(?:主动|依申请|不予)公开|公开|"
    r"附件[\d一二三四五六七八九十]{0,3}[：:]?|(?:当前位置|您(?:现在|当前)?的位置|首页).{0,80}|[^。；]{0,40}[>»›][^。；]{0,60}|"
    r"\[?【?(?:打印|字体|关闭|返回|分享).{0,40}|分享到.{0,20}|签发人.{0,20}"
)
_WEB_DAY = re.compile(r"(?:发布于|时间)?\s*[12]\d{3}[-/.]\d{1,2}[-/.]\d{1,2}(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?")
_YEAR = re.compile(r"[12１２]\d{3}")
_PASSED, _PROMULGATED = re.compile("通过"), re.compile("公布|发布|颁布|印发|令")
_EVENT = re.compile("通过|公布|发布|颁布|修订|修正|批准|施行|印发|令")
_DELIVERED = re.compile(r"[—-]{1,4}.{2,80}(?:会议|大会|全会|会)上")
_SPEAKER = re.compile(
    r"(?P<body>[\u4e00-\u9fff]{2,30}?)代?"
    r"(?:(?P<head>[省市区县州盟旗])长|(?:检察|审计|[厅局处院部署镇乡行会])?长|主任|主席|书记|总理)"
    r"[ \u3000]*[\u4e00-\u9fff][\u4e00-\u9fff \u3000]{1,5}"
)
_PROMULGATES = re.compile(r"《(?P<title>[^》]{3,80})》[^。]{0,160}?(?:公布|发布|通过|施行)")
_ORDER_NUMBER = re.compile(r"[^〔\[]{4,}(?:令|公告|通告).{2,12}")
_ORDER_HEAD = re.compile(r"(?P<body>[\u4e00-\u9fff]{2,40}?)(?:令|公告|通告)")


@dataclass(slots=True)
class Head:
    """What the lines around the title hold, filled line by line. `spoken` is where a report says who gave it where,
    `byline` the bodies named below the title or whose head spoke, `body` where the text proper begins."""

    fields: dict[str, Found[str]] = field(default_factory=dict)
    numbers: list[Found[str]] = field(default_factory=list)
    letterhead: Found[str] | None = None
    title: Found[str] | None = None
    passed: Found[date] | None = None
    promulgated: Found[date] | None = None
    posted: Found[date] | None = None
    spoken: Span | None = None
    byline: Found[str] | None = None
    body: int = 0


def read_head(content: Content) -> Head:
    """Read the head from the fields and the title that the format marks, and from the lines where it marks none."""
    head = Head()
    for name, value in given_fields(content):
        _set(head, name, value)
    taken = field_lines(content)
    text = content.text
    start = _read_lines(text, 0, head, taken)
    marked = content.title
    if marked and text[marked[0] : marked[1]].strip():
        head.title = clean_title(text, trimmed(text, *marked))
        whole = marked
    else:
        head.title, after = find_title(text, start)
        whole = (start, after)
    if head.title is None:
        _title_of_order(text, start, head)
        head.body = start
        return head
    for begin, end in ((whole[0], head.title.start), (head.title.end, whole[1])):
        head.numbers.extend(numbers_in(text, begin, end))  # run into the title
    if whole[0] > start + MAX_BEFORE_TITLE:
        head.body = start
    else:
        head.body = _read_below(text, max(start, whole[1]), head, taken)
    return head


def _read_below(text: str, start: int, head: Head, taken: dict[int, int]) -> int:
    """Lines below the title; a page gives the title first and the document, with its own head, below: read both."""
    start = _read_lines(text, start, head, taken, below_title=True)
    again, after = find_title(text, start)
    while again and head.title and same_title(again.value, head.title.value):
        if len(spaceless(again.value)) >= len(spaceless(head.title.value)):
            head.title = again
        start = _read_lines(text, after, head, taken, below_title=True)
        again, after = find_title(text, start)
    body = _minuted(text, head.title) if head.title else None
    head.letterhead = head.letterhead or body
    if again and body and again.value.startswith("关于"):
        head.title = again
        start = _read_lines(text, after, head, taken, below_title=True)
    return _past_subtitle(text, start, head, taken)


def _minuted(text: str, title: Found[str]) -> Found[str] | None:
    """The body whose minutes a letterhead opens (慈溪市人民政府|专题会议纪要), None for any other title."""
    for match in _MINUTES.finditer(text, *title.span):
        names = organisations(text, title.start, match.start())
        if match.end() == title.end and names:
            return names[0]
    return None


def _past_subtitle(text: str, start: int, head: Head, taken: dict[int, int]) -> int:
    """A card may repeat its title in other words above its fields."""
    first, second = islice(chain(lines(text, start), ((0, 0), (0, 0))), 2)
    if first[1] - first[0] <= MAX_HEAD_LINE and second[0] in taken and first[0] not in taken and second[0]:
        return _read_lines(text, second[0], head, taken, below_title=True)
    return start


def _title_of_order(text: str, start: int, head: Head) -> None:
    """An order has no title of its own: it is called after the text that it promulgates, else by its number."""
    match = _PROMULGATES.search(text, start, start + MAX_ORDER) if head.numbers else None
    if match:
        head.title = Found(match["title"], match.start("title"), match.end("title"))
    elif head.numbers and _ORDER_NUMBER.fullmatch(head.numbers[0].value):
        head.title = head.numbers[0]


def _set(head: Head, name: str, value: Found[str]) -> None:
    if name and value.value and not is_nothing(value.value):
        head.fields.setdefault(name, value)


def _read_lines(text: str, start: int, head: Head, taken: dict[int, int], *, below_title: bool = False) -> int:
    """Fill `head` from the lines that are not body, and give the offset of the first one that is.

    These are fields (a value stands behind its label or, in a copied table, on the next line), document numbers, the red
    letterhead (…文件), notes in brackets, stamps (特急), and the mark of a sample.
    """
    waiting: str | None = None
    done = start
    order: Found[str] | None = None
    for begin, end in lines(text, start):
        if begin < done:
            continue
        if begin in taken:
            done, waiting = max(end, taken[begin]), None
            continue
        line = trimmed_line(text, begin, end)
        found = pairs(text, line.start, line.end) if len(line.value) <= MAX_HEAD_LINE else []
        if found:
            for name, value in found:
                _set(head, name, value)
            waiting = found[-1][0] if not found[-1][1].value else None
        elif waiting is not None and _fits(waiting, line):
            _set(head, waiting, line)
            waiting = None
        elif order is not None and SERIAL.fullmatch(line.value):
            number = text[order.start : line.end]
            head.numbers.append(Found(spaceless(number), order.start, line.end))
            head.letterhead, order = head.letterhead or _issuer_of_order(order), None
        elif _is_order_head(text, line):
            order = line
        else:
            note = _read_note(text, line.start, head) if below_title or order is None else None
            if note is not None and below_title:
                done = note
            elif not _read_line(text, line, head, below_title=below_title):
                return begin
            waiting = None
    return len(text)


def trimmed_line(text: str, begin: int, end: int) -> Found[str]:
    """A line without the marks of Markdown around it."""
    raw = text[begin:end]
    start = begin + len(raw) - len(raw.lstrip(MARKS))
    value = raw.strip(MARKS)
    return Found(value, start, start + len(value))


def _fits(name: str, line: Found[str]) -> bool:
    """Whether a line can be the value of the label above it, which may as well have none."""
    value = line.value
    if len(value) > MAX_HEAD_LINE or LIST_LABEL.match(value):
        return False
    if name in ("signed", "printed", "published", "effective", "expires"):
        return bool(find_days(value))
    if name == "number":
        return bool(numbers_in(value)) or is_nothing(value)
    if name == "title":
        return True
    return not (len(value) > 12 and KIND.search(value[-4:]))  # a label without value stands above the title


def _is_order_head(text: str, line: Found[str]) -> bool:
    """中华人民共和国国务院令, 国家税务总局公告: the letterhead of an order, if its number stands on the next line."""
    match = _ORDER_HEAD.fullmatch(spaceless(line.value))
    if not match:
        return False
    following = next(iter(lines(text, line.end)), None)
    return following is not None and SERIAL.fullmatch(trimmed_line(text, *following).value) is not None


def _issuer_of_order(line: Found[str]) -> Found[str] | None:
    match = _ORDER_HEAD.fullmatch(spaceless(line.value))
    name = (match["body"] if match else "").removeprefix("中华人民共和国")
    return Found(name, line.start, line.end) if is_organisation(name) else None


def _read_note(text: str, start: int, head: Head) -> int | None:
    """Take the note that begins at `start` in brackets, over several lines if need be; where it ends, None for no note.

    (2021年7月27日中华人民共和国国务院令第746号公布): of several events the first counts, later ones amend. A note without
    a day belongs to the title: （征求意见稿）.
    """
    match = _NOTE.match(text, start, start + MAX_NOTE)
    if match is None or text[match.end() : match.end() + 1] not in ("", "\n", "\r", " ", "\u3000"):
        return None
    if LIST_LABEL.match(match.group()):
        return None
    days = find_days(text, match.start(), match.end())
    if not days and numbers_of_line(text, match.start(), match.end()):
        return None
    if days:
        _read_events(text, match.start() + 1, match.end() - 1, head)
    elif head.title and len(match.group()) <= MAX_HEAD_LINE and not _STAMP.fullmatch(match.group().strip("（）()")):
        head.title = Found(head.title.value + match.group(), head.title.start, match.end())
    return match.end()


def _read_events(text: str, start: int, end: int, head: Head) -> None:
    """Adoption and promulgation, each at its first day, and the number of the order that promulgated."""
    days = find_days(text, start, end)
    for day, following in zip(days, [*days[1:], None], strict=True):
        event = text[day.end : following.start if following else end]
        if re.search("修[正订改]|根据|自$", text[max(start, day.start - 4) : day.start]) or re.match("[起日]", event):
            continue
        if head.passed is None and _PASSED.search(event):
            head.passed = day
        if head.promulgated is None and _PROMULGATED.search(event) and "修" not in event.split("公布")[0]:
            head.promulgated = day
            head.numbers.extend(numbers_in(text, day.end, following.start if following else end)[:1])
    if head.passed is None and head.promulgated is None and days and not _EVENT.search(text[days[0].end : end]):
        head.passed = days[0]


def _read_line(text: str, line: Found[str], head: Head, *, below_title: bool) -> bool:
    """Take a line that belongs to the head without being a label's; False for title and body."""
    value = line.value
    if not value or value.startswith(SAMPLE_MARK):
        return True
    if len(value) > MAX_HEAD_LINE:
        return False
    numbers = numbers_of_line(text, line.start, line.end)
    if numbers:
        head.numbers.extend(numbers)
        return True
    if value.endswith("文件") and (names := organisations(text, line.start, line.end - 2)):
        joint = "、".join(name.value for name in names)
        head.letterhead = head.letterhead or Found(joint, names[0].start, names[-1].end)
        return True
    if _STAMP.fullmatch(value):
        return True
    if _WEB_DAY.fullmatch(value):
        head.posted = head.posted or next(iter(find_days(text, line.start, line.end)), None)
        return True
    return below_title and _read_dated_line(text, line, head)


def _read_dated_line(text: str, line: Found[str], head: Head) -> bool:
    """Below a title: the day of the text, when and where a report was given, a serial number."""
    if SERIAL.fullmatch(line.value):
        if _YEAR.search(line.value) and not head.numbers:
            head.numbers.append(Found(spaceless(line.value).strip("()（）"), line.start, line.end))
        return True
    days = find_days(text, line.start, line.end)
    if (
        days
        and line.value[-1] not in _RUNS_ON
        and (_EVENT.search(line.value[-6:]) or (days[0].start == line.start and days[0].end == line.end))
    ):
        if _EVENT.search(line.value[-6:]):
            _read_events(text, line.start, line.end, head)
        else:
            head.passed = head.passed or days[0]
        return True
    speaker = None if is_organisation(spaceless(line.value)) else _SPEAKER.fullmatch(line.value)
    delivered = _DELIVERED.match(line.value) is not None
    if delivered or speaker:
        head.passed = head.passed or (days[0] if delivered and days else None)
        head.spoken = head.spoken or line.span
        head.byline = head.byline or (_body_of(speaker, line) if speaker else None)
        return True
    return _read_byline(text, line, days, head)


def _body_of(speaker: re.Match[str], line: Found[str]) -> Found[str] | None:
    """The body whose head spoke: 慈溪市人民政府 for 慈溪市人民政府市长, and, not as written, for 慈溪市市长."""
    body = speaker["body"]
    if not region_of(body):
        return None
    if is_organisation(body):
        return Found(body, line.start, line.start + len(body))
    return Found(f"{body}人民政府", line.start, line.start + len(body)) if speaker["head"] else None


def _read_byline(text: str, line: Found[str], days: list[Found[date]], head: Head) -> bool:
    """Below a title that names no issuer: the bodies that issued the text by their full names, with or without the day.
    Below one that does, such a line says to whom the text goes."""
    if len(days) > 1 or line.value[-1] in _RUNS_ON or (head.title and opening_names(text, *head.title.span)):
        return False
    start, end = line.span
    if days:
        around = text[start : days[0].start].rstrip("（( 　\t"), text[days[0].end : end].strip("）) 　\t")
        if around[1] or not around[0]:
            return False
        end = start + len(around[0])
    names = organisations(text, start, end)
    if not names or not all(region_of(name.value) for name in names):
        return False
    head.byline = head.byline or Found("、".join(name.value for name in names), names[0].start, names[-1].end)
    head.passed = head.passed or next(iter(days), None)
    return True
