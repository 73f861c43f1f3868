"""Sealing by envelope: each record has a data key of its own, wrapped by a key of the ring.

AES-256-GCM throughout; the keys for wrapping and for blind indexes are derived from a ring key by HKDF-SHA256.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import os
import secrets
import stat
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from storage.errors import KeyFileBroken, KeyFileMismatch, KeyFileUnsafe, SealBroken
from storage.on_disk import to_disk

_KEY_BYTES: Final = 32
_NONCE_BYTES: Final = 12
_OWNER_ONLY: Final = 0o600


@dataclass(frozen=True, kw_only=True)
class Box:
    """A sealed value: `data_key` is wrapped by the ring's key `key_id`; `sealed` = nonce + ciphertext."""

    data_key: bytes
    key_id: str
    sealed: bytes


@dataclass(frozen=True, kw_only=True)
class RingKey:
    id: str
    secret: bytes = field(repr=False)


class KeyRing:
    """The keys of one installation, the newest last and current. Older ones stay, so that old backups still open.

    A ring with a `path` follows its file: another process may have rotated it.
    """

    def __init__(self, keys: Iterable[RingKey], *, path: Path | None = None) -> None:
        self._keys = {key.id: key for key in keys}
        if not self._keys:
            raise KeyFileBroken(path=str(path))
        self._path = path
        self._stamp = _stamp(path)

    @classmethod
    def load(cls, path: Path) -> KeyRing:
        """Reads the key file, or makes it (mode 0600, never readable by others, not even for a moment)."""
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            _create(path, [_new_key()])
        return cls(_read(path), path=path)

    @classmethod
    def ephemeral(cls) -> KeyRing:
        """One random key that is gone with the process."""
        return cls([_new_key()])

    @property
    def current_id(self) -> str:
        return next(reversed(self._keys))

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(self._keys)

    def key(self, key_id: str) -> RingKey:
        """Raises `KeyFileMismatch`."""
        if key_id not in self._keys:
            self.follow()
        if key_id not in self._keys:
            raise KeyFileMismatch(key=key_id)
        return self._keys[key_id]

    def follow(self) -> None:
        """Reads the file again if it has changed; costs one `stat` otherwise. A lost file stops no running process."""
        if self._path is not None and (stamp := _stamp(self._path)) not in (None, self._stamp):
            self._keys = {key.id: key for key in _read(self._path)}
            self._stamp = stamp

    def add_key(self) -> str:
        """A new current key, on disk before it is used; see `storage.rotation.rotate` for what must follow."""
        keys = [*(_read(self._path) if self._path else self._keys.values()), _new_key()]
        if self._path is not None:
            _replace(self._path, keys)
            self._stamp = _stamp(self._path)
        self._keys = {key.id: key for key in keys}
        return self.current_id

    def seal(self, plain: bytes, *, context: str) -> Box:
        """`context` (table:id) is bound in: a box moved to another row does not open."""
        data_key = AESGCM.generate_key(bit_length=8 * _KEY_BYTES)
        key_id = self.current_id
        return Box(
            data_key=self.wrap(data_key, key_id=key_id, context=context),
            key_id=key_id,
            sealed=_encrypt(data_key, plain, context),
        )

    def unseal(self, box: Box, *, context: str) -> bytes:
        """Raises `KeyFileMismatch` or `SealBroken`."""
        data_key = self.unwrap(box.data_key, key_id=box.key_id, context=context)
        return _decrypt(data_key, box.sealed, context)

    def rewrap(self, box: Box, *, context: str) -> Box:
        """The same box under the current key; the content is not touched."""
        data_key = self.unwrap(box.data_key, key_id=box.key_id, context=context)
        key_id = self.current_id
        return Box(
            data_key=self.wrap(data_key, key_id=key_id, context=context),
            key_id=key_id,
            sealed=box.sealed,
        )

    def wrap(self, data_key: bytes, *, key_id: str, context: str) -> bytes:
        return _encrypt(_derived(self.key(key_id).secret, "wrap"), data_key, context)

    def unwrap(self, wrapped: bytes, *, key_id: str, context: str) -> bytes:
        return _decrypt(_derived(self.key(key_id).secret, "wrap"), wrapped, context)

    def blind(self, column: str, value: str) -> str:
        """Keyed index of a value for look-up (hex), by the current key."""
        return self._blind(self.current_id, column, value)

    def blinds(self, column: str, value: str) -> list[str]:
        """By every key of the ring: while a rotation runs, rows of both kinds stand side by side."""
        return [self._blind(key_id, column, value) for key_id in reversed(self._keys)]

    def seed(self, key_id: str, purpose: str) -> bytes:
        """32 bytes for one purpose, derived from a key of the ring: the same as long as the ring has it."""
        return _derived(self.key(key_id).secret, purpose)

    def _blind(self, key_id: str, column: str, value: str) -> str:
        words = f"{column}\n{value}".encode(errors="surrogatepass")
        return hmac.new(_derived(self.key(key_id).secret, "index"), words, hashlib.sha256).hexdigest()


@cache
def _derived(secret: bytes, purpose: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=_KEY_BYTES, salt=None, info=f"fenghuo {purpose}".encode()).derive(secret)


def _encrypt(key: bytes, plain: bytes, context: str) -> bytes:
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plain, context.encode())


def _decrypt(key: bytes, sealed: bytes, context: str) -> bytes:
    try:
        return AESGCM(key).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], context.encode())
    except InvalidTag:
        raise SealBroken(record=context) from None


def _new_key() -> RingKey:
    return RingKey(id=secrets.token_hex(4), secret=secrets.token_bytes(_KEY_BYTES))


def _stamp(path: Path | None) -> tuple[int, int] | None:
    if path is None or not path.exists():
        return None
    found = path.stat()
    return found.st_ino, found.st_mtime_ns


def _read(path: Path) -> list[RingKey]:
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise KeyFileUnsafe(path=str(path))
    try:
        rows = json.loads(path.read_text(encoding="ascii"))["keys"]
        keys = [RingKey(id=row["id"], secret=base64.b64decode(row["secret"], validate=True)) for row in rows]
    except (ValueError, KeyError, TypeError, binascii.Error):
        raise KeyFileBroken(path=str(path)) from None
    if not keys or any(len(key.secret) != _KEY_BYTES for key in keys):
        raise KeyFileBroken(path=str(path))
    return keys


def _write_beside(path: Path, keys: Iterable[RingKey]) -> Path:
    rows = [{"id": key.id, "secret": base64.b64encode(key.secret).decode()} for key in keys]
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY), "w", encoding="ascii") as file:
        json.dump({"keys": rows}, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    return beside


def _create(path: Path, keys: Iterable[RingKey]) -> None:
    beside = _write_beside(path, keys)
    try:
        os.link(beside, path)  # unlike a rename, never over a ring that another process made a moment ago
    except FileExistsError:
        return
    finally:
        beside.unlink()
    to_disk(path.parent)


def _replace(path: Path, keys: Iterable[RingKey]) -> None:
    _write_beside(path, keys).replace(path)
    to_disk(path.parent)
