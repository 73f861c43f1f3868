"""Signed receipts, confirmations of service addresses, and marks on what we give away."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from sqlalchemy import select, update

from casework.ports.records import PublicKey
from risk.delivery import Receipt
from risk.identity import Secret
from risk.receipt import AddressConfirmation, Closing, SignedReceipt, canonical, chained, hash_of
from storage.mapping import Mapped, table_of
from storage.repositories.deliveries import RECEIPT
from storage.repositories.records import KeptRows
from storage.rows import AddressConfirmationRow, CircularRow, ReceiptHeadRow, ReceiptPaperRow, SignedReceiptRow
from storage.signing import Signer
from storage.upsert import insert_or
from storage.vault import Box, KeyRing
from storage.work import Work

SIGNED_RECEIPT = Mapped(SignedReceipt, SignedReceiptRow)
ADDRESS_CONFIRMATION = Mapped(AddressConfirmation, AddressConfirmationRow)
_CIRCULARS = table_of(CircularRow)
_HEADS = table_of(ReceiptHeadRow)
_PAPERS = table_of(ReceiptPaperRow)
_MARK_BYTES: Final = 16


class ReceiptBook(KeptRows[SignedReceipt]):
    def __init__(self, work: Work) -> None:
        super().__init__(work, SIGNED_RECEIPT)
        self._signer = Signer(work.ring)

    def begin(self, issuer_id: str) -> bool:
        return self._work.add_once(_HEADS, {"issuer_id": issuer_id, "number": 0, "hash": ""})

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
        # The upsert locks the head until the commit, so signers of one issuer stand in line.
        statement = insert_or(_HEADS).values(issuer_id=issuer_id, number=1, hash="")
        statement = statement.on_conflict_do_update(index_elements=["issuer_id"], set_={"number": _HEADS.c.number + 1})
        (head,) = self._work.write_returning(statement.returning(_HEADS.c.number, _HEADS.c.hash), kind=_HEADS.name)
        last = self._first(self._c.circular_id == receipt.circular_id, by=(self._c.place.desc(),))
        signed = signed_receipt(
            receipt,
            issuer_id=issuer_id,
            content=content,
            number=head.number,
            previous=head.hash,
            last=last,
            signer=self._signer,
            name=name,
            salt=salt,
            signed_at=signed_at,
        )
        self.add(signed)
        self._work.write(
            update(_HEADS).where(_HEADS.c.issuer_id == issuer_id).values(hash=signed.hash), kind=_HEADS.name
        )
        return signed

    def between(self, circular_id: str, person_id: str) -> SignedReceipt | None:
        return self._first(self._c.person_id == person_id, self._c.circular_id == circular_id, by=(self._c.place,))

    def of_circular(self, circular_id: str, *, after: int = 0, limit: int = 1000) -> list[SignedReceipt]:
        return self._all(self._c.circular_id == circular_id, self._c.place > after, by=(self._c.place,), limit=limit)

    def of_issuer(self, issuer_id: str, *, after: int = 0, limit: int = 1000) -> list[SignedReceipt]:
        """By number, those with a greater one."""
        return self._all(self._c.issuer_id == issuer_id, self._c.number > after, by=(self._c.number,), limit=limit)

    def heads(self) -> dict[str, tuple[int, str]]:
        """(number, hash) of each issuer's last receipt, as kept beside the receipts."""
        return {row.issuer_id: (row.number, row.hash) for row in self._work.all(select(_HEADS))}

    def unsigned(self, issuer_id: str, *, limit: int = 1000) -> list[Receipt]:
        receipts = RECEIPT.table
        rows = self._work.all(
            select(receipts)
            .join(_CIRCULARS, _CIRCULARS.c.id == receipts.c.circular_id)
            .outerjoin(self._table, self._c.id == receipts.c.id)
            .where(_CIRCULARS.c.org_id == issuer_id, self._c.id.is_(None))
            .order_by(receipts.c.at, receipts.c.id)
            .limit(limit)
        )
        return [RECEIPT.from_row(row._mapping, self._work.ring) for row in rows]

    def close(self, content: Mapping[str, Any]) -> Closing:
        return closing(content, signer=self._signer)

    def keys(self) -> list[PublicKey]:
        return self._signer.public_keys()

    def keep_paper(self, receipt_id: str, pdf: bytes) -> None:
        box = self._work.ring.seal(pdf, context=f"{_PAPERS.name}:{receipt_id}")
        values = {"id": receipt_id, "data_key": box.data_key, "key_id": box.key_id, "sealed": box.sealed}
        self._work.write(insert_or(_PAPERS).values(values).on_conflict_do_nothing(), kind=_PAPERS.name)

    def paper(self, receipt_id: str) -> bytes | None:
        row = self._work.first(select(_PAPERS).where(_PAPERS.c.id == receipt_id))
        if row is None or row.data_key is None:
            return None
        box = Box(data_key=row.data_key, key_id=row.key_id, sealed=row.sealed)
        return self._work.ring.unseal(box, context=f"{_PAPERS.name}:{receipt_id}")

    def erase_of(self, person_id: str) -> int:
        own = select(self._c.id).where(self._c.person_id == person_id)
        nothing = {"data_key": None, "key_id": None, "sealed": None}
        self._work.write(update(_PAPERS).where(_PAPERS.c.id.in_(own)).values(nothing), kind=_PAPERS.name)
        return self._erase(self._c.person_id == person_id)


class AddressConfirmations(KeptRows[AddressConfirmation]):
    def current(self, org_id: str, office_id: str) -> AddressConfirmation | None:
        return self._first(self._c.org_id == org_id, self._c.office_id == office_id, self._c.withdrawn_at.is_(None))

    def of_office(self, office_id: str) -> list[AddressConfirmation]:
        return self._all(self._c.office_id == office_id, by=(self._c.registered_at.desc(),))


class Marks:
    """Keyed by the ring; an older key of the ring still knows its marks."""

    def __init__(self, ring: KeyRing) -> None:
        self._ring = ring

    def mark(self, purpose: str, words: str) -> bytes:
        return bytes.fromhex(self._ring.blind(purpose, words))[:_MARK_BYTES]

    def holds(self, purpose: str, words: str, mark: bytes) -> bool:
        known = [bytes.fromhex(blind)[:_MARK_BYTES] for blind in self._ring.blinds(purpose, words)]
        return any(hmac.compare_digest(each, mark) for each in known)


def signed_receipt(
    receipt: Receipt,
    *,
    issuer_id: str,
    content: Mapping[str, Any],
    number: int,
    previous: str,
    last: SignedReceipt | None,
    signer: Signer,
    name: Secret,
    salt: Secret,
    signed_at: datetime,
) -> SignedReceipt:
    """The link after `previous` in the issuer's chain and after `last` in the circular's."""
    place, before = (1, "") if last is None else (last.place + 1, last.hash)
    text = chained(content, number=number, previous=previous, place=place, before=before, signed_with=signer.current)
    return SignedReceipt(
        id=receipt.id,
        issuer_id=issuer_id,
        number=number,
        circular_id=receipt.circular_id,
        place=place,
        person_id=receipt.person_id,
        content=text,
        hash=hash_of(text),
        signed_with=signer.current,
        signature=signer.sign(text),
        signed_at=signed_at,
        name=name,
        salt=salt,
    )


def closing(content: Mapping[str, Any], *, signer: Signer) -> Closing:
    """The content with the key's id, signed."""
    text = canonical({**content, "key": signer.current})
    return Closing(content=text, hash=hash_of(text), signature=signer.sign(text))
