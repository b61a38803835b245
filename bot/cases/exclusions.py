"""What bars, or must not have been, in plain words that the question repeats: 没有上市, 被列入…名单的不予支持, 不得重复享受.

Only where the question says the very thing is anything concluded; a likeness of meaning is left to the reader.
"""

import re
from dataclasses import dataclass, replace

from bot.cases.demands import OPENS_BANS
from bot.cases.sameness import said_not_one
from bot.understanding.bounds import Bound, bounds_in
from bot.understanding.segments import LABEL, part
from bot.understanding.stated import Stated, in_unit, meant
from bot.understanding.topics import content, said_in
from corpus.aliases import canonical
from corpus.quantity import find_quantities, read_number
from corpus.text import fold

PLAIN = 0.75
"""Share of the pairs of characters of what bars that the question must repeat."""

_ABSENT = re.compile(r"(?:没有|未曾|未有|不存在|无(?!法|须|需|论|偿|障|人))(?P<what>[^,，;；。、()（）]{2,20})")
_BARRED = re.compile(
    r"(?P<what>[^;；。:：]{3,60}?)(?:的|的(?:单位|企业|人员|个人|申请人|项目|公司))[,，]?"
    r"(?:一律)?(?:不享受|不适用|不得(?!超|低|少|高|多|重复|叠加|同时)|不予|不能|不可|不再|不补|不奖|不贴|不计入?|不算)"
)
_GIVEN = re.compile("(?<!不)(?<!停止)(?<!不予)(?:给予|奖励|补[助贴]|资助|支持|享受|申领|发放)")
_WITHIN = re.compile(
    r"(?:(?:最?近|过去)(?P<years>[\d一二两三四五六七八九十]{1,3})(?P<unit>年|个月)"
    r"|(?P<years_in>[\d一二两三四五六七八九十]{1,3})(?P<unit_in>年|个月)(?:以内|之内|内))"
)
_ONE_ONLY = re.compile(
    "二选一|择一|不得?(?:重复|叠加|同时|兼得)|不可(?:重复|叠加|同时|兼得)|不重复|只能(?:申请|享受)?其?中?一"
)
_AGAIN = re.compile("再|又|同时|叠加|还能|一起|都")
_TOGETHER = re.compile("同时|叠加|一起|都|两[个项样]|既.*又")
_HAD = re.compile("[拿领享获得用补申报办]受?(?:得|到|请|领)?[过了]|已经?(?:拿|领|享受|获得|申请|申领|补)|第二[次回]")
_COULD = re.compile("[拿领享用补申报办]得[了着到]")
"""What somebody is able to get, and has not got yet (拿得了)."""
_ONCE = re.compile(
    r"(?:(?:连续)?(?P<count>[\d一二两三四五六七八九十]{1,3})(?:个)?年(?:之?内)?)?(?:只能?|仅能?|限|只可|最多)?(?:可|能)?(?:享受|申领|申请|申报|支持|补[助贴]|奖励|获得|领取|兑现|提取)?(?:以[^，。；]{0,8}名义[^，。；]{0,4})?[1一](?:次|回)(?!性)"
)
"""What may be had but once, or once in some years."""

_EACH_TIME = re.compile("每(?:个)?(?:自然)?[年季月批]|年度|一年")
"""What makes it once in each time."""

_HAS = re.compile("已经?|[拿领享获得受][了过]|在[领享拿]|拿|领")
_DENIED = re.compile("没有|没|未|不是|并非|无|不|非|拟|准备|打算|后备")
_STATES = re.compile("[了已是被在有过曾受没未]|属于")
"""What a clause has that states something of the asker and does not only name a thing."""

_ASKED = re.compile("(?:需要|必须|要|可以)$")
_CLAUSE = re.compile("[,，;；。?？!！]")
_AUXILIARY = re.compile("^(?:仍然?|正|已经?|曾经?|处于|受过?|被|有|因|列入|纳入|属于|存在)+|(?:的|记录|情形|行为)$")


