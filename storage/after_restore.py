"""What a database that went back in time has to know about it, before anybody works with it.

What it shows as not sent may have been sent since, what it shows as unspent may be spent, and numbers that it would
give next may have been given. The audit log says so itself, so that the anchors, which are ahead of it, accuse nobody.
"""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Select, func, not_, or_, select, update

from risk.circular import CircularState, CircularStatus
from risk.delivery import DeliveryState
from risk.errors import DomainError
from risk.organisation import Role
from storage.audit import RESTORED, AuditLog, ahead, verify
from storage.mapping import table_of
from storage.opening import Storage
from storage.repositories.circulars import series
from storage.repositories.counters import COUNTERS
from storage.repositories.outbox import MESSAGE_COUNTER
from storage.rows import CircularRow, DeliveryRow, LinkRow, MessageRow, OrganisationRow, PersonRow, SessionRow
from storage.rows.talk import WAITING
from storage.work import Work

Progress = Callable[[int], None]  # how many more chains are done

# Beyond every number that was given since the backup: readers, and pages that are open, tell messages by it.
LEAP: Final = 1_000_000
_ACTOR: Final = "system"
_BATCH: Final = 200  # chains in one transaction
_OPEN: Final = (DeliveryState.QUEUED, DeliveryState.SENDING, DeliveryState.FAILED, DeliveryState.UNKNOWN)
_SERIES: Final = tuple(
    series(status, name) for status in CircularStatus for name in ("official numbers of ", "drafts of ")
)
_MESSAGES, _DELIVERIES, _CIRCULARS = table_of(MessageRow), table_of(DeliveryRow), table_of(CircularRow)
_LINKS, _SESSIONS, _PEOPLE = table_of(LinkRow), table_of(SessionRow), table_of(PersonRow)
_ORGANISATIONS = table_of(OrganisationRow)


class RestoredUnmarked(DomainError):
    """The audit log ends before what was anchored: a restore that nobody declared, or entries were removed."""

    code = "restored-unmarked"


@dataclass(frozen=True, kw_only=True)
class Lost:
    """`entries` of an organisation's audit log were anchored after the backup, and are gone."""

    org_id: str
    name: str  # the id where the organisation itself is gone
    entries: int


@dataclass(frozen=True, kw_only=True)
class Marked:
    """What was marked or ended. `messages` may be repeats, for `deliveries` among others.

    `approved`: numbers of circulars that may have been issued since. `numbers`: series in which some were left out.
    """

    messages: int
    deliveries: int
    links: int
    sessions: int
    approved: tuple[str, ...]
    numbers: int
    chains: int = 0
    lost: tuple[Lost, ...] = ()


def mark_restored(
    storage: Storage, *, restore: str, at: datetime, skip: int = 0, progress: Progress = lambda _count: None
) -> Marked:
    """To be called while nobody else works with the database; done twice, it does no harm.

    `restore` names this one. `skip`: how many numbers of circulars, drafts and signals to leave out in each series.
    """
    transactions = storage.transactions
    lost = transactions.read_work(lambda work: ahead(AuditLog(work), storage.anchor))
    chains = sorted({*transactions.read_work(lambda work: AuditLog(work).organisations()), *lost})
    marked = transactions.run_work(functools.partial(_mark, at=at, skip=skip))
    for start in range(0, len(chains), _BATCH):
        some = chains[start : start + _BATCH]
        transactions.run_work(functools.partial(_say_so, some=some, lost=lost, restore=restore, at=at))
        progress(len(some))
    names = transactions.read_work(_names)
    told = tuple(
        Lost(org_id=org_id, name=names.get(org_id, org_id), entries=entries) for org_id, entries in sorted(lost.items())
    )
    return dataclasses.replace(marked, lost=told, chains=len(chains))


def refuse_unmarked(storage: Storage) -> None:
    """Before a role starts: raises `RestoredUnmarked` if the log ends before its anchor and does not say why."""

    def unexplained(work: Work) -> bool:
        log = AuditLog(work)
        doubtful = ahead(log, storage.anchor)
        return bool(doubtful) and bool(verify(log, storage.anchor, audit_key=storage.audit_key, only=doubtful))

    if storage.transactions.read_work(unexplained):
        raise RestoredUnmarked(folder=str(storage.anchor.folder))


def _mark(work: Work, *, at: datetime, skip: int) -> Marked:
    m, d, p = _MESSAGES.c, _DELIVERIES.c, _PEOPLE.c
    to_send = update(_MESSAGES).where(WAITING, not_(m.repeat)).values(repeat=True, version=m.version + 1)
    work.write(to_send, kind=_MESSAGES.name)
    approved = select(_CIRCULARS.c.number).where(_CIRCULARS.c.state == CircularState.APPROVED)
    # A visitor's session is all that leads back to their own case; staff sign in again.
    visitors = select(p.id).where(p.role == Role.CITIZEN)
    return Marked(
        messages=_count(work, select(_MESSAGES).where(WAITING)),
        deliveries=_count(work, select(_DELIVERIES).where(d.state.in_(_OPEN))),
        links=work.write(
            update(_LINKS).where(_LINKS.c.spent_at.is_(None), _LINKS.c.expires_at > at).values(spent_at=at),
            kind="links",
        ),
        sessions=work.write(
            update(_SESSIONS)
            .where(_SESSIONS.c.ended_at.is_(None), _SESSIONS.c.person_id.not_in(visitors))
            .values(ended_at=at),
            kind="sessions",
        ),
        approved=tuple(str(row.number) for row in work.all(approved.order_by(_CIRCULARS.c.number))),
        numbers=_leave_out(work, skip),
    )


def _count(work: Work, found: Select[Any]) -> int:
    return int(work.first(select(func.count()).select_from(found.subquery()))[0])


def _names(work: Work) -> dict[str, str]:
    return {row.id: row.name for row in work.all(select(_ORGANISATIONS.c.id, _ORGANISATIONS.c.name))}


def _leave_out(work: Work, skip: int) -> int:
    """How many series go on at a higher number; those of the messages always do."""
    c = COUNTERS.c
    work.write(
        update(COUNTERS).where(c.name.startswith(MESSAGE_COUNTER, autoescape=True)).values(value=c.value + LEAP),
        kind=COUNTERS.name,
    )
    ours = or_(c.name == "signals", *(c.name.startswith(name, autoescape=True) for name in _SERIES))
    return work.write(update(COUNTERS).where(ours).values(value=c.value + skip), kind=COUNTERS.name) if skip else 0


def _say_so(work: Work, *, some: list[str], lost: Mapping[str, int], restore: str, at: datetime) -> None:
    log = AuditLog(work)
    for org_id in some:
        entries = str(lost.get(org_id, 0))
        log.append(org_id=org_id, at=at, actor_id=_ACTOR, act=RESTORED, subject=restore, lost=entries)
