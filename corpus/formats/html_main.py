"""Where the document stands in a page: the lines of its text, without what the site puts around them."""

import re
from dataclasses import dataclass
from itertools import accumulate

from corpus.formats.html_fields import FORM_LABELS, form_labels
from corpus.formats.html_lines import Line
from corpus.formats.html_noise import amount, is_noise, lines_named, mark_footers, mark_lists, prose, running
from corpus.formats.html_table import is_data_table
from corpus.formats.html_tree import Node

MAIN_SHARE, HINTED_SHARE, HEADED_SHARE = 0.9, 0.7, 0.6
"""Share of the running text that an element must hold to be the one with the document; less if its name says so, and
still less if the headline stands in it."""

MENU_LINKS = 3
"""Links in a row that are a menu."""

MIN_RUNNING = 20
"""Characters of running text below which a page's text is found by its bare amount (tables, short notices)."""

HIDDEN_TEXT = 100
"""Characters of running text from which hidden lines are the document, where nearly none is shown; below it is a
message of the site."""

EXTENSION = 12
"""Lines after the element with the text that may still be its signature, date and annexes."""

CONTENT_NAMES = re.compile(
    "trseditor|trsueditor|ucapcontent|pagescontent|articlecontent|contentarticle|articlebody|articletext|contenttext|zoom|"
    "jscontent|richmediacontent|infocont|newscontent|detailcontent|articlecon|conttext|contxt|maintext|wordsection"
)
"""Names that site generators of public offices give to the element with the text, without - and _."""

WEAK_NOISE = re.compile("大|中|小|默认|取消|下载|保存|正文|举报|赞|次|(?:审核|校对|编审|录入)(?:人)?[：:].*")
"""Words of a bar that between two paragraphs of a text are the text's."""

NUMBER_LINE = re.compile(r"[\u4e00-\u9fff]{1,12}[〔\[【（(]\s*\d{4}\s*[〕\]】）)]\s*(?:第?\s*\d+\s*号)")
"""A line with a document number."""

TAIL_LINE = re.compile(
    r"[（(]?\s*[\d〇○零一二三四五六七八九]{4}\s*年.{1,8}日\s*[）)]?$|附\s*[件表录]|公开方式|联\s*系\s*(?:人|电话)|(?:此件|主动)公开|抄\s*送|主\s*送|\d+[.．、]|[（(]"
)
"""Dates, annexes, contacts and remarks below a text."""

ANNEX_FILE = re.compile(r"\.(?:docx?|xlsx?|pptx?|pdf|wps|et|ofd|zip|rar|jpe?g|png|txt)$", re.I)
CONTINUED = re.compile(
    r"^附\s*[件表录]|^[一二三四五六七八九十]+、|^第[一二三四五六七八九十]+[章条]|(?:办法|规定|细则|方案|条例|规划|意见|目录|清单|指南|措施|标准|[^代发图]表)$"
)
"""The first line of an element that goes on with the text before it."""

LINKED_TEXT = re.compile(
    r"\.(?:docx?|xlsx?|pptx?|pdf|wps|et|ofd|zip|rar)|附\s*[件表录]|[《》。，；]|^[（(]?[\d一二三四五六七八九十]+[）)]?[.．、]"
)
"""Marks of a link that is a part of the text."""

SIGNATURE = re.compile(
    r"[\u4e00-\u9fff（）()、\s]{3,60}(?:政府|局|厅|委员会|委|办公室|部|院|会|署|中心|处|司|行|公司|大学|联合会|党组)$"
)


@dataclass(frozen=True, slots=True)
class Main:
    """The document's lines are [first, last) of the page's lines but for those in `noise`, which holds one flag a line."""

    first: int
    last: int
    noise: tuple[bool, ...]


def find_main(root: Node, lines: list[Line]) -> Main:
    """The document's lines in a page; an empty range if there is none."""
    weights = [prose(line) for line in lines]
    noise = [line.is_hidden or is_noise(line.text) for line in lines]
    if running(weights, noise)[-1] < MIN_RUNNING:
        noise = _with_hidden(lines, weights, noise)
    if running(weights, noise)[-1] < MIN_RUNNING:
        weights = [amount(line) for line in lines]
    named = lines_named(root, weights, noise)
    noise = [bad or within for bad, within in zip(noise, named, strict=True)]
    mark_lists(lines, weights, noise)
    mark_footers(lines, noise)
    sums = running(weights, noise)
    if not sums[-1]:
        return Main(0, 0, tuple(noise))
    node = _container(root, sums, lines, noise)
    first, last = _trim(noise, *_extend(lines, noise, *_with_siblings(node, lines, noise), is_named=_is_named(node)))
    text = [index for index in range(first, last) if weights[index] and not noise[index]]
    for index in range(text[0], text[-1]) if text else ():
        line = lines[index]
        if WEAK_NOISE.fullmatch(line.text) and not line.linked and not line.is_hidden and not named[index]:
            noise[index] = False
    return Main(first, last, tuple(noise))


def _with_hidden(lines: list[Line], weights: list[int], noise: list[bool]) -> list[bool]:
    """The flags with hidden lines shown, if the page's text is there: a script would have shown it."""
    shown = [is_noise(line.text) for line in lines]
    if not all(noise) and running(weights, shown)[-1] < HIDDEN_TEXT:
        return noise
    for line in lines:
        line.is_hidden = False
    return shown


