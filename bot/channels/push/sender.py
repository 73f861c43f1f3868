"""The outbox's way to browsers: one parcel in, what became of it out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from http import HTTPStatus
from typing import Final

from py_vapid import Vapid02, VapidException
from pywebpush import WebPusher
from yarl import URL

from bot.channels.http import GATEWAY_LOST_IT, SERVER_ERROR_AFTER, Answer, HttpClient, retry_after
from bot.channels.letters import write
from bot.channels.push.notice import payload, topic_of
from bot.channels.push.subscription import ServerKeys, Subscription
from bot.channels.webhook.guard import Allowed
from casework.address_forms import PUSH
from casework.ports import Dead, Lane, Lost, Outcome, Parcel, Retry, Sent
from risk.errors import DomainError

ROOM: Final = 64  # parcels at once
BUSY_AFTER: Final = 60.0  # seconds
OURS_AFTER: Final = 300.0  # somebody has to put clock or contact right
_TOKEN_LIFE: Final = 3600  # seconds; a day at the most (RFC 8292)
_HOUR: Final = 3600
# How much it presses (RFC 8030 section 5.3), and for how many seconds it is worth keeping for a browser that is away.
_BY_LANE: Final[Mapping[Lane, tuple[str, int]]] = {
    Lane.TALK: ("normal", 7 * 24 * _HOUR),
    Lane.EMERGENCY: ("high", 28 * 24 * _HOUR),
    Lane.CIRCULAR: ("normal", 28 * 24 * _HOUR),
    Lane.DIGEST: ("low", 24 * _HOUR),
    Lane.EXERCISE: ("normal", 12 * _HOUR),
}
_TAKEN: Final = range(200, 300)
_NOBODY: Final = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})
# Windows' push service says "not acceptable" where others say "too many".
_BUSY: Final = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.NOT_ACCEPTABLE})
_OURS: Final = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN})


class PushSender:
    """`casework.ports.Sender`. Only number, urgency and a link go out, whatever the kind, and only the browser can read
    them.

    `http` must have been given the `PublicResolver` of the same `allowed`. `contact`: "mailto:…" or "https://…", where
    a push service finds whoever runs this. `now`: Unix time.
    """

    channel = PUSH
    room = ROOM

    def __init__(
        self,
        *,
        http: HttpClient,
        allowed: Allowed,
        keys: ServerKeys,
        contact: str,
        now: Callable[[], float],
        base_url: str,
        tz: str,
    ) -> None:
        self._http = http
        self._allowed = allowed
        self._keys = keys
        self._contact = contact
        self._now = now
        self._write = partial(write, base_url=base_url, tz=tz)

    def closed_for(self) -> float:
        """Never as a whole: each push service has a pace of its own."""
        return 0.0

    async def send(self, parcel: Parcel) -> Outcome:
        to = Subscription.stored(parcel.address.reveal())
        if not self._allowed.url(to.endpoint):
            return Dead(reason="forbidden-host")
        topic = topic_of(parcel.message_id)
        urgency, seconds = _BY_LANE[parcel.lane]
        try:
            body = encrypted(payload(self._write(parcel), topic=topic, locale=parcel.locale), to=to)
            signed = self._signed(to)
        except (ValueError, VapidException):  # a point off the curve, a host that stands in no token
            return Dead(reason="unusable-keys")
        except DomainError:  # a key that has not come to this machine yet
            return Retry(after=OURS_AFTER, reason="no-key")
        headers = {
            **signed,
            "Content-Type": "application/octet-stream",
            "Content-Encoding": "aes128gcm",
            "TTL": str(seconds),
            "Urgency": urgency,
            "Topic": topic,
        }
        answer = await self._http.send("POST", to.endpoint, headers=headers, body=body)
        if not isinstance(answer, Answer):
            return answer
        return outcome_of(answer, parcel.message_id)

    def _signed(self, to: Subscription) -> dict[str, str]:
        claims = {
            "aud": str(URL(to.endpoint).origin()),
            "exp": int(self._now()) + _TOKEN_LIFE,
            "sub": self._contact,
        }
        vapid = Vapid02(self._keys.private_key(to.key_id), conf={"no-strict": True})  # the contact is checked already
        signed: dict[str, str] = vapid.sign(claims)
        return signed


def encrypted(plain: bytes, *, to: Subscription) -> bytes:
    """For that browser alone (RFC 8291). Raises `ValueError`."""
    pusher = WebPusher({"endpoint": to.endpoint, "keys": {"p256dh": to.p256dh, "auth": to.auth}})
    body: bytes = pusher.encode(plain, content_encoding="aes128gcm")["body"]
    return body


def outcome_of(answer: Answer, message_id: str) -> Outcome:
    """2xx is taken by the push service; 404 and 410 mean that the browser has gone for ever."""
    status = answer.status
    if status in _TAKEN:
        return Sent(external_id=message_id)
    if status in _NOBODY:
        return Dead(reason="gone")
    if status in _BUSY:
        return Retry(after=retry_after(answer, default=BUSY_AFTER), reason="flood")
    if status in _OURS:
        return Retry(after=OURS_AFTER, reason=f"server answered {status}")
    if status in GATEWAY_LOST_IT:
        return Lost(reason=f"gateway answered {status}")
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR or status == HTTPStatus.REQUEST_TIMEOUT:
        return Retry(after=SERVER_ERROR_AFTER, reason=f"server answered {status}")
    return Dead(reason=f"refused: {status}")
