"""What is said about benefits and enterprises, in one place."""

UNPLACED = "《{title}》没有写明适用地区，它在贵单位所在地适用"
STEPS = {
    "fixed": "定额{high}",
    "at_most": "最高{high}",
    "about": "约{low}～{high}",
    "roughly": "约",
    "product": "{name} {base} × {rate} = {product}",
    "formula": "{name}（待补充） × {rate}",
    "base": "基数",
    "cap": "{per}最高{cap}",
    "floor": "最低{floor}",
    "times": "{per}计，期数待补充",
    "points": "{points}个百分点/年",
    "years": "{yearly}，最多{years}年",
    "term": "期限最多{years}年",
    "per_year": "每年{sum}",
    "each_year": "每年按此计算",
    "missing": "待补充数据后计算",
    "unstated": "原文未写明金额",
    "several": "分项计算",
    "in_kind": "非资金支持",
}
"""How an amount is reckoned, step by step."""
LEVELS = {"nation": "国家级", "province": "省级", "city": "市级", "district": "区县级", "unstated": "级别未注明"}
CARD = {
    "unstated": "文件没有写明有效期，请向发文机关核实是否仍在执行。",
    "until": "文件有效期至{day}。",
    "expired": "文件已失效{day}，不再适用。",
    "repealed": "文件已废止{day}，不再适用。",
    "not_yet": "文件尚未施行{day}。",
    "draft": "文件是征求意见稿，不是正式文件。",
    "elsewhere": "《{title}》由{issuer}发布，适用于{place}，不适用于贵单位所在地。",
    "closed": "申报期已于{day}截止，请关注下一批通知。",
    "opens": "申报自{day}开始。",
    "closes": "申报截止{day}。",
    "unconditional": "原文没有写明条件，请人工核对。",
    "not_with": "不能重复享受：“{clause}”",
    "dropped": "就高不重复：已计入“{title}”（{amount}），本项不再计入。依据：“{clause}”",
    "undecided": "就高不重复：与“{title}”（{amount}）只能取一项，补充数据后才能比较高低。依据：“{clause}”",
    "total": "金额确定的合计：{total}",
    "open": "，另有 {count} 项金额要补充数据或由主管部门核定",
    "without": "；就高不重复，已扣除 {count} 项",
}
"""What is said on a card."""
ASK = {
    "clause": "请确认：贵单位符合“{clause}”吗？（是／否／不清楚）",
    "exclusion": "请确认：贵单位存在“{clause}”所说的情形吗？（有／没有／不清楚）",
    "last_year": "上年度",
}
"""How facts are asked for."""
CHAT = {
    "known": "【企业情况】{facts}",
    "unknown": "【企业情况】还没有资料。",
    "group": "【{verdict}】{count} 项",
    "total": "（{total}）",
    "more": "另有 {count} 项。",
    "brief": "说“看结果”可以列出全部。",
    "card": "{at}. {title}（{level}{date}）：{amount}",
    "gives": "给多少：{quotes}",
    "steps": "计算：{steps}",
    "met": "已满足：{quotes}",
    "failed": "不满足：{quotes}",
    "missing": "还缺：{missing}",
    "confirm": "需人工确认：{quotes}",
    "noted": "已记下：{facts}。",
    "skipped": "好的，先跳过。",
    "unclear": "没有听明白，请换个说法回答，或说“跳过”。",
    "cleared": "已清空企业情况。",
    "stopped": "好的。需要时可以随时补充情况，或说“看结果”。",
    "next": "还想了解：{question}（不清楚可以说“跳过”；可以更正，例如“我们不是高企”；“看看资料”显示已知情况，“重新来”清空）",
    "done": "没有需要再问的了。",
}
"""How the matching is told in chat."""
KNOWN = {
    "yes": "是",
    "no": "否",
    "not": "{label}：不是{name}",
    "about": "约",
    "below": "不到{value}",
    "at_most": "不超过{value}",
    "above": "超过{value}",
    "at_least": "至少{value}",
    "confirmed": "已人工确认 {count} 条条款",
}
"""How what is known of an enterprise is said."""
FORM = {
    "head": "【{title}】《{document}》，{level}{issued}",
    "issued": "，{day}",
    "line": "{label}：{said}",
    "silent": "原文未提及",
    "see": "见“条件”",
    "gives": "给多少",
    "schedule": "发放方式",
    "who": "谁能申请",
    "conditions": "条件",
    "apply": "怎么申请",
    "valid": "有效期",
}
"""The form of an answer about one benefit."""
CASE = {
    "fields": "{place}：用例要写 verdict，此外只能有这些字段：{fields}。请改正",
    "values": "{place}：verdict 只能是 {verdicts}，as_of 要写成 2026-01-31 这样的日期。请改正",
    "amount_form": "{place}：amount 的值“{value}”不是数字。请写以元计的数",
    "verdict": "应为{wanted}，结果是{found}",
    "amount": "金额应为{wanted}，结果是{found}",
}
"""What is said of the cases of reviewed benefits."""
