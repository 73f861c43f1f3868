"""What load balancers, Kubernetes and systemd ask of a process: whether it lives, and whether it can work."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Iterator
from pathlib import Path

import aiohttp
import pytest
from sqlalchemy import text

from fenghuo import watchdog
from storage.engines import lone
from storage.migrate import head
from tests.support import postgres
from tests.support.installation import Installation
from tests.support.program import Program, running
from tests.support.telegram_line import until

pytestmark = [pytest.mark.postgres, pytest.mark.timeout(180)]
LONG = 60.0  # seconds that a busy machine may take


async def asked(program: Program, path: str) -> tuple[int, dict[str, object]]:
    async with aiohttp.ClientSession() as http, http.get(f"{program.url}{path}") as response:
        return response.status, json.loads(await response.text())


def turned_to(url: str, revision: str) -> None:
    """As if a release with that schema had migrated the database."""
    with lone(url) as engine, engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :revision"), {"revision": revision})


@pytest.fixture
def own_server() -> Iterator[postgres.Server]:
    """One that this test may stop."""
    try:
        server = postgres.start()
    except postgres.NoServer as reason:
        pytest.skip(str(reason))
    yield server
    server.stop()


@pytest.mark.parametrize("role", ["worker", "scheduler"])
async def test_a_role_without_pages_answers_the_probes(postgres_url: str, tmp_path: Path, role: str) -> None:
    program = Installation(postgres_url, tmp_path).program(role, role)
    async with running([program]):
        assert await asked(program, "/livez") == (200, {"alive": True, "ended": []})
        assert await asked(program, "/readyz") == (200, {"ready": True, "database": "ok", "schema": "right"})
        assert (await asked(program, "/healthz"))[1]["schema"] == head()


async def test_a_process_whose_database_is_away_lives_but_is_not_ready(
    own_server: postgres.Server, tmp_path: Path
) -> None:
    program = Installation(own_server.url(own_server.create()), tmp_path).program("web", "web")
    async with running([program]):
        own_server.halt()
        assert (await asked(program, "/readyz"))[0] == 503
        assert (await asked(program, "/livez"))[0] == 200
        own_server.resume()
        assert (await asked(program, "/readyz"))[0] == 200


async def test_a_process_is_ready_only_with_a_schema_that_it_works_with(postgres_url: str, tmp_path: Path) -> None:
    program = Installation(postgres_url, tmp_path).program("web", "web")
    async with running([program]):
        turned_to(postgres_url, "0001")
        assert await asked(program, "/readyz") == (503, {"ready": False, "database": "ok", "schema": "older"})
        turned_to(postgres_url, "9999")  # of a successor, which is being rolled out beside us
        assert await asked(program, "/readyz") == (200, {"ready": True, "database": "ok", "schema": "newer"})
        turned_to(postgres_url, head())
        assert await asked(program, "/readyz") == (200, {"ready": True, "database": "ok", "schema": "right"})


async def test_systemd_is_told_of_the_start_of_life_and_of_the_stop(
    postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.bind(str(tmp_path / "notify"))
        systemd.setblocking(False)
        heard: list[str] = []

        def listen() -> bool:
            try:
                while True:
                    heard.append(systemd.recv(100).decode())
            except BlockingIOError:
                return {"READY=1", "WATCHDOG=1"} <= set(heard)

        monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
        monkeypatch.setenv("WATCHDOG_USEC", "200000")
        program = Installation(postgres_url, tmp_path).program("worker", "worker")
        async with running([program]):
            await until(listen, within=LONG)
        listen()
    assert heard[-1] == "STOPPING=1"


def test_without_systemd_nothing_is_told_and_nothing_is_wanted() -> None:
    watchdog.tell("READY=1", {})
    assert not watchdog.is_wanted({})
    assert not watchdog.is_wanted({"WATCHDOG_USEC": "0"})
    assert os.environ.get("NOTIFY_SOCKET") is None
