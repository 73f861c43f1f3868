"""Kills the program again and again, starts it again at once, and judges at the end what became of everything."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tests.faults.book import Book, Matter
from tests.faults.doom import Doom, Edge
from tests.faults.nursery import Birth, Life, Nursery
from tests.faults.outside import EVERYBODY, READERS, Outside
from tests.faults.town import Town, found

AT_RANDOM, AT_REST = "random instant", "at rest"
_AWHILE: Final = 120.0  # seconds that pass at a death: what the dead one had claimed is free again
_LONGEST: Final = 2.0  # seconds of a life that ends at random
_PATIENCE: Final = 30.0  # seconds for a matter to be settled by a life that nobody kills
_LOOK: Final = 0.02
_SETTLE: Final = 0.03  # seconds in which the servers notice that a line was cut


class Unsettled(AssertionError):
    """A life that nobody killed did not come to an end of its work."""


@dataclass(kw_only=True)
class Campaign:
    """One installation on one engine. `kills`: how often it died, by where it was struck."""

    engine: str
    town: Town
    book: Book
    outside: Outside
    nursery: Nursery
    chance: random.Random
    told: Callable[[int], None]
    kills: Counter[str] = field(default_factory=Counter)
    struck: Counter[str] = field(default_factory=Counter)  # by boundary and what was passing it
    matter: Matter | None = None

    async def sweep(self, edge: Edge, numbers: Iterable[int]) -> None:
        """From rest, one matter after another with a death at those boundaries, until one has no such boundary."""
        for number in numbers:
            self._next_matter()
            if not await self._live(Doom(edge=edge, number=number)):
                return
            await self._finish()

    async def at_random(self, kills: int) -> None:
        """Whatever it is doing."""
        while kills > 0:
            self._next_matter_if_done()
            if await self._live(None, lasting=self.chance.uniform(0.0, _LONGEST)):
                kills -= 1
        await self._finish()

    async def _finish(self) -> None:
        """A life that is killed only when nothing is left to do."""
        await self._live(None)

    async def _live(self, doom: Doom | None, *, lasting: float | None = None) -> bool:
        """Until doom strikes, or the time is over, or (without a time) all is done. Whether doom or time ended it."""
        theirs = doom is not None and doom.edge is Edge.REQUEST_TAKEN
        life = await self.nursery.bear(
            Birth(settings=self.town.settings, ahead=self.town.ahead, doom=None if theirs else doom)
        )
        taken: list[str] = []
        if theirs and doom is not None:

            def strike(kind: str) -> None:
                taken.append(kind)
                life.kill()

            self.outside.strike_at(doom.number, strike)
        early = await self._watched(life, lasting)
        self.outside.forbear()
        if not life.was_killed:
            raise AssertionError(f"a life ended by itself:\n{self.nursery.log.read_text(encoding='utf-8')[-3000:]}")
        if not early:
            where = AT_REST
        elif doom is None:
            where = AT_RANDOM
        else:
            where = doom.edge.value
            self.struck[f"{where}: {taken[0] if taken else self.nursery.last_words()}"] += 1
        await self._bury(where)
        return early

    async def _watched(self, life: Life, lasting: float | None) -> bool:
        """Whether it ended before all was done."""
        try:
            async with asyncio.timeout(_PATIENCE if lasting is None else lasting):
                while not life.over.is_set():
                    if lasting is None and self._is_done() and self.town.waiting() == 0:
                        life.kill()
                        await life.over.wait()
                        return False
                    await asyncio.sleep(_LOOK)
        except TimeoutError:
            life.kill()
            await life.over.wait()
            if lasting is None:
                raise Unsettled(f"not settled in {_PATIENCE:g} s: {self.matter}") from None
        return True

    async def _bury(self, where: str) -> None:
        await asyncio.sleep(_SETTLE)
        self.kills[where] += 1
        self.book.booked(self.town.booked())
        self.book.life += 1
        self.town.pass_(_AWHILE)
        self.told(1)

    def _next_matter(self) -> None:
        title = f"F{len(self.book.matters) + 1:05d}"
        self.matter = self.book.open(title)
        self.town.approve(title)

    def _next_matter_if_done(self) -> None:
        if self.matter is None or self._is_done():
            self._next_matter()

    def _is_done(self) -> bool:
        """As far as people can see."""
        matter = self.matter
        assert matter is not None
        return matter.issue_confirmed and len(matter.told) == len(EVERYBODY) and len(matter.confirmed) == len(READERS)


@asynccontextmanager
async def campaigning(
    engine: str, url: str, folder: Path, *, seed: int, told: Callable[[int], None] = lambda _: None
) -> AsyncIterator[Campaign]:
    """`url` "" is a new SQLite file in the folder, which is there."""
    async with AsyncExitStack() as stack:
        book = Book()
        outside = await stack.enter_async_context(Outside(book))
        settings = {"data_dir": str(folder / "data"), **({"database_url": url} if url else {}), **outside.settings}
        # Not in a thread: two campaigns side by side would migrate at once, and Alembic knows one migration a process.
        town = found(settings, outside.addresses)
        nursery = await stack.enter_async_context(Nursery(folder))
        yield Campaign(
            engine=engine,
            town=town,
            book=book,
            outside=outside,
            nursery=nursery,
            chance=random.Random(f"{seed}:{engine}"),
            told=told,
        )
