"""The words that a user of the web page and of the command line reads, in Chinese; `ui.texts` chooses the language."""

from corpus.records import Relation

TAG, OTHER_TAG = "zh-CN", "en"
OTHER, OTHER_PLACE, OTHER_HINT = "English", "/en/", "Show the page in English"
"""The other language: what it is called, where its page is, and what the link to it says."""

LIST, COMMA, SEMICOLON, COLON, BRACKETED = "、", "，", "；", "：", "（{}）"
DAY = "{0.year}年{0.month}月{0.day}日"

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

TAB_ASK, TAB_TARGETS, TAB_MATCH, TAB_EVAL = "问答", "指标查询", "惠企匹配", "评测"

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
NO_SUCH_QUOTE = "编号为 {id} 的文件不在资料库里，或没有 {start} 到 {end} 这一段。请照回答里的 citations 填写"
NO_ORIGINAL = "《{}》的原件已不在原处，或读入资料库后有过改动，不能下载。请管理员重新添加它"
WRONG_METHOD = "这个地址不接受这种请求方法。接口列表见 /openapi.json"
TOO_LARGE = "请求太大了：一般不超过 {} 字节，上传的文件合计不超过 {} 字节。请缩短，或分几次上传"
INTERNAL = "服务出错，没有完成这个请求。请稍后再试；仍然如此的，请管理员查看服务的日志"
NO_SUCH_MODEL = "没有 {model} 这个模型。请把 model 改为 {only}"
ONLY_TEXT = "只能读文字，不能读图片、声音和文件。请只发送 text 类型的内容"
ONLY_TEXT_ANSWERS = "回答只有文字。请去掉 response_format，或把它的 type 改为 text"
LAST_IS_NO_QUESTION = "最后一条消息不是 user 的问题。请把问题放在最后"
NO_SUCH_TOOL = "没有这个工具。现有工具：{}"
NO_SUCH_DOCUMENT_TO_OPEN = "资料库中没有编号为 {} 的文件。请使用其他工具给出的 document.id"
BEYOND_TEXT = "正文只有 {length} 个字符，没有第 {start} 个之后的内容。请减小 start"
MCP_INSTRUCTIONS = (
    "政策文件和工作报告的问答。先用 ask_policy 提问；要成列的指标用 find_targets；问一家企业能申请哪些政策用 match_benefits；"
    "要看引文的上下文用 open_document。转述时保留编号和出处，数字、日期、条款照抄原文；资料库支持不了的，照实说没有。"
)
NOT_JSON = "请求体不是有效的 JSON（UTF-8 编码）"
NOT_FORM = "上传的表单不完整，或文件、字段太多。请重新上传"
AGAIN = "。请改正后再试"
BODY = "请求体"
FAULTS = {
    "missing": "缺少 {field}",
    "json_invalid": NOT_JSON,
    "extra_forbidden": "没有 {field} 这个参数",
    "string_too_short": "{field} 不能为空",
    "string_pattern_mismatch": "{field} 的写法不对",
    "string_too_long": "{field} 最多 {max_length} 个字符",
    "too_short": "{field} 不能少于 {min_length} 项",
    "too_long": "{field} 最多 {max_length} 项",
    "greater_than_equal": "{field} 不能小于 {ge}",
    "less_than_equal": "{field} 不能大于 {le}",
    "int_parsing": "{field} 应为整数",
    "int_type": "{field} 应为整数",
    "int_from_float": "{field} 应为整数",
    "int_parsing_size": "{field} 太大了",
    "day": "日期 {field} 应写成 2026-01-31 这样",
    "date_from_datetime_parsing": "日期 {field} 应是真有的一天，写成 2026-01-31 这样",
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
    "group": "{group}（{count} 项）",
    "total": "，{total}",
    "steps": "计算",
    "gives": "给多少",
    "met": "已满足",
    "failed": "不满足",
    "missing": "还缺",
    "confirm": "需人工确认",
    "points": "请确认",
    "own": "单项数字",
    "standing": "进展",
    "confirmed": "已人工确认",
    "apply": "怎么申请",
    "notes": "说明",
    "source": "出处",
    "next": "最能缩小范围的一问：{question}",
}
"""What is said around the result of matching."""

# -- 惠企匹配 --------------------------------------------------------------------------------------------------------

