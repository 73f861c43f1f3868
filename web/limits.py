"""Token buckets in memory: how often one session or address may do something."""

from __future__ import annotations

import ipaddress
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from aiohttp import web


@dataclass(frozen=True, kw_only=True)
class Limit:
    """At most `amount` at once, refilled evenly over `seconds`."""

    amount: int
    seconds: float


# "say", "upload", "push": per session; "visitor": new ones per address; "enter": tries of one-time links per address;
# "page": everything else per address.
LIMITS: Mapping[str, Limit] = {
    "say": Limit(amount=30, seconds=60),
    "upload": Limit(amount=10, seconds=60),
    "push": Limit(amount=20, seconds=600),
    "visitor": Limit(amount=60, seconds=3600),
    "enter": Limit(amount=30, seconds=600),
    "page": Limit(amount=600, seconds=60),
}


@dataclass
class Buckets:
    """One bucket per (kind, key); the longest unused go first when there are more than `most`."""

    limits: Mapping[str, Limit] = field(default_factory=lambda: LIMITS)
    clock: Callable[[], float] = time.monotonic
    most: int = 20_000

    def __post_init__(self) -> None:
        self._levels: OrderedDict[tuple[str, str], tuple[float, float]] = OrderedDict()

    def take(self, kind: str, key: str) -> float:
        """0 if there was one to take, else the seconds until there is."""
        limit = self.limits[kind]
        now = self.clock()
        level, since = self._levels.pop((kind, key), (float(limit.amount), now))
        rate = limit.amount / limit.seconds
        level = min(float(limit.amount), level + (now - since) * rate)
        wait = 0.0 if level >= 1 else (1 - level) / rate
        self._levels[kind, key] = (level if wait else level - 1, now)
        if len(self._levels) > self.most:
            self._levels.popitem(last=False)
        return wait


def address_of(request: web.Request, *, proxies: int) -> str:
    """The client's address behind so many proxies of our own; an IPv6 network of one household counts as one."""
    told = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    raw = told[-proxies] if 0 < proxies <= len(told) else (request.remote or "")
    try:
        address = ipaddress.ip_address(raw)
    except ValueError:
        return raw[:64]
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)
