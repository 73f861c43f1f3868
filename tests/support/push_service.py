"""A push service on loopback, and the browsers that are reached by it: signatures are checked and notices decrypted
here by RFC 8030, 8188, 8291 and 8292, not with the code under test."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import json
import re
import secrets
from dataclasses import dataclass, field
from time import time
from typing import Any

from aiohttp import web
from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDH,
    ECDSA,
    SECP256R1,
    EllipticCurvePrivateKey,
    EllipticCurvePublicKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

DAY = 24 * 3600
URGENCIES = {"very-low", "low", "normal", "high"}
LARGEST = 4096  # bytes that every push service must take


class Malformed(Exception):
    """The request is not as the documents demand."""


@dataclass
class PushedBrowser:
    """`server_key`: the public key that it subscribed with."""

    endpoint: str
    server_key: str
    key: EllipticCurvePrivateKey = field(default_factory=lambda: generate_private_key(SECP256R1()), repr=False)
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(16), repr=False)

    @property
    def p256dh(self) -> str:
        return text_of(point_of(self.key))

    @property
    def auth(self) -> str:
        return text_of(self.secret)

    def subscription(self) -> dict[str, Any]:
        """As `PushSubscription.toJSON()` gives it, with the server's key beside it."""
        return {
            "endpoint": self.endpoint,
            "expirationTime": None,
            "keys": {"p256dh": self.p256dh, "auth": self.auth},
            "key": self.server_key,
        }

    def opened(self, body: bytes) -> bytes:
        """Decrypts one message (RFC 8291 section 3.4, RFC 8188 section 2)."""
        salt, size, length = body[:16], int.from_bytes(body[16:20]), body[20]
        sender, sealed = body[21 : 21 + length], body[21 + length :]
        if length != 65 or len(sealed) > size:
            raise Malformed("header")
        shared = self.key.exchange(ECDH(), EllipticCurvePublicKey.from_encoded_point(SECP256R1(), sender))
        info = b"WebPush: info\x00" + point_of(self.key) + sender
        secret = _hmac(_hmac(self.secret, shared), info + b"\x01")
        common = _hmac(salt, secret)
        key = _hmac(common, b"Content-Encoding: aes128gcm\x00\x01")[:16]
        nonce = _hmac(common, b"Content-Encoding: nonce\x00\x01")[:12]
        plain = AESGCM(key).decrypt(nonce, sealed, None).rstrip(b"\x00")
        if not plain.endswith(b"\x02"):
            raise Malformed("not the last record")
        return plain[:-1]


@dataclass(frozen=True, kw_only=True)
class Pushed:
    """One notice that was taken, as the browser reads it. `size`: bytes on the wire."""

    browser: PushedBrowser
    told: dict[str, Any]
    headers: dict[str, str]
    claims: dict[str, Any]
    size: int

    @property
    def text(self) -> str:
        return "\n".join(str(self.told[name]) for name in ("title", "body", "url"))


@dataclass
class PushService:
    """`answers`: what to do instead, first in first out: status, (status, headers), "drop", "drop after", "garbage"."""

    got: list[Pushed] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    answers: list[Any] = field(default_factory=list)
    gone: set[str] = field(default_factory=set)
    url: str = ""

    async def __aenter__(self) -> PushService:
        self._browsers: dict[str, PushedBrowser] = {}
        app = web.Application()
        app.add_routes([web.post("/push/{id}", self._push)])
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.die()

    async def die(self) -> None:
        await self._runner.cleanup()

    def browser(self, server_key: str) -> PushedBrowser:
        """A new one that has just subscribed."""
        browser = PushedBrowser(endpoint=f"{self.url}/push/{secrets.token_urlsafe(16)}", server_key=server_key)
        self._browsers[browser.endpoint] = browser
        return browser

    def of(self, browser: PushedBrowser) -> list[Pushed]:
        return [each for each in self.got if each.browser is browser]

    async def _push(self, request: web.Request) -> web.StreamResponse:
        endpoint = f"{self.url}{request.path}"
        browser = self._browsers.get(endpoint)
        if browser is None or endpoint in self.gone:
            return web.Response(status=410 if browser else 404)
        body = await request.read()
        try:
            pushed = Pushed(
                browser=browser,
                claims=self._claims(request, browser),
                told=self._told(request, browser, body),
                headers=dict(request.headers),
                size=len(body),
            )
        except (Malformed, InvalidSignature, InvalidTag, ValueError, KeyError) as wrong:
            self.refused.append(f"{type(wrong).__name__}: {wrong}")
            return web.Response(status=403 if str(wrong) == "another key" else 400)
        return await self._take(request, pushed)

    async def _take(self, request: web.Request, pushed: Pushed) -> web.StreamResponse:
        instead = self.answers.pop(0) if self.answers else None
        if instead in (None, "drop after"):
            self.got.append(pushed)
        match instead:
            case None:
                return web.Response(status=201, headers={"Location": f"{self.url}/m/1", "TTL": pushed.headers["TTL"]})
            case "garbage":
                assert request.transport is not None
                request.transport.write(b"no HTTP at all\r\n\r\n")  # type: ignore[attr-defined]
            case int(status):
                return web.Response(status=status)
            case (int(status), headers):
                return web.Response(status=status, headers=headers)
        assert request.transport is not None
        request.transport.abort()
        await asyncio.sleep(0)
        return web.Response(status=500)

    def _claims(self, request: web.Request, browser: PushedBrowser) -> dict[str, Any]:
        found = re.fullmatch(r"vapid t=([\w.-]+),k=([\w-]+)", request.headers["Authorization"])
        if found is None:
            raise Malformed("authorization")
        token, key = found[1], found[2]
        if key != browser.server_key:
            raise Malformed("another key")
        head, claims, signature = token.split(".")
        if json.loads(raw_of(head)) != {"typ": "JWT", "alg": "ES256"}:
            raise Malformed("algorithm")
        raw = raw_of(signature)
        der = encode_dss_signature(int.from_bytes(raw[:32]), int.from_bytes(raw[32:]))
        public = EllipticCurvePublicKey.from_encoded_point(SECP256R1(), raw_of(key))
        public.verify(der, f"{head}.{claims}".encode(), ECDSA(SHA256()))
        told: dict[str, Any] = json.loads(raw_of(claims))
        if told["aud"] != self.url or not time() < told["exp"] <= time() + DAY:
            raise Malformed("audience or time")
        if not told["sub"].startswith(("mailto:", "https://")):
            raise Malformed("subject")
        return told

    def _told(self, request: web.Request, browser: PushedBrowser, body: bytes) -> dict[str, Any]:
        headers = request.headers
        if headers["Content-Encoding"] != "aes128gcm" or len(body) > LARGEST or not headers["TTL"].isdecimal():
            raise Malformed("encoding, size or TTL")
        if headers.get("Urgency", "normal") not in URGENCIES:
            raise Malformed("urgency")
        if re.fullmatch(r"[\w-]{1,32}", headers.get("Topic", "x"), re.ASCII) is None:
            raise Malformed("topic")
        told: dict[str, Any] = json.loads(browser.opened(body))
        return told


def point_of(key: EllipticCurvePrivateKey) -> bytes:
    return key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def text_of(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def raw_of(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _hmac(key: bytes, data: bytes) -> bytes:
    return hmac.digest(key, data, hashlib.sha256)
