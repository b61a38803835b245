"""The words that a user of the web page and of the command line reads."""

from corpus.records import Relation

RELATIONS = {
    Relation.BASIS: "依据",
    Relation.REPEALS: "废止",
    Relation.FORWARDS: "印发或转发",
    Relation.AMENDS: "修改",
    Relation.MENTIONS: "提及",
}

TITLE = "政策问答"
SUBTITLE = "回答均摘自原文，点编号即可对照"
WELCOME = "想了解哪项政策、哪个指标？"
WELCOME_MORE = ("用一句话提问即可。", "回答里的编号连着原文，点开就能对照。")

STATUS = "时效"
QUESTION_LABEL = "问题"
QUESTION_PLACEHOLDER = "输入问题，按回车发送"
SEND = "发送"
NEW = "新对话"
CHAT_LABEL = "对话"

FILTERS = "筛选范围"
REGION, ISSUER, YEAR, KIND = "地区", "发文机关", "年份", "文种"
ANY = "不限"
YEAR_OF = "{}年"

HINT = "提示"
EMPTY_QUESTION = "请先写下您的问题。"
LONG_QUESTION = "问题有 {length} 字，太长了。请缩短到 {limit} 字以内再发送。"
ERROR = "没能回答"
CUT = "……（共 {length} 字）"

UNDERSTOOD = "结合上文，理解为：{}"
SOURCES = "出处"
NEAREST = "可能有关的原文"
TOOK_SECONDS = "用时 {:.1f} 秒"
TOOK_MILLISECONDS = "用时 {:.0f} 毫秒"
TOOK_NO_TIME = "用时不到 1 毫秒"
SCOPE = "范围：{}"
OPEN_SOURCE = "打开出处 {marker}：{title}"

PANEL_EMPTY = "点回答里的编号，在这里对照原文。"
PANEL_MARK = "出处 {}"
PANEL_BACK = "返回回答"
PANEL_PLACE = "引文位置"
PANEL_PAGE = "第 {} 页"
PANEL_GONE = "这份文件已经不在资料库里了。回答当时引用的是："
PANEL_MOVED = "这份文件的文字与引用时不同，没有找到引文，因此没有标出。回答当时引用的是："
NUMBER, PLACE = "文号", "地区"
SIGNED, PUBLISHED, EFFECTIVE, EXPIRES = "成文日期", "发布日期", "施行日期", "有效期至"

STARTED = "政策问答已启动：{address}（按 Ctrl+C 停止）"
PORT_TAKEN = "{host} 的端口 {port} 已被占用。请关闭占用它的程序，或用 --port 换一个端口"
CANNOT_LISTEN = "无法在 {host} 的端口 {port} 上启动网页（{reason}）。请用 --host 和 --port 换一个地址"
PORT_RANGE = "端口应在 1 到 65535 之间"
