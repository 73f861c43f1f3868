"""The other side of robots, webhooks and short messages on loopback: checks what it gets as the vendors say they do.

Signatures are computed here from the documentation, not with the code under test.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import json
from collections import defaultdict
from dataclasses import dataclass, field
from time import time
from typing import Any

from aiohttp import web

SECRET = "SECmade-up-secret"
KEY = "made-up-robot-key"
WEBHOOK_SECRET = "whsec_" + base64.b64encode(b"made-up-webhook-secret-32-bytes!").decode()
HOUR = 3600
A_MINUTE = 20


@dataclass(frozen=True, kw_only=True)
class Got:
    """One message that was taken: what a reader sees of it, and the request."""

    text: str
    body: bytes
    headers: dict[str, str]
    path: str


@dataclass
class Receivers:
    """`answers`: what to do instead, first in first out: an HTTP status, JSON, "drop", "drop after" or "garbage"."""

    got: list[Got] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    answers: list[Any] = field(default_factory=list)
    url: str = ""
    redirected: int = 0

    async def __aenter__(self) -> Receivers:
        self._times: dict[str, list[float]] = defaultdict(list)
        app = web.Application()
        app.add_routes(
            [
                web.post("/cgi-bin/webhook/send", self._wecom),
                web.post("/robot/send", self._dingtalk),
                web.post("/open-apis/bot/v2/hook/{key}", self._feishu),
                web.post("/hook", self._webhook),
                web.post("/sms", self._sms),
                web.route("*", "/elsewhere", self._elsewhere),
            ]
        )
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        assert site._server is not None
        self.url = f"http://127.0.0.1:{site._server.sockets[0].getsockname()[1]}"  # type: ignore[attr-defined]
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.die()

    async def die(self) -> None:
        await self._runner.cleanup()

    async def _wecom(self, request: web.Request) -> web.StreamResponse:
        body = await request.json()
        if request.query.get("key") != KEY:
            return self._no({"errcode": 93000, "errmsg": "invalid webhook url"})
        text = body["text"]["content"]
        if body["msgtype"] != "text" or len(text.encode()) > 2048:
            return self._no({"errcode": 40058, "errmsg": "content exceed max length 2048"})
        if self._too_many(KEY):
            return self._no({"errcode": 45009, "errmsg": "api freq out of limit"})
        return await self._take(request, text, {"errcode": 0, "errmsg": "ok"})

    async def _dingtalk(self, request: web.Request) -> web.StreamResponse:
        body, query = await request.json(), request.query
        if query.get("access_token") != KEY:
            return self._no({"errcode": 300005, "errmsg": "token is not exist"})
        told = query.get("timestamp", "")
        right = base64.b64encode(hmac.digest(SECRET.encode(), f"{told}\n{SECRET}".encode(), "sha256")).decode()
        if query.get("sign") != right or abs(time() * 1000 - int(told)) > HOUR * 1000:
            return self._no({"errcode": 310000, "errmsg": "sign not match"})
        if len(await request.read()) > 20_000:
            return self._no({"errcode": 460101, "errmsg": "message too long, exceed 20000 bytes"})
        if self._too_many(KEY):
            return self._no({"errcode": 130101, "errmsg": "send too fast, exceed 20 times per minute"})
        return await self._take(request, body["text"]["content"], {"errcode": 0, "errmsg": "ok"})

    async def _feishu(self, request: web.Request) -> web.StreamResponse:
        raw = await request.read()
        body = json.loads(raw)
        if request.match_info["key"] != KEY:
            return self._no({"code": 19001, "msg": "param invalid: incoming webhook access token invalid"})
        told = body.get("timestamp", "0")
        right = base64.b64encode(hmac.digest(f"{told}\n{SECRET}".encode(), b"", hashlib.sha256)).decode()
        if body.get("sign") != right or abs(time() - int(told)) > HOUR:
            return self._no({"code": 19021, "msg": "sign match fail or timestamp is not within one hour"})
        if len(raw) > 20 * 1024 or body["msg_type"] != "post":
            return self._no({"code": 9499, "msg": "Bad Request"})
        (post,) = body["content"]["post"].values()
        parts = [part.get("href", part["text"]) for line in post["content"] for part in line]
        return await self._take(request, "\n".join([post["title"], *parts]), {"code": 0, "msg": "success"})

    async def _webhook(self, request: web.Request) -> web.StreamResponse:
        raw = await request.read()
        id_, at = request.headers["webhook-id"], request.headers["webhook-timestamp"]
        key = base64.b64decode(WEBHOOK_SECRET.removeprefix("whsec_"))
        right = base64.b64encode(hmac.digest(key, f"{id_}.{at}.".encode() + raw, "sha256")).decode()
        if request.headers["webhook-signature"] != f"v1,{right}" or abs(time() - int(at)) > 300:
            self.refused.append("signature")
            return web.Response(status=401)
        body = json.loads(raw)
        return await self._take(request, "\n".join(_shown(body)), {})

    async def _sms(self, request: web.Request) -> web.StreamResponse:
        body = await request.json()
        if request.headers.get("Authorization") != "Bearer made-up":
            return web.Response(status=401)
        return await self._take(request, f"{body['to']} {body['content']}", {"code": 0, "msg": "OK"})

    async def _elsewhere(self, request: web.Request) -> web.StreamResponse:
        self.redirected += 1
        return web.Response(text="ok")

    async def _take(self, request: web.Request, text: str, fine: dict[str, Any]) -> web.StreamResponse:
        instead = self.answers.pop(0) if self.answers else None
        if instead is None or instead == "drop after":
            self.got.append(Got(text=text, body=await request.read(), headers=dict(request.headers), path=request.path))
        match instead:
            case "drop" | "drop after":
                assert request.transport is not None
                request.transport.abort()
                await asyncio.sleep(0)
                return web.Response(status=500)
            case "garbage" if request.path == "/hook":  # where nothing but the status counts
                assert request.transport is not None
                request.transport.write(b"no HTTP at all\r\n\r\n")  # type: ignore[attr-defined]
                request.transport.abort()
                return web.Response()
            case "garbage":
                return web.Response(text="<html>", content_type="text/html")
            case int(status):
                headers = {"Location": f"{self.url}/elsewhere"} if status in (302, 307) else {}
                return web.Response(status=status, headers=headers)
            case dict(told):
                return web.json_response(told)
        return web.json_response(fine)

    def _no(self, told: dict[str, Any]) -> web.Response:
        self.refused.append(str(told.get("errcode", told.get("code"))))
        return web.json_response(told)

    def _too_many(self, robot: str) -> bool:
        now = time()
        times = self._times[robot] = [at for at in self._times[robot] if now - at < 60]
        times.append(now)
        return len(times) > A_MINUTE


def _shown(body: dict[str, Any]) -> list[str]:
    marks = [name for name in ("urgent", "may_be_a_repeat") if body[name]]
    return [body["heading"], body["text"], body["link"], body["number"], *marks]
