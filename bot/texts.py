"""Every sentence that the bot says of its own, in one place."""

import re
from dataclasses import dataclass

from bot.records import Reason
from corpus.validity import Status


@dataclass(frozen=True, slots=True)
class Wording:
    """What the bot says, in Chinese and in English."""

    zh: str
    en: str

    def to(self, question: str) -> str:
        """In the language of a question: English for one with letters and without Chinese characters."""
        return self.en if re.search("[a-zA-Z]", question) and not re.search("[\u3400-\u9fff]", question) else self.zh


REFUSALS = {
    Reason.EMPTY_QUESTION: Wording(
        "请输入一个问题，例如某地某年的某项指标，或某项政策的条件、标准和期限。",
        "Please ask a question, such as a figure of a place and year, or the conditions, amounts and deadlines of a policy.",
    ),
    Reason.EMPTY_LIBRARY: Wording(
        "资料库里还没有文件。请先用 policybot add 添加政策文件或工作报告。",
        "The library holds no documents yet. Add policies or work reports with policybot add first.",
    ),
    Reason.NOT_FOUND: Wording(
        "资料库中没有找到能回答这个问题的内容，因此不作回答。",
        "Nothing in the library answers this question, so it is left unanswered.",
    ),
    Reason.OTHER_PLACE: Wording(
        "资料库中没有找到{place}的相关内容，因此不作回答。",
        "The library has nothing on this for {place}, so the question is left unanswered.",
    ),
    Reason.OTHER_YEAR: Wording(
        "资料库中没有找到{year}年的相关内容，因此不作回答。",
        "The library has nothing on this for {year}, so the question is left unanswered.",
    ),
    Reason.NO_FIGURE: Wording(
        "资料库中找到了相关内容，但原文没有给出所问的数字，因此不作回答。",
        "The library speaks of this, but does not give the figure asked for, so the question is left unanswered.",
    ),
    Reason.UNKNOWN_TITLE: Wording(
        "资料库中没有{title}，因此不作回答。", "The library does not hold {title}, so the question is left unanswered."
    ),
    Reason.UNKNOWN_NUMBER: Wording(
        "资料库中没有文号为{number}的文件，因此不作回答。",
        "The library holds no document with the number {number}, so the question is left unanswered.",
    ),
}
"""The ladder of refusals: each wording once, in both languages."""

