"""HTTP under python-telegram-bot by aiohttp: what fails before the request left is told from what fails after."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from typing import Final, cast

import aiohttp
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.channels.telegram.proxies import Proxy, proxy_for

ANSWER_LIMIT: Final = 21 * 1024 * 1024  # Telegram hands out files of at most 20 MB
# Shorter than servers keep an idle connection, so that a message seldom meets one that is being closed.
_KEEP_ALIVE: Final = 15.0
_PIECE: Final = 64 * 1024
_JSON: Final = {"Content-Type": "application/json"}
# A gateway stands between: what is behind it may have taken the message.
_GATEWAY_LOST_IT: Final = frozenset({HTTPStatus.BAD_GATEWAY, HTTPStatus.GATEWAY_TIMEOUT})

_BEFORE_THE_REQUEST: Final = (
    aiohttp.ClientConnectorError,
    aiohttp.ClientHttpProxyError,
    aiohttp.ConnectionTimeoutError,
    aiohttp.InvalidURL,
)


class Unsent(NetworkError):
    """No connection: nothing left this machine."""


class NotOurs(Unsent):
    """Another process talks with this token now, and none but it may."""


class AnswerTooLarge(NetworkError):
    """The answer is over `ANSWER_LIMIT` bytes."""


@dataclass(frozen=True, slots=True)
class _Ready:
    """A body that is JSON already, in the shape of the library's `RequestData`."""

    json_payload: bytes
    contains_files: bool = False


class AiohttpRequest(BaseRequest):
    """Times are seconds. Errors name no address, because the address holds the token.

    `allowed` is asked at the last moment before each call.
    """

    def __init__(
        self,
        *,
        allowed: Callable[[], bool] = lambda: True,
        connections: int = 64,
        connect: float = 5.0,
        read: float = 15.0,
        write: float = 60.0,
    ) -> None:
        self._allowed = allowed
        self._connections = connections
        self._connect = connect
        self._read = read
        self._write = write
        self._usual = _timeout(connect, read)
        self._session: aiohttp.ClientSession | None = None
        self._proxies: dict[str, Proxy] = {}

    @property
    def read_timeout(self) -> float | None:
        return self._read

    async def initialize(self) -> None:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._connections, keepalive_timeout=_KEEP_ALIVE),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
            )

    async def shutdown(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def post_json(self, url: str, body: bytes) -> object:
        """The `result` of a call whose parameters are JSON already; raises as the library's own calls do.

        The library's `send_message` takes apart and builds objects for twice the cost of the whole call.
        """
        return await self.post(url, cast("RequestData", _Ready(body)))

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = BaseRequest.DEFAULT_NONE,
        write_timeout: object = BaseRequest.DEFAULT_NONE,
        connect_timeout: object = BaseRequest.DEFAULT_NONE,
        pool_timeout: object = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        if self._session is None:
            raise Unsent("not open")
        if not self._allowed():
            raise NotOurs("another process holds this credential")
        timeout = self._timeout(request_data, read=read_timeout, write=write_timeout, connect=connect_timeout)
        body, headers = _body(request_data)
        proxy = self._proxy(url)
        ask = partial(self._session.request, method, url, data=body, headers=headers, timeout=timeout)
        # `from None` throughout: the causes print the address.
        try:
            async with ask(proxy=proxy.url, proxy_auth=proxy.auth) as response:
                payload = await _read(response)
        except _BEFORE_THE_REQUEST as error:
            raise Unsent(type(error).__name__) from None
        except (aiohttp.ClientError, TimeoutError) as error:
            raise TimedOut(type(error).__name__) from None
        if response.status in _GATEWAY_LOST_IT:
            raise TimedOut(f"gateway answered {response.status}")
        return response.status, payload

    def _timeout(
        self, data: RequestData | None, *, read: object, write: object, connect: object
    ) -> aiohttp.ClientTimeout:
        contains_files = data is not None and data.contains_files
        if not contains_files and not isinstance(read, int | float) and not isinstance(connect, int | float):
            return self._usual
        seconds = _seconds(read, self._read)
        if contains_files:
            seconds += _seconds(write, self._write)  # the clock of the answer runs while the file goes up
        return _timeout(_seconds(connect, self._connect), seconds)

    def _proxy(self, url: str) -> Proxy:
        """Telegram is reached through a proxy in many offices; looked up once for each place."""
        origin = "/".join(url.split("/", 3)[:3])
        known = self._proxies.get(origin)
        if known is None:
            known = self._proxies[origin] = proxy_for(origin)
        return known


def _timeout(connect: float, read: float) -> aiohttp.ClientTimeout:
    """Two clocks and not four: each costs a twentieth of a call."""
    return aiohttp.ClientTimeout(total=connect + read, sock_connect=connect)


def _seconds(given: object, default: float) -> float:
    """`given` is a number, or the library's mark for "not given"."""
    return float(given) if isinstance(given, int | float) else default


def _body(data: RequestData | None) -> tuple[bytes | aiohttp.FormData | None, dict[str, str]]:
    if data is None:
        return None, {}
    if not data.contains_files:
        return data.json_payload, _JSON
    form = aiohttp.FormData(quote_fields=False)
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (file_name, content, media_type) in data.multipart_data.items():
        form.add_field(name, content, filename=file_name, content_type=media_type)
    return form, {}


async def _read(response: aiohttp.ClientResponse) -> bytes:
    told = response.content_length if "Content-Encoding" not in response.headers else None
    if told is not None and told <= ANSWER_LIMIT:
        return await response.read()
    pieces = bytearray()
    async for piece in response.content.iter_chunked(_PIECE):
        pieces += piece
        if len(pieces) > ANSWER_LIMIT:
            raise AnswerTooLarge(f"more than {ANSWER_LIMIT} bytes")
    return bytes(pieces)
