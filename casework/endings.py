"""How an issued circular ends; exactly those who had received it are told (Art. 19, 21)."""

from __future__ import annotations

from dataclasses import replace

from casework.circular_fields import today
from casework.circulars import note
from casework.env import Env
from casework.exercises import exercises_over
from casework.lanes import lane_of, notice_lane
from casework.notices import ended_notice
from casework.ports import Notice, UnitOfWork
from casework.ports.encoding import dump_reply
from casework.ports.endings import Ending
from casework.subscriptions import rest_now
from casework.tell import WEBCHAT
from risk.circular import CIRCULAR, Circular, CircularCommand, CircularState, emergency
from risk.delivery import DELIVERY, DeliveryCommand, DeliveryState
from risk.errors import ExerciseWall, Incomplete
from risk.identity import Secret
from risk.organisation import Person
from risk.permission import Act, demand

_SYSTEM = "system"
OVERTAKEN = "overtaken"  # still to be sent, and no longer true
_HAD = frozenset({DeliveryState.SENT, DeliveryState.DELIVERED, DeliveryState.ACKNOWLEDGED, DeliveryState.UNKNOWN})
_TO_COME = frozenset({DeliveryState.QUEUED, DeliveryState.FAILED, DeliveryState.UNKNOWN})
(_BURIED,) = {DELIVERY.rule(state, DeliveryCommand.BURY).to for state in _TO_COME}


def lift_circular(uow: UnitOfWork, env: Env, actor: Person, circular_id: str, *, reason: str) -> Circular:
    """The risk is gone or low enough (Art. 21)."""
    circular = uow.circulars.get(circular_id)
    demand(actor, Act.LIFT_CIRCULAR, subject=circular)
    return _end(uow, env, actor.id, circular, CircularCommand.LIFT, reason=_given(reason))


def withdraw_circular(uow: UnitOfWork, env: Env, actor: Person, circular_id: str, *, reason: str) -> Circular:
    """It was issued in error."""
    circular = uow.circulars.get(circular_id)
    demand(actor, Act.WITHDRAW_CIRCULAR, subject=circular)
    return _end(uow, env, actor.id, circular, CircularCommand.WITHDRAW, reason=_given(reason))


def replace_by(uow: UnitOfWork, env: Env, actor: Person, circular_id: str, *, successor: Circular) -> Circular:
    """In the transaction that issues the successor (Art. 19). One that has ended meanwhile stays as it ended."""
    circular = uow.circulars.get(circular_id)
    demand(actor, Act.UPDATE_CIRCULAR, subject=circular)
    if circular.exercise or successor.exercise:
        raise ExerciseWall(number=circular.number)
    if circular.state is not CircularState.ISSUED:
        return circular
    return _end(
        uow,
        env,
        actor.id,
        circular,
        CircularCommand.UPDATE,
        reason=successor.official_number,
        successor=successor,
    )


def announce_expiry(uow: UnitOfWork, env: Env) -> int:
    """Says of circulars past their last day that they are over, of exercises in the evening of theirs, and returns how
    many; run again it finds none."""
    over = [circular for circular in uow.circulars.expired(today(env)) if not circular.exercise]
    over += exercises_over(uow, env)
    for circular in over:
        _end(uow, env, _SYSTEM, circular, CircularCommand.EXPIRE, reason="")
    return len(over)


def _given(reason: str) -> str:
    if not reason.strip():
        raise Incomplete(field="reason")
    return reason.strip()


def _end(
    uow: UnitOfWork,
    env: Env,
    actor_id: str,
    circular: Circular,
    command: CircularCommand,
    *,
    reason: str,
    successor: Circular | None = None,
) -> Circular:
    rule = CIRCULAR.rule(circular.state, command, circular)
    ended = uow.circulars.save(replace(circular, state=rule.to, end_reason=reason))
    note(uow, env, actor_id, f"circular.{command.value}", ended)
    words = dump_reply(ended_notice(ended, successor=successor))
    # An error is taken back as it came; what is over or replaced need not wake anybody.
    at_once = emergency(ended) and command is CircularCommand.WITHDRAW
    uow.endings.write(
        Ending(
            circular_id=ended.id,
            name=rule.to.value,
            at=env.now(),
            lane=lane_of(ended) if at_once else notice_lane(ended),
            notice=Notice(id=env.ids.new(), circular_id=ended.id, created_at=env.now(), reply=Secret(words)),
            had=_HAD,
            to_come=_TO_COME,
            buried=_BURIED,
            reason=OVERTAKEN,
            shown=WEBCHAT,
            rest=None if at_once else rest_now(uow, env),
            message_prefix=env.ids.new(),
        )
    )
    return ended
