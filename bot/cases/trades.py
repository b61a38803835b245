"""For which trades a rule gives, against the trade that the asker says to be of: 制造业企业和软件企业, for an eating house."""

import re
from dataclasses import dataclass

from bot.understanding.segments import CLAUSE, LABEL, SENTENCE
from corpus.text import fold

_OF = "(?:(?:类|行业|业)?(?:的)?(?:中小微?|小微|规上)?(?:企业|单位|商户|行业|公司|个体工商户|经营者|市场主体)|(?<=业)(?=[、和及与或]))"
_DEMANDED = {
    "制造": re.compile(f"(?:制造|工业|生产)(?:业|型)?{_OF}"),
    "软件": re.compile(f"软件(?:和|与)?(?:信息)?(?:技术)?(?:服务)?(?:业)?{_OF}"),
    "建筑": re.compile(f"建筑(?:业|施工)?{_OF}"),
    "餐饮": re.compile(f"餐饮(?:服务)?(?:业)?{_OF}"),
    "住宿": re.compile(f"(?:住宿|酒店|旅馆)(?:服务)?(?:业)?{_OF}"),
    "批零": re.compile(f"(?:批发|零售|商贸|批零|商超)(?:和|与)?(?:零售|流通)?(?:业)?{_OF}"),
    "运输": re.compile(f"(?:交通运输|货运|客运|物流|道路运输)(?:业)?{_OF}"),
    "农业": re.compile(f"(?:农业|种植|养殖)(?:业)?{_OF}|农民?专业合作社|家庭农场"),
    "房地产": re.compile(f"房地产(?:开发|业)?{_OF}"),
}
"""Trades that exclude one another, each with how a rule names who is of it."""

_SERVICES = re.compile(f"(?<!软件)(?<!信息)(?<!技术)(?<!息)(?:现代|生活|生产性|营利性|其他营利性)?服务业{_OF}")
_OF_SERVICES = frozenset({"软件", "餐饮", "住宿", "批零", "运输", "房地产"})

_SAID = {
    "制造": "制造(?:业|企业|厂|公司)|加工厂|(?:机械|五金|服装|食品|家具|模具|电子|纺织|化工|塑料|家电)厂",
    "软件": "软件(?:公司|企业|开发|外包)|做软件|app开发|小程序开发|系统集成公司",
    "建筑": "建筑(?:公司|企业)|施工(?:企业|单位|队)|装修公司",
    "餐饮": "餐饮|餐馆|饭店|餐厅|酒楼|小吃店|奶茶店|火锅店|面馆|快餐店",
    "住宿": "酒店|宾馆|民宿|旅馆|客栈",
    "批零": "超市|便利店|商贸公司|贸易公司|批发|零售|经销商|专卖店|菜店|水果店",
    "运输": "货运公司|物流公司|运输公司|客运公司|车队",
    "农业": "合作社|种植户|养殖户|养殖场|种植基地|家庭农场|农场",
    "房地产": "房地产(?:公司|企业|开发商)|开发商|楼盘",
}
_SELF = re.compile(
    f"(?:我们?|咱们?|俺们?|本)(?:家|店|公司|企业|单位|这边|这)?(?:就)?(?:是|开了?|开的是|做|从事|干|办了?|经营)(?:的是)?"
    f"[^,，。;；?？!！]{{0,18}}?(?:{'|'.join(f'(?P<{trade}>{words})' for trade, words in _SAID.items())})"
)
"""What of a question says which trade the asker is of, with a group called by each trade."""

_OPEN = re.compile("等|其[他它]|各类|所有|不限|优先|重点|鼓励|除外|以外|不含|不包括|不得|禁止|不予")
"""What leaves open for which trades a rule gives."""


@dataclass(frozen=True, slots=True)
class OwnTrade:
    """The trade that the asker is of, and the clause of the question that says so."""

    name: str
    said: str


def own_trade(question: str) -> OwnTrade | None:
    """The trade that the asker says to be of, None where the question says none."""
    folded = fold(question)
    said = _SELF.search(folded)
    if said is None or said.lastgroup is None:
        return None
    clause = next(each for each in CLAUSE.split(folded) if said.group() in each)
    return OwnTrade(said.lastgroup, clause.strip())


def other_trades(own: OwnTrade, text: str) -> str:
    """The words of a sentence that name the trades for which it gives, of which the asker's is none; "" where none is demanded, or it
    is left open."""
    for part in SENTENCE.split(text):
        subject = re.split("[,，]", LABEL.sub("", part).strip())[0]
        spans = {trade: found for trade, named in _DEMANDED.items() if (found := named.search(subject))}
        services = _SERVICES.search(subject)
        if not spans or _OPEN.search(subject) or own.name in spans or (services and own.name in _OF_SERVICES):
            continue
        start, end = min(each.start() for each in spans.values()), max(each.end() for each in spans.values())
        return subject[start:end]
    return ""
