"""PostgreSQL brought back to a moment between two circulars, with its own base backup and archived log."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import sqlalchemy as sa

from casework.outgoing import claim_parcels
from casework.ports import Sent
from casework.receipts import acknowledge_receipt
from casework.settling import settle
from risk.circular import Circular
from storage.migrate import migrate
from storage.opening import Storage, open_storage
from storage.vault import KeyRing
from tests.support.archived_cluster import archived_cluster
from tests.support.command_line import CommandLine
from tests.support.customs import World, world
from tests.support.postgres import NoServer
from tests.support.raw import raw

pytestmark = [pytest.mark.postgres, pytest.mark.timeout(300)]
CHANNELS = ("telegram", "webchat")


@dataclass(frozen=True, kw_only=True)
class Brought:
    """The installation as it came back; `second` was issued after the moment, and sent."""

    url: str
    folder: Path
    first: Circular  # acknowledged before it
    unsent: Circular  # issued before it, sent after it
    second: Circular
    waiting: set[str]  # messages that were not sent at the moment

    def open(self) -> Storage:
        ring = KeyRing.load(self.folder / "data" / "key")
        return open_storage(self.url, keys=ring, anchor_dir=self.folder / "data" / "audit")


def sent(here: World) -> set[str]:
    """Everything that waits goes out, as by a worker; the ids of the messages."""
    done = set()
    for channel in CHANNELS:
        parcels = here.do(lambda uow, c=channel: claim_parcels(uow, here.env, c, limit=100))
        outcomes = [(parcel.message_id, Sent(external_id="x")) for parcel in parcels]
        here.do(lambda uow, o=outcomes: settle(uow, here.env, o))
        done |= {parcel.message_id for parcel in parcels}
    return done


@pytest.fixture(scope="module")
def brought(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Brought]:
    """The anchors are on another disk than the database: they have gone further than it."""
    folder = tmp_path_factory.mktemp("pitr")
    try:
        with archived_cluster() as cluster:
            database = cluster.server.create()
            url = cluster.server.url(database)
            migrate(url)
            (folder / "data").mkdir()
            storage = open_storage(
                url, keys=KeyRing.load(folder / "data" / "key"), anchor_dir=folder / "data" / "audit"
            )
            here = world(storage.transactions)
            cluster.base_backup()
            first = here.issued(title="第一份")
            sent(here)
            here.do(lambda uow: acknowledge_receipt(uow, here.env, here.people["toys"], first.id, channel="telegram"))
            unsent = here.issued(title="未发出")
            with raw(url) as connection:
                queued = sa.text("SELECT id FROM messages WHERE state = 'queued' AND NOT incoming")
                waiting = set(connection.execute(queued).scalars())
            moment = cluster.moment()
            second = here.issued(title="第二份")
            assert waiting <= sent(here)
            cluster.archive_all()
            storage.close()
            cluster.server.stop()
            cluster.brought_to(moment)
            yield Brought(
                url=cluster.server.url(database),
                folder=folder,
                first=first,
                unsent=unsent,
                second=second,
                waiting=waiting,
            )
    except NoServer as reason:
        pytest.skip(str(reason))


def test_nothing_is_declared_while_somebody_is_connected(brought: Brought) -> None:
    cli = CommandLine(brought.folder, DATABASE_URL=brought.url)
    with raw(brought.url):
        refused = cli("after-restore")
    assert (refused.code, "Somebody works with" in refused.err) == (1, True)


def test_the_first_circular_is_there_with_deliveries_and_receipts_and_the_second_is_not(brought: Brought) -> None:
    with raw(brought.url) as connection:
        titles = connection.execute(sa.text("SELECT title FROM circulars")).scalars().all()
        states = connection.execute(sa.text("SELECT state, count(*) FROM deliveries GROUP BY state")).all()
        late = connection.execute(
            sa.text("SELECT count(*) FROM deliveries WHERE circular_id = :second"), {"second": brought.second.id}
        ).scalar_one()
    assert set(titles) == {brought.first.title, brought.unsent.title}
    assert {state for state, _ in states} >= {"acknowledged"}
    assert late == 0


def test_no_role_starts_before_it_is_declared_and_then_repeats_are_marked_and_chains_verify(brought: Brought) -> None:
    cli = CommandLine(brought.folder, DATABASE_URL=brought.url)
    refused = cli("worker")
    assert (refused.code, "fenghuo after-restore" in refused.err) == (1, True)
    marked = cli.json("after-restore", "--json")
    assert marked["messages"] == len(brought.waiting) > 0
    assert sum(each["entries"] for each in marked["lost"]) > 0
    with raw(brought.url) as connection:
        repeats = set(connection.execute(sa.text("SELECT id FROM messages WHERE repeat")).scalars())
    assert repeats == brought.waiting
    storage = brought.open()
    try:
        assert storage.verify_audit() == []
        receipts = storage.verify_receipts()
        assert (receipts.receipts, receipts.findings) == (1, ())
    finally:
        storage.close()
    with cli.role("worker"):
        pass
