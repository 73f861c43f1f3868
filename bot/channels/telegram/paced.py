"""Calls that do not come from the outbox keep the same pace: a halt is for all, and what is sent waits its turn."""

from __future__ import annotations

import json
import math
from http import HTTPStatus
from typing import Final

from telegram.error import RetryAfter
from telegram.request import BaseRequest, RequestData

from bot.channels.pacing import Gate, NoTurn
from bot.channels.telegram.request import AiohttpRequest, Unsent
from casework.ports import Lane

_MESSAGES: Final = ("send", "edit", "copy", "forward")
_NO_MESSAGE: Final = frozenset({"sendChatAction"})


class PacedRequest(BaseRequest):
    """`inner` is opened and closed by whoever made it."""

    def __init__(self, inner: AiohttpRequest, gate: Gate) -> None:
        self._inner = inner
        self._gate = gate

    @property
    def read_timeout(self) -> float | None:
        return self._inner.read_timeout

    async def initialize(self) -> None: ...

    async def shutdown(self) -> None: ...

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
        async def ask() -> tuple[int, bytes]:
            return await self._inner.do_request(
                url, method, request_data, read_timeout, write_timeout, connect_timeout, pool_timeout
            )

        halted = self._gate.closed_for()
        if halted > 0:
            raise RetryAfter(math.ceil(halted))
        chat = _chat_of(url, request_data)
        if not chat:
            status, payload = await ask()
            if status == HTTPStatus.TOO_MANY_REQUESTS:
                await self._gate.halt(_retry_after(payload))
            return status, payload
        try:
            async with self._gate.turn(chat, Lane.TALK) as turn:
                try:
                    status, payload = await ask()
                except Unsent:
                    turn.unsent()
                    raise
                if status == HTTPStatus.TOO_MANY_REQUESTS:
                    await turn.refused(_retry_after(payload))
                turn.answered(taken=status == HTTPStatus.OK)
                return status, payload
        except NoTurn as late:
            raise RetryAfter(math.ceil(late.after)) from None


def _chat_of(url: str, data: RequestData | None) -> str:
    """Whom a message goes to; "" where the call is no message."""
    name = url.rpartition("/")[2]
    if data is None or name in _NO_MESSAGE or not name.startswith(_MESSAGES):
        return ""
    return str(data.parameters.get("chat_id", ""))


def _retry_after(payload: bytes) -> float:
    """Seconds; one where the answer does not say."""
    try:
        return float(json.loads(payload)["parameters"]["retry_after"])
    except (ValueError, KeyError, TypeError):
        return 1.0
