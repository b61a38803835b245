"""What is said about benefits and enterprises, in one place and in both languages (`bot.language`)."""

from bot.language import Wording, Words

UNPLACED = Wording(
    "《{title}》没有写明适用地区，它在贵单位所在地适用",
    "《{title}》 does not state where it applies, and it applies where you are",
)
STEPS = Words(
    {
        "fixed": ("定额{high}", "a fixed {high}"),
        "at_most": ("最高{high}", "up to {high}"),
        "about": ("约{low}～{high}", "about {low} to {high}"),
        "roughly": ("约", "about "),
        "product": ("{name} {base} × {rate} = {product}", "{name} {base} × {rate} = {product}"),
        "formula": ("{name}（待补充） × {rate}", "{name} (to be given) × {rate}"),
        "part_up_to": ("{part}（不超过{up_to}的部分）", "{part} (the part up to {up_to})"),
        "part_above": ("{part}（超过{above}的部分）", "{part} (the part above {above})"),
        "part_between": ("{part}（{above}至{up_to}的部分）", "{part} (the part from {above} to {up_to})"),
        "base": ("基数", "base"),
        "cap": ("{per}最高{cap}", "{per} up to {cap}"),
        "floor": ("最低{floor}", "at least {floor}"),
        "times": ("{per}计，期数待补充", "{per}, for a number of periods to be given"),
        "points": ("{points}个百分点/年", "{points} percentage points a year"),
        "years": ("{yearly}，最多{years}年", "{yearly}, for at most {years} years"),
        "term": ("期限最多{years}年", "for at most {years} years"),
        "per_year": ("每年{sum}", "{sum} a year"),
        "each_year": ("每年按此计算", "reckoned so each year"),
        "missing": ("待补充数据后计算", "to be reckoned when data are given"),
        "unstated": ("原文未写明金额", "the text states no amount"),
        "several": ("分项计算", "reckoned item by item"),
        "in_kind": ("非资金支持", "support other than money"),
    }
)
"""How an amount is reckoned, step by step."""
LEVELS = Words(
    {
        "nation": ("国家级", "national"),
        "province": ("省级", "provincial"),
        "city": ("市级", "municipal"),
        "district": ("区县级", "district"),
        "unstated": ("级别未注明", "level not stated"),
    }
)
CARD = Words(
    {
        "unstated": (
            "文件没有写明有效期，请向发文机关核实是否仍在执行。",
            "The document states no period of validity; please ask its issuer whether it still applies.",
        ),
        "until": ("文件有效期至{day}。", "The document is valid until {day}."),
        "expired": ("文件已失效{day}，不再适用。", "The document has expired{day} and no longer applies."),
        "repealed": ("文件已废止{day}，不再适用。", "The document has been repealed{day} and no longer applies."),
        "not_yet": ("文件尚未施行{day}。", "The document is not yet in force{day}."),
        "draft": ("文件是征求意见稿，不是正式文件。", "The document is a draft for comment, not a final one."),
        "elsewhere": (
            "《{title}》由{issuer}发布，适用于{place}，不适用于贵单位所在地。",
            "《{title}》, issued by {issuer}, applies to {place} and not where you are.",
        ),
        "closed": (
            "申报期已于{day}截止，请关注下一批通知。",
            "Applications closed on {day}; please watch for the next call.",
        ),
        "opens": ("申报自{day}开始。", "Applications open on {day}."),
        "closes": ("申报截止{day}。", "Applications close on {day}."),
        "unconditional": ("原文没有写明条件，请人工核对。", "The text states no conditions; please check by hand."),
        "not_with": ("不能重复享受：“{clause}”", "Not together with others: “{clause}”"),
        "derived": (
            "{label}由{part}和{whole}算出：{value}。",
            "{label} follows from {part} and {whole}: {value}.",
        ),
        "dropped": (
            "就高不重复：已计入“{title}”（{amount}），本项不再计入。依据：“{clause}”",
            "Only the highest counts: “{title}” ({amount}) is counted, this one is not. Basis: “{clause}”",
        ),
        "undecided": (
            "就高不重复：与“{title}”（{amount}）只能取一项，补充数据后才能比较高低。依据：“{clause}”",
            "Only the highest counts: this or “{title}” ({amount}), to be compared when data are given. Basis: “{clause}”",
        ),
        "total": ("金额确定的合计：{total}", "Total of certain amounts: {total}"),
        "open": (
            "，另有 {count} 项金额要补充数据或由主管部门核定",
            "; {count} more depend on data or on the authority",
        ),
        "range": ("，合计 {low}～{high}", ", {low} to {high} in all"),
        "at_least": ("，合计至少 {low}，上限未定", ", at least {low} in all, without a bound"),
        "without": ("；就高不重复，已扣除 {count} 项", "; only the highest counts, {count} left out"),
    }
)
"""What is said on a card."""
STANDING = Words(
    {
        "met": ("已符合 {count} 条", "{count} conditions met"),
        "facts": ("还差 {count} 项信息", "{count} facts missing"),
        "clauses": ("{count} 条待确认", "{count} clauses to confirm"),
        "named": ("（写明面向{names}）", " (written for {names})"),
        "others": ("看来面向{names}", "seems to be for {names}"),
        "persons": ("个人和家庭", "persons and families"),
    }
)
"""How near a benefit is to the enterprise."""
ASK = Words(
    {
        "clause": (
            "请确认：贵单位符合“{clause}”吗？（是／否／不清楚）",
            "Please confirm: do you meet “{clause}”? (yes / no / not sure)",
        ),
        "denial": (
            "请确认：贵单位有过这样的情况吗：{matter}？（有／没有／不清楚；原文：“{clause}”）",
            "Please confirm: has there been anything of this kind: “{matter}”? (yes / no / not sure; original: “{clause}”)",
        ),
        "exclusion": (
            "请确认：贵单位存在“{clause}”所说的情形吗？（有／没有／不清楚）",
            "Please confirm: is it with you as “{clause}” says? (yes / no / not sure)",
        ),
        "last_year": ("上年度", "last year's"),
        "names": ("{label}：{names}？", "Which of these holds, if any ({label}): {names}?"),
        "value": ("{label}是多少？", "What about your {label}? (a Chinese word or a number)"),
    }
)
"""How facts are asked for."""
CHAT = Words(
    {
        "known": ("【企业情况】{facts}", "The enterprise: {facts}"),
        "unknown": ("【企业情况】还没有资料。", "The enterprise: nothing known yet."),
        "group": ("【{group}】{count} 项", "{group}: {count}"),
        "total": ("（{total}）", " ({total})"),
        "more": ("另有 {count} 项。", "{count} more."),
        "none": (
            "资料库里没有贵单位现在能申请的政策，也没有补上情况后可能符合的。",
            "The library holds no policy for the enterprise, nor one that more facts could open.",
        ),
        "brief": (
            "说“看结果”可以看各组最接近的几项，全部的列在“惠企匹配”里。",
            "Say “看结果” to see the nearest of each group; the tab for matching lists all.",
        ),
        "card": ("{at}. {title}（{level}{date}）", "{at}. {title} ({level}{date})"),
        "point": ("第{at}条“{text}” {mark}", "no. {at} “{text}” {mark}"),
        "gives": ("给多少：{quotes}", "What it gives: {quotes}"),
        "steps": ("计算：{steps}", "Calculation: {steps}"),
        "met": ("已满足：{quotes}", "Met: {quotes}"),
        "confirmed": ("已确认：{quotes}", "Confirmed: {quotes}"),
        "failed": ("不满足：{quotes}", "Not met: {quotes}"),
        "missing": ("还缺：{missing}", "Still needed: {missing}"),
        "confirm": ("需人工确认：{quotes}", "To be confirmed: {quotes}"),
        "noted": ("已记下：{facts}。", "Noted: {facts}."),
        "forgotten": ("已去掉：{facts}。", "Left out: {facts}."),
        "skipped": ("好的，先跳过。", "Skipped for now."),
        "unclear": (
            "没有听明白，请换个说法回答，或说“跳过”。",
            "This was not understood. Please put it in other words, or say “skip”.",
        ),
        "nothing": (
            "没有记过这一项，企业情况没有改变。",
            "Nothing of the kind was noted, so nothing has changed.",
        ),
        "cleared": ("已清空企业情况。", "What was known of the enterprise is cleared."),
        "stopped": (
            "好的。需要时可以随时补充情况，或说“看结果”。",
            "All right. Add to it at any time, or say “看结果”.",
        ),
        "next_whole": (
            "还想了解：{question}（不清楚可以说“跳过”；可以更正，例如“员工改成80人”“去掉专精特新”；“一共能拿多少”看合计；“第2条符合”确认列出的条款，“第1项怎么申请”看一项的详情；“看看资料”显示已知情况，“重新来”清空）",
            "Next: {question} (say “skip” if you do not know; in Chinese, “第2条符合” confirms clause no. 2, “第1项怎么申请” tells of benefit 1, “员工改成80人” corrects a figure, “一共能拿多少” asks for the total, “看看资料” shows what is known and “重新来” clears it)",
        ),
        "next": (
            "还想了解：{question}（不清楚可以说“跳过”）",
            "Next: {question} (say “skip” if you do not know)",
        ),
        "offered": (
            "要看贵单位还能申请哪些，请说：“我们能申请哪些补贴”。",
            "To see what else there is for the enterprise, say “我们能申请哪些补贴”.",
        ),
        "done": ("没有需要再问的了。", "There is nothing more to ask."),
    }
)
"""How the matching is told in chat."""
TOTAL = Words(
    {
        "sure": (
            "【合计】现在确定符合的 {count} 项，合计 {total}。",
            "In all: {total} from the {count} that certainly apply.",
        ),
        "range": ("{low}～{high}", "{low} to {high}"),
        "at_least": ("至少 {low}（上限未定）", "at least {low} (without a bound)"),
        "counted": ("金额确定的，相加为 {total}：", "Certain amounts, {total} together:"),
        "open": (
            "金额还没有确定的，按下限到上限计入，不当作已定的数：",
            "Amounts that are still open, counted from their least to their most:",
        ),
        "line": ("{at}. {title}，{level}：{amount}{quotes}", "{at}. {title}, {level}: {amount}{quotes}"),
        "bounds": ("（计入 {low}～{high}）", " (counted as {low} to {high})"),
        "no_bound": ("（计入至少 {low}，上限未定）", " (counted as at least {low}, without a bound)"),
        "dropped": ("就高不重复，没有重复相加：", "Only the highest counts; these are not added:"),
        "taken": (
            "{title}，{level}（{amount}）：已计入{other_level}“{other}”（{other_amount}）。依据：“{clause}”",
            "{title}, {level} ({amount}): {other_level} “{other}” ({other_amount}) is counted. Basis: “{clause}”",
        ),
        "undecided": (
            "{title}，{level}（{amount}）：与{other_level}“{other}”（{other_amount}）只能取一项，补充数据后才能比较高低。依据：“{clause}”",
            "{title}, {level} ({amount}): this or {other_level} “{other}” ({other_amount}), to be compared when data are given. Basis: “{clause}”",
        ),
        "in_kind": ("另有 {count} 项不是资金，没有计入。", "{count} more are no money and not counted."),
        "lacking": (
            "还有 {count} 项缺信息或待确认，都没有计入；补上情况后合计可能增加。",
            "{count} more lack information and are not counted; the total may grow.",
        ),
        "nothing": (
            "【合计】按目前的情况，还没有确定符合的政策，合计无从算起。",
            "In all: nothing certainly applies yet, so there is no total.",
        ),
    }
)
"""How all that an enterprise can have together is told."""
KNOWN = Words(
    {
        "yes": ("是", "yes"),
        "no": ("否", "no"),
        "not": ("{label}：不是{name}", "{label}: not {name}"),
        "none": ("{label}：没有{name}", "{label}: no {name}"),
        "about": ("约", "about "),
        "below": ("不到{value}", "less than {value}"),
        "at_most": ("不超过{value}", "at most {value}"),
        "above": ("超过{value}", "more than {value}"),
        "at_least": ("至少{value}", "at least {value}"),
        "met": ("“{clause}”已确认符合", "“{clause}” is met"),
        "unmet": ("“{clause}”已确认不符合", "“{clause}” is not met"),
        "spared": ("已确认没有“{clause}”所说的情形", "“{clause}” is confirmed not to be the case"),
        "barred": ("已确认有“{clause}”所说的情形", "“{clause}” is confirmed to be the case"),
    }
)
"""How what is known of an enterprise is said."""
HEARD = Words(
    {
        "unread": (
            "没有读懂（或没有全读懂）：{words}。可以换个说法，或在“惠企匹配”的表单里填写。",
            "Not understood, or not wholly: {words}. Please put it otherwise, or fill in the form of the tab for matching.",
        ),
        "intended": (
            "是打算、预计或以前的情况，没有计入：{words}。",
            "Only intended, expected or past, and not counted: {words}.",
        ),
        "lapsed": (
            "认定较早，可能已过有效期，没有计入：{words}。如果仍然有效，请说“现在仍是”，或在表单里选上。",
            "Awarded so long ago that it may have lapsed, and not counted: {words}. If it is still valid, please choose it in the form.",
        ),
    }
)
"""What is said of the parts of a description that state nothing, by why they do not."""
PROFILE = Words(
    {
        "mapping": (
            "应当是“字段: 值”的形式，例如 region: 慈溪市",
            "should be fields with values, such as staff: 60",
        ),
        "contradiction": (
            "字段“{field}”的“{name}”与其他字段互相矛盾。请只保留正确的一个",
            "{field}: “{name}” contradicts another field. Please keep only what is right",
        ),
        "complete": (
            "字段 complete 只能列出名称类的字段，例如 [certification, listing]。请改正",
            "complete may only list fields of names, such as [certification, listing]. Please correct it",
        ),
        "clauses": (
            "字段 {field} 应当是条款原文的列表，或“条款原文: true 或 false”。请改正",
            "{field} should be a list of clauses, or clauses with true or false. Please correct it",
        ),
        "own": (
            "字段 {field} 应当是“事项名称: {{cost: 20万}}”的形式，只写数字。请改正",
            "{field} should be names of benefits with figures, as in {{cost: 20000}}. Please correct it",
        ),
        "unknown": ("没有字段“{field}”。可用的字段：{listed}", "There is no field “{field}”. There are: {listed}"),
        "name": (
            "字段“{field}”里的“{value}”看不懂。请写名称，或“名称: true”“名称: false”",
            "{field}: “{value}” is not understood. Please write a name, or a name with true or false",
        ),
        "place": (
            "字段“{field}”的“{value}”不是已知的地名，或不是唯一的地名。请写省、市、区县，例如 浙江省宁波市慈溪市；开发区请连同所在的市一起写",
            "{field}: “{value}” is no known place, or there are several. Please write province, city and district in Chinese"
            " (浙江省宁波市慈溪市); a development zone with the city in which it lies",
        ),
        "yes": (
            "字段“{field}”的值“{value}”看不懂。请写 true 或 false，不知道就不写",
            "{field}: “{value}” is not understood. Please write true or false, or leave it out",
        ),
        "number": (
            "字段“{field}”的值“{value}”不是数字。请写数字（金额以元计），或“800万”“约2亿”这样的写法",
            "{field}: “{value}” is not a number. Please write one (money in yuan), or as in 800万 or 约2亿",
        ),
        "negative": (
            "字段“{field}”的值“{value}”是负数。请写不小于 0 的数",
            "{field}: “{value}” is below zero. Please write a number that is not",
        ),
        "share": (
            "字段“{field}”的值“{value}”超过 100%。请写 0 到 100 之间的数",
            "{field}: “{value}” is over 100%. Please write a number from 0 to 100",
        ),
    }
)
"""What is wrong with a description of an enterprise."""
FORM = Words(
    {
        "head": ("【{title}】《{document}》，{level}{issued}", "{title}: 《{document}》, {level}{issued}"),
        "issued": ("，{day}", ", {day}"),
        "line": ("{label}：{said}", "{label}: {said}"),
        "silent": ("原文未提及", "not in the text"),
        "see": ("见“条件”", "see the conditions"),
        "more": ("（另有{count}条，见原文）", " ({count} more in the text)"),
        "gives": ("给多少", "What it gives"),
        "schedule": ("发放方式", "How it is paid"),
        "who": ("谁能申请", "Who can apply"),
        "conditions": ("条件", "Conditions"),
        "apply": ("怎么申请", "How to apply"),
        "valid": ("有效期", "Valid"),
    }
)
"""The form of an answer about one benefit."""
CASE = {
    "fields": "用例要写 verdict，此外只能有这些字段：{fields}。请改正",
    "values": "verdict 只能是 {verdicts}，as_of 要写成 2026-01-31 这样的日期。请改正",
    "amount_form": "amount 的值“{value}”不是数字。请写以元计的数",
    "verdict": "应为{wanted}，结果是{found}",
    "amount": "金额应为{wanted}，结果是{found}",
}
"""What is said of the cases of reviewed benefits."""
GROUPS = Words(
    {
        "符合": ("符合", "Met"),
        "只差确认": ("只差确认", "Only to be confirmed"),
        "还缺信息": ("还缺信息", "Information missing"),
        "看来面向其他行业或事项": ("看来面向其他行业或事项", "Seems to be for other trades or doings"),
        "不符合": ("不符合", "Not met"),
        "面向个人和家庭": ("面向个人和家庭", "For persons and families"),
        "不在有效期": ("不在有效期", "Not in force"),
    }
)
"""What the groups are called."""
