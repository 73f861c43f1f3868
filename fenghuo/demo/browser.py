"""One person at the web chat, over HTTP as their browser does it: cookies, CSRF, repeats by id, the event stream."""

from __future__ import annotations

import asyncio
import html
import json
import re
import secrets
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from aiohttp import ClientConnectionError, ClientPayloadError, ClientSession, ClientTimeout, CookieJar, FormData
from yarl import URL

from texts.catalogue import say

Json = dict[str, Any]
PATIENCE: Final = 20.0  # seconds to wait for something that must come
_TOO_MANY: Final = 429
_PAUSE: Final = 0.1  # seconds before a lost request is sent again
_TIMEOUT: Final = ClientTimeout(total=60)
_STREAM_TIMEOUT: Final = ClientTimeout(total=None, sock_connect=10)
_CONFIG: Final = re.compile(r'data-config="([^"]*)"')
_FORM_TOKEN: Final = re.compile(r'name="csrf" value="([^"]*)"')


class Refused(Exception):
    """The house answered with an error: `status`, and its own sentence."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(f"{status}: {sentence}")
        self.status = status


class Missing(Exception):
    """A button or a message that should be there is not."""


@dataclass(frozen=True, kw_only=True)
class Button:
    """`press` is what a press sends; `act`: valid at any time; `role`: skip, back, cancel or ""."""

    label: str
    press: str
    act: bool
    role: str


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A message as the page shows it. `link` is the path of its link, `files` those of its files."""

    seq: int
    id: str
    kind: str
    text: str
    own: bool
    buttons: tuple[Button, ...] = ()
    link: str = ""
    files: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Upload:
    """A file to send."""

    name: str
    content: bytes


