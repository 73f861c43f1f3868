"""Product and hazard codes that triage, subscriptions, circulars and statistics share."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, kw_only=True)
class Product:
    code: str
    zh: str
    en: str
    hs: tuple[str, ...]
    notes: str
    safety_gate: str


@dataclass(frozen=True, kw_only=True)
class Hazard:
    """`domain` is the field of Art. 3 that the hazard belongs to."""

    code: str
    zh: str
    en: str
    domain: str
    notes: str
    safety_gate: str


# Hazards whose risk is a reasoned qualitative level, not severity × probability of an injury (DESIGN §3).
QUALITATIVE_DOMAINS = frozenset({"environment", "fraud", "security"})


def _table(name: str) -> Mapping[str, Mapping[str, object]]:
    text = resources.files("risk").joinpath("data", name).read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def products() -> Mapping[str, Product]:
    """By code, in the order of the official list."""
    return {
        code: Product(
            code=code,
            zh=str(row["zh"]),
            en=str(row["en"]),
            hs=tuple(row["hs"]),  # type: ignore[arg-type] # TOML array of strings
            notes=str(row.get("notes", "")),
            safety_gate=str(row["safety_gate"]),
        )
        for code, row in _table("products.toml").items()
    }


@cache
def hazards() -> Mapping[str, Hazard]:
    """By code, in the order of the official list."""
    return {
        code: Hazard(
            code=code,
            zh=str(row["zh"]),
            en=str(row["en"]),
            domain=str(row["domain"]),
            notes=str(row.get("notes", "")),
            safety_gate=str(row["safety_gate"]),
        )
        for code, row in _table("hazards.toml").items()
    }
