"""What is written for many at once: rows by INSERT … SELECT, named by their place (ADR 11)."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Insert, Select, Table, Text, and_, case, cast, func, insert, literal, or_, select

from casework.ports.ledger import Rest
from casework.ports.records import Lane, MessageState
from storage.mapping import table_of
from storage.repositories.counters import COUNTERS
from storage.repositories.outbox import LANE_RANK, seq_counter
from storage.rows import MessageRow, SubscriptionRow
from storage.work import Work

_MESSAGES = table_of(MessageRow)
_SUBSCRIPTIONS = table_of(SubscriptionRow)
_PLACES: Final = 10**9


def fill(work: Work, table: Table, rows: Select[Any]) -> None:
    """`INSERT … SELECT`, columns by name."""
    statement: Insert = insert(table).from_select([column.name for column in rows.selected_columns], rows)
    work.write(statement, kind=table.name)


def message_rows(
    to: Table,
    *,
    prefix: str,
    at: datetime,
    due: ColumnElement[Any],
    shown: str,
    lane: Lane,
    dedupe: ColumnElement[str],
    notice_id: ColumnElement[str],
    by_subscription: bool,
    **more: ColumnElement[Any],
) -> Select[Any]:
    """A queued message for every row of `to`; on the channel `shown`, which is our own page, it is sent already.

    `to` has place, person_id, address_id and channel, and the numbers of its addresses are counted up already.
    `by_subscription`: `due` or `more` ask what the person's subscription says; null for whoever has none. `more`:
    columns of a message, further ones or in place of these.
    """
    m, t, s = _MESSAGES.c, to.c, _SUBSCRIPTIONS.c
    here = t.channel == shown
    now = moment(at)
    values = {
        "id": place_id(prefix, t.place),
        "address_id": t.address_id,
        "person_id": t.person_id,
        "channel": t.channel,
        # When it may go: the queue is read up to the present, and how late it is and who gives up counts from here.
        "created_at": case((here, now), else_=due),
        "incoming": literal(value=False),
        "lane": literal(lane, m.lane.type),
        "lane_rank": literal(LANE_RANK[lane]),
        "state": case(
            (here, literal(MessageState.SENT, m.state.type)), else_=literal(MessageState.QUEUED, m.state.type)
        ),
        "dedupe": dedupe,
        "seq": COUNTERS.c.value,
        "attempts": literal(0),
        "next_at": case((~here, func.nullif(due, now))),  # only what waits for its turn has one
        "repeat": literal(value=False),
        "external_id": literal(""),
        "sent_at": case((here, now)),
        "reason": literal(""),
        "notice_id": notice_id,
        "version": literal(0),
    }
    tables = to.join(COUNTERS, COUNTERS.c.name == seq_counter(t.address_id))
    if by_subscription:
        tables = tables.outerjoin(_SUBSCRIPTIONS, and_(s.person_id == t.person_id, s.active))
    columns = (value.label(name) for name, value in (values | more).items())
    return select(*columns).select_from(tables).order_by(t.place)


def when_rested(at: datetime, rest: Rest | None) -> ColumnElement[Any]:
    """`at`, or when the quiet hours of a subscription are over; None: they do not count."""
    return moment(at) if rest is None else func.coalesce(rest_over(rest), moment(at))


def rest_over(rest: Rest) -> ColumnElement[Any]:
    """`Rest.until` of a subscription, by the clock of its zone."""
    elsewhere = [(_SUBSCRIPTIONS.c.zone == zone, _over_here(there)) for zone, there in sorted(rest.elsewhere.items())]
    return case(*elsewhere, else_=_over_here(rest)) if elsewhere else _over_here(rest)


def _over_here(rest: Rest) -> ColumnElement[Any]:
    begins, ends = _SUBSCRIPTIONS.c.quiet_from, _SUBSCRIPTIONS.c.quiet_to
    inside = or_(
        and_(begins < ends, begins <= rest.hour, ends > rest.hour),
        and_(begins >= ends, or_(begins <= rest.hour, ends > rest.hour)),
    )
    over = {hour: moment(end) for hour, end in enumerate(rest.ends)}
    return case((inside, case(over, value=ends)))


def place_id(prefix: str, place: ColumnElement[int]) -> ColumnElement[str]:
    """`casework.ports.ledger.row_id`."""
    return literal(prefix, Text()) + func.substr(cast(place + _PLACES, Text), 2)


def moment(at: datetime) -> ColumnElement[Any]:
    """As the tables keep it."""
    return literal(at, _MESSAGES.c.created_at.type)
