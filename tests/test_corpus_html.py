"""The HTML reader on invented pages in the shapes that government sites have, and on real ones."""

import contextlib
import random
import re
import time
from email.message import EmailMessage
from functools import partial
from html import unescape
from pathlib import Path

import pytest

from corpus.content import Content
from corpus.errors import DocumentError
from corpus.formats.html import read_html

TITLE = "东湖市人民政府办公室关于印发东湖市绿色工厂奖补办法的通知"
BODY = [
    "东政办发〔2023〕17号",
    "各县（市、区）人民政府，市政府各部门、各直属单位：",
    "《东湖市绿色工厂奖补办法》已经市政府同意，现印发给你们，请结合实际认真贯彻执行。",
    "东湖市人民政府办公室",
    "2023年5月9日",
    "东湖市绿色工厂奖补办法",
    "第一条 为推动工业绿色转型，根据有关规定，结合本市实际，制定本办法。",
    "第二条 对首次认定的国家级绿色工厂，一次性给予50万元奖励；对省级绿色工厂，给予20万元奖励。",
    "第三条 本办法自2023年6月10日起施行，有效期三年。",
    "附件：1.奖补资金申请表",
    "2.绿色工厂评价指标",
]
MENU = "<ul><li><a href='/'>首页</a></li><li><a href='/gk/'>政务公开</a></li><li><a href='/fw/'>办事服务</a></li></ul>"
CRUMBS = "<div class='bc'>您当前的位置：<a href='/'>首页</a> &gt; <a href='/zc/'>政策文件</a> &gt; 正文</div>"
SHARE = "<div>【字体：<a href='#'>大</a> <a href='#'>中</a> <a href='#'>小</a>】 【打印】 【<a href='#'>关闭窗口</a>】 分享到：</div>"
FOOT = (
    "<div><p>主办单位：东湖市人民政府办公室 技术支持：东湖大数据公司</p><p>版权所有：东湖市人民政府 网站标识码：3399000001</p>"
    "<p><a href='#'>浙ICP备12345678号-1</a> 浙公网安备 33990002000001号</p><p>建议使用1280×800以上分辨率，IE9以上浏览器浏览本站</p></div>"
)
SITE_WORDS = re.compile(
    r"首页|政务公开|办事服务|当前的?位置|字体|打印|关闭|分享到|浏览次数|扫一扫|技术支持|版权所有|标识码|ICP备|分辨率|相关阅读|相关解读|上一篇|function|var |返回顶部"
)


def paragraphs(lines: list[str] = BODY, attributes: str = "") -> str:
    return "".join(f"<p {attributes}>&emsp;&emsp;{line}</p>\n" for line in lines)


def read(page: str, code: str = "utf-8") -> Content:
    return read_html(page.encode(code), "页面.html")


def lines_of(content: Content) -> list[str]:
    return content.text.splitlines()


def fields_of(content: Content) -> dict[str, str]:
    return {field.label: content.text[field.start : field.end] for field in content.fields}


def title_of(content: Content) -> str | None:
    return content.text[slice(*content.title)] if content.title else None


def frames_of_2003() -> str:
    return f"""<html><head><meta http-equiv=Content-Type content="text/html; charset=gb2312"><title>东湖市政府网</title></head>
    <body><table width=980 align=center><tr><td colspan=2><img src=top.gif></td></tr>
    <tr><td width=180 valign=top>{MENU}<table><tr><td>通知公告</td></tr><tr><td><a href=1>关于做好防汛工作的通知</a></td></tr></table></td>
    <td><table width=100%><tr><td>{CRUMBS}</td></tr><tr><td align=center><font size=5><b>{TITLE}</b></font></td></tr>
    <tr><td align=center>发布时间：2023-05-12 来源：市府办 浏览次数：<script>document.write(88)</script> 次</td></tr>
    <tr><td id=fontzoom>{paragraphs()}</td></tr><tr><td>{SHARE}</td></tr></table></td></tr>
    <tr><td colspan=2 align=center>{FOOT}</td></tr></table></body></html>"""


def div_soup() -> str:
    body = "".join(f"<div><div><span>{line}</span></div></div>" for line in BODY)
    return f"""<!DOCTYPE html><html><head><title>{TITLE}_东湖市人民政府</title></head><body><div id=a1><div>{MENU}</div></div>
    <div class=w><div><div>{CRUMBS}</div><div class=bt>{TITLE}</div><div><span>发布日期：2023-05-12</span><span>浏览次数：</span><span>12</span></div>
    <div class=x9><div class=x10>{body}</div></div>{SHARE}<div><div>上一篇：<a href=1>关于开展检查的通知</a></div><div>下一篇：没有了</div></div>
    <div class=q><h4>相关解读</h4><ul><li><a href=2>《东湖市绿色工厂奖补办法》政策解读</a><span>2023-05-13</span></li></ul></div></div></div>{FOOT}</body></html>"""