_LEFT_OUT = re.compile(
    "(?P<what>[^;；。:：,，\n]{2,40}?)(?:均|都|一律|则)?(?:不在(?:此|资助|支持|补贴|奖励)?(?:之)?(?:内|列|范围)|除外|不适用(?!于)|不纳入|不算(?!在)|不计入|不列支|不奖励|不补[助贴]|不予?享受|不再(?:给予|奖励|补[助贴]))"
)
_OF_A_KIND = re.compile("(?:类|行业|等)?(?:企业|单位|机构|项目|人员|产品)?$")
_BENEFIT = re.compile("(?:补[助贴]|津贴|奖[励金补]|资助|待遇|资金|救助)$")
"""What is given is nothing that the asker is or has."""

LISTED = 0.6
"""Share of the words of a case that a clause of the question must say."""

_ABSENT_SUCH = re.compile(
    "(?:没有|未曾|未|从未)[^,，;；。:：]{2,24}[,，(（]?(?:如|例如|比如|包括|含)(?P<things>[^;；。:：()（）]{2,60})"
)
"""What must not have been, with things of its kind by name."""
_AND = re.compile("[、,，和及或与]|以及|或者")
_VERB = re.compile("^(?:购买|享受|领取|获得|租住|参加)(?:了|过)?")
_PAST = re.compile("[过了]|已经?|曾|以前|之前|有")
"""What tells that something has been had."""

_AGO = {"今年": 0, "最近": 0, "去年": 1, "上年": 1, "前年": 2}
"""Words for how many years ago something was."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A clause that was decided by plain words: `quote` as written, whether it is met, and what the asker said of it; `only`
    tells that it lets have one of several things alone, `listed` that it is one of the cases in which nothing is given, `lacking`
    that it demands what the asker says not to have."""

    quote: str
    met: bool
    said: str
    only: bool = False
    listed: bool = False
    lacking: bool = False


def bars(question: str, figures: tuple[Stated, ...], text: str, opener: str = "") -> tuple[Bar, ...]:
    """What a sentence, or an item of the list that `opener` opens, bars or wants not to have been, where the question repeats
    it."""
    folded = fold(question)
    found = [
        *_absences(folded, figures, text),
        *_banned(folded, text),
        *_left_out(folded, text),
        *_lacking(folded, text),
        *_given_otherwise(folded, figures, text),
        *_absent_things(folded, text),
        *_apart(folded, text),
    ]
    if OPENS_BANS.search(opener):
        opened = LABEL.sub("", re.split("[:：]", opener.strip())[0]).strip()
        found += [replace(each, quote=f"{opened}：{each.quote}") for each in _case(folded, text)]
    others = (_again(folded, text), _once(folded, text))
    return (*found, *(each for each in others if each))


def _absences(question: str, figures: tuple[Stated, ...], text: str) -> list[Bar]:
    found: list[Bar] = []
    for match in _ABSENT.finditer(text):
        if match["what"].endswith("的") and not _GIVEN.search(text, match.end()):
            continue  # 没有登记的: a case of which something follows, no demand; 没有拿过资金的，奖励…: a demand
        what = _AUXILIARY.sub("", match["what"])
        left = max((m.end() for m in _CLAUSE.finditer(text, 0, match.start())), default=0)
        clause = re.sub("^(?:而且|并且|并|且)|的$", "", LABEL.sub("", text[left : match.end()]).strip())
        said = _says(question, what)
        if said is None or re.search("除外|或者|或(?!者)", text[left : match.end() + 12]):
            continue
        window = _WITHIN.search(clause)
        met = _long_ago(window, figures, said) if window and said[1] else not said[1]
        if met is not None:
            found.append(Bar(clause, met, said[0]))
    return found


def _long_ago(window: re.Match[str], figures: tuple[Stated, ...], said: tuple[str, bool]) -> bool | None:
    """Whether what was so lies before a window of time; None where the question does not say when, or on its very edge."""
    quantity = next(
        iter(find_quantities(f"共{window['years'] or window['years_in']}{window['unit'] or window['unit_in']}")), None
    )
    lately = _WITHIN.search(said[0])
    if lately and quantity and quantity.value is not None:
        years = read_number((lately["years"] or lately["years_in"]).replace("两", "二"))
        same = (lately["unit"] or lately["unit_in"]) == (window["unit"] or window["unit_in"])
        return False if same and years is not None and years <= quantity.value else None
    times = [each for each in figures if each.ago and each.text in said[0]]
    if quantity is None or quantity.value is None or len(times) != 1:
        return None
    factor = in_unit(quantity.unit, times[0].unit)
    if factor is None:
        return None
    bound = quantity.value * factor
    return True if times[0].meets(">", bound) else False if times[0].meets("<", bound) else None


