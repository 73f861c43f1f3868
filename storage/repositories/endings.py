"""The end of a circular for all who had it, by INSERT … SELECT, and one UPDATE pair for what has not left."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
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
    update,
)
from sqlalchemy.schema import CreateTable, DropTable

from casework.ports.endings import NOT_SENT, Ending
from casework.ports.pursuit import is_reminder
from casework.ports.records import Message, MessageState
from risk.circular import CircularState
from risk.delivery import DeliveryState
from storage.mapping import table_of
from storage.repositories.counters import COUNTERS, bump_all
from storage.repositories.ledger import fill, rest_over
from storage.repositories.outbox import LANE_RANK, NOTICE, seq_counter
from storage.rows import CircularRow, DeliveryRow, MessageRow, SubscriptionRow
from storage.rows.columns import Words
from storage.work import Work

_CIRCULARS = table_of(CircularRow)
_DELIVERIES = table_of(DeliveryRow)
_MESSAGES = table_of(MessageRow)
_SUBSCRIPTIONS = table_of(SubscriptionRow)
_PLACES = 10**9
_GONE = (DeliveryState.SENT, DeliveryState.DELIVERED)  # so their messages have left
_OPEN = (DeliveryState.QUEUED, DeliveryState.SENDING, DeliveryState.FAILED, DeliveryState.UNKNOWN)

# Who is told, by place; only this connection sees it. Between two statements a sender may have moved on.
_TOLD = Table(
    "told_of_the_end",
    MetaData(),
    Column("place", Integer, primary_key=True),
    Column("delivery_id", Words, nullable=False),
    Column("address_id", Words, nullable=False),
    Column("person_id", Words, nullable=False),
    Column("channel", Words, nullable=False),
    prefixes=["TEMPORARY"],
)


_BY_CHANNEL = select(_TOLD.c.channel, func.count().label("people")).group_by(_TOLD.c.channel)


class Endings:
    def __init__(self, work: Work) -> None:
        self._work = work

    def write(self, ending: Ending) -> int:
        # A row that a sender is claiming is waited for, and found to be under way: it is not buried, and so told.
        self._write(_bury_messages(ending))
        self._write(CreateTable(_TOLD))
        fill(self._work, _TOLD, _told(ending))
        self._write(_bury_deliveries(ending))
        told = {row.channel: row.people for row in self._work.all(_BY_CHANNEL)}
        if told:
            self._write(insert(NOTICE.table).values(NOTICE.to_row(ending.notice, self._work.ring)))
            bump_all(self._work, select(seq_counter(_TOLD.c.address_id)))
            fill(self._work, _MESSAGES, _messages(ending))
        for channel in told:
            self._work.ringing.add(channel)
        self._write(DropTable(_TOLD))
        return sum(told.values())

    def overtaken(self, messages: Iterable[Message], reason: str) -> set[str]:
        carrying = sorted(message.id for message in messages if message.delivery_id or is_reminder(message))
        if not carrying:
            return set()
        d, c, m, n = _DELIVERIES.c, _CIRCULARS.c, _MESSAGES.c, NOTICE.table.c
        over = c.state != CircularState.ISSUED
        ended = select(d.id).join(_CIRCULARS, c.id == d.circular_id).where(over)
        reminded = select(n.id).join(_CIRCULARS, c.id == n.circular_id).where(over)
        late = or_(m.delivery_id.in_(ended), and_(m.delivery_id.is_(None), m.notice_id.in_(reminded)))
        buried = (
            update(_MESSAGES)
            .where(m.id.in_(carrying), m.state == MessageState.SENDING, late)
            .values(_dead(_MESSAGES, reason) | {"next_at": None, "lease_until": None})
            .returning(m.id, m.delivery_id)
        )
        rows = self._work.write_returning(buried, kind=_MESSAGES.name)
        theirs = [row.delivery_id for row in rows if row.delivery_id]
        if theirs:
            values = _dead(_DELIVERIES, reason) | {"remind_at": None}
            self._write(update(_DELIVERIES).where(d.id.in_(theirs), d.state.in_(_OPEN)).values(values))
        return {row.id for row in rows}

    def _write(self, statement: Any) -> None:
        self._work.write(statement, kind=_MESSAGES.name)


def _bury_messages(ending: Ending) -> Any:
    """What carries several circulars at once has no delivery of its own, and stays for the sake of the others."""
    m, d = _MESSAGES.c, _DELIVERIES.c
    carrying = select(d.message_id).where(d.circular_id == ending.circular_id, d.state.not_in(_GONE))
    return (
        update(_MESSAGES)
        .where(m.id.in_(carrying), m.delivery_id.is_not(None), m.state.in_(sorted(NOT_SENT)))
        .values(_dead(_MESSAGES, ending.reason) | {"next_at": None})
    )


def _bury_deliveries(ending: Ending) -> Any:
    m, d = _MESSAGES.c, _DELIVERIES.c
    buried = (
        select(m.id)
        .where(m.id == d.message_id, m.state == MessageState.DEAD, m.reason == ending.reason)
        .correlate(_DELIVERIES)
    )
    return (
        update(_DELIVERIES)
        .where(d.circular_id == ending.circular_id, d.state.in_(sorted(ending.to_come)), buried.exists())
        .values(_dead(_DELIVERIES, ending.reason) | {"state": ending.buried, "remind_at": None})
    )


def _told(ending: Ending) -> Select[Any]:
    """`casework.ports.endings.is_told`."""
    m, d = _MESSAGES.c, _DELIVERIES.c
    stays = and_(m.reason == ending.reason, d.state.in_(sorted(ending.had)))
    return (
        select(
            func.row_number().over().label("place"),
            d.id.label("delivery_id"),
            m.address_id,
            m.person_id,
            m.channel,
        )
        .join(_MESSAGES, m.id == d.message_id)
        .where(d.circular_id == ending.circular_id, or_(m.state != MessageState.DEAD, m.repeat, stays))
    )


def _messages(ending: Ending) -> Select[Any]:
    t, m = _TOLD.c, _MESSAGES.c
    shown = t.channel == ending.shown
    at = literal(ending.at, m.created_at.type)
    tables: Any = _TOLD.join(COUNTERS, COUNTERS.c.name == seq_counter(t.address_id))
    due: ColumnElement[Any] = at
    if ending.rest is not None:
        s = _SUBSCRIPTIONS.c
        tables = tables.outerjoin(_SUBSCRIPTIONS, and_(s.person_id == t.person_id, s.active))
        due = func.coalesce(rest_over(ending.rest), at)
    number = func.substr(cast(t.place + _PLACES, Text), 2)
    return (
        select(
            (literal(ending.message_prefix, Text()) + number).label("id"),
            t.address_id,
            t.person_id,
            t.channel,
            case((shown, at), else_=due).label("created_at"),
            literal(value=False).label("incoming"),
            literal(ending.lane, m.lane.type).label("lane"),
            literal(LANE_RANK[ending.lane]).label("lane_rank"),
            case(
                (shown, literal(MessageState.SENT, m.state.type)), else_=literal(MessageState.QUEUED, m.state.type)
            ).label("state"),
            (literal("ended:") + t.delivery_id + f":{ending.name}").label("dedupe"),
            COUNTERS.c.value.label("seq"),
            literal(0).label("attempts"),
            case((~shown, due)).label("next_at"),
            literal(value=False).label("repeat"),
            literal("").label("external_id"),
            case((shown, at)).label("sent_at"),
            literal("").label("reason"),
            literal(ending.notice.id).label("notice_id"),
            literal(0).label("version"),
        )
        .select_from(tables)
        .order_by(t.place)
    )


def _dead(table: Table, reason: str) -> dict[str, Any]:
    state = MessageState.DEAD if table is _MESSAGES else DeliveryState.DEAD
    return {"state": state, "reason": reason, "version": table.c.version + 1}
