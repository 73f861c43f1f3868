"""`fenghuo drill`: an exercise from its start to what it has measured."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import asdict
from datetime import timedelta
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from casework.circulars import circular_numbered, submit_now
from casework.exercise_reports import ExerciseReport, report_of
from casework.exercises import draft_exercise
from casework.ports import UnitOfWork
from casework.ports.exercises import Latency, Line
from fenghuo.cli.exits import Exit, Stopped
from fenghuo.cli.language import locale
from fenghuo.cli.opening import opened
from fenghuo.cli.people import As, find_person
from fenghuo.cli.printing import AsJson, show, show_json, show_rows
from fenghuo.compose import Workshop
from risk.circular import Circular, CircularKind, CircularState, WarningLevel
from texts.catalogue import say, term

app = typer.Typer(help="Exercises: start one, and see whom it reached and how soon.", no_args_is_help=True)

_OFFICIAL = "zh-CN"  # circulars are written in Chinese
_LOOK_EVERY = 2.0  # seconds
_REST = 4  # times as long as a look took: watching must not be what keeps the database busy
_COLUMNS = ("name", "addressed", "sent", "delivered", "acknowledged", "unreachable")
_QUANTILES = ("p50", "p90", "p99", "last")


@app.command()
def start(
    person: As,
    to: Annotated[
        list[str],
        typer.Option(
            help='Whom it addresses, as often as needed: "all", "subscribers", credit code, role, region, name.'
        ),
    ],
    title: Annotated[str, typer.Option(help="Without it, the usual one.")] = "",
    body: Annotated[str, typer.Option(help="At most 1000 characters; without it, the usual words.")] = "",
    kind: Annotated[CircularKind, typer.Option(help="advisory to operators, bulletin to customs offices.")] = (
        CircularKind.ADVISORY
    ),
    level: Annotated[
        WarningLevel, typer.Option(help="What it plays: subscribers to it are meant.")
    ] = WarningLevel.BLUE,
    draft: Annotated[bool, typer.Option("--draft", help="Only draft it.")] = False,
    as_json: AsJson = False,
) -> None:
    """Draft an exercise and lay it before the signing leaders, who approve it in their chats.

    Then it is issued like any circular: by a button, or by `fenghuo circular issue`.

    Example: fenghuo drill start --as 陈值班 --to all
    """
    with opened() as shop:

        def drafted(uow: UnitOfWork) -> Circular:
            return draft_exercise(
                uow,
                shop.env,
                find_person(uow, person),
                title=title or say(_OFFICIAL, "drill-title-prefilled"),
                body=body or say(_OFFICIAL, "drill-body-prefilled"),
                audience=to,
                kind=kind,
                level=level,
            )

        exercise = shop.transactions.run_now(drafted)
        if not draft:
            actor = shop.transactions.run_now(lambda uow: find_person(uow, person))
            exercise = submit_now(shop.transactions, shop.env, shop.render, actor, exercise.id)
    if as_json:
        show_json({"number": exercise.number, "state": exercise.state.value})
    else:
        show("cli-drill-drafted" if draft else "cli-drill-started", number=exercise.number)


@app.command()
def report(
    number: Annotated[str, typer.Argument(help="The draft's number or the one that it was issued under.")],
    organisations: Annotated[int, typer.Option(min=0, max=100_000, help="Show so many of them, the worst first.")] = 20,
    watch: Annotated[
        bool, typer.Option("--watch", help="Show a progress bar until all is sent and acknowledged.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Say whom an exercise reached and how soon. Times are in seconds from the issue.

    With --watch it ends when nothing more can come, when the exercise is over, or at Ctrl-C; then it reports.

    Example: fenghuo drill report 演练江关〔2026〕1号 --json
    """
    with opened() as shop:
        look = _looking(shop, number, organisations)
        told = _watched(look) if watch else look()
    if as_json:
        show_json(_described(told))
    else:
        _print(told)


def _looking(shop: Workshop, number: str, organisations: int) -> Callable[[], ExerciseReport]:
    """Each look is a read: it holds up nobody who writes."""

    def body(uow: UnitOfWork) -> ExerciseReport:
        circular = circular_numbered(uow, number)
        if not circular.exercise:
            raise Stopped("cli-drill-not-one", code=Exit.NOT_FOUND, number=number)
        if circular.issued_at is None:
            raise Stopped("cli-drill-not-issued", number=number)
        return report_of(uow, shop.env, circular, organisations=organisations)

    return lambda: asyncio.run(shop.transactions.read(body))


def _watched(look: Callable[[], ExerciseReport]) -> ExerciseReport:
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        began = time.monotonic()
        told = look()
        sent = progress.add_task(say(locale(), "cli-drill-sent"))
        acknowledged = progress.add_task(say(locale(), "cli-drill-acknowledged"))
        try:
            while True:
                whole = told.reached.whole
                reachable = whole.addressed - whole.unreachable
                progress.update(sent, completed=whole.sent, total=reachable)
                progress.update(acknowledged, completed=whole.acknowledged, total=reachable)
                if told.circular.state is not CircularState.ISSUED or whole.acknowledged >= reachable:
                    return told
                time.sleep(max(_LOOK_EVERY, _REST * (time.monotonic() - began)))
                began = time.monotonic()
                told = look()
        except KeyboardInterrupt:
            return told


def _described(told: ExerciseReport) -> dict[str, Any]:
    circular, reached = told.circular, told.reached
    return {
        "number": circular.official_number,
        "draft": circular.number,
        "status": circular.status.value,
        "state": circular.state.value,
        "title": circular.title,
        "issued_at": circular.issued_at.isoformat() if circular.issued_at else None,
        "at": told.at.isoformat(),
        "reach": _line(reached.whole),
        "channels": [_line(line) for line in reached.channels],
        "organisations": [_line(line) for line in reached.organisations],
        "organisations_of": reached.of,
    }


def _line(line: Line) -> dict[str, Any]:
    told = asdict(line)
    return {name: _seconds(value) for name, value in told.items()}


def _seconds(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _seconds(part) for name, part in value.items()}
    return round(value.total_seconds(), 3) if isinstance(value, timedelta) else value


def _print(told: ExerciseReport) -> None:
    circular, reached = told.circular, told.reached
    state = say(locale(), term("circular-state", circular.state.value))
    show("cli-drill-whole", number=circular.official_number, title=circular.title, state=state)
    channels = [(_channel(line.name), line) for line in reached.channels]
    organisations = [(line.name, line) for line in reached.organisations]
    lines = [(say(locale(), "cli-drill-everybody"), reached.whole), *channels, *organisations]
    show_rows(
        [_row(name, line) for name, line in lines],
        *_COLUMNS,
        *(f"{which}_{quantile}" for which in ("sent", "ack") for quantile in _QUANTILES),
    )


def _channel(code: str) -> str:
    return say(locale(), f"channel-{code}" if code else "drill-no-channel")


def _row(name: str, line: Line) -> dict[str, object]:
    counts = {column: str(getattr(line, column)) for column in _COLUMNS if column != "name"}
    return {"name": name, **counts, **_times("sent", line.to_sent), **_times("ack", line.to_acknowledged)}


def _times(which: str, latency: Latency | None) -> dict[str, str]:
    return {
        f"{which}_{quantile}": f"{getattr(latency, quantile).total_seconds():.1f}" if latency else "—"
        for quantile in _QUANTILES
    }
