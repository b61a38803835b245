"""What `ui.texts_zh` says, in English."""

from corpus.records import Relation

TAG, OTHER_TAG = "en", "zh-CN"
OTHER, OTHER_PLACE, OTHER_HINT = "中文", "/", "用中文显示"
LIST, COMMA, SEMICOLON, COLON, BRACKETED = ", ", ", ", "; ", ": ", " ({})"
DAY = "{0.day} {0:%B %Y}"

NAMED = {
    "现行有效": "In force", "尚未施行": "Not yet in force", "已失效": "Expired", "已废止": "Repealed", "征求意见稿": "Draft for comment",
    "未注明": "Not stated",
    "完成": "Achieved", "目标": "Target", "增长": "Growth", "占比": "Share", "排名": "Rank", "下降": "Fall", "目标下降": "Target fall",
    "目标增长": "Target growth", "目标占比": "Target share", "目标排名": "Target rank",
    "符合": "Met", "缺信息": "Information missing", "不符合": "Not met", "不在有效期": "Not in force",
    "标题": "Title", "文号": "Document number", "发文机关": "Issuer", "地区": "Place", "文种": "Kind", "成文日期": "Signed",
    "发布日期": "Published", "施行日期": "In force from", "有效期至": "Valid until", "适用对象": "For whom",
    "文字相同：": "Same text: ", "同一文件的另一份：": "Another copy: ", "内容互相包含：": "One contains the other: ",
    "已有新版：": "Newer version: ", "旧版：": "Older version: ", "另一版本：": "Another version: ",
    "已有正式文件：": "Final document: ", "征求意见稿：": "Draft for comment: ", "征求意见稿与正式文件：": "Draft and final document: ",
    "被废止，见：": "Repealed by: ", "同时废止：": "Repeals: ", "废止关系：": "Repeal: ",
    "是": "Yes", "否": "No",
    "查数字": "Figures", "查内容": "Content", "列举": "Lists", "比较": "Comparisons", "惠企": "Benefits", "追问": "Follow-ups",
    "无法回答": "Unanswerable", "寒暄": "Greetings",
    "答对": "Right", "回答正确，或在应当拒答时拒答": "answered rightly, or refused where it should",
    "误答": "Wrong answers", "给出的回答中错误的比例，越低越好": "share of wrong ones among the answers given; lower is better",
    "引用含答案": "Citations hold the answer", "引用的原文里有答案要说的内容": "the cited text holds what the answer should say",
    "引用准确率": "Citation precision", "引用中确为依据的比例": "share of citations that are evidence",
    "引用召回率": "Citation recall", "依据中被引用的比例": "share of the evidence that is cited",
    "拒答准确率": "Refusal precision", "拒答中确应拒答的比例": "share of refusals that are due",
    "拒答召回率": "Refusal recall", "应拒答的问题中拒答的比例": "share refused of the questions to refuse",
    "说全了": "complete", "应拒已拒": "refused, as it should", "没有说到": "incomplete", "说了不该说的": "says what is wrong",
    "张冠李戴": "mixes things up", "该拒未拒": "should have refused", "不该拒答": "should have answered",
    "两次共有的 {shared} 个问题{library}：答对 {before:.1%} → {after:.1%}，变好 {better}，变坏 {worse}，McNemar 精确检验 p = {p:.3f}":
        "{shared} questions of both{library}: right {before:.1%} → {after:.1%}, better {better}, worse {worse}, exact McNemar p = {p:.3f}",
    "（资料库已不同）": " (the library has changed)",
    "拒答门槛（把握低于它的回答改为拒答）": "Threshold (answers below it become refusals)", "回答的可答问题": "Answerable ones answered",
}  # fmt: skip
"""Words of the project's own that records carry, as `ui.texts.named` gives them."""

RELATIONS = {
    Relation.BASIS: "Based on",
    Relation.REPEALS: "Repeals",
    Relation.FORWARDS: "Issues or forwards",
    Relation.AMENDS: "Amends",
    Relation.EXTENDS: "Extends the validity of",
    Relation.MENTIONS: "Mentions",
}

