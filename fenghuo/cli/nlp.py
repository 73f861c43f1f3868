"""`fenghuo nlp`: what the triage goes by, and how it learns from officers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, tzinfo
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from casework.learning import Cases, note_weights, offices_with_cases, read_cases
from fenghuo.cli.exits import Exit, Stopped
from fenghuo.cli.incoming import lines_of
from fenghuo.cli.language import locale, tell
from fenghuo.cli.opening import opened, settings
from fenghuo.cli.printing import AsJson, show, show_json, show_rows
from fenghuo.cli.progress import bar
from fenghuo.compose import Workshop
from nlp.cases import Case, cases_in
from nlp.json_lines import written
from nlp.model import SHIPPED
from risk.taxonomy import products
from texts.catalogue import say, term

if TYPE_CHECKING:
    from nlp.training.install import Shelf
    from nlp.training.joins import Joins

app = typer.Typer(help="What the triage goes by, and how it learns from officers.", no_args_is_help=True)
_Files = Annotated[list[Path] | None, typer.Argument(metavar="[CASES]…", help="More labelled tips (JSON Lines).")]
_BESIDE = 5  # groups of tips
_Out = Annotated[Path | None, typer.Option(help="Where the weights are installed, in place of the data folder.")]


@app.command()
def train(
    cases: _Files = None,
    out: _Out = None,
    shipped: Annotated[
        bool, typer.Option("--shipped", help="On the shipped tips alone, into the package: for developers.")
    ] = False,
    check: Annotated[
        bool, typer.Option("--check", help="Only verify that the shipped tips give the shipped weights.")
    ] = False,
    back: Annotated[bool, typer.Option("--back", help="Only put the previous weights back.")] = False,
) -> None:
    """Learn from what officers corrected: train on the shipped tips and the cases of this installation.

    The newest fifth of the new cases is held out first, and the weights are tried on it and on shipped tips never
    trained on. Weights that are worse on either are not installed; the last ones are kept to go back to. A running
    installation goes by new weights from the next text on. A line of a file that is no labelled tip is named, passed
    over, and leads to exit code 1. Needs scikit-learn (requirements/train.txt).

    Example: fenghuo nlp train
    """
    if sum(map(bool, (cases, shipped, check, back))) > 1:
        raise Stopped("cli-nlp-one-way", code=Exit.USAGE)
    if back:
        return _go_back(out)
    if find_spec("sklearn") is None:
        raise Stopped("cli-nlp-needs-sklearn")
    if check:
        return _check(out)
    if shipped:
        return _train_shipped(out)
    return _learn(cases or [], out)


@app.command("cases")
def listing(as_json: AsJson = False) -> None:
    """List what officers corrected, as labelled tips, names and numbers masked; `--json` prints one a line.

    The lines can be given to `fenghuo nlp train` elsewhere.

    Example: fenghuo nlp cases --json > cases.jsonl
    """
    with opened() as shop:
        read = shop.transactions.run_now(lambda uow: read_cases(uow, shop.env, purpose="list"))
        zone = shop.env.timezone
    if as_json:
        for row in read.tips:
            show_json(row)
    elif not read.tips:
        show("cli-nlp-no-cases")
    else:
        show_rows([_line(row, zone) for row in read.tips], "at", "was", "is", "text")
        show("cli-nlp-cases", tips=len(read.tips), pairs=len(read.pairs))


@app.command()
def evaluate(files: _Files = None, as_json: AsJson = False) -> None:
    """Print figures of the weights in use, by language and style; without files on the shipped tips never trained on.

    A line that is no labelled tip is named on standard error, passed over, and leads to exit code 1.

    Example: fenghuo nlp evaluate
    """
    from nlp.installed import in_use
    from nlp.model import open_model
    from nlp.pipeline import load
    from nlp.place import folder_for
    from nlp.score import figures as measured
    from nlp.score import predict, unseen_tips

    rows, bad = _rows_of(files or [], measured=True)
    triage = load(open_model(in_use(folder_for(settings().data_dir))))
    pairs = predict(rows if files else unseen_tips(), triage)
    if as_json:
        show_json(measured(pairs))
    else:
        _show_evaluated(pairs)
    if bad:
        raise typer.Exit(Exit.FAILED)


def _show_evaluated(pairs: Sequence[tuple[Mapping[str, Any], Mapping[str, Any]]]) -> None:
    """Figures of all and of each group, a few groups side by side, so that a usual terminal is wide enough."""
    from nlp.score import COLUMNS, figures, groups

    found = [(say(locale(), "figures-all"), figures(pairs))]
    found += [(name, figures(group)) for name, group in groups(pairs)]
    for some in (found[start : start + _BESIDE] for start in range(0, len(found), _BESIDE)):
        rows = [
            {"figure": _figure(figure), **{str(at): _number(figure, group) for at, (_, group) in enumerate(some)}}
            for figure in COLUMNS
        ]
        named = {str(at): name for at, (name, _) in enumerate(some)}
        show_rows(rows, "figure", *named, named=named)
        typer.echo()


def _number(figure: str, found: Mapping[str, float]) -> str:
    return f"{found[figure]:.{0 if figure == 'n' else 3}f}"


def _figure(name: str) -> str:
    return say(locale(), term("figure", name))


def _learn(files: Sequence[Path], out: Path | None) -> None:
    rows, bad = _rows_of(files, measured=False)
    with opened() as shop:
        folder = out or _folder(shop)
        with _alone(folder) as shelf:
            read = shop.transactions.run_now(lambda uow: read_cases(uow, shop.env, purpose="train"))
            _train(shop, read, rows, folder, shelf)
    if bad:
        raise typer.Exit(Exit.FAILED)


def _folder(shop: Workshop) -> Path:
    from nlp.place import folder_for

    return folder_for(shop.settings.data_dir)


@contextmanager
def _alone(folder: Path) -> Iterator[Shelf]:
    from nlp.training.install import Busy, alone

    try:
        with alone(folder) as shelf:
            yield shelf
    except Busy as busy:
        raise Stopped("cli-nlp-busy") from busy


def _train(shop: Workshop, read: Cases, more: Sequence[dict[str, Any]], folder: Path, shelf: Shelf) -> None:
    from nlp.installed import in_use
    from nlp.model import open_model
    from nlp.training.learn import learn
    from nlp.training.local import FEWEST, local_rows

    local = local_rows(more, [dict(row) for row in read.tips])
    if not local and not read.pairs:
        raise Stopped("cli-nlp-nothing-to-learn")
    show("cli-nlp-learning", cases=len(local))
    with bar("cli-nlp-training") as advance:
        learned = learn(local, in_use(folder), known=shelf.known_tips(), progress=lambda: advance(1))
    show("cli-nlp-on-shipped")
    _show_figures(learned.shipped.before, learned.shipped.after)
    if learned.local is not None:
        show("cli-nlp-on-cases", held=learned.local.cases)
        _show_figures(learned.local.before, learned.local.after, digits=0)
    elif local:
        show("cli-nlp-none-held", least=FEWEST)
    if learned.shipped.worse:
        raise Stopped("cli-nlp-worse", figures=", ".join(map(_figure, learned.shipped.worse)))
    if learned.weights is None:
        raise Stopped("cli-nlp-worse-locally")
    weights = learned.weights.pack()
    joins = _learned_joins(read, folder, shelf, weights)
    if joins is None:
        shelf.install(learned.weights, tips=learned.trained)
    else:
        shelf.install(learned.weights, tips=learned.trained, forests=joins.forests, pairs=joins.trained)
    version = open_model(weights).version
    shop.transactions.run_now(
        lambda uow: note_weights(uow, shop.env, read.offices, version=version, act="weights.install")
    )
    show("cli-nlp-learned", version=version)


def _learned_joins(read: Cases, folder: Path, shelf: Shelf, weights: bytes) -> Joins | None:
    """What joining learns from the officers' merges and splits, read with the new weights; None = nothing."""
    from nlp.model import open_model
    from nlp.pipeline import load
    from nlp.place import forests_in
    from nlp.training.joins import judge_joins

    if not read.pairs:
        return None
    triage = load(open_model(weights))
    joins = judge_joins(triage, read.pairs, now=forests_in(folder), known=shelf.known_pairs())
    show("cli-nlp-joins", right=len(read.pairs) - len(joins.cases.wrong), pairs=len(read.pairs))
    wrong = [
        {
            "decided": say(locale(), term("join-decision", pair["why"])),
            "reason": say(locale(), term("join-reason", reason)),
            "a": pair["a"],
            "b": pair["b"],
        }
        for pair, reason in joins.cases.wrong
    ]
    if wrong:
        show_rows(wrong, "decided", "reason", "a", "b")
    if joins.forests is not None:
        show("cli-nlp-joins-learned", held=joins.held, before=joins.before, after=joins.after)
    elif joins.tried:
        show("cli-nlp-joins-worse", held=joins.held, before=joins.before, after=joins.after)
    return joins


