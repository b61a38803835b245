"""The words that a user of the web page and of the command line reads."""

from corpus.records import Relation

RELATIONS = {
    Relation.BASIS: "依据",
    Relation.REPEALS: "废止",
    Relation.FORWARDS: "印发或转发",
    Relation.AMENDS: "修改",
    Relation.EXTENDS: "延长有效期",
    Relation.MENTIONS: "提及",
}

TITLE = "政策问答"
WELCOME = "想了解哪项政策、哪个指标？"
WELCOME_MORE = ("用一句话提问即可。", "回答里的编号连着原文，点开就能对照。")

STATUS = "时效"
QUESTION_LABEL = "问题"
QUESTION_PLACEHOLDER = "输入问题，按回车发送"
SEND = "发送"
STOP = "停止"
NEW = "新对话"
CHAT_LABEL = "对话"

FILTERS = "筛选范围"
REGION, ISSUER, YEAR, KIND = "地区", "发文机关", "年份", "文种"
IN_FORCE, IN_FORCE_HINT = "在此日有效", "不限，如 2026-01-31"
IN_FORCE_ON = "{}有效"
BAD_IN_FORCE = "“{}”不是 2026-01-31 这样的日期。请改正“在此日有效”，或把它清空。"
ANY = "不限"
YEAR_OF = "{}年"

HINT = "提示"
EMPTY_QUESTION = "请先写下您的问题。"
LONG_QUESTION = "问题有 {length} 字，太长了。请缩短到 {limit} 字以内再发送。"
ERROR = "没能回答"
CUT = "……（共 {length} 字）"

UNDERSTOOD = "结合上文，理解为：{}"
EDIT, EDIT_HINT = "修改", "放进输入框，改好再问"
SEARCHING = "正在查找……"
NEXT = "接着问"
COPY, COPY_HINT, COPIED, NOT_COPIED = "复制", "复制回答和出处", "已复制回答和出处", "浏览器不让复制，请手工选择文字"
HELPFUL, HELPFUL_HINT = "有用", "这个回答有用"
NOT_HELPFUL, NOT_HELPFUL_HINT = "没用", "这个回答没用"
BUSY = "正在回答上一个问题。请等它答完，或先点“停止”。"
FULL_TALK = "这次对话已有 {} 问。请点“新对话”再接着问。"

HOW = "怎么找到的"
HOW_CONFIDENCE = "把握：{:.0%}"
HOW_READ = "读过的段落，最相关的在前"
HOW_SCORE = "得分 {:.2f}"
HOW_MODEL = "语言模型 {} 写的句子"
HOW_TIME = "各步用时"
MILLISECONDS = "{:.1f} 毫秒"
ARMS = {
    "passage_bigram": "段落字组", "passage_word": "段落词", "document_bigram": "全文字组", "document_word": "全文词",
    "dense": "向量",
}  # fmt: skip
STAGES = {
    "understand": "理解问题", "filter": "筛选文件", "tokenise": "分词", "lexical": "按字词检索", "encode": "转成向量", "dense": "按向量检索",
    "fuse": "合并排序", "read": "阅读", "write": "撰写和核对", "total": "合计",
}  # fmt: skip
FATES = {"kept": "与原文相符", "replaced": "改用原文", "dropped": "删去"}
FAULTS_FOUND = {
    "unmarked": "没有标出处", "figure": "数字不符", "day": "日期不符", "year": "年份不符", "place": "地区不符", "name": "名称不符",
    "negation": "肯定否定不符", "opposite": "意思相反", "unsupported": "原文没有",
}  # fmt: skip

CITED_HEAD = "来源："
EXPORT_QUESTION, EXPORT_DAY, EXPORT_NAME = "问题 {}", "回答日期：{}", "政策问答-{}"
EXPORT_MARKDOWN, EXPORT_DOCX = "导出 Markdown", "导出 Word"
NOTHING_TO_EXPORT = "还没有问答可以导出。"
TALKS, TALKS_NOW, TALKS_BEFORE, NO_TALKS = "记录", "这次对话", "以前的对话（只存在这个浏览器里）", "还没有以前的对话。"
TALK_DELETE, TALKS_DELETE_ALL = "删除", "全部删除"
BAD_TALK = "这次对话的记录已损坏或来自别的版本，打不开。可以把它删除。"

