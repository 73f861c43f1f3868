"""The unit of work in memory: every shelf with what is unique on it and whose child it is."""

from __future__ import annotations

from typing import Any

from casework.ports import people as registers
from casework.ports import receipts as ports_receipts
from casework.ports import repositories as ports
from casework.ports.digests import Digests
from casework.ports.dispatch import Dispatch
from casework.ports.endings import Endings
from casework.ports.leases import Leases
from casework.ports.pacing import Paces
from casework.ports.pursuit import Pursuit
from casework.ports.records import Message, Notice
from risk.assessment import Assessment
from risk.circular import Circular
from risk.correction import Correction
from risk.delivery import Delivery, Receipt
from risk.information import Attachment, RealName, RiskInformation
from risk.organisation import Address, Organisation, Person
from risk.receipt import AddressConfirmation
from risk.signal import OPEN_STATES, Signal
from storage.memory import (
    cases,
    circulars,
    clocks,
    digests,
    dispatch,
    endings,
    exercises,
    hints,
    leases,
    ledger,
    outbox,
    people,
    pursuit,
    readings,
    receipts,
)
from storage.memory.shelf import Cells, Journal, Shelf
from storage.repositories.receipts import Marks
from storage.signing import Signer
from storage.vault import KeyRing


class MemoryUnitOfWork:
    """`casework.ports.UnitOfWork` over dictionaries; one for the life of the fake."""

    def __init__(self, journal: Journal, *, audit_key: bytes) -> None:
        counters = Cells(journal)

        organisations = _organisations(journal)
        persons: Shelf[Person] = Shelf(journal, "people", parents={"org_id": organisations})
        of_person: dict[str, Shelf[Any]] = {"person_id": persons}
        addresses: Shelf[Address] = Shelf(journal, "addresses", unique=(_open_address,), parents=of_person)
        of_address: dict[str, Shelf[Any]] = {"address_id": addresses, **of_person}
        self.organisations: registers.Organisations = people.Organisations(organisations)
        self.people: registers.People = people.People(persons)
        self.addresses: registers.Addresses = people.Addresses(addresses)
        self.bindings: registers.Bindings = people.Bindings(Shelf(journal, "bindings", parents=of_person))
        by_token = (lambda item: item.token_digest,)
        self.links: registers.Links = people.Links(Shelf(journal, "links", unique=by_token, parents=of_person))
        self.sessions: registers.Sessions = people.Sessions(
            Shelf(journal, "sessions", unique=by_token, parents=of_person)
        )
        self.conversations: ports.Conversations = people.Conversations(
            Shelf(journal, "conversations", unique=(lambda c: c.address_id,), parents=of_address)
        )
        self.inbox: ports.Inbox = people.Inbox(Cells(journal))
        messages: Shelf[Message] = Shelf(journal, "messages", unique=(lambda m: m.dedupe,), parents=of_address)
        self.outbox: ports.Outbox = outbox.Outbox(messages, counters)

        signals = _signals(journal)
        of_signal: dict[str, Shelf[Any]] = {"signal_id": signals}
        real_names: Shelf[RealName] = Shelf(journal, "real_names", parents=of_person)
        informations: Shelf[RiskInformation] = Shelf(
            journal,
            "informations",
            unique=(lambda i: i.number,),
            parents={**of_person, **of_signal, "real_name_id": real_names},
        )
        of_information: dict[str, Shelf[Any]] = {"information_id": informations}
        corrections: Shelf[Correction] = Shelf(journal, "corrections", parents={**of_information, **of_signal})
        self.informations: ports.Informations = cases.Informations(informations, corrections)
        self.hints: ports.Hints = hints.Hints(Cells(journal), informations, signals)
        self.status_events: ports.StatusEvents = cases.StatusEvents(
            Shelf(journal, "status_events", parents=of_information)
        )
        self.real_names: ports.RealNames = cases.RealNames(real_names)
        attachments: Shelf[Attachment] = Shelf(
            journal, "attachments", parents={**of_person, **of_information, **of_signal}
        )
        self.attachments: ports.Attachments = cases.Attachments(attachments, Cells(journal))
        self.readings: ports.Readings = readings.Readings(
            Shelf(journal, "readings", parents={"id": attachments, **of_address})
        )
        self.signals: ports.Signals = cases.Signals(signals, counters)
        self.join_cases: ports.JoinCases = cases.JoinCases(
            Shelf(journal, "join_cases", parents={"information_id": informations, "other_id": informations})
        )
        self.corrections: ports.Corrections = cases.Corrections(corrections, informations)
        self.verifications: ports.Verifications = cases.Verifications(
            Shelf(journal, "verifications", parents=of_signal)
        )
        self.relays: ports.Relays = cases.Relays(Shelf(journal, "relays", parents={**of_information, **of_signal}))
        assessments: Shelf[Assessment] = Shelf(journal, "assessments", parents=of_signal)
        self.assessments: ports.Assessments = cases.Assessments(assessments)
        self.decisions: ports.Decisions = cases.Decisions(
            Shelf(journal, "decisions", parents={**of_signal, "assessment_id": assessments})
        )

        papers = _circulars(journal, organisations, signals)
        of_circular: dict[str, Shelf[Any]] = {"circular_id": papers}
        deliveries: Shelf[Delivery] = Shelf(
            journal,
            "deliveries",
            unique=(lambda d: (d.circular_id, d.person_id, d.channel),),
            parents={**of_circular, **of_person},
        )
        of_delivery: dict[str, Shelf[Any]] = {"delivery_id": deliveries}
        self.circulars: ports.Circulars = circulars.Circulars(papers, counters)
        self.renditions: ports.Renditions = circulars.Renditions(Shelf(journal, "renditions", parents=of_circular))
        self.deliveries: ports.Deliveries = circulars.Deliveries(deliveries, papers)
        self.attempts: ports.Attempts = circulars.Attempts(
            Shelf(journal, "attempts", parents={"message_id": messages, **of_delivery})
        )
        kept: Shelf[Receipt] = Shelf(journal, "receipts", parents={**of_delivery, **of_circular})
        ring = KeyRing.ephemeral()
        self.receipts: ports.Receipts = circulars.Receipts(kept)
        self.receipt_book: ports_receipts.ReceiptBook = receipts.ReceiptBook(
            Shelf(journal, "signed_receipts", parents={"id": kept, **of_circular}),
            Cells(journal),
            begun=Cells(journal),
            receipts=kept,
            circulars=papers,
            signer=Signer(ring),
        )
        self.marks: ports_receipts.Marks = Marks(ring)
        self.address_confirmations: ports.AddressConfirmations = receipts.AddressConfirmations(
            _confirmations(journal, organisations)
        )
        self.answers: ports.Answers = circulars.Answers(
            Shelf(journal, "answers", parents={**of_delivery, **of_circular})
        )
        self.filings: ports.Filings = circulars.Filings(Shelf(journal, "filings", parents=of_circular))
        self.subscriptions: ports.Subscriptions = circulars.Subscriptions(
            Shelf(journal, "subscriptions", unique=(lambda s: s.person_id,), parents=of_person)
        )

        self.dispatch: Dispatch = dispatch.Dispatch(self)
        notices: Shelf[Notice] = Shelf(journal, "notices", parents=of_circular)
        written = ledger.Ledger(self, notices)
        self.ledger: ports.Ledger = written
        self.endings: Endings = endings.Endings(self, notices)
        self.digests: Digests = digests.Digests(self)
        self.pursuit: Pursuit = pursuit.Pursuit(self, written, deliveries, notices)

        self.exercises: ports.Exercises = exercises.Exercises(self, papers)
        self.deadlines: ports.Deadlines = clocks.Deadlines(Shelf(journal, "deadlines"))
        self.clocks: ports.Clocks = clocks.Clocks(Cells(journal))
        self.holidays: ports.Holidays = clocks.Holidays(Cells(journal))
        self.ticks: ports.Ticks = clocks.Ticks(Cells(journal))
        self.leases: Leases = leases.Leases(Cells(journal))
        self.paces: Paces = leases.Paces(Cells(journal))
        self.audit: ports.AuditLog = clocks.AuditLog(Cells(journal), audit_key)


