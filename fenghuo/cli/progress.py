"""A progress bar on standard error, shown only where somebody is looking."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from fenghuo.cli.language import locale
from texts.catalogue import say


@contextmanager
def bar(key: str, *, total: int | None = None) -> Iterator[Callable[[int], None]]:
    """The function inside is told how many more are done. `total` None: not known beforehand."""
    with _shown() as progress:
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


def _shown() -> Progress:
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
