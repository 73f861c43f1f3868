"""Circulars, renditions, filings, subscriptions, deliveries, attempts, receipts, answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from risk.circular import Circular, CircularStatus, Filing, Rendition, in_force, public
from risk.circular import CircularState as State
from risk.delivery import Answer, Attempt, Delivery, DeliveryState, Receipt
from risk.subscription import Subscription, within
from storage.holding import storable
from storage.memory.records import Appended, Kept
from storage.memory.shelf import Cells, Shelf
from storage.repositories.circulars import series


class Circulars(Kept[Circular]):
    def __init__(self, shelf: Shelf[Circular], counters: Cells) -> None:
        super().__init__(shelf)
        self._counters = counters

    def by_number(self, number: str) -> Circular | None:
        if not number:
            return None
        return self._shelf.first(lambda c: storable(number) in (c.number, c.official_number))

    def of(self, org_id: str, *states: State, status: CircularStatus = CircularStatus.ACTUAL) -> list[Circular]:
        return self._shelf.select(
            lambda c: c.org_id == org_id and c.status is status and (not states or c.state in states),
            by=lambda c: c.drafted_at,
            newest=True,
        )

    def announcements(self, *, today: date, product: str | None = None, words: tuple[str, ...] = ()) -> list[Circular]:
        def wanted(circular: Circular) -> bool:
            if not public(circular) or not in_force(circular, today):
                return False
            if product is not None and (circular.product is None or not _related(product, circular.product)):
                return False
            return all(
                storable(word).lower() in text
                for word in words
                for text in (f"{circular.title}\n{circular.body}".lower(),)
            )

        return self._shelf.select(wanted, by=lambda c: c.issued_at, newest=True)

    def expired(self, today: date) -> list[Circular]:
        return self._shelf.select(
            lambda c: c.state is State.ISSUED and c.valid_until is not None and c.valid_until < today,
            by=lambda c: c.valid_until,
        )

    def next_serial(self, org_id: str, year: int, *, status: CircularStatus = CircularStatus.ACTUAL) -> int:
        return self._counters.next(series(status, f"official numbers of {org_id} in {year}"))

    def next_draft(self, org_id: str, year: int, *, status: CircularStatus = CircularStatus.ACTUAL) -> int:
        return self._counters.next(series(status, f"drafts of {org_id} in {year}"))


def _related(one: str, other: str) -> bool:
    return within(one, (other,)) or within(other, (one,))


class Renditions(Appended[Rendition]):
    def of(self, circular_id: str, *, final: bool) -> Rendition | None:
        found = self._shelf.select(
            lambda r: r.circular_id == circular_id and r.final is final, by=lambda r: (r.created_at, r.id)
        )
        return found[-1] if found else None


class Filings(Kept[Filing]):
    def waiting(self, to_org_id: str) -> list[Filing]:
        return self._shelf.select(
            lambda f: f.to_org_id == to_org_id and f.acknowledged_at is None, by=lambda f: f.filed_at
        )

    def of_circular(self, circular_id: str) -> Filing | None:
        found = self._shelf.select(lambda f: f.circular_id == circular_id, by=lambda f: f.filed_at)
        return found[0] if found else None


class Subscriptions(Kept[Subscription]):
    def of(self, person_id: str) -> Subscription | None:
        return self._shelf.first(lambda s: s.person_id == person_id)

    def active(self) -> Iterable[Subscription]:
        return self._shelf.select(lambda s: s.active, by=lambda s: s.created_at)

    def zones(self) -> list[str]:
        return sorted({each.zone for each in self.active() if each.zone})


class Deliveries(Kept[Delivery]):
    def __init__(self, shelf: Shelf[Delivery], circulars: Shelf[Circular]) -> None:
        super().__init__(shelf)
        self._circulars = circulars

    def of_circular(self, circular_id: str) -> list[Delivery]:
        return self._shelf.select(lambda d: d.circular_id == circular_id, by=lambda d: d.created_at)

    def of_person(self, person_id: str) -> list[Delivery]:
        return self._shelf.select(lambda d: d.person_id == person_id, by=lambda d: d.created_at, newest=True)

    def between(self, circular_id: str, person_id: str) -> list[Delivery]:
        return self._shelf.select(
            lambda d: d.circular_id == circular_id and d.person_id == person_id, by=lambda d: d.created_at
        )

    def by_message(self, message_id: str) -> Delivery | None:
        return self._shelf.first(lambda d: d.message_id == message_id)

    def carried_by(self, message_id: str) -> list[Delivery]:
        return self._shelf.select(lambda d: d.message_id == message_id, by=lambda d: d.circular_id)

    def counts(self, circular_id: str) -> Mapping[str, int]:
        return dict(Counter(d.state.value for d in self.of_circular(circular_id)))

    def undeliverable(self, *, limit: int = 500) -> list[Delivery]:
        def wanted(delivery: Delivery) -> bool:
            return delivery.state is DeliveryState.DEAD and not self._circulars.get(delivery.circular_id).exercise

        return self._shelf.select(wanted, by=lambda d: d.created_at, limit=limit)


class Attempts(Appended[Attempt]):
    def of_delivery(self, delivery_id: str) -> list[Attempt]:
        return self._shelf.select(lambda a: a.delivery_id == delivery_id, by=lambda a: (a.number, a.at))


class Receipts(Appended[Receipt]):
    def of_circular(self, circular_id: str) -> list[Receipt]:
        return self._shelf.select(lambda r: r.circular_id == circular_id, by=lambda r: r.at)


class Answers(Appended[Answer]):
    def of_circular(self, circular_id: str) -> list[Answer]:
        return self._shelf.select(lambda a: a.circular_id == circular_id, by=lambda a: a.at)

    def of_person(self, person_id: str) -> list[Answer]:
        return self._shelf.select(lambda a: a.person_id == person_id, by=lambda a: a.at)
