"""Signals, verifications, assessments, decisions."""

from __future__ import annotations

from sqlalchemy import func

from risk.assessment import Assessment, Decision
from risk.signal import CLOSED_STATES, Signal, Verification
from storage.mapping import Mapped
from storage.repositories.counters import next_value
from storage.repositories.records import KeptRows
from storage.rows import AssessmentRow, DecisionRow, SignalRow, VerificationRow
from storage.rows.signals import OPEN

SIGNAL = Mapped(Signal, SignalRow)
VERIFICATION = Mapped(Verification, VerificationRow)
ASSESSMENT = Mapped(Assessment, AssessmentRow)
DECISION = Mapped(Decision, DecisionRow)


class Signals(KeptRows[Signal]):
    def open_with(self, office_id: str, pattern: str) -> Signal | None:
        return self._first(self._c.office_id == office_id, self._c.pattern == pattern, OPEN)

    def last_closed_with(self, office_id: str, pattern: str) -> Signal | None:
        return self._first(
            self._c.office_id == office_id,
            self._c.pattern == pattern,
            self._c.state.in_(CLOSED_STATES),
            by=(func.coalesce(self._c.closed_at, self._c.opened_at).desc(), self._c.number.desc()),
        )

    def by_number(self, number: int) -> Signal | None:
        return self._first(self._c.number == number)

    def queue(self, office_id: str, *, limit: int = 200) -> list[Signal]:
        return self._all(
            self._c.office_id == office_id,
            OPEN,
            by=(self._c.severity_rank.desc(), self._c.opened_at),
            limit=limit,
        )

    def next_number(self) -> int:
        return next_value(self._work, "signals")


class Verifications(KeptRows[Verification]):
    def of(self, signal_id: str) -> list[Verification]:
        return self._all(self._c.signal_id == signal_id, by=(self._c.at,))


class Assessments(KeptRows[Assessment]):
    def of(self, signal_id: str) -> list[Assessment]:
        return self._all(self._c.signal_id == signal_id, by=(self._c.commissioned_at,))

    def of_expert(self, expert_id: str) -> list[Assessment]:
        return self._all(self._c.expert_id == expert_id, by=(self._c.commissioned_at.desc(),))


class Decisions(KeptRows[Decision]):
    def of(self, signal_id: str) -> list[Decision]:
        return self._all(self._c.signal_id == signal_id, by=(self._c.decided_at,))
