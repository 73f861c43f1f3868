"""The book of signed receipts, and marks on what we give away."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol

from casework.ports.records import PublicKey
from risk.delivery import Receipt
from risk.identity import Secret
from risk.receipt import Closing, SignedReceipt


class ReceiptBook(Protocol):
    """Receipts as they were signed; one chain per issuing organisation. Only ever added to."""

    def begin(self, issuer_id: str) -> bool:
        """Begins the issuer's chain; True for the one transaction that does."""

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
        """Links the content into both chains and signs it with the current key."""

    def find(self, receipt_id: str) -> SignedReceipt | None: ...
    def between(self, circular_id: str, person_id: str) -> SignedReceipt | None:
        """The person's first."""

    def of_circular(self, circular_id: str, *, after: int = 0, limit: int = 1000) -> list[SignedReceipt]:
        """By place, those with a greater one."""

    def unsigned(self, issuer_id: str, *, limit: int = 1000) -> list[Receipt]:
        """Of the issuer's circulars, acknowledged before receipts were signed; oldest first."""

    def close(self, content: Mapping[str, Any]) -> Closing:
        """Signs a statement about receipts, such as an export's last line."""

    def keys(self) -> list[PublicKey]:
        """Current first; those of earlier keys stay."""

    def keep_paper(self, receipt_id: str, pdf: bytes) -> None:
        """Sealed; kept already, it stays."""

    def paper(self, receipt_id: str) -> bytes | None: ...
    def erase_of(self, person_id: str) -> int:
        """Destroys the name in the receipts of that person, and their papers; the chains stay whole. How many."""


class Marks(Protocol):
    """Short keyed marks on words that we give away and want to know again."""

    def mark(self, purpose: str, words: str) -> bytes:
        """16 bytes that nobody else can make."""

    def holds(self, purpose: str, words: str, mark: bytes) -> bool:
        """Also for a mark made before a rotation of the keys."""
