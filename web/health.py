"""Whether this process works, for people, for load balancers and for whoever restarts it."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from aiohttp import web

from casework.env import Env
from casework.ports import Transactions, UnitOfWork

_log = logging.getLogger(__name__)
_PATIENCE = 5.0  # seconds for the database to answer
_BACKLOG_AGE = 15 * 60.0  # seconds that a message may wait before the installation counts as ill (STYLE 26)
_OUTGROWN_AFTER = 3600.0  # seconds that a release serves beside its successor's schema: as long as a roll-out takes


@dataclass(frozen=True, kw_only=True)
class Schema:
    """The database's, and how it stands to the one that this release was made for."""

    version: str = ""
    older: bool = False
    newer: bool = False


@dataclass(kw_only=True)
class Health:
    """`schema` reads the database's schema, in a thread; `channels`: those that somebody has to carry messages to;
    `ended`: names of the parts of this process that should go on for ever and do not.
    """

    transactions: Transactions
    env: Env
    version: str
    schema: Callable[[], Schema] = Schema
    channels: tuple[str, ...] = ()
    ended: Callable[[], Sequence[str]] = tuple
    clock: Callable[[], float] = time.monotonic
    _newer_since: float | None = field(default=None, init=False)

    def routes(self) -> list[web.RouteDef]:
        return [web.get("/livez", self.alive), web.get("/readyz", self.ready), web.get("/healthz", self.health)]

    async def alive(self, _: web.Request) -> web.Response:
        """GET /livez: 503 when only a restart helps. A database that is away is no reason for one."""
        ended = list(self.ended())
        if ended:
            _log.error("A part of this process has ended action=health.alive parts=%s", ",".join(ended))
        return web.json_response({"alive": not ended, "ended": ended}, status=503 if ended else 200)

    async def ready(self, _: web.Request) -> web.Response:
        """GET /readyz: 200 while the database answers and its schema is one that this release works with."""
        try:
            async with asyncio.timeout(_PATIENCE):
                schema = await asyncio.to_thread(self.schema)
                await self.transactions.read(lambda uow: uow.organisations.find(""))
        except Exception:  # noqa: BLE001 # whatever is wrong with the database, this page says so
            _log.exception("Not ready. action=health.ready")
            return web.json_response({"ready": False, "database": "down"}, status=503)
        ready = not schema.older and not self._outgrown(schema)
        standing = "older" if schema.older else "newer" if schema.newer else "right"
        return web.json_response({"ready": ready, "database": "ok", "schema": standing}, status=200 if ready else 503)

    async def health(self, _: web.Request) -> web.Response:
        """GET /healthz: 200 when the database answers and no message has waited too long, else 503."""
        report: dict[str, object] = {"version": self.version, "database": "ok"}
        try:
            async with asyncio.timeout(_PATIENCE):
                ages = await self.transactions.read(self._ages)
                report["schema"] = (await asyncio.to_thread(self.schema)).version
        except Exception:  # noqa: BLE001 # as above
            _log.exception("The database does not answer. action=health.database")
            return web.json_response({"status": "down", **report, "database": "down"}, status=503)
        report["outbox"] = {channel: {"waiting": waiting, "age_s": age} for channel, (waiting, age) in ages.items()}
        late = any(age > _BACKLOG_AGE for _, age in ages.values())
        return web.json_response({"status": "late" if late else "ok", **report}, status=503 if late else 200)

    def _outgrown(self, schema: Schema) -> bool:
        """A release works on its successor's schema for as long as the roll-out lasts, and not for ever."""
        if not schema.newer:
            self._newer_since = None
            return False
        if self._newer_since is None:
            self._newer_since = self.clock()
            _log.warning("The database is of a newer release: this process should be replaced action=health.outgrown")
        return self.clock() - self._newer_since >= _OUTGROWN_AFTER

    def _ages(self, uow: UnitOfWork) -> Mapping[str, tuple[int, int]]:
        now = self.env.now()
        ages = {}
        for channel in self.channels:
            waiting, oldest = uow.outbox.waiting(channel, now)
            ages[channel] = (waiting, max(0, int((now - oldest).total_seconds())) if oldest is not None else 0)
        return ages