MATCH_DESCRIPTION, MATCH_PLACEHOLDER = (
    "企业情况",
    "用自己的话写，如：我们是慈溪的高企，去年研发投入800万，员工60人，还没上市",
)
MATCH_DAY, MATCH_TODAY, MATCH_GO, MATCH_EMPTY_ALL = "匹配日期", "默认今天，如 2026-01-31", "匹配", "清空"
BAD_KEPT = "浏览器里保存的企业情况打不开。请重新填写"
MATCH_FIELDS = {
    "age": "成立年限（年）", "revenue": "上年度营业收入（元，可写 2亿）", "rd_expense": "上年度研发费用（元，可写 800万）",
    "project": "项目和事项（做过或打算做）", "region": "注册地（省、市、区县，或开发区）",
}  # fmt: skip
MATCH_UNITS = {unit: unit for unit in ("元", "%", "人", "家", "年", "个月", "岁", "平方米", "件", "项")}
IN_UNIT = "（{}）"
MATCH_FOLDED = {
    "projects": "项目和资金", "business": "经营、研发和知识产权", "people": "人员", "standing": "主体、资格和信用", "person": "个人申请",
}  # fmt: skip
MATCH_YES_NO = (("是", "是"), ("否", "否"))
MATCH_IS, MATCH_THERE_IS, MATCH_OPEN = ("是", "不是"), ("有", "没有"), "不清楚"
MATCH_RECKON = "计算"
MATCH_ANSWER, MATCH_NONE = "回答", "都没有"
MATCH_NEXT, MATCH_WAITING = "先答这一问", "：有 {} 项在等它"
MATCH_NO_QUESTION = "没有需要再问的了。"
MATCH_UNCLEAR = "没有听明白“{}”，请换个说法，或选“不清楚”。"
MATCH_TOLD, MATCH_FORGET, MATCH_CLEAR = "回答和确认过 {} 条（可以更正）", "删除", "全部清空"
MATCH_SKIPPED, MATCH_AGAIN = "有 {} 问选了“不清楚”。", "重新问"
MATCH_REST, MATCH_ALL = "其余 {} 项", "展开 {} 项"
MATCH_NONE_YET = "还没有一项能确定符合。可以先答上面的问题，再打开“只差确认”里的事项，核对所列的条款。"
MATCH_ABOUT = {
    "只差确认": "能不能申请，只剩原文里的条款要您确认；要算金额的，可能还要补一个数字。",
    "还缺信息": "离得近的在前；补上所缺的数据，就能判断。",
    "看来面向其他行业或事项": "贵单位说的行业、事项不在其中；如果也做这些，请在表单里补上。",
    "面向个人和家庭": "原文或文件名称表明是给个人或家庭的，企业不能申请，单独列出。",
}
MATCH_CONFIRM_ALL, MATCH_BARRING, MATCH_TAKE_BACK = (
    "以上 {} 条我都符合，逐条确认",
    "（其中 {} 条是排除的情形，即都没有）",
    "撤销以上确认",
)
MATCH_CONFIRMS = "即：“{}”说的就是我们，以上各条逐条看过，都符合。可以撤销。"
MATCH_WRONG = "有 {} 处填写不对，改正后再匹配"
MATCH_MARKDOWN, MATCH_UNKNOWN = "Markdown", "不清楚"
MATCH_LEFT = "还有 {} 项，下载的文件里有全部。"
MATCH_EMPTY = (
    "还没有匹配",
    "说说企业的情况，或填几项，再点“匹配”：符合的、还缺信息的和不符合的分开列出，条款都连着原文。",
)
NO_BENEFITS = ("资料库里还没有惠企政策", "添加惠企措施、申报通知或政策卡片后，就能匹配。")
BAD_DAY = "匹配日期“{}”不是 2026-01-31 这样的日期。请改正"

# -- accounts --------------------------------------------------------------------------------------------------------

