"""What became of many messages, in one transaction: one for each would be too slow for a broadcast."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Final

from casework.deliveries import ON_ITS_WAY, OPEN, record_outcome
from casework.env import Env
from casework.ports import MessageState, Outcome, Retry, Sent, UnitOfWork
from casework.ports.dispatch import Step, Taken
from risk.delivery import DELIVERY, DeliveryCommand, DeliveryState

_SENT: Final = Step(
    messages=ON_ITS_WAY,
    deliveries=OPEN,
    to=DELIVERY.rule(DeliveryState.SENDING, DeliveryCommand.SENT).to,
)
PACE: Final = "pace"  # reason of a `Retry` for a message that was not even tried: its turn did not come


def settle(uow: UnitOfWork, env: Env, outcomes: Sequence[tuple[str, Outcome]]) -> None:
    """By message id; each message at most once."""
    taken = [
        Taken(message_id=message_id, external_id=outcome.external_id, attempt_id=env.ids.new())
        for message_id, outcome in outcomes
        if isinstance(outcome, Sent)
    ]
    uow.dispatch.sent(taken, at=env.now(), step=_SENT)
    for message_id, outcome in outcomes:
        if isinstance(outcome, Sent):
            continue
        if isinstance(outcome, Retry) and outcome.reason == PACE:
            _put_back(uow, env, message_id, after=outcome.after)
        else:
            record_outcome(uow, env, message_id, outcome)


def _put_back(uow: UnitOfWork, env: Env, message_id: str, *, after: float) -> None:
    """It was not tried, so no attempt is kept or counted."""
    message = uow.outbox.get(message_id)
    if message.state is not MessageState.SENDING:
        return
    uow.outbox.save(
        replace(
            message,
            state=MessageState.FAILED,
            attempts=message.attempts - 1,
            next_at=env.now() + timedelta(seconds=after),
            lease_until=env.now(),
            reason=PACE,
        )
    )
