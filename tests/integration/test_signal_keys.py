"""What a signal knows of its thing lies sealed, and is found through blind indexes, also after a rotation."""

from __future__ import annotations

import hashlib
from pathlib import Path

from storage.opening import open_storage
from storage.rotation import rotate
from storage.vault import KeyRing
from tests.contract.test_cases import make_case
from tests.support.raw import at_rest
from tests.support.storage_records import INFORMATION, SIGNAL


def test_brand_model_and_kind_are_not_readable_and_are_found(
    database_url: str, key_ring: KeyRing, tmp_path: Path
) -> None:
    storage = open_storage(database_url, keys=key_ring, anchor_dir=tmp_path)
    storage.transactions.run_now(lambda uow: uow.signals.add(SIGNAL))
    found = storage.transactions.run_now(lambda uow: uow.signals.open_alike("org", brand="星汪"))
    assert found == [SIGNAL]
    rotate(storage.transactions, key_ring)
    for keys in ({"brand": "星汪"}, {"model": "cx20"}, {"kind": "magnetic_beads"}):
        assert storage.transactions.run_now(lambda uow, k=keys: uow.signals.open_alike("org", **k)) == [SIGNAL]
    identity = SIGNAL.identity.reveal()
    assert storage.transactions.run_now(lambda uow: uow.signals.open_with("org", identity)) == SIGNAL
    storage.close()
    stored = at_rest(database_url)
    for words in ("星汪", "cx20", "magnetic_beads"):
        assert words.encode() not in stored


def test_the_words_by_which_a_tip_is_found_are_not_readable_and_find_it_after_a_rotation(
    database_url: str, key_ring: KeyRing, tmp_path: Path
) -> None:
    storage = open_storage(database_url, keys=key_ring, anchor_dir=tmp_path)
    storage.transactions.run_now(make_case)
    storage.transactions.run_now(lambda uow: uow.hints.keep(INFORMATION, ("焰王", "kind:lighter")))
    rotate(storage.transactions, key_ring)
    storage.close()
    storage = open_storage(database_url, keys=key_ring, anchor_dir=tmp_path)
    found = storage.transactions.run_now(lambda uow: uow.hints.sharing("org", ("焰王",), limit=1))
    assert [tip.id for tip in found] == [INFORMATION.id]
    storage.close()
    stored = at_rest(database_url)
    for words in ("焰王", "kind:lighter", hashlib.sha256("焰王".encode()).hexdigest()[:32]):
        assert words.encode() not in stored
