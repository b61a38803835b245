"""What a question puts side by side: two named things, what is asked of both, and what is to be worked out of it.

Found by grammar alone: what stands on both sides of 和, 跟, 与 or 比 before a word that compares or adds (差, 哪个高, 一样, 合计).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise, takewhile

from bot.question import YEAR, informative, places_in, without_places
from corpus.aliases import canonical
from corpus.text import fold
from index.tokens import bigrams, cut


class Wants(StrEnum):
    """What is worked out of two figures."""

    DIFFERENCE = "difference"
    SUM = "sum"
    REST = "rest"
    RATIO = "ratio"
    EXTENDED = "extended"


@dataclass(frozen=True, slots=True)
class Side:
    """One of two things. A text speaks of it that says most of the pairs of characters `needed` and none of `barred`,
    which are the other side's; `place` tells that it is a place and nothing else."""

    name: str
    needed: tuple[str, ...]
    barred: tuple[str, ...]
    place: bool = False


@dataclass(frozen=True, slots=True)
class Aspect:
    """Something asked of both sides, as worded (补助比例), and what is to be worked out of it."""

    thing: str
    wants: Wants


@dataclass(frozen=True, slots=True)
class Sides:
    """Two sides and what is asked of them."""

    left: Side
    right: Side
    aspects: tuple[Aspect, ...]


_HIGH = "高|久|多|大|快|长|贵|重|低|少|小|慢|短|便宜|轻"
_MUCH = "多少|几"
_DIFFERS = re.compile(
    rf"(?:相差|差距|差别|差额|差了?)(?:是|有|了)?(?={_MUCH}|多|$)|相差"
    rf"|(?:谁|哪个|哪一个|哪种|哪类|哪边)(?:的)?|(?:更|要|还)?(?<!最)(?:{_HIGH})(?!(?:{_HIGH})(?!少))(?:出|了)?(?=(?:(?!{_HIGH}).){{0,4}}(?:{_MUCH}))"
    "|(?:一样|相同|同样|一致)(?:吗|么|嘛|不|多|高)?"
)
_TIMES = re.compile("是(?P<other>.+?)的?(?:几|多少)倍")
_SUMS = re.compile("加起来|加一块儿?|加在一起|合起来|合在一起|合计|一共|一起|总共|共计|总和|之和")
_UNIT = "个?百分点|个?点|个?工作日|个月|平方米|台套|[元家项个名人分天日年月岁台次件户]"
_ASKED = re.compile(rf"(?:{_MUCH})[百千万亿]*(?:{_UNIT})?|[?？]|(?:更|要)?(?<!最)(?:{_HIGH})$|吗|呢")
_TAIL = re.compile(rf"{_DIFFERS.pattern}|{_SUMS.pattern}|{_ASKED.pattern}")
"""Words that ask, and say nothing of what is compared."""

_THAN = re.compile("(?<![占对同环可])比(?![例重率较对分])")
_AND = re.compile(
    "以及|还是|[和跟与](?![时意一样比])|(?<![合共不相等协])同(?![时意一样比期类])|(?<![涉以])及(?![时以])"
)
_STOP = re.compile("[,，。?？；;:：(（]")
_LETTERS = re.compile("([a-d])[和、]?([a-d])(?:两|二)?类")
_LESS = re.compile(
    "(?:里面|里头|里|当中|中)?(?:扣掉|扣除|除去|减去|去掉|剔除|除开)(?P<part>[^,，]+?)(?:的|部分|之后|以后|后)*[,，]?(?:还|就)?[剩余]"
)
_SENT, _WON = "推荐|申报|报送|征集|申请", "入选|获奖|获批|立项|通过|选上"
_LOST = re.compile(rf"(?P<sent>{_SENT})(?P<thing>.*?)(?:里面|里头|里|当中|中).{{0,6}}(?:没有?|未)(?P<won>{_WON})")
_EXTENDED = re.compile("[,，]?(?:加上|加|连同|算上)(?:可以?)?(?:延长|延期|展期|续期|顺延)(?:的|期)?")
_OUTSIDE, _INSIDE = re.compile("(?:以|之)外"), re.compile("(?<=[区园市县镇村厂院寓])(?:以内|之内|内|里)(?!部|容)")
_NOT = re.compile("^(?:如果|同样是|要是)?(?:拒不|没有?|未(?!成年)|不)(?:依规定|按规定)?(?:办理?)?")
_CLASS = "[级类型档批期产生员者]"
_KIND = re.compile("第[一二三四五]批|[a-d]类|(?:国家|[省市区县镇])级|首年|第[一二三四五]年|一次|二次")
_GRANTS = frozenset(("奖励", "补助", "补贴", "支持", "资助", "扶持"))
"""What is given: texts vary these words freely, so a name that has any other is known by that."""
_WHOLE = re.compile("全[国省市县区]|整体|总体|全部")
_NOUN = re.compile(
    "(?<=..)(?:最[高低长多])?(?:奖励|补助|补贴|贴息|资助|缴费)?(?:比例|标准|金额|上限|下限|额度|限额|期限|年限|时限|增速|费率)$"
)
_TIME = re.compile("(?:每[人户])?(?:每月|每年|一个月|一年)$")
LONGEST_SIDE = 24
"""Characters of a side; what is longer is a sentence that only holds a 和."""