def _banned(question: str, text: str) -> list[Bar]:
    found: list[Bar] = []
    for match in _BARRED.finditer(text):
        what = LABEL.sub("", match["what"]).strip()
        if re.search("除外|但", text) or find_quantities(what):
            continue
        for each in re.split("[、,，]或?者?|或者?", what):
            said = _says(question, _AUXILIARY.sub("", each))
            if said and said[1]:
                found.append(
                    Bar(text[match.start() : part(text, match.start(), match.end())[1]].strip(), False, said[0])
                )
                break
    return found


_LACKS = re.compile(
    "(?<!有)(?:还没有?|没有?|尚?未|不具备|不具有|不是)(?:能|被)?(?P<what>[^,，。;；?？!！]{2,24}?)(?=能|可以|还|也|就|[,，。;；?？!！]|$)"
)
"""What the asker says not to have, to be or to have done."""
_DEMANDED = re.compile("须|应当?|必须|需要?|已经?|具有|具备|持有|取得|拥有|列入|纳入|依法|属于")
_OF_SOME = re.compile("提高|上浮|增加|另|再|额外|优先|除外|或者|或(?!者)|之一|视同|可以|不[受限需]|未|没有|无|非|不")
"""What makes a clause no demand on all: that of a case of its own, of one of several, or of who has not."""
_DOING = re.compile(
    "^(?:列[进入]|纳入|进[入]?|办理?|取得|拿[到过]|通过|完成|有|签订?|做|在)?(?:过|了|到)?|(?:的|了|过|呢|吧)+$"
)
_KIND_OF = re.compile("(?:人|人员|家庭|对象|居民|儿童|职工)$")
"""How a clause ends that names a kind of persons: another may apply too."""
_TITLE, _SIGNS = re.compile("《[^《》]*》"), re.compile("[^\u4e00-\u9fffa-z]")
NAMED_THING = 4
"""Characters of what is lacking that name it beyond doubt."""


def _lacking(question: str, text: str) -> list[Bar]:
    """What a sentence demands to be had or done, where the question says not to have it or not to have done it (没列进台账, of 已列入台账的)."""
    clauses = re.split("[,，;；。]", text)
    for match in _LACKS.finditer(question):
        what = canonical(_DOING.sub("", match["what"]))
        pairs = {what[at : at + 2] for at in range(len(what) - 1)}
        if re.search("[吗么]$|有没有|是不是|[能可要]不|多少", match.group()) or len(_SIGNS.sub("", what)) < NAMED_THING:
            continue
        for clause, behind in zip(clauses, [*clauses[1:], ""], strict=True):
            repeats = sum(each in canonical(clause) for each in pairs) >= PLAIN * len(pairs)
            plain = _TITLE.sub(" ", clause)
            apart = (
                _OF_SOME.search(plain) or _KIND_OF.search(clause) or find_quantities(clause) or behind.startswith("或")
            )
            if repeats and _DEMANDED.search(plain) and not apart:
                said = next(each for each in _CLAUSE.split(question) if match["what"] in each)
                return [
                    Bar(re.sub("^(?:并且|并|且)", "", LABEL.sub("", clause).strip()), False, said.strip(), lacking=True)
                ]
    return []


_GIVEN_OTHERWISE = re.compile(
    "(?P<who>[^;；。:：]{4,40}?)的[,，](?P<gets>[^;；。]{2,40}?)[,，](?:但|且)?不(?:再)?(?:享受|发放|给予|领取)(?P<what>[^,，;；。的]{2,12})"
)
"""Who is given one thing and not another (灵活就业人员…满12个月的，享受…，不享受生育津贴)."""


def _absent_things(question: str, text: str) -> list[Bar]:
    """What a sentence wants not to have been had and lists by name (未享受过购房优惠政策，如购买经济适用住房或安居房等), of which the question says
    to have had one."""
    for match in _ABSENT_SUCH.finditer(text):
        for thing in _AND.split(_VERB.sub("", match["things"])):
            name = canonical(_OF_A_KIND.sub("", thing.strip().removesuffix("等")))
            names = {name, name.replace("住房", "房")}
            for clause in _CLAUSE.split(question) if len(name) >= NAMED_THING - 1 else ():
                told = canonical(clause)
                at = next((told.find(each) for each in names if each in told), -1)
                if at >= 0 and _PAST.search(told) and not _DENIED.search(told[max(0, at - 5) : at]):
                    return [Bar(LABEL.sub("", match.group()).strip(), False, clause.strip())]
    return []


