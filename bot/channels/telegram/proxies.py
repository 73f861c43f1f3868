"""The proxy that the environment names for an address."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit, urlunsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp


@dataclass(frozen=True, kw_only=True)
class Proxy:
    """Both None = straight on."""

    url: str | None = None
    auth: aiohttp.BasicAuth | None = None


def proxy_for(origin: str) -> Proxy:
    """By `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY`; a name and password in the proxy's address are its sign-in."""
    parts = urlsplit(origin)
    url = getproxies().get(parts.scheme)
    if not url or proxy_bypass(parts.hostname or ""):
        return Proxy()
    proxy = urlsplit(url)
    if proxy.username is None:
        return Proxy(url=url)
    place = proxy.netloc.rpartition("@")[2]
    auth = aiohttp.BasicAuth(unquote(proxy.username), unquote(proxy.password or ""))
    return Proxy(url=urlunsplit(proxy._replace(netloc=place)), auth=auth)