TITLE = "Policy Q&A"
WELCOME = "Which policy or figure are you looking for?"
WELCOME_MORE = ("Ask in one sentence, in Chinese.", "Numbers in an answer open the original text beside it.")

STATUS = "Status"
QUESTION_LABEL = "Question"
QUESTION_PLACEHOLDER = "Ask in Chinese, then press Enter"
SEND = "Send"
STOP = "Stop"
NEW = "New"
CHAT_LABEL = "Conversation"

FILTERS = "Filters"
REGION, ISSUER, YEAR, KIND = "Place", "Issuer", "Year", "Kind"
IN_FORCE, IN_FORCE_HINT = "In force on", "any, or 2026-01-31"
IN_FORCE_ON = "in force on {}"
BAD_IN_FORCE = "“{}” is not a date such as 2026-01-31. Please correct “In force on”, or clear it."
ANY = "Any"
YEAR_OF = "{}"

HINT = "Note"
EMPTY_QUESTION = "Please write a question first."
LONG_QUESTION = "The question has {length} characters, which is too long. Please shorten it to {limit} before sending."
ERROR = "No answer"
CUT = "… ({length} characters in all)"

UNDERSTOOD = "Understood, with what was said before, as: {}"
EDIT, EDIT_HINT = "Edit", "Put it into the box, to ask again when corrected"
SEARCHING = "Searching…"
NEXT = "Ask next"
COPY, COPY_HINT, COPIED, NOT_COPIED = (
    "Copy",
    "Copy the answer and its sources",
    "Answer and sources copied",
    "The browser does not allow copying. Please select the text by hand",
)
HELPFUL, HELPFUL_HINT = "Helpful", "This answer is helpful"
NOT_HELPFUL, NOT_HELPFUL_HINT = "Not helpful", "This answer is not helpful"
BUSY = "The question before is still being answered. Please wait, or press “Stop” first."
FULL_TALK = "This conversation has {} questions. Please press “New” before asking on."

HOW = "How it was found"
HOW_CONFIDENCE = "Confidence: {:.0%}"
HOW_READ = "Passages read, the most relevant first"
HOW_SCORE = "score {:.2f}"
HOW_MODEL = "Sentences written by the language model {}"
HOW_TIME = "Time by step"
MILLISECONDS = "{:.1f} ms"
ARMS = {
    "passage_bigram": "passage, characters", "passage_word": "passage, words", "document_bigram": "document, characters",
    "document_word": "document, words", "dense": "vectors",
}  # fmt: skip
STAGES = {
    "understand": "understanding", "filter": "filtering", "tokenise": "word splitting", "lexical": "search by words",
    "encode": "encoding", "dense": "search by vectors", "fuse": "ranking", "read": "reading", "write": "writing and checking",
    "total": "total",
}  # fmt: skip
FATES = {"kept": "agrees with the source", "replaced": "replaced by the source", "dropped": "dropped"}
FAULTS_FOUND = {
    "unmarked": "no source given", "figure": "wrong figure", "day": "wrong date", "year": "wrong year", "place": "wrong place",
    "name": "wrong name", "negation": "yes and no confused", "opposite": "says the opposite", "unsupported": "not in the source",
}  # fmt: skip

CITED_HEAD = "Sources:"
EXPORT_QUESTION, EXPORT_DAY, EXPORT_NAME = "Question {}", "Answered on {}", "policy-answers-{}"
EXPORT_MARKDOWN, EXPORT_DOCX = "As Markdown", "As Word"
NOTHING_TO_EXPORT = "There is nothing to export yet."
TALKS, TALKS_NOW, TALKS_BEFORE, NO_TALKS = (
    "History",
    "This conversation",
    "Earlier ones (kept in this browser only)",
    "There are no earlier conversations.",
)
TALK_DELETE, TALKS_DELETE_ALL = "Delete", "Delete all"
BAD_TALK = "The record of this conversation is damaged or of another version and cannot be opened. You may delete it."