def wechat() -> str:
    body = "".join(
        f"<section style='margin:0'><section><span leaf=''>{line}</span></section></section>" for line in BODY
    )
    return f"""<!DOCTYPE html><html><head><meta property="og:title" content="{TITLE}"><title></title></head><body id="activity-detail">
    <div id="js_article" class="rich_media"><div class="rich_media_inner"><div id="page-content"><div id="img-content">
    <h1 class="rich_media_title" id="activity-name">\n {TITLE}\n</h1><div id="meta_content"><span>东湖发布</span><em id="publish_time">2023-05-12 10:00</em></div>
    <div class="rich_media_content" id="js_content" style="visibility: hidden; opacity: 0; ">{body}</div></div></div>
    <div class="rich_media_tool"><a href=#>阅读原文</a><span>阅读</span><span>在看</span></div><div>预览时标签不可点</div><div>微信扫一扫</div></div></div>
    <script>var a = "第九条 脚本里的字。";</script></body></html>"""


def siblings_in_a_cell() -> str:
    return f"""<html><body><div>{MENU}</div><table class=layout><tr><td><h2>{TITLE}</h2></td></tr>
    <tr><td>文号：东政办发〔2023〕17号　　发布机构：东湖市人民政府办公室</td></tr><tr><td>{paragraphs()}{SHARE}</td></tr></table>{FOOT}</body></html>"""


def form_above() -> str:
    return f"""<html><head><meta name="ArticleTitle" content="{TITLE}"><meta name="PubDate" content="2023-05-12 09:30:00">
    <meta name="ContentSource" content="市府办"></head><body>{MENU}{CRUMBS}
    <table class="bd1" border=1><tbody><tr><th><b>索 引 号：</b></th><td>000014349/2023-00017</td><th><b>主题分类：</b></th><td>工业、交通\\节能</td></tr>
    <tr><th><b>发文机关：</b></th><td>东湖市人民政府办公室</td><th><b>成文日期：</b></th><td>2023年05月09日</td></tr>
    <tr><th><b>标　　题：</b></th><td colspan=3>{TITLE}</td></tr><tr><th><b>发文字号：</b></th><td>东政办发〔2023〕17号</td>
    <th><b>有 效 性：</b></th><td></td></tr></tbody></table>
    <div class="pages_content" id="UCAP-CONTENT"><p align=center><strong>{TITLE}</strong></p>{paragraphs()}</div>
    <div class=related><h5>相关链接</h5><p>对绿色工厂的支持，是推动制造业转型的重要抓手，详见<a href=3>这里</a>。</p></div>{SHARE}{FOOT}</body></html>"""


def breaks_only() -> str:
    return f"""<html><body>{MENU}<div class="law"><center><b>{TITLE}</b></center><br><br>{"<br>".join("　　" + line for line in BODY)}<br><br></div>
    {SHARE}{FOOT}</body></html>"""


def with_comments() -> str:
    comments = "".join(f"<li><b>网友{i}</b><p>这个办法很好，希望尽快落实，也希望扩大范围。</p></li>" for i in range(9))
    return f"""<html><body><nav>{MENU}</nav><main><article><h1>{TITLE}</h1><div class=article-content>{paragraphs()}</div></article>
    <div class="comment-list"><h3>网友评论（9）</h3><ul>{comments}</ul></div>
    <div class=box><h3>推荐阅读</h3><div><a href=5>东湖市出台新政</a><p>近日，东湖市出台新政策，支持企业发展，引起热议。</p></div></div></main>
    <footer>{FOOT}</footer></body></html>"""


def from_word() -> str:
    body = "".join(
        f"<p class=MsoNormal style='text-indent:32.0pt;mso-char-indent-count:2.0'><span lang=EN-US><o:p></o:p></span><span\nstyle='font-family:仿宋'>{line}</span></p>"
        for line in BODY
    )
    return f"""<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta charset=gb2312><title>附件2</title>
    <!--[if gte mso 9]><xml><o:DocumentProperties><o:Author>admin</o:Author></o:DocumentProperties></xml><![endif]-->
    <style><!-- p.MsoNormal {{mso-style-parent:"";}} --></style></head><body lang=ZH-CN><div class=WordSection1>
    <p class=MsoNormal align=center style='text-align:center'><b><span style='font-size:22.0pt'>{TITLE}</span></b></p>{body}</div>
    <div class=WordSection2><p class=MsoNormal>附件1</p><table class=MsoTableGrid><tr><td><p class=MsoNormal>企业名称</p></td><td><p>奖补金额（万元）</p></td></tr>
    <tr><td><p>甲公司</p></td><td><p>50</p></td></tr></table></div></body></html>"""


def fragment() -> str:
    return f"<h2>{TITLE}</h2>" + paragraphs()


