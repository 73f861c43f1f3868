"""`make screenshots`: plays the story on the running program and takes the pictures of docs/screenshots in Chromium."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import typer
from playwright.async_api import Browser as Chromium
from playwright.async_api import Page, async_playwright

from casework.ports import CircularPaper
from documents.circular import CircularRenderer
from fenghuo.demo import officials
from fenghuo.demo.browser import Browser
from fenghuo.demo.story import HAZARD, PRODUCT, assembled, opened
from fenghuo.demo.tipsters import Tip, give_name, load_tips, tell
from tests.browser.conftest import DESK, FLAGS, PHONE
from tests.support.program import Program
from texts.catalogue import say

OUT: Final = Path(__file__).parents[1] / "docs" / "screenshots"
_SETTLE: Final = 900  # milliseconds for fonts and scrolling
_LASTING: Final = 90.0  # seconds: the house keeps its usual limits, and people do not click that fast


@dataclass(frozen=True, kw_only=True)
class Studio:
    """Where pictures are taken: one page per picture, in the clothes of whoever is signed in."""

    chromium: Chromium
    url: str

    async def shoot(
        self,
        name: str,
        path: str,
        *,
        size: tuple[int, int],
        cookies: Mapping[str, str] | None = None,
        locale: str = "zh-CN",
    ) -> None:
        async with self.page(size=size, cookies=cookies or {}, locale=locale) as page:
            await page.goto(f"{self.url}{path}")
            await page.wait_for_timeout(_SETTLE)
            await page.screenshot(path=OUT / f"{name}.png")
            typer.echo(f"docs/screenshots/{name}.png")

    @asynccontextmanager
    async def page(self, *, size: tuple[int, int], cookies: Mapping[str, str], locale: str) -> AsyncIterator[Page]:
        context = await self.chromium.new_context(
            viewport={"width": size[0], "height": size[1]}, locale=locale, timezone_id="Asia/Shanghai"
        )
        await context.add_cookies([{"name": k, "value": v, "url": self.url} for k, v in cookies.items()])
        try:
            yield await context.new_page()
        finally:
            await context.close()


async def main() -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    path = shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        raise SystemExit("Chromium is needed: apt install chromium fonts-noto-cjk")
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        program = Program(folder)
        await program.start()
        stack.push_async_callback(program.terminate)
        playwright = await stack.enter_async_context(async_playwright())
        chromium = await playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        stack.push_async_callback(chromium.close)
        await _story(Studio(chromium=chromium, url=program.url), program)
    _circular()


async def _story(studio: Studio, program: Program) -> None:
    url, links = program.url, program.ways_in()
    tip = load_tips()[0]
    async with AsyncExitStack() as stack:

        async def somebody(locale: str = "zh-CN") -> Browser:
            return await stack.enter_async_context(opened(url, locale=locale, path="", lasting=_LASTING))

        cast = await stack.enter_async_context(assembled(url, links, locale="zh-CN", lasting=_LASTING))
        await _english(studio, await somebody("en"))
        mother = await somebody()
        await mother.say(tip.text)
        await studio.shoot("citizen-first-words-phone", "/chat", size=PHONE, cookies=mother.cookies())
        second = await somebody()
        told = await tell(second, tip)
        await studio.shoot("citizen-case-number-phone", "/chat", size=PHONE, cookies=second.cookies())
        await studio.shoot("citizen-case-number-desktop", "/chat", size=DESK, cookies=second.cookies())
        await studio.shoot("real-name-phone", told.real_name, size=PHONE, cookies=second.cookies())
        await give_name(second, told.real_name, serial=1)
        await studio.shoot("officer-card-desktop", "/chat", size=DESK, cookies=cast.officer.cookies())
        await studio.shoot("officer-card-phone", "/chat", size=PHONE, cookies=cast.officer.cookies())
        await _offices(studio, cast)
        await second.say("/warnings")
        await studio.shoot("citizen-warned-phone", "/chat", size=PHONE, cookies=second.cookies())
        await studio.shoot("portal-desktop", "/", size=DESK)
        await studio.shoot("portal-phone", "/", size=PHONE)
        await studio.shoot("warning-desktop", second.messages[-1].link, size=DESK)


async def _english(studio: Studio, visitor: Browser) -> None:
    tip: Tip = next(tip for tip in load_tips() if tip.locale == "en" and "dryer" in tip.text)
    await visitor.say(tip.text)
    await studio.shoot("citizen-english-phone", "/chat", size=PHONE, cookies=visitor.cookies(), locale="en")


async def _offices(studio: Studio, cast: officials.Cast) -> None:
    await officials.verify(cast.officer, product=PRODUCT, hazard=HAZARD)
    await officials.commission(cast.officer, product=PRODUCT)
    await officials.assess(cast.expert)
    await studio.shoot("expert-desktop", "/chat", size=DESK, cookies=cast.expert.cookies())
    await officials.decide(cast.officer)
    await officials.draft(cast.officer)
    await studio.shoot("officer-draft-desktop", "/chat", size=DESK, cookies=cast.officer.cookies())
    await officials.submit(cast.officer)
    await cast.signer.wait_for_button("circular-approve")
    await studio.shoot("signer-desktop", "/chat", size=DESK, cookies=cast.signer.cookies())
    await officials.approve(cast.signer)
    await officials.issue(cast.officer)
    enterprise = cast.enterprises[0]
    await enterprise.wait_for_button("circular-acknowledge")
    await studio.shoot("enterprise-circular-phone", "/chat", size=PHONE, cookies=enterprise.cookies())
    await officials.acknowledge(enterprise)
    await officials.answer(enterprise, involved=True)
    await studio.shoot("enterprise-answered-phone", "/chat", size=PHONE, cookies=enterprise.cookies())
    await officials.acknowledge_filing(cast.superior)
    await studio.shoot("superior-desktop", "/chat", size=DESK, cookies=cast.superior.cookies())


def _circular() -> None:
    """The announcement of the story as PDF, and its first page as a picture."""
    words = officials.words_in("zh-CN")
    paper = CircularPaper(
        number="D2026-0001",
        office="江门海关",
        kind="announcement",
        level="orange",
        title=words["title"],
        body=words["body"],
        product=PRODUCT,
        hazards=(HAZARD,),
        origin="",
        measures=tuple(words["measures"].splitlines()),
        reply_by="2026-12-05",
        valid_until="",
        locale="zh-CN",
        official_number="江关警〔2026〕1号",
        issued_on="2026-11-21",
    )
    render = CircularRenderer()
    (OUT / "circular.pdf").write_bytes(render(paper).pdf)
    (OUT / "circular.png").write_bytes(render.pages(paper, ppi=110)[0])
    exercise = replace(
        paper,
        number="E2026-0001",
        kind="advisory",
        title=say("zh-CN", "drill-title-prefilled"),
        body=say("zh-CN", "drill-body-prefilled"),
        product=None,
        hazards=(),
        measures=(),
        reply_by="",
        official_number="演练江关〔2026〕1号",
        exercise=True,
    )
    (OUT / "exercise.png").write_bytes(render.pages(exercise, ppi=80)[0])
    typer.echo("docs/screenshots/circular.pdf, circular.png, exercise.png")


if __name__ == "__main__":
    asyncio.run(main())
