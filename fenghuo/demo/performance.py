"""Starts a house of its own, plays the story in it, and says in one line of JSON what came of it."""

from __future__ import annotations

import asyncio
import json
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Final

import typer
from aiohttp import ClientError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from casework import access
from casework.env import Env
from casework.ports import LinkPurpose, UnitOfWork
from fenghuo import demonstration
from fenghuo.compose import Workshop, workshop
from fenghuo.demo.browser import Missing, Refused
from fenghuo.demo.story import STEPS, Links, play
from fenghuo.demo.tipsters import Tip, load_tips
from fenghuo.serve import ALL_ROLES, start
from fenghuo.settings import Settings
from risk.circular import CircularState
from risk.organisation import Role
from texts.catalogue import say
from web.limits import LIMITS, Limit

_UNHURRIED: Final = dict.fromkeys(LIMITS, Limit(amount=100_000, seconds=60))  # all citizens come from one address
_LINK_HOURS: Final = 1.0


@dataclass(frozen=True, kw_only=True)
class Summary:
    """What came of it. `delivered`: deliveries that arrived, `acknowledged`: people who have signed for it."""

    tips: int
    signals: int
    circular: str
    delivered: int
    acknowledged: int


def run(settings: Settings, *, keep: Path | None = None) -> int:
    """0 when everything happened; else 1, with the sentence that says what did not. `keep`: an empty folder for it."""
    with _folder(keep) as folder:
        shop = workshop(own_settings(settings, folder))
        if not shop.transactions.run_now(demonstration.is_empty):
            shop.close()
            typer.echo(say(settings.locale, "demo-folder-used", {"folder": str(folder)}), err=True)
            return 1
        try:
            summary = asyncio.run(_played(shop, load_tips()))
        except (Missing, Refused, ClientError, TimeoutError) as stopped:
            reason = " ".join(str(stopped).split())
            typer.echo(say(settings.locale, "demo-failed", {"reason": reason}), err=True)
            return 1
        finally:
            shop.close()
    typer.echo(json.dumps(asdict(summary), ensure_ascii=False))
    return 0


def own_settings(settings: Settings, folder: Path) -> Settings:
    """Its own data and address; of the installation's settings only language and time zone."""
    return Settings(
        data_dir=folder,
        port=free_port(),
        locale=settings.locale,
        timezone=settings.timezone,
        log_level="WARNING",
    )


def free_port() -> int:
    """One on which nobody listened a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def ways_in(uow: UnitOfWork, *, env: Env) -> Links:
    """The demonstration's people, founded, and links for all who play."""
    links = {way.part: [way.path] for way in demonstration.ways_in(uow, env=env, demonstrate=True)}
    links["enterprise"] = [
        access.link_path(access.make_link(uow, env, person.id, LinkPurpose.SIGN_IN, hours=_LINK_HOURS))
        for person in uow.people.all(role=Role.ENTERPRISE)
    ]
    return links


def summarise(uow: UnitOfWork) -> Summary:
    """As the database has it. Raises `Missing` where nothing was issued."""
    tips = [tip for citizen in uow.people.all(role=Role.CITIZEN) for tip in uow.informations.of_person(citizen.id)]
    issued = [
        circular for office in uow.organisations.all() for circular in uow.circulars.of(office.id, CircularState.ISSUED)
    ]
    if not issued:
        raise Missing("no circular was issued")
    deliveries = uow.deliveries.of_circular(issued[0].id)
    return Summary(
        tips=len(tips),
        signals=len({tip.signal_id for tip in tips if tip.signal_id}),
        circular=issued[0].official_number,
        delivered=sum(1 for delivery in deliveries if delivery.delivered_at or delivery.acknowledged_at),
        acknowledged=len({receipt.person_id for receipt in uow.receipts.of_circular(issued[0].id)}),
    )


async def _played(shop: Workshop, tips: tuple[Tip, ...]) -> Summary:
    running = await start(shop, ALL_ROLES, limits=_UNHURRIED)
    try:
        links = await shop.transactions.run(partial(ways_in, env=shop.env))
        locale = shop.settings.locale
        with _bar(locale, total=len(tips) + len(STEPS)) as bar:
            await play(shop.settings.base_url, links, tips, locale=locale, progress=_Steps(bar, locale))
        summary = await shop.transactions.read(summarise)
    finally:
        await running.stop()
    if summary.tips != len(tips):
        raise Missing(f"of {len(tips)} tips {summary.tips} are stored")
    if not summary.acknowledged == summary.delivered == len(links["enterprise"]):
        raise Missing(f"{summary.delivered} delivered, {summary.acknowledged} acknowledged")
    return summary


class _Steps:
    """Moves the bar; a step counts when the next one begins."""

    def __init__(self, bar: Progress, locale: str) -> None:
        self._bar = bar
        self._locale = locale

    def __call__(self, step: str) -> None:
        task = self._bar.task_ids[0]
        if step == "tip":
            self._bar.advance(task)
            return
        if step in STEPS[1:]:
            self._bar.advance(task)
        self._bar.update(task, description=say(self._locale, f"demo-step-{step}"))


@contextmanager
def _bar(locale: str, *, total: int) -> Iterator[Progress]:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task(say(locale, "demo-step-tips"), total=total)
        yield bar
        bar.update(task, completed=total, description=say(locale, "demo-done"))


@contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    if keep is not None:
        yield keep
        return
    with tempfile.TemporaryDirectory(prefix="fenghuo-demo-") as name:
        yield Path(name)
