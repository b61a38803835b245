"""What a question puts side by side: two named things, what is asked of both, and what is to be worked out of it.

Found by grammar alone: what stands on both sides of 和, 跟, 与 or 比 before a word that compares or adds (差, 哪个高, 一样, 合计).
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from bot.understanding.naming import SHORTEST_NAME, Side, bare_name, own_pairs, pairs_of, same_end, sides_of
from bot.understanding.places import YEAR, full_years, without_places, without_years
from bot.understanding.words import informative
from corpus.aliases import canonical
from corpus.indicator_words import PART_NAME
from corpus.regions import places_named
from corpus.text import fold
from index.tokens import bigrams, cut


class Wants(StrEnum):
    """What is worked out of two figures."""

    DIFFERENCE = "difference"
    SUM = "sum"
    REST = "rest"
    RATIO = "ratio"
    EXTENDED = "extended"
    NOTHING = "nothing"


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


_HIGH = "宽|严|高|久|多|大|快|长|贵|重|低|少|小|慢|短|便宜|轻"
_MUCH = "多少|几"
_EACH = re.compile(
    "(?:最[多高低少长])?(?:分别|各自?)(?![区县市省镇乡街地级类项种界方部校国位])[^,，;；。?？差高多]{0,5}?(?:多少|几|多久)"
)
"""What asks for the figure of each of two, and for nothing to be worked out of them."""

_DIFFERS = re.compile(
    rf"(?:相差|差距|差别|差额|差了?)(?:是|有|了)?(?={_MUCH}|多|$)|相差"
    rf"|(?:谁|哪个|哪一个|哪种|哪类|哪边)(?:的)?|(?:更|要|还)?(?<!最)(?:{_HIGH})(?!(?:{_HIGH})(?!少))(?:出|了)?(?=(?:(?!{_HIGH}).){{0,4}}(?:{_MUCH}))"
    "|(?:一样|相同|同样|一致)(?:吗|么|嘛|不|多|高)?"
)
_TIMES = re.compile("是(?P<other>.+?)的?(?:几|多少)倍")
_TOGETHER = re.compile("[能可][^,，]{0,4}(?:一起|一块儿?|同时|叠加)[^,，]{0,6}(?:吗|么|不|没有?)?$")
"""What asks whether both may be had (能一起领吗), and for no sum of them."""

_SUMS = re.compile("加起来|加一块儿?|加在一起|合起来|合在一起|合计|一共|一起|总共|共计|总和|之和")
_UNIT = "分钟|小时|个?百分点|个?点|个?工作日|个月|平方米|台套|[元家项个名人分天日年月岁台次件户]"
_ASKED = re.compile(rf"百分之[几多]少?|(?:{_MUCH})[百千万亿]*(?:{_UNIT})?|[?？]|(?:更|要)?(?<!最)(?:{_HIGH})$|吗|呢")
_TAIL = re.compile(rf"{_DIFFERS.pattern}|{_SUMS.pattern}|{_ASKED.pattern}")
"""Words that ask, and say nothing of what is compared."""

_THAN = re.compile("(?<![占对环可])(?<!(?<!合)同)比(?![例重率较对分])")
_YEAR_BEFORE = re.compile("(?:上一?年|去年|前一?年|头一年|往年|上年同期|同期|年初|之前|以前|原来)(?!.*(?:目标|计划))")
_AND = re.compile(
    "以及|还是|[和跟与](?![时意样比]|一[样致起同])|(?<![合共不相等协])同(?![时意一样比期类])|(?<![涉以])及(?![时以])"
)
_STOP = re.compile("[,，。?？；;:：(（]")
_CASE = re.compile("\\d(?!类|级|年|型|档|批|期)|[一二三四五六七八九十百千][万亿元]")
"""A figure that somebody tells of himself."""

_SAME_LEAD = re.compile(
    "(?P<lead>[跟与和同对给向在为从])(?P<one>[^,，和跟与及]{2,12})[和与及、,，](?P=lead)(?P<other>[^,，]{2,24})"
)
"""Two things behind one preposition that is said twice (跟甲和跟乙签协议)."""

_LETTERS = re.compile("([a-d])[和、]?([a-d])(?:两|二)?类")
_LESS = re.compile(
    "(?:里面|里头|里|当中|中)?(?:扣掉|扣除|除去|减去|去掉|剔除|除开)(?P<part>[^,，]+?)(?:的|部分|之后|以后|后)*[,，]?(?:还|就)?[剩余]"
)
_SENT, _WON = "推荐|申报|报送|征集|申请", "入选|获奖|获批|立项|通过|选上"
_LOST = re.compile(rf"(?P<sent>{_SENT})(?P<thing>.*?)(?:里面|里头|里|当中|中).{{0,6}}(?:没有?|未)(?P<won>{_WON})")
_EXTENDED = re.compile(
    "(?:全部?|都|统统|一共)?(?:延长?|展期|续期?|顺延)(?:完|满|足|到头|到底)了?(?:的话)?|[,，]?(?:加上|加|连同|算上)(?:可以?)?(?:延长|延期|展期|续期|顺延)(?:的|期)?"
)
_DENIES = frozenset("不没未非无")
_FIELD = re.compile("[^,，]{2,}?(?:方面|领域|这块|里头|里面|当中)(?=[^的]{2})")
_TO = frozenset("对给在")
"""Prepositions behind which two receivers, or two places, are named."""

_CLASS = "[级类型档批期产生员者]"
_GIVES = re.compile("(?<=..)(?:能|可以|要|得)?[配收补给拿领发交奖罚扣]$")
_COUNT = re.compile("(?<=..)的?(?:[个项件家户人次]数|数量|数目)$")
_NOUN = re.compile(
    "(?<=..)(?:最[高低长多])?(?:奖励|补助|补贴|贴息|资助|缴费)?(?:比例|(?<!国际)(?<!国家)(?<!行业)(?<!地方)(?<!团体)(?<!企业)标准|金额|封顶|上限|下限|额度|限额|期限|年限|时限|时间|时长|增速|增幅|涨幅|增长率|占比|比重|费率)$"
)
_PLAINER = (
    (re.compile("[,，](?:不看|不管|不论|不考虑|撇开|抛开|先不说)[^,，]{2,}(?=[,，])"), ""),
    (re.compile("该([^,，的]{2,6})的(?:不|没有?)\\1"), r"不\1"),
    (re.compile("(?<=[跟和与比还是])没有?(?=[\u4e00-\u9fff]{2,5}的)"), "无"),
    (re.compile("城里人|城市人|城市居民|城镇人"), "城镇居民"),
    (re.compile("(?:农村|乡下|村里)人(?!口|均|才|民|大|社)"), "农村居民"),
    (re.compile("(?:涨|增长?|跑|长|升)得?(?:更|要|最)?快"), "增速快"),
    (
        re.compile(
            "(?<=[跟和与])([^,，跟和与]{2,12}?)(?:相|对)?比(?:起来|较)?[,，]?(?=(?:[一每][户人家年月个套台亩项件次]+)?(?:谁|哪|差|相差|[多高低少]))"
        ),
        r"\1,",
    ),
)
_BESIDE = re.compile("(?P<one>[\u4e00-\u9fff]{2})(?P<other>[\u4e00-\u9fff]{2})(?=,?(?:哪个|谁|哪边|相差|差))")

LONGEST_PLACE = 5
"""Characters of a place at the end of one side or the beginning of the other."""

SHORT_SIDE = 3
"""Characters of a side that is named by a word alone, as the end of the other one is."""

_PER = re.compile("(?<=..)(?:一年|每年|每月|一个月|全年|每[人户家])(?=[^的]{2})")
_TIME = re.compile("(?:每[人户])?(?:每月|每年|一个月|一年)$")


_ADJOINING = re.compile("((?:[a-z甲乙丙丁]|[一二三四])[类级档])(?=(?:[a-z甲乙丙丁]|[一二三四])[类级档])")
"""Two classes told without a word between them (A类B类加起来)."""


def find_sides(question: str) -> Sides | None:
    """The two sides of a question, None where it puts nothing side by side or does so with years, of which the table of
    indicators knows more."""
    text = put_apart(_ADJOINING.sub(r"\1和", full_years(fold(question).strip()).rstrip("?？。")))
    if len(YEAR.findall(text)) > 1:
        return None
    text = re.sub(" ?(?=[,，:：])|^ ", "", without_years(text)) if len(YEAR.findall(text)) == 1 else text
    found = _extended(text) or _rest(text) or _two(text)
    return found if found and found.left.name and found.left.name != found.right.name else None


@lru_cache(maxsize=64)
def adds(question: str) -> bool:
    """Whether a question asks what two things that it names come to together."""
    sides = find_sides(question) if _SUMS.search(question) else None
    return sides is not None and any(aspect.wants is Wants.SUM for aspect in sides.aspects)


def put_apart(text: str) -> str:
    """A question with its two sides as grammar puts them: 进口出口哪个 as 进口和出口哪个, 甲跟乙比，谁 as 甲跟乙谁, 城里人 as 城镇居民,
    涨得快 as 增速快, 该办的不办 as 不办; what is left aside (不看…) is left out."""
    for pattern, form in _PLAINER:
        text = pattern.sub(form, text)
    if twice := _SAME_LEAD.search(text):
        other, shared = _first_name(twice["other"], len(twice["one"]))
        text = f"{text[: twice.start()]},{shared},{twice['one']}和{other}{text[twice.end() :]}"
    if _AND.search(text) or _THAN.search(text):
        return text
    for beside in _BESIDE.finditer(text):
        one, other = beside["one"], beside["other"]
        if one != other and (one[0] == other[0]) != (one[1] == other[1]):
            return f"{text[: beside.end('one')]}和{text[beside.start('other') :]}"
    return text


def _first_name(text: str, size: int) -> tuple[str, str]:
    """The words that a text opens with up to its first verb of one character, or as long as the name beside it, and what follows."""
    end = 0
    for word in cut(text):
        if end and (len(word) == 1 or end >= size):
            break
        end += len(word)
    return text[:end], text[end:]


def _extended(text: str) -> Sides | None:
    match = _EXTENDED.search(text)
    if match is None:
        return None
    base = bare_name(text[: match.start()])
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
    pairs = own_pairs(part, whole) or pairs_of(part)
    return Sides(Side(whole, (), pairs), Side(part, pairs, ()), (_aspect(whole, text, Wants.REST),))


def _two(text: str) -> Sides | None:
    """The sides about 比 or 和, with the things asked of both."""
    if times := _TIMES.search(text):
        text = f"{text[: times.start()]}比{times['other']}差多少倍"
    compares, sums = _DIFFERS.search(text), _SUMS.search(text)
    sums = sums if re.search(_MUCH, text) else None  # 能一起领吗 asks for no sum
    each = _EACH.search(text)
    if not compares and not sums and not each and not re.search(f"还是.*(?:{_HIGH})$", text):
        return None
    if letters := _LETTERS.search(text):
        text = f"{text[: letters.start()]}{letters[1]}类和{letters[2]}类{text[letters.end() :]}"
    than = _THAN.search(text)
    joint = than or _AND.search(text) or (re.search("、", text) if text.count("、") == 1 else None)
    if joint is None:
        return None
    left, rest = text[: joint.start()], text[joint.end() :]
    if than and _YEAR_BEFORE.match(rest):
        return None  # how much a thing grew
    stop = _STOP.search(rest)
    behind = _EACH.search(rest, 0, stop.start() if stop else len(rest)) or _TAIL.search(rest)
    asks = behind.start() if behind else len(rest)
    head, tail = (
        (rest[: stop.start()], rest[stop.start() :]) if stop and stop.start() < asks else (rest[:asks], rest[asks:])
    )
    if each and _CASE.search(text[: each.start()]):
        return None  # what somebody in this case gets
    if each and ("、" in left or _AND.search(head) or "、" in head):
        return None  # more than two
    parted = _parted(left, head.strip())
    sides = sides_of(parted[0], parted[1]) if parted else None
    if parted is None or sides is None:
        return None
    one, other, named = sides
    aspects = _aspects(f"{parted[2]} {named}".strip(), tail, sums=bool(sums))
    return Sides(one, other, aspects) if aspects else None


def _parted(left: str, right: str) -> tuple[str, str, str] | None:
    """Both sides and what they share, from the words before and after what joins them; None where each has something else
    asked of it (甲的比例和乙的金额)."""
    left, right = left.strip(" 的,，、"), right.strip(" ,，、")
    if places := _places_joined(left, right):
        return places
    shared, _, left = left.replace(":", ",").rpartition(",")
    if "的" in left and "的" in right.rstrip("的"):
        one, mine = left.rsplit("的", 1)
        other, its = right.rstrip("的").rsplit("的", 1)
        if mine != its and bigrams(canonical(mine)) and not re.search(rf"{_CLASS}$", mine):
            return None
        if mine == its:
            return one, other, mine
    shared, left = _without_count(shared, left)
    shared, left, right = _without_lead(shared, left, right)
    if "的" in left:  # 流浪乞讨的未成年人和成年人; 本科毕业生的补贴比硕士研究生
        before, after = left.split("的", 1)
        nearer = after if _alike(after, right) >= _alike(before, right) else before
        shared, left = f"{shared} {before if nearer == after else after}", nearer
    shared, right = _without_asked(shared, right)
    right = _without_verb(re.sub("(?<=..)(?:能|可以)$", "", right.rstrip("的")), left)
    for pattern in (_TIME, _NOUN):
        shared = " ".join([shared, *(match.group() for name in (left, right) if (match := pattern.search(name)))])
        left, right = pattern.sub("", left), pattern.sub("", right)
    part = PART_NAME.match(right)
    if part and PART_NAME.fullmatch(left):  # 城镇和农村居民收入
        right, shared = part.group(), f"{right[part.end() :]} {shared}"
    size = len(right)
    if 2 <= size <= SHORT_SIDE and len(left) > size + 1 and left[-1] == right[-1] and left[-size:] != right:
        size = _whole_word(left, size)
        left, shared = left[-size:], f"{left[:-size]} {shared}"  # 公积金贷款首套和二套
    end = _same_end(left, right)
    if end and end < len(right):
        right, shared = right[:end], f"{right[end:]} {shared}"
    common = same_end(left, right)
    if 2 <= common <= min(len(left), len(right)) - 2:
        shared = f"{shared} {left[-common:]}"  # 甲增速和乙增速
    return left, right, shared


def _without_asked(shared: str, right: str) -> tuple[str, str]:
    """What is shared with what the second side is asked for (农业组织|一年农机补贴, 乙的|补助), and that side without it."""
    if asked := _PER.search(right):
        right, shared = right[: asked.start()], f"{shared} {right[asked.start() :]}"
    if "的" in right.rstrip("的"):
        right, its = right.split("的", 1)
        shared = f"{shared} {its}"
    return shared, right


def _whole_word(text: str, size: int) -> int:
    """The characters of the end of a text that hold its last `size` ones and cut no word (国家科小 of 新增|国家|科小)."""
    end = 0
    for word in reversed(cut(text)):
        end += len(word)
        if end >= size:
            return end
    return size


def _without_lead(shared: str, left: str, right: str) -> tuple[str, str, str]:
    """What is shared with the words before the first side's name, and both names, where a verb said twice leads to each (做|甲和做|乙), one
    preposition to both (入户对|甲和乙), or a field is named first (某某方面|甲和乙)."""
    if field := _FIELD.match(left):
        shared, left = f"{shared} {field.group()}".strip(), left[field.end() :]
    words, others = cut(left), cut(right)
    verb = others[0] if len(others) > 1 and len(others[0]) == 1 and others[0] in words[:-1] else ""
    verb = "" if verb in _DENIES else verb
    at = max((at for at, word in enumerate(words[:-1]) if word == verb or (not verb and word in _TO)), default=-1)
    if at < 0 or (not verb and any(word in _TO for word in others)):
        return shared, left, right
    name, other = "".join(words[at + 1 :]), right.removeprefix(verb)
    if min(len(name), len(other)) < SHORTEST_NAME - 1:
        return shared, left, right
    return f"{shared} {''.join(words[:at])}".strip(), name, other


def _without_count(shared: str, left: str) -> tuple[str, str]:
    """What is shared with the count that the first side ends in (甲的项数比乙多多少), and that side without it."""
    counted = _COUNT.search(left)
    return (f"{shared} {counted.group()}", left[: counted.start()].rstrip("的")) if counted else (shared, left)


def _without_verb(right: str, left: str) -> str:
    """The second side without the verb behind it that the first one has not (一类区跟三类区配的车位)."""
    return right if left[-1:] == right[-1:] else _GIVES.sub("", right)


def _places_joined(left: str, right: str) -> tuple[str, str, str] | None:
    """Two places side by side where the thing asked stands before the first (高龄津贴鼓楼和玄武哪个高) or behind the second."""
    sizes = range(LONGEST_PLACE, 1, -1)
    one = next((size for size in sizes if len(left) >= size and places_named((left[-size:],))), 0)
    other = next((size for size in sizes if len(right) >= size and places_named((right[:size],))), 0)
    if not one or not other:
        return None
    return left[-one:], right[:other], f"{left[:-one]} {right[other:]}".strip()


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


def _aspects(shared: str, tail: str, *, sums: bool) -> tuple[Aspect, ...]:
    """What is asked of both: clauses that ask, each with the words before it that only name something."""
    found: list[Aspect] = []
    named = shared
    clauses = [clause for clause in re.split("[,，;；?？()（）]|、(?=[多少高低差相哪谁])", tail) if clause.strip()] or [
        ""
    ]
    for clause in clauses:
        if _TOGETHER.search(clause):
            continue
        each_one = _EACH.search(clause)
        bare = _EACH.sub(" ", clause)
        works = bool(_DIFFERS.search(bare) or _SUMS.search(bare) or re.fullmatch(f".*(?:{_HIGH})", bare))
        asks = works or each_one is not None
        named_anew = _thing(clause if each_one is None else bare)
        repeats = asks and found and not named_anew and "久" not in clause  # 哪个高|，高多少
        if repeats:
            unit = "" if _unit_asked(found[-1].thing) else _unit_asked(clause)
            before = found[-1].wants
            wants = _wants(clause, sums=sums) if works and before is Wants.NOTHING else before
            found[-1] = Aspect(f"{found[-1].thing} {unit}".strip(), wants)
        elif asks:
            wants = _wants(clause, sums=sums) if works else Wants.NOTHING
            several = re.split("[和与及、]", clause) if re.search("分别|各", clause) else [clause]
            found += [_aspect(f"{named} {re.sub('分别|各自?', ' ', each)}", each, wants) for each in several if each]
            named = shared
        elif found and re.search(_MUCH, clause):  # 加起来，一年多少
            found[-1] = _aspect(f"{found[-1].thing} {clause}", clause, found[-1].wants)
        else:
            named = f"{named} {clause}"
    return tuple(found)


def _wants(clause: str, *, sums: bool) -> Wants:
    if "倍" in clause:
        return Wants.RATIO
    return Wants.SUM if sums and not re.search("差|哪|谁|一样", clause) else Wants.DIFFERENCE


def _aspect(named: str, asking: str, wants: Wants) -> Aspect:
    return Aspect(f"{_thing(named)} {_unit_asked(asking)}".strip(), wants)


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
    if share := re.search("百分之[几多]少?|几成", text):
        return share.group()
    if "久" in text:
        return "多久"
    return "多少万元" if money else ""


def terms(thing: str) -> tuple[str, ...]:
    """The informative pairs of characters of a thing asked."""
    found, joins = informative(re.sub(rf"(?:百分之)?(?:{_MUCH})\S*", " ", thing))
    return tuple(term for term in found if term not in joins and len(term) > 1)
