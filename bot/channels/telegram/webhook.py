"""Updates that Telegram brings to us, known by the secret header that we agreed on."""

from __future__ import annotations

import hashlib
import hmac
import logging
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from json import JSONDecodeError
from typing import Final
from urllib.parse import urlsplit

from aiohttp import web
from telegram import Bot, Update

HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"

logger = logging.getLogger(__name__)


def webhook_secret(token: str) -> str:
    """The same in every process and after every start, and no way back to the token."""
    return hmac.new(token.encode(), b"fenghuo telegram webhook", hashlib.sha256).hexdigest()


def webhook_routes(
    *, bot: Bot, url: str, secret: str, take: Callable[[Update], Awaitable[bool]]
) -> tuple[web.RouteDef, ...]:
    """One POST route at the path of the webhook's public address."""

    async def receive(request: web.Request) -> web.Response:
        given = request.headers.get(HEADER, "")
        if not hmac.compare_digest(given.encode(), secret.encode()):
            return web.Response(status=HTTPStatus.FORBIDDEN)
        try:
            update = Update.de_json(await request.json(), bot)
        except (JSONDecodeError, UnicodeDecodeError, KeyError, TypeError, ValueError, AttributeError) as error:
            logger.warning("An update cannot be read action=telegram_bad_update reason=%s", type(error).__name__)
            return web.Response(status=HTTPStatus.BAD_REQUEST)
        taken = await take(update)
        # Anything but 200 makes Telegram bring it again.
        return web.Response(status=HTTPStatus.OK if taken else HTTPStatus.SERVICE_UNAVAILABLE)

    return (web.post(urlsplit(url).path or "/", receive),)
