"""`fenghuo demo`: the whole story, unattended."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from fenghuo.cli.opening import settings

app = typer.Typer()


@app.command()
def demo(
    keep: Annotated[Path | None, typer.Option(metavar="FOLDER", help="Keep the data there.", file_okay=False)] = None,
) -> None:
    """Play the whole story through the web chat of a house of its own, and sum it up in one line of JSON.

    Example: fenghuo demo --keep /tmp/demonstration
    """
    from fenghuo.demo import run  # loads the language model, which no other command should wait for

    raise typer.Exit(run(settings(), keep=keep))
