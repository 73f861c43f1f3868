"""What the page and its service worker ask for: switching notices on and off, the worker itself, the manifest."""

from __future__ import annotations

from importlib import resources
from typing import Final, Protocol

from aiohttp import web

from bot.channels.posted import json_object
from bot.channels.push.subscription import ServerKeys, read_subscription
from bot.channels.webhook.guard import Allowed
from casework.devices import MOST, close_device, device_state, register_device
from casework.env import Env
from casework.ports import Session, Transactions
from risk.errors import Invalid
from risk.organisation import Person
from texts.catalogue import LOCALES, say

WORKER: Final = "/worker.js"
MANIFEST: Final = "/chat/manifest.webmanifest"
_ICONS: Final = {"192.png": "192x192", "512.png": "512x512"}


class House(Protocol):
    """Sessions, limits, and the address by which a browser is known. Forged posts are refused before a handler runs."""

    async def who(self, request: web.Request) -> tuple[Session, Person] | None: ...
    def locale(self, request: web.Request) -> str: ...
    def csrf(self, request: web.Request) -> str: ...
    def allow(self, request: web.Request, kind: str) -> None:
        """`kind`: push. Raises 429."""

    def device(self, request: web.Request) -> str:
        """Id of this browser's address; "" if it has none."""

    def keep_device(self, request: web.Request, address_id: str) -> None: ...


class PushPages:
    def __init__(
        self, *, transactions: Transactions, env: Env, house: House, keys: ServerKeys, allowed: Allowed
    ) -> None:
        self._transactions = transactions
        self._env = env
        self._house = house
        self._keys = keys
        self._allowed = allowed
        folder = resources.files("bot.channels.push").joinpath("static")
        self._files = {name: folder.joinpath(name).read_bytes() for name in ("worker.js", *_ICONS)}

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get(WORKER, self.worker),
            web.get(MANIFEST, self.manifest),
            web.get("/chat/icon/{icon}", self.icon),
            web.get("/chat/push", self.state),
            web.post("/chat/push", self.begin),
            web.post("/chat/push/off", self.end),
        ]

    async def worker(self, request: web.Request) -> web.Response:
        """GET /worker.js: above the chat, for a worker rules only what is below its own address."""
        return web.Response(body=self._files["worker.js"], content_type="text/javascript", charset="utf-8")

    async def icon(self, request: web.Request) -> web.Response:
        """GET /chat/icon/{icon}: for notices and home screens, which take no SVG."""
        name = request.match_info["icon"]
        if name not in _ICONS:
            raise web.HTTPNotFound
        headers = {"Cache-Control": "public, max-age=86400"}
        return web.Response(body=self._files[name], content_type="image/png", headers=headers)

    async def manifest(self, request: web.Request) -> web.Response:
        """GET /chat/manifest.webmanifest?lang=: fetched without cookies, so the page says the language."""
        locale = request.query.get("lang", "")
        locale = locale if locale in LOCALES else LOCALES[0]
        told = {
            "id": "/chat",
            "name": say(locale, "web-name"),
            "short_name": say(locale, "web-name"),
            "lang": locale,
            "start_url": "/chat",
            "scope": "/",
            "display": "standalone",
            "background_color": "#ffffff",
            "theme_color": "#9c2a20",
            "icons": [
                {"src": f"/chat/icon/{name}", "sizes": size, "type": "image/png"} for name, size in _ICONS.items()
            ],
        }
        return web.json_response(told, content_type="application/manifest+json")

    async def state(self, request: web.Request) -> web.Response:
        """GET /chat/push: our public key, the `DeviceState` of this browser, what its posts must carry."""
        person, device = await self._known(request), self._house.device(request)
        state = await self._transactions.read(lambda uow: device_state(uow, person, device))
        key = next(iter(self._keys.public_keys().values()))
        return web.json_response({"key": key, "state": state, "csrf": self._house.csrf(request)})

    async def begin(self, request: web.Request) -> web.Response:
        """POST /chat/push {endpoint, keys, key}: a repeat changes nothing. Whoever had the browser has it no more."""
        person = await self._known(request)
        self._house.allow(request, "push")
        subscription = read_subscription(await json_object(request), keys=self._keys, allowed=self._allowed)
        if subscription is None:
            return self._refused(request, "push-unusable")
        former = self._house.device(request)
        try:
            address = await self._transactions.run(
                lambda uow: register_device(uow, self._env, person, subscription.address, former=former)
            )
        except Invalid as wrong:
            return self._refused(request, "push-too-many" if wrong.params["field"] == "devices" else "push-unusable")
        self._house.keep_device(request, address.id)
        return web.json_response({})

    async def end(self, request: web.Request) -> web.Response:
        """POST /chat/push/off: no notices here any more."""
        await self._known(request)
        device = self._house.device(request)
        await self._transactions.run(lambda uow: close_device(uow, self._env, device))
        self._house.keep_device(request, "")
        return web.json_response({})

    def _refused(self, request: web.Request, key: str) -> web.Response:
        text = say(self._house.locale(request), key, {"most": MOST})
        return web.json_response({"error": {"code": key, "text": text}}, status=422)

    async def _known(self, request: web.Request) -> Person:
        known = await self._house.who(request)
        if known is None:
            raise web.HTTPUnauthorized
        return known[1]