JUDGED_WELL, JUDGED_BADLY = (
    "Noted, thank you. What was good? (optional)",
    "Noted, thank you. What was wrong? (optional)",
)
REASONS = {
    True: ("right figures", "clear sources", "to the point"),
    False: ("wrong figures", "off the question", "wrong source", "out of date", "should have answered", "incomplete"),
}
REASON, REASON_WORDS = "Reasons", "In your own words"
REASON_SEND, REASON_CLOSE, REASON_KEPT = "Submit", "Close", "The reason was noted, thank you."
REASON_LIMIT = "Your words have {length} characters, which is too long. Please shorten them to {limit}."
SOURCES = "Sources"
NEAREST = "Text that may be related"
TOOK_SECONDS = "{:.1f} s"
TOOK_MILLISECONDS = "{:.0f} ms"
TOOK_NO_TIME = "less than 1 ms"
SCOPE = "Within: {}"
OPEN_SOURCE = "Open source {marker}: {title}"

PANEL_EMPTY = "Click a number in an answer, or a figure in the table, to compare it with the original text here."
PANEL_MARK = "Source {}"
PANEL_BACK = "Back"
PANEL_PLACE = "Quoted from"
PANEL_PAGE = "page {}"
PANEL_OUTLINE = "Contents ({})"
PANEL_FILE = "Download original"
PANEL_GONE = "This document is no longer in the library. What was quoted at the time:"
PANEL_MOVED = "The text of this document has changed and the quote was not found in it. What was quoted at the time:"
NUMBER, PLACE = "Number", "Place"
SIGNED, PUBLISHED, EFFECTIVE, EXPIRES = "Signed", "Published", "In force from", "Valid until"

STARTED = "Policy Q&A has started: {address} (Ctrl+C to stop)"
PORT_TAKEN = (
    "Port {port} of {host} is in use. Please close the program that uses it, or choose another port with --port"
)
CANNOT_LISTEN = (
    "The page cannot start on port {port} of {host} ({reason}). Please choose another address with --host and --port"
)
PORT_RANGE = "A port is a number from 1 to 65535"
NO_START = "The service did not start"

TAB_ASK, TAB_TARGETS, TAB_MATCH, TAB_EVAL = "Questions", "Indicators", "Benefits", "Evaluation"

NOT_FORM = "The form sent is incomplete, or has too many files or fields. Please send it again"
MATCH_EMPTY = (
    "Nothing matched yet",
    "Describe the enterprise or fill in some fields, then press Match: what is met, what lacks information and what is not met"
    " stand apart, each clause linked to its source.",
)

# -- indicators ------------------------------------------------------------------------------------------------------

METRIC, METRIC_PLACEHOLDER = "Indicator", "its Chinese name or a part of it"
TARGET_KIND, ORGANISATION = "Kind", "Body"
CHART = "Chart"
CHART_NAME = "{metric}{measure} (unit: {unit})"
CHART_SCOPE, CHART_WHOLE = "Scope: {}", "not limited in the text"
CHART_SCOPES = "Figures of different scopes cannot be compared directly and stand apart."
CHART_RANKS = "The smaller a rank, the higher; no bars are drawn."
CHART_MISSING = "not in the library"
DONE, AIMED = "Achieved", "Target"
NO_YEAR, NO_PLACE = "year unknown", "place unknown"
COLUMNS = {"metric": "Indicator", "place": "Place", "year": "Year", "kind": "Kind", "value": "Figure"}
SORT, SORT_BY = "Sort by {}", "Sort"
COUNT = "{} indicators"
DOWNLOAD, CSV, XLSX = "Download", "CSV", "Excel"
MORE = "Show more ({:,} left)"
NO_ROWS = ("No indicator fits", "Please widen the filters, or try another name. A part of the name is enough.")
NO_TARGETS = (
    "The library holds no indicators yet",
    "Every figure of a work report, a summary of work or a statistical bulletin is listed here once it is added.",
)

# -- the HTTP API ----------------------------------------------------------------------------------------------------

