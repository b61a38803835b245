"""Reading: of the passages found, the sentences that answer, and in them the figure that was asked for."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.coverage import Read, coverage
from bot.everyday import Spoken, heard, tells
from bot.figures import read_figures
from bot.places import SCOPES, told_of_scope
from bot.question import Question, Shape
from bot.ranking import OPENS_LIST, Candidate, Place, Sought, points, signals, sought, told
from bot.rows import clauses, is_tabular, row_figures, row_text
from bot.scopes import of_other_tier
from corpus.aliases import canonical
from corpus.passages import sentences
from corpus.quantity import Quantity
from corpus.records import Headed, Metadata, Passage, Span
from corpus.regions import Region, namesakes, short_name
from corpus.reports import reports
from index.search import Hit
from index.tokens import bigrams

HEADING_SHARE, INNERMOST_SHARE = 0.6, 0.9
"""Worth of a term that stands in the title or the headings, and in the innermost heading (the topic of its sentences),
against one that stands in the sentence."""

RANK_WEIGHT = 0.15
"""Weight of the passage's fused score against coverage, which decides between sentences of one passage."""

NAMED_PLACE = 0.2
"""For a sentence that names the place asked itself: it goes before one that holds for the place among others."""

OUTDATED = 0.3
"""Against a sentence of a document that has a newer version among those found: their sentences are much alike."""

AIMLESS = 0.7
"""Against a sentence without an aim where a target is asked for."""

OTHER_TIER = 0.5
"""Against a sentence that tells only of other tiers than that of the size asked about."""

FAVOURED = 0.15
"""For a sentence of the document that answered the question before, in a conversation."""

TELLS = 0.3
"""For a sentence that tells something of the kind asked for (papers, steps, shortcomings), whatever its words."""

FORMAL = 0.5
"""Against a sentence that only opens or closes a document, where nothing of the kind is asked."""

TOPIC_SHARE = 0.5
TOPIC = 0.2
"""For a sentence under a heading that says nothing but what was asked."""

FIGURE_DEPTH = 12
"""Sentences whose figures are read."""

LIST_LENGTH = 420
"""Characters of a list that is quoted whole behind its opening sentence."""

_YEAR = re.compile(r"(?<![\d第])((?:19|20)\d{2})年")
_AHEAD = re.compile(
    "思路|打算|安排|计划|展望|要点|目标|任务|下一?步|规划|重点工作|工作重点|总体要求|今后|明年|来年|新一年|工作部署|工作举措"
)
_DONE = re.compile("总结|成效|成绩|回顾|完成情况|落实情况|进展|工作情况|主要工作")
_AIMS = re.compile("力争|争取|预期|确保|目标(?!责任)|计划(?:达|实|新)|将(?:达|实)|要(?:达|实现)")
_NUMBER = r"(?:\d+|[一二两三四五六七八九十]+)\s?"
_SHAPED = {
    Shape.FREQUENCY: re.compile(f"每(?:隔|满)?(?:{_NUMBER})?(?:个)?(?:年|月|季|周|日)|(?:{_NUMBER})年一"),
    Shape.DEADLINE: re.compile(
        "(?:[至到止前截满]|失效|有效期|期限).*(?:[年月日]|长期)|(?:[年月日])[底末]?(?:以前|之前|前|止)"
    ),
    Shape.DAY: re.compile(rf"\d{{1,2}}[日号]|[之当次]日|月[初底末]|{_NUMBER}个?(?:工作日|日内|天)"),
    Shape.DATE: re.compile(rf"\d{{1,2}}[月日]|\d{{4}}年|之日|每年|{_NUMBER}个?(?:工作日|日|天|月|年)"),
    Shape.CLOCK: re.compile(r"\d{1,2}[:：]\d{2}|(?<!\d)\d{1,2}[时点](?!间)|[上下]午|全天|24小时|夜间|昼夜"),
    Shape.DURATION: re.compile(f"{_NUMBER}个?(?:工作日|日|天|月|年|周年|小时)|长期"),
    Shape.ORGANISATION: re.compile("部门|机关|机构|[局委厅办部院]|中心|政府|单位|窗口|街道|法院|平台|网站|系统"),
    Shape.CONTACT: re.compile(r"\d{3,4}-?\d{7,8}|\d{7,11}|12345"),
    Shape.FIGURE: re.compile(f"{_NUMBER}[^\\s条款项章节]"),
}
"""What a sentence must hold to be an answer of a shape."""

