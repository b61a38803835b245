"""What a figure is of: the words that say so, and whether the asker's figure is of the same thing as the text's."""

import re
from collections.abc import Sequence
from functools import lru_cache

from bot.understanding.stated import Stated
from index.tokens import bigrams, cut

COVERED, COVERED_OF_MANY, MANY = 0.6, 0.5, 4
"""Share of the words before a text's figure that the question must say, the second where there are `MANY`."""

AROUND = 2
"""Words of a clause that the clause of a figure must say where it says none of those before the text's figure."""

_HOW_MUCH = re.compile("总额|金额|数额|总数|数量|总量")

STOP = frozenset(re.findall(r"\S+", """
    的 了 在 是 有 和 与 或 及 等 并 且 须 应 应当 要 要求 必须 需 需要 为 其 该 本 已 以 对 按 经 由 于 年 月 日 满 达到 达 不得 至少 占 限
    企业 公司 单位 项目 我们 我 申请 申请人 可以 能 够 行 吗 呢 符合 条件 机构 具有 具备 拥有 取得 获得 有关 相关 用人单位 情况 规定 办法
    本市 本省 本县 本区 全市 以上 以下 不 超过 不超过 低于 高于 不少于 不低于 多于 少于 者 人员 人士 人 家 个 名 项 年度 的话 行不行 算 吧 都 才 快
    已经 现在 目前 一个 原则上 一般 其中 使用 进行 实际 方面 工作日 限制 合计 时 中 上 下 内 间 起 之日 自 起算 之 比 截至 每 单个 数量 总数 每年 部分 用 或者 时间 时长 年限 数额 总额 主体 运营主体 申报 申报单位 申请单位 法人 在职 正式 兼职 正常 依法 包括 包含 完成 每个 承诺
"""))  # fmt: skip
"""Words that say nothing of what a figure is of."""

QUALIFIERS = tuple(
    re.compile(each)
    for each in (
        "人均|户均|每人|平均", "上一?年度|上年(?!龄)|去年|上一年", "当年|本年度|今年(?!已?[零一二三四五六七八九十\\d])", "每年|年均|按年|(?<!\\d)年(?=纳税|营|销|产值|收入|利润)",
        "每月|月均|月收入|每人每月", "累计|一共|总共|合计|加起来|(?<![增参更])加(?![入强工快大分装固])", "新增|增量", "增长|增速|增幅|同比", "占|比例|比重|之比", "实缴|实收",
        "净", "单笔", "首次|第一次|首台", "专职|全职", "连续|一直", "本科", "硕士|研究生", "博士", "高级", "中级", "主营",
        "境外|国外|海外|出口", "国际", "省级", "国家级", "市级", "区级|县级", "贷款", "税后|税前", "子女|儿童|未成年|孩子|小孩|儿子|女儿", "老人|老年|父母|父亲|母亲",
        "配偶|爱人|老婆|丈夫|老公|妻子", "女", "男", "残疾", "预算", "专利", "发明", "培训", "农村", "城镇(?!职工|企业)",
    )
)  # fmt: skip
"""Kinds of words that make a figure one of another thing: where a demand has one, the asker must say one too."""

STRONG = tuple(
    re.compile(each)
    for each in (
        "人均|户均",
        "增长|增速|增幅",
        "占(?!地)|比例|比重",
        "净",
        "实缴",
        "利润",
        "每月|月均|月收入|月租|个月",
        "配偶|爱人|老婆|丈夫|老公|妻子",
        "子女|儿童|未成年|孩子|小孩|儿子|女儿",
        "老人|老年人|父母|父亲|母亲",
    )
)
"""Those that make another thing of the asker's figure too, where the demand has none."""


RUN = 4
"""Characters that a figure's clause and a text have in common where they speak of one thing, whatever words they make up."""

_BODIES = frozenset(("实体", "主体"))
_PLAIN = re.compile(
    "|".join(sorted((word for word in STOP if len(word) > 1), key=len, reverse=True)) + "|[近年月每了共有前后上下半个]"
)
"""What calls any body that is counted, and what says nothing of a run."""


@lru_cache(maxsize=2_000)
def content(text: str) -> tuple[str, ...]:
    """The words of a text that say what it is about."""
    bare = _HOW_MUCH.sub(" ", text)
    return tuple(dict.fromkeys(word for word in cut(bare) if word not in STOP and re.match(r"[^\W\d_]{2}", word)))


def said_in(word: str, text: str) -> bool:
    """Whether a word stands in a text, or most of a longer one does (使用面积 for 面积, 融资额 for 融资)."""
    if word in text:
        return True
    pairs = [word[i : i + 2] for i in range(len(word) - 1)]
    return len(word) > 2 and sum(pair in text for pair in pairs) * 2 >= len(pairs)


def _half_in(word: str, text: str) -> bool:
    """Whether a half of a word of two words stands in a text (财产 for 家庭财产)."""
    return len(word) == 4 and (word[:2] in text or word[2:] in text)


def fits(own: Stated, words: str, item: str, about: str, *, near: bool = True) -> bool:
    """Whether a figure of the asker's is of `item`: the question (`words`) says most of its words, the clause of the figure
    one, and neither side narrows in a way that the other does not (`about`)."""
    named = content(item)
    verbatim = _told_as_written(own, words, item)
    said = [word for word in named if said_in(word, words)]
    if not verbatim and len(said) < (COVERED_OF_MANY if len(named) >= MANY else COVERED) * len(named):
        return False
    if near and not verbatim and not any(said_in(word, own.words) or _half_in(word, own.words) for word in said):
        around = sum(said_in(word, own.words) for word in content(about))
        if not said or around < AROUND:
            return False
    if any(each.search(about) and not each.search(words) for each in QUALIFIERS):
        return False
    share = "占比例" if own.family == "%" else ""
    return not any(each.search(own.words) and not each.search(f"{about}{share}") for each in STRONG)


def _told_as_written(own: Stated, words: str, item: str) -> bool:
    """Whether the clause of a figure repeats a run of what a text says before its own, and the question all that follows there
    (每年在孵|创业实体): a dictionary does not know every word."""
    told = re.sub(r"\d+", "|", item)
    runs = (told[at : at + RUN] for at in range(len(told) - RUN + 1))
    shared = [run for run in runs if run in own.words and len(_PLAIN.sub("", run)) > 1]
    rest = content(told.rpartition(shared[-1])[2]) if shared else ()
    return bool(shared) and all(word in _BODIES or said_in(word, words) for word in rest)


def closer(one: str, other: str, words: str) -> bool:
    """Whether the question says more of what stands in one clause alone than of what stands in the other alone."""
    mine, theirs = (set(bigrams(" ".join(content(each)))) for each in (one, other))
    return sum(term in words for term in mine - theirs) > sum(term in words for term in theirs - mine)


def plainer(one: str, other: str, words: str) -> bool:
    """Whether one clause says nothing but what the other says too, and the question nothing of what the other says beside."""
    mine, theirs = (set(bigrams(" ".join(content(each)))) for each in (one, other))
    return mine < theirs and not any(term in words for term in theirs - mine)


def closest(abouts: Sequence[str], words: str, *, cases: bool = False) -> int | None:
    """Which of some clauses the question says most of that is said of it alone, or of `cases` of one thing the plain one where
    it says no other; None where no one leads."""
    for at, about in enumerate(abouts):
        others = [other for i, other in enumerate(abouts) if i != at]
        if all(closer(about, other, words) or (cases and plainer(about, other, words)) for other in others):
            return at
    return None