API_TITLE = "Policy Q&A API"
API_ABOUT = (
    "Answers questions about policies and work reports, searches passages and lists indicators. Every result has the original "
    "text and its place in the document (in characters, the end not included)."
)
NO_SUCH_PAGE = "There is no such address. The interfaces are listed in /openapi.json"
NO_SUCH_DOCUMENT = "The library holds no document with the id {}. Those held are listed in /api/documents"
NO_SUCH_QUOTE = "The document {id} is not in the library, or has no text from {start} to {end}. Please take both from an answer's citations"
NO_ORIGINAL = (
    "The original of 《{}》 is gone or was changed after it was read. Please ask an administrator to add it again"
)
WRONG_METHOD = "This address does not take such requests. The interfaces are listed in /openapi.json"
TOO_LARGE = (
    "The request is too large: at most {} bytes, or {} bytes of uploaded files. Please shorten it, or upload in parts"
)
INTERNAL = "The service failed. Please try again later; if it fails again, ask an administrator to look at its log"
NO_SUCH_MODEL = "There is no model {model}. Please set model to {only}"
ONLY_TEXT = "Only text can be read, not pictures, sound or files. Please send content of type text alone"
ONLY_TEXT_ANSWERS = "Answers are text alone. Please leave response_format out, or set its type to text"
LAST_IS_NO_QUESTION = "The last message is not a question of the user. Please put the question last"
NO_SUCH_TOOL = "There is no such tool. The tools are: {}"
NO_SUCH_DOCUMENT_TO_OPEN = (
    "The library holds no document with the id {}. Please use the document.id that other tools give"
)
BEYOND_TEXT = "The text has {length} characters and nothing after {start}. Please choose a smaller start"
MCP_INSTRUCTIONS = (
    "Questions about policies and work reports. Ask with ask_policy; list indicators with find_targets; find what an enterprise "
    "can apply for with match_benefits; read around a quote with open_document. Keep numbers and sources, copy figures, days and "
    "clauses from the text, and say so where the library does not support an answer."
)
NOT_JSON = "The body of the request is not valid JSON in UTF-8"
AGAIN = ". Please correct it and try again"
BODY = "body"
FAULTS = {
    "missing": "{field} is missing",
    "json_invalid": NOT_JSON,
    "extra_forbidden": "there is no parameter {field}",
    "string_too_short": "{field} must not be empty",
    "string_pattern_mismatch": "{field} is not written as it should be",
    "string_too_long": "{field} has at most {max_length} characters",
    "too_short": "{field} has at least {min_length} items",
    "too_long": "{field} has at most {max_length} items",
    "greater_than_equal": "{field} is at least {ge}",
    "less_than_equal": "{field} is at most {le}",
    "int_parsing": "{field} is a whole number",
    "int_type": "{field} is a whole number",
    "int_from_float": "{field} is a whole number",
    "int_parsing_size": "{field} is too large",
    "day": "the date {field} should be written as 2026-01-31",
    "date_from_datetime_parsing": "the date {field} should be a day that exists, written as 2026-01-31",
    "string_type": "{field} is text",
    "list_type": "{field} is a list",
    "enum": "{field} is one of {expected}",
    "model_attributes_type": "{field} is a JSON object, with Content-Type: application/json",
}
OTHER_FIELD = "{field} is wrong"

MATCH = {
    "title": "Matching of benefits",
    "profile": "The enterprise",
    "as_of": "Matched for {day}",
    "known": "The enterprise: {facts}",
    "nothing": "nothing known yet",
    "group": "{group} ({count})",
    "total": ", {total}",
    "steps": "Calculation",
    "gives": "What it gives",
    "met": "Met",
    "failed": "Not met",
    "missing": "Still needed",
    "confirm": "To be confirmed",
    "points": "Confirm",
    "own": "Own figures",
    "standing": "Standing",
    "confirmed": "Confirmed by a person",
    "apply": "How to apply",
    "notes": "Notes",
    "source": "Source",
    "next": "The answer that decides most: {question}",
}

# -- benefits --------------------------------------------------------------------------------------------------------

