"""Codes by their names: the catalogue entries of products, hazards, states and the like."""

from __future__ import annotations

from collections.abc import Iterable

from casework.ports import Key, Keys


def term(kind: str, code: str | None) -> Key:
    """("product", "food_contact") -> `product-food-contact`; no code -> `<kind>-unknown`."""
    return Key(key=_key(kind, code or "unknown"))


def terms(kind: str, codes: Iterable[str]) -> Keys:
    """Several of them; none -> `<kind>-unknown`."""
    return Keys(keys=tuple(_key(kind, code) for code in codes) or (f"{kind}-unknown",))


def _key(kind: str, code: str) -> str:
    return f"{kind}-{code}".replace("_", "-").replace(".", "-").lower()
