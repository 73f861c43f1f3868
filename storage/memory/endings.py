"""The end of a circular in memory: the same rows, made one by one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from casework.ports.endings import Ending, ending_name, is_told
from casework.ports.ledger import row_id
from casework.ports.pursuit import is_reminder
from casework.ports.records import NOT_SENT, Message, MessageState, Notice
from casework.ports.repositories import UnitOfWork
from risk.circular import CircularState
from risk.delivery import Delivery, DeliveryState
from storage.memory.shelf import Shelf

_OPEN = frozenset({DeliveryState.QUEUED, DeliveryState.SENDING, DeliveryState.FAILED, DeliveryState.UNKNOWN})


class Endings:
    def __init__(self, uow: UnitOfWork, notices: Shelf[Notice]) -> None:
        self._uow = uow
        self._notices = notices

    def write(self, ending: Ending) -> int:
        told: list[tuple[Delivery, Message]] = []
        for delivery in sorted(self._uow.deliveries.of_circular(ending.circular_id), key=lambda row: row.id):
            message = self._uow.outbox.find(delivery.message_id) if delivery.message_id else None
            if message is None:
                continue
            if message.delivery_id is not None and message.state in NOT_SENT:
                message = self._bury(message, ending.reason)
            if is_told(delivery, message, ending):
                told.append((delivery, message))
            if message.reason == ending.reason and delivery.state in ending.to_come:
                self._uow.deliveries.save(replace(delivery, state=ending.buried, reason=ending.reason, remind_at=None))
        if told:
            self._notices.add(ending.notice)
        for place, (delivery, message) in enumerate(told, start=1):
            self._tell(ending, delivery, message, row_id(ending.message_prefix, place))
        return len(told)

    def overtaken(self, messages: Iterable[Message], reason: str) -> set[str]:
        found = set()
        for message in messages:
            delivery = self._uow.deliveries.find(message.delivery_id) if message.delivery_id else None
            circular_id = delivery.circular_id if delivery else self._reminded_of(message)
            if circular_id is None or self._uow.circulars.get(circular_id).state is CircularState.ISSUED:
                continue
            found.add(message.id)
            self._bury(self._uow.outbox.get(message.id), reason)
            if delivery is not None and delivery.state in _OPEN:
                dead = replace(delivery, state=DeliveryState.DEAD, reason=reason, remind_at=None)
                self._uow.deliveries.save(dead)
        return found

    def _reminded_of(self, message: Message) -> str | None:
        if not is_reminder(message) or message.notice_id is None:
            return None
        return self._notices.get(message.notice_id).circular_id

    def _bury(self, message: Message, reason: str) -> Message:
        dead = replace(message, state=MessageState.DEAD, reason=reason, next_at=None, lease_until=None)
        return self._uow.outbox.save(dead)

    def _tell(self, ending: Ending, delivery: Delivery, message: Message, id_: str) -> None:
        shown = message.channel == ending.shown
        due = self._due(ending, message.person_id)
        self._uow.outbox.add(
            Message(
                id=id_,
                address_id=message.address_id,
                person_id=message.person_id,
                channel=message.channel,
                created_at=ending.at if shown else due,
                reply=ending.notice.reply,
                notice_id=ending.notice.id,
                lane=ending.lane,
                state=MessageState.SENT if shown else MessageState.QUEUED,
                sent_at=ending.at if shown else None,
                next_at=None if shown or due == ending.at else due,
                dedupe=ending_name(delivery.id, ending.name),
            )
        )

    def _due(self, ending: Ending, person_id: str) -> datetime:
        theirs = self._uow.subscriptions.of(person_id)
        if ending.rest is None or theirs is None or not theirs.active:
            return ending.at
        return ending.rest.at(theirs.zone).until(theirs.quiet_from, theirs.quiet_to) or ending.at
