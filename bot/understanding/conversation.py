"""What a turn of a conversation is: small talk, a follow-up of the question before it, or a question of its own."""

import re
from collections.abc import Sequence

from bot.understanding.differing import difference
from bot.understanding.everyday import rewritten
from bot.understanding.places import YEAR, full_years, places_in, spoken, without_places
from bot.understanding.question import ASKING, Question, understand
from bot.understanding.words import HOW_MANY, informative, without_how_many
from corpus.regions import Region
from corpus.text import fold

_SMALLTALK = re.compile(
    "(?:你好|您好|hello|hi|嗨|早上好|下午好|晚上好|在吗|在么|谢谢|多谢|感谢|辛苦了|好的|再见|拜拜|你是谁|您是谁|你叫什么(?:名字)?"
    "|[你您]?(?:能|会|可以)(?:帮我)?(?:做|干|回答)(?:些|点)?(?:什么|啥|嘛|吗)?|[你您]会什么|帮(?:了)?(?:我)?(?:个)?大忙了?|太好了|很有用|明白了|知道了|介绍一下你自己|怎么用|帮助|help|[你您](?:是|不是|是不是)(?:个|一个)?(?:机器人|人工智能|ai|真人|人工客服|人工|程序)|(?:[你您]|资料库|库)(?:这里|那里|里面|里|这儿)?(?:都)?(?:收录|包含|覆盖|存|有|知道|了解|管)(?:了|着)?(?:哪些|什么|多少|哪几份?)(?:文件|资料|政策|内容|城市|地方|地区|文档|数据)?|[你您](?:的)?(?:资料|数据|答案|信息)(?:是)?(?:从)?(?:哪里|哪儿|哪)(?:来|找)的?|谁(?:开发|做|造|训练)(?:了|的)?[你您]的?|[你您](?:还|可|也)?(?:真|好|挺|很|太|蛮)?(?:是)?(?:厉害|聪明|棒|能干|懂)|(?:哈|呵|嘿|嘻)+|(?:我)?先(?:走|撤|忙|下)了|(?:下次|回头|改天|有空|有时间|以后)(?:再|接着)?(?:聊|问|来问|找你|说|联系)|(?:真|好|太|很)(?:厉害|棒|不错|聪明)|不错|厉害|牛|没(?:事|别的|其他)(?:问题)?|不用了|先这样|就这样|回头见|晚安|新年快乐|节日快乐|辛苦啦?|ok|嗯+|行|收到|(?:今天)?天气(?:怎么样|如何|好吗)|(?:给我)?讲(?:个|一个)笑话|[你您]吃(?:饭|了)|thanks?(?: you)?)[你您了啦咯哦喔哈啊呀吧吗呢!！。~,， ?？]*"
)

_POINTS = "(?:[那这]|它)?(?:里面|里头|当中)|[占比较](?!(?:重|例|如|赛))|这个|这项|这种|那个|那项|该|它|上述"
_TURNS = "那么|那|然后呢?|还有|另外|如果|要是|换成|换作|改成|光看|只看|单看|就看|再问一下"
"""What points to the subject of the question before, and what turns to another case of it."""

_BACK = (
    "(?<![我你您咱像])[这那](?:个|项|些|种|笔|份|类|批|家|款|段)?(?:时间|时候|期限|时限|日期|日子|数字?|计划|规定|办法|政策|项目|钱|标准|目标|比例|额度|补贴|奖励|资金|证|系统|平台|名单)"
    "|又(?:是|要|能|得|有|按|归|算)?(?=多少|几|哪|什么|谁|怎|多[久长大])|(?<!度)当年|同年|次年|[前上后下]一年|还[剩差余欠缺]|[剩其]余|剩下|另一[个半边家]"
)
"""What leads back to the question before, wherever in a turn it stands."""

