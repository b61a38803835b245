"""What is known of an enterprise: statements, each with the words it was read from. What nobody has stated is unknown."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from bot.benefits.confirming import Confirmation, confirmation_key, reach
from bot.benefits.known_figure import Figure, Truth, share_of
from bot.benefits.names import WON, Contradiction, Named, any_of, closure, name_key, others_of
from bot.understanding.facts import FactKind, form_of
from bot.understanding.periods import normal_period
from bot.understanding.zones import lies_in, place_path
from corpus.benefit_records import PLACES, Fact, Operator, Test

FORM = "form"
"""The source of a statement that no words were read for."""

TITLE_YEARS = 3
"""Years, the first one included, for which a title that was won is held: those of 高新技术企业 and 专精特新."""

ANY_YEAR = 0
"""A year for statements that are only checked against each other."""

SHARES = {Fact.RD_SHARE: (Fact.RD_EXPENSE, Fact.REVENUE), Fact.RD_STAFF_SHARE: (Fact.RD_STAFF, Fact.STAFF)}
"""Shares, in percent, of which fact in which."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that is known. `value` is a name, a yes or no, or a number in the fact's unit; a name that does not hold
    is known not to. `period` is the time as written, `words` what it was read from. `benefit` names the one for which alone
    it holds (what its thing has cost), "" is for all."""

    fact: Fact
    value: str | bool | Figure
    holds: bool = True
    period: str = ""
    words: str = FORM
    benefit: str = ""

    @property
    def key(self) -> tuple[Fact, str, str, str]:
        """What a later statement must share to take this one's place."""
        return self.fact, name_key(self.value) if isinstance(self.value, str) else "", self.period, self.benefit


def named(fact: Fact, values: tuple[str, ...], holds: bool, period: str = "", words: str = FORM) -> list[Statement]:
    """The statements that an enterprise has one of these names, or none of them. Of several it is only known that it has no
    other of their group."""
    if holds and len(values) > 1:
        values, holds = others_of(fact, values), False
    return [Statement(fact, value, holds, period, words) for value in values]


