"""What a question asks: its places, its years, and one slot for each thing asked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from bot.understanding.everyday import Spoken, rewritten, spoken_in
from bot.understanding.places import (
    YEAR,
    each_asked,
    elsewhere,
    full_years,
    listed_together,
    meant_places,
    places_in,
    side_by_side,
    spoken,
    without_places,
)
from bot.understanding.spoken_units import spoken_unit
from bot.understanding.words import (
    AIMED_AT,
    FILLERS,
    HOW_MANY,
    TALK,
    Name,
    informative,
    names_in,
    pairs_of,
    without_how_many,
)
from corpus.aliases import canonical
from corpus.indicator_names import completed
from corpus.indicator_words import PART_NAME
from corpus.quantity import opening_unit
from corpus.regions import Region, short_name
from corpus.text import fold
from index.tokens import strip_question

_ASKS_NUMBER = re.compile(
    "(?<!电话)(?<!电话是)(?<!号码)(?<!号码是)多少(?!什么)|(?<![哪那这好近])(?<!(?<!提)前)几(?:何(?=$|[,，。?？])|(?=[十百千万亿]*(?:[个家项条种名人次年天日位件台套元块分倍成所户张点趟辆列场篇吨亩平斤米公班%岁席只头支座层间栋床匹棵株届笔份册本门节课折]|$)|多|[十百千万亿]))|百分之几|的数(?:量|目)?(?=$|[,，。、?？])|盘子|多[大高长](?!.*一[次回趟])|多久(?!.*一[次回趟])|有多[^少]|(?:占比|比重|(?<!超)比例|份额|增速|增幅)(?![^,，。;；?？\\d]{0,6}[\\d.]+%)|(?:是|为)几(?![号日]|月(?:份|几))|第几|老几|(?:排名|名次|位次)(?:是|为|怎么样|如何)?(?:$|[,，。?？])"
)
_TOGETHER = re.compile(
    "几[个家位户口方](?:人|数|公司|企业|单位|机构|股东|部门)?(?=(?:之?间)?(?:一起|一块|合[伙股作建资办租买着起]|联合|共同|凑|加起来|加一起|平摊|分摊))"
)
"""Some who do something together: nobody asks how many (几家一起申报，谁牵头)."""
_UNCOUNTED = re.compile(
    "(?<![提目])前几个?(?=[月年天日周季])|(?<=[近头这])几个?(?=[月年天日周季])"
    "|第几(?=[批条章款类]|个?(?:工作日|自然日|[天日周年月]|次))|(?:电话|号码|热线|联系方式)(?:是|为|都)?(?:多少|几号?)"
)
"""What says 几 or 多少 and asks for no figure: some time gone by, a name by its order (第几批名单), a number to call."""
_LEFT_OUT = re.compile("(?<=.)[,，。;；?？][^,，。;；?？]{2,12}(?:不算(?:在内)?|除外|不含|不包括|不用管)[。?？]?$")
"""What somebody says at last not to ask of (…几月申报，贴息不算): it is nothing to look for."""
_RANKED_AMONG = re.compile(
    "[,，]?(?:[在于][^,，在于]{0,12}?)?(?:全?[国省市区县][里内中]?头?)?(?:排名|排行|排在|位居|位列|名列|排|居|列)(?=[第老]几)"
    "|全[国省市区县](?=第几)"
)
"""Among whom and how a rank is asked for: it names nothing of the thing ranked."""

_NOUN_OF_NUMBER = re.compile(
    "(?:(?:交易|成交|投资|零售|销售|利润|[进出]口|产出|贸易|余|限|定)额|总额|金额|总?数量|总[量数]|[个户人家企件篇场]数|(?:项目|课题|奖项|专利|平台|载体)数|产值|产量|增加值|比重|占比|增速|增幅|强度|上限|下限|最高额|额度|企业数|现有数"
    "|(?:利|税|费|比|增长|覆盖|入住|入选|通过|完成|达标|合格|利用|配套|就业|转化|更新|成功|孵化|保障|达产|毕业|贡献|绿化|城镇化|化)率|(?:补贴|补助|奖励|资助|收费|缴费|养育|供养|生活|低保|保障|津贴|罚款|减免|赔偿|救助|基准|水|电|气)(?:费|价)?标准)"
    "(?:目标|任务|指标|情况|(?:的|上的?)?(?:硬性?)?(?:要求|门槛|硬指标))?(?:是|为)?(?:怎么样|如何)?$"
)
_ASKS_WAY = re.compile("怎么|怎样|如何|什么|哪|为何")
"""Before the noun of a number: that is no figure which is asked (怎么取出余额)."""

_ASKS_CAP = re.compile("上限|最高|最多|封顶|不超过|至多")
_ASKS_TOTAL = re.compile(
    "总量|总数|总计|累计|合计|保有|共有|现有|存量|在册|在库|有效期内|有效(?=[\u4e00-\u9fff]{2})(?!期)|有(?:多少|几)[家个户人名辆台所件套座处条支]|[一总]共[^,，。;；能可要补拿领奖给]{1,6}了(?:多少|几)"
)
_ASKS_WON = re.compile("入选|获批|获评|当选|中标")
_ASKS_ALL = re.compile("总[量数计]|[累合共]计|现有|存量|[一总]共")
"""What is won comes in: how many there are of it in all is asked with these words."""

_ASKS_STOCK = re.compile("新(?:认定|增|培育)[^,。]{0,12}多少[家个户项]|有(?:多少|几)[家户]|[家户]数量?是多少")
_ASKS_SUM = re.compile("总额|金额|多少钱")
_ASKS_RESULT = re.compile("完成了|达到了|实现了|达成了|实际|已经|(?<!为)了多少")
_ASKS_TARGET = re.compile(
    f"{AIMED_AT}(?=多少|几|百分之)|目标|计划达到|计划实现|力争|预期|预计|要达到|打算|要(?:再|新)?(?:[增添建引]|培育|认定|完成)|想让|任务(?:数|量)?(?=[,，]|是|有|为|呢|多少|几|[?？]|$)|(?<![动展项类])计划(?:总?投资|[新改建修扩增招开]|培[育训]|引[进育]|发放|安排|完成|实施|举办|组织|种植|生产)(?=[^,，。;；]{{0,14}}(?:多少|几|$))|计划[到在于](?=今年|明年|(?:19|20)\\d\\d)|(?<![有的])要求[^,，。;；]{{2,16}}(?:增[长加速幅]|提高|下降|达到)(?=多少|几|百分之)|不低于|不少于|(?:至少|起码|最少)(?:要|得|应)?(?:增[长加]|提高|完成|达到?|新增|培育|投入)"
)
_PREPARES = re.compile("准备(?=(?:再|新)?[装建改修招引新增开投扩种拆](?!什么|哪|材料|手续))")
"""What somebody is going to do, as people also say 打算."""

_MISSED_AIM = re.compile(
    "(?:没有?|未能?|不能?)(?:能|有)?(?:按期)?(?:完成|达到?|实现)(?:了|到)?(?:绩效|预期|年度)?(?:目标|任务)|(?:达|完)不[到成](?:了)?(?:绩效|预期|年度)?(?:目标|任务)"
)
"""An aim that somebody misses, which is a case and nothing that is asked for."""

_ASKS_LIST = re.compile(
    "哪些|哪几|几个?步|包括|有什么|怎么|如何|怎样|什么(?:样的)?(?:条件|材料|要求|措施|内容|情形|流程|程序|范围|政策|优惠)"
    "|(?:条件|材料|要求|措施|内容|情形|流程|程序|范围)(?:是什么|有|[?？]|$)"
)
_THIS_YEAR = re.compile("今年(?!以来)|本年度?(?!以来)|明年|来年")
_CLOCK = re.compile("(?<![第分])几点(?:钟)?(?![几半零一二三四五六七八九])|(?:什么|哪一?个|哪些)时段")
_ASKS_STEPS = re.compile("几个?步(?!行)")
_ASKS_MEANING = re.compile("是什么|指什么|什么是|什么意思|指的?是?(?:谁|哪[些种类]|什么样)")
_PARTS = re.compile(r"[,，;；、?？]|(?<=多少)和|(?<=[额量值率数])[和与及](?!.*分别)|以及|并且")
_TOPIC = re.compile("(?<=..)(?:里[面头]?|当中|之中|方面)[,，](?=[^,，]*(?:多少|(?<![那这好])几))")
"""What ends a clause that says within what the next one asks (增加值里，市级那块是多少)."""

_CLASS = "[a-z甲乙丙丁]类|[一二三四]级|[一二三]等(?!奖)"
_CLASSES = re.compile(f"(?:(?:{_CLASS})[和与及、]?){{2,}}$")
_RANK_LABEL = "排名"
_JOINED_ASPECT = re.compile(
    "([\u4e00-\u9fffa-z]{2,}?)(?:[和与跟及]|以及)(?:它的|其|同比)?(增速|增幅|增长率|占比|比重|排名|名次|位次)(?:是?多少|各?是多少|分别是?多少)?(?=[?？]?$)"
)
"""A figure and what is said of it, asked in one breath: GDP跟增速."""

_EACH = re.compile(
    "^(?P<things>.+?)(?:各自?|分别)(?:的目标)?(?P<tail>(?:是|有|为|达到?|出|给|补|贴|承担|负担)?(?:多少|几|多大比例).*)$"
)
_CLAUSE = re.compile("([,，。;；!！?？~…]+)")
ASKING = re.compile(
    "多少|(?<![好那这])几|哪|什么|怎|如何|谁|何时|何处|为何|吗|呢|么$|没有?$|不$|([是有能会要算够行该让用给在])不\\1|可不可以|没有没|有没有|多[久大长高远]|是否|能否|可否|百分之|还是|[?？]"
)
"""What asks, in a clause of a question."""

_ENOUGH = 3
"""Terms that what asks must have for the rest of a question to be an aside: 能领多少 says nothing by itself."""

_MEASURE = re.compile("(?:[一每]|一个)个?[户年月日天人次家亩台项件套平米度方]|最[多高少低长短]|[一总]共|时间")
"""What says only in which measure is asked (一户一年最多): nothing of the thing."""

_ASPECTS = frozenset(re.findall(r"\S+", """
    同比 增长 增速 增幅 增加 提高 下降 占 占比 比重 比例 总量 总数 总共 数量 个数 累计 新增 金额 规模
    上限 下限 最多 最少 封顶 达到 完成 实现 突破 超过 力争 计划 多少 数 每年 每项 每家 多大 最长 最短
    不低于 不少于 不超过 至少 起码 份额 排名 位次 名次 涨幅 新建 新设 新认定 新引进 新培育 新获批
    任务 国家级 省级 市级 区级 县级 镇级 总额