JUDGED_WELL, JUDGED_BADLY = "已记下，谢谢。好在哪里？（可不填）", "已记下，谢谢。哪里不好？（可不填）"
REASONS = {
    True: ("数字准确", "出处清楚", "说到点子上"),
    False: ("数字不对", "答非所问", "出处不对", "内容过时", "不该拒答", "没有说全"),
}
REASON, REASON_WORDS = "原因", "补充说明"
REASON_SEND, REASON_CLOSE, REASON_KEPT = "提交", "关闭", "已记下原因，谢谢。"
REASON_LIMIT = "补充说明有 {length} 字，太长了。请缩短到 {limit} 字以内。"
SOURCES = "出处"
NEAREST = "可能有关的原文"
TOOK_SECONDS = "用时 {:.1f} 秒"
TOOK_MILLISECONDS = "用时 {:.0f} 毫秒"
TOOK_NO_TIME = "用时不到 1 毫秒"
SCOPE = "范围：{}"
OPEN_SOURCE = "打开出处 {marker}：{title}"

PANEL_EMPTY = "点回答里的编号，或表里的指标，在这里对照原文。"
PANEL_MARK = "出处 {}"
PANEL_BACK = "返回"
PANEL_PLACE = "引文位置"
PANEL_PAGE = "第 {} 页"
PANEL_OUTLINE = "目录（{}）"
PANEL_FILE = "下载原件"
PANEL_GONE = "这份文件已经不在资料库里了。回答当时引用的是："
PANEL_MOVED = "这份文件的文字与引用时不同，没有找到引文，因此没有标出。回答当时引用的是："
NUMBER, PLACE = "文号", "地区"
SIGNED, PUBLISHED, EFFECTIVE, EXPIRES = "成文日期", "发布日期", "施行日期", "有效期至"

STARTED = "政策问答已启动：{address}（按 Ctrl+C 停止）"
PORT_TAKEN = "{host} 的端口 {port} 已被占用。请关闭占用它的程序，或用 --port 换一个端口"
CANNOT_LISTEN = "无法在 {host} 的端口 {port} 上启动网页（{reason}）。请用 --host 和 --port 换一个地址"
PORT_RANGE = "端口应在 1 到 65535 之间"
NO_START = "服务没有启动"

TAB_ASK, TAB_TARGETS, TAB_MATCH = "问答", "指标查询", "惠企匹配"

# -- 指标查询 --------------------------------------------------------------------------------------------------------

METRIC, METRIC_PLACEHOLDER = "指标", "名称或一部分，如 研发投入"
TARGET_KIND, ORGANISATION = "类别", "单位"
CHART = "图表"
CHART_NAME = "{metric}{measure}（单位：{unit}）"
CHART_SCOPE, CHART_WHOLE = "口径：{}", "原文未加限定"
CHART_SCOPES = "口径不同的数字不能直接比较，分开列出。"
CHART_RANKS = "名次越小越靠前，不画长短。"
CHART_MISSING = "资料库中没有"
DONE, AIMED = "完成", "目标"
NO_YEAR, NO_PLACE = "年份不详", "地区不详"
COLUMNS = {"metric": "指标", "place": "地区", "year": "年份", "kind": "类别", "value": "数值"}
SORT, SORT_BY = "按{}排序", "排序"
COUNT = "{} 条指标"
DOWNLOAD, CSV, XLSX = "下载", "CSV", "Excel"
MORE = "再显示一些（还有 {:,} 条）"
NO_ROWS = ("没有符合条件的指标", "请放宽筛选，或换一个指标名称。只写名称的一部分也能找到。")
NO_TARGETS = ("资料库里还没有指标", "添加工作报告、工作总结或统计公报后，其中的每个数字都会列在这里。")