_FOLLOWS = re.compile(f"^(?:{_TURNS}|其中|后面|{_POINTS})|呢(?=[?？,，]|$)|的话[?？]?$|{_BACK}")
_PART = re.compile(f"^(?:其中|{_POINTS})")
_LEADS = re.compile(f"^(?:{_TURNS}|说是|是)+")
_OF_THE_SAME = re.compile(
    "[明后来]年|[一每]个?(?:家|年|人|户|月|次)(?:企业)?|封顶|顶格|其中|如果|要是|只是|有效期|期限|最[久早晚快迟]|最长|最短|最高|最低|最多|最少|上限|下限|条件|材料|流程|程序|标准|金额|时间|地点|电话|部门|对象|范围"
    "|国家级|省级|市级|区级|县级|第[一二三四五]批|施行|申请|申报|办理|同比|增长|增[速幅]|目标|完成|入选|获批|立项|认定|新[增设建]|总[数量额]|累计|占比|比重|比例|占"
    "|(?:逾期|到期)?(?:还|仍|拒)?不(?:改正?|整改|交|缴|还|退)|再犯|罚(?:款|钱)?|处罚"
    "|(?:还|再|又|想|要|打算|准备|计划|争取|力争|能|得)*(?:安排|部署|发展|培育|培养|认定|引进|招引|新增|新建|改造|[压降升冲涨增减提扩换建修投招引干搞跑卖控添做达改办发][制低高升加减]?[到至]?了?)(?=多少|几)"
    "|以[内上下]|左右|实际(?!使用|利用|到位|到账)(?:上|完成)?|最后|最终"
    "|口径|部分|类似|同样|一样|情况|有没有|数量|份|[那这]种|[那这]|光看|只看|咨询|[掏拨]的?|出的"
)
"""What a question asks of a subject that it leaves to the question before it; a subject of its own starts afresh."""

_PARALLEL = tuple(
    re.compile(pattern)
    for pattern in (
        "首年|第[一二三四五六]年|后面?[两二三]年|次年|再次",
        "(?<![多几每分各])(?:首|第?[一二两三四五])次(?![性数])",
        "(?:国家|[省市区县镇]|各|本)级|本市级|全[国省市区县]",
        "第[一二三四五六七八九十]批|首批",
        "[a-zA-Z甲乙丙丁]类",
        "[一二三四五六七八九十]等奖|特等奖|[金银铜]奖",
        "[一二三四五六七八九十]+级(?!市)",
        "城镇|农村|城市|乡村|城里|村里|乡下",
        "博士(?:研究生)?|硕士(?:研究生)?|研究生|本科|大专|专科|高职|中专|技校|高中|初中|小学|幼儿园",
        "大型|中型|小型|微型|小微",
        "单个产品|单个企业|单个项目|单家企业",
        "(?:国际|国家|行业|地方|团体|企业)标准",
        "推荐申报|申报|推荐|入选|获批|立项|认定|通过|中标",
        "最高|最低|最多|最少|最长|最短|上限|下限",
        "男性|女性|男职工|女职工|[男女](?=的|方|$)",
        "首套|二套|三套",
        "[一二三多][孩胎]|(?<!多)[一两三]个(?:娃|孩子|宝宝)",
        "新建|新设|新办|改建|扩建|改造|已有|现有|既有|存量",
        "个人|单位|企业(?=的|$)",
    )
)
"""Words of one kind: one that a follow-up names stands in the place of the other."""

_ASPECT_TAIL = re.compile(
    "(?:的|了|有|是|为|了|完成|实现|达到|达|共|总数|总量|总额|数量|累计|新增|金额|增速|增幅|增长|同比|占比|比重|目标|占[^,，。的]{2,12}?的?(?:比重|比例)?)+$"
)
"""What the question before asks of its subject, at its end."""

_EMPTY = re.compile("口径|(?<!一)部分|类似的?|同样|一样|情况|有没有|[那这]种|[掏拨]的?|出的|^[那这]")
_ASPECT = re.compile(
    "目标|计划|同比|增[速幅长]|占比|比重|比例|总[数量额]|累计|新[增设建]|[上下]限|最[高低长短多少]|期限|有效期"
)
"""What the words of a follow-up say without naming anything, and what they ask of a subject."""

_ALL, _CAME_IN = (
    re.compile("总[数量]|一共|总共|累计|保有"),
    re.compile("新(?:认定|增加?|培育|获批?|入选|引进|签|设)的?"),
)
"""What asks how many there are, and what says of the question before it that they came in."""

_REACHED = re.compile("实际|最后|最终|了(?:多少|几)")
_MEANT_TO = re.compile("(?:还|再|又|想|打算|准备|计划|争取|力争|预计|预期|拟)+要?(?=[\u4e00-\u9fff\\d]{2})|目标")
"""What asks what was reached, and what says of the question before it that something is aimed at."""

_YEAR_BEFORE = re.compile("(?<![比较])(?:再)?(?:前一年|上一年|上年)(?=的?[^,，]{0,6}(?:呢|$))")
_YEAR_BEHIND = re.compile(
    "(?:后一年|次年|下一年|转过年来?|到?明年|今年(?=[^,，]{0,2}(?:[要想得]|打算|准备|计划|争取|力争|目标)))"
)
"""A year by that of the question before; 今年 of a report of last year is what it aims at."""

