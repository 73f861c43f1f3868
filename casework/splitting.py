"""A tip leaves its signal: for one of its own, or for another one of the office (Art. 11)."""

from __future__ import annotations

from dataclasses import replace

from casework.cards import announce_signal, is_grave
from casework.clocks import start_clock
from casework.env import Env
from casework.join_cases import keep
from casework.joining import open_signal, with_tip
from casework.likeness import about, identity_of, represented, together, told
from casework.ports import UnitOfWork
from casework.transfers import merge_targets, rejoin
from risk.deadline import DeadlineKind
from risk.errors import Invalid, TipAlone, TipElsewhere, TipMovedOut
from risk.finding import Harm
from risk.information import RiskInformation
from risk.likeness import JoinDecision
from risk.organisation import Person
from risk.permission import Act, demand
from risk.signal import SIGNAL, Signal, SignalCommand, SignalState


def splittable(uow: UnitOfWork, actor: Person, information_id: str) -> tuple[RiskInformation, Signal]:
    """The tip and its signal, if the tip may leave it: there are others, and nothing is entered yet.

    Raises `TipAlone`, `TipMovedOut`.
    """
    information = uow.informations.get(information_id)
    if information.signal_id is None:
        raise TipMovedOut(tip=information.number)
    signal = uow.signals.get(information.signal_id)
    demand(actor, Act.MERGE_SIGNAL, subject=signal)
    SIGNAL.rule(signal.state, SignalCommand.MERGE, signal)
    if signal.tips < 2:
        raise TipAlone(tip=information.number, number=signal.number)
    return information, signal


def split_tip(
    uow: UnitOfWork, env: Env, actor: Person, information_id: str, *, from_id: str, into_id: str = ""
) -> Signal:
    """Takes the tip off the signal `from_id`; returns the one it is on now. "" = a new signal of its own.

    Raises `TipElsewhere` where the tip has left that signal already.
    """
    tip = uow.informations.get(information_id)
    if tip.signal_id is not None and tip.signal_id != from_id:
        now_on = uow.signals.get(tip.signal_id)
        demand(actor, Act.MERGE_SIGNAL, subject=now_on)
        raise TipElsewhere(tip=tip.number, number=now_on.number)
    information, source = splittable(uow, actor, information_id)
    rest = [other for other in uow.informations.of_signal(source.id) if other.id != information.id]
    keep(uow, env, actor, information, rest[0], JoinDecision.SPLIT)
    if into_id:
        into = _target(uow, env, actor, source, information, into_id)
    else:
        into = open_signal(uow, env, information, source.office_id, told(env, information), apart=True)
    grave_before = is_grave(into)
    into = uow.signals.save(with_tip(into, information))
    rejoin(uow, env, information, into)
    without_tip(uow, env, source, rest)
    uow.audit.append(
        org_id=actor.org_id,
        at=env.now(),
        actor_id=actor.id,
        act="information.rejoin",
        subject=f"signal:{into.id}",
        information=information.id,
        left=source.id,
    )
    if into.state is SignalState.NEW and (not into_id or (is_grave(into) and not grave_before)):
        grave = is_grave(into)
        start_clock(uow, env, DeadlineKind.ACKNOWLEDGE, subject_id=into.id, office_id=into.office_id, grave=grave)
    if not into_id:
        announce_signal(uow, env, into, but=actor.id)
    return into


def _target(
    uow: UnitOfWork, env: Env, actor: Person, source: Signal, information: RiskInformation, into_id: str
) -> Signal:
    into = uow.signals.get(into_id)
    demand(actor, Act.MERGE_SIGNAL, subject=into)
    if into.id not in {other.id for other in merge_targets(uow, source)}:
        raise Invalid(field="number")
    there = uow.informations.of_signal(into.id)
    if there:
        keep(uow, env, actor, information, there[0], JoinDecision.MOVE)
    return into


def without_tip(uow: UnitOfWork, env: Env, source: Signal, rest: list[RiskInformation]) -> Signal:
    """The signal saved with what it counts and is about, now that only the rest is on it."""
    apart = not source.identity and bool(identity_of(represented(source)))
    bare = replace(source, harm=Harm.NONE.value, severity_rank=1, tips=0, named_tips=0)
    thing = replace(together(told(env, tip) for tip in rest), product=source.product, hazards=source.hazards)
    for tip in rest:
        bare = with_tip(bare, tip)
    return uow.signals.save(about(uow, bare, thing, apart=apart))
