"""`fenghuo mail`: what comes back by e-mail."""

from __future__ import annotations

from functools import partial

import typer

from bot.channels.mail.reports import READ_LIMIT, read_report
from casework.returns import record_return
from fenghuo.channels import mail_tags
from fenghuo.cli.incoming import standard_input
from fenghuo.cli.opening import opened
from fenghuo.cli.printing import AsJson, show, show_json

app = typer.Typer(help="E-mail that comes back.", no_args_is_help=True)


@app.callback()
def mail() -> None:
    """Keeps `mail` a group while it has one command."""


@app.command()
def bounce(as_json: AsJson = False) -> None:
    """Read one mail from standard input and book it, if it is a bounce or delivery report of a message of ours.

    For the mail server's alias of the return address: `bounce: "|fenghuo mail bounce"`. Other mail is no failure; the
    exit code is 1 only if the database does not answer, so that the mail server keeps the mail and tries again.

    Example: fenghuo mail bounce < message.eml
    """
    stream = standard_input()
    raw = stream.read(READ_LIMIT)
    stream.read()  # a mail server whose pipe breaks takes that for a failure
    with opened() as shop:
        returned = read_report(raw, mail_tags(shop.storage.ring))
        known = returned is not None and shop.transactions.run_now(
            partial(record_return, env=shop.env, returned=returned)
        )
    told = returned if known else None
    if as_json:
        show_json({"message": told.message_id, "way": told.way.value, "status": told.status} if told else {})
    elif told is None:
        show("cli-bounce-ignored")
    elif told.way == "failed":
        show("cli-bounce-returned", message=told.message_id, status=told.status or "—")
    elif told.way == "delayed":
        show("cli-bounce-delayed", message=told.message_id, status=told.status or "—")
    else:
        show("cli-bounce-delivered", message=told.message_id)