def _apart(question: str, text: str) -> list[Bar]:
    """Two things that a sentence wants to be one, of which the question says that they are not."""
    found = said_not_one(question, text)
    return [Bar(LABEL.sub("", found[0]).strip(), False, found[1])] if found else []


def _given_otherwise(question: str, figures: tuple[Stated, ...], text: str) -> list[Bar]:
    """That somebody whom a sentence names is not given what the question asks for, where the asker says to be such a one."""
    for match in _GIVEN_OTHERWISE.finditer(text):
        who, what = LABEL.sub("", match["who"]).strip(), canonical(match["what"])
        words = [word for word in content(canonical(who)) if not find_quantities(word)]
        clause = next((c for c in _CLAUSE.split(question) if words and said_in(words[0], meant(c))), None)
        told = meant(question)
        if clause is None or what not in told or sum(said_in(word, told) for word in words) < LISTED * len(words):
            continue
        if _DENIED.search(clause[:2]) or any(_decides(bound, figures) is not True for bound in bounds_in(who)):
            continue
        return [Bar(LABEL.sub("", match.group()).strip(), False, clause.strip())]
    return []


def _decides(bound: Bound, figures: tuple[Stated, ...]) -> bool | None:
    """Whether the one figure in the unit of a bound meets it, None where none or several are."""
    own = [each for each in figures if in_unit(bound.unit, each.unit) is not None]
    return bound.meets(own[0]) if len(own) == 1 else None


def _left_out(question: str, text: str) -> list[Bar]:
    """Things that a sentence leaves out by name (房地产、金融类企业不适用, 个体诊所除外), of which the question says to be one."""
    found: list[Bar] = []
    for match in _LEFT_OUT.finditer(text):
        for each in re.split("[、和及与]|以及", LABEL.sub("", match["what"])):
            name = canonical(_OF_A_KIND.sub("", each.strip()))
            if _BENEFIT.search(name):
                continue
            names = {name, name.replace("住房", "房")}
            clause = next(
                (c for c in _CLAUSE.split(question) if len(name) > 1 and any(n in canonical(c) for n in names)), None
            )
            if clause and not _DENIED.search(clause[: max(0, clause.find(name[0]))][-4:]):
                found.append(Bar(match.group().strip(" ，,"), False, clause.strip()))
                break
    return found


def _case(question: str, text: str) -> list[Bar]:
    """An item of a list of cases that are barred, where the question says most of its words of the asker."""
    what = LABEL.sub("", text).strip(" ；;。，,")
    window = _WITHIN.search(what)
    words = content(canonical(_WITHIN.sub("", what)))
    if one := _one_of(question, what):
        return [Bar(what, False, one, listed=True)]
    for clause in _CLAUSE.split(question):
        told = meant(clause)
        said = [word for word in words if word in told]
        if len(said) < max(2, LISTED * len(words)) or find_quantities(_WITHIN.sub("", what)):
            continue
        if _DENIED.search(clause[: clause.find(said[0])][-4:]) or re.search("是否|是不是|有没有", clause):
            continue
        if window is None or _inside(window, clause):
            return [Bar(what, False, clause.strip(), listed=True)]
    return []


def _one_of(question: str, what: str) -> str:
    """The clause of a question that says one of the things that a case lists with one verb (购买别墅、商业用房、车位的), "" for
    none."""
    things = re.split("[、或]", re.sub("的$", "", what))
    verb = next(iter(content(canonical(things[0]))), "")
    if len(things) < 2 or len(content(canonical(things[0]))) < 2:
        return ""
    names = [content(canonical(things[0]))[1:], *(content(canonical(thing)) for thing in things[1:])]
    for clause in _CLAUSE.split(question):
        words = meant(clause)
        said = [name for name in names if name and all(word in words for word in name)]
        if verb in words and said and not _DENIED.search(clause[: max(0, clause.find(said[0][0]))][-4:]):
            return clause.strip()
    return ""


