"""What endangers people while they write, for the advice that they get at once: leaking gas, a smoking battery.

It decides nothing about the case; how urgent that is says `nlp.urgency`, whose present danger is one here too.
"""

from __future__ import annotations

import re
from typing import Final

from nlp.urgency import of_now
from risk.peril import Peril

_GAS: Final = r"(?:煤气|燃气|天然气|石油气|液化气|瓦斯|沼气|一氧化碳)"
_STRONG: Final = (
    r"(?:好|很|太|非常|特别|越来越|超|超级|咁|真的?|比较|有点|有啲)*(?:大|浓|重|强|强烈|劲|刺鼻|呛|攻鼻|犀利|厉害)"
)
_HELP: Final = (
    r"[^。!?\n]{0,4}(?:怎么办(?![理个])|咋办|咋整|点算|点办|救命|快来人|急急|help|what (?:should|do) (?:i|we))"
)
_SIGNS: Final = (
    r"(?:漏气|漏煤气|漏燃气|煤气漏|燃气漏|着火|起火|烧起来|烧着|冒烟|冒火|出烟|漏电|起烟|窜火|喷火|鼓包发烫|滋滋响)"
)
# What the rule of urgency leaves to its model or to an officer, but nobody may wait for.
_NOW: Final = re.compile(
    rf"{_GAS}的?(?:气)?味道?(?:也|都|还|仲)?{_STRONG}|{_STRONG}(?:的|阵|股|一股|一阵|嘅)*{_GAS}的?(?:气)?味"
    rf"|(?:闻到|嗅到|闻倒|闻得到|有股|有阵|一股|一阵|成屋|满屋|全屋)[^,。!?\n]{{0,6}}{_GAS}的?(?:气)?味"
    r"|(?:还|仲|仍)(?:是|然|旧)?有(?:小|明|黑|白|好多|很多|啲|点|一点|些)*(?:火苗|火星|火光|明火|火头|浓烟|烟|火)(?![花舌]|星[,，]|药|机|柴|锅|灾)"
    r"|(?:又|再次|再度)(?:开始|突然)?(?:烧|着火|着了|着咗|燃|起火|冒烟|冒火|出烟|漏气)"
    r"|(?:在|正|一直|不停)(?:冒|漏|喷)(?:着|紧)?(?:烟|火|气|煤气|燃气)|着紧火|冒着(?:火|烟)呢|漏着气呢|烧着呢"
    rf"|{_SIGNS}[了咗啦着]*{_HELP}"
    r"|(?:叫不醒|叫唔醒|没呼吸|没有呼吸|冇呼吸|喘不上气|喘不过气|透不过气|唞唔到气|不省人事|口吐白沫)[了咗啦]*"
    r"(?=[^。!?\n]{0,6}(?:怎么办|咋办|点算|救命|快|现在|$))"
    r"|(?:刚刚?|啱啱|正)(?:才|先)?(?:把|将)?[^,。!?\n]{0,10}(?:吞了|吞咗|吞下|吞落|误吞|误食|咽下|喝了)"
    r"|(?:吞了|吞咗|吞下|吞落|误吞|误食|咽下)[^。!?\n]{0,12}(?:怎么办|咋办|点算|点办|救命)"
    r"|(?<![a-z])(?:(?:i|we|can|still|strong) (?:can )?smell (?:of )?(?:the )?gas|smells? (?:strongly )?of gas"
    r"|gas (?:is|keeps) (?:still )?leaking|(?:is|are|['’]s) (?:still )?(?:on fire|smoking|leaking gas|sparking)"
    r"|(?:still|there are) flames|(?:on fire|burning|smoking|caught fire|flared up) again"
    r"|(?:can['’]?t|cannot|won['’]?t) (?:wake|breathe)|just (?:now )?swallowed|swallowed .{0,30}what (?:should|do) i)"
    r"(?![a-z])"
)
_THEN: Final = re.compile(
    r"昨|当晚|成晚|半夜|前天|前晚|前日|上周|上星期|上个?月|上次|去年|当时|那时|那天|那晚|之前|以前|曾经|寻日|寻晚|琴日|琴晚|嗰阵|果阵"
    r"|(?<![a-z])(?:yesterday|last (?:night|week|month|year)|ago|was|were|had)(?![a-z])"
)
_NOW_AFTER_ALL: Final = re.compile(
    r"现在|而家|依家|宜家|目前|这会|今天|今日|今早|(?<![a-z])(?:now|still|today)(?![a-z])"
)
_IF: Final = re.compile(
    r"(?:会不会|是否|如果|要是|假如|万一|若|当|怕|担心|容易|可能|听说|没有?|冇|未|不会|唔会|以免|防止|预防|别人|新闻|视频"
    r"|(?<![a-z])(?:if|when|no|never|not|could|might|may|heard))[^,。!?\n]{0,8}$"
)
_OVER: Final = re.compile(
    r"(?:已经?|都|终于)?(?:修好|整好|扑灭|灭了|灭咗|熄了|熄咗|没事了|冇事[喇啦了]|处理好|处理完|解决了|换了新|搞定|搞掂|取出来|拿出来了|吐出来了|扔了|丢了|掉咗|好返"
    r"|(?:关|闩|熄)(?:掉|咗|了)|即刻[熄闩关]|没人受伤|没人伤|冇人伤|[送入住]医?院|急诊|icu)"
    r"|(?<![a-z])(?:fixed|repaired|put out|it['’]s out|is out now|safe now|shut (?:it|the)|turned off"
    r"|ok(?:ay)?|hospital)(?![a-z])"
)
# Of what is told of the danger itself, and, of three kinds, anywhere in the text.
_KINDS: Final = (
    (Peril.SWALLOWED, True, re.compile(r"吞|误食|咽下|喝了|swallow")),
    (
        Peril.GAS,
        True,
        re.compile(rf"{_GAS}|漏(?:紧|着)?气|(?<![a-z])(?:gas|carbon monoxide)(?![a-z])"),
    ),
    (
        Peril.PERSON,
        False,
        re.compile(
            r"困|卡住|卡在|昏迷|叫[不唔]醒|呼吸|没醒|未醒|[不唔][上过到]气|不省人事|口吐白沫|trapped|stuck|unconscious|wake|breathe"
        ),
    ),
    (
        Peril.BATTERY,
        True,
        re.compile(
            r"充电宝|尿袋|移动电源|电池|电瓶|电动车|电动自行车|平衡车|滑板车|手机|平板电脑|笔记本电脑|耳机|充电器"
            r"|power ?bank|batter(?:y|ies)|e-?bike|scooter|hoverboard|phone|laptop|charger"
        ),
    ),
    (Peril.SHOCK, False, re.compile(r"漏(?:紧|着)?电|触电|electr|spark")),
    (Peril.FIRE, False, re.compile(r"火|烧|燃|着|爆|fire|burn|flame|flared")),
    (Peril.SMOKE, False, re.compile(r"烟|smok|smould|smold")),
)
_IN_HOSPITAL: Final = re.compile(
    r"(?:[送入住]|到了?|在)[^,。!?]{0,4}(?:医院|急诊|icu)|[送入住]院|抢救|(?:at|in|to) (?:the )?(?:hospital|icu)"
)
_NO_GAS: Final = re.compile(r"[轮车]胎|胎压|气球|气垫|泳圈|气囊|救生衣|tyre|tire|balloon|air ?bed|mattress")


_NOT_OVER: Final = re.compile(r"还|仲|仍|又|没用|冇用|不管用|(?<![a-z])(?:still|but|again)(?![a-z])")


def peril_of(text: str) -> Peril | None:
    """The kind of what goes on now; None where nothing does, or it is over. `text`: normalised."""
    told = next((text[start:end] for start, end in of_now(text).danger), None) or next(
        (match[0] for match in _NOW.finditer(text) if _is_now(text, match)), None
    )
    if told is None or _IN_HOSPITAL.search(text) or (_NO_GAS.search(text) and re.search("漏|leak", told)):
        return None
    for kind, anywhere, words in _KINDS:
        if words.search(told) or (anywhere and words.search(text)):
            return kind
    return Peril.OTHER


def _is_now(text: str, match: re.Match[str]) -> bool:
    before = text[: match.start()]
    sentence = re.split(r"[。!?;\n]", before)[-1]
    if _IF.search(sentence):
        return False
    over = _OVER.search(text, match.end())
    if over is not None and not _NOT_OVER.search(text, over.end()):
        return False
    then = list(_THEN.finditer(sentence))
    return not then or _NOW_AFTER_ALL.search(f"{sentence}{match[0]}", then[-1].end()) is not None
