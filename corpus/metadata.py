"""What a document says about itself: the header block of a web copy, the title, number, issuer, dates, region, kind."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from corpus.records import Metadata
from corpus.regions import Region, find_regions, region_in
from corpus.structure import chinese_integer, lines

SAMPLE_MARK = "示例整理稿"
"""Opens the line with which a rewritten sample names its original; it stands before the title and is no body text."""

OPENING = 200
"""Characters of the body in which a document without issuer names its place, and one without title its year."""

MAX_TITLE, MAX_TITLE_LINES = 100, 3
"""Characters of a title, all its lines together, and how many lines it may be set in."""

MAX_HEAD_LINE = 120
"""Characters of a line of numbers, of a note below the title or of a signature; longer lines are prose."""

MAX_SIGNATURE_LINES = 8
"""Lines above the date in which joint issuers sign."""

MAX_NAME = 40
"""Characters of the name of an organisation."""

VALIDITY_REACH = 60
"""Characters behind "自…起施行" in which "有效期五年" still speaks of the document and not of a certificate."""

_KEYS = {
    "title": "标题|名称|信息名称|文件名称",
    "number": "文号|发文字号|文件编号|发文文号",
    "issuer": "发布机构|发布机关|发文机关|发文机构|发文单位|制定机关|发布单位",
    "source": "信息来源|来源",
    "signed": "成文日期|发文日期|印发日期|制发日期|签发日期",
    "published": "发布日期|发布时间|公开日期|公布日期",
    "effective": "生效日期|施行日期|实施日期|生效时间",
    "expires": "失效日期|失效时间|废止日期|有效期至",
    "": "索引号|公开方式|组配分类|主题分类|公开范围|体裁分类|公文种类|主题词|关键词|有效性|统一编号|时效状态|"
    "浏览次数|字体|公开时限|信息索引|公开形式|规范性文件编号|有效期",
}
_KEY_FIELDS = {key: name for name, keys in _KEYS.items() for key in keys.split("|")}
_KEY = re.compile(
    "(?P<key>" + "|".join(sorted((r"\s*".join(key) for key in _KEY_FIELDS), key=len, reverse=True)) + r")\**\s*[：:]\s*"
)
_KINDS = (
    "工作总结", "工作要点", "工作计划", "工作报告", "政府工作报告", "工作思路", "实施细则", "实施办法", "实施意见",
    "实施方案", "行动方案", "行动计划", "若干措施", "若干政策", "政策措施", "管理办法", "申报指南", "办事指南",
    "征求意见稿", "政策解读", "通知", "通告", "公告", "公报", "决定", "决议", "意见", "办法", "细则", "条例", "规定",
    "规则", "方案", "规划", "计划", "措施", "政策", "指南", "指引", "报告", "总结", "批复", "请示", "函", "令", "标准",
    "清单", "目录", "解读", "汇编", "要点", "纲要", "章程", "制度", "事项",
)  # fmt: skip
_KIND = re.compile("|".join(sorted(_KINDS, key=len, reverse=True)))
_NUMBER = re.compile(
    r"[\u4e00-\u9fffA-Za-z]{1,14}\s?[〔\[【（(［]\s?[12]\d{3}\s?[〕\]】）)］]\s?第?\s?\d{1,4}\s?号"
    r"|[〔\[［]\s?[12]\d{3}\s?[〕\]］]\s?[\u4e00-\u9fff]{1,14}\s?第?\s?\d{1,4}\s?号"
    r"|[\u4e00-\u9fff]{2,20}(?:令|公告)\s?[（(]?(?:[12]\d{3}\s?年)?\s?第\s?\d{1,4}\s?号[)）]?"
)
_DAY = (
    r"(?:[12]\d{3}\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}(?!\d)\s*日?"
    "|[二一][〇○零一二三四五六七八九]{3}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)"
)
_DATE = re.compile(_DAY)
_MONTH = r"[12]\d{3}\s*年\s*\d{1,2}\s*月(?:份)?"
_IN_FORCE = re.compile(
    rf"自\s*(?:(?P<date>{_DAY})|(?P<issue>[印颁发公][布发])|{_MONTH})[^。；;]{{0,6}}?[起后][^。；;]{{0,12}}?(?:施行|实施|执行|生效)"
    rf"|(?:施行|实施|生效)日期[为是：:]\s*(?P<on>{_DAY})"
)
_VALID_YEARS = re.compile(
    r"(?:有效期|试行期|暂定|施行期限?)[^。；;，,\d一二三四五六七八九十两]{0,4}(?P<years>\d{1,2}|[一二三四五六七八九十两])\s*年"
)
_VALID_UNTIL = re.compile(rf"(?:有效期限?[^。；;，,\d]{{0,4}}|(?:执行|施行|实施)(?:期限)?)[至到]\s*(?P<date>{_DAY})")
_CLAUSE_START = re.compile(r"[。；;\r\n]")
_ISSUER = re.compile(
    r"[\u4e00-\u9fff（）()、]{1,60}?(?:人民政府(?:办公厅|办公室)?|委员会(?:办公室)?|管委会|办公厅|办公室|局|厅|部|委|署|总署|"
    r"中心|银行|法院|检察院|协会|集团|公司|院|社|会|小组|专班)"
)
_ISSUER_IN_TITLE = re.compile(r"[\u4e00-\u9fff（）()、 ]{3,80}?(?=关于|印发|转发|[12]\d{3}\s*年|公告|通告)")
_UNNAMED_PLACE = re.compile(r"[省市区县州](?!场)|[我本]")
_YEAR = re.compile(r"(?P<year>[12]\d{3})\s*年")
_NOTE = re.compile(r"[（(][^（）()]*[）)]")
_LIST_LABEL = re.compile(r"[一二三]、|第[一二三]|[（(][一二三\d]{1,2}[)）]")
_MARKS = "#*> 　"


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands before the body: its metadata and the offset at which the body begins."""

    metadata: Metadata
    body: int


