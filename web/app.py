"""The web application: our pages, and whatever channels are mounted beside them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from importlib import resources

from aiohttp import web

from web.acknowledge import AcknowledgePage
from web.assets import Assets, load_assets
from web.entry import Entry
from web.guards import guards, protect
from web.health import Health
from web.house import House
from web.pages import Pages
from web.portal import Portal
from web.real_name import RealNamePage
from web.receipt_keys import ReceiptKeysPage

BODY_LIMIT = 256 * 1024  # bytes; uploads count for themselves, part by part
_ROBOTS = "User-agent: *\nDisallow: /chat\nDisallow: /enter/\nDisallow: /real-name/\nDisallow: /acknowledge/\n"


def site_assets() -> Assets:
    """Style sheet, script and icon that all our pages share."""
    return load_assets("site", resources.files("web").joinpath("static"))


def build_app(
    house: House,
    *,
    health: Health,
    mount: Sequence[Iterable[web.RouteDef]] = (),
    machines: Iterable[web.RouteDef] = (),
    on_shutdown: Sequence[Callable[[], Awaitable[None]]] = (),
) -> web.Application:
    """`on_shutdown` runs before open connections are waited for, so that endless streams end.

    `mount`: routes for browsers, with sessions, limits and the check for forged posts. `machines`: routes whose
    callers prove themselves otherwise (a webhook's secret), without any of these.
    """
    assets = site_assets()
    pages = Pages(house, assets)
    machines = list(machines)
    free = frozenset(route.path for route in machines)
    app = web.Application(middlewares=guards(house, pages, free=free), client_max_size=BODY_LIMIT)
    app.on_response_prepare.append(protect(house))
    app.add_routes(assets.routes())
    app.add_routes([web.get("/robots.txt", _robots), web.get("/favicon.ico", _icon(assets))])
    for rooms in (Portal(house=house, pages=pages), Entry(house=house, pages=pages)):
        app.add_routes(rooms.routes())
    app.add_routes(RealNamePage(house=house, pages=pages).routes())
    app.add_routes(AcknowledgePage(house=house, pages=pages).routes())
    app.add_routes(ReceiptKeysPage(house=house, pages=pages).routes())
    app.add_routes(health.routes())
    for routes in (*mount, machines):
        app.add_routes(list(routes))
    for stop in on_shutdown:
        app.on_shutdown.append(_without_app(stop))
    return app


def _without_app(stop: Callable[[], Awaitable[None]]) -> Callable[[web.Application], Awaitable[None]]:
    async def run(_: web.Application) -> None:
        await stop()

    return run


async def _robots(_: web.Request) -> web.Response:
    return web.Response(text=_ROBOTS)


def _icon(assets: Assets) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def icon(_: web.Request) -> web.Response:
        return web.Response(body=assets.files["icon.svg"], content_type="image/svg+xml")

    return icon
