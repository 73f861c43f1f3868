"""`fenghuo compare`: are two texts about the same thing? And what officers decided, as labelled pairs."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from casework.join_cases import pairs
from fenghuo.cli.exits import Exit
from fenghuo.cli.incoming import lines_of, standard_input
from fenghuo.cli.language import locale, tell
from fenghuo.cli.opening import opened, settings
from fenghuo.cli.printing import AsJson, show, show_json
from fenghuo.cli.progress import bar
from texts.catalogue import say, term

app = typer.Typer()


@app.command()
def compare(
    cases: Annotated[
        bool, typer.Option("--cases", help="Print the officers' splits and merges as labelled pairs, masked.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Read JSON Lines {"id", "a", "b"} and tell for each, in order, whether a and b are about the same thing.

    In UTF-8, GB18030 or Big5. One line {"id", "same", "reason"} for each pair; on a terminal a sentence, unless --json
    is given. A line that cannot be read is named on standard error, passed over, and leads to exit code 1.

    Example: echo '{"id": "1", "a": "K5炸锅起火", "b": "K-5 air fryer caught fire"}' | fenghuo compare
    """
    if cases:
        with opened() as shop:
            for pair in shop.transactions.run_now(lambda uow: list(pairs(uow))):
                show_json(pair)
        return
    data, stream = settings().data_dir, standard_input()
    from nlp.installed import Installed  # takes its time, and no other command should wait for it
    from nlp.pairs import compare_lines
    from nlp.place import folder_for, forests_in

    folder = folder_for(data)
    pipeline, forests = Installed(folder), forests_in(folder)
    readable = sys.stdout.isatty() and not as_json
    bad = 0
    with bar("cli-comparing", answers=True) as advance:
        for line in compare_lines(pipeline, lines_of(stream), forests):
            if line.row is None:
                tell("cli-bad-line", line=str(line.number), problem=say(locale(), f"cli-line-{line.problem}"))
                bad += 1
            elif readable:
                reason = say(locale(), term("join-reason", line.row["reason"]))
                show("cli-compared", id=str(line.row["id"]), same=int(line.row["same"]), reason=reason)
            else:
                show_json(line.row)
            advance(1)
    if bad:
        raise typer.Exit(Exit.FAILED)
