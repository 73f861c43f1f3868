"""Who a browser belongs to, what its forms must repeat, in which language it reads, and how often it may come."""

from __future__ import annotations

import hmac
import math
import secrets
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from aiohttp import web

from casework import access
from casework.devices import close_device
from casework.env import Env
from casework.languages import choose_language
from casework.ports import Render, Session, Transactions, UnitOfWork
from risk.organisation import Person
from texts.catalogue import LOCALES, best_locale
from web.limits import Buckets, address_of

CSRF_HEADER = "X-CSRF-Token"
CSRF_FIELD = "csrf"
_YEAR = 365 * 24 * 3600
_LOCALE_COOKIE = "fenghuo_locale"
_OF_SESSION = frozenset({"say", "upload", "push"})
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})

Known = tuple[Session, Person] | None


@dataclass
class _Visit:
    """What is known of one request. `known` is looked up once; `cookies`: name -> (value, seconds) to be set."""

    asked: bool = False
    known: Known = None
    cookies: dict[str, tuple[str, int]] = field(default_factory=dict)


_VISIT = web.RequestKey("visit", _Visit)


@dataclass(frozen=True, kw_only=True)
class House:
    """Shared by all pages, and handed to the web chat.

    `proxies`: how many of our own stand before us; `office`: who runs this, for the pages' heads;
    `render`: makes receipts to be opened as PDF, where given.
    """

    transactions: Transactions
    env: Env
    base_url: str
    buckets: Buckets
    proxies: int = 0
    office: str = ""
    render: Render | None = None

    @property
    def secure(self) -> bool:
        """Cookies travel by TLS only."""
        return self.base_url.startswith("https://")

    async def who(self, request: web.Request) -> Known:
        """The browser's session and person; looked up once per request."""
        visit = _visit(request)
        return visit.known if visit.asked else await self.who_now(request)

    async def who_now(self, request: web.Request) -> Known:
        """The same, asked anew: a stream outlives what was true when it was opened."""
        visit = _visit(request)
        token = request.cookies.get(self._session_cookie, "")
        visit.asked = True
        visit.known = (
            await self.transactions.read(lambda uow: access.session_of(uow, self.env, token)) if token else None
        )
        return visit.known

    def came_signed_in(self, request: web.Request) -> bool:
        """Whether the browser showed a session cookie, valid or not."""
        return self._session_cookie in request.cookies

    async def welcome(self, request: web.Request) -> tuple[Session, Person]:
        """Makes the browser a new visitor. Rows are made here and not by looking at a page."""
        self.allow(request, "visitor")
        locale, device = self.locale(request), self.device(request)

        def body(uow: UnitOfWork) -> tuple[Person, Session, str]:
            close_device(uow, self.env, device)
            return access.new_visitor(uow, self.env, locale=locale)

        person, session, token = await self.transactions.run(body)
        self.sign_in(request, session, person, token)
        return session, person

    def sign_in(self, request: web.Request, session: Session, person: Person, token: str) -> None:
        """The answer to this request will carry the session's cookie."""
        visit = _visit(request)
        visit.asked, visit.known = True, (session, person)
        age = int((session.expires_at - self.env.now()).total_seconds())
        self._set_cookie(request, self._session_cookie, token, age)
        self._set_cookie(request, _LOCALE_COOKIE, person.locale, _YEAR)

    def sign_out(self, request: web.Request) -> None:
        _visit(request).known = None
        self._set_cookie(request, self._session_cookie, "", 0)
        self.keep_device(request, "")

    def device(self, request: web.Request) -> str:
        """Id of the address at which this browser gets notices; "" if it gets none."""
        return request.cookies.get(self._device_cookie, "")

    def keep_device(self, request: web.Request, address_id: str) -> None:
        self._set_cookie(request, self._device_cookie, address_id, _YEAR if address_id else 0)

    def locale(self, request: web.Request) -> str:
        """The person's choice, else the browser's."""
        known = _visit(request).known
        if known is not None:
            return known[1].locale
        chosen = request.cookies.get(_LOCALE_COOKIE, "")
        if chosen in LOCALES:
            return chosen
        first = request.headers.get("Accept-Language", "").split(",", 1)[0].split(";", 1)[0]
        return best_locale(first)

    async def keep_locale(self, request: web.Request, locale: str) -> None:
        """The reader's choice: with the person, and in a cookie for pages before sign-in."""
        known = await self.who(request)
        if known is not None:
            person = known[1]
            await self.transactions.run(lambda uow: choose_language(uow, self.env, person, locale))
        self._set_cookie(request, _LOCALE_COOKIE, locale, _YEAR)

    def csrf(self, request: web.Request) -> str:
        """What this browser's forms and posts must repeat: the session's token, or one in a cookie of its own."""
        known = _visit(request).known
        if known is not None:
            return known[0].csrf
        token = request.cookies.get(self._csrf_cookie, "") or _visit(request).cookies.get(self._csrf_cookie, ("",))[0]
        if not token:
            token = secrets.token_urlsafe(32)
            self._set_cookie(request, self._csrf_cookie, token, _YEAR)
        return token

    async def check_csrf(self, request: web.Request) -> None:
        """Raises 403 for a post that did not come from a page of ours."""
        if request.method in _SAFE:
            return
        origin = request.headers.get("Origin")
        ours = {request.host, urlsplit(self.base_url).netloc}
        if origin is not None and urlsplit(origin).netloc not in ours:
            raise web.HTTPForbidden
        if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
            raise web.HTTPForbidden
        await self.who(request)
        given = request.headers.get(CSRF_HEADER, "")
        if not given and request.content_type == "application/x-www-form-urlencoded":
            given = str((await request.post()).get(CSRF_FIELD, ""))
        expected = self._expected(request)
        if not expected or not hmac.compare_digest(given.encode(), expected.encode()):
            raise web.HTTPForbidden

    def _expected(self, request: web.Request) -> str:
        known = _visit(request).known
        return known[0].csrf if known is not None else request.cookies.get(self._csrf_cookie, "")

    def allow(self, request: web.Request, kind: str) -> None:
        """Raises 429 when this address (for what people do in the chat: this session) comes too often."""
        known = _visit(request).known
        key = known[0].id if kind in _OF_SESSION and known is not None else self.address(request)
        wait = self.buckets.take(kind, key)
        if wait:
            raise web.HTTPTooManyRequests(headers={"Retry-After": str(math.ceil(wait))})

    def address(self, request: web.Request) -> str:
        return address_of(request, proxies=self.proxies)

    def put_cookies(self, request: web.Request, response: web.StreamResponse) -> None:
        """Writes what this request has set; before the answer's head is sent."""
        for name, (value, age) in _visit(request).cookies.items():
            response.set_cookie(name, value, max_age=age, path="/", secure=self.secure, httponly=True, samesite="Lax")

    def _set_cookie(self, request: web.Request, name: str, value: str, age: int) -> None:
        _visit(request).cookies[name] = (value, age)

    @property
    def _session_cookie(self) -> str:
        return "__Host-fenghuo" if self.secure else "fenghuo"

    @property
    def _device_cookie(self) -> str:
        return "__Host-fenghuo-device" if self.secure else "fenghuo_device"

    @property
    def _csrf_cookie(self) -> str:
        return "__Host-fenghuo-csrf" if self.secure else "fenghuo_csrf"


def _visit(request: web.Request) -> _Visit:
    if _VISIT not in request:
        request[_VISIT] = _Visit()
    return request[_VISIT]
