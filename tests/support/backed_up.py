"""An SQLite installation in a folder of its own, to be backed up and put back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa

from casework.outgoing import claim_parcels
from casework.ports import Sent
from casework.settling import settle
from storage.backup import Backup, make_backup
from storage.opening import Storage, open_storage
from storage.restore import Restored, restore_backup
from storage.vault import KeyRing
from tests.support.customs import World
from tests.support.raw import raw

AT = datetime(2026, 3, 9, 8, 0, tzinfo=UTC)
CHANNELS = ("telegram", "webchat")


@dataclass(frozen=True, kw_only=True)
class House:
    """An installation in a folder of its own, open; a circular of it was issued before the backup."""

    folder: Path
    storage: Storage
    here: World

    @property
    def url(self) -> str:
        return self.storage.url

    @property
    def file(self) -> Path:
        return self.folder / "fenghuo.db"

    def back_up(self, *, with_key: bool = False) -> Backup:
        return make_backup(
            self.url,
            self.folder / "backup",
            anchors=self.folder / "audit",
            key_file=self.folder / "key",
            with_key=with_key,
            release="test",
            at=AT,
        )

    def restore(self, *, replace: bool = True, skip: int = 0, at: datetime = AT) -> Restored:
        return restore_backup(
            self.folder / "backup",
            self.url,
            anchors=self.folder / "audit",
            key_file=self.folder / "key",
            at=at,
            replace=replace,
            skip=skip,
        )

    def send_all(self) -> list[str]:
        """As a worker does; the ids of the messages."""
        sent = []
        for channel in CHANNELS:
            parcels = self.here.do(lambda uow, c=channel: claim_parcels(uow, self.here.env, c, limit=100))
            done = [(parcel.message_id, Sent(external_id="x")) for parcel in parcels]
            self.here.do(lambda uow, d=done: settle(uow, self.here.env, d))
            sent += [parcel.message_id for parcel in parcels]
        return sent

    def repeats(self) -> dict[str, bool]:
        """Of every message: whether it may be a repeat."""
        with raw(self.url) as connection:
            return {row.id: bool(row.repeat) for row in connection.execute(sa.text("SELECT id, repeat FROM messages"))}


def opened(folder: Path) -> Storage:
    url = f"sqlite:///{folder / 'fenghuo.db'}"
    return open_storage(url, keys=KeyRing.load(folder / "key"), anchor_dir=folder / "audit")


@contextmanager
def working(house: House) -> Iterator[Storage]:
    """The installation as it is after a restore; what the house has open is the former file."""
    storage = opened(house.folder)
    try:
        yield storage
    finally:
        storage.close()
