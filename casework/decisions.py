"""Judgement 研判 and the disposal decision 处置决定 that follows from it (Art. 15, 18, 19)."""

from __future__ import annotations

from casework.answers import owe_answers
from casework.env import Env
from casework.ports import UnitOfWork
from casework.signals import move
from risk.assessment import AssessmentState, Decision
from risk.circular import CircularKind
from risk.errors import Incomplete, Invalid
from risk.measure import MeasureKind
from risk.organisation import Person
from risk.permission import Act, demand
from risk.signal import Signal, SignalCommand, SignalState


def decide_signal(
    uow: UnitOfWork,
    env: Env,
    actor: Person,
    signal_id: str,
    *,
    warnings: tuple[str, ...] = (),
    measures: tuple[str, ...] = (),
    targets: tuple[str, ...] = (),
    none_reason: str = "",
) -> Decision:
    """Warning measures (Art. 16), rapid-response measures (Art. 17), both, or none with its reason.

    A signal that was never assessed is decided in an emergency: by a signing leader of the national customs, and
    marked `uncertain` (Art. 18).
    """
    signal = uow.signals.get(signal_id)
    office = uow.organisations.get(signal.office_id)
    demand(actor, Act.DECIDE_SIGNAL, subject=signal)
    uncertain = is_emergency(signal)
    if uncertain:
        demand(actor, Act.TAKE_EMERGENCY, office=office, subject=signal)
    _check(warnings, measures, none_reason)
    signal = move(uow, env, actor, signal, SignalCommand.DECIDE)
    adopted = [item for item in uow.assessments.of(signal.id) if item.state is AssessmentState.ADOPTED]
    decision = Decision(
        id=env.ids.new(),
        signal_id=signal.id,
        assessment_id=adopted[-1].id if adopted else None,
        decided_by=actor.id,
        decided_at=env.now(),
        warnings=warnings,
        measures=measures,
        targets=targets,
        none_reason=none_reason.strip(),
        uncertain=uncertain,
    )
    uow.decisions.add(decision)
    owe_answers(uow, env, signal, responsible_id=signal.owner_id or actor.id)
    return decision


def is_emergency(signal: Signal) -> bool:
    """A decision now would not rest on an assessment (Art. 18)."""
    return signal.state is SignalState.ENTERED


def _check(warnings: tuple[str, ...], measures: tuple[str, ...], none_reason: str) -> None:
    if any(kind not in set(CircularKind) for kind in warnings):
        raise Invalid(field="kind")
    if any(kind not in set(MeasureKind) for kind in measures):
        raise Invalid(field="measures")
    if not warnings and not measures and not none_reason.strip():
        raise Incomplete(field="reason")
