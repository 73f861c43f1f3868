"""Start the roles of this process, print the ways in, and stop in good order on SIGTERM."""

from __future__ import annotations

import asyncio
import gc
import logging
import signal
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Final
from zoneinfo import ZoneInfo

import typer
from aiohttp import web

from bot.channels.pacing import KeptPaceRecords
from bot.channels.telegram.channel import TelegramChannel
from bot.channels.webchat import WebChat, static_folder
from bot.dialogue.engine import Engine
from bot.dialogue.flows import FLOWS
from bot.reading_desk import ReadingDesk
from casework.address_forms import PUSH
from casework.ports import Sender, Triage
from casework.ports.bells import Bells
from casework.tell import WEBCHAT
from fenghuo import demonstration, watchdog
from fenghuo.channels import Channels, build_channels
from fenghuo.compose import Workshop, file_reader, workshop
from fenghuo.lines import PACED, SCHEDULER, Carrying, leading, paced_line, telegram_lease, telegram_line
from fenghuo.push import push_pages
from fenghuo.settings import Settings
from fenghuo.version import VERSION
from jobs import scheduler
from jobs.deliver import EVERY, EVERY_BESIDE_BELLS, Deliverer
from jobs.leading import Leading
from jobs.wake import Wake
from nlp.installed import Installed
from nlp.place import folder_for
from storage.after_restore import refuse_unmarked
from storage.migrate import is_known
from texts.catalogue import LOCALES, say, term
from web.app import build_app, site_assets
from web.assets import load_assets
from web.health import Health, Schema
from web.house import House
from web.limits import LIMITS, Buckets, Limit

ALL_ROLES: Final = frozenset({"web", "bot", "worker", "scheduler"})
_TALKING: Final = frozenset({"web", "bot"})  # roles that take files in
_TELEGRAM: Final = frozenset({"bot", "worker"})  # roles that stand by for the Telegram token
DRAIN: Final = 9.0  # seconds in which everything must have stopped
_SHUTDOWN: Final = 3.0  # seconds that open requests get
_LEARN_EVERY: Final = 60.0  # seconds
_BETWEEN_RINGS: Final = 0.05  # seconds

logger = logging.getLogger(__name__)


@dataclass
class Running:
    """What was started; `stop` ends it the other way round. `tasks` are to go on until then."""

    stops: list[Callable[[], Awaitable[None]]] = field(default_factory=list)
    tasks: list[asyncio.Task[None]] = field(default_factory=list)

    async def stop(self) -> None:
        self.tasks.clear()
        while self.stops:
            await self.stops.pop()()

    def keep(self, work: Coroutine[None, None, None], name: str) -> None:
        """Runs it until `stop`."""
        task = asyncio.create_task(work, name=name)
        self.tasks.append(task)
        self.stops.append(_cancelling(task))

    def ended(self) -> list[str]:
        """Names of the parts that have come to an end although nobody stopped them."""
        return [task.get_name() for task in self.tasks if task.done()]


def run(settings: Settings, *, roles: frozenset[str] = ALL_ROLES, demonstrate: bool = False) -> int:
    """Until SIGTERM or SIGINT; 0 when everything stopped in time, 1 otherwise."""
    shop = workshop(settings)
    try:
        refuse_unmarked(shop.storage)
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
    wake, bells = Wake(), shop.storage.bells()
    rouse = wake.set if bells is None else partial(_rouse, wake, bells)
    every = float(settings.poll_seconds) or (EVERY if bells is None else EVERY_BESIDE_BELLS)
    token = settings.telegram_token.get_secret_value()
    stands_for_telegram = bool(token and roles & _TELEGRAM)
    front: Engine | ReadingDesk | None = None
    if stands_for_telegram or roles & _TALKING:
        front = await _front(shop, running, triage, rouse)
    # What is loaded stays: a full garbage collection over it would stop the event loop for longer than all else.
    gc.collect()
    gc.freeze()
    line = leading(shop, telegram_lease(token))
    telegram = _telegram(shop, front, line) if front is not None else None
    if telegram is not None:
        await telegram.open()
        running.stops.append(telegram.stop)
    paced = leading(shop, PACED)
    channels = build_channels(
        settings,
        transactions=shop.transactions,
        env=shop.env,
        ring=shop.storage.ring,
        style=f"{site_assets().path}/site.css",
        held=paced.held,
        records=KeptPaceRecords(shop.transactions, lease=PACED),
    )
    running.stops.append(channels.close)
    health = Health(
        transactions=shop.transactions,
        env=shop.env,
        version=VERSION,
        schema=partial(_schema, shop),
        channels=tuple(sender.channel for sender in _senders(telegram, channels)),
        ended=running.ended,
    )
    if "web" in roles and front is not None:
        await _serve_pages(shop, running, front, telegram, channels, wake, health, every=every, limits=limits)
    if settings.probe_port:
        running.stops.append(await _serve_probes(settings, health))
    carrying: list[Callable[[], Awaitable[None]]] = []
    delivering = partial(Deliverer, transactions=shop.transactions, env=shop.env, wake=wake, every=every)
    if telegram is not None and stands_for_telegram:
        deliverer_of_telegram = partial(delivering, senders=(telegram.sender,))
        line.start(Carrying(telegram_line(telegram), deliverer=deliverer_of_telegram).duty)
        running.tasks += line.tasks
        carrying.append(line.stop)
    if "worker" in roles:
        deliverer_of_paced = partial(delivering, senders=channels.paced)
        paced.start(Carrying(paced_line(channels.paced), deliverer=deliverer_of_paced).duty)
        deliverer = delivering(senders=channels.free)
        deliverer.start()
        running.tasks += [*paced.tasks, *deliverer.loops]
        carrying += [paced.stop, deliverer.stop]
        if channels.bounces is not None:
            channels.bounces.start()
            running.stops.append(channels.bounces.stop)
    running.stops.append(partial(_together, carrying))
    if "scheduler" in roles:
        ticking = leading(shop, SCHEDULER)
        _tick(shop, running, wake, ticking)
        ticking.start()
        running.tasks += ticking.tasks
        running.stops.append(ticking.stop)
    running.keep(_learn_days(shop), "holidays")
    if bells is not None:
        running.keep(bells.listen(wake.ring), "bells")
    if watchdog.is_wanted():
        running.keep(watchdog.keep_telling(running.ended), "watchdog")
    return running