@dataclass(slots=True)
class _Head:
    """What the lines around the title hold; filled line by line."""

    fields: dict[str, str] = field(default_factory=dict)
    numbers: list[str] = field(default_factory=list)
    subtitle: str = ""


def read_metadata(text: str, fallback_title: str) -> Heading:
    """Metadata by rule from header block, title lines and signature block; None where the text is silent.

    `fallback_title` (the file's name) stands in for a title that the text does not have. A region without issuer or
    title is the place that the opening paragraph names first, in full; a year without title is the first one there.
    """
    head = _Head()
    start = _read_head(text, 0, head)
    title, after = _title(text, start)
    body = _read_head(text, after, head) if title else start
    fields = head.fields
    title = fields.get("title") or (title + head.subtitle if title else None)
    signers, signed = _signature(text, body)
    issuer = _issuer(fields, signers, title)
    signed = _parse_date(fields.get("signed")) or signed
    published = _parse_date(fields.get("published"))
    effective, expires = _validity(text, start, signed or published)
    number = _number(fields.get("number"), head.numbers)
    opening = text[body : body + OPENING]
    return Heading(
        Metadata(
            title=title or fallback_title,
            number=number,
            issuer=issuer,
            region=_region(title, issuer, opening),
            kind=_kind(title),
            signed=signed,
            published=published,
            effective=_parse_date(fields.get("effective")) or effective,
            expires=_parse_date(fields.get("expires")) or expires,
            year=_year(title, signed or published, opening),
        ),
        body,
    )


def _read_head(text: str, start: int, head: _Head) -> int:
    """Fill `head` from the lines that are not body, and give the offset of the first one that is.

    These are key lines (a value stands behind its key or, in a copied table, on the next line), document numbers, the
    red letterhead (…文件), notes in brackets, and the mark of a sample.
    """
    waiting: str | None = None
    for begin, end in lines(text, start):
        line = text[begin:end].strip(_MARKS) if end - begin <= MAX_HEAD_LINE else text[begin:end]
        pairs = list(_pairs(line))
        if pairs:
            for key, value in pairs:
                if value:
                    head.fields.setdefault(key, value)
            waiting = pairs[-1][0] if not pairs[-1][1] else None
        elif waiting is not None:
            head.fields.setdefault(waiting, line)
            waiting = None
        elif not line.lstrip(_MARKS).startswith(SAMPLE_MARK) and not _read_head_line(line, head, below_title=start > 0):
            return begin
    return len(text)