MATCH_DESCRIPTION, MATCH_PLACEHOLDER = (
    "The enterprise",
    "in your own words, in Chinese: place, certifications, staff, expenses on research",
)
MATCH_DAY, MATCH_TODAY, MATCH_GO, MATCH_EMPTY_ALL = "Date", "today, or 2026-01-31", "Match", "Clear"
BAD_KEPT = "What this browser kept of the enterprise cannot be opened. Please fill in the form again"
MATCH_FIELDS = {
    "age": "Age (years)", "revenue": "Last year's revenue (yuan)", "rd_expense": "Last year's R&D expenses (yuan)",
    "project": "Projects and events (done or planned)", "region": "Registered in (in Chinese)",
}  # fmt: skip
MATCH_UNITS = {"元": "yuan", "%": "%"} | dict.fromkeys(
    ("人", "家", "年", "个月", "岁", "平方米", "件", "项"), ""
)  # the others stand in the labels
IN_UNIT = " ({})"
MATCH_FOLDED = {
    "projects": "Projects and finance", "business": "Business, research and patents", "people": "Staff",
    "standing": "Kind, standing and credit", "person": "Persons who apply",
}  # fmt: skip
MATCH_YES_NO = (("yes", "是"), ("no", "否"))
MATCH_IS, MATCH_THERE_IS, MATCH_OPEN = ("yes", "no"), ("there is", "there is not"), "not sure"
MATCH_RECKON = "Reckon"
MATCH_ANSWER, MATCH_NONE = "Answer", "none of them"
MATCH_NEXT, MATCH_WAITING = "This question decides most", ": {} wait for it"
MATCH_NO_QUESTION = "There is nothing more to ask."
MATCH_UNCLEAR = "“{}” was not understood. Please put it otherwise, or choose “not sure”."
MATCH_TOLD, MATCH_FORGET, MATCH_CLEAR = "{} answers given (can be corrected)", "Remove", "Clear all"
MATCH_SKIPPED, MATCH_AGAIN = "{} questions passed over.", "Ask again"
MATCH_REST, MATCH_ALL = "{} more", "Show {}"
MATCH_NONE_YET = (
    "None is certain yet. Answer the question above, then open what is only to be confirmed and check the clauses."
)
MATCH_ABOUT = {
    "只差确认": "Whether you can apply depends on clauses that only you can confirm; to reckon a sum a figure may be needed.",
    "还缺信息": "The nearest first; what is missing would decide them.",
    "看来面向其他行业或事项": "None of the trades and doings that you told of is among theirs; if you do these too, add them in the form.",
    "面向个人和家庭": "By their text or the title of the document these are for persons or families, so an enterprise cannot apply.",
}
MATCH_CONFIRM_ALL, MATCH_BARRING, MATCH_TAKE_BACK = (
    "All {} clauses above hold for us: confirm each",
    " ({} of them exclude whom they fit: none is so with us)",
    "Take these confirmations back",
)
MATCH_CONFIRMS = "That is: “{}” is about us, and we have read each clause above and meet it. It can be taken back."
MATCH_WRONG = "{} fields are wrong. Please correct them and match again"
MATCH_MARKDOWN, MATCH_UNKNOWN = "Markdown", "not known"
MATCH_LEFT = "{} more; the downloaded files hold all."
NO_BENEFITS = (
    "The library holds no benefits yet",
    "Add measures for enterprises, calls for applications or policy cards, and they can be matched.",
)
BAD_DAY = "The date “{}” is not one such as 2026-01-31. Please correct it"

# -- accounts --------------------------------------------------------------------------------------------------------

