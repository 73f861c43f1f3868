"""An engine that only repeats: channels are tested with it, without any dialogue."""

from __future__ import annotations

from functools import partial

from bot.dialogue.incoming import Incoming
from casework import access
from casework.env import Env
from casework.ports import Choose, Option, Reply, Say, Text, Transactions, UnitOfWork
from casework.tell import tell_at
from risk.organisation import Address, Person
from texts.catalogue import best_locale


def sentence(words: str, **more: object) -> Say:
    """A statement with any words: the catalogue's sentence is nothing but its parameter."""
    return Say(text=Text(key="telegram-chosen", params={"label": words}), **more)  # type: ignore[arg-type]


class EchoEngine:
    """Answers every input once with what it was; `incomings` are those that were committed.

    "menu" is answered by buttons, and pressing them by the same question. `failures`: how many calls still fail.
    """

    def __init__(self, transactions: Transactions, env: Env) -> None:
        self._transactions = transactions
        self._env = env
        self.incomings: list[Incoming] = []
        self.failures = 0

    async def person_for(self, channel: str, address: str, language: str = "") -> Person:
        return await self._transactions.run(partial(self._whoever, channel=channel, address=address, language=language))

    async def handle(self, incoming: Incoming) -> None:
        if self.failures:
            self.failures -= 1
            raise RuntimeError("the database is away")
        person = await self.person_for(incoming.channel, incoming.address, incoming.language)
        if await self._transactions.run(partial(self._answer, incoming=incoming, person=person)):
            self.incomings.append(incoming)

    def _answer(self, uow: UnitOfWork, *, incoming: Incoming, person: Person) -> bool:
        if not uow.inbox.record(incoming.channel, incoming.update_id, self._env.now()):
            return False
        address = _address(uow, incoming)
        tell_at(uow, self._env, address, self._reply(incoming), dedupe=f"echo:{incoming.update_id}")
        return True

    def _reply(self, incoming: Incoming) -> Reply:
        if incoming.text == "menu" or incoming.press:
            label = Text(key="telegram-chosen", params={"label": f"page after {incoming.update_id}"})
            return Choose(
                text=Text(key="telegram-more"),
                options=((Option(label=label, value="x"), Option(label=Text(key="telegram-open"), value="y")),),
            )
        seen = incoming.contact_phone or incoming.start or incoming.text
        return sentence(f"echo {seen} files={len(incoming.files)}")

    def _whoever(self, uow: UnitOfWork, *, channel: str, address: str, language: str) -> Person:
        known = uow.addresses.at(channel, address)
        if known is not None:
            return uow.people.get(known.person_id)
        locale = best_locale(language)
        return access.new_citizen(uow, self._env, channel=channel, address=address, locale=locale)[0]


def _address(uow: UnitOfWork, incoming: Incoming) -> Address:
    found = uow.addresses.at(incoming.channel, incoming.address)
    assert found is not None
    return found
