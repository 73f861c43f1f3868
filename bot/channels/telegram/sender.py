"""The outbox's way to Telegram: one parcel in, what became of it out."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Final

from telegram import Bot, InputFile
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, RetryAfter, TelegramError

from bot.channels.pacing import Gate, NoTurn, Turn
from bot.channels.telegram.choices import LastChoices
from bot.channels.telegram.outcome import outcome_of, seconds_of
from bot.channels.telegram.render import Inline, SendDocument, SendText, render
from bot.channels.telegram.request import AiohttpRequest, Unsent
from bot.channels.telegram.wire import Print, Prints, changed
from casework.ports import Dead, Lane, Lost, Outcome, Parcel, Retry, Sent
from risk.errors import NotFound

CHANNEL: Final = "telegram"
PATIENCE: Final = 20.0  # seconds that a message already begun may wait for its next parts

logger = logging.getLogger(__name__)


class TelegramSender:
    """`casework.ports.Sender`. `bot` and `request` send at once: the pace is kept here, by the gate.

    `load` gives the bytes of `SendFile.document`; `moved(old, new)` keeps a new address. `room`: how many parcels it is
    worth bringing at once. `paid`: the office pays Telegram for more than the free rate. `answered(chat)` is called
    when an answer has arrived there.
    """

    channel = CHANNEL

    def __init__(
        self,
        *,
        bot: Bot,
        request: AiohttpRequest,
        gate: Gate,
        load: Callable[[str], Awaitable[bytes]],
        moved: Callable[[str, str], Awaitable[None]],
        choices: LastChoices,
        base_url: str,
        tz: str,
        room: int,
        paid: bool = False,
        answered: Callable[[str], None] = lambda _: None,
    ) -> None:
        self.room = room
        self._bot = bot
        self._request = request
        self._gate = gate
        self._load = load
        self._moved = moved
        self._choices = choices
        self._paid = paid
        self._answered = answered
        self._prints = Prints(partial(render, base_url=base_url, tz=tz), paid=paid)
        self._send_url, self._edit_url = f"{bot.base_url}/sendMessage", f"{bot.base_url}/editMessageText"

    def closed_for(self) -> float:
        """Seconds during which nothing at all may be sent."""
        return self._gate.closed_for()

    async def send(self, parcel: Parcel) -> Outcome:
        """All parts of the message, in order. Parts that went before a failure make it `Lost`, so it will be marked."""
        chat = parcel.address.reveal()
        outcome = await self._send_to(chat, parcel, self._prints.of(parcel), begin=0)
        if parcel.lane is Lane.TALK and isinstance(outcome, Sent):
            self._answered(chat)
        return outcome

    async def _send_to(self, chat: str, parcel: Parcel, prints: Print, *, begin: int) -> Outcome:
        """The parts from `begin` on."""
        try:
            async with self._gate.turn(chat, parcel.lane) as turn:
                try:
                    return await self._send_parts(turn, chat, parcel, prints, begin=begin)
                except _Moved as moved:
                    new, reached = moved.new, moved.part
            await self._moved(chat, new)
            return await self._send_to(new, parcel, prints, begin=reached)
        except NoTurn as late:
            return _so_far(begin, prints, Retry(after=late.after, reason="pace"))

    async def _send_parts(self, turn: Turn, chat: str, parcel: Parcel, prints: Print, *, begin: int) -> Outcome:
        shown = self._choices.take(chat, prints.question)
        if shown is not None and not parcel.repeat and isinstance(prints.calls[0], SendText):
            if await self._change(turn, chat, shown, prints.calls[0]):
                self._choices.asked(chat, shown, prints.question)
                return Sent(external_id=str(shown))
            await turn.again()
        outcome: Outcome = Dead(reason="empty")
        deadline = asyncio.get_running_loop().time() + PATIENCE
        part = begin
        while part < len(prints.calls):
            outcome = await self._send_part(turn, chat, parcel, prints, part)
            late = isinstance(outcome, Retry) and (part == 0 or outcome.after > _left(deadline))
            if late or isinstance(outcome, Lost | Dead):
                return _so_far(part, prints, outcome)
            if isinstance(outcome, Retry):
                await asyncio.sleep(outcome.after)
            else:
                part += 1
            if part < len(prints.calls):
                try:
                    await turn.again(patience=_left(deadline))
                except NoTurn as no:
                    return _so_far(part, prints, Retry(after=no.after, reason="pace"))
        if prints.question and isinstance(outcome, Sent):
            self._choices.asked(chat, int(outcome.external_id), prints.question)
        return outcome

    async def _send_part(self, turn: Turn, chat: str, parcel: Parcel, prints: Print, part: int) -> Outcome:
        try:
            number = await self._call(chat, parcel, prints, part)
        except NotFound:
            turn.unsent()
            return Dead(reason="document-not-found")
        except ChatMigrated as moved:  # it was not taken at the old address
            turn.answered(taken=False)
            raise _Moved(str(moved.new_chat_id), part) from None
        except RetryAfter as error:
            await turn.refused(seconds_of(error))
            return outcome_of(error)
        except Unsent as error:
            turn.unsent()
            return outcome_of(error)
        except TelegramError as error:
            turn.answered(taken=False)
            return outcome_of(error)
        turn.answered()
        return Sent(external_id=number)

    async def _call(self, chat: str, parcel: Parcel, prints: Print, part: int) -> str:
        """The message's number at Telegram."""
        call = prints.calls[part]
        if isinstance(call, SendDocument):
            message = await self._bot.send_document(
                chat,
                InputFile(await self._load(call.document), filename=call.file_name),
                caption=call.html or None,
                parse_mode=ParseMode.HTML,
                allow_paid_broadcast=self._paid or None,
            )
            return str(message.message_id)
        body = prints.body(part, chat=chat, message_id=parcel.message_id)
        match await self._request.post_json(self._send_url, body):
            case {"message_id": int(number)}:
                return str(number)
        raise TelegramError("an answer without the message's number")

    async def _change(self, turn: Turn, chat: str, message: int, call: SendText) -> bool:
        """Whether the message now shows this; if not, for any reason, it is sent as a new one."""
        if not isinstance(call.keyboard, Inline):
            turn.unsent()
            return False
        try:
            await self._request.post_json(self._edit_url, changed(call, chat=chat, message=message))
        except RetryAfter as error:
            await turn.refused(seconds_of(error))
            return False
        except BadRequest as error:
            turn.answered(taken=False)
            return "message is not modified" in error.message.lower()
        except TelegramError as error:
            turn.answered(taken=False)
            logger.info("A question is sent anew action=telegram_edit_failed reason=%s", type(error).__name__)
            return False
        turn.answered()
        return True


class _Moved(Exception):
    """The group has another number now; parts before `part` went to the old one."""

    def __init__(self, new: str, part: int) -> None:
        super().__init__("the group has moved")
        self.new = new
        self.part = part


def _so_far(part: int, prints: Print, outcome: Outcome) -> Outcome:
    """What is to be tried again later may have been seen in part."""
    if part and isinstance(outcome, Retry):
        return Lost(reason=f"broken off after part {part} of {len(prints.calls)}: {outcome.reason}")
    return outcome


def _left(deadline: float) -> float:
    return max(deadline - asyncio.get_running_loop().time(), 0.0)
