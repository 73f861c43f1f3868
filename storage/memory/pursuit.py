"""Chasing receipts in memory: the same as in the database, one by one."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from datetime import datetime

from casework.ports.ledger import BY_WISH, row_id
from casework.ports.pursuit import Handed, Handing, Listing, Reminding, Silent, Waited, is_reminder, reminder_name
from casework.ports.records import Message, MessageState, Notice
from casework.ports.repositories import UnitOfWork
from risk.circular import CircularState
from risk.delivery import Delivery, DeliveryState
from risk.organisation import Person
from risk.subscription import NotifyReason
from storage.memory.ledger import Ledger, rested
from storage.memory.shelf import Shelf

_S = DeliveryState
_REACHED = frozenset({_S.SENT, _S.DELIVERED, _S.UNKNOWN})


class Pursuit:
    def __init__(self, uow: UnitOfWork, ledger: Ledger, rows: Shelf[Delivery], notices: Shelf[Notice]) -> None:
        self._uow = uow
        self._ledger = ledger
        self._rows = rows
        self._notices = notices

    def to_remind(self, now: datetime, *, limit: int) -> list[Waited]:
        found = self._rows.select(
            lambda d: d.remind_at is not None and d.remind_at <= now and d.state not in (_S.ACKNOWLEDGED, _S.DEAD),
            by=lambda d: d.remind_at,
            limit=limit,
        )
        return _each_once(found)

    def remind(self, reminding: Reminding) -> int:
        self._notices.add(reminding.notice)
        place = count = 0
        for person_id in sorted(reminding.people):
            rows = [row for row in self._of(reminding.circular_id, person_id) if row.state is not _S.ACKNOWLEDGED]
            active = self._uow.people.get(person_id).active
            used = self._last_used(rows, reminding) if active else []
            number = max((row.reminders for row in rows), default=0) + 1
            for row, address_id in used:
                place += 1
                self._tell(reminding, row, address_id, number, place)
            count += bool(used)
            for row in rows:
                if row.remind_at is not None and row.state is not _S.DEAD:
                    told = row.reminders + bool(used)
                    last = not active or told >= reminding.most
                    again = None if last else reminding.next_at
                    self._rows.save(dataclasses.replace(row, reminders=told, remind_at=again))
        return count

    def to_hand_on(self, now: datetime, *, limit: int) -> list[Waited]:
        found = self._rows.select(
            lambda d: d.escalate_at is not None and d.escalate_at <= now, by=lambda d: d.escalate_at, limit=limit
        )
        return _each_once(found)

    def hand_on(self, handing: Handing) -> Handed:
        if self._uow.circulars.get(handing.circular_id).state is not CircularState.ISSUED:
            return Handed(on=0, listed=0)
        late = [self._uow.people.get(id_) for id_ in sorted(handing.people)]
        for person in late:
            for row in self._of(handing.circular_id, person.id):
                if row.escalate_at is not None and row.escalate_at <= handing.at:
                    self._rows.save(dataclasses.replace(row, escalate_at=None))
        nexts: list[str] = []
        left: list[str] = []
        for org_id in sorted({person.org_id for person in late}):
            theirs = self._colleagues(org_id, handing)
            ids = {person.id for person in (*theirs, *(each for each in late if each.org_id == org_id))}
            rows = [row for id_ in ids for row in self._of(handing.circular_id, id_)]
            if any(row.acknowledged_at or row.escalate_at for row in rows):
                continue
            obliged = any(row.because not in BY_WISH for row in rows)
            fresh = [person for person in theirs if self._may_be_next(person, handing, obliged=obliged)]
            if fresh:
                nexts.append(min(fresh, key=lambda person: (person.created_at, person.id)).id)
            else:
                left += sorted(ids)
        if nexts:
            self._ledger.spread([(id_, NotifyReason.COLLEAGUE) for id_ in sorted(nexts)], handing.fanout)
        return Handed(on=len(nexts), listed=sum(self._list(handing, id_) for id_ in left))

    def let_go(self, circular_id: str) -> None:
        for row in self._rows.select(lambda d: d.circular_id == circular_id, by=lambda d: d.id):
            if row.escalate_at is not None or row.remind_at is not None:
                self._rows.save(dataclasses.replace(row, escalate_at=None, remind_at=None))

    def untold(self, *, limit: int = 50) -> list[str]:
        found = self._rows.select(
            lambda d: d.listed_at is not None and d.told_at is None, by=lambda d: (d.circular_id, d.id)
        )
        circulars = [self._uow.circulars.get(id_) for id_ in dict.fromkeys(row.circular_id for row in found)]
        return [circular.id for circular in circulars if circular.state is CircularState.ISSUED][:limit]

    def tell(self, circular_id: str, at: datetime, *, names: int) -> Silent:
        found = self._rows.select(
            lambda d: d.circular_id == circular_id and d.listed_at is not None and d.told_at is None,
            by=lambda d: d.id,
        )
        told = {self._uow.organisations.get(row.org_id).name for row in found}
        for row in found:
            self._rows.save(dataclasses.replace(row, told_at=at))
        return Silent(people=len(found), organisations=tuple(sorted(told)[:names]))

    def listed(self, listing: Listing, *, limit: int = 500) -> list[Delivery]:
        found = self._rows.select(lambda d: self._owed(d, listing), by=lambda d: (d.created_at, d.id))
        first: dict[tuple[str, str], Delivery] = {}
        for row in found:
            first.setdefault((row.circular_id, row.person_id), row)
        return list(first.values())[:limit]

    def acknowledged(self, messages: Sequence[Message]) -> set[str]:
        return {message.id for message in messages if self._has_acknowledged(message)}

    def _of(self, circular_id: str, person_id: str) -> list[Delivery]:
        return self._uow.deliveries.between(circular_id, person_id)

    def _last_used(self, rows: list[Delivery], reminding: Reminding) -> list[tuple[Delivery, str]]:
        """(row, address): the one that carried it last, and our own page."""
        reached = []
        for row in rows:
            message = self._uow.outbox.find(row.message_id) if row.message_id else None
            address = self._uow.addresses.find(message.address_id) if message else None
            if row.state in _REACHED and address is not None and address.closed_at is None:
                reached.append((row, address.id))
        rank: Callable[[tuple[Delivery, str]], tuple[bool, bool, int, str]] = lambda one: (  # noqa: E731
            one[0].channel == reminding.shown,
            one[0].channel in reminding.together,
            -one[0].turn,
            one[0].channel,
        )
        reached.sort(key=rank)
        return [one for number, one in enumerate(reached) if number == 0 or one[0].channel == reminding.shown]

    def _tell(self, reminding: Reminding, row: Delivery, address_id: str, number: int, place: int) -> None:
        shown = row.channel == reminding.shown
        due = rested(reminding.at, reminding.rest, self._uow.subscriptions.of(row.person_id))
        self._uow.outbox.add(
            Message(
                id=row_id(reminding.message_prefix, place),
                address_id=address_id,
                person_id=row.person_id,
                channel=row.channel,
                created_at=reminding.at if shown else due,
                reply=reminding.notice.reply,
                notice_id=reminding.notice.id,
                lane=reminding.lane,
                state=MessageState.SENT if shown else MessageState.QUEUED,
                sent_at=reminding.at if shown else None,
                next_at=None if shown or due == reminding.at else due,
                dedupe=reminder_name(reminding.circular_id, row.person_id, number, row.channel),
            )
        )

    def _colleagues(self, org_id: str, handing: Handing) -> list[Person]:
        """Those who have left, too."""
        return [p for p in self._uow.people.all() if p.org_id == org_id and p.role in handing.roles]

    def _may_be_next(self, person: Person, handing: Handing, *, obliged: bool) -> bool:
        wish = self._uow.subscriptions.of(person.id)
        return (
            person.active
            and (obliged or wish is None or wish.active)
            and person.contact_withdrawn_at is None
            and bool(self._uow.addresses.of(person.id))
            and not self._of(handing.circular_id, person.id)
        )

    def _list(self, handing: Handing, person_id: str) -> bool:
        rows = self._of(handing.circular_id, person_id)
        if not rows or any(row.listed_at for row in rows):
            return False
        first = min(rows, key=lambda row: row.id)
        owner = first.owner_id or handing.owner_id
        told = max((row.told_at for row in rows if row.told_at), default=None)
        self._rows.save(dataclasses.replace(first, listed_at=handing.at, owner_id=owner, told_at=told))
        return True

    def _owed(self, row: Delivery, listing: Listing) -> bool:
        circular = self._uow.circulars.get(row.circular_id)
        if circular.org_id != listing.office_id or circular.exercise:
            return False
        rows = self._of(row.circular_id, row.person_id)
        silent = row.listed_at is not None and circular.state is CircularState.ISSUED
        dead = row.state is _S.DEAD and row.reason not in listing.settled
        if not silent and (not dead or any(_hopeful(each, listing) for each in rows)):
            return False
        org_id = self._uow.people.get(row.person_id).org_id
        theirs = [p.id for p in self._uow.people.all() if p.org_id == org_id and p.role in listing.roles]
        return not any(each.acknowledged_at for id_ in {row.person_id, *theirs} for each in self._of(circular.id, id_))

    def _has_acknowledged(self, message: Message) -> bool:
        if message.delivery_id is not None:
            row = self._uow.deliveries.find(message.delivery_id)
            return row is not None and row.message_id == message.id and row.acknowledged_at is not None
        if not is_reminder(message) or message.notice_id is None:
            return False
        circular_id = self._notices.get(message.notice_id).circular_id
        return any(row.acknowledged_at for row in self._of(circular_id, message.person_id))


def _hopeful(row: Delivery, listing: Listing) -> bool:
    """Something has been, or may still be, carried to them."""
    return row.channel not in ("", listing.shown) and row.state not in (_S.DEAD, _S.ACKNOWLEDGED)


def _each_once(rows: list[Delivery]) -> list[Waited]:
    return list(dict.fromkeys(Waited(circular_id=row.circular_id, person_id=row.person_id) for row in rows))
