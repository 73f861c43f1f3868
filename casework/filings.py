"""Filing 备案 of what was issued with the next higher office (Art. 20): it is told, it does not approve."""

from __future__ import annotations

from dataclasses import replace

from casework.env import Env
from casework.notices import filing_notice
from casework.ports import UnitOfWork
from casework.tell import tell
from risk.circular import Circular, Filing
from risk.organisation import Person, Role
from risk.permission import Act, demand


def file_circular(uow: UnitOfWork, env: Env, circular: Circular, text: str) -> Filing | None:
    """In the transaction of the issue; None for an office that has nobody above it, and of an exercise."""
    office = uow.organisations.get(circular.org_id)
    if office.parent_id is None or circular.exercise:
        return None
    filing = Filing(
        id=env.ids.new(),
        circular_id=circular.id,
        from_org_id=office.id,
        to_org_id=office.parent_id,
        filed_at=env.now(),
    )
    uow.filings.add(filing)
    notice = filing_notice(circular, filing, text, office=office.name)
    for superior in uow.people.of(filing.to_org_id, role=Role.SUPERIOR):
        tell(uow, env, superior, notice, dedupe=f"filing:{filing.id}")
    return filing


def acknowledge_filing(uow: UnitOfWork, env: Env, actor: Person, filing_id: str) -> Filing:
    """Acknowledged already: as it is, with who did it and when."""
    filing = uow.filings.get(filing_id)
    demand(actor, Act.ACKNOWLEDGE_FILING, subject=filing)
    if filing.acknowledged_at is not None:
        return filing
    acknowledged = uow.filings.save(replace(filing, acknowledged_by=actor.id, acknowledged_at=env.now()))
    uow.audit.append(
        org_id=filing.to_org_id,
        at=env.now(),
        actor_id=actor.id,
        act="filing.acknowledge",
        subject=f"filing:{filing.id}",
    )
    return acknowledged
