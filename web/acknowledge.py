"""签收 by link, for those whom no button reaches. A GET shows and changes nothing; the form's POST acknowledges."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from urllib.parse import quote

from aiohttp import web

from casework.acknowledgement import LinkedCircular, LinkState, Looked, acknowledge_by_link, look_at_link
from casework.ports import Moment, ReceiptsPaper, UnitOfWork
from casework.receipt_signing import receipt_paper
from casework.receipts import Acknowledged
from risk.circular import CircularState
from risk.errors import Conflict, Invalid
from texts.catalogue import keys, say, term
from web.house import House
from web.pages import Pages

_STATUS: Final = {LinkState.EXPIRED: 410, LinkState.FOREIGN: 404, LinkState.GONE: 410}
_TRIES: Final = 3  # two presses at the same moment: one of them finds it acknowledged


@dataclass(frozen=True, kw_only=True)
class AcknowledgePage:
    house: House
    pages: Pages

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/acknowledge/{token}", self.show),
            web.post("/acknowledge/{token}", self.acknowledge),
            web.get("/acknowledge/{token}/receipt.pdf", self.paper),
        ]

    async def show(self, request: web.Request) -> web.Response:
        """GET: the circular and the form, or what has become of the link."""
        return self._page(request, await self._look(request))

    async def acknowledge(self, request: web.Request) -> web.Response:
        """POST `capacity`: the receipt; the form again where no capacity was chosen."""
        token = request.match_info["token"]
        capacity = str((await request.post()).get("capacity", ""))
        looked = await self._look(request)
        if looked.state is not LinkState.OPEN:
            return self._page(request, looked)
        try:
            given = await self._acknowledged(token, capacity)
        except Invalid:
            return self._page(request, looked, missing=True)
        return self._page(request, await self._look(request), done=given.first)

    async def paper(self, request: web.Request) -> web.Response:
        """GET: the receipt as PDF."""
        self.house.allow(request, "enter")
        looked = await self._look(request)
        shown = looked.shown
        if shown is None or shown.receipt is None or self.house.render is None:
            raise web.HTTPNotFound
        paper = ReceiptsPaper(receipts=(receipt_paper(shown.receipt),), timezone=str(self.house.env.timezone))
        pdf = await asyncio.to_thread(self.house.render.receipts, paper)
        name = quote(f"{shown.circular.official_number}-{shown.receipt.number}.pdf", safe="")
        return web.Response(
            body=pdf,
            content_type="application/pdf",
            headers={"Content-Disposition": f"inline; filename*=UTF-8''{name}"},
        )

    async def _look(self, request: web.Request) -> Looked:
        token = request.match_info["token"]
        known = await self.house.who(request)
        reader = known[1] if known is not None else None
        return await self.house.transactions.read(lambda uow: look_at_link(uow, self.house.env, token, reader=reader))

    async def _acknowledged(self, token: str, capacity: str) -> Acknowledged:
        def body(uow: UnitOfWork) -> Acknowledged:
            return acknowledge_by_link(uow, self.house.env, token, capacity)

        for _ in range(_TRIES - 1):
            try:
                return await self.house.transactions.run(body)
            except Conflict:
                continue
        return await self.house.transactions.run(body)

    def _page(self, request: web.Request, looked: Looked, *, missing: bool = False, done: bool = False) -> web.Response:
        if looked.shown is None:
            state = looked.state.value
            locale = self.house.locale(request)
            title = say(locale, f"web-acknowledge-{state}-title")
            text = say(locale, f"web-acknowledge-{state}")
            return self.pages.page(request, "error.html", status=_STATUS[looked.state], title=title, text=text)
        if looked.state is LinkState.ACKNOWLEDGED:
            return self._receipt(request, looked.shown, done=done)
        return self._form(request, looked.shown, missing=missing)

    def _form(self, request: web.Request, shown: LinkedCircular, *, missing: bool) -> web.Response:
        circular = shown.circular
        return self.pages.page(
            request,
            "acknowledge.html",
            status=422 if missing else 200,
            circular=circular,
            kind=term("circular-kind", circular.kind.value),
            level=term("warning-level", circular.level.value),
            ended="" if circular.state is CircularState.ISSUED else term("circular-state", circular.state.value),
            issuer=shown.office,
            whole=shown.whole,
            html=shown.html if shown.whole else "",
            capacities=[(each.value, term("capacity", each.value)) for each in shown.capacities],
            missing=missing,
            leave=shown.leave,
        )

    def _receipt(self, request: web.Request, shown: LinkedCircular, *, done: bool) -> web.Response:
        receipt = receipt_paper(shown.receipt) if shown.receipt is not None else None
        locale = self.house.locale(request)
        channel = term("channel", receipt.channel) if receipt is not None else ""
        return self.pages.page(
            request,
            "acknowledged.html",
            circular=shown.circular,
            kind=term("circular-kind", shown.circular.kind.value),
            level=term("warning-level", shown.circular.level.value),
            issuer=shown.office,
            whole=shown.whole,
            done=done,
            leave=shown.leave,
            receipt=receipt,
            title=term("receipt-title", receipt.title) if receipt is not None else "",
            capacity=term("capacity", receipt.capacity) if receipt is not None else "",
            channel=channel if channel in keys(locale) else "",
            at=Moment(at=receipt.acknowledged_at) if receipt is not None else Moment(at=_at(shown)),
            paper=f"{request.path}/receipt.pdf" if receipt is not None and self.house.render is not None else "",
        )


def _at(shown: LinkedCircular) -> datetime:
    """When it was acknowledged, of a receipt that is not signed yet."""
    return shown.delivery.acknowledged_at or shown.delivery.created_at
