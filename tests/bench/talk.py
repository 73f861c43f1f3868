"""Through the web chat over HTTP: from the tip to the officer's card, and how long the event loop stands still."""

from __future__ import annotations

import asyncio
import multiprocessing
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path

from fenghuo.compose import workshop
from fenghuo.demo import story
from fenghuo.demo.browser import Browser, Missing, Shown
from fenghuo.demo.performance import free_port, ways_in
from fenghuo.demo.tipsters import Tip, load_tips, tell
from fenghuo.serve import ALL_ROLES, start
from fenghuo.settings import Settings
from nlp.compare import Comparer
from nlp.pipeline import Pipeline
from risk.finding import Scope
from risk.likeness import Thing
from risk.taxonomy import products
from tests.bench.figures import Figure, percentile
from web.limits import LIMITS, Limit

TIPS = 200
_AT_ONCE = 8
_CARDS = 40
_BEAT = 0.002  # seconds between two looks of the watchdog
_UNHURRIED = dict.fromkeys(LIMITS, Limit(amount=1_000_000, seconds=60))
_SIGNS = ("冒烟", "漏电", "爆炸", "刺鼻", "割手", "断裂")


def figures(pipeline: Pipeline) -> Iterator[Figure]:
    with _house() as house:
        cards, tips = asyncio.run(_measured(house, pipeline))
    yield Figure(name="card_p50", what="tip to officer's card, half of them", value=percentile(cards, 0.5), unit="ms")
    yield Figure(name="card_p95", what="tip to officer's card, 95 of 100", value=percentile(cards, 0.95), unit="ms")
    yield Figure(name="http_tips", what=f"whole tips over HTTP, {_AT_ONCE} at once", value=tips, unit="1/s")
    yield Figure(
        name="loop_stall", what=f"longest stall of the loop in {TIPS} tips", value=house.stall, unit="ms", most=50
    )


class _House:
    """In a process of its own, so that only its own work holds its loop up."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self.stall = 0.0
        self.links: dict[str, list[str]] = {}
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_live, args=(folder, self.port, theirs), daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def open(self) -> None:
        self._process.start()
        self.links = self._pipe.recv()

    def close(self) -> None:
        self._process.join(20)

    async def watch(self) -> None:
        """From now on stalls count."""
        self._pipe.send("watch")

    async def stop(self) -> None:
        self._pipe.send("stop")
        self.stall = await asyncio.to_thread(self._pipe.recv)


@contextmanager
def _house() -> Iterator[_House]:
    with tempfile.TemporaryDirectory() as folder:
        house = _House(Path(folder))
        house.open()
        yield house
        house.close()


def _live(folder: Path, port: int, pipe: Connection) -> None:
    shop = workshop(Settings(data_dir=folder, port=port, log_level="ERROR"))

    async def live() -> None:
        running = await start(shop, ALL_ROLES, limits=_UNHURRIED)
        pipe.send(await shop.transactions.run(partial(ways_in, env=shop.env)))
        await asyncio.to_thread(pipe.recv)
        orders = asyncio.create_task(asyncio.to_thread(pipe.recv))
        longest = 0.0
        while not orders.done():
            asleep = time.perf_counter()
            await asyncio.sleep(_BEAT)
            longest = max(longest, time.perf_counter() - asleep - _BEAT)
        pipe.send(1000 * longest)
        await running.stop()

    try:
        asyncio.run(live())
    finally:
        shop.close()


async def _measured(house: _House, pipeline: Pipeline) -> tuple[list[float], float]:
    async with _officer(house) as officer:
        cards = [await _card(house, officer, tip) for tip in _different(pipeline)]
    await house.watch()
    tips = await _many(house, pipeline)
    await house.stop()
    return cards, tips


@asynccontextmanager
async def _officer(house: _House) -> AsyncIterator[Browser]:
    async with story.opened(house.url, locale="zh-CN", path=house.links["officer"][0]) as officer:
        yield officer


def _different(pipeline: Pipeline) -> list[Tip]:
    """Each on another product and another event, so that each opens a signal, and a card comes."""
    compare = Comparer()
    found: dict[Thing, Tip] = {}
    for product in products().values():
        for sign in _SIGNS:
            words = f"进口的{product.zh}用着用着{sign}了"
            finding = pipeline(words)
            thing = replace(compare.thing(finding, words), text="")  # as a signal keeps it
            told = finding.scope is Scope.IN and not {"product", "hazards"} & set(finding.abstained)
            if told and not any(compare(thing, other).same for other in found):
                found[thing] = _plain(words)
    return list(found.values())[:_CARDS]


def _plain(words: str) -> Tip:
    return Tip(locale="zh-CN", text=words, trade="import", harm="none", more=words)


async def _card(house: _House, officer: Browser, tip: Tip) -> float:
    """Milliseconds from the citizen's last answer to the card in the officer's open stream."""
    last = 0.0

    def card(message: Shown) -> bool:
        return not message.own and tip.text in message.text

    async with story.opened(house.url, locale="zh-CN", path="") as citizen:
        waiting = asyncio.create_task(officer.wait_for(card))
        shown = await citizen.say(tip.text)
        while not any(message.kind == "done" for message in shown):
            skip = next((button for button in shown[-1].buttons if button.role == "skip"), None)
            if skip is None:
                raise Missing(f"no way on: {shown[-1].text}")
            last = time.perf_counter()
            shown = await citizen.press_button(skip)
        await waiting
    return 1000 * (time.perf_counter() - last)


async def _many(house: _House, pipeline: Pipeline) -> float:
    """Whole tips a second, each of a new citizen."""
    ours = [tip for tip in load_tips() if pipeline(tip.text).scope is Scope.IN]
    gate = asyncio.Semaphore(_AT_ONCE)

    async def one(number: int) -> None:
        tip = ours[number % len(ours)]
        async with gate, story.opened(house.url, locale=tip.locale, path="") as citizen:
            await tell(citizen, tip)

    began = time.perf_counter()
    async with asyncio.TaskGroup() as group:
        for number in range(TIPS):
            group.create_task(one(number))
    return TIPS / (time.perf_counter() - began)
