"""`fenghuo serve`, and its roles one by one."""

from __future__ import annotations

import errno
from typing import Annotated, Final

import typer

from fenghuo.cli.exits import Stopped
from fenghuo.cli.opening import settings

app = typer.Typer()
_EVERYTHING: Final = ("web", "bot", "worker", "scheduler")


@app.command()
def serve(
    demonstration: Annotated[
        bool, typer.Option("--demonstration", help="Found demonstration offices and people in an empty database.")
    ] = False,
) -> None:
    """Serve everything in one process: pages, chats, deliveries, clocks.

    An empty database gets one administrator, whose one-time link is printed. SIGTERM stops it within 10 seconds.

    Example: FENGHUO_PORT=9000 fenghuo serve
    """
    _run(*_EVERYTHING, demonstrate=demonstration)


@app.command()
def web() -> None:
    """Serve the pages and the web chat only.

    Example: fenghuo web
    """
    _run("web")


@app.command()
def bot() -> None:
    """Talk with Telegram only: receive, and send what waits there; needs FENGHUO_TELEGRAM_TOKEN.

    Of all processes with this token that are a bot or a worker one does so, the others take over when it is gone.

    Example: FENGHUO_TELEGRAM_TOKEN_FILE=/run/secrets/token fenghuo bot
    """
    if not settings().telegram_token:
        raise Stopped("cli-no-telegram-token")
    _run("bot")


@app.command()
def worker() -> None:
    """Deliver what is waiting to be sent; with FENGHUO_TELEGRAM_TOKEN, stand by for Telegram as a bot does.

    Example: fenghuo worker
    """
    _run("worker")


@app.command()
def scheduler() -> None:
    """Run what happens by the clock: deadlines, reminders, expiry, digests. Of several, one leads.

    Example: fenghuo scheduler
    """
    _run("scheduler")


def _run(*roles: str, demonstrate: bool = False) -> None:
    from fenghuo.serve import run  # loads the language model, which no other command should wait for

    found = settings()
    try:
        code = run(found, roles=frozenset(roles), demonstrate=demonstrate)
    except OSError as refused:
        if refused.errno == errno.EADDRINUSE:
            raise Stopped("cli-port-taken", host=found.host, port=str(found.port)) from refused
        raise
    raise typer.Exit(code)
