"""Words that say that the danger goes on, or that the goods are still sold or used."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from ahocorasick_rs import AhoCorasick

# In the normalised form: lower case, simplified. Every pattern begins with one of these; a test holds them to it.
_NOT_YET: Final = ("没", "没有", "未", "冇")
_OFF_SALE: Final = ("下架", "召回", "停售", "停用", "停止销售", "落架")
_STARTS: Final = AhoCorasick(
    [
        *("还", "仍", "仲", "照", "继续", "依然", "依旧", "至今", "正", "现在", "而家", "一直", "尚未", "火", "救命"),
        *("快来人", "冒紧", "出紧", "漏紧", "烧紧", "困紧", "卖紧", "用紧"),
        *("still", "is ", "are ", "trapped", "won't", "won’t", "keep", "not been"),
        *(no + off for no in _NOT_YET for off in _OFF_SALE),
    ]
)
_STILL = (
    r"(?:还|仍|仲|依然|依旧|正|现在|而家|一直|至今)(?:是|系|然|旧)?(?:在|喺度|响度|不停|不断|係咁|系咁)?"
    r"(?:往外|向外|不停|不断|持续|咁|嘀嗒|滋滋)?(?:地|的)?"
)
_NOW: Final = re.compile(
    rf"{_STILL}(?:冒(?:紧|着)?(?:白|黑|浓|青|黄)?烟|冒火|[着著](?:紧)?火|着着火|燃烧|烧着|烧紧|漏(?:紧|着)?"
    rf"(?:气|电|油|液|水银|煤气|石油气)|泄漏"
    rf"|出(?:紧)?烟|发烫|困在|困住|卡住|卡在(?!海关|仓|物流|快递)[^,。]{{0,4}}[里中间内缝]|昏迷|没醒|未醒)"
    r"|(?:冒紧|出紧)烟|(?:漏|烧)紧|困紧|(?:火|火势)(?:还|仍)?(?:没|未|冇)(?:有)?(?:扑)?[灭熄]|(?:还|仍"
    r"|仲)(?:没|未|冇)(?:有)?(?:救|弄|拿"
    r"|扑灭)(?:出来|灭|返)?|救命啊(?=[！!，,。]|$)|快来人"
    r"|\bstill (?:smoking|burning|on fire|leaking|smouldering|smoldering|trapped|stuck inside|unconscious|hot"
    r" to touch|sparking)"
    r"|\b(?:is|are) (?:smoking|leaking|burning|on fire) (?:right )?now"
    r"|\btrapped (?:inside )?right now|won['’]t go out\b"
)
_OFFERED: Final = re.compile(
    r"(?:还|仍|仲|照样|照旧|照|继续|依然|依旧|至今)(?:是|系|然|旧)?(?:在|喺度|有|可以)?(?:大量|公开|正常"
    r"|网上|平台上?|直播间?里?|货架上?|满街|到处|这么|咁|开播|播|摆|有)*"
    r"(?:卖(?!家|点|完|过|不)|销售(?!员|商)|出售|在售|发售|售(?!后|货|价|罄)|上架|挂着|摆着|有得卖|有人买"
    r"|使用(?!说|手|期|者|寿)|用着|用紧|用(?=[，,。！!]"
    r"|$))|(?:卖|用)紧(?!急)"
    rf"|(?:没有?|未|冇|尚未|还没有?|仲未|至今未)(?:{'|'.join(_OFF_SALE)})"
    r"|\bstill (?:on sale|being sold|sold|selling|for sale|available|listed|in use|being used|using it|on the"
    r" shel(?:f|ves)|sells? )|\bkeeps? selling|\bnot been (?:recalled|withdrawn|taken down|removed)"
)
_DENIED: Final = re.compile(r"(?:后|不|唔|别|勿|停止|不再|不敢|没有|未|冇|禁止|严禁|不能|不得|not |never |no longer )$")


# It went on then, which says nothing of now: 当时还在冒烟. A comma closes the reach, 到现在 opens it again.
_THEN: Final = re.compile(
    r"(?:当时|那时|那会|当晚|当天|当日|昨晚|昨夜|昨天|昨日|前天|前晚|前日|上周|上星期|上个?月|去年|刚才|刚刚|方才|头先|啱先|寻晚|寻日"
    r"|琴晚|琴日|㖊晚|㖊日|嗰阵|嗰时|果阵|之前|早前|原先|原来|起初|起先|一开始|事发|到场|赶到|发现时|那天|那晚|(?<!这)的?时候?)"
    r"(?P<since>[^,。!?;]*)$"
    r"|(?<![a-z])(?:was|were|had been|kept|(?:yesterday|last (?:night|week|month|year)|earlier"
    r"|at (?:the|that) (?:time|point|moment))[a-z ]*) $"
)
_SINCE: Final = re.compile(
    r"现在|而家|依家|宜家|目前|此刻|至今|今天|今日|今早|今朝|^(?:起|开始|到(?:现|今|目|而))|这会|直到"
)
_TOLD_NOW: Final = re.compile(r"现在|而家|依家|宜家|目前|此刻|至今|到今|这会|一直|直到|正")
# What somebody is rescued from, and the words for it; a fire goes on after that.
_CAUGHT: Final = re.compile(r"困|卡|昏迷|没醒|未醒|[救弄拿]|trapped|stuck|unconscious")
_FREED: Final = re.compile(
    r"救返|救出|(?:救|弄|拿|取|拔|拉|放)了?出来|解救|脱困|脱险|醒了|醒咗|醒返|醒过来|没事了|冇事[喇啦了]|安全了"
    r"|(?<![a-z])(?:rescued|freed|got (?:him|her|them|us|me) out|woke up|awake|safe now)"
)
_STOPPED: Final = re.compile(
    r"灭了|灭咗|扑灭|扑熄|浇灭|淋熄|淋灭|熄了|熄咗|熄灭|止住|停了|停咗|停止了|不冒了|不漏了|不烧了|冇再|没再|不再|修好|整好|整返好|换好|弄好"
    r"|搞掂|搞定|盖住|关掉?了?(?:总)?阀|闩咗|处理好|处理完|处理咗|解决了"
    r"|(?<![a-z])(?:put (?:it |the fire )?out|extinguished|went out|stopped"
    r"|(?:turned|shut) (?:it |the gas |the valve )?off"
    r"|fixed|repaired|under control|over now|it(?: i|')s out)"
)
# Another one was mended: 邻居家的阀门修好了.
_OTHERS: Final = re.compile(
    r"(?:邻居|隔壁|别人|人家|另一|其他|其它|楼上|楼下|上次|neighbou?r|other|another)[^,。!?;]*$"
)
# 还没救出来, 怎么弄出来, 等消防救出来, 灭了又着: it is not over.
_NOT_OVER: Final = re.compile(
    r"(?:没|未|冇|唔|不|无法|怎么|怎样|点样|点|等|求|快来|快点|快啲|帮|希望|请|如何|才能|先能|可以|能不能"
    r"|not|n['’]t|never|cannot|until|how to|please|help|to be)[^,。!?]{0,6}$"
)
_AGAIN: Final = re.compile(
    r"[^。!?]{0,3}(?:又|再次|再着|再烧|复燃|不了|唔到| again|吗|吧|未)"
    r"|[^。!?]{0,12}(?:没用|冇用|唔得|无效|不管用|没效|不行|但是?(?:还|仍|仲|依然|又)|还是(?:在|漏|冒|烧|不|没))"
    r"|[^.!?]{0,30}(?<![a-z])(?:but (?:it|that|this|still|no|to no)|did(?: not|n['’]t) (?:help|work)|no use"
    r"|in vain)(?![a-z])"
)
# 还冒烟: it also smokes. Only 还在, 还冒着, or what it does after somebody switched it off, says that it goes on.
_ALSO: Final = re.compile(r"(?:还|仲)(?:是|系)?(?:冒(?!紧|着)|漏(?!紧|着)|出(?!紧)烟|泄漏|燃烧|发烫|着火)")
_SWITCHED_OFF: Final = re.compile(r"(?:拔|关|断|停|灭|熄|摁|闩|拆|扔)[^,。!?;]{0,6},?$")
_CALLS: Final = re.compile(r"[^。!?]{0,3}(?:怎么办|咋办|咋整|点算|点办|快来|救命|求助|急)")
_ADDS: Final = re.compile(r"[^。!?]{0,3}呢")
_REACH: Final = 30  # characters before
_LAST_CLAUSE: Final = re.compile(r"[^,。!?;\n]*$")


class Now(NamedTuple):
    """Spans of the normalised text."""

    danger: tuple[tuple[int, int], ...] = ()
    on_offer: tuple[tuple[int, int], ...] = ()


_NOTHING: Final = Now()


def of_now(text: str) -> Now:
    """`text`: normalised."""
    starts = [match[1] for match in _STARTS.find_matches_as_indexes(text)]
    if not starts:
        return _NOTHING
    danger = _spans(_NOW, text, starts)
    if danger:
        freed, stopped = _last(_FREED, text), _last(_STOPPED, text)
        danger = tuple(
            [
                (start, end)
                for start, end in danger
                if end > (freed if _CAUGHT.search(text, start, end) else stopped) and _is_now(text, start, end)
            ]
        )
    return Now(danger=danger, on_offer=_spans(_OFFERED, text, starts))


def _last(pattern: re.Pattern[str], text: str) -> int:
    """Where it says for the last time that a danger is over; -1 if it does not."""
    last = -1
    for over in pattern.finditer(text):
        before = text[max(0, over.start() - _REACH) : over.start()]
        if not (_NOT_OVER.search(before[-10:]) or _OTHERS.search(before) or _AGAIN.match(text, over.end())):
            last = over.start()
    return last


def _is_now(text: str, start: int, end: int) -> bool:
    """Told of the present, not of then; and not merely besides."""
    before = text[max(0, start - _REACH) : start]
    clause = _LAST_CLAUSE.search(before)
    if _TOLD_NOW.search(text, clause.start() + start - len(before) if clause else start, end) is not None:
        return True
    if _CALLS.match(text, end):
        return True
    if (then := _THEN.search(before)) is not None:
        return then["since"] is not None and _SINCE.search(then["since"]) is not None
    return not _ALSO.match(text, start) or bool(_SWITCHED_OFF.search(before) or _ADDS.match(text, end))


def _spans(pattern: re.Pattern[str], text: str, starts: list[int]) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    for start in starts:
        match = pattern.match(text, start)
        if match is not None and not _denied(text, start) and not (found and start < found[-1][1]):
            found.append(match.span())
    return tuple(found)


def _denied(text: str, start: int) -> bool:
    return _DENIED.search(text[max(0, start - 10) : start]) is not None