def form_as(markup: str) -> str:
    return f"""<body>{MENU}<div class=top>{markup}</div><h1>{TITLE}</h1><div class=TRS_Editor>{paragraphs()}</div>{FOOT}</body>"""


SKELETONS = {
    make.__name__: make()
    for make in (
        frames_of_2003, div_soup, wechat, siblings_in_a_cell, form_above, breaks_only, with_comments, from_word, fragment
    )
}  # fmt: skip


@pytest.mark.parametrize("name", SKELETONS)
@pytest.mark.parametrize("code", ["utf-8", "gb18030"])
def test_every_skeleton_gives_the_whole_text_and_nothing_of_the_site(name: str, code: str) -> None:
    content = read(SKELETONS[name].replace("gb2312", "gb2312" if code == "gb18030" else "utf-8"), code)
    lines = lines_of(content)
    start = lines.index(BODY[1]) - 1
    kept = [line for line in lines if line in BODY]
    assert kept == BODY, "\n".join(lines)
    assert start >= 0
    assert not SITE_WORDS.search(content.text), SITE_WORDS.findall(content.text)
    assert title_of(content) == TITLE
    assert content.text.count(TITLE) == 1 + (name == "form_above")  # its form names the title too
    end = lines.index(BODY[-1])
    assert (end == len(lines) - 1) == (name != "from_word")


def test_word_keeps_its_second_section_with_the_table() -> None:
    content = read(from_word().replace("gb2312", "utf-8"))
    (table,) = content.tables
    assert [content.text[cell.start : cell.end] for cell in table.cells] == [
        "企业名称",
        "奖补金额（万元）",
        "甲公司",
        "50",
    ]


FORMS = {
    "table": "<table><tr><td>索引号：</td><td>A1/2023-1</td><td>文号：</td><td></td></tr><tr><td>发布机构：</td><td>东湖市府办</td>"
    "<td>成文日期：</td><td>2023-05-09</td></tr></table>",
    "table without colons": "<table><tr><th>索引号</th><td>A1/2023-1</td><th>文号</th><td></td></tr><tr><th>发布机构</th><td>东湖市府办</td>"
    "<th>成文日期</th><td>2023-05-09</td></tr></table>",
    "list": "<ul><li><span>索引号：</span>A1/2023-1</li><li><span>文　号：</span></li><li><b>发布机构：</b>东湖市府办</li>"
    "<li><label>成文日期：</label><span>2023-05-09</span></li></ul>",
    "definition list": "<dl><dt>索引号：</dt><dd>A1/2023-1</dd><dt>文号：</dt><dd></dd><dt>发布机构：</dt><dd>东湖市府办</dd><dt>成文日期：</dt><dd>2023-05-09</dd></dl>",
    "paragraphs": "<p><b>索 引 号：</b>A1/2023-1</p><p><b>文号：</b></p><p><span>发布机构：</span><span>东湖市府办</span> <span>成文日期：</span>2023-05-09</p>",
    "divs": "<div class=r><div class=l>索引号：</div><div class=v>A1/2023-1</div></div><div class=r><div class=l>文号：</div><div class=v></div></div>"
    "<div class=r><div class=l>发布机构：</div><div class=v>东湖市府办</div></div><div class=r><div class=l>成文日期：</div><div class=v>2023-05-09</div></div>",
    "one line": "<div>索引号：A1/2023-1 | 文号： | 发布机构：东湖市府办 | 成文日期：2023-05-09 | 浏览次数：7</div>",
    "brackets": "<div>【索引号】：A1/2023-1</div><div>【发布机构】东湖市府办</div><div>【发布机构】：东湖市府办　【成文日期】：2023-05-09</div>",
}


@pytest.mark.parametrize("name", FORMS)
def test_the_form_above_a_text_is_read_in_every_markup(name: str) -> None:
    fields = fields_of(read(form_as(FORMS[name])))
    assert fields == {"索引号": "A1/2023-1", "发布机构": "东湖市府办", "成文日期": "2023-05-09"}


def test_a_form_below_the_text_is_read_and_lists_of_other_pages_are_not() -> None:
    form = FORMS["table"]
    others = "<ul><li><a href=1>别的办法</a> 发布日期：2019-01-01</li></ul>"
    fields = fields_of(
        read(f"<body><h1>{TITLE}</h1><div class=zoom>{paragraphs()}</div><div>{form}</div><div>{others}</div></body>")
    )
    assert fields == {"索引号": "A1/2023-1", "发布机构": "东湖市府办", "成文日期": "2023-05-09"}


def test_meta_tags_fill_only_what_the_page_does_not_show() -> None:
    meta = "<head><meta name=PubDate content='2023-05-12 08:00'><meta name=ContentSource content=东湖日报></head>"
    hidden = fields_of(read(f"<html>{meta}<body><h1>{TITLE}</h1>{paragraphs()}</body></html>"))
    shown = fields_of(
        read(f"<html>{meta}<body><h1>{TITLE}</h1><div>发布时间：2023-05-12</div>{paragraphs()}</body></html>")
    )
    assert hidden == {"发布日期": "2023-05-12 08:00", "来源": "东湖日报"}
    assert shown == {"发布时间": "2023-05-12", "来源": "东湖日报"}