LOCAL_CALLER = "本机"
UNKNOWN_CALLER = "未登录"
UNNAMED = "未具名"
COMMAND_LINE = "命令行（{}）"
NEEDS_ROLE = {"reader": "读者", "editor": "编辑", "admin": "管理员"}
FORBIDDEN = "{name} 没有做这件事的权限（需要：{need}）。请换一个账号，或请管理员授权"
NEEDS_ACCOUNT = "在 {host} 上，别的机器也能打开网页，而现在没有账号，谁都能提问、添加和移除文件。请先用 policybot accounts add 建立账号，或确认无妨后加上 --open"
FOREIGN_HOST = "不能用 {} 这个名称访问。请用本机地址，或请管理员把它写进 POLICYBOT_HOSTS"
FOREIGN_ORIGIN = "这个请求来自别的网站，没有执行。请从本站的网页操作"
SIGN_IN_FIRST = "请先登录，或在请求头写上 Authorization: Bearer 令牌"
BAD_TOKEN = "令牌无效或已过期。请向管理员要一个新的"
TOO_OFTEN = "请求太多了。请等 {} 秒再试"
NO_ACCOUNTS_NOW = "账号暂时无法核对，因此不能进入。请管理员查看服务的日志"
SIGN_IN_FORM = "没有收到账号和密码。请重新填写"
WRONG_PASSWORD = "账号或密码不对。请重新输入；忘记密码的，请管理员重设"
TOO_MANY_FAILURES = "失败的次数太多了。请等 {} 分钟再试"
SIGN_IN = {
    "heading": "登录",
    "name": "账号",
    "password": "密码",
    "enter": "登录",
    "leave": "退出登录",
    "back": "返回",
    "signed_in": "已登录：",
}
WHO = "{}（{}）"
SCOPES = {"ask": "提问", "documents": "查看文件", "edit": "编辑文件", "metrics": "运行指标", "admin": "管理"}
PASSWORD_LENGTH = "密码应为 {} 到 {} 个字符。请换一个"
WHOLE_FILE = "整个文件"
ACCOUNTS_HEAD = "# policybot 的账号。密码和令牌只存散列；请用 policybot accounts 修改，并妥善保管本文件。\n"
ACCOUNTS_UNREADABLE = "账号文件 {} 无法读取（{}）。请检查读取权限"
ACCOUNTS_WRONG = "账号文件 {} 的内容不对（{}）。请改正，或从备份恢复"
ACCOUNTS_NOT_WRITTEN = "账号文件 {} 无法写入（{}）。请检查磁盘空间和写入权限"
ACCOUNTS_BUSY = "另一个进程正在修改账号文件 {}。请稍后再试"
ACCOUNTS_GONE = "账号文件 {} 不见了，因此谁都不能进入。请从备份恢复；不再需要账号的，请重新启动服务"
NO_SUCH_ACCOUNT = "没有 {} 这个账号。请用 policybot accounts list 查看"
BAD_NAME = "“{}”不能作账号。请用 1 到 40 个汉字、字母、数字或 . @ - _"
SIGN_IN_AGAIN = "登录已失效。请刷新网页，重新登录"
RESTORED_FROM = "备份于 {}"
ACTS = {
    "added": "添加",
    "updated": "更新",
    "reread": "重新读取",
    "corrected": "更正",
    "removed": "移除",
    "restored": "恢复",
}

# -- 文档库 ----------------------------------------------------------------------------------------------------------

INTAKE_BUSY = "另一批文件正在添加（{done}/{total}）。请等它完成后再上传"
INTAKE_SUFFIX, INTAKE_NO_SUFFIX = "不支持 {} 格式。请另存为 PDF、Word（docx）、Excel、网页或文本后再上传", "没有后缀的"
INTAKE_LARGE = "超过 {} MB，太大了。请拆成几个文件再上传"
INTAKE_EMPTY = "文件是空的。请选择有内容的文件"
INTAKE_MANY = "一次上传了 {} 个文件，最多 {} 个。请分几次上传"
INTAKE_DISK = "服务器存不下上传的文件（{}）。请管理员检查磁盘空间和权限"
INTAKE_FORGOTTEN = "没有这一批上传的记录，可能已过去太久。请在文档库里查看"
REREAD_GONE = "原文件 {} 已不在原处，无法重新读取。请把它放回原处，或移除后重新上传"
REREAD_FAILED = "没能重新读取：{}"

