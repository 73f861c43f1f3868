"""Refusals that only storage knows."""

from __future__ import annotations

from risk.errors import DomainError


class KeyFileMissing(DomainError):
    """The database is there and its key file is not; a new one would open nothing."""

    code = "key-file-missing"


class KeyFileMismatch(DomainError):
    """This key file does not open this database; put back the one that it was made with."""

    code = "key-file-mismatch"


class KeyFileUnsafe(DomainError):
    """Other users of the machine can read the key file; allow it to its owner alone (mode 0600)."""

    code = "key-file-unsafe"


class KeyFileBroken(DomainError):
    """The key file cannot be read as a key ring."""

    code = "key-file-broken"


class SealBroken(DomainError):
    """A sealed record was changed from outside, or moved to another row."""

    code = "seal-broken"


class NewerSchema(DomainError):
    """The database belongs to a newer release of this program."""

    code = "newer-schema"


class OlderSchema(DomainError):
    """The database must be migrated first."""

    code = "older-schema"


class OrphanedRow(DomainError):
    """After the migration a row would refer to nothing; the migration was undone."""

    code = "orphaned-row"


class StorageBusy(DomainError):
    """Another program held the database for too long; try again."""

    code = "storage-busy"


class StorageFull(DomainError):
    """The disk of the database is full; nothing was changed. Make room, and everything goes on by itself."""

    code = "storage-full"


class Unreachable(DomainError):
    """The database does not answer, or cannot be opened."""

    code = "database-unreachable"


class WriteInRead(RuntimeError):
    """A body given to `read` tried to write: a mistake in the calling code."""


class NoPublicKey(DomainError):
    """There is no Ed25519 public key (PEM) in what was given."""

    code = "no-public-key"
