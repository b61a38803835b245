"""What a document says about itself: the header block of a web copy, the title, number, issuer, dates, region, kind."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from corpus.records import Metadata
from corpus.regions import Region, find_regions, region_in
from corpus.structure import lines

SAMPLE_MARK = "示例整理稿"
"""Opens the line with which a rewritten sample names its original; it stands before the title and is no body text."""

OPENING = 200
"""Characters of the body in which a document without issuer and title names its place."""

MAX_TITLE = 100
"""Characters, all lines of a title together."""

_KEYS = {
    "title": "标题|名称|信息名称|文件名称",
    "number": "文号|发文字号|文件编号|发文文号",
    "issuer": "发布机构|发文机关|发文机构|发文单位|制定机关|发布单位|信息来源|来源",
    "signed": "成文日期|发文日期|印发日期|制发日期|签发日期",
    "published": "发布日期|发布时间|公开日期|公布日期",
    "effective": "生效日期|施行日期|实施日期|生效时间",
    "expires": "失效日期|失效时间|废止日期|有效期至",
    "": "索引号|公开方式|组配分类|主题分类|公开范围|体裁分类|公文种类|主题词|关键词|有效性|统一编号|时效状态|"
    "浏览次数|字体|公开时限|信息索引|公开形式|适用对象|规范性文件编号|有效期",
}
_KEY_FIELDS = {key: field for field, keys in _KEYS.items() for key in keys.split("|")}
_KEY = re.compile(
    "(?P<key>" + "|".join(sorted((r"\s*".join(k) for k in _KEY_FIELDS), key=len, reverse=True)) + r")\s*[：:]\s*"
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
    r"(?:[\u4e00-\u9fffA-Za-z]{1,14}\s?[〔\[【（(［]\s?[12]\d{3}\s?[〕\]】）)］]\s?第?\s?\d{1,4}\s?号"
    r"|[\u4e00-\u9fff]{2,20}令\s?(?:[（(]?第?\s?\d{1,4}\s?号[)）]?))"
)
_DATE = re.compile(
    r"(?P<y>[12]\d{3})\s*[年./-]\s*(?P<m>\d{1,2})\s*[月./-]\s*(?P<d>\d{1,2})\s*日?"
    r"|(?P<cy>[二一][〇○零一二三四五六七八九]{3})年(?P<cm>[一二三四五六七八九十]{1,2})月(?P<cd>[一二三四五六七八九十]{1,3})日"
)
_IN_FORCE = re.compile(
    rf"自\s*(?:(?P<date>{_DATE.pattern})|(?P<issue>[印颁发公][发布]))[^。；;]{{0,6}}?(?:起|后)[^。；;]{{0,12}}?(?:施行|实施|执行|生效)"
)
_VALID_YEARS = re.compile(
    r"(?:有效期|试行期|暂定|施行期限?)[^。；;，,\d一二三四五六七八九十两]{0,4}(?P<years>\d{1,2}|[一二三四五六七八九十两])\s*年"
)
_VALID_UNTIL = re.compile(
    rf"(?:有效期(?:限)?(?:截?至|到)|(?:执行|施行|实施|截)(?:期限)?(?:至|到))\s*(?P<date>{_DATE.pattern})"
)
_ISSUER = re.compile(
    r"[\u4e00-\u9fff（）()、\s]{2,60}?(?:人民政府(?:办公厅|办公室)?|委员会(?:办公室)?|管委会|办公厅|办公室|局|厅|部|委|署|总署|"
    r"中心|银行|法院|检察院|协会|集团|公司|院|社|会)"
)
_REPORT_YEAR = re.compile(r"(?P<year>[12]\d{3})\s*年")
_SPACED = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands before the body: its metadata and the offset at which the body begins."""

    metadata: Metadata
    body: int


