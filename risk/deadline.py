"""Clocks: deadlines in working time, warned of at 50 % and 80 %, escalated when missed (office settings, not law)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from risk.circular import WarningLevel


class DeadlineKind(StrEnum):
    ACKNOWLEDGE = "acknowledge"
    VERIFY = "verify"
    ASSESS = "assess"
    ANSWER_TIPSTER = "answer_tipster"
    RECEIPT = "receipt"
    REPLY = "reply"


class Escalation(StrEnum):
    """How far a clock has been called out."""

    NONE = "none"
    HALF = "half"
    MOST = "most"
    DEPUTY = "deputy"
    HEAD = "head"
    SUPERIOR = "superior"


@dataclass(frozen=True, kw_only=True)
class OfficeClocks:
    """Settings of one office: working hours and working days."""

    org_id: str
    acknowledge_grave_hours: int = 4
    acknowledge_days: int = 1
    verify_days: int = 5
    answer_days: int = 5
    receipt_days: int = 1
    escalate_hours: int = 4  # working hours between deputy, head and superior
    channel_hours: int = 4  # working hours before a circular goes to the recipient's next channel
    colleague_hours: int = 8  # working hours after the last channel before it goes to somebody else
    all_channels_from: WarningLevel = WarningLevel.RED  # from that level on, to all channels at once
    version: int = 0


@dataclass(frozen=True, kw_only=True)
class Deadline:
    """One running clock on one subject; `half_at` and `most_at` are the 50 % and 80 % marks."""

    id: str
    kind: DeadlineKind
    subject_id: str
    office_id: str
    starts_at: datetime
    half_at: datetime
    most_at: datetime
    due_at: datetime
    responsible_id: str | None = None
    escalation: Escalation = Escalation.NONE
    next_at: datetime | None = None  # when the next call is due; None = nothing more to call
    done_at: datetime | None = None
    version: int = 0
