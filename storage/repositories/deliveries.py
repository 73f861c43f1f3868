"""Deliveries, attempts, receipts, answers."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import func, select

from risk.delivery import Answer, Attempt, Delivery, Receipt
from storage.mapping import Mapped, table_of
from storage.repositories.records import AppendedRows, KeptRows
from storage.rows import AnswerRow, AttemptRow, CircularRow, DeliveryRow, ReceiptRow
from storage.rows.circulars import EXERCISE
from storage.rows.deliveries import DEAD

DELIVERY = Mapped(Delivery, DeliveryRow)
ATTEMPT = Mapped(Attempt, AttemptRow)
RECEIPT = Mapped(Receipt, ReceiptRow)
ANSWER = Mapped(Answer, AnswerRow)


class Deliveries(KeptRows[Delivery]):
    def of_circular(self, circular_id: str) -> list[Delivery]:
        return self._all(self._c.circular_id == circular_id, by=(self._c.created_at,))

    def of_person(self, person_id: str) -> list[Delivery]:
        return self._all(self._c.person_id == person_id, by=(self._c.created_at.desc(),))

    def between(self, circular_id: str, person_id: str) -> list[Delivery]:
        return self._all(self._c.circular_id == circular_id, self._c.person_id == person_id, by=(self._c.created_at,))

    def by_message(self, message_id: str) -> Delivery | None:
        return self._first(self._c.message_id == message_id)

    def carried_by(self, message_id: str) -> list[Delivery]:
        return self._all(self._c.message_id == message_id, by=(self._c.circular_id,))

    def counts(self, circular_id: str) -> Mapping[str, int]:
        statement = (
            select(self._c.state, func.count()).where(self._c.circular_id == circular_id).group_by(self._c.state)
        )
        return {state.value: count for state, count in self._work.all(statement)}

    def undeliverable(self, *, limit: int = 500) -> list[Delivery]:
        exercises = select(table_of(CircularRow).c.id).where(EXERCISE)
        return self._all(DEAD, self._c.circular_id.not_in(exercises), by=(self._c.created_at,), limit=limit)


class Attempts(AppendedRows[Attempt]):
    def of_delivery(self, delivery_id: str) -> list[Attempt]:
        return self._all(self._c.delivery_id == delivery_id, by=(self._c.number, self._c.at))


class Receipts(AppendedRows[Receipt]):
    def of_circular(self, circular_id: str) -> list[Receipt]:
        return self._all(self._c.circular_id == circular_id, by=(self._c.at,))


class Answers(AppendedRows[Answer]):
    def of_circular(self, circular_id: str) -> list[Answer]:
        return self._all(self._c.circular_id == circular_id, by=(self._c.at,))

    def of_person(self, person_id: str) -> list[Answer]:
        return self._all(self._c.person_id == person_id, by=(self._c.at,))