TAB_DOCUMENTS = "文档库"
DOC_SEARCH, DOC_SEARCH_PLACEHOLDER = "查找", "标题、文号或机关"
DOC_STATUS, DOC_DAY = "时效", "时效按这一天"
DOC_COLUMNS = {
    "title": "标题",
    "issuer": "发文机关",
    "region": "地区",
    "kind": "文种",
    "date": "日期",
    "status": "时效",
}
DOC_RANGE = "第 {first:,}–{last:,} 份，共 {total:,} 份"
DOC_PREVIOUS, DOC_NEXT, DOC_PAGES = "上一页", "下一页", "翻页"
NO_DOCUMENTS = ("资料库里还没有文件", "在上面选择文件上传，或用 policybot add 添加。")
NO_DOCUMENTS_READER = ("资料库里还没有文件", "请有编辑权限的人添加文件。")
NO_SUCH_DOCUMENTS = ("没有符合条件的文件", "请放宽筛选，或换几个字查找。")

DOC_BACK = "返回列表"
DOC_GONE = "这份文件已不在资料库里。请返回列表查看"
DOC_OPEN = "打开原文"
DOC_REREAD, DOC_REREADING, DOC_REREAD_DONE = "重新读取", "正在重新读取……", "已重新读取。更正过的字段仍然有效。"
DOC_REMOVE, DOC_REMOVE_SURE, DOC_REMOVE_NOW = (
    "移除",
    "移除后不再用来回答问题，更正也一并删除；从别处添加的，不动原文件。",
    "确认移除",
)
DOC_META, DOC_META_HINT = "元数据", "有下划线的值可以点开，在原文中对照。"
DOC_CORRECT, DOC_SAVE, DOC_UNDO = "更正", "保存", "撤销更正"
DOC_CORRECTED = "已更正（原读作 {before}；{who} {day}）"
DOC_REVIEW = "重新读取后原值变为 {read}，请复核：仍以更正为准，再保存一次即可"
DOC_NONE = "未写明"
DOC_YEAR, DOC_ANNEXES = "年份", "附件"
DOC_VALUE_OF = "{}的新值"
DOC_HINTS = {"number": "如 某政发〔2024〕5号", "region": "如 浙江省/宁波市", "signed": "如 2024-01-31"}
DOC_RELATIONS, DOC_COPIES, DOC_EXTENDED = "副本、版本和引用", "相同内容的文件：", "有效期由此延长："
DOC_SELF = "本文件内"
DOC_OUTLINE, DOC_TARGETS, DOC_BENEFITS = "章节", "指标", "惠企优惠"
DOC_COUNTED = "{name}（{count:,}）"
DOC_LEFT = "只列出前 {} 条"
DOC_REVIEWED = "已审核"
DOC_PASSAGES = "{passages} 个段落，{characters:,} 字"
STATUS_SINCE, STATUS_EXTENDED = "{state}（{day} 起）", "{state}（有效期已延至 {day}）"

INTAKE_TITLE = "上传文件"
INTAKE_PICK = "选择文件，或拖到这里"
INTAKE_LIMITS = "PDF、Word、Excel、网页、文本或压缩包；一次最多 {files} 个，每个不超过 {each} MB"
INTAKE_WORDS = {
    "sending": "上传中 {}%", "waiting": "等待读取", "reading": "正在读取……", "failed": "未能添加", "added": "已添加", "updated": "已更新",
    "unchanged": "资料库里已有", "reread": "已重新读取", "broken": "连接中断，没有传完。请检查网络后再试", "many": "一次最多 {} 个文件，请分几次上传",
    "large": "这些文件一共超过 {} MB，请分几次上传", "progress": "正在处理 {} / {}", "done": "处理完毕：{} 个成功，{} 个未能添加", "gone": "查不到进度了。请在列表里查看结果",
}  # fmt: skip
# -- 评测 ------------------------------------------------------------------------------------------------------------

