"""The command menu: one for everybody by language, and one of a person's own by role and chosen language."""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Mapping
from typing import Final

from telegram import Bot, BotCommand, BotCommandScopeChat
from telegram.error import TelegramError

from bot.channels.telegram.incoming import CHANNEL
from casework.ports import Transactions, UnitOfWork
from risk.organisation import Role
from texts.catalogue import say

_GENERAL: Final = ("language", "privacy", "help", "cancel")
COMMANDS: Final[Mapping[Role, tuple[str, ...]]] = {
    Role.CITIZEN: ("tip", "mytips", "warnings", "subscribe", "realname", "bind", *_GENERAL),
    Role.ENTERPRISE: ("due", "report", "subscribe", "bind", "channels", *_GENERAL),
    Role.OFFICER: ("queue", "signal", "bindings", "draft", "circulars", "drills", "undelivered", "channels", *_GENERAL),
    Role.EXPERT: ("tasks", "report", "channels", *_GENERAL),
    Role.SIGNER: ("approvals", "circulars", "drills", "queue", "signal", "channels", *_GENERAL),
    Role.SUPERIOR: ("filings", "signal", "channels", *_GENERAL),
    Role.ADMIN: _GENERAL,
}
# Telegram tells languages apart by two letters; "" is everybody else.
_BY_LANGUAGE: Final = (("zh", "zh-CN"), ("", "en"))
_REMEMBERED: Final = 10_000  # chats

logger = logging.getLogger(__name__)


class Menus:
    """Sets menus, and remembers which chat has which, so that only a change costs a call."""

    def __init__(self, *, bot: Bot, transactions: Transactions) -> None:
        self._bot = bot
        self._transactions = transactions
        self._shown: OrderedDict[str, tuple[Role, str]] = OrderedDict()

    async def set_general(self) -> None:
        """The citizens' menu, for whoever has no own. Raises `TelegramError`."""
        for language, locale in _BY_LANGUAGE:
            await self._bot.set_my_commands(_commands(Role.CITIZEN, locale), language_code=language or None)

    async def renew(self, chat: str) -> None:
        """The person's own, if role or language has changed since it was last set."""

        def role_and_locale(uow: UnitOfWork) -> tuple[Role, str] | None:
            address = uow.addresses.at(CHANNEL, chat)
            person = uow.people.find(address.person_id) if address else None
            return (person.role, person.locale) if person else None

        wanted = await self._transactions.read(role_and_locale)
        if wanted is None or self._shown.get(chat) == wanted:
            return
        try:
            await self._bot.set_my_commands(_commands(*wanted), scope=BotCommandScopeChat(chat))
        except TelegramError as error:  # the next update tries again
            logger.info("A menu was not set action=telegram_menu reason=%s", type(error).__name__)
            return
        self._shown[chat] = wanted
        if len(self._shown) > _REMEMBERED:
            self._shown.popitem(last=False)


def _commands(role: Role, locale: str) -> list[BotCommand]:
    return [BotCommand(name, say(locale, f"telegram-command-{name}")) for name in COMMANDS[role]]
