"""Recipients of an older release are not forgotten by the new one: whoever was reminded is waited for."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from casework.ports import UnitOfWork
from risk.delivery import DeliveryState
from storage import migrate
from storage.opening import open_storage
from storage.vault import KeyRing
from tests.support.raw import raw
from tests.support.storage_records import CIRCULAR, DELIVERY, LATER, SIGNAL, make_person


def test_whoever_was_being_reminded_is_waited_for_until_then(
    database_url: str, key_ring: KeyRing, tmp_path: Path
) -> None:
    def fill(uow: UnitOfWork) -> None:
        make_person(uow)
        uow.signals.add(SIGNAL)
        uow.circulars.add(CIRCULAR)
        rows = {"telegram": {}, "mail": {"state": DeliveryState.ACKNOWLEDGED}, "sms": {"remind_at": None}}
        for channel, fields in rows.items():
            uow.deliveries.add(dataclasses.replace(DELIVERY, id=channel, channel=channel, **fields))  # type: ignore[arg-type]

    storage = open_storage(database_url, keys=key_ring, anchor_dir=tmp_path)
    storage.transactions.run_now(fill)
    storage.close()
    assert migrate.downgrade(database_url, "0007") == "0007"
    assert migrate.migrate(database_url) == migrate.head()
    storage = open_storage(database_url, keys=key_ring, anchor_dir=tmp_path)
    kept = storage.transactions.run_now(lambda uow: uow.deliveries.of_circular("circular"))
    storage.close()
    assert {row.channel: row.escalate_at for row in kept} == {"telegram": LATER, "mail": None, "sms": None}


def test_an_older_release_may_write_beside_the_new_one(database_url: str) -> None:
    with raw(database_url) as connection:
        connection.exec_driver_sql(
            "INSERT INTO office_clocks (org_id, acknowledge_grave_hours, acknowledge_days, verify_days, answer_days, "
            "receipt_days, escalate_hours, version) VALUES ('o', 4, 1, 5, 5, 1, 4, 0)"
        )
        found = connection.exec_driver_sql(
            "SELECT channel_hours, colleague_hours, all_channels_from FROM office_clocks"
        )
        assert [tuple(row) for row in found.all()] == [(4, 8, "red")]
