"""Ed25519 over receipts; the private halves are derived from the key ring, so that there is one key file to keep."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from functools import cache
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_public_key

from casework.ports.records import PublicKey
from risk.receipt_file import CheckSignature
from storage.errors import NoPublicKey
from storage.vault import KeyRing

_PURPOSE: Final = "receipts"
_ID_DIGITS: Final = 16
_BLOCK: Final = re.compile(r"-----BEGIN PUBLIC KEY-----.*?-----END PUBLIC KEY-----", re.DOTALL)


class Signer:
    """Signs with the ring's current key, and knows every key that it ever signed with."""

    def __init__(self, ring: KeyRing) -> None:
        self._ring = ring

    @property
    def current(self) -> str:
        """The id of the key that signs now."""
        return key_id(_private(self._seed(self._ring.current_id)).public_key())

    def sign(self, text: str) -> str:
        """Hex, over the UTF-8 of the text."""
        return _private(self._seed(self._ring.current_id)).sign(text.encode()).hex()

    def public_keys(self) -> list[PublicKey]:
        """Newest first."""
        publics = [_private(self._seed(id_)).public_key() for id_ in reversed(self._ring.ids)]
        return [
            PublicKey(id=key_id(public), pem=_pem(public), current=place == 0) for place, public in enumerate(publics)
        ]

    def _seed(self, ring_id: str) -> bytes:
        return self._ring.seed(ring_id, _PURPOSE)


def key_id(public: Ed25519PublicKey) -> str:
    """The first 16 hex digits of the SHA-256 of its 32 bytes."""
    return hashlib.sha256(public.public_bytes(Encoding.Raw, PublicFormat.Raw)).hexdigest()[:_ID_DIGITS]


def checker(pems: Iterable[str]) -> CheckSignature:
    """Checks by the public keys in these texts, any number in each. Raises `NoPublicKey` where there is none."""
    known: dict[str, Ed25519PublicKey] = {}
    for block in (block for pem in pems for block in _BLOCK.findall(pem)):
        try:
            public = load_pem_public_key(block.encode())
        except ValueError:
            continue
        if isinstance(public, Ed25519PublicKey):
            known[key_id(public)] = public
    if not known:
        raise NoPublicKey

    def check(key: str, message: bytes, signature: bytes) -> bool | None:
        if key not in known:
            return None
        try:
            known[key].verify(signature, message)
        except InvalidSignature:
            return False
        return True

    return check


@cache
def _private(seed: bytes) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(seed)


def _pem(public: Ed25519PublicKey) -> str:
    return public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode("ascii")
