"""The channels that only send, built from the settings."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from time import time
from typing import Final, Protocol
from urllib.parse import urlsplit

from aiohttp import web

from bot.channels.http import HttpClient
from bot.channels.mail.compose import Letterhead
from bot.channels.mail.documents import load_html
from bot.channels.mail.folder import BounceFolder
from bot.channels.mail.pages import unsubscribe_routes
from bot.channels.mail.sender import MailSender, mail_gate
from bot.channels.mail.smtp import PORTS, Connections, MailServer
from bot.channels.mail.tags import Tags
from bot.channels.pacing import PaceRecords
from bot.channels.push.sender import PushSender
from bot.channels.robots import dingtalk, feishu, wecom
from bot.channels.robots.sender import RobotSender
from bot.channels.sms.gateway import Gateway, Rule, parse_headers
from bot.channels.sms.sender import SmsSender, sms_gate
from bot.channels.telegram.documents import load_document
from bot.channels.webhook.guard import Allowed, PublicResolver
from bot.channels.webhook.sender import WebhookSender
from casework.address_forms import CHANNELS as OUTGOING
from casework.address_forms import MAIL, PUSH, SMS
from casework.env import Env
from casework.ports import Sender, Transactions
from fenghuo.channel_settings import hosts_of, split_sender
from fenghuo.settings import Settings
from storage.push_keys import PushKeys
from storage.vault import KeyRing

_ROBOT_CONNECTIONS: Final = 64
_PUSH_CONNECTIONS: Final = 64


class PacedSender(Sender, Protocol):
    """Its pace begins with `resume`, and after `hush` no message of it begins any more."""

    async def resume(self) -> None: ...
    def hush(self) -> None: ...


@dataclass(frozen=True, kw_only=True)
class Channels:
    """`free` and `paced` go to the delivery job, `routes` onto the web application; `closing` at the end.

    `free` may be sent by any number of processes at once; `paced` have limits that only one of them can keep.
    """

    free: tuple[Sender, ...]
    paced: tuple[PacedSender, ...]
    routes: tuple[web.RouteDef, ...] = ()
    bounces: BounceFolder | None = None
    closing: tuple[Callable[[], Awaitable[None]], ...] = field(default=())

    @property
    def senders(self) -> tuple[Sender, ...]:
        return (*self.free, *self.paced)

    async def close(self) -> None:
        for close in self.closing:
            await close()


def offered(settings: Settings) -> frozenset[str]:
    """Robots and webhooks need no setting of ours; mail, short messages and notices in browsers do."""
    off = {MAIL} if not settings.mail_host else set()
    off |= {SMS} if not settings.sms_url.get_secret_value() else set()
    off |= {PUSH} if settings.push == "no" or not settings.push_contact else set()
    return frozenset(OUTGOING) - off


def push_hosts(settings: Settings) -> Allowed:
    """Which push services a browser may name: a list of its own, for anybody's browser names them."""
    return Allowed(hosts_of(settings.push_hosts))


