"""Words of a question that say something, told from those by which people talk and ask."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby

from bot.understanding.everyday import apart
from corpus.aliases import canonical
from corpus.quantity import opening_unit
from corpus.text import fold
from index.tokens import bigrams, cut, strip_question

AIMED_AT = "(?:[要想得需]|打算|准备)(?:再|新)?(?:到(?=多少)|做|涨|攻下|攻克|拿下|冲|干|搞|拉|升|增|降|压|控|达|突破|提高|提升|增长|下降|压减|控制)到?"
HOW_MANY = re.compile(
    f"(?:{AIMED_AT}|达到|(?:[升涨降增减]|提[高升]|[上下]升|下降|增加|扩大)[到至]了?|[做干搞弄冲](?:到了?|了|出)|(?<![所国拥保持享私公])[有是为])?(?:百分之[几多]少?|多少|几多|(?<![好近这那哪])[第老]?几[十百千]*)"
)
"""多少 and 几 with the word that leads to them, which else runs into the name before it (优青|有)."""

_SCALE = re.compile("[万亿]+")
FILLERS = frozenset(re.findall(r"\S+", """
    的 了 在 是 有 和 与 中 其中 请 将 能 可以 可 要 给 给予 对 为 大概 一共 总共 到底 具体 左右
    我们 咱们 本 该 我 我市 全市 本市 全省 全县 全区 今年 去年 目标 到 被 得 里 里面 需要 应该 应 会
    现在 目前 当前 现有 想 拿 领 这份 这个 那个 它 他们 一项 一个 得到 获得 享受 分别 各 各自 对比 比较
    还 还能 已经 再 又 也 都 就 才 才能 着 过 掉 过来 下来 起来 一块 一起 算 按 帮 帮着 帮忙 时候 那时 那时候 这时候 从 自 跟 把 去 来
    要是 如果 的话 既 既有 叫 打算 拿到 领到 够 够不够 这项 这条 这章 这块 那块 这些 那些 这种 那种 这边 里头 一份 一家 哪一天 哪一 按哪 到
    么 不 吗 呢 啊 吧 截止 截至 月份 开始 向 由 最后 先 后 其 做 办 弄 搞 开
"""))  # fmt: skip
"""Words of a question that no passage is looked for by."""

TALK = frozenset(re.findall(r"\S+", """
    发了 给了 拿了 领了
    我 你 您 他 她 你们 您们 他们 她们 人家 咱 咱家 我家 自己 那 这 哪 哪儿 哪里 哪些 有没有 是不是 能不能 会不会 要不要 算不算 还是 或者 或 会 会不会
    有人 有谁
    您好 你好 谢谢 麻烦 请教 请问 劳驾 听说 据说 听人说 说 讲 听 问 问问 问一下 打听 打听一下 知道 想知道 了解 想了解 搞清楚 弄清楚 清楚 搞懂 弄懂 看看 看一下 告诉
    让 叫 使 一下 急 着急 来着 这样 那样 这么 那么 其实 就是 反正 毕竟 不过 但是 可是 但 所以 因为 而且 然后 接下来 下一步 另外 顺便 到时候 刚 刚刚 刚才
    妈 爸 我妈 我爸 我妈妈 我爸爸 我弟 我哥 我姐 我妹 我爷爷 我奶奶 爷爷 奶奶 老爸 老妈 妈妈 爸爸 弟弟 妹妹 哥哥 姐姐 朋友 同学 邻居 隔壁 同事 亲戚
    为什么 为何 怎么 怎样 是否 能否 可否 究竟 事儿 事情 东西 步 块 样 哪样
"""))  # fmt: skip
"""Words by which people speak to somebody: of themselves, of who told or sent them, and how they put a question."""

KEPT = 2_000
"""Texts whose words are kept: a question is read a dozen times, and the sentences found for it by one answerer after another."""

Name = tuple[str, ...]
"""A run of informative words, such as the name of a metric."""


def without_how_many(text: str) -> str:
    """The text without 多少 and 几, and without the measure words that they ask with (多少家, 几个工作日, 多少钱)."""
    for asked in reversed(list(HOW_MANY.finditer(text))):
        rest = text[asked.end() :]
        unit = opening_unit(rest)
        scale = _SCALE.match(rest) if unit is None else None
        measure = len(unit[0]) if unit else scale.end() if scale else 0
        text = f"{text[: asked.start()]} {rest[measure:].removeprefix('钱')}"
    return text


@lru_cache(maxsize=KEPT)
def informative(text: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """The informative bigrams of a text, and which of them stand in no word but only join two."""
    terms = pairs_of(names_in(text, FILLERS | TALK))
    words = set(pairs_of([(word,) for word in _words(text)]))
    return terms, frozenset(terms) - words


@lru_cache(maxsize=KEPT)
def content(text: str) -> tuple[str, ...]:
    """The words of a text that say something, each once, figures left out."""
    names = names_in(without_how_many(fold(text)), FILLERS | TALK)
    return tuple(dict.fromkeys(word for name in names for word in name if not word[0].isdigit()))


@lru_cache(maxsize=KEPT)
def _words(text: str) -> tuple[str, ...]:
    return cut(apart(strip_question(canonical(text))))


@lru_cache(maxsize=KEPT)
def names_in(text: str, fillers: frozenset[str]) -> tuple[Name, ...]:
    """The runs of words of a text that are no fillers."""
    runs = groupby(_words(text), lambda word: word not in fillers and (word[0].isalnum() or word[0] in "_&"))
    return tuple(tuple(run) for informative, run in runs if informative)


def pairs_of(names: Sequence[Name]) -> tuple[str, ...]:
    """The bigrams of names, each once; none reaches from one name into the next."""
    return tuple(dict.fromkeys(bigrams(" ".join(map("".join, names)))))
