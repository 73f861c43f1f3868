"""Data on standard output: JSON for programs, a table for people."""

from __future__ import annotations

import codecs
import sys
from collections.abc import Mapping, Sequence
from typing import Annotated, Final

import typer
from rich.console import Console
from rich.table import Column, Table
from rich.text import Text

from fenghuo.cli.language import locale
from fenghuo.cli.visible import visible
from nlp.json_lines import written
from texts.catalogue import say, term

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
_WIDE: Final = 10_000  # columns


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


def show_rows(rows: Sequence[Mapping[str, object]], *columns: str, named: Mapping[str, str] | None = None) -> None:
    """A table with these columns; nothing is cut off. `named`: headings that are no words of the catalogue.

    On a terminal too narrow for it each row becomes lines of their own, without what is empty.
    """
    heads = {column: (named or {}).get(column) or say(locale(), term("column", column)) for column in columns}
    table = Table(*heads.values(), box=None, pad_edge=False, header_style="bold")
    for row in rows:
        table.add_row(*(_cell(row, column) for column in columns))
    console = terminal()
    width = console.width
    console.width = _WIDE  # one line per row for whatever reads it
    if console.is_terminal and console.measure(table).maximum > width:
        console.width = width
        for row in rows:
            _show_row(console, row, heads)
    else:
        console.print(table)


def _show_row(console: Console, row: Mapping[str, object], heads: Mapping[str, str]) -> None:
    lines = Table.grid(Column(style="bold", no_wrap=True), Column(overflow="fold"), padding=(0, 2))
    for column, head in heads.items():
        if cell := _cell(row, column):
            lines.add_row(head, cell)
    console.print(lines, "")


def _cell(row: Mapping[str, object], column: str) -> Text:
    return Text(visible(str(row[column] or "")))
