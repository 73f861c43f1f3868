"""Every lifecycle table, and what its pictures are captioned with."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Final

from risk.archive import ARCHIVE
from risk.assessment import ASSESSMENT
from risk.circular import CIRCULAR
from risk.danger import DANGER
from risk.delivery import DELIVERY
from risk.information import INFORMATION
from risk.lifecycle import Lifecycle
from risk.lifting import LIFTING
from risk.measure import MEASURE
from risk.obligation import OBLIGATION
from risk.signal import SIGNAL
from risk.talk import CORRECTION_ORDER, TALK

LIFECYCLES: Final[tuple[Lifecycle[Any, Any], ...]] = (
    INFORMATION,
    SIGNAL,
    ASSESSMENT,
    CIRCULAR,
    DELIVERY,
    MEASURE,
    LIFTING,
    OBLIGATION,
    TALK,
    CORRECTION_ORDER,
    DANGER,
    ARCHIVE,
)


@dataclass(frozen=True, kw_only=True)
class Captions:
    """Chinese names of one lifecycle, its states and its commands, by their codes; and what it is, in English."""

    title: str
    about: str
    states: Mapping[str, str]
    commands: Mapping[str, str]


@cache
def captions() -> Mapping[str, Captions]:
    """By the name of the lifecycle; from `risk/data/lifecycles.toml`."""
    text = resources.files("risk").joinpath("data", "lifecycles.toml").read_text(encoding="utf-8")
    return {
        name: Captions(title=row["title"], about=row["about"], states=row["states"], commands=row["commands"])
        for name, row in tomllib.loads(text).items()
    }