def matched(text: str) -> str:
    """A copy of a text for looking up what a side needs: canonical, 以外 as 外, and without 内, which the bare name says too."""
    plain = _INSIDE.sub("", _OUTSIDE.sub("外", canonical(text))).replace("首批", "第一批")
    return re.sub("(?<=[男女])(?:职工|员工|同志|方)", "性", plain)


def find_sides(question: str) -> Sides | None:
    """The two sides of a question, None where it puts nothing side by side or does so with years, of which the table of
    indicators knows more."""
    text = fold(question).strip().rstrip("?？。")
    if len(YEAR.findall(text)) > 1:
        return None
    found = _extended(text) or _rest(text) or _two(text)
    return found if found and found.left.name and found.left.name != found.right.name else None


def _extended(text: str) -> Sides | None:
    match = _EXTENDED.search(text)
    if match is None:
        return None
    base = _named(text[: match.start()])
    return Sides(Side(base, (), ()), Side("延长", (), ()), (_aspect(base, text[match.end() :], Wants.EXTENDED),))


def _rest(text: str) -> Sides | None:
    """A whole and what is taken from it: 扣掉…还剩多少, 推荐的里面有几项没入选."""
    if lost := _LOST.search(text):
        sent, won = lost["sent"], lost["won"]
        thing = f"{without_places(text[: lost.start()])} {lost['thing']}"
        return Sides(Side(sent, (sent,), (won,)), Side(won, (won,), ()), (_aspect(thing, text, Wants.REST),))
    less = _LESS.search(text)
    if less is None:
        return None
    whole, part = without_places(text[: less.start()]).strip(" 的"), less["part"]
    pairs = _own(part, whole) or _pairs(part)
    return Sides(Side(whole, (), pairs), Side(part, pairs, ()), (_aspect(whole, text, Wants.REST),))


def _two(text: str) -> Sides | None:
    """The sides about 比 or 和, with the things asked of both."""
    if times := _TIMES.search(text):
        text = f"{text[: times.start()]}比{times['other']}差多少倍"
    compares, sums = _DIFFERS.search(text), _SUMS.search(text)
    if not compares and not sums and not re.search(f"还是.*(?:{_HIGH})$", text):
        return None
    if letters := _LETTERS.search(text):
        text = f"{text[: letters.start()]}{letters[1]}类和{letters[2]}类{text[letters.end() :]}"
    than = _THAN.search(text)
    joint = than or _AND.search(text) or (re.search("、", text) if text.count("、") == 1 else None)
    if joint is None:
        return None
    left, rest = text[: joint.start()], text[joint.end() :]
    asks = next((m.start() for m in _TAIL.finditer(rest)), len(rest))
    stop = _STOP.search(rest)
    head, tail = (
        (rest[: stop.start()], rest[stop.start() :]) if stop and stop.start() < asks else (rest[:asks], rest[asks:])
    )
    parted = _parted(left, head.strip())
    sides = _sides(parted[0], parted[1]) if parted else None
    if parted is None or sides is None:
        return None
    one, other, named = sides
    aspects = _aspects(f"{parted[2]} {named}".strip(), tail, sums=bool(sums))
    return Sides(one, other, aspects) if aspects else None


