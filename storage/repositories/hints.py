"""The index by which tips on the same thing are found: keyed hashes of their words."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Collection, Iterable
from functools import cache

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import select, union_all

from casework.ports.repositories import HINTED
from risk.information import RiskInformation
from risk.signal import OPEN_STATES
from storage.mapping import Mapped, table_of
from storage.repositories.signals import SIGNAL
from storage.rows import InformationHintRow
from storage.upsert import insert_or
from storage.work import Work

_HINTS = table_of(InformationHintRow)
_SIGNALS = SIGNAL.table


class Hints:
    def __init__(self, work: Work, mapped: Mapped[RiskInformation]) -> None:
        self._work = work
        self._mapped = mapped

    def keep(self, information: RiskInformation, hints: Collection[str]) -> None:
        rows = [
            {"hint_blind": blind, "at": information.submitted_at, "information_id": information.id}
            for blind in self._blinds(hints)
        ]
        self._work.write_many(insert_or(_HINTS).on_conflict_do_nothing(), rows, kind=_HINTS.name)

    def sharing(self, office_id: str, hints: Collection[str], *, limit: int) -> list[RiskInformation]:
        newest = [
            select(_HINTS.c.hint_blind, _HINTS.c.information_id)
            .where(_HINTS.c.hint_blind == blind)
            .order_by(_HINTS.c.at.desc(), _HINTS.c.information_id.desc())
            .limit(HINTED)
            .subquery()
            for blind in self._blinds(hints)
        ]
        if not newest:
            return []
        by_hint: dict[str, list[str]] = {}
        for blind, id_ in self._work.all(union_all(*map(select, newest))):
            by_hint.setdefault(blind, []).append(id_)
        ids = likeliest(by_hint.values())[:HINTED]
        # One after the other, by key alone: told the office as well, SQLite begins with all of its signals.
        tips = self._mapped.table
        found = {row.id: row for row in self._work.all(select(tips).where(tips.c.id.in_(ids)))}
        on = {row.signal_id for row in found.values()} - {None}
        signals = self._work.all(
            select(_SIGNALS.c.id, _SIGNALS.c.office_id, _SIGNALS.c.state).where(_SIGNALS.c.id.in_(on))
        )
        is_open = {row.id for row in signals if row.office_id == office_id and row.state in OPEN_STATES}
        first = [found[id_] for id_ in ids if found[id_].signal_id in is_open][:limit]
        return [self._mapped.from_row(row._mapping, self._work.ring) for row in first]

    def _blinds(self, hints: Collection[str]) -> list[str]:
        key = _key(self._work.audit_key)
        words = (hint.encode(errors="surrogatepass") for hint in sorted(hints))
        return [hmac.new(key, word, hashlib.sha256).hexdigest()[:32] for word in words]


@cache
def _key(audit_key: bytes) -> bytes:
    """Not of the ring: a rotation has no words to build these hashes anew from. Like a data key, the one that this is
    derived from lies wrapped in the database, and is wrapped anew.
    """
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=b"fenghuo hints").derive(audit_key)


def likeliest(found: Iterable[Collection[str]]) -> list[str]:
    """The ids by what they share: each hint counts the less, the more have it. One that many have is not enough."""
    shares: dict[str, float] = {}
    for ids in found:
        for id_ in ids:
            shares[id_] = shares.get(id_, 0.0) + 1 / len(ids)
    telling = [id_ for id_, share in shares.items() if share > 1 / HINTED]
    return sorted(telling, key=lambda id_: (-shares[id_], id_))