def test_a_title_only_in_a_meta_tag_is_the_title() -> None:
    content = read(
        f"<html><head><meta name=ArticleTitle content='{TITLE}'></head><body>{paragraphs(BODY[1:])}</body></html>"
    )
    assert title_of(content) == TITLE


def test_a_title_over_several_lines_is_one() -> None:
    broken = "<p align=center><b>东湖市财政局&nbsp;东湖市水利局</b></p><p align=center><b>关于印发灌溉</b></p><p align=center><b>补助办法的通知</b></p>"
    marked = read(
        f"<h1>东湖市财政局 东湖市水利局关于印发灌溉补助办法的通知</h1><div class=zoom>{broken}{paragraphs()}</div>"
    )
    assert title_of(marked) == "东湖市财政局 东湖市水利局关于印发灌溉补助办法的通知"
    assert "补助办法的通知" not in lines_of(marked)
    alone = read(f"<div>{broken}{paragraphs()}</div>")
    assert title_of(alone) is not None
    assert "".join((title_of(alone) or "").split()) == "东湖市财政局东湖市水利局关于印发灌溉补助办法的通知"


def test_tables_keep_their_cells_and_headers() -> None:
    table = """<p align=center>表1 奖补标准</p><p>单位：万元</p><table><thead><tr><th rowspan=2>类别</th><th colspan=2>奖励</th></tr><tr><th>首次</th><th>复评</th></tr></thead>
    <tbody><tr><td>国家级<br>工厂</td><td>50</td><td>10</td></tr><tr><td>省级工厂</td><td>20</td><td>5</td></tr></tbody></table>"""
    content = read(f"<h1>{TITLE}</h1><div>{paragraphs()}{table}<p>注：以上标准，每年公布一次。</p></div>")
    (found,) = content.tables
    cells = {(c.row, c.column): (content.text[c.start : c.end], c.rows, c.columns) for c in found.cells}
    assert cells[0, 0] == ("类别", 2, 1)
    assert cells[0, 1] == ("奖励", 1, 2)
    assert cells[1, 2] == ("复评", 1, 1)
    assert cells[2, 0] == ("国家级工厂", 1, 1)
    assert (found.header_rows, found.header_columns) == (2, 1)
    assert found.caption is not None
    assert content.text[slice(*found.caption)] == "表1 奖补标准"
    assert lines_of(content)[-1] == "注：以上标准，每年公布一次。"


def test_layout_tables_are_lines_and_the_table_in_them_is_a_table() -> None:
    inner = "<table><tr><td>年份</td><td>目标</td></tr><tr><td>2024</td><td>7%</td></tr></table>"
    page = f"<table><tr><td>栏目</td><td>{paragraphs()}{inner}</td></tr><tr><td></td><td><p>解释权归市经信局，自印发之日起施行。</p></td></tr></table>"
    content = read(page)
    (table,) = content.tables
    assert [content.text[c.start : c.end] for c in table.cells] == ["年份", "目标", "2024", "7%"]
    assert [line for line in lines_of(content) if line in BODY] == BODY


def test_a_table_with_large_spans_and_a_ragged_one_are_bounded() -> None:
    rows = "".join("<tr><td rowspan=65534 colspan=1000>甲，乙</td><td>1</td></tr>" for _ in range(300))
    started = time.process_time()
    content = read(f"<p>{BODY[6]}</p><table>{rows}<tr></tr><tr><td>丙</td></table>")
    assert content.text.count("甲，乙") == 300
    assert time.process_time() - started < 5


def test_lists_carry_the_numbers_that_a_browser_shows() -> None:
    ordered = "<ol><li>提交申请，附证明</li><li><p>部门审核，五日内办结</p></li></ol><ol start=5 type=a><li>甲类，共三项</li></ol>"
    chinese = (
        "<ol style='list-style-type:cjk-ideographic'><li>总体要求，略</li></ol><ol><li>1. 自带编号，不再加</li></ol>"
    )
    bullets = "<ul><li>圆点，不留</li></ul>"
    lines = lines_of(read(f"<div>{ordered}{chinese}{bullets}{paragraphs()}</div>"))
    assert lines[:6] == [
        "1. 提交申请，附证明",
        "2. 部门审核，五日内办结",
        "e. 甲类，共三项",
        "一、总体要求，略",
        "1. 自带编号，不再加",
        "圆点，不留",
    ]


