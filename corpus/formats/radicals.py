"""Characters that fonts give in place of those they look like, radicals for ideographs (⼈ for 人) and signs for signs
(⸺ for ——): a fault of PDF writers that makes a text impossible to find. The pairs of radicals are those of Unicode's
EquivalentUnifiedIdeograph.txt for simplified Chinese.
"""

import unicodedata

_SUPPLEMENT = (
    "⺁厂⺄乙⺅亻⺆冂⺈刀⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺒巳⺓幺⺔彑⺖忄⺗心⺘扌⺙攵⺛旡⺝月⺟母⺠民⺡氵⺢水⺣灬⺤爫⺥爫⺦丬⺧牛"
    "⺨犭⺪疋⺫罒⺬示⺭礻⺮竹⺯糹⺰纟⺱罓⺲罒⺳网⺴网⺵网⺶羊⺷羊⺸羊⺹耂⺺肀⺼肉⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西"
    "⻅见⻆角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻑長⻒镸⻓长⻔门⻕阜⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞食⻟飠⻠饣⻢马⻣骨"
    "⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龟⻳龟"
)
_TABLE = {ord(radical): plain for radical, plain in zip(_SUPPLEMENT[::2], _SUPPLEMENT[1::2], strict=True)}
_TABLE |= {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
_TABLE |= {ord(radical): plain for radical, plain in zip("⼾⾭⿈", "户青黄", strict=True)}
"""Unicode names the traditional form for these, but they stand for the simplified one in its fonts."""

_TABLE |= {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}  # fi, fl
_TABLE |= {
    0x2015: "—",
    0x2E3A: "——",
    0x2E3B: "———",
    0x2012: "–",
    0x301C: "～",
    0x2215: "／",
    0x2329: "〈",
    0x232A: "〉",
}
"""Signs that share a glyph with another one in the fonts of simplified Chinese: the one that Chinese texts are typed with."""


def unified(text: str) -> str:
    """The text with ideographs in place of radicals, usual signs in place of their doubles, and Latin ligatures undone."""
    return text.translate(_TABLE)