def _train_shipped(out: Path | None) -> None:
    from nlp.installed import installed
    from nlp.model import open_model
    from nlp.score import unseen_tips
    from nlp.training.install import judge, ship
    from nlp.training.learn import learn_shipped

    with bar("cli-nlp-training") as advance:
        weights = learn_shipped(progress=lambda: advance(1))
    judgement = judge(installed(out or SHIPPED.parent), weights.pack(), [dict(row) for row in unseen_tips()])
    show("cli-nlp-on-shipped")
    _show_figures(judgement.before, judgement.after)
    if judgement.worse:
        raise Stopped("cli-nlp-worse", figures=", ".join(map(_figure, judgement.worse)))
    if out is None:
        ship(weights)
    else:
        with _alone(out) as shelf:
            shelf.install(weights)
    show("cli-nlp-learned", version=open_model(weights.pack()).version)


def _check(out: Path | None) -> None:
    from nlp.installed import installed
    from nlp.training.learn import learn_shipped

    with bar("cli-nlp-training") as advance:
        weights = learn_shipped(progress=lambda: advance(1))
    if weights.pack() != installed(out or SHIPPED.parent):
        raise Stopped("cli-nlp-differs")
    show("cli-nlp-same")


def _go_back(out: Path | None) -> None:
    from nlp.installed import in_use
    from nlp.model import open_model

    with opened() as shop:
        folder = out or _folder(shop)
        with _alone(folder) as shelf:
            if not shelf.go_back():
                raise Stopped("cli-nlp-no-previous")
        version = open_model(in_use(folder)).version
        shop.transactions.run_now(
            lambda uow: note_weights(uow, shop.env, offices_with_cases(uow), version=version, act="weights.back")
        )
    show("cli-nlp-back")


