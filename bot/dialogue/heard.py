"""Words that mean the same whoever says them: lists in the catalogues, heard in every language at once."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Final

from texts.catalogue import LOCALES, say

_BETWEEN: Final = "有人被受到"  # 没有人被烫到


def made_of(text: str, *keys: str, among: str = "typed-filler") -> bool:
    """Does the text say something of these lists, and nothing else but words of no weight (`among`)?"""
    rest, said = letters(text), False
    wanted = frozenset(one for key in keys for one in _list(key))
    for phrase in _longest_first((*keys, among)):
        if phrase in rest:
            rest, said = rest.replace(phrase, "\0"), said or phrase in wanted
    return said and not rest.replace("\0", "")


def holds(text: str, key: str, *, denied: str = "") -> bool:
    """Does the text say one of the list? 删+信息 needs both. `denied`: a list; right after one of these it does not."""
    said = letters(text)
    nots = _list(denied) if denied else ()
    for alternative in _raw(key):
        parts = [letters(part) for part in alternative.split("+")]
        if all(part in said and not _all_denied(said, part, nots) for part in parts):
            return True
    return False


def _all_denied(said: str, part: str, nots: tuple[str, ...]) -> bool:
    at = said.find(part)
    while at >= 0:
        if not said[:at].rstrip(_BETWEEN).endswith(nots or ("\0",)):
            return False
        at = said.find(part, at + 1)
    return True


@cache
def _raw(key: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.strip() for locale in LOCALES for one in say(locale, key).split("|")))


@cache
def _list(key: str) -> tuple[str, ...]:
    return tuple(letters(one) for one in _raw(key))


@cache
def _longest_first(keys: tuple[str, ...]) -> tuple[str, ...]:
    every = {one for key in keys for one in _list(key)}
    return tuple(sorted(every, key=lambda one: (-len(one), one)))


def letters(text: str) -> str:
    """The text in one width and case, without signs and blanks."""
    return "".join(char for char in unicodedata.normalize("NFKC", text).casefold() if char.isalnum())
