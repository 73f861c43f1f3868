"""The whole story on the pages themselves, in Chromium: a tip becomes a warning that was received."""

from __future__ import annotations

from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from playwright.async_api import Browser as Chromium

from fenghuo.demo.officials import Cast
from fenghuo.demo.story import STEPS, play_offices
from fenghuo.demo.tipsters import load_tips, tell
from tests.browser.conftest import DESK, PHONE
from tests.support.chromium_person import ChromiumPerson
from tests.support.program import Program, running

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]


@pytest.mark.parametrize("locale", ["zh-CN", "en"])
async def test_a_tip_becomes_a_warning_that_was_received(chromium: Chromium, tmp_path: Path, locale: str) -> None:
    tip = next(tip for tip in load_tips() if tip.locale == locale or (locale == "en" and tip.locale == "en"))
    program = Program(tmp_path, locale=locale)
    steps: list[str] = []
    async with running([program]), AsyncExitStack() as stack:

        async def somebody(path: str, size: tuple[int, int]) -> ChromiumPerson:
            context = await chromium.new_context(viewport={"width": size[0], "height": size[1]}, locale=locale)
            stack.push_async_callback(context.close)
            person = ChromiumPerson(await context.new_page(), program.url, locale=locale)
            stack.push_async_callback(person.close)
            await (person.enter_by(path) if path else person.arrive())
            return person

        links = program.ways_in()
        mother = await somebody("", PHONE)
        await tell(mother, tip)
        cast = Cast(
            officer=await somebody(links["officer"][0], DESK),
            expert=await somebody(links["expert"][0], DESK),
            signer=await somebody(links["signer"][0], PHONE),
            superior=await somebody(links["superior"][0], DESK),
            enterprises=(await somebody(links["enterprise"][0], PHONE),),
        )
        await play_offices(cast, steps.append)
        (notice,) = [message for message in await mother.say("/warnings") if message.link]
        await mother.page.goto(f"{program.url}{notice.link}")
        assert await mother.page.locator("main h1, main h2").count() > 0
    assert steps == [step for step in STEPS if step != "look"]
