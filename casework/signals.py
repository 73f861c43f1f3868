"""What an office does with a signal on its own desk: see, acknowledge, dismiss, enter, close (Art. 11, 15, 26)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from casework.answers import owe_answers, tell_tipsters
from casework.cards import next_deadline
from casework.clocks import start_clock, stop_clock, stop_clocks
from casework.env import Env
from casework.ports import UnitOfWork
from risk.deadline import Deadline, DeadlineKind
from risk.errors import Incomplete, NotFound, Taken
from risk.information import Status
from risk.organisation import Person
from risk.permission import Act, demand
from risk.signal import SIGNAL, Signal, SignalCommand, SignalState


@dataclass(frozen=True, kw_only=True)
class QueueEntry:
    signal: Signal
    deadline: Deadline | None
    overdue: bool


def signal_queue(uow: UnitOfWork, env: Env, actor: Person) -> list[QueueEntry]:
    """The office's open signals: overdue ones first, then as the queue orders them."""
    demand(actor, Act.SEE_QUEUE)
    entries = [_entry(uow, signal, env.now()) for signal in uow.signals.queue(actor.org_id)]
    return sorted(entries, key=lambda entry: not entry.overdue)


def see_signal(uow: UnitOfWork, actor: Person, signal_id: str) -> Signal:
    """The signal, if it is the actor's to see."""
    signal = uow.signals.get(signal_id)
    demand(actor, Act.SEE_SIGNAL, office=uow.organisations.get(signal.office_id), subject=signal)
    return signal


def see_signal_by_number(uow: UnitOfWork, actor: Person, number: int) -> Signal:
    """By the number that people use. Raises `NotFound`."""
    signal = uow.signals.by_number(number)
    if signal is None:
        raise NotFound(number=number)
    return see_signal(uow, actor, signal.id)


def acknowledge_signal(uow: UnitOfWork, env: Env, actor: Person, signal_id: str) -> Signal:
    """The actor takes it in hand. Again by the same officer changes nothing; raises `Taken` for the second one."""
    signal = uow.signals.get(signal_id)
    demand(actor, Act.ACKNOWLEDGE_SIGNAL, subject=signal)
    if signal.acknowledged_at is not None and signal.state is not SignalState.NEW:
        if signal.owner_id == actor.id:
            return signal
        raise Taken(number=signal.number)
    signal = move(
        uow, env, actor, signal, SignalCommand.ACKNOWLEDGE, owner_id=actor.id, acknowledged_at=env.now(), reason=""
    )
    stop_clock(uow, env, DeadlineKind.ACKNOWLEDGE, subject_id=signal.id)
    start_clock(
        uow,
        env,
        DeadlineKind.VERIFY,
        subject_id=signal.id,
        office_id=signal.office_id,
        responsible_id=actor.id,
    )
    return signal


def dismiss_signal(uow: UnitOfWork, env: Env, actor: Person, signal_id: str, *, reason: str) -> Signal:
    """Not pursued, with the reason on record; the tipsters are told that the case is closed."""
    signal = uow.signals.get(signal_id)
    demand(actor, Act.DISMISS_SIGNAL, subject=signal)
    return dismissed(uow, env, actor, signal, reason=reason, status=Status.CLOSED)


def dismissed(uow: UnitOfWork, env: Env, actor: Person, signal: Signal, *, reason: str, status: Status) -> Signal:
    """The dismissal itself, its permission asked by whoever calls; `status` is what the tipsters are told."""
    if not reason.strip():
        raise Incomplete(field="reason")
    signal = move(uow, env, actor, signal, SignalCommand.DISMISS, reason=reason.strip(), closed_at=env.now())
    stop_clocks(uow, env, subject_id=signal.id)
    owe_answers(uow, env, signal, responsible_id=actor.id)
    tell_tipsters(uow, env, signal, status)
    return signal


def enter_signal(uow: UnitOfWork, env: Env, actor: Person, signal_id: str) -> Signal:
    """Entry 录入 of the verified information into the platform (Art. 11)."""
    signal = uow.signals.get(signal_id)
    demand(actor, Act.ENTER_SIGNAL, subject=signal)
    return move(uow, env, actor, signal, SignalCommand.ENTER)


def close_signal(uow: UnitOfWork, env: Env, actor: Person, signal_id: str) -> Signal:
    """All is done; the archive's three years (Art. 26) run from here."""
    signal = uow.signals.get(signal_id)
    demand(actor, Act.CLOSE_SIGNAL, subject=signal)
    signal = move(uow, env, actor, signal, SignalCommand.CLOSE, closed_at=env.now())
    stop_clocks(uow, env, subject_id=signal.id)
    tell_tipsters(uow, env, signal, Status.CLOSED)
    return signal


def move(uow: UnitOfWork, env: Env, actor: Person, signal: Signal, command: SignalCommand, **changes: object) -> Signal:
    """One row of the lifecycle table, saved and audited. Raises `IllegalTransition`."""
    to = SIGNAL.rule(signal.state, command, signal).to
    saved = uow.signals.save(replace(signal, state=to, **changes))  # type: ignore[arg-type] # names of its fields
    uow.audit.append(
        org_id=actor.org_id,
        at=env.now(),
        actor_id=actor.id,
        act=f"signal.{command.value}",
        subject=f"signal:{signal.id}",
    )
    return saved


def _entry(uow: UnitOfWork, signal: Signal, now: datetime) -> QueueEntry:
    deadline = next_deadline(uow, signal)
    return QueueEntry(signal=signal, deadline=deadline, overdue=deadline is not None and deadline.due_at <= now)
