"""The names of two things put side by side, and how a text is seen to speak of one of them and not of the other.

Of two names only what the other has not tells them apart, whole words of it: 黄埔 and 南沙 of 黄埔农村特困 and 南沙农村特困.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from bot.understanding.places import places_in, without_places
from corpus.aliases import canonical
from index.tokens import bigrams, cut


@dataclass(frozen=True, slots=True)
class Side:
    """One of two things. A text speaks of it that says most of the pairs of characters `needed` and none of `barred`,
    which are the other side's; `place` tells that it is a place and nothing else."""

    name: str
    needed: tuple[str, ...]
    barred: tuple[str, ...]
    place: bool = False


_OUTSIDE, _INSIDE = re.compile("(?:以|之)外"), re.compile("(?<=[区园市县镇村厂院寓])(?:以内|之内|内|里)(?!部|容)")
_NOT = re.compile("^(?:如果|同样是|要是)?(?:拒不|没有?|未(?!成年)|不)(?:依规定|按规定)?(?:办理?)?")
_KIND = re.compile("第[一二三四五]批|[a-d]类|(?:国家|[省市区县镇])级|首年|第[一二三四五]年|一次|二次")
_GRANTS = frozenset(("奖励", "补助", "补贴", "支持", "资助", "扶持"))
"""What is given: texts vary these words freely, so a name that has any other is known by that."""
_DOES = frozenset("买购租借建贷存取领")
_ORDINARY = re.compile("^(?:普通|一般)的?(?=[\u4e00-\u9fff]{3,}$)")
_WHOLE = re.compile("全[国省市县区]|整体|总体|全部")
SHORTEST_NAME = 3
"""Characters of a name that has more than the verb before it."""

LONGEST_SIDE = 24
"""Characters of a side; what is longer is a sentence that only holds a 和."""


def matched(text: str) -> str:
    """A copy of a text for looking up what a side needs: canonical, 以外 as 外, and without 内, which the bare name says too; 进出口 is neither
    进口 nor 出口."""
    plain = (
        _INSIDE.sub("", _OUTSIDE.sub("外", canonical(text)))
        .replace("首批", "第一批")
        .replace("两次", "二次")
        .replace("进出口", "外贸")
    )
    return re.sub("(?<=[男女])(?:职工|员工|同志|方)", "性", plain)


def sides_of(one: str, other: str) -> tuple[Side, Side, str] | None:
    """Both sides, and what their names have besides the classes in which alone they differ (第一批 and 第二批)."""
    names = _without_verb([bare_name(each) for each in (one, other)])
    if any(not name or len(name) > LONGEST_SIDE for name in names):
        return None
    alone = [bool(places_in(name)) and not without_places(name).strip(" 市县区") for name in names]
    bare = [
        name if alone[at] else re.sub(" [市县区](?!级)", "", without_places(name)).strip()
        for at, name in enumerate(names)
    ]
    there = [places_in(name) for name in names]
    own_place = bool(there[1]) and [each[0] for each in there[0]] != [each[0] for each in there[1]]
    if not any(alone) and not own_place and own_pairs(bare[0], bare[1]) and own_pairs(bare[1], bare[0]):
        names = bare  # the place is that of both
    names = [_known_without_once(name, names[1 - at]) for at, name in enumerate(names)]
    if bounds := _in_and_out(names):
        return *bounds, ""
    kinds = [_KIND.findall(matched(name)) for name in names]
    if all(len(each) == 1 for each in kinds) and kinds[0] != kinds[1]:
        shared = " ".join(_KIND.sub(" ", matched(name)) for name in names)
        first, second = kinds[0][0], kinds[1][0]
        return Side(_shown(names[0]), (first,), (second,)), Side(_shown(names[1]), (second,), (first,)), shared
    if not own_pairs(names[0], names[1]) and not own_pairs(names[1], names[0]):
        return None
    left, right = (
        Side(
            _shown(names[at]),
            () if _WHOLE.fullmatch(names[at]) else own_pairs(names[at], names[1 - at]) or pairs_of(names[at]),
            own_pairs(names[1 - at], names[at]),
            place=alone[at],
        )
        for at in (0, 1)
    )
    return left, right, ""


def _known_without_once(name: str, other: str) -> str:
    """A name without 一次性 before it, which texts leave out, where the rest tells it from the other."""
    rest = name.removeprefix("一次性")
    return rest if len(rest) >= SHORTEST_NAME and own_pairs(rest, other) else name


def unmarked(one: Side, other: Side) -> tuple[Side, Side]:
    """Two sides, those without 普通 that are named so: texts often leave the ordinary kind unmarked."""
    names = [_ORDINARY.sub("", side.name) for side in (one, other)]
    if names == [one.name, other.name]:
        return one, other
    own, others = own_pairs(names[0], names[1]), own_pairs(names[1], names[0])
    return replace(one, needed=own or one.needed, barred=others), replace(
        other, needed=others or other.needed, barred=own
    )


def _without_verb(names: list[str]) -> list[str]:
    """Two names without the one character that both open with and that is a word by itself (签|基金委, 签|中科院)."""
    words = [cut(name) for name in names]
    shared = all(len(each) > 1 and len(each[0]) == 1 for each in words) and words[0][0] == words[1][0]
    return [name[1:] for name in names] if shared and min(map(len, names)) > SHORTEST_NAME else names


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


def pairs_of(name: str) -> tuple[str, ...]:
    """The pairs of characters of a name, without those that only join two longer words (黄埔|农村)."""
    text = matched(_NOT.sub("", name))
    joins = {left[-1] + right[0] for left, right in pairwise(cut(text)) if len(left) > 1 and len(right) > 1}
    return tuple(pair for pair in dict.fromkeys(bigrams(text)) if pair not in joins)


def own_pairs(name: str, other: str) -> tuple[str, ...]:
    """Pairs of characters of a name that the other one has not."""
    if verbs := _verbs_alone(name, other):
        return (verbs[0],)
    own = tuple(pair for pair in pairs_of(_without_end(name, other)) if pair not in pairs_of(other))
    return tuple(pair for pair in own if pair not in _GRANTS) or own


def same_end(one: str, other: str) -> int:
    """Characters of the words that both of two names end in (标准 of 国际标准 and 国家标准, 补贴 of 创业补贴 and 就业补贴)."""
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one[::-1], other[::-1], strict=False)))
    words = list(cut(one[len(one) - same :]))
    return sum(map(len, words[1:] if words and len(words[0]) == 1 else words))


def _without_end(name: str, other: str) -> str:
    """A name without what the other one ends in as well (行业|标准): lists say that once for all (行业、地方、团体标准)."""
    same = same_end(name, other)
    return name[:-same] if same > 1 and min(len(name), len(other)) - same > 1 else name


def _verbs_alone(name: str, other: str) -> tuple[str, str] | None:
    """The verbs of one character in which alone two names differ (买办公楼 and 租办公楼), None where they differ otherwise."""
    alone = name[1:] == other[1:] and name[:1] != other[:1] and len(name) >= SHORTEST_NAME
    return (name[0], other[0]) if alone and name[0] in _DOES and other[0] in _DOES else None


def bare_name(text: str) -> str:
    """A name without the words that lead to it."""
    return re.sub("^(?:请问|问下|那么|同样是|碰上|如果是?|要是)", "", text.strip(" 的,，、")).strip(" 的,，")


def _shown(name: str) -> str:
    return name.upper() if re.fullmatch("[a-z]类", name) else name