def _read_head_line(line: str, head: _Head, *, below_title: bool) -> bool:
    """Take a line that belongs to the head without being a key line; False for title and body."""
    if len(line) > MAX_HEAD_LINE:
        return False
    numbers = _numbers(line)
    if numbers:
        head.numbers.extend(numbers)
    elif line.endswith("文件") and _organisations(line[:-2]):
        head.fields.setdefault("issuer", line[:-2])
    elif below_title and _NOTE.fullmatch(line) and not _LIST_LABEL.match(line):
        promulgated = _DATE.search(line)
        if promulgated:
            head.fields.setdefault("published", promulgated.group())
        else:
            head.subtitle += line
    else:
        return False
    return True


def _pairs(line: str) -> Iterator[tuple[str, str]]:
    """(field, value) pairs of a line made of keys alone; nothing if the line opens with anything else."""
    if not (_KEY.match(line) or _KEY.match(line, 1)):
        return
    matches = list(_KEY.finditer(line))
    ends = [match.start() for match in matches[1:]] + [len(line)]
    for match, end in zip(matches, ends, strict=True):
        yield _KEY_FIELDS[_spaceless(match["key"])], line[match.end() : end].strip(" 　|｜[]【】*")


def _title(text: str, start: int) -> tuple[str | None, int]:
    """Title made of the first lines, and where the next line begins; (None, start) where the text opens with prose."""
    parts: list[str] = []
    after = start
    for begin, end in lines(text, start):
        line = text[begin:end].strip(_MARKS)
        if line[-1:] in "。；;，,：:" or len(line) > MAX_TITLE or _LIST_LABEL.match(line):
            break
        if parts and not line.startswith(("的", "和", "及", "暨")):
            complete = len(parts) == MAX_TITLE_LINES or _KIND.search(parts[-1][-6:])
            if complete or _read_head_line(line, _Head(), below_title=True) or any(_pairs(line)):
                break
        parts.append(_closed_up(line))
        after = end
        if text[begin] == "#":
            break
    title = "".join(parts)
    if not title or len(title) > MAX_TITLE or not (_KIND.search(title) or len(parts) == 1):
        return None, start
    return title, after


def _closed_up(line: str) -> str:
    """通　　知 is 通知, but 广州市民政局 广州市财政局 stay apart."""
    pieces = line.split()
    return ("" if any(len(piece) == 1 for piece in pieces) else " ").join(pieces)


def _numbers(line: str) -> list[str]:
    """The document numbers of a line that holds nothing else."""
    rest = _NUMBER.sub("", line).strip("（()）、，, 　")
    return [] if rest else [_spaceless(match.group()) for match in _NUMBER.finditer(line)]


def _number(given: str | None, found: list[str]) -> str | None:
    named = [_spaceless(match.group()) for match in _NUMBER.finditer(given or "")]
    return "、".join(dict.fromkeys(named or found)) or None


def _organisations(written: str) -> tuple[str, ...]:
    """Names in a line of names; () if it holds anything else. White space divides them or spaces one out (国　务　院)."""
    pieces = written.split()
    for names in (pieces, ["".join(pieces)]):
        if names and all(len(name) <= MAX_NAME and _ISSUER.fullmatch(name) for name in names):
            return tuple(names)
    return ()


def _signed_line(line: str) -> tuple[tuple[str, ...], list[date]]:
    """Organisations and dates of a line that holds nothing else; the printer's line (…印发) is no signature."""
    if len(line) > MAX_HEAD_LINE:
        return (), []
    dates = [day for match in _DATE.finditer(line) if (day := _as_date(match.group()))]
    rest = (_NOTE.sub("", _DATE.sub(" ", line)) if dates else line).strip("（()）、，, 　")
    names = _organisations(rest)
    return (names, dates) if names or not rest else ((), [])


