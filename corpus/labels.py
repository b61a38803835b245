"""The labels with which government pages, tables of contents and policy cards name a document's metadata."""

import re
from collections.abc import Iterator

from corpus.content import Content, label_of
from corpus.spans import Found, spaceless
from corpus.text import tree_of

LABELS = {
    "title": "标题|名称|信息名称|文件名称|文件标题|公文标题|政策名称|信息标题|法规名称",
    "number": "文号|发文字号|文件编号|发文文号|文件号|文件字号|公文字号|发布文号|政策文号|文件文号|发文编号|公告号",
    "issuer": "发文机关|发文机构|发文单位|发文部门|制定机关|制发机关|印发机关|颁布单位|颁布机关|颁发部门|发文机关署名|制定单位|"
    "制发单位|印发单位|制定部门|成文机关|编制单位|编制机关|制表单位|制表机关|填报单位",
    "publisher": "发布机构|发布机关|发布单位|发布部门|公开主体|公开机构|公布机关|发布主体",
    "source": "信息来源|来源|文章来源|稿件来源|资料来源",
    "signed": "成文日期|成文时间|发文日期|制发日期|签发日期|签署日期|制定日期|通过日期",
    "printed": "印发日期|印发时间",
    "published": "发文时间|发布日期|发布时间|公开日期|公开时间|公布日期|公布时间|发表时间|颁布日期|颁布时间|发表日期",
    "effective": "生效日期|施行日期|实施日期|生效时间|施行时间|实施时间|开始实施日期|执行日期",
    "expires": "失效日期|失效时间|废止日期|废止时间|有效期至|有效期截止|截止有效期|有效截止日期|终止日期",
    "validity": "有效期|有效期限|时间/频度|执行期限|实施期限|执行期|政策有效期|政策期限|执行时间|施行期限|适用期限|政策时效|起止时间",
    "audience": "服务对象|适用对象|支持对象|申报主体|申报对象|扶持对象|补贴对象|奖励对象|资助对象|适用主体|政策对象|受众|适用人群|"
    "面向对象|惠及对象|补助对象|受益对象|适用企业|支持主体",
    "": "索引号|公开方式|组配分类|主题分类|公开范围|体裁分类|公文种类|主题词|关键词|有效性|统一编号|时效状态|文件状态|时效性|"
    "浏览次数|字体|公开时限|信息索引|公开形式|规范性文件编号|信息分类|分类|体裁|信息类别|公开类别|字号|浏览字号|字体大小|"
    "阅读次数|点击数|点击率|访问量|依据文件|政策依据|工具分类|所属主题|所属分类|主题|效力状态|公开属性|登记号|备案号|生成日期|"
    "责任编辑|编辑|作者|栏目|服务对象分类|政策级别|政策层级|政策类型|有效状态|废止情况|文件类型|公文类型|信息公开目录|内容概述",
}
"""Field by its labels, divided by |; those of "" are head of a document, too, but no metadata that is kept."""

FIELD_OF = {label: name for name, labels in LABELS.items() for label in labels.split("|")}

_GAP = r"[ \t\u3000]*"
_LABEL = re.compile(rf"(?P<label>{tree_of(FIELD_OF, between=_GAP)})\**{_GAP}[：:]{_GAP}\**{_GAP}")
_NOTHING = re.compile(r"[/／\-—–－一\s]*|无|暂无|无文号|空|null|待定|不详", re.IGNORECASE)
_ORNAMENT = " 　\t|｜[]【】*"


def is_nothing(value: str) -> bool:
    """True of what a form holds where there is no value: /, 无, —."""
    return _NOTHING.fullmatch(value.strip()) is not None


def given_fields(content: Content) -> Iterator[tuple[str, Found[str]]]:
    """(field, value) of the labelled values that the format itself marks and whose label is known."""
    for given in content.fields:
        name = FIELD_OF.get(label_of(given.label))
        if name is not None:
            yield name, Found(content.text[given.start : given.end], given.start, given.end)


def field_lines(content: Content) -> dict[int, int]:
    """Start to end of the lines that the format's known fields take, label and value."""
    taken: dict[int, int] = {}
    for given in content.fields:
        if label_of(given.label) in FIELD_OF:
            start = content.text.rfind("\n", 0, given.start) + 1
            if start == given.start:  # the label stands on the line above
                start = content.text.rfind("\n", 0, max(0, start - 1)) + 1
            taken[start] = given.end
    return taken


def pairs(text: str, start: int, end: int) -> list[tuple[str, Found[str]]]:
    """(field, value) pairs of a line made of labels and values alone; [] if the line opens with anything else."""
    if not (_LABEL.match(text, start, end) or _LABEL.match(text, start + 1, end)):
        return []
    matches = list(_LABEL.finditer(text, start, end))
    ends = [match.start() for match in matches[1:]] + [end]
    found = []
    for match, stop in zip(matches, ends, strict=True):
        value = trimmed(text, match.end(), stop)
        found.append((FIELD_OF[spaceless(match["label"])], value))
    return found


def trimmed(text: str, start: int, end: int) -> Found[str]:
    """The value at [start, end) without the ornament around it (spaces, bars, brackets)."""
    raw = text[start:end]
    begin = start + len(raw) - len(raw.lstrip(_ORNAMENT))
    value = raw.strip(_ORNAMENT)
    return Found(value, begin, begin + len(value))
