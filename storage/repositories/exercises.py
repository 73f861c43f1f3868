"""What an exercise has measured, counted by the database: no row of it comes here.

A quantile of the latency is the row at its place among the times in order, which both engines can number. As all rows
have the moment of the issue in common, times stand for latencies.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, FromClause, Select, and_, case, cast, func, literal, nulls_last, or_, select
from sqlalchemy import Float as Real

from casework.ports.exercises import QUANTILES, Latency, Line, Reached, latency, place
from risk.circular import Circular, CircularState
from risk.delivery import DeliveryState
from storage.json_texts import among
from storage.mapping import table_of
from storage.repositories.circulars import CIRCULAR
from storage.rows import DeliveryRow, OrganisationRow, ReceiptRow
from storage.rows.circulars import EXERCISE
from storage.work import Work

_DELIVERIES: Final = table_of(DeliveryRow)
_RECEIPTS: Final = table_of(ReceiptRow)
_ORGANISATIONS: Final = table_of(OrganisationRow)
_ALL: Final = ""

_EVENTS: Final = ("sent", "acknowledged")

_Times = dict[tuple[str, str, int], datetime]  # by group, event and place


class Exercises:
    def __init__(self, work: Work) -> None:
        self._work = work

    def under_way(self) -> list[Circular]:
        c = CIRCULAR.table.c
        statement = select(CIRCULAR.table).where(EXERCISE, c.state == CircularState.ISSUED).order_by(c.issued_at, c.id)
        return [CIRCULAR.from_row(row._mapping, self._work.ring) for row in self._work.all(statement)]

    def reached(self, circular: Circular, *, organisations: int, shown: str, settled: Collection[str]) -> Reached:
        since = circular.issued_at or circular.drafted_at
        everybody = _people(circular.id, shown, settled)
        people, rows = everybody.subquery("people_of_all"), _rows(circular.id, settled).subquery("rows_of_channels")
        (whole,) = self._work.all(_counts(people, func.count(people.c.org_id.distinct()).label("groups")))
        channels = self._work.all(_counts(rows, rows.c.channel.label("name")).group_by("name").order_by("name"))
        worst = self._worst(people, organisations)
        theirs = everybody.where(_DELIVERIES.c.org_id.in_(among(row.id for row in worst))).subquery("theirs")
        times = self._times(people, literal(_ALL), [whole])
        times_by_channel = self._times(rows, rows.c.channel, channels)
        times_by_organisation = self._times(theirs, theirs.c.org_id, worst)
        return Reached(
            whole=_line(whole, times, since, key=_ALL, name=_ALL),
            channels=tuple(_line(row, times_by_channel, since, key=row.name, name=row.name) for row in channels),
            organisations=tuple(_line(row, times_by_organisation, since, key=row.id, name=row.name) for row in worst),
            of=whole.groups,
        )

    def _worst(self, people: FromClause, limit: int) -> list[Any]:
        counted = _counts(people, people.c.org_id.label("id")).group_by("id").subquery("counted")
        part = cast(counted.c.acknowledged, Real) / counted.c.addressed
        statement = (
            select(_ORGANISATIONS.c.name, counted)
            .join(_ORGANISATIONS, _ORGANISATIONS.c.id == counted.c.id)
            .order_by(part, counted.c.addressed.desc(), counted.c.id)
            .limit(limit)
        )
        return list(self._work.all(statement))

    def _times(self, seen: FromClause, group: ColumnElement[str], counted: Sequence[Any]) -> _Times:
        """The moments at the places that matter: all of a group numbered by each, and these taken out."""
        ordered = select(
            group.label("name"),
            *(seen.c[each] for each in _EVENTS),
            *(
                func.row_number().over(partition_by=group, order_by=nulls_last(seen.c[each])).label(f"nth_{each}")
                for each in _EVENTS
            ),
        ).subquery("ordered")
        o = ordered.c
        wanted = {each: sorted({place(p, _timed(row, each)) for row in counted for p in QUANTILES}) for each in _EVENTS}
        found: _Times = {}
        for row in self._work.all(
            select(ordered).where(or_(*(o[f"nth_{each}"].in_(wanted[each]) for each in _EVENTS)))
        ):
            for each in _EVENTS:
                found[row.name, each, row._mapping[f"nth_{each}"]] = row._mapping[each]
        return found


def _counts(seen: FromClause, *names: ColumnElement[Any]) -> Select[Any]:
    s = seen.c
    lost = case((and_(s.alive == 0, s.acknowledged.is_(None)), 1), else_=0)
    return select(
        *names,
        func.count().label("addressed"),
        func.count(func.coalesce(s.sent, s.delivered)).label("sent"),
        func.count(s.delivered).label("delivered"),
        func.count(s.acknowledged).label("acknowledged"),
        func.coalesce(func.sum(lost), 0).label("unreachable"),
        *(func.count(s[each]).label(f"timed_{each}") for each in _EVENTS),
    )


def _timed(row: Any, event: str) -> int:
    """How many times of the event there are."""
    count: int = row._mapping[f"timed_{event}"]
    return count


def _rows(circular_id: str, settled: Collection[str]) -> Select[Any]:
    """Every delivery, with the receipt that was given over it."""
    d = _DELIVERIES.c
    given = (
        select(_RECEIPTS.c.delivery_id, func.min(_RECEIPTS.c.at).label("at"))
        .where(_RECEIPTS.c.circular_id == circular_id)
        .group_by(_RECEIPTS.c.delivery_id)
        .subquery("given")
    )
    return (
        select(
            d.channel,
            d.sent_at.label("sent"),
            func.coalesce(d.delivered_at, given.c.at).label("delivered"),
            given.c.at.label("acknowledged"),
            _alive(settled).label("alive"),
        )
        .select_from(_DELIVERIES.outerjoin(given, given.c.delivery_id == d.id))
        .where(d.circular_id == circular_id)
    )


def _people(circular_id: str, shown: str, settled: Collection[str]) -> Select[Any]:
    """Everybody once, by what came first on any channel."""
    d = _DELIVERIES.c
    carried = d.channel != shown
    only_shown = func.max(case((carried, 1), else_=0)) == 0
    sent = case((only_shown, func.min(d.sent_at)), else_=func.min(case((carried, d.sent_at))))
    return (
        select(
            d.org_id,
            sent.label("sent"),
            func.min(func.coalesce(d.delivered_at, d.acknowledged_at)).label("delivered"),
            func.min(d.acknowledged_at).label("acknowledged"),
            func.max(_alive(settled)).label("alive"),
        )
        .where(d.circular_id == circular_id)
        .group_by(d.person_id, d.org_id)
    )


def _alive(settled: Collection[str]) -> ColumnElement[int]:
    d = _DELIVERIES.c
    return case((and_(d.state == DeliveryState.DEAD, d.reason.not_in(sorted(settled))), 0), else_=1)


def _line(row: Any, times: _Times, since: datetime, *, key: str, name: str) -> Line:
    def taken(event: str) -> Latency | None:
        return latency(_timed(row, event), lambda nth: times[key, event, nth], since)

    return Line(
        name=name,
        addressed=row.addressed,
        sent=row.sent,
        delivered=row.delivered,
        acknowledged=row.acknowledged,
        unreachable=row.unreachable,
        to_sent=taken("sent"),
        to_acknowledged=taken("acknowledged"),
    )
