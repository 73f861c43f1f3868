"""The whole story in order: many tips, one signal, one circular, received and answered by those whom it concerns."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Final

from fenghuo.demo import officials
from fenghuo.demo.browser import Browser, Missing
from fenghuo.demo.officials import Cast
from fenghuo.demo.tipsters import Tip, give_name, tell
from risk.information import Status
from texts.catalogue import say, term

PRODUCT: Final = "toys"
HAZARD: Final = "fire"
# After the tips, one after the other. Each is in the catalogue as demo-step-<name>.
STEPS: Final = (
    "verify",
    "commission",
    "assess",
    "decide",
    "draft",
    "approve",
    "issue",
    "receive",
    "file",
    "look",
)
_AT_ONCE: Final = 4

Links = Mapping[str, Sequence[str]]  # part -> paths of one-time links
Progress = Callable[[str], None]  # told what begins: "tips", then each step; and "tip" after every tip


async def play(
    base_url: str, links: Links, tips: Sequence[Tip], *, locale: str, progress: Progress, lasting: float = 0.0
) -> None:
    """The first tip must be about `PRODUCT` and `HAZARD`. Raises `Missing` or `Refused` where the story stops.

    `lasting`: see `Browser`; needed where the house keeps its usual limits.
    """
    async with AsyncExitStack() as stack:
        cast = await stack.enter_async_context(assembled(base_url, links, locale=locale, lasting=lasting))
        citizens = [
            await stack.enter_async_context(opened(base_url, locale=tip.locale, path="", lasting=lasting))
            for tip in tips
        ]
        progress("tips")
        await _told(citizens, tips, progress)
        await play_offices(cast, progress)
        progress("look")
        await look(citizens, title=officials.words_in(locale)["title"])


async def play_offices(cast: Cast, progress: Progress) -> None:
    """From the card on the officer's desk to the filing that the superior acknowledges."""
    officer = cast.officer
    progress("verify")
    await officials.verify(officer, product=PRODUCT, hazard=HAZARD)
    progress("commission")
    await officials.commission(officer, product=PRODUCT)
    progress("assess")
    await officials.assess(cast.expert)
    progress("decide")
    await officials.decide(officer)
    progress("draft")
    await officials.draft(officer)
    await officials.submit(officer)
    progress("approve")
    await officials.approve(cast.signer)
    progress("issue")
    await officials.issue(officer)
    progress("receive")
    for number, enterprise in enumerate(cast.enterprises):
        await officials.acknowledge(enterprise)
        await officials.answer(enterprise, involved=number == 0)
    progress("file")
    await officials.acknowledge_filing(cast.superior)


async def look(citizens: Sequence[Browser], *, title: str) -> None:
    """One whose tip was in the signal reads where the case stands, and the warning that came of it.

    Which of them it is depends on who came first: tips that are alike enough to the first of two signals join that one.
    """
    told = []
    for citizen in citizens:
        warned = say(citizen.locale, term("information-status", Status.WARNED.value))
        cases = await citizen.say("/mytips")
        if any(warned in message.text for message in cases):
            notices = [message for message in await citizen.say("/warnings") if title in message.text]
            if not notices or title not in await citizen.read(notices[0].link):
                raise Missing("the public warning is not to be found")
            return
        told += [message.text for message in cases]
    raise Missing(f"nobody's case is warned of: {told}")


@asynccontextmanager
async def opened(base_url: str, *, locale: str, path: str, lasting: float = 0.0) -> AsyncIterator[Browser]:
    """A browser with the chat open: by a one-time link, or (`path` empty) as a new visitor."""
    browser = Browser(base_url, locale=locale, lasting=lasting)
    try:
        if path:
            await browser.enter(path)
            await browser.choose_language(locale)
        else:
            await browser.open()
        yield browser
    finally:
        await browser.close()


@asynccontextmanager
async def assembled(base_url: str, links: Links, *, locale: str, lasting: float = 0.0) -> AsyncIterator[Cast]:
    """Everybody of the offices and enterprises, signed in."""
    async with AsyncExitStack() as stack:

        async def enter(path: str) -> Browser:
            return await stack.enter_async_context(opened(base_url, locale=locale, path=path, lasting=lasting))

        yield Cast(
            officer=await enter(links["officer"][0]),
            expert=await enter(links["expert"][0]),
            signer=await enter(links["signer"][0]),
            superior=await enter(links["superior"][0]),
            enterprises=tuple([await enter(path) for path in links["enterprise"]]),
        )


async def _told(citizens: Sequence[Browser], tips: Sequence[Tip], progress: Progress) -> None:
    """Several at once, as the public does."""
    gate = asyncio.Semaphore(_AT_ONCE)

    async def one(serial: int) -> None:
        async with gate:
            told = await tell(citizens[serial], tips[serial])
            if tips[serial].named:
                await give_name(citizens[serial], told.real_name, serial=serial)
        progress("tip")

    try:
        async with asyncio.TaskGroup() as group:
            for serial in range(len(tips)):
                group.create_task(one(serial))
    except ExceptionGroup as several:
        raise several.exceptions[0] from several