def _parted(left: str, right: str) -> tuple[str, str, str] | None:
    """Both sides and what they share, from the words before and after what joins them; None where each has something else
    asked of it (甲的比例和乙的金额)."""
    left, right = left.strip(" 的,，、"), right.strip(" ,，、")
    shared, _, left = left.rpartition(",")
    if "的" in left and "的" in right.rstrip("的"):
        one, mine = left.rsplit("的", 1)
        other, its = right.rstrip("的").rsplit("的", 1)
        if mine != its and bigrams(canonical(mine)) and not re.search(rf"{_CLASS}$", mine):
            return None
        if mine == its:
            return one, other, mine
    if "的" in left:  # 流浪乞讨的未成年人和成年人; 本科毕业生的补贴比硕士研究生
        before, after = left.split("的", 1)
        nearer = after if _alike(after, right) >= _alike(before, right) else before
        shared, left = f"{shared} {before if nearer == after else after}", nearer
    if "的" in right.rstrip("的"):
        right, its = right.split("的", 1)
        shared = f"{shared} {its}"
    right = right.rstrip("的")
    for pattern in (_TIME, _NOUN):
        shared = " ".join([shared, *(match.group() for name in (left, right) if (match := pattern.search(name)))])
        left, right = pattern.sub("", left), pattern.sub("", right)
    end = _same_end(left, right)
    if end and end < len(right):
        right, shared = right[:end], f"{right[end:]} {shared}"
    common = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(left[::-1], right[::-1], strict=False)))
    if 2 <= common <= min(len(left), len(right)) - 2:
        shared = f"{shared} {left[-common:]}"  # 甲增速和乙增速
    return left, right, shared


def _alike(one: str, other: str) -> float:
    pairs = set(one)
    return len(pairs & set(other)) / max(len(pairs), 1)


def _same_end(left: str, right: str) -> int:
    """Where in `right` the longest end of `left` ends (省级|市级企业研究院: 2), 0 without one of two characters or a word of class."""
    for size in range(len(left) - 1, 0, -1):
        end = left[-size:]
        at = right.find(end)
        if at >= 0 and (size > 1 or re.fullmatch(_CLASS, end)):
            return at + size if at else 0
    return 0


def _sides(one: str, other: str) -> tuple[Side, Side, str] | None:
    """Both sides, and what their names have besides the classes in which alone they differ (第一批 and 第二批)."""
    names = [_named(each) for each in (one, other)]
    if any(not name or len(name) > LONGEST_SIDE for name in names):
        return None
    alone = [bool(places_in(name)) and not without_places(name).strip(" 市县区") for name in names]
    bare = [
        name if alone[at] else re.sub(" [市县区](?!级)", "", without_places(name)).strip()
        for at, name in enumerate(names)
    ]
    if not any(alone) and _own(bare[0], bare[1]) and _own(bare[1], bare[0]):
        names = bare  # the place is that of both
    if bounds := _in_and_out(names):
        return *bounds, ""
    kinds = [_KIND.findall(matched(name)) for name in names]
    if all(len(each) == 1 for each in kinds) and kinds[0] != kinds[1]:
        shared = " ".join(_KIND.sub(" ", matched(name)) for name in names)
        first, second = kinds[0][0], kinds[1][0]
        return Side(_shown(names[0]), (first,), (second,)), Side(_shown(names[1]), (second,), (first,)), shared
    if not _own(names[0], names[1]) and not _own(names[1], names[0]):
        return None
    left, right = (
        Side(
            _shown(names[at]),
            () if _WHOLE.fullmatch(names[at]) else _own(names[at], names[1 - at]) or _pairs(names[at]),
            _own(names[1 - at], names[at]),
            place=alone[at],
        )
        for at in (0, 1)
    )
    return left, right, ""


