"""`fenghuo triage`: texts in, findings out, without any database."""

from __future__ import annotations

import sys
from io import TextIOWrapper
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from fenghuo.cli.exits import Exit
from fenghuo.cli.language import locale, tell
from fenghuo.cli.opening import settings
from fenghuo.cli.printing import show_json
from fenghuo.cli.progress import bar
from risk.finding import Evidence, Finding
from texts.catalogue import keys, say, term

app = typer.Typer()
_STYLES = {"product": "bold cyan", "scope": "bold cyan", "hazard": "bold red", "harm": "bold magenta"}
_OTHER = "green"


@app.command()
def triage(
    explain: Annotated[str, typer.Option(metavar="TEXT", help="Show one text with its evidence highlighted.")] = "",
    fast: Annotated[
        bool, typer.Option("--fast", help="Without the semantic second opinion, which there is not yet.")
    ] = False,
) -> None:
    """Read JSON Lines {"id", "text", "received_at"} and print a finding for each, in order.

    A line that cannot be read is named on standard error, passed over, and leads to exit code 1.

    Example: echo '{"id": "1", "text": "充电时电池起火"}' | fenghuo triage
    """
    settings()
    from nlp.lines import triage_lines
    from nlp.pipeline import load  # loads spaCy, which no other command should wait for

    pipeline = load()
    if explain:
        _explain(explain, pipeline(explain))
        return
    lines = TextIOWrapper(sys.stdin.buffer, encoding="utf-8", errors="replace")
    bad = 0
    with bar("cli-triaging") as advance:
        for line in triage_lines(pipeline, lines):
            if line.row is None:
                tell("cli-bad-line", line=str(line.number), problem=say(locale(), f"cli-line-{line.problem}"))
                bad += 1
            else:
                show_json(line.row)
            advance(1)
    if bad:
        raise typer.Exit(Exit.FAILED)


def _explain(words: str, finding: Finding) -> None:
    """The text with its evidence in colour, then what each piece of it speaks for."""
    text = Text(words)
    for evidence in finding.evidence:
        text.stylize(_style(evidence), evidence.start, evidence.end)
    console = Console(highlight=False)
    console.print(text, soft_wrap=True)
    console.print(Text(say(locale(), term("scope", finding.scope.value))), soft_wrap=True)
    for evidence in finding.evidence:
        line = Text("  ").append(evidence.text, _style(evidence)).append(f"  {_name(evidence.label)}")
        console.print(line, soft_wrap=True)


def _style(evidence: Evidence) -> str:
    return _STYLES.get(evidence.label.partition(":")[0], _OTHER)


def _name(label: str) -> str:
    kind, _, code = label.partition(":")
    key = term(kind, code)
    return say(locale(), key) if key in keys(locale()) else label