LOCAL_CALLER = "this machine"
UNKNOWN_CALLER = "not signed in"
UNNAMED = "unnamed"
COMMAND_LINE = "command line ({})"
NEEDS_ROLE = {"reader": "reader", "editor": "editor", "admin": "administrator"}
FORBIDDEN = "{name} may not do this (needed: {need}). Please use another account, or ask an administrator"
NEEDS_ACCOUNT = (
    "On {host} other machines can open the page, and there are no accounts: anyone may ask, add and remove. Please make an "
    "account with policybot accounts add, or confirm with --open"
)
FOREIGN_HOST = (
    "The name {} cannot be used. Please use this machine's own, or ask an administrator to add it to POLICYBOT_HOSTS"
)
FOREIGN_ORIGIN = "This request comes from another site and was not carried out. Please use this site's own page"
SIGN_IN_FIRST = "Please sign in first, or send the header Authorization: Bearer TOKEN"
BAD_TOKEN = "The token is not valid or has expired. Please ask an administrator for a new one"
TOO_OFTEN = "Too many requests. Please wait {} seconds"
NO_ACCOUNTS_NOW = "Accounts cannot be checked now. Please ask an administrator to look at the log"
SIGN_IN_FORM = "Name and password did not arrive. Please fill them in again"
WRONG_PASSWORD = "Wrong name or password. Please try again, or ask an administrator to reset the password"
TOO_MANY_FAILURES = "Too many failures. Please wait {} minutes"
SIGN_IN = {
    "heading": "Sign in",
    "name": "Name",
    "password": "Password",
    "enter": "Sign in",
    "leave": "Sign out",
    "back": "Back",
    "signed_in": "Signed in: ",
}
WHO = "{} ({})"
SCOPES = {
    "ask": "ask", "documents": "view documents", "edit": "edit documents", "metrics": "metrics", "admin": "administration",
}  # fmt: skip
PASSWORD_LENGTH = "A password has {} to {} characters. Please choose another one"
WHOLE_FILE = "the whole file"
ACCOUNTS_HEAD = (
    "# Accounts of policybot. Passwords and tokens are kept as hashes; change them with policybot accounts.\n"
)
ACCOUNTS_UNREADABLE = "The file of accounts {} cannot be read ({}). Please check its permissions"
ACCOUNTS_WRONG = "The file of accounts {} is damaged ({}). Please correct it, or restore a backup"
ACCOUNTS_NOT_WRITTEN = "The file of accounts {} cannot be written ({}). Please check space and permissions"
ACCOUNTS_BUSY = "Another process is changing the file of accounts {}. Please try again later"
ACCOUNTS_GONE = (
    "The file of accounts {} is gone, so nobody can enter. Please restore it, or restart the service without accounts"
)
NO_SUCH_ACCOUNT = "There is no account {}. Please look at policybot accounts list"
BAD_NAME = "“{}” cannot be an account. Please use 1 to 40 Chinese characters, letters, digits or . @ - _"
SIGN_IN_AGAIN = "You are signed out. Please reload the page and sign in again"
RESTORED_FROM = "backup of {}"
ACTS = {
    "added": "added",
    "updated": "updated",
    "reread": "read again",
    "corrected": "corrected",
    "removed": "removed",
    "restored": "restored",
}

# -- documents -------------------------------------------------------------------------------------------------------

INTAKE_BUSY = "Other files are being added ({done}/{total}). Please upload when they are done"
INTAKE_SUFFIX, INTAKE_NO_SUFFIX = (
    "The format {} is not supported. Please save as PDF, Word (docx), Excel, a web page or text",
    "without a suffix",
)
INTAKE_LARGE = "Larger than {} MB. Please split it into several files"
INTAKE_EMPTY = "The file is empty. Please choose one with content"
INTAKE_MANY = "{} files at once; at most {} are allowed. Please upload in parts"
INTAKE_DISK = "The server cannot store the files ({}). Please ask an administrator to check space and permissions"
INTAKE_FORGOTTEN = "There is no record of this upload, perhaps because it was long ago. Please look among the documents"
REREAD_GONE = "The original file {} is gone and cannot be read again. Please put it back, or remove and upload it again"
REREAD_FAILED = "It could not be read again: {}"

