"""Files on their way through the reader: lined up, read, and put before their senders.

Stands before the engine as the channels see it. A dialogue that waits for a file is woken without any words; while it
is elsewhere, what was read comes as a message of its own. What waits is in the database, so that a restart loses none.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable
from functools import partial
from typing import Final, Protocol, TypeVar

from bot.dialogue.citizen.questions import FLOW_NAME
from bot.dialogue.citizen.readings import STEP, notice
from bot.dialogue.incoming import Incoming
from bot.dialogue.states import load_state
from casework import file_readings
from casework.env import Env
from casework.ports import FileReader, Say, Text, Transactions, UnitOfWork
from casework.tell import tell_at
from risk.errors import Conflict
from risk.organisation import Address, Person, Role
from risk.reading import FileReading, ReadingState, Unread

R = TypeVar("R")

PATIENCE: Final = 3.0  # seconds that a dialogue waits for a file
_LOOK: Final = 15.0  # seconds between looks for what another process has left
_AFTER_TROUBLE: Final = 5.0  # seconds
_TRIES: Final = 5

logger = logging.getLogger(__name__)


class Engine(Protocol):
    """`bot.dialogue.engine`."""

    async def handle(self, incoming: Incoming) -> None: ...
    async def person_for(self, channel: str, address: str, language: str = "") -> Person: ...


class ReadingDesk:
    """One for a process. Reads one file at a time; never holds a transaction while it does."""

    def __init__(
        self,
        *,
        engine: Engine,
        transactions: Transactions,
        env: Env,
        reader: FileReader,
        wake: Callable[[], None] = lambda: None,
    ) -> None:
        self._engine = engine
        self._transactions = transactions
        self._env = env
        self._reader = reader
        self._wake = wake
        self._bell = asyncio.Event()
        self._work: asyncio.Task[None] | None = None
        self._patience: set[asyncio.Task[None]] = set()

    async def person_for(self, channel: str, address: str, language: str = "") -> Person:
        return await self._engine.person_for(channel, address, language)

    async def handle(self, incoming: Incoming) -> None:
        """The engine's turn, with the files lined up before it."""
        lined_up = await self._line_up(incoming) if incoming.files else None
        if lined_up is not None:
            self._bell.set()  # now: the reading process may have to start
        await self._engine.handle(incoming)
        if lined_up is not None and self._work is not None:
            waiting = asyncio.create_task(self._lose_patience(lined_up))
            self._patience.add(waiting)
            waiting.add_done_callback(self._patience.discard)

    def start(self) -> None:
        """Begins with what a former run has left."""
        self._work = asyncio.create_task(self._run(), name="reading desk")

    async def stop(self) -> None:
        """Ends the reading process too; what was not read stays in line."""
        tasks = [*self._patience, *([self._work] if self._work is not None else [])]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self._reader.close()

    async def read_all(self) -> None:
        """Until nothing waits."""
        while (claimed := await self._retrying(partial(file_readings.claim, env=self._env))) is not None:
            media_type, content = await self._transactions.read(partial(_content, id_=claimed.id))
            reading = await self._reader.read(content, media_type)
            del content
            done = await self._retrying(partial(file_readings.finish, id_=claimed.id, reading=reading))
            logger.info("A file was read action=file_read state=%s why=%s", done.state.value, done.why or "-")
            if reading.unread is Unread.BUSY:
                return
            await self.show(done)

    async def show(self, done: FileReading) -> None:
        """What is there now, once nothing more of this person waits; a file that cannot be read at once."""
        if done.state is ReadingState.UNREAD and await self._retrying(partial(self._tell_unread, done=done)):
            self._wake()
        if await self._transactions.read(lambda uow: bool(file_readings.waiting(uow, done.person_id))):
            return
        await self.wake_dialogue(done.address_id, cause=done.id)
        if await self._retrying(partial(self._tell, done=done)):
            self._wake()

    async def wake_dialogue(self, address_id: str, *, cause: str) -> None:
        """Lets a dialogue that waits for files look again; any other is left alone."""
        waits = await self._transactions.read(partial(_waits, address_id=address_id))
        if waits is not None:
            update_id = f"reading:{address_id}:{cause}"
            await self._engine.handle(
                Incoming(channel=waits.channel, address=waits.address.reveal(), update_id=update_id)
            )

    async def _line_up(self, incoming: Incoming) -> str | None:
        """The address that the files came from, if any of them is to be read."""

        def body(uow: UnitOfWork) -> str | None:
            address = uow.addresses.at(incoming.channel, incoming.address)
            if address is None:
                return None
            return address.id if file_readings.begin(uow, address, incoming.files) else None

        return await self._retrying(body)

    def _tell(self, uow: UnitOfWork, *, done: FileReading) -> bool:
        """Messages to a citizen about what no dialogue has asked: one for each thing."""
        address = uow.addresses.get(done.address_id)
        if address.closed_at is not None or uow.people.get(done.person_id).role is not Role.CITIZEN:
            return False
        told = False
        while open_ := file_readings.to_ask(uow, done.person_id):
            dedupe = "reading:" + ",".join(f"{one.id}.{one.version}" for one in open_)
            tell_at(uow, self._env, address, notice(open_, uow), dedupe=dedupe)
            file_readings.mark_asked(uow, open_)
            told = True
        return told

    def _tell_unread(self, uow: UnitOfWork, *, done: FileReading) -> bool:
        """What the sender can do about it."""
        address = uow.addresses.get(done.address_id)
        if address.closed_at is not None or uow.people.get(done.person_id).role is not Role.CITIZEN:
            return False
        said = Say(text=Text(key="citizen-unread", params={"why": done.why}))
        tell_at(uow, self._env, address, said, dedupe=f"unread:{done.id}")
        return True

    async def _lose_patience(self, address_id: str) -> None:
        await asyncio.sleep(PATIENCE)
        await self.wake_dialogue(address_id, cause=self._env.ids.new())

    async def _run(self) -> None:
        while True:
            self._bell.clear()
            try:
                await self.read_all()
            except Exception:  # a file must not end the desk: what is left is read later
                logger.exception("Files cannot be read now action=reading_desk")
                await asyncio.sleep(_AFTER_TROUBLE)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._bell.wait(), _LOOK)

    async def _retrying(self, body: Callable[[UnitOfWork], R]) -> R:
        """A dialogue or another process may be at the same rows."""
        for _ in range(_TRIES - 1):
            try:
                return await self._transactions.run(body)
            except Conflict:
                await asyncio.sleep(0)
        return await self._transactions.run(body)


def _content(uow: UnitOfWork, *, id_: str) -> tuple[str, bytes]:
    return uow.attachments.get(id_).media_type, uow.attachments.content(id_)


def _waits(uow: UnitOfWork, *, address_id: str) -> Address | None:
    """The address, if its dialogue waits for a file and has not asked yet."""
    conversation = uow.conversations.at(address_id)
    state = load_state(conversation.state.reveal()) if conversation is not None else None
    if state is None or (state.flow, state.step) != (FLOW_NAME, STEP) or state.data.get("shown"):
        return None
    address = uow.addresses.get(address_id)
    return address if address.closed_at is None else None
