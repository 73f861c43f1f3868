"""Many lines, by one process or by several: the order is kept, and only a few pieces are in hand at a time."""

from __future__ import annotations

import gc
import json
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path
from queue import Queue, SimpleQueue
from threading import Thread
from typing import IO, Final, NamedTuple, cast
from zoneinfo import ZoneInfo

from nlp.json_lines import written
from nlp.lines import Many, triage_lines

PIECE: Final = 64  # lines; some 50 ms of work


class Answer(NamedTuple):
    """To one line: the JSON to print, or "" and the problem (see `nlp.lines.Line`)."""

    number: int
    row: str
    problem: str


class ChildDied(Exception):
    """A working process ended before its work was done; `code`: how, negative for a signal."""

    def __init__(self, code: int) -> None:
        self.code = code
        super().__init__(code)


def answers(triage: Many, lines: Sequence[str], *, first: int) -> list[Answer]:
    """`first`: the number of the first line. Empty lines have no answer."""
    return [
        Answer(line.number, written(line.row) if line.row is not None else "", line.problem)
        for line in triage_lines(triage, lines, first=first)
    ]


def alone(triage: Many, lines: Iterable[str], *, piece: int = PIECE) -> Iterator[list[Answer]]:
    """In this process. `piece`: 1 where each line is to be answered before the next is read."""
    for first, some in _pieces(lines, piece):
        yield answers(triage, some, first=first)


def together(
    folder: Path, lines: Iterable[str], *, jobs: int, fast: bool, zone: str = "Asia/Shanghai"
) -> Iterator[list[Answer]]:
    """In `jobs` processes of their own, each of which loads the weights of the folder. Raises `ChildDied`.

    The pieces go round: each process has one in hand, and is given what is waiting by then, so that nobody who writes
    into a pipe waits for a piece to be full. `lines` is read in another thread, which may outlive this one.
    """
    children = [_Child(folder, fast=fast, zone=zone) for _ in range(jobs)]
    idle, busy = SimpleQueue[_Child](), SimpleQueue[_Child | BaseException | None]()
    for child in children:
        idle.put(child)
    Thread(target=_feed, args=(_waiting(lines), idle, busy), daemon=True).start()
    try:
        while (given := busy.get()) is not None:
            if isinstance(given, BaseException):
                raise given
            done = given.answer()
            idle.put(given)
            yield done
    finally:
        for child in children:
            child.end()


def _feed(
    pieces: Iterator[tuple[int, list[str]]],
    idle: SimpleQueue[_Child],
    busy: SimpleQueue[_Child | BaseException | None],
) -> None:
    """Gives each piece to a process; at the end stands None, or what went wrong."""
    try:
        while True:
            child = idle.get()
            piece = next(pieces, None)
            if piece is None:
                return busy.put(None)
            child.give(*piece)
            busy.put(child)
    except BaseException as error:  # noqa: BLE001 - raised by whoever waits for the answers
        busy.put(error)


def _waiting(lines: Iterable[str]) -> Iterator[tuple[int, list[str]]]:
    """As `_pieces`, but no piece waits to be full: it is what there is when it is asked for, one line at least."""
    read = Queue[str | BaseException | None](2 * PIECE)
    Thread(target=_read, args=(lines, read), daemon=True).start()
    first = 1
    while isinstance(line := read.get(), str):
        some = [line]
        while len(some) < PIECE and read.queue and isinstance(read.queue[0], str):
            some.append(cast("str", read.get()))
        yield first, some
        first += len(some)
    if line is not None:
        raise line


def _read(lines: Iterable[str], read: Queue[str | BaseException | None]) -> None:
    try:
        for line in lines:
            read.put(line)
        read.put(None)
    except BaseException as error:  # noqa: BLE001 - raised by whoever takes the lines
        read.put(error)


def _pieces(lines: Iterable[str], size: int) -> Iterator[tuple[int, list[str]]]:
    """(number of the first line, lines)."""
    first, some = 1, list[str]()
    for line in lines:
        some.append(line)
        if len(some) == size:
            yield first, some
            first, some = first + size, []
    if some:
        yield first, some


class _Child:
    """A process that answers pieces. A plain program, and no fork of this process: it has none of our threads and
    locks, and it imports nothing but triage.

    Texts go over as they are, because writing them as JSON and reading that again would keep this process as busy as
    it keeps its children.
    """

    def __init__(self, folder: Path, *, fast: bool, zone: str) -> None:
        # -P: whatever lies in the folder in which somebody calls us is no program of ours.
        kind = "fast" if fast else "whole"
        command = [sys.executable, "-P", "-m", "nlp.batch", str(folder), kind, zone]
        # A process group of its own: Ctrl-C is for the parent, which ends its children.
        self._process = subprocess.Popen(  # noqa: S603 - our own program
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, process_group=0
        )
        self._questions = _as_they_are(cast("IO[bytes]", self._process.stdin))
        self._answers = _as_they_are(cast("IO[bytes]", self._process.stdout))

    def give(self, first: int, lines: Sequence[str]) -> None:
        try:
            _ask(self._questions, first, lines)
        except BrokenPipeError:
            raise ChildDied(self._process.wait()) from None

    def answer(self) -> list[Answer]:
        lines: list[str] = []
        while (line := self._answers.readline()) != _END:
            if not line.endswith("\n"):
                raise ChildDied(self._process.wait())
            lines.append(line)
        return [Answer(int(number), row, problem) for number, problem, row in map(_told, lines)]

    def end(self) -> None:
        """At once, whatever it is doing."""
        self._process.terminate()
        for pipe in (self._questions, self._answers):
            with suppress(BrokenPipeError):
                pipe.close()
        self._process.wait()


_END: Final = "\n"  # of the answers to a piece; none of them is empty


def _ask(stream: IO[str], first: int, lines: Sequence[str]) -> None:
    """The number of the first line and how long each line is, then the lines."""
    stream.write(json.dumps([first, *map(len, lines)]) + "\n")
    stream.write("".join(lines))
    stream.flush()


def _asked(stream: IO[str]) -> Iterator[tuple[int, list[str]]]:
    for line in iter(stream.readline, ""):
        first, *lengths = json.loads(line)
        yield first, [stream.read(length) for length in lengths]


def _tell(stream: IO[str], found: Iterable[Answer]) -> None:
    """A line for each: number, problem, row. JSON has neither tabs nor ends of lines of its own."""
    stream.write("".join([f"{one.number}\t{one.problem}\t{one.row}\n" for one in found]) + _END)
    stream.flush()


def _told(line: str) -> list[str]:
    return line[:-1].split("\t", 2)


def _as_they_are(stream: IO[bytes]) -> TextIOWrapper:
    """Every character as it is, lone surrogates and the ends of lines too."""
    return TextIOWrapper(stream, encoding="utf-8", errors="surrogatepass", newline="\n")


def _work(folder: str, kind: str, zone: str) -> None:
    """What a child does until its standard input ends."""
    from nlp.installed import Installed

    triage = Installed(Path(folder), fast=kind == "fast", zone=ZoneInfo(zone))
    gc.freeze()  # what is loaded stays: a collection that looks through it costs as much as fifty texts
    questions, told = _as_they_are(sys.stdin.buffer), _as_they_are(sys.stdout.buffer)
    for first, lines in _asked(questions):
        _tell(told, answers(triage, lines, first=first))


if __name__ == "__main__":
    _work(*sys.argv[1:4])
