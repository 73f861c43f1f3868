"""Signal 风险线索: all information on one product × hazard pattern (Art. 11)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from risk.identity import NOTHING, Secret
from risk.lifecycle import Lifecycle, Rule


class SignalState(StrEnum):
    NEW = "new"
    ACKNOWLEDGED = "acknowledged"
    VERIFYING = "verifying"
    VERIFIED = "verified"
    DISMISSED = "dismissed"
    ENTERED = "entered"
    ASSESSING = "assessing"
    ASSESSED = "assessed"
    DECIDED = "decided"
    CLOSED = "closed"
    MERGED = "merged"


class SignalCommand(StrEnum):
    ACKNOWLEDGE = "acknowledge"
    BEGIN_VERIFICATION = "begin_verification"
    VERIFY = "verify"
    DISMISS = "dismiss"
    ENTER = "enter"
    COMMISSION = "commission"
    ADOPT = "adopt"
    REASSESS = "reassess"
    DECIDE = "decide"
    CLOSE = "close"
    MERGE = "merge"
    TRANSFER = "transfer"
    REOPEN = "reopen"


@dataclass(frozen=True, kw_only=True)
class Signal:
    """`pattern` = product|hazards (see `pattern_of`).

    `brand`, `model`, `kind` and `details` (codes, with spaces between) say which thing it is about, as far as its tips
    tell. At most one open signal per (office, `identity`); one without an identity stands alone.
    """

    id: str
    number: int  # serial within the installation, what `/signal N` takes
    office_id: str
    pattern: str
    product: str | None
    hazards: tuple[str, ...]
    opened_at: datetime
    state: SignalState = SignalState.NEW
    harm: str = "none"
    severity_rank: int = 1
    tips: int = 0
    named_tips: int = 0
    owner_id: str | None = None
    acknowledged_at: datetime | None = None
    closed_at: datetime | None = None
    reason: str = ""
    merged_into: str | None = None
    brand: Secret = NOTHING
    model: Secret = NOTHING
    kind: Secret = NOTHING
    details: Secret = NOTHING
    identity: Secret = NOTHING
    version: int = 0


def pattern_of(product: str | None, hazards: Iterable[str]) -> str:
    """Product code and its hazard codes, order-free; `?` = unknown."""
    return f"{product or '?'}|{'+'.join(sorted(set(hazards))) or '?'}"


_S, _C = SignalState, SignalCommand
CLOSED_STATES = frozenset({_S.DISMISSED, _S.CLOSED, _S.MERGED})
OPEN_STATES = frozenset(set(_S) - CLOSED_STATES)
_BEFORE_ENTRY = (_S.NEW, _S.ACKNOWLEDGED, _S.VERIFYING)

SIGNAL: Lifecycle[SignalState, SignalCommand] = Lifecycle(
    name="signal",
    initial=_S.NEW,
    final=frozenset({_S.MERGED}),
    rules={
        (_S.NEW, _C.ACKNOWLEDGE): Rule(to=_S.ACKNOWLEDGED, event="signal_acknowledged", article="11"),
        (_S.ACKNOWLEDGED, _C.BEGIN_VERIFICATION): Rule(to=_S.VERIFYING, event="verification_begun", article="11"),
        (_S.ACKNOWLEDGED, _C.VERIFY): Rule(
            to=_S.VERIFIED, event="signal_verified", article="11", odd="A short form may be filled in at one go."
        ),
        (_S.VERIFYING, _C.VERIFY): Rule(to=_S.VERIFIED, event="signal_verified", article="11"),
        (_S.VERIFIED, _C.ENTER): Rule(to=_S.ENTERED, event="signal_entered", article="11"),
        (_S.ENTERED, _C.COMMISSION): Rule(to=_S.ASSESSING, event="assessment_commissioned", article="12"),
        (_S.ASSESSING, _C.COMMISSION): Rule(
            to=_S.ASSESSING, event="assessment_commissioned", article="12", odd="A declined commission goes to another."
        ),
        (_S.ASSESSING, _C.ADOPT): Rule(to=_S.ASSESSED, event="assessment_adopted", article="13, 15"),
        (_S.ASSESSED, _C.REASSESS): Rule(to=_S.ASSESSING, event="reassessment_commissioned", article="14"),
        (_S.DECIDED, _C.REASSESS): Rule(to=_S.ASSESSING, event="reassessment_commissioned", article="14"),
        (_S.ASSESSED, _C.DECIDE): Rule(to=_S.DECIDED, event="signal_decided", article="15"),
        (_S.ENTERED, _C.DECIDE): Rule(
            to=_S.DECIDED, event="signal_decided", article="18", odd="An emergency decision does not wait for a report."
        ),
        (_S.DECIDED, _C.DECIDE): Rule(
            to=_S.DECIDED, event="signal_decided", article="19", odd="A further decision adjusts the first."
        ),
        (_S.DECIDED, _C.CLOSE): Rule(to=_S.CLOSED, event="signal_closed", article="26"),
        **{
            (state, _C.DISMISS): Rule(to=_S.DISMISSED, event="signal_dismissed", article="11")
            for state in (*_BEFORE_ENTRY, _S.VERIFIED)
        },
        **{
            (state, _C.MERGE): Rule(to=_S.MERGED, event="signal_merged", article="11")
            for state in (*_BEFORE_ENTRY, _S.VERIFIED)
        },
        **{
            (state, _C.TRANSFER): Rule(
                to=_S.NEW,
                event="signal_transferred",
                article="4",
                odd="The receiving office acknowledges it anew, with a clock of its own.",
            )
            for state in _BEFORE_ENTRY
        },
        (_S.DISMISSED, _C.REOPEN): Rule(
            to=_S.NEW, event="signal_reopened", article="14", odd="Fresh evidence on a dismissed signal reopens it."
        ),
        (_S.CLOSED, _C.REOPEN): Rule(
            to=_S.NEW, event="signal_reopened", article="14", odd="Fresh evidence after the case was closed."
        ),
    },
)


@dataclass(frozen=True, kw_only=True)
class Verification:
    """Verification 调查核实: what was done, found and by whom (Art. 11)."""

    id: str
    signal_id: str
    method: str  # code, catalogue key verification-method-<code>
    checks: str
    finding: str
    evidence: str
    investigator_id: str
    holds: bool
    at: datetime
    delegate_org_id: str | None = None
    version: int = 0


class AssessmentGround(StrEnum):
    """Whether a signal may be assessed: an unnamed lead 未实名 alone never opens an assessment (Art. 9)."""

    NAMED = "named"  # somebody stands behind it with their name, or it did not come from the public
    CORROBORATED = "corroborated"  # our own verification holds, with evidence
    UNNAMED_ALONE = "unnamed_alone"


def assessment_ground(signal: Signal, verifications: Iterable[Verification]) -> AssessmentGround:
    """`UNNAMED_ALONE` forbids to commission an assessment; the others allow it."""
    if signal.named_tips > 0 or signal.tips == 0:
        return AssessmentGround.NAMED
    if any(verification.holds and verification.evidence.strip() for verification in verifications):
        return AssessmentGround.CORROBORATED
    return AssessmentGround.UNNAMED_ALONE
