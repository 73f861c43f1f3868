"""A progress bar on standard error, shown only where somebody is looking."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from fenghuo.cli.language import locale
from texts.catalogue import say


@contextmanager
def bar(key: str, *, total: int | None = None, answers: bool = False) -> Iterator[Callable[[int], None]]:
    """The function inside is told how many more are done. `total` None: not known beforehand.

    `answers`: what is read is answered meanwhile, so that there is no room for a bar where either is a terminal.
    """
    with _shown(hidden=answers and (_is_terminal(sys.stdin) or _is_terminal(sys.stdout))) as progress:
        task = progress.add_task(say(locale(), key), total=total)

        def advance(count: int) -> None:
            progress.advance(task, count)

        yield advance


@contextmanager
def measured(key: str) -> Iterator[Callable[[int, int], None]]:
    """The function inside is told how many are done by now, and of how many."""
    with _shown() as progress:
        task = progress.add_task(say(locale(), key), total=None)

        def update(done: int, total: int) -> None:
            progress.update(task, completed=done, total=total)

        yield update


def _shown(*, hidden: bool = False) -> Progress:
    """Standard output stays as it is: Rich would send it where the bar is."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    disable = hidden or not console.is_terminal
    return Progress(*columns, console=console, transient=True, redirect_stdout=False, disable=disable)


def _is_terminal(stream: TextIO | None) -> bool:
    return stream is not None and stream.isatty()