def _organisations(journal: Journal) -> Shelf[Organisation]:
    shelf: Shelf[Organisation] = Shelf(journal, "organisations", unique=(lambda o: o.uscc,))
    shelf.child_of("parent_id", shelf)
    return shelf


def _signals(journal: Journal) -> Shelf[Signal]:
    shelf: Shelf[Signal] = Shelf(
        journal,
        "signals",
        unique=(
            lambda s: s.number,
            lambda s: (s.office_id, s.identity.reveal()) if s.identity and s.state in OPEN_STATES else None,
        ),
    )
    shelf.child_of("merged_into", shelf)
    return shelf


def _circulars(journal: Journal, organisations: Shelf[Organisation], signals: Shelf[Signal]) -> Shelf[Circular]:
    shelf: Shelf[Circular] = Shelf(
        journal,
        "circulars",
        unique=(lambda c: c.number, lambda c: c.official_number or None),
        parents={"org_id": organisations, "signal_id": signals},
    )
    shelf.child_of("predecessor_id", shelf)
    return shelf


def _confirmations(journal: Journal, organisations: Shelf[Organisation]) -> Shelf[AddressConfirmation]:
    return Shelf(
        journal,
        "address_confirmations",
        unique=(lambda c: (c.org_id, c.office_id) if c.withdrawn_at is None else None,),
        parents={"org_id": organisations, "office_id": organisations},
    )


def _open_address(address: Address) -> object | None:
    if address.closed_at is not None or not address.address:
        return None
    return address.channel, address.address.reveal()
