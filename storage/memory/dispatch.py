"""Sending many messages at once."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from casework.ports import repositories as ports
from casework.ports.dispatch import Reader, Step, Taken
from casework.ports.records import Lane, Message, MessageState
from risk.delivery import Attempt, Delivery


class Dispatch:
    def __init__(self, uow: ports.UnitOfWork) -> None:
        self._uow = uow

    def readers(self, address_ids: Iterable[str]) -> Mapping[str, Reader]:
        found = {id_: address for id_ in address_ids if (address := self._uow.addresses.find(id_)) is not None}
        return {
            id_: Reader(address=address, locale=self._uow.people.get(address.person_id).locale)
            for id_, address in found.items()
        }

    def deliveries(self, ids: Iterable[str]) -> Mapping[str, Delivery]:
        return {id_: row for id_ in ids if (row := self._uow.deliveries.find(id_)) is not None}

    def sent(self, taken: Sequence[Taken], *, at: datetime, step: Step) -> None:
        for one in taken:
            message = self._uow.outbox.find(one.message_id)
            if message is None:
                continue
            self._uow.attempts.add(
                Attempt(
                    id=one.attempt_id,
                    message_id=message.id,
                    delivery_id=message.delivery_id,
                    number=message.attempts,
                    at=at,
                    outcome="sent",
                    reason="",
                )
            )
            if message.state not in step.messages:
                continue
            self._uow.outbox.save(
                dataclasses.replace(
                    message,
                    state=MessageState.SENT,
                    sent_at=at,
                    external_id=one.external_id,
                    next_at=None,
                    lease_until=None,
                    reason="",
                )
            )
            for delivery in self._carried(message):
                if delivery.state in step.deliveries:
                    self._uow.deliveries.save(
                        dataclasses.replace(delivery, state=step.to, attempts=message.attempts, sent_at=at, reason="")
                    )

    def _carried(self, message: Message) -> list[Delivery]:
        if message.delivery_id is None:
            return self._uow.deliveries.carried_by(message.id) if message.lane is Lane.DIGEST else []
        own = self._uow.deliveries.find(message.delivery_id)
        return [] if own is None else [own]
