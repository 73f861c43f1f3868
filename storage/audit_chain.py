"""How audit entries are chained: each mac covers the entry and the mac before it."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import UTC, datetime

from risk.audit import AuditEntry
from storage.holding import storable


def mac_of(entry: AuditEntry, *, before: str, audit_key: bytes) -> str:
    """HMAC-SHA256 (hex) over the entry's canonical JSON and the mac `before` it."""
    words = [
        before,
        entry.org_id,
        entry.seq,
        entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        entry.actor_id,
        entry.act,
        entry.subject,
        dict(sorted(entry.detail.items())),
    ]
    text = json.dumps(words, ensure_ascii=True, separators=(",", ":"))
    return hmac.new(audit_key, text.encode("ascii"), hashlib.sha256).hexdigest()


def linked(
    *,
    org_id: str,
    seq: int,
    at: datetime,
    actor_id: str,
    act: str,
    subject: str,
    detail: Mapping[str, str],
    before: str,
    audit_key: bytes,
) -> AuditEntry:
    """The entry with its mac, in the form in which it reads back."""
    parts = {storable(name): storable(value) for name, value in detail.items()}
    fields = {"actor_id": storable(actor_id), "act": storable(act), "subject": storable(subject)}
    entry = AuditEntry(org_id=storable(org_id), seq=seq, at=at, detail=parts, **fields)
    mac = mac_of(entry, before=before, audit_key=audit_key)
    return AuditEntry(org_id=entry.org_id, seq=seq, at=at, detail=parts, mac=mac, **fields)
