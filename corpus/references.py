"""What a document says of other documents, and of places in itself: 《…办法》（穗府办规〔2015〕3号）第五条, 前款, 本办法第三条."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.articles import ARTICLE, BELOW, NEXT_ARTICLE, OF, Articles
from corpus.mentions import Mention, mentions, name_key
from corpus.numbers import normal_number
from corpus.numerals import chinese_integer
from corpus.records import Document, Metadata, Reference, Relation, Section, Span
from corpus.relating import MAX_SENTENCE, Lists, extension_for, lists_in, relation_of
from corpus.spans import spaceless
from corpus.titles import KINDS

MAX_ALIAS = 20
"""Characters of a name by which a document is meant without 《》."""

_KIND = "|".join(sorted((*KINDS, "法", "规程"), key=len, reverse=True))
_INTERNAL = re.compile(
    rf"(?P<own>本(?:{_KIND})\s?)?(?P<article>{ARTICLE})"
    rf"|(?P<same>(?:(?:该|同)(?:{_KIND})?|(?:上述|前述)(?:{_KIND}))\s?)(?P<other>{ARTICLE})"
    rf"|本条(?:例)?\s?(?P<here>{BELOW})|本款\s?(?P<item>{BELOW})"
    rf"|前(?P<count>[两二三四\d])?(?P<before>[条款项])(?:{OF}(?P<within>{BELOW}))?(?!件)"
    r"|(?:上述|以上|前述)\s?第\s?(?P<point>[一二三四五六七八九十\d]{1,2})\s?[点项](?!目)"
    rf"|(?<![条款])(?P<below>{BELOW})"
)
_WHOLE_ARTICLE = re.compile(r"第[^条]+条(?:之[一二三四五六七八九十]+)?")
_MARKS = re.compile("[*# ]*")
_JOIN = re.compile(r"^(?:\s|[、，,和与及]|以及|并)*$")


def references(text: str, body: int, sections: Sequence[Section], metadata: Metadata) -> tuple[Reference, ...]:
    """The mentions of other documents, and of places in this one, in `text` from `body` on, in order and without
    overlap; in the title only what it forwards or amends. A short name (以下简称《办法》) stands for the title it was given to.

    Forms, certificates, newspapers and books in 《》 are left out, and so are places that are not found, unless they name
    an article.
    """
    articles = Articles.read(text, sections)
    named = tuple(mentions(text, body, metadata))
    lists = lists_in(text, body)
    external = [reference for mention in named for reference in _external(text, body, mention, named, lists)]
    own, others = name_key(metadata.title), []
    numbers = {normal_number(number) for number in (metadata.number or "").split("、") if number}
    for reference in external:
        other_number = reference.number is not None and normal_number(reference.number) not in numbers
        named_so = reference.title is not None and name_key(reference.title) == own
        if not named_so or other_number or reference.relation is Relation.FORWARDS:
            others.append(reference)
        elif reference.article:
            others.append(replace(reference, title=None, number=None, target=articles.find(reference.article, body)))
    others += _internal(text, body, articles, named, external)
    apart: list[Reference] = []
    for reference in sorted(others, key=lambda reference: (reference.start, reference.end)):
        if not apart or reference.start >= apart[-1].end:
            apart.append(reference)
    return tuple(apart)


def resolve(article: str, document: Document) -> Span | None:
    """Span of 第五条第二项 in another document's text; None where it has no such place. Of several texts in one file
    (a notice, the measures, an annex) the one with the most articles is meant."""
    return Articles.read(document.text, document.sections).find(article)


def _external(text: str, body: int, mention: Mention, named: Sequence[Mention], lists: Lists) -> Iterator[Reference]:
    """A mention as a reference, and one more for each further article behind it (第五条、第六条)."""
    relation = relation_of(text, body, mention, named, lists)
    extension = None if relation is Relation.REPEALS else extension_for(text, body, mention, named, lists)
    relation = Relation.EXTENDS if extension else relation
    yield Reference(
        mention.start, mention.end, mention.title, mention.number, mention.article, relation, extension=extension
    )
    at = mention.end
    while mention.article and (further := NEXT_ARTICLE.match(text, at)):
        article = spaceless(further["article"])
        whole = _WHOLE_ARTICLE.match(mention.article)
        if whole and "条" not in article:
            article = whole.group() + article
        yield Reference(further.start("article"), further.end(), mention.title, mention.number, article, relation)
        at = further.end()


def _internal(
    text: str, body: int, articles: Articles, named: Sequence[Mention], external: Sequence[Reference]
) -> Iterator[Reference]:
    """Mentions of places in the document itself, and of articles of a document by a short name without 《》 (条例第三条)
    or of the one mentioned last (该办法第三条)."""
    labels = {section.start for section in articles.sections}
    taken = sorted({*((m.start, m.end) for m in named), *((r.start, r.end) for r in external)})
    aliases = _aliases(named)
    around = (0, (0, 0))  # where the last place ended, and what a further item (、第五项) is looked for in
    for match in _INTERNAL.finditer(text, body):
        start, end = match.span()
        place = bisect_right(taken, (start, len(text))) - 1
        if start in labels or (place >= 0 and start < taken[place][1]):
            continue
        other = _meant(text, match, aliases, external, articles)
        if other is not None:
            begin = start if match["same"] or match["own"] else min(start, other.start if other.end == end else start)
            yield replace(other, start=begin, end=end, article=spaceless(match["other"] or match["article"]))
            continue
        if match["same"]:
            continue
        target = _target(match, articles, start)
        if match["below"] and around[0] and _JOIN.match(text[around[0] : start]):
            target = articles.within(around[1], match["below"]) or target
        if target is not None and (target[0] >= start or _MARKS.fullmatch(text, target[0], start)):
            continue  # its own label, behind a mark of Markdown
        if target is not None or match["article"]:
            written = match["article"] or match.group()
            yield Reference(start, end, None, None, spaceless(written), Relation.MENTIONS, target)
            around = (end, _holder(match, articles, start) or around[1])


def _aliases(named: Sequence[Mention]) -> dict[str, Mention]:
    """By which words without 《》 a document named before is meant: its short name (条例), or its title."""
    found: dict[str, Mention] = {}
    for each in named:
        names = (each.alias, each.title, (each.title or "").removeprefix("中华人民共和国"))
        for name in filter(None, names):
            if 2 <= len(name) <= MAX_ALIAS:
                found.setdefault(name, each)
    return found


def _meant(
    text: str, match: re.Match[str], aliases: dict[str, Mention], external: Sequence[Reference], articles: Articles
) -> Reference | None:
    """The other document of which an article is named by a short name (条例第三条), as 该办法, or, in a text without
    articles, behind a document of which an article was named."""
    start = match.start()
    if match["own"] or not (match["same"] or match["article"]):
        return None
    before = external[max(0, bisect_right(external, start, key=lambda each: each.start) - 3) :]
    last = next((each for each in reversed(before) if each.end <= start and each.title), None)
    if match["same"]:
        return replace(last, relation=Relation.MENTIONS, target=None) if last else None
    named = text.endswith(tuple(aliases), 0, start)
    for length in range(min(MAX_ALIAS, start) if named else 0, 1, -1):
        mention = aliases.get(text[start - length : start])
        if mention and mention.end <= start - length and text[start - length - 1 : start - length] != "本":
            return Reference(start - length, match.end(), mention.title, mention.number, None)
    if last and last.article and not articles.numbered and start - last.end <= MAX_SENTENCE:
        return replace(last, relation=Relation.MENTIONS)
    return None


def _holder(match: re.Match[str], articles: Articles, start: int) -> Span | None:
    """The article or paragraph that holds the item named."""
    written = spaceless(match["article"] or match["here"] or "")
    whole = re.match(r"(?:第[^条款]+条(?:之[一二三四五六七八九十]+)?)?(?:第[^款]+款)?", written)
    if whole and whole.group():
        return articles.find(whole.group(), start)
    return articles.paragraphs_before(start, 1) if match["before"] == "款" else None


def _target(match: re.Match[str], articles: Articles, start: int) -> Span | None:
    """The place in the document that an internal mention names."""
    if match["before"]:
        count = {"两": 2}.get(match["count"] or "", 0) or chinese_integer(match["count"] or "1")
        if match["before"] == "款":
            found = articles.paragraphs_before(start, count)
        else:
            found = articles.before(start) if match["before"] == "条" else articles.item_before(start)
        return articles.within(found, spaceless(match["within"])) if found and match["within"] else found
    if match["point"]:
        return articles.point(chinese_integer(match["point"]), start)
    place = match["article"] or match["here"] or match["item"] or match["below"]
    return articles.find(spaceless(place), start)
