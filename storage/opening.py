"""Opening the storage: schema and key file are checked before anything is read."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from sqlalchemy import Engine, select, text

from storage import audit, migrate, rotation
from storage.bells import PostgresBells, bells_of
from storage.engines import database_name, is_sqlite, lone
from storage.errors import KeyFileMismatch, OlderSchema, SealBroken
from storage.mapping import table_of
from storage.receipt_check import ReceiptCheck, check_receipts
from storage.rows import WrappedKeyRow
from storage.signing import Signer, checker
from storage.transactions import SqlTransactions, postgres_transactions, sqlite_transactions
from storage.upsert import insert_or
from storage.vault import KeyRing

_KEYS = table_of(WrappedKeyRow)
AUDIT_KEY: Final = "audit"
_VERSION: Final = text("SELECT version_num FROM alembic_version")


@dataclass(frozen=True, kw_only=True)
class Storage:
    """An open database. `close` it when the last transaction is done."""

    url: str
    transactions: SqlTransactions
    ring: KeyRing
    anchor: audit.Anchor
    audit_key: bytes = field(repr=False)

    def close(self) -> None:
        self.transactions.close()

    def bells(self) -> PostgresBells | None:
        """What tells this process of others' commits; None where there is one process only."""
        return bells_of(self.url)

    def schema_version(self) -> str:
        """As it is now: another release may have migrated it meanwhile."""
        return self.transactions.read_work(lambda work: str(work.all(_VERSION)[0][0]))

    def head_version(self) -> str:
        return migrate.head()

    def verify_audit(self) -> list[audit.AuditFinding]:
        """Empty = every chain is whole and agrees with the anchor."""
        return self.transactions.read_work(
            lambda work: audit.verify(audit.AuditLog(work), self.anchor, audit_key=self.audit_key)
        )

    def restorations(self) -> list[audit.Restoration]:
        """When this installation went back to a backup."""
        return self.transactions.read_work(lambda work: audit.AuditLog(work).restorations())

    def verify_receipts(self) -> ReceiptCheck:
        """Every chain of signed receipts against the records and the audit log."""
        check = checker(key.pem for key in Signer(self.ring).public_keys())
        return self.transactions.read_work(lambda work: check_receipts(work, check))

    def rotate_keys(self, *, batch: int = 500, progress: rotation.Progress = rotation.silent) -> int:
        """A new current key; everything is wrapped anew. How many rows were."""
        return rotation.rotate(self.transactions, self.ring, batch=batch, progress=progress)


def open_storage(url: str, *, keys: KeyRing, anchor_dir: Path) -> Storage:
    """Raises `OlderSchema`, `NewerSchema`, `KeyFileMismatch` or `Unreachable` before anything else is read."""
    with lone(url) as engine:
        version = migrate.checked_version(engine)
        if version != migrate.head():
            raise OlderSchema(database=database_name(url), found=version or "", needed=migrate.head())
        audit_key = _audit_key(engine, keys)
    anchor = audit.Anchor(anchor_dir)
    make = sqlite_transactions if is_sqlite(url) else postgres_transactions
    transactions = make(url, ring=keys, audit_key=audit_key, anchor=anchor)
    return Storage(url=url, transactions=transactions, ring=keys, anchor=anchor, audit_key=audit_key)


def holds_sealed_data(url: str) -> bool:
    """Whether a key file was ever used on this database; without it nothing in there can be read."""
    with lone(url) as engine:
        if migrate.checked_version(engine) is None:
            return False
        with engine.connect() as connection:
            return connection.execute(select(_KEYS.c.name).limit(1)).first() is not None


def _audit_key(engine: Engine, ring: KeyRing) -> bytes:
    """The database's own audit key. That it opens proves that the key file belongs to this database."""
    context = f"{_KEYS.name}:{AUDIT_KEY}"
    fresh = secrets.token_bytes(32)
    key_id = ring.current_id
    wrapped = ring.wrap(fresh, key_id=key_id, context=context)
    with engine.begin() as connection:
        statement = insert_or(_KEYS).values(name=AUDIT_KEY, key_id=key_id, wrapped=wrapped).on_conflict_do_nothing()
        connection.execute(statement)
        row = connection.execute(select(_KEYS).where(_KEYS.c.name == AUDIT_KEY)).one()
    try:
        return ring.unwrap(row.wrapped, key_id=row.key_id, context=context)
    except SealBroken:
        raise KeyFileMismatch(key=row.key_id) from None