def build_channels(
    settings: Settings,
    *,
    transactions: Transactions,
    env: Env,
    ring: KeyRing,
    style: str = "",
    held: Callable[[], bool] = lambda: True,
    records: PaceRecords | None = None,
) -> Channels:
    """Touches no network. `style`: address of the pages' style sheet.

    `held`: whether this process may send on the paced channels now; `records`: what outlives it of their pace.
    """
    public = HttpClient(connections=_ROBOT_CONNECTIONS)
    allowed = Allowed(hosts_of(settings.webhook_hosts))
    # No proxy: it would look names up for us, past the guard.
    guarded = HttpClient(connections=_ROBOT_CONNECTIONS, resolver=PublicResolver(allowed), proxies=False)
    base_url, tz = settings.base_url, settings.timezone
    paced: list[PacedSender] = [
        RobotSender(vendor, http=public, base=base, now=time, base_url=base_url, tz=tz, records=records, allowed=held)
        for vendor, base in (
            (wecom.VENDOR, settings.wecom_api_url),
            (dingtalk.VENDOR, settings.dingtalk_api_url),
            (feishu.VENDOR, settings.feishu_api_url),
        )
    ]
    free: list[Sender] = [WebhookSender(http=guarded, allowed=allowed, now=time, base_url=base_url, tz=tz)]
    closing = [public.close, guarded.close]
    if PUSH in offered(settings):
        known = push_hosts(settings)
        pushing = HttpClient(connections=_PUSH_CONNECTIONS, resolver=PublicResolver(known), proxies=False)
        closing.append(pushing.close)
        free.append(
            PushSender(
                http=pushing,
                allowed=known,
                keys=PushKeys(ring),
                contact=settings.push_contact,
                now=time,
                base_url=base_url,
                tz=tz,
            )
        )
    if settings.sms_url.get_secret_value():
        gateway = sms_gateway(settings)
        host = urlsplit(gateway.url).hostname or ""
        gate = sms_gate(a_second=settings.sms_per_second, credential=host, records=records, allowed=held)
        paced.append(SmsSender(gateway=gateway, http=public, gate=gate, base_url=base_url, tz=tz))
    tags = mail_tags(ring)
    routes = unsubscribe_routes(transactions=transactions, env=env, tags=tags, style=style)  # for robots and hooks too
    if not settings.mail_host:
        return Channels(free=tuple(free), paced=tuple(paced), routes=routes, closing=tuple(closing))
    connections = Connections(mail_server(settings), most=settings.mail_connections)
    paced.append(_mail(settings, connections, tags, transactions, held=held))
    return Channels(
        free=tuple(free),
        paced=tuple(paced),
        routes=routes,
        bounces=_bounces(settings.mail_bounce_dir, transactions, env, tags),
        closing=(*closing, connections.close),
    )


def mail_tags(ring: KeyRing) -> Tags:
    """Made with the current key; those of older keys of the ring still count."""
    return Tags(lambda use, message_id: ring.blinds(use, message_id))


def mail_server(settings: Settings) -> MailServer:
    security = settings.mail_security
    return MailServer(
        host=settings.mail_host,
        port=settings.mail_port or PORTS[security],
        security=security,
        name=split_sender(settings.mail_from)[1].rpartition("@")[2],
        user=settings.mail_user,
        password=settings.mail_password.get_secret_value(),
        ca_file=settings.mail_ca_file,
    )


def sms_gateway(settings: Settings) -> Gateway:
    return Gateway(
        url=settings.sms_url.get_secret_value(),
        method=settings.sms_method,
        headers=parse_headers(settings.sms_headers.get_secret_value()),
        body=settings.sms_body.get_secret_value(),
        content_type=settings.sms_content_type,
        success=Rule.read(settings.sms_success),
        dead=Rule.read(settings.sms_dead),
        most_parts=settings.sms_parts,
        plus=settings.sms_country_code,
    )


def _mail(
    settings: Settings, connections: Connections, tags: Tags, transactions: Transactions, *, held: Callable[[], bool]
) -> MailSender:
    name, address = split_sender(settings.mail_from)
    return MailSender(
        connections=connections,
        gate=mail_gate(
            a_minute=settings.mail_per_minute,
            connections=settings.mail_connections,
            credential=f"{settings.mail_user}@{settings.mail_host}",
            allowed=held,
        ),
        sender=Letterhead(address=address, name=name),
        returns=settings.mail_return,
        tags=tags,
        file=partial(load_document, transactions),
        html=partial(load_html, transactions),
        now=lambda: datetime.now(UTC),
        base_url=settings.base_url,
        tz=settings.timezone,
        room=max(settings.mail_connections * 2, settings.mail_per_minute // 60),
    )


def _bounces(folder: Path | None, transactions: Transactions, env: Env, tags: Tags) -> BounceFolder | None:
    return BounceFolder(folder, transactions=transactions, env=env, tags=tags) if folder is not None else None
