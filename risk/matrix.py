"""Risk level of an injury scenario: severity × probability (EU 2024/3173 Annex II, the matrix of the UK's PRISM too).

Fractions are compared exactly. Rounded odds put a probability just above an edge into the row below.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Final

from risk.errors import Incomplete, Invalid


class RiskLevel(StrEnum):
    """Of an assessment, in falling order."""

    SERIOUS = "serious"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """How an injury comes about; `severity` 1..4, `probability` over the product's lifetime."""

    description: str
    severity: int
    probability: Fraction


_LEVELS: Final = {"S": RiskLevel.SERIOUS, "H": RiskLevel.HIGH, "M": RiskLevel.MEDIUM, "L": RiskLevel.LOW}
# Probability above this edge -> levels of severity 1, 2, 3, 4.
_ROWS: Final = (
    (Fraction(1, 2), "HSSS"),
    (Fraction(1, 10), "MSSS"),
    (Fraction(1, 100), "MSSS"),
    (Fraction(1, 1_000), "LHSS"),
    (Fraction(1, 10_000), "LMHS"),
    (Fraction(1, 100_000), "LLMH"),
    (Fraction(1, 1_000_000), "LLLM"),
    (Fraction(0), "LLLL"),
)


def risk_level(severity: int, probability: Fraction) -> RiskLevel:
    """Raises `Invalid` unless 1 ≤ severity ≤ 4 and 0 < probability ≤ 1."""
    if severity not in range(1, 5):
        raise Invalid(field="severity")
    _in_range(probability)
    row = next(levels for edge, levels in _ROWS if probability > edge)
    return _LEVELS[row[severity - 1]]


def worst(scenarios: Iterable[Scenario]) -> tuple[RiskLevel, Scenario]:
    """The gravest level and the first scenario that reaches it. Raises `Incomplete` if there is none."""
    order = list(RiskLevel)
    rated = [(risk_level(scenario.severity, scenario.probability), scenario) for scenario in scenarios]
    if not rated:
        raise Incomplete(field="scenario")
    return min(rated, key=lambda pair: order.index(pair[0]))


_NUMBER: Final = r"[0-9]{1,12}(?:\.[0-9]{1,12})?"
_FORMS: Final = re.compile(
    rf"(?P<top>{_NUMBER})(?:(?P<unit>[%‰])|\s*(?:/|in|out of)\s*(?P<bottom>{_NUMBER}))?",
    re.IGNORECASE,
)
_CHINESE: Final = re.compile(r"(?P<bottom>[^分]{1,16})分之(?P<top>.{1,16})")
_UNITS: Final = {"%": 100, "‰": 1000}


def parse_probability(text: str) -> Fraction:
    """`1/250`, `1 in 250`, `0.4%`, `4‰`, `0.003`, `千分之三`, `250分之1`; raises `Invalid` unless 0 < p ≤ 1."""
    plain = unicodedata.normalize("NFKC", text[:64]).replace("⁄", "/").strip()
    if chinese := _CHINESE.fullmatch(plain):
        return _in_range(_ratio(_number(chinese["top"]), _number(chinese["bottom"])))
    form = _FORMS.fullmatch(plain)
    if form is None:
        raise Invalid(field="probability")
    bottom = Fraction(form["bottom"]) if form["bottom"] else Fraction(_UNITS.get(form["unit"], 1))
    return _in_range(_ratio(Fraction(form["top"]), bottom))


def _in_range(probability: Fraction) -> Fraction:
    if not 0 < probability <= 1:
        raise Invalid(field="probability")
    return probability


def _ratio(top: Fraction, bottom: Fraction) -> Fraction:
    if bottom == 0:
        raise Invalid(field="probability")
    return top / bottom


_DIGITS: Final = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS: Final = {"十": 10, "百": 100, "千": 1_000}
_GROUPS: Final = {"万": 10_000, "亿": 100_000_000}


def _number(text: str) -> Fraction:
    """Arabic or Chinese numerals, also mixed (`3千`, `1万`, `二十五`, `三点五`)."""
    text = text.strip().replace("点", ".")
    whole, _, decimals = text.partition(".")
    if re.fullmatch(_NUMBER, text):
        return Fraction(text)
    total = section = digit = 0
    seen_digit = False
    for character in re.findall(r"[0-9]{1,12}|.", whole):
        if character.isdecimal() or character in _DIGITS:
            digit, seen_digit = (_DIGITS[character] if character in _DIGITS else int(character)), True
        elif character in _TENS:
            section += (digit if seen_digit else 1) * _TENS[character]
            digit, seen_digit = 0, False
        elif character in _GROUPS:
            total += (section + digit or 1) * _GROUPS[character]
            section, digit, seen_digit = 0, 0, False
        else:
            raise Invalid(field="probability")
    places = [_DIGITS.get(character, character) for character in decimals]
    if any(not str(place).isdecimal() for place in places) or (not whole or text.endswith(".")):
        raise Invalid(field="probability")
    return total + section + digit + Fraction(f"0.{''.join(str(place) for place in places) or 0}")
