"""The Telegram channel as one thing to start and stop, built from plain values."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Final

from aiohttp import web
from telegram import Bot

from bot.channels.pacing import Gate, PaceRecords
from bot.channels.telegram.choices import LastChoices
from bot.channels.telegram.documents import load_document
from bot.channels.telegram.incoming import CHANNEL, WANTED
from bot.channels.telegram.intake import Engine, Intake
from bot.channels.telegram.menu import Menus
from bot.channels.telegram.paced import PacedRequest
from bot.channels.telegram.pacer import FREE, credential_of, telegram_limits, telegram_pacer
from bot.channels.telegram.persistence import Persistence
from bot.channels.telegram.poller import Poller
from bot.channels.telegram.request import AiohttpRequest
from bot.channels.telegram.sender import TelegramSender
from bot.channels.telegram.webhook import webhook_routes, webhook_secret
from casework.env import Env
from casework.ports import Transactions, UnitOfWork
from risk.identity import Secret

API_URL: Final = "https://api.telegram.org"
PATIENCE: Final = 5.0  # seconds that updates in hand get to finish on stop
_LEAST_ROOM: Final = 64  # messages
_ROOM_FOR: Final = 0.5  # seconds of sending
_OTHER_CALLS: Final = 16  # connections for calls that are no messages
_INTAKE_CALLS: Final = 16  # connections for files and presses

logger = logging.getLogger(__name__)


class TelegramChannel:
    """`sender` goes to the delivery job, `routes` (of the webhook, if there is one) onto the web application.

    `api_url` is the base address of the Bot API server, without "/bot"; `tz` the name of the office's time zone.
    `first_pause`: seconds before the second try of whatever Telegram did not answer. `a_second`: messages that the bot
    may send; more than `pacer.FREE` are paid for. `records`: what outlives the process of its pace. `held`: whether
    this process holds the token's credential at this moment; it is asked before every call but those of the intake,
    which are no messages and whose updates the webhook may bring to any process.

    `open` and `stop` are for every process with this token, `start` and `pause` for the one that holds it.
    """

    def __init__(
        self,
        *,
        token: str,
        engine: Engine,
        transactions: Transactions,
        env: Env,
        base_url: str,
        tz: str = "Asia/Shanghai",
        api_url: str = API_URL,
        webhook_url: str | None = None,
        first_pause: float = 1.0,
        a_second: int = FREE,
        records: PaceRecords | None = None,
        held: Callable[[], bool] = lambda: True,
    ) -> None:
        api_url = api_url.rstrip("/")
        polling = AiohttpRequest(connections=2, allowed=held)
        calling = AiohttpRequest(connections=_connections(a_second), allowed=held)
        taking_in = AiohttpRequest(connections=_INTAKE_CALLS)
        self._requests = (polling, calling, taking_in)
        self._gate = Gate(telegram_pacer(a_second), credential=credential_of(token), records=records, allowed=held)
        bot = partial(
            Bot,
            token,
            base_url=f"{api_url}/bot",
            base_file_url=f"{api_url}/file/bot",
            get_updates_request=polling,
        )
        self._bot = bot(request=PacedRequest(calling, self._gate))
        self._taking_in = bot(request=PacedRequest(taking_in, self._gate))
        self._transactions = transactions
        self._env = env
        self._webhook_url = webhook_url
        self._secret = webhook_secret(token)
        self._username = ""
        self._stopping = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._renewals: set[asyncio.Task[None]] = set()
        self._menus = Menus(bot=self._bot, transactions=transactions)
        self._persistence = Persistence(stopping=self._stopping, first_pause=first_pause)
        choices = LastChoices()
        self.sender = TelegramSender(
            bot=bot(request=calling),
            request=calling,
            gate=self._gate,
            load=partial(load_document, transactions),
            moved=self._moved,
            choices=choices,
            base_url=base_url,
            tz=tz,
            room=max(_LEAST_ROOM, int(a_second * _ROOM_FOR)),
            paid=a_second > FREE,
            answered=self._renew_menu,
        )
        self._intake = Intake(
            bot=self._taking_in,
            speaking=self._bot,
            engine=engine,
            transactions=transactions,
            env=env,
            choices=choices,
            username=lambda: self._username,
            again_after=first_pause,
        )
        self._poller = Poller(
            bot=self._bot,
            take=self._intake.take,
            stopping=self._stopping,
            persistence=self._persistence,
            again_after=first_pause,
        )

    @property
    def routes(self) -> tuple[web.RouteDef, ...]:
        """Where Telegram brings updates; none when we fetch them."""
        if not self._webhook_url:
            return ()
        return webhook_routes(bot=self._taking_in, url=self._webhook_url, secret=self._secret, take=self._intake.take)

    async def open(self) -> None:
        """Enough to send, and to take in what the webhook brings. Touches no network."""
        # The library logs whole calls at its lower levels, with what people wrote in them.
        logging.getLogger("telegram").setLevel(logging.WARNING)
        for request in self._requests:
            await request.initialize()
        await self._gate.resume()

    async def start(self) -> None:
        """Takes over what the last holder left, and receives from now on; a dead Telegram delays nothing here."""
        await self.open()
        self._stopping.clear()
        if self._task is None:
            self._task = asyncio.create_task(self._receive(), name="telegram")

    def hush(self) -> None:
        """No message begins any more until `start`; those under way go to their end."""
        self._gate.shut()

    async def pause(self) -> None:
        """Receives no more, until `start`. What was not confirmed to Telegram comes again then, to whoever it is."""
        self._stopping.set()
        task, self._task = self._task, None
        if task is not None:
            _, late = await asyncio.wait({task}, timeout=PATIENCE)
            if late:
                logger.warning("Updates in hand are left for the next start action=telegram_stop")
                task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def stop(self) -> None:
        """Within 10 s."""
        await self.pause()
        await self._intake.close()
        for renewal in self._renewals:
            renewal.cancel()
        await asyncio.gather(*self._renewals, return_exceptions=True)
        for request in self._requests:
            await request.shutdown()

    async def _receive(self) -> None:
        await self._persistence.until_done(self._learn_name)
        await self._persistence.until_done(self._choose_way)
        menus = self._persistence.until_done(self._menus.set_general)
        await (menus if self._webhook_url else asyncio.gather(menus, self._poller.run()))

    def _renew_menu(self, chat: str) -> None:
        """Beside the answer, which may have changed what its reader is to us."""
        task = asyncio.create_task(self._menus.renew(chat))
        self._renewals.add(task)
        task.add_done_callback(self._renewed)

    def _renewed(self, task: asyncio.Task[None]) -> None:
        self._renewals.discard(task)
        if not task.cancelled() and (fault := task.exception()) is not None:
            logger.error("A menu was not renewed action=telegram_menu", exc_info=fault)

    async def _learn_name(self) -> None:
        me = await self._bot.get_me()
        self._username = me.username or ""
        logger.info("Telegram is there action=telegram_ready bot=%s", self._username)

    async def _choose_way(self) -> None:
        if self._webhook_url:
            await self._bot.set_webhook(self._webhook_url, secret_token=self._secret, allowed_updates=WANTED)
        else:
            await self._bot.delete_webhook()

    async def _moved(self, old: str, new: str) -> None:
        """A group became a supergroup: its new number is kept."""

        def body(uow: UnitOfWork) -> None:
            address = uow.addresses.at(CHANNEL, old)
            if address is None:
                return
            if uow.addresses.at(CHANNEL, new) is None:
                uow.addresses.save(replace(address, address=Secret(new)))
            else:  # the new one is known already: the old one leads nowhere
                uow.addresses.save(replace(address, closed_at=self._env.now(), closed_reason="moved"))

        await self._transactions.run(body)


def _connections(a_second: int) -> int:
    return telegram_limits(a_second).at_once + _OTHER_CALLS
