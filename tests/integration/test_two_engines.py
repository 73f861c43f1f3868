"""Two processes at one conversation: each has a storage and an engine of its own, the database is all they share."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from bot.dialogue.engine import Engine
from bot.dialogue.incoming import Incoming
from bot.dialogue.states import load_state
from bot.dialogue.turn import Context, Flow, Input, State, Turn, say_only
from casework import access, file_readings
from casework.fakes import FixedTriage, PlainRender
from casework.ports import Message, Say, Text, UnitOfWork
from casework.ports.encoding import load_incoming, load_reply
from risk.identity import Secret
from risk.information import Attachment
from risk.organisation import Address, Person, Role
from storage.opening import Storage, open_storage
from storage.vault import KeyRing
from tests.support.web_house import web_env

INPUTS = 24


def _counted(state: State, input_: Input, context: Context) -> Turn:
    """The sum of what was said so far, and what it was before: an answer from an old state would show."""
    before = int(state.data.get("sum", 0))
    told = Say(text=Text(key="telegram-chosen", params={"label": f"{before}+{input_.text}"}))
    return say_only(State(flow="counting", step="on", data={"sum": before + int(input_.text)}), told)


COUNTING = Flow(name="counting", roles=frozenset(Role), steps={"": _counted, "on": _counted}, commands={}, actions={})


@pytest.fixture
def storages(database_url: str, tmp_path: Path) -> Iterator[tuple[Storage, Storage]]:
    pair = tuple(
        open_storage(database_url, keys=KeyRing.load(tmp_path / "key"), anchor_dir=tmp_path / f"anchor{n}")
        for n in range(2)
    )
    yield pair[0], pair[1]
    for storage in pair:
        storage.close()


@pytest.fixture
def engines(storages: tuple[Storage, Storage]) -> list[Engine]:
    return [
        Engine(
            transactions=storage.transactions,
            env=web_env(),
            triage=FixedTriage(),
            render=PlainRender(),
            flows=(COUNTING,),
        )
        for storage in storages
    ]


def visitor(storage: Storage) -> Person:
    env = web_env()
    return storage.transactions.run_now(lambda uow: access.new_visitor(uow, env, locale="zh-CN")[0])


def said(person: Person, number: int) -> Incoming:
    return Incoming(channel="webchat", address=person.id, update_id=f"{person.id}:{number}", text=str(number))


def conversation_of(uow: UnitOfWork, *, person: Person) -> tuple[int, list[Message]]:
    """The sum in the state, and the whole transcript."""
    address = uow.addresses.at("webchat", person.id)
    assert isinstance(address, Address)
    conversation = uow.conversations.at(address.id)
    assert conversation is not None
    state = load_state(conversation.state.reveal())
    return int(state.data["sum"]), uow.outbox.after(address.id, 0, limit=10 * INPUTS)


def as_it_reads(transcript: list[Message]) -> list[tuple[str, str]]:
    """Each input with the answer that follows it."""
    assert [message.incoming for message in transcript] == [True, False] * (len(transcript) // 2)
    return [
        (load_incoming(question.reply.reveal())[0], str(load_reply(answer.reply.reveal()).text.params["label"]))
        for question, answer in zip(transcript[::2], transcript[1::2], strict=True)
    ]


def sums(numbers: list[int]) -> list[tuple[str, str]]:
    """As one process alone would have answered in that order."""
    return [(str(number), f"{sum(numbers[:place])}+{number}") for place, number in enumerate(numbers)]


async def test_two_processes_that_take_turns_answer_as_one(
    storages: tuple[Storage, Storage], engines: list[Engine]
) -> None:
    person = visitor(storages[0])
    numbers = list(range(1, INPUTS + 1))
    for number in numbers:
        await engines[number % 2].handle(said(person, number))
    total, transcript = storages[1].transactions.run_now(partial(conversation_of, person=person))
    assert (total, as_it_reads(transcript)) == (sum(numbers), sums(numbers))


async def test_of_two_processes_that_race_none_loses_an_input_or_answers_from_an_old_state(
    storages: tuple[Storage, Storage], engines: list[Engine]
) -> None:
    person = visitor(storages[0])
    numbers = list(range(1, INPUTS + 1))
    for pair in zip(numbers[::2], numbers[1::2], strict=True):
        await asyncio.gather(*(engine.handle(said(person, n)) for engine, n in zip(engines, pair, strict=True)))
    total, transcript = storages[0].transactions.run_now(partial(conversation_of, person=person))
    order = [int(load_incoming(message.reply.reveal())[0]) for message in transcript if message.incoming]
    assert sorted(order) == numbers
    assert (total, as_it_reads(transcript)) == (sum(numbers), sums(order))


async def test_one_update_brought_to_both_processes_has_effect_once(
    storages: tuple[Storage, Storage], engines: list[Engine]
) -> None:
    person = visitor(storages[0])
    numbers = list(range(1, INPUTS // 2 + 1))
    for number in numbers:
        await asyncio.gather(*(engine.handle(said(person, number)) for engine in engines))
    total, transcript = storages[0].transactions.run_now(partial(conversation_of, person=person))
    assert (total, as_it_reads(transcript)) == (sum(numbers), sums(numbers))


async def test_two_reading_desks_take_each_file_once_and_never_collide(
    storages: tuple[Storage, Storage],
) -> None:
    person, env, count = visitor(storages[0]), web_env(), 12

    def line_up(uow: UnitOfWork) -> list[str]:
        address = uow.addresses.at("webchat", person.id)
        assert address is not None
        files = [
            Attachment(
                id=env.ids.new(),
                person_id=address.person_id,
                file_name=Secret("photo.png"),
                media_type="image/png",
                size=1,
                sha256="0" * 64,
                created_at=env.now(),
            )
            for _ in range(count)
        ]
        for file in files:
            uow.attachments.put(file, b"0")
        assert file_readings.begin(uow, address, [file.id for file in files]) == count
        return [file.id for file in files]

    ids = storages[0].transactions.run_now(line_up)

    async def claims(storage: Storage) -> list[str]:
        taken = []
        while (one := await storage.transactions.run(partial(file_readings.claim, env=env))) is not None:
            taken.append(one.id)
        return taken

    first, second = await asyncio.gather(*(claims(storage) for storage in storages))
    assert sorted(first + second) == sorted(ids)
