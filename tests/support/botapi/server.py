"""The server: routes, token, faults."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Iterable
from typing import Any

from aiohttp import web

from . import parameters
from .chats import Chat
from .faults import Fault, Faults
from .floods import Floods
from .methods import HANDLERS, World
from .refusal import Refusal
from .users import User

TOKEN = "123456789:AAtestTESTtestTESTtestTESTtestTEST00"


class BotApiServer:
    """On a port of its own at 127.0.0.1. `calls` are all calls that arrived: (method, parameters)."""

    def __init__(self, *, username: str = "fenghuo_bot", token: str = TOKEN) -> None:
        self.token = token
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.hosts: list[str] = []  # of the same calls: the name by which the server was called
        self.refusals: list[str] = []  # of calls that were wrong in themselves
        self.latency = 0.0  # seconds of every call, part of them before it is counted
        self._chance = random.Random(1)
        self._world = World(
            me={"id": 1, "is_bot": True, "first_name": "Fenghuo", "username": username, "can_join_groups": True}
        )
        self._faults = Faults()
        self._runner: web.AppRunner | None = None
        self._port = 0

    async def __aenter__(self) -> BotApiServer:
        await self.listen()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._world.updates.close()
        await self.die()

    @property
    def url(self) -> str:
        """For `FENGHUO_TELEGRAM_API_URL`."""
        return f"http://127.0.0.1:{self._port}"

    @property
    def floods(self) -> Floods:
        return self._world.floods

    @property
    def unconfirmed(self) -> list[int]:
        """Updates that the bot has not confirmed yet."""
        return self._world.updates.unconfirmed

    @property
    def polls(self) -> int:
        return self._world.updates.polls

    @property
    def webhook_url(self) -> str:
        return self._world.updates.webhook_url

    @property
    def unanswered_presses(self) -> list[str]:
        return [id_ for id_, answer in self._world.callbacks.items() if answer is None]

    def menu(self, scope: str = "default", language: str = "") -> list[str] | None:
        """Names of commands; `scope` is "default" or a chat's id."""
        return self._world.commands.get((scope, language))

    def user(self, id_: int, *, language: str = "zh-hans", phone: str = "8613800000000") -> User:
        """A person who has opened a chat with the bot."""
        return User(self._world, id_, language=language, phone=phone)

    def group(self, id_: int) -> Chat:
        return self._world.chats.make(id_, "group")

    def user_in(self, group: Chat, id_: int, *, language: str = "zh-hans") -> User:
        return User(self._world, id_, language=language, chat=group)

    def migrate(self, group: Chat, to: int) -> Chat:
        """The group becomes a supergroup under a new number."""
        group.moved_to = to
        return self._world.chats.make(to, "supergroup")

    def fail(self, method: str, fault: Fault) -> None:
        """`method` or "*"."""
        self._faults.set(method, fault)

    def recover(self) -> None:
        """No more faults."""
        self._faults.clear()

    async def repeat(self, update_id: int) -> None:
        """Brings an update once more. A poller that has confirmed it gets it only after its restart."""
        await self._world.updates.repeat(update_id)

    def sent(self, methods: Iterable[str] = ("sendMessage", "sendDocument", "sendPhoto")) -> list[dict[str, Any]]:
        """Parameters of the calls that arrived."""
        return [call for method, call in self.calls if method in methods]

    async def listen(self) -> None:
        """Also after `die`, at the same address."""
        app = web.Application(client_max_size=60 * 1024 * 1024)
        app.router.add_route("*", "/bot{token}/{method}", self._call)
        app.router.add_get("/file/bot{token}/documents/{name}", self._download)
        self._runner = web.AppRunner(app, access_log=None, handler_cancellation=True, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._port, reuse_address=True)
        await site.start()
        self._port = self._runner.addresses[0][1]

    async def die(self) -> None:
        """Nobody listens any more; what is under way is cut off."""
        runner, self._runner = self._runner, None
        if runner is not None:
            await runner.cleanup()

    async def _call(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        try:
            if request.match_info["token"] != self.token:
                raise Refusal(401, "Unauthorized")
            if method not in HANDLERS:
                raise Refusal(404, "Not Found")
            return await self._handle(request, method)
        except Refusal as refusal:
            if refusal.status == 400 and not refusal.parameters:
                self.refusals.append(f"{method}: {refusal.description}")
            return refusal.response()

    async def _handle(self, request: web.Request, method: str) -> web.StreamResponse:
        answer_at = asyncio.get_running_loop().time() + self.latency
        call = await parameters.read(request, method)
        self.calls.append((method, call))
        self.hosts.append(request.host.partition(":")[0])
        chat = call.get("chat_id")
        fault = self._faults.take(method, int(chat) if chat is not None else None) or Fault(times=0)
        way_here = self._chance.random() * self.latency
        await asyncio.sleep(fault.latency + way_here)
        if fault.drop == "before":
            return _cut(request)
        if fault.refusal is not None:
            raise fault.refusal
        try:
            result = await HANDLERS[method](self._world, call)
        finally:
            if self.latency:  # our own work is part of it
                await asyncio.sleep(answer_at - asyncio.get_running_loop().time())
        if fault.drop == "after":
            return _cut(request)
        if fault.garbage:
            return web.Response(text="<html>", content_type="text/html")
        return web.json_response({"ok": True, "result": result})

    async def _download(self, request: web.Request) -> web.StreamResponse:
        content = self._world.files.get(request.match_info["name"].removesuffix(".bin"))
        if request.match_info["token"] != self.token or content is None:
            return web.Response(status=404)
        fault = self._faults.take("download", None) or Fault(times=0)
        await asyncio.sleep(fault.latency)
        if fault.drop:
            return _cut(request)
        return web.Response(body=content)


def _cut(request: web.Request) -> web.StreamResponse:
    """The connection ends without an answer."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()
