"""Signals, the officers' decisions on joins, verifications, assessments, decisions."""

from __future__ import annotations

from sqlalchemy import ColumnElement, case, func, select

from risk.assessment import Assessment, Decision
from risk.correction import Correction
from risk.finding import HARM_ORDER
from risk.likeness import JoinCase
from risk.signal import CLOSED_STATES, Signal, Verification
from storage.mapping import Mapped, table_of
from storage.repositories.counters import next_value
from storage.repositories.records import AppendedRows, KeptRows
from storage.rows import (
    AssessmentRow,
    CorrectionRow,
    DecisionRow,
    InformationRow,
    JoinCaseRow,
    SignalRow,
    VerificationRow,
)
from storage.rows.signals import OPEN

SIGNAL = Mapped(Signal, SignalRow)
JOIN_CASE = Mapped(JoinCase, JoinCaseRow)
CORRECTION = Mapped(Correction, CorrectionRow)
VERIFICATION = Mapped(Verification, VerificationRow)
ASSESSMENT = Mapped(Assessment, AssessmentRow)
DECISION = Mapped(Decision, DecisionRow)
_WORST_FIRST = {harm.value: place for place, harm in enumerate(reversed(HARM_ORDER))}
_INFORMATIONS = table_of(InformationRow)


class Signals(KeptRows[Signal]):
    def open_with(self, office_id: str, identity: str) -> Signal | None:
        return self._first(self._c.office_id == office_id, self._is("identity", identity), OPEN)

    def open_alike(
        self, office_id: str, *, brand: str = "", model: str = "", kind: str = "", limit: int = 40
    ) -> list[Signal]:
        found: dict[str, Signal] = {}
        for name, value in (("model", model), ("brand", brand), ("kind", kind)):
            if value:
                where = (self._c.office_id == office_id, self._is(name, value), OPEN)
                found |= {one.id: one for one in self._all(*where, by=(self._c.number.desc(),), limit=limit)}
        return list(found.values())

    def last_closed_with(self, office_id: str, identity: str) -> Signal | None:
        return self._first(
            self._c.office_id == office_id,
            self._is("identity", identity),
            self._c.state.in_(CLOSED_STATES),
            by=(func.coalesce(self._c.closed_at, self._c.opened_at).desc(), self._c.number.desc()),
        )

    def by_number(self, number: int) -> Signal | None:
        return self._first(self._c.number == number)

    def queue(self, office_id: str, *, limit: int = 200) -> list[Signal]:
        return self._all(
            self._c.office_id == office_id,
            OPEN,
            by=(self._c.severity_rank.desc(), case(_WORST_FIRST, value=self._c.harm), self._c.opened_at),
            limit=limit,
        )

    def next_number(self) -> int:
        return next_value(self._work, "signals")

    def _is(self, name: str, value: str) -> ColumnElement[bool]:
        column = f"{name}_blind"
        found: ColumnElement[bool] = self._c[column].in_(self._work.ring.blinds(f"{self._table.name}.{column}", value))
        return found


class JoinCases(AppendedRows[JoinCase]):
    def all(self) -> list[JoinCase]:
        return self._all(by=(self._c.at,))


class Corrections(AppendedRows[Correction]):
    def of(self, information_id: str) -> list[Correction]:
        return self._all(self._c.information_id == information_id, by=(self._c.at,))

    def of_signal(self, signal_id: str) -> list[Correction]:
        on_it = select(_INFORMATIONS.c.id).where(_INFORMATIONS.c.signal_id == signal_id)
        return self._all(self._c.information_id.in_(on_it), by=(self._c.at,))

    def of_act(self, act_id: str) -> list[Correction]:
        return self._all(self._c.act_id == act_id, by=(self._c.at,))

    def all(self) -> list[Correction]:
        return self._all(by=(self._c.at,))


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