_CASE_FIRST = re.compile("(?P<case>[^,?]{2,10})呢[,?](?P<asked>[^,?]+[?]?)")
"""Another case, and what is asked of it in a clause of its own."""

_SIZE = re.compile(
    r"(?<![\d第a-z.])(?:(?P<half>半个?[年月])|(?:\d[\d.]*[十百千万亿]*(?:\d[十百千万亿])?|(?!一[个年月天家人])[一二两三四五六七八九][十百千万亿][十百千万亿一二三四五六七八九]*)"
    r"(?P<unit>平方?米?|亩|人|家|户|岁|周岁|元|块|台|辆|吨|公斤|个?月|年(?![度底末初]|\d)|天|日|度|马力|千瓦|件|场|公里|头|只|张|床|个(?!点)|[%])?)(?:及?以[上下内])?"
)
"""A size that a case is of (500万, 120平, 3个月, 半年)."""

_REACHES = re.compile("^\\s*(?:[到满达超过在有]+)(?=\\s)")
"""What stands before a size and says nothing without it."""

_ONLY_AIMS = re.compile(
    "(?:还|再|又|想|要|打算|准备|计划|争取|力争|预计|预期|能|得)+(?:[做达提增升冲涨扩][高升加到]?[至到]?|发展|培育|培养|认定|引进|招引|新增|新建|改造|安排)?(?:多少|几)[十百千万亿]*[\u4e00-\u9fff]?"
)
"""What asks for nothing but the same as it is aimed at."""

_PAST = re.compile("[去上]年(?:全年)?(?:一共|总共)?|已经?(?=[\u4e00-\u9fff])")
"""What says that a thing was reached, where what is aimed at is asked for."""

_NO_UNIT = re.compile("(?:最[高多低少]|封顶|顶格|[上下]限|[能可]?以?[拿领补给报])(?:是|为|能|可以)?多少$")
"""What asks for an amount without a unit: it is that of the question before."""

_BY_YEAR = re.compile("首年|头一年|第[一二三]年")
"""What is told year by year of something that is given: its 次年 is no year of the calendar."""

_OF_A_RULE = re.compile(
    "[补奖贴罚领退扣贷税费]|收多少|要求|限[额制度]|封顶|[上下]限|最[高低多少长短大小]|不超过|至少|工作日|多久|期限|条件|资助|支持|比例要|几[天折]|可以|能"
)
"""What is asked of a rule: another case of it is asked for with the same words, which the name of another figure is not."""

_EDGES = re.compile(r"^[的是,，\s]+|[的是,，\s]+$")
LONGEST_THING = 8
"""Characters of a thing that may stand in the place of another."""

REMEMBERED = 5
"""Earlier questions that a follow-up may lead back to, each completed from those before it."""


def is_smalltalk(text: str) -> bool:
    """Whether the text is a greeting, thanks, or a question about the bot, and nothing else."""
    return bool(re.fullmatch(f"(?:{_SMALLTALK.pattern})+", fold(text).strip()))


def complete(text: str, history: Sequence[str]) -> str:
    """A follow-up with what it leaves out taken from the question before it; any other question as it is.

    "慈溪呢?" asks for the same of another place, "那2023年的投资呢?" for something else of the same place,
    "其中市级的是多少?" and "有效期最长多久?" for more of the same subject.
    """
    earlier = _all_before(history)
    return difference(text, earlier) or _completed(text, earlier[-1] if earlier else "")


def differs(text: str, history: Sequence[str]) -> bool:
    """Whether a turn asks how two figures of the conversation differ: no sentence of either answers that."""
    return difference(text, _all_before(history)) is not None


def asked_before(history: Sequence[str]) -> str:
    """The question before, each completed from those before it; "" where there was none."""
    return next(iter(reversed(_all_before(history))), "")


def _all_before(history: Sequence[str]) -> list[str]:
    """The earlier questions, each completed from those before it."""
    earlier: list[str] = []
    for question in history[-REMEMBERED:]:
        if question.strip() and not is_smalltalk(question):
            last = earlier[-1] if earlier else ""
            earlier.append(_in_place_of(difference(question, earlier) or _completed(question, last), last))
    return earlier


def _in_place_of(text: str, earlier: str) -> str:
    """A question of its own that names no place under that of the one before it: a conversation stays where it is."""
    before = places_in(fold(earlier))
    return text if not before or places_in(fold(text)) else f"{spoken([before[0][0]], ())}{text}"


