"""A desktop that takes a browser's notices and presses them: a session bus with a notification service on it.

Just enough of the D-Bus wire protocol and of the Desktop Notifications Specification for Chromium, which shows its
notices there also when it runs without a screen. Only a press from there counts as one by a person.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import struct
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest

NAME, PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"
_BUS, _BUS_PATH = "org.freedesktop.DBus", "/org/freedesktop/DBus"
_CALL, _RETURN, _SIGNAL = 1, 2, 4
_PATH_FIELD, _INTERFACE, _MEMBER, _REPLY, _TO, _FROM, _SIGNATURE = 1, 2, 3, 5, 6, 7, 8


Field = tuple[int, str, bytes]  # code, type, value


@dataclass(frozen=True, kw_only=True)
class DesktopNotice:
    id: int
    title: str
    body: str


@dataclass
class Desktop:
    """`address`: DBUS_SESSION_BUS_ADDRESS for the browser. `notices`: those that were put up, one after the other."""

    address: str
    notices: asyncio.Queue[DesktopNotice] = field(default_factory=asyncio.Queue)
    _last: int = 0
    _serial: int = 0

    async def join(self) -> None:
        """Takes the service's name on the bus."""
        socket = self.address.partition("unix:path=")[2].partition(",")[0]
        self._reader, self._writer = await asyncio.open_unix_connection(socket)
        self._writer.write(b"\0AUTH EXTERNAL " + str(os.getuid()).encode().hex().encode() + b"\r\n")
        assert (await self._reader.readline()).startswith(b"OK")
        self._writer.write(b"BEGIN\r\n")
        self._send(_CALL, [_at(_BUS_PATH), _on(_BUS), _called("Hello"), _to(_BUS)])
        named = _padded(_text(NAME), 4) + struct.pack("<I", 0)
        self._send(_CALL, [_at(_BUS_PATH), _on(_BUS), _called("RequestName"), _to(_BUS)], "su", named)
        self._task = asyncio.create_task(self._serve())

    async def leave(self) -> None:
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)
        self._writer.close()

    async def press(self, notice: DesktopNotice) -> None:
        body = struct.pack("<I", notice.id) + _text("default")
        self._send(_SIGNAL, [_at(PATH), _on(NAME), _called("ActionInvoked")], "us", body)
        await self._writer.drain()

    async def _serve(self) -> None:
        while True:
            head = await self._reader.readexactly(16)
            kind, length, serial, fields_length = head[1], *struct.unpack("<III", head[4:16])
            fields = _fields(await self._reader.readexactly(-(-fields_length // 8) * 8), fields_length)
            body = await self._reader.readexactly(length)
            if kind == _CALL:
                signature, answer = self._answer(fields.get(_MEMBER, ""), body)
                reply = (_REPLY, "u", struct.pack("<I", serial))
                self._send(_RETURN, [reply, _to(fields[_FROM])], signature, answer)

    def _answer(self, member: str, body: bytes) -> tuple[str, bytes]:
        match member:
            case "GetCapabilities":
                return "as", _list(["actions", "body", "persistence"])
            case "GetServerInformation":
                return "ssss", _texts(["desktop", "tests", "1.0", "1.2"])
            case "Notify":
                return "u", struct.pack("<I", self._put_up(body))
        return "", b""

    def _put_up(self, body: bytes) -> int:
        """susssasa{sv}i, of which the first five are of interest."""
        _, at = _read_text(body, 0)
        at = -(-at // 4) * 4
        (replaced,) = struct.unpack_from("<I", body, at)
        _, at = _read_text(body, at + 4)
        title, at = _read_text(body, at)
        told, at = _read_text(body, at)
        self._last += not replaced
        notice = DesktopNotice(id=replaced or self._last, title=title, body=told)
        self.notices.put_nowait(notice)
        return notice.id

    def _send(self, kind: int, fields: Sequence[Field], signature: str = "", body: bytes = b"") -> None:
        self._serial += 1
        if signature:
            fields = [*fields, (_SIGNATURE, "g", _short(signature))]
        told = b""
        for code, type_, value in fields:
            told = _padded(told, 8) + bytes([code]) + _short(type_) + value
        head = b"l" + bytes([kind, 0, 1]) + struct.pack("<III", len(body), self._serial, len(told))
        self._writer.write(head + _padded(told, 8) + body)


@asynccontextmanager
async def desktop() -> AsyncIterator[Desktop]:
    program = shutil.which("dbus-daemon")
    if program is None:
        pytest.skip("a notice is pressed on a desktop bus: apt install dbus-daemon")
    bus = await asyncio.create_subprocess_exec(
        program,
        "--session",
        "--print-address",
        "--nofork",
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    assert bus.stdout is not None
    joined = Desktop(address=(await bus.stdout.readline()).decode().strip())
    await joined.join()
    try:
        yield joined
    finally:
        await joined.leave()
        bus.terminate()
        await bus.wait()


def _at(path: str) -> Field:
    return _PATH_FIELD, "o", _text(path)


def _on(interface: str) -> Field:
    return _INTERFACE, "s", _text(interface)


def _called(member: str) -> Field:
    return _MEMBER, "s", _text(member)


def _to(name: str) -> Field:
    return _TO, "s", _text(name)


def _text(text: str) -> bytes:
    raw = text.encode()
    return struct.pack("<I", len(raw)) + raw + b"\0"


def _short(signature: str) -> bytes:
    return bytes([len(signature)]) + signature.encode() + b"\0"


def _texts(texts: Sequence[str]) -> bytes:
    told = b""
    for text in texts:
        told = _padded(told, 4) + _text(text)
    return told


def _list(texts: Sequence[str]) -> bytes:
    told = _texts(texts)
    return struct.pack("<I", len(told)) + told


def _padded(raw: bytes, to: int) -> bytes:
    return raw + b"\0" * (-len(raw) % to)


def _read_text(raw: bytes, at: int) -> tuple[str, int]:
    at = -(-at // 4) * 4
    (length,) = struct.unpack_from("<I", raw, at)
    return raw[at + 4 : at + 4 + length].decode(), at + 5 + length


def _fields(raw: bytes, length: int) -> dict[int, str]:
    """Those that are text."""
    found, at = {}, 0
    while at < length:
        at = -(-at // 8) * 8
        code, type_ = raw[at], chr(raw[at + 2])
        at += 4
        if type_ in "so":
            found[code], at = _read_text(raw, at)
        elif type_ == "g":
            at += raw[at] + 2
        else:
            at += 4
    return found
