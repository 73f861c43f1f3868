"""Daily digests in memory: the same, one by one."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import groupby

from casework.ports.digests import DIGEST, DIGEST_NAME, DigestHour, Kept, News, calls_for_receipt, digest_tick
from casework.ports.ledger import BY_WISH
from casework.ports.records import NOT_SENT, Lane, Message, MessageState
from casework.ports.repositories import UnitOfWork
from risk.circular import CircularState
from risk.delivery import Delivery, DeliveryState
from risk.organisation import Role
from risk.subscription import NotifyReason


class Digests:
    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow

    def claim(self, hour: DigestHour, *, limit: int) -> list[str]:
        found: list[str] = []
        for each in sorted(self._uow.subscriptions.active(), key=lambda one: one.person_id):
            person = self._uow.people.get(each.person_id)
            if (each.digest_hour, each.zone) != (hour.hour, hour.zone) or len(found) == limit:
                continue
            if not person.active or person.contact_withdrawn_at is not None:
                continue
            if self._uow.ticks.claim(DIGEST, digest_tick(person.id, hour.day), hour.at):
                found.append(person.id)
        return found

    def news(self, people: Collection[str], *, since: datetime, until: datetime) -> list[News]:
        return [self._news(id_, since, until) for id_ in sorted(people)]

    def take(self, people: Collection[str], reason: str) -> list[Kept]:
        found = []
        for person_id in sorted(people):
            for row in self._uow.deliveries.of_person(person_id):
                message = self._uow.outbox.find(row.message_id) if row.message_id else None
                if message is None or (message.state, message.reason) != (MessageState.QUEUED, reason):
                    continue
                if row.state is not DeliveryState.QUEUED or message.delivery_id is None:
                    continue
                self._uow.outbox.save(replace(message, state=MessageState.DEAD, next_at=None))
                found.append(
                    Kept(
                        delivery_id=row.id,
                        circular_id=row.circular_id,
                        person_id=person_id,
                        address_id=message.address_id,
                    )
                )
        return sorted(found, key=lambda kept: (kept.circular_id, kept.delivery_id))

    def drop(self, person_id: str, reason: str) -> None:
        for row in self._uow.deliveries.of_person(person_id):
            message = self._uow.outbox.find(row.message_id) if row.message_id else None
            if not self._wished(row) or (message and message.lane is Lane.EMERGENCY):
                continue
            if message is not None and message.state in NOT_SENT:
                message = self._bury(message, reason)
            buried = message is not None and (message.state, message.reason) == (MessageState.DEAD, reason)
            if buried and row.state in (DeliveryState.QUEUED, DeliveryState.FAILED, DeliveryState.UNKNOWN):
                row = replace(row, state=DeliveryState.DEAD, reason=reason)
            if row.state is not DeliveryState.ACKNOWLEDGED:
                self._uow.deliveries.save(replace(row, remind_at=None, escalate_at=None))
        for address in self._uow.addresses.of(person_id):
            for message in self._uow.outbox.latest(address.id, limit=1_000):
                if message.dedupe.startswith(DIGEST_NAME) and message.state in NOT_SENT:
                    self._bury(message, reason)

    def _wished(self, row: Delivery) -> bool:
        theirs = (each for each in self._uow.deliveries.of_circular(row.circular_id) if each.org_id == row.org_id)
        if row.because != NotifyReason.COLLEAGUE:
            return row.because == NotifyReason.SUBSCRIBED
        return all(each.because in BY_WISH for each in theirs)

    def _bury(self, message: Message, reason: str) -> Message:
        return self._uow.outbox.save(
            replace(message, state=MessageState.DEAD, reason=reason, next_at=None, lease_until=None)
        )

    def carry(self, message_ids: Mapping[str, Sequence[str]]) -> None:
        for message_id, delivery_ids in message_ids.items():
            for id_ in delivery_ids:
                self._uow.deliveries.save(replace(self._uow.deliveries.get(id_), message_id=message_id))

    def _news(self, person_id: str, since: datetime, until: datetime) -> News:
        role = self._uow.people.get(person_id).role
        rows = sorted(
            (row for row in self._uow.deliveries.of_person(person_id) if self._in_force(row)),
            key=lambda row: row.circular_id,
        )
        fresh = dict.fromkeys(row.circular_id for row in rows if since <= row.created_at < until)
        owed = sum(_owes(list(theirs)) for _, theirs in groupby(rows, key=lambda row: row.circular_id))
        return News(person_id=person_id, role=role, fresh=tuple(fresh), owed=0 if role is Role.CITIZEN else owed)

    def _in_force(self, row: Delivery) -> bool:
        circular = self._uow.circulars.get(row.circular_id)
        return circular.state is CircularState.ISSUED and not circular.exercise


def _owes(rows: list[Delivery]) -> bool:
    receipt = any(calls_for_receipt(row) for row in rows) and not any(row.acknowledged_at for row in rows)
    answer = any(row.answer_due for row in rows) and not any(row.answered_at for row in rows)
    return receipt or answer
