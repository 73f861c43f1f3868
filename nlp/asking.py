"""What is asked of the system rather than told: whether it is true (真的假的, 系咪真㗎, is it true?), where 假的 is no
word for fake goods; and to write or translate something (编个故事, translate this)."""

from __future__ import annotations

import re
from typing import Final

from nlp.reading import Reading

_END: Final = r"[啊呀呢吗架咩嘛喇]*(?=[,。!?;… \n]|\.|$)"
_TRUE_OR_FALSE: Final = re.compile(
    rf"(?:是|系)?真(?:的|嘅|系)?(?:还是|定系|定|或|or|、|/)?(?:是|系)?假(?:的|嘅|系)?{_END}"
    r"|(?<![a-z])(?:true or (?:false|not|fake)(?![a-z])|(?:real or fake|fake or real)(?=\?))"
)
_TRUE: Final = re.compile(
    r"(?:是|系)真(?:的|嘅)?(?:吗|么|咩|嘛|架)[啊呀]*|真(?:的|嘅)(?:吗|么|咩|嘛)(?=[,。!?;… \n]|$)"
    rf"|(?:是不是|系咪|系唔系|是否)真(?:的|嘅|系|有其事|有此事)?{_END}"
    r"|(?<![a-z])(?:is|was) (?:it|this|that) (?:really |actually )?true(?![a-z])"
)

_POLITE: Final = (
    r"[\s“\"]*(?:(?:请|麻烦|帮忙|帮我|帮手|同我|给我|替我|能不能|可以|可唔可以|唔该|现在|please|can you|could you|pls)"
    r"[你您\s,]*)*"
)
_WRITE: Final = re.compile(
    rf"{_POLITE}(?:"
    r"(?:编|写|作|讲|续|创作|生成|来)(?:一)?(?:个|篇|首|段|则|份|句|条)?.{0,14}?"
    r"(?:故事|小说|诗|作文|脚本|剧本|笑话|谜语|歌词|台词|段子|对联|广告词)"
    r"|(?:续写|仿写|改写|扩写|缩写|造句|缩句|润色|翻译|总结一下)"
    r"|用.{1,12}(?:造句|造个?句|造一个?句|怎么说|点讲)"
    r"|(?:把|将).{0,60}?(?:翻译[成为下]|译[成为]|改写|改得|润色|造句|缩写|扩写)"
    r"|(?:translate|rewrite|rephrase|paraphrase|proofread|summari[sz]e)(?: this| the| that| into|:)"
    r"|(?:write|compose|make up|tell)(?: me)? (?:a|an|some) (?:\w+ )?"
    r"(?:story|poem|essay|song|joke|script|haiku|limerick)"
    r")"
)
_LONGEST: Final = 80  # characters of a task
# 帮我写个投诉, 我家的充电宝: somebody tells what happened to him.
_OWN: Final = re.compile(
    r"投诉|举报|反映|报案|我家|我买|我个|我的|我孩|我妈|我爸|我老|我儿|我女|昨|今早|(?<![a-z])(?:my|our)(?![a-z])"
)


def asks_to_write(text: str) -> bool:
    """Is the whole text a task for a writer or a translator? What it tells of did not happen. `text`: normalised.

    A longer text tells more than a task.
    """
    return len(text) <= _LONGEST and _WRITE.match(text) is not None and not _OWN.search(text)


def true_or_false(reading: Reading) -> list[tuple[int, int]]:
    """Where a text that tells a rumour or a danger asks so. 这双鞋是真的假的 asks about the shoes."""
    text = reading.text
    if "假" not in text and "fa" not in text and "true or" not in text:
        return []
    spans = [match.span() for match in _TRUE_OR_FALSE.finditer(text)]
    if not spans:
        return []
    told = [hit for kind in ("event", "state") for hit in reading.of(kind) if hit.code != "fraud"]
    heard = [hit for hit in reading.of("rumour") if not any(start <= hit.start < end for start, end in spans)]
    return spans if told or heard else []


def asks_whether_true(text: str) -> list[tuple[int, int]]:
    """Where a text asks no more than that. `text`: normalised."""
    return [match.span() for match in _TRUE.finditer(text)] if "真" in text or "true" in text else []