async def _front(
    shop: Workshop, running: Running, triage: Triage | None, rouse: Callable[[], None]
) -> Engine | ReadingDesk:
    """Whoever the channels bring what people say to. Only a process that talks loads the language part."""
    settings = shop.settings
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
        wake=rouse,
    )
    desk = _reading_desk(shop, engine, triage, rouse)
    if desk is None:
        return engine
    desk.start()
    running.stops.append(desk.stop)
    return desk


async def _together(stops: Sequence[Callable[[], Awaitable[None]]]) -> None:
    """Each may take long for what is in flight; none is to wait for the others."""
    await asyncio.gather(*(stop() for stop in stops))


def _rouse(wake: Wake, bells: Bells) -> None:
    """The commit has rung for exactly those whom it concerns, unless nobody could hear it."""
    if not bells.heard:
        wake.set()


def _schema(shop: Workshop) -> Schema:
    found, ours = shop.storage.schema_version(), shop.storage.head_version()
    known = found == ours or is_known(found)
    return Schema(version=found, older=known and found != ours, newer=not known)


def _senders(telegram: TelegramChannel | None, channels: Channels) -> tuple[Sender, ...]:
    return (*(() if telegram is None else (telegram.sender,)), *channels.senders)


def _reading_desk(shop: Workshop, engine: Engine, triage: Triage, wake: Callable[[], None]) -> ReadingDesk | None:
    """What reads photos and files; None where that is switched off."""
    reader = file_reader(shop.settings, triage)
    if reader is None:
        return None
    return ReadingDesk(engine=engine, transactions=shop.transactions, env=shop.env, reader=reader, wake=wake)


def _warm(shop: Workshop, triage: Triage) -> None:
    """Reads catalogues and word lists now: the first user of each would hold up everybody for a tenth of a second."""
    for locale in LOCALES:
        # Plain words: a doubtful text would load what gives the second opinion, and hold up the start.
        words = f"{say(locale, term('product', 'household_appliances'))} {say(locale, term('hazard', 'fire'))}"
        thing = shop.env.compare.thing(triage(words), words)
        shop.env.compare(thing, thing)


async def _learn_days(shop: Workshop) -> None:
    """Working days that are set by hand while this process runs."""
    while True:
        await asyncio.sleep(_LEARN_EVERY)
        try:
            shop.calendar.learn(await shop.transactions.read(lambda uow: uow.holidays.all()))
        except Exception:
            logger.exception("The calendar cannot be read now action=learn_days")


def _cancelling(task: asyncio.Task[None]) -> Callable[[], Awaitable[None]]:
    async def stop() -> None:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    return stop


def _tick(shop: Workshop, running: Running, wake: Wake, ticking: Leading) -> None:
    ticker = scheduler.build(transactions=shop.transactions, env=shop.env, wake=wake, leads=ticking.held)
    ticker.start()

    async def stop() -> None:
        ticker.shutdown(wait=False)

    running.stops.append(stop)
    running.keep(scheduler.keep_in_step(ticker), "ticker")


async def _serve_pages(
    shop: Workshop,
    running: Running,
    engine: Engine | ReadingDesk,
    telegram: TelegramChannel | None,
    channels: Channels,
    wake: Wake,
    health: Health,
    *,
    every: float,
    limits: Mapping[str, Limit],
) -> None:
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
        push=PUSH in shop.env.outgoing,
        poll=every,
    )
    app = build_app(
        house,
        health=health,
        mount=(chat.routes(), assets.routes(), push_pages(shop, house)),
        machines=(*(telegram.routes if telegram is not None else ()), *channels.routes),
        on_shutdown=(chat.close,),
    )
    running.stops.append(await _listening(app, settings.host, settings.port))
    wake.tell(WEBCHAT, chat.ring)
    running.keep(_ring(wake.bell(WEBCHAT), chat), "ring")


async def _serve_probes(settings: Settings, health: Health) -> Callable[[], Awaitable[None]]:
    """For roles without pages, and for whoever asks apart from visitors."""
    app = web.Application()
    app.add_routes(health.routes())
    return await _listening(app, settings.host, settings.probe_port)


async def _listening(app: web.Application, host: str, port: int) -> Callable[[], Awaitable[None]]:
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=_SHUTDOWN)
    await runner.setup()
    await web.TCPSite(runner, host, port).start()
    return runner.cleanup


async def _ring(bell: asyncio.Event, chat: WebChat) -> None:
    """After each turn the open pages look for news, but not more often than they could show it."""
    while True:
        await bell.wait()
        bell.clear()
        chat.ring_all()
        await asyncio.sleep(_BETWEEN_RINGS)


def _telegram(shop: Workshop, engine: Engine | ReadingDesk, line: Leading) -> TelegramChannel | None:
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
        records=KeptPaceRecords(shop.transactions),
        held=line.held,
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
    watchdog.tell("READY=1")
    await stopping.wait()
    watchdog.tell("STOPPING=1")
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
