"""What bars somebody, as decided by plain words that the question repeats, and how it is seen that it repeats them."""

import re
from dataclasses import dataclass

from bot.understanding.segments import CLAUSE
from bot.understanding.stated import meant
from bot.understanding.topics import content
from corpus.aliases import canonical

PLAIN = 0.75
"""Share of the pairs of characters of what bars that the question must repeat."""

NAMED_THING = 4
"""Characters of what is lacking that name it beyond doubt."""

DENIED = re.compile("没有|没|未|不是|并非|无|不|非|拟|准备|打算|后备")
_AUXILIARY = re.compile("^(?:仍然?|正|已经?|曾经?|处于|受过?|被|有|因|列入|纳入|属于|存在)+|(?:的|记录|情形|行为)$")
_OF_A_KIND = re.compile("(?:类|行业|等)?(?:企业|单位|机构|项目|人员|产品)?$")
_STATES = re.compile("[了已是被在有过曾受没未]|属于")
"""What a clause has that states something of the asker and does not only name a thing."""
_ASKED = re.compile("(?:需要|必须|要|可以)$")
WITHIN = re.compile(
    r"(?P<past>最?近|过去)?(?P<count>[\d一二两三四五六七八九十]{1,3})(?P<unit>年|个月)(?(past)|(?:以内|之内|内))"
)
"""A time back from now within which something must not have been."""

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


def repeated(question: str, what: str) -> tuple[str, bool] | None:
    """The clause of a question that repeats a predicate, and whether it affirms it; None where none does plainly."""
    what = canonical(_AUXILIARY.sub("", what))
    pairs = [what[i : i + 2] for i in range(len(what) - 1)]
    if not pairs:
        return None
    named = content(what)
    for clause in CLAUSE.split(question):
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
        denied = DENIED.search(words[max(0, at - 5) : at])
        if denied and denied.group() in ("拟", "准备", "打算", "后备"):
            return None
        return clause.strip(), not denied
    return None


def years_ago(clause: str) -> int | None:
    """How many years ago a clause says in words that something was, None where it does not say."""
    return next((count for word, count in _AGO.items() if word in clause), None)


def names_of(thing: str) -> tuple[str, str]:
    """The canonical names by which a question may call a thing that a rule lists, its own first."""
    name = canonical(_OF_A_KIND.sub("", thing))
    return name, name.replace("住房", "房")


def _parted(word: str) -> re.Pattern[str]:
    """A word as it may be said, one of four characters with others between its halves (财政资金: 财政专项资金)."""
    return re.compile(f"{word[:2]}[^,，]{{0,6}}{word[2:]}" if len(word) == NAMED_THING else word)