_FORMALITIES = (
    (
        re.compile(
            "(?:通知|公告|通告|通报|事项|措施|意见|解答|问答)如下|[印转]发给?你们|(?:制定|制订|出台|拟定)(?:了)?(?:本|以下|如下)|坚强领导"
            "|^\\s*(?:第一条\\s*)?(?:[一二三四五六七八九十]+、)?(?:为(?!\\d)|根据|按照|依据|近期)[^。]{12,}(?:制定|制订|通知|公告|通告|公布|印发|咨询|明确如下|整理)[^。]{0,24}[。:：]?$"
            "|请(?:认真|遵照|结合|各)[^。]{0,20}(?:贯彻|执行|落实)|^[^。]{0,40}〔(?:19|20)\\d{2}〕\\d+号[^。]{0,60}$"
        ),
        re.compile("依据|根据|为什么|为何|目的|意义|背景|文号|谁[印发]发|哪个文件"),
    ),
    (
        re.compile("》[^。]{0,40}(?:废止|停止执行|失效)"),
        re.compile(
            "废止|失效|有效|施行|执行|实施|作废|原来|以前|旧|老(?:政策|办法|文件)|替代|取代|代替|算数|还能用|过渡|衔接"
        ),
    ),
    (re.compile("(?:负责|进行)解释|解释权归?"), re.compile("解释|谁|哪个|哪家|部门|单位")),
)
"""How sentences read that only open a document (why, on what basis, for whom), repeal another or name who explains it; and what
asks for that."""

_LOCAL = re.compile(
    "(?!关于)[\u4e00-\u9fff]{2,4}?(?:县|自治州|市(?![场民值])|区(?![域块别间])|旗|[乡镇](?!村))"
    "|(?!关于|国家|全国)[\u4e00-\u9fff]{2,12}?(?:开发区|高新区|经开区|新区|园区|度假区|示范区|保税区)管(?:理委员会|委会)"
)
"""How the name of a body or a title begins that is of a place, known or not."""

_LABEL = re.compile(r"^\W*第?[一二三四五六七八九十百\d]+(?:[章节条、.]|[)\]])\s*")
_DATED = re.compile(r"\s*(?:19|20)\d{2}年\d{1,2}月\d{1,2}日\s*$")
_QUESTION = re.compile("[?？]\\s*$")


@dataclass(frozen=True, slots=True)
class Evidence:
    """A span of a document that may answer. `coverage` is the share of the question's informative terms, by weight,
    that stand in the passage of the span (headings and title for less); `score` orders evidence of one question.

    `opener` is the sentence that opens the list in which the span stands, canonical, or "".
    `place_fits` and `year_fits` tell whether the span speaks of the place and year asked (True where none is asked);
    `figures` holds for each slot of the question the quantity read, None where there is none; `headers` are those of the
    cell of a table in which the first one stands. `signals` are those of `bot.ranking`, () where a figure is asked.
    """

    hit: Hit
    start: int
    end: int
    text: str
    opener: str
    coverage: float
    score: float
    place_fits: bool
    year_fits: bool
    figures: tuple[Quantity | None, ...] = ()
    headers: tuple[str, ...] = ()
    signals: tuple[float, ...] = ()


