"""The ledger of deliveries in memory: the same rows, made one by one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from casework.ports.ledger import ADDRESSED_ROLES, Addressees, Fanout, Reach, Rest, Wanted, row_id
from casework.ports.records import Message, MessageState, Notice
from casework.ports.repositories import UnitOfWork
from risk.circular import WARNING_ORDER
from risk.delivery import Delivery, DeliveryState
from risk.organisation import Address, Level, Organisation, Person, Role
from risk.subscription import NotifyReason, Subscription, within
from storage.memory.shelf import Shelf


class Ledger:
    def __init__(self, uow: UnitOfWork, notices: Shelf[Notice]) -> None:
        self._uow = uow
        self._notices = notices

    def addressed(self, to: Addressees) -> list[tuple[str, NotifyReason]]:
        found: dict[str, NotifyReason] = {}
        for organisation, reason in self._organisations(to):
            for person in self._staff(organisation):
                found.setdefault(person.id, reason)
        if to.subscribed is not None:
            for person in self._subscribers(to.subscribed):
                found.setdefault(person.id, NotifyReason.SUBSCRIBED)
        return sorted(found.items())

    def anybody(self, to: Addressees) -> bool:
        return bool(self.addressed(to))

    def unmanned(self, to: Addressees) -> list[str]:
        empty = {each.id: each.name for each, _reason in self._organisations(to) if not self._staff(each)}
        return list(empty.values())

    def write(self, to: Addressees, fanout: Fanout) -> Reach:
        return self.spread(self.addressed(to), fanout)

    def spread(self, people: list[tuple[str, NotifyReason]], fanout: Fanout) -> Reach:
        """To all of these people."""
        for notice in (fanout.notice, fanout.asking):
            if notice is not None:
                self._notices.add(notice)
        place = unreachable = 0
        for person_id, reason in people:
            person = self._uow.people.get(person_id)
            addresses = _in_order(self._uow.addresses.of(person_id), fanout)
            unreachable += not addresses
            carried = sum(address.channel not in fanout.together for address in addresses)
            for number, address in enumerate(addresses or [None]):
                place += 1
                turn = number if number < carried else 0
                row = replace(_row(fanout, place, person, reason), turn=turn)
                if self._release(row, fanout) is not None:
                    row = replace(row, remind_at=None)
                elif person.role not in fanout.spared:
                    row = replace(row, escalate_at=self._over(row, address, fanout))
                self._add(row, address, fanout, place)
        return Reach(people=len(people), unreachable=unreachable)

    def _add(self, row: Delivery, address: Address | None, fanout: Fanout, place: int) -> None:
        if address is None:
            self._uow.deliveries.add(
                replace(
                    row,
                    remind_at=None,
                    state=DeliveryState.DEAD,
                    reason=fanout.no_address,
                    owner_id=fanout.owner_id,
                    told_at=fanout.at,
                )
            )
            return
        shown = address.channel == fanout.shown
        turn = fanout.turns[min(row.turn, len(fanout.turns) - 1)]
        message_id = row_id(fanout.message_prefix, place)
        self._uow.deliveries.add(
            replace(
                row,
                channel=address.channel,
                message_id=message_id,
                state=DeliveryState.SENT if shown else DeliveryState.QUEUED,
                sent_at=fanout.at if shown else None,
            )
        )
        notice = fanout.asking if fanout.asking and row.answer_due else fanout.notice
        release = self._release(row, fanout)
        due = release or rested(turn.at, turn.rest, self._uow.subscriptions.of(row.person_id))
        self._uow.outbox.add(
            Message(
                id=message_id,
                address_id=address.id,
                person_id=row.person_id,
                channel=address.channel,
                created_at=fanout.at if shown else due,
                reply=notice.reply,
                notice_id=notice.id,
                lane=fanout.lane,
                state=MessageState.SENT if shown else MessageState.QUEUED,
                sent_at=fanout.at if shown else None,
                next_at=None if shown or due == fanout.at else due,
                reason=fanout.bundle.reason if fanout.bundle and release and not shown else "",
                dedupe=f"circular:{fanout.circular_id}:{row.person_id}:{address.channel}",
                delivery_id=row.id,
            )
        )

    def _over(self, row: Delivery, address: Address | None, fanout: Fanout) -> datetime:
        """Until when this person is waited for on this channel."""
        if address is None:
            return fanout.at
        turn = fanout.turns[min(row.turn, len(fanout.turns) - 1)]
        rest = None if address.channel == fanout.shown else turn.over_after
        return rested(turn.over, rest, self._uow.subscriptions.of(row.person_id))

    def _release(self, row: Delivery, fanout: Fanout) -> datetime | None:
        """When it goes by itself, if it waits for this person's digest."""
        theirs = self._uow.subscriptions.of(row.person_id)
        if fanout.bundle is None or row.because != NotifyReason.SUBSCRIBED or theirs is None or not theirs.active:
            return None
        if not theirs.bundled or theirs.digest_hour is None:
            return None
        return fanout.bundle.release(theirs.zone, theirs.digest_hour)

    def _organisations(self, to: Addressees) -> Iterator[tuple[Organisation, NotifyReason]]:
        everybody = self._uow.organisations.all()
        for each in everybody:
            if _named(each, to):
                yield each, NotifyReason.NAMED
        for each in everybody:
            if each.id in to.offices or (to.every_enterprise and each.level is Level.ENTERPRISE):
                yield each, NotifyReason.EVERYONE

    def _staff(self, organisation: Organisation) -> list[Person]:
        return [person for person in self._uow.people.of(organisation.id) if person.role in ADDRESSED_ROLES]

    def _subscribers(self, wanted: Wanted) -> Iterator[Person]:
        for subscription in self._uow.subscriptions.active():
            person = self._uow.people.get(subscription.person_id)
            if not _holds(subscription, wanted) or not person.active or person.contact_withdrawn_at is not None:
                continue
            if person.role is Role.ENTERPRISE or not wanted.enterprises_only:
                yield person


