"""Words that say that the danger goes on, or that the goods are still sold or used."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from ahocorasick_rs import AhoCorasick

# In the normalised form: lower case, simplified. Every pattern begins with one of these.
_STARTS: Final = AhoCorasick(
    "还 仍 仲 照 继续 依然 依旧 至今 正 现在 而家 一直 冒紧 出紧 漏紧 烧紧 困紧 卖紧 用紧 火 救命 快来人"
    " 没下架 没有下架 未下架 未召回"
    " 没召回 没有召回 没停售 尚未 冇下架 冇召回 still is_ are_ trapped won't keep keeps not_been".replace(" ", "|")
    .replace("_", " ")
    .split("|")
)
_STILL = (
    r"(?:还|仍|仲|依然|依旧|正|现在|而家|一直|至今)(?:是|系|然|旧)?(?:在|喺度|响度|不停|不断|係咁|系咁)?"
    r"(?:往外|向外|不停|不断|持续|咁|嘀嗒|滋滋)?(?:地|的)?"
)
_NOW: Final = re.compile(
    rf"{_STILL}(?:冒(?:紧|着)?(?:白|黑|浓|青|黄)?烟|冒火|着(?:紧)?火|着着火|燃烧|烧着|烧紧|漏(?:紧|着)?"
    rf"(?:气|电|油|液|水银|煤气|石油气)|泄漏"
    rf"|出(?:紧)?烟|发烫|困在|卡住|卡在里面|昏迷|没醒|未醒)"
    r"|(?:冒紧|出紧)烟|(?:漏|烧)紧|困紧|(?:火|火势)(?:还|仍)?(?:没|未|冇)(?:有)?(?:扑)?[灭熄]|(?:还|仍"
    r"|仲)(?:没|未|冇)(?:有)?(?:救|弄|拿"
    r"|扑灭)(?:出来|灭|返)?|救命啊(?=[！!，,。]|$)|快来人"
    r"|\bstill (?:smoking|burning|on fire|leaking|smouldering|smoldering|trapped|stuck inside|unconscious|hot"
    r" to touch|sparking)"
    r"|\b(?:is|are) (?:smoking|leaking|burning|on fire) (?:right )?now|\btrapped (?:inside )?right now|won't go out\b"
)
_OFFERED: Final = re.compile(
    r"(?:还|仍|仲|照样|照旧|照|继续|依然|依旧|至今)(?:是|系|然|旧)?(?:在|喺度|有|可以)?(?:大量|公开|正常"
    r"|网上|平台上?|直播间?里?|货架上?|满街|到处|这么|咁|开播|播|摆|有)*"
    r"(?:卖(?!家|点|完|过|不)|销售(?!员|商)|出售|在售|发售|售(?!后|货|价|罄)|上架|挂着|摆着|有得卖|有人买"
    r"|使用(?!说|手|期|者|寿)|用着|用紧|用(?=[，,。！!]"
    r"|$))|(?:卖|用)紧(?!急)"
    r"|(?:没有?|未|冇|尚未|还没有?|仲未|至今未)(?:下架|召回|停售|停用|停止销售|落架)"
    r"|\bstill (?:on sale|being sold|sold|selling|for sale|available|listed|in use|being used|using it|on the"
    r" shel(?:f|ves)|sells? )|\bkeeps? selling|\bnot been (?:recalled|withdrawn|taken down|removed)"
)
_DENIED: Final = re.compile(r"(?:后|不|唔|别|勿|停止|不再|不敢|没有|未|冇|禁止|严禁|不能|不得|not |never |no longer )$")


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
    return Now(danger=_spans(_NOW, text, starts), on_offer=_spans(_OFFERED, text, starts))


def _spans(pattern: re.Pattern[str], text: str, starts: list[int]) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    for start in starts:
        match = pattern.match(text, start)
        if match is not None and not _denied(text, start) and not (found and start < found[-1][1]):
            found.append(match.span())
    return tuple(found)


def _denied(text: str, start: int) -> bool:
    return _DENIED.search(text[max(0, start - 10) : start]) is not None
