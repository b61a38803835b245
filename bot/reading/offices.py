"""The office to which something is applied for, reported or notified (向哪个部门备案): any other office that a text names is none."""

import re

from bot.understanding.segments import SENTENCE

_ACTS = (
    ("备案", "备案"),
    ("登记", "登记|注册|登录"),
    ("举报|投诉", "举报|投诉|反映|检举"),
    ("报告|上报", "报告|上报|通报|报送|告知"),
    ("申诉|复议|异议", "申诉|复[议核查]|异议|提出|提交"),
    ("申请|申报|提出|提交|报名", "申[请报领办]|提[出交]|报[名送]|递交|受理|办理|登录|填报"),
)
"""What is done with an office: how it is asked for, and told."""

_ASKED = re.compile(
    "(?:[向跟]|报到?|找|到|去)(?:哪(?:个|一?家)(?:部门|单位|机构|局|窗口|科室)|谁|哪里|哪儿)(?:去|进行|来)?"
)
_TO = "(?:[向由报送经交]|(?<![收接得达])到|[至在](?=[^,，。;；]{2,20}[局委厅府会处所站中心办]))[^,，。;；]{1,30}?"
_LABELLED = re.compile(
    "(?:部门|单位|机构|窗口|地点|地址|方式|平台|系统|网站)[^,，。;；]{0,4}[:：]|\\||网|平台|系统|小程序|窗口|大厅|app"
)

_OCCASIONS = "注销|变更|设立|延续|迁移|补[办领发]|撤销|终止|暂停|开工|竣工|转让"
"""On what occasion it is done: what is said of one is said of no other."""


def of_other_office(asked: str, told: str) -> bool:
    """Whether a folded question asks with which office something is done, and a folded text tells of nothing done so with any."""
    match = _ASKED.search(asked)
    if match is None or _LABELLED.search(told):
        return False
    act = next((tells for asks, tells in _ACTS if re.match(f"(?:{asks})", asked[match.end() :])), None)
    if act is None:
        return False
    done = re.compile(f"{_TO}(?:{act})|(?:{act})[^。;；]{{0,12}}?{_TO}|(?:{act})[^,，。;；]{{0,6}}(?:部门|机关)为")
    return not any(done.search(part) and not _on_other_occasion(asked, part) for part in SENTENCE.split(told))


def _on_other_occasion(asked: str, told: str) -> bool:
    wanted, named = set(re.findall(_OCCASIONS, asked)), set(re.findall(_OCCASIONS, told))
    return bool(wanted and named) and not wanted & named
