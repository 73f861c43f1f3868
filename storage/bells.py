"""NOTIFY on PostgreSQL: the commit that puts a message into the outbox wakes whoever sends or shows it, anywhere."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Callable, Iterable
from typing import Final

import psycopg
from psycopg.conninfo import make_conninfo
from sqlalchemy import Connection, make_url, text

from casework.ports.bells import News
from storage.engines import is_sqlite

NAME: Final = "fenghuo"  # of the bell in the database, and of the connection that listens
EACH: Final = 16  # people whose pages are named one by one; more are called together
_FIRST_PAUSE, _LONGEST_PAUSE = 0.2, 5.0  # seconds before the next try to reach the database
_PULSE: Final = 20.0  # seconds of silence before asking whether anybody is there
_ANSWER: Final = 10.0  # seconds for that
# What a router has forgotten must not look like silence for hours.
_ALIVE: Final = {
    "connect_timeout": 5,
    "keepalives_idle": 20,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 30_000,
}
_log = logging.getLogger(__name__)


class Ringing:
    """What a transaction has to announce, collected while it runs."""

    def __init__(self) -> None:
        self._people: dict[str, set[str]] = {}
        self._whole: set[str] = set()

    def add(self, channel: str, person_id: str = "") -> None:
        if person_id:
            self._people.setdefault(channel, set()).add(person_id)
        else:
            self._whole.add(channel)

    def __bool__(self) -> bool:
        return bool(self._whole or self._people)

    def news(self) -> Iterable[News]:
        """Each channel once, or each of a few people on it once."""
        for channel in sorted({*self._whole, *self._people}):
            people = self._people.get(channel, set())
            if channel in self._whole or len(people) > EACH:
                yield News(channel=channel)
            else:
                yield from (News(channel=channel, person_id=person) for person in sorted(people))


def announce(connection: Connection, ringing: Ringing) -> None:
    """Heard if and when the transaction commits. Ids only: whoever may listen learns nothing of anybody."""
    told = [{"bell": NAME, "news": f"{news.channel} {news.person_id}"} for news in ringing.news()]
    connection.execute(text("SELECT pg_notify(:bell, :news)"), told)


def bells_of(url: str) -> PostgresBells | None:
    """None where one process alone is served, which rings for itself."""
    return None if is_sqlite(url) else PostgresBells(url)


class PostgresBells:
    """`casework.ports.bells.Bells`: one connection of its own, beside the pool; a pooler must not swap it."""

    def __init__(self, url: str) -> None:
        plain = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
        self._where = make_conninfo(plain, application_name=NAME, **_ALIVE)
        self._heard = False

    @property
    def heard(self) -> bool:
        return self._heard

    async def listen(self, ring: Callable[[News], None]) -> None:
        pause, told = _FIRST_PAUSE, False
        while True:
            try:
                await self._listen(ring)
            except (psycopg.Error, OSError, TimeoutError) as gone:
                if self._heard:
                    pause, told = _FIRST_PAUSE, False
                if not told:  # once for each outage
                    reason = type(gone).__name__
                    _log.warning("The database rings no more, we look ourselves action=bells_lost reason=%s", reason)
                    told = True
            finally:
                self._heard = False
            await asyncio.sleep(pause * random.uniform(0.5, 1))  # noqa: S311 - spreads those who come back, keeps no secret
            pause = min(2 * pause, _LONGEST_PAUSE)

    async def _listen(self, ring: Callable[[News], None]) -> None:
        """Until the connection breaks."""
        async with await psycopg.AsyncConnection.connect(self._where, autocommit=True) as connection:
            await connection.execute(f"LISTEN {NAME}")
            self._heard = True
            _log.info("The database rings from now on action=bells_heard")
            while True:
                ring(News())  # what was written while nobody listened; and a look now and then does no harm
                async for told in connection.notifies(timeout=_PULSE):
                    channel, _, person_id = told.payload.partition(" ")
                    ring(News(channel=channel, person_id=person_id))
                async with asyncio.timeout(_ANSWER):
                    await connection.execute("SELECT 1")
