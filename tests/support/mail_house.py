"""A mail server on loopback: aiosmtpd with TLS, passwords and faults, under a certificate of its own authority."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

USER, PASSWORD = "fenghuo", "made-up-password"
HANG_UP = "hang up"
Said = Callable[[Session, Envelope], str | None]


@dataclass(frozen=True, kw_only=True)
class Taken:
    """One message as the server has it: envelope and content."""

    sender: str
    recipient: str
    reports: tuple[str, ...]
    raw: bytes

    @property
    def mail(self) -> EmailMessage:
        read = message_from_bytes(self.raw, policy=default)
        assert isinstance(read, EmailMessage)
        return read


@dataclass
class MailHouse:
    """`answers`: what to say instead, by step (MAIL, RCPT, DATA); `HANG_UP` cuts the line, at DATA after taking it."""

    certificates: Path
    security: str = "starttls"
    answers: dict[str, list[str]] = field(default_factory=dict)
    taken: list[Taken] = field(default_factory=list)
    connections: int = 0
    port: int = 0
    idle: float = 300.0

    async def __aenter__(self) -> MailHouse:
        context = None
        if self.security != "none":
            context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
            context.load_cert_chain(self.certificates / "server.pem")
        self._context = context
        self._lines: set[asyncio.BaseTransport] = set()
        self._server = await asyncio.get_running_loop().create_server(
            self._line, "127.0.0.1", self.port, ssl=context if self.security == "tls" else None
        )
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.die()

    async def die(self) -> None:
        self._server.close()
        for line in self._lines:
            line.close()
        await asyncio.sleep(0)

    def fail(self, step: str, *answers: str) -> None:
        """For the next messages, one each."""
        self.answers.setdefault(step, []).extend(answers)

    def _line(self) -> SMTP:
        self.connections += 1
        line = _Line(
            _Handler(self),
            hostname="mail.example.org",
            tls_context=self._context if self.security == "starttls" else None,
            require_starttls=self.security == "starttls",
            auth_required=self.security == "starttls",
            auth_require_tls=self.security == "starttls",
            authenticator=_authenticate,
            timeout=self.idle,
            enable_SMTPUTF8=False,
        )
        line.lines = self._lines
        return line


class _Line(SMTP):
    """Takes the parameters of RFC 3461 as well, which the library does not know."""

    lines: set[asyncio.BaseTransport]
    reports: tuple[str, ...] = ()

    async def smtp_MAIL(self, arg: str | None) -> None:  # noqa: N802 # the library's name for it
        words, self.reports = (arg or "").split(), ()
        await super().smtp_MAIL(self._without_reports(words))

    async def smtp_RCPT(self, arg: str | None) -> None:  # noqa: N802 # the library's name for it
        await super().smtp_RCPT(self._without_reports((arg or "").split()))

    def _without_reports(self, words: list[str]) -> str:
        ours = [word for word in words if word.partition("=")[0] in ("RET", "ENVID", "NOTIFY")]
        self.reports += tuple(ours)
        return " ".join(word for word in words if word not in ours)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.lines.add(transport)
        super().connection_made(transport)


class _Handler:
    def __init__(self, house: MailHouse) -> None:
        self._house = house

    async def handle_EHLO(  # noqa: N802 # the library's name for it
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        return [*responses[:-1], "250-DSN", responses[-1]]

    async def handle_MAIL(  # noqa: N802 # the library's name for it
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        said = self._instead(server, "MAIL")
        if said is None:
            envelope.mail_from = address
        return said or "250 2.1.0 fine"

    async def handle_RCPT(  # noqa: N802 # the library's name for it
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        said = self._instead(server, "RCPT")
        if said is None:
            envelope.rcpt_tos.append(address)
        return said or "250 2.1.5 fine"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 # likewise
        answers = self._house.answers.get("DATA", [])
        if not answers or answers[0] == HANG_UP:
            assert isinstance(envelope.content, bytes)
            self._house.taken.append(
                Taken(
                    sender=str(envelope.mail_from),
                    recipient=envelope.rcpt_tos[0],
                    reports=getattr(server, "reports", ()),
                    raw=envelope.content,
                )
            )
        return self._instead(server, "DATA") or f"250 2.0.0 queued as {len(self._house.taken)}"

    def _instead(self, server: SMTP, step: str) -> str | None:
        answers = self._house.answers.get(step)
        if not answers:
            return None
        said = answers.pop(0)
        if said != HANG_UP:
            return said
        assert server.transport is not None
        server.transport.abort()
        return "421 gone"


def _authenticate(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
    right = isinstance(data, LoginPassword) and (data.login, data.password) == (USER.encode(), PASSWORD.encode())
    return AuthResult(success=right, handled=False)


def make_certificates(folder: Path) -> Path:
    """`ca.pem`, and `server.pem` (certificate and key) for 127.0.0.1."""
    ca_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    ca_name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "test authority")])
    now = datetime.now(UTC)

    def certificate(name: x509.Name, public: ec.EllipticCurvePublicKey, *extensions: x509.ExtensionType) -> bytes:
        builder = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(ca_name)
            .public_key(public)
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=1))
            .not_valid_after(now + timedelta(days=2))
        )
        for extension in extensions:
            builder = builder.add_extension(extension, critical=isinstance(extension, x509.BasicConstraints))
        return builder.sign(ca_key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)

    authority = x509.AuthorityKeyIdentifier.from_issuer_public_key(ca_key.public_key())
    own = x509.SubjectKeyIdentifier.from_public_key(ca_key.public_key())
    usage = x509.KeyUsage(
        digital_signature=True,
        key_cert_sign=True,
        crl_sign=True,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )
    ca = certificate(ca_name, ca_key.public_key(), x509.BasicConstraints(ca=True, path_length=0), own, usage)
    server = certificate(
        x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mail")]),
        key.public_key(),
        x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]),
        authority,
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / "ca.pem").write_bytes(ca)
    (folder / "server.pem").write_bytes(server + private)
    return folder
