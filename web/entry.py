"""One-time sign-in links. A GET changes nothing, so that link previews spend nothing; the button's POST spends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NoReturn

from aiohttp import web

from casework import access
from casework.devices import close_device
from casework.ports import Link, LinkPurpose, Session, UnitOfWork
from risk.errors import LinkSpent
from risk.organisation import Person
from web.house import House
from web.pages import Pages

_CHAT = "/chat"


@dataclass(frozen=True, kw_only=True)
class Entry:
    house: House
    pages: Pages

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/enter/{token}", self.ask),
            web.post("/enter/{token}", self.enter),
            web.post("/leave", self.leave),
        ]

    async def ask(self, request: web.Request) -> web.Response:
        """GET /enter/{token}: who would be signed in, and the button."""
        self.house.allow(request, "enter")
        token = request.match_info["token"]

        def body(uow: UnitOfWork) -> tuple[Link, Person]:
            link = access.peek_link(uow, self.house.env, token)
            return link, uow.people.get(link.person_id)

        link, person = await self.house.transactions.read(body)
        if link.purpose is LinkPurpose.REAL_NAME:
            raise web.HTTPSeeOther(access.link_path(token, purpose=link.purpose))
        known = await self.house.who(request)
        other = known is not None and known[1].id != person.id
        return self.pages.page(request, "enter.html", role=person.role.value, switches=other)

    async def enter(self, request: web.Request) -> NoReturn:
        """POST /enter/{token}: spends the link, signs in, leads to what the link is about."""
        self.house.allow(request, "enter")
        token = request.match_info["token"]
        known, device = await self.house.who(request), self.house.device(request)

        def body(uow: UnitOfWork) -> tuple[Session, Person, str, str]:
            link = access.peek_link(uow, self.house.env, token)
            session, cookie = access.spend_link(uow, self.house.env, token)
            close_device(uow, self.house.env, device, unless=session.person_id)
            if known is not None:
                access.end_session(uow, self.house.env, known[0])
            return session, uow.people.get(session.person_id), cookie, link.subject

        try:
            session, person, cookie, subject = await self.house.transactions.run(body)
        except LinkSpent:
            # A double click: the first one signed this browser in already.
            if known is not None and await self._spent_by(token, known[1]):
                raise web.HTTPSeeOther(_CHAT) from None
            raise
        self.house.sign_in(request, session, person, cookie)
        inside = subject.startswith("/") and not subject.startswith("//")
        raise web.HTTPSeeOther(subject if inside else _CHAT)

    async def leave(self, request: web.Request) -> NoReturn:
        """POST /leave: signs this browser out."""
        known, device = await self.house.who(request), self.house.device(request)
        if known is not None:
            session = known[0]

            def body(uow: UnitOfWork) -> None:
                access.end_session(uow, self.house.env, session)
                close_device(uow, self.house.env, device)

            await self.house.transactions.run(body)
        self.house.sign_out(request)
        raise web.HTTPSeeOther("/")

    async def _spent_by(self, token: str, person: Person) -> bool:
        link = await self.house.transactions.read(lambda uow: uow.links.by_digest(access.digest(token)))
        return link is not None and link.spent_at is not None and link.person_id == person.id
