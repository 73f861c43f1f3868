"""Somebody at a real Chromium, with the hands of `Browser`: the story is played on the page itself."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from playwright.async_api import Page, Response, expect

from fenghuo.demo.browser import PATIENCE, Browser, Button, Missing, Shown, Upload

_READ = """() => [...document.querySelectorAll('#log .message[data-seq]')].map(node => ({
  seq: +node.dataset.seq, id: node.dataset.id, own: node.matches('.mine'),
  kind: ['say', 'ask', 'choose', 'sendfile', 'openlink', 'done', 'abort', 'said'].find(k => node.classList.contains(k)),
  text: node.querySelector('.text')?.innerText ?? '',
  buttons: [...node.querySelectorAll('.option')].map(button => button.innerText),
  link: node.querySelector('a.go')?.getAttribute('href') ?? '',
  files: [...node.querySelectorAll('.files a')].map(link => link.getAttribute('href')),
}))"""
_POLL = 50  # milliseconds


class ChromiumPerson(Browser):
    """Reads what the page shows and clicks what it offers; nothing goes past the page."""

    def __init__(self, page: Page, base_url: str, *, locale: str) -> None:
        super().__init__(base_url, locale=locale)
        self.page = page

    async def enter_by(self, path: str) -> None:
        """A one-time link, its button, and the page's own choice of language."""
        await self.page.goto(self._url(path))
        await self.page.locator("main form button").click()
        await self.arrive()

    async def arrive(self) -> None:
        """At the chat, in the language of this person."""
        if not self.page.url.endswith("/chat"):
            await self.page.goto(self._url("/chat"))
        await expect(self.page.get_by_role("textbox")).to_be_visible()
        if await self.page.locator("html").get_attribute("lang") != self.locale:
            await self.page.locator("#locale").select_option(self.locale)
            await expect(self.page.locator("html")).to_have_attribute("lang", self.locale)
        await self.news()

    async def say(self, text: str) -> list[Shown]:
        async def act() -> None:
            await self.page.get_by_role("textbox").fill(text)
            await self.page.get_by_role("textbox").press("Enter")

        return await self._answer_to(act, "/chat/say")

    async def upload(self, *files: Upload, text: str = "") -> list[Shown]:
        chosen = [{"name": file.name, "mimeType": "image/png", "buffer": file.content} for file in files]

        async def act() -> None:
            await self.page.locator('input[type="file"]').set_input_files(chosen)  # type: ignore[arg-type]
            await self.page.get_by_role("textbox").fill(text)
            await self.page.locator("#send").click()

        return await self._answer_to(act, "/chat/upload")

    async def press_button(self, button: Button) -> list[Shown]:
        id_, _, place = button.press.partition(":")
        option = self.page.locator(f'.message[data-id="{id_}"] .option').nth(int(place))
        return await self._answer_to(option.click, "/chat/press")

    async def news(self) -> list[Shown]:
        seen = self._last_shown()
        self.messages = [_shown(raw) for raw in await self.page.evaluate(_READ)]
        return [message for message in self.messages if message.seq > seen and not message.own]

    async def seen(self) -> None:
        """The page tells the house by itself."""

    async def wait_for(self, wanted: Callable[[Shown], bool], *, seconds: float = PATIENCE) -> Shown:
        for _ in range(int(seconds * 1000 / _POLL)):
            await self.news()
            for message in reversed(self.messages):
                if wanted(message):
                    return message
            await self.page.wait_for_timeout(_POLL)
        raise Missing(f"nothing came within {seconds:g} s; last: {[m.text[:80] for m in self.messages[-3:]]}")

    async def fetch(self, path: str) -> bytes:
        response = await self.page.request.get(self._url(path))
        return await response.body()

    def _url(self, path: str) -> str:
        return str(self._base).rstrip("/") + path

    def _last_shown(self) -> int:
        return self.messages[-1].seq if self.messages else 0

    async def _answer_to(self, act: Callable[[], Awaitable[None]], path: str) -> list[Shown]:
        """What the page's post of this act is answered with, once the page shows it; news of other acts is left out."""

        def answers(response: Response) -> bool:
            return response.ok and response.url == self._url(path)

        async with self.page.expect_response(answers, timeout=PATIENCE * 1000) as reply:
            await act()
        wanted = {message["seq"] for message in (await (await reply.value).json())["messages"]}
        for _ in range(int(PATIENCE * 1000 / _POLL)):
            await self.news()
            if wanted <= {message.seq for message in self.messages}:
                return [message for message in self.messages if message.seq in wanted and not message.own]
            await self.page.wait_for_timeout(_POLL)
        raise Missing(f"no answer; last: {[message.text[:80] for message in self.messages[-3:]]}")


def _shown(raw: dict[str, Any]) -> Shown:
    return Shown(
        seq=raw["seq"],
        id=raw["id"],
        kind=raw["kind"],
        text=raw["text"],
        own=raw["own"],
        buttons=tuple(
            Button(label=label, press=f"{raw['id']}:{place}", act=True, role="")
            for place, label in enumerate(raw["buttons"])
        ),
        link=raw["link"],
        files=tuple(raw["files"]),
    )
