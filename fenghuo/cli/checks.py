"""What `fenghuo doctor` looks at. Each check says how it stands and, where something is wrong, what to do."""

from __future__ import annotations

import asyncio
import shutil
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from http import HTTPStatus
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import aiohttp

from casework.ports import Text
from fenghuo.cli.wording import sentence
from fenghuo.compose import workshop
from fenghuo.ground import WorkCalendar
from fenghuo.settings import Settings
from risk.errors import DomainError, UnknownYear
from storage.migrate import current, head

_PATIENCE: Final = 5.0  # seconds for Telegram to answer
_MIB: Final = 1024**2
_ENOUGH, _SCARCE = 1024 * _MIB, 100 * _MIB  # free bytes of disk
_DRIFT: Final = timedelta(minutes=2)
_FIRST_YEAR: Final = 2026  # of the first release: a clock before it has lost its battery
_SQLITE: Final = "sqlite:///"


class Health(StrEnum):
    FINE = "fine"
    DOUBTFUL = "doubtful"
    BROKEN = "broken"


@dataclass(frozen=True, kw_only=True)
class Check:
    """`text`: how it stands, and what to do."""

    name: str
    health: Health
    text: Text


def check_all(settings: Settings, now: datetime) -> Iterator[Check]:
    """One after the other, each as soon as it is known. Changes nothing."""
    yield _check("settings", Health.FINE, "cli-doctor-settings")
    yield check_clock(settings, now)
    yield check_disk(settings)
    yield check_key(settings)
    database, days = check_database(settings)
    yield database
    yield from check_calendar(days, now.astimezone(ZoneInfo(settings.timezone)).year)
    yield check_address(settings)
    yield asyncio.run(check_telegram(settings))


def check_clock(settings: Settings, now: datetime) -> Check:
    """A clock that went back shows by files that come from the future."""
    files = [path for path in (settings.key_file, settings.data_dir) if path.exists()]
    newest = max((datetime.fromtimestamp(path.stat().st_mtime, UTC) for path in files), default=now)
    right = now.year >= _FIRST_YEAR and newest <= now + _DRIFT
    shown = f"{now.astimezone(ZoneInfo(settings.timezone)):%Y-%m-%d %H:%M:%S}"
    if right:
        return _check("clock", Health.FINE, "cli-doctor-clock", now=shown, timezone=settings.timezone)
    return _check("clock", Health.BROKEN, "cli-doctor-clock-wrong", now=shown)


def check_disk(settings: Settings) -> Check:
    """Free room where the data is, or will be."""
    folder = settings.data_dir.absolute()
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    if free >= _ENOUGH:
        return _check("disk", Health.FINE, "cli-doctor-disk", mib=str(free // _MIB))
    health = Health.BROKEN if free < _SCARCE else Health.DOUBTFUL
    return _check("disk", health, "cli-doctor-disk-scarce", mib=str(free // _MIB))


def check_key(settings: Settings) -> Check:
    """There, and readable by its owner alone."""
    path = settings.key_file
    if not path.exists():
        return _check("key", Health.FINE, "cli-doctor-key-new", path=str(path))
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & 0o077:
        return _check("key", Health.BROKEN, "cli-doctor-key-open", path=str(path), mode=f"{mode:04o}")
    return _check("key", Health.FINE, "cli-doctor-key", path=str(path))


def check_database(settings: Settings) -> tuple[Check, dict[date, bool]]:
    """The check, and the working days that were set by hand."""
    url = settings.database_url.get_secret_value()
    file = Path(url.removeprefix(_SQLITE))
    if (
        url.startswith(_SQLITE)
        and not file.exists()
        and (file.parent.exists() or file.parent == settings.data_dir.absolute())
    ):
        return _check("database", Health.FINE, "cli-doctor-database-new"), {}
    try:
        schema = current(url)
        if schema is None:
            return _check("database", Health.FINE, "cli-doctor-database-new"), {}
        if schema != head():
            return _check("database", Health.DOUBTFUL, "cli-doctor-database-old", schema=schema, head=head()), {}
        if not settings.key_file.exists():  # opening would make a new one, which fits no record
            return _check("database", Health.BROKEN, "cli-doctor-key-lost", path=str(settings.key_file)), {}
        shop = workshop(settings)
    except DomainError as refused:
        return _check("database", Health.BROKEN, "cli-doctor-refused", reason=sentence(refused)), {}
    try:
        days = shop.transactions.run_now(lambda uow: dict(uow.holidays.all()))
    finally:
        shop.close()
    return _check("database", Health.FINE, "cli-doctor-database", schema=schema), days


def check_calendar(days: dict[date, bool], year: int) -> Iterator[Check]:
    """This year must be known. The plan of the next one is published in November."""
    calendar = WorkCalendar(days)
    for known_by_now, wanted in ((True, year), (False, year + 1)):
        try:
            calendar.is_workday(date(wanted, 6, 1))
        except UnknownYear:
            health = Health.BROKEN if known_by_now else Health.DOUBTFUL
            yield _check("calendar", health, "cli-doctor-calendar-unknown", year=str(wanted))
        else:
            yield _check("calendar", Health.FINE, "cli-doctor-calendar", year=str(wanted))


def check_address(settings: Settings) -> Check:
    """What links begin with: https wherever others than this machine use it."""
    parts = urlsplit(settings.base_url)
    if parts.hostname in ("127.0.0.1", "localhost", "::1"):
        return _check("address", Health.FINE, "cli-doctor-address-local", address=settings.base_url)
    if parts.scheme == "https":
        return _check("address", Health.FINE, "cli-doctor-address", address=settings.base_url)
    return _check("address", Health.DOUBTFUL, "cli-doctor-address-plain", address=settings.base_url)


async def check_telegram(settings: Settings) -> Check:
    """Asks the Bot API server who the bot is."""
    token = settings.telegram_token.get_secret_value()
    if not token:
        return _check("telegram", Health.FINE, "cli-doctor-telegram-none")
    try:
        async with (
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=_PATIENCE), trust_env=True) as http,
            http.get(f"{settings.telegram_api_url}/bot{token}/getMe") as response,
        ):
            answer = await response.json(content_type=None)
            status = response.status
    except (aiohttp.ClientError, TimeoutError, ValueError):
        return _check("telegram", Health.BROKEN, "cli-doctor-telegram-silent", address=settings.telegram_api_url)
    if status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND):
        return _check("telegram", Health.BROKEN, "cli-doctor-telegram-token")
    if not isinstance(answer, dict) or not answer.get("ok"):
        return _check("telegram", Health.BROKEN, "cli-doctor-telegram-silent", address=settings.telegram_api_url)
    return _check("telegram", Health.FINE, "cli-doctor-telegram", bot=f"@{answer['result'].get('username', '')}")


def _check(name: str, health: Health, key: str, **params: str) -> Check:
    return Check(name=name, health=health, text=Text(key=key, params=params))
