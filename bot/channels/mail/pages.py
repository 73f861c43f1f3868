"""Unsubscribing by the link in a mail: a page that asks, and the one click of RFC 8058 that mail programs make."""

from __future__ import annotations

from functools import cache, partial
from http import HTTPStatus

from aiohttp import web
from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from bot.channels.mail.sender import UNSUBSCRIBE_PATH
from bot.channels.mail.tags import Tags, Use
from casework.env import Env
from casework.ports import Transactions, UnitOfWork
from casework.returns import unsubscribe_reader
from texts.catalogue import DEFAULT, say


def unsubscribe_routes(
    *, transactions: Transactions, env: Env, tags: Tags, style: str = ""
) -> tuple[web.RouteDef, ...]:
    """For callers who prove themselves by the tag alone. A GET, as link previews make it, changes nothing.

    `style`: address of the style sheet that our pages share.
    """

    async def ask(request: web.Request) -> web.Response:
        message_id = tags.read(Use.UNSUBSCRIBE, request.query.get("m", ""))
        locale = await transactions.read(partial(_locale, message_id=message_id)) if message_id else None
        return _page(locale, "unsubscribe-ask", style=style, asking=True)

    async def leave(request: web.Request) -> web.Response:
        message_id = tags.read(Use.UNSUBSCRIBE, request.query.get("m", ""))
        person = (
            await transactions.run(partial(unsubscribe_reader, env=env, message_id=message_id)) if message_id else None
        )
        return _page(person.locale if person else None, "unsubscribe-done", style=style)

    return (web.get(UNSUBSCRIBE_PATH, ask), web.post(UNSUBSCRIBE_PATH, leave))


def _locale(uow: UnitOfWork, message_id: str) -> str | None:
    message = uow.outbox.find(message_id)
    return uow.people.get(message.person_id).locale if message else None


def _page(locale: str | None, key: str, *, style: str, asking: bool = False) -> web.Response:
    """`locale` None: the link is none of ours."""
    known = locale is not None
    locale = locale or DEFAULT
    body = _template().render(
        locale=locale,
        title=say(locale, "unsubscribe-title"),
        words=say(locale, key if known else "unsubscribe-unknown"),
        button=say(locale, "unsubscribe-button"),
        asking=asking and known,
        style=style,
    )
    status = HTTPStatus.OK if known else HTTPStatus.NOT_FOUND
    return web.Response(text=body, content_type="text/html", status=status)


@cache
def _template() -> Template:
    house = Environment(loader=PackageLoader("bot.channels.mail", ""), autoescape=True, undefined=StrictUndefined)
    return house.get_template("unsubscribe.html")
