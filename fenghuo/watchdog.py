"""Tells systemd how this process is (sd_notify); without systemd nothing happens."""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import Callable, Mapping, Sequence
from typing import Final

_WATCHDOG: Final = "WATCHDOG_USEC"
_MICROSECOND: Final = 1e-6


def tell(state: str, environment: Mapping[str, str] = os.environ) -> None:
    """`state`: READY=1, WATCHDOG=1 or STOPPING=1. That systemd is not listening stops nobody."""
    address = environment.get("NOTIFY_SOCKET", "")
    if not address:
        return
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_NONBLOCK) as way:
        try:
            way.sendto(state.encode(), "\0" + address[1:] if address.startswith("@") else address)
        except OSError:
            return


def is_wanted(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether systemd restarts us when we fall silent."""
    return environment.get(_WATCHDOG, "0").strip("0") != ""


async def keep_telling(ended: Callable[[], Sequence[str]], environment: Mapping[str, str] = os.environ) -> None:
    """Twice in the time that the unit's WatchdogSec allows, for as long as no part of the process has ended."""
    seconds = int(environment[_WATCHDOG]) * _MICROSECOND / 2
    while True:
        if not ended():
            tell("WATCHDOG=1", environment)
        await asyncio.sleep(seconds)