def test_headings_of_the_text_keep_their_level() -> None:
    content = read(
        f"<h1>{TITLE}</h1><div class=zoom><h2>一、总则</h2>{paragraphs()}<h3>（一）范围</h3><p>适用于全市，另有规定的除外。</p></div>"
    )
    assert [(content.text[h.start : h.end], h.level) for h in content.headings] == [("一、总则", 2), ("（一）范围", 3)]


def test_bold_lines_head_a_text_without_numbers() -> None:
    answers = "<p><b>问：谁可以申请？</b></p><p>答：在本市登记的企业都可以申请。</p><p><b>01</b></p><p><strong>补贴标准</strong></p>"
    closing = "<p>每家企业<b>最高</b>补贴20万元。</p><table border=1><tr><td><b>甲</b></td><td>乙</td></tr><tr><td>1</td><td>2</td></tr></table>"
    content = read(f"<h1>{TITLE}</h1><div class=zoom>{answers}{closing}</div>")
    assert [content.text[h.start : h.end] for h in content.headings] == ["问：谁可以申请？", "补贴标准"]
    numbered = read(f"<h1>{TITLE}</h1><div class=zoom><p>一、补贴</p>{answers}{closing}</div>")
    assert numbered.headings == ()


def test_the_moment_of_posting_needs_no_label() -> None:
    above = "<p>今天是2024年1月1日</p><div id=meta><span>东湖发布</span><em>2023年05月12日 10:00</em></div>"
    assert (
        fields_of(read(f"<h1>{TITLE}</h1>{above}<div class=zoom>{paragraphs()}</div>"))["发布日期"] == "2023年05月12日"
    )
    labelled = f"<p>发布时间：2023-05-11</p>{above}"
    assert "发布日期" not in fields_of(read(f"<h1>{TITLE}</h1>{labelled}<div class=zoom>{paragraphs()}</div>"))


def test_exponents_stay_and_marks_of_notes_and_ruby_go() -> None:
    text = "建筑面积达到1000m<sup>2</sup>的工厂<sup>[1]</sup>，<ruby>慈<rp>(</rp><rt>cí</rt><rp>)</rp></ruby>溪<img alt=图>可申报<sup><a href=#n>2</a></sup>。"
    assert "建筑面积达到1000m²的工厂，慈溪可申报。" in lines_of(read(f"<div><p>{text}</p>{paragraphs()}</div>"))


def test_source_line_breaks_inside_a_sentence_are_no_spaces() -> None:
    page = f"<div><p>第九条 对中小\r\n      企业，给予\n支持。</p><p>东湖市财政局&nbsp;&nbsp;东湖市水利局，联合印发 GB 2312\nhandbook。</p>{paragraphs()}</div>"
    assert lines_of(read(page))[:2] == [
        "第九条 对中小企业，给予支持。",
        "东湖市财政局 东湖市水利局，联合印发 GB 2312 handbook。",
    ]


def test_hidden_copies_of_the_text_are_left_out() -> None:
    page = f"<body><div style='display : none'>{paragraphs()}</div><div class=c>{paragraphs()}</div><div hidden>{paragraphs()}</div></body>"
    assert [line for line in lines_of(read(page)) if line in BODY] == BODY


def test_a_signature_and_an_annex_outside_the_text_element_belong_to_it() -> None:
    text, signature = (
        paragraphs(BODY[5:9]),
        "<div class=lk><p>东湖市人民政府办公室</p><p>2023年5月9日</p></div><div>附件：1.奖补资金申请表</div>",
    )
    page = f"<body>{MENU}<h1>{TITLE}</h1><div class=txt>{text}</div>{signature}<div>{SHARE}</div>{FOOT}</body>"
    assert lines_of(read(page))[-3:] == ["东湖市人民政府办公室", "2023年5月9日", "附件：1.奖补资金申请表"]


def test_a_short_notice_is_read_whole() -> None:
    page = f"<html><body>{MENU}{CRUMBS}<h1>东湖市水利局关于停水的公告</h1><div class=con><p>明日8时起，城区停水四小时。</p><p>2024年1月3日</p></div>{SHARE}{FOOT}</body></html>"
    content = read(page)
    assert lines_of(content) == ["东湖市水利局关于停水的公告", "明日8时起，城区停水四小时。", "2024年1月3日"]
    assert content.notes


@pytest.mark.parametrize(
    "page",
    [
        "",
        "  \n ",
        "<html></html>",
        "<html><body><script>var a='第一条 总则，略。'</script></body></html>",
        f"<html><body>{MENU}{CRUMBS}{SHARE}{FOOT}</body></html>",
        "<html><frameset cols='20%,*'><frame src=a.htm><frame src=b.htm></frameset></html>",
        "<body><ul>"
        + "".join(f"<li><a href={i}>关于第{i}批项目，申报的通知</a> 2024-01-0{i}</li>" for i in range(1, 9))
        + "</ul></body>",
    ],
)
def test_a_page_without_a_text_is_an_error_with_a_remedy(page: str) -> None:
    with pytest.raises(DocumentError) as error:
        read(page)
    assert error.value.reason
    assert error.value.remedy.startswith("请")


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "gb2312", "gbk", "gb18030", "utf-16"])
def test_the_code_is_found_with_and_without_declaration(code: str) -> None:
    lines = [line.replace("—", "-") for line in BODY]
    for declared in (
        "",
        f"<meta charset={code}>",
        "<meta http-equiv=Content-Type content='text/html; charset=gb2312'>",
    ):
        content = read(f"<html><head>{declared}</head><body>{paragraphs(lines)}</body></html>", code)
        assert lines_of(content) == lines


