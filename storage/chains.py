"""The chains of audit log and receipts, checked on a bare connection: of a copy, before anybody works with it."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, select

from storage import audit
from storage.audit import Anchor, AuditLog
from storage.errors import KeyFileMismatch, SealBroken
from storage.mapping import table_of
from storage.opening import AUDIT_KEY
from storage.receipt_check import check_receipts
from storage.rows import WrappedKeyRow
from storage.signing import Signer, checker
from storage.vault import KeyRing
from storage.work import Work

_KEYS = table_of(WrappedKeyRow)


def broken_links(connection: Connection, anchor: Anchor, ring: KeyRing, *, receipts: bool = True) -> Iterator[str]:
    """One line for each; raises `KeyFileMismatch`. `receipts` False for an older schema, which has other columns."""
    row = connection.execute(select(_KEYS).where(_KEYS.c.name == AUDIT_KEY)).first()
    if row is None:  # nobody has worked with it yet
        return
    try:
        audit_key = ring.unwrap(row.wrapped, key_id=row.key_id, context=f"{_KEYS.name}:{row.name}")
    except SealBroken:
        raise KeyFileMismatch(key=row.key_id) from None
    work = Work(connection, ring, audit_key=audit_key, writable=False)
    for entry in audit.verify(AuditLog(work), anchor, audit_key=audit_key):
        yield f"audit {entry.org_id} {entry.seq}: {entry.damage}"
    if receipts:
        check = checker(key.pem for key in Signer(ring).public_keys())
        for receipt in check_receipts(work, check).findings:
            yield f"receipt {receipt.org_id} {receipt.number}: {receipt.damage}"
