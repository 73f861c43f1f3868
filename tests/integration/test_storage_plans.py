"""The queries that run every second are answered by an index, not by reading the whole table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
import sqlalchemy as sa

from casework.ports import Lane, UnitOfWork
from casework.ports.digests import DigestHour
from casework.ports.ledger import Addressees, Wanted
from risk.circular import WarningLevel
from storage.engines import lone_engine
from storage.repositories import RowsUnitOfWork
from storage.vault import KeyRing
from storage.work import Work
from tests.contract.test_cases import make_case
from tests.support.storage_records import INFORMATION, NOW, TODAY

WANTED = Wanted(
    product="toys.magnetic", hazards=("fire",), origin="CN", level=WarningLevel.ORANGE, enterprises_only=False
)
HOUR = DigestHour(zone="", hour=9, day=f"{NOW:%Y-%m-%d}", at=NOW)
LEASE = NOW + timedelta(minutes=1)
QUERIES: dict[str, Callable[[UnitOfWork], object]] = {
    "ix_messages_waiting": lambda uow: uow.outbox.claim("telegram", now=NOW, lease_until=LEASE, limit=5),
    "ix_messages_waiting (channel=? AND lane_rank=?)": (
        lambda uow: uow.outbox.ahead("telegram", lane=Lane.CIRCULAR, now=NOW, lease_until=LEASE, limit=5)
    ),
    "ix_deliveries_remind_at": lambda uow: uow.pursuit.to_remind(NOW, limit=5),
    "ix_deliveries_escalate_at": lambda uow: uow.pursuit.to_hand_on(NOW, limit=5),
    "ix_deliveries_listed": lambda uow: uow.pursuit.untold(),
    "ix_deliveries_dead": lambda uow: uow.deliveries.undeliverable(),
    "ix_subscriptions_digest": lambda uow: uow.digests.claim(HOUR, limit=100),
    "ix_subscriptions_zone": lambda uow: uow.subscriptions.zones(),
    "ix_deadlines_next_at": lambda uow: uow.deadlines.to_call(NOW),
    "ix_signals_queue": lambda uow: uow.signals.queue("org"),
    "uq_signals_open": lambda uow: uow.signals.open_with("org", "toys|fire"),
    "ix_signals_brand": lambda uow: uow.signals.open_alike("org", brand="星汪"),
    "ix_signals_model": lambda uow: uow.signals.open_alike("org", model="cx20"),
    "ix_signals_kind": lambda uow: uow.signals.open_alike("org", kind="kettle"),
    "uq_addresses_open": lambda uow: uow.addresses.at("telegram", "7"),
    "ix_filings_waiting": lambda uow: uow.filings.waiting("org"),
    "ix_circulars_state": lambda uow: uow.circulars.announcements(today=TODAY),
    "uq_messages_address_id_seq": lambda uow: uow.outbox.after("address", 0),
    "sqlite_autoindex_operator_roles": lambda uow: uow.ledger.addressed(Addressees(roles=("importer",))),
    "subscription_facets USING PRIMARY KEY (product=? AND hazard=? AND enterprise=? AND min_rank=? AND origin=?)": (
        lambda uow: uow.ledger.addressed(Addressees(subscribed=WANTED))
    ),
    "ix_informations_person_id": lambda uow: uow.informations.of_person("person"),
}


@pytest.fixture
def connection(sqlite_url: str) -> Iterator[sa.Connection]:
    engine = lone_engine(sqlite_url)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


@pytest.mark.parametrize(("index", "query"), QUERIES.items(), ids=QUERIES)
def test_a_frequent_query_uses_its_index(
    connection: sa.Connection, index: str, query: Callable[[UnitOfWork], object]
) -> None:
    asked: list[tuple[str, object]] = []

    @sa.event.listens_for(connection, "before_cursor_execute")
    def note(_c: object, _cursor: object, statement: str, parameters: object, *_more: object) -> None:
        asked.append((statement, parameters))

    query(RowsUnitOfWork(Work(connection, KeyRing.ephemeral(), audit_key=b"", writable=True)))
    steps = _plan(connection, *asked[-1])  # the first is BEGIN
    unique = index.startswith("uq_messages")  # SQLite names the index of a constraint itself
    assert any(index in step or (unique and "sqlite_autoindex_messages" in step) for step in steps), steps


def test_a_tip_is_found_by_its_hints_through_keys_alone(connection: sa.Connection) -> None:
    asked: list[tuple[str, object]] = []

    @sa.event.listens_for(connection, "before_cursor_execute")
    def note(_c: object, _cursor: object, statement: str, parameters: object, *_more: object) -> None:
        asked.append((statement, parameters))

    uow = RowsUnitOfWork(Work(connection, KeyRing.ephemeral(), audit_key=b"", writable=True))
    make_case(uow)
    uow.hints.keep(INFORMATION, ("焰王", "kind:lighter"))
    written = len(asked)
    assert [tip.id for tip in uow.hints.sharing("org", ("焰王", "kind:lighter"), limit=8)] == [INFORMATION.id]
    by_hint, by_id, by_signal = (_plan(connection, *one) for one in asked[written:])
    assert [step for step in by_hint if "information_hints" in step] == [
        "SEARCH information_hints USING PRIMARY KEY (hint_blind=?)"
    ] * 2
    assert by_id[0] == "SEARCH informations USING INDEX sqlite_autoindex_informations_1 (id=?)"
    assert by_signal[0] == "SEARCH signals USING INDEX sqlite_autoindex_signals_1 (id=?)"


def _plan(connection: sa.Connection, statement: str, parameters: object) -> list[str]:
    plan = connection.connection.cursor().execute(f"EXPLAIN QUERY PLAN {statement}", parameters).fetchall()  # type: ignore[call-overload]
    return [str(row[3]) for row in plan]
