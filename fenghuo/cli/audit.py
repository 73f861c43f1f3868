"""`fenghuo audit`: the log of who did what."""

from __future__ import annotations

from dataclasses import asdict

import typer

from fenghuo.cli.exits import Exit
from fenghuo.cli.language import locale, tell
from fenghuo.cli.opening import opened
from fenghuo.cli.printing import AsJson, show, show_json
from storage.audit import Restoration
from texts.catalogue import say, term

app = typer.Typer(help="The audit log.", no_args_is_help=True)


@app.callback()
def audit() -> None:
    """Keeps `audit` a group while it has one command."""


@app.command()
def verify(as_json: AsJson = False) -> None:
    """Check that no entry was changed, removed, reordered or cut off; exit code 1 if one was.

    Example: fenghuo audit verify
    """
    with opened() as shop:
        findings = shop.storage.verify_audit()
        names = shop.transactions.run_now(lambda uow: {org.id: org.name for org in uow.organisations.all()})
        restorations = shop.storage.restorations()
    if as_json:
        show_json([asdict(finding) for finding in findings])
    elif not findings:
        show("cli-audit-whole")
    else:
        for finding in findings:
            tell(
                "cli-audit-damage",
                org=names.get(finding.org_id, finding.org_id),
                entry=str(finding.seq),
                damage=say(locale(), term("cli-damage", finding.damage)),
            )
    if not as_json:
        _tell_restorations(restorations)
    if findings:
        raise typer.Exit(Exit.FAILED)


def _tell_restorations(entries: list[Restoration]) -> None:
    """One sentence for each time that the installation went back to a backup."""
    times = sorted({(entry.at, entry.restore) for entry in entries})
    for at, restore in times:
        lost = [entry.lost for entry in entries if (entry.at, entry.restore) == (at, restore) and entry.lost]
        tell(
            "cli-audit-restored",
            at=at.isoformat(timespec="seconds"),
            restore=restore,
            entries=sum(lost),
            chains=len(lost),
        )
