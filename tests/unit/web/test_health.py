"""How long a release serves beside its successor's schema, and when only a restart helps."""

from __future__ import annotations

import json

from aiohttp.test_utils import make_mocked_request

from storage.memory import MemoryTransactions
from tests.support.web_house import web_env
from web.health import Health, Schema


def health(memory: MemoryTransactions, schema: Schema, *, now: list[float], ended: tuple[str, ...] = ()) -> Health:
    return Health(
        transactions=memory,
        env=web_env(),
        version="0.0.0",
        schema=lambda: schema,
        ended=lambda: ended,
        clock=lambda: now[0],
    )


async def test_a_newer_schema_is_worked_with_for_an_hour(memory: MemoryTransactions) -> None:
    now = [0.0]
    ours = health(memory, Schema(version="9999", newer=True), now=now)
    request = make_mocked_request("GET", "/readyz")
    statuses = []
    for now[0] in (0.0, 3_599.0, 3_600.0):
        statuses.append((await ours.ready(request)).status)
    assert statuses == [200, 200, 503]


async def test_a_part_that_has_ended_is_named_and_asks_for_a_restart(memory: MemoryTransactions) -> None:
    answer = await health(memory, Schema(), now=[0.0], ended=("deliver-mail",)).alive(
        make_mocked_request("GET", "/livez")
    )
    assert isinstance(answer.body, bytes)
    assert (answer.status, json.loads(answer.body)) == (503, {"alive": False, "ended": ["deliver-mail"]})