def _signature(text: str, body: int) -> tuple[tuple[str, ...], date | None]:
    """Issuers and date of the last signature block: lines of names and dates; of several dates the latest."""
    signed = [_signed_line(text[begin:end]) for begin, end in lines(text, body)]
    undersigned: date | None = None
    for position in range(len(signed) - 1, -1, -1):
        names, dates = signed[position]
        if not dates:
            continue
        above = position
        while above and position - above < MAX_SIGNATURE_LINES and any(signed[above - 1]):
            above -= 1
        block = signed[above : position + 1]
        names = tuple(dict.fromkeys(name for line_names, _ in block for name in line_names))
        latest = max(day for _, line_dates in block for day in line_dates)
        if names:
            return names, latest
        undersigned = undersigned or latest
    return (signed[-1][0] if signed else ()), undersigned


def _issuer(fields: dict[str, str], signers: tuple[str, ...], title: str | None) -> str | None:
    """The issuer in full: a header may say 市科技局, or only the first of several, where title and signature name all."""
    given = fields.get("issuer", "")
    named = "、".join(_organisations(given)) or _spaceless(given)
    signed = "、".join(signers)
    if named and named in signers:
        return signed
    match = _ISSUER_IN_TITLE.match(title or "")
    titled = "、".join(_organisations(match.group())) if match else ""
    candidates = [name for name in (named, signed, titled, _spaceless(fields.get("source", ""))) if name]
    full = [name for name in candidates if not _UNNAMED_PLACE.match(name)]
    return next(iter(full or candidates), None)


def _kind(title: str | None) -> str | None:
    """The kind of document that the title names last, brackets left out: …办法（试行） is 办法, a draft stays a draft."""
    plain = (title or "").replace("《", "").replace("》", "")
    found = _KIND.findall(plain if "征求意见稿" in plain else _NOTE.sub("", plain))
    for kind in ("工作总结", "总结", "工作报告"):
        if kind in found:
            return kind
    return found[-1] if found else None


def _year(title: str | None, issued: date | None, opening: str) -> int | None:
    named = _YEAR.search(title or "")
    if named is None and issued:
        return issued.year
    if named is None and title is None:
        named = _YEAR.search(opening)
    return int(named["year"]) if named else None


def _validity(text: str, start: int, issued: date | None) -> tuple[date | None, date | None]:
    """Effective and expiry dates of the last clause that states them; 自印发之日起 counts from the day of issue."""
    clause = _last(_IN_FORCE, text, start)
    until = _last(_VALID_UNTIL, text, start)
    effective = expires = _parse_date(until["date"]) if until else None
    if clause is None:
        return None, expires
    effective = issued if clause["issue"] else _parse_date(clause["date"] or clause["on"])
    if effective and expires is None:
        opens = max((match.end() for match in _CLAUSE_START.finditer(text, start, clause.start())), default=start)
        years = _last(_VALID_YEARS, text, opens, clause.end() + VALIDITY_REACH)
        expires = _add_years(effective, chinese_integer(years["years"].replace("两", "二"))) if years else None
    return effective, expires


def _last(pattern: re.Pattern[str], text: str, start: int, end: int | None = None) -> re.Match[str] | None:
    found = list(pattern.finditer(text, start, len(text) if end is None else end))
    return found[-1] if found else None


def _add_years(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)


def _region(title: str | None, issuer: str | None, opening: str) -> Region:
    """Place of the title, deeper if the issuer's lies within it; else the issuer's; without issuer the opening's."""
    titled, issued = region_in(title or ""), region_in(issuer or "")
    if titled:
        return issued if issued[: len(titled)] == titled else titled
    if issuer:
        return issued
    return next((region for region, start, end in find_regions(opening) if opening[start:end] == region[-1]), ())


def _parse_date(value: str | None) -> date | None:
    match = _DATE.search(value) if value else None
    return _as_date(match.group()) if match else None


def _as_date(written: str) -> date | None:
    """2024年2月1日, 2024-02-01 or 二〇二四年二月一日; None for a day that the calendar does not have."""
    year, month, day = re.findall(r"[^年月日./\-\s]+", written)
    if not year.isdigit():
        year = "".join(str(chinese_integer(digit.replace("○", "〇"))) for digit in year)
    try:
        return date(int(year), chinese_integer(month), chinese_integer(day))
    except ValueError:
        return None


def _spaceless(value: str) -> str:
    return "".join(value.split())
