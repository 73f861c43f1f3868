"""The closed statuses that a tipster sees, each told once and kept (DESIGN §3)."""

from __future__ import annotations

from dataclasses import replace

from casework.env import Env
from casework.ports import Key, Say, Text, UnitOfWork
from casework.tell import tell
from risk.information import RiskInformation, Status, StatusEvent


def set_status(uow: UnitOfWork, env: Env, information: RiskInformation, status: Status) -> RiskInformation:
    """Records the status and tells the tipster, unless they withdrew contact. The same status again is nothing."""
    if information.status is status:
        return information
    changed = uow.informations.save(replace(information, status=status))
    note_status(uow, env, changed)
    person = uow.people.get(information.person_id)
    if person.contact_withdrawn_at is None:
        text = Text(
            key="citizen-status-told",
            params={"number": information.number, "status": Key(key=f"information-status-{_dashed(status)}")},
        )
        tell(uow, env, person, Say(text=text), dedupe=f"status:{information.id}:{changed.version}")
    return changed


def note_status(uow: UnitOfWork, env: Env, information: RiskInformation) -> None:
    """One more line of the case's history."""
    uow.status_events.add(
        StatusEvent(id=env.ids.new(), information_id=information.id, status=information.status, at=env.now())
    )


def _dashed(status: Status) -> str:
    return status.value.replace("_", "-")
