"""Document numbers (发文字号) in all their shapes, and one form of them in which they can be compared."""

import re

from corpus.dates import count_of
from corpus.spans import Found, spaceless
from corpus.text import fold

_GAP = r"[ \t\u3000\xa0]{0,3}"
_YEAR = r"[12１２]\d{3}"
_OPEN, _CLOSE = r"[〔\[【（(［〖﹝]", r"[〕\]】）)］〗﹞]"
_ORDINAL = rf"(?:\d{{1,5}}|[一二三四五六七八九十百零〇]{{1,7}}){_GAP}号(?![楼院线店厅馆房机])"
_CODE = r"[\u4e00-\u9fff](?:[\u4e00-\u9fffA-Za-z]){0,17}"
_SERIAL = rf"(?:{_YEAR}{_GAP}年{_GAP})?第{_GAP}{_ORDINAL}"
SERIAL = re.compile(
    rf"{_OPEN}?{_GAP}{_SERIAL}{_GAP}{_CLOSE}?|{_OPEN}{_GAP}{_YEAR}{_GAP}{_CLOSE}{_GAP}第?{_GAP}{_ORDINAL}"
)
"""A number without code, as it stands on the line below "国务院令" or "会议纪要": 第746号, 2024年第3号, 〔2024〕12号."""

_NUMBER = re.compile(
    rf"(?P<bracketed>{_CODE}{_GAP}{_OPEN}{_GAP}{_YEAR}{_GAP}年?{_GAP}{_CLOSE}{_GAP}第?{_GAP}{_ORDINAL})"
    rf"|(?P<reversed>[〔\[［【]{_GAP}{_YEAR}{_GAP}[〕\]］】]{_GAP}[\u4e00-\u9fff]{{1,14}}{_GAP}第?{_GAP}{_ORDINAL})"
    rf"|(?P<order>(?:[\u4e00-\u9fff]{{1,20}}[部局署院会委办行厅府总][ \u3000\xa0、]{{1,4}}){{0,6}}[\u4e00-\u9fff]{{0,30}}?(?:令|公告|通告){_GAP}(?:{_OPEN}{_GAP}{_SERIAL}{_GAP}{_CLOSE}|{_SERIAL}))"
)
_UNBRACKETED = re.compile(
    rf"[\u4e00-\u9fff]{{1,13}}[发规函字通办文税]{_GAP}{_YEAR}{_GAP}(?:年|-)?{_GAP}第?{_GAP}{_ORDINAL}"
)
"""How people type a number in a question, 甬政发2024年5号; in a document it would be too bold to read it so."""

_LEAD_IN = re.compile(
    "请问|根据|依据|依照|按照|参照|遵照|关于|有关|什么|文件|文号|字号|通知|办法|意见|公告|细则|方案|决定|措施|规定|条例|"
    "废止|失效|执行|落实|贯彻|印发|转发|比较|对比|解释|介绍|查询|查找|告诉|一下|帮我|帮忙|是否|以及|还有|现行|最新|"
    "对照|比照|参见|详见|确保|部门|出台|政府(?=[\u4e00-\u9fff]{3})|我想|想要|知道|了解|怎么|如何|看看|修改|修订|代替|替代|取代|同时|公布|发布|通过|经过|"
    "[的是把按问找与及或看给请了要还]"
)
"""What may run into the code of a number from the left in prose; none of it occurs in a code."""

_FIRST = re.compile("[据经由]|(?<=[（(，,、。；;》])[即见原和同跟]")
"""What may do so only as the first character, some of it only inside a sentence: 即墨, 固原, 和平 have it in their codes."""

_CONJUNCTION = re.compile("[和同跟]")
_MIN_CODE, _MIN_LOCAL_CODE = 2, 3
"""Characters of the shortest code (国发), and of the shortest with a place (甬政发)."""

_DIVIDER = re.compile(r"(?<=号)[)）]?[、，,;；\s]+")
_NATION = "中华人民共和国"
_PARTS = re.compile(
    r"(?P<code>[^\[\]()\d]*?)[\[(](?P<year>\d{4})年?[\])]第?(?P<ordinal>[\d一二三四五六七八九十百零〇]+)号"
    r"|\[(?P<year2>\d{4})\](?P<code2>[^\d第]+?)第?(?P<ordinal2>\d+)号"
)
_ORDER_PARTS = re.compile(r"(?P<code>[^\[\]()\d]*?)\(?(?:(?P<year>\d{4})年)?第(?P<ordinal>[^号第]+)号\)?")
_LOOSE_PARTS = re.compile(r"(?P<code>[^\[\]()\d]+?)(?P<year>\d{4})[年-]?第?(?P<ordinal>\d+)号")


