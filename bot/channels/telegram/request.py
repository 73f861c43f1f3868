"""HTTP under python-telegram-bot by aiohttp: what fails before the request left is told from what fails after."""

from __future__ import annotations

from http import HTTPStatus
from typing import Final

import aiohttp
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

ANSWER_LIMIT: Final = 21 * 1024 * 1024  # Telegram hands out files of at most 20 MB
# Shorter than servers keep an idle connection, so that a message seldom meets one that is being closed.
_KEEP_ALIVE: Final = 15.0
_PIECE: Final = 64 * 1024
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


class AnswerTooLarge(NetworkError):
    """The answer is over `ANSWER_LIMIT` bytes."""


class AiohttpRequest(BaseRequest):
    """Times are seconds. Errors name no address, because the address holds the token."""

    def __init__(
        self,
        *,
        connections: int = 64,
        connect: float = 5.0,
        read: float = 15.0,
        write: float = 60.0,
    ) -> None:
        self._connections = connections
        self._connect = connect
        self._read = read
        self._write = write
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        return self._read

    async def initialize(self) -> None:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._connections, keepalive_timeout=_KEEP_ALIVE),
                cookie_jar=aiohttp.DummyCookieJar(),
                trust_env=True,  # Telegram is reached through a proxy in many offices
                headers={"User-Agent": self.USER_AGENT},
            )

    async def shutdown(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            await session.close()

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
        connect, read = _seconds(connect_timeout, self._connect), _seconds(read_timeout, self._read)
        if request_data is not None and request_data.contains_files:
            read += _seconds(write_timeout, self._write)  # the clock of the answer runs while the file goes up
        # `connect` includes waiting for a free connection.
        timeout = aiohttp.ClientTimeout(total=connect + read, connect=connect, sock_read=read)
        body, headers = _body(request_data)
        # `from None` throughout: the causes print the address.
        try:
            async with self._session.request(method, url, data=body, headers=headers, timeout=timeout) as response:
                payload = await _read(response)
        except _BEFORE_THE_REQUEST as error:
            raise Unsent(type(error).__name__) from None
        except (aiohttp.ClientError, TimeoutError) as error:
            raise TimedOut(type(error).__name__) from None
        if response.status in _GATEWAY_LOST_IT:
            raise TimedOut(f"gateway answered {response.status}")
        return response.status, payload


def _seconds(given: object, default: float) -> float:
    """`given` is a number, or the library's mark for "not given"."""
    return float(given) if isinstance(given, int | float) else default


def _body(data: RequestData | None) -> tuple[bytes | aiohttp.FormData | None, dict[str, str]]:
    if data is None:
        return None, {}
    if not data.contains_files:
        return data.json_payload, {"Content-Type": "application/json"}
    form = aiohttp.FormData(quote_fields=False)
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (file_name, content, media_type) in data.multipart_data.items():
        form.add_field(name, content, filename=file_name, content_type=media_type)
    return form, {}


async def _read(response: aiohttp.ClientResponse) -> bytes:
    pieces = bytearray()
    async for piece in response.content.iter_chunked(_PIECE):
        pieces += piece
        if len(pieces) > ANSWER_LIMIT:
            raise AnswerTooLarge(f"more than {ANSWER_LIMIT} bytes")
    return bytes(pieces)
