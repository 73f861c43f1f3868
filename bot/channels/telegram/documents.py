"""The bytes behind `SendFile.document`."""

from __future__ import annotations

from casework.ports import Transactions, UnitOfWork
from risk.errors import NotFound


async def load_document(transactions: Transactions, document: str) -> bytes:
    """`circular-pdf:<circular id>`, `receipt-pdf:<receipt id>` or `attachment:<id>`.

    Raises `NotFound`; exports of personal data stay at home.
    """
    kind, _, id_ = document.partition(":")

    def body(uow: UnitOfWork) -> bytes:
        if kind == "attachment":
            return uow.attachments.content(id_)
        if kind == "circular-pdf":
            rendition = uow.renditions.of(id_, final=True) or uow.renditions.of(id_, final=False)
            if rendition is not None:
                return rendition.pdf
        if kind == "receipt-pdf" and (paper := uow.receipt_book.paper(id_)) is not None:
            return paper
        raise NotFound(kind=kind)

    return await transactions.read(body)
