"""Makers that everybody knows, told in two texts: whoever tells one of them tells a brand, read as one or not."""

from __future__ import annotations

from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from nlp.brands import known_brands


def two_makers(one: str, other: str) -> bool:
    """Both tell makers of the word list in the same script, and have none in common: 格力插座, 松下插座."""
    left, right = makers(one), makers(other)
    if not left.isdisjoint(right):
        return False
    return bool({name.isascii() for name in left} & {name.isascii() for name in right})


def makers(text: str) -> frozenset[str]:
    """`text`: normalised. Latin names are whole words."""
    automaton, names = _names()
    return frozenset(
        names[at]
        for at, start, end in automaton.find_matches_as_indexes(text)
        if not names[at].isascii() or not (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum())
    )


@cache
def _names() -> tuple[AhoCorasick, tuple[str, ...]]:
    names = tuple(sorted(name for name in known_brands() if len(name) > 1))
    return AhoCorasick(names, matchkind=MatchKind.LeftmostLongest), names
