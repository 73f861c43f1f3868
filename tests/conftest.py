"""Fixtures for every shelf: storage on each engine, loopback sockets only, no silent skips."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from casework.ports import Transactions
from storage.memory import MemoryTransactions
from storage.migrate import migrate
from storage.opening import Storage, open_storage
from storage.vault import KeyRing
from tests.support import postgres

ENGINES = ("sqlite", pytest.param("postgres", marks=pytest.mark.postgres))
_LOOPBACK = ("127.", "::1", "localhost", "::ffff:127.")

settings.register_profile("house", deadline=None)  # the machine is shared, its speed is no promise of ours
settings.load_profile("house")


def _loopback_only(event: str, arguments: tuple[object, ...]) -> None:
    if event not in ("socket.connect", "socket.sendto"):
        return
    address = arguments[1]
    if isinstance(address, tuple) and address[0] and not str(address[0]).startswith(_LOOPBACK):
        raise RuntimeError(f"a test wanted to reach {address[0]}: only this machine may be reached")


def pytest_configure() -> None:
    sys.addaudithook(_loopback_only)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """With FENGHUO_NO_SKIP=1 a skipped test is a failed one."""
    report: pytest.TestReport = yield  # type: ignore[misc] # pluggy sends the report in
    if report.skipped and not hasattr(report, "wasxfail") and os.environ.get("FENGHUO_NO_SKIP") == "1":
        report.outcome = "failed"
        report.longrepr = f"skipped, and FENGHUO_NO_SKIP is set: {report.longrepr}"
    return report  # type: ignore[return-value]


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[postgres.Server]:
    try:
        server = postgres.start()
    except postgres.NoServer as reason:
        pytest.skip(str(reason))
    yield server
    server.stop()


@pytest.fixture(scope="session")
def _postgres_template(postgres_server: postgres.Server) -> Iterator[str]:
    name = postgres_server.create()
    migrate(postgres_server.url(name))
    yield name
    postgres_server.drop(name)


@pytest.fixture(scope="session")
def _sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "fenghuo.db"
    migrate(f"sqlite:///{path}")
    return path


@pytest.fixture
def sqlite_url(_sqlite_template: Path, tmp_path: Path) -> str:
    """A fresh migrated database."""
    path = tmp_path / "fenghuo.db"
    shutil.copyfile(_sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.fixture
def postgres_url(postgres_server: postgres.Server, _postgres_template: str) -> Iterator[str]:
    """A fresh migrated database."""
    name = postgres_server.create(template=_postgres_template)
    yield postgres_server.url(name)
    postgres_server.drop(name)


@pytest.fixture
def empty_postgres_url(postgres_server: postgres.Server) -> Iterator[str]:
    """A database without any table."""
    name = postgres_server.create()
    yield postgres_server.url(name)
    postgres_server.drop(name)


@pytest.fixture(params=ENGINES)
def database_url(request: pytest.FixtureRequest) -> str:
    """A fresh migrated database on each engine."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture(params=ENGINES)
def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database without any table, on each engine."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'empty.db'}"
    url: str = request.getfixturevalue("empty_postgres_url")
    return url


@pytest.fixture
def key_ring(tmp_path: Path) -> KeyRing:
    return KeyRing.load(tmp_path / "key")


@pytest.fixture
def storage(database_url: str, key_ring: KeyRing, tmp_path: Path) -> Iterator[Storage]:
    """An open storage on each real engine."""
    opened = open_storage(database_url, keys=key_ring, anchor_dir=tmp_path / "anchor")
    yield opened
    opened.close()


@pytest.fixture
def memory() -> MemoryTransactions:
    return MemoryTransactions()


@pytest.fixture(params=("memory", *ENGINES))
def transactions(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Transactions]:
    """The same port on all three: a promise tested with it holds everywhere."""
    if request.param == "memory":
        yield MemoryTransactions()
        return
    url: str = request.getfixturevalue(f"{request.param}_url")
    opened = open_storage(url, keys=KeyRing.load(tmp_path / "key"), anchor_dir=tmp_path / "anchor")
    yield opened.transactions
    opened.close()
