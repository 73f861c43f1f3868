"""Circulars, renditions, filings, subscriptions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import ColumnElement, or_, select

from risk.circular import Circular, CircularKind, CircularState, CircularStatus, Filing, Rendition
from risk.subscription import Subscription
from storage.mapping import Mapped
from storage.repositories.counters import next_value
from storage.repositories.records import AppendedRows, KeptRows
from storage.rows import CircularRow, FilingRow, RenditionRow, SubscriptionRow
from storage.rows.circulars import ELSEWHERE

CIRCULAR = Mapped(Circular, CircularRow)
RENDITION = Mapped(Rendition, RenditionRow)
FILING = Mapped(Filing, FilingRow)
SUBSCRIPTION = Mapped(Subscription, SubscriptionRow)


class Circulars(KeptRows[Circular]):
    def by_number(self, number: str) -> Circular | None:
        if not number:
            return None
        return self._first(or_(self._c.number == number, self._c.official_number == number))

    def of(self, org_id: str, *states: CircularState, status: CircularStatus = CircularStatus.ACTUAL) -> list[Circular]:
        where = (self._c.state.in_(states),) if states else ()
        return self._all(self._c.org_id == org_id, self._c.status == status, *where, by=(self._c.drafted_at.desc(),))

    def announcements(self, *, today: date, product: str | None = None, words: tuple[str, ...] = ()) -> list[Circular]:
        where = [
            self._c.state == CircularState.ISSUED,
            self._c.kind == CircularKind.ANNOUNCEMENT,
            self._c.status == CircularStatus.ACTUAL,
            or_(self._c.valid_until.is_(None), self._c.valid_until >= today),
            *(
                or_(self._c.title.icontains(word, autoescape=True), self._c.body.icontains(word, autoescape=True))
                for word in words
            ),
        ]
        if product is not None:
            where.append(self._on(product))
        return self._all(*where, by=(self._c.issued_at.desc(),))

    def expired(self, today: date) -> list[Circular]:
        return self._all(self._c.state == CircularState.ISSUED, self._c.valid_until < today, by=(self._c.valid_until,))

    def next_serial(self, org_id: str, year: int, *, status: CircularStatus = CircularStatus.ACTUAL) -> int:
        return next_value(self._work, series(status, f"official numbers of {org_id} in {year}"))

    def next_draft(self, org_id: str, year: int, *, status: CircularStatus = CircularStatus.ACTUAL) -> int:
        return next_value(self._work, series(status, f"drafts of {org_id} in {year}"))

    def _on(self, product: str) -> ColumnElement[bool]:
        """On the product itself, on what it is part of, or on a part of it (`toys`, `toys.magnetic`)."""
        parts = product.split(".")
        wider = [".".join(parts[:end]) for end in range(1, len(parts) + 1)]
        return or_(self._c.product.in_(wider), self._c.product.startswith(f"{product}.", autoescape=True))


def series(status: CircularStatus, name: str) -> str:
    """Exercises are counted by themselves."""
    return f"exercise {name}" if status is CircularStatus.EXERCISE else name


class Renditions(AppendedRows[Rendition]):
    def of(self, circular_id: str, *, final: bool) -> Rendition | None:
        return self._first(
            self._c.circular_id == circular_id,
            self._c.final.is_(final),
            by=(self._c.created_at.desc(), self._c.id.desc()),
        )


class Filings(KeptRows[Filing]):
    def waiting(self, to_org_id: str) -> list[Filing]:
        return self._all(self._c.to_org_id == to_org_id, self._c.acknowledged_at.is_(None), by=(self._c.filed_at,))

    def of_circular(self, circular_id: str) -> Filing | None:
        return self._first(self._c.circular_id == circular_id, by=(self._c.filed_at, self._c.id))


class Subscriptions(KeptRows[Subscription]):
    def of(self, person_id: str) -> Subscription | None:
        return self._first(self._c.person_id == person_id)

    def active(self) -> Iterable[Subscription]:
        return self._all(self._c.active.is_(True), by=(self._c.created_at,))

    def zones(self) -> list[str]:
        found: list[str] = []
        while row := self._work.first(
            select(self._c.zone)
            .where(ELSEWHERE, self._c.zone > (found[-1] if found else ""))
            .order_by(self._c.zone)
            .limit(1)
        ):
            found.append(row.zone)
        return found