@dataclass(frozen=True, slots=True)
class Profile:
    """All that is known. `confirmed` holds what a person said of clauses; `complete` the facts of names of which nothing is
    left out: what is not stated there is not so."""

    statements: tuple[Statement, ...] = ()
    confirmed: tuple[Confirmation, ...] = ()
    complete: frozenset[Fact] = frozenset()

    def with_statements(self, new: Iterable[Statement], year: int | None = None) -> "Profile":
        """With further statements; what contradicts a later one is dropped. Seen from a `year`, so is a figure of the same
        time by another name (去年, or none)."""
        profile = self
        for statement in new:
            kept = [
                old
                for old in profile.statements
                if old.key != statement.key
                and not _at_odds(old, statement)
                and (year is None or not _of_one_time(old, statement, year))
            ]
            profile = replace(profile, statements=_consistent([*kept, statement]))
        return profile

    def without(self, gone: Iterable[Statement]) -> "Profile":
        """Without some statements."""
        left_out = tuple(gone)
        return replace(self, statements=tuple(each for each in self.statements if each not in left_out))

    def of_benefit(self, name: str) -> "Profile":
        """What is known for one benefit: what holds for it alone goes before what holds for all."""
        if not any(each.benefit for each in self.statements):
            return self
        own = tuple(replace(each, benefit="") for each in self.statements if each.benefit == name)
        return replace(self, statements=(*(each for each in self.statements if not each.benefit), *own))

    def with_confirmed(self, clause: str, met: bool, document: str = "", *, excludes: bool = False) -> "Profile":
        """With a person's word on a clause of the document of this title; of every document where it is "", or where the
        clause means the same in all of them. One that `excludes` is met by those whom it does not fit."""
        said = Confirmation(clause, met, reach(clause, document), excludes)
        return replace(self, confirmed=(*self.without_confirmed(said.key).confirmed, said))

    def without_confirmed(self, key: str) -> "Profile":
        """Without a person's word on the clause of a key."""
        return replace(self, confirmed=tuple(each for each in self.confirmed if each.key != key))

    def confirms(self, clause: str, document: str = "") -> Truth:
        """What a person said of a clause of the document of this title, or else of its words wherever they stand."""
        said = {each.key: each.met for each in self.confirmed}
        own = said.get(confirmation_key(clause, document))
        return said.get(confirmation_key(clause)) if own is None else own

    def figure(self, fact: Fact, period: str, year: int) -> Figure | None:
        """The number for a period, seen from `year`: as stated, or as it follows from two others of the same period."""
        statement = self._stated(fact, period, year)
        if statement:
            return statement.value if isinstance(statement.value, Figure) else None
        return self.derived(fact, period, year)

    def derived(self, fact: Fact, period: str, year: int) -> Figure | None:
        """A share that was not stated, from the figures of which it is one; None where these are not known."""
        if fact not in SHARES or self._stated(fact, period, year):
            return None
        part, whole = (self.figure(each, period, year) for each in SHARES[fact])
        return share_of(part, whole) if part and whole else None

    def truth(self, test: Test, year: int) -> Truth:
        """Whether a test holds, seen from `year`."""
        if isinstance(test.value, tuple):
            held = self._holds(test.fact, test.value, test.period, year, told=test.told)
            return held if test.operator is Operator.IN or held is None else not held
        if isinstance(test.value, bool):
            stated = self._stated(test.fact, test.period, year)
            return stated.value is test.value if stated and isinstance(stated.value, bool) else None
        figure = self.figure(test.fact, test.period, year)
        return figure.meets(test.operator, test.value) if figure else None

    @property
    def places(self) -> tuple[tuple[str, ...], ...]:
        """The administrative places where it is registered, from the province down."""
        return self._places(Fact.REGION)

    def _places(self, fact: Fact) -> tuple[tuple[str, ...], ...]:
        held = [place_path(each.value) for each in self._names(fact) if each.holds]
        return tuple(path for path in held if path)

    def in_place(self, path: tuple[str, ...], fact: Fact = Fact.REGION) -> Truth:
        """Whether it lies in a place, or a household does; None also where only a place above that one is known."""
        places = self._places(fact)
        if any(place[: len(path)] == path for place in places):
            return True
        denied = [place_path(each.value) for each in self._names(fact) if not each.holds]
        if any(other and path[: len(other)] == other for other in denied):
            return False
        if not places or any(path[: len(place)] == place for place in places):
            return None
        return False

    def _names(self, fact: Fact) -> list["Statement"]:
        return [each for each in self.statements if each.fact is fact and isinstance(each.value, str)]

    def _stated(self, fact: Fact, period: str, year: int) -> Statement | None:
        form = form_of(fact)
        wanted = normal_period(period, year, flow=form.flow)
        return next(
            (
                each
                for each in reversed(self.statements)
                if each.fact is fact
                and not each.benefit
                and (
                    normal_period(each.period, year, flow=form.flow) == wanted
                    or (form.kind is FactKind.YES and not each.period)
                )
            ),
            None,
        )

    def _holds(self, fact: Fact, wanted: tuple[str, ...], period: str, year: int, *, told: bool) -> Truth:
        """Whether one of the names is held. Of what is complete nothing else is, but for what a text tells in its own words
        (`told`): it may be listed under another name."""
        if fact in PLACES:
            return _any(self._lies_in(name, fact) for name in wanted)
        held = any_of(known_names(self.statements, year), fact, wanted)
        if held is None and fact in self.complete and not told:
            return False
        if held is not True or not _timed(fact):
            return held
        keys = {name_key(name) for name in wanted}
        spoken = [each.period for each in self._names(fact) if each.holds and name_key(str(each.value)) in keys]
        return True if any(_falls_in(each, period, year) for each in spoken) else None

    def _lies_in(self, name: str, fact: Fact) -> Truth:
        path = place_path(name)
        if path:
            return self.in_place(path, fact)
        said = [each.holds for each in self._names(fact) if name_key(str(each.value)) == name_key(name)]
        return said[-1] if said else False if fact in self.complete else None


