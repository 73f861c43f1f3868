"""Whether a hit is asserted, denied, only feared, or hearsay, from the cues around it."""

from __future__ import annotations

import re
from enum import StrEnum

from nlp.match import Hit
from nlp.reading import Reading


class Standing(StrEnum):
    ASSERTED = "asserted"
    DENIED = "denied"
    FEARED = "feared"  # a possibility, a question, a risk in general; what nearly happened
    HEARSAY = "hearsay"


# "没用几天就冒烟": what follows these is no longer denied.
_TURNS = re.compile(r"就|却|但|才|而且|,|but|until|before")
_LIST = re.compile(r"[、/或和及与]| or | and |,")
_CONFIRMED = re.compile(r"通报|证实|确实|官方|警方|消防|confirmed|official")
_OPPOSITE = frozenset("不未没非无冇唔")


_CUES = frozenset({"negation", "cleared", "hypothetical", "rumour", "talk_question"})


def standing(reading: Reading, hit: Hit) -> Standing:
    if _CUES.isdisjoint(reading.hits):
        return Standing.ASSERTED
    begin, end = reading.clause(hit)
    if _denied(reading, hit, begin, end):
        return Standing.DENIED
    if _feared(reading, hit, begin, end):
        return Standing.FEARED
    if _hearsay(reading, hit):
        return Standing.HEARSAY
    return Standing.ASSERTED


def denied(reading: Reading, hit: Hit) -> bool:
    return _denied(reading, hit, *reading.clause(hit))


def _denied(reading: Reading, hit: Hit, begin: int, end: int) -> bool:
    text = reading.text
    cue = reading.before("negation", hit, reach=40, floor=begin)
    if cue is not None:
        between = text[cue.end : hit.start]
        latin = cue.end > 0 and "a" <= text[cue.end - 1] <= "z"
        near = 26 if latin else (4 if cue.end - cue.start == 1 else 7)
        if (len(between) <= near or _LIST.search(between)) and not _TURNS.search(between):
            return True
    cleared = reading.after("cleared", hit, reach=12, ceiling=end)
    return cleared is not None and text[cleared.start - 1] not in _OPPOSITE


def _feared(reading: Reading, hit: Hit, begin: int, end: int) -> bool:
    if reading.has("hypothetical"):
        before, after = (40, 12) if "a" <= reading.text[hit.start] <= "z" else (14, 4)
        if reading.before("hypothetical", hit, reach=before, floor=begin):
            return True
        if reading.after("hypothetical", hit, reach=after, ceiling=end):
            return True
    return end < len(reading.text) and reading.text[end - 1] in "?？" and reading.has("talk_question")


def _hearsay(reading: Reading, hit: Hit) -> bool:
    rumours = reading.of("rumour")
    return bool(rumours) and rumours[0].start < hit.start and not _CONFIRMED.search(reading.text)
