"""Questions whether it is true (真的假的, 系咪真㗎, is it true?): 假的 in them is no word for fake goods."""

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
