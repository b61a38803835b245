"""What people put right of what they told: 不对，是80人; 员工改成120; 营收说错了; 去掉专精特新; 参保人数其实不太清楚.

What is meant is a fact by its name, a title, a place, or what was told last. Where it is not sure what is meant, nothing
is put right.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.benefits.known_figure import Figure, figure_of
from bot.benefits.names import TABLES, WON, canonical_names, find_names, in_table, name_key
from bot.benefits.profile import Statement
from bot.benefits.profile_figures import facts_spoken, without_figures
from bot.benefits.profile_heard import hear
from bot.benefits.profile_names import period_of
from bot.benefits.profile_sentences import LITTLE, clauses
from bot.benefits.title_levels import at_level, level_alone, titles_in, without_level
from bot.understanding.facts import FactKind, facts, form_of
from bot.understanding.places import places_in
from bot.understanding.quantities import counts, figures, normalised, spoken_quantity
from corpus.benefit_records import PLACES, Fact
from corpus.text import fold

_AGAIN = "(?:应该|应当|应|其实|实际上?|准确(?:地|来)?说?|正确的?|而|就)*(?:是|为|有|:)?"
_SAID = "(?:说|写|填|报|搞|弄|记|讲|算|输|打)"
_FORGET = (
    re.compile(
        "(?:请|帮我|麻烦)*(?:先)?(?:去掉|去除|删掉|删除|删去|删|取消|撤回|撤销|收回|忽略|不要算|别算|移除|清掉|清除|拿掉)(?:了)?(?P<what>.+?)(?:吧|了)*"
    ),
    re.compile(
        "(?:请|帮我|麻烦|把|将)*(?P<what>.+?)(?:这[条项个]|那[条项个])?(?:先|都|给)*(?:去掉|去除|删掉|删除|删了|撤回|收回|不算数?|不作数|不要|[别不](?:用)?[算记计]|不用记|不计|划掉|抹掉|作废|忽略|移除|清掉|清空|拿掉)(?:吧|了)*"
    ),
)
_WRONG = re.compile(
    f"(?:刚才|刚刚|前面|之前|上面|上次)?(?:我们?)?(?:{_SAID}的?)?(?P<what>.*?)(?:我们?|刚才|前面|是|都)*(?:{_SAID}(?:错|反|多|少|高|低)了?|[多少高低错]{_SAID}了?|(?:不对|有误|不准确?|错了|搞错|(?:要|得)?(?:更正|修改|改|纠正)一?下))(?:了|的|吧)?"
)
_CHANGE = re.compile(
    "(?:请|帮我|麻烦|把|将)*(?P<what>.+?)(?:改成|改为|改到|改作|换成|调整[为到成]|更正[为成]|修改[为成]|变更为|变成|更新[为成]|应该?是|应当是|应为|其实是|实际[上]?是|准确(?:地|来)?说是)(?:了)?(?P<new>.+)"
)
_NOT_BUT = re.compile(
    "(?P<what>.*?)(?:也|并|又)?(?:不是|没有)(?P<old>[^,]+),?(?:而)?(?:应该|其实)?(?:是|只?有)?(?P<new>[^,]+)"
)
_UNKNOWN = (
    re.compile(
        "(?:那个|这个)?(?P<what>.+?)(?:这[条项个块]|我们?|其实|也|还|暂时|现在|具体|到底)*(?:不太?清楚|不知道|不太?确定|说不准|说不清|拿不准|记不清|不记得|不了解)(?:了|楚)?"
    ),
    re.compile(
        "(?:我们?|还|暂时|其实|也)*(?:不太?清楚|不知道|不太?确定|说不准|拿不准|记不清|不记得|不了解)(?P<what>.+)"
    ),
)
_LEAD = re.compile(
    f"(?:不对|错了|不是|不不|抱歉|不好意思|等等|哦|更正|纠正|修改|改|{_SAID}错了?)(?:一下|下|的|啊|哈|了)*[,:]?"
)
"""How a correction is opened that then says how it is."""
_OPENING = re.compile("^(?:不好意思|抱歉|对不起|哦+|噢|对了|等等|等一下)+,?(?=.)")
_GOES_ON = re.compile("应该|应当|应为|其实|实际|准确|正确|而是|是|只?有")
_NUMERAL = re.compile("[一二两三四五六七八九十百千万亿几多余来]+[个人名家件项]?")
_THAT = re.compile(
    "(?:刚才|刚刚|上面|前面|最后|之前)?(?:的)?(?:那|这|上|前)?一?(?:条|个|句|项)?(?:话|信息|回答)?|它|刚才(?:说|填|写)?的"
)
"""Words for what was told last."""
_YEAR = re.compile("((?:19|20)[0-9]{2})年?")
_FILLER = re.compile(
    "这|那|条|项|个|一|信息|数[据字目值]?|资料|称号|资质|认定|企业|公司|我们?|的|了|吧|里|和|跟|与|、|情况|数字|这块|方面|占|多少|是|有|目前|现在|具体|人数|金额|总|年度?|刚[才刚]|前面|说|说过"
)
_WORDS_FOR = {
    Fact.REGION: "地区|地址|注册地|城市|所在地|地点|区域|哪里注册",
    Fact.INDUSTRY: "行业|主业|主营业务|产业",
    Fact.AGE: "成立(?:时间|年限|年份|日期)?|注册时间|年限",
    Fact.LISTING: "上市(?:情况|状态)?|挂牌",
    Fact.SIZE: "规模|划型",
    Fact.STAFF: "员工|职工|人数|人员|团队",
    Fact.CERTIFICATION: "资质|称号|认定",
}
"""How facts are called whose names stand in no table of figures."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What is put right: statements that hold no more, those that take their place, and facts that nobody can tell. `wrong` is the
    fact of which it was said that it is wrong and not how it is."""

    gone: tuple[Statement, ...] = ()
    new: tuple[Statement, ...] = ()
    unknown: tuple[Fact, ...] = ()
    wrong: Fact | None = None


def corrections(
    message: str, known: Sequence[Statement], last: Sequence[Statement], day: date
) -> tuple[list[Correction], str]:
    """What a message puts right of what is `known`, of which `last` was told last, and the rest of the message."""
    found: list[Correction] = []
    rest: list[str] = []
    for part in _parts(message):
        each = _correction(part, known, last, day)
        if each is None:
            rest.append(part)
        else:
            found.append(each)
    return found, "，".join(rest)


def speaks_of_facts(message: str) -> bool:
    """Whether a message names a fact, a title or a place."""
    return bool(
        _facts(message) or places_in(message) or any(each.fact is not Fact.ENTITY for each in find_names(message))
    )


def _parts(message: str) -> Iterator[str]:
    """The clauses of a message; one that says that something is wrong together with the one that says how it is."""
    held = ""
    for clause in clauses(_OPENING.sub("", re.sub("[。.!,;~\\s]+$", "", fold(message).strip()))):
        if held and (_LEAD.fullmatch(held) or _GOES_ON.match(clause) or _is_bare(clause)):
            yield f"{held},{clause}"
            held = ""
            continue
        if held:
            yield held
        held = clause
    if held:
        yield held


def _is_bare(clause: str) -> bool:
    """Whether a clause holds a figure, and nothing that says of what it is."""
    number = re.search("[0-9]", clause) or figures(normalised(clause)) or _NUMERAL.fullmatch(clause)
    return bool(number) and not facts_spoken(clause)


def _correction(part: str, known: Sequence[Statement], last: Sequence[Statement], day: date) -> Correction | None:
    if match := _NOT_BUT.fullmatch(part):
        return _figure_for_figure(match, known, last, day)
    first, _, second = part.partition(",")
    wrong = _WRONG.fullmatch(first) or _LEAD.fullmatch(first)
    if wrong and second:
        what = wrong.groupdict().get("what") or ""
        return _put(what, re.sub(f"^{_AGAIN}", "", second), known, last, day)
    if match := _CHANGE.fullmatch(part):
        return _put(match["what"], match["new"], known, last, day)
    if match := _WRONG.fullmatch(part):
        return _wrong(match["what"], known, last) if match["what"] or "错" in part else None
    for pattern in _FORGET:
        if (match := pattern.fullmatch(part)) and (found := _forgotten(match["what"], known, last)):
            return found
    for pattern in _UNKNOWN:
        if (match := pattern.fullmatch(part)) and (named := _facts(match["what"])) and _is_only(match["what"]):
            return Correction(tuple(each for each in known if each.fact in named), unknown=tuple(named))
    return None


def _forgotten(what: str, known: Sequence[Statement], last: Sequence[Statement]) -> Correction | None:
    """What is to be left out: nothing where it was never told."""
    gone = _meant(what, known, last)
    return Correction(tuple(gone)) if gone or (speaks_of_facts(what) and _is_only(what)) else None


def _wrong(what: str, known: Sequence[Statement], last: Sequence[Statement]) -> Correction | None:
    """What is wrong, without how it is: a fact to be asked for."""
    gone = _meant(what, known, last)
    facts_ = [*(each.fact for each in gone), *(_facts(what) if _is_only(what) else ())]
    return Correction(tuple(gone), wrong=facts_[0]) if facts_ else None


def _figure_for_figure(
    match: re.Match[str], known: Sequence[Statement], last: Sequence[Statement], day: date
) -> Correction | None:
    """One figure in the place of another (员工不是300，是280); None for names, which are denied and stated as they are."""
    if not _is_bare(match["old"]):
        return None
    told = [each for each in known if isinstance(each.value, Figure) and _is_told(each, match["old"])]
    return _put(match["what"], match["new"], known, last if match["what"] else told or last, day)


def _is_told(statement: Statement, words: str) -> bool:
    """Whether some words give the figure of a statement."""
    figure = _figure_in(words, statement.fact)
    return figure is not None and figure == statement.value


def _figure_in(words: str, fact: Fact) -> Figure | None:
    """The one figure in some words, in the unit of a fact (of persons 5个 too)."""
    quantity = spoken_quantity(re.sub("(?<=[0-9一二两三四五六七八九十百千])[个名位](?=$|[吧左多])", "", words), fact)
    return figure_of(quantity) if quantity and counts(quantity, fact) else None


def _put(what: str, new: str, known: Sequence[Statement], last: Sequence[Statement], day: date) -> Correction | None:
    """Something new in the place of what is meant; None where it is not sure what it is."""
    if not (_THAT.fullmatch(what) or _is_only(what)):
        return None
    gone = _meant(what, known, last)
    if not facts_spoken(new) and (found := _figure(what, new, gone, known, day)):
        return found
    titles = [each for each in gone if isinstance(each.value, str)]
    if (level := level_alone(new)) and titles:
        held = {name: each for each in titles for name in _at(without_level(str(each.value)), level)}
        return Correction(tuple(titles), tuple(replace(each, value=name, words=new) for name, each in held.items()))
    named = _facts(what) or ([] if what else [each.fact for each in gone])
    heard = tuple(_named(named, new, day)) or tuple(
        each for each in hear(new, day).statements if each.fact is not Fact.ENTITY
    )
    if not heard:
        return None
    replaced = [each for each in gone if each.fact in {one.fact for one in heard}] if not _facts(what) else gone
    return Correction(tuple(replaced), heard)


def _at(title: str, level: str) -> tuple[str, ...]:
    """The names that are held by who holds a title at a level; one that no table has is held as it is called."""
    return at_level(title, level) if in_table(Fact.CERTIFICATION, name_key(title)) else (f"{level}{title}",)


def _figure(what: str, new: str, gone: Sequence[Statement], known: Sequence[Statement], day: date) -> Correction | None:
    """The figure of a fact that was named, or else of what was told last in its unit."""
    numbers = [each for each in gone if isinstance(each.value, Figure)]
    if not what or _THAT.fullmatch(what):
        numbers += [each for each in reversed(known) if isinstance(each.value, Figure)]
    facts_ = [each for each in _facts(what) if form_of(each).kind is FactKind.NUMBER]
    for fact in dict.fromkeys([*(each.fact for each in numbers), *facts_]):
        figure = _figure_in(new, fact)
        if figure is None or not _is_only(re.sub("[0-9.]", "", without_figures(new))):
            continue
        meant = [each.period for each in gone if each.fact is fact]
        period = period_of(f"{what},{new}", day) or (meant[0] if len(meant) == 1 else "")
        old = [each for each in known if each.fact is fact and (not period or each.period == period)]
        held = old[-1] if old else Statement(fact, figure, period=period)
        return Correction(tuple(old[-1:]), (replace(held, value=figure, words=new),))
    return None


def _named(named: Sequence[Fact], new: str, day: date) -> Iterator[Statement]:
    """The names that are given for facts of names."""
    for fact in named:
        if fact is Fact.INDUSTRY:
            yield from (each for each in hear(f"我们做{new}的", day).statements if each.fact is fact)
        elif fact in PLACES:
            yield from (each for each in hear(f"在{new}", day).statements if each.fact is fact)
        elif fact is Fact.AGE:
            yield from (each for each in hear(f"{new}成立", day).statements if each.fact is fact)
        elif fact in TABLES:
            names = canonical_names(fact, new.rstrip("的了吧"))
            if len(names) == 1 and in_table(fact, name_key(names[0])):
                yield Statement(fact, names[0], words=new)


def _meant(what: str, known: Sequence[Statement], last: Sequence[Statement]) -> list[Statement]:
    """The statements that some words mean; [] where they say more than that."""
    if _THAT.fullmatch(what):
        return [each for each in last if each in known]
    if not _is_only(what):
        return []
    if (year := _YEAR.search(what)) and not speaks_of_facts(what):
        return [each for each in known if each.period == f"{year[1]}年" and isinstance(each.value, Figure)][-1:]
    named, titles = _facts(what), [name_key(value) for each in find_names(what) for value in each.values]
    places = [path for path, _, _ in places_in(what)]
    period = period_of(what, date.max)
    return [
        each
        for each in known
        if (each.fact in named and (not period or each.period == period))
        or (isinstance(each.value, str) and any(name_key(each.value).endswith(title) for title in titles))
        or (each.fact in PLACES and any("/".join(path) == each.value for path in places))
        or (isinstance(each.value, str) and each.fact not in PLACES and without_level(each.value) in what)
    ]


def _facts(what: str) -> list[Fact]:
    """The facts that some words name."""
    if any(each.fact in (Fact.CERTIFICATION, *WON) for each in find_names(what)):
        return []
    labelled = [fact for fact, form in facts().items() if form.label in what]
    called = [fact for fact, words in _WORDS_FOR.items() if re.search(words, what)]
    spoken = facts_spoken(what)
    return list(dict.fromkeys([*labelled, *spoken, *([] if spoken or labelled else called)]))


def _is_only(what: str) -> bool:
    """Whether some words name what is known of an enterprise, and nothing beside."""
    rest = re.sub("(?:19|20)[0-9]{2}年?度?|[去今前]年|上一?年度?", "", fold(what))
    for found in reversed(find_names(rest)):
        rest = rest[: found.start] + rest[found.end :]
    for _, start, end in reversed(places_in(rest)):
        rest = rest[:start] + rest[end:]
    for title in titles_in(rest):
        rest = rest.replace(title, "")
    for words in (*(form.label for form in facts().values()), *_WORDS_FOR.values()):
        rest = re.sub(words, "", rest)
    return len(re.sub(r"\W", "", _FILLER.sub("", without_figures(rest)))) <= LITTLE