# -- the HTTP API ----------------------------------------------------------------------------------------------------

API_TITLE = "政策问答 API"
API_ABOUT = "回答关于政策文件和工作报告的问题，检索段落，查询指标。每个结果都带有原文和它在文件正文中的位置（按字符计，不含末位）。"
NO_SUCH_PAGE = "没有这个地址。接口列表见 /openapi.json"
NO_SUCH_DOCUMENT = "资料库中没有编号为 {} 的文件。现有文件见 /api/documents"
NO_ORIGINAL = "《{}》的原件已不在原处，或读入资料库后有过改动，不能下载。请管理员重新添加它"
WRONG_METHOD = "这个地址不接受这种请求方法。接口列表见 /openapi.json"
TOO_LARGE = "请求超过 {} 字节，太大了。请缩短后再试"
INTERNAL = "服务出错，没有完成这个请求。请稍后再试；仍然如此的，请管理员查看服务的日志"
NOT_JSON = "请求体不是有效的 JSON（UTF-8 编码）"
AGAIN = "。请改正后再试"
BODY = "请求体"
FAULTS = {
    "missing": "缺少 {field}",
    "json_invalid": NOT_JSON,
    "extra_forbidden": "没有 {field} 这个参数",
    "string_too_short": "{field} 不能为空",
    "string_pattern_mismatch": "{field} 的写法不对",
    "string_too_long": "{field} 最多 {max_length} 个字符",
    "too_long": "{field} 最多 {max_length} 项",
    "greater_than_equal": "{field} 不能小于 {ge}",
    "less_than_equal": "{field} 不能大于 {le}",
    "int_parsing": "{field} 应为整数",
    "int_type": "{field} 应为整数",
    "int_from_float": "{field} 应为整数",
    "int_parsing_size": "{field} 太大了",
    "string_type": "{field} 应为文字",
    "list_type": "{field} 应为列表",
    "enum": "{field} 应是 {expected} 之一",
    "model_attributes_type": "{field}应为 JSON 对象，并注明 Content-Type: application/json",
}
OTHER_FIELD = "{field} 不对"

MATCH = {
    "title": "惠企政策匹配",
    "profile": "企业情况",
    "as_of": "匹配日期：{day}",
    "known": "企业情况：{facts}",
    "nothing": "还没有资料",
    "group": "{verdict}（{count} 项）",
    "total": "，{total}",
    "steps": "计算",
    "gives": "给多少",
    "met": "已满足",
    "failed": "不满足",
    "missing": "还缺",
    "confirm": "需人工确认",
    "apply": "怎么申请",
    "notes": "说明",
    "source": "出处",
}
"""What is said around the result of matching."""

# -- 惠企匹配 --------------------------------------------------------------------------------------------------------

FORM = "企业情况"
MATCH_DESCRIPTION, MATCH_PLACEHOLDER = (
    "企业情况",
    "用自己的话写，如：我们是慈溪的高企，去年研发投入800万，员工60人，还没上市",
)
MATCH_DAY, MATCH_TODAY, MATCH_GO = "匹配日期", "默认今天，如 2026-01-31", "匹配"
MATCH_FIELDS = {
    "region": "注册地", "certification": "资质认定", "size": "企业规模", "listing": "上市情况", "industry": "行业",
    "age": "成立年限（年）", "staff": "员工人数（人）", "revenue": "上年度营业收入（元，可写 2亿）", "rd_expense": "上年度研发费用（元，可写 800万）",
}  # fmt: skip
MATCH_MARKDOWN, MATCH_UNKNOWN = "Markdown", "不清楚"
MATCH_LEFT = "还有 {} 项，下载的文件里有全部。"
NO_BENEFITS = ("资料库里还没有惠企政策", "添加惠企措施、申报通知或政策卡片后，就能匹配。")
BAD_DAY = "匹配日期“{}”不是 2026-01-31 这样的日期。请改正"
