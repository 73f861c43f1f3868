"""What an exercise has measured, counted one by one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from casework.ports.exercises import Line, Reached, latency_of
from casework.ports.repositories import UnitOfWork
from risk.circular import Circular, CircularState
from risk.delivery import Delivery, DeliveryState
from storage.memory.shelf import Shelf


@dataclass(frozen=True, kw_only=True)
class _Seen:
    """A row, or all the rows of a person."""

    sent: datetime | None
    delivered: datetime | None
    acknowledged: datetime | None
    dead: bool


class Exercises:
    def __init__(self, uow: UnitOfWork, circulars: Shelf[Circular]) -> None:
        self._uow = uow
        self._circulars = circulars

    def under_way(self) -> list[Circular]:
        return self._circulars.select(
            lambda c: c.exercise and c.state is CircularState.ISSUED, by=lambda c: c.issued_at
        )

    def reached(self, circular: Circular, *, organisations: int, shown: str, settled: Collection[str]) -> Reached:
        rows = self._uow.deliveries.of_circular(circular.id)
        since = circular.issued_at or circular.drafted_at
        used = {receipt.delivery_id: receipt.at for receipt in self._uow.receipts.of_circular(circular.id)}
        channels: dict[str, list[_Seen]] = defaultdict(list)
        people: dict[tuple[str, str], list[Delivery]] = defaultdict(list)
        for row in rows:
            channels[row.channel].append(_row(row, used.get(row.id), settled))
            people[row.person_id, row.org_id].append(row)
        seen = {key: _person(theirs, shown, settled) for key, theirs in people.items()}
        by_org: dict[str, list[_Seen]] = defaultdict(list)
        for (_, org_id), one in seen.items():
            by_org[org_id].append(one)
        lines = [
            (_line(self._uow.organisations.get(org_id).name, theirs, since), org_id)
            for org_id, theirs in by_org.items()
        ]
        lines.sort(key=lambda item: (item[0].acknowledged / item[0].addressed, -item[0].addressed, item[1]))
        return Reached(
            whole=_line("", list(seen.values()), since),
            channels=tuple(_line(channel, channels[channel], since) for channel in sorted(channels)),
            organisations=tuple(line for line, _ in lines[:organisations]),
            of=len(by_org),
        )


def _row(row: Delivery, acknowledged: datetime | None, settled: Collection[str]) -> _Seen:
    return _Seen(
        sent=row.sent_at,
        delivered=row.delivered_at or acknowledged,
        acknowledged=acknowledged,
        dead=_lost(row, settled),
    )


def _person(rows: Sequence[Delivery], shown: str, settled: Collection[str]) -> _Seen:
    carried = [row for row in rows if row.channel != shown]
    return _Seen(
        sent=_first(row.sent_at for row in carried or rows),
        delivered=_first(row.delivered_at or row.acknowledged_at for row in rows),
        acknowledged=_first(row.acknowledged_at for row in rows),
        dead=all(_lost(row, settled) for row in rows),
    )


def _lost(row: Delivery, settled: Collection[str]) -> bool:
    return row.state is DeliveryState.DEAD and row.reason not in settled


def _first(times: Iterable[datetime | None]) -> datetime | None:
    return min((time for time in times if time is not None), default=None)


def _line(name: str, seen: Sequence[_Seen], since: datetime) -> Line:
    acknowledged = [one.acknowledged for one in seen if one.acknowledged]
    return Line(
        name=name,
        addressed=len(seen),
        sent=sum(1 for one in seen if one.sent or one.delivered),
        delivered=sum(1 for one in seen if one.delivered),
        acknowledged=len(acknowledged),
        unreachable=sum(1 for one in seen if one.dead and not one.acknowledged),
        to_sent=latency_of([one.sent for one in seen if one.sent], since),
        to_acknowledged=latency_of(acknowledged, since),
    )