def test_traditional_characters_in_declared_big5_are_read() -> None:
    line = "第一條 為推動綠色轉型，根據有關規定，制定本辦法。"
    assert lines_of(read(f"<html><head><meta charset=big5></head><body><p>{line}</p></body></html>", "big5")) == [line]


def test_a_page_cut_in_the_middle_of_a_character_is_read() -> None:
    for code in ("utf-8", "gb18030"):
        data = f"<html><body>{paragraphs()}<p>第四条 由市经信局负责解释，并组织实施".encode(code)[:-1]
        assert "第四条 由市经信局负责解释" in read_html(data, "断.html").text


def test_a_web_archive_holds_the_page() -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "<Saved by Blink>", TITLE
    message.set_content(form_above(), subtype="html", cte="quoted-printable")
    message.make_related()
    message.add_related(b"\x89PNG", "image", "png")
    assert read_html(bytes(message), "页.mhtml").text == read(form_above()).text
    with pytest.raises(DocumentError, match="没有网页"):
        read_html(
            b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n\r\nplain\r\n--x--\r\n",
            "空.mht",
        )


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 100_000,
        "<div>" * 900 + "</span>" * 100_000,
        "<table><tr><td>" * 330 + "甲，" * 99,
        "".join(f"<p><font size={i}>甲" for i in range(30_000)),
        "<ul><li>" * 400 + "<p>来源：</p>" * 20_000,
        "<td>分类甲：</td>" * 20_000,
        "<table>" + "<tr><td>甲：</td><td>文号：</td></tr>" * 10_000,
        "<p>相关阅读</p>" * 20_000,
        "<!--" * 100_000,
        "<" * 100_000,
        "&#x110000;&#0;&amp" * 20_000,
        "<p>版权所有</p>" * 20_000 + "<p>ICP备</p>" * 20_000,
        "[" * 200_000,
        " " * 300_000 + "甲，",
        "<p>标" + " " * 200_000 + "题</p>",
        "文" * 200_000,
        "<div class='" + "a " * 200_000 + "'>",
        "<h1>" * 900 + "".join(f"<h1>标题第{i}号的通知</h1>" for i in range(5_000)),
        "<ol>" + "<li>" * 30_000,
        "<table>" * 900 + "<tr>" + "<td>数，</td>" * 10_000,
    ],
    ids=range(20),
)
def test_hostile_markup_ends_soon_with_an_error_or_a_text(markup: str) -> None:
    started = time.process_time()
    with contextlib.suppress(DocumentError):
        read(markup)
    assert time.process_time() - started < 10


