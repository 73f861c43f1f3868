"""Goes through every chain of signed receipts, and compares it with the records and with the audit log."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import select

from risk.delivery import Receipt
from risk.receipt import SignedReceipt, hash_of, instant
from risk.receipt_file import CheckSignature
from storage.mapping import table_of
from storage.repositories.deliveries import RECEIPT
from storage.repositories.receipts import ReceiptBook
from storage.rows import AuditEntryRow
from storage.work import Work

_ENTRIES = table_of(AuditEntryRow)


class LinkDamage(StrEnum):
    CHANGED = "changed"  # content, signature or link
    REMOVED = "removed"  # a gap before this receipt
    TRUNCATED = "truncated"  # the chain ends before its head, or before what the audit log has noted
    UNBOOKED = "unbooked"  # the record of the acknowledgement says something else


@dataclass(frozen=True, kw_only=True)
class ReceiptFinding:
    """What is wrong with receipt `number` of the chain of `org_id`."""

    org_id: str
    number: int
    damage: LinkDamage


@dataclass(frozen=True, kw_only=True)
class ReceiptCheck:
    receipts: int
    findings: tuple[ReceiptFinding, ...]


def check_receipts(work: Work, check: CheckSignature) -> ReceiptCheck:
    """Without findings nothing was changed, removed, reordered or cut off."""
    book = ReceiptBook(work)
    heads = book.heads()
    noted = _noted(work)
    count, findings = 0, list[ReceiptFinding]()
    for org_id in sorted({*heads, *noted}):
        chain = _Chain(org_id=org_id, check=check, noted=noted.get(org_id, {}))
        for signed in _all(book, org_id):
            count += 1
            findings += chain.follow(signed, _booked(work, signed.id))
        findings += chain.end(heads.get(org_id, (0, "")))
    return ReceiptCheck(receipts=count, findings=tuple(findings))


class _Chain:
    """Where in one issuer's chain we are."""

    def __init__(self, *, org_id: str, check: CheckSignature, noted: dict[int, str]) -> None:
        self._org_id = org_id
        self._check = check
        self._noted = noted
        self._number, self._hash = 0, ""
        self._last: dict[str, tuple[int, str]] = {}  # circular -> place and hash

    def follow(self, signed: SignedReceipt, booked: Receipt | None) -> Iterator[ReceiptFinding]:
        place, before = self._last.get(signed.circular_id, (0, ""))
        link = {"number": signed.number, "previous": self._hash, "place": place + 1, "before": before}
        if signed.number != self._number + 1:
            yield self._found(signed.number, LinkDamage.REMOVED)
        elif not self._genuine(signed, link) or self._noted.get(signed.number, signed.hash) != signed.hash:
            yield self._found(signed.number, LinkDamage.CHANGED)
        elif booked is None or not _agrees(signed, booked):
            yield self._found(signed.number, LinkDamage.UNBOOKED)
        self._number, self._hash = signed.number, signed.hash
        self._last[signed.circular_id] = (signed.place, signed.hash)

    def end(self, head: tuple[int, str]) -> Iterator[ReceiptFinding]:
        furthest = max(head[0], *self._noted, 0) if self._noted else head[0]
        if furthest > self._number:
            yield self._found(self._number + 1, LinkDamage.TRUNCATED)
        elif head != (self._number, self._hash):
            yield self._found(self._number, LinkDamage.CHANGED)

    def _genuine(self, signed: SignedReceipt, link: dict[str, Any]) -> bool:
        try:
            content = json.loads(signed.content)
            signature = bytes.fromhex(signed.signature)
        except ValueError:
            return False
        if hash_of(signed.content) != signed.hash or content["chain"] != link or signed.place != link["place"]:
            return False
        return self._check(content["key"], signed.content.encode(), signature) is True

    def _found(self, number: int, damage: LinkDamage) -> ReceiptFinding:
        return ReceiptFinding(org_id=self._org_id, number=number, damage=damage)


def _agrees(signed: SignedReceipt, booked: Receipt) -> bool:
    told = json.loads(signed.content)
    said = (
        told["receipt"],
        told["circular"]["id"],
        told["circular"]["digest"],
        told["recipient"]["person"],
        told["recipient"]["organisation"]["id"],
        told["channel"],
        told["capacity"],
        told["means"],
        told["acknowledged_at"],
    )
    return said == (
        booked.id,
        booked.circular_id,
        booked.digest,
        booked.person_id,
        booked.org_id,
        booked.channel,
        booked.capacity.value,
        booked.means.value,
        instant(booked.at),
    )


def _all(book: ReceiptBook, org_id: str) -> Iterator[SignedReceipt]:
    last = 0
    while batch := book.of_issuer(org_id, after=last):
        yield from batch
        last = batch[-1].number


def _booked(work: Work, receipt_id: str) -> Receipt | None:
    row = work.first(select(RECEIPT.table).where(RECEIPT.table.c.id == receipt_id))
    return None if row is None else RECEIPT.from_row(row._mapping, work.ring)


def _noted(work: Work) -> dict[str, dict[int, str]]:
    """What the audit log, anchored outside the database, says: issuer -> number -> hash."""
    found: dict[str, dict[int, str]] = {}
    rows = work.all(select(_ENTRIES.c.org_id, _ENTRIES.c.detail).where(_ENTRIES.c.act == "receipt.acknowledge"))
    for row in rows:
        if "receipt" in row.detail:  # entries of older releases note no hash
            found.setdefault(row.org_id, {})[int(row.detail["number"])] = row.detail["receipt"]
    return found
