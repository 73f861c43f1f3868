"""What a browser gives us to reach it by, and the keys by which push services know that it is us."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey, EllipticCurvePublicKey
from py_vapid.utils import b64urldecode

from bot.channels.webhook.guard import Allowed


class ServerKeys(Protocol):
    """A browser knows us by the key that it was given when it subscribed, so former ones go on signing for theirs."""

    def public_keys(self) -> Mapping[str, str]:
        """By id; as browsers take them, URL-safe base64 of the point. The current one is the first."""

    def private_key(self, key_id: str) -> EllipticCurvePrivateKey:
        """Raises `LookupError` or a domain error for an id that is none."""


@dataclass(frozen=True, kw_only=True)
class Subscription:
    """`key_id`: which of our keys the browser was given. The keys are URL-safe base64 as the browser writes them."""

    endpoint: str = field(repr=False)
    p256dh: str = field(repr=False)
    auth: str = field(repr=False)
    key_id: str

    @classmethod
    def stored(cls, address: str) -> Subscription:
        """As `casework.address_forms` keeps it."""
        endpoint, p256dh, auth, key_id = address.split(" ")
        return cls(endpoint=endpoint, p256dh=p256dh, auth=auth, key_id=key_id)

    @property
    def address(self) -> str:
        return f"{self.endpoint} {self.p256dh} {self.auth} {self.key_id}"


def read_subscription(told: Mapping[str, Any], *, keys: ServerKeys, allowed: Allowed) -> Subscription | None:
    """`PushSubscription.toJSON()` with our public key beside it as `key`; None for what we could never send to."""
    inner = told.get("keys")
    if not isinstance(inner, Mapping):
        return None
    endpoint, p256dh, auth, key = told.get("endpoint"), inner.get("p256dh"), inner.get("auth"), told.get("key")
    known = {public: id_ for id_, public in keys.public_keys().items()}
    if not (isinstance(endpoint, str) and isinstance(p256dh, str) and isinstance(auth, str) and isinstance(key, str)):
        return None
    if any(" " in part for part in (endpoint, p256dh, auth)) or key not in known or not allowed.url(endpoint):
        return None
    if not _on_the_curve(p256dh):
        return None
    return Subscription(endpoint=endpoint, p256dh=p256dh, auth=auth, key_id=known[key])


def _on_the_curve(point: str) -> bool:
    try:
        EllipticCurvePublicKey.from_encoded_point(SECP256R1(), b64urldecode(point.encode()))
    except ValueError:
        return False
    return True
