"""Many lines, by one process or by several: the order is kept, and only a few pieces are in hand at a time."""

from __future__ import annotations

import gc
import json
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, Final, NamedTuple, cast
from zoneinfo import ZoneInfo

from casework.ports import Triage
from nlp.lines import triage_lines, written

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


def answers(triage: Triage, lines: Sequence[str], *, first: int) -> list[Answer]:
    """`first`: the number of the first line. Empty lines have no answer."""
    return [
        Answer(line.number, written(line.row) if line.row is not None else "", line.problem)
        for line in triage_lines(triage, lines, first=first)
    ]


def alone(triage: Triage, lines: Iterable[str], *, piece: int = PIECE) -> Iterator[list[Answer]]:
    """In this process. `piece`: 1 where each line is to be answered before the next is read."""
    for first, some in _pieces(lines, piece):
        yield answers(triage, some, first=first)


def together(
    folder: Path, lines: Iterable[str], *, jobs: int, fast: bool, zone: str = "Asia/Shanghai"
) -> Iterator[list[Answer]]:
    """In `jobs` processes of their own, each of which loads the weights of the folder. Raises `ChildDied`.

    The pieces go round: each process has one in hand, and is given the next as soon as its answer is here.
    """
    children = [_Child(folder, fast=fast, zone=zone) for _ in range(jobs)]
    try:
        idle, busy = deque(children), deque[_Child]()
        for first, some in _pieces(lines, PIECE):
            done: list[Answer] = []
            if idle:
                child = idle.popleft()
            else:
                child = busy.popleft()
                done = child.answer()
            child.give(first, some)
            busy.append(child)
            yield done
        while busy:
            yield busy.popleft().answer()
    finally:
        for child in children:
            child.end()


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
    """A process that answers pieces, one line of JSON each way. A plain program, and no fork of this process: it has
    none of our threads and locks, and it imports nothing but triage."""

    def __init__(self, folder: Path, *, fast: bool, zone: str) -> None:
        # -P: whatever lies in the folder in which somebody calls us is no program of ours.
        kind = "fast" if fast else "whole"
        command = [sys.executable, "-P", "-m", "nlp.batch", str(folder), kind, zone]
        self._process = subprocess.Popen(  # noqa: S603 - our own program
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )
        self._questions = cast("IO[str]", self._process.stdin)
        self._answers = cast("IO[str]", self._process.stdout)

    def give(self, first: int, lines: Sequence[str]) -> None:
        try:
            self._questions.write(json.dumps([first, lines]) + "\n")
            self._questions.flush()
        except BrokenPipeError:
            raise ChildDied(self._process.wait()) from None

    def answer(self) -> list[Answer]:
        line = self._answers.readline()
        if not line.endswith("\n"):
            raise ChildDied(self._process.wait())
        return [Answer(*one) for one in json.loads(line)]

    def end(self) -> None:
        """At once, whatever it is doing."""
        self._process.terminate()
        for pipe in (self._questions, self._answers):
            with suppress(BrokenPipeError):
                pipe.close()
        self._process.wait()


def _work(folder: str, kind: str, zone: str) -> None:
    """What a child does until its standard input ends."""
    from nlp.installed import Installed

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends its children
    triage = Installed(Path(folder), fast=kind == "fast", zone=ZoneInfo(zone))
    gc.freeze()  # what is loaded stays: a collection that looks through it costs as much as fifty texts
    for line in sys.stdin:
        first, lines = json.loads(line)
        sys.stdout.write(json.dumps(answers(triage, lines, first=first)) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    _work(*sys.argv[1:4])
