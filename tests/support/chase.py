"""A circular to two enterprises whose people are chased for a receipt: what happens to them, and what must hold."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from casework.deliveries import Undeliverable, record_outcome, undeliverable
from casework.enrolment import add_person, open_address
from casework.escalation import escalate
from casework.outgoing import claim_parcels
from casework.ports import Dead, Lost, Message, Outcome, Parcel, Retry, Sent, Transactions, UnitOfWork
from casework.ports.ledger import ADDRESSED_ROLES
from casework.ports.pursuit import is_reminder
from casework.receipts import acknowledge_receipt
from casework.reminders import remind_receipts
from casework.subscriptions import subscribe
from risk.circular import Circular
from risk.delivery import Delivery
from risk.organisation import Person, Role
from tests.support.customs import World, world

CHANNELS = ("telegram", "mail", "sms")
OUTCOMES: dict[str, Outcome] = {
    "sent": Sent(external_id="1"),
    "again": Retry(after=30, reason="no-connection"),
    "lost": Lost(reason="no-answer"),
    "blocked": Dead(reason="blocked"),
    "refused": Dead(reason="refused"),
}


STEPS: dict[str, tuple[str | float, ...]] = {
    "carry": CHANNELS,
    "settle": tuple(sorted(OUTCOMES)),
    "acknowledge": ("toys", "deputy", "lamps"),
    "pass": (0.1, 2.0, 6.0, 20.0),
    "ticks": ("",),
}
Step = tuple[str, str | float]


def some_steps(chance: random.Random, count: int) -> list[Step]:
    """An acknowledgement is rare, else the story is soon over."""
    names = [name for name in STEPS for _ in range(1 if name == "acknowledge" else 5)]
    return [(name, chance.choice(STEPS[name])) for name in chance.choices(names, k=count)]


@dataclass
class Chase:
    """`bothered`: messages that were handed to a sender after their reader had acknowledged."""

    here: World
    circular: Circular
    acknowledged: set[str] = field(default_factory=set)
    flying: list[Parcel] = field(default_factory=list)
    bothered: list[Message] = field(default_factory=list)

    @classmethod
    def begun(cls, transactions: Transactions | None = None, **fields: object) -> Chase:
        """The importer's manager has three channels, a colleague one, another none yet; the exporter's has the page
        alone. Only the managers are subscribed."""
        here = world(transactions)

        def enrol(uow: UnitOfWork) -> None:
            boss, lamps = here.people["toys"], here.people["lamps"]
            open_address(uow, here.env, boss, "mail", "huang@toys.example.org")
            open_address(uow, here.env, boss, "sms", "13800138000")
            deputy = add_person(uow, here.env, org_id=boss.org_id, role=Role.ENTERPRISE, name="赵副理")
            open_address(uow, here.env, deputy, "telegram", "4010")
            here.people["deputy"] = deputy
            for person in (boss, lamps):
                subscribe(uow, here.env, person)

        here.do(enrol)
        return cls(here=here, circular=here.issued(audience="subscribers", **fields))

    def carry(self, channel: str) -> list[Parcel]:
        """What is due there goes to a sender."""

        def body(uow: UnitOfWork) -> tuple[list[Parcel], list[Message]]:
            parcels = claim_parcels(uow, self.here.env, channel, limit=20)
            return parcels, [uow.outbox.get(parcel.message_id) for parcel in parcels]

        parcels, messages = self.here.do(body)
        self.bothered += [m for m in messages if m.person_id in self.acknowledged and (m.delivery_id or is_reminder(m))]
        self.flying += parcels
        return parcels

    def settle(self, outcome: str) -> None:
        """The sender says what became of the one that left first."""
        if self.flying:
            parcel = self.flying.pop(0)
            self.here.do(lambda uow: record_outcome(uow, self.here.env, parcel.message_id, OUTCOMES[outcome]))

    def goes(self, channel: str, outcome: str = "sent") -> int:
        """Everything that is due there, to its end; how many that were."""
        count = len(self.carry(channel))
        for _ in range(count):
            self.settle(outcome)
        return count

    def acknowledge(self, name: str) -> bool:
        """False if they have not got it."""
        person = self.here.people[name]
        if not self.rows(name):
            return False
        self.here.do(
            lambda uow: acknowledge_receipt(uow, self.here.env, person, self.circular.id, channel="webchat"),
        )
        self.acknowledged.add(person.id)
        return True

    def ticks(self) -> None:
        """The two jobs, to their end."""
        for act in (escalate, remind_receipts):
            while self.here.do(lambda uow, act=act: act(uow, self.here.env)):  # type: ignore[misc]
                pass

    def wait(self, *, hours: float) -> None:
        self.here.clock.pass_(hours=hours)
        self.ticks()

    def does(self, step: Step) -> None:
        name, with_ = step
        match name:
            case "carry":
                self.carry(str(with_))
            case "settle":
                self.settle(str(with_))
            case "acknowledge":
                self.acknowledge(str(with_))
            case "pass":
                self.here.clock.pass_(hours=float(with_))
            case "ticks":
                self.ticks()

    def books(self) -> list[tuple[object, ...]]:
        """All that is kept of it, but for the names of rows."""

        def body(uow: UnitOfWork) -> list[tuple[object, ...]]:
            found: list[tuple[object, ...]] = []
            for row in uow.deliveries.of_circular(self.circular.id):
                message = uow.outbox.find(row.message_id) if row.message_id else None
                mail = (message.state, message.next_at, message.attempts, message.reason) if message else None
                kept = (row.state, row.turn, row.escalate_at, row.remind_at, row.reminders, row.owner_id, row.because)
                found.append((row.person_id, row.channel, *kept, mail))
            return sorted(found, key=repr)

        listed = sorted((each.person.id, each.silent) for each in self.listed())
        return [*self.here.do(body), ("listed", *listed), ("cards", len(self.cards()))]

    def rows(self, name: str) -> dict[str, Delivery]:
        """By channel."""
        person = self.here.people[name]
        found = self.here.do(lambda uow: uow.deliveries.between(self.circular.id, person.id))
        return {row.channel: row for row in found}

    def listed(self) -> list[Undeliverable]:
        return self.here.do(lambda uow: undeliverable(uow, self.here.people["officer"]))

    def cards(self, name: str = "officer", key: str = "circular-silent-told") -> list[Message]:
        return [message for message in self.here.told(name) if f'"{key}"' in message.reply.reveal()]

    def recipients(self) -> list[Person]:
        def body(uow: UnitOfWork) -> list[Person]:
            ids = {row.person_id for row in uow.deliveries.of_circular(self.circular.id)}
            return [uow.people.get(id_) for id_ in sorted(ids)]

        return self.here.do(body)

    def forgotten(self) -> list[Person]:
        """Who has not acknowledged, and nobody in their organisation, and is neither tried any more nor on the list."""
        listed = {each.person.id for each in self.listed()}
        people = self.recipients()
        done = {p.org_id for p in people if p.id in self.acknowledged and p.role in ADDRESSED_ROLES}
        rows = self.here.do(lambda uow: uow.deliveries.of_circular(self.circular.id))
        tried = {row.person_id for row in rows if row.escalate_at is not None}
        tried_organisations = {person.org_id for person in people if person.id in tried}
        return [
            person
            for person in people
            if person.id not in self.acknowledged | listed
            and person.org_id not in done | tried_organisations
            and person.role in ADDRESSED_ROLES
        ]