def _show_figures(before: Mapping[str, float], after: Mapping[str, float], *, digits: int = 3) -> None:
    rows = [
        {"figure": _figure(name), "before": f"{before[name]:.{digits}f}", "after": f"{value:.{digits}f}"}
        for name, value in after.items()
    ]
    show_rows(rows, "figure", "before", "after")


def _rows_of(files: Sequence[Path], *, measured: bool) -> tuple[list[dict[str, Any]], int]:
    """The labelled tips, and how many lines were named and passed over. `measured`: see `cases_in`.

    Raises `Stopped` where there are files and nothing in them can be used.
    """
    rows: list[dict[str, Any]] = []
    bad = 0
    for file in files:
        with file.open("rb") as stream:
            for case in cases_in(lines_of(stream, str(file)), measured=measured):
                if case.row is not None:
                    rows.append(case.row)
                else:
                    tell("cli-bad-case", file=str(file), line=str(case.number), problem=_problem(case))
                    bad += 1
    if files and not rows:
        raise Stopped("cli-nlp-no-good-cases", files=", ".join(map(str, files)))
    return rows, bad


def _problem(case: Case) -> str:
    if not case.field:
        return say(locale(), f"cli-line-{case.problem}")
    if case.problem == "wrong" and _fits_another_scope(case):
        return say(locale(), "cli-case-beside-scope", {"field": case.field, "value": case.value})
    return say(locale(), f"cli-case-{case.problem}", {"field": case.field, "value": case.value})


def _fits_another_scope(case: Case) -> bool:
    """A product that there is, or none: it is wrong beside this scope alone."""
    return case.field == "product" and case.value in ("null", *map(written, products()))


def _line(row: Mapping[str, Any], zone: tzinfo) -> dict[str, str]:
    at = datetime.fromisoformat(row["at"]).astimezone(zone)
    return {
        "at": f"{at:%Y-%m-%d %H:%M}",
        "was": _sorted_as(row["said"]),
        "is": _sorted_as(row),
        "text": str(row["text"])[:60],
    }


def _sorted_as(labels: Mapping[str, Any]) -> str:
    """In words: what it is, its hazards, the harm."""
    thing = term("product", labels["product"]) if labels["product"] else term("scope", labels["scope"])
    named = (thing, *[term("hazard", code) for code in labels["hazards"]], term("harm", labels["harm"]))
    return " · ".join(say(locale(), name) for name in named)