def _named(organisation: Organisation, to: Addressees) -> bool:
    if organisation.id in to.named and organisation.level is not Level.PUBLIC:
        return True
    if organisation.level is not Level.ENTERPRISE:
        return False
    return (
        organisation.uscc in to.usccs
        or any(role in to.roles for role in organisation.operator_roles)
        or any(region in organisation.region for region in to.regions)
    )


def _holds(subscription: Subscription, wanted: Wanted) -> bool:
    hazards, origins = set(subscription.hazards), subscription.origins
    return (
        (wanted.product is None or within(wanted.product, subscription.products))
        and (not wanted.hazards or not hazards or not hazards.isdisjoint(wanted.hazards))
        and (not wanted.origin or not origins or wanted.origin in origins)
        and WARNING_ORDER.index(subscription.min_level) <= WARNING_ORDER.index(wanted.level)
    )


def _row(fanout: Fanout, place: int, person: Person, reason: NotifyReason) -> Delivery:
    asked = fanout.asking is not None and person.role in fanout.answering
    return Delivery(
        id=row_id(fanout.delivery_prefix, place),
        circular_id=fanout.circular_id,
        person_id=person.id,
        org_id=person.org_id,
        channel="",
        created_at=fanout.at,
        answer_due=fanout.answer_due if asked else None,
        remind_at=None if person.role in fanout.spared else fanout.remind_at,
        because=reason.value,
    )


def _in_order(open_ones: list[Address], fanout: Fanout) -> list[Address]:
    """One for each channel: those that take turns, then the others."""

    def key(address: Address) -> tuple[bool, bool, int, str]:
        house = fanout.order.index(address.channel) if address.channel in fanout.order else len(fanout.order)
        place = address.place
        return address.channel in fanout.together, place is None, house if place is None else place, address.channel

    channels: dict[str, Address] = {}
    for address in sorted(open_ones, key=lambda a: (a.place is None, a.place or 0)):  # by creation, as they came
        channels.setdefault(address.channel, address)
    return sorted(channels.values(), key=key)


def rested(at: datetime, rest: Rest | None, subscription: Subscription | None) -> datetime:
    """The end of the quiet hours that `at` lies in, or `at`."""
    if rest is None or subscription is None or not subscription.active:
        return at
    return rest.at(subscription.zone).until(subscription.quiet_from, subscription.quiet_to) or at
