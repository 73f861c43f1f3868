"""Messages both ways: the outbox and the transcript are one table. The words of a circular stand in its notice."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, TextClause, and_, case, func, literal, or_, select, update

from casework.ports.records import CLOCKS_APART, NOT_SENT, TRIED, Lane, Message, MessageState, Notice
from risk.identity import NOTHING, Secret
from storage.json_texts import among
from storage.mapping import Mapped
from storage.repositories.counters import next_value
from storage.repositories.records import KeptRows
from storage.rows import MessageRow, NoticeRow
from storage.rows.talk import WAITING
from storage.work import Work

MESSAGE = Mapped(Message, MessageRow)
NOTICE = Mapped(Notice, NoticeRow)
LANE_RANK = {lane: rank for rank, lane in enumerate(Lane)}
_LANES = tuple(Lane)
PERHAPS_ARRIVED = (MessageState.SENDING, MessageState.UNKNOWN)


MESSAGE_COUNTER = "messages of "


def seq_counter(address_id: ColumnElement[str]) -> ColumnElement[str]:
    """The name of the counter that numbers the messages of an address."""
    return literal(MESSAGE_COUNTER) + address_id


class Outbox(KeptRows[Message]):
    def __init__(self, work: Work, mapped: Mapped[Message]) -> None:
        super().__init__(work, mapped)
        self._words: dict[str, Secret] = {}  # of the notices read in this transaction

    def add(self, item: Message) -> None:
        dedupe = item.dedupe or item.id
        if self.by_dedupe(dedupe) is not None:
            return
        seq = next_value(self._work, f"{MESSAGE_COUNTER}{item.address_id}")
        values = self._values(dataclasses.replace(item, dedupe=dedupe, seq=seq))
        # Two processes may both have found nothing above; the second to write then adds nothing and leaves a gap.
        if self._work.add_once(self._table, values):
            self._ring(item)

    def _ring(self, item: Message) -> None:
        """For whoever carries it, if it may go now; what nobody carries is on its reader's page."""
        if item.incoming or item.state not in NOT_SENT:
            self._work.ringing.add(item.channel, item.person_id)
        elif item.next_at is None or item.next_at <= item.created_at:
            self._work.ringing.add(item.channel)

    def after(self, address_id: str, seq: int, *, limit: int = 200) -> list[Message]:
        return self._all(self._c.address_id == address_id, self._c.seq > seq, by=(self._c.seq,), limit=limit)

    def latest(self, address_id: str, *, limit: int = 50, before: int | None = None) -> list[Message]:
        earlier = () if before is None else (self._c.seq < before,)
        return self._all(self._c.address_id == address_id, *earlier, by=(self._c.seq.desc(),), limit=limit)[::-1]

    def by_dedupe(self, dedupe: str) -> Message | None:
        return self._first(self._c.dedupe == dedupe)

    def claim(
        self,
        channel: str,
        *,
        now: datetime,
        lease_until: datetime,
        limit: int,
        lane: Lane | None = None,
        fence: int | None = None,
    ) -> list[Message]:
        c = self._c
        run_out = c.lease_until < now if fence is None else or_(c.lease_until < now, c.fence < fence)
        soon = now + CLOCKS_APART
        due = or_(
            and_(c.state.in_(NOT_SENT), or_(c.next_at.is_(None), c.next_at <= now)),
            and_(c.state == MessageState.QUEUED, c.next_at <= soon),
            and_(c.state == MessageState.SENDING, run_out),
        )
        of_lane = () if lane is None else (c.lane_rank == LANE_RANK[lane],)
        # The index's own condition, word for word: SQLite takes a partial index for nothing else.
        picked = (
            select(c.id)
            # What waits for its turn was made for a later moment: the index is read up to the present and no further.
            .where(c.channel == channel, *of_lane, c.created_at <= soon, due, WAITING)
            .order_by(c.lane_rank, c.created_at, c.seq)
            .limit(limit)
            .with_for_update(skip_locked=True)  # PostgreSQL; on SQLite the writer is alone anyway
            .cte("picked")
        )
        statement = (
            update(self._table)
            .where(c.id.in_(select(picked.c.id)))
            .values(
                state=MessageState.SENDING,
                lease_until=lease_until,
                fence=fence,
                attempts=c.attempts + 1,
                repeat=or_(c.repeat, c.state.in_(PERHAPS_ARRIVED)),
                version=c.version + 1,
            )
            .returning(self._table)
        )
        rows = self._work.write_returning(statement, kind=self._table.name)
        taken = self._worded(self._record(row._mapping) for row in rows)
        return sorted(taken, key=lambda message: (LANE_RANK[message.lane], message.created_at, message.seq))

    def ahead(self, channel: str, *, lane: Lane, now: datetime, lease_until: datetime, limit: int) -> list[str]:
        c = self._c
        found = select(c.id).where(c.channel == channel, c.lane_rank == LANE_RANK[lane], WAITING)
        found = found.where(self._ahead(now, lease_until)).order_by(c.created_at, c.seq).limit(limit)
        return [row.id for row in self._work.all(found)]

    def bring_back(self, ids: Collection[str], *, now: datetime, lease_until: datetime) -> int:
        c = self._c
        tried_later = and_(c.state.in_(TRIED), c.lease_until > now)
        moment = literal(now, c.created_at.type)
        claimed = and_(c.state == MessageState.SENDING, c.lease_until > lease_until)
        end = case((claimed, literal(lease_until, c.created_at.type)), (tried_later, moment), else_=c.lease_until)
        # What is being claimed or booked at this instant is left to the next look.
        picked = select(c.id).where(c.id.in_(among(ids)), self._ahead(now, lease_until))
        picked_ids = picked.with_for_update(skip_locked=True).cte("picked")
        statement = (
            update(self._table)
            .where(c.id.in_(select(picked_ids.c.id)))
            .values(
                created_at=case((c.created_at > now, moment), else_=c.created_at),
                next_at=case((tried_later, None), else_=c.next_at),
                lease_until=end,
                version=c.version + 1,
            )
            .returning(c.id)
        )
        return len(self._work.write_returning(statement, kind=self._table.name))

    def _ahead(self, now: datetime, lease_until: datetime) -> ColumnElement[bool]:
        c = self._c
        soon, end = now + CLOCKS_APART, lease_until + CLOCKS_APART
        return or_(
            and_(c.state == MessageState.QUEUED, c.next_at.is_(None), c.created_at > soon),
            and_(c.state.in_(TRIED), or_(c.created_at > soon, c.lease_until > soon)),
            and_(c.state == MessageState.SENDING, or_(c.created_at > soon, c.lease_until > end)),
        )

    def waiting(self, channel: str, now: datetime) -> tuple[int, datetime | None]:
        c = self._c
        begun = or_(c.state != MessageState.QUEUED, c.next_at.is_(None), c.next_at <= now)
        late = select(func.count(), func.min(c.created_at)).where(c.channel == channel, WAITING)
        row = self._work.first(late.where(c.created_at <= now, begun))
        return (0, None) if row is None else (row[0], row[1])

    def save(self, item: Message) -> Message:
        saved = super().save(dataclasses.replace(_stored(item), dedupe=item.dedupe or item.id))
        return dataclasses.replace(saved, reply=item.reply)

    def erase_of(self, person_id: str) -> int:
        mine = (self._c.person_id == person_id, self._c.delivery_id.is_(None), self._c.data_key.is_not(None))
        unsent = (*mine, self._c.state.in_((*NOT_SENT, MessageState.SENDING)))
        # What is still on its way has nothing left to say.
        buried = self._erase(*unsent, state=MessageState.DEAD, reason="erased")
        return buried + self._erase(*mine)

    def _record(self, values: Any) -> Message:
        return dataclasses.replace(super()._record(values), lane=_LANES[values["lane_rank"]])

    def _values(self, item: Message) -> dict[str, Any]:
        return {**self._mapped.to_row(_stored(item), self._work.ring), "lane_rank": LANE_RANK[item.lane]}

    def _all(
        self, *where: ColumnElement[bool] | TextClause, by: tuple[Any, ...], limit: int | None = None
    ) -> list[Message]:
        return self._worded(super()._all(*where, by=by, limit=limit))

    def _first(self, *where: ColumnElement[bool] | TextClause, by: tuple[Any, ...] = ()) -> Message | None:
        found = super()._first(*where, by=by)
        return None if found is None else self._worded([found])[0]

    def _worded(self, messages: Iterable[Message]) -> list[Message]:
        """With the words of their notices; each notice is opened once."""
        found = list(messages)
        unread = {message.notice_id for message in found if message.notice_id} - self._words.keys()
        if unread:
            for row in self._work.all(select(NOTICE.table).where(NOTICE.table.c.id.in_(unread))):
                self._words[row.id] = NOTICE.from_row(row._mapping, self._work.ring).reply
        return [
            dataclasses.replace(message, reply=self._words.get(message.notice_id, NOTHING))
            if message.notice_id
            else message
            for message in found
        ]


def _stored(message: Message) -> Message:
    return dataclasses.replace(message, reply=NOTHING) if message.notice_id else message
