"""`fenghuo backup`, `restore` and `after-restore`."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Final

import typer

from fenghuo.cli.exits import Exit
from fenghuo.cli.language import tell
from fenghuo.cli.opening import settings
from fenghuo.cli.printing import AsJson, show, show_json
from fenghuo.cli.progress import bar, measured
from fenghuo.compose import ANCHORS
from fenghuo.settings import Settings
from fenghuo.version import VERSION
from storage.after_restore import Marked, mark_restored
from storage.backup import Backup, make_backup
from storage.errors import KeyFileMissing
from storage.migrate import migrate
from storage.opening import Storage, holds_sealed_data, open_storage
from storage.presence import alone
from storage.restore import restore_backup
from storage.vault import KeyRing

app = typer.Typer()
_MIB: Final = 1024**2
Skip = Annotated[
    int, typer.Option("--skip-numbers", min=0, help="Leave out so many numbers of circulars, drafts and signals.")
]


@app.command()
def backup(
    folder: Annotated[Path, typer.Argument(file_okay=False, help="A new folder fenghuo-TIME is made in it.")],
    with_key: Annotated[bool, typer.Option("--with-key", help="Put the key file into it: lock it away.")] = False,
    as_json: AsJson = False,
) -> None:
    """Copy an SQLite database while the program runs, with the heads of the audit log, and check the copy.

    The key file is not in it: keep a copy of that apart. Exit code 1 if the copy is not in order.

    Example: fenghuo backup /var/backups
    """
    found, now = settings(), datetime.now(UTC)
    with measured("cli-backing-up") as progress:
        made = make_backup(
            found.database_url.get_secret_value(),
            folder / f"fenghuo-{now:%Y%m%dT%H%M%SZ}",
            anchors=found.data_dir / ANCHORS,
            key_file=found.key_file,
            with_key=with_key,
            release=VERSION,
            at=now,
            progress=progress,
        )
    if as_json:
        show_json({"folder": str(made.folder), **asdict(made.manifest), **asdict(made.checked)})
    else:
        _tell_made(made, found)
    if made.checked.problems:
        raise typer.Exit(Exit.FAILED)


@app.command()
def restore(
    folder: Annotated[Path, typer.Argument(file_okay=False, help="What fenghuo backup has made.")],
    replace: Annotated[
        bool, typer.Option("--replace", help="Take the place of the database that is there; it is kept beside.")
    ] = False,
    skip: Skip = 0,
    as_json: AsJson = False,
) -> None:
    """Put an SQLite backup back, migrated; whatever it shows as not sent is marked as a possible repeat.

    The program must not run. The key file must be the one of the backup.

    Example: fenghuo restore /var/backups/fenghuo-20261122T085012Z --replace
    """
    found = settings()
    with measured("cli-restoring") as progress:
        done = restore_backup(
            folder,
            found.database_url.get_secret_value(),
            anchors=found.data_dir / ANCHORS,
            key_file=found.key_file,
            at=datetime.now(UTC),
            replace=replace,
            skip=skip,
            progress=progress,
        )
    kept = None if done.kept is None else str(done.kept)
    if as_json:
        show_json({"made_at": done.manifest.made_at, "schema": done.schema, "kept": kept, **asdict(done.marked)})
        return
    show("cli-restored", made=done.manifest.made_at, schema=done.schema)
    if kept is not None:
        show("cli-restore-kept", file=kept)
    _tell_marked(done.marked, skip=skip)


@app.command("after-restore")
def after_restore(skip: Skip = 0, as_json: AsJson = False) -> None:
    """Say that the database went back in time: mark possible repeats, end links and sessions, note it in the audit log.

    To be run once after a restore of PostgreSQL, or of a copied SQLite file, before the program starts again;
    fenghuo restore does it itself.

    Example: fenghuo after-restore --skip-numbers 20
    """
    found, now = settings(), datetime.now(UTC)
    url = found.database_url.get_secret_value()
    with alone(url):
        storage = _opened(found, url)
        try:
            with bar("cli-restoring") as advance:
                marked = mark_restored(storage, restore="declared", at=now, skip=skip, progress=advance)
        finally:
            storage.close()
    if as_json:
        show_json(asdict(marked))
    else:
        _tell_marked(marked, skip=skip)


def _opened(found: Settings, url: str) -> Storage:
    if not found.key_file.exists() and holds_sealed_data(url):
        raise KeyFileMissing(file=str(found.key_file))
    ring = KeyRing.load(found.key_file)
    migrate(url)
    return open_storage(url, keys=ring, anchor_dir=found.data_dir / ANCHORS)


def _tell_made(made: Backup, found: Settings) -> None:
    manifest = made.manifest
    show("cli-backup-made", folder=str(made.folder), schema=manifest.schema, mib=str(max(1, manifest.size // _MIB)))
    if made.checked.problems:
        tell("cli-backup-broken")
        for problem in made.checked.problems:
            typer.echo(f"  {problem}", err=True)
    else:
        show("cli-backup-whole" if made.checked.chains_read else "cli-backup-whole-file")
    if manifest.with_key:
        show("cli-backup-key-inside")
    else:
        show("cli-backup-key-apart", file=str(found.key_file))


def _tell_marked(marked: Marked, *, skip: int) -> None:
    show("cli-restore-marked", messages=marked.messages, links=marked.links, sessions=marked.sessions)
    for each in marked.lost:
        show("cli-restore-lost", org=each.name, entries=each.entries)
    if marked.approved:
        show("cli-restore-approved", numbers=", ".join(marked.approved))
    if skip:
        show("cli-restore-skipped", count=marked.numbers, skip=skip)
    else:
        show("cli-restore-numbers")
