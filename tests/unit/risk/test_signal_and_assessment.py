from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from risk.assessment import (
    ASSESSMENT,
    Assessment,
    AssessmentCommand,
    AssessmentMethod,
    AssessmentState,
    RiskLevel,
)
from risk.errors import Incomplete, Invalid
from risk.signal import AssessmentGround, Signal, Verification, assessment_ground

NOW = datetime(2026, 3, 2, 1, tzinfo=UTC)
REPORT = Assessment(
    id="a",
    signal_id="s",
    commissioned_by="officer",
    org_id="institute",
    expert_id="expert",
    due=date(2026, 4, 1),
    commissioned_at=NOW,
    state=AssessmentState.ACCEPTED,
    method=AssessmentMethod.INJURY,
    category="electrical",
    scenario="The plug melts, the user gets a shock.",
    severity=4,
    probability="1/5000",
    level=RiskLevel.SERIOUS,
    hazards=("electric_shock",),
    scope="Batch 7",
    residual_risk="None after the recall.",
    disposal="Recall",
)
SIGNAL = Signal(id="s", number=1, office_id="o", pattern="p|h", product="p", hazards=("h",), opened_at=NOW, tips=2)
CHECKED = Verification(
    id="v",
    signal_id="s",
    method="sampling",
    checks="c",
    finding="f",
    evidence="Report 12",
    investigator_id="officer",
    holds=True,
    at=NOW,
)


def submit(report: Assessment) -> AssessmentState:
    return ASSESSMENT.rule(report.state, AssessmentCommand.SUBMIT, report).to


def test_a_complete_report_is_submitted() -> None:
    assert submit(REPORT) is AssessmentState.SUBMITTED


@pytest.mark.parametrize(
    ("field", "empty"),
    [
        ("method", None),
        ("category", " "),
        ("level", None),
        ("hazards", ()),
        ("scope", ""),
        ("residual_risk", "\n"),
        ("disposal", ""),
        ("scenario", ""),
        ("severity", None),
        ("probability", ""),
    ],
)
def test_a_report_lacking_anything_of_article_13_is_not_submitted(field: str, empty: object) -> None:
    with pytest.raises(Incomplete) as refused:
        submit(replace(REPORT, **{field: empty}))  # type: ignore[arg-type]
    assert refused.value.params["field"] == field


def test_a_level_that_the_matrix_does_not_give_needs_a_reason() -> None:
    milder = replace(REPORT, level=RiskLevel.HIGH)
    with pytest.raises(Incomplete, match="level_reason"):
        submit(milder)
    assert submit(replace(milder, level_reason="Only trained staff use it.")) is AssessmentState.SUBMITTED


def test_a_probability_that_is_none_is_not_submitted() -> None:
    with pytest.raises(Invalid, match="probability"):
        submit(replace(REPORT, probability="often"))


def test_a_qualitative_level_needs_its_reason_and_no_scenario() -> None:
    qualitative = replace(REPORT, method=AssessmentMethod.QUALITATIVE, scenario="", severity=None, probability="")
    with pytest.raises(Incomplete, match="level_reason"):
        submit(qualitative)
    assert submit(replace(qualitative, level_reason="Persistent in water.")) is AssessmentState.SUBMITTED


@pytest.mark.parametrize(
    ("signal", "verifications", "ground"),
    [
        (SIGNAL, [], AssessmentGround.UNNAMED_ALONE),
        (SIGNAL, [replace(CHECKED, evidence=" ")], AssessmentGround.UNNAMED_ALONE),
        (SIGNAL, [replace(CHECKED, holds=False)], AssessmentGround.UNNAMED_ALONE),
        (SIGNAL, [CHECKED], AssessmentGround.CORROBORATED),
        (replace(SIGNAL, named_tips=1), [], AssessmentGround.NAMED),
        (replace(SIGNAL, tips=0), [], AssessmentGround.NAMED),
    ],
)
def test_an_unnamed_lead_alone_never_opens_an_assessment(
    signal: Signal, verifications: list[Verification], ground: AssessmentGround
) -> None:
    assert assessment_ground(signal, verifications) is ground
