"""The ledger of deliveries, written for all addressees at once by INSERT … SELECT (ADR 11)."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Insert,
    Integer,
    MetaData,
    Select,
    Table,
    Text,
    and_,
    case,
    cast,
    func,
    insert,
    literal,
    or_,
    select,
)
from sqlalchemy.schema import CreateTable, DropTable

from casework.ports.ledger import Addressees, Fanout, Reach, Rest
from casework.ports.records import MessageState
from risk.delivery import DeliveryState
from risk.organisation import Role
from risk.subscription import NotifyReason
from storage.mapping import table_of
from storage.repositories import matching
from storage.repositories.counters import COUNTERS, bump_all
from storage.repositories.outbox import LANE_RANK, NOTICE, seq_counter
from storage.rows import AddressRow, DeliveryRow, MessageRow, PersonRow, SubscriptionRow
from storage.rows.columns import Words
from storage.work import Work

_ADDRESSES = table_of(AddressRow)
_DELIVERIES = table_of(DeliveryRow)
_MESSAGES = table_of(MessageRow)
_PEOPLE = table_of(PersonRow)
_SUBSCRIPTIONS = table_of(SubscriptionRow)
_PLACES: Final = 10**9

# The addressees of the circular that is being issued, by place; only this connection sees it. It fixes who they are:
# on PostgreSQL each further statement sees the register as it has become meanwhile.
_FANOUT = Table(
    "fanout",
    MetaData(),
    Column("place", Integer, primary_key=True),
    Column("person_id", Words, nullable=False),
    Column("org_id", Words, nullable=False),
    Column("role", Words, nullable=False),
    Column("because", Words, nullable=False),
    Column("asked", Boolean, nullable=False),
    Column("address_id", Words),
    Column("channel", Words),
    prefixes=["TEMPORARY"],
)


class Ledger:
    def __init__(self, work: Work) -> None:
        self._work = work

    def addressed(self, to: Addressees) -> list[tuple[str, NotifyReason]]:
        found = matching.people(self._work, to).order_by("person_id")
        return [(row.person_id, matching.REASONS[row.rank]) for row in self._work.all(found)]

    def anybody(self, to: Addressees) -> bool:
        return matching.anybody(self._work, to)

    def unmanned(self, to: Addressees) -> list[str]:
        statement = matching.unmanned(self._work, to)
        return [] if statement is None else [row.name for row in self._work.all(statement)]

    def write(self, to: Addressees, fanout: Fanout) -> Reach:
        for notice in (fanout.notice, fanout.asking):
            if notice is not None:
                self._write(insert(NOTICE.table).values(NOTICE.to_row(notice, self._work.ring)))
        self._write(CreateTable(_FANOUT))
        self._fill(_FANOUT, _addressees(self._work, to, fanout))
        self._fill(_DELIVERIES, _deliveries(fanout))
        bump_all(self._work, select(seq_counter(_FANOUT.c.address_id)).where(_FANOUT.c.address_id.is_not(None)))
        self._fill(_MESSAGES, _messages(fanout))
        people, unreachable = self._work.all(
            select(func.count(_FANOUT.c.person_id.distinct()), func.count().filter(_FANOUT.c.address_id.is_(None)))
        )[0]
        self._write(DropTable(_FANOUT))
        return Reach(people=people, unreachable=unreachable)

    def _fill(self, table: Table, rows: Select[Any]) -> None:
        statement: Insert = insert(table).from_select([column.name for column in rows.selected_columns], rows)
        self._work.write(statement, kind=table.name)

    def _write(self, statement: Any) -> None:
        self._work.write(statement, kind=_DELIVERIES.name)


def _addressees(work: Work, to: Addressees, fanout: Fanout) -> Select[Any]:
    """Everybody addressed, once for each channel: on the address that they opened first there."""
    picked = matching.people(work, to).subquery("picked")
    p, a = _PEOPLE.c, _ADDRESSES.c
    on_channel = func.row_number().over(partition_by=(p.id, a.channel), order_by=(a.created_at, a.id))
    every = (
        select(
            p.id.label("person_id"),
            p.org_id,
            p.role,
            picked.c.rank,
            a.id.label("address_id"),
            a.channel,
            on_channel.label("nth"),
        )
        .select_from(
            picked.join(_PEOPLE, p.id == picked.c.person_id).outerjoin(
                _ADDRESSES, and_(a.person_id == p.id, a.closed_at.is_(None))
            )
        )
        .subquery("every")
    )
    return select(
        func.row_number().over(order_by=(every.c.person_id, every.c.channel)).label("place"),
        every.c.person_id,
        every.c.org_id,
        every.c.role,
        case(dict(enumerate(matching.REASONS)), value=every.c.rank).label("because"),
        (_one_of(every.c.role, fanout.answering) if fanout.asking else literal(value=False)).label("asked"),
        every.c.address_id,
        every.c.channel,
    ).where(every.c.nth == 1)


def _deliveries(fanout: Fanout) -> Select[Any]:
    f = _FANOUT.c
    nowhere = f.address_id.is_(None)
    at, state = _moment(_DELIVERIES, fanout.at), _DELIVERIES.c.state.type
    return select(
        _row_id(fanout.delivery_prefix).label("id"),
        literal(fanout.circular_id).label("circular_id"),
        f.person_id,
        f.org_id,
        func.coalesce(f.channel, "").label("channel"),
        at.label("created_at"),
        case(
            (nowhere, literal(DeliveryState.DEAD, state)),
            (f.channel == fanout.shown, literal(DeliveryState.SENT, state)),
            else_=literal(DeliveryState.QUEUED, state),
        ).label("state"),
        case((~nowhere, _row_id(fanout.message_prefix))).label("message_id"),
        literal(0).label("attempts"),
        case((f.channel == fanout.shown, at)).label("sent_at"),
        case((f.asked, literal(fanout.answer_due, _DELIVERIES.c.answer_due.type))).label("answer_due"),
        literal(0).label("reminders"),
        case((and_(~nowhere, ~_one_of(f.role, fanout.spared)), _moment(_DELIVERIES, fanout.remind_at))).label(
            "remind_at"
        ),
        case((nowhere, literal(fanout.owner_id))).label("owner_id"),
        case((nowhere, literal(fanout.no_address)), else_="").label("reason"),
        f.because,
        literal(0).label("version"),
    )


def _messages(fanout: Fanout) -> Select[Any]:
    f, m = _FANOUT.c, _MESSAGES.c
    shown = f.channel == fanout.shown
    at = _moment(_MESSAGES, fanout.at)
    tables = _FANOUT.join(COUNTERS, COUNTERS.c.name == seq_counter(f.address_id))
    due: ColumnElement[Any] = at
    if fanout.rest is not None:
        s = _SUBSCRIPTIONS.c
        tables = tables.outerjoin(_SUBSCRIPTIONS, and_(s.person_id == f.person_id, s.active))
        due = func.coalesce(_rest_over(fanout.rest), at)
    notice = literal(fanout.notice.id)
    return (
        select(
            _row_id(fanout.message_prefix).label("id"),
            f.address_id,
            f.person_id,
            f.channel,
            at.label("created_at"),
            literal(value=False).label("incoming"),
            literal(fanout.lane, m.lane.type).label("lane"),
            literal(LANE_RANK[fanout.lane]).label("lane_rank"),
            case(
                (shown, literal(MessageState.SENT, m.state.type)), else_=literal(MessageState.QUEUED, m.state.type)
            ).label("state"),
            (literal(f"circular:{fanout.circular_id}:") + f.person_id + ":" + f.channel).label("dedupe"),
            COUNTERS.c.value.label("seq"),
            _row_id(fanout.delivery_prefix).label("delivery_id"),
            literal(0).label("attempts"),
            case((~shown, due)).label("next_at"),
            literal(value=False).label("repeat"),
            literal("").label("external_id"),
            case((shown, at)).label("sent_at"),
            literal("").label("reason"),
            (case((f.asked, literal(fanout.asking.id)), else_=notice) if fanout.asking else notice).label("notice_id"),
            literal(0).label("version"),
        )
        .select_from(tables)
        .where(f.address_id.is_not(None))
        .order_by(f.place)
    )


def _rest_over(rest: Rest) -> ColumnElement[Any]:
    """`Rest.until` of a subscription."""
    begins, ends = _SUBSCRIPTIONS.c.quiet_from, _SUBSCRIPTIONS.c.quiet_to
    inside = or_(
        and_(begins < ends, begins <= rest.hour, ends > rest.hour),
        and_(begins >= ends, or_(begins <= rest.hour, ends > rest.hour)),
    )
    over = {hour: _moment(_MESSAGES, end) for hour, end in enumerate(rest.ends)}
    return case((inside, case(over, value=ends)))


def _row_id(prefix: str) -> ColumnElement[str]:
    """`casework.ports.ledger.row_id`."""
    return literal(prefix, Text()) + func.substr(cast(_FANOUT.c.place + _PLACES, Text), 2)


def _moment(table: Table, at: object) -> ColumnElement[Any]:
    return literal(at, table.c.created_at.type)


def _one_of(column: ColumnElement[Any], roles: Collection[Role]) -> ColumnElement[bool]:
    return column.in_(sorted(roles))
