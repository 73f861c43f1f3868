"""The public's pages: what this is, announcements in force, what is stored about people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import NoReturn

from aiohttp import web

from casework.ports import UnitOfWork
from casework.reading import readable_circular
from risk.circular import Circular, in_force
from risk.organisation import Organisation, Person
from risk.taxonomy import products
from texts.catalogue import LOCALES, term
from web.house import House
from web.pages import Pages

PAGE_SIZE = 20
_ON_FRONT = 5
_LONGEST_QUERY = 100


@dataclass(frozen=True, kw_only=True)
class Notice:
    """An announcement as a list shows it."""

    number: str
    title: str
    level: str
    office: str
    issued_on: date | None
    product: str | None


@dataclass(frozen=True, kw_only=True)
class Portal:
    house: House
    pages: Pages

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/", self.front),
            web.get("/warnings", self.warnings),
            web.get("/warnings/{number}", self.warning),
            web.get("/privacy", self.privacy),
            web.post("/language", self.language),
        ]

    async def front(self, request: web.Request) -> web.Response:
        """GET /"""
        notices = await self.house.transactions.read(lambda uow: list(islice(self._notices(uow, "", ""), _ON_FRONT)))
        return self.pages.page(request, "front.html", notices=notices)

    async def warnings(self, request: web.Request) -> web.Response:
        """GET /warnings?q=&product=&page="""
        query = " ".join(request.query.get("q", "").split())[:_LONGEST_QUERY]
        product = request.query.get("product", "")
        product = product if product in products() else ""
        page = int(number) if (number := request.query.get("page", "1")).isdecimal() and len(number) < 6 else 1
        found = await self.house.transactions.read(lambda uow: self._notices(uow, query, product))
        last = max(1, -(-len(found) // PAGE_SIZE))
        page = min(max(page, 1), last)
        return self.pages.page(
            request,
            "warnings.html",
            notices=found[(page - 1) * PAGE_SIZE : page * PAGE_SIZE],
            total=len(found),
            query=query,
            product=product,
            products=[(code, term("product", code)) for code in products()],
            page=page,
            last=last,
        )

    async def warning(self, request: web.Request) -> web.Response:
        """GET /warnings/{number}: the announcement as it was approved; other circulars only for their addressees."""
        known = await self.house.who(request)
        number = request.match_info["number"]
        shown = await self.house.transactions.read(lambda uow: self._one(uow, number, known[1] if known else None))
        if shown is None:
            raise web.HTTPNotFound
        circular, html = shown
        return self.pages.page(request, "warning.html", circular=circular, html=html, ended=not self._valid(circular))

    async def privacy(self, request: web.Request) -> web.Response:
        """GET /privacy"""
        return self.pages.page(request, "privacy.html")

    async def language(self, request: web.Request) -> NoReturn:
        """POST /language: the reader's choice, kept with the person or in a cookie; back to where they were."""
        form = await request.post()
        locale, back = str(form.get("locale", "")), str(form.get("next", "/"))
        if locale not in LOCALES:
            raise web.HTTPBadRequest
        await self.house.keep_locale(request, locale)
        inside = back.startswith("/") and not back.startswith(("//", "/\\"))
        raise web.HTTPSeeOther(back if inside and back.isprintable() else "/")

    def _notices(self, uow: UnitOfWork, query: str, product: str) -> list[Notice]:
        circulars = uow.circulars.announcements(
            today=self._today(), product=product or None, words=tuple(query.split())
        )
        offices: dict[str, Organisation] = {}
        for circular in circulars:
            if circular.org_id not in offices:
                offices[circular.org_id] = uow.organisations.get(circular.org_id)
        return [
            Notice(
                number=circular.official_number or circular.number,
                title=circular.title,
                level=circular.level.value,
                office=offices[circular.org_id].name,
                issued_on=circular.issued_at.astimezone(self.house.env.timezone).date() if circular.issued_at else None,
                product=term("product", circular.product) if circular.product else None,
            )
            for circular in circulars
        ]

    def _one(self, uow: UnitOfWork, number: str, reader: Person | None) -> tuple[Circular, str] | None:
        circular = uow.circulars.by_number(number)
        if circular is None or circular.issued_at is None or circular.exercise:  # that is for its addressees' chats
            return None
        if not readable_circular(uow, circular, reader):
            return None
        rendition = uow.renditions.of(circular.id, final=True)
        return (circular, rendition.html) if rendition is not None else None

    def _valid(self, circular: Circular) -> bool:
        return in_force(circular, self._today())

    def _today(self) -> date:
        return self.house.env.now().astimezone(self.house.env.timezone).date()
