"""`fenghuo keys`: the keys that seal personal data."""

from __future__ import annotations

import typer

from fenghuo.cli.opening import opened
from fenghuo.cli.printing import AsJson, show, show_json
from fenghuo.cli.progress import bar

app = typer.Typer(help="The keys that seal personal data.", no_args_is_help=True)


@app.callback()
def keys() -> None:
    """Keeps `keys` a group while it has one command."""


@app.command()
def rotate(as_json: AsJson = False) -> None:
    """Make a new current key and wrap every record's data key with it; the program may go on working meanwhile.

    Older keys stay in the key file, so that old backups still open. Back up the key file afterwards.

    Example: fenghuo keys rotate
    """
    with opened() as shop, bar("cli-rotating") as advance:
        last = 0

        def progress(done: int, _total: int) -> None:
            nonlocal last
            advance(done - last)
            last = done

        count = shop.storage.rotate_keys(progress=progress)
        key = shop.storage.ring.current_id
    if as_json:
        show_json({"key": key, "records": count})
    else:
        show("cli-rotated", id=key, count=str(count))