TAB_DOCUMENTS = "Documents"
DOC_SEARCH, DOC_SEARCH_PLACEHOLDER = "Find", "title, number or issuer"
DOC_STATUS, DOC_DAY = "Status", "Status on"
DOC_COLUMNS = {
    "title": "Title",
    "issuer": "Issuer",
    "region": "Place",
    "kind": "Kind",
    "date": "Date",
    "status": "Status",
}
DOC_RANGE = "{first:,}–{last:,} of {total:,}"
DOC_PREVIOUS, DOC_NEXT, DOC_PAGES = "Previous", "Next", "Pages"
NO_DOCUMENTS = ("The library holds no documents yet", "Choose files to upload above, or use policybot add.")
NO_DOCUMENTS_READER = ("The library holds no documents yet", "Please ask someone who may edit to add some.")
NO_SUCH_DOCUMENTS = ("No document fits", "Please widen the filters, or look for other words.")

DOC_BACK = "Back to the list"
DOC_GONE = "This document is no longer in the library. Please go back to the list"
DOC_OPEN = "Open text"
DOC_REREAD, DOC_REREADING, DOC_REREAD_DONE = "Read again", "Reading again…", "Read again. Corrected fields still hold. "
DOC_REMOVE, DOC_REMOVE_SURE, DOC_REMOVE_NOW = (
    "Remove",
    "Once removed it is no longer used for answers, and its corrections go too; files added from elsewhere stay where they are.",
    "Remove now",
)
DOC_META, DOC_META_HINT = "Details", "Underlined values open their place in the text."
DOC_CORRECT, DOC_SAVE, DOC_UNDO = "Correct", "Save", "Undo correction"
DOC_CORRECTED = "corrected (read as {before}; {who}, {day})"
DOC_REVIEW = "now read as {read}; please check: the correction still holds, save it again to confirm"
DOC_NONE = "not stated"
DOC_YEAR, DOC_ANNEXES = "Year", "Annexes"
DOC_VALUE_OF = "New value: {}"
DOC_HINTS = {
    "number": "as the document writes it",
    "region": "province/city, in Chinese",
    "signed": "such as 2024-01-31",
}
DOC_RELATIONS, DOC_COPIES, DOC_EXTENDED = "Copies, versions and references", "Same content: ", "Extended by: "
DOC_SELF = "in this document"
DOC_OUTLINE, DOC_TARGETS, DOC_BENEFITS = "Chapters", "Indicators", "Benefits"
DOC_COUNTED = "{name} ({count:,})"
DOC_LEFT = "only the first {} are listed"
DOC_REVIEWED = "reviewed"
DOC_PASSAGES = "{passages} passages, {characters:,} characters"
STATUS_SINCE, STATUS_EXTENDED = "{state} (since {day})", "{state} (extended until {day})"

INTAKE_TITLE = "Upload files"
INTAKE_PICK = "Choose files, or drop them here"
INTAKE_LIMITS = "PDF, Word, Excel, web pages, text or archives; at most {files} at once, {each} MB each"
INTAKE_WORDS = {
    "sending": "uploading {}%", "waiting": "waiting", "reading": "reading…", "failed": "not added", "added": "added",
    "updated": "updated", "unchanged": "already in the library", "reread": "read again",
    "broken": "The connection broke off. Please check the network and try again", "many": "At most {} files at once; please upload in parts",
    "large": "These files are larger than {} MB together; please upload in parts", "progress": "Processing {} / {}",
    "done": "Done: {} succeeded, {} not added", "gone": "The progress is not known any more. Please look at the list",
}  # fmt: skip

# -- evaluation ------------------------------------------------------------------------------------------------------

