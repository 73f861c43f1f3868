"""By which route the goods travel, where the text says it."""

from __future__ import annotations

import re

from nlp.reading import Reading
from risk.information import Trade

# "跨境电商进口" is cross-border; "出口到欧洲后退运进口" is about an export.
_ORDER = (Trade.CROSS_BORDER, Trade.EXPORT, Trade.IMPORT)
_NOT = re.compile(r"(?:不是|并非|非|唔系|not )\s?$")


def find_trade(reading: Reading) -> Trade:
    """The first route of `_ORDER` that is named and not denied; `UNKNOWN` otherwise."""
    named = {hit.code for hit in reading.of("trade") if not _NOT.search(reading.text[: hit.start][-6:])}
    return next((trade for trade in _ORDER if trade.value in named), Trade.UNKNOWN)
