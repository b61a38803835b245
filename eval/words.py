"""What a report of a run says to people."""

from eval.judging import Rule
from eval.runs import Verdict

TITLE = "policybot 评测报告"
KINDS = {
    "lookup_number": "查数字", "lookup_text": "查内容", "list": "列举", "compare": "比较", "subsidy": "惠企",
    "followup": "追问", "unanswerable": "无法回答", "smalltalk": "寒暄",
}  # fmt: skip
PARTS = {"tuning": "调试部分", "test": "测试部分"}
SHARES = {
    "right": ("答对", "回答正确，或在应当拒答时拒答"),
    "wrong_answers": ("误答", "给出的回答中错误的比例，越低越好"),
    "citation_holds": ("引用含答案", "引用的原文里有答案要说的内容"),
    "citation_precision": ("引用准确率", "引用中确为依据的比例"),
    "citation_recall": ("引用召回率", "依据中被引用的比例"),
    "refusal_precision": ("拒答准确率", "拒答中确应拒答的比例"),
    "refusal_recall": ("拒答召回率", "应拒答的问题中拒答的比例"),
}
RULES = {
    Rule.SAYS_ALL: "说全了",
    Rule.REFUSES: "应拒已拒",
    Rule.GREETS: "寒暄",
    Rule.MISSES: "没有说到",
    Rule.SAYS_WRONG: "说了不该说的",
    Rule.SWAPS: "张冠李戴",
    Rule.SHOULD_REFUSE: "该拒未拒",
    Rule.SHOULD_ANSWER: "不该拒答",
}
COMPARED = "两次共有的 {shared} 个问题{library}：答对 {before:.1%} → {after:.1%}，变好 {better}，变坏 {worse}，McNemar 精确检验 p = {p:.3f}"
LIBRARY_CHANGED = "（资料库已不同）"
OPINIONS = "语言模型的评判"
VERDICTS = {Verdict.RIGHT: "正确", Verdict.PARTLY: "部分正确", Verdict.WRONG: "错误", Verdict.SILENT: "没有评出"}
COVERAGE, RISK = "回答的可答问题比例", "回答中的错误比例"
THRESHOLD, OPERATING = "拒答门槛（把握低于它的回答改为拒答）", ("答对", "回答的可答问题", "误答")
RANK, FOUND = "前 k 段", "依据在其中的问题比例"
MILLISECONDS, QUESTIONS = "毫秒", "问题数"
STAGES = {
    "understand": "理解", "filter": "筛选", "tokenise": "分词", "lexical": "词语检索", "encode": "编码", "dense": "向量检索",
    "fuse": "融合", "read": "阅读", "write": "写作", "verify": "核对", "total": "合计",
}  # fmt: skip
ARMS = {
    "fusion": "融合", "passage_bigram": "段落二元字", "passage_word": "段落词", "document_bigram": "全文二元字",
    "document_word": "全文词", "dense": "向量",
}  # fmt: skip