EVAL_SET, EVAL_START, EVAL_CANCEL = "Question set", "Start", "Cancel"
EVAL_SHIPPED = {"samples": "sample questions", "reports": "questions on work reports"}
EVAL_SETS = "{name} ({count})"
EVAL_OWN, EVAL_TEMPLATE = "Your own questions", "Empty form"
EVAL_TEMPLATES = {"xlsx": "Excel", "csv": "CSV", "jsonl": "JSONL"}
EVAL_READ = "Read {name}: {count} questions"
EVAL_RUNNING = "Evaluating {source}: {done} / {total} asked"
EVAL_LEFT, EVAL_STOPPING, EVAL_SAVING = "about {} s left", "cancelling", "writing the report"
EVAL_DONE = "Done: {} questions in {:.1f} s"
EVAL_CANCELLED = "Cancelled after {} questions; nothing was saved"
EVAL_BUSY = "{source} is being evaluated, and only one can run. Please wait for it, or cancel it"
EVAL_NO_SET = "There is no such question set. Please choose or upload it again"
EVAL_EMPTY = "There are no questions in {}. Please download the empty form and fill it in"
EVAL_TEMPLATE_COMMAND, EVAL_TEMPLATE_HERE = (
    "write a form to fill in with policybot eval template",
    "download the empty form and fill it in",
)
EVAL_NOTHING = (
    "The evidence of {} questions is not in the library, or still to be filled in, so there is nothing to ask. Please add the "
    "documents, or choose another set"
)
EVAL_NO_RUN = "There is no evaluation {}. Those held are listed in /api/evaluations"
EVAL_LOADING = "Reading the result"
EVAL_NONE = (
    "There are no evaluations yet",
    "Choose a question set and press “Start”: each question is asked and judged by rules, to see what is right and what is wrong.",
)
EVAL_HISTORY, EVAL_SHOW, EVAL_AGAINST, EVAL_ALONE = "Evaluations", "Show the result of {}", "Compare", "Do not compare"
EVAL_COLUMNS = ("Time", "Set", "Questions", "Right", "Wrong", "Version", "")
EVAL_TREND = "The last {} of the same set"
EVAL_REPORT, EVAL_OPEN = "Report", "Open"
EVAL_FORMS = {"html": "Web page", "md": "Markdown", "json": "All data"}
EVAL_FACTS = (
    "{time} · {source} · {count} questions, {seconds} s · encoder {encoder} · {documents} documents · version {commit}"
)
EVAL_LEFT_OUT = "{} not asked (their evidence is not in the library, or still to be filled in): {}"
EVAL_ALL, EVAL_TABLE, EVAL_SOURCE = "All measures", "Values by threshold", "Source"
EVAL_KINDS, EVAL_INTERVAL, EVAL_ASKED = "Right answers by kind", "{}, 95% interval {}", "{}"
EVAL_THRESHOLDS, EVAL_NOW = "Threshold of refusal", " The threshold now is {}."
EVAL_THRESHOLD_COLUMNS = (
    "Threshold", "Right", "95% interval", "Answerable ones answered", "Wrong", "Answers given",
)  # fmt: skip
EVAL_THRESHOLD_NOTE = (
    "What if answers below the threshold were refused: the higher it is, the fewer answers and mistakes."
)
EVAL_WRONG, EVAL_ALL_RIGHT = "Wrong answers ({})", "No wrong answers."
EVAL_MORE = "{} more, see the report."
EVAL_WORSE, EVAL_BETTER = "Worse ({})", "Better ({})"
EVAL_COMPARED = "Compared with {time}"
EVAL_ROW = {
    "gold": "Expected", "answer": "Answer", "missed": "Not said", "forbidden": "Must not say", "evidence": "Evidence",
    "cited": "Cited", "understood": "Understood as", "before": "Before", "ranks": "Ranks of evidence", "not_found": "not found",
    "refuse": "refusal", "none": "no citation",
}  # fmt: skip

# -- uploads ---------------------------------------------------------------------------------------------------------

UPLOAD_ONE = "Choose a file, or drop it here"
UPLOAD_LIMITS = "JSONL, CSV or Excel, at most {most} MB"
UPLOAD_SENDING, UPLOAD_BROKEN = "Uploading", "The upload broke off. Please check the network and try again"
UPLOAD_SUFFIX = "The format of {name} is not supported. Please choose one of: {suffixes}"
UPLOAD_LARGE = "{name} is larger than {most} MB. Please split it into several files"
UPLOAD_EMPTY = "{name} is empty. Please choose a file with content"
UPLOAD_FULL = "Too many uploaded files are waiting. Please use those first, or try again in an hour"
UPLOAD_FAILED = (
    "The server cannot store the file ({reason}). Please ask an administrator to check space and permissions"
)
UPLOAD_GONE = "The uploaded file is no longer on the server (it is kept for an hour). Please upload it again"
