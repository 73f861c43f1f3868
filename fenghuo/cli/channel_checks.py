"""What `fenghuo doctor` looks at in the channels that only send. Nothing is sent anywhere."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from bot.channels.mail.smtp import Connections
from casework.address_forms import PUSH
from casework.ports import Text
from fenghuo.channels import mail_server, offered
from fenghuo.cli.checks import Check, Health
from fenghuo.settings import Settings

_MAILDIR: Final = ("new", "cur", "tmp")


def check_channels(settings: Settings) -> Iterator[Check]:
    """One after the other, each as soon as it is known."""
    yield asyncio.run(check_mail(settings))
    if settings.mail_bounce_dir is not None:
        yield check_bounces(settings.mail_bounce_dir)
    yield check_sms(settings)
    yield check_push(settings)
    if settings.webhook_hosts:
        yield _check("webhooks", Health.DOUBTFUL, "cli-doctor-webhooks", hosts=settings.webhook_hosts)


async def check_mail(settings: Settings) -> Check:
    """Connects and signs in."""
    if not settings.mail_host:
        return _check("mail", Health.FINE, "cli-doctor-mail-none")
    server = mail_server(settings)
    host = f"{server.host}:{server.port}"
    reason = await Connections(server, most=1).greet()
    if reason:
        return _check("mail", Health.BROKEN, "cli-doctor-mail-broken", host=host, reason=reason)
    if server.security == "none":
        return _check("mail", Health.DOUBTFUL, "cli-doctor-mail-plain", host=host)
    return _check("mail", Health.FINE, "cli-doctor-mail", host=host)


def check_bounces(folder: Path) -> Check:
    whole = all(os.access(folder / name, os.R_OK | os.W_OK | os.X_OK) for name in _MAILDIR)
    key = "cli-doctor-bounces" if whole else "cli-doctor-bounces-broken"
    return _check("bounces", Health.FINE if whole else Health.BROKEN, key, folder=str(folder))


def check_sms(settings: Settings) -> Check:
    url = settings.sms_url.get_secret_value()
    if not url:
        return _check("sms", Health.FINE, "cli-doctor-sms-none")
    return _check("sms", Health.FINE, "cli-doctor-sms", host=urlsplit(url).hostname or "")


def check_push(settings: Settings) -> Check:
    if PUSH not in offered(settings):
        return _check("push", Health.FINE, "cli-doctor-push-none")
    if not settings.base_url.startswith("https:"):
        return _check("push", Health.DOUBTFUL, "cli-doctor-push-plain")
    return _check("push", Health.FINE, "cli-doctor-push", contact=settings.push_contact)


def _check(name: str, health: Health, key: str, **params: str) -> Check:
    return Check(name=name, health=health, text=Text(key=key, params=params))
