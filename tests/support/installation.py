"""An installation on one database: its roles are real commands, each with its own data folder, all with one key."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from pydantic import SecretStr

from casework.addresses import register_address
from casework.ports import UnitOfWork
from fenghuo import demonstration
from fenghuo.compose import workshop
from fenghuo.settings import Settings
from risk.organisation import Role
from tests.support.program import Program
from tests.support.receivers import WEBHOOK_SECRET, Receivers

NEVER = "3600"  # seconds between looks that nobody rang for: longer than any test


class Installation:
    """`poll`: seconds between looks that nobody rang for."""

    def __init__(self, database_url: str, folder: Path, *, webhooks: str = "", poll: str = NEVER) -> None:
        self._folder = folder
        self._settings = {
            "DATABASE_URL": database_url,
            "KEY_FILE": str(folder / "key"),
            "POLL_SECONDS": poll,
            "WEBHOOK_HOSTS": webhooks,
            "READ_FILES": "no",
        }

    def program(self, name: str, role: str, **settings: str) -> Program:
        """Not started yet."""
        return Program(self._folder / name, role, **{**self._settings, **settings})

    def settings(self) -> Settings:
        """Of a machine that only looks at the database."""
        url = SecretStr(self._settings["DATABASE_URL"])
        return Settings(data_dir=self._folder / "looking", key_file=self._folder / "key", database_url=url)

    def found(self, receivers: Receivers) -> None:
        """The demonstration offices; the officers of 江门海关 have a webhook beside their page."""
        with closing(workshop(self.settings())) as shop:

            def body(uow: UnitOfWork) -> None:
                demonstration.settle(uow, shop.env)
                office = uow.organisations.by_name("江门海关")
                assert office is not None
                for number, officer in enumerate(uow.people.of(office.id, role=Role.OFFICER)):
                    to = f"{receivers.url}/hook?{number} {WEBHOOK_SECRET}"
                    register_address(uow, shop.env, officer, "webhook", to, vouched=True)

            shop.transactions.run_now(body)


def host_of(receivers: Receivers) -> str:
    return receivers.url.removeprefix("http://")
