"""From an update to the engine: files are sealed first, presses are answered at once, nobody is left without a word."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from typing import Final, Protocol

from telegram import Bot, Update
from telegram.error import TelegramError

from bot.channels.telegram.choices import LastChoices
from bot.channels.telegram.files import store
from bot.channels.telegram.incoming import CHANNEL, Group, Membership, Received, read
from bot.channels.telegram.locks import ChatLocks
from bot.channels.uploads import MAX_FILE, FileRefused
from bot.dialogue.incoming import Incoming
from casework.env import Env
from casework.ports import Say, Text, Transactions, UnitOfWork
from casework.tell import tell_at
from risk.organisation import Person
from texts.catalogue import best_locale, say

_TRIES: Final = 3
_FAILED: Final = "telegram-failed"
_REFUSED: Final = {
    "size": "telegram-file-too-large",
    "loose": "telegram-file-too-many",
    "lost": "telegram-file-not-fetched",
}
_WRONG_KIND: Final = "telegram-file-kind"

logger = logging.getLogger(__name__)


class Engine(Protocol):
    """`bot.dialogue.engine`."""

    async def handle(self, incoming: Incoming) -> None: ...
    async def person_for(self, channel: str, address: str, language: str = "") -> Person: ...


class Intake:
    """Takes updates from the poller or the webhook, so perhaps in a process that must not send.

    `bot` fetches files and answers presses, which are no messages; `speaking` answers groups, where it is allowed to:
    a group is nobody's address, and so has no place in the outbox.
    """

    def __init__(
        self,
        *,
        bot: Bot,
        speaking: Bot,
        engine: Engine,
        transactions: Transactions,
        env: Env,
        choices: LastChoices,
        username: Callable[[], str],
        again_after: float = 1.0,
    ) -> None:
        self._bot = bot
        self._speaking = speaking
        self._engine = engine
        self._transactions = transactions
        self._env = env
        self._choices = choices
        self._username = username
        self._again_after = again_after
        self._locks = ChatLocks()
        self._background: set[asyncio.Task[None]] = set()

    async def take(self, update: Update) -> bool:
        """True once the update may be confirmed: it is committed, or its sender has been told that it was not."""
        try:
            received = read(update, username=self._username())
        except Exception:  # one update of an unknown make must not stand before all others for ever
            logger.exception("An update cannot be read action=telegram_unreadable update=%s", update.update_id)
            return True
        if isinstance(received, Membership):
            # Nothing to do: the next message to somebody who blocked us comes back as such.
            logger.info("Membership changed action=telegram_membership blocked=%s", received.blocked)
        elif isinstance(received, Group):
            self._in_background(self._answer_group(received))
        elif received is not None:
            if received.callback_id:
                self._in_background(self._stop_spinner(received.callback_id))
            async with self._locks.of(received.incoming.address):
                return await self._take(received)
        return True

    async def close(self) -> None:
        """Ends what runs beside the updates."""
        for task in self._background:
            task.cancel()
        await asyncio.gather(*self._background, return_exceptions=True)

    async def _take(self, received: Received) -> bool:
        update_id = received.incoming.update_id
        for tries in range(_TRIES):
            try:
                await self._hand_over(received)
            except Exception:  # whatever went wrong, the person behind it is told below
                logger.exception("An update failed action=telegram_update_failed update=%s", update_id)
                await asyncio.sleep(self._again_after * tries)
            else:
                return True
        try:
            await self._tell(received.incoming, _FAILED)
        except Exception:  # then nothing can be stored at all, and the update stays with Telegram
            logger.exception("An update is left unconfirmed action=telegram_update_kept update=%s", update_id)
            return False
        return True

    async def _hand_over(self, received: Received) -> None:
        incoming = received.incoming
        if received.pressed_message is not None:
            self._choices.pressed(incoming.address, received.pressed_message)
        notice = received.notice
        if received.file is not None:
            person = await self._engine.person_for(CHANNEL, incoming.address, incoming.language)
            try:
                files = await store(
                    self._bot,
                    self._transactions,
                    self._env,
                    received.file,
                    person=person,
                    update_id=incoming.update_id,
                )
                incoming = replace(incoming, files=files)
            except FileRefused as refused:
                notice = _REFUSED.get(refused.why, _WRONG_KIND)
        if notice:
            await self._tell(incoming, notice)
        if not notice or incoming.text:
            await self._engine.handle(incoming)

    async def _tell(self, incoming: Incoming, key: str) -> None:
        """A sentence of this channel's own, through the outbox like every other."""
        await self._engine.person_for(CHANNEL, incoming.address, incoming.language)
        await self._transactions.run(partial(self._tell_now, incoming=incoming, key=key))

    def _tell_now(self, uow: UnitOfWork, *, incoming: Incoming, key: str) -> None:
        address = uow.addresses.at(CHANNEL, incoming.address)
        if address is None:
            return
        params = {"megabytes": MAX_FILE // (1024 * 1024)} if key.startswith("telegram-file") else {}
        dedupe = f"{CHANNEL}:{incoming.update_id}:{key}"
        tell_at(uow, self._env, address, Say(text=Text(key=key, params=params)), dedupe=dedupe)

    async def _stop_spinner(self, callback_id: str, words: str | None = None) -> None:
        try:
            await self._bot.answer_callback_query(callback_id, text=words, show_alert=bool(words))
        except TelegramError as error:  # too old, or no connection: the answer itself comes as a message
            logger.info("A press was not answered action=telegram_press reason=%s", type(error).__name__)

    async def _answer_group(self, group: Group) -> None:
        words = say(best_locale(group.language), "telegram-private-only")
        if group.callback_id:
            await self._stop_spinner(group.callback_id, words)
            return
        try:
            await self._speaking.send_message(group.chat, words)
        except TelegramError as error:
            logger.info("A group was not answered action=telegram_group reason=%s", type(error).__name__)

    def _in_background(self, work: Awaitable[None]) -> None:
        task = asyncio.create_task(_logged(work))
        self._background.add(task)
        task.add_done_callback(self._background.discard)


async def _logged(work: Awaitable[None]) -> None:
    try:
        await work
    except Exception:  # beside the update, nobody waits for it
        logger.exception("Something beside an update failed action=telegram_beside")
