"""The judgement: the book kept outside against the program's own ledger and chains."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from casework.ports import UnitOfWork
from fenghuo.compose import Workshop
from risk.circular import Circular, CircularState
from risk.delivery import Delivery, DeliveryState
from tests.faults.book import Book, Matter
from tests.faults.campaign import Campaign
from tests.faults.outside import EVERYBODY, READERS

_ARRIVED = frozenset({DeliveryState.SENT, DeliveryState.DELIVERED, DeliveryState.ACKNOWLEDGED})


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """`lost`, `doubled` (outside of the unknown window, or without a mark) and `unsound` say what is wrong.

    `repeats`: messages that came again within the unknown window, all marked. `marked`: those that bore the mark though
    only one came.
    """

    engine: str
    kills: Mapping[str, int]
    struck: Mapping[str, int]
    circulars: int
    deliveries: int
    receipts: int
    arrivals: int
    repeats: int
    marked: int
    audit_entries: int
    lost: tuple[str, ...]
    doubled: tuple[str, ...]
    unsound: tuple[str, ...]

    @property
    def clean(self) -> bool:
        return not (self.lost or self.doubled or self.unsound)


def judge(campaign: Campaign) -> Verdict:
    """When the last life is over and nothing was left to do."""
    book = campaign.book
    repeats = book.repeats()
    with campaign.town.open() as shop:
        ledger = shop.transactions.run_now(lambda uow: _Ledger.read(uow, book))
        receipts = shop.storage.verify_receipts()
        unsound = [
            *(f"audit log: {finding}" for finding in shop.storage.verify_audit()),
            *(f"receipts: {finding}" for finding in receipts.findings),
            *_incomplete(campaign, ledger),
            *_unclaimed(book, ledger),
        ]
        entries = _audit_entries(shop)
    told = sum(len(matter.told) for matter in book.matters.values())
    confirmed = sum(len(matter.confirmed) for matter in book.matters.values())
    if receipts.receipts != confirmed:
        unsound.append(f"{confirmed} receipts were confirmed, {receipts.receipts} are in the chain")
    return Verdict(
        engine=campaign.engine,
        kills=campaign.kills,
        struck=campaign.struck,
        circulars=len(book.matters),
        deliveries=told,
        receipts=receipts.receipts,
        arrivals=len(book.arrivals),
        repeats=repeats.marked,
        marked=repeats.marked_though_first,
        audit_entries=entries,
        lost=tuple(_lost(campaign, ledger)),
        doubled=(*repeats.unmarked, *repeats.after_booking),
        unsound=tuple(unsound),
    )


@dataclass(frozen=True, kw_only=True)
class _Ledger:
    """What the database says, by title. `attempts`: of every message that has arrived, how often it was claimed."""

    circulars: dict[str, Circular]
    rows: dict[str, list[Delivery]]
    attempts: dict[str, int]
    receipts: dict[str, int]

    @classmethod
    def read(cls, uow: UnitOfWork, book: Book) -> _Ledger:
        circulars = {
            circular.title: circular
            for office in uow.organisations.all()
            for circular in uow.circulars.of(office.id, CircularState.ISSUED)
        }
        messages = {id_: uow.outbox.find(id_) for id_, _ in book.times()}
        return cls(
            circulars=circulars,
            rows={title: list(uow.deliveries.of_circular(each.id)) for title, each in circulars.items()},
            attempts={id_: message.attempts for id_, message in messages.items() if message is not None},
            receipts={title: len(uow.receipts.of_circular(each.id)) for title, each in circulars.items()},
        )


def _lost(campaign: Campaign, ledger: _Ledger) -> Iterator[str]:
    """Confirmed and not done, or done and not arrived."""
    everybody = set(EVERYBODY)
    for matter in campaign.book.matters.values():
        if matter.issue_confirmed and matter.title not in ledger.circulars:
            yield f"{matter.title} was confirmed as issued and is not in the ledger"
        if matter.title in ledger.circulars:
            for channel, reader in sorted(everybody - matter.told):
                yield f"{matter.title} never reached {reader} on {channel}"
        yield from _unanswered(matter)
        if ledger.receipts.get(matter.title, 0) < len(matter.confirmed):
            yield f"{matter.title}: of {len(matter.confirmed)} confirmed receipts not all are kept"
    if waiting := campaign.town.waiting():
        yield f"{waiting} messages still wait"
    if campaign.outside.telegram.unconfirmed:
        yield f"{len(campaign.outside.telegram.unconfirmed)} updates were never taken"


def _unanswered(matter: Matter) -> Iterator[str]:
    if matter.issue_pressed and not matter.issue_confirmed:
        yield f"{matter.title}: the press on 签发 was never answered"
    for reader in sorted(matter.pressed - matter.confirmed):
        yield f"{matter.title}: the press of {reader} on 签收 was never answered"


def _incomplete(campaign: Campaign, ledger: _Ledger) -> Iterator[str]:
    """A row for everybody on their channel, once, in the state that is known outside."""
    people = campaign.town.people
    for title, rows in ledger.rows.items():
        twice = [pair for pair, times in Counter((row.person_id, row.channel) for row in rows).items() if times > 1]
        if twice:
            yield f"{title}: {len(twice)} people have two rows on one channel"
        found = {(row.channel, row.person_id): row for row in rows}
        for (channel, address), person_id in people.items():
            row = found.get((channel, person_id))
            if row is None:
                yield f"{title}: no row for {address} on {channel}"
            elif row.state not in _ARRIVED:
                yield f"{title}: {address} on {channel} is {row.state.value}"
            elif address in READERS and row.state is not DeliveryState.ACKNOWLEDGED:
                yield f"{title}: {address} has acknowledged and the row is {row.state.value}"


def _unclaimed(book: Book, ledger: _Ledger) -> Iterator[str]:
    """Nothing is sent that was not claimed before, in a transaction of its own."""
    for id_, times in book.times():
        if times > ledger.attempts.get(id_, 0):
            yield f"{id_} came {times} times and was claimed {ledger.attempts.get(id_, 0)} times"


def _audit_entries(shop: Workshop) -> int:
    def body(uow: UnitOfWork) -> int:
        return sum(len(uow.audit.of(org_id)) for org_id in uow.audit.organisations())

    return shop.transactions.run_now(body)
