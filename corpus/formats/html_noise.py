"""What a site puts around a text: words of bars, elements that say what they are, lists of other pages, the footer."""

import re
from itertools import accumulate

from corpus.formats.html_lines import Line
from corpus.formats.html_tree import Node, events

CHINESE = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
PUNCTUATION = re.compile("[，。；、,;]")

PROSE_CHARACTERS = 10
"""Chinese characters from which a line with a punctuation mark counts as running text."""

BOILERPLATE_SHARE = 0.5
"""An element whose name says menu or comment, but which holds more of the running text than this, is the document."""

COMMENTS_SHARE = 0.9
"""As above for comments, which may be longer than a short notice."""

COMMENT_NAMES = re.compile("comment|pinglun|recommend|tuijian", re.I)

LISTED_SHARE = 0.3
"""As above for what stands below a label such as 相关阅读."""

NOISE_LENGTH = 80
"""Characters of a bar's line at most."""

_BOILERPLATE_NAMES = (
    "nav|navbar|navi|menu|crumb|crumbs|breadcrumb|breadcrumbs|curb|curmb|curpos|dqwz|weizhi|footer|foot|copyright|sidebar|"
    "share|bdsharebuttonbox|jiathis|fenxiang|comment|comments|pinglun|recommend|recommends|related|relate|relation|xgwz|xgxw|"
    "xgyd|xgjd|xglj|xgzc|xgwj|xgfj|tuijian|toolbar|qrcode|ewm|erweima|login|search|searchbox|banner|rank|ranking|pagination|"
    "gotop|backtop|totop|wza|popup|advert|adv|ads|friendlink|friendlinks|llcs|fontsize|feedback|jiucuo|reward|qr"
)
BOILERPLATE_NAMES = frozenset(_BOILERPLATE_NAMES.split("|"))
"""Words in the class or id of elements that hold menus, bars, comments and lists of other pages; many sites use the
first letters of the Chinese words (xgwz is 相关文章, dqwz 当前位置)."""

BOILERPLATE_TAGS = frozenset({"nav", "footer", "aside", "menu", "dir"})

SECTION_LABEL = re.compile(
    r"(?:相关|关联|更多|热门|推荐|延伸|最新|精彩|猜你|为您|本类|近期)[\u4e00-\u9fff]{0,6}|(?:政策|文件|图文|文字|视频|媒体)解读|解读|附件下载|文件下载|下载附件|"
    r"(?:网友|用户|全部|精选|发表|我要|读者)?(?:评论|留言)|友情链接|网站地图|分享到|上一[篇条]|下一[篇条]"
)
"""A line of its own above a list that belongs to the site."""

LABEL_LENGTH = 14
"""Characters of such a label at most, its brackets and counts (网友评论（12）) included."""

COMMENTS = re.compile("评论|留言")

NOISE = re.compile(
    r"分享文章到|分享(?:到|至)?|打印(?:本页|本文|页面|此页|文章|内容)?|关闭(?:本页|窗口|页面|此页)?|返回(?:顶部|列表|首页|上一?页)?|回到顶部|"
    r"(?:浏览|显示)?(?:字体|字号)(?:大小)?|特大|超大|默认|大|中|小|收藏(?:本页)?|扫一扫[^，。；]{0,20}|扫码[^，。；]{0,12}|"
    r"(?:浏览|阅读|点击|访问)(?:次数|量|数)?|\d+次|次|下载|保存(?:本页|为)?|(?:我要|内容|网站)?纠错|微信(?:好友|扫一扫)?|QQ(?:好友|空间)?|"
    r"新浪微博|腾讯微博|微博|朋友圈|取消|复制链接|无障碍(?:浏览|阅读)?|长者(?:助手|专区|模式)?|视力保护色|保护视力色|语音播报|朗读|正文|T\||A[+-]|"
    r"点赞|已?收藏|在看|阅读原文|举报|赞|预览时标签不可点|上一篇|下一篇|没有了|用手机|手机版|电脑版"
)
"""Words of the bars around a text; a line made of them alone is none of the document's."""

EMPTY_LINE = re.compile(r"[\W_\d]*")
"""A line without a letter."""

CRUMBS = re.compile(r"(?:您|你|现在|当前|目前)(?:现在|当前|目前|所在|所处|的)*位置(?:是|在)?\s*[：:]|首页\s*[>»›＞/]")
"""The path through the site to the page."""

NEIGHBOUR = re.compile(
    r"(?:上|下)一[篇条](?:[：:]|\s)|(?:责任)?编辑[：:]|(?:审核|校对|编审|录入)(?:人)?[：:].{0,12}$|原标题[：:]"
)
"""Links to the pages before and after, and who put the page up."""

