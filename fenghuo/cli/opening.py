"""How a command gets at the settings and at the open database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from fenghuo import logs
from fenghuo.compose import Workshop, workshop
from fenghuo.settings import Settings, read_settings


def settings() -> Settings:
    """Read, and the log set up by them. Raises `SettingsError`."""
    found = read_settings()
    logs.configure(found.log_level, found.log_format)
    return found


@contextmanager
def opened() -> Iterator[Workshop]:
    """The database, migrated and open."""
    shop = workshop(settings())
    try:
        yield shop
    finally:
        shop.close()