"""))  # fmt: skip
"""Words that say which figure of a thing is asked for, and not of what thing."""

SPAN = "期间"
"""The family of 多久: any span of time answers it."""

_UNIT_OF_NOUN = (
    ("次序", re.compile("第几|老几|(?:排名|名次|位次)(?:是|为|怎么样|如何)?$")),
    ("%", re.compile("率|占比|比重|比例|强度|增速|增幅|增长|百分之|占全[国省市区县]|(?:占|持有?)(?:多少|几成)股|(?:占|持|参)股[^,，。;；]{0,6}(?:多少|几成)")),
    ("岁", re.compile("(?<![\\d一二三四五六七八九十多])岁|年龄(?!.*(?:几分|多少分|得分|加分))")),
    ("分", re.compile("积分(?!制?入户)|得分|几分|分值|加分")),
    ("年", re.compile("有效期|几年")),
    (SPAN, re.compile("期限|年限|多久|多长时间|多少时间|时限")),
    ("平方米", re.compile("面积|(?:场[地所]|[厂库住用]房|房[子屋]|门[店面]|店面|仓库|户型|办公区?)[^,，。;；]{0,8}多大")),
    ("人", re.compile("多少人(?!才)|几人|人数")),
    ("元", re.compile("(?<!名)额|资金|投资|产值|增加值|经费|补贴|奖励|补助|资助|罚款|费用|收入|贷款|租金|钱|奖金|工资|退费|税收|利润|保费|存款|余额|营收|支出|债券|低保标准|标准|支持多少|多少(?:支持|扶持)|[罚补奖贴报](?:励|助)?(?:到|了)?多少|多少(?:奖|补)|(?:[贷借缴退赔]|授信)(?:到|得|了|出|款|个)?(?:多少|几[百千万])|[给拿领]多少|贴[息租]|最[多高](?:能|可以?)?[给拿领补]|每[年月]最[多高]多少|发放?(?:给|到)?多少(?=[,，。?？呢啊]|$)|每月多少|每[人户]每?月")),
)  # fmt: skip

_COUNTED_NOUN = (
    ("家", re.compile(".*(?:企业|公司|商户|机构|单位)总?数(?:量|目)?[,，]?(?:是|有|为)?\\s*$")),
    (
        "项",
        re.compile("^[\u4e00-\u9fff]{0,6}(?:项目|课题|专利)$|.*(?:项目|课题|奖项)数(?:量|目)?[,，]?(?:是|有|为)?\\s*$"),
    ),
    (
        "家",
        re.compile(
            "(?:企业|公司|商户|单位)(?=(?:能|可以?|会)?(?:受益|受惠|获|享|得到|拿到|领到|参[与加]|入[选驻]|落户|上市|上规|通过|用上))"
        ),
    ),
    ("家", re.compile("^[\u4e00-\u9fff]{0,6}(?:企业|公司|单位|机构)$")),
    ("人", re.compile("^[\u4e00-\u9fff]{0,6}(?:人才|专家|职工|学生)$")),
)
"""What is counted, behind 多少 without its measure word (立了多少重点项目) or with its own (企业数), and in what it is."""

_SUM_NAMED = re.compile(
    "(?:人才|家庭|项目|家电|个人)[\u4e00-\u9fff]{0,6}?(?:补[贴助]|奖[励补金]|津贴|资金|经费|贴息|贷款)(?![的者人])"
)
"""A sum whose name begins with a measure word (多少人才补贴)."""

_REPORTED = re.compile("(?:工程|项目|计划|课题|奖项|成果)[^。;；]{0,6}报(?:到|了)?多少")
"""What is put in for is counted; what is paid back (门诊报多少) is money."""

_NO_AIM = re.compile(
    "[,，]?(?:可|并)?(?:不是|不要|不问|而非|非)(?:要|问|指)?(?:它的|那个)?(?:目标|计划)(?:值|数)?[,，]?"
)
"""What says that no target is asked (现有数，不是目标)."""

_AGED = re.compile(
    r"((?:奶奶|爷爷|外婆|外公|姥姥|姥爷|老人|老太太|老爷子|老头|老伴|父亲|母亲|[爸妈]|今年|儿子|女儿|孩子|娃)(?:今年|都|已经|快|现在|满)*(?:1\d\d|[1-9]\d|[一二三四五六七八九]?十[一二三四五六七八九]?))(?=了|[,，。;；])"
)
"""Somebody's age, which people tell without its unit (我奶奶93了)."""