class Browser:
    """`lasting`: seconds for which a request that got no answer, or was one too many, is sent again with its id."""

    def __init__(self, base_url: str, *, locale: str = "zh-CN", lasting: float = 0.0) -> None:
        self.locale = locale
        self.messages: list[Shown] = []
        self._base = URL(base_url)
        self._lasting = lasting
        self._csrf = ""
        # Test and demonstration servers are addresses, not names: the jar must take their cookies too.
        self._http = ClientSession(
            cookie_jar=CookieJar(unsafe=True), headers={"Accept-Language": locale}, timeout=_TIMEOUT
        )

    async def close(self) -> None:
        await self._http.close()

    def cookies(self) -> Mapping[str, str]:
        """What keeps this browser signed in."""
        return {cookie.key: cookie.value for cookie in self._http.cookie_jar}

    def wear(self, cookies: Mapping[str, str]) -> None:
        """Becomes the browser that had these cookies."""
        self._http.cookie_jar.update_cookies(cookies, self._base)

    async def enter(self, path: str) -> None:
        """Opens a one-time link and presses its button; ends in the chat."""
        page = await self.read(path)
        await self.submit(path, {"csrf": _found(_FORM_TOKEN, page)})
        await self.open()

    async def open(self) -> None:
        """Opens the chat; an unknown browser becomes a visitor. Reads what is there already."""
        config = json.loads(html.unescape(_found(_CONFIG, await self.read("/chat"))))
        self._csrf = str(config["csrf"])
        if not config["known"]:
            self._csrf = str((await self._json("/chat/open", {}))["csrf"])
        self._take((await self._get_json("/chat/history"))["messages"])

    async def choose_language(self, locale: str) -> None:
        """From now on everything is read in that language."""
        await self._json("/chat/language", {"locale": locale})
        self.locale = locale

    async def say(self, text: str) -> list[Shown]:
        """Sends words; what came back."""
        return await self._act("/chat/say", {"text": text})

    async def press(self, key: str, *, within: str = "", **params: str | int) -> list[Shown]:
        """Presses the newest button with that catalogue entry, under a message that holds the words `within`."""
        return await self.press_button(self.button(say(self.locale, key, params), within=within))

    async def press_button(self, button: Button) -> list[Shown]:
        return await self._act("/chat/press", {"press": button.press})

    async def upload(self, *files: Upload, text: str = "") -> list[Shown]:
        """Sends files, with words or without."""
        client = _client_id()

        def form() -> FormData:
            data = FormData({"id": client, "after": str(self._last), "text": text})
            for file in files:
                data.add_field("file", file.content, filename=file.name, content_type="application/octet-stream")
            return data

        answer = await self._post("/chat/upload", lambda: {"data": form()})
        return self._take(json.loads(answer)["messages"])

    async def seen(self) -> None:
        """Tells the house that the page has shown everything."""
        await self._json("/chat/seen", {"seq": self._last})

    async def news(self) -> list[Shown]:
        """What has come since the last look."""
        return self._take((await self._get_json(f"/chat/history?after={self._last}"))["messages"])

    async def history(self) -> list[Shown]:
        """Everything, from the first message on."""
        found: list[Shown] = []
        while page := (await self._get_json(f"/chat/history?after={found[-1].seq if found else 0}"))["messages"]:
            found += [_shown(message) for message in page]
        return found

    async def wait_for(self, wanted: Callable[[Shown], bool], *, seconds: float = PATIENCE) -> Shown:
        """The newest message that is wanted; read from the event stream until it comes. Raises `Missing`."""
        for message in reversed(self.messages):
            if wanted(message):
                return message
        try:
            async with asyncio.timeout(seconds):
                while True:
                    try:
                        async for message in self._stream():
                            if wanted(message):
                                return message
                    except (ClientConnectionError, ClientPayloadError):
                        if not self._lasting:
                            raise
                    await asyncio.sleep(_PAUSE)  # and again from where the stream broke off, as browsers do
        except TimeoutError:
            pass
        raise Missing(f"nothing came within {seconds:g} s; last: {self._tail()}")

    async def wait_for_button(self, key: str, *, within: str = "", seconds: float = PATIENCE) -> Shown:
        """The newest message with that button and those words."""
        label = say(self.locale, key)
        return await self.wait_for(
            lambda message: within in message.text and any(button.label == label for button in message.buttons),
            seconds=seconds,
        )

    def button(self, label: str, *, within: str = "") -> Button:
        """The newest one with that label. Raises `Missing` with the labels that there are."""
        for message in reversed(self.messages):
            if within in message.text:
                for button in message.buttons:
                    if button.label == label:
                        return button
        labels = [button.label for message in self.messages[-6:] for button in message.buttons]
        raise Missing(f"no button {label!r}, only {labels}; last: {self._tail()}")

    async def read(self, path: str) -> str:
        """The page at the path."""
        status, text = await self._answer("GET", path, lambda: {"headers": {"Accept": "text/html"}})
        if status >= 400:
            raise Refused(status, _plain(text))
        return text

    async def fetch(self, path: str) -> bytes:
        """The file at the path."""
        async with self._http.get(self._base.join(URL(path))) as response:
            if response.status >= 400:
                raise Refused(response.status, await response.text())
            return await response.read()

    async def submit(self, path: str, fields: Mapping[str, str]) -> str:
        """Posts a form and follows where it leads; the page that came."""
        status, text = await self._answer(
            "POST", path, lambda: {"data": dict(fields), "headers": {"Accept": "text/html"}}
        )
        if status >= 400:
            raise Refused(status, _plain(text))
        return text

    async def fill_in(self, path: str, fields: Mapping[str, str]) -> str:
        """Opens the page at the path and posts its form."""
        return await self.submit(path, {"csrf": _found(_FORM_TOKEN, await self.read(path)), **fields})

    @property
    def _last(self) -> int:
        return self.messages[-1].seq if self.messages else 0

    async def _act(self, path: str, body: Json) -> list[Shown]:
        body = {"id": _client_id(), "after": self._last, **body}
        return self._take((await self._json(path, body))["messages"])

    async def _json(self, path: str, body: Json) -> Json:
        answer: Json = json.loads(await self._post(path, lambda: {"json": body}))
        return answer

    async def _post(self, path: str, content: Callable[[], Json]) -> str:
        status, text = await self._answer(
            "POST", path, lambda: {**content(), "headers": {"X-CSRF-Token": self._csrf, "Accept": "application/json"}}
        )
        if status >= 400:
            raise Refused(status, _sentence(text))
        return text

    async def _get_json(self, path: str) -> Json:
        status, text = await self._answer("GET", path, lambda: {"headers": {"Accept": "application/json"}})
        if status >= 400:
            raise Refused(status, _sentence(text))
        answer: Json = json.loads(text)
        return answer

    async def _answer(self, method: str, path: str, content: Callable[[], Json]) -> tuple[int, str]:
        now = asyncio.get_running_loop().time
        deadline = now() + self._lasting
        while True:
            pause = _PAUSE
            try:
                async with self._http.request(method, self._base.join(URL(path)), **content()) as response:
                    if response.status != _TOO_MANY or now() >= deadline:
                        return response.status, await response.text()
                    pause = float(response.headers["Retry-After"])
            except ClientConnectionError:
                if now() >= deadline:
                    raise
            await asyncio.sleep(min(pause, max(_PAUSE, deadline - now())))

    async def _stream(self) -> AsyncIterator[Shown]:
        address = self._base.join(URL(f"/chat/events?after={self._last}"))
        async with self._http.get(address, timeout=_STREAM_TIMEOUT) as response:
            if response.status >= 400:
                raise Refused(response.status, await response.text())
            async for line in response.content:
                if line.startswith(b"data: {"):
                    event = json.loads(line[len(b"data: ") :])
                    for message in self._take([event] if "seq" in event else []):
                        yield message

    def _take(self, raw: list[Json]) -> list[Shown]:
        """Keeps what is new; returns what the house said."""
        fresh = [_shown(message) for message in raw if message["seq"] > self._last]
        self.messages += fresh
        return [message for message in fresh if not message.own]

    def _tail(self) -> str:
        return " | ".join(message.text.replace("\n", " ")[:80] for message in self.messages[-3:])


def _shown(raw: Json) -> Shown:
    return Shown(
        seq=raw["seq"],
        id=raw["id"],
        kind=raw["kind"],
        text="".join(words for words, _ in raw["text"]),
        own=raw["in"],
        buttons=tuple(
            Button(label=one["label"], press=one["press"], act=one["act"], role=one["role"])
            for row in raw.get("options", ())
            for one in row
        ),
        link=raw["link"]["href"] if "link" in raw else "",
        files=tuple(file["href"] for file in raw.get("files", ())),
    )


def _client_id() -> str:
    return secrets.token_hex(16)


def _found(pattern: re.Pattern[str], page: str) -> str:
    match = pattern.search(page)
    if match is None:
        raise Missing(f"the page is not the one expected: {_plain(page)[:200]}")
    return match[1]


def _plain(page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())[:400]


def _sentence(text: str) -> str:
    try:
        return str(json.loads(text)["error"]["text"])
    except (ValueError, KeyError, TypeError):
        return text[:200]
