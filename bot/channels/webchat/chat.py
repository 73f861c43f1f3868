"""The web chat's room: its page, its posts, its files."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import partial
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError
from jinja2 import Environment, PackageLoader, StrictUndefined

from bot.channels.posted import json_object
from bot.channels.uploads import MAX_FILE, MAX_FILES, FileRefused, keep, read_form
from bot.channels.webchat.bell import Bell
from bot.channels.webchat.files import serve_file
from bot.channels.webchat.house import Engine, House
from bot.channels.webchat.menu import MENU
from bot.channels.webchat.rendering import Json
from bot.channels.webchat.stream import POLL, Streams
from bot.channels.webchat.words import script_words
from bot.dialogue.incoming import Incoming
from casework.deliveries import mark_delivered
from casework.env import Env
from casework.ports import Transactions
from casework.tell import WEBCHAT
from risk.organisation import Person, Role
from texts.catalogue import LOCALES, say

_CLIENT_ID = re.compile(r"[0-9A-Za-z-]{8,64}")
_PRESS = re.compile(r"[0-9a-z-]{1,64}:\d{1,4}:\d{1,4}", re.ASCII)


def static_folder() -> Traversable:
    """Style sheet and scripts of the page, to be served under an address of their own."""
    return resources.files("bot.channels.webchat").joinpath("static")


class WebChat:
    """`site_path`, `chat_path`: where the shared and the chat's own static files are. `poll`: seconds between an open
    page's looks for what nobody rang for. `push`: whether browsers may have notices (`bot.channels.push`).
    """

    def __init__(
        self,
        *,
        engine: Engine,
        transactions: Transactions,
        env: Env,
        house: House,
        site_path: str,
        chat_path: str,
        menu: Mapping[Role, Sequence[str]] = MENU,
        push: bool = False,
        poll: float = POLL,
    ) -> None:
        self._engine = engine
        self._transactions = transactions
        self._env = env
        self._house = house
        self._paths = {"site": site_path, "chat": chat_path}
        self._menu = menu
        self._push = push
        self._bell = Bell()
        self._timezone = str(env.timezone)
        self._streams = Streams(
            transactions=transactions, house=house, bell=self._bell, timezone=self._timezone, poll=poll
        )
        self._templates = Environment(
            loader=PackageLoader("bot.channels.webchat"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/chat", self.page),
            web.get("/chat/history", self.history),
            web.get("/chat/events", self._streams.events),
            web.get("/chat/file/{document}", self.file),
            web.post("/chat/open", self.open),
            web.post("/chat/say", self.say),
            web.post("/chat/press", self.press),
            web.post("/chat/upload", self.upload),
            web.post("/chat/seen", self.seen),
            web.post("/chat/language", self.language),
        ]

    def ring(self, person_id: str) -> None:
        """Wakes the open pages of that person."""
        self._bell.ring(person_id)

    def ring_all(self) -> None:
        """Wakes all open pages of this process: a turn of one person may have written to others."""
        self._bell.ring_all()

    async def close(self) -> None:
        """Ends all streams, so that the server can stop."""
        self._bell.close()

    async def page(self, request: web.Request) -> web.Response:
        """GET /chat. Looking makes no rows: a visitor begins with the first post."""
        known = await self._house.who(request)
        role = known[1].role if known is not None else Role.CITIZEN
        locale = self._house.locale(request)
        config = {
            "csrf": self._house.csrf(request),
            "locale": locale,
            "timezone": self._timezone,
            "known": known is not None,
            "push": self._push,
            "maxFile": MAX_FILE,
            "maxFiles": MAX_FILES,
            "words": script_words(locale),
        }
        text = self._templates.get_template("chat.html").render(
            say=partial(self._say, locale),
            config=json.dumps(config, ensure_ascii=False),
            site=self._paths["site"],
            chat=self._paths["chat"],
            locale=locale,
            locales=LOCALES,
            csrf=config["csrf"],
            role=role.value,
            office=self._house.office,
            staff=role not in (Role.CITIZEN, Role.ENTERPRISE),
            menu=self._menu.get(role, ()),
            known=known is not None,
            push=self._push,
            expired=known is None and self._house.came_signed_in(request),
        )
        return web.Response(text=text, content_type="text/html")

    async def open(self, request: web.Request) -> web.Response:
        """POST /chat/open: makes the browser a visitor unless it is known. A repeat of a lost answer does no harm."""
        session, _ = await self._house.who(request) or await self._house.welcome(request)
        return web.json_response({"csrf": session.csrf})

    async def history(self, request: web.Request) -> web.Response:
        """GET /chat/history?before= or ?after=: messages in order."""
        person = await self._known(request)
        if "before" in request.query:
            messages = await self._streams.before(person.id, _whole(request.query["before"]))
        elif "after" in request.query:
            messages = await self._streams.after(person.id, _whole(request.query["after"]))
        else:
            messages = await self._streams.latest(person.id)
        return web.json_response({"messages": messages})

    async def say(self, request: web.Request) -> web.Response:
        """POST /chat/say {id, text, after}."""
        person = await self._known(request)
        self._house.allow(request, "say")
        body = await json_object(request)
        text = body.get("text")
        if not isinstance(text, str) or not text.strip():
            raise web.HTTPBadRequest
        return await self._handled(person, body, text=text)

    async def press(self, request: web.Request) -> web.Response:
        """POST /chat/press {id, press, after}. What the button means is looked up in the stored message."""
        person = await self._known(request)
        self._house.allow(request, "say")
        body = await json_object(request)
        press = body.get("press")
        if not isinstance(press, str) or not _PRESS.fullmatch(press):
            raise web.HTTPBadRequest
        return await self._handled(person, body, press=press)

    async def upload(self, request: web.Request) -> web.Response:
        """POST /chat/upload, multipart: id, after, text, up to `MAX_FILES` files."""
        person = await self._known(request)
        self._house.allow(request, "upload")
        if request.content_type != "multipart/form-data":
            raise web.HTTPBadRequest
        try:
            form = await read_form(await request.multipart())
            client = _client_id(form.fields)
            ids = await self._transactions.run(lambda uow: keep(uow, self._env, person, client, form.files))
        except FileRefused as refused:
            return self._refused(request, refused)
        except (ValueError, HttpProcessingError) as malformed:
            raise web.HTTPBadRequest from malformed
        text = form.fields.get("text", "")
        if not ids and not text.strip():
            return self._refused(request, FileRefused(why="empty"))
        return await self._handled(person, form.fields, text=text, files=ids)

    async def seen(self, request: web.Request) -> web.Response:
        """POST /chat/seen {seq}: the page has shown the messages up to this number."""
        person = await self._known(request)
        seq = (await json_object(request)).get("seq")
        if not isinstance(seq, int) or not 0 <= seq < 10**12:
            raise web.HTTPBadRequest
        await self._transactions.run(lambda uow: mark_delivered(uow, self._env, person, seq))
        return web.json_response({})

    async def language(self, request: web.Request) -> web.Response:
        """POST /chat/language {locale}."""
        locale = (await json_object(request)).get("locale")
        if locale not in LOCALES:
            raise web.HTTPBadRequest
        await self._house.keep_locale(request, str(locale))
        return web.json_response({})

    async def file(self, request: web.Request) -> web.Response:
        """GET /chat/file/{document}; see `SendFile.document`."""
        known = await self._house.who(request)
        document = request.match_info["document"]
        reader = known[1] if known is not None else None
        return await serve_file(self._transactions, self._env, document, reader)

    async def _known(self, request: web.Request) -> Person:
        known = await self._house.who(request)
        if known is None:
            raise web.HTTPUnauthorized
        return known[1]

    async def _handled(
        self, person: Person, body: Mapping[str, Any], *, text: str = "", press: str = "", files: tuple[str, ...] = ()
    ) -> web.Response:
        """The engine's turn; then what is new since `after`, and the language, which the turn may have changed.

        The same id again is one act.
        """
        client = _client_id(body)
        await self._engine.handle(
            Incoming(
                channel=WEBCHAT,
                address=person.id,
                update_id=f"{person.id}:{client}",
                text=text,
                press=press,
                files=files,
                language=person.locale,
            )
        )
        messages = await self._streams.after(person.id, _whole(str(body.get("after", 0))))
        locale = await self._transactions.read(lambda uow: uow.people.get(person.id).locale)
        return web.json_response({"messages": messages, "locale": locale})

    def _refused(self, request: web.Request, refused: FileRefused) -> web.Response:
        params = {"name": refused.name, "megabytes": MAX_FILE // (1024 * 1024), "most": MAX_FILES}
        text = self._say(self._house.locale(request), f"webchat-file-{refused.why}", **params)
        error: Json = {"code": f"file-{refused.why}", "text": text}
        return web.json_response({"error": error}, status=413 if refused.why == "size" else 422)

    def _say(self, locale: str, key: str, **params: object) -> str:
        return say(locale, key, params, tz=self._timezone)


def _client_id(body: Mapping[str, Any]) -> str:
    client = body.get("id")
    if not isinstance(client, str) or not _CLIENT_ID.fullmatch(client):
        raise web.HTTPBadRequest
    return client


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 12 else 0
