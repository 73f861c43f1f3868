"""Every sending channel wired to a real counterpart on loopback, all alike for the contract test."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from time import time

from bot.channels.http import HttpClient
from bot.channels.mail.compose import Letterhead
from bot.channels.mail.sender import MailSender, mail_gate
from bot.channels.mail.smtp import Connections, MailServer
from bot.channels.mail.tags import Tags
from bot.channels.push.sender import PushSender
from bot.channels.robots import dingtalk, feishu, wecom
from bot.channels.robots.sender import RobotSender
from bot.channels.sms.gateway import Gateway, Rule
from bot.channels.sms.sender import SmsSender, sms_gate
from bot.channels.webhook.guard import Allowed, PublicResolver
from bot.channels.webhook.sender import WebhookSender
from casework.ports import Parcel, Reply, Sender
from risk.errors import NotFound
from risk.identity import Secret
from storage.push_keys import PushKeys
from storage.vault import KeyRing
from tests.support.botapi import BotApiServer, Fault
from tests.support.mail_house import HANG_UP, PASSWORD, USER, MailHouse
from tests.support.push_service import PushedBrowser, PushService
from tests.support.receivers import KEY, SECRET, WEBHOOK_SECRET, Receivers
from tests.support.telegram_line import BASE_URL, sending
from tests.support.telegram_line import parcel as any_parcel

TZ = "Asia/Shanghai"
CONTACT = "mailto:alerts@example.org"
PUSH_KEYS = PushKeys(KeyRing.ephemeral())
PDF, HTML = b"%PDF-1.7 made up", "<article>made up</article>"
TAGS = Tags(lambda use, id_: (hashlib.sha256(f"{use}{id_}".encode()).hexdigest(),))


@dataclass(frozen=True, kw_only=True)
class OutgoingLine:
    """`heard`: what readers have got so far. `fail`: "drop" before it is taken, "drop after" it, or "garbage"."""

    sender: Sender
    to: str
    heard: Callable[[], list[str]]
    fail: Callable[[str], None]
    die: Callable[[], Awaitable[None]]

    def parcel(self, reply: Reply, **changes: object) -> Parcel:
        made = any_parcel(reply, to=1, **changes)  # type: ignore[arg-type]
        return replace(made, address=Secret(self.to))


@asynccontextmanager
async def telegram_line() -> AsyncIterator[OutgoingLine]:
    faults = {"drop": Fault(drop="before"), "drop after": Fault(drop="after"), "garbage": Fault(garbage=True)}
    async with BotApiServer() as server, sending(server) as line:
        chat = server.user(1001).chat

        def heard() -> list[str]:
            return ["\n".join([each.text, *(b.get("url", "") for b in each.buttons)]) for each in chat.messages]

        yield OutgoingLine(
            sender=line.channel.sender,
            to="1001",
            heard=heard,
            fail=lambda kind: server.fail("*", faults[kind]),
            die=server.die,
        )


@asynccontextmanager
async def mail_line(certificates: Path) -> AsyncIterator[OutgoingLine]:
    async with MailHouse(certificates) as house, mail_sender(house) as sender:
        yield OutgoingLine(
            sender=sender,
            to="ying@example.org",
            heard=lambda: [text_of(taken.mail) for taken in house.taken],
            fail=lambda kind: _fail_mail(house, kind),
            die=house.die,
        )


@asynccontextmanager
async def mail_sender(house: MailHouse, **changes: object) -> AsyncIterator[MailSender]:
    server = MailServer(
        host="127.0.0.1",
        port=house.port,
        security=house.security,  # type: ignore[arg-type]
        name="fenghuo.example.org",
        user="" if house.security == "none" else USER,
        password=PASSWORD,
        ca_file=house.certificates / "ca.pem",
    )
    connections = Connections(replace(server, **changes), most=4)  # type: ignore[arg-type]
    yield MailSender(
        connections=connections,
        gate=mail_gate(a_minute=6000, connections=4, credential="test"),
        sender=Letterhead(address="alerts@example.org", name="烽火平台"),
        returns="bounce@example.org",
        tags=TAGS,
        file=load_file,
        html=load_html,
        now=lambda: datetime.now(UTC),
        base_url=BASE_URL,
        tz=TZ,
        room=8,
    )
    await connections.close()


async def load_file(document: str) -> bytes:
    if document.endswith("missing"):
        raise NotFound(kind="rendition")
    return PDF


async def load_html(circular_id: str) -> str:
    if circular_id == "missing":
        raise NotFound(kind="rendition")
    return HTML


def text_of(mail: EmailMessage) -> str:
    """Subject and plain text."""
    body = mail.get_body(("plain",))
    assert body is not None
    return f"{mail['Subject']}\n{body.get_content()}"


def _fail_mail(house: MailHouse, kind: str) -> None:
    step, said = {"drop": ("RCPT", HANG_UP), "drop after": ("DATA", HANG_UP), "garbage": ("DATA", "299 whatever")}[kind]
    house.fail(step, said)


@asynccontextmanager
async def push_line() -> AsyncIterator[OutgoingLine]:
    async with PushService() as service, push_sender(service) as sender:
        browser = service.browser(public_key())
        yield OutgoingLine(
            sender=sender,
            to=stored(browser),
            heard=lambda: [pushed.text for pushed in service.got],
            fail=service.answers.append,
            die=service.die,
        )


@asynccontextmanager
async def push_sender(
    service: PushService, *, keys: PushKeys = PUSH_KEYS, base_url: str = BASE_URL
) -> AsyncIterator[PushSender]:
    allowed = Allowed([service.url.removeprefix("http://")])
    http = HttpClient(connections=8, resolver=PublicResolver(allowed), proxies=False)
    yield PushSender(http=http, allowed=allowed, keys=keys, contact=CONTACT, now=time, base_url=base_url, tz=TZ)
    await http.close()


def public_key(keys: PushKeys = PUSH_KEYS) -> str:
    """What a browser that subscribes now is given."""
    return next(iter(keys.public_keys().values()))


def stored(browser: PushedBrowser, keys: PushKeys = PUSH_KEYS) -> str:
    """The browser as an address."""
    known = {public: id_ for id_, public in keys.public_keys().items()}
    return f"{browser.endpoint} {browser.p256dh} {browser.auth} {known[browser.server_key]}"


@asynccontextmanager
async def http_line(channel: str) -> AsyncIterator[OutgoingLine]:
    async with Receivers() as receivers, http_sender(channel, receivers) as (sender, to):
        yield OutgoingLine(
            sender=sender,
            to=to,
            heard=lambda: [got.text for got in receivers.got],
            fail=receivers.answers.append,
            die=receivers.die,
        )


@asynccontextmanager
async def http_sender(channel: str, receivers: Receivers) -> AsyncIterator[tuple[Sender, str]]:
    """(sender, an address of the channel that is taken there)."""
    allowed = Allowed([receivers.url.removeprefix("http://")])
    http = HttpClient(connections=8, resolver=PublicResolver(allowed), proxies=False)
    yield _http_sender(channel, receivers.url, http, allowed)
    await http.close()


def _http_sender(channel: str, url: str, http: HttpClient, allowed: Allowed) -> tuple[Sender, str]:
    if channel == "webhook":
        sender = WebhookSender(http=http, allowed=allowed, now=time, base_url=BASE_URL, tz=TZ)
        return sender, f"{url}/hook {WEBHOOK_SECRET}"
    if channel == "sms":
        gate = sms_gate(a_second=100, credential="test")
        return SmsSender(gateway=sms_gateway(url), http=http, gate=gate, base_url=BASE_URL, tz=TZ), "13800138000"
    vendor = {"wecom": wecom.VENDOR, "dingtalk": dingtalk.VENDOR, "feishu": feishu.VENDOR}[channel]
    robot = RobotSender(vendor, http=http, base=url, now=time, base_url=BASE_URL, tz=TZ)
    return robot, KEY if channel == "wecom" else f"{KEY} {SECRET}"


def sms_gateway(url: str) -> Gateway:
    return Gateway(
        url=f"{url}/sms",
        headers={"Authorization": "Bearer made-up"},
        body='{"to": "{phone}", "content": "{text}", "id": "{id}"}',
        success=Rule.read("code == 0"),
        dead=Rule.read("code == 21 | 22"),
        plus=True,
    )
