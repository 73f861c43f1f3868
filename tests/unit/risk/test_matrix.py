from __future__ import annotations

from fractions import Fraction

import pytest

from risk.errors import Incomplete, Invalid
from risk.matrix import RiskLevel, Scenario, parse_probability, risk_level, worst

S, H, M, L = RiskLevel.SERIOUS, RiskLevel.HIGH, RiskLevel.MEDIUM, RiskLevel.LOW
# Edge, levels just above it, levels at it (EU 2024/3173 Annex II).
EDGES = [
    (Fraction(1, 2), (H, S, S, S), (M, S, S, S)),
    (Fraction(1, 10), (M, S, S, S), (M, S, S, S)),
    (Fraction(1, 100), (M, S, S, S), (L, H, S, S)),
    (Fraction(1, 1_000), (L, H, S, S), (L, M, H, S)),
    (Fraction(1, 10_000), (L, M, H, S), (L, L, M, H)),
    (Fraction(1, 100_000), (L, L, M, H), (L, L, L, M)),
    (Fraction(1, 1_000_000), (L, L, L, M), (L, L, L, L)),
]


@pytest.mark.parametrize(("edge", "above", "at"), EDGES)
def test_a_probability_at_an_edge_and_a_hair_above_it_fall_into_different_rows(
    edge: Fraction, above: tuple[RiskLevel, ...], at: tuple[RiskLevel, ...]
) -> None:
    hair = edge + Fraction(1, 10**15)
    assert tuple(risk_level(severity, hair) for severity in range(1, 5)) == above
    assert tuple(risk_level(severity, edge) for severity in range(1, 5)) == at


def test_certainty_is_in_the_top_row() -> None:
    assert [risk_level(severity, Fraction(1)) for severity in range(1, 5)] == [H, S, S, S]


@pytest.mark.parametrize("severity", [0, 5, -1])
def test_a_severity_outside_one_to_four_is_refused(severity: int) -> None:
    with pytest.raises(Invalid, match="severity"):
        risk_level(severity, Fraction(1, 2))


@pytest.mark.parametrize("probability", [Fraction(0), Fraction(-1, 2), Fraction(3, 2)])
def test_a_probability_that_is_none_is_refused(probability: Fraction) -> None:
    with pytest.raises(Invalid, match="probability"):
        risk_level(1, probability)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1/250", Fraction(1, 250)),
        (" 1 / 250 ", Fraction(1, 250)),
        ("1 in 250", Fraction(1, 250)),
        ("0.4%", Fraction(1, 250)),
        ("０．４％", Fraction(1, 250)),
        ("4‰", Fraction(1, 250)),
        ("0.004", Fraction(1, 250)),
        ("1", Fraction(1)),
        ("100%", Fraction(1)),
        ("千分之三", Fraction(3, 1000)),
        ("千分之三点五", Fraction(35, 10_000)),
        ("百分之二十五", Fraction(1, 4)),
        ("十万分之一", Fraction(1, 100_000)),
        ("百万分之一", Fraction(1, 1_000_000)),
        ("两千五百分之一", Fraction(1, 2500)),
        ("万分之1", Fraction(1, 10_000)),
        ("1万分之5", Fraction(1, 2000)),
        ("250分之1", Fraction(1, 250)),
        ("一百零五分之二", Fraction(2, 105)),
        ("½", Fraction(1, 2)),
    ],
)
def test_a_probability_is_read_exactly_as_people_write_it(text: str, expected: Fraction) -> None:
    assert parse_probability(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        *("", "0", "2", "1/0", "0/5", "-1/2", "1e-3", "150%", "1/2/3", "1//2", "%", "9" * 99),
        *("often", "很少", "分之一", "千分之", "零分之一", "千分之三点", "点分之五"),
    ],
)
def test_what_is_no_probability_is_refused_by_name(text: str) -> None:
    with pytest.raises(Invalid, match="probability"):
        parse_probability(text)


def test_the_worst_of_several_scenarios_counts() -> None:
    burn = Scenario(description="burn", severity=2, probability=Fraction(1, 5_000))
    choke = Scenario(description="choke", severity=4, probability=Fraction(1, 50_000))
    pinch = Scenario(description="pinch", severity=1, probability=Fraction(1, 50))
    assert worst([burn, choke, pinch]) == (H, choke)


def test_no_scenario_has_no_level() -> None:
    with pytest.raises(Incomplete):
        worst([])