def _in_and_out(names: Sequence[str]) -> tuple[Side, Side] | None:
    """The sides where one is a place and the other is outside it (园区内 and 园区外)."""
    texts = [matched(name) for name in names]
    beyond = [re.search("(..)外", text) for text in texts]
    at = 1 if beyond[1] else 0
    outside = beyond[at]
    if outside is None or beyond[1 - at] or outside[1] not in texts[1 - at]:
        return None
    away = f"{outside[1][-1]}外"
    sides = [Side(names[1 - at], (outside[1],), (away,)), Side(names[at], (away,), ())]
    return (sides[0], sides[1]) if at else (sides[1], sides[0])


def _pairs(name: str) -> tuple[str, ...]:
    """The pairs of characters of a name, without those that only join two longer words (黄埔|农村)."""
    text = matched(_NOT.sub("", name))
    joins = {left[-1] + right[0] for left, right in pairwise(cut(text)) if len(left) > 1 and len(right) > 1}
    return tuple(pair for pair in dict.fromkeys(bigrams(text)) if pair not in joins)


def _own(name: str, other: str) -> tuple[str, ...]:
    """Pairs of characters of a name that the other one has not."""
    own = tuple(pair for pair in _pairs(name) if pair not in _pairs(other))
    return tuple(pair for pair in own if pair not in _GRANTS) or own


def _named(text: str) -> str:
    return re.sub("^(?:请问|问下|那么|同样是|碰上|如果是?|要是)", "", text.strip(" 的,，、")).strip(" 的,，")


def _shown(name: str) -> str:
    return name.upper() if re.fullmatch("[a-z]类", name) else name


def _aspects(shared: str, tail: str, *, sums: bool) -> tuple[Aspect, ...]:
    """What is asked of both: clauses that ask, each with the words before it that only name something."""
    found: list[Aspect] = []
    named = shared
    clauses = [clause for clause in re.split("[,，;；?？()（）]", tail) if clause.strip()] or [""]
    for clause in clauses:
        asks = bool(_DIFFERS.search(clause) or _SUMS.search(clause) or re.fullmatch(f".*(?:{_HIGH})", clause))
        repeats = asks and found and not _thing(clause) and "久" not in clause  # 哪个高|，高多少
        if repeats:
            found[-1] = Aspect(f"{found[-1].thing} {_unit_asked(clause)}".strip(), found[-1].wants)
        elif asks:
            wants = Wants.SUM if sums and not re.search("差|哪|谁|一样", clause) else Wants.DIFFERENCE
            wants = Wants.RATIO if "倍" in clause else wants
            several = re.split("[和与及、]", clause) if re.search("分别|各", clause) else [clause]
            found += [_aspect(f"{named} {re.sub('分别|各自?', ' ', each)}", each, wants) for each in several]
            named = _kept(shared)
        elif found and re.search(_MUCH, clause):  # 加起来，一年多少
            found[-1] = _aspect(f"{found[-1].thing} {clause}", clause, found[-1].wants)
        else:
            named = f"{named} {clause}"
    return tuple(found)


def _aspect(named: str, asking: str, wants: Wants) -> Aspect:
    return Aspect(f"{_thing(named)} {_unit_asked(asking)}".strip(), wants)


def _kept(shared: str) -> str:
    return shared if len(shared) > 1 else ""


def _thing(text: str) -> str:
    """What is asked, without the words that ask."""
    bare = re.sub(r"\s+", " ", _TAIL.sub(" ", text)).strip(" 的,，")
    bare = re.sub("(?:最|可以|能|是|有|的|了|个|块?钱|[补给拿发领]得?)+$", "", bare).strip()
    return "" if re.fullmatch(f"{_UNIT}|{_HIGH}|最", bare) else bare


def _unit_asked(text: str) -> str:
    """多少 or 几 with the unit that follows, so that the unit stays known."""
    match = re.search(rf"(?:{_MUCH})[百千万亿]*(?:{_UNIT})", text)
    money = re.search("几[百千]*[万亿]$|几[百千]*[万亿](?![家项个名人])", text)
    if match:
        return re.sub("(?<=几)个?点$|(?<=多少)个?点$", "个百分点", match.group())
    if "久" in text:
        return "多久"
    return "多少万元" if money else ""


def terms(thing: str) -> tuple[str, ...]:
    """The informative pairs of characters of a thing asked."""
    found, joins = informative(re.sub(rf"(?:{_MUCH})\S*", " ", thing))
    return tuple(term for term in found if term not in joins and len(term) > 1)
