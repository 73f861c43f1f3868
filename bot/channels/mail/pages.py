"""Unsubscribing by the link in a letter: a page that asks, and the one click of RFC 8058 that mail programs make."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, partial
from http import HTTPStatus

from aiohttp import web
from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from bot.channels.mail.tags import Tags, Use
from casework.env import Env
from casework.ports import Transactions, UnitOfWork
from casework.unsubscribing import PATH, resubscribe_reader, unsubscribe_reader
from texts.catalogue import DEFAULT, say


def unsubscribe_routes(
    *, transactions: Transactions, env: Env, tags: Tags, style: str = ""
) -> tuple[web.RouteDef, ...]:
    """For callers who prove themselves by the tag alone. A GET, as link previews make it, changes nothing.

    `style`: address of the style sheet that our pages share.
    """

    async def ask(request: web.Request) -> web.Response:
        message_id = tags.read(Use.UNSUBSCRIBE, request.query.get("m", ""))
        reader = await transactions.read(partial(_reader, message_id=message_id)) if message_id else None
        if reader is None or reader.subscribed:
            return _page(reader.locale if reader else None, "unsubscribe-ask", style=style, form="leave")
        return _page(reader.locale, "unsubscribe-done", style=style, form="return")

    async def leave(request: web.Request) -> web.Response:
        message_id = tags.read(Use.UNSUBSCRIBE, request.query.get("m", ""))
        back = "return" in await request.post()
        act = resubscribe_reader if back else unsubscribe_reader
        person = await transactions.run(partial(act, env=env, message_id=message_id)) if message_id else None
        locale = person.locale if person else None
        if back:
            return _page(locale, "unsubscribe-returned", style=style)
        return _page(locale, "unsubscribe-done", style=style, form="return")

    return (web.get(PATH, ask), web.post(PATH, leave))


@dataclass(frozen=True, kw_only=True)
class _Reader:
    locale: str
    subscribed: bool


def _reader(uow: UnitOfWork, message_id: str) -> _Reader | None:
    message = uow.outbox.find(message_id)
    if message is None:
        return None
    theirs = uow.subscriptions.of(message.person_id)
    # Who never subscribed is asked as well: the page says what still comes.
    return _Reader(locale=uow.people.get(message.person_id).locale, subscribed=theirs is None or theirs.active)


def _page(locale: str | None, key: str, *, style: str, form: str = "") -> web.Response:
    """`locale` None: the link is none of ours. `form`: leave | return, "" = there is nothing to press."""
    known = locale is not None
    locale = locale or DEFAULT
    body = _template().render(
        locale=locale,
        title=say(locale, "unsubscribe-title"),
        words=say(locale, key if known else "unsubscribe-unknown"),
        button=say(locale, "unsubscribe-return" if form == "return" else "unsubscribe-button"),
        form=form if known else "",
        style=style,
    )
    status = HTTPStatus.OK if known else HTTPStatus.NOT_FOUND
    return web.Response(text=body, content_type="text/html", status=status)


@cache
def _template() -> Template:
    house = Environment(loader=PackageLoader("bot.channels.mail", ""), autoescape=True, undefined=StrictUndefined)
    return house.get_template("unsubscribe.html")
