"""A browser without a screen: cookies, the forgery token, the chat's posts."""

from __future__ import annotations

import html
import io
import json
import re
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import ClientResponse, ClientSession, CookieJar, FormData

from tests.support.web_house import WebHouse

Json = dict[str, Any]


class Client:
    """`csrf` is taken from the last page."""

    def __init__(self, session: ClientSession) -> None:
        self.session = session
        self.csrf = ""

    async def get(self, path: str, **headers: str) -> tuple[int, str]:
        """(status, text)."""
        async with self.session.get(path, headers=headers) as response:
            return response.status, await response.text()

    async def page(self, path: str) -> str:
        """A page's text; remembers its forgery token."""
        status, text = await self.get(path, Accept="text/html")
        assert status == 200, text
        self.csrf = _token(text)
        return text

    async def form(self, path: str, **fields: str) -> tuple[int, str]:
        """Posts a form as a browser does, without following a redirect: (status, text or Location)."""
        headers = {"Accept": "text/html"}
        data = {"csrf": self.csrf, **fields}
        async with self.session.post(path, data=data, headers=headers, allow_redirects=False) as response:
            return response.status, response.headers.get("Location") or await response.text()

    async def enter(self, path: str) -> None:
        """Opens a sign-in link and presses its button; then the chat."""
        await self.page(path)
        status, place = await self.form(path)
        assert (status, place) == (303, "/chat")
        await self.page("/chat")

    async def visit(self) -> None:
        """Becomes a visitor."""
        await self.page("/chat")
        _, answer = await self.post("/chat/open", {})
        self.csrf = answer["csrf"]

    async def post(self, path: str, body: Json, **headers: str) -> tuple[int, Json]:
        """(status, answer)."""
        sent = {
            "X-CSRF-Token": self.csrf,
            "Accept": "application/json",
            "Content-Type": "application/json",
            **headers,
        }
        content = io.BytesIO(json.dumps(body).encode())
        async with self.session.post(path, data=content, headers=sent) as response:
            return response.status, await _json(response)

    async def say(self, text: str, *, id_: str = "", after: int = 0) -> list[Json]:
        status, answer = await self.post("/chat/say", {"id": id_ or str(uuid.uuid4()), "text": text, "after": after})
        assert status == 200, answer
        messages: list[Json] = answer["messages"]
        return messages

    async def upload(self, *files: tuple[str, bytes], text: str = "", id_: str = "") -> tuple[int, Json]:
        form = FormData(quote_fields=False)
        form.add_field("id", id_ or str(uuid.uuid4()))
        form.add_field("text", text)
        for name, content in files:
            form.add_field("file", io.BytesIO(content), filename=name, content_type="application/octet-stream")
        headers = {"X-CSRF-Token": self.csrf, "Accept": "application/json"}
        async with self.session.post("/chat/upload", data=form, headers=headers) as response:
            return response.status, await _json(response)


@asynccontextmanager
async def client(house: WebHouse, *, language: str = "zh-CN") -> AsyncIterator[Client]:
    """A fresh browser at the house."""
    jar = CookieJar(unsafe=True)  # cookies of a bare address
    async with ClientSession(house.url, cookie_jar=jar, headers={"Accept-Language": language}) as session:
        yield Client(session)


def words(message: Json) -> str:
    """A message's text without its marks."""
    return "".join(piece for piece, _ in message["text"])


def _token(text: str) -> str:
    found = re.search(r'name="csrf" value="([^"]+)"', text)
    if found is not None:
        return found[1]
    config = re.search(r'data-config="([^"]+)"', text)
    assert config is not None, "no forgery token on the page"
    return str(json.loads(html.unescape(config[1]))["csrf"])


async def _json(response: ClientResponse) -> Json:
    answer: Json = json.loads(await response.text())
    return answer
