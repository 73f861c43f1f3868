"""Every query that use cases make. `storage` has one implementation for both engines, and an in-memory one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date, datetime
from typing import Final, Protocol, TypeVar

from casework.ports.digests import Digests
from casework.ports.dispatch import Dispatch
from casework.ports.endings import Endings
from casework.ports.exercises import Exercises as Exercises
from casework.ports.keeping import Appended, Kept
from casework.ports.leases import Leases
from casework.ports.ledger import Ledger as Ledger  # told on: `ports.Ledger` stands with the others
from casework.ports.pacing import Paces
from casework.ports.people import Addresses, Bindings, Links, Organisations, People, Sessions
from casework.ports.pursuit import Pursuit
from casework.ports.receipts import Marks, ReceiptBook
from casework.ports.records import Conversation, Lane, Message
from risk.assessment import Assessment, Decision
from risk.audit import AuditEntry
from risk.circular import Circular, CircularState, CircularStatus, Filing, Rendition
from risk.correction import Correction
from risk.deadline import Deadline, DeadlineKind, OfficeClocks
from risk.delivery import Answer, Attempt, Delivery, Receipt
from risk.information import Attachment, RealName, RelayMessage, RiskInformation, StatusEvent
from risk.likeness import JoinCase
from risk.reading import FileReading
from risk.receipt import AddressConfirmation
from risk.signal import Signal, Verification
from risk.subscription import Subscription

R = TypeVar("R")
HINTED: Final = 40  # tips that are looked up for one hint


class Conversations(Kept[Conversation], Protocol):
    def at(self, address_id: str) -> Conversation | None: ...


class Inbox(Protocol):
    def record(self, channel: str, update_id: str, at: datetime) -> bool:
        """True the first time, False for a repeat."""


class Outbox(Kept[Message], Protocol):
    def after(self, address_id: str, seq: int, *, limit: int = 200) -> list[Message]:
        """Messages both ways with a greater `seq`, in order."""

    def latest(self, address_id: str, *, limit: int = 50, before: int | None = None) -> list[Message]:
        """The last `limit`, or the last before that `seq`, in order."""

    def by_dedupe(self, dedupe: str) -> Message | None: ...
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
        """Takes due outgoing ones (queued, failed, unknown; or sending with the lease run out, then `repeat`)
        (of that lane) by lane and age, sets them to sending, counts the attempt. A first attempt may come by
        `CLOCKS_APART` too early: what is due "now" was written by another machine's clock.

        `fence`: the number of the lease that we claim under; what was claimed under a lower one counts as run out."""

    def ahead(self, channel: str, *, lane: Lane, now: datetime, lease_until: datetime, limit: int) -> list[str]:
        """Ids of waiting ones that nobody meant to wait as they do: a clock ahead of `now` has written them. What waits
        for its turn, the morning or a digest is not among them. `lease_until`: where a claim of now would end."""

    def bring_back(self, ids: Collection[str], *, now: datetime, lease_until: datetime) -> int:
        """Those of them that are still `ahead` are due now, and claims end by `lease_until`; how many that were."""

    def waiting(self, channel: str, now: datetime) -> tuple[int, datetime | None]:
        """How many that may go are not sent yet, and since when the oldest may. What waits for its turn is not late."""

    def erase_of(self, person_id: str) -> int:
        """Destroys what this person wrote and was told in chat, deliveries excepted; how many."""


class Informations(Kept[RiskInformation], Protocol):
    def by_number(self, number: str) -> RiskInformation | None: ...
    def of_person(self, person_id: str) -> list[RiskInformation]:
        """Newest first."""

    def of_signal(self, signal_id: str) -> list[RiskInformation]:
        """Oldest first."""

    def latest_of_signal(self, signal_id: str, *, limit: int) -> list[RiskInformation]:
        """Newest first."""

    def moved_out(self, signal_id: str) -> list[RiskInformation]:
        """Corrected while it was on this signal, and on none now; oldest first."""


class Hints(Protocol):
    """By which words a tip is found again. Nobody can read them there; only who knows a word can ask for it."""

    def keep(self, information: RiskInformation, hints: Collection[str]) -> None:
        """Once for each piece of information; again changes nothing."""

    def sharing(self, office_id: str, hints: Collection[str], *, limit: int) -> list[RiskInformation]:
        """On open signals of the office; first those with the hints that the fewest others have. Of each hint the
        newest `HINTED` count, whatever became of them; one that so many have does not suffice.
        """


class StatusEvents(Appended[StatusEvent], Protocol):
    def of(self, information_id: str) -> list[StatusEvent]: ...


class RealNames(Kept[RealName], Protocol):
    def current(self, person_id: str) -> RealName | None:
        """The newest one not withdrawn."""

    def with_document(self, document_number: str) -> list[RealName]:
        """Those declared with this very number, by blind index."""


class Attachments(Kept[Attachment], Protocol):
    def put(self, item: Attachment, content: bytes) -> None:
        """Adds it with its content, sealed."""

    def content(self, id_: str) -> bytes: ...
    def of_information(self, information_id: str) -> list[Attachment]: ...
    def loose(self, person_id: str) -> list[Attachment]:
        """Uploaded by the person and not yet part of anything."""

    def erase(self, id_: str) -> None:
        """Destroys the data key: name and content read as empty from now on."""


class Readings(Kept[FileReading], Protocol):
    """One for an attachment, under its id."""

    def next_waiting(self, now: datetime) -> FileReading | None:
        """The oldest one that nobody is at."""

    def of_person(self, person_id: str, *, limit: int = 60) -> list[FileReading]:
        """The newest `limit`, oldest first."""

    def erase(self, id_: str) -> None:
        """Destroys the data key, if there is such a reading: what was read is empty from now on."""


class Signals(Kept[Signal], Protocol):
    def open_with(self, office_id: str, identity: str) -> Signal | None:
        """By blind index; there is at most one."""

    def last_closed_with(self, office_id: str, identity: str) -> Signal | None: ...
    def open_alike(
        self, office_id: str, *, brand: str = "", model: str = "", kind: str = "", limit: int = 40
    ) -> list[Signal]:
        """Open ones with this very model, brand or kind, by blind index: at most `limit` of each, newest first."""

    def by_number(self, number: int) -> Signal | None: ...
    def queue(self, office_id: str, *, limit: int = 200) -> list[Signal]:
        """Open ones: gravest first, then oldest."""

    def next_number(self) -> int:
        """Inside the transaction; two at once never get the same."""


class JoinCases(Appended[JoinCase], Protocol):
    def all(self) -> list[JoinCase]:
        """Oldest first."""


class Corrections(Appended[Correction], Protocol):
    def of(self, information_id: str) -> list[Correction]:
        """Oldest first, as all of these."""

    def of_signal(self, signal_id: str) -> list[Correction]:
        """Of the information that is on the signal now."""

    def of_act(self, act_id: str) -> list[Correction]: ...
    def all(self) -> list[Correction]: ...


class Verifications(Kept[Verification], Protocol):
    def of(self, signal_id: str) -> list[Verification]: ...


class Relays(Kept[RelayMessage], Protocol):
    def of(self, information_id: str) -> list[RelayMessage]: ...
    def open_for(self, person_id: str) -> RelayMessage | None:
        """The officers' oldest unanswered question to this tipster."""