def _completed(text: str, earlier: str) -> str:
    """A turn completed from the question before it; of one that names another case first and then asks (租房的呢，几号发) what it
    asks of that case."""
    parts = _CASE_FIRST.fullmatch(fold(text).strip())
    if parts and earlier and not ASKING.search(parts["case"]):
        case = _of_one_question(f"{parts['case']}呢", earlier)
        if case != f"{parts['case']}呢" and parts["case"] not in case.rsplit(" ", 1)[-1:]:
            return f"{_subject_of(case)} {parts['asked'].rstrip('?')}"
    return _of_one_question(text, earlier)


def _of_one_question(text: str, earlier: str) -> str:
    folded = re.sub("呢[?？](?=.)", "呢,", rewritten(full_years(fold(text).strip()))).rstrip("?")
    earlier = full_years(fold(earlier))
    if not earlier or not folded or is_smalltalk(text):
        return text
    said, folded = folded, year_meant(folded, earlier)
    now, before = understand(folded), understand(earlier)
    leads_back = folded != said or bool(re.search(_BACK, folded))
    follows = leads_back or _FOLLOWS.search(folded)
    own = _own_subject(folded)
    anew = (now.places or now.years) and not (now.number and before.number)
    if not follows and (own or anew or "《" in folded):
        return text
    base = fold(earlier).strip().rstrip("?")
    if _PART.search(folded) and not now.places and not now.years:
        return f"{_subject_of(base)} {_without_ne(folded)}"
    rest = _without_ne(_LEADS.sub("", folded))
    sized = _of_a_size(rest, base)
    another_case = sized != (rest, base)
    base, left = _of_a_kind(*sized)
    if another_case:
        left = _REACHES.sub("", left)
    if not (now.places or now.years or left != rest or ASKING.search(rest)) and (put := _in_place(rest, base)):
        return put
    another_case |= not ASKING.search(rest) and (not before.number or bool(_OF_A_RULE.search(base)))
    if own and not another_case and not leads_back and (now.places or now.years or before.places or before.years):
        return _placed(rest, now, before)
    if now.places:
        base = _replace(base, [(start, end) for _, start, end in places_in(base)], _written(folded, now.places))
    if now.years:
        base = _replace(base, [match.span() for match in YEAR.finditer(base)], str(now.years[0]))
    left = _EDGES.sub("", _EMPTY.sub("", without_places(left)))
    return _with_the_rest(base, left, before, of_the_same=leads_back or not own)


def _with_the_rest(base: str, left: str, before: Question, *, of_the_same: bool) -> str:
    """The question before, its places, years and cases replaced, with what is left of a follow-up; what it asked gives way to
    another figure `of_the_same` thing."""
    if not _says_more(left) or left in base:
        return base
    if before.slots[0].family == "元" and _NO_UNIT.search(left):
        left = f"{left}钱"
    if _ONLY_AIMS.fullmatch(re.sub("^[今明]年", "", left)) and before.number and not before.target:
        base = _PAST.sub("", base)
        return HOW_MANY.sub(lambda asks: f"目标{asks.group()}", base, count=1)
    if of_the_same and understand(left).number and before.number:
        base = _subject_of(base)
        base = _CAME_IN.sub("", base) if _ALL.search(left) else base
        base = _MEANT_TO.sub("", base) if _REACHED.search(left) else base
    return f"{base} {left}".strip()


def year_meant(folded: str, earlier: str) -> str:
    """A turn with the year before or behind that of the earlier question (前一年呢) as that year."""
    years = YEAR.findall(earlier)
    if len(set(years)) != 1 or _BY_YEAR.search(earlier):
        return folded
    turned = _YEAR_BEFORE.sub(f"{int(years[0]) - 1}年", folded)
    return _YEAR_BEHIND.sub(f"{int(years[0]) + 1}年", turned)


def _without_ne(text: str) -> str:
    return re.sub("呢(?=[,，]|$)", "", text)


def _own_subject(folded: str) -> bool:
    """Whether a turn names a thing of its own, and not only what is asked of the one before."""
    bare = _OF_THE_SAME.sub(" ", without_places(_FOLLOWS.sub(" ", folded)))
    for kind in _PARALLEL:
        bare = kind.sub(" ", bare)
    return any(len(term) > 1 for term in informative(without_how_many(bare))[0])