def read(
    question: Question,
    hits: Sequence[Hit],
    weights: Mapping[str, float],
    outdated: Collection[int] = (),
    *,
    favoured: Collection[int] = (),
) -> list[Evidence]:
    """Evidence from all hits, best first. `weights` gives each term of the question its inverse document frequency;
    documents whose keys are `outdated` come after their newer versions, those `favoured` before what says about as much.

    Sentences for a text are scored by the fitted model of `bot.ranking`, the best with 1. Figures are read only in the
    sentences that come out best by their words.
    """
    best_hit = max((hit.score for hit in hits), default=1.0) or 1.0
    looked_for = sought(question, weights)
    read_of = [each for hit in hits for each in _read_hit(question, looked_for, hit, weights, hit.score / best_hit)]
    found = [
        (item.score + FAVOURED * (item.hit.entry.key in favoured) - OUTDATED * (item.hit.entry.key in outdated), item)
        for item in ([item for item, _ in read_of] if question.number else _ranked(looked_for, read_of))
    ]
    found.sort(key=lambda scored: scored[0], reverse=True)
    if question.number:
        nearest = [replace(item, score=score) for score, item in found[:FIGURE_DEPTH]]
        figured = [_with_figures(question, item, weights) for item in nearest]
        return sorted(figured, key=lambda item: item.score, reverse=True)
    return [replace(item, score=1.0 - (found[0][0] - score)) for score, item in found]


def _ranked(looked_for: Sought, found: Sequence[tuple[Evidence, frozenset[str]]]) -> list[Evidence]:
    """Sentences with all their signals, and what these count for: what sets one apart is seen among those of the place and year."""
    fits = [item.place_fits and item.year_fits for item, _ in found]
    apart = iter(looked_for.distinct([held for (_, held), fit in zip(found, fits, strict=True) if fit]))
    rows = [(*item.signals, next(apart) if fit else 0.0) for (item, _), fit in zip(found, fits, strict=True)]
    return [
        replace(item, signals=row, score=item.score + points(row)) for (item, _), row in zip(found, rows, strict=True)
    ]


def _read_hit(
    question: Question, looked_for: Sought, hit: Hit, weights: Mapping[str, float], standing: float
) -> list[tuple[Evidence, frozenset[str]]]:
    """What a passage says, and of the question what stands in each sentence or above it (of a text): without what that counts for."""
    passage, meta = hit.stored.passage, hit.entry.metadata
    above = standing_above(passage.path, meta.title, meta.issuer or "", spoken=question.spoken)
    own_place = region_fits(question, meta)
    tabular = is_tabular(passage)
    spans, cells = _spans(passage)
    everything = ((heard_by(question, passage.described), 1.0), *above)
    whole = coverage(question.terms, everything, weights)
    if question.asides and not coverage(_core(question), everything, weights):
        whole = 0.0  # what surrounds a question answers nothing
    topic = _topic(question, passage.path)
    inner, outer = above[0][0], above[1][0]
    place = Place(
        standing,
        hit.rank,
        passage.path,
        inner,
        outer,
        looked_for.held(inner),
        looked_for.held(outer),
        topic,
        passage.start,
    )
    texts = [row_text(question, passage) if tabular else passage.text[start:end] for start, end in spans]
    words = [heard_by(question, text) for text in texts]
    holds = [] if question.number else [looked_for.held(each) for each in words]
    best = max(map(looked_for.share, holds), default=0.0)
    opener = ""
    result: list[tuple[Evidence, frozenset[str]]] = []
    for position, ((start, end), text) in enumerate(zip(spans, texts, strict=True)):
        if passage.path and text == passage.path[-1] and len(spans) > 1:
            continue  # a heading that runs into its paragraph: it counts as one, and answers nothing
        if len(spans) > 1 and (_DATED.match(text) or text.strip() == meta.issuer):
            continue  # who signs, and when: a question for that is answered of the document itself
        if _QUESTION.search(text) and not tabular:
            opener = words[position]
            continue  # a question in the text itself: what stands behind it answers
        headers = cells[position].headers if cells else ()
        opener = heard_by(question, " ".join(headers)) if headers else opener
        over, opens = opener, OPENS_LIST.search(text) is not None
        opener = words[position] if opens else opener
        named = [region for region in question.places if _names(region, text)]
        place_fits = own_place or any(_inside(region, meta.region) for region in named)
        place_fits = place_fits and _speaks_of(question.elsewhere, meta, (*passage.path, text))
        year = year_fits(question, hit, text)
        if question.number and not tabular and not tense_fits(question, meta, passage.path, text):
            continue
        found: tuple[float, ...] = ()
        held: frozenset[str] = frozenset()
        if question.number:
            score = RANK_WEIGHT * standing + TOPIC * topic
            score += _for_a_figure(question, words[position], over, above, weights)
        else:
            before = holds[position - 1] if position else frozenset()
            about = holds[position], looked_for.held(over), before
            item = Candidate(
                text, words[position], over, *about, best, not position, tabular, shaped(question.shape, text)
            )
            found, held = signals(looked_for, place, item), told(place, item)
            score = -(AIMLESS if question.target and not _aims(passage.path, text) else 0.0)
            score += TELLS * (tells(canonical(text), question.spoken) and not over)
            score -= FORMAL * is_formal(question.text, text)
        score += NAMED_PLACE if named else 0.0
        score += (0.0 if place_fits else -1.0) + (0.0 if year else -1.0)
        if question.wants_list and not question.number:
            end = _list_end(passage.text, spans, position)
        span = passage.start + start, passage.start + end
        shown = passage.text[start:end]
        read_here = Evidence(hit, *span, shown, over, whole, score, place_fits, year, headers=headers, signals=found)
        result.append((read_here, held))
    return result