def normal_number(written: str) -> str:
    """A number in the form used for comparing: 甬政发[2024] 5 号, 甬政发〔2024〕第５号 and 〔2024〕甬政发5号 are all
    甬政发〔2024〕5号; 中华人民共和国主席令（第十五号） is 主席令第15号. Several, divided by 、, stay so divided; what is no
    number is only folded."""
    return "、".join(_normal(fold(spaceless(piece))) for piece in re.split(_DIVIDER, written) if piece.strip())


def _normal(folded: str) -> str:
    folded = folded.strip("()") if not re.search(r"[^()]\(|\)[^()]", folded) else folded
    match = _PARTS.fullmatch(folded)
    if match:
        code, year, ordinal = (match[name] or match[name + "2"] or "" for name in ("code", "year", "ordinal"))
        return f"{_plain_code(code)}〔{year}〕{_ordinal(ordinal)}号"
    match = _ORDER_PARTS.fullmatch(folded)
    if match:
        year = f"{match['year']}年" if match["year"] else ""
        return f"{_plain_code(match['code'])}{year}第{_ordinal(match['ordinal'])}号"
    match = _LOOSE_PARTS.fullmatch(folded)
    return f"{_plain_code(match['code'])}〔{match['year']}〕{_ordinal(match['ordinal'])}号" if match else folded


def _plain_code(code: str) -> str:
    return re.sub("[、,]", "", code).removeprefix(_NATION)


def _ordinal(written: str) -> str:
    return str(count_of(written)) if re.fullmatch(r"\d+|[一二三四五六七八九十百零〇两]+", written) else written


def find_numbers(text: str) -> list[tuple[str, int, int]]:
    """The numbers that a question or any other text names: (form for comparing, start, end), in order."""
    found = [(normal_number(number.value), number.start, number.end) for number in numbers_in(text)]
    for match in _UNBRACKETED.finditer(text):
        if not any(start < match.end() and match.start() < end for _, start, end in found):
            start = _code_start(text, match.start(), match.end())
            found.append((normal_number(text[start : match.end()]), start, match.end()))
    return sorted(found, key=lambda number: number[1])


def numbers_in(text: str, start: int = 0, end: int | None = None, *, prose: bool = True) -> list[Found[str]]:
    """The numbers in text[start:end] as written, without white space. `prose` says that words may run into them."""
    found: list[Found[str]] = []
    end = len(text) if end is None else end
    if text.find("号", start, end) < 0:
        return found
    for match in _NUMBER.finditer(text, start, end):
        begin = match.start()
        if found and found[-1].end == begin and _CONJUNCTION.match(text, begin):
            begin += 1
        if prose and match.lastgroup != "reversed":
            begin = _code_start(text, begin, match.end())
        found.append(Found(spaceless(text[begin : match.end()]), begin, match.end()))
    return found


def _code_start(text: str, start: int, end: int) -> int:
    """Where the code of a number begins behind the words that run into it (根据|甬政发〔2024〕5号)."""
    if text[start - 1 : start].isdigit() and text[start] in "年月日":
        start += 1
    figures = re.search(r"[^\u4e00-\u9fffA-Za-z \u3000\xa0、]", text[start:end])
    code_end = start + (figures.start() if figures else end - start)
    cuts = [m.end() for m in _LEAD_IN.finditer(text, start, code_end) if code_end - m.end() >= _MIN_CODE]
    start = max(cuts, default=start)
    return start + 1 if _FIRST.match(text, start) and code_end - start > _MIN_LOCAL_CODE else start


def numbers_of_line(text: str, start: int, end: int) -> list[Found[str]]:
    """The numbers of a line that holds nothing else (brackets, and the name of who signs, aside); else none."""
    found = numbers_in(text, start, end, prose=False)
    if any(_code_start(number.value, 0, len(number.value)) > 1 for number in found if "令" not in number.value):
        return []  # a title with the number run into it
    rest = text[start:end]
    for number in reversed(found):
        rest = rest[: number.start - start] + rest[number.end - start :]
    rest = re.sub(r"签发人.*", "", rest)
    return [] if rest.strip("（()）、，,；;：: 　\t*#") else found
