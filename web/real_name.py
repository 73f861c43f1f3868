"""The real-name page (Art. 9): its own one-time link, identity data entered and kept with us alone (Art. 25)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from aiohttp import web

from casework import access, real_names
from casework.ports import LinkPurpose, Say, Text, UnitOfWork
from casework.tell import tell
from risk.errors import DomainError
from risk.information import DocumentKind
from web.house import House
from web.pages import Pages

_FIELDS = ("kind", "name", "number", "phone")
_LONGEST = 200


@dataclass(frozen=True, kw_only=True)
class RealNamePage:
    house: House
    pages: Pages

    def routes(self) -> list[web.RouteDef]:
        return [web.get("/real-name/{token}", self.form), web.post("/real-name/{token}", self.declare)]

    async def form(self, request: web.Request) -> web.Response:
        """GET: purpose, consent and the form; changes nothing."""
        self.house.allow(request, "enter")
        await self._case(request)
        return await self._show(request, {"kind": DocumentKind.RESIDENT_ID.value}, {})

    async def declare(self, request: web.Request) -> web.Response:
        """POST: keeps the name and spends the link, or shows the form again with what is wrong beside each field."""
        self.house.allow(request, "enter")
        posted = await request.post()
        values = {name: str(posted.get(name, ""))[:_LONGEST] for name in _FIELDS}
        consent = posted.get("consent") == "yes"
        env = self.house.env
        await self._case(request)
        today = env.now().astimezone(env.timezone).date()
        wrong = real_names.faults(**values, consent=consent, today=today)
        if wrong:
            return await self._show(request, {**values, "number": ""}, wrong, consent=consent)
        token = request.match_info["token"]

        def body(uow: UnitOfWork) -> None:
            link = access.use_link(uow, env, token, LinkPurpose.REAL_NAME)
            person = uow.people.get(link.person_id)
            kept = real_names.declare_real_name(
                uow, env, person, **values, consent=consent, information_id=link.subject or None
            )
            tell(uow, env, person, Say(text=Text(key="web-real-name-told")), dedupe=f"real-name:{kept.id}")

        await self.house.transactions.run(body)
        return self.pages.page(request, "real-name-done.html")

    async def _show(
        self,
        request: web.Request,
        values: Mapping[str, str],
        wrong: Mapping[str, DomainError],
        *,
        consent: bool = False,
    ) -> web.Response:
        return self.pages.page(
            request,
            "real-name.html",
            status=422 if wrong else 200,
            number=await self._case(request),
            kinds=[kind.value for kind in DocumentKind],
            values={"name": "", "number": "", "phone": "", **values},
            wrong={field: refusal.code for field, refusal in wrong.items()},
            consent=consent,
        )

    async def _case(self, request: web.Request) -> str:
        """The number of the case that the link is about, or "". Raises `LinkSpent`."""

        def body(uow: UnitOfWork) -> str:
            link = access.peek_link(uow, self.house.env, request.match_info["token"])
            if link.purpose is not LinkPurpose.REAL_NAME:
                raise web.HTTPNotFound
            case = uow.informations.find(link.subject) if link.subject else None
            return case.number if case is not None else ""

        return await self.house.transactions.read(body)
