"""Signed receipts and confirmations of service addresses; signed with a key that is gone with the process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from casework.ports.records import PublicKey
from risk.circular import Circular
from risk.delivery import Receipt
from risk.identity import NOTHING, Secret
from risk.receipt import AddressConfirmation, Closing, SignedReceipt
from storage.memory.records import Kept
from storage.memory.shelf import Cells, Shelf
from storage.repositories.receipts import closing, signed_receipt
from storage.signing import Signer


class ReceiptBook:
    def __init__(
        self,
        shelf: Shelf[SignedReceipt],
        papers: Cells,
        *,
        begun: Cells,
        receipts: Shelf[Receipt],
        circulars: Shelf[Circular],
        signer: Signer,
    ) -> None:
        self._shelf = shelf
        self._papers = papers
        self._begun = begun
        self._receipts = receipts
        self._circulars = circulars
        self._signer = signer

    def begin(self, issuer_id: str) -> bool:
        return self._begun.put_once(issuer_id, value=True)

    def append(
        self,
        receipt: Receipt,
        *,
        issuer_id: str,
        content: Mapping[str, Any],
        name: Secret,
        salt: Secret,
        signed_at: datetime,
    ) -> SignedReceipt:
        chain = self._shelf.select(lambda s: s.issuer_id == issuer_id, by=lambda s: s.number)
        own = self.of_circular(receipt.circular_id, limit=len(self._shelf.items))
        return self._shelf.add(
            signed_receipt(
                receipt,
                issuer_id=issuer_id,
                content=content,
                number=len(chain) + 1,
                previous=chain[-1].hash if chain else "",
                last=own[-1] if own else None,
                signer=self._signer,
                name=name,
                salt=salt,
                signed_at=signed_at,
            )
        )

    def find(self, receipt_id: str) -> SignedReceipt | None:
        return self._shelf.items.get(receipt_id)

    def between(self, circular_id: str, person_id: str) -> SignedReceipt | None:
        own = self._shelf.select(
            lambda s: s.circular_id == circular_id and s.person_id == person_id, by=lambda s: s.place, limit=1
        )
        return own[0] if own else None

    def of_circular(self, circular_id: str, *, after: int = 0, limit: int = 1000) -> list[SignedReceipt]:
        return self._shelf.select(
            lambda s: s.circular_id == circular_id and s.place > after, by=lambda s: s.place, limit=limit
        )

    def unsigned(self, issuer_id: str, *, limit: int = 1000) -> list[Receipt]:
        return self._receipts.select(
            lambda r: r.id not in self._shelf.items and self._circulars.items[r.circular_id].org_id == issuer_id,
            by=lambda r: r.at,
            limit=limit,
        )

    def close(self, content: Mapping[str, Any]) -> Closing:
        return closing(content, signer=self._signer)

    def keys(self) -> list[PublicKey]:
        return self._signer.public_keys()

    def keep_paper(self, receipt_id: str, pdf: bytes) -> None:
        self._shelf.get(receipt_id)
        self._papers.put_once(receipt_id, pdf)

    def paper(self, receipt_id: str) -> bytes | None:
        found: bytes | None = self._papers.values.get(receipt_id)
        return found

    def erase_of(self, person_id: str) -> int:
        own = self._shelf.select(lambda s: s.person_id == person_id, by=lambda s: s.number)
        for signed in own:
            self._shelf.save(replace(signed, name=NOTHING, salt=NOTHING))
            if signed.id in self._papers.values:
                self._papers.put(signed.id, None)
        return len(own)


class AddressConfirmations(Kept[AddressConfirmation]):
    def current(self, org_id: str, office_id: str) -> AddressConfirmation | None:
        return self._shelf.first(lambda c: c.org_id == org_id and c.office_id == office_id and c.withdrawn_at is None)

    def of_office(self, office_id: str) -> list[AddressConfirmation]:
        return self._shelf.select(lambda c: c.office_id == office_id, by=lambda c: c.registered_at, newest=True)
