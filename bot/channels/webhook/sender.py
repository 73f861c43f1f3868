"""The outbox's way to webhooks: one parcel in, what became of it out."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from typing import Final

from bot.channels.http import GATEWAY_LOST_IT, Answer, HttpClient, retry_after
from bot.channels.letters import Letter, write
from bot.channels.webhook.guard import Allowed
from casework.address_forms import WEBHOOK
from casework.ports import Dead, Lost, Outcome, Parcel, Retry, Sent

ROOM: Final = 64  # parcels at once
ID, TIMESTAMP, SIGNATURE = "webhook-id", "webhook-timestamp", "webhook-signature"
KEY_PREFIX: Final = "whsec_"
BUSY_AFTER: Final = 60.0  # seconds
_TAKEN: Final = range(200, 300)
_NOT_NOW: Final = frozenset({HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.LOCKED, HTTPStatus.TOO_EARLY})


class WebhookSender:
    """`casework.ports.Sender`. `http` must have been given the `PublicResolver` of the same `allowed`."""

    channel = WEBHOOK
    room = ROOM

    def __init__(self, *, http: HttpClient, allowed: Allowed, now: Callable[[], float], base_url: str, tz: str) -> None:
        self._http = http
        self._allowed = allowed
        self._now = now
        self._write = partial(write, base_url=base_url, tz=tz)

    def closed_for(self) -> float:
        """Never as a whole: each receiver has a pace of its own."""
        return 0.0

    async def send(self, parcel: Parcel) -> Outcome:
        url, _, secret = parcel.address.reveal().partition(" ")
        if not self._allowed.url(url):
            return Dead(reason="forbidden-host")
        body = _body(parcel, self._write(parcel))
        at = str(int(self._now()))
        headers = {
            "Content-Type": "application/json",
            ID: parcel.message_id,
            TIMESTAMP: at,
            SIGNATURE: f"v1,{signature(secret, parcel.message_id, at, body)}",
        }
        answer = await self._http.send("POST", url, headers=headers, body=body)
        if not isinstance(answer, Answer):
            return answer
        return outcome_of(answer, parcel.message_id)


def signature(secret: str, id_: str, timestamp: str, body: bytes) -> str:
    """HMAC-SHA256 in base64 over id, time and body, joined by dots."""
    return base64.b64encode(
        hmac.new(_key(secret), b".".join((id_.encode(), timestamp.encode(), body)), hashlib.sha256).digest()
    ).decode()


def outcome_of(answer: Answer, message_id: str) -> Outcome:
    """2xx is taken, 410 for ever gone; what may be right later is tried again. Redirects are not followed."""
    status = answer.status
    if status in _TAKEN:
        return Sent(external_id=message_id)
    if status == HTTPStatus.GONE:
        return Dead(reason="gone")
    if status in (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE):
        return Retry(after=retry_after(answer, default=BUSY_AFTER), reason="flood")
    if status in GATEWAY_LOST_IT:
        return Lost(reason=f"gateway answered {status}")
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR or status in _NOT_NOW:
        return Retry(after=0.0, reason=f"server answered {status}")
    return Dead(reason=f"refused: {status}")


def _key(secret: str) -> bytes:
    """The bytes behind "whsec_…"; any other secret is taken as it is written."""
    if secret.startswith(KEY_PREFIX):
        try:
            return base64.b64decode(secret.removeprefix(KEY_PREFIX), validate=True)
        except binascii.Error:
            pass
    return secret.encode()


def _body(parcel: Parcel, letter: Letter) -> bytes:
    """Documented in docs/delivery.md; new fields may come, none goes."""
    told = {
        "id": parcel.message_id,
        "number": parcel.number,
        "heading": letter.heading,
        "text": letter.body,
        "urgent": letter.urgent,
        "exercise": bool(letter.mark),
        "may_be_a_repeat": parcel.repeat,
        "link": letter.link,
        "unsubscribe": letter.leave,
        "circular": letter.circular_id,
        "locale": parcel.locale,
    }
    return json.dumps(told, ensure_ascii=False).encode()
