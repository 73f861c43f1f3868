"""The end of a circular for all who had it, by INSERT … SELECT, and one UPDATE pair for what has not left."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import (
    Column,
    Integer,
    MetaData,
    Select,
    Table,
    and_,
    func,
    insert,
    literal,
    or_,
    select,
    update,
)
from sqlalchemy.schema import CreateTable, DropTable

from casework.ports.endings import Ending
from casework.ports.pursuit import is_reminder
from casework.ports.records import NOT_SENT, Message, MessageState
from risk.circular import CircularState
from risk.delivery import DeliveryState
from storage.mapping import table_of
from storage.repositories.counters import bump_all
from storage.repositories.in_bulk import fill, message_rows, when_rested
from storage.repositories.outbox import NOTICE, seq_counter
from storage.rows import CircularRow, DeliveryRow, MessageRow, SubscriptionRow
from storage.rows.columns import Words
from storage.work import Work

_CIRCULARS = table_of(CircularRow)
_DELIVERIES = table_of(DeliveryRow)
_MESSAGES = table_of(MessageRow)
_SUBSCRIPTIONS = table_of(SubscriptionRow)
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
        .where(m.id.in_(carrying), m.delivery_id.is_not(None), m.state.in_(NOT_SENT))
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
    return message_rows(
        _TOLD,
        prefix=ending.message_prefix,
        at=ending.at,
        due=when_rested(ending.at, ending.rest),
        shown=ending.shown,
        lane=ending.lane,
        dedupe=literal("ended:") + _TOLD.c.delivery_id + f":{ending.name}",
        notice_id=literal(ending.notice.id),
        by_subscription=ending.rest is not None,
    )


def _dead(table: Table, reason: str) -> dict[str, Any]:
    state = MessageState.DEAD if table is _MESSAGES else DeliveryState.DEAD
    return {"state": state, "reason": reason, "version": table.c.version + 1}