def _container(root: Node, sums: list[int], lines: list[Line], noise: list[bool]) -> Node:
    """The innermost element that holds nearly all of the running text, or the one around it whose name says so."""
    node, named = root, None
    headlines = list(accumulate((line.level == 1 and not line.linked for line in lines), initial=0))
    while True:
        inner = node.elements()
        best = max(inner, key=lambda child: sums[child.last] - sums[child.first], default=None)
        if best is None:
            break
        is_named = _is_named(best)
        share = HINTED_SHARE if is_named else MAIN_SHARE
        if headlines[best.first] < headlines[best.last]:
            share = HEADED_SHARE
        if sums[best.last] - sums[best.first] < share * (sums[node.last] - sums[node.first]):
            copies = [child for child in inner if child is not best and _is_copy(child, best, lines)]
            for copy in copies:
                noise[copy.first : copy.last] = [True] * (copy.last - copy.first)
            if not copies:
                break
        node = best
        named = node if is_named else named
    if named:
        return named
    node = _clean_around(node, lines, noise)
    _mark_menus(lines, noise, node)
    return node


def _mark_menus(lines: list[Line], noise: list[bool], node: Node) -> None:
    """Links in a row that name neither a file nor a document, in an element without a telling name."""
    run: list[int] = []
    for index in range(node.first, node.last + 1):
        line = lines[index] if index < node.last else None
        if line and line.linked * 2 > len(line.text) and not line.slot and not LINKED_TEXT.search(line.text):
            run.append(index)
            continue
        for linked in run if len(run) >= MENU_LINKS else ():
            noise[linked] = True
        run = []


def _is_copy(node: Node, other: Node, lines: list[Line]) -> bool:
    """Whether an element repeats another one's running text: the same article for a small screen."""
    texts = {line.text for line in lines[node.first : node.last] if prose(line)}
    return len(texts) > 1 and texts == {line.text for line in lines[other.first : other.last] if prose(line)}


def _clean_around(node: Node, lines: list[Line], noise: list[bool]) -> Node:
    """The outermost element around that adds nothing of the site: neither links nor words of its bars."""
    foreign = [bad or line.linked * 2 > len(line.text) for line, bad in zip(lines, noise, strict=True)]
    sums = list(accumulate(foreign, initial=0))
    inside = sums[node.last] - sums[node.first]
    for around in node.ancestors():
        if sums[around.last] - sums[around.first] > inside:
            break
        node = around
    return node


def _with_siblings(node: Node, lines: list[Line], noise: list[bool]) -> tuple[int, int]:
    """The lines of an element and of those after it that go on with it: with the same telling name (WordSection1,
    WordSection2), or without anything of the site and with the beginning of an annex, a chapter or a regulation."""
    last = node.last
    stem = re.sub(r"\d", "", node.attribute("class")) if _is_named(node) else None
    for beside in node.parent.children[node.place + 1 :] if node.parent is not None else ():
        if not isinstance(beside, Node) or beside.first >= beside.last:
            continue
        same = stem is not None and _is_named(beside) and re.sub(r"\d", "", beside.attribute("class")) == stem
        within = range(beside.first, beside.last)
        clean = not any(noise[index] or lines[index].linked for index in within)
        if not same and not (clean and CONTINUED.search(lines[beside.first].text)):
            break
        last = max(last, beside.last)
    return node.first, last


def _is_named(node: Node) -> bool:
    names = f"{node.tag} {node.attribute('class')} {node.attribute('id')}".lower()
    return bool(CONTENT_NAMES.search(names.replace("-", "").replace("_", "")))


def _extend(lines: list[Line], noise: list[bool], first: int, last: int, *, is_named: bool) -> tuple[int, int]:
    """Takes in the document number above and the signature, date and annexes below."""
    if first and not noise[first - 1] and NUMBER_LINE.match(lines[first - 1].text):
        first -= 1
    end = last
    for index in range(last, min(last + EXTENSION, len(lines))):
        if index < end:
            continue
        table = _table_at(lines, index)
        if table is not None and not any(noise[index : table.last]):
            end = table.last
            continue
        text = lines[index].text
        if noise[index] or (lines[index].linked * 2 > len(text) and not _is_new_annex(text, lines[first:last])):
            break
        if TAIL_LINE.match(text) or ANNEX_FILE.search(text) or (prose(lines[index]) and not is_named):
            end = index + 1
        elif not SIGNATURE.fullmatch(text):
            break
    return first, end


def _is_new_annex(text: str, written: list[Line]) -> bool:
    """Whether a link names a file that the text does not name itself."""
    if not ANNEX_FILE.search(text) and not re.match(r"附\s*[件表录]", text):
        return False
    name = re.sub(r"^附\s*[件表录]\s*\d*\s*[：:.．、]?\s*(?:\d+\s*[.．、])?", "", ANNEX_FILE.sub("", text))
    return bool(name) and not any(name in line.text for line in written)


def _table_at(lines: list[Line], index: int) -> Node | None:
    """A table of data that begins at a line and is not the site's form about the document."""
    slot = lines[index].slot
    if slot is None or slot.table.first != index or form_labels(lines, slot.table) >= FORM_LABELS:
        return None
    return slot.table if is_data_table(lines, slot.table) else None


def _trim(noise: list[bool], first: int, last: int) -> tuple[int, int]:
    while first < last and noise[first]:
        first += 1
    while first < last and noise[last - 1]:
        last -= 1
    return first, last
