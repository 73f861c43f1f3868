"""Sending many messages at once, in one statement for each thing that changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, bindparam, insert, or_, select, update

from casework.ports.dispatch import Reader, Step, Taken
from casework.ports.records import Lane, MessageState
from risk.delivery import Attempt, Delivery
from storage.repositories.deliveries import ATTEMPT, DELIVERY
from storage.repositories.organisations import ADDRESS, PERSON
from storage.repositories.outbox import MESSAGE
from storage.work import Work

_AT_ONCE = 500  # values in one IN (…): SQLite compares them one by one, and has a limit


class Dispatch:
    def __init__(self, work: Work) -> None:
        self._work = work

    def readers(self, address_ids: Iterable[str]) -> Mapping[str, Reader]:
        addresses, people = ADDRESS.table, PERSON.table
        # The person's own part stays sealed: only the language is needed.
        statement = select(addresses, people.c.locale.label("person_locale")).join(
            people, people.c.id == addresses.c.person_id
        )
        return {
            row.id: Reader(address=ADDRESS.from_row(row._mapping, self._work.ring), locale=row.person_locale)
            for ids in _portions(address_ids)
            for row in self._work.all(statement.where(addresses.c.id.in_(ids)))
        }

    def deliveries(self, ids: Iterable[str]) -> Mapping[str, Delivery]:
        table = DELIVERY.table
        return {
            row.id: DELIVERY.from_row(row._mapping, self._work.ring)
            for some in _portions(ids)
            for row in self._work.all(select(table).where(table.c.id.in_(some)))
        }

    def sent(self, taken: Sequence[Taken], *, at: datetime, step: Step) -> None:
        messages, deliveries = MESSAGE.table, DELIVERY.table
        m = messages.c
        wanted = select(m.id, m.state, m.lane, m.delivery_id, m.attempts)
        found = {
            row.id: row
            for ids in _portions(one.message_id for one in taken)
            for row in self._work.all(wanted.where(messages.c.id.in_(ids)))
        }
        known = [(one, found[one.message_id]) for one in taken if one.message_id in found]
        attempts = [
            Attempt(
                id=one.attempt_id,
                message_id=row.id,
                delivery_id=row.delivery_id,
                number=row.attempts,
                at=at,
                outcome="sent",
                reason="",
            )
            for one, row in known
        ]
        self._work.write_many(
            insert(ATTEMPT.table), [ATTEMPT.to_row(each, self._work.ring) for each in attempts], kind="attempts"
        )
        moving = [(one, row) for one, row in known if row.state in step.messages]
        self._work.write_many(
            update(messages)
            .where(messages.c.id == bindparam("message"), _one_of(messages.c.state, step.messages))
            .values(
                state=MessageState.SENT,
                sent_at=at,
                external_id=bindparam("name"),
                next_at=None,
                lease_until=None,
                reason="",
                version=messages.c.version + 1,
            ),
            [{"message": row.id, "name": one.external_id} for one, row in moving],
            kind="messages",
        )
        arrived = (
            update(deliveries)
            .where(_one_of(deliveries.c.state, step.deliveries))
            .values(state=step.to, attempts=bindparam("tries"), sent_at=at, reason="", version=deliveries.c.version + 1)
        )
        self._work.write_many(
            arrived.where(deliveries.c.id == bindparam("delivery")),
            [{"delivery": row.delivery_id, "tries": row.attempts} for _, row in moving if row.delivery_id],
            kind="deliveries",
        )
        self._work.write_many(
            arrived.where(deliveries.c.message_id == bindparam("digest")),
            [{"digest": row.id, "tries": row.attempts} for _, row in moving if row.lane is Lane.DIGEST],
            kind="deliveries",
        )


def _one_of(column: ColumnElement[Any], values: Iterable[object]) -> ColumnElement[bool]:
    """As `IN (…)`, which a statement for many rows cannot have."""
    return or_(*(column == value for value in values))


def _portions(ids: Iterable[str]) -> list[list[str]]:
    every = sorted(set(ids))
    return [every[start : start + _AT_ONCE] for start in range(0, len(every), _AT_ONCE)]
