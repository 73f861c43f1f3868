"""Talk to the dialogues as a person does: say, press, read. Silence and double answers are failures."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from bot.dialogue.engine import Engine
from bot.dialogue.flows import FLOWS
from bot.dialogue.incoming import Incoming
from bot.dialogue.presses import press_of
from bot.dialogue.states import rows_of
from casework import access, enrolment
from casework.env import Env
from casework.fakes import CountingIds, FixedTriage, FrozenClock, PatternCompare, PlainRender, WeekdayCalendar
from casework.ports import Message, MessageState, Render, Reply, Transactions, Triage, UnitOfWork
from casework.ports.encoding import load_reply
from risk.competence import default_competence
from risk.organisation import Address, Level, Organisation, Person, Role
from texts.catalogue import say

_UPDATES = itertools.count(1)
_DONE = frozenset({MessageState.SENT, MessageState.DELIVERED, MessageState.QUEUED})


@dataclass
class Town:
    """Offices in their lines, people in them, and an engine that talks to all of them."""

    transactions: Transactions
    clock: FrozenClock = field(default_factory=FrozenClock)
    triage: Triage = field(default_factory=FixedTriage)
    render: Render = field(default_factory=PlainRender)

    def __post_init__(self) -> None:
        self.env = Env(
            clock=self.clock,
            ids=CountingIds(),
            calendar=WeekdayCalendar(),
            timezone=ZoneInfo("Asia/Shanghai"),
            competence=default_competence(),
            compare=PatternCompare(),
        )
        self.orgs: dict[str, Organisation] = {}
        self.restart()

    def restart(self) -> None:
        """A new process on the same database."""
        self.engine = Engine(
            transactions=self.transactions, env=self.env, triage=self.triage, render=self.render, flows=FLOWS
        )

    def found(self, name: str, level: Level, *, parent: str = "") -> Organisation:
        """An organisation below `parent`."""
        parent_id = self.orgs[parent].id if parent else None
        self.orgs[name] = self.transactions.run_now(
            lambda uow: enrolment.add_organisation(uow, self.env, name=name, level=level, parent_id=parent_id)
        )
        return self.orgs[name]

    def customs(self) -> None:
        """海关总署 → 江门海关 → 新会海关."""
        self.found("海关总署", Level.NATIONAL)
        self.found("江门海关", Level.REGIONAL, parent="海关总署")
        self.found("新会海关", Level.SUBORDINATE, parent="江门海关")

    def enrol(self, role: Role, *, org: str, name: str = "某人", locale: str = "zh-CN") -> Chat:
        """A person of the organisation, with the web chat open."""
        org_id = self.orgs[org].id

        def body(uow: UnitOfWork) -> Person:
            return enrolment.add_person(uow, self.env, org_id=org_id, role=role, name=name, locale=locale)

        person = self.transactions.run_now(body)
        return Chat(town=self, channel="webchat", address=person.id)

    def visitor(self, *, locale: str = "zh-CN") -> Chat:
        """A citizen who has just opened the page."""
        person = self.transactions.run_now(lambda uow: access.new_visitor(uow, self.env, locale=locale)[0])
        return Chat(town=self, channel="webchat", address=person.id)


@dataclass
class Chat:
    """One person's chat on one channel."""

    town: Town
    channel: str
    address: str
    language: str = ""
    seen: int = 0

    async def says(self, text: str = "", *, files: tuple[str, ...] = (), update_id: str = "") -> list[str]:
        """Sends words; the answers, in the person's language. At least one must come."""
        return await self._act(Incoming(text=text, files=files, **self._head(update_id)))

    async def presses(self, label: str, *, update_id: str = "") -> list[str]:
        """Presses the newest button of that label."""
        return await self.presses_at(self.button(label), update_id=update_id)

    async def presses_at(self, press: str, *, update_id: str = "") -> list[str]:
        return await self._act(Incoming(press=press, **self._head(update_id)))

    def button(self, label: str) -> str:
        """Where the newest button of that label is; fails with those that there are."""
        person = self.person()
        found = []
        for message in reversed(self._messages()):
            for row, options in enumerate(rows_of(load_reply(message.reply.reveal()))):
                for column, option in enumerate(options):
                    words = say(person.locale, option.label.key, option.label.params)
                    if words == label:
                        return press_of(message.id, row, column)
                    found.append(words)
        raise AssertionError(f"no button {label}, only {found[:20]}")

    def news(self) -> list[str]:
        """What has come since the last look."""
        fresh = [m for m in self._messages() if m.seq > self.seen]
        self.seen = max([self.seen, *(m.seq for m in fresh)])
        return [self._words(load_reply(m.reply.reveal())) for m in fresh]

    def person(self) -> Person:
        address = self._address()
        return self.town.transactions.run_now(lambda uow: uow.people.get(address.person_id))

    async def _act(self, incoming: Incoming) -> list[str]:
        if self.known():
            self.news()
        await self.town.engine.handle(incoming)
        return self.news()

    def known(self) -> bool:
        return self.town.transactions.run_now(lambda uow: uow.addresses.at(self.channel, self.address)) is not None

    def _head(self, update_id: str) -> dict[str, str]:
        return {
            "channel": self.channel,
            "address": self.address,
            "update_id": update_id or f"u{next(_UPDATES)}",
            "language": self.language,
        }

    def _address(self) -> Address:
        found = self.town.transactions.run_now(lambda uow: uow.addresses.at(self.channel, self.address))
        assert found is not None
        return found

    def _messages(self) -> list[Message]:
        address = self._address()
        messages = self.town.transactions.run_now(lambda uow: uow.outbox.after(address.id, 0, limit=10_000))
        return [m for m in messages if not m.incoming and m.state in _DONE]

    def _words(self, reply: Reply) -> str:
        return say(self.person().locale, reply.text.key, reply.text.params)
