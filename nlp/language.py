"""Which of the five written forms a text is in."""

from __future__ import annotations

import re
from itertools import compress
from operator import ne

from nlp.normalise import Normalised

# A word of two begins in the same class as the letters, so that `re` jumps from one of them to the next.
_CANTONESE = re.compile(
    r"[喺嘅咗冇佢啲唔嗰嚟俾畀哋乜㗎喎攞揾搵睇嘢嘥掟瞓啱咁咩噉𠝹𨋢嬲攰孭而返好點](?:(?<![而返好點])|(?<=而)家|(?<=返)嚟|(?<=好)彩|(?<=點)解)"
)
_LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
_LOWER_WORD = re.compile(r"[a-z](?<=\b.)[a-z]{2,}\b")


def language_of(source: Normalised) -> str:
    """`zh-Hans`, `zh-Hant`, `yue`, `en` or `mixed` (code-switching beyond brand names)."""
    original = source.original
    chinese = source.chinese
    # Too many Latin words for so few Chinese characters? Where they could not find room, nobody need count them.
    if chinese < 2 or (chinese * 18 < len(original) and chinese * 6 < len(_LATIN_WORD.findall(original))):
        return "en" if _LATIN_WORD.search(original) else "zh-Hans"
    if len(_LOWER_WORD.findall(original)) >= 3:
        return "mixed"
    if len(_CANTONESE.findall(original)) >= 2:
        return "yue"
    read = original if isinstance(source.offsets, range) else "".join([original[at] for at in source.offsets[:-1]])
    # Every changed character, marks included, is soon counted; most texts have too few for a closer look.
    changed = list(compress(read, map(ne, read, source.text)))
    if len(changed) * 8 < chinese:
        return "zh-Hans"
    return "zh-Hant" if len([char for char in changed if "㐀" <= char <= "鿿"]) * 8 >= chinese else "zh-Hans"
