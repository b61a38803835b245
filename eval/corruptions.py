"""True sentences and their corruptions, made from real documents: what the verification must let pass, and what it must catch."""

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.model.support import YEAR, Support
from bot.model.verification import objections
from corpus.passages import sentences
from corpus.quantity import Quantity, find_quantities, plain
from corpus.records import Document, Passage
from corpus.regions import find_regions, short_name

SHORTEST, LONGEST = 12, 160
"""Characters of a sentence that is used."""


_LABEL = re.compile(r"^\W*第?[一二三四五六七八九十百\d]+(?:[章节条、.．]|[)\]）])\s*")


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence with the passages that it cites, and how it was made; `true` if it says only what they say."""

    sentence: str
    supports: tuple[Support, ...]
    way: str
    true: bool


def support(document: Document, passage: Passage) -> Support:
    """A passage as what a sentence cites."""
    return Support(passage.described, passage.path, document.metadata)


def cases(items: Sequence[tuple[Document, Sequence[Passage]]], seed: int = 0) -> list[Case]:
    """True sentences (as written, and reworded by each rule that fits) and corruptions (by each rule that fits)."""
    chance = random.Random(seed)
    made: list[Case] = []
    pool = [support(document, passage) for document, passages in items for passage in passages]
    for document, passages in items:
        for passage in passages:
            if passage.cells:
                continue
            cited = support(document, passage)
            for start, end in sentences(passage.text, 0, len(passage.text)):
                sentence = _LABEL.sub("", passage.text[start:end])
                if not SHORTEST <= len(sentence) <= LONGEST:
                    continue
                made.append(Case(sentence, (cited,), "as written", True))
                for name, reword in REWORDINGS.items():
                    if (new := reword(sentence, document)) and new != sentence:
                        made.append(Case(new, (cited,), name, True))
                for name, corrupt in CORRUPTIONS.items():
                    if (new := corrupt(sentence, chance)) and new != sentence:
                        made.append(Case(new, (cited,), name, False))
                made.append(Case(sentence, (_elsewhere(pool, cited, sentence, chance),), "citation moved", False))
    return made


def _elsewhere(pool: Sequence[Support], cited: Support, sentence: str, chance: random.Random) -> Support:
    """Another passage that does not hold the sentence too."""
    while True:
        other = chance.choice(pool)
        if other is not cited and sentence not in other.text:
            return other


# -- rewordings that stay true ---------------------------------------------------------------------------------------


def _with_source(sentence: str, document: Document) -> str:
    return f"根据《{document.title}》，{sentence}"


def _in_other_units(sentence: str, document: Document) -> str:  # noqa: ARG001
    """3.6亿元 as 36000万元, 50万元 as 500000元."""
    for figure in reversed(find_quantities(sentence)):
        number = re.search(r"(\d+(?:\.\d+)?)(亿|万)元", figure.text)
        if number:
            scale, unit = (Decimal(10_000), "万元") if number[2] == "亿" else (Decimal(10_000), "元")
            new = figure.text.replace(number.group(), f"{plain(Decimal(number[1]) * scale)}{unit}")
            sentence = sentence[: figure.start] + new + sentence[figure.end :]
    return sentence


def _in_full_width(sentence: str, document: Document) -> str:  # noqa: ARG001
    return sentence.translate(str.maketrans("0123456789%", "０１２３４５６７８９％"))


def _with_place(sentence: str, document: Document) -> str:
    place = document.metadata.region
    return f"{short_name(place[-1])}{sentence}" if place and not find_regions(sentence) else ""


def _by_clause(sentence: str, document: Document) -> str:  # noqa: ARG001
    """The last clause alone, if it can stand alone."""
    parts = re.split("[，；]", sentence)
    return parts[-1] if len(parts) > 1 and len(parts[-1]) >= SHORTEST else ""


REWORDINGS: dict[str, Callable[[str, Document], str]] = {
    "with source": _with_source,
    "in other units": _in_other_units,
    "in full width": _in_full_width,
    "with place": _with_place,
    "one clause": _by_clause,
}


# -- corruptions -----------------------------------------------------------------------------------------------------


def _figure_changed(sentence: str, chance: random.Random) -> str:
    return _with_figure(sentence, chance, r"\d+(?:\.\d+)?", lambda m: plain(Decimal(m.group()) + chance.randint(1, 9)))


def _unit_changed(sentence: str, chance: random.Random) -> str:
    other = {
        "亿元": "万元",
        "万元": "元",
        "个百分点": "%",
        "%": "‰",
        "家": "万家",
        "人": "万人",
        "年": "个月",
        "个月": "年",
        "工作日": "月",
    }
    units = "|".join(map(re.escape, other))
    return _with_figure(sentence, chance, rf"(?<=\d)(?:{units})", lambda m: other[m.group()])


def _with_figure(sentence: str, chance: random.Random, pattern: str, new: Callable[[re.Match[str]], str]) -> str:
    """A sentence with one of its quantities changed."""
    able = [figure for figure in find_quantities(sentence) if re.search(pattern, figure.text)]
    if not able:
        return ""
    figure: Quantity = chance.choice(able)
    changed = re.sub(pattern, new, figure.text, count=1)
    return sentence[: figure.start] + changed + sentence[figure.end :]


def _year_swapped(sentence: str, chance: random.Random) -> str:
    years = list(YEAR.finditer(sentence))
    if not years:
        return ""
    match = chance.choice(years)
    return sentence[: match.start(1)] + str(int(match[1]) + chance.choice((-2, -1, 1, 2))) + sentence[match.end(1) :]


def _place_swapped(sentence: str, chance: random.Random) -> str:
    places = find_regions(sentence)
    if not places:
        return ""
    _, start, end = chance.choice(places)
    return sentence[:start] + chance.choice(("三亚市", "昆明市", "大连市", "厦门市")) + sentence[end:]


_DENIABLE = re.compile("可以|能够|应当|属于|享受|给予|予以|计入|适用|纳入|支持|包括|符合|具有|取得|超过|低于")


def _negation_inserted(sentence: str, chance: random.Random) -> str:
    found = [m for m in _DENIABLE.finditer(sentence) if sentence[m.start() - 1 : m.start()] not in ("不", "未", "无")]
    if not found:
        return ""
    at = chance.choice(found).start()
    return f"{sentence[:at]}不{sentence[at:]}"


def _negation_dropped(sentence: str, chance: random.Random) -> str:
    found = list(re.finditer("不(?=得|予|能|再|受|可|享|计|超|低|高|少)|未(?=经|能|按|列|享|被|在)", sentence))
    if not found:
        return ""
    match = chance.choice(found)
    return sentence[: match.start()] + sentence[match.end() :]


_INVENTED = (
    "，并免费提供三年办公用房",
    "，由市公安局负责解释",
    "，逾期每日加收千分之五滞纳金",
    "，同时可减半征收企业所得税",
    "，外商投资企业除外",
)


def _fact_invented(sentence: str, chance: random.Random) -> str:
    return sentence.rstrip("。；;") + chance.choice(_INVENTED) + "。"


_BOUNDS = (
    ("不超过", "不低于"),
    ("不低于", "不超过"),
    ("以上", "以下"),
    ("以下", "以上"),
    ("超过", "低于"),
    ("最高", "最低"),
    ("增长", "下降"),
    ("提高", "降低"),
)


def _bound_turned(sentence: str, chance: random.Random) -> str:
    able = [(word, other) for word, other in _BOUNDS if word in sentence]
    if not able:
        return ""
    word, other = chance.choice(able)
    return sentence.replace(word, other, 1)


CORRUPTIONS: dict[str, Callable[[str, random.Random], str]] = {
    "figure changed": _figure_changed,
    "unit changed": _unit_changed,
    "year swapped": _year_swapped,
    "place swapped": _place_swapped,
    "negation inserted": _negation_inserted,
    "negation dropped": _negation_dropped,
    "bound turned": _bound_turned,
    "fact invented": _fact_invented,
}


def wrong(made: Sequence[Case]) -> Iterator[Case]:
    """Cases that the verification judges wrongly."""
    return (case for case in made if bool(objections(case.sentence, case.supports)) == case.true)
