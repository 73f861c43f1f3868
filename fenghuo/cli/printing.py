"""Data on standard output: JSON for programs, a table for people."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from fenghuo.cli.language import locale
from texts.catalogue import say

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def show_json(value: object) -> None:
    """One line, readable Chinese."""
    typer.echo(json.dumps(value, ensure_ascii=False))


def show(key: str, **params: object) -> None:
    """A sentence of the catalogue that is the command's result."""
    typer.echo(say(locale(), key, params))


def show_rows(rows: Sequence[Mapping[str, object]], *columns: str) -> None:
    """A table with these columns, headed by their names; nothing is cut off."""
    table = Table(*columns, box=None, pad_edge=False, header_style="bold")
    for row in rows:
        table.add_row(*(Text(str(row[column] or "")) for column in columns))
    console = Console()
    if not console.is_terminal:
        console.width = 10_000  # one line per row for whatever reads it
    console.print(table)
