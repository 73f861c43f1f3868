"""Which hosts a webhook may name: public ones by https, and those that the operator allows by name.

An address that anybody may register must not lead our requests into the office's own network.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterable
from typing import Final

from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import DefaultResolver
from yarl import URL

from bot.channels.http import HostForbidden

_NAT64: Final = ipaddress.ip_network("64:ff9b::/96")
IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address


class Allowed:
    """`hosts`: "name" for any port or "name:port"; these may be private and without TLS."""

    def __init__(self, hosts: Iterable[str] = ()) -> None:
        self._hosts = frozenset(host.strip().lower() for host in hosts if host.strip())

    def by_name(self, host: str, port: int) -> bool:
        host = host.lower().rstrip(".")
        return host in self._hosts or f"{host}:{port}" in self._hosts

    def url(self, url: str) -> bool:
        """Whether it may be called, as far as its words tell; what a name resolves to is looked at on the way out."""
        try:
            parts = URL(url)  # read as it will be called
            host, port = parts.host or "", parts.port or 0
        except ValueError:
            return False
        if not host or parts.scheme not in ("http", "https"):
            return False
        if self.by_name(host, port):
            return True
        literal = _literal(host)
        return parts.scheme == "https" and (literal is None or is_public(literal))


class PublicResolver(AbstractResolver):
    """Gives public addresses only, so that the one that was looked at is the one that is called."""

    def __init__(self, allowed: Allowed, inner: AbstractResolver | None = None) -> None:
        self._allowed = allowed
        self._inner = inner

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        if self._inner is None:
            self._inner = DefaultResolver()
        found = await self._inner.resolve(host, port, family)
        if self._allowed.by_name(host, port):
            return found
        public = [each for each in found if is_public(ipaddress.ip_address(each["host"].partition("%")[0]))]
        if not public:
            raise HostForbidden("a host that is not public")
        return public

    async def close(self) -> None:
        if self._inner is not None:
            await self._inner.close()


def is_public(address: IpAddress) -> bool:
    """Of an address that stands for another one, that other one counts."""
    if isinstance(address, ipaddress.IPv6Address):
        if address in _NAT64:
            return is_public(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if inner is not None:
            return is_public(inner)
    return address.is_global and not address.is_multicast and not address.is_reserved


def _literal(host: str) -> IpAddress | None:
    """Also the forms that the system's own resolver takes for an address: 127.1, 0x7f.1, 2130706433."""
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        pass
    try:
        return ipaddress.IPv4Address(socket.inet_aton(host))
    except (OSError, ValueError):
        return None