@lru_cache(maxsize=256)
def known_names(statements: tuple[Statement, ...], year: int) -> Mapping[Named, bool]:
    """The names that are held or not by what was stated, and all that follow, seen from `year`: a title won not longer ago
    than titles last is held. Raises Contradiction."""
    named = [each for each in statements if isinstance(each.value, str) and each.fact not in PLACES]
    lasting = {str(year - ago) for ago in range(TITLE_YEARS)}
    won = [each for each in named if each.fact in WON and each.holds]
    held = [each for each in won if normal_period(each.period, year, flow=True) in lasting]
    said = {(each.fact, name_key(str(each.value))): each.holds for each in named}
    follows = {(Fact.CERTIFICATION, name_key(str(each.value))): True for each in held}
    follows |= {(_other_way(each.fact), name_key(str(each.value))): False for each in held}
    known = closure(follows | said)
    if known.get(_LARGE) and known.get(_INDUSTRIAL) and _LARGE_INDUSTRIAL not in known:
        known = closure(known | {_LARGE_INDUSTRIAL: True})
    return known


_LARGE = (Fact.CERTIFICATION, name_key("规模以上企业"))
_INDUSTRIAL = (Fact.INDUSTRY, name_key("工业"))
_LARGE_INDUSTRIAL = (Fact.CERTIFICATION, name_key("规模以上工业企业"))
"""Who is above the statistical size and in industry is one of the 规模以上工业企业, by what these are."""


def _other_way(fact: Fact) -> Fact:
    """Who has won a title for the first time has not won it again while it lasts, and the other way round."""
    first, again = WON
    return again if fact is first else first


def _timed(fact: Fact) -> bool:
    """Whether a name of this fact is had in some time and not for good."""
    return fact in (*WON, Fact.PROJECT)


def _falls_in(stated: str, wanted: str, year: int) -> bool:
    """Whether what was so in one period meets a condition on another. One that names no time means this year or the last."""
    if not wanted:
        return not stated or normal_period(stated, year, flow=True) in (str(year), str(year - 1))
    return bool(stated) and normal_period(stated, year, flow=True) == normal_period(wanted, year, flow=True)


def _at_odds(old: Statement, new: Statement) -> bool:
    if not (isinstance(old.value, str) and isinstance(new.value, str)):
        return False
    if not PLACES.isdisjoint((old.fact, new.fact)):
        return old.fact is new.fact and old.holds and new.holds and _elsewhere(old.value, new.value)
    try:
        closure({(each.fact, name_key(str(each.value))): each.holds for each in (old, new)})
    except Contradiction:
        return True
    return False


def _of_one_time(old: Statement, new: Statement, year: int) -> bool:
    """Whether two figures are of one fact and one time."""
    if old.fact is not new.fact or old.benefit != new.benefit or not isinstance(new.value, Figure):
        return False
    first, second = (normal_period(each.period, year, flow=form_of(each.fact).flow) for each in (old, new))
    return first == second


def _elsewhere(old: str, new: str) -> bool:
    """Whether who is at one place now is no more at another: of divisions the last counts, and a zone lies in its own."""
    if place_path(old) and place_path(new):
        return True
    first, second = lies_in(old), lies_in(new)
    return bool(first and second) and first[: len(second)] != second[: len(first)]


def _consistent(statements: list[Statement]) -> tuple[Statement, ...]:
    """The statements without the oldest of those that several later ones together contradict (neither large nor medium, small
    or micro)."""
    while True:
        try:
            known_names(tuple(statements), ANY_YEAR)
        except Contradiction as exc:
            statements.remove(next(each for each in statements if each.fact is exc.named[0]))
        else:
            return tuple(statements)


def _any(truths: Iterable[Truth]) -> Truth:
    known = list(truths)
    return True if True in known else None if None in known else False
