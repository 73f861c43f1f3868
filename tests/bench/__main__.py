"""Measures everything, prints a table and then one line of JSON."""

from __future__ import annotations

import json
import os
import platform
import sys
from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from nlp import pipeline
from tests.bench import delivery, joining, language, ledger, process, storage, talk, workers
from tests.bench.figures import Figure


def machine() -> str:
    """Enough to compare figures by; nothing that names the machine."""
    return f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}, Python {platform.python_version()}"


def measured() -> Iterator[tuple[str, Iterable[Figure]]]:
    """(what is measured, its figures), one after the other."""
    yield "start and memory", process.figures()
    yield "storage", storage.figures()
    yield "ledger", ledger.figures()
    yield "joining", joining.figures()
    yield "workers", workers.figures()
    triage = pipeline.load()
    yield "triage", language.figures(triage)
    yield "web chat", talk.figures(triage)
    yield "delivery", delivery.figures(delivery.FULL if "--full" in sys.argv else delivery.SHORT)


def main() -> int:
    """1 where something could not be measured; the rest is measured and printed all the same."""
    console = Console(width=100)
    figures: list[Figure] = []
    failed = []
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=None)
        for name, several in measured():
            progress.update(task, description=name)
            try:
                figures += several
            except Exception:  # noqa: BLE001 # an hour of figures is not to be lost for one that fails
                failed.append(name)
                Console(stderr=True).print_exception()
    console.print(_table(figures))
    line = {"machine": machine(), **{figure.name: round(figure.value, 3) for figure in figures}}
    console.print(json.dumps(line), soft_wrap=True, highlight=False, markup=False)
    if failed:
        console.print(f"Not measured: {', '.join(failed)}.")
    return 1 if failed else 0


def _table(figures: list[Figure]) -> Table:
    table = Table(title=machine(), title_justify="left")
    for heading in ("what", "value", "unit", "aim", ""):
        table.add_column(heading, justify="right" if heading == "value" else "left")
    for figure in figures:
        met = "" if not figure.aim else ("met" if figure.met else "MISSED")
        digits = 3 if figure.value < 1 else 1
        table.add_row(figure.what, f"{figure.value:,.{digits}f}", figure.unit, figure.aim, met)
    return table


if __name__ == "__main__":
    sys.exit(main())