def _of_a_size(rest: str, base: str) -> tuple[str, str]:
    """A follow-up and the question before it with the one size that the follow-up names in the place of its like (2000万 for
    500万, 半年 for 3个月)."""
    news, olds = list(_SIZE.finditer(rest)), list(_SIZE.finditer(base))
    like = [old for old in olds if len(news) == 1 and _counted(news[0]) == _counted(old)]
    if len(like) != 1 or news[0].group() == like[0].group() or YEAR.search(rest):
        return rest, base
    new, old = news[0], like[0]
    return f"{rest[: new.start()]} {rest[new.end() :]}", f"{base[: old.start()]}{new.group()}{base[old.end() :]}"


def _counted(size: re.Match[str]) -> str:
    """What a size counts: the unit, 元 where there is none (500万), one for all spans of time."""
    unit = (size["unit"] or "").removeprefix("个")
    return "时" if size["half"] or (unit in "年月天日" and unit) else unit[:1] or "元"


def _of_a_kind(rest: str, base: str) -> tuple[str, str]:
    """The question before with each word of a kind that a follow-up names in the place of its like (省级 for 市级), and what the
    follow-up says beside them. A word that has no like stays."""
    for kind in _PARALLEL:
        new, old = kind.search(rest), kind.search(base)
        if new and old and new.group() not in base and len(kind.findall(rest)) == 1:
            base = base[: old.start()] + new.group() + base[old.end() :]
            rest = rest[: new.start()] + " " + rest[new.end() :]
    return base, rest


def _says_more(rest: str) -> bool:
    """Whether words are left of a follow-up that ask or name anything."""
    asked = understand(rest)
    return bool(asked.number or asked.shape or asked.wants_list or asked.terms or _ASPECT.search(rest))


def _subject_of(base: str) -> str:
    """The question before without what it asks."""
    subject = without_how_many(base).strip()
    return _ASPECT_TAIL.sub("", subject) or subject


def _in_place(rest: str, base: str) -> str:
    """The question before with the thing named now in the place of its like: 第二批 of 第一批, 单个产品 of 单个企业, 国家标准 of
    国际标准. "" where nothing in it is alike in at least half of its characters, one of them at an end."""
    thing = _EDGES.sub("", rest)
    if not 2 <= len(thing) <= LONGEST_THING or thing in base or thing[0] in "不没未":
        return ""
    best, place = 0, -1
    for start in range(len(base) - len(thing) + 1):
        other = base[start : start + len(thing)]
        same = sum(a == b for a, b in zip(thing, other, strict=True))
        if same > best and (thing[0] == other[0] or thing[-1] == other[-1]):
            best, place = same, start
    if 2 * best < len(thing) or ASKING.search(base[place - 1 : place + len(thing)]):
        return ""
    return base[:place] + thing + base[place + len(thing) :]


def widened(text: str, history: Sequence[str]) -> str:
    """A follow-up under all the words of the question before it but those of place and year that it has itself, for one that
    says nothing on its own; the text itself without an earlier question."""
    earlier = asked_before(history)
    if not earlier or is_smalltalk(text):
        return text
    subject = without_how_many(fold(earlier).strip().rstrip("?"))
    rest = _without_ne(_LEADS.sub("", fold(text).strip().rstrip("?")))
    now = understand(rest)
    if now.places:
        subject = _replace(subject, [(start, end) for _, start, end in places_in(subject)], "")
    if now.years:
        subject = _replace(subject, [match.span() for match in YEAR.finditer(subject)], "")
    return f"{_of_a_kind(rest, subject)[0]} {rest}"


def placed(text: str, history: Sequence[str]) -> str:
    """A turn that asks for a figure of a thing of its own, and of no place or year, under those of the question before it; the
    text itself where there is nothing to take over."""
    earlier = asked_before(history)
    if not earlier or is_smalltalk(text):
        return text
    now, before = understand(text), understand(earlier)
    if not now.number or now.places or now.years or now.elsewhere or "《" in text or not before.places:
        return text
    return _placed(fold(text).strip().rstrip("?"), now, before)


def _placed(rest: str, now: Question, before: Question) -> str:
    """The words of a follow-up under the place and year of the question before it, where it has none of its own."""
    head = spoken(() if now.places else before.places, () if now.years else before.years[:1])
    aim = "目标" if before.target and not (now.target or now.years) else ""
    asks = "是多少" if before.number and not now.number else ""
    return f"{head}{rest}{aim}{asks}"


def _written(text: str, places: Sequence[Region]) -> str:
    return next((text[start:end] for region, start, end in places_in(text) if region in places), "")


def _replace(text: str, spans: Sequence[tuple[int, int]], new: str) -> str:
    if not spans:
        return f"{new}{text}"
    for start, end in reversed(spans[1:]):
        text = text[:start] + text[end:]
    start, end = spans[0]
    return text[:start] + new + text[end:]
