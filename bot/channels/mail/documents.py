"""A circular's HTML as it was rendered for its approval."""

from __future__ import annotations

from casework.ports import Transactions, UnitOfWork
from risk.errors import NotFound


async def load_html(transactions: Transactions, circular_id: str) -> str:
    """With number and date once it is issued. Raises `NotFound`."""

    def body(uow: UnitOfWork) -> str:
        rendition = uow.renditions.of(circular_id, final=True) or uow.renditions.of(circular_id, final=False)
        if rendition is None:
            raise NotFound(kind="rendition")
        return rendition.html

    return await transactions.read(body)
