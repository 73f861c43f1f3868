"""Signals, their verification, assessment and decision."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import Index, text

from risk.assessment import AssessmentMethod, AssessmentState, RiskLevel
from risk.likeness import JoinDecision
from risk.signal import OPEN_STATES, SignalState
from storage.rows.columns import Row, Sealed, choice, day, document, key, moment, serial, whole, words, yes_no
from storage.rows.informations import HARMS

# In the order of the enum, so that the text of the index never depends on a set's order.
OPEN = text("state IN ({})".format(", ".join(f"'{s.value}'" for s in SignalState if s in OPEN_STATES)))


def _alike(name: str) -> Index:
    """Finds the newest open signals of an office by one key, however many are open."""
    return Index(f"ix_signals_{name}", "office_id", f"{name}_blind", "number", sqlite_where=OPEN, postgresql_where=OPEN)


class SignalRow(Sealed, table=True):
    __tablename__ = "signals"
    __table_args__ = (
        # No identity is NULL, and NULLs are never equal: those signals stand alone.
        Index("uq_signals_open", "office_id", "identity_blind", unique=True, sqlite_where=OPEN, postgresql_where=OPEN),
        Index("ix_signals_identity", "office_id", "identity_blind"),
        _alike("brand"),
        _alike("model"),
        _alike("kind"),
        Index("ix_signals_queue", "office_id", "severity_rank", "opened_at", sqlite_where=OPEN, postgresql_where=OPEN),
    )

    blind: ClassVar[dict[str, str]] = {f"{name}_blind": name for name in ("brand", "model", "kind", "identity")}

    id: str = key()
    number: int = serial(unique=True)
    office_id: str = words()
    pattern: str = words()
    product: str | None = words()
    hazards: list[str] = document()
    opened_at: datetime = moment()
    state: SignalState = choice(SignalState, "state")
    harm: str = choice(HARMS, "harm")
    severity_rank: int = whole()
    tips: int = whole()
    named_tips: int = whole()
    owner_id: str | None = words()
    acknowledged_at: datetime | None = moment()
    closed_at: datetime | None = moment()
    reason: str = words()
    merged_into: str | None = words(to="signals.id")
    brand_blind: str | None = words()
    model_blind: str | None = words()
    kind_blind: str | None = words()
    identity_blind: str | None = words()
    version: int = whole()


class JoinCaseRow(Row, table=True):
    __tablename__ = "join_cases"

    id: str = key()
    information_id: str = words(to="informations.id")
    other_id: str = words(to="informations.id")
    same: bool = yes_no()
    decision: JoinDecision = choice(JoinDecision, "decision")
    reason: str = words()
    actor_id: str = words()
    at: datetime = moment()


class CorrectionRow(Row, table=True):
    __tablename__ = "corrections"
    __table_args__ = (
        Index("ix_corrections_information_id", "information_id", "at"),
        Index("ix_corrections_act_id", "act_id"),
    )

    id: str = key()
    act_id: str = words()
    information_id: str = words(to="informations.id")
    signal_id: str = words(to="signals.id")
    actor_id: str = words()
    at: datetime = moment()
    before: dict[str, Any] = document()
    after: dict[str, Any] = document()
    said: dict[str, Any] = document()
    triage_version: str = words()
    read: int = whole()
    undoes: str | None = words()


class VerificationRow(Row, table=True):
    __tablename__ = "verifications"
    __table_args__ = (Index("ix_verifications_signal_id", "signal_id", "at"),)

    id: str = key()
    signal_id: str = words(to="signals.id")
    method: str = words()
    checks: str = words()
    finding: str = words()
    evidence: str = words()
    investigator_id: str = words()
    holds: bool = yes_no()
    at: datetime = moment()
    delegate_org_id: str | None = words()
    version: int = whole()


class AssessmentRow(Row, table=True):
    __tablename__ = "assessments"
    __table_args__ = (
        Index("ix_assessments_signal_id", "signal_id", "commissioned_at"),
        Index("ix_assessments_expert_id", "expert_id", "commissioned_at"),
    )

    id: str = key()
    signal_id: str = words(to="signals.id")
    commissioned_by: str = words()
    org_id: str = words()
    expert_id: str = words()
    due: date = day()
    commissioned_at: datetime = moment()
    state: AssessmentState = choice(AssessmentState, "state")
    question: str = words()
    method: AssessmentMethod | None = choice(AssessmentMethod, "method")
    category: str = words()
    scenario: str = words()
    severity: int | None = whole()
    probability: str = words()
    level: RiskLevel | None = choice(RiskLevel, "level")
    level_reason: str = words()
    hazards: list[str] = document()
    harm_described: str = words()
    scope: str = words()
    residual_risk: str = words()
    disposal: str = words()
    submitted_at: datetime | None = moment()
    decided_by: str | None = words()
    decided_at: datetime | None = moment()
    reason: str = words()
    version: int = whole()


class DecisionRow(Row, table=True):
    __tablename__ = "decisions"
    __table_args__ = (Index("ix_decisions_signal_id", "signal_id", "decided_at"),)

    id: str = key()
    signal_id: str = words(to="signals.id")
    assessment_id: str | None = words(to="assessments.id")
    decided_by: str = words()
    decided_at: datetime = moment()
    warnings: list[str] = document()
    measures: list[str] = document()
    targets: list[str] = document()
    none_reason: str = words()
    uncertain: bool = yes_no()
    version: int = whole()
