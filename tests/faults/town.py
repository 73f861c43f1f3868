"""The installation under test as it lies on the disk: founded once, looked into while nobody runs it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from sqlalchemy import inspect, select, text

from casework.circulars import approve_circular, draft_circular, submit_now
from casework.enrolment import add_person, open_address
from casework.issuing import issue_now
from casework.ports import MessageState, UnitOfWork
from fenghuo import demonstration
from fenghuo.compose import Workshop
from fenghuo.settings import Settings
from risk.circular import CircularKind, WarningLevel
from risk.organisation import Person, Role
from storage.engines import is_sqlite, lone
from storage.repositories.outbox import MESSAGE
from tests.faults.book import OFFICER
from tests.faults.nursery import furnished

_SENT: Final = (MessageState.SENT, MessageState.DELIVERED)
_LEASES: Final = "leases"


@dataclass(kw_only=True)
class Town:
    """`ahead`: by how many seconds its clock is fast. `people`: ids of those who get circulars, by address."""

    settings: dict[str, str]
    people: dict[tuple[str, str], str]
    ahead: float = 0.0

    @contextmanager
    def open(self) -> Iterator[Workshop]:
        """Its database, from this process."""
        shop = furnished(self.settings, ahead=self.ahead)
        try:
            yield shop
        finally:
            shop.close()

    @property
    def url(self) -> str:
        return Settings.model_validate(dict(self.settings)).database_url.get_secret_value()

    def approve(self, title: str) -> None:
        """One circular more waits for its issue, and the officer is told so."""
        with self.open() as shop:
            approve(shop, title)

    def pass_(self, seconds: float) -> None:
        """While nobody runs it: what somebody had on lease is free again."""
        self.ahead += seconds
        if is_sqlite(self.url):
            return
        with lone(self.url) as engine:
            if not inspect(engine).has_table(_LEASES):
                return
            # PostgreSQL judges leases by its own clock, which a test cannot move: so their ends are.
            with engine.begin() as connection:
                span = f"interval '{int(seconds)} seconds'"
                connection.execute(text(f"UPDATE leases SET until = until - {span}"))  # noqa: S608 # a number
                connection.execute(
                    text(f"UPDATE leases SET former_until = former_until - {span}")  # noqa: S608 # a number
                )

    def booked(self) -> list[tuple[str, str]]:
        """Channel and external id of all that the ledger says is sent."""
        c = MESSAGE.table.c
        statement = select(c.id, c.channel, c.external_id).where(
            c.channel != "webchat", c.incoming.is_(False), c.state.in_(_SENT)
        )
        with lone(self.url) as engine, engine.connect() as connection:
            rows = connection.execute(statement).all()
        # A mail server's answer is no name: there the message's own id counts.
        return [(row.channel, row.id if row.channel == "mail" else row.external_id) for row in rows]

    def waiting(self) -> int:
        """How many messages still have to go out."""
        c = MESSAGE.table.c
        open_ = (MessageState.QUEUED, MessageState.SENDING, MessageState.FAILED, MessageState.UNKNOWN)
        with lone(self.url) as engine, engine.connect() as connection:
            return len(connection.execute(select(c.id).where(c.state.in_(open_))).all())


def found(settings: Mapping[str, str], addresses: Sequence[tuple[str, str]]) -> Town:
    """江门海关 and those beside it, as in the demonstration; a reader in an enterprise for each address."""
    town = Town(settings={**settings, "log_level": "ERROR", "read_files": "no"}, people={})
    with town.open() as shop:
        env = shop.env

        def body(uow: UnitOfWork) -> dict[tuple[str, str], str]:
            parts = demonstration.settle(uow, env)
            open_address(uow, env, parts["officer"], "telegram", OFFICER)
            company = parts["enterprise"].org_id
            people: dict[tuple[str, str], str] = {}
            for channel, address in addresses:
                person = add_person(uow, env, org_id=company, role=Role.ENTERPRISE, name=f"读者{len(people)}")
                open_address(uow, env, person, channel, address)
                people[channel, address] = person.id
            return people

        town.people = shop.transactions.run_now(body)
    return town


def approve(shop: Workshop, title: str, *, level: WarningLevel = WarningLevel.ORANGE) -> str:
    """An approved circular to all enterprises; its id."""
    env, (officer, signer) = shop.env, (_one(shop, role) for role in (Role.OFFICER, Role.SIGNER))

    def drafted(uow: UnitOfWork) -> str:
        return draft_circular(
            uow,
            env,
            officer,
            kind=CircularKind.ADVISORY,
            level=level,
            title=title,
            body="磁力珠可能被儿童吞食。",
            product="toys",
            hazards=("choking",),
            audience="all",
        ).id

    id_ = shop.transactions.run_now(drafted)
    digest = submit_now(shop.transactions, env, shop.render, officer, id_).digest
    shop.transactions.run_now(lambda uow: approve_circular(uow, env, signer, id_, digest=digest))
    return id_


def issue(shop: Workshop, title: str) -> str:
    """Approved and issued by the officer; the circular's id."""
    id_ = approve(shop, title)
    issue_now(shop.transactions, shop.env, shop.render, _one(shop, Role.OFFICER), id_)
    return id_


def _one(shop: Workshop, role: Role) -> Person:
    """The first of the demonstration in that part."""
    return shop.transactions.run_now(lambda uow: next(iter(uow.people.all(role=role))))
