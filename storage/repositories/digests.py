"""Daily digests, for many people at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, literal, or_, select, update

from casework.ports.digests import DIGEST, DIGEST_NAME, DigestHour, Kept, News
from casework.ports.ledger import BY_WISH
from casework.ports.records import NOT_SENT, Lane, MessageState
from risk.circular import CircularState, CircularStatus
from risk.delivery import DeliveryState
from risk.organisation import Role
from risk.subscription import NotifyReason
from storage.json_texts import among
from storage.mapping import table_of
from storage.rows import CircularRow, DeliveryRow, MessageRow, PersonRow, SubscriptionRow, TickRow
from storage.rows.circulars import DIGESTED
from storage.upsert import insert_or
from storage.work import Work

_CIRCULARS, _DELIVERIES, _MESSAGES = table_of(CircularRow), table_of(DeliveryRow), table_of(MessageRow)
_PEOPLE, _SUBSCRIPTIONS, _TICKS = table_of(PersonRow), table_of(SubscriptionRow), table_of(TickRow)
_IN_FORCE = and_(_CIRCULARS.c.state == CircularState.ISSUED, _CIRCULARS.c.status == CircularStatus.ACTUAL)


class Digests:
    def __init__(self, work: Work) -> None:
        self._work = work

    def claim(self, hour: DigestHour, *, limit: int) -> list[str]:
        s, p, t = _SUBSCRIPTIONS.c, _PEOPLE.c, _TICKS.c
        tick = s.person_id + literal(f":{hour.day}")
        had = select(t.tick).where(t.job == DIGEST, t.tick == tick).correlate(_SUBSCRIPTIONS)
        reached = (
            select(p.id)
            .where(p.id == s.person_id, p.active.is_(True), p.contact_withdrawn_at.is_(None))
            .correlate(_SUBSCRIPTIONS)
        )
        due = (
            select(literal(DIGEST), tick, literal(hour.at, t.at.type))
            # The index's own condition, word for word: SQLite takes a partial index for nothing else.
            .where(DIGESTED, s.digest_hour == hour.hour, s.zone == hour.zone, ~had.exists(), reached.exists())
            .order_by(s.person_id)
            .limit(limit)
        )
        # Whoever else claims them at this instant is waited for, and has them then.
        claimed = insert_or(_TICKS).from_select(["job", "tick", "at"], due).on_conflict_do_nothing()
        rows = self._work.write_returning(claimed.returning(t.tick), kind=_TICKS.name)
        return sorted(row.tick.removesuffix(f":{hour.day}") for row in rows)

    def news(self, people: Collection[str], *, since: datetime, until: datetime) -> list[News]:
        fresh: dict[str, list[str]] = {}
        for row in self._work.all(_fresh(people, since, until)):
            fresh.setdefault(row.person_id, []).append(row.circular_id)
        owed = {row.person_id: row.owed for row in self._work.all(_owed(people))}
        roles = select(_PEOPLE.c.id, _PEOPLE.c.role).where(_PEOPLE.c.id.in_(among(people))).order_by(_PEOPLE.c.id)
        return [
            News(person_id=row.id, role=row.role, fresh=tuple(fresh.get(row.id, ())), owed=owed.get(row.id, 0))
            for row in self._work.all(roles)
        ]

    def take(self, people: Collection[str], reason: str) -> list[Kept]:
        d, m = _DELIVERIES.c, _MESSAGES.c
        kept = and_(m.state == MessageState.QUEUED, m.reason == reason, m.delivery_id.is_not(None))
        waiting = select(m.id).join(_DELIVERIES, d.message_id == m.id).where(d.person_id.in_(among(people)), kept)
        waiting = waiting.where(d.state == DeliveryState.QUEUED)
        buried = (
            update(_MESSAGES)
            .where(m.id.in_(waiting), kept)
            .values(state=MessageState.DEAD, next_at=None, version=m.version + 1)
            .returning(m.delivery_id, m.address_id, m.person_id)
        )
        rows = {row.delivery_id: row for row in self._work.write_returning(buried, kind=_MESSAGES.name)}
        carried = select(d.id, d.circular_id).where(d.id.in_(among(rows))).order_by(d.circular_id, d.id)
        return [
            Kept(
                delivery_id=row.id,
                circular_id=row.circular_id,
                person_id=rows[row.id].person_id,
                address_id=rows[row.id].address_id,
            )
            for row in (self._work.all(carried) if rows else ())
        ]

    def drop(self, person_id: str, reason: str) -> None:
        d, m = _DELIVERIES.c, _MESSAGES.c
        p, owed = _PEOPLE.c, _DELIVERIES.alias("owed").c
        obliged = owed.because.not_in(BY_WISH)
        had = select(owed.id).where(owed.circular_id == d.circular_id, owed.person_id == p.id, obliged)
        for_duty = select(p.id).where(p.org_id == d.org_id, had.correlate(_DELIVERIES, _PEOPLE).exists())
        by_colleague = and_(d.because == NotifyReason.COLLEAGUE, ~for_duty.correlate(_DELIVERIES).exists())
        wished = and_(d.person_id == person_id, or_(d.because == NotifyReason.SUBSCRIBED, by_colleague))
        theirs = select(d.message_id).where(wished)
        held = and_(
            m.person_id == person_id,
            m.state.in_(NOT_SENT),
            m.lane != Lane.EMERGENCY,
            or_(m.id.in_(theirs), m.dedupe.startswith(DIGEST_NAME)),
        )
        gone = {"state": MessageState.DEAD, "reason": reason, "next_at": None, "version": m.version + 1}
        self._work.write(update(_MESSAGES).where(held).values(gone), kind=_MESSAGES.name)
        buried = (
            select(m.id)
            .where(m.id == d.message_id, m.reason == reason, m.state == MessageState.DEAD)
            .correlate(_DELIVERIES)
        )
        to_come = d.state.in_((DeliveryState.QUEUED, DeliveryState.FAILED, DeliveryState.UNKNOWN))
        dead = {"state": DeliveryState.DEAD, "reason": reason, "version": d.version + 1}
        rows = update(_DELIVERIES)
        self._work.write(rows.where(wished, to_come, buried.exists()).values(dead), kind=_DELIVERIES.name)
        emergency = select(m.id).where(m.id == d.message_id, m.lane == Lane.EMERGENCY).correlate(_DELIVERIES)
        open_ = and_(d.state != DeliveryState.ACKNOWLEDGED, ~emergency.exists())
        chased = or_(d.remind_at.is_not(None), d.escalate_at.is_not(None))
        let_go = {"remind_at": None, "escalate_at": None, "version": d.version + 1}
        self._work.write(rows.where(wished, open_, chased).values(let_go), kind=_DELIVERIES.name)

    def carry(self, message_ids: Mapping[str, Sequence[str]]) -> None:
        d = _DELIVERIES.c
        for message_id, delivery_ids in message_ids.items():
            moved = update(_DELIVERIES).where(d.id.in_(list(delivery_ids)))
            self._work.write(moved.values(message_id=message_id, version=d.version + 1), kind=_DELIVERIES.name)


def _fresh(people: Collection[str], since: datetime, until: datetime) -> Select[Any]:
    d, c = _DELIVERIES.c, _CIRCULARS.c
    return (
        select(d.person_id, d.circular_id)
        .distinct()
        .join(_CIRCULARS, c.id == d.circular_id)
        .where(d.person_id.in_(among(people)), d.created_at >= since, d.created_at < until, _IN_FORCE)
        .order_by(d.person_id, d.circular_id)
    )


def _owed(people: Collection[str]) -> Select[Any]:
    """As `casework.receipts.due_list` has it."""
    d, c, p = _DELIVERIES.c, _CIRCULARS.c, _PEOPLE.c
    receipt = and_(func.count(d.acknowledged_at) == 0, func.max(_asked_for(d)) == 1)
    answer = and_(func.count(d.answered_at) == 0, func.count(d.answer_due) > 0)
    each = (
        select(d.person_id, d.circular_id)
        .join(_CIRCULARS, c.id == d.circular_id)
        .join(_PEOPLE, p.id == d.person_id)
        .where(d.person_id.in_(among(people)), p.role != Role.CITIZEN, _IN_FORCE)
        .group_by(d.person_id, d.circular_id)
        .having(or_(receipt, answer))
        .subquery("each")
    )
    return select(each.c.person_id, func.count().label("owed")).group_by(each.c.person_id)


def _asked_for(d: Any) -> ColumnElement[int]:
    """1 where `casework.ports.digests.calls_for_receipt`."""
    chased = or_(d.because != NotifyReason.SUBSCRIBED, d.remind_at.is_not(None), d.reminders > 0)
    return case((chased, 1), else_=0)
