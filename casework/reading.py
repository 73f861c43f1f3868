"""Who may open which document: circulars (Art. 16, 25) and files that people sent in."""

from __future__ import annotations

from casework.env import Env
from casework.ports import UnitOfWork
from risk.circular import Circular, CircularKind
from risk.errors import NotFound
from risk.information import Attachment
from risk.organisation import Person, Role
from risk.permission import Act, may


def readable_circular(uow: UnitOfWork, circular: Circular, reader: Person | None) -> bool:
    """An issued announcement is everybody's; else addressees, the issuing office, its superior, who received a filing.

    `reader` None = somebody from the public.
    """
    if reader is None:
        return circular.kind is CircularKind.ANNOUNCEMENT and circular.issued_at is not None
    office = uow.organisations.get(circular.org_id)
    if may(reader, Act.SEE_CIRCULAR, office=office, subject=circular).allowed:
        return True
    if any(
        may(reader, Act.SEE_CIRCULAR, subject=delivery).allowed
        for delivery in uow.deliveries.between(circular.id, reader.id)
    ):
        return True
    filing = uow.filings.of_circular(circular.id)
    return reader.active and reader.role is Role.SUPERIOR and filing is not None and filing.to_org_id == reader.org_id


def open_circular_pdf(uow: UnitOfWork, circular_id: str, reader: Person | None) -> tuple[Circular, bytes]:
    """As issued, or as submitted while it is not issued yet. Raises `NotFound` also to those who may not see it."""
    circular = uow.circulars.get(circular_id)
    if not readable_circular(uow, circular, reader):
        raise NotFound(kind="circular")
    rendition = uow.renditions.of(circular.id, final=True) or uow.renditions.of(circular.id, final=False)
    if rendition is None:
        raise NotFound(kind="rendition")
    return circular, rendition.pdf


def open_attachment(uow: UnitOfWork, env: Env, attachment_id: str, reader: Person) -> tuple[Attachment, bytes]:
    """For its sender, and for the office that has the case, which leaves an audit entry. Raises `NotFound`."""
    attachment = uow.attachments.get(attachment_id)
    if attachment.person_id == reader.id and reader.active:
        return attachment, uow.attachments.content(attachment.id)
    office_id = _office_of(uow, attachment)
    office = uow.organisations.find(office_id) if office_id else None
    if office is None or not may(reader, Act.SEE_SIGNAL, office=office).allowed:
        raise NotFound(kind="attachment")
    uow.audit.append(
        org_id=reader.org_id,
        at=env.now(),
        actor_id=reader.id,
        act="attachment.open",
        subject=f"attachment:{attachment.id}",
    )
    return attachment, uow.attachments.content(attachment.id)


def _office_of(uow: UnitOfWork, attachment: Attachment) -> str | None:
    if attachment.signal_id is not None:
        return uow.signals.get(attachment.signal_id).office_id
    if attachment.information_id is None:
        return None
    information = uow.informations.get(attachment.information_id)
    if information.signal_id is not None:
        return uow.signals.get(information.signal_id).office_id
    return information.office_id