FOOTER = re.compile(
    r"ICP\s*备\s*(?:案号)?\s*[：:]?\s*(?:.?ICP备)?\d|ICP备案(?:编)?号|公网安备\s*\d|网站标识码\s*[：:]|copyright\s*[©@(]|©|^版权所有|版权所有\s*[：:©]",
    re.I,
)
"""Registration and copyright of a site."""

FOOTER_SIDE = re.compile(
    r"版权|主办|承办|技术支持|联系(?:我们|电话|方式)|地址|邮编|邮箱|分辨率|浏览器|网站地图|IPv6|关于我们|网站声明|访问量",
    re.I,
)

"""Other lines of a footer."""

SENTENCE_END = re.compile("[。；]")
FOOTER_LINES = 12
"""Lines of a footer at most."""


def prose(line: Line) -> int:
    """Characters of running text: Chinese ones outside links, in a line with a mark of punctuation."""
    if line.linked * 2 > len(line.text) or not PUNCTUATION.search(line.text):
        return 0
    count = len(CHINESE.findall(line.text))
    return count if count >= PROSE_CHARACTERS else 0


def amount(line: Line) -> int:
    """Letters and digits outside links."""
    return sum(map(str.isalnum, line.text)) if line.linked * 2 <= len(line.text) else 0


def is_noise(text: str) -> bool:
    """Whether a line is made of the words of a bar or a path through the site."""
    if CRUMBS.match(text) or NEIGHBOUR.match(text):
        return True
    if len(text) > NOISE_LENGTH:
        return False
    rest, count = NOISE.subn("", text)
    return bool(EMPTY_LINE.fullmatch(rest)) and (count > 0 or not re.search(r"\d", text))


def running(weights: list[int], noise: list[bool]) -> list[int]:
    """Sums of the running text before each line, and at the end of all of it."""
    return list(accumulate((0 if bad else weight for weight, bad in zip(weights, noise, strict=True)), initial=0))


def lines_named(root: Node, weights: list[int], noise: list[bool]) -> list[bool]:
    """Which lines stand in elements whose names say menu, footer, share bar, comments."""
    sums = running(weights, noise)
    edges = [0] * (len(noise) + 1)
    for event, node in events(root):
        if event != "enter" or not isinstance(node, Node) or node.first >= node.last or not _is_boilerplate(node):
            continue
        of_comments = COMMENT_NAMES.search(f"{node.attribute('class')} {node.attribute('id')}")
        share = COMMENTS_SHARE if of_comments else BOILERPLATE_SHARE
        if sums[node.last] - sums[node.first] <= share * sums[-1]:
            edges[node.first] += 1
            edges[node.last] -= 1
    return [depth > 0 for depth in accumulate(edges[:-1])]


def _is_boilerplate(node: Node) -> bool:
    if node.tag in BOILERPLATE_TAGS:
        return True
    if not node.attributes:
        return False
    names = f"{node.attribute('class')} {node.attribute('id')}"
    words = re.findall(r"[A-Z]?[a-z]+|[A-Z]+", names)
    return any(word.lower() in BOILERPLATE_NAMES for word in words)


def mark_lists(lines: list[Line], weights: list[int], noise: list[bool]) -> None:
    """A label such as 相关阅读 with what stands below it: the rest of its element if that has links or is comments, else
    the links that follow."""
    sums = running(weights, noise)
    links = list(accumulate((line.linked for line in lines), initial=0))
    for index, line in enumerate(lines):
        if (noise[index] and not CRUMBS.match(line.text)) or not _is_label(line.text):
            continue
        of_comments = COMMENTS.search(line.text) is not None
        limit = (COMMENTS_SHARE if of_comments else LISTED_SHARE) * sums[-1]
        around = next((node for node in line.node.ancestors() if node.last > index + 1), None)
        end = index + 1
        if around is not None and around.first >= index - 1 and sums[around.last] - sums[index] <= limit:
            end = around.last if of_comments or links[around.last] > links[end] else end
        while end < len(lines) and lines[end].linked * 2 > len(lines[end].text):
            end += 1
        if end > index + 1 or CRUMBS.match(line.text):
            noise[index:end] = [True] * (end - index)


def _is_label(text: str) -> bool:
    if CRUMBS.match(text):
        return True
    return len(text) <= LABEL_LENGTH and bool(SECTION_LABEL.fullmatch(re.sub(r"[\W\d_]|[（(].*[）)]", "", text)))


def mark_footers(lines: list[Line], noise: list[bool]) -> None:
    """The line with the site's registration, and those beside it that speak of the site."""
    for index, line in enumerate(lines):
        if not FOOTER.search(line.text) or SENTENCE_END.search(line.text):
            continue
        noise[index] = True
        around = line.node
        for node in line.node.ancestors():
            if node.last - node.first > FOOTER_LINES:
                break
            around = node
        for beside in range(around.first, around.last):
            noise[beside] = noise[beside] or bool(FOOTER_SIDE.search(lines[beside].text))
