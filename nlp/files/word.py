"""Text of a Word file: its one XML part, streamed, within a bound that no zip bomb passes."""

from __future__ import annotations

import io
import zipfile
from typing import Any, Final
from xml.parsers import expat

from nlp.files.frames import MOST_TEXT, Unreadable, Written
from risk.reading import Unread

MOST_XML: Final = 30 * 1024 * 1024  # bytes of the unpacked text part
_PART: Final = "word/document.xml"
_SPACES: Final = (  # transitional and strict
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
# The same once more, for programs that do not know what stands beside it.
_FALLBACK: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback"
_CHUNK: Final = 256 * 1024
# With a password, Word packs the whole file into a container of another kind (MS-OFFCRYPTO, 2.3.4).
_CONTAINER: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED: Final = "EncryptedPackage".encode("utf-16-le")


def read_word(content: bytes) -> Written:
    """Raises `Unreadable`."""
    if content.startswith(_CONTAINER) and _LOCKED in content:
        raise Unreadable(Unread.LOCKED)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            info = archive.getinfo(_PART)
            if info.flag_bits & 1:
                raise Unreadable(Unread.LOCKED)
            # What the archive says of the size is no promise: counted again below.
            if info.file_size > MOST_XML:
                raise Unreadable(Unread.TOO_LARGE)
            with archive.open(info) as part:
                return Written(lines=_lines(part))
    except (KeyError, zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError) as broken:
        raise Unreadable(Unread.BROKEN) from broken


def _lines(part: Any) -> tuple[str, ...]:
    collector = _Paragraphs()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = collector.start
    parser.EndElementHandler = collector.end
    parser.CharacterDataHandler = collector.text
    parser.StartDoctypeDeclHandler = _refuse  # no Word file has one, every entity bomb does
    read = 0
    try:
        while chunk := part.read(_CHUNK):
            read += len(chunk)
            if read > MOST_XML:
                raise Unreadable(Unread.TOO_LARGE)
            parser.Parse(chunk)
            if collector.full:
                return collector.lines()
        parser.Parse(b"", True)
    except (expat.ExpatError, zipfile.BadZipFile) as broken:
        raise Unreadable(Unread.BROKEN) from broken
    return collector.lines()


def _refuse(*_: object) -> None:
    raise Unreadable(Unread.BROKEN)


def _local(name: str) -> str:
    """Without its namespace, if that is one of ours."""
    space, _, local = name.rpartition(" ")
    return local if space in _SPACES else name


class _Paragraphs:
    """Text runs of one paragraph up to a line break, or of the cells of one table row, are one line."""

    def __init__(self) -> None:
        self._done: list[str] = []
        self._open: list[str] = []
        self._in_text = False
        self._rows = 0
        self._fallbacks = 0
        self._length = 0

    @property
    def full(self) -> bool:
        return self._length > MOST_TEXT

    def start(self, name: str, _attributes: object) -> None:
        if name == _FALLBACK:
            self._fallbacks += 1
        if self._fallbacks:
            return
        local = _local(name)
        self._in_text = local == "t"
        if local == "p" and not self._rows:  # of a text box, in the middle of another
            self._close()
        elif local == "tr":
            self._rows += 1
        elif local in ("br", "cr") and not self._rows:
            self._open.append("\n")
        elif local in ("tab", "br", "cr"):
            self._open.append("  ")

    def end(self, name: str) -> None:
        self._in_text = False
        if name == _FALLBACK:
            self._fallbacks -= 1
        if self._fallbacks:
            return
        local = _local(name)
        if local == "tr":
            self._rows -= 1
        if local in ("p", "tr"):
            if self._rows > 0:
                self._open.append("  ")
            else:
                self._close()

    def text(self, words: str) -> None:
        if self._in_text:
            self._open.append(words)
            self._length += len(words)

    def lines(self) -> tuple[str, ...]:
        self._close()
        return tuple(self._done)

    def _close(self) -> None:
        self._done += [line for part in "".join(self._open).splitlines() if (line := part.strip())]
        self._open = []
