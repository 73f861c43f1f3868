"""Risk assessment 风险评估 and what follows from it (Art. 12–15, 18)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from risk.errors import DomainError, Incomplete, Invalid
from risk.lifecycle import Lifecycle, Rule
from risk.matrix import RiskLevel as RiskLevel
from risk.matrix import parse_probability, risk_level


class AssessmentState(StrEnum):
    COMMISSIONED = "commissioned"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    SUBMITTED = "submitted"
    ADOPTED = "adopted"
    RETURNED = "returned"


class AssessmentCommand(StrEnum):
    ACCEPT = "accept"
    DECLINE = "decline"
    SUBMIT = "submit"
    ADOPT = "adopt"
    RETURN = "return"


class AssessmentMethod(StrEnum):
    """INJURY: severity × probability by scenario. QUALITATIVE: a reasoned level for the other hazards."""

    INJURY = "injury"
    QUALITATIVE = "qualitative"


@dataclass(frozen=True, kw_only=True)
class Assessment:
    """`severity` 1..4; `probability` an exact fraction as text ("1/250"); the report fields are those of Art. 13."""

    id: str
    signal_id: str
    commissioned_by: str
    org_id: str
    expert_id: str
    due: date
    commissioned_at: datetime
    state: AssessmentState = AssessmentState.COMMISSIONED
    question: str = ""
    method: AssessmentMethod | None = None
    category: str = ""
    scenario: str = ""
    severity: int | None = None
    probability: str = ""
    level: RiskLevel | None = None
    level_reason: str = ""
    hazards: tuple[str, ...] = ()
    harm_described: str = ""
    scope: str = ""
    residual_risk: str = ""
    disposal: str = ""
    submitted_at: datetime | None = None
    decided_by: str | None = None
    decided_at: datetime | None = None
    reason: str = ""
    version: int = 0


@dataclass(frozen=True, kw_only=True)
class Decision:
    """Disposal decision 处置决定: `warnings` (circular kinds), `measures` (kinds of Art. 17); none needs a reason."""

    id: str
    signal_id: str
    assessment_id: str | None
    decided_by: str
    decided_at: datetime
    warnings: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    none_reason: str = ""
    uncertain: bool = False  # Art. 18: an emergency, the risk not yet certain
    version: int = 0


REPORT_FIELDS = ("method", "category", "level", "hazards", "scope", "residual_risk", "disposal")


def _complete(subject: object) -> DomainError | None:
    """All of Art. 13 is given; a level that the matrix does not give has its reason."""
    if not isinstance(subject, Assessment):
        return Incomplete(field="method")
    for field in REPORT_FIELDS:
        if _blank(getattr(subject, field)):
            return Incomplete(field=field)
    if subject.method is AssessmentMethod.INJURY:
        for field in ("scenario", "severity", "probability"):
            if _blank(getattr(subject, field)):
                return Incomplete(field=field)
        try:
            given = risk_level(subject.severity or 0, parse_probability(subject.probability))
        except Invalid as wrong:
            return wrong
        if given is subject.level:
            return None
    return Incomplete(field="level_reason") if _blank(subject.level_reason) else None


def _blank(value: object) -> bool:
    return not (value.strip() if isinstance(value, str) else value)


_S, _C = AssessmentState, AssessmentCommand
ASSESSMENT: Lifecycle[AssessmentState, AssessmentCommand] = Lifecycle(
    name="assessment",
    initial=_S.COMMISSIONED,
    final=frozenset({_S.DECLINED, _S.ADOPTED}),
    rules={
        (_S.COMMISSIONED, _C.ACCEPT): Rule(to=_S.ACCEPTED, event="assessment_accepted", article="12"),
        (_S.COMMISSIONED, _C.DECLINE): Rule(to=_S.DECLINED, event="assessment_declined", article="12"),
        (_S.ACCEPTED, _C.SUBMIT): Rule(to=_S.SUBMITTED, event="assessment_submitted", article="13", guard=_complete),
        (_S.RETURNED, _C.SUBMIT): Rule(to=_S.SUBMITTED, event="assessment_submitted", article="13", guard=_complete),
        (_S.SUBMITTED, _C.ADOPT): Rule(to=_S.ADOPTED, event="assessment_adopted", article="15"),
        (_S.SUBMITTED, _C.RETURN): Rule(to=_S.RETURNED, event="assessment_returned", article="13, 15"),
    },
)
