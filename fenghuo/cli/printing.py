"""Data on standard output: JSON for programs, a table for people."""

from __future__ import annotations

import codecs
import sys
from collections.abc import Mapping, Sequence
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from fenghuo.cli.language import locale
from fenghuo.cli.visible import visible
from nlp.json_lines import written
from texts.catalogue import say

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def show_json(value: object) -> None:
    """One line, readable Chinese."""
    typer.echo(written(value))


def show(key: str, **params: object) -> None:
    """A sentence of the catalogue that is the command's result."""
    typer.echo(visible(say(locale(), key, params)))


def terminal() -> Console:
    """Standard output for coloured text: what its encoding does not have becomes a question mark.

    Where that is ASCII, nobody has set it, and UTF-8 is written as elsewhere on this command line.
    """
    if sys.stdout is None:
        return Console()
    encoding = codecs.lookup(sys.stdout.encoding or "ascii").name
    file = typer.get_text_stream("stdout", encoding=None if encoding == "ascii" else encoding, errors="replace")
    return Console(file=file, highlight=False)


def show_rows(rows: Sequence[Mapping[str, object]], *columns: str) -> None:
    """A table with these columns, headed by their names; nothing is cut off."""
    table = Table(*columns, box=None, pad_edge=False, header_style="bold")
    for row in rows:
        table.add_row(*(Text(visible(str(row[column] or ""))) for column in columns))
    console = terminal()
    if not console.is_terminal:
        console.width = 10_000  # one line per row for whatever reads it
    console.print(table)
