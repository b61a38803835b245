"""What comes near the best evidence, from which what tells the very thing asked is put first."""

from collections.abc import Sequence

from bot.reading.reading import Evidence


def near(found: Sequence[Evidence], most: int, share: float, said: float) -> list[Evidence]:
    """Of the first `most` of evidence, best first, those that fit as well as the best one, with such a `share` of its score, that say
    such a share of what it says of the question."""
    best = found[0]
    return [
        each
        for each in found[:most]
        if as_fitting(each, best) and each.score >= share * best.score and each.coverage >= said * best.coverage
    ]


def as_fitting(item: Evidence, best: Evidence) -> bool:
    """Whether an evidence is of a place and a year that fit as well as those of the best one."""
    return item.place_fits >= best.place_fits and item.year_fits >= best.year_fits


def of_one(item: Evidence, other: Evidence) -> bool:
    """Whether two evidences are of one document."""
    return item.hit.entry.key == other.hit.entry.key


def put_first(told: Evidence | None, found: Sequence[Evidence]) -> list[Evidence]:
    """Evidence with one of it before the others; as it is where there is none to put there."""
    return [told, *(each for each in found if each is not told)] if told else list(found)
