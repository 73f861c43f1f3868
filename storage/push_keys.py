"""P-256 keys by which push services know us (RFC 8292), derived from the key ring: there is one key file to keep."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from functools import cache
from itertools import count
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey, derive_private_key
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from storage.vault import KeyRing

_PURPOSE: Final = "push"
_ORDER: Final = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551  # of the group (SEC 2)


class PushKeys:
    """One for each key of the ring, under its id: a browser that has subscribed by a former one is still reached."""

    def __init__(self, ring: KeyRing) -> None:
        self._ring = ring

    def public_keys(self) -> Mapping[str, str]:
        """By id, URL-safe base64 of the uncompressed point; the current one is the first."""
        return {id_: _public(self.private_key(id_)) for id_ in reversed(self._ring.ids)}

    def private_key(self, key_id: str) -> EllipticCurvePrivateKey:
        """Raises `KeyFileMismatch`."""
        seeds = (self._ring.seed(key_id, f"{_PURPOSE} {number}") for number in count())
        # Of 32 random bytes one in four thousand million is no number of the group.
        return _private(next(seed for seed in seeds if 0 < int.from_bytes(seed) < _ORDER))


@cache
def _private(seed: bytes) -> EllipticCurvePrivateKey:
    return derive_private_key(int.from_bytes(seed), SECP256R1())


def _public(key: EllipticCurvePrivateKey) -> str:
    point = key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return base64.urlsafe_b64encode(point).rstrip(b"=").decode()