class Assessments(Kept[Assessment], Protocol):
    def of(self, signal_id: str) -> list[Assessment]: ...
    def of_expert(self, expert_id: str) -> list[Assessment]:
        """Newest first."""


class Decisions(Kept[Decision], Protocol):
    def of(self, signal_id: str) -> list[Decision]: ...


class Circulars(Kept[Circular], Protocol):
    def by_number(self, number: str) -> Circular | None:
        """By the draft's number or by the official one."""

    def of(self, org_id: str, *states: CircularState, status: CircularStatus = CircularStatus.ACTUAL) -> list[Circular]:
        """Newest first; no state = all."""

    def announcements(self, *, today: date, product: str | None = None, words: tuple[str, ...] = ()) -> list[Circular]:
        """Public ones in force, newest first, no exercise; every word in title or body."""

    def expired(self, today: date) -> list[Circular]:
        """Issued ones whose last day is before `today`."""

    def next_serial(self, org_id: str, year: int, *, status: CircularStatus = CircularStatus.ACTUAL) -> int:
        """Of the official numbers, exercises by themselves; inside the transaction."""

    def next_draft(self, org_id: str, year: int, *, status: CircularStatus = CircularStatus.ACTUAL) -> int: ...


class Renditions(Appended[Rendition], Protocol):
    def of(self, circular_id: str, *, final: bool) -> Rendition | None:
        """The newest."""


class Deliveries(Kept[Delivery], Protocol):
    def of_circular(self, circular_id: str) -> list[Delivery]: ...
    def of_person(self, person_id: str) -> list[Delivery]:
        """Newest first."""

    def between(self, circular_id: str, person_id: str) -> list[Delivery]: ...
    def by_message(self, message_id: str) -> Delivery | None: ...
    def carried_by(self, message_id: str) -> list[Delivery]:
        """One, or all that a digest carries."""

    def counts(self, circular_id: str) -> Mapping[str, int]:
        """By state."""

    def undeliverable(self, *, limit: int = 500) -> list[Delivery]:
        """Of real circulars: whom an exercise does not reach stands in its report."""


