"""Which of the five written forms a text is in."""

from __future__ import annotations

import re

_CANTONESE = re.compile(r"[喺嘅咗冇佢啲唔嗰嚟俾畀哋乜㗎喎攞揾搵睇嘢嘥掟瞓啱咁咩噉𠝹𨋢嬲攰孭]|而家|返嚟|好彩|點解")
_LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
_LOWER_WORD = re.compile(r"\b[a-z]{3,}\b")
_CJK = re.compile(r"[㐀-鿿]")


def language_of(original: str, simplified: str, *, offsets_kept: bool) -> str:
    """`zh-Hans`, `zh-Hant`, `yue`, `en` or `mixed` (code-switching beyond brand names)."""
    chinese = len(_CJK.findall(original))
    if chinese < 2 or chinese * 6 < len(_LATIN_WORD.findall(original)):
        return "en" if _LATIN_WORD.search(original) else "zh-Hans"
    if len(_LOWER_WORD.findall(original)) >= 3:
        return "mixed"
    if len(_CANTONESE.findall(original)) >= 2:
        return "yue"
    if not offsets_kept:
        return "zh-Hans"
    changed = sum(a != b for a, b in zip(original, simplified, strict=True) if "㐀" <= a <= "鿿")
    return "zh-Hant" if changed * 8 >= chinese else "zh-Hans"
