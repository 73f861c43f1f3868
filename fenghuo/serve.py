"""Start the roles of this process, print the ways in, and stop in good order on SIGTERM."""

from __future__ import annotations

import asyncio
import gc
import logging
import signal
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Final
from zoneinfo import ZoneInfo

import typer
from aiohttp import web

from bot.channels.telegram.channel import TelegramChannel
from bot.channels.webchat import WebChat, static_folder
from bot.dialogue.engine import Engine
from bot.dialogue.flows import FLOWS
from bot.reading_desk import ReadingDesk
from casework.ports import Sender, Triage
from fenghuo import demonstration
from fenghuo.channels import Channels, build_channels
from fenghuo.compose import Workshop, file_reader, workshop
from fenghuo.settings import Settings
from fenghuo.version import VERSION
from jobs import scheduler
from jobs.deliver import Deliverer
from jobs.wake import Wake
from nlp.installed import Installed
from nlp.place import folder_for
from texts.catalogue import LOCALES, say
from web.app import build_app, site_assets
from web.assets import load_assets
from web.house import House
from web.limits import LIMITS, Buckets, Limit

ALL_ROLES: Final = frozenset({"web", "bot", "worker", "scheduler"})
_TALKING: Final = frozenset({"web", "bot"})  # roles that take files in
DRAIN: Final = 9.0  # seconds in which everything must have stopped
_SHUTDOWN: Final = 3.0  # seconds that open requests get
_LEARN_EVERY: Final = 60.0  # seconds
_BETWEEN_RINGS: Final = 0.05  # seconds

logger = logging.getLogger(__name__)


@dataclass
class Running:
    """What was started; `stop` ends it the other way round."""

    stops: list[Callable[[], Awaitable[None]]] = field(default_factory=list)

    async def stop(self) -> None:
        while self.stops:
            await self.stops.pop()()


def run(settings: Settings, *, roles: frozenset[str] = ALL_ROLES, demonstrate: bool = False) -> int:
    """Until SIGTERM or SIGINT; 0 when everything stopped in time, 1 otherwise."""
    shop = workshop(settings)
    try:
        return asyncio.run(_until_stopped(shop, roles, demonstrate=demonstrate))
    finally:
        shop.close()


async def start(
    shop: Workshop,
    roles: frozenset[str],
    *,
    triage: Triage | None = None,
    limits: Mapping[str, Limit] = LIMITS,
) -> Running:
    """Everything that the roles need, each after what it leans on."""
    settings, running = shop.settings, Running()
    wake = Wake()
    if triage is None:
        zone = ZoneInfo(settings.timezone)
        triage = await asyncio.to_thread(Installed, folder_for(settings.data_dir), zone=zone)
    await asyncio.to_thread(_warm, shop, triage)
    engine = Engine(
        transactions=shop.transactions,
        env=shop.env,
        triage=triage,
        render=shop.render,
        flows=FLOWS,
        base_url=settings.base_url,
        locale=settings.locale,
        wake=wake.set,
    )
    desk = _reading_desk(shop, engine, triage, wake) if roles & _TALKING else None
    if desk is not None:
        desk.start()
        running.stops.append(desk.stop)
    engine_or_desk = desk or engine
    telegram = _telegram(shop, engine_or_desk)
    if telegram is not None:
        await telegram.open()
        running.stops.append(telegram.stop)
    channels = build_channels(
        settings,
        transactions=shop.transactions,
        env=shop.env,
        ring=shop.storage.ring,
        style=f"{site_assets().path}/site.css",
    )
    running.stops.append(channels.close)
    if "web" in roles:
        running.stops.append(await _serve_pages(shop, engine_or_desk, telegram, channels, wake, limits=limits))
    if telegram is not None and "bot" in roles:
        await telegram.start()
    if "worker" in roles:
        deliverer = Deliverer(
            transactions=shop.transactions, env=shop.env, senders=_senders(telegram, channels), wake=wake
        )
        deliverer.start()
        running.stops.append(deliverer.stop)
        if channels.bounces is not None:
            channels.bounces.start()
            running.stops.append(channels.bounces.stop)
    if "scheduler" in roles:
        running.stops.append(_tick(shop, wake))
    learning = asyncio.create_task(_learn_days(shop), name="holidays")
    running.stops.append(_cancelling(learning))
    return running


def _senders(telegram: TelegramChannel | None, channels: Channels) -> tuple[Sender, ...]:
    return (*(() if telegram is None else (telegram.sender,)), *channels.senders)


def _reading_desk(shop: Workshop, engine: Engine, triage: Triage, wake: Wake) -> ReadingDesk | None:
    """What reads photos and files; None where that is switched off."""
    reader = file_reader(shop.settings, triage)
    if reader is None:
        return None
    return ReadingDesk(engine=engine, transactions=shop.transactions, env=shop.env, reader=reader, wake=wake.set)


