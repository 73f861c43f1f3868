"""The unit of work over one database transaction."""

from __future__ import annotations

from casework.ports import people as registers
from casework.ports import repositories as ports
from casework.ports.digests import Digests
from casework.ports.dispatch import Dispatch
from casework.ports.endings import Endings
from casework.ports.leases import Leases
from casework.ports.pacing import Paces
from casework.ports.pursuit import Pursuit
from casework.ports.receipts import Marks, ReceiptBook
from storage.audit import AuditLog
from storage.repositories import (
    circulars,
    clocks,
    deliveries,
    digests,
    dispatch,
    endings,
    exercises,
    hints,
    informations,
    leases,
    ledger,
    organisations,
    outbox,
    pursuit,
    readings,
    receipts,
    signals,
    talk,
)
from storage.work import Work


class RowsUnitOfWork:
    """`casework.ports.UnitOfWork` over SQL; made for one transaction and thrown away with it."""

    def __init__(self, work: Work) -> None:
        self.organisations: registers.Organisations = organisations.Organisations(work, organisations.ORGANISATION)
        self.people: registers.People = organisations.People(work, organisations.PERSON)
        self.addresses: registers.Addresses = organisations.Addresses(work, organisations.ADDRESS)
        self.bindings: registers.Bindings = organisations.Bindings(work, organisations.BINDING)
        self.links: registers.Links = talk.Links(work, talk.LINK)
        self.sessions: registers.Sessions = talk.Sessions(work, talk.SESSION)
        self.conversations: ports.Conversations = talk.Conversations(work, talk.CONVERSATION)
        self.inbox: ports.Inbox = talk.Inbox(work)
        self.outbox: ports.Outbox = outbox.Outbox(work, outbox.MESSAGE)
        self.informations: ports.Informations = informations.Informations(work, informations.INFORMATION)
        self.hints: ports.Hints = hints.Hints(work, informations.INFORMATION)
        self.status_events: ports.StatusEvents = informations.StatusEvents(work, informations.STATUS_EVENT)
        self.real_names: ports.RealNames = informations.RealNames(work, informations.REAL_NAME)
        self.attachments: ports.Attachments = informations.Attachments(work, informations.ATTACHMENT)
        self.readings: ports.Readings = readings.Readings(work, readings.READING)
        self.signals: ports.Signals = signals.Signals(work, signals.SIGNAL)
        self.join_cases: ports.JoinCases = signals.JoinCases(work, signals.JOIN_CASE)
        self.corrections: ports.Corrections = signals.Corrections(work, signals.CORRECTION)
        self.verifications: ports.Verifications = signals.Verifications(work, signals.VERIFICATION)
        self.relays: ports.Relays = informations.Relays(work, informations.RELAY)
        self.assessments: ports.Assessments = signals.Assessments(work, signals.ASSESSMENT)
        self.decisions: ports.Decisions = signals.Decisions(work, signals.DECISION)
        self.circulars: ports.Circulars = circulars.Circulars(work, circulars.CIRCULAR)
        self.renditions: ports.Renditions = circulars.Renditions(work, circulars.RENDITION)
        self.deliveries: ports.Deliveries = deliveries.Deliveries(work, deliveries.DELIVERY)
        self.dispatch: Dispatch = dispatch.Dispatch(work)
        self.attempts: ports.Attempts = deliveries.Attempts(work, deliveries.ATTEMPT)
        self.receipts: ports.Receipts = deliveries.Receipts(work, deliveries.RECEIPT)
        self.receipt_book: ReceiptBook = receipts.ReceiptBook(work)
        self.address_confirmations: ports.AddressConfirmations = receipts.AddressConfirmations(
            work, receipts.ADDRESS_CONFIRMATION
        )
        self.marks: Marks = receipts.Marks(work.ring)
        self.answers: ports.Answers = deliveries.Answers(work, deliveries.ANSWER)
        self.filings: ports.Filings = circulars.Filings(work, circulars.FILING)
        self.subscriptions: ports.Subscriptions = circulars.Subscriptions(work, circulars.SUBSCRIPTION)
        self.ledger: ports.Ledger = ledger.Ledger(work)
        self.endings: Endings = endings.Endings(work)
        self.digests: Digests = digests.Digests(work)
        self.pursuit: Pursuit = pursuit.Pursuit(work)
        self.exercises: ports.Exercises = exercises.Exercises(work)
        self.deadlines: ports.Deadlines = clocks.Deadlines(work, clocks.DEADLINE)
        self.clocks: ports.Clocks = clocks.Clocks(work)
        self.holidays: ports.Holidays = clocks.Holidays(work)
        self.ticks: ports.Ticks = clocks.Ticks(work)
        self.leases: Leases = leases.Leases(work)
        self.paces: Paces = leases.Paces(work)
        self.audit: ports.AuditLog = AuditLog(work)