EVAL_SET, EVAL_START, EVAL_CANCEL = "问题集", "开始评测", "取消"
EVAL_SHIPPED = {"samples": "自带的样例问题", "reports": "自带的工作报告问题"}
EVAL_SETS = "{name}（{count} 题）"
EVAL_OWN, EVAL_TEMPLATE = "用自己的问题", "空白问题表"
EVAL_TEMPLATES = {"xlsx": "Excel", "csv": "CSV", "jsonl": "JSONL"}
EVAL_READ = "已读入 {name}：{count} 个问题"
EVAL_RUNNING = "正在评测 {source}：已问 {done} / {total} 题"
EVAL_LEFT, EVAL_STOPPING, EVAL_SAVING = "约剩 {} 秒", "正在取消", "正在写报告"
EVAL_DONE = "评测完成：{} 题，用时 {:.1f} 秒"
EVAL_CANCELLED = "已取消：问了 {} 题，结果没有保存"
EVAL_BUSY = "正在评测 {source}，一次只能做一个。请等它结束，或先取消"
EVAL_NO_SET = "没有这个问题集。请重新选择，或重新上传"
EVAL_EMPTY = "{} 里没有问题。请下载空白问题表来填"
EVAL_TEMPLATE_COMMAND, EVAL_TEMPLATE_HERE = "用 policybot eval template 写出一份问题表来填", "下载空白问题表来填"
EVAL_NOTHING = "{} 个问题的依据都不在资料库里，或还待人补充，没有可以提问的。请先添加有关文件，或换一个问题集"
EVAL_NO_RUN = "没有名为 {} 的评测。现有的见 /api/evaluations"
EVAL_LOADING = "正在读取评测结果"
EVAL_NONE = ("还没有评测结果", "选一个问题集，点“开始评测”：逐题提问、按规则判对错，看答对多少、错在哪里。")
EVAL_HISTORY, EVAL_SHOW, EVAL_AGAINST, EVAL_ALONE = "历次评测", "查看 {} 的结果", "与它比较", "不再比较"
EVAL_COLUMNS = ("时间", "问题集", "题数", "答对", "误答", "版本", "")
EVAL_TREND = "同一问题集最近 {} 次的变化"
EVAL_REPORT, EVAL_OPEN = "报告", "打开"
EVAL_FORMS = {"html": "下载网页", "md": "Markdown", "json": "全部数据"}
EVAL_FACTS = (
    "{time} · {source} · {count} 题，{seconds} 秒 · 编码模型 {encoder} · 资料库 {documents} 份文件 · 版本 {commit}"
)
EVAL_LEFT_OUT = "没有提问的 {} 题（依据不在资料库里，或还待人补充）：{}"
EVAL_ALL, EVAL_TABLE, EVAL_SOURCE = "全部指标", "各门槛的数值", "出处"
EVAL_KINDS, EVAL_INTERVAL, EVAL_ASKED = "各类问题答对的比例", "{}，95% 区间 {}", "{} 题"
EVAL_THRESHOLDS, EVAL_NOW = "拒答门槛", "现在的门槛 {}"
EVAL_THRESHOLD_COLUMNS = ("门槛", "答对", "95% 区间", "回答的可答问题", "误答", "给出的回答")
EVAL_THRESHOLD_NOTE = "把握低于门槛的回答改为拒答时会怎样：门槛越高，答得越少，错得也越少。"
EVAL_WRONG, EVAL_ALL_RIGHT = "答错的问题（{} 题）", "没有答错的问题。"
EVAL_MORE = "还有 {} 题，见报告。"
EVAL_WORSE, EVAL_BETTER = "变坏的问题（{} 题）", "变好的问题（{} 题）"
EVAL_COMPARED = "与 {time} 相比"
EVAL_ROW = {
    "gold": "应答", "answer": "回答", "missed": "没有说到", "forbidden": "不该说", "evidence": "依据", "cited": "引用了",
    "understood": "理解为", "before": "原来", "ranks": "依据排位", "not_found": "未找到", "refuse": "拒答", "none": "没有引用",
}  # fmt: skip

# -- uploads ---------------------------------------------------------------------------------------------------------

UPLOAD_ONE = "选择文件，或拖到这里"
UPLOAD_LIMITS = "JSONL、CSV 或 Excel，最大 {most} MB"
UPLOAD_SENDING, UPLOAD_BROKEN = "正在上传", "上传中断了。请检查网络后再试"
UPLOAD_SUFFIX = "{name} 的格式不能用。请选择这些格式的文件：{suffixes}"
UPLOAD_LARGE = "{name} 超过 {most} MB，太大了。请拆成几个文件再上传"
UPLOAD_EMPTY = "{name} 是空的。请选择有内容的文件"
UPLOAD_FULL = "等待处理的上传文件太多。请先处理已上传的，或一小时后再试"
UPLOAD_FAILED = "服务器存不下上传的文件（{reason}）。请管理员检查磁盘空间和权限"
UPLOAD_GONE = "上传的文件已不在服务器上（只保留一小时）。请重新上传"