MENTIONED = Wording("提到它的原文：", "Where it is mentioned: ")
NEAREST = Wording("下面是最接近的原文，供参考：", "The nearest passages, for reference: ")
WARNINGS = {
    Status.NOT_YET: "注意：[{marker}]《{title}》尚未施行。",
    Status.EXPIRED: "注意：[{marker}]《{title}》的有效期已满。",
    Status.REPEALED: "注意：[{marker}]《{title}》已被废止。",
    Status.DRAFT: "注意：[{marker}]《{title}》是征求意见稿，不是正式文件。",
}
SMALLTALK = (
    "您好，我是政策问答助手，只依据资料库里的文件回答问题，并给出原文出处。资料库现有 {documents} 份文件{covers}。"
)
COVERS = "，涉及{places}"
QUOTE = "原文："
NOT_GIVEN = "没有找到"
NO_ARTICLE = "《{title}》没有第{number}条，最后一条是第{last}条，因此不作回答。"
IN_FORCE: dict[Status | str, str] = {
    Status.IN_FORCE: "有效。截至{day}，{title}现行有效{dates}。",
    Status.NOT_YET: "尚未生效。截至{day}，{title}还没有施行{dates}。",
    Status.EXPIRED: "已失效。截至{day}，{title}的有效期已满{dates}。",
    Status.REPEALED: "已废止。截至{day}，{title}已被{by}废止{dates}。",
    Status.DRAFT: "不是正式文件。{title}是征求意见稿{dates}。",
    Status.UNSTATED: "无法判断。{title}没有写明施行日期和有效期，资料库中也没有废止它的文件{dates}。",
    "by": "《{title}》",
    "from": "，自{}起施行",
    "until": "，有效期至{}",
    "repealed": "，{}起废止",
    "ended": "已废止。{number}已被《{title}》废止，资料库中没有它的原文。",
    "part": "{state}。截至{day}，按原文这一条{dates}。",
    f"part_{Status.IN_FORCE}": "仍在有效期内",
    f"part_{Status.NOT_YET}": "尚未生效，还没有施行",
    f"part_{Status.EXPIRED}": "已失效",
}
COMPARED = {
    "same": "两者相同。",
    "differ": "{high}比{low}多{gap}（{sum}）。",
    "nominal": "按所写的数字，{high}比{low}多{gap}（{sum}）；原文有上下限或约数，确切的差额不能算出。",
    "sum": "合计{total}（{sum}）。",
    "rest": "扣除后为{rest}（{sum}）。",
    "times": "{one}是{other}的{times}倍（{sum}）。",
    "given": "原文给出的合计：{total} {marks}",
    "most": "最高的是{high}，最低的是{low}。",
    "doubled": "已经翻番（{sum}）。",
    "not_doubled": "没有翻番（{sum}）。",
    "met": "已达到目标：完成{done}，目标{aim}。",
    "missed": "没有达到目标：完成{done}，目标{aim}。",
    "open": "原文给的是上下限或约数，不能算出确切的高低。",
    "flow": "一个是新增的数，一个是现有的总数，口径不同，不作计算。",
    "apart": "两者单位或口径不同，不作计算。",
}
TABLE = "{place}{year}共有 {count} 项："
NEIGHBOUR = "资料库中没有找到{place}{year}{metric}的{wanted}，因此不作回答。只有：{held}。"
WRITTEN = "（由语言模型 {model} 撰写，逐句与原文核对：{kept} 句相符，{replaced} 句改用原文，{dropped} 句删去。）"
WRITTEN_BY_RULE = {
    True: "（语言模型没有正常答复，以上按规则从原文得出。）",
    False: "（语言模型没有写出与原文相符的句子，以上按规则从原文得出。）",
}
"""Whether the model failed, to the line below an answer that is not its own."""
STOPPED = {
    True: "（已停止，后面的没有写完。）",
    False: "（已停止撰写，以上按规则从原文得出。）",
}
"""Whether the model had written anything, to the line below an answer that was stopped."""
VERDICTS = {
    "met": "这一条{hedge}符合：要求“{clause}”，您说的是{own}。",
    "missed": "{hedge}不符合：这一条要求“{clause}”，您说的是{own}{gap}。",
    "forbidden": "不符合：“{clause}”是不允许的情形，您说的是{own}。",
    "free": "这一条{hedge}符合：“{clause}”是不允许的情形，您说的是{own}，不在其中。",
    "kept": "这一条符合：要求“{clause}”，您说“{own}”。",
    "barred": "不符合：原文写明“{clause}”，您说“{own}”。",
    "only": "不能：原文写明“{clause}”，您说“{own}”。",
    "hedge": "原则上",
    "short": "，还差{gap}",
    "over": "，高出{gap}",
    "rest": "这里只对照了上面说到的条件，其他条件请看原文。",
}
CLAIMED = {
    "right": "对：原文是{told}。",
    "wrong": "不对：原文是{told}，您说的是{said}。",
}
SUMS = {
    "tier": "按原文分档，您说的{own}符合“{tier}”这一档：{amount}。",
    "rate": "{most}{total}（按原文比例计算：{base} × {rate} = {product}{cap}）。",
    "each": "{total}（按原文标准“{each}”计算：{sum} = {product}{cap}）。",
    "most": "最多",
    "under": "，没有超过上限{cap}",
    "over": "，超过上限{cap}",
}

CORRECTED = "{label}：{value}（经人工更正；原文读作 {read}）"
UNSTATED = "未写明"
