"""`fenghuo receipt`: signed receipts, given away as a file that anybody can check."""

from __future__ import annotations

import sys
from dataclasses import asdict
from enum import IntEnum
from pathlib import Path
from typing import Annotated, Final

import typer

from casework.circulars import circular_numbered
from casework.ports import UnitOfWork
from casework.receipt_export import Exported, export_receipts
from fenghuo.cli.exits import Exit, Stopped, reason_of
from fenghuo.cli.incoming import standard_input
from fenghuo.cli.language import locale, tell
from fenghuo.cli.opening import opened
from fenghuo.cli.printing import AsJson, show, show_json
from fenghuo.cli.progress import bar
from risk.receipt_file import CheckSignature, Damage, Report, Verdict
from risk.receipt_file import verify as verify_file
from storage.errors import NoPublicKey
from storage.signing import checker
from texts.catalogue import say, term

app = typer.Typer(help="Receipts: export, verify, the public keys, check the books.", no_args_is_help=True)

File = Annotated[Path, typer.Argument(help='JSON Lines; "-": standard input.')]
Keys = Annotated[list[Path], typer.Option("--key", exists=True, dir_okay=False, help="Public keys, PEM; repeatable.")]


class VerdictExit(IntEnum):
    """Beside `Exit`: what `verify` found."""

    INTACT = 0
    CHANGED = 1
    MISSING = 7
    REORDERED = 8


_EXITS: Final = {verdict: VerdictExit[verdict.name] for verdict in Verdict}


@app.command()
def key(as_json: AsJson = False) -> None:
    """Print the public keys that receipts are checked with, the current one first; earlier ones stay valid.

    Example: fenghuo receipt key > receipt-key.pem
    """
    with opened() as shop:
        keys = shop.transactions.run_now(lambda uow: uow.receipt_book.keys())
    if as_json:
        show_json([asdict(each) for each in keys])
        return
    for each in keys:
        state = say(locale(), "cli-receipt-current" if each.current else "cli-receipt-former")
        typer.echo(f"# {each.id} {state}\n{each.pem}", nl=False)


@app.command()
def export(
    number: Annotated[str, typer.Argument(metavar="CIRCULAR", help="The draft's number or the official one.")],
    out: Annotated[Path | None, typer.Option(dir_okay=False, help="Without it: standard output.")] = None,
    pdf: Annotated[Path | None, typer.Option(dir_okay=False, help="The same as a list to print.")] = None,
) -> None:
    """Write every receipt of a circular to a file of JSON Lines, closed by a signed line. Names are in clear.

    Example: fenghuo receipt export 江关警〔2026〕1号 --out receipts.jsonl --pdf receipts.pdf
    """
    with opened() as shop, bar("cli-exporting-receipts") as advance:

        def body(uow: UnitOfWork) -> Exported:
            circular = circular_numbered(uow, number)
            return export_receipts(uow, shop.env, circular, progress=advance)

        made = shop.transactions.run_now(body)
        if pdf is not None:
            pdf.write_bytes(shop.render.receipts(made.paper))
    if out is None:
        sys.stdout.buffer.write(made.file.encode())
    else:
        out.write_bytes(made.file.encode())
        tell("cli-receipts-exported", number=number, count=made.receipts, file=str(out))


@app.command()
def verify(file: File, keys: Keys, as_json: AsJson = False) -> None:
    """Check a file of receipts with nothing but the public keys: no database, no network.

    Exit codes: 0 intact, 1 changed, 2 no such file or no key, 7 lines missing, 8 lines out of order.

    Example: fenghuo receipt verify receipts.jsonl --key receipt-key.pem
    """
    report = verify_file(_read(file), _checker(keys))
    if as_json:
        show_json({"verdict": report.verdict, "receipts": report.receipts, "findings": _found(report)})
    elif report.verdict is Verdict.INTACT:
        show("cli-receipt-intact", count=report.receipts)
    else:
        tell(f"cli-receipt-{report.verdict}")
        for finding in report.findings:
            damage = say(locale(), term("cli-receipt-damage", finding.damage), _counted(finding.damage, finding.count))
            tell("cli-receipt-finding", line=str(finding.line), damage=damage)
    if report.verdict is not Verdict.INTACT:
        raise typer.Exit(_EXITS[report.verdict])


@app.command()
def check(as_json: AsJson = False) -> None:
    """Check the installation's own books: chains, signatures, records, audit log; exit code 1 if something is wrong.

    Example: fenghuo receipt check
    """
    with opened() as shop:
        found = shop.storage.verify_receipts()
        names = shop.transactions.run_now(lambda uow: {org.id: org.name for org in uow.organisations.all()})
    if as_json:
        show_json({"receipts": found.receipts, "findings": [asdict(finding) for finding in found.findings]})
    elif not found.findings:
        show("cli-receipts-whole", count=found.receipts)
    else:
        for finding in found.findings:
            tell(
                "cli-receipts-damage",
                org=names.get(finding.org_id, finding.org_id),
                number=str(finding.number),
                damage=say(locale(), term("cli-receipt-link", finding.damage)),
            )
    if found.findings:
        raise typer.Exit(Exit.FAILED)


def _read(file: Path) -> bytes:
    """A file that cannot be read is no damaged one: it has another exit code."""
    try:
        return standard_input(code=Exit.USAGE).read() if str(file) == "-" else file.read_bytes()
    except OSError as error:
        reason = reason_of(error)
        raise Stopped("cli-receipt-unreadable", code=Exit.USAGE, file=str(file), reason=reason) from None


def _checker(files: list[Path]) -> CheckSignature:
    try:
        return checker(file.read_text(encoding="utf-8", errors="replace") for file in files)
    except NoPublicKey:
        names = ", ".join(str(file) for file in files)
        raise Stopped("cli-receipt-no-key", code=Exit.USAGE, file=names) from None


def _found(report: Report) -> list[dict[str, object]]:
    return [asdict(finding) for finding in report.findings]


def _counted(damage: Damage, count: int) -> dict[str, object]:
    return {"count": count} if damage is Damage.MISSING else {}
