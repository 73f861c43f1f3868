"""Whether a name in Latin letters is how a Chinese one is spoken: Suyan and 速雁."""

from __future__ import annotations

import os
from functools import cache
from itertools import product
from typing import Final

MOST: Final = 6  # characters of a Chinese name that is looked into


def sounds_alike(one: str, other: str) -> bool:
    """Folded names. One of them in Chinese characters, the other its Hanyu Pinyin (GB/T 28039), without tones."""
    if one.isascii() == other.isascii():
        return False
    latin, chinese = (one, other) if one.isascii() else (other, one)
    if not 2 <= len(chinese) <= MOST or not latin.isalpha():
        return False
    return latin in {"".join(sounds) for sounds in product(*map(_sounds, chinese))}


def sounds_in(latin: str, text: str) -> bool:
    """Whether a run of Chinese characters in the folded text is spoken as this Latin name."""
    if not latin.isascii() or not latin.isalpha() or len(latin) < 4:
        return False
    return any(_spoken(latin, text, at) for at in range(len(text)))


def _spoken(rest: str, text: str, at: int) -> bool:
    if not rest:
        return True
    if at >= len(text) or text[at].isascii():
        return False
    return any(_spoken(rest[len(sound) :], text, at + 1) for sound in _sounds(text[at]) if rest.startswith(sound))


@cache
def _table() -> dict[int, str]:
    """By character. The library's phrases, 44 MB that nobody asks, stay on the disk."""
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    from pypinyin.pinyin_dict import pinyin_dict

    return pinyin_dict


@cache
def _sounds(char: str) -> frozenset[str]:
    sounds = _table().get(ord(char), "").split(",")
    from pypinyin.contrib.tone_convert import to_normal

    return frozenset(to_normal(sound).replace("ü", "v") for sound in sounds if sound)
