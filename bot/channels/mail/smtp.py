"""Connections to the mail server, and one envelope at a time over one of them."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal

import aiosmtplib
from aiosmtplib import SMTP, SMTPException, SMTPServerDisconnected, SMTPTimeoutError

from bot.channels.mail.outcome import NO_CONNECTION, NO_TLS, Step, outcome_of
from casework.ports import Lost, Outcome, Retry, Sent

Security = Literal["starttls", "tls", "none"]
PORTS: Final[dict[Security, int]] = {"starttls": 587, "tls": 465, "none": 25}
_PATIENCE, _TAKING_PATIENCE = 10.0, 25.0  # seconds for an answer; a server may look at the whole message first
_ENVELOPE: Final = 35.0  # seconds for the whole, connection included: less than the lease of a claimed message
_IDLE: Final = 15.0  # seconds that an unused connection is kept; servers close theirs later
_PER_CONNECTION: Final = 100  # messages; some servers allow no more


@dataclass(frozen=True, kw_only=True)
class MailServer:
    """`name`: what we call ourselves in EHLO. `security` "none" is for a relay on this very machine."""

    host: str
    port: int
    security: Security
    name: str
    user: str = ""
    password: str = field(default="", repr=False)
    ca_file: Path | None = None

    def context(self) -> ssl.SSLContext | None:
        """Certificates and names are always checked."""
        if self.security == "none":
            return None
        return ssl.create_default_context(cafile=str(self.ca_file) if self.ca_file else None)


@dataclass(frozen=True, kw_only=True)
class Envelope:
    """`tag` comes back with a delivery report, where the server can do that."""

    sender: str
    recipient: str
    content: bytes = field(repr=False)
    tag: str


class Connections:
    """At most `most` at once; idle ones are used again."""

    def __init__(self, server: MailServer, *, most: int) -> None:
        self._server = server
        self._places = asyncio.Semaphore(most)
        self._idle: list[tuple[SMTP, float, int]] = []  # connection, since when, messages carried
        self._context: ssl.SSLContext | None = None

    async def close(self) -> None:
        idle, self._idle = self._idle, []
        for connection, _, _ in idle:
            await _quit(connection)

    async def greet(self) -> str:
        """Connects and signs in, nothing more. What is in the way, as an outcome's reason; "" = nothing."""
        try:
            await _quit(await self._connect())
        except (SMTPException, OSError, TimeoutError) as error:
            return outcome_of(error, Step.CONNECT).reason
        return ""

    async def deliver(self, envelope: Envelope) -> Outcome:
        """Never raises for what the network or the server does."""
        async with self._places:
            steps = _Steps()
            try:
                async with asyncio.timeout(_ENVELOPE):
                    return await self._deliver(envelope, steps)
            except TimeoutError:
                return Lost(reason="no-answer") if steps.at is Step.DATA else Retry(after=0.0, reason=NO_CONNECTION)

    async def _deliver(self, envelope: Envelope, steps: _Steps) -> Outcome:
        """A connection that was kept too long is found out before anything is said over it, and another one made."""
        while True:
            used = self._usable()
            try:
                steps.at = Step.CONNECT
                connection, carried = used or (await self._connect(), 0)
            except (SMTPException, OSError, TimeoutError) as error:
                return outcome_of(error, Step.CONNECT)
            try:
                return await self._over(connection, carried, envelope, steps)
            except (SMTPServerDisconnected, SMTPTimeoutError, OSError) as error:
                if used is not None and steps.at is Step.SENDER:
                    continue
                return outcome_of(error, steps.at)

    async def _over(self, connection: SMTP, carried: int, envelope: Envelope, steps: _Steps) -> Outcome:
        async with _kept_only_if_sound(connection) as state:
            try:
                steps.at = Step.SENDER
                reports = connection.supports_extension("dsn")
                await connection.mail(envelope.sender, options=_mail_options(envelope, reports=reports))
                steps.at = Step.RECIPIENT
                await connection.rcpt(envelope.recipient, options=["NOTIFY=FAILURE,DELAY"] if reports else None)
                steps.at = Step.DATA
                answer = await connection.data(envelope.content, timeout=_TAKING_PATIENCE)
            except aiosmtplib.SMTPResponseException as refused:
                if refused.code != aiosmtplib.SMTPStatus.domain_unavailable and await _reset(connection):
                    self._keep(connection, carried)
                    state.sound = True
                return outcome_of(refused, steps.at)
            self._keep(connection, carried + 1)
            state.sound = True
            return Sent(external_id=_line(answer.message))

    def _usable(self) -> tuple[SMTP, int] | None:
        now = asyncio.get_running_loop().time()
        while self._idle:
            connection, since, carried = self._idle.pop()
            if connection.is_connected and now - since < _IDLE and carried < _PER_CONNECTION:
                return connection, carried
            connection.close()
        return None

    def _keep(self, connection: SMTP, carried: int) -> None:
        self._idle.append((connection, asyncio.get_running_loop().time(), carried))

    async def _connect(self) -> SMTP:
        server = self._server
        if self._context is None:
            self._context = await asyncio.to_thread(server.context)
        connection = SMTP(
            hostname=server.host,
            port=server.port,
            local_hostname=server.name,
            timeout=_PATIENCE,
            use_tls=server.security == "tls",
            start_tls=server.security == "starttls",  # never without: what has no TLS is refused
            tls_context=self._context,
            username=server.user or None,
            password=server.password or None,
        )
        try:
            await connection.connect()
            if connection.is_ehlo_or_helo_needed:  # where there was neither TLS nor sign-in to ask for
                await connection.ehlo()
        except ssl.SSLError:
            connection.close()
            raise aiosmtplib.SMTPConnectError(NO_TLS) from None
        except BaseException:
            connection.close()
            raise
        return connection


@dataclass
class _Steps:
    """How far it came, for whoever must say what a lost answer means."""

    at: Step = Step.CONNECT


@dataclass
class _Soundness:
    sound: bool = False


@asynccontextmanager
async def _kept_only_if_sound(connection: SMTP) -> AsyncIterator[_Soundness]:
    """Closed unless it was put back: also when we are cancelled half-way."""
    state = _Soundness()
    try:
        yield state
    finally:
        if not state.sound:
            connection.close()


def _mail_options(envelope: Envelope, *, reports: bool) -> list[str]:
    return ["RET=HDRS", f"ENVID={envelope.tag}"] if reports else []


async def _reset(connection: SMTP) -> bool:
    try:
        await connection.rset()
    except (SMTPException, OSError):
        return False
    return True


async def _quit(connection: SMTP) -> None:
    with suppress(SMTPException, OSError, TimeoutError):
        await connection.quit(timeout=1.0)
    connection.close()


def _line(message: str) -> str:
    """The server's name for it, as far as it gives one."""
    return " ".join(message.split())[:200] or "250"