def test_damaged_pages_give_an_error_or_a_text() -> None:
    chance = random.Random(20240508)
    pages = [page.encode("gb18030") for page in SKELETONS.values()]
    for _ in range(150):
        data = bytearray(chance.choice(pages))
        for _ in range(chance.randrange(1, 30)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        cut = bytes(data[: chance.randrange(len(data))]) if chance.random() < 0.5 else bytes(data)
        try:
            content = read_html(cut, "坏.html")
        except DocumentError:
            continue
        for cell in (cell for table in content.tables for cell in table.cells):
            assert 0 <= cell.start < cell.end <= len(content.text)


REAL_CONTENT = re.compile(r'<div[^>]*?(?:id="zoomcon"|id="info_cont"|class="article-content")[^>]*>')


def _body_of(markup: str) -> str:
    """The markup inside the element that these pages keep the article in, found by counting tags."""
    plain = re.sub(r"(?is)<!--.*?-->|<(script|style)\b.*?</\1>", "", markup)
    start = REAL_CONTENT.search(plain)
    assert start
    depth, end = 1, len(plain)
    for tag in re.finditer(r"(?i)<(/?)div\b", plain[start.end() :]):
        depth += -1 if tag[1] else 1
        if not depth:
            end = start.end() + tag.start()
            break
    return plain[start.end() : end]


def _by_tags(markup: str) -> list[str]:
    """The lines of the article by cutting out its element: another way than the reader's."""
    inner = re.sub(r"(?i)</(?:p|td|tr|div)>|<br */?>", "\n", _body_of(markup))
    lines = [re.sub(r"[\s\u200b\ufeff]+", "", line) for line in unescape(re.sub(r"<[^>]+>", "", inner)).split("\n")]
    return [line for line in lines if line]


def test_real_pages_are_read_whole_and_clean(shared: Path) -> None:
    pages = sorted((shared / "documents" / "normative-html").glob("*.html"))
    assert len(pages) == 12
    for path in pages:
        content = read_html(path.read_bytes(), path.name)
        squeezed = "".join(content.text.split()).replace("|", "")
        expected = _by_tags(path.read_text(encoding="utf-8"))
        assert [line for line in expected if line not in squeezed] == [], path.name
        lines = ["".join(line.split()) for line in lines_of(content)]
        assert lines[-1] == expected[-1]
        assert title_of(content)
        whole = "".join(expected)
        strange = [line for line in lines if line.replace("|", "") not in whole]
        allowed = len(content.fields) + 1  # the form above the text, and a title that only the page's head has
        assert len(strange) <= allowed, (path.name, strange)
        assert not re.search(
            r"浏览次数|分享|打印|扫一扫|当前位置|版权所有|ICP备|关闭窗口|返回顶部|function|政策解读", content.text
        )


def test_the_copy_for_small_screens_is_left_out() -> None:
    page = f"<body>{MENU}<div class=pc>{paragraphs()}</div><div class=wap>{paragraphs()}</div>{FOOT}</body>"
    assert lines_of(read(page)) == BODY


def test_the_headline_of_the_site_is_no_title() -> None:
    site = f"<head><title>{TITLE} - 东湖市人民政府门户网站</title></head><div><h1>东湖市人民政府门户网站</h1></div>"
    page = f"<html>{site}{MENU}<div class=title>政府信息公开目录</div><div><div>{TITLE}</div><div>{paragraphs()}</div></div>{FOOT}"
    content = read(page)
    assert title_of(content) == TITLE
    assert lines_of(content) == [TITLE, *BODY]


def test_words_of_bars_and_lists_inside_a_text_are_text() -> None:
    lines = [
        "政策解读",
        "本办法共三条，主要内容如下。",
        "大",
        "审核：5个工作日",
        "相关要求",
        "位置：东湖大道以北",
        "如实申报，不得弄虚作假。",
    ]
    page = f"<h1>{TITLE}</h1><div class=zoom>{paragraphs(lines)}</div>"
    assert lines_of(read(page)) == [TITLE, *lines]


def test_a_text_in_a_table_is_a_table() -> None:
    rows = "<tr><td>事项名称</td><td>绿色工厂认定</td></tr><tr><td>申请条件</td><td><p>1.注册满一年，依法纳税；</p><p>2.能耗达标，排放达标。</p></td></tr>"
    content = read(f"<body>{MENU}<h1>绿色工厂认定办事指南</h1><table>{rows}</table>{FOOT}</body>")
    assert lines_of(content)[1:] == [
        "事项名称 | 绿色工厂认定",
        "申请条件 | 1.注册满一年，依法纳税；2.能耗达标，排放达标。",
    ]
    assert len(content.tables) == 1


def test_a_page_of_figures_is_read_without_its_menu() -> None:
    rows = "<tr><th>指标</th><th>1月</th></tr>" + "".join(f"<tr><td>指标{i}</td><td>{i}</td></tr>" for i in range(5))
    content = read(f"<body>{MENU}<h2>2024年东湖市主要经济指标</h2><table>{rows}</table>{FOOT}</body>")
    assert lines_of(content)[:3] == ["2024年东湖市主要经济指标", "指标 | 1月", "指标0 | 0"]
    assert content.tables[0].header_rows == 1


def test_a_side_column_with_sentences_is_left_out() -> None:
    side = "<div class=left><h3>机构职能</h3><p>负责全市工业经济运行，协调解决重大问题，推动企业发展。</p></div>"
    page = f"<body>{side}<div class=main><h1>{TITLE}</h1><p>来源：市府办 | 日期：2023-05-12 | 阅读：12</p><div>{paragraphs()}</div></div>{FOOT}</body>"
    content = read(page)
    assert lines_of(content) == ["来源：市府办", "日期：2023-05-12", TITLE, *BODY]


def test_an_annex_after_the_text_element_goes_on_with_it() -> None:
    notice = f"<div class=part><h1>{TITLE}</h1>{paragraphs(BODY[1:5])}</div>"
    annex = f"<div class=part2><h2>东湖市绿色工厂奖补办法</h2>{paragraphs(BODY[6:9])}</div>"
    lines = lines_of(read(f"<body>{MENU}<div>{notice}{annex}</div>{SHARE}{FOOT}</body>"))
    assert lines == [TITLE, *BODY[1:9]]


@pytest.mark.parametrize("named", [True, False])
def test_files_to_download_are_named_once(named: bool) -> None:
    text = BODY if named else BODY[:9]
    files = "<ul><li><a href=a.doc>1.奖补资金申请表.doc</a></li><li><a href=b.xls>绿色工厂评价指标.xls</a></li></ul>"
    page = f"<body><h1>{TITLE}</h1><div class=article-content>{paragraphs(text)}</div><div>附件：{files}</div>{SHARE}{FOOT}</body>"
    lines = lines_of(read(page))
    assert sum("奖补资金申请表" in line for line in lines) == 1
    assert sum("绿色工厂评价指标" in line for line in lines) == 1


def test_a_form_of_a_collection_of_laws_is_read_without_colons() -> None:
    rows = {
        "法规名称": "东湖市绿色工厂条例",
        "制定机关": "东湖市人大常委会",
        "公布日期": "2023-05-09",
        "时效性": "有效",
    }
    table = "".join(f"<tr><td>{label}</td><td>{value}</td></tr>" for label, value in rows.items())
    content = read(
        f"<body><table>{table}</table><div><center>东湖市绿色工厂条例</center>{'<br>'.join(BODY[6:9])}</div></body>"
    )
    assert fields_of(content) == rows
    assert content.tables == ()
    assert title_of(content) == "东湖市绿色工厂条例"


def test_a_list_of_documents_is_a_table_and_no_form() -> None:
    head = "<tr><th>序号</th><th>名称</th><th>文号</th><th>有效期</th></tr>"
    rows = "".join(
        f"<tr><td>{i}</td><td>第{i}号办法</td><td>东政〔2020〕{i}号</td><td>五年</td></tr>" for i in range(1, 4)
    )
    content = read(f"<body><h1>东湖市人民政府规范性文件目录</h1><table>{head}{rows}</table></body>")
    assert content.fields == ()
    assert lines_of(content)[1] == "序号 | 名称 | 文号 | 有效期"


def test_text_without_any_tag_keeps_its_lines() -> None:
    assert lines_of(read("\n".join(BODY))) == BODY


def test_text_between_the_rows_of_a_table_is_kept() -> None:
    table = "<table><tr><td>甲项</td><td>一</td></tr>行间的文字，不可丢失<tr><form><td>乙项</td><td>二</td></form></tr></table>"
    text = read(f"<div>{paragraphs()}{table}</div>").text
    assert all(word in text for word in ("行间的文字，不可丢失", "甲项 | 一", "乙项 | 二"))


def test_real_texts_are_whole_and_clean_in_invented_frames(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The bodies of the real pages, put into the shapes of other sites."""
    for path in sorted((shared / "documents" / "normative-html").glob("*.html")):
        markup = path.read_text(encoding="utf-8")
        expected = _by_tags(markup)
        monkeypatch.setitem(globals(), "paragraphs", partial(str, _body_of(markup)))
        for frame in (frames_of_2003, siblings_in_a_cell, form_above, with_comments, fragment):
            content = read(frame().replace("gb2312", "utf-8"))
            squeezed = "".join(content.text.split()).replace("|", "")
            assert [line for line in expected if line not in squeezed] == [], (path.name, frame.__name__)
            found = {word for word in SITE_WORDS.findall(content.text) if word not in "".join(expected)}
            assert not found, (path.name, frame.__name__)


def test_a_text_about_sites_and_contacts_is_no_footer() -> None:
    lines = [
        "（一）已完成ICP备案的网站，可以申报。",
        "（二）按要求公布网站标识码，并接受监督；",
        "联系电话：0500-8800000",
        "联系地址：东湖大道1号",
    ]
    page = f"<body>{MENU}<h1>{TITLE}</h1><div>{paragraphs([*BODY, *lines])}</div>{FOOT}</body>"
    assert lines_of(read(page)) == [TITLE, *BODY, *lines]


def test_a_link_that_was_never_closed_does_not_swallow_the_text() -> None:
    page = f"<body>{MENU}<h1>{TITLE}</h1><div class=c><a href=top>{paragraphs()}</div>{FOOT}</body>"
    assert lines_of(read(page)) == [TITLE, *BODY]


def test_a_text_that_a_script_would_show_keeps_its_table() -> None:
    table = "<table><tr><th>年份</th><th>目标</th></tr><tr><td>2024</td><td>7%</td></tr></table>"
    content = read(f"<h1>{TITLE}</h1><div id=js_content style='visibility: hidden'>{paragraphs()}{table}</div>")
    assert [content.text[c.start : c.end] for c in content.tables[0].cells] == ["年份", "目标", "2024", "7%"]


def test_a_hidden_message_is_not_shown_with_a_short_notice() -> None:
    page = "<h1>东湖市水利局关于停水的公告</h1><p>明日8时起，停水。</p><div style='display:none'>您访问的链接即将离开本站，是否继续访问，请确认。</div>"
    assert lines_of(read(f"<body>{page}<p>东湖市水利局</p></body>"))[1:] == ["明日8时起，停水。", "东湖市水利局"]
