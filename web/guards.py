"""Middlewares: security headers, limits, error pages, forged posts."""

from __future__ import annotations

import logging
import math
from collections.abc import Awaitable, Callable

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from risk.errors import DomainError, LinkSpent, NotAllowed, NotFound, TooLarge
from texts.catalogue import keys, say
from web.house import House
from web.pages import Pages

_log = logging.getLogger(__name__)

_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' blob:",
        "media-src 'self' blob:",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not "no-referrer": browsers then send "Origin: null" with our own forms.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=()",
    "Cache-Control": "no-store",
}
_STATUS: tuple[tuple[type[DomainError], int], ...] = (
    (LinkSpent, 410),
    (NotFound, 404),
    (NotAllowed, 403),
    (TooLarge, 413),
)
# Each has its own page: web-error-<status>-title and -text.
_TOLD = frozenset({400, 401, 403, 404, 405, 410, 413, 429, 500, 503})
_FREE = ("/static/", "/livez", "/readyz", "/healthz")


def guards(house: House, pages: Pages, *, free: frozenset[str] = frozenset()) -> list[Middleware]:
    """From the outermost to the innermost. `free`: patterns of routes that are not for browsers."""

    @web.middleware
    async def answer(request: web.Request, handler: Handler) -> web.StreamResponse:
        response = await _guarded(request, handler, house, pages)
        if not response.prepared:
            house.put_cookies(request, response)
        return response

    @web.middleware
    async def enter(request: web.Request, handler: Handler) -> web.StreamResponse:
        if not request.path.startswith(_FREE) and _route(request) not in free:
            house.allow(request, "page")
            await house.who(request)
            await house.check_csrf(request)
        return await handler(request)

    return [answer, enter]


def protect(house: House) -> Callable[[web.Request, web.StreamResponse], Awaitable[None]]:
    """For `on_response_prepare`: headers also on streams and errors."""

    async def headers(_: web.Request, response: web.StreamResponse) -> None:
        for name, value in _HEADERS.items():
            response.headers.setdefault(name, value)
        if house.secure:
            response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
        response.headers.pop("Server", None)

    return headers


async def _guarded(request: web.Request, handler: Handler, house: House, pages: Pages) -> web.StreamResponse:
    try:
        return await handler(request)
    except web.HTTPException as told:
        if told.status < 400:
            house.put_cookies(request, told)
            raise
        return _told(request, house, pages, told.status, retry=told.headers.get("Retry-After", ""))
    except DomainError as refusal:
        status = next((status for kind, status in _STATUS if isinstance(refusal, kind)), 409)
        return _told(request, house, pages, status, refusal=refusal)
    except (ConnectionResetError, TimeoutError):
        raise
    except Exception:  # noqa: BLE001 # the last stop before the browser: logged whole, shown as a plain sentence
        _log.exception("A request failed. action=web.failed method=%s route=%s", request.method, _route(request))
        return _told(request, house, pages, 500)


def _told(
    request: web.Request,
    house: House,
    pages: Pages,
    status: int,
    *,
    retry: str = "",
    refusal: DomainError | None = None,
) -> web.Response:
    locale = house.locale(request)
    shown = status if status in _TOLD else (500 if status >= 500 else 400)
    text = say(locale, f"web-error-{shown}-text", {"minutes": max(1, math.ceil(int(retry or 0) / 60))})
    if refusal is not None and shown == 400:
        key = f"error-{refusal.code}"
        text = say(locale, key, dict(refusal.params)) if key in keys(locale) else text
    headers = {"Retry-After": retry} if retry else {}
    if _wants_json(request):
        code = refusal.code if refusal is not None else str(status)
        return web.json_response({"error": {"code": code, "text": text}}, status=status, headers=headers)
    title = say(locale, f"web-error-{shown}-title")
    return pages.page(request, "error.html", status=status, headers=headers, title=title, text=text)


def _wants_json(request: web.Request) -> bool:
    accepted = request.headers.get("Accept", "")
    return "text/html" not in accepted and ("json" in accepted or request.path.startswith("/chat/"))


def _route(request: web.Request) -> str:
    """The pattern, not the path: paths may hold tokens."""
    resource = request.match_info.route.resource
    return resource.canonical if resource is not None else "?"