MOST_SLOTS = 5
"""Things asked in one question; what is beyond is a pasted text."""


class Shape(StrEnum):
    """What the answer to a question without a number in it must at least hold."""

    FREQUENCY = "frequency"
    DEADLINE = "deadline"
    DAY = "day"
    DATE = "date"
    DURATION = "duration"
    ORGANISATION = "organisation"
    FIGURE = "figure"
    CONTACT = "contact"
    CLOCK = "clock"


_SHAPES = {
    Shape.CONTACT: re.compile("电话|什么号码|哪个号|联系方式|热线|同一个号"),
    Shape.FREQUENCY: re.compile("(?:多久|多长时间|几年|多少年).*一[次回趟]"),
    Shape.DEADLINE: re.compile("截止|[到至](?:什么时候|何时|哪一?[天年])|有效期[到至]"),
    Shape.DAY: re.compile("几号(?!楼|线|房|门)|哪(?:一|几|些)?[天日]"),
    Shape.DATE: re.compile("什么时候|什么时间|何时|哪一?个?[年月](?!份?的)|几月|日期"),
    Shape.CLOCK: _CLOCK,
    Shape.DURATION: re.compile("多久|多长时间|期限|有效期"),
    Shape.ORGANISATION: re.compile("(?:哪个|哪些|哪一个|什么)(?:部门|单位|机构|机关|局|地方|窗口|办公室|科室?(?![技学目研]))|[向由找归给]谁|谁(?:来)?(?:负责|审|发放|受理|管|办理)|(?:去|到|在|上|往|找|向)哪(?:里|儿)?(?:去)?(?:办|申|提|交|报|领|受理|递)|(?:交|递|报|送)(?:到|给|去)?哪(?![些几种类样])"),
    Shape.FIGURE: re.compile("(?:人数|年龄|面积|金额|数量|收入|资本|资金|投入|规模|年限|时长)(?:上|方面)?(?:有|是)?(?:的)?(?:什么|哪些|何种|啥)?(?:要求|限制|条件|规定|门槛)"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Slot:
    """One thing asked: `terms` are the informative bigrams of its clause, `label` the clause without question words.

    `names` and their bigrams `subject` are what names the thing itself, without the aspect asked (总量, 同比增长); a slot that names only an
    aspect (…，金额多少) shares the subject of the slot before it. `family` is the unit family expected of a figure
    ("家", "元"), None where the question does not say; `exact` tells that the question says it and it is not inferred, `cap` tells
    that an upper limit is asked for, `total` that all there are are asked for and not those that have come in, `target` that what
    is aimed at is.
    """

    label: str
    terms: tuple[str, ...]
    names: tuple[Name, ...]
    subject: tuple[str, ...]
    number: bool
    family: str | None
    exact: bool = False
    cap: bool = False
    total: bool = False
    target: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A question understood. `terms` are the informative bigrams of all of it, places and years left out; those of them
    that only join two words are `joins`, those of clauses that ask nothing `asides`. `spoken` are words of it that documents
    write otherwise. `elsewhere` are what it names as a place that is no division of China (a country, a town, 全省): its evidence
    must name them too. `intake` tells that it asks how many there are, or have come in; `aim` that it says 目标, while `target` is
    also true of what somebody has to reach (要达到多少). `side_by_side` tells that its places or years are listed as equals (甲市和乙市).
    """

    text: str
    places: tuple[Region, ...]
    elsewhere: tuple[str, ...]
    years: tuple[int, ...]
    side_by_side: bool
    slots: tuple[Slot, ...]
    terms: tuple[str, ...]
    joins: frozenset[str]
    asides: frozenset[str]
    target: bool
    aim: bool
    result: bool
    intake: bool
    wants_list: bool
    wants_meaning: bool
    shape: Shape | None
    spoken: tuple[Spoken, ...] = ()

    @property
    def number(self) -> bool:
        return any(slot.number for slot in self.slots)

    @property
    def place_names(self) -> tuple[str, ...]:
        """The places asked as texts call them, without the words for their level."""
        return _names_of(self.places)

    @property
    def of_this_year(self) -> bool:
        """Whether it speaks of the year that runs or the next one, of which reports tell what is planned."""
        return _THIS_YEAR.search(self.text) is not None

    def named_in(self, text: str) -> bool:
        """Whether a text names a place asked."""
        return any(name in text for name in self.place_names)

    def variants(self) -> tuple[tuple[str, "Question"], ...]:
        """A question for a figure of several places or years as one of each, with its place and year as a label; () for
        a single one."""
        places: list[tuple[Region, ...]] = [(place,) for place in self.places] or [()]
        years: list[tuple[int, ...]] = [(year,) for year in self.years] or [()]
        if not self.number or not self.side_by_side or len(places) * len(years) == 1:
            return ()
        return tuple(
            (
                "".join([*(place[-1] for place in where), *(f"{year}年" for year in when)]),
                replace(self, text=f"{spoken(where, when)}{without_places(fold(self.text))}", places=where, years=when),
            )
            for where in places
            for when in years
        )

    def parts(self) -> tuple[tuple[str, "Question"], ...]:
        """A question for several figures as one for each, with the thing asked as a label; () for a single one."""
        if len(self.slots) == 1:
            return ()
        return tuple(
            (
                slot.label,
                replace(
                    self,
                    text=f"{spoken(self.places, self.years)}{''.join(map(''.join, slot.names))}{slot.label}",
                    slots=(slot,),
                    terms=tuple(dict.fromkeys((*slot.subject, *slot.terms))),
                    target=slot.target if any(each.target for each in self.slots) else self.target,
                ),
            )
            for slot in self.slots
        )


@lru_cache(maxsize=256)  # every sentence is asked whether it has them
def _names_of(places: tuple[Region, ...]) -> tuple[str, ...]:
    return tuple(short_name(place[-1]) for place in places)


_PER_MONTH = re.compile("(?<![前后内满第近过头])(?:每一?个|一个)月(?=[^,，。;；\\d]{0,8}?(?:多少|几[十百千万块元]))")
"""How people say for how long they ask: documents write 每月, and any sum of a month says it."""


@lru_cache(maxsize=64)  # a question of a conversation is read where it is completed, asked and answered
def understand(text: str) -> Question:
    """Read a question by rule."""
    text = listed_together(_AGED.sub(r"\1岁", _PREPARES.sub("打算", rewritten(_LEFT_OUT.sub("", text.strip())))))
    folded = full_years(_JOINED_ASPECT.sub(r"\1是多少,\2是多少", _NO_AIM.sub(",实际", fold(text).strip())))
    folded = _RANKED_AMONG.sub(lambda match: "," if match.group()[0] in ",，" else " ", folded)
    bare = _TOPIC.sub(" ", _CLOCK.sub(" ", without_places(folded)))
    terms, joins = informative(without_how_many(_PER_MONTH.sub(" ", bare)))
    places = meant_places(folded)
    parts = [each for part in _PARTS.split(bare) if part and part.strip() for each in _one_by_one(part)]
    asking = list(dict.fromkeys(part.strip() for part in parts if _is_number(part)))[:MOST_SLOTS]
    slots = _with_subjects(
        [_slot(part, number=True) for part in asking] if len(asking) > 1 else [_slot(bare, number=bool(asking))]
    )
    shape = next((shape for shape, pattern in _SHAPES.items() if pattern.search(folded)), None)
    each = each_asked(folded, places)
    return Question(
        text=text,
        places=places,
        elsewhere=elsewhere(folded),
        years=tuple(dict.fromkeys(int(year) for year in YEAR.findall(folded))),
        side_by_side=side_by_side(folded, [(start, end) for _, start, end in places_in(folded)])
        or side_by_side(folded, [match.span() for match in YEAR.finditer(folded)])
        or each,
        slots=slots[:1] if each else slots,
        terms=terms,
        joins=joins,
        asides=_asides(bare, terms),
        target=bool(_ASKS_TARGET.search(_MISSED_AIM.sub(" ", folded))),
        aim="目标" in _MISSED_AIM.sub(" ", folded),
        result=bool(_ASKS_RESULT.search(folded)),
        intake=bool(_ASKS_STOCK.search(folded)),
        wants_list=bool(_ASKS_LIST.search(folded)) and (shape is None or bool(_ASKS_STEPS.search(folded))),
        wants_meaning=bool(_ASKS_MEANING.search(folded)),
        shape=shape,
        spoken=_spoken(folded),
    )


def _spoken(folded: str) -> tuple[Spoken, ...]:
    """The spoken words of a question, those too that what asks how many stands amid (生了|多少|小孩)."""
    found = spoken_in(canonical(folded))
    joined = spoken_in(canonical(re.sub(r"\s+", "", without_how_many(folded))))
    words = {each.word for each in found}
    return (*found, *(each for each in joined if each.word not in words))


def _asides(bare: str, terms: Sequence[str]) -> frozenset[str]:
    """The terms that stand only in clauses which ask nothing: why somebody asks, and of whom. None where what asks says too
    little by itself."""
    parts = _CLAUSE.split(bare)
    clauses = ["".join(parts[at : at + 2]) for at in range(0, len(parts), 2)]
    asking = [clause for clause in clauses if ASKING.search(clause)]
    asked = without_how_many("，".join(asking))
    found, _ = informative(asked)
    own, joins = informative(_MEASURE.sub(" ", asked))
    return frozenset(terms) - frozenset(found) if len(set(own) - joins) >= _ENOUGH else frozenset()


def _one_by_one(part: str) -> list[str]:
    """A clause that asks for each of several things (甲和乙的目标各是多少, A类B类各多少) as one for each."""
    found = _EACH.search(part)
    if found is None:
        return [part]
    classes = _CLASSES.search(found["things"])
    if classes:
        base = found["things"][: classes.start()]
        return [f"{base}{each}{found['tail']}" for each in re.findall(_CLASS, classes.group())]
    of = re.search("的(?:目标|任务|指标|数量|金额|规模)*$", found["things"])
    things = found["things"][: of.start()] if of else found["things"]
    names = [name.strip() for name in re.split("[和与及、]|以及", things) if name.strip()]
    if len(names) < 2 or min(map(len, names)) < 2:
        return [part]
    if any(PART_NAME.fullmatch(name) for name in names[:-1]):
        names = completed(names)  # 城镇和农村居民收入
    return [f"{name}{of.group() if of else ''}{found['tail']}" for name in names]


def _is_number(part: str) -> bool:
    if _ASKS_NUMBER.search(_UNCOUNTED.sub(" ", _TOGETHER.sub(" ", part))):
        return True
    noun = _NOUN_OF_NUMBER.search(part.rstrip("?？ 是"))
    return noun is not None and not _ASKS_WAY.search(part, 0, noun.start())


def _slot(part: str, *, number: bool) -> Slot:
    asked = HOW_MANY.search(part)
    unit = opening_unit(part[asked.end() :]) if asked and not _SUM_NAMED.match(part, asked.end()) else None
    said = spoken_unit(part, asked) if asked else None
    family = said or (unit[1] if unit else None)
    behind = part[asked.end() :].strip() if asked else part
    counted = next((name for name, pattern in _COUNTED_NOUN if pattern.match(behind)), None) if not said else None
    family = family or counted
    if family is None and number:
        family = next((name for name, pattern in _UNIT_OF_NOUN if pattern.search(part)), None)
        family = None if family == "元" and _REPORTED.search(part) else family
    bare = without_how_many(part)
    label = re.sub(r"\s+|[的是]+\s*$", "", strip_question(bare))
    label = label if label or not number else _RANK_LABEL if family == "次序" else label
    names = names_in(re.sub(_CLASS, " ", bare), FILLERS | TALK | _ASPECTS)
    return Slot(
        label,
        informative(bare)[0],
        names,
        pairs_of(names),
        number,
        family,
        exact=bool(unit or said or counted) or bool(_ASKS_SUM.search(part)),
        cap=bool(_ASKS_CAP.search(part)),
        total=bool(_ASKS_TOTAL.search(part)) and (not _ASKS_WON.search(part) or bool(_ASKS_ALL.search(part))),
        target=bool(_ASKS_TARGET.search(part)),
    )


def _with_subjects(slots: Sequence[Slot]) -> tuple[Slot, ...]:
    result: list[Slot] = []
    for slot in slots:
        if result and not slot.subject:
            slot = replace(slot, names=result[-1].names, subject=result[-1].subject)
        elif result and slot.label.startswith("其中"):  # a part of what the slot before it asks
            slot = replace(
                slot,
                names=result[-1].names + slot.names,
                subject=tuple(dict.fromkeys(result[-1].subject + slot.subject)),
            )
        result.append(slot)
    return tuple(result)
