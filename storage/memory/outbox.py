"""Messages both ways."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection
from datetime import datetime

from casework.ports.records import CLOCKS_APART, NOT_SENT, TRIED, Lane, Message, MessageState
from risk.identity import NOTHING
from storage.holding import storable
from storage.memory.records import Kept
from storage.memory.shelf import Cells, Shelf

_RANK = {lane: rank for rank, lane in enumerate(Lane)}


class Outbox(Kept[Message]):
    def __init__(self, shelf: Shelf[Message], counters: Cells) -> None:
        super().__init__(shelf)
        self._counters = counters

    def add(self, item: Message) -> None:
        dedupe = item.dedupe or item.id
        if self.by_dedupe(dedupe) is None:
            seq = self._counters.next(f"messages of {item.address_id}")
            self._shelf.add(dataclasses.replace(item, dedupe=dedupe, seq=seq))

    def save(self, item: Message) -> Message:
        return super().save(dataclasses.replace(item, dedupe=item.dedupe or item.id))

    def after(self, address_id: str, seq: int, *, limit: int = 200) -> list[Message]:
        return self._shelf.select(lambda m: m.address_id == address_id and m.seq > seq, by=lambda m: m.seq, limit=limit)

    def latest(self, address_id: str, *, limit: int = 50, before: int | None = None) -> list[Message]:
        def wanted(message: Message) -> bool:
            return message.address_id == address_id and (before is None or message.seq < before)

        return self._shelf.select(wanted, by=lambda m: m.seq, newest=True, limit=limit)[::-1]

    def by_dedupe(self, dedupe: str) -> Message | None:
        return self._shelf.first(lambda m: m.dedupe == storable(dedupe))

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
        def due(message: Message) -> bool:
            if message.channel != channel or message.incoming or lane not in (None, message.lane):
                return False
            soon = now + CLOCKS_APART
            if message.created_at > soon:
                return False
            if message.state is MessageState.SENDING:
                under = self._counters.values.get(f"fence of {message.id}")
                overtaken = fence is not None and under is not None and under < fence
                return overtaken or (message.lease_until is not None and message.lease_until < now)
            until = soon if message.state is MessageState.QUEUED else now
            return message.state in NOT_SENT and (message.next_at is None or message.next_at <= until)

        picked = self._shelf.select(due, by=lambda m: (_RANK[m.lane], m.created_at, m.seq), limit=limit)
        for message in picked:
            self._counters.put(f"fence of {message.id}", fence)
        return [
            self._shelf.save(
                dataclasses.replace(
                    message,
                    state=MessageState.SENDING,
                    lease_until=lease_until,
                    attempts=message.attempts + 1,
                    repeat=message.repeat or message.state in (MessageState.SENDING, MessageState.UNKNOWN),
                )
            )
            for message in picked
        ]

    def ahead(self, channel: str, *, lane: Lane, now: datetime, lease_until: datetime, limit: int) -> list[str]:
        def wanted(message: Message) -> bool:
            ours = message.channel == channel and message.lane is lane and not message.incoming
            return ours and _is_ahead(message, now, lease_until)

        return [m.id for m in self._shelf.select(wanted, by=lambda m: (m.created_at, m.seq), limit=limit)]

    def bring_back(self, ids: Collection[str], *, now: datetime, lease_until: datetime) -> int:
        found = [m for id_ in ids if (m := self.find(id_)) is not None and _is_ahead(m, now, lease_until)]
        for message in found:
            end, again = message.lease_until, message.next_at
            if message.state is MessageState.SENDING:
                end = min(end, lease_until) if end else None
            elif end is not None and end > now:
                end, again = now, None
            created = min(message.created_at, now)
            self._shelf.save(dataclasses.replace(message, created_at=created, next_at=again, lease_until=end))
        return len(found)

    def waiting(self, channel: str, now: datetime) -> tuple[int, datetime | None]:
        def may_go(message: Message) -> bool:
            if message.state is MessageState.QUEUED and message.next_at is not None and message.next_at > now:
                return False
            return message.created_at <= now and message.state in (*NOT_SENT, MessageState.SENDING)

        outgoing = (m for m in self._shelf.items.values() if m.channel == channel and not m.incoming)
        since = [m.created_at for m in outgoing if may_go(m)]
        return len(since), min(since, default=None)

    def erase_of(self, person_id: str) -> int:
        mine = self._shelf.select(
            lambda m: m.person_id == person_id and m.delivery_id is None and bool(m.reply), by=lambda m: m.seq
        )
        for message in mine:
            unsent = message.state in (*NOT_SENT, MessageState.SENDING)
            end = {"state": MessageState.DEAD, "reason": "erased"} if unsent else {}
            self._shelf.save(dataclasses.replace(message, reply=NOTHING, **end))  # type: ignore[arg-type] # two fields
        return len(mine)


def _is_ahead(message: Message, now: datetime, lease_until: datetime) -> bool:
    late, end = message.created_at > now + CLOCKS_APART, message.lease_until
    if message.state is MessageState.QUEUED:
        return late and message.next_at is None
    if message.state in TRIED:
        return late or (end is not None and end > now + CLOCKS_APART)
    return message.state is MessageState.SENDING and (late or (end is not None and end > lease_until + CLOCKS_APART))
