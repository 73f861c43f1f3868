"""Key rotation: a new current key, every data key wrapped by it, every blind index built anew, in batches.

Safe to stop and to begin again: what is still under an older key is found by its `key_id`. The program may go on
working meanwhile, since look-ups try the index of every key.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from sqlalchemy import Table, func, select, update

from storage.mapping import Mapped, table_of
from storage.repositories.informations import ATTACHMENT, INFORMATION, REAL_NAME, RELAY
from storage.repositories.leases import PACE
from storage.repositories.organisations import ADDRESS, PERSON
from storage.repositories.outbox import MESSAGE, NOTICE
from storage.repositories.readings import READING
from storage.repositories.receipts import SIGNED_RECEIPT
from storage.repositories.signals import SIGNAL
from storage.repositories.talk import CONVERSATION
from storage.rows import AttachmentContentRow, ReceiptPaperRow, WrappedKeyRow
from storage.transactions import SqlTransactions
from storage.vault import Box, KeyRing
from storage.work import Work

Progress = Callable[[int, int], None]  # rows done, rows to do

SEALED: tuple[Mapped[Any], ...] = (
    PERSON,
    ADDRESS,
    CONVERSATION,
    MESSAGE,
    NOTICE,
    INFORMATION,
    REAL_NAME,
    ATTACHMENT,
    RELAY,
    READING,
    SIGNAL,
    SIGNED_RECEIPT,
    PACE,
)
_CONTENTS = (table_of(AttachmentContentRow), table_of(ReceiptPaperRow))
_KEYS = table_of(WrappedKeyRow)


def silent(_done: int, _total: int) -> None:
    """No progress shown."""


def rotate(transactions: SqlTransactions, ring: KeyRing, *, batch: int = 500, progress: Progress = silent) -> int:
    """Adds a key and brings everything under it; returns how many rows were wrapped anew."""
    ring.add_key()
    return rewrap(transactions, ring, batch=batch, progress=progress)


def rewrap(transactions: SqlTransactions, ring: KeyRing, *, batch: int = 500, progress: Progress = silent) -> int:
    """Brings everything under the current key: the second half of a rotation, also after an interrupted one."""
    transactions.run_work(lambda work: _rewrap_keys(work, ring))
    mapped_by_table: dict[Table, Mapped[Any] | None] = {**dict.fromkeys(_CONTENTS), **{m.table: m for m in SEALED}}
    total = transactions.read_work(lambda work: sum(_left(work, table, ring) for table in mapped_by_table))
    done = 0
    for table, mapped in mapped_by_table.items():
        step = functools.partial(_rewrap_batch, table=table, mapped=mapped, ring=ring, limit=batch)
        while count := transactions.run_work(step):
            done += count
            progress(done, max(total, done))
    return done


def _left(work: Work, table: Table, ring: KeyRing) -> int:
    row = work.first(select(func.count()).where(table.c.key_id != ring.current_id))
    return 0 if row is None else int(row[0])


def _rewrap_batch(work: Work, *, table: Table, mapped: Mapped[Any] | None, ring: KeyRing, limit: int) -> int:
    statement = select(table).where(table.c.key_id != ring.current_id).limit(limit).with_for_update()
    rows = work.all(statement)
    for row in rows:
        context = f"{table.name}:{row.id}"
        old = Box(data_key=row.data_key, key_id=row.key_id, sealed=row.sealed)
        new = ring.rewrap(old, context=context)
        values: dict[str, Any] = {"data_key": new.data_key, "key_id": new.key_id}
        if mapped is not None and mapped.blind:
            values |= mapped.blinds(mapped.from_row(row._mapping, ring), ring)
        # The version stays: nothing that a reader of the record could see has changed.
        work.write(update(table).where(table.c.id == row.id).values(values), kind=table.name)
    return len(rows)


def _rewrap_keys(work: Work, ring: KeyRing) -> None:
    for row in work.all(select(_KEYS).where(_KEYS.c.key_id != ring.current_id).with_for_update()):
        context = f"{_KEYS.name}:{row.name}"
        plain = ring.unwrap(row.wrapped, key_id=row.key_id, context=context)
        wrapped = ring.wrap(plain, key_id=ring.current_id, context=context)
        values = {"key_id": ring.current_id, "wrapped": wrapped}
        work.write(update(_KEYS).where(_KEYS.c.name == row.name).values(values), kind=_KEYS.name)
