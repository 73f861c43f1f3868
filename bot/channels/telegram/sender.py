"""The outbox's way to Telegram: one parcel in, what became of it out."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Final

from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    KeyboardButton,
    LinkPreviewOptions,
    Message,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, TelegramError

from bot.channels.telegram.choices import LastChoices
from bot.channels.telegram.locks import ChatLocks
from bot.channels.telegram.outcome import outcome_of
from bot.channels.telegram.pacer import Pacer
from bot.channels.telegram.render import Button, Call, ContactRequest, Inline, SendDocument, SendText, render
from casework.ports import Choose, Dead, Lost, Outcome, Parcel, Retry, Sent
from casework.ports.encoding import load_reply
from risk.errors import NotFound

CHANNEL: Final = "telegram"
PATIENCE: Final = 20.0  # seconds that a message already begun may wait for its next part
_HERE: Final = 2.0  # seconds worth waiting for instead of putting the parcel back
# A one-time link is spent on our own page, but a preview would still fetch it from abroad.
_NO_PREVIEW: Final = LinkPreviewOptions(is_disabled=True)

logger = logging.getLogger(__name__)


class TelegramSender:
    """`casework.ports.Sender`. `load` gives the bytes of `SendFile.document`; `moved(old, new)` keeps a new address."""

    channel = CHANNEL

    def __init__(
        self,
        *,
        bot: Bot,
        load: Callable[[str], Awaitable[bytes]],
        moved: Callable[[str, str], Awaitable[None]],
        pacer: Pacer,
        choices: LastChoices,
        base_url: str,
        tz: str,
    ) -> None:
        self._bot = bot
        self._load = load
        self._moved = moved
        self._pacer = pacer
        self._choices = choices
        self._base_url = base_url
        self._tz = tz
        self._locks = ChatLocks()

    async def send(self, parcel: Parcel) -> Outcome:
        """All parts of the message, in order. Parts that went before a failure make it `Lost`, so it will be marked."""
        chat = parcel.address.reveal()
        calls = render(parcel, base_url=self._base_url, tz=self._tz)
        async with self._locks.of(chat):
            return await self._send_all(chat, parcel, calls)

    async def _send_all(self, chat: str, parcel: Parcel, calls: tuple[Call, ...]) -> Outcome:
        reply = load_reply(parcel.reply.reveal())
        question = reply.text.key if isinstance(reply, Choose) and len(calls) == 1 else ""
        shown = self._choices.take(chat, question)
        if shown is not None and not parcel.repeat and await self._changed(chat, shown, calls[0]):
            self._choices.asked(chat, shown, question)
            return Sent(external_id=str(shown))
        outcome: Outcome = Dead(reason="empty")
        patience = PATIENCE
        for number, call in enumerate(calls):
            outcome = await self._send_one(chat, call)
            while number and isinstance(outcome, Retry) and outcome.after <= patience:
                patience -= outcome.after
                await asyncio.sleep(outcome.after)
                outcome = await self._send_one(chat, call)
            if not isinstance(outcome, Sent):
                if number and isinstance(outcome, Retry):
                    return Lost(reason=f"broken off after part {number} of {len(calls)}: {outcome.reason}")
                return outcome
        if question and isinstance(outcome, Sent):
            self._choices.asked(chat, int(outcome.external_id), question)
        return outcome

    async def _send_one(self, chat: str, call: Call) -> Outcome:
        wait = self._pacer.wait(chat)
        while wait:
            if wait > _HERE:
                return Retry(after=wait, reason="pace")
            await asyncio.sleep(wait)
            wait = self._pacer.wait(chat)
        try:
            try:
                message = await self._call(chat, call)
            except ChatMigrated as moved:  # it was not taken at the old one
                message = await self._call(str(moved.new_chat_id), call)
                await self._moved(chat, str(moved.new_chat_id))
        except NotFound:
            return Dead(reason="document-not-found")
        except TelegramError as error:
            outcome = outcome_of(error)
            if isinstance(outcome, Retry) and outcome.reason == "flood":
                self._pacer.hold(chat, outcome.after)
            return outcome
        return Sent(external_id=str(message.message_id))

    async def _call(self, chat: str, call: Call) -> Message:
        if isinstance(call, SendDocument):
            content = await self._load(call.document)
            return await self._bot.send_document(
                chat,
                InputFile(content, filename=call.file_name),
                caption=call.html or None,
                parse_mode=ParseMode.HTML,
            )
        return await self._bot.send_message(
            chat,
            call.html,
            parse_mode=ParseMode.HTML,
            link_preview_options=_NO_PREVIEW,
            reply_markup=_markup(call.keyboard),
        )

    async def _changed(self, chat: str, message: int, call: Call) -> bool:
        """Whether the message now shows this; if not, for any reason, it is sent as a new one."""
        if not isinstance(call, SendText) or not isinstance(call.keyboard, Inline):
            return False
        try:
            await self._bot.edit_message_text(
                call.html,
                chat_id=chat,
                message_id=message,
                parse_mode=ParseMode.HTML,
                link_preview_options=_NO_PREVIEW,
                reply_markup=_inline(call.keyboard),
            )
        except BadRequest as error:
            return "message is not modified" in error.message.lower()
        except TelegramError as error:
            logger.info("A question is sent anew action=telegram_edit_failed reason=%s", type(error).__name__)
            return False
        return True


def _markup(
    keyboard: Inline | ContactRequest | None,
) -> InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove:
    if keyboard is None:
        return ReplyKeyboardRemove()
    if isinstance(keyboard, Inline):
        return _inline(keyboard)
    rows: list[list[str | KeyboardButton]] = [[KeyboardButton(keyboard.label, request_contact=True)]]
    rows += [[*row] for row in keyboard.others]
    return ReplyKeyboardMarkup(rows, resize_keyboard=True, one_time_keyboard=True)


def _inline(keyboard: Inline) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[_button(button) for button in row] for row in keyboard.rows])


def _button(button: Button) -> InlineKeyboardButton:
    if button.url:
        return InlineKeyboardButton(button.label, url=button.url)
    return InlineKeyboardButton(button.label, callback_data=button.data)