class Attempts(Appended[Attempt], Protocol):
    def of_delivery(self, delivery_id: str) -> list[Attempt]:
        """By number: a clock that was set back between two of them changes nothing."""


class Receipts(Appended[Receipt], Protocol):
    def of_circular(self, circular_id: str) -> list[Receipt]: ...


class AddressConfirmations(Kept[AddressConfirmation], Protocol):
    def current(self, org_id: str, office_id: str) -> AddressConfirmation | None:
        """The one that was not withdrawn."""

    def of_office(self, office_id: str) -> list[AddressConfirmation]:
        """Newest first, withdrawn ones too."""


class Answers(Appended[Answer], Protocol):
    def of_circular(self, circular_id: str) -> list[Answer]: ...
    def of_person(self, person_id: str) -> list[Answer]: ...


class Filings(Kept[Filing], Protocol):
    def waiting(self, to_org_id: str) -> list[Filing]: ...
    def of_circular(self, circular_id: str) -> Filing | None: ...


class Subscriptions(Kept[Subscription], Protocol):
    def of(self, person_id: str) -> Subscription | None: ...
    def active(self) -> Iterable[Subscription]: ...
    def zones(self) -> list[str]:
        """Time zones that active ones have set, by name; the cost grows with the zones."""


class Deadlines(Kept[Deadline], Protocol):
    def open_of(self, subject_id: str, kind: DeadlineKind) -> Deadline | None: ...
    def running(self, subject_id: str) -> list[Deadline]: ...
    def to_call(self, now: datetime, *, limit: int = 500) -> list[Deadline]:
        """Not done, `next_at` reached."""


class Clocks(Protocol):
    def of(self, org_id: str) -> OfficeClocks:
        """The defaults where the office has set none."""

    def put(self, clocks: OfficeClocks) -> None: ...


class Holidays(Protocol):
    def all(self) -> Mapping[date, bool]:
        """Days set by hand: True = working day. They go before the calendar library."""

    def put(self, day: date, *, working: bool) -> None: ...


class Ticks(Protocol):
    def claim(self, job: str, tick: str, at: datetime) -> bool:
        """True for whoever comes first. Ticks of the job that were claimed later than now are nobody's: the clock has
        been set back since."""

    def forget(self, before: datetime) -> int:
        """Drops ticks that were claimed before that moment; how many."""


class AuditLog(Protocol):
    def append(
        self, *, org_id: str, at: datetime, actor_id: str, act: str, subject: str, **detail: str
    ) -> AuditEntry: ...
    def of(self, org_id: str) -> list[AuditEntry]:
        """By `seq`."""

    def organisations(self) -> list[str]: ...


class UnitOfWork(Protocol):
    """One transaction's view of everything. Valid only inside its body."""

    organisations: Organisations
    people: People
    addresses: Addresses
    bindings: Bindings
    links: Links
    sessions: Sessions
    conversations: Conversations
    inbox: Inbox
    outbox: Outbox
    informations: Informations
    hints: Hints
    status_events: StatusEvents
    real_names: RealNames
    attachments: Attachments
    readings: Readings
    signals: Signals
    join_cases: JoinCases
    corrections: Corrections
    verifications: Verifications
    relays: Relays
    assessments: Assessments
    decisions: Decisions
    circulars: Circulars
    renditions: Renditions
    deliveries: Deliveries
    attempts: Attempts
    dispatch: Dispatch
    receipts: Receipts
    receipt_book: ReceiptBook
    address_confirmations: AddressConfirmations
    marks: Marks
    answers: Answers
    filings: Filings
    subscriptions: Subscriptions
    ledger: Ledger
    endings: Endings
    digests: Digests
    exercises: Exercises
    pursuit: Pursuit
    deadlines: Deadlines
    clocks: Clocks
    holidays: Holidays
    ticks: Ticks
    leases: Leases
    paces: Paces
    audit: AuditLog


class Transactions(Protocol):
    """Runs a synchronous body; commits when it returns, undoes everything when it raises."""

    async def run(self, body: Callable[[UnitOfWork], R]) -> R: ...
    async def read(self, body: Callable[[UnitOfWork], R]) -> R: ...
    def run_now(self, body: Callable[[UnitOfWork], R]) -> R:
        """For the command line: the same, in this thread's time."""
