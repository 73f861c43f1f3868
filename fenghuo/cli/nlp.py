"""`fenghuo nlp`: the weights of the triage."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from fenghuo.cli.exits import Stopped
from fenghuo.cli.printing import AsJson, show, show_json, show_rows
from fenghuo.cli.progress import bar
from nlp.model import SHIPPED

app = typer.Typer(help="The weights of the triage.", no_args_is_help=True)
_Cases = Annotated[list[Path] | None, typer.Argument(metavar="[CASES]…", help="More labelled tips (JSON Lines).")]


@app.command()
def train(
    cases: _Cases = None,
    out: Annotated[Path, typer.Option(help="Where the weights are installed.")] = SHIPPED.parent,
    check: Annotated[bool, typer.Option("--check", help="Only verify that training gives what is installed.")] = False,
    back: Annotated[bool, typer.Option("--back", help="Only put the previous weights back.")] = False,
) -> None:
    """Train on the shipped tips and on CASES, measure on tips never trained on, install what is not worse.

    The same lock and CPU family give the same bytes. Needs scikit-learn, which only developers install (make tools).

    Example: fenghuo nlp train corrections.jsonl
    """
    from nlp.score import TIPS
    from nlp.training.build import train as weights_of
    from nlp.training.corpus import read_rows, split
    from nlp.training.install import go_back, install, installed, judge

    if back:
        if not go_back(out):
            raise Stopped("cli-nlp-no-previous")
        return show("cli-nlp-back")
    extra = read_rows(cases or [])
    rows = read_rows(sorted(TIPS.glob("*.jsonl"))) + extra
    with bar("cli-nlp-training") as advance:
        weights = weights_of(rows, progress=lambda: advance(1))
    old, new = installed(out), weights.pack()
    if check:
        if new != old:
            raise Stopped("cli-nlp-differs")
        return show("cli-nlp-same")
    for tips in filter(None, (split(rows)[1], extra)):
        judgement = judge(old, new, tips)
        show_rows(
            [
                {"figure": name, "before": f"{judgement.before[name]:.3f}", "after": f"{value:.3f}"}
                for name, value in judgement.after.items()
            ],
            "figure",
            "before",
            "after",
        )
        if judgement.worse:
            raise Stopped("cli-nlp-worse", figures=", ".join(judgement.worse))
    install(weights, out)
    return show("cli-nlp-installed", count=str(len(weights.grams)))


@app.command()
def evaluate(files: _Cases = None, as_json: AsJson = False) -> None:
    """Print figures by language and style on labelled tips; without any on the shipped tips never trained on.

    Example: fenghuo nlp evaluate
    """
    from nlp.score import figures as measured
    from nlp.score import predict, table, unseen_tips
    from nlp.training.corpus import read_rows

    pairs = predict(read_rows(files) if files else unseen_tips())
    if as_json:
        show_json(measured(pairs))
    else:
        typer.echo("\n".join(table(pairs)))