def shaped(shape: Shape | None, text: str) -> bool:
    """Whether a text holds what the answer to a question of a shape must; nothing does where none is asked for."""
    return shape is not None and _SHAPED[shape].search(text) is not None


def is_formal(question: str, text: str) -> bool:
    """Whether a sentence says only why a document is issued, what it repeals or who explains it, and that is not asked."""
    return any(said.search(text) and not asks.search(question) for said, asks in _FORMALITIES)


def _aims(path: Sequence[str], text: str) -> bool:
    return bool(_AIMS.search(text) or _AHEAD.search(" ".join(path)))


def _for_a_figure(
    question: Question, words: str, opener: str, above: tuple[Read, Read], weights: Mapping[str, float]
) -> float:
    """What a sentence says of a question for a figure, by itself and below what stands above it."""
    close = coverage(question.terms, ((words, 1.0), (above[0][0], TOPIC_SHARE)), weights)
    return 0.6 * close + 0.4 * coverage(question.terms, ((words, 1.0), (opener, INNERMOST_SHARE), *above), weights)


def _core(question: Question) -> list[str]:
    return [term for term in question.terms if term not in question.asides]


def _spans(passage: Passage) -> tuple[list[Span], Sequence[Headed]]:
    """What of a passage may answer: sentences; a row as a whole; or, in a row with prose in it, the clauses of its cells, each
    with its cell, whose headers it is read under."""
    if not passage.cells:
        return sentences(passage.text, 0, len(passage.text)), ()
    if is_tabular(passage):
        return [(0, len(passage.text))], ()
    found = [
        ((cell.start - passage.start + first, cell.start - passage.start + last), cell)
        for cell in passage.cells
        for first, last in clauses(passage.text[cell.start - passage.start : cell.end - passage.start])
    ]
    return [span for span, _ in found], [cell for _, cell in found]


def _with_figures(question: Question, item: Evidence, weights: Mapping[str, float]) -> Evidence:
    meta, path = item.hit.entry.metadata, item.hit.stored.passage.path
    if is_tabular(item.hit.stored.passage):
        figures, bonus, headers = row_figures(question, meta, item.hit.stored.passage, weights)
        return replace(item, figures=figures, score=item.score + bonus, headers=headers)
    report, own_place = reports(meta, *path), region_fits(question, meta)
    titles = () if report else (meta.title,)
    above = ((item.opener, INNERMOST_SHARE), *standing_above(path, *titles, spoken=question.spoken))
    passage = "" if report else heard_by(question, item.hit.stored.passage.text)
    figures, bonus = read_figures(
        question, item.text, above, weights, passage=passage, own_place=own_place, report=report
    )
    bonus -= OTHER_TIER * of_other_tier(question, item.text)
    return replace(item, figures=figures, score=item.score + bonus)


def tense_fits(question: Question, meta: Metadata, path: Sequence[str], text: str) -> bool:
    """Whether a report's sentence tells a target where a target is asked, and a result where not.

    A year in the question speaks for itself: of the year ahead a report has nothing but targets.
    """
    if not reports(meta, *path):
        return True
    ahead = looks_ahead(path, text)
    if question.target:
        return ahead
    return not ahead or (bool(question.years) and not question.result)