def read_metadata(text: str, fallback_title: str) -> Heading:
    """Metadata by rule from header block, title lines and signature block; None where the text is silent.

    `fallback_title` (the file's name) stands in for a title that the text does not have. A region without issuer or
    title is the place that the opening paragraph names first, in full.
    """
    fields, after_header = _header_block(text)
    title, body = _title(text, after_header)
    more, body = _header_block(text, body)
    fields = {**more, **fields}
    number, body = _number_line(text, body, fields.get("number"), text[:body])
    title = fields.get("title") or title
    issuer, signed = _signature(text, body)
    issuer = _spaceless(fields.get("issuer")) or issuer or _issuer_of_title(title)
    signed = _parse_date(fields.get("signed")) or signed
    published = _parse_date(fields.get("published"))
    effective, expires = _validity(text, body, signed or published)
    effective = _parse_date(fields.get("effective")) or effective
    year = _REPORT_YEAR.search(title or "")
    return Heading(
        Metadata(
            title=title or fallback_title,
            number=number,
            issuer=issuer,
            region=_region(title, issuer, text[body : body + OPENING]),
            kind=_kind(title),
            signed=signed,
            published=published,
            effective=effective,
            expires=_parse_date(fields.get("expires")) or expires,
            year=int(year["year"]) if year else next((d.year for d in (signed, published) if d), None),
        ),
        body,
    )


def _header_block(text: str, start: int = 0) -> tuple[dict[str, str], int]:
    """Fields of the key lines from `start` on, and the offset of the first line that is none of them.

    A key's value stands behind it or, in a copied table, on the next line. Lines that open with SAMPLE_MARK are passed
    over.
    """
    fields: dict[str, str] = {}
    waiting: str | None = None
    for begin, end in lines(text, start):
        line = text[begin:end]
        pairs = list(_pairs(line))
        if pairs:
            for key, value in pairs:
                if value and key:
                    fields.setdefault(key, value)
            waiting = pairs[-1][0] if not pairs[-1][1] else None
        elif waiting is not None:
            if waiting:
                fields.setdefault(waiting, line)
            waiting = None
        elif not line.lstrip("> *#").startswith(SAMPLE_MARK):
            return fields, begin
    return fields, len(text)


def _pairs(line: str) -> Iterator[tuple[str, str]]:
    """(field, value) pairs of a line made of keys alone; nothing if the line opens with anything else."""
    matches = list(_KEY.finditer(line))
    if not matches or matches[0].start() > 1:
        return
    for position, match in enumerate(matches):
        end = matches[position + 1].start() if position + 1 < len(matches) else len(line)
        yield _KEY_FIELDS[_SPACED.sub("", match["key"])], line[match.end() : end].strip(" 　|｜[]【】")


def _title(text: str, start: int) -> tuple[str | None, int]:
    """Title made of the first lines, and where the next line begins; (None, start) where the text opens with prose."""
    parts: list[str] = []
    after = start
    for begin, end in lines(text, start):
        line = text[begin:end].strip("#* 　")
        if _NUMBER.fullmatch(line) and not parts:
            continue
        prose = line[-1:] in "。；;，," or len(line) > MAX_TITLE or re.match(r"[一二三]、|第[一二三]|[（(]", line)
        if prose or line[-1:] in "：:" or _NUMBER.fullmatch(line.strip("（()）")):
            break
        if parts and (len(parts) > 2 or _KIND.search(parts[-1][-6:]) or _pairs_of(line)):
            break
        parts.append(line)
        after = end
        if text[begin] == "#":
            break
    title = _SPACED.sub("", "".join(parts)) if parts else ""
    if not title or len(title) > MAX_TITLE or not (_KIND.search(title) or len(parts) == 1):
        return None, start
    return title, after


def _pairs_of(line: str) -> bool:
    return next(iter(_pairs(line)), None) is not None


def _number_line(text: str, body: int, given: str | None, head: str) -> tuple[str | None, int]:
    """Document number of the header, of a line before the title, or of the line after it, and where the body begins."""
    for begin, end in lines(text, body):
        match = _NUMBER.fullmatch(text[begin:end].strip("（()） "))
        if match:
            return _SPACED.sub("", given or match.group()), end
        break
    before = [m for b, e in lines(head) if (m := _NUMBER.fullmatch(head[b:e].strip("（()） ")))]
    found = _NUMBER.search(given).group() if given and _NUMBER.search(given) else None  # type: ignore[union-attr]
    number = found or (before[-1].group() if before else None)
    return (_SPACED.sub("", number) if number else None), body


