"""The public halves of the keys that sign receipts, for people and for programs."""

from __future__ import annotations

from dataclasses import dataclass

from aiohttp import web

from casework.ports import PublicKey
from web.house import House
from web.pages import Pages


@dataclass(frozen=True, kw_only=True)
class ReceiptKeysPage:
    house: House
    pages: Pages

    def routes(self) -> list[web.RouteDef]:
        return [web.get("/receipt-key", self.show), web.get("/receipt-key.pem", self.file)]

    async def show(self, request: web.Request) -> web.Response:
        """GET /receipt-key: what they are for, and how to check with them."""
        return self.pages.page(request, "receipt-key.html", keys=await self._keys())

    async def file(self, _: web.Request) -> web.Response:
        """GET /receipt-key.pem: all of them, the current one first."""
        text = "".join(key.pem for key in await self._keys())
        return web.Response(text=text, content_type="application/x-pem-file", charset="utf-8")

    async def _keys(self) -> list[PublicKey]:
        return await self.house.transactions.read(lambda uow: uow.receipt_book.keys())