def _warm(shop: Workshop, triage: Triage) -> None:
    """Reads catalogues and word lists now: the first user of each would hold up everybody for a tenth of a second."""
    for locale in LOCALES:
        words = say(locale, "citizen-placeholder-what")
        thing = shop.env.compare.thing(triage(words), words)
        shop.env.compare(thing, thing)
    # What is loaded stays: a full garbage collection over it would stop the event loop for longer than all else.
    gc.collect()
    gc.freeze()


async def _learn_days(shop: Workshop) -> None:
    """Working days that are set by hand while this process runs."""
    while True:
        await asyncio.sleep(_LEARN_EVERY)
        shop.calendar.learn(await shop.transactions.read(lambda uow: uow.holidays.all()))


def _cancelling(task: asyncio.Task[None]) -> Callable[[], Awaitable[None]]:
    async def stop() -> None:
        task.cancel()

    return stop


def _tick(shop: Workshop, wake: Wake) -> Callable[[], Awaitable[None]]:
    ticker = scheduler.build(transactions=shop.transactions, env=shop.env, wake=wake)
    ticker.start()

    async def stop() -> None:
        ticker.shutdown(wait=False)

    return stop


async def _serve_pages(
    shop: Workshop,
    engine: Engine | ReadingDesk,
    telegram: TelegramChannel | None,
    channels: Channels,
    wake: Wake,
    *,
    limits: Mapping[str, Limit],
) -> Callable[[], Awaitable[None]]:
    settings = shop.settings
    house = House(
        transactions=shop.transactions,
        env=shop.env,
        base_url=settings.base_url,
        buckets=Buckets(limits=limits),
        proxies=settings.proxies,
        render=shop.render,
    )
    assets = load_assets("chat", static_folder())
    chat = WebChat(
        engine=engine,
        transactions=shop.transactions,
        env=shop.env,
        house=house,
        site_path=site_assets().path,
        chat_path=assets.path,
    )
    app = build_app(
        house,
        version=VERSION,
        schema=lambda: shop.storage.schema_version() or "",
        channels=tuple(sender.channel for sender in _senders(telegram, channels)),
        mount=(chat.routes(), assets.routes()),
        machines=(*(telegram.routes if telegram is not None else ()), *channels.routes),
        on_shutdown=(chat.close,),
    )
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=_SHUTDOWN)
    await runner.setup()
    await web.TCPSite(runner, settings.host, settings.port).start()
    ringing = asyncio.create_task(_ring(wake.bell(), chat), name="ring")

    async def stop() -> None:
        ringing.cancel()
        await runner.cleanup()

    return stop


async def _ring(bell: asyncio.Event, chat: WebChat) -> None:
    """After each turn the open pages look for news, but not more often than they could show it."""
    while True:
        await bell.wait()
        bell.clear()
        chat.ring_all()
        await asyncio.sleep(_BETWEEN_RINGS)


def _telegram(shop: Workshop, engine: Engine | ReadingDesk) -> TelegramChannel | None:
    settings = shop.settings
    token = settings.telegram_token.get_secret_value()
    if not token:
        return None
    return TelegramChannel(
        token=token,
        engine=engine,
        transactions=shop.transactions,
        env=shop.env,
        base_url=settings.base_url,
        tz=settings.timezone,
        api_url=settings.telegram_api_url,
        webhook_url=settings.telegram_webhook_url or None,
        a_second=settings.telegram_per_second,
    )


async def _until_stopped(shop: Workshop, roles: frozenset[str], *, demonstrate: bool) -> int:
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopping.set)
    running = await start(shop, roles)
    if "web" in roles:
        await _show_ways_in(shop, demonstrate=demonstrate)
    logger.info("Fenghuo is up action=serve roles=%s address=%s", ",".join(sorted(roles)), shop.settings.base_url)
    await stopping.wait()
    logger.info("Fenghuo stops action=stop")
    try:
        async with asyncio.timeout(DRAIN):
            await running.stop()
    except TimeoutError:
        logger.warning("Something did not stop in time action=stop")
        return 1
    return 0


async def _show_ways_in(shop: Workshop, *, demonstrate: bool) -> None:
    """Where to go; on an empty database also the one-time links."""
    locale, base = shop.settings.locale, shop.settings.base_url
    opened = await shop.transactions.run(partial(demonstration.ways_in, env=shop.env, demonstrate=demonstrate))
    typer.echo(say(locale, "admin-open-at", {"address": base}))
    if opened:
        typer.echo(say(locale, "admin-links", {"hours": int(demonstration.LINK_HOURS)}))
    for way in opened:
        typer.echo(f"  {say(locale, f'admin-part-{way.part}')}  {base}{way.path}")
