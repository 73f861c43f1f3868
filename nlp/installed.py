"""The weights that this installation has learned, in its own data folder (`nlp.place`); without any, those shipped."""

from __future__ import annotations

import asyncio
import logging
import zipfile
import zlib
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import Final
from zoneinfo import ZoneInfo

from nlp.model import SHIPPED, open_model, unpack
from nlp.normalise import LIMIT
from nlp.pipeline import SHANGHAI, Pipeline, load
from nlp.place import POINTER, generation_in
from nlp.reader import load_reader
from risk.finding import Finding

WEIGHTS: Final = SHIPPED.name
# RuntimeError: a flipped bit in the directory of the zip file asks for a password, or for a method that nobody knows.
_UNREADABLE: Final = (OSError, ValueError, KeyError, EOFError, RuntimeError, zipfile.BadZipFile, zlib.error)
_Stamp = tuple[int, int, int] | None
logger = logging.getLogger(__name__)


def installed(folder: Path) -> bytes | None:
    """The weights of the folder; None where it has none, or, with a line in the log, none that can be read."""
    return weights_of(generation_in(folder))


def weights_of(generation: Path) -> bytes | None:
    """The same of any generation."""
    path = generation / WEIGHTS
    if not path.exists():
        return None
    try:
        data = path.read_bytes()
        unpack(data)
    except _UNREADABLE as wrong:
        _cannot_read(wrong)
        return None
    return data


def in_use(folder: Path) -> bytes:
    """The weights of the folder, or those shipped."""
    return installed(folder) or SHIPPED.read_bytes()


class Installed:
    """The `Triage` port over whatever weights the folder has now: new ones are taken over at the next text.

    Weights that cannot be read are left alone, with a line in the log; the last good ones go on.
    """

    limit = LIMIT

    def __init__(self, folder: Path, *, fast: bool = False, zone: ZoneInfo = SHANGHAI) -> None:
        self._fast = fast
        self._zone = zone
        self._pointer = folder / POINTER
        self._path = folder / WEIGHTS
        self._lock = Lock()
        self._reader = load_reader()
        self._stamps: tuple[_Stamp, _Stamp] = None, None
        self._pipeline = load(reader=self._reader, fast=self._fast, zone=self._zone)
        self._now()

    @property
    def version(self) -> str:
        """Of the lexicon and the weights that the next text is read with."""
        return self._now().version

    def __call__(self, text: str, *, received_at: datetime | None = None) -> Finding:
        return self._now()(text, received_at=received_at)

    def many(self, tips: Sequence[tuple[str, datetime | None]]) -> list[Finding]:
        """Of each text, and when it was received; all with the same weights."""
        return self._now().many(tips)

    async def find(self, text: str, *, received_at: datetime | None = None) -> Finding:
        """The same in a worker thread, where new weights are read as well."""
        return await asyncio.to_thread(self.__call__, text, received_at=received_at)

    def likeliest(self, text: str) -> tuple[str, ...]:
        """Product codes, the likeliest first."""
        return self._now().likeliest(text)

    def _now(self) -> Pipeline:
        if self._found() != self._stamps:
            with self._lock:
                if self._found() != self._stamps:
                    self._path = generation_in(self._pointer.parent) / WEIGHTS
                    self._stamps = stamps = self._found()
                    self._pipeline = self._taken(stamps[1])
        return self._pipeline

    def _found(self) -> tuple[_Stamp, _Stamp]:
        return _stamp(self._pointer), _stamp(self._path)

    def _taken(self, stamp: _Stamp) -> Pipeline:
        if stamp is None:
            return load(reader=self._reader, fast=self._fast, zone=self._zone)
        try:
            return load(open_model(self._path.read_bytes()), self._reader, fast=self._fast, zone=self._zone)
        except _UNREADABLE as wrong:
            _cannot_read(wrong)
            return self._pipeline


def _cannot_read(wrong: Exception) -> None:
    logger.error("The trained weights cannot be read action=read_weights reason=%s", type(wrong).__name__)


def _stamp(path: Path) -> _Stamp:
    """Changes whenever a file is put in its place; None = there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size
