"""Every sentence that the bot says of its own, in one place and in both languages (`bot.language`)."""

from bot.language import Wording, Words
from bot.records import Detail, Reason
from corpus.records import IndicatorKind
from corpus.validity import Status

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
        "资料库中找到了相关内容，但没有读到所问的数字，因此不作回答。",
        "The library speaks of this, but the figure asked for was not found in it, so the question is left unanswered.",
    ),
    Reason.OWN_FIGURE: Wording(
        "这像是问您单位或您本人的数字：资料库中只有政策文件和工作报告，没有哪一家单位或个人的数字。如果问的是某个地方，请写明地名和年份。",
        "This seems to ask for your firm's or your own figure: the library holds policies and reports, and no figures of single firms or persons. If you mean a place, please name it and the year.",
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

FIGURE_UNSURE = Wording(
    "资料库中找到了相关内容，但不能确定其中哪个数字是所问的，因此不作回答。",
    "The library speaks of this, but which of its figures is the one asked for is not sure, so the question is left unanswered.",
)
"""In place of NO_FIGURE where the sentence shown has figures that could be it."""

UNTOLD = Wording(
    "资料库中找到了相关内容，但没有写到所问的{detail}，因此不作回答。",
    "The library speaks of this, but does not tell {detail}, so the question is left unanswered.",
)
"""Where what is told of a subject leaves untold the detail asked."""

DETAILS = Words(
    {
        Detail.DAY: ("时间", "when"),
        Detail.PAPERS: ("材料", "which papers are needed"),
        Detail.WAY: ("办法", "how it is done"),
        Detail.PLATFORM: ("平台", "on which platform"),
        Detail.NAMES: ("名称", "the names asked for"),
        Detail.LEAST: ("最低数", "the least there must be"),
        Detail.COST: ("费用", "what it costs"),
        Detail.RESULT: ("实际数", "what it came to"),
        Detail.FIGURE: ("数字", "the figure asked for"),
        Detail.SPAN: ("期限", "how long it takes or holds"),
        Detail.WHO: ("经办单位", "who does it, or where"),
        Detail.DEMANDS: ("条件", "what must be met"),
        Detail.THING: ("内容", "what is asked of it"),
    }
)

MENTIONED = Wording("提到它的原文：", "Where it is mentioned: ")
HALF = Wording("{}？", "{}?")
HALF_NOT_FOUND = Wording("{}？没有找到能回答的内容。", "{}? Nothing was found that answers.")
NEAREST_SENTENCE = Wording("原文：最接近的一句是：", "Original text: the nearest sentence is: ")
NEAREST = Wording("下面是最接近的原文，供参考：", "The nearest passages, for reference: ")
WARNINGS = Words(
    {
        Status.NOT_YET: ("注意：[{marker}]《{title}》尚未施行。", "Note: [{marker}] 《{title}》 is not yet in force."),
        Status.EXPIRED: ("注意：[{marker}]《{title}》的有效期已满。", "Note: [{marker}] 《{title}》 has expired."),
        Status.REPEALED: ("注意：[{marker}]《{title}》已被废止。", "Note: [{marker}] 《{title}》 has been repealed."),
        Status.DRAFT: (
            "注意：[{marker}]《{title}》是征求意见稿，不是正式文件。",
            "Note: [{marker}] 《{title}》 is a draft for comment, not a final document.",
        ),
    }
)
WARNINGS_OF_PART = Words(
    {
        Status.NOT_YET: (
            "注意：[{marker}]《{title}》中引用的这部分政策尚未施行。",
            "Note: [{marker}] the part of 《{title}》 that is quoted is not yet in force.",
        ),
        Status.EXPIRED: (
            "注意：[{marker}]《{title}》中引用的这部分政策有效期已满。",
            "Note: [{marker}] the part of 《{title}》 that is quoted has expired.",
        ),
    }
)
BEYOND = Words(
    {
        "place": (
            "注意：[{marker}]是{place}的，您说自己在{own}；外地能否享受，请看原文的适用范围。",
            "Note: [{marker}] is of {place}, and you said that you are in {own}; see in the text whether it applies.",
        ),
        "year": (
            "注意：[{marker}]的有效期到{day}为止，{year}年已不在有效期内。",
            "Note: [{marker}] is in force until {day}, and no longer in {year}.",
        ),
    }
)
UNPLACED = Wording(
    "注意：问题没有说是哪里，以上是{place}的；资料库中{others}也有相近的内容，请在问题中写明地名。",
    "Note: the question names no place. This is of {place}; the library has as much on {others}. Please name the place.",
)
SMALLTALK = Wording(
    "您好，我是政策问答助手，只依据资料库里的文件回答问题，并给出原文出处。资料库现有 {documents} 份文件{covers}。",
    "Hello. I answer questions from the documents in the library alone, with the original text as source. The library holds {documents} documents{covers}. Please ask in Chinese.",
)
COVERS = Wording("，涉及{places}", ", on {places}")
QUOTE = Wording("原文：", "Original text: ")
NOT_CERTAIN = Wording(
    "没有与所问完全对应的原文，最接近的是：", "Nothing says exactly what is asked; what comes nearest: "
)
FIGURE_UNREAD = Wording("哪个数字是所问的，请看原文：", "See which figure is the one asked for: ")
NOT_GIVEN = Wording("没有找到", "not found")
NO_ARTICLE = Wording(
    "《{title}》没有第{number}条，最后一条是第{last}条，因此不作回答。",
    "《{title}》 has no article {number}; its last one is {last}. The question is left unanswered.",
)
IN_FORCE: Words[Status | str] = Words(
    {
        Status.IN_FORCE: (
            "有效。截至{day}，{title}现行有效{dates}。",
            "In force. As of {day}, {title} is in force{dates}.",
        ),
        Status.NOT_YET: (
            "尚未生效。截至{day}，{title}还没有施行{dates}。",
            "Not yet in force. As of {day}, {title} does not apply yet{dates}.",
        ),
        Status.EXPIRED: (
            "已失效。截至{day}，{title}的有效期已满{dates}。",
            "Expired. As of {day}, {title} is no longer valid{dates}.",
        ),
        Status.REPEALED: (
            "已废止。截至{day}，{title}已被{by}废止{dates}。",
            "Repealed. As of {day}, {title} has been repealed{by}{dates}.",
        ),
        Status.DRAFT: (
            "不是正式文件。{title}是征求意见稿{dates}。",
            "Not a final document. {title} is a draft for comment{dates}.",
        ),
        Status.UNSTATED: (
            "无法判断。{title}没有写明施行日期和有效期，资料库中也没有废止它的文件{dates}。",
            "Cannot be told. {title} states neither when it comes into force nor how long it is valid, and the library holds nothing that repeals it{dates}.",
        ),
        "by": ("《{title}》", " by 《{title}》"),
        "from": ("，自{}起施行", ", in force from {}"),
        "until": ("，有效期至{}", ", valid until {}"),
        "repealed": ("，{}起废止", ", repealed from {}"),
        "ended": (
            "已废止。{number}已被《{title}》废止，资料库中没有它的原文。",
            "Repealed. {number} has been repealed by 《{title}》; the library does not hold its text.",
        ),
        "part": (
            "{state}。截至{day}，按原文这一条{dates}。",
            "{state}. As of {day}, by the text of this provision{dates}.",
        ),
        f"part_{Status.IN_FORCE}": ("仍在有效期内", "Still valid"),
        f"part_{Status.NOT_YET}": ("尚未生效，还没有施行", "Not yet in force"),
        f"part_{Status.EXPIRED}": ("已失效", "Expired"),
    }
)
COMPARED = Words(
    {
        "same": ("两者相同。", "The two are equal."),
        "differ": ("{high}比{low}多{gap}（{sum}）。", "{high} exceeds {low} by {gap} ({sum})."),
        "nominal": (
            "按所写的数字，{high}比{low}多{gap}（{sum}）；原文有上下限或约数，确切的差额不能算出。",
            "By the figures as written, {high} exceeds {low} by {gap} ({sum}); the text gives limits or approximate figures, so the exact difference cannot be told.",
        ),
        "tier": ("您说的情况符合“{tier}”", "what you said falls under “{tier}”"),
        "sum": ("合计{total}（{sum}）。", "Total: {total} ({sum})."),
        "within": (
            "注意：{part}属于{whole}，{whole}的数字通常已经包括{part}，相加可能重复计算。",
            "Note: {part} is part of {whole}, whose figure usually includes it, so the sum may count it twice.",
        ),
        "rest": ("扣除后为{rest}（{sum}）。", "What is left: {rest} ({sum})."),
        "times": ("{one}是{other}的{times}倍（{sum}）。", "{one} is {times} times {other} ({sum})."),
        "share": ("{one}约是{other}的{share}（{sum}）。", "{one} is about {share} of {other} ({sum})."),
        "given": ("原文给出的合计：{total} {marks}", "Total as the text gives it: {total} {marks}"),
        "less": ("{low}少于{high}。", "{low} is less than {high}."),
        "most": ("最高的是{high}，最低的是{low}。", "The highest is {high}, the lowest {low}."),
        "doubled": ("已经翻番（{sum}）。", "It has doubled ({sum})."),
        "not_doubled": ("没有翻番（{sum}）。", "It has not doubled ({sum})."),
        "met": ("已达到目标：完成{done}，目标{aim}。", "The target is met: {done} achieved, {aim} aimed at."),
        "missed": ("没有达到目标：完成{done}，目标{aim}。", "The target is not met: {done} achieved, {aim} aimed at."),
        "open": (
            "原文给的是上下限或约数，不能算出确切的高低。",
            "The text gives limits or approximate figures, so which is higher cannot be told exactly.",
        ),
        "flow": (
            "一个是新增的数，一个是现有的总数，口径不同，不作计算。",
            "One counts what was added, the other all there are: the two are not compared.",
        ),
        "apart": ("两者单位或口径不同，不作计算。", "The two differ in unit or scope and are not compared."),
    }
)
RANKED = Wording(
    "最{word}的是{place}：{figure}（按原文列出的 {count} 个地方比较）",
    "First of the {count} places that the text lists, in the order asked{word:.0s}, is {place}: {figure}",
)
TABLE = Wording("{place}{year}共有 {count} 项：", "{place} {year}, {count} in all:")
NEIGHBOUR = Wording(
    "资料库中没有找到{place}{year}{metric}的{wanted}，因此不作回答。只有：{held}。",
    "The library has no {wanted} of {metric} for {place} {year}, so the question is left unanswered. It only has: {held}.",
)
WRITTEN = Wording(
    "（由语言模型 {model} 撰写，逐句与原文核对：{kept} 句相符，{replaced} 句改用原文，{dropped} 句删去。）",
    "(Written by the language model {model} and checked against the text: {kept} sentences agree, {replaced} were replaced by the text, {dropped} dropped.)",
)
WRITTEN_BY_RULE = Words(
    {
        True: (
            "（语言模型没有正常答复，以上按规则从原文得出。）",
            "(The language model did not reply properly; the above follows from the text by rules.)",
        ),
        False: (
            "（语言模型没有写出与原文相符的句子，以上按规则从原文得出。）",
            "(The language model wrote no sentence that agrees with the text; the above follows from it by rules.)",
        ),
    }
)
"""Whether the model failed, to the line below an answer that is not its own."""
STOPPED = Words(
    {
        True: ("（已停止，后面的没有写完。）", "(Stopped; the rest was not written.)"),
        False: (
            "（已停止撰写，以上按规则从原文得出。）",
            "(Writing was stopped; the above follows from the text by rules.)",
        ),
    }
)
"""Whether the model had written anything, to the line below an answer that was stopped."""
VERDICTS = Words(
    {
        "met": (
            "这一条{hedge}符合：要求“{clause}”，您说的是{own}。",
            "This condition is met{hedge}: it asks for “{clause}”, and you said {own}.",
        ),
        "missed": (
            "{hedge}不符合：这一条要求“{clause}”，您说的是{own}{gap}。",
            "Not met{hedge}: the text asks for “{clause}”, and you said {own}{gap}.",
        ),
        "either": (
            "{hedge}这一项未达到：要求“{clause}”，您说的是{own}{gap}；原文还有可以替代它的条件，符合其一即可，请看原文。",
            "This one is not met{hedge}: the text asks for “{clause}”, and you said {own}{gap}; another condition of the text can stand in its place.",
        ),
        "forbidden": (
            "不符合：“{clause}”是不允许的情形，您说的是{own}{gap}。",
            "Not met: “{clause}” is not allowed, and you said {own}{gap}.",
        ),
        "free": (
            "这一条{hedge}符合，不影响办理：“{clause}”是不允许的情形，您说的是{own}，不在其中。",
            "This condition is met{hedge}: “{clause}” is not allowed, and {own}, as you said, is not among it.",
        ),
        "kept": (
            "这一条符合：要求“{clause}”，您说“{own}”。",
            "This condition is met: it asks for “{clause}”, and you said “{own}”.",
        ),
        "below": (
            "低于标准：您说的是{own}，标准是{standard}，低{gap}。",
            "Below the standard: you said {own}, the standard is {standard}, {gap} more.",
        ),
        "above": (
            "高于标准：您说的是{own}，标准是{standard}，高{gap}。",
            "Above the standard: you said {own}, the standard is {standard}, {gap} less.",
        ),
        "within": (
            "这一条符合：您说的是{own}，标准是{standard}，低{gap}。",
            "This condition is met: you said {own}, the standard is {standard}, {gap} more.",
        ),
        "beyond": (
            "不符合：您说的是{own}，标准是{standard}，高{gap}。",
            "Not met: you said {own}, the standard is {standard}, {gap} less.",
        ),
        "level": (
            "与标准相等：您说的是{own}，标准是{standard}。",
            "Level with the standard: you said {own}, the standard is {standard}.",
        ),
        "lacking": (
            "不符合：这一条要求“{clause}”，您说“{own}”。",
            "Not met: the text asks for “{clause}”, and you said “{own}”.",
        ),
        "barred": (
            "不符合：原文写明“{clause}”，您说“{own}”。",
            "Not met: the text says “{clause}”, and you said “{own}”.",
        ),
        "listed": (
            "不符合，不能办理：“{clause}”是原文所列不予办理或不予支持的情形，您说“{own}”。",
            "Not met: “{clause}” is a case in which the text gives nothing, and you said “{own}”.",
        ),
        "may_not": ("不可以：原文写明“{clause}”。", "No: the text says “{clause}”."),
        "counts_not": ("不算：原文写明“{clause}”。", "It does not count: the text says “{clause}”."),
        "need_not": ("不需要：原文写明“{clause}”。", "There is no need: the text says “{clause}”."),
        "unlimited": ("不受限制：原文写明“{clause}”。", "There is no limit: the text says “{clause}”."),
        "only": ("不能：原文写明“{clause}”，您说“{own}”。", "No: the text says “{clause}”, and you said “{own}”."),
        "hedge": ("原则上", " in principle"),
        "short": ("，还差{gap}", ", {gap} short"),
        "over": ("，高出{gap}", ", {gap} too much"),
        "rest": (
            "这里只对照了上面说到的条件，其他条件请看原文。",
            "Only the conditions named above were compared; for the others please read the text.",
        ),
    }
)
CLAIMED = Words(
    {
        "right": ("对：原文是{told}。", "Right: the text says {told}."),
        "wrong": ("不对：原文是{told}，您说的是{said}。", "Not so: the text says {told}, and you said {said}."),
    }
)
WORKED = Words(
    {
        "result": ("{most}{each}{total}（{steps}）。", "{most}{each}{total} ({steps})."),
        "tier": ("您说的情况符合“{tier}”", "what you said falls under “{tier}”"),
        "sum": ("合计{each}{total}（{steps}）。", "Together {each}{total} ({steps})."),
        "whole": ("；领满{length}共{total}", "; {total} over {length}"),
        "place": ("{place}：", "{place}: "),
        "most": ("最多", "At most "),
        "under": ("，没有超过上限{cap}", ", within the limit of {cap}"),
        "over": ("，超过上限，按上限{cap}", ", beyond the limit of {cap}"),
        "counted": ("{cap}（{own}超过上限，按上限算）", "{cap} ({own} is beyond that limit)"),
    }
)
OWN_SHARE = Words(
    {
        "rate": (
            "自付{least}{rest}（按{basis}推算：100% − {paid} = {rest}）",
            "{least}{rest} to be paid oneself (worked out of {basis}: 100% − {paid} = {rest})",
        ),
        "none": ("不用自付：按{basis}是{as_told}", "Nothing to be paid oneself: {as_told} by {basis}"),
        "amount": (
            "自付{least}{rest}（按原文推算：{cost} − {paid} = {rest}）",
            "{least}{rest} to be paid oneself ({cost} − {paid} = {rest}, worked out of the text)",
        ),
        "given": ("其中可得：{line}", "Given: {line}"),
        "yuan": ("自付部分：{cost} × {rest} = {part}", "That is {cost} × {rest} = {part}"),
        "bounded": (
            "原文还写有起付标准、限额或上限，不在其内的费用也由自己承担，请看原文。",
            "The text also sets a threshold or a limit; costs outside of it are paid by oneself as well. Please read the text.",
        ),
        "least": ("至少", "at least "),
        "text": ("原文", "the text"),
        "statement": ("“{}”", "“{}”"),
    }
)
SUMS = Words(
    {
        "given": ("达到这一条的，可得{amount}。", "Who meets it is given {amount}."),
        "tier": (
            "按原文分档，您说的{own}符合“{tier}”这一档：{amount}。",
            "By the tiers of the text, {own} as you said falls under “{tier}”: {amount}.",
        ),
        "rate": (
            "{most}{total}（按原文比例计算：{name}{base} × {rate} = {product}{cap}）。",
            "{most}{total} (by the rate of the text: {name} {base} × {rate} = {product}{cap}).",
        ),
        "each": (
            "{most}{total}（按原文标准“{each}”计算：{sum} = {product}{cap}）。",
            "{most}{total} (by the standard of the text, “{each}”: {sum} = {product}{cap}).",
        ),
        "year": ("{most}{amount}（原文第{years}年的标准）。", "{most}{amount} (by the text, for year {years})."),
        "year_several": (
            "{most}每年{amount}（原文第{years}年的标准）。",
            "{most}{amount} a year (by the text, for years {years}).",
        ),
        "years": (
            "{most}{total}（按原文逐年的标准相加，{years}年：{steps} = {total}）。",
            "{most}{total} (the amounts of the text for {years} years added: {steps} = {total}).",
        ),
        "as_said": ("对，", "Right: "),
        "not_said": ("不能按{claimed}：", "Not {claimed}: "),
        "over_cap": ("不能，{claimed}超过了上限：最多{cap}。", "No, {claimed} is beyond the limit: at most {cap}."),
        "most": ("最多", "At most "),
        "under": ("，没有超过上限{cap}", ", within the limit of {cap}"),
        "over": ("，超过上限{cap}", ", beyond the limit of {cap}"),
    }
)

CORRECTED = Wording(
    "{label}：{value}（经人工更正；原文读作 {read}）",
    "{label}: {value} (corrected by hand; the text was read as {read})",
)
UNSTATED = Wording("未写明", "not stated")
YEAR = Wording("{}年", "{}")
YEARS = Wording("{}年", "{} ")
KINDS = Words(
    {
        kind: (str(kind), english)
        for kind, english in zip(IndicatorKind, (" achieved", " target", " growth", " share", " rank"), strict=True)
    }
)
FELL = Wording("下降", " fall")
FALL = Wording("下降{}", "down {}")
LABEL = Wording("{whose}{year}{name}", "{whose} {year} {name}")
YEAR_BEFORE = Wording(
    "{year}为{before}（按原文推算：{figure} {sign} {change} = {before}）",
    "{year}: {before} (worked out of the text: {figure} {sign} {change} = {before})",
)
DERIVED = Words(
    {
        "rest": ("{told}（按原文推算：{sum}）", "{told} (worked out of the text: {sum})"),
        "about": ("约{told}（按原文推算：{sum}）", "about {told} (worked out of the text: {sum})"),
    }
)
AIMED = Wording("（目标）", " (target)")
ONLY_AIMED = Wording("{year}目标：{told}", "{year} target: {told}")
NOT_REACHED = Wording(
    "这是目标；资料库中没有{year}实际完成值。", "This is a target; the library has no figure achieved{year}."
)
ASKED_FIGURES = Words(
    {
        "aim": ("目标", "target"),
        "done": ("完成数", "figure achieved"),
        "any": ("数字", "figure"),
        "total": ("总数（只有新增数）", "total (only what was added)"),
    }
)
OF = Wording("{figure} [1]，即{label}", "{figure} [1]: {label}")
OF_WHOLE_ONLY = Wording(
    "资料库中没有{part}的这项数字，上级或全市的数字不能代替，因此不作回答。",
    "The library has no such figure for {part}, and that of the whole cannot stand for it, so the question is left unanswered.",
)
MORE_ROWS = Wording("……另有 {} 项", "… and {} more")
AND_OTHERS = Wording("等地", " and others")
ALL_CLAUSES = Wording(" 等{}条", " and others, {} in all")
DAYS = Words(
    {
        "signed": ("{}印发", "issued {}"),
        "published": ("{}发布", "published {}"),
        "from": ("{}起施行", "in force from {}"),
        "until": ("{}止", "until {}"),
    }
)
POINTS = Wording("个百分点", " percentage points")
UP_TO = Wording("至多", "at most ")
