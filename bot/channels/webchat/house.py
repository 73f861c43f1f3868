"""What the web chat is given from outside: the engine, and the rules of the house it is a room of."""

from __future__ import annotations

from typing import Protocol

from aiohttp import web

from bot.dialogue.incoming import Incoming
from casework.ports import Session
from risk.organisation import Person


class Engine(Protocol):
    async def handle(self, incoming: Incoming) -> None:
        """One update; its replies are in the outbox when this returns."""


class House(Protocol):
    """Sessions, language and limits. Forged posts are refused before a handler runs."""

    @property
    def office(self) -> str:
        """Who runs this installation, as its pages' heads name it; may be empty."""

    async def who(self, request: web.Request) -> tuple[Session, Person] | None: ...
    async def who_now(self, request: web.Request) -> tuple[Session, Person] | None:
        """The same, looked up again."""

    async def welcome(self, request: web.Request) -> tuple[Session, Person]:
        """Makes the browser a new visitor."""

    def came_signed_in(self, request: web.Request) -> bool:
        """Whether it showed a session cookie, valid or not."""

    def csrf(self, request: web.Request) -> str:
        """What its posts must carry in X-CSRF-Token."""

    def locale(self, request: web.Request) -> str: ...
    async def keep_locale(self, request: web.Request, locale: str) -> None: ...
    def allow(self, request: web.Request, kind: str) -> None:
        """`kind`: say | upload. Raises 429."""