def _signature(text: str, body: int) -> tuple[str | None, date | None]:
    """Issuer and date of the signature block: a line that is only a date, under lines that are only names."""
    spans = list(lines(text, body))
    for position in range(len(spans) - 1, -1, -1):
        line = text[slice(*spans[position])]
        match = _DATE.fullmatch(line.strip("（()） "))
        if match is None:
            continue
        names: list[str] = []
        for begin, end in reversed(spans[max(0, position - 4) : position]):
            name = _SPACED.sub("", text[begin:end])
            if len(name) > 40 or not _ISSUER.fullmatch(name):
                break
            names.append(name)
        return ("、".join(reversed(names)) or None), _as_date(match)
    last = text[slice(*spans[-1])] if spans else ""
    return (_SPACED.sub("", last) if len(last) <= 40 and _ISSUER.fullmatch(last) else None), None


def _issuer_of_title(title: str | None) -> str | None:
    """宁波市科学技术局2023年度工作总结, 宁波市人民政府关于…的通知: the organisation before 关于, 印发 or the year."""
    if not title:
        return None
    match = re.match(r"(?P<name>[\u4e00-\u9fff（）()、\s]{4,40}?)(?=关于|印发|转发|[12]\d{3}\s*年|公告|通告)", title)
    name = match["name"] if match else ""
    return name if name and _ISSUER.fullmatch(name) else None


def _kind(title: str | None) -> str | None:
    """The kind of document that the title names last, inside the title of what it forwards or around it."""
    if not title:
        return None
    found = [match.group() for match in _KIND.finditer(title.replace("《", "").replace("》", ""))]
    for kind in ("工作总结", "总结", "工作报告"):
        if kind in found:
            return kind
    return found[-1] if found else None


def _validity(text: str, body: int, issued: date | None) -> tuple[date | None, date | None]:
    """Effective and expiry dates of the last clause that states them; 自印发之日起 counts from the day of issue."""
    effective = expires = None
    clauses = list(_IN_FORCE.finditer(text, body))
    if clauses:
        clause = clauses[-1]
        effective = _parse_date(clause["date"]) if clause["date"] else issued
    years = list(_VALID_YEARS.finditer(text, body))
    until = list(_VALID_UNTIL.finditer(text, body))
    if until:
        expires = _parse_date(until[-1]["date"])
    elif years and effective:
        count = _years(years[-1]["years"])
        expires = _add_years(effective, count)
    return effective, expires


def _years(numeral: str) -> int:
    return int(numeral) if numeral.isdigit() else "零一二三四五六七八九十".find(numeral.replace("两", "二"))


def _add_years(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)


def _region(title: str | None, issuer: str | None, opening: str) -> Region:
    for name in (title, issuer):
        region = region_in(name) if name else ()
        if region:
            if issuer and name is title:
                deeper = region_in(issuer)
                return deeper if deeper[: len(region)] == region else region
            return region
    full = [r for r, start, end in find_regions(opening) if opening[start:end] == r[-1]]
    return full[0] if full else ()


def _parse_date(value: str | None) -> date | None:
    match = _DATE.search(value) if value else None
    return _as_date(match) if match else None


def _as_date(match: re.Match[str]) -> date | None:
    if match["y"]:
        year, month, day = int(match["y"]), int(match["m"]), int(match["d"])
    else:
        year = int(
            "".join(str("〇一二三四五六七八九".find(c.replace("○", "〇").replace("零", "〇"))) for c in match["cy"])
        )
        month, day = _small(match["cm"]), _small(match["cd"])
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _small(numeral: str) -> int:
    from corpus.structure import chinese_integer

    return chinese_integer(numeral)


def _spaceless(value: str | None) -> str | None:
    return _SPACED.sub("", value) if value else None
