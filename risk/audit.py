"""Audit entries: ids only, append-only, one HMAC chain per organisation."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class AuditEntry:
    """`seq` runs from 1 without a gap within `org_id`; `mac` covers the entry and the one before it."""

    org_id: str
    seq: int
    at: datetime
    actor_id: str
    act: str
    subject: str  # kind:id
    detail: dict[str, str] = field(default_factory=dict)
    mac: str = ""
