"""Who or what a rule leaves out (房地产企业不适用, 被列入…名单的不予支持, 有下列情形之一的…), where the question says to be one."""

import re

from bot.cases.bars import DENIED, WITHIN, Bar, names_of, repeated, years_ago
from bot.understanding.bounds import Bound, bounds_in
from bot.understanding.segments import CLAUSE, LABEL, part
from bot.understanding.stated import Stated, in_unit, meant
from bot.understanding.topics import content, said_in
from corpus.aliases import canonical
from corpus.quantity import find_quantities

_BARRED = re.compile(
    r"(?P<what>[^;；。:：]{3,60}?)(?:的|的(?:单位|企业|人员|个人|申请人|项目|公司))[,，]?"
    r"(?:一律)?(?:不享受|不适用|不得(?!超|低|少|高|多|重复|叠加|同时)|不予|不能|不可|不再|不补|不奖|不贴|不计入?|不算)"
)
_LEFT_OUT = re.compile(
    "(?P<what>[^;；。:：,，\n]{2,40}?)(?:均|都|一律|则)?(?:不在(?:此|资助|支持|补贴|奖励)?(?:之)?(?:内|列|范围)|除外|不适用(?!于)|不纳入|不算(?!在)|不计入|不列支|不奖励|不补[助贴]|不予?享受|不再(?:给予|奖励|补[助贴]))"
)
_BENEFIT = re.compile("(?:补[助贴]|津贴|奖[励金补]|资助|待遇|资金|救助)$")
"""What is given is nothing that the asker is or has."""
_GIVEN_OTHERWISE = re.compile(
    "(?P<who>[^;；。:：]{4,40}?)的[,，](?:[^;；。]{2,40}?)[,，](?:但|且)?不(?:再)?(?:享受|发放|给予|领取)(?P<what>[^,，;；。的]{2,12})"
)
"""Who is given one thing and not another (灵活就业人员…满12个月的，享受…，不享受生育津贴)."""
LISTED = 0.6
"""Share of the words of a case that a clause of the question must say."""


def banned(question: str, text: str) -> list[Bar]:
    """Cases that a sentence bars (被列入…名单的不予支持), of which the question says that one is the asker's."""
    found: list[Bar] = []
    for match in _BARRED.finditer(text):
        what = LABEL.sub("", match["what"]).strip()
        if re.search("除外|但", text) or find_quantities(what):
            continue
        for each in re.split("[、,，]或?者?|或者?", what):
            said = repeated(question, each)
            if said and said[1]:
                found.append(
                    Bar(text[match.start() : part(text, match.start(), match.end())[1]].strip(), False, said[0])
                )
                break
    return found


def left_out(question: str, text: str) -> list[Bar]:
    """Things that a sentence leaves out by name (房地产、金融类企业不适用, 个体诊所除外), of which the question says to be one."""
    found: list[Bar] = []
    for match in _LEFT_OUT.finditer(text):
        for each in re.split("[、和及与]|以及", LABEL.sub("", match["what"])):
            names = names_of(each.strip())
            name = names[0]
            if _BENEFIT.search(name):
                continue
            clause = next(
                (c for c in CLAUSE.split(question) if len(name) > 1 and any(n in canonical(c) for n in names)), None
            )
            if clause and not DENIED.search(clause[: max(0, clause.find(name[0]))][-4:]):
                found.append(Bar(match.group().strip(" ，,"), False, clause.strip()))
                break
    return found


def given_otherwise(question: str, figures: tuple[Stated, ...], text: str) -> list[Bar]:
    """That somebody whom a sentence names is not given what the question asks for, where the asker says to be such a one."""
    for match in _GIVEN_OTHERWISE.finditer(text):
        who, what = LABEL.sub("", match["who"]).strip(), canonical(match["what"])
        words = [word for word in content(canonical(who)) if not find_quantities(word)]
        clause = next((c for c in CLAUSE.split(question) if words and said_in(words[0], meant(c))), None)
        told = meant(question)
        if clause is None or what not in told or sum(said_in(word, told) for word in words) < LISTED * len(words):
            continue
        if DENIED.search(clause[:2]) or any(_decides(bound, figures) is not True for bound in bounds_in(who)):
            continue
        return [Bar(LABEL.sub("", match.group()).strip(), False, clause.strip())]
    return []


def _decides(bound: Bound, figures: tuple[Stated, ...]) -> bool | None:
    """Whether the one figure in the unit of a bound meets it, None where none or several are."""
    own = [each for each in figures if in_unit(bound.unit, each.unit) is not None]
    return bound.meets(own[0]) if len(own) == 1 else None


def case(question: str, text: str) -> list[Bar]:
    """An item of a list of cases that are barred, where the question says most of its words of the asker."""
    what = LABEL.sub("", text).strip(" ；;。，,")
    window = WITHIN.search(what)
    words = content(canonical(WITHIN.sub("", what)))
    if one := _one_of(question, what):
        return [Bar(what, False, one, listed=True)]
    for clause in CLAUSE.split(question):
        told = meant(clause)
        said = [word for word in words if word in told]
        if len(said) < max(2, LISTED * len(words)) or find_quantities(WITHIN.sub("", what)):
            continue
        if DENIED.search(clause[: clause.find(said[0])][-4:]) or re.search("是否|是不是|有没有", clause):
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
    for clause in CLAUSE.split(question):
        words = meant(clause)
        said = [name for name in names if name and all(word in words for word in name)]
        if verb in words and said and not DENIED.search(clause[: max(0, clause.find(said[0][0]))][-4:]):
            return clause.strip()
    return ""


def _inside(window: re.Match[str], clause: str) -> bool:
    """Whether what a clause tells of lies within the last years of a window; one that does not say when is left open."""
    years = next(iter(find_quantities(f"共{window['count']}年")), None)
    ago = years_ago(clause)
    return bool(window["unit"] == "年" and ago is not None and years and years.value is not None and ago < years.value)
