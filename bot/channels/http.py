"""HTTP for channels that only send: what failed before the request left is told from what failed after."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from time import time
from typing import Final

import aiohttp
from aiohttp.abc import AbstractResolver

from casework.ports import Dead, Lost, Retry

ANSWER_LIMIT: Final = 64 * 1024  # bytes
NO_CONNECTION_AFTER: Final = 5.0  # seconds
SERVER_ERROR_AFTER: Final = 10.0
LONGEST_ADVICE: Final = 3600.0
_CONNECT, _WHOLE = 8.0, 30.0  # seconds
_KEEP_ALIVE: Final = 15.0
_AGENT: Final = "Fenghuo"
# A gateway stands between: what is behind it may have taken the message.
GATEWAY_LOST_IT: Final = frozenset({HTTPStatus.BAD_GATEWAY, HTTPStatus.GATEWAY_TIMEOUT})
_BEFORE_THE_REQUEST: Final = (
    aiohttp.ClientConnectorError,
    aiohttp.ClientHttpProxyError,
    aiohttp.ConnectionTimeoutError,
    aiohttp.InvalidURL,
)


class HostForbidden(OSError):
    """A resolver's no. An `OSError`, as aiohttp expects of resolvers."""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """`body`: at most `ANSWER_LIMIT` bytes of it."""

    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)


class HttpClient:
    """Follows no redirect and keeps no cookie. `resolver` and `proxies`: how hosts are found, and whether by the
    environment's proxies. No error names an address, for those hold secrets.
    """

    def __init__(self, *, connections: int, resolver: AbstractResolver | None = None, proxies: bool = True) -> None:
        self._connections = connections
        self._resolver = resolver
        self._proxies = proxies
        self._session: aiohttp.ClientSession | None = None

    async def close(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def send(
        self, method: str, url: str, *, headers: Mapping[str, str], body: bytes | None
    ) -> Answer | Retry | Lost | Dead:
        """Never raises for what the network or the other side does."""
        try:
            async with self._opened().request(
                method, url, data=body, headers=headers, allow_redirects=False
            ) as response:
                payload = await response.content.read(ANSWER_LIMIT)
                return Answer(status=response.status, headers=dict(response.headers), body=payload)
        except _BEFORE_THE_REQUEST as error:
            if isinstance(getattr(error, "os_error", None), HostForbidden):
                return Dead(reason="forbidden-host")
            return Retry(after=NO_CONNECTION_AFTER, reason="no-connection")
        except (aiohttp.ClientError, TimeoutError, ValueError):
            return Lost(reason="no-answer")

    def _opened(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(
                    limit=self._connections, keepalive_timeout=_KEEP_ALIVE, resolver=self._resolver
                ),
                timeout=aiohttp.ClientTimeout(total=_WHOLE, connect=_CONNECT),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": _AGENT},
                trust_env=self._proxies,
            )
        return self._session


def retry_after(answer: Answer, *, default: float) -> float:
    """Seconds that the other side asks for, as a number or a date (RFC 9110)."""
    told = next((value for name, value in answer.headers.items() if name.lower() == "retry-after"), "").strip()
    if told.isdecimal():
        return min(float(told), LONGEST_ADVICE)
    try:
        return min(max(parsedate_to_datetime(told).timestamp() - time(), 0.0), LONGEST_ADVICE)
    except (ValueError, TypeError):
        return default