def looks_ahead(path: Sequence[str], text: str) -> bool:
    """Whether a report's sentence tells what is aimed at, by its words or the headings above it."""
    headings = " ".join(path)
    return bool(_AIMS.search(text) or (_AHEAD.search(headings) and not _DONE.search(headings)))


def _topic(question: Question, path: Sequence[str]) -> float:
    """Share of the innermost heading that the question says: of 低保标准 and 低保边缘家庭认定标准 the first is asked for."""
    heading = bigrams(_LABEL.sub("", canonical(path[-1]))) if path else []
    asked = canonical(question.text)
    return sum(term in asked for term in heading) / len(heading) if len(heading) > 1 else 0.0


def standing_above(path: Sequence[str], *titles: str, spoken: Sequence[Spoken] = ()) -> tuple[Read, Read]:
    """What stands above a passage: the innermost heading, and the other headings and titles, as `spoken` words hear them."""
    inner, outer = canonical(" ".join(path[-1:])), canonical(" ".join((*titles, *path[:-1])))
    return (heard(inner, spoken), INNERMOST_SHARE), (heard(outer, spoken), HEADING_SHARE)


def heard_by(question: Question, text: str) -> str:
    """A text as canonical words, with the spoken words of the question that it means."""
    return heard(canonical(text), question.spoken)


def region_fits(question: Question, meta: Metadata) -> bool:
    """Whether a document speaks of a place asked by its region alone.

    A national document, or one that names no place, holds everywhere; the measures of a higher place hold in the
    places inside it, while its figures in a report, or in a document of no known kind, are its own.
    """
    if not question.places:
        return True
    if not meta.region:
        return not _LOCAL.match(meta.issuer or meta.title)
    own = not reports(meta) and not (question.number and not meta.kind)
    meant = [each for place in question.places for each in _meant(place, question.text)]
    return any(meta.region == place or (own and _inside(place, meta.region)) for place in meant)


def _meant(place: Region, text: str) -> tuple[Region, ...]:
    """The places that a question may mean by the name of one: it alone where that is written in full."""
    return (place,) if not place or place[-1] in text else namesakes(place)


def _speaks_of(elsewhere: Sequence[str], meta: Metadata, texts: Sequence[str]) -> bool:
    """Whether what is asked of another place is said of it, in the last of the texts where it is wider than a report's own place:
    a report's figures are not those of its province, though it names it."""
    wider = [word for word in elsewhere if len(meta.region) > SCOPES.get(word, len(meta.region))]
    if wider and reports(meta) and not all(told_of_scope(word, texts[-1]) for word in wider):
        return False
    names = [word for word in elsewhere if word not in SCOPES]
    if not names:
        return True
    named = canonical(" ".join((meta.title, meta.issuer or "", *meta.region, *texts)))
    return all(name in named for name in names)


def _inside(place: Region, region: Region) -> bool:
    """Whether a place lies in a region: a city's report may speak of its county, a county's report that names the city
    still gives its own figures."""
    return place[: len(region)] == region


def _names(place: Region, text: str) -> bool:
    return short_name(place[-1]) in text


def year_fits(question: Question, hit: Hit, text: str) -> bool:
    """Whether the span is of a year asked: the sentence's own, else that of the nearest heading, else the report's."""
    if not question.years:
        return True
    meta = hit.entry.metadata
    for part in (text, *reversed(hit.stored.passage.path)):
        years = [int(year) for year in _YEAR.findall(canonical(part))]
        if years:
            return bool(set(years) & set(question.years))
    if meta.kind and not reports(meta):
        titled = [int(year) for year in _YEAR.findall(canonical(meta.title))]
        return not titled or bool(set(titled) & set(question.years))
    ahead = question.target and any(int(year) in question.years for year in _YEAR.findall(canonical(meta.title)))
    return ahead or meta.year is None or meta.year in question.years


def _list_end(text: str, spans: Sequence[tuple[int, int]], position: int) -> int:
    """End of a span that opens a list (…：, 下列…) with the list that follows it in the passage."""
    start, end = spans[position]
    if not OPENS_LIST.search(text[start:end]):
        return end
    for _, stop in spans[position + 1 :]:
        if stop - start > LIST_LENGTH:
            break
        end = stop
    return end