def _inside(window: re.Match[str], clause: str) -> bool:
    """Whether what a clause tells of lies within the last years of a window; one that does not say when is left open."""
    years = next(iter(find_quantities(f"共{window['years'] or window['years_in']}年")), None)
    ago = next((count for word, count in _AGO.items() if word in clause), None)
    of_years = (window["unit"] or window["unit_in"]) == "年"
    return bool(of_years and ago is not None and years and years.value is not None and ago < years.value)


def _once(question: str, text: str) -> Bar | None:
    """That a thing is had but once, or once in so many years, where the question has had it, lately enough, and asks again."""
    only = next((match for match in _ONCE.finditer(text) if re.search("[只仅限最]", match.group())), None)
    had = next((clause for clause in _CLAUSE.split(question) if _HAD.search(_COULD.sub(" ", clause))), None)
    if only and _EACH_TIME.search(text[max(0, only.start() - 6) : only.start()]):
        return None
    if only is None or had is None or not re.search("还|再|又|第二[次回]", question) or re.search("没|未", had):
        return None
    ago = next((count for word, count in _AGO.items() if word in had), None)
    if only["count"]:
        years = read_number(only["count"].replace("两", "二"))
        if ago is None or years is None or ago >= years:
            return None
    left = max((m.end() for m in _CLAUSE.finditer(text, 0, only.start())), default=0)
    return Bar(LABEL.sub("", text[left : only.end()]).strip(), False, had.strip(), only=True)


def _again(question: str, text: str) -> Bar | None:
    """That of two things only one can be had, where the question has one and asks for the other, both named in the text."""
    only = _ONE_ONLY.search(text)
    if not only or not _AGAIN.search(question):
        return None
    clauses = [clause for clause in _CLAUSE.split(question) if clause.strip()]
    has = [clause for clause in clauses if _HAS.search(clause) and not _AGAIN.search(clause)]
    wants = [clause for clause in clauses if _AGAIN.search(clause)]
    start, end = part(text, only.start(), only.end())
    before = text[start : only.start()]
    things = [
        re.sub("(?:只能|只可|仅能|不能)$", "", LABEL.sub("", each).strip())
        for each in re.split("[与和、及或,，]", before)
    ]
    things = [thing for thing in things if len(content(canonical(thing))) and len(thing) > 2]
    named = [thing for thing in things if canonical(thing) in canonical(question)]
    if len(named) > 1 and not has and _TOGETHER.search(question):
        return Bar(LABEL.sub("", text[start:end]).strip(), False, "、".join(named), only=True)
    had = {thing for thing in things if any(canonical(thing) in canonical(clause) for clause in has)}
    wanted = {thing for thing in things if any(canonical(thing) in canonical(clause) for clause in wants)}
    if not had or not wanted - had:
        return None
    return Bar(LABEL.sub("", text[start:end]).strip(), False, has[0].strip(), only=True)


def _parted(word: str) -> re.Pattern[str]:
    """A word as it may be said, one of four characters with others between its halves (财政资金: 财政专项资金)."""
    return re.compile(f"{word[:2]}[^,，]{{0,6}}{word[2:]}" if len(word) == NAMED_THING else word)


def _says(question: str, what: str) -> tuple[str, bool] | None:
    """The clause of a question that repeats a predicate, and whether it affirms it; None where none does plainly."""
    pairs = [canonical(what)[i : i + 2] for i in range(len(canonical(what)) - 1)]
    if not pairs:
        return None
    named = content(canonical(what))
    for clause in _CLAUSE.split(question):
        words = meant(clause)
        if not _STATES.search(clause):
            continue
        all_said = len(named) > 1 and all(_parted(word).search(words) for word in named)
        if not all_said and sum(pair in words for pair in pairs) < (
            PLAIN * len(pairs) if len(pairs) > 2 else len(pairs)
        ):
            continue
        at = min((words.find(pair) for pair in pairs if pair in words), default=0)
        if re.search("[吗不没]$|是否|是不是|要不要|有没有", clause) and _ASKED.search(words[:at]):
            return None
        denied = _DENIED.search(words[max(0, at - 5) : at])
        if denied and denied.group() in ("拟", "准备", "打算", "后备"):
            return None
        return clause.strip(), not denied
    return None
