"""`fenghuo triage`: texts in, findings out, without any database."""

from __future__ import annotations

import gc
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO, Final
from zoneinfo import ZoneInfo

import typer
from rich.text import Text

from fenghuo.cli.exits import Exit, Stopped
from fenghuo.cli.incoming import argument, lines_of, standard_input
from fenghuo.cli.language import locale, tell
from fenghuo.cli.opening import settings
from fenghuo.cli.printing import terminal
from fenghuo.cli.progress import bar
from fenghuo.cli.visible import visible
from risk.finding import Evidence, Finding
from texts.catalogue import keys, say, term

if TYPE_CHECKING:
    from nlp.batch import Answer

app = typer.Typer()
LARGE: Final = 2_000_000  # bytes of a file, some 5,000 tips: from there on more processes pay for their start
_STYLES = {"product": "bold cyan", "scope": "bold cyan", "hazard": "bold red", "harm": "bold magenta"}
_OTHER = "green"


@app.command()
def triage(
    explain: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Show one text with its evidence highlighted.")
    ] = None,
    fast: Annotated[bool, typer.Option("--fast", help="Without the semantic second opinion.")] = False,
    jobs: Annotated[
        int | None,
        typer.Option(min=1, max=64, help="Processes; by default one, or one for each processor for a large file."),
    ] = None,
) -> None:
    """Read JSON Lines {"id", "text", "received_at"} and print a finding for each, in order.

    In UTF-8, GB18030 or Big5. A line that cannot be read is named on standard error, passed over, and leads to exit
    code 1. A pipe is answered line by line, with several processes too; a file in pieces. The order is always kept.

    Example: echo '{"id": "1", "text": "充电时电池起火"}' | fenghuo triage
    """
    data, zone = settings().data_dir, ZoneInfo(settings().timezone)
    if explain is not None:
        _explain(argument(explain), data, fast=fast, zone=zone)
        return
    stream = standard_input()
    from nlp.batch import PIECE, ChildDied, alone, together  # loads the language part, for which no other command waits
    from nlp.installed import Installed
    from nlp.place import folder_for

    folder = folder_for(data)
    size = _file_size(stream)
    jobs = jobs or (_processors() if size > LARGE else 1)
    if jobs == 1:
        # Whoever writes into a pipe may wait for each answer.
        pipeline = Installed(folder, fast=fast, zone=zone)
        gc.freeze()  # as in `nlp.batch`
        pieces = alone(pipeline, lines_of(stream), piece=PIECE if size else 1)
    else:
        # A thread reads it, which may still do so in the end, when Python closes its own standard input.
        own = os.fdopen(os.dup(stream.fileno()), "rb")
        pieces = together(folder, lines_of(own), jobs=jobs, fast=fast, zone=zone.key)
    bad = 0
    with bar("cli-triaging", answers=True) as advance:
        try:
            for piece in pieces:
                bad += _printed(piece)
                advance(len(piece))
        except ChildDied as died:
            raise Stopped("cli-child-died", exit=str(died.code)) from None
    if bad:
        raise typer.Exit(Exit.FAILED)


def _printed(piece: list[Answer]) -> int:
    """How many of them could not be read."""
    if rows := "".join([f"{answer.row}\n" for answer in piece if answer.row]):
        typer.echo(rows, nl=False)
    unread = [answer for answer in piece if not answer.row]
    for answer in unread:
        tell("cli-bad-line", line=str(answer.number), problem=say(locale(), f"cli-line-{answer.problem}"))
    return len(unread)


def _file_size(stream: BinaryIO) -> int:
    """0 for a pipe or a terminal."""
    found = os.fstat(stream.fileno())
    return found.st_size if stat.S_ISREG(found.st_mode) else 0


def _processors() -> int:
    """That this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _explain(words: str, data: Path, *, fast: bool, zone: ZoneInfo) -> None:
    """The text with its evidence in colour, then what each piece of it speaks for."""
    if not words.strip():
        raise Stopped("cli-no-text")
    from nlp.installed import Installed
    from nlp.place import folder_for

    finding = Installed(folder_for(data), fast=fast, zone=zone)(words)
    text = Text(visible(words))
    for evidence in finding.evidence:
        text.stylize(_style(evidence), evidence.start, evidence.end)
    console = terminal()
    console.print(text, soft_wrap=True)
    console.print(Text(say(locale(), term("scope", finding.scope.value))), soft_wrap=True)
    console.print(Text(_urgency(finding)), soft_wrap=True)
    for evidence in finding.evidence:
        line = Text("  ").append(visible(evidence.text), _style(evidence)).append(f"  {_name(evidence.label)}")
        console.print(line, soft_wrap=True)


def _urgency(finding: Finding) -> str:
    """How soon somebody must look, why, and how sure that is."""
    return say(
        locale(),
        "cli-explain-urgency",
        {
            "urgency": say(locale(), term("urgency", finding.urgency.value)),
            "reason": say(locale(), term("urgency-reason", finding.urgency_reason)),
            "percent": round(100 * finding.confidence["urgency"]),
        },
    )


def _style(evidence: Evidence) -> str:
    return _STYLES.get(evidence.label.partition(":")[0], _OTHER)


def _name(label: str) -> str:
    kind, _, code = label.partition(":")
    key = term(kind, code)
    return say(locale(), key) if key in keys(locale()) else label
