"""Tips per second through `casework.submit_tip`, beside bare one-row transactions on the same engine."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

from pydantic import SecretStr
from sqlalchemy import Engine, text

from casework import access
from casework.fakes import NOTHING_FOUND
from casework.ports import UnitOfWork
from casework.tell import WEBCHAT
from casework.tips import Told, submit_tip
from fenghuo.compose import Workshop, workshop
from fenghuo.demonstration import settle
from fenghuo.settings import Settings
from risk.finding import Harm, Scope
from risk.organisation import Person
from risk.taxonomy import products
from storage.engines import postgres_engine, sqlite_engine
from tests.bench.figures import Figure
from tests.support import postgres

TIPS = 400
_CITIZENS = 50
_WORDS = "进口玩具车充电时冒烟，外壳烧黑了，没有人受伤。" * 3


def figures() -> Iterator[Figure]:
    """SQLite always; PostgreSQL where there is one."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/fenghuo.db"
        yield from _compared("sqlite", Path(folder), url, lambda: sqlite_engine(url, connections=1, writes=True))
    try:
        server = postgres.start()
    except postgres.NoServer:
        return
    try:
        url = server.url(server.create())
        with tempfile.TemporaryDirectory() as folder:
            yield from _compared("postgres", Path(folder), url, lambda: postgres_engine(url, connections=1))
    finally:
        server.stop()


def _compared(name: str, folder: Path, url: str, engine: Callable[[], Engine]) -> Iterator[Figure]:
    with _opened(folder, url) as shop:
        tips = _tips_a_second(shop)
        bare = _rows_a_second(engine())
    yield Figure(name=f"{name}_tips", what=f"{name}: tips through submit_tip", value=tips, unit="1/s")
    yield Figure(name=f"{name}_bare", what=f"{name}: bare one-row transactions", value=bare, unit="1/s")
    yield Figure(name=f"{name}_ratio", what=f"{name}: tips per bare transaction", value=tips / bare, unit="")


@contextmanager
def _opened(folder: Path, url: str) -> Iterator[Workshop]:
    shop = workshop(Settings(data_dir=folder, database_url=SecretStr(url)))
    try:
        yield shop
    finally:
        shop.close()


def _tips_a_second(shop: Workshop) -> float:
    """One after the other, of many citizens on many products."""

    def founded(uow: UnitOfWork) -> list[Person]:
        settle(uow, shop.env)
        return [
            access.new_citizen(uow, shop.env, channel=WEBCHAT, address="", locale="zh-CN")[0] for _ in range(_CITIZENS)
        ]

    citizens = shop.transactions.run_now(founded)
    codes = list(products())
    began = time.perf_counter()
    for number in range(TIPS):
        finding = replace(
            NOTHING_FOUND,
            scope=Scope.IN,
            product=codes[number % len(codes)],
            hazards=("fire",),
            harm=Harm.NEAR_MISS,
        )
        told = Told(text=f"{number} {_WORDS}", finding=finding, channel=WEBCHAT)
        citizen = citizens[number % _CITIZENS]
        shop.transactions.run_now(partial(submit_tip, env=shop.env, actor=citizen, told=told))
    return TIPS / (time.perf_counter() - began)


def _rows_a_second(engine: Engine) -> float:
    """The same words, in a table of their own."""
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE bench_row (id INTEGER PRIMARY KEY, words TEXT NOT NULL)"))
    statement = text("INSERT INTO bench_row (id, words) VALUES (:id, :words)")
    began = time.perf_counter()
    for number in range(TIPS):
        with engine.begin() as connection:
            connection.execute(statement, {"id": number, "words": _WORDS})
    seconds = time.perf_counter() - began
    engine.dispose()
    return TIPS / seconds
