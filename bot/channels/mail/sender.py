"""The outbox's way to e-mail: one parcel in, what became of it out."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime
from email.errors import MessageError
from functools import partial
from typing import Final

from bot.channels.letters import Letter, write
from bot.channels.mail.compose import Enclosed, Letterhead, mail
from bot.channels.mail.outcome import NO_CONNECTION
from bot.channels.mail.smtp import Connections, Envelope
from bot.channels.mail.tags import Tags, Use
from bot.channels.pacing import Gate, Limits, NoTurn, Pacer, Rate
from casework.ports import Dead, Lane, Outcome, Parcel, Retry, Sent
from casework.unsubscribing import PATH
from risk.errors import NotFound

CHANNEL: Final = "mail"

logger = logging.getLogger(__name__)


def mail_gate(*, a_minute: int, connections: int, credential: str, allowed: Callable[[], bool] = lambda: True) -> Gate:
    """`a_minute`: messages that the mail server takes from us; `allowed`: whether this process may send now."""
    limits = Limits(overall=(Rate(count=a_minute, seconds=60.0),), at_once=connections, kept_for_talk=0)
    return Gate(Pacer(limits), credential=f"mail:{credential}", allowed=allowed)


class MailSender:
    """`casework.ports.Sender`. `file` gives the bytes of `SendFile.document`, `html` a circular's rendition by its id.

    `returns` is the address that bounces go to: its local part is followed by "+" and the message's tag.
    """

    channel = CHANNEL

    def __init__(
        self,
        *,
        connections: Connections,
        gate: Gate,
        sender: Letterhead,
        returns: str,
        tags: Tags,
        file: Callable[[str], Awaitable[bytes]],
        html: Callable[[str], Awaitable[str]],
        now: Callable[[], datetime],
        base_url: str,
        tz: str,
        room: int,
    ) -> None:
        self.room = room
        self._connections = connections
        self._gate = gate
        self._sender = sender
        self._returns = returns.rpartition("@")
        self._tags = tags
        self._file = file
        self._html = html
        self._now = now
        self._base_url = base_url.rstrip("/")
        self._write = partial(write, base_url=base_url, tz=tz)

    def closed_for(self) -> float:
        """Seconds during which nothing at all may be sent."""
        return self._gate.closed_for()

    async def resume(self) -> None:
        """Opens the gate. The minute is not waited out: codes go by mail, and no server bans for a few more."""
        self._gate.open()

    def hush(self) -> None:
        """No message begins any more, until `resume`."""
        self._gate.shut()

    async def send(self, parcel: Parcel) -> Outcome:
        letter = self._write(parcel)
        try:
            enclosed = await self._enclosed(letter)
        except NotFound:
            return Dead(reason="document-not-found")
        try:
            envelope = await asyncio.to_thread(self._envelope, parcel, letter, enclosed)
        except (ValueError, IndexError, MessageError):  # what the library's address parser raises
            return Dead(reason="bad-address")
        try:
            async with self._gate.turn(envelope.recipient, parcel.lane) as turn:
                outcome = await self._connections.deliver(envelope)
                if isinstance(outcome, Retry) and outcome.reason == NO_CONNECTION:
                    turn.unsent()
                else:
                    turn.answered(taken=isinstance(outcome, Sent))
                return outcome
        except NoTurn as late:
            return Retry(after=late.after, reason="pace")

    async def _enclosed(self, letter: Letter) -> Enclosed:
        """A circular goes without its PDF rather than not at all; a file that is the message itself does not."""
        if not letter.document:
            return Enclosed()
        try:
            html = await self._html(letter.circular_id) if letter.whole else ""
            return Enclosed(html=html, file=await self._file(letter.document))
        except NotFound:
            if not letter.circular_id:
                raise
            logger.warning("A circular goes without its PDF action=mail_no_pdf circular=%s", letter.circular_id)
            return Enclosed()

    def _envelope(self, parcel: Parcel, letter: Letter, enclosed: Enclosed) -> Envelope:
        to = parcel.address.reveal()
        tag = self._tags.make(Use.RETURN, parcel.message_id)
        message = mail(
            letter,
            enclosed,
            sender=self._sender,
            to=to,
            tag=tag,
            number=parcel.number,
            locale=parcel.locale,
            at=self._now(),
            unsubscribe=self._unsubscribe(parcel),
        )
        local, _, domain = self._returns
        return Envelope(sender=f"{local}+{tag}@{domain}", recipient=to, content=message.as_bytes(), tag=tag)

    def _unsubscribe(self, parcel: Parcel) -> str:
        """For what comes by subscription or duty to many; RFC 8058 wants https."""
        if parcel.lane is Lane.TALK or not self._base_url.startswith("https://"):
            return ""
        return f"{self._base_url}{PATH}?m={self._tags.make(Use.UNSUBSCRIBE, parcel.message_id)}"
