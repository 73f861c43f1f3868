"""Chasing receipts: whoever is due, in a handful of statements, however many they are."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, Final

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

from casework.ports.pursuit import REMINDER, Handed, Handing, Listing, Reminding, Silent, Waited, is_reminder
from casework.ports.records import Message
from risk.circular import CircularState
from risk.delivery import Delivery, DeliveryState
from storage.json_texts import among
from storage.mapping import table_of
from storage.repositories.counters import bump_all
from storage.repositories.deliveries import DELIVERY
from storage.repositories.handing import SILENT, list_silent, next_colleagues, owed, silent_organisations
from storage.repositories.in_bulk import fill, message_rows, when_rested
from storage.repositories.ledger import spread
from storage.repositories.outbox import NOTICE, seq_counter
from storage.rows import AddressRow, CircularRow, MessageRow, OrganisationRow, PersonRow, SubscriptionRow
from storage.rows.columns import Words
from storage.rows.deliveries import LISTED, REMINDABLE, WAITED_FOR
from storage.work import Work

_ADDRESSES = table_of(AddressRow)
_CIRCULARS = table_of(CircularRow)
_DELIVERIES = DELIVERY.table
_MESSAGES = table_of(MessageRow)
_NOTICES = NOTICE.table
_ORGANISATIONS = table_of(OrganisationRow)
_PEOPLE = table_of(PersonRow)
_SUBSCRIPTIONS = table_of(SubscriptionRow)
_D = _DELIVERIES.c
_REACHED: Final = (DeliveryState.SENT, DeliveryState.DELIVERED, DeliveryState.UNKNOWN)

# Where a reminder goes, by place; only this connection sees it, as the fan-out.
_REMINDED = Table(
    "reminded",
    MetaData(),
    Column("place", Integer, primary_key=True),
    Column("person_id", Words, nullable=False),
    Column("number", Integer, nullable=False),
    Column("address_id", Words, nullable=False),
    Column("channel", Words, nullable=False),
    prefixes=["TEMPORARY"],
)


class Pursuit:
    def __init__(self, work: Work) -> None:
        self._work = work

    def to_remind(self, now: datetime, *, limit: int) -> list[Waited]:
        return self._waited(_D.remind_at, _D.remind_at <= now, REMINDABLE, limit=limit)

    def to_hand_on(self, now: datetime, *, limit: int) -> list[Waited]:
        return self._waited(_D.escalate_at, _D.escalate_at <= now, WAITED_FOR, limit=limit)

    def remind(self, reminding: Reminding) -> int:
        self._work.write(insert(_NOTICES).values(NOTICE.to_row(reminding.notice, self._work.ring)), kind="notices")
        self._work.write(CreateTable(_REMINDED), kind=_REMINDED.name)
        fill(self._work, _REMINDED, _reminded(reminding))
        bump_all(self._work, select(seq_counter(_REMINDED.c.address_id)))
        fill(self._work, _MESSAGES, _reminders(reminding))
        for row in self._work.all(select(_REMINDED.c.channel).distinct()):
            self._work.ringing.add(row.channel)
        count = self._work.all(select(func.count(_REMINDED.c.person_id.distinct())))[0][0]
        told = _D.person_id.in_(select(_REMINDED.c.person_id))
        p = _PEOPLE.c
        gone = _D.person_id.in_(select(p.id).where(~p.active, p.id.in_(among(reminding.people))))
        number = case((told, _D.reminders + 1), else_=_D.reminders)
        over = or_(gone, number >= reminding.most)
        self._work.write(
            update(_DELIVERIES)
            .where(*_theirs(reminding.circular_id, reminding.people), REMINDABLE)
            .values(
                reminders=number,
                remind_at=case((over, None), else_=literal(reminding.next_at, _D.remind_at.type)),
                version=_D.version + 1,
            ),
            kind=_DELIVERIES.name,
        )
        self._work.write(DropTable(_REMINDED), kind=_REMINDED.name)
        return int(count)

    def hand_on(self, handing: Handing) -> Handed:
        # Whoever ends it at this moment waits for us, and then ends ours too; or we wait, and see that it is over.
        c = _CIRCULARS.c
        in_force = select(c.id).where(c.id == handing.circular_id, c.state == CircularState.ISSUED)
        if self._work.first(in_force.with_for_update(read=True)) is None:
            return Handed(on=0, listed=0)
        self._work.write(
            update(_DELIVERIES)
            .where(*_theirs(handing.circular_id, handing.people), WAITED_FOR, _D.escalate_at <= handing.at)
            .values(escalate_at=None, version=_D.version + 1),
            kind=_DELIVERIES.name,
        )
        self._work.write(CreateTable(SILENT), kind=SILENT.name)
        fill(self._work, SILENT, silent_organisations(handing))
        nexts = next_colleagues()
        on = 0 if self._work.first(nexts) is None else spread(self._work, nexts, handing.fanout).people
        listed = self._work.write(list_silent(handing), kind=_DELIVERIES.name)
        self._work.write(DropTable(SILENT), kind=SILENT.name)
        return Handed(on=on, listed=listed)

    def let_go(self, circular_id: str) -> None:
        self._work.write(
            update(_DELIVERIES)
            .where(_D.circular_id == circular_id, or_(_D.escalate_at.is_not(None), _D.remind_at.is_not(None)))
            .values(escalate_at=None, remind_at=None, version=_D.version + 1),
            kind=_DELIVERIES.name,
        )

    def untold(self, *, limit: int = 50) -> list[str]:
        c = _CIRCULARS.c
        untold = select(_D.circular_id).join(_CIRCULARS, c.id == _D.circular_id).where(LISTED, _D.told_at.is_(None))
        found = untold.where(c.state == CircularState.ISSUED).distinct().order_by(_D.circular_id)
        return [row.circular_id for row in self._work.all(found.limit(limit))]

    def tell(self, circular_id: str, at: datetime, *, names: int) -> Silent:
        untold = (LISTED, _D.told_at.is_(None), _D.circular_id == circular_id)
        o = _ORGANISATIONS.c
        found = select(o.name).where(o.id.in_(select(_D.org_id).where(*untold))).distinct()
        told = [row.name for row in self._work.all(found.order_by(o.name).limit(names))]
        statement = update(_DELIVERIES).where(*untold).values(told_at=at, version=_D.version + 1)
        people = self._work.write(statement, kind=_DELIVERIES.name)
        return Silent(people=people, organisations=tuple(told))

    def listed(self, listing: Listing, *, limit: int = 500) -> list[Delivery]:
        wanted = owed(listing).subquery("wanted")
        statement = select(_DELIVERIES).join(wanted, wanted.c.id == _D.id)
        rows = self._work.all(statement.order_by(_D.created_at, _D.id).limit(limit))
        return [DELIVERY.from_row(row._mapping, self._work.ring) for row in rows]

    def acknowledged(self, messages: Sequence[Message]) -> set[str]:
        m = _MESSAGES.c
        carried = select(m.id).join(_DELIVERIES, and_(_D.id == m.delivery_id, _D.message_id == m.id))
        reminded = (
            select(m.id)
            .join(_NOTICES, _NOTICES.c.id == m.notice_id)
            .join(_DELIVERIES, and_(_D.circular_id == _NOTICES.c.circular_id, _D.person_id == m.person_id))
        )
        asked = (
            (carried, [message.id for message in messages if message.delivery_id is not None]),
            (reminded, [message.id for message in messages if is_reminder(message)]),
        )
        return {
            row.id
            for statement, ids in asked
            if ids
            for row in self._work.all(statement.where(m.id.in_(among(ids)), _D.acknowledged_at.is_not(None)))
        }

    def _waited(self, by: ColumnElement[Any], *where: Any, limit: int) -> list[Waited]:
        rows = self._work.all(select(_D.circular_id, _D.person_id).where(*where).order_by(by).limit(limit))
        return list(dict.fromkeys(Waited(circular_id=row.circular_id, person_id=row.person_id) for row in rows))


def _theirs(circular_id: str, people: Collection[str]) -> tuple[ColumnElement[bool], ...]:
    return _D.circular_id == circular_id, _D.person_id.in_(among(people))


def _reminded(reminding: Reminding) -> Select[Any]:
    """The channel that carried it last, and our own page."""
    m, a, p = _MESSAGES.c, _ADDRESSES.c, _PEOPLE.c
    together = _D.channel.in_(sorted(reminding.together))
    shown = _D.channel == reminding.shown
    last = func.row_number().over(partition_by=_D.person_id, order_by=(shown, together, _D.turn.desc(), _D.channel))
    reached = (
        select(_D.person_id, m.address_id, _D.channel, last.label("nth"))
        .join(_MESSAGES, m.id == _D.message_id)
        .join(_ADDRESSES, and_(a.id == m.address_id, a.closed_at.is_(None)))
        .join(_PEOPLE, and_(p.id == _D.person_id, p.active))
        .where(*_theirs(reminding.circular_id, reminding.people), _D.state.in_(_REACHED))
        .subquery("reached")
    )
    before = (
        select(_D.person_id, func.max(_D.reminders).label("number"))
        .where(*_theirs(reminding.circular_id, reminding.people))
        .group_by(_D.person_id)
        .subquery("before")
    )
    r = reached.c
    return (
        select(
            func.row_number().over(order_by=(r.person_id, r.nth)).label("place"),
            r.person_id,
            (before.c.number + 1).label("number"),
            r.address_id,
            r.channel,
        )
        .join(before, before.c.person_id == r.person_id)
        .where(or_(r.nth == 1, r.channel == reminding.shown))
    )


def _reminders(reminding: Reminding) -> Select[Any]:
    r = _REMINDED.c
    name = literal(f"{REMINDER}{reminding.circular_id}:") + r.person_id + ":" + cast(r.number, Text) + ":" + r.channel
    return message_rows(
        _REMINDED,
        prefix=reminding.message_prefix,
        at=reminding.at,
        due=when_rested(reminding.at, reminding.rest),
        shown=reminding.shown,
        lane=reminding.lane,
        dedupe=name,
        notice_id=literal(reminding.notice.id),
        by_subscription=reminding.rest is not None,
    )
