"""Whether this process works, for people and for load balancers."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from aiohttp import web

from casework.ports import UnitOfWork
from web.house import House

_log = logging.getLogger(__name__)
_PATIENCE = 5.0  # seconds for the database to answer
_BACKLOG_AGE = 15 * 60.0  # seconds that a message may wait before the installation counts as ill (STYLE 26)


@dataclass(frozen=True, kw_only=True)
class Health:
    """`schema` tells the database's schema; `channels`: those that somebody has to carry messages to."""

    house: House
    version: str
    schema: Callable[[], str]
    channels: tuple[str, ...]

    def routes(self) -> list[web.RouteDef]:
        return [web.get("/healthz", self.health), web.get("/readyz", self.ready)]

    async def health(self, _: web.Request) -> web.Response:
        """GET /healthz: 200 when the database answers and no message has waited too long, else 503."""
        report: dict[str, object] = {"version": self.version, "database": "ok"}
        try:
            ages = await asyncio.wait_for(self.house.transactions.read(self._ages), _PATIENCE)
            report["schema"] = await asyncio.to_thread(self.schema)
        except Exception:  # noqa: BLE001 # whatever is wrong with the database, this page says so
            _log.exception("The database does not answer. action=health.database")
            return web.json_response({"status": "down", **report, "database": "down"}, status=503)
        report["outbox"] = {channel: {"waiting": waiting, "age_s": age} for channel, (waiting, age) in ages.items()}
        late = any(age > _BACKLOG_AGE for _, age in ages.values())
        return web.json_response({"status": "late" if late else "ok", **report}, status=503 if late else 200)

    async def ready(self, _: web.Request) -> web.Response:
        """GET /readyz: 200 as soon as requests can be served."""
        try:
            await asyncio.wait_for(self.house.transactions.read(lambda uow: uow.organisations.find("")), _PATIENCE)
        except Exception:  # noqa: BLE001 # as above
            _log.exception("Not ready. action=health.ready")
            return web.json_response({"ready": False}, status=503)
        return web.json_response({"ready": True})

    def _ages(self, uow: UnitOfWork) -> Mapping[str, tuple[int, int]]:
        now = self.house.env.now()
        ages = {}
        for channel in self.channels:
            waiting, oldest = uow.outbox.waiting(channel)
            ages[channel] = (waiting, int((now - oldest).total_seconds()) if oldest is not None else 0)
        return ages
